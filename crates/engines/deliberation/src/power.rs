//! How much a vote can do: the Shapley-Shubik index ("A Method for Evaluating the Distribution of Power in a Committee System", American
//! Political Science Review 48, 1954) and Banzhaf's ("Weighted Voting Doesn't Work", Rutgers Law Review 19, 1965; Penrose 1946), exact, for any rule
//! under which more supporters never hurt.

use crate::exact::Ratio;
use num_bigint::BigInt;

/// Who can carry a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Game {
    /// Weights that reach a quota.
    Weighted {
        /// What must be reached.
        quota: u64,
        /// By player.
        weights: Vec<u64>,
    },
    /// Blocs with seats under a rule of a charter.
    Blocs {
        /// Seats by bloc.
        seats: Vec<u64>,
        /// The rule.
        rule: BlocRule,
    },
}

/// Rules of charters for blocs that vote as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlocRule {
    /// More than half of the seats.
    Seats,
    /// More than half of the seats, from at least so many blocs.
    SeatsAndBlocs(usize),
    /// More than half of the seats, this bloc among them.
    SeatsAndConsent(usize),
    /// More than half of the seats and more than half of the blocs.
    Double,
    /// More than half of the blocs.
    Blocs,
    /// More than half of the seats, none counting for more than a third of them ([`capped`]).
    Capped,
}

/// Seats, none of a bloc more than a third of all, rounded down.
pub fn capped(seats: &[u64]) -> Vec<u64> {
    let third = seats.iter().sum::<u64>() / 3;
    seats.iter().map(|&s| s.min(third)).collect()
}

impl Game {
    fn players(&self) -> usize {
        match self {
            Game::Weighted { weights, .. } => weights.len(),
            Game::Blocs { seats, .. } => seats.len(),
        }
    }

    /// Whether those in the coalition (a bit for each player) carry a decision.
    fn wins(&self, coalition: u32) -> bool {
        let sum = |of: &[u64]| -> u64 {
            of.iter().enumerate().filter(|(i, _)| coalition >> i & 1 == 1).map(|(_, w)| w).sum()
        };
        match self {
            Game::Weighted { quota, weights } => sum(weights) >= *quota,
            Game::Blocs { seats, rule } => {
                let most = |of: &[u64]| 2 * sum(of) > of.iter().sum();
                let blocs = coalition.count_ones() as usize;
                match *rule {
                    BlocRule::Seats => most(seats),
                    BlocRule::SeatsAndBlocs(least) => most(seats) && blocs >= least,
                    BlocRule::SeatsAndConsent(bloc) => most(seats) && coalition >> bloc & 1 == 1,
                    BlocRule::Double => most(seats) && 2 * blocs > seats.len(),
                    BlocRule::Blocs => 2 * blocs > seats.len(),
                    BlocRule::Capped => most(&capped(seats)),
                }
            }
        }
    }
}

/// The power of each player.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Power {
    /// Coalitions that carry a decision.
    pub winning: u64,
    /// Winning coalitions that would lose without the player.
    pub swings: Vec<u64>,
    /// Swings over the coalitions of the others.
    pub banzhaf_absolute: Vec<Ratio>,
    /// Swings over all swings.
    pub banzhaf_normalised: Vec<Ratio>,
    /// The share of orders of joining in which the player makes the coalition win.
    pub shapley_shubik: Vec<Ratio>,
    /// Players without power.
    pub dummies: Vec<usize>,
    /// Players without whom nothing is carried.
    pub vetoers: Vec<usize>,
    /// Players who carry everything alone and without whom nothing is.
    pub dictators: Vec<usize>,
}

/// The most players for whom every coalition is looked at.
pub const MOST: usize = 24;

/// The power of each player; `None` for more than [`MOST`].
pub fn power(game: &Game) -> Option<Power> {
    let n = game.players();
    if n == 0 || n > MOST {
        return None;
    }
    let all = (1u32 << n) - 1;
    let wins: Vec<bool> = (0..=all).map(|coalition| game.wins(coalition)).collect();
    // Swings by the size of the coalition that is joined.
    let mut swings = vec![vec![0u64; n]; n];
    for coalition in 0..=all {
        if wins[coalition as usize] {
            continue;
        }
        for (i, by_size) in swings.iter_mut().enumerate() {
            if coalition >> i & 1 == 0 && wins[(coalition | 1 << i) as usize] {
                by_size[coalition.count_ones() as usize] += 1;
            }
        }
    }
    let factorial = |k: usize| (1..=k).fold(BigInt::from(1), |f, i| f * i);
    let orders = factorial(n);
    let total: Vec<u64> = swings.iter().map(|s| s.iter().sum()).collect();
    let sum: u64 = total.iter().sum();
    let shapley = swings.iter().map(|by_size| {
        let made = by_size
            .iter()
            .enumerate()
            .map(|(size, &times)| factorial(size) * factorial(n - 1 - size) * times);
        Ratio::new(made.sum::<BigInt>(), orders.clone())
    });
    let without = |i: usize| !wins[(all & !(1 << i)) as usize];
    let vetoers: Vec<usize> = (0..n).filter(|&i| wins[all as usize] && without(i)).collect();
    Some(Power {
        winning: wins.iter().filter(|w| **w).count() as u64,
        banzhaf_absolute: total.iter().map(|&s| Ratio::new(s, 1u64 << (n - 1))).collect(),
        banzhaf_normalised: total.iter().map(|&s| Ratio::new(s, sum.max(1))).collect(),
        shapley_shubik: shapley.collect(),
        dummies: (0..n).filter(|&i| total[i] == 0).collect(),
        dictators: vetoers.iter().copied().filter(|&i| wins[1 << i]).collect(),
        vetoers,
        swings: total,
    })
}
