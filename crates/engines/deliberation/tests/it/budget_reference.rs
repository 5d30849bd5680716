//! Real elections on budgets, beside the winners that the reference implementation and the cities themselves found.

use serde_json::Value;
use tandem_deliberation::budget::file::{Reading, parse};
use tandem_deliberation::budget::measures::measures;
use tandem_deliberation::budget::tally::tally;
use tandem_deliberation::budget::ties::outcomes;
use tandem_deliberation::budget::{Election, Options, Rule, Satisfaction};

fn ids(election: &Election, winners: &[usize]) -> Vec<String> {
    winners.iter().map(|&p| election.projects[p].id.clone()).collect()
}

fn near(value: &Value, exact: f64, what: &str) {
    let expected = value.as_f64().expect("a number");
    assert!((expected - exact).abs() < 1e-12, "{what}: {exact}, expected {expected}");
}

/// The name of an expected result, as rule and satisfaction.
fn rule_of(name: &str) -> Option<(Rule, Satisfaction)> {
    let (base, satisfaction) = match name {
        n if n.contains("_card") => (n.replacen("_card", "", 1), Satisfaction::Cardinality),
        n => (n.replacen("_cost", "", 1), Satisfaction::Cost),
    };
    let rule = match base.as_str() {
        "greedy" => Rule::Greedy,
        "mes" => Rule::EqualShares,
        "mes_add1" => Rule::EqualSharesAdd1Exhaustive,
        "mes_add1_noexhstop" => Rule::EqualSharesAdd1,
        "mes_add1_then_greedy" => Rule::EqualSharesAdd1Greedy,
        "mes_then_greedy" => Rule::EqualSharesGreedy,
        "phragmen" => Rule::Phragmen,
        _ => return None,
    };
    Some((rule, satisfaction))
}

#[test]
fn every_election_comes_out_as_in_the_reference() {
    let Some(folder) = crate::common::folder("pb") else { return };
    let mut compared = 0;
    for path in crate::common::files(&folder, ".pb") {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let election = parse(&std::fs::read_to_string(&path).expect("readable"), &Reading::default())
            .unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let expected = crate::common::json(&path.with_extension("expected.json"));
        assert_eq!(election.voters, expected["n_voters"].as_u64().unwrap(), "{name}");
        assert_eq!(election.projects.len() as u64, expected["n_projects"].as_u64().unwrap(), "{name}");
        for (rule_name, wanted) in expected["rules"].as_object().expect("rules") {
            let base = rule_name.trim_end_matches("_ALL_TIES");
            let Some((rule, satisfaction)) = rule_of(base) else { continue };
            let options = Options { satisfaction, ..Options::default() };
            let at = format!("{name} {rule_name}");
            if base != rule_name {
                let found = outcomes(&election, rule, &options).unwrap().expect("few enough");
                let mut wanted: Vec<Vec<String>> =
                    wanted["outcomes"].as_array().unwrap().iter().map(crate::common::words).collect();
                wanted.iter_mut().for_each(|w| w.sort());
                wanted.sort();
                assert_eq!(found, wanted, "{at}");
                compared += 1;
                continue;
            }
            let outcome = tally(&election, rule, &options).unwrap();
            let winners = outcome.winners();
            // The reference sorts Phragmén's winners by id; the others stand in the order in which they were chosen.
            let mut in_order = ids(&election, &winners);
            if rule == Rule::Phragmen {
                in_order.sort();
            }
            assert_eq!(in_order, crate::common::words(&wanted["selected_in_order"]), "{at}");
            assert_eq!(
                election.money(outcome.cost).to_string(),
                wanted["total_cost"].as_str().unwrap(),
                "{at}"
            );
            if let Some(exhaustive) = wanted.get("exhaustive") {
                assert_eq!(outcome.exhaustive, exhaustive.as_bool().unwrap(), "{at}");
            }
            if wanted.get("avg_cost_sat").is_some() {
                let m = measures(&election, &winners);
                assert_eq!(m.average_cost.to_string(), wanted["avg_cost_sat"].as_str().unwrap(), "{at}");
                assert_eq!(
                    m.average_winners.to_string(),
                    wanted["avg_cardinality_sat"].as_str().unwrap(),
                    "{at}"
                );
                assert_eq!(
                    m.not_empty_handed.to_string(),
                    wanted["percent_non_empty_handed"].as_str().unwrap(),
                    "{at}"
                );
                near(&wanted["gini_cost_sat"], m.gini_cost.to_f64(), &at);
                near(&wanted["gini_cardinality_sat"], m.gini_winners.to_f64(), &at);
                for (id, support) in wanted["approval_scores"].as_object().unwrap() {
                    let p = election.project(id).expect("a project");
                    assert_eq!(m.support[p], support.as_u64().unwrap(), "{at} {id}");
                }
            }
            compared += 1;
        }
        if let Some(official) = expected["official_selected"]
            .as_array()
            .filter(|_| expected["declared_rule"] == "equalshares/add1")
        {
            let outcome = tally(&election, Rule::EqualSharesAdd1, &Options::default()).unwrap();
            let mut winners = ids(&election, &outcome.winners());
            winners.sort();
            assert_eq!(
                winners,
                crate::common::words(&Value::Array(official.clone())),
                "{name}: what the city funded"
            );
            compared += 1;
        }
    }
    assert!(compared > 100, "only {compared} results were compared");
}
