//! What people try who should not, and what must hold when somebody changes their mind. On both databases.

use crate::common::{World, system};
use jiff::SignedDuration;
use tandem_access::accounts::links::{self, LinkPurpose, Opened, Stale};
use tandem_access::{Error, Purpose, Role, Uuid, Viewer, params};
use tandem_people::model::label::Label;
use tandem_referrals::Show;
use tandem_referrals::actions::{self, NewOffer, NewReferral, SealedAnswer};
use tandem_referrals::model::{Reason, Resolved, Side};

/// A hidden referral and one that does not exist answer alike, whatever is tried.
#[tokio::test]
async fn another_organization_finds_nothing_and_moves_nothing() {
    for w in World::both().await {
        let id = w.sent().await;
        for (who, viewer) in [("stranger", &w.nobody), ("kitchen", &w.cook), ("shelter", &w.advocate)] {
            for target in [id, Uuid::from_u128(12345)] {
                let look = w.read(viewer, move |tx| actions::view(tx, target)).await;
                assert!(matches!(look, Err(Error::NotFound)), "{who}: {look:?}");
                let yes = w.write(viewer, move |tx| actions::accept(tx, target)).await;
                assert!(matches!(yes, Err(Error::NotFound)), "{who}: {yes:?}");
                let back =
                    w.write(viewer, move |tx| actions::cancel(tx, target, Reason::SentByMistake, "")).await;
                assert!(matches!(back, Err(Error::NotFound)), "{who}: {back:?}");
                let said = w.write(viewer, move |tx| actions::confirm(tx, target, Resolved::Yes, "")).await;
                assert!(matches!(said, Err(Error::NotFound)), "{who}: {said:?}");
            }
            // Below the actions too: the rows are not there for their SQL.
            let rows: i64 = w
                .read(viewer, |tx| {
                    tx.query_one(
                        "SELECT (SELECT COUNT(*) FROM referral) + (SELECT COUNT(*) FROM referral_event) + \
                         (SELECT COUNT(*) FROM referral_shared) + (SELECT COUNT(*) FROM referral_next) + \
                         (SELECT COUNT(*) FROM referral_task)",
                        params![],
                        |r| Ok(r.get(0)?),
                    )
                })
                .await
                .expect("a count");
            assert_eq!(rows, 0, "{who} on {}", w.base.engine);
            let changed = w
                .write(viewer, move |tx| {
                    tx.execute("UPDATE referral SET status = 'accepted' WHERE id = ?1", params![id])
                })
                .await;
            assert!(matches!(changed, Ok(0) | Err(Error::NotFound)), "{who}: {changed:?}");
        }
        assert_eq!(w.status(id).await, "requested");
    }
}

#[tokio::test]
async fn each_side_makes_its_own_moves_only() {
    for w in World::both().await {
        let id = w.sent().await;
        let own_yes = w.write(&w.navigator, move |tx| actions::accept(tx, id)).await;
        assert!(matches!(own_yes, Err(Error::Forbidden)), "{own_yes:?}");
        let theirs =
            w.write(&w.responder, move |tx| actions::cancel(tx, id, Reason::SentByMistake, "")).await;
        assert!(matches!(theirs, Err(Error::Forbidden)), "{theirs:?}");
        let voice = w.write(&w.responder, move |tx| actions::confirm(tx, id, Resolved::Yes, "")).await;
        assert!(matches!(voice, Err(Error::Forbidden)), "nobody speaks for the person: {voice:?}");
        let person = Viewer::test_person(w.person);
        let outcome = w.write(&person, move |tx| actions::report_outcome(tx, id, true, "")).await;
        assert!(matches!(outcome, Err(Error::Forbidden)), "{outcome:?}");
        let analyst =
            Viewer::test_member(Uuid::from_u128(9), w.pantry, &[Role::Analyst], Purpose::Operations);
        let roleless = w.write(&analyst, move |tx| actions::accept(tx, id)).await;
        assert!(matches!(roleless, Err(Error::Forbidden)), "{roleless:?}");
        let early = w.write(&w.responder, move |tx| actions::report_outcome(tx, id, true, "")).await;
        assert!(matches!(early, Err(Error::Conflict { .. })), "no outcome before a yes: {early:?}");
        let clock = w.write(&w.navigator, tandem_referrals::run_clock).await;
        assert!(matches!(clock, Err(Error::Forbidden)), "{clock:?}");
    }
}

