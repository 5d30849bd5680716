//! Sessions on the server: 15 minutes idle, 12 hours at most, listed and ended from anywhere.
//!
//! The browser holds 256 random bits; the database holds their hash. Roles are read at each request, so what is taken
//! away is gone at the next click; a session is never made stronger, it is ended and a new one opened.

use super::{members, secret};
use crate::{Error, Purpose, Role, Store, Tx, Viewer, params};
use jiff::{SignedDuration, Timestamp};
use tandem_store::Row;
use uuid::Uuid;

/// Without a request for so long, a session is over.
pub const IDLE: SignedDuration = SignedDuration::from_mins(15);
/// However busy, a session is over after this.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// A request notes that the session is alive at most so often, to spare writes; the idle time may end this much early.
const NOTE_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// A session to be opened.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Who.
    pub member: Uuid,
    /// For which organization they act; `None` while they still have to choose.
    pub organization: Option<Uuid>,
    /// Its name, for the page header.
    pub organization_name: String,
    /// Why data is used.
    pub purpose: Purpose,
    /// What the browser calls itself, shortened.
    pub device: String,
    /// Where it came from, as [`super::rate_limit::network_of`] says it.
    pub network: String,
}

/// Proof of a live session. Only [`resolve`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    id: Uuid,
    member: Uuid,
    member_name: String,
    language: String,
    organization: Option<Uuid>,
    organization_name: String,
    purpose: Purpose,
    roles: Vec<Role>,
}

impl Session {
    /// The session's id.
    pub fn id(&self) -> Uuid {
        self.id
    }
    /// Who is signed in.
    pub fn member(&self) -> Uuid {
        self.member
    }
    /// Their name.
    pub fn member_name(&self) -> &str {
        &self.member_name
    }
    /// Their language.
    pub fn language(&self) -> &str {
        &self.language
    }
    /// The organization they act for, once chosen.
    pub fn organization(&self) -> Option<Uuid> {
        self.organization
    }
    /// Its name.
    pub fn organization_name(&self) -> &str {
        &self.organization_name
    }
    /// Why data is used.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }
    /// The roles held there now.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }
}

/// A live session as its owner sees it in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Id, to end it.
    pub id: Uuid,
    /// The browser.
    pub device: String,
    /// The network.
    pub network: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Last request, to a minute.
    pub last_seen_at: Timestamp,
}

/// Opens a session; returns the token for the cookie. The caller has proof of who it is.
pub(crate) fn start(tx: &mut Tx<'_, '_>, s: &NewSession) -> Result<String, Error> {
    let token = format!("{}{}", tx.new_secret(), tx.new_secret());
    let (id, now) = (tx.new_public_id(), tx.now());
    let expires = now.checked_add(ABSOLUTE).map_err(|e| Error::Internal(format!("session expiry: {e}")))?;
    tx.execute(
        "INSERT INTO session (id, token_hash, member_id, organization_id, organization_name, purpose, device, network,
                              created_at, last_seen_at, expires_at, ended_at, ended_why)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10, NULL, NULL)",
        params![
            id,
            secret::digest("session", &token),
            s.member,
            s.organization,
            s.organization_name.as_str(),
            s.purpose.word(),
            s.device.chars().take(120).collect::<String>(),
            s.network.chars().take(60).collect::<String>(),
            now,
            expires
        ],
    )?;
    Ok(token)
}

struct Stored {
    session: Session,
    last_seen: Timestamp,
}

fn stored(row: &Row<'_>) -> Result<Stored, Error> {
    Ok(Stored {
        session: Session {
            id: row.get(0)?,
            member: row.get(1)?,
            member_name: row.get(2)?,
            language: row.get(3)?,
            organization: row.get(4)?,
            organization_name: row.get(5)?,
            purpose: Purpose::from_word(&row.get::<String>(6)?).unwrap_or_default(),
            roles: vec![],
        },
        last_seen: row.get(7)?,
    })
}

/// The live session behind a cookie, with the roles held now. Notes that it is alive.
///
/// # Errors
/// The database's.
pub async fn resolve(store: &Store, token: &str) -> Result<Option<Session>, Error> {
    // 2 x 22 characters of base64url; anything else never was a token of ours.
    if token.len() != 44 {
        return Ok(None);
    }
    let hash = secret::digest("session", token);
    let system = Viewer::system("accounts.session");
    let found = store.read(&system, move |tx| live(tx, &hash)).await?;
    let Some(Stored { session, last_seen, .. }) = found else { return Ok(None) };
    if store.now().duration_since(last_seen) >= NOTE_EVERY {
        let id = session.id;
        store
            .write(&system, move |tx| {
                let now = tx.now();
                tx.execute(
                    "UPDATE session SET last_seen_at = ?2 WHERE id = ?1 AND ended_at IS NULL AND last_seen_at < ?2",
                    params![id, now],
                )
            })
            .await?;
    }
    Ok(Some(session))
}

fn live(tx: &mut Tx<'_, '_>, hash: &[u8]) -> Result<Option<Stored>, Error> {
    let now = tx.now();
    let idle = now.checked_sub(IDLE).map_err(|e| Error::Internal(format!("idle: {e}")))?;
    let found = tx.query_opt(
        "SELECT s.id, s.member_id, m.name, m.language, s.organization_id, s.organization_name, s.purpose,
                s.last_seen_at
         FROM session s JOIN member m ON m.id = s.member_id
         WHERE s.token_hash = ?1 AND s.ended_at IS NULL AND s.expires_at > ?2 AND s.last_seen_at > ?3
           AND m.status = 'active'",
        params![hash, now, idle],
        stored,
    )?;
    let Some(mut found) = found else { return Ok(None) };
    let affiliations = members::affiliations(tx, found.session.member)?;
    found.session.roles = affiliations
        .iter()
        .filter(|a| Some(a.organization) == found.session.organization)
        .map(|a| a.role)
        .collect();
    if found.session.roles.is_empty() {
        // Every role there was taken away: the session stands for no organization.
        found.session.organization = None;
    }
    Ok(Some(found))
}

