//! What came of a conversation that is over. While it is open nothing is told: whoever looks before and after somebody takes part would
//! read off what they said.

use super::{load, open};
use crate::model::told::{self, Told, Voice};
use crate::model::{Statement, StatementState};
use crate::store;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use tandem_access::{Error, Tx, Uuid};
use tandem_deliberation::opinion::found::{Ask, Nothing, find};
use tandem_deliberation::opinion::{Votes, standings, telling};
use tandem_stats::figure::FEW;

/// A statement that tells a found group from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted {
    /// The statement's place.
    pub statement: usize,
    /// Whether the group agrees with it more than others; else it disagrees more.
    pub agrees: bool,
}

/// Groups that were found, as far as they are told.
#[derive(Debug, Clone, PartialEq)]
pub struct Explored {
    /// For each group how many of ten belong to it, and what tells it from the others.
    pub groups: Vec<(u64, Vec<Noted>)>,
    /// Mean silhouette.
    pub silhouette: f64,
    /// Mean adjusted Rand index over draws of the participants.
    pub stability: f64,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Results {
    /// The statements that count.
    pub statements: Vec<Statement>,
    /// By declared group.
    pub told: Told,
    /// Found groups, or why there are none.
    pub found: Result<Explored, Nothing>,
}

/// Results of conversations that are over: they stand, and looking for groups takes a while. A few are kept, by id and revision.
#[derive(Default)]
pub struct Kept(Mutex<HashMap<Uuid, (i64, Arc<Results>)>>);

const MOST_KEPT: usize = 64;

impl Kept {
    fn get(&self, id: Uuid, revision: i64) -> Option<Arc<Results>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&id).filter(|(of, _)| *of == revision).map(|(_, results)| results.clone())
    }
    fn keep(&self, id: Uuid, revision: i64, results: &Arc<Results>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(id, (revision, results.clone()));
    }
}

/// Found groups smaller than this are not told; it takes so many participants to look, each with so many answers, as in Polis.
const ASK: Ask = Ask {
    seed: 0,
    least_votes: 7,
    fewest: 50,
    smallest: FEW as usize,
    resamples: 50,
    silhouette: 0.25,
    stability: 0.75,
};

/// The voices of a conversation, with their answers by the place of the statement; whoever answered none of these is left out.
fn voices_of(tx: &mut Tx<'_, '_>, id: Uuid, accepted: &[Statement]) -> Result<Vec<Voice>, Error> {
    let place: HashMap<Uuid, usize> = accepted.iter().enumerate().map(|(at, s)| (s.id, at)).collect();
    let mut all: BTreeMap<Uuid, Voice> = BTreeMap::new();
    for (voice, about, statement, answer) in store::voices::answers(tx, id)? {
        let Some(at) = place.get(&statement) else { continue };
        let entry = all.entry(voice).or_insert(Voice { about, answers: BTreeMap::new() });
        entry.answers.insert(*at, answer);
    }
    Ok(all.into_values().collect())
}

/// What came of a conversation. Read as the system: what it gives is what everybody may know.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] while it is open; the database's.
pub fn results(tx: &mut Tx<'_, '_>, id: Uuid, kept: &Kept) -> Result<Arc<Results>, Error> {
    let conversation = load(tx, id)?;
    if open(tx, id).is_ok() {
        return Err(Error::Conflict { code: "conversations-conflict-open" });
    }
    if let Some(known) = kept.get(id, conversation.revision) {
        return Ok(known);
    }
    let all = store::statements(tx, id)?;
    let statements: Vec<Statement> =
        all.into_iter().filter(|s| s.state == StatementState::Accepted).collect();
    let voices = voices_of(tx, id, &statements)?;
    let results = Arc::new(Results {
        told: told::tell(&voices, statements.len()),
        found: explore(&voices, statements.len(), id),
        statements,
    });
    kept.keep(id, conversation.revision, &results);
    Ok(results)
}

/// Looks for groups. Sizes are told in tenths, so that nothing can be taken from the counts of declared groups.
fn explore(voices: &[Voice], statements: usize, id: Uuid) -> Result<Explored, Nothing> {
    let numbers = |v: &Voice| v.answers.iter().map(|(at, answer)| (*at, answer.number())).collect();
    let votes = Votes { of: (0u32..).zip(voices).map(|(n, v)| (n, numbers(v))).collect(), statements };
    let (high, low) = id.as_u64_pair();
    let found = find(&votes, &[], &Ask { seed: high ^ low, ..ASK })?;
    let all: usize = found.sizes.iter().sum();
    let standings = standings(&votes, &found.groups);
    let told = standings.iter().zip(&found.sizes).map(|(group, size)| {
        let noted = telling(group, &[]);
        let noted = noted.iter().map(|t| Noted { statement: t.standing.statement, agrees: t.agreement });
        ((20 * *size as u64 / all as u64).div_ceil(2), noted.collect())
    });
    Ok(Explored { groups: told.collect(), silhouette: found.silhouette, stability: found.stability })
}
