//! From a cookie to a viewer.

use crate::App;
use crate::cx::SignedIn;
use axum::http::HeaderMap;
use std::sync::Arc;
use tandem_access::Viewer;

/// The session cookie: `HttpOnly`, `SameSite=Lax`, `Secure` behind https.
pub const SESSION_COOKIE: &str = "tandem_session";

pub(crate) struct Resolved {
    pub(crate) viewer: Viewer,
    pub(crate) signed_in: Option<Arc<SignedIn>>,
}

/// The viewer behind the request's session cookie; the public without a live one.
pub(crate) async fn resolve(_app: &App, _headers: &HeaderMap) -> Resolved {
    Resolved { viewer: Viewer::public(), signed_in: None }
}
