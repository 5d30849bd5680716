//! What a partner's system is told of, by whom it is stopped, and what a call that fails comes to. The other side is a real
//! HTTP server on this machine.

use jiff::SignedDuration;
use std::sync::{Arc, Mutex};
use tandem_access::accounts::clients::{self, NewClient};
use tandem_access::accounts::members::{self, Status};
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer};
use tandem_mail::Hooks;
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::actions::{create_person, record_consent, record_need, withdraw_consent};
use tandem_people::model::consent::{Answer, FORM_VERSION, NewConsent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::need::{Domain, NewNeed, Source};
use tandem_people::model::person::PersonInput;
use tandem_subscriptions::actions::{NewSubscription, Told, again, deliver_due, end, of_client, subscribe};
use tandem_subscriptions::model::{Status as Standing, Subscription};
use tandem_testkit::{TestApp, gateway};
use tandem_visits::actions::record_visit;
use tandem_visits::model::{Class, NewVisit};
use tandem_web::Room;

fn rooms() -> Vec<Room> {
    vec![
        Room { migrations: tandem_partners::MIGRATIONS, ..Room::named("partners") },
        tandem_spine::room(),
        Room { routes: vec![], nav: vec![], ..tandem_agreements::room() },
        tandem_people::room(),
        tandem_directory::room(),
        tandem_screening::room(),
        tandem_visits::room(),
        tandem_referrals::room(),
        tandem_subscriptions::room(),
    ]
}

fn system() -> Viewer {
    Viewer::system("subscriptions.test")
}

/// A hospital that records; a pantry whose system is told; and what that system was sent.
struct World {
    app: TestApp,
    hospital: Uuid,
    pantry: Uuid,
    nurse: Viewer,
    admin: Viewer,
    client: Uuid,
    hooks: Hooks,
    url: String,
    got: Arc<Mutex<Vec<String>>>,
}

impl World {
    async fn both(statuses: &'static [&'static str], confidential: bool) -> Vec<World> {
        let mut worlds = vec![];
        for app in TestApp::both(rooms, |_, builder| builder) {
            let made = app.store().write(&system(), move |tx| make(tx, confidential)).await;
            let (hospital, pantry, nurse, admin) = made.expect("a partnership");
            let (url, got) = gateway(statuses);
            let hooks = Hooks::new([url.trim_end_matches("/messages")]).expect("this machine");
            let new = NewClient {
                organization: pantry,
                name: "Pantry records".into(),
                role: Role::Navigator,
                purpose: Purpose::CareCoordination,
            };
            let client = app.store().write(&admin, move |tx| clients::register(tx, &new)).await;
            let client = client.expect("a system").id;
            worlds.push(World { app, hospital, pantry, nurse, admin, client, hooks, url, got });
        }
        worlds
    }

    async fn write<T: Send + 'static>(
        &self,
        viewer: &Viewer,
        f: impl FnMut(&mut Tx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.app.store().write(viewer, f).await
    }

    async fn subscribe(&self) -> Result<Uuid, Error> {
        let new =
            NewSubscription { client: self.client, endpoint: self.url.clone(), bearer: "s3cret".into() };
        let hooks = self.hooks.clone();
        self.write(&self.admin, move |tx| subscribe(tx, &new, &hooks)).await
    }

    /// As the workers do: events are carried, then systems are told.
    async fn tell(&self) -> Told {
        let listeners: Vec<_> = rooms().iter().flat_map(|r| r.listeners.iter().copied()).collect();
        tandem_events::dispatch(self.app.store(), &listeners).await.expect("events");
        deliver_due(self.app.store(), &self.hooks).await.expect("told")
    }

    /// The bodies that came since the last look.
    fn came(&self) -> Vec<String> {
        let requests = std::mem::take(&mut *self.got.lock().expect("what came"));
        for request in &requests {
            let head = request.to_ascii_lowercase();
            assert!(
                head.contains("authorization: bearer s3cret") && head.contains("idempotency-key: "),
                "{head}"
            );
        }
        requests.iter().map(|r| r.split_once("\r\n\r\n").expect("a body").1.to_owned()).collect()
    }

    async fn standing(&self) -> Subscription {
        let client = self.client;
        let found = self.app.store().read(&system(), move |tx| of_client(tx, client)).await;
        found.expect("a read").expect("a subscription")
    }

    async fn ana(&self, label: &'static str) -> Uuid {
        let hospital = self.hospital;
        let input = PersonInput {
            given_name: "Ana".into(),
            family_name: "Peña".into(),
            birth_date: "1984-07-02".into(),
            phone: "410 555 0142".into(),
            label: label.into(),
            ..PersonInput::default()
        };
        self.write(&self.nurse, move |tx| create_person(tx, hospital, &input)).await.expect("a record")
    }

    async fn consent(&self, person: Uuid, classes: &[DataClass], labels: &[Label]) -> Uuid {
        let new = NewConsent {
            person_id: person,
            recipient_org: self.pantry,
            purpose: Purpose::CareCoordination,
            classes: classes.iter().copied().collect(),
            labels: labels.iter().copied().collect(),
            valid_from: None,
            valid_until: self.app.store().now() + SignedDuration::from_hours(24 * 30),
            answer: Answer::Signed { signature: "Ana Peña".into() },
            form_version: FORM_VERSION.into(),
            language: "es".into(),
            teach_back: None,
            guardian: None,
            notice_given: true,
        };
        self.write(&self.nurse, move |tx| record_consent(tx, &new)).await.expect("a consent")
    }

    async fn visit(&self, person: Uuid, label: Label) {
        let hospital = self.hospital;
        self.write(&system(), move |tx| {
            let new = NewVisit {
                label,
                class: Some(Class::Emergency),
                status: None,
                started_at: Some(tx.now() - SignedDuration::from_hours(2)),
                ended_at: None,
                place: Some(Some("ED".into())),
                reason: Some(Some("Chest pain".into())),
                source_system: "MERCY".into(),
                source_id: tx.new_public_id().to_string(),
                told_at: tx.now(),
            };
            record_visit(tx, hospital, person, &new)
        })
        .await
        .expect("a visit");
    }
}

