//! `tandem backup` and `tandem restore`.

use crate::rooms;
use crate::settings::Settings;
use std::path::Path;
use tandem_access::{DatabaseUrl, Uuid, Viewer, audit, sealed};
use tandem_people::actions::{close_after_restore, erase_after_restore, erased_people, withdrawn_consents};
use tandem_store::{backup, dump};

pub(crate) fn backup(settings: &Settings, to: &Path) -> Result<(), String> {
    backup::backup(&settings.database, to).map_err(|e| e.to_string())?;
    let size = std::fs::metadata(to).map_or(0, |m| m.len());
    println!("{} copied to {} ({size} bytes) and checked.", settings.database, to.display());
    println!(
        "Names in it are sealed, needs are not: keep it encrypted. It opens only with the key file {}, of which a copy \
         belongs in another place.",
        settings.keys
    );
    Ok(())
}

pub(crate) fn restore(
    settings: &Settings,
    from: &Path,
    replace: bool,
    withdrawn: Option<&Path>,
) -> Result<(), String> {
    // Withdrawals since the copy: told by a file, else by the database that is about to be replaced.
    let known = match withdrawn {
        Some(path) => Some(Since { withdrawn: read_list(path)?, erased: read_erased(path)? }),
        None => present(settings),
    };
    let aside = backup::restore(&settings.database, from, replace).map_err(|e| e.to_string())?;
    for old in &aside {
        println!("moved aside: {}", old.display());
    }
    // The restored data must be one this program can run, with the keys that are kept apart from it, with a whole audit chain.
    let store = super::open(settings)?;
    let (asked, erased) = match &known {
        Some(since) => (Some(since.withdrawn.clone()), since.erased.clone()),
        None => (None, vec![]),
    };
    let (report, closed, erased, ended) = super::block_on(async move {
        let report = audit::verify(&store, &[]).await.map_err(|e| e.to_string())?;
        let closed = store
            .write(&Viewer::system("restore"), move |tx| close_after_restore(tx, asked.as_deref()))
            .await
            .map_err(|e| e.to_string())?;
        let erased = store
            .write(&Viewer::system("restore"), move |tx| erase_after_restore(tx, &erased))
            .await
            .map_err(|e| e.to_string())?;
        let ended = sealed::destroy_forgotten(&store, &rooms::sealed()).await.map_err(|e| e.to_string())?;
        for org in &ended {
            crate::keys::tell_names_gone(&store, *org).await.map_err(|e| e.to_string())?;
        }
        Ok((report, closed, erased, ended.len()))
    })?;
    if let Some(fault) = report.fault {
        return Err(format!("restored, but the audit chain is broken: {fault}"));
    }
    println!(
        "{} restored from {}: {} audit lines in an unbroken chain.",
        settings.database,
        from.display(),
        report.sealed
    );
    if erased > 0 {
        println!("{erased} people who were erased since the copy are erased again.");
    }
    if ended > 0 {
        println!(
            "{ended} organizations' keys were destroyed since the copy: their people have no names here either."
        );
    }
    match known {
        Some(_) => println!("{closed} consents that were withdrawn since the copy are closed again."),
        None => println!(
            "Nobody can tell which consents were withdrawn since the copy, so sharing is paused: {closed} consents are \
             closed until each person is asked again. With a newer list (tables/permission.ndjson of an export), restore \
             again with --withdrawn FILE."
        ),
    }
    Ok(())
}

/// What happened since the copy that a restore must not undo.
struct Since {
    withdrawn: Vec<Uuid>,
    erased: Vec<Uuid>,
}

/// The same of the database that is there now, if it can be read.
fn present(settings: &Settings) -> Option<Since> {
    if let DatabaseUrl::Sqlite(path) = &settings.database
        && !path.exists()
    {
        return None;
    }
    // Opening would fill an empty PostgreSQL database, which has to stay empty for the restore.
    if !dump::tables(&settings.database).ok()?.iter().any(|t| t == "permission") {
        return None;
    }
    let store = super::open(settings).ok()?;
    super::block_on(async move {
        store
            .read(&Viewer::system("restore"), |tx| {
                Ok(Since { withdrawn: withdrawn_consents(tx)?, erased: erased_people(tx)? })
            })
            .await
            .map_err(|e| e.to_string())
    })
    .ok()
}

/// Who was erased, out of the table beside that of the permissions in an export; nobody, where there is none.
fn read_erased(permissions: &Path) -> Result<Vec<Uuid>, String> {
    let path = permissions.with_file_name("erasure_request.ndjson");
    if !path.exists() {
        return Ok(vec![]);
    }
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut list = vec![];
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let fault =
            || format!("{} line {}: not a row of tables/erasure_request.ndjson", path.display(), n + 1);
        let row: serde_json::Value = serde_json::from_str(line).map_err(|_| fault())?;
        if row["status"] == "done" {
            list.push(row["person_id"].as_str().and_then(|id| id.parse().ok()).ok_or_else(fault)?);
        }
    }
    Ok(list)
}

/// Withdrawn consents out of the permission table of an export.
fn read_list(path: &Path) -> Result<Vec<Uuid>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("--withdrawn {}: {e}", path.display()))?;
    let mut list = vec![];
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let fault = || {
            format!("--withdrawn {} line {}: not a row of tables/permission.ndjson", path.display(), n + 1)
        };
        let row: serde_json::Value = serde_json::from_str(line).map_err(|_| fault())?;
        if !row["withdrawn_at"].is_null() {
            list.push(row["consent_id"].as_str().and_then(|id| id.parse().ok()).ok_or_else(fault)?);
        }
    }
    Ok(list)
}
