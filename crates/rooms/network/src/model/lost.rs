//! Bodies and agreements without somebody: how each would stand if an organization or one member left tomorrow.

use std::collections::BTreeSet;
use tandem_access::Uuid;
use tandem_agreements::model::agreement::{Agreement, Kind};
use tandem_bodies::model::{Body, Standing};
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
    /// How it stands today, and how it would.
    pub before: &'static str,
    /// How it would stand.
    pub after: &'static str,
    /// Whether it could adopt today.
    pub may_adopt: bool,
    /// Whether it still could.
    pub may_still: bool,
}

/// Bodies in which somebody sits who leaves; a deputy who leaves too stands in for nobody.
pub fn bodies_without(
    bodies: &[Standing],
    control: &Control,
    leaves: impl Fn(Option<Uuid>, Uuid) -> bool,
) -> Vec<BodyLoss> {
    let mut found = vec![];
    for standing in bodies.iter().filter(|s| !s.body.ended) {
        let gone = |seat: &(tandem_bodies::model::Seat, tandem_bodies::model::Holding)| {
            leaves(seat.1.organization, seat.0.member)
        };
        let lost: Vec<_> = standing.active().filter(|s| gone(s)).collect();
        if lost.is_empty() {
            continue;
        }
        let stays = |seat: &tandem_bodies::model::Seat| {
            seat.deputy.is_some_and(|d| !leaves(seat.deputy_organization, d))
        };
        let rest = standing.seats.iter().filter(|s| !gone(s)).cloned().collect();
        let after = Standing::of(standing.body.clone(), standing.on, rest, control, standing.charter.clone());
        found.push(BodyLoss {
            seats: lost.len(),
            deputies: lost.iter().filter(|s| stays(&s.0)).count(),
            before: standing.verdict.verdict,
            after: after.verdict.verdict,
            may_adopt: standing.may_adopt(),
            may_still: after.may_adopt(),
            body: standing.body.clone(),
        });
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
