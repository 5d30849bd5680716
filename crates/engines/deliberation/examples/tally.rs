//! `cargo run --release --example tally FILE.pb RULE`: the winners and how long it took, without the rest of Tandem.

use std::time::Instant;
use tandem_deliberation::budget::file::{Reading, parse};
use tandem_deliberation::budget::tally::tally;
use tandem_deliberation::budget::{Options, Rule, Satisfaction};

fn main() {
    let mut words = std::env::args().skip(1);
    let path = words.next().expect("a file");
    let rule = words.next().unwrap_or_else(|| "equal-shares-add1".to_owned());
    let cardinality = words.next().is_some_and(|w| w == "cardinality");
    let rule = Rule::NAMES.iter().find(|(name, _)| *name == rule).expect("a rule").1;
    let start = Instant::now();
    let election = parse(&std::fs::read_to_string(path).expect("readable"), &Reading::default())
        .unwrap_or_else(|e| panic!("{e}"));
    let read = start.elapsed();
    let satisfaction = if cardinality { Satisfaction::Cardinality } else { Satisfaction::Cost };
    let outcome = tally(&election, rule, &Options { satisfaction, ..Options::default() }).expect("a result");
    let ids: Vec<&str> = outcome.winners().iter().map(|&p| election.projects[p].id.as_str()).collect();
    println!(
        "{} voters, {} kinds of ballot; {} winners, raised {} times: {}",
        election.voters,
        election.groups.len(),
        ids.len(),
        outcome.raised,
        ids.join(" ")
    );
    println!("read {read:?}, counted {:?}", start.elapsed() - read);
}
