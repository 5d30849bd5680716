//! The project's chores: `cargo xtask assets`, `cargo xtask tidy`.

use std::path::PathBuf;
use std::process::ExitCode;

mod assets;

const HELP: &str = "\
Chores of the project. Usage: cargo xtask COMMAND

  assets           build web/dist (style, script, fonts, icons) from web/ and its npm lock; commit the result
  assets --check   build it elsewhere and compare; fails when web/dist is not what web/ says
  tidy             check the laws of the house (the same test runs with `cargo nextest run -p xtask`)
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["assets"] => assets::build(&root()),
        ["assets", "--check"] => assets::check(&root()),
        ["tidy"] => tidy(),
        ["help" | "--help" | "-h"] | [] => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("unknown command: {}\n\n{HELP}", other.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn tidy() -> Result<(), String> {
    let faults = xtask::tidy::check(&root());
    for warning in &faults.warnings {
        eprintln!("warning: {warning}");
    }
    if faults.errors.is_empty() {
        println!("tidy: the house is in order ({} warnings)", faults.warnings.len());
        return Ok(());
    }
    Err(faults.errors.join("\n"))
}

/// The project's folder: xtask is a direct child of it.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().map(PathBuf::from).unwrap_or_default()
}
