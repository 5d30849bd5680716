//! Reads the facts behind the network.

use crate::model::{
    AgreementLoss, Counts, Facts, Measure, Partner, Quarter, Source, Ties, agreements_without, floor,
};
use crate::store;
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::{Action, Error, Kind, Store, Timestamp, Tx, Uuid, Viewer};
use tandem_bodies::model::Standing;
use tandem_deliberation::rules::Control;
use tandem_meetings::model::floor::published;
use tandem_partners::actions::Filter;
use tandem_partners::model::Membership;

/// Referrals and meetings of so many days count as work that is going on.
const DAYS: i64 = 365;

/// Since when referrals and meetings count.
pub fn since(now: Timestamp) -> Timestamp {
    now - jiff::SignedDuration::from_hours(24 * DAYS)
}

/// The network of partners as the stored facts of these kinds give it; of every kind where none is named.
///
/// # Errors
/// [`Error::Forbidden`] without `governance: read`; the database's.
pub async fn ties(store: &Store, viewer: &Viewer, now: Timestamp, sources: &[Source]) -> Result<Ties, Error> {
    let mut facts = store.read(viewer, move |tx| facts(tx, now)).await?;
    facts.referrals = store::answered(store, since(now)).await?;
    Ok(Ties::new(facts.only(sources)))
}

/// Everything but the referrals, which only a sum may leave.
fn facts(tx: &mut Tx<'_, '_>, now: Timestamp) -> Result<Facts, Error> {
    tx.require(Kind::Governance, Action::Read)?;
    let every = Filter { membership: Some(Membership::Member), limit: 2_000, ..Filter::default() };
    let members = tandem_partners::actions::list(tx, &every)?;
    let guarded: BTreeSet<Uuid> = members.iter().filter(|o| o.confidential).map(|o| o.id).collect();
    let partners = members
        .into_iter()
        .map(|o| Partner { id: o.id, name: o.name, sector: o.sector.code().to_owned() })
        .collect();
    let gifts = tandem_alliance::actions::ledger(tx)?
        .into_iter()
        .filter(|b| b.reversal.is_none())
        .filter_map(|b| Some((b.from?, b.to?)))
        .collect();
    let bodies = tandem_bodies::actions::bodies(tx)?
        .iter()
        .filter(|s| !s.body.ended)
        .map(|s| s.active().filter_map(|(_, holding)| holding.organization).collect::<BTreeSet<Uuid>>())
        .collect();
    // Where the people of a safe house were, and with whom, is in no count.
    let mut meetings = tandem_meetings::actions::together(tx, since(now), now)?;
    for there in &mut meetings {
        there.retain(|org| !guarded.contains(org));
    }
    let agreements = tandem_agreements::actions::working_together(tx)?;
    Ok(Facts { partners, referrals: vec![], gifts, bodies, meetings, agreements })
}

/// Bodies as they stand, and who controls whom.
///
/// # Errors
/// The database's.
pub fn bodies(tx: &mut Tx<'_, '_>) -> Result<(Vec<Standing>, Control), Error> {
    tx.require(Kind::Governance, Action::Read)?;
    Ok((tandem_bodies::actions::bodies(tx)?, tandem_bodies::actions::control(tx)?))
}

/// Agreements in force that bind an organization, and what would be left of each without it. Of every kind: what may be shared
/// by a data use agreement stops too.
///
/// # Errors
/// The database's.
pub fn agreements(tx: &mut Tx<'_, '_>, leaver: Uuid) -> Result<Vec<AgreementLoss>, Error> {
    tx.require(Kind::Governance, Action::Read)?;
    Ok(agreements_without(tandem_agreements::actions::in_force(tx)?, leaver))
}

/// Members who hold a seat today, by name.
///
/// # Errors
/// The database's.
pub fn holders(tx: &mut Tx<'_, '_>, bodies: &[Standing]) -> Result<Vec<(Uuid, String)>, Error> {
    let ids: BTreeSet<Uuid> = bodies.iter().flat_map(Standing::active).map(|(seat, _)| seat.member).collect();
    store::holders(tx, &ids.into_iter().collect::<Vec<_>>())
}

/// What each sector held and did in a quarter; public, as each of these acts is.
///
/// # Errors
/// The database's.
pub fn acts(tx: &mut Tx<'_, '_>, quarter: Quarter) -> Result<BTreeMap<Measure, Counts>, Error> {
    let zone = tandem_partners::actions::partnership(tx)?.zone().clone();
    let today = tx.now().to_zoned(zone.clone()).date();
    let moment = |day: jiff::civil::Date| {
        day.to_zoned(zone.clone()).map(|z| z.timestamp()).map_err(|e| Error::Internal(e.to_string()))
    };
    let (from, until) = (moment(quarter.start())?, moment(quarter.back(-1).start())?);
    let mut acts = store::acts(tx, from, until, quarter.end().min(today))?;
    for (sector, voice) in tandem_meetings::actions::voices(tx, from, until)? {
        let points = u64::try_from(voice.items).unwrap_or_default();
        acts.entry(Measure::Agenda).or_default().insert(sector.code().to_owned(), points);
    }
    let meetings: Vec<_> = store::spoken(tx, from, until)?
        .into_values()
        .map(|meeting| published(&meeting.seconds, &meeting.people))
        .collect();
    acts.insert(Measure::Floor, floor(&meetings));
    Ok(acts)
}

/// The charter's own targets: seats of the council by sector; nothing without a charter in force.
///
/// # Errors
/// The database's.
pub fn targets(tx: &mut Tx<'_, '_>) -> Result<Counts, Error> {
    let charter = tandem_bodies::actions::in_force(tx)?;
    let seats = charter.map(|c| c.seats).unwrap_or_default();
    Ok(seats.into_iter().map(|(sector, n)| (sector.code().to_owned(), n)).collect())
}
