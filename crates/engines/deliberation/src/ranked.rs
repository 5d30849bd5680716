//! Votes in which people rank candidates: one winner ([`single`]) or several seats ([`stv`], [`meek`]).

pub mod file;
pub mod meek;
mod names;
pub mod pairwise;
pub mod points;
pub mod report;
pub mod single;
pub mod stv;
mod words;

pub use file::{Ballots, Candidate};
