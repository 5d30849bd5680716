//! An agreement between organizations: what it must say, where it stands, who has signed.

use super::data_class::DataClass;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeSet;
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::Lang;
use tandem_web::ui::Drawing;

tandem_access::coded! {
    /// What kind of agreement it is.
    Kind {
        /// Who does what together (memorandum of understanding).
        Memorandum = "memorandum",
        /// Which facts about people may be shared between the parties (data use agreement).
        DataUse = "data_use",
        /// For which results the parties answer together.
        SharedOutcome = "shared_outcome",
    }
}

impl Kind {
    /// Whether it says what the parties do together. A data use agreement does not: it says what may be shared, and every
    /// partner of a partnership may have signed the same one.
    pub fn is_about_work(self) -> bool {
        self != Kind::DataUse
    }
}

tandem_access::coded! {
    /// What the parties have done with it so far, as kept. Where it stands at a moment is [`State`].
    Stage {
        /// Being written.
        Draft = "draft",
        /// Its text stands; the parties sign.
        Out = "out",
        /// Every party has signed.
        InForce = "in_force",
        /// Given up before it came into force.
        Stopped = "stopped",
    }
}

tandem_access::coded! {
    /// Where an agreement stands at a moment.
    State {
        /// Being written.
        Draft = "draft",
        /// Waits for signatures.
        Out = "out",
        /// Signed by all; its first day is still to come.
        Signed = "signed",
        /// It holds.
        InForce = "in_force",
        /// Its last day is over.
        Expired = "expired",
        /// A party took its word back, and fewer than two are left.
        Ended = "ended",
        /// Given up before it came into force.
        Stopped = "stopped",
    }
}

/// What somebody writes.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub title: String,
    /// What it is for, in a sentence that everybody may read.
    pub purpose: String,
    /// Which classes of facts about people it covers. Only a data use agreement covers any.
    pub classes: BTreeSet<DataClass>,
    /// The language of its text: `en` or `es`.
    pub language: String,
    /// What the parties promise, in paragraphs.
    pub body: String,
    /// Its first day.
    pub starts_on: Date,
    /// Its last day.
    pub expires_on: Date,
    /// The organizations that sign it.
    pub parties: BTreeSet<Uuid>,
    /// The agreement that it follows.
    pub renews: Option<Uuid>,
}

/// The longest term. An agreement that nobody looks at again is none.
pub const MOST_YEARS: i32 = 5;
/// The most organizations of one agreement.
pub const MOST_PARTIES: usize = 60;
const LONGEST_TITLE: usize = 160;
const LONGEST_PURPOSE: usize = 600;
const LONGEST_BODY: usize = 40_000;

impl Draft {
    /// The same with its spaces in order, line ends as one sign, and no classes where the kind has none.
    #[must_use]
    pub fn tidy(mut self) -> Draft {
        self.title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        self.purpose = self.purpose.split_whitespace().collect::<Vec<_>>().join(" ");
        self.body = self.body.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
        if self.kind != Kind::DataUse {
            self.classes.clear();
        }
        self
    }

    /// Every fault of it at once.
    pub fn faults(&self) -> FieldErrors {
        let mut errors = FieldErrors::new();
        let within = |text: &str, most: usize| (1..=most).contains(&text.chars().count());
        if !within(&self.title, LONGEST_TITLE) {
            errors.add("title", "agreements-error-title");
        }
        if !within(&self.purpose, LONGEST_PURPOSE) {
            errors.add("purpose", "agreements-error-purpose");
        }
        if !within(&self.body, LONGEST_BODY) {
            errors.add("body", "agreements-error-body");
        }
        if !(2..=MOST_PARTIES).contains(&self.parties.len()) {
            errors.add("parties", "agreements-error-parties");
        }
        if self.kind == Kind::DataUse && self.classes.is_empty() {
            errors.add("classes", "agreements-error-classes");
        }
        if !matches!(self.language.as_str(), "en" | "es") {
            errors.add("language", "agreements-error-language");
        }
        if self.expires_on < self.starts_on {
            errors.add("expires_on", "agreements-error-expires-before");
        } else if self.starts_on.checked_add(MOST_YEARS.years()).is_ok_and(|most| self.expires_on > most) {
            errors.add("expires_on", "agreements-error-expires-late");
        }
        errors
    }
}

