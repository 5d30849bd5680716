//! What the room reads, each as the viewer.

mod already;
mod copy;
mod timeline;

pub use already::{Already, already_asked};
pub use copy::{Everything, everything, seen};
pub use timeline::{Opened, Team, Timeline, timeline};

use tandem_access::{Error, Tx, Uuid};

/// The records of the same person that the viewer may know of, this one first.
///
/// # Errors
/// The database's.
pub fn records(tx: &mut Tx, person: Uuid) -> Result<Vec<Uuid>, Error> {
    tandem_identity::actions::linked_records(tx, person)
}
