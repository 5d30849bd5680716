use super::*;
use crate::model::enable::prune;
use crate::model::read_questionnaire::read_questionnaire;
use crate::model::response::{items_from_json, write_items};
use proptest::prelude::*;
use serde_json::{Value, json};

fn ask(items: Value) -> Questionnaire {
    let value = json!({"resourceType": "Questionnaire", "url": "http://example.org/q", "status": "active",
        "code": [{"system": "http://loinc.org", "code": "96777-8"}], "item": items});
    read_questionnaire(&value).unwrap_or_else(|fault| panic!("{fault}"))
}

fn faults(questionnaire: &Questionnaire, items: Value) -> Vec<String> {
    let items = items_from_json(&items).unwrap_or_else(|fault| panic!("{fault}"));
    validate(questionnaire, &items, true).iter().map(|f| format!("{}: {}", f.path, f.reason)).collect()
}

fn choice() -> Questionnaire {
    ask(json!([{"linkId": "g", "type": "group", "text": "Food", "item": [
        {"linkId": "f", "type": "choice", "required": true, "text": "Worried?",
         "code": [{"system": "http://loinc.org", "code": "88122-7"}],
         "answerOption": [{"valueCoding": {"system": "http://loinc.org", "code": "LA28397-0", "display": "Often"}},
                          {"valueCoding": {"code": "LA28398-8"}}]}]}]))
}

#[test]
fn an_unknown_code_is_named_with_its_exact_place() {
    let bad =
        json!([{"linkId": "g", "item": [{"linkId": "f", "answer": [{"valueCoding": {"code": "LA9-9"}}]}]}]);
    let items = items_from_json(&bad).unwrap();
    let fault = &validate(&choice(), &items, true)[0];
    assert_eq!(fault.path, "QuestionnaireResponse.item[0].item[0].answer[0].valueCoding.code");
    assert_eq!(fault.reason, "\"LA9-9\" is not an answer option of 96777-8/88122-7");
    assert_eq!(fault.mend, "use one of LA28397-0, LA28398-8");
}

#[test]
fn headings_may_differ_but_items_may_not() {
    let answer = json!({"linkId": "f", "answer": [{"valueCoding": {"code": "LA28397-0"}}]});
    assert_eq!(faults(&choice(), json!([{"linkId": "g", "item": [answer]}])), Vec::<String>::new());
    assert_eq!(faults(&choice(), json!([answer])), Vec::<String>::new(), "no heading");
    assert_eq!(faults(&choice(), json!([{"linkId": "own", "item": [answer]}])), Vec::<String>::new());
    let unknown = faults(&choice(), json!([answer, {"linkId": "z", "answer": [{"valueBoolean": true}]}]));
    assert_eq!(unknown, ["QuestionnaireResponse.item[1].linkId: \"z\" is not an item of 96777-8"]);
}

#[test]
fn required_duplicates_types_and_counts() {
    assert_eq!(
        faults(&choice(), json!([])),
        ["QuestionnaireResponse.item: 96777-8/88122-7 is required and not answered"]
    );
    let answer = json!({"linkId": "f", "answer": [{"valueCoding": {"code": "LA28397-0"}}]});
    assert!(faults(&choice(), json!([answer, answer]))[0].contains("comes twice"));
    let text = json!([{"linkId": "f", "answer": [{"valueString": "often"}]}]);
    assert_eq!(
        faults(&choice(), text),
        ["QuestionnaireResponse.item[0].answer[0].valueString: 96777-8/88122-7 takes choice"]
    );
    let two = json!([{"linkId": "f", "answer": [{"valueCoding": {"code": "LA28397-0"}}, {"valueCoding": {"code": "LA28398-8"}}]}]);
    assert!(faults(&choice(), two)[0].contains("takes one answer, not 2"));
}

#[test]
fn every_type_takes_its_value_and_no_other() {
    let values = [
        ("boolean", json!({"valueBoolean": true})),
        ("decimal", json!({"valueDecimal": 1.5})),
        ("integer", json!({"valueInteger": 3})),
        ("date", json!({"valueDate": "2024-01-31"})),
        ("dateTime", json!({"valueDateTime": "2024-01-31T10:00:00Z"})),
        ("time", json!({"valueTime": "10:00:00"})),
        ("string", json!({"valueString": "a"})),
        ("text", json!({"valueString": "a"})),
        ("url", json!({"valueUri": "https://example.org"})),
        ("quantity", json!({"valueQuantity": {"value": 2, "unit": "kg"}})),
    ];
    for (kind, good) in &values {
        let asked = ask(json!([{"linkId": "a", "type": kind, "text": "?"}]));
        for (other, value) in &values {
            let found = faults(&asked, json!([{"linkId": "a", "answer": [value]}]));
            let same = good == value || (*kind == "decimal" && *other == "integer");
            assert_eq!(found.is_empty(), same, "{kind} with {value}: {found:?}");
        }
    }
}

