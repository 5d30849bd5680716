//! The person's word on a claim: yes, and identity follows; no, and others may claim.

use super::{changed, clock, load, noted};
use crate::model::task::TaskKind;
use crate::model::{Actor, Side, Verb};
use crate::store::shared::Shared;
use crate::{letters, policy, store};
use tandem_access::{Error, FieldErrors, Tx, Uuid};

/// Notes the person's word. A yes needs the recorded consent that names the organization; it then has the referral,
/// accepted, with its own record: claiming was its answer.
///
/// # Errors
/// [`Error::Invalid`] with `consent` when none names the organization; [`Error::Conflict`] when no claim waits.
pub fn settle_claim(tx: &mut Tx<'_, '_>, referral: Uuid, yes: bool) -> Result<(), Error> {
    let mut r = load(tx, referral)?;
    let sender = policy::on_side(tx.viewer(), &r, Side::Sender)?;
    let was = store::offer::of_referral(tx, referral)?.ok_or(Error::NotFound)?;
    let mut offer = was.clone();
    let claimer = was.claimed_by.ok_or(Error::Conflict { code: "referrals-error-offer-closed" })?;
    if !yes {
        if !offer.reopen() {
            return Err(Error::Conflict { code: "referrals-error-offer-closed" });
        }
        store::offer::update(tx, &offer, &was)?;
        store::task::done(tx, referral, &[TaskKind::AskPersonClaim])?;
        store::story::note(tx, &r, sender, "claim_refused", None, "")?;
        return noted(tx, &r, "claim refused by the person");
    }
    let person_id = r.person_id.ok_or(Error::NotFound)?;
    if !store::shared::consented(tx, r.owner_org, person_id, claimer, r.label)? {
        return Err(FieldErrors::one("consent", "referrals-error-no-consent"));
    }
    if !offer.settle() {
        return Err(Error::Conflict { code: "referrals-error-offer-closed" });
    }
    let person = tandem_people::actions::view_person(tx, person_id)?.person;
    let (clock, now, status) = (clock(tx)?, tx.now(), r.status);
    let due = r.due_at;
    let step = r.step(
        Actor { side: Side::Receiver, org: Some(claimer), member: None },
        Verb::Accept,
        "",
        now,
        &clock,
    )?;
    r.receiver_org = Some(claimer);
    r.identified = true;
    store::referral::update(tx, &r, status)?;
    store::offer::update(tx, &offer, &was)?;
    store::story::append(tx, referral, &step)?;
    let shared = super::send::share(&r, &person, "", now);
    store::shared::share(tx, &shared)?;
    store::shared::keep(tx, &Shared { owner_org: claimer, ..shared })?;
    store::task::done(tx, referral, &[TaskKind::AskPersonClaim, TaskKind::NoClaim])?;
    // The claim was the answer: whether it was in time is when it was made, not when the person could be asked.
    let in_time = was.claimed_at.zip(due).is_some_and(|(at, due)| at <= due);
    store::tally::count(tx, claimer, in_time, 1)?;
    noted(tx, &r, "claim settled with the person's yes")?;
    changed(tx, &r, status.code())?;
    letters::to_receiver(tx, &r)
}