/// A code is written on paper and stands in texts: who finds it sees where one request stands, and nothing else.
#[tokio::test]
async fn the_code_of_a_request_opens_no_record() {
    for w in World::both().await {
        let id = w.sent().await;
        let need = w.need("transportation-insecurity").await;
        let more = NewReferral { need_id: need, ..w.new_referral(&[w.food_box], "more") };
        let other = w.write(&w.navigator, move |tx| actions::send(tx, &more)).await.expect("sent").id;
        let finder = Viewer::test_request(w.person, id);
        let seen = w.read(&finder, move |tx| actions::track(tx, id)).await.expect("its own request");
        assert_eq!(seen.referral.id, id);
        let person = w.person;
        assert!(matches!(w.read(&finder, move |tx| actions::track(tx, other)).await, Err(Error::NotFound)));
        let record = w.read(&finder, move |tx| tandem_people::actions::view_person(tx, person)).await;
        assert!(matches!(record, Err(Error::Forbidden)), "{record:?}");
        let own = w.read(&finder, tandem_people::actions::view_own).await;
        assert!(matches!(own, Err(Error::Forbidden)), "{own:?}");
        for (table, sql) in [
            ("person", "SELECT COUNT(*) FROM person"),
            ("need", "SELECT COUNT(*) FROM need"),
            ("consent", "SELECT COUNT(*) FROM consent"),
            ("permission", "SELECT COUNT(*) FROM permission"),
        ] {
            let rows = w.read(&finder, move |tx| {
                tx.query_one(sql, tandem_access::params![], |row| Ok(row.get::<i64>(0)?))
            });
            assert_eq!(rows.await.expect("counted"), 0, "{table}");
        }
        let elsewhere = w.write(&finder, move |tx| actions::confirm(tx, other, Resolved::Yes, "")).await;
        assert!(matches!(elsewhere, Err(Error::NotFound)), "{elsewhere:?}");
        w.write(&finder, move |tx| actions::confirm(tx, id, Resolved::Partly, "")).await.expect("its own");
    }
}

#[tokio::test]
async fn a_link_opens_one_referral_for_one_purpose_until_it_ends() {
    for w in World::both().await {
        let id = w.sent().await;
        let other_need = w.need("transportation-insecurity").await;
        let more = NewReferral { need_id: other_need, ..w.new_referral(&[w.food_box], "more") };
        let other = w.write(&w.navigator, move |tx| actions::send(tx, &more)).await.expect("sent").id;
        let token = w.token("hill-pantry@example.org", "/a/").await;
        let as_person = links::open_in(&w.base.store, LinkPurpose::Confirm, &token).await.expect("an answer");
        assert_eq!(as_person, Opened::Unknown, "an answer link confirms nothing for the person");
        // The newest letter is about `other`: its link cannot touch the first referral.
        let by_link = w.by_link("hill-pantry@example.org").await;
        assert_eq!(by_link.referral(), Some(other));
        let wrong = w.write(&by_link, move |tx| actions::accept(tx, id)).await;
        assert!(matches!(wrong, Err(Error::NotFound)), "{wrong:?}");

        // A reminder ends the older link.
        w.write(&w.navigator, move |tx| actions::resend_link(tx, other)).await.expect("reminded");
        let old = links::open_in(&w.base.store, LinkPurpose::Answer, &token).await.expect("an answer");
        assert!(matches!(old, Opened::Stale(Stale::Revoked, _)), "{old:?}");
        let token = w.token("hill-pantry@example.org", "/a/").await;
        w.base.clock.advance(SignedDuration::from_hours(24 * 31));
        let old = links::open_in(&w.base.store, LinkPurpose::Answer, &token).await.expect("an answer");
        let Opened::Stale(Stale::Expired, record) = old else { panic!("{old:?}") };
        // Who holds an old link gets a new one only by way of the address on record; asking again sends nothing more.
        let before = w.outbox().await.len();
        for _ in 0..3 {
            let r = record.clone();
            w.write(&system(), move |tx| actions::send_new_link(tx, &r)).await.expect("quiet");
        }
        let outbox = w.outbox().await;
        assert_eq!(outbox.len(), before + 1);
        assert_eq!(outbox[0].to, "hill-pantry@example.org");
    }
}

/// A double click, a replayed form, two people at once: one answer.
#[tokio::test]
async fn an_answer_counts_once() {
    for w in World::both().await {
        let id = w.sent().await;
        let by_link = w.by_link("hill-pantry@example.org").await;
        let (one, two) = tokio::join!(
            w.write(&by_link, move |tx| actions::accept(tx, id)),
            w.write(&w.responder, move |tx| actions::decline(tx, id, Reason::NoCapacity, "")),
        );
        assert!(one.is_ok() != two.is_ok(), "{}: {one:?} {two:?}", w.base.engine);
        let replay = w.write(&by_link, move |tx| actions::accept(tx, id)).await;
        assert!(matches!(replay, Err(Error::Conflict { .. })), "{replay:?}");
        let seen = w.read(&w.navigator, move |tx| actions::view(tx, id)).await.expect("seen");
        assert_eq!(seen.story.iter().filter(|s| s.verb == "accept" || s.verb == "decline").count(), 1);
    }
}

