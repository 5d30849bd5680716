//! Budgets: files that are wrong, ties, what a charter sets, and the fast way beside the slow one on elections made at random.

use proptest::prelude::*;
use std::fmt::Write as _;
use tandem_deliberation::budget::file::{Reading, parse};
use tandem_deliberation::budget::tally::tally;
use tandem_deliberation::budget::ties::outcomes;
use tandem_deliberation::budget::{Election, Options, Rule, Satisfaction, explain};
use tandem_deliberation::exact::Ratio;

const SMALL: &str = "META\nkey;value\ndescription;Park\nnum_projects;3\nnum_votes;4\nbudget;100\nvote_type;approval\nPROJECTS\n\
project_id;cost;name\n2;60;\"Swings; big\"\n10;60;Pond\n3;40;Bench\nVOTES\nvoter_id;vote\na;2,3\nb;10,3\nc;2\nd;10\n";

fn read(text: &str) -> Election {
    parse(text, &Reading::default()).unwrap_or_else(|e| panic!("{e}"))
}

fn winners(election: &Election, rule: Rule, options: &Options) -> Vec<String> {
    let outcome = tally(election, rule, options).unwrap();
    outcome.winners().iter().map(|&p| election.projects[p].id.clone()).collect()
}

fn ids_of(election: &Election, winners: &[usize]) -> Vec<String> {
    winners.iter().map(|&p| election.projects[p].id.clone()).collect()
}

fn sorted(mut winners: Vec<usize>) -> Vec<usize> {
    winners.sort_unstable();
    winners
}

/// A project whose level lies just below what its last supporter has left: nobody is clearly above it, so exact fractions decide.
#[test]
fn a_project_that_takes_nearly_all_its_supporters_have_is_bought() {
    let costs = ["30.12", "6.09", "32.67", "17.11", "24.11", "57.13"];
    let votes = [
        "1,4,5",
        "2,3,5",
        "0,3,5",
        "1,2,3,5",
        "0,1",
        "1,2,4",
        "0,3,5",
        "1,2",
        "",
        "0,1,2,3,4",
        "0,3,4",
        "0,2,3",
        "2,4",
        "1,2,5",
        "1,2",
        "0,1,2",
        "0,1,2,4,5",
        "0,2,3,4,5",
        "1,2,3,5",
        "0,1,2,5",
        "1,2,5",
    ];
    let mut file = "META\nkey;value\nbudget;188\nvote_type;approval\nPROJECTS\nproject_id;cost\n".to_owned();
    for (id, cost) in costs.iter().enumerate() {
        let _ = writeln!(file, "{id};{cost}");
    }
    file.push_str("VOTES\nvoter_id;vote\n");
    for (voter, vote) in votes.iter().enumerate() {
        let _ = writeln!(file, "{voter};{vote}");
    }
    // Reckoned with exact fractions by hand: when 2, 1, 5 and 0 are paid, the supporters of 4 have 24.110004 for what costs 24.11.
    let winners = winners(&read(&file), Rule::EqualShares, &Options::default());
    assert_eq!(winners, ["2", "1", "5", "0", "4"]);
}

