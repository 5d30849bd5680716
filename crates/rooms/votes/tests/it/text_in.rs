//! The door for text messages: a gateway hands votes in, each is answered, and nobody without the token comes through.

use crate::common::{World, rides};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use std::sync::Arc;
use tandem_testkit::Answered;
use tandem_votes::TextDoor;
use tandem_votes::model::definition::Method;

const TOKEN: &str = "a-token-of-the-gateway-long-enough-to-stand";

async fn worlds() -> Vec<World> {
    World::both_with(|_, b| b.service(Arc::new(TextDoor::open(TOKEN, Some("541-555-0100"))))).await
}

async fn send(w: &World, token: &str, body: String) -> Answered {
    let request = Request::post("/texts")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json");
    w.app.send(request.body(Body::from(body)).unwrap()).await
}

/// What the gateway is told to text back to who sent these words.
async fn reply(w: &World, from: &str, words: &str) -> String {
    let answered = send(w, TOKEN, serde_json::json!({ "from": from, "body": words }).to_string()).await;
    assert_eq!(answered.status, StatusCode::OK, "{}", answered.text);
    let told: serde_json::Value = serde_json::from_str(&answered.text).unwrap();
    told["reply"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_texted_vote_counts_once_and_is_answered_in_both_languages() {
    for w in worlds().await {
        // Another vote is open at the same time: the code says which one is meant.
        w.open(rides(Method::Approval)).await;
        let vote = w.open(rides(Method::Greedy)).await;
        let slips = w.slips(vote, 3).await;
        let phone = "+15415550123";
        let first = reply(&w, phone, &format!("{} 1 3", slips[0].code.to_lowercase())).await;
        assert_eq!(
            first,
            format!("Your vote counts. Receipt: {0}\nSu voto cuenta. Comprobante: {0}", slips[0].receipt)
        );
        let again = reply(&w, phone, &format!("{} 2", slips[0].code)).await;
        assert!(again.contains("has voted already (by text message)"), "{again}");
        assert!(
            again.contains(&format!("Receipt: {}", slips[0].receipt)),
            "the first answer may be lost: {again}"
        );
        let spoilt = reply(&w, phone, &format!("{} 9", slips[1].code)).await;
        assert!(spoilt.contains("Text your code and your choices again."), "{spoilt}");
        assert!(spoilt.contains("Mande otra vez su código"), "{spoilt}");
        let mended = reply(&w, phone, &format!("{} 2", slips[1].code)).await;
        assert!(mended.contains(&slips[1].receipt), "what could not be read used nothing up: {mended}");
        assert!(reply(&w, phone, "HELP").await.contains("text your code, then the numbers"), "how to vote");
        assert!(reply(&w, phone, "0000-0000-0000 1").await.contains("We do not know this code."));
        w.close().await;
        let late = reply(&w, "+15415550124", &format!("{} 1", slips[2].code)).await;
        assert!(late.contains("Voting is not open now."), "{late}");
        w.publish(vote).await.unwrap();
        let results = w.app.get(&format!("/say/{vote}/results"), "").await;
        assert!(results.text.contains("2 of 3 codes were used (67%)."), "{}", results.text);
        assert!(results.text.contains("by text message"), "{}", results.text);
        let over = reply(&w, "+15415550124", &format!("{} 1", slips[2].code)).await;
        assert!(over.contains("We do not know this code."), "a published vote takes nothing: {over}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_gateway_comes_through_and_each_fault_says_how_to_mend_it() {
    for w in worlds().await {
        let vote = w.open(rides(Method::Greedy)).await;
        let slips = w.slips(vote, 1).await;
        let message = serde_json::json!({ "from": "1", "body": format!("{} 1", slips[0].code) }).to_string();
        let wrong = send(&w, "another-token", message.clone()).await;
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
        assert_eq!(wrong.headers[header::CONTENT_TYPE], "application/problem+json");
        assert!(wrong.text.contains("Bearer TOKEN"), "{}", wrong.text);
        for (body, status, how) in [
            ("{}".to_owned(), StatusCode::BAD_REQUEST, "Send JSON"),
            ("from=1&body=2".to_owned(), StatusCode::BAD_REQUEST, "Send JSON"),
            (
                format!("{{\"from\": \"1\", \"body\": \"{}\"}}", "x".repeat(20_000)),
                StatusCode::PAYLOAD_TOO_LARGE,
                "16 KiB",
            ),
        ] {
            let answered = send(&w, TOKEN, body).await;
            assert_eq!(answered.status, status, "{}", answered.text);
            assert!(answered.text.contains(how), "{}", answered.text);
        }
        let mut refused = wrong;
        for _ in 0..40 {
            refused = send(&w, "a-guess", message.clone()).await;
        }
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "guessing tires");
        // One telephone that sends and sends waits; another does not wait for it.
        let mut last = StatusCode::OK;
        for _ in 0..12 {
            last =
                send(&w, TOKEN, serde_json::json!({ "from": "2", "body": "hello" }).to_string()).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        assert!(reply(&w, "3", &format!("{} 1", slips[0].code)).await.contains(&slips[0].receipt));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_is_told_where_texts_come_in_and_nowhere_else() {
    for w in worlds().await {
        let vote = w.open(rides(Method::Dot)).await;
        let page = w.app.get(&format!("/say/{vote}"), "").await;
        assert!(page.text.contains("to 541-555-0100. For example: K7QM-2XPA-9TRD 1=4 3=1"), "{}", page.text);
        assert!(page.text.contains("The phone company can read a text message."));
        let session = w.sign_in(&w.coordinator).await;
        let managed = w.app.get(&format!("/votes/{vote}"), &session).await;
        assert!(managed.text.contains("Text messages come in by themselves"), "{}", managed.text);
    }
    for w in World::both().await {
        let vote = w.open(rides(Method::Dot)).await;
        assert!(!w.app.get(&format!("/say/{vote}"), "").await.text.contains("Or vote by text"));
        let shut = send(&w, TOKEN, "{}".into()).await;
        assert_eq!(shut.status, StatusCode::NOT_FOUND);
        assert!(shut.text.contains("--text-in-token"), "{}", shut.text);
    }
}
