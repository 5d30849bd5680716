//! Signed single-purpose links and codes: for an organization to answer one referral, for a person to see their own
//! things, to confirm, to track, to answer a survey, to sign in, to recover an account and to accept an invitation.
//!
//! A link holds 128 random bits; the database holds their hash. A link opens one purpose on one subject until it
//! expires, is used up or is revoked. Looking at it changes nothing ([`open`]); only [`consume`] counts a use, and
//! when two try at once, one of them wins.

use super::secret;
use crate::{Error, Store, Tx, Viewer, params};
use jiff::{SignedDuration, Timestamp};
use tandem_store::Row;
use uuid::Uuid;

/// What a link is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkPurpose {
    /// An organization answers one referral (the subject).
    Answer,
    /// An organization claims one unidentified offer (the subject is the referral).
    Claim,
    /// A person's own things: sharing choices and access log.
    Person,
    /// A guardian trades this and a code for a look (the subject is the guardian).
    GuardianCode,
    /// What a guardian agreed to for somebody (the subject is the guardian).
    Guardian,
    /// A person says whether a need is resolved (the subject is the referral).
    Confirm,
    /// A person follows a request (a short code; the subject is the request or referral).
    Track,
    /// An organization answers one survey (the subject).
    Survey,
    /// Somebody reads what working together could mean for one organization (the subject).
    Value,
    /// A member signs in once.
    SignIn,
    /// A member sets a new password.
    Recover,
    /// Somebody accepts an invitation.
    Invite,
}

impl LinkPurpose {
    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            LinkPurpose::Answer => "answer",
            LinkPurpose::Claim => "claim",
            LinkPurpose::Person => "person",
            LinkPurpose::GuardianCode => "guardian_code",
            LinkPurpose::Guardian => "guardian",
            LinkPurpose::Confirm => "confirm",
            LinkPurpose::Track => "track",
            LinkPurpose::Survey => "survey",
            LinkPurpose::Value => "value",
            LinkPurpose::SignIn => "sign_in",
            LinkPurpose::Recover => "recover",
            LinkPurpose::Invite => "invite",
        }
    }
}

/// How often a link may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uses {
    /// Once.
    Once,
    /// Any number of times until it expires: an organization comes back to report the outcome.
    UntilExpiry,
}

/// A link to be made.
#[derive(Debug, Clone)]
pub struct NewLink {
    /// What for.
    pub purpose: LinkPurpose,
    /// The referral, claim or request it is about.
    pub subject: Option<Uuid>,
    /// The person it belongs to.
    pub person: Option<Uuid>,
    /// The organization it was sent to.
    pub organization: Option<Uuid>,
    /// The member it was sent to.
    pub member: Option<Uuid>,
    /// How long it is good.
    pub valid_for: SignedDuration,
    /// How often.
    pub uses: Uses,
}

impl NewLink {
    /// A link for one purpose and nobody yet; fill in whom it concerns.
    pub fn new(purpose: LinkPurpose, valid_for: SignedDuration, uses: Uses) -> NewLink {
        NewLink { purpose, subject: None, person: None, organization: None, member: None, valid_for, uses }
    }
}

/// A link that was just made. The token is here and nowhere else: it goes into the letter and is forgotten.
#[derive(Clone, PartialEq, Eq)]
pub struct Issued {
    /// The link's id, to revoke it.
    pub id: Uuid,
    /// The secret part of its address, or the code that a person types.
    pub token: String,
}

impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Issued({}, ..)", self.id)
    }
}

/// What a link is about; no proof of anything by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRecord {
    /// Its id.
    pub id: Uuid,
    /// The referral, claim or request.
    pub subject: Option<Uuid>,
    /// The person.
    pub person: Option<Uuid>,
    /// The organization.
    pub organization: Option<Uuid>,
    /// The member.
    pub member: Option<Uuid>,
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// When it was first used.
    pub used_at: Option<Timestamp>,
}

/// Proof that somebody held the secret of a live link. Only [`open`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    purpose: LinkPurpose,
    record: LinkRecord,
}

impl Verified {
    /// What the link is for.
    pub fn purpose(&self) -> LinkPurpose {
        self.purpose
    }
    /// What the link is about.
    pub fn record(&self) -> &LinkRecord {
        &self.record
    }
}

