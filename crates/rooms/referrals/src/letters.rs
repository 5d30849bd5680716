//! Letters and texts. They go into the outbox in the caller's transaction and leave later. None says anything about
//! health, about a need or about who it is: who opens the link learns that, and nobody who reads over a shoulder.

use crate::MESSAGES;
use crate::model::{Referral, Source};
use crate::store;
use crate::store::service::Target;
use crate::store::shared::Shared;
use jiff::SignedDuration;
use std::sync::LazyLock;
use tandem_access::accounts::links::{self, LinkPurpose, NewLink, Uses};
use tandem_access::accounts::members;
use tandem_access::{Error, Tx, Uuid};
use tandem_mail::{Email, Subject, TextMessage, names_health, send_email, send_text, url};
use tandem_web::Lang;
use tandem_web::messages::{Arg, Catalogue};

/// How long an organization's link is good. It comes back to report the outcome; a new one is a click away.
const ANSWER_DAYS: i64 = 30;
/// How long a person's code and question are good.
const PERSON_DAYS: i64 = 90;

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[("referrals", MESSAGES)])
        .unwrap_or_else(|e| panic!("the room's words are complete: {e}"))
});
fn say(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(k, v)| (*k, (*v).into())).collect();
    WORDS.text(lang, key, &args)
}

fn days(n: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * n)
}

/// Somebody to write to.
struct Reader {
    address: String,
    lang: Lang,
}

/// What letters there are: the words' key, the subject, the name in the outbox list.
#[derive(Clone, Copy)]
struct Kind(&'static str, Subject, &'static str);

const REQUEST: Kind = Kind("request", Subject::RequestWaiting, "referrals.request");
const CALL_BACK: Kind = Kind("call-back", Subject::CallBack, "referrals.call_back");
const NEWS: Kind = Kind("news", Subject::RequestNews, "referrals.news");
const REMINDER: Kind = Kind("reminder", Subject::RequestStillWaiting, "referrals.reminder");
const LATE: Kind = Kind("late", Subject::RequestStillWaiting, "referrals.late");
const LATE_SENDER: Kind = Kind("late-sender", Subject::RequestNews, "referrals.late_sender");
const OFFER: Kind = Kind("offer", Subject::OfferWaiting, "referrals.offer");
const SEALED: Kind = Kind("sealed", Subject::RequestWaiting, "referrals.request");
const ANSWERED: Kind = Kind("answered", Subject::RequestNews, "referrals.answered");
const QUESTION: Kind = Kind("question", Subject::QuestionWaiting, "referrals.question");
const CLAIMED: Kind = Kind("claimed", Subject::RequestNews, "referrals.claimed");
const TAKEN_BACK: Kind = Kind("taken-back", Subject::RequestNews, "referrals.taken_back");
const PASSED_ON: Kind = Kind("passed-on", Subject::RequestNews, "referrals.passed_on");

fn write(tx: &mut Tx<'_, '_>, to: &Reader, kind: Kind, path: &str, about: Uuid) -> Result<(), Error> {
    let Kind(words, subject, outbox) = kind;
    let partnership = tandem_partners::actions::partnership(tx)?.name;
    let args = [("partnership", partnership.as_str()), ("url", &url(path))];
    let text = say(to.lang, &format!("referrals-letter-{words}"), &args);
    let foot = say(to.lang, "referrals-letter-foot", &args[..1]);
    let letter = Email {
        to: to.address.clone(),
        subject,
        language: to.lang.code().to_owned(),
        text: format!("{text}\n\n{foot}\n"),
        html: None,
        kind: outbox,
        related: Some(about),
    };
    match send_email(tx, &letter) {
        // An address in the directory that cannot be one must not undo what somebody did; the page says who has none.
        Err(Error::Invalid(_)) => Ok(()),
        other => other.map(|_| ()),
    }
}

/// Where an organization reads its letters: the service's own address, else the organization's.
fn organization(tx: &mut Tx<'_, '_>, org: Uuid, service: Option<Uuid>) -> Result<Option<Reader>, Error> {
    let o = tandem_partners::actions::find(tx, org)?;
    let of_service = match service {
        Some(id) => store::service::get(tx, id)?.filter(|t| t.org_id == org).map(|t| t.email),
        None => None,
    };
    let address = of_service.filter(|e| !e.trim().is_empty()).or(o.email);
    let lang = Lang::from_code(&o.language).unwrap_or_default();
    Ok(address.map(|address| Reader { address, lang }))
}

