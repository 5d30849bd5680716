//! The audit log: rows commit with the action; one sealer links them into a hash chain within a second.
//!
//! A chain in every transaction would be one global lock on PostgreSQL, so a row first lies in `audit_tail`; the
//! sealer gives it its place ([`seal`]). [`verify`] walks the chain and reports the unsealed tail; a [`Checkpoint`] that a
//! partner keeps finds what a chain alone misses.

use crate::rule::{Action, Kind};
use crate::{Error, Tx, params};
use jiff::Timestamp;
use tandem_store::Row;
use uuid::Uuid;

mod chain;
mod checkpoint;

pub use chain::{ChainFault, ChainReport, ROUND, seal, seal_all, verify, walk};
pub use checkpoint::{Checkpoint, checkpoint};

/// What is noted, before who and when are added.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) action: Action,
    pub(crate) kind: Kind,
    pub(crate) object: Option<Uuid>,
    pub(crate) person: Option<Uuid>,
    pub(crate) detail: String,
    pub(crate) owner_org: Option<Uuid>,
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The row's id.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// `member`, `client`, `answer_link`, `person`, `request`, `public` or `system`.
    pub viewer_kind: String,
    /// Which member.
    pub member: Option<Uuid>,
    /// Which computer system.
    pub client: Option<Uuid>,
    /// For which organization the viewer acted.
    pub org: Option<Uuid>,
    /// Purpose of use, or the system's task.
    pub purpose: String,
    /// What was done.
    pub action: String,
    /// To what kind of fact.
    pub kind: String,
    /// Which one.
    pub object: Option<Uuid>,
    /// About whom.
    pub person: Option<Uuid>,
    /// Whose data it was, where that is not the viewer's organization.
    pub owner_org: Option<Uuid>,
    /// A few words; never health data.
    pub detail: String,
}

pub(crate) fn append(tx: &mut Tx<'_, '_>, e: &Entry) -> Result<(), Error> {
    append_all(tx, std::slice::from_ref(e))
}

pub(crate) fn append_all(tx: &mut Tx<'_, '_>, entries: &[Entry]) -> Result<(), Error> {
    let viewer = tx.viewer().clone();
    let purpose = if viewer.is_system() { viewer.task() } else { viewer.purpose().word() };
    let (mut lines, mut tail) = (Vec::with_capacity(entries.len()), Vec::with_capacity(entries.len()));
    for e in entries {
        let id = tx.new_id();
        let person = e.person.or(viewer.in_person());
        lines.push(
            params![
                id,
                tx.now(),
                viewer.kind_word(),
                viewer.member_id(),
                viewer.org(),
                purpose,
                e.action.word(),
                e.kind.word(),
                e.object,
                person,
                e.owner_org.or(viewer.org()),
                e.detail.as_str(),
                viewer.client_id()
            ]
            .to_vec(),
        );
        tail.push(params![id].to_vec());
    }
    tx.execute_each(
        "INSERT INTO audit (id, at, viewer_kind, member_id, org_id, purpose, action, kind, object_id, person_id,
                            owner_org, detail, client_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        &lines,
    )?;
    tx.execute_each("INSERT INTO audit_tail (audit_id) VALUES (?1)", &tail)?;
    Ok(())
}

fn line(row: &Row<'_>) -> Result<Line, Error> {
    Ok(Line {
        id: row.get(0)?,
        at: row.get(1)?,
        viewer_kind: row.get(2)?,
        member: row.get(3)?,
        org: row.get(4)?,
        purpose: row.get(5)?,
        action: row.get(6)?,
        kind: row.get(7)?,
        object: row.get(8)?,
        person: row.get(9)?,
        owner_org: row.get(10)?,
        detail: row.get(11)?,
        client: row.get(12)?,
    })
}

/// What to show of the log. `None` leaves a part open.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Only lines of viewers of this organization or about its data.
    pub org: Option<Uuid>,
    /// Only lines about this person.
    pub person: Option<Uuid>,
    /// Only lines by this member.
    pub member: Option<Uuid>,
    /// Only this kind of fact.
    pub kind: Option<Kind>,
    /// Only lines of what was changed, without those of what was looked at.
    pub changes_only: bool,
    /// From this moment.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// The page size.
    pub limit: u32,
    /// Lines to pass over.
    pub offset: u32,
}

/// Newest first. The caller has checked who may see what: this is the log's own shelf.
///
/// # Errors
/// The database's.
pub fn search(tx: &mut Tx<'_, '_>, q: &Query) -> Result<Vec<Line>, Error> {
    tx.query(
        "SELECT id, at, viewer_kind, member_id, org_id, purpose, action, kind, object_id, person_id, owner_org, detail,
                client_id
         FROM audit
         WHERE (?1 = 0 OR org_id = ?2 OR owner_org = ?2) AND (?3 = 0 OR person_id = ?4)
           AND (?5 = 0 OR member_id = ?6) AND (?7 = '' OR kind = ?7) AND at >= ?8 AND at < ?9
           AND (?10 = 0 OR action <> 'read')
         ORDER BY at DESC, id DESC LIMIT ?11 OFFSET ?12",
        params![
            i64::from(q.org.is_some()),
            q.org.unwrap_or_default(),
            i64::from(q.person.is_some()),
            q.person.unwrap_or_default(),
            i64::from(q.member.is_some()),
            q.member.unwrap_or_default(),
            q.kind.map_or("", Kind::word),
            q.from.map_or(i64::MIN, |t| t.as_microsecond()),
            q.until.map_or(i64::MAX, |t| t.as_microsecond()),
            i64::from(q.changes_only),
            q.limit,
            q.offset
        ],
        line,
    )
}
