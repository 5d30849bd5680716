//! What lists and codes tell, and what is noted of it: a look at a list is a look at each person in it; a number is for who looks after
//! the person; a code names no place that would tell what it is about. On both databases.

use crate::common::{World, member, system};
use tandem_access::audit::{Query, search};
use tandem_access::{Role, Viewer, params};
use tandem_people::model::person::TeamRole;
use tandem_referrals::Show;
use tandem_referrals::actions;

async fn looks(w: &World, viewer: &Viewer) -> Vec<String> {
    let (person, member) = (w.person, viewer.member_id());
    let system = system();
    let lines = w.read(&system, move |tx| {
        search(tx, &Query { person: Some(person), member, limit: 1000, ..Query::default() })
    });
    lines.await.expect("the log").into_iter().map(|l| format!("{} {}", l.kind, l.detail)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_a_look_at_each_person_in_it() {
    for w in World::both().await {
        w.consent(w.pantry).await;
        w.consent(w.kitchen).await;
        w.sent().await;
        w.send(&[w.hot_meals], "another").await.expect("sent");
        let colleague = member(&w.base, w.clinic, "colleague", Role::Navigator).await;
        assert_eq!(looks(&w, &colleague).await, Vec::<String>::new());
        let all = w.read(&colleague, |tx| actions::today(tx, Show::Waiting, false)).await.expect("all");
        assert_eq!(all.lines.len(), 2, "{}", w.base.engine);
        assert_eq!(looks(&w, &colleague).await, ["referral listed"], "one line for one person and look");
        assert!(
            all.lines.iter().all(|l| l.person.is_some() && l.call.is_none()),
            "no number for who is not asked"
        );
        // Who is on the team, or sent it, calls.
        let own = w.read(&w.navigator, |tx| actions::today(tx, Show::Waiting, false)).await.expect("own");
        assert!(own.lines.iter().all(|l| l.call.is_some()), "{}", w.base.engine);
        let (person, whom) = (w.person, colleague.member_id().expect("a member"));
        w.write(&w.navigator, move |tx| {
            tandem_people::actions::assign_care_team(tx, person, whom, TeamRole::Member)
        })
        .await
        .expect("on the team");
        let all = w.read(&colleague, |tx| actions::today(tx, Show::Waiting, false)).await.expect("all");
        assert!(all.lines.iter().all(|l| l.call.is_some()));

        assert!(looks(&w, &w.responder).await.is_empty());
        w.read(&w.responder, |tx| actions::inbox(tx, Show::ToDo)).await.expect("the inbox");
        assert_eq!(looks(&w, &w.responder).await, ["referral listed"], "{}", w.base.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_names_no_place_that_tells_what_it_is_about() {
    for w in World::apps().await {
        w.consent(w.pantry).await;
        let sent = w.send(&[w.food_box], "labelled").await.expect("sent");
        let (id, code) = (sent.id, sent.code.clone().expect("a code"));
        let open = async || w.app().post("/track", "", &[("code", &code)]).await.text;
        assert!(open().await.contains("Your request is with Hill Pantry"), "nothing to hide");
        for label in ["behavioural_health", "hiv", "substance_use", "education"] {
            w.write(&system(), move |tx| {
                tx.execute("UPDATE referral SET label = ?2 WHERE id = ?1", params![id, label])
            })
            .await
            .expect("labelled");
            let page = open().await;
            assert!(!page.contains("Hill Pantry") && !page.contains("Food box"), "{label}: {page}");
            assert!(
                page.contains("Your request was sent.") && page.contains("Riverside Clinic"),
                "{label}: {page}"
            );
        }
        let system = system();
        let said_yes = w.write(&system, move |tx| {
            tx.execute("UPDATE referral SET status = 'accepted' WHERE id = ?1", params![id])
        });
        said_yes.await.expect("accepted");
        let page = open().await;
        assert!(!page.contains("Hill Pantry") && page.contains("The answer was yes."), "{page}");
    }
}