#[test]
fn a_file_that_is_wrong_says_where_and_how_to_mend_it() {
    for (from, to, line, what) in [
        ("budget;100\n", "", 0, "budget"),
        ("budget;100", "budget;a lot", 6, "\"a lot\""),
        ("vote_type;approval\n", "", 12, "vote_type"),
        ("vote_type;approval", "vote_type;guess", 7, "\"guess\""),
        ("num_votes;4", "num_votes;5", 5, "num_votes is 5 and the file holds 4"),
        ("2;60;\"Swings; big\"", "2;60;Swings; big", 10, "4 cells"),
        ("3;40", "2;40", 12, "project 2 comes twice"),
        ("3;40", "3;-40", 12, "below zero"),
        ("3;40", "3;4O", 12, "\"4O\""),
        ("project_id;cost;name", "project;price;name", 9, "project_id"),
        ("b;10,3", "b;10,4", 16, "project 4"),
        ("voter_id;vote\n", "voter_id;choice\n", 14, "column vote"),
        ("VOTES\nvoter_id;vote\na;2,3\nb;10,3\nc;2\nd;10\n", "", 0, "VOTES"),
        ("META\n", "", 1, "begin with META"),
        ("budget;100\n", "budget;100\nbudget;200\n", 7, "line 6"),
        ("budget;100", "budget;-1", 6, "below zero"),
        ("project_id;cost;name", "project_id;cost;cost", 9, "2 columns are called cost"),
        ("VOTES\n", "VOTES\nvoter_id;choice\n", 14, "no column vote"),
        ("num_votes;4", "num_votes;four", 5, "num_votes is four"),
        ("budget;100", "budget;NaN", 6, "\"NaN\""),
        ("3;40", "3;inf", 12, "\"inf\""),
        (
            "3;40",
            "3;12345678901234567890123456789012345678901234567890123456789",
            12,
            "more than can be counted",
        ),
        ("3;40", "3;0.1234567890123456789", 12, "too many decimal places"),
        ("a;2,3", "a;\"2,3", 15, "quotation mark"),
        ("2;60;\"Swings; big\"", "2;60;\"Swings", 10, "quotation mark"),
        ("10;60;Pond", "10;60;\"Pond\n3;40;\"Bench", 11, "quotation mark"),
    ] {
        assert!(SMALL.contains(from), "{from}");
        let fault = parse(&SMALL.replacen(from, to, 1), &Reading::default()).expect_err(to);
        assert_eq!(fault.line, line, "{fault}");
        assert!(fault.what.contains(what) && !fault.mend.is_empty(), "{fault}");
    }
    let points = SMALL.replace("approval", "cumulative").replace("voter_id;vote", "voter_id;vote;points");
    let fault = parse(&points.replace("a;2,3", "a;2,3;5"), &Reading::default()).unwrap_err();
    assert!(fault.what.contains("2 projects and gives 1"), "{fault}");
    let minus = points.replace("a;2,3", "a;2,3;5,-1");
    let fault = parse(&minus, &Reading::default()).unwrap_err();
    assert!(fault.line == 15 && fault.what.contains("project 3 -1 points"), "{fault}");
    for allowed in
        [minus.replace("cumulative", "scoring"), minus.replace("value\n", "value\nmin_points;-5\n")]
    {
        assert_eq!(read(&allowed).groups.len(), 2, "{allowed}");
    }
    let ranks = SMALL.replace("approval", "ordinal").replace("a;2,3", "a;2,,3");
    let fault = parse(&ranks, &Reading::default()).unwrap_err();
    assert!(fault.line == 15 && fault.what.contains("a place in the vote is empty"), "{fault}");
}

#[test]
fn a_cell_in_quotation_marks_goes_over_lines_and_line_numbers_stay_right() {
    for end in ["\n", "\r\n"] {
        let text =
            SMALL.replace("\"Swings; big\"", "\"Swings;\n \"\"big\"\"\n\nand red\"").replace('\n', end);
        let election = read(&text);
        assert_eq!(election.projects[0].name, "Swings; \"big\"  and red");
        assert_eq!((election.projects.len(), election.voters), (3, 4));
        let fault = parse(&text.replace("b;10,3", "b;10,4"), &Reading::default()).unwrap_err();
        assert_eq!(fault.line, 19, "{fault}");
    }
}

#[test]
fn what_an_election_says_and_does_not_mean_is_noted() {
    let noted = |text: &str, note: &str| {
        let election = read(text);
        assert!(election.notes.iter().any(|n| n.contains(note)), "{note}: {:?}", election.notes);
        let options = Options::default();
        let outcome = tally(&election, Rule::Greedy, &options).unwrap();
        let json = explain::json(&election, &options, &outcome);
        assert_eq!(json["notes"], serde_json::json!(election.notes));
        assert!(explain::text(&election, &options, &outcome).contains(note));
    };
    assert!(read(SMALL).notes.is_empty());
    // META without its heading loses no line.
    let bare = read(&SMALL.replace("key;value\ndescription;Park\n", ""));
    assert_eq!(bare.meta.get("num_projects").map(String::as_str), Some("3"));
    noted(
        &SMALL.replace("budget;100", "budget;12,500"),
        "line 6: the comma in 12,500 was read as a decimal point",
    );
    noted(&SMALL.replace("3;40", "3;40,125"), "line 12: the comma in 40,125");
    noted(
        &SMALL.replace("budget;100\n", "budget;100\nmax_length;1\n"),
        "2 votes name more projects than max_length",
    );
    let empty = SMALL.replace("a;2,3\nb;10,3\nc;2\nd;10", "a;\nb;\nc;\nd;");
    noted(&empty, "no vote marks a project");
    let weights = SMALL.replace("voter_id;vote\na;2,3", "voter_id;vote;Weight\na;2,3;7");
    noted(&weights, "line 14: the column weight was left out");
    let points = SMALL.replace("approval", "scoring").replace("value\n", "value\ndefault_score;2\n");
    let points = points.replace("voter_id;vote", "voter_id;vote;points");
    let points =
        points.replace("a;2,3", "a;2,3;1,2").replace("b;10,3", "b;10,3;1.5,2").replace("c;2", "c;2;4");
    noted(&points.replace("d;10", "d;10;1"), "default_score is 2");
}