/// What everybody may read of an agreement, in Spanish.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spanish {
    /// Its name.
    pub title: Option<String>,
    /// What it is for.
    pub purpose: Option<String>,
}

impl Spanish {
    /// The same with its spaces in order; what is empty is nothing.
    #[must_use]
    pub fn tidy(&self) -> Spanish {
        let tidy = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            (!text.is_empty()).then_some(text)
        };
        Spanish { title: tidy(&self.title), purpose: tidy(&self.purpose) }
    }

    /// Every fault at once.
    pub fn faults(&self) -> FieldErrors {
        let mut errors = FieldErrors::new();
        let long = |text: &Option<String>, most| text.as_ref().is_some_and(|t| t.chars().count() > most);
        if long(&self.title, LONGEST_TITLE) {
            errors.add("title_es", "agreements-error-title");
        }
        if long(&self.purpose, LONGEST_PURPOSE) {
            errors.add("purpose_es", "agreements-error-purpose");
        }
        errors
    }
}

/// An agreement as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// Id.
    pub id: Uuid,
    /// What it says; its parties are those of [`Agreement::parties`].
    pub draft: Draft,
    /// Its name and what it is for in Spanish, where its text is in English: beside what is signed, and no part of it.
    pub spanish: Spanish,
    /// What was done with it.
    pub stage: Stage,
    /// The version of its text.
    pub version: i64,
    /// When it began to hold.
    pub valid_from: Option<Timestamp>,
    /// When its last day is over.
    pub valid_until: Option<Timestamp>,
    /// When it ends or ended early.
    pub ended_at: Option<Timestamp>,
    /// Why.
    pub end_reason: Option<String>,
    /// Who takes part, by name.
    pub parties: Vec<Party>,
    /// Who signed the text as it stands, also on paper that waits to be confirmed.
    pub signatures: Vec<Signature>,
    /// When it was begun.
    pub created_at: Timestamp,
}

/// An organization that takes part.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// The organization.
    pub org: Uuid,
    /// Its name.
    pub name: String,
    /// From when its word no longer holds.
    pub withdraws_at: Option<Timestamp>,
    /// Why it takes its word back.
    pub reason: Option<String>,
}

/// How somebody signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// By typing their name.
    Typed,
    /// By drawing under their typed name.
    Drawn(Drawing),
    /// On paper that who keeps agreements has seen, and a second pair of hands.
    Paper,
}

impl How {
    /// The code kept in the database.
    pub fn code(&self) -> &'static str {
        match self {
            How::Typed => "typed",
            How::Drawn(_) => "drawn",
            How::Paper => "paper",
        }
    }
}

/// A signature for an organization, under one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// The organization.
    pub org: Uuid,
    /// The version of the text.
    pub version: i64,
    /// The hash of the text.
    pub sha256: String,
    /// How.
    pub how: How,
    /// The name of who signed.
    pub name: String,
    /// The day of the signature.
    pub signed_on: Date,
    /// The member who signed, or who noted the paper.
    pub member: Option<Uuid>,
    /// For which organization they acted who noted the paper.
    pub noted_for: Option<Uuid>,
    /// When the paper was confirmed.
    pub confirmed_at: Option<Timestamp>,
}

impl Signature {
    /// Whether it counts: one on paper does once it is confirmed.
    pub fn counts(&self) -> bool {
        self.how != How::Paper || self.confirmed_at.is_some()
    }
}

impl Agreement {
    /// Its name for a reader, with the language that it is in where that is another than theirs.
    pub fn named(&self, lang: Lang) -> (&str, Option<&str>) {
        self.said(lang, &self.draft.title, self.spanish.title.as_deref())
    }

