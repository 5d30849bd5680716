//! What a referral is and how it moves; pure: no I/O, no clock, no randomness.
//!
//! * [`status`] and [`reason`] are the words: FHIR R4 Task statuses and the coded reasons of an end.
//! * [`transition`] says who may move a referral from where to where.
//! * [`referral`] is the referral itself, and what one move does to it.
//! * [`facts`] keeps the three facts apart: loop closed, service received, need resolved.
//! * [`clock`] counts business days, for the receiver and for the sender.
//! * [`offer`] is the unidentified way: an offer, a claim, the person's yes.
//! * [`matching`] ranks services for a need and says why.

pub mod clock;
pub mod code;
pub mod facts;
pub mod matching;
pub mod offer;
pub mod reason;
pub mod referral;
pub mod status;
pub mod task;
pub mod transition;

pub use clock::Clock;
pub use facts::{Facts, Resolved};
pub use reason::Reason;
pub use referral::{Actor, Referral, Source, Step};
pub use status::Status;
pub use transition::{Refusal, Side, Verb};