#[test]
fn votes_for_a_withdrawn_project_are_left_out_and_told() {
    let text = SMALL.replace("b;10,3", "b;10,4");
    let reading = Reading { withdrawn: vec!["4".into()], accept_counts: false };
    let election = parse(&text, &reading).unwrap();
    assert_eq!(election.notes, ["1 marks for withdrawn projects were left out"]);
    assert_eq!(election.voters, 4);
    // Listed still: it is out all the same, and the numbers of the file hold.
    let reading = Reading { withdrawn: vec!["3".into(), "3".into()], accept_counts: false };
    let election = parse(SMALL, &reading).unwrap();
    assert_eq!(election.notes, ["2 marks for withdrawn projects were left out"]);
    assert_eq!(winners(&election, Rule::Greedy, &Options::default()), ["10"]);
    // A rank counts those who stand behind, and the withdrawn stand nowhere.
    let election =
        parse(&SMALL.replace("approval", "ordinal").replace("a;2,3", "a;2,3,10"), &reading).unwrap();
    let best = election.groups.iter().flat_map(|g| &g.marks).map(|m| m.1).max();
    assert_eq!(best, Some(1));
    for (withdrawn, what) in
        [(vec!["3", "9"], "project 9 was withdrawn"), (vec!["2", "3", "10"], "every project")]
    {
        let reading =
            Reading { withdrawn: withdrawn.into_iter().map(str::to_owned).collect(), accept_counts: false };
        let fault = parse(SMALL, &reading).unwrap_err();
        assert!(fault.what.contains(what), "{fault}");
    }
}

#[test]
fn a_voter_id_that_comes_twice_is_told() {
    let election = read(&SMALL.replace("d;10", "a;10"));
    assert!(election.notes[0].starts_with("1 voter ids"), "{:?}", election.notes);
    let options = Options::default();
    let outcome = tally(&election, Rule::Greedy, &options).unwrap();
    assert_eq!(explain::json(&election, &options, &outcome)["notes"][0], election.notes[0]);
}

#[test]
fn ties_are_broken_by_id_as_a_string_or_as_given_and_are_told() {
    let election = read(SMALL);
    let options = Options::default();
    // As a string, 10 comes before 2.
    assert_eq!(winners(&election, Rule::Greedy, &options), ["10", "3"]);
    let given = Options { tie_order: vec!["2".into()], ..Options::default() };
    assert_eq!(winners(&election, Rule::Greedy, &given), ["2", "3"]);
    let json = explain::json(&election, &options, &tally(&election, Rule::Greedy, &options).unwrap());
    assert_eq!(json["ties"][0]["tied"], serde_json::json!(["10", "2", "3"]));
    let all = outcomes(&election, Rule::Greedy, &options).unwrap().unwrap();
    assert_eq!(all, [["10", "3"], ["2", "3"]]);
    let text = explain::text(&election, &options, &tally(&election, Rule::Greedy, &options).unwrap());
    assert!(text.contains("Ties matter") && text.contains("TIE of 10, 2, 3"), "{text}");
}

