//! Checks one response against its instrument and says who it is about; no database.

use crate::actions::Instrument;
use crate::instruments::canonical;
use crate::model::questionnaire::Questionnaire;
use crate::model::response::{ResponseItem, read_response, write_items};
use crate::model::validate::{drop_items, validate};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::sync::Arc;
use tandem_intake::fault::Fault;
use tandem_intake::fhir::{Identifier, instant};
use tandem_intake::report::Row;
use tandem_people::import::subject::{Subject, read_subject};

/// A clock may be ahead of ours by this much.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_hours(24);

/// What the document says about whom a response is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SubjectClue {
    /// A Patient that came along.
    pub patient: Option<Subject>,
    /// It was contained: its id means nothing outside the response.
    pub contained: bool,
    /// `subject.identifier`.
    pub identifier: Option<Identifier>,
    /// `subject.reference`.
    pub reference: Option<String>,
}

/// A response that may be kept.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// Where it stands.
    pub row: Row,
    /// Its identity within the organization.
    pub source_key: String,
    /// Hash of what it says.
    pub content_hash: String,
    /// What was asked.
    pub questionnaire: Arc<Questionnaire>,
    /// The answers.
    pub items: Vec<ResponseItem>,
    /// When it was answered.
    pub authored_at: Option<Timestamp>,
    /// The language of the document, if said.
    pub language: String,
    /// Who it is about.
    pub subject: SubjectClue,
    /// Codes of answers that were left out.
    pub dropped: Vec<String>,
}

/// Reads and checks a response. A Patient named by reference is not looked up here (`subject.patient` is only a
/// contained one).
///
/// # Errors
/// Every fault of the response.
pub fn prepare(
    resource: &Value,
    mut row: Row,
    instruments: &[Instrument],
    now: Timestamp,
) -> Result<Prepared, (Row, Vec<Fault>)> {
    row.id = resource.get("id").and_then(Value::as_str).map(str::to_owned);
    match check(resource, &row, instruments, now) {
        Ok(prepared) => Ok(prepared),
        Err(faults) => Err((row, faults)),
    }
}

fn check(
    resource: &Value,
    row: &Row,
    instruments: &[Instrument],
    now: Timestamp,
) -> Result<Prepared, Vec<Fault>> {
    let mut response = read_response(resource).map_err(|fault| vec![fault])?;
    if !matches!(response.status.as_str(), "completed" | "amended") {
        let mend = "send responses that are completed or amended";
        let reason = format!("is {:?}: only a finished screening is taken", response.status);
        return Err(vec![Fault::new("QuestionnaireResponse.status", reason, mend)]);
    }
    let questionnaire = find(instruments, &response.questionnaire, response.version.as_deref())?;
    let authored_at = response.authored.as_deref().and_then(moment);
    if let Some(authored) = authored_at.filter(|at| *at > now + CLOCKS_DIFFER) {
        let reason = format!("{authored} is in the future");
        return Err(vec![Fault::new("QuestionnaireResponse.authored", reason, "correct the date")]);
    }
    let dropped = drop_items(&questionnaire, &mut response.items);
    let faults = validate_where_it_stands(&questionnaire, &response.items, resource);
    if !faults.is_empty() {
        return Err(faults);
    }
    if !response.items.iter().any(ResponseItem::is_answered) {
        let mend = "leave responses without answers out";
        return Err(vec![Fault::new("QuestionnaireResponse.item", "nothing is answered", mend)]);
    }
    let subject = clue(&response.subject.reference, response.subject.identifier, response.contained_patient)?;
    let content = json!([
        questionnaire.url,
        subject.reference,
        subject.identifier.as_ref().map(|i| [&i.system, &i.value]),
        response.authored,
        write_items(&response.items)
    ]);
    let content_hash = tandem_access::sha256_hex(content.to_string().as_bytes());
    let source_key = match (&response.identifier, &response.id) {
        (Some(identifier), _) => format!("identifier:{}|{}", identifier.system, identifier.value),
        (None, Some(id)) => format!("resource:{id}"),
        (None, None) => format!("content:{content_hash}"),
    };
    let language = resource.get("language").and_then(Value::as_str).unwrap_or(&questionnaire.language);
    Ok(Prepared {
        row: row.clone(),
        source_key,
        content_hash,
        language: language.chars().take(12).collect(),
        questionnaire,
        items: response.items,
        authored_at,
        subject,
        dropped,
    })
}

