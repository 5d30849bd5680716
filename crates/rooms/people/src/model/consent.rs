//! A person's consent, and the permission that comes of it.
//!
//! A *consent* is what the person said: to whom, what, why, until when, how it was given. It is never changed; what
//! happens to it later is an event beside it. A *permission* is derived from it, one row for each class and label, and is what
//! the row fence of the database reads at every look.

use super::data_class::DataClass;
use super::guardian::ByGuardian;
use super::label::Label;
use super::proof::{Drawing, Scan, Shown};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use tandem_access::{FieldErrors, Purpose, Uuid};

/// How the person answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Yes, in words. The member who records it heard it; another witness may be named.
    Spoken {
        /// A second person who heard it.
        witness: Option<String>,
    },
    /// Yes, with a signature typed by the person.
    Signed {
        /// The name as the person typed it.
        signature: String,
    },
    /// Yes, with a signature drawn by the person under their typed name.
    Drawn {
        /// The name as the person typed it.
        signature: String,
        /// The lines.
        drawing: Drawing,
    },
    /// Yes, signed on paper; a scan of it is kept.
    Paper {
        /// What the scan is.
        scan: Scan,
    },
    /// Yes, by a code that was sent to the person's telephone and told to staff. It shows that the telephone agreed, and is no
    /// signature.
    Texted {
        /// The last digits of the telephone.
        telephone: String,
    },
    /// No. A refusal is kept too: nobody asks again by mistake, and nothing is shared.
    Refused,
}

impl Answer {
    /// The code kept in the database.
    pub fn code(&self) -> &'static str {
        match self {
            Answer::Spoken { .. } => "spoken",
            Answer::Signed { .. } => "signed",
            Answer::Drawn { .. } => "drawn",
            Answer::Paper { .. } => "paper",
            Answer::Texted { .. } => "texted",
            Answer::Refused => "refused",
        }
    }

    /// Is it in writing, with a signature?
    pub fn is_signed(&self) -> bool {
        matches!(self, Answer::Signed { .. } | Answer::Drawn { .. } | Answer::Paper { .. })
    }

    /// Did the person say yes?
    pub fn is_yes(&self) -> bool {
        !matches!(self, Answer::Refused)
    }
}

/// What is to be recorded: one recipient, one purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConsent {
    /// Who consents.
    pub person_id: Uuid,
    /// Who may see.
    pub recipient_org: Uuid,
    /// For what: one of [`PURPOSES`].
    pub purpose: Purpose,
    /// Which classes of data.
    pub classes: BTreeSet<DataClass>,
    /// About topics how sensitive.
    pub labels: BTreeSet<Label>,
    /// From when; `None` or a time gone by means from now. Sharing never starts in the past.
    pub valid_from: Option<Timestamp>,
    /// Until when.
    pub valid_until: Timestamp,
    /// Yes or no, and how.
    pub answer: Answer,
    /// Which wording the person heard or read.
    pub form_version: String,
    /// In which language.
    pub language: String,
    /// Could the person say it back in their own words? `None` = not asked.
    pub teach_back: Option<bool>,
    /// Was the 42 CFR Part 2 notice read or given?
    pub notice_given: bool,
    /// Who says it for the person; `None` when the person does.
    pub guardian: Option<ByGuardian>,
}

/// Purposes that a consent can name. An emergency needs no consent; what was seen in one is told to the person.
pub const PURPOSES: [Purpose; 4] =
    [Purpose::CareCoordination, Purpose::Treatment, Purpose::Payment, Purpose::Operations];

/// The longest a consent can last. Sharing without an end is not a choice anybody remembers making.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 731);

/// How long "undo" is offered after a withdrawal.
pub const UNDO_WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// The wording in use; it changes whenever the consent text of `messages/` does.
pub const FORM_VERSION: &str = "tandem-consent-4";

