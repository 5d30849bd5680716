//! What a minor decides alone. Ages are data (`data/minors.csv`, with their source); the partnership may set others.
//! None of this is legal advice: the table says so, and so does the page.

use super::guardian::{Basis, Guardian};
use super::label::Label;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::FieldErrors;

/// State, topic, age and source of each rule that the product comes with; `*` is every state that has no line of its own.
pub const TABLE: &str = include_str!("../../data/minors.csv");

/// The ages of one state, as the partnership set them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ages {
    /// From this age the person is an adult.
    pub majority: i16,
    /// From which age a minor decides alone about a topic; topics that are missing need a guardian until majority.
    pub alone: BTreeMap<Label, i16>,
}

impl Ages {
    /// The ages of `state` (two letters) from the table, with what the partnership set in the place of it.
    pub fn of(state: Option<&str>, set: &[(Label, i16)]) -> Ages {
        let line = |wanted: &str, label: &str| {
            TABLE.lines().skip(1).find_map(|line| {
                let mut cells = line.splitn(4, ',');
                let same = cells.next() == Some(wanted) && cells.next() == Some(label);
                same.then(|| cells.next().and_then(|age| age.parse::<i16>().ok()))?
            })
        };
        let age = |label: Label| {
            let own = state.and_then(|state| line(&state.to_ascii_uppercase(), label.code()));
            own.or_else(|| line("*", label.code()))
        };
        let majority = age(Label::General).unwrap_or(18);
        let mut alone: BTreeMap<Label, i16> = Label::SHAREABLE
            .into_iter()
            .filter(|label| *label != Label::General)
            .filter_map(|label| Some((label, age(label)?)))
            .collect();
        alone.extend(set.iter().copied());
        Ages { majority, alone }
    }

    /// From which age somebody decides about a topic alone.
    pub fn decides(&self, label: Label) -> i16 {
        self.alone.get(&label).copied().unwrap_or(self.majority).min(self.majority)
    }
}

/// Who a person is before the law, as far as a consent asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Of age, emancipated, or of an age that nobody knows.
    Adult,
    /// A minor.
    Minor {
        /// Full years.
        age: i16,
        /// The day of coming of age.
        of_age: Date,
    },
}

/// The full years of somebody who was born on `born`. Who is born on 29 February has their birthday on 1 March elsewhere.
pub fn age(born: Date, today: Date) -> i16 {
    let had = (today.month(), today.day()) >= (born.month(), born.day());
    today.year() - born.year() - i16::from(!had)
}

/// The day on which somebody has lived `years`.
pub fn birthday(born: Date, years: i16) -> Date {
    let year = born.year() + years;
    Date::new(year, born.month(), born.day()).unwrap_or_else(|_| jiff::civil::date(year, 3, 1))
}

/// Where a person stands.
pub fn standing(born: Option<Date>, emancipated: bool, ages: &Ages, today: Date) -> Standing {
    match born {
        Some(born) if !emancipated && age(born, today) < ages.majority => {
            Standing::Minor { age: age(born, today), of_age: birthday(born, ages.majority) }
        }
        _ => Standing::Adult,
    }
}

/// The topics that somebody decides about alone.
pub fn alone(standing: &Standing, ages: &Ages) -> BTreeSet<Label> {
    let may = |label: &Label| match standing {
        Standing::Adult => true,
        Standing::Minor { age, .. } => *age >= ages.decides(*label),
    };
    Label::SHAREABLE.into_iter().filter(may).collect()
}

