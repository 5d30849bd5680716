//! Real ballots and edge cases, beside the counts of reference programs, round by round.

use serde_json::Value;
use std::io::BufReader;
use tandem_deliberation::ranked::file::{Ballots, parse};
use tandem_deliberation::ranked::pairwise::compare;
use tandem_deliberation::ranked::points::{Truncation, borda};
use tandem_deliberation::ranked::report::steps;
use tandem_deliberation::ranked::single::{first_preferences, instant_runoff};
use tandem_deliberation::ranked::{meek, stv};

fn read(path: &std::path::Path) -> Ballots {
    parse(BufReader::new(std::fs::File::open(path).expect("readable")))
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn ids(value: &Value) -> Vec<usize> {
    value.as_array().expect("an array").iter().map(|v| v.as_u64().expect("a number") as usize - 1).collect()
}

#[test]
fn every_count_is_the_reference_s_round_by_round() {
    let Some(folder) = crate::common::folder("stv") else { return };
    let mut compared = 0;
    for path in crate::common::files(&folder, ".expected.json") {
        let expected = crate::common::json(&path);
        let blt = path.to_string_lossy().replace(".expected.json", ".blt");
        let ballots = read(blt.as_ref());
        assert_eq!(ballots.valid, expected["ballots"].as_u64().unwrap(), "{blt}");
        assert_eq!(ballots.seats as u64, expected["seats"].as_u64().unwrap(), "{blt}");
        for (rule, wanted) in expected["counts"].as_object().expect("counts") {
            let count = match rule.as_str() {
                "scotland" => stv::count(&ballots, stv::Rule::Scottish),
                "wigm_prf" => stv::count(&ballots, stv::Rule::WigmPrf),
                "wigm_rational" => stv::count(&ballots, stv::Rule::Wigm),
                "meek_prf" => meek::count(&ballots),
                other => panic!("{other}"),
            };
            let at = format!("{blt} {rule}");
            let mut elected = count.elected.clone();
            elected.sort_unstable();
            assert_eq!(elected, ids(&wanted["elected"]), "{at}");
            let quota = wanted["quota"].as_str().unwrap();
            if rule == "wigm_rational" {
                // The reference shows twelve decimals of its fraction.
                let exact = tandem_deliberation::exact::Ratio::parse(&count.quota).unwrap();
                assert_eq!(exact.decimals(12), quota, "{at}");
            } else {
                assert_eq!(count.quota, quota, "{at}");
            }
            let Some(actions) = wanted.get("actions").and_then(Value::as_array) else { continue };
            let steps = steps(&count);
            for (step, action) in steps.iter().zip(actions) {
                for key in ["round", "tag", "msg", "quota", "votes", "surplus", "votes_by_candidate", "keep"]
                {
                    assert_eq!(
                        step[key], action[key],
                        "{at}, round {}: {} ({key})",
                        action["round"], action["msg"]
                    );
                }
                let exhausted = action.get("nt_votes").or_else(|| action.get("residual"));
                assert_eq!(
                    Some(&step["exhausted"]),
                    exhausted,
                    "{at}, round {}: {}",
                    action["round"],
                    action["msg"]
                );
                assert_eq!(
                    step["state"], action["state"],
                    "{at}, round {}: {}",
                    action["round"], action["msg"]
                );
                compared += 1;
            }
            assert_eq!(steps.len(), actions.len(), "{at}");
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn every_comparison_is_the_reference_s() {
    let (Some(folder), Some(ballots_in)) = (crate::common::folder("ranked"), crate::common::folder("stv"))
    else {
        return;
    };
    for path in crate::common::files(&folder, ".expected.json") {
        let expected = crate::common::json(&path);
        let file = expected["blt"].as_str().unwrap();
        let ballots = read(&ballots_in.join(file));
        let pairs = compare(&ballots);
        let by = |of: &Value, a: usize| of[(a + 1).to_string()].clone();
        for (a, &who) in pairs.standing.iter().enumerate() {
            for (b, &other) in pairs.standing.iter().enumerate().filter(|(b, _)| *b != a) {
                assert_eq!(by(&by(&expected["pairwise_support"], who), other), pairs.support[a][b], "{file}");
                assert_eq!(by(&by(&expected["margins"], who), other), pairs.margin(a, b), "{file}");
            }
            assert_eq!(by(&expected["first_preferences"], who), first_preferences(&ballots)[who], "{file}");
            assert_eq!(
                by(&expected["borda_x2_avg_of_unranked"], who),
                borda(&ballots, Truncation::AverageDoubled)[who],
                "{file}"
            );
            assert_eq!(
                by(&expected["modified_borda_ballot_length"], who),
                borda(&ballots, Truncation::BallotLength)[who],
                "{file}"
            );
        }
        assert_eq!(
            expected["condorcet_winner"].as_u64(),
            pairs.condorcet_winner().map(|c| c as u64 + 1),
            "{file}"
        );
        for (key, found) in [
            ("schulze_beat_path", pairs.schulze()),
            ("ranked_pairs", pairs.ranked_pairs().expect("few orders")),
            ("river", pairs.river().expect("few orders")),
            ("split_cycle", pairs.split_cycle()),
            ("minimax", pairs.minimax()),
            ("copeland", pairs.copeland()),
            ("smith_set", pairs.smith()),
            ("schwartz_set", pairs.schwartz()),
            ("irv_truncated", instant_runoff(&ballots).winners),
        ] {
            assert_eq!(found, ids(&expected[key]), "{file} {key}");
        }
    }
}
