//! The words of the index: exact, by beginning, and by likeness (typos).

use std::collections::HashMap;

/// All words, sorted, with the letter triples they contain.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    words: Vec<Box<str>>,
    triples: HashMap<[u8; 3], Vec<u32>>,
}

impl Lexicon {
    /// From sorted, distinct words.
    pub(crate) fn new(words: Vec<Box<str>>) -> Lexicon {
        let mut triples: HashMap<[u8; 3], Vec<u32>> = HashMap::new();
        for (index, word) in words.iter().enumerate() {
            // A word with digits in it is a number, a street or a code: likeness says nothing there.
            if word.bytes().any(|b| b.is_ascii_digit()) {
                continue;
            }
            for triple in triples_of(word) {
                let list = triples.entry(triple).or_default();
                if list.last() != Some(&(index as u32)) {
                    list.push(index as u32);
                }
            }
        }
        Lexicon { words, triples }
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn word(&self, index: u32) -> &str {
        self.words.get(index as usize).map_or("", |w| w)
    }

    pub(crate) fn exact(&self, word: &str) -> Option<u32> {
        self.words.binary_search_by(|w| w.as_ref().cmp(word)).ok().map(|i| i as u32)
    }

    /// Words that begin with `start`, at most `most`.
    pub(crate) fn beginning(&self, start: &str, most: usize) -> impl Iterator<Item = u32> {
        let from = self.words.partition_point(|w| w.as_ref() < start);
        self.words[from..]
            .iter()
            .take_while(move |w| w.starts_with(start))
            .take(most)
            .enumerate()
            .map(move |(i, _)| (from + i) as u32)
    }

    /// Words within one wrong letter (two in words of eight letters and more), nearest first.
    pub(crate) fn alike(&self, word: &str, most: usize) -> Vec<(u32, usize)> {
        let length = word.chars().count();
        if length < 4 || word.bytes().any(|b| b.is_ascii_digit()) {
            return Vec::new();
        }
        let limit = if length >= 8 { 2 } else { 1 };
        let triples: Vec<[u8; 3]> = triples_of(word).collect();
        // A wrong letter spoils at most three triples, a swap four.
        let needed = triples.len().saturating_sub(4 * limit).max(1);
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for triple in &triples {
            for &index in self.triples.get(triple).into_iter().flatten() {
                *shared.entry(index).or_default() += 1;
            }
        }
        let mut found: Vec<(u32, usize)> = shared
            .into_iter()
            .filter(|&(_, count)| count >= needed)
            .filter(|&(index, _)| self.word(index).chars().count().abs_diff(length) <= limit)
            .map(|(index, _)| (index, strsim::osa_distance(word, self.word(index))))
            .filter(|&(_, distance)| distance <= limit)
            .collect();
        found.sort_unstable_by_key(|&(index, distance)| (distance, index));
        found.truncate(most);
        found
    }
}

fn triples_of(word: &str) -> impl Iterator<Item = [u8; 3]> {
    let bytes = word.as_bytes();
    let at = move |i: isize| usize::try_from(i).ok().and_then(|i| bytes.get(i).copied()).unwrap_or(b' ');
    (-2..bytes.len() as isize).map(move |i| [at(i), at(i + 1), at(i + 2)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lexicon(words: &[&str]) -> Lexicon {
        let mut words: Vec<Box<str>> = words.iter().map(|w| (*w).into()).collect();
        words.sort();
        Lexicon::new(words)
    }

    #[test]
    fn typos_find_the_word_that_was_meant() {
        let l = lexicon(&["pantry", "transportation", "housing", "house", "counseling", "21201"]);
        for (typed, meant) in [
            ("pantyr", "pantry"),
            ("trasnportaion", "transportation"),
            ("hosuing", "housing"),
            ("conseling", "counseling"),
        ] {
            let found = l.alike(typed, 3);
            assert_eq!(found.first().map(|&(i, _)| l.word(i)), Some(meant), "{typed}");
        }
        assert!(l.alike("21202", 3).is_empty() && l.alike("foo", 3).is_empty());
        assert_eq!(
            l.beginning("hous", 9).map(|i| l.word(i).to_owned()).collect::<Vec<_>>(),
            ["house", "housing"]
        );
    }

    proptest! {
        #[test]
        fn one_wrong_letter_is_always_forgiven(word in "[a-z]{5,12}", at in 0usize..12, letter in "[a-z]") {
            let at = at % word.len();
            let mut typed = word.clone();
            typed.replace_range(at..=at, &letter);
            let l = lexicon(&[&word]);
            prop_assert_eq!(l.alike(&typed, 1).len(), 1);
        }

        #[test]
        fn two_neighbours_swapped_are_forgiven(word in "[a-z]{5,12}", at in 0usize..11) {
            let at = at % (word.len() - 1);
            let mut bytes = word.clone().into_bytes();
            bytes.swap(at, at + 1);
            let typed = String::from_utf8(bytes).unwrap();
            let l = lexicon(&[&word]);
            prop_assert_eq!(l.alike(&typed, 1).len(), 1);
        }
    }
}
