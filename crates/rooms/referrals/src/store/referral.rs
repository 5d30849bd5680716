//! The referral's row.

use super::{known, known_opt};
use crate::model::{Reason, Referral, Resolved, Source, Status};
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, params};
use tandem_people::model::{label::Label, need::Domain};

macro_rules! select_referral {
    ($tail:literal) => {
        concat!(
            "SELECT r.id, r.owner_org, r.receiver_org, r.person_id, r.need_id, r.service_id, r.label, r.source, \
             r.status, r.identified, r.domain, r.area, r.language, r.sent_by, r.created_at, r.sent_at, r.due_at, \
             r.late_at, r.answered_at, r.accepted_at, r.ended_at, r.reason, r.service_received, r.need_resolved, \
             r.previous_id, r.updated_at FROM referral r ",
            $tail
        )
    };
}
pub(super) use select_referral;

pub(super) fn read(row: &Row<'_>) -> Result<Referral, Error> {
    let (label, source, status): (String, String, String) = (row.get(6)?, row.get(7)?, row.get(8)?);
    Ok(Referral {
        id: row.get(0)?,
        owner_org: row.get(1)?,
        receiver_org: row.get(2)?,
        person_id: row.get(3)?,
        need_id: row.get(4)?,
        service_id: row.get(5)?,
        label: known("label", &label, Label::from_code)?,
        source: known("source", &source, Source::from_code)?,
        status: known("status", &status, Status::from_code)?,
        identified: row.get(9)?,
        domain: known_opt("domain", row.get(10)?, Domain::from_code)?,
        area: row.get(11)?,
        language: row.get(12)?,
        sent_by: row.get(13)?,
        created_at: row.get(14)?,
        sent_at: row.get(15)?,
        due_at: row.get(16)?,
        late_at: row.get(17)?,
        answered_at: row.get(18)?,
        accepted_at: row.get(19)?,
        ended_at: row.get(20)?,
        reason: known_opt("reason", row.get(21)?, Reason::from_code)?,
        service_received: row.get(22)?,
        need_resolved: known_opt("answer", row.get(23)?, Resolved::from_code)?,
        previous_id: row.get(24)?,
        updated_at: row.get(25)?,
    })
}

/// Keeps a new referral; `false` when `key` was used before by the same organization.
pub fn insert(tx: &mut Tx<'_, '_>, r: &Referral, key: Option<&str>) -> Result<bool, Error> {
    let n = tx.execute(
        "INSERT INTO referral (id, owner_org, receiver_org, person_id, need_id, service_id, label, source, status, \
         identified, domain, area, language, sent_by, created_at, sent_at, due_at, late_at, answered_at, accepted_at, \
         ended_at, reason, service_received, need_resolved, previous_id, idempotency_key, updated_at) VALUES (?1, ?2, \
         ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, \
         ?26, ?27) ON CONFLICT (owner_org, idempotency_key) DO NOTHING",
        params![
            r.id, r.owner_org, r.receiver_org, r.person_id, r.need_id, r.service_id, r.label.code(), r.source.code(),
            r.status.code(), r.identified, r.domain.map(Domain::code), &r.area, &r.language, r.sent_by, r.created_at,
            r.sent_at, r.due_at, r.late_at, r.answered_at, r.accepted_at, r.ended_at, r.reason.map(Reason::code),
            r.service_received, r.need_resolved.map(Resolved::code), r.previous_id, key, r.updated_at,
        ],
    )?;
    Ok(n == 1)
}

/// Writes what can change. Sender, person, need and label never do. `was` is the status that the caller judged:
/// if somebody was faster, nothing is written and the caller's move is refused.
pub fn update(tx: &mut Tx<'_, '_>, r: &Referral, was: Status) -> Result<(), Error> {
    let n = tx.execute(
        "UPDATE referral SET receiver_org = ?2, service_id = ?3, status = ?4, identified = ?5, sent_by = ?6, \
         sent_at = ?7, due_at = ?8, late_at = ?9, answered_at = ?10, accepted_at = ?11, ended_at = ?12, reason = ?13, \
         service_received = ?14, need_resolved = ?15, updated_at = ?16 WHERE id = ?1 AND status = ?17",
        params![
            r.id, r.receiver_org, r.service_id, r.status.code(), r.identified, r.sent_by, r.sent_at, r.due_at,
            r.late_at, r.answered_at, r.accepted_at, r.ended_at, r.reason.map(Reason::code), r.service_received,
            r.need_resolved.map(Resolved::code), r.updated_at, was.code(),
        ],
    )?;
    if n == 1 { Ok(()) } else { Err(Error::Conflict { code: "referrals-error-moved-on" }) }
}

