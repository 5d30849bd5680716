//! What of a quarter is told in public, by sector: counts, shares beside the charter's targets, and how unequally they are held.
//!
//! Acts in the partnership's own affairs (a stance, a proposal, a point for the agenda) are public one by one, with the seat that did
//! them. What a small count would do here is make one person's doings look like a sector's. So a sector with fewer than
//! [`FEWEST_ACTS`] is not told alone but hidden with at least one other, and of fewer than [`FEW`] in all nothing is told by sector.
//! What follows from a hidden count (share, index) is hidden too, and concentration is told as far as the rest says it. People who are
//! served have the house's stricter rule, `tandem_stats::protect`.

use super::balance::{Counts, Measure, WITH, regrouped};
use std::collections::{BTreeMap, BTreeSet};
use tandem_deliberation::concentration::{Concentration, concentration};
use tandem_deliberation::exact::Ratio;
use tandem_stats::figure::{FEW, Shown};

/// Fewer acts than this would be expected of a sector by its target: its index would be chance.
const FEWEST_EXPECTED: u64 = 5;

/// A sector that did less is not told alone.
pub const FEWEST_ACTS: u64 = 3;

/// One sector's part of one measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The sector's code; several where they are told together.
    pub sector: String,
    /// How many.
    pub count: Shown,
    /// Of all; nothing where either is hidden.
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
    pub total: Shown,
    /// The sum of the squared shares, as far as what is told says it: the least and the most that it can be. The same twice where every
    /// count is told.
    pub hhi: Option<(Ratio, Ratio)>,
    /// How unequally it is held, where every count is told.
    pub concentration: Option<Concentration>,
}

impl Told {
    /// Counts that are public one by one, or were told in public before: nothing is hidden but a total of fewer than `fewest`, and no
    /// index where fewer than `expected` would be meant.
    fn open(counts: &Counts, targets: &Counts, fewest: u64, expected: u64) -> Told {
        let targets = regrouped(targets, counts);
        let total: u64 = counts.values().sum();
        let enough = total == 0 || total >= fewest;
        let shown = |n: u64| if enough { Shown::Count(n) } else { Shown::Suppressed };
        let sectors: BTreeSet<&String> = counts.keys().chain(targets.keys()).collect();
        let cells = sectors
            .into_iter()
            .map(|s| (s.clone(), shown(counts.get(s).copied().unwrap_or_default())))
            .collect();
        Told::new(cells, shown(total), &targets, expected)
    }

    /// Acts by sector: see the module.
    fn acts(counts: &Counts, targets: &Counts) -> Told {
        let mut told = Told::open(counts, targets, FEW, FEWEST_EXPECTED);
        if told.total.count().is_none_or(|all| all == 0) {
            return told;
        }
        let mut cells: Vec<(String, u64)> =
            told.parts.drain(..).filter_map(|p| Some((p.sector, p.count.count()?))).collect();
        // The smallest first. Who was not heard at all is always told.
        cells.sort_by_key(|(sector, n)| (*n, sector.clone()));
        let few = |n: u64| (1..FEWEST_ACTS).contains(&n);
        let small = cells.iter().filter(|(_, n)| few(*n)).count();
        let beside = cells.iter().find(|(_, n)| *n >= FEWEST_ACTS).map(|(sector, _)| sector.clone());
        let hidden = |sector: &String, n: u64| few(n) || (small == 1 && beside.as_ref() == Some(sector));
        let mut shown: Vec<(String, Shown)> = cells
            .iter()
            .map(|(s, n)| (s.clone(), if hidden(s, *n) { Shown::Suppressed } else { Shown::Count(*n) }))
            .collect();
        shown.sort_by(|a, b| a.0.cmp(&b.0));
        Told::new(shown, told.total, targets, FEWEST_EXPECTED)
    }

    /// Dollars, in cents, that are already told together where they would be a few organizations'.
    pub fn money(cents: &Counts, targets: &Counts) -> Told {
        Told::open(cents, targets, 1, 0)
    }

