//! Sensitivity labels: how careful a row about a person must be handled.
//!
//! The order is the order of care: the label of a row is the *highest* of what its item codes say, what the
//! program of its service says, and what a person sets by hand. There is deliberately no label, and no field,
//! for immigration status.

use std::collections::BTreeSet;
use std::fmt;

/// How sensitive a row about a person is. Ordered by care: `General` is the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// No extra rule.
    General,
    /// A school's education record (FERPA): shared only by the school's own signed consent.
    Education,
    /// Mental health: opted in by name; inside the owner only its care team sees it.
    BehaviouralHealth,
    /// HIV: opted in by name; inside the owner only its care team sees it.
    Hiv,
    /// A record of a substance use program (42 CFR Part 2): named recipients, signed, the notice travels along; inside the
    /// owner only its care team sees it.
    SubstanceUse,
    /// Domestic violence: never leaves the organization that holds it, whatever anybody consents to.
    DomesticViolence,
}

impl Label {
    /// All labels, least sensitive first.
    pub const ALL: [Label; 6] = [
        Label::General,
        Label::Education,
        Label::BehaviouralHealth,
        Label::Hiv,
        Label::SubstanceUse,
        Label::DomesticViolence,
    ];

    /// The labels that a consent may name: every one but domestic violence, which is never shared.
    pub const SHAREABLE: [Label; 5] =
        [Label::General, Label::Education, Label::BehaviouralHealth, Label::Hiv, Label::SubstanceUse];

    /// The code kept in the database.
    pub fn code(self) -> &'static str {
        match self {
            Label::General => "general",
            Label::Education => "education",
            Label::BehaviouralHealth => "behavioural_health",
            Label::Hiv => "hiv",
            Label::SubstanceUse => "substance_use",
            Label::DomesticViolence => "domestic_violence",
        }
    }

    /// The label with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Label> {
        Label::ALL.into_iter().find(|label| label.code() == code)
    }

    /// May a consent name this label?
    pub fn is_shareable(self) -> bool {
        self != Label::DomesticViolence
    }

    /// Must a consent that names this label be signed? 42 CFR 2.31 and 34 CFR 99.30 ask for it in writing.
    pub fn needs_signature(self) -> bool {
        matches!(self, Label::SubstanceUse | Label::Education)
    }

    /// Does a person need a care-team assignment to see this label inside the owning organization? A row carries one label, the
    /// highest: one about HIV *and* a substance use program carries the latter, so the rule must not end below it. Inside a
    /// program, too, only those who need a record for their duties may see it (42 CFR 2.12(c)(3)).
    pub fn needs_care_team(self) -> bool {
        matches!(self, Label::BehaviouralHealth | Label::Hiv | Label::SubstanceUse)
    }

    /// Whether nobody but the care team opens it at home, by the label or because it is a vault's.
    pub fn is_for_care_team(self) -> bool {
        self.needs_care_team() || !self.is_shareable()
    }

    /// Which of the labels that a person named open rows of a record with this label. Every row of the record is at least as
    /// careful as the record, and may be about both: it opens only when the record's own label was named too.
    pub fn opened_on(self, named: &BTreeSet<Label>) -> BTreeSet<Label> {
        // A general record is about no second topic: a yes about one alone, such as a minor's own, opens that one.
        if self == Label::General || named.contains(&self) {
            named.iter().copied().filter(|label| *label >= self).collect()
        } else {
            BTreeSet::new()
        }
    }

    /// May records with this label be found in a name search? Domestic violence is absent from every search.
    pub fn is_searchable(self) -> bool {
        self != Label::DomesticViolence
    }

    /// The label that a questionnaire item carries by its LOINC code.
    ///
    /// The violence items of AHC HRSN (95615-1 to 95618-5) and of PRAPARE (93026-3 safety, 76501-6 fear of a
    /// partner) are domestic violence, whoever asks them: any organization can come to hold such data.
    pub fn of_item(loinc: &str) -> Label {
        match loinc {
            "95615-1" | "95616-9" | "95617-7" | "95618-5" | "93026-3" | "76501-6" => Label::DomesticViolence,
            _ => Label::General,
        }
    }

    /// The highest label of these item codes; `General` for none.
    pub fn of_items<'a>(loincs: impl IntoIterator<Item = &'a str>) -> Label {
        loincs.into_iter().map(Label::of_item).max().unwrap_or(Label::General)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn violence_items_are_domestic_violence_and_the_rest_general() {
        for code in ["95615-1", "95616-9", "95617-7", "95618-5"] {
            assert_eq!(Label::of_item(code), Label::DomesticViolence, "{code}");
        }
        assert_eq!(Label::of_item("88122-7"), Label::General);
        assert_eq!(Label::of_items(["88122-7", "95617-7", "71802-3"]), Label::DomesticViolence);
        assert_eq!(Label::of_items([]), Label::General);
    }

    #[test]
    fn a_yes_opens_rows_of_a_careful_record_only_when_its_own_topic_was_named_too() {
        let named = |labels: &[Label]| labels.iter().copied().collect::<BTreeSet<_>>();
        let (general, hiv, drugs) = (Label::General, Label::Hiv, Label::SubstanceUse);
        assert_eq!(general.opened_on(&named(&[hiv])), named(&[hiv]), "one topic alone");
        assert_eq!(general.opened_on(&named(&[general, drugs])), named(&[general, drugs]));
        assert_eq!(hiv.opened_on(&named(&[general, drugs])), named(&[]), "a row may be about both");
        assert_eq!(hiv.opened_on(&named(&[general, hiv, drugs])), named(&[hiv, drugs]));
        assert_eq!(drugs.opened_on(&named(&[hiv])), named(&[]));
    }

    #[test]
    fn every_code_reads_back_and_only_violence_is_unshareable() {
        for label in Label::ALL {
            assert_eq!(Label::from_code(label.code()), Some(label));
            assert_eq!(label.is_shareable(), Label::SHAREABLE.contains(&label));
        }
        assert_eq!(Label::from_code("immigration"), None);
        assert_eq!(Label::ALL.into_iter().max(), Some(Label::DomesticViolence));
    }
}
