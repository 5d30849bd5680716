//! A meeting from its agenda to its minutes: who may do what, a quorum lost in the middle, the floor by sector, two who write at once.

use crate::common::{World, rooms, system};
use jiff::SignedDuration;
use jiff::civil::date;
use tandem_access::{Error, Uuid, Viewer};
use tandem_meetings::actions::{self, Arrival};
use tandem_meetings::model::{Answer, Answered, Arranged, ItemKind, Need, NeedState, NewItem, Way};
use tandem_partners::model::Sector;
use tandem_testkit::smtp::SmtpServer;

fn item(title: &str, about: Option<Uuid>) -> NewItem {
    NewItem { kind: ItemKind::Decision, title: title.into(), minutes: 15, about }
}

fn conflict(result: Result<impl std::fmt::Debug, Error>) -> &'static str {
    match result {
        Err(Error::Conflict { code }) => code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn seats_propose_and_a_lead_orders() {
    for w in World::both().await {
        let id = w.plan(|_| {}).await;
        let stranger =
            w.write(&w.stranger.viewer, move |tx| actions::propose(tx, id, &item("x", None))).await;
        assert!(matches!(stranger, Err(Error::Forbidden)), "{}", w.app.base.engine);
        let first = w
            .write(&w.seats[4].viewer, move |tx| actions::propose(tx, id, &item("A night bus", None)))
            .await
            .unwrap();
        let second = w
            .write(&w.deputy.viewer, move |tx| actions::propose(tx, id, &item("Budget", None)))
            .await
            .unwrap();
        let agenda = w.read(&system(), move |tx| actions::agenda(tx, id)).await.unwrap();
        let sectors: Vec<_> = agenda.iter().map(|i| i.sector).collect();
        assert_eq!(
            sectors,
            [Some(Sector::Community), Some(Sector::Healthcare)],
            "the seat's sector, not the deputy's employer"
        );
        let not_mine = w.write(&w.seats[4].viewer, move |tx| actions::order(tx, id, second, true)).await;
        assert!(matches!(not_mine, Err(Error::Forbidden)));
        w.write(&w.seats[0].viewer, move |tx| actions::order(tx, id, second, true)).await.unwrap();
        let order: Vec<Uuid> = w
            .read(&system(), move |tx| actions::agenda(tx, id))
            .await
            .unwrap()
            .iter()
            .map(|i| i.id)
            .collect();
        assert_eq!(order, [second, first]);
        let other = w.write(&w.seats[1].viewer, move |tx| actions::drop_item(tx, id, first)).await;
        assert!(matches!(other, Err(Error::Forbidden)));
        w.write(&w.seats[4].viewer, move |tx| actions::drop_item(tx, id, first)).await.unwrap();
    }
}

#[tokio::test]
async fn a_point_ties_the_meeting_to_what_it_is_about() {
    for w in World::both().await {
        let id = w.plan(|_| {}).await;
        let chain = w
            .write(&w.seats[0].viewer, move |tx| {
                let proposal = tx.new_public_id();
                let thing = tandem_spine::model::Item {
                    id: proposal,
                    kind: tandem_spine::model::Kind::Proposal,
                    title: "A night bus".into(),
                    title_es: None,
                    path: format!("/proposals/{proposal}"),
                    public: true,
                };
                tandem_spine::actions::put(tx, &thing)?;
                actions::propose(tx, id, &item("The night bus", Some(proposal)))?;
                tandem_spine::actions::chain(tx, id)
            })
            .await
            .unwrap();
        assert_eq!(chain.before[0].item.title, "A night bus", "{}", w.app.base.engine);
        let none = w
            .write(&w.seats[0].viewer, move |tx| {
                actions::propose(tx, id, &item("x", Some(Uuid::from_u128(9))))
            })
            .await;
        assert!(matches!(none, Err(Error::NotFound)));
        let page = w.app.get(&format!("/meetings/{id}"), "").await.text;
        assert!(page.contains("A night bus"), "{page}");
    }
}

#[tokio::test]
async fn what_somebody_needs_is_for_those_who_organize() {
    for w in World::both().await {
        let id = w.plan(|_| {}).await;
        let given = Answered {
            member: Uuid::nil(),
            answer: Answer::Yes,
            way: Some(Way::Room),
            needs: vec![Need::Ride, Need::ChildCare],
            needs_text: "I use a wheelchair".into(),
        };
        let online = Answered { way: Some(Way::Online), ..given.clone() };
        let refused = w.write(&w.seats[4].viewer, move |tx| actions::answer(tx, id, &online)).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "nobody can come in a way that there is not");
        w.write(&w.seats[4].viewer, move |tx| actions::answer(tx, id, &given)).await.unwrap();
        let path = format!("/meetings/{id}");
        for who in [&w.seats[4], &w.seats[0], &w.coordinator] {
            assert!(w.app.get(&path, &who.session).await.text.contains("wheelchair"), "{}", who.email);
        }
        for session in ["", &w.seats[1].session, &w.stranger.session] {
            assert!(!w.app.get(&path, session).await.text.contains("wheelchair"), "{}", w.app.base.engine);
        }
        let peek = w.read(&w.seats[1].viewer, move |tx| actions::answers(tx, id)).await;
        assert!(matches!(peek, Err(Error::Forbidden)));
    }
}

