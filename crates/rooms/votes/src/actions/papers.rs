//! Ballots on paper: keyed by two members who do not see each other's work, compared, settled by a third look where they differ.

use super::cast::with;
use super::load;
use crate::model::ballot::Ballot;
use crate::model::state::{Channel, Phase};
use crate::model::vote::{Batch, BatchState, Cast, Keyed, KeyedCode, Vote};
use crate::store;
use std::collections::BTreeMap;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// The most papers in a batch: what one page shows and one member keys in one go.
const MOST: u32 = 50;
/// The largest scan, in bytes.
pub const LARGEST_SCAN: usize = 8 * 1024 * 1024;

/// A paper as it is keyed: its number, the code on it, the options in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the batch.
    pub number: u32,
    /// The code as typed.
    pub code: String,
    /// The ballot as typed.
    pub marks: String,
}

fn load_batch(tx: &mut Tx, id: Uuid) -> Result<Batch, Error> {
    store::papers::find(tx, id)?.ok_or(Error::NotFound)
}

/// Who works on papers.
fn keyer(tx: &Tx) -> Result<Uuid, Error> {
    tx.require(Kind::Vote, Action::Write)?;
    tx.viewer().member_id().ok_or(Error::Forbidden)
}

/// Begins a batch of papers from one box.
///
/// # Errors
/// [`Error::Invalid`] with fields; [`Error::Conflict`] before the opening or once the result stands; [`Error::Forbidden`]; the
/// database's.
pub fn begin_batch(tx: &mut Tx, vote: Uuid, name: &str, papers: u32) -> Result<Uuid, Error> {
    keyer(tx)?;
    let owner_org = tx.viewer().org().ok_or(Error::Forbidden)?;
    let found = load(tx, vote)?;
    if !matches!(found.phase(tx.now()), Phase::Open | Phase::Closed) {
        return Err(Error::Conflict { code: "votes-conflict-state" });
    }
    let mut errors = FieldErrors::new();
    if name.trim().is_empty() {
        errors.add("name", "error-required");
    }
    if !(1..=MOST).contains(&papers) {
        errors.add("papers", "votes-error-papers");
    }
    errors.into_result()?;
    let id = tx.new_public_id();
    let name = name.trim().chars().take(100).collect();
    let batch = Batch {
        id,
        vote,
        owner_org,
        name,
        papers,
        state: BatchState::First,
        first_by: None,
        second_by: None,
        outcome: None,
    };
    store::papers::insert(tx, &batch)?;
    tx.audit(Action::Write, Kind::Vote, Some(vote), None, "vote-batch-begun")?;
    Ok(id)
}

/// Keys a batch, the first or the second time. The two are never the same member.
///
/// # Errors
/// [`Error::Invalid`] when a paper is missing; [`Error::Conflict`] for the member who keyed it first, or when it is keyed
/// already; [`Error::Forbidden`]; the database's.
pub fn key_batch(tx: &mut Tx, id: Uuid, rows: &[Row]) -> Result<BatchState, Error> {
    let member = keyer(tx)?;
    let mut batch = load_batch(tx, id)?;
    let vote = load(tx, batch.vote)?;
    let numbers: Vec<u32> = rows.iter().map(|r| r.number).collect();
    if numbers != (1..=batch.papers).collect::<Vec<u32>>() {
        return Err(FieldErrors::one("papers", "votes-error-rows"));
    }
    let to = match batch.state {
        BatchState::First => {
            batch.first_by = Some(member);
            BatchState::Second
        }
        BatchState::Second if batch.first_by == Some(member) => {
            return Err(Error::Conflict { code: "votes-conflict-same-member" });
        }
        BatchState::Second => {
            batch.second_by = Some(member);
            BatchState::Compare
        }
        _ => return Err(Error::Conflict { code: "votes-conflict-keyed" }),
    };
    for row in rows {
        let keyed = keyed(&vote, row);
        if to == BatchState::Second {
            store::papers::key_first(tx, id, row.number, &keyed)?;
        } else {
            store::papers::key_second(tx, id, row.number, &keyed)?;
        }
    }
    if !store::papers::advance(tx, &batch, to, None)? {
        return Err(super::CHANGED);
    }
    tx.audit(Action::Write, Kind::Vote, Some(vote.id), None, "vote-batch-keyed")?;
    Ok(to)
}

/// What is kept of a keyed paper: the ballot in its one form, or what was typed where it is none.
fn keyed(vote: &Vote, row: &Row) -> Keyed {
    let d = &vote.definition;
    let marks = match Ballot::read(d, &row.marks) {
        Ok(ballot) => ballot.text(d),
        // The mark in front keeps it from being read as a ballot.
        Err(_) => format!("? {}", row.marks.chars().filter(|c| !c.is_control()).take(60).collect::<String>()),
    };
    Keyed { code: KeyedCode::of(vote.id, &row.code), marks }
}

