//! Offer a need without saying whose: kind of help, area and language go out, the person does not.

use super::send::{Sent, check_key, draft, subject};
use super::{changed, clock, noted};
use crate::model::offer::{Offer, OfferState};
use crate::model::{Side, Verb};
use crate::{letters, policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_people::model::label::Label;

/// What is to be offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOffer {
    /// About whom; stays here.
    pub person_id: Uuid,
    /// Which need.
    pub need_id: Uuid,
    /// Services whose organizations get a letter; every organization with an account sees the offer anyway.
    pub invite: Vec<Uuid>,
    /// Made once by the form.
    pub idempotency_key: String,
}

/// Offers a need.
///
/// # Errors
/// As [`super::send`]; [`Error::Invalid`] for a domestic-violence need, which is never put before others.
pub fn offer_unidentified(tx: &mut Tx<'_, '_>, new: &NewOffer) -> Result<Sent, Error> {
    tx.require(Kind::Referral, Action::Write)?;
    let org = policy::own_org(tx.viewer())?;
    let key = check_key(&new.idempotency_key)?;
    if let Some(id) = store::referral::by_key(tx, org, key)? {
        return Ok(Sent { id, code: None, sealed: false, written: true });
    }
    let (person, need) = subject(tx, org, new.person_id, new.need_id)?;
    let label = need.label.max(person.details.label);
    if label == Label::DomesticViolence {
        return Err(FieldErrors::one("need", "referrals-error-offer-sealed"));
    }
    let clock = clock(tx)?;
    let mut r = draft(tx, org, &person, &need, label);
    let actor = policy::on_side(tx.viewer(), &r, Side::Sender)?;
    let step = r.step(actor, Verb::Send, "", tx.now(), &clock)?;
    store::task::done_for_need(tx, need.id)?;
    if !store::referral::insert(tx, &r, Some(key))? {
        return Err(Error::Conflict { code: "referrals-error-moved-on" });
    }
    store::story::begin(tx, r.id, &step)?;
    let offer = Offer {
        id: tx.new_public_id(),
        referral_id: r.id,
        owner_org: org,
        domain: need.domain,
        area: r.area.clone(),
        language: r.language.clone(),
        offered_at: tx.now(),
        state: OfferState::Open,
        claimed_by: None,
        claimed_at: None,
        lapses_at: None,
    };
    store::offer::insert(tx, &offer)?;
    for service in &new.invite {
        let target = store::service::get(tx, *service)?.ok_or(Error::NotFound)?;
        if target.active && !target.confidential && target.org_id != org {
            letters::invite_to_claim(tx, &r, &target)?;
        }
    }
    noted(tx, &r, "offered without the person")?;
    changed(tx, &r, "")?;
    let shared = super::send::share(&r, &person, "", tx.now());
    let code = letters::track_code(tx, &r, &shared)?;
    Ok(Sent { id: r.id, code: Some(code), sealed: false, written: true })
}