    fn new(cells: Vec<(String, Shown)>, total: Shown, targets: &Counts, expected: u64) -> Told {
        let seats: u64 = targets.values().sum();
        let all = total.count().filter(|n| *n > 0);
        let counts: Option<Vec<u64>> = cells.iter().map(|(_, n)| n.count()).collect();
        let hhi = all.and_then(|all| bounds(&cells, all));
        let parts = cells.into_iter().map(|(sector, count)| {
            let meant = targets.get(&sector).copied().unwrap_or_default();
            let both = count.count().zip(all);
            let enough = |all: u64| u128::from(meant) * u128::from(all) >= u128::from(expected * seats);
            Part {
                share: both.map(|(n, all)| Ratio::new(n, all)),
                target: (seats > 0).then(|| Ratio::new(meant, seats)),
                index: both
                    .filter(|(_, all)| meant > 0 && enough(*all))
                    .map(|(n, all)| &Ratio::new(n, all) / &Ratio::new(meant, seats)),
                sector,
                count,
            }
        });
        Told {
            parts: parts.collect(),
            total,
            hhi,
            concentration: all.and(counts).and_then(|counts| concentration(&counts)),
        }
    }

    /// The part of a sector.
    pub fn part(&self, sector: &str) -> Option<&Part> {
        self.parts.iter().find(|p| p.sector == sector)
    }

    /// Whether anything can be told by sector.
    pub fn is_enough(&self) -> bool {
        self.total.count().is_some_and(|n| n > 0)
    }

    /// Whether a count is hidden.
    pub fn hides(&self) -> bool {
        self.parts.iter().any(|p| p.count == Shown::Suppressed)
    }

    /// Whether sectors are told together.
    pub fn is_grouped(&self) -> bool {
        self.parts.iter().any(|p| p.sector.contains(WITH))
    }

    /// Who has most, first by name where several do; nobody where there is nothing, or where a hidden count could be more.
    pub fn most(&self) -> Option<&Part> {
        let all = self.total.count()?;
        let known: u64 = self.parts.iter().filter_map(|p| p.count.count()).sum();
        let most = self.parts.iter().filter_map(|p| p.count.count()).max().filter(|n| *n > 0)?;
        let sure = !self.hides() || most >= all - known;
        self.parts.iter().find(|p| sure && p.count == Shown::Count(most))
    }
}

/// The sum of the squared shares by what is told: hidden counts are taken as even as they can be, and as all with one.
fn bounds(cells: &[(String, Shown)], all: u64) -> Option<(Ratio, Ratio)> {
    let square = |n: u64| u128::from(n) * u128::from(n);
    let known: Vec<u64> = cells.iter().filter_map(|(_, n)| n.count()).collect();
    let hidden = u128::try_from(cells.len() - known.len()).ok()?;
    let rest = all.checked_sub(known.iter().sum())?;
    let squares: u128 = known.iter().map(|n| square(*n)).sum();
    let even = hidden.max(1);
    let least = Ratio::new(squares * even + square(rest), even * square(all));
    Some((least, Ratio::new(squares + square(rest), square(all))))
}

/// A quarter as it may be told.
#[derive(Debug, Clone)]
pub struct Report {
    told: BTreeMap<Measure, Told>,
    /// What was said and done, all of it.
    pub voice: Told,
}

impl Report {
    /// Tells what each sector held and did beside targets (seats by sector in the charter; empty without one).
    pub fn new(acts: &BTreeMap<Measure, Counts>, targets: &Counts) -> Report {
        let none = Counts::new();
        let of = |measure: Measure| acts.get(&measure).unwrap_or(&none);
        let mut told: BTreeMap<Measure, Told> =
            Measure::VOICE.into_iter().map(|measure| (measure, Told::acts(of(measure), targets))).collect();
        let mut all = Counts::new();
        for (sector, n) in Measure::VOICE.into_iter().flat_map(of) {
            *all.entry(sector.clone()).or_default() += n;
        }
        // Who sits in a body is public, seat by seat, and no matter of chance.
        told.insert(Measure::Seats, Told::open(of(Measure::Seats), targets, 1, 0));
        told.insert(Measure::Floor, Told::open(of(Measure::Floor), targets, FEW, FEWEST_EXPECTED));
        for measure in [Measure::Integrated, Measure::Decisions, Measure::AsProposed] {
            told.insert(measure, Told::acts(of(measure), targets));
        }
        Report { told, voice: Told::acts(&all, targets) }
    }

