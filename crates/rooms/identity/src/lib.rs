//! Identity: which records of different organizations describe the same person.
//!
//! Records never merge; an identity is a set of them. Nobody learns of one by browsing: [`actions::linked_records`] answers with
//! what the viewer may see anyway.

pub mod actions;
mod engine;
mod fences;
mod jobs;
mod letters;
pub mod model;
mod pages;
mod store;

pub use fences::fences;

use tandem_access::{Action, Kind, Migration, migrations};
use tandem_web::{Messages, NavItem, NavPlace, Room, Who};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("identity", "0001_identity", "0002_review_passed");

const MESSAGES: Messages =
    Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") };

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        fences: fences(),
        routes: pages::routes(),
        jobs: jobs::handlers(),
        every: jobs::every(),
        listeners: jobs::listeners(),
        nav: vec![
            NavItem::new(
                "identity",
                "/identity",
                "identity-nav",
                "users",
                Who::May(Kind::Identity, Action::Decide),
                NavPlace::Staff,
                30,
            )
            .first_for(30, Who::May(Kind::Identity, Action::Decide)),
        ],
        messages: MESSAGES,
        panels: vec![pages::PANEL],
        ..Room::named("identity")
    }
}
