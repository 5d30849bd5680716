//! Sessions and links at their edges: what has ended opens nothing, whoever ended it, and nothing else ends with it.

use crate::common::{stores, write};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use tandem_access::accounts::links::{self, LinkPurpose, NewLink, Opened, Stale, Uses, Verified};
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer, params};
use tandem_testkit::TestStore;

const CLINIC: Uuid = Uuid::from_u128(1);
const PANTRY: Uuid = Uuid::from_u128(2);
const SUBJECT: Uuid = Uuid::from_u128(11);

async fn member(t: &TestStore, email: &'static str) -> Uuid {
    write(t, move |tx| {
        let id = members::create(tx, email, "Ana Ruiz", "es", Status::Active)?;
        for org in [CLINIC, PANTRY] {
            members::grant(tx, id, org, Role::Navigator)?;
        }
        Ok(id)
    })
    .await
}

async fn session(t: &TestStore, member: Uuid, org: Uuid) -> String {
    write(t, move |tx| sessions::test_start(tx, member, org, Purpose::Treatment)).await
}

/// Which of the sessions are live; looking is a request, so it keeps them alive.
async fn live(t: &TestStore, tokens: &[&String]) -> Vec<bool> {
    let mut out = vec![];
    for token in tokens {
        out.push(sessions::resolve(&t.store, token).await.unwrap().is_some());
    }
    out
}

#[tokio::test]
async fn a_session_says_whose_it_is() {
    for t in stores() {
        let ana = member(&t, "ana@clinic.example").await;
        let token = session(&t, ana, PANTRY).await;
        let s = sessions::resolve(&t.store, &token).await.unwrap().unwrap();
        assert_eq!((s.member(), s.organization(), s.purpose()), (ana, Some(PANTRY), Purpose::Treatment));
        assert_eq!((s.member_name(), s.language()), ("Ana Ruiz", "es"));
        assert_eq!((s.organization_name(), s.roles()), ("Test Organization", &[Role::Navigator][..]));
        let listed = t.store.read(&Viewer::system("test"), move |tx| sessions::list(tx, ana)).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!((listed[0].id, listed[0].device.as_str()), (s.id(), "test"));
        assert_eq!((listed[0].network.as_str(), listed[0].created_at), ("127.0.0.0/24", t.clock.now()));
    }
}

/// A role may end on a day (`until`): from then on the session acts for nobody, without anybody ending it.
#[tokio::test]
async fn a_session_without_a_role_acts_for_nobody() {
    for t in stores() {
        let ana = member(&t, "ana@clinic.example").await;
        let token = session(&t, ana, CLINIC).await;
        let end = t.clock.now() + SignedDuration::from_mins(5);
        let sql = "UPDATE affiliation SET until = ?2 WHERE organization_id = ?1";
        write(&t, move |tx| tx.execute(sql, params![CLINIC, end])).await;
        let viewer =
            async || Viewer::from_session(&sessions::resolve(&t.store, &token).await.unwrap().unwrap());
        assert_eq!(viewer().await.org(), Some(CLINIC), "until then they work");
        t.clock.advance(SignedDuration::from_mins(5));
        assert_eq!(viewer().await, Viewer::public(), "{}: the role elsewhere is of no use here", t.engine);
        let s = sessions::resolve(&t.store, &token).await.unwrap().unwrap();
        assert_eq!((s.organization(), s.roles()), (None, &[][..]));
    }
}

/// What is ended for one organization, one session or one member, leaves the others.
#[tokio::test]
async fn what_ends_is_what_was_named() {
    for t in stores() {
        let (ana, ben) = (member(&t, "ana@clinic.example").await, member(&t, "ben@clinic.example").await);
        let (clinic, pantry) = (session(&t, ana, CLINIC).await, session(&t, ana, PANTRY).await);
        let (here, bens) = (session(&t, ana, PANTRY).await, session(&t, ben, CLINIC).await);
        let all = [&clinic, &pantry, &here, &bens];
        assert_eq!(live(&t, &all).await, [true; 4]);
        assert_eq!(write(&t, move |tx| sessions::end_at(tx, ana, CLINIC, "role changed")).await, 1);
        assert_eq!(live(&t, &all).await, [false, true, true, true], "{}", t.engine);
        let keep = sessions::resolve(&t.store, &here).await.unwrap().unwrap().id();
        assert_eq!(write(&t, move |tx| sessions::end_all(tx, ana, Some(keep), "password changed")).await, 1);
        assert_eq!(live(&t, &all).await, [false, false, true, true]);
        assert_eq!(write(&t, move |tx| sessions::end_all(tx, ana, None, "lost")).await, 1);
        assert_eq!(live(&t, &all).await, [false, false, false, true]);
        let again =
            t.store.write(&Viewer::system("test"), move |tx| sessions::end(tx, ana, keep, "again")).await;
        assert!(matches!(again, Err(Error::NotFound)), "what has ended is not there to be ended");
    }
}

