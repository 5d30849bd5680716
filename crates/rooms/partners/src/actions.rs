//! The verbs of the room. Each checks the policy, writes, notes the history and the audit, in the caller's transaction.

mod ask;
mod begin;
mod configure;
mod create;
mod edit;
mod find;
mod import;
mod listen;
mod people;
mod place;
mod shown;
mod systems;

pub use ask::{account_managers, addressee, may_look_again, not_heard, written_to};
pub use begin::{FirstAdministrator, init};
pub use configure::{configure, partnership, set};
pub use create::create;
pub use edit::{edit, may_redirect, tell_redirected};
pub use find::{Change, Filter, count, find, find_many, history, list, name};
pub use import::upsert_imported;
pub use listen::{interviews, listen};
pub use people::{Invitation, end_access, invite, invite_again, set_roles};
pub use place::{leave, set_membership};
pub use shown::{is_empty, shown_on_every_page};
pub use systems::{connect_system, end_system, renew_system, systems};

use crate::model::{OrganizationDraft, Problem};
use crate::store;
use tandem_access::{Error, FieldErrors, Tx, Uuid};
use tandem_events::{Event, publish};

/// Writes a listing as it is now, keeps what changed in its history, and tells every room when the confidential mark was put on
/// or taken off.
fn rewrite(
    tx: &mut Tx<'_, '_>,
    id: Uuid,
    (before, after): (&OrganizationDraft, &OrganizationDraft),
    content_hash: &str,
    how: &'static str,
) -> Result<(), Error> {
    store::update(tx, id, after, content_hash)?;
    store::add_history(tx, id, how, &before.changes(after), "")?;
    if before.confidential != after.confidential {
        publish(tx, &Event::ConfidentialityChanged { organization: id })?;
    }
    Ok(())
}

/// Field faults in the edge's words.
fn faults(problems: &[Problem]) -> FieldErrors {
    let mut errors = FieldErrors::new();
    for p in problems {
        errors.add(p.field, p.message);
    }
    errors
}

/// Field faults as the one error at the edge.
fn refuse(problems: &[Problem]) -> Result<(), Error> {
    faults(problems).into_result()
}
