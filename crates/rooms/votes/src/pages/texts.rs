//! Votes by text message: as a gateway hands them in, and as a member pastes them.

use super::manage::page;
use super::{ballot_form, say};
use crate::actions::{self, Texted};
use crate::model::ballot::typed_code;
use crate::model::definition::{Definition, Sheet};
use crate::model::vote::Cast;
use crate::text_door::TextDoor;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;
use tandem_access::accounts::rate_limit::{Gate, network_of};
use tandem_access::{Error, FieldErrors, Viewer};
use tandem_web::messages::Lang;
use tandem_web::ui::{Col, Table};
use tandem_web::{Answer, Cx, Form, faults, path_id};

/// How to vote by text, where texts come in and their number is known.
pub(super) fn by_text(cx: &Cx, d: &Definition) -> Option<String> {
    let door = cx.app.service::<TextDoor>();
    door.number()
        .map(|number| cx.ta("votes-by-text", &[("number", number.into()), ("example", example(d).into())]))
}

/// A message that this vote would take, as far as its rules go.
fn example(d: &Definition) -> String {
    let numbers: Vec<u32> = d.standing().map(|o| o.number).collect();
    let first = numbers.first().copied().unwrap_or(1);
    let last = numbers.last().copied().filter(|last| *last != first);
    let ballot = match (d.sheet(), last) {
        (Sheet::Choose | Sheet::Rank, Some(last)) if d.most != 1 => format!("{first} {last}"),
        (Sheet::Choose | Sheet::Rank, _) => first.to_string(),
        (Sheet::Score(most), Some(last)) => format!("{first}={most} {last}=1"),
        (Sheet::Dots(dots), Some(last)) if dots > 1 => format!("{first}={} {last}=1", dots - 1),
        (Sheet::Score(most) | Sheet::Dots(most), _) => format!("{first}={most}"),
    };
    format!("K7QM-2XPA-9TRD {ballot}")
}

/// Casts votes that a member pasted, and shows what to answer.
pub(super) async fn pasted(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let text = form.text("texts").to_owned();
    let told = cx.store.write(&cx.viewer, move |tx| actions::cast_texts(tx, id, &text)).await;
    match faults(told)? {
        Ok(told) => page(&cx, id, &Form::default(), &FieldErrors::new(), &answers(&cx, &told)).await,
        Err(errors) => page(&cx, id, &form, &errors, &html! {}).await,
    }
}

fn answers(cx: &Cx, told: &[(usize, Texted)]) -> Markup {
    let columns = [Col::number(cx.t("votes-texts-line")), Col::text(cx.t("votes-texts-answer"))];
    let mut table = Table::new(cx.t("votes-texts-told"), columns);
    for (line, texted) in told {
        table.push([html! { (line) }, html! { (answer(cx, texted)) }]);
    }
    html! { div role="status" { (table) } }
}

/// What to answer a message with. It does not repeat the choices: who holds the telephone may not be who voted.
fn answer(cx: &Cx, texted: &Texted) -> String {
    let receipt = |key: &str, receipt: &str| cx.ta(key, &[("receipt", receipt.into())]);
    match (&texted.cast, &texted.why, &texted.receipt) {
        (Cast::Counted, _, number) => receipt("votes-texts-counted", number.as_deref().unwrap_or_default()),
        (Cast::Refused(..), Some(fault), _) => {
            format!("{} {}", cx.message(&ballot_form::spoilt(fault)), cx.t("votes-texts-again"))
        }
        (Cast::Refused(why, earlier), None, number) => {
            let said = cx.message(&say::refused(cx, *why, *earlier));
            match number {
                Some(number) => format!("{said} {}", receipt("votes-texts-receipt", number)),
                None => said,
            }
        }
    }
}

/// A message as a gateway hands it in: the same words as those that go out to one.
#[derive(Deserialize)]
struct Incoming {
    /// Who sent it. Only for the limit on how many one telephone sends: it is kept nowhere.
    from: String,
    /// What it says.
    body: String,
}