/// A request within the idle time keeps a session alive; it is noted once a minute, so the last minute may be lost.
#[tokio::test]
async fn a_request_is_noted_after_a_minute() {
    for t in stores() {
        let ana = member(&t, "ana@clinic.example").await;
        let token = session(&t, ana, CLINIC).await;
        let seen = async || {
            sessions::resolve(&t.store, &token).await.unwrap().expect("alive");
            let list =
                t.store.read(&Viewer::system("test"), move |tx| sessions::list(tx, ana)).await.unwrap();
            list[0].last_seen_at
        };
        let start = t.clock.now();
        t.clock.advance(SignedDuration::from_secs(59));
        assert_eq!(seen().await, start, "{}: not worth a write", t.engine);
        t.clock.advance(SignedDuration::from_secs(1));
        assert_eq!(seen().await, t.clock.now(), "{}", t.engine);
    }
}

/// Choosing an organization is not signing in again: the twelve hours go on from the beginning.
#[tokio::test]
async fn choosing_again_lengthens_nothing() {
    for t in stores() {
        let ana = member(&t, "ana@clinic.example").await;
        let mut token = session(&t, ana, CLINIC).await;
        for _ in 0..71 {
            t.clock.advance(SignedDuration::from_mins(10));
            assert_eq!(live(&t, &[&token]).await, [true]);
        }
        let s = sessions::resolve(&t.store, &token).await.unwrap().unwrap();
        token = sessions::choose(&t.store, &s, PANTRY, "Pantry", Purpose::Payment, "Firefox", "192.0.2.1")
            .await
            .unwrap();
        t.clock.advance(SignedDuration::from_mins(9));
        assert_eq!(live(&t, &[&token]).await, [true]);
        t.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(live(&t, &[&token]).await, [false], "{}: twelve hours after signing in", t.engine);
    }
}

fn link(purpose: LinkPurpose, uses: Uses) -> NewLink {
    NewLink {
        subject: Some(SUBJECT),
        person: Some(Uuid::from_u128(12)),
        organization: Some(CLINIC),
        member: Some(Uuid::from_u128(14)),
        ..NewLink::new(purpose, SignedDuration::from_hours(1), uses)
    }
}

async fn issued(t: &TestStore, link: NewLink) -> links::Issued {
    write(t, move |tx| links::issue(tx, &link)).await
}

async fn opened(t: &TestStore, purpose: LinkPurpose, link: &links::Issued) -> Opened {
    links::open_in(&t.store, purpose, &link.token).await.unwrap()
}

async fn valid(t: &TestStore, purpose: LinkPurpose, link: &links::Issued) -> Verified {
    match opened(t, purpose, link).await {
        Opened::Valid(v) => v,
        other => panic!("{}: {other:?}", t.engine),
    }
}

/// Departing partner, lost phone, new letter: each takes back its own links and no other.
#[tokio::test]
async fn a_link_is_taken_back_by_whom_it_concerns() {
    let person = Uuid::from_u128(12);
    let other = Uuid::from_u128(99);
    for t in stores() {
        for way in 0..6 {
            let mine = issued(&t, link(LinkPurpose::Answer, Uses::UntilExpiry)).await;
            let another_purpose = issued(&t, link(LinkPurpose::Confirm, Uses::UntilExpiry)).await;
            let all = NewLink {
                subject: Some(other),
                person: Some(other),
                organization: Some(other),
                member: Some(other),
                ..link(LinkPurpose::Answer, Uses::UntilExpiry)
            };
            let others = issued(&t, all).await;
            let id = mine.id;
            let taken = write(&t, move |tx| match way {
                0 => links::revoke(tx, id).map(|()| 1),
                1 => links::revoke_subject(tx, LinkPurpose::Answer, SUBJECT),
                2 => links::revoke_of(tx, LinkPurpose::Answer, SUBJECT, CLINIC),
                3 => links::revoke_person(tx, LinkPurpose::Answer, person),
                4 => links::revoke_member(tx, LinkPurpose::Answer, Uuid::from_u128(14)),
                _ => links::revoke_organization(tx, CLINIC),
            })
            .await;
            let revoked = opened(&t, LinkPurpose::Answer, &mine).await;
            assert!(matches!(revoked, Opened::Stale(Stale::Revoked, _)), "{}: way {way}", t.engine);
            let of_the_same = opened(&t, LinkPurpose::Confirm, &another_purpose).await;
            if way == 5 {
                // Every purpose, and with it what the former rounds left.
                assert_eq!(taken, 7, "{}", t.engine);
                assert!(matches!(of_the_same, Opened::Stale(Stale::Revoked, _)));
            } else {
                assert_eq!(taken, 1, "{}: way {way}", t.engine);
                assert!(matches!(of_the_same, Opened::Valid(_)), "way {way}");
            }
            valid(&t, LinkPurpose::Answer, &others).await;
        }
    }
}

