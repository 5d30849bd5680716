//! Classes of data: what a data use agreement covers and what a consent opens, apart from how sensitive it is.
//! FHIR's `Consent.provision.class`.

use std::collections::BTreeSet;
use std::fmt;

/// A kind of facts about a person that a consent can name. A recipient sees a row when its class *and* its label are
/// both named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataClass {
    /// Who the person is and how to reach them.
    Contact,
    /// What they need help with, and how it goes.
    Needs,
    /// What they answered to the questions of a screening.
    Answers,
    /// When and where they were seen: emergency room, hospital, clinic.
    Visits,
}

impl DataClass {
    /// Every class.
    pub const ALL: [DataClass; 4] =
        [DataClass::Contact, DataClass::Needs, DataClass::Answers, DataClass::Visits];

    /// What an identified referral needs: who it is about, and for what.
    pub const FOR_REFERRAL: [DataClass; 2] = [DataClass::Contact, DataClass::Needs];

    /// The code kept in the database and named in the row fences.
    pub fn code(self) -> &'static str {
        match self {
            DataClass::Contact => "contact",
            DataClass::Needs => "needs",
            DataClass::Answers => "answers",
            DataClass::Visits => "visits",
        }
    }

    /// The class with this code, if there is one.
    pub fn from_code(code: &str) -> Option<DataClass> {
        DataClass::ALL.into_iter().find(|class| class.code() == code)
    }
}

impl fmt::Display for DataClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Classes as one text for the database: codes parted by spaces.
pub fn classes_to_text(classes: &BTreeSet<DataClass>) -> String {
    classes.iter().map(|class| class.code()).collect::<Vec<_>>().join(" ")
}

/// Reads what [`classes_to_text`] wrote; `None` if a word is no class.
pub fn classes_from_text(text: &str) -> Option<BTreeSet<DataClass>> {
    text.split_whitespace().map(DataClass::from_code).collect()
}
