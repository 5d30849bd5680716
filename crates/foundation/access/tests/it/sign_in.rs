//! Ways into an account other than the usual one: invitations, a new password, links that are asked for too often.

use crate::common::{stores, write};
use jiff::SignedDuration;
use tandem_access::accounts::links::{LinkPurpose, Stale};
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::password::NewPassword;
use tandem_access::accounts::rate_limit::RateLimits;
use tandem_access::accounts::sessions::{self, Session};
use tandem_access::accounts::sign_in::{self, From, Look, SignedIn};
use tandem_access::{Error, Purpose, Role, Tx, Uuid, audit, params};
use tandem_testkit::TestStore;

const CLINIC: Uuid = Uuid::from_u128(1);
const EMAIL: &str = "ana@clinic.example";
const FIRST: &str = "maple kayak thunder violet";
const SECOND: &str = "otter lantern gravel moss";

async fn member(t: &TestStore, status: Status) -> Uuid {
    write(t, move |tx| {
        let id = members::create(tx, EMAIL, "Ana Ruiz", "es", status)?;
        members::grant(tx, id, CLINIC, Role::Navigator)?;
        Ok(id)
    })
    .await
}

fn name_of(_: &mut Tx<'_, '_>, _: Uuid) -> Result<String, Error> {
    Ok("Riverside Clinic".into())
}

fn from(network: &str) -> From {
    From { network: network.into(), device: "Firefox".into(), cookie: None }
}

fn password(text: &str) -> NewPassword {
    NewPassword::check(text, &[]).expect("a good one")
}

async fn with_password(t: &TestStore, typed: &str) -> Result<SignedIn, Error> {
    sign_in::with_password(&t.store, &RateLimits::default(), EMAIL, typed, from("192.0.2.1"), name_of).await
}

async fn with_link(
    t: &TestStore,
    purpose: LinkPurpose,
    token: &str,
    new: Option<NewPassword>,
) -> Result<SignedIn, Error> {
    sign_in::with_link(&t.store, &RateLimits::default(), purpose, token, new, from("192.0.2.1"), name_of)
        .await
}

async fn session(t: &TestStore, signed_in: &SignedIn) -> Session {
    sessions::resolve(&t.store, &signed_in.token).await.unwrap().expect("a live session")
}

async fn live(t: &TestStore, signed_in: &SignedIn) -> bool {
    sessions::resolve(&t.store, &signed_in.token).await.unwrap().is_some()
}

async fn noted(t: &TestStore, words: &'static str) -> usize {
    let all = audit::Query { limit: 200, ..audit::Query::default() };
    let lines = write(t, move |tx| audit::search(tx, &all)).await;
    lines.iter().filter(|l| l.detail == words).count()
}

/// An invitation is the proof of the mailbox: it opens the account, once, within a week; the newest is the one that counts.
#[tokio::test]
async fn an_invitation_opens_the_account_once() {
    for t in stores() {
        let id = member(&t, Status::Invited).await;
        assert!(matches!(with_password(&t, FIRST).await, Err(Error::Invalid(_))), "nobody has accepted yet");
        let asked = write(&t, |tx| sign_in::link_for(tx, EMAIL, LinkPurpose::SignIn)).await;
        assert!(asked.is_none(), "{}: an invited account gets no other link", t.engine);
        let first = write(&t, move |tx| sign_in::invitation(tx, id)).await;
        let letter = write(&t, move |tx| sign_in::invitation(tx, id)).await;
        assert_eq!((letter.member.id, letter.member.email.as_str()), (id, EMAIL));
        let look = async |token: &str| sign_in::look(&t.store, LinkPurpose::Invite, token).await.unwrap();
        assert_eq!(look(&first.token).await, Look::Stale(Stale::Revoked));
        t.clock.advance(SignedDuration::from_hours(24 * 7) - SignedDuration::from_secs(1));
        assert_eq!(look(&letter.token).await, Look::Live(id), "{}: a week", t.engine);
        let signed_in =
            with_link(&t, LinkPurpose::Invite, &letter.token, Some(password(FIRST))).await.unwrap();
        assert_eq!((signed_in.member, signed_in.must_choose), (id, false));
        assert_eq!(session(&t, &signed_in).await.organization_name(), "Riverside Clinic");
        assert_eq!(write(&t, move |tx| members::find(tx, id)).await.status, Status::Active);
        assert!(with_password(&t, FIRST).await.is_ok(), "{}: with the password that was set", t.engine);
        assert!(with_link(&t, LinkPurpose::Invite, &letter.token, None).await.is_err());
        assert_eq!((noted(&t, "signed in: invite").await, noted(&t, "signed in: password").await), (1, 1));
        assert_eq!(noted(&t, "sign-in refused").await, 1);

        let late = write(&t, move |tx| sign_in::invitation(tx, id)).await;
        t.clock.advance(SignedDuration::from_hours(24 * 7));
        assert_eq!(look(&late.token).await, Look::Stale(Stale::Expired));
    }
}

