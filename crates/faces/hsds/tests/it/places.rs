//! ZIP codes from a file: what people really have, what is refused, and that Find help tells the distance afterwards.

use crate::common::{both, folder, import, rooms};
use tandem_access::{Viewer, params};
use tandem_hsds::{Format, Report, import_places};
use tandem_testkit::{TestApp, TestStore};

/// The gazetteer as the Census Bureau writes it: tabs, and blanks after the last column's name and values.
const GAZETTEER: &str = "GEOID\tALAND\tAWATER\tALAND_SQMI\tAWATER_SQMI\tINTPTLAT\tINTPTLONG                                                                                \n\
21201\t3412121\t32516\t1.317\t0.013\t39.295024\t-76.625126\n\
00601\t166836392\t798613\t64.416\t0.308\t18.180555\t -66.749961\n\
96799\t197759063\t1307243753\t76.355\t504.73\t-14.220057\t-170.736069       \n";

async fn places(test: &TestStore, name: &str, bytes: &[u8]) -> Report {
    let files = folder(&[(name, bytes)]);
    import_places(&test.store, &Viewer::system("test.places"), &files.path().join(name)).await.unwrap()
}

fn counts(report: &Report) -> (u64, u64, u64, u64) {
    let c = report.places.expect("a report of places");
    (c.accepted, c.changed, c.unchanged, c.rejected)
}

