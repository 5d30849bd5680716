//! The room's SQL. It reads only; it owns no table.
//!
//! Sums over everybody's rows are made in one place, [`aggregates_only`], which lets nothing out but sums. All other
//! reads are the viewer's own and see what the row fence lets them see.

use crate::model::cube::{Builder, Cube, Slice, TREND_MONTHS};
use crate::model::request::{Asked, Clock, Resolved, Sent};
use crate::model::traffic::{self, Direction, Traffic};
use tandem_access::{Error, Row, Store, Timestamp, Tx, Uuid, Viewer, params};

/// What may leave [`aggregates_only`]: sums, never rows. Implemented here and nowhere else.
pub(crate) trait Aggregate: Send + 'static {}
impl Aggregate for Cube {}
impl Aggregate for Traffic {}

/// The one door to sums over rows that the viewer may not see. What is labelled domestic_violence is left out by
/// every statement that runs in it.
pub(crate) async fn aggregates_only<T: Aggregate>(
    store: &Store,
    sum: impl FnMut(&mut Tx<'_, '_>) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    store.read(&Viewer::system("insight.aggregates_only"), sum).await
}

/// Wishes for help with their referrals in the order of sending: needs whose person wants help, and requests that
/// people made themselves. `?2 = 1` leaves only what organization `?3` recorded. A need that was ever handed to a
/// domestic-violence service is left out whole: counting it as "nobody asked" would be wrong and would tell.
const REQUESTS: &str = "SELECT n.id, n.person_id, n.domain, p.area, n.found_at, n.status, r.id, r.status, r.reason,
   COALESCE(r.sent_at, r.created_at), r.due_at, r.answered_at, r.accepted_at, r.service_received, r.need_resolved, r.area
 FROM need n
 LEFT JOIN person p ON p.id = n.person_id
 LEFT JOIN referral r ON r.need_id = n.id AND r.status <> 'draft' AND r.label <> 'domestic_violence'
 WHERE n.wants_help = 1 AND n.label <> 'domestic_violence' AND (p.label IS NULL OR p.label <> 'domestic_violence')
   AND n.found_at >= ?1 AND (?2 = 0 OR n.owner_org = ?3)
   AND NOT EXISTS (SELECT 1 FROM referral s WHERE s.need_id = n.id AND s.label = 'domestic_violence')
 UNION ALL
 SELECT r.id, COALESCE(r.person_id, r.id), r.domain, r.area, COALESCE(r.sent_at, r.created_at), 'open', r.id, r.status,
   r.reason, COALESCE(r.sent_at, r.created_at), r.due_at, r.answered_at, r.accepted_at, r.service_received,
   r.need_resolved, r.area
 FROM referral r
 WHERE r.need_id IS NULL AND r.status <> 'draft' AND r.label <> 'domestic_violence'
   AND COALESCE(r.sent_at, r.created_at) >= ?1 AND (?2 = 0 OR r.owner_org = ?3)
 ORDER BY 1, 10, 7";

/// Adds up wishes for help: everybody's that `tx` may see, or those that one organization recorded.
pub(crate) fn cube(
    tx: &mut Tx<'_, '_>,
    clock: &Clock,
    slice: &Slice,
    organization: Option<Uuid>,
) -> Result<Cube, Error> {
    let since = clock.this_month().back(TREND_MONTHS - 1).start(clock.calendar.zone());
    let mut builder = Builder::new(clock.clone(), slice.clone());
    let mut open: Option<(Uuid, Asked, Vec<Sent>)> = None;
    let bounds = params![since, organization.is_some(), organization.unwrap_or_default()];
    tx.for_each(REQUESTS, bounds, |row| {
        let id: Uuid = row.get(0)?;
        let sent = row.get::<Option<Uuid>>(6)?.map(|_| referral(row, 7)).transpose()?;
        match &mut open {
            Some((current, _, referrals)) if *current == id => referrals.extend(sent),
            _ => {
                if let Some((_, asked, referrals)) =
                    open.replace((id, asked(row)?, sent.into_iter().collect()))
                {
                    builder.add(&asked, &referrals);
                }
            }
        }
        Ok(())
    })?;
    if let Some((_, asked, referrals)) = open {
        builder.add(&asked, &referrals);
    }
    Ok(builder.finish())
}

fn asked(row: &Row<'_>) -> Result<Asked, Error> {
    let area: Option<String> = row.get::<Option<String>>(3)?.or(row.get(15)?);
    Ok(Asked {
        person: row.get(1)?,
        domain: row.get::<Option<String>>(2)?.unwrap_or_default(),
        area: area.unwrap_or_default(),
        at: row.get(4)?,
        need_status: row.get(5)?,
    })
}

