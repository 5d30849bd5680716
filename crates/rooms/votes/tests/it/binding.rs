//! On a topic that the charter names the community's vote binds: the body adopts the result unchanged, or returns it once, with public
//! reasons, within 30 days. On both databases.

use crate::common::rides;
use std::collections::BTreeMap;
use tandem_access::accounts::sessions;
use tandem_access::{Error, Purpose, Tx, Uuid, Viewer};
use tandem_bodies::actions as bodies;
use tandem_bodies::actions::{Draft, OnPaper};
use tandem_bodies::model::Rules;
use tandem_bodies::testing::Town;
use tandem_partners::model::Sector;
use tandem_votes::actions::{self, Spent, Stands};
use tandem_votes::model::answer::AnswerKind;
use tandem_votes::model::ballot::Ballot;
use tandem_votes::model::definition::Method;
use tandem_votes::model::state::Channel;
use tandem_votes::model::vote::Binding;

const TOPIC: &str = "The shared fund";
const TOPIC_ES: &str = "El fondo común";
const LEADS: [&str; 4] = ["nurse", "officer", "cook", "ana"];

/// A charter in force that names the topic.
async fn charter(town: &Town) {
    let organizations: Vec<Uuid> = town.organizations.values().copied().collect();
    let noted = organizations.clone();
    let laid_open = move |tx: &mut Tx<'_, '_>| {
        let id = bodies::draft(tx)?;
        let seats = [
            (Sector::Healthcare, 2),
            (Sector::PublicHealth, 2),
            (Sector::SocialServices, 2),
            (Sector::Community, 2),
        ];
        let draft = Draft {
            revision: 1,
            mission: "Health for all of us".into(),
            goals: "Nobody goes hungry".into(),
            seats: BTreeMap::from(seats),
            rules: Rules {
                binding_topics: vec![TOPIC.into()],
                topics_es: vec![TOPIC_ES.into()],
                ..Rules::default()
            },
            ..Draft::default()
        };
        bodies::save(tx, id, &draft)?;
        bodies::lay_open(tx, id)?;
        let hash = bodies::charter(tx, id)?.text_hash.unwrap_or_default();
        let signed_on = bodies::today(tx)?;
        for organization in &noted {
            let paper = OnPaper { organization: *organization, name: "A. Director".into(), signed_on };
            bodies::note_paper(tx, id, &hash, &paper)?;
        }
        Ok((id, hash))
    };
    let (id, hash) = town.write("coordinator", laid_open).await.unwrap();
    town.write("signer", move |tx| {
        for organization in &organizations {
            if bodies::confirm_paper(tx, id, &hash, *organization)? {
                return Ok(());
            }
        }
        Err(Error::NotFound)
    })
    .await
    .unwrap();
}

/// A draft whose times lie ahead of the town's clock; options 1 and 2 can be paid for together.
async fn drafted(town: &Town) -> Uuid {
    let today = town.read("coordinator", bodies::today).await.unwrap();
    let mut d = rides(Method::Greedy);
    d.opens = format!("{today}T00:00");
    d.closes = format!("{}T20:00", today.tomorrow().unwrap());
    town.write("coordinator", move |tx| actions::draft(tx, &d, None)).await.unwrap()
}

/// Opens it, lets three vote for option 2, and publishes after the closing.
async fn voted(town: &Town, vote: Uuid) {
    let slips = town
        .write("coordinator", move |tx| {
            actions::open(tx, vote)?;
            actions::issue(tx, vote, 3)
        })
        .await
        .unwrap();
    let begins = town.read("coordinator", move |tx| Ok(actions::find(tx, vote)?.opens_at)).await.unwrap();
    town.app.clock().set(begins.max(town.app.clock().now()));
    for slip in slips {
        let cast = move |tx: &mut tandem_access::Tx| {
            let d = actions::find_public(tx, vote)?.definition;
            let ballot = Ballot::read(&d, "2").map_err(|e| Error::Internal(e.to_string()))?;
            actions::cast(tx, vote, &slip.code, &ballot, Channel::Web)
        };
        town.app.store().write(&Viewer::system("votes.cast"), cast).await.unwrap();
    }
    let closes = town.read("coordinator", move |tx| Ok(actions::find(tx, vote)?.closes_at)).await.unwrap();
    town.app.clock().set(closes);
    town.app.store().write(&Viewer::system("votes.close"), actions::close_due).await.unwrap();
    actions::publish(town.app.store(), &town.who("coordinator").viewer(), vote).await.unwrap();
}

