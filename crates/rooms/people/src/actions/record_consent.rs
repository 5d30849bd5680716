//! Record what a person lets an organization see, or that they said no, with what proves it.

use crate::model::consent::{Answer, EventKind, NewConsent};
use crate::model::data_class::DataClass;
use crate::model::guardian::Guardian;
use crate::model::label::Label;
use crate::model::minor::{self, Standing};
use crate::model::person::Person;
use crate::model::proof::{Scan, Shown};
use crate::store::consent::{Kept, Opened, Subject};
use crate::wording::{self, Names};
use crate::{policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Purpose, Tx, Uuid};
use tandem_events::{Event, publish};

/// The text of a consent as it is shown before anybody says yes to it, checked: what breaks a rule is told before it is
/// signed, whatever belongs to the signature itself aside.
///
/// # Errors
/// As [`record_consent`].
pub fn consent_text(tx: &mut Tx, new: &NewConsent) -> Result<Shown, Error> {
    let (person, owner_org) = may_record(tx, new)?;
    let (new, guardian, _) = settled(tx, new, &person, true)?;
    let mut as_signed = new.clone();
    match &mut as_signed.answer {
        Answer::Signed { signature } | Answer::Drawn { signature, .. } => *signature = "—".to_owned(),
        Answer::Texted { .. } => _ = super::consent_code::safe_telephone(&person)?,
        _ => {}
    }
    as_signed.check(owner_org, person.details.label, tx.now()).map_err(Error::Invalid)?;
    for_the_team(tx, &new)?;
    agreed(tx, &new, owner_org)?;
    text(tx, &new, &person, owner_org, guardian.as_ref())
}

/// What law and the partnership say of who may consent: a minor's topics, a guardian's scope. A yes of a guardian of a minor
/// lasts until the minor comes of age, and none lasts longer than the guardian may speak. `asking` means that nobody has
/// signed yet. Also: the guardian, and whether a minor decides alone.
///
/// # Errors
/// [`Error::NotFound`] for a guardian of somebody else; [`Error::Invalid`] with what is not theirs to decide.
pub(super) fn settled(
    tx: &mut Tx,
    new: &NewConsent,
    person: &Person,
    asking: bool,
) -> Result<(NewConsent, Option<Guardian>, bool), Error> {
    let mut new = new.clone();
    let guardian = match &new.guardian {
        Some(by) => {
            let found = store::guardian::get(tx, by.id)?.filter(|g| g.person_id == person.id);
            Some(found.ok_or(Error::NotFound)?)
        }
        None => None,
    };
    let (standing, ages) = super::guardian::standing(tx, person)?;
    if new.answer.is_yes() {
        if guardian.is_some() && matches!(new.answer, Answer::Texted { .. }) {
            return Err(FieldErrors::one("how", "people-error-guardian-texted"));
        }
        let assent = new.guardian.as_ref().and_then(|by| by.assent.as_deref());
        let by = guardian.as_ref().map(|g| (g, if asking { Some("—") } else { assent }));
        minor::may_consent(&standing, &ages, &new.labels, by, tx.now()).map_err(Error::Invalid)?;
    }
    if let Some(guardian) = &guardian {
        if let Some(until) = guardian.valid_until {
            new.valid_until = new.valid_until.min(until);
        }
        if let Standing::Minor { of_age, .. } = standing {
            let zone = tandem_partners::actions::partnership(tx)?.calendar.zone().clone();
            let day = of_age.to_zoned(zone).map_err(|e| Error::Internal(e.to_string()))?;
            new.valid_until = new.valid_until.min(day.timestamp());
        }
    }
    let alone = guardian.is_none() && standing != Standing::Adult;
    Ok((new, guardian, alone))
}

/// Records the answer for the viewer's organization, or as the person by their private link, and opens or closes the data accordingly, in one transaction.
///
/// The newest answer to the same organization for the same purpose is the one that counts: an earlier consent ends,
/// so a narrower yes narrows and a no shares nothing from the next read on. The text that says what is agreed to is made
/// here, from the choice itself, and kept with it.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a person the viewer may not see; [`Error::Invalid`] with every rule
/// the consent breaks (see [`NewConsent::check`]), or for an answer that needs its proof ([`record_on_paper`],
/// [`super::record_texted`]); the database's.
pub fn record_consent(tx: &mut Tx, new: &NewConsent) -> Result<Uuid, Error> {
    if matches!(new.answer, Answer::Paper { .. } | Answer::Texted { .. }) {
        return Err(FieldErrors::one("how", "people-error-consent-answer"));
    }
    record(tx, new, None)
}

