//! Words that people wrote in English, and perhaps in Spanish too.

/// What to show to a reader of Spanish, or not: the translation where there is one.
pub fn in_language<'w>(words: &'w str, translated: Option<&'w str>, spanish: bool) -> &'w str {
    translated.filter(|_| spanish).unwrap_or(words)
}
