//! Counts by every rule, small enough to do by hand.

use super::super::definition::{Definition, Method, VoteOption, Words};
use super::super::result::Why;
use super::*;
use proptest::prelude::*;

/// A vote with so many options; those of budgets cost 100, 200 ... in the currency.
pub fn vote(method: Method, options: u32) -> Definition {
    let words = |text: &str| Words { en: text.into(), es: text.into() };
    let option = |number: u32| VoteOption {
        number,
        name: words(&format!("Option {number}")),
        words: Words::default(),
        cost_cents: i64::from(number) * 10_000,
        group: None,
        withdrawn: None,
    };
    Definition {
        title: words("A vote"),
        question: words("Which?"),
        explanation: words("Some words."),
        method,
        budget_cents: method.is_budget().then_some(30_000),
        seats: 1,
        most: match method {
            Method::Score | Method::Dot => 5,
            _ => 0,
        },
        within_budget: false,
        minimum_support: 0,
        tie_order: vec![],
        binding: false,
        opens: "2026-10-20T08:00".into(),
        closes: "2026-11-20T20:00".into(),
        time_zone: "America/New_York".into(),
        options: (1..=options).map(option).collect(),
    }
}

fn ballots(list: &[(&str, usize)]) -> Vec<String> {
    list.iter().flat_map(|(text, n)| std::iter::repeat_n((*text).to_owned(), *n)).collect()
}

fn why<'c>(counted: &'c Counted, id: &str) -> &'c Why {
    &counted.options.iter().find(|o| o.id == id).expect("an option").why
}

#[test]
fn a_budget_goes_to_most_votes_or_to_most_people() {
    // Six like 1 and 2, three like 3 (which costs all there is), two like 1 alone.
    let cast = ballots(&[("1 2", 6), ("3", 3), ("1", 2)]);
    let greedy = count(&vote(Method::Greedy, 3), &cast).unwrap();
    assert_eq!(greedy.winners, ["1", "2"]);
    assert_eq!((greedy.spent_cents, greedy.left_cents), (Some(30_000), Some(0)));
    assert_eq!((greedy.ballots, greedy.served), (11, 8));
    assert_eq!(why(&greedy, "3"), &Why::OverBudget { left_cents: 0, more_cents: 30_000 });
    let shares = count(&vote(Method::EqualSharesAdd1, 3), &cast).unwrap();
    assert_eq!(shares.winners, ["1", "2"]);
    // Raised 72 times from 300/11 the share is 99 and 3/11; three of them are 297.81 and a part of a cent.
    assert_eq!((shares.raised, shares.share.as_deref()), (Some(72), Some("99.27")));
    assert_eq!(why(&shares, "3"), &Why::Short { have_cents: 29_781, more_cents: 219 });
    assert_eq!(shares.others[0].rule, "greedy");
    assert_eq!(shares.others[0].winners, greedy.winners);
}

/// Greedy and Phragmén's rule would buy with what is left; here nobody asked for it.
#[test]
fn what_nobody_chose_is_not_bought() {
    for method in [Method::Greedy, Method::EqualSharesAdd1] {
        let counted = count(&vote(method, 3), &ballots(&[("1", 4), ("", 1)])).unwrap();
        assert_eq!(counted.winners, ["1"], "{method:?}");
        assert_eq!(why(&counted, "2"), &Why::Support { have: 0, need: 1 }, "{method:?}");
        let rules: Vec<&str> = counted.others.iter().map(|o| o.rule.as_str()).collect();
        assert!(rules.contains(&"phragmen"), "{rules:?}");
        assert!(counted.others.iter().all(|o| o.winners == ["1"]), "{method:?}");
    }
}

