//! Takes the middles of ZIP codes from a file, so that distance can be told from a ZIP code that no address here has.

use tandem_access::{Action, Error, Kind, Tx};
use tandem_partners::policy::{Reach, reach};

use crate::model::item::Point;
use crate::store;

/// What became of the ZIP codes of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// New ones.
    pub accepted: u64,
    /// Known ones that lay elsewhere before.
    pub changed: u64,
    /// Known ones that lie where they lay.
    pub unchanged: u64,
    /// Known from an earlier file and not in this one; they stay.
    pub missing: u64,
}

/// Sets the middles of ZIP codes, each of five digits and once in the list. They count before those that the directory's
/// own addresses give. Every server's search follows, as after an import of services.
///
/// # Errors
/// [`Error::Forbidden`] unless the viewer may write every organization's services; the database's.
pub fn import_places(tx: &mut Tx<'_, '_>, places: &[(String, Point)]) -> Result<Placed, Error> {
    if reach(tx.viewer()) != Reach::All || !tx.viewer().may(Kind::Service, Action::Write) {
        return Err(Error::Forbidden);
    }
    let known = store::places::all(tx)?;
    let mut placed = Placed::default();
    let mut news = Vec::new();
    for (zip, point) in places {
        match known.get(zip) {
            Some(before) if before == point => placed.unchanged += 1,
            Some(_) => {
                placed.changed += 1;
                news.push((zip.as_str(), *point));
            }
            None => {
                placed.accepted += 1;
                news.push((zip.as_str(), *point));
            }
        }
    }
    placed.missing = known.len() as u64 - placed.changed - placed.unchanged;
    if !news.is_empty() {
        store::places::put(tx, &news)?;
        store::next_version(tx)?;
    }
    let detail = format!("import of ZIP codes: {} new, {} moved", placed.accepted, placed.changed);
    tx.audit(Action::Write, Kind::Service, None, None, &detail)?;
    Ok(placed)
}
