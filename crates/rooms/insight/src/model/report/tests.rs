use super::*;
use crate::model::joint;
use jiff::civil::date;
use proptest::prelude::*;

/// Every number that a line prints.
fn numbers(line: &Line) -> Vec<Shown> {
    let mut all = vec![line.asked, line.unmet, line.in_time, line.closed, line.answered];
    all.extend(line.outcomes);
    all.extend(line.received);
    all.extend(line.resolved);
    all.extend(line.reasons.iter().map(|(_, n)| *n));
    all
}

fn counts() -> impl Strategy<Value = Counts> {
    let small = || prop_oneof![4 => 0u64..5, 2 => 0u64..30];
    (proptest::array::uniform7(small()), 0u64..=100, 0u64..=100, 0u64..=100).prop_map(
        |(outcomes, a, b, c)| {
            let mut counts = Counts { outcomes, ..Counts::default() };
            let (answered, yes, asked) = (counts.answered(), counts.of(Outcome::Yes), counts.asked());
            counts.in_time = answered * a / 100;
            counts.closed = answered * b / 100;
            counts.received = yes * c / 100;
            counts.not_received = (yes - counts.received) / 2;
            counts.resolved = [asked * a / 300, asked * b / 300, asked * c / 300];
            counts.days = BTreeMap::from([(1, counts.in_time), (4, answered - counts.in_time)]);
            let (other, room) = (counts.of(Outcome::OtherNo), counts.of(Outcome::NoRoom));
            let split = other * c / 100;
            let reasons = [("not_eligible", split), ("other", other - split), (NO_ROOM, room)];
            counts.reasons =
                reasons.into_iter().filter(|(_, n)| *n > 0).map(|(r, n)| (r.to_owned(), n)).collect();
            counts
        },
    )
}

/// Up to six cells, now and then with a large one among the small.
fn few_cells() -> impl Strategy<Value = Cube> {
    let large = (counts(), proptest::array::uniform7(0u64..60)).prop_map(|(mut counts, more)| {
        let (answered, asked) = (more[..3].iter().sum::<u64>(), more.iter().sum::<u64>());
        counts.outcomes.iter_mut().zip(more).for_each(|(n, more)| *n += more);
        counts.in_time += answered / 2;
        counts.closed += answered / 3;
        counts.received += more[0] / 2;
        counts.resolved[0] += asked / 4;
        *counts.reasons.entry("other".into()).or_default() += more[2];
        counts
    });
    let cell = prop_oneof![2 => counts(), 1 => large];
    proptest::collection::btree_map((0u8..3, 0u8..3), cell, 1..7).prop_map(|cells| Cube {
        cells: cells.into_iter().map(|((d, a), c)| ((format!("d{d}"), format!("a{a}")), c)).collect(),
        ..Cube::default()
    })
}

fn months() -> Vec<Month> {
    Month::of_date(date(2026, 3, 1)).last(18).collect()
}

