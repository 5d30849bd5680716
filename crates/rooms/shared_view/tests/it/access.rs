//! Who sees what on the timeline: the matrix of consent, class, label and purpose, against the page of the rule. What is
//! hidden leaves the answer as if it did not exist, to the last byte.

use crate::common::{ALL, World};
use jiff::SignedDuration;
use tandem_access::accounts::sessions;
use tandem_access::{Purpose, Role, Uuid, Viewer};
use tandem_people::actions::{open_in_emergency, withdraw_consent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_shared_view::actions::timeline;
use tandem_shared_view::model::{Kind, Why};

/// What the person has said to the pantry about what the hospital knows.
#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    None,
    Permitted,
    OtherClass,
    OtherLabel,
    OtherPurpose,
    OtherRecipient,
    Withdrawn,
    Expired,
    Later,
}

const STATES: [State; 9] = [
    State::None,
    State::Permitted,
    State::OtherClass,
    State::OtherLabel,
    State::OtherPurpose,
    State::OtherRecipient,
    State::Withdrawn,
    State::Expired,
    State::Later,
];

/// A domain whose needs carry no more than the label that is asked for.
fn domain(label: Label) -> &'static str {
    match label {
        Label::BehaviouralHealth => "mental-health",
        Label::SubstanceUse => "substance-use",
        Label::DomesticViolence => "intimate-partner-violence",
        _ => "food-insecurity",
    }
}

