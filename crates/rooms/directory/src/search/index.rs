//! The index in memory: which service holds which words, where it is, when it is open, whether it has room.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU8, Ordering};

use jiff::civil::Date;
use tandem_access::Uuid;

use super::hours::Hours;
use super::lexicon::Lexicon;
use super::tokens::words;
use crate::model::capacity::CapacityStatus;
use crate::model::geo::Centroids;
use crate::model::item::Point;
use crate::model::schedule::Schedule;

/// What the index is told about one service.
#[derive(Debug, Default, Clone)]
pub struct Entry {
    /// The service.
    pub service: Uuid,
    /// Who offers it.
    pub organization: Uuid,
    /// Name of the service.
    pub name: String,
    /// Other name.
    pub alternate_name: String,
    /// Name of the organization.
    pub organization_name: String,
    /// What it is.
    pub description: String,
    /// The source's search words.
    pub keywords: String,
    /// Taxonomy terms, also those about people.
    pub terms: Vec<String>,
    /// Eligibility in words.
    pub eligibility: String,
    /// Need domains, bit n for the n-th of `model::domain::domains()`.
    pub domains: u64,
    /// Language codes.
    pub languages: Vec<String>,
    /// Where it is, and the hours there.
    pub places: Vec<(Option<Point>, Vec<Schedule>)>,
    /// ZIP codes that it serves, if it names some.
    pub zips: Vec<u32>,
    /// Youngest age.
    pub minimum_age: Option<u8>,
    /// Oldest age.
    pub maximum_age: Option<u8>,
    /// When it was last checked.
    pub assured: Option<Date>,
    /// Whether it has room, if that is known.
    pub capacity: Option<CapacityStatus>,
}

/// The part of an entry that filters and ranking read.
#[derive(Debug)]
pub(crate) struct Doc {
    pub(crate) service: Uuid,
    pub(crate) organization: Uuid,
    pub(crate) domains: u64,
    pub(crate) languages: u64,
    pub(crate) ages: (u8, u8),
    pub(crate) assured: Option<Date>,
    pub(crate) zips: Box<[u32]>,
    pub(crate) places: Box<[Place]>,
}

#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) point: Option<Point>,
    pub(crate) hours: Hours,
}

/// The index. Immutable but for capacities, which change every hour while the words do not.
#[derive(Debug, Default)]
pub struct Index {
    pub(crate) docs: Vec<Doc>,
    capacity: Vec<AtomicU8>,
    pub(crate) lexicon: Lexicon,
    starts: Vec<u32>,
    postings: Vec<(u32, u8)>,
    pub(crate) by_domain: Vec<Vec<u32>>,
    languages: Vec<String>,
    position: HashMap<Uuid, u32>,
    /// Middles of ZIP codes.
    pub centroids: Centroids,
    /// The change of the directory that the index was read at.
    pub version: i64,
}

/// How much a word counts, by where it stands.
const NAME: u8 = 12;
const ALTERNATE: u8 = 8;
const TERM: u8 = 7;
const KEYWORD: u8 = 5;
const ORGANIZATION: u8 = 4;
const TEXT: u8 = 2;
const MOST: u8 = 30;

impl Index {
    /// Builds the index. Entries are put in the order of their names, so that equal ranks come in a fixed order.
    pub fn build(mut entries: Vec<Entry>, centroids: Centroids, version: i64) -> Index {
        entries.sort_by(|a, b| (&a.name, a.service).cmp(&(&b.name, b.service)));
        let mut index = Index { centroids, version, ..Index::default() };
        let mut vocabulary: HashMap<Box<str>, u32> = HashMap::new();
        let mut found: Vec<(u32, u32, u8)> = Vec::new();
        let mut own: HashMap<u32, u8> = HashMap::new();
        index.by_domain = vec![Vec::new(); crate::model::domain::domains().len()];
        for (number, entry) in (0u32..).zip(entries) {
            let mut add = |text: &str, weight: u8, most: u8| {
                words(text, |word| {
                    let next = vocabulary.len() as u32;
                    let id = match vocabulary.get(word) {
                        Some(&id) => id,
                        None => *vocabulary.entry(word.into()).or_insert(next),
                    };
                    let sum = own.entry(id).or_default();
                    *sum = (*sum).max(sum.saturating_add(weight).min(most));
                });
            };
            add(&entry.description, TEXT, 2 * TEXT);
            add(&entry.eligibility, TEXT, 2 * TEXT);
            add(&entry.organization_name, ORGANIZATION, MOST);
            add(&entry.keywords, KEYWORD, MOST);
            for term in &entry.terms {
                add(term, TERM, MOST);
            }
            add(&entry.alternate_name, ALTERNATE, MOST);
            add(&entry.name, NAME, MOST);
            found.extend(own.drain().map(|(word, weight)| (word, number, weight)));
            index.push(number, entry);
        }
        index.settle(vocabulary, found);
        index
    }

