//! Matches the person of a visit to a record of the organization, or makes one when the importer says so.

use crate::import::{Clue, Fault};
use jiff::tz::TimeZone;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use tandem_access::{Error, Tx, Uuid};
use tandem_people::actions::{
    KnownBy, Match, assign_care_team, create_known_person, facts_to_compare, match_by_identifiers,
    match_person, view_person,
};
use tandem_people::import::same::is_somebody_else;
use tandem_people::model::label::Label;
use tandem_people::model::person::{PersonDetails, TeamRole};

/// Whom a visit is about.
#[derive(Debug, Clone)]
pub enum Found {
    /// A record made now.
    Created((Uuid, Label)),
    /// A record of before.
    Known((Uuid, Label)),
}

/// Whether records are made, and who looks after the people.
#[derive(Debug, Clone, Copy)]
pub struct Making {
    /// Make a record for whoever is not known.
    pub create: bool,
    /// Who leads the care team of such a record.
    pub care_team: Option<Uuid>,
}

/// The people of one organization, as far as one transaction of an import has met them.
pub struct People {
    organization: Uuid,
    /// The least label of a record or visit here.
    floor: Label,
    known: KnownBy,
    making: Making,
    /// Records that a number led to, as they are kept.
    met: HashMap<Uuid, PersonDetails>,
}

impl People {
    /// Looks up, all at once, whom the organization knows by the numbers of these clues.
    ///
    /// # Errors
    /// The database's.
    pub fn of<'a>(
        tx: &mut Tx,
        organization: Uuid,
        floor: Label,
        making: Making,
        clues: impl Iterator<Item = &'a Clue>,
    ) -> Result<People, Error> {
        let known = match_by_identifiers(tx, organization, clues.flat_map(|clue| clue.identifiers.clone()))?;
        Ok(People { organization, floor, known, making, met: HashMap::new() })
    }

    /// Finds the person within the organization: by a number that it knows, else by name, birth date and one more thing.
    /// `new` says that the visit is not known yet; for a known one nobody is made.
    ///
    /// # Errors
    /// The database's; what is wrong with the clue is the inner error, to be placed by the caller.
    pub fn resolve(
        &mut self,
        tx: &mut Tx,
        line: u64,
        id: &str,
        clue: &Clue,
        new: bool,
    ) -> Result<Result<Found, Fault>, Error> {
        let fault = |reason: String, mend: &str| Ok(Err(Fault::new(line, id, "person", reason, mend)));
        let mut people: Vec<(Uuid, Label)> = Vec::new();
        for known in clue.identifiers.iter().filter_map(|id| self.known.get(id)) {
            if people.iter().all(|(person, _)| *person != known.0) {
                people.push(*known);
            }
        }
        match people.as_slice() {
            [one] if self.differs(tx, one.0, clue)? => {
                let number = clue.identifiers.iter().find(|id| self.known.contains_key(*id));
                let (system, value) = number.map(|(s, v)| (s.as_str(), v.as_str())).unwrap_or_default();
                return fault(
                    format!(
                        "number {value:?} of {system} belongs to somebody with another name and birth date here"
                    ),
                    "if the file is of another system that counts for itself, give that system a name with --source (in a table: \
                     person_system); if it is the same person, correct name or birth date of the record first",
                );
            }
            [one] => return Ok(Ok(Found::Known(*one))),
            [] => {}
            _ => {
                return fault(
                    "its numbers belong to several people here".into(),
                    "correct the records first",
                );
            }
        }
        let today = tx.now().to_zoned(TimeZone::UTC).date();
        let mut details = match clue.person.check(today) {
            Ok(details) => details,
            Err(errors) => {
                let columns: Vec<&str> = errors.iter().map(|(column, _)| column).collect();
                return match clue.identifiers.first() {
                    Some((system, value))
                        if clue.person.given_name.is_empty() && clue.person.family_name.is_empty() =>
                    {
                        fault(format!("nobody here has the number {value} of {system}"), NOBODY)
                    }
                    _ => fault(
                        format!("{} cannot be read", columns.join(", ")),
                        "correct the person's name, birth date, phone, e-mail or ZIP code",
                    ),
                };
            }
        };
        match match_person(tx, self.organization, &details.identifiers())? {
            Match::One(person) => {
                let label = view_person(tx, person)?.person.details.label;
                Ok(Ok(Found::Known((person, label))))
            }
            Match::Several(n) => fault(
                format!("{n} people here have this name and birth date"),
                "add a number that the organization knows the person by",
            ),
            Match::Nobody if !(self.making.create && new) => {
                fault("nobody here has this number, or this name and birth date".into(), NOBODY)
            }
            Match::Nobody if self.floor.is_for_care_team() && self.making.care_team.is_none() => fault(
                "this organization's records only their care team may open, and there would be nobody to look after this person".into(),
                ATTENDED,
            ),
            Match::Nobody => {
                details.label = self.floor;
                // One number for each system: an authority may be called by two names.
                let person = create_known_person(tx, self.organization, details, &clue.identifiers)?;
                if let Some(member) = self.making.care_team {
                    assign_care_team(tx, person, member, TeamRole::Lead)?;
                }
                let known = (person, self.floor);
                self.known.extend(clue.identifiers.iter().cloned().map(|id| (id, known)));
                Ok(Ok(Found::Created(known)))
            }
        }
    }

    /// Whether the row is about somebody else than the record that has its number.
    fn differs(&mut self, tx: &mut Tx, person: Uuid, clue: &Clue) -> Result<bool, Error> {
        let said = &clue.person;
        if said.given_name.is_empty() && said.family_name.is_empty() {
            return Ok(false);
        }
        let known = match self.met.entry(person) {
            Entry::Occupied(met) => met.into_mut(),
            Entry::Vacant(new) => new.insert(facts_to_compare(tx, person)?),
        };
        Ok(is_somebody_else(known, said))
    }
}

const ATTENDED: &str = "import the file again with --care-team and the e-mail address of who looks after them, or add the person first";
const NOBODY: &str = "add the person first, or run the import with --create";
