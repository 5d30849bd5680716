//! Something changed: who might have to know is written down. Whether they may is asked when they are told.

use crate::model::{Change, Kind};
use crate::store;
use tandem_access::{Error, Tx, Uuid};
use tandem_events::Event;

/// Writes down for whom an event may be news: whoever a consent of the person names, and both sides of a referral. An
/// organization is not told of what it recorded itself.
///
/// # Errors
/// The database's.
pub fn listen(tx: &mut Tx<'_, '_>, event: &Event) -> Result<(), Error> {
    if let Event::PersonErased { person } = event {
        return store::forget_person(tx, *person);
    }
    let Some(about) = subject(event) else { return Ok(()) };
    if !store::any_listens(tx)? {
        return Ok(());
    }
    let (change, orgs) = match about {
        Subject::Row(kind, object, person) => {
            let change = Change { kind, object, person: Some(person) };
            (change, tandem_people::actions::recipients(tx, person)?)
        }
        Subject::Consent(person, recipient) => {
            (Change { kind: Kind::Person, object: person, person: Some(person) }, vec![recipient])
        }
        Subject::Need(need) => {
            let Some(person) = tandem_people::actions::sees_need(tx, need)? else { return Ok(()) };
            let change = Change { kind: Kind::Need, object: need, person: Some(person) };
            (change, tandem_people::actions::recipients(tx, person)?)
        }
        Subject::Referral(id) => {
            let Some(parties) = tandem_referrals::actions::sees_referral(tx, id)? else { return Ok(()) };
            let mut orgs = tandem_people::actions::recipients(tx, parties.person)?;
            orgs.push(parties.owner);
            orgs.extend(parties.receiver);
            (Change { kind: Kind::Referral, object: id, person: Some(parties.person) }, orgs)
        }
    };
    for subscription in store::listening(tx, &orgs)? {
        store::put(tx, subscription, change)?;
    }
    Ok(())
}

/// What an event is about.
enum Subject {
    Row(Kind, Uuid, Uuid),
    Consent(Uuid, Uuid),
    Need(Uuid),
    Referral(Uuid),
}

/// What of an event concerns systems. Of a consent that was taken back nobody is told: the next look says so.
fn subject(event: &Event) -> Option<Subject> {
    match event {
        Event::ScreeningCompleted { screening, person, .. } => {
            Some(Subject::Row(Kind::Screening, *screening, *person))
        }
        Event::VisitRecorded { visit, person } => Some(Subject::Row(Kind::Visit, *visit, *person)),
        Event::PersonKept { person } => Some(Subject::Row(Kind::Person, *person, *person)),
        Event::ConsentRecorded { person, recipient, .. } => Some(Subject::Consent(*person, *recipient)),
        Event::NeedConfirmed { need, .. } => Some(Subject::Need(*need)),
        Event::ReferralChanged { referral, .. } => Some(Subject::Referral(*referral)),
        _ => None,
    }
}
