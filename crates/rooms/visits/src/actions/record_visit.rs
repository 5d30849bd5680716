//! Keep what a source says about a visit.

use crate::model::{Fresh, Lacking, NewVisit, Visit};
use crate::store;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_events::Event;
use tandem_people::model::label::Label;

/// What became of the news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// A visit that was not known.
    New(Uuid),
    /// A known one, now different.
    Changed(Uuid),
    /// Known already, or older than what is known.
    Unchanged(Uuid),
}

/// Keeps a visit of `person`, a record of `owner_org`, or brings a known one (by its source and number) up to date. Its
/// label is the highest of what the source says, the record's, and domestic violence at a confidential organization.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a person who is not the organization's; [`Error::Conflict`] when the
/// number belongs to somebody else's visit; [`Error::Invalid`] for a visit without class or beginning; the database's.
pub fn record_visit(tx: &mut Tx, owner_org: Uuid, person: Uuid, new: &NewVisit) -> Result<Recorded, Error> {
    tx.require(Kind::Visit, Action::Write)?;
    let record = tandem_people::actions::view_person(tx, person)?.person;
    if record.owner_org != owner_org {
        return Err(Error::NotFound);
    }
    let floor = floor(tx, owner_org)?.max(record.details.label);
    let id = new.source_id.as_str();
    let before = store::by_sources(tx, owner_org, &new.source_system, &[id])?.into_iter().next();
    match keep(tx, owner_org, person, floor, new, before.as_ref())? {
        Ok((recorded, _)) => Ok(recorded),
        Err(Refused::SomebodyElse) => Err(Error::Conflict { code: "visits-conflict-other-person" }),
        Err(Refused::Lacking(Lacking::Class)) => Err(FieldErrors::one("class", "visits-error-class")),
        Err(Refused::Lacking(_)) => Err(FieldErrors::one("started_at", "visits-error-times")),
    }
}

/// The least label of a visit to an organization.
pub(super) fn floor(tx: &mut Tx, owner_org: Uuid) -> Result<Label, Error> {
    let confidential = tandem_partners::actions::find(tx, owner_org)?.confidential;
    Ok(if confidential { Label::DomesticViolence } else { Label::General })
}

/// Why news of a visit is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The number is that of somebody else's visit.
    SomebodyElse,
    /// Something is missing or cannot be.
    Lacking(Lacking),
}

/// Writes the visit that the news makes of `before`. The caller has checked role and owner, and gives the least label.
pub(super) fn keep(
    tx: &mut Tx,
    owner_org: Uuid,
    person: Uuid,
    floor: Label,
    new: &NewVisit,
    before: Option<&Visit>,
) -> Result<Result<(Recorded, Visit), Refused>, Error> {
    if before.is_some_and(|b| b.person_id != person) {
        return Ok(Err(Refused::SomebodyElse));
    }
    if let Some(b) = before.filter(|b| new.told_at < b.told_at) {
        return Ok(Ok((Recorded::Unchanged(b.id), b.clone())));
    }
    let fresh = Fresh {
        id: before.map_or_else(|| tx.new_public_id(), |b| b.id),
        person_id: person,
        owner_org,
        label: new.label.max(floor),
    };
    let visit = match new.onto(before, fresh, tx.now()) {
        Ok(visit) => visit,
        Err(lacking) => return Ok(Err(Refused::Lacking(lacking))),
    };
    let recorded = match before {
        None => {
            store::insert(tx, &visit)?;
            Recorded::New(visit.id)
        }
        // That it was said again is no news of the visit.
        Some(b) if *b == (Visit { told_at: b.told_at, ..visit.clone() }) => {
            return Ok(Ok((Recorded::Unchanged(b.id), b.clone())));
        }
        Some(_) => {
            store::update(tx, &visit)?;
            Recorded::Changed(visit.id)
        }
    };
    tx.audit_for(owner_org, Action::Write, Kind::Visit, Some(visit.id), Some(person), "visit recorded")?;
    tandem_events::publish(tx, &Event::VisitRecorded { visit: visit.id, person })?;
    Ok(Ok((recorded, visit)))
}