/// Once is once; and a link that ends at noon is not good at noon.
#[tokio::test]
async fn a_link_is_good_as_often_and_as_long_as_it_says() {
    for t in stores() {
        let once = issued(&t, link(LinkPurpose::Survey, Uses::Once)).await;
        let often = issued(&t, link(LinkPurpose::Survey, Uses::UntilExpiry)).await;
        assert_ne!(once.id, often.id);
        let live = async || {
            let read = |tx: &mut Tx<'_, '_>| links::live(tx, LinkPurpose::Survey, SUBJECT);
            t.store.read(&Viewer::system("test"), read).await.unwrap()
        };
        let end = t.clock.now() + SignedDuration::from_hours(1);
        assert_eq!(live().await, [end, end]);
        for (link, again) in [(&once, false), (&often, true)] {
            let v = valid(&t, LinkPurpose::Survey, link).await;
            assert_eq!((v.record().used_at, v.record().expires_at), (None, end));
            let use_it = async || {
                let v = v.clone();
                t.store.write(&Viewer::system("test"), move |tx| links::consume(tx, &v)).await
            };
            use_it().await.unwrap();
            let record = match opened(&t, LinkPurpose::Survey, link).await {
                Opened::Valid(v) if again => v.record().clone(),
                Opened::Stale(Stale::Used, record) if !again => record,
                other => panic!("{}: {other:?}", t.engine),
            };
            assert_eq!(record.used_at, Some(t.clock.now()));
            let twice = use_it().await;
            let used = |e: &Error| matches!(e, Error::Conflict { code: "account-conflict-link-used" });
            assert!(if again { twice.is_ok() } else { twice.as_ref().is_err_and(used) }, "{twice:?}");
        }
        assert_eq!(live().await, [end], "{}: the one that was used up is not counted", t.engine);
        t.clock.set(end);
        let late = opened(&t, LinkPurpose::Survey, &often).await;
        assert!(matches!(late, Opened::Stale(Stale::Expired, _)), "{}: {late:?}", t.engine);
        assert!(live().await.is_empty());
    }
}

/// 60 random bits for a code, 128 for a link, whose beginning is no link; a book is not even looked up.
#[tokio::test]
async fn a_code_is_made_of_all_its_signs() {
    let t = &stores()[0];
    let codes: Vec<String> = write(t, |tx| {
        (0..60)
            .map(|_| links::issue_code(tx, &link(LinkPurpose::Track, Uses::Once)).map(|i| i.token))
            .collect()
    })
    .await;
    let signs: BTreeSet<char> = codes.iter().flat_map(|c| c.chars()).collect();
    assert_eq!(signs.len(), 33, "32 signs and the hyphen: {signs:?}");
    let groups: Vec<usize> = codes[0].split('-').map(str::len).collect();
    assert_eq!(groups, [4, 4, 4]);
    let padded = format!("{}{}", codes[0], "-".repeat(86));
    let found = links::open_in(&t.store, LinkPurpose::Track, &padded).await.unwrap();
    assert!(matches!(found, Opened::Valid(_)), "100 characters are read");
    let found = links::open_in(&t.store, LinkPurpose::Track, &format!("{padded}-")).await.unwrap();
    assert_eq!(found, Opened::Unknown, "101 are not");
    let one = issued(t, link(LinkPurpose::Survey, Uses::Once)).await;
    assert_eq!(
        links::open_in(&t.store, LinkPurpose::Survey, &one.token[..21]).await.unwrap(),
        Opened::Unknown
    );
    assert!(format!("{one:?}").contains(&one.id.to_string()), "a link is named by its id");
}
