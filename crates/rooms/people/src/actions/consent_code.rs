//! A code by text message: the person whose telephone it is says it, staff type it, and the telephone has agreed.

use super::record_consent::{may_record, record, settled, text};
use crate::model::consent::{Answer, NewConsent};
use crate::model::person::Person;
use crate::{policy, store};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tandem_access::{Action, Error, FieldErrors, Kind, Timestamp, Tx, Uuid};
use tandem_mail::TextMessage;
use tandem_web::messages::Lang;

/// How long a code is good: as long as two people are talking.
pub const CODE_LASTS: SignedDuration = SignedDuration::from_mins(10);

/// Wrong codes until one ends: one chance in 200,000 for a guesser.
const WRONG_CODES: i64 = 5;

/// Codes that are sent to one person in [`WINDOW`]; a telephone is not to be flooded.
const MOST_SENT: i64 = 4;

/// See [`MOST_SENT`].
const WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// A code that is on its way. `token` goes into the form and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentCode {
    /// Which.
    pub id: Uuid,
    /// The secret that its hash is salted with.
    pub token: String,
    /// The last digits of the telephone it went to.
    pub telephone: String,
    /// Until when it is good.
    pub valid_until: Timestamp,
}

/// A code as it came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedCode {
    /// Which.
    pub id: Uuid,
    /// Its secret, from the form.
    pub token: String,
    /// The digits that staff typed.
    pub code: String,
}

/// Sends a code to the telephone of the person who is asked for `new`. It agrees to this one text and to no other. The
/// message tells a bystander nothing.
///
/// # Errors
/// As [`super::consent_text`]; [`Error::Invalid`] (field `how`) when the person has no telephone that is safe for texts;
/// [`Error::TooMany`] after some codes in an hour.
pub fn send_consent_code(tx: &mut Tx, new: &NewConsent) -> Result<SentCode, Error> {
    let new = NewConsent { answer: Answer::Texted { telephone: String::new() }, ..new.clone() };
    let shown = super::consent_text(tx, &new)?;
    let (person, owner_org) = may_record(tx, &new)?;
    policy::records_for(tx.viewer(), person.owner_org)?;
    let phone = safe_telephone(&person)?.to_owned();
    let (now, id, token) = (tx.now(), tx.new_public_id(), tx.new_secret());
    let since = now.checked_sub(WINDOW).map_err(|e| Error::Internal(e.to_string()))?;
    if store::code::sent_since(tx, person.id, since)? >= MOST_SENT {
        let wait = u32::try_from(WINDOW.as_secs()).unwrap_or(u32::MAX);
        return Err(Error::TooMany { retry_after_s: wait });
    }
    let code = format!("{:06}", tx.random_below(1_000_000));
    let valid_until = now.checked_add(CODE_LASTS).map_err(|e| Error::Internal(e.to_string()))?;
    let hash = hash(&token, &shown.sha256, &phone, &code);
    store::code::insert(tx, id, person.id, owner_org, &hash, valid_until)?;
    let lang = Lang::from_code(&new.language).unwrap_or_default();
    let body = crate::wording::code_message(lang, &code, CODE_LASTS.as_mins());
    tandem_mail::send_text(
        tx,
        &TextMessage { to: phone.clone(), body, kind: "people.consent_code", related: None },
    )?;
    tx.audit(Action::Write, Kind::Consent, None, Some(person.id), "code sent to the telephone")?;
    Ok(SentCode { id, token, telephone: ending(&phone), valid_until })
}

/// Records a yes whose code is right. `shown` is the hash of the text that the code was sent for.
///
/// A wrong code counts; after five the code ends. The count has to be kept, so a wrong code is `Ok(Err(..))` and not an
/// error, which would roll it back.
///
/// # Errors
/// As [`super::record_shown`].
pub fn record_texted(
    tx: &mut Tx,
    new: &NewConsent,
    shown: &str,
    typed: &TypedCode,
) -> Result<Result<Uuid, FieldErrors>, Error> {
    let refused = |key| {
        let mut errors = FieldErrors::new();
        errors.add("code", key);
        Ok(Err(errors))
    };
    let mut new = NewConsent { answer: Answer::Texted { telephone: String::new() }, ..new.clone() };
    let (person, owner_org) = may_record(tx, &new)?;
    let phone = safe_telephone(&person)?;
    let waits = store::code::get(tx, typed.id)?.filter(|code| {
        code.person_id == person.id && tx.now() < code.valid_until && code.failures < WRONG_CODES
    });
    let Some(code) = waits else { return refused("people-error-code-ended") };
    let digits: String = typed.code.chars().filter(char::is_ascii_digit).collect();
    let (asked, guardian, _) = settled(tx, &new, &person, true)?;
    let now_shown = text(tx, &asked, &person, owner_org, guardian.as_ref())?;
    if !bool::from(code.hash.ct_eq(&hash(&typed.token, &now_shown.sha256, phone, &digits))) {
        store::code::failed(tx, typed.id)?;
        return refused("people-error-code-wrong");
    }
    new.answer = Answer::Texted { telephone: ending(phone) };
    let id = record(tx, &new, Some(shown))?;
    store::code::end(tx, typed.id)?;
    Ok(Ok(id))
}

/// Deletes codes that ended a day ago. System work that comes round.
///
/// # Errors
/// The database's.
pub fn forget_codes(tx: &mut Tx) -> Result<(), Error> {
    super::only_system(tx)?;
    let day = SignedDuration::from_hours(24);
    let before = tx.now().checked_sub(day).map_err(|e| Error::Internal(e.to_string()))?;
    store::code::forget(tx, before)
}

/// The telephone that a text may go to. Whoever else may hold the telephone must not learn that the person comes here.
pub(super) fn safe_telephone(person: &Person) -> Result<&str, Error> {
    let d = &person.details;
    let safe = d.safe.text && d.label.is_shareable();
    let phone = d.phone.as_deref().filter(|_| safe);
    phone.ok_or_else(|| FieldErrors::one("how", "people-error-code-unsafe"))
}

fn ending(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    digits[digits.len().saturating_sub(4)..].iter().collect()
}

fn hash(token: &str, text: &str, phone: &str, code: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in ["tandem/consent-code", token, text, phone, code] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().to_vec()
}
