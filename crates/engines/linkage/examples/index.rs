//! How fast one person is found among many: `index KNOWN.csv SOUGHT.csv [N]` puts the first file into an index and looks N
//! persons of the second up; with `rec_id` and `entity_id` columns (equal for one person, never looked at) it also counts
//! who was found.

use std::collections::{HashMap, HashSet};
use std::time::Instant;
use tandem_linkage::index::{Entry, Index, Trained, Value};
use tandem_linkage::role::Role;

type Records = Vec<(Entry, String)>;

fn read(path: &str, source: u128) -> Result<Records, Box<dyn std::error::Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let header = reader.headers()?.clone();
    let person = header.iter().position(|h| h == "entity_id");
    let roles: Vec<Option<Role>> =
        header.iter().map(|h| Role::of_name(h).filter(|_| h != "entity_id" && h != "rec_id")).collect();
    let mut out = vec![];
    for (n, record) in reader.records().enumerate() {
        let record = record?;
        let cells = roles.iter().zip(record.iter()).filter(|(_, cell)| !cell.is_empty());
        let values: Vec<Value> = cells.filter_map(|(role, cell)| Some(((*role)?, cell.to_owned()))).collect();
        let entity = person.map_or(String::new(), |p| record[p].to_owned());
        out.push((Entry { id: n as u128 + (source << 64), source, values }, entity));
    }
    Ok(out)
}

fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|l| l.starts_with("VmRSS") || l.starts_with("VmHWM")).collect::<Vec<_>>().join(" ")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [known, sought, n @ ..] = args.as_slice() else { return Err("which files?".into()) };
    let wanted: usize = n.first().map_or(Ok(20_000), |n| n.parse())?;
    let (mut known, sought) = (read(known, 1)?, read(sought, 2)?);
    let persons: HashMap<u128, String> = known.iter().map(|(e, p)| (e.id, p.clone())).collect();
    println!("{} records known; {}", known.len(), memory());
    let start = Instant::now();
    let mut index = Index::filled(Trained::built_in(), known.iter().map(|(e, _)| e));
    println!("filled in {:.2} s; {}", start.elapsed().as_secs_f64(), memory());
    let start = Instant::now();
    let bytes = index.save();
    println!("{} bytes saved in {:.2} s", bytes.len(), start.elapsed().as_secs_f64());
    let start = Instant::now();
    drop(index);
    index = Index::load(&bytes)?;
    println!("read again in {:.2} s", start.elapsed().as_secs_f64());
    drop(bytes);
    let here: HashSet<&String> = known.iter().map(|(_, p)| p).collect();
    let (mut times, mut first, mut there, mut right, mut sure) = (vec![], 0, 0, 0, 0);
    for (entry, person) in sought.iter().step_by((sought.len() / wanted).max(1)) {
        let start = Instant::now();
        let found = index.find(&entry.values, 10);
        times.push(start.elapsed());
        there += usize::from(here.contains(person));
        first += usize::from(found.first().is_some_and(|c| persons[&c.id] == *person));
        for c in found.iter().filter(|c| c.probability >= 0.95) {
            sure += 1;
            right += usize::from(persons[&c.id] == *person);
        }
    }
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e6;
    println!(
        "{} sought: p50 {:.0} us, p90 {:.0} us, p99 {:.0} us, p99.9 {:.0} us, longest {:.0} us",
        times.len(),
        at(0.5),
        at(0.9),
        at(0.99),
        at(0.999),
        at(1.0)
    );
    println!(
        "the likeliest is right for {first} of the {there} who are known; of {sure} at .95, {right} are right"
    );
    known.truncate(20_000);
    let start = Instant::now();
    known.iter().for_each(|(e, _)| index.put(e));
    println!(
        "{:.1} us to replace one; {}",
        start.elapsed().as_secs_f64() * 1e6 / known.len() as f64,
        memory()
    );
    Ok(())
}
