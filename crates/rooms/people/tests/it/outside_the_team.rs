//! A curious colleague who does not look after somebody: no way round the care team, by a label, by the person's own link, by a
//! consent; and no seat that outlives the roles it stood on.

use crate::common::{World, keys, maria, system};
use tandem_access::accounts::members;
use tandem_access::audit::{self, Query};
use tandem_access::{Error, Purpose, Role, Uuid, Viewer};
use tandem_events::{Event, publish};
use tandem_people::actions;
use tandem_people::model::consent::{Answer, NewConsent};
use tandem_people::model::label::Label;
use tandem_people::model::person::PersonInput;

/// The one who looks after the person, the colleague, the person.
async fn team(w: &World) -> (Viewer, Viewer, Uuid) {
    let lead = w.account("lead@example.org", w.clinic, Role::Navigator).await;
    let curious = w.account("curious@example.org", w.clinic, Role::Navigator).await;
    let viewer = |id: Uuid| Viewer::test_member(id, w.clinic, &[Role::Navigator], Purpose::CareCoordination);
    let (lead, curious) = (viewer(lead), viewer(curious));
    let person = w.person(&lead, w.clinic, maria()).await;
    (lead, curious, person)
}

async fn on_team(w: &World, person: Uuid) -> Vec<Uuid> {
    let team = w.read(&system(), move |tx| actions::care_team(tx, person)).await.unwrap();
    team.into_iter().map(|(on, _)| on.member_id).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_joins_a_care_team_by_a_label() {
    for w in World::both().await {
        let (lead, curious, person) = team(&w).await;
        let relabelled = async |viewer: &Viewer, label: &str| {
            let input = PersonInput { label: label.into(), ..maria() };
            w.write(viewer, move |tx| actions::edit_person(tx, person, &input)).await
        };
        for label in Label::ALL.into_iter().filter(|label| label.is_for_care_team()) {
            let refused = relabelled(&curious, label.code()).await.unwrap_err();
            assert_eq!(keys(&refused), ["people-error-label-team"], "{label:?}");
        }
        assert_eq!(on_team(&w, person).await, [lead.member_id().unwrap()]);
        assert!(relabelled(&curious, "education").await.is_ok(), "what the team alone does not decide");
        for label in ["hiv", "general", "domestic_violence"] {
            relabelled(&lead, label).await.unwrap();
        }
    }
}

/// Where nobody looks after the person yet, whoever narrows the record does from then on, and the log says so.
#[tokio::test(flavor = "multi_thread")]
async fn who_narrows_a_record_without_a_team_is_on_it_and_in_the_log() {
    for w in World::both().await {
        let (lead, curious, person) = team(&w).await;
        let (first, second) = (lead.member_id().unwrap(), curious.member_id().unwrap());
        w.write(&lead, move |tx| actions::end_care_team(tx, person, first)).await.unwrap();
        let narrow = PersonInput { label: "hiv".into(), ..maria() };
        w.write(&curious, move |tx| actions::edit_person(tx, person, &narrow)).await.unwrap();
        assert_eq!(on_team(&w, person).await, [second]);
        let of = Query { person: Some(person), limit: 50, ..Query::default() };
        let lines = w.read(&system(), move |tx| audit::search(tx, &of)).await.unwrap();
        let assigned = lines.iter().find(|l| l.detail == "care team: assigned" && l.object == Some(second));
        assert_eq!(assigned.and_then(|line| line.member), Some(second));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_makes_no_link_to_read_as_the_person() {
    for w in World::both().await {
        let (lead, curious, person) = team(&w).await;
        let first = w.write(&lead, move |tx| actions::issue_person_link(tx, person)).await.unwrap();
        let refused = w.write(&curious, move |tx| actions::issue_person_link(tx, person)).await;
        assert!(matches!(refused, Err(Error::Conflict { code: "people-conflict-not-on-team" })));
        let token = first.token.clone();
        let waits = w.read(&system(), move |tx| actions::waits_for_code(tx, &token)).await.unwrap();
        assert!(waits, "the person's own link still opens");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_team_opens_to_others_what_only_the_team_sees() {
    for w in World::both().await {
        let (lead, curious, person) = team(&w).await;
        let narrow = w.yes(person, &[Label::General, Label::Hiv]);
        let refused = w.consent(&curious, narrow.clone()).await.unwrap_err();
        assert_eq!(keys(&refused), ["people-error-consent-team"]);
        let asked = narrow.clone();
        let text = w.read(&curious, move |tx| actions::consent_text(tx, &asked)).await.unwrap_err();
        assert_eq!(keys(&text), ["people-error-consent-team"], "told before anybody signs");
        w.consent(&lead, narrow.clone()).await.unwrap();
        w.consent(&curious, w.yes(person, &[Label::General])).await.unwrap();
        w.consent(&curious, NewConsent { answer: Answer::Refused, ..narrow }).await.unwrap();
    }
}

/// That somebody shares with a shelter tells where they go: the team knows, and no colleague, and nobody who holds the telephone.
#[tokio::test(flavor = "multi_thread")]
async fn a_choice_for_a_shelter_is_seen_by_the_team_and_the_shelter() {
    for w in World::both().await {
        let (lead, curious, person) = team(&w).await;
        let to_shelter = NewConsent { recipient_org: w.shelter, ..w.yes(person, &[Label::General]) };
        w.consent(&lead, w.yes(person, &[Label::General])).await.unwrap();
        w.consent(&lead, to_shelter).await.unwrap();
        let advocate =
            Viewer::test_member(Uuid::from_u128(5), w.shelter, &[Role::Navigator], Purpose::CareCoordination);
        w.read(&advocate, move |tx| actions::view_person(tx, person)).await.expect("what the person chose");
        let named =
            async |viewer: &Viewer| {
                let own = viewer.person().is_some();
                let view =
                    w.read(viewer, move |tx| {
                        if own { actions::view_own(tx) } else { actions::view_person(tx, person) }
                    })
                    .await
                    .unwrap();
                let all: Vec<Uuid> = view.consents.unwrap().iter().map(|c| c.recipient_org).collect();
                (all.contains(&w.pantry), all.contains(&w.shelter))
            };
        let herself = Viewer::test_person(person);
        assert_eq!(named(&lead).await, (true, true));
        assert_eq!(named(&curious).await, (true, false), "a colleague");
        assert_eq!(named(&herself).await, (true, false), "whoever holds the telephone");
        let looks = w.read(&herself, move |tx| actions::access_log(tx, person, 50)).await.unwrap();
        assert!(looks.iter().any(|look| look.organization == Some(w.clinic)));
        assert!(looks.iter().all(|look| look.organization != Some(w.shelter)), "{looks:?}");
    }
}

/// Whoever comes back in another role looks after nobody until somebody puts them on a team again.
#[tokio::test(flavor = "multi_thread")]
async fn a_seat_ends_with_the_roles_it_stood_on() {
    for w in World::both().await {
        let (lead, _, person) = team(&w).await;
        let (member, clinic, pantry) = (lead.member_id().unwrap(), w.clinic, w.pantry);
        let told = async |organization: Uuid| {
            let by = system();
            w.write(&by, move |tx| publish(tx, &Event::RolesEnded { member, organization })).await.unwrap();
            let listeners = tandem_people::room().listeners;
            while tandem_events::dispatch(&w.base.store, &listeners).await.unwrap() > 0 {}
        };
        told(clinic).await;
        assert_eq!(on_team(&w, person).await, [member], "they still work with people");
        w.write(&system(), move |tx| {
            members::withdraw(tx, member, clinic, Role::Navigator)?;
            members::grant(tx, member, clinic, Role::Responder)
        })
        .await
        .unwrap();
        told(pantry).await;
        assert_eq!(on_team(&w, person).await, [member], "elsewhere nothing ended");
        told(clinic).await;
        assert!(on_team(&w, person).await.is_empty());
    }
}

/// An organization that turns out to be a shelter: what was chosen for it before is hidden as what is chosen since.
#[tokio::test(flavor = "multi_thread")]
async fn choices_for_an_organization_that_becomes_confidential_are_hidden() {
    for w in World::both().await {
        let (lead, curious, person) = team(&w).await;
        w.consent(&lead, w.yes(person, &[Label::General])).await.unwrap();
        let pantry = w.pantry;
        let shown = async |viewer: &Viewer| {
            let view = w.read(viewer, move |tx| actions::view_person(tx, person)).await.unwrap();
            view.consents.unwrap().iter().any(|consent| consent.recipient_org == pantry)
        };
        assert!(shown(&curious).await);
        w.write(&system(), move |tx| {
            let mut draft = tandem_partners::actions::find(tx, pantry)?.draft();
            draft.confidential = true;
            tandem_partners::actions::edit(tx, pantry, &draft)
        })
        .await
        .unwrap();
        let listeners = tandem_people::room().listeners;
        while tandem_events::dispatch(&w.base.store, &listeners).await.unwrap() > 0 {}
        assert_eq!((shown(&curious).await, shown(&lead).await), (false, true));
        let responder =
            Viewer::test_member(Uuid::from_u128(6), pantry, &[Role::Responder], Purpose::CareCoordination);
        w.read(&responder, move |tx| actions::view_person(tx, person))
            .await
            .expect("what the person chose holds");
    }
}
