//! The pages: the filter in the address, what is being done already, and the person's own timeline.

use crate::common::{ALL, World};
use jiff::SignedDuration;
use tandem_access::{Purpose, Role, Uuid, Viewer};
use tandem_people::model::label::Label;
use tandem_referrals::actions::{NewReferral, accept, complete, report_outcome, send};
use tandem_referrals::model::Reason;

async fn food(world: &World, person: tandem_access::Uuid) -> tandem_access::Uuid {
    let need = world.need(&world.nurse, person, "food-insecurity", Label::General).await;
    let purpose = Purpose::CareCoordination;
    world.consent(&world.nurse, person, world.kitchen, &ALL, &[Label::General], purpose, 0).await;
    let new = NewReferral {
        person_id: person,
        need_id: need,
        services: vec![world.hot_meals],
        note: String::new(),
        label: None,
        idempotency_key: format!("test-{need}"),
    };
    world.write(&world.nurse, move |tx| send(tx, &new)).await.expect("sent").id
}

#[tokio::test(flavor = "multi_thread")]
async fn the_filter_stands_in_the_address_and_an_empty_list_says_so() {
    for world in World::both().await {
        let session = world.session(&world.nurse).await;
        let ana = world.ana(&world.nurse, "").await;
        let page =
            async |query: &str| world.app.get(&format!("/people/{ana}/timeline{query}"), &session).await.text;
        assert!(page("").await.contains("Nothing is here yet"));
        world.visit(ana, Label::General).await;
        food(&world, ana).await;
        let all = page("").await;
        for row in [
            "Need: Food",
            "Asked Hot meals for help: Food",
            "Emergency room",
            "Said yes to sharing with Corner Kitchen",
        ] {
            assert!(all.contains(row), "{row}: {all}");
        }
        assert!(all.contains("4 entries from Mercy Hospital"), "{all}");
        let visits = page("?kind=visit").await;
        assert!(visits.contains("Chest pain") && !visits.contains("Need: Food"), "{visits}");
        assert!(visits.contains("<option value=\"visit\" selected>"), "the form shows what is chosen");
        let since = page("?since=2026-03-04").await;
        assert!(since.contains("Need: Food") && !since.contains("Chest pain"));
        assert!(page("?since=2026-03-05").await.contains("Nothing like this was found"));
        let nonsense = page("?since=soon&kind=bogus&organization=x").await;
        assert!(nonsense.contains("This is not a day") && nonsense.contains("Chest pain"), "{nonsense}");
        let link = format!("href=\"/people/{ana}/timeline\"");
        assert!(world.app.get(&format!("/people/{ana}"), &session).await.text.contains(&link));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_for_already_is_said_before_it_is_asked_again() {
    for world in World::both().await {
        let ana = world.ana(&world.nurse, "").await;
        let sent = food(&world, ana).await;
        // A second need of the same kind, kept apart by its label.
        let again = world.need(&world.nurse, ana, "food-insecurity", Label::Education).await;
        let rides = world.need(&world.nurse, ana, "transportation-insecurity", Label::General).await;
        let already = async |need| {
            let found = world
                .read(&world.nurse, move |tx| tandem_shared_view::actions::already_asked(tx, need))
                .await;
            found
                .expect("a need")
                .into_iter()
                .map(|a| (a.organization, a.line.referral.id))
                .collect::<Vec<_>>()
        };
        assert_eq!(already(again).await, [("Mercy Hospital".to_owned(), sent)]);
        assert_eq!(already(rides).await, [], "another kind of help");
        let own = world.read(&world.nurse, move |tx| {
            let r = tandem_referrals::actions::view(tx, sent)?;
            Ok(r.referral.need_id)
        });
        let own = own.await.expect("sent").expect("a need");
        assert_eq!(already(own).await, [], "the page itself shows what the need waits for");
        // The pantry, which serves her too, is told before it asks the same place: with a consent, and not without.
        let ours = world.ana(&world.navigator, "").await;
        let hungry = world.need(&world.navigator, ours, "food-insecurity", Label::General).await;
        world.link(&[ours, ana]).await;
        let told = async || {
            let found = world
                .read(&world.navigator, move |tx| tandem_shared_view::actions::already_asked(tx, hungry))
                .await;
            found.expect("a need").into_iter().map(|a| a.organization).collect::<Vec<_>>()
        };
        assert_eq!(told().await, [""; 0]);
        world
            .consent(&world.nurse, ana, world.pantry, &ALL, &[Label::General], Purpose::CareCoordination, 0)
            .await;
        assert_eq!(told().await, ["Mercy Hospital"]);
        let session = world.session(&world.navigator).await;
        let page = world.app.get(&format!("/people/{ours}/needs/{hungry}/help"), &session).await.text;
        let said = "Mercy Hospital asked Hot meals on March 4, 2026: Food";
        assert!(page.contains("Help like this is asked for already") && page.contains(said), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_party_sees_that_help_was_asked_for_and_not_what_was_written() {
    for world in World::both().await {
        let session = world.session(&world.navigator).await;
        let ana = world.ana(&world.nurse, "").await;
        let sent = food(&world, ana).await;
        let purpose = Purpose::CareCoordination;
        world.consent(&world.nurse, ana, world.pantry, &ALL, &[Label::General], purpose, 0).await;
        let page = world.app.get(&format!("/people/{ana}/timeline"), &session).await;
        assert!(page.text.contains("Asked Hot meals for help: Food"), "{}", page.text);
        assert!(!page.text.contains("sharing with Corner Kitchen"), "who else may see is not theirs to know");
        let story = world.app.get(&format!("/referrals/{sent}"), &session).await;
        assert_eq!(story.status, axum::http::StatusCode::NOT_FOUND);
        let person = world.app.get(&format!("/people/{ana}"), &session).await.text;
        assert!(!person.contains(&format!("/referrals/{sent}")), "no link that leads nowhere");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_reads_the_same_list_without_what_could_hurt_them() {
    for world in World::both().await {
        let ana = world.ana(&world.nurse, "").await;
        world.visit(ana, Label::General).await;
        food(&world, ana).await;
        let cookie = world.private_page(&world.nurse, ana).await;
        let before = world.as_person("/my/timeline", &cookie, None).await.text;
        for row in ["Need: Food", "Chest pain", "Asked Hot meals for help: Food", "Test Nurse"] {
            assert!(before.contains(row), "{row}: {before}");
        }
        world.need(&world.nurse, ana, "intimate-partner-violence", Label::DomesticViolence).await;
        let after = world.as_person("/my/timeline", &cookie, None).await.text;
        assert_eq!(after, before, "whoever holds the telephone may not be the person");
        let my = world.as_person("/my", &cookie, None).await.text;
        assert!(my.contains("href=\"/my/timeline\"") && !my.contains("Safety at home"), "{my}");
        assert_eq!(
            world.as_person("/my/timeline", "nothing", None).await.status,
            axum::http::StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn help_that_was_received_within_a_year_is_said_before_it_is_asked_for_again() {
    for world in World::both().await {
        let ana = world.ana(&world.nurse, "").await;
        let sent = food(&world, ana).await;
        let cook = Viewer::test_member(
            Uuid::from_u128(77),
            world.kitchen,
            &[Role::Responder],
            Purpose::CareCoordination,
        );
        world
            .write(&cook, move |tx| {
                accept(tx, sent)?;
                report_outcome(tx, sent, true, "")?;
                complete(tx, sent, Reason::HelpGiven, "")
            })
            .await
            .expect("helped");
        let again = world.need(&world.nurse, ana, "food-insecurity", Label::General).await;
        let told = async || {
            let found = world
                .read(&world.nurse, move |tx| tandem_shared_view::actions::already_asked(tx, again))
                .await;
            found
                .expect("a need")
                .into_iter()
                .map(|a| (a.line.referral.id, a.received_at.is_some()))
                .collect::<Vec<_>>()
        };
        assert_eq!(told().await, [(sent, true)], "{}", world.engine());
        let session = world.session(&world.nurse).await;
        let page = world.app.get(&format!("/people/{ana}/needs/{again}/help"), &session).await.text;
        assert!(page.contains("already received there on March 4, 2026"), "{page}");
        world.app.clock().advance(SignedDuration::from_hours(24 * 366));
        assert_eq!(told().await, [], "a year is over");
    }
}
