//! A limit to what may be learnt of births. People do not change theirs: where pairs that are taken for one person have births
//! far apart about as often as strangers do, the search for persons has come to rest among relatives and namesakes.

use super::Levels;
use crate::compare::Comparer;
use crate::role::Role;

/// A birth far apart speaks against one person at least so much: it is a quarter as frequent as among strangers, or rarer.
const LEAST: f64 = 0.25;

/// The comparison of births, if there is one.
pub(super) fn births(comparer: &Comparer<'_>) -> Option<usize> {
    let is = |f: usize| comparer.role(f) == Role::BirthDate;
    comparer.comparisons.iter().position(|c| c.frequency.is_some_and(is))
}

/// Holds m of births to the limit; was it over?
pub(super) fn hold(m: &mut Levels, u: &Levels, births: Option<usize>) -> bool {
    let Some(c) = births else { return false };
    let (Some(apart), Some(strangers)) = (m[c].last().copied(), u[c].last().copied()) else { return false };
    let most = LEAST * strangers;
    // Of no births at all nothing is learnt.
    if apart <= most || strangers < 0.5 {
        return false;
    }
    let end = m[c].len() - 1;
    let more = (1.0 - most) / (1.0 - apart).max(1e-9);
    m[c][1..end].iter_mut().for_each(|p| *p *= more);
    m[c][end] = most;
    true
}

/// What is said where the limit was reached.
pub(super) fn told() -> String {
    "births far apart were found in pairs taken for one person about as often as among strangers, which is not so of people: is the \
     column the date of birth? A birth far apart was held to speak against one person all the same; look at the pairs before they \
     are used"
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn births_far_apart_always_speak_against_one_person() {
        let u: Levels = vec![vec![1.0, 0.01, 0.09, 0.9]];
        let mut m: Levels = vec![vec![1.0, 0.2, 0.0, 0.8]];
        assert!(hold(&mut m, &u, Some(0)));
        assert!(
            (m[0][3] - 0.225).abs() < 1e-9 && (m[0][1..].iter().sum::<f64>() - 1.0).abs() < 1e-9,
            "{m:?}"
        );
        let usual: Levels = vec![vec![1.0, 0.9, 0.08, 0.02]];
        let mut same = usual.clone();
        assert!(!hold(&mut same, &u, Some(0)) && same == usual);
        assert!(!hold(&mut m, &u, None));
    }
}
