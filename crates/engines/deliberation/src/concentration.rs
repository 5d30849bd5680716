//! How unequally something is held: shares, Herfindahl-Hirschman, effective number, Gini, Shannon, Theil. What can be a fraction is one,
//! the rest (logarithms) are floating-point numbers.

use crate::exact::Ratio;

/// Figures of how values are held; there are none when nothing is held.
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration {
    /// Each share.
    pub shares: Vec<Ratio>,
    /// The sum of squared shares (Herfindahl-Hirschman), from 1/n to 1.
    pub hhi: Ratio,
    /// From 0 (all alike) to 1; none for one holder.
    pub hhi_normalised: Option<Ratio>,
    /// How many equal holders would be as concentrated: 1 over the index (Laakso, Taagepera 1979).
    pub effective_number: Ratio,
    /// The Gini index: half the mean difference of two over the mean, the holder compared with itself among them.
    pub gini: Ratio,
    /// The same without comparing anybody with itself: n/(n-1) times it; none for one holder.
    pub gini_unbiased: Option<Ratio>,
    /// Shannon's index in nats.
    pub shannon: f64,
    /// How many equal holders would have that index.
    pub effective_number_shannon: f64,
    /// Shannon's index over its greatest value (Pielou); none for one holder.
    pub evenness: Option<f64>,
    /// Theil's T.
    pub theil: f64,
}

/// Computes them; `None` when there is nobody, or nobody holds anything.
pub fn concentration(values: &[u64]) -> Option<Concentration> {
    let total: u64 = values.iter().sum();
    if total == 0 {
        return None;
    }
    let n = values.len() as u64;
    let shares: Vec<Ratio> = values.iter().map(|&v| Ratio::new(v, total)).collect();
    let squares: u128 = values.iter().map(|&v| u128::from(v) * u128::from(v)).sum();
    let hhi = Ratio::new(squares, u128::from(total) * u128::from(total));
    let several = n > 1;
    let gini = crate::budget::measures::gini(values.iter().map(|&v| (i128::from(v), 1)).collect());
    let near: Vec<f64> = shares.iter().map(Ratio::to_f64).filter(|s| *s > 0.0).collect();
    let shannon = near.iter().map(|s| -s * s.ln()).sum::<f64>().max(0.0);
    let even = (n as f64).ln();
    Some(Concentration {
        hhi_normalised: several.then(|| &(&hhi - &Ratio::new(1, n)) / &Ratio::new(n - 1, n)),
        effective_number: &Ratio::whole(1) / &hhi,
        gini_unbiased: several.then(|| &gini * &Ratio::new(n, n - 1)),
        evenness: several.then(|| shannon / even),
        effective_number_shannon: shannon.exp(),
        theil: even - shannon,
        shannon,
        gini,
        hhi,
        shares,
    })
}
