//! Real directories. Each test says so and passes where the data is not there.

use crate::common::{both, import};
use tandem_access::{Viewer, params};
use tandem_directory::model::item::Kind;
use tandem_hsds::{Format, Report};
use tandem_testkit::{TestStore, real_data};

async fn number(test: &TestStore, sql: &'static str) -> i64 {
    test.store
        .read(&Viewer::system("test.count"), move |tx| tx.query_one(sql, params![], |row| Ok(row.get(0)?)))
        .await
        .unwrap()
}

fn line(report: &Report, kind: Kind) -> (u64, u64, u64, u64) {
    let c = report.of(kind);
    (c.accepted, c.changed, c.unchanged, c.rejected)
}

#[tokio::test(flavor = "multi_thread")]
async fn baltimore_imports_and_a_second_time_changes_nothing() {
    let Some(path) = real_data("interop/directory/baltimore-bahc-icarol") else { return };
    for test in both() {
        let first = import(&test.store, Format::OhanaCsv, &path).await;
        assert!(!first.refused, "{:?}", first.rejections.first());
        assert_eq!(line(&first, Kind::Organization), (748, 0, 0, 0), "{}", test.engine);
        assert_eq!(line(&first, Kind::Location), (1482, 0, 0, 0), "{}", test.engine);
        // One service names no location, so its organization is not known.
        assert_eq!(line(&first, Kind::Service), (1875, 0, 0, 1), "{}", test.engine);
        assert_eq!(
            first.rejections.iter().find(|r| r.kind == Some(Kind::Service)).unwrap().column,
            "location_id"
        );
        let phones = first.of(Kind::Phone);
        assert!(phones.accepted > 5_000 && phones.accepted + phones.rejected < 7_157, "{phones:?}");
        test.clock.advance(jiff::SignedDuration::from_secs(60));
        let second = import(&test.store, Format::OhanaCsv, &path).await;
        for kind in Kind::ALL {
            let (a, c, u, r) = line(&first, kind);
            assert_eq!(line(&second, kind), (0, 0, a + c + u, r), "{} {kind:?}", test.engine);
            assert_eq!(second.of(kind).removed, 0, "{kind:?}");
        }
        // Almost every service is found under a need; no confidential place keeps an address.
        let with_need = "SELECT count(DISTINCT service_id) FROM attribute WHERE domains <> ''";
        let placed = number(&test, with_need).await;
        assert!(placed > 1_650, "{placed}");
        assert!(first.confidential_locations > 5);
        let leaks = "SELECT count(*) FROM address a JOIN location l ON l.id = a.location_id
                     WHERE l.confidential = 1 AND (a.address_1 <> '' OR a.postal_code <> '')";
        assert_eq!(number(&test, leaks).await, 0);
        let points =
            "SELECT count(*) FROM location WHERE confidential = 1 AND (latitude IS NOT NULL OR name <> '')";
        assert_eq!(number(&test, points).await, 0);
        // No name of staff came in: contacts are not read and department names are filtered.
        assert!(first.warnings.iter().any(|w| w.message.contains("staff are not imported")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ohana_sample_with_its_odd_hours_and_taxonomy() {
    let Some(path) = real_data("interop/directory/ohana-sample-csv") else { return };
    for test in both() {
        let report = import(&test.store, Format::OhanaCsv, &path).await;
        assert_eq!(line(&report, Kind::Organization), (8, 0, 0, 0));
        assert_eq!(line(&report, Kind::Service), (23, 0, 0, 0), "{:?}", report.rejections);
        let yearly = "SELECT count(*) FROM schedule WHERE yearly = 1 AND kind = 'holiday_closed'";
        assert_eq!(number(&test, yearly).await, 3);
        // "14:00 to 4:00 PM" and "10:00 to 3pm" are read.
        let afternoon = "SELECT count(*) FROM schedule WHERE opens_at = '14:00' AND closes_at = '16:00'";
        assert_eq!(number(&test, afternoon).await, 1);
        assert_eq!(
            number(&test, "SELECT count(*) FROM language WHERE code = 'es' AND service_id IS NOT NULL").await,
            1
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dirty_one_is_refused_with_reasons() {
    let Some(path) = real_data("interop/directory/sf-211-2013") else { return };
    let test = both().remove(0);
    for format in [Format::OhanaCsv, Format::HsdsCsv] {
        let report = import(&test.store, format, &path).await;
        assert!(report.refused);
        let reason = &report.rejections[0];
        assert!(reason.reason.contains("has no `"), "{reason:?}");
        assert!(!reason.mend.is_empty());
    }
    assert_eq!(number(&test, "SELECT count(*) FROM organization").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_examples_of_hsds_itself() {
    let Some(path) = real_data("interop/hsds/3.0/examples") else { return };
    for test in both() {
        let json = import(&test.store, Format::HsdsJson, &path.join("service_full.json")).await;
        assert_eq!(line(&json, Kind::Service), (1, 0, 0, 0), "{:?}", json.rejections);
        assert_eq!(line(&json, Kind::Organization), (1, 0, 0, 0));
        // Latitude 100 in the specification's own example is no place on Earth, and a dereferenced organization repeats.
        assert!(json.warnings.iter().any(|w| w.message.contains("no place on Earth")));
        for file in ["service_list.json", "organization_full.json", "service_at_location_list.json"] {
            let report = import(&test.store, Format::HsdsJson, &path.join(file)).await;
            assert!(!report.refused && report.rejections.is_empty(), "{file}: {:?}", report.rejections);
        }
    }
    let test = both().remove(0);
    let csv = import(&test.store, Format::HsdsCsv, &path.join("csv")).await;
    assert_eq!(line(&csv, Kind::Service), (1, 0, 0, 0), "{:?}", csv.rejections);
    assert_eq!(line(&csv, Kind::RequiredDocument), (1, 0, 0, 0));
    assert_eq!(line(&csv, Kind::CostOption), (1, 0, 0, 0));
    // Its location belongs to an organization that the package does not hold: the place is taken without one.
    assert_eq!(line(&csv, Kind::Location), (1, 0, 0, 0));
}
