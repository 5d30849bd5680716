//! Ranked ballots: files that are wrong, rules on ballots made at random.

use proptest::prelude::*;
use tandem_deliberation::ranked::file::{Ballots, parse};
use tandem_deliberation::ranked::pairwise::compare;
use tandem_deliberation::ranked::points::{Sheet, Spoilt, add_up};
use tandem_deliberation::ranked::report::{Rule, count};
use tandem_deliberation::ranked::single::instant_runoff;
use tandem_deliberation::ranked::{meek, stv};

const SMALL: &str = "4 2 # two seats\n-3\n[tie 2 1 3 4]\n3 1 4 0\n2 2 3 0\n1 3 0\n/* a remark */ 2 4 2 0\n0\n\"Ada\"\n\"Ben B\"\n\"Cleo\" \"Dan\"\n\"Board\"\n";

#[test]
fn a_file_is_read_with_its_options() {
    let ballots = parse(SMALL.as_bytes()).unwrap();
    assert_eq!((ballots.seats, ballots.valid, ballots.empty), (2, 7, 1));
    assert_eq!(ballots.title, "Board");
    assert_eq!(ballots.tie_rank, [1, 0, 2, 3]);
    assert!(ballots.candidates[2].withdrawn);
    assert_eq!(ballots.candidates[1].name, "Ben B");
    assert_eq!(ballots.kinds().collect::<Vec<_>>(), [(&[0, 3][..], 3), (&[1][..], 2), (&[3, 1][..], 2)]);
}

#[test]
fn a_file_that_is_wrong_says_where_and_how_to_mend_it() {
    for (from, to, line, what) in [
        ("4 2", "four 2", 1, "\"four\""),
        ("4 2", "4 9", 1, "9 seats and 3 candidates"),
        ("-3", "-7", 2, "candidate 7 is withdrawn"),
        ("-3", "-0", 2, "candidate 0 is withdrawn"),
        ("-3", "-3 1 2 0", 2, "\"1\" stands on a line that withdraws"),
        ("-3", "[withdrawn 3 9]", 2, "candidate 9 is withdrawn"),
        ("[tie 2 1 3 4]", "[tie 2 1 3]", 3, "3 of 4"),
        ("[tie 2 1 3 4]", "[tie 2 2 3 4]", 3, "named before"),
        ("[tie 2 1 3 4]", "[sort 2]", 3, "[sort]"),
        ("3 1 4 0", "3 1 5 0", 4, "\"5\" is no candidate"),
        ("3 1 4 0", "3 1 1 0", 4, "candidate 1 twice"),
        ("3 1 4 0", "3 1=4 0", 4, "as equals"),
        ("3 1 4 0", "3 1 4", 4, "does not end on its line"),
        ("1 3 0", "1 3\n0", 6, "does not end on its line"),
        ("3 1 4 0", "3 1 4 0 -2", 4, "-2 stands where a ballot should begin"),
        ("3 1 4 0", "9000000000000000000 1 4 0", 4, "9000000000000000000 ballots are too many"),
        ("3 1 4 0", "999999999999999 1 4 0", 5, "with this line there are more than 1000000000000000"),
        ("/* a remark */", "/* a remark", 7, "a comment begins and does not end"),
        ("3 1 4 0", "x 1 4 0", 4, "where a ballot should begin"),
        ("\"Ben B\"", "Ben", 10, "the name of candidate 2"),
        ("\"Ada\"", "\"Ada", 9, "quotation mark"),
        ("0\n\"Ada\"\n\"Ben B\"\n\"Cleo\" \"Dan\"\n\"Board\"\n", "", 7, "ends among the ballots"),
        ("2 4 2 0\n0\n\"Ada\"\n\"Ben B\"\n\"Cleo\" \"Dan\"\n\"Board\"\n", "2 4 2", 7, "ends within a ballot"),
        (" \"Dan\"\n\"Board\"\n", "", 11, "the name of candidate 4"),
        ("[tie 2 1 3 4]", "[undeclared 5]", 3, "candidate 5 is undeclared"),
        // Names that would be those of others.
        ("\"Ben B\"\n", "", 11, "ends where the title should stand, after 4 texts"),
        ("\"Ben B\"", "\"Ben \"\"Benny\"\" B\"", 10, "after \"Ben \" no space follows"),
        ("\"Ben B\"", "\"Ben \"Benny\" B\"", 10, "after \"Ben \" no space follows"),
        ("\"Cleo\" \"Dan\"", "\"Cleo\",\"Dan\"", 11, "after \"Cleo\" no space follows"),
        (
            "\"Ben B\"",
            "\"Ben B\" \"Independent\" \"Ed\" \"Flo\"",
            10,
            "stand more texts in quotation marks, such as \"Cleo\"",
        ),
    ] {
        assert!(SMALL.contains(from), "{from}");
        let fault = parse(SMALL.replacen(from, to, 1).as_bytes()).expect_err(to);
        assert_eq!(fault.line, line, "{fault}");
        assert!(fault.what.contains(what) && !fault.mend.is_empty(), "{fault}");
    }
}

