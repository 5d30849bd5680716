//! Languages of a service: from words ("Spanish and German.") to ISO 639 codes; unknown words are handed back.

use std::sync::LazyLock;

use super::text::fold;

/// One language that Tandem knows the name of.
#[derive(Debug)]
pub struct KnownLanguage {
    /// ISO 639-1 code, or 639-3 where there is none.
    pub code: String,
    /// Name in English.
    pub name_en: String,
    /// Its own name for itself, which its speakers can read.
    pub name_own: String,
    aliases: Vec<String>,
}

static LANGUAGES: LazyLock<Vec<KnownLanguage>> = LazyLock::new(|| {
    super::table::rows(include_str!("../../data/languages.csv"))
        .map(|row| KnownLanguage {
            code: row[0].clone(),
            name_en: row[1].clone(),
            name_own: row[2].clone(),
            aliases: row[3].split('|').filter(|a| !a.is_empty()).map(fold).collect(),
        })
        .collect()
});

/// All languages with a name, in the order of the table.
pub fn known_languages() -> &'static [KnownLanguage] {
    &LANGUAGES
}

/// The language with a code.
pub fn by_code(code: &str) -> Option<&'static KnownLanguage> {
    let code = code.trim().to_ascii_lowercase();
    let base = code.split(['-', '_']).next().unwrap_or_default();
    LANGUAGES.iter().find(|l| l.code == base)
}

/// The language that a word names, in English, Spanish or its own script.
pub fn by_name(name: &str) -> Option<&'static KnownLanguage> {
    let folded = fold(name);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    LANGUAGES.iter().find(|l| {
        fold(&l.name_en) == folded || fold(&l.name_own) == folded || l.aliases.iter().any(|a| a == folded)
    })
}

/// Splits a list in words into languages and the words that name none.
pub fn parse_list(text: &str) -> (Vec<&'static KnownLanguage>, Vec<String>) {
    let mut found: Vec<&'static KnownLanguage> = Vec::new();
    let mut unknown = Vec::new();
    let text = text.replace(" and ", ",").replace(" y ", ",").replace(" & ", ",");
    for part in text.split([',', ';', '/', '\n', '|', '.']) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        match by_name(part).or_else(|| if part.len() <= 3 { by_code(part) } else { None }) {
            Some(language) if !found.iter().any(|l| l.code == language.code) => found.push(language),
            Some(_) => {}
            None => unknown.push(part.to_owned()),
        }
    }
    (found, unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_in_words() {
        let (found, unknown) = parse_list("Spanish and German. Accommodations possible.");
        assert_eq!(found.iter().map(|l| l.code.as_str()).collect::<Vec<_>>(), ["es", "de"]);
        assert_eq!(unknown, ["Accommodations possible"]);
        let (found, unknown) = parse_list("Español, ASL / Cantonese; es");
        assert_eq!(found.iter().map(|l| l.code.as_str()).collect::<Vec<_>>(), ["es", "ase", "zh"]);
        assert!(unknown.is_empty());
        assert_eq!(by_code("es-MX").map(|l| l.name_own.as_str()), Some("Español"));
    }
}
