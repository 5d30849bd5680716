//! A small partnership with people to seat: one organization of each of six sectors, somebody who works there, two residents, and a
//! coordinator. For tests of this room and of those that build on it.

use crate::actions::Draft;
use crate::model::{BodyKind, NewBody, NewSeat, Ratify, Rules, SeatRole};
use jiff::civil::date;
use std::collections::BTreeMap;
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer};
use tandem_partners::model::{Membership, OrganizationDraft, Sector};
use tandem_testkit::TestApp;
use tandem_web::Room;

/// Somebody with an account.
#[derive(Debug, Clone)]
pub struct Somebody {
    /// The member.
    pub id: Uuid,
    /// Where they act.
    pub organization: Uuid,
    /// Their session cookie.
    pub session: String,
    roles: Vec<Role>,
}

impl Somebody {
    /// As a viewer.
    pub fn viewer(&self) -> Viewer {
        Viewer::test_member(self.id, self.organization, &self.roles, Purpose::Operations)
    }
}

/// The partnership of a test.
pub struct Town {
    /// The application.
    pub app: TestApp,
    /// Organizations by name.
    pub organizations: BTreeMap<&'static str, Uuid>,
    /// People by name.
    pub people: BTreeMap<&'static str, Somebody>,
}

/// The rooms that the partnership needs.
pub fn rooms() -> Vec<Room> {
    vec![tandem_partners::room(), tandem_agreements::room(), crate::room()]
}

/// Organizations: name and sector.
const ORGANIZATIONS: [(&str, Sector); 7] = [
    ("hospital", Sector::Healthcare),
    ("clinic", Sector::Healthcare),
    ("department", Sector::PublicHealth),
    ("pantry", Sector::SocialServices),
    ("housing", Sector::Housing),
    ("school", Sector::Education),
    ("backbone", Sector::Government),
];

/// People: name, organization, role.
const PEOPLE: [(&str, &str, Role); 10] = [
    ("coordinator", "backbone", Role::Coordinator),
    ("nurse", "hospital", Role::Clinician),
    ("doctor", "clinic", Role::Clinician),
    ("officer", "department", Role::Analyst),
    ("cook", "pantry", Role::Responder),
    ("builder", "housing", Role::Responder),
    ("teacher", "school", Role::Responder),
    ("ana", "backbone", Role::Resident),
    ("ben", "backbone", Role::Resident),
    ("signer", "pantry", Role::OrganizationAdmin),
];

/// System work of a test.
pub fn system() -> Viewer {
    Viewer::system("bodies.test")
}

impl Town {
    /// One on each database.
    pub async fn both(rooms: fn() -> Vec<Room>) -> Vec<Town> {
        let mut towns = vec![];
        for app in TestApp::both(rooms, |_, builder| builder) {
            towns.push(Town::on(app).await);
        }
        towns
    }

    /// On an application whose database is empty.
    pub async fn on(app: TestApp) -> Town {
        let (organizations, people) = app
            .store()
            .write(&system(), |tx| {
                let mut organizations = BTreeMap::new();
                for (name, sector) in ORGANIZATIONS {
                    let draft =
                        OrganizationDraft { name: name.to_owned(), sector, ..OrganizationDraft::default() };
                    organizations
                        .insert(name, tandem_partners::actions::create(tx, &draft, Membership::Member)?);
                }
                let mut people = BTreeMap::new();
                for (name, of, role) in PEOPLE {
                    let organization = organizations[of];
                    let id = members::create(tx, &format!("{name}@example.org"), name, "en", Status::Active)?;
                    members::grant(tx, id, organization, role)?;
                    let session = sessions::test_start(tx, id, organization, Purpose::Operations)?;
                    people.insert(name, Somebody { id, organization, session, roles: vec![role] });
                }
                Ok((organizations, people))
            })
            .await
            .expect("organizations and people");
        Town { app, organizations, people }
    }

    /// Somebody by name.
    pub fn who(&self, name: &str) -> &Somebody {
        &self.people[name]
    }

    /// A write by somebody.
    ///
    /// # Errors
    /// The action's.
    pub async fn write<T: Send + 'static>(
        &self,
        name: &str,
        f: impl FnMut(&mut Tx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.app.store().write(&self.who(name).viewer(), f).await
    }