impl NewConsent {
    /// Checks the consent against the law's and the partnership's rules, all faults at once.
    ///
    /// `owner_org` is the organization that records it, `record` the label of the person's record itself.
    pub fn check(&self, owner_org: Uuid, record: Label, now: Timestamp) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::new();
        if self.recipient_org == owner_org {
            errors.add("recipient_org", "people-error-consent-recipient-self");
        }
        if !PURPOSES.contains(&self.purpose) {
            errors.add("purpose", "people-error-consent-purpose");
        }
        if self.classes.is_empty() {
            errors.add("classes", "people-error-consent-classes");
        }
        if self.labels.is_empty() {
            errors.add("labels", "people-error-consent-labels");
        }
        if !self.labels.iter().all(|label| label.is_shareable()) {
            errors.add("labels", "people-error-consent-violence");
        }
        if self.form_version.trim().is_empty() {
            errors.add("form_version", "people-error-consent-form-version");
        }
        if self.answer.is_yes() {
            self.check_yes(record, now, &mut errors);
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// What only a "yes" has to fulfil; a "no" is accepted in whatever state it comes.
    fn check_yes(&self, record: Label, now: Timestamp, errors: &mut FieldErrors) {
        if !record.is_shareable() {
            errors.add("labels", "people-error-consent-violence-record");
        }
        let from = self.starts(now);
        if self.valid_until <= from {
            errors.add("valid_until", "people-error-consent-until-past");
        } else if self.valid_until.duration_since(from) > LONGEST {
            errors.add("valid_until", "people-error-consent-until-long");
        }
        if let Answer::Signed { signature } | Answer::Drawn { signature, .. } = &self.answer
            && signature.trim().is_empty()
        {
            errors.add("signature", "people-error-consent-signature");
        }
        if !self.answer.is_signed() && self.labels.iter().any(|label| label.needs_signature()) {
            errors.add("how", "people-error-consent-must-be-signed");
        }
        if self.labels.contains(&Label::SubstanceUse) && !self.notice_given {
            errors.add("notice_given", "people-error-consent-notice");
        }
        if self.teach_back == Some(false) {
            errors.add("teach_back", "people-error-consent-teach-back");
        }
    }

    /// When sharing starts: never before it is recorded.
    pub fn starts(&self, now: Timestamp) -> Timestamp {
        self.valid_from.map_or(now, |from| from.max(now))
    }

    /// The label of the consent's own row, for a record with this label: whoever may not see the data may not learn that it was
    /// named, and whoever may not see the record may not learn of it by a consent.
    pub fn row_label(&self, record: Label) -> Label {
        self.labels.iter().copied().max().unwrap_or(Label::General).max(record)
    }
}

/// Something that happened to a consent. Only ever appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// The person said yes.
    Given,
    /// The person said no.
    Refused,
    /// The person, or staff on the person's word, ended it.
    Withdrawn,
    /// The withdrawal was undone within [`UNDO_WINDOW`].
    Restored,
    /// A newer answer to the same organization for the same purpose took its place.
    Replaced,
    /// The record became local-only, so nothing of it is shared any more.
    Closed,
}

impl EventKind {
    const ALL: [EventKind; 6] = [
        EventKind::Given,
        EventKind::Refused,
        EventKind::Withdrawn,
        EventKind::Restored,
        EventKind::Replaced,
        EventKind::Closed,
    ];

    /// Nothing follows it: whatever came before, this is how the consent ended.
    pub fn is_final(self) -> bool {
        matches!(self, EventKind::Refused | EventKind::Replaced | EventKind::Closed)
    }

    /// The code kept in the database.
    pub fn code(self) -> &'static str {
        match self {
            EventKind::Given => "given",
            EventKind::Refused => "refused",
            EventKind::Withdrawn => "withdrawn",
            EventKind::Restored => "restored",
            EventKind::Replaced => "replaced",
            EventKind::Closed => "closed",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<EventKind> {
        EventKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A consent as kept, with the last thing that happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Id.
    pub id: Uuid,
    /// Who consents.
    pub person_id: Uuid,
    /// Which organization recorded it, and whose data it opens.
    pub owner_org: Uuid,
    /// Who may see.
    pub recipient_org: Uuid,
    /// For what.
    pub purpose: Purpose,
    /// Which classes of data.
    pub classes: BTreeSet<DataClass>,
    /// About topics how sensitive.
    pub labels: BTreeSet<Label>,
    /// How it was answered.
    pub answer: Answer,
    /// The guardian who gave it; `None` when the person did.
    pub guardian: Option<Uuid>,
    /// The name of a minor who agreed too, as they typed it.
    pub assent: Option<String>,
    /// Did a minor give it alone?
    pub minor_alone: bool,
    /// The text that was shown; `None` once the key that closed it is gone.
    pub shown: Option<Shown>,
    /// Which wording.
    pub form_version: String,
    /// In which language.
    pub language: String,
    /// Teach-back.
    pub teach_back: Option<bool>,
    /// Was the Part 2 notice given?
    pub notice_given: bool,
    /// Start.
    pub valid_from: Timestamp,
    /// End.
    pub valid_until: Timestamp,
    /// The member who recorded it.
    pub recorded_by: Option<Uuid>,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// How many events came before the last one.
    pub last_seq: i64,
    /// The last event.
    pub last_event: EventKind,
    /// When that was.
    pub last_event_at: Timestamp,
    /// The member who did it; `None` when it was the person, or the system.
    pub last_event_by: Option<Uuid>,
    /// What was noted with it.
    pub last_event_note: Option<String>,
}

/// Where a consent stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Opens data now.
    Live,
    /// Will open data later.
    Later,
    /// Ran out.
    Expired,
    /// The person ended it.
    Withdrawn,
    /// The person said no.
    Refused,
    /// A newer answer took its place.
    Replaced,
    /// The record became local-only.
    Closed,
    /// One of the two organizations left the partnership.
    Left,
    /// Who agreed for the person speaks for them no longer.
    GuardianEnded,
}

/// What is noted with [`EventKind::Closed`] when an organization left.
pub const ORGANIZATION_LEFT: &str = "organization left";

/// What is noted with [`EventKind::Closed`] when a guardian's say ended.
pub const GUARDIAN_ENDED: &str = "guardian ended";

impl Consent {
    /// Where it stands at `now`.
    pub fn state(&self, now: Timestamp) -> State {
        match self.last_event {
            EventKind::Refused => State::Refused,
            EventKind::Withdrawn => State::Withdrawn,
            EventKind::Replaced => State::Replaced,
            EventKind::Closed => match self.last_event_note.as_deref() {
                Some(ORGANIZATION_LEFT) => State::Left,
                Some(GUARDIAN_ENDED) => State::GuardianEnded,
                _ => State::Closed,
            },
            EventKind::Given | EventKind::Restored if now >= self.valid_until => State::Expired,
            EventKind::Given | EventKind::Restored if now < self.valid_from => State::Later,
            EventKind::Given | EventKind::Restored => State::Live,
        }
    }

