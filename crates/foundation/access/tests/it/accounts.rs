//! Accounts under attack and in ordinary use, on both databases.

use crate::common::{stores, system};
use jiff::SignedDuration;
use tandem_access::accounts::links::{self, LinkPurpose, NewLink, Opened, Stale, Uses};
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::password::NewPassword;
use tandem_access::accounts::rate_limit::RateLimits;
use tandem_access::accounts::sessions::{self, Session};
use tandem_access::accounts::sign_in::{self, From, Look, SignedIn};
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer, params};
use tandem_testkit::TestStore;

const PASSWORD: &str = "maple kayak thunder violet";
const EMAIL: &str = "ana@clinic.example";

fn from() -> From {
    From { network: "192.0.2.1".into(), device: "Firefox".into(), cookie: None }
}

fn name_of(_: &mut Tx<'_, '_>, id: Uuid) -> Result<String, Error> {
    Ok(format!("organization {}", id.as_u128()))
}

fn clinic() -> Uuid {
    Uuid::from_u128(1)
}

/// A member with a password and a role at the clinic.
async fn member(t: &TestStore) -> Uuid {
    let hash = NewPassword::check(PASSWORD, &[]).unwrap().hash(t.store.around()).await.unwrap();
    let id = t
        .store
        .write(&system(), |tx| {
            let id = members::create(tx, EMAIL, "Ana Ruiz", "es", Status::Active)?;
            members::grant(tx, id, clinic(), Role::Navigator)?;
            Ok(id)
        })
        .await
        .unwrap();
    t.store.write(&system(), move |tx| members::set_password_hash(tx, id, &hash)).await.unwrap();
    id
}

async fn try_with(t: &TestStore, limits: &RateLimits, email: &str, typed: &str) -> Result<SignedIn, Error> {
    sign_in::with_password(&t.store, limits, email, typed, from(), name_of).await
}

async fn sign_in_now(t: &TestStore) -> (SignedIn, Session) {
    let signed_in = try_with(t, &RateLimits::default(), EMAIL, PASSWORD).await.unwrap();
    let session = sessions::resolve(&t.store, &signed_in.token).await.unwrap().unwrap();
    (signed_in, session)
}

async fn live(t: &TestStore, token: &str) -> bool {
    sessions::resolve(&t.store, token).await.unwrap().is_some()
}

#[tokio::test]
async fn a_member_signs_in_and_acts_for_their_organization() {
    for t in stores() {
        let id = member(&t).await;
        let (signed_in, session) = sign_in_now(&t).await;
        assert!(!signed_in.must_choose, "one organization needs no choice");
        let viewer = Viewer::from_session(&session);
        assert_eq!((viewer.member_id(), viewer.org()), (Some(id), Some(clinic())), "{}", t.engine);
        assert!(viewer.has_role(Role::Navigator) && !viewer.has_role(Role::Administrator));
        assert_eq!(session.organization_name(), "organization 1");
        sign_in::sign_out(&t.store, &session).await.unwrap();
        assert!(!live(&t, &signed_in.token).await);
        sign_in::sign_out(&t.store, &session).await.expect("signing out twice is no fault");
    }
}