#[test]
fn bounds_lengths_units_and_exclusive_answers() {
    let ext = |name: &str, value: Value| {
        let mut e = json!({"url": format!("http://hl7.org/fhir/StructureDefinition/{name}")});
        for (k, v) in value.as_object().unwrap() {
            e[k] = v.clone();
        }
        e
    };
    let asked = ask(json!([
        {"linkId": "n", "type": "integer", "text": "?", "extension": [
            ext("minValue", json!({"valueInteger": 1})), ext("maxValue", json!({"valueInteger": 20}))]},
        {"linkId": "s", "type": "string", "text": "?", "maxLength": 3},
        {"linkId": "q", "type": "quantity", "text": "?", "extension": [
            ext("questionnaire-unitOption", json!({"valueCoding": {"code": "kg", "display": "kilo"}}))]},
        {"linkId": "m", "type": "choice", "repeats": true, "text": "?", "extension": [
            ext("questionnaire-maxOccurs", json!({"valueInteger": 2}))],
         "answerOption": [{"valueCoding": {"code": "a"}}, {"valueCoding": {"code": "b"}}, {"valueCoding": {"code": "c"}},
            {"valueCoding": {"code": "none"}, "extension": [ext("questionnaire-optionExclusive", json!({"valueBoolean": true}))]}]}
    ]));
    let one = |item: Value| faults(&asked, json!([item]));
    assert!(one(json!({"linkId": "n", "answer": [{"valueInteger": 0}]}))[0].contains("at least 1"));
    assert!(one(json!({"linkId": "n", "answer": [{"valueInteger": 21}]}))[0].contains("at most 20"));
    assert!(one(json!({"linkId": "s", "answer": [{"valueString": "añoñ"}]}))[0].contains("4 characters"));
    assert!(
        one(json!({"linkId": "s", "answer": [{"valueString": "año"}]})).is_empty(),
        "characters, not bytes"
    );
    assert!(
        one(json!({"linkId": "q", "answer": [{"valueQuantity": {"value": 1, "unit": "lb"}}]}))[0]
            .contains("kg")
    );
    assert!(
        one(json!({"linkId": "q", "answer": [{"valueQuantity": {"value": 1, "code": "kg"}}]})).is_empty()
    );
    let codes = |codes: &[&str]| {
        let answers: Vec<Value> = codes.iter().map(|c| json!({"valueCoding": {"code": c}})).collect();
        one(json!({"linkId": "m", "answer": answers}))
    };
    assert!(codes(&["a", "b"]).is_empty());
    assert!(codes(&["a", "b", "c"])[0].contains("at most 2"));
    assert!(codes(&["a", "none"])[0].contains("none of these"));
    assert!(codes(&["a", "a"])[0].contains("given twice"));
}

/// Answers given, and whether the condition holds then.
type Cases = &'static [(&'static [i64], bool)];