/// As [`record_consent`], for a text that was shown as a whole and signed: `shown` is its hash. Refused when the text
/// would be another one now.
///
/// # Errors
/// As [`record_consent`]; [`Error::Invalid`] for another text.
pub fn record_shown(tx: &mut Tx, new: &NewConsent, shown: &str) -> Result<Uuid, Error> {
    if matches!(new.answer, Answer::Paper { .. } | Answer::Texted { .. }) {
        return Err(FieldErrors::one("how", "people-error-consent-answer"));
    }
    record(tx, new, Some(shown))
}

/// As [`record_shown`], for a paper that was signed: keeps its scan, sealed.
///
/// # Errors
/// As [`record_shown`]; [`Error::Invalid`] (field `file`) for what is no scan.
pub fn record_on_paper(tx: &mut Tx, new: &NewConsent, shown: &str, bytes: &[u8]) -> Result<Uuid, Error> {
    if tx.viewer().person().is_some() {
        return Err(Error::Forbidden);
    }
    let scan = Scan::of(bytes).map_err(|key| FieldErrors::one("file", key))?;
    let new = NewConsent { answer: Answer::Paper { scan }, ..new.clone() };
    let id = record(tx, &new, Some(shown))?;
    let (person, owner_org) = may_record(tx, &new)?;
    let label = row_label(tx, &new, &person)?;
    store::proof::insert_scan(tx, id, person.id, owner_org, label, bytes)?;
    Ok(id)
}

/// Who may record this, for which organization: the record and its owner.
pub(super) fn may_record(tx: &mut Tx, new: &NewConsent) -> Result<(Person, Uuid), Error> {
    let themselves = tx.viewer().person() == Some(new.person_id);
    if !themselves {
        tx.require(Kind::Consent, Action::Write)?;
        policy::own_org(tx.viewer())?;
    }
    let person = store::person::get(tx, new.person_id)?.ok_or(Error::NotFound)?;
    // What the person chooses opens what the keeper of this record wrote; so does what its staff records. Nobody opens
    // the rows of another organization.
    let owner_org = if themselves { person.owner_org } else { policy::own_org(tx.viewer())? };
    if themselves && new.guardian.is_some() {
        return Err(Error::Forbidden);
    }
    if themselves && !matches!(new.answer, Answer::Signed { .. } | Answer::Drawn { .. } | Answer::Refused) {
        return Err(FieldErrors::one("how", "people-error-consent-signature"));
    }
    Ok((person, owner_org))
}

/// The label of the consent's own row. That somebody shares with a confidential organization tells where they go for help: such a
/// choice is kept as what happens at home is, whatever it opens.
fn row_label(tx: &mut Tx, new: &NewConsent, person: &Person) -> Result<Label, Error> {
    let confidential = super::confidential_among(tx, [new.recipient_org].into_iter())?;
    Ok(if !confidential.is_empty() { Label::DomesticViolence } else { new.row_label(person.details.label) })
}

/// What only the care team sees, only the team opens to others: a colleague could let a friend at a partner read it. A no and a
/// withdrawal are open to everybody who works with people.
fn for_the_team(tx: &mut Tx, new: &NewConsent) -> Result<(), Error> {
    let themselves = tx.viewer().person() == Some(new.person_id);
    if themselves || !new.answer.is_yes() || !new.labels.iter().any(|label| label.is_for_care_team()) {
        return Ok(());
    }
    let team = super::team_of(tx, new.person_id)?;
    if policy::looks_after(tx.viewer(), &team) {
        return Ok(());
    }
    Err(FieldErrors::one("labels", "people-error-consent-team"))
}

