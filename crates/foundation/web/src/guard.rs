//! The layers around every handler: who asks, may they, did the request come from our own pages, and how a failure
//! looks.

use crate::cx::{Cx, FLASH};
use crate::error::Failed;
use crate::prefs::{Prefs, cookie};
use crate::room::Who;
use crate::systems::{self, Bearer};
use crate::{App, frame, session};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;
use std::time::Instant;
use tandem_access::{Message, Viewer};

const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; \
connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; \
require-trusted-types-for 'script'; trusted-types tandem";

/// The outermost layer: puts the [`Cx`] in, renders failures, adds the security headers.
pub(crate) async fn surround(State(app): State<App>, mut req: Request, next: Next) -> Response {
    let started = Instant::now();
    let prefs = Prefs::read(req.headers());
    let bearer = systems::bearer(req.headers());
    // Who shows a token is nobody else: where no token is taken, that is the public.
    let signed = match &bearer {
        None => session::resolve(&app, req.headers()).await,
        Some(_) => session::Resolved { viewer: Viewer::public(), signed_in: None },
    };
    let here = req.uri().path_and_query().map_or("/", |p| p.as_str()).to_owned();
    let static_file = here.starts_with("/assets/");
    // An address that is nobody's route is answered as its neighbours would: in FHIR, where a program asks.
    let in_fhir = here.starts_with("/fhir/")
        && !signed.viewer.is_member()
        && !systems::is_browser(req.headers(), bearer.as_ref());
    let flash_key = cookie(req.headers(), FLASH).map(str::to_owned);
    let cx = Cx {
        store: app.store().clone(),
        viewer: signed.viewer,
        signed_in: signed.signed_in,
        lang: prefs.language(req.headers()),
        now: app.store().now(),
        base_url: app.base_url().to_owned(),
        here,
        flash: flash_key.as_deref().and_then(|k| flash(&app, k)),
        ip: req.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip()),
        prefs,
        app: app.clone(),
    };
    let method = req.method().clone();
    let ours = same_origin(&app, &method, req.headers());
    req.extensions_mut().insert(cx.clone());
    if let Some(bearer) = bearer {
        req.extensions_mut().insert(bearer);
    }
    let mut response = if ours {
        next.run(req).await
    } else {
        let mut refused = StatusCode::FORBIDDEN.into_response();
        refused.extensions_mut().insert(Failed::new(StatusCode::FORBIDDEN, "cross-site"));
        refused
    };
    if let Some(failed) = response.extensions_mut().remove::<Failed>() {
        let retry = response.headers_mut().remove(header::RETRY_AFTER);
        let to_system = in_fhir || response.extensions().get::<systems::ToSystem>().is_some();
        response = if to_system { systems::failure(&cx, &failed) } else { frame::failure(&cx, &failed) };
        if let Some(seconds) = retry {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
    }
    let shows_flash =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    if flash_key.is_some() && shows_flash {
        let gone = HeaderValue::from_static("tandem_flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
    secure(&app, response.headers_mut());
    if !static_file {
        let name = response.extensions().get::<RouteName>().map_or("none", |n| n.0);
        let status = response.status().as_u16();
        tracing::info!(target: "tandem::request", route = name, status, micros = micros(started), "{method}");
        crate::metrics::observe(name, status, started.elapsed());
    }
    response
}

fn micros(started: Instant) -> u64 {
    u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX)
}

/// The route that answered, for log and metrics: never the path, which may hold a secret.
#[derive(Clone, Copy)]
struct RouteName(&'static str);

/// What the table says of one route.
#[derive(Clone, Copy)]
pub(crate) struct Door {
    pub(crate) who: Who,
    pub(crate) name: &'static str,
    pub(crate) systems: bool,
}

/// The layer of one route: who may use it.
pub(crate) async fn guard(door: Door, mut req: Request, next: Next) -> Response {
    let Some(cx) = req.extensions().get::<Cx>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let bearer = req.extensions_mut().remove::<Bearer>();
    let to_system =
        door.systems && !cx.viewer.is_member() && !systems::is_browser(req.headers(), bearer.as_ref());
    let cx = match systems::identify(cx, bearer, door.systems).await {
        Ok(cx) => cx,
        Err(failed) => return named(refused(failed), door.name, to_system),
    };
    req.extensions_mut().insert(cx.clone());
    let response = if cx.allowed(door.who) {
        next.run(req).await
    } else if cx.viewer.is_member() || cx.viewer.is_client() {
        refused(Failed::new(StatusCode::FORBIDDEN, "forbidden"))
    } else if req.method() == Method::GET && !to_system {
        let mut to = String::from("/sign-in?");
        to += &form_urlencoded::Serializer::new(String::new()).append_pair("next", &cx.here).finish();
        cx.redirect(&to)
    } else {
        // A session that ended while a form was being filled in.
        refused(Failed::new(StatusCode::UNAUTHORIZED, if to_system { "no-token" } else { "signed-out" }))
    };
    named(response, door.name, to_system)
}

/// The failure itself is rendered by the outermost layer.
fn refused(failed: Failed) -> Response {
    let mut response = failed.status.into_response();
    response.extensions_mut().insert(failed);
    response
}

fn named(mut response: Response, name: &'static str, to_system: bool) -> Response {
    response.extensions_mut().insert(RouteName(name));
    if to_system {
        response.extensions_mut().insert(systems::ToSystem);
    }
    response
}

/// Cross-site request forgery: a browser says where an unsafe request comes from. `Sec-Fetch-Site` decides; without it
/// (older browsers) `Origin` must be ours. A client that sends neither is no browser, so it carries nobody's cookies.
fn same_origin(app: &App, method: &Method, headers: &HeaderMap) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    match headers.get(header::ORIGIN).and_then(|o| o.to_str().ok()) {
        None => true,
        Some(origin) => {
            let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
            origin == app.base_url()
                || origin.split_once("://").is_some_and(|(_, o)| o == host && !host.is_empty())
        }
    }
}

fn secure(app: &App, headers: &mut HeaderMap) {
    let fixed = [
        ("content-security-policy", CSP),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    ];
    for (name, value) in fixed {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    if app.base_url().starts_with("https://") {
        let value = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// A flash is a message key of the catalogue; anything else in the cookie is dropped.
fn flash(app: &App, key: &str) -> Option<Message> {
    let known = app.catalogue().has(key) && key.len() < 80;
    // Keys live as long as the program: a cookie can only name one that exists.
    known.then(|| Message { key: crate::intern(key), args: vec![] })
}
