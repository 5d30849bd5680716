//! Matches the subject of a response to a person of the organization, or makes a record.

use super::Recorder;
use crate::import::prepare::SubjectClue;
use crate::model::labels::Label;
use jiff::tz::TimeZone;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use tandem_access::{Error, Tx, Uuid};
use tandem_intake::fault::Fault;
use tandem_people::actions::{
    KnownBy, Match, add_identifier, assign_care_team, create_known_person, facts_to_compare,
    match_by_identifiers, match_person, view_person,
};
use tandem_people::import::file_id;
use tandem_people::import::same::{is_somebody_else, refusal};
use tandem_people::import::subject::Subject;
use tandem_people::model::person::{PersonDetails, TeamRole};

/// Who a response is about.
#[derive(Debug, Clone)]
pub enum Found {
    /// A record made now.
    Created((Uuid, Label)),
    /// A record of before.
    Known((Uuid, Label)),
    /// Nobody, and why.
    Nobody(Fault),
}

/// The people of one organization, as far as one transaction of an import has met them.
pub struct People {
    /// Whose people.
    pub organization: Uuid,
    /// The label of a record made now.
    label: Label,
    /// Who leads the care team of such a record.
    care_team: Option<Uuid>,
    /// Whom the organization knows by what.
    known: KnownBy,
    /// The system of the files' own numbers.
    system: String,
    /// Records that a number led to, as they are kept.
    met: HashMap<Uuid, PersonDetails>,
}

impl People {
    /// Looks up, all at once, whom the organization knows by the identifiers of these clues.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an organization that does not exist; the database's.
    pub fn of<'a>(
        tx: &mut Tx,
        by: &Recorder,
        clues: impl Iterator<Item = &'a SubjectClue>,
    ) -> Result<People, Error> {
        let (organization, care_team) = (by.organization, by.care_team);
        let confidential = tandem_partners::actions::find(tx, organization)?.confidential;
        let label = if confidential { Label::DomesticViolence } else { Label::General };
        let system = file_id(by.source.as_deref());
        let known =
            match_by_identifiers(tx, organization, clues.flat_map(|clue| identifiers(clue, &system)))?;
        Ok(People { organization, label, care_team, known, system, met: HashMap::new() })
    }

    /// Finds the person within the organization, or makes a record from the Patient that came along.
    ///
    /// # Errors
    /// The database's; what is wrong with the clue is [`Found::Nobody`].
    pub fn resolve(&mut self, tx: &mut Tx, clue: &SubjectClue) -> Result<Found, Error> {
        let ids = identifiers(clue, &self.system);
        let mut people: Vec<(Uuid, Label)> = Vec::new();
        for id in &ids {
            if let Some(known) = self.known.get(id)
                && !people.iter().any(|(person, _)| *person == known.0)
            {
                people.push(*known);
            }
        }
        match people.as_slice() {
            [] => {}
            [one] => {
                let number =
                    ids.iter().find(|id| self.known.contains_key(*id)).map(|(_, value)| value.clone());
                return match (&clue.patient, number) {
                    (Some(patient), Some(number)) if self.differs(tx, one.0, patient)? => {
                        Ok(Found::Nobody(refusal("QuestionnaireResponse.subject", &number)))
                    }
                    _ => Ok(Found::Known(*one)),
                };
            }
            _ => {
                let reason = "its identifiers belong to several people here";
                let mend = "join or correct the records first";
                return Ok(Found::Nobody(Fault::new("QuestionnaireResponse.subject", reason, mend)));
            }
        }
        match &clue.patient {
            Some(patient) => self.match_or_create(tx, patient, ids),
            None => self.by_our_id(tx, clue),
        }
    }

    /// Whether the Patient that came along is somebody else than the record that has its number.
    fn differs(&mut self, tx: &mut Tx, person: Uuid, patient: &Subject) -> Result<bool, Error> {
        let known = match self.met.entry(person) {
            Entry::Occupied(met) => met.into_mut(),
            Entry::Vacant(new) => new.insert(facts_to_compare(tx, person)?),
        };
        Ok(is_somebody_else(known, &patient.person))
    }

    fn match_or_create(
        &mut self,
        tx: &mut Tx,
        patient: &Subject,
        ids: Vec<(String, String)>,
    ) -> Result<Found, Error> {
        let today = tx.now().to_zoned(TimeZone::UTC).date();
        let mut details = match patient.person.check(today) {
            Ok(details) => details,
            Err(errors) => return Ok(Found::Nobody(patient_fault(&Error::Invalid(errors)))),
        };
        let found = match match_person(tx, self.organization, &details.identifiers())? {
            Match::One(person) => {
                let label = view_person(tx, person)?.person.details.label;
                for (system, value) in &ids {
                    add_identifier(tx, person, system, value)?;
                }
                Found::Known((person, label))
            }
            Match::Several(count) => {
                let reason = format!("{count} people here have this name and birth date");
                let mend = "add an identifier that the organization knows";
                return Ok(Found::Nobody(Fault::new("QuestionnaireResponse.subject", reason, mend)));
            }
            Match::Nobody if self.label.is_for_care_team() && self.care_team.is_none() => {
                let reason = "is nobody here yet; this organization's records only their care team may open, and there would be \
                              nobody to look after this person";
                let mend = "import the file again with --care-team and the e-mail address of who looks after them, or add the \
                            person first";
                return Ok(Found::Nobody(Fault::new("QuestionnaireResponse.subject", reason, mend)));
            }
            Match::Nobody => {
                details.label = self.label;
                let person = create_known_person(tx, self.organization, details, &ids)?;
                if let Some(member) = self.care_team {
                    assign_care_team(tx, person, member, TeamRole::Lead)?;
                }
                Found::Created((person, self.label))
            }
        };
        if let Found::Created(known) | Found::Known(known) = &found {
            self.known.extend(ids.into_iter().map(|id| (id, *known)));
        }
        Ok(found)
    }

    /// A reference to a record by our own id.
    fn by_our_id(&mut self, tx: &mut Tx, clue: &SubjectClue) -> Result<Found, Error> {
        if let Some(id) = local_id(clue.reference.as_deref()).and_then(|id| id.parse::<Uuid>().ok()) {
            match view_person(tx, id) {
                Ok(view) if view.person.owner_org == self.organization => {
                    return Ok(Found::Known((id, view.person.details.label)));
                }
                Ok(_) | Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Found::Nobody(nobody(clue)))
    }
}