async fn answer(
    town: &Town,
    who: &str,
    vote: Uuid,
    kind: AnswerKind,
    why: &'static str,
) -> Result<(), Error> {
    town.write(who, move |tx| match kind {
        AnswerKind::Adopted => actions::adopt_result(tx, vote),
        AnswerKind::Returned => actions::propose_return(tx, vote, why),
    })
    .await
}

/// What votes chose in 60 days: those that end now, or so many times 60 days later.
async fn spent_in(town: &Town, spans: i64) -> Vec<Spent> {
    let days = |n: i64| jiff::SignedDuration::from_hours(24 * 60 * n);
    let until = town.app.clock().now() + days(spans) + jiff::SignedDuration::from_secs(1);
    town.app
        .store()
        .read(&Viewer::public(), move |tx| actions::spent(tx, until - days(1), until))
        .await
        .unwrap()
}

fn rooms() -> Vec<tandem_web::Room> {
    crate::common::rooms()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_topic_of_the_charter_binds_and_only_a_body_that_works() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        let vote = drafted(&town).await;
        let bind = async |topic: &str, body: Uuid| {
            let binding = Some(Binding { topic: topic.to_owned(), body });
            town.write("coordinator", move |tx| actions::bind(tx, vote, binding.clone())).await
        };
        let refused = |done: Result<(), Error>, field: &str| {
            assert!(matches!(done, Err(Error::Invalid(e)) if e.of(field).is_some()), "{engine}: {field}");
        };
        refused(bind(TOPIC, body).await, "topic");
        charter(&town).await;
        refused(bind("Another topic", body).await, "topic");
        refused(bind(TOPIC, Uuid::from_u128(5)).await, "body_id");
        bind(TOPIC, body).await.unwrap();
        let bound = town.read("coordinator", move |tx| actions::find(tx, vote)).await.unwrap();
        assert!(bound.definition.binding, "{engine}: the published definition says so");
        // A change of words does not lose it, and the page shows it.
        let mut d = bound.definition.clone();
        d.title.en = "Rides for care".into();
        town.write("coordinator", move |tx| actions::revise(tx, vote, bound.version, &d)).await.unwrap();
        let page = town.page(&format!("/votes/{vote}/edit"), Some("coordinator")).await;
        assert!(page.contains(TOPIC), "{engine}: {page}");
        // The form that makes a vote names topics in the reader's language, and sends the charter's own wording.
        let coordinator = &town.who("coordinator").session;
        for path in ["/votes/new".to_owned(), format!("/votes/{vote}/edit")] {
            let form = town.app.get_spanish(&path, coordinator).await.text;
            let (value, shown) = (format!("value=\"{TOPIC}\""), format!(">{TOPIC_ES}</option>"));
            assert!(form.contains(&value) && form.contains(&shown), "{engine}: {path}: {form}");
            assert!(!form.contains(&format!(">{TOPIC}</option>")), "{engine}: {path}: {form}");
        }
        voted(&town, vote).await;
        let page = town.page(&format!("/say/{vote}/results"), None).await;
        assert!(page.contains(TOPIC) && page.contains("sends it back once"), "{engine}: {page}");
        let spanish = town.app.get_spanish(&format!("/say/{vote}/results"), "").await.text;
        assert!(spanish.contains(TOPIC_ES) && !spanish.contains(TOPIC), "{engine}: {spanish}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_comes_back_once_and_then_it_holds() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let five = ["nurse", "officer", "cook", "ana", "doctor"];
        let body = town.workgroup("Rides", &five).await;
        charter(&town).await;
        let vote = drafted(&town).await;
        let binding = Some(Binding { topic: TOPIC.into(), body });
        town.write("coordinator", move |tx| actions::bind(tx, vote, binding.clone())).await.unwrap();
        let early = answer(&town, "officer", vote, AnswerKind::Adopted, "").await;
        assert!(matches!(early, Err(Error::NotFound)), "{engine}: a draft is nobody's business");
        voted(&town, vote).await;

        let stranger = answer(&town, "coordinator", vote, AnswerKind::Adopted, "").await;
        assert!(
            matches!(stranger, Err(Error::Forbidden)),
            "{engine}: who runs the vote does not answer for the body"
        );
        let mute = answer(&town, "officer", vote, AnswerKind::Returned, " ").await;
        assert!(matches!(mute, Err(Error::Invalid(e)) if e.of("reasons").is_some()), "{engine}: reasons");
        // One pair of hands proposes; a second one, of another sector, is needed. The nurse leads for healthcare too.
        answer(&town, "doctor", vote, AnswerKind::Returned, "Nobody can drive it at night.").await.unwrap();
        let page = town.page(&format!("/say/{vote}/results"), None).await;
        assert!(
            page.contains("proposes to send the result back") && page.contains("drive it at night"),
            "{engine}"
        );
        let agree = async |who: &str| town.write(who, move |tx| actions::agree_to_return(tx, vote)).await;
        for who in ["doctor", "coordinator", "nurse"] {
            assert!(matches!(agree(who).await, Err(Error::Forbidden)), "{engine}: {who}");
        }
        let other = town.write("officer", move |tx| actions::withdraw_return(tx, vote)).await;
        assert!(matches!(other, Err(Error::Forbidden)), "{engine}: not theirs to take back");
        // It lapses with the seat that it came from, and makes room for another.
        let leaves = move |tx: &mut Tx<'_, '_>| {
            let seat = bodies::seat_of(tx, body)?.ok_or(Error::NotFound)?.0.id;
            bodies::end_seat(tx, seat, "moves away")
        };
        town.write("doctor", leaves).await.unwrap();
        assert!(matches!(agree("officer").await, Err(Error::Conflict { .. })), "{engine}: lapsed");
        assert!(
            !town.page(&format!("/say/{vote}/results"), None).await.contains("proposes to send"),
            "{engine}"
        );
        answer(&town, "officer", vote, AnswerKind::Returned, "It costs twice that now.").await.unwrap();
        town.write("officer", move |tx| actions::withdraw_return(tx, vote)).await.unwrap();
        assert!(matches!(agree("nurse").await, Err(Error::Conflict { .. })), "{engine}: nothing is proposed");
        answer(&town, "officer", vote, AnswerKind::Returned, "The van costs twice that now.").await.unwrap();
        let second = answer(&town, "nurse", vote, AnswerKind::Returned, "It costs too much for us.").await;
        assert!(matches!(second, Err(Error::Conflict { .. })), "{engine}: one at a time");
        let (nurse, hospital) = (town.who("nurse").id, town.organizations["hospital"]);
        let start = move |tx: &mut Tx<'_, '_>| sessions::test_start(tx, nurse, hospital, Purpose::Operations);
        let session = town.app.store().write(&Viewer::system("votes.test"), start).await.unwrap();
        let there = format!("/say/{vote}/answer");
        let agreed = town.app.post(&there, &session, &[("kind", "agree")]).await;
        assert_eq!(agreed.status, 303, "{engine}: {}", agreed.text);
        let twice = answer(&town, "nurse", vote, AnswerKind::Adopted, "").await;
        assert!(matches!(twice, Err(Error::Conflict { .. })), "{engine}: one answer");
        let page = town.page(&format!("/say/{vote}/results"), None).await;
        assert!(
            page.contains("sent the result back") && page.contains("The van costs twice that now."),
            "{engine}"
        );

        let again = town.write("coordinator", move |tx| actions::ask_again(tx, vote)).await.unwrap();
        let once = town.write("coordinator", move |tx| actions::ask_again(tx, vote)).await;
        assert!(matches!(once, Err(Error::Conflict { .. })), "{engine}: asked again once");
        voted(&town, again).await;
        let back = answer(&town, "officer", again, AnswerKind::Returned, "It still costs too much.").await;
        assert!(
            matches!(back, Err(Error::Conflict { code: "votes-conflict-returned" })),
            "{engine}: {back:?}"
        );
        answer(&town, "officer", again, AnswerKind::Adopted, "").await.unwrap();
        let page = town.page(&format!("/say/{again}/results"), None).await;
        assert!(page.contains("adopted the result as it is"), "{engine}: {page}");
        // What came back is no decision; what was adopted is one, from the day of the answer on.
        let spent = [Spent { vote: again, cents: 20_000, stands: Stands::Adopted }];
        assert_eq!(spent_in(&town, 0).await, spent, "{engine}");
        assert_eq!(spent_in(&town, -1).await, [], "{engine}: not before");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn to_return_a_result_takes_two_hands_that_nobody_controls_both_of() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        charter(&town).await;
        let vote = drafted(&town).await;
        let binding = Some(Binding { topic: TOPIC.into(), body });
        town.write("coordinator", move |tx| actions::bind(tx, vote, binding.clone())).await.unwrap();
        voted(&town, vote).await;
        let may = async |who: &str| {
            town.read(who, move |tx| {
                let vote = actions::find_public(tx, vote)?;
                let proposed = actions::proposed_return(tx, &vote)?.ok_or(Error::NotFound)?;
                actions::may_agree(tx, &vote, &proposed)
            })
            .await
            .unwrap()
        };
        let agree = async |who: &str| town.write(who, move |tx| actions::agree_to_return(tx, vote)).await;
        answer(&town, "cook", vote, AnswerKind::Returned, "Nobody can drive it at night.").await.unwrap();
        assert!(
            may("officer").await && may("nurse").await && may("ana").await,
            "{engine}: three other hands"
        );

        // Pantry and health department come under one control, neither owning the other; the sectors stay two.
        town.owns("school", "pantry").await;
        town.owns("school", "department").await;
        assert!(!may("officer").await, "{engine}: one hand");
        assert!(matches!(agree("officer").await, Err(Error::Forbidden)), "{engine}");
        let still = town.page(&format!("/say/{vote}/results"), None).await;
        assert!(still.contains("proposes to send the result back"), "{engine}: nothing happened");
        // A group that would be too few without counting both is not valid; here four hands are three, and it may answer.
        assert!(may("nurse").await && may("ana").await, "{engine}: of another hand");
        agree("nurse").await.unwrap();
        let page = town.page(&format!("/say/{vote}/results"), None).await;
        assert!(page.contains("sent the result back"), "{engine}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_thirty_days_it_can_only_be_adopted() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        charter(&town).await;
        let vote = drafted(&town).await;
        let binding = Some(Binding { topic: TOPIC.into(), body });
        town.write("coordinator", move |tx| actions::bind(tx, vote, binding.clone())).await.unwrap();
        voted(&town, vote).await;
        town.app.clock().advance(jiff::SignedDuration::from_hours(24 * 30 + 1));
        let late = answer(&town, "officer", vote, AnswerKind::Returned, "It costs twice that now.").await;
        assert!(
            matches!(late, Err(Error::Conflict { code: "votes-conflict-return-late" })),
            "{engine}: {late:?}"
        );
        let page = town.page(&format!("/say/{vote}/results"), None).await;
        assert!(page.contains("can only adopt"), "{engine}: {page}");
        answer(&town, "officer", vote, AnswerKind::Adopted, "").await.unwrap();
    }
}

static WAITS: std::sync::Mutex<Vec<(Uuid, Uuid)>> = std::sync::Mutex::new(vec![]);

fn hear(_: &mut Tx<'_, '_>, event: &tandem_events::Event) -> Result<(), Error> {
    if let tandem_events::Event::ResultWaits { vote, body } = event {
        WAITS.lock().expect("one test").push((*vote, *body));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_that_binds_is_said_to_wait_and_one_that_advises_is_not() {
    for town in Town::both(crate::common::rooms).await {
        charter(&town).await;
        let body = town.workgroup("Money", &LEADS).await;
        let binds = drafted(&town).await;
        let binding = Some(Binding { topic: TOPIC.into(), body });
        town.write("coordinator", move |tx| actions::bind(tx, binds, binding.clone())).await.unwrap();
        voted(&town, binds).await;
        let before: Vec<_> = WAITS.lock().unwrap().drain(..).collect();
        let listener = [tandem_events::Listener { name: "test", on: hear }];
        while tandem_events::dispatch(town.app.store(), &listener).await.unwrap() > 0 {}
        let waits: Vec<_> = WAITS.lock().unwrap().drain(..).collect();
        assert_eq!((before, waits), (vec![], vec![(binds, body)]), "{}", town.app.base.engine);
        let advises = drafted(&town).await;
        let d = town.read("coordinator", move |tx| Ok(actions::find(tx, advises)?.definition)).await.unwrap();
        assert!(!d.binding, "{}", town.app.base.engine);
        voted(&town, advises).await;
        while tandem_events::dispatch(town.app.store(), &listener).await.unwrap() > 0 {}
        assert!(WAITS.lock().unwrap().is_empty(), "{}", town.app.base.engine);
        let spent = [(binds, Stands::Waits), (advises, Stands::Advises)];
        let spent = spent.map(|(vote, stands)| Spent { vote, cents: 20_000, stands });
        assert_eq!(spent_in(&town, 0).await, spent, "{}", town.app.base.engine);
    }
}
