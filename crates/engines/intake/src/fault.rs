//! Faults with an exact place, and small readers of JSON that produce them.
//!
//! FHIR says what is wrong by a path such as `QuestionnaireResponse.item[2].answer[0].valueCoding.code`.
//! A [`Path`] is a linked list on the stack, so that naming a place costs nothing until something is wrong.

use serde_json::{Map, Value};
use std::fmt;

/// What is wrong, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The FHIR path of the element, with indexes: `QuestionnaireResponse.item[0].linkId`.
    pub path: String,
    /// What is wrong, in words.
    pub reason: String,
    /// What a person can do about it.
    pub mend: String,
}

impl Fault {
    /// A fault at a path.
    pub fn new(path: impl fmt::Display, reason: impl Into<String>, mend: impl Into<String>) -> Fault {
        Fault { path: path.to_string(), reason: reason.into(), mend: mend.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.reason)?;
        if self.mend.is_empty() { Ok(()) } else { write!(f, " ({})", self.mend) }
    }
}

/// A place inside a JSON document.
#[derive(Debug, Clone, Copy)]
pub enum Path<'a> {
    /// The document itself, by its resource type.
    Root(&'a str),
    /// A member of an object.
    Field(&'a Path<'a>, &'a str),
    /// An element of a list.
    Index(&'a Path<'a>, usize),
}

impl<'a> Path<'a> {
    /// The place of a member.
    pub fn field(&'a self, name: &'a str) -> Path<'a> {
        Path::Field(self, name)
    }

    /// The place of a list element.
    pub fn index(&'a self, index: usize) -> Path<'a> {
        Path::Index(self, index)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root(name) => f.write_str(name),
            Path::Field(parent, name) => write!(f, "{parent}.{name}"),
            Path::Index(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// The name of a JSON type, for people.
fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn wrong(value: &Value, path: Path<'_>, wanted: &str) -> Fault {
    Fault::new(path, format!("is {}, not {wanted}", type_name(value)), format!("write {wanted} here"))
}

/// The value as an object.
pub fn object<'v>(value: &'v Value, path: Path<'_>) -> Result<&'v Map<String, Value>, Fault> {
    value.as_object().ok_or_else(|| wrong(value, path, "an object"))
}

fn member<'v>(map: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    map.get(name).filter(|v| !v.is_null())
}

/// A text member: absent is fine, empty or of another type is not (FHIR strings are never empty).
pub fn text<'v>(
    map: &'v Map<String, Value>,
    path: Path<'_>,
    name: &'static str,
) -> Result<Option<&'v str>, Fault> {
    match member(map, name) {
        None => Ok(None),
        Some(Value::String(s)) if s.trim().is_empty() => Err(Fault::new(
            path.field(name),
            "is empty",
            "leave the element out when there is nothing to say",
        )),
        Some(Value::String(s)) => Ok(Some(s)),
        Some(other) => Err(wrong(other, path.field(name), "text")),
    }
}

/// A text member that must be there.
pub fn required_text<'v>(
    map: &'v Map<String, Value>,
    path: Path<'_>,
    name: &'static str,
) -> Result<&'v str, Fault> {
    text(map, path, name)?.ok_or_else(|| Fault::new(path.field(name), "is missing", "add it"))
}

/// A boolean member, false when absent.
pub fn flag(map: &Map<String, Value>, path: Path<'_>, name: &'static str) -> Result<bool, Fault> {
    match member(map, name) {
        None => Ok(false),
        Some(Value::Bool(b)) => Ok(*b),
        Some(other) => Err(wrong(other, path.field(name), "true or false")),
    }
}

/// A list member, empty when absent.
pub fn list<'v>(
    map: &'v Map<String, Value>,
    path: Path<'_>,
    name: &'static str,
) -> Result<&'v [Value], Fault> {
    match member(map, name) {
        None => Ok(&[]),
        Some(Value::Array(items)) => Ok(items),
        Some(other) => Err(wrong(other, path.field(name), "a list")),
    }
}

/// An object member.
pub fn child<'v>(
    map: &'v Map<String, Value>,
    path: Path<'_>,
    name: &'static str,
) -> Result<Option<&'v Map<String, Value>>, Fault> {
    member(map, name).map(|v| object(v, path.field(name))).transpose()
}

/// A whole number.
pub fn integer(value: &Value, path: Path<'_>) -> Result<i64, Fault> {
    value.as_i64().ok_or_else(|| match value {
        Value::Number(n) => Fault::new(path, format!("{n} is not a whole number"), "write a whole number"),
        other => wrong(other, path, "a whole number"),
    })
}

/// A decimal number.
pub fn decimal(value: &Value, path: Path<'_>) -> Result<f64, Fault> {
    value.as_f64().filter(|n| n.is_finite()).ok_or_else(|| wrong(value, path, "a number"))
}

/// A boolean.
pub fn boolean(value: &Value, path: Path<'_>) -> Result<bool, Fault> {
    value.as_bool().ok_or_else(|| wrong(value, path, "true or false"))
}

/// Text.
pub fn string<'v>(value: &'v Value, path: Path<'_>) -> Result<&'v str, Fault> {
    value.as_str().ok_or_else(|| wrong(value, path, "text"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_path_reads_as_fhir_writes_it() {
        let root = Path::Root("QuestionnaireResponse");
        let items = root.field("item");
        let item = items.index(2);
        assert_eq!(item.field("linkId").to_string(), "QuestionnaireResponse.item[2].linkId");
    }

    #[test]
    fn a_wrong_type_names_both_types() {
        let value = json!({"text": 7});
        let fault = text(value.as_object().unwrap(), Path::Root("Questionnaire"), "text").unwrap_err();
        assert_eq!(fault.to_string(), "Questionnaire.text: is a number, not text (write text here)");
    }

    #[test]
    fn an_empty_string_is_refused() {
        let value = json!({"text": " "});
        assert!(text(value.as_object().unwrap(), Path::Root("Q"), "text").is_err());
    }
}
