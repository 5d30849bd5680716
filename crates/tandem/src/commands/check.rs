//! `tandem check`: is everything whole?

use crate::rooms;
use crate::settings::Settings;
use std::path::PathBuf;
use std::process::ExitCode;
use tandem_access::audit::Checkpoint;
use tandem_access::{DatabaseUrl, Viewer, audit, sealed};

pub(crate) fn run(settings: &Settings, checkpoints: &[PathBuf]) -> Result<ExitCode, String> {
    let kept = read(checkpoints)?;
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
    let (report, found, proof, due) = super::block_on(async move {
        // Lines written since the server stopped are sealed first, so that the chain ends where the log does.
        audit::seal_all(&store).await.map_err(|e| e.to_string())?;
        let report = audit::verify(&store, &kept).await.map_err(|e| e.to_string())?;
        let mut found = vec![];
        for room in rooms::all() {
            for (name, check) in room.checks {
                let problems =
                    store.read(&Viewer::system("check"), check).await.map_err(|e| e.to_string())?;
                found.push((format!("{}: {name}", room.name), problems));
            }
        }
        let due = store.read(&Viewer::system("check"), sealed::due).await.map_err(|e| e.to_string())?;
        let proof = sealed::prove(&store, &rooms::sealed()).await.map_err(|e| e.to_string())?;
        Ok((report, found, proof, due))
    })?;
    let with = match checkpoints.len() {
        0 => String::new(),
        1 => ", held against a checkpoint".into(),
        n => format!(", held against {n} files of checkpoints"),
    };
    say(&format!("audit chain of {} lines{with}", report.sealed), report.fault.map(|f| f.to_string()));
    let some = proof.faults.first().map(|first| format!("{first} ({} in all)", proof.faults.len()));
    let gone =
        if proof.destroyed > 0 { format!(", {} of destroyed keys", proof.destroyed) } else { String::new() };
    say(&format!("{} sealed rows open{gone}", proof.open), some);
    let late = due.first().map(|(org, because)| {
        format!(
            "those of {org} ({because}) are due: a running server destroys them, or `tandem keys destroy`"
        )
    });
    say("keys that end on a day", late);
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

/// `tandem checkpoint`: the end of the log, with a mark for each line after `after`.
pub(crate) fn checkpoint(settings: &Settings, after: i64) -> Result<(), String> {
    let store = super::open_existing(settings)?;
    let text = super::block_on(async move {
        audit::seal_all(&store).await.map_err(|e| e.to_string())?;
        let kept =
            store.read(&Viewer::system("checkpoint"), move |tx| audit::checkpoint(tx, Some(after))).await;
        kept.map(|k| k.text()).map_err(|e| e.to_string())
    })?;
    print!("{text}");
    Ok(())
}

/// The checkpoints in these files.
fn read(files: &[PathBuf]) -> Result<Vec<Checkpoint>, String> {
    let mut kept = vec![];
    for file in files {
        let fault = |e: String| format!("{}: {e}", file.display());
        let text = std::fs::read_to_string(file).map_err(|e| fault(e.to_string()))?;
        kept.extend(Checkpoint::read_all(&text).map_err(fault)?);
    }
    Ok(kept)
}