/// Every identifier the clue gives: of the subject, of the Patient, and the Patient's id where it means something.
fn identifiers(clue: &SubjectClue, system: &str) -> Vec<(String, String)> {
    let mut ids: Vec<(String, String)> = Vec::new();
    if let Some(identifier) = &clue.identifier {
        ids.push((identifier.system.clone(), identifier.value.clone()));
    }
    if let Some(patient) = &clue.patient {
        ids.extend(patient.identifiers.iter().map(|i| (i.system.clone(), i.value.clone())));
    }
    let id = clue.patient.as_ref().and_then(|p| p.id.clone()).or_else(|| local_id(clue.reference.as_deref()));
    if let Some(id) = id.filter(|_| !clue.contained) {
        ids.push((system.to_owned(), id));
    }
    let mut kept: Vec<(String, String)> = Vec::with_capacity(ids.len());
    for (system, value) in ids {
        let id = (system.trim().to_owned(), value.trim().to_owned());
        if !id.0.is_empty() && !id.1.is_empty() && !kept.contains(&id) {
            kept.push(id);
        }
    }
    kept
}

/// `Patient/123` at the end of a reference.
fn local_id(reference: Option<&str>) -> Option<String> {
    let mut parts = reference?.rsplit('/');
    let id = parts.next()?;
    (parts.next() == Some("Patient")).then(|| id.to_owned())
}

fn patient_fault(error: &Error) -> Fault {
    let Error::Invalid(errors) = error else {
        return Fault::new("Patient", "cannot be kept", "check the Patient");
    };
    let field = errors.iter().next().map_or("", |(field, _)| field);
    let (path, reason) = match field {
        "given_name" | "family_name" => ("Patient.name", "is missing or too long"),
        "birth_date" => ("Patient.birthDate", "is not a date of birth in the past"),
        "phone" | "email" => ("Patient.telecom", "is not a phone number or e-mail address"),
        "language" => ("Patient.communication", "is not a language"),
        _ => ("Patient.address", "cannot be kept"),
    };
    Fault::new(path, reason, "correct the Patient")
}

/// Nobody, and where it says whom.
fn nobody(clue: &SubjectClue) -> Fault {
    let (path, name) = match (&clue.reference, &clue.identifier) {
        (Some(reference), _) => ("QuestionnaireResponse.subject.reference", reference.clone()),
        (None, Some(identifier)) => (
            "QuestionnaireResponse.subject.identifier",
            format!("{}|{}", identifier.system, identifier.value),
        ),
        (None, None) => ("QuestionnaireResponse.subject", String::new()),
    };
    let mend = "put the Patient into the Bundle, the folder or QuestionnaireResponse.contained, or give an identifier \
                that the organization knows";
    Fault::new(path, format!("{name:?} is nobody here"), mend)
}
