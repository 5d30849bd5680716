//! A word and what each sector means by it; and where such words stand in a text.

use std::collections::{BTreeMap, HashSet};
use tandem_access::{FieldErrors, Uuid};
use tandem_partners::model::Sector;
use tandem_web::Lang;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Both {
    /// English.
    pub en: String,
    /// Spanish.
    pub es: String,
}

impl Both {
    /// The one for a reader.
    pub fn get(&self, lang: Lang) -> &str {
        if lang == Lang::Es { &self.es } else { &self.en }
    }

    /// Its spaces in order.
    #[must_use]
    pub fn tidy(&self) -> Both {
        let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        Both { en: tidy(&self.en), es: tidy(&self.es) }
    }

    /// Whether both languages have words.
    pub fn is_whole(&self) -> bool {
        !self.en.is_empty() && !self.es.is_empty()
    }

    /// Whether neither has.
    pub fn is_empty(&self) -> bool {
        self.en.is_empty() && self.es.is_empty()
    }
}

/// What somebody writes about a word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewTerm {
    /// The word and its other forms, parted by commas: "case, cases".
    pub words: Both,
    /// What it means in plain words, for everybody.
    pub plain: Both,
    /// What a sector means by it.
    pub meanings: BTreeMap<Sector, Both>,
}

/// A word as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Id.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// What was written.
    pub about: NewTerm,
}

/// The word and its forms.
fn forms(words: &str) -> impl Iterator<Item = &str> {
    words.split(',').map(str::trim).filter(|form| !form.is_empty())
}

impl NewTerm {
    /// The same with its spaces in order and without empty meanings.
    #[must_use]
    pub fn tidy(&self) -> NewTerm {
        NewTerm {
            words: self.words.tidy(),
            plain: self.plain.tidy(),
            meanings: self
                .meanings
                .iter()
                .map(|(sector, both)| (*sector, both.tidy()))
                .filter(|(_, both)| !both.is_empty())
                .collect(),
        }
    }

    /// Every fault at once.
    pub fn faults(&self) -> FieldErrors {
        let mut errors = FieldErrors::new();
        for (field, text) in [("words_en", &self.words.en), ("words_es", &self.words.es)] {
            if forms(text).next().is_none() || text.chars().count() > 200 {
                errors.add(field, "agreements-error-term-words");
            }
        }
        for (field, text) in [("plain_en", &self.plain.en), ("plain_es", &self.plain.es)] {
            if !(3..=600).contains(&text.chars().count()) {
                errors.add(field, "agreements-error-term-plain");
            }
        }
        for (sector, both) in &self.meanings {
            if !both.is_whole() || both.en.chars().count() > 600 || both.es.chars().count() > 600 {
                errors.add(&format!("{}_en", sector.code()), "agreements-error-term-meaning");
            }
        }
        errors
    }

    /// The word itself.
    pub fn word(&self, lang: Lang) -> &str {
        forms(self.words.get(lang)).next().unwrap_or_default()
    }

    /// Whether sectors mean different things by it: then a reader is warned.
    pub fn reads_differently(&self) -> bool {
        let mut said: Vec<&Both> = self.meanings.values().collect();
        said.dedup();
        said.len() > 1
    }

    /// Whether somebody who types `words` may look for it.
    pub fn matches(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        [&self.words.en, &self.words.es, &self.plain.en, &self.plain.es]
            .iter()
            .any(|text| text.to_lowercase().contains(&words))
    }
}

/// A piece of a text: plain, or a word that reads differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it stands.
    Plain(&'a str),
    /// A known word, as it is written here.
    Word(&'a str, &'a Term),
}

/// Cuts a text at the known words that read differently: whole words only, the longest first, each once in all texts that share
/// `seen`. Joined again the pieces are the text.
pub fn cut<'a>(terms: &'a [Term], text: &'a str, lang: Lang, seen: &mut HashSet<Uuid>) -> Vec<Piece<'a>> {
    let mut phrases: Vec<(Vec<char>, &Term)> = terms
        .iter()
        .filter(|term| term.about.reads_differently())
        .flat_map(|term| forms(term.about.words.get(lang)).map(move |form| (lower(form), term)))
        .collect();
    phrases.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    let (mut pieces, mut plain_from, mut before) = (vec![], 0, None);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let begins = c.is_alphanumeric() && !before.is_some_and(char::is_alphanumeric);
        let found = begins.then(|| {
            phrases
                .iter()
                .filter(|(_, term)| !seen.contains(&term.id))
                .find_map(|(form, term)| Some((length(&text[at..], form)?, *term)))
        });
        if let Some((length, term)) = found.flatten() {
            if plain_from < at {
                pieces.push(Piece::Plain(&text[plain_from..at]));
            }
            pieces.push(Piece::Word(&text[at..at + length], term));
            seen.insert(term.id);
            before = text[..at + length].chars().next_back();
            at += length;
            plain_from = at;
        } else {
            before = Some(c);
            at += c.len_utf8();
        }
    }
    if plain_from < text.len() {
        pieces.push(Piece::Plain(&text[plain_from..]));
    }
    pieces
}

