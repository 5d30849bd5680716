//! The demo as a command: broken off, it never passes for a finished one.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn tandem(words: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tandem"));
    command.args(words).args(["--database", &format!("sqlite:{}", folder.join("demo.db").display())]);
    command.current_dir(folder).env_remove("TANDEM_CONFIG");
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), output.stderr.as_slice()].concat()).into_owned()
}

#[test]
fn a_demo_that_was_broken_off_is_not_served_and_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    let read_until = |mark: &str| {
        let mut child =
            tandem(&["demo", "--only-create"], folder.path()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = vec![];
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            lines.push(line.unwrap());
            if lines.last().unwrap().contains(mark) {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(lines.last().unwrap().contains(mark), "{lines:?}");
        lines
    };
    // The second month: the database has an organization, people and a partnership that says it is a demo.
    let first = read_until(" people, 2");
    assert!(first.iter().all(|line| !line.contains("broken off")), "{first:?}");
    let served = tandem(&["serve", "--listen", "127.0.0.1:0"], folder.path()).output().unwrap();
    assert!(!served.status.success() && said(&served).contains("broken off"), "{}", said(&served));
    let second = read_until("Merrow Bend");
    assert!(second.iter().any(|line| line.contains("begins anew")), "{second:?}");
}