#[test]
fn a_name_too_many_is_told_and_a_title_may_hold_marks() {
    let note = |text: &str| parse(text.as_bytes()).unwrap().notes.join(", ");
    assert_eq!(note(SMALL), "");
    let told = note(&SMALL.replace("\"Ben B\"", "\"Ben\" \"B\""));
    assert!(
        told.starts_with("line 11: \"Dan\" was read as the title, and \"Board\" stands after it"),
        "{told}"
    );
    // Where a file is from and a remark may follow on the title, and then anything.
    let more = format!("{SMALL}\"From us\"\n\"A remark\"\nFirst \"preferences\" 32 43 /* and \" so on\n");
    assert!(
        note(&more).starts_with("line 12: \"Board\" was read as the title, and \"From us\" stands after it")
    );
    for (title, read) in [
        ("\"The \"new\" board\"", "The \"new"),
        ("\"The \"\"board\"\"\"", "The \"\"board\"\""),
        ("\"Board\";", "Board"),
        ("\"\"", ""),
        ("Board of 2026", "Board of 2026"),
    ] {
        assert_eq!(parse(SMALL.replace("\"Board\"", title).as_bytes()).unwrap().title, read);
    }
}

#[test]
fn who_was_written_in_stays_a_candidate_and_is_told() {
    let text = SMALL.replace("-3", "[undeclared 4]");
    let ballots = parse(text.as_bytes()).unwrap();
    assert_eq!(ballots.standing().count(), 4);
    assert_eq!(ballots.kinds().next().unwrap(), (&[0, 3][..], 3));
    assert!(ballots.notes[0].starts_with("written in and not declared: Dan (4);"), "{:?}", ballots.notes);
}

#[test]
fn who_has_withdrawn_may_stand_on_one_line_or_in_an_option() {
    for line in ["-3 -1 # both have moved away", "-3\n-1", "[withdrawn 3 1]", "[withdrawn 3 ]\n-1"] {
        let ballots = parse(SMALL.replace("-3", line).as_bytes()).unwrap();
        let withdrawn: Vec<bool> = ballots.candidates.iter().map(|c| c.withdrawn).collect();
        assert_eq!(withdrawn, [true, false, true, false], "{line}");
        assert_eq!(ballots.kinds().collect::<Vec<_>>(), [(&[3][..], 3), (&[1][..], 2), (&[3, 1][..], 2)]);
    }
}

#[test]
fn without_a_single_choice_nobody_has_won() {
    for (ballots, said) in [("", "holds no ballots"), ("7 0\n2 3 0\n", "none of the 9 ballots ranks")] {
        let text = format!("3 1\n-3\n{ballots}0\n\"A\" \"B\" \"C\" \"Board\"\n");
        let ballots = parse(text.as_bytes()).unwrap();
        for (name, rule) in Rule::NAMES {
            let report = count(&ballots, rule);
            assert!(report.winners.is_empty(), "{name}");
            assert_eq!(report.json["winners"], serde_json::json!([]), "{name}");
            assert!(report.json["notes"][0].as_str().unwrap().contains(said), "{name}: {}", report.json);
            assert!(report.text.contains("Winner: nobody") && report.text.contains(said), "{}", report.text);
        }
    }
}