/// Whoever asked is told what came of it, by letter and on their page; nobody else is.
#[tokio::test]
async fn whoever_needs_something_is_answered() {
    for w in World::both().await {
        let (server, engine) = (SmtpServer::start().await, w.app.base.engine);
        let id = w.plan(|_| {}).await;
        w.letters(&server).await;
        let resident = &w.seats[4];
        let ask = async |text: &'static str| {
            let given = Answered {
                member: Uuid::nil(),
                answer: Answer::Yes,
                way: None,
                needs: vec![Need::Ride],
                needs_text: text.into(),
            };
            w.write(&resident.viewer, move |tx| actions::answer(tx, id, &given)).await.expect("asked");
        };
        ask("From Elm Street").await;
        let told = async |who: &Viewer, member: Uuid, state: NeedState, reply: &'static str| {
            let given = Arranged { member, state, reply: reply.into() };
            w.write(who, move |tx| actions::arrange(tx, id, &given)).await
        };
        let stands = async || {
            let all = w.read(&resident.viewer, move |tx| actions::arranged(tx, id)).await.expect("their own");
            all.into_iter().map(|a| (a.member, a.state)).collect::<Vec<_>>()
        };
        assert_eq!(stands().await, [(resident.member, NeedState::Asked)], "{engine}");
        let (lead, other) = (&w.seats[0].viewer, &w.seats[1]);
        let no = told(lead, resident.member, NeedState::Cannot, " ").await;
        assert!(
            matches!(&no, Err(Error::Invalid(e)) if e.of("reply").is_some()),
            "{engine}: no without why: {no:?}"
        );
        let no = told(&other.viewer, resident.member, NeedState::Arranged, "").await;
        assert!(matches!(no, Err(Error::Forbidden)), "{engine}: {no:?}");
        let no = told(lead, other.member, NeedState::Arranged, "").await;
        assert!(matches!(no, Err(Error::NotFound)), "{engine}: who asked for nothing: {no:?}");
        let path = format!("/meetings/{id}");
        let form = [("member", &*resident.member.to_string()), ("state", "cannot"), ("reply", "")];
        let refused = w.app.post(&format!("{path}/needs"), &w.seats[0].session, &form).await;
        assert!(
            refused.status == 422 && refused.text.contains("Say why it cannot be had"),
            "{}",
            refused.text
        );
        let form = [
            ("member", &*resident.member.to_string()),
            ("state", "arranged"),
            ("reply", "Ben drives you at five"),
        ];
        assert_eq!(
            w.app.post(&format!("{path}/needs"), &w.seats[0].session, &form).await.status,
            303,
            "{engine}"
        );
        let letters = w.letters(&server).await;
        let [letter] = &letters[..] else { panic!("{engine}: {} letters", letters.len()) };
        let (subject, text) = crate::news::read(letter);
        assert_eq!(
            (letter.to.as_str(), subject.as_str()),
            (resident.email.as_str(), "Una respuesta para usted")
        );
        assert!(text.contains("arreglado") && text.contains("Ben drives you at five"), "{engine}: {text}");
        assert!(!text.contains("Elm Street"), "{engine}: what they need stays on their page: {text}");
        let page = w.app.get(&path, &resident.session).await.text;
        assert!(page.contains("Arranged") && page.contains("Ben drives you at five"), "{engine}: {page}");
        assert!(!w.app.get(&path, &other.session).await.text.contains("Ben drives you"), "{engine}");
        let seen =
            w.read(&other.viewer, move |tx| actions::arranged(tx, id)).await.expect("nothing of theirs");
        assert!(seen.is_empty(), "{engine}: {seen:?}");
        told(lead, resident.member, NeedState::Arranged, "Ben drives you at five")
            .await
            .expect("the same again");
        assert!(w.letters(&server).await.is_empty(), "{engine}: is told once");
        // The same need keeps its answer; another one is asked anew.
        ask("From Elm Street").await;
        assert_eq!(stands().await, [(resident.member, NeedState::Arranged)], "{engine}");
        ask("From Oak Street").await;
        assert_eq!(stands().await, [(resident.member, NeedState::Asked)], "{engine}");
        assert!(!w.app.get(&path, &resident.session).await.text.contains("Ben drives you"), "{engine}");
    }
}

