//! Everything that is written down about a person: a copy for them alone, and what a member sees, as files.

use super::records;
use super::timeline::{Timeline, timeline};
use crate::model::Fact;
use tandem_access::{Action, Error, Kind as Facts, Timestamp, Tx, Uuid};
use tandem_people::actions::{Look, access_log, corrections, view_own};
use tandem_people::model::correction::Correction;
use tandem_screening::actions::{ScreeningView, view_screening};
use tandem_screening::model::response::ResponseItem;

/// Lines of "who looked" that a copy holds.
const LOOKS: u32 = 10_000;

/// Everything about a person that is theirs to have.
#[derive(Debug, Clone)]
pub struct Everything {
    /// The timeline, which has needs, referrals, visits and consents.
    pub timeline: Timeline,
    /// System and value of each identifier.
    pub identifiers: Vec<(String, String)>,
    /// Each screening with its answers, those about violence left out.
    pub screenings: Vec<ScreeningView>,
    /// What the person asked to be corrected.
    pub corrections: Vec<Correction>,
    /// Who looked, the newest first.
    pub looks: Vec<Look>,
    /// The organization that reads it; nobody for the person's own copy.
    pub reader: Option<Uuid>,
    /// When the copy was made.
    pub at: Timestamp,
}

/// The copy, as the person by their private link. Whoever holds the person's telephone may not be the person: nothing
/// about violence at home is in it.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else; the database's.
pub fn everything(tx: &mut Tx) -> Result<Everything, Error> {
    let person = tx.viewer().person().ok_or(Error::Forbidden)?;
    let mut timeline = timeline(tx, &[person])?;
    let identifiers = view_own(tx)?.identifiers;
    let screenings = answered(tx, &timeline)?;
    let mut corrections = corrections(tx, person)?;
    corrections.retain(|k| k.label.is_shareable());
    let looks = access_log(tx, person, LOOKS)?;
    let ids: Vec<Uuid> = looks.iter().filter_map(|look| look.organization).collect();
    timeline.orgs.extend(tandem_partners::actions::find_many(tx, &ids)?.into_iter().map(|o| (o.id, o.name)));
    let owner = timeline.person.owner_org;
    tx.audit_for(owner, Action::Export, Facts::Person, Some(person), Some(person), "copy of everything")?;
    Ok(Everything { timeline, identifiers, screenings, corrections, looks, reader: None, at: tx.now() })
}

/// What the viewer, a member, sees of a person on the timeline, to take along as a file: without the numbers it is known by, who
/// looked, what was asked to be corrected; without anything about violence at home, as on paper, and without anything of or about
/// a confidential organization. `None` for a record that is itself one of these. Each record that is in it is in the log of whoever
/// keeps it.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] when the viewer may not see the record; the database's.
pub fn seen(tx: &mut Tx, person: Uuid) -> Result<Option<Everything>, Error> {
    tx.require(Facts::Person, Action::Export)?;
    let records = records(tx, person)?;
    let mut timeline = timeline(tx, &records)?;
    let named: Vec<Uuid> = timeline.orgs.keys().copied().collect();
    let organizations = tandem_partners::actions::find_many(tx, &named)?;
    let confidential = |org: Uuid| organizations.iter().any(|o| o.id == org && o.confidential);
    timeline.records.retain(|r| r.label.is_shareable() && !confidential(r.owner_org));
    if timeline.records.first().is_none_or(|first| first.id != person) {
        return Ok(None);
    }
    let kept = timeline.records.clone();
    timeline.teams.retain(|team| kept.iter().any(|r| r.owner_org == team.organization));
    timeline.lines.retain(|line| {
        let to = if let Fact::Consent(consent) = &line.fact { Some(consent.recipient_org) } else { None };
        kept.iter().any(|r| r.id == line.record) && line.label.is_shareable() && !to.is_some_and(confidential)
    });
    let screenings = answered(tx, &timeline)?;
    for record in kept {
        let (owner, id) = (record.owner_org, Some(record.id));
        tx.audit_for(owner, Action::Export, Facts::Person, id, id, "shared view as a file")?;
    }
    let (identifiers, corrections, looks) = (vec![], vec![], vec![]);
    let (reader, at) = (tx.viewer().org(), tx.now());
    Ok(Some(Everything { timeline, identifiers, screenings, corrections, looks, reader, at }))
}

/// The screenings of a timeline with their answers, those about violence left out.
fn answered(tx: &mut Tx, timeline: &Timeline) -> Result<Vec<ScreeningView>, Error> {
    let mut screenings = vec![];
    for line in &timeline.lines {
        if let Fact::Screening(screening, _) = &line.fact {
            let mut view = view_screening(tx, screening.id)?;
            let labels = view.questionnaire.labels();
            view.items =
                without_violence(&view.items, &|link| labels.get(link).is_none_or(|l| l.is_shareable()));
            view.findings.retain(|finding| finding.label.is_shareable());
            screenings.push(view);
        }
    }
    Ok(screenings)
}

/// An item that holds nothing any more after that goes too: an empty group of questions about safety would tell that they were answered.
fn without_violence(items: &[ResponseItem], keep: &dyn Fn(&str) -> bool) -> Vec<ResponseItem> {
    let kept = items.iter().filter(|item| keep(&item.link_id));
    kept.filter_map(|item| {
        let mut rest = item.clone();
        rest.items = without_violence(&item.items, keep);
        for answer in &mut rest.answers {
            answer.items = without_violence(&answer.items, keep);
        }
        let emptied = rest.answers.is_empty() && rest.items.is_empty() && !item.items.is_empty();
        (!emptied).then_some(rest)
    })
    .collect()
}
