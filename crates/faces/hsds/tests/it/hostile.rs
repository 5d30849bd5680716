//! Damaged and hostile input: every fault has its place, a reason and a way to mend it, and nothing is half-written.

use std::io::Write as _;

use crate::common::{both, folder, import};
use tandem_access::{Viewer, params};
use tandem_directory::model::item::Kind;
use tandem_hsds::{Format, Report};
use tandem_testkit::TestStore;

const ORGANIZATIONS: &[u8] =
    b"id,name,description,email,website\n1,Harbor Help,Helps,help@example.org,www.example.org\n";
const LOCATIONS: &[u8] = b"id,organization_id,name,latitude,longitude\n1,1,Main,39.3,-76.6\n";

fn services(rows: &str) -> Vec<u8> {
    format!("id,location_id,name,description,eligibility,taxonomy_ids\n{rows}").into_bytes()
}

async fn one(files: &[(&str, &[u8])]) -> (TestStore, Report) {
    let test = both().remove(0);
    let files = folder(files);
    let report = import(&test.store, Format::OhanaCsv, files.path()).await;
    (test, report)
}

async fn count(test: &TestStore, sql: &'static str) -> i64 {
    test.store
        .read(&Viewer::system("test.count"), move |tx| tx.query_one(sql, params![], |row| Ok(row.get(0)?)))
        .await
        .unwrap()
}

async fn texts(test: &TestStore, sql: &'static str) -> Vec<String> {
    test.store
        .read(&Viewer::system("test.texts"), move |tx| tx.query(sql, params![], |row| Ok(row.get(0)?)))
        .await
        .unwrap()
}

fn package(services: &[u8]) -> Vec<(&str, &[u8])> {
    vec![("organizations.csv", ORGANIZATIONS), ("locations.csv", LOCATIONS), ("services.csv", services)]
}

#[tokio::test(flavor = "multi_thread")]
async fn byte_order_mark_and_quoted_line_breaks() {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend(services("7,1,\"Food, and more\",\"line one\nline \"\"two\"\"\",,\n"));
    let (test, report) = one(&package(&bytes)).await;
    assert_eq!(report.of(Kind::Service).accepted, 1, "{:?}", report.rejections);
    assert_eq!(texts(&test, "SELECT description FROM service").await, ["line one\nline \"two\""]);
}

