//! Files with truth, linked without it: the roles recognised, nothing tuned. The data are not ours to ship; where they
//! are absent the test says so and passes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use tandem_linkage::config::Config;
use tandem_linkage::truth::{self, Agreement};
use tandem_linkage::{link, read};

/// The folder with the comparison data: TANDEM_TEST_DATA, or `shared/data` beside the checkout.
fn data() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let folder = std::env::var_os("TANDEM_TEST_DATA").map_or_else(beside, PathBuf::from).join("linkage/data");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is absent", folder.display());
    None
}

fn linked(names: &[&str]) -> Option<(Agreement, Agreement)> {
    let folder = data()?;
    let paths: Vec<PathBuf> = names.iter().map(|n| folder.join(n)).collect();
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let mut config =
        Config { id: Some("rec_id".into()), ignore: vec!["entity_id".into()], ..Config::default() };
    read::recognise(&paths, &mut config).unwrap();
    let table = read::table(&paths, &config).unwrap();
    let linked = link::link(&table, &config).unwrap();
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut persons = vec![];
    for path in &paths {
        for record in csv::Reader::from_path(path).unwrap().records() {
            let n = numbers.len() as u32;
            persons.push(*numbers.entry(record.unwrap()[1].to_owned()).or_insert(n));
        }
    }
    let pairs = truth::of_pairs(&table, &persons, &linked.pairs, config.threshold as f32);
    let clusters = truth::of_clusters(&table, &persons, &linked.clusters);
    println!("{names:?}: pairs {pairs}, clusters {clusters}");
    Some((pairs, clusters))
}

#[test]
fn febrl() {
    for names in [&["febrl1.csv"][..], &["febrl2.csv"], &["febrl3.csv"], &["febrl4a.csv", "febrl4b.csv"]] {
        if let Some((_, clusters)) = linked(names) {
            assert!(clusters.f1() >= 0.998, "{names:?}: {clusters}");
        }
    }
}

#[test]
fn historical_people() {
    if let Some((_, clusters)) = linked(&["historical_50k.csv"]) {
        assert!(clusters.f1() >= 0.90, "{clusters}");
    }
}

#[test]
fn two_censuses() {
    if let Some((pairs, _)) = linked(&["pp_census_2020.csv", "pp_census_2030.csv"]) {
        assert!(pairs.f1() >= 0.99, "{pairs}");
    }
}

#[test]
fn a_partnership_with_families_and_shelters() {
    if let Some((_, clusters)) = linked(&["chp_dedupe_100k.csv"]) {
        assert!(clusters.f1() >= 0.995, "{clusters}");
    }
    if let Some((pairs, _)) = linked(&["chp_link_a_20k.csv", "chp_link_b_20k.csv"]) {
        assert!(pairs.f1() >= 0.99, "{pairs}");
    }
}

#[test]
fn the_same_files_give_the_same_result() {
    if let (Some(a), Some(b)) = (linked(&["febrl3.csv"]), linked(&["febrl3.csv"])) {
        assert_eq!(a, b);
    }
}
