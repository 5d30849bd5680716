//! Subscriptions: a partner's own computer system is told that something changed in what it may see of a person, and then
//! asks by itself. The message holds an id and nothing else, and it is not sent to who may not see the change.
//!
//! Other rooms use [`actions`]; the binary calls [`actions::deliver_due`] with the [`tandem_mail::Hooks`] that say where this
//! server may call.

pub mod actions;
mod fences;
pub mod fhir;
pub mod model;
mod pages;
mod store;

pub use fences::fences;

use std::sync::Arc;
use tandem_access::{Migration, migrations};
use tandem_events::Listener;
use tandem_mail::Hooks;
use tandem_web::{Messages, Room};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("subscriptions", "0001_subscriptions");

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        fences: fences(),
        sealed: store::SEALED,
        routes: pages::routes(),
        panels: pages::panels(),
        listeners: vec![Listener { name: "subscriptions.listen", on: actions::listen }],
        services: |_, app| app.default_service(Arc::new(Hooks::none())),
        messages: Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") },
        ..Room::named("subscriptions")
    }
}
