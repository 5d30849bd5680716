//! The partnership as it is on its first day: settings, organizations, their services, their people's accounts.

use std::collections::BTreeMap;
use tandem_access::accounts::links::LinkPurpose;
use tandem_access::accounts::password::NewPassword;
use tandem_access::accounts::rate_limit::RateLimits;
use tandem_access::accounts::{sessions, sign_in};
use tandem_access::{Error, Store, Uuid, Viewer};
use tandem_directory::actions::import::{Outcome, finish_import, import_rows};
use tandem_directory::model::item::Kind;
use tandem_partners::actions::Invitation;
use tandem_partners::model::{DEMO_UNFINISHED, Membership};

use super::alliance;
use super::city::{CITY, ZONE};
use super::clock::DemoClock;
use super::days::{Days, holidays};
use super::letters;
use super::organizations::{self, Organization, SOURCE, Service};
use super::staff::{PASSWORD, POSTS, Post};

/// Organizations that have not joined: the partnership has somebody to win.
const NOT_YET: [(&str, Membership); 3] = [
    ("slate-gate", Membership::Invited),
    ("towline-credit", Membership::Listening),
    ("riverbank-mutual", Membership::Prospective),
];

/// A service, with what it became.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ServiceAt {
    /// Position of its organization.
    pub(super) organization: usize,
    /// Position among the organization's services.
    pub(super) service: usize,
}

/// The partnership.
pub(super) struct World {
    /// The content file.
    pub(super) organizations: Vec<Organization>,
    /// Their ids, by position.
    ids: Vec<Uuid>,
    services: BTreeMap<ServiceAt, Uuid>,
    viewers: BTreeMap<String, Viewer>,
    /// When people work.
    pub(super) days: Days,
}

impl World {
    /// The id of an organization by position.
    pub(super) fn id(&self, organization: usize) -> Uuid {
        self.ids[organization]
    }

    /// The position of an organization.
    pub(super) fn organization(&self, id: &str) -> Option<usize> {
        self.organizations.iter().position(|o| o.id == id)
    }

    /// The position of the organization whose letters go to an address.
    pub(super) fn by_email(&self, address: &str) -> Option<usize> {
        self.organizations.iter().position(|o| o.email() == address)
    }

    /// Whether it has joined: others are listed, and get no requests.
    pub(super) fn takes_part(&self, organization: usize) -> bool {
        NOT_YET.iter().all(|(id, _)| *id != self.organizations[organization].id)
    }

    /// Every service, in the order of the file.
    pub(super) fn services(&self) -> impl Iterator<Item = ServiceAt> {
        self.services.keys().copied()
    }

    /// A service's content.
    pub(super) fn service(&self, at: ServiceAt) -> &Service {
        &self.organizations[at.organization].services[at.service]
    }

    /// A service's id.
    pub(super) fn service_id(&self, at: ServiceAt) -> Uuid {
        self.services[&at]
    }

    /// The member at a post, signed in.
    pub(super) fn viewer(&self, post: &Post) -> Viewer {
        self.viewers.get(&post.email()).cloned().unwrap_or_else(Viewer::public)
    }
}

/// Sets everything up.
///
/// # Errors
/// The first action that refuses: the content does not fit the product.
pub(super) async fn create(store: &Store, clock: &DemoClock, seed: u64) -> Result<World, Error> {
    let organizations = organizations::organizations();
    let days = settings(store, clock).await?;
    let (ids, services) = directory(store, &organizations, seed, days.date(clock.now())).await?;
    place(store, &organizations, &ids, days.date(clock.now())).await?;
    let mut world = World { organizations, ids, services, viewers: BTreeMap::new(), days };
    let limits = RateLimits::default();
    for (number, post) in POSTS.iter().enumerate() {
        let viewer = account(store, &limits, &world, post, number).await?;
        world.viewers.insert(post.email(), viewer);
    }
    Ok(world)
}

async fn settings(store: &Store, clock: &DemoClock) -> Result<Days, Error> {
    let today = clock.today().to_zoned(jiff::tz::TimeZone::UTC).date();
    store
        .write(&Viewer::system("demo"), move |tx| {
            let off = holidays(today);
            tandem_partners::actions::configure(
                tx,
                &[
                    ("name", "Merrow Bend Together"),
                    ("place", CITY),
                    ("focus", alliance::FOCUS),
                    ("timezone", ZONE),
                    ("business_days", "mon,tue,wed,thu,fri"),
                    ("holidays", &off),
                    ("response_days", "2"),
                    ("demo", DEMO_UNFINISHED),
                ],
            )?;
            Ok(Days(tandem_partners::actions::partnership(tx)?.calendar))
        })
        .await
}

type Imported = (Vec<Uuid>, BTreeMap<ServiceAt, Uuid>);

