//! Letters about agreements and promises: plain text in the reader's language, one link on a line of its own. They go into the outbox
//! in the caller's transaction and leave later.

use crate::model::agreement::{Agreement, Stage, State};
use crate::store;
use crate::wording::say;
use std::collections::HashSet;
use tandem_access::accounts::members;
use tandem_access::{Error, Role, Tx, Uuid};
use tandem_mail::{Email, Subject, send_email};
use tandem_partners::actions::Filter;
use tandem_partners::model::{Addressee, Reader};
use tandem_web::Lang;
use tandem_web::messages::{Arg, dates};

/// How many days before its last day an agreement is spoken of.
const BEFORE_EXPIRY: [i32; 3] = [60, 30, 7];
/// How often who has not signed is asked again, in days.
const ASK_AGAIN: i64 = 7;

/// One letter: the key of its words, its subject, its name in the outbox.
#[derive(Clone, Copy)]
pub(crate) struct Letter(pub &'static str, pub Subject, pub &'static str);

const SIGN: Letter = Letter("agreements-letter-sign", Subject::AgreementToSign, "agreements.sign");
const UNSIGNED: Letter =
    Letter("agreements-letter-unsigned", Subject::AgreementToSign, "agreements.unsigned");
const PAPER: Letter = Letter("agreements-letter-paper", Subject::AgreementToSign, "agreements.paper");
const IN_FORCE: Letter = Letter("agreements-letter-in-force", Subject::AgreementNews, "agreements.in_force");
const WITHDRAWN: Letter =
    Letter("agreements-letter-withdrawn", Subject::AgreementNews, "agreements.withdrawn");
const EXPIRES: Letter = Letter("agreements-letter-expires", Subject::AgreementEnds, "agreements.expires");

/// What stands in the place of [`SIGN`] and [`UNSIGNED`] for who cannot sign in: the page of an agreement that is not in force is for
/// members.
const SIGN_AT_ADDRESS: &str = "agreements-letter-sign-address";

/// Who is told: each once, whatever they are told for.
pub(crate) fn readers(tx: &mut Tx, orgs: &[Uuid], coordinators: bool) -> Result<Vec<Addressee>, Error> {
    let mut found = vec![];
    for org in orgs {
        found.extend(tandem_partners::actions::written_to(tx, *org)?);
    }
    if coordinators {
        let all = Filter { limit: 2000, ..Filter::default() };
        for org in tandem_partners::actions::list(tx, &all)?.into_iter().filter(|o| o.membership.may_act()) {
            found.extend(members::with_role(tx, org.id, Role::Coordinator)?.into_iter().map(Addressee::from));
        }
    }
    let mut seen = HashSet::new();
    found.retain(|to| seen.insert(to.reader));
    Ok(found)
}

