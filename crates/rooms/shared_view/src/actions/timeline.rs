//! Everything that the viewer may see of a person, from every record of them, in one list.

use crate::model::{Asks, Fact, Kind, Line, sort};
use std::collections::BTreeMap;
use tandem_access::{Action, Error, Kind as Facts, Timestamp, Tx, Uuid};
use tandem_people::actions::{PersonView, care_team, exceptional_now, openings, view_own, view_person};
use tandem_people::model::label::Label;
use tandem_people::model::person::{Person, TeamRole};
use tandem_referrals::actions::of_person as referrals_of;
use tandem_screening::actions::screenings_of;
use tandem_visits::actions::visits_of;

/// Who looks after the person at one organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// The organization.
    pub organization: Uuid,
    /// Name and part of each member, the lead first.
    pub members: Vec<(String, TeamRole)>,
}

/// A record of the person that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// Its id.
    pub id: Uuid,
    /// Who keeps it.
    pub owner_org: Uuid,
    /// How sensitive it is as a whole.
    pub label: Label,
}

/// One person, as the viewer sees them.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// The record that was asked for.
    pub person: Person,
    /// Every record that was opened, that one first.
    pub records: Vec<Opened>,
    /// Newest first.
    pub lines: Vec<Line>,
    /// Care teams, one for each organization that has one the viewer may see.
    pub teams: Vec<Team>,
    /// Names of the organizations above, and of those that consents name.
    pub orgs: BTreeMap<Uuid, String>,
}

impl Timeline {
    /// Puts another timeline of the same person into this one.
    pub fn join(&mut self, other: Timeline) {
        self.records.extend(other.records);
        self.lines.extend(other.lines);
        sort(&mut self.lines);
        self.teams.extend(other.teams);
        self.orgs.extend(other.orgs);
    }
}

/// The timeline of a person from the records `of` them, the first of which is the one that was asked for. Each row is read, and
/// audited, by the action of its own room; roles that do not handle a kind of fact get none of it.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] when the viewer may not see the first record; the database's.
pub fn timeline(tx: &mut Tx, of: &[Uuid]) -> Result<Timeline, Error> {
    let (first, others) = of.split_first().ok_or(Error::NotFound)?;
    let own = tx.viewer().person() == Some(*first);
    let view = if own { view_own(tx)? } else { view_person(tx, *first)? };
    let (person, mut lines, mut teams) = (view.person.clone(), vec![], vec![]);
    let mut records = vec![opened(&view)];
    of_record(tx, view, &mut lines, &mut teams)?;
    for record in others {
        match view_person(tx, *record) {
            Ok(view) => {
                records.push(opened(&view));
                of_record(tx, view, &mut lines, &mut teams)?;
            }
            // Seen a moment ago, or linked and not opened: for the viewer it does not exist.
            Err(Error::NotFound | Error::Forbidden) => {}
            Err(error) => return Err(error),
        }
    }
    // Whoever holds the person's telephone may not be the person.
    lines.retain(|line| !own || line.label != Label::DomesticViolence);
    sort(&mut lines);
    let mut ids: Vec<Uuid> = lines.iter().map(|line| line.owner_org).collect();
    ids.extend(teams.iter().map(|team| team.organization));
    ids.push(person.owner_org);
    ids.extend(lines.iter().filter_map(|line| match &line.fact {
        Fact::Consent(consent) => Some(consent.recipient_org),
        _ => None,
    }));
    let orgs = tandem_partners::actions::find_many(tx, &ids)?.into_iter().map(|o| (o.id, o.name)).collect();
    Ok(Timeline { person, records, lines, teams, orgs })
}

fn opened(view: &PersonView) -> Opened {
    let person = &view.person;
    Opened { id: person.id, owner_org: person.owner_org, label: person.details.label }
}

fn of_record(
    tx: &mut Tx,
    view: PersonView,
    lines: &mut Vec<Line>,
    teams: &mut Vec<Team>,
) -> Result<(), Error> {
    let id = view.person.id;
    let own = tx.viewer().person() == Some(id);
    let may = |tx: &Tx, kind| own || tx.viewer().may(kind, Action::Read);
    let (opened, exceptional) = (openings(tx, id)?, exceptional_now(tx, id)?);
    let mut found: Vec<(Kind, Uuid, Uuid, Label, Timestamp, Fact)> = vec![];
    for need in view.needs.into_iter().flatten() {
        found.push((Kind::Need, need.id, need.owner_org, need.label, need.found_at, Fact::Need(need)));
    }
    for consent in view.consents.into_iter().flatten() {
        let label = consent.labels.iter().copied().max().unwrap_or(Label::General);
        found.push((
            Kind::Consent,
            consent.id,
            consent.owner_org,
            label,
            consent.recorded_at,
            Fact::Consent(consent),
        ));
    }
    if may(tx, Facts::Screening) {
        for (s, asked) in screenings_of(tx, id)? {
            let at = s.authored_at.or(s.completed_at).unwrap_or(s.started_at);
            found.push((Kind::Screening, s.id, s.owner_org, s.label, at, Fact::Screening(s, asked)));
        }
    }
    if may(tx, Facts::Visit) {
        for v in visits_of(tx, id)? {
            found.push((Kind::Visit, v.id, v.owner_org, v.label, v.started_at, Fact::Visit(v)));
        }
    }
    if may(tx, Facts::Referral) {
        for line in referrals_of(tx, id)? {
            let (r, place) = (line.referral, line.place);
            if let (Some(true), false) = (r.service_received, r.is_sealed()) {
                let at = r.ended_at.unwrap_or(r.updated_at);
                let fact = Fact::Service(r.clone(), place.clone());
                found.push((Kind::Service, r.id, r.owner_org, r.label, at, fact));
            }
            let at = r.sent_at.unwrap_or(r.created_at);
            found.push((Kind::Referral, r.id, r.owner_org, r.label, at, Fact::Referral(r, place)));
        }
    }
    let org = tx.viewer().org();
    let asks = Asks { org, openings: &opened, exceptional: exceptional.as_ref(), person: own };
    for (kind, line, owner_org, label, at, fact) in found {
        match asks.why(kind, owner_org, label, &fact) {
            Some(why) => lines.push(Line { kind, id: line, record: id, owner_org, label, at, fact, why }),
            // The fence let it through and nothing here says why: that is a fault of ours, and no reason to show it.
            None => tracing::error!(kind = kind.code(), row = %line, "a row without a reason was left out"),
        }
    }
    let members = care_team(tx, id)?.into_iter().map(|(m, name)| (name, m.role)).collect::<Vec<_>>();
    if !members.is_empty() {
        teams.push(Team { organization: view.person.owner_org, members });
    }
    Ok(())
}