/// Chooses the organization and purpose of a session: the old one ends, a new one with a new token begins.
///
/// # Errors
/// [`Error::Forbidden`] when the member holds no role there.
pub async fn choose(
    store: &Store,
    session: &Session,
    organization: Uuid,
    organization_name: &str,
    purpose: Purpose,
    device: &str,
    network: &str,
) -> Result<String, Error> {
    let (id, member) = (session.id, session.member);
    let new = NewSession {
        member,
        organization: Some(organization),
        organization_name: organization_name.to_owned(),
        purpose,
        device: device.to_owned(),
        network: network.to_owned(),
    };
    store
        .write(&Viewer::system("accounts.choose"), move |tx| {
            if !members::affiliations(tx, member)?.iter().any(|a| a.organization == organization) {
                return Err(Error::Forbidden);
            }
            let now = tx.now();
            // The new session lasts no longer than the old one would have: choosing again is not signing in again.
            let expires: Timestamp = tx.query_one(
                "SELECT expires_at FROM session WHERE id = ?1 AND ended_at IS NULL AND expires_at > ?2",
                params![id, now],
                |row| Ok(row.get(0)?),
            )?;
            end(tx, member, id, "rotated")?;
            let token = start(tx, &new)?;
            tx.execute(
                "UPDATE session SET expires_at = ?2 WHERE token_hash = ?1",
                params![secret::digest("session", &token), expires],
            )?;
            tx.audit_for(
                organization,
                crate::Action::Write,
                crate::Kind::Member,
                Some(member),
                None,
                &format!("acts for this organization: {}", purpose.word()),
            )?;
            Ok(token)
        })
        .await
}

/// The live sessions of a member, latest first.
///
/// # Errors
/// The database's.
pub fn list(tx: &mut Tx<'_, '_>, member: Uuid) -> Result<Vec<Listed>, Error> {
    let now = tx.now();
    let idle = now.checked_sub(IDLE).map_err(|e| Error::Internal(format!("idle: {e}")))?;
    tx.query(
        "SELECT id, device, network, created_at, last_seen_at FROM session
         WHERE member_id = ?1 AND ended_at IS NULL AND expires_at > ?2 AND last_seen_at > ?3
         ORDER BY last_seen_at DESC, id",
        params![member, now, idle],
        |row| {
            Ok(Listed {
                id: row.get(0)?,
                device: row.get(1)?,
                network: row.get(2)?,
                created_at: row.get(3)?,
                last_seen_at: row.get(4)?,
            })
        },
    )
}

/// Ends one session of a member.
///
/// # Errors
/// [`Error::NotFound`] when it is not theirs or has ended.
pub fn end(tx: &mut Tx<'_, '_>, member: Uuid, id: Uuid, why: &str) -> Result<(), Error> {
    let now = tx.now();
    let ended = tx.execute(
        "UPDATE session SET ended_at = ?3, ended_why = ?4 WHERE id = ?1 AND member_id = ?2 AND ended_at IS NULL",
        params![id, member, now, why],
    )?;
    if ended == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Ends every session of a member, or every other one; how many.
///
/// # Errors
/// The database's.
pub fn end_all(tx: &mut Tx<'_, '_>, member: Uuid, except: Option<Uuid>, why: &str) -> Result<u64, Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE session SET ended_at = ?2, ended_why = ?3 WHERE member_id = ?1 AND ended_at IS NULL AND id <> ?4",
        params![member, now, why, except.unwrap_or_default()],
    )
}

/// Ends the sessions in which a member acts for an organization, or has not chosen one yet: what they may do there has
/// changed. What they do for another organization goes on.
///
/// # Errors
/// The database's.
pub fn end_at(tx: &mut Tx<'_, '_>, member: Uuid, organization: Uuid, why: &str) -> Result<u64, Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE session SET ended_at = ?2, ended_why = ?3
         WHERE member_id = ?1 AND ended_at IS NULL AND (organization_id = ?4 OR organization_id IS NULL)",
        params![member, now, why, organization],
    )
}

/// Ends the session behind a token, whoever presents it: sign-in does this to the cookie that came with it, so that a
/// planted session never becomes somebody's.
pub(crate) fn end_token(tx: &mut Tx<'_, '_>, token: &str, why: &str) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE session SET ended_at = ?2, ended_why = ?3 WHERE token_hash = ?1 AND ended_at IS NULL",
        params![secret::digest("session", token), now, why],
    )?;
    Ok(())
}

/// Opens a session without proof, for tests only (feature `testing`); returns the cookie's token.
///
/// # Errors
/// The database's.
#[cfg(feature = "testing")]
pub fn test_start(tx: &mut Tx<'_, '_>, member: Uuid, org: Uuid, purpose: Purpose) -> Result<String, Error> {
    start(
        tx,
        &NewSession {
            member,
            organization: Some(org),
            organization_name: "Test Organization".into(),
            purpose,
            device: "test".into(),
            network: "127.0.0.0/24".into(),
        },
    )
}
