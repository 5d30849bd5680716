//! The access rule, compared with a slow and independent reading of the design page on safety:
//!
//! > You see a fact only if your role handles that kind of fact, and either your organization recorded it or the
//! > person's live consent names your organization, your purpose and every sensitive label on it.
//!
//! A consent names classes of data as well (`product.md`): a row is seen when its class is named too;
//!
//! with its label rules: behavioural health and HIV need a care-team assignment inside the owner; domestic violence
//! never leaves the owner and is seen by its care team only. Written from that page, not from the code.

use crate::common::{World, member, system};
use std::collections::BTreeSet;
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer, params};
use tandem_people::actions;
use tandem_people::model::label::Label;
use tandem_people::model::need::{Domain, NewNeed, Source};
use tandem_people::model::person::{PersonInput, TeamRole};

/// What the person has said about the pantry.
#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    None,
    Permitted,
    /// Named, but only for who the person is and how to reach them.
    ContactOnly,
    Later,
    Expired,
    Withdrawn,
    OtherPurpose,
    OtherRecipient,
    /// Asked, and said no.
    Refused,
}

const STATES: [State; 9] = [
    State::None,
    State::Permitted,
    State::ContactOnly,
    State::Later,
    State::Expired,
    State::Withdrawn,
    State::OtherPurpose,
    State::OtherRecipient,
    State::Refused,
];

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Asks {
    OwnerOnTeam,
    OwnerOffTeam,
    OwnerOnceOnTeam,
    Recipient,
    Bystander,
}

const ASKS: [Asks; 5] =
    [Asks::OwnerOnTeam, Asks::OwnerOffTeam, Asks::OwnerOnceOnTeam, Asks::Recipient, Asks::Bystander];

const ON_TEAM: u128 = 11;
const OFF_TEAM: u128 = 12;
const ONCE_ON_TEAM: u128 = 13;
const OUTSIDE: u128 = 14;

/// Roles that handle people, by the page's table of roles: those who work with people, and the privacy officer.
fn role_reads_people(role: Role) -> bool {
    matches!(
        role,
        Role::Navigator | Role::Clinician | Role::Responder | Role::Advocate | Role::PrivacyOfficer
    )
}

/// Roles that handle needs: those who work with people.
fn role_reads_needs(role: Role) -> bool {
    matches!(role, Role::Navigator | Role::Clinician | Role::Responder | Role::Advocate)
}

/// The page's rule for one row, without the role.
fn rule(asks: Asks, state: State, class: &str, row: &str) -> bool {
    let vaulted = row == "domestic_violence";
    let team_only = vaulted || ["behavioural_health", "hiv", "substance_use"].contains(&row);
    match asks {
        Asks::OwnerOnTeam => true,
        Asks::OwnerOffTeam | Asks::OwnerOnceOnTeam => !team_only,
        Asks::Recipient => {
            let named = state == State::Permitted || (state == State::ContactOnly && class == "contact");
            named && !vaulted
        }
        // The shelter: it is the other recipient, and a bystander to everything else.
        Asks::Bystander => state == State::OtherRecipient && !vaulted,
    }
}

fn viewer(world: &World, asks: Asks, role: Role) -> Viewer {
    match asks {
        Asks::OwnerOnTeam => member(ON_TEAM, world.clinic, &[role]),
        Asks::OwnerOffTeam => member(OFF_TEAM, world.clinic, &[role]),
        Asks::OwnerOnceOnTeam => member(ONCE_ON_TEAM, world.clinic, &[role]),
        Asks::Recipient => member(OUTSIDE, world.pantry, &[role]),
        Asks::Bystander => member(OUTSIDE, world.shelter, &[role]),
    }
}

