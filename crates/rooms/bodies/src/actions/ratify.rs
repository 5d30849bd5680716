//! What organizations say about a draft, and ratification: enough of the member organizations bring a charter into force.

use super::charter::{charter, in_force};
use super::keeper;
use super::on_paper::Paper;
use crate::model::{Charter, CharterState};
use crate::policy;
use crate::store::{charters as store, ratifications};
use tandem_access::{Action, Error, FieldErrors, Kind, Timestamp, Tx, Uuid};

tandem_access::coded! {
    /// What a note is.
    NoteKind {
        /// The organization agrees.
        Agree = "agree",
        /// It says something.
        Comment = "comment",
        /// It asks for a change.
        Suggestion = "suggestion",
    }
}

/// What an organization said about a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Id.
    pub id: Uuid,
    /// About which clause; none is the whole.
    pub clause: Option<Uuid>,
    /// What it is.
    pub kind: NoteKind,
    /// Its words.
    pub body: String,
    /// Who said it.
    pub organization: String,
    /// When.
    pub at: Timestamp,
    /// What those who write the draft answered.
    pub answer: Option<String>,
    /// Whether it was taken up.
    pub taken: Option<bool>,
}

/// An organization that ratified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratification {
    /// Which.
    pub organization: Uuid,
    /// Its name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// What is known of the paper, if it said so on paper.
    pub paper: Option<Paper>,
}

impl Ratification {
    /// Whether it counts: one on paper does once it is confirmed.
    pub fn counts(&self) -> bool {
        self.paper.as_ref().is_none_or(|paper| paper.confirmed_at.is_some())
    }
}

/// What was said about a draft, oldest first.
///
/// # Errors
/// The database's.
pub fn notes(tx: &mut Tx<'_, '_>, charter: Uuid) -> Result<Vec<Note>, Error> {
    store::notes(tx, charter)
}

/// Who has ratified, also on paper that nobody has confirmed yet.
///
/// # Errors
/// The database's.
pub fn said_yes(tx: &mut Tx<'_, '_>, charter: Uuid) -> Result<Vec<Ratification>, Error> {
    ratifications::list(tx, charter)
}

/// Member organizations that have not said yes, by name: id and name.
///
/// # Errors
/// The database's.
pub fn still_to_say(tx: &mut Tx<'_, '_>, said: &[Ratification]) -> Result<Vec<(Uuid, String)>, Error> {
    let mut members = ratifications::members(tx)?;
    members.retain(|(id, _)| said.iter().all(|r| r.organization != *id));
    Ok(members)
}

/// Says something about a draft, for the viewer's organization.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] without words; [`Error::Conflict`] when the charter is closed.
pub fn note(
    tx: &mut Tx<'_, '_>,
    id: Uuid,
    clause: Option<Uuid>,
    kind: NoteKind,
    body: &str,
) -> Result<Uuid, Error> {
    let (organization, member) = tx.viewer().org().zip(tx.viewer().member_id()).ok_or(Error::Forbidden)?;
    let charter = charter(tx, id)?;
    if !matches!(charter.state, CharterState::Draft | CharterState::Open) {
        return Err(Error::Conflict { code: "bodies-conflict-changed" });
    }
    if clause.is_some_and(|clause| charter.clauses.iter().all(|c| c.id != clause)) {
        return Err(Error::NotFound);
    }
    let mut errors = FieldErrors::new();
    if body.is_empty() && kind != NoteKind::Agree {
        errors.add("note", "error-required");
    }
    crate::model::long(&mut errors, "note", body, 4000);
    errors.into_result()?;
    let made = store::add_note(tx, id, clause, kind, body, organization, member)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "charter note")?;
    Ok(made)
}

/// Answers a note: taken up or not, and why.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] without words.
pub fn answer_note(
    tx: &mut Tx<'_, '_>,
    charter: Uuid,
    note: Uuid,
    answer: &str,
    taken: bool,
) -> Result<(), Error> {
    keeper(tx)?;
    if answer.is_empty() {
        return Err(FieldErrors::one("answer", "error-required"));
    }
    if !store::answer_note(tx, charter, note, answer, taken)? {
        return Err(Error::NotFound);
    }
    tx.audit(Action::Write, Kind::Governance, Some(charter), None, "charter note answered")
}

/// The viewer's organization ratifies the text with this hash. `true` when that brought the charter into force.
///
/// # Errors
/// [`Error::Forbidden`] for who does not sign for a member organization; [`Error::NotFound`]; [`Error::Conflict`] when it is not open,
/// the text is not the one that was read, or the organization has ratified before.
pub fn ratify(tx: &mut Tx<'_, '_>, id: Uuid, hash: &str) -> Result<bool, Error> {
    let organization = policy::ratifies_for(tx.viewer()).ok_or(Error::Forbidden)?;
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    if !is_member(&ratifications::members(tx)?, organization) {
        return Err(Error::Forbidden);
    }
    let charter = open_text(tx, id, hash)?;
    if !ratifications::ratify(tx, id, organization, member, hash)? {
        return Err(Error::Conflict { code: "bodies-conflict-ratified" });
    }
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "charter ratified")?;
    settle(tx, &charter)
}

/// Brings the charter into force once enough member organizations have said yes; `true` when that is now.
pub(super) fn settle(tx: &mut Tx<'_, '_>, charter: &Charter) -> Result<bool, Error> {
    let members = ratifications::members(tx)?;
    // Those who left since they ratified do not count.
    let said: Vec<Ratification> = ratifications::list(tx, charter.id)?;
    let counted = said.iter().filter(|r| r.counts() && is_member(&members, r.organization)).count();
    // The rule of the charter that holds says how it may be replaced; the first one says it itself.
    let before = in_force(tx)?;
    let rule = before.as_ref().map_or(charter.rules.ratify, |c| c.rules.ratify);
    if !rule.enough(counted, members.len()) {
        return Ok(false);
    }
    if let Some(before) = before {
        store::set_state(tx, before.id, CharterState::InForce, CharterState::Replaced)?;
    }
    store::set_state(tx, charter.id, CharterState::Open, CharterState::InForce)?;
    tx.audit(Action::Decide, Kind::Governance, Some(charter.id), None, "charter in force")?;
    Ok(true)
}

/// The charter, if it lies open with the text of this hash.
pub(super) fn open_text(tx: &mut Tx<'_, '_>, id: Uuid, hash: &str) -> Result<Charter, Error> {
    let charter = charter(tx, id)?;
    let read = charter.text_hash.as_deref() == Some(hash) && charter.hash() == hash;
    if charter.state == CharterState::Open && read {
        Ok(charter)
    } else {
        Err(Error::Conflict { code: "bodies-conflict-changed" })
    }
}

pub(super) fn is_member(members: &[(Uuid, String)], organization: Uuid) -> bool {
    members.iter().any(|(id, _)| *id == organization)
}
