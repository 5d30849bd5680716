//! How well files with truth are linked: `accuracy FILE.csv [OTHER.csv]`, with columns rec_id and entity_id.
//! Prints precision, recall and F1 of pairs at several thresholds and of clusters, and where the time went.

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;
use tandem_linkage::config::Config;
use tandem_linkage::{cluster, link, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let paths: Vec<&Path> = args.iter().filter(|a| !a.starts_with("--")).map(Path::new).collect();
    let start = Instant::now();
    let mut config =
        Config { id: Some("rec_id".into()), ignore: vec!["entity_id".into()], ..Config::default() };
    read::recognise(&paths, &mut config)?;
    let table = read::table(&paths, &config)?;
    println!("read {:.2} s, {} rows, {:?}", start.elapsed().as_secs_f64(), table.len(), table.notes);
    let linked = link::link(&table, &config)?;
    println!("linked {:.2} s", start.elapsed().as_secs_f64());
    let mut truth: HashMap<String, u32> = HashMap::new();
    let mut entity = vec![];
    for path in &paths {
        let mut csv = csv::Reader::from_path(path)?;
        for record in csv.records() {
            let n = truth.len() as u32;
            entity.push(*truth.entry(record?[1].to_owned()).or_insert(n));
        }
    }
    let second = table.second() as usize;
    let linking = table.sources() == 2;
    let count = |keys: &mut dyn Iterator<Item = (u32, u32)>| {
        let (mut a, mut b): (HashMap<(u32, u32), [f64; 2]>, f64) = (HashMap::new(), 0.0);
        for (row, key) in keys.enumerate() {
            a.entry(key).or_default()[usize::from(linking && row >= second)] += 1.0;
        }
        for [x, y] in a.values() {
            b += if linking { x * y } else { x * (x - 1.0) / 2.0 };
        }
        b
    };
    let all = count(&mut entity.iter().map(|e| (*e, 0)));
    if args.iter().any(|a| a == "--model") {
        let comparer = tandem_linkage::compare::Comparer::new(&table);
        println!("persons {:e} relatives {:e}", linked.model.persons, linked.model.relatives);
        for (c, comparison) in comparer.comparisons.iter().enumerate() {
            println!("{}", comparison.name);
            for (l, name) in comparison.levels.iter().enumerate() {
                let of = |x: &Vec<Vec<f64>>| x.get(c).map_or(f64::NAN, |x| x[l + 1]);
                let (m, u, h) = (of(&linked.model.m), of(&linked.model.u), of(&linked.model.h));
                println!(
                    "   {name:44} m {m:.6} u {u:.8} h {h:.6}  log2 {:+.1} {:+.1}",
                    (m / u).log2(),
                    (h / u).log2()
                );
            }
        }
    }
    if args.iter().any(|a| a == "--blocking") {
        for (rule, t) in &linked.blocking {
            println!("{rule:60} {t:?}");
        }
    }
    let candidates: u64 = linked.blocking.iter().map(|b| b.1.pairs).sum();
    println!("candidates {candidates}, pairs kept {}", linked.pairs.len());
    let kept =
        linked.pairs.iter().filter(|p| entity[p.left as usize] == entity[p.right as usize]).count() as f64;
    println!("recall of kept pairs {:.4}", kept / all);
    let say = |what: &str, tp: f64, found: f64| {
        println!(
            "{what:24} P {:.4} R {:.4} F1 {:.4}",
            tp / found.max(1.0),
            tp / all,
            2.0 * tp / (found + all)
        );
    };
    for t in [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.999] {
        let over = linked.pairs.iter().filter(|p| p.probability >= t);
        let (mut tp, mut n) = (0.0, 0.0);
        for p in over {
            n += 1.0;
            tp += f64::from(u8::from(entity[p.left as usize] == entity[p.right as usize]));
        }
        say(&format!("pairs at {t}"), tp, n);
    }
    for t in [0.5, 0.7, 0.9, 0.95, 0.99, 0.999, 0.9999] {
        let clusters = cluster::components(table.len(), &linked.pairs, t, config.cluster_limit);
        let found = count(&mut clusters.iter().map(|c| (*c, 0)));
        let tp = count(&mut clusters.iter().zip(&entity).map(|(c, e)| (*c, *e)));
        say(&format!("components at {t}"), tp, found);
    }
    println!(
        "peak {}",
        std::fs::read_to_string("/proc/self/status")?.lines().find(|l| l.starts_with("VmHWM")).unwrap_or("")
    );
    Ok(())
}
