//! From files to pairs and clusters.

use crate::blocking::{Blocks, NARROW, Rule, Tally, WIDE};
use crate::cluster;
use crate::compare::Comparer;
use crate::config::Config;
use crate::model::Model;
use crate::score::{Scored, Scorer, log_odds};
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
}

/// Links the rows of a table.
///
/// # Errors
/// A blocking rule that cannot be read, or a table with no field that a rule could use.
pub fn link(table: &Table, config: &Config) -> Result<Linked, String> {
    let rules = rules(table, config)?;
    if rules.is_empty() {
        return Err("no blocking rule fits these columns: records need a name, a birth date, a telephone, an e-mail or an \
                    identifier; name the columns' roles in a file for --config"
            .into());
    }
    let comparer = Comparer::new(table);
    let mut blocks = Blocks::new(table, rules, config.block_limit, config.pairs_per_row);
    let model = Model::learn(table, &comparer, &mut blocks, config.seed);
    let scorer = Scorer::new(table, &comparer, &model);
    let floor = config.floor as f32;
    let least = log_odds(floor);
    let (parts, tallies) = blocks.visit(
        1,
        |_| vec![],
        |found: &mut Vec<Scored>, _, left, right| {
            let probability = scorer.probability(left, right, least);
            if probability >= floor {
                found.push(Scored { left, right, probability });
            }
        },
    );
    let mut pairs: Vec<Scored> = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    parts.into_iter().for_each(|p| pairs.extend(p));
    rayon::slice::ParallelSliceMut::par_sort_unstable_by_key(pairs.as_mut_slice(), |p| (p.left, p.right));
    let threshold = config.threshold as f32;
    let clusters = if config.one_to_one && table.sources() == 2 {
        cluster::one_to_one(table.len(), &pairs, threshold)
    } else {
        cluster::components(table.len(), &pairs, threshold, config.cluster_limit)
    };
    let blocking = blocks.rules.iter().map(|r| r.text.clone()).zip(tallies).collect();
    Ok(Linked { pairs, clusters, model, blocking })
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