#[test]
fn a_project_that_was_not_bought_says_what_its_supporters_had_left() {
    let election = read(SMALL);
    let options = Options::default();
    let outcome = tally(&election, Rule::EqualShares, &options).unwrap();
    // 25 for each of four: a and b pay 20 each for the bench, and no other two have 60.
    assert_eq!(ids_of(&election, &outcome.winners()), ["3"]);
    let lost = explain::reasons(&election, &options, &outcome);
    let short = lost.iter().find_map(|(p, why)| match why {
        explain::Reason::Short(short) if election.projects[*p].id == "2" => Some(short),
        _ => None,
    });
    let short = short.expect("its supporters are short");
    assert_eq!(
        (short.supporters, short.have.to_string(), short.cost.to_string()),
        (2, "30".into(), "60".into())
    );
    assert_eq!(
        (short.percent(), short.more().to_string(), short.each().to_string()),
        ("50".into(), "30".into(), "15".into())
    );
    let text = explain::text(&election, &options, &outcome);
    let told = "2 (Swings; big): its 2 supporters have 30 left of the 60 it costs (50 %) and lack 30, 15 each; the budget has 60 left for it";
    assert!(text.contains(told), "{text}");
    let small = read(&SMALL.replace("budget;100", "budget;80"));
    let text = explain::text(&small, &options, &tally(&small, Rule::EqualShares, &options).unwrap());
    assert!(
        text.contains("(33 %) and lack 40, 20 each; to fund it as well takes 20 more in the budget"),
        "{text}"
    );
    // Thirds stay thirds: three voters who lack ten lack 10/3 each.
    let thirds = explain::Shortfall { supporters: 3, have: Ratio::whole(20), cost: Ratio::whole(30) };
    assert_eq!((thirds.percent(), thirds.each().to_string()), ("66".into(), "10/3".into()));
}

#[test]
fn a_charter_sets_a_least_support_and_what_excludes_what() {
    let election = read(&SMALL.replace("d;10", "d;3").replace("budget;100", "budget;200"));
    let least = Options { minimum_support: 2, ..Options::default() };
    assert_eq!(winners(&election, Rule::Greedy, &least), ["3", "2"]);
    let either = Options { exclusive: vec![vec!["2".into(), "3".into()]], ..Options::default() };
    for rule in [Rule::Greedy, Rule::EqualSharesAdd1, Rule::EqualSharesAdd1Greedy, Rule::Phragmen] {
        let ids = winners(&election, rule, &either);
        assert!(!(ids.contains(&"2".into()) && ids.contains(&"3".into())), "{rule:?} {ids:?}");
        assert!(ids.contains(&"3".into()), "{rule:?} {ids:?}");
    }
}

/// Raising ends as soon as nothing fits that shares could buy. Winners by pabutools 1.2 (`voter_budget_increment=1`, and with its
/// `exhaustion_by_budget_increase` for the rule of the cities).
#[test]
fn what_nobody_supports_or_costs_nothing_keeps_nobody_raising() {
    for (kind, budget, projects, votes, wanted) in [
        ("approval", 37, "20;19 6;16 7;16 22;0", "v0;7,6,20,22 v1;22,7", ["20 7", "6 7", "22 6 7"]),
        (
            "ordinal",
            20,
            "1;6 22;7 16;18.25 9;13.25 28;2.5 8;26",
            "v0;8,16 v1;8,9,16,1,28 v2;22 v3;28 v4;8,28,9,1",
            ["28 9", "1 28", "1 22 28"],
        ),
        ("ordinal", 44, "27;13 18;25 3;20 29;22", "v0;18,29 v1;29,3,18,27 v2;3", ["29", "18", "18 27"]),
        (
            "approval",
            44,
            "6;0 5;30 21;16 11;0 10;10 16;26",
            "v0;10,5,21,11,6,16 v1;10,11,6 v2;16,10,11,21,6,5",
            ["10 16", "10 21", "10 11 21 6"],
        ),
    ] {
        let rows = |text: &str| text.replace(' ', "\n");
        let election = read(&format!(
            "META\nkey;value\nbudget;{budget}\nvote_type;{kind}\nPROJECTS\nproject_id;cost\n{}\nVOTES\nvoter_id;vote\n{}\n",
            rows(projects),
            rows(votes)
        ));
        let rules = [Rule::EqualSharesAdd1, Rule::EqualSharesAdd1Exhaustive, Rule::EqualSharesAdd1Greedy];
        for (rule, wanted) in rules.into_iter().zip(wanted) {
            let mut found = winners(&election, rule, &Options::default());
            found.sort();
            assert_eq!(found.join(" "), wanted, "{rule:?} {projects}");
        }
    }
}

