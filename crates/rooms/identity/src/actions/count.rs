//! How common values are in the partnership: a name that many have here says less than the model, which was learnt elsewhere, thinks.
//!
//! What stands in the database is how many records have a token. No token stands there for a value that fewer than
//! [`LEAST`] records have, none with a person, and all are made anew each time.

use crate::engine;
use crate::model::values::values;
use crate::store;
use jiff::SignedDuration;
use std::collections::HashMap;
use std::time::Instant;
use tandem_access::{Error, Store, Tx, Uuid, Viewer};
use tandem_linkage::index::{Elsewhere, LEAST, Value};
use tandem_linkage::role::Role;
use tandem_people::actions::{comparables, record_ids};

/// How many records share a read.
const TOGETHER: u32 = 500;

/// After each read nothing is read for so many times as long as it took: whoever waits for a page comes first.
const RESTS: u32 = 3;

/// How long counts hold.
const HOLDS: SignedDuration = SignedDuration::from_hours(20);

/// A value as it is counted.
fn token(tx: &Tx, role: Role, text: &str) -> Result<Uuid, Error> {
    tx.token(Uuid::nil(), "linkage value", &format!("{role:?}|{text}"))
}

/// Counts values if that was not done for a while, by this server or another; whether it was done.
///
/// # Errors
/// The database's.
pub async fn count_if_due(store: &Store) -> Result<bool, Error> {
    let system = Viewer::system("identity.count");
    let due = store.write(&system, |tx| store::frequency::begin(tx, HOLDS)).await?;
    if due {
        count(store).await?;
    }
    Ok(due)
}

/// Counts the values of all records, some at a time, and puts the counts in the place of the former.
///
/// # Errors
/// The database's.
pub async fn count(store: &Store) -> Result<(), Error> {
    let system = Viewer::system("identity.count");
    let mut counts: HashMap<Uuid, u64> = HashMap::new();
    let mut after = None;
    loop {
        let began = Instant::now();
        let (last, tokens) = store
            .read(&system, move |tx| {
                let ids = record_ids(tx, after, TOGETHER)?;
                let mut tokens = vec![];
                for record in comparables(tx, &ids)? {
                    let mut counted = engine::counted(&values(&record));
                    // How many have any value of a role is counted with the empty one.
                    let mut roles: Vec<Role> = counted.iter().map(|(role, _)| *role).collect();
                    roles.dedup();
                    counted.extend(roles.into_iter().map(|role| (role, String::new())));
                    for (role, text) in counted {
                        tokens.push(token(tx, role, &text)?);
                    }
                }
                Ok((ids.last().copied(), tokens))
            })
            .await?;
        if last.is_none() {
            break;
        }
        after = last;
        tokens.into_iter().for_each(|token| *counts.entry(token).or_default() += 1);
        tokio::time::sleep(began.elapsed() * RESTS).await;
    }
    let mut counts: Vec<(Uuid, u64)> = counts.into_iter().filter(|(_, n)| *n >= LEAST).collect();
    counts.sort_unstable();
    store.write(&system, move |tx| store::frequency::replace(tx, &counts)).await
}

/// The partnership's records as the engine is told of them: how many, and how common a person's values are.
pub(crate) struct Among {
    records: usize,
    counts: HashMap<Value, u64>,
}

impl Among {
    /// For comparing this person with others.
    pub(crate) fn read(tx: &mut Tx, values: &[Value]) -> Result<Among, Error> {
        let records = usize::try_from(store::group::size(tx)?).unwrap_or(usize::MAX);
        let mut asked = HashMap::new();
        for (role, text) in engine::counted(values) {
            asked.insert(token(tx, role, "")?, (role, String::new()));
            asked.insert(token(tx, role, &text)?, (role, text));
        }
        let tokens: Vec<Uuid> = asked.keys().copied().collect();
        let found = store::frequency::of(tx, &tokens)?;
        let counts = found.into_iter().filter_map(|(token, n)| Some((asked.remove(&token)?, n)));
        Ok(Among { records, counts: counts.collect() })
    }

    /// How many records have a value, as [`engine::counted`] gives it; 0 for one that few have.
    pub(crate) fn count(&self, value: &Value) -> u64 {
        self.counts.get(value).copied().unwrap_or_default()
    }

    /// Hands it to the engine.
    pub(crate) fn tell<T>(&self, f: impl FnOnce(&Elsewhere<'_>) -> T) -> T {
        let count = |role: Role, text: &str| self.counts.get(&(role, text.to_owned())).copied();
        let counts = |role: Role, text: &str| (count(role, text), count(role, "").unwrap_or_default());
        f(&Elsewhere { records: self.records, counts: &counts })
    }
}
