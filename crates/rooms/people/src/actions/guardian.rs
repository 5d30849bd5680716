//! Who may consent for a person: noted, ended; and when a minor comes of age.

use super::only_system;
use super::withdraw_consent::end_consent;
use crate::model::consent::{EventKind, GUARDIAN_ENDED};
use crate::model::guardian::{Ending, Guardian, NewGuardian};
use crate::model::label::Label;
use crate::model::minor::{self, Ages, Standing};
use crate::model::person::Person;
use crate::{policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Timestamp, Tx, Uuid};

/// Grounds on which a minor decides like an adult.
pub const EMANCIPATIONS: [&str; 4] = ["court", "marriage", "military", "state_law"];

/// Who consents for a person, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deciding {
    /// Adult or minor.
    pub standing: Standing,
    /// The ages of the person's state, as the partnership set them.
    pub ages: Ages,
    /// Why a minor decides like an adult, and since when it is noted.
    pub emancipated: Option<(String, Timestamp)>,
    /// Everybody who may or might consent for them, those of now first.
    pub guardians: Vec<Guardian>,
    /// The person came of age, what a guardian agreed to has ended, and nobody has asked the person since.
    pub ask_anew: bool,
}

/// Who decides about a person's sharing.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a person the viewer may not see; the database's.
pub fn deciding(tx: &mut Tx, person: Uuid) -> Result<Deciding, Error> {
    if tx.viewer().person() != Some(person) {
        tx.require(Kind::Consent, Action::Read)?;
    }
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    let (standing, ages) = standing(tx, &record)?;
    let guardians = store::guardian::of_person(tx, person)?;
    let ended = |g: &Guardian| match g.ended {
        Some((at, Ending::OfAge | Ending::Emancipated)) => Some(at),
        _ => None,
    };
    let since = guardians.iter().filter_map(ended).max();
    let ask_anew = match since {
        Some(at) => !store::consent::of_person(tx, person)?
            .iter()
            .any(|c| c.guardian.is_none() && c.recorded_at >= at),
        None => false,
    };
    let emancipated = store::guardian::emancipated(tx, person)?;
    Ok(Deciding { standing, ages, emancipated, guardians, ask_anew })
}

/// A guardian that the viewer may know of.
///
/// # Errors
/// The database's.
pub fn find_guardian(tx: &mut Tx, id: Uuid) -> Result<Option<Guardian>, Error> {
    store::guardian::get(tx, id)
}

/// Where a person stands before the law, as far as the record says.
pub(super) fn standing(tx: &mut Tx, person: &Person) -> Result<(Standing, Ages), Error> {
    let settings = tandem_partners::actions::partnership(tx)?;
    let set: Vec<(Label, i16)> = [
        (Label::SubstanceUse, settings.minor_ages.substance_use),
        (Label::Hiv, settings.minor_ages.hiv),
        (Label::BehaviouralHealth, settings.minor_ages.mental_health),
    ]
    .into_iter()
    .filter_map(|(label, age)| Some((label, age?)))
    .collect();
    let ages = Ages::of(person.details.region.as_deref(), &set);
    let today = tx.now().to_zoned(settings.zone().clone()).date();
    let emancipated = store::guardian::emancipated(tx, person.id)?.is_some();
    Ok((minor::standing(person.details.birth_date, emancipated, &ages, today), ages))
}

/// Notes who may consent for a person.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a person the viewer may not see; [`Error::Conflict`] for a record that is
/// never shared; [`Error::Invalid`] with every fault; the database's.
pub fn add_guardian(tx: &mut Tx, new: &NewGuardian) -> Result<Uuid, Error> {
    let person = own(tx, new.person_id)?;
    if !person.details.label.is_shareable() {
        return Err(Error::Conflict { code: "people-conflict-link-private" });
    }
    let (standing, _) = standing(tx, &person)?;
    let minor = standing != Standing::Adult;
    let now = tx.now();
    let basis = new.check(minor, now).map_err(Error::Invalid)?;
    let guardian = Guardian {
        id: tx.new_public_id(),
        person_id: person.id,
        owner_org: person.owner_org,
        basis,
        scope: new.scope.clone(),
        valid_from: new.valid_from.unwrap_or(now),
        valid_until: new.valid_until,
        ended: None,
        of_minor: minor,
        name: new.name.trim().to_owned(),
        seen: new.seen.trim().to_owned(),
    };
    store::guardian::insert(tx, &guardian, &person)?;
    tx.audit(Action::Write, Kind::Consent, Some(guardian.id), Some(person.id), "guardian noted")?;
    Ok(guardian.id)
}