#[test]
fn equal_shares_is_the_textbook_s() {
    // Two thirds want a, b, c; one third wants x. Each voter has 30: what they pay for is what they get.
    let mut text = String::from(
        "META\nkey;value\nbudget;90\nvote_type;approval\nPROJECTS\nproject_id;cost\na;30\nb;30\nc;30\nx;30\nVOTES\nvoter_id;vote\n",
    );
    text += "1;a,b,c\n2;a,b,c\n3;x\n";
    let election = read(&text);
    assert_eq!(winners(&election, Rule::EqualShares, &Options::default()), ["a", "b", "x"]);
    assert_eq!(winners(&election, Rule::Greedy, &Options::default()), ["a", "b", "c"]);
    let outcome = tally(&election, Rule::EqualShares, &Options::default()).unwrap();
    assert_eq!(outcome.endowment.unwrap().to_string(), "30");
    assert_eq!(outcome.rounds[0].price.as_ref().unwrap().to_string(), "15");
}

#[test]
fn nobody_voting_is_no_error() {
    let text = SMALL.split("a;2,3").next().unwrap().replace("num_votes;4", "num_votes;0");
    let election = read(&text);
    assert!(winners(&election, Rule::EqualSharesAdd1, &Options::default()).is_empty());
    assert_eq!(winners(&election, Rule::Greedy, &Options::default()), ["10", "3"]);
    assert_eq!(winners(&election, Rule::Phragmen, &Options::default()), ["10"]);
    let wanted = Options { minimum_support: 1, ..Options::default() };
    assert!(winners(&election, Rule::Phragmen, &wanted).is_empty());
}

/// What nobody supports comes last by Phragmén's rule, as in the reference implementation, whose answers these are.
#[test]
fn projects_that_nobody_supports_come_last_where_they_fit() {
    for (budget, projects, votes, in_order, outcomes_of_ties) in [
        (200, "1;100\n9;20\n10;30\n4;50\n", "a;1\nb;1\n", "1 10 4 9", "1 10 4 9"),
        // All that are left are tied, so one that does not fit ends the rule.
        (199, "1;100\n9;20\n10;30\n4;50\n", "a;1\nb;1\n", "1 10 4", "1 10 4, 1 10 9, 1 4 9"),
        (140, "1;100\n9;20\n10;30\n4;50\n", "a;1\nb;1\n", "1", "1"),
        // What costs more than there is at all is never looked at.
        (100, "1;40\n9;20\n10;300\n4;0\n", "a;1\nb;\n", "1 4 9", "1 4 9"),
        (100, "1;70\n2;60\n3;10\n", "a;1\nb;2\n", "2", "2"),
        (160, "2;60\n10;60\n3;40\n", "", "10 2 3", "10 2 3"),
    ] {
        let text = format!(
            "META\nkey;value\nbudget;{budget}\nvote_type;approval\nPROJECTS\nproject_id;cost\n{projects}VOTES\nvoter_id;vote\n{votes}"
        );
        let election = read(&text);
        let options = Options::default();
        assert_eq!(winners(&election, Rule::Phragmen, &options).join(" "), in_order, "{text}");
        let all = outcomes(&election, Rule::Phragmen, &options).unwrap().unwrap();
        let all: Vec<String> = all.iter().map(|ids| ids.join(" ")).collect();
        assert_eq!(all.join(", "), outcomes_of_ties, "{text}");
        let outcome = tally(&election, Rule::Phragmen, &options).unwrap();
        for (place, round) in outcome.rounds.iter().enumerate() {
            // Without supporters there is no load, and no round with one comes after.
            let wanted = votes.contains(&format!(";{}", election.projects[round.winner].id));
            assert_eq!(round.measure.is_some(), wanted, "{text} {place}");
        }
        let least = Options { minimum_support: 1, ..Options::default() };
        let chosen = winners(&election, Rule::Phragmen, &least);
        assert!(chosen.iter().all(|id| votes.contains(&format!(";{id}"))), "{text} {chosen:?}");
    }
}

/// An election with close prices, many equal balances and few voters: where roundings would show.
fn elections() -> impl Strategy<Value = String> {
    let projects = proptest::collection::vec((1u32..60, 0u32..100), 2..9);
    (projects, proptest::collection::vec(any::<u16>(), 1..24), 1u32..300).prop_map(
        |(projects, voters, budget)| {
            let mut text =
                format!("META\nkey;value\nbudget;{budget}\nvote_type;approval\nPROJECTS\nproject_id;cost\n");
            for (p, (cost, cents)) in projects.iter().enumerate() {
                let _ = writeln!(text, "{p};{cost}.{cents:02}");
            }
            text += "VOTES\nvoter_id;vote\n";
            for (v, marks) in voters.iter().enumerate() {
                let liked: Vec<String> =
                    (0..projects.len()).filter(|p| marks >> p & 1 == 1).map(|p| p.to_string()).collect();
                let _ = writeln!(text, "{v};{}", liked.join(","));
            }
            text
        },
    )
}

