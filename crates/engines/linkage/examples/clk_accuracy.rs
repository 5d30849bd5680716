//! How well rows are linked without their names: encodes two files with the standard schema, matches them, and scores the
//! pairs. The truth (`entity_id`, equal for one person) is used for nothing else.
//!
//!     cargo run --release -p tandem-linkage --example clk_accuracy A.csv B.csv [fakes]

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;
use tandem_linkage::clk::export::{Columns, Options, Side, encode_file, resolve};
use tandem_linkage::clk::keys::Secret;
use tandem_linkage::clk::matching::match_encoded;
use tandem_linkage::config::Config;
use tandem_linkage::role::Role;

type Fault = Box<dyn std::error::Error>;

fn main() -> Result<(), Fault> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [a, b, rest @ ..] = args.as_slice() else { return Err("give two files".into()) };
    let fakes: f64 = rest.first().map_or(Ok(0.0), |f| f.parse())?;
    let dir = tempfile::tempdir()?;
    let secret = Secret::of(b"a secret for measuring".to_vec());
    let at = |name: &str| dir.path().join(name);
    for (input, out, list, seed) in [(a, "a.csv", "a-list.csv", 1), (b, "b.csv", "b-list.csv", 2)] {
        let mut config = Config::default();
        config.columns.insert("entity_id".into(), Role::Ignore);
        let columns = Columns::Standard { project: "accuracy", config };
        let list = at(list);
        let options = Options { id: Some("rec_id"), list: Some(&list), fakes, seed: [seed; 32] };
        let start = Instant::now();
        let written = encode_file(Path::new(input), columns, &secret, &at(out), &options)?;
        let seconds = start.elapsed().as_secs_f64();
        let rate = (written.rows + written.fakes) as f64 / seconds;
        println!("{input}: {written:?} in {seconds:.2} s, {rate:.0} filters a second");
    }
    let start = Instant::now();
    let report = match_encoded(&at("a.csv"), &at("b.csv"), None, &at("pairs.csv"))?;
    println!("{report:?} in {:.2} s", start.elapsed().as_secs_f64());
    let left = resolve(&at("pairs.csv"), Side::Left, &at("a-list.csv"), &at("left.csv"))?;
    let both = resolve(&at("left.csv"), Side::Right, &at("b-list.csv"), &at("both.csv"))?;
    println!("fakes taken out of the pairs: {} and {}", left.1, both.1);
    let (who_a, who_b) = (truth(a)?, truth(b)?);
    let people: HashMap<&String, usize> = who_b.values().fold(HashMap::new(), |mut n, e| {
        *n.entry(e).or_default() += 1;
        n
    });
    let all: usize = who_a.values().filter_map(|e| people.get(e)).sum();
    let (mut right, mut pairs) = (0, 0);
    for record in csv::Reader::from_path(at("both.csv"))?.records() {
        let record = record?;
        pairs += 1;
        right += usize::from(who_a[&record[0]] == who_b[&record[1]]);
    }
    let (p, r) = (right as f64 / pairs as f64, right as f64 / all as f64);
    println!("precision {p:.4} recall {r:.4} F1 {:.4}", 2.0 * right as f64 / (pairs + all) as f64);
    Ok(())
}

fn truth(path: &str) -> Result<HashMap<String, String>, Fault> {
    let mut csv = csv::Reader::from_path(path)?;
    let header = csv.headers()?.clone();
    let place = |name| header.iter().position(|h| h == name).ok_or("no such column");
    let (id, entity) = (place("rec_id")?, place("entity_id")?);
    csv.records().map(|r| r.map(|r| (r[id].to_owned(), r[entity].to_owned())).map_err(Fault::from)).collect()
}
