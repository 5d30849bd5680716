//! From files to pairs and clusters.

use crate::blocking::{Blocks, Dropped, NARROW, Rule, Tally, WIDE};
use crate::calibrate::{Calibration, Line, Review};
use crate::cluster;
use crate::compare::Comparer;
use crate::config::{Config, Method};
use crate::decided::Decided;
use crate::model::Model;
use crate::repeats::Thin;
use crate::score::{Scored, Scorer, log_odds, probability};
use crate::table::{RowId, Table};

/// What linking found.
pub struct Linked {
    /// Pairs at and above the floor, in the order of their rows.
    pub pairs: Vec<Scored>,
    /// For each row, the first row of its cluster.
    pub clusters: Vec<RowId>,
    /// What was learnt.
    pub model: Model,
    /// What each blocking rule did, with the rule.
    pub blocking: Vec<(String, Tally)>,
    /// Rules that brought too few persons for their pairs.
    pub dropped: Vec<Dropped>,
    /// What reviewed pairs have made of the probabilities.
    pub calibration: Option<Line>,
    /// What whoever looks after the records should know of how it was learnt.
    pub notes: Vec<String>,
}

/// Links the rows of a table.
///
/// # Errors
/// A blocking rule that cannot be read, or a table with no field that a rule could use.
pub fn link(table: &Table, config: &Config) -> Result<Linked, String> {
    link_as_decided(table, config, Decided::default())
}

/// Links the rows of a table, and holds to what people have decided.
///
/// # Errors
/// As [`link`]; and decisions that contradict each other.
pub fn link_as_decided(table: &Table, config: &Config, decided: Decided) -> Result<Linked, String> {
    match Thin::of(table, &decided) {
        Some(thin) => {
            let linked = link_rows(&thin.table, config, thin.decided(decided))?;
            Ok(thin.whole(linked))
        }
        None => link_rows(table, config, decided),
    }
}

fn link_rows(table: &Table, config: &Config, mut decided: Decided) -> Result<Linked, String> {
    let rules = rules(table, config)?;
    if rules.is_empty() {
        return Err("no blocking rule fits these columns: records need a name, a birth date, a telephone, an e-mail or an \
                    identifier; name the columns' roles in a file for --config"
            .into());
    }
    let (comparer, mut blocks) = rayon::join(
        || Comparer::new(table),
        || Blocks::new(table, rules, config.block_limit, config.pairs_per_row),
    );
    let (model, notes) = Model::learn(table, &comparer, &mut blocks, config.seed);
    let scorer = Scorer::new(table, &comparer, &model);
    let floor = config.floor as f32;
    let least = log_odds(floor);
    let (parts, mut tallies) = blocks.visit(
        None,
        |_| vec![],
        |found: &mut Vec<Scored>, _, pairs| {
            scorer.weigh(pairs, least, |left, right, weight| {
                found.push(Scored { left, right, probability: probability(weight) });
            });
        },
    );
    let mut pairs: Vec<Scored> = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    parts.into_iter().for_each(|p| pairs.extend(p));
    rayon::slice::ParallelSliceMut::par_sort_unstable_by_key(pairs.as_mut_slice(), |p| (p.left, p.right));
    let calibration = calibrated(&decided.reviewed, &scorer, &mut pairs);
    decided.settle(table, &mut pairs)?;
    let (n, threshold) = (table.len(), config.threshold as f32);
    let clusters = match config.cluster.method {
        _ if config.one_to_one && table.sources() == 2 => cluster::one_to_one(n, &pairs, threshold, &decided),
        Method::Components => cluster::components(n, &pairs, threshold, config.cluster_limit, &decided),
        Method::Average => {
            cluster::average(n, &pairs, config.cluster.mean as f32, config.cluster_limit, &decided)
        }
    };
    for tally in &mut tallies {
        let (missed, drawn) = std::mem::take(&mut tally.missed);
        let found: f32 = missed.iter().map(|(i, j)| scorer.probability(*i, *j)).sum();
        tally.lost = tally.left_out as f64 * f64::from(found) / drawn.max(1) as f64;
    }
    let blocking = blocks.rules.iter().map(|r| r.text.clone()).zip(tallies).collect();
    Ok(Linked { pairs, clusters, model, blocking, dropped: blocks.dropped, calibration, notes })
}

/// Puts probabilities right by what people say of reviewed pairs.
fn calibrated(reviewed: &[(RowId, RowId, bool)], scorer: &Scorer<'_>, pairs: &mut [Scored]) -> Option<Line> {
    if reviewed.is_empty() {
        return None;
    }
    let weight = |p: f32| f64::from(log_odds(p.clamp(1e-6, 1.0 - 1e-6)));
    let review = |(i, j, same): &(RowId, RowId, bool)| Review {
        sources: (0, 1),
        weight: weight(scorer.probability(*i, *j)),
        same: *same,
        sampling: 1.0,
    };
    let line = Calibration::learn(&reviewed.iter().map(review).collect::<Vec<_>>()).all;
    pairs.iter_mut().for_each(|p| p.probability = line.probability(weight(p.probability)) as f32);
    Some(line)
}

/// The configured rules, or those of the library that the columns allow.
fn rules(table: &Table, config: &Config) -> Result<Vec<Rule>, String> {
    let texts: Vec<&str> = match config.blocking.as_slice() {
        [] => [NARROW.as_slice(), &WIDE].concat(),
        own => own.iter().map(String::as_str).collect(),
    };
    let mut out = vec![];
    for text in texts {
        out.extend(Rule::parse(text, table)?);
    }
    Ok(out)
}
