//! Take organizations from a directory file.

use super::create::{prepared, write_new};
use crate::model::{Imported, Membership, OrganizationDraft};
use crate::{policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx};

/// Writes organizations that `source` calls by these ids, each id once in the list: the same content again changes nothing.
/// One answer for each, in order; faults field by field, for the import's report.
///
/// A new one is `prospective` (being listed in a directory is not joining). A known one takes over the listing (name,
/// description, contacts, place); sector, control, language and time zone stay as the partnership has set them, and
/// the confidential mark is only ever set by an import, never taken off. An edit made here stands until the source
/// itself changes.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn upsert_imported(
    tx: &mut Tx<'_, '_>,
    source: &str,
    drafts: &[(&str, &OrganizationDraft)],
) -> Result<Vec<Result<Imported, FieldErrors>>, Error> {
    if !policy::may_place(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    let ids: Vec<&str> = drafts.iter().map(|(id, _)| *id).collect();
    let known = store::by_source(tx, source, &ids)?;
    let mut new = Vec::new();
    let mut answers = Vec::with_capacity(drafts.len());
    for (source_id, draft) in drafts {
        let draft = (*draft).clone().tidy();
        let faults = super::faults(&draft.problems());
        if !faults.is_empty() {
            answers.push(Err(faults));
            continue;
        }
        let Some(known) = known.get(*source_id) else {
            let organization = prepared(tx, &draft, Membership::Prospective, Some((source, source_id)));
            answers.push(Ok(Imported::Accepted(organization.id)));
            new.push(organization);
            continue;
        };
        let hash = draft.content_hash();
        if known.content_hash == hash {
            answers.push(Ok(Imported::Unchanged(known.id)));
            continue;
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
        answers.push(Ok(Imported::Changed(known.id)));
    }
    write_new(tx, &new, "imported")?;
    Ok(answers)
}
