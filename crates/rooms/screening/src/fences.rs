//! The room's row fences: every table about a person follows the standard rule.

use crate::store::raise;
use tandem_access::Fence;
use tandem_people::model::data_class::DataClass;

/// The row fences of this room's tables. `instrument` holds no person and has none.
pub fn fences() -> Vec<Fence> {
    let of = |table| Fence::person(table, DataClass::Answers.code());
    let screening = of("screening").raised_by(raise::SCREENING);
    // A screening has one part for each label, so a part cannot be raised beside another: it is read within its screening, which
    // is raised with the record.
    let part = of("screening_part").within(&screening, "{parent}.id = {t}.screening_id");
    let answer = of("screening_answer").raised_by(raise::ANSWER);
    let finding = of("screening_finding").raised_by(raise::FINDING);
    vec![screening, part, answer, finding]
}
