//! A small partnership: a backbone, a clinic, two pantries, a church not yet spoken to, and a safe house.

use jiff::civil::Date;
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer, params};
use tandem_agreements::model::agreement::{Draft, Kind};
use tandem_agreements::model::data_class::DataClass;
use tandem_partners::model::{InterviewDraft, Membership, OrganizationDraft, Relevance, Sector};
use tandem_testkit::TestApp;
use tandem_web::Room;

pub fn rooms() -> Vec<Room> {
    vec![
        tandem_partners::room(),
        Room { migrations: tandem_directory::MIGRATIONS, ..Room::named("directory") },
        Room { migrations: tandem_spine::MIGRATIONS, ..Room::named("spine") },
        Room { migrations: tandem_agreements::MIGRATIONS, ..Room::named("agreements") },
        tandem_alliance::room(),
    ]
}

pub struct World {
    pub app: TestApp,
    pub backbone: Uuid,
    pub clinic: Uuid,
    pub pantry: Uuid,
    pub kitchen: Uuid,
    pub church: Uuid,
    pub shelter: Uuid,
    pub coordinator: String,
    pub responder: String,
    pub navigator: String,
}

pub fn system() -> Viewer {
    Viewer::system("alliance.test")
}

fn organization(
    tx: &mut Tx<'_, '_>,
    name: &str,
    sector: Sector,
    confidential: bool,
    membership: Membership,
) -> Result<Uuid, Error> {
    let draft = OrganizationDraft {
        name: name.into(),
        sector,
        city: Some("Riverton".into()),
        postal_code: Some("21201".into()),
        confidential,
        ..OrganizationDraft::default()
    };
    tandem_partners::actions::create(tx, &draft, membership)
}

/// What a service is about: name, kind of help, areas with their ZIP codes, capacity.
pub type Service<'s> = (&'s str, &'s str, &'s [(&'s str, &'s str)], Option<&'s str>);

pub fn service(
    tx: &mut Tx<'_, '_>,
    org: Uuid,
    (name, domain, areas, room): Service<'_>,
) -> Result<Uuid, Error> {
    let (id, now) = (tx.new_public_id(), tx.now());
    tx.execute(
        "INSERT INTO service (id, organization_id, name, alternate_name, description, url, email, status,
           interpretation_services, application_process, fees_description, wait_time, eligibility_description, alert,
           keywords, assured_by, confidential, source, created_at, updated_at)
         VALUES (?1, ?2, ?3, '', '', '', '', 'active', '', '', '', '', '', '', '', '', 0, 'test', ?4, ?4)",
        params![id, org, name, now],
    )?;
    tx.execute(
        "INSERT INTO attribute (id, service_id, taxonomy, term_code, term, domains, audience)
         VALUES (?1, ?2, '', '', ?3, ?3, 0)",
        params![tx.new_id(), id, domain],
    )?;
    for (area, zips) in areas {
        tx.execute(
            "INSERT INTO service_area (id, service_id, name, description) VALUES (?1, ?2, ?3, ?4)",
            params![tx.new_id(), id, *area, *zips],
        )?;
    }
    if let Some(status) = room {
        tx.execute(
            "INSERT INTO service_capacity (service_id, status, updated_at, updated_by_name) VALUES (?1, ?2, ?3, '')",
            params![id, status, now],
        )?;
    }
    Ok(id)
}

pub fn talk(day: Date) -> InterviewDraft {
    InterviewDraft {
        held_on: day.to_string(),
        listened: "Rosa Lima".into(),
        spoke: "The pastor".into(),
        does: "We cook on Sundays".into(),
        needs: "A cold truck".into(),
        would_help: "To cook where it is missing".into(),
        serves: "The hill".into(),
        relevance: Some(Relevance::Core),
        relevance_why: String::new(),
    }
}

impl World {
    pub fn today(&self) -> Date {
        self.app.clock().now().to_zoned(jiff::tz::TimeZone::UTC).date().yesterday().expect("a day before")
    }

    pub async fn both() -> Vec<World> {
        let mut worlds = vec![];
        for app in TestApp::both(rooms, |_, builder| builder) {
            worlds.push(World::on(app).await);
        }
        worlds
    }

    /// Puts an agreement between these in force, signed on paper, from yesterday for a year.
    pub async fn agree(&self, kind: Kind, parties: &[Uuid]) -> Uuid {
        let (first, parties) = (self.today(), parties.to_vec());
        self.app
            .store()
            .write(&system(), move |tx| {
                let classes = DataClass::ALL.into_iter().filter(|_| kind == Kind::DataUse).collect();
                let draft = Draft {
                    kind,
                    title: "Side by side".into(),
                    purpose: "So that nobody is asked twice.".into(),
                    classes,
                    language: "en".into(),
                    body: "We tell each other.".into(),
                    starts_on: first,
                    expires_on: first.checked_add(jiff::Span::new().days(364)).expect("a day"),
                    parties: parties.iter().copied().collect(),
                    renews: None,
                };
                let signed: Vec<(Uuid, &str)> = parties.iter().map(|p| (*p, "The director")).collect();
                tandem_agreements::actions::put_in_force(tx, &draft, &signed, first)
            })
            .await
            .expect("an agreement in force")
    }

    async fn on(app: TestApp) -> World {
        let (orgs, tokens) = app
            .store()
            .write(&system(), |tx| {
                use Membership::{Member, Prospective};
                let orgs = [
                    organization(tx, "Backbone", Sector::Community, false, Member)?,
                    organization(tx, "Riverside Clinic", Sector::Healthcare, false, Member)?,
                    organization(tx, "Open Door Pantry", Sector::Faith, false, Member)?,
                    organization(tx, "Morning Kitchen", Sector::SocialServices, false, Member)?,
                    organization(tx, "Hill Church", Sector::Faith, false, Prospective)?,
                    organization(tx, "Harbor House", Sector::SocialServices, true, Member)?,
                ];
                let mut tokens = vec![];
                for (email, org, role) in [
                    ("coo@example.org", orgs[0], Role::Coordinator),
                    ("res@example.org", orgs[2], Role::Responder),
                    ("nav@example.org", orgs[1], Role::Navigator),
                ] {
                    let id = members::create(tx, email, "Test Member", "en", Status::Active)?;
                    members::grant(tx, id, org, role)?;
                    tokens.push(sessions::test_start(tx, id, org, Purpose::CareCoordination)?);
                }
                const CITY: (&str, &str) = ("Riverton", "21201, 21202");
                const NORTH: (&str, &str) = ("North Side", "21201");
                const SOUTH: (&str, &str) = ("South Side", "21202");
                for (org, s) in [
                    (orgs[2], ("Groceries", "food-insecurity", &[NORTH][..], Some("open"))),
                    (orgs[3], ("Hot meals", "food-insecurity", &[CITY][..], Some("waitlist"))),
                    (orgs[1], ("Rides", "transportation-insecurity", &[SOUTH][..], None)),
                    (orgs[5], ("Advocates", "intimate-partner-violence", &[CITY][..], Some("open"))),
                    (orgs[5], ("A night away", "homelessness", &[CITY][..], Some("open"))),
                ] {
                    service(tx, org, s)?;
                }
                Ok((orgs, tokens))
            })
            .await
            .expect("a small partnership");
        let [coordinator, responder, navigator] = tokens.try_into().expect("three sessions");
        let [backbone, clinic, pantry, kitchen, church, shelter] = orgs;
        World { app, backbone, clinic, pantry, kitchen, church, shelter, coordinator, responder, navigator }
    }
}
