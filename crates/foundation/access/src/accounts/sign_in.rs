//! Signing in, recovering an account and accepting an invitation.
//!
//! An attempt reads, checks the password on a blocking thread, and writes: the same three steps whether the address
//! is known, unknown or ended, and whether the password fits.

use super::links::{self, LinkPurpose, NewLink, Opened, Stale, Uses, Verified};
use super::members::{self, Member, Status};
use super::password::{self, NewPassword};
use super::rate_limit::{Gate, RateLimits, Tries};
use super::sessions::{self, NewSession};
use crate::{Action, Error, FieldErrors, Kind, Purpose, Store, Tx, Viewer, params};
use jiff::SignedDuration;
use uuid::Uuid;

/// How long a link to sign in or to recover is good.
pub const LINK_MINUTES: i64 = 15;
/// How long an invitation is good.
pub const INVITE_DAYS: i64 = 7;

/// Where an attempt comes from.
#[derive(Debug, Clone)]
pub struct From {
    /// As [`super::rate_limit::network_of`] says it.
    pub network: String,
    /// What the browser calls itself.
    pub device: String,
    /// The session cookie that came with the attempt; it ends.
    pub cookie: Option<String>,
}

/// A session was opened.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// For the cookie.
    pub token: String,
    /// Who.
    pub member: Uuid,
    /// Whether an organization and purpose have to be chosen first.
    pub must_choose: bool,
}

/// What to sign in with an organization's name: the rooms know it, this crate does not.
pub type NameOf = fn(&mut Tx<'_, '_>, Uuid) -> Result<String, Error>;

fn refused() -> Error {
    FieldErrors::one("password", "account-error-sign-in")
}

/// Signs in with address and password.
///
/// # Errors
/// One and the same [`Error::Invalid`] for an unknown address, a wrong password, an ended account and one without any
/// organization; [`Error::TooMany`] while tries are limited.
pub async fn with_password(
    store: &Store,
    limits: &RateLimits,
    email: &str,
    typed: &str,
    from: From,
    name_of: NameOf,
) -> Result<SignedIn, Error> {
    let now = store.now();
    limits.take(Gate::SignIn, &from.network, now)?;
    limits.take(Gate::SignInAccount, &members::email_key(email), now)?;
    let system = Viewer::system("accounts.sign_in");
    let tries = Tries::new(email, &from.network);
    let (t, address) = (tries.clone(), email.to_owned());
    let (password_counts, account) = store
        .read(&system, move |tx| {
            let counts = t.check(tx)?;
            // The same two questions whoever it is.
            let member = members::by_email(tx, &address)?.filter(|m| m.status == Status::Active);
            let hash = members::password_hash(tx, member.as_ref().map(|m| m.id).unwrap_or_default())?;
            Ok((counts, member.zip(hash)))
        })
        .await?;
    let (member, hash) = account.map_or((None, None), |(m, h)| (Some(m), Some(h)));
    let fits = password::verify(typed, hash.clone()).await? && password_counts;
    let proven = member.filter(|_| fits);
    store
        .write(&system, move |tx| {
            let opened = match &proven {
                // The password may have been changed, or access ended, while it was being checked.
                Some(m) if members::password_hash(tx, m.id)? == hash => {
                    open_session(tx, m.id, &from, name_of)?
                }
                _ => None,
            };
            match &opened {
                Some(s) => {
                    tries.succeeded(tx)?;
                    tx.audit(Action::Read, Kind::Member, Some(s.member), None, "signed in: password")?;
                }
                None => {
                    tries.failed(tx)?;
                    tx.audit(Action::Read, Kind::Member, None, None, "sign-in refused")?;
                }
            }
            Ok(opened)
        })
        .await?
        .ok_or_else(refused)
}

