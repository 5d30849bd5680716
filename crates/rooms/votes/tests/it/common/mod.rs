//! What the tests of this room stand on: a partnership with a coordinator and two members who key papers.

use tandem_access::accounts::{members, sessions};
use tandem_access::{Error, Purpose, Role, Store, Timestamp, Tx, Uuid, Viewer};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_testkit::TestApp;
use tandem_votes::actions;
use tandem_votes::model::definition::{Definition, Method, VoteOption, Words};
use tandem_votes::model::vote::Slip;
use tandem_web::{AppBuilder, Room};

/// System work of a test.
pub fn system() -> Viewer {
    Viewer::system("votes.test")
}

/// The rooms whose pages are tested together.
pub fn rooms() -> Vec<Room> {
    vec![
        tandem_partners::room(),
        tandem_spine::room(),
        tandem_agreements::room(),
        tandem_bodies::room(),
        tandem_votes::room(),
    ]
}

/// One partnership on one database.
pub struct World {
    pub app: TestApp,
    pub org: Uuid,
    pub coordinator: Viewer,
    pub ana: Viewer,
    pub ben: Viewer,
}

async fn member(app: &TestApp, org: Uuid, name: &'static str, role: Role) -> Viewer {
    app.store()
        .write(&system(), move |tx| {
            let email = format!("{name}@example.org");
            let id = members::create(tx, &email, name, "en", members::Status::Active)?;
            members::grant(tx, id, org, role)?;
            Ok(Viewer::test_member(id, org, &[role], Purpose::CareCoordination))
        })
        .await
        .expect("a member")
}

impl World {
    /// On both databases.
    pub async fn both() -> Vec<World> {
        World::both_with(|_, b| b).await
    }

    /// On both databases, with services of the test's own.
    pub async fn both_with(add: fn(&Store, AppBuilder) -> AppBuilder) -> Vec<World> {
        let mut worlds = vec![];
        for app in TestApp::both(rooms, add) {
            let draft = OrganizationDraft { name: "Bend Together".into(), ..OrganizationDraft::default() };
            let create = move |tx: &mut Tx| {
                tandem_partners::actions::configure(
                    tx,
                    &[("name", "Merrow Bend"), ("timezone", "America/New_York")],
                )?;
                tandem_partners::actions::create(tx, &draft, Membership::Member)
            };
            let org = app.store().write(&system(), create).await.expect("an organization");
            let coordinator = member(&app, org, "cora", Role::Coordinator).await;
            let ana = member(&app, org, "ana", Role::Navigator).await;
            let ben = member(&app, org, "ben", Role::Responder).await;
            worlds.push(World { app, org, coordinator, ana, ben });
        }
        worlds
    }

    pub fn engine(&self) -> &'static str {
        self.app.base.engine
    }

    pub async fn write<T: Send + 'static>(
        &self,
        viewer: &Viewer,
        f: impl FnMut(&mut Tx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.app.store().write(viewer, f).await
    }

    pub async fn read<T: Send + 'static>(
        &self,
        viewer: &Viewer,
        f: impl FnMut(&mut Tx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.app.store().read(viewer, f).await
    }

    /// An open vote that takes ballots now.
    pub async fn open(&self, d: Definition) -> Uuid {
        let id = self
            .write(&self.coordinator, move |tx| {
                let id = actions::draft(tx, &d, None)?;
                actions::open(tx, id)?;
                Ok(id)
            })
            .await
            .expect("an open vote");
        self.at("2026-10-20T13:00:00Z");
        id
    }

    pub async fn slips(&self, vote: Uuid, n: u32) -> Vec<Slip> {
        self.write(&self.coordinator, move |tx| actions::issue(tx, vote, n)).await.expect("slips")
    }

    pub fn at(&self, moment: &str) {
        let to: Timestamp = moment.parse().expect("a moment");
        self.app.clock().set(to);
    }

    /// A session of a member, begun now.
    pub async fn sign_in(&self, viewer: &Viewer) -> String {
        let (member, org) = (viewer.member_id().expect("a member"), self.org);
        self.write(&system(), move |tx| sessions::test_start(tx, member, org, Purpose::CareCoordination))
            .await
            .expect("a session")
    }

    /// After the closing, with everything noted that the clock does.
    pub async fn close(&self) {
        self.at("2026-11-21T02:00:00Z");
        self.write(&system(), actions::close_due).await.expect("closed");
    }

    pub async fn publish(&self, vote: Uuid) -> Result<(), Error> {
        actions::publish(self.app.store(), &self.coordinator, vote).await
    }
}

pub fn words(text: &str) -> Words {
    Words { en: text.into(), es: format!("{text} (es)") }
}

/// Rides: three options that cost 100, 200 and 300, and 300 to spend.
pub fn rides(method: Method) -> Definition {
    let option = |number: u32, name: &str| VoteOption {
        number,
        name: words(name),
        words: words("What it is."),
        cost_cents: i64::from(number) * 10_000,
        group: None,
        withdrawn: None,
    };
    Definition {
        title: words("Rides to care"),
        question: words("Which rides shall we pay for?"),
        explanation: words("People miss visits because no bus goes there."),
        method,
        budget_cents: method.is_budget().then_some(30_000),
        seats: 1,
        most: if matches!(method, Method::Score | Method::Dot) { 5 } else { 0 },
        within_budget: false,
        minimum_support: 0,
        tie_order: vec![],
        binding: false,
        opens: "2026-10-20T08:00".into(),
        closes: "2026-11-20T20:00".into(),
        time_zone: String::new(),
        options: vec![option(1, "Bus passes"), option(2, "Night van"), option(3, "Bike share")],
    }
}