/// The same error, word for word, whoever it is: nothing to enumerate accounts by.
#[tokio::test]
async fn every_refusal_is_the_same() {
    for t in stores() {
        let id = member(&t).await;
        let ended = t
            .store
            .write(&system(), |tx| members::create(tx, "old@clinic.example", "Old", "en", Status::Ended))
            .await
            .unwrap();
        let alone = t
            .store
            .write(&system(), |tx| members::create(tx, "alone@clinic.example", "Alone", "en", Status::Active))
            .await
            .unwrap();
        t.store
            .write(&system(), move |tx| {
                tx.execute(
                    "INSERT INTO credential (member_id, password_hash, changed_at)
                     SELECT m.id, c.password_hash, 0 FROM member m, credential c
                     WHERE c.member_id = ?1 AND (m.id = ?2 OR m.id = ?3)",
                    params![id, ended, alone],
                )
            })
            .await
            .unwrap();
        let limits = RateLimits::default();
        let mut answers = vec![];
        for (email, typed) in [
            (EMAIL, "wrong wrong wrong wrong"),
            ("nobody@clinic.example", PASSWORD),
            ("old@clinic.example", PASSWORD),
            ("alone@clinic.example", PASSWORD),
            ("not an address", ""),
            ("", PASSWORD),
        ] {
            let refusal = try_with(&t, &limits, email, typed).await.err().expect("refused");
            answers.push(format!("{refusal:?}"));
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{}: {answers:?}", t.engine);
        try_with(&t, &limits, EMAIL, PASSWORD).await.unwrap_or_else(|e| panic!("{}: {e}", t.engine));
    }
}

#[tokio::test]
async fn a_session_ends_by_idleness_by_age_and_from_afar() {
    for t in stores() {
        let id = member(&t).await;
        let (first, _) = sign_in_now(&t).await;
        t.clock.advance(SignedDuration::from_mins(14));
        assert!(live(&t, &first.token).await);
        t.clock.advance(SignedDuration::from_mins(14));
        assert!(live(&t, &first.token).await, "a request keeps it alive");
        t.clock.advance(SignedDuration::from_mins(15));
        assert!(!live(&t, &first.token).await, "{}: 15 idle minutes end it", t.engine);

        let (busy, _) = sign_in_now(&t).await;
        for _ in 0..71 {
            t.clock.advance(SignedDuration::from_mins(10));
            assert!(live(&t, &busy.token).await);
        }
        t.clock.advance(SignedDuration::from_mins(10));
        assert!(!live(&t, &busy.token).await, "{}: 12 hours end it however busy", t.engine);

        let (lost, _) = sign_in_now(&t).await;
        let (_, here) = sign_in_now(&t).await;
        let listed = t.store.read(&system(), move |tx| sessions::list(tx, id)).await.unwrap();
        assert_eq!(listed.len(), 2);
        let other = listed.iter().find(|l| l.id != here.id()).unwrap().id;
        t.store.write(&system(), move |tx| sessions::end(tx, id, other, "ended from afar")).await.unwrap();
        assert!(!live(&t, &lost.token).await);
        let stranger = t
            .store
            .write(&system(), move |tx| sessions::end(tx, Uuid::from_u128(9), here.id(), "not mine"))
            .await;
        assert!(matches!(stranger, Err(Error::NotFound)), "nobody ends a session of somebody else");
    }
}

#[tokio::test]
async fn a_planted_cookie_never_becomes_a_session() {
    for t in stores() {
        member(&t).await;
        let (planted, _) = sign_in_now(&t).await;
        let cookie = Some(planted.token.clone());
        let victim = sign_in::with_password(
            &t.store,
            &RateLimits::default(),
            EMAIL,
            PASSWORD,
            From { cookie, ..from() },
            name_of,
        )
        .await
        .unwrap();
        assert_ne!(victim.token, planted.token);
        assert!(!live(&t, &planted.token).await, "{}: the token that came with sign-in ends", t.engine);
        assert!(live(&t, &victim.token).await);
        for junk in ["", "x", &"A".repeat(44), &"A".repeat(5000), "'; DROP TABLE session; --"] {
            assert!(!live(&t, junk).await);
        }
    }
}

#[tokio::test]
async fn what_is_taken_away_is_gone_at_the_next_click() {
    for t in stores() {
        let id = member(&t).await;
        let (signed_in, _) = sign_in_now(&t).await;
        t.store.write(&system(), move |tx| members::grant(tx, id, clinic(), Role::Clinician)).await.unwrap();
        assert!(!live(&t, &signed_in.token).await, "a session never grows in power");
        let (signed_in, session) = sign_in_now(&t).await;
        assert_eq!(session.roles().len(), 2);
        let pantry = Uuid::from_u128(2);
        t.store.write(&system(), move |tx| members::grant(tx, id, pantry, Role::Responder)).await.unwrap();
        assert!(live(&t, &signed_in.token).await, "what somebody else gives does not sign anybody out");
        t.store.write(&system(), move |tx| members::end_access(tx, id, pantry)).await.unwrap();
        assert!(live(&t, &signed_in.token).await, "nor does what ends elsewhere");
        t.store
            .write(&system(), move |tx| {
                let issued = sign_in::link_for(tx, EMAIL, LinkPurpose::SignIn)?;
                assert!(issued.is_some());
                members::end_access(tx, id, clinic())
            })
            .await
            .unwrap();
        assert!(!live(&t, &signed_in.token).await, "{}", t.engine);
        let again = try_with(&t, &RateLimits::default(), EMAIL, PASSWORD).await;
        assert!(matches!(again, Err(Error::Invalid(_))));
        let letter =
            t.store.write(&system(), |tx| sign_in::link_for(tx, EMAIL, LinkPurpose::SignIn)).await.unwrap();
        assert!(letter.is_none(), "no letter for somebody who may act for nobody");
    }
}

#[tokio::test]
async fn with_two_organizations_the_session_is_nobody_until_one_is_chosen() {
    for t in stores() {
        let id = member(&t).await;
        let pantry = Uuid::from_u128(2);
        t.store.write(&system(), move |tx| members::grant(tx, id, pantry, Role::Responder)).await.unwrap();
        let (first, session) = sign_in_now(&t).await;
        assert!(first.must_choose);
        assert_eq!(Viewer::from_session(&session), Viewer::public());
        let choose = async |org| {
            sessions::choose(&t.store, &session, org, "Pantry", Purpose::Operations, "Firefox", "192.0.2.1")
                .await
        };
        assert!(matches!(choose(Uuid::from_u128(3)).await, Err(Error::Forbidden)), "no role there");
        let token = choose(pantry).await.unwrap();
        assert!(!live(&t, &first.token).await, "{}: choosing rotates the token", t.engine);
        let viewer = Viewer::from_session(&sessions::resolve(&t.store, &token).await.unwrap().unwrap());
        assert_eq!((viewer.org(), viewer.purpose()), (Some(pantry), Purpose::Operations));
        assert_eq!(viewer.roles(), [Role::Responder], "roles of one organization are not roles of another");
        assert!(matches!(choose(pantry).await, Err(Error::NotFound)), "an ended session chooses nothing");
    }
}

#[tokio::test]
async fn a_sign_in_link_works_once_and_for_a_quarter_of_an_hour() {
    for t in stores() {
        let id = member(&t).await;
        let ask = async || {
            t.store
                .write(&system(), |tx| sign_in::link_for(tx, "ANA@clinic.example", LinkPurpose::SignIn))
                .await
        };
        let with = async |token: &str| {
            let limits = RateLimits::default();
            sign_in::with_link(&t.store, &limits, LinkPurpose::SignIn, token, None, from(), name_of).await
        };
        let old = ask().await.unwrap().unwrap();
        let letter = ask().await.unwrap().unwrap();
        let look = async |token: &str| sign_in::look(&t.store, LinkPurpose::SignIn, token).await.unwrap();
        assert_eq!(look(&old.token).await, Look::Stale(Stale::Revoked), "a new link takes the old one back");
        for _ in 0..3 {
            assert_eq!(look(&letter.token).await, Look::Live(id), "looking uses nothing up");
        }
        assert_eq!(
            sign_in::look(&t.store, LinkPurpose::Recover, &letter.token).await.unwrap(),
            Look::Unknown
        );
        let (one, two) = tokio::join!(with(&letter.token), with(&letter.token));
        assert_eq!(u8::from(one.is_ok()) + u8::from(two.is_ok()), 1, "{}: two at once, one wins", t.engine);
        assert!(with(&letter.token).await.is_err(), "replay");
        assert_eq!(look(&letter.token).await, Look::Stale(Stale::Used));
        let late = ask().await.unwrap().unwrap();
        t.clock.advance(SignedDuration::from_mins(15));
        assert_eq!(look(&late.token).await, Look::Stale(Stale::Expired));
        assert!(matches!(with(&late.token).await, Err(Error::NotFound)));
        assert!(
            t.store
                .write(&system(), |tx| sign_in::link_for(tx, "nobody@clinic.example", LinkPurpose::SignIn))
                .await
                .unwrap()
                .is_none()
        );
    }
}

#[tokio::test]
async fn recovery_sets_a_password_and_ends_what_was_open() {
    for t in stores() {
        member(&t).await;
        let (before, _) = sign_in_now(&t).await;
        let letter = t
            .store
            .write(&system(), |tx| sign_in::link_for(tx, EMAIL, LinkPurpose::Recover))
            .await
            .unwrap()
            .unwrap();
        let new = "otter lantern gravel moss";
        let password = NewPassword::check(new, &[]).unwrap();
        let limits = RateLimits::default();
        let after = sign_in::with_link(
            &t.store,
            &limits,
            LinkPurpose::Recover,
            &letter.token,
            Some(password),
            from(),
            name_of,
        )
        .await
        .unwrap();
        assert!(!live(&t, &before.token).await, "{}: whoever held a session is out", t.engine);
        assert!(live(&t, &after.token).await);
        assert!(try_with(&t, &limits, EMAIL, PASSWORD).await.is_err());
        assert!(try_with(&t, &limits, EMAIL, new).await.is_ok());
    }
}

#[tokio::test]
async fn guessing_slows_down_survives_a_restart_and_shuts_nobody_else_out() {
    for t in stores() {
        member(&t).await;
        let guess = async |network: &str, typed: &str| {
            let from = From { network: network.into(), ..from() };
            // Fresh buckets each time: what slows the guessing here is in the database.
            sign_in::with_password(&t.store, &RateLimits::default(), EMAIL, typed, from, name_of).await
        };
        for _ in 0..6 {
            assert!(matches!(guess("203.0.113.5", "wrong").await, Err(Error::Invalid(_))));
        }
        let blocked = guess("203.0.113.5", PASSWORD).await;
        assert!(matches!(blocked, Err(Error::TooMany { retry_after_s: 1 })), "{}", t.engine);
        t.clock.advance(SignedDuration::from_secs(1));
        assert!(matches!(guess("203.0.113.5", "wrong").await, Err(Error::Invalid(_))), "it may try again");
        let blocked = guess("203.0.113.5", PASSWORD).await;
        assert!(matches!(blocked, Err(Error::TooMany { retry_after_s: 2 })), "{}", t.engine);
        assert!(guess("192.0.2.1", PASSWORD).await.is_ok(), "the owner at home is not shut out");
        t.clock.advance(SignedDuration::from_secs(2));
        assert!(guess("203.0.113.5", PASSWORD).await.is_ok(), "the wait passes");
    }
}

/// NIST SP 800-63B-4, section 3.2.2: after 100 failures in a row the password alone opens nothing; a link still does.
#[tokio::test]
async fn after_a_hundred_failures_only_a_link_opens_the_account() {
    let t = TestStore::sqlite(tandem_access::MIGRATIONS, &tandem_access::fences());
    member(&t).await;
    for n in 0..100 {
        let from = From { network: format!("203.0.113.{n}"), ..from() };
        let r = sign_in::with_password(&t.store, &RateLimits::default(), EMAIL, "wrong", from, name_of).await;
        assert!(matches!(r, Err(Error::Invalid(_))));
    }
    let right = try_with(&t, &RateLimits::default(), EMAIL, PASSWORD).await;
    assert!(matches!(right, Err(Error::Invalid(_))), "refused in the same words");
    let letter = t
        .store
        .write(&system(), |tx| sign_in::link_for(tx, EMAIL, LinkPurpose::SignIn))
        .await
        .unwrap()
        .unwrap();
    let limits = RateLimits::default();
    sign_in::with_link(&t.store, &limits, LinkPurpose::SignIn, &letter.token, None, from(), name_of)
        .await
        .unwrap();
    assert!(try_with(&t, &limits, EMAIL, PASSWORD).await.is_ok(), "the count began anew");
}

#[tokio::test]
async fn an_answer_link_opens_one_referral_and_nothing_else() {
    for t in stores() {
        let (referral, org) = (Uuid::from_u128(7), Uuid::from_u128(8));
        let new = NewLink {
            subject: Some(referral),
            organization: Some(org),
            ..NewLink::new(LinkPurpose::Answer, SignedDuration::from_hours(24 * 14), Uses::UntilExpiry)
        };
        let issued = t.store.write(&system(), move |tx| links::issue(tx, &new)).await.unwrap();
        assert_eq!(issued.token.len(), 22, "128 bits");
        assert!(!format!("{issued:?}").contains(&issued.token), "the secret is not printed");
        let open = async |purpose, token: &str| links::open_in(&t.store, purpose, token).await.unwrap();
        let Opened::Valid(v) = open(LinkPurpose::Answer, &issued.token).await else { panic!("{}", t.engine) };
        let viewer = Viewer::from_link(&v).unwrap();
        assert_eq!((viewer.referral(), viewer.org(), viewer.member_id()), (Some(referral), Some(org), None));
        for purpose in [LinkPurpose::Claim, LinkPurpose::Person, LinkPurpose::SignIn, LinkPurpose::Track] {
            assert_eq!(open(purpose, &issued.token).await, Opened::Unknown);
        }
        for _ in 0..3 {
            let v = v.clone();
            t.store.write(&system(), move |tx| links::consume(tx, &v)).await.expect("comes back to report");
        }
        let mut flipped = issued.token.clone().into_bytes();
        flipped[5] = if flipped[5] == b'A' { b'B' } else { b'A' };
        assert_eq!(open(LinkPurpose::Answer, &String::from_utf8(flipped).unwrap()).await, Opened::Unknown);
        let n = t
            .store
            .write(&system(), move |tx| links::revoke_subject(tx, LinkPurpose::Answer, referral))
            .await
            .unwrap();
        assert_eq!(n, 1);
        assert!(matches!(open(LinkPurpose::Answer, &issued.token).await, Opened::Stale(Stale::Revoked, _)));
        let late = t.store.write(&system(), move |tx| links::consume(tx, &v)).await;
        assert!(matches!(late, Err(Error::Conflict { .. })), "what was verified before is refused after");
    }
}

#[tokio::test]
async fn a_code_is_typed_as_people_type_and_leads_to_the_person() {
    for t in stores() {
        let person = Uuid::from_u128(5);
        let new = NewLink {
            subject: Some(Uuid::from_u128(6)),
            person: Some(person),
            ..NewLink::new(LinkPurpose::Track, SignedDuration::from_hours(24 * 90), Uses::UntilExpiry)
        };
        let code = t.store.write(&system(), move |tx| links::issue_code(tx, &new)).await.unwrap().token;
        assert_eq!(code.len(), 14);
        for typed in [
            code.clone(),
            code.to_lowercase(),
            code.replace('-', " "),
            code.replace('0', "o").replace('1', "l"),
        ] {
            let Opened::Valid(v) = links::open_in(&t.store, LinkPurpose::Track, &typed).await.unwrap() else {
                panic!("{}: {typed}", t.engine)
            };
            let viewer = Viewer::from_link(&v).unwrap();
            assert_eq!(viewer.request(), Some((person, Uuid::from_u128(6))));
            assert_eq!(viewer.person(), None, "the code of one request opens nothing else of the person");
        }
        let wrong = links::open_in(&t.store, LinkPurpose::Track, "AAAA-AAAA-AAAA").await.unwrap();
        assert_eq!(wrong, Opened::Unknown);
    }
}

/// Nothing that a thief of the database file could sign in or open a link with.
#[tokio::test]
async fn no_secret_lies_in_the_database() {
    for t in stores() {
        member(&t).await;
        let (signed_in, _) = sign_in_now(&t).await;
        let letter = t
            .store
            .write(&system(), |tx| sign_in::link_for(tx, EMAIL, LinkPurpose::SignIn))
            .await
            .unwrap()
            .unwrap();
        let stored: Vec<Vec<u8>> = t
            .store
            .read(&system(), |tx| {
                tx.query(
                    "SELECT token_hash FROM session UNION ALL SELECT secret_hash FROM signed_link",
                    params![],
                    |r| Ok(r.get(0)?),
                )
            })
            .await
            .unwrap();
        assert_eq!(stored.len(), 2);
        for hash in stored {
            assert_eq!(hash.len(), 32);
            let text = String::from_utf8_lossy(&hash).into_owned();
            assert!(!text.contains(&signed_in.token) && !text.contains(&letter.token), "{}", t.engine);
        }
    }
}

/// The fence: another member's password hash does not exist, for reading or writing.
#[tokio::test]
async fn a_password_hash_is_fenced() {
    for t in stores() {
        let id = member(&t).await;
        let count = async |v: Viewer| {
            t.store
                .read(&v, |tx| {
                    tx.query_one("SELECT count(*) FROM credential", params![], |r| Ok(r.get::<i64>(0)?))
                })
                .await
                .unwrap()
        };
        let me = Viewer::test_member(id, clinic(), &[Role::Navigator], Purpose::CareCoordination);
        let admin =
            Viewer::test_member(Uuid::from_u128(99), clinic(), &[Role::Administrator], Purpose::Operations);
        assert_eq!(count(me).await, 1);
        assert_eq!(count(admin.clone()).await, 0, "{}", t.engine);
        assert_eq!(count(Viewer::public()).await, 0);
        let changed = t
            .store
            .write(&admin, move |tx| {
                tx.execute("UPDATE credential SET password_hash = 'x' WHERE member_id = ?1", params![id])
            })
            .await;
        assert!(!matches!(changed, Ok(1)), "{}", t.engine);
        assert!(try_with(&t, &RateLimits::default(), EMAIL, PASSWORD).await.is_ok());
    }
}

#[tokio::test]
async fn when_an_organization_leaves_its_people_and_links_end() {
    for t in stores() {
        member(&t).await;
        let (signed_in, _) = sign_in_now(&t).await;
        let new = NewLink {
            subject: Some(Uuid::from_u128(7)),
            organization: Some(clinic()),
            ..NewLink::new(LinkPurpose::Answer, SignedDuration::from_hours(24), Uses::UntilExpiry)
        };
        let link = t.store.write(&system(), move |tx| links::issue(tx, &new)).await.unwrap();
        let n = t.store.write(&system(), |tx| members::end_organization(tx, clinic())).await.unwrap();
        assert_eq!(n, 1);
        assert!(!live(&t, &signed_in.token).await);
        let opened = links::open_in(&t.store, LinkPurpose::Answer, &link.token).await.unwrap();
        assert!(matches!(opened, Opened::Stale(Stale::Revoked, _)), "{}", t.engine);
    }
}

/// Known and unknown addresses take times of one class: the middle of each lies within half of the other.
#[tokio::test]
async fn time_does_not_tell_who_has_an_account() {
    let t = TestStore::sqlite(tandem_access::MIGRATIONS, &tandem_access::fences());
    member(&t).await;
    let mut times = [vec![], vec![]];
    for round in 0..15 {
        for (n, email) in [EMAIL, "nobody@clinic.example"].into_iter().enumerate() {
            let from = From { network: format!("198.51.100.{round}"), ..from() };
            let start = std::time::Instant::now();
            let r = sign_in::with_password(
                &t.store,
                &RateLimits::default(),
                email,
                "wrong wrong wrong",
                from,
                name_of,
            )
            .await;
            times[n].push(start.elapsed().as_micros());
            assert!(r.is_err());
        }
    }
    let middle = |v: &mut Vec<u128>| {
        v.sort_unstable();
        v[v.len() / 2]
    };
    let [known, unknown] = &mut times;
    let (known, unknown) = (middle(known), middle(unknown));
    assert!(known.abs_diff(unknown) * 2 < known.max(unknown), "known {known} µs, unknown {unknown} µs");
}

#[tokio::test]
async fn what_is_long_over_is_forgotten() {
    for t in stores() {
        member(&t).await;
        let (_, session) = sign_in_now(&t).await;
        let _ = try_with(&t, &RateLimits::default(), EMAIL, "wrong").await;
        t.clock.advance(SignedDuration::from_hours(24 * 91));
        t.store.write(&system(), sign_in::forget_old).await.unwrap();
        let left = t
            .store
            .read(&system(), |tx| {
                tx.query_one(
                    "SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM failed_try)",
                    params![],
                    |r| Ok(r.get::<i64>(0)?),
                )
            })
            .await
            .unwrap();
        assert_eq!(left, 0, "{} {}", t.engine, session.id());
    }
}
