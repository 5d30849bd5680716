//! The audit log: rows commit with the action; one sealer links them into a hash chain within a second.
//!
//! A chain in every transaction would be one global lock on PostgreSQL, so a row first lies in `audit_tail`; the
//! sealer gives it its place. `verify` walks the chain and reports the unsealed tail.

use crate::rule::{Action, Kind};
use crate::{Error, Store, Tx, Viewer, params};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use tandem_store::Row;
use uuid::Uuid;

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
    /// `member`, `answer_link`, `person`, `request`, `public` or `system`.
    pub viewer_kind: String,
    /// Which member.
    pub member: Option<Uuid>,
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
                e.detail.as_str()
            ]
            .to_vec(),
        );
        tail.push(params![id].to_vec());
    }
    tx.execute_each(
        "INSERT INTO audit (id, at, viewer_kind, member_id, org_id, purpose, action, kind, object_id, person_id,
                            owner_org, detail)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
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
    })
}

/// The hash that follows `previous` for this line: SHA-256 over both, fields length-prefixed.
fn link(previous: &[u8], seq: i64, l: &Line) -> Vec<u8> {
    let mut h = Sha256::new();
    h.update(previous);
    h.update(seq.to_be_bytes());
    let id = |id: Option<Uuid>| id.map(|i| i.to_string()).unwrap_or_default();
    for part in [
        l.id.to_string(),
        l.at.as_microsecond().to_string(),
        l.viewer_kind.clone(),
        id(l.member),
        id(l.org),
        l.purpose.clone(),
        l.action.clone(),
        l.kind.clone(),
        id(l.object),
        id(l.person),
        id(l.owner_org),
        l.detail.clone(),
    ] {
        h.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        h.update(part.as_bytes());
    }
    h.finalize().to_vec()
}

/// The most lines that one round of [`seal`] links.
pub const ROUND: usize = 2000;

/// Links what has no place in the chain yet; how many lines. Run by one worker, about once a second.
///
/// # Errors
/// The database's.
pub async fn seal(store: &Store) -> Result<usize, Error> {
    store
        .write(&Viewer::system("audit.seal"), |tx| {
            let lines = tx.query(
                "SELECT a.id, a.at, a.viewer_kind, a.member_id, a.org_id, a.purpose, a.action, a.kind, a.object_id,
                        a.person_id, a.owner_org, a.detail
                 FROM audit a WHERE a.id IN (SELECT t.audit_id FROM audit_tail t ORDER BY t.audit_id LIMIT ?1)
                 ORDER BY a.id",
                params![ROUND],
                line,
            )?;
            let (mut seq, mut hash) = tx
                .query_opt("SELECT seq, hash FROM audit_seal ORDER BY seq DESC LIMIT 1", params![], |r| {
                    Ok((r.get::<i64>(0)?, r.get::<Vec<u8>>(1)?))
                })?
                .unwrap_or((0, vec![]));
            let mut seals = Vec::with_capacity(lines.len());
            for l in &lines {
                seq += 1;
                hash = link(&hash, seq, l);
                seals.push(params![seq, l.id, hash.clone()].to_vec());
            }
            tx.execute_each("INSERT INTO audit_seal (seq, audit_id, hash) VALUES (?1, ?2, ?3)", &seals)?;
            let ids: Vec<Uuid> = lines.iter().map(|l| l.id).collect();
            tx.execute("DELETE FROM audit_tail WHERE audit_id IN_IDS(?1)", params![crate::json_ids(&ids)])?;
            Ok(lines.len())
        })
        .await
}

/// [`seal`] until nothing waits: after work that wrote many lines, and before the chain is walked.
///
/// # Errors
/// The database's.
pub async fn seal_all(store: &Store) -> Result<(), Error> {
    while seal(store).await? > 0 {}
    Ok(())
}

/// The state of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainReport {
    /// Lines with a place in the chain.
    pub sealed: i64,
    /// Lines not sealed yet: at most a second's worth on a running server.
    pub unsealed: i64,
    /// The first fault found, in words.
    pub fault: Option<String>,
}

/// Walks the whole chain.
///
/// # Errors
/// The database's.
pub async fn verify(store: &Store) -> Result<ChainReport, Error> {
    store
        .read(&Viewer::system("audit.verify"), |tx| {
            let (mut previous, mut expected, mut fault) = (vec![], 1_i64, None::<String>);
            tx.for_each(
                "SELECT a.id, a.at, a.viewer_kind, a.member_id, a.org_id, a.purpose, a.action, a.kind, a.object_id,
                        a.person_id, a.owner_org, a.detail, s.seq, s.hash
                 FROM audit_seal s LEFT JOIN audit a ON a.id = s.audit_id ORDER BY s.seq",
                params![],
                |row| {
                    if fault.is_some() {
                        return Ok(());
                    }
                    let (seq, hash): (i64, Vec<u8>) = (row.get(12)?, row.get(13)?);
                    if seq != expected {
                        fault = Some(format!("seal {expected} is missing"));
                    } else if row.get::<Option<Uuid>>(0)?.is_none() {
                        fault = Some(format!("the line of seal {seq} was removed"));
                    } else if link(&previous, seq, &line(row)?) != hash {
                        fault = Some(format!("the line of seal {seq} was changed"));
                    }
                    previous = hash;
                    expected += 1;
                    Ok(())
                },
            )?;
            let count = |tx: &mut Tx<'_, '_>, sql| tx.query_one(sql, params![], |r| Ok(r.get::<i64>(0)?));
            let unsealed = count(tx, "SELECT count(*) FROM audit_tail")?;
            let all = count(tx, "SELECT count(*) FROM audit")?;
            if fault.is_none() && all != expected - 1 + unsealed {
                fault = Some(format!("{all} lines, but {} sealed and {unsealed} waiting", expected - 1));
            }
            Ok(ChainReport { sealed: expected - 1, unsealed, fault })
        })
        .await
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
        "SELECT id, at, viewer_kind, member_id, org_id, purpose, action, kind, object_id, person_id, owner_org, detail
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
