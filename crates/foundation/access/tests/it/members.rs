//! Accounts and roles: who may be recorded, what a role gives until when, and that what ends, ends.

use crate::common::{stores, write};
use jiff::SignedDuration;
use tandem_access::accounts::links::{self, LinkPurpose, Opened, Stale};
use tandem_access::accounts::members::{self, Member, Status};
use tandem_access::accounts::{sessions, sign_in};
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer, audit, params};
use tandem_testkit::TestStore;

const CLINIC: Uuid = Uuid::from_u128(1);
const PANTRY: Uuid = Uuid::from_u128(2);

async fn attempt<T: Send + 'static>(
    t: &TestStore,
    f: impl FnMut(&mut Tx<'_, '_>) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    t.store.write(&Viewer::system("test"), f).await
}

async fn create(t: &TestStore, email: &str, name: &str, status: Status) -> Uuid {
    let (email, name) = (email.to_owned(), name.to_owned());
    write(t, move |tx| members::create(tx, &email, &name, "en", status)).await
}

async fn find(t: &TestStore, id: Uuid) -> Member {
    write(t, move |tx| members::find(tx, id)).await
}

/// What the log says of a member, in the order of the alphabet: the clock stands still.
async fn log(t: &TestStore, member: Uuid) -> Vec<String> {
    let all = audit::Query { limit: 50, ..audit::Query::default() };
    let lines = write(t, move |tx| audit::search(tx, &all)).await;
    let mut words: Vec<String> =
        lines.into_iter().filter(|l| l.object == Some(member)).map(|l| l.detail).collect();
    words.sort_unstable();
    words
}

