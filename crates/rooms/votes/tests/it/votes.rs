//! One vote for each code over every channel, papers keyed twice, options withdrawn, results that hold, on both databases.

use crate::common::{World, rides, system};
use std::collections::BTreeMap;
use tandem_access::{Error, Viewer, params};
use tandem_votes::actions::{self, Row};
use tandem_votes::bundle;
use tandem_votes::model::ballot::{Ballot, Spoilt};
use tandem_votes::model::code;
use tandem_votes::model::definition::Method;
use tandem_votes::model::state::{Channel, Phase, Refusal, State};
use tandem_votes::model::vote::{BatchState, Cast};

fn row(number: u32, code: &str, marks: &str) -> Row {
    Row { number, code: code.into(), marks: marks.into() }
}

/// Casts as the page does: nobody is signed in.
async fn cast(w: &World, vote: tandem_access::Uuid, code: &str, marks: &str) -> Cast {
    let (code, marks) = (code.to_owned(), marks.to_owned());
    w.write(&Viewer::system("votes.cast"), move |tx| {
        let d = actions::find_public(tx, vote)?.definition;
        let ballot = Ballot::read(&d, &marks).expect("a ballot");
        actions::cast(tx, vote, &code, &ballot, Channel::Web)
    })
    .await
    .expect("an answer")
}

async fn roll(w: &World, vote: tandem_access::Uuid) -> tandem_votes::model::vote::Roll {
    w.read(&w.coordinator, move |tx| actions::roll(tx, vote)).await.expect("the roll")
}

