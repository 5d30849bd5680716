//! What data use agreements let two organizations share, and from when they are asked.

use crate::model::agreement::day_begins;
use crate::model::data_class::DataClass;
use crate::store;
use jiff::civil::Date;
use std::collections::BTreeSet;
use tandem_access::{Action, Error, Kind, Timestamp, Tx, Uuid};

/// What no live agreement between two organizations covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The classes that are not covered; never empty.
    pub classes: BTreeSet<DataClass>,
}

/// The classes that live data use agreements let two organizations share now.
///
/// # Errors
/// The database's.
pub fn covered(tx: &mut Tx, owner: Uuid, recipient: Uuid) -> Result<BTreeSet<DataClass>, Error> {
    let now = tx.now();
    Ok(store::cover::between(tx, owner, recipient, now)?.into_iter().collect())
}

/// What of these classes may not be shared between two organizations now, because no live data use agreement covers it;
/// `None` when all may, or while the partnership does not ask for agreements yet. The row fence holds the same at every look.
///
/// # Errors
/// The database's.
pub fn missing(
    tx: &mut Tx,
    owner: Uuid,
    recipient: Uuid,
    classes: &BTreeSet<DataClass>,
) -> Result<Option<Missing>, Error> {
    let now = tx.now();
    if store::cover::rule(tx)?.is_some_and(|(_, from)| from > now) {
        return Ok(None);
    }
    let covered = covered(tx, owner, recipient)?;
    let classes: BTreeSet<DataClass> = classes.difference(&covered).copied().collect();
    Ok(if classes.is_empty() { None } else { Some(Missing { classes }) })
}

/// From which day data use agreements are asked; `None`: always, which is how a partnership begins.
///
/// # Errors
/// The database's.
pub fn required_from(tx: &mut Tx) -> Result<Option<(Date, Timestamp)>, Error> {
    store::cover::rule(tx)
}

/// Sets from which day data use agreements are asked; `None`: always. For a partnership that shares already and needs time
/// to sign.
///
/// # Errors
/// [`Error::Forbidden`] for who may not change the settings.
pub fn require_from(tx: &mut Tx, day: Option<Date>) -> Result<(), Error> {
    tx.require(Kind::Setting, Action::Write)?;
    let rule = match day {
        None => None,
        Some(day) => {
            let (zone, _) = super::today(tx)?;
            Some((day, day_begins(day, &zone)?))
        }
    };
    store::cover::set_rule(tx, rule)?;
    tx.audit(Action::Write, Kind::Setting, None, None, "agreements needed from")
}