/// Why a link that once was good is no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stale {
    /// Its time is over.
    Expired,
    /// It was used.
    Used,
    /// It was taken back.
    Revoked,
}

/// What an address turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// A live link.
    Valid(Verified),
    /// A link that was good once: the holder may be told, and offered a new one at the address on record.
    Stale(Stale, LinkRecord),
    /// Nothing: never was, is of another purpose, or has been forgotten.
    Unknown,
}

/// Makes a link, in the caller's transaction.
///
/// # Errors
/// The database's.
pub fn issue(tx: &mut Tx<'_, '_>, link: &NewLink) -> Result<Issued, Error> {
    let token = tx.new_secret();
    insert(tx, link, token)
}

/// Makes a short code for a person to type: 12 signs, 60 random bits, no letters that look alike.
///
/// # Errors
/// The database's.
pub fn issue_code(tx: &mut Tx<'_, '_>, link: &NewLink) -> Result<Issued, Error> {
    let signs: String = (0..12)
        .map(|_| char::from(SIGNS[usize::try_from(tx.random_below(32)).unwrap_or_default() % SIGNS.len()]))
        .collect();
    let mut issued = insert(tx, link, signs)?;
    issued.token = format!("{}-{}-{}", &issued.token[..4], &issued.token[4..8], &issued.token[8..]);
    Ok(issued)
}

/// Crockford's base 32: no I, L, O or U.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code as it is stored, from how somebody typed it.
fn typed(code: &str) -> String {
    code.chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect()
}

fn insert(tx: &mut Tx<'_, '_>, link: &NewLink, token: String) -> Result<Issued, Error> {
    let (id, now) = (tx.new_id(), tx.now());
    let expires =
        now.checked_add(link.valid_for).map_err(|e| Error::Internal(format!("link expiry: {e}")))?;
    let max_uses = i64::from(link.uses == Uses::Once);
    tx.execute(
        "INSERT INTO signed_link (id, purpose, secret_hash, subject_id, person_id, organization_id, member_id,
                                  created_at, expires_at, used_at, revoked_at, uses, max_uses)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, NULL, NULL, 0, ?10)",
        params![
            id,
            link.purpose.word(),
            secret::digest(link.purpose.word(), &token),
            link.subject,
            link.person,
            link.organization,
            link.member,
            now,
            expires,
            max_uses
        ],
    )?;
    Ok(Issued { id, token })
}

struct Found {
    record: LinkRecord,
    revoked: bool,
    used_up: bool,
}

fn found(row: &Row<'_>) -> Result<Found, Error> {
    let (uses, max_uses): (i64, i64) = (row.get(7)?, row.get(8)?);
    Ok(Found {
        record: LinkRecord {
            id: row.get(0)?,
            subject: row.get(1)?,
            person: row.get(2)?,
            organization: row.get(3)?,
            member: row.get(4)?,
            expires_at: row.get(5)?,
            used_at: row.get(9)?,
        },
        revoked: row.get::<Option<Timestamp>>(6)?.is_some(),
        used_up: max_uses > 0 && uses >= max_uses,
    })
}

/// What a token is, without using it up. A read.
///
/// # Errors
/// The database's.
pub fn open(tx: &mut Tx<'_, '_>, purpose: LinkPurpose, token: &str) -> Result<Opened, Error> {
    if token.len() > 100 {
        return Ok(Opened::Unknown);
    }
    let token = if purpose == LinkPurpose::Track { typed(token) } else { token.to_owned() };
    let row = tx.query_opt(
        "SELECT id, subject_id, person_id, organization_id, member_id, expires_at, revoked_at, uses, max_uses, used_at
         FROM signed_link WHERE secret_hash = ?1 AND purpose = ?2",
        params![secret::digest(purpose.word(), &token), purpose.word()],
        found,
    )?;
    let now = tx.now();
    Ok(match row {
        Some(f) => {
            if f.revoked {
                Opened::Stale(Stale::Revoked, f.record)
            } else if f.used_up {
                Opened::Stale(Stale::Used, f.record)
            } else if f.record.expires_at <= now {
                Opened::Stale(Stale::Expired, f.record)
            } else {
                Opened::Valid(Verified { purpose, record: f.record })
            }
        }
        None => Opened::Unknown,
    })
}