#[tokio::test(flavor = "multi_thread")]
async fn one_code_one_vote_over_web_paper_and_text() {
    for w in World::both().await {
        let vote = w.open(rides(Method::Greedy)).await;
        let slips = w.slips(vote, 6).await;
        let code = |n: usize| slips[n].code.clone();
        assert_eq!(cast(&w, vote, &code(0).to_lowercase(), "1 2").await, Cast::Counted);
        let twice = Cast::Refused(Refusal::Twice, Some(Channel::Web));
        assert_eq!(cast(&w, vote, &code(0), "3").await, twice, "the first stays");
        let unknown = Cast::Refused(Refusal::Unknown, None);
        assert_eq!(cast(&w, vote, "0000-0000-0000", "3").await, unknown);
        // By text: one that counts, one that voted before, one that cannot be read, one without a code.
        let texts = format!("{} 1\n{} 3\n\n{} 9\nhello", code(1), code(0), code(2));
        let told = w.write(&w.ana, move |tx| actions::cast_texts(tx, vote, &texts)).await.unwrap();
        assert_eq!(told.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 4, 5]);
        let told: Vec<_> = told.into_iter().map(|(_, texted)| texted).collect();
        assert_eq!((&told[0].cast, told[0].receipt.as_ref()), (&Cast::Counted, Some(&slips[1].receipt)));
        assert_eq!((&told[1].cast, &told[1].receipt), (&twice, &None));
        assert_eq!(told[2].cast, Cast::Refused(Refusal::Spoilt, None));
        assert_eq!(told[2].why, Some(Spoilt::Unknown("9".into())));
        assert_eq!(told[3].cast, unknown);
        // On paper: keyed by two, one paper of somebody who voted on the web.
        let batch = w.write(&w.ana, move |tx| actions::begin_batch(tx, vote, "Library", 3)).await.unwrap();
        let rows = vec![row(1, &code(3), "1"), row(2, &code(0), "3"), row(3, &code(4), "1 3")];
        let first = rows.clone();
        w.write(&w.ana, move |tx| actions::key_batch(tx, batch, &first)).await.unwrap();
        let again = rows.clone();
        let same = w.write(&w.ana, move |tx| actions::key_batch(tx, batch, &again)).await;
        assert!(matches!(same, Err(Error::Conflict { code: "votes-conflict-same-member" })), "{same:?}");
        assert!(w.read(&w.ben, move |tx| actions::papers_of(tx, batch)).await.unwrap().is_empty(), "unseen");
        let mut second = rows.clone();
        second[2].marks = "1".into();
        w.write(&w.ben, move |tx| actions::key_batch(tx, batch, &second)).await.unwrap();
        let early = w.write(&w.ben, move |tx| actions::count_batch(tx, batch)).await;
        assert!(matches!(early, Err(Error::Invalid(_))), "paper 3 differs: {early:?}");
        let third = vec![row(3, &code(4), "1 3"), row(1, &code(5), "3")];
        w.write(&w.ben, move |tx| actions::settle_batch(tx, batch, &third)).await.unwrap();
        let papers = w.read(&w.ben, move |tx| actions::papers_of(tx, batch)).await.unwrap();
        assert!(papers[0].third.is_none(), "what two keyed alike stays");
        let outcome = w.write(&w.ben, move |tx| actions::count_batch(tx, batch)).await.unwrap();
        assert_eq!(outcome, BTreeMap::from([("counted".into(), 2), ("twice".into(), 1)]));
        let kept = w
            .read(&system(), |tx| {
                tx.query_one("SELECT count(p.number) FROM vote_paper p", params![], |r| Ok(r.get::<i64>(0)?))
            })
            .await
            .unwrap();
        assert_eq!(kept, 0, "what was keyed is forgotten");
        let roll = roll(&w, vote).await;
        assert_eq!(roll.issued, 6);
        assert_eq!(roll.voted, [(Channel::Web, 1), (Channel::Paper, 2), (Channel::Text, 1)]);
        assert_eq!(
            roll.refused,
            [
                (Channel::Text, Refusal::Spoilt, None, 1),
                (Channel::Paper, Refusal::Twice, Some(Channel::Web), 1),
                (Channel::Text, Refusal::Twice, Some(Channel::Web), 1),
                (Channel::Web, Refusal::Twice, Some(Channel::Web), 1),
                (Channel::Text, Refusal::Unknown, None, 1),
            ],
            "{}",
            w.engine()
        );
        w.close().await;
        w.publish(vote).await.unwrap();
        let text = w.read(&Viewer::public(), move |tx| actions::bundle_of(tx, vote)).await.unwrap();
        let checked = bundle::check(&text, None).unwrap();
        assert_eq!(checked.faults, [], "{}", w.engine());
        let b = checked.bundle;
        assert_eq!(b.ballots, ["1", "1", "1 2", "1 3"]);
        assert_eq!((b.roll.web, b.roll.paper, b.roll.text, b.roll.issued), (1, 2, 1, 6));
        assert_eq!(
            b.result.winners,
            ["1", "2"],
            "two like 2 and 3 alike, 2 comes first and 3 no longer fits"
        );
        // Everybody finds their receipt, on whichever channel they voted; who did not vote does not.
        let listed = |n: usize| b.receipts.contains(&code::published(&slips[n].receipt).unwrap());
        assert!([0, 1, 3, 4].into_iter().all(listed) && ![2, 5].into_iter().any(listed));
        assert!(!text.contains(&code(0)) && !text.contains("Library"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_at_once_with_one_code_are_one_vote() {
    for w in World::both().await {
        let vote = w.open(rides(Method::Approval)).await;
        let slips = w.slips(vote, 4).await;
        for slip in &slips {
            let votes = ["1", "2", "3", "1 2", "2 3"].map(|marks| cast(&w, vote, &slip.code, marks));
            let [a, b, c, d, e] = votes;
            let (a, b, c, d, e) = tokio::join!(a, b, c, d, e);
            let all = [a, b, c, d, e];
            let counted = all.iter().filter(|c| **c == Cast::Counted).count();
            assert_eq!(counted, 1, "{}: {all:?}", w.engine());
            assert!(all.iter().all(|c| matches!(c, Cast::Counted | Cast::Refused(Refusal::Twice, _))));
        }
        let roll = roll(&w, vote).await;
        assert_eq!(roll.voted, [(Channel::Web, 4)]);
        assert_eq!(roll.refused.iter().map(|r| r.3).sum::<u64>(), 16, "{}", w.engine());
        let ballots = w
            .read(&system(), |tx| {
                tx.query_one("SELECT count(b.id) FROM vote_ballot b", params![], |r| Ok(r.get::<i64>(0)?))
            })
            .await
            .unwrap();
        assert_eq!(ballots, 4, "{}", w.engine());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_opens_and_closes() {
    for w in World::both().await {
        let mut d = rides(Method::Irv);
        // Half past one comes twice that night.
        d.closes = "2026-11-01T01:30".into();
        let vote = w.open(d).await;
        let slips = w.slips(vote, 4).await;
        let late = Cast::Refused(Refusal::Late, None);
        w.at("2026-10-20T11:59:59Z");
        assert_eq!(cast(&w, vote, &slips[0].code, "1").await, late);
        w.at("2026-10-20T12:00:00Z");
        assert_eq!(cast(&w, vote, &slips[0].code, "1").await, Cast::Counted);
        w.at("2026-11-01T06:29:59Z");
        assert_eq!(cast(&w, vote, &slips[1].code, "2").await, Cast::Counted, "the second half past one");
        w.at("2026-11-01T06:30:00Z");
        assert_eq!(cast(&w, vote, &slips[2].code, "2").await, late, "though nobody noted the closing yet");
        let more = w.write(&w.coordinator, move |tx| actions::issue(tx, vote, 1)).await;
        assert!(matches!(more, Err(Error::Conflict { .. })), "the roll is closed too");
        // A paper that lay in the box is keyed afterwards.
        let code = slips[3].code.clone();
        let batch = w.write(&w.ana, move |tx| actions::begin_batch(tx, vote, "Box", 1)).await.unwrap();
        assert!(matches!(w.publish(vote).await, Err(Error::Invalid(_))), "papers wait");
        for member in [&w.ana, &w.ben] {
            let rows = [row(1, &code, "3 2")];
            w.write(member, move |tx| actions::key_batch(tx, batch, &rows)).await.unwrap();
        }
        w.write(&system(), actions::close_due).await.unwrap();
        w.write(&w.ana, move |tx| actions::count_batch(tx, batch)).await.unwrap();
        w.publish(vote).await.unwrap();
        let found = w.read(&Viewer::public(), move |tx| actions::find_public(tx, vote)).await.unwrap();
        assert_eq!((found.state, found.phase(w.app.store().now())), (State::Published, Phase::Published));
        let text = w.read(&Viewer::public(), move |tx| actions::bundle_of(tx, vote)).await.unwrap();
        let checked = bundle::check(&text, None).unwrap();
        assert_eq!(checked.faults, []);
        assert_eq!(checked.bundle.ballots, ["1", "2", "3 2"]);
        assert!(matches!(w.publish(vote).await, Err(Error::Conflict { .. })), "once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn votes_for_a_withdrawn_option_go_to_nobody() {
    for w in World::both().await {
        let vote = w.open(rides(Method::Greedy)).await;
        let slips = w.slips(vote, 4).await;
        assert_eq!(cast(&w, vote, &slips[0].code, "3").await, Cast::Counted);
        assert_eq!(cast(&w, vote, &slips[1].code, "2 3").await, Cast::Counted);
        let short = w.write(&w.coordinator, move |tx| actions::withdraw_option(tx, vote, 3, "no")).await;
        assert!(matches!(short, Err(Error::Invalid(_))), "a reason is needed");
        w.write(&w.coordinator, move |tx| actions::withdraw_option(tx, vote, 3, "The dock was sold."))
            .await
            .unwrap();
        assert_eq!(cast(&w, vote, &slips[2].code, "3 1").await, Cast::Counted, "a paper printed before");
        w.close().await;
        w.publish(vote).await.unwrap();
        let text = w.read(&Viewer::public(), move |tx| actions::bundle_of(tx, vote)).await.unwrap();
        let checked = bundle::check(&text, None).unwrap();
        assert_eq!(checked.faults, []);
        let result = checked.bundle.result;
        assert_eq!(result.winners, ["1", "2"]);
        assert_eq!((result.ballots, result.blank, result.served), (3, 1, 2));
        let third = result.options.iter().find(|o| o.id == "3").unwrap();
        assert_eq!((third.marked, third.won), (3, false));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_settled_vote_is_not_changed_and_drafts_are_not_overwritten() {
    for w in World::both().await {
        let d = rides(Method::Score);
        let draft = d.clone();
        let id = w.write(&w.coordinator, move |tx| actions::draft(tx, &draft, None)).await.unwrap();
        let hidden = w.read(&Viewer::public(), move |tx| actions::find_public(tx, id)).await;
        assert!(matches!(hidden, Err(Error::NotFound)));
        let (mut a, mut b) = (d.clone(), d.clone());
        (a.most, b.most) = (3, 4);
        // Two members change the version that both were shown.
        let both = [a, b].map(|d| w.write(&w.coordinator, move |tx| actions::revise(tx, id, 1, &d)));
        let [a, b] = both;
        let (a, b) = tokio::join!(a, b);
        assert!(a.is_ok() != b.is_ok(), "{}: {a:?} {b:?}", w.engine());
        assert!([a, b].into_iter().any(|r| matches!(r, Err(Error::Conflict { .. }))));
        w.write(&w.coordinator, move |tx| actions::open(tx, id)).await.unwrap();
        let late = d.clone();
        let settled = w.write(&w.coordinator, move |tx| actions::revise(tx, id, 3, &late)).await;
        assert!(matches!(settled, Err(Error::Conflict { code: "votes-conflict-settled" })));
        let navigator = w.write(&w.ana, move |tx| actions::cancel(tx, id, "For no good reason.")).await;
        assert!(matches!(navigator, Err(Error::Forbidden)));
        w.write(&w.coordinator, move |tx| actions::cancel(tx, id, "The money did not come.")).await.unwrap();
        let chain = w.read(&system(), move |tx| tandem_spine::actions::item(tx, id)).await.unwrap();
        assert_eq!(chain.unwrap().path, format!("/say/{id}"));
        let mut few = d.clone();
        few.options.truncate(1);
        let id = w.write(&w.coordinator, move |tx| actions::draft(tx, &few, None)).await.unwrap();
        let opened = w.write(&w.coordinator, move |tx| actions::open(tx, id)).await;
        assert!(matches!(opened, Err(Error::Invalid(e)) if e.of("options").is_some()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reads_ballots_and_a_scan_is_closed() {
    for w in World::both().await {
        let vote = w.open(rides(Method::Approval)).await;
        let slips = w.slips(vote, 1).await;
        cast(&w, vote, &slips[0].code, "1").await;
        for viewer in [Viewer::public(), w.coordinator.clone(), w.ana.clone()] {
            for sql in ["SELECT count(b.id) FROM vote_ballot b", "SELECT count(r.hash) FROM vote_receipt r"] {
                let n = w
                    .read(&viewer, move |tx| tx.query_one(sql, params![], |r| Ok(r.get::<i64>(0)?)))
                    .await
                    .unwrap();
                assert_eq!(n, 0, "{}: {sql}", w.engine());
            }
        }
        let batch = w.write(&w.ana, move |tx| actions::begin_batch(tx, vote, "Box", 1)).await.unwrap();
        let picture: Vec<u8> =
            [&[0x89, b'P', b'N', b'G'][..], b"a scan of ballots".repeat(60_000).as_slice()].concat();
        let (file, text) = (picture.clone(), b"MZ not a scan".to_vec());
        let kept = async |who: &Viewer| w.read(who, move |tx| actions::has_scan(tx, batch)).await.unwrap();
        assert!(!kept(&w.ana).await, "{}: the page offers none to open", w.engine());
        w.write(&w.ana, move |tx| actions::keep_scan(tx, batch, &file)).await.unwrap();
        assert!(kept(&w.ben).await, "{}", w.engine());
        let refused = w.write(&w.ana, move |tx| actions::keep_scan(tx, batch, &text)).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        let (media, bytes) = w.read(&w.ben, move |tx| actions::scan_of(tx, batch)).await.unwrap();
        assert!(media == "image/png" && bytes == picture);
        assert!(!tandem_testkit::stored::holds(
            &tandem_testkit::stored::stored(w.app.store().url()),
            "a scan of ballots"
        ));
        w.write(&w.ana, move |tx| actions::drop_batch(tx, batch, "An empty box")).await.unwrap();
        let (found, _) = w.read(&w.ana, move |tx| actions::show_batch(tx, batch)).await.unwrap();
        assert_eq!(found.state, BatchState::Dropped);
    }
}

/// That a vote has begun, that it ends soon and that its result is out is said once each, for whoever tells people of it.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_new_of_a_vote_is_said_once() {
    for w in World::both().await {
        let every = tandem_votes::room().every;
        let said = async || {
            tandem_events::run_every(w.app.store(), &every).await.expect("work that comes round");
            let read = |tx: &mut tandem_access::Tx<'_, '_>| {
                let sql = "SELECT payload FROM event_outbox WHERE payload LIKE '%vote_news%' ORDER BY at, id";
                tx.query(sql, params![], |row| Ok(row.get::<String>(0)?))
            };
            let lines = w.read(&system(), read).await.expect("events");
            let what = |line: &String| {
                let word = ["opens", "closes", "result"]
                    .into_iter()
                    .find(|word| line.contains(&format!("\"{word}\"")));
                word.expect("what is new").to_owned()
            };
            lines.iter().map(what).collect::<Vec<_>>()
        };
        w.at("2026-10-19T13:00:00Z");
        w.write(&w.coordinator, |tx| actions::draft(tx, &rides(Method::Approval), None).map(|_| ()))
            .await
            .expect("a draft that nobody opens");
        let id = w
            .write(&w.coordinator, |tx| {
                let id = actions::draft(tx, &rides(Method::Approval), None)?;
                actions::open(tx, id).map(|()| id)
            })
            .await
            .expect("announced");
        assert!(said().await.is_empty(), "{}: its first day is to come", w.engine());
        w.at("2026-10-20T13:00:00Z");
        assert_eq!(said().await, ["opens"], "{}", w.engine());
        w.at("2026-11-17T13:00:00Z");
        assert_eq!(said().await, ["opens"], "{}: once, and the end is not near", w.engine());
        w.at("2026-11-18T02:00:00Z");
        assert_eq!(said().await, ["opens", "closes"], "{}", w.engine());
        w.at("2026-11-19T02:00:00Z");
        assert_eq!(said().await, ["opens", "closes"], "{}: once", w.engine());
        w.close().await;
        w.publish(id).await.expect("published");
        assert_eq!(said().await, ["opens", "closes", "result"], "{}", w.engine());
    }
}
