//! Capacity switches, edits with their history, and reports of what is wrong.

use jiff::civil::Date;
use tandem_access::{Error, Timestamp, Tx, Uuid, params};

use crate::actions::capacity::Setting;
use crate::actions::edit::Edit;
use crate::model::capacity::CapacityStatus;

/// Whose service it is.
pub(crate) fn organization_of(tx: &mut Tx<'_, '_>, service: Uuid) -> Result<Uuid, Error> {
    tx.query_one("SELECT organization_id FROM service WHERE id = ?1", params![service], |row| Ok(row.get(0)?))
}

/// The capacity as set.
pub(crate) fn capacity(tx: &mut Tx<'_, '_>, service: Uuid) -> Result<Option<Setting>, Error> {
    let row = tx.query_opt(
        "SELECT status, funded_units, free_units FROM service_capacity WHERE service_id = ?1",
        params![service],
        |row| Ok((row.get::<String>(0)?, row.get(1)?, row.get(2)?)),
    )?;
    Ok(row.and_then(|(status, funded_units, free_units)| {
        CapacityStatus::from_code(&status).map(|status| Setting { status, funded_units, free_units })
    }))
}

pub(crate) fn put_capacity(tx: &mut Tx<'_, '_>, service: Uuid, s: Setting, by: &str) -> Result<(), Error> {
    let member = tx.viewer().member_id();
    tx.execute(
        "INSERT INTO service_capacity (service_id, status, funded_units, free_units, updated_at, updated_by, updated_by_name)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (service_id) DO UPDATE SET status = excluded.status, funded_units = excluded.funded_units,
           free_units = excluded.free_units, updated_at = excluded.updated_at, updated_by = excluded.updated_by,
           updated_by_name = excluded.updated_by_name",
        params![service, s.status.code(), s.funded_units, s.free_units, tx.now(), member, by],
    )?;
    Ok(())
}

/// Takes the capacity away: not known again. The index learns it from a new version.
pub(crate) fn clear_capacity(tx: &mut Tx<'_, '_>, service: Uuid) -> Result<(), Error> {
    tx.execute("DELETE FROM service_capacity WHERE service_id = ?1", params![service])?;
    super::next_version(tx)?;
    Ok(())
}

pub(crate) fn note_capacity_change(
    tx: &mut Tx<'_, '_>,
    service: Uuid,
    before: Option<Setting>,
    after: Option<Setting>,
) -> Result<(), Error> {
    let member = tx.viewer().member_id();
    tx.execute(
        "INSERT INTO capacity_change (id, service_id, at, member_id, status_before, funded_before, free_before, status_after,
           funded_after, free_after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            tx.new_id(),
            service,
            tx.now(),
            member,
            before.map(|s| s.status.code()),
            before.and_then(|s| s.funded_units),
            before.and_then(|s| s.free_units),
            after.map(|s| s.status.code()),
            after.and_then(|s| s.funded_units),
            after.and_then(|s| s.free_units)
        ],
    )?;
    Ok(())
}

/// What the capacity was before its last change; the outer `None` is "never changed".
pub(crate) fn last_capacity_before(
    tx: &mut Tx<'_, '_>,
    service: Uuid,
) -> Result<Option<Option<Setting>>, Error> {
    tx.query_opt(
        "SELECT status_before, funded_before, free_before FROM capacity_change WHERE service_id = ?1 ORDER BY at DESC, id DESC LIMIT 1",
        params![service],
        |row| {
            let status: Option<String> = row.get(0)?;
            let (funded_units, free_units) = (row.get(1)?, row.get(2)?);
            let status = status.and_then(|s| CapacityStatus::from_code(&s));
            Ok(status.map(|status| Setting { status, funded_units, free_units }))
        },
    )
}

/// Makes every listing of an organization inactive, as an edit that imports do not undo; how many.
pub(crate) fn take_out(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<u64, Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE service SET status = 'inactive', edited_at = ?2, updated_at = ?2 WHERE organization_id = ?1 AND status IN \
         ('active', 'temporarily closed')",
        params![organization, now],
    )
}

pub(crate) fn put_edit(tx: &mut Tx<'_, '_>, service: Uuid, e: &Edit) -> Result<(), Error> {
    let (low, high) = e.ages();
    tx.execute(
        "UPDATE service SET name = ?2, description = ?3, url = ?4, email = ?5, status = ?6, application_process = ?7,
           fees_description = ?8, eligibility_description = ?9, minimum_age = ?10, maximum_age = ?11, alert = ?12,
           edited_at = ?13, updated_at = ?13 WHERE id = ?1",
        params![
            service,
            e.name.as_str(),
            e.description.as_str(),
            e.url.as_str(),
            e.email.as_str(),
            e.status.as_str(),
            e.application_process.as_str(),
            e.fees_description.as_str(),
            e.eligibility_description.as_str(),
            low,
            high,
            e.alert.as_str(),
            tx.now()
        ],
    )?;
    Ok(())
}

pub(crate) fn assure(tx: &mut Tx<'_, '_>, service: Uuid, day: Date, by: &str) -> Result<(), Error> {
    tx.execute(
        "UPDATE service SET assured_date = ?2, assured_by = ?3 WHERE id = ?1",
        params![service, day, by],
    )?;
    Ok(())
}

pub(crate) fn note_revision(
    tx: &mut Tx<'_, '_>,
    service: Uuid,
    before: &str,
    after: &str,
) -> Result<(), Error> {
    let (member, org) = (tx.viewer().member_id(), tx.viewer().org());
    tx.execute(
        "INSERT INTO service_revision (id, service_id, at, member_id, org_id, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![tx.new_id(), service, tx.now(), member, org, before, after],
    )?;
    Ok(())
}

type RevisionRow = (Uuid, Timestamp, Option<Uuid>, String, String);

pub(crate) fn revisions(tx: &mut Tx<'_, '_>, service: Uuid) -> Result<Vec<RevisionRow>, Error> {
    tx.query(
        "SELECT id, at, member_id, before, after FROM service_revision WHERE service_id = ?1 ORDER BY at DESC, id DESC LIMIT 100",
        params![service],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
    )
}

pub(crate) fn add_report(tx: &mut Tx<'_, '_>, service: Uuid, what: &str, words: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO listing_report (id, service_id, at, what, words, settled_at, settled_by) VALUES (?1, ?2, ?3, ?4, ?5, NULL, NULL)",
        params![tx.new_id(), service, tx.now(), what, words],
    )?;
    Ok(())
}

pub(crate) fn open_reports(
    tx: &mut Tx<'_, '_>,
    service: Uuid,
) -> Result<Vec<(Timestamp, String, String)>, Error> {
    tx.query(
        "SELECT at, what, words FROM listing_report WHERE service_id = ?1 AND settled_at IS NULL ORDER BY at, id",
        params![service],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// An edit or a confirmation answers the open reports.
pub(crate) fn settle_reports(tx: &mut Tx<'_, '_>, service: Uuid) -> Result<(), Error> {
    let member = tx.viewer().member_id();
    tx.execute(
        "UPDATE listing_report SET settled_at = ?2, settled_by = ?3 WHERE service_id = ?1 AND settled_at IS NULL",
        params![service, tx.now(), member],
    )?;
    Ok(())
}
