//! What the tests of this room stand on: a council of five sectors that may adopt, its people, and the whole room around it.

use jiff::civil::{DateTime, date};
use tandem_access::accounts::{members, sessions};
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer};
use tandem_bodies::model::{BodyKind, NewBody, NewSeat, SeatRole};
use tandem_mail::{Mailer, SmtpSettings};
use tandem_meetings::model::{Ends, NewPlan, Place, Repeats, Way};
use tandem_partners::model::{Membership, OrganizationDraft, Sector};
use tandem_testkit::TestApp;
use tandem_testkit::smtp::{Letter, SmtpServer};
use tandem_web::Room;

/// The rooms whose pages are tested together.
pub fn rooms() -> Vec<Room> {
    vec![
        tandem_partners::room(),
        tandem_spine::room(),
        tandem_agreements::room(),
        tandem_bodies::room(),
        tandem_meetings::room(),
    ]
}

/// System work of a test.
pub fn system() -> Viewer {
    Viewer::system("meetings.test")
}

/// Somebody in the council.
#[derive(Clone)]
pub struct Seated {
    pub member: Uuid,
    pub org: Uuid,
    pub seat: Uuid,
    pub viewer: Viewer,
    pub session: String,
    pub email: String,
}

/// One partnership on one database.
pub struct World {
    pub app: TestApp,
    pub council: Uuid,
    /// Leads, a resident last.
    pub seats: Vec<Seated>,
    /// Stands in for the first.
    pub deputy: Seated,
    pub coordinator: Seated,
    /// An account without a seat.
    pub stranger: Seated,
    pub admin: Seated,
}

async fn person(app: &TestApp, org: Uuid, name: &'static str, role: Role, language: &'static str) -> Seated {
    let email = format!("{name}@example.org");
    let address = email.clone();
    let (member, session) = app
        .store()
        .write(&system(), move |tx| {
            let id = members::create(tx, &address, name, language, members::Status::Active)?;
            members::grant(tx, id, org, role)?;
            let session = sessions::test_start(tx, id, org, Purpose::CareCoordination)?;
            Ok((id, session))
        })
        .await
        .expect("a member");
    let viewer = Viewer::test_member(member, org, &[role], Purpose::CareCoordination);
    Seated { member, org, seat: Uuid::nil(), viewer, session, email }
}

async fn organization(app: &TestApp, name: &'static str, sector: Sector) -> Uuid {
    let draft = OrganizationDraft { name: name.into(), sector, ..OrganizationDraft::default() };
    app.store()
        .write(&system(), move |tx| tandem_partners::actions::create(tx, &draft, Membership::Member))
        .await
        .expect("an organization")
}

impl World {
    pub async fn both() -> Vec<World> {
        let mut out = vec![];
        for app in TestApp::both(rooms, |_, builder| builder) {
            out.push(World::on(app).await);
        }
        out
    }

