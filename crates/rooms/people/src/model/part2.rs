//! 42 CFR Part 2: what goes with every disclosure of a record of a substance use program.
//!
//! 42 CFR 2.32(a) asks for one of two statements with each disclosure made with consent, and 2.32(b) for a copy of the consent
//! or a clear explanation of its scope (as amended by 89 FR 12472 of 16 February 2024; in the Code of Federal Regulations, in
//! the public domain). The second statement is used: it fits on every row. The scope is told beside it, by the reason why a row
//! is seen and by the consent's own page.

use super::label::Label;

/// The second statement of 42 CFR 2.32(a), in the words of the law. Pages show it in the reader's language after it.
pub const NOTICE: &str = "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";

/// The code of HL7's ActCode for such a record, for a security label of FHIR.
pub const FHIR_CODE: &str = "42CFRPart2";

/// Whether the notice goes with a row that has these labels.
pub fn is_due(labels: impl IntoIterator<Item = Label>) -> bool {
    labels.into_iter().any(|label| label == Label::SubstanceUse)
}
