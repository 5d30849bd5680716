//! From answers to needs: which answers mean risk, in which domain.
//!
//! The rules are data (`instruments/rules.json`), each with its source, keyed by the LOINC code of the item, so
//! that they hold for an imported instrument as well. An item without a rule gives no need.

use super::labels::{Label, label_of};
use super::questionnaire::{Item, Questionnaire};
use super::response::ResponseItem;
use super::values::Answer;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

#[derive(Deserialize)]
struct RulesFile {
    declined: Vec<String>,
    answers: Vec<AnswerRule>,
    sums: Vec<SumRule>,
    numbers: Vec<NumberRule>,
}

#[derive(Deserialize)]
struct AnswerRule {
    item: String,
    means: BTreeMap<String, String>,
    source: String,
}

#[derive(Deserialize)]
struct SumRule {
    items: Vec<String>,
    points: BTreeMap<String, i64>,
    at_least: i64,
    domain: String,
    source: String,
}

#[derive(Deserialize)]
struct NumberRule {
    item: String,
    at_least: i64,
    domain: String,
    source: String,
}

static RULES: LazyLock<RulesFile> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../instruments/rules.json")).unwrap_or_else(|error| {
        // The file is part of the program; `the_rules_read` fails first.
        panic!("instruments/rules.json: {error}")
    })
});

/// What an instrument says about one domain of need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The Gravity SDOHCC category.
    pub domain: String,
    /// At risk, not at risk, or not known because too little was answered.
    pub risk: Option<bool>,
    /// The label of the strictest item behind it.
    pub label: Label,
    /// The codes of the items whose answers mean risk.
    pub because: Vec<String>,
}

/// The order in which domains are asked and shown.
const ORDER: [&str; 19] = [
    "housing-instability",
    "homelessness",
    "inadequate-housing",
    "food-insecurity",
    "transportation-insecurity",
    "utility-insecurity",
    "material-hardship",
    "medical-cost-burden",
    "health-insurance-coverage-status",
    "financial-insecurity",
    "employment-status",
    "educational-attainment",
    "language-access",
    "digital-access",
    "social-connection",
    "stress",
    "incarceration-status",
    "veteran-status",
    "intimate-partner-violence",
];

fn place(domain: &str) -> usize {
    ORDER.iter().position(|known| *known == domain).unwrap_or(ORDER.len())
}

/// The domains an instrument asks about, each with the strictest label of its items, in the order of the review.
pub fn domains(questionnaire: &Questionnaire) -> Vec<(String, Label)> {
    let mut found: BTreeMap<(usize, String), Label> = BTreeMap::new();
    for item in questionnaire.questions() {
        let label = label_of(item_codes(item));
        for domain in domains_of(item) {
            let entry = found.entry((place(domain), domain.to_owned())).or_insert(label);
            *entry = (*entry).max(label);
        }
    }
    found.into_iter().map(|((_, domain), label)| (domain, label)).collect()
}

/// The questions of an instrument that no rule reads, by code or linkId: the import report names them.
pub fn unscored(questionnaire: &Questionnaire) -> Vec<String> {
    let names = |item: &&Item| domains_of(item).is_empty();
    let unread: BTreeSet<String> = questionnaire
        .questions()
        .into_iter()
        .filter(names)
        .map(|item| item.code().unwrap_or(&item.link_id).to_owned())
        .collect();
    unread.into_iter().collect()
}

/// Where the rules that read this instrument come from: one line for each item.
pub fn sources(questionnaire: &Questionnaire) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for item in questionnaire.questions() {
        for code in item_codes(item) {
            let answers = RULES.answers.iter().filter(|r| r.item == code).map(|r| &r.source);
            let sums = RULES.sums.iter().filter(|r| r.items.iter().any(|i| i == code)).map(|r| &r.source);
            let numbers = RULES.numbers.iter().filter(|r| r.item == code).map(|r| &r.source);
            lines.extend(answers.chain(sums).chain(numbers).map(|source| (code.to_owned(), source.clone())));
        }
    }
    lines
}

fn item_codes(item: &Item) -> impl Iterator<Item = &str> {
    item.codes.iter().filter_map(|coding| coding.code.as_deref())
}

