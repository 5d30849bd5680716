//! The laws of the house, held by the files as they are.

use std::path::Path;

#[test]
fn the_house_is_in_order() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the project");
    let faults = xtask::tidy::check(root);
    for warning in &faults.warnings {
        eprintln!("warning: {warning}");
    }
    assert!(faults.errors.is_empty(), "{} faults:\n{}", faults.errors.len(), faults.errors.join("\n"));
}
