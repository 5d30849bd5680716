//! Who a response is about: a FHIR Patient, read as far as a person is matched or created by it.

use crate::model::person::PersonInput;
use serde_json::{Map, Value};
use tandem_intake::fault::{Fault, Path, child, list, object, required_text, text};
use tandem_intake::fhir::{Identifier, check_date};

/// A Patient, as far as we need it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subject {
    /// The resource id.
    pub id: Option<String>,
    /// Business identifiers, in order; those marked `old` left out.
    pub identifiers: Vec<Identifier>,
    /// What a record of the person would hold, as a form takes it; the birth date only when it is a full date.
    pub person: PersonInput,
}

/// Reads a Patient resource. The faults of it stand at paths that start with `Patient`.
pub fn read_subject(value: &Value) -> Result<Subject, Fault> {
    let root = Path::Root("Patient");
    let map = object(value, root)?;
    let resource = required_text(map, root, "resourceType")?;
    if resource != "Patient" {
        return Err(Fault::new(root.field("resourceType"), format!("is {resource:?}"), "give a Patient"));
    }
    let mut subject = Subject { id: text(map, root, "id")?.map(str::to_owned), ..Subject::default() };
    let at = root.field("identifier");
    for (index, value) in list(map, root, "identifier")?.iter().enumerate() {
        let path = at.index(index);
        let identifier = object(value, path)?;
        if text(identifier, path, "use")? != Some("old") {
            subject.identifiers.extend(Identifier::read(identifier, path)?);
        }
    }
    name(map, root, &mut subject.person)?;
    if let Some(date) = text(map, root, "birthDate")? {
        let date = check_date(date, root.field("birthDate"))?;
        subject.person.birth_date = if date.len() == 10 { date } else { String::new() };
    }
    let at = root.field("telecom");
    for (index, value) in list(map, root, "telecom")?.iter().enumerate() {
        let path = at.index(index);
        let telecom = object(value, path)?;
        let place = match text(telecom, path, "system")? {
            Some("phone" | "sms") => &mut subject.person.phone,
            Some("email") => &mut subject.person.email,
            _ => continue,
        };
        if place.is_empty() {
            *place = plain(telecom, path, "value")?;
        }
    }
    address(map, root, &mut subject.person)?;
    let at = root.field("communication");
    if let Some(value) = list(map, root, "communication")?.first() {
        let path = at.index(0);
        let communication = object(value, path)?;
        if let Some(language) = child(communication, path, "language")? {
            let codings = list(language, path.field("language"), "coding")?;
            let code = codings.first().and_then(|c| c.get("code")).and_then(Value::as_str);
            subject.person.language = code.unwrap_or_default().to_owned();
        }
    }
    Ok(subject)
}

/// A text without the space around it; nothing is the empty text.
fn plain(map: &Map<String, Value>, path: Path<'_>, key: &'static str) -> Result<String, Fault> {
    Ok(text(map, path, key)?.unwrap_or_default().trim().to_owned())
}

/// The official or usual name, else the first one.
fn name(map: &Map<String, Value>, root: Path<'_>, person: &mut PersonInput) -> Result<(), Fault> {
    let at = root.field("name");
    let names = list(map, root, "name")?;
    let rank = |value: &Value| match value.get("use").and_then(Value::as_str) {
        Some("official") => 0,
        Some("usual") => 1,
        None => 2,
        Some("old") => 4,
        Some(_) => 3,
    };
    let Some((index, value)) = names.iter().enumerate().min_by_key(|(_, value)| rank(value)) else {
        return Ok(());
    };
    let path = at.index(index);
    let name = object(value, path)?;
    let given = list(name, path, "given")?;
    person.given_name =
        given.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ").trim().to_owned();
    person.family_name = plain(name, path, "family")?;
    if person.family_name.is_empty() && person.given_name.is_empty() {
        person.family_name = plain(name, path, "text")?;
    }
    Ok(())
}

fn address(map: &Map<String, Value>, root: Path<'_>, person: &mut PersonInput) -> Result<(), Fault> {
    let at = root.field("address");
    let addresses = list(map, root, "address")?;
    let current = |v: &&Value| v.get("use").and_then(Value::as_str) != Some("old");
    let Some(value) = addresses.iter().find(current) else { return Ok(()) };
    let path = at.index(0);
    let address = object(value, path)?;
    let line = list(address, path, "line")?.first().and_then(Value::as_str);
    person.address_line1 = line.unwrap_or_default().to_owned();
    person.city = plain(address, path, "city")?;
    person.region = plain(address, path, "state")?;
    person.postal_code = plain(address, path, "postalCode")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_current_name_and_identifiers_are_taken() {
        let patient = json!({"resourceType": "Patient", "id": "p1",
            "identifier": [{"use": "old", "system": "urn:a", "value": "0"}, {"system": "urn:a", "value": "1"}],
            "name": [{"use": "old", "family": "Before"}, {"use": "official", "family": "Now", "given": ["Ana", "Luz"]}],
            "birthDate": "1990-02", "telecom": [{"system": "phone", "value": "555-0101"}],
            "address": [{"line": ["1 Main"], "postalCode": "00001"}]});
        let subject = read_subject(&patient).unwrap();
        assert_eq!(subject.identifiers, vec![Identifier { system: "urn:a".into(), value: "1".into() }]);
        assert_eq!(
            (subject.person.given_name.as_str(), subject.person.family_name.as_str()),
            ("Ana Luz", "Now")
        );
        assert_eq!(subject.person.birth_date, "", "a month is not a birth date we can match by");
        assert_eq!(subject.person.postal_code, "00001");
    }

    #[test]
    fn a_bad_patient_says_where() {
        let fault = read_subject(&json!({"resourceType": "Patient", "birthDate": "31/12/1990"})).unwrap_err();
        assert_eq!(fault.path, "Patient.birthDate");
    }
}
