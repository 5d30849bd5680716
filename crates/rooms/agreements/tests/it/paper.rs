//! Who may be asked to sign, and signatures on paper: nobody is asked before they were listened to, and one pair of hands brings nothing
//! into force.

use crate::common::{World, system};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use tandem_access::accounts::members::{self, Status};
use tandem_access::{Error, Purpose, Role, Uuid, Viewer};
use tandem_agreements::actions::{
    NewSignature, confirm_paper, covered, draft, put_in_force, send, sign, sign_on_paper, strike_paper, view,
};
use tandem_agreements::model::agreement::{Draft, Kind, State};
use tandem_partners::actions as partners;
use tandem_partners::model::{InterviewDraft, Membership, OrganizationDraft, Relevance};

/// An organization with an address and no account.
async fn kitchen(w: &World, membership: Membership, under: Option<Uuid>) -> Uuid {
    w.write(&system(), move |tx| {
        let draft = OrganizationDraft {
            name: "Corner Kitchen".into(),
            email: Some("office@kitchen.example.org".into()),
            controlled_by: under,
            ..OrganizationDraft::default()
        };
        partners::create(tx, &draft, membership)
    })
    .await
    .expect("an organization")
}

async fn listen(w: &World, organization: Uuid) {
    let talk = InterviewDraft {
        held_on: w.today().to_string(),
        listened: "R. Vale".into(),
        spoke: "The cook".into(),
        does: "We cook.".into(),
        would_help: "A van.".into(),
        relevance: Some(Relevance::Core),
        ..InterviewDraft::default()
    };
    w.write(&w.coordinator.viewer(), move |tx| partners::listen(tx, organization, &talk).map(|_| ()))
        .await
        .expect("a talk");
}

async fn out(w: &World, parties: [Uuid; 2]) -> Uuid {
    let new = Draft { parties: parties.into(), ..w.draft() };
    w.write(&w.coordinator.viewer(), move |tx| {
        let id = draft(tx, &new)?;
        send(tx, id)?;
        Ok(id)
    })
    .await
    .expect("an agreement that is out")
}

async fn note(w: &World, who: &Viewer, id: Uuid, org: Uuid) -> Result<(), Error> {
    let today = w.today();
    w.write(who, move |tx| sign_on_paper(tx, id, org, "The Director", today)).await
}

async fn shown(w: &World, id: Uuid) -> String {
    w.read(&system(), move |tx| Ok(view(tx, id)?.texts[0].sha256.clone())).await.expect("a text")
}

async fn confirm(w: &World, who: &Viewer, id: Uuid, org: Uuid) -> Result<bool, Error> {
    let shown = shown(w, id).await;
    w.write(who, move |tx| confirm_paper(tx, id, org, &shown)).await
}

async fn state(w: &World, id: Uuid) -> State {
    w.read(&system(), move |tx| Ok(view(tx, id)?.agreement.state(tx.now()))).await.expect("an agreement")
}

