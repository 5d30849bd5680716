//! The balance of power: what each sector held and did in a quarter, beside what the charter meant it to have.

use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};
use tandem_meetings::model::floor::Share;
use tandem_partners::model::Sector;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Seats held at the end of the quarter.
    Seats,
    /// Points put on the agenda of meetings.
    Agenda,
    /// Proposals made.
    Proposals,
    /// Questions and reactions.
    Remarks,
    /// Stances taken.
    Stances,
    /// Objections that were integrated.
    Integrated,
    /// Decisions, by who proposed them.
    Decisions,
    /// Decisions adopted as first proposed.
    AsProposed,
    /// Minutes of speaking in meetings that everybody may read about.
    Floor,
    /// Dollars, by who decided.
    DollarsDecided,
    /// Dollars, by who received them.
    DollarsReceived,
}

impl Measure {
    /// Every measure, in the order of the report.
    pub const ALL: [Measure; 11] = [
        Measure::Seats,
        Measure::Agenda,
        Measure::Floor,
        Measure::Proposals,
        Measure::Remarks,
        Measure::Stances,
        Measure::Integrated,
        Measure::Decisions,
        Measure::AsProposed,
        Measure::DollarsDecided,
        Measure::DollarsReceived,
    ];

    /// The word in message keys and files.
    pub fn word(self) -> &'static str {
        match self {
            Measure::Seats => "seats",
            Measure::Agenda => "agenda",
            Measure::Proposals => "proposals",
            Measure::Remarks => "remarks",
            Measure::Stances => "stances",
            Measure::Integrated => "integrated",
            Measure::Decisions => "decisions",
            Measure::AsProposed => "as-proposed",
            Measure::Floor => "floor",
            Measure::DollarsDecided => "dollars-decided",
            Measure::DollarsReceived => "dollars-received",
        }
    }

    /// Whether cents are counted.
    pub fn is_money(self) -> bool {
        matches!(self, Measure::DollarsDecided | Measure::DollarsReceived)
    }

    /// What was said or done: together they are a sector's voice.
    pub const VOICE: [Measure; 4] = [Measure::Agenda, Measure::Proposals, Measure::Remarks, Measure::Stances];
}

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// The year.
    pub year: i16,
    /// 1 to 4.
    pub number: i8,
}

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: Date) -> Quarter {
        Quarter { year: day.year(), number: (day.month() - 1) / 3 + 1 }
    }

    /// Reads `2026-Q3`.
    pub fn parse(text: &str) -> Option<Quarter> {
        let (year, number) = text.split_once("-Q")?;
        let (year, number) = (year.parse::<i16>().ok()?, number.parse::<i8>().ok()?);
        ((1..=4).contains(&number) && (2000..=9000).contains(&year)).then_some(Quarter { year, number })
    }

    /// So many quarters before.
    #[must_use]
    pub fn back(self, n: i16) -> Quarter {
        let all = self.year * 4 + i16::from(self.number) - 1 - n;
        Quarter { year: all.div_euclid(4), number: i8::try_from(all.rem_euclid(4)).unwrap_or_default() + 1 }
    }

    /// Its first day.
    pub fn start(self) -> Date {
        date(self.year, self.number * 3 - 2, 1)
    }

    /// Its last day.
    pub fn end(self) -> Date {
        self.back(-1).start().yesterday().unwrap_or(Date::MAX)
    }
}

impl std::fmt::Display for Quarter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-Q{}", self.year, self.number)
    }
}

/// Counts by sector's code; where sectors are told together only, by their codes with [`WITH`] between them.
pub type Counts = BTreeMap<String, u64>;

/// Between the codes of sectors that are told together.
pub const WITH: char = '+';

/// Minutes of speaking of a quarter, from what the minutes of each meeting say in public. There a sector with few people is told
/// together with others; sectors that were told together once are told together here, so that every figure is a sum of published
/// ones and nobody's minutes can be had by subtracting them.
pub fn floor(meetings: &[Vec<Share>]) -> Counts {
    let mut groups: Vec<(BTreeSet<Sector>, i64)> = vec![];
    for share in meetings.iter().flatten() {
        let (mut sectors, mut seconds) =
            (share.sectors.iter().copied().collect::<BTreeSet<_>>(), share.seconds);
        groups.retain(|(known, so_far)| {
            let apart = known.is_disjoint(&sectors);
            if !apart {
                sectors.extend(known);
                seconds += so_far;
            }
            apart
        });
        groups.push((sectors, seconds));
    }
    let minutes = |seconds: i64| u64::try_from((seconds + 30) / 60).unwrap_or_default();
    groups.into_iter().map(|(sectors, seconds)| (together(&sectors), minutes(seconds))).collect()
}

/// The codes of sectors that are told together, as one key of [`Counts`].
pub(super) fn together<'s>(sectors: impl IntoIterator<Item = &'s Sector>) -> String {
    let mut codes: Vec<&str> = sectors.into_iter().map(|s| s.code()).collect();
    codes.sort_unstable();
    codes.join(&WITH.to_string())
}

/// Targets of sectors that `counts` tells together, put together as well.
pub(super) fn regrouped(targets: &Counts, counts: &Counts) -> Counts {
    let mut out = Counts::new();
    for (sector, seats) in targets {
        let group = counts.keys().find(|key| key.split(WITH).any(|code| code == sector)).unwrap_or(sector);
        *out.entry(group.clone()).or_default() += seats;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(all: &[(&str, u64)]) -> Counts {
        all.iter().map(|(s, n)| ((*s).to_owned(), *n)).collect()
    }

    #[test]
    fn quarters_count_over_the_year() {
        let q = Quarter::of(date(2026, 2, 28));
        assert_eq!(
            (q.to_string().as_str(), q.start(), q.end()),
            ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31))
        );
        assert_eq!(q.back(1).to_string(), "2025-Q4");
        assert_eq!(q.back(5).to_string(), "2024-Q4");
        assert_eq!(Quarter::parse("2025-Q4").map(Quarter::end), Some(date(2025, 12, 31)));
        for wrong in ["2025-Q5", "2025-Q0", "Q1", "2025", "x-Q1", "0-Q1"] {
            assert_eq!(Quarter::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn sectors_that_were_told_together_once_stay_together() {
        let share = |sectors: &[Sector], seconds| Share { sectors: sectors.to_vec(), seconds };
        let (health, housing, faith, school) =
            (Sector::Healthcare, Sector::Housing, Sector::Faith, Sector::Education);
        let meetings = [
            vec![share(&[health], 600), share(&[housing, faith], 300)],
            vec![share(&[health], 60), share(&[faith, school], 120), share(&[housing], 240)],
        ];
        let found = floor(&meetings);
        assert_eq!(found, counts(&[("healthcare", 11), ("education+faith+housing", 11)]));
        let targets = counts(&[("healthcare", 2), ("faith", 1), ("housing", 1), ("community", 1)]);
        assert_eq!(
            regrouped(&targets, &found),
            counts(&[("healthcare", 2), ("education+faith+housing", 2), ("community", 1)]),
            "what the charter meant for them together"
        );
    }
}