/// One condition of each operator, on a question of a fitting type.
#[test]
fn conditions_open_and_close_items() {
    let when = |condition: Value| {
        ask(json!([{"linkId": "n", "type": "integer", "text": "?", "repeats": true},
            {"linkId": "x", "type": "string", "text": "?", "enableWhen": [condition]}]))
    };
    let open = |asked: &Questionnaire, numbers: &[i64]| {
        let answers: Vec<Value> = numbers.iter().map(|n| json!({"valueInteger": n})).collect();
        let mut items = json!([{"linkId": "x", "answer": [{"valueString": "a"}]}]);
        if !answers.is_empty() {
            items.as_array_mut().unwrap().push(json!({"linkId": "n", "answer": answers}));
        }
        faults(asked, items).is_empty()
    };
    let cases: [(&str, Value, Cases); 7] = [
        ("=", json!({"answerInteger": 3}), &[(&[3], true), (&[4], false), (&[4, 3], true), (&[], false)]),
        ("!=", json!({"answerInteger": 3}), &[(&[3], false), (&[4], true), (&[4, 3], false), (&[], true)]),
        (">", json!({"answerInteger": 3}), &[(&[3], false), (&[4], true), (&[], false)]),
        ("<", json!({"answerDecimal": 3.5}), &[(&[3], true), (&[4], false), (&[], false)]),
        (">=", json!({"answerInteger": 3}), &[(&[3], true), (&[2], false)]),
        ("<=", json!({"answerInteger": 3}), &[(&[3], true), (&[4], false)]),
        ("exists", json!({"answerBoolean": false}), &[(&[], true), (&[1], false)]),
    ];
    for (operator, answer, wanted) in cases {
        let mut condition = json!({"question": "n", "operator": operator});
        for (name, value) in answer.as_object().unwrap() {
            condition[name] = value.clone();
        }
        let asked = when(condition);
        for (numbers, expected) in wanted {
            assert_eq!(open(&asked, numbers), *expected, "{operator} with {numbers:?}");
        }
    }
}

#[test]
fn any_and_all_and_conditions_of_a_heading() {
    let asked = |behavior: &str| {
        ask(
            json!([{"linkId": "a", "type": "boolean", "text": "?"}, {"linkId": "b", "type": "boolean", "text": "?"},
            {"linkId": "g", "type": "group", "text": "G", "enableBehavior": behavior, "enableWhen": [
                {"question": "a", "operator": "=", "answerBoolean": true},
                {"question": "b", "operator": "=", "answerBoolean": true}],
             "item": [{"linkId": "x", "type": "string", "required": true, "text": "?"}]}]),
        )
    };
    let with = |a: bool, b: bool, x: bool| {
        let mut items = vec![
            json!({"linkId": "a", "answer": [{"valueBoolean": a}]}),
            json!({"linkId": "b", "answer": [{"valueBoolean": b}]}),
        ];
        if x {
            items.push(json!({"linkId": "g", "item": [{"linkId": "x", "answer": [{"valueString": "s"}]}]}));
        }
        json!(items)
    };
    assert!(faults(&asked("any"), with(true, false, true)).is_empty());
    assert!(faults(&asked("any"), with(true, false, false))[0].contains("required"));
    assert!(faults(&asked("all"), with(true, false, true))[0].contains("condition is not met"));
    assert!(faults(&asked("all"), with(true, false, false)).is_empty(), "required, but not asked");
    assert!(faults(&asked("all"), with(true, true, true)).is_empty());
}

#[test]
fn a_condition_sees_the_answer_of_its_own_repetition() {
    let asked = ask(json!([{"linkId": "g", "type": "group", "repeats": true, "text": "Child", "item": [
        {"linkId": "a", "type": "boolean", "text": "At school?"},
        {"linkId": "x", "type": "string", "text": "Which?", "enableWhen": [
            {"question": "a", "operator": "=", "answerBoolean": true}]}]}]));
    let child = |at_school: bool, which: bool| {
        let mut items = vec![json!({"linkId": "a", "answer": [{"valueBoolean": at_school}]})];
        if which {
            items.push(json!({"linkId": "x", "answer": [{"valueString": "North"}]}));
        }
        json!({"linkId": "g", "item": items})
    };
    assert!(faults(&asked, json!([child(true, true), child(false, false)])).is_empty());
    let bad = faults(&asked, json!([child(true, true), child(false, true)]));
    assert_eq!(bad.len(), 1);
    assert!(bad[0].starts_with("QuestionnaireResponse.item[1].item[1]:"), "{bad:?}");
}

#[test]
fn pruning_follows_a_chain_of_conditions() {
    let asked = ask(json!([{"linkId": "a", "type": "boolean", "text": "?"},
        {"linkId": "b", "type": "boolean", "text": "?", "enableWhen": [{"question": "a", "operator": "=", "answerBoolean": true}]},
        {"linkId": "c", "type": "boolean", "text": "?", "enableWhen": [{"question": "b", "operator": "=", "answerBoolean": true}]}]));
    let yes = |id: &str, v: bool| json!({"linkId": id, "answer": [{"valueBoolean": v}]});
    let mut items = items_from_json(&json!([yes("a", false), yes("b", true), yes("c", true)])).unwrap();
    assert_eq!(prune(&asked, &mut items), 2);
    assert_eq!(items.len(), 1);
    assert!(validate(&asked, &items, true).is_empty());
}

