//! Instant runoff: who is first on most ballots, after those who are first on fewest have left.

use super::file::Ballots;

/// A round of instant runoff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// First preferences by candidate; `None` for who has left or withdrawn.
    pub votes: Vec<Option<u64>>,
    /// Ballots that rank nobody who is left.
    pub exhausted: u64,
    /// Who leaves after this round.
    pub out: Vec<usize>,
}

/// What came of an instant runoff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Runoff {
    /// Round by round.
    pub rounds: Vec<Round>,
    /// Who won; several when nothing but the order for ties can choose between them.
    pub winners: Vec<usize>,
}

/// Counts until somebody has more than half of the ballots that still rank anybody. All who are lowest leave together, so no
/// order decides who leaves; when all who are left are equal, they all are winners.
pub fn instant_runoff(ballots: &Ballots) -> Runoff {
    let n = ballots.candidates.len();
    let mut left: Vec<bool> = (0..n).map(|c| !ballots.candidates[c].withdrawn).collect();
    let mut votes = vec![0u64; n];
    let mut exhausted = 0;
    let mut piles: Vec<Vec<(u32, u16)>> = vec![Vec::new(); n];
    for (k, (ranking, times)) in ballots.kinds().enumerate() {
        votes[ranking[0] as usize] += times;
        piles[ranking[0] as usize].push((k as u32, 0));
    }
    let mut rounds = Vec::new();
    loop {
        let standing: Vec<usize> = (0..n).filter(|&c| left[c]).collect();
        let told: Vec<Option<u64>> = (0..n).map(|c| left[c].then_some(votes[c])).collect();
        let total: u64 = standing.iter().map(|&c| votes[c]).sum();
        let (most, least) =
            (standing.iter().map(|&c| votes[c]).max(), standing.iter().map(|&c| votes[c]).min());
        let (Some(most), Some(least)) = (most, least) else { return Runoff { rounds, winners: Vec::new() } };
        let out: Vec<usize> = standing.iter().copied().filter(|&c| votes[c] == least).collect();
        if most > total / 2 || out.len() == standing.len() {
            rounds.push(Round { votes: told, exhausted, out: Vec::new() });
            let winners = standing.into_iter().filter(|&c| votes[c] == most).collect();
            return Runoff { rounds, winners };
        }
        rounds.push(Round { votes: told, exhausted, out: out.clone() });
        for &c in &out {
            left[c] = false;
        }
        for c in out {
            votes[c] = 0;
            for (k, place) in std::mem::take(&mut piles[c]) {
                let (ranking, times) = ballots.kind(k as usize);
                match ranking[place as usize..].iter().position(|&next| left[next as usize]) {
                    Some(further) => {
                        let to = ranking[place as usize + further] as usize;
                        votes[to] += times;
                        piles[to].push((k, place + further as u16));
                    }
                    None => exhausted += times,
                }
            }
        }
    }
}

/// First preferences by candidate.
pub fn first_preferences(ballots: &Ballots) -> Vec<u64> {
    let mut votes = vec![0; ballots.candidates.len()];
    for (ranking, times) in ballots.kinds() {
        votes[ranking[0] as usize] += times;
    }
    votes
}