    /// What it is for, likewise.
    pub fn purpose(&self, lang: Lang) -> (&str, Option<&str>) {
        self.said(lang, &self.draft.purpose, self.spanish.purpose.as_deref())
    }

    fn said<'a>(
        &'a self,
        lang: Lang,
        words: &'a str,
        spanish: Option<&'a str>,
    ) -> (&'a str, Option<&'a str>) {
        let own = self.draft.language.as_str();
        match spanish.filter(|_| lang == Lang::Es && own != "es") {
            Some(spanish) => (spanish, None),
            None => (words, (own != lang.code()).then_some(own)),
        }
    }

    /// Where it stands at `now`.
    pub fn state(&self, now: Timestamp) -> State {
        match self.stage {
            Stage::Draft => State::Draft,
            Stage::Out => State::Out,
            Stage::Stopped => State::Stopped,
            Stage::InForce if self.ended_at.is_some_and(|end| end <= now) => State::Ended,
            Stage::InForce if self.valid_until.is_some_and(|end| end <= now) => State::Expired,
            Stage::InForce if self.valid_from.is_some_and(|from| from > now) => State::Signed,
            Stage::InForce => State::InForce,
        }
    }

    /// Whether an organization takes part and has not taken its word back by `now`.
    pub fn binds(&self, org: Uuid, now: Timestamp) -> bool {
        self.parties.iter().any(|p| p.org == org && p.withdraws_at.is_none_or(|end| end > now))
    }

    /// The parties that it binds at a moment; none unless it is in force.
    pub fn bound(&self, now: Timestamp) -> BTreeSet<Uuid> {
        let holds = self.state(now) == State::InForce;
        self.parties.iter().map(|p| p.org).filter(|org| holds && self.binds(*org, now)).collect()
    }

    /// Whether an organization is one of the parties.
    pub fn has_party(&self, org: Uuid) -> bool {
        self.parties.iter().any(|p| p.org == org)
    }

    /// Whether an organization has signed the text as it stands.
    pub fn signed(&self, org: Uuid) -> Option<&Signature> {
        self.signatures.iter().find(|s| s.org == org && s.counts())
    }

    /// What was noted from paper for an organization, while nobody has confirmed it.
    pub fn waiting_paper(&self, org: Uuid) -> Option<&Signature> {
        self.signatures.iter().find(|s| s.org == org && !s.counts())
    }

    /// The parties that have not signed the text as it stands.
    pub fn unsigned(&self) -> impl Iterator<Item = &Party> {
        self.parties.iter().filter(|p| self.signed(p.org).is_none())
    }

    /// When it stops by itself or by a withdrawal, whichever is first.
    pub fn stops_at(&self) -> Option<Timestamp> {
        match (self.valid_until, self.ended_at) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// When so many parties have gone that fewer than two are left; `None` while two stay.
    pub fn empties_at(parties: &[Party]) -> Option<Timestamp> {
        let mut ends: Vec<Timestamp> = parties.iter().filter_map(|p| p.withdraws_at).collect();
        ends.sort_unstable();
        // With n parties the one after the (n - 2)th to leave breaks it.
        ends.get(parties.len().saturating_sub(2)).filter(|_| parties.len() - ends.len() < 2).copied()
    }
}

/// The first moment of a day.
///
/// # Errors
/// [`Error::Internal`] for a day outside of what a clock can tell.
pub fn day_begins(day: Date, zone: &TimeZone) -> Result<Timestamp, Error> {
    let at = day.to_zoned(zone.clone()).map_err(|e| Error::Internal(e.to_string()))?;
    Ok(at.timestamp())
}

