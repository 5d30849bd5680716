//! Ask organizations by letter to answer the survey, remind them once, and take answers that come by such a link.

use crate::letters::{self, ASK, REMIND};
use crate::model::{Answer, Asked, Progress, Survey};
use crate::{policy, store};
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::accounts::links::{self, LinkPurpose, Verified};
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_partners::actions::Filter;
use tandem_partners::model::{Membership, Organization};

fn members(tx: &mut Tx<'_, '_>) -> Result<Vec<Organization>, Error> {
    let every = Filter { membership: Some(Membership::Member), limit: 2_000, ..Filter::default() };
    tandem_partners::actions::list(tx, &every)
}

/// The survey with this id while it is open.
fn open(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Survey, Error> {
    let found = store::survey::all(tx)?.into_iter().find(|s| s.id == id).ok_or(Error::NotFound)?;
    match found.closed_at {
        None => Ok(found),
        Some(_) => Err(Error::Conflict { code: "alliance-conflict-survey-closed" }),
    }
}

fn addressed(o: &Organization) -> bool {
    o.email.as_deref().is_some_and(|e| !e.trim().is_empty())
}

/// How far each partner is with a survey: who has answered, never what.
///
/// # Errors
/// [`Error::Forbidden`] for who does not hold the survey; the database's.
pub fn progress(tx: &mut Tx<'_, '_>, survey: Uuid) -> Result<Vec<Asked>, Error> {
    if !policy::may_convene(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    let answered: BTreeSet<Uuid> = store::survey::answering(tx, survey)?.into_iter().collect();
    let sent: BTreeMap<Uuid, _> =
        store::survey::letters(tx, survey)?.into_iter().map(|s| (s.organization, s)).collect();
    Ok(members(tx)?
        .into_iter()
        .map(|o| Asked {
            organization: o.id,
            progress: Progress::of(answered.contains(&o.id), sent.get(&o.id), addressed(&o)),
            has_address: addressed(&o),
            name: o.name,
        })
        .collect())
}

/// Sends a link to every partner that has not answered and was not written to yet. Says how many letters go out.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when the survey is closed.
pub fn send_links(tx: &mut Tx<'_, '_>, survey: Uuid) -> Result<usize, Error> {
    let waiting: BTreeSet<Uuid> = progress(tx, survey)?
        .into_iter()
        .filter(|a| a.progress == Progress::NotAsked)
        .map(|a| a.organization)
        .collect();
    let survey = open(tx, survey)?;
    let mut letters = 0;
    for o in members(tx)?.into_iter().filter(|o| waiting.contains(&o.id)) {
        if letters::survey(tx, ASK, &survey, &o)? {
            store::survey::note_letter(tx, survey.id, o.id)?;
            letters += 1;
        }
    }
    tx.audit(Action::Write, Kind::Governance, Some(survey.id), None, "survey: links sent")?;
    Ok(letters)
}

/// Sends one partner a new link; the one before ends. `false` when it has no address that a letter could go to.
///
/// # Errors
/// As [`send_links`]; [`Error::NotFound`] for who is no partner.
pub fn send_link(tx: &mut Tx<'_, '_>, survey: Uuid, organization: Uuid) -> Result<bool, Error> {
    if !policy::may_convene(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    let survey = open(tx, survey)?;
    let o = tandem_partners::actions::find(tx, organization)?;
    if o.membership != Membership::Member {
        return Err(Error::NotFound);
    }
    let sent = letters::survey(tx, ASK, &survey, &o)?;
    if sent {
        store::survey::note_letter(tx, survey.id, o.id)?;
        tx.audit(Action::Write, Kind::Governance, Some(survey.id), None, "survey: link sent again")?;
    }
    Ok(sent)
}

/// Reminds, once, every partner that was written to a week ago and has not answered.
///
/// # Errors
/// The database's.
pub fn remind(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let Some(survey) = store::survey::all(tx)?.into_iter().find(|s| s.closed_at.is_none()) else {
        return Ok(());
    };
    let answered: BTreeSet<Uuid> = store::survey::answering(tx, survey.id)?.into_iter().collect();
    let now = tx.now();
    let due: BTreeSet<Uuid> = store::survey::letters(tx, survey.id)?
        .into_iter()
        .filter(|s| s.reminder_due(now) && !answered.contains(&s.organization))
        .map(|s| s.organization)
        .collect();
    for o in members(tx)?.into_iter().filter(|o| due.contains(&o.id)) {
        if store::survey::note_reminder(tx, survey.id, o.id)? {
            letters::survey(tx, REMIND, &survey, &o)?;
        }
    }
    Ok(())
}

/// The survey and the organization that a link is for, and what that organization has said so far.
///
/// # Errors
/// [`Error::NotFound`] for a link of something else, or of who is no partner any more; [`Error::Conflict`] when the survey is
/// closed.
pub fn by_link(tx: &mut Tx<'_, '_>, link: &Verified) -> Result<(Survey, Organization, Vec<Answer>), Error> {
    let record = link.record();
    let (Some(survey), Some(organization), LinkPurpose::Survey) =
        (record.subject, record.organization, link.purpose())
    else {
        return Err(Error::NotFound);
    };
    let survey = open(tx, survey)?;
    let o = tandem_partners::actions::find(tx, organization)?;
    if o.membership != Membership::Member {
        return Err(Error::NotFound);
    }
    let said = store::survey::answers_of(tx, survey.id, o.id)?;
    Ok((survey, o, said))
}

/// What the organization of a link says of another. The link alone says which survey and for whom: `answer.from` is not
/// asked. It may be changed until the survey closes.
///
/// # Errors
/// As [`by_link`] and [`super::answer`]; [`Error::Conflict`] when the link ended in between.
pub fn answer_by_link(tx: &mut Tx<'_, '_>, link: &Verified, answer: &Answer) -> Result<(), Error> {
    let (survey, o, _) = by_link(tx, link)?;
    links::consume(tx, link)?;
    super::survey::keep(tx, survey.id, &Answer { from: o.id, ..answer.clone() }, "survey: answered by link")
}
