//! People: the persons a partnership serves, their needs, what they consent to, and who looks after them.
//!
//! Other rooms use [`actions`] (every one runs in the caller's transaction) and the types of [`model`].

pub mod actions;
mod fences;
mod listeners;
pub mod model;
mod pages;
pub mod policy;
mod store;

pub use fences::fences;
pub use store::team::TeamMember;

use tandem_access::{Action, Kind, Migration, migrations};
use tandem_web::{Messages, NavItem, NavPlace, Room, Who};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("people", "0001_people");

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        fences: fences(),
        routes: pages::routes(),
        listeners: vec![listeners::CONFIRMED],
        nav: vec![NavItem::new(
            "people",
            "/people",
            "people-nav",
            "users",
            Who::May(Kind::Person, Action::Read),
            NavPlace::Staff,
            20,
        )],
        messages: Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") },
        ..Room::named("people")
    }
}
