//! The yearly survey: open, answer, close, and the means that may be shown once it is closed.

use crate::model::{Answer, Dimension, Results, Score, Survey};
use crate::{policy, store};
use std::collections::{BTreeMap, HashMap};
use tandem_access::accounts::links::{self, LinkPurpose};
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_partners::actions::Filter;
use tandem_partners::model::Membership;

/// Every year's survey, the newest first.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn surveys(tx: &mut Tx<'_, '_>) -> Result<Vec<Survey>, Error> {
    tx.require(Kind::Governance, Action::Read)?;
    store::survey::all(tx)
}

/// Opens this year's survey.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Conflict`] when there is one already, or last year's is still open.
pub fn open_survey(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    if !policy::may_convene(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    let zone = tandem_partners::actions::partnership(tx)?.zone().clone();
    let year = i64::from(tx.now().to_zoned(zone).year());
    let open = store::survey::all(tx)?.iter().any(|s| s.closed_at.is_none());
    if open || !store::survey::open(tx, year)? {
        return Err(Error::Conflict { code: "alliance-conflict-survey" });
    }
    tx.audit(Action::Write, Kind::Governance, None, None, "survey: opened")
}

/// Closes a survey: from then on its means are shown, no answer changes, and the links to answer it end.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Conflict`] when it is closed.
pub fn close_survey(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    if !policy::may_convene(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    if !store::survey::close(tx, id)? {
        return Err(Error::Conflict { code: "alliance-conflict-survey-closed" });
    }
    links::revoke_subject(tx, LinkPurpose::Survey, id)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "survey: closed")
}

/// What the viewer's organization says of another. It may be changed until the survey closes.
///
/// # Errors
/// [`Error::Forbidden`] for whoever does not speak for a member organization; [`Error::NotFound`] for who is no partner;
/// [`Error::Conflict`] when the survey is closed.
pub fn answer(tx: &mut Tx<'_, '_>, survey: Uuid, answer: &Answer) -> Result<(), Error> {
    let own = tx.viewer().org() == Some(answer.from) || tx.viewer().is_system();
    if !own || !policy::may_enter(tx.viewer(), Some(answer.from), None) {
        return Err(Error::Forbidden);
    }
    keep(tx, survey, answer, "survey: answered")
}

/// Keeps an answer of whoever may give it: between two partners, on the scales, while the survey is open.
pub(super) fn keep(tx: &mut Tx<'_, '_>, survey: Uuid, answer: &Answer, what: &str) -> Result<(), Error> {
    for id in [answer.from, answer.about] {
        if tandem_partners::actions::find(tx, id)?.membership != Membership::Member {
            return Err(Error::NotFound);
        }
    }
    let fits = answer.scores.values().all(|s| (1..=4).contains(s)) && answer.from != answer.about;
    if !fits {
        return Err(Error::NotFound);
    }
    if !store::survey::put(tx, survey, answer)? {
        return Err(Error::Conflict { code: "alliance-conflict-survey-closed" });
    }
    // Who answered is known; what was said stays out of the log.
    tx.audit(Action::Write, Kind::Governance, Some(survey), None, what)
}

/// What the viewer's own organization said.
///
/// # Errors
/// The database's.
pub fn answers_of(tx: &mut Tx<'_, '_>, survey: Uuid) -> Result<Vec<Answer>, Error> {
    match tx.viewer().org() {
        Some(own) if policy::may_enter(tx.viewer(), Some(own), None) => {
            store::survey::answers_of(tx, survey, own)
        }
        _ => Ok(vec![]),
    }
}

/// A survey that is closed: while one is open, whoever watched its means could read off each new answer.
fn closed(tx: &mut Tx<'_, '_>, survey: Uuid) -> Result<bool, Error> {
    Ok(surveys(tx)?.iter().any(|s| s.id == survey && s.closed_at.is_some()))
}

/// What may be shown to every member.
///
/// # Errors
/// The database's.
pub fn results(tx: &mut Tx<'_, '_>, survey: Uuid) -> Result<Option<Results>, Error> {
    if !closed(tx, survey)? {
        return Ok(None);
    }
    let every = Filter { limit: 5_000, ..Filter::default() };
    let sectors: HashMap<Uuid, String> = tandem_partners::actions::list(tx, &every)?
        .into_iter()
        .map(|o| (o.id, o.sector.code().to_owned()))
        .collect();
    let answers = store::survey::answers(tx, survey)?;
    Ok(Some(Results::of(&answers, |id| sectors.get(&id).cloned())))
}

/// What the viewer's organization may see of what others say of it.
///
/// # Errors
/// The database's.
pub fn own_results(tx: &mut Tx<'_, '_>, survey: Uuid) -> Result<BTreeMap<Dimension, Score>, Error> {
    match tx.viewer().org() {
        Some(own) if closed(tx, survey)? => Ok(Results::about(&store::survey::answers(tx, survey)?, own)),
        _ => Ok(BTreeMap::new()),
    }
}
