//! The published samples against the published questionnaires, with exact counts. The files are not ours to ship:
//! without them each test says so and passes.

use super::questionnaire::Questionnaire;
use super::read_questionnaire::read_questionnaire;
use super::response::{Response, read_response};
use super::validate::{drop_items, validate};
use crate::instruments::{AHC_HRSN, HUNGER_VITAL_SIGN, parse};
use crate::model::risk::findings;
use serde_json::Value;
use std::path::PathBuf;
use tandem_intake::fault::Fault;

/// Where the reference data lies: `TANDEM_INTEROP_DATA`, else beside the checkout.
fn sample(path: &str) -> Option<Value> {
    let folder = std::env::var_os("TANDEM_INTEROP_DATA")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/interop"));
    let Ok(text) = std::fs::read_to_string(folder.join(path)) else {
        eprintln!("skipped: {path} is not here (set TANDEM_INTEROP_DATA)");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn questionnaire(path: &str) -> Option<Result<Questionnaire, Fault>> {
    sample(path).map(|value| read_questionnaire(&value))
}

fn response(path: &str) -> Option<Response> {
    sample(path).map(|value| read_response(&value).unwrap())
}

fn texts(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(Fault::to_string).collect()
}

#[test]
fn every_published_questionnaire_reads_with_the_right_number_of_questions() {
    let expected = [
        ("questionnaires/mycareplanner/AHC-questionnaire.json", 10, 0),
        ("questionnaires/mycareplanner/PRAPARE-questionnaire.json", 20, 1),
        ("gravity-sdoh-cc-3.0.0/resources/Questionnaire-SDOHCC-QuestionnaireHungerVitalSign.json", 3, 0),
        ("gravity-sdoh-cc-3.0.0/resources/Questionnaire-SDOHCC-QuestionnairePRAPARE.json", 20, 1),
        ("gravity-ref-ehr-server/ig-examples/Questionnaire-SDOHCC-QuestionnairePRAPARE.json", 20, 1),
        ("us-core/7.0.0/examples/Questionnaire-prapare-example.json", 20, 1),
        ("us-core/7.0.0/examples/Questionnaire-hunger-vital-sign-example.json", 3, 0),
        ("sdc-4.0.0/examples/Questionnaire-SDOHCC-QuestionnaireHungerVitalSign.json", 3, 0),
        ("sdc-4.0.0/examples/Questionnaire-questionnaire-sdc-test-enableWhen.json", 30, 0),
        ("sdc-4.0.0/examples/Questionnaire-questionnaire-sdc-profile-example-cqf-PHQ9.json", 10, 0),
        ("sdc-4.0.0/examples/Questionnaire-questionnaire-sdc-profile-example-loinc.json", 40, 0),
    ];
    for (path, questions, dropped) in expected {
        let Some(read) = questionnaire(path) else { continue };
        let read = read.unwrap_or_else(|fault| panic!("{path}: {fault}"));
        assert_eq!(read.questions().len(), questions, "{path}");
        assert_eq!(read.dropped.len(), dropped, "{path}");
    }
}

#[test]
fn the_shipped_ahc_takes_the_published_sample_although_its_headings_differ() {
    let Some(answered) = response("questionnaires/mycareplanner/QuestionnaireResponse-AHC.json") else {
        return;
    };
    let shipped = parse(AHC_HRSN).unwrap();
    assert_eq!(texts(&validate(&shipped, &answered.items, true)), Vec::<String>::new());
    let risks: Vec<_> = findings(&shipped, &answered.items).into_iter().map(|f| (f.domain, f.risk)).collect();
    let expected = [
        ("housing-instability", Some(false)),
        ("homelessness", Some(true)),
        ("inadequate-housing", None),
        ("food-insecurity", Some(true)),
        ("transportation-insecurity", None),
        ("utility-insecurity", None),
        ("intimate-partner-violence", None),
    ];
    assert_eq!(risks, expected.map(|(domain, risk)| (domain.to_owned(), risk)));
}

#[test]
fn the_published_ahc_asks_for_a_group_that_its_sample_leaves_out() {
    let Some(Ok(published)) = questionnaire("questionnaires/mycareplanner/AHC-questionnaire.json") else {
        return;
    };
    let answered = response("questionnaires/mycareplanner/QuestionnaireResponse-AHC.json").unwrap();
    let faults = validate(&published, &answered.items, true);
    assert_eq!(texts(&faults).len(), 1, "{faults:?}");
    assert_eq!(faults[0].path, "QuestionnaireResponse.item");
    assert!(faults[0].mend.contains("ach-other-risks"));
}

#[test]
fn hunger_vital_sign_samples_of_three_publishers_fit_the_shipped_instrument() {
    let shipped = parse(HUNGER_VITAL_SIGN).unwrap();
    for path in [
        "gravity-sdoh-cc-3.0.0/resources/QuestionnaireResponse-SDOHCC-QuestionnaireResponseHungerVitalSignExample.json",
        "gravity-ref-ehr-server/ig-examples/QuestionnaireResponse-SDOHCC-QuestionnaireResponseHungerVitalSignExample.json",
        "us-core/7.0.0/examples/QuestionnaireResponse-hunger-vital-sign-example.json",
    ] {
        let Some(answered) = response(path) else { continue };
        assert_eq!(texts(&validate(&shipped, &answered.items, true)), Vec::<String>::new(), "{path}");
        assert_eq!(crate::instruments::canonical(&answered.questionnaire), shipped.url, "{path}");
        assert_eq!(findings(&shipped, &answered.items)[0].risk, Some(true), "{path}");
    }
}

#[test]
fn prapare_samples_fit_their_questionnaires_and_lose_the_refugee_question() {
    for (asked, answered) in [
        (
            "gravity-sdoh-cc-3.0.0/resources/Questionnaire-SDOHCC-QuestionnairePRAPARE.json",
            "gravity-sdoh-cc-3.0.0/resources/QuestionnaireResponse-SDOHCC-QuestionnaireResponsePRAPAREExample.json",
        ),
        (
            "us-core/7.0.0/examples/Questionnaire-prapare-example.json",
            "us-core/7.0.0/examples/QuestionnaireResponse-prapare-example.json",
        ),
    ] {
        let (Some(Ok(asked)), Some(mut answered)) = (questionnaire(asked), response(answered)) else {
            continue;
        };
        assert_eq!(drop_items(&asked, &mut answered.items), ["93027-1"]);
        assert_eq!(texts(&validate(&asked, &answered.items, true)), Vec::<String>::new());
        let at_risk: Vec<_> = findings(&asked, &answered.items)
            .into_iter()
            .filter(|f| f.risk == Some(true))
            .map(|f| f.domain)
            .collect();
        assert_eq!(
            at_risk,
            [
                "homelessness",
                "transportation-insecurity",
                "material-hardship",
                "employment-status",
                "educational-attainment",
                "social-connection",
                "intimate-partner-violence"
            ]
        );
    }
}

#[test]
fn the_sdc_loinc_sample_with_its_contained_value_sets_and_conditions_fits() {
    let folder = "sdc-4.0.0/examples/";
    let asked = format!("{folder}Questionnaire-questionnaire-sdc-profile-example-loinc.json");
    let answered =
        format!("{folder}QuestionnaireResponse-questionnaireresponse-sdc-profile-example-loinc.json");
    let (Some(Ok(asked)), Some(answered)) = (questionnaire(&asked), response(&answered)) else { return };
    assert_eq!(texts(&validate(&asked, &answered.items, true)), Vec::<String>::new());
}
