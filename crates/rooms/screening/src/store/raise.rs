//! How rows follow a record whose label is raised: `?1` the person, `?2` the label, `?3` the labels below it.

/// Screenings.
pub const SCREENING: &str = "UPDATE screening SET label = ?2 WHERE person_id = ?1 AND label IN_TEXTS(?3)";
/// Their answers.
pub const ANSWER: &str = "UPDATE screening_answer SET label = ?2 WHERE screening_id IN \
    (SELECT s.id FROM screening s WHERE s.person_id = ?1) AND label IN_TEXTS(?3)";
/// What was found.
pub const FINDING: &str = "UPDATE screening_finding SET label = ?2 WHERE screening_id IN \
    (SELECT s.id FROM screening s WHERE s.person_id = ?1) AND label IN_TEXTS(?3)";
