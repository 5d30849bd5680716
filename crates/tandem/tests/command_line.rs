//! What the commands say to somebody who mistypes.

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
