//! Computer systems: what opens one, what shuts it, and what the log says of it.

use crate::common::{stores, system, write};
use jiff::SignedDuration;
use tandem_access::accounts::clients::{self, NewClient, Registered};
use tandem_access::accounts::members;
use tandem_access::audit::{self, Query};
use tandem_access::{Action, Error, Kind, Purpose, Role, Uuid, Viewer, params};
use tandem_testkit::TestStore;

const CLINIC: Uuid = Uuid::from_u128(1);
const PANTRY: Uuid = Uuid::from_u128(2);

fn new(organization: Uuid) -> NewClient {
    let (role, purpose) = (Role::Clinician, Purpose::Treatment);
    NewClient { organization, name: " Chart ".into(), role, purpose }
}

async fn registered(t: &TestStore, organization: Uuid) -> Registered {
    write(t, move |tx| clients::register(tx, &new(organization))).await
}

/// A second one of the organization.
async fn second(t: &TestStore, organization: Uuid) -> Registered {
    write(t, move |tx| clients::register(tx, &NewClient { name: "Laboratory".into(), ..new(organization) }))
        .await
}

async fn token(t: &TestStore, r: &Registered) -> Option<String> {
    let got = clients::exchange(&t.store, &r.id.to_string(), &r.secret, "192.0.2.1").await.unwrap();
    got.map(|g| g.token)
}

async fn lives(t: &TestStore, token: &str) -> bool {
    clients::resolve(&t.store, token).await.unwrap().is_some()
}

/// Whether system work may act for it without a token.
async fn known(t: &TestStore, id: Uuid) -> bool {
    t.store.read(&system(), move |tx| clients::viewer_of(tx, id)).await.unwrap().is_some()
}

#[tokio::test]
async fn a_secret_opens_for_minutes() {
    for t in stores() {
        let r = registered(&t, CLINIC).await;
        assert_eq!(r.secret.len(), 44);
        let shown = format!("{r:?}");
        assert!(shown.contains(&r.id.to_string()) && !shown.contains(&r.secret), "no secret in a log");
        let token = token(&t, &r).await.expect("the secret fits");
        let proof = clients::resolve(&t.store, &token).await.unwrap().expect("alive");
        let viewer = Viewer::from_token(&proof);
        assert_eq!((viewer.client_id(), viewer.org(), viewer.member_id()), (Some(r.id), Some(CLINIC), None));
        assert_eq!((viewer.roles(), viewer.purpose()), (&[Role::Clinician][..], Purpose::Treatment));
        let id = r.id;
        let of = t.store.read(&system(), move |tx| clients::viewer_of(tx, id)).await.unwrap();
        assert_eq!(of, Some(viewer.clone()), "the same one without a token, for system work");
        let peeked = t.store.read(&viewer, move |tx| clients::viewer_of(tx, id)).await;
        assert!(matches!(peeked, Err(Error::Forbidden)), "{}: and for nobody else", t.engine);
        t.clock.advance(clients::TOKEN_LIFE - SignedDuration::from_micros(1));
        assert!(lives(&t, &token).await);
        t.clock.advance(SignedDuration::from_micros(1));
        assert!(!lives(&t, &token).await, "{}: ten minutes are over", t.engine);
        for wrong in ["", "x", &token[..43], &format!("{token}x"), &r.secret] {
            assert!(!lives(&t, wrong).await, "{}: {wrong}", t.engine);
        }
    }
}

#[tokio::test]
async fn what_does_not_fit_opens_nothing_and_is_noted() {
    for t in stores() {
        let (r, other) = (registered(&t, CLINIC).await, registered(&t, PANTRY).await);
        let id = r.id.to_string();
        let tries = [
            (id.as_str(), other.secret.as_str()),
            (id.as_str(), ""),
            ("nobody", r.secret.as_str()),
            ("00000000-0000-0000-0000-000000000000", r.secret.as_str()),
        ];
        for (id, secret) in tries {
            assert!(clients::exchange(&t.store, id, secret, "n").await.unwrap().is_none(), "{}", t.engine);
        }
        let by = system();
        let lines = t.store.read(&by, |tx| audit::search(tx, &Query { limit: 50, ..Query::default() }));
        let refused: Vec<_> =
            lines.await.unwrap().into_iter().filter(|l| l.detail == "system refused").collect();
        assert_eq!(refused.len(), tries.len(), "{}", t.engine);
        let told = refused.iter().filter(|l| l.owner_org == Some(CLINIC) && l.object == Some(r.id)).count();
        assert_eq!(told, 2, "{}: whose system was tried reads it in its own log", t.engine);
        // Guessing is slowed by the network it comes from, and nobody else.
        for n in 0..26 {
            let answer = clients::exchange(&t.store, "nobody", "x", "n").await;
            assert!(matches!(answer, Ok(None)), "{}: {n}", t.engine);
        }
        let limited = clients::exchange(&t.store, &id, &r.secret, "n").await;
        assert!(matches!(limited, Err(Error::TooMany { .. })), "{}", t.engine);
        assert!(token(&t, &r).await.is_some(), "{}: elsewhere it works", t.engine);
    }
}

