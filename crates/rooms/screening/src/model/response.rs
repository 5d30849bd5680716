//! The answered questionnaire: FHIR's QuestionnaireResponse, read and written.

use super::values::Answer;
use serde_json::{Map, Value, json};
use tandem_intake::fault::{Fault, Path, child, list, object, required_text, text};
use tandem_intake::fhir::{Identifier, check_date_time};

const MAX_DEPTH: usize = 24;

/// One answer and the items asked because of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseAnswer {
    /// The value.
    pub value: Answer,
    /// Items inside the answer.
    pub items: Vec<ResponseItem>,
}

/// One item of a response.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ResponseItem {
    /// The linkId of the questionnaire's item.
    pub link_id: String,
    /// The answers.
    pub answers: Vec<ResponseAnswer>,
    /// Items inside (of a group).
    pub items: Vec<ResponseItem>,
}

impl ResponseItem {
    /// Holds it any answer, here or inside?
    pub fn is_answered(&self) -> bool {
        !self.answers.is_empty() || self.items.iter().any(ResponseItem::is_answered)
    }
}

/// Who a response is about, as the document says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reference {
    /// `Patient/123`, an absolute address, or `#id` of a contained resource.
    pub reference: Option<String>,
    /// A logical identifier: system and value.
    pub identifier: Option<Identifier>,
}

/// A QuestionnaireResponse.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Response {
    /// The resource id.
    pub id: Option<String>,
    /// The business identifier.
    pub identifier: Option<Identifier>,
    /// The canonical address of the questionnaire, without version.
    pub questionnaire: String,
    /// The version asked for, if any.
    pub version: Option<String>,
    /// FHIR status.
    pub status: String,
    /// Who it is about.
    pub subject: Reference,
    /// When it was answered, as written.
    pub authored: Option<String>,
    /// The answers.
    pub items: Vec<ResponseItem>,
    /// A contained Patient, as it came.
    pub contained_patient: Option<Value>,
}

/// Reads a QuestionnaireResponse resource.
pub fn read_response(value: &Value) -> Result<Response, Fault> {
    let root = Path::Root("QuestionnaireResponse");
    let map = object(value, root)?;
    let resource = required_text(map, root, "resourceType")?;
    if resource != "QuestionnaireResponse" {
        return Err(Fault::new(
            root.field("resourceType"),
            format!("is {resource:?}"),
            "give QuestionnaireResponse resources",
        ));
    }
    let canonical = required_text(map, root, "questionnaire")?;
    let (url, version) = match canonical.split_once('|') {
        Some((url, version)) => (url, Some(version.to_owned())),
        None => (canonical, None),
    };
    let identifier = match child(map, root, "identifier")? {
        Some(identifier) => Identifier::read(identifier, root.field("identifier"))?,
        None => None,
    };
    let authored = match text(map, root, "authored")? {
        Some(text) => Some(check_date_time(text, root.field("authored"))?),
        None => None,
    };
    let contained_patient = list(map, root, "contained")?
        .iter()
        .find(|c| c.get("resourceType").and_then(Value::as_str) == Some("Patient"))
        .cloned();
    Ok(Response {
        id: text(map, root, "id")?.map(str::to_owned),
        identifier,
        questionnaire: url.to_owned(),
        version,
        status: required_text(map, root, "status")?.to_owned(),
        subject: read_reference(map, root, "subject")?,
        authored,
        items: read_items(map, root, 0)?,
        contained_patient,
    })
}

fn read_reference(map: &Map<String, Value>, path: Path<'_>, name: &'static str) -> Result<Reference, Fault> {
    let Some(map) = child(map, path, name)? else { return Ok(Reference::default()) };
    let path = path.field(name);
    let identifier = match child(map, path, "identifier")? {
        Some(identifier) => Identifier::read(identifier, path.field("identifier"))?,
        None => None,
    };
    Ok(Reference { reference: text(map, path, "reference")?.map(str::to_owned), identifier })
}