#[test]
fn questionnaires_are_refused_with_their_place() {
    let refuse = |items: Value| {
        let value = json!({"resourceType": "Questionnaire", "url": "http://example.org/q", "item": items});
        read_questionnaire(&value).unwrap_err()
    };
    let file = refuse(json!([{"linkId": "a", "type": "attachment"}]));
    assert_eq!(file.path, "Questionnaire.item[0].type");
    assert!(file.reason.contains("not files"));
    assert!(refuse(json!([{"linkId": "a", "type": "choice"}])).path.ends_with("answerOption"));
    assert!(
        refuse(json!([{"linkId": "a", "type": "string"}, {"linkId": "a", "type": "string"}]))
            .reason
            .contains("twice")
    );
    let blind = json!([{"linkId": "a", "type": "string", "enableWhen": [{"question": "z", "operator": "exists", "answerBoolean": true}]}]);
    assert!(refuse(blind).reason.contains("no question"));
    assert!(
        refuse(json!([{"linkId": "a", "type": "choice", "answerValueSet": "#x"}]))
            .reason
            .contains("not contained")
    );
    assert_eq!(refuse(json!([])).path, "Questionnaire.item");
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(|b| json!({"valueBoolean": b})),
        (-5i64..30).prop_map(|n| json!({"valueInteger": n})),
        prop_oneof![Just("LA28397-0"), Just("LA28398-8"), Just("LA9-9")]
            .prop_map(|c| json!({"valueCoding": {"code": c}})),
        "[a-z]{1,6}".prop_map(|s| json!({"valueString": s})),
    ]
}

fn any_item() -> impl Strategy<Value = Value> {
    let id = prop_oneof![Just("g"), Just("f"), Just("z"), Just("a")];
    let leaf = (id.clone(), proptest::collection::vec(any_value(), 0..3))
        .prop_map(|(id, answers)| json!({"linkId": id, "answer": answers}));
    leaf.prop_recursive(3, 12, 3, move |inner| {
        (id.clone(), proptest::collection::vec(inner, 0..3))
            .prop_map(|(id, items)| json!({"linkId": id, "item": items}))
    })
}

proptest! {
    /// Every fault path leads to something that is really there (or to the list where something is missing).
    #[test]
    fn fault_paths_exist(items in proptest::collection::vec(any_item(), 0..4)) {
        let document = json!({"item": items});
        let read = items_from_json(&document["item"]).unwrap();
        for fault in validate(&choice(), &read, true) {
            let mut at = &document;
            for step in fault.path.trim_start_matches("QuestionnaireResponse.").split('.') {
                let (name, index) = step.split_once('[').map_or((step, None), |(n, i)| (n, Some(i)));
                let next = match index {
                    Some(i) => at.get(name).and_then(|v| v.get(i.trim_end_matches(']').parse::<usize>().unwrap())),
                    None => at.get(name),
                };
                match next {
                    Some(next) => at = next,
                    None => { prop_assert_eq!(name, "item", "{}", fault); break; }
                }
            }
        }
    }

    /// After pruning no answer stands under a closed condition, and pruning again changes nothing.
    #[test]
    fn pruning_is_complete(a: bool, b: bool, c in 0i64..4) {
        let asked = ask(json!([{"linkId": "a", "type": "boolean", "text": "?"},
            {"linkId": "b", "type": "boolean", "text": "?", "enableWhen": [{"question": "a", "operator": "=", "answerBoolean": true}]},
            {"linkId": "c", "type": "integer", "text": "?", "enableWhen": [{"question": "b", "operator": "!=", "answerBoolean": true}]},
            {"linkId": "d", "type": "string", "text": "?", "enableWhen": [{"question": "c", "operator": ">", "answerInteger": 1}]}]));
        let mut items = items_from_json(&json!([{"linkId": "a", "answer": [{"valueBoolean": a}]},
            {"linkId": "b", "answer": [{"valueBoolean": b}]}, {"linkId": "c", "answer": [{"valueInteger": c}]},
            {"linkId": "d", "answer": [{"valueString": "x"}]}])).unwrap();
        prune(&asked, &mut items);
        prop_assert!(validate(&asked, &items, true).is_empty());
        let again = write_items(&items);
        prop_assert_eq!(prune(&asked, &mut items), 0);
        prop_assert_eq!(write_items(&items), again);
    }
}
