//! The shared view: one timeline of what the organizations that serve a person know, for whom the person lets see it and for
//! the person; who looks after them; and what others are doing already, before it is asked for twice.
//!
//! The room reads and owns no table. What it shows it has from the actions of other rooms, so each row passed its role, its
//! fence and its audit there.

pub mod actions;
pub mod fhir;
pub mod model;
mod pages;

use tandem_web::{Messages, Room};

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        routes: pages::routes(),
        panels: pages::panels(),
        messages: Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") },
        ..Room::named("shared_view")
    }
}
