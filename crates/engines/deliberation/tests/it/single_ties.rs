//! Who wins a tie when one wins: by the charter's order, else by the file's, else by id compared as a string; and which it was is said.

use tandem_deliberation::ranked::file::{Ballots, parse};
use tandem_deliberation::ranked::report::{Rule, count};
use tandem_deliberation::ranked::{meek, stv};

/// Twelve candidates, of whom 2, 10 and 11 have three ballots each and no other any.
fn twelve(options: &str) -> Ballots {
    let names: String = (1..=12).map(|n| format!("\"Candidate {n}\"\n")).collect();
    let text = format!("12 1\n{options}3 2 0\n3 11 0\n3 10 0\n0\n{names}\"Board\"\n");
    parse(text.as_bytes()).unwrap_or_else(|e| panic!("{e}"))
}

fn numbers(list: &str) -> Vec<String> {
    list.split(' ').map(str::to_owned).collect()
}

const BY_FILE: &str = "[tie 12 11 10 9 8 7 6 5 4 3 2 1]\n";
const BY_CHARTER: &str = "1 2 3 4 5 6 7 8 9 10 11 12";

#[test]
fn ten_comes_before_two_unless_an_order_says_otherwise() {
    for rule in [Rule::Irv, Rule::Schulze] {
        for (mut ballots, charter, winner, how) in [
            (twelve(""), false, 10, "the smallest id, compared as a string"),
            (twelve(BY_FILE), false, 11, "the file's order for ties"),
            (twelve(""), true, 2, "the charter's order for ties"),
            (twelve(BY_FILE), true, 2, "the charter's order for ties"),
        ] {
            if charter {
                ballots.set_tie_order(&numbers(BY_CHARTER)).unwrap();
            }
            let report = count(&ballots, rule);
            assert_eq!(report.winners, [winner - 1], "{rule:?}, {how}");
            assert_eq!(report.json["winners"], serde_json::json!([winner]), "{rule:?}, {how}");
            let tie = &report.json["ties"][0];
            assert_eq!((&tie["chosen"], &tie["how"]), (&winner.into(), &how.into()), "{rule:?}");
            assert_eq!(tie["tied"], serde_json::json!([2, 10, 11]), "{rule:?}");
            assert!(report.text.contains(&format!("decided by {how}")), "{}", report.text);
        }
    }
}

#[test]
fn who_wins_without_a_tie_is_no_matter_of_order() {
    let names: String = (1..=10).map(|n| format!("\"Candidate {n}\"\n")).collect();
    let text = format!("10 1\n3 2 0\n2 10 0\n0\n{names}\"Board\"\n");
    let ballots = parse(text.as_bytes()).unwrap();
    for rule in [Rule::Irv, Rule::Schulze] {
        let report = count(&ballots, rule);
        assert_eq!(
            (&report.winners[..], &report.json["ties"]),
            (&[1][..], &serde_json::json!([])),
            "{rule:?}"
        );
    }
}

#[test]
fn several_seats_keep_the_order_of_the_ballot() {
    // As the reference program does: of 10 and 11, who are behind together, the first on the ballot leaves.
    let names: String = (1..=12).map(|n| format!("\"Candidate {n}\"\n")).collect();
    let text = format!("12 1\n5 12 0\n3 2 0\n3 10 0\n0\n{names}\"Board\"\n");
    let ballots = parse(text.as_bytes()).unwrap();
    for (rule, steps) in [
        ("scottish", stv::count(&ballots, stv::Rule::Scottish).steps),
        ("wigm", stv::count(&ballots, stv::Rule::Wigm).steps),
        ("meek", meek::count(&ballots).steps),
    ] {
        let of_two = steps.iter().filter_map(|s| s.tied.as_ref()).find(|(tied, _)| tied[..] == [1, 9]);
        assert_eq!(of_two.map(|(_, chosen)| *chosen), Some(1), "{rule}");
    }
}
