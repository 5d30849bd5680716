//! The words of the index: exact, by beginning, and by likeness (typos).

use std::collections::HashMap;

/// All words, sorted, with the letter triples they contain.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// The words one after the other, and where each begins.
    text: String,
    starts: Vec<u32>,
    triples: HashMap<[u8; 3], Vec<u32>>,
}

impl Lexicon {
    /// From sorted, distinct words.
    pub(crate) fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for word in words {
            let index = lexicon.starts.len() as u32;
            lexicon.starts.push(lexicon.text.len() as u32);
            lexicon.text.push_str(word);
            // A word with digits in it is a number, a street or a code: likeness says nothing there.
            if word.bytes().any(|b| b.is_ascii_digit()) {
                continue;
            }
            for triple in triples_of(word) {
                let list = lexicon.triples.entry(triple).or_default();
                if list.last() != Some(&index) {
                    list.push(index);
                }
            }
        }
        lexicon
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// About how many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        let triples: usize = self.triples.values().map(|list| 40 + 4 * list.capacity()).sum();
        self.text.len() + 4 * self.starts.len() + triples
    }

    pub(crate) fn word(&self, index: u32) -> &str {
        let bound = |i: usize| self.starts.get(i).map_or(self.text.len(), |&s| s as usize);
        self.text.get(bound(index as usize)..bound(index as usize + 1)).unwrap_or_default()
    }

    /// The first word that does not stand before `word`.
    fn place(&self, word: &str) -> u32 {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low.midpoint(high);
            if self.word(middle) < word { low = middle + 1 } else { high = middle }
        }
        low
    }

    pub(crate) fn exact(&self, word: &str) -> Option<u32> {
        let at = self.place(word);
        ((at as usize) < self.len() && self.word(at) == word).then_some(at)
    }

    /// Words that begin with `start`, at most `most`.
    pub(crate) fn beginning(&self, start: &str, most: usize) -> impl Iterator<Item = u32> {
        let words = self.place(start)..self.len() as u32;
        words.take_while(move |&at| self.word(at).starts_with(start)).take(most)
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
        let mut shared = vec![0u16; self.len()];
        let mut found: Vec<(u32, usize)> = Vec::new();
        for triple in &triples {
            for &index in self.triples.get(triple).into_iter().flatten() {
                let Some(count) = shared.get_mut(index as usize) else { continue };
                *count += 1;
                if usize::from(*count) == needed {
                    found.push((index, 0));
                }
            }
        }
        found.retain_mut(|(index, distance)| {
            let candidate = self.word(*index);
            if candidate.chars().count().abs_diff(length) > limit {
                return false;
            }
            *distance = strsim::osa_distance(word, candidate);
            *distance <= limit
        });
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
        let mut words = words.to_vec();
        words.sort_unstable();
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
