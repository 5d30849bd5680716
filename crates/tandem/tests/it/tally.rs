//! Counting a vote as somebody types it: no database, no settings, and a file that is wrong is told with its line.

use serde_json::{Value, json};
use std::process::{Command, Output};

fn tally(words: &[&str], folder: &std::path::Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tandem")).args(words).current_dir(folder).output().unwrap()
}

fn counted(words: &[&str], folder: &std::path::Path) -> Value {
    let done = tally(words, folder);
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

#[test]
fn a_budget_is_counted_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let text = "META\nkey;value\nnum_projects;3\nnum_votes;3\nbudget;90.50\ncurrency;USD\nvote_type;approval\nPROJECTS\n\
                project_id;cost;name\n2;60;Swings\n10;60;Pond\n3;30.5;Bench\nVOTES\nvoter_id;vote\na;2,3\nb;10,3\nc;2\n";
    std::fs::write(folder.path().join("park.pb"), text).unwrap();
    let result = counted(&["tally", "park.pb", "--rule", "greedy", "--format", "json"], folder.path());
    assert_eq!(result["winners"], json!(["2", "3"]));
    assert_eq!(result["total_cost"], "181/2");
    assert_eq!(result["ties"][0], json!({"round": 1, "tied": ["2", "3"], "chosen": "2"}));
    let said = tally(&["tally", "park.pb"], folder.path());
    let said = String::from_utf8(said.stdout).unwrap();
    for part in
        ["rule equal-shares-add1", "Who got something", "What would change it", "The rule greedy would"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    std::fs::write(folder.path().join("cut.pb"), text.replace("c;2\n", "")).unwrap();
    let said = tally(&["tally", "cut.pb"], folder.path());
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.contains("line 4") && said.contains("--accept-counts"), "{said}");
    assert!(std::fs::read_dir(folder.path()).unwrap().count() == 2, "no database is made");
}

#[test]
fn ranked_ballots_are_counted_by_every_rule() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("tie.blt"),
        "3 2\n5 1 2 0\n2 3 0\n0\n\"Castor\" \"Pollux\" \"Helen\" \"Tie\"\n",
    )
    .unwrap();
    // Scottish stages and Meek's surplus choose differently here; the other rules fill one seat.
    for (rule, winners) in [
        ("scottish-stv", json!([1, 3])),
        ("meek", json!([1, 2])),
        ("wigm", json!([1, 2])),
        ("wigm-prf", json!([1, 2])),
        ("irv", json!([1])),
        ("schulze", json!([1])),
    ] {
        let result = counted(&["tally", "tie.blt", "--rule", rule, "--format", "json"], folder.path());
        assert_eq!(result["winners"], winners, "{rule}");
        assert!(result["rounds"].is_array() && result["ties"].is_array(), "{rule}");
    }
    std::fs::write(folder.path().join("short.blt"), "3 2\n5 1 2 0\n2 3 0\n0\n\"Castor\" \"Helen\" \"Tie\"\n")
        .unwrap();
    let short = tally(&["tally", "short.blt", "--format", "json"], folder.path());
    assert!(!short.status.success() && short.stdout.is_empty());
    assert!(String::from_utf8_lossy(&short.stderr).contains("look whether a name is missing"));
    let refused = tally(&["tally", "tie.blt", "--rule", "greedy"], folder.path());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("scottish-stv"));
}

#[test]
fn a_tie_goes_by_the_ballot_or_by_ids_as_strings_as_asked() {
    let folder = tempfile::tempdir().unwrap();
    let names: String = (1..=11).map(|n| format!("\"Muse {n}\"\n")).collect();
    // Of the second and the tenth, who is first in the order leaves last of all, and the other has the seat.
    std::fs::write(folder.path().join("muses.blt"), format!("11 1\n3 2 0\n3 10 0\n0\n{names}\"Muses\"\n"))
        .unwrap();
    for (more, winner) in [(&[][..], 10), (&["--ties", "by-id"][..], 2)] {
        for rule in ["scottish-stv", "meek", "wigm", "wigm-prf"] {
            let asked = [&["tally", "muses.blt", "--rule", rule, "--format", "json"], more].concat();
            assert_eq!(counted(&asked, folder.path())["winners"], json!([winner]), "{rule} {more:?}");
        }
    }
}