/// Checks the answers. Dropped items were taken out before, which moves indexes; the faults are therefore found on
/// the document as it came, where the check passes over dropped items.
fn validate_where_it_stands(
    questionnaire: &Questionnaire,
    items: &[ResponseItem],
    resource: &Value,
) -> Vec<Fault> {
    let faults = validate(questionnaire, items, true);
    if faults.is_empty() || questionnaire.dropped.is_empty() {
        return faults;
    }
    match read_response(resource) {
        Ok(original) => validate(questionnaire, &original.items, true),
        Err(_) => faults,
    }
}

fn find(
    instruments: &[Instrument],
    url: &str,
    version: Option<&str>,
) -> Result<Arc<Questionnaire>, Vec<Fault>> {
    let ours = canonical(url);
    let version = version.filter(|_| ours == url);
    let known: Vec<&Instrument> = instruments.iter().filter(|i| i.questionnaire.url == ours).collect();
    let fits = |i: &&&Instrument| version.is_none_or(|v| v == i.questionnaire.version);
    let chosen = known.iter().filter(|i| i.active).find(fits).or_else(|| known.iter().find(fits));
    let at = "QuestionnaireResponse.questionnaire";
    match (chosen, known.first()) {
        (Some(instrument), _) => Ok(instrument.questionnaire.clone()),
        (None, Some(other)) => Err(vec![Fault::new(
            at,
            format!("version {:?} of {ours} is not here", version.unwrap_or("")),
            format!("import that version, or name {:?}", other.questionnaire.version),
        )]),
        (None, None) => Err(vec![Fault::new(
            at,
            format!("{url:?} is no instrument here"),
            "an administrator imports the Questionnaire under Settings, Questionnaires",
        )]),
    }
}

fn clue(
    reference: &Option<String>,
    identifier: Option<Identifier>,
    contained: Option<Value>,
) -> Result<SubjectClue, Vec<Fault>> {
    if reference.is_none() && identifier.is_none() {
        return Err(vec![Fault::new(
            "QuestionnaireResponse.subject",
            "names nobody",
            "give subject.reference or subject.identifier",
        )]);
    }
    let mut clue = SubjectClue { reference: reference.clone(), identifier, ..SubjectClue::default() };
    if let Some(local) = reference.as_deref().and_then(|r| r.strip_prefix('#')) {
        let same = |p: &&Value| p.get("id").and_then(Value::as_str) == Some(local);
        let Some(patient) = contained.as_ref().filter(same) else {
            let reason = format!("\"#{local}\" is not contained");
            let mend = "add the Patient to QuestionnaireResponse.contained";
            return Err(vec![Fault::new("QuestionnaireResponse.subject.reference", reason, mend)]);
        };
        let read = read_subject(patient);
        let inside =
            |f: Fault| vec![Fault { path: format!("QuestionnaireResponse.contained: {}", f.path), ..f }];
        clue.patient = Some(read.map_err(inside)?);
        clue.contained = true;
    }
    Ok(clue)
}

/// The moment of a dateTime: a date alone counts from its first instant in UTC.
fn moment(authored: &str) -> Option<Timestamp> {
    let full = match authored.len() {
        4 => format!("{authored}-01-01T00:00:00Z"),
        7 => format!("{authored}-01T00:00:00Z"),
        10 => format!("{authored}T00:00:00Z"),
        _ => authored.to_owned(),
    };
    instant(&full)
}
