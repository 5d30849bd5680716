//! What the figures mean: pure, no I/O, no clock.
//!
//! * [`figure`] is a count, a share with its interval, a median, and the four ways in which there is none; with [`protect`] it
//!   lies in the engine, because other rooms publish counts by the same rule.
//! * [`request`] is the unit that is counted: one person's wish for help in one domain, and how it went.
//! * [`cube`] adds requests up; [`report`] is what a page shows of the sums, exact or in the published form.
//! * [`protect`] hides small counts so that adding and subtracting brings none of them back.
//! * [`traffic`] counts one organization's referrals, month by month.

pub mod cube;
#[cfg(test)]
mod joint;
pub mod month;
pub mod overlap;
pub mod report;
pub mod request;
pub mod traffic;

pub use tandem_stats::{figure, protect};