/// A link of any other purpose does not open an account that nobody has accepted, or that was ended.
#[tokio::test]
async fn only_an_invitation_brings_an_account_into_use() {
    for t in stores() {
        let id = member(&t, Status::Active).await;
        let letter = write(&t, |tx| sign_in::link_for(tx, EMAIL, LinkPurpose::SignIn)).await.unwrap();
        assert_eq!(letter.member.id, id);
        for status in ["invited", "ended"] {
            write(&t, move |tx| tx.execute("UPDATE member SET status = ?1", params![status])).await;
            let refused = with_link(&t, LinkPurpose::SignIn, &letter.token, None).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{}: {status}", t.engine);
        }
        // What was refused used nothing up.
        write(&t, |tx| tx.execute("UPDATE member SET status = 'active'", params![])).await;
        assert!(with_link(&t, LinkPurpose::SignIn, &letter.token, None).await.is_ok());
    }
}

/// A new password: whoever sits at an open browser needs the present one, and every other session ends.
#[tokio::test]
async fn a_new_password_needs_the_present_one_and_ends_the_other_sessions() {
    for t in stores() {
        let id = member(&t, Status::Active).await;
        // Who only ever used links sets a first one: the link was the proof.
        let letter = write(&t, |tx| sign_in::link_for(tx, EMAIL, LinkPurpose::SignIn)).await.unwrap();
        let here = with_link(&t, LinkPurpose::SignIn, &letter.token, None).await.unwrap();
        let mine = session(&t, &here).await;
        let change = async |limits: &RateLimits, present: &str, new: &str| {
            sign_in::change_password(&t.store, limits, &mine, present, password(new)).await
        };
        let limits = RateLimits::default();
        change(&limits, "", FIRST).await.unwrap();
        let elsewhere = with_password(&t, FIRST).await.unwrap();
        let wrong = change(&limits, "not this one, surely", SECOND).await;
        let Err(Error::Invalid(faults)) = wrong else { panic!("{}: {wrong:?}", t.engine) };
        assert!(faults.of("present").is_some_and(|m| m.key == "account-error-present-password"));
        assert!(live(&t, &elsewhere).await, "nothing was changed");
        change(&limits, FIRST, SECOND).await.unwrap();
        assert!(!live(&t, &elsewhere).await && live(&t, &here).await, "{}", t.engine);
        assert!(with_password(&t, FIRST).await.is_err() && with_password(&t, SECOND).await.is_ok());
        assert_eq!((id, noted(&t, "password set").await), (here.member, 2));
    }
}

/// Guessing at the present password is limited too.
#[tokio::test]
async fn the_present_password_cannot_be_guessed_at() {
    let t = TestStore::sqlite(tandem_access::MIGRATIONS, &tandem_access::fences());
    let id = member(&t, Status::Active).await;
    let token = write(&t, move |tx| {
        members::set_password_hash(tx, id, "no hash that anything fits")?;
        sessions::test_start(tx, id, CLINIC, Purpose::Operations)
    })
    .await;
    let mine = sessions::resolve(&t.store, &token).await.unwrap().unwrap();
    let limits = RateLimits::default();
    let mut refused = vec![];
    for _ in 0..11 {
        let tried = sign_in::change_password(&t.store, &limits, &mine, "a guess", password(SECOND)).await;
        refused.push(matches!(tried, Err(Error::TooMany { .. })));
    }
    assert_eq!(refused.iter().position(|r| *r), Some(10), "ten at once");
}

