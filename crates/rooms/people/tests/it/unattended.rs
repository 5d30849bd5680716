//! A record that only its care team opens, after the last of the team has stopped working with people: somebody is appointed, by
//! whoever gives access, who is not told whose record it is.

use crate::app::{World, rooms};
use axum::http::StatusCode;
use tandem_access::accounts::{members, sessions};
use tandem_access::{Purpose, Role, Uuid, Viewer};
use tandem_events::{Event, publish};

fn system() -> Viewer {
    Viewer::system("people.test")
}

impl World {
    /// The account with this address, and where it works.
    async fn account(&self, email: &'static str) -> (Uuid, Uuid) {
        let by = system();
        let found = self.app.store().read(&by, move |tx| {
            let member = members::by_email(tx, email)?.expect("an account").id;
            Ok((member, members::affiliations(tx, member)?[0].organization))
        });
        found.await.unwrap()
    }

    async fn stops_working_with_people(&self, email: &'static str) {
        let (member, organization) = self.account(email).await;
        let by = system();
        let end = self.app.store().write(&by, move |tx| {
            members::withdraw(tx, member, organization, Role::Navigator)?;
            publish(tx, &Event::RolesEnded { member, organization })
        });
        end.await.unwrap();
        self.app.settle(rooms).await;
    }

    /// A person whose record only the navigator, on its team, opens.
    async fn narrow_record(&self) -> String {
        let person = self.new_person().await;
        let told = [
            ("given_name", "María"),
            ("family_name", "García López"),
            ("birth_date", "1984-07-02"),
            ("phone", "555-555-0101"),
            ("safe", "call"),
            ("language", "es"),
            ("address_line1", "12 Mill Lane"),
            ("label", "hiv"),
        ];
        let saved = self.app.post(&format!("{person}/edit"), &self.navigator, &told).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        person
    }
}

const LIST: &str = "/people/unattended";

#[tokio::test(flavor = "multi_thread")]
async fn a_record_without_a_team_is_given_to_somebody_unseen() {
    for world in World::both().await {
        let app = &world.app;
        let person = world.narrow_record().await;
        let id = person.rsplit('/').next().unwrap().to_owned();
        let field = format!("member-{}", id.replace('-', ""));
        let at = format!("{LIST}/{id}");
        let (colleague, officer) =
            (world.account("col@example.org").await.0, world.account("off@example.org").await.0);
        let to = |member: Uuid| [(field.clone(), member.to_string())];
        let appoint = async |session: &str, member: Uuid| {
            let form = to(member);
            app.post(&at, session, &[(form[0].0.as_str(), form[0].1.as_str())]).await.status
        };

        let none = app.get(LIST, &world.admin).await;
        assert!(none.text.contains("Every record has someone"), "{}", none.text);
        assert_eq!(
            appoint(&world.admin, colleague).await,
            StatusCode::NOT_FOUND,
            "the navigator looks after it"
        );
        world.stops_working_with_people("nav@example.org").await;
        assert_eq!(app.get(&person, &world.colleague).await.status, StatusCode::NOT_FOUND);

        let page = app.get(LIST, &world.admin).await;
        assert!(page.text.contains("Test Navigator looked after it until"), "{}", page.text);
        assert!(page.text.contains("Test Colleague") && !page.text.contains("Test Officer"), "{}", page.text);
        for told in ["García", "Mill Lane", "hiv", "HIV"] {
            assert!(!page.text.contains(told), "{told}: {}", page.text);
        }
        for session in [&world.colleague, &world.officer, &world.responder] {
            assert_eq!(app.get(LIST, session).await.status, StatusCode::FORBIDDEN);
            assert_eq!(appoint(session, colleague).await, StatusCode::FORBIDDEN);
        }
        assert_eq!(
            appoint(&world.admin, officer).await,
            StatusCode::UNPROCESSABLE_ENTITY,
            "works with nobody"
        );
        assert_eq!(appoint(&world.admin, colleague).await, StatusCode::SEE_OTHER);
        assert_eq!(app.get(&person, &world.colleague).await.status, StatusCode::OK);
        assert_eq!(
            app.get(&person, &world.admin).await.status,
            StatusCode::FORBIDDEN,
            "who appoints sees nothing"
        );
        assert_eq!(appoint(&world.admin, colleague).await, StatusCode::NOT_FOUND, "it has somebody");
    }
}

/// Whoever gives access does not give themselves a record while anybody else works with people.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_appoints_themselves_but_who_is_alone() {
    for world in World::both().await {
        let app = &world.app;
        let person = world.narrow_record().await;
        let id = person.rsplit('/').next().unwrap().to_owned();
        let (admin, clinic) = world.account("adm@example.org").await;
        let by = system();
        let session = app.store().write(&by, move |tx| {
            members::grant(tx, admin, clinic, Role::Navigator)?;
            sessions::test_start(tx, admin, clinic, Purpose::CareCoordination)
        });
        let session = session.await.unwrap();
        world.stops_working_with_people("nav@example.org").await;
        let (at, field) = (format!("{LIST}/{id}"), format!("member-{}", id.replace('-', "")));
        let form = [(field.as_str(), admin.to_string())];
        let form = [(form[0].0, form[0].1.as_str())];
        assert_eq!(app.post(&at, &session, &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        world.stops_working_with_people("col@example.org").await;
        assert_eq!(app.post(&at, &session, &form).await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.get(&person, &session).await.status, StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_erased_waits_for_nobody() {
    for world in World::both().await {
        let person = world.narrow_record().await;
        world.app.post(&format!("{person}/erasure"), &world.navigator, &[]).await;
        let yes = [("answer", "yes"), ("sure", "1")];
        let erased = world.app.post(&format!("{person}/erasure/answer"), &world.navigator, &yes).await;
        assert_eq!(erased.status, StatusCode::SEE_OTHER, "{}", erased.text);
        world.app.settle(rooms).await;
        world.stops_working_with_people("nav@example.org").await;
        let page = world.app.get(LIST, &world.admin).await;
        assert!(page.text.contains("Every record has someone"), "{}", page.text);
    }
}
