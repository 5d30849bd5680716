//! The rules of bodies: the written cases where they are present, and the edges of each rule.

use jiff::civil::{Date, date};
use tandem_deliberation::rules::body::{self, BySector};
use tandem_deliberation::rules::decision::{Decision, Objection, Stage, check, confirmed};
use tandem_deliberation::rules::workgroup::{CoLead, may_adopt, state};
use tandem_deliberation::rules::{Control, Verdict, case, duty};

#[test]
fn every_written_case_has_its_verdict_and_its_reason() {
    let Some(folder) = crate::common::folder("misc") else { return };
    for file in crate::common::files(&folder, ".json") {
        if !file.file_name().unwrap().to_string_lossy().starts_with("governance_spec") {
            continue;
        }
        for case in crate::common::json(&file)["cases"].as_array().unwrap() {
            let found = case::evaluate(case["rule"].as_str().unwrap(), &case["given"])
                .unwrap_or_else(|| panic!("{case}"));
            let expected = &case["expect"];
            assert_eq!(
                (Some(found.verdict), found.code),
                (expected["verdict"].as_str(), expected["code"].as_str()),
                "{case}"
            );
        }
    }
}

fn lead(person: &str, sector: &str, organization: Option<&str>, term_end: Option<Date>) -> CoLead {
    CoLead {
        person: person.into(),
        sector: sector.into(),
        organization: organization.map(Into::into),
        term_end,
    }
}

#[test]
fn a_workgroup_has_days_of_grace_and_no_more() {
    let end = date(2026, 5, 31);
    let leads = [
        lead("a", "public_health", Some("County"), None),
        lead("b", "healthcare", Some("Hospital"), None),
        lead("c", "community", None, Some(end)),
    ];
    let none = Control::default();
    assert_eq!(state(end, &leads, None, &none), Verdict::plain("valid"));
    assert_eq!(state(date(2026, 7, 30), &leads, None, &none), Verdict::because("grace", "VACANCY"));
    let late = state(date(2026, 7, 31), &leads, None, &none);
    assert_eq!(late, Verdict::because("suspended", "VACANCY_OVER_60_DAYS"));
    assert!(!may_adopt(late));
    let adopted = Some(date(2026, 1, 1));
    assert_eq!(state(date(2026, 6, 30), &leads[..2], adopted, &none).verdict, "grace");
    assert_eq!(state(date(2026, 7, 1), &leads[..2], adopted, &none).verdict, "suspended");
}

#[test]
fn a_co_lead_who_changes_employer_counts_with_the_new_one() {
    let mut leads = [
        lead("a", "public_health", Some("County"), None),
        lead("b", "healthcare", Some("Hospital"), None),
        lead("c", "housing", Some("Homes"), None),
        lead("d", "community", None, None),
    ];
    let mut control = Control::default();
    let on = date(2026, 6, 1);
    assert_eq!(state(on, &leads, None, &control).verdict, "valid");
    // The resident is hired by a partner: nobody is left who speaks for the community alone.
    leads[3].organization = Some("Pantry".into());
    assert_eq!(state(on, &leads, None, &control).code, Some("NO_COMMUNITY"));
    leads[3].organization = None;
    // The hospital and the homes come under one roof.
    control.0.insert("Homes".into(), "System".into());
    control.0.insert("Hospital".into(), "System".into());
    assert_eq!(state(on, &leads, None, &control).verdict, "valid");
    assert_eq!(state(on, &leads[1..], None, &control).code, Some("COMMON_CONTROL_COUNTS_ONCE"));
    // A circle of control is one control.
    control.0.insert("System".into(), "Homes".into());
    assert!(control.same("Homes", "Hospital") && !control.same("Homes", "County"));
}

fn sectors(list: &[(&str, u64)]) -> BySector {
    list.iter().map(|(s, n)| ((*s).to_owned(), *n)).collect()
}

#[test]
fn bodies_stand_on_the_edge() {
    let thirds = sectors(&[("healthcare", 4), ("housing", 3), ("education", 2), ("community", 3)]);
    assert_eq!(body::seats(&thirds).code, Some("SECTOR_OVER_ONE_THIRD"), "a third is not under a third");
    assert_eq!(body::seats(&sectors(&[])).code, Some("NO_SEATS"));
    let active = sectors(&[("healthcare", 3), ("housing", 3), ("education", 3), ("community", 3)]);
    let six = sectors(&[("healthcare", 3), ("community", 3)]);
    assert_eq!(body::quorum(&active, &six).code, Some("SEATS_NOT_OVER_HALF"));
    let seven = sectors(&[("healthcare", 3), ("housing", 1), ("community", 3), ("education", 0)]);
    assert_eq!(body::quorum(&active, &seven).verdict, "met");
    // The only one of a sector leaves in the middle of the meeting.
    let left = sectors(&[("healthcare", 3), ("community", 4)]);
    assert_eq!(body::quorum(&active, &left).code, Some("SECTORS_LT_3"));
    let even = body::double_majority(&sectors(&[("housing", 2)]), &sectors(&[("healthcare", 2)]));
    assert_eq!(even.code, Some("SEAT_MAJORITY_MISSING"));
}

