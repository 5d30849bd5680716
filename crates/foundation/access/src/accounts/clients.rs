//! Computer systems of organizations: registered by whoever gives access there, known by a secret, and let in with a token of
//! minutes that the secret is exchanged for (OAuth 2.0 client credentials, RFC 6749 section 4.4).
//!
//! A system reads for care, as somebody who works there does, and is nobody: it stands on no care team, it opens nothing in an
//! emergency, and it writes nothing. Whether it lives is asked at each request, so what has ended is gone at the next one.

use super::rate_limit::Gate;
use super::secret;
use crate::{Action, Error, FieldErrors, Kind, Purpose, Role, Store, Tx, Viewer, params};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use subtle::ConstantTimeEq as _;
use tandem_store::Row;
use uuid::Uuid;

/// How long a token is good, if its system lives so long.
pub const TOKEN_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// The roles that a system may have: those of whoever looks after people. None that gives access, and none that counts.
pub const ROLES: [Role; 2] = [Role::Navigator, Role::Clinician];
/// The purposes that a system may work for: care, and nothing beside it.
pub const PURPOSES: [Purpose; 2] = [Purpose::CareCoordination, Purpose::Treatment];
/// The longest name of a system.
const LONGEST: usize = 80;

/// A system to be registered.
#[derive(Debug, Clone)]
pub struct NewClient {
    /// Whose it is.
    pub organization: Uuid,
    /// What it is called there, and in the log.
    pub name: String,
    /// What it does; one of [`ROLES`].
    pub role: Role,
    /// Why it uses data; one of [`PURPOSES`].
    pub purpose: Purpose,
}

/// What the system signs in with. The secret is shown once and lies in the database as a hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Registered {
    /// Its id.
    pub id: Uuid,
    /// Its secret.
    pub secret: String,
}

impl std::fmt::Debug for Registered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registered").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A system as its organization sees it in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub organization: Uuid,
    /// What it is called.
    pub name: String,
    /// What it does.
    pub role: Role,
    /// Why it uses data.
    pub purpose: Purpose,
    /// Since when.
    pub created_at: Timestamp,
    /// When it last exchanged its secret for a token.
    pub last_used_at: Option<Timestamp>,
    /// Since when its organization takes a break.
    pub paused_at: Option<Timestamp>,
    /// Since when it is over.
    pub ended_at: Option<Timestamp>,
}

/// Proof of a live token. Only [`resolve`] makes one (its fields are private):
/// ```compile_fail,E0451
/// use tandem_access::{Purpose, Role, Uuid, accounts::clients::Proof};
/// fn forged(client: Uuid, organization: Uuid) -> Proof {
///     Proof { client, organization, role: Role::Navigator, purpose: Purpose::CareCoordination }
/// }
/// ```
/// and without one there is no such viewer:
/// ```compile_fail,E0624
/// use tandem_access::{Purpose, Role, Uuid, Viewer};
/// fn forged(client: Uuid, organization: Uuid) -> Viewer {
///     Viewer::client(client, organization, vec![Role::Navigator], Purpose::CareCoordination)
/// }
/// ```
/// With one there is:
/// ```
/// fn viewer(proof: &tandem_access::accounts::clients::Proof) -> tandem_access::Viewer {
///     tandem_access::Viewer::from_token(proof)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    client: Uuid,
    organization: Uuid,
    role: Role,
    purpose: Purpose,
}

impl Proof {
    /// Which system.
    pub fn client(&self) -> Uuid {
        self.client
    }
    /// Whose.
    pub fn organization(&self) -> Uuid {
        self.organization
    }
    /// What it does.
    pub fn role(&self) -> Role {
        self.role
    }
    /// Why it uses data.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }
}

/// What the secret was exchanged for.
#[derive(Clone, PartialEq, Eq)]
pub struct Granted {
    /// The bearer token.
    pub token: String,
    /// How long it is good.
    pub good_for: SignedDuration,
}

/// Registers a system. The caller has checked who asks, and that the organization takes part.
///
/// # Errors
/// [`Error::Invalid`] for a name that is none or that a live system there has, and for a role or a purpose that no system may
/// have.
pub fn register(tx: &mut Tx<'_, '_>, new: &NewClient) -> Result<Registered, Error> {
    let mut errors = FieldErrors::new();
    let name = new.name.trim();
    if name.is_empty() {
        errors.add("name", "error-required");
    } else if name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        errors.add("name", "account-error-client-name");
    } else if is_taken(tx, new.organization, name)? {
        errors.add("name", "account-error-client-taken");
    }
    if !ROLES.contains(&new.role) {
        errors.add("role", "account-error-client-role");
    }
    if !PURPOSES.contains(&new.purpose) {
        errors.add("purpose", "account-error-client-purpose");
    }
    errors.into_result()?;
    let (id, now, by) = (tx.new_public_id(), tx.now(), tx.viewer().member_id());
    let (secret, hash) = new_secret(tx);
    tx.execute(
        "INSERT INTO api_client (id, organization_id, name, role, purpose, secret_hash, created_at, created_by,
                                 last_used_at, paused_at, ended_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL, NULL, NULL)",
        params![id, new.organization, name, new.role.word(), new.purpose.word(), hash, now, by],
    )?;
    noted(tx, new.organization, id, "system connected")?;
    Ok(Registered { id, secret })
}

