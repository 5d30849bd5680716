//! Take organizations from a directory file.

use super::create::{prepared, write_new};
use crate::model::{Imported, Membership, Organization, OrganizationDraft};
use crate::{policy, store};
use std::collections::HashMap;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// Writes organizations that `source` calls by these ids, each id once in the list: the same content again changes nothing.
/// One answer for each, in order; faults field by field, for the import's report.
///
/// A new one is `prospective` (being listed in a directory is not joining). A known one takes over the listing (name,
/// description, contacts, place); sector, control, language and time zone stay as the partnership has set them, and
/// the confidential mark is only ever set by an import, never taken off. An edit made here stands until the source
/// itself changes.
///
/// A source that calls an organization by an id that is one of ours means that organization: it brings our own export
/// back. It then says name, description, e-mail address and web site only. A new one that is called by a UUID keeps it.
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
    let uuids: Vec<Uuid> =
        ids.iter().filter(|id| !known.contains_key(**id)).filter_map(|id| own_id(id)).collect();
    let ours: HashMap<Uuid, Organization> =
        if uuids.is_empty() { Vec::new() } else { store::by_ids(tx, &uuids)? }
            .into_iter()
            .map(|o| (o.id, o))
            .collect();
    let mut new = Vec::new();
    let mut answers = Vec::with_capacity(drafts.len());
    for (source_id, draft) in drafts {
        let draft = (*draft).clone().tidy();
        let faults = super::faults(&draft.problems());
        if !faults.is_empty() {
            answers.push(Err(faults));
            continue;
        }
        let own = own_id(source_id);
        if let Some(ours) = own.and_then(|id| ours.get(&id)).filter(|_| !known.contains_key(*source_id)) {
            answers.push(Ok(take_back(tx, ours, draft)?));
            continue;
        }
        let Some(known) = known.get(*source_id) else {
            let mut organization = prepared(tx, &draft, Membership::Prospective, Some((source, source_id)));
            organization.id = own.unwrap_or(organization.id);
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
        super::rewrite(tx, known.id, (&before, &after), &hash, "imported")?;
        tx.audit(Action::Write, Kind::Organization, Some(known.id), None, "imported")?;
        answers.push(Ok(Imported::Changed(known.id)));
    }
    write_new(tx, &new, "imported")?;
    Ok(answers)
}

/// The id of ours that a source's id can be.
fn own_id(source_id: &str) -> Option<Uuid> {
    Uuid::parse_str(source_id).ok().filter(|id| !id.is_nil() && !id.is_max())
}

/// An organization of ours comes back from an export.
fn take_back(tx: &mut Tx<'_, '_>, ours: &Organization, said: OrganizationDraft) -> Result<Imported, Error> {
    let before = ours.draft();
    let after = OrganizationDraft {
        name: said.name,
        description: said.description,
        email: said.email,
        url: said.url,
        ..before.clone()
    };
    if after.content_hash() == before.clone().tidy().content_hash() {
        return Ok(Imported::Unchanged(ours.id));
    }
    if ours.source.is_none() {
        return Ok(Imported::Kept(ours.id));
    }
    super::rewrite(tx, ours.id, (&before, &after), &ours.content_hash, "imported")?;
    tx.audit(Action::Write, Kind::Organization, Some(ours.id), None, "imported")?;
    Ok(Imported::Changed(ours.id))
}
