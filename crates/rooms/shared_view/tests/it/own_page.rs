//! The person's own page: what is wrong and what came of it, a copy of everything, and the switches.

use crate::common::{ALL, World};
use axum::http::StatusCode;
use tandem_access::{Error, Purpose, Role, Uuid, Viewer};
use tandem_people::actions::{answer_correction, corrections, issue_person_link, record_consent, sharing};
use tandem_people::model::consent::{Answer, FORM_VERSION, NewConsent, State};
use tandem_people::model::correction::Outcome;
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_shared_view::actions::timeline;

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_several_organizations_open_together_when_the_person_says_they_are_theirs() {
    for world in World::both().await {
        let here = world.ana(&world.nurse, "").await;
        world.visit(here, Label::General).await;
        let there = world.ana(&world.navigator, "").await;
        let first = world.private_page(&world.nurse, here).await;
        let link =
            world.write(&world.navigator, move |tx| issue_person_link(tx, there)).await.expect("a link");
        let path = format!("/my/{}", link.token);

        // A page is open: nothing happens before the person has said whose it is.
        let asked = world.as_person(&path, &first, None).await;
        assert!(asked.text.contains("Is it yours too?"), "{}", asked.text);
        let code = format!("code={}", link.code);
        let silent = world.as_person(&path, &first, Some(&code)).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.text.contains("Say if the page that is open is yours too"), "{}", silent.text);
        let opened = world.as_person(&path, &first, Some(&format!("{code}&together=yes"))).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
        let both = opened.cookie("tandem_my").expect("a cookie");

        // One list from both; each page by itself is a step away, and what is wrong goes to whoever keeps the row.
        let list = world.as_person("/my/timeline", &both, None).await.text;
        assert!(list.contains("Mercy Hospital") && list.contains("Emergency room"), "{list}");
        let start = list.find("/my/correct?kind=visit").expect("the way to ask");
        let correct = list[start..].split('"').next().expect("an address").replace("&amp;", "&");
        assert_eq!(world.as_person(&correct, &both, None).await.status, StatusCode::OK);
        let shown = world.as_person("/my", &both, None).await.text;
        assert!(shown.contains("Show the page of Mercy Hospital"), "{shown}");
        let other = world.as_person("/my/pages/1", &both, Some("")).await;
        let turned = other.cookie("tandem_my").expect("a cookie");
        let shown = world.as_person("/my", &turned, None).await.text;
        assert!(shown.contains("This is what Mercy Hospital keeps about you."), "{shown}");
        assert_eq!(world.as_person("/my/pages/2", &both, Some("")).await.status, StatusCode::NOT_FOUND);

        // On a computer that many use the page before is closed, and does not come along.
        let ben = world.ana(&world.navigator, "").await;
        let link = world.write(&world.navigator, move |tx| issue_person_link(tx, ben)).await.expect("a link");
        let form = format!("code={}&together=no", link.code);
        let opened = world.as_person(&format!("/my/{}", link.token), &both, Some(&form)).await;
        let alone = opened.cookie("tandem_my").expect("a cookie");
        let list = world.as_person("/my/timeline", &alone, None).await.text;
        assert!(!list.contains("Emergency room"), "{list}");
        assert_eq!(world.as_person("/my", &both, None).await.status, StatusCode::NOT_FOUND, "it was closed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_asked_for_answered_with_a_reason_and_read() {
    for world in World::both().await {
        let ana = world.ana(&world.nurse, "").await;
        world.visit(ana, Label::General).await;
        let cookie = world.private_page(&world.nurse, ana).await;
        let list = world.as_person("/my/timeline", &cookie, None).await.text;
        let start = list.find("/my/correct?kind=visit").expect("the way to ask");
        let path = list[start..].split('"').next().expect("an address").replace("&amp;", "&");
        let form = world.as_person(&path, &cookie, None).await;
        assert!(
            form.text.contains("Emergency room") && form.text.contains("Mercy Hospital"),
            "{}",
            form.text
        );
        let id = path.rsplit('=').next().expect("an id").to_owned();
        let empty =
            world.as_person("/my/correct", &cookie, Some(&format!("kind=visit&id={id}&words="))).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text.contains("Write what is wrong"), "{}", empty.text);
        let strange = format!("kind=visit&id={}&words=x", Uuid::from_u128(3));
        assert_eq!(
            world.as_person("/my/correct", &cookie, Some(&strange)).await.status,
            StatusCode::NOT_FOUND
        );
        let words = format!("kind=visit&id={id}&words=It+was+my+sister.");
        assert_eq!(world.as_person("/my/correct", &cookie, Some(&words)).await.status, StatusCode::SEE_OTHER);
        assert_eq!(
            world.as_person("/my/correct", &cookie, Some("words=My+name+is+Anna.")).await.status,
            StatusCode::SEE_OTHER
        );
        let mine = world.as_person("/my", &cookie, None).await.text;
        assert!(mine.contains("It was my sister.") && mine.contains("Waits for an answer"), "{mine}");

        let session = world.session(&world.nurse).await;
        let task = world.app.get(&format!("/people/{ana}"), &session).await.text;
        assert!(task.contains("It was my sister.") && task.contains("My name is Anna."), "{task}");
        let asked = world.read(&world.nurse, move |tx| corrections(tx, ana)).await.expect("the team's");
        let of_visit = asked.iter().find(|k| k.row.is_some()).expect("about the visit");
        let to = format!("/people/corrections/{}", of_visit.id);
        let silent = world.app.post(&to, &session, &[("outcome", "refused"), ("because", " ")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "a no needs its reason");
        let said = [("outcome", "refused"), ("because", "The ward checked your card.")];
        assert_eq!(world.app.post(&to, &session, &said).await.status, StatusCode::SEE_OTHER);
        assert_eq!(world.app.post(&to, &session, &said).await.status, StatusCode::CONFLICT, "answered once");
        let mine = world.as_person("/my", &cookie, None).await.text;
        assert!(mine.contains("Not changed") && mine.contains("The ward checked your card."), "{mine}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_as_private_as_what_it_is_about() {
    for world in World::both().await {
        let ana = world.ana(&world.nurse, "").await;
        world.need(&world.nurse, ana, "mental-health", Label::BehaviouralHealth).await;
        world
            .consent(&world.nurse, ana, world.pantry, &ALL, &[Label::General], Purpose::CareCoordination, 0)
            .await;
        let person = Viewer::test_person(ana);
        let line = world.read(&person, move |tx| timeline(tx, &[ana])).await.expect("their own");
        let need = line.lines.iter().find(|l| l.label == Label::BehaviouralHealth).expect("the need").id;
        let cookie = world.private_page(&world.nurse, ana).await;
        let words = format!("kind=need&id={need}&words=I+am+fine.");
        assert_eq!(world.as_person("/my/correct", &cookie, Some(&words)).await.status, StatusCode::SEE_OTHER);
        let seen =
            async |viewer: &Viewer| world.read(viewer, move |tx| corrections(tx, ana)).await.map(|k| k.len());
        assert_eq!(seen(&world.nurse).await.ok(), Some(1));
        let colleague = Viewer::test_member(
            Uuid::from_u128(9),
            world.hospital,
            &[Role::Navigator],
            Purpose::CareCoordination,
        );
        assert_eq!(seen(&colleague).await.ok(), Some(0), "off the care team");
        assert_eq!(seen(&world.navigator).await.ok(), Some(0), "another organization, whatever the consent");
        let id = world.read(&world.nurse, move |tx| corrections(tx, ana)).await.expect("one")[0].id;
        let forged =
            world.write(&world.navigator, move |tx| answer_correction(tx, id, Outcome::Done, "x")).await;
        assert!(matches!(forged, Err(Error::NotFound)), "{forged:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_holds_everything_that_is_theirs_and_nothing_that_could_hurt_them() {
    for world in World::both().await {
        let ana = world.ana(&world.nurse, "").await;
        world.visit(ana, Label::General).await;
        world.need(&world.nurse, ana, "food-insecurity", Label::General).await;
        world.need(&world.nurse, ana, "elder-abuse", Label::DomesticViolence).await;
        world
            .consent(&world.nurse, ana, world.pantry, &ALL, &[Label::General], Purpose::CareCoordination, 0)
            .await;
        world.read(&world.navigator, move |tx| timeline(tx, &[ana])).await.expect("by consent");
        let cookie = world.private_page(&world.nurse, ana).await;
        world.as_person("/my/correct", &cookie, Some("words=My+name+is+Anna.")).await;
        let page = world.as_person("/my/copy", &cookie, None).await;
        assert_eq!(page.status, StatusCode::OK);
        for part in ["Peña", "July 2, 1984", "Chest pain", "Need: Food", "Open Door Pantry", "Test Nurse"] {
            assert!(page.text.contains(part), "{part}: {}", page.text);
        }
        let file = world.as_person("/my/copy.json", &cookie, None).await;
        assert_eq!(file.headers["content-type"], "application/fhir+json; charset=utf-8");
        assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        let bundle: serde_json::Value = serde_json::from_str(&file.text).expect("JSON");
        assert_eq!(bundle["resourceType"], "Bundle");
        let resources: Vec<&serde_json::Value> =
            bundle["entry"].as_array().expect("entries").iter().map(|e| &e["resource"]).collect();
        let of = |kind: &str| resources.iter().filter(|r| r["resourceType"] == kind).collect::<Vec<_>>();
        assert_eq!(of("Patient")[0]["name"][0]["family"], "Peña");
        assert_eq!(of("Patient")[0]["birthDate"], "1984-07-02");
        assert_eq!(of("Encounter")[0]["class"]["code"], "EMER");
        assert_eq!(of("Condition").len(), 1, "one of the two needs");
        assert_eq!(of("Condition")[0]["code"]["coding"][0]["code"], "food-insecurity");
        assert_eq!(of("Consent")[0]["provision"]["actor"][0]["reference"]["display"], "Open Door Pantry");
        assert_eq!(of("Task")[0]["description"], "My name is Anna.");
        assert_eq!(of("CareTeam")[0]["participant"][0]["member"]["display"], "Test Nurse");
        let looked = of("AuditEvent").iter().any(|a| a["agent"][0]["who"]["display"] == "Open Door Pantry");
        assert!(looked, "who looked, and it was the pantry");
        assert!(!file.text.contains("elder-abuse") && !page.text.contains("older adults"));
        assert!(!file.text.contains("null"), "FHIR has no nulls");
        assert_eq!(world.as_person("/my/copy.json", "nothing", None).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_opens_narrows_and_closes_by_themselves() {
    for world in World::both().await {
        let ana = world.ana(&world.nurse, "").await;
        world.need(&world.nurse, ana, "food-insecurity", Label::General).await;
        world.visit(ana, Label::General).await;
        let cookie = world.private_page(&world.nurse, ana).await;
        let seen = async || match world.read(&world.navigator, move |tx| timeline(tx, &[ana])).await {
            Ok(t) => t
                .lines
                .iter()
                .map(|l| l.kind.code())
                .filter(|k| *k != "consent")
                .collect::<Vec<_>>()
                .join(" "),
            Err(_) => "nobody".to_owned(),
        };
        assert_eq!(seen().await, "nobody");
        let save = async |more: &str| {
            let form = format!(
                "recipient_org={}&purpose=care_coordination&labels=general&days=180&how=signed{more}",
                world.pantry
            );
            let text = world.as_person("/my/share", &cookie, Some(&form)).await;
            // First the whole text is shown; what is signed is that text.
            match text.text.split("name=\"shown\" value=\"").nth(1).and_then(|rest| rest.split('"').next()) {
                Some(hash) if text.status == StatusCode::OK => {
                    let signed = format!("{form}&shown={hash}");
                    world.as_person("/my/share", &cookie, Some(&signed)).await
                }
                _ => text,
            }
        };
        let unsigned = save("&classes=contact&classes=needs&signature=").await;
        assert_eq!(unsigned.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unsigned.text);
        assert_eq!(seen().await, "nobody");
        let all = save("&classes=contact&classes=needs&classes=visits&signature=Ana+Pe%C3%B1a").await;
        assert_eq!(all.status, StatusCode::SEE_OTHER, "{}", all.text);
        assert_eq!(seen().await, "need visit");
        let form = format!("/my/share?org={}&purpose=care_coordination", world.pantry);
        let change = world.as_person(&form, &cookie, None).await.text;
        for on in ["value=\"contact\" checked", "value=\"needs\" checked", "value=\"visits\" checked"] {
            assert!(change.contains(on), "{on}: {change}");
        }
        assert!(!change.contains("value=\"answers\" checked"));
        assert_eq!(save("&classes=contact&classes=needs&signature=Ana").await.status, StatusCode::SEE_OTHER);
        assert_eq!(seen().await, "need", "what was left out is closed at the next read");
        let violence = save("&classes=contact&labels=domestic_violence&signature=Ana").await;
        assert_eq!(violence.status, StatusCode::UNPROCESSABLE_ENTITY);
        let (nurse, now) = (world.nurse.clone(), world.app.store().now());
        let states: Vec<State> = world
            .read(&nurse, move |tx| sharing(tx, ana))
            .await
            .expect("the keeper knows")
            .iter()
            .map(|c| c.state(now))
            .collect();
        assert_eq!(states.iter().filter(|s| **s == State::Live).count(), 1);
        let mine = world.as_person("/my", &cookie, None).await.text;
        let stop = mine.split("action=\"").find(|part| part.contains("/withdraw\"")).expect("a stop button");
        let stop = stop.split('"').next().expect("its address").to_owned();
        assert_eq!(world.as_person(&stop, &cookie, Some("")).await.status, StatusCode::SEE_OTHER);
        assert_eq!(seen().await, "nobody");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_page_speaks_for_its_own_record_and_signs() {
    for world in World::both().await {
        let (ana, other) = (world.ana(&world.nurse, "").await, world.ana(&world.nurse, "").await);
        let consent = |person: Uuid, answer: Answer| NewConsent {
            person_id: person,
            recipient_org: world.pantry,
            purpose: Purpose::CareCoordination,
            classes: DataClass::FOR_REFERRAL.into(),
            labels: [Label::General].into(),
            valid_from: None,
            valid_until: world.app.store().now() + jiff::SignedDuration::from_hours(24),
            answer,
            form_version: FORM_VERSION.into(),
            language: "es".into(),
            teach_back: None,
            guardian: None,
            notice_given: false,
        };
        let person = Viewer::test_person(ana);
        let signed = || Answer::Signed { signature: "Ana".into() };
        for (whose, answer, want) in [
            (other, signed(), "forbidden"),
            (ana, Answer::Spoken { witness: None }, "invalid"),
            (ana, signed(), "kept"),
            (ana, Answer::Refused, "kept"),
        ] {
            let new = consent(whose, answer);
            let got = match world.write(&person, move |tx| record_consent(tx, &new)).await {
                Ok(_) => "kept",
                Err(Error::Forbidden) => "forbidden",
                Err(Error::Invalid(_)) => "invalid",
                Err(other) => panic!("{other}"),
            };
            assert_eq!(got, want, "{}", world.engine());
        }
    }
}