/// Add-one against the plain rule, run for each share by itself. Answers how often the share was raised.
fn each_share_by_itself(election: &Election) -> u32 {
    let options = Options::default();
    let outcome = tally(election, Rule::EqualSharesAdd1, &options).unwrap();
    let mut raised = election.clone();
    let mut last = Vec::new();
    for times in 0..400 {
        let next = tally(&raised, Rule::EqualShares, &options).unwrap();
        if next.cost > election.budget {
            assert_eq!(ids_of(election, &outcome.winners()), ids_of(election, &last));
            return times;
        }
        last = next.winners();
        raised.budget += raised.unit * i128::from(raised.voters);
    }
    // It never overspends.
    assert_eq!(sorted(outcome.winners()), sorted(last));
    400
}

/// In an election of many marks several shares are tried side by side, and the first that overspends still ends it.
#[test]
fn shares_side_by_side_give_what_each_gives_by_itself() {
    let mut dice = 7u64;
    let mut roll = |most: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % most
    };
    let mut text =
        String::from("META\nkey;value\nbudget;90000\nvote_type;approval\nPROJECTS\nproject_id;cost\n");
    for p in 0..30 {
        let _ = writeln!(text, "{p};{}", 1_000 + roll(9_000));
    }
    text += "VOTES\nvoter_id;vote\n";
    for v in 0..7_000 {
        let liked: Vec<String> = (0..30).filter(|p| roll(30) > 12 + p / 2).map(|p| p.to_string()).collect();
        let _ = writeln!(text, "{v};{}", liked.join(","));
    }
    let election = read(&text);
    assert!(
        election.groups.iter().map(|g| g.marks.len()).sum::<usize>() > 50_000,
        "{}",
        election.groups.len()
    );
    assert!(each_share_by_itself(&election) > 1);
}

/// Where money is counted in small units the share is raised billions of times: choices that cannot change are passed over.
#[test]
fn add_one_ends_where_sums_are_large() {
    let mut dice = 11u64;
    let mut roll = |most: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % most
    };
    let mut text = String::from(
        "META\nkey;value\nbudget;1000000000000\nvote_type;approval\nPROJECTS\nproject_id;cost\n",
    );
    for p in 0..12 {
        // The last two are the same to everybody but by name, and always tied.
        let cost = if p < 10 { 60_000_000_000 + roll(2_000) * 100_000_007 } else { 150_000_000_000 };
        let _ = writeln!(text, "{p};{cost}");
    }
    text += "VOTES\nvoter_id;vote\n";
    for v in 0..20 {
        let mut liked: Vec<String> = (0..10).filter(|_| roll(100) < 35).map(|p| p.to_string()).collect();
        if v % 3 == 0 {
            liked.extend(["10".to_owned(), "11".to_owned()]);
        }
        let _ = writeln!(text, "{v};{}", liked.join(","));
    }
    let election = read(&text);
    let options = Options::default();
    let outcome = tally(&election, Rule::EqualSharesAdd1, &options).unwrap();
    assert!(outcome.raised > 1_000_000_000, "{}", outcome.raised);
    let with = |raised: u64| {
        let mut richer = election.clone();
        richer.budget += i128::from(raised) * i128::from(election.voters);
        tally(&richer, Rule::EqualShares, &options).unwrap()
    };
    // The last share is what it says: the next one overspends, this one buys what the outcome does.
    assert_eq!(with(outcome.raised).winners(), outcome.winners());
    assert!(
        with(outcome.raised + 1).cost > election.budget,
        "{} {:?} {}",
        outcome.cost,
        outcome.winners(),
        outcome.raised
    );
}

