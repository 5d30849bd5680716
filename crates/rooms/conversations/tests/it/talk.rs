//! A conversation from its opening to its results, on both databases: who may, who speaks, what is kept, what is told.

use jiff::SignedDuration;
use jiff::civil::date;
use std::collections::HashMap;
use tandem_access::{Error, Uuid, Viewer, params};
use tandem_bodies::testing::Town;
use tandem_conversations::actions::{self, Kept, Speaker, Verdict};
use tandem_conversations::model::told::{Figure, Group};
use tandem_conversations::model::{About, Answer, Draft, Lived, MOST_WAITING, Side, StatementState};
use tandem_partners::model::Sector;
use tandem_stats::figure::Shown;
use tandem_web::Room;

fn rooms() -> Vec<Room> {
    let mut rooms = tandem_bodies::testing::rooms();
    rooms.extend([tandem_spine::room(), tandem_conversations::room()]);
    rooms
}

const LEADS: [&str; 4] = ["nurse", "officer", "cook", "ana"];

fn system() -> Viewer {
    Viewer::system("conversations.test")
}

fn draft(body_id: Option<Uuid>) -> Draft {
    Draft {
        body_id,
        question: "What about rides at night?".into(),
        question_es: Some("¿Y los viajes de noche?".into()),
        explanation: "The last bus leaves at eight.".into(),
        explanation_es: None,
        ends_on: Some(date(2026, 3, 20)),
        seeds: Draft::seeds_of(
            "Buses should run until midnight | Autobuses hasta medianoche\nRides cost too much\nWe need vans",
        ),
        gap: Some(("transportation-insecurity".into(), "97504".into())),
        from: None,
    }
}

async fn start(town: &Town, body: Option<Uuid>) -> Uuid {
    town.write("coordinator", move |tx| actions::start(tx, &draft(body))).await.unwrap()
}

fn token(n: usize) -> Speaker {
    Speaker::Token(format!("{n:022}"))
}

async fn statements(town: &Town, id: Uuid) -> Vec<Uuid> {
    let whole = town.read("coordinator", move |tx| actions::whole(tx, id)).await.unwrap();
    whole.statements.iter().map(|s| s.id).collect()
}

async fn say(town: &Town, id: Uuid, who: Speaker, statement: Uuid, answer: Answer) -> Result<(), Error> {
    town.app.store().write(&system(), move |tx| actions::answer(tx, id, &who, statement, answer)).await
}

/// So many voices that declare this and answer the first statement so.
async fn crowd(town: &Town, id: Uuid, from: usize, n: usize, about: About, answer: Answer) {
    let first = statements(town, id).await[0];
    town.app
        .store()
        .write(&system(), move |tx| {
            for voice in from..from + n {
                actions::declare(tx, id, &token(voice), about)?;
                actions::answer(tx, id, &token(voice), first, answer)?;
            }
            Ok(())
        })
        .await
        .unwrap();
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Conflict { code }) => code,
        other => panic!("{other:?}"),
    }
}

