//! Reading files of people: everything up to the database.
//!
//! [`columns`] says what the columns of a table hold, [`births`] how its dates of birth are written, [`subject`] reads a FHIR Patient, [`incoming`] cuts a file into people,
//! [`same`] says whether a number that is known can be of whoever a row is about, and [`report`] is what an import comes to.

pub mod births;
pub mod columns;
pub mod incoming;
pub mod report;
pub mod same;
pub mod subject;

/// The system under which the number is kept by which an organization's own files know a person: a `Patient.id`, or the
/// column of record numbers.
pub const FILE_ID: &str = "urn:tandem:imported-patient-id";

/// The system of such numbers in files of `source`, one of several programs of an organization that each count for themselves.
pub fn file_id(source: Option<&str>) -> String {
    source.map_or_else(|| FILE_ID.to_owned(), |name| format!("{FILE_ID}:{}", name.trim()))
}
