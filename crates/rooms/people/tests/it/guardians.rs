//! Guardians and minors: who decides about what, and that a guardian's link opens what the guardian agreed to.

use crate::common::{World, keys, maria, navigator, system};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use tandem_access::{Error, Uuid, Viewer};
use tandem_people::actions;
use tandem_people::model::consent::{Answer, NewConsent, State};
use tandem_people::model::guardian::{Basis, ByGuardian, Ending, NewGuardian};
use tandem_people::model::label::Label;
use tandem_people::model::need::{Domain, NewNeed, Source};
use tandem_people::model::person::PersonInput;
use tandem_testkit::stored::{holds, stored};

/// Somebody who is 15 at the start of the tests' clock, and 18 two years and some months later.
fn minor() -> PersonInput {
    PersonInput { birth_date: "2010-09-20".into(), ..maria() }
}

fn parent(person_id: Uuid) -> NewGuardian {
    NewGuardian {
        person_id,
        name: "Hollis Guardian".into(),
        basis: Some(Basis::Parent),
        scope: Label::SHAREABLE.into(),
        valid_from: None,
        valid_until: None,
        seen: "Birth certificate".into(),
    }
}

impl World {
    async fn guardian(&self, by: &Viewer, new: NewGuardian) -> Result<Uuid, Error> {
        self.write(by, move |tx| actions::add_guardian(tx, &new)).await
    }

    fn says(&self, person: Uuid, labels: &[Label], guardian: Option<Uuid>) -> NewConsent {
        let by = guardian.map(|id| ByGuardian { id, assent: None });
        NewConsent { guardian: by, ..self.yes(person, labels) }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_topic_of_a_minor_is_decided_by_whom_the_rules_say() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, minor()).await;
        let by = world.guardian(&clinic, parent(person)).await.unwrap();
        let alone = world.consent(&clinic, world.says(person, &[Label::General], None)).await;
        assert_eq!(keys(&alone.unwrap_err()), ["people-error-minor-guardian"]);
        let asked = world.says(person, &[Label::General], None);
        let asked = world.read(&clinic, move |tx| actions::consent_text(tx, &asked)).await;
        assert_eq!(keys(&asked.unwrap_err()), ["people-error-minor-guardian"], "told before anybody signs");
        let hiv = world.consent(&clinic, world.says(person, &[Label::Hiv], Some(by))).await;
        assert_eq!(keys(&hiv.unwrap_err()), ["people-error-minor-alone"]);
        let general = world.consent(&clinic, world.says(person, &[Label::General], Some(by))).await.unwrap();
        let kept = world.read(&clinic, move |tx| actions::view_consent(tx, general)).await.unwrap();
        assert_eq!((kept.guardian, kept.minor_alone), (Some(by), false));
        let text = kept.shown.unwrap().text;
        assert!(text.contains("Quién acepta por esa persona: Hollis Guardian (Padre o madre)"), "{text}");

        // The partnership's own age counts, and so does a state's age of majority.
        world.write(&system(), |tx| tandem_partners::actions::set(tx, "minor_age_hiv", "16")).await.unwrap();
        let young = world.consent(&clinic, world.says(person, &[Label::Hiv], None)).await;
        assert_eq!(keys(&young.unwrap_err()), ["people-error-minor-guardian"]);
        world.write(&system(), |tx| tandem_partners::actions::set(tx, "minor_age_hiv", "")).await.unwrap();
        // To the same organization for the same purpose: two voices, and neither ends the other. A no ends both.
        let own = world.consent(&clinic, world.says(person, &[Label::Hiv], None)).await.unwrap();
        let kept = world.read(&clinic, move |tx| actions::view_consent(tx, own)).await.unwrap();
        assert_eq!((kept.guardian, kept.minor_alone), (None, true));
        let live = || async {
            let now = world.base.clock.now();
            let all = world.read(&clinic, move |tx| actions::sharing(tx, person)).await.unwrap();
            all.iter().filter(|c| c.state(now) == State::Live).map(|c| c.id).collect::<BTreeSet<_>>()
        };
        assert_eq!(live().await, BTreeSet::from([general, own]));
        let again = world.consent(&clinic, world.says(person, &[Label::General], Some(by))).await.unwrap();
        assert_eq!(live().await, BTreeSet::from([again, own]), "a guardian's newer yes ends the guardian's");
        let no = NewConsent { answer: Answer::Refused, ..world.says(person, &[Label::General], None) };
        world.consent(&clinic, no).await.unwrap();
        assert_eq!(live().await, BTreeSet::new());
        let nineteen = PersonInput { birth_date: "2007-09-20".into(), region: "AL".into(), ..maria() };
        let eighteen = PersonInput { region: "PA".into(), ..nineteen.clone() };
        for (input, allowed) in [(nineteen, false), (eighteen, true)] {
            let person = world.person(&clinic, world.clinic, input).await;
            let said = world.consent(&clinic, world.says(person, &[Label::General], None)).await;
            assert_eq!(said.is_ok(), allowed, "{said:?}");
        }

