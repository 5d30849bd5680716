//! The binary.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    end_quietly_when_nobody_reads();
    match tandem::commands::run(tandem::commands::Cli::parse()) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("tandem: {message}");
            ExitCode::FAILURE
        }
    }
}

/// `tandem routes | head`: whoever reads has enough and closes the pipe. That is no fault to write about.
fn end_quietly_when_nobody_reads() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let closed =
            |words: &str| words.starts_with("failed printing to stdout") && words.contains("Broken pipe");
        if info.payload().downcast_ref::<String>().is_some_and(|words| closed(words)) {
            std::process::exit(0);
        }
        tell(info);
    }));
}