/// A new session for a member who has proven to be them; `None` when they may act for nobody.
fn open_session(
    tx: &mut Tx<'_, '_>,
    member: Uuid,
    from: &From,
    name_of: NameOf,
) -> Result<Option<SignedIn>, Error> {
    if members::find(tx, member)?.status != Status::Active {
        return Ok(None);
    }
    let mut organizations: Vec<Uuid> =
        members::affiliations(tx, member)?.iter().map(|a| a.organization).collect();
    organizations.dedup();
    let Some(first) = organizations.first().copied() else { return Ok(None) };
    if let Some(cookie) = &from.cookie {
        sessions::end_token(tx, cookie, "signed in again")?;
    }
    let only = (organizations.len() == 1).then_some(first);
    let new = NewSession {
        member,
        organization: only,
        organization_name: only.map(|id| name_of(tx, id)).transpose()?.unwrap_or_default(),
        purpose: Purpose::default(),
        device: from.device.clone(),
        network: from.network.clone(),
    };
    Ok(Some(SignedIn { token: sessions::start(tx, &new)?, member, must_choose: only.is_none() }))
}

/// What a letter with a link needs.
#[derive(Debug, Clone)]
pub struct Letter {
    /// To whom.
    pub member: Member,
    /// The secret of the link.
    pub token: String,
}

/// Checks the limits of asking for a link. Ask before the job is written; the answer page is the same for everybody.
///
/// # Errors
/// [`Error::TooMany`] while requests are limited.
pub fn may_ask_for_link(store: &Store, limits: &RateLimits, email: &str, network: &str) -> Result<(), Error> {
    limits.take(Gate::LinkRequest, network, store.now())?;
    limits.take(Gate::LinkRequestAccount, &members::email_key(email), store.now())
}

/// Makes the link that somebody asked for; `None` when the address has no account. Runs in a job, after the page has
/// answered: what the job finds cannot be told from outside, by bytes or by time.
///
/// # Errors
/// The database's.
pub fn link_for(tx: &mut Tx<'_, '_>, email: &str, purpose: LinkPurpose) -> Result<Option<Letter>, Error> {
    let Some(member) = members::by_email(tx, email)?.filter(|m| m.status == Status::Active) else {
        return Ok(None);
    };
    if members::affiliations(tx, member.id)?.is_empty() {
        return Ok(None);
    }
    links::revoke_member(tx, purpose, member.id)?;
    let link = NewLink {
        member: Some(member.id),
        ..NewLink::new(purpose, SignedDuration::from_mins(LINK_MINUTES), Uses::Once)
    };
    let token = links::issue(tx, &link)?.token;
    tx.audit(Action::Write, Kind::Member, Some(member.id), None, purpose.word())?;
    Ok(Some(Letter { member, token }))
}

/// Makes an invitation link for a member.
///
/// # Errors
/// The database's.
pub fn invitation(tx: &mut Tx<'_, '_>, member: Uuid) -> Result<Letter, Error> {
    links::revoke_member(tx, LinkPurpose::Invite, member)?;
    let link = NewLink {
        member: Some(member),
        ..NewLink::new(LinkPurpose::Invite, SignedDuration::from_hours(INVITE_DAYS * 24), Uses::Once)
    };
    let token = links::issue(tx, &link)?.token;
    Ok(Letter { member: members::find(tx, member)?, token })
}

/// What a page may say about an account link before its button is pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// Live: for this member.
    Live(Uuid),
    /// It was good once.
    Stale(Stale),
    /// Nothing.
    Unknown,
}

/// Looks at an account link. Changes nothing.
///
/// # Errors
/// The database's.
pub async fn look(store: &Store, purpose: LinkPurpose, token: &str) -> Result<Look, Error> {
    Ok(match links::open_in(store, purpose, token).await? {
        Opened::Valid(v) => v.record().member.map_or(Look::Unknown, Look::Live),
        Opened::Stale(why, _) => Look::Stale(why),
        Opened::Unknown => Look::Unknown,
    })
}