/// As [`open`], for a handler that has no viewer yet.
///
/// # Errors
/// The database's.
pub async fn open_in(store: &Store, purpose: LinkPurpose, token: &str) -> Result<Opened, Error> {
    let token = token.to_owned();
    store.read(&Viewer::system("accounts.link"), move |tx| open(tx, purpose, &token)).await
}

/// Counts one use of a live link.
///
/// # Errors
/// [`Error::Conflict`] when somebody was faster, or it expired or was revoked in between.
pub fn consume(tx: &mut Tx<'_, '_>, link: &Verified) -> Result<(), Error> {
    let now = tx.now();
    let used = tx.execute(
        "UPDATE signed_link SET uses = uses + 1, used_at = coalesce(used_at, ?2)
         WHERE id = ?1 AND revoked_at IS NULL AND expires_at > ?2 AND (max_uses = 0 OR uses < max_uses)",
        params![link.record.id, now],
    )?;
    if used == 1 { Ok(()) } else { Err(Error::Conflict { code: "account-conflict-link-used" }) }
}

/// Takes one link back.
///
/// # Errors
/// The database's.
pub fn revoke(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE signed_link SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL",
        params![id, now],
    )?;
    Ok(())
}

/// Takes back every link of one purpose on one subject (before a new one is sent, or when the subject has ended).
///
/// # Errors
/// The database's.
pub fn revoke_subject(tx: &mut Tx<'_, '_>, purpose: LinkPurpose, subject: Uuid) -> Result<u64, Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE signed_link SET revoked_at = ?3 WHERE subject_id = ?1 AND purpose = ?2 AND revoked_at IS NULL",
        params![subject, purpose.word(), now],
    )
}

/// Until when each live link of one purpose on one subject is good, the one that ends first before the others.
///
/// # Errors
/// The database's.
pub fn live(tx: &mut Tx<'_, '_>, purpose: LinkPurpose, subject: Uuid) -> Result<Vec<Timestamp>, Error> {
    let now = tx.now();
    tx.query(
        "SELECT expires_at FROM signed_link WHERE subject_id = ?1 AND purpose = ?2 AND revoked_at IS NULL
           AND expires_at > ?3 AND (max_uses = 0 OR uses < max_uses) ORDER BY expires_at",
        params![subject, purpose.word(), now],
        |row| Ok(row.get(0)?),
    )
}

/// Takes back every link of one purpose on one subject that one organization holds (before it gets a new one).
///
/// # Errors
/// The database's.
pub fn revoke_of(
    tx: &mut Tx<'_, '_>,
    purpose: LinkPurpose,
    subject: Uuid,
    organization: Uuid,
) -> Result<u64, Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE signed_link SET revoked_at = ?4
         WHERE subject_id = ?1 AND organization_id = ?2 AND purpose = ?3 AND revoked_at IS NULL",
        params![subject, organization, purpose.word(), now],
    )
}

/// Takes back every link of one purpose that belongs to a person (a private link that got lost).
///
/// # Errors
/// The database's.
pub fn revoke_person(tx: &mut Tx<'_, '_>, purpose: LinkPurpose, person: Uuid) -> Result<u64, Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE signed_link SET revoked_at = ?3 WHERE person_id = ?1 AND purpose = ?2 AND revoked_at IS NULL",
        params![person, purpose.word(), now],
    )
}

/// Takes back every link of one purpose that was sent to a member.
///
/// # Errors
/// The database's.
pub fn revoke_member(tx: &mut Tx<'_, '_>, purpose: LinkPurpose, member: Uuid) -> Result<u64, Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE signed_link SET revoked_at = ?3 WHERE member_id = ?1 AND purpose = ?2 AND revoked_at IS NULL",
        params![member, purpose.word(), now],
    )
}

/// Takes back every link that an organization holds: it has left.
///
/// # Errors
/// The database's.
pub fn revoke_organization(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<u64, Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE signed_link SET revoked_at = ?2 WHERE organization_id = ?1 AND revoked_at IS NULL",
        params![organization, now],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        assert_eq!(typed("ab0o-1il9 zz"), "AB00111".to_owned() + "9ZZ");
        assert!(SIGNS.iter().all(|s| typed(&char::from(*s).to_string()) == char::from(*s).to_string()));
    }
}