/// Says so; the consent, where there is one that opens the rows.
async fn say(world: &World, ana: Uuid, label: Label, state: State) -> Option<Uuid> {
    let purpose = Purpose::CareCoordination;
    let named: Vec<Label> = [Label::General, label].into_iter().filter(|l| l.is_shareable()).collect();
    let other = if label == Label::Education { Label::Hiv } else { Label::Education };
    let (classes, labels, purpose, recipient, from): (&[DataClass], &[Label], _, _, _) = match state {
        State::None => return None,
        State::OtherClass => (&[DataClass::Contact, DataClass::Answers], &named, purpose, world.pantry, 0),
        State::OtherLabel => (&ALL, &[other], purpose, world.pantry, 0),
        State::OtherPurpose => (&ALL, &named, Purpose::Payment, world.pantry, 0),
        State::OtherRecipient => (&ALL, &named, purpose, world.kitchen, 0),
        State::Later => (&ALL, &named, purpose, world.pantry, 48),
        _ => (&ALL, &named, purpose, world.pantry, 0),
    };
    let id = world.consent(&world.nurse, ana, recipient, classes, labels, purpose, from).await;
    if state == State::Withdrawn {
        world.write(&world.nurse, move |tx| withdraw_consent(tx, id, None)).await.expect("withdrawn");
    }
    Some(id)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_is_seen_when_consent_names_it_and_else_the_list_is_as_if_it_were_not_there() {
    for world in World::both().await {
        let mut compared = 0;
        for label in Label::ALL {
            for state in STATES {
                let what = format!("{} {label} {state:?}", world.engine());
                let ours = world.ana(&world.navigator, "").await;
                let theirs = world.ana(&world.nurse, "").await;
                world.need(&world.navigator, ours, "transportation-insecurity", Label::General).await;
                let consent = say(&world, theirs, label, state).await;
                if state == State::Expired {
                    world.app.clock().advance(SignedDuration::from_hours(25));
                }
                let look = || world.read(&world.navigator, move |tx| timeline(tx, &[ours, theirs]));
                let before = look().await.expect("one's own record");
                world.need(&world.nurse, theirs, domain(label), label).await;
                world.visit(theirs, label).await;
                let after = look().await.expect("one's own record");
                let opens = state == State::Permitted && label != Label::DomesticViolence;
                if opens {
                    let seen: Vec<_> =
                        after.lines.iter().filter(|l| l.record == theirs && l.label == label).collect();
                    let kinds: Vec<Kind> = seen.iter().map(|l| l.kind).collect();
                    for kind in [Kind::Need, Kind::Visit] {
                        assert!(kinds.contains(&kind), "{what}: {kinds:?}");
                    }
                    for line in seen.iter().filter(|l| l.kind != Kind::Consent) {
                        let Why::Opened(opening) = &line.why else { panic!("{what}: {:?}", line.why) };
                        assert_eq!(Some(opening.consent), consent, "{what}");
                        assert_eq!(
                            (Some(opening.class), opening.label),
                            (line.kind.class(), label),
                            "{what}"
                        );
                    }
                } else {
                    assert_eq!(format!("{after:?}"), format!("{before:?}"), "{what}");
                    assert!(
                        after.lines.iter().all(|l| l.kind == Kind::Consent || l.record == ours),
                        "{what}"
                    );
                }
                compared += 1;
            }
        }
        assert_eq!(compared, 6 * 9);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_the_same_to_the_last_byte() {
    for world in World::both().await {
        let session = world.session(&world.navigator).await;
        let ana = world.ana(&world.nurse, "").await;
        let page = async || world.app.get(&format!("/people/{ana}/timeline"), &session).await;
        // Nobody is known, then somebody who is hidden: the same answer.
        let hidden = page().await;
        let absent = Uuid::from_u128(0x0123_4567_89ab_4def_8123_4567_89ab_cdef);
        let nobody = world.app.get(&format!("/people/{absent}/timeline"), &session).await;
        assert_eq!(hidden.status, nobody.status);
        assert_eq!(
            hidden.text.replace(&ana.to_string(), "ID"),
            nobody.text.replace(&absent.to_string(), "ID")
        );
        let general = [Label::General];
        let purpose = Purpose::CareCoordination;
        let says = |classes: &'static [DataClass]| {
            world.consent(&world.nurse, ana, world.pantry, classes, &general, purpose, 0)
        };
        says(&[DataClass::Contact, DataClass::Visits]).await;
        world.visit(ana, Label::General).await;
        let before = page().await;
        assert!(before.text.contains("Chest pain"), "{}", before.text);
        assert!(
            before.text.contains("The person said on March 4, 2026 that Test Organization may see visits"),
            "{}",
            before.text
        );
        for (domain, label) in [
            ("food-insecurity", Label::General),
            ("mental-health", Label::BehaviouralHealth),
            ("elder-abuse", Label::DomesticViolence),
        ] {
            world.need(&world.nurse, ana, domain, label).await;
        }
        world.visit(ana, Label::SubstanceUse).await;
        world.consent(&world.nurse, ana, world.kitchen, &ALL, &general, purpose, 0).await;
        assert_eq!(page().await.text, before.text, "needs, labels and other recipients are not named");
        // The negative control: the same rows, named, are seen.
        says(&ALL).await;
        assert!(page().await.text.contains("Need: Food"));
        // Another purpose sees nothing of the person.
        let (member, org) = (world.navigator.member_id().unwrap(), world.pantry);
        let payment = world
            .write(&crate::common::system(), move |tx| {
                sessions::test_start(tx, member, org, Purpose::Payment)
            })
            .await;
        let other = world.app.get(&format!("/people/{ana}/timeline"), &payment.unwrap()).await;
        assert_eq!(other.status, nobody.status);
        // And so does this one, once a day is over.
        world.app.clock().advance(SignedDuration::from_hours(25));
        let session = world.session(&world.navigator).await;
        let over = world.app.get(&format!("/people/{ana}/timeline"), &session).await;
        assert_eq!(over.status, nobody.status);
        assert_eq!(over.text.replace(&ana.to_string(), "ID"), nobody.text.replace(&absent.to_string(), "ID"));
    }
}

/// The whole way: two organizations serve the same person, the index knows, and the page of one's own record shows the other's
/// rows from the moment the person says yes until the moment they say no.
#[tokio::test(flavor = "multi_thread")]
async fn linked_records_are_one_timeline_while_the_person_lets_them_be() {
    for world in World::both().await {
        let session = world.session(&world.navigator).await;
        let ours = world.ana(&world.navigator, "").await;
        world.need(&world.navigator, ours, "transportation-insecurity", Label::General).await;
        let page = async || world.app.get(&format!("/people/{ours}/timeline"), &session).await.text;
        let alone = page().await;
        let theirs = world.ana(&world.nurse, "").await;
        world.need(&world.nurse, theirs, "food-insecurity", Label::General).await;
        world.visit(theirs, Label::General).await;
        world.link(&[ours, theirs]).await;
        assert_eq!(page().await, alone, "that they are linked is nobody's business without a consent");
        let purpose = Purpose::CareCoordination;
        let id = world.consent(&world.nurse, theirs, world.pantry, &ALL, &[Label::General], purpose, 0).await;
        let both = page().await;
        for part in ["Need: Rides", "Need: Food", "Chest pain", "Test Nurse", "from 2 organizations"] {
            assert!(both.contains(part), "{part}: {both}");
        }
        let only = world
            .app
            .get(&format!("/people/{ours}/timeline?organization={}", world.hospital), &session)
            .await;
        assert!(only.text.contains("Need: Food") && !only.text.contains("Need: Rides"), "{}", only.text);
        // The hospital, in turn, sees nothing of the pantry: its consent opens its own rows alone.
        let nurse = world.session(&world.nurse).await;
        let turned = world.app.get(&format!("/people/{theirs}/timeline"), &nurse).await.text;
        assert!(turned.contains("Need: Food") && !turned.contains("Need: Rides"), "{turned}");
        world.write(&world.nurse, move |tx| withdraw_consent(tx, id, None)).await.expect("withdrawn");
        assert_eq!(page().await, alone, "the next read is as before");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_emergency_opens_says_so_on_every_row_and_ends() {
    for world in World::both().await {
        let session = world.session(&world.nurse).await;
        let ours = world.ana(&world.nurse, "").await;
        let theirs = world.ana(&world.navigator, "").await;
        world.need(&world.navigator, theirs, "mental-health", Label::BehaviouralHealth).await;
        world.need(&world.navigator, theirs, "elder-abuse", Label::DomesticViolence).await;
        world.link(&[ours, theirs]).await;
        let page = async || world.app.get(&format!("/people/{ours}/timeline"), &session).await.text;
        let before = page().await;
        let (nurse, pantry) = (world.nurse.clone(), world.pantry);
        let reason = "Unconscious, medicines unknown";
        world
            .write(&nurse, move |tx| open_in_emergency(tx, theirs, pantry, ours, reason))
            .await
            .expect("opened");
        let open = page().await;
        assert!(open.contains("Need: Someone to talk to"), "{open}");
        assert!(
            open.contains("without a consent, for this reason: “Unconscious, medicines unknown”"),
            "{open}"
        );
        assert!(!open.contains("older adults"), "a vault stays shut in an emergency too");
        let seen = world.read(&nurse, move |tx| timeline(tx, &[ours, theirs])).await.expect("one's own");
        assert!(seen.lines.iter().all(|l| matches!(l.why, Why::Exceptional(_))), "{:?}", seen.lines);
        world.app.clock().advance(SignedDuration::from_hours(4));
        let session = world.session(&world.nurse).await;
        assert_eq!(world.app.get(&format!("/people/{ours}/timeline"), &session).await.text, before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vault_is_no_part_of_a_shared_view() {
    for world in World::both().await {
        let ours = world.ana(&world.navigator, "").await;
        let look = |records: Vec<Uuid>| world.read(&world.navigator, move |tx| timeline(tx, &records));
        let alone = look(vec![ours]).await.expect("one's own");
        let vault = world.ana(&world.nurse, "domestic_violence").await;
        world.need(&world.nurse, vault, "food-insecurity", Label::General).await;
        world.visit(vault, Label::General).await;
        let both = look(vec![ours, vault]).await.expect("one's own");
        assert_eq!(format!("{both:?}"), format!("{alone:?}"));
        // The care team of the vault sees it: the rows are there.
        let team = world.read(&world.nurse, move |tx| timeline(tx, &[vault])).await.expect("the team's");
        assert_eq!(team.lines.len(), 2);
        assert_eq!(team.teams.len(), 1);
        let colleague = Viewer::test_member(
            Uuid::from_u128(99),
            world.hospital,
            &[Role::Navigator],
            Purpose::CareCoordination,
        );
        assert!(world.read(&colleague, move |tx| timeline(tx, &[vault])).await.is_err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_care_team_is_seen_by_whom_the_person_lets_know_them() {
    for world in World::both().await {
        let ours = world.ana(&world.navigator, "").await;
        let teams = |theirs: Uuid| async move { (ours, theirs) };
        for (label, classes, named, seen) in [
            ("", &[DataClass::Contact][..], &[Label::General][..], true),
            ("", &[DataClass::Needs, DataClass::Visits], &[Label::General], false),
            ("hiv", &[DataClass::Contact], &[Label::General], false),
            ("hiv", &[DataClass::Contact], &[Label::Hiv], true),
        ] {
            let theirs = world.ana(&world.nurse, label).await;
            let (ours, theirs) = teams(theirs).await;
            let purpose = Purpose::CareCoordination;
            let id = world.consent(&world.nurse, theirs, world.pantry, classes, named, purpose, 0).await;
            let look = || world.read(&world.navigator, move |tx| timeline(tx, &[ours, theirs]));
            let orgs: Vec<Uuid> =
                look().await.expect("one's own").teams.iter().map(|t| t.organization).collect();
            let want = if seen { vec![world.pantry, world.hospital] } else { vec![world.pantry] };
            assert_eq!(orgs, want, "{} {label} {classes:?} {named:?}", world.engine());
            world.write(&world.nurse, move |tx| withdraw_consent(tx, id, None)).await.expect("withdrawn");
            let after: Vec<Uuid> =
                look().await.expect("one's own").teams.iter().map(|t| t.organization).collect();
            assert_eq!(after, [world.pantry], "{}: withdrawn", world.engine());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_get_what_they_handle_and_every_look_is_on_the_list_that_the_person_reads() {
    for world in World::both().await {
        let ana = world.ana(&world.nurse, "").await;
        world.need(&world.nurse, ana, "food-insecurity", Label::General).await;
        world.visit(ana, Label::General).await;
        world
            .consent(&world.nurse, ana, world.pantry, &ALL, &[Label::General], Purpose::CareCoordination, 0)
            .await;
        let kinds = async |role: Role| {
            let viewer =
                Viewer::test_member(Uuid::from_u128(5), world.pantry, &[role], Purpose::CareCoordination);
            let seen = world.read(&viewer, move |tx| timeline(tx, &[ana])).await;
            seen.ok().map(|t| t.lines.iter().map(|l| l.kind).collect::<Vec<_>>())
        };
        use Kind::{Consent, Need, Visit};
        assert_eq!(kinds(Role::Navigator).await, Some(vec![Need, Consent, Visit]));
        assert_eq!(kinds(Role::Responder).await, Some(vec![Need]), "no visits, no consents");
        assert_eq!(kinds(Role::PrivacyOfficer).await, Some(vec![Consent]));
        assert_eq!(kinds(Role::Analyst).await, None);
        let person = Viewer::test_person(ana);
        let looks = world
            .read(&person, move |tx| tandem_people::actions::access_log(tx, ana, 100))
            .await
            .expect("their own list");
        for kind in ["person", "need", "visit", "consent"] {
            let seen = looks
                .iter()
                .any(|l| l.kind == kind && l.action == "read" && l.organization == Some(world.pantry));
            assert!(seen, "{kind}: {looks:?}");
        }
    }
}