fn make(tx: &mut Tx, confidential: bool) -> Result<(Uuid, Uuid, Viewer, Viewer), Error> {
    let mut orgs = vec![];
    for (name, confidential) in [("Mercy Hospital", false), ("Open Door Pantry", confidential)] {
        let draft = OrganizationDraft { name: name.into(), confidential, ..OrganizationDraft::default() };
        orgs.push(tandem_partners::actions::create(tx, &draft, Membership::Member)?);
    }
    tandem_agreements::samples::everybody(tx)?;
    let mut viewers = vec![];
    for (email, org, role) in [
        ("nurse@example.org", orgs[0], Role::Clinician),
        ("admin@example.org", orgs[1], Role::OrganizationAdmin),
    ] {
        let id = members::create(tx, email, "Test Member", "en", Status::Active)?;
        members::grant(tx, id, org, role)?;
        viewers.push(Viewer::test_member(id, org, &[role], Purpose::CareCoordination));
    }
    Ok((orgs[0], orgs[1], viewers[0].clone(), viewers[1].clone()))
}

const NOTHING: Told = Told { sent: 0, failed: 0, dropped: 0 };

fn sent(n: usize) -> Told {
    Told { sent: n, ..NOTHING }
}

fn dropped(n: usize) -> Told {
    Told { dropped: n, ..NOTHING }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_system_is_told_an_id_while_consent_lasts_and_nothing_after_it() {
    for w in World::both(&[], false).await {
        let engine = w.app.base.engine;
        let ana = w.ana("").await;
        w.visit(ana, Label::General).await;
        let id = w.subscribe().await.expect("a subscription");
        assert_eq!(w.tell().await, sent(1), "{engine}: the greeting, and nothing without a consent");
        let [greeting] = &w.came()[..] else { panic!("one message") };
        assert!(greeting.contains("\"handshake\"") && !greeting.contains(&ana.to_string()), "{greeting}");
        assert_eq!(w.standing().await.status, Standing::Active);

        let consent = w.consent(ana, &DataClass::ALL, &[Label::General]).await;
        assert_eq!(w.tell().await, sent(1), "{engine}: who it is may be known now");
        w.came();
        w.visit(ana, Label::General).await;
        assert_eq!(w.tell().await, sent(1), "{engine}");
        let [told] = &w.came()[..] else { panic!("one message") };
        let focus = format!("http://127.0.0.1:8080/fhir/Patient/{ana}");
        for part in ["\"event-notification\"", &focus, &format!("/fhir/Subscription/{id}"), "\"history\""] {
            assert!(told.contains(part), "{part}: {told}");
        }
        for secret in ["Ana", "Peña", "Chest", "ED", "MERCY", "visit", "Encounter", "Mercy"] {
            assert!(!told.contains(secret), "{secret}: {told}");
        }
        assert!(told.contains(r#""name":"events-since-subscription-start","valueString":"2""#), "{told}");

        // What had happened before the consent was taken back is not told after it either.
        w.visit(ana, Label::General).await;
        let listeners: Vec<_> = rooms().iter().flat_map(|r| r.listeners.iter().copied()).collect();
        tandem_events::dispatch(w.app.store(), &listeners).await.expect("events");
        w.write(&w.nurse, move |tx| withdraw_consent(tx, consent, None)).await.expect("withdrawn");
        assert_eq!(w.tell().await, dropped(1), "{engine}");
        w.visit(ana, Label::General).await;
        assert_eq!(w.tell().await, NOTHING, "{engine}");
        assert!(w.came().is_empty());
        assert_eq!(w.standing().await.events, 2, "what is not told has no number");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_consent_does_not_open_is_not_told() {
    for w in World::both(&[], false).await {
        let engine = w.app.base.engine;
        let ana = w.ana("").await;
        w.subscribe().await.expect("a subscription");
        w.consent(ana, &[DataClass::Contact, DataClass::Visits], &[Label::General]).await;
        assert_eq!(w.tell().await, sent(2), "{engine}: the greeting, and who it is");
        for label in [Label::Hiv, Label::SubstanceUse, Label::BehaviouralHealth, Label::DomesticViolence] {
            w.visit(ana, label).await;
            assert_eq!(w.tell().await, dropped(1), "{engine} {label}");
        }
        let hospital = w.hospital;
        let need = move |tx: &mut Tx| {
            let new = NewNeed {
                person_id: ana,
                domain: Domain::from_code("food-insecurity").expect("a domain"),
                risk: Some(true),
                wants_help: Some(true),
                source: Source::Stated,
                label: Label::General,
                found_at: tx.now(),
            };
            record_need(tx, hospital, &new)
        };
        let need = w.write(&w.nurse, need).await.expect("a need");
        // The class of needs was not named; the visits' was.
        let event = tandem_events::Event::NeedConfirmed { need, resolved: "yes".into() };
        w.write(&system(), move |tx| tandem_events::publish(tx, &event)).await.expect("said");
        assert_eq!(w.tell().await, dropped(1), "{engine}");
        w.visit(ana, Label::General).await;
        assert_eq!(w.tell().await, sent(1), "{engine}");
        w.came();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shelters_system_is_told_nothing_and_so_is_one_that_has_ended() {
    for w in World::both(&[], true).await {
        let Err(Error::Invalid(errors)) = w.subscribe().await else { panic!("a confidential organization") };
        assert_eq!(errors.of("endpoint").expect("said").key, "subscriptions-error-confidential");
    }
    for w in World::both(&[], false).await {
        let engine = w.app.base.engine;
        let ana = w.ana("").await;
        w.subscribe().await.expect("a subscription");
        w.consent(ana, &DataClass::ALL, &[Label::General]).await;
        assert_eq!(w.tell().await, sent(2));
        let (pantry, client) = (w.pantry, w.client);
        w.write(&w.admin, move |tx| clients::end(tx, pantry, client)).await.expect("ended");
        w.visit(ana, Label::General).await;
        assert_eq!(w.tell().await, dropped(1), "{engine}");
        let refused = w.write(&w.admin, move |tx| end(tx, client)).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{engine}");
        assert_eq!(w.came().len(), 2, "{engine}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_fails_is_made_again_in_order_and_a_refusal_ends_them() {
    for w in World::both(&["200 OK", "503 Busy", "302 Found", "200 OK", "200 OK", "410 Gone"], false).await {
        let engine = w.app.base.engine;
        let ana = w.ana("").await;
        w.subscribe().await.expect("a subscription");
        assert_eq!(w.tell().await, sent(1));
        w.came();
        w.consent(ana, &DataClass::ALL, &[Label::General]).await;
        w.visit(ana, Label::General).await;
        let failed = Told { failed: 1, ..NOTHING };
        for minutes in [1, 2] {
            assert_eq!(w.tell().await, failed, "{engine}");
            assert_eq!(w.tell().await, NOTHING, "{engine}: not at once, and what came later waits behind it");
            assert!(w.standing().await.last_error.is_some_and(|e| e.contains("the system answered")));
            w.app.clock().advance(SignedDuration::from_mins(minutes));
        }
        assert_eq!(w.tell().await, sent(2), "{engine}");
        let came = w.came();
        assert_eq!(came.len(), 4);
        assert!(
            came[0..3].iter().all(|m| m.contains(r#""name":"event-number","valueString":"1""#)),
            "{came:?}"
        );
        assert!(came[3].contains(r#""name":"event-number","valueString":"2""#), "{}", came[3]);
        assert_eq!(w.standing().await.last_error, None);

        w.visit(ana, Label::General).await;
        assert_eq!(w.tell().await, failed, "{engine}");
        assert_eq!(w.standing().await.status, Standing::Error);
        w.visit(ana, Label::General).await;
        assert_eq!(w.tell().await, NOTHING, "{engine}: nothing more until somebody says so");
        w.came();
        let client = w.client;
        w.write(&w.admin, move |tx| again(tx, client)).await.expect("again");
        assert_eq!(w.tell().await, sent(1), "{engine}");
        assert!(w.came()[0].contains("\"handshake\""));
        w.write(&w.admin, move |tx| end(tx, client)).await.expect("ended");
        w.visit(ana, Label::General).await;
        assert_eq!(w.tell().await, NOTHING, "{engine}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_gives_access_says_where_a_system_is_told_and_only_a_listed_host_is_called() {
    for w in World::both(&[], false).await {
        let (client, hooks, url) = (w.client, w.hooks.clone(), w.url.clone());
        let asks = move |endpoint: &str| {
            let new = NewSubscription { client, endpoint: endpoint.into(), bearer: String::new() };
            let hooks = hooks.clone();
            move |tx: &mut Tx| subscribe(tx, &new, &hooks)
        };
        let stranger = Viewer::test_member(
            Uuid::from_u128(9),
            w.hospital,
            &[Role::OrganizationAdmin],
            Purpose::CareCoordination,
        );
        assert!(matches!(w.write(&stranger, asks(&url)).await, Err(Error::NotFound)));
        let colleague =
            Viewer::test_member(Uuid::from_u128(8), w.pantry, &[Role::Navigator], Purpose::CareCoordination);
        assert!(matches!(w.write(&colleague, asks(&url)).await, Err(Error::Forbidden)));
        for elsewhere in
            ["", "https://ehr.example.org/", "http://127.0.0.1:1/", "http://169.254.169.254/latest"]
        {
            let Err(Error::Invalid(errors)) = w.write(&w.admin, asks(elsewhere)).await else {
                panic!("{elsewhere} was taken")
            };
            assert_eq!(errors.of("endpoint").expect("said").key, "subscriptions-error-endpoint");
        }
        w.write(&w.admin, asks(&url)).await.expect("the listed one");
    }
}
