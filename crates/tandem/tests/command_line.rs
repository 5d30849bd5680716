//! The commands as somebody types them, with slips and without.

use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// A path with a slip in it names no database: nothing is made there, and the answer says which file was meant.
#[test]
fn a_mistyped_path_makes_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tadnem.db");
    let url = format!("sqlite:{}", file.display());
    let input = folder.path().join("places.csv");
    std::fs::write(&input, "zip,latitude,longitude\n21201,39.29,-76.62\n").unwrap();
    let (input, out) = (input.display().to_string(), folder.path().join("out").display().to_string());
    let commands: [&[&str]; 5] = [
        &["import", "places", &input],
        &["import", "directory", "--format", "hsds-json", &input],
        &["export", &out],
        &["check"],
        &["serve", "--listen", "127.0.0.1:0"],
    ];
    for command in commands {
        let done = Command::new(env!("CARGO_BIN_EXE_tandem"))
            .args(command)
            .args(["--database", &url])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(!done.status.success(), "{command:?}: {said}");
        assert!(said.contains("tadnem.db") && said.contains("--database"), "{command:?}: {said}");
        assert!(!file.exists(), "{command:?} made a database");
    }
}

fn run(folder: &Path, words: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_tandem"))
        .args(words)
        .args(["--database", &format!("sqlite:{}", folder.join("tandem.db").display())])
        .current_dir(folder)
        .output()
        .unwrap();
    let said =
        String::from_utf8_lossy(&[done.stdout.as_slice(), done.stderr.as_slice()].concat()).into_owned();
    assert!(done.status.success(), "{words:?}: {said}");
    said
}

fn report(folder: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join("report.json")).unwrap()).unwrap()
}

/// ZIP codes come in, the directory goes out and in again: by hand, as an administrator does it.
#[test]
fn places_come_in_and_a_directory_goes_out_and_in_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    run(at, &["migrate"]);
    std::fs::write(
        at.join("gaz.txt"),
        "GEOID\tALAND\tINTPTLAT\tINTPTLONG   \n21201\t3\t39.29\t-76.62   \n2120\t3\t39.29\t-76.62\n",
    )
    .unwrap();
    for (accepted, unchanged) in [(1, 0), (0, 1)] {
        let said = run(at, &["import", "places", "gaz.txt", "--report", "report.json"]);
        assert!(said.contains("gaz.txt 3") && said.contains("has 4 digits"), "{said}");
        let places = report(at)["places"].clone();
        assert_eq!((&places["accepted"], &places["unchanged"]), (&accepted.into(), &unchanged.into()));
        assert_eq!(places["rejected"], 1);
    }
    std::fs::write(
        at.join("services.json"),
        r#"[{"id":"s1","name":"Food Pantry","status":"active","organization":{"id":"o1","name":"Harbor Help","description":""},
             "phones":[{"id":"p1","number":"410-555-0100"}]}]"#,
    )
    .unwrap();
    run(at, &["import", "directory", "--format", "hsds-json", "services.json"]);
    run(at, &["export", "out"]);
    for format in ["hsds-json", "hsds-csv"] {
        let path = format!("out/directory/{format}");
        run(at, &["import", "directory", "--format", format, &path, "--report", "report.json"]);
        let report = report(at);
        for kind in ["organizations", "services", "phones", "attributes"] {
            let counts = &report[kind];
            assert_eq!((&counts["accepted"], &counts["changed"]), (&0.into(), &0.into()), "{format} {kind}");
            assert_eq!(counts["unchanged"], 1, "{format} {kind}");
        }
    }
    run(at, &["export", "again"]);
    for file in ["hsds-json/services.json", "hsds-csv/services.csv", "hsds-csv/phones.csv"] {
        let read =
            |folder: &str| std::fs::read_to_string(at.join(folder).join("directory").join(file)).unwrap();
        assert_eq!(read("out"), read("again"), "{file}");
    }
}