#[test]
fn support_groups_and_withdrawn_options_are_kept_out_and_told() {
    let mut d = vote(Method::Greedy, 4);
    d.minimum_support = 3;
    d.options[1].group = Some("path".into());
    d.options[0].group = Some("path".into());
    d.options[2].withdrawn = Some("The land was sold.".into());
    let counted = count(&d, &ballots(&[("1 2", 5), ("1", 1), ("3", 2), ("4", 2), ("", 1)])).unwrap();
    assert_eq!(counted.winners, ["1"]);
    assert_eq!(why(&counted, "2"), &Why::Excluded { by: "1".into() });
    assert_eq!(why(&counted, "4"), &Why::Support { have: 2, need: 3 });
    assert_eq!(why(&counted, "3"), &Why::Withdrawn);
    assert_eq!(counted.options.iter().find(|o| o.id == "3").unwrap().marked, 2);
    assert_eq!((counted.ballots, counted.blank, counted.served), (11, 3, 6));
}

#[test]
fn a_runoff_is_told_round_by_round() {
    let cast = ballots(&[("1 2", 4), ("2 1", 3), ("3 2", 2)]);
    let counted = count(&vote(Method::Irv, 3), &cast).unwrap();
    assert_eq!(counted.winners, ["2"]);
    assert_eq!(counted.rounds[0].out, ["3"]);
    assert_eq!(counted.rounds[1].votes["2"], "5");
    assert_eq!(why(&counted, "3"), &Why::Out { round: 1, behind: "2".into() });
    assert_eq!(why(&counted, "1"), &Why::Out { round: 2, behind: "1".into() });
    assert_eq!(counted.first_choice, Some(3));
    let mut d = vote(Method::Irv, 3);
    d.options[1].withdrawn = Some("It was built already.".into());
    let counted = count(&d, &cast).unwrap();
    assert_eq!(counted.winners, ["1"], "ballots pass over what was withdrawn");
    let schulze = count(&vote(Method::Schulze, 3), &cast).unwrap();
    assert_eq!(schulze.winners, ["2"]);
    assert_eq!(why(&schulze, "2"), &Why::BeatsAll { margin: 1 });
    assert_eq!(why(&schulze, "3"), &Why::Beaten { by: "2".into(), margin: 5 });
    assert_eq!(schulze.pairs["2"]["1"], 5);
}

#[test]
fn several_seats_are_filled_by_transfers() {
    for method in [Method::ScottishStv, Method::Meek] {
        let mut d = vote(method, 4);
        d.seats = 2;
        let cast = ballots(&[("1 2", 8), ("3", 3), ("4 3", 2), ("2", 1)]);
        let counted = count(&d, &cast).unwrap();
        assert_eq!(counted.winners.len(), 2, "{counted:?}");
        assert_eq!(counted.winners[0], "1");
        assert!(counted.quota.is_some() && !counted.rounds.is_empty());
        assert!(counted.options.iter().all(|o| o.why != Why::NotReached), "{counted:?}");
        d.options[3].withdrawn = Some("No.".into());
        d.options[2].withdrawn = Some("No.".into());
        assert_eq!(count(&d, &cast).unwrap().winners.len(), 2, "as many as stand");
    }
}

/// What comes first in the order for ties comes first by every rule: it wins, and where one has to leave, the last leaves.
#[test]
fn the_order_for_ties_means_the_same_by_every_rule() {
    let cast = |points: bool| match points {
        false => ballots(&[("1", 3), ("2", 2), ("3", 2)]),
        true => ballots(&[("1=1", 3), ("2=1", 2), ("3=1", 2)]),
    };
    let methods = Method::ALL.into_iter().filter(|m| !m.is_budget() && !m.is_single());
    for method in methods.clone() {
        for (order, winner) in [(["3", "1", "2"], "3"), (["2", "3", "1"], "2")] {
            let mut d = vote(method, 3);
            (d.seats, d.tie_order) = (2, order.map(str::to_owned).into());
            let counted = count(&d, &cast(matches!(method, Method::Score | Method::Dot))).unwrap();
            assert_eq!(counted.winners, ["1", winner], "{method:?} {order:?}");
        }
    }
    assert_eq!(methods.count(), 5);
    for method in [Method::Irv, Method::Schulze] {
        let mut d = vote(method, 3);
        d.tie_order = ["3", "1", "2"].map(str::to_owned).into();
        assert_eq!(count(&d, &ballots(&[("2", 2), ("3", 2)])).unwrap().winners, ["3"], "{method:?}");
    }
}

