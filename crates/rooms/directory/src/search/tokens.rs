//! Words of a text as the index knows them: folded, without endings, without the words that every listing has.

use crate::model::text::push_folded;

const STOP: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "get", "help", "i", "in", "is", "it",
    "me", "my", "near", "need", "of", "on", "or", "our", "paying", "pay", "that", "the", "to", "want", "we",
    "where", "with", "you", "your", // Spanish
    "al", "ayuda", "buscar", "busco", "con", "de", "del", "donde", "el", "en", "es", "la", "las", "lo",
    "los", "mi", "necesito", "o", "para", "pagar", "por", "que", "quiero", "se", "si", "su", "tengo", "un",
    "una", "y", "yo",
];

/// Calls `each` with every word of a text, in the index's form.
pub(crate) fn words(text: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    for c in text.chars().chain(std::iter::once(' ')) {
        if c.is_alphanumeric() {
            push_folded(&mut word, c);
        } else if c != '\'' && c != '\u{2019}' && !('\u{300}'..='\u{36f}').contains(&c) {
            if !word.is_empty() {
                let stem = stem(&word);
                if !STOP.contains(&word.as_str())
                    && (stem.len() > 1 || stem.bytes().all(|b| b.is_ascii_digit()))
                {
                    each(stem);
                }
            }
            word.clear();
        }
    }
}

/// The words of a query; if it holds only common words ("help"), these.
pub(crate) fn query_words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    words(text, |word| {
        if !out.iter().any(|w| w == word) && word.len() <= 40 {
            out.push(word.to_owned());
        }
    });
    out.truncate(12);
    out
}

/// Takes an English or Spanish plural ending away. Light on purpose: both sides are treated alike, typos are matched elsewhere.
pub(crate) fn stem(word: &str) -> &str {
    let keep = |n: usize| &word[..word.len() - n];
    if word.len() > 4 && word.is_ascii() {
        if word.ends_with("sses")
            || word.ends_with("ches")
            || word.ends_with("shes")
            || word.ends_with("ones")
        {
            return keep(2);
        }
        if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") {
            return keep(1);
        }
    } else if word.len() == 4
        && word.is_ascii()
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
    {
        return keep(1);
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages() {
        assert_eq!(query_words("Necesito AYUDA para pagar la Renta"), ["renta"]);
        assert_eq!(query_words("food pantries, St. Mark's"), ["food", "pantrie", "st", "mark"]);
        assert_eq!(query_words("jobs bus class"), ["job", "bus", "class"]);
        assert_eq!(query_words("help"), Vec::<String>::new());
        assert_eq!(query_words("211"), ["211"]);
    }
}
