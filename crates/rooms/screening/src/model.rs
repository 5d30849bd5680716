//! The rules of the room: pure, without database, web or clock.

pub mod enable;
pub mod form;

pub mod labels;
pub mod questionnaire;
pub mod read_questionnaire;
pub mod response;
pub mod risk;
pub mod screening;
pub mod validate;
pub mod values;

/// The code system of LOINC.
pub const LOINC: &str = "http://loinc.org";

#[cfg(test)]
mod samples_tests;
