//! A visit: FHIR's Encounter in words.

use jiff::Timestamp;
use tandem_access::Uuid;
use tandem_people::model::label::Label;

/// What kind of contact it was: the classes of v3-ActCode that partners use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// In an emergency department (EMER).
    Emergency,
    /// Admitted to a bed (IMP).
    Inpatient,
    /// In a clinic or office (AMB).
    Outpatient,
    /// At the person's home (HH).
    Home,
    /// By telephone or video (VR).
    Virtual,
    /// Out in the community: a street team, a health fair (FLD).
    Community,
}

impl Class {
    /// Every class.
    pub const ALL: [Class; 6] = [
        Class::Emergency,
        Class::Inpatient,
        Class::Outpatient,
        Class::Home,
        Class::Virtual,
        Class::Community,
    ];

    /// The word kept in the database, used in messages and in files.
    pub fn code(self) -> &'static str {
        match self {
            Class::Emergency => "emergency",
            Class::Inpatient => "inpatient",
            Class::Outpatient => "outpatient",
            Class::Home => "home",
            Class::Virtual => "virtual",
            Class::Community => "community",
        }
    }

    /// The code of v3-ActCode, as `Encounter.class` holds it.
    pub fn act_code(self) -> &'static str {
        match self {
            Class::Emergency => "EMER",
            Class::Inpatient => "IMP",
            Class::Outpatient => "AMB",
            Class::Home => "HH",
            Class::Virtual => "VR",
            Class::Community => "FLD",
        }
    }

    /// Whether somebody may be there for days.
    fn may_last(self) -> bool {
        matches!(self, Class::Emergency | Class::Inpatient)
    }

    /// The class that our word names.
    pub fn from_code(code: &str) -> Option<Class> {
        Class::ALL.into_iter().find(|class| class.code() == code)
    }

    /// The class that a file means: our word, the code of v3-ActCode, HL7 v2's patient class (table 0004), or a usual
    /// short form. Recurring patients (`R`) come to a clinic; obstetric ones (`B`) are admitted.
    pub fn from_word(word: &str) -> Option<Class> {
        let word = word.trim().to_ascii_lowercase();
        Some(match word.as_str() {
            "emergency" | "emer" | "e" | "ed" | "er" => Class::Emergency,
            "inpatient" | "imp" | "i" | "ip" | "b" | "acute" | "nonac" => Class::Inpatient,
            "outpatient" | "ambulatory" | "amb" | "o" | "op" | "r" | "obs" | "obsenc" | "ss" => {
                Class::Outpatient
            }
            "home" | "hh" => Class::Home,
            "virtual" | "vr" | "telehealth" => Class::Virtual,
            "community" | "field" | "fld" => Class::Community,
            _ => return None,
        })
    }
}

/// Where a visit stands: words of FHIR's Encounter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Expected.
    Planned,
    /// There, and waiting.
    Arrived,
    /// Being seen.
    InProgress,
    /// Over.
    Finished,
    /// It did not happen, or was told by mistake.
    Cancelled,
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 5] =
        [Status::Planned, Status::Arrived, Status::InProgress, Status::Finished, Status::Cancelled];

    /// The word kept in the database.
    pub fn code(self) -> &'static str {
        match self {
            Status::Planned => "planned",
            Status::Arrived => "arrived",
            Status::InProgress => "in-progress",
            Status::Finished => "finished",
            Status::Cancelled => "cancelled",
        }
    }

    /// The status with this word.
    pub fn from_code(code: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// A visit as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Random id (v4), seen by people.
    pub id: Uuid,
    /// Whose.
    pub person_id: Uuid,
    /// The organization that was visited, and recorded it.
    pub owner_org: Uuid,
    /// How sensitive.
    pub label: Label,
    /// What kind of contact.
    pub class: Class,
    /// Where it stands.
    pub status: Status,
    /// From when.
    pub started_at: Timestamp,
    /// Until when; `None` while it lasts or where nobody said.
    pub ended_at: Option<Timestamp>,
    /// Where: a ward, a clinic.
    pub place: Option<String>,
    /// Why, in the words of the source.
    pub reason: Option<String>,
    /// The system that told of it.
    pub source_system: String,
    /// Its number there.
    pub source_id: String,
    /// When the source said so last.
    pub told_at: Timestamp,
}

/// What a source says about a visit. `None` leaves what is known; what must be emptied is `Some(None)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVisit {
    /// The least label; it can only raise what record and organization say.
    pub label: Label,
    /// What kind of contact.
    pub class: Option<Class>,
    /// Where it stands; `None` lets the times say.
    pub status: Option<Status>,
    /// From when.
    pub started_at: Option<Timestamp>,
    /// Until when.
    pub ended_at: Option<Option<Timestamp>>,
    /// Where.
    pub place: Option<Option<String>>,
    /// Why.
    pub reason: Option<Option<String>>,
    /// The system that tells.
    pub source_system: String,
    /// Its number there.
    pub source_id: String,
    /// When the source said so.
    pub told_at: Timestamp,
}

/// Why a visit cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// Nobody said what kind of contact it was.
    Class,
    /// Nobody said when it began.
    Start,
    /// It ends before it begins.
    Order,
    /// It begins in the future, though it is not a plan.
    Future,
}

/// What a new visit is given, and an old one has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fresh {
    pub(crate) id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) owner_org: Uuid,
    pub(crate) label: Label,
}

/// How far a source's clock may be ahead of ours, and how long a visit without a bed lasts at most.
const A_DAY: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

