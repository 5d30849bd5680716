//! Work lists: what an organization sent, what came to it, and what is open to all.

use crate::model::offer::Offer;
use crate::model::task::Task;
use crate::model::{Referral, Status};
use crate::store::lists::{self, Show};
use crate::{policy, store};
use std::collections::HashSet;
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// The most lines of one list; a longer one is a sign of another trouble, and the page says so.
pub const MOST_LINES: u32 = 200;

/// A line of the sender's work list.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The referral.
    pub referral: Referral,
    /// Who it is about, where the viewer may see it.
    pub person: Option<String>,
    /// The person's number on the sender's list, where a call is safe and the viewer looks after the person.
    pub call: Option<String>,
    /// Name of the service or organization that has it.
    pub place: Option<String>,
    /// What there is to do, the most urgent first.
    pub tasks: Vec<Task>,
}

/// The sender's work list.
#[derive(Debug, Clone, PartialEq)]
pub struct Today {
    /// The lines, the longest wait first.
    pub lines: Vec<Line>,
    /// To do, waiting, late, under way.
    pub counts: [i64; 4],
}

/// What the viewer's organization sent; `mine` keeps what the viewer sent.
///
/// # Errors
/// [`Error::Forbidden`] for who does not refer; the database's.
pub fn today(tx: &mut Tx<'_, '_>, show: Show, mine: bool) -> Result<Today, Error> {
    tx.require(Kind::Referral, Action::Write)?;
    let org = policy::own_org(tx.viewer())?;
    let member = tx.viewer().member_id().filter(|_| mine);
    let now = tx.now();
    let counts = lists::counts(tx, org, member, now)?;
    let tasks = lists::tasks(tx, org, 1_000)?;
    let mut lines = Vec::new();
    for referral in lists::sent(tx, org, member, show, MOST_LINES)? {
        let tasks = tasks.iter().filter(|t| t.referral_id == referral.id).cloned().collect();
        let mut line = line(tx, referral, tasks)?;
        line.call = match line.referral.person_id {
            Some(id) if sent_by_viewer(tx, &line.referral) || tandem_people::actions::is_on_team(tx, id)? => {
                tandem_people::actions::number_to_call(tx, id)?
            }
            _ => None,
        };
        lines.push(line);
    }
    noted(tx, &lines)?;
    tx.audit_for(org, Action::Read, Kind::Referral, None, None, "work list")?;
    Ok(Today { lines, counts })
}

/// What came to the viewer's organization.
///
/// # Errors
/// [`Error::Forbidden`] for who does not answer; the database's.
pub fn inbox(tx: &mut Tx<'_, '_>, show: Show) -> Result<Vec<Line>, Error> {
    tx.require(Kind::Referral, Action::Decide)?;
    let org = policy::own_org(tx.viewer())?;
    let mut lines = Vec::new();
    for referral in lists::received(tx, org, show, MOST_LINES)? {
        let about = match store::shared::record(tx, referral.id)? {
            Some(record) => Some(record.name),
            None => store::shared::shared(tx, referral.id)?.map(|s| s.name),
        };
        let mut line = line(tx, referral, vec![])?;
        line.person = about;
        lines.push(line);
    }
    noted(tx, &lines)?;
    tx.audit_for(org, Action::Read, Kind::Referral, None, None, "inbox")?;
    Ok(lines)
}

fn sent_by_viewer(tx: &Tx<'_, '_>, referral: &Referral) -> bool {
    referral.sent_by.is_some() && referral.sent_by == tx.viewer().member_id()
}

/// Each person whom a list names reads that they were looked at: one line for each, however many requests of theirs are in it.
fn noted(tx: &mut Tx<'_, '_>, lines: &[Line]) -> Result<(), Error> {
    let mut named = HashSet::new();
    for Line { referral, .. } in lines.iter().filter(|line| line.person.is_some()) {
        if let Some(person) = referral.person_id.filter(|id| named.insert(*id)) {
            let (owner, id) = (referral.owner_org, Some(referral.id));
            tx.audit_for(owner, Action::Read, Kind::Referral, id, Some(person), "listed")?;
        }
    }
    Ok(())
}

/// Offers that the viewer's organization may claim or has claimed.
///
/// # Errors
/// [`Error::Forbidden`] for who does not answer; the database's.
pub fn open_offers(tx: &mut Tx<'_, '_>) -> Result<Vec<Offer>, Error> {
    tx.require(Kind::Referral, Action::Decide)?;
    let org = policy::own_org(tx.viewer())?;
    store::offer::for_org(tx, org, MOST_LINES)
}

/// One offer: by its id, or the one behind a claim link.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn offer_behind_link(tx: &mut Tx<'_, '_>) -> Result<Offer, Error> {
    let referral = tx.viewer().referral().ok_or(Error::Forbidden)?;
    store::offer::of_referral(tx, referral)?.ok_or(Error::NotFound)
}

/// A person's referrals as the viewer may see them, newest first: those that its organization sent or answers, and those
/// that the person lets it see as part of "what you need help with". The person themselves needs no role.
///
/// # Errors
/// [`Error::Forbidden`] for who does not handle referrals; the database's.
pub fn of_person(tx: &mut Tx<'_, '_>, person: Uuid) -> Result<Vec<Line>, Error> {
    if tx.viewer().person() != Some(person) {
        tx.require(Kind::Referral, Action::Read)?;
    }
    let mut lines = Vec::new();
    for referral in store::referral::of_person(tx, person)? {
        let (owner, id) = (referral.owner_org, referral.id);
        tx.audit_for(owner, Action::Read, Kind::Referral, Some(id), Some(person), "listed")?;
        lines.push(line(tx, referral, vec![])?);
    }
    Ok(lines)
}

/// Whom a referral with a name concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parties {
    /// About whom.
    pub person: Uuid,
    /// Who sent it.
    pub owner: Uuid,
    /// Who answers.
    pub receiver: Option<Uuid>,
}

/// Whom a referral concerns, if the viewer may see it; nothing of it is opened. `None` for one without a name, and for one
/// that is sealed or not sent yet.
///
/// # Errors
/// The database's.
pub fn sees_referral(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Option<Parties>, Error> {
    if !tx.viewer().may(Kind::Referral, Action::Read) {
        return Ok(None);
    }
    let told = |r: &Referral| r.identified && !r.is_sealed() && r.status != Status::Draft;
    let found = store::referral::get(tx, id)?.filter(told);
    Ok(found
        .and_then(|r| Some(Parties { person: r.person_id?, owner: r.owner_org, receiver: r.receiver_org })))
}

/// Open referrals for a need, so that nobody sends the same again.
///
/// # Errors
/// The database's.
pub fn of_need(tx: &mut Tx<'_, '_>, need: Uuid) -> Result<Vec<Referral>, Error> {
    store::referral::of_need(tx, need)
}

fn line(tx: &mut Tx<'_, '_>, referral: Referral, tasks: Vec<Task>) -> Result<Line, Error> {
    let place = match (referral.service_id, referral.receiver_org) {
        (Some(service), _) => store::service::get(tx, service)?.map(|t| t.name),
        (None, Some(org)) => Some(tandem_partners::actions::name(tx, org)?),
        (None, None) => None,
    };
    let person = match referral.person_id {
        Some(id) => tandem_people::actions::person_name(tx, id)?,
        None => None,
    };
    Ok(Line { referral, person, call: None, place, tasks })
}
