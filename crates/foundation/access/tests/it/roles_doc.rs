//! `docs/roles.md` is `roles.toml` as a table: the test writes it anew with `UPDATE_DOCS=1` and compares otherwise.

use std::fmt::Write as _;
use tandem_access::{Action, Kind, Role, permits};

#[test]
fn the_document_says_what_the_code_does() {
    let mut text = String::from(
        "# Roles\n\nWhich role handles which kind of fact, and how. Made from `crates/foundation/access/roles.toml`. Which rows \
         a member then sees, the row fence decides: the own organization's, or those a person's live consent opens.\n\n",
    );
    let roles: Vec<&str> = Role::ALL.iter().map(|r| r.word()).collect();
    let _ = writeln!(text, "| kind | {} |", roles.join(" | "));
    let _ = writeln!(text, "| --- |{}", " --- |".repeat(roles.len()));
    for kind in Kind::ALL {
        let cells: Vec<String> = Role::ALL
            .iter()
            .map(|role| {
                let can = Action::ALL.iter().filter(|a| permits(*role, *kind, **a)).map(|a| a.word());
                can.collect::<Vec<_>>().join(", ")
            })
            .collect();
        let _ = writeln!(text, "| {kind} | {} |", cells.join(" | "));
    }
    let path = tandem_testkit::project_root().join("docs/roles.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, text, "run this test with UPDATE_DOCS=1 and commit docs/roles.md");
}
