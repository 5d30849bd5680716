//! The room's SQL. It reads only.
//!
//! Referrals of everybody are summed in one place, [`answered`], which lets nothing out but counts by pair.

use crate::model::{Counts, Given, Measure, Side};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::{Error, Role, Store, Timestamp, Tx, Uuid, Viewer, params};
use tandem_partners::model::Sector;

/// How many referrals between two organizations were answered since `since`, from the first to the second. Sealed
/// referrals and confidential organizations are in no count.
pub(crate) async fn answered(store: &Store, since: Timestamp) -> Result<Vec<(Uuid, Uuid, i64)>, Error> {
    store
        .read(&Viewer::system("network.aggregates_only"), move |tx| {
            tx.query(
                "SELECT r.owner_org, r.receiver_org, count(*)
                 FROM referral r JOIN organization a ON a.id = r.owner_org JOIN organization b ON b.id = r.receiver_org
                 WHERE r.answered_at >= ?1 AND r.label <> 'domestic_violence' AND r.status <> 'draft'
                   AND NOT EXISTS (SELECT 1 FROM person w WHERE w.id = r.person_id AND w.label = 'domestic_violence')
                   AND r.owner_org <> r.receiver_org AND a.confidential = 0 AND b.confidential = 0
                 GROUP BY r.owner_org, r.receiver_org ORDER BY r.owner_org, r.receiver_org",
                params![since],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
        })
        .await
}

/// Names of members who hold seats, by id.
pub(crate) fn holders(tx: &mut Tx<'_, '_>, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>, Error> {
    let names = tandem_access::accounts::members::names(tx, ids)?;
    let mut found: Vec<(Uuid, String)> = names.into_iter().collect();
    found.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    Ok(found)
}

/// Where nobody but this member could do what a role does: organization, its name, the role. Who was invited and has not come yet
/// could not. Administrators run the whole, so one anywhere is enough.
pub(crate) fn alone_in(tx: &mut Tx<'_, '_>, member: Uuid) -> Result<Vec<(Uuid, String, Role)>, Error> {
    let now = tx.now();
    let rows: Vec<(Uuid, String, String)> = tx.query(
        "SELECT a.organization_id, o.name, a.role FROM affiliation a JOIN organization o ON o.id = a.organization_id
         WHERE a.member_id = ?1 AND a.role IN ('organization_admin', 'administrator')
           AND a.since <= ?2 AND (a.until IS NULL OR a.until > ?2)
           AND NOT EXISTS (SELECT 1 FROM affiliation b JOIN member m ON m.id = b.member_id
             WHERE b.member_id <> a.member_id AND b.role = a.role AND m.status = 'active'
               AND (b.organization_id = a.organization_id OR a.role = 'administrator')
               AND b.since <= ?2 AND (b.until IS NULL OR b.until > ?2))
         ORDER BY a.role, o.name, o.id",
        params![member, now],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    Ok(rows.into_iter().filter_map(|(id, name, role)| Some((id, name, Role::from_word(&role)?))).collect())
}

/// What each sector did from one moment until another, and held on the last day. Whoever is employed by an organization of
/// the community counts for social services, as in the rules of bodies: "community" is the voice of residents.
pub(crate) fn acts(
    tx: &mut Tx<'_, '_>,
    from: Timestamp,
    until: Timestamp,
    last: Date,
) -> Result<BTreeMap<Measure, Counts>, Error> {
    let mut found: BTreeMap<Measure, Counts> = BTreeMap::new();
    let mut add = |measure: Measure, rows: Vec<(Option<Uuid>, String, i64)>| {
        let counts = found.entry(measure).or_default();
        for (employer, sector, n) in rows {
            let community = sector == "community" && employer.is_some();
            let sector = if community { "social_services".to_owned() } else { sector };
            *counts.entry(sector).or_default() += u64::try_from(n).unwrap_or_default();
        }
    };
    for (measure, sql) in IN_TIME {
        let rows = tx.query(sql, params![from, until], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        add(measure, rows);
    }
    let seats = tx.query(SEATS, params![last], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    add(Measure::Seats, seats);
    Ok(found)
}

/// A meeting's people and seconds of speaking, by sector.
#[derive(Debug, Default)]
pub(crate) struct Spoken {
    pub(crate) people: BTreeMap<Sector, u64>,
    pub(crate) seconds: BTreeMap<Sector, i64>,
}

/// Who was at each meeting of a time that everybody may read about, and how long each sector spoke. Whoever went and came back
/// is one, as in the minutes.
pub(crate) fn spoken(
    tx: &mut Tx<'_, '_>,
    from: Timestamp,
    until: Timestamp,
) -> Result<BTreeMap<Uuid, Spoken>, Error> {
    let mut found: BTreeMap<Uuid, Spoken> = BTreeMap::new();
    let there: Vec<(Uuid, Option<Uuid>, String)> = tx.query(
        "SELECT m.id, p.seat_id, p.sector FROM meeting m JOIN meeting_presence p ON p.meeting_id = m.id
         WHERE m.public = 1 AND m.state IN ('closed', 'published') AND m.starts_at >= ?1 AND m.starts_at < ?2
           AND p.undone_at IS NULL ORDER BY m.id, p.came_at, p.id",
        params![from, until],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let mut counted: BTreeSet<(Uuid, Uuid)> = BTreeSet::new();
    for (meeting, seat, sector) in there {
        if seat.is_none_or(|seat| counted.insert((meeting, seat))) {
            *found.entry(meeting).or_default().people.entry(known(&sector)?).or_default() += 1;
        }
    }
    let turns: Vec<(Uuid, String, i64)> = tx.query(
        "SELECT m.id, f.sector, CAST(SUM(f.ended_at - f.started_at) AS BIGINT)
         FROM meeting m JOIN floor_time f ON f.meeting_id = m.id
         WHERE m.public = 1 AND m.state IN ('closed', 'published') AND m.starts_at >= ?1 AND m.starts_at < ?2
           AND f.undone_at IS NULL AND f.ended_at IS NOT NULL GROUP BY m.id, f.sector",
        params![from, until],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    for (meeting, sector, micros) in turns {
        found.entry(meeting).or_default().seconds.insert(known(&sector)?, micros / 1_000_000);
    }
    Ok(found)
}

/// Money that the ledger has from one day until another, what was taken back left out. What places that keep people safe give and get is in
/// no sum.
pub(crate) fn given(tx: &mut Tx<'_, '_>, from: Date, until: Date) -> Result<Vec<Given>, Error> {
    let side = |id: Option<Uuid>, sector: Option<String>| -> Result<Option<Side>, Error> {
        id.zip(sector).map(|(id, code)| Ok((id, known(&code)?))).transpose()
    };
    tx.query(
        "SELECT f.id, f.sector, t.id, t.sector, b.value_cents FROM benefit b
         LEFT JOIN organization f ON f.id = b.from_org LEFT JOIN organization t ON t.id = b.to_org
         WHERE b.kind = 'money' AND b.began_on >= ?1 AND b.began_on <= ?2
           AND COALESCE(f.confidential, 0) = 0 AND COALESCE(t.confidential, 0) = 0
           AND NOT EXISTS (SELECT 1 FROM benefit_reversal r WHERE r.benefit_id = b.id)
         ORDER BY b.began_on, b.id",
        params![from, until],
        |row| {
            let from = side(row.get(0)?, row.get(1)?)?;
            Ok(Given { from, to: side(row.get(2)?, row.get(3)?)?, cents: row.get(4)? })
        },
    )
}

fn known(code: &str) -> Result<Sector, Error> {
    Sector::from_code(code).ok_or_else(|| Error::Internal(format!("no such sector: {code}")))
}

/// Seats in office on a day, as they were given.
const SEATS: &str = "SELECT s.organization_id, s.sector, count(*) FROM seat s
 WHERE s.term_start <= ?1 AND s.term_end >= ?1 AND (s.ended_on IS NULL OR s.ended_on >= ?1)
 GROUP BY s.organization_id, s.sector";

/// Employer, sector and how many, of what happened in a time. What a stranger sent and no body took up is nobody's act yet.
const IN_TIME: [(Measure, &str); 6] = [
    (
        Measure::Proposals,
        "SELECT p.by_organization, COALESCE(o.sector, 'community'), count(*) FROM proposal p
         LEFT JOIN organization o ON o.id = p.by_organization
         WHERE p.created_at >= ?1 AND p.created_at < ?2 AND p.stage <> 'received' GROUP BY p.by_organization, o.sector",
    ),
    (
        Measure::Remarks,
        "SELECT r.organization_id, r.sector, count(*) FROM proposal_remark r
         WHERE r.at >= ?1 AND r.at < ?2 GROUP BY r.organization_id, r.sector",
    ),
    (
        Measure::Stances,
        "SELECT s.organization_id, t.sector, count(*) FROM stance t JOIN seat s ON s.id = t.seat_id
         WHERE t.at >= ?1 AND t.at < ?2 GROUP BY s.organization_id, t.sector",
    ),
    (
        Measure::Integrated,
        "SELECT s.organization_id, b.sector, count(*) FROM objection b JOIN seat s ON s.id = b.seat_id
         WHERE b.state = 'integrated' AND b.ended_at >= ?1 AND b.ended_at < ?2 GROUP BY s.organization_id, b.sector",
    ),
    (
        Measure::Decisions,
        "SELECT p.by_organization, COALESCE(o.sector, 'community'), count(*) FROM decision d
         JOIN proposal p ON p.id = d.proposal_id LEFT JOIN organization o ON o.id = p.by_organization
         WHERE d.at >= ?1 AND d.at < ?2 GROUP BY p.by_organization, o.sector",
    ),
    (
        Measure::AsProposed,
        "SELECT p.by_organization, COALESCE(o.sector, 'community'), count(*) FROM decision d
         JOIN proposal p ON p.id = d.proposal_id LEFT JOIN organization o ON o.id = p.by_organization
         WHERE d.version = 1 AND d.at >= ?1 AND d.at < ?2 GROUP BY p.by_organization, o.sector",
    ),
];
