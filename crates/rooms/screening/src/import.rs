//! Reading files of QuestionnaireResponses: everything up to the database.
//!
//! [`pieces`] cuts a file into resources, [`patients`] remembers where its Patients lie, [`prepare`] checks a
//! response and says who it is about, [`report`] is what an import comes to.

pub mod patients;
pub mod prepare;
pub mod report;
