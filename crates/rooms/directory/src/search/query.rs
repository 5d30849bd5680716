//! Asking the index. The rank is a product of things that can each be explained to a person: how well the words fit,
//! whether it does mainly this, how near it is, whether it has room, how freshly it was checked.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tandem_access::Uuid;

use super::hours::Moment;
use super::index::{Doc, Index};
use super::synonyms;
use super::tokens::query_words;
use crate::model::capacity::CapacityStatus;
use crate::model::geo::miles;
use crate::model::item::Point;

/// What is looked for. The default finds everything.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Words as typed, English or Spanish.
    pub words: String,
    /// Only services for one of these need domains (bits; 0 is all).
    pub domains: u64,
    /// Where from.
    pub near: Option<Point>,
    /// Only within so many miles of `near`; services without a place on the map stay in, at the end.
    pub within_miles: Option<f64>,
    /// Only what is open at this moment in this zone.
    pub open_at: Option<(Timestamp, TimeZone)>,
    /// Only services in this language (ISO code).
    pub language: Option<String>,
    /// Only what has room now.
    pub has_room: bool,
    /// Only what takes a person of this age.
    pub age: Option<u8>,
    /// Only what serves this ZIP code, or names no area.
    pub zip: Option<u32>,
    /// Today, for how fresh the checking is.
    pub today: Option<Date>,
    /// Page size.
    pub limit: usize,
    /// Services to pass over.
    pub offset: usize,
}

/// One service that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The service.
    pub service: Uuid,
    /// Who offers it.
    pub organization: Uuid,
    /// Miles from `near` to its nearest place.
    pub miles: Option<f64>,
    /// Whether it has room, if that is known.
    pub capacity: Option<CapacityStatus>,
    /// The rank.
    pub score: f32,
}

/// A page of results.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The page.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
    /// Words that were read as others because nothing has them: (typed, read as).
    pub read_as: Vec<(String, String)>,
}

/// One typed word and what it stands for.
struct Wanted {
    words: Vec<(u32, f32)>,
    domains: u64,
}

const PREFIX: f32 = 0.6;
const SYNONYM: f32 = 0.8;
const DOMAIN_WEIGHT: f32 = 3.0;