fn lower(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// How many bytes of `text` are `form`, ending where a word ends; letters' case aside.
fn length(text: &str, form: &[char]) -> Option<usize> {
    let (mut matched, mut bytes) = (0, 0);
    let mut rest = text.chars();
    while matched < form.len() {
        let c = rest.next()?;
        for small in c.to_lowercase() {
            if form.get(matched) != Some(&small) {
                return None;
            }
            matched += 1;
        }
        bytes += c.len_utf8();
    }
    (!rest.next().is_some_and(char::is_alphanumeric)).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn both(en: &str, es: &str) -> Both {
        Both { en: en.into(), es: es.into() }
    }

    fn term(n: u128, en: &str, es: &str, sectors: &[Sector]) -> Term {
        let meanings = sectors
            .iter()
            .enumerate()
            .map(|(k, s)| (*s, both(&format!("meaning {k}"), &format!("sentido {k}"))))
            .collect();
        let about = NewTerm { words: both(en, es), plain: both("plain words", "palabras llanas"), meanings };
        Term { id: Uuid::from_u128(n), slug: format!("t{n}"), about }
    }

    fn marked(terms: &[Term], text: &str) -> String {
        cut(terms, text, Lang::En, &mut HashSet::new())
            .into_iter()
            .map(|piece| match piece {
                Piece::Plain(text) => text.to_owned(),
                Piece::Word(word, term) => format!("[{word}|{}]", term.slug),
            })
            .collect()
    }

    #[test]
    fn whole_words_the_longest_first_each_once() {
        let two = [Sector::Healthcare, Sector::Housing];
        let terms = [
            term(1, "case, cases", "caso, casos", &two),
            term(2, "case manager", "gestor de casos", &two),
            term(3, "home", "hogar", &[Sector::Housing]),
        ];
        assert_eq!(
            marked(&terms, "The Case manager closes a case; cases stay. Bookcase, casework, home."),
            "The [Case manager|t2] closes a [case|t1]; cases stay. Bookcase, casework, home."
        );
        assert_eq!(marked(&terms, ""), "");
        assert_eq!(marked(&terms, "¿case?"), "¿[case|t1]?");
        let spanish = cut(&terms, "Un CASO", Lang::Es, &mut HashSet::new());
        assert_eq!(spanish, [Piece::Plain("Un "), Piece::Word("CASO", &terms[0])]);
    }

    #[test]
    fn a_word_that_all_mean_alike_is_no_warning() {
        let mut same = term(1, "case", "caso", &[Sector::Healthcare, Sector::Housing]);
        for meaning in same.about.meanings.values_mut() {
            *meaning = both("a person we help", "una persona a quien ayudamos");
        }
        assert!(!same.about.reads_differently());
        assert_eq!(marked(&[same], "a case"), "a case");
    }

    #[test]
    fn a_word_says_what_it_lacks() {
        let bad = NewTerm {
            words: both(" , ", "caso"),
            meanings: BTreeMap::from([(Sector::Housing, both("a unit", "")), (Sector::Faith, both(" ", ""))]),
            ..NewTerm::default()
        };
        let faults = bad.tidy().faults();
        for field in ["words_en", "plain_en", "plain_es", "housing_en"] {
            assert!(faults.of(field).is_some(), "{field}");
        }
        assert!(faults.of("faith_en").is_none(), "what is empty in both languages is left out");
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "\\PC{0,60}|[a-cİß ,.]{0,40}") {
            let two = [Sector::Healthcare, Sector::Housing];
            let terms = [term(1, "a, ab", "a", &two), term(2, "b c", "b", &two), term(3, "i̇", "i", &two)];
            let joined: String = cut(&terms, &text, Lang::En, &mut HashSet::new())
                .into_iter()
                .map(|piece| match piece { Piece::Plain(text) | Piece::Word(text, _) => text })
                .collect();
            prop_assert_eq!(joined, text);
        }
    }
}
