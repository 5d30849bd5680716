//! Reading files of people: everything up to the database.
//!
//! [`columns`] says what the columns of a table hold, [`subject`] reads a FHIR Patient, [`incoming`] cuts a file into people, and
//! [`report`] is what an import comes to.

pub mod columns;
pub mod incoming;
pub mod report;
pub mod subject;

/// The system under which the number is kept by which an organization's own files know a person: a `Patient.id`, or the
/// column of record numbers.
pub const FILE_ID: &str = "urn:tandem:imported-patient-id";