#[tokio::test]
async fn a_meeting_opens_two_hours_before_its_start_and_no_earlier() {
    for w in World::both().await {
        let engine = w.app.base.engine;
        let start = date(2026, 10, 5).at(18, 0, 0, 0);
        let id = w.plan(|new| new.start = start).await;
        let open = async || w.write(&w.coordinator.viewer, move |tx| actions::open(tx, id)).await;
        assert_eq!(conflict(open().await), "meetings-conflict-early", "{engine}");
        let page = w.app.get(&format!("/meetings/{id}/live"), &w.coordinator.session).await.text;
        assert!(page.contains("You can open the meeting from") && !page.contains("/live/open"), "{page}");
        // Nine in the morning there; seven hours later it is four in the afternoon.
        w.app.clock().advance(SignedDuration::from_mins(7 * 60 - 1));
        assert_eq!(conflict(open().await), "meetings-conflict-early", "{engine}: a minute too soon");
        w.app.clock().advance(SignedDuration::from_mins(1));
        open().await.unwrap();
    }
}

#[tokio::test]
async fn a_quorum_lost_in_the_middle_is_said_and_stops_decisions() {
    for w in World::both().await {
        let id = w.sitting(&[0, 1]).await;
        let (lead, engine) = (&w.seats[0].viewer, w.app.base.engine);
        let agree =
            async |text: &'static str| w.write(lead, move |tx| actions::agree(tx, id, None, text)).await;
        assert_eq!(conflict(agree("Too early").await), "meetings-conflict-quorum", "{engine}");
        // Three of five, but nobody of the community.
        w.come(id, 2).await.unwrap();
        assert_eq!(conflict(agree("Still").await), "meetings-conflict-quorum");
        let page = w.app.get(&format!("/meetings/{id}/live"), &w.coordinator.session).await.text;
        assert!(page.contains("nobody from the community"), "{page}");
        w.come(id, 4).await.unwrap();
        agree("A night bus from May").await.unwrap();
        assert_eq!(conflict(w.come(id, 4).await), "meetings-conflict-here", "nobody sits twice");
        let council = w.council;
        let now =
            w.read(&system(), move |tx| tandem_bodies::actions::present(tx, council)).await.unwrap().unwrap();
        assert_eq!((now.0, now.1.len()), (id, 4), "who decides elsewhere sees the same");

        w.app.clock().advance(SignedDuration::from_mins(5));
        let resident = w.seats[4].seat;
        let stay = w
            .read(&system(), move |tx| actions::presence(tx, id))
            .await
            .unwrap()
            .into_iter()
            .find(|p| p.seat == Some(resident))
            .unwrap()
            .id;
        w.write(&w.seats[1].viewer, move |tx| actions::leave(tx, id, stay)).await.unwrap();
        assert_eq!(conflict(agree("Too late").await), "meetings-conflict-quorum");
        let page = w.app.get(&format!("/meetings/{id}/live"), &w.coordinator.session).await.text;
        assert!(page.contains("no longer enough people"), "{page}");
        let said: Vec<(bool, Option<String>)> = w
            .read(&system(), move |tx| actions::quorums(tx, id))
            .await
            .unwrap()
            .into_iter()
            .map(|q| (q.met, q.code))
            .collect();
        let codes: Vec<Option<&str>> = said.iter().map(|(_, code)| code.as_deref()).collect();
        assert_eq!(
            codes,
            [Some("SEATS_NOT_OVER_HALF"), Some("NO_COMMUNITY"), None, Some("NO_COMMUNITY")],
            "{engine}"
        );
        // It was a mistake: they had only gone for water.
        w.write(lead, move |tx| actions::undo_leave(tx, id, stay)).await.unwrap();
        agree("And on Sundays").await.unwrap();

        w.write(lead, move |tx| actions::close(tx, id)).await.unwrap();
        assert_eq!(
            w.read(&system(), move |tx| tandem_bodies::actions::present(tx, council)).await.unwrap(),
            None
        );
        assert_eq!(conflict(agree("After the end").await), "meetings-conflict-not-open");
        w.write(lead, move |tx| actions::reopen(tx, id)).await.unwrap();
        let back =
            w.read(&system(), move |tx| tandem_bodies::actions::present(tx, council)).await.unwrap().unwrap();
        assert_eq!(back.1.len(), 4, "who was there at the end is there again");
    }
}

