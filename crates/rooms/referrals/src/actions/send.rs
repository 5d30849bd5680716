//! Send one need to one service.
//!
//! Only the person's consent lets who they are leave the sending organization; without it there is
//! [`super::offer_unidentified`]. A referral to a domestic-violence service, or about such a need, is sealed.

use super::{changed, check_words, clock, noted, seal};
use crate::letters;
use crate::model::{Actor, Clock, Referral, Side, Source, Status, Verb};
use crate::policy;
use crate::store;
use crate::store::next::Named;
use crate::store::service::Target;
use crate::store::shared::Shared;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_people::model::label::Label;
use tandem_people::model::need::{Need, NeedStatus};
use tandem_people::model::person::Person;

/// What is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReferral {
    /// About whom.
    pub person_id: Uuid,
    /// Which need.
    pub need_id: Uuid,
    /// The services the person named, in their order: the first is asked now, the others if it does not answer.
    pub services: Vec<Uuid>,
    /// What the organization should know, in plain words.
    pub note: String,
    /// A label set by hand; it can only raise what need and service say.
    pub label: Option<Label>,
    /// Made once by the form: sending twice makes one referral.
    pub idempotency_key: String,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The referral.
    pub id: Uuid,
    /// The code with which the person follows it, or says who they are to a domestic-violence service. Shown once;
    /// `None` when the same key was sent before.
    pub code: Option<String>,
    /// Sealed: nothing more will ever be shown about it here.
    pub sealed: bool,
    /// A letter went to the organization. Without an address of theirs somebody has to call.
    pub written: bool,
}

/// The most services one person names at a time.
pub const MOST_SERVICES: usize = 6;

/// Sends a referral.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a person, need or service that is not there for the viewer;
/// [`Error::Invalid`] with `consent` when no live consent names the organization for what is shared, and for every
/// other field; [`Error::Conflict`] when the same need already waits at the same organization.
pub fn send(tx: &mut Tx<'_, '_>, new: &NewReferral) -> Result<Sent, Error> {
    tx.require(Kind::Referral, Action::Write)?;
    let org = policy::own_org(tx.viewer())?;
    let key = check_key(&new.idempotency_key)?;
    if let Some(id) = store::referral::by_key(tx, org, key)? {
        let sealed = super::load(tx, id)?.is_sealed();
        return Ok(Sent { id, code: None, sealed, written: true });
    }
    check_words("note", &new.note)?;
    let (person, need) = subject(tx, org, new.person_id, new.need_id)?;
    let named = targets(tx, &new.services)?;
    let first =
        named.first().cloned().ok_or_else(|| FieldErrors::one("services", "referrals-error-services"))?;
    let label = label_of(&need, &person, new.label, first.confidential);
    let clock = clock(tx)?;
    let mut r = draft(tx, org, &person, &need, label);
    r.receiver_org = Some(first.org_id);
    r.service_id = Some(first.service_id);
    if label == Label::DomesticViolence {
        return seal::hand_off(tx, r, &first, key, &clock);
    }
    if first.org_id != org && !store::shared::consented(tx, org, person.id, first.org_id, label)? {
        return Err(FieldErrors::one("consent", "referrals-error-no-consent"));
    }
    if store::referral::open_at(tx, need.id, first.org_id)? {
        return Err(Error::Conflict { code: "referrals-error-already-open" });
    }
    r.identified = true;
    let shared = share(&r, &person, &new.note, tx.now());
    let later: Vec<Named> = named
        .iter()
        .skip(1)
        // A confidential service is never a second choice on a list: its hand-off is sealed from the start.
        .filter(|t| !t.confidential)
        .map(|t| Named { service_id: t.service_id, org_id: t.org_id })
        .collect();
    let actor = Actor { side: Side::Sender, org: Some(org), member: tx.viewer().member_id() };
    let id = r.id;
    let code = put(tx, r, Some(key), actor, &shared, &later, &clock)?;
    let written = letters::reaches(tx, first.org_id, Some(first.service_id))?;
    Ok(Sent { id, code: Some(code), sealed: false, written })
}

