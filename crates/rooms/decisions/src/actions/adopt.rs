//! Adoption: everything that the rules ask is asked anew, in the transaction that adopts.

use super::stage::{integrations, rules};
use super::{leader, load, recuse, touch};
use crate::model::{
    Decision, Objection, ObjectionState, Proposal, RemarkKind, Stage, Stance, StanceKind, Way, advised,
    text_hash,
};
use crate::store::{decisions, proposals, talk};
use jiff::civil::Date;
use std::collections::BTreeSet;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_bodies::model::{Rules, Standing};
use tandem_deliberation::rules::Verdict;
use tandem_deliberation::rules::decision::{self as rule, Stage as RuleStage};
use tandem_events::{Event, publish};
use tandem_spine::actions as spine;
use tandem_spine::model::{Item, Kind as ChainKind};

/// What the rules say about adopting a proposal today with this review date: `accept`, or why not.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] while no body decides; the database's.
pub fn would_adopt(tx: &mut Tx<'_, '_>, id: Uuid, review_on: Option<Date>) -> Result<Verdict, Error> {
    let proposal = load(tx, id)?;
    let standing = super::body_of(tx, &proposal)?;
    let rules = rules(tx)?;
    verdict(tx, &proposal, &standing, &rules, review_on)
}

/// What counts in the round that stands, and the seats that have an interest: in a vote what was cast, else whatever was said.
fn counting(
    tx: &mut Tx<'_, '_>,
    p: &Proposal,
    standing: &Standing,
) -> Result<(Vec<Stance>, BTreeSet<Uuid>), Error> {
    let mut round = talk::stances(tx, p.id)?;
    round.retain(|s| {
        s.round == p.round && s.stage == p.stage && (p.stage != Stage::Vote || s.kind != StanceKind::Aside)
    });
    let recused = recuse::seats(tx, p, standing, &round)?;
    Ok((round, recused))
}

/// The seats that count for a quorum in the round that stands.
pub(crate) fn said(tx: &mut Tx<'_, '_>, p: &Proposal, standing: &Standing) -> Result<BTreeSet<Uuid>, Error> {
    let (round, recused) = counting(tx, p, standing)?;
    Ok(recuse::left(round.iter(), &recused))
}

fn settled(objection: &Objection) -> rule::Objection {
    match objection.state {
        ObjectionState::Open => rule::Objection::Open,
        // Only the objector's own verb writes this state.
        ObjectionState::Withdrawn => rule::Objection::Withdrawn { by_objector: true },
        ObjectionState::Integrated => rule::Objection::Integrated {
            version: objection.in_version.and_then(|v| u64::try_from(v).ok()).unwrap_or(u64::MAX),
        },
    }
}

fn verdict(
    tx: &mut Tx<'_, '_>,
    p: &Proposal,
    standing: &Standing,
    rules: &Rules,
    review_on: Option<Date>,
) -> Result<Verdict, Error> {
    let steps = proposals::steps(tx, p.id)?;
    let mut path: Vec<RuleStage> = steps.iter().filter_map(|step| step.stage.rule()).collect();
    path.push(RuleStage::Adopted);
    let (round, recused) = counting(tx, p, standing)?;
    let adopts = tx.viewer().member_id();
    let stances: Vec<&Stance> =
        round.iter().filter(|s| !s.called || adopts.is_none_or(|adopts| s.by_member != adopts)).collect();
    let seats = |kinds: &[StanceKind]| -> BTreeSet<Uuid> {
        recuse::left(stances.iter().copied().filter(|s| kinds.contains(&s.kind)), &recused)
    };
    let met = |here: &BTreeSet<Uuid>| standing.quorum(here).verdict == "met";
    let present = met(&seats(StanceKind::ALL));
    // Who noted the word of others in a meeting does not adopt on it: that takes somebody else.
    let own_call = !present && met(&recuse::left(round.iter(), &recused));
    // While the body sits together, who has left is not there, whatever they said before.
    let scattered = match tandem_bodies::actions::present(tx, standing.body.id)? {
        Some((_, sitting)) if p.stage == Stage::Consent => {
            !met(&sitting.difference(&recused).copied().collect())
        }
        _ => false,
    };
    let consents = seats(&[StanceKind::Consent, StanceKind::Concern]).len();
    let aside = p.stage == Stage::Consent && consents <= seats(&[StanceKind::Aside]).len();
    let passed = (p.stage == Stage::Vote).then(|| {
        let (yes, no) = (seats(&[StanceKind::Yes]), seats(&[StanceKind::No]));
        rules.decision.decides(&standing.votes(&yes), &standing.votes(&no)).verdict == "passes"
    });
    let reacted = steps
        .windows(2)
        .filter(|pair| pair[0].stage == Stage::React)
        .map(|pair| pair[1].at.duration_since(pair[0].at).as_hours())
        .min();
    let began = steps.iter().rev().find(|step| step.stage == p.stage);
    let now = proposals::versions(tx, p.id)?.into_iter().next().ok_or(Error::NotFound)?;
    let same_text = began.is_some_and(|step| {
        step.version == p.version && step.text_hash == text_hash(&p.title, &now.problem, &now.body)
    }) && round.iter().all(|s| s.version == p.version);
    let today = standing.on;
    let longest = i32::try_from(rules.review_months).unwrap_or(rule::REVIEW_MONTHS);
    let charter_review = today.checked_add(jiff::Span::new().months(longest)).unwrap_or(Date::MAX);
    let found = rule::check(&rule::Decision {
        path,
        versions: u64::try_from(p.version).unwrap_or(0),
        objections: talk::objections(tx, p.id)?.iter().map(settled).collect(),
        quorum: present,
        review_on,
        adopted_on: Some(today),
        react_hours: reacted.and_then(|hours| u64::try_from(hours).ok()),
        text_as_consented: same_text,
        group_valid: standing.may_adopt(),
        vote_passed: passed,
    });
    let late = review_on.is_some_and(|on| on > charter_review);
    let short = reacted.is_some_and(|hours| u64::try_from(hours).unwrap_or(0) < rules.react_hours);
    let soon = p.stage == Stage::Vote
        && integrations(tx, p.id)? < usize::try_from(rules.integrations).unwrap_or(usize::MAX);
    if p.bound(rules) {
        return Ok(Verdict::because("reject", "BINDING_TOPIC"));
    }
    Ok(match found.code {
        None if late => Verdict::because("reject", "REVIEW_OVER_CHARTER"),
        None if short => Verdict::because("reject", "REACT_UNDER_CHARTER"),
        None if soon => Verdict::because("reject", "VOTE_UNDER_CHARTER"),
        Some("NO_QUORUM") if own_call => Verdict::because("reject", "CALLED_BY_ADOPTER"),
        None if scattered => Verdict::because("reject", "SITTING_WITHOUT_QUORUM"),
        None if aside => Verdict::because("reject", "MORE_ASIDE_THAN_CONSENT"),
        _ => found,
    })
}