async fn directory(
    store: &Store,
    organizations: &[Organization],
    seed: u64,
    day: jiff::civil::Date,
) -> Result<Imported, Error> {
    let rows = organizations::rows(organizations, seed, day);
    let run = store.now().as_microsecond();
    let count = u64::try_from(rows.len()).unwrap_or_default();
    let taken = rows.clone();
    let outcomes = store
        .write(&Viewer::system("demo"), move |tx| {
            let outcomes = import_rows(tx, SOURCE, run, &taken)?;
            finish_import(tx, SOURCE, count)?;
            Ok(outcomes)
        })
        .await?;
    let mut made: BTreeMap<(Kind, &str), Uuid> = BTreeMap::new();
    for (row, outcome) in rows.iter().zip(&outcomes) {
        match outcome {
            Outcome::Accepted(id) => made.insert((row.item.kind(), &row.id), *id),
            other => return Err(Error::Internal(format!("demo directory, {}: {other:?}", row.id))),
        };
    }
    let missing = |what: &str| Error::Internal(format!("demo directory: {what} was not made"));
    let mut ids = Vec::with_capacity(organizations.len());
    let mut services = BTreeMap::new();
    for (organization, o) in organizations.iter().enumerate() {
        ids.push(*made.get(&(Kind::Organization, &o.id)).ok_or_else(|| missing(&o.id))?);
        for (service, s) in o.services.iter().enumerate() {
            let id = *made.get(&(Kind::Service, &s.source_id(o))).ok_or_else(|| missing(&s.name))?;
            services.insert(ServiceAt { organization, service }, id);
        }
    }
    Ok((ids, services))
}

/// What an import leaves to the partnership: sector, control, language, telephone, what was heard in talks, and who is a
/// member.
async fn place(
    store: &Store,
    organizations: &[Organization],
    ids: &[Uuid],
    today: jiff::civil::Date,
) -> Result<(), Error> {
    let mut edits = Vec::new();
    for (position, o) in organizations.iter().enumerate() {
        let parent = o.parent.as_ref().and_then(|p| organizations.iter().position(|other| other.id == *p));
        let zip = o.zip();
        let to = NOT_YET.iter().find(|(id, _)| *id == o.id).map_or(Membership::Member, |(_, to)| *to);
        edits.push((
            ids[position],
            (o.sector(), parent.map(|p| ids[p]), o.phone(position), zip, o.language.clone(), o.confidential),
            (to, o.id.clone()),
        ));
    }
    store
        .write(&Viewer::system("demo"), move |tx| {
            for (id, (sector, parent, phone, zip, language, confidential), (to, heard)) in &edits {
                let mut draft = tandem_partners::actions::find(tx, *id)?.draft();
                draft.sector = *sector;
                draft.controlled_by = *parent;
                draft.phone = Some(phone.clone());
                draft.city = zip.map(|_| CITY.to_owned());
                draft.postal_code = zip.map(str::to_owned);
                draft.language.clone_from(language);
                draft.confidential = *confidential;
                tandem_partners::actions::edit(tx, *id, &draft)?;
                let steps: &[Membership] = match to {
                    Membership::Member => &[Membership::Invited, Membership::Member],
                    Membership::Invited => &[Membership::Invited],
                    // The talk itself begins the conversation.
                    _ => &[],
                };
                alliance::listen(tx, heard, *id, today)?;
                for step in steps {
                    tandem_partners::actions::set_membership(tx, *id, *step, "")?;
                }
            }
            Ok(())
        })
        .await
}

/// Invites a member, who follows the invitation, chooses a password and is signed in.
async fn account(
    store: &Store,
    limits: &RateLimits,
    world: &World,
    post: &'static Post,
    number: usize,
) -> Result<Viewer, Error> {
    let at = world.organization(post.organization).ok_or(Error::NotFound)?;
    let organization = world.id(at);
    let token = store
        .write(&Viewer::system("demo"), move |tx| {
            let invitation = Invitation {
                organization,
                email: post.email(),
                name: post.name.to_owned(),
                language: post.language.to_owned(),
                roles: vec![post.role],
            };
            tandem_partners::actions::invite(tx, &invitation, "")?;
            letters::secret_to(tx, &post.email(), "/welcome/")?.ok_or(Error::NotFound)
        })
        .await?;
    let name = world.organizations[at].name.as_str();
    let password = NewPassword::from_form("password", PASSWORD, &[post.name, name])?;
    let from = sign_in::From { network: format!("192.0.2.{number}"), device: "Demo".into(), cookie: None };
    let signed_in = sign_in::with_link(
        store,
        limits,
        LinkPurpose::Invite,
        &token,
        Some(password),
        from,
        tandem_partners::actions::name,
    )
    .await?;
    let session = sessions::resolve(store, &signed_in.token).await?;
    session
        .map(|s| Viewer::from_session(&s))
        .ok_or_else(|| Error::Internal(format!("{} is not signed in", post.email())))
}
