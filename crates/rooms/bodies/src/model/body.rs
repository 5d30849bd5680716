//! Bodies: the council and workgroups, and whether one may adopt.

use super::seat::{Holding, Seat, SeatRole};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::{FieldErrors, Uuid};
use tandem_deliberation::rules::body::{self, BySector, Quorum};
use tandem_deliberation::rules::council::{self, Held};
use tandem_deliberation::rules::{Control, Verdict, workgroup};
use tandem_web::in_language;

tandem_access::coded! {
    /// What a body is.
    BodyKind {
        /// The one that the charter seats.
        Council = "council",
        /// A group around one piece of work, led by at least three.
        Workgroup = "workgroup",
    }
}

/// A council or workgroup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Id.
    pub id: Uuid,
    /// What it is.
    pub kind: BodyKind,
    /// Its name.
    pub name: String,
    /// Its name in Spanish.
    pub name_es: Option<String>,
    /// What it is for.
    pub purpose: String,
    /// The same in Spanish.
    pub purpose_es: Option<String>,
    /// The day the partnership adopted a group that was there before.
    pub adopted_on: Option<Date>,
    /// Whether its work is over.
    pub ended: bool,
}

impl Body {
    /// Its name for a reader.
    pub fn named(&self, spanish: bool) -> &str {
        in_language(&self.name, self.name_es.as_deref(), spanish)
    }
    /// What it is for, for a reader.
    pub fn about(&self, spanish: bool) -> &str {
        in_language(&self.purpose, self.purpose_es.as_deref(), spanish)
    }
}

/// A body to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBody {
    /// What it is.
    pub kind: BodyKind,
    /// Its name.
    pub name: String,
    /// Its name in Spanish.
    pub name_es: Option<String>,
    /// What it is for.
    pub purpose: String,
    /// The same in Spanish.
    pub purpose_es: Option<String>,
    /// The day the partnership adopted it, if it was there before.
    pub adopted_on: Option<Date>,
}

impl NewBody {
    /// What is wrong with it, field by field.
    ///
    /// # Errors
    /// [`tandem_access::Error::Invalid`].
    pub fn check(&self, today: Date) -> Result<(), tandem_access::Error> {
        let mut errors = FieldErrors::new();
        if self.name.is_empty() {
            errors.add("name", "error-required");
        }
        if self.purpose.is_empty() {
            errors.add("purpose", "error-required");
        }
        for (field, text, most) in [("name", &self.name, 120), ("purpose", &self.purpose, 2000)] {
            super::long(&mut errors, field, text, most);
        }
        if self.adopted_on.is_some_and(|day| day > today) {
            errors.add("adopted_on", "bodies-error-future");
        }
        errors.into_result()
    }
}

/// What of the charter in force a body is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Seats of the council by sector.
    pub seats: BySector,
    /// The day since which it holds.
    pub since: Date,
    /// The quorum of every body.
    pub quorum: Quorum,
}

/// A body with its seats as they count on a day.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The body.
    pub body: Body,
    /// The day.
    pub on: Date,
    /// Seats that are held, and vacant ones that nobody follows yet.
    pub seats: Vec<(Seat, Holding)>,
    /// The charter in force, where there is one.
    pub charter: Option<Measure>,
    /// `valid`, `grace`, `suspended`, `invalid`, with its reason.
    pub verdict: Verdict,
}

impl Standing {
    /// How a body stands. A workgroup is judged by its co-leads; a council by the seats that the charter in force gives it, and
    /// without a charter by those that are held.
    pub fn of(
        body: Body,
        on: Date,
        seats: Vec<(Seat, Holding)>,
        control: &Control,
        charter: Option<Measure>,
    ) -> Standing {
        let verdict = match body.kind {
            BodyKind::Workgroup => {
                let leads: Vec<_> = seats
                    .iter()
                    .filter(|(seat, _)| seat.role == SeatRole::CoLead)
                    .map(|(seat, holding)| seat.co_lead(holding))
                    .collect();
                workgroup::state(on, &leads, body.adopted_on, control)
            }
            BodyKind::Council => match charter.as_ref().filter(|c| !c.seats.is_empty()) {
                Some(charter) => {
                    let held: Vec<Held> = seats.iter().map(|(seat, holding)| seat.held(holding)).collect();
                    // Whichever came last, the charter or the council that was there before, has its days to be seated.
                    let since = body.adopted_on.map_or(charter.since, |adopted| adopted.max(charter.since));
                    council::state(on, &charter.seats, since, &held)
                }
                None => body::seats(&by_sector(in_office(&seats, on))),
            },
        };
        let verdict = if body.ended { Verdict::because("suspended", "BODY_ENDED") } else { verdict };
        Standing { body, on, seats, charter, verdict }
    }

    /// The seats that the charter in force gives this body, by sector: a council's.
    pub fn asked(&self) -> Option<&BySector> {
        let council = self.body.kind == BodyKind::Council;
        self.charter.as_ref().map(|c| &c.seats).filter(|seats| council && !seats.is_empty())
    }

    /// Whether it may adopt today. A workgroup or council in grace may act, and does not adopt.
    pub fn may_adopt(&self) -> bool {
        workgroup::may_adopt(self.verdict)
    }

    /// Seats in office.
    pub fn active(&self) -> impl Iterator<Item = &(Seat, Holding)> {
        in_office(&self.seats, self.on)
    }

    /// Seats in office by sector.
    pub fn active_by_sector(&self) -> BySector {
        by_sector(self.active())
    }

    /// The seats that a quorum is counted of, by sector: those in office, and of a council the empty ones of the charter too.
    pub fn counted(&self) -> BySector {
        let held = self.active_by_sector();
        self.asked().map_or_else(|| held.clone(), |asked| council::counted(asked, &held))
    }

    /// Whether these seats are a quorum; asked anew at every decision.
    pub fn quorum(&self, present: &BTreeSet<Uuid>) -> Verdict {
        let here = self.active().filter(|(seat, _)| present.contains(&seat.id));
        let quorum = self.charter.as_ref().map_or_else(Quorum::default, |charter| charter.quorum);
        quorum.met(&self.counted(), &by_sector(here))
    }

    /// Votes by sector, for the majority of seats and sectors.
    pub fn votes(&self, seats: &BTreeSet<Uuid>) -> BySector {
        by_sector(self.active().filter(|(seat, _)| seats.contains(&seat.id)))
    }

    /// The seat in which a member may act today, and whether they do so as its deputy.
    pub fn seat_of(&self, member: Uuid) -> Option<(&Seat, bool)> {
        let own = self.active().find(|(seat, _)| seat.member == member).map(|(seat, _)| (seat, false));
        own.or_else(|| {
            self.active().find(|(seat, _)| seat.deputy == Some(member)).map(|(seat, _)| (seat, true))
        })
    }
}

fn in_office(seats: &[(Seat, Holding)], on: Date) -> impl Iterator<Item = &(Seat, Holding)> {
    seats.iter().filter(move |(seat, holding)| seat.term_start <= on && holding.in_office(on))
}

fn by_sector<'s>(seats: impl Iterator<Item = &'s (Seat, Holding)>) -> BySector {
    let mut out: BTreeMap<String, u64> = BTreeMap::new();
    for (_, holding) in seats {
        *out.entry(holding.counted().code().to_owned()).or_insert(0) += 1;
    }
    out
}