/// Uses an account link: signs in, after setting a password where one is given. Recovery ends every other session.
///
/// # Errors
/// [`Error::NotFound`] for a link that is not live; [`Error::Conflict`] when it was just used; [`Error::Invalid`] when
/// the account may act for nobody.
pub async fn with_link(
    store: &Store,
    limits: &RateLimits,
    purpose: LinkPurpose,
    token: &str,
    new_password: Option<NewPassword>,
    from: From,
    name_of: NameOf,
) -> Result<SignedIn, Error> {
    limits.take(Gate::Link, &from.network, store.now())?;
    let hash = match new_password {
        Some(p) => Some(p.hash(store.around()).await?),
        None => None,
    };
    let token = token.to_owned();
    store
        .write(&Viewer::system("accounts.link"), move |tx| {
            let Opened::Valid(link) = links::open(tx, purpose, &token)? else { return Err(Error::NotFound) };
            let member = member_of(&link)?;
            links::consume(tx, &link)?;
            if purpose == LinkPurpose::Invite {
                members::activate(tx, member)?;
            }
            if let Some(hash) = &hash {
                members::set_password_hash(tx, member, hash)?;
                sessions::end_all(tx, member, None, "password changed")?;
            }
            let email = members::find(tx, member)?.email;
            let signed_in = open_session(tx, member, &from, name_of)?.ok_or_else(refused)?;
            Tries::new(&email, &from.network).succeeded(tx)?;
            let words = format!("signed in: {}", purpose.word());
            tx.audit(Action::Read, Kind::Member, Some(member), None, &words)?;
            Ok(signed_in)
        })
        .await
}

fn member_of(link: &Verified) -> Result<Uuid, Error> {
    link.record().member.ok_or(Error::NotFound)
}

/// Changes the password of a signed-in member; every other session of theirs ends.
///
/// # Errors
/// [`Error::Invalid`] when the present password does not fit; [`Error::TooMany`] while tries are limited.
pub async fn change_password(
    store: &Store,
    limits: &RateLimits,
    session: &sessions::Session,
    present: &str,
    new: NewPassword,
) -> Result<(), Error> {
    let (member, session) = (session.member(), session.id());
    limits.take(Gate::SignInAccount, &member.to_string(), store.now())?;
    let system = Viewer::system("accounts.password");
    let stored = store.read(&system, move |tx| members::password_hash(tx, member)).await?;
    // Somebody who only ever signed in by link sets a first password; the link was the proof.
    if stored.is_some() && !password::verify(present, stored).await? {
        return Err(FieldErrors::one("present", "account-error-present-password"));
    }
    let hash = new.hash(store.around()).await?;
    store
        .write(&system, move |tx| {
            members::set_password_hash(tx, member, &hash)?;
            sessions::end_all(tx, member, Some(session), "password changed")?;
            Ok(())
        })
        .await
}

/// Ends the session: signs out.
///
/// # Errors
/// The database's.
pub async fn sign_out(store: &Store, session: &sessions::Session) -> Result<(), Error> {
    let (member, id) = (session.member(), session.id());
    store
        .write(&Viewer::system("accounts.sign_out"), move |tx| {
            match sessions::end(tx, member, id, "signed out") {
                // It ended a moment ago from elsewhere: signed out all the same.
                Err(Error::NotFound) => Ok(()),
                Err(e) => Err(e),
                Ok(()) => tx.audit(Action::Read, Kind::Member, Some(member), None, "signed out"),
            }
        })
        .await
}

/// Forgets what has long been over: sessions and links after 90 days (the audit log keeps the facts), failed tries
/// after 30.
///
/// # Errors
/// The database's.
pub fn forget_old(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let before = |days: i64| {
        tx.now()
            .checked_sub(SignedDuration::from_hours(days * 24))
            .map_err(|e| Error::Internal(format!("forget_old: {e}")))
    };
    let (quarter, month) = (before(90)?, before(30)?);
    tx.execute("DELETE FROM session WHERE expires_at < ?1", params![quarter])?;
    tx.execute("DELETE FROM signed_link WHERE expires_at < ?1", params![quarter])?;
    tx.execute("DELETE FROM api_token WHERE expires_at < ?1", params![month])?;
    tx.execute("DELETE FROM failed_try WHERE last_at < ?1", params![month])?;
    Ok(())
}
