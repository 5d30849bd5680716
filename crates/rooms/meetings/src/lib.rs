//! Meetings: invitations that calendars take up, agendas that every seat may write on, a workspace that keeps attendance, quorum, floor
//! time and minutes while it runs, and who is told of all that, and of what bodies decide.
//!
//! Process room on the ground of `bodies` and `spine`. What happens here, other rooms hear as events; which seats sit together now, they
//! read in `tandem_bodies::actions::present`. Nothing here is about a person who is served.

pub mod actions;
mod jobs;
mod letters;
mod listen;
pub mod model;
mod pages;
pub mod policy;
mod store;

use tandem_access::{Migration, migrations};
use tandem_web::{Messages, Room};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!(
    "meetings",
    "0001_meetings",
    "0002_news",
    "0003_spanish",
    "0004_bodies",
    "0005_readers",
    "0006_tasks",
    "0007_needs",
    "0008_forgotten"
);

/// The room's words.
pub(crate) const MESSAGES: Messages =
    Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") };

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        routes: pages::routes(),
        jobs: jobs::handlers(),
        every: jobs::every(),
        listeners: listen::listeners(),
        nav: pages::nav(),
        messages: MESSAGES,
        ..Room::named("meetings")
    }
}
