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
    let refused = tally(&["tally", "tie.blt", "--rule", "greedy"], folder.path());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("scottish-stv"));
}

#[test]
fn a_bundle_is_proved_and_counted_anew() {
    use tandem_votes::bundle::{Bundle, Head, RollPart};
    use tandem_votes::model::count::count;
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
}