fn read_items(map: &Map<String, Value>, path: Path<'_>, depth: usize) -> Result<Vec<ResponseItem>, Fault> {
    let at = path.field("item");
    if depth > MAX_DEPTH {
        return Err(Fault::new(at, "is nested too deeply", format!("use at most {MAX_DEPTH} levels")));
    }
    let read = |(index, value): (usize, &Value)| {
        let path = at.index(index);
        let map = object(value, path)?;
        let mut answers = Vec::new();
        let at = path.field("answer");
        for (index, value) in list(map, path, "answer")?.iter().enumerate() {
            let path = at.index(index);
            let map = object(value, path)?;
            let value = Answer::find(map, path, "value")?
                .ok_or_else(|| Fault::new(path, "has no value", "leave the answer out when there is none"))?;
            answers.push(ResponseAnswer { value, items: read_items(map, path, depth + 1)? });
        }
        Ok(ResponseItem {
            link_id: required_text(map, path, "linkId")?.to_owned(),
            answers,
            items: read_items(map, path, depth + 1)?,
        })
    };
    list(map, path, "item")?.iter().enumerate().map(read).collect()
}

/// Writes items as FHIR JSON: the form in which answers are stored.
pub fn write_items(items: &[ResponseItem]) -> Value {
    let write = |item: &ResponseItem| {
        let mut map = Map::new();
        map.insert("linkId".into(), json!(item.link_id));
        if !item.answers.is_empty() {
            let answers: Vec<Value> = item
                .answers
                .iter()
                .map(|answer| {
                    let mut map = Map::new();
                    answer.value.write(&mut map);
                    if !answer.items.is_empty() {
                        map.insert("item".into(), write_items(&answer.items));
                    }
                    Value::Object(map)
                })
                .collect();
            map.insert("answer".into(), json!(answers));
        }
        if !item.items.is_empty() {
            map.insert("item".into(), write_items(&item.items));
        }
        Value::Object(map)
    };
    Value::Array(items.iter().map(write).collect())
}

/// Reads items that [`write_items`] wrote.
pub fn items_from_json(value: &Value) -> Result<Vec<ResponseItem>, Fault> {
    let mut map = Map::new();
    map.insert("item".into(), value.clone());
    read_items(&map, Path::Root("QuestionnaireResponse"), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_reads_with_version_identifier_and_nested_answers() {
        let value = json!({
            "resourceType": "QuestionnaireResponse", "id": "r1", "status": "completed",
            "identifier": {"system": "urn:x", "value": "7"},
            "questionnaire": "http://example.org/q|2.0",
            "subject": {"reference": "Patient/1"}, "authored": "2026-01-05T10:00:00Z",
            "item": [{"linkId": "a", "answer": [{"valueBoolean": true, "item": [
                {"linkId": "b", "answer": [{"valueString": "why"}]}]}]}]
        });
        let response = read_response(&value).unwrap();
        assert_eq!(response.version.as_deref(), Some("2.0"));
        assert_eq!(response.identifier.as_ref().unwrap().value, "7");
        assert_eq!(response.items[0].answers[0].items[0].link_id, "b");
        assert_eq!(items_from_json(&write_items(&response.items)).unwrap(), response.items);
    }

    #[test]
    fn faults_name_the_exact_place() {
        let with = |item: Value| {
            read_response(&json!({"resourceType": "QuestionnaireResponse", "status": "completed",
                "questionnaire": "http://example.org/q", "item": [item]}))
            .unwrap_err()
            .path
        };
        assert_eq!(with(json!({"linkId": 3})), "QuestionnaireResponse.item[0].linkId");
        assert_eq!(
            with(json!({"linkId": "a", "answer": [{"valueInteger": 1.5}]})),
            "QuestionnaireResponse.item[0].answer[0].valueInteger"
        );
        assert_eq!(
            with(json!({"linkId": "a", "item": [{"linkId": "b", "answer": [{}]}]})),
            "QuestionnaireResponse.item[0].item[0].answer[0]"
        );
        let none = read_response(&json!({"resourceType": "Patient"})).unwrap_err();
        assert_eq!(none.path, "QuestionnaireResponse.resourceType");
    }
}
