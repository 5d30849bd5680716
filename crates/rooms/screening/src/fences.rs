//! The room's row fences: every table about a person follows the standard rule.

use tandem_access::Fence;
use tandem_people::model::data_class::DataClass;

/// The row fences of this room's tables. `instrument` holds no person and has none.
pub fn fences() -> Vec<Fence> {
    ["screening", "screening_part", "screening_answer", "screening_finding"]
        .map(|table| Fence::person(table, DataClass::Answers.code()))
        .to_vec()
}
