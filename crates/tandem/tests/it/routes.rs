//! The second fence: the routes table, walked as every kind of viewer on both databases. What has no entry is 404; what
//! a viewer may not use is refused before a handler runs; what is hidden answers like what does not exist.

use axum::http::StatusCode;
use tandem::rooms;
use tandem_access::accounts::{members, sessions};
use tandem_access::{Purpose, Role, Uuid, Viewer};
use tandem_testkit::{TestApp, TestStore};
use tandem_web::{RouteInfo, Who};

async fn app(open: fn(&[tandem_access::Migration], &[tandem_access::Fence]) -> TestStore) -> TestApp {
    TestApp::with(open, &rooms::migrations(), &rooms::fences(), rooms::all(), |_, b| b)
}

/// A path with something in the place of each parameter.
fn filled(path: &str, id: Uuid) -> String {
    path.split('/')
        .map(|part| if part.starts_with('{') { id.to_string() } else { part.to_owned() })
        .collect::<Vec<_>>()
        .join("/")
}

async fn ask(app: &TestApp, route: &RouteInfo, path: &str, session: &str) -> tandem_testkit::Answered {
    if route.method == "GET" { app.get(path, session).await } else { app.post(path, session, &[]).await }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_past_the_table() {
    for open in [TestStore::sqlite, TestStore::postgres] {
        let app = app(open).await;
        let id = Uuid::from_u128(77);
        assert!(app.app.routes().len() > 40, "the rooms bring their routes");
        for route in app.app.routes() {
            let path = filled(route.path, id);
            let answer = ask(&app, route, &path, "").await;
            let what = format!("{} {} as nobody: {}", route.method, path, answer.status);
            assert!(sound(answer.status), "{what}\n{}", answer.text);
            match route.who {
                // Open to everybody, and asks a program for its own id and secret.
                Who::Anyone if route.name == "partners.token" => {
                    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what}");
                    assert!(answer.text.contains("invalid_client"), "{what}");
                }
                Who::Anyone | Who::Link => assert!(answer.status != StatusCode::UNAUTHORIZED, "{what}"),
                // A program that shows no token is asked for one.
                Who::Member | Who::May(..) | Who::Role(_) if route.systems => {
                    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what}");
                    assert!(answer.headers.contains_key("www-authenticate"), "{what}");
                }
                Who::Member | Who::May(..) | Who::Role(_) if route.method == "GET" => {
                    assert!(answer.location().starts_with("/sign-in?next="), "{what}");
                }
                Who::Member | Who::May(..) | Who::Role(_) => {
                    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what}")
                }
            }
        }
        assert_eq!(app.get("/no/such/page", "").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_opens_its_own_doors_only() {
    for open in [TestStore::sqlite, TestStore::postgres] {
        let app = app(open).await;
        let org = Uuid::from_u128(5);
        for (n, role) in Role::ALL.iter().copied().enumerate() {
            let token = signed_in(&app, n, org, role).await;
            for route in app.app.routes() {
                let path = filled(route.path, Uuid::from_u128(77));
                if path.contains("sign-out") {
                    continue;
                }
                let answer = ask(&app, route, &path, &token).await;
                let what = format!("{} {} as {role}: {}", route.method, path, answer.status);
                assert!(sound(answer.status), "{what}\n{}", answer.text);
                let shut = match route.who {
                    Who::May(kind, action) => !tandem_access::permits(role, kind, action),
                    Who::Role(only) => only != role,
                    _ => false,
                };
                if shut {
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}");
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_from_another_site_changes_nothing() {
    let app = app(TestStore::sqlite).await;
    for route in app.app.routes().iter().filter(|r| r.method == "POST") {
        let request = axum::http::Request::builder()
            .method("POST")
            .uri(filled(route.path, Uuid::from_u128(77)))
            .header("host", "127.0.0.1:8080")
            .header("sec-fetch-site", "cross-site")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(axum::body::Body::empty())
            .unwrap();
        assert_eq!(app.send(request).await.status, StatusCode::FORBIDDEN, "{}", route.path);
    }
}

async fn signed_in(app: &TestApp, n: usize, org: Uuid, role: Role) -> String {
    app.store()
        .write(&Viewer::system("test.sign_in"), move |tx| {
            let member = members::create(
                tx,
                &format!("m{n}@example.org"),
                "Test Member",
                "en",
                members::Status::Active,
            )?;
            members::activate(tx, member)?;
            members::grant(tx, member, org, role)?;
            sessions::test_start(tx, member, org, Purpose::CareCoordination)
        })
        .await
        .unwrap()
}

/// No fault of ours. 429 is a rate limit that this walk has run into.
fn sound(status: StatusCode) -> bool {
    !status.is_server_error()
}
