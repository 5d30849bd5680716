//! Import an organization's own people from files: tables or FHIR Patients.
//!
//! Up to [`BATCH`] people are one transaction; a row that is refused leaves no trace and does not stop the others. Importing the
//! same file again changes nothing; a file that says less than before takes nothing away.
//!
//! Some records only their care team may open, at a confidential organization every one. Nobody finds those by searching, so an import
//! can name who looks after its people; where it does not, the report says how many wait for somebody.

use super::{
    Match, add_identifier, assign_care_team, create_known_person, edit_person, match_by_identifiers,
    match_person, today,
};
use crate::import::births::DateOrder;
use crate::import::incoming::{Dates, Incoming, io, read};
use crate::import::report::Report;
use crate::import::same::{is_somebody_else, refusal};
use crate::import::{FILE_ID, file_id};
use crate::model::label::Label;
use crate::model::person::{Identifiers, Person, PersonDetails, PersonInput, TeamRole};
use crate::store;
use jiff::tz::TimeZone;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use tandem_access::{Action, Error, FieldErrors, Kind, Store, Tx, Uuid, Viewer};
use tandem_intake::fault::Fault;
use tandem_intake::files;
use tandem_intake::report::{Counts, Row, Warning};
use tandem_intake::table::FileFault;

/// People in one transaction.
pub const BATCH: usize = 200;

/// Endings of files of people in a folder.
const KINDS: [&str; 6] = ["csv", "tsv", "txt", "json", "ndjson", "jsonl"];

/// Why an import stopped.
#[derive(Debug, thiserror::Error)]
pub enum ImportFailure {
    /// The file cannot be read.
    #[error("{0}. {mend}", mend = .0.mend)]
    File(#[from] FileFault),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] Error),
}

/// How one row ended.
enum Outcome {
    Accepted,
    Changed,
    Unchanged,
    Rejected(Fault),
}

/// Whose records an import makes.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// The organization.
    pub organization: Uuid,
    /// A member of it who looks after everybody in the file, as the lead where nobody leads yet.
    pub care_team: Option<Uuid>,
    /// The program whose numbers the file gives, where several of the organization each count for themselves.
    pub source: Option<String>,
    /// The order of day and month in dates of birth, where the file does not show it.
    pub dates: Option<DateOrder>,
}

impl From<Uuid> for Recipient {
    fn from(organization: Uuid) -> Recipient {
        Recipient { organization, care_team: None, source: None, dates: None }
    }
}