#[tokio::test]
async fn a_consent_withdrawn_before_the_answer_takes_the_request_back() {
    for w in World::both().await {
        let consent = w.consent(w.pantry).await;
        let id = w.send(&[w.food_box], "before").await.expect("sent").id;
        let by_link = w.by_link("hill-pantry@example.org").await;
        assert!(w.read(&by_link, move |tx| actions::view(tx, id)).await.is_ok());
        let person = Viewer::test_person(w.person);
        w.write(&person, move |tx| tandem_people::actions::withdraw_consent(tx, consent, None))
            .await
            .expect("withdrawn");
        // The very next look finds nothing, before any job has run.
        for viewer in [&by_link, &w.responder] {
            let look = w.read(viewer, move |tx| actions::view(tx, id)).await;
            assert!(matches!(look, Err(Error::NotFound)), "{}: {look:?}", w.base.engine);
            let yes = w.write(viewer, move |tx| actions::accept(tx, id)).await;
            assert!(matches!(yes, Err(Error::NotFound)), "{yes:?}");
        }
        w.tick().await;
        let seen = w.read(&w.navigator, move |tx| actions::view(tx, id)).await.expect("seen").referral;
        assert_eq!((seen.status.code(), seen.reason), ("cancelled", Some(Reason::ConsentWithdrawn)));
        let letter =
            w.outbox().await.into_iter().find(|l| l.kind == "referrals.taken_back").expect("a letter");
        assert!(!letter.body.contains("Ana"));
    }
}

#[tokio::test]
async fn a_consent_withdrawn_after_the_yes_stops_the_sender_and_not_the_help() {
    for w in World::both().await {
        let consent = w.consent(w.pantry).await;
        let id = w.send(&[w.food_box], "after").await.expect("sent").id;
        w.write(&w.responder, move |tx| actions::accept(tx, id)).await.expect("accepted");
        w.write(&w.responder, move |tx| actions::ask_question(tx, id, "Which floor?")).await.expect("asked");
        let person = Viewer::test_person(w.person);
        w.write(&person, move |tx| tandem_people::actions::withdraw_consent(tx, consent, None))
            .await
            .expect("withdrawn");
        w.tick().await;
        // The receiver keeps its own record and goes on.
        let seen = w.read(&w.responder, move |tx| actions::view(tx, id)).await.expect("its own work");
        assert_eq!(seen.about.map(|a| (a.owner_org, a.name)), Some((w.pantry, "Ana Rivera".to_owned())));
        let shared: i64 = w
            .read(&w.responder, |tx| {
                tx.query_one("SELECT COUNT(*) FROM referral_shared", params![], |r| Ok(r.get(0)?))
            })
            .await
            .expect("a count");
        assert_eq!(shared, 0, "{}: the sender's data is out of sight", w.base.engine);
        // The sender says nothing more about the person.
        let more = w.write(&w.navigator, move |tx| actions::answer_question(tx, id, "The third")).await;
        assert!(matches!(more, Err(Error::Conflict { code: "referrals-error-consent-gone" })), "{more:?}");
        w.write(&w.responder, move |tx| actions::report_outcome(tx, id, true, "")).await.expect("reported");
        w.write(&w.responder, move |tx| actions::complete(tx, id, Reason::HelpGiven, ""))
            .await
            .expect("completed");
    }
}

