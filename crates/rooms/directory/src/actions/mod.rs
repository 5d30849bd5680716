//! What can be done with the directory: one verb, one file.

pub mod candidates;
pub mod capacity;
pub mod departure;
pub mod edit;
pub mod import;
pub mod places;
pub mod report;
pub mod rows;