/// Whether a live system there has the name: the log tells them apart by it, and a form that is sent twice connects one.
fn is_taken(tx: &mut Tx<'_, '_>, organization: Uuid, name: &str) -> Result<bool, Error> {
    let same: i64 = tx.query_one(
        "SELECT COUNT(c.id) FROM api_client c WHERE c.organization_id = ?1 AND c.name = ?2 AND c.ended_at IS NULL",
        params![organization, name],
        |row| Ok(row.get(0)?),
    )?;
    Ok(same > 0)
}

/// 256 random bits, as a session has, and their hash.
fn new_secret(tx: &Tx<'_, '_>) -> (String, Vec<u8>) {
    let secret = format!("{}{}", tx.new_secret(), tx.new_secret());
    let hash = secret::digest("client", &secret);
    (secret, hash)
}

fn noted(tx: &mut Tx<'_, '_>, organization: Uuid, client: Uuid, what: &str) -> Result<(), Error> {
    tx.audit_for(organization, Action::Manage, Kind::Member, Some(client), None, what)
}

/// Gives a live system a new secret; the old one and every token end.
///
/// # Errors
/// [`Error::NotFound`] for one of another organization or one that has ended.
pub fn renew(tx: &mut Tx<'_, '_>, organization: Uuid, id: Uuid) -> Result<Registered, Error> {
    let (secret, hash) = new_secret(tx);
    let changed = tx.execute(
        "UPDATE api_client SET secret_hash = ?3 WHERE id = ?1 AND organization_id = ?2 AND ended_at IS NULL",
        params![id, organization, hash],
    )?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    tx.execute("DELETE FROM api_token WHERE client_id = ?1", params![id])?;
    noted(tx, organization, id, "system got a new secret")?;
    Ok(Registered { id, secret })
}

/// Ends a system for good, with every token of it.
///
/// # Errors
/// [`Error::NotFound`] for one of another organization or one that has ended.
pub fn end(tx: &mut Tx<'_, '_>, organization: Uuid, id: Uuid) -> Result<(), Error> {
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE api_client SET ended_at = ?3 WHERE id = ?1 AND organization_id = ?2 AND ended_at IS NULL",
        params![id, organization, now],
    )?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    tx.execute("DELETE FROM api_token WHERE client_id = ?1", params![id])?;
    noted(tx, organization, id, "system ended")
}

/// Ends every system of an organization that leaves; how many.
///
/// # Errors
/// The database's.
pub fn end_organization(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<usize, Error> {
    let live: Vec<Uuid> =
        list(tx, organization)?.into_iter().filter(|c| c.ended_at.is_none()).map(|c| c.id).collect();
    for id in &live {
        end(tx, organization, *id)?;
    }
    Ok(live.len())
}

/// Shuts every system of an organization that takes a break, with their tokens. People keep their accounts then; a program
/// that nobody watches does not go on reading.
///
/// # Errors
/// The database's.
pub fn pause_organization(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE api_client SET paused_at = ?2 WHERE organization_id = ?1 AND ended_at IS NULL AND paused_at IS NULL",
        params![organization, now],
    )?;
    tx.execute(
        "DELETE FROM api_token WHERE client_id IN (SELECT c.id FROM api_client c WHERE c.organization_id = ?1)",
        params![organization],
    )?;
    Ok(())
}