/// The longest request: a text of ten parts, and what a gateway tells besides.
const LONGEST: usize = 16 * 1024;

/// Takes a message from the gateway, and answers with the reply to text back.
pub(super) async fn handed_in(cx: Cx, headers: HeaderMap, sent: Bytes) -> Response {
    let door = cx.app.service::<TextDoor>();
    if !door.is_open() {
        return problem(StatusCode::NOT_FOUND, "No gateway is set: start with --text-in-token.");
    }
    let bearer = headers.get(header::AUTHORIZATION).and_then(|h| h.to_str().ok()).unwrap_or_default();
    if !bearer.strip_prefix("Bearer ").is_some_and(|token| door.opens_to(token)) {
        if let Err(error) = cx.store.limits().take(Gate::Gateway, &network_of(cx.ip), cx.now) {
            return failed(&error);
        }
        let mut response =
            problem(StatusCode::UNAUTHORIZED, "Send the token as `Authorization: Bearer TOKEN`.");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        return response;
    }
    if sent.len() > LONGEST {
        return problem(StatusCode::PAYLOAD_TOO_LARGE, "A message has 16 KiB at most.");
    }
    let Ok(incoming) = serde_json::from_slice::<Incoming>(&sent) else {
        let how = r#"Send JSON: {"from": "+15415550100", "body": "K7QM-2XPA-9TRD 1 3"}."#;
        return problem(StatusCode::BAD_REQUEST, how);
    };
    if let Err(error) = cx.store.limits().take(Gate::Code, &format!("text {}", incoming.from), cx.now) {
        return failed(&error);
    }
    let has_code = match typed_code(&incoming.body) {
        None => false,
        Some((code, _)) => {
            // The sender's number is what the gateway says: whoever stole its token still wears one code out.
            if let Err(error) = cx.store.limits().take(Gate::Code, &format!("code {code}"), cx.now) {
                return failed(&error);
            }
            true
        }
    };
    let cast = move |tx: &mut tandem_access::Tx| actions::cast_text(tx, &incoming.body);
    match cx.store.write(&Viewer::system("votes.cast"), cast).await {
        Ok(texted) => {
            let reply =
                [Lang::En, Lang::Es].map(|lang| reply(&Cx { lang, ..cx.clone() }, has_code, texted.as_ref()));
            json(StatusCode::OK, "application/json", &serde_json::json!({ "reply": reply.join("\n") }))
        }
        Err(error) => failed(&error),
    }
}

fn reply(cx: &Cx, has_code: bool, texted: Option<&Texted>) -> String {
    match texted {
        Some(texted) => answer(cx, texted),
        None if has_code => cx.t("votes-error-code"),
        None => cx.t("votes-texts-no-code"),
    }
}

fn json(status: StatusCode, kind: &'static str, body: &serde_json::Value) -> Response {
    (status, [(header::CONTENT_TYPE, kind)], body.to_string()).into_response()
}

/// An error as RFC 9457 has it.
fn problem(status: StatusCode, detail: &str) -> Response {
    let title = status.canonical_reason().unwrap_or_default();
    let body = serde_json::json!({ "status": status.as_u16(), "title": title, "detail": detail });
    json(status, "application/problem+json", &body)
}

/// What the store or a limit says. A gateway that waits and tries again loses nothing: a code votes once.
fn failed(error: &Error) -> Response {
    let (status, wait) = match error {
        Error::TooMany { retry_after_s } => (StatusCode::TOO_MANY_REQUESTS, Some(*retry_after_s)),
        Error::Unavailable { retry_after_s } => (StatusCode::SERVICE_UNAVAILABLE, Some(*retry_after_s)),
        Error::StorageFull => (StatusCode::INSUFFICIENT_STORAGE, None),
        other => {
            tracing::error!(target: "tandem::votes", "a text message could not be taken: {other}");
            (StatusCode::INTERNAL_SERVER_ERROR, None)
        }
    };
    let mut response = problem(status, "Try again later.");
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}
