//! Computer systems at the door: a bearer token makes a viewer on the routes that take one, and failures are told in FHIR.

use crate::cx::Cx;
use crate::error::Failed;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tandem_access::accounts::clients;
use tandem_access::{Error, Viewer};

/// The media type of FHIR in JSON.
pub const FHIR_JSON: &str = "application/fhir+json; charset=utf-8";

/// The token of a request, and whether cookies came with it.
#[derive(Clone)]
pub(crate) struct Bearer {
    token: String,
    cookies: bool,
}

/// The answer goes to a computer system: kept in the response for the layer that renders failures.
#[derive(Clone, Copy)]
pub(crate) struct ToSystem;

/// `Authorization: Bearer`, in any case, as RFC 9110 says of schemes. Basic is the token route's own.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<Bearer> {
    let said = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = said.split_once(' ')?;
    let cookies = headers.contains_key(header::COOKIE);
    scheme.eq_ignore_ascii_case("bearer").then(|| Bearer { token: token.trim().to_owned(), cookies })
}

/// Somebody in front of a browser, who wants a page.
pub(crate) fn is_browser(headers: &HeaderMap, bearer: Option<&Bearer>) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|a| a.to_str().ok()).unwrap_or_default();
    bearer.is_none() && accept.contains("text/html")
}

/// The request as the token's, on a route that takes tokens; as the public's on every other one.
pub(crate) async fn identify(cx: Cx, bearer: Option<Bearer>, systems: bool) -> Result<Cx, Failed> {
    let Some(Bearer { token, cookies }) = bearer else { return Ok(cx) };
    if cookies {
        // Two answers to the question who asks: neither is believed.
        return Err(Failed::new(StatusCode::BAD_REQUEST, "two-proofs"));
    }
    if !systems {
        return Ok(cx);
    }
    match clients::resolve(&cx.store, &token).await {
        Ok(Some(proof)) => Ok(Cx { viewer: Viewer::from_token(&proof), ..cx }),
        Ok(None) => Err(Failed::new(StatusCode::UNAUTHORIZED, "no-token")),
        Err(Error::Unavailable { .. }) => Err(Failed::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable")),
        Err(e) => {
            tracing::error!(target: "tandem::web", "token: {e}");
            Err(Failed::new(StatusCode::INTERNAL_SERVER_ERROR, "internal"))
        }
    }
}

/// What went wrong, as FHIR says it.
pub fn outcome(severity: &str, code: &str, words: &str) -> Value {
    json!({"resourceType": "OperationOutcome", "issue": [{"severity": severity, "code": code, "diagnostics": words}]})
}

/// A failure as an `OperationOutcome`.
pub(crate) fn failure(cx: &Cx, failed: &Failed) -> Response {
    let code = match failed.status {
        StatusCode::UNAUTHORIZED => "login",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::METHOD_NOT_ALLOWED => "not-supported",
        StatusCode::CONFLICT => "conflict",
        StatusCode::TOO_MANY_REQUESTS => "throttled",
        StatusCode::SERVICE_UNAVAILABLE => "transient",
        StatusCode::INSUFFICIENT_STORAGE => "no-store",
        status if status.is_server_error() => "exception",
        _ => "invalid",
    };
    let words = failed.detail.map_or_else(|| cx.t(&format!("error-{}-title", failed.word)), |key| cx.t(key));
    let body = outcome("error", code, &words).to_string();
    let mut response = (failed.status, [(header::CONTENT_TYPE, FHIR_JSON)], body).into_response();
    if failed.status == StatusCode::UNAUTHORIZED {
        // RFC 6750 section 3.1: the same words for a token that ended and one that never was.
        let ask = HeaderValue::from_static("Bearer realm=\"tandem\", error=\"invalid_token\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, ask);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(k, v)| (k.parse().expect("a name"), HeaderValue::from_static(v))).collect()
    }

    #[test]
    fn only_a_bearer_is_one() {
        let token = |value| bearer(&headers(&[("authorization", value)])).map(|b| (b.token, b.cookies));
        assert_eq!(token("Bearer abc"), Some(("abc".into(), false)));
        assert_eq!(token("bearer  abc "), Some(("abc".into(), false)));
        assert_eq!((token("Basic abc"), token("Bearer"), token("")), (None, None, None));
        let both = bearer(&headers(&[("authorization", "Bearer abc"), ("cookie", "a=b")]));
        assert!(both.is_some_and(|b| b.cookies));
    }

    #[test]
    fn a_browser_asks_for_a_page() {
        let page = headers(&[("accept", "text/html,*/*;q=0.8")]);
        assert!(is_browser(&page, None));
        assert!(!is_browser(&page, Some(&Bearer { token: String::new(), cookies: false })));
        assert!(!is_browser(&headers(&[("accept", "application/fhir+json")]), None));
        assert!(!is_browser(&HeaderMap::new(), None));
    }
}