/// Imports every person of a file, or of the files of a folder, as records of `to`. `progress` is told how many are done.
///
/// # Errors
/// When a file or the database fails as a whole; a bad row is not an error, it stands in the report.
pub async fn import_people(
    store: &Store,
    viewer: &Viewer,
    to: Recipient,
    path: &Path,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Report, ImportFailure> {
    let system = file_id(to.source.as_deref());
    let mut report = Report { transactions: format!("one for each {BATCH} people"), ..Report::default() };
    let mut seen: HashMap<String, PersonInput> = HashMap::new();
    let (mut done, mut unattended) = (0, 0);
    let dates = Dates { order: to.dates, today: store.now().to_zoned(TimeZone::UTC).date() };
    for file in files(path, &KINDS).map_err(io(path))? {
        // Rows are read while others are written; a channel of one batch keeps the memory flat.
        let (send, mut receive) = tokio::sync::mpsc::channel::<Vec<Incoming>>(1);
        let (name, so_far, before) = (file.clone(), std::mem::take(&mut report), std::mem::take(&mut seen));
        let reading = tokio::task::spawn_blocking(move || read_batches(&name, dates, so_far, before, &send));
        let (mut counts, mut refused) = (Counts::default(), Vec::<(Row, Fault)>::new());
        while let Some(mut batch) = receive.recv().await {
            done += batch.len() as u64;
            let numbers = batch.iter_mut().flat_map(|row| &mut row.numbers);
            numbers.filter(|(of, _)| of == FILE_ID).for_each(|(of, _)| of.clone_from(&system));
            let (rows, to) = (batch.clone(), to.clone());
            let (kept, alone) = store.write(viewer, move |tx| keep_all(tx, &to, &rows)).await?;
            unattended += alone;
            for (incoming, outcome) in batch.into_iter().zip(kept) {
                match outcome {
                    Outcome::Accepted => counts.accepted += 1,
                    Outcome::Changed => counts.changed += 1,
                    Outcome::Unchanged => counts.unchanged += 1,
                    Outcome::Rejected(fault) => refused.push((incoming.row, fault)),
                }
            }
            progress(done);
        }
        let (read, before) = reading.await.map_err(|e| Error::Internal(format!("import: {e}")))??;
        (report, seen) = (read, before);
        report.people.accepted += counts.accepted;
        report.people.changed += counts.changed;
        report.people.unchanged += counts.unchanged;
        for (row, fault) in refused {
            report.people.rejected += 1;
            report.rejections.note(&row, &[fault]);
        }
    }
    if unattended > 0 {
        report.warnings.push(Warning {
            file: String::new(),
            message: format!("{unattended} of these records only a care team may open, and nobody is on it: nobody finds them"),
            mend: "import the same file again with --care-team and the e-mail address of who looks after them".into(),
        });
    }
    Ok(report)
}

type Seen = HashMap<String, PersonInput>;

fn read_batches(
    path: &Path,
    dates: Dates,
    mut report: Report,
    mut seen: Seen,
    send: &tokio::sync::mpsc::Sender<Vec<Incoming>>,
) -> Result<(Report, Seen), ImportFailure> {
    let gone = || ImportFailure::Store(Error::Internal("the import was stopped".into()));
    let mut batch: Vec<Incoming> = vec![];
    read::<ImportFailure>(path, dates, &mut report, |incoming, report| {
        if let Some(id) = &incoming.row.id {
            match seen.get(id) {
                Some(before) if *before != incoming.person => {
                    let fault = Fault::new(
                        "id",
                        format!("{id:?} came before in this import as somebody else"),
                        "give each person a number of their own",
                    );
                    report.people.rejected += 1;
                    report.rejections.note(&incoming.row, &[fault]);
                    return Ok(());
                }
                Some(_) => {}
                None => {
                    seen.insert(id.clone(), incoming.person.clone());
                }
            }
        }
        batch.push(incoming);
        if batch.len() >= BATCH {
            send.blocking_send(std::mem::take(&mut batch)).map_err(|_| gone())?;
        }
        Ok(())
    })?;
    if !batch.is_empty() {
        send.blocking_send(batch).map_err(|_| gone())?;
    }
    Ok((report, seen))
}

/// What became of each row, and how many of the records nobody may open.
fn keep_all(tx: &mut Tx, to: &Recipient, rows: &[Incoming]) -> Result<(Vec<Outcome>, u64), Error> {
    tx.require(Kind::Person, Action::Write)?;
    let organization = to.organization;
    let confidential = tandem_partners::actions::find(tx, organization)?.confidential;
    let numbers: BTreeSet<(String, String)> =
        rows.iter().flat_map(|row| row.numbers.iter().cloned()).collect();
    let mut known = match_by_identifiers(tx, organization, numbers)?;
    let mut vault = if confidential { store::person::in_vault(tx, organization)? } else { vec![] };
    let (mut outcomes, mut unattended) = (vec![], 0);
    for row in rows {
        let mut people: BTreeSet<Uuid> =
            row.numbers.iter().filter_map(|number| known.get(number)).map(|(person, _)| *person).collect();
        let (mut outcome, person) = match (people.pop_first(), people.is_empty()) {
            (Some(person), true) => {
                let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
                if is_somebody_else(&record.details, &row.person) {
                    let number = row.numbers.iter().find(|number| known.contains_key(*number));
                    let number = number.map(|(_, value)| value.as_str()).unwrap_or_default();
                    (Outcome::Rejected(refusal(if row.fhir { "Patient.id" } else { "id" }, number)), None)
                } else {
                    (update(tx, &record, row)?, Some(person))
                }
            }
            (Some(_), false) => {
                let mend = "join or correct the records first";
                (Outcome::Rejected(Fault::new("id", "its numbers belong to several people here", mend)), None)
            }
            (None, _) => enter(tx, organization, confidential.then_some(&mut vault), row)?,
        };
        if let Some(person) = person {
            known.extend(row.numbers.iter().map(|number| (number.clone(), (person, Label::General))));
            if to.care_team.is_some() || confidential || !row.person.label.is_empty() {
                match look_after(tx, person, to.care_team)? {
                    Team::Joined if matches!(outcome, Outcome::Unchanged) => outcome = Outcome::Changed,
                    Team::Nobody => unattended += 1,
                    Team::Joined | Team::Enough => {}
                }
            }
        }
        outcomes.push(outcome);
    }
    Ok((outcomes, unattended))
}

/// What became of a record's care team.
enum Team {
    /// The member of the import is on it now.
    Joined,
    /// Somebody is, or nobody has to be.
    Enough,
    /// Only its care team may open the record, and there is none.
    Nobody,
}

fn look_after(tx: &mut Tx, person: Uuid, member: Option<Uuid>) -> Result<Team, Error> {
    let label = store::person::get(tx, person)?.ok_or(Error::NotFound)?.details.label;
    let needed = label.is_for_care_team();
    if member.is_none() && !needed {
        return Ok(Team::Enough);
    }
    let team = store::team::of_person(tx, person)?;
    match member {
        Some(member) if team.iter().all(|m| m.member_id != member) => {
            let leads = team.iter().any(|m| m.role == TeamRole::Lead);
            assign_care_team(tx, person, member, if leads { TeamRole::Member } else { TeamRole::Lead })?;
            Ok(Team::Joined)
        }
        None if team.is_empty() => Ok(Team::Nobody),
        _ => Ok(Team::Enough),
    }
}

/// A row about somebody whose number is not known here: matched by what they are called, or new.
fn enter(
    tx: &mut Tx,
    organization: Uuid,
    vault: Option<&mut Vec<Person>>,
    row: &Incoming,
) -> Result<(Outcome, Option<Uuid>), Error> {
    let mut details: PersonDetails = match row.person.check(today(tx)) {
        Ok(details) => details,
        Err(errors) => return Ok((Outcome::Rejected(fault(&errors, row)), None)),
    };
    let wanted = details.identifiers();
    let found = match match_person(tx, organization, &wanted)? {
        Match::Nobody => within(vault.as_deref().map(Vec::as_slice), &wanted),
        found => found,
    };
    match found {
        Match::Several(count) => {
            let reason = format!("{count} people here have this name and birth date");
            let fault =
                Fault::new("", reason, "add a column with the number the organization knows the person by");
            Ok((Outcome::Rejected(fault), None))
        }
        Match::One(person) => {
            let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
            let mut outcome = update(tx, &record, row)?;
            for (system, value) in &row.numbers {
                add_identifier(tx, person, system, value)?;
                if matches!(outcome, Outcome::Unchanged) {
                    outcome = Outcome::Changed;
                }
            }
            Ok((outcome, Some(person)))
        }
        Match::Nobody => {
            if vault.is_some() && row.person.label.is_empty() {
                details.label = Label::DomesticViolence;
            }
            let person = create_known_person(tx, organization, details, &row.numbers)?;
            if let Some(vault) = vault {
                vault.extend(store::person::get(tx, person)?);
            }
            Ok((Outcome::Accepted, Some(person)))
        }
    }
}

/// The same exact match among records that keep nothing to look them up by.
fn within(vault: Option<&[Person]>, wanted: &Identifiers) -> Match {
    let vault = if wanted.is_enough() { vault.unwrap_or_default() } else { &[] };
    let same = vault.iter().filter(|person| store::details::equals(&person.details, wanted));
    Match::from(same.map(|person| person.id).collect::<Vec<_>>().as_slice())
}

/// Writes down what the row says and the record does not. What the row leaves empty stays.
fn update(tx: &mut Tx, record: &Person, row: &Incoming) -> Result<Outcome, Error> {
    let merged = merge(PersonInput::from(&record.details), &row.person);
    let details = match merged.check(today(tx)) {
        Ok(details) => details,
        Err(errors) => return Ok(Outcome::Rejected(fault(&errors, row))),
    };
    if details == record.details {
        return Ok(Outcome::Unchanged);
    }
    edit_person(tx, record.id, &merged)?;
    Ok(Outcome::Changed)
}

fn merge(known: PersonInput, said: &PersonInput) -> PersonInput {
    let newer = |known: String, said: &str| if said.is_empty() { known } else { said.to_owned() };
    // Another home: the old apartment does not go with the new street.
    let moved = !said.address_line1.is_empty() && said.address_line1 != known.address_line1;
    let unit =
        if moved { said.address_line2.clone() } else { newer(known.address_line2, &said.address_line2) };
    PersonInput {
        given_name: newer(known.given_name, &said.given_name),
        family_name: newer(known.family_name, &said.family_name),
        preferred_name: newer(known.preferred_name, &said.preferred_name),
        birth_date: newer(known.birth_date, &said.birth_date),
        phone: newer(known.phone, &said.phone),
        email: newer(known.email, &said.email),
        language: newer(known.language, &said.language),
        address_line1: newer(known.address_line1, &said.address_line1),
        address_line2: unit,
        city: newer(known.city, &said.city),
        region: newer(known.region, &said.region),
        postal_code: newer(known.postal_code, &said.postal_code),
        area: newer(known.area, &said.area),
        // Which ways are safe the person says to somebody; a file neither opens nor closes one of a record that is here.
        safe: known.safe,
        // A file never makes a record less sensitive, nor more: that is decided by hand.
        label: known.label,
    }
}

fn fault(errors: &FieldErrors, row: &Incoming) -> Fault {
    let field = errors.iter().next().map_or("", |(field, _)| field);
    let (path, reason, mend) = match field {
        "given_name" | "family_name" => ("Patient.name", "is missing or too long", "give a name"),
        "birth_date" => ("Patient.birthDate", "is not a date of birth in the past", "write YYYY-MM-DD"),
        "phone" => {
            ("Patient.telecom", "is not a phone number", "write ten digits, or + and the country code")
        }
        "email" => ("Patient.telecom", "is not an e-mail address", "write name@example.org"),
        "language" => ("Patient.communication", "is not a language", "write a code such as en, es, pt-BR"),
        "label" => ("Patient.meta.security", "is not a label", "leave it empty for general"),
        _ => ("Patient.address", "cannot be kept", "write it in at most 200 letters, without line breaks"),
    };
    Fault::new(if row.fhir { path } else { field }, reason, mend)
}
