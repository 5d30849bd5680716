//! What people type and what it also means, in English and Spanish: `data/synonyms.csv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tokens::stem;
use crate::model::domain::index_of;
use crate::model::table::rows;
use crate::model::text::fold;

/// Other words and whole need domains.
#[derive(Debug, Default)]
pub(crate) struct Meaning {
    pub(crate) words: Vec<String>,
    pub(crate) domains: u64,
}

static TABLE: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut table: HashMap<String, Meaning> = HashMap::new();
    for row in rows(include_str!("../../data/synonyms.csv")) {
        let meaning = table.entry(stem(&fold(&row[0])).to_owned()).or_default();
        for part in row[1].split('|').filter(|p| !p.is_empty()) {
            match part.strip_prefix("domain:") {
                Some(code) => meaning.domains |= index_of(code).map_or(0, |i| 1 << i),
                None => meaning.words.push(stem(&fold(part)).to_owned()),
            }
        }
    }
    table
});

/// What a word also means.
pub(crate) fn of(word: &str) -> Option<&'static Meaning> {
    TABLE.get(word)
}

/// A word of the table that was probably meant, when neither the index nor the table knows the typed one ("comdia").
pub(crate) fn alike(word: &str) -> Option<&'static Meaning> {
    let length = word.chars().count();
    if length < 5 {
        return None;
    }
    let near = TABLE
        .keys()
        .filter(|k| k.chars().count().abs_diff(length) <= 1 && strsim::osa_distance(word, k) <= 1);
    near.min().and_then(|k| of(k))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spanish_words_reach_english_listings() {
        assert!(of("comida").is_some_and(|m| m.domains != 0 && m.words.contains(&"food".to_owned())));
        assert!(of("renta").is_some_and(|m| m.words.contains(&"rental".to_owned())));
        assert!(of(stem(&fold("pañales"))).is_some());
        assert!(alike("comdia").is_some());
        for row in rows(include_str!("../../data/synonyms.csv")) {
            for code in row[1].split('|').filter_map(|p| p.strip_prefix("domain:")) {
                assert!(index_of(code).is_some(), "{row:?}");
            }
        }
    }
}