#[tokio::test]
async fn a_deputy_sits_in_the_seat_and_a_guest_counts_for_nothing() {
    for w in World::both().await {
        let id = w.sitting(&[1]).await;
        let council = w.council;
        let (seat, other) = (w.seats[0].seat, w.seats[2].seat);
        for (who, fine) in [
            (Arrival::Seat { seat, deputy: true }, true),
            (Arrival::Seat { seat, deputy: false }, false),
            (Arrival::Seat { seat: other, deputy: true }, false),
            (Arrival::Guest { name: "A neighbor".into(), sector: Sector::Community }, true),
        ] {
            let done =
                w.write(&w.coordinator.viewer, move |tx| actions::arrive(tx, id, &who, Way::Phone)).await;
            assert_eq!(done.is_ok(), fine, "{}: {done:?}", w.app.base.engine);
        }
        let now = w
            .read(&system(), move |tx| {
                let standing = tandem_bodies::actions::standing(tx, council)?;
                actions::quorum_now(tx, id, &standing)
            })
            .await;
        assert_eq!(now.unwrap().present, 2);
        // The holder of the second seat is made the stand-in of the third: they are there, and cannot be there twice.
        let twice = w.seats[1].member;
        w.write(&w.coordinator.viewer, move |tx| tandem_bodies::actions::set_deputy(tx, other, twice))
            .await
            .unwrap();
        let again = Arrival::Seat { seat: other, deputy: true };
        let again =
            w.write(&w.coordinator.viewer, move |tx| actions::arrive(tx, id, &again, Way::Phone)).await;
        assert_eq!(conflict(again), "meetings-conflict-two-seats");
        let stays = w.read(&system(), move |tx| actions::presence(tx, id)).await.unwrap();
        assert!(stays.iter().all(|p| p.seat != Some(other)), "what was refused left nothing behind");
        let outside = w
            .write(&w.stranger.viewer, move |tx| {
                actions::arrive(
                    tx,
                    id,
                    &Arrival::Guest { name: String::new(), sector: Sector::Faith },
                    Way::Room,
                )
            })
            .await;
        assert!(matches!(outside, Err(Error::Forbidden)));
    }
}

