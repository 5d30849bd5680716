//! People: the persons a partnership serves, their needs, what they consent to, and who looks after them.
//!
//! Other rooms use [`actions`] (every one runs in the caller's transaction) and the types of [`model`].

pub mod actions;
mod fences;
pub mod import;
pub mod letters;
mod listeners;
pub mod model;
mod pages;
pub mod part2;
pub mod policy;
pub mod private_page;
mod store;
mod wording;

pub use fences::fences;
pub use store::team::TeamMember;

use jiff::SignedDuration;
use tandem_access::{Action, Kind, Migration, migrations};
use tandem_events::Every;
use tandem_web::{Messages, NavItem, NavPlace, Room, Who};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!(
    "people",
    "0001_people",
    "0002_exceptional_access",
    "0003_corrections",
    "0004_erasure",
    "0005_proof",
    "0006_guardians",
    "0007_opened_for",
    "0008_care_team_ended",
    "0009_asked"
);

/// The room's words.
const MESSAGES: Messages =
    Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") };

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        fences: fences(),
        sealed: store::details::SEALED,
        routes: pages::routes(),
        panels: pages::panels(),
        listeners: vec![
            listeners::CONFIRMED,
            listeners::ERASED,
            listeners::ROLES_ENDED,
            listeners::LEFT,
            listeners::VEILED,
            listeners::ASKED,
        ],
        nav: vec![NavItem::new(
            "people",
            "/people",
            "people-nav",
            "users",
            Who::May(Kind::Person, Action::Read),
            NavPlace::Staff,
            20,
        )],
        every: vec![
            Every {
                name: "people.forget_codes",
                every: SignedDuration::from_hours(6),
                run: actions::forget_codes,
            },
            Every {
                name: "people.come_of_age",
                every: SignedDuration::from_hours(6),
                run: actions::come_of_age,
            },
        ],
        messages: MESSAGES,
        ..Room::named("people")
    }
}
