//! Reference data of the field, where it is present.

use serde_json::Value;
use std::path::{Path, PathBuf};

/// The folder `governance/NAME` of the reference data: TANDEM_TEST_DATA, or `shared/data` beside the checkout.
pub fn folder(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let folder =
        std::env::var_os("TANDEM_TEST_DATA").map_or_else(beside, PathBuf::from).join("governance").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is absent (set TANDEM_TEST_DATA)", folder.display());
    None
}

/// The files of a folder whose names end so, sorted.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "no {ending} in {}", folder.display());
    found
}

/// A JSON file.
pub fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("readable")).expect("JSON")
}

/// Words of a JSON array.
pub fn words(value: &Value) -> Vec<String> {
    value
        .as_array()
        .expect("an array")
        .iter()
        .map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned))
        .collect()
}