/// The person and the need, of the viewer's own organization.
pub(super) fn subject(
    tx: &mut Tx<'_, '_>,
    org: Uuid,
    person: Uuid,
    need: Uuid,
) -> Result<(Person, Need), Error> {
    let (person, need) = tandem_people::actions::view_need(tx, person, need)?;
    if person.owner_org != org {
        return Err(Error::NotFound);
    }
    if need.status != NeedStatus::Open {
        return Err(Error::Conflict { code: "referrals-error-need-closed" });
    }
    if need.wants_help == Some(false) {
        return Err(FieldErrors::one("need", "referrals-error-not-wanted"));
    }
    Ok((person, need))
}

/// The services by id, in order; each once.
fn targets(tx: &mut Tx<'_, '_>, ids: &[Uuid]) -> Result<Vec<Target>, Error> {
    if ids.is_empty() {
        return Err(FieldErrors::one("services", "referrals-error-services"));
    }
    if ids.len() > MOST_SERVICES {
        return Err(FieldErrors::one("services", "referrals-error-services-many"));
    }
    let mut out: Vec<Target> = Vec::new();
    for id in ids {
        let target = store::service::get(tx, *id)?.filter(|t| t.active).ok_or(Error::NotFound)?;
        if out.iter().all(|t| t.service_id != *id) {
            out.push(target);
        }
    }
    Ok(out)
}

/// The label of a referral: the highest of need, person, hand and service.
fn label_of(need: &Need, person: &Person, by_hand: Option<Label>, confidential: bool) -> Label {
    let service = if confidential { Label::DomesticViolence } else { Label::General };
    [need.label, person.details.label, by_hand.unwrap_or(Label::General), service]
        .into_iter()
        .max()
        .unwrap_or(Label::DomesticViolence)
}

pub(super) fn check_key(key: &str) -> Result<&str, Error> {
    let key = key.trim();
    let fine = (8..=100).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
    if fine { Ok(key) } else { Err(FieldErrors::one("key", "referrals-error-key")) }
}

pub(super) fn draft(tx: &Tx<'_, '_>, org: Uuid, person: &Person, need: &Need, label: Label) -> Referral {
    let now = tx.now();
    Referral {
        id: tx.new_public_id(),
        owner_org: org,
        receiver_org: None,
        person_id: Some(person.id),
        need_id: Some(need.id),
        service_id: None,
        label,
        source: Source::Member,
        status: Status::Draft,
        identified: false,
        domain: Some(need.domain),
        area: person.details.area.clone(),
        language: person.details.language.clone(),
        sent_by: tx.viewer().member_id(),
        created_at: now,
        sent_at: None,
        due_at: None,
        late_at: None,
        answered_at: None,
        accepted_at: None,
        ended_at: None,
        reason: None,
        service_received: None,
        need_resolved: None,
        previous_id: None,
        updated_at: now,
    }
}

/// What is shared: enough to reach the person, and no way of reaching them that they did not call safe.
pub(super) fn share(r: &Referral, person: &Person, note: &str, now: tandem_access::Timestamp) -> Shared {
    let d = &person.details;
    let by_phone = d.safe.call || d.safe.text || d.safe.message;
    Shared {
        referral_id: r.id,
        owner_org: r.owner_org,
        person_id: r.person_id,
        label: r.label,
        name: d.display_name(),
        phone: d.phone.clone().filter(|_| by_phone),
        email: d.email.clone().filter(|_| d.safe.email),
        language: d.language.clone(),
        postal_code: d.postal_code.clone(),
        safe: d.safe,
        best_time: String::new(),
        note: note.trim().to_owned(),
        at: now,
    }
}

/// Keeps a referral that is ready to go, with all that belongs to it, and sends the letters. Returns the person's code.
pub(super) fn put(
    tx: &mut Tx<'_, '_>,
    mut r: Referral,
    key: Option<&str>,
    actor: Actor,
    shared: &Shared,
    later: &[Named],
    clock: &Clock,
) -> Result<String, Error> {
    let step = r.step(actor, Verb::Send, "", tx.now(), clock)?;
    if let Some(need) = r.need_id {
        store::task::done_for_need(tx, need)?;
    }
    if !store::referral::insert(tx, &r, key)? {
        return Err(Error::Conflict { code: "referrals-error-moved-on" });
    }
    store::story::begin(tx, r.id, &step)?;
    store::shared::share(tx, shared)?;
    store::next::keep(tx, r.id, later)?;
    noted(tx, &r, "sent")?;
    changed(tx, &r, "")?;
    letters::to_receiver(tx, &r)?;
    letters::track_code(tx, &r, shared)
}
