//! Review a screening: what the person wants help with, then the needs that come of both.

use super::view_screening::load;
use crate::model::screening::{Choice, FindingRow, Screening, Status, topic};
use crate::{policy, store};
use std::collections::BTreeMap;
use tandem_access::{Action, Error, FieldErrors, Kind, Timestamp, Tx, Uuid};
use tandem_events::{Event, publish};
use tandem_people::actions::record_needs;
use tandem_people::model::need::{Domain, NewNeed, Source};

/// Takes the person's word for each topic of the review and completes the screening. Each domain with a risk or a
/// wish for help becomes a need. Sending it twice changes nothing the second time.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; [`Error::Conflict`] before the questions are answered;
/// [`Error::Invalid`] naming each topic without a choice; the database's.
pub fn review_screening(tx: &mut Tx, id: Uuid, choices: &BTreeMap<String, Choice>) -> Result<(), Error> {
    tx.require(Kind::Screening, Action::Write)?;
    let (screening, _) = load(tx, id)?;
    if screening.status == Status::Completed && policy::own_org(tx.viewer())? == screening.owner_org {
        return Ok(());
    }
    policy::may_change(tx.viewer(), &screening)?;
    if screening.status != Status::Answered {
        return Err(Error::Conflict { code: "screening-conflict-not-answered" });
    }
    let mut rows = store::screening::findings(tx, id)?;
    let mut errors = FieldErrors::new();
    for row in &mut rows {
        row.choice = choices.get(topic(&row.domain)).copied();
        if row.choice.is_none() {
            errors.add(topic(&row.domain), "screening-error-choice");
        }
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let found_at = screening.authored_at.unwrap_or(tx.now());
    record(tx, &screening, &mut rows, found_at, false)?;
    store::screening::clear_findings(tx, id)?;
    store::screening::insert_findings(tx, &screening, &rows)?;
    let completed_at = Some(tx.now());
    let person = screening.person_id;
    store::screening::update(
        tx,
        &Screening { status: Status::Completed, completed_at, ..screening.clone() },
    )?;
    publish(tx, &Event::ScreeningCompleted { screening: id, person, organization: screening.owner_org })?;
    tx.audit(Action::Write, Kind::Screening, Some(id), Some(person), "screening completed")
}

/// Records a need for each finding that is one, and notes which.
///
/// `made_now` says that the person's record is of this transaction. Of the domains of one topic only those at risk become needs; when none is, a wish for help goes to the first.
pub(super) fn record(
    tx: &mut Tx,
    screening: &Screening,
    rows: &mut [FindingRow],
    found_at: Timestamp,
    made_now: bool,
) -> Result<(), Error> {
    let at_risk: Vec<String> =
        rows.iter().filter(|r| r.risk == Some(true)).map(|r| topic(&r.domain).to_owned()).collect();
    let mut wished: Vec<String> = Vec::new();
    let (mut needs, mut of_row) = (Vec::new(), Vec::new());
    for (at, row) in rows.iter().enumerate() {
        let of = topic(&row.domain).to_owned();
        let wants = row.choice.map(Choice::wants_help);
        let here =
            row.risk == Some(true) || (!at_risk.contains(&of) && !wished.contains(&of) && of == row.domain);
        if !here {
            continue;
        }
        wished.push(of);
        let Some(domain) = Domain::from_code(&row.domain) else {
            return Err(Error::Internal(format!("{} is no domain of need", row.domain)));
        };
        let new = NewNeed {
            person_id: screening.person_id,
            domain,
            risk: row.risk,
            wants_help: wants,
            source: Source::Screening(screening.id),
            label: row.label,
            found_at,
        };
        if new.is_need() {
            needs.push(new);
            of_row.push(at);
        }
    }
    if !needs.is_empty() {
        let ids = record_needs(tx, screening.owner_org, screening.person_id, &needs, made_now)?;
        of_row.into_iter().zip(ids).for_each(|(at, id)| rows[at].need_id = Some(id));
    }
    Ok(())
}