#[test]
fn a_tie_says_that_an_order_decided_it() {
    // A and B fall behind C together and never differed; the file's order lets B leave first.
    let text = "3 1\n[tie 2 1 3]\n2 1 0\n2 2 0\n3 3 0\n0\n\"A\" \"B\" \"C\" \"Board\"\n";
    let ballots = parse(text.as_bytes()).unwrap();
    for (rule, msg) in [
        (Rule::Stv(stv::Rule::Scottish), "Break tie by lot (defeat low candidate): [A, B] -> B"),
        (Rule::Stv(stv::Rule::Wigm), "Break tie (defeat low candidate): [A, B] -> B"),
        (Rule::Meek, "Break tie (defeat low candidate): [A, B] -> B"),
    ] {
        let report = count(&ballots, rule);
        let told = "Break tie by the order for ties (defeat low candidate): [A, B] -> B";
        assert_eq!(report.json["ties"][0]["how"], told);
        assert!(report.text.contains(told) && !report.text.contains("by lot"), "{}", report.text);
        // In the steps stand the words of the reference program.
        let steps = report.json["rounds"].as_array().unwrap();
        assert!(steps.iter().any(|s| s["tag"] == "tie" && s["msg"] == msg), "{}", report.json);
    }
}

#[test]
fn old_line_ends_and_other_letters_are_read_or_told() {
    for ends in ["\r", "\r\n"] {
        let text = SMALL.replace('\n', ends);
        let ballots = parse(text.as_bytes()).unwrap();
        assert_eq!((ballots.valid, ballots.title.as_str()), (7, "Board"), "{ends:?}");
        let fault = parse(text.replace("3 1 4 0", "3 1 5 0").as_bytes()).unwrap_err();
        assert_eq!(fault.line, 4, "{ends:?} {fault}");
    }
    let latin: Vec<u8> = SMALL.replace("Cleo", "Cl\u{e9}o").chars().map(|c| c as u8).collect();
    let ballots = parse(latin.as_slice()).unwrap();
    assert!(ballots.notes[0].contains("line 11 is the first that is not UTF-8"), "{:?}", ballots.notes);
    assert!(count(&ballots, Rule::Irv).text.contains("save the file as UTF-8"));
    let wide: Vec<u8> = SMALL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [&b"\xff\xfe"[..], &wide].concat();
    for bytes in [wide, marked] {
        let fault = parse(bytes.as_slice()).unwrap_err();
        assert!(fault.what.contains("UTF-16") && fault.mend.contains("UTF-8"), "{fault}");
    }
}

#[test]
fn candidates_of_one_name_are_told_apart() {
    let ballots = parse(SMALL.replace("Dan", "Ada").as_bytes()).unwrap();
    assert!(ballots.notes[0].contains("called \"Ada\""), "{:?}", ballots.notes);
    let clear = parse(SMALL.as_bytes()).unwrap();
    assert!(clear.notes.is_empty() && count(&clear, Rule::Meek).json.get("notes").is_none());
}

#[test]
fn instant_runoff_lets_all_who_are_lowest_leave_together() {
    let ballots = Ballots::new(&["A", "B", "C", "D"], 1, &[(&[0], 4), (&[1], 3), (&[2, 1], 1), (&[3, 1], 1)]);
    let runoff = instant_runoff(&ballots);
    assert_eq!(runoff.rounds[0].out, [2, 3]);
    assert_eq!(runoff.winners, [1]);
    let tie = Ballots::new(&["A", "B"], 1, &[(&[0], 2), (&[1], 2)]);
    assert_eq!(instant_runoff(&tie).winners, [0, 1]);
    let report = count(&tie, Rule::Irv);
    assert_eq!(report.winners, [0]);
    assert_eq!(report.json["ties"][0]["tied"], serde_json::json!([1, 2]));
    assert!(report.text.contains("TIE"), "{}", report.text);
}

