//! The first fence: what each proof opens, and what the database is told of whoever holds it.

use crate::common::{stores, system};
use jiff::SignedDuration;
use tandem_access::accounts::links::{self, LinkPurpose, NewLink, Opened, Uses};
use tandem_access::{Action, Error, Kind, Purpose, Role, Tx, Uuid, Viewer, audit, params};
use tandem_testkit::TestStore;

const SUBJECT: Uuid = Uuid::from_u128(11);
const PERSON: Uuid = Uuid::from_u128(12);
const ORG: Uuid = Uuid::from_u128(13);
const MEMBER: Uuid = Uuid::from_u128(14);

fn navigator() -> Viewer {
    Viewer::test_member(MEMBER, ORG, &[Role::Navigator], Purpose::Treatment)
}

/// Who the bearer of a live link is, and the link's id. Only what the link says it concerns is in it.
async fn bearer(t: &TestStore, link: NewLink) -> (Option<Viewer>, Uuid) {
    let (purpose, code) = (link.purpose, link.purpose == LinkPurpose::Track);
    let make = move |tx: &mut Tx<'_, '_>| {
        if code { links::issue_code(tx, &link) } else { links::issue(tx, &link) }
    };
    let issued = t.store.write(&system(), make).await.unwrap();
    let Opened::Valid(link) = links::open_in(&t.store, purpose, &issued.token).await.unwrap() else {
        panic!("{}: {purpose:?} is live", t.engine)
    };
    (Viewer::from_link(&link), issued.id)
}

fn link(purpose: LinkPurpose) -> NewLink {
    NewLink {
        subject: Some(SUBJECT),
        person: Some(PERSON),
        organization: Some(ORG),
        member: Some(MEMBER),
        ..NewLink::new(purpose, SignedDuration::from_hours(1), Uses::UntilExpiry)
    }
}

/// What the fence reads: kind, organization, member, person, referral, purpose.
type Told = (String, Option<Uuid>, Option<Uuid>, Option<Uuid>, Option<Uuid>, String);

async fn told(t: &TestStore, viewer: &Viewer) -> Told {
    t.store
        .read(viewer, |tx| {
            tx.query_one(
                "SELECT viewer_kind(), viewer_org(), viewer_member(), viewer_person(), viewer_referral(), viewer_purpose()",
                params![],
                |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?)),
            )
        })
        .await
        .unwrap()
}

fn as_told(kind: &str, org: Option<Uuid>, person: Option<Uuid>, referral: Option<Uuid>) -> Told {
    (kind.into(), org, None, person, referral, "care_coordination".into())
}

/// Sealed constructors (safety, fence 1): every link carries everything here, and its bearer gets what its purpose opens.
#[tokio::test]
async fn a_link_opens_what_it_was_made_for() {
    for t in stores() {
        for purpose in [LinkPurpose::Answer, LinkPurpose::Claim] {
            let (viewer, id) = bearer(&t, link(purpose)).await;
            let viewer = viewer.unwrap();
            assert_eq!(
                (viewer.link(), viewer.referral(), viewer.org()),
                (Some(id), Some(SUBJECT), Some(ORG))
            );
            assert_eq!((viewer.person(), viewer.in_person(), viewer.request()), (None, None, None));
            assert_eq!(told(&t, &viewer).await, as_told("answer_link", Some(ORG), None, Some(SUBJECT)));
        }

        let viewer = bearer(&t, link(LinkPurpose::Person)).await.0.unwrap();
        assert_eq!((viewer.person(), viewer.in_person()), (Some(PERSON), Some(PERSON)));
        assert_eq!((viewer.link(), viewer.org(), viewer.referral()), (None, None, None));
        assert_eq!(told(&t, &viewer).await, as_told("person", None, Some(PERSON), None));

        for purpose in [LinkPurpose::Confirm, LinkPurpose::Track] {
            let viewer = bearer(&t, link(purpose)).await.0.unwrap();
            assert_eq!(viewer.request(), Some((PERSON, SUBJECT)));
            assert_eq!((viewer.person(), viewer.in_person()), (None, Some(PERSON)), "not all that is theirs");
            assert_eq!((viewer.referral(), viewer.org(), viewer.guardian()), (None, None, None));
            assert_eq!(told(&t, &viewer).await, as_told("request", None, Some(PERSON), Some(SUBJECT)));
        }

        let viewer = bearer(&t, link(LinkPurpose::Guardian)).await.0.unwrap();
        assert_eq!(viewer.guardian(), Some((PERSON, SUBJECT)));
        assert_eq!((viewer.person(), viewer.in_person(), viewer.request()), (None, None, None));
        assert_eq!(
            told(&t, &viewer).await,
            as_told("guardian", None, None, Some(SUBJECT)),
            "nothing of the person"
        );

        for purpose in [
            LinkPurpose::Survey,
            LinkPurpose::Value,
            LinkPurpose::SignIn,
            LinkPurpose::Recover,
            LinkPurpose::Invite,
            LinkPurpose::GuardianCode,
        ] {
            assert_eq!(bearer(&t, link(purpose)).await.0, None, "{purpose:?} leads to nobody's data");
        }
    }
}

/// A link that does not say whom it concerns makes nobody of its bearer.
#[tokio::test]
async fn half_a_link_opens_nothing() {
    for t in stores() {
        for purpose in [LinkPurpose::Answer, LinkPurpose::Claim] {
            assert_eq!(bearer(&t, NewLink { organization: None, ..link(purpose) }).await.0, None);
            assert_eq!(bearer(&t, NewLink { subject: None, ..link(purpose) }).await.0, None);
        }
        for purpose in [LinkPurpose::Confirm, LinkPurpose::Track, LinkPurpose::Guardian] {
            assert_eq!(bearer(&t, NewLink { person: None, ..link(purpose) }).await.0, None);
            assert_eq!(bearer(&t, NewLink { subject: None, ..link(purpose) }).await.0, None);
        }
        assert_eq!(bearer(&t, NewLink { person: None, ..link(LinkPurpose::Person) }).await.0, None);
    }
}

