//! Imports a directory into a fresh SQLite file and prints the report: `cargo run --example import_report FORMAT PATH`.

use std::path::Path;

use tandem_access::{DatabaseUrl, Store, Surroundings, Viewer};
use tandem_hsds::{Format, import_directory};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, format, path] = &arguments[..] else { panic!("usage: import_report FORMAT PATH") };
    let format = Format::from_word(format).expect("hsds-json, hsds-csv or ohana-csv");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let migrations = [
        tandem_access::MIGRATIONS,
        tandem_events::MIGRATIONS,
        tandem_partners::MIGRATIONS,
        tandem_directory::MIGRATIONS,
    ]
    .concat();
    let url = DatabaseUrl::Sqlite(folder.path().join("tandem.db"));
    let store = Store::open(&url, &migrations, &[], Surroundings::real()).expect("the database opens");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for turn in ["first", "second"] {
        let start = std::time::Instant::now();
        let viewer = Viewer::system("example.import");
        let report = runtime
            .block_on(import_directory(&store, &viewer, format, Path::new(path), "example", |_| {}))
            .expect("the import runs");
        println!("{turn} run: {:.2} s", start.elapsed().as_secs_f64());
        for (kind, counts) in &report.counts {
            println!("  {:22} {counts:?}", kind.plural());
        }
        if turn == "first" {
            println!("confidential locations: {}", report.confidential_locations);
            for r in report.rejections.iter().take(20) {
                println!(
                    "  refused {:?} {} {}: {} ({})",
                    r.place.row, r.place.file, r.column, r.reason, r.mend
                );
            }
            for w in report.warnings.iter().take(40) {
                println!("  warning {} x{} {}: {}", w.place.file, w.count, w.column, w.message);
            }
        }
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or_default());
}
