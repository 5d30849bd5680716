//! An index of known persons, kept up to date one by one: who of them could an incoming person be?
//!
//! It compares and weighs as [linking files](crate::link) does, with a model that was learnt before ([`Trained`]) and with the
//! frequencies of values that the index counts itself. What is put in is found by the next search. Persons' names stay in
//! memory and in what [`Index::save`] gives: both are to be kept as the records are.

mod file;
mod keys;
mod matcher;
mod pool;
mod schema;
mod trained;

use crate::compare::{Comparer, Comparison, Level};
use crate::dictionary::ValueId;
use crate::role::Role;
use crate::score::{Scorer, log_odds, probability};
use crate::table::RowId;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use keys::{Keys, Seat};
use pool::Pool;
use schema::{POOLS, Person, Row, WIDTH, facing};

pub use file::Damaged;
pub use matcher::{Count, Elsewhere, LEAST};
pub use trained::Trained;

/// A value of a person. Several of one role are welcome: up to three telephones and three identifiers are compared.
///
/// [`Role::Identifier`] is written `system|number`: numbers of two systems are not compared. Dates are best given as
/// `YYYY-MM-DD`. [`Role::FullName`] and [`Role::Address`] are taken apart.
pub type Value = (Role, String);

/// A person that an organization knows.
#[derive(Clone, PartialEq)]
pub struct Entry {
    /// Which record.
    pub id: u128,
    /// Whose record: the organization.
    pub source: u128,
    /// What the record says.
    pub values: Vec<Value>,
}

/// A known person that could be the one sought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Which record.
    pub id: u128,
    /// Whose record.
    pub source: u128,
    /// That it is the same person, in `0.0..=1.0`.
    pub probability: f64,
    /// The same as log2 odds.
    pub weight: f64,
}

/// Candidates under this probability are not told.
pub const FLOOR: f64 = 0.01;

/// The share of people with a value is that which was known before, as if seen among so many, and that among the
/// index's own.
const KNOWN_BEFORE: f64 = 10_000.0;

struct Known {
    id: u128,
    source: u128,
    cells: [ValueId; WIDTH],
}

/// See the [module](self).
pub struct Index {
    trained: Trained,
    seats: Vec<Option<Known>>,
    free: Vec<Seat>,
    by_id: HashMap<u128, Seat, FixedState>,
    /// Values by place; places of one role share the first one's.
    pools: Vec<Pool>,
    keys: Keys,
    /// The places whose values are counted.
    counted: Vec<usize>,
}

/// Says how many it knows, and nothing of them.
impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Index({} persons)", self.len())
    }
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Entry({:032x} of {:032x})", self.id, self.source)
    }
}

impl Index {
    /// That knows nobody yet.
    pub fn new(trained: Trained) -> Index {
        let table = schema::table(&[]);
        let comparisons = Comparer::new(&table).comparisons;
        Index {
            counted: comparisons.iter().flat_map(Comparison::counted).collect(),
            trained,
            seats: vec![],
            free: vec![],
            by_id: HashMap::default(),
            pools: (0..WIDTH).map(|_| Pool::new()).collect(),
            keys: Keys::new(),
        }
    }

