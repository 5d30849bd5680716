//! How good the links are, estimated from pairs that a person looked at.
//!
//! Sampled pairs stand for those that were not drawn: each counts 1 / share (Horvitz and Thompson, JASA 47, 1952). The intervals are
//! Wilson's, so that few pairs give a wide one.

use super::review::Stratum;
use tandem_stats::wilson;

/// Pairs of one stratum that were decided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decided {
    /// Which stratum.
    pub stratum: Stratum,
    /// The share of such pairs that was looked at, in `0.0..=1.0`.
    pub sampling: f64,
    /// Found to be one person.
    pub same: u64,
    /// Found to be two people.
    pub different: u64,
}

/// A share with its 95 % interval, all in `0.0..=1.0`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The estimate.
    pub value: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
    /// Pairs that were looked at.
    pub looked_at: u64,
}

/// The share of computed links that are right; `None` before the first look.
pub fn precision(decided: &[Decided]) -> Option<Share> {
    let of = |stratum| decided.iter().filter(move |d| d.stratum == stratum);
    let same: u64 = of(Stratum::SampleLinked).map(|d| d.same).sum();
    let all: u64 = of(Stratum::SampleLinked).map(|d| d.same + d.different).sum();
    (all > 0).then(|| share(same, all))
}

/// The share of pairs of one person that were linked, by the machine or by a reviewer: `linked` pairs stand beside what the
/// sample of pairs left apart says is missing. `None` before the first look at that sample.
pub fn recall(decided: &[Decided], linked: u64) -> Option<Share> {
    let left_apart = || decided.iter().filter(|d| d.stratum == Stratum::SampleApart);
    let looked_at: u64 = left_apart().map(|d| d.same + d.different).sum();
    if looked_at == 0 {
        return None;
    }
    let left: f64 = left_apart().map(|d| (d.same + d.different) as f64 / d.sampling).sum();
    // What is uncertain is the share of the pairs left apart that are one person; its bounds carry over.
    let share = share(left_apart().map(|d| d.same).sum(), looked_at);
    let of = |missed: f64| {
        let missed = missed * left;
        if missed == 0.0 { 1.0 } else { linked as f64 / (linked as f64 + missed) }
    };
    Some(Share { value: of(share.value), low: of(share.high), high: of(share.low), looked_at })
}

fn share(n: u64, of: u64) -> Share {
    let (low, high) = wilson(n, of);
    Share { value: n as f64 / of as f64, low, high, looked_at: of }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimates_carry_their_interval() {
        assert_eq!(precision(&[]), None);
        let linked = Decided { stratum: Stratum::SampleLinked, sampling: 0.02, same: 95, different: 5 };
        let p = precision(&[linked]).unwrap();
        // Reference: Wilson interval of 95 of 100 is 0.888 to 0.978.
        assert!(
            (p.value - 0.95).abs() < 1e-9 && (p.low - 0.8882).abs() < 5e-4 && (p.high - 0.9785).abs() < 5e-4
        );
        let apart = Decided { stratum: Stratum::SampleApart, sampling: 0.05, same: 1, different: 19 };
        let r = recall(&[linked, apart], 380).unwrap();
        assert!((r.value - 0.95).abs() < 1e-9, "20 missed beside 380 found: {r:?}");
        assert!(r.low < r.value && r.value < r.high && r.looked_at == 20);
        let uncertain = Decided { stratum: Stratum::Uncertain, sampling: 1.0, same: 7, different: 3 };
        assert_eq!(
            (precision(&[uncertain]), recall(&[uncertain], 9)),
            (None, None),
            "no sample, no estimate"
        );
    }
}
