//! The glossary: read by everybody, written by who keeps the partnership's rules.

use crate::model::term::{NewTerm, Term};
use crate::store;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_web::{Lang, ui};

/// Every word.
///
/// # Errors
/// The database's.
pub fn terms(tx: &mut Tx) -> Result<Vec<Term>, Error> {
    store::term::all(tx)
}

/// One word by its name in addresses.
///
/// # Errors
/// [`Error::NotFound`].
pub fn term(tx: &mut Tx, slug: &str) -> Result<Term, Error> {
    terms(tx)?.into_iter().find(|term| term.slug == slug).ok_or(Error::NotFound)
}

/// Writes a word: a new one, or `slug` anew. Its name in addresses, which stays.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] field by field, also for a word that is there already.
pub fn define(tx: &mut Tx, slug: Option<&str>, new: &NewTerm) -> Result<String, Error> {
    tx.require(Kind::Governance, Action::Write)?;
    let new = new.tidy();
    new.faults().into_result()?;
    let (id, slug): (Uuid, String) = match slug {
        Some(slug) => {
            let known = term(tx, slug)?;
            store::term::update(tx, known.id, &new)?;
            (known.id, known.slug)
        }
        None => {
            let id = tx.new_public_id();
            let slug = ui::slug(&new.word(Lang::En).to_lowercase());
            // "new" is the address of the form itself.
            if slug == "new" || !store::term::insert(tx, id, &slug, &new)? {
                return Err(FieldErrors::one("words_en", "agreements-error-term-known"));
            }
            (id, slug)
        }
    };
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "word explained")?;
    Ok(slug)
}
