//! The demo: an invented partnership with eighteen months behind it.
//!
//! Everything is made through the rooms' own actions, each at its own time and by its own hand, so that what the demo
//! shows is what the product does. The same seed and the same day give the same people, places and history.

mod agreements;
mod alliance;
mod answer;
mod asked;
mod chance;
mod charters;
mod city;
mod clock;
mod consents;
mod conversations;
mod council;
mod days;
mod elsewhere;
mod follow;
mod governance;
mod history;
mod letters;
mod meet;
mod meetings;
mod organizations;
mod others;
mod persons;
mod receivers;
mod reviews;
mod seasons;
mod seen;
mod staff;
#[cfg(test)]
mod tests;
mod tidy;
mod today;
mod visits;
mod votes;
mod world;

pub use clock::DemoClock;
pub use staff::PASSWORD;

use history::{Counts, History};
use std::collections::BTreeSet;
use tandem_access::{Error, Role, Store, Viewer, audit};

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Summary {
    /// How many organizations there are.
    pub organizations: usize,
    /// How many services they offer.
    pub services: usize,
    /// How many people were met.
    pub people: usize,
    /// How many referrals and offers were made.
    pub referrals: usize,
    counts: Counts,
}

/// How many people a demo has, and with them how long it takes to make. The partnership is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// How many.
    pub people: usize,
}

impl Size {
    /// What a visitor sees.
    pub const FULL: Size = Size { people: 400 };
}

/// Fills an empty store with the demo partnership, from the beginning of `clock` to its today. The store's
/// surroundings must read that clock and be seeded. Lines about the way go to `progress`. Until [`finish`] the
/// partnership says of itself that it is unfinished.
///
/// # Errors
/// The first action that refuses what it should have taken; the database's.
pub async fn create(
    store: &Store,
    clock: &DemoClock,
    seed: u64,
    size: Size,
    progress: impl Fn(&str) + Sync,
) -> Result<Summary, Error> {
    progress("Merrow Bend: organizations, services and accounts");
    let world = world::create(store, clock, seed).await?;
    agreements::founding(store, clock, &world).await?;
    let mut history = History::new(store, clock, world, seed, size, &progress);
    history.run().await?;
    let today = history.world.days.date(clock.now());
    alliance::ledger(store, &history.world, today).await?;
    agreements::promises(store, clock, &history.world).await?;
    agreements::waiting(store, clock, &history.world).await?;
    progress("Sealing the audit log");
    audit::seal_all(store).await?;
    let counts = history.counts.clone();
    Ok(Summary {
        organizations: history.world.organizations.len(),
        services: history.world.services().count(),
        people: counts.people,
        referrals: counts.referrals + counts.offers + counts.sealed,
        counts,
    })
}

/// How far the demo in a database has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The database holds no demo.
    None,
    /// Its making was broken off.
    Unfinished,
    /// It is whole.
    Made,
}

/// How far the demo in a store has come.
///
/// # Errors
/// The database's.
pub async fn state(store: &Store) -> Result<State, Error> {
    store
        .read(&Viewer::system("demo.state"), |tx| {
            let p = tandem_partners::actions::partnership(tx)?;
            Ok(match (p.demo, p.demo_unfinished) {
                (_, true) => State::Unfinished,
                (true, false) => State::Made,
                (false, false) => State::None,
            })
        })
        .await
}

/// Says that the demo is whole, once everything of it is on the disk.
///
/// # Errors
/// The database's.
pub async fn finish(store: &Store) -> Result<(), Error> {
    store.write(&Viewer::system("demo.finish"), |tx| tandem_partners::actions::set(tx, "demo", "1")).await?;
    audit::seal_all(store).await?;
    Ok(())
}

/// An account of each role, in the order in which a visitor may want to try them: what they do, and their address.
pub fn sign_ins() -> Vec<(String, String)> {
    let mut seen: BTreeSet<Role> = BTreeSet::new();
    staff::POSTS
        .iter()
        .filter(|post| seen.insert(post.role))
        .map(|post| (post.role.word().replace('_', " "), post.email()))
        .collect()
}
