//! The instruments that come with Tandem, and the other names they are known by.

use crate::model::questionnaire::Questionnaire;
use crate::model::read_questionnaire::read_questionnaire;
use tandem_intake::fault::Fault;

/// AHC HRSN, 10 core questions (LOINC 96777-8).
pub const AHC_HRSN: &str = include_str!("instruments/ahc-hrsn.json");
/// Hunger Vital Sign (LOINC 88121-9).
pub const HUNGER_VITAL_SIGN: &str = include_str!("instruments/hunger-vital-sign.json");
/// Source and terms of use of each.
pub const NOTICE: &str = include_str!("instruments/NOTICE.md");

/// Every instrument that comes with Tandem, as FHIR JSON.
pub const SHIPPED: [&str; 2] = [AHC_HRSN, HUNGER_VITAL_SIGN];

/// The same questions, item by item and code by code, under the addresses of other publishers.
const ALIASES: [(&str, &str); 5] = [
    (
        "http://hl7.org/fhir/us/sdoh-clinicalcare/Questionnaire/SDOHCC-QuestionnaireHungerVitalSign",
        "http://loinc.org/q/88121-9",
    ),
    ("http://hl7.org/fhir/us/core/Questionnaire/hunger-vital-sign-example", "http://loinc.org/q/88121-9"),
    (
        "http://hl7.org/fhir/uv/sdc/Questionnaire/SDOHCC-QuestionnaireHungerVitalSign",
        "http://loinc.org/q/88121-9",
    ),
    (
        "http://hl7.org/fhir/uv/sdc/Questionnaire/questionnaire-sdc-profile-example-hunger-vital-signs",
        "http://loinc.org/q/88121-9",
    ),
    ("https://loinc.org/q/96777-8", "http://loinc.org/q/96777-8"),
];

/// The address under which we keep the instrument that a response calls by this address.
pub fn canonical(url: &str) -> &str {
    ALIASES.iter().find(|(other, _)| *other == url).map_or(url, |(_, ours)| ours)
}

/// Reads FHIR JSON text as a questionnaire, with its raw form.
pub fn parse(json: &str) -> Result<Questionnaire, Fault> {
    let value = serde_json::from_str(json).map_err(|error| {
        Fault::new(
            format!("line {} column {}", error.line(), error.column()),
            "is not JSON from here on",
            "save the Questionnaire as JSON (UTF-8) again",
        )
    })?;
    read_questionnaire(&value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::labels::{Label, label_of};
    use crate::model::response::{ResponseAnswer, ResponseItem};
    use crate::model::risk::{domains, findings, unscored};
    use crate::model::values::{Answer, Coding};

    fn ahc() -> Questionnaire {
        parse(AHC_HRSN).unwrap()
    }

    fn answer(link_id: &str, code: &str) -> ResponseItem {
        let coding = Coding { code: Some(code.into()), ..Coding::default() };
        let answers = vec![ResponseAnswer { value: Answer::Coding(coding), items: vec![] }];
        ResponseItem { link_id: link_id.into(), answers, items: vec![] }
    }

    fn risk(items: &[ResponseItem], domain: &str) -> Option<bool> {
        findings(&ahc(), items).into_iter().find(|f| f.domain == domain).unwrap().risk
    }

    #[test]
    fn ahc_has_its_ten_questions_in_both_languages_and_every_one_is_scored() {
        let ahc = ahc();
        let codes: Vec<_> = ahc.questions().iter().map(|q| q.code().unwrap()).collect();
        assert_eq!(
            codes,
            [
                "71802-3", "96778-6", "88122-7", "88123-5", "93030-5", "96779-4", "95618-5", "95617-7",
                "95616-9", "95615-1"
            ]
        );
        assert!(ahc.speaks("en") && ahc.speaks("es"));
        assert_eq!(unscored(&ahc), Vec::<String>::new());
        assert!(ahc.copyright.as_deref().unwrap().contains("Tandem project"));
        let violent: Vec<_> =
            domains(&ahc).into_iter().filter(|(_, label)| *label == Label::DomesticViolence).collect();
        assert_eq!(violent, [("intimate-partner-violence".to_owned(), Label::DomesticViolence)]);
    }

    #[test]
    fn hunger_vital_sign_has_its_two_questions() {
        let hvs = parse(HUNGER_VITAL_SIGN).unwrap();
        assert_eq!(hvs.questions().len(), 2, "the computed risk is hidden");
        assert!(hvs.speaks("es"));
        assert_eq!(domains(&hvs), [("food-insecurity".to_owned(), Label::General)]);
    }

    #[test]
    fn ahc_risk_follows_the_tool() {
        assert_eq!(risk(&[answer("124296", "LA31993-1")], "housing-instability"), Some(false));
        assert_eq!(risk(&[answer("124296", "LA31994-9")], "housing-instability"), Some(true));
        assert_eq!(risk(&[answer("124296", "LA31995-6")], "homelessness"), Some(true));
        assert_eq!(risk(&[answer("123820", "LA9-3")], "inadequate-housing"), Some(false));
        assert_eq!(risk(&[answer("123820", "LA28580-1")], "inadequate-housing"), Some(true));
        let never_then_often = [answer("123821", "LA28398-8"), answer("123822", "LA28397-0")];
        assert_eq!(risk(&never_then_often, "food-insecurity"), Some(true));
        assert_eq!(risk(&[answer("123824", "LA32002-0")], "utility-insecurity"), Some(true));
        assert_eq!(risk(&[], "transportation-insecurity"), None, "not asked is not no");
    }

    #[test]
    fn hits_turns_at_eleven_and_needs_all_four_to_say_no() {
        let hits = |codes: &[&str]| {
            let links = ["123825", "123826", "123827", "123828"];
            let items: Vec<_> = links.iter().zip(codes).map(|(link, code)| answer(link, code)).collect();
            risk(&items, "intimate-partner-violence")
        };
        assert_eq!(hits(&["LA6270-8"; 4]), Some(false), "4 points");
        assert_eq!(hits(&["LA10082-8", "LA10082-8", "LA10066-1", "LA10066-1"]), Some(false), "10 points");
        assert_eq!(hits(&["LA10082-8", "LA10082-8", "LA10082-8", "LA10066-1"]), Some(true), "11 points");
        assert_eq!(hits(&["LA10082-8"]), None, "3 points of one answer say nothing");
        assert_eq!(hits(&["LA6482-9", "LA6482-9", "LA10066-1"]), Some(true), "12 points of three answers");
    }

    #[test]
    fn declining_to_answer_is_not_an_answer() {
        let hvs = parse(HUNGER_VITAL_SIGN).unwrap();
        let items = [answer("/88122-7", "LA15775-2")];
        assert_eq!(findings(&hvs, &items)[0].risk, None);
    }

    #[test]
    fn violence_items_of_the_shipped_instrument_carry_their_label() {
        for question in ahc().questions() {
            let violent = question.prefix.as_deref().unwrap().parse::<u8>().unwrap() >= 7;
            let label = label_of(question.codes.iter().filter_map(|c| c.code.as_deref()));
            assert_eq!(label == Label::DomesticViolence, violent, "{:?}", question.prefix);
        }
    }
}
