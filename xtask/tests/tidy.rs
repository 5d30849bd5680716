//! The laws of the house, held by the files as they are.

use std::path::Path;

#[test]
fn the_house_is_in_order() {
    // Asked when it runs: with a build folder shared by two checkouts, the one it was built in may be the other.
    let manifest = std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the project is");
    let root = Path::new(&manifest).parent().expect("xtask lies in the project");
    let faults = xtask::tidy::check(root);
    for warning in &faults.warnings {
        eprintln!("warning: {warning}");
    }
    assert!(faults.errors.is_empty(), "{} faults:\n{}", faults.errors.len(), faults.errors.join("\n"));
}
