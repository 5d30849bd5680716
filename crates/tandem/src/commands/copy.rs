//! `tandem backup` and `tandem restore`.

use crate::settings::Settings;
use std::path::Path;
use tandem_access::{DatabaseUrl, Uuid, Viewer, audit};
use tandem_people::actions::{close_after_restore, withdrawn_consents};
use tandem_store::{backup, dump};

pub(crate) fn backup(settings: &Settings, to: &Path) -> Result<(), String> {
    backup::backup(&settings.database, to).map_err(|e| e.to_string())?;
    let size = std::fs::metadata(to).map_or(0, |m| m.len());
    println!("{} copied to {} ({size} bytes) and checked.", settings.database, to.display());
    println!("It holds names and needs of people: keep it encrypted, and keep its key elsewhere.");
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
        Some(path) => Some(read_list(path)?),
        None => present(settings),
    };
    let aside = backup::restore(&settings.database, from, replace).map_err(|e| e.to_string())?;
    for old in &aside {
        println!("moved aside: {}", old.display());
    }
    // The restored data must be one this program can run, with a whole audit chain.
    let store = super::open(settings)?;
    let asked = known.clone();
    let (report, closed) = super::block_on(async move {
        let report = audit::verify(&store).await.map_err(|e| e.to_string())?;
        let closed = store
            .write(&Viewer::system("restore"), move |tx| close_after_restore(tx, asked.as_deref()))
            .await
            .map_err(|e| e.to_string())?;
        Ok((report, closed))
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

/// The withdrawn consents of the database that is there now, if it can be read.
fn present(settings: &Settings) -> Option<Vec<Uuid>> {
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
        store.read(&Viewer::system("restore"), withdrawn_consents).await.map_err(|e| e.to_string())
    })
    .ok()
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