/// A reason of the rules as a message.
fn message(code: &str) -> &'static str {
    match code {
        "REACT_LT_72_HOURS" | "REACT_UNDER_CHARTER" => "decisions-conflict-react",
        "OPEN_OBJECTION" | "NOT_WITHDRAWN_BY_OBJECTOR" => "decisions-conflict-open-objection",
        "DOUBLE_MAJORITY_MISSING" => "decisions-conflict-majority",
        "TEXT_CHANGED_AFTER_CONSENT" => "decisions-conflict-text",
        "WORKGROUP_NOT_VALID" => "decisions-conflict-group",
        "NO_QUORUM" => "decisions-conflict-quorum",
        "CALLED_BY_ADOPTER" => "decisions-conflict-called",
        "SITTING_WITHOUT_QUORUM" => "decisions-conflict-sitting",
        "MORE_ASIDE_THAN_CONSENT" => "decisions-conflict-aside",
        "BINDING_TOPIC" => "decisions-conflict-binding",
        "NO_REVIEW_DATE" => "decisions-conflict-review-none",
        "REVIEW_OVER_24_MONTHS" | "REVIEW_OVER_CHARTER" => "decisions-conflict-review-late",
        "REVIEW_NOT_AFTER_ADOPTION" => "decisions-conflict-review-early",
        _ => "decisions-conflict-stage",
    }
}

/// A reason of the rules in words: the key of a message.
pub(crate) fn reason(verdict: Verdict) -> Option<&'static str> {
    verdict.code.map(message)
}