        // Someone else's guardian is nobody's; one with a narrow scope speaks about that alone; a parent of no adult.
        let sister = world.person(&clinic, world.clinic, minor()).await;
        let wrong = world.consent(&clinic, world.says(sister, &[Label::General], Some(by))).await;
        assert!(matches!(wrong, Err(Error::NotFound)), "{wrong:?}");
        let narrow = NewGuardian {
            scope: [Label::Education].into(),
            basis: Some(Basis::LegalGuardian),
            ..parent(sister)
        };
        let narrow = world.guardian(&clinic, narrow).await.unwrap();
        let beyond = world.consent(&clinic, world.says(sister, &[Label::General], Some(narrow))).await;
        assert_eq!(keys(&beyond.unwrap_err()), ["people-error-guardian-scope"]);
        let adult = world.person(&clinic, world.clinic, maria()).await;
        let parent = world.guardian(&clinic, parent(adult)).await;
        assert_eq!(keys(&parent.unwrap_err()), ["people-error-guardian-adult"]);
        let empty = NewGuardian {
            person_id: adult,
            name: " ".into(),
            basis: None,
            scope: BTreeSet::from([Label::DomesticViolence]),
            valid_from: None,
            valid_until: Some(world.base.clock.now()),
            seen: String::new(),
        };
        assert_eq!(keys(&world.guardian(&clinic, empty).await.unwrap_err()).len(), 5, "all at once");
        assert!(!holds(&stored(world.base.store.url()), "Hollis"), "names of guardians lie sealed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn part_2_records_of_a_child_need_both_signatures() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let child = PersonInput { birth_date: "2014-09-20".into(), ..maria() };
        let person = world.person(&clinic, world.clinic, child).await;
        let by = world.guardian(&clinic, parent(person)).await.unwrap();
        let one = world.says(person, &[Label::SubstanceUse], Some(by));
        assert_eq!(
            keys(&world.consent(&clinic, one.clone()).await.unwrap_err()),
            ["people-error-minor-assent"]
        );
        let both = NewConsent {
            guardian: Some(ByGuardian { id: by, assent: Some("María G.".into()) }),
            answer: Answer::Signed { signature: "Hollis Guardian".into() },
            ..one
        };
        let id = world.consent(&clinic, both).await.unwrap();
        let kept = world.read(&clinic, move |tx| actions::view_consent(tx, id)).await.unwrap();
        assert_eq!(kept.assent.as_deref(), Some("María G."));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guardians_link_opens_what_the_guardian_agreed_to_and_nothing_else() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, minor()).await;
        let by = world.guardian(&clinic, parent(person)).await.unwrap();
        let other = world
            .guardian(&clinic, NewGuardian { name: "Other Parent".into(), ..parent(person) })
            .await
            .unwrap();
        let general = world.consent(&clinic, world.says(person, &[Label::General], Some(by))).await.unwrap();
        let alone = NewConsent { recipient_org: world.shelter, ..world.says(person, &[Label::Hiv], None) };
        let alone = world.consent(&clinic, alone).await.unwrap();
        let (org, now) = (world.clinic, world.base.clock.now());
        world
            .write(&clinic, move |tx| {
                let need = NewNeed {
                    person_id: person,
                    domain: Domain::from_code("food-insecurity").unwrap(),
                    risk: Some(true),
                    wants_help: Some(true),
                    source: Source::Stated,
                    label: Label::General,
                    found_at: now,
                };
                actions::record_need(tx, org, &need)
            })
            .await
            .unwrap();

        let (guardian, link) =
            world.write(&clinic, move |tx| actions::issue_guardian_link(tx, by)).await.unwrap();
        assert_eq!(guardian.name, "Hollis Guardian");
        let open = |token: String, code: String| {
            let store = world.base.store.clone();
            async move {
                store
                    .write(&system(), move |tx| actions::open_guardian_page(tx, &token, &code))
                    .await
                    .unwrap()
            }
        };
        let wrong = if link.code == "000000" { "000001" } else { "000000" };
        assert_eq!(open(link.token.clone(), wrong.into()).await, None);
        let look = open(link.token.clone(), link.code.clone()).await.expect("the right code");
        let secret = look.clone();
        let verified =
            world.read(&system(), move |tx| actions::open_guardian_look(tx, &secret)).await.unwrap();
        let viewer = Viewer::from_link(&verified.expect("an open page")).expect("a guardian");
        assert_eq!((viewer.guardian(), viewer.person()), (Some((person, by)), None));
        // The link is no open page, and neither is a person's.
        let token = link.token.clone();
        assert!(world.read(&system(), move |tx| actions::open_look(tx, &token)).await.unwrap().is_none());

