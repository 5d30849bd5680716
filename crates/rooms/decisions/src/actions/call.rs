//! Somebody asks in the room whether anybody objects, and notes that nobody does. It is noted for each seat that sits there, each reads it
//! and may say otherwise, and whoever noted it does not adopt on it.

use super::{body_of, load, recuse, touch};
use crate::model::{Proposal, Stage, Stance, StanceKind};
use crate::store::talk as store;
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_bodies::model::Standing;
use tandem_partners::model::Sector;

/// Notes that every seat that sits in the body's meeting now, has no interest and has said nothing in this round consents; how many did.
///
/// # Errors
/// [`Error::Forbidden`] without a seat in the body; [`Error::NotFound`]; [`Error::Conflict`] outside consent, with an interest, when another
/// version was read, and when the viewer does not sit there or nobody is left to note.
pub fn call(tx: &mut Tx<'_, '_>, id: Uuid, version: i64) -> Result<usize, Error> {
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let mut proposal = load(tx, id)?;
    let standing = body_of(tx, &proposal)?;
    let (own, as_deputy) =
        standing.seat_of(member).map(|(seat, deputy)| (seat.id, deputy)).ok_or(Error::Forbidden)?;
    if proposal.stage != Stage::Consent || proposal.version != version {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    if recuse::viewer(tx, &proposal, Some(&standing))? {
        return Err(Error::Conflict { code: "decisions-conflict-interest" });
    }
    let seats = callable(tx, &proposal, &standing)?;
    if seats.is_empty() {
        return Err(Error::Conflict { code: "decisions-conflict-call" });
    }
    touch(tx, &mut proposal)?;
    for (seat_id, sector) in &seats {
        let stance = Stance {
            round: proposal.round,
            stage: proposal.stage,
            seat_id: *seat_id,
            version,
            kind: StanceKind::Consent,
            words: String::new(),
            sector: *sector,
            as_deputy: as_deputy && *seat_id == own,
            by_member: member,
            called: *seat_id != own,
        };
        store::set_stance(tx, id, &stance)?;
    }
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "consent of the seats present noted")?;
    Ok(seats.len())
}

/// The seats for which the viewer may note that they consent, each with its sector: none for who has no seat that sits there.
pub(crate) fn callable(
    tx: &mut Tx<'_, '_>,
    p: &Proposal,
    standing: &Standing,
) -> Result<Vec<(Uuid, Sector)>, Error> {
    let Some((_, sitting)) = tandem_bodies::actions::present(tx, standing.body.id)? else {
        return Ok(vec![]);
    };
    let own = tx.viewer().member_id().and_then(|member| standing.seat_of(member)).map(|(seat, _)| seat.id);
    if p.stage != Stage::Consent
        || own.is_none_or(|own| !sitting.contains(&own))
        || recuse::viewer(tx, p, Some(standing))?
    {
        return Ok(vec![]);
    }
    let mut round = store::stances(tx, p.id)?;
    round.retain(|s| s.round == p.round && s.stage == p.stage);
    let recused = recuse::seats(tx, p, standing, &round)?;
    Ok(standing
        .active()
        .filter(|(seat, _)| sitting.contains(&seat.id) && !recused.contains(&seat.id))
        .filter(|(seat, _)| round.iter().all(|s| s.seat_id != seat.id))
        .map(|(seat, holding)| (seat.id, holding.counted()))
        .collect())
}