    /// One measure of what was held, said and done.
    pub fn of(&self, measure: Measure) -> Option<&Told> {
        self.told.get(&measure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(all: &[(&str, u64)]) -> Counts {
        all.iter().map(|(s, n)| ((*s).to_owned(), *n)).collect()
    }

    fn stances(all: &[(&str, u64)], targets: &Counts) -> Report {
        Report::new(&BTreeMap::from([(Measure::Stances, counts(all))]), targets)
    }

    #[test]
    fn shares_stand_beside_what_the_charter_meant() {
        let targets = counts(&[("healthcare", 2), ("community", 2), ("faith", 1)]);
        let report = stances(&[("healthcare", 45), ("community", 15)], &targets);
        let told = report.of(Measure::Stances).expect("it is told");
        assert_eq!((told, told.total), (&report.voice, Shown::Count(60)), "all that was said were stances");
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
            (Shown::Count(0), Some(Ratio::zero())),
            "nought is told, not left out"
        );
        let c = told.concentration.as_ref().expect("enough");
        assert_eq!(
            (&c.hhi, told.hhi.clone()),
            (&Ratio::new(5u64, 8u64), Some((c.hhi.clone(), c.hhi.clone())))
        );
        assert_eq!(told.most().map(|p| p.sector.as_str()), Some("healthcare"));
    }

    #[test]
    fn what_one_person_did_is_no_sector_s() {
        let targets = counts(&[("healthcare", 2), ("community", 2), ("faith", 1)]);
        // One act of a school's: its count is hidden, and the next smallest with it, or the sum would tell it.
        let report = stances(&[("healthcare", 30), ("community", 20), ("education", 1)], &targets);
        let told = report.of(Measure::Stances).expect("it is told");
        let shown = |sector: &str| told.part(sector).map(|p| (p.count, p.share.is_some(), p.index.is_some()));
        assert_eq!(shown("education"), Some((Shown::Suppressed, false, false)));
        assert_eq!(shown("community"), Some((Shown::Suppressed, false, false)));
        assert_eq!(shown("healthcare"), Some((Shown::Count(30), true, true)));
        assert_eq!(shown("faith"), Some((Shown::Count(0), true, true)));
        assert!(told.concentration.is_none(), "a sum of squares would tell both");
        let (least, most) = told.hhi.clone().expect("bounds");
        // 21 are hidden with two: as even as can be, and all with one.
        assert_eq!(least, Ratio::new(2 * 900u64 + 441, 2 * 51 * 51u64));
        assert_eq!(most, Ratio::new(900 + 441u64, 51 * 51u64));
        assert_eq!(told.most().map(|p| p.sector.as_str()), Some("healthcare"), "no hidden count can be more");
    }

    #[test]
    fn the_largest_is_not_named_where_a_hidden_count_may_be_larger() {
        let report =
            stances(&[("healthcare", 12), ("community", 13), ("faith", 1), ("payer", 11)], &Counts::new());
        let hidden = report.voice.parts.iter().filter(|p| p.count == Shown::Suppressed).count();
        assert!(hidden >= 2 && report.voice.hides());
        let known: u64 = report.voice.parts.iter().filter_map(|p| p.count.count()).sum();
        assert_eq!(report.voice.most().is_some(), 13 >= 37 - known);
    }

    #[test]
    fn few_acts_have_neither_counts_nor_shares() {
        let targets = counts(&[("healthcare", 1), ("community", 9)]);
        let few = stances(&[("healthcare", 10)], &targets).voice;
        assert!(few.parts.iter().all(|p| p.share.is_none() && p.index.is_none()), "{few:?}");
        assert_eq!(
            (few.total, few.is_enough(), few.most(), few.hhi.is_none()),
            (Shown::Suppressed, false, None, true)
        );
        let none = stances(&[], &targets).voice;
        assert_eq!((none.total, none.is_enough()), (Shown::Count(0), false), "nothing is not too few");
        // Of 22, 2.2 would be expected of healthcare: its index would be chance.
        let some = stances(&[("healthcare", 11), ("community", 11)], &targets).voice;
        assert_eq!(some.part("healthcare").and_then(|p| p.index.clone()), None);
        assert_eq!(some.part("community").and_then(|p| p.index.clone()), Some(Ratio::new(5u64, 9u64)));
    }

    #[test]
    fn a_quarter_of_a_small_partnership_is_told() {
        let acts = BTreeMap::from([
            (
                Measure::Stances,
                counts(&[("healthcare", 6), ("community", 5), ("faith", 2), ("housing", 1), ("payer", 3)]),
            ),
            (Measure::Proposals, counts(&[("community", 2)])),
        ]);
        let report = Report::new(&acts, &Counts::new());
        let stances = report.of(Measure::Stances).expect("it is told");
        let of = |told: &Told, sector: &str| told.part(sector).map(|p| p.count);
        assert_eq!((stances.total, of(stances, "payer")), (Shown::Count(17), Some(Shown::Count(3))));
        for few in ["faith", "housing"] {
            assert_eq!(of(stances, few), Some(Shown::Suppressed), "{few}");
        }
        assert_eq!(report.of(Measure::Proposals).map(|t| t.total), Some(Shown::Suppressed), "two in all");
        assert_eq!(
            (report.voice.total, of(&report.voice, "community")),
            (Shown::Count(19), Some(Shown::Count(7)))
        );
        assert_eq!(report.voice.most().map(|p| p.sector.as_str()), Some("community"));
    }

    #[test]
    fn seats_are_public_however_few() {
        let targets = counts(&[("healthcare", 2), ("community", 3)]);
        let seats = |held: Counts| Report::new(&BTreeMap::from([(Measure::Seats, held)]), &targets);
        let report = seats(counts(&[("healthcare", 3), ("community", 1)]));
        let told = report.of(Measure::Seats).expect("it is told");
        let healthcare = told.part("healthcare").expect("it holds seats");
        assert_eq!(
            (healthcare.count, healthcare.share.clone()),
            (Shown::Count(3), Some(Ratio::new(3u64, 4u64)))
        );
        assert_eq!(healthcare.index, Some(Ratio::new(15u64, 8u64)), "two fifths were meant");
        assert_eq!(told.concentration.as_ref().map(|c| c.hhi.clone()), Some(Ratio::new(5u64, 8u64)));
        let empty = seats(Counts::new());
        assert!(!empty.of(Measure::Seats).is_some_and(Told::is_enough), "of nothing there are no shares");
    }

    #[test]
    fn sectors_told_together_stand_beside_what_was_meant_for_them_together() {
        let targets = counts(&[("healthcare", 2), ("faith", 1), ("housing", 1), ("community", 1)]);
        let found = counts(&[("healthcare", 11), ("education+faith+housing", 11)]);
        let report = Report::new(&BTreeMap::from([(Measure::Floor, found)]), &targets);
        let told = report.of(Measure::Floor).expect("it is told");
        assert!(
            told.is_grouped() && told.part("faith").is_none(),
            "no row says nought of who may have spoken"
        );
        let grouped = told.parts.iter().find(|p| p.sector.contains(WITH)).expect("one row for three");
        assert_eq!(grouped.target, Some(Ratio::new(2u64, 5u64)), "what the charter meant for them together");
        assert_eq!(told.part("community").map(|p| p.count), Some(Shown::Count(0)));
    }

    #[test]
    fn without_a_charter_there_is_no_target() {
        let told = stances(&[("faith", 12)], &Counts::new()).voice;
        assert_eq!(told.parts[0].target, None);
        assert_eq!(told.parts[0].share, Some(Ratio::whole(1u64)));
    }
}