fn fault<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Invalid(errors)) => errors.iter().next().map_or("", |(_, m)| m.key),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn coordinators_and_co_leads_open_moderate_and_end_and_nobody_else() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let rides = town.workgroup("Rides", &LEADS).await;
        let food = town.workgroup("Food", &["nurse", "officer", "builder"]).await;
        for who in ["teacher", "signer", "ben"] {
            let done = town.write(who, move |tx| actions::start(tx, &draft(Some(rides)))).await;
            assert!(matches!(done, Err(Error::Forbidden)), "{engine}: {who}: {done:?}");
        }
        assert!(matches!(
            town.write("cook", move |tx| actions::start(tx, &draft(Some(food)))).await,
            Err(Error::Forbidden)
        ));
        let none = town.write("cook", |tx| actions::start(tx, &draft(None))).await;
        assert_eq!(fault(none), "conversations-error-body", "{engine}: a co-lead asks for their body");
        let id = town.write("cook", move |tx| actions::start(tx, &draft(Some(rides)))).await.unwrap();
        let whole = town.read("cook", move |tx| actions::whole(tx, id)).await.unwrap();
        assert!(whole.runs && whole.open && whole.statements.len() == 3, "{engine}");
        assert_eq!(whole.chain.before[0].item.title, "Rides, 97504", "{engine}: it grew out of the gap");

        // A statement of somebody's waits; only those who run it look at it, with a reason where they set it aside.
        town.app
            .store()
            .write(&system(), move |tx| actions::suggest(tx, id, "Mrs. X drives badly"))
            .await
            .unwrap();
        let sent = statements(&town, id).await[3];
        assert!(matches!(say(&town, id, token(1), sent, Answer::Agree).await, Err(Error::NotFound)));
        for who in ["teacher", "builder"] {
            let accept = Verdict::Accept(None);
            let done = town.write(who, move |tx| actions::moderate(tx, id, sent, &accept)).await;
            assert!(matches!(done, Err(Error::Forbidden)), "{engine}: {who}");
            let done = town.write(who, move |tx| actions::add(tx, id, "Mine", None)).await;
            assert!(matches!(done, Err(Error::Forbidden)), "{engine}: {who}");
            assert!(matches!(town.write(who, move |tx| actions::close(tx, id)).await, Err(Error::Forbidden)));
        }
        let bare = Verdict::SetAside(String::new());
        let done = town.write("ana", move |tx| actions::moderate(tx, id, sent, &bare)).await;
        assert_eq!(fault(done), "conversations-error-reason", "{engine}");
        let aside = Verdict::SetAside("It names somebody".into());
        town.write("ana", move |tx| actions::moderate(tx, id, sent, &aside)).await.unwrap();
        for (path, who) in [("", None), ("", Some("teacher")), ("/moderate", Some("ana"))] {
            let page = town.page(&format!("/conversations/{id}{path}"), who).await;
            assert!(page.contains("It names somebody"), "{engine}: {path}: {page}");
            assert_eq!(
                page.contains("Mrs. X"),
                path == "/moderate",
                "{engine}: {path}: the reason is public, the words not"
            );
        }
        let accept = Verdict::Accept(Some("En español".into()));
        town.write("ana", move |tx| actions::moderate(tx, id, sent, &accept)).await.unwrap();
        say(&town, id, token(1), sent, Answer::Agree).await.unwrap();
        town.write("cook", move |tx| actions::add(tx, id, "Benches at stops", None)).await.unwrap();
        let twice = town.write("cook", move |tx| actions::add(tx, id, "benches, at stops!", None)).await;
        assert_eq!(fault(twice), "conversations-error-said", "{engine}");

        // Whoever knocks on the pages of those who run it.
        let moderate = format!("/conversations/{id}/moderate");
        assert_eq!(town.app.get(&moderate, &town.who("teacher").session).await.status, 403, "{engine}");
        assert_eq!(town.app.get(&moderate, "").await.status, 303, "{engine}: to sign in");
        assert_eq!(
            town.app.get("/conversations/new", &town.who("teacher").session).await.status,
            403,
            "{engine}"
        );
        assert_eq!(
            town.app.post(&format!("/conversations/{id}/close"), "", &[]).await.status,
            401,
            "{engine}"
        );
        town.write("nurse", move |tx| actions::close(tx, id)).await.unwrap();
        assert_eq!(
            code(town.write("nurse", move |tx| actions::close(tx, id)).await),
            "conversations-conflict-over"
        );
    }
}

#[tokio::test]
async fn one_voice_each_that_changes_its_mind_and_leads_to_nobody() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let (id, other) = (start(&town, None).await, start(&town, None).await);
        let first = statements(&town, id).await[0];
        let cook = town.who("cook");
        let member = Speaker::Member { member: cook.id, organization: cook.organization, resident: false };
        for who in [token(1), member.clone()] {
            for answer in [Answer::Agree, Answer::Pass, Answer::Disagree] {
                say(&town, id, who.clone(), first, answer).await.unwrap();
            }
            let asked = who.clone();
            let desk =
                town.app.store().read(&system(), move |tx| actions::desk(tx, id, &asked)).await.unwrap();
            assert_eq!(desk.answers, HashMap::from([(first, Answer::Disagree)]), "{engine}");
            assert!(desk.next.is_some_and(|s| s.id != first), "{engine}");
        }
        // The same word in another conversation is another voice, and what a member declares is where they work.
        let about = About { side: Side::Resident, sector: Some(Sector::Faith), lived: Lived::Yes };
        let (m, t) = (member.clone(), token(1));
        let (of_member, elsewhere) = town
            .app
            .store()
            .write(&system(), move |tx| {
                actions::declare(tx, id, &m, about)?;
                Ok((actions::desk(tx, id, &m)?.about, actions::desk(tx, other, &t)?.answers))
            })
            .await
            .unwrap();
        assert_eq!(
            of_member,
            About { side: Side::Partner, sector: Some(Sector::SocialServices), lived: Lived::Yes },
            "{engine}"
        );
        assert!(elsewhere.is_empty(), "{engine}");
        let bare = About { side: Side::Partner, ..About::default() };
        let done =
            town.app.store().write(&system(), move |tx| actions::declare(tx, id, &token(1), bare)).await;
        assert_eq!(fault(done), "conversations-error-sector", "{engine}");

        // What the database holds: two voices, two answers, and nothing of the member, the word, or the time.
        let cook_id = cook.id;
        let rows = town
            .app
            .store()
            .read(&system(), |tx| {
                tx.query(
                    "SELECT v.id, v.voice_key, a.answer FROM conversation_voice v JOIN conversation_answer a ON a.voice_id = v.id",
                    params![],
                    |r| Ok((r.get::<Uuid>(0)?, r.get::<String>(1)?, r.get::<String>(2)?)),
                )
            })
            .await
            .unwrap();
        assert_eq!(rows.len(), 2, "{engine}: {rows:?}");
        for (voice, key, answer) in &rows {
            assert_eq!(answer, "disagree");
            assert!(
                *voice != cook_id && !key.contains(&cook_id.to_string()) && !key.contains("0000000001"),
                "{engine}"
            );
        }
        // The log does not know either.
        let logged = town
            .app
            .store()
            .read(&system(), |tx| {
                tx.query("SELECT detail FROM audit", params![], |r| Ok(r.get::<String>(0)?))
            })
            .await
            .unwrap();
        assert!(logged.iter().all(|d| !d.contains("answer") && !d.contains("voice")), "{engine}: {logged:?}");
        // Nobody but the system reads voices, whatever a page forgets.
        for viewer in [town.who("coordinator").viewer(), town.who("cook").viewer(), Viewer::public()] {
            for sql in [
                "SELECT count(v.id) FROM conversation_voice v",
                "SELECT count(a.voice_id) FROM conversation_answer a",
            ] {
                let n = town
                    .app
                    .store()
                    .read(&viewer, move |tx| tx.query_one(sql, params![], |r| Ok(r.get::<i64>(0)?)))
                    .await;
                assert_eq!(n.unwrap(), 0, "{engine}: {viewer:?} {sql}");
            }
        }
        // Taken back is gone.
        let m = member.clone();
        town.app.store().write(&system(), move |tx| actions::erase(tx, id, &m)).await.unwrap();
        let known =
            town.app.store().read(&system(), move |tx| actions::is_known(tx, id, &member)).await.unwrap();
        assert!(!known, "{engine}");
    }
}

