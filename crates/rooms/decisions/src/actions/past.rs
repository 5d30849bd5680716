//! What the votes of the past would have given under another charter: each sector's seats as one bloc, on the side that more of its seats took.

use crate::model::{Stage, Stance, StanceKind};
use crate::store::{proposals, talk};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use tandem_access::{Error, Tx, Uuid};
use tandem_bodies::model::Charter;
use tandem_deliberation::rules::body::BySector;
use tandem_partners::model::Sector;

/// A vote of the past, beside what it would have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The proposal that came to a vote.
    pub proposal: Uuid,
    /// Its title.
    pub title: String,
    /// Its title in Spanish.
    pub title_es: Option<String>,
    /// Sectors whose seats said yes more often than no, and the others.
    pub yes: Vec<Sector>,
    /// Sectors whose seats said no more often than yes.
    pub no: Vec<Sector>,
    /// Whether it was adopted.
    pub adopted: bool,
    /// Whether these blocs carry it with the charter's seats and rule.
    pub would: bool,
}

/// A consent round of the past, beside what a vote with the same positions would have given. A consent round is no vote: one objection
/// stops it, however many consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastRound {
    /// The proposal.
    pub proposal: Uuid,
    /// Its title.
    pub title: String,
    /// Its title in Spanish.
    pub title_es: Option<String>,
    /// Which of its rounds.
    pub round: i64,
    /// Seats by what they said, of each sector: consent (with a worry or without), objection, stand aside.
    pub seats: BTreeMap<Sector, [u64; 3]>,
    /// Whether it was adopted with this round.
    pub adopted: bool,
    /// Whether these positions would carry a vote with the charter's seats and rule.
    pub would: bool,
}

/// Whether sectors, each as one bloc with the seats that a charter gives it, carry a vote by its rule.
fn carries(charter: &Charter, yes: &[Sector], no: &[Sector]) -> bool {
    let seats = |sectors: &[Sector]| -> BySector {
        let of = |sector: &Sector| charter.seats.get(sector).copied().filter(|n| *n > 0);
        sectors.iter().filter_map(|s| Some((s.code().to_owned(), of(s)?))).collect()
    };
    charter.rules.decision.decides(&seats(yes), &seats(no)).verdict == "passes"
}

/// Where each sector stood in the last vote on a proposal: above zero for it, below against it; a tie is neither.
fn blocs(stances: &[Stance]) -> BTreeMap<Sector, i64> {
    let last = stances.iter().filter(|s| s.stage == Stage::Vote).map(|s| s.round).max();
    let mut blocs: BTreeMap<Sector, i64> = BTreeMap::new();
    for stance in stances.iter().filter(|s| s.stage == Stage::Vote && Some(s.round) == last) {
        let side = match stance.kind {
            StanceKind::Yes => 1,
            StanceKind::No => -1,
            _ => 0,
        };
        *blocs.entry(stance.sector).or_insert(0) += side;
    }
    blocs
}

/// Every proposal that came to a vote and is settled, newest first, under `charter`.
///
/// # Errors
/// The database's.
pub fn past_votes(tx: &mut Tx<'_, '_>, charter: &Charter) -> Result<Vec<Past>, Error> {
    let mut out = vec![];
    for p in proposals::all(tx)? {
        if !matches!(p.stage, Stage::Adopted | Stage::Withdrawn) {
            continue;
        }
        let blocs = blocs(&talk::stances(tx, p.id)?);
        let side = |wanted: Ordering| -> Vec<Sector> {
            blocs.iter().filter(|(_, n)| (**n).cmp(&0) == wanted).map(|(sector, _)| *sector).collect()
        };
        let (yes, no) = (side(Ordering::Greater), side(Ordering::Less));
        if yes.is_empty() && no.is_empty() {
            continue;
        }
        out.push(Past {
            proposal: p.id,
            would: carries(charter, &yes, &no),
            adopted: p.stage == Stage::Adopted,
            title: p.title,
            title_es: p.title_es,
            yes,
            no,
        });
    }
    Ok(out)
}

/// Every consent round of proposals that are settled, newest proposal first, its rounds in order, under `charter`. What an objection that
/// was taken back left is a consent.
///
/// # Errors
/// The database's.
pub fn past_rounds(tx: &mut Tx<'_, '_>, charter: &Charter) -> Result<Vec<PastRound>, Error> {
    let mut out = vec![];
    for p in proposals::all(tx)? {
        if !matches!(p.stage, Stage::Adopted | Stage::Withdrawn) {
            continue;
        }
        let stances = talk::stances(tx, p.id)?;
        let voted = stances.iter().any(|s| s.stage == Stage::Vote);
        let mut rounds: BTreeMap<i64, BTreeMap<Sector, [u64; 3]>> = BTreeMap::new();
        for stance in stances.iter().filter(|s| s.stage == Stage::Consent) {
            let column = match stance.kind {
                StanceKind::Consent | StanceKind::Concern => 0,
                StanceKind::Objection => 1,
                StanceKind::Aside => 2,
                StanceKind::Yes | StanceKind::No | StanceKind::Abstain => continue,
            };
            rounds.entry(stance.round).or_default().entry(stance.sector).or_default()[column] += 1;
        }
        let last = rounds.keys().next_back().copied();
        for (round, seats) in rounds {
            let side = |wanted: Ordering| -> Vec<Sector> {
                seats
                    .iter()
                    .filter(|(_, [for_it, no, _])| for_it.cmp(no) == wanted)
                    .map(|(s, _)| *s)
                    .collect()
            };
            out.push(PastRound {
                proposal: p.id,
                title: p.title.clone(),
                title_es: p.title_es.clone(),
                round,
                adopted: p.stage == Stage::Adopted && !voted && Some(round) == last,
                would: carries(charter, &side(Ordering::Greater), &side(Ordering::Less)),
                seats,
            });
        }
    }
    Ok(out)
}
