//! From a cookie to a viewer.

use crate::App;
use crate::cx::SignedIn;
use crate::prefs::cookie;
use axum::http::{HeaderMap, HeaderValue};
use std::sync::Arc;
use tandem_access::{Viewer, accounts::sessions};

/// The session cookie: `HttpOnly`, `SameSite=Lax`, `Secure` behind https.
pub const SESSION_COOKIE: &str = "tandem_session";

pub(crate) struct Resolved {
    pub(crate) viewer: Viewer,
    pub(crate) signed_in: Option<Arc<SignedIn>>,
}

/// The viewer behind the request's session cookie; the public without a live one. Roles are those of this moment.
pub(crate) async fn resolve(app: &App, headers: &HeaderMap) -> Resolved {
    let nobody = Resolved { viewer: Viewer::public(), signed_in: None };
    let Some(token) = cookie(headers, SESSION_COOKIE) else { return nobody };
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
    let secure = if base_url.starts_with("https://") { "; Secure" } else { "" };
    let text = match token {
        Some(token) => format!("{SESSION_COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax{secure}"),
        None => format!("{SESSION_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}"),
    };
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("tandem_session=; Path=/; Max-Age=0"))
}