        let (_, seen) = world.read(&viewer, actions::guardian_page).await.unwrap();
        assert_eq!(
            seen.iter().map(|c| c.id).collect::<Vec<_>>(),
            [general],
            "not what the minor decided alone"
        );
        assert!(world.read(&viewer, move |tx| actions::view_consent(tx, general)).await.is_ok());
        let hidden = world.read(&viewer, move |tx| actions::view_consent(tx, alone)).await;
        assert!(matches!(hidden, Err(Error::NotFound)), "{hidden:?}");
        // No table but those of consent shows a guardian anything.
        let counts: Vec<i64> = world
            .read(&viewer, |tx| {
                let one = |row: &tandem_access::Row| Ok(row.get::<i64>(0)?);
                Ok(vec![
                    tx.query_one("SELECT COUNT(*) FROM person p", &[], one)?,
                    tx.query_one("SELECT COUNT(*) FROM need n", &[], one)?,
                    tx.query_one("SELECT COUNT(*) FROM care_team c", &[], one)?,
                    tx.query_one("SELECT COUNT(*) FROM correction k", &[], one)?,
                    tx.query_one("SELECT COUNT(*) FROM guardian g", &[], one)?,
                    tx.query_one("SELECT COUNT(*) FROM consent c", &[], one)?,
                ])
            })
            .await
            .unwrap();
        assert_eq!(
            counts,
            [0, 0, 0, 0, 1, 1],
            "person, need, team, corrections, the own line, the own consent"
        );
        let second = Viewer::test_guardian(person, other);
        assert!(world.read(&second, actions::guardian_page).await.unwrap().1.is_empty(), "the other parent");

        // The guardian stops it; the next read is refused. Nobody but staff's clock brings it back.
        let pantry = navigator(5, world.pantry);
        assert!(world.read(&pantry, move |tx| actions::view_person(tx, person)).await.is_ok());
        let theirs = world.write(&second, move |tx| actions::withdraw_consent(tx, general, None)).await;
        assert!(matches!(theirs, Err(Error::NotFound)), "{theirs:?}");
        world.write(&viewer, move |tx| actions::withdraw_consent(tx, general, None)).await.unwrap();
        assert!(matches!(
            world.read(&pantry, move |tx| actions::view_person(tx, person)).await,
            Err(Error::NotFound)
        ));
        let undone =
            world.write(&Viewer::test_person(person), move |tx| actions::undo_withdrawal(tx, general)).await;
        assert!(matches!(undone, Err(Error::Conflict { .. })), "{undone:?}");