/// Adopts a proposal: the body stands behind exactly the text that was consented to. What it asks becomes promises.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] with the reason of the rules, or when something changed meanwhile.
pub fn adopt(tx: &mut Tx<'_, '_>, id: Uuid, revision: i64, review_on: Date) -> Result<Uuid, Error> {
    let proposal = load(tx, id)?;
    let standing = leader(tx, &proposal)?;
    if proposal.revision != revision {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    let rules = rules(tx)?;
    let verdict = verdict(tx, &proposal, &standing, &rules, Some(review_on))?;
    if let Some(code) = reason(verdict) {
        return Err(Error::Conflict { code });
    }
    let way = if proposal.stage == Stage::Vote { Way::Vote } else { Way::Consent };
    let said = i64::try_from(said(tx, &proposal, &standing)?.len()).unwrap_or(i64::MAX);
    let seats = i64::try_from(standing.counted().values().sum::<u64>()).unwrap_or(i64::MAX);
    enact(tx, proposal, &standing, way, review_on, "", Some((said, seats)))
}

/// Who proposed it decides it, after asking for advice: it was to be decided so from the start, everybody had the time to react, no
/// question waits, others and a neighbor were heard, and everybody reads what was done with what they said.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else, and without a seat; [`Error::NotFound`]; [`Error::Invalid`] without a word about the advice;
/// [`Error::Conflict`] with the reason, or when something changed meanwhile.
pub fn decide(
    tx: &mut Tx<'_, '_>,
    id: Uuid,
    revision: i64,
    review_on: Date,
    used: &str,
) -> Result<Uuid, Error> {
    let proposal = load(tx, id)?;
    let standing = super::body_of(tx, &proposal)?;
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    if !proposal.advice || proposal.by_member != Some(member) || standing.seat_of(member).is_none() {
        return Err(Error::Forbidden);
    }
    if proposal.revision != revision {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    if used.trim().chars().count() < 10 {
        return Err(FieldErrors::one("used", "decisions-error-used"));
    }
    if let Some(code) = unadvised(tx, &proposal, &standing, Some(review_on))? {
        return Err(Error::Conflict { code });
    }
    enact(tx, proposal, &standing, Way::Advice, review_on, used.trim(), None)
}

/// What keeps somebody from deciding after advice, as a message; with a review date, also what is wrong with that.
pub(crate) fn unadvised(
    tx: &mut Tx<'_, '_>,
    p: &Proposal,
    standing: &Standing,
    review_on: Option<Date>,
) -> Result<Option<&'static str>, Error> {
    let rules = rules(tx)?;
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let about = proposals::about(tx, p.id)?;
    let remarks = talk::remarks(tx, p.id)?;
    let control = tandem_bodies::actions::control(tx)?;
    let hours = u64::try_from(tx.now().duration_since(p.stage_at).as_hours()).unwrap_or(0);
    let today = standing.on;
    let months = i32::try_from(rules.review_months).unwrap_or(rule::REVIEW_MONTHS);
    let latest = today.checked_add(jiff::Span::new().months(months)).unwrap_or(Date::MAX);
    let waits = remarks.iter().any(|r| r.kind == RemarkKind::Question && r.answer.is_none());
    let faults = [
        (p.stage != Stage::React, "decisions-conflict-stage"),
        (!standing.may_adopt(), "decisions-conflict-group"),
        (tandem_bodies::actions::conflicted(tx, member, &about)?.is_some(), "decisions-conflict-interest"),
        (hours < rules.react_hours, "decisions-conflict-react"),
        (waits, "decisions-conflict-question"),
        (p.bound(&rules), "decisions-conflict-binding"),
        (!advised(&remarks, p.by_organization, &control), "decisions-conflict-advice"),
        (review_on.is_some_and(|on| on <= today), "decisions-conflict-review-early"),
        (review_on.is_some_and(|on| on > latest), "decisions-conflict-review-late"),
    ];
    Ok(faults.into_iter().find(|(wrong, _)| *wrong).map(|(_, code)| code))
}

/// Writes the decision down, into the chain, and what it asks as commitments.
fn enact(
    tx: &mut Tx<'_, '_>,
    mut proposal: Proposal,
    standing: &Standing,
    way: Way,
    review_on: Date,
    used: &str,
    counted: Option<(i64, i64)>,
) -> Result<Uuid, Error> {
    let id = proposal.id;
    let version = proposals::versions(tx, id)?.into_iter().next().ok_or(Error::NotFound)?;
    proposal.stage = Stage::Adopted;
    proposal.stage_at = tx.now();
    touch(tx, &mut proposal)?;
    proposals::add_step(tx, &proposal, "")?;
    let decision = Decision {
        id: tx.new_public_id(),
        proposal_id: id,
        body_id: standing.body.id,
        title: proposal.title.clone(),
        title_es: proposal.title_es.clone(),
        version: proposal.version,
        text_hash: version.text_hash,
        way,
        used: used.to_owned(),
        adopted_on: standing.on,
        review_on,
        ended_on: None,
        counted,
    };
    decisions::insert(tx, &decision)?;
    spine::put(
        tx,
        &Item {
            id: decision.id,
            kind: ChainKind::Decision,
            title: decision.title.clone(),
            title_es: decision.title_es.clone(),
            path: format!("/decisions/{}", decision.id),
            public: true,
        },
    )?;
    spine::link(tx, id, decision.id)?;
    // Adopted where the body sits together: the meeting's page and the decision's lead to each other.
    if let Some((meeting, _)) = tandem_bodies::actions::present(tx, standing.body.id)?
        && spine::item(tx, meeting)?.is_some()
    {
        spine::link(tx, meeting, decision.id)?;
    }
    super::write::promise_all(tx, id, decision.id, decision.adopted_on)?;
    publish(tx, &Event::DecisionAdopted { decision: decision.id, body: decision.body_id })?;
    tx.audit(Action::Decide, Kind::Governance, Some(decision.id), None, "decision adopted")?;
    Ok(decision.id)
}
