//! Bodies and agreements without somebody: how each would stand if an organization or one member left tomorrow.

use std::collections::{BTreeMap, BTreeSet};
use tandem_access::Uuid;
use tandem_agreements::model::agreement::{Agreement, Kind};
use tandem_bodies::model::{Body, Holding, Seat, Standing};
use tandem_deliberation::rules::Control;

/// What a departure does to one body.
#[derive(Debug, Clone)]
pub struct BodyLoss {
    /// The body.
    pub body: Body,
    /// Seats that would be empty.
    pub seats: usize,
    /// Of them, those for which somebody is named to stand in.
    pub deputies: usize,
    /// Seats whose holder stays and who would have nobody to stand in.
    pub stand_ins: usize,
    /// How it stands today, and how it would.
    pub before: &'static str,
    /// How it would stand.
    pub after: &'static str,
    /// Whether it could adopt today.
    pub may_adopt: bool,
    /// Whether it still could.
    pub may_still: bool,
}

/// Bodies in which somebody sits, or stands in, who leaves; a deputy who leaves too stands in for nobody.
pub fn bodies_without(
    bodies: &[Standing],
    control: &Control,
    leaves: impl Fn(Option<Uuid>, Uuid) -> bool,
) -> Vec<BodyLoss> {
    let mut found = vec![];
    for standing in bodies.iter().filter(|s| !s.body.ended) {
        let gone = |seat: &(Seat, Holding)| leaves(seat.1.organization, seat.0.member);
        let (lost, kept): (Vec<_>, Vec<_>) = standing.active().partition(|s| gone(s));
        let stays = |seat: &Seat| seat.deputy.is_some_and(|d| !leaves(seat.deputy_organization, d));
        let stand_ins = kept.iter().filter(|s| s.0.deputy.is_some() && !stays(&s.0)).count();
        if lost.is_empty() && stand_ins == 0 {
            continue;
        }
        let after = without(standing, control, gone);
        found.push(BodyLoss {
            seats: lost.len(),
            deputies: lost.iter().filter(|s| stays(&s.0)).count(),
            stand_ins,
            before: standing.verdict.verdict,
            after: after.verdict.verdict,
            may_adopt: standing.may_adopt(),
            may_still: after.may_adopt(),
            body: standing.body.clone(),
        });
    }
    found
}

/// How a body stands tomorrow when whoever leaves has today as their last day: a seat that ends is a vacancy, which has its days to be
/// filled, where a seat that never was is none. Whoever stands in does so for a holder, and not for a seat that has ended.
fn without(standing: &Standing, control: &Control, gone: impl Fn(&(Seat, Holding)) -> bool) -> Standing {
    let ended = |seat: &(Seat, Holding)| {
        let (held, mut holding) = seat.clone();
        if gone(seat) {
            holding.until = holding.until.min(standing.on);
        }
        (held, holding)
    };
    let tomorrow = standing.on.tomorrow().unwrap_or(standing.on);
    let seats = standing.seats.iter().map(ended).collect();
    Standing::of(standing.body.clone(), tomorrow, seats, control, standing.charter.clone())
}

/// Bodies that only people who leave sit in together: whoever else sits in the one does not sit in the other. Who stands in sits there too.
pub fn bridges_without(
    bodies: &[Standing],
    leaves: impl Fn(Option<Uuid>, Uuid) -> bool,
) -> Vec<(Body, Body)> {
    // Everybody in a body, and whether they leave.
    let people = |standing: &Standing| {
        let mut found: BTreeMap<Uuid, bool> = BTreeMap::new();
        for (seat, holding) in standing.active() {
            let deputy = seat.deputy.map(|d| (seat.deputy_organization, d));
            for (org, who) in [Some((holding.organization, seat.member)), deputy].into_iter().flatten() {
                *found.entry(who).or_default() |= leaves(org, who);
            }
        }
        found
    };
    let all: Vec<(&Body, BTreeMap<Uuid, bool>)> =
        bodies.iter().filter(|s| !s.body.ended).map(|s| (&s.body, people(s))).collect();
    let mut found = vec![];
    for (i, (one, here)) in all.iter().enumerate() {
        for (other, there) in &all[i + 1..] {
            let mut both =
                here.iter().filter_map(|(who, goes)| there.get(who).map(|too| *goes || *too)).peekable();
            if both.peek().is_some() && both.all(|goes| goes) {
                found.push(((*one).clone(), (*other).clone()));
            }
        }
    }
    found
}

/// What a departure does to one agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementLoss {
    /// The agreement.
    pub id: Uuid,
    /// Its name.
    pub title: String,
    /// Its kind.
    pub kind: Kind,
    /// Names of the other parties that it binds today.
    pub others: Vec<String>,
}

impl AgreementLoss {
    /// Whether it would end: one alone has agreed with nobody.
    pub fn ends(&self) -> bool {
        self.others.len() < 2
    }
}