    /// Can it be withdrawn now?
    pub fn can_withdraw(&self, now: Timestamp) -> bool {
        matches!(self.state(now), State::Live | State::Later)
    }

    /// Can its withdrawal be undone now? Only while the undo is offered, and not past its own end.
    pub fn can_undo(&self, now: Timestamp) -> bool {
        self.last_event == EventKind::Withdrawn
            && now < self.valid_until
            && now.duration_since(self.last_event_at) <= UNDO_WINDOW
    }
}

/// Labels as one text for the database: codes in order of care, parted by spaces.
pub fn labels_to_text(labels: &BTreeSet<Label>) -> String {
    labels.iter().map(|label| label.code()).collect::<Vec<_>>().join(" ")
}

/// Reads what [`labels_to_text`] wrote; `None` if a word is no label.
pub fn labels_from_text(text: &str) -> Option<BTreeSet<Label>> {
    text.split_whitespace().map(Label::from_code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OWNER: Uuid = Uuid::from_u128(1);

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_772_625_600 + seconds).expect("a time")
    }

    fn yes() -> NewConsent {
        NewConsent {
            person_id: Uuid::from_u128(7),
            recipient_org: Uuid::from_u128(2),
            purpose: Purpose::CareCoordination,
            classes: BTreeSet::from(DataClass::FOR_REFERRAL),
            labels: BTreeSet::from([Label::General]),
            valid_from: None,
            valid_until: at(86_400),
            answer: Answer::Spoken { witness: None },
            form_version: FORM_VERSION.into(),
            language: "es".into(),
            teach_back: Some(true),
            notice_given: false,
            guardian: None,
        }
    }

