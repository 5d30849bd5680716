//! Reading files of QuestionnaireResponses: everything up to the database, pure but for the reader.

pub mod pieces;
