//! An application with this room, organizations and members who can sign in.

use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::password::NewPassword;
use tandem_access::{Role, Uuid, Viewer};
use tandem_mail::OutboxLine;
use tandem_partners::actions;
use tandem_partners::model::{Membership, OrganizationDraft, Sector};
use tandem_testkit::app::TestApp;
use tandem_web::Room;

pub const PASSWORD: &str = "maple kayak thunder violet";

pub fn rooms() -> Vec<Room> {
    vec![tandem_partners::room()]
}

pub fn apps() -> Vec<TestApp> {
    TestApp::both(rooms, |_, b| b)
}

pub fn system() -> Viewer {
    Viewer::system("test")
}

pub async fn organization(app: &TestApp, name: &str, confidential: bool) -> Uuid {
    let draft = OrganizationDraft {
        name: name.into(),
        sector: Sector::Housing,
        city: Some("Riverton".into()),
        postal_code: Some("21201".into()),
        confidential,
        ..OrganizationDraft::default()
    };
    app.store().write(&system(), move |tx| actions::create(tx, &draft, Membership::Member)).await.unwrap()
}

pub async fn member(app: &TestApp, email: &str, org: Uuid, roles: &'static [Role]) -> Uuid {
    let hash = NewPassword::check(PASSWORD, &[]).unwrap().hash(app.store().around()).await.unwrap();
    let email = email.to_owned();
    app.store()
        .write(&system(), move |tx| {
            let id = members::create(tx, &email, "Ana Ruiz", "en", Status::Active)?;
            for role in roles {
                members::grant(tx, id, org, *role)?;
            }
            members::set_password_hash(tx, id, &hash)?;
            Ok(id)
        })
        .await
        .unwrap()
}

pub async fn sign_in(app: &TestApp, email: &str) -> String {
    let answer = app.post("/sign-in", "", &[("email", email), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    answer.cookie(tandem_web::SESSION_COOKIE).expect("a session cookie")
}

pub async fn outbox(app: &TestApp) -> Vec<OutboxLine> {
    app.settle(rooms).await;
    app.store().read(&system(), |tx| tandem_mail::outbox(tx, None, 50)).await.unwrap()
}

/// The path of the one link in a letter.
pub fn link(letter: &OutboxLine) -> String {
    let line = letter
        .body
        .lines()
        .find(|l| l.starts_with("http://127.0.0.1:8080/"))
        .expect("a link on its own line");
    line.trim_start_matches("http://127.0.0.1:8080").to_owned()
}
