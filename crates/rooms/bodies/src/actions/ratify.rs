//! What organizations say about a draft, and ratification: enough of the member organizations bring a charter into force.

use super::charter::{charter, in_force};
use super::keeper;
use crate::model::CharterState;
use crate::policy;
use crate::store::charters as store;
use jiff::civil::Date;
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
    /// On paper: when it was signed.
    pub signed_on: Option<Date>,
}

/// What was said about a draft, oldest first.
///
/// # Errors
/// The database's.
pub fn notes(tx: &mut Tx<'_, '_>, charter: Uuid) -> Result<Vec<Note>, Error> {
    store::notes(tx, charter)
}

/// Who has ratified.
///
/// # Errors
/// The database's.
pub fn ratifications(tx: &mut Tx<'_, '_>, charter: Uuid) -> Result<Vec<Ratification>, Error> {
    store::ratifications(tx, charter)
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
    keep(tx, id, organization, hash, None)
}

/// Who signed the charter on paper for an organization that has nobody here to say yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnPaper {
    /// Which organization.
    pub organization: Uuid,
    /// Who signed for it.
    pub name: String,
    /// On which day.
    pub signed_on: Date,
}

/// Who keeps the charter notes that an organization said yes on paper, to the text with this hash; it stands so in public.
/// `true` when that brought the charter into force.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] for who is no member, without a name, or a day to come; otherwise as [`ratify`].
pub fn ratify_on_paper(tx: &mut Tx<'_, '_>, id: Uuid, hash: &str, paper: &OnPaper) -> Result<bool, Error> {
    keeper(tx)?;
    let mut errors = FieldErrors::new();
    if !store::members(tx)?.contains(&paper.organization) {
        errors.add("organization", "bodies-error-no-member");
    }
    let name = paper.name.trim();
    if name.is_empty() {
        errors.add("signed_by", "error-required");
    }
    crate::model::long(&mut errors, "signed_by", name, 120);
    if paper.signed_on > super::today(tx)? {
        errors.add("signed_on", "bodies-error-future");
    }
    errors.into_result()?;
    keep(tx, id, paper.organization, hash, Some((name, paper.signed_on)))
}

fn keep(
    tx: &mut Tx<'_, '_>,
    id: Uuid,
    organization: Uuid,
    hash: &str,
    paper: Option<(&str, Date)>,
) -> Result<bool, Error> {
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let charter = charter(tx, id)?;
    let members = store::members(tx)?;
    if !members.contains(&organization) {
        return Err(Error::Forbidden);
    }
    if charter.state != CharterState::Open
        || charter.text_hash.as_deref() != Some(hash)
        || charter.hash() != hash
    {
        return Err(Error::Conflict { code: "bodies-conflict-changed" });
    }
    if !store::ratify(tx, id, organization, member, hash, paper)? {
        return Err(Error::Conflict { code: "bodies-conflict-ratified" });
    }
    tx.audit(
        Action::Decide,
        Kind::Governance,
        Some(id),
        None,
        if paper.is_some() { "charter ratified on paper" } else { "charter ratified" },
    )?;
    // Those who left since they ratified do not count.
    let ratified = store::ratifications(tx, id)?;
    let ratified = ratified.iter().filter(|r| members.contains(&r.organization)).count();
    // The rule of the charter that holds says how it may be replaced; the first one says it itself.
    let before = in_force(tx)?;
    let rule = before.as_ref().map_or(charter.rules.ratify, |c| c.rules.ratify);
    if !rule.enough(ratified, members.len()) {
        return Ok(false);
    }
    if let Some(before) = before {
        store::set_state(tx, before.id, CharterState::InForce, CharterState::Replaced)?;
    }
    store::set_state(tx, id, CharterState::Open, CharterState::InForce)?;
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "charter in force")?;
    Ok(true)
}