/// Notes that somebody no longer consents for a person: what they agreed to ends at once, and so does their link.
///
/// # Errors
/// As [`add_guardian`]; [`Error::Conflict`] when it ended before.
pub fn end_guardian(tx: &mut Tx, id: Uuid) -> Result<Uuid, Error> {
    let guardian = store::guardian::get(tx, id)?.ok_or(Error::NotFound)?;
    own(tx, guardian.person_id)?;
    if !end(tx, &guardian, Ending::Noted)? {
        return Err(Error::Conflict { code: "people-conflict-guardian-ended" });
    }
    Ok(guardian.person_id)
}

/// Notes that a minor decides like an adult; everybody who consented for them as a minor ends.
///
/// # Errors
/// As [`add_guardian`]; [`Error::Invalid`] (field `emancipation`) for no ground, or for an adult.
pub fn emancipate(tx: &mut Tx, person: Uuid, basis: &str) -> Result<(), Error> {
    let record = own(tx, person)?;
    if !EMANCIPATIONS.contains(&basis) {
        return Err(FieldErrors::one("emancipation", "people-error-emancipation"));
    }
    if standing(tx, &record)?.0 == Standing::Adult {
        return Err(FieldErrors::one("emancipation", "people-error-emancipation-adult"));
    }
    store::guardian::emancipate(tx, &record, basis)?;
    for guardian in store::guardian::of_person(tx, person)?.iter().filter(|g| g.of_minor) {
        end(tx, guardian, Ending::Emancipated)?;
    }
    tx.audit(Action::Write, Kind::Consent, None, Some(person), "noted as emancipated")
}

/// Ends the guardians of everybody who came of age. What they agreed to has ended by itself on that day; the person is
/// asked anew. System work that comes round.
///
/// # Errors
/// The database's.
pub fn come_of_age(tx: &mut Tx) -> Result<(), Error> {
    only_system(tx)?;
    for person in store::guardian::minors(tx)? {
        let Some(record) = store::person::get(tx, person)? else { continue };
        // Without a name there is no birth date either: nobody can say, and nobody consents for nobody.
        if !record.details.is_gone() && standing(tx, &record)?.0 != Standing::Adult {
            continue;
        }
        for guardian in store::guardian::of_person(tx, person)?.iter().filter(|g| g.of_minor) {
            end(tx, guardian, Ending::OfAge)?;
        }
    }
    Ok(())
}

fn end(tx: &mut Tx, guardian: &Guardian, why: Ending) -> Result<bool, Error> {
    if !store::guardian::end(tx, guardian.id, why)? {
        return Ok(false);
    }
    for id in store::guardian::open_consents(tx, guardian.id)? {
        let Some(consent) = store::consent::get(tx, id)? else { continue };
        end_consent(tx, &consent, EventKind::Closed, Some(GUARDIAN_ENDED), "closed: the guardian ended")?;
    }
    super::guardian_link::end_links(tx, guardian.id)?;
    let (owner, person) = (guardian.owner_org, guardian.person_id);
    tx.audit_for(owner, Action::Write, Kind::Consent, Some(guardian.id), Some(person), "guardian ended")?;
    Ok(true)
}

/// A record of the viewer's own organization, for who records consents.
fn own(tx: &mut Tx, person: Uuid) -> Result<Person, Error> {
    tx.require(Kind::Consent, Action::Write)?;
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    policy::records_for(tx.viewer(), record.owner_org)?;
    Ok(record)
}
