//! Asking the index. The rank is a product of things that can each be explained to a person: how well the words fit,
//! whether it does mainly this, how near it is, whether it has room, how freshly it was checked.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tandem_access::Uuid;

use super::geometry::{about_miles, chord, chord_of, miles_of, on_sphere};
use super::hours::Moment;
use super::index::{Facts, Index};
use super::tokens::query_words;
use crate::model::capacity::CapacityStatus;
use crate::model::item::Point;
use crate::model::schedule::days_from_epoch;

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

impl Index {
    /// Finds services, best first; equal ranks in the order of names.
    pub fn search(&self, query: &Query) -> Found {
        let mut read_as = Vec::new();
        let wanted = self.understand(&query_words(&query.words), &mut read_as);
        let Some(judge) = Judge::new(self, query) else { return Found { read_as, ..Found::default() } };
        let mut best = Best::new(query.offset.saturating_add(query.limit));
        let mut consider = |number: u32, words: f32| {
            if let Some((score, chord)) = judge.rank(number, words) {
                best.offer(Ranked { score, number, chord });
            }
        };
        if wanted.is_empty() {
            (0..self.len() as u32).for_each(|number| consider(number, 1.0));
        } else {
            self.scan(&wanted, consider);
        }
        let total = best.offered;
        let hits = best.finish().into_iter().skip(query.offset).filter_map(|ranked| {
            let &(service, organization) = self.ids.get(ranked.number as usize)?;
            Some(Hit {
                service,
                organization,
                miles: ranked.chord.is_finite().then(|| f64::from(miles_of(ranked.chord))),
                capacity: self.capacity_of(ranked.number),
                score: ranked.score,
            })
        });
        Found { hits: hits.collect(), total, read_as }
    }
}

/// A query made ready to be asked of each service.
struct Judge<'q> {
    index: &'q Index,
    query: &'q Query,
    language: u64,
    /// For each of the index's hours, whether they are open at the moment asked for.
    open: Option<Vec<bool>>,
    near: Option<[f32; 3]>,
    farthest: f32,
    today: Option<i32>,
}

impl<'q> Judge<'q> {
    /// `None` when nothing can fit: a language that no service has.
    fn new(index: &'q Index, query: &'q Query) -> Option<Judge<'q>> {
        let language = match &query.language {
            Some(code) => index.known_language(code)?,
            None => 0,
        };
        let open = query.open_at.as_ref().map(|(at, zone)| {
            let moment = Moment::new(*at, zone);
            index.hours.iter().map(|hours| hours.open(&moment)).collect()
        });
        Some(Judge {
            index,
            query,
            language,
            open,
            near: query.near.map(on_sphere),
            farthest: query.within_miles.map_or(f32::INFINITY, chord_of),
            today: query.today.and_then(|day| i32::try_from(days_from_epoch(day)).ok()),
        })
    }

    /// The rank of a service and the squared chord to its nearest place; `None` when a filter leaves it out.
    fn rank(&self, number: u32, words: f32) -> Option<(f32, f32)> {
        let (index, query) = (self.index, self.query);
        let facts = index.facts.get(number as usize)?;
        if query.domains != 0 && facts.domains & query.domains == 0
            || self.language != 0 && facts.languages & self.language == 0
            || query.age.is_some_and(|age| age < facts.ages.0 || age > facts.ages.1)
        {
            return None;
        }
        if let Some(zip) = &query.zip {
            let zips = index.zips_of(number);
            if !zips.is_empty() && !zips.contains(zip) {
                return None;
            }
        }
        let capacity = index.capacity_of(number);
        if query.has_room && !capacity.is_some_and(CapacityStatus::has_room) {
            return None;
        }
        let places = if self.open.is_some() || self.near.is_some() { index.places_of(number) } else { &[] };
        if let Some(open) = &self.open
            && !places.iter().any(|place| open.get(place.hours as usize) == Some(&true))
        {
            return None;
        }
        let mut nearest = f32::INFINITY;
        let mut nearness = 1.0;
        if let Some(near) = self.near {
            // `min` passes over what is not a number: a place without a point.
            nearest = places.iter().map(|place| chord(near, place.at)).fold(f32::INFINITY, f32::min);
            // Without a place on the map (telephone help, private addresses) it counts as rather far.
            nearness = 0.3;
            if nearest.is_finite() {
                if nearest > self.farthest {
                    return None;
                }
                nearness = 1.0 / (1.0 + about_miles(nearest) / 5.0);
            }
        }
        let room = match capacity {
            Some(CapacityStatus::Open) => 1.0,
            Some(CapacityStatus::Limited) => 0.9,
            None => 0.85,
            Some(CapacityStatus::Waitlist) => 0.5,
            Some(CapacityStatus::Closed) => 0.3,
        };
        Some((words * focus(facts, query) * nearness * room * self.freshness(facts), nearest))
    }

    fn freshness(&self, facts: &Facts) -> f32 {
        match self.today {
            Some(today) if facts.assured != i32::MIN => match today - facts.assured {
                ..=180 => 1.05,
                181..=365 => 1.0,
                _ => 0.95,
            },
            _ => 0.95,
        }
    }
}

/// Under a tile, a place that does mainly this comes before a hospital that does a little of everything.
#[allow(clippy::cast_precision_loss)]
fn focus(facts: &Facts, query: &Query) -> f32 {
    if query.domains == 0 {
        return 1.0;
    }
    let (fits, all) = ((facts.domains & query.domains).count_ones(), facts.domains.count_ones());
    0.5 + 0.5 * fits as f32 / all.max(1) as f32
}

#[derive(Clone, Copy)]
struct Ranked {
    score: f32,
    number: u32,
    chord: f32,
}

impl Ranked {
    fn order(a: &Ranked, b: &Ranked) -> std::cmp::Ordering {
        b.score.total_cmp(&a.score).then(a.number.cmp(&b.number))
    }
}

/// Keeps the best of what it is offered, and little more, and counts the rest. Offers come in the order of numbers, so one
/// that only equals the last of the best is not better.
struct Best {
    keep: usize,
    floor: f32,
    offered: usize,
    found: Vec<Ranked>,
}

impl Best {
    fn new(keep: usize) -> Best {
        Best { keep, floor: f32::NEG_INFINITY, offered: 0, found: Vec::new() }
    }

    fn offer(&mut self, one: Ranked) {
        self.offered += 1;
        if one.score <= self.floor || self.keep == 0 {
            return;
        }
        self.found.push(one);
        // Half of it is thrown away each time, so that each offer costs a constant.
        if self.found.len() >= self.keep.saturating_mul(2).max(64) {
            let (_, last, _) = self.found.select_nth_unstable_by(self.keep - 1, Ranked::order);
            self.floor = last.score;
            self.found.truncate(self.keep);
        }
    }

    fn finish(mut self) -> Vec<Ranked> {
        self.found.sort_unstable_by(Ranked::order);
        self.found.truncate(self.keep);
        self.found
    }
}
