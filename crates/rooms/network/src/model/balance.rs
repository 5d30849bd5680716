//! The balance of power: what each sector held and did in a quarter, beside what the charter meant it to have.

use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};
use tandem_deliberation::concentration::{Concentration, concentration};
use tandem_deliberation::exact::Ratio;
use tandem_meetings::model::floor::Share;
use tandem_partners::model::Sector;

/// Fewer acts than this in a quarter, and no share is told: one more or less would turn it over.
pub const FEWEST: u64 = 10;
/// Fewer acts than this would be expected of a sector by its target: its index would be chance.
const FEWEST_EXPECTED: u64 = 5;

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
}

impl Measure {
    /// Every measure, in the order of the report.
    pub const ALL: [Measure; 9] = [
        Measure::Seats,
        Measure::Agenda,
        Measure::Floor,
        Measure::Proposals,
        Measure::Remarks,
        Measure::Stances,
        Measure::Integrated,
        Measure::Decisions,
        Measure::AsProposed,
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
        }
    }

    /// Told beside targets, as this measure may be: who sits in a body is public, seat by seat, and no matter of chance.
    pub fn told(self, counts: &Counts, targets: &Counts) -> Told {
        match self {
            Measure::Seats => Told::with(counts, targets, 1, 0),
            Measure::Floor => Told::new(counts, &regrouped(targets, counts)),
            _ => Told::new(counts, targets),
        }
    }

    /// Whether it is something that was said or done: together they are a sector's voice.
    pub fn is_voice(self) -> bool {
        matches!(self, Measure::Agenda | Measure::Proposals | Measure::Remarks | Measure::Stances)
    }
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
    groups
        .into_iter()
        .map(|(sectors, seconds)| {
            let mut codes: Vec<&str> = sectors.iter().map(|s| s.code()).collect();
            codes.sort_unstable();
            (codes.join(&WITH.to_string()), u64::try_from((seconds + 30) / 60).unwrap_or_default())
        })
        .collect()
}

/// Targets of sectors that `counts` tells together, put together as well.
fn regrouped(targets: &Counts, counts: &Counts) -> Counts {
    let mut out = Counts::new();
    for (sector, seats) in targets {
        let group = counts.keys().find(|key| key.split(WITH).any(|code| code == sector)).unwrap_or(sector);
        *out.entry(group.clone()).or_default() += seats;
    }
    out
}

/// One sector's part of one measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The sector's code.
    pub sector: String,
    /// How many; nothing where all are too few: beside their sum, a count is a share.
    pub count: Option<u64>,
    /// Of all; nothing where all are too few.
    pub share: Option<Ratio>,
    /// What the charter meant: its share of the council's seats.
    pub target: Option<Ratio>,
    /// Share over target: 1 is as meant. Nothing where fewer than five would be expected.
    pub index: Option<Ratio>,
}

/// A measure told by sector.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Every sector of the charter, and who else has a count, in order.
    pub parts: Vec<Part>,
    /// All.
    pub total: u64,
    /// How unequally it is held; nothing where all are too few.
    pub concentration: Option<Concentration>,
}

impl Told {
    /// Tells counts beside targets (seats by sector in the charter; empty without one).
    pub fn new(counts: &Counts, targets: &Counts) -> Told {
        Told::with(counts, targets, FEWEST, FEWEST_EXPECTED)
    }

    /// The same where fewer than `fewest` in all are not told by sector, and no index where fewer than `expected` would be meant.
    fn with(counts: &Counts, targets: &Counts, fewest: u64, expected: u64) -> Told {
        let total: u64 = counts.values().sum();
        let seats: u64 = targets.values().sum();
        let mut sectors: Vec<&String> = counts.keys().chain(targets.keys()).collect();
        sectors.sort_unstable();
        sectors.dedup();
        let of = |map: &Counts, sector: &String| map.get(sector).copied().unwrap_or_default();
        let enough = total >= fewest;
        let parts = sectors
            .iter()
            .map(|sector| {
                let (count, meant) = (of(counts, sector), of(targets, sector));
                let share = enough.then(|| Ratio::new(count, total));
                let target = (seats > 0).then(|| Ratio::new(meant, seats));
                let fair = enough && meant > 0 && meant * total >= expected * seats;
                let index = fair.then(|| Ratio::new(count * seats, total * meant));
                Part { sector: (*sector).clone(), count: enough.then_some(count), share, target, index }
            })
            .collect();
        let values: Vec<u64> = sectors.iter().map(|s| of(counts, s)).collect();
        Told { parts, total, concentration: if enough { concentration(&values) } else { None } }
    }