/// Whether the organization has an address that letters go to. Without one somebody has to call.
pub(crate) fn reaches(tx: &mut Tx<'_, '_>, org: Uuid, service: Option<Uuid>) -> Result<bool, Error> {
    Ok(organization(tx, org, service)?.is_some_and(|to| !to.address.trim().is_empty()))
}

/// The member who sent a referral, while they have an account.
fn sender(tx: &mut Tx<'_, '_>, r: &Referral) -> Result<Option<Reader>, Error> {
    let Some(member) = r.sent_by else { return Ok(None) };
    match members::find(tx, member) {
        Ok(m) => {
            Ok(Some(Reader { address: m.email, lang: Lang::from_code(&m.language).unwrap_or_default() }))
        }
        Err(Error::NotFound) => Ok(None),
        Err(e) => Err(e),
    }
}

fn answer_link(tx: &mut Tx<'_, '_>, r: &Referral, org: Uuid, purpose: LinkPurpose) -> Result<String, Error> {
    let mut link = NewLink::new(purpose, days(ANSWER_DAYS), Uses::UntilExpiry);
    link.subject = Some(r.id);
    link.organization = Some(org);
    Ok(format!("/a/{}", links::issue(tx, &link)?.token))
}

/// A new request, with a fresh link; older links of the referral end.
pub(crate) fn to_receiver(tx: &mut Tx<'_, '_>, r: &Referral) -> Result<(), Error> {
    receiver_letter(tx, r, if r.source == Source::Person { CALL_BACK } else { REQUEST })
}

/// The organization is reminded.
pub(crate) fn reminder(tx: &mut Tx<'_, '_>, r: &Referral) -> Result<(), Error> {
    receiver_letter(tx, r, REMINDER)
}

/// Something new on a referral that the organization has.
pub(crate) fn to_receiver_again(tx: &mut Tx<'_, '_>, r: &Referral) -> Result<(), Error> {
    receiver_letter(tx, r, NEWS)
}

/// The answer is late.
pub(crate) fn late(tx: &mut Tx<'_, '_>, r: &Referral) -> Result<(), Error> {
    if r.identified {
        receiver_letter(tx, r, LATE)?;
    }
    if let Some(to) = sender(tx, r)? {
        write(tx, &to, LATE_SENDER, &format!("/referrals/{}", r.id), r.id)?;
    }
    Ok(())
}

fn receiver_letter(tx: &mut Tx<'_, '_>, r: &Referral, kind: Kind) -> Result<(), Error> {
    let Some(org) = r.receiver_org else { return Ok(()) };
    let Some(to) = organization(tx, org, r.service_id)? else { return Ok(()) };
    links::revoke_subject(tx, LinkPurpose::Answer, r.id)?;
    let path = answer_link(tx, r, org, LinkPurpose::Answer)?;
    write(tx, &to, kind, &path, r.id)
}

/// An invitation to claim an unidentified offer.
pub(crate) fn invite_to_claim(tx: &mut Tx<'_, '_>, r: &Referral, target: &Target) -> Result<(), Error> {
    let Some(to) = organization(tx, target.org_id, Some(target.service_id))? else { return Ok(()) };
    let path = answer_link(tx, r, target.org_id, LinkPurpose::Claim)?.replacen("/a/", "/o/", 1);
    write(tx, &to, OFFER, &path, r.id)
}

/// A sealed hand-off is in the vault. The letter is the plainest of all.
pub(crate) fn sealed(tx: &mut Tx<'_, '_>, r: &Referral) -> Result<(), Error> {
    receiver_letter(tx, r, SEALED)
}

/// The sender hears that something happened.
pub(crate) fn answered(tx: &mut Tx<'_, '_>, r: &Referral) -> Result<(), Error> {
    // Who wrote the answer down knows it.
    if r.sent_by.is_some() && tx.viewer().member_id() == r.sent_by {
        return Ok(());
    }
    to_sender(tx, r, ANSWERED)
}

/// The sender hears that the organization has a question.
pub(crate) fn asked(tx: &mut Tx<'_, '_>, r: &Referral) -> Result<(), Error> {
    to_sender(tx, r, QUESTION)
}

fn to_sender(tx: &mut Tx<'_, '_>, r: &Referral, kind: Kind) -> Result<(), Error> {
    match sender(tx, r)? {
        Some(to) => write(tx, &to, kind, &format!("/referrals/{}", r.id), r.id),
        None => Ok(()),
    }
}