#[tokio::test(flavor = "multi_thread")]
async fn latin_1_is_read_and_said() {
    let mut bytes = services("7,1,Caf");
    bytes.extend(b"\xe9,,,\n");
    let (test, report) = one(&package(&bytes)).await;
    assert_eq!(texts(&test, "SELECT name FROM service").await, ["Caf\u{e9}"]);
    assert!(report.warnings.iter().any(|w| w.message.contains("Windows-1252")), "{:?}", report.warnings);
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_utf8_among_good_utf8_is_refused_by_row_and_column() {
    let mut bytes = services("7,1,Caf\u{e9},,,\n8,1,Bro");
    bytes.extend(b"k\xffen,,,\n9,1,Fine,,,\n");
    let (_, report) = one(&package(&bytes)).await;
    assert_eq!((report.of(Kind::Service).accepted, report.of(Kind::Service).rejected), (2, 1));
    let fault = &report.rejections[0];
    assert_eq!((fault.place.row, fault.id.as_str()), (Some(3), "8"));
    assert!(fault.reason.contains("`name` is not valid UTF-8 at byte 5"), "{}", fault.reason);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_from_a_spreadsheet_is_read_and_said_how() {
    // UTF-16 with semicolons, a title above the header, an empty row, lines that end as on Windows.
    let text = "Services of Harbor Help;;;;;\r\n\r\nid;location_id;name;description;eligibility;taxonomy_ids\r\n\
                7;1;Caf\u{e9};;;\r\n;;;;;\r\n8;99;No such place;;;\r\n";
    let bytes: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let (test, report) = one(&package(&bytes)).await;
    assert_eq!(texts(&test, "SELECT name FROM service").await, ["Caf\u{e9}"], "{:?}", report.rejections);
    assert_eq!((report.rejections[0].place.row, report.rejections[0].id.as_str()), (Some(6), "8"));
    let file = report.files.iter().find(|f| f.file == "services.csv").expect("it was read");
    assert_eq!((file.encoding, file.separator), ("UTF-16 (little-endian)", Some("semicolon")));
    assert_eq!((file.header_line, file.rows_above_header), (Some(3), 1));
    let said = "1 row above the header (line 3) skipped";
    assert!(report.warnings.iter().any(|w| w.message.contains(said)), "{:?}", report.warnings);
    assert_eq!(report.to_json()["files"][2]["header_line"], 3);
    assert!(report.to_csv().contains("file,services.csv,,3,,,,,\"read as UTF-16"), "{}", report.to_csv());
    // What the file does not say is an assumption.
    let (_, guessed) = one(&package(&bytes[2..])).await;
    assert!(
        guessed.warnings.iter().any(|w| w.message.contains("assumed: read as UTF-16")),
        "{:?}",
        guessed.warnings
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_without_end_is_stopped_with_flat_memory() {
    let test = both().remove(0);
    let files = folder(&package(b""));
    let mut file = std::fs::File::create(files.path().join("services.csv")).unwrap();
    file.write_all(b"id,location_id,name\n7,1,\"").unwrap();
    // A sparse file of 2 GB of zero bytes: what counts is that it is not read to the end.
    file.set_len(2 * 1024 * 1024 * 1024).unwrap();
    let report = import(&test.store, Format::OhanaCsv, files.path()).await;
    assert!(report.refused);
    let fault = &report.rejections[0];
    assert!(fault.reason.contains("longer than 4 MB"), "{fault:?}");
    assert_eq!(fault.place.file, "services.csv");
    assert_eq!(count(&test, "SELECT count(*) FROM organization").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn truncated_files_refuse_the_whole_import() {
    for cut in ["7,1,Good,,,\n8,1,Half a r", "7,1,Good,,,\n8,1,\"never closed,,,\n9,1,x,,,\n"] {
        let (test, report) = one(&package(&services(cut))).await;
        assert!(report.refused, "{cut}");
        assert!(report.rejections[0].reason.contains("cut off"), "{:?}", report.rejections);
        assert_eq!(count(&test, "SELECT count(*) FROM organization").await, 0, "nothing half-written");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_rows_are_refused_one_by_one() {
    let rows = "7,1,Good,,,\n7,1,Twin with other words,,,\n7,1,Good,,,\n,1,No id,,,\n8,1,,,,\n9,99,No such place,,,\n10,1,Zero\0byte,,,\n11,1,too,many,cells,,here,too\n12,1,Last,,,\n";
    let (test, report) = one(&package(&services(rows))).await;
    assert_eq!(
        (report.of(Kind::Service).accepted, report.of(Kind::Service).rejected),
        (2, 6),
        "{:#?}",
        report.rejections
    );
    let faults: Vec<(Option<u64>, &str)> =
        report.rejections.iter().map(|r| (r.place.row, r.column.as_str())).collect();
    assert_eq!(
        faults,
        [
            (Some(3), "id"),
            (Some(5), "id"),
            (Some(6), "name"),
            (Some(7), "location_id"),
            (Some(8), ""),
            (Some(9), "")
        ]
    );
    assert!(report.rejections.iter().all(|r| !r.reason.is_empty() && !r.mend.is_empty()));
    assert_eq!(texts(&test, "SELECT name FROM service ORDER BY name").await, ["Good", "Last"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn formulas_stay_text() {
    let (test, report) = one(&package(&services("7,1,=HYPERLINK(1),+1,@x,\n"))).await;
    assert_eq!(report.of(Kind::Service).accepted, 1);
    assert_eq!(texts(&test, "SELECT name FROM service").await, ["=HYPERLINK(1)"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_columns_terms_and_future_dates_are_said() {
    let test = both().remove(0);
    let files = folder(&[
        ("organizations.csv", b"id,name,description,shoe_size\n1,Org,D,44\n"),
        ("services.csv", b"id,organization_id,name,status,assured_date,minimum_age\ns1,1,S,active,2999-01-01,old\ns2,1,T,flying,2020-01-31,18\n"),
        ("taxonomy_terms.csv", b"id,code,name\nt1,X,Zymurgy\n"),
        ("attributes.csv", b"id,link_id,taxonomy_term_id,link_entity\na1,s1,t1,service\na2,s1,t9,service\na3,s9,t1,service\n"),
    ]);
    let report = import(&test.store, Format::HsdsCsv, files.path()).await;
    let said = |needle: &str| report.warnings.iter().any(|w| w.message.contains(needle));
    assert!(
        said("unknown column") && said("in the future") && said("not an age") && said("unknown status"),
        "{:#?}",
        report.warnings
    );
    assert!(said("`Zymurgy` has no need domain"));
    assert_eq!(
        texts(&test, "SELECT assured_date FROM service WHERE assured_date IS NOT NULL").await,
        ["2020-01-31"]
    );
    assert_eq!((report.of(Kind::Attribute).accepted, report.of(Kind::Attribute).rejected), (1, 2));
    assert!(
        report.rejections.iter().any(|r| r.reason.contains("service `s9`, which was not found")),
        "{:?}",
        report.rejections
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_json_has_paths() {
    let test = both().remove(0);
    let text = r#"{"total_items": 4, "contents": [
        {"id":"s1","name":"Good","status":"active","organization":{"id":"o1","name":"Org"},"phones":[{"id":"p","number":"none"}]},
        {"id":"s2","name":"","status":"active","organization_id":"o1"},
        {"id":"s3","name":"No org","status":"active"},
        {"what":"is this"},
        {"id":"s4","name":"Orphan","status":"active","organization_id":"o9"},
        {"id":"s5","name":"ok" "status":"active"}
    ]}"#;
    let files = folder(&[("list.json", text.as_bytes())]);
    let report = import(&test.store, Format::HsdsJson, &files.path().join("list.json")).await;
    assert_eq!(report.of(Kind::Service).accepted, 1);
    let faults: Vec<(&str, &str)> = report
        .rejections
        .iter()
        .map(|r| (r.place.path.as_deref().unwrap_or_default(), r.column.as_str()))
        .collect();
    for expected in [
        ("$.contents[0]", "number"),
        ("$.contents[1]", "name"),
        ("$.contents[2]", "organization"),
        ("$.contents[3]", ""),
        ("$.contents[4]", "organization_id"),
        ("$.contents[5]", ""),
    ] {
        assert!(faults.contains(&expected), "{expected:?} in {faults:?}");
    }
    let files = folder(&[("cut.json", &text.as_bytes()[..300])]);
    let cut = import(&test.store, Format::HsdsJson, files.path()).await;
    assert!(cut.refused && cut.rejections[0].reason.contains("cut off"));
}

/// A service may stand before its organization and its location, in one file or over several.
#[tokio::test(flavor = "multi_thread")]
async fn json_in_any_order() {
    for test in both() {
        let files = folder(&[
            ("a.ndjson", br#"{"id":"s1","name":"Food","status":"active","organization_id":"o1","service_at_locations":[{"id":"x1","location_id":"l1"}]}"#),
            ("b.json", br#"[{"id":"l1","name":"Hall","location_type":"physical","latitude":39.3,"longitude":-76.6},{"id":"o1","name":"Org","website":"https://example.org"}]"#),
        ]);
        let report = import(&test.store, Format::HsdsJson, files.path()).await;
        assert!(report.rejections.is_empty(), "{:?}", report.rejections);
        assert_eq!(count(&test, "SELECT count(*) FROM service_at_location").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shelter_for_violence_keeps_no_address() {
    for test in both() {
        let shelter =
            services("7,1,Haven,\"Emergency shelter for battered women at 12 Oak Street, 21201\",,\n");
        let mut files = package(&shelter);
        files.push(("addresses.csv", b"id,location_id,address_1,city,state_province,postal_code,country\n1,1,12 Oak Street,Town,MD,21201,US\n"));
        let files = folder(&files);
        let report = import(&test.store, Format::OhanaCsv, files.path()).await;
        assert_eq!(report.confidential_locations, 1);
        for sql in [
            "SELECT description FROM service",
            "SELECT name FROM location",
            "SELECT address_1 FROM address",
            "SELECT postal_code FROM address",
        ] {
            for text in texts(&test, sql).await {
                assert!(
                    !text.contains("Oak") && !text.contains("21201") && !text.contains("Main"),
                    "{sql}: {text}"
                );
            }
        }
        assert_eq!(count(&test, "SELECT count(*) FROM location WHERE latitude IS NOT NULL").await, 0);
    }
}

/// The same house listed again as an office of the same organization would tell where the shelter is; a neighbour's is its own.
#[tokio::test(flavor = "multi_thread")]
async fn the_house_of_a_shelter_listed_twice_is_kept_private_twice() {
    for test in both() {
        let services = services(
            "7,1,Haven,Emergency shelter for battered women,,\n8,2,Office,Ask about classes,,\n9,3,Bakery,,,\n",
        );
        let files = folder(&[
            ("organizations.csv", b"id,name\n1,Haven\n2,Neighbour\n"),
            ("locations.csv", b"id,organization_id,name,latitude,longitude\n1,1,Main,39.31,-76.61\n2,1,Front desk,39.31,-76.61\n3,2,Bakery,39.31,-76.61\n"),
            ("services.csv", &services),
            ("addresses.csv", b"id,location_id,address_1,city,state_province,postal_code,country\n1,1,12 Oak St.,Town,MD,21201,US\n2,2,12 OAK ST,Town,MD,21201-1234,US\n3,3,12 Oak St.,Town,MD,21201,US\n"),
        ]);
        let report = import(&test.store, Format::OhanaCsv, files.path()).await;
        assert_eq!(report.confidential_locations, 2, "{}", test.engine);
        assert_eq!(texts(&test, "SELECT name FROM location WHERE name <> ''").await, ["Bakery"]);
        assert_eq!(count(&test, "SELECT count(*) FROM location WHERE latitude IS NOT NULL").await, 1);
        assert_eq!(count(&test, "SELECT count(*) FROM address WHERE address_1 <> ''").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_source_no_longer_says_is_taken_off() {
    for test in both() {
        let service = services("7,1,Food,,,\n8,1,Rent,,,\n");
        let phones: &[u8] =
            b"id,service_id,location_id,number\n1,7,,410-555-0100\n2,7,,410-555-0101\n3,8,,410-555-0102\n";
        let mut files = package(&service);
        files.push(("phones.csv", phones));
        let first = folder(&files);
        import(&test.store, Format::OhanaCsv, first.path()).await;
        test.clock.advance(jiff::SignedDuration::from_secs(1));
        // Service 8 is missing as a whole and keeps its phone; phone 2 of service 7 is gone, phone 1 changed.
        let only = services("7,1,Food,,,\n");
        let second = folder(&[
            ("organizations.csv", ORGANIZATIONS),
            ("locations.csv", LOCATIONS),
            ("services.csv", &only),
            ("phones.csv", b"id,service_id,location_id,number\n1,7,,410-555-0199\n"),
        ]);
        let report = import(&test.store, Format::OhanaCsv, second.path()).await;
        let phones = report.of(Kind::Phone);
        assert_eq!((phones.changed, phones.removed), (1, 1), "{}", test.engine);
        assert_eq!(
            texts(&test, "SELECT number FROM phone ORDER BY number").await,
            ["410-555-0102", "410-555-0199"]
        );
        assert!(
            report.warnings.iter().any(|w| w.message.starts_with("1 services of this source")),
            "{:?}",
            report.warnings
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_path_is_named() {
    let test = both().remove(0);
    let report = import(&test.store, Format::HsdsJson, std::path::Path::new("/no/such/place.json")).await;
    assert!(report.refused && report.rejections[0].place.file.contains("place.json"));
}

async fn json(test: &TestStore, bytes: &[u8]) -> Report {
    let files = folder(&[("list.json", bytes)]);
    import(&test.store, Format::HsdsJson, files.path()).await
}

fn service_json(id: &str, more: &str) -> String {
    format!(
        r#"{{"id":"{id}","status":"active","organization":{{"id":"o1","name":"Org","description":""}},{more}}}"#
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn latin_1_json_is_read_and_said_and_a_mixture_is_refused_by_record() {
    let test = both().remove(0);
    let mut latin = service_json("s1", r#""name":"Caf@""#).into_bytes();
    let at = latin.iter().position(|b| *b == b'@').unwrap();
    latin[at] = 0xe9;
    let report = json(&test, &latin).await;
    assert_eq!(report.of(Kind::Service).accepted, 1, "{:?}", report.rejections);
    assert!(
        report.warnings.iter().any(|w| w.message.contains("read as Windows-1252")),
        "{:?}",
        report.warnings
    );
    assert_eq!(texts(&test, "SELECT name FROM service").await, ["Caf\u{e9}"]);
    let mut mixed = format!("[{},", service_json("s2", "\"name\":\"Caf\u{e9}\"")).into_bytes();
    mixed.extend(&latin);
    mixed.push(b']');
    let report = json(&test, &mixed).await;
    assert_eq!(report.of(Kind::Service).accepted, 1);
    let fault = &report.rejections[0];
    assert_eq!((fault.place.path.as_deref(), fault.place.line), (Some("$[1]"), Some(1)));
    assert!(fault.reason.contains("is not valid UTF-8, though the rest of the file is"), "{fault:?}");
}

/// A sparse file: what counts is that it is not read to its end, and that no more than a record is held.
#[tokio::test(flavor = "multi_thread")]
async fn two_gigabytes_in_one_text_are_stopped() {
    let test = both().remove(0);
    for start in [r#"[{"id":"s1","name":""#, r#"{"contents":[],"next":""#, r#"[{"id":"s1","x":["#] {
        let files = folder(&[]);
        let mut file = std::fs::File::create(files.path().join("list.json")).unwrap();
        file.write_all(start.as_bytes()).unwrap();
        file.set_len(2 * 1024 * 1024 * 1024).unwrap();
        let report = import(&test.store, Format::HsdsJson, files.path()).await;
        assert!(report.refused, "{start}");
        let fault = &report.rejections[0];
        assert!(fault.reason.contains("longer than 8 MB"), "{start}: {fault:?}");
        assert_eq!((fault.place.file.as_str(), fault.place.line), ("list.json", Some(1)));
        assert!(!fault.mend.is_empty());
    }
    assert_eq!(count(&test, "SELECT count(*) FROM organization").await, 0);
}

/// The longest record is a limit of records, not of lines: a file on one line may be of any length.
#[tokio::test(flavor = "multi_thread")]
async fn a_line_longer_than_any_record_is_read() {
    let test = both().remove(0);
    let (gap, words) = (" ".repeat(3 * 1024 * 1024), "food, ".repeat(5_000));
    let more = |n: u32| format!(r#""name":"N{n}",{gap}"description":"{words}""#);
    let services: Vec<String> = (0..4).map(|n| service_json(&format!("s{n}"), &more(n))).collect();
    let line = format!("[{}]", services.join(","));
    assert!(line.len() > 8 * 1024 * 1024 && !line.contains('\n'));
    let report = json(&test, line.as_bytes()).await;
    assert_eq!(report.of(Kind::Service).accepted, 4, "{:?}", report.rejections.first());
    assert_eq!(count(&test, "SELECT max(length(description)) FROM service").await, 20_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn json_cut_off_anywhere_writes_nothing() {
    let test = both().remove(0);
    let whole = format!(
        r#"{{"total_items":2,"contents":[{},{}],"empty":false}}"#,
        service_json("s1", r#""name":"One","phones":[{"id":"p","number":"410-555-0100"}]"#),
        service_json("s2", r#""name":"Two \"quoted\"""#)
    );
    let cuts: Vec<usize> = (1..whole.len()).step_by(23).chain([whole.len() - 1]).collect();
    for cut in cuts {
        let report = json(&test, &whole.as_bytes()[..cut]).await;
        assert!(report.refused && report.rejections[0].reason.contains("cut off"), "at {cut}: {report:?}");
        assert_eq!(report.rejections[0].place.line, Some(1));
    }
    assert_eq!(count(&test, "SELECT count(*) FROM organization").await, 0);
    assert_eq!(json(&test, whole.as_bytes()).await.of(Kind::Service).accepted, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_id_twice_in_json_is_refused_with_what_hangs_on_it() {
    let test = both().remove(0);
    let text = format!(
        "[{},{},{},{}]",
        service_json("s1", r#""name":"Food","phones":[{"id":"p1","number":"410-555-0100"}]"#),
        service_json("s1", r#""name":"Rent","phones":[{"id":"p2","number":"410-555-0199"}]"#),
        service_json("s1", r#""name":"Food","languages":[{"id":"l1","code":"es"}]"#),
        r#"{"id":"s2","name":"Beds","status":"active","organization":{"id":"o1","name":"Other","description":""}}"#,
    );
    let report = json(&test, text.as_bytes()).await;
    let services = report.of(Kind::Service);
    assert_eq!((services.accepted, services.rejected), (2, 1), "{:?}", report.rejections);
    let fault = &report.rejections[0];
    assert_eq!(
        (fault.place.path.as_deref(), fault.id.as_str(), fault.column.as_str()),
        (Some("$[1]"), "s1", "id")
    );
    assert!(fault.reason.contains("stands twice"), "{fault:?}");
    assert_eq!(texts(&test, "SELECT number FROM phone").await, ["410-555-0100"]);
    assert_eq!(count(&test, "SELECT count(*) FROM language").await, 1);
    // An organization stands under each of its services, often shortened: the first one counts, and that is said.
    assert!(
        report.warnings.iter().any(|w| w.message.starts_with("organizations repeated with other content"))
    );
    assert_eq!(texts(&test, "SELECT name FROM organization").await, ["Org"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_codes_and_formulas_in_json_are_said_and_disarmed() {
    let test = both().remove(0);
    let long = "9".repeat(1 << 20);
    let text = format!(
        "[{},{{\"id\":\"{long}\",\"name\":\"Long\",\"status\":\"active\",\"organization_id\":\"o1\"}}]",
        service_json(
            "s1",
            r#""name":"=HYPERLINK(1)","description":"@SUM(A1)","status":"flying","assured_date":"2999-01-01",
            "minimum_age":"old","url":"javascript:alert(1)","email":"nobody",
            "languages":[{"id":"l1","code":"zz","name":"Klingon"}],
            "phones":[{"id":"p1","number":"+1 410 555 0100","type":"carrier pigeon"}],
            "schedules":[{"id":"h1","freq":"YEARLY","byday":"XX","opens_at":"25:00","closes_at":"17:00","description":"Mornings"}],
            "cost_options":[{"id":"c1","amount":"free","currency":"dollars"}],
            "attributes":[{"id":"a1","value":"no-such-domain","taxonomy_term":{"name":"Zymurgy"}}]"#
        )
    );
    let report = json(&test, text.as_bytes()).await;
    assert_eq!(report.of(Kind::Service).accepted, 1, "{:?}", report.rejections);
    for (column, words) in [
        ("status", "unknown status"),
        ("assured_date", "in the future"),
        ("minimum_age", "not an age"),
        ("url", "not a web address"),
        ("email", "not an e-mail address"),
        ("freq", "neither WEEKLY nor MONTHLY"),
        ("byday", "not a day"),
        ("opens_at", "not a time"),
        ("attributes", "`Zymurgy` has no need domain"),
    ] {
        let said = report.warnings.iter().any(|w| w.column == column && w.message.contains(words));
        assert!(said, "{column}: {words} in {:#?}", report.warnings);
    }
    assert_eq!(report.rejections.len(), 1);
    assert!(report.rejections[0].column == "id" && report.rejections[0].id.len() < 1_000);
    assert!(report.to_json().to_string().len() < 10_000, "a megabyte of id is not in the report");
    assert_eq!(texts(&test, "SELECT name FROM service").await, ["=HYPERLINK(1)"]);
    let to = tempfile::tempdir().unwrap();
    tandem_hsds::export::write_directory(&test.store, &Viewer::system("test.export"), to.path())
        .await
        .unwrap();
    let csv = std::fs::read_to_string(to.path().join("hsds-csv/services.csv")).unwrap();
    assert!(csv.contains(",'=HYPERLINK(1),") && csv.contains(",'@SUM(A1),"), "{csv}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pipe_or_a_device_is_refused_before_anything_waits_for_it() {
    let test = both().remove(0);
    let files = folder(&package(&services("7,1,Good,,,\n")));
    let pipe = files.path().join("pipe.json");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for (format, path) in [
        (Format::HsdsJson, pipe.as_path()),
        (Format::HsdsJson, files.path()),
        (Format::HsdsCsv, "/dev/null".as_ref()),
    ] {
        let report = import(&test.store, format, path).await;
        assert!(
            report.refused && report.rejections[0].reason.contains("pipe or a device"),
            "{path:?}: {report:?}"
        );
    }
    std::fs::rename(&pipe, files.path().join("phones.csv")).unwrap();
    let report = import(&test.store, Format::OhanaCsv, files.path()).await;
    assert!(report.refused && report.rejections[0].place.file == "phones.csv", "{report:?}");
}
