//! The values an answer can have: FHIR's `value[x]` of a QuestionnaireResponse.

use jiff::civil;
use serde_json::{Map, Value, json};
use std::cmp::Ordering;
use tandem_intake::fault::{Fault, Path, boolean, decimal, integer, object, string, text};
use tandem_intake::fhir::{check_date, check_date_time, check_time, instant};

/// A coded value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coding {
    /// The code system, as an absolute URI.
    pub system: Option<String>,
    /// The code.
    pub code: Option<String>,
    /// The words that belong to the code.
    pub display: Option<String>,
}

impl Coding {
    /// Do both mean the same? The code must agree; a system counts when both name one.
    pub fn same(&self, other: &Coding) -> bool {
        match (&self.code, &other.code) {
            (Some(a), Some(b)) => a == b && (self.system == other.system || either_none(self, other)),
            (None, None) => self.display.is_some() && self.display == other.display,
            _ => false,
        }
    }

    /// The code or, without one, the words.
    pub fn name(&self) -> &str {
        self.code.as_deref().or(self.display.as_deref()).unwrap_or("")
    }

    /// Reads a Coding.
    pub fn read(value: &Value, path: Path<'_>) -> Result<Coding, Fault> {
        let map = object(value, path)?;
        let coding = Coding {
            system: text(map, path, "system")?.map(str::to_owned),
            code: text(map, path, "code")?.map(str::to_owned),
            display: text(map, path, "display")?.map(str::to_owned),
        };
        if coding.code.is_none() && coding.display.is_none() {
            return Err(Fault::new(path, "has neither a code nor a display", "add the code"));
        }
        Ok(coding)
    }

    /// Writes a Coding.
    pub fn to_json(&self) -> Value {
        let mut map = Map::new();
        for (name, value) in [("system", &self.system), ("code", &self.code), ("display", &self.display)] {
            if let Some(value) = value {
                map.insert(name.to_owned(), json!(value));
            }
        }
        Value::Object(map)
    }
}

fn either_none(a: &Coding, b: &Coding) -> bool {
    a.system.is_none() || b.system.is_none()
}

/// A measured value with its unit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Quantity {
    /// The number.
    pub value: f64,
    /// The unit as people write it.
    pub unit: Option<String>,
    /// The system of the coded unit.
    pub system: Option<String>,
    /// The coded unit (UCUM).
    pub code: Option<String>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Yes or no.
    Boolean(bool),
    /// A number.
    Decimal(f64),
    /// A whole number.
    Integer(i64),
    /// A date, perhaps only a year or a month: checked, kept as written.
    Date(String),
    /// A date and time: checked, kept as written.
    DateTime(String),
    /// A time of day: checked, kept as written.
    Time(String),
    /// Text (items of type string and text, and the free text of an open choice).
    Text(String),
    /// An absolute address.
    Url(String),
    /// A coded value.
    Coding(Coding),
    /// A number with a unit.
    Quantity(Quantity),
}

/// The elements that carry an answer, by their suffix after `value` (or `answer` in enableWhen).
const KINDS: [&str; 13] = [
    "Boolean",
    "Decimal",
    "Integer",
    "Date",
    "DateTime",
    "Time",
    "String",
    "Uri",
    "Coding",
    "Quantity",
    "Attachment",
    "Reference",
    "Url",
];