/// The sender's organization hears of a claim. The claimer cannot see the referral, so the letter goes by its id alone.
pub(crate) fn claimed(tx: &mut Tx<'_, '_>, owner: Uuid, referral: Uuid) -> Result<(), Error> {
    match organization(tx, owner, None)? {
        Some(to) => write(tx, &to, CLAIMED, &format!("/referrals/{referral}"), referral),
        None => Ok(()),
    }
}

/// The organization hears that a request was taken back; its links end.
pub(crate) fn taken_back(tx: &mut Tx<'_, '_>, r: &Referral) -> Result<(), Error> {
    close(tx, r, TAKEN_BACK)
}

/// The organization hears that a request went to somebody else; its links end.
pub(crate) fn passed_on(tx: &mut Tx<'_, '_>, r: &Referral) -> Result<(), Error> {
    close(tx, r, PASSED_ON)
}

fn close(tx: &mut Tx<'_, '_>, r: &Referral, kind: Kind) -> Result<(), Error> {
    links::revoke_subject(tx, LinkPurpose::Answer, r.id)?;
    links::revoke_subject(tx, LinkPurpose::Claim, r.id)?;
    let Some(org) = r.receiver_org.filter(|_| r.sent_at.is_some()) else { return Ok(()) };
    match organization(tx, org, r.service_id)? {
        Some(to) => write(tx, &to, kind, "/", r.id),
        None => Ok(()),
    }
}

/// Makes the person's code and, where a text or an e-mail is safe, sends it. Returns the code, to be read out and
/// written down: it is shown once.
pub(crate) fn track_code(tx: &mut Tx<'_, '_>, r: &Referral, person: &Shared) -> Result<String, Error> {
    let mut link = NewLink::new(LinkPurpose::Track, days(PERSON_DAYS), Uses::UntilExpiry);
    link.subject = Some(r.id);
    link.person = r.person_id;
    let code = links::issue_code(tx, &link)?.token;
    let text = |lang| say(lang, "referrals-text-track", &[("code", &code), ("url", &url("/track"))]);
    tell(tx, r, person, "referrals.track", text)?;
    Ok(code)
}

/// Asks the person whether the need is resolved, where a text or an e-mail is safe.
pub(crate) fn ask_person(tx: &mut Tx<'_, '_>, r: &Referral) -> Result<(), Error> {
    let Some(person) = store::shared::record(tx, r.id)? else { return Ok(()) };
    if !(person.safe.text || person.safe.email) {
        return Ok(());
    }
    let mut link = NewLink::new(LinkPurpose::Confirm, days(PERSON_DAYS), Uses::UntilExpiry);
    link.subject = Some(r.id);
    link.person = r.person_id;
    let path = format!("/c/{}", links::issue(tx, &link)?.token);
    let text = |lang| say(lang, "referrals-text-confirm", &[("url", &url(&path))]);
    tell(tx, r, &person, "referrals.confirm", text)
}

/// By text if that is safe, else by e-mail if that is; else not at all.
fn tell(
    tx: &mut Tx<'_, '_>,
    r: &Referral,
    person: &Shared,
    kind: &'static str,
    text: impl Fn(Lang) -> String,
) -> Result<(), Error> {
    let lang = person.language.as_deref().and_then(Lang::from_code).unwrap_or_default();
    let body = text(lang);
    let by_text = person.phone.as_ref().filter(|_| person.safe.text);
    let by_email = person.email.as_ref().filter(|_| person.safe.email);
    let sent = if let Some(phone) = by_text.filter(|_| !names_health(&body)) {
        // An install whose own address names health (clinic.example.org) writes letters and sends no texts.
        send_text(tx, &TextMessage { to: phone.clone(), body, kind, related: Some(r.id) })
    } else if let Some(address) = by_email {
        let (to, language) = (address.clone(), lang.code().to_owned());
        let subject =
            if kind == "referrals.confirm" { Subject::ShortQuestion } else { Subject::YourPrivatePage };
        send_email(tx, &Email { to, subject, language, text: body, html: None, kind, related: Some(r.id) })
    } else {
        return Ok(());
    };
    match sent {
        // A number or an address that cannot be one: the code is shown on the page too.
        Err(Error::Invalid(_)) => Ok(()),
        other => other.map(|_| ()),
    }
}
