//! The room's SQL.

use crate::model::{Change, Kind, Status, Subscription};
use tandem_access::{
    Error, KeyKind, Place, Row, SealedTable, Timestamp, Tx, Uuid, json_ids, params, sealed_table,
};

/// The tables with sealed rows.
pub const SEALED: &[SealedTable] = &[sealed_table!(
    "subscription",
    "id",
    "UPDATE subscription SET key_id = NULL, sealed = NULL WHERE owner_org = ?1"
)];

macro_rules! select_subscription {
    ($tail:literal) => {
        concat!(
            "SELECT s.id, s.client_id, s.owner_org, s.endpoint, s.status, s.events, s.last_error, s.last_sent_at \
             FROM subscription s ",
            $tail
        )
    };
}

fn known<T>(code: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
    read(code).ok_or_else(|| Error::Internal(format!("a subscription holds an unknown code: {code}")))
}

fn read(row: &Row<'_>) -> Result<Subscription, Error> {
    Ok(Subscription {
        id: row.get(0)?,
        client: row.get(1)?,
        owner_org: row.get(2)?,
        endpoint: row.get(3)?,
        status: known(&row.get::<String>(4)?, Status::from_code)?,
        events: row.get(5)?,
        last_error: row.get(6)?,
        last_sent_at: row.get(7)?,
    })
}

fn place(id: Uuid, org: Uuid) -> Place {
    Place { table: "subscription", row: id, org }
}

/// Keeps a new subscription and what the other side asked to be shown.
pub fn insert(tx: &mut Tx<'_, '_>, s: &Subscription, bearer: Option<&str>) -> Result<(), Error> {
    let sealed = match bearer {
        Some(bearer) => {
            let sealed = tx.seal_json(KeyKind::Identifiers, &place(s.id, s.owner_org), &bearer)?;
            (Some(sealed.key), Some(sealed.bytes))
        }
        None => (None, None),
    };
    let (now, member) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO subscription (id, client_id, owner_org, endpoint, key_id, sealed, status, events, last_error, \
         last_sent_at, created_by, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, NULL, NULL, ?8, ?9)",
        params![
            s.id,
            s.client,
            s.owner_org,
            s.endpoint.as_str(),
            sealed.0,
            sealed.1,
            s.status.code(),
            member,
            now
        ],
    )?;
    Ok(())
}

/// What the other side asked to be shown at each call.
pub fn bearer(tx: &mut Tx<'_, '_>, s: &Subscription) -> Result<Option<String>, Error> {
    let closed =
        tx.query_one("SELECT key_id, sealed FROM subscription WHERE id = ?1", params![s.id], |r| {
            Ok((r.get::<Option<Uuid>>(0)?, r.get::<Option<Vec<u8>>>(1)?))
        })?;
    tx.unseal_json(&place(s.id, s.owner_org), closed.0, closed.1.as_deref())
}

/// One that the viewer may see.
pub fn get(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Option<Subscription>, Error> {
    tx.query_opt(select_subscription!("WHERE s.id = ?1"), params![id], read)
}

/// The subscription of a system that is not over.
pub fn of_client(tx: &mut Tx<'_, '_>, client: Uuid) -> Result<Option<Subscription>, Error> {
    tx.query_opt(select_subscription!("WHERE s.client_id = ?1 AND s.status <> 'off'"), params![client], read)
}

/// Those of these organizations that are told of something new.
pub fn listening(tx: &mut Tx<'_, '_>, orgs: &[Uuid]) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT s.id FROM subscription s WHERE s.status IN ('requested', 'active') AND s.owner_org IN_IDS(?1) ORDER BY s.id",
        params![json_ids(orgs)],
        |r| Ok(r.get(0)?),
    )
}

/// Whether anybody is told anything.
pub fn any_listens(tx: &mut Tx<'_, '_>) -> Result<bool, Error> {
    let one = tx.query_opt(
        "SELECT s.id FROM subscription s WHERE s.status IN ('requested', 'active') LIMIT 1",
        params![],
        |r| Ok(r.get::<Uuid>(0)?),
    )?;
    Ok(one.is_some())
}

/// Writes how one stands; a failure's words are kept until a call succeeds.
pub fn stand(tx: &mut Tx<'_, '_>, id: Uuid, status: Status, error: Option<&str>) -> Result<(), Error> {
    let error: Option<String> = error.map(|words| words.chars().take(300).collect());
    tx.execute(
        "UPDATE subscription SET status = ?2, last_error = ?3 WHERE id = ?1 AND status <> 'off'",
        params![id, status.code(), error],
    )?;
    Ok(())
}

