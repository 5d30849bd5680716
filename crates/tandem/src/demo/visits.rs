//! What a visit finds: answers to the AHC questions, what the person says beyond them, and where help is wanted.

use jiff::civil::Date;
use std::collections::BTreeMap;
use tandem_screening::instruments::{AHC_HRSN, parse};
use tandem_screening::model::LOINC;
use tandem_screening::model::response::{ResponseAnswer, ResponseItem};
use tandem_screening::model::screening::{Choice, topic};
use tandem_screening::model::values::{Answer, Coding};

use super::chance::Chance;
use super::persons::Person;

/// Domains that the AHC questionnaire asks about, in its order.
const ASKED: [&str; 7] = [
    "housing-instability",
    "homelessness",
    "inadequate-housing",
    "food-insecurity",
    "transportation-insecurity",
    "utility-insecurity",
    "intimate-partner-violence",
];

/// Domains that people speak of by themselves.
const SAID: [&str; 10] = [
    "employment-status",
    "child-care",
    "mental-health",
    "substance-use",
    "legal-help",
    "social-connection",
    "material-hardship",
    "health-care",
    "educational-attainment",
    "financial-insecurity",
];

/// Address and version of the AHC questionnaire.
pub(super) fn instrument() -> (String, String) {
    parse(AHC_HRSN).map(|q| (q.url, q.version)).unwrap_or_default()
}

/// A visit as it went.
#[derive(Debug)]
pub(super) struct Visit {
    /// The answers to the questionnaire.
    pub(super) answers: Vec<ResponseItem>,
    /// The word for each topic of its review.
    pub(super) choices: BTreeMap<String, Choice>,
    /// What the person named beyond it and wants help with.
    pub(super) said: Vec<&'static str>,
}

/// A visit that finds one need, with which the person wants help.
pub(super) fn with_one(chance: &mut Chance, domain: &'static str) -> Visit {
    let asked = ASKED.contains(&domain);
    let found: Vec<&str> = ASKED.into_iter().filter(|d| *d == domain).collect();
    let choice = |d: &str| if topic(d) == topic(domain) { Choice::Yes } else { Choice::No };
    let choices = ASKED.into_iter().map(|d| (topic(d).to_owned(), choice(d))).collect();
    Visit { answers: answers(chance, &found), choices, said: if asked { vec![] } else { vec![domain] } }
}

/// Draws a visit with this person on this day.
pub(super) fn draw(chance: &mut Chance, person: &Person, day: Date) -> Visit {
    let moment = person.moment(day);
    let mut found: Vec<&'static str> =
        ASKED.into_iter().filter(|domain| chance.percent(moment.percent(domain))).collect();
    if found.contains(&"homelessness") {
        // One answer to one question.
        found.retain(|domain| !matches!(*domain, "housing-instability" | "inadequate-housing"));
    }
    let mut choices = BTreeMap::new();
    for domain in ASKED {
        let choice = match (found.contains(&domain), chance.between(0, 99)) {
            (true, 0..=75) => Choice::Yes,
            (true, 76..=85) => Choice::Later,
            // Some want help although the questions found no risk.
            (false, 0..=1) if domain == "food-insecurity" || domain == "utility-insecurity" => Choice::Yes,
            _ => Choice::No,
        };
        let place = choices.entry(topic(domain).to_owned()).or_insert(choice);
        if choice == Choice::Yes {
            *place = Choice::Yes;
        }
    }
    let said = SAID.into_iter().filter(|domain| chance.percent(moment.percent(domain))).take(2).collect();
    Visit { answers: answers(chance, &found), choices, said }
}

fn answers(chance: &mut Chance, found: &[&str]) -> Vec<ResponseItem> {
    let has = |domain: &str| found.contains(&domain);
    let home = match (has("homelessness"), has("housing-instability")) {
        (true, _) => "LA31995-6",
        (_, true) => "LA31994-9",
        _ => "LA31993-1",
    };
    let walls: Vec<&str> = if has("inadequate-housing") {
        let mut troubles = vec!["LA31996-4", "LA28580-1", "LA31998-0", "LA32000-4", "LA32001-2"];
        let first = troubles.remove(usize::try_from(chance.between(0, 4)).unwrap_or_default());
        if chance.percent(35) { vec![first, *chance.pick(&troubles)] } else { vec![first] }
    } else {
        vec!["LA9-3"]
    };
    let hunger = |chance: &mut Chance| match (has("food-insecurity"), chance.percent(30)) {
        (true, true) => "LA28397-0",
        (true, false) => "LA6729-3",
        _ => "LA28398-8",
    };
    let (worried, ran_out) = (hunger(chance), hunger(chance));
    let light = match (has("utility-insecurity"), chance.percent(15)) {
        (true, true) => "LA32002-0",
        (true, false) => "LA33-6",
        _ => "LA32-8",
    };
    let mut items = vec![
        group("living-situation", vec![item("124296", &[home]), item("123820", &walls)]),
        group("food", vec![item("123821", &[worried]), item("123822", &[ran_out])]),
        group(
            "transportation",
            vec![item("123823", &[if has("transportation-insecurity") { "LA33-6" } else { "LA32-8" }])],
        ),
        group("utilities", vec![item("123824", &[light])]),
    ];
    // Whoever is not alone in the room is not asked about safety.
    if has("intimate-partner-violence") || chance.percent(80) {
        let violent = has("intimate-partner-violence");
        let often = |chance: &mut Chance| match (violent, chance.percent(50)) {
            (true, true) => "LA10082-8",
            (true, false) => "LA16644-9",
            (false, _) => "LA6270-8",
        };
        let asked = ["123825", "123826", "123827", "123828"].map(|link| item(link, &[often(chance)]));
        items.push(group("safety", asked.into()));
    }
    items
}

fn group(link_id: &str, items: Vec<ResponseItem>) -> ResponseItem {
    ResponseItem { link_id: link_id.into(), answers: vec![], items }
}

fn item(link_id: &str, codes: &[&str]) -> ResponseItem {
    let answer = |code: &&str| {
        let coding = Coding { system: Some(LOINC.into()), code: Some((*code).into()), display: None };
        ResponseAnswer { value: Answer::Coding(coding), items: vec![] }
    };
    ResponseItem { link_id: link_id.into(), answers: codes.iter().map(answer).collect(), items: vec![] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::persons::everybody;
    use jiff::civil::date;
    use std::collections::HashMap;
    use tandem_people::model::need::Domain;
    use tandem_screening::model::risk::findings;
    use tandem_screening::model::validate::validate;

    #[test]
    fn answers_fit_the_instrument_and_show_what_was_drawn() {
        let ahc = parse(AHC_HRSN).unwrap();
        let mut chance = Chance::new(7, "visits");
        let mut at_risk: HashMap<String, usize> = HashMap::new();
        for person in everybody(7, date(2026, 11, 20), 400) {
            let visit = draw(&mut chance, &person, date(2026, 1, 25));
            assert!(validate(&ahc, &visit.answers, true).is_empty(), "{:?}", visit.answers);
            for finding in findings(&ahc, &visit.answers) {
                assert!(visit.choices.contains_key(topic(&finding.domain)), "{}", finding.domain);
                if finding.risk == Some(true) {
                    *at_risk.entry(finding.domain).or_default() += 1;
                }
            }
            assert!(visit.said.iter().all(|domain| Domain::from_code(domain).is_some()));
        }
        for domain in ASKED {
            assert!(at_risk.get(domain).is_some_and(|n| *n >= 2), "{domain}: {at_risk:?}");
        }
        assert!(at_risk["utility-insecurity"] > 100, "it is January: {at_risk:?}");
    }
}