/// Whether the partners have promised each other what a yes would open: a person can only let somebody see what that somebody is
/// bound to keep. A partner needs a live data use agreement that covers every class, whatever the purpose. A place that is no
/// partner has no members who could read anything: a consent for it carries one request to it, by a letter with a link, so it
/// needs no agreement, and may name nothing beyond what a request carries.
fn agreed(tx: &mut Tx, new: &NewConsent, owner: Uuid) -> Result<(), Error> {
    if !new.answer.is_yes() {
        return Ok(());
    }
    let recipient = tandem_partners::actions::find_many(tx, &[new.recipient_org])?.pop();
    // One that does not exist is told by what makes the text.
    let Some(recipient) = recipient else { return Ok(()) };
    if !recipient.membership.may_act() {
        let request = new.purpose == Purpose::CareCoordination
            && new.classes.iter().all(|class| DataClass::FOR_REFERRAL.contains(class));
        if request {
            return Ok(());
        }
        let mut errors = FieldErrors::new();
        errors.add_with("recipient_org", "people-error-consent-no-partner", vec![("org", recipient.name)]);
        return Err(Error::Invalid(errors));
    }
    let Some(missing) = tandem_agreements::actions::missing(tx, owner, recipient.id, &new.classes)? else {
        return Ok(());
    };
    let owner = tandem_partners::actions::find(tx, owner)?;
    let mut errors = FieldErrors::new();
    errors.add_with(
        "recipient_org",
        "people-error-consent-no-agreement",
        vec![
            ("owner", owner.name),
            ("org", recipient.name),
            ("what", wording::classes(&new.language, &missing.classes)),
        ],
    );
    Err(Error::Invalid(errors))
}

/// The text of a consent, from the choice and the names of this moment.
pub(super) fn text(
    tx: &mut Tx,
    new: &NewConsent,
    person: &Person,
    owner: Uuid,
    guardian: Option<&Guardian>,
) -> Result<Shown, Error> {
    let recipient = match tandem_partners::actions::find(tx, new.recipient_org) {
        Err(Error::NotFound) => {
            return Err(FieldErrors::one("recipient_org", "people-error-consent-recipient"));
        }
        other => other?,
    };
    let owner = tandem_partners::actions::find(tx, owner)?;
    let zone = tandem_partners::actions::partnership(tx)?.calendar.zone().clone();
    let names = Names {
        person: &person.display_name(),
        owner: &owner.name,
        recipient: &recipient.name,
        guardian: guardian.map(|g| (g.name.as_str(), g.basis)),
    };
    Ok(Shown::new(wording::compose(new, &names, &zone, tx.now())))
}

/// Records a choice whose proof was looked at.
pub(super) fn record(tx: &mut Tx, new: &NewConsent, shown: Option<&str>) -> Result<Uuid, Error> {
    let (person, owner_org) = may_record(tx, new)?;
    let (new, guardian, minor_alone) = settled(tx, new, &person, false)?;
    // A minor and a guardian decide about different topics: neither yes ends the other's. A no ends everything.
    let two = new.answer.is_yes() && (minor_alone || guardian.as_ref().is_some_and(|g| g.of_minor));
    let voice = two.then_some(guardian.is_some());
    let new = &new;
    new.check(owner_org, person.details.label, tx.now()).map_err(Error::Invalid)?;
    for_the_team(tx, new)?;
    agreed(tx, new, owner_org)?;
    let text = text(tx, new, &person, owner_org, guardian.as_ref())?;
    if shown.is_some_and(|hash| hash != text.sha256) {
        return Err(FieldErrors::one("shown", "people-error-consent-text-changed"));
    }

    for earlier in
        store::consent::open_for(tx, owner_org, new.person_id, new.recipient_org, new.purpose, voice)?
    {
        store::consent::withdraw_permissions(tx, earlier.consent)?;
        store::consent::append_event(tx, earlier, EventKind::Replaced, None)?;
        if !new.answer.is_yes() {
            let gone = Event::ConsentWithdrawn {
                consent: earlier.consent,
                person: new.person_id,
                recipient: new.recipient_org,
            };
            publish(tx, &gone)?;
        }
    }

    let id = tx.new_public_id();
    let label = row_label(tx, new, &person)?;
    store::consent::insert(tx, id, owner_org, label, new, &Kept { shown: &text, minor_alone })?;
    let subject = Subject { consent: id, person: new.person_id, owner_org, label, next_seq: 0 };
    let kind = if new.answer.is_yes() { EventKind::Given } else { EventKind::Refused };
    store::consent::append_event(tx, subject, kind, None)?;
    if new.answer.is_yes() {
        let labels = person.details.label.opened_on(&new.labels);
        let opening = Opened {
            consent: id,
            person: new.person_id,
            owner_org,
            recipient_org: new.recipient_org,
            purpose: new.purpose,
            classes: &new.classes,
            labels: &labels,
            from: new.starts(tx.now()),
            until: new.valid_until,
            guardian: guardian.map(|g| g.id),
        };
        store::consent::insert_permissions(tx, &opening)?;
        publish(
            tx,
            &Event::ConsentRecorded { consent: id, person: new.person_id, recipient: new.recipient_org },
        )?;
    }
    tx.audit(Action::Write, Kind::Consent, Some(id), Some(new.person_id), new.answer.code())?;
    Ok(id)
}
