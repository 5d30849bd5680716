//! The verbs of the room on both databases: what they write, whom they refuse, what they tell.

use crate::common::{World, keys, maria, member, navigator, system};
use std::collections::BTreeSet;
use tandem_access::{Error, Purpose, Role, Uuid, Viewer, audit, params};
use tandem_people::actions::{self, Ending, Match};
use tandem_people::model::consent::{Answer, NewConsent, State};
use tandem_people::model::label::Label;
use tandem_people::model::need::{Domain, NeedStatus, NewNeed, Source};
use tandem_people::model::person::{Identifiers, PersonInput, TeamRole};

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_by_the_start_of_any_name_in_ones_own_organization_only() {
    for world in World::both().await {
        let (clinic, pantry) = (navigator(1, world.clinic), navigator(2, world.pantry));
        let id = world.person(&clinic, world.clinic, maria()).await;
        for text in ["maria", "GARC", "lópez mar", "garcia-lopez", "lo gar ma"] {
            let found = world.read(&clinic, move |tx| actions::find_person(tx, text)).await.unwrap();
            assert_eq!(found.iter().map(|p| p.id).collect::<Vec<_>>(), [id], "{text}");
            let elsewhere = world.read(&pantry, move |tx| actions::find_person(tx, text)).await.unwrap();
            assert!(elsewhere.is_empty(), "{text}");
        }
        for text in ["aria", "garcia pérez", "%", "maria_"] {
            let found = world.read(&clinic, move |tx| actions::find_person(tx, text)).await;
            assert!(found.map_or(true, |found| found.is_empty() || text == "maria_"), "{text}");
        }
        let short = world.read(&clinic, |tx| actions::find_person(tx, " g ")).await.unwrap_err();
        assert_eq!(keys(&short), ["people-error-search-short"]);

        // A changed name is found by the new one and not by the old one.
        world
            .write(&clinic, move |tx| {
                actions::edit_person(tx, id, &PersonInput { family_name: "Ortiz".into(), ..maria() })
            })
            .await
            .unwrap();
        let by = |text: &'static str| world.read(&clinic, move |tx| actions::find_person(tx, text));
        assert!(by("garcia").await.unwrap().is_empty());
        assert_eq!(by("ortiz").await.unwrap().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn beyond_ones_own_organization_only_an_exact_match_with_consent_finds() {
    for world in World::both().await {
        let (clinic, pantry) = (navigator(1, world.clinic), navigator(2, world.pantry));
        let id = world.person(&clinic, world.clinic, maria()).await;
        let wanted = Identifiers {
            name_key: Some("maria garcia lopez".into()),
            birth_date: "1984-07-02".parse().ok(),
            phone: Some("+15555550101".into()),
            ..Identifiers::default()
        };
        let find = |viewer: &Viewer, wanted: Identifiers| {
            let viewer = viewer.clone();
            let store = world.base.store.clone();
            async move { store.read(&viewer, move |tx| actions::find_exact(tx, &wanted)).await }
        };
        assert_eq!(find(&clinic, wanted.clone()).await.unwrap().len(), 1);
        assert!(find(&pantry, wanted.clone()).await.unwrap().is_empty(), "no consent, nobody there");
        world.consent(&clinic, world.yes(id, &[Label::General])).await.unwrap();
        assert_eq!(find(&pantry, wanted.clone()).await.unwrap()[0].id, id);
        let near = Identifiers { phone: Some("+15555550102".into()), ..wanted.clone() };
        assert!(find(&pantry, near).await.unwrap().is_empty());
        let two = Identifiers { phone: None, ..wanted };
        assert_eq!(keys(&find(&pantry, two).await.unwrap_err()), ["people-error-search-three"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shelters_client_is_in_no_search_and_no_match() {
    for world in World::both().await {
        let advocate = member(3, world.shelter, &[Role::Advocate]);
        let colleague = member(4, world.shelter, &[Role::Advocate]);
        let shelter = world.shelter;
        let id = world.person(&advocate, shelter, maria()).await;
        let view = world.read(&advocate, move |tx| actions::view_person(tx, id)).await.unwrap();
        assert_eq!(view.person.details.label, Label::DomesticViolence, "local-only by default there");
        let found = world.read(&advocate, |tx| actions::find_person(tx, "maria")).await.unwrap();
        assert!(found.is_empty(), "absent from search even for its own care team");
        let mine = world.read(&advocate, |tx| actions::my_people(tx, 10)).await.unwrap();
        assert_eq!(mine.len(), 1, "the care team reaches it by its own list");
        let hidden = world.read(&colleague, move |tx| actions::view_person(tx, id)).await;
        assert!(matches!(hidden, Err(Error::NotFound)));
        let wanted = view.person.details.identifiers();
        let matched =
            world.read(&system(), move |tx| actions::match_person(tx, shelter, &wanted)).await.unwrap();
        assert_eq!(matched, Match::Nobody);
        let link = world.write(&advocate, move |tx| actions::issue_person_link(tx, id)).await;
        assert!(matches!(link, Err(Error::Conflict { code: "people-conflict-link-private" })));
        let refused = world.consent(&advocate, world.yes(id, &[Label::General])).await.unwrap_err();
        assert_eq!(keys(&refused), ["people-error-consent-violence-record"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn incoming_people_match_by_identifier_or_by_three_facts() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let org = world.clinic;
        let id = world.person(&clinic, org, maria()).await;
        let known = world
            .write(&system(), move |tx| {
                actions::add_identifier(tx, id, "urn:mrn", "A-1")?;
                actions::add_identifier(tx, id, "urn:mrn", "A-1")?;
                actions::match_by_identifier(tx, org, "urn:mrn", "A-1")
            })
            .await
            .unwrap();
        assert_eq!(known, Match::One(id));
        let other =
            world.person(&clinic, org, PersonInput { given_name: "Ana".into(), ..Default::default() }).await;
        let taken =
            world.write(&system(), move |tx| actions::add_identifier(tx, other, "urn:mrn", "A-1")).await;
        assert!(matches!(taken, Err(Error::Conflict { code: "people-conflict-identifier" })), "{taken:?}");

        let wanted = world.read(&clinic, move |tx| actions::view_person(tx, id)).await.unwrap();
        let wanted = wanted.person.details.identifiers();
        let (w, pantry) = (wanted.clone(), world.pantry);
        let one = world.read(&system(), move |tx| actions::match_person(tx, org, &w)).await.unwrap();
        assert_eq!(one, Match::One(id));
        let w = wanted.clone();
        let there = world.read(&system(), move |tx| actions::match_person(tx, pantry, &w)).await.unwrap();
        assert_eq!(there, Match::Nobody, "another organization's record takes no part");
        world.person(&clinic, org, maria()).await;
        let two = world.read(&system(), move |tx| actions::match_person(tx, org, &wanted)).await.unwrap();
        assert_eq!(two, Match::Several(2));
        let twin = world.read(&clinic, |tx| actions::find_twin(tx, &maria())).await.unwrap();
        assert!(twin.is_some());
    }
}

fn food(
    person_id: Uuid,
    risk: Option<bool>,
    wants_help: Option<bool>,
    found_at: tandem_access::Timestamp,
) -> NewNeed {
    NewNeed {
        person_id,
        domain: Domain::from_code("food-insecurity").unwrap(),
        risk,
        wants_help,
        source: Source::Screening(Uuid::from_u128(5)),
        label: Label::General,
        found_at,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_need_keeps_its_two_facts_apart_and_stands_once_while_open() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let org = world.clinic;
        let person = world.person(&clinic, org, maria()).await;
        let now = world.base.clock.now();
        let (first, again) = world
            .write(&clinic, move |tx| {
                let first = actions::record_need(tx, org, &food(person, Some(true), None, now))?;
                let again = actions::record_need(tx, org, &food(person, None, Some(false), now))?;
                Ok((first, again))
            })
            .await
            .unwrap();
        assert_eq!(first, again);
        let needs = || async {
            world.read(&clinic, move |tx| actions::view_person(tx, person)).await.unwrap().needs.unwrap()
        };
        let kept = needs().await;
        assert_eq!((kept[0].risk, kept[0].wants_help), (Some(true), Some(false)));
        world.write(&clinic, move |tx| actions::set_wants_help(tx, first, Some(true))).await.unwrap();
        assert_eq!((needs().await[0].risk, needs().await[0].wants_help), (Some(true), Some(true)));
        world.write(&clinic, move |tx| actions::close_need(tx, first, Ending::Addressed)).await.unwrap();
        assert_eq!(needs().await[0].status, NeedStatus::Addressed);
        let late = world.write(&clinic, move |tx| actions::set_wants_help(tx, first, None)).await;
        assert!(matches!(late, Err(Error::Conflict { code: "people-conflict-need-ended" })));
        let new = world
            .write(&clinic, move |tx| actions::record_need(tx, org, &food(person, Some(true), None, now)))
            .await
            .unwrap();
        assert_ne!(new, first, "a closed need does not come back by itself");
        assert_eq!(needs().await.len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_persons_confirmation_resolves_the_need_and_only_a_yes_does() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let org = world.clinic;
        let person = world.person(&clinic, org, maria()).await;
        let now = world.base.clock.now();
        let need = world
            .write(&clinic, move |tx| {
                actions::record_need(tx, org, &food(person, Some(true), Some(true), now))
            })
            .await
            .unwrap();
        let listeners = tandem_people::room().listeners;
        for (resolved, status) in
            [("no", NeedStatus::Open), ("partly", NeedStatus::Open), ("yes", NeedStatus::Addressed)]
        {
            world
                .write(&system(), move |tx| {
                    tandem_events::publish(
                        tx,
                        &tandem_events::Event::NeedConfirmed { need, resolved: resolved.into() },
                    )
                })
                .await
                .unwrap();
            tandem_events::dispatch(&world.base.store, &listeners).await.unwrap();
            let view = world.read(&clinic, move |tx| actions::view_person(tx, person)).await.unwrap();
            assert_eq!(view.needs.unwrap()[0].status, status, "{resolved}");
        }
    }
}

/// Whether the pantry sees the person now.
async fn pantry_sees(world: &World, person: Uuid) -> bool {
    let pantry = member(2, world.pantry, &[Role::Responder]);
    match world.read(&pantry, move |tx| actions::view_person(tx, person)).await {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_opens_a_withdrawal_stops_the_next_read_and_undo_is_short() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, maria()).await;
        assert!(!pantry_sees(&world, person).await);
        let consent = world.consent(&clinic, world.yes(person, &[Label::General])).await.unwrap();
        assert!(pantry_sees(&world, person).await);

        world
            .write(&clinic, move |tx| actions::withdraw_consent(tx, consent, Some("by phone")))
            .await
            .unwrap();
        assert!(!pantry_sees(&world, person).await, "the very next read");
        let twice = world.write(&clinic, move |tx| actions::withdraw_consent(tx, consent, None)).await;
        assert!(matches!(twice, Err(Error::Conflict { code: "people-conflict-consent-ended" })));
        let other_hand = navigator(9, world.clinic);
        let not_yours = world.write(&other_hand, move |tx| actions::undo_withdrawal(tx, consent)).await;
        assert!(matches!(not_yours, Err(Error::Conflict { code: "people-conflict-undo" })));
        world.write(&clinic, move |tx| actions::undo_withdrawal(tx, consent)).await.unwrap();
        assert!(pantry_sees(&world, person).await);

        world.write(&clinic, move |tx| actions::withdraw_consent(tx, consent, None)).await.unwrap();
        world.base.clock.advance(jiff::SignedDuration::from_secs(601));
        let late = world.write(&clinic, move |tx| actions::undo_withdrawal(tx, consent)).await;
        assert!(matches!(late, Err(Error::Conflict { code: "people-conflict-undo" })));
        assert!(!pantry_sees(&world, person).await);
        let kept = world.read(&clinic, move |tx| actions::view_consent(tx, consent)).await.unwrap();
        assert_eq!(kept.state(world.base.clock.now()), State::Withdrawn);
        assert_eq!(kept.last_seq, 3, "given, withdrawn, restored, withdrawn: nothing is overwritten");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_a_consent_needs_nobody_to_act() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, maria()).await;
        world.consent(&clinic, world.yes(person, &[Label::General])).await.unwrap();
        world.base.clock.advance(jiff::SignedDuration::from_hours(24) - jiff::SignedDuration::from_micros(1));
        assert!(pantry_sees(&world, person).await);
        world.base.clock.advance(jiff::SignedDuration::from_micros(1));
        assert!(!pantry_sees(&world, person).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_answer_counts_and_a_no_closes_what_was_open() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let (org, now) = (world.clinic, world.base.clock.now());
        let person = world.person(&clinic, org, maria()).await;
        world
            .write(&clinic, move |tx| {
                let hiv = NewNeed { label: Label::Hiv, ..food(person, Some(true), None, now) };
                actions::record_need(tx, org, &hiv)
            })
            .await
            .unwrap();
        let seen = || async {
            let pantry = member(2, world.pantry, &[Role::Responder]);
            let view = world.read(&pantry, move |tx| actions::view_person(tx, person)).await;
            view.map(|view| view.needs.unwrap().len()).unwrap_or(99)
        };
        let wide = world.consent(&clinic, world.yes(person, &[Label::General, Label::Hiv])).await.unwrap();
        assert_eq!(seen().await, 1);
        world.consent(&clinic, world.yes(person, &[Label::General])).await.unwrap();
        assert_eq!(seen().await, 0, "a narrower yes narrows");
        let old = world.read(&clinic, move |tx| actions::view_consent(tx, wide)).await.unwrap();
        assert_eq!(old.state(world.base.clock.now()), State::Replaced);
        let no = NewConsent { answer: Answer::Refused, ..world.yes(person, &[Label::General]) };
        world.consent(&clinic, no).await.unwrap();
        assert_eq!(seen().await, 99, "a no closes the record");

        // A colleague who may not see a consent about HIV replaces it all the same by a newer answer.
        world.consent(&clinic, world.yes(person, &[Label::General, Label::Hiv])).await.unwrap();
        let colleague = navigator(8, world.clinic);
        world.consent(&colleague, world.yes(person, &[Label::General])).await.unwrap();
        assert_eq!(seen().await, 0);
        let listed = world.read(&colleague, move |tx| actions::sharing(tx, person)).await.unwrap();
        assert!(listed.iter().all(|c| !c.labels.contains(&Label::Hiv)), "and learns nothing of it");
        let listed = world.read(&clinic, move |tx| actions::sharing(tx, person)).await.unwrap();
        assert_eq!(listed.len(), 5);
        assert_eq!(listed.iter().filter(|c| c.can_withdraw(world.base.clock.now())).count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_recorders_organization_and_the_person_take_a_consent_back() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, maria()).await;
        let consent = world.consent(&clinic, world.yes(person, &[Label::General])).await.unwrap();
        let pantry = navigator(2, world.pantry);
        let by_recipient = world.write(&pantry, move |tx| actions::withdraw_consent(tx, consent, None)).await;
        assert!(matches!(by_recipient, Err(Error::Forbidden)), "{by_recipient:?}");
        let stranger = Viewer::test_person(Uuid::from_u128(77));
        let by_stranger =
            world.write(&stranger, move |tx| actions::withdraw_consent(tx, consent, None)).await;
        assert!(matches!(by_stranger, Err(Error::NotFound)), "{by_stranger:?}");
        let privacy = member(6, world.clinic, &[Role::PrivacyOfficer]);
        let by_reader = world.write(&privacy, move |tx| actions::withdraw_consent(tx, consent, None)).await;
        assert!(matches!(by_reader, Err(Error::Forbidden)), "{by_reader:?}");
        assert!(pantry_sees(&world, person).await);

        let herself = Viewer::test_person(person);
        world.write(&herself, move |tx| actions::withdraw_consent(tx, consent, None)).await.unwrap();
        assert!(!pantry_sees(&world, person).await);
        let staff = world.write(&clinic, move |tx| actions::undo_withdrawal(tx, consent)).await;
        assert!(
            matches!(staff, Err(Error::Conflict { code: "people-conflict-undo" })),
            "staff never undo hers"
        );
        world.write(&herself, move |tx| actions::undo_withdrawal(tx, consent)).await.unwrap();
        assert!(pantry_sees(&world, person).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_that_a_departure_closed_says_so() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, maria()).await;
        let consent = world.consent(&clinic, world.yes(person, &[Label::General])).await.unwrap();
        let pantry = world.pantry;
        world.write(&system(), move |tx| actions::close_for_departure(tx, pantry)).await.unwrap();
        assert!(!pantry_sees(&world, person).await);
        let kept = world.read(&clinic, move |tx| actions::view_consent(tx, consent)).await.unwrap();
        assert_eq!(kept.state(world.base.clock.now()), State::Left, "and not that the record is private");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_becomes_local_only_stops_being_shared() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, maria()).await;
        let consent = world.consent(&clinic, world.yes(person, &[Label::General])).await.unwrap();
        let private = PersonInput { label: "domestic_violence".into(), ..maria() };
        world.write(&clinic, move |tx| actions::edit_person(tx, person, &private)).await.unwrap();
        assert!(!pantry_sees(&world, person).await);
        let found = world.read(&clinic, |tx| actions::find_person(tx, "maria")).await.unwrap();
        assert!(found.is_empty());
        let kept = world.read(&clinic, move |tx| actions::view_consent(tx, consent)).await.unwrap();
        assert_eq!(kept.state(world.base.clock.now()), State::Closed);
        let open: i64 = world
            .read(&system(), move |tx| {
                tx.query_one(
                    "SELECT count(*) FROM permission WHERE person_id = ?1 AND withdrawn_at IS NULL",
                    params![person],
                    |row| Ok(row.get(0)?),
                )
            })
            .await
            .unwrap();
        assert_eq!(open, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_joins_a_care_team_from_outside_to_read_what_only_it_may_see() {
    for world in World::both().await {
        let lead = world.account("lead@example.org", world.clinic, Role::Navigator).await;
        let curious = world.account("curious@example.org", world.clinic, Role::Navigator).await;
        let elsewhere = world.account("elsewhere@example.org", world.pantry, Role::Navigator).await;
        let as_member =
            |id: Uuid| Viewer::test_member(id, world.clinic, &[Role::Navigator], Purpose::CareCoordination);
        let (lead_v, curious_v) = (as_member(lead), as_member(curious));
        let person = world.person(&lead_v, world.clinic, maria()).await;
        let join = |viewer: &Viewer, member: Uuid| {
            let (store, viewer) = (world.base.store.clone(), viewer.clone());
            async move {
                store
                    .write(&viewer, move |tx| actions::assign_care_team(tx, person, member, TeamRole::Member))
                    .await
            }
        };
        assert!(matches!(join(&curious_v, curious).await, Err(Error::Forbidden)));
        assert_eq!(keys(&join(&lead_v, elsewhere).await.unwrap_err()), ["people-error-team-member"]);
        join(&lead_v, curious).await.unwrap();
        let view = world.read(&curious_v, move |tx| actions::view_person(tx, person)).await.unwrap();
        assert_eq!(view.team.iter().map(|m| m.member_id).collect::<Vec<_>>(), [lead, curious]);

        let private = PersonInput { label: "hiv".into(), ..maria() };
        world.write(&lead_v, move |tx| actions::edit_person(tx, person, &private)).await.unwrap();
        world.write(&lead_v, move |tx| actions::end_care_team(tx, person, curious)).await.unwrap();
        let gone = world.read(&curious_v, move |tx| actions::view_person(tx, person)).await;
        assert!(matches!(gone, Err(Error::NotFound)));
        let last = world.write(&lead_v, move |tx| actions::end_care_team(tx, person, lead)).await;
        assert!(matches!(last, Err(Error::Conflict { code: "people-conflict-last-of-team" })));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_look_and_change_is_in_the_log_that_the_person_reads() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, maria()).await;
        world.consent(&clinic, world.yes(person, &[Label::General])).await.unwrap();
        assert!(pantry_sees(&world, person).await);
        let herself = Viewer::test_person(person);
        let looks = world.read(&herself, move |tx| actions::access_log(tx, person, 50)).await.unwrap();
        let said = |org: Uuid, action: &str, kind: &str| {
            looks.iter().any(|l| l.organization == Some(org) && l.action == action && l.kind == kind)
        };
        assert!(said(world.clinic, "write", "person") && said(world.clinic, "write", "consent"));
        assert!(said(world.pantry, "read", "person"), "{looks:?}");
        let curious = world.read(&clinic, move |tx| actions::access_log(tx, person, 50)).await;
        assert!(matches!(curious, Err(Error::Forbidden)));
        let officer = member(6, world.clinic, &[Role::PrivacyOfficer]);
        assert!(world.read(&officer, move |tx| actions::access_log(tx, person, 50)).await.is_ok());
        let theirs = member(6, world.pantry, &[Role::PrivacyOfficer]);
        let elsewhere = world.read(&theirs, move |tx| actions::access_log(tx, person, 50)).await;
        assert!(matches!(elsewhere, Err(Error::Forbidden)), "{elsewhere:?}");
        let refused =
            world.read(&navigator(5, world.shelter), move |tx| actions::view_person(tx, person)).await;
        assert!(matches!(refused, Err(Error::NotFound)));

        audit::seal(&world.base.store).await.unwrap();
        let report = audit::verify(&world.base.store, &[]).await.unwrap();
        assert_eq!((report.fault, report.unsealed), (None, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_link_needs_its_code_and_dies_after_five_wrong_ones() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, maria()).await;
        let issue = || async {
            world.write(&clinic, move |tx| actions::issue_person_link(tx, person)).await.unwrap()
        };
        let open = |token: String, code: String| {
            let store = world.base.store.clone();
            async move {
                store.write(&system(), move |tx| actions::open_private_page(tx, &token, &code)).await.unwrap()
            }
        };
        let first = issue().await;
        let wrong = if first.code == "000000" { "000001" } else { "000000" };
        for _ in 0..4 {
            assert_eq!(open(first.token.clone(), wrong.into()).await, None);
        }
        let look = open(first.token.clone(), first.code.clone()).await.expect("the right code opens");
        let shown = look.clone();
        let link =
            world.read(&system(), move |tx| actions::open_look(tx, &shown)).await.unwrap().expect("a look");
        assert_eq!(Viewer::from_link(&link).and_then(|v| v.person()), Some(person));
        // The secret of the open page is no link, and the link is no open page.
        assert_eq!(open(look.clone(), first.code.clone()).await, None);
        let token = first.token.clone();
        assert!(world.read(&system(), move |tx| actions::open_look(tx, &token)).await.unwrap().is_none());
        let gone = look.clone();
        world.write(&system(), move |tx| actions::close_look(tx, &gone)).await.unwrap();
        let gone = look.clone();
        assert!(world.read(&system(), move |tx| actions::open_look(tx, &gone)).await.unwrap().is_none());

        let second = issue().await;
        assert_eq!(open(first.token.clone(), first.code.clone()).await, None, "the earlier link has ended");
        for _ in 0..5 {
            assert_eq!(open(second.token.clone(), wrong.into()).await, None);
        }
        assert_eq!(open(second.token.clone(), second.code.clone()).await, None, "five wrong codes end it");

        let third = issue().await;
        world.base.clock.advance(actions::LINK_LASTS);
        assert_eq!(open(third.token, third.code).await, None, "ninety days");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_records_for_the_organization_it_names() {
    for world in World::both().await {
        let (org, now) = (world.clinic, world.base.clock.now());
        let person = world.person(&system(), org, maria()).await;
        world
            .write(&system(), move |tx| actions::record_need(tx, org, &food(person, Some(true), None, now)))
            .await
            .unwrap();
        let clinic = navigator(1, world.clinic);
        let view = world.read(&clinic, move |tx| actions::view_person(tx, person)).await.unwrap();
        assert_eq!((view.person.owner_org, view.needs.unwrap().len(), view.team.len()), (org, 1, 0));
        let other = world.pantry;
        let forged = world.write(&clinic, move |tx| actions::create_person(tx, other, &maria())).await;
        assert!(matches!(forged, Err(Error::Forbidden)));
        let analyst = member(3, org, &[Role::Analyst]);
        let refused = world.write(&analyst, move |tx| actions::create_person(tx, org, &maria())).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_to_nobody_is_refused_before_anything_is_written() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, maria()).await;
        let nobody = NewConsent { recipient_org: Uuid::from_u128(1), ..world.yes(person, &[Label::General]) };
        let refused = world.consent(&clinic, nobody).await.unwrap_err();
        assert_eq!(keys(&refused), ["people-error-consent-recipient"]);
        let none = NewConsent { labels: BTreeSet::new(), ..world.yes(person, &[]) };
        assert_eq!(keys(&world.consent(&clinic, none).await.unwrap_err()), ["people-error-consent-labels"]);
        let listed = world.read(&clinic, move |tx| actions::sharing(tx, person)).await.unwrap();
        assert!(listed.is_empty());
    }
}