/// Writes the permission of a state past every action: the rule is the database's, whoever wrote the row.
fn permit(
    tx: &mut Tx,
    world: (Uuid, Uuid, Uuid),
    person: Uuid,
    label: &str,
    state: State,
) -> Result<(), Error> {
    let (clinic, pantry, shelter) = world;
    if state == State::None || label == "domestic_violence" {
        return Ok(());
    }
    let (now, hour) = (tx.now().as_microsecond(), 3_600_000_000_i64);
    let (from, until) = match state {
        State::Later => (now + hour, now + 2 * hour),
        State::Expired => (now - 2 * hour, now),
        _ => (now, now + hour),
    };
    let withdrawn = (state == State::Withdrawn).then_some(now - 1);
    let purpose = if state == State::OtherPurpose { Purpose::Treatment } else { Purpose::CareCoordination };
    let recipient = if state == State::OtherRecipient { shelter } else { pantry };
    let consent = tx.new_public_id();
    let how = if state == State::Refused { "refused" } else { "signed" };
    tx.execute(
        "INSERT INTO consent (id, person_id, owner_org, label, recipient_org, purpose, labels, how, form_version, \
         language, notice_given, valid_from, valid_until, recorded_at, classes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?4, ?9, \
         'test', 'en', 1, ?7, ?8, ?7, 'contact needs')",
        params![consent, person, clinic, label, recipient, purpose.word(), from, until, how],
    )?;
    tx.execute(
        "INSERT INTO consent_event (consent_id, seq, person_id, owner_org, label, kind, at, by_person) \
         VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, 0)",
        params![consent, person, clinic, label, if how == "refused" { "refused" } else { "given" }, from],
    )?;
    let classes: &[&str] = match state {
        State::Refused => &[],
        State::ContactOnly => &["contact"],
        _ => &["contact", "needs"],
    };
    for class in classes {
        let id = tx.new_id();
        tx.execute(
            "INSERT INTO permission (id, consent_id, person_id, owner_org, recipient_org, purpose, class, label, \
             valid_from, valid_until, withdrawn_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                id, consent, person, clinic, recipient, purpose.word(), *class, label, from, until, withdrawn
            ],
        )?;
    }
    Ok(())
}

/// A person of the clinic with this label, a need of every label, and the three members' team histories.
async fn person(world: &World, label: Label, permitted: Vec<(Label, State)>) -> Uuid {
    let orgs = (world.clinic, world.pantry, world.shelter);
    world
        .write(&system(), move |tx| {
            let input = PersonInput {
                given_name: "Ana".into(),
                family_name: "Rivera".into(),
                label: label.code().into(),
                ..PersonInput::default()
            };
            let id = actions::create_person(tx, orgs.0, &input)?;
            let now = tx.now();
            for (member, until) in [(ON_TEAM, None), (ONCE_ON_TEAM, Some(now))] {
                let row = tx.new_id();
                tx.execute(
                    "INSERT INTO care_team (id, person_id, member_id, owner_org, label, role, since, until) VALUES (?1, \
                     ?2, ?3, ?4, ?8, ?5, ?6, ?7)",
                    params![row, id, Uuid::from_u128(member), orgs.0, TeamRole::Member.code(), 0_i64, until, label.code()],
                )?;
            }
            for label in Label::ALL {
                let need = NewNeed {
                    person_id: id,
                    domain: Domain::from_code("food-insecurity").expect("a domain"),
                    risk: Some(true),
                    wants_help: None,
                    source: Source::Stated,
                    label,
                    found_at: now,
                };
                actions::record_need(tx, orgs.0, &need)?;
            }
            for (label, state) in &permitted {
                permit(tx, orgs, id, label.code(), *state)?;
            }
            Ok(id)
        })
        .await
        .expect("a person with a need of each label")
}

/// What somebody gets of a person: the labels of the needs they see, or the refusal.
async fn look(world: &World, viewer: &Viewer, id: Uuid) -> Result<Option<Vec<&'static str>>, &'static str> {
    match world.read(viewer, move |tx| actions::view_person(tx, id)).await {
        Ok(view) => Ok(view.needs.map(|needs| {
            let mut labels: Vec<&str> = needs.iter().map(|need| need.label.code()).collect();
            labels.sort_unstable();
            labels
        })),
        Err(Error::NotFound) => Err("not found"),
        Err(Error::Forbidden) => Err("forbidden"),
        Err(other) => panic!("{other}"),
    }
}