#[test]
fn a_bundle_is_proved_and_counted_anew() {
    use tandem_votes::bundle::{Bundle, Head, RollPart};
    use tandem_votes::model::count::{Edition, count};
    let definition = serde_json::from_value(json!({
        "title": {"en": "Rides", "es": "Viajes"}, "question": {"en": "Which?", "es": "¿Cuál?"},
        "explanation": {"en": "Words.", "es": "Palabras."}, "method": "equal-shares-add1", "budget_cents": 30000,
        "seats": 1, "most": 0, "within_budget": true, "minimum_support": 1, "tie_order": [], "binding": true,
        "opens": "2026-10-01T08:00", "closes": "2026-11-01T01:30", "time_zone": "America/New_York",
        "options": [
            {"number": 1, "name": {"en": "Bus", "es": "Bus"}, "words": {"en": "", "es": ""}, "cost_cents": 10000, "group": null, "withdrawn": null},
            {"number": 2, "name": {"en": "Van", "es": "Van"}, "words": {"en": "", "es": ""}, "cost_cents": 30000, "group": null, "withdrawn": null},
        ],
    }))
    .unwrap();
    let ballots: Vec<String> = ["1", "1", "2"].map(str::to_owned).into();
    let bundle = Bundle {
        edition: Edition::NOW,
        head: Head {
            vote: "v".into(),
            partnership: "Bend".into(),
            published_at: "2026-11-02T00:00:00Z".into(),
        },
        result: count(&definition, &ballots).unwrap(),
        definition,
        roll: RollPart { issued: 3, web: 2, paper: 1, ..RollPart::default() },
        receipts: vec!["a".into(), "b".into(), "c".into()],
        ballots,
    };
    let text = bundle.sign(&tandem_access::KeyFile::generate(&[7; 64])).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let write = |text: &str| std::fs::write(folder.path().join("vote.json"), text).unwrap();
    write(&text);
    let result = counted(&["tally", "vote.json", "--format", "json"], folder.path());
    assert_eq!((&result["holds"], &result["winners"]), (&json!(true), &json!(["1"])));
    let key = result["key"].as_str().unwrap();
    let said = tally(&["tally", "vote.json", "--key", key], folder.path());
    let words = String::from_utf8(said.stdout).unwrap();
    assert!(said.status.success() && words.contains("The published result holds"), "{words}");
    for (changed, fault) in [
        (text.replace("\"2\"]", "\"1\"]"), "the part `ballots` was changed"),
        (text[..text.len() / 2].to_owned(), "cut off"),
        (text.replace("\"signature\":\"", "\"signature\":\"AAAA"), "the signature does not fit"),
        (text.replace("\"winners\":[\"1\"]", "\"winners\":[\"2\"]"), "1 won, and the bundle says 2"),
    ] {
        assert_ne!(changed, text, "{fault}");
        write(&changed);
        let said = tally(&["tally", "vote.json"], folder.path());
        let all =
            format!("{}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
        assert!(!said.status.success() && all.contains(fault), "{fault}: {all}");
    }
    write(&text);
    let other = tally(&["tally", "vote.json", "--key", "AAAA"], folder.path());
    assert!(String::from_utf8_lossy(&other.stdout).contains("not with AAAA"));
}

const PARK: &str = "META\nkey;value\nbudget;90\nvote_type;approval\nPROJECTS\nproject_id;cost;name\n2;60;Swings\n10;60;Pond\n\
                    3;30;Bench\nVOTES\nvoter_id;vote\na;2,3\nb;10,3\nc;2\n";
const BOARD: &str = "3 2\n5 1 2 0\n2 3 0\n0\n\"Castor\" \"Pollux\" \"Helen\" \"Board\"\n";

/// What is said when a command is refused; it ends with code 1, or with clap's 2.
fn refused(words: &[&str], folder: &std::path::Path) -> String {
    let done = tally(words, folder);
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(matches!(done.status.code(), Some(1 | 2)), "{words:?} {:?}: {said}", done.status);
    assert!(done.stdout.is_empty(), "{words:?}: {}", String::from_utf8_lossy(&done.stdout));
    said
}

#[test]
fn an_option_that_would_have_no_effect_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let points = PARK.replace("approval", "scoring").replace("voter_id;vote", "voter_id;vote;points");
    let points = points.replace("a;2,3", "a;2,3;1,2").replace("b;10,3", "b;10,3;1,2").replace("c;2", "c;2;1");
    for (name, text) in [("park.pb", PARK), ("board.blt", BOARD), ("points.pb", &points), ("vote.json", "{}")]
    {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    for (words, what) in [
        (
            &["board.blt", "--withdrawn", "2"][..],
            "--withdrawn does not apply: who has withdrawn stands in the file",
        ),
        (&["board.blt", "--minimum-support", "3"], "--minimum-support does not apply"),
        (&["board.blt", "--minimum-support", "0"], "--minimum-support does not apply"),
        (&["board.blt", "--satisfaction", "cardinality"], "--satisfaction does not apply"),
        (&["board.blt", "--exclusive", "1,2"], "--exclusive does not apply"),
        (&["board.blt", "--accept-counts"], "--accept-counts does not apply"),
        (&["board.blt", "--key", "abc"], "--key does not apply"),
        (&["park.pb", "--key", "abc"], "--key does not apply"),
        (
            &["park.pb", "--satisfaction", "cardinality", "--rule", "phragmen"],
            "--satisfaction does not apply: phragmen",
        ),
        (
            &["points.pb", "--satisfaction", "cardinality"],
            "--satisfaction does not apply: these ballots hold points",
        ),
        (&["park.pb", "--withdrawn", "9"], "project 9 was withdrawn, and neither"),
        (&["park.pb", "--exclusive", "2"], "--exclusive 2: name two projects"),
        (&["park.pb", "--exclusive", "2,2"], "--exclusive: 2 comes twice"),
        (&["park.pb", "--ties", "2,3,2"], "--ties: 2 comes twice"),
        (&["park.pb", "--minimum-support=-1"], "--minimum-support"),
        (&["vote.json", "--rule", "greedy"], "--rule does not apply"),
        (&["vote.json", "--withdrawn", "1"], "--withdrawn does not apply"),
    ] {
        let said = refused(&[&["tally"][..], words].concat(), folder.path());
        assert!(said.contains(what), "{words:?}: {said}");
    }
    // What holds anyhow may be said: it is taken, with a note.
    for words in [
        &["board.blt", "--satisfaction", "cost"][..],
        &["park.pb", "--satisfaction", "cost", "--rule", "phragmen"],
        &["points.pb", "--satisfaction", "cost"],
    ] {
        let json = ["--format", "json"];
        let result = counted(&[&["tally"][..], words, &json].concat(), folder.path());
        let plain: Vec<&str> =
            words.iter().copied().filter(|w| !matches!(*w, "--satisfaction" | "cost")).collect();
        let without = counted(&[&["tally"][..], &plain, &json].concat(), folder.path());
        assert_eq!(result["winners"], without["winners"], "{words:?}");
        let note = result["notes"].to_string();
        assert!(note.contains("--satisfaction cost changes nothing here: "), "{words:?}: {note}");
    }
    let said = counted(&["tally", "park.pb", "--satisfaction", "cost", "--format", "json"], folder.path());
    assert_eq!(said["notes"], json!([]));
    // What is withdrawn is out, whether it is still listed or not.
    let counted = counted(
        &["tally", "park.pb", "--rule", "greedy", "--withdrawn", "2,3", "--format", "json"],
        folder.path(),
    );
    assert_eq!(counted["winners"], json!(["10"]));
    assert_eq!(counted["notes"], json!(["4 marks for withdrawn projects were left out"]));
}

#[test]
fn files_of_other_programs_are_read_or_say_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    let latin = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    write("OK2.PB", PARK.as_bytes());
    write("X.BLT", BOARD.as_bytes());
    write("old.pb", PARK.replace('\n', "\r").as_bytes());
    write("lines.pb", PARK.replace("Swings", "\"Swings\nand ropes\"").as_bytes());
    write("twice.pb", PARK.replace("c;2", "a;2").as_bytes());
    write("latin.pb", &latin(&PARK.replace("Pond", "\u{c9}tang")));
    write("latin.blt", &latin(&BOARD.replace("Helen", "H\u{e9}l\u{e8}ne")));
    for (name, winners, note) in [
        ("OK2.PB", json!(["2", "3"]), ""),
        ("X.BLT", json!([1, 3]), ""),
        ("old.pb", json!(["2", "3"]), ""),
        ("lines.pb", json!(["2", "3"]), ""),
        ("twice.pb", json!(["2", "3"]), "1 voter ids come more than once"),
        ("latin.pb", json!(["2", "3"]), "line 8 is the first that is not UTF-8"),
        ("latin.blt", json!([1, 3]), "line 5 is the first that is not UTF-8"),
    ] {
        let result = counted(&["tally", name, "--format", "json"], folder.path());
        assert_eq!(result["winners"], winners, "{name}");
        let told = result["notes"].to_string();
        assert!(
            told.contains(note) && (note.is_empty() == matches!(&*told, "[]" | "null")),
            "{name}: {told}"
        );
        let said = tally(&["tally", name], folder.path());
        assert!(String::from_utf8(said.stdout).unwrap().contains(note), "{name}");
    }
    write("wide.pb", &wide(PARK));
    write("wide.blt", &wide(BOARD));
    write("wide.json", &wide("{}"));
    write("latin.json", &latin("{\"\u{e9}\": 1}"));
    write("empty.pb", b"");
    write("empty.blt", b"");
    write("fault.pb", &latin(&PARK.replace("3;30", "\u{e9};30")));
    for (name, what) in [
        ("wide.pb", "save it as UTF-8"),
        ("wide.blt", "save it as UTF-8"),
        ("wide.json", "save it as UTF-8"),
        ("latin.json", "line 1 is the first that is not UTF-8"),
        ("empty.pb", "there is no section META"),
        ("empty.blt", "the file ends where the number of candidates"),
        ("fault.pb", "line 12: the vote names project 3"),
        ("fault.pb", "(line 9 is the first that is not UTF-8"),
        ("none.pb", "none.pb: No such file"),
        ("none.txt", "told by the end of its name"),
    ] {
        let said = refused(&["tally", name], folder.path());
        assert!(said.contains(name) && said.contains(what), "{name}: {said}");
    }
}

