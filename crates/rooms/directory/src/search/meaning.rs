//! What typed words stand for: themselves, synonyms, words that begin so, and if there is none of these, words that look alike.

use super::index::Index;
use super::synonyms;

/// One typed word and what it stands for.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    /// Words of the index, with how good each is as an answer.
    pub(crate) words: Vec<(u32, f32)>,
    /// Whole need domains.
    pub(crate) domains: u64,
}

const PREFIX: f32 = 0.6;
/// How good a synonym is.
pub(crate) const SYNONYM: f32 = 0.8;
/// Of the words that begin as typed, so many are looked at,
const BEGINNINGS_SEEN: usize = 20_000;
/// and so many of them, those that most services hold, count.
const BEGINNINGS: usize = 40;
const ALIKE: usize = 6;

impl Index {
    /// What the words stand for; words that were read as others go to `read_as`.
    pub(crate) fn understand(&self, words: &[String], read_as: &mut Vec<(String, String)>) -> Vec<Wanted> {
        words.iter().enumerate().map(|(i, word)| self.expand(word, i + 1 == words.len(), read_as)).collect()
    }

    fn expand(&self, word: &str, last: bool, read_as: &mut Vec<(String, String)>) -> Wanted {
        let mut wanted = Wanted::default();
        let exact = self.lexicon.exact(word);
        wanted.words.extend(exact.map(|id| (id, 1.0)));
        let meaning = synonyms::of(word).or_else(|| exact.is_none().then(|| synonyms::alike(word)).flatten());
        if let Some(meaning) = meaning {
            wanted.domains = meaning.domains;
            let others = meaning.words.iter().filter_map(|w| self.lexicon.exact(w));
            wanted.words.extend(others.map(|id| (id, SYNONYM)));
        }
        if word.len() >= 3 && (last || exact.is_none()) {
            let known: Vec<u32> = wanted.words.iter().map(|(id, _)| *id).collect();
            let beginning = self.beginning(word, &known);
            wanted.words.extend(beginning.into_iter().map(|id| (id, PREFIX)));
        }
        if wanted.words.is_empty() && wanted.domains == 0 {
            let alike = self.lexicon.alike(word, ALIKE);
            if let Some(&(best, _)) = alike.first() {
                read_as.push((word.to_owned(), self.lexicon.word(best).to_owned()));
            }
            for (id, distance) in alike {
                #[allow(clippy::cast_precision_loss)]
                wanted.words.push((id, 0.7 / distance.max(1) as f32));
                if let Some(meaning) = synonyms::of(self.lexicon.word(id)) {
                    wanted.domains |= meaning.domains;
                }
            }
        }
        wanted
    }

    /// Words that begin so, without those that count already.
    fn beginning(&self, word: &str, known: &[u32]) -> Vec<u32> {
        let mut found: Vec<u32> =
            self.lexicon.beginning(word, BEGINNINGS_SEEN).filter(|id| !known.contains(id)).collect();
        if found.len() > BEGINNINGS {
            let order = |id: &u32| (std::cmp::Reverse(self.postings(*id).len()), *id);
            found.select_nth_unstable_by_key(BEGINNINGS - 1, order);
            found.truncate(BEGINNINGS);
        }
        found
    }
}