#[tokio::test]
async fn the_floor_is_counted_by_sector_and_shown_without_persons() {
    for w in World::both().await {
        let id = w.sitting(&[0, 1, 2, 3, 4]).await;
        let lead = &w.seats[0].viewer;
        for (sector, minutes) in [(Sector::Healthcare, 10), (Sector::Community, 5), (Sector::Healthcare, 3)] {
            w.write(lead, move |tx| actions::start_floor(tx, id, None, sector)).await.unwrap();
            w.app.clock().advance(SignedDuration::from_mins(minutes));
        }
        w.write(lead, move |tx| actions::stop_floor(tx, id)).await.unwrap();
        let turns = w.read(lead, move |tx| actions::turns(tx, id)).await.unwrap();
        let total = actions::floor_by_sector(&turns, w.app.clock().now());
        assert_eq!(
            (total[&Sector::Healthcare], total[&Sector::Community]),
            (780, 300),
            "{}",
            w.app.base.engine
        );
        let last = turns.last().unwrap().id;
        w.write(lead, move |tx| actions::undo(tx, id, "floor", last)).await.unwrap();
        w.write(lead, move |tx| actions::save_notes(tx, id, None, 1, "We met.", "")).await.unwrap();
        for step in [actions::close, actions::publish] {
            w.write(lead, move |tx| step(tx, id)).await.unwrap();
        }
        let spanish = w.app.get_spanish(&format!("/meetings/{id}"), "").await.text;
        assert!(
            spanish.contains("<div lang=\"en\"><p>We met.</p></div>"),
            "what has no Spanish says so: {spanish}"
        );
        let page = w.app.get(&format!("/meetings/{id}"), "").await.text;
        assert!(
            page.contains("15 min") && !page.contains("10 min"),
            "one person of each sector: one sum. {page}"
        );
        // Who sits in the body was there: they see each sector by itself. Another member sees what the public sees.
        let signed_in = async |who: &crate::common::Seated| {
            let (member, org) = (who.member, who.org);
            let start = move |tx: &mut tandem_access::Tx<'_, '_>| {
                tandem_access::accounts::sessions::test_start(
                    tx,
                    member,
                    org,
                    tandem_access::Purpose::CareCoordination,
                )
            };
            w.write(&system(), start).await.unwrap()
        };
        let own = w.app.get(&format!("/meetings/{id}"), &signed_in(&w.seats[1]).await).await.text;
        assert!(own.contains("10 min") && own.contains("5 min") && own.contains("67%"), "{own}");
        let other = w.app.get(&format!("/meetings/{id}"), &signed_in(&w.stranger).await).await.text;
        assert!(other.contains("15 min") && !other.contains("10 min"), "{other}");
        for seat in &w.seats {
            assert!(
                !page.contains(seat.email.split('@').next().unwrap()) || seat.email.starts_with("resident"),
                "{page}"
            );
        }
        let (from, until) = (
            w.app.clock().now() - SignedDuration::from_hours(24 * 40),
            w.app.clock().now() + SignedDuration::from_hours(24 * 40),
        );
        let voices = w.read(&system(), move |tx| actions::voices(tx, from, until)).await.unwrap();
        assert_eq!((voices[&Sector::Healthcare].seconds, voices[&Sector::Healthcare].people), (600, 1));
    }
}

