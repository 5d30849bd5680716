//! Start a screening: choose the instrument for a person.

use super::instruments::find_instrument;
use crate::model::risk::domains;
use crate::model::screening::{Screening, Status};
use crate::{policy, store};
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_people::actions::{assign_care_team, view_person};
use tandem_people::model::person::TeamRole;

/// Starts a draft and returns its id. The same `key` (made when the page was shown) gives the same draft, so that a
/// button pressed twice starts one screening.
///
/// An instrument with questions that only the care team may read needs a member of the team; where a person has no
/// team yet, whoever starts leads it.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a person or an instrument that is not here;
/// [`Error::Conflict`] for a retired instrument or somebody outside the care team; the database's.
pub fn start_screening(
    tx: &mut Tx,
    person: Uuid,
    url: &str,
    version: &str,
    key: Uuid,
    language: &str,
) -> Result<Uuid, Error> {
    tx.require(Kind::Screening, Action::Write)?;
    let owner_org = policy::own_org(tx.viewer())?;
    let view = view_person(tx, person)?;
    let source_key = format!("form:{key}");
    if let Some(started) = store::screening::by_source(tx, owner_org, &source_key)? {
        return if started.person_id == person { Ok(started.id) } else { Err(Error::NotFound) };
    }
    let instrument = find_instrument(tx, url, Some(version))?.ok_or(Error::NotFound)?;
    if !instrument.active {
        return Err(Error::Conflict { code: "screening-conflict-retired" });
    }
    let label = view.person.details.label;
    let labels = domains(&instrument.questionnaire).into_iter().map(|(_, label)| label);
    if policy::needs_team(labels.chain([label])) && view.person.owner_org == owner_org {
        let me = tx.viewer().member_id().ok_or(Error::Forbidden)?;
        if view.team.is_empty() {
            assign_care_team(tx, person, me, TeamRole::Lead)?;
        } else if !view.team.iter().any(|member| member.member_id == me) {
            return Err(Error::Conflict { code: "screening-conflict-team" });
        }
    }
    let screening = Screening {
        id: tx.new_public_id(),
        person_id: person,
        owner_org,
        label,
        instrument_url: instrument.questionnaire.url.clone(),
        instrument_version: instrument.questionnaire.version.clone(),
        status: Status::Draft,
        language: language.to_owned(),
        source_key,
        content_hash: String::new(),
        authored_at: None,
        started_at: tx.now(),
        completed_at: None,
    };
    store::screening::insert(tx, &screening)?;
    tx.audit(Action::Write, Kind::Screening, Some(screening.id), Some(person), "screening started")?;
    Ok(screening.id)
}