/// Balances that lie as close to a level as rounding reaches: found by chance beside pabutools, whose winners these are.
#[test]
fn a_level_that_rounding_cannot_tell_is_told_exactly() {
    let text = "META\nkey;value\nbudget;55\nvote_type;cumulative\nPROJECTS\nproject_id;cost\n3;15\n6;30\nVOTES\nvote;points\n\
                6,3;2,3\n6,3;5,1\n6;4\n6,3;1,3\n3;2\n6,3;3,5\n";
    for rule in [Rule::EqualShares, Rule::EqualSharesAdd1] {
        let mut winners = tally(&read(text), rule, &Options::default()).unwrap().winners();
        winners.sort_unstable();
        assert_eq!(winners, [0, 1], "{rule:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// The fast run gives one of the outcomes that exact fractions give, and the only one where there is one only.
    #[test]
    fn the_fast_way_is_the_exact_way(text in elections(), cardinality: bool) {
        let election = read(&text);
        let satisfaction = if cardinality { Satisfaction::Cardinality } else { Satisfaction::Cost };
        let options = Options { satisfaction, ..Options::default() };
        for rule in [Rule::EqualShares, Rule::Phragmen, Rule::Greedy] {
            let mut ids = winners(&election, rule, &options);
            ids.sort();
            if let Some(all) = outcomes(&election, rule, &options).unwrap() {
                prop_assert!(all.contains(&ids), "{rule:?}: {ids:?} is none of {all:?}");
            }
        }
    }

    /// What the supporters of a project have and what each of them lacks are its cost, to the last fraction.
    #[test]
    fn what_is_had_and_what_is_lacked_are_the_cost(text in elections(), cardinality: bool) {
        let election = read(&text);
        let satisfaction = if cardinality { Satisfaction::Cardinality } else { Satisfaction::Cost };
        let options = Options { satisfaction, ..Options::default() };
        for rule in [Rule::EqualShares, Rule::EqualSharesAdd1] {
            let outcome = tally(&election, rule, &options).unwrap();
            for (_, why) in explain::reasons(&election, &options, &outcome) {
                let explain::Reason::Short(short) = why else { continue };
                prop_assert!(short.supporters > 0 && !short.have.is_negative());
                prop_assert_eq!(&short.have + &(&short.each() * &Ratio::from(short.supporters)), short.cost);
            }
        }
    }

    /// No rule overspends; whoever pays pays no more than they have; raising the share goes as far as it can.
    #[test]
    fn no_rule_overspends(text in elections()) {
        let election = read(&text);
        let options = Options::default();
        for (_, rule) in Rule::NAMES {
            let outcome = tally(&election, rule, &options).unwrap();
            prop_assert!(outcome.cost <= election.budget, "{rule:?}");
            if matches!(rule, Rule::Greedy | Rule::EqualSharesGreedy | Rule::EqualSharesAdd1Greedy) {
                prop_assert!(outcome.exhaustive, "{rule:?}");
            }
        }
    }

    /// Add-one is what it says: the last affordable outcome before the first that is not, each share tried by itself.
    #[test]
    fn add_one_tries_every_share(text in elections()) {
        each_share_by_itself(&read(&text));
    }

    /// Reading never panics, whatever stands in the file.
    #[test]
    fn a_broken_file_is_a_fault_and_no_panic(cut in 0usize..SMALL.len(), put in "\\PC{0,6}") {
        let mut text = String::from(&SMALL[..cut]);
        text += &put;
        text += &SMALL[cut..];
        let _ = parse(&text, &Reading::default());
        let _ = parse(&SMALL[..cut], &Reading::default());
    }

    /// Whatever can be read can be counted by every rule that is for it.
    #[test]
    fn what_can_be_read_can_be_counted(
        budget in "[0-9]{1,18}(\\.[0-9]{1,4})?",
        cost in "[0-9]{1,18}(\\.[0-9]{1,4})?",
        kind in "approval|choose-1|scoring|cumulative|ordinal",
        points in "-?[0-9]{1,9}(\\.[0-9]{1,3})?",
    ) {
        let text = format!(
            "META\nkey;value\nbudget;{budget}\nvote_type;{kind}\nPROJECTS\nproject_id;cost\n1;{cost}\n2;0\n3;7\nVOTES\nvote;points\n1,2;{points},1\n1;{points}\n;\n3;0\n"
        );
        if let Ok(election) = parse(&text, &Reading { accept_counts: true, ..Reading::default() }) {
            for rule in [Rule::Greedy, Rule::EqualShares, Rule::EqualSharesGreedy, Rule::Phragmen] {
                let options = Options::default();
                if let Ok(outcome) = tally(&election, rule, &options) {
                    prop_assert!(outcome.cost <= election.budget);
                    let _ = explain::json(&election, &options, &outcome);
                }
            }
        }
    }
}