/// The log tells systems apart by their names, and a form that is sent twice connects one.
#[tokio::test]
async fn a_name_is_of_one_live_system_of_an_organization() {
    for t in stores() {
        let first = registered(&t, CLINIC).await;
        registered(&t, PANTRY).await;
        let again = async || {
            let by = system();
            let done = t.store.write(&by, |tx| clients::register(tx, &new(CLINIC)));
            done.await
        };
        let refused = again().await.unwrap_err();
        assert!(
            matches!(&refused, Error::Invalid(f) if f.of("name").is_some_and(|e| e.key == "account-error-client-taken")),
            "{}: {refused:?}",
            t.engine
        );
        write(&t, move |tx| clients::end(tx, CLINIC, first.id)).await;
        assert!(again().await.is_ok(), "{}: the name of one that ended is free", t.engine);
    }
}

/// Keys and tokens end at once: at the next request, whoever ended them, and nothing else ends with them.
#[tokio::test]
async fn what_is_ended_is_shut_at_the_next_request() {
    for t in stores() {
        let (a, b) = (registered(&t, CLINIC).await, second(&t, CLINIC).await);
        let away = registered(&t, PANTRY).await;
        let (ta, tb, theirs) =
            (token(&t, &a).await.unwrap(), token(&t, &b).await.unwrap(), token(&t, &away).await.unwrap());
        let id = a.id;
        let stranger = t.store.write(&system(), move |tx| clients::end(tx, PANTRY, id)).await;
        assert!(matches!(stranger, Err(Error::NotFound)), "{}: of another organization", t.engine);
        write(&t, move |tx| clients::end(tx, CLINIC, id)).await;
        assert_eq!((lives(&t, &ta).await, lives(&t, &tb).await), (false, true), "{}", t.engine);
        assert!(token(&t, &a).await.is_none() && !known(&t, a.id).await);
        for again in [true, false] {
            let by = system();
            let done = t.store.write(&by, move |tx| {
                if again { clients::end(tx, CLINIC, id) } else { clients::renew(tx, CLINIC, id).map(|_| ()) }
            });
            assert!(matches!(done.await, Err(Error::NotFound)), "{}: it is final", t.engine);
        }

        let id = b.id;
        let renewed = write(&t, move |tx| clients::renew(tx, CLINIC, id)).await;
        assert!(!lives(&t, &tb).await && token(&t, &b).await.is_none(), "{}: the old secret", t.engine);
        let tb = token(&t, &renewed).await.unwrap();

        write(&t, |tx| clients::pause_organization(tx, CLINIC)).await;
        assert!(!lives(&t, &tb).await && token(&t, &renewed).await.is_none() && !known(&t, b.id).await);
        write(&t, |tx| clients::resume_organization(tx, CLINIC)).await;
        assert!(!lives(&t, &tb).await, "{}: the token of before is gone", t.engine);
        let tb = token(&t, &renewed).await.expect("the secret is as it was");

        write(&t, |tx| members::end_organization(tx, CLINIC)).await;
        assert!(!lives(&t, &tb).await && token(&t, &renewed).await.is_none() && !known(&t, b.id).await);
        write(&t, |tx| clients::resume_organization(tx, CLINIC)).await;
        assert!(token(&t, &renewed).await.is_none(), "{}: who left comes back to nothing", t.engine);
        assert!(lives(&t, &theirs).await, "{}: the others go on", t.engine);
        let list = t.store.read(&system(), |tx| clients::list(tx, CLINIC)).await.unwrap();
        assert!(list.len() == 2 && list.iter().all(|c| c.ended_at.is_some()));
        let mut names: Vec<_> = list.iter().map(|c| c.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["Chart", "Laboratory"]);
        assert!(list.iter().all(|c| c.last_used_at == Some(t.clock.now())));
        let kept = "SELECT count(*) FROM api_token";
        let left =
            move |tx: &mut tandem_access::Tx<'_, '_>| tx.query_one(kept, params![], |r| Ok(r.get::<i64>(0)?));
        assert_eq!(t.store.read(&system(), left).await.unwrap(), 1, "{}", t.engine);
    }
}

