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
    Ok(Everything { timeline, identifiers, screenings, corrections, looks, at: tx.now() })
}

/// What the viewer, a member, sees of a person on the timeline, to take along as a file: without the numbers it is known by, who looked, what was
/// asked to be corrected, and, as on paper, without anything about violence at home. `None` for a record that is itself as private as that.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] when the viewer may not see the record; the database's.
pub fn seen(tx: &mut Tx, person: Uuid) -> Result<Option<Everything>, Error> {
    let records = records(tx, person)?;
    let mut timeline = timeline(tx, &records)?;
    if !timeline.person.details.label.is_shareable() {
        return Ok(None);
    }
    timeline.lines.retain(|line| line.label.is_shareable());
    let screenings = answered(tx, &timeline)?;
    tx.audit(Action::Export, Facts::Person, Some(person), Some(person), "shared view as a file")?;
    let at = tx.now();
    let (identifiers, corrections, looks) = (vec![], vec![], vec![]);
    Ok(Some(Everything { timeline, identifiers, screenings, corrections, looks, at }))
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

fn without_violence(items: &[ResponseItem], keep: &dyn Fn(&str) -> bool) -> Vec<ResponseItem> {
    let kept = items.iter().filter(|item| keep(&item.link_id));
    kept.map(|item| {
        let mut item = item.clone();
        item.items = without_violence(&item.items, keep);
        for answer in &mut item.answers {
            answer.items = without_violence(&answer.items, keep);
        }
        item
    })
    .collect()
}
