use super::*;
use proptest::prelude::*;

const P: Path<'static> = Path::Root("X");

fn find(value: Value) -> Result<Option<Answer>, Fault> {
    Answer::find(value.as_object().unwrap(), P, "value")
}

#[test]
fn dates_are_checked() {
    for good in ["2024", "2024-02", "2024-02-29"] {
        assert!(check_date(good, P).is_ok(), "{good}");
    }
    for bad in ["2023-02-29", "24-01-01", "2024-13", "2024/01/01", "", "2024-1-1", "tomorrow"] {
        assert!(check_date(bad, P).is_err(), "{bad}");
    }
    assert!(check_date_time("2024-09-05T13:32:23-06:00", P).is_ok());
    assert!(check_date_time("2024-09-05T13:32:23", P).is_err(), "a zone is required");
    assert!(check_time("11:11:11", P).is_ok());
    assert!(check_time("25:00:00", P).is_err());
}

#[test]
fn two_values_and_attachments_are_refused() {
    let two = find(json!({"valueBoolean": true, "valueString": "yes"})).unwrap_err();
    assert!(two.reason.contains("second value"), "{two}");
    let file = find(json!({"valueAttachment": {"url": "x"}})).unwrap_err();
    assert_eq!(file.path, "X.valueAttachment");
    let odd = find(json!({"valueMoney": 3})).unwrap_err();
    assert!(odd.reason.contains("not a kind of answer"));
    assert_eq!(find(json!({"id": "a"})).unwrap(), None);
}

#[test]
fn partial_dates_compare_in_the_precision_they_share() {
    let day = Answer::Date("2024-03-01".into());
    let month = Answer::Date("2024-03".into());
    assert_eq!(day.compare(&month), Some(Ordering::Equal));
    let east = Answer::DateTime("2024-01-01T00:00:00+05:00".into());
    let west = Answer::DateTime("2023-12-31T20:00:00Z".into());
    assert_eq!(east.compare(&west), Some(Ordering::Less));
}

#[test]
fn quantities_of_other_units_do_not_compare() {
    let q = |value, code: &str| {
        Answer::Quantity(Quantity { value, code: Some(code.into()), ..Quantity::default() })
    };
    assert_eq!(q(1.0, "kg").compare(&q(2.0, "kg")), Some(Ordering::Less));
    assert_eq!(q(1.0, "kg").compare(&q(2.0, "[lb_av]")), None);
}

proptest! {
    #[test]
    fn an_answer_survives_writing_and_reading(n in -1e9f64..1e9, i in any::<i32>(), s in "[a-zA-Z0-9 ]{1,20}[a-z]") {
        for answer in [Answer::Decimal(n), Answer::Integer(i64::from(i)), Answer::Text(s.clone()),
            Answer::Coding(Coding { system: None, code: Some(s.clone()), display: None })] {
            let mut map = Map::new();
            answer.write(&mut map);
            let back = Answer::find(&map, P, "value").unwrap().unwrap();
            prop_assert!(back.same(&answer), "{:?} became {:?}", answer, back);
        }
    }

    #[test]
    fn checking_dates_never_panics(s in "\\PC{0,24}") {
        let _ = check_date(&s, P);
        let _ = check_date_time(&s, P);
        let _ = check_time(&s, P);
    }
}