#[tokio::test]
async fn two_who_write_at_once_lose_nothing() {
    for w in World::both().await {
        let id = w.sitting(&[0, 1]).await;
        let point = w
            .write(&w.seats[0].viewer, move |tx| actions::propose(tx, id, &item("A night bus", None)))
            .await
            .unwrap();
        let path = format!("/meetings/{id}/live/notes");
        let item = point.to_string();
        let typed = |text: &'static str| {
            [("item", item.as_str()), ("kind", "decision"), ("revision", "1"), ("notes", text)]
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
        };
        let post = async |session: &str, form: [(String, String); 4]| {
            let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            w.app.post(&path, session, &form).await
        };
        // Both at the same moment, on the revision that both had read.
        let (a, b) = tokio::join!(
            post(&w.seats[0].session, typed("Words of the first")),
            post(&w.seats[1].session, typed("Words of the second"))
        );
        let (won, lost, mine, theirs) = if a.status == 303 {
            (a, b, "Words of the second", "Words of the first")
        } else {
            (b, a, "Words of the first", "Words of the second")
        };
        assert_eq!(
            (won.status.as_u16(), lost.status.as_u16()),
            (303, 409),
            "{}: {}",
            w.app.base.engine,
            lost.text
        );
        assert!(
            lost.text.contains(mine) && lost.text.contains(theirs),
            "both texts are on the page: {}",
            lost.text
        );
        assert!(lost.text.contains("name=\"revision\" value=\"2\""), "the next save is on top of theirs");
        let template = "What was proposed:\nConcerns:";
        let same = [("item", item.as_str()), ("kind", "decision"), ("revision", "2"), ("notes", template)];
        assert_eq!(w.app.post(&path, &w.seats[0].session, &same).await.status, 303);
        let kept = w.read(&system(), move |tx| actions::agenda(tx, id)).await.unwrap();
        assert_eq!(
            (kept[0].notes.as_str(), kept[0].revision),
            ("", 3),
            "a template that nobody filled is no minutes"
        );
    }
}

#[tokio::test]
async fn minutes_are_published_read_by_all_and_taken_back() {
    for w in World::both().await {
        let id = w.sitting(&[0, 1, 2, 4]).await;
        let live = |verb: &str| format!("/meetings/{id}/live/{verb}");
        let lead = &w.seats[0].session;
        let empty = w.app.post(&live("publish"), lead, &[]).await;
        assert!(empty.status.is_client_error(), "{}: it still runs: {}", w.app.base.engine, empty.status);
        let owner = w.seats[1].member.to_string();
        let bad =
            w.app.post(&live("task"), lead, &[("what", "Ask two drivers"), ("owner", ""), ("due", "")]).await;
        assert_eq!(bad.status, 422);
        assert!(bad.text.contains("value=\"Ask two drivers\""), "what was typed is kept: {}", bad.text);
        for (verb, form) in [
            ("agree", vec![("agreed", "A night bus from May")]),
            ("task", vec![("what", "Ask two drivers"), ("owner", &owner), ("due", "2026-11-02")]),
            (
                "notes",
                vec![
                    ("revision", "1"),
                    ("notes", "We spoke about the bus."),
                    ("notes_es", "Hablamos del autobús."),
                ],
            ),
            ("close", vec![]),
        ] {
            let done = w.app.post(&live(verb), lead, &form).await;
            assert_eq!(done.status, 303, "{verb}: {}", done.text);
        }
        let public = format!("/meetings/{id}");
        assert!(
            !w.app.get(&public, "").await.text.contains("A night bus from May"),
            "not before it is published"
        );
        let outside = w.app.post(&live("publish"), &w.seats[1].session, &[]).await;
        assert_eq!(outside.status, 403, "a lead or the coordinator publishes");
        assert_eq!(w.app.post(&live("publish"), lead, &[]).await.location(), public);
        let page = w.app.get(&public, "").await.text;
        for words in ["A night bus from May", "Ask two drivers", "Elm Homes", "We spoke about the bus."] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("homes"), "no person is named in public: {page}");
        assert!(!page.contains("Hablamos"), "{page}");
        let spanish = w.app.get_spanish(&public, "").await.text;
        assert!(spanish.contains("Hablamos del autobús.") && !spanish.contains("We spoke"), "{spanish}");
        let ics = w.app.get(&format!("{public}/calendar.ics"), "").await.text;
        assert!(ics.contains("BEGIN:VTODO") && ics.contains("DUE;VALUE=DATE:20261102"), "{ics}");
        w.app.settle(rooms).await;
        let news: Vec<String> = w
            .read(&system(), |tx| {
                Ok(tandem_mail::outbox(tx, None, 100)?
                    .into_iter()
                    .filter(|l| l.kind == "meetings.news")
                    .map(|l| l.to)
                    .collect())
            })
            .await
            .unwrap();
        assert_eq!(news.len(), 6, "the body and its deputy: {news:?}");
        let task = w.read(&w.coordinator.viewer, actions::open_tasks).await.unwrap()[0].id;
        let not_mine = w.write(&w.seats[2].viewer, move |tx| actions::finish(tx, task, true)).await;
        assert!(matches!(not_mine, Err(Error::Forbidden)));
        assert_eq!(
            w.app
                .post(&format!("/meetings/actions/{task}"), &w.seats[1].session, &[("done", "yes")])
                .await
                .status,
            303
        );
        assert!(w.read(&w.coordinator.viewer, actions::open_tasks).await.unwrap().is_empty());
        assert_eq!(w.app.post(&live("take-back"), lead, &[]).await.status, 303);
        assert!(
            !w.app.get(&public, "").await.text.contains("A night bus from May"),
            "taken back to be mended"
        );
    }
}

