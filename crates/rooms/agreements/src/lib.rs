//! Agreements: what organizations promise each other, which facts about people they may share, and until when.
//!
//! Other rooms use [`actions`] (every one runs in the caller's transaction) and the types of [`model`].

pub mod actions;
mod due;
pub mod glossary;
mod letters;
pub mod model;
mod pages;
pub mod policy;
pub mod samples;
mod store;
mod wording;

pub use due::remind as remind_of_promises;
pub use letters::remind;
pub use store::agreement::KeptText;

use jiff::SignedDuration;
use tandem_access::{Migration, migrations};
use tandem_events::Every;
use tandem_web::{Messages, Room};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!(
    "agreements",
    "0001_agreements",
    "0002_commitments",
    "0003_glossary",
    "0004_training",
    "0005_spanish",
    "0006_confirmed_paper"
);

/// The room's words.
pub(crate) const MESSAGES: Messages =
    Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") };

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        routes: pages::routes(),
        nav: pages::nav(),
        every: vec![
            Every { name: "agreements.remind", every: SignedDuration::from_hours(6), run: letters::remind },
            Every { name: "agreements.promises", every: SignedDuration::from_hours(6), run: due::remind },
        ],
        panels: vec![pages::HOME, pages::TODAY, pages::DECISION, pages::VOTE],
        messages: MESSAGES,
        ..Room::named("agreements")
    }
}
