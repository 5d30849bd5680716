//! Parts that add up: a sum of cents by weights, to the cent (Hamilton's method of largest remainders).

/// Shares of `cents` in proportion to `weights`: each is rounded down, and what is left goes to the largest remainders, of equal ones
/// to the first. `None` when all weights are zero.
pub fn cents(cents: u64, weights: &[u64]) -> Option<Vec<u64>> {
    let total: u128 = weights.iter().map(|&w| u128::from(w)).sum();
    if total == 0 {
        return None;
    }
    let product = |w: u64| u128::from(cents) * u128::from(w);
    let mut shares: Vec<u64> = weights.iter().map(|&w| (product(w) / total) as u64).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(product(weights[i]) % total), i));
    let left = cents - shares.iter().sum::<u64>();
    for &i in order.iter().take(left as usize) {
        shares[i] += 1;
    }
    Some(shares)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_cent_is_lost_and_nobody_is_off_by_one(sum in 0u64..1_000_000_000, weights in proptest::collection::vec(0u64..1000, 1..12)) {
            let Some(shares) = super::cents(sum, &weights) else {
                prop_assert!(weights.iter().all(|w| *w == 0));
                return Ok(());
            };
            prop_assert_eq!(shares.iter().sum::<u64>(), sum);
            let total: u64 = weights.iter().sum();
            for (share, weight) in shares.iter().zip(&weights) {
                let exact = u128::from(sum) * u128::from(*weight);
                prop_assert!(u128::from(*share) >= exact / u128::from(total) && u128::from(*share) <= exact / u128::from(total) + 1);
            }
        }
    }
}