impl NewVisit {
    /// The visit that this news makes of what is kept (`before`).
    pub(crate) fn onto(
        &self,
        before: Option<&Visit>,
        fresh: Fresh,
        now: Timestamp,
    ) -> Result<Visit, Lacking> {
        let class = self.class.or(before.map(|b| b.class)).ok_or(Lacking::Class)?;
        let started_at = self.started_at.or(before.map(|b| b.started_at)).ok_or(Lacking::Start)?;
        let ended_at = self.ended_at.unwrap_or(before.and_then(|b| b.ended_at));
        if ended_at.is_some_and(|end| end < started_at) {
            return Err(Lacking::Order);
        }
        let over = ended_at.is_some_and(|end| end <= now)
            || (ended_at.is_none() && !class.may_last() && started_at + A_DAY < now);
        let status = match self.status.or(before.map(|b| b.status)) {
            // Nobody says how it stands, but the times do.
            None | Some(Status::Arrived | Status::InProgress) if self.status.is_none() && over => {
                Status::Finished
            }
            None => Status::InProgress,
            Some(status) => status,
        };
        if started_at > now + A_DAY && !matches!(status, Status::Planned | Status::Cancelled) {
            return Err(Lacking::Future);
        }
        let keep = |new: &Option<Option<String>>, old: Option<&Option<String>>| match new {
            Some(said) => said.clone(),
            None => old.cloned().flatten(),
        };
        Ok(Visit {
            id: before.map_or(fresh.id, |b| b.id),
            person_id: fresh.person_id,
            owner_org: fresh.owner_org,
            label: before.map_or(fresh.label, |b| b.label.max(fresh.label)),
            class,
            status,
            started_at,
            ended_at,
            place: keep(&self.place, before.map(|b| &b.place)),
            reason: keep(&self.reason, before.map(|b| &b.reason)),
            source_system: self.source_system.clone(),
            source_id: self.source_id.clone(),
            told_at: self.told_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(1_772_625_600 + hour * 3_600).expect("a time")
    }

    fn news() -> NewVisit {
        NewVisit {
            label: Label::General,
            class: Some(Class::Emergency),
            status: None,
            started_at: Some(at(0)),
            ended_at: None,
            place: None,
            reason: None,
            source_system: "HOSP".into(),
            source_id: "V1".into(),
            told_at: at(0),
        }
    }

    fn keep(new: &NewVisit, before: Option<&Visit>) -> Result<Visit, Lacking> {
        let [id, person_id, owner_org] = [1, 2, 3].map(Uuid::from_u128);
        new.onto(before, Fresh { id, person_id, owner_org, label: new.label }, at(24))
    }

    #[test]
    fn every_class_and_status_reads_back_and_files_may_write_codes() {
        for class in Class::ALL {
            assert_eq!(Class::from_code(class.code()), Some(class));
            assert_eq!(Class::from_word(class.act_code()), Some(class));
            assert_eq!(Class::from_word(&class.code().to_uppercase()), Some(class));
        }
        for status in Status::ALL {
            assert_eq!(Status::from_code(status.code()), Some(status));
        }
        assert_eq!(Class::from_word("E"), Some(Class::Emergency));
        assert_eq!(Class::from_word("ambulatory"), Some(Class::Outpatient));
        assert_eq!(Class::from_word("N"), None, "not applicable is no class");
        assert_eq!(Class::from_word(""), None);
    }

    #[test]
    fn what_is_not_said_stays_and_what_is_emptied_goes() {
        let first =
            NewVisit { place: Some(Some("4 West".into())), reason: Some(Some("Fall".into())), ..news() };
        let kept = keep(&first, None).unwrap();
        assert_eq!((kept.status, kept.ended_at), (Status::InProgress, None));
        let discharge = NewVisit {
            class: None,
            started_at: None,
            status: Some(Status::Finished),
            ended_at: Some(Some(at(5))),
            reason: Some(None),
            told_at: at(5),
            ..news()
        };
        let after = keep(&discharge, Some(&kept)).unwrap();
        assert_eq!((after.id, after.class, after.started_at), (kept.id, Class::Emergency, at(0)));
        assert_eq!((after.status, after.ended_at), (Status::Finished, Some(at(5))));
        assert_eq!((after.place.as_deref(), after.reason.as_deref()), (Some("4 West"), None));
        assert_eq!(keep(&discharge, None), Err(Lacking::Class));
    }

    #[test]
    fn a_label_is_never_lowered_by_later_news() {
        let kept = keep(&NewVisit { label: Label::BehaviouralHealth, ..news() }, None).unwrap();
        assert_eq!(keep(&news(), Some(&kept)).unwrap().label, Label::BehaviouralHealth);
    }

    #[test]
    fn times_that_cannot_be_are_refused() {
        assert_eq!(keep(&NewVisit { started_at: None, ..news() }, None), Err(Lacking::Start));
        assert_eq!(keep(&NewVisit { ended_at: Some(Some(at(-1))), ..news() }, None), Err(Lacking::Order));
        assert_eq!(keep(&NewVisit { started_at: Some(at(72)), ..news() }, None), Err(Lacking::Future));
        let planned = NewVisit { started_at: Some(at(72)), status: Some(Status::Planned), ..news() };
        assert!(keep(&planned, None).is_ok());
        let over = keep(&NewVisit { ended_at: Some(Some(at(2))), ..news() }, None).unwrap();
        assert_eq!(over.status, Status::Finished, "the times say so");
    }
}