#[tokio::test]
async fn a_meeting_decides_nothing_and_names_what_proposals_decided() {
    use tandem_spine::model::{Item, Kind};
    for w in World::both().await {
        let id = w.sitting(&[0, 1, 2, 4]).await;
        let lead = &w.seats[0];
        w.write(&lead.viewer, move |tx| {
            let mut put = |kind: Kind, title: &str| {
                let one = tx.new_public_id();
                let (title, title_es) = (title.to_owned(), Some(format!("{title} (es)")));
                let path = format!("/{}s/{one}", kind.code());
                tandem_spine::actions::put(tx, &Item { id: one, kind, title, title_es, path, public: true })?;
                Ok::<_, Error>(one)
            };
            let (proposal, adopted, before) = (
                put(Kind::Proposal, "A night bus")?,
                put(Kind::Decision, "A night bus, adopted")?,
                put(Kind::Decision, "A bench, adopted long ago")?,
            );
            actions::propose(tx, id, &item("The bus", Some(proposal)))?;
            actions::propose(tx, id, &item("The bench", Some(before)))?;
            // As the room of decisions ties what is adopted while the body sits.
            tandem_spine::actions::link(tx, proposal, adopted)?;
            tandem_spine::actions::link(tx, id, adopted)?;
            actions::agree(tx, id, None, "We speak in turn")?;
            actions::close(tx, id)?;
            actions::publish(tx, id)
        })
        .await
        .unwrap();
        let page = w.app.get(&format!("/meetings/{id}"), "").await.text;
        let engine = w.app.base.engine;
        assert!(
            page.contains("<strong>Agreed in the meeting: </strong>We speak in turn"),
            "{engine}: {page}"
        );
        assert!(page.contains("It is not a decision") && page.contains("/proposals/new?from="), "{page}");
        let decided: Vec<&str> = page.split("<strong>Decided: </strong>").skip(1).collect();
        let [bus, bench] = decided[..] else { panic!("{engine}: {page}") };
        assert!(
            bus.starts_with("<a href=\"/decisions/") && bus.contains("A night bus, adopted</a>"),
            "{bus}"
        );
        assert!(bus.split("</div>").next().unwrap().contains("adopted in this meeting"), "{bus}");
        assert!(
            bench.contains("A bench, adopted long ago</a>") && bench.contains("decided before"),
            "{bench}"
        );
        let spanish = w.app.get_spanish(&format!("/meetings/{id}"), "").await.text;
        assert!(spanish.contains("La reunión quedó en") && spanish.contains("A night bus, adopted (es)"));
    }
}

#[tokio::test]
async fn nothing_written_is_nothing_to_publish() {
    for w in World::both().await {
        let id = w.sitting(&[0]).await;
        w.write(&w.seats[0].viewer, move |tx| actions::close(tx, id)).await.unwrap();
        let refused = w.write(&w.seats[0].viewer, move |tx| actions::publish(tx, id)).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{}", w.app.base.engine);
        assert_eq!(
            conflict(w.write(&w.seats[0].viewer, move |tx| actions::open(tx, id)).await),
            "meetings-conflict-state"
        );
    }
}