/// Settles papers that were keyed differently, after a third look at them.
///
/// # Errors
/// [`Error::Conflict`] in another state; [`Error::Forbidden`]; the database's.
pub fn settle_batch(tx: &mut Tx, id: Uuid, rows: &[Row]) -> Result<(), Error> {
    let member = keyer(tx)?;
    let batch = load_batch(tx, id)?;
    let vote = load(tx, batch.vote)?;
    if batch.state != BatchState::Compare {
        return Err(Error::Conflict { code: "votes-conflict-state" });
    }
    let papers = store::papers::papers(tx, id)?;
    for row in rows {
        // What two keyed alike is not changed by one.
        if papers.iter().any(|p| p.number == row.number && (p.first != p.second)) {
            store::papers::settle(tx, id, row.number, &keyed(&vote, row))?;
        }
    }
    if !store::papers::advance(tx, &batch, BatchState::Compare, Some(member))? {
        return Err(super::CHANGED);
    }
    tx.audit(Action::Write, Kind::Vote, Some(vote.id), None, "vote-batch-settled")
}

/// Casts the papers of a batch, and deletes what was keyed. What came of them: `counted` and the reasons of refusals, with how
/// many.
///
/// # Errors
/// [`Error::Invalid`] while papers differ; [`Error::Conflict`] in another state or once the result stands; [`Error::Forbidden`];
/// the database's.
pub fn count_batch(tx: &mut Tx, id: Uuid) -> Result<BTreeMap<String, u64>, Error> {
    keyer(tx)?;
    let mut batch = load_batch(tx, id)?;
    let vote = load(tx, batch.vote)?;
    let phase = vote.phase(tx.now());
    if batch.state != BatchState::Compare || !matches!(phase, Phase::Open | Phase::Closed) {
        return Err(Error::Conflict { code: "votes-conflict-state" });
    }
    let papers = store::papers::papers(tx, id)?;
    let settled: Option<Vec<&Keyed>> = papers.iter().map(|p| p.settled()).collect();
    let Some(settled) = settled else { return Err(FieldErrors::one("papers", "votes-error-unsettled")) };
    let mut outcome: BTreeMap<String, u64> = BTreeMap::new();
    for keyed in settled {
        let word = match with(tx, &vote, &keyed.code, &keyed.marks, Channel::Paper)? {
            Cast::Counted => "counted",
            Cast::Refused(why, _) => why.code(),
        };
        *outcome.entry(word.to_owned()).or_default() += 1;
    }
    batch.outcome =
        Some(serde_json::to_string(&outcome).map_err(|e| Error::Internal(format!("a batch: {e}")))?);
    if !store::papers::advance(tx, &batch, BatchState::Counted, None)? {
        return Err(super::CHANGED);
    }
    store::papers::forget(tx, id)?;
    tx.audit(Action::Write, Kind::Vote, Some(vote.id), None, "vote-batch-counted")?;
    Ok(outcome)
}

/// Gives a batch up, with a reason: it was begun by mistake, or is keyed anew.
///
/// # Errors
/// [`Error::Invalid`] without a reason; [`Error::Conflict`] once it is counted; [`Error::Forbidden`]; the database's.
pub fn drop_batch(tx: &mut Tx, id: Uuid, reason: &str) -> Result<(), Error> {
    keyer(tx)?;
    let mut batch = load_batch(tx, id)?;
    if batch.state.is_end() {
        return Err(Error::Conflict { code: "votes-conflict-state" });
    }
    if reason.trim().is_empty() {
        return Err(FieldErrors::one("reason", "error-required"));
    }
    batch.outcome = Some(reason.trim().chars().take(300).collect());
    if !store::papers::advance(tx, &batch, BatchState::Dropped, None)? {
        return Err(super::CHANGED);
    }
    store::papers::forget(tx, id)?;
    tx.audit(Action::Write, Kind::Vote, Some(batch.vote), None, "vote-batch-dropped")
}

/// Keeps the scan of a batch, closed with the key of the organization whose members key it.
///
/// # Errors
/// [`Error::Invalid`] for a file that is none of PDF, JPEG and PNG, or too large; [`Error::Forbidden`]; the database's.
pub fn keep_scan(tx: &mut Tx, id: Uuid, bytes: &[u8]) -> Result<(), Error> {
    keyer(tx)?;
    let batch = load_batch(tx, id)?;
    if tx.viewer().org() != Some(batch.owner_org) {
        return Err(Error::NotFound);
    }
    let media = match bytes {
        [b'%', b'P', b'D', b'F', ..] => "application/pdf",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        _ => return Err(FieldErrors::one("file", "votes-error-scan")),
    };
    if bytes.len() > LARGEST_SCAN {
        return Err(FieldErrors::one("file", "votes-error-scan"));
    }
    store::papers::put_scan(tx, &batch, media, bytes)?;
    tx.audit(Action::Write, Kind::Vote, Some(batch.vote), None, "vote-batch-scanned")
}

/// Whether a scan is kept that the viewer may open ([`scan_of`]).
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; the database's.
pub fn has_scan(tx: &mut Tx, id: Uuid) -> Result<bool, Error> {
    keyer(tx)?;
    let batch = load_batch(tx, id)?;
    store::papers::has_scan(tx, batch.id)
}

/// The scan of a batch, for members of the organization that keyed it: what it is, and its bytes.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; the database's.
pub fn scan_of(tx: &mut Tx, id: Uuid) -> Result<(String, Vec<u8>), Error> {
    keyer(tx)?;
    let batch = load_batch(tx, id)?;
    tx.audit(Action::Read, Kind::Vote, Some(batch.vote), None, "vote-batch-scan-read")?;
    store::papers::scan(tx, &batch)?.ok_or(Error::NotFound)
}
