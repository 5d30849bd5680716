//! The hash chain: lines get their place, and the chain is walked from its first line on.

use super::{Checkpoint, Line, line};
use crate::{Error, Store, Tx, Viewer, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The hash that follows `previous` for this line: SHA-256 over both, fields length-prefixed. Which computer system it was
/// comes last and only where it was one: lines from before there were any keep their hash.
fn link(previous: &[u8], seq: i64, l: &Line) -> Vec<u8> {
    let mut h = Sha256::new();
    h.update(previous);
    h.update(seq.to_be_bytes());
    let id = |id: Option<Uuid>| id.map(|i| i.to_string()).unwrap_or_default();
    let parts = [
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
    ];
    for part in parts.into_iter().chain(l.client.map(|client| client.to_string())) {
        h.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        h.update(part.as_bytes());
    }
    h.finalize().to_vec()
}

/// The last place of the chain and its hash; 0 and nothing before the first line.
pub(super) fn newest(tx: &mut Tx<'_, '_>) -> Result<(i64, Vec<u8>), Error> {
    let last =
        tx.query_opt("SELECT seq, hash FROM audit_seal ORDER BY seq DESC LIMIT 1", params![], |r| {
            Ok((r.get(0)?, r.get(1)?))
        })?;
    Ok(last.unwrap_or_default())
}

/// The most lines that one round of [`seal`] links. On SQLite a round holds the one writer: what people wait for comes between two
/// rounds, so a round is short.
pub const ROUND: usize = 250;

/// Links what has no place in the chain yet; how many lines. Run by one worker, about once a second.
///
/// # Errors
/// The database's.
pub async fn seal(store: &Store) -> Result<usize, Error> {
    store
        .write(&Viewer::system("audit.seal"), |tx| {
            let lines = tx.query(
                "SELECT a.id, a.at, a.viewer_kind, a.member_id, a.org_id, a.purpose, a.action, a.kind, a.object_id,
                        a.person_id, a.owner_org, a.detail, a.client_id
                 FROM audit a WHERE a.id IN (SELECT t.audit_id FROM audit_tail t ORDER BY t.audit_id LIMIT ?1)
                 ORDER BY a.id",
                params![ROUND],
                line,
            )?;
            let (mut seq, mut hash) = newest(tx)?;
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
    /// The first fault found.
    pub fault: Option<ChainFault>,
}

/// What is wrong with the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainFault {
    /// The place in the chain of the first line that is not as it was written. Where a checkpoint without marks found it,
    /// the earliest that it can be.
    pub line: i64,
    /// In words.
    pub what: String,
}

impl std::fmt::Display for ChainFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// Walks the whole chain, and holds it against the checkpoints that partners kept. A chain alone does not see a tail that
/// was cut off, or a log that was written anew from some line on; a checkpoint does.
///
/// # Errors
/// The database's.
pub async fn verify(store: &Store, kept: &[Checkpoint]) -> Result<ChainReport, Error> {
    let kept = kept.to_vec();
    store.read(&Viewer::system("audit.verify"), move |tx| walk(tx, &kept)).await
}

/// As [`verify`], in a transaction.
///
/// # Errors
/// The database's.
pub fn walk(tx: &mut Tx<'_, '_>, kept: &[Checkpoint]) -> Result<ChainReport, Error> {
    let mut faults = vec![];
    let mut watches: Vec<_> = kept.iter().map(Checkpoint::watch).collect();
    let (mut previous, mut expected, mut broken) = (vec![], 1_i64, false);
    tx.for_each(
        "SELECT a.id, a.at, a.viewer_kind, a.member_id, a.org_id, a.purpose, a.action, a.kind, a.object_id,
                a.person_id, a.owner_org, a.detail, a.client_id, s.seq, s.hash
         FROM audit_seal s LEFT JOIN audit a ON a.id = s.audit_id ORDER BY s.seq",
        params![],
        |row| {
            let (seq, hash): (i64, Vec<u8>) = (row.get(13)?, row.get(14)?);
            for watch in &mut watches {
                watch.line(seq, &hash);
            }
            if !broken {
                let what = if seq != expected {
                    Some("its place in the chain is missing")
                } else if row.get::<Option<Uuid>>(0)?.is_none() {
                    Some("it was removed")
                } else if link(&previous, seq, &line(row)?) != hash {
                    Some("it, or its place in the chain, was changed")
                } else {
                    None
                };
                if let Some(what) = what {
                    broken = true;
                    faults.push((false, ChainFault { line: expected, what: what.into() }));
                }
            }
            previous = hash;
            expected += 1;
            Ok(())
        },
    )?;
    let good = watches.iter().map(super::checkpoint::Watch::fits_to).max().unwrap_or(0);
    faults.extend(watches.into_iter().filter_map(|watch| watch.end(expected - 1, good)));
    let count = |tx: &mut Tx<'_, '_>, sql| tx.query_one(sql, params![], |r| Ok(r.get::<i64>(0)?));
    let unsealed = count(tx, "SELECT count(*) FROM audit_tail")?;
    let stray = tx.query_opt(
        "SELECT a.id FROM audit a WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.audit_id = a.id)
           AND NOT EXISTS (SELECT 1 FROM audit_tail t WHERE t.audit_id = a.id) ORDER BY a.id LIMIT 1",
        params![],
        |r| Ok(r.get::<Uuid>(0)?),
    )?;
    if let Some(id) = stray {
        let what = format!("the line {id} has no place in the chain and waits for none");
        faults.push((false, ChainFault { line: expected, what }));
    }
    let lost = tx.query_opt(
        "SELECT t.audit_id FROM audit_tail t WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.id = t.audit_id)
         ORDER BY t.audit_id LIMIT 1",
        params![],
        |r| Ok(r.get::<Uuid>(0)?),
    )?;
    if let Some(id) = lost {
        let what = format!("the line {id} waited for its place and was removed");
        faults.push((false, ChainFault { line: expected, what }));
    }
    // The first line comes first; what names only a stretch comes last.
    faults.sort_by_key(|(vague, fault)| (*vague, fault.line));
    Ok(ChainReport {
        sealed: expected - 1,
        unsealed,
        fault: faults.into_iter().next().map(|(_, fault)| fault),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_line(client: Option<Uuid>) -> Line {
        let id = |n| Some(Uuid::from_u128(n));
        Line {
            id: Uuid::from_u128(1),
            at: jiff::Timestamp::from_microsecond(1_772_625_600_000_000).expect("a time"),
            viewer_kind: "member".into(),
            member: id(2),
            client,
            org: id(3),
            purpose: "treatment".into(),
            action: "read".into(),
            kind: "person".into(),
            object: None,
            person: id(4),
            owner_org: id(5),
            detail: "record".into(),
        }
    }

    /// Reckoned apart from this code, from the words of `docs/audit.md` as they were before there were computer systems.
    #[test]
    fn a_line_from_before_keeps_its_hash_and_a_system_changes_it() {
        let (before, with) = (
            "3dd5973421faa099d6b4c2a6b1c0ba4b8619c224b68f3264093bc45657cd0b2b",
            "02c925017c27fd9fc0326bbd96763c15dab030d52ec27bb9389f705915be11fa",
        );
        assert_eq!(crate::hex(&link(&[], 1, &a_line(None))), before);
        assert_eq!(crate::hex(&link(&[], 1, &a_line(Some(Uuid::from_u128(6))))), with);
    }
}