    /// A read by somebody.
    ///
    /// # Errors
    /// The action's.
    pub async fn read<T: Send + 'static>(
        &self,
        name: &str,
        f: impl FnMut(&mut Tx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.app.store().read(&self.who(name).viewer(), f).await
    }

    /// One organization comes under the control of another.
    pub async fn owns(&self, parent: &str, child: &str) {
        let (parent, child) = (self.organizations[parent], self.organizations[child]);
        self.app
            .store()
            .write(&system(), move |tx| {
                let mut draft = tandem_partners::actions::find(tx, child)?.draft();
                draft.controlled_by = Some(parent);
                tandem_partners::actions::edit(tx, child, &draft).map(|_| ())
            })
            .await
            .expect("a link of control");
    }

    /// A page that opens, in public when nobody is named.
    pub async fn page(&self, path: &str, name: Option<&str>) -> String {
        let session = name.map_or("", |name| self.who(name).session.as_str());
        let answer = self.app.get(path, session).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer.text
    }

    /// A charter with these seats of the council, in force: more than half of the organizations say yes to it.
    pub async fn charter(&self, seats: &'static [(Sector, u64)]) {
        self.charter_with(seats, Rules { ratify: Ratify::Half, ..Rules::default() }).await;
    }

    /// The same with rules of its own.
    pub async fn charter_with(&self, seats: &'static [(Sector, u64)], rules: Rules) {
        let draft = Draft {
            mission: "Health for everybody".to_owned(),
            seats: seats.iter().copied().collect(),
            rules,
            ..Draft::default()
        };
        let (id, hash) = self
            .write("coordinator", move |tx| {
                let id = crate::actions::draft(tx)?;
                let revision = crate::actions::charter(tx, id)?.revision;
                crate::actions::save(tx, id, &Draft { revision, ..draft.clone() })?;
                crate::actions::lay_open(tx, id)?;
                Ok((id, crate::actions::charter(tx, id)?.text_hash.unwrap_or_default()))
            })
            .await
            .expect("a charter laid open");
        let signer = self.who("signer").id;
        for organization in self.organizations.values() {
            let by =
                Viewer::test_member(signer, *organization, &[Role::OrganizationAdmin], Purpose::Operations);
            let hash = hash.clone();
            let said = self.app.store().write(&by, move |tx| crate::actions::ratify(tx, id, &hash)).await;
            if said.expect("a yes") {
                return;
            }
        }
        panic!("the charter is not in force");
    }

    /// The council, with these people in it; each term is the year 2026.
    pub async fn council(&self, members: &[&str]) -> Uuid {
        let members: Vec<Uuid> = members.iter().map(|member| self.who(member).id).collect();
        self.write("coordinator", move |tx| {
            let new = NewBody { kind: BodyKind::Council, ..piece_of_work("Council") };
            let body_id = crate::actions::create_body(tx, &new)?;
            for member in &members {
                crate::actions::give_seat(tx, &member_of(body_id, *member))?;
            }
            Ok(body_id)
        })
        .await
        .expect("a council")
    }

    /// A workgroup with these co-leads; each term is the year 2026.
    pub async fn workgroup(&self, name: &'static str, leads: &[&str]) -> Uuid {
        let leads: Vec<Uuid> = leads.iter().map(|lead| self.who(lead).id).collect();
        self.write("coordinator", move |tx| {
            let body_id = crate::actions::create_body(tx, &piece_of_work(name))?;
            for member in &leads {
                crate::actions::give_seat(tx, &lead(body_id, *member))?;
            }
            Ok(body_id)
        })
        .await
        .expect("a workgroup")
    }
}

/// A workgroup to make.
pub fn piece_of_work(name: &str) -> NewBody {
    NewBody {
        kind: BodyKind::Workgroup,
        name: name.to_owned(),
        name_es: None,
        purpose: "A piece of work".to_owned(),
        purpose_es: None,
        adopted_on: None,
    }
}

/// The seat of a member for the year 2026, without a deputy.
pub fn member_of(body_id: Uuid, member: Uuid) -> NewSeat {
    NewSeat { role: SeatRole::Member, ..lead(body_id, member) }
}

/// The seat of a co-lead for the year 2026, without a deputy.
pub fn lead(body_id: Uuid, member: Uuid) -> NewSeat {
    NewSeat {
        body_id,
        role: SeatRole::CoLead,
        member,
        deputy: None,
        term_start: date(2026, 1, 1),
        term_end: date(2026, 12, 31),
        follows: None,
    }
}
