//! What is exported can be imported: into the same database it changes nothing, into an empty one it brings the same directory.

use std::collections::BTreeMap;
use std::path::Path;

use crate::common::{both, import, import_from, odd};
use tandem_access::{Store, Viewer};
use tandem_directory::model::item::Kind;
use tandem_hsds::export::write_directory;
use tandem_hsds::{Format, Report};
use tandem_testkit::{TestStore, real_data};

/// Every file below a folder.
fn files(under: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for part in ["hsds-json", "hsds-csv"] {
        for entry in std::fs::read_dir(under.join(part)).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{part}/{}", path.file_name().unwrap().to_string_lossy());
            found.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
    found
}

async fn export(store: &Store) -> (tempfile::TempDir, BTreeMap<String, String>) {
    let to = tempfile::tempdir().unwrap();
    write_directory(store, &Viewer::system("test.export"), to.path()).await.unwrap();
    let found = files(to.path());
    (to, found)
}

/// All rows of a report: accepted, changed, removed and rejected must be none.
fn all_unchanged(report: &Report, what: &str) {
    assert!(!report.refused && report.rejections.is_empty(), "{what}: {:#?}", report.rejections.first());
    for kind in Kind::ALL {
        let c = report.of(kind);
        assert_eq!((c.accepted, c.changed, c.removed, c.rejected), (0, 0, 0, 0), "{what}: {kind:?}");
    }
    assert!(report.of(Kind::Service).unchanged > 0, "{what}");
}

fn same(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>, what: &str) {
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (name, text) in before {
        if after[name] == *text {
            continue;
        }
        let (a, b) = (text.lines(), after[name].lines());
        let first = a.zip(b).find(|(a, b)| a != b);
        panic!("{what}: {name} differs ({} and {} bytes): {first:#?}", text.len(), after[name].len());
    }
}

const FORMATS: [(Format, &str); 2] = [(Format::HsdsJson, "hsds-json"), (Format::HsdsCsv, "hsds-csv")];

/// Into the same database, twice, by both formats; then into empty ones of both engines.
async fn there_and_back(test: &TestStore) {
    let engine = test.engine;
    let (at, first) = export(&test.store).await;
    test.clock.advance(jiff::SignedDuration::from_secs(3_600));
    for (format, part) in FORMATS {
        for turn in ["first", "second"] {
            let report = import_from(&test.store, format, &at.path().join(part), part).await;
            all_unchanged(&report, &format!("{engine} {part} {turn}"));
        }
    }
    same(&first, &export(&test.store).await.1, &format!("{engine}, again"));
    for open in [TestStore::sqlite, TestStore::postgres] {
        for (format, part) in FORMATS {
            let fresh = open(&crate::common::migrations(), &[]);
            fresh.clock.advance(jiff::SignedDuration::from_secs(7_200));
            let report = import_from(&fresh.store, format, &at.path().join(part), part).await;
            assert!(
                !report.refused && report.rejections.is_empty(),
                "{part}: {:#?}",
                report.rejections.first()
            );
            let (_, second) = export(&fresh.store).await;
            same(&first, &second, &format!("{engine} to {} by {part}", fresh.engine));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_rows_come_back_as_they_went() {
    for test in both() {
        let report = import(&test.store, Format::OhanaCsv, odd().path()).await;
        assert!(report.rejections.is_empty(), "{:?}", report.rejections);
        there_and_back(&test).await;
        let (_, files) = export(&test.store).await;
        for (name, text) in &files {
            for secret in ["Secret Lane", "21299", "39.31", "Hidden"] {
                assert!(!text.contains(secret), "{name} tells {secret}: {text}");
            }
        }
        assert!(files["hsds-csv/phones.csv"].contains(",'+1 410 555 0101,12A,fax,"));
        assert!(files["hsds-csv/organizations.csv"].contains("\"'=1+1, says the treasurer\""));
        assert!(files["hsds-csv/locations.csv"].contains(",39.3,-76.6\r\n"), "a number is no formula");
        assert!(files["hsds-csv/schedules.csv"].contains("Closed on these days every year."));
        assert!(files["hsds-csv/services.csv"].contains(",2 weeks,"));
    }
}

/// An edited export changes what it says and nothing else; a listing edited here stays as its organization wrote it.
#[tokio::test(flavor = "multi_thread")]
async fn an_edited_export_changes_only_what_it_says() {
    for test in both() {
        import(&test.store, Format::OhanaCsv, odd().path()).await;
        let (at, before) = export(&test.store).await;
        let path = at.path().join("hsds-csv/services.csv");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replace("2 weeks", "3 weeks")).unwrap();
        test.clock.advance(jiff::SignedDuration::from_secs(60));
        let report = import_from(&test.store, Format::HsdsCsv, &at.path().join("hsds-csv"), "edited").await;
        let services = report.of(Kind::Service);
        assert_eq!((services.changed, services.unchanged), (1, 2), "{}", test.engine);
        let (_, after) = export(&test.store).await;
        let changed = after["hsds-csv/services.csv"].lines().zip(before["hsds-csv/services.csv"].lines());
        assert_eq!(changed.filter(|(a, b)| a != b).count(), 1);
        for (name, text) in before.iter().filter(|(name, _)| !name.contains("services.")) {
            assert_eq!(&after[name], text, "{name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn baltimore_comes_back_as_it_went() {
    let Some(path) = real_data("interop/directory/baltimore-bahc-icarol") else { return };
    // The odd rows above go every way; these go from SQLite to PostgreSQL, and back into each.
    let sqlite = TestStore::sqlite(&crate::common::migrations(), &[]);
    let report = import(&sqlite.store, Format::OhanaCsv, &path).await;
    assert!(!report.refused);
    let (at, first) = export(&sqlite.store).await;
    let postgres = TestStore::postgres(&crate::common::migrations(), &[]);
    let report = import_from(&postgres.store, Format::HsdsCsv, &at.path().join("hsds-csv"), "csv").await;
    assert!(!report.refused && report.rejections.is_empty(), "{:#?}", report.rejections.first());
    same(&first, &export(&postgres.store).await.1, "SQLite to PostgreSQL");
    for (test, (format, part)) in [&sqlite, &postgres].into_iter().zip([FORMATS[1], FORMATS[0]]) {
        let report = import_from(&test.store, format, &at.path().join(part), part).await;
        all_unchanged(&report, &format!("{} {part}", test.engine));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ohana_sample_comes_back_as_it_went() {
    let Some(path) = real_data("interop/directory/ohana-sample-csv") else { return };
    for test in both() {
        import(&test.store, Format::OhanaCsv, &path).await;
        there_and_back(&test).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_examples_of_hsds_come_back_as_they_went() {
    let Some(path) = real_data("interop/hsds/3.0/examples") else { return };
    for test in both() {
        import(&test.store, Format::HsdsJson, &path.join("service_full.json")).await;
        import_from(&test.store, Format::HsdsCsv, &path.join("csv"), "csv").await;
        there_and_back(&test).await;
    }
}
