//! Who has an interest in what a proposal is about, and what that keeps them from.

use crate::model::{Proposal, Stance};
use crate::store::proposals;
use std::collections::BTreeSet;
use tandem_access::{Error, Tx, Uuid};
use tandem_bodies::actions::conflicted;
use tandem_bodies::model::Standing;

/// The seats whose holder has an interest, or whose deputy spoke and has one. They count for no quorum: else those who gain could carry
/// with their presence what they may not decide.
pub(super) fn seats(
    tx: &mut Tx<'_, '_>,
    p: &Proposal,
    standing: &Standing,
    round: &[Stance],
) -> Result<BTreeSet<Uuid>, Error> {
    let about = proposals::about(tx, p.id)?;
    let mut out = BTreeSet::new();
    if about.is_empty() {
        return Ok(out);
    }
    for (seat, _) in standing.active() {
        let deputy = round.iter().find(|s| s.seat_id == seat.id && s.as_deputy).map(|s| s.by_member);
        for who in std::iter::once(seat.member).chain(deputy) {
            if conflicted(tx, who, &about)?.is_some() {
                out.insert(seat.id);
            }
        }
    }
    Ok(out)
}

/// The seats of these stances that have no interest.
pub(super) fn left<'s>(
    stances: impl Iterator<Item = &'s Stance>,
    recused: &BTreeSet<Uuid>,
) -> BTreeSet<Uuid> {
    stances.map(|s| s.seat_id).filter(|seat| !recused.contains(seat)).collect()
}

/// Lets nobody pass who has an interest, or stands in for somebody who has one.
pub(super) fn refuse(tx: &mut Tx<'_, '_>, p: &Proposal, standing: Option<&Standing>) -> Result<(), Error> {
    if viewer(tx, p, standing)? {
        Err(Error::Conflict { code: "decisions-conflict-interest" })
    } else {
        Ok(())
    }
}

/// Whether the viewer has an interest, or stands in for somebody who has one: a deputy does not do what the holder may not.
pub(super) fn viewer(tx: &mut Tx<'_, '_>, p: &Proposal, standing: Option<&Standing>) -> Result<bool, Error> {
    let Some(member) = tx.viewer().member_id() else { return Ok(false) };
    let about = proposals::about(tx, p.id)?;
    let holder = standing.and_then(|s| s.seat_of(member)).map(|(seat, _)| seat.member);
    for who in std::iter::once(member).chain(holder.filter(|holder| *holder != member)) {
        if conflicted(tx, who, &about)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
