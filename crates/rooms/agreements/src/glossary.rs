//! "Reads differently": known words in a text become links to what each sector means by them, and stand explained under it.
//! For the pages of every room that show what people wrote together.

use crate::model::term::{Piece, Term, cut};
use maud::{Markup, html};
use std::cell::RefCell;
use std::collections::HashSet;
use tandem_access::{Error, Tx, Uuid};
use tandem_web::{Cx, Lang, ui};

/// The words, loaded for one page. Each is marked once, where it stands first.
pub struct Glossary {
    terms: Vec<Term>,
    lang: Lang,
    seen: RefCell<HashSet<Uuid>>,
}

/// Loads the glossary for a text in this language.
///
/// # Errors
/// The database's.
pub fn load(tx: &mut Tx, lang: Lang) -> Result<Glossary, Error> {
    Ok(Glossary { terms: crate::actions::terms(tx)?, lang, seen: RefCell::default() })
}

/// A text on its own, with its known words as links.
pub fn marked(terms: &[Term], text: &str, lang: Lang) -> Markup {
    pieces(&cut(terms, text, lang, &mut HashSet::new()))
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
        pieces(&cut(&self.terms, text, self.lang, &mut self.seen.borrow_mut()))
    }

    /// What was marked so far, explained: to stand under the text. Empty when nothing was.
    pub fn notes(&self, cx: &Cx) -> Markup {
        let seen = self.seen.borrow();
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

/// What each sector means by a word.
pub(crate) fn meanings(cx: &Cx, term: &Term) -> Markup {
    ui::definition_list(term.about.meanings.iter().map(|(sector, both)| {
        let name = cx.t(&format!("partners-sector-{}", sector.code().replace('_', "-")));
        (name, html! { (both.get(cx.lang)) })
    }))
}
