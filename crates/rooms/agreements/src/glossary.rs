//! "Reads differently": known words in a text become links to what each sector means by them, and stand explained under it.
//! For the pages of every room that show what people wrote together.

use crate::model::term::{Piece, Term, cut};
use maud::{Markup, html};
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use tandem_access::{Error, Tx, Uuid};
use tandem_web::{Cx, Lang, ui};

/// The words, loaded for one page. Each is marked once, where it stands first.
pub struct Glossary {
    terms: Vec<Term>,
    lang: Lang,
    seen: Mutex<HashSet<Uuid>>,
}

/// Loads the glossary for a text in this language.
///
/// # Errors
/// The database's.
pub fn load(tx: &mut Tx, lang: Lang) -> Result<Glossary, Error> {
    Ok(Glossary { terms: crate::actions::terms(tx)?, lang, seen: Mutex::default() })
}

fn pieces(pieces: &[Piece<'_>]) -> Markup {
    html! {
        @for piece in pieces {
            @match piece {
                Piece::Plain(text) => (text),
                Piece::Word(word, term) => a href={ "/glossary/" (term.slug) } { (word) },
            }
        }
    }
}

impl Glossary {
    /// A paragraph with its known words as links.
    pub fn mark(&self, text: &str) -> Markup {
        self.mark_in(text, self.lang)
    }

    /// The same for a text in another language than the one it was loaded for.
    pub fn mark_in(&self, text: &str, lang: Lang) -> Markup {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        pieces(&cut(&self.terms, text, lang, &mut seen))
    }

    /// Paragraphs that people wrote in English and perhaps in Spanish, in the reader's language, with their known words as links; those
    /// that have no Spanish stand in English and say so.
    pub fn paragraphs(&self, cx: &Cx, words: &str, words_es: Option<&str>) -> Markup {
        let (text, lang) = match words_es.filter(|_| cx.spanish()) {
            Some(spanish) => (spanish, Lang::Es),
            None => (words, Lang::En),
        };
        let other = (lang != cx.lang).then(|| lang.code());
        html! { @for p in split(text) { p lang=[other] { (self.mark_in(p, lang)) } } }
    }

    /// Paragraphs in one language.
    pub fn paragraphs_in(&self, text: &str, lang: Lang) -> Markup {
        html! { @for p in split(text) { p { (self.mark_in(p, lang)) } } }
    }

    /// What was marked so far, explained: to stand under the text. Empty when nothing was.
    pub fn notes(&self, cx: &Cx) -> Markup {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let found: Vec<&Term> = self.terms.iter().filter(|term| seen.contains(&term.id)).collect();
        if found.is_empty() {
            return html! {};
        }
        ui::details(
            &cx.ta("agreements-glossary-differ", &[("n", found.len().into())]),
            html! { @for term in found { h3 { (term.about.word(cx.lang)) } (meanings(cx, term)) } },
        )
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").filter(|p| !p.trim().is_empty())
}

/// What each sector means by a word.
pub(crate) fn meanings(cx: &Cx, term: &Term) -> Markup {
    ui::definition_list(term.about.meanings.iter().map(|(sector, both)| {
        let name = cx.t(&format!("partners-sector-{}", sector.code().replace('_', "-")));
        (name, html! { (both.get(cx.lang)) })
    }))
}
