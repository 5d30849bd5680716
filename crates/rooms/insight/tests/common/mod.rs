//! A small partnership with requests of every outcome, written straight into the tables of the other rooms.

use jiff::{SignedDuration, Timestamp};
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer, params};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_testkit::TestApp;
use tandem_web::Room;

/// The rooms whose tables are read; their own pages have their own tests.
pub fn rooms() -> Vec<Room> {
    vec![
        Room { migrations: tandem_partners::MIGRATIONS, ..Room::named("partners") },
        Room { migrations: tandem_directory::MIGRATIONS, ..Room::named("directory") },
        tandem_spine::room(),
        Room { migrations: tandem_agreements::MIGRATIONS, ..Room::named("agreements") },
        Room {
            migrations: tandem_people::MIGRATIONS,
            fences: tandem_people::fences(),
            ..Room::named("people")
        },
        Room {
            migrations: tandem_referrals::MIGRATIONS,
            fences: tandem_referrals::fences(),
            ..Room::named("referrals")
        },
        tandem_identity::room(),
        tandem_insight::room(),
    ]
}

/// The partnership.
pub struct World {
    pub app: TestApp,
    pub clinic: Uuid,
    pub pantry: Uuid,
    pub shelter: Uuid,
    pub navigator: String,
    pub responder: String,
    pub coordinator: String,
    pub advocate: String,
}

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    Helped,
    Resolved,
    NoRoom,
    NotEligible,
    Late,
    NoMatch,
    Waiting,
}

/// A wish for help to be written.
#[derive(Clone, Copy)]
pub struct Wish {
    pub domain: &'static str,
    pub area: &'static str,
    pub label: &'static str,
    pub days_ago: i64,
    pub end: End,
    /// Also handed to the shelter, sealed.
    pub sealed: bool,
}

pub fn wish(domain: &'static str, area: &'static str, end: End) -> Wish {
    Wish { domain, area, label: "general", days_ago: 30, end, sealed: false }
}

pub fn system() -> Viewer {
    Viewer::system("insight.test")
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
        let (orgs, tokens) = app
            .store()
            .write(&system(), |tx| {
                let mut org = |name: &str, confidential| {
                    let draft = OrganizationDraft {
                        name: name.to_owned(),
                        confidential,
                        ..OrganizationDraft::default()
                    };
                    tandem_partners::actions::create(tx, &draft, Membership::Member)
                };
                let orgs = [
                    org("Riverside Clinic", false)?,
                    org("Open Door Pantry", false)?,
                    org("Harbor House", true)?,
                ];
                let mut tokens = vec![];
                for (email, org, role) in [
                    ("nav@example.org", orgs[0], Role::Navigator),
                    ("res@example.org", orgs[1], Role::Responder),
                    ("coo@example.org", orgs[0], Role::Coordinator),
                    ("adv@example.org", orgs[2], Role::Advocate),
                ] {
                    let id = members::create(tx, email, "Test Member", "en", Status::Active)?;
                    members::grant(tx, id, org, role)?;
                    tokens.push(sessions::test_start(tx, id, org, Purpose::CareCoordination)?);
                }
                Ok((orgs, tokens))
            })
            .await
            .expect("three organizations and four members");
        let [navigator, responder, coordinator, advocate] = tokens.try_into().expect("four sessions");
        let [clinic, pantry, shelter] = orgs;
        World { app, clinic, pantry, shelter, navigator, responder, coordinator, advocate }
    }

    /// Writes `n` wishes of the clinic's people; the pantry is asked.
    pub async fn wishes(&self, n: u32, wish: Wish) {
        let (clinic, pantry, shelter) = (self.clinic, self.pantry, self.shelter);
        self.app
            .store()
            .write(&system(), move |tx| {
                for _ in 0..n {
                    put(tx, clinic, pantry, shelter, wish)?;
                }
                Ok(())
            })
            .await
            .unwrap_or_else(|e| panic!("{}: wishes: {e}", self.app.base.engine));
    }

    pub async fn page(&self, path: &str, session: &str) -> String {
        let answer = self.app.get(path, session).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer.text
    }
}

fn put(tx: &mut Tx<'_, '_>, clinic: Uuid, pantry: Uuid, shelter: Uuid, w: Wish) -> Result<(), Error> {
    let (person, need, at) = (tx.new_public_id(), tx.new_id(), ago(tx, w.days_ago));
    tx.execute(
        "INSERT INTO person (id, owner_org, label, area, safe_call, safe_text, safe_email, safe_message, created_at,
           updated_at)
         VALUES (?1, ?2, ?3, ?4, 0, 0, 0, 0, ?5, ?5)",
        params![person, clinic, w.label, Some(w.area).filter(|a| !a.is_empty()), at],
    )?;
    tx.execute(
        "INSERT INTO need (id, person_id, owner_org, label, domain, risk, wants_help, status, source_kind, found_at,
           updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, 1, 1, 'open', 'stated', ?6, ?6)",
        params![need, person, clinic, w.label, w.domain, at],
    )?;
    if w.sealed {
        let (id, at) = (tx.new_public_id(), at);
        tx.execute(
            "INSERT INTO referral (id, owner_org, receiver_org, person_id, need_id, label, source, status, identified,
               domain, area, created_at, sent_at, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, 'domestic_violence', 'member', 'requested', 0, ?6, ?7, ?8, ?8, ?8)",
            params![id, clinic, shelter, person, need, w.domain, w.area, at],
        )?;
    }
    let day = SignedDuration::from_hours(24);
    let (status, reason, answered): (&str, Option<&str>, bool) = match w.end {
        End::NoMatch => return Ok(()),
        End::Helped | End::Resolved => ("completed", Some("help_given"), true),
        End::NoRoom => ("rejected", Some("no_capacity"), true),
        End::NotEligible => ("rejected", Some("not_eligible"), true),
        End::Late | End::Waiting => ("requested", None, false),
    };
    let sent = if w.end == End::Waiting { tx.now() } else { at };
    let yes = matches!(w.end, End::Helped | End::Resolved);
    let answered_at = answered.then(|| sent + day);
    // A sealed referral has no clock and none of the three facts.
    let open = w.label != "domestic_violence";
    let due = open.then(|| sent + day * 2);
    let (received, resolved) = ((open && yes).then_some(1_i64), (w.end == End::Resolved).then_some("yes"));
    let id = tx.new_public_id();
    tx.execute(
        "INSERT INTO referral (id, owner_org, receiver_org, person_id, need_id, label, source, status, identified, domain,
           area, created_at, sent_at, due_at, answered_at, accepted_at, ended_at, reason, service_received,
           need_resolved, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'member', ?7, 1, ?8, ?9, ?10, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?10)",
        params![
            id, clinic, pantry, person, need, w.label, status, w.domain, w.area, sent, due, answered_at, answered_at.filter(|_| yes), answered_at, reason, received, resolved,
        ],
    )?;
    Ok(())
}

fn ago(tx: &Tx<'_, '_>, days: i64) -> Timestamp {
    tx.now() - SignedDuration::from_hours(24 * days)
}