/// Domains this item can speak about, given the options it offers.
fn domains_of(item: &Item) -> Vec<&'static str> {
    let mut domains = BTreeSet::new();
    for code in item_codes(item) {
        for rule in RULES.answers.iter().filter(|rule| rule.item == code) {
            let offered = |answer: &str| {
                item.options.is_empty() || item.options.iter().any(|option| option.value.plain() == answer)
            };
            domains.extend(rule.means.iter().filter(|(a, _)| offered(a)).map(|(_, d)| d.as_str()));
        }
        let sums = RULES.sums.iter().filter(|rule| rule.items.iter().any(|i| i == code));
        domains.extend(sums.map(|rule| rule.domain.as_str()));
        let numbers = RULES.numbers.iter().filter(|rule| rule.item == code);
        domains.extend(numbers.map(|rule| rule.domain.as_str()));
    }
    domains.into_iter().collect()
}

/// Every answer by the codes of its item.
fn answers_by_code<'a>(
    questionnaire: &'a Questionnaire,
    items: &'a [ResponseItem],
) -> HashMap<&'a str, Vec<&'a Answer>> {
    fn walk<'a>(
        items: &'a [ResponseItem],
        known: &HashMap<&str, &'a Item>,
        out: &mut HashMap<&'a str, Vec<&'a Answer>>,
    ) {
        for answered in items {
            if let Some(item) = known.get(answered.link_id.as_str()) {
                for code in item_codes(item) {
                    out.entry(code).or_default().extend(answered.answers.iter().map(|a| &a.value));
                }
            }
            walk(&answered.items, known, out);
            for answer in &answered.answers {
                walk(&answer.items, known, out);
            }
        }
    }
    let known = questionnaire.all_items().into_iter().map(|i| (i.link_id.as_str(), i)).collect();
    let mut out = HashMap::new();
    walk(items, &known, &mut out);
    out
}

/// What the answers say about each domain of the instrument, in the order of the review.
pub fn findings(questionnaire: &Questionnaire, items: &[ResponseItem]) -> Vec<Finding> {
    let answers = answers_by_code(questionnaire, items);
    let given = |code: &str| answers.get(code).map(Vec::as_slice).unwrap_or(&[]);
    let mut findings: Vec<Finding> = domains(questionnaire)
        .into_iter()
        .map(|(domain, label)| Finding { domain, risk: None, label, because: Vec::new() })
        .collect();
    for finding in &mut findings {
        for rule in &RULES.answers {
            if !rule.means.values().any(|domain| *domain == finding.domain) {
                continue;
            }
            for answer in given(&rule.item).iter().map(|a| a.plain()) {
                if RULES.declined.contains(&answer) {
                    continue; // asked and not answered: nothing is known
                }
                let risk = rule.means.get(&answer) == Some(&finding.domain);
                note(finding, risk || finding.risk == Some(true), risk.then_some(rule.item.as_str()));
            }
        }
        for rule in &RULES.sums {
            if rule.domain != finding.domain {
                continue;
            }
            let points: Vec<i64> = rule
                .items
                .iter()
                .filter_map(|item| given(item).first().and_then(|a| rule.points.get(&a.plain())).copied())
                .collect();
            let reached = points.iter().sum::<i64>() >= rule.at_least;
            // Below the line with items missing, the sum says nothing.
            if reached || points.len() == rule.items.len() {
                note(finding, reached || finding.risk == Some(true), None);
            }
            if reached {
                finding.because.extend(rule.items.iter().filter(|i| !given(i).is_empty()).cloned());
            }
        }
        for rule in &RULES.numbers {
            if rule.domain != finding.domain {
                continue;
            }
            for value in given(&rule.item).iter().filter_map(|a| a.as_number()) {
                let risk = value >= rule.at_least as f64;
                note(finding, risk || finding.risk == Some(true), risk.then_some(rule.item.as_str()));
            }
        }
    }
    findings
}

fn note(finding: &mut Finding, risk: bool, because: Option<&str>) {
    finding.risk = Some(risk);
    if let Some(code) = because.filter(|code| !finding.because.iter().any(|known| known == code)) {
        finding.because.push(code.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_read_and_every_one_names_its_source() {
        assert!(RULES.answers.iter().all(|rule| !rule.source.is_empty() && !rule.means.is_empty()));
        assert!(RULES.sums.iter().all(|rule| !rule.source.is_empty()));
        assert!(RULES.numbers.iter().all(|rule| !rule.source.is_empty()));
    }

    #[test]
    fn every_domain_of_a_rule_has_its_place_in_the_review() {
        let mut domains: BTreeSet<&str> =
            RULES.answers.iter().flat_map(|r| r.means.values()).map(String::as_str).collect();
        domains.extend(RULES.sums.iter().map(|r| r.domain.as_str()));
        for domain in domains {
            assert!(ORDER.contains(&domain), "{domain} has no place in ORDER");
        }
    }
}
