//! Take an organization from a directory file.

use super::{create::insert_new, refuse};
use crate::model::{Imported, Membership, OrganizationDraft};
use crate::{policy, store};
use tandem_access::{Action, Error, Kind, Tx};

/// Writes an organization that `source` calls `source_id`, once: the same content again changes nothing.
///
/// A new one is `prospective` (being listed in a directory is not joining). A known one takes over the listing (name,
/// description, contacts, place); sector, control, language and time zone stay as the partnership has set them, and
/// the confidential mark is only ever set by an import, never taken off. An edit made here stands until the source
/// itself changes.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] field by field, for the import's report.
pub fn upsert_imported(
    tx: &mut Tx<'_, '_>,
    source: &str,
    source_id: &str,
    draft: &OrganizationDraft,
) -> Result<Imported, Error> {
    if !policy::may_place(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    let draft = draft.clone().tidy();
    refuse(&draft.problems())?;
    let Some(known) = store::by_source(tx, source, source_id)? else {
        let id = insert_new(tx, &draft, Membership::Prospective, Some((source, source_id)), "imported")?;
        return Ok(Imported::Accepted(id));
    };
    let hash = draft.content_hash();
    if known.content_hash == hash {
        return Ok(Imported::Unchanged(known.id));
    }
    let before = known.draft();
    let after = OrganizationDraft {
        sector: before.sector,
        controlled_by: before.controlled_by,
        language: before.language.clone(),
        timezone: before.timezone.clone(),
        confidential: before.confidential || draft.confidential,
        ..draft
    };
    store::update(tx, known.id, &after, &hash)?;
    store::add_history(tx, known.id, "imported", &before.changes(&after), "")?;
    tx.audit(Action::Write, Kind::Organization, Some(known.id), None, "imported")?;
    Ok(Imported::Changed(known.id))
}