fn faults<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<(String, &'static str)> {
    match result {
        Err(Error::Invalid(faults)) => faults.iter().map(|(f, m)| (f.to_owned(), m.key)).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_account_has_an_address_a_name_and_a_language() {
    for t in stores() {
        let all = attempt(&t, |tx| members::create(tx, "nobody", " ", "fr", Status::Active)).await;
        let email = ("email".to_owned(), "account-error-email");
        let name = ("name".to_owned(), "account-error-name");
        let language = ("language".to_owned(), "account-error-language");
        assert_eq!(faults(all), [email, name.clone(), language.clone()], "{}", t.engine);
        let (fits, long) = ("n".repeat(120), "n".repeat(121));
        let id = create(&t, " Ana@Clinic.example ", &fits, Status::Active).await;
        let l = long.clone();
        let refused =
            attempt(&t, move |tx| members::create(tx, "ben@clinic.example", &l, "en", Status::Active));
        assert_eq!(faults(refused.await), std::slice::from_ref(&name));
        let taken =
            attempt(&t, |tx| members::create(tx, "ANA@clinic.EXAMPLE", "Another", "es", Status::Active));
        assert_eq!(faults(taken.await), [("email".into(), "account-error-email-taken")], "{}", t.engine);

        let ana = find(&t, id).await;
        assert_eq!((ana.id, ana.email.as_str(), ana.name), (id, "Ana@Clinic.example", fits.clone()));
        assert_eq!(
            (ana.language.as_str(), ana.status, ana.created_at),
            ("en", Status::Active, t.clock.now())
        );
        let same = write(&t, |tx| members::by_email(tx, "ana@CLINIC.example")).await;
        assert_eq!(same.map(|m| m.id), Some(id));

        write(&t, move |tx| members::rename(tx, id, " Ana  Ruiz ", "es")).await;
        let ana = find(&t, id).await;
        assert_eq!((ana.name.as_str(), ana.language.as_str()), ("Ana Ruiz", "es"), "spaces are not doubled");
        write(&t, move |tx| members::rename(tx, id, &fits, "en")).await;
        let refused = attempt(&t, move |tx| members::rename(tx, id, &long, "fr")).await;
        assert_eq!(faults(refused), [name.clone(), language]);
        assert_eq!(faults(attempt(&t, move |tx| members::rename(tx, id, "", "en")).await), [name]);
        let nobody = attempt(&t, |tx| members::rename(tx, PANTRY, "Nobody", "en")).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
        assert_eq!(log(&t, id).await, ["created", "renamed", "renamed"]);
        let names = write(&t, move |tx| members::names(tx, &[id, PANTRY])).await;
        assert_eq!((names.len(), names[&id].len()), (1, 120), "who is not there has no name");
    }
}

/// Invited, in use, ended: an ended account comes back only by a new invitation.
#[tokio::test]
async fn an_account_is_opened_and_ended_by_what_was_meant_to() {
    for t in stores() {
        let id = create(&t, "ana@clinic.example", "Ana", Status::Invited).await;
        let status = async || find(&t, id).await.status;
        write(&t, move |tx| members::invite_again(tx, id)).await;
        write(&t, move |tx| members::activate(tx, id)).await;
        assert_eq!(status().await, Status::Active);
        write(&t, move |tx| members::invite_again(tx, id)).await;
        assert_eq!(status().await, Status::Active, "{}: an account in use is not one to invite", t.engine);
        write(&t, move |tx| {
            members::grant(tx, id, CLINIC, Role::Navigator)?;
            members::grant(tx, id, CLINIC, Role::Clinician)?;
            members::grant(tx, id, PANTRY, Role::Responder)
        })
        .await;
        let start = |org| move |tx: &mut Tx<'_, '_>| sessions::test_start(tx, id, org, Purpose::Treatment);
        let tokens = [write(&t, start(CLINIC)).await, write(&t, start(PANTRY)).await];
        write(&t, move |tx| members::end_account(tx, id)).await;
        assert_eq!(status().await, Status::Ended);
        for token in tokens {
            assert!(sessions::resolve(&t.store, &token).await.unwrap().is_none(), "{}", t.engine);
        }
        assert!(write(&t, move |tx| members::affiliations(tx, id)).await.is_empty());
        assert_eq!(log(&t, id).await[..3], ["access ended", "access ended", "account ended"]);
        write(&t, move |tx| members::activate(tx, id)).await;
        assert_eq!(status().await, Status::Ended, "{}: an old invitation brings nobody back", t.engine);
        write(&t, move |tx| members::invite_again(tx, id)).await;
        assert_eq!(status().await, Status::Invited);
    }
}

/// A session never grows in power, and loses at once what was taken (safety: departing, one's own role).
#[tokio::test]
async fn a_role_is_given_once_and_taken_at_once() {
    for t in stores() {
        let id = create(&t, "ana@clinic.example", "Ana", Status::Active).await;
        let by =
            Viewer::test_member(Uuid::from_u128(50), CLINIC, &[Role::OrganizationAdmin], Purpose::Operations);
        let grant =
            async |role| t.store.write(&by, move |tx| members::grant(tx, id, CLINIC, role)).await.unwrap();
        grant(Role::Navigator).await;
        grant(Role::Clinician).await;
        let roles = async || {
            let all = write(&t, move |tx| members::affiliations(tx, id)).await;
            all.into_iter().map(|a| (a.organization, a.role)).collect::<Vec<_>>()
        };
        assert_eq!(roles().await, [(CLINIC, Role::Clinician), (CLINIC, Role::Navigator)]);
        let open = || move |tx: &mut Tx<'_, '_>| sessions::test_start(tx, id, CLINIC, Purpose::Treatment);
        let live = async |token: &str| sessions::resolve(&t.store, token).await.unwrap().is_some();

        let token = write(&t, open()).await;
        grant(Role::Clinician).await;
        assert!(live(&token).await, "{}: nothing was given", t.engine);
        write(&t, move |tx| members::withdraw(tx, id, CLINIC, Role::Advocate)).await;
        assert!(live(&token).await, "{}: nothing was taken", t.engine);
        write(&t, move |tx| members::withdraw(tx, id, CLINIC, Role::Clinician)).await;
        assert!(!live(&token).await, "{}", t.engine);
        assert_eq!(roles().await, [(CLINIC, Role::Navigator)]);
        assert_eq!(log(&t, id).await, ["clinician", "created", "navigator", "withdrawn: clinician"]);

        let letters: Vec<(LinkPurpose, String)> = write(&t, move |tx| {
            let mut all = vec![(LinkPurpose::Invite, sign_in::invitation(tx, id)?.token)];
            for purpose in [LinkPurpose::SignIn, LinkPurpose::Recover] {
                let letter =
                    sign_in::link_for(tx, "ana@clinic.example", purpose)?.expect("an account in use");
                all.push((purpose, letter.token));
            }
            Ok(all)
        })
        .await;
        let token = write(&t, open()).await;
        write(&t, move |tx| members::end_access(tx, id, CLINIC)).await;
        assert!(!live(&token).await && roles().await.is_empty());
        for (purpose, token) in letters {
            let found = links::open_in(&t.store, purpose, &token).await.unwrap();
            assert!(matches!(found, Opened::Stale(Stale::Revoked, _)), "{}: {purpose:?}", t.engine);
        }
        assert_eq!(log(&t, id).await[0], "access ended");
    }
}

/// Who works where, from the moment it begins and not at the moment it ends.
#[tokio::test]
async fn roles_are_listed_while_they_last() {
    for t in stores() {
        let zoe = create(&t, "zoe@clinic.example", "zoe", Status::Active).await;
        let ana = create(&t, "ana@clinic.example", "Ana", Status::Active).await;
        let rosa = create(&t, "rosa@clinic.example", "Rosa", Status::Active).await;
        write(&t, move |tx| {
            members::grant(tx, ana, CLINIC, Role::Navigator)?;
            members::grant(tx, ana, CLINIC, Role::Clinician)?;
            members::grant(tx, ana, PANTRY, Role::Responder)?;
            members::grant(tx, zoe, CLINIC, Role::Navigator)?;
            members::grant(tx, rosa, CLINIC, Role::Resident)
        })
        .await;
        let start = t.clock.now();
        let staff = async || {
            let all = write(&t, |tx| members::of_organization(tx, CLINIC)).await;
            let short = |(m, roles): (Member, Vec<members::Affiliation>)| {
                assert!(
                    roles.iter().all(|a| a.member == m.id && a.organization == CLINIC && a.since == start)
                );
                (m.name, roles.into_iter().map(|a| a.role).collect::<Vec<_>>())
            };
            all.into_iter().map(short).collect::<Vec<_>>()
        };
        let (both, one) = (vec![Role::Clinician, Role::Navigator], vec![Role::Navigator]);
        let rosas = ("Rosa".to_owned(), vec![Role::Resident]);
        assert_eq!(
            staff().await,
            [("Ana".into(), both), rosas.clone(), ("zoe".into(), one.clone())],
            "{}",
            t.engine
        );
        let navigators = write(&t, |tx| members::with_role(tx, CLINIC, Role::Navigator)).await;
        assert_eq!(navigators.iter().map(|m| m.id).collect::<Vec<_>>(), [ana, zoe]);
        let all = [ana, rosa, zoe];
        let jobs = async || {
            let mut jobs = write(&t, move |tx| members::employments(tx, &all)).await;
            jobs.sort_unstable_by_key(|(member, org, _)| (*member != ana, *org));
            jobs
        };
        let open = [(ana, CLINIC, None), (ana, PANTRY, None), (zoe, CLINIC, None)];
        assert_eq!(jobs().await, open, "who is hosted as a resident is employed by nobody");

        // One role of two ends, and the other later: the job lasts as long as the last of its roles.
        let (early, late) = (start + SignedDuration::from_hours(1), start + SignedDuration::from_hours(2));
        for (role, until) in [("navigator", early), ("clinician", late)] {
            let sql = "UPDATE affiliation SET until = ?3 WHERE member_id = ?1 AND organization_id = ?4 AND role = ?2";
            write(&t, move |tx| tx.execute(sql, params![ana, role, until, CLINIC])).await;
        }
        assert_eq!(jobs().await, open, "{}: an end that is to come is none yet", t.engine);
        t.clock.set(early);
        let left = ("Ana".to_owned(), vec![Role::Clinician]);
        assert_eq!(staff().await[0], left, "{}", t.engine);
        assert_eq!(jobs().await, open);
        t.clock.set(late);
        assert_eq!(staff().await, [rosas, ("zoe".into(), one)]);
        assert_eq!(jobs().await[0], (ana, CLINIC, Some(late)), "{}", t.engine);
        assert_eq!(jobs().await[1], (ana, PANTRY, None));
    }
}

#[tokio::test]
async fn an_organization_that_leaves_takes_its_own_people_out() {
    for t in stores() {
        let (ana, ben) = (
            create(&t, "ana@x.example", "Ana", Status::Active).await,
            create(&t, "ben@x.example", "Ben", Status::Active).await,
        );
        write(&t, move |tx| {
            for (member, org) in [(ana, CLINIC), (ben, CLINIC), (ben, PANTRY)] {
                members::grant(tx, member, org, Role::Navigator)?;
            }
            Ok(())
        })
        .await;
        assert_eq!(write(&t, |tx| members::end_organization(tx, CLINIC)).await, 2, "{}", t.engine);
        assert!(write(&t, |tx| members::of_organization(tx, CLINIC)).await.is_empty());
        let stays = write(&t, |tx| members::of_organization(tx, PANTRY)).await;
        assert_eq!(stays.iter().map(|(m, _)| m.id).collect::<Vec<_>>(), [ben]);
        assert_eq!(write(&t, |tx| members::end_organization(tx, CLINIC)).await, 0);
    }
}

/// Words that this version does not know are a fault, not a member with fewer or other rights.
#[tokio::test]
async fn an_unknown_status_or_role_is_a_fault() {
    let t = TestStore::sqlite(tandem_access::MIGRATIONS, &tandem_access::fences());
    let id = create(&t, "ana@clinic.example", "Ana", Status::Active).await;
    write(&t, move |tx| members::grant(tx, id, CLINIC, Role::Navigator)).await;
    write(&t, |tx| tx.execute("UPDATE affiliation SET role = 'emperor'", params![])).await;
    for result in [
        attempt(&t, move |tx| members::affiliations(tx, id).map(|_| ())).await,
        attempt(&t, |tx| members::of_organization(tx, CLINIC).map(|_| ())).await,
    ] {
        assert!(matches!(&result, Err(Error::Internal(why)) if why.contains("emperor")), "{result:?}");
    }
    let changed = attempt(&t, |tx| tx.execute("UPDATE member SET status = 'sleeping'", params![])).await;
    let found = attempt(&t, move |tx| members::find(tx, id)).await;
    assert!(changed.is_err() || matches!(found, Err(Error::Internal(_))), "{found:?}");
}

#[tokio::test]
async fn a_password_is_there_or_not() {
    for t in stores() {
        let id = create(&t, "ana@clinic.example", "Ana", Status::Active).await;
        let has = async |v: Viewer| t.store.read(&v, move |tx| members::has_password(tx, id)).await.unwrap();
        assert!(!has(Viewer::system("test")).await);
        write(&t, move |tx| members::set_password_hash(tx, id, "a hash")).await;
        assert!(has(Viewer::system("test")).await);
        assert!(has(Viewer::test_member(id, CLINIC, &[], Purpose::Operations)).await);
        let other = Viewer::test_member(CLINIC, CLINIC, &[Role::Administrator], Purpose::Operations);
        assert!(!has(other).await, "{}: nobody else's page tells", t.engine);
        assert_eq!(log(&t, id).await, ["created", "password set"]);
    }
}