impl Answer {
    /// Finds and reads `value[x]` (or, with the prefix `answer`, `answer[x]`). More than one is a fault.
    pub fn find(
        map: &Map<String, Value>,
        path: Path<'_>,
        prefix: &'static str,
    ) -> Result<Option<Answer>, Fault> {
        let mut found = None;
        for (name, value) in map {
            let Some(kind) = name.strip_prefix(prefix).filter(|k| !k.is_empty()) else { continue };
            if value.is_null() || !kind.starts_with(|c: char| c.is_ascii_uppercase()) {
                continue;
            }
            let at = path.field(name);
            if !KINDS.contains(&kind) {
                if prefix == "answer" {
                    continue; // answerOption, answerValueSet
                }
                return Err(Fault::new(
                    at,
                    "is not a kind of answer",
                    "use valueBoolean, valueDecimal, valueInteger, valueDate, valueDateTime, valueTime, \
                     valueString, valueUri, valueCoding or valueQuantity",
                ));
            }
            if found.is_some() {
                return Err(Fault::new(at, "is a second value", "give each answer one value"));
            }
            found = Some(Answer::read(kind, value, at)?);
        }
        Ok(found)
    }

    fn read(kind: &str, value: &Value, at: Path<'_>) -> Result<Answer, Fault> {
        Ok(match kind {
            "Boolean" => Answer::Boolean(boolean(value, at)?),
            "Decimal" => Answer::Decimal(decimal(value, at)?),
            "Integer" => Answer::Integer(integer(value, at)?),
            "Date" => Answer::Date(check_date(string(value, at)?, at)?),
            "DateTime" => Answer::DateTime(check_date_time(string(value, at)?, at)?),
            "Time" => Answer::Time(check_time(string(value, at)?, at)?),
            "String" => {
                let text = string(value, at)?;
                if text.trim().is_empty() {
                    return Err(Fault::new(at, "is empty", "leave the answer out when there is none"));
                }
                Answer::Text(text.to_owned())
            }
            "Uri" | "Url" => Answer::Url(string(value, at)?.to_owned()),
            "Coding" => Answer::Coding(Coding::read(value, at)?),
            "Quantity" => Answer::Quantity(read_quantity(value, at)?),
            _ => {
                return Err(Fault::new(
                    at,
                    "is a file or a pointer to another record, which a screening does not take",
                    "leave this answer out",
                ));
            }
        })
    }

