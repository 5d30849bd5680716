//! The rank again, slowly and from the services themselves: what [`Index::search`] is compared with. It shares only the
//! reading of words and what they stand for.

use std::collections::HashMap;

use proptest::prelude::*;

use super::tests::{any_entry, any_query};
use super::tokens::{query_words, words};
use super::{Entry, Index, Query};
use crate::model::capacity::CapacityStatus;
use crate::model::geo::{Centroids, miles};
use crate::model::hours::{OpenState, open_at};
use crate::model::schedule::days_from_epoch;

/// The words of a service with their weights.
fn weights(entry: &Entry) -> HashMap<String, u8> {
    let mut all: HashMap<String, u8> = HashMap::new();
    let mut count = |text: &str, weight: u8, most: u8| {
        words(text, |word| {
            let sum = all.entry(word.to_owned()).or_default();
            *sum = (*sum).max(sum.saturating_add(weight).min(most));
        });
    };
    count(&entry.description, 2, 4);
    count(&entry.eligibility, 2, 4);
    count(&entry.organization_name, 4, 30);
    count(&entry.keywords, 5, 30);
    entry.terms.iter().for_each(|term| count(term, 7, 30));
    count(&entry.alternate_name, 8, 30);
    count(&entry.name, 12, 30);
    all
}

/// Every service that fits, with its score.
fn slow(index: &Index, entries: &[Entry], query: &Query) -> HashMap<u128, f64> {
    let wanted = index.understand(&query_words(&query.words), &mut Vec::new());
    let held: Vec<HashMap<String, u8>> = entries.iter().map(weights).collect();
    let rarity = |holders: usize| (1.0 + entries.len() as f64 / (1.0 + holders as f64)).ln();
    let mut scores = HashMap::new();
    for (entry, own) in entries.iter().zip(&held) {
        let (mut sum, mut matched) = (0.0, 0);
        for want in &wanted {
            let of_word = want.words.iter().filter_map(|&(word, factor)| {
                let word = index.lexicon.word(word);
                let weight = f64::from(*own.get(word)?);
                let holders = held.iter().filter(|words| words.contains_key(word)).count();
                Some(f64::from(factor) * rarity(holders) * weight / (weight + 6.0))
            });
            let of_domain = (0..64).filter(|n| want.domains & entry.domains & (1 << n) != 0).map(|n| {
                let holders = entries.iter().filter(|e| e.domains & (1 << n) != 0).count();
                0.8 * rarity(holders) * 3.0 / 9.0
            });
            let best = of_word.chain(of_domain).fold(0.0, f64::max);
            sum += best;
            matched += usize::from(best > 0.0);
        }
        if !wanted.is_empty() && matched < (wanted.len() * 6).div_ceil(10) {
            continue;
        }
        let words =
            if wanted.is_empty() { 1.0 } else { sum * (matched as f64 / wanted.len() as f64).powi(2) };
        if let Some(rest) = rest_of_rank(entry, query) {
            scores.insert(entry.service.as_u128(), words * rest);
        }
    }
    scores
}

fn rest_of_rank(entry: &Entry, query: &Query) -> Option<f64> {
    let fits = (entry.domains & query.domains).count_ones();
    let speaks = query.language.as_ref().is_none_or(|code| entry.languages.contains(code));
    let age = query.age.is_none_or(|age| {
        entry.minimum_age.is_none_or(|least| age >= least) && entry.maximum_age.is_none_or(|most| age <= most)
    });
    let area = query.zip.is_none_or(|zip| entry.zips.is_empty() || entry.zips.contains(&zip));
    let room = !query.has_room || entry.capacity.is_some_and(CapacityStatus::has_room);
    let open = query.open_at.as_ref().is_none_or(|(at, zone)| {
        entry.places.iter().any(|(_, hours)| matches!(open_at(hours, zone, *at), OpenState::Open { .. }))
    });
    if (query.domains != 0 && fits == 0) || !speaks || !age || !area || !room || !open {
        return None;
    }
    let nearness = match query.near {
        None => 1.0,
        Some(near) => {
            let points = entry.places.iter().filter_map(|(point, _)| *point);
            match points.map(|p| miles(near, p)).min_by(f64::total_cmp) {
                None => 0.3,
                Some(far) if query.within_miles.is_some_and(|most| far > most) => return None,
                Some(far) => 1.0 / (1.0 + far / 5.0),
            }
        }
    };
    let focus = if query.domains == 0 {
        1.0
    } else {
        0.5 + 0.5 * f64::from(fits) / f64::from(entry.domains.count_ones().max(1))
    };
    let room = match entry.capacity {
        Some(CapacityStatus::Open) => 1.0,
        Some(CapacityStatus::Limited) => 0.9,
        None => 0.85,
        Some(CapacityStatus::Waitlist) => 0.5,
        Some(CapacityStatus::Closed) => 0.3,
    };
    let fresh = match (query.today, entry.assured) {
        (Some(today), Some(assured)) => match days_from_epoch(today) - days_from_epoch(assured) {
            ..=180 => 1.05,
            181..=365 => 1.0,
            _ => 0.95,
        },
        _ => 0.95,
    };
    Some(focus * nearness * room * fresh)
}

proptest! {
    /// The same services, the same scores, best first; a page is the beginning of the whole list.
    #[test]
    fn the_fast_search_answers_as_the_slow_one(entries in proptest::collection::vec(any_entry(), 1..40), query in any_query(), page in 1usize..12) {
        let entries: Vec<Entry> = entries
            .into_iter()
            .zip(1u128..)
            .map(|(entry, n)| Entry { service: tandem_access::Uuid::from_u128(n), ..entry })
            .collect();
        let index = Index::build(entries.clone(), Centroids::default(), 1);
        let expected = slow(&index, &entries, &query);
        let found = index.search(&Query { limit: usize::MAX, ..query.clone() });
        prop_assert_eq!(found.total, expected.len());
        prop_assert_eq!(found.hits.len(), expected.len());
        let mut last = f32::INFINITY;
        for hit in &found.hits {
            let score = expected.get(&hit.service.as_u128()).copied();
            prop_assert!(score.is_some_and(|s| (s - f64::from(hit.score)).abs() < 1e-3 * s + 1e-6), "{:?} {:?}", hit, score);
            prop_assert!(hit.score <= last);
            last = hit.score;
        }
        let first = index.search(&Query { limit: page, ..query });
        prop_assert_eq!(first.total, found.total);
        prop_assert_eq!(&first.hits[..], &found.hits[..page.min(found.hits.len())]);
    }
}
