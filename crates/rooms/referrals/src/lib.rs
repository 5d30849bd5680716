//! The referral loop: one need sent to one service, answered, ended with a reason, and confirmed by the person.
//!
//! Other rooms and the binary use [`actions`] (each runs in the caller's transaction and takes its time from it), the
//! types of [`model`].

pub mod actions;
mod events;
mod fences;
mod jobs;
mod letters;
pub mod model;
mod pages;
pub mod policy;
mod store;

pub use fences::fences;
pub use jobs::run_clock;
pub use store::lists::Show;
pub use store::next::Named;
pub use store::sealed::Handoff;
pub use store::shared::Shared;
pub use store::story::Message;

use tandem_access::{Migration, migrations};
use tandem_web::{Messages, Room};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("referrals", "0001_referrals");

/// The room's words.
pub const MESSAGES: Messages =
    Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") };

/// What the room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        fences: fences(),
        sealed: store::shared::SEALED,
        routes: pages::routes(),
        nav: pages::nav(),
        panels: vec![pages::PERSON],
        every: jobs::every(),
        listeners: events::listeners(),
        messages: MESSAGES,
        ..Room::named("referrals")
    }
}
