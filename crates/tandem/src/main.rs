//! The binary.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    match tandem::commands::run(tandem::commands::Cli::parse()) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("tandem: {message}");
            ExitCode::FAILURE
        }
    }
}