/// What the page says they get. `record` is the label of the person's record; `opened` the state of each label.
fn expected(
    asks: Asks,
    role: Role,
    record: Label,
    opened: &dyn Fn(&str) -> State,
) -> Result<Option<Vec<&'static str>>, &'static str> {
    if !role_reads_people(role) {
        return Err("forbidden");
    }
    if !rule(asks, opened(record.code()), "contact", record.code()) {
        return Err("not found");
    }
    if !role_reads_needs(role) {
        return Ok(None);
    }
    // What is written on a record is at least as private as the record.
    let written: BTreeSet<&'static str> =
        Label::ALL.into_iter().map(|label| label.max(record).code()).collect();
    Ok(Some(written.into_iter().filter(|label| rule(asks, opened(label), "needs", label)).collect()))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_label_and_consent_agrees_with_the_reference() {
    for world in World::both().await {
        let mut compared = 0;
        for label in Label::ALL {
            for state in STATES {
                // The record itself carries the label; nothing but that label is opened.
                let labelled = person(&world, label, vec![(label, state)]).await;
                let only = |asked: &str| if asked == label.code() { state } else { State::None };
                // A plain record, opened; one sensitive label of its needs is in this state.
                let mut opened = vec![(Label::General, State::Permitted)];
                if label != Label::General {
                    opened.push((label, state));
                }
                let plain = person(&world, Label::General, opened).await;
                let general_and = |asked: &str| match asked {
                    "general" => State::Permitted,
                    asked if asked == label.code() => state,
                    _ => State::None,
                };
                for asks in ASKS {
                    for role in Role::ALL {
                        let viewer = viewer(&world, asks, *role);
                        let what = format!("{} {label} {state:?} {asks:?} {role}", world.base.engine);
                        assert_eq!(
                            look(&world, &viewer, labelled).await,
                            expected(asks, *role, label, &only),
                            "labelled record: {what}"
                        );
                        assert_eq!(
                            look(&world, &viewer, plain).await,
                            expected(asks, *role, Label::General, &general_and),
                            "plain record: {what}"
                        );
                        compared += 2;
                    }
                }
            }
        }
        assert_eq!(compared, 2 * 6 * 9 * 5 * Role::ALL.len());
    }
}

/// That somebody was asked, and what they said, is a fact about them too. Its owner sees it by label; whom it names, only
/// while it opens something; nobody else.
#[tokio::test(flavor = "multi_thread")]
async fn a_consent_is_seen_by_whom_it_names_while_it_lives() {
    let labels = [Label::General, Label::SubstanceUse, Label::Hiv];
    for world in World::both().await {
        for label in labels {
            for state in STATES.into_iter().filter(|s| *s != State::None) {
                let id = person(&world, label, vec![(label, state)]).await;
                let live = matches!(state, State::Permitted | State::ContactOnly | State::OtherPurpose);
                for asks in ASKS {
                    let seen = match asks {
                        Asks::OwnerOnTeam => true,
                        Asks::OwnerOffTeam | Asks::OwnerOnceOnTeam => label == Label::General,
                        Asks::Recipient => live,
                        Asks::Bystander => state == State::OtherRecipient,
                    };
                    let viewer = viewer(&world, asks, Role::Navigator);
                    let rows = |sql: &'static str| {
                        world.read(&viewer, move |tx| Ok(tx.query(sql, params![id], |_| Ok(()))?.len()))
                    };
                    let what = format!("{} {label} {state:?} {asks:?}", world.base.engine);
                    let consents = rows("SELECT id FROM consent WHERE person_id = ?1").await.unwrap();
                    let events = rows("SELECT seq FROM consent_event WHERE person_id = ?1").await.unwrap();
                    assert_eq!((consents, events), (usize::from(seen), usize::from(seen)), "{what}");
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hidden_and_absent_answer_alike_and_the_public_sees_nothing() {
    for world in World::both().await {
        let hidden = person(&world, Label::DomesticViolence, vec![]).await;
        let absent = Uuid::from_u128(4242);
        let outside = member(OUTSIDE, world.pantry, &[Role::Navigator]);
        assert_eq!(look(&world, &outside, hidden).await, look(&world, &outside, absent).await);
        assert_eq!(look(&world, &Viewer::public(), hidden).await, Err("forbidden"));
        let seen = look(&world, &system(), hidden).await.expect("the system sees").expect("needs");
        assert_eq!(seen, ["domestic_violence"], "what stands on a record of the vault is in the vault");
        // The negative control: the same look by somebody who may see is not the same answer.
        let inside = member(ON_TEAM, world.clinic, &[Role::Navigator]);
        assert_ne!(look(&world, &inside, hidden).await, look(&world, &inside, absent).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_writes_into_another_organizations_record() {
    for world in World::both().await {
        let id = person(&world, Label::General, vec![(Label::General, State::Permitted)]).await;
        let pantry = member(OUTSIDE, world.pantry, &[Role::Navigator]);
        let edit = world
            .write(&pantry, move |tx| {
                actions::edit_person(tx, id, &PersonInput { given_name: "X".into(), ..Default::default() })
            })
            .await;
        assert!(matches!(edit, Err(Error::Forbidden)), "seen by consent, but not theirs: {edit:?}");
        // And past every action, the fence: the row does not exist for such an update.
        let past = world
            .write(&pantry, move |tx| {
                tx.execute("UPDATE person SET language = 'xx' WHERE id = ?1", params![id])
            })
            .await;
        assert!(matches!(past, Ok(0) | Err(Error::NotFound)), "{past:?}");
        let clinic = world.clinic;
        let forged = world
            .write(&pantry, move |tx| {
                let (row, now) = (tx.new_id(), tx.now());
                tx.execute(
                    "INSERT INTO care_team (id, person_id, member_id, owner_org, label, role, since, until) VALUES (?1, \
                     ?2, ?3, ?4, 'general', 'lead', ?5, NULL)",
                    params![row, id, Uuid::from_u128(OUTSIDE), clinic, now],
                )
            })
            .await;
        assert!(matches!(forged, Err(Error::NotFound)), "{forged:?}");
    }
}