/// Reads status, reason, sent, due, answered, accepted, received and resolved from column `at` on.
fn referral(row: &Row<'_>, at: usize) -> Result<Sent, Error> {
    Ok(Sent {
        status: row.get(at)?,
        reason: row.get(at + 1)?,
        sent_at: row.get(at + 2)?,
        due_at: row.get(at + 3)?,
        answered_at: row.get(at + 4)?,
        accepted_at: row.get(at + 5)?,
        received: row.get::<Option<i64>>(at + 6)?.map(|n| n != 0),
        resolved: row.get::<Option<String>>(at + 7)?.as_deref().and_then(Resolved::from_word),
    })
}

/// One organization's referrals, in and out. Drafts are nobody's yet; sealed ones are in no count.
pub(crate) fn traffic(tx: &mut Tx<'_, '_>, clock: &Clock, organization: Uuid) -> Result<Traffic, Error> {
    let since = clock.this_month().back(TREND_MONTHS - 1).start(clock.calendar.zone());
    let mut builder = traffic::Builder::new(clock.clone());
    tx.for_each(
        "SELECT r.owner_org, r.receiver_org, COALESCE(r.person_id, r.id), r.ended_at, r.source, r.status, r.reason,
           COALESCE(r.sent_at, r.created_at), r.due_at, r.answered_at, r.accepted_at, r.service_received, r.need_resolved
         FROM referral r
         WHERE r.label <> 'domestic_violence' AND r.status <> 'draft' AND COALESCE(r.sent_at, r.created_at) >= ?1
           AND (r.owner_org = ?2 OR r.receiver_org = ?2)",
        params![since, organization],
        |row| {
            let (owner, receiver): (Uuid, Option<Uuid>) = (row.get(0)?, row.get(1)?);
            let (sent, person, ended) = (referral(row, 5)?, row.get(2)?, row.get::<Option<Timestamp>>(3)?);
            // What a person asked for themselves is owned by whom they asked: it came in, and nobody sent it out.
            let own_source = row.get::<String>(4)? == "self";
            if receiver == Some(organization) || (own_source && owner == organization) {
                builder.add(Direction::In, &sent, person, ended);
            }
            if owner == organization && !own_source {
                builder.add(Direction::Out, &sent, person, ended);
            }
            Ok(())
        },
    )?;
    Ok(builder.finish())
}

/// A referral or an unanswered need behind a gap, as the viewer's own organization sees it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Behind {
    /// The need's person, where one is recorded.
    pub person: Option<Uuid>,
    /// The referral; none when nobody was asked.
    pub referral: Option<Uuid>,
    /// Task status of the referral.
    pub status: String,
    /// Coded reason of its end.
    pub reason: Option<String>,
    /// When it was sent, or when the need was found.
    pub at: Timestamp,
    /// When its answer is or was due.
    pub due_at: Option<Timestamp>,
    /// When the organization answered.
    pub answered_at: Option<Timestamp>,
    /// Who was asked.
    pub receiver: Option<String>,
}

/// What the viewer may see of the requests behind a domain in an area: rows its organization recorded or received.
pub(crate) fn behind(
    tx: &mut Tx<'_, '_>,
    domain: &str,
    area: &str,
    since: Timestamp,
    organization: Uuid,
    limit: i64,
) -> Result<Vec<Behind>, Error> {
    tx.query(
        "SELECT n.person_id, r.id, r.status, r.reason, COALESCE(r.sent_at, r.created_at, n.found_at), r.due_at,
           r.answered_at, o.name
         FROM need n
         LEFT JOIN person p ON p.id = n.person_id
         LEFT JOIN referral r ON r.need_id = n.id AND r.status <> 'draft' AND r.label <> 'domestic_violence'
         LEFT JOIN organization o ON o.id = r.receiver_org
         WHERE n.wants_help = 1 AND n.label <> 'domestic_violence' AND n.domain = ?1 AND COALESCE(p.area, r.area, '') = ?2
           AND n.found_at >= ?3 AND n.owner_org = ?4
           AND NOT EXISTS (SELECT 1 FROM referral s WHERE s.need_id = n.id AND s.label = 'domestic_violence')
         UNION ALL
         SELECT r.person_id, r.id, r.status, r.reason, COALESCE(r.sent_at, r.created_at), r.due_at, r.answered_at, o.name
         FROM referral r
         LEFT JOIN organization o ON o.id = r.receiver_org
         WHERE r.label <> 'domestic_violence' AND r.status <> 'draft' AND r.domain = ?1 AND COALESCE(r.area, '') = ?2
           AND COALESCE(r.sent_at, r.created_at) >= ?3
           AND ((r.receiver_org = ?4 AND r.owner_org <> ?4) OR (r.need_id IS NULL AND r.owner_org = ?4))
         ORDER BY 5 DESC LIMIT ?5",
        params![domain, area, since, organization, limit],
        |row| {
            Ok(Behind {
                person: row.get(0)?,
                referral: row.get(1)?,
                status: row.get::<Option<String>>(2)?.unwrap_or_default(),
                reason: row.get(3)?,
                at: row.get(4)?,
                due_at: row.get(5)?,
                answered_at: row.get(6)?,
                receiver: row.get(7)?,
            })
        },
    )
}