    fn faults(consent: &NewConsent) -> Vec<&'static str> {
        match consent.check(OWNER, Label::General, at(0)) {
            Ok(()) => vec![],
            Err(errors) => errors.iter().map(|(_, m)| m.key).collect(),
        }
    }

    #[test]
    fn part_2_and_school_records_need_a_signature_and_part_2_the_notice() {
        assert_eq!(faults(&yes()), [""; 0]);
        let part2 = NewConsent { labels: BTreeSet::from([Label::SubstanceUse]), ..yes() };
        assert_eq!(faults(&part2), ["people-error-consent-must-be-signed", "people-error-consent-notice"]);
        let signed = NewConsent { answer: Answer::Signed { signature: "Ana".into() }, ..part2 };
        assert_eq!(faults(&signed), ["people-error-consent-notice"]);
        assert_eq!(faults(&NewConsent { notice_given: true, ..signed.clone() }), [""; 0]);
        let blank =
            NewConsent { answer: Answer::Signed { signature: "  ".into() }, notice_given: true, ..signed };
        assert_eq!(faults(&blank), ["people-error-consent-signature"]);
        let school = NewConsent { labels: BTreeSet::from([Label::Education]), ..yes() };
        assert_eq!(faults(&school), ["people-error-consent-must-be-signed"]);
        let hiv = NewConsent { labels: BTreeSet::from([Label::Hiv, Label::BehaviouralHealth]), ..yes() };
        assert_eq!(faults(&hiv), [""; 0], "opted in by name, spoken is enough");
    }

    #[test]
    fn violence_is_never_shared_whatever_is_said() {
        let named = NewConsent {
            labels: BTreeSet::from([Label::General, Label::DomesticViolence]),
            answer: Answer::Signed { signature: "Ana".into() },
            notice_given: true,
            ..yes()
        };
        assert_eq!(faults(&named), ["people-error-consent-violence"]);
        let whole_record = yes().check(OWNER, Label::DomesticViolence, at(0));
        assert!(whole_record.is_err(), "that the person is known there is the secret");
        let no = NewConsent { answer: Answer::Refused, ..yes() };
        assert_eq!(no.check(OWNER, Label::DomesticViolence, at(0)), Ok(()), "a no is always taken");
    }

    #[test]
    fn a_consent_has_an_end_in_reach_and_a_purpose_that_needs_one() {
        let cases = [
            (NewConsent { valid_until: at(0), ..yes() }, "people-error-consent-until-past"),
            (NewConsent { valid_until: at(732 * 86_400), ..yes() }, "people-error-consent-until-long"),
            (NewConsent { purpose: Purpose::Emergency, ..yes() }, "people-error-consent-purpose"),
            (NewConsent { recipient_org: OWNER, ..yes() }, "people-error-consent-recipient-self"),
            (NewConsent { labels: BTreeSet::new(), ..yes() }, "people-error-consent-labels"),
            (NewConsent { classes: BTreeSet::new(), ..yes() }, "people-error-consent-classes"),
            (NewConsent { teach_back: Some(false), ..yes() }, "people-error-consent-teach-back"),
            (NewConsent { form_version: " ".into(), ..yes() }, "people-error-consent-form-version"),
        ];
        for (consent, key) in cases {
            assert_eq!(faults(&consent), [key]);
        }
    }

    fn kept(last_event: EventKind, last_event_at: Timestamp) -> Consent {
        let new = yes();
        Consent {
            id: Uuid::from_u128(9),
            person_id: new.person_id,
            owner_org: OWNER,
            recipient_org: new.recipient_org,
            purpose: new.purpose,
            classes: new.classes,
            labels: new.labels,
            guardian: None,
            assent: None,
            minor_alone: false,
            shown: None,
            answer: new.answer,
            form_version: new.form_version,
            language: new.language,
            teach_back: new.teach_back,
            notice_given: new.notice_given,
            valid_from: at(0),
            valid_until: at(86_400),
            recorded_by: None,
            recorded_at: at(0),
            last_seq: 0,
            last_event_note: None,
            last_event,
            last_event_at,
            last_event_by: None,
        }
    }

    #[test]
    fn undo_is_offered_for_ten_minutes_and_never_past_the_end() {
        let withdrawn = kept(EventKind::Withdrawn, at(100));
        assert!(withdrawn.can_undo(at(100 + 600)));
        assert!(!withdrawn.can_undo(at(100 + 601)));
        let late = kept(EventKind::Withdrawn, at(86_300));
        assert!(late.can_undo(at(86_399)) && !late.can_undo(at(86_400)));
        for other in [EventKind::Given, EventKind::Refused, EventKind::Replaced, EventKind::Closed] {
            assert!(!kept(other, at(100)).can_undo(at(100)), "{other:?}");
        }
    }

    proptest! {
        #[test]
        fn only_a_given_consent_inside_its_time_is_live(event in 0..EventKind::ALL.len(), now in -100_000_i64..200_000) {
            let consent = kept(EventKind::ALL[event], at(0));
            let live = matches!(consent.last_event, EventKind::Given | EventKind::Restored) && (0..86_400).contains(&now);
            prop_assert_eq!(consent.state(at(now)) == State::Live, live);
            prop_assert!(!live || consent.can_withdraw(at(now)));
        }

        #[test]
        fn sharing_never_starts_in_the_past(from in proptest::option::of(-100_000_i64..100_000), now in 0_i64..1000) {
            let consent = NewConsent { valid_from: from.map(at), ..yes() };
            prop_assert!(consent.starts(at(now)) >= at(now));
        }

        #[test]
        fn labels_read_back(picked in proptest::collection::btree_set(0..Label::ALL.len(), 0..6)) {
            let labels: BTreeSet<Label> = picked.into_iter().map(|i| Label::ALL[i]).collect();
            prop_assert_eq!(labels_from_text(&labels_to_text(&labels)), Some(labels));
        }
    }
}