    /// The part of a sector.
    pub fn part(&self, sector: &str) -> Option<&Part> {
        self.parts.iter().find(|p| p.sector == sector)
    }

    /// Whether all are enough to tell them by sector.
    pub fn is_enough(&self) -> bool {
        self.parts.iter().any(|p| p.count.is_some())
    }

    /// Whether sectors are told together.
    pub fn is_grouped(&self) -> bool {
        self.parts.iter().any(|p| p.sector.contains(WITH))
    }

    /// Who has most, first by name where several do; nobody where there is nothing, or too little to tell.
    pub fn most(&self) -> Option<&Part> {
        let most = self.parts.iter().filter_map(|p| p.count).max().filter(|n| *n > 0)?;
        self.parts.iter().find(|p| p.count == Some(most))
    }
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
    fn shares_stand_beside_what_the_charter_meant() {
        let told = Told::new(
            &counts(&[("healthcare", 30), ("community", 10)]),
            &counts(&[("healthcare", 2), ("community", 2), ("faith", 1)]),
        );
        assert_eq!(told.total, 40);
        let healthcare = told.part("healthcare").expect("it has a part");
        assert_eq!(healthcare.share, Some(Ratio::new(3u64, 4u64)));
        assert_eq!(
            healthcare.index,
            Some(Ratio::new(15u64, 8u64)),
            "three quarters where two fifths were meant"
        );
        let faith = told.part("faith").expect("the charter has a seat for it");
        assert_eq!(
            (faith.count, faith.index.clone()),
            (Some(0), Some(Ratio::zero())),
            "nought is told, not left out"
        );
        let c = told.concentration.as_ref().expect("enough");
        assert_eq!(c.hhi, Ratio::new(5u64, 8u64));
        assert_eq!(told.most().map(|p| p.sector.as_str()), Some("healthcare"));
    }

    #[test]
    fn few_acts_have_neither_counts_nor_shares() {
        let targets = counts(&[("healthcare", 1), ("community", 9)]);
        let few = Told::new(&counts(&[("healthcare", 9)]), &targets);
        assert!(few.parts.iter().all(|p| p.count.is_none() && p.share.is_none() && p.index.is_none()));
        assert_eq!(
            (few.total, few.is_enough(), few.most(), few.concentration.is_none()),
            (9, false, None, true)
        );
        // Of ten, one would be expected of healthcare: its index would be chance.
        let ten = Told::new(&counts(&[("healthcare", 1), ("community", 9)]), &targets);
        assert_eq!(ten.part("healthcare").and_then(|p| p.index.clone()), None);
        assert_eq!(ten.part("community").and_then(|p| p.index.clone()), Some(Ratio::whole(1u64)));
    }

    #[test]
    fn seats_are_public_however_few() {
        let targets = counts(&[("healthcare", 2), ("community", 3)]);
        let told = Measure::Seats.told(&counts(&[("healthcare", 3), ("community", 1)]), &targets);
        let healthcare = told.part("healthcare").expect("it holds seats");
        assert_eq!((healthcare.count, healthcare.share.clone()), (Some(3), Some(Ratio::new(3u64, 4u64))));
        assert_eq!(healthcare.index, Some(Ratio::new(15u64, 8u64)), "two fifths were meant");
        assert_eq!(told.concentration.as_ref().map(|c| c.hhi.clone()), Some(Ratio::new(5u64, 8u64)));
        assert!(!Measure::Seats.told(&Counts::new(), &targets).is_enough(), "of nothing there are no shares");
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
        let told = Measure::Floor.told(&found, &targets);
        assert!(
            told.is_grouped() && told.part("faith").is_none(),
            "no row says nought of who may have spoken"
        );
        let grouped = told.parts.iter().find(|p| p.sector.contains(WITH)).expect("one row for three");
        assert_eq!(grouped.target, Some(Ratio::new(2u64, 5u64)), "what the charter meant for them together");
        assert_eq!(told.part("community").and_then(|p| p.count), Some(0));
    }

    #[test]
    fn without_a_charter_there_is_no_target() {
        let told = Told::new(&counts(&[("faith", 12)]), &Counts::new());
        assert_eq!(told.parts[0].target, None);
        assert_eq!(told.parts[0].share, Some(Ratio::whole(1u64)));
    }
}