/// A cube whose months and cells are the same people.
fn cubes() -> impl Strategy<Value = Cube> {
    let cells = proptest::collection::btree_map((0u8..4, 0u8..4), counts(), 0..12);
    (cells, proptest::collection::vec(counts(), 6), 0u64..30).prop_map(|(cells, early, twice)| {
        let cells: BTreeMap<(String, String), Counts> =
            cells.into_iter().map(|((d, a), c)| ((format!("domain-{d}"), format!("area-{a}")), c)).collect();
        let mut cube = Cube { cells, ..Cube::default() };
        let all = months();
        for (month, counts) in all.iter().zip(early) {
            cube.months.insert(*month, counts);
        }
        for (i, counts) in cube.cells.values().enumerate() {
            cube.months.entry(all[6 + i % 12]).or_default().merge(counts);
        }
        cube.people = cube.total().asked().saturating_sub(twice);
        cube
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// What is printed is true, no small count is among it, and the parts of what is printed add up.
    #[test]
    fn the_published_form_prints_no_small_count_and_no_wrong_one(cube in cubes()) {
        let (report, exact) = (Report::published(&cube, &months()), Report::exact(&cube, months().into_iter()));
        let lines = |r: &Report| {
            let mut all = vec![r.total.clone()];
            all.extend(r.domains.values().cloned());
            all.extend(r.cells.values().cloned());
            all
        };
        for (line, truth) in lines(&report).iter().zip(lines(&exact)) {
            for n in numbers(line).into_iter().filter_map(Shown::count) {
                prop_assert!(n == 0 || n >= FEW, "{n} in {line:?}");
            }
            for (shown, true_count) in numbers(line)[..19].iter().zip(&numbers(&truth)[..19]) {
                prop_assert!(*shown == Shown::Suppressed || shown == true_count);
            }
            if let Median::Days(_) = line.days {
                prop_assert!(line.answered.count().is_some_and(|n| n >= FEW));
            }
            for share in [line.answered_share(), line.in_time_share(), line.closed_share(), line.resolved_share()] {
                let few = matches!(share, Share::TooFew { .. });
                prop_assert!(!few);
            }
        }
        for n in report.trend.iter().flat_map(|p| [p.asked, p.answered]).chain([report.people]).filter_map(Shown::count) {
            prop_assert!(n == 0 || n >= FEW);
        }
    }

    /// The attacker who takes one printed line from another: domain less its areas, whole less its domains.
    #[test]
    fn no_difference_of_printed_lines_is_small(cube in cubes()) {
        let report = Report::published(&cube, &months());
        let check = |whole: &Line, parts: &[&Line]| {
            let parts: Vec<Vec<Shown>> = parts.iter().map(|p| numbers(p)[..19].to_vec()).collect();
            for (i, n) in numbers(whole)[..19].iter().enumerate() {
                let shown: u64 = parts.iter().filter_map(|p| p[i].count()).sum();
                let hidden = parts.iter().any(|p| p[i] == Shown::Suppressed);
                if let (Some(n), true) = (n.count(), hidden) {
                    let rest = n - shown;
                    assert!(rest == 0 || rest >= FEW - 1, "number {i}: {n} less {shown}");
                }
            }
        };
        check(&report.total, &report.domains.values().collect::<Vec<_>>());
        for (domain, line) in &report.domains {
            let parts: Vec<&Line> = report.cells.iter().filter(|((d, _), _)| d == domain).map(|(_, l)| l).collect();
            check(line, &parts);
        }
        let year: Vec<&Point> = report.trend.iter().skip(2).collect();
        if let (Some(asked), true) = (report.total.asked.count(), year.iter().any(|p| p.asked == Shown::Suppressed)) {
            let rest = asked - year.iter().filter_map(|p| p.asked.count()).sum::<u64>();
            prop_assert!(rest == 0 || rest >= FEW - 1, "year less its quarters: {rest}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    /// The attacker who writes down every printed number of every table of the page at once and solves for bounds.
    #[test]
    fn all_tables_together_give_no_small_count_away(cube in few_cells()) {
        let given = joint::given_away(&cube, &Report::published(&cube, &months()));
        prop_assert!(given.is_empty(), "{given:?}");
    }
}

/// One area with few of a kind keeps its own numbers hidden, not those of the whole.
#[test]
fn the_whole_stands_alone_where_its_parts_cannot_stand() {
    let counts = |outcomes: [u64; 7]| {
        let answered = outcomes[..3].iter().sum::<u64>();
        Counts {
            outcomes,
            in_time: answered - answered / 4,
            closed: answered / 2,
            days: BTreeMap::from([(2, answered)]),
            reasons: BTreeMap::from([("other".to_owned(), outcomes[2]), (NO_ROOM.to_owned(), outcomes[1])]),
            ..Counts::default()
        }
    };
    let mut cube = Cube::default();
    // Not met: 4 in one area, hidden with the 15 of another; of those 4 all were a no.
    let areas = [
        [30, 1, 3, 0, 20, 0, 0],
        [30, 5, 4, 3, 20, 3, 0],
        [40, 20, 10, 20, 20, 5, 0],
        [25, 9, 9, 9, 20, 3, 0],
    ];
    for (area, outcomes) in ["A", "B", "C", "D"].iter().zip(areas) {
        cube.cells.insert(("transport".into(), (*area).into()), counts(outcomes));
    }
    let report = Report::published(&cube, &months());
    let line = &report.total;
    for n in [line.asked, line.answered, line.unmet, line.in_time, line.closed] {
        assert!(n.count().is_some(), "{line:?}");
    }
    assert!(matches!(line.days, Median::Days(_)));
    assert_eq!(joint::given_away(&cube, &report), Vec::<String>::new());
}

#[test]
fn a_large_partnership_is_published_whole() {
    let mut counts =
        Counts { outcomes: [60, 20, 15, 30, 12, 14, 11], in_time: 70, closed: 50, ..Counts::default() };
    counts.received = 30;
    counts.not_received = 12;
    counts.resolved = [25, 12, 15];
    counts.days = BTreeMap::from([(1, 70), (4, 25)]);
    counts.reasons = BTreeMap::from([("not_eligible".to_owned(), 15), (NO_ROOM.to_owned(), 20)]);
    let mut cube = Cube::default();
    for domain in ["a", "b"] {
        cube.cells.insert((domain.into(), "North".into()), counts.clone());
    }
    for month in months().iter().skip(6) {
        cube.months.insert(*month, Counts { outcomes: counts.outcomes.map(|n| n / 6), ..Counts::default() });
    }
    cube.people = 200;
    let report = Report::published(&cube, &months());
    assert!(numbers(&report.total).iter().all(|n| n.count().is_some()), "{:?}", report.total);
    assert_eq!(report.total.asked, Shown::Count(324));
    assert_eq!(report.total.days, Median::Days(1.0));
    assert_eq!(report.people, Shown::Count(200));
    assert_eq!(report.line(Some("a"), Some("North")).of(Outcome::Late), Shown::Count(30));
    assert_eq!(report.line(Some("a"), Some("Nowhere")), Line::nobody());
}
