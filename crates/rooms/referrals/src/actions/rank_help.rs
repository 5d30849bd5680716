//! Which services could help with a need, best first, and why.

use crate::model::matching::{Candidate, Eligible, Match, Room, rank};
use crate::store;
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_directory::model::capacity::CapacityStatus;
use tandem_directory::search::Index;
use tandem_directory::{Seek, candidates};
use tandem_people::model::label::Label;
use tandem_people::model::need::Need;
use tandem_people::model::person::Person;

/// What the page "Choose help" shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Help {
    /// About whom.
    pub person: Person,
    /// Which need.
    pub need: Need,
    /// The services, best first.
    pub matches: Vec<Choice>,
}

/// One service to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The rank and its reasons.
    pub ranked: Match,
    /// Name of the organization.
    pub organization: String,
    /// Languages: the code, and the name in the directory.
    pub languages: Vec<(String, String)>,
    /// The number to call, as people read it and as a telephone dials it.
    pub phone: Option<(String, String)>,
    /// A domestic-violence service: the referral will be sealed.
    pub sealed: bool,
    /// The need already waits there.
    pub open: bool,
}

/// How many services a page shows: enough to choose from, few enough to read out.
const MOST: usize = 12;
/// What is assumed of answers in time while nobody has been asked.
const FIRST_MEAN: f64 = 0.5;

/// Ranks help for a need.
///
/// # Errors
/// [`Error::NotFound`] for a person or need that is not there for the viewer; the database's.
pub fn rank_help(tx: &mut Tx<'_, '_>, index: &Index, person: Uuid, need: Uuid) -> Result<Help, Error> {
    tx.require(Kind::Referral, Action::Write)?;
    let view = tandem_people::actions::view_person(tx, person)?;
    let need = view.needs.unwrap_or_default().into_iter().find(|n| n.id == need).ok_or(Error::NotFound)?;
    let person = view.person;
    let speaks: Vec<String> = person.details.language.iter().map(|l| primary(l)).collect();
    let seek = Seek {
        domain: need.domain.code().to_owned(),
        postal_code: person.details.postal_code.clone(),
        languages: speaks.clone(),
        age: age(tx, &person),
        limit: MOST,
        ..Seek::default()
    };
    let found = candidates(tx, index, &seek)?;
    let orgs: Vec<Uuid> = found.iter().map(|c| c.organization).collect();
    let past = store::tally::of(tx, &orgs)?;
    let mean = store::tally::mean(tx)?.unwrap_or(FIRST_MEAN);
    let waiting: Vec<Uuid> = store::referral::of_need(tx, need.id)?
        .into_iter()
        .filter(|r| !r.status.is_end())
        .filter_map(|r| r.receiver_org)
        .collect();
    let label = need.label.max(person.details.label);
    let mut about = std::collections::HashMap::new();
    let mut weighed = Vec::new();
    for c in found {
        let own = c.organization == person.owner_org;
        let consent = own
            || label != Label::DomesticViolence
                && store::shared::consented(tx, person.owner_org, person.id, c.organization, label)?;
        weighed.push(Candidate {
            service_id: c.service,
            org_id: c.organization,
            name: c.service_name.clone(),
            // Services that list areas elsewhere are left out by the directory.
            in_area: (!c.listing.areas.is_empty()).then_some(true),
            eligible: if c.listing.eligibility_description.trim().is_empty() {
                Eligible::Yes
            } else {
                Eligible::Maybe
            },
            speaks: (!speaks.is_empty() && !c.languages.is_empty()).then_some(c.speaks),
            room: c.capacity.map(room),
            miles: c.miles,
            past: past.get(&c.organization).copied().unwrap_or_default(),
            consent,
            reachable: c.email.is_some(),
        });
        let languages = c.listing.languages.clone();
        let sealed = c.confidential || label == Label::DomesticViolence;
        let spoken = |p: &&tandem_directory::model::listing::Phone| p.phone_type != "fax";
        let phone = c.listing.phones.iter().find(spoken).map(|p| (p.number.clone(), p.dial()));
        about.insert(c.service, (c.organization_name, languages, phone, sealed));
    }
    let matches = rank(weighed, mean)
        .into_iter()
        .map(|ranked| {
            let (organization, languages, phone, sealed) =
                about.remove(&ranked.candidate.service_id).unwrap_or_default();
            let open = waiting.contains(&ranked.candidate.org_id);
            Choice { ranked, organization, languages, phone, sealed, open }
        })
        .collect();
    Ok(Help { person, need, matches })
}

/// `es-MX` is Spanish.
fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or(tag).to_ascii_lowercase()
}

fn age(tx: &Tx<'_, '_>, person: &Person) -> Option<u8> {
    let today = tx.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let born = person.details.birth_date?;
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    u8::try_from(i32::from(today.year()) - i32::from(born.year()) - i32::from(!had_birthday)).ok()
}

fn room(status: CapacityStatus) -> Room {
    match status {
        CapacityStatus::Open => Room::Open,
        CapacityStatus::Limited => Room::Limited,
        CapacityStatus::Waitlist => Room::Waitlist,
        CapacityStatus::Closed => Room::Closed,
    }
}
