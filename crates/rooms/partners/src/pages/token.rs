//! Where a computer system exchanges its id and secret for a token: OAuth 2.0 client credentials (RFC 6749, section 4.4), with the
//! secret in the `Authorization` header or in the form. Every answer is JSON, failures in the words of section 5.2.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};
use tandem_access::Error;
use tandem_access::accounts::clients;
use tandem_access::accounts::rate_limit::network_of;
use tandem_web::{Answer, Cx, Form, PageError};

/// What a token opens: patients that stand before it, found and read.
pub const SCOPE: &str = "system/Patient.rs";

/// The exchange.
pub async fn exchange(cx: Cx, headers: HeaderMap, form: Result<Form, PageError>) -> Answer {
    let refuse = |status, code: &str, words: &str| Ok(refused(status, code, words));
    let bad = StatusCode::BAD_REQUEST;
    let Ok(form) = form else { return refuse(bad, "invalid_request", "The body is no form.") };
    let kind = headers.get(header::CONTENT_TYPE).and_then(|t| t.to_str().ok()).unwrap_or_default();
    if !kind.trim_start().to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
        return refuse(bad, "invalid_request", "Send application/x-www-form-urlencoded.");
    }
    for name in ["grant_type", "client_id", "client_secret", "scope"] {
        if form.all(name).len() > 1 {
            return refuse(bad, "invalid_request", "A parameter stands there twice.");
        }
    }
    let (id, secret) = match (basic(&headers), form.opt("client_secret")) {
        // One way of showing who one is at a time (section 2.3).
        (Some(_), Some(_)) => {
            return refuse(
                bad,
                "invalid_request",
                "Send the secret in the header or in the form, not in both.",
            );
        }
        (Some(Some(pair)), None) if form.opt("client_id").is_none_or(|id| id == pair.0) => pair,
        (None, Some(secret)) => (form.text("client_id").to_owned(), secret.to_owned()),
        _ => return Ok(unknown_client()),
    };
    match form.text("grant_type") {
        "client_credentials" => {}
        "" => return refuse(bad, "invalid_request", "grant_type is missing."),
        _ => return refuse(bad, "unsupported_grant_type", "Only client_credentials is given here."),
    }
    // Whoever asks for scopes gets the one there is, if it is among them.
    let asked = form.text("scope");
    if !asked.is_empty() && !asked.split_ascii_whitespace().any(covered) {
        return refuse(bad, "invalid_scope", "The scope that is given here is system/Patient.rs.");
    }
    match clients::exchange(&cx.store, &id, &secret, &network_of(cx.ip)).await {
        Ok(Some(granted)) => {
            let good_for = granted.good_for.as_secs();
            let body = json!({"access_token": granted.token, "token_type": "bearer", "expires_in": good_for, "scope": SCOPE});
            Ok(answer(StatusCode::OK, &body))
        }
        Ok(None) => Ok(unknown_client()),
        Err(Error::TooMany { retry_after_s }) => {
            let words = "Too many tries from this network.";
            Ok(later(refused(StatusCode::TOO_MANY_REQUESTS, "temporarily_unavailable", words), retry_after_s))
        }
        Err(Error::Unavailable { retry_after_s }) => {
            let words = "Try again in a moment.";
            Ok(later(
                refused(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", words),
                retry_after_s,
            ))
        }
        Err(e) => {
            tracing::error!(target: "tandem::partners", "token: {e}");
            refuse(StatusCode::INTERNAL_SERVER_ERROR, "server_error", "Something went wrong on our side.")
        }
    }
}

/// Whether a scope that was asked for holds what is given, in the words of SMART 2 or of SMART 1.
fn covered(scope: &str) -> bool {
    matches!(scope, "system/Patient.rs" | "system/Patient.r" | "system/Patient.s" | "system/Patient.read")
        || matches!(scope, "system/*.rs" | "system/*.r" | "system/*.s" | "system/*.read")
}

/// Id and secret of `Authorization: Basic`, each form-encoded before they were joined (section 2.3.1); `Some(None)` for a
/// header that holds none.
fn basic(headers: &HeaderMap) -> Option<Option<(String, String)>> {
    let said = headers.get(header::AUTHORIZATION)?;
    let pair = || {
        let (scheme, value) = said.to_str().ok()?.split_once(' ')?;
        let text = scheme.eq_ignore_ascii_case("basic").then(|| BASE64.decode(value.trim()).ok())??;
        let text = String::from_utf8(text).ok()?;
        let (id, secret) = text.split_once(':')?;
        // Ids and secrets are letters, digits, `-` and `_`: form-encoding leaves them as they are.
        Some((id.to_owned(), secret.to_owned()))
    };
    Some(pair())
}

/// The same for an unknown system, a wrong secret and one that has ended.
fn unknown_client() -> Response {
    let mut response = refused(StatusCode::UNAUTHORIZED, "invalid_client", "Id and secret do not fit.");
    let ask = HeaderValue::from_static("Basic realm=\"tandem\", charset=\"UTF-8\"");
    response.headers_mut().insert(header::WWW_AUTHENTICATE, ask);
    response
}

fn refused(status: StatusCode, code: &str, words: &str) -> Response {
    answer(status, &json!({"error": code, "error_description": words}))
}

fn later(mut response: Response, seconds: u32) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    response
}

fn answer(status: StatusCode, body: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
        (header::PRAGMA, "no-cache"),
    ];
    (status, headers, body.to_string()).into_response()
}