/// Both must say yes: the role table judges members alone, and whoever has no role gets no kind of fact from it.
#[tokio::test]
async fn only_members_have_roles_and_only_their_own() {
    for t in stores() {
        let others = [
            Viewer::public(),
            Viewer::test_person(PERSON),
            Viewer::test_request(PERSON, SUBJECT),
            Viewer::test_guardian(PERSON, SUBJECT),
            Viewer::test_answer_link(Uuid::from_u128(1), SUBJECT, ORG),
            Viewer::test_member(MEMBER, ORG, &[], Purpose::Treatment),
        ];
        for viewer in others {
            assert!(viewer.roles().is_empty() && !viewer.is_system() && viewer.task().is_empty());
            assert!(!viewer.is_client() && viewer.client_id().is_none());
            for kind in Kind::ALL {
                for action in Action::ALL {
                    assert!(!viewer.may(*kind, *action), "{}: {kind} {action}", viewer.kind_word());
                }
            }
            let refused = t.store.write(&viewer, |tx| tx.require(Kind::Person, Action::Read)).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{}", viewer.kind_word());
        }

        let both = Viewer::test_member(MEMBER, ORG, &[Role::Analyst, Role::Navigator], Purpose::Payment);
        assert!(both.is_member() && both.has_role(Role::Analyst) && !both.has_role(Role::Clinician));
        assert_eq!((both.roles(), both.purpose()), (&[Role::Analyst, Role::Navigator][..], Purpose::Payment));
        assert!(both.may(Kind::Person, Action::Write), "one of the roles is enough");
        assert!(!both.may(Kind::Audit, Action::Read), "and none of them opens the log");
        let told = told(&t, &both).await;
        assert_eq!(told, ("member".into(), Some(ORG), Some(MEMBER), None, None, "payment".into()));
        t.store.read(&both, |tx| tx.require(Kind::Person, Action::Read)).await.unwrap();
        let refused = t.store.read(&both, |tx| tx.require(Kind::Audit, Action::Read)).await;
        assert!(matches!(refused, Err(Error::Forbidden)));

        assert!(system().is_system() && !system().is_member() && system().may(Kind::Audit, Action::Read));
        assert!(!navigator().is_system() && !Viewer::public().is_member());
        let machine = Viewer::test_client(MEMBER, ORG, &[Role::Navigator], Purpose::Treatment);
        assert!(machine.is_client() && !machine.is_member() && !both.is_client() && !system().is_client());
        assert_eq!(self::told(&t, &system()).await, as_told("system", None, None, None));
        assert_eq!(self::told(&t, &Viewer::public()).await, as_told("public", None, None, None));
    }
}

/// A consent names a purpose by its word: one that is not a word opens nothing, and none stands for another.
#[test]
fn a_purpose_is_the_one_that_was_named() {
    let words: Vec<&str> = Purpose::ALL.iter().map(|p| p.word()).collect();
    assert_eq!(words, ["care_coordination", "treatment", "payment", "operations", "emergency"]);
    for purpose in Purpose::ALL {
        assert_eq!(Purpose::from_word(purpose.word()), Some(*purpose));
    }
    assert_eq!(Purpose::from_word("research"), None);
    assert_eq!(Purpose::default(), Purpose::CareCoordination);
}

/// A role, a kind of fact and an action are read from text only as the table writes them.
#[test]
fn a_word_that_is_not_in_the_table_is_nothing() {
    assert_eq!(Role::from_word("privacy_officer"), Some(Role::PrivacyOfficer));
    assert_eq!(Role::PrivacyOfficer.to_string(), "privacy_officer");
    assert_eq!(
        (Role::from_word("Navigator"), Kind::from_word(""), Action::from_word("all")),
        (None, None, None)
    );
}

/// The log names everybody as they were: whose link, whose organization, for what purpose or which task.
#[tokio::test]
async fn the_log_says_who_looked() {
    let looks = [
        (navigator(), "member", "treatment", Some(MEMBER), Some(ORG), None),
        (Viewer::test_person(PERSON), "person", "care_coordination", None, None, Some(PERSON)),
        (Viewer::test_request(PERSON, SUBJECT), "request", "care_coordination", None, None, Some(PERSON)),
        (Viewer::test_guardian(PERSON, SUBJECT), "guardian", "care_coordination", None, None, None),
        (
            Viewer::test_answer_link(Uuid::from_u128(1), SUBJECT, ORG),
            "answer_link",
            "care_coordination",
            None,
            Some(ORG),
            None,
        ),
        (Viewer::public(), "public", "care_coordination", None, None, None),
        (Viewer::system("a task"), "system", "a task", None, None, None),
    ];
    for t in stores() {
        for (viewer, kind, purpose, member, org, person) in &looks {
            t.store
                .read(viewer, |tx| tx.audit(Action::Read, Kind::Consent, None, None, "a look"))
                .await
                .unwrap();
            let newest = audit::Query { limit: 1, ..audit::Query::default() };
            let line = t.store.read(&system(), move |tx| audit::search(tx, &newest)).await.unwrap().remove(0);
            assert_eq!((line.viewer_kind.as_str(), line.purpose.as_str()), (*kind, *purpose), "{}", t.engine);
            assert_eq!((line.member, line.org, line.person), (*member, *org, *person), "{kind}");
            assert_eq!((line.owner_org, line.at), (*org, t.clock.now()));
            t.clock.advance(SignedDuration::from_secs(1));
        }
    }
}
