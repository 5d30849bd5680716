//! "Ask them to call me": anybody, four fields, no account. The organization gets it as a referral of source "self".

use super::{changed, clock, noted};
use crate::model::{Actor, Referral, Side, Source, Status, Verb};
use crate::store::shared::Shared;
use crate::{letters, store};
use tandem_access::{Error, FieldErrors, Tx, Uuid};
use tandem_people::model::label::Label;
use tandem_people::model::names;
use tandem_people::model::need::Domain;
use tandem_people::model::person::SafeContact;

/// What a person fills in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CallMe {
    /// The service.
    pub service_id: Uuid,
    /// Name, as they want to be called.
    pub name: String,
    /// Phone.
    pub phone: String,
    /// When best to call.
    pub best_time: String,
    /// What for, in their words.
    pub what_for: String,
    /// Whether a message may be left.
    pub safe_message: bool,
    /// The kind of help they were looking for, where they came from a search.
    pub domain: String,
    /// The language of the page.
    pub language: String,
    /// Made once by the form.
    pub idempotency_key: String,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallMeSent {
    /// The referral.
    pub id: Uuid,
    /// The code to follow it with; `None` when the same form was sent before.
    pub code: Option<String>,
}

/// How many requests one phone number may make in a day: enough for a family, too few for mischief.
const MOST_A_DAY: i64 = 5;

/// Sends the request. The caller runs it for the public as the system: nobody else may write into an organization.
///
/// # Errors
/// [`Error::Invalid`] with every field that is missing or wrong; [`Error::Conflict`] for a domestic-violence service
/// (a call back to an unsafe phone is a danger: the page shows its number) and for too many requests.
pub fn call_me(tx: &mut Tx<'_, '_>, new: &CallMe) -> Result<CallMeSent, Error> {
    if !tx.viewer().is_system() {
        return Err(Error::Forbidden);
    }
    let key = super::send::check_key(&new.idempotency_key)?;
    let target = store::service::get(tx, new.service_id)?.filter(|t| t.active).ok_or(Error::NotFound)?;
    if target.confidential {
        return Err(Error::Conflict { code: "referrals-error-call-instead" });
    }
    if let Some(id) = store::referral::by_key(tx, target.org_id, key)? {
        return Ok(CallMeSent { id, code: None });
    }
    let phone = check(new)?;
    if store::shared::asked_today(tx, &phone)? >= MOST_A_DAY {
        return Err(Error::Conflict { code: "referrals-error-too-many" });
    }
    let now = tx.now();
    let language = Some(new.language.clone()).filter(|l| !l.is_empty());
    let domain = Domain::from_code(&new.domain);
    let mut r = Referral {
        id: tx.new_public_id(),
        owner_org: target.org_id,
        receiver_org: Some(target.org_id),
        person_id: None,
        need_id: None,
        service_id: Some(target.service_id),
        label: domain.map_or(Label::General, Domain::label).min(Label::SubstanceUse),
        source: Source::Person,
        status: Status::Draft,
        identified: true,
        domain,
        area: None,
        language: language.clone(),
        sent_by: None,
        created_at: now,
        sent_at: None,
        due_at: None,
        late_at: None,
        answered_at: None,
        accepted_at: None,
        ended_at: None,
        reason: None,
        service_received: None,
        need_resolved: None,
        previous_id: None,
        updated_at: now,
    };
    let clock = clock(tx)?;
    // The person sends for themselves; the state machine knows the sending side only as "sender".
    let actor = Actor { side: Side::Sender, org: None, member: None };
    let mut step = r.step(actor, Verb::Send, "", now, &clock)?;
    step.actor.side = Side::Person;
    if !store::referral::insert(tx, &r, Some(key))? {
        return Err(Error::Conflict { code: "referrals-error-moved-on" });
    }
    store::story::begin(tx, r.id, &step)?;
    let record = Shared {
        referral_id: r.id,
        owner_org: target.org_id,
        person_id: None,
        label: r.label,
        name: new.name.trim().to_owned(),
        phone: Some(phone),
        email: None,
        language,
        postal_code: None,
        safe: SafeContact { call: true, text: false, email: false, message: new.safe_message },
        best_time: new.best_time.trim().to_owned(),
        note: new.what_for.trim().to_owned(),
        at: now,
    };
    store::shared::keep(tx, &record)?;
    noted(tx, &r, "asked for a call")?;
    changed(tx, &r, "")?;
    letters::to_receiver(tx, &r)?;
    let code = letters::track_code(tx, &r, &record)?;
    Ok(CallMeSent { id: r.id, code: Some(code) })
}

fn check_text(errors: &mut FieldErrors, field: &str, value: &str, most: usize) {
    if value.chars().count() > most {
        errors.add(field, "referrals-error-too-long");
    }
    if value.chars().any(|c| c.is_control() && c != '\n' && c != '\r') {
        errors.add(field, "referrals-error-characters");
    }
}

/// Checks every field at once; the phone as it is kept.
fn check(new: &CallMe) -> Result<String, Error> {
    let mut errors = FieldErrors::new();
    let phone = names::phone(&new.phone);
    // In the order of the form, which is the order in which they are listed above it.
    if new.name.trim().is_empty() {
        errors.add("name", "referrals-error-name");
    }
    check_text(&mut errors, "name", &new.name, 100);
    if phone.is_none() {
        errors.add("phone", "referrals-error-phone");
    }
    check_text(&mut errors, "best_time", &new.best_time, 200);
    if new.what_for.trim().is_empty() {
        errors.add("what_for", "referrals-error-what-for");
    }
    check_text(&mut errors, "what_for", &new.what_for, 1_000);
    errors.into_result()?;
    phone.ok_or_else(|| FieldErrors::one("phone", "referrals-error-phone"))
}