#[tokio::test]
async fn two_first_answers_at_the_same_moment_are_one_voice() {
    for town in Town::both(rooms).await {
        let id = start(&town, None).await;
        let all = statements(&town, id).await;
        for n in 0..10 {
            let (a, b) = tokio::join!(
                say(&town, id, token(n), all[0], Answer::Agree),
                say(&town, id, token(n), all[1], Answer::Pass)
            );
            a.unwrap();
            b.unwrap();
            let (c, d) = tokio::join!(
                say(&town, id, token(n), all[2], Answer::Agree),
                say(&town, id, token(n), all[2], Answer::Disagree)
            );
            c.unwrap();
            d.unwrap();
        }
        let counts = town
            .app
            .store()
            .read(&system(), |tx| {
                let count =
                    |tx: &mut tandem_access::Tx, sql| tx.query_one(sql, params![], |r| Ok(r.get::<i64>(0)?));
                Ok((
                    count(tx, "SELECT count(v.id) FROM conversation_voice v")?,
                    count(tx, "SELECT count(a.voice_id) FROM conversation_answer a")?,
                ))
            })
            .await
            .unwrap();
        assert_eq!(counts, (10, 30), "{}", town.app.base.engine);
    }
}

#[tokio::test]
async fn the_last_day_ends_it_and_nothing_is_told_before() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let id = start(&town, None).await;
        let first = statements(&town, id).await[0];
        say(&town, id, token(1), first, Answer::Agree).await.unwrap();
        let told =
            town.app.store().read(&system(), move |tx| actions::results(tx, id, &Kept::default())).await;
        assert_eq!(code(told.map(|_| ())), "conversations-conflict-open", "{engine}");
        assert_eq!(town.app.get(&format!("/conversations/{id}/results"), "").await.status, 409, "{engine}");
        assert_eq!(
            town.app.get(&format!("/conversations/{id}/results.csv"), "").await.status,
            409,
            "{engine}"
        );
        // Eleven at night in New York on the last day; then after midnight.
        town.app.clock().set("2026-03-21T03:00:00Z".parse().unwrap());
        say(&town, id, token(1), first, Answer::Pass).await.unwrap();
        town.app.clock().advance(SignedDuration::from_hours(1));
        assert_eq!(code(say(&town, id, token(1), first, Answer::Agree).await), "conversations-conflict-over");
        let late = town.app.store().write(&system(), move |tx| actions::suggest(tx, id, "Too late")).await;
        assert_eq!(code(late), "conversations-conflict-over", "{engine}");
        let take_back = town.app.store().write(&system(), move |tx| actions::erase(tx, id, &token(1))).await;
        assert_eq!(code(take_back), "conversations-conflict-over", "{engine}: what is told stands");
        let page = town.page(&format!("/conversations/{id}/results"), None).await;
        assert!(
            page.contains("Too few people took part") && page.contains("never binding"),
            "{engine}: {page}"
        );
        assert!(page.contains("It takes 50 people"), "{engine}");
    }
}

