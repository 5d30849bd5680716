//! What can be done with the directory: one verb, one file.

pub mod import;
