//! Proposals and decisions are looked up, with everything that was said.

use super::load;
use crate::model::{Decision, Objection, Promise, Proposal, Remark, Stage, Stance, Step, Version};
use crate::policy;
use crate::store::{decisions, proposals, talk};
use jiff::civil::Date;
use tandem_access::{Error, Timestamp, Tx, Uuid};
use tandem_spine::model::Chain;

/// What to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only of this body.
    pub body: Option<Uuid>,
    /// Only these words in the title.
    pub words: String,
}

/// Proposals on their way and decisions.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// Sent by residents, not taken up yet; empty for who may not take them up.
    pub received: Vec<Proposal>,
    /// How many of those there are, for everybody to know.
    pub waiting: usize,
    /// How many that residents sent were set aside.
    pub set_aside: usize,
    /// On their way.
    pub moving: Vec<Proposal>,
    /// Decided.
    pub decisions: Vec<Decision>,
    /// Withdrawn.
    pub withdrawn: Vec<Proposal>,
}

/// Everything that the viewer may read, filtered.
///
/// # Errors
/// The database's.
pub fn list(tx: &mut Tx<'_, '_>, filter: &Filter) -> Result<Listed, Error> {
    let words = filter.words.to_lowercase();
    let fits = |title: &str, title_es: Option<&str>, body: Option<Uuid>| {
        let said = |title: &str| title.to_lowercase().contains(&words);
        (words.is_empty() || said(title) || title_es.is_some_and(said))
            && (filter.body.is_none() || filter.body == body)
    };
    let mut out = Listed::default();
    let takes = !super::takers(tx)?.is_empty();
    for p in proposals::all(tx)? {
        let waits = p.stage == Stage::Received;
        out.waiting += usize::from(waits);
        out.set_aside += usize::from(p.body_id.is_none() && p.stage == Stage::Withdrawn);
        if !(policy::may_read(tx.viewer(), &p) || (waits && takes))
            || !fits(&p.title, p.title_es.as_deref(), p.body_id)
        {
            continue;
        }
        match p.stage {
            Stage::Received => out.received.push(p),
            Stage::Withdrawn => out.withdrawn.push(p),
            Stage::Adopted => {}
            _ => out.moving.push(p),
        }
    }
    out.decisions = decisions::all(tx)?
        .into_iter()
        .filter(|d| fits(&d.title, d.title_es.as_deref(), Some(d.body_id)))
        .collect();
    Ok(out)
}

/// Proposals in which a seat of the viewer's has not said where it stands in this round; what others noted for it in a meeting does not
/// count here, so that it is seen and can be changed.
///
/// # Errors
/// The database's.
pub fn asked(tx: &mut Tx<'_, '_>) -> Result<Vec<Proposal>, Error> {
    let Some(member) = tx.viewer().member_id() else { return Ok(vec![]) };
    let mut out = vec![];
    for p in proposals::in_round(tx)? {
        let Some(body) = p.body_id else { continue };
        let standing = tandem_bodies::actions::standing(tx, body)?;
        let Some((seat, _)) = standing.seat_of(member) else { continue };
        let seat = seat.id;
        let said = talk::stances(tx, p.id)?
            .iter()
            .any(|s| s.seat_id == seat && s.round == p.round && s.stage == p.stage && !s.called);
        if !said {
            out.push(p);
        }
    }
    Ok(out)
}

/// Where a resident's proposal stands that not everybody may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Since when it waits.
    pub sent: Timestamp,
    /// When it was set aside, and why.
    pub set_aside: Option<(Timestamp, String)>,
}

/// Where a proposal stands that nobody has taken up, for whoever has its address: nothing of its words.
///
/// # Errors
/// [`Error::NotFound`], also for one that everybody may read; the database's.
pub fn waiting(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Waiting, Error> {
    let found = proposals::by_id(tx, id)?.filter(|p| !policy::is_public(p)).ok_or(Error::NotFound)?;
    let last = proposals::steps(tx, id)?.into_iter().rev().find(|step| step.stage == Stage::Withdrawn);
    Ok(Waiting { sent: found.created_at, set_aside: last.map(|step| (step.at, step.why)) })
}

/// A proposal with everything about it.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The proposal.
    pub proposal: Proposal,
    /// Its versions, newest first.
    pub versions: Vec<Version>,
    /// The way it went.
    pub steps: Vec<Step>,
    /// Organizations it is about.
    pub about: Vec<Uuid>,
    /// What it will ask.
    pub promises: Vec<Promise>,
    /// What was said.
    pub remarks: Vec<Remark>,
    /// What seats said.
    pub stances: Vec<Stance>,
    /// Objections.
    pub objections: Vec<Objection>,
    /// The decision it became.
    pub decision: Option<Decision>,
    /// What it came from and what came of it.
    pub chain: Chain,
}

/// A proposal with everything about it.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn whole(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Whole, Error> {
    Ok(Whole {
        proposal: load(tx, id)?,
        versions: proposals::versions(tx, id)?,
        steps: proposals::steps(tx, id)?,
        about: proposals::about(tx, id)?,
        promises: proposals::promises(tx, id)?,
        remarks: talk::remarks(tx, id)?,
        stances: talk::stances(tx, id)?,
        objections: talk::objections(tx, id)?,
        decision: decisions::of_proposal(tx, id)?,
        chain: tandem_spine::actions::chain(tx, id)?,
    })
}

/// One decision.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn decision(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Decision, Error> {
    decisions::by_id(tx, id)?.ok_or(Error::NotFound)
}

/// Looks back at a decision: when, whether it was confirmed, in which words, until when.
pub type Reviews = Vec<(Timestamp, bool, String, Option<Date>)>;
/// Organizations that stand aside: id, name, why.
pub type Aside = Vec<(Uuid, String, String)>;

/// One decision with its proposal, its chain, its reviews and who stands aside.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn decision_whole(
    tx: &mut Tx<'_, '_>,
    id: Uuid,
) -> Result<(Decision, Whole, Chain, Reviews, Aside), Error> {
    let found = decision(tx, id)?;
    let whole = whole(tx, found.proposal_id)?;
    let chain = tandem_spine::actions::chain(tx, id)?;
    Ok((found, whole, chain, decisions::reviews(tx, id)?, decisions::aside(tx, id)?))
}