/// Agreements that bind whoever leaves, those that would end first. Each comes with the parties that it binds.
pub fn agreements_without(
    in_force: impl IntoIterator<Item = (Agreement, BTreeSet<Uuid>)>,
    leaver: Uuid,
) -> Vec<AgreementLoss> {
    let mut found: Vec<AgreementLoss> = in_force
        .into_iter()
        .filter(|(_, bound)| bound.contains(&leaver))
        .map(|(a, bound)| AgreementLoss {
            others: a
                .parties
                .iter()
                .filter(|p| p.org != leaver && bound.contains(&p.org))
                .map(|p| p.name.clone())
                .collect(),
            id: a.id,
            kind: a.draft.kind,
            title: a.draft.title,
        })
        .collect();
    found.sort_by(|a, b| (!a.ends(), &a.title, a.id).cmp(&(!b.ends(), &b.title, b.id)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use tandem_bodies::model::{BodyKind, SeatRole};
    use tandem_partners::model::Sector;

    const ANA: Uuid = Uuid::from_u128(1);
    const BEN: Uuid = Uuid::from_u128(2);
    const CLEO: Uuid = Uuid::from_u128(3);
    const DAN: Uuid = Uuid::from_u128(4);
    const CLINIC: Uuid = Uuid::from_u128(11);
    const SCHOOL: Uuid = Uuid::from_u128(12);

    /// Somebody, and whom they work for.
    type Worker = (Uuid, Uuid);

    /// A council with these seats: who holds each, for whom, and who stands in.
    fn body(n: u128, seats: &[(Uuid, Uuid, Option<Worker>)]) -> Standing {
        let body = Body {
            id: Uuid::from_u128(n),
            kind: BodyKind::Council,
            name: format!("Body {n}"),
            name_es: None,
            purpose: String::new(),
            purpose_es: None,
            adopted_on: None,
            ended: false,
        };
        let seat = |at: usize, (member, organization, deputy): &(Uuid, Uuid, Option<Worker>)| {
            let seat = Seat {
                id: Uuid::from_u128(100 * n + at as u128),
                body_id: body.id,
                role: SeatRole::Member,
                sector: Sector::Healthcare,
                organization: Some(*organization),
                member: *member,
                deputy: deputy.map(|(who, _)| who),
                deputy_organization: deputy.map(|(_, of)| of),
                term_start: date(2026, 1, 1),
                term_end: date(2026, 12, 31),
                terms: 1,
                follows: None,
                ended_on: None,
                ended_why: None,
            };
            let holding = Holding {
                sector: seat.sector,
                organization: seat.organization,
                until: seat.term_end,
                moved: false,
                left: false,
            };
            (seat, holding)
        };
        let seats = seats.iter().enumerate().map(|(at, s)| seat(at, s)).collect();
        Standing::of(body, date(2026, 6, 1), seats, &Control::default(), None)
    }

    #[test]
    fn a_body_whose_stand_ins_go_is_told_though_no_seat_is_empty() {
        let council = body(1, &[(ANA, CLINIC, Some((BEN, SCHOOL))), (CLEO, CLINIC, None)]);
        let school =
            bodies_without(std::slice::from_ref(&council), &Control::default(), |org, _| org == Some(SCHOOL));
        assert_eq!((school.len(), school[0].seats, school[0].stand_ins), (1, 0, 1));
        let clinic =
            bodies_without(std::slice::from_ref(&council), &Control::default(), |org, _| org == Some(CLINIC));
        // The seat that is empty has somebody to stand in; no other seat loses anybody.
        assert_eq!((clinic[0].seats, clinic[0].deputies, clinic[0].stand_ins), (2, 1, 0));
        assert!(bodies_without(&[council], &Control::default(), |_, who| who == DAN).is_empty());
    }

    /// The drill tells what the page of the body tells on the day after the seat has really ended: a vacancy with its sixty days.
    #[test]
    fn a_group_stands_as_it_would_once_the_seat_has_ended() {
        let mut group =
            body(1, &[(ANA, CLINIC, Some((BEN, CLINIC))), (CLEO, SCHOOL, None), (DAN, SCHOOL, None)]);
        let counts = [
            (Sector::Healthcare, Some(CLINIC)),
            (Sector::Education, Some(SCHOOL)),
            (Sector::Community, None),
        ];
        for ((seat, holding), (sector, organization)) in group.seats.iter_mut().zip(counts) {
            seat.role = SeatRole::CoLead;
            (seat.sector, seat.organization) = (sector, organization);
            (holding.sector, holding.organization) = (sector, organization);
        }
        group.body.kind = BodyKind::Workgroup;
        let again = |on, seats| Standing::of(group.body.clone(), on, seats, &Control::default(), None);
        let today = again(group.on, group.seats.clone());
        let found = bodies_without(std::slice::from_ref(&today), &Control::default(), |_, who| who == ANA);
        assert_eq!((found[0].before, found[0].after, found[0].deputies), ("valid", "grace", 1));
        assert!(found[0].may_adopt && !found[0].may_still);
        let mut ended = group.seats.clone();
        ended[0].0.ended_on = Some(group.on);
        ended[0].1 = ended[0].0.holding(&[]);
        ended[0].1.until = group.on;
        assert_eq!(found[0].after, again(group.on.tomorrow().unwrap(), ended).verdict.verdict);
    }

    #[test]
    fn a_bridge_is_whoever_alone_sits_in_two_bodies() {
        let one = body(1, &[(ANA, CLINIC, Some((BEN, SCHOOL))), (CLEO, CLINIC, None)]);
        let two = body(2, &[(ANA, CLINIC, None)]);
        let three = body(3, &[(DAN, SCHOOL, Some((CLEO, CLINIC)))]);
        let all = [one, two, three];
        let cut = |who: Uuid| {
            let found = bridges_without(&all, |_, member| member == who);
            found.into_iter().map(|(a, b)| (a.name, b.name)).collect::<Vec<_>>()
        };
        assert_eq!(cut(ANA), [("Body 1".to_owned(), "Body 2".to_owned())]);
        assert_eq!(cut(CLEO), [("Body 1".to_owned(), "Body 3".to_owned())], "who stands in sits there too");
        assert!(cut(BEN).is_empty() && cut(DAN).is_empty());
        assert_eq!(bridges_without(&all, |org, _| org == Some(CLINIC)).len(), 2);
        // Two in both: one of them may go.
        let again = body(2, &[(ANA, CLINIC, None), (CLEO, CLINIC, None)]);
        assert!(bridges_without(&[all[0].clone(), again], |_, who| who == ANA).is_empty());
    }
}
