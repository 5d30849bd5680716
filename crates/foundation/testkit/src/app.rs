//! The whole application, driven over its routes without a socket.

use crate::{TestClock, TestStore};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use std::net::SocketAddr;
use std::sync::Arc;
use tandem_access::{Fence, Migration, Store};
use tandem_web::{App, AppBuilder, Room};
use tower::ServiceExt as _;

/// Rooms joined to an application on a database of its own.
pub struct TestApp {
    /// The database underneath.
    pub base: TestStore,
    /// What requests share.
    pub app: App,
    router: Router,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answered {
    /// Status code.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body as text.
    pub text: String,
    /// Body as it came, for files that are no text.
    pub bytes: Vec<u8>,
}

impl Answered {
    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|l| l.to_str().ok()).unwrap_or_default()
    }
    /// The value of a cookie that was set.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.headers
            .get_all(header::SET_COOKIE)
            .iter()
            .filter_map(|v| v.to_str().ok())
            .filter_map(|v| v.split(';').next()?.split_once('='))
            .find(|(n, _)| *n == name)
            .map(|(_, v)| v.to_owned())
    }
}

/// Migrations of the foundation and the rooms, in order.
pub fn migrations(rooms: &[Room]) -> Vec<Migration> {
    let mut all = tandem_access::MIGRATIONS.to_vec();
    all.extend_from_slice(tandem_events::MIGRATIONS);
    all.extend_from_slice(tandem_mail::MIGRATIONS);
    all.extend(rooms.iter().flat_map(|r| r.migrations.iter().copied()));
    all
}

/// Fences of the foundation and the rooms.
pub fn fences(rooms: &[Room]) -> Vec<Fence> {
    let mut all = tandem_access::fences();
    all.extend(tandem_mail::fences());
    all.extend(rooms.iter().flat_map(|r| r.fences.iter().cloned()));
    all
}

impl TestApp {
    /// Joins rooms on a database; `add` puts the rooms' services in.
    pub fn on(
        open: fn(&[Migration], &[Fence]) -> TestStore,
        rooms: Vec<Room>,
        add: impl FnOnce(&Store, AppBuilder) -> AppBuilder,
    ) -> TestApp {
        let (m, f) = (migrations(&rooms), fences(&rooms));
        Self::with(open, &m, &f, rooms, add)
    }

    /// As [`TestApp::on`], with all migrations and fences given: for the binary's whole list of rooms.
    pub fn with(
        open: fn(&[Migration], &[Fence]) -> TestStore,
        migrations: &[Migration],
        fences: &[Fence],
        rooms: Vec<Room>,
        add: impl FnOnce(&Store, AppBuilder) -> AppBuilder,
    ) -> TestApp {
        let base = open(migrations, fences);
        let builder = add(&base.store, AppBuilder::new(base.store.clone(), "http://127.0.0.1:8080"));
        let (app, router) = builder.build(rooms).unwrap_or_else(|e| panic!("{e}"));
        app.set_partnership(tandem_web::Partnership {
            name: "Test Partnership".into(),
            timezone: "America/New_York".into(),
            ..Default::default()
        });
        TestApp { base, app, router }
    }

    /// One on each database; `rooms` makes a fresh list for each.
    pub fn both(rooms: fn() -> Vec<Room>, add: fn(&Store, AppBuilder) -> AppBuilder) -> Vec<TestApp> {
        vec![Self::on(TestStore::sqlite, rooms(), add), Self::on(TestStore::postgres, rooms(), add)]
    }

    /// The doors to the data.
    pub fn store(&self) -> &Store {
        &self.base.store
    }

    /// The clock.
    pub fn clock(&self) -> &TestClock {
        &self.base.clock
    }

    /// Sends a request and reads the answer.
    pub async fn send(&self, request: Request<Body>) -> Answered {
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("the body ends").to_bytes();
        Answered {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.into(),
        }
    }

    /// Serves on a free port of this machine until the test ends; for [`crate::http::Client`].
    pub async fn listen(&self) -> u16 {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let service = self.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        port
    }

    /// GET, with a session cookie unless it is empty.
    pub async fn get(&self, path: &str, session: &str) -> Answered {
        self.send(request("GET", path, session, Body::empty())).await
    }

    /// GET by somebody who reads Spanish.
    pub async fn get_spanish(&self, path: &str, session: &str) -> Answered {
        let cookie = format!("{}={session}; tandem_prefs=lang=es", tandem_web::SESSION_COOKIE);
        let request = Request::get(path).header("cookie", cookie).body(Body::empty()).expect("a request");
        self.send(request).await
    }

    /// POST of a form as the install's own page sends it.
    pub async fn post(&self, path: &str, session: &str, form: &[(&str, &str)]) -> Answered {
        let mut body = String::new();
        for (i, (k, v)) in form.iter().enumerate() {
            if i > 0 {
                body.push('&');
            }
            body += &encode(k);
            body.push('=');
            body += &encode(v);
        }
        self.send(request("POST", path, session, Body::from(body))).await
    }

    /// Carries out everything that waits: events and due jobs of `rooms`' handlers, until nothing is left.
    pub async fn settle(&self, rooms: fn() -> Vec<Room>) {
        let rooms = rooms();
        let listeners: Arc<[_]> = rooms.iter().flat_map(|r| r.listeners.clone()).collect();
        let jobs: Vec<_> = rooms.iter().flat_map(|r| r.jobs.clone()).collect();
        let every: Vec<_> = rooms.iter().flat_map(|r| r.every.clone()).collect();
        tandem_events::run_every(self.store(), &every).await.expect("recurring work");
        loop {
            let n = tandem_events::dispatch(self.store(), &listeners).await.expect("events")
                + tandem_events::run_due(self.store(), &jobs).await.expect("jobs");
            if n == 0 {
                break;
            }
        }
    }
}

fn request(method: &str, path: &str, session: &str, body: Body) -> Request<Body> {
    let mut builder = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "127.0.0.1:8080")
        .header("sec-fetch-site", "same-origin");
    if method == "POST" {
        builder = builder.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    if !session.is_empty() {
        builder = builder.header(header::COOKIE, format!("{}={session}", tandem_web::SESSION_COOKIE));
    }
    builder.body(body).expect("a well-formed request")
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect()
}