        // Ended: what they agreed to closes, and the page with it.
        let again = world.consent(&clinic, world.says(person, &[Label::General], Some(by))).await.unwrap();
        world.write(&clinic, move |tx| actions::end_guardian(tx, by)).await.unwrap();
        let now = world.base.clock.now();
        let kept = world.read(&clinic, move |tx| actions::view_consent(tx, again)).await.unwrap();
        assert_eq!(kept.state(now), State::GuardianEnded);
        let secret = look.clone();
        assert!(
            world
                .read(&system(), move |tx| actions::open_guardian_look(tx, &secret))
                .await
                .unwrap()
                .is_none()
        );
        assert_eq!(open(link.token.clone(), link.code.clone()).await, None);
        let twice = world.write(&clinic, move |tx| actions::end_guardian(tx, by)).await;
        assert!(matches!(twice, Err(Error::Conflict { .. })));
        let dead = world.consent(&clinic, world.says(person, &[Label::General], Some(by))).await;
        assert_eq!(keys(&dead.unwrap_err()), ["people-error-guardian-ended"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn at_eighteen_what_a_guardian_agreed_to_ends_by_itself_and_the_person_is_asked_anew() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        // 18 on 20 September 2026: half a year after the clock's start.
        let input = PersonInput { birth_date: "2008-09-20".into(), ..maria() };
        let person = world.person(&clinic, world.clinic, input).await;
        let by = world.guardian(&clinic, parent(person)).await.unwrap();
        let year = world.base.clock.now() + SignedDuration::from_hours(24 * 365);
        let long = NewConsent { valid_until: year, ..world.says(person, &[Label::General], Some(by)) };
        let id = world.consent(&clinic, long).await.unwrap();
        let kept = world.read(&clinic, move |tx| actions::view_consent(tx, id)).await.unwrap();
        let birthday: jiff::Timestamp = "2026-09-20T04:00:00Z".parse().unwrap();
        assert_eq!(kept.valid_until, birthday, "midnight in the partnership's time zone");
        let pantry = navigator(5, world.pantry);
        let look = || async { world.read(&pantry, move |tx| actions::view_person(tx, person)).await };
        world.base.clock.set(birthday - SignedDuration::from_secs(1));
        assert!(look().await.is_ok());
        world.write(&system(), actions::come_of_age).await.unwrap();
        let before = world.read(&clinic, move |tx| actions::deciding(tx, person)).await.unwrap();
        assert!(before.guardians[0].ended.is_none() && !before.ask_anew, "not a day early");
        world.base.clock.set(birthday);
        assert!(matches!(look().await, Err(Error::NotFound)), "the fence needs no job for it");
        world.write(&system(), actions::come_of_age).await.unwrap();
        let after = world.read(&clinic, move |tx| actions::deciding(tx, person)).await.unwrap();
        assert_eq!(after.guardians[0].ended, Some((birthday, Ending::OfAge)));
        assert!(after.ask_anew);
        let yes = NewConsent {
            valid_until: birthday + SignedDuration::from_hours(24),
            ..world.says(person, &[Label::General], None)
        };
        world.base.clock.advance(SignedDuration::from_mins(1));
        world.consent(&clinic, yes).await.unwrap();
        assert!(look().await.is_ok());
        assert!(!world.read(&clinic, move |tx| actions::deciding(tx, person)).await.unwrap().ask_anew);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emancipated_minor_decides_like_an_adult() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, minor()).await;
        let by = world.guardian(&clinic, parent(person)).await.unwrap();
        let id = world.consent(&clinic, world.says(person, &[Label::General], Some(by))).await.unwrap();
        let none = world.write(&clinic, move |tx| actions::emancipate(tx, person, "wish")).await;
        assert_eq!(keys(&none.unwrap_err()), ["people-error-emancipation"]);
        let elsewhere = navigator(5, world.pantry);
        let theirs = world.write(&elsewhere, move |tx| actions::emancipate(tx, person, "court")).await;
        assert!(matches!(theirs, Err(Error::Forbidden)), "{theirs:?}");
        world.write(&clinic, move |tx| actions::emancipate(tx, person, "court")).await.unwrap();
        let (kept, now) = (
            world.read(&clinic, move |tx| actions::view_consent(tx, id)).await.unwrap(),
            world.base.clock.now(),
        );
        assert_eq!(kept.state(now), State::GuardianEnded);
        let deciding = world.read(&clinic, move |tx| actions::deciding(tx, person)).await.unwrap();
        assert_eq!(deciding.guardians[0].ended, Some((now, Ending::Emancipated)));
        assert_eq!(deciding.emancipated.map(|(why, _)| why).as_deref(), Some("court"));
        world.consent(&clinic, world.says(person, &[Label::General], None)).await.unwrap();
        let adult = world.person(&clinic, world.clinic, maria()).await;
        let grown = world.write(&clinic, move |tx| actions::emancipate(tx, adult, "court")).await;
        assert_eq!(keys(&grown.unwrap_err()), ["people-error-emancipation-adult"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_violence_at_home_ever_reaches_a_guardian() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let hidden = PersonInput { label: "domestic_violence".into(), ..minor() };
        let person = world.person(&clinic, world.clinic, hidden).await;
        let none = world.guardian(&clinic, parent(person)).await;
        assert!(matches!(none, Err(Error::Conflict { .. })), "{none:?}");
        // A record that becomes private afterwards takes the guardian's link with it.
        let person = world.person(&clinic, world.clinic, minor()).await;
        let by = world.guardian(&clinic, parent(person)).await.unwrap();
        world.consent(&clinic, world.says(person, &[Label::General], Some(by))).await.unwrap();
        let (_, link) = world.write(&clinic, move |tx| actions::issue_guardian_link(tx, by)).await.unwrap();
        let private = PersonInput { label: "domestic_violence".into(), ..minor() };
        world.write(&clinic, move |tx| actions::edit_person(tx, person, &private)).await.unwrap();
        let look = world
            .write(&system(), move |tx| actions::open_guardian_page(tx, &link.token, &link.code))
            .await
            .unwrap();
        assert_eq!(look, None);
        let none = world.write(&clinic, move |tx| actions::issue_guardian_link(tx, by)).await;
        assert!(matches!(none, Err(Error::Conflict { .. } | Error::NotFound)));
    }
}