/// Asking for letters is limited for one address and for one network; the answer is the same whoever has an account.
#[tokio::test]
async fn letters_are_not_sent_without_end() {
    let t = TestStore::sqlite(tandem_access::MIGRATIONS, &tandem_access::fences());
    let limits = RateLimits::default();
    let ask = |email: &str, network: &str| sign_in::may_ask_for_link(&t.store, &limits, email, network);
    for n in 0..3 {
        ask(EMAIL, &format!("198.51.100.{n}")).expect("three for one address");
    }
    assert!(
        matches!(ask(" ANA@clinic.example", "198.51.100.9"), Err(Error::TooMany { .. })),
        "written otherwise"
    );
    for n in 0..10 {
        ask(&format!("m{n}@clinic.example"), "203.0.113.1").expect("ten from one network");
    }
    assert!(matches!(ask("another@clinic.example", "203.0.113.1"), Err(Error::TooMany { .. })));
    ask("another@clinic.example", "203.0.113.2").expect("a neighbour is not shut out");
}

/// Links that are opened again and again from one network, and passwords that are tried, are slowed there.
#[tokio::test]
async fn tries_are_limited_by_network_and_by_account() {
    let t = TestStore::sqlite(tandem_access::MIGRATIONS, &tandem_access::fences());
    let limits = RateLimits::default();
    let mut last = None;
    for _ in 0..61 {
        let purpose = LinkPurpose::SignIn;
        let tried = sign_in::with_link(&t.store, &limits, purpose, "x", None, from("203.0.113.1"), name_of);
        last = tried.await.err();
    }
    assert!(matches!(last, Some(Error::TooMany { .. })), "{last:?}: sixty at once");
    for n in 0..10 {
        limits
            .take(tandem_access::accounts::rate_limit::Gate::SignInAccount, EMAIL, t.store.now())
            .unwrap_or_else(|e| panic!("{n}: {e}"));
    }
    let tried = sign_in::with_password(&t.store, &limits, EMAIL, "x", from("203.0.113.9"), name_of).await;
    assert!(matches!(tried, Err(Error::TooMany { .. })), "one account, from another network");
}

/// Forgotten is what has long been over, and not a day sooner: the log keeps the facts.
#[tokio::test]
async fn what_is_not_yet_long_over_is_kept() {
    for t in stores() {
        let id = member(&t, Status::Active).await;
        write(&t, move |tx| sessions::test_start(tx, id, CLINIC, Purpose::Operations)).await;
        write(&t, |tx| sign_in::link_for(tx, EMAIL, LinkPurpose::SignIn)).await.unwrap();
        assert!(with_password(&t, "wrong wrong wrong").await.is_err());
        let start = t.clock.now();
        let left = async |days: i64| {
            t.clock.set(start + SignedDuration::from_hours(24 * days));
            write(&t, sign_in::forget_old).await;
            write(&t, |tx| {
                tx.query_one(
                    "SELECT (SELECT count(*) FROM session), (SELECT count(*) FROM signed_link),
                            (SELECT count(*) FROM failed_try)",
                    params![],
                    |r| Ok((r.get::<i64>(0)?, r.get::<i64>(1)?, r.get::<i64>(2)?)),
                )
            })
            .await
        };
        assert_eq!(left(29).await, (1, 1, 2), "{}", t.engine);
        assert_eq!(left(31).await, (1, 1, 0), "{}: tries after 30 days", t.engine);
        assert_eq!(left(90).await, (1, 1, 0));
        assert_eq!(left(91).await, (0, 0, 0), "{}: sessions and links after 90", t.engine);
    }
}
