//! Seats take their stance: consent, concern, objection, aside; or yes and no where it came to a vote. Only who objected withdraws.

use super::{body_of, load, touch};
use crate::model::{Proposal, Stage, Stance, StanceKind};
use crate::store::{proposals, talk as store};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_events::{Event, publish};

/// A seat says where it stands. Who has a conflict of interest may only stand aside.
///
/// # Errors
/// [`Error::Forbidden`] without a seat in the body, or with a conflict; [`Error::NotFound`]; [`Error::Invalid`] for an objection without
/// its reason; [`Error::Conflict`] outside consent and vote, or when another version was read.
pub fn take_stance(
    tx: &mut Tx<'_, '_>,
    id: Uuid,
    version: i64,
    kind: StanceKind,
    words: &str,
) -> Result<(), Error> {
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let mut proposal = load(tx, id)?;
    let standing = body_of(tx, &proposal)?;
    let (seat, as_deputy) = standing.seat_of(member).ok_or(Error::Forbidden)?;
    let (seat_id, holder) = (seat.id, seat.member);
    let sector =
        standing.active().find(|(s, _)| s.id == seat_id).map(|(_, h)| h.counted()).ok_or(Error::Forbidden)?;
    if !fits(&proposal, kind) || proposal.version != version {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    let about = proposals::about(tx, id)?;
    if kind != StanceKind::Aside {
        // A deputy does not decide what the holder may not.
        for who in [member, holder] {
            if tandem_bodies::actions::conflicted(tx, who, &about)?.is_some() {
                return Err(Error::Conflict { code: "decisions-conflict-interest" });
            }
        }
    }
    let mut errors = FieldErrors::new();
    if words.is_empty() && matches!(kind, StanceKind::Objection | StanceKind::Concern) {
        errors.add("words", "decisions-error-reason");
    } else if words.chars().count() > 4000 {
        errors.add("words", "decisions-error-long");
    }
    errors.into_result()?;
    let open = store::objections(tx, id)?.into_iter().find(|o| {
        proposal.stage == Stage::Consent
            && o.seat_id == seat_id
            && o.round == proposal.round
            && o.state == crate::model::ObjectionState::Open
    });
    // An objection that stands is taken back by its own verb, not by another stance.
    if open.is_some() {
        return Err(Error::Conflict { code: "decisions-conflict-objected" });
    }
    touch(tx, &mut proposal)?;
    let stance = Stance {
        round: proposal.round,
        stage: proposal.stage,
        seat_id,
        version,
        kind,
        words: words.to_owned(),
        sector,
        as_deputy,
        by_member: member,
        called: false,
    };
    store::set_stance(tx, id, &stance)?;
    if kind == StanceKind::Objection {
        store::object(tx, &proposal, seat_id, sector, words)?;
        let (body, proposer) = (standing.body.id, proposal.by_member);
        publish(tx, &Event::ObjectionRaised { proposal: id, body, proposer })?;
    }
    let did = if kind == StanceKind::Objection { "objection raised" } else { "stance taken" };
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, did)
}

fn fits(proposal: &Proposal, kind: StanceKind) -> bool {
    use StanceKind::{Abstain, Aside, Concern, Consent, No, Objection, Yes};
    match proposal.stage {
        Stage::Consent => matches!(kind, Consent | Concern | Objection | Aside),
        Stage::Vote => matches!(kind, Yes | No | Abstain | Aside),
        _ => false,
    }
}

/// Who objected takes it back; their stance becomes a consent with a concern, in their words.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else; [`Error::NotFound`]; [`Error::Conflict`] when it stands no more.
pub fn withdraw_objection(tx: &mut Tx<'_, '_>, id: Uuid, objection: Uuid) -> Result<(), Error> {
    let mut proposal = load(tx, id)?;
    let found = store::objections(tx, id)?.into_iter().find(|o| o.id == objection).ok_or(Error::NotFound)?;
    if tx.viewer().member_id() != Some(found.by_member) {
        return Err(Error::Forbidden);
    }
    touch(tx, &mut proposal)?;
    if !store::withdraw_objection(tx, id, objection)? {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    let before =
        store::stances(tx, id)?.into_iter().find(|s| s.seat_id == found.seat_id && s.round == found.round);
    if let Some(stance) = before.filter(|_| proposal.stage == Stage::Consent && found.round == proposal.round)
    {
        store::set_stance(tx, id, &Stance { kind: StanceKind::Concern, called: false, ..stance })?;
    }
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "objection withdrawn")
}