/// Whether a yes about `labels` may be given by the person alone (`guardian` is `None`) or by a guardian.
///
/// # Errors
/// Which topic needs somebody else, in the field where it was chosen.
pub fn may_consent(
    standing: &Standing,
    ages: &Ages,
    labels: &BTreeSet<Label>,
    guardian: Option<(&Guardian, Option<&str>)>,
    now: Timestamp,
) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::new();
    let alone = alone(standing, ages);
    match guardian {
        None if *standing != Standing::Adult && !labels.is_subset(&alone) => {
            errors.add("labels", "people-error-minor-guardian");
        }
        None => {}
        Some((guardian, assent)) => {
            if !guardian.is_live(now) {
                errors.add("by", "people-error-guardian-ended");
            }
            if !labels.is_subset(&guardian.scope) {
                errors.add("labels", "people-error-guardian-scope");
            }
            if let Standing::Minor { .. } = standing {
                // What a minor decides alone nobody else decides, and nobody else learns that it was asked.
                if labels.iter().any(|label| *label != Label::General && alone.contains(label)) {
                    errors.add("labels", "people-error-minor-alone");
                }
                let both = labels.contains(&Label::SubstanceUse) && !alone.contains(&Label::SubstanceUse);
                if both && assent.is_none_or(|name| name.trim().is_empty()) {
                    errors.add("assent", "people-error-minor-assent");
                }
            } else if guardian.basis == Basis::Parent {
                errors.add("by", "people-error-guardian-adult");
            }
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::guardian::Ending;
    use jiff::civil::date;
    use tandem_access::Uuid;

    fn ages() -> Ages {
        Ages::of(None, &[])
    }

    #[test]
    fn every_line_of_the_table_reads_and_says_where_it_comes_from() {
        let mut lines = TABLE.lines();
        assert_eq!(lines.next(), Some("state,topic,age,source"));
        for line in lines {
            let cells: Vec<&str> = line.splitn(4, ',').collect();
            let [state, label, age, source] = cells[..] else { panic!("{line}") };
            assert!(
                state == "*" || (state.len() == 2 && state.bytes().all(|b| b.is_ascii_uppercase())),
                "{line}"
            );
            assert!(Label::from_code(label).is_some_and(Label::is_shareable), "{line}");
            assert!((10..=21).contains(&age.parse::<i16>().expect("an age")), "{line}");
            assert!(source.len() > 20, "{line}");
        }
        assert_eq!((ages().majority, ages().decides(Label::Education)), (18, 18));
        assert_eq!(Ages::of(Some("al"), &[]).majority, 19);
        assert_eq!(Ages::of(Some("zz"), &[]), ages(), "an unknown state has the rule of most");
        assert_eq!(Ages::of(None, &[(Label::Hiv, 12)]).decides(Label::Hiv), 12, "the partnership's own");
        assert_eq!(Ages::of(None, &[(Label::Hiv, 21)]).decides(Label::Hiv), 18, "never later than majority");
    }

    #[test]
    fn birthdays_count_on_their_day() {
        let born = date(2010, 3, 4);
        assert_eq!((age(born, date(2028, 3, 3)), age(born, date(2028, 3, 4))), (17, 18));
        let leap = date(2008, 2, 29);
        assert_eq!((age(leap, date(2026, 2, 28)), age(leap, date(2026, 3, 1))), (17, 18));
        assert_eq!(birthday(leap, 18), date(2026, 3, 1));
        assert_eq!(standing(Some(born), false, &ages(), date(2028, 3, 4)), Standing::Adult);
        assert_eq!(standing(Some(born), true, &ages(), date(2026, 3, 4)), Standing::Adult, "emancipated");
        assert_eq!(standing(None, false, &ages(), date(2026, 3, 4)), Standing::Adult, "nobody knows");
    }

    #[test]
    fn each_topic_is_decided_by_whom_the_table_says() {
        let now = Timestamp::from_second(1_772_625_600).expect("a time");
        let guardian = |basis, scope: &[Label]| Guardian {
            id: Uuid::from_u128(1),
            person_id: Uuid::from_u128(2),
            owner_org: Uuid::from_u128(3),
            basis,
            scope: scope.iter().copied().collect(),
            valid_from: now,
            valid_until: None,
            ended: None,
            of_minor: true,
            name: "Noor".into(),
            seen: "birth certificate".into(),
        };
        let parent = guardian(Basis::Parent, &Label::SHAREABLE);
        let minor = |age| Standing::Minor { age, of_age: date(2030, 1, 1) };
        let says = |standing: &Standing, labels: &[Label], by: Option<(&Guardian, Option<&str>)>| {
            let labels: BTreeSet<Label> = labels.iter().copied().collect();
            match may_consent(standing, &ages(), &labels, by, now) {
                Ok(()) => vec![],
                Err(errors) => errors.iter().map(|(_, m)| m.key).collect(),
            }
        };
        use Label::{General, Hiv, SubstanceUse};
        assert_eq!(says(&minor(15), &[General], None), ["people-error-minor-guardian"]);
        assert_eq!(says(&minor(15), &[General], Some((&parent, None))), [""; 0]);
        assert_eq!(says(&minor(15), &[Hiv], None), [""; 0], "alone");
        assert_eq!(says(&minor(15), &[Hiv], Some((&parent, None))), ["people-error-minor-alone"]);
        assert_eq!(says(&minor(15), &[General, Hiv], None), ["people-error-minor-guardian"], "two consents");
        assert_eq!(says(&minor(12), &[Hiv], None), ["people-error-minor-guardian"]);
        assert_eq!(says(&minor(12), &[SubstanceUse], Some((&parent, None))), ["people-error-minor-assent"]);
        assert_eq!(says(&minor(12), &[SubstanceUse], Some((&parent, Some("Ana")))), [""; 0], "both sign");
        let some = guardian(Basis::LegalGuardian, &[General]);
        assert_eq!(says(&minor(12), &[General, Hiv], Some((&some, None))), ["people-error-guardian-scope"]);
        let over = Guardian { ended: Some((now, Ending::Noted)), ..parent.clone() };
        assert_eq!(says(&minor(12), &[General], Some((&over, None))), ["people-error-guardian-ended"]);
        assert_eq!(says(&Standing::Adult, &Label::SHAREABLE, None), [""; 0]);
        assert_eq!(
            says(&Standing::Adult, &[General], Some((&parent, None))),
            ["people-error-guardian-adult"]
        );
        assert_eq!(
            says(&Standing::Adult, &[General], Some((&some, None))),
            [""; 0],
            "a guardian of an adult"
        );
    }
}
