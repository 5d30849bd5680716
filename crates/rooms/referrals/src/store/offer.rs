//! Needs offered without the person.

use super::known;
use crate::model::offer::{Offer, OfferState};
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, params};
use tandem_people::model::need::Domain;

macro_rules! select_offer {
    ($tail:literal) => {
        concat!(
            "SELECT o.id, o.referral_id, o.owner_org, o.domain, o.area, o.language, o.offered_at, o.state, \
             o.claimed_by, o.claimed_at, o.lapses_at FROM referral_offer o ",
            $tail
        )
    };
}

fn read(row: &Row<'_>) -> Result<Offer, Error> {
    let (domain, state): (String, String) = (row.get(3)?, row.get(7)?);
    Ok(Offer {
        id: row.get(0)?,
        referral_id: row.get(1)?,
        owner_org: row.get(2)?,
        domain: known("domain", &domain, Domain::from_code)?,
        area: row.get(4)?,
        language: row.get(5)?,
        offered_at: row.get(6)?,
        state: known("state", &state, OfferState::from_code)?,
        claimed_by: row.get(8)?,
        claimed_at: row.get(9)?,
        lapses_at: row.get(10)?,
    })
}

/// Puts an offer out.
pub fn insert(tx: &mut Tx<'_, '_>, o: &Offer) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO referral_offer (id, referral_id, owner_org, domain, area, language, offered_at, state, claimed_by, \
         claimed_at, lapses_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            o.id, o.referral_id, o.owner_org, o.domain.code(), &o.area, &o.language, o.offered_at, o.state.code(),
            o.claimed_by, o.claimed_at, o.lapses_at,
        ],
    )?;
    Ok(())
}

/// Writes where it stands; refused when somebody was faster than the state the caller judged.
pub fn update(tx: &mut Tx<'_, '_>, o: &Offer, was: &Offer) -> Result<(), Error> {
    let n = tx.execute(
        "UPDATE referral_offer SET state = ?2, claimed_by = ?3, claimed_at = ?4, lapses_at = ?5 WHERE id = ?1 AND \
         state = ?6 AND COALESCE(claimed_at, 0) = COALESCE(CAST(?7 AS BIGINT), 0)",
        params![o.id, o.state.code(), o.claimed_by, o.claimed_at, o.lapses_at, was.state.code(), was.claimed_at],
    )?;
    if n == 1 { Ok(()) } else { Err(Error::Conflict { code: "referrals-error-offer-taken" }) }
}

/// One offer.
pub fn get(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Option<Offer>, Error> {
    tx.query_opt(select_offer!("WHERE o.id = ?1"), params![id], read)
}

/// The offer of a referral.
pub fn of_referral(tx: &mut Tx<'_, '_>, referral: Uuid) -> Result<Option<Offer>, Error> {
    tx.query_opt(select_offer!("WHERE o.referral_id = ?1"), params![referral], read)
}

/// Open offers that others made, and those that `org` has claimed; the oldest first.
pub fn for_org(tx: &mut Tx<'_, '_>, org: Uuid, limit: u32) -> Result<Vec<Offer>, Error> {
    tx.query(
        select_offer!(
            "WHERE o.owner_org <> ?1 AND (o.state = 'open' OR (o.state = 'claimed' AND o.claimed_by = ?1)) ORDER BY \
             o.offered_at, o.id LIMIT ?2"
        ),
        params![org, limit],
        read,
    )
}

/// What `org` has claimed and nobody settled.
pub fn claimed_by(tx: &mut Tx<'_, '_>, org: Uuid) -> Result<Vec<Offer>, Error> {
    tx.query(
        select_offer!("WHERE o.state = 'claimed' AND o.claimed_by = ?1 ORDER BY o.id"),
        params![org],
        read,
    )
}

/// Claims that ran out by `now`; for the clock.
pub fn lapsed(tx: &mut Tx<'_, '_>, now: Timestamp, limit: u32) -> Result<Vec<Offer>, Error> {
    tx.query(
        select_offer!("WHERE o.state = 'claimed' AND o.lapses_at <= ?1 ORDER BY o.lapses_at, o.id LIMIT ?2"),
        params![now, limit],
        read,
    )
}
