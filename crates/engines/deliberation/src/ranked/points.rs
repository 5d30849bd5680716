//! Methods that add up points: Borda's, score, dot and approval voting.

use super::file::Ballots;

/// Borda's points for ballots that rank a part of the candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truncation {
    /// A candidate gets two points for each who is certainly behind, and those who are not ranked share the places that are left:
    /// each gets one point for each other of them. (Points are doubled so that they stay whole.)
    AverageDoubled,
    /// "Modified Borda": of m who are ranked, the first gets m points, the last one; the others none.
    BallotLength,
}

/// Points by candidate (0 for who has withdrawn).
pub fn borda(ballots: &Ballots, truncation: Truncation) -> Vec<u64> {
    let standing: Vec<usize> = ballots.standing().collect();
    let n = standing.len() as u64;
    let mut points = vec![0u64; ballots.candidates.len()];
    // What everybody gets who is not ranked; who is ranked gets it back.
    let mut all = 0u64;
    for (ranking, times) in ballots.kinds() {
        let m = ranking.len() as u64;
        let rest = if truncation == Truncation::AverageDoubled { n.saturating_sub(m + 1) } else { 0 };
        all += rest * times;
        for (at, &c) in ranking.iter().enumerate() {
            let place = at as u64;
            points[c as usize] += times
                * if truncation == Truncation::AverageDoubled { 2 * (n - 1 - place) } else { m - place };
            points[c as usize] = points[c as usize].wrapping_sub(rest * times);
        }
    }
    for c in standing {
        points[c] = points[c].wrapping_add(all);
    }
    points
}

/// What a ballot of points may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Each option gets a whole number from 0 to this.
    Score(u32),
    /// So many dots are laid on the options, several on one if wanted.
    Dots(u32),
    /// Each option is approved (1) or not (0).
    Approval,
}

/// Why a ballot does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoilt {
    /// It has not one number for each option.
    Length,
    /// A number is larger than the sheet allows.
    TooMuch,
    /// More dots were laid than there are.
    TooManyDots,
}

/// Sums by option and who is highest; spoilt ballots with their places. Ties are all told.
pub fn add_up(
    options: usize,
    sheet: Sheet,
    ballots: &[Vec<u32>],
) -> (Vec<u64>, Vec<usize>, Vec<(usize, Spoilt)>) {
    let (mut sums, mut spoilt) = (vec![0u64; options], Vec::new());
    for (at, ballot) in ballots.iter().enumerate() {
        let fault = match sheet {
            _ if ballot.len() != options => Some(Spoilt::Length),
            Sheet::Score(most) if ballot.iter().any(|&p| p > most) => Some(Spoilt::TooMuch),
            Sheet::Approval if ballot.iter().any(|&p| p > 1) => Some(Spoilt::TooMuch),
            Sheet::Dots(dots) if ballot.iter().map(|&p| u64::from(p)).sum::<u64>() > u64::from(dots) => {
                Some(Spoilt::TooManyDots)
            }
            _ => None,
        };
        if let Some(fault) = fault {
            spoilt.push((at, fault));
            continue;
        }
        for (sum, &points) in sums.iter_mut().zip(ballot) {
            *sum += u64::from(points);
        }
    }
    let most = sums.iter().max().copied().unwrap_or(0);
    let highest = (0..options).filter(|&o| sums[o] == most).collect();
    (sums, highest, spoilt)
}