#[test]
fn schulze_finds_the_winner_of_his_own_example() {
    // The 45 voters of the method's paper, section 3: E wins.
    let (a, b, c, d, e) = (0u16, 1, 2, 3, 4);
    let ballots = Ballots::new(
        &["A", "B", "C", "D", "E"],
        1,
        &[
            (&[a, c, b, e, d], 5),
            (&[a, d, e, c, b], 5),
            (&[b, e, d, a, c], 8),
            (&[c, a, b, e, d], 3),
            (&[c, a, e, b, d], 7),
            (&[c, b, a, d, e], 2),
            (&[d, c, e, b, a], 7),
            (&[e, b, a, d, c], 8),
        ],
    );
    let pairs = compare(&ballots);
    assert_eq!(pairs.schulze(), [4]);
    assert_eq!(pairs.condorcet_winner(), None);
    assert_eq!(pairs.support[0][1], 20);
}

#[test]
fn points_add_up_and_spoilt_ballots_are_told() {
    let ballots = [vec![3, 0, 2], vec![0, 5, 1], vec![9, 0, 0], vec![1, 1]];
    assert_eq!(
        add_up(3, Sheet::Score(5), &ballots),
        (vec![3, 5, 3], vec![1], vec![(2, Spoilt::TooMuch), (3, Spoilt::Length)])
    );
    assert_eq!(
        add_up(3, Sheet::Dots(5), &ballots[..2]),
        (vec![3, 0, 2], vec![0], vec![(1, Spoilt::TooManyDots)])
    );
    assert_eq!(add_up(2, Sheet::Approval, &[vec![1, 1], vec![1, 0]]), (vec![2, 1], vec![0], vec![]));
    assert_eq!(add_up(2, Sheet::Approval, &[]), (vec![0, 0], vec![0, 1], vec![]));
}

fn votes() -> impl Strategy<Value = (usize, Vec<Vec<u16>>)> {
    (2usize..6).prop_flat_map(|n| {
        let ballot = Just((0..n as u16).collect::<Vec<u16>>()).prop_shuffle();
        (1..n, proptest::collection::vec((ballot, 1..=n).prop_map(|(b, len)| b[..len].to_vec()), 1..30))
    })
}

proptest! {
    /// As many are elected as there are seats, nobody twice, no vote is lost but by cutting off, and all is told.
    #[test]
    fn seats_are_filled_and_votes_kept((seats, list) in votes()) {
        let n = 6.min(list.iter().flatten().max().copied().unwrap_or(0) as usize + 1).max(seats);
        let names = ["A", "B", "C", "D", "E", "F"];
        let kinds: Vec<(&[u16], u64)> = list.iter().map(|b| (b.as_slice(), 1)).collect();
        let ballots = Ballots::new(&names[..n], seats, &kinds);
        let counts = [
            stv::count(&ballots, stv::Rule::Scottish),
            stv::count(&ballots, stv::Rule::Wigm),
            stv::count(&ballots, stv::Rule::WigmPrf),
            meek::count(&ballots),
        ];
        for count in counts {
            let mut elected = count.elected.clone();
            elected.sort_unstable();
            elected.dedup();
            prop_assert_eq!(elected.len(), count.elected.len());
            prop_assert_eq!(elected.len(), seats);
        }
        let pairs = compare(&ballots);
        if let Some(winner) = pairs.condorcet_winner() {
            prop_assert_eq!(pairs.schulze(), [winner]);
            prop_assert_eq!(pairs.ranked_pairs().unwrap(), [winner]);
            prop_assert_eq!(pairs.smith(), [winner]);
        }
        for c in pairs.schulze() {
            prop_assert!(pairs.smith().contains(&c) && pairs.split_cycle().contains(&c));
        }
        for (_, rule) in Rule::NAMES {
            prop_assert!(!count(&ballots, rule).winners.is_empty());
        }
    }

    /// Reading never panics, whatever stands in the file.
    #[test]
    fn a_broken_file_is_a_fault_and_no_panic(cut in 0usize..SMALL.len(), put in "[0-9 \\-=\\[\\]\"\r\n(/*#]{0,6}") {
        let text = format!("{}{put}{}", &SMALL[..cut], &SMALL[cut..]);
        if let Ok(ballots) = parse(text.as_bytes()) {
            for (_, rule) in Rule::NAMES {
                let _ = count(&ballots, rule);
            }
        }
        let _ = parse(&SMALL.as_bytes()[..cut]);
    }
}
