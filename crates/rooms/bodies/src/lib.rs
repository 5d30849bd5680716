//! The charter, its bodies, and who sits in them: rules that the partnership wrote for itself, kept by software.
//!
//! Ground room: decisions, meetings and votes ask it who may act ([`actions::standing`], [`actions::seat_of`], [`actions::charter`]).
//! Its arithmetic is `tandem_deliberation::rules`. Nothing here is about a person who is served.

pub mod actions;
mod jobs;
pub mod model;
mod pages;
pub mod policy;
mod store;
#[cfg(feature = "testing")]
pub mod testing;

use tandem_access::{Migration, migrations};
use tandem_web::{Messages, Room};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!(
    "bodies",
    "0001_bodies",
    "0002_presence",
    "0003_confirmed_paper",
    "0004_told",
    "0005_handover"
);

/// The room's words: letters of other rooms say why a body stands as it does.
pub const MESSAGES: Messages =
    Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") };

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        routes: pages::routes(),
        nav: pages::nav(),
        every: jobs::every(),
        panels: vec![pages::HOME, pages::TODAY, pages::LIST],
        messages: MESSAGES,
        ..Room::named("bodies")
    }
}