/// Puts one letter in the outbox for each reader. `args` are made for the reader's language.
pub(crate) fn write<'a>(
    tx: &mut Tx,
    letter: Letter,
    to: &[Addressee],
    about: Uuid,
    path: &str,
    args: impl Fn(Lang) -> Vec<(&'static str, String)> + 'a,
) -> Result<(), Error> {
    let partnership = tandem_partners::actions::partnership(tx)?.name;
    let url = tandem_mail::url(path);
    for reader in to {
        let lang = Lang::from_code(&reader.language).unwrap_or_default();
        let own = args(lang);
        let mut all: Vec<(&str, Arg<'_>)> = own.iter().map(|(k, v)| (*k, v.as_str().into())).collect();
        all.extend([
            ("name", Arg::from(reader.name.as_str())),
            ("partnership", partnership.as_str().into()),
            ("url", url.as_str().into()),
        ]);
        let words = match letter.0 {
            key if reader.has_account() => say(lang, key, &all),
            key => {
                let key = if key == SIGN.0 || key == UNSIGNED.0 { SIGN_AT_ADDRESS } else { key };
                format!("{}\n\n{}", say(lang, key, &all), say(lang, "agreements-letter-no-account", &all))
            }
        };
        let email = Email {
            to: reader.email.clone(),
            subject: letter.1,
            language: lang.code().to_owned(),
            text: format!("{words}\n"),
            html: None,
            kind: letter.2,
            related: Some(about),
        };
        match send_email(tx, &email) {
            // One address that no letter can be sent to does not keep it from the others.
            Ok(_) | Err(Error::Invalid(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

fn path(a: &Agreement) -> String {
    format!("/agreements/{}", a.id)
}

fn waiting(a: &Agreement) -> String {
    a.unsigned().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The agreement is out: each party is asked to sign.
pub(crate) fn please_sign(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    let Some(found) = store::agreement::get(tx, id)? else { return Err(Error::NotFound) };
    let a = found.agreement;
    let orgs: Vec<Uuid> = a.unsigned().map(|p| p.org).collect();
    let to = readers(tx, &orgs, false)?;
    write(tx, SIGN, &to, id, &path(&a), |lang| vec![("title", a.named(lang).0.to_owned())])
}

/// A signature on paper was noted: the party is told, and who keeps agreements, so that somebody else looks at the paper.
pub(crate) fn paper_noted(tx: &mut Tx, id: Uuid, org: Uuid) -> Result<(), Error> {
    let Some(found) = store::agreement::get(tx, id)? else { return Err(Error::NotFound) };
    let a = found.agreement;
    let Some((paper, party)) = a.waiting_paper(org).zip(a.parties.iter().find(|p| p.org == org)) else {
        return Ok(());
    };
    let noter = paper.member;
    let mut to = readers(tx, &[org], true)?;
    to.retain(|reader| noter.map(Reader::Member) != Some(reader.reader));
    write(tx, PAPER, &to, id, &path(&a), |lang| {
        vec![
            ("title", a.named(lang).0.to_owned()),
            ("organization", party.name.clone()),
            ("signer", paper.name.clone()),
            ("day", dates::date_year(lang, paper.signed_on)),
        ]
    })
}

/// Everybody has signed.
pub(crate) fn in_force(tx: &mut Tx, a: &Agreement) -> Result<(), Error> {
    let orgs: Vec<Uuid> = a.parties.iter().map(|p| p.org).collect();
    let to = readers(tx, &orgs, true)?;
    let (first, last) = (a.draft.starts_on, a.draft.expires_on);
    write(tx, IN_FORCE, &to, a.id, &path(a), |lang| {
        vec![
            ("title", a.named(lang).0.to_owned()),
            ("first", dates::date_year(lang, first)),
            ("last", dates::date_year(lang, last)),
        ]
    })
}

/// A party takes its word back.
pub(crate) fn withdrawn(tx: &mut Tx, a: &Agreement, org: Uuid) -> Result<(), Error> {
    let orgs: Vec<Uuid> = a.parties.iter().map(|p| p.org).collect();
    let to = readers(tx, &orgs, true)?;
    let Some(party) = a.parties.iter().find(|p| p.org == org) else { return Err(Error::NotFound) };
    let zone = tandem_partners::actions::partnership(tx)?.calendar.zone().clone();
    let day = party.withdraws_at.unwrap_or(tx.now()).to_zoned(zone).date();
    write(tx, WITHDRAWN, &to, a.id, &path(a), |lang| {
        vec![
            ("title", a.named(lang).0.to_owned()),
            ("organization", party.name.clone()),
            ("day", dates::date_year(lang, day)),
            ("reason", party.reason.clone().unwrap_or_default()),
        ]
    })
}

/// Speaks of every agreement that ends soon or waits for signatures. Running it twice sends nothing twice.
///
/// # Errors
/// The database's.
pub fn remind(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let all = store::agreement::list(tx)?;
    let (_, today) = crate::actions::today(tx)?;
    let now = tx.now();
    for a in &all {
        match a.state(now) {
            State::InForce | State::Signed => expires(tx, a, &all, today)?,
            State::Out => unsigned(tx, a)?,
            State::Draft | State::Expired | State::Ended | State::Stopped => {}
        }
    }
    Ok(())
}

fn expires(tx: &mut Tx, a: &Agreement, all: &[Agreement], today: jiff::civil::Date) -> Result<(), Error> {
    let left = a.draft.expires_on.since(today).map_err(|e| Error::Internal(e.to_string()))?.get_days();
    let Some(mark) = BEFORE_EXPIRY.into_iter().filter(|mark| left <= *mark).min() else { return Ok(()) };
    let next = all.iter().find(|next| next.draft.renews == Some(a.id) && next.stage != Stage::Stopped);
    let renewed = next.is_some_and(|next| next.stage == Stage::InForce);
    if renewed || a.ended_at.is_some() || !store::letter::first_time(tx, a.id, &format!("expires {mark}"))? {
        return Ok(());
    }
    let orgs: Vec<Uuid> = a.parties.iter().map(|p| p.org).collect();
    let to = readers(tx, &orgs, true)?;
    write(tx, EXPIRES, &to, a.id, &path(a), |lang| {
        // What has to happen next: begin the next term, or sign it, and who has not.
        let next = match next {
            Some(next) if next.stage == Stage::Out => {
                let who = waiting(next);
                say(lang, "agreements-letter-next-unsigned", &[("who", who.as_str().into())])
            }
            Some(_) => say(lang, "agreements-letter-next-draft", &[]),
            None => say(lang, "agreements-letter-next-none", &[]),
        };
        vec![
            ("title", a.named(lang).0.to_owned()),
            ("day", dates::date_year(lang, a.draft.expires_on)),
            ("next", next),
        ]
    })
}

/// Who has not signed is asked again each week, and the coordinator sees who. A party whose paper waits to be confirmed has been told.
fn unsigned(tx: &mut Tx, a: &Agreement) -> Result<(), Error> {
    let sent = store::agreement::texts(tx, a.id)?.first().map(|text| text.written_at);
    let weeks = sent.map_or(0, |at| tx.now().duration_since(at).as_hours() / (24 * ASK_AGAIN));
    if weeks < 1 || !store::letter::first_time(tx, a.id, &format!("unsigned {} week {weeks}", a.version))? {
        return Ok(());
    }
    let orgs: Vec<Uuid> = a.unsigned().map(|p| p.org).filter(|org| a.waiting_paper(*org).is_none()).collect();
    let to = readers(tx, &orgs, true)?;
    let who = waiting(a);
    write(tx, UNSIGNED, &to, a.id, &path(a), |lang| {
        vec![("title", a.named(lang).0.to_owned()), ("who", who.clone())]
    })
}