    /// As an empty one into which all were put, in less time.
    pub fn filled<'e>(trained: Trained, entries: impl IntoIterator<Item = &'e Entry>) -> Index {
        let mut index = Index::new(trained);
        for entry in entries {
            index.forget(entry.id);
            index.seat(entry.id, entry.source, &Person::new(&entry.values));
        }
        index.sort_keys();
        index
    }

    /// What it was made with.
    pub fn trained(&self) -> &Trained {
        &self.trained
    }

    /// How many records it knows.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Does it know nobody?
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Puts a record in, in the place of what it said before.
    pub fn put(&mut self, entry: &Entry) {
        self.remove(entry.id);
        let person = Person::new(&entry.values);
        let seat = self.seat(entry.id, entry.source, &person);
        self.keys.put(seat, &person.row());
    }

    /// Takes a record out; `false` where it is not known.
    pub fn remove(&mut self, id: u128) -> bool {
        let Some(seat) = self.by_id.get(&id).copied() else { return false };
        if let Some(known) = &self.seats[seat as usize] {
            self.keys.remove(seat, &row(&self.pools, known));
        }
        self.forget(id)
    }

    /// Takes an organization's records out, and tells how many they were.
    pub fn remove_source(&mut self, source: u128) -> usize {
        let of_source = self.seats.iter().flatten().filter(|k| k.source == source);
        let ids: Vec<u128> = of_source.map(|k| k.id).collect();
        ids.iter().filter(|id| self.remove(**id)).count()
    }

    /// Who the person could be, likeliest first; of equal ones, the smaller identifier first.
    pub fn find(&self, values: &[Value], limit: usize) -> Vec<Candidate> {
        let sought = Person::new(values);
        let near = self.keys.near(&sought.row());
        let near: Vec<&Known> =
            near.into_iter().filter_map(|seat| self.seats[seat as usize].as_ref()).collect();
        let others = near.iter().map(|known| row(&self.pools, known));
        let mut found: Vec<Candidate> = self.compare(None, sought.row(), others, |scorer, _| {
            let pairs: Vec<(RowId, RowId)> = (1..=near.len() as RowId).map(|row| (0, row)).collect();
            let mut found = vec![];
            scorer.weigh(&pairs, log_odds(FLOOR as f32), |_, row, weight| {
                let known = near[row as usize - 1];
                let (probability, weight) = (f64::from(probability(weight)), f64::from(weight));
                found.push(Candidate { id: known.id, source: known.source, probability, weight });
            });
            found
        });
        found.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.id.cmp(&b.id)));
        found.truncate(limit);
        found
    }

    /// Why two persons could be one: what each comparison says.
    pub fn explain(&self, left: &[Value], right: &[Value]) -> Explained {
        let (left, right) = (Person::new(left), Person::new(right));
        self.compare(None, left.row(), std::iter::once(right.row()), explained)
    }

    /// Compares a person with others, among the index's records and those elsewhere: a table of them all, the person first.
    fn compare<'p, T>(
        &self,
        elsewhere: Option<&Elsewhere<'_>>,
        sought: Row<'_>,
        others: impl Iterator<Item = Row<'p>>,
        weigh: impl FnOnce(&Scorer<'_>, &Comparer<'_>) -> T,
    ) -> T {
        let mut rows = vec![sought];
        rows.extend(others.map(|other| facing(other, &sought)));
        let table = schema::table(&rows);
        let comparer = Comparer::new(&table);
        let model = self.trained.model(self.len() + elsewhere.map_or(0, |e| e.records));
        let average: Vec<f64> = (0..WIDTH)
            .map(|place| {
                let of = comparer.comparisons.iter().position(|c| c.counted().contains(&place));
                of.map_or(1.0, |c| model.u[c][1])
            })
            .collect();
        let frequency = |place: usize, value: ValueId| {
            // The first number is the sought one's: how common another's value is does not matter.
            if value != 1 {
                return average[place];
            }
            self.frequency(place, table.fields[place].values.text(value), average[place], elsewhere)
        };
        weigh(&Scorer::with(&table, &comparer, &model, frequency), &comparer)
    }

    /// The share of people with a value.
    fn frequency(&self, place: usize, value: &str, average: f64, elsewhere: Option<&Elsewhere<'_>>) -> f64 {
        let (with, filled) = self.pools[POOLS[place]].counts(value);
        let before = Trained::frequency(schema::at(place), value, average);
        let (there, filled_there) = elsewhere.map_or((0.0, 0.0), |e| e.with(place, value, before));
        (f64::from(with) + there + KNOWN_BEFORE * before) / (filled as f64 + filled_there + KNOWN_BEFORE)
    }

    /// Seats a record without its keys.
    fn seat(&mut self, id: u128, source: u128, person: &Person) -> Seat {
        let mut cells = [0; WIDTH];
        for (place, (cell, text)) in cells.iter_mut().zip(&person.0).enumerate() {
            *cell = self.pools[POOLS[place]].take(text);
        }
        let seat = self.free.pop().unwrap_or_else(|| {
            self.seats.push(None);
            (self.seats.len() - 1) as Seat
        });
        self.seats[seat as usize] = Some(Known { id, source, cells });
        self.by_id.insert(id, seat);
        seat
    }

    /// Unseats a record, without its keys.
    fn forget(&mut self, id: u128) -> bool {
        let Some(seat) = self.by_id.remove(&id) else { return false };
        if let Some(known) = self.seats[seat as usize].take() {
            known.cells.iter().enumerate().for_each(|(place, id)| self.pools[POOLS[place]].give_back(*id));
        }
        self.free.push(seat);
        true
    }

    /// Makes the keys of all seats.
    fn sort_keys(&mut self) {
        let of = |seat: Seat| self.seats[seat as usize].as_ref().map(|known| row(&self.pools, known));
        self.keys = Keys::of_all(of, self.seats.len() as Seat);
    }
}

/// A record's values.
fn row<'p>(pools: &'p [Pool], known: &Known) -> Row<'p> {
    std::array::from_fn(|place| pools[POOLS[place]].text(known.cells[place]))
}

/// What speaks for the first two rows being one person.
fn explained(scorer: &Scorer<'_>, comparer: &Comparer<'_>) -> Explained {
    let why = scorer.explain(0, 1);
    let shown = |row: u32, fields: &[usize]| {
        let texts = fields.iter().map(|f| scorer.table().text(row, *f)).filter(|t| !t.is_empty());
        texts.collect::<Vec<_>>().join(" · ")
    };
    let part = |part: &crate::score::Part| {
        let comparison = &comparer.comparisons[part.comparison];
        Reason {
            comparison: comparison.name.clone(),
            level: part.level,
            meaning: usize::from(part.level).checked_sub(1).map(|l| comparison.levels[l]),
            left: shown(0, &comparison.fields),
            right: shown(1, &comparison.fields),
            weight: f64::from(part.weight),
            rarity: f64::from(part.rarity),
        }
    };
    Explained {
        prior: f64::from(why.prior),
        reasons: why.parts.iter().map(part).collect(),
        relative: f64::from(why.relative),
        weight: f64::from(why.log_odds),
        probability: f64::from(probability(why.log_odds)),
    }
}

/// Why two persons could be one: bars that add up to the weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// log2 odds before anything is compared: few pairs are one person.
    pub prior: f64,
    /// What each comparison says.
    pub reasons: Vec<Reason>,
    /// What is taken off because the two could be relatives: 0 or less.
    pub relative: f64,
    /// The sum: log2 odds of one person.
    pub weight: f64,
    /// The same as a probability.
    pub probability: f64,
}

/// What a comparison says of two persons.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// What is compared: `given name`.
    pub comparison: String,
    /// Which level, 1 for the best; 0 where a value is missing.
    pub level: Level,
    /// What the level means: `nearly the same`; `None` where a value is missing, which says nothing.
    pub meaning: Option<&'static str>,
    /// What was compared, as it was made comparable.
    pub left: String,
    /// With what.
    pub right: String,
    /// log2 of how much likelier the level is for one person than for strangers.
    pub weight: f64,
    /// log2 of how much rarer than average the shared value is.
    pub rarity: f64,
}