#[tokio::test]
async fn what_groups_share_is_told_and_the_few_are_not() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let id = start(&town, None).await;
        let lived = About { side: Side::Resident, sector: None, lived: Lived::Yes };
        let resident = About { lived: Lived::No, ..lived };
        let housing = About { side: Side::Partner, sector: Some(Sector::Housing), lived: Lived::Unsaid };
        crowd(&town, id, 100, 30, lived, Answer::Agree).await;
        crowd(&town, id, 200, 3, lived, Answer::Disagree).await;
        crowd(&town, id, 300, 25, resident, Answer::Agree).await;
        crowd(&town, id, 400, 7, housing, Answer::Disagree).await;
        // While it is open only a round number shows, without the seven.
        let open = town.page(&format!("/conversations/{id}"), None).await;
        assert!(open.contains("At least 50 people take part"), "{engine}: {open}");
        town.write("coordinator", move |tx| actions::close(tx, id)).await.unwrap();
        let kept = Kept::default();
        let r = town.app.store().read(&system(), move |tx| actions::results(tx, id, &kept)).await.unwrap();
        assert_eq!(
            r.told.people,
            [
                (Group::Lived, Shown::Count(33)),
                (Group::Residents, Shown::Count(25)),
                (Group::Partners, Shown::Suppressed)
            ],
            "{engine}"
        );
        assert_eq!(r.told.agreed, [0], "{engine}");
        assert_eq!(r.told.said[0][0].said[0], Figure::AtLeast(23), "{engine}");
        let page = town.page(&format!("/conversations/{id}/results"), Some("cook")).await;
        for words in [
            "Most people in each of the 2 groups agree with 1 sentence",
            "23 or more of 33",
            "25 of 25",
            "Too few to show",
        ] {
            assert!(page.contains(words), "{engine}: {words}: {page}");
        }
        for small in ["30 of 33", "3 of 33", ">7<", "65"] {
            assert!(!page.contains(small), "{engine}: {small} is told");
        }
        let link = format!("/proposals/new?from={id}&amp;title=Buses%20should%20run%20until%20midnight");
        assert!(page.contains(&link), "{engine}: {page}");
        let public = town.page(&format!("/conversations/{id}/results"), None).await;
        assert!(!public.contains("/proposals/new"), "{engine}");
        let sheet = town.app.get(&format!("/conversations/{id}/results.csv"), "").await.text;
        assert!(
            sheet.contains(
                "Buses should run until midnight,Autobuses hasta medianoche,lived,33,23 or more,suppressed"
            ),
            "{sheet}"
        );
        assert!(!sheet.contains(",30,") && !sheet.contains("housing"), "{engine}: {sheet}");

        // What is set aside afterwards counts no more, and is told no more; nothing new comes in.
        let first = statements(&town, id).await[0];
        let aside = Verdict::SetAside("It was misleading".into());
        town.write("coordinator", move |tx| actions::moderate(tx, id, first, &aside)).await.unwrap();
        let accept = Verdict::Accept(None);
        let again = town.write("coordinator", move |tx| actions::moderate(tx, id, first, &accept)).await;
        assert_eq!(code(again), "conversations-conflict-over", "{engine}");
        let page = town.page(&format!("/conversations/{id}/results"), None).await;
        assert!(page.contains("It was misleading") && !page.contains("Buses should run"), "{engine}: {page}");
    }
}

#[tokio::test]
async fn a_flood_of_statements_stops() {
    for town in Town::both(rooms).await {
        let id = start(&town, None).await;
        let done = town
            .app
            .store()
            .write(&system(), move |tx| {
                for n in 0..MOST_WAITING {
                    actions::suggest(tx, id, &format!("Statement {n}"))?;
                }
                Ok(())
            })
            .await;
        done.unwrap();
        let more = town.app.store().write(&system(), move |tx| actions::suggest(tx, id, "One more")).await;
        assert_eq!(fault(more), "conversations-error-full", "{}", town.app.base.engine);
        for (words, key) in [
            ("", "conversations-error-empty"),
            (" ... ", "conversations-error-empty"),
            ("RIDES cost too much.", "conversations-error-said"),
        ] {
            let done = town.app.store().write(&system(), move |tx| actions::suggest(tx, id, words)).await;
            assert_eq!(fault(done), key);
        }
        let long = "é".repeat(141);
        let done = town.app.store().write(&system(), move |tx| actions::suggest(tx, id, &long)).await;
        assert_eq!(fault(done), "conversations-error-statement-long");
        let whole = town.read("coordinator", move |tx| actions::whole(tx, id)).await.unwrap();
        assert_eq!(whole.in_state(StatementState::Waiting).count(), MOST_WAITING);
    }
}
