//! Builds `web/dist` with node and npm, or proves that the committed one is up to date.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Builds into `web/dist`.
pub fn build(root: &Path) -> Result<(), String> {
    let web = root.join("web");
    install(&web)?;
    run(Command::new("node").arg("build.mjs").arg("dist").current_dir(&web))
}

/// Builds into a scratch folder and compares with `web/dist`.
pub fn check(root: &Path) -> Result<(), String> {
    let web = root.join("web");
    install(&web)?;
    let scratch = std::env::temp_dir().join(format!("tandem-assets-{}", std::process::id()));
    let built = run(Command::new("node").arg("build.mjs").arg(&scratch).current_dir(&web));
    let result = built.and_then(|()| compare(&files(&web.join("dist"))?, &files(&scratch)?));
    // A scratch folder left behind is harmless; a failed removal must not hide the answer.
    let _ = std::fs::remove_dir_all(&scratch);
    result
}

/// `npm ci` once for each state of the lock.
fn install(web: &Path) -> Result<(), String> {
    let lock = std::fs::read(web.join("package-lock.json"))
        .map_err(|e| format!("web/package-lock.json cannot be read: {e}"))?;
    let stamp = web.join("node_modules/.tandem-lock");
    if std::fs::read(&stamp).is_ok_and(|seen| seen == lock) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(web))?;
    std::fs::write(&stamp, lock).map_err(|e| format!("{} cannot be written: {e}", stamp.display()))
}

fn run(command: &mut Command) -> Result<(), String> {
    let text = format!("{command:?}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{text} failed ({status})")),
        Err(e) => Err(format!("{text} could not be started: {e}; this chore needs node 20 or newer and npm")),
    }
}

/// The files that say something. The packed copies differ between releases of the packer, not in what they hold, so
/// they are left out; that they unpack to the same is checked by the browser tests, which read them.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let read =
        |e: std::io::Error| format!("{} cannot be read: {e}; run `cargo xtask assets`", folder.display());
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(read)? {
        let path = entry.map_err(read)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.ends_with(".br") && !name.ends_with(".gz") {
            found.insert(name, std::fs::read(&path).map_err(read)?);
        }
    }
    Ok(found)
}

fn compare(committed: &BTreeMap<String, Vec<u8>>, built: &BTreeMap<String, Vec<u8>>) -> Result<(), String> {
    let names: std::collections::BTreeSet<&String> = committed.keys().chain(built.keys()).collect();
    let stale: Vec<&str> = names
        .into_iter()
        .filter(|name| committed.get(*name) != built.get(*name))
        .map(String::as_str)
        .collect();
    if stale.is_empty() {
        println!("web/dist is up to date");
        return Ok(());
    }
    Err(format!("web/dist is stale ({}); run `cargo xtask assets` and commit it", stale.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_a_new_and_a_lost_file_are_stale() {
        let of = |pairs: &[(&str, &str)]| -> BTreeMap<String, Vec<u8>> {
            pairs.iter().map(|(n, b)| ((*n).to_owned(), b.as_bytes().to_vec())).collect()
        };
        assert!(compare(&of(&[("a", "1")]), &of(&[("a", "1")])).is_ok());
        let error = compare(&of(&[("a", "1"), ("lost", "x")]), &of(&[("a", "2"), ("new", "x")])).unwrap_err();
        assert!(error.contains("(a, lost, new)"), "{error}");
    }
}