/// Results that were published by the first edition are counted anew as they were.
#[test]
fn the_first_edition_let_the_first_in_the_order_leave() {
    for method in [Method::ScottishStv, Method::Meek] {
        let mut d = vote(method, 3);
        (d.seats, d.tie_order) = (2, ["3", "1", "2"].map(str::to_owned).into());
        let cast = ballots(&[("1", 3), ("2", 2), ("3", 2)]);
        let counted = count_by(Edition::First, &d, &cast).unwrap();
        assert_eq!(counted.winners, ["1", "2"], "{method:?}");
        assert_eq!((counted.ties[0].chosen.as_str(), counted.ties[0].to.as_str()), ("3", "leave"));
    }
}

#[test]
fn points_add_up_and_ties_are_told() {
    let mut d = vote(Method::Score, 3);
    let cast = ballots(&[("1=5 2=4", 2), ("2=2 3=1", 1), ("3=5", 1)]);
    let counted = count(&d, &cast).unwrap();
    assert_eq!(counted.winners, ["1"], "10, 10, 6: a tie, by id");
    assert_eq!(counted.ties[0].tied, ["1", "2"]);
    assert_eq!(why(&counted, "2"), &Why::LostTie);
    assert_eq!(why(&counted, "3"), &Why::FewerPoints { behind: 4 });
    assert_eq!(counted.others[0].winners, ["2"], "by approval");
    d.tie_order = vec!["2".into(), "1".into()];
    let counted = count(&d, &cast).unwrap();
    assert_eq!(counted.winners, ["2"]);
    assert_eq!(counted.tie_break, "by the order set before");
}

#[test]
fn nobody_wins_where_nobody_chose() {
    for method in Method::ALL {
        for cast in [vec![], ballots(&[("", 3)])] {
            let counted = count(&vote(method, 3), &cast).unwrap();
            assert!(counted.winners.is_empty() && counted.options.len() == 3, "{method:?}");
        }
    }
}

#[test]
fn a_ballot_of_another_vote_is_found() {
    let fault = count(&vote(Method::Irv, 3), &ballots(&[("1", 1), ("1 7", 1)])).unwrap_err();
    assert_eq!(fault.to_string(), "ballot 2: \"7\" is no number of an option");
}

proptest! {
    #[test]
    fn the_order_of_ballots_has_no_influence(
        cast in proptest::collection::vec(proptest::sample::subsequence(vec![1u32, 2, 3, 4], 0..=4), 1..30),
        method in proptest::sample::select(Method::ALL.to_vec()),
        turn in 0usize..30,
    ) {
        let mut d = vote(method, 4);
        if !method.is_single() { d.seats = 2; }
        let points = matches!(method, Method::Score | Method::Dot);
        let word = |o: &u32| if points { format!("{o}=1") } else { o.to_string() };
        let mut list: Vec<String> =
            cast.iter().map(|b| b.iter().map(word).collect::<Vec<_>>().join(" ")).collect();
        let counted = count(&d, &list).unwrap();
        let n = list.len();
        list.rotate_left(turn % n);
        prop_assert_eq!(&count(&d, &list).unwrap(), &counted);
        prop_assert!(counted.served <= counted.ballots);
        prop_assert!(counted.winners.iter().all(|w| counted.options.iter().any(|o| o.id == *w && o.won)));
        if method.is_budget() {
            prop_assert!(counted.spent_cents <= d.budget_cents);
        }
    }
}
