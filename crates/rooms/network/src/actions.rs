//! Reads the facts behind the network.

use crate::model::{
    AgreementLoss, Chosen, Counts, Dollars, Facts, Measure, Partner, Quarter, Source, Ties,
    agreements_without, floor,
};
use crate::store;
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::{Action, Error, Kind, Role, Store, Timestamp, Tx, Uuid, Viewer};
use tandem_agreements::model::agreement::Agreement;
use tandem_agreements::model::commitment::{Commitment, State};
use tandem_alliance::model::BenefitKind;
use tandem_bodies::model::Standing;
use tandem_decisions::model::Proposal;
use tandem_deliberation::rules::Control;
use tandem_meetings::model::Task;
use tandem_meetings::model::floor::published;
use tandem_partners::actions::Filter;
use tandem_partners::model::Membership;
use tandem_votes::actions::Stands;

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
    let (mut gifts, mut money) = (vec![], vec![]);
    for entry in tandem_alliance::actions::ledger(tx)?.into_iter().filter(|b| b.reversal.is_none()) {
        let Some(pair) = entry.from.zip(entry.to) else { continue };
        if entry.kind == BenefitKind::Money { money.push(pair) } else { gifts.push(pair) }
    }
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
    Ok(Facts { partners, referrals: vec![], gifts, money, bodies, meetings, agreements })
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

/// Members who hold a seat today, or stand in for one, by name.
///
/// # Errors
/// The database's.
pub fn holders(tx: &mut Tx<'_, '_>, bodies: &[Standing]) -> Result<Vec<(Uuid, String)>, Error> {
    let seats = bodies.iter().filter(|s| !s.body.ended).flat_map(Standing::active);
    let ids: BTreeSet<Uuid> =
        seats.flat_map(|(seat, _)| [Some(seat.member), seat.deputy]).flatten().collect();
    store::holders(tx, &ids.into_iter().collect::<Vec<_>>())
}

/// What would have nobody to look after it, or nobody to do it.
#[derive(Debug, Clone, Default)]
pub struct Carried {
    /// Promises that nobody has said the end of yet, the next first.
    pub promises: Vec<Commitment>,
    /// What was taken on at meetings and is not done yet, the next first.
    pub tasks: Vec<Task>,
    /// Proposals that were made and are not decided yet.
    pub proposals: Vec<Proposal>,
    /// Agreements that a member began and that are not in force yet. Those in force bind organizations, whoever signed.
    pub agreements: Vec<Agreement>,
    /// Where a member is the last who could do what a role does: organization, its name, the role.
    pub alone_in: Vec<(Uuid, String, Role)>,
}

/// What an organization or a member carries today.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn carried(tx: &mut Tx<'_, '_>, leaver: Uuid) -> Result<Carried, Error> {
    tx.require(Kind::Governance, Action::Read)?;
    // An id is an organization's or a member's, never both: what does not ask which answers for either.
    let mut promises = tandem_agreements::actions::commitments(tx)?;
    promises.retain(|c| {
        c.state == State::Open && (c.promise.owner_org == leaver || c.promise.owner_member == Some(leaver))
    });
    let listed = tandem_decisions::actions::list(tx, &tandem_decisions::actions::Filter::default())?;
    let mut proposals: Vec<Proposal> = listed.received.into_iter().chain(listed.moving).collect();
    proposals.retain(|p| p.by_organization == Some(leaver) || p.by_member == Some(leaver));
    Ok(Carried {
        promises,
        tasks: tandem_meetings::actions::open_tasks_of(tx, leaver)?,
        proposals,
        agreements: tandem_agreements::actions::begun_by(tx, leaver)?,
        alone_in: store::alone_in(tx, leaver)?,
    })
}

/// What each sector held and did in a quarter; public, as each of these acts is.
///
/// # Errors
/// The database's.
pub fn acts(tx: &mut Tx<'_, '_>, quarter: Quarter) -> Result<BTreeMap<Measure, Counts>, Error> {
    let zone = tandem_partners::actions::partnership(tx)?.zone().clone();
    let today = tx.now().to_zoned(zone).date();
    let (from, until) = moments(tx, quarter)?;
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

/// Dollars decided and received in a quarter: results of votes are public, and of the ledger only sums of several organizations leave.
///
/// # Errors
/// The database's.
pub fn dollars(tx: &mut Tx<'_, '_>, quarter: Quarter) -> Result<Dollars, Error> {
    let (from, until) = moments(tx, quarter)?;
    let mut chosen = Chosen::default();
    for vote in tandem_votes::actions::spent(tx, from, until)? {
        let sum = match vote.stands {
            Stands::Adopted => &mut chosen.adopted,
            Stands::Waits => &mut chosen.waiting,
            Stands::Advises => &mut chosen.advised,
        };
        *sum += u64::try_from(vote.cents).unwrap_or_default();
    }
    Ok(Dollars::new(chosen, &store::given(tx, quarter.start(), quarter.end())?))
}

/// The first moment of a quarter and the first after it, where the partnership is.
fn moments(tx: &mut Tx<'_, '_>, quarter: Quarter) -> Result<(Timestamp, Timestamp), Error> {
    let zone = tandem_partners::actions::partnership(tx)?.zone().clone();
    let moment = |day: jiff::civil::Date| {
        day.to_zoned(zone.clone()).map(|z| z.timestamp()).map_err(|e| Error::Internal(e.to_string()))
    };
    Ok((moment(quarter.start())?, moment(quarter.back(-1).start())?))
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