impl Index {
    /// Finds services, best first; equal ranks in the order of names.
    pub fn search(&self, query: &Query) -> Found {
        let mut read_as = Vec::new();
        let words = query_words(&query.words);
        let wanted: Vec<Wanted> = words
            .iter()
            .enumerate()
            .map(|(i, word)| self.expand(word, i + 1 == words.len(), &mut read_as))
            .collect();
        let scores = self.score(&wanted);
        let moment = query.open_at.as_ref().map(|(at, zone)| Moment::new(*at, zone));
        let language = match &query.language {
            Some(code) => match self.known_language(code) {
                Some(bit) => bit,
                None => return Found { read_as, ..Found::default() },
            },
            None => 0,
        };
        let mut found: Vec<(f32, u32, f32)> = Vec::new();
        let mut consider = |number: u32, words: f32| {
            let Some(doc) = self.docs.get(number as usize) else { return };
            if let Some((score, distance)) = self.judge(doc, number, words, query, language, moment.as_ref())
            {
                found.push((score, number, distance));
            }
        };
        match &scores {
            Some(scores) => scores.iter().for_each(|&(number, words)| consider(number, words)),
            None => (0..self.docs.len() as u32).for_each(|number| consider(number, 1.0)),
        }
        let total = found.len();
        let order = |a: &(f32, u32, f32), b: &(f32, u32, f32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        let end = query.offset.saturating_add(query.limit).min(total);
        if end > 0 && end < total {
            found.select_nth_unstable_by(end - 1, order);
            found.truncate(end);
        }
        found.sort_unstable_by(order);
        let hits =
            found.into_iter().skip(query.offset).take(query.limit).filter_map(|(score, number, distance)| {
                let doc = self.docs.get(number as usize)?;
                Some(Hit {
                    service: doc.service,
                    organization: doc.organization,
                    miles: distance.is_finite().then(|| f64::from(distance)),
                    capacity: self.capacity_of(number),
                    score,
                })
            });
        Found { hits: hits.collect(), total, read_as }
    }

    /// What a typed word stands for: itself, synonyms, words that begin so, and if there is none of these, words that look alike.
    fn expand(&self, word: &str, last: bool, read_as: &mut Vec<(String, String)>) -> Wanted {
        let mut wanted = Wanted { words: Vec::new(), domains: 0 };
        let exact = self.lexicon.exact(word);
        wanted.words.extend(exact.map(|id| (id, 1.0)));
        let meaning = synonyms::of(word).or_else(|| exact.is_none().then(|| synonyms::alike(word)).flatten());
        if let Some(meaning) = meaning {
            wanted.domains = meaning.domains;
            wanted
                .words
                .extend(meaning.words.iter().filter_map(|w| self.lexicon.exact(w)).map(|id| (id, SYNONYM)));
        }
        if word.len() >= 3 && (last || exact.is_none()) {
            let known: Vec<u32> = wanted.words.iter().map(|(id, _)| *id).collect();
            wanted.words.extend(
                self.lexicon.beginning(word, 40).filter(|id| !known.contains(id)).map(|id| (id, PREFIX)),
            );
        }
        if wanted.words.is_empty() && wanted.domains == 0 {
            let alike = self.lexicon.alike(word, 6);
            if let Some(&(best, _)) = alike.first() {
                read_as.push((word.to_owned(), self.lexicon.word(best).to_owned()));
            }
            for (id, distance) in alike {
                #[allow(clippy::cast_precision_loss)]
                wanted.words.push((id, 0.7 / distance.max(1) as f32));
                if let Some(meaning) = synonyms::of(self.lexicon.word(id)) {
                    wanted.domains |= meaning.domains;
                }
            }
        }
        wanted
    }

    /// Services with enough of the words, with their score; `None` without words. Sorted by service number.
    fn score(&self, wanted: &[Wanted]) -> Option<Vec<(u32, f32)>> {
        if wanted.is_empty() {
            return None;
        }
        #[allow(clippy::cast_precision_loss)]
        let rarity = |holders: usize| (1.0 + self.docs.len() as f32 / (1.0 + holders as f32)).ln();
        let mut total = vec![0f32; self.docs.len()];
        let mut matched = vec![0u8; self.docs.len()];
        let mut best = vec![0f32; self.docs.len()];
        let mut touched: Vec<u32> = Vec::new();
        for want in wanted {
            let mut raise = |doc: u32, value: f32, best: &mut Vec<f32>| {
                if let Some(slot) = best.get_mut(doc as usize) {
                    if *slot == 0.0 {
                        touched.push(doc);
                    }
                    *slot = slot.max(value);
                }
            };
            for &(word, factor) in &want.words {
                let postings = self.postings(word);
                let idf = rarity(postings.len());
                for &(doc, weight) in postings {
                    // A word counts less the more often it already stood there (BM25's saturation).
                    let weight = f32::from(weight);
                    raise(doc, factor * idf * weight / (weight + 6.0), &mut best);
                }
            }
            for (domain, list) in self.by_domain.iter().enumerate() {
                if want.domains & (1 << domain) != 0 {
                    let value = SYNONYM * rarity(list.len()) * DOMAIN_WEIGHT / (DOMAIN_WEIGHT + 6.0);
                    for &doc in list {
                        raise(doc, value, &mut best);
                    }
                }
            }
            for doc in touched.drain(..) {
                let doc = doc as usize;
                total[doc] += best[doc];
                matched[doc] += 1;
                best[doc] = 0.0;
            }
        }
        let all = wanted.len();
        let enough = u8::try_from((all * 6).div_ceil(10)).unwrap_or(u8::MAX);
        let scored = (0u32..).zip(total.iter().zip(&matched)).filter(|(_, (_, m))| **m >= enough);
        #[allow(clippy::cast_precision_loss)]
        let coverage = |m: u8| (f32::from(m) / all as f32).powi(2);
        Some(scored.map(|(doc, (sum, m))| (doc, sum * coverage(*m))).collect())
    }

    fn judge(
        &self,
        doc: &Doc,
        number: u32,
        words: f32,
        query: &Query,
        language: u64,
        moment: Option<&Moment>,
    ) -> Option<(f32, f32)> {
        if query.domains != 0 && doc.domains & query.domains == 0 {
            return None;
        }
        if language != 0 && doc.languages & language == 0 {
            return None;
        }
        if query.age.is_some_and(|age| age < doc.ages.0 || age > doc.ages.1) {
            return None;
        }
        if query.zip.is_some_and(|zip| !doc.zips.is_empty() && !doc.zips.contains(&zip)) {
            return None;
        }
        let capacity = self.capacity_of(number);
        if query.has_room && !capacity.is_some_and(CapacityStatus::has_room) {
            return None;
        }
        if moment.is_some_and(|moment| !doc.places.iter().any(|place| place.hours.open(moment))) {
            return None;
        }
        let mut distance = f32::INFINITY;
        if let Some(near) = query.near {
            let nearest = doc
                .places
                .iter()
                .filter_map(|p| p.point)
                .map(|p| miles(near, p))
                .fold(f64::INFINITY, f64::min);
            if nearest.is_finite() && query.within_miles.is_some_and(|most| nearest > most) {
                return None;
            }
            #[allow(clippy::cast_possible_truncation)]
            {
                distance = nearest as f32;
            }
        }
        let nearness = match query.near {
            None => 1.0,
            // Without a place on the map (telephone help, private addresses) it counts as rather far.
            Some(_) if distance.is_infinite() => 0.3,
            Some(_) => 1.0 / (1.0 + distance / 5.0),
        };
        let room = match capacity {
            Some(CapacityStatus::Open) => 1.0,
            Some(CapacityStatus::Limited) => 0.9,
            None => 0.85,
            Some(CapacityStatus::Waitlist) => 0.5,
            Some(CapacityStatus::Closed) => 0.3,
        };
        let fresh = match (query.today, doc.assured) {
            (Some(today), Some(assured)) if days_between(assured, today) <= 180 => 1.05,
            (Some(today), Some(assured)) if days_between(assured, today) <= 365 => 1.0,
            _ => 0.95,
        };
        Some((words * focus(doc, query) * nearness * room * fresh, distance))
    }
}

/// Under a tile, a place that does mainly this comes before a hospital that does a little of everything.
#[allow(clippy::cast_precision_loss)]
fn focus(doc: &Doc, query: &Query) -> f32 {
    if query.domains == 0 {
        return 1.0;
    }
    let (fits, all) = ((doc.domains & query.domains).count_ones(), doc.domains.count_ones());
    0.5 + 0.5 * fits as f32 / all.max(1) as f32
}

fn days_between(from: Date, to: Date) -> i64 {
    crate::model::schedule::days_from_epoch(to) - crate::model::schedule::days_from_epoch(from)
}