#[tokio::test]
async fn a_sealed_hand_off_says_sent_and_nothing_else() {
    for w in World::both().await {
        let need = w.need("intimate-partner-violence").await;
        let new = NewReferral { need_id: need, ..w.new_referral(&[w.safe_house], "sealed") };
        // Even a navigator of the clinic without the care team records such a need; whoever sends it sees "sent".
        let sent = w.write(&w.navigator, move |tx| actions::send(tx, &new)).await.expect("sent");
        let (id, code) = (sent.id, sent.code.clone().expect("a code"));
        assert!(sent.sealed);
        let letter =
            w.outbox().await.into_iter().find(|l| l.to == "quiet-house@example.org").expect("a letter");
        for word in ["Ana", "violence", &code, "safe", "need"] {
            assert!(!letter.body.contains(word) && !letter.subject.contains(word), "{word}");
        }
        // The vault: code and language, no name, no number.
        let open = w.read(&w.advocate, actions::vault).await.expect("the vault");
        assert_eq!((open.len(), open[0].code.len(), open[0].language.as_deref()), (1, 9, Some("es")));
        assert!(matches!(w.read(&w.advocate, move |tx| actions::view(tx, id)).await, Err(Error::NotFound)));
        assert!(matches!(w.read(&w.navigator, actions::vault).await, Err(Error::Forbidden)));
        let peek: i64 = w
            .read(&w.navigator, |tx| {
                tx.query_one("SELECT COUNT(*) FROM sealed_handoff", params![], |r| Ok(r.get(0)?))
            })
            .await
            .expect("a count");
        assert_eq!(peek, 0, "{}", w.base.engine);
        // Whatever happens there, weeks pass, and the sender's row has not moved.
        let by_link = w.by_link("quiet-house@example.org").await;
        w.write(&by_link, move |tx| actions::answer_sealed(tx, id, SealedAnswer::Accept, ""))
            .await
            .expect("noted");
        w.write(&w.advocate, move |tx| {
            actions::answer_sealed(tx, id, SealedAnswer::Complete(Reason::HelpGiven), "")
        })
        .await
        .expect("noted");
        let before = w.outbox().await.len();
        for _ in 0..10 {
            w.days_later(3).await;
        }
        assert_eq!(w.outbox().await.len(), before, "no reminder, no late letter");
        let seen = w.read(&w.navigator, move |tx| actions::view(tx, id)).await.expect("the sender's own row");
        assert_eq!(
            (seen.referral.status.code(), seen.referral.late_at, seen.referral.facts()),
            ("requested", None, None)
        );
        assert_eq!(seen.story.len(), 1);
        let waiting =
            w.read(&w.navigator, |tx| actions::today(tx, Show::Waiting, true)).await.expect("today");
        assert_eq!((waiting.lines.len(), waiting.counts), (0, [0; 4]), "in no list and no count");
        // Nobody else is told: no domain event names it, and the person's link does not show it.
        let person = Viewer::test_person(w.person);
        assert!(matches!(w.read(&person, move |tx| actions::track(tx, id)).await, Err(Error::NotFound)));
        let remind = w.write(&w.navigator, move |tx| actions::resend_link(tx, id)).await;
        let next = w.write(&w.navigator, move |tx| actions::reoffer_next(tx, id)).await;
        assert!(remind.is_err() && next.is_err());
        let offer = NewOffer {
            person_id: w.person,
            need_id: need,
            invite: vec![],
            idempotency_key: "dv-offer-1".into(),
        };
        let offered = w.write(&w.navigator, move |tx| actions::offer_unidentified(tx, &offer)).await;
        assert!(matches!(offered, Err(Error::Invalid(_))), "{offered:?}");
    }
}

#[tokio::test]
async fn a_label_set_by_hand_only_raises_and_needs_a_consent_that_names_it() {
    for w in World::both().await {
        w.consent(w.pantry).await;
        let new = NewReferral { label: Some(Label::SubstanceUse), ..w.new_referral(&[w.food_box], "label") };
        let sent = w.write(&w.navigator, move |tx| actions::send(tx, &new)).await;
        assert!(matches!(&sent, Err(Error::Invalid(e)) if e.of("consent").is_some()), "{sent:?}");
        let sealed =
            NewReferral { label: Some(Label::DomesticViolence), ..w.new_referral(&[w.food_box], "by-hand") };
        let sent = w.write(&w.navigator, move |tx| actions::send(tx, &sealed)).await.expect("sealed");
        assert!(sent.sealed);
        let inbox = w.read(&w.responder, |tx| actions::inbox(tx, Show::ToDo)).await.expect("inbox");
        assert_eq!(inbox.len(), 0, "{}", w.base.engine);
    }
}

#[tokio::test]
async fn the_story_cannot_be_rewritten_and_every_look_is_noted() {
    for w in World::both().await {
        let id = w.sent().await;
        let by_link = w.by_link("hill-pantry@example.org").await;
        w.read(&by_link, move |tx| actions::view(tx, id)).await.expect("seen");
        let looks: i64 = w
            .read(&system(), move |tx| {
                tx.query_one(
                    "SELECT COUNT(*) FROM audit WHERE object_id = ?1 AND action = 'read'",
                    params![id],
                    |r| Ok(r.get(0)?),
                )
            })
            .await
            .expect("the audit");
        assert_eq!(looks, 1, "{}", w.base.engine);
        assert_eq!(w.status(id).await, "requested", "a look changes nothing but the audit");
        let undo = w.write(&by_link, move |tx| actions::undo(tx, id, Side::Sender)).await;
        assert!(matches!(undo, Err(Error::Forbidden)), "{undo:?}");
    }
}
