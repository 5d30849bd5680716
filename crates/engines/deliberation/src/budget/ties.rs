//! Every outcome that some way of breaking ties gives: when there is one only, no tie mattered.

use super::election::{Case, Election, Options, VoteKind};
use super::tally::{Rule, Trouble};
use super::{greedy, phragmen, shares};

/// How many steps are taken before giving up; ties that branch more are not listed.
const MOST: usize = 20_000;

/// The outcomes, each as ids sorted as strings, without repetition; `None` when there are too many to list, or for a rule that
/// raises the share (its outcomes are not followed through ties).
pub fn outcomes(
    election: &Election,
    rule: Rule,
    options: &Options,
) -> Result<Option<Vec<Vec<String>>>, Trouble> {
    let case = Case::new(election, options);
    let found = match rule {
        Rule::Greedy => greedy::all(&case, MOST),
        Rule::EqualShares => shares::all(&case, MOST),
        Rule::Phragmen if election.kind != VoteKind::Approval => return Err(Trouble::NeedsApprovals),
        Rule::Phragmen => phragmen::all(&case, MOST),
        _ => return Ok(None),
    };
    Ok(found.map(|found| {
        let mut named: Vec<Vec<String>> = found
            .into_iter()
            .map(|winners| {
                let mut ids: Vec<String> =
                    winners.into_iter().map(|p| election.projects[p].id.clone()).collect();
                ids.sort();
                ids
            })
            .collect();
        named.sort();
        named.dedup();
        named
    }))
}