/// The first moment after a day.
///
/// # Errors
/// As [`day_begins`].
pub fn day_ends(day: Date, zone: &TimeZone) -> Result<Timestamp, Error> {
    let next = day.tomorrow().map_err(|e| Error::Internal(e.to_string()))?;
    day_begins(next, zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn draft() -> Draft {
        Draft {
            kind: Kind::DataUse,
            title: " Sharing  for care ".into(),
            purpose: "So that people tell their story once.".into(),
            classes: BTreeSet::from([DataClass::Contact]),
            language: "en".into(),
            body: "We keep it safe.\r\nWe tell people.".into(),
            starts_on: date(2026, 1, 1),
            expires_on: date(2027, 12, 31),
            parties: BTreeSet::from([Uuid::from_u128(1), Uuid::from_u128(2)]),
            renews: None,
        }
    }

    #[test]
    fn a_draft_says_all_that_it_lacks() {
        let fine = draft().tidy();
        assert!(fine.faults().is_empty());
        assert_eq!(
            (fine.title.as_str(), fine.body.as_str()),
            ("Sharing for care", "We keep it safe.\nWe tell people.")
        );
        let bad = Draft {
            title: String::new(),
            purpose: " ".into(),
            classes: BTreeSet::new(),
            language: "fr".into(),
            body: String::new(),
            expires_on: date(2025, 12, 31),
            parties: BTreeSet::from([Uuid::from_u128(1)]),
            ..draft()
        };
        let faults = bad.tidy().faults();
        for field in ["title", "purpose", "classes", "language", "body", "expires_on", "parties"] {
            assert!(faults.of(field).is_some(), "{field}");
        }
        let memorandum = Draft { kind: Kind::Memorandum, ..draft() }.tidy();
        assert!(
            memorandum.classes.is_empty() && memorandum.faults().is_empty(),
            "a memorandum opens no facts"
        );
        let long = Draft { expires_on: date(2031, 1, 2), ..draft() };
        assert!(long.faults().of("expires_on").is_some());
        assert!(
            Draft { expires_on: date(2031, 1, 1), ..draft() }.faults().is_empty(),
            "five years to the day"
        );
    }

    fn parties(ends: &[Option<i64>]) -> Vec<Party> {
        let at = |s: &i64| Timestamp::from_second(*s).expect("a second");
        ends.iter()
            .enumerate()
            .map(|(n, end)| Party {
                org: Uuid::from_u128(n as u128),
                name: String::new(),
                withdraws_at: end.as_ref().map(at),
                reason: None,
            })
            .collect()
    }

    #[test]
    fn it_ends_when_one_is_left() {
        let at = |s| Timestamp::from_second(s).ok();
        assert_eq!(Agreement::empties_at(&parties(&[None, None])), None);
        assert_eq!(Agreement::empties_at(&parties(&[None, Some(5)])), at(5));
        assert_eq!(Agreement::empties_at(&parties(&[None, None, Some(5)])), None);
        assert_eq!(Agreement::empties_at(&parties(&[Some(9), None, Some(5)])), at(9));
        assert_eq!(Agreement::empties_at(&parties(&[Some(9), Some(7), Some(5)])), at(7));
    }

    proptest! {
        /// The moment found is the first at which fewer than two are bound, counted one by one.
        #[test]
        fn the_end_is_where_counting_says(ends in proptest::collection::vec(proptest::option::of(0_i64..20), 2..7)) {
            let parties = parties(&ends);
            let left = |t: i64| ends.iter().filter(|end| end.is_none_or(|end| end > t)).count();
            let first = (0..=20).find(|t| left(*t) < 2).and_then(|s| Timestamp::from_second(s).ok());
            prop_assert_eq!(Agreement::empties_at(&parties), first);
        }
    }

    #[test]
    fn a_day_begins_and_ends_by_the_clock_of_the_place() {
        let zone = TimeZone::get("America/New_York").expect("a zone");
        let (from, until) = (date(2026, 3, 8), date(2026, 3, 8));
        let length =
            day_ends(until, &zone).expect("an end").duration_since(day_begins(from, &zone).expect("a start"));
        assert_eq!(length.as_hours(), 23, "the day on which clocks go forward");
    }
}
