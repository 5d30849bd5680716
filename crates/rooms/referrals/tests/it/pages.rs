//! The room's pages over their routes, on both databases: no script, no account where none is needed.

use crate::common::{World, rooms, system};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use jiff::SignedDuration;
use tandem_access::{KeyKind, Place, Purpose, Role, Uuid, Viewer, params};
use tandem_referrals::actions::{self, NewReferral};
use tandem_referrals::model::Reason;

/// What stands between two marks of a page.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let start = text.find(before).unwrap_or_else(|| panic!("no `{before}` in {text}")) + before.len();
    &text[start..start + text[start..].find(after).unwrap_or_else(|| panic!("no `{after}`"))]
}

#[tokio::test]
async fn an_organization_answers_from_its_letter_in_two_clicks() {
    for w in World::apps().await {
        let id = w.sent().await;
        let token = w.token("hill-pantry@example.org", "/a/").await;
        let link = format!("/a/{token}");
        // First click: the link. Looking, however often, changes nothing.
        for _ in 0..3 {
            let page = w.app().get(&link, "").await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.text);
            assert!(page.text.contains("Ana Rivera") && page.text.contains("tel:+16105550142"));
        }
        assert_eq!(w.status(id).await, "requested");
        // A "no" without its reason comes back with what was typed.
        let form = [("reason", "other"), ("words", "")];
        let back = w.app().post(&format!("{link}/decline"), "", &form).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", back.text);
        assert!(back.text.contains("Write a few words.") && back.text.contains("value=\"other\" checked"));
        // Second click.
        let yes = w.app().post(&format!("{link}/accept"), "", &[]).await;
        assert_eq!((yes.status, yes.location()), (StatusCode::SEE_OTHER, link.as_str()));
        assert_eq!(w.status(id).await, "accepted");
        let again = w.app().post(&format!("{link}/accept"), "", &[]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        // Later, by the same link: what became of it.
        let done = w
            .app()
            .post(&format!("{link}/outcome"), "", &[("received", "yes"), ("reason", "help_given")])
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        assert_eq!(w.status(id).await, "completed");
        let spanish = Request::builder()
            .uri(&link)
            .header("accept-language", "es")
            .body(Body::empty())
            .expect("a request");
        let page = w.app().send(spanish).await;
        assert!(page.text.contains("lang=\"es\"") && page.text.contains("le pide ayuda"), "{}", page.text);

        // The person, by the text that asked them.
        let texts = w.outbox().await;
        let text = texts.iter().find(|l| l.is_text && l.body.contains("/c/")).expect("a text");
        let path = format!("/c/{}", text.body.split("/c/").nth(1).expect("a link").trim());
        assert_eq!(w.app().get(&path, "").await.status, StatusCode::OK);
        let empty = w.app().post(&path, "", &[("words", "Gracias")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = w.app().post(&path, "", &[("resolved", "partly"), ("words", "Gracias")]).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
        let session = w.session(&w.navigator).await;
        let page = w.app().get(&format!("/referrals/{id}"), &session).await;
        assert!(page.text.contains("Partly") && page.text.contains("Gracias"), "{}", page.text);
        // With the code they find what they said, and may change it; what is past is told as past.
        let text =
            texts.iter().find(|l| l.is_text && l.body.contains("/track")).expect("a text with the code");
        let code = between(&text.body, "código: ", ". ");
        let page = w.app().post("/track", "", &[("code", code)]).await;
        assert!(page.text.contains("value=\"partly\" checked"), "{}", page.text);
        assert!(!page.text.contains("Waiting for an answer"), "{}", page.text);
    }
}

#[tokio::test]
async fn old_and_wrong_links_are_told_apart_without_telling_anything() {
    for w in World::apps().await {
        w.sent().await;
        let token = w.token("hill-pantry@example.org", "/a/").await;
        assert_eq!(w.app().get("/a/AAAAAAAAAAAAAAAAAAAAAA", "").await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            w.app().get(&format!("/c/{token}"), "").await.status,
            StatusCode::NOT_FOUND,
            "of another purpose"
        );
        w.base.clock.advance(SignedDuration::from_hours(24 * 40));
        let old = w.app().get(&format!("/a/{token}"), "").await;
        assert_eq!(old.status, StatusCode::GONE);
        assert!(old.text.contains("run out") && !old.text.contains("Ana"), "{}", old.text);
        let yes = w.app().post(&format!("/a/{token}/accept"), "", &[]).await;
        assert_eq!(yes.status, StatusCode::GONE);
        let new = w.app().post(&format!("/a/{token}/new-link"), "", &[]).await;
        assert_eq!(new.status, StatusCode::OK);
        let fresh = w.token("hill-pantry@example.org", "/a/").await;
        assert_ne!(fresh, token);
        assert_eq!(w.app().get(&format!("/a/{fresh}"), "").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_navigator_chooses_sends_and_clears_what_is_stalled() {
    for w in World::apps().await {
        let session = w.session(&w.navigator).await;
        let help = format!("/people/{}/needs/{}/help", w.person, w.need);
        let page = w.app().get(&help, &session).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(page.text.contains("Food box") && page.text.contains("Hot meals"), "{}", page.text);
        assert!(page.text.contains("No consent for this place yet") && page.text.contains("No requests yet"));
        let key = between(&page.text, "name=\"key\" value=\"", "\"").to_owned();
        let (first, second) = (w.food_box.to_string(), w.hot_meals.to_string());
        let (one, two) = (format!("order-{first}"), format!("order-{second}"));
        let form = [
            ("key", key.as_str()),
            ("how", "send"),
            ("service", &second),
            ("service", &first),
            (one.as_str(), "1"),
            (two.as_str(), "2"),
            ("note", "Two children."),
        ];
        // Consent comes first. The note goes along in the body, never in an address, and comes back.
        let on = w.app().post(&help, &session, &form).await;
        assert_eq!(on.status, StatusCode::TEMPORARY_REDIRECT, "{}", on.text);
        let ask = on.location().to_owned();
        assert!(
            ask.starts_with(&format!("/people/{}/consent?", w.person)) && !ask.contains("children"),
            "{ask}"
        );
        let asked = w.app().post(&ask, &session, &form).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
        assert!(asked.text.contains("name=\"note\" value=\"Two children.\""), "{}", asked.text);
        let ours = asked.text.split("/consent\">").nth(1).expect("the form of the page");
        let back = between(ours, "name=\"next\" value=\"", "\"").replace("&amp;", "&");
        let org = w.pantry.to_string();
        let mut said = vec![
            ("next", back.as_str()),
            ("note", "Two children."),
            ("recipient_org", org.as_str()),
            ("classes", "contact"),
            ("classes", "needs"),
            ("labels", "general"),
            ("purpose", "care_coordination"),
            ("days", "365"),
        ];
        let missing = w.app().post(&ask, &session, &said).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", missing.text);
        assert!(missing.text.contains("name=\"note\" value=\"Two children.\""), "{}", missing.text);
        said.push(("how", "spoken"));
        let saved = w.app().post(&ask, &session, &said).await;
        assert_eq!(
            (saved.status, saved.location()),
            (StatusCode::TEMPORARY_REDIRECT, back.as_str()),
            "{}",
            saved.text
        );
        let again = w.app().post(&back, &session, &said).await;
        assert_eq!(again.status, StatusCode::OK, "{}", again.text);
        assert!(again.text.contains("Two children.</textarea>"), "the note is back: {}", again.text);
        assert!(
            again.text.contains(&format!("value=\"{first}\" checked")),
            "and what was ticked: {}",
            again.text
        );
        assert!(
            again.text.contains("Consent is on record") || again.text.contains("name=\"how\" value=\"send\"")
        );
        // Nothing was sent on the way; and a note is passed on to no other page.
        let person = w.app().get(&format!("/people/{}", w.person), &session).await;
        assert!(!person.text.contains("/referrals/"), "{}", person.text);
        said[0].1 = "/sign-out";
        let elsewhere = w.app().post(&ask, &session, &said).await;
        assert_eq!(elsewhere.status, StatusCode::SEE_OTHER, "{}", elsewhere.text);
        w.consent(w.kitchen).await;
        let sent = w.app().post(&help, &session, &form).await;
        assert_eq!(sent.status, StatusCode::OK, "{}", sent.text);
        let id = between(&sent.text, "/referrals/", "\"").to_owned();
        let code = between(&sent.text, "<p class=\"code-big\"><b>", "<").to_owned();
        let again = w.app().post(&help, &session, &form).await;
        assert!(again.text.contains("Nothing was sent twice"), "{}", again.text);

        // Late, and then three keys: j, Enter, n.
        w.base.clock.advance(SignedDuration::from_hours(24 * 2));
        w.app().settle(rooms).await;
        let session = w.session(&w.navigator).await;
        let today = w.app().get("/today?show=late", &session).await;
        assert!(today.text.contains("data-keys") && today.text.contains("data-row"), "{}", today.text);
        assert!(today.text.contains("tel:+16105550142"), "a safe call is one click away: {}", today.text);
        assert!(today.text.contains(&format!("/referrals/{id}")) && today.text.contains("data-key=\"n\""));
        let next = w.app().post(&format!("/referrals/{id}/next"), &session, &[]).await;
        assert_eq!(next.status, StatusCode::SEE_OTHER, "{}", next.text);
        assert_eq!(w.status(id.parse().expect("an id")).await, "failed");
        let late = w.app().get("/today?show=late", &session).await;
        assert!(late.text.contains("Nothing is late"), "{}", late.text);

        // The person's code leads on.
        let tracked = w.app().post("/track", "", &[("code", &code.to_lowercase())]).await;
        assert_eq!(tracked.status, StatusCode::OK, "{}", tracked.text);
        assert!(tracked.text.contains("Corner Kitchen") && !tracked.text.contains("Two children"));
        let wrong = w.app().post("/track", "", &[("code", "0000-0000-0000")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let stop = w.app().post("/track", "", &[("code", &code), ("stop", "1")]).await;
        assert!(stop.text.contains("We took your request back."), "{}", stop.text);

        // The person's page shows what was sent.
        let person = w.app().get(&format!("/people/{}", w.person), &session).await;
        assert!(person.text.contains("Requests for help") && person.text.contains(&id), "{}", person.text);
    }
}

#[tokio::test]
async fn anybody_asks_for_a_call_with_four_fields() {
    for w in World::apps().await {
        let path = format!("/services/{}/call-me", w.food_box);
        let page = w.app().get(&path, "").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let key = between(&page.text, "name=\"key\" value=\"", "\"").to_owned();
        let bad = [("key", key.as_str()), ("name", "Luz"), ("phone", "5"), ("what_for", "")];
        let back = w.app().post(&path, "", &bad).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            back.text.contains("value=\"Luz\"") && back.text.contains("href=\"#phone\""),
            "{}",
            back.text
        );
        let good = [
            ("key", key.as_str()),
            ("name", "Luz"),
            ("phone", "610-555-0188"),
            ("what_for", "Food"),
            ("best_time", "5 pm"),
        ];
        let sent = w.app().post(&path, "", &good).await;
        assert_eq!(sent.status, StatusCode::OK, "{}", sent.text);
        let code = between(&sent.text, "<p class=\"code-big\"><b>", "<").to_owned();
        let twice = w.app().post(&path, "", &good).await;
        assert!(twice.text.contains("Nothing was sent twice"));
        let tracked = w.app().post("/track", "", &[("code", &code)]).await;
        assert!(tracked.text.contains("Your request is with Hill Pantry"), "{}", tracked.text);
        let said = w.app().post("/track", "", &[("code", &code), ("resolved", "yes")]).await;
        assert!(said.text.contains("Thank you"), "{}", said.text);
        let session = w.session(&w.responder).await;
        let inbox = w.app().get("/inbox", &session).await;
        assert!(inbox.text.contains("Luz"), "{}", inbox.text);
        let shelter = w.app().get(&format!("/services/{}/call-me", w.safe_house), "").await;
        assert!(
            !shelter.text.contains("name=\"phone\""),
            "a confidential service is called, it does not call"
        );
    }
}

#[tokio::test]
async fn offers_and_the_vault_have_their_pages() {
    for w in World::apps().await {
        let session = w.session(&w.navigator).await;
        let help = format!("/people/{}/needs/{}/help", w.person, w.need);
        let invite = w.food_box.to_string();
        let form = [("key", "offer-key-1"), ("how", "offer"), ("service", invite.as_str())];
        let offered = w.app().post(&help, &session, &form).await;
        assert_eq!(offered.status, StatusCode::OK, "{}", offered.text);
        let cook = w.session(&w.cook).await;
        let offers = w.app().get("/offers", &cook).await;
        assert!(offers.text.contains("north") && !offers.text.contains("Ana"), "{}", offers.text);
        let token = w.token("hill-pantry@example.org", "/o/").await;
        let page = w.app().get(&format!("/o/{token}"), "").await;
        assert!(page.status == StatusCode::OK && !page.text.contains("Ana"), "{}", page.text);
        let claimed = w.app().post(&format!("/o/{token}"), "", &[]).await;
        assert_eq!(claimed.status, StatusCode::SEE_OTHER, "{}", claimed.text);
        assert!(w.app().get(&format!("/o/{token}"), "").await.text.contains("You said you can help"));

        let need = w.need("intimate-partner-violence").await;
        let new = NewReferral { need_id: need, ..w.new_referral(&[w.safe_house], "vault") };
        let id = w.write(&w.navigator, move |tx| actions::send(tx, &new)).await.expect("sent").id;
        let mine = w.app().get(&format!("/referrals/{id}"), &session).await;
        assert!(
            mine.text.contains("nothing more is shown") && !mine.text.contains("Quiet House"),
            "{}",
            mine.text
        );
        let token = w.token("quiet-house@example.org", "/a/").await;
        let link = w.app().get(&format!("/a/{token}"), "").await;
        assert!(link.text.contains("Code ") && !link.text.contains("Ana"), "{}", link.text);
        let advocate = w.session(&w.advocate).await;
        assert!(w.app().get("/vault", &advocate).await.text.contains("Code "));
        let noted = w.app().post(&format!("/vault/{id}?do=accept"), &advocate, &[]).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.text);
        assert_eq!(w.app().get("/vault", &session).await.status, StatusCode::FORBIDDEN);
        let cancelled =
            w.write(&w.navigator, move |tx| actions::cancel(tx, id, Reason::SentByMistake, "")).await;
        assert!(cancelled.is_ok(), "{cancelled:?}");
    }
}

#[tokio::test]
async fn a_request_goes_where_somebody_here_says_that_it_is_read() {
    for w in World::apps().await {
        let (service, pantry) = (w.food_box, w.pantry);
        // A directory file brought an address with the service: it comes before the organization's own.
        w.write(&system(), move |tx| {
            tx.execute("UPDATE service SET email = 'old@file.example' WHERE id = ?1", params![service])
        })
        .await
        .expect("an address of the file");
        let first = w.sent().await;
        w.token("old@file.example", "/a/").await;
        // An administrator says where the organization reads its requests: from now on they go there.
        let admin = Viewer::test_member(
            w.responder.member_id().expect("a member"),
            pantry,
            &[Role::OrganizationAdmin],
            Purpose::CareCoordination,
        );
        w.write(&admin, move |tx| {
            let mut draft = tandem_partners::actions::find(tx, pantry)?.draft();
            draft.email = Some("desk@pantry.example".into());
            tandem_partners::actions::edit(tx, pantry, &draft)
        })
        .await
        .expect("an edit");
        w.write(&w.navigator, move |tx| actions::resend_link(tx, first)).await.expect("a reminder");
        w.token("desk@pantry.example", "/a/").await;
        // What the service itself says here counts more than what the organization says.
        w.write(&system(), move |tx| {
            let now = tx.now();
            tx.execute(
                "UPDATE service SET email = 'box@pantry.example', edited_at = ?2 WHERE id = ?1",
                params![service, now],
            )
        })
        .await
        .expect("a listing edited here");
        w.base.clock.advance(SignedDuration::from_hours(5));
        w.write(&w.navigator, move |tx| actions::resend_link(tx, first)).await.expect("a reminder");
        w.token("box@pantry.example", "/a/").await;
    }
}

#[tokio::test]
async fn nobody_is_told_that_a_letter_went_out_when_none_could() {
    for w in World::apps().await {
        let (service, pantry) = (w.food_box, w.pantry);
        w.write(&system(), move |tx| {
            tx.execute("UPDATE organization SET email = NULL WHERE id = ?1", params![pantry])?;
            tx.execute(
                "INSERT INTO phone (id, service_id, number, phone_type, extension, description) VALUES (?1, ?2, \
                 '610-555-0177', 'voice', '', '')",
                params![tx.new_public_id(), service],
            )
        })
        .await
        .expect("an organization without an address");
        w.consent(pantry).await;
        let session = w.session(&w.navigator).await;
        let help = format!("/people/{}/needs/{}/help", w.person, w.need);
        let (key, chosen) = ("a-key-of-the-page".to_owned(), service.to_string());
        let form = [("key", key.as_str()), ("how", "send"), ("service", chosen.as_str())];
        let done = w.app().post(&help, &session, &form).await;
        assert!(
            done.text.contains("<h1>Now call the place</h1>") && !done.text.contains("on its way"),
            "{}",
            done.text
        );
        let link = format!("/referrals/{}", between(&done.text, "href=\"/referrals/", "\""));
        let page = w.app().get(&link, &session).await;
        assert!(
            page.text.contains("No email went out") && page.text.contains("tel:+16105550177"),
            "{}",
            page.text
        );
        assert!(!page.text.contains("/remind"), "{}", page.text);
    }
}

/// A place without an e-mail address answers on the telephone, and the sender writes it down: otherwise every such
/// request would count as one that nobody answered.
#[tokio::test]
async fn the_sender_writes_down_what_was_said_on_the_telephone() {
    for w in World::apps().await {
        let pantry = w.pantry;
        let id = w.sent().await;
        let session = w.session(&w.navigator).await;
        let (page, accept) = (format!("/referrals/{id}"), format!("/referrals/{id}/accept"));
        // A place that can answer answers for itself.
        let refused = w.app().post(&accept, &session, &[]).await;
        assert_eq!((refused.status.as_u16(), w.status(id).await.as_str()), (403, "requested"));

        w.write(&system(), move |tx| {
            tx.execute("UPDATE organization SET email = NULL WHERE id = ?1", params![pantry])
        })
        .await
        .expect("an organization without an address");
        let letters = w.outbox().await.len();
        assert!(w.app().get(&page, &session).await.text.contains("What did they say?"));
        // Only the sender: nobody else was on the telephone.
        let other = w.session(&w.nobody).await;
        assert_eq!(w.app().post(&accept, &other, &[]).await.status.as_u16(), 404);
        // Nor for a person whose consent has ended: a yes would make the request the place's own to see.
        let system = system();
        let until = |days: i64| {
            w.write(&system, move |tx| {
                let end = tx.now() + SignedDuration::from_hours(24 * days);
                tx.execute("UPDATE permission SET valid_until = ?1", params![end])
            })
        };
        until(-1).await.expect("a consent that ended");
        w.app().post(&accept, &session, &[]).await;
        assert_eq!(w.status(id).await, "requested");
        until(90).await.expect("a consent that lives");
        w.app().post(&accept, &session, &[]).await;
        let seen = w.app().get(&page, &session).await.text;
        assert!(seen.contains("on the phone, written down by"), "{seen}");
        assert_eq!(w.status(id).await, "accepted");
        // A slip is taken back, and counts as no answer.
        assert!(seen.contains("name=\"side\" value=\"receiver\""), "{seen}");
        w.app().post(&format!("{page}/undo"), &session, &[("side", "receiver")]).await;
        assert_eq!(w.status(id).await, "requested");
        w.app().post(&accept, &session, &[]).await;
        let ends = [("received", "yes"), ("reason", "help_given")];
        let done = w.app().post(&format!("{page}/outcome"), &session, &ends).await;
        assert_eq!(w.status(id).await, "completed", "{}", done.text);
        // The place keeps nothing here that nobody there could read, and nobody is written to about their own words.
        let kept: i64 = w
            .read(&system, move |tx| {
                tx.query_one(
                    "SELECT COUNT(*) FROM receiver_record k WHERE k.referral_id = ?1",
                    params![id],
                    |r| Ok(r.get(0)?),
                )
            })
            .await
            .expect("a count");
        assert_eq!(kept, 0);
        let later = w.outbox().await;
        assert!(later[letters..].iter().all(|l| !l.to.contains("navigator")), "{later:?}");
        let answered: i64 = w
            .read(&system, move |tx| {
                tx.query_one(
                    "SELECT y.in_time FROM response_tally y WHERE y.org_id = ?1",
                    params![pantry],
                    |r| Ok(r.get(0)?),
                )
            })
            .await
            .expect("a count");
        assert_eq!(answered, 1);
    }
}

#[tokio::test]
async fn the_organization_sees_the_address_where_email_is_safe() {
    for w in World::apps().await {
        let id = w.sent().await;
        let token = w.token("hill-pantry@example.org", "/a/").await;
        let page = w.app().get(&format!("/a/{token}"), "").await;
        assert!(!page.text.contains("mailto:"), "{}", page.text);
        w.write(&system(), move |tx| {
            let org: Uuid = tx.query_one(
                "SELECT owner_org FROM referral_shared WHERE referral_id = ?1",
                params![id],
                |row| Ok(row.get(0)?),
            )?;
            let place = Place { table: "referral_shared", row: id, org };
            let who = serde_json::json!({
                "name": "Ana Rivera", "email": "ana@home.example", "best_time": "", "note": ""
            });
            let sealed = tx.seal_json(KeyKind::Identifiers, &place, &who)?;
            tx.execute(
                "UPDATE referral_shared SET key_id = ?2, sealed = ?3, safe_email = 1 WHERE referral_id = ?1",
                params![id, sealed.key, sealed.bytes],
            )
        })
        .await
        .expect("an address");
        let page = w.app().get(&format!("/a/{token}"), "").await;
        assert!(page.text.contains("mailto:ana@home.example"), "{}", page.text);
    }
}
