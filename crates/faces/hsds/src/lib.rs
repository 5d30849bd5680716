//! HSDS, the language of directories: reads HSDS 3 JSON, the HSDS CSV package and the Ohana CSV layout into the directory room;
//! also where ZIP codes lie.
//!
//! The same actions write an import that pages use; this crate only reads, says what it could not use and counts.

mod clean;
pub mod export;
mod fields;
mod hours;
mod json_map;
mod json_scan;
mod nest;
mod ohana;
mod places;
mod publish;
pub mod report;
mod rows;
mod run;
mod sink;
mod tabular;
mod terms;

pub use places::import_places;
pub use publish::room;
pub use report::Report;
pub use run::{Format, Progress, import_directory};
