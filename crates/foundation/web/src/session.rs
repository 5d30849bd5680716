//! From a cookie to a viewer.

use crate::App;
use crate::cx::SignedIn;
use crate::prefs::cookie;
use axum::http::{HeaderMap, HeaderValue};
use std::sync::Arc;
use tandem_access::{Viewer, accounts::sessions};

/// The session cookie of an install without https (a laptop, a test): `HttpOnly`, `SameSite=Lax`.
pub const SESSION_COOKIE: &str = "tandem_session";

/// Behind https: the prefix has browsers refuse one that a neighbouring host or a page without https tries to set.
const HOST_COOKIE: &str = "__Host-tandem_session";

fn cookie_name(base_url: &str) -> &'static str {
    if base_url.starts_with("https://") { HOST_COOKIE } else { SESSION_COOKIE }
}

/// The session token of a request to the install at this address.
pub fn session_token<'h>(base_url: &str, headers: &'h HeaderMap) -> Option<&'h str> {
    cookie(headers, cookie_name(base_url))
}

pub(crate) struct Resolved {
    pub(crate) viewer: Viewer,
    pub(crate) signed_in: Option<Arc<SignedIn>>,
}

/// The viewer behind the request's session cookie; the public without a live one. Roles are those of this moment.
pub(crate) async fn resolve(app: &App, headers: &HeaderMap) -> Resolved {
    let nobody = Resolved { viewer: Viewer::public(), signed_in: None };
    let Some(token) = session_token(app.base_url(), headers) else { return nobody };
    match sessions::resolve(app.store(), token).await {
        Ok(Some(session)) => Resolved {
            viewer: Viewer::from_session(&session),
            signed_in: Some(Arc::new(SignedIn {
                session: session.id(),
                member: session.member(),
                member_name: session.member_name().to_owned(),
                organization_name: session.organization_name().to_owned(),
            })),
        },
        Ok(None) => nobody,
        Err(e) => {
            tracing::error!(target: "tandem::web", "session: {e}");
            nobody
        }
    }
}

/// The `Set-Cookie` value that starts a session (`token`) or ends it (`None`).
pub fn session_cookie(base_url: &str, token: Option<&str>) -> HeaderValue {
    let name = cookie_name(base_url);
    let secure = if name == HOST_COOKIE { "; Secure" } else { "" };
    let text = match token {
        Some(token) => format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}"),
        None => format!("{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}"),
    };
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("tandem_session=; Path=/; Max-Age=0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_https_the_cookie_is_bound_to_its_host() {
        let set = session_cookie("https://care.example.org", Some("abc"));
        assert_eq!(set, "__Host-tandem_session=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
        let mut sent = HeaderMap::new();
        sent.insert("cookie", HeaderValue::from_static("tandem_session=planted; __Host-tandem_session=abc"));
        assert_eq!(session_token("https://care.example.org", &sent), Some("abc"));
        assert_eq!(session_token("http://127.0.0.1:8080", &sent), Some("planted"));
        let plain = session_cookie("http://127.0.0.1:8080", None);
        assert_eq!(plain, "tandem_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }
}
