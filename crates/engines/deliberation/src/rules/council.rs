//! A council that a charter seats: it is valid while every seat of the charter is held. As in a workgroup, a vacancy may last 60 days,
//! and whoever is seated for the first time has 180: a council in grace acts and does not adopt, suspended it may talk.

use super::body::{self, BySector};
use super::workgroup::{ADOPTED_DAYS, VACANCY_DAYS};
use super::{Verdict, days};
use jiff::civil::Date;

/// A seat that somebody holds or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The sector that it counts for.
    pub sector: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

fn by_sector<'h>(seats: impl Iterator<Item = &'h Held>) -> BySector {
    let mut out = BySector::new();
    for seat in seats {
        *out.entry(seat.sector.clone()).or_insert(0) += 1;
    }
    out
}

fn of(seats: &BySector, sector: &str) -> u64 {
    seats.get(sector).copied().unwrap_or(0)
}

/// Whether a seat that the charter asks for is empty.
fn lacks(asked: &BySector, held: &BySector) -> bool {
    asked.iter().any(|(sector, n)| of(held, sector) < *n)
}

/// The state of a council on a day, given the seats that the charter asks for and the day since which it asks. That no sector has
/// a third of them, and the community its fifth, is asked of the charter's seats: a vacancy does not make a sector too strong, it
/// is a vacancy.
pub fn state(on: Date, asked: &BySector, since: Date, seats: &[Held]) -> Verdict {
    let shares = body::seats(asked);
    if shares.code.is_some() {
        return shares;
    }
    let begun: Vec<&Held> = seats.iter().filter(|seat| seat.from <= on).collect();
    let in_office = |day: Date| by_sector(begun.iter().copied().filter(|seat| seat.until >= day));
    let now = in_office(on);
    let code = if lacks(asked, &now) {
        "CHARTER_SEATS_VACANT"
    } else if now.iter().any(|(sector, n)| *n > of(asked, sector)) {
        // Holders change employers, and charters change: what a sector has too many of is not the council that was agreed on.
        "SECTOR_OVER_CHARTER"
    } else {
        return Verdict::plain("valid");
    };
    // Since when, without a break, is a seat empty because its holder left it?
    let mut ends: Vec<Date> = begun.iter().map(|seat| seat.until).filter(|end| *end < on).collect();
    ends.sort_unstable();
    let empty_after = |end: &&Date| end.tomorrow().is_ok_and(|day| lacks(asked, &in_office(day)));
    let vacant = ends.iter().rev().take_while(empty_after).last();
    if let Some(end) = vacant
        && !lacks(asked, &by_sector(begun.iter().copied()))
    {
        return if days(*end, on) <= VACANCY_DAYS {
            Verdict::because("grace", "VACANCY")
        } else {
            Verdict::because("suspended", "VACANCY_OVER_60_DAYS")
        };
    }
    if days(since, on) <= ADOPTED_DAYS {
        Verdict::because("grace", "ADOPTED_CHARTER_180_DAYS")
    } else {
        Verdict::because("suspended", code)
    }
}

