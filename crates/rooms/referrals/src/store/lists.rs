//! Work lists: what waits, the longest wait first.

use super::referral::{read, select_referral};
use super::task;
use crate::model::Referral;
use crate::model::task::Task;
use tandem_access::{Error, Timestamp, Tx, Uuid, params};

/// What a work list shows. Kept in the address, so it survives a reload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// What somebody has to do something about now.
    #[default]
    ToDo,
    /// Waiting for an answer.
    Waiting,
    /// Overdue.
    Late,
    /// Help under way.
    UnderWay,
    /// Over.
    Ended,
}

impl Show {
    /// Every one, in the order of the page.
    pub const ALL: [Show; 5] = [Show::ToDo, Show::Waiting, Show::Late, Show::UnderWay, Show::Ended];

    /// The word in the address.
    pub fn code(self) -> &'static str {
        match self {
            Show::ToDo => "todo",
            Show::Waiting => "waiting",
            Show::Late => "late",
            Show::UnderWay => "under-way",
            Show::Ended => "ended",
        }
    }

    /// Reads the word; anything unknown shows what there is to do.
    pub fn from_code(code: &str) -> Show {
        Show::ALL.into_iter().find(|s| s.code() == code).unwrap_or_default()
    }
}

/// Referrals that the organization sent, but for sealed ones, which are in no list and no count. `mine` keeps those that one member sent.
pub fn sent(
    tx: &mut Tx<'_, '_>,
    org: Uuid,
    mine: Option<Uuid>,
    show: Show,
    limit: u32,
) -> Result<Vec<Referral>, Error> {
    match show {
        Show::ToDo => tx.query(
            select_referral!(
                "WHERE r.owner_org = ?1 AND r.source = 'member' AND r.label <> 'domestic_violence' AND (CAST(?2 AS TEXT) IS NULL OR r.sent_by = ?3) AND \
                 r.id IN (SELECT t.referral_id FROM referral_task t WHERE t.owner_org = ?1 AND t.done_at IS NULL) \
                 ORDER BY COALESCE(r.sent_at, r.created_at), r.id LIMIT ?4"
            ),
            params![org, flag(mine), mine, limit],
            read,
        ),
        Show::Waiting => tx.query(
            select_referral!(
                "WHERE r.owner_org = ?1 AND r.source = 'member' AND r.label <> 'domestic_violence' AND (CAST(?2 AS TEXT) IS NULL OR r.sent_by = ?3) AND \
                 r.status = 'requested' ORDER BY r.sent_at, r.id LIMIT ?4"
            ),
            params![org, flag(mine), mine, limit],
            read,
        ),
        Show::Late => tx.query(
            select_referral!(
                "WHERE r.owner_org = ?1 AND r.source = 'member' AND r.label <> 'domestic_violence' AND (CAST(?2 AS TEXT) IS NULL OR r.sent_by = ?3) AND \
                 r.status = 'requested' AND r.due_at <= ?5 ORDER BY r.sent_at, r.id LIMIT ?4"
            ),
            params![org, flag(mine), mine, limit, tx.now()],
            read,
        ),
        Show::UnderWay => tx.query(
            select_referral!(
                "WHERE r.owner_org = ?1 AND r.source = 'member' AND r.label <> 'domestic_violence' AND (CAST(?2 AS TEXT) IS NULL OR r.sent_by = ?3) AND \
                 r.status IN ('accepted', 'in-progress', 'on-hold') ORDER BY r.accepted_at, r.id LIMIT ?4"
            ),
            params![org, flag(mine), mine, limit],
            read,
        ),
        Show::Ended => tx.query(
            select_referral!(
                "WHERE r.owner_org = ?1 AND r.source = 'member' AND r.label <> 'domestic_violence' AND (CAST(?2 AS TEXT) IS NULL OR r.sent_by = ?3) AND \
                 r.status IN ('rejected', 'completed', 'cancelled', 'failed') ORDER BY r.ended_at DESC, r.id LIMIT ?4"
            ),
            params![org, flag(mine), mine, limit],
            read,
        ),
    }
}

/// Referrals that came to the organization.
pub fn received(tx: &mut Tx<'_, '_>, org: Uuid, show: Show, limit: u32) -> Result<Vec<Referral>, Error> {
    match show {
        Show::ToDo | Show::Waiting => tx.query(
            select_referral!(
                "WHERE r.receiver_org = ?1 AND r.identified = 1 AND r.status = 'requested' AND r.label <> \
                 'domestic_violence' ORDER BY r.sent_at, r.id LIMIT ?2"
            ),
            params![org, limit],
            read,
        ),
        Show::Late => tx.query(
            select_referral!(
                "WHERE r.receiver_org = ?1 AND r.identified = 1 AND r.status = 'requested' AND r.due_at <= ?3 AND \
                 r.label <> 'domestic_violence' ORDER BY r.sent_at, r.id LIMIT ?2"
            ),
            params![org, limit, tx.now()],
            read,
        ),
        Show::UnderWay => tx.query(
            select_referral!(
                "WHERE r.receiver_org = ?1 AND r.identified = 1 AND r.status IN ('accepted', 'in-progress', 'on-hold') \
                 AND r.label <> 'domestic_violence' ORDER BY r.accepted_at, r.id LIMIT ?2"
            ),
            params![org, limit],
            read,
        ),
        Show::Ended => tx.query(
            select_referral!(
                "WHERE r.receiver_org = ?1 AND r.identified = 1 AND r.status IN ('rejected', 'completed', 'cancelled', \
                 'failed') AND r.label <> 'domestic_violence' ORDER BY r.ended_at DESC, r.id LIMIT ?2"
            ),
            params![org, limit],
            read,
        ),
    }
}

/// The organization's open tasks, the soonest due first.
pub fn tasks(tx: &mut Tx<'_, '_>, org: Uuid, limit: u32) -> Result<Vec<Task>, Error> {
    tx.query(
        "SELECT t.id, t.referral_id, t.kind, t.opened_at, t.due_at, t.done_at FROM referral_task t WHERE t.owner_org = ?1 \
         AND t.done_at IS NULL ORDER BY t.due_at, t.id LIMIT ?2",
        params![org, limit],
        task::read,
    )
}

/// How much of each there is for the organization at `now`: to do, waiting, late, under way.
pub fn counts(tx: &mut Tx<'_, '_>, org: Uuid, mine: Option<Uuid>, now: Timestamp) -> Result<[i64; 4], Error> {
    tx.query_one(
        "SELECT CAST(COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM referral_task t WHERE t.referral_id = r.id AND \
         t.done_at IS NULL) THEN 1 ELSE 0 END), 0) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN r.status = 'requested' THEN \
         1 ELSE 0 END), 0) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN r.status = 'requested' AND r.due_at <= ?4 THEN 1 \
         ELSE 0 END), 0) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN r.status IN ('accepted', 'in-progress', 'on-hold') \
         THEN 1 ELSE 0 END), 0) AS BIGINT) FROM referral r WHERE r.owner_org = ?1 AND r.source = 'member' AND r.label <> 'domestic_violence' AND \
         (CAST(?2 AS TEXT) IS NULL OR r.sent_by = ?3)",
        params![org, flag(mine), mine, now],
        |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]),
    )
}

/// `Some` when the member filter applies: an id cannot be compared with NULL in the dialect both databases share.
fn flag(mine: Option<Uuid>) -> Option<&'static str> {
    mine.map(|_| "mine")
}