/// Notes that a call succeeded.
pub fn sent(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    tx.execute(
        "UPDATE subscription SET status = 'active', last_error = NULL, last_sent_at = ?2 \
         WHERE id = ?1 AND status IN ('requested', 'active')",
        params![id, tx.now()],
    )?;
    Ok(())
}

/// The number of the next thing that it is told.
pub fn count_event(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<i64, Error> {
    tx.execute("UPDATE subscription SET events = events + 1 WHERE id = ?1", params![id])?;
    tx.query_one("SELECT events FROM subscription WHERE id = ?1", params![id], |r| Ok(r.get(0)?))
}

/// Something that waits to be told.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Its id, the same at each try.
    pub id: Uuid,
    /// What changed.
    pub change: Change,
    /// Its number, once it has one.
    pub event: Option<i64>,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

/// Puts a change down for a system, unless it waits already and was not tried yet: then it says the same.
pub fn put(tx: &mut Tx<'_, '_>, subscription: Uuid, change: Change) -> Result<(), Error> {
    let (id, now) = (tx.new_public_id(), tx.now());
    tx.execute(
        "INSERT INTO subscription_notice (id, subscription_id, person_id, kind, object_id, event, attempts, \
         next_attempt_at, created_at) SELECT ?1, ?2, ?3, ?4, ?5, NULL, 0, ?6, ?6 WHERE NOT EXISTS (SELECT 1 FROM \
         subscription_notice n WHERE n.subscription_id = ?2 AND n.kind = ?4 AND n.object_id = ?5 AND n.attempts = 0)",
        params![id, subscription, change.person, change.kind.code(), change.object, now],
    )?;
    Ok(())
}

/// The subscriptions for which something is due.
pub fn due(tx: &mut Tx<'_, '_>) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT DISTINCT n.subscription_id FROM subscription_notice n WHERE n.next_attempt_at <= ?1",
        params![tx.now()],
        |r| Ok(r.get(0)?),
    )
}

/// Takes the oldest that waits for a system, if it is due, until `until`: no other server tells it too, and what came later
/// waits behind it.
pub fn claim(tx: &mut Tx<'_, '_>, subscription: Uuid, until: Timestamp) -> Result<Option<Notice>, Error> {
    let now = tx.now();
    let found = tx.query_opt(
        "SELECT n.id, n.kind, n.object_id, n.person_id, n.event, n.attempts FROM subscription_notice n \
         WHERE n.subscription_id = ?1 ORDER BY n.created_at, n.id LIMIT 1",
        params![subscription],
        |r| {
            let kind = known(&r.get::<String>(1)?, Kind::from_code)?;
            let change = Change { kind, object: r.get(2)?, person: r.get(3)? };
            Ok(Notice { id: r.get(0)?, change, event: r.get(4)?, attempts: r.get::<i64>(5)? + 1 })
        },
    )?;
    let Some(notice) = found else { return Ok(None) };
    let taken = tx.execute(
        "UPDATE subscription_notice SET attempts = attempts + 1, next_attempt_at = ?3 WHERE id = ?1 AND next_attempt_at <= ?2",
        params![notice.id, now, until],
    )?;
    Ok((taken == 1).then_some(notice))
}

/// Keeps the number of a notice.
pub fn number(tx: &mut Tx<'_, '_>, notice: Uuid, event: i64) -> Result<(), Error> {
    tx.execute("UPDATE subscription_notice SET event = ?2 WHERE id = ?1", params![notice, event])?;
    Ok(())
}

/// A notice is tried again at `at`.
pub fn put_off(tx: &mut Tx<'_, '_>, notice: Uuid, at: Timestamp) -> Result<(), Error> {
    tx.execute("UPDATE subscription_notice SET next_attempt_at = ?2 WHERE id = ?1", params![notice, at])?;
    Ok(())
}

/// Takes a notice away: it was told, or may not be told any more.
pub fn remove(tx: &mut Tx<'_, '_>, notice: Uuid) -> Result<(), Error> {
    tx.execute("DELETE FROM subscription_notice WHERE id = ?1", params![notice])?;
    Ok(())
}

/// Takes away all that waits for a system.
pub fn clear(tx: &mut Tx<'_, '_>, subscription: Uuid) -> Result<(), Error> {
    tx.execute("DELETE FROM subscription_notice WHERE subscription_id = ?1", params![subscription])?;
    Ok(())
}

/// Takes away all that waits about a person.
pub fn forget_person(tx: &mut Tx<'_, '_>, person: Uuid) -> Result<(), Error> {
    tx.execute("DELETE FROM subscription_notice WHERE person_id = ?1", params![person])?;
    Ok(())
}
