//! The index in memory: which service holds which words, where it is, when it is open, whether it has room.
//!
//! Everything a search reads for each service lies in flat arrays in the order of names: filters and ranking go through a
//! hundred thousand services without following a pointer, and equal ranks come out in a fixed order.

use std::sync::atomic::{AtomicU8, Ordering};

use jiff::civil::Date;
use tandem_access::Uuid;

use super::hours::Hours;
use super::lexicon::Lexicon;
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

/// The part of an entry that filters and ranking read for every service.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    pub(crate) domains: u64,
    pub(crate) languages: u64,
    /// Day of the last check, counted from 1970; `i32::MIN` is never.
    pub(crate) assured: i32,
    /// Youngest and oldest age.
    pub(crate) ages: (u8, u8),
}

/// One place of a service.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// The point on the unit sphere; not a number where none is known.
    pub(crate) at: [f32; 3],
    /// Which of the index's hours hold there.
    pub(crate) hours: u32,
}

/// One service that holds a word: its number, and in the last five bits how much the word counts there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Posting(u32);

impl Posting {
    /// Weights stay below this.
    pub(crate) const WEIGHTS: usize = 32;

    pub(crate) fn new(doc: u32, weight: u8) -> Posting {
        debug_assert!(doc < 1 << 27 && usize::from(weight) < Self::WEIGHTS);
        Posting(doc << 5 | u32::from(weight))
    }

    pub(crate) fn doc(self) -> u32 {
        self.0 >> 5
    }

    pub(crate) fn weight(self) -> usize {
        self.0 as usize & (Self::WEIGHTS - 1)
    }
}

/// The index. Immutable but for capacities, which change every hour while the words do not.
#[derive(Debug, Default)]
pub struct Index {
    pub(crate) facts: Vec<Facts>,
    /// Service and organization.
    pub(crate) ids: Vec<(Uuid, Uuid)>,
    pub(crate) capacity: Vec<AtomicU8>,
    pub(crate) place_starts: Vec<u32>,
    pub(crate) places: Vec<Place>,
    pub(crate) zip_starts: Vec<u32>,
    pub(crate) zips: Vec<u32>,
    /// Different opening hours; many places share theirs.
    pub(crate) hours: Vec<Hours>,
    pub(crate) lexicon: Lexicon,
    pub(crate) posting_starts: Vec<u32>,
    pub(crate) postings: Vec<Posting>,
    pub(crate) by_domain: Vec<Vec<u32>>,
    pub(crate) languages: Vec<String>,
    /// Numbers in the order of service ids.
    pub(crate) by_service: Vec<u32>,
    /// Middles of ZIP codes.
    pub centroids: Centroids,
    /// The change of the directory that the index was read at.
    pub version: i64,
}

fn slice<'a, T>(starts: &[u32], all: &'a [T], number: u32) -> &'a [T] {
    let bound = |i: usize| starts.get(i).map_or(all.len(), |&s| s as usize);
    all.get(bound(number as usize)..bound(number as usize + 1)).unwrap_or_default()
}

impl Index {
    /// Services with a word, and how much it counts there.
    pub(crate) fn postings(&self, word: u32) -> &[Posting] {
        slice(&self.posting_starts, &self.postings, word)
    }

    pub(crate) fn places_of(&self, doc: u32) -> &[Place] {
        slice(&self.place_starts, &self.places, doc)
    }

    pub(crate) fn zips_of(&self, doc: u32) -> &[u32] {
        slice(&self.zip_starts, &self.zips, doc)
    }

    /// The bit of a language that the directory holds; beyond 63 languages the rest share one, which then finds a little
    /// too much.
    pub(crate) fn known_language(&self, code: &str) -> Option<u64> {
        self.languages.iter().position(|l| l == code).map(|index| 1 << index.min(63))
    }

    /// How many services there are.
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// How many different words there are.
    pub fn words(&self) -> usize {
        self.lexicon.len()
    }

    fn number(&self, service: Uuid) -> Option<u32> {
        let id = |&doc: &u32| self.ids.get(doc as usize).map(|(service, _)| *service);
        let at = self.by_service.binary_search_by(|doc| id(doc).cmp(&Some(service))).ok()?;
        self.by_service.get(at).copied()
    }

    /// Whether a service has room, as far as is known.
    pub fn capacity(&self, service: Uuid) -> Option<CapacityStatus> {
        self.capacity_of(self.number(service)?)
    }

    pub(crate) fn capacity_of(&self, doc: u32) -> Option<CapacityStatus> {
        let code = self.capacity.get(doc as usize)?.load(Ordering::Relaxed);
        CapacityStatus::ALL.get(usize::from(code)).copied()
    }

    /// Notes a moved capacity switch without building anything anew.
    pub fn set_capacity(&self, service: Uuid, status: Option<CapacityStatus>) {
        if let Some(slot) = self.number(service).and_then(|doc| self.capacity.get(doc as usize)) {
            slot.store(capacity_code(status), Ordering::Relaxed);
        }
    }

    /// About how many bytes the index takes, for the record.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.facts)
            + size_of_val(&*self.ids)
            + size_of_val(&*self.capacity)
            + size_of_val(&*self.places)
            + size_of_val(&*self.postings)
            + size_of_val(&*self.hours)
            + 4 * (self.place_starts.len() + self.zip_starts.len() + self.zips.len())
            + 4 * (self.posting_starts.len() + self.by_service.len())
            + self.by_domain.iter().map(|l| l.len() * 4).sum::<usize>()
            + self.lexicon.bytes()
    }
}

pub(crate) fn capacity_code(status: Option<CapacityStatus>) -> u8 {
    status
        .and_then(|s| CapacityStatus::ALL.iter().position(|a| *a == s))
        .and_then(|i| u8::try_from(i).ok())
        .unwrap_or(u8::MAX)
}
