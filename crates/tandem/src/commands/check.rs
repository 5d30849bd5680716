//! `tandem check`: is everything whole?

use crate::rooms;
use crate::settings::Settings;
use std::process::ExitCode;
use tandem_access::{DatabaseUrl, Viewer, audit};

pub(crate) fn run(settings: &Settings) -> Result<ExitCode, String> {
    let mut faults = 0;
    let mut say = |what: &str, problem: Option<String>| match problem {
        None => println!("ok      {what}"),
        Some(p) => {
            faults += 1;
            println!("FAULT   {what}: {p}");
        }
    };
    let bytes = tandem_store::backup::check(&settings.database).err().map(|e| e.to_string());
    let absent = matches!(&settings.database, DatabaseUrl::Sqlite(path) if !path.exists());
    if let Some(fault) = bytes.as_ref().filter(|_| absent) {
        // Opening it would make it, and then all would be well with nothing in it.
        return Err(format!("{fault}; name the right one with --database or TANDEM_DATABASE"));
    }
    say("stored bytes and references", bytes);
    let store = super::open(settings)?;
    say("tables", None);
    let (report, found) = super::block_on(async move {
        // Lines written since the server stopped are sealed first, so that the chain ends where the log does.
        audit::seal_all(&store).await.map_err(|e| e.to_string())?;
        let report = audit::verify(&store).await.map_err(|e| e.to_string())?;
        let mut found = vec![];
        for room in rooms::all() {
            for (name, check) in room.checks {
                let problems =
                    store.read(&Viewer::system("check"), check).await.map_err(|e| e.to_string())?;
                found.push((format!("{}: {name}", room.name), problems));
            }
        }
        Ok((report, found))
    })?;
    say(&format!("audit chain of {} lines", report.sealed), report.fault);
    for (name, problems) in found {
        let some = problems.first().map(|first| format!("{first} ({} in all)", problems.len()));
        say(&name, some);
    }
    println!(
        "{}",
        if faults == 0 { "All is whole." } else { "Something is wrong; the lines above say what." }
    );
    Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