#[test]
fn nothing_is_adopted_past_an_objection() {
    use Stage::{Adopted, Clarify, Consent, Integrate, Proposed, React, Vote};
    let mut decision = Decision {
        path: vec![Proposed, Clarify, React, Consent, Adopted],
        versions: 1,
        objections: vec![],
        quorum: true,
        review_on: Some(date(2028, 6, 1)),
        adopted_on: Some(date(2026, 6, 1)),
        react_hours: Some(72),
        text_as_consented: true,
        group_valid: true,
        vote_passed: None,
    };
    assert_eq!(check(&decision), Verdict::plain("accept"));
    decision.objections = vec![Objection::Withdrawn { by_objector: false }];
    assert_eq!(check(&decision).code, Some("NOT_WITHDRAWN_BY_OBJECTOR"));
    decision.objections = vec![Objection::Integrated { version: 2 }];
    assert_eq!(check(&decision).code, Some("OPEN_OBJECTION"), "integrated into a version that is not there");
    decision.objections = vec![];
    type Change = fn(&mut Decision);
    let changes: [(Change, &str); 6] = [
        (|d| d.react_hours = Some(71), "REACT_LT_72_HOURS"),
        (|d| d.review_on = Some(date(2028, 6, 2)), "REVIEW_OVER_24_MONTHS"),
        (|d| d.text_as_consented = false, "TEXT_CHANGED_AFTER_CONSENT"),
        (|d| d.group_valid = false, "WORKGROUP_NOT_VALID"),
        (|d| d.path = vec![Proposed, Clarify, React, Consent, Vote, Adopted], "ILLEGAL_TRANSITION"),
        (|d| d.path = vec![Proposed, Clarify, React, Consent, Adopted, Integrate], "ILLEGAL_TRANSITION"),
    ];
    for (change, code) in changes {
        let mut changed = decision.clone();
        change(&mut changed);
        assert_eq!(check(&changed).code, Some(code));
    }
    // After two integrations the double majority may decide, and must pass.
    let round = [Integrate, Clarify, React, Consent];
    let start = vec![Proposed, Clarify, React, Consent];
    decision.path = [start, round.to_vec(), round.to_vec(), vec![Vote, Adopted]].concat();
    decision.objections = vec![Objection::Open];
    assert_eq!(check(&decision).code, Some("DOUBLE_MAJORITY_MISSING"));
    decision.vote_passed = Some(true);
    assert_eq!(check(&decision).verdict, "accept");
    assert!(confirmed(date(2026, 6, 1), date(2026, 6, 1)) && !confirmed(date(2026, 6, 1), date(2026, 6, 2)));
}

#[test]
fn roles_conflicts_and_binding_votes() {
    let mut control = Control::default();
    control.0.insert("Clinic".into(), "Hospital".into());
    assert_eq!(duty::conflict("Clinic", &["Hospital"], true, true, &control).code, Some("CONFLICTED_STANCE"));
    assert_eq!(
        duty::conflict("Clinic", &["Hospital"], false, false, &control).code,
        Some("CONFLICT_NOT_DECLARED")
    );
    assert_eq!(duty::conflict("Clinic", &["Pantry"], false, true, &control).verdict, "accept");
    let role = duty::Role {
        holder: "a".into(),
        holder_organization: Some("Clinic".into()),
        deputy: Some("b".into()),
        deputy_organization: Some("Hospital".into()),
        term_start: Some(date(2026, 1, 1)),
        term_end: Some(date(2028, 1, 2)),
        terms: Some(3),
    };
    assert_eq!(duty::role(&role, &control).code, Some("DEPUTY_SAME_ORG"));
    assert_eq!(duty::role(&role, &Control::default()).code, Some("TERM_OVER_24_MONTHS"));
    let shorter = duty::Role { term_end: Some(date(2027, 12, 31)), ..role };
    assert_eq!(duty::role(&shorter, &Control::default()).code, Some("TERMS_OVER_2"));
    let result = ["p3".to_owned(), "p9".to_owned()];
    let back = |reasons_public, within_days, returns_so_far| duty::Answer::Return {
        reasons_public,
        within_days,
        returns_so_far,
    };
    assert_eq!(
        duty::binding(&result, &duty::Answer::Adopt(vec!["p9".into(), "p3".into()])).verdict,
        "accept"
    );
    assert_eq!(duty::binding(&result, &back(true, 30, 1)).code, Some("RETURNED_TWICE"));
    assert_eq!(duty::binding(&result, &back(false, 30, 0)).code, Some("NO_PUBLIC_REASONS"));
    assert_eq!(duty::binding(&result, &back(true, 31, 0)).code, Some("RETURN_OVER_30_DAYS"));
}