fn told(refused: Result<(), Error>, field: &str) -> String {
    match refused {
        Err(Error::Invalid(errors)) => {
            let fault = errors.of(field).unwrap_or_else(|| panic!("nothing about {field}: {errors:?}"));
            assert_eq!(fault.key, "agreements-error-not-heard");
            fault.args.iter().map(|(_, value)| value.as_str()).collect()
        }
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_asked_who_was_not_listened_to() {
    for w in World::both().await {
        let kitchen = kitchen(&w, Membership::Prospective, None).await;
        let new = Draft { kind: Kind::Memorandum, parties: BTreeSet::from([w.clinic, kitchen]), ..w.draft() };
        let paper = new.clone();
        let (day, system) = (w.today(), system());
        let at_once = w.write(&system, move |tx| {
            let signed = [(paper_party(&paper, 0), "A B"), (paper_party(&paper, 1), "C D")];
            put_in_force(tx, &paper, &signed, day).map(|_| ())
        });
        assert_eq!(told(at_once.await, "parties"), "Corner Kitchen", "an import asks it, too");
        let id = w.write(&w.coordinator.viewer(), move |tx| draft(tx, &new)).await.expect("a draft");
        let refused = w.write(&w.coordinator.viewer(), move |tx| send(tx, id)).await;
        assert_eq!(told(refused, "parties"), "Corner Kitchen");
        assert_eq!(state(&w, id).await, State::Draft);
        let path = format!("/agreements/{id}");
        let page = w.get(&path, Some(&w.coordinator)).await.text;
        assert!(page.contains(&format!("/settings/organizations/{kitchen}/listening")), "{page}");
        let theirs = w.get(&path, Some(&w.clinic_admin)).await.text;
        assert!(theirs.contains("Nobody has written down a talk with") && !theirs.contains("/listening\""));
        let again = w.post(&format!("{path}/send"), &w.coordinator, &[]).await;
        assert!(
            again.status == 422 && again.text.contains("Listen first: write down a talk with Corner Kitchen")
        );
        assert!(w.letters().await.is_empty(), "and no letter went");

        listen(&w, kitchen).await;
        w.write(&w.coordinator.viewer(), move |tx| send(tx, id)).await.expect("now they may be asked");
        let letters = w.letters().await;
        let theirs = letters.iter().find(|l| l.to == "office@kitchen.example.org").expect("a letter");
        assert!(theirs.body.contains("nobody of yours has an account yet"), "{}", theirs.body);
        assert!(!theirs.body.contains("http"), "the page is for who signs in: {}", theirs.body);
        // Who left is listened to again, also where the text was out before.
        w.app.clock().advance(SignedDuration::from_secs(60));
        w.write(&system, move |tx| partners::leave(tx, kitchen, "")).await.expect("gone");
        assert_eq!(told(note(&w, &w.coordinator.viewer(), id, kitchen).await, "org"), "Corner Kitchen");
    }
}

fn paper_party(new: &Draft, at: usize) -> Uuid {
    *new.parties.iter().nth(at).expect("two parties")
}

#[tokio::test(flavor = "multi_thread")]
async fn one_pair_of_hands_brings_nothing_into_force() {
    for w in World::both().await {
        let id = out(&w, [w.clinic, w.pantry]).await;
        let keeper = w.coordinator.viewer();
        for org in [w.clinic, w.pantry] {
            note(&w, &keeper, id, org).await.expect("noted");
            let own = confirm(&w, &keeper, id, org).await;
            assert!(matches!(own, Err(Error::Forbidden)), "{own:?}");
        }
        assert_eq!(state(&w, id).await, State::Out);
        let (clinic, pantry) = (w.clinic, w.pantry);
        let open =
            async || w.read(&system(), move |tx| covered(tx, clinic, pantry)).await.expect("what is covered");
        assert!(open().await.is_empty(), "it waits and opens nothing");
        let page = w.get(&format!("/agreements/{id}"), Some(&w.navigator)).await.text;
        assert!(
            page.contains("On paper, waits for a second look")
                && page.contains("Waits for: Open Door Pantry")
        );
        assert!(!page.contains("I saw the paper"), "it is not theirs to confirm");
        let by_hand = w.draft();
        let day = w.today();
        let refused = w
            .write(&keeper, move |tx| put_in_force(tx, &by_hand, &[(clinic, "A B"), (pantry, "C D")], day))
            .await;
        assert!(matches!(refused, Err(Error::Forbidden)), "by hand there is no way around: {refused:?}");

        // Where somebody at the party signs here, nobody else confirms for it: no other partner, and no other keeper.
        let second = w
            .write(&system(), |tx| members::create(tx, "second@example.org", "Second", "en", Status::Active))
            .await
            .expect("a member");
        let other_keeper = Viewer::test_member(second, w.shelter, &[Role::Coordinator], Purpose::Operations);
        for who in [w.shelter_admin.viewer(), w.clinic_admin.viewer(), other_keeper, w.navigator.viewer()] {
            let refused = confirm(&w, &who, id, w.pantry).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
        }
        let stale =
            w.write(&w.pantry_admin.viewer(), move |tx| confirm_paper(tx, id, pantry, "another text")).await;
        assert!(matches!(&stale, Err(Error::Invalid(e)) if e.of("shown").is_some()), "{stale:?}");
        let told: Vec<String> = w
            .letters()
            .await
            .into_iter()
            .filter(|l| l.body.contains("somebody else has to see the paper"))
            .map(|l| l.to)
            .collect();
        assert_eq!(told.len(), 2, "each party, and not who noted it: {told:?}");

        let path = format!("/agreements/{id}/paper/confirm");
        let sha = shown(&w, id).await;
        let form = |org: &Uuid| vec![("org".to_owned(), org.to_string()), ("shown".to_owned(), sha.clone())];
        for (org, who, rest) in
            [(w.pantry, &w.pantry_admin, State::Out), (w.clinic, &w.clinic_admin, State::InForce)]
        {
            let page = w.get(&format!("/agreements/{id}"), Some(who)).await.text;
            assert!(page.contains("I saw the paper"), "{page}");
            let fields = form(&org);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            assert_eq!(w.post(&path, who, &fields).await.status, 303);
            assert_eq!(state(&w, id).await, rest);
        }
        assert!(!open().await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_party_has_nobody_here_somebody_apart_from_who_noted_it_looks() {
    for w in World::both().await {
        let kitchen = kitchen(&w, Membership::Member, None).await;
        let id = out(&w, [w.clinic, kitchen]).await;
        // The coordinator acts for the clinic: nobody of the clinic is a second pair of hands.
        note(&w, &w.coordinator.viewer(), id, kitchen).await.expect("noted");
        let same = confirm(&w, &w.clinic_admin.viewer(), id, kitchen).await;
        assert!(matches!(same, Err(Error::Forbidden)), "{same:?}");
        let clinic = w.clinic;
        let shelter = w.shelter;
        let control = async |of: Option<Uuid>| {
            w.write(&system(), move |tx| {
                let draft = OrganizationDraft { controlled_by: of, ..partners::find(tx, shelter)?.draft() };
                partners::edit(tx, shelter, &draft)
            })
            .await
            .expect("control");
        };
        control(Some(clinic)).await;
        let under = confirm(&w, &w.shelter_admin.viewer(), id, kitchen).await;
        assert!(matches!(under, Err(Error::Forbidden)), "under common control: {under:?}");
        control(None).await;
        // A mistake is struck, by who keeps agreements; nobody else's business.
        let strike = async |who: &Viewer| w.write(who, move |tx| strike_paper(tx, id, kitchen)).await;
        assert!(matches!(strike(&w.shelter_admin.viewer()).await, Err(Error::Forbidden)));
        strike(&w.coordinator.viewer()).await.expect("struck");
        assert!(matches!(confirm(&w, &w.shelter_admin.viewer(), id, kitchen).await, Err(Error::NotFound)));
        note(&w, &w.coordinator.viewer(), id, kitchen).await.expect("noted anew");
        assert!(!confirm(&w, &w.shelter_admin.viewer(), id, kitchen).await.expect("another partner saw it"));
        assert!(matches!(confirm(&w, &w.pantry_admin.viewer(), id, kitchen).await, Err(Error::NotFound)));
        let new = NewSignature { name: "Ana Ruiz".into(), drawing: None, shown: shown(&w, id).await };
        assert!(w.write(&w.clinic_admin.viewer(), move |tx| sign(tx, id, &new)).await.expect("the last"));

        // Another keeper may, too; and a signature given here takes the place of a paper that waits.
        let next = out(&w, [w.clinic, kitchen]).await;
        note(&w, &w.coordinator.viewer(), next, kitchen).await.expect("noted");
        note(&w, &w.coordinator.viewer(), next, w.clinic).await.expect("noted");
        let second = w
            .write(&system(), |tx| members::create(tx, "second@example.org", "Second", "en", Status::Active))
            .await
            .expect("a member");
        let keeper = Viewer::test_member(second, w.clinic, &[Role::Administrator], Purpose::Operations);
        assert!(!confirm(&w, &keeper, next, kitchen).await.expect("another keeper"));
        let new = NewSignature { name: "Ana Ruiz".into(), drawing: None, shown: shown(&w, next).await };
        assert!(w.write(&w.clinic_admin.viewer(), move |tx| sign(tx, next, &new)).await.expect("here"));
        assert_eq!(state(&w, next).await, State::InForce);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_find_an_organization_that_has_no_account() {
    for w in World::both().await {
        let kitchen = kitchen(&w, Membership::Member, None).await;
        let id = out(&w, [w.clinic, kitchen]).await;
        let to_kitchen = async |what: &str| {
            let letters = w.letters().await;
            letters.iter().filter(|l| l.to == "office@kitchen.example.org" && l.body.contains(what)).count()
        };
        assert_eq!(to_kitchen("asked to sign").await, 1);
        let new = tandem_agreements::model::commitment::NewCommitment {
            words: "Cook on Sundays".into(),
            words_es: None,
            owner_org: kitchen,
            owner_member: None,
            due_on: w.today().tomorrow().expect("a day"),
            source: None,
        };
        w.write(&system(), move |tx| tandem_agreements::actions::commit(tx, &new)).await.expect("a promise");
        w.write(&system(), tandem_agreements::remind_of_promises).await.expect("letters");
        assert_eq!(to_kitchen("Cook on Sundays").await, 1);
        w.app.clock().advance(SignedDuration::from_hours(24 * 8));
        w.write(&system(), tandem_agreements::remind).await.expect("letters");
        assert_eq!(to_kitchen("asked to sign").await, 2, "asked again after a week");
        // Once somebody there manages accounts, letters go to them; and to nobody where it has left.
        w.write(&system(), move |tx| {
            let cook = members::create(tx, "cook@example.org", "Cook", "es", Status::Active)?;
            members::grant(tx, cook, kitchen, Role::OrganizationAdmin)
        })
        .await
        .expect("an account");
        w.app.clock().advance(SignedDuration::from_hours(24 * 7));
        w.write(&system(), tandem_agreements::remind).await.expect("letters");
        let cook = w.letters().await.into_iter().filter(|l| l.to == "cook@example.org").count();
        assert_eq!((to_kitchen("asked to sign").await, cook), (2, 1));
        w.write(&system(), move |tx| partners::leave(tx, kitchen, "")).await.expect("gone");
        w.app.clock().advance(SignedDuration::from_hours(24 * 7));
        w.write(&system(), tandem_agreements::remind).await.expect("letters");
        let cook = w.letters().await.into_iter().filter(|l| l.to == "cook@example.org").count();
        assert_eq!((to_kitchen("asked to sign").await, cook), (2, 1), "who has left hears nothing");
        assert_eq!(state(&w, id).await, State::Out);
    }
}
