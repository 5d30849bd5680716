//! Classes of data: what a consent opens. A data use agreement names the same ones, so they stand in the room of agreements.

pub use tandem_agreements::model::data_class::{DataClass, classes_from_text, classes_to_text};