    fn push(&mut self, number: u32, entry: Entry) {
        for (domain, list) in self.by_domain.iter_mut().enumerate() {
            if entry.domains & (1 << domain) != 0 {
                list.push(number);
            }
        }
        let languages = entry.languages.iter().fold(0, |set, code| set | self.language_bit(code));
        let places = entry
            .places
            .into_iter()
            .map(|(point, schedules)| Place { point, hours: Hours::pack(&schedules) });
        self.position.insert(entry.service, number);
        self.capacity.push(AtomicU8::new(capacity_code(entry.capacity)));
        self.docs.push(Doc {
            service: entry.service,
            organization: entry.organization,
            domains: entry.domains,
            languages,
            ages: (entry.minimum_age.unwrap_or(0), entry.maximum_age.unwrap_or(u8::MAX)),
            assured: entry.assured,
            zips: entry.zips.into(),
            places: places.collect(),
        });
    }

    /// The bit of a language; beyond 63 languages the rest share one, which then finds a little too much.
    fn language_bit(&mut self, code: &str) -> u64 {
        let known = self.languages.iter().position(|l| l == code);
        let index = known.unwrap_or_else(|| {
            self.languages.push(code.to_owned());
            self.languages.len() - 1
        });
        1 << index.min(63)
    }

    /// The bit of a language that the directory holds.
    pub(crate) fn known_language(&self, code: &str) -> Option<u64> {
        self.languages.iter().position(|l| l == code).map(|index| 1 << index.min(63))
    }

    fn settle(&mut self, vocabulary: HashMap<Box<str>, u32>, mut found: Vec<(u32, u32, u8)>) {
        let mut words: Vec<(Box<str>, u32)> = vocabulary.into_iter().collect();
        words.sort_unstable();
        let mut rank = vec![0u32; words.len()];
        for (sorted, (_, id)) in (0u32..).zip(&words) {
            rank[*id as usize] = sorted;
        }
        for item in &mut found {
            item.0 = rank[item.0 as usize];
        }
        found.sort_unstable();
        self.starts = Vec::with_capacity(words.len() + 1);
        self.postings = Vec::with_capacity(found.len());
        for (word, doc, weight) in found {
            while self.starts.len() <= word as usize {
                self.starts.push(self.postings.len() as u32);
            }
            self.postings.push((doc, weight));
        }
        while self.starts.len() <= words.len() {
            self.starts.push(self.postings.len() as u32);
        }
        self.lexicon = Lexicon::new(words.into_iter().map(|(word, _)| word).collect());
    }

    /// Services with a word, and how much it counts there.
    pub(crate) fn postings(&self, word: u32) -> &[(u32, u8)] {
        let bound = |i: usize| self.starts.get(i).map_or(self.postings.len(), |&s| s as usize);
        self.postings.get(bound(word as usize)..bound(word as usize + 1)).unwrap_or_default()
    }

    /// How many services there are.
    pub fn len(&self) -> usize {
        self.docs.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.docs.is_empty()
    }

    /// How many different words there are.
    pub fn words(&self) -> usize {
        self.lexicon.len()
    }

    /// Whether a service has room, as far as is known.
    pub fn capacity(&self, service: Uuid) -> Option<CapacityStatus> {
        self.capacity_of(*self.position.get(&service)?)
    }

    pub(crate) fn capacity_of(&self, doc: u32) -> Option<CapacityStatus> {
        let code = self.capacity.get(doc as usize)?.load(Ordering::Relaxed);
        CapacityStatus::ALL.get(usize::from(code)).copied()
    }

    /// Notes a moved capacity switch without building anything anew.
    pub fn set_capacity(&self, service: Uuid, status: Option<CapacityStatus>) {
        if let Some(slot) = self.position.get(&service).and_then(|&doc| self.capacity.get(doc as usize)) {
            slot.store(capacity_code(status), Ordering::Relaxed);
        }
    }

    /// About how many bytes the index takes, for the record.
    pub fn bytes(&self) -> usize {
        let places: usize =
            self.docs.iter().map(|d| d.places.len() * size_of::<Place>() + d.zips.len() * 4 + 24).sum();
        self.postings.len() * size_of::<(u32, u8)>()
            + self.starts.len() * 4
            + self.docs.len() * (size_of::<Doc>() + 1 + 48)
            + self.by_domain.iter().map(|l| l.len() * 4).sum::<usize>()
            + self.lexicon.len() * 80
            + places
    }
}

fn capacity_code(status: Option<CapacityStatus>) -> u8 {
    status
        .and_then(|s| CapacityStatus::ALL.iter().position(|a| *a == s))
        .and_then(|i| u8::try_from(i).ok())
        .unwrap_or(u8::MAX)
}
