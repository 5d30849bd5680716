use super::*;
use crate::instruments::{AHC_HRSN, parse};
use crate::model::read_questionnaire::read_questionnaire;
use crate::model::validate::validate;
use proptest::prelude::*;
use serde_json::{Value, json};

fn ask(items: Value) -> Questionnaire {
    read_questionnaire(
        &json!({"resourceType": "Questionnaire", "url": "http://example.org/q", "item": items}),
    )
    .unwrap_or_else(|fault| panic!("{fault}"))
}

fn values(pairs: &[(&str, &str)]) -> Values {
    let mut values = Values::new();
    for (name, value) in pairs {
        values.entry((*name).to_owned()).or_default().push((*value).to_owned());
    }
    values
}

fn every_kind() -> Questionnaire {
    ask(json!([
        {"linkId": "g", "type": "group", "text": "G", "item": [
            {"linkId": "b", "type": "boolean", "text": "?"},
            {"linkId": "i", "type": "integer", "required": true, "text": "?"},
            {"linkId": "d", "type": "decimal", "text": "?"}]},
        {"linkId": "date", "type": "date", "text": "?"},
        {"linkId": "dt", "type": "dateTime", "text": "?"},
        {"linkId": "t", "type": "time", "text": "?"},
        {"linkId": "s", "type": "string", "repeats": true, "text": "?"},
        {"linkId": "u", "type": "url", "text": "?"},
        {"linkId": "c", "type": "choice", "repeats": true, "text": "?", "answerOption": [
            {"valueCoding": {"code": "a"}}, {"valueCoding": {"code": "b"}}]},
        {"linkId": "o", "type": "open-choice", "text": "?", "answerOption": [{"valueString": "red"}]},
        {"linkId": "q", "type": "quantity", "text": "?", "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption", "valueCoding": {"code": "kg"}},
            {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption", "valueCoding": {"code": "[lb_av]", "display": "lb"}}]},
        {"linkId": "r", "type": "group", "repeats": true, "text": "Child", "item": [
            {"linkId": "age", "type": "integer", "text": "Age"}]},
        {"linkId": "why", "type": "choice", "text": "?", "answerOption": [{"valueCoding": {"code": "x"}}], "item": [
            {"linkId": "more", "type": "text", "text": "More"}]}
    ]))
}

const SENT: [(&str, &str); 20] = [
    ("q0-0", "true"),
    ("q0-1", "3"),
    ("q0-2", "2,5"),
    ("q1", "2024-02-29"),
    ("q2", "2024-03-01T09:30"),
    ("q3", "10:00"),
    ("q4", "one"),
    ("q4", ""),
    ("q4", "two"),
    ("q5", "https://example.org"),
    ("q6", "o1"),
    ("q6", "o0"),
    ("q7-other", "green"),
    ("q8", "150"),
    ("q8-unit", "1"),
    ("q9-n", "2"),
    ("q9r0-0", "4"),
    ("q9r1-0", "7"),
    ("q10", "o0"),
    ("q10-0", "because"),
];

#[test]
fn every_kind_of_answer_is_read_valid_and_filled_in_again() {
    let asked = every_kind();
    let zone = TimeZone::get("America/New_York").unwrap();
    let (items, faults) = read(&asked, &values(&SENT), &zone);
    assert_eq!(faults, []);
    assert_eq!(validate(&asked, &items, true), []);
    let find = |id: &str| items.iter().find(|i| i.link_id == id).unwrap();
    assert_eq!(find("dt").answers[0].value, Answer::DateTime("2024-03-01T09:30:00-05:00".into()));
    assert_eq!(find("q").answers[0].value.plain(), "150 lb");
    assert_eq!(items.iter().filter(|i| i.link_id == "r").count(), 2);
    let filled = fill(&asked, &items, false);
    let (again, _) = read(&asked, &filled, &zone);
    assert_eq!(again, items);
}

#[test]
fn what_cannot_be_read_is_named_by_its_field() {
    let asked = every_kind();
    let sent = values(&[
        ("q0-1", "three"),
        ("q1", "yesterday"),
        ("q3", "25:00"),
        ("q5", "no address"),
        ("q8", "much"),
    ]);
    let (items, faults) = read(&asked, &sent, &TimeZone::UTC);
    let fields: Vec<&str> = faults.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["q0-1", "q1", "q3", "q5", "q8"]);
    assert!(items.is_empty());
    assert_eq!(missing(&asked, &items), ["q0-1"]);
}

#[test]
fn a_fault_leads_to_its_field() {
    let asked = ask(json!([{"linkId": "g", "type": "group", "repeats": true, "text": "G", "item": [
        {"linkId": "a", "type": "string", "text": "?"},
        {"linkId": "s", "type": "string", "maxLength": 2, "text": "?"}]}]));
    let sent = values(&[("q0-n", "2"), ("q0r0-0", "x"), ("q0r1-1", "long")]);
    let (items, _) = read(&asked, &sent, &TimeZone::UTC);
    let faults = validate(&asked, &items, true);
    assert_eq!(faults.len(), 1);
    assert_eq!(field_of(&asked, &items, &faults[0].path).as_deref(), Some("q0r1-1"));
}

#[test]
fn the_ahc_form_takes_ten_taps() {
    let ahc = parse(AHC_HRSN).unwrap();
    let taps = ["q0-0", "q0-1", "q1-1", "q1-2", "q2-0", "q3-0", "q4-1", "q4-2", "q4-3", "q4-4"];
    let sent = values(&taps.map(|name| (name, "o0")));
    let (items, faults) = read(&ahc, &sent, &TimeZone::UTC);
    assert!(faults.is_empty() && validate(&ahc, &items, true).is_empty());
    let answered: usize = items.iter().map(|group| group.items.len()).sum();
    assert_eq!(answered, 10, "one tap for each question");
    assert_eq!(fill(&ahc, &items, false).len(), 10);
}

proptest! {
    /// Whatever a browser sends, reading gives only answers of the right type.
    #[test]
    fn reading_never_makes_a_wrong_type(sent in proptest::collection::btree_map("q(0-[0-2]|[1-9]|10|9r0-0)(-other|-unit|-n)?",
        proptest::collection::vec("[o0-9a-z:.,T-]{0,16}", 0..3), 0..12)) {
        let asked = every_kind();
        let (items, faults) = read(&asked, &sent, &TimeZone::UTC);
        let wrong: Vec<_> = validate(&asked, &items, false).into_iter()
            .filter(|f| !f.reason.contains("given twice") && !f.reason.contains("takes one answer"))
            .collect();
        prop_assert!(wrong.is_empty(), "{wrong:?} with {faults:?}");
    }
}
