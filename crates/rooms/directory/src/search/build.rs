//! Makes an index from services, one at a time, so that the texts of a large directory are never in memory together.

use std::collections::HashMap;
use std::sync::atomic::AtomicU8;

use tandem_access::Uuid;

use super::geometry::on_sphere;
use super::hours::Hours;
use super::index::{Entry, Facts, Index, Place, Posting, capacity_code};
use super::lexicon::Lexicon;
use super::tokens::words;
use crate::model::geo::Centroids;
use crate::model::schedule::days_from_epoch;

/// How much a word counts, by where it stands.
const NAME: u8 = 12;
const ALTERNATE: u8 = 8;
const TERM: u8 = 7;
const KEYWORD: u8 = 5;
const ORGANIZATION: u8 = 4;
const TEXT: u8 = 2;
const MOST: u8 = 30;

/// An index in the making.
#[derive(Debug, Default)]
pub struct Builder {
    services: Vec<Loose>,
    vocabulary: HashMap<Box<str>, u32>,
    /// For each word the services that hold it, in the order in which they came.
    holders: Vec<Vec<Posting>>,
    /// For each word its weight in the service at hand; zero between services.
    weights: Vec<u8>,
    hours: HashMap<Hours, u32>,
    languages: Vec<String>,
}

/// A service before its number is known.
#[derive(Debug)]
struct Loose {
    name: Box<str>,
    service: Uuid,
    organization: Uuid,
    facts: Facts,
    capacity: u8,
    places: Box<[Place]>,
    zips: Box<[u32]>,
}

impl Builder {
    /// Adds a service.
    pub fn add(&mut self, entry: &Entry) {
        self.count_words(entry);
        let languages = entry.languages.iter().fold(0, |set, code| set | self.language_bit(code));
        let assured = entry.assured.and_then(|day| i32::try_from(days_from_epoch(day)).ok());
        let facts = Facts {
            domains: entry.domains,
            languages,
            assured: assured.unwrap_or(i32::MIN),
            ages: (entry.minimum_age.unwrap_or(0), entry.maximum_age.unwrap_or(u8::MAX)),
        };
        let places = entry.places.iter().map(|(point, schedules)| {
            let next = self.hours.len() as u32;
            let hours = *self.hours.entry(Hours::pack(schedules)).or_insert(next);
            Place { at: point.map_or([f32::NAN; 3], on_sphere), hours }
        });
        let places = places.collect();
        self.services.push(Loose {
            name: entry.name.as_str().into(),
            service: entry.service,
            organization: entry.organization,
            facts,
            capacity: capacity_code(entry.capacity),
            places,
            zips: entry.zips.as_slice().into(),
        });
    }

    fn count_words(&mut self, entry: &Entry) {
        let mut touched: Vec<u32> = Vec::new();
        let mut count = |text: &str, weight: u8, most: u8| {
            words(text, |word| {
                let id = match self.vocabulary.get(word) {
                    Some(&id) => id,
                    None => {
                        let next = self.vocabulary.len() as u32;
                        self.vocabulary.insert(word.into(), next);
                        self.holders.push(Vec::new());
                        self.weights.push(0);
                        next
                    }
                };
                if let Some(sum) = self.weights.get_mut(id as usize) {
                    if *sum == 0 {
                        touched.push(id);
                    }
                    *sum = (*sum).max(sum.saturating_add(weight).min(most));
                }
            });
        };
        count(&entry.description, TEXT, 2 * TEXT);
        count(&entry.eligibility, TEXT, 2 * TEXT);
        count(&entry.organization_name, ORGANIZATION, MOST);
        count(&entry.keywords, KEYWORD, MOST);
        for term in &entry.terms {
            count(term, TERM, MOST);
        }
        count(&entry.alternate_name, ALTERNATE, MOST);
        count(&entry.name, NAME, MOST);
        let number = self.services.len() as u32;
        for word in touched {
            if let (Some(weight), Some(list)) =
                (self.weights.get_mut(word as usize), self.holders.get_mut(word as usize))
            {
                list.push(Posting::new(number, std::mem::take(weight)));
            }
        }
    }

    fn language_bit(&mut self, code: &str) -> u64 {
        let known = self.languages.iter().position(|l| l == code);
        let index = known.unwrap_or_else(|| {
            self.languages.push(code.to_owned());
            self.languages.len() - 1
        });
        1 << index.min(63)
    }

    /// Puts the services in the order of their names, so that equal ranks come in a fixed order.
    pub fn finish(self, centroids: Centroids, version: i64) -> Index {
        let mut index = Index { centroids, version, languages: self.languages, ..Index::default() };
        index.by_domain = vec![Vec::new(); crate::model::domain::domains().len()];
        let mut services: Vec<(u32, Loose)> = (0u32..).zip(self.services).collect();
        services.sort_unstable_by(|(_, a), (_, b)| (&a.name, a.service).cmp(&(&b.name, b.service)));
        let mut rank = vec![0u32; services.len()];
        for (number, (came, loose)) in (0u32..).zip(services) {
            if let Some(slot) = rank.get_mut(came as usize) {
                *slot = number;
            }
            for (domain, list) in index.by_domain.iter_mut().enumerate() {
                if loose.facts.domains & (1 << domain) != 0 {
                    list.push(number);
                }
            }
            index.facts.push(loose.facts);
            index.ids.push((loose.service, loose.organization));
            index.capacity.push(AtomicU8::new(loose.capacity));
            index.place_starts.push(index.places.len() as u32);
            index.places.extend_from_slice(&loose.places);
            index.zip_starts.push(index.zips.len() as u32);
            index.zips.extend_from_slice(&loose.zips);
        }
        index.by_service = (0..index.ids.len() as u32).collect();
        let ids = &index.ids;
        index.by_service.sort_unstable_by_key(|&doc| ids.get(doc as usize).map(|(service, _)| *service));
        let mut hours: Vec<(Hours, u32)> = self.hours.into_iter().collect();
        hours.sort_unstable_by_key(|(_, number)| *number);
        index.hours = hours.into_iter().map(|(hours, _)| hours).collect();
        settle(&mut index, self.vocabulary, self.holders, &rank);
        index
    }
}

/// Puts words in the order of letters and their holders in the order of numbers.
fn settle(
    index: &mut Index,
    vocabulary: HashMap<Box<str>, u32>,
    mut holders: Vec<Vec<Posting>>,
    rank: &[u32],
) {
    let mut words: Vec<(Box<str>, u32)> = vocabulary.into_iter().collect();
    words.sort_unstable();
    index.postings.reserve_exact(holders.iter().map(Vec::len).sum());
    index.posting_starts.reserve_exact(words.len());
    for (_, id) in &words {
        index.posting_starts.push(index.postings.len() as u32);
        let start = index.postings.len();
        let own = holders.get_mut(*id as usize).map(std::mem::take).unwrap_or_default();
        let renumbered = own
            .iter()
            .filter_map(|p| Some(Posting::new(*rank.get(p.doc() as usize)?, u8::try_from(p.weight()).ok()?)));
        index.postings.extend(renumbered);
        index.postings[start..].sort_unstable();
    }
    index.lexicon = Lexicon::new(words.iter().map(|(word, _)| word.as_ref()));
}

impl Index {
    /// Builds an index at once.
    pub fn build(entries: impl IntoIterator<Item = Entry>, centroids: Centroids, version: i64) -> Index {
        let mut builder = Builder::default();
        for entry in entries {
            builder.add(&entry);
        }
        builder.finish(centroids, version)
    }
}