    /// The name of the FHIR element of this value.
    pub fn element(&self) -> &'static str {
        match self {
            Answer::Boolean(_) => "valueBoolean",
            Answer::Decimal(_) => "valueDecimal",
            Answer::Integer(_) => "valueInteger",
            Answer::Date(_) => "valueDate",
            Answer::DateTime(_) => "valueDateTime",
            Answer::Time(_) => "valueTime",
            Answer::Text(_) => "valueString",
            Answer::Url(_) => "valueUri",
            Answer::Coding(_) => "valueCoding",
            Answer::Quantity(_) => "valueQuantity",
        }
    }

    /// Writes the value under its element name.
    pub fn write(&self, map: &mut Map<String, Value>) {
        let value = match self {
            Answer::Boolean(b) => json!(b),
            Answer::Decimal(n) => number(*n),
            Answer::Integer(n) => json!(n),
            Answer::Date(s) | Answer::DateTime(s) | Answer::Time(s) | Answer::Text(s) | Answer::Url(s) => {
                json!(s)
            }
            Answer::Coding(coding) => coding.to_json(),
            Answer::Quantity(q) => {
                let mut m = Map::new();
                m.insert("value".into(), number(q.value));
                for (name, value) in [("unit", &q.unit), ("system", &q.system), ("code", &q.code)] {
                    if let Some(value) = value {
                        m.insert(name.into(), json!(value));
                    }
                }
                Value::Object(m)
            }
        };
        map.insert(self.element().to_owned(), value);
    }

    /// The value as one short text: the code of a coding, else the words. Used as `screening_answer.value`.
    pub fn plain(&self) -> String {
        match self {
            Answer::Boolean(b) => b.to_string(),
            Answer::Decimal(n) => number(*n).to_string(),
            Answer::Integer(n) => n.to_string(),
            Answer::Date(s) | Answer::DateTime(s) | Answer::Time(s) | Answer::Text(s) | Answer::Url(s) => {
                s.clone()
            }
            Answer::Coding(c) => c.name().to_owned(),
            Answer::Quantity(q) => match q.unit.as_deref().or(q.code.as_deref()) {
                Some(unit) => format!("{} {unit}", number(q.value)),
                None => number(q.value).to_string(),
            },
        }
    }

    /// Are both the same answer? A coding is compared by its code, as FHIR's enableWhen and options ask.
    pub fn same(&self, other: &Answer) -> bool {
        match (self, other) {
            (Answer::Coding(a), Answer::Coding(b)) => a.same(b),
            // Published questionnaires compare a coded choice with a plain text or number of the same face.
            (Answer::Coding(c), Answer::Text(t)) | (Answer::Text(t), Answer::Coding(c)) => {
                c.code.as_deref() == Some(t) || c.display.as_deref() == Some(t)
            }
            _ => self.compare(other) == Some(Ordering::Equal),
        }
    }

    /// The order of two answers; none when they cannot be compared (other kinds, other units).
    pub fn compare(&self, other: &Answer) -> Option<Ordering> {
        match (self, other) {
            (Answer::Boolean(a), Answer::Boolean(b)) => Some(a.cmp(b)),
            (Answer::Quantity(a), Answer::Quantity(b)) => {
                let unit = |q: &Quantity| q.code.clone().or_else(|| q.unit.clone());
                (unit(a) == unit(b)).then(|| a.value.partial_cmp(&b.value)).flatten()
            }
            (Answer::Text(a), Answer::Text(b)) | (Answer::Url(a), Answer::Url(b)) => Some(a.cmp(b)),
            (Answer::Time(a), Answer::Time(b)) => {
                Some(a.parse::<civil::Time>().ok()?.cmp(&b.parse::<civil::Time>().ok()?))
            }
            (Answer::DateTime(a), Answer::DateTime(b)) => match (instant(a), instant(b)) {
                (Some(a), Some(b)) => Some(a.cmp(&b)),
                _ => compare_dates(a, b),
            },
            (Answer::Date(a) | Answer::DateTime(a), Answer::Date(b) | Answer::DateTime(b)) => {
                compare_dates(a, b)
            }
            _ => self.as_number()?.partial_cmp(&other.as_number()?),
        }
    }

    /// The value as a number, where it has one. A coding whose code is a number counts.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Answer::Decimal(n) => Some(*n),
            Answer::Integer(n) => Some(*n as f64),
            Answer::Quantity(q) => Some(q.value),
            Answer::Coding(c) => c.code.as_deref()?.parse().ok(),
            _ => None,
        }
    }
}

/// Dates of different precision are compared in the precision they share.
fn compare_dates(a: &str, b: &str) -> Option<Ordering> {
    let (a, b) = (a.split('T').next()?, b.split('T').next()?);
    let shared = a.len().min(b.len());
    Some(a.get(..shared)?.cmp(b.get(..shared)?))
}

/// A JSON number without a needless `.0`.
pub fn number(n: f64) -> Value {
    if n.fract() == 0.0 && n.abs() < 9e15 { json!(n as i64) } else { json!(n) }
}

fn read_quantity(value: &Value, at: Path<'_>) -> Result<Quantity, Fault> {
    let map = object(value, at)?;
    if let Some(comparator) = text(map, at, "comparator")? {
        return Err(Fault::new(
            at.field("comparator"),
            format!("{comparator:?} makes the value a range"),
            "give the exact value",
        ));
    }
    let number = map
        .get("value")
        .ok_or_else(|| Fault::new(at.field("value"), "is missing", "add the number"))
        .and_then(|v| decimal(v, at.field("value")))?;
    Ok(Quantity {
        value: number,
        unit: text(map, at, "unit")?.map(str::to_owned),
        system: text(map, at, "system")?.map(str::to_owned),
        code: text(map, at, "code")?.map(str::to_owned),
    })
}

#[cfg(test)]
#[path = "values_tests.rs"]
mod tests;