#[test]
fn a_network_is_measured() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("nodes.csv"),
        "id,sector\nclinic,healthcare\npantry,community\nschool,education\n",
    )
    .unwrap();
    std::fs::write(folder.path().join("ties.csv"), "source,target\nclinic,pantry\npantry,school\n").unwrap();
    let found = counted(&["network", "nodes.csv", "ties.csv", "--format", "json"], folder.path());
    assert_eq!(found["articulation_points"], json!(["pantry"]));
    assert_eq!(found["gould_fernandez_undirected"]["pantry"]["liaison"], 1);
    let said = tally(&["network", "nodes.csv", "ties.csv"], folder.path());
    assert!(
        String::from_utf8_lossy(&said.stdout).contains("pantry: 1 pairs could not reach each other"),
        "{said:?}"
    );
    std::fs::write(folder.path().join("ties.csv"), "source,target\nclinic,bank\n").unwrap();
    let said = tally(&["network", "nodes.csv", "ties.csv"], folder.path());
    assert!(String::from_utf8_lossy(&said.stderr).contains("line 2: ties: \"bank\" is no node"), "{said:?}");
    // One file is named, the one that is wrong.
    for (nodes, ties, file, what) in [
        (
            "id,sector\n\"clinic,healthcare\npantry,community\n",
            "source,target\n",
            "nodes.csv",
            "line 2: nodes: a quotation mark",
        ),
        (
            "id;sector\nclinic;healthcare\n",
            "source,target\nclinic,x\n",
            "nodes.csv",
            "line 1: nodes: the first line has no comma",
        ),
        ("id\na\nb\n", "source;target\na;b\n", "ties.csv", "line 1: ties: the first line has no comma"),
        ("id\na\nb\n", "source,target,weight\na,b,-1\n", "ties.csv", "line 2: ties: the weight \"-1\""),
    ] {
        std::fs::write(folder.path().join("nodes.csv"), nodes).unwrap();
        std::fs::write(folder.path().join("ties.csv"), ties).unwrap();
        let said = refused(&["network", "nodes.csv", "ties.csv"], folder.path());
        assert!(said.starts_with(&format!("tandem: {file}: {what}")), "{said}");
        assert_eq!(said.matches(".csv").count(), 1, "{said}");
    }
    std::fs::write(folder.path().join("nodes.csv"), b"id\nJos\xe9\nb\n").unwrap();
    std::fs::write(folder.path().join("ties.csv"), b"source,target\rJos\xe9,b\r").unwrap();
    let found = counted(&["network", "nodes.csv", "ties.csv", "--format", "json"], folder.path());
    assert_eq!(found["notes"].as_array().map(Vec::len), Some(2), "{}", found["notes"]);
    assert!(found["notes"][0].as_str().unwrap().starts_with("nodes.csv: line 2 is the first"));
}