/// The referral, if the viewer may see it. Hidden and absent are the same `None`.
pub fn get(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Option<Referral>, Error> {
    tx.query_opt(select_referral!("WHERE r.id = ?1"), params![id], read)
}

/// The referral that `org` made with this idempotency key.
pub fn by_key(tx: &mut Tx<'_, '_>, org: Uuid, key: &str) -> Result<Option<Uuid>, Error> {
    tx.query_opt(
        "SELECT r.id FROM referral r WHERE r.owner_org = ?1 AND r.idempotency_key = ?2",
        params![org, key],
        |row| Ok(row.get(0)?),
    )
}

/// Referrals of a person, newest first. Domestic-violence ones are left to their vault unless the fence shows them.
pub fn of_person(tx: &mut Tx<'_, '_>, person: Uuid) -> Result<Vec<Referral>, Error> {
    tx.query(
        select_referral!("WHERE r.person_id = ?1 ORDER BY r.created_at DESC, r.id LIMIT 200"),
        params![person],
        read,
    )
}

/// Referrals for a need, newest first.
pub fn of_need(tx: &mut Tx<'_, '_>, need: Uuid) -> Result<Vec<Referral>, Error> {
    tx.query(
        select_referral!("WHERE r.need_id = ?1 ORDER BY r.created_at DESC, r.id LIMIT 200"),
        params![need],
        read,
    )
}

/// Whether a referral for this need already waits at or is worked on by the organization.
pub fn open_at(tx: &mut Tx<'_, '_>, need: Uuid, receiver: Uuid) -> Result<bool, Error> {
    Ok(tx
        .query_opt(
            "SELECT 1 FROM referral r WHERE r.need_id = ?1 AND r.receiver_org = ?2 AND r.status IN ('requested', \
             'accepted', 'in-progress', 'on-hold') LIMIT 1",
            params![need, receiver],
            |_| Ok(()),
        )?
        .is_some())
}

/// Unanswered referrals whose clock ran out by `now` and that are not marked yet; for the clock.
pub fn due_to_mark(tx: &mut Tx<'_, '_>, now: Timestamp, limit: u32) -> Result<Vec<Referral>, Error> {
    tx.query(
        select_referral!(
            "WHERE r.status = 'requested' AND r.due_at <= ?1 AND r.late_at IS NULL ORDER BY r.due_at, r.id LIMIT ?2"
        ),
        params![now, limit],
        read,
    )
}

/// Late referrals that still wait and have not been dealt with (no task of the sender is open); for the clock. What a
/// person asked for themselves is passed on by nobody: they named one organization.
pub fn late_and_waiting(
    tx: &mut Tx<'_, '_>,
    marked_before: Timestamp,
    limit: u32,
) -> Result<Vec<Referral>, Error> {
    tx.query(
        select_referral!(
            "WHERE r.status = 'requested' AND r.source <> 'self' AND r.late_at <= ?1 AND NOT EXISTS (SELECT 1 FROM \
             referral_task t WHERE t.referral_id = r.id AND t.kind IN ('ask_person_next', 'ask_person_consent', \
             'no_claim', 'ask_person_claim')) ORDER BY r.late_at, r.id LIMIT ?2"
        ),
        params![marked_before, limit],
        read,
    )
}

/// Unanswered identified referrals to `receiver` about `person`; a withdrawal takes them back.
pub fn unanswered(tx: &mut Tx<'_, '_>, person: Uuid, receiver: Uuid) -> Result<Vec<Referral>, Error> {
    tx.query(
        select_referral!(
            "WHERE r.person_id = ?1 AND r.receiver_org = ?2 AND r.status = 'requested' AND r.identified = 1"
        ),
        params![person, receiver],
        read,
    )
}

/// Open referrals of a record that is local-only now, but for hand-offs, which were sealed from the start: those carry no need.
pub fn open_of_local_only(tx: &mut Tx<'_, '_>, person: Uuid) -> Result<Vec<Referral>, Error> {
    tx.query(
        select_referral!(
            "WHERE r.person_id = ?1 AND r.source = 'member' AND r.status IN ('requested', 'accepted', 'in-progress', 'on-hold') \
             AND (r.identified = 1 OR r.need_id IS NOT NULL) AND EXISTS (SELECT 1 FROM person w WHERE w.id = r.person_id AND \
             w.label = 'domestic_violence') ORDER BY r.id"
        ),
        params![person],
        read,
    )
}

/// Every referral from or to an organization that is not over.
pub fn open_with(tx: &mut Tx<'_, '_>, org: Uuid) -> Result<Vec<Referral>, Error> {
    tx.query(
        select_referral!(
            "WHERE (r.owner_org = ?1 OR r.receiver_org = ?1) AND r.status IN ('requested', 'accepted', 'in-progress', \
             'on-hold') ORDER BY r.id"
        ),
        params![org],
        read,
    )
}

/// The referral that followed this one, if it was passed on.
pub fn followed_by(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Option<Referral>, Error> {
    tx.query_opt(
        select_referral!("WHERE r.previous_id = ?1 ORDER BY r.created_at, r.id LIMIT 1"),
        params![id],
        read,
    )
}