/// Opens them again: the organization is back, and their secrets are as they were.
///
/// # Errors
/// The database's.
pub fn resume_organization(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<(), Error> {
    tx.execute("UPDATE api_client SET paused_at = NULL WHERE organization_id = ?1", params![organization])?;
    Ok(())
}

/// The systems of an organization, live ones first.
///
/// # Errors
/// The database's.
pub fn list(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<Vec<Client>, Error> {
    tx.query(
        "SELECT id, organization_id, name, role, purpose, created_at, last_used_at, paused_at, ended_at FROM api_client
         WHERE organization_id = ?1 ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, created_at, id",
        params![organization],
        |row| {
            Ok(Client {
                id: row.get(0)?,
                organization: row.get(1)?,
                name: row.get(2)?,
                role: role(row, 3)?,
                purpose: purpose(row, 4)?,
                created_at: row.get(5)?,
                last_used_at: row.get(6)?,
                paused_at: row.get(7)?,
                ended_at: row.get(8)?,
            })
        },
    )
}

/// The names of systems, also of those that have ended: for the log.
///
/// # Errors
/// The database's.
pub fn names(tx: &mut Tx<'_, '_>, ids: &[Uuid]) -> Result<HashMap<Uuid, String>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = tx.query(
        "SELECT id, name FROM api_client WHERE id IN_IDS(?1)",
        params![crate::json_ids(ids)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(found.into_iter().collect())
}

fn role(row: &Row<'_>, at: usize) -> Result<Role, Error> {
    let word: String = row.get(at)?;
    let role = Role::from_word(&word).filter(|role| ROLES.contains(role));
    role.ok_or_else(|| Error::Internal(format!("api_client.role holds `{word}`")))
}

fn purpose(row: &Row<'_>, at: usize) -> Result<Purpose, Error> {
    let word: String = row.get(at)?;
    let purpose = Purpose::from_word(&word).filter(|purpose| PURPOSES.contains(purpose));
    purpose.ok_or_else(|| Error::Internal(format!("api_client.purpose holds `{word}`")))
}

fn proof(row: &Row<'_>) -> Result<Proof, Error> {
    Ok(Proof {
        client: row.get(0)?,
        organization: row.get(1)?,
        role: role(row, 2)?,
        purpose: purpose(row, 3)?,
    })
}

/// Exchanges id and secret for a token; `None` when they do not fit, whatever it is that does not.
///
/// # Errors
/// [`Error::TooMany`] while tries from this network are limited; the database's.
pub async fn exchange(store: &Store, id: &str, typed: &str, network: &str) -> Result<Option<Granted>, Error> {
    store.limits().take(Gate::Client, network, store.now())?;
    let id = id.parse::<Uuid>().ok();
    let hash = secret::digest("client", typed);
    store
        .write(&Viewer::system("accounts.client"), move |tx| {
            let found = tx.query_opt(
                "SELECT id, organization_id, role, purpose, secret_hash, ended_at, paused_at FROM api_client WHERE id = ?1",
                params![id.unwrap_or_default()],
                |row| {
                    let over = row.get::<Option<Timestamp>>(5)?.or(row.get::<Option<Timestamp>>(6)?).is_some();
                    Ok((proof(row)?, row.get::<Vec<u8>>(4)?, over))
                },
            )?;
            // The same comparison whether there is such a system or not.
            let kept = found.as_ref().map_or_else(|| vec![0; hash.len()], |(_, kept, _)| kept.clone());
            let fits = bool::from(kept.ct_eq(&hash));
            let Some((proof, ..)) = found.as_ref().filter(|(_, _, over)| fits && !over) else {
                let what = "system refused";
                match found {
                    Some((of, ..)) => {
                        let (org, client) = (of.organization, Some(of.client));
                        tx.audit_for(org, Action::Read, Kind::Member, client, None, what)?;
                    }
                    None => tx.audit(Action::Read, Kind::Member, None, None, what)?,
                }
                return Ok(None);
            };
            let token = format!("{}{}", tx.new_secret(), tx.new_secret());
            let now = tx.now();
            let expires =
                now.checked_add(TOKEN_LIFE).map_err(|e| Error::Internal(format!("token expiry: {e}")))?;
            tx.execute(
                "DELETE FROM api_token WHERE client_id = ?1 AND expires_at <= ?2",
                params![proof.client, now],
            )?;
            tx.execute(
                "INSERT INTO api_token (token_hash, client_id, expires_at) VALUES (?1, ?2, ?3)",
                params![secret::digest("token", &token), proof.client, expires],
            )?;
            tx.execute("UPDATE api_client SET last_used_at = ?2 WHERE id = ?1", params![proof.client, now])?;
            let (org, client) = (proof.organization, Some(proof.client));
            tx.audit_for(org, Action::Read, Kind::Member, client, None, "system signed in")?;
            Ok(Some(Granted { token, good_for: TOKEN_LIFE }))
        })
        .await
}

/// The system behind a bearer token, while both live.
///
/// # Errors
/// The database's.
pub async fn resolve(store: &Store, token: &str) -> Result<Option<Proof>, Error> {
    // 2 x 22 characters of base64url; anything else never was a token of ours.
    if token.len() != 44 {
        return Ok(None);
    }
    let hash = secret::digest("token", token);
    store
        .read(&Viewer::system("accounts.token"), move |tx| {
            let now = tx.now();
            tx.query_opt(
                "SELECT c.id, c.organization_id, c.role, c.purpose FROM api_token t JOIN api_client c ON c.id = t.client_id
                 WHERE t.token_hash = ?1 AND t.expires_at > ?2 AND c.ended_at IS NULL AND c.paused_at IS NULL",
                params![hash.as_slice(), now],
                proof,
            )
        })
        .await
}

/// The viewer of a live system without a token, for system work that it asked for (a delivery). Grep for it: what is sent
/// has to be read as this viewer and not as the system work itself. `None` once it has ended or its organization pauses.
///
/// # Errors
/// [`Error::Forbidden`] for whoever is not system work; the database's.
pub fn viewer_of(tx: &mut Tx<'_, '_>, client: Uuid) -> Result<Option<Viewer>, Error> {
    if !tx.viewer().is_system() {
        return Err(Error::Forbidden);
    }
    let found = tx.query_opt(
        "SELECT c.id, c.organization_id, c.role, c.purpose FROM api_client c
         WHERE c.id = ?1 AND c.ended_at IS NULL AND c.paused_at IS NULL",
        params![client],
        proof,
    )?;
    Ok(found.as_ref().map(Viewer::from_token))
}