    async fn on(app: TestApp) -> World {
        // A Monday.
        app.clock().set("2026-10-05T13:00:00Z".parse().expect("a moment"));
        app.store()
            .write(&system(), |tx| {
                tandem_partners::actions::configure(
                    tx,
                    &[("name", "Bend Together"), ("timezone", "America/New_York")],
                )
            })
            .await
            .expect("settings");
        let orgs = [
            organization(&app, "Riverside Clinic", Sector::Healthcare).await,
            organization(&app, "Elm Homes", Sector::Housing).await,
            organization(&app, "Hill School", Sector::Education).await,
            organization(&app, "Open Pantry", Sector::SocialServices).await,
            organization(&app, "Neighbors", Sector::Community).await,
        ];
        let mut seats = vec![
            person(&app, orgs[0], "clinic", Role::Navigator, "en").await,
            person(&app, orgs[1], "homes", Role::Responder, "en").await,
            person(&app, orgs[2], "school", Role::Responder, "es").await,
            person(&app, orgs[3], "pantry", Role::Responder, "en").await,
            person(&app, orgs[4], "resident", Role::Resident, "es").await,
        ];
        let deputy = person(&app, orgs[1], "deputy", Role::Responder, "en").await;
        let coordinator = person(&app, orgs[4], "coordinator", Role::Coordinator, "en").await;
        let stranger = person(&app, orgs[2], "stranger", Role::Responder, "en").await;
        let admin = person(&app, orgs[3], "admin", Role::OrganizationAdmin, "en").await;
        let council = app
            .store()
            .write(&coordinator.viewer, |tx| {
                tandem_bodies::actions::create_body(
                    tx,
                    &NewBody {
                        kind: BodyKind::Council,
                        name: "Council".into(),
                        name_es: Some("Consejo".into()),
                        purpose: "Decides together".into(),
                        purpose_es: None,
                        adopted_on: None,
                    },
                )
            })
            .await
            .expect("a council");
        for (n, one) in seats.iter_mut().enumerate() {
            let (member, stands_in) = (one.member, (n == 0).then_some(deputy.member));
            one.seat = app
                .store()
                .write(&coordinator.viewer, move |tx| {
                    let new = NewSeat {
                        body_id: council,
                        role: if n == 0 { SeatRole::CoLead } else { SeatRole::Member },
                        member,
                        deputy: stands_in,
                        term_start: date(2026, 1, 1),
                        term_end: date(2027, 6, 30),
                        follows: None,
                    };
                    tandem_bodies::actions::give_seat(tx, &new)
                })
                .await
                .expect("a seat");
        }
        World { app, council, seats, deputy, coordinator, stranger, admin }
    }

    pub async fn write<T: Send + 'static>(
        &self,
        viewer: &Viewer,
        f: impl FnMut(&mut Tx<'_, '_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.app.store().write(viewer, f).await
    }

    pub async fn read<T: Send + 'static>(
        &self,
        viewer: &Viewer,
        f: impl FnMut(&mut Tx<'_, '_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.app.store().read(viewer, f).await
    }

    /// The council meets on the 20th at six in the evening; changed as the test wants it.
    pub fn new_plan(&self, change: impl FnOnce(&mut NewPlan)) -> NewPlan {
        let mut plan = NewPlan {
            body: self.council,
            title: "Council meeting".into(),
            title_es: Some("Reunión del consejo".into()),
            place: Place {
                room: "Hall, 2 Main St".into(),
                online: String::new(),
                phone: "610-555-0123".into(),
            },
            start: evening(20),
            minutes: 90,
            repeats: Repeats::Never,
            ends: Ends::Open,
            public: true,
        };
        change(&mut plan);
        plan
    }

    pub async fn plan(&self, change: impl FnOnce(&mut NewPlan)) -> Uuid {
        let new = self.new_plan(change);
        self.write(&self.coordinator.viewer, move |tx| tandem_meetings::actions::plan(tx, &new))
            .await
            .expect("a meeting")
    }

    /// A meeting of this morning that was opened, with these seats in it.
    pub async fn sitting(&self, here: &[usize]) -> Uuid {
        let id = self.plan(|new| new.start = date(2026, 10, 5).at(10, 0, 0, 0)).await;
        self.write(&self.coordinator.viewer, move |tx| tandem_meetings::actions::open(tx, id))
            .await
            .expect("opened");
        for n in here {
            self.come(id, *n).await.expect("came");
        }
        id
    }

    pub async fn come(&self, id: Uuid, n: usize) -> Result<(), Error> {
        let who = tandem_meetings::actions::Arrival::Seat { seat: self.seats[n].seat, deputy: false };
        self.write(&self.coordinator.viewer, move |tx| {
            tandem_meetings::actions::arrive(tx, id, &who, Way::Room)
        })
        .await
    }

    /// Sends everything that waits; what has arrived since the last time, oldest first.
    pub async fn letters(&self, server: &SmtpServer) -> Vec<Letter> {
        let before = server.letters().len();
        self.app.settle(rooms).await;
        let from = "Bend Together <hello@bend.example>".into();
        let mailer = Mailer::new(&SmtpSettings { url: server.url(), from, keep: false }).expect("settings");
        while mailer.deliver_due(self.app.store()).await.expect("sends").sent > 0 {}
        server.letters().split_off(before)
    }
}

/// Six in the evening of a day of October 2026.
pub fn evening(day: i8) -> DateTime {
    date(2026, 10, day).at(18, 0, 0, 0)
}
