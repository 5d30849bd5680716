//! The room's row fences: every table about a person follows the standard rule.

use tandem_access::Fence;
use tandem_people::model::data_class::DataClass;

/// The row fences of this room's tables. `instrument` holds no person and has none.
pub fn fences() -> Vec<Fence> {
    let of = |table| Fence::person(table, DataClass::Answers.code());
    let screening = of("screening")
        .raised_by("UPDATE screening SET label = ?2 WHERE person_id = ?1 AND label IN_TEXTS(?3)");
    // A screening has one part for each label, so a part cannot be raised beside another: it is read within its screening, which
    // is raised with the record.
    let part = of("screening_part").within(&screening, "{parent}.id = {t}.screening_id");
    let answer = of("screening_answer").raised_by(
        "UPDATE screening_answer SET label = ?2 WHERE screening_id IN (SELECT s.id FROM screening s WHERE s.person_id = ?1) \
         AND label IN_TEXTS(?3)",
    );
    let finding = of("screening_finding").raised_by(
        "UPDATE screening_finding SET label = ?2 WHERE screening_id IN (SELECT s.id FROM screening s WHERE s.person_id = ?1) \
         AND label IN_TEXTS(?3)",
    );
    vec![screening, part, answer, finding]
}
