//! What the partnership is made of; pure: no I/O, no clock, no randomness.

mod addressee;
mod brand;
mod calendar;
mod listening;
mod organization;
mod settings;

pub use addressee::{Addressee, Reader};
pub use brand::{Brand, BrandError};
pub use calendar::{BusinessCalendar, CalendarError};
pub use listening::{Interview, InterviewDraft, Relevance};
pub use organization::{Imported, Membership, Organization, OrganizationDraft, Problem, Sector};
pub use settings::{DEMO_UNFINISHED, Partnership, SETTING_KEYS, SettingError};
