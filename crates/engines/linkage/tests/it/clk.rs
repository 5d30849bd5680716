//! People linked without their names, on files with truth; the truth is used to score and for nothing else. The data are
//! not ours to ship; where they are absent the test says so and passes.

use crate::people::partnership;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use tandem_linkage::clk::export::{Columns, Options, encode_file};
use tandem_linkage::clk::files::{Encoded, read_encoded};
use tandem_linkage::clk::keys::Secret;
use tandem_linkage::clk::lsh::Blocking;
use tandem_linkage::clk::matching::{Report, match_by, match_encoded};
use tandem_linkage::config::Config;

fn data(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let full = std::env::var_os("TANDEM_TEST_DATA").map_or_else(beside, PathBuf::from);
    let full = full.join("linkage/data").join(name);
    if full.exists() {
        return Some(full);
    }
    println!("skipped: {} is absent (set TANDEM_TEST_DATA)", full.display());
    None
}

/// The filters of a file, and who each row is.
fn encoded(name: &str) -> Option<(Encoded, Vec<String>)> {
    let path = data(name)?;
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out.csv");
    let config = Config { ignore: vec!["entity_id".into()], ..Config::default() };
    let columns = Columns::Standard { project: "accuracy", config };
    let secret = Secret::of(b"a secret for measuring".to_vec());
    encode_file(&path, columns, &secret, &out, &Options::default()).unwrap();
    let mut rows = csv::Reader::from_path(&path).unwrap();
    let place = rows.headers().unwrap().iter().position(|h| h == "entity_id").unwrap();
    let who = rows.records().map(|r| r.unwrap()[place].to_owned()).collect();
    Some((read_encoded(&out).unwrap(), who))
}

/// F1 of the pairs at the threshold that was chosen without the truth.
fn f1(a: &(Encoded, Vec<String>), b: &(Encoded, Vec<String>), blocking: Option<Blocking>) -> (f64, Report) {
    let (pairs, report) = match_by(&a.0.filters, &b.0.filters, None, blocking);
    let mut people: HashMap<&str, usize> = HashMap::new();
    a.1.iter().for_each(|e| *people.entry(e).or_default() += 1);
    let all: usize = b.1.iter().filter_map(|e| people.get(e.as_str())).sum();
    let right = pairs.iter().filter(|p| a.1[p.a as usize] == b.1[p.b as usize]).count();
    let f1 = 2.0 * right as f64 / (pairs.len() + all) as f64;
    let (p, r) = (right as f64 / pairs.len() as f64, right as f64 / all as f64);
    println!("precision {p:.4} recall {r:.4} F1 {f1:.4}; {report:?}");
    (f1, report)
}

#[test]
fn febrl4() {
    let (Some(a), Some(b)) = (encoded("febrl4a.csv"), encoded("febrl4b.csv")) else { return };
    let (all, _) = f1(&a, &b, None);
    assert!(all >= 0.998, "{all}");
    let (blocked, report) = f1(&a, &b, Some(Blocking { tables: 96, orders: 4, cap: 1000, seed: 1 }));
    assert!(blocked >= 0.97 && report.compared < 5_000_000, "{blocked} {report:?}");
}

/// Families at one address, twins, movers, new married names, and half of each file is in the other.
#[test]
fn a_partnership() {
    let (Some(a), Some(b)) = (encoded("chp_link_a_20k.csv"), encoded("chp_link_b_20k.csv")) else { return };
    let blocking = Blocking::fitting(&a.0.filters, &b.0.filters);
    let (blocked, report) = f1(&a, &b, Some(blocking));
    assert!(blocked >= 0.96 && report.compared < 60_000_000, "{blocked} {report:?}");
    let (all, report) = f1(&a, &b, None);
    assert!(all >= 0.97, "{all}");
    let expected = report.expected.unwrap();
    assert!((expected.precision - 0.99).abs() < 0.01, "{expected:?}");
}

/// Two files of made-up people, encoded, and what matching them says.
fn matched(left: &str, right: &str, threshold: Option<f32>) -> (Result<Report, String>, bool) {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    let secret = Secret::of(b"a secret that partners share".to_vec());
    for (name, csv) in [("l", left), ("r", right)] {
        std::fs::write(at(&format!("{name}.csv")), csv).unwrap();
        let columns = Columns::Standard { project: "spring", config: Config::default() };
        let (from, to) = (at(&format!("{name}.csv")), at(&format!("{name}.clk.csv")));
        encode_file(&from, columns, &secret, &to, &Options::default()).unwrap();
    }
    let report = match_encoded(&at("l.clk.csv"), &at("r.clk.csv"), threshold, &at("pairs.csv"));
    (report.map_err(|e| e.to_string()), at("pairs.csv").exists())
}

#[test]
fn persons_who_are_in_a_file_twice_do_not_hide_the_threshold() {
    // Every fourth is in each file twice, and everybody in both.
    let people = partnership(1500, 5).csv;
    let (report, written) = matched(&people, &people, None);
    let report = report.unwrap();
    assert!(written && report.pairs > 1700 && report.expected.unwrap().precision > 0.9, "{report:?}");
}

#[test]
fn without_a_threshold_that_can_be_told_nothing_is_written() {
    let (one, other) = (partnership(1500, 5).csv, partnership(1500, 6).csv);
    let (report, written) = matched(&one, &other, None);
    let said = report.unwrap_err();
    assert!(!written && said.contains("--threshold") && said.contains("Nothing was written"), "{said}");
    let (report, written) = matched(&one, &other, Some(0.85));
    assert!(written && report.unwrap().pairs < 20);
}