/// The seats that a quorum is counted of: those that the charter asks for, empty ones too, and whoever else sits there.
pub fn counted(asked: &BySector, held: &BySector) -> BySector {
    let mut all = asked.clone();
    for (sector, n) in held {
        let seats = all.entry(sector.clone()).or_insert(0);
        *seats = (*seats).max(*n);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const SINCE: Date = date(2026, 1, 1);

    fn seats(all: &[(&str, u64)]) -> BySector {
        all.iter().map(|(sector, n)| ((*sector).to_owned(), *n)).collect()
    }

    fn asked() -> BySector {
        seats(&[("healthcare", 2), ("housing", 1), ("faith", 1), ("education", 1), ("community", 2)])
    }

    /// Somebody in every seat from the first day, until the end of 2027.
    fn full() -> Vec<Held> {
        let one = |sector: &String| Held { sector: sector.clone(), from: SINCE, until: date(2027, 12, 31) };
        asked().iter().flat_map(|(sector, n)| (0..*n).map(move |_| one(sector))).collect()
    }

    fn found(on: Date, held: &[Held]) -> (&'static str, Option<&'static str>) {
        let verdict = state(on, &asked(), SINCE, held);
        (verdict.verdict, verdict.code)
    }

    #[test]
    fn every_seat_of_the_charter_is_held() {
        assert_eq!(found(date(2026, 5, 1), &full()), ("valid", None));
        assert_eq!(found(date(2028, 1, 1), &full()), ("grace", Some("VACANCY")), "all terms ended yesterday");
    }

    #[test]
    fn a_vacancy_has_sixty_days() {
        let mut held = full();
        held[0].until = date(2026, 8, 31);
        assert_eq!(found(date(2026, 8, 31), &held), ("valid", None), "the last day counts");
        assert_eq!(found(date(2026, 9, 1), &held), ("grace", Some("VACANCY")));
        assert_eq!(found(date(2026, 10, 30), &held), ("grace", Some("VACANCY")), "the sixtieth day");
        assert_eq!(found(date(2026, 10, 31), &held), ("suspended", Some("VACANCY_OVER_60_DAYS")));
        // A second vacancy does not begin the days anew; a successor ends them.
        held[3].until = date(2026, 10, 20);
        assert_eq!(found(date(2026, 10, 31), &held), ("suspended", Some("VACANCY_OVER_60_DAYS")));
        let again = |place: usize| Held { from: date(2026, 10, 25), ..full()[place].clone() };
        held.push(again(0));
        assert_eq!(
            found(date(2026, 10, 31), &held),
            ("grace", Some("VACANCY")),
            "only the newer one is left"
        );
        held.push(again(3));
        assert_eq!(found(date(2026, 10, 31), &held), ("valid", None));
        // Who is to come some day does not sit there yet.
        let later = Held { from: date(2026, 12, 1), ..full()[0].clone() };
        let mut waits = full();
        waits[0] = Held { until: date(2026, 8, 31), ..waits[0].clone() };
        waits.push(later);
        assert_eq!(found(date(2026, 9, 1), &waits), ("grace", Some("VACANCY")));
    }

    #[test]
    fn a_new_charter_has_a_hundred_and_eighty() {
        let three = &full()[..3];
        assert_eq!(found(date(2026, 6, 30), three), ("grace", Some("ADOPTED_CHARTER_180_DAYS")));
        assert_eq!(found(date(2026, 7, 1), three), ("suspended", Some("CHARTER_SEATS_VACANT")));
        assert_eq!(found(date(2026, 7, 1), &[]), ("suspended", Some("CHARTER_SEATS_VACANT")));
    }

    #[test]
    fn a_sector_has_no_more_than_the_charter_gives_it() {
        let mut held = full();
        held.push(held[0].clone());
        assert_eq!(found(date(2026, 9, 1), &held), ("suspended", Some("SECTOR_OVER_CHARTER")));
        let mut moved = full();
        moved[0].sector = "housing".to_owned();
        assert_eq!(
            found(date(2026, 9, 1), &moved),
            ("suspended", Some("CHARTER_SEATS_VACANT")),
            "seven, but not these"
        );
    }

    #[test]
    fn the_charter_itself_shares_power() {
        let lopsided = seats(&[("healthcare", 3), ("housing", 2), ("community", 3)]);
        let verdict = state(date(2026, 2, 1), &lopsided, SINCE, &full());
        assert_eq!((verdict.verdict, verdict.code), ("invalid", Some("SECTOR_OVER_ONE_THIRD")));
    }

    #[test]
    fn empty_seats_count_for_the_quorum() {
        let held = seats(&[("healthcare", 1), ("community", 2), ("business", 1)]);
        let all = counted(&asked(), &held);
        assert_eq!((all.values().sum::<u64>(), all["business"], all["healthcare"]), (8, 1, 2));
        // All four who hold a seat are there: half of eight.
        assert_eq!(body::quorum(&all, &held).code, Some("SEATS_NOT_OVER_HALF"));
    }
}