async fn stored(test: &TestStore) -> Vec<(String, f64, f64)> {
    let sql = "SELECT postal_code, latitude, longitude FROM zip_centroid ORDER BY postal_code";
    let read = |row: &tandem_access::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    test.store.read(&Viewer::system("test.read"), move |tx| tx.query(sql, params![], read)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_census_gazetteer_is_read_as_it_is_and_again_changes_nothing() {
    for test in both() {
        let first = places(&test, "2023_Gaz_zcta_national.txt", GAZETTEER.as_bytes()).await;
        assert!(!first.refused && first.rejections.is_empty(), "{:?}", first.rejections);
        assert_eq!(counts(&first), (3, 0, 0, 0), "{}", test.engine);
        let again = places(&test, "2023_Gaz_zcta_national.txt", GAZETTEER.as_bytes()).await;
        assert_eq!(counts(&again), (0, 0, 3, 0), "{}", test.engine);
        // A later year parts its cells by `|`, moves one middle and leaves one out.
        let later = "GEOID|GEOIDFQ|ALAND|INTPTLAT|INTPTLONG\n21201|860Z200US21201|3|39.3|-76.6\n00601|860Z200US00601|1|18.180555|-66.749961\n";
        let later = places(&test, "2025_Gaz_zcta_national.txt", later.as_bytes()).await;
        assert_eq!(counts(&later), (0, 1, 1, 0), "{}", test.engine);
        assert!(later.warnings.iter().any(|w| w.message.starts_with("1 ZIP codes of an earlier file")));
        assert_eq!(
            stored(&test).await,
            [
                ("00601".to_owned(), 18.180_555, -66.749_961),
                ("21201".to_owned(), 39.3, -76.6),
                ("96799".to_owned(), -14.220_057, -170.736_069)
            ]
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_table_with_common_names_a_byte_order_mark_and_latin_letters() {
    let test = both().remove(0);
    let mut bytes =
        b"\xef\xbb\xbfZip Code,City,Lat,Lng\r\n21202-1234,Baltimore,39.2998,-76.6075\r\n00602,A".to_vec();
    bytes.extend(b"\xf1asco,18.36,-67.18\r\n");
    let report = places(&test, "zips.csv", &bytes).await;
    assert_eq!(counts(&report), (2, 0, 0, 0), "{:?}", report.rejections);
    assert!(report.warnings.iter().any(|w| w.message.contains("Windows-1252")), "{:?}", report.warnings);
    let semicolons = places(&test, "zips.csv", b"postal_code;latitude;longitude\n21203;39.3;-76.6\n").await;
    assert_eq!(counts(&semicolons), (1, 0, 0, 0), "{:?}", semicolons.rejections);
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_rows_are_refused_one_by_one_with_place_and_mending() {
    let test = both().remove(0);
    let rows = "zip,latitude,longitude\n21201,39.2904,-76.6122\n2120,39.3,-76.6\nK1A 0B1,45.4,-75.7\n,39.3,-76.6\n\
21202,139.3,-76.6\n21203,39.3,-276.6\n21204,\"39,3\",-76.6\n21205,,-76.6\n21206,-76.6,39.3\n21207,0,0\n21201,40.0,-76.0\n\
21201,39.2904,-76.6122\n21208,39.3\n21209,NaN,-76.6\n21210,39.36,-76.63\n";
    let report = places(&test, "zips.csv", rows.as_bytes()).await;
    assert_eq!(counts(&report), (2, 0, 0, 12), "{:#?}", report.rejections);
    let found: Vec<(Option<u64>, &str, &str)> =
        report.rejections.iter().map(|r| (r.place.row, r.column.as_str(), r.reason.as_str())).collect();
    for (row, column, words) in [
        (3, "zip", "has 4 digits"),
        (4, "zip", "`K1A 0B1` is not a ZIP code"),
        (5, "zip", "empty"),
        (6, "latitude", "out of range"),
        (7, "longitude", "between -180 and 180"),
        (8, "latitude", "`39,3` is not a number"),
        (9, "latitude", "empty"),
        (10, "latitude", "look exchanged"),
        (11, "latitude", "unknown place"),
        (12, "zip", "stands twice with different places"),
        (14, "", "2 cells where the header has 3"),
        (15, "latitude", "not a number"),
    ] {
        let hit = found.iter().any(|(r, c, w)| (*r, *c) == (Some(row), column) && w.contains(words));
        assert!(hit, "row {row}, {column}, {words}: {found:#?}");
    }
    assert!(report.rejections.iter().all(|r| !r.mend.is_empty() && r.place.file == "zips.csv"));
    let json = report.to_json();
    assert_eq!(json["places"]["rejected"], 12);
    assert_eq!(json["rejections"][0]["row"], 3);
    assert!(json.get("services").is_none(), "only what was imported is counted: {json}");
    assert!(report.to_csv().contains("rejected,zips.csv,3,3,,,2120,zip,"), "{}", report.to_csv());
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_something_else_are_refused_as_a_whole() {
    let test = both().remove(0);
    let counties = "USPS\tGEOID\tANSICODE\tNAME\tINTPTLAT\tINTPTLONG\nMD\t24510\t01702381\tBaltimore city\t39.3\t-76.6\n";
    for (name, bytes, words) in [
        ("2023_Gaz_counties_national.txt", counties.as_bytes(), "not of ZIP codes"),
        ("gazetteer.zip", b"PK\x03\x04\x14\x00".as_slice(), "packed"),
        ("names.csv", b"zip,city\n21201,Baltimore\n".as_slice(), "no column of latitudes"),
        ("empty.csv", b"".as_slice(), "empty"),
        ("wide.csv", b"\xff\xfez\0i\0p\0".as_slice(), "no column of latitudes is found; the file has: zip"),
        ("cut.csv", b"zip,latitude,longitude\n21201,39.3,-76.6\n2120".as_slice(), "cut off"),
    ] {
        let report = places(&test, name, bytes).await;
        assert!(report.refused && report.rejections[0].reason.contains(words), "{name}: {report:?}");
        assert!(!report.rejections[0].mend.is_empty());
    }
    assert!(stored(&test).await.is_empty(), "nothing half-written");
}

/// A server that runs learns a ZIP code that no address of the directory has.
#[tokio::test(flavor = "multi_thread")]
async fn find_help_tells_the_distance_from_a_zip_code_that_no_address_has() {
    let files = folder(&[
        ("organizations.csv", b"id,name\n1,Harbor Help\n"),
        ("locations.csv", b"id,organization_id,name,latitude,longitude\n1,1,Main,39.30,-76.6\n2,1,Far,39.60,-76.6\n"),
        ("services.csv", b"id,location_id,name\n1,1,Harbor Pantry\n2,2,Hill Pantry\n"),
        ("addresses.csv", b"id,location_id,address_1,city,state_province,postal_code,country\n1,1,12 Pier Street,Town,MD,21201,US\n2,2,90 Hill Road,Town,MD,21299,US\n"),
    ]);
    for app in TestApp::both(rooms, |_, builder| builder) {
        import(app.store(), Format::OhanaCsv, files.path()).await;
        let before = app.get("/find?q=pantry&near=21777", "").await.text;
        assert!(before.contains("We do not know where"), "{before}");
        let zips = folder(&[("zips.csv", b"zip,latitude,longitude\n21777,39.62,-76.6\n")]);
        let viewer = Viewer::system("test.places");
        let report = import_places(app.store(), &viewer, &zips.path().join("zips.csv")).await.unwrap();
        assert_eq!(counts(&report), (1, 0, 0, 0));
        let after = app.get("/find?q=pantry&near=21777", "").await.text;
        assert!(!after.contains("We do not know where"), "{after}");
        let (near, far) = (after.find("Hill Pantry").unwrap(), after.find("Harbor Pantry").unwrap());
        assert!(near < far, "the nearer one comes first");
        assert!(after.contains("1.4 miles"), "{after}");
    }
}
