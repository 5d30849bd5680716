//! An organization claims an unidentified offer. It learns nothing yet: the person is asked first. Without their yes
//! in time the claim lapses, and others may claim.

use super::clock;
use crate::model::offer::{ClaimRefusal, Offer};
use crate::model::task::TaskKind;
use crate::{letters, store};
use tandem_access::{Action, Error, Kind, Tx, Uuid};

impl From<ClaimRefusal> for Error {
    fn from(refusal: ClaimRefusal) -> Error {
        match refusal {
            ClaimRefusal::Taken => Error::Conflict { code: "referrals-error-offer-taken" },
            ClaimRefusal::Closed => Error::Conflict { code: "referrals-error-offer-closed" },
            ClaimRefusal::Own => Error::Conflict { code: "referrals-error-offer-own" },
        }
    }
}

/// Claims an offer for the viewer's organization: a member who answers referrals, or the bearer of an invitation.
///
/// # Errors
/// [`Error::Conflict`] when somebody was faster or it is off; [`Error::Forbidden`].
pub fn claim(tx: &mut Tx<'_, '_>, offer: Uuid) -> Result<(), Error> {
    let was = store::offer::get(tx, offer)?.ok_or(Error::NotFound)?;
    let by_link = tx.viewer().referral() == Some(was.referral_id);
    if !by_link {
        tx.require(Kind::Referral, Action::Decide)?;
    }
    let org = tx.viewer().org().ok_or(Error::Forbidden)?;
    let clock = clock(tx)?;
    let mut now_is = was.clone();
    now_is.claim(org, tx.now(), &clock)?;
    if now_is == was {
        return Ok(());
    }
    store::offer::update(tx, &now_is, &was)?;
    let due = now_is.lapses_at.unwrap_or_else(|| clock.due(tx.now()));
    store::task::open(tx, was.referral_id, was.owner_org, TaskKind::AskPersonClaim, due)?;
    tx.audit_for(was.owner_org, Action::Write, Kind::Referral, Some(was.referral_id), None, "claimed")?;
    letters::claimed(tx, was.owner_org, was.referral_id)
}

/// Ends a claim that got no yes in time; for the clock. `false` when there is nothing to end.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the system; the database's.
pub fn lapse_claim(tx: &mut Tx<'_, '_>, offer: Uuid) -> Result<bool, Error> {
    if !tx.viewer().is_system() {
        return Err(Error::Forbidden);
    }
    let was = store::offer::get(tx, offer)?.ok_or(Error::NotFound)?;
    if !was.has_lapsed(tx.now()) {
        return Ok(false);
    }
    release(tx, &was)?;
    Ok(true)
}

/// Offers to everybody again what one organization had claimed.
pub(super) fn release(tx: &mut Tx<'_, '_>, was: &Offer) -> Result<(), Error> {
    let r = super::load(tx, was.referral_id)?;
    let mut now_is = was.clone();
    now_is.reopen();
    store::offer::update(tx, &now_is, was)?;
    store::task::done(tx, was.referral_id, &[TaskKind::AskPersonClaim])?;
    let actor = crate::model::Actor { side: crate::model::Side::System, org: was.claimed_by, member: None };
    store::story::note(tx, &r, actor, "claim_lapsed", None, "")?;
    super::noted(tx, &r, "claim lapsed")
}
