//! How well files with truth are linked: `accuracy FILE.csv [OTHER.csv] [--model] [--blocking] [--faults]`, with columns
//! rec_id and entity_id (equal for one person; never looked at by the linkage).

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;
use tandem_linkage::compare::Comparer;
use tandem_linkage::config::Config;
use tandem_linkage::decided::Decided;
use tandem_linkage::link::{self, Linked};
use tandem_linkage::table::Table;
use tandem_linkage::{cluster, read, truth};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let asked = |flag: &str| args.iter().any(|a| a == flag);
    let paths: Vec<&Path> = args.iter().filter(|a| !a.starts_with("--")).map(Path::new).collect();
    let start = Instant::now();
    let mut config =
        Config { id: Some("rec_id".into()), ignore: vec!["entity_id".into()], ..Config::default() };
    read::recognise(&paths, &mut config)?;
    let table = read::table(&paths, &config)?;
    println!("{} rows read in {:.2} s, {:?}", table.len(), start.elapsed().as_secs_f64(), table.notes);
    let linked = link::link(&table, &config)?;
    println!("linked in {:.2} s", start.elapsed().as_secs_f64());
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("peak {}", status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or("unknown"));
    let persons = persons(&paths)?;
    if asked("--model") {
        print_model(&table, &linked);
    }
    if asked("--blocking") {
        linked.blocking.iter().for_each(|(rule, t)| println!("{rule:60} {t:?}"));
        linked.dropped.iter().for_each(|d| println!("{d:?}"));
    }
    if asked("--faults") {
        print_faults(&table, &linked, &persons, config.threshold as f32);
    }
    let candidates: u64 = linked.blocking.iter().map(|b| b.1.pairs).sum();
    println!("{candidates} pairs compared, {} kept", linked.pairs.len());
    for t in [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.999] {
        println!("pairs at {t:<6} {}", truth::of_pairs(&table, &persons, &linked.pairs, t));
    }
    let none = Decided::default();
    for t in [0.3, 0.4, 0.5] {
        let clusters = cluster::average(table.len(), &linked.pairs, t, config.cluster_limit, &none);
        println!("average at {t:<6} {}", truth::of_clusters(&table, &persons, &clusters));
    }
    for t in [0.5, 0.7, 0.9, 0.95, 0.99, 0.999, 0.9999] {
        let clusters = cluster::components(table.len(), &linked.pairs, t, config.cluster_limit, &none);
        println!("components at {t:<6} {}", truth::of_clusters(&table, &persons, &clusters));
    }
    Ok(())
}

/// Each row's person, numbered.
fn persons(paths: &[&Path]) -> Result<Vec<u32>, Box<dyn std::error::Error>> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut out = vec![];
    for path in paths {
        for record in csv::Reader::from_path(path)?.records() {
            let n = numbers.len() as u32;
            out.push(*numbers.entry(record?[1].to_owned()).or_insert(n));
        }
    }
    Ok(out)
}

fn print_model(table: &Table, linked: &Linked) {
    println!("persons {:e} relatives {:e}", linked.model.persons, linked.model.relatives);
    for (c, comparison) in Comparer::new(table).comparisons.iter().enumerate() {
        println!("{}", comparison.name);
        for (l, name) in comparison.levels.iter().enumerate() {
            let of = |x: &Vec<Vec<f64>>| x.get(c).map_or(f64::NAN, |x| x[l + 1]);
            let (m, u, h) = (of(&linked.model.m), of(&linked.model.u), of(&linked.model.h));
            println!(
                "   {name:52} m {m:.6} u {u:.8} h {h:.6}  log2 {:+.1} {:+.1}",
                (m / u).log2(),
                (h / u).log2()
            );
        }
    }
}

/// Some pairs that are one person and were not linked, and some that were linked and are two.
fn print_faults(table: &Table, linked: &Linked, persons: &[u32], threshold: f32) {
    let show = |row| (0..table.fields.len()).map(|f| table.text(row, f)).collect::<Vec<_>>().join(" | ");
    for same in [true, false] {
        let faults = linked.pairs.iter().filter(|p| {
            (persons[p.left as usize] == persons[p.right as usize]) == same
                && (p.probability < threshold) == same
        });
        for p in faults.take(12) {
            let what = if same { "one person" } else { "two persons" };
            println!("{what} at {:.3}\n   {}\n   {}", p.probability, show(p.left), show(p.right));
        }
    }
}