/// A system has the roles and purposes of care and no other, and of these it reads.
#[tokio::test]
async fn a_system_reads_for_care() {
    for t in stores() {
        let attempt =
            async |new: NewClient| t.store.write(&system(), move |tx| clients::register(tx, &new)).await;
        for role in Role::ALL.iter().copied() {
            let fine = matches!(role, Role::Navigator | Role::Clinician);
            assert_eq!(
                attempt(NewClient { role, name: role.to_string(), ..new(CLINIC) }).await.is_ok(),
                fine,
                "{role}"
            );
        }
        for purpose in Purpose::ALL.iter().copied() {
            let fine = matches!(purpose, Purpose::CareCoordination | Purpose::Treatment);
            assert_eq!(
                attempt(NewClient { purpose, name: purpose.word().into(), ..new(CLINIC) }).await.is_ok(),
                fine,
                "{purpose:?}"
            );
        }
        for name in ["", "  ", "a\nb", &"x".repeat(81)] {
            assert!(attempt(NewClient { name: name.into(), ..new(CLINIC) }).await.is_err(), "{name:?}");
        }
        assert!(attempt(NewClient { name: "ñ".repeat(80), ..new(CLINIC) }).await.is_ok(), "the longest");
        let viewer = Viewer::test_client(Uuid::from_u128(9), CLINIC, &clients::ROLES, Purpose::Treatment);
        for kind in Kind::ALL.iter().copied() {
            for action in [Action::Write, Action::Decide, Action::Manage] {
                assert!(!viewer.may(kind, action), "{kind} {action}");
            }
        }
        assert!(viewer.may(Kind::Person, Action::Read) && viewer.may(Kind::Person, Action::Export));
        assert!(!viewer.may(Kind::Audit, Action::Read));
    }
}

/// The line says which system it was, and the chain covers it.
#[tokio::test]
async fn the_log_says_which_system_looked() {
    for t in stores() {
        let r = registered(&t, CLINIC).await;
        let token = token(&t, &r).await.unwrap();
        let viewer = Viewer::from_token(&clients::resolve(&t.store, &token).await.unwrap().unwrap());
        let person = Uuid::from_u128(7);
        let look = move |tx: &mut tandem_access::Tx<'_, '_>| {
            tx.audit(Action::Read, Kind::Person, Some(person), Some(person), "record")
        };
        t.store.read(&viewer, look).await.unwrap();
        let of = Query { person: Some(person), limit: 9, ..Query::default() };
        let lines = t.store.read(&system(), move |tx| audit::search(tx, &of)).await.unwrap();
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].client, lines[0].member, lines[0].org), (Some(r.id), None, Some(CLINIC)));
        assert_eq!(lines[0].viewer_kind, "client");
        audit::seal_all(&t.store).await.unwrap();
        assert_eq!(audit::verify(&t.store, &[]).await.unwrap().fault, None, "{}", t.engine);
        let id = r.id;
        let names = t.store.read(&system(), move |tx| clients::names(tx, &[id, person])).await.unwrap();
        assert_eq!(names.get(&id).map(String::as_str), Some("Chart"));
    }
}

/// Who gave a system access, renewed it or shut it stands in the log of its organization.
#[tokio::test]
async fn the_log_says_what_was_done_with_a_system() {
    for t in stores() {
        let by = Viewer::test_member(Uuid::from_u128(5), CLINIC, &[Role::Administrator], Purpose::Operations);
        let id = t.store.write(&by, |tx| clients::register(tx, &new(CLINIC))).await.unwrap().id;
        t.store.write(&by, move |tx| clients::renew(tx, CLINIC, id).map(drop)).await.unwrap();
        t.store.write(&by, move |tx| clients::end(tx, CLINIC, id)).await.unwrap();
        let all = Query { limit: 9, ..Query::default() };
        let lines = t.store.read(&system(), move |tx| audit::search(tx, &all)).await.unwrap();
        assert!(
            lines
                .iter()
                .all(|l| { (l.member, l.owner_org, l.object) == (by.member_id(), Some(CLINIC), Some(id)) })
        );
        let mut done: Vec<_> = lines.iter().map(|l| l.detail.as_str()).collect();
        done.sort_unstable();
        assert_eq!(done, ["system connected", "system ended", "system got a new secret"], "{}", t.engine);
    }
}
