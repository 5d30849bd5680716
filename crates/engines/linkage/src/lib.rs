//! Which records describe the same person.
//!
//! Fellegi-Sunter linkage: each field of two records is compared into a level (equal, nearly equal, different), each level
//! has a probability among pairs of one person (*m*) and among pairs of two strangers (*u*), and a pair's weight is the
//! sum of `log2(m / u)`. Beside persons and strangers there is a third class, **relatives**, who share an address or a
//! telephone number and a family name and are two people all the same.
//!
//! Fellegi, I. P. and Sunter, A. B. (1969), A theory for record linkage, JASA 64(328), 1183-1210.

pub mod blocking;
pub mod builder;
pub mod calibrate;
mod clean;
pub mod clk;
pub mod cluster;
pub mod compare;
pub mod config;
mod crowd;
pub mod dates;
pub mod decided;
pub mod dictionary;
pub mod draft;
pub mod found;
pub mod index;
mod known;
pub mod link;
pub mod model;
pub mod names;
pub mod notes;
pub mod placeholders;
pub mod read;
mod repeats;
pub mod report;
pub mod role;
pub mod score;
mod seen;
mod short;
pub mod similarity;
pub mod table;
pub mod text;
pub mod truth;
