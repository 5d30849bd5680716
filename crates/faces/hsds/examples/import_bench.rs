//! How fast an import is and how much memory it takes: `cargo run --release -p tandem-hsds --example import_bench [SERVICES] [DATABASE]`.
//! Writes an HSDS CSV package of generated services (100,000 by default) and imports it twice.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use tandem_access::{DatabaseUrl, Store, Surroundings, Viewer};
use tandem_directory::model::item::Kind;
use tandem_hsds::{Format, import_directory};

fn file(folder: &Path, name: &str, header: &str, rows: usize, row: impl Fn(usize) -> String) {
    let out = std::fs::File::create(folder.join(name)).expect("a file in a temporary folder");
    let mut out = std::io::BufWriter::new(out);
    writeln!(out, "{header}").expect("room on the disk");
    for n in 0..rows {
        writeln!(out, "{}", row(n)).expect("room on the disk");
    }
}

fn package(folder: &Path, services: usize) {
    let words = [
        "food pantry",
        "rental assistance",
        "clinic",
        "counseling",
        "legal aid",
        "job training",
        "child care",
    ];
    let organizations = services / 3 + 1;
    file(folder, "organizations.csv", "id,name,description,email", organizations, |n| {
        format!("o{n},Organization {n},Helps people number {n},help{n}@example.org")
    });
    file(
        folder,
        "locations.csv",
        "id,location_type,organization_id,name,latitude,longitude",
        services,
        |n| {
            format!(
                "l{n},physical,o{},Place {n},{:.5},{:.5}",
                n / 3,
                39.0 + (n % 997) as f64 / 997.0,
                -77.0 + (n % 983) as f64 / 983.0
            )
        },
    );
    file(
        folder,
        "addresses.csv",
        "id,location_id,address_1,city,state_province,postal_code,country,address_type",
        services,
        |n| format!("a{n},l{n},{n} Pier Street,Rivertown,MD,{:05},US,physical", 21_000 + n % 300),
    );
    file(
        folder,
        "services.csv",
        "id,organization_id,name,description,status,eligibility_description",
        services,
        |n| {
            let mut text = String::new();
            for i in 0..12 {
                let _ = write!(text, "{} for people {} ", words[(n + i) % words.len()], n % 91);
            }
            format!("s{n},o{},{} {n},\"{text}\",active,Ages 18 and older", n / 3, words[n % words.len()])
        },
    );
    file(folder, "service_at_location.csv", "id,service_id,location_id", services, |n| {
        format!("x{n},s{n},l{n}")
    });
    file(folder, "phones.csv", "id,service_id,number,type", services, |n| {
        format!("p{n},s{n},410-555-01{:02},voice", n % 100)
    });
    file(folder, "schedules.csv", "id,service_id,freq,byday,opens_at,closes_at", services, |n| {
        format!("h{n},s{n},WEEKLY,\"MO,WE,FR\",09:00,1{}:00", n % 9)
    });
    std::fs::write(folder.join("datapackage.json"), "{}").expect("room on the disk");
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let services = arguments.get(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    package(folder.path(), services);
    let migrations = [
        tandem_access::MIGRATIONS,
        tandem_events::MIGRATIONS,
        tandem_partners::MIGRATIONS,
        tandem_directory::MIGRATIONS,
    ]
    .concat();
    let url = arguments.get(2).map_or_else(
        || DatabaseUrl::Sqlite(folder.path().join("tandem.db")),
        |url| url.parse().expect("sqlite:PATH or postgres://..."),
    );
    let store = Store::open(&url, &migrations, &[], Surroundings::real()).expect("the database opens");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for turn in ["first", "second"] {
        let start = Instant::now();
        let viewer = Viewer::system("example.import");
        let report = runtime
            .block_on(import_directory(&store, &viewer, Format::HsdsCsv, folder.path(), "bench", |_| {}))
            .expect("the import runs");
        let seconds = start.elapsed().as_secs_f64();
        let rows: u64 = report.counts.values().map(|c| c.accepted + c.changed + c.unchanged).sum();
        println!(
            "{turn}: {:?}, {seconds:.1} s, {:.0} services/s, {:.0} rows/s",
            report.of(Kind::Service),
            services as f64 / seconds,
            rows as f64 / seconds
        );
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or_default());
}
