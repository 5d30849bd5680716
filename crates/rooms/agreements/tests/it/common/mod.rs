//! What the tests of this room stand on: three organizations with members who are signed in, over the routes.

use jiff::civil::Date;
use std::collections::BTreeSet;
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer};
use tandem_agreements::model::agreement::{Draft, Kind};
use tandem_agreements::model::data_class::DataClass;
use tandem_mail::OutboxLine;
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_testkit::app::{Answered, TestApp};
use tandem_web::Room;

pub fn rooms() -> Vec<Room> {
    vec![
        Room { routes: vec![], nav: vec![], ..tandem_partners::room() },
        tandem_spine::room(),
        tandem_agreements::room(),
    ]
}

pub fn system() -> Viewer {
    Viewer::system("agreements.test")
}

/// Somebody with an account and a session.
#[derive(Clone)]
pub struct Who {
    pub id: Uuid,
    pub org: Uuid,
    pub role: Role,
    pub session: String,
}

impl Who {
    pub fn viewer(&self) -> Viewer {
        Viewer::test_member(self.id, self.org, &[self.role], Purpose::CareCoordination)
    }
}

pub struct World {
    pub app: TestApp,
    pub clinic: Uuid,
    pub pantry: Uuid,
    pub shelter: Uuid,
    pub coordinator: Who,
    pub clinic_admin: Who,
    pub pantry_admin: Who,
    pub shelter_admin: Who,
    pub navigator: Who,
}

impl World {
    pub async fn both() -> Vec<World> {
        let mut worlds = vec![];
        for app in TestApp::both(rooms, |_, builder| builder) {
            worlds.push(World::on(app).await);
        }
        worlds
    }

    async fn on(app: TestApp) -> World {
        let (orgs, people) = app
            .store()
            .write(&system(), |tx| {
                let mut orgs = vec![];
                for name in ["Riverside Clinic", "Open Door Pantry", "Harbor House"] {
                    let draft = OrganizationDraft { name: name.into(), ..OrganizationDraft::default() };
                    orgs.push(tandem_partners::actions::create(tx, &draft, Membership::Member)?);
                }
                let mut people = vec![];
                for (name, org, role) in [
                    ("coordinator", 0, Role::Coordinator),
                    ("clinic", 0, Role::OrganizationAdmin),
                    ("pantry", 1, Role::OrganizationAdmin),
                    ("shelter", 2, Role::OrganizationAdmin),
                    ("navigator", 0, Role::Navigator),
                ] {
                    let id = members::create(tx, &format!("{name}@example.org"), name, "en", Status::Active)?;
                    members::grant(tx, id, orgs[org], role)?;
                    let session = sessions::test_start(tx, id, orgs[org], Purpose::CareCoordination)?;
                    people.push(Who { id, org: orgs[org], role, session });
                }
                Ok((orgs, people))
            })
            .await
            .expect("three organizations and five members");
        let [coordinator, clinic_admin, pantry_admin, shelter_admin, navigator] =
            people.try_into().unwrap_or_else(|_| panic!("five members"));
        World {
            app,
            clinic: orgs[0],
            pantry: orgs[1],
            shelter: orgs[2],
            coordinator,
            clinic_admin,
            pantry_admin,
            shelter_admin,
            navigator,
        }
    }

    pub async fn write<T: Send + 'static>(
        &self,
        who: &Viewer,
        f: impl FnMut(&mut Tx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.app.store().write(who, f).await
    }

    pub async fn read<T: Send + 'static>(
        &self,
        who: &Viewer,
        f: impl FnMut(&mut Tx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.app.store().read(who, f).await
    }

    /// The day it is for the partnership.
    pub fn today(&self) -> Date {
        let zone = jiff::tz::TimeZone::get("America/New_York").expect("a zone");
        self.app.clock().now().to_zoned(zone).date()
    }

    /// A data use agreement between the clinic and the pantry for contact and needs, from today for a year.
    pub fn draft(&self) -> Draft {
        let today = self.today();
        Draft {
            kind: Kind::DataUse,
            title: "Sharing for food".into(),
            purpose: "So that people get food sooner.".into(),
            classes: BTreeSet::from(DataClass::FOR_REFERRAL),
            language: "en".into(),
            body: "We keep it safe.\n\nWe tell people.".into(),
            starts_on: today,
            expires_on: today.checked_add(jiff::Span::new().days(364)).expect("a day"),
            parties: BTreeSet::from([self.clinic, self.pantry]),
            renews: None,
        }
    }

    pub async fn post(&self, path: &str, who: &Who, form: &[(&str, &str)]) -> Answered {
        self.app.post(path, &who.session, form).await
    }

    pub async fn get(&self, path: &str, who: Option<&Who>) -> Answered {
        self.app.get(path, who.map(|w| w.session.as_str()).unwrap_or_default()).await
    }

    pub async fn letters(&self) -> Vec<OutboxLine> {
        self.read(&system(), |tx| tandem_mail::outbox(tx, None, 200)).await.expect("the outbox")
    }
}
