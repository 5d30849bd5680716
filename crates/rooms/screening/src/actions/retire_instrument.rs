//! Retire an instrument, or offer it again. What was asked with it stays.

use super::instruments::find_instrument;
use crate::instruments::{SHIPPED, parse};
use crate::store;
use crate::store::instrument::InstrumentRow;
use tandem_access::{Action, Error, Kind, Tx, sha256_hex};

/// Takes an instrument off the list for new screenings (`active = false`), or puts it back.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`], the database's.
pub fn retire_instrument(tx: &mut Tx, url: &str, version: &str, active: bool) -> Result<(), Error> {
    tx.require(Kind::Instrument, Action::Write)?;
    let row = match store::instrument::get(tx, url, version)? {
        Some(row) => InstrumentRow { active, ..row },
        None => {
            // One that comes with Tandem gets its row now, to hold the decision.
            let found = find_instrument(tx, url, Some(version))?.ok_or(Error::NotFound)?;
            let same = |json: &&str| parse(json).is_ok_and(|q| q.url == url && q.version == version);
            let content = SHIPPED.into_iter().find(same).ok_or(Error::NotFound)?;
            InstrumentRow {
                url: url.to_owned(),
                version: version.to_owned(),
                title: found.questionnaire.title.own.clone(),
                content: content.to_owned(),
                hash: sha256_hex(content.as_bytes()),
                active,
                updated_at: tx.now(),
            }
        }
    };
    let id = store::instrument::save(tx, &row)?;
    let what = if active { "instrument offered again" } else { "instrument retired" };
    tx.audit(Action::Write, Kind::Instrument, Some(id), None, what)
}
