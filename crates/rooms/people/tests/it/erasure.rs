//! A person asks to be erased; the organization answers; afterwards nothing in the room says who it was.

use crate::common::{World, maria, member, navigator, system};
use tandem_access::{Error, Role, Tx, Uuid, Viewer};
use tandem_events::dispatch;
use tandem_people::actions;
use tandem_people::model::erasure::{ErasureState, Refusal};
use tandem_people::model::label::Label;
use tandem_people::model::person::{GONE, PersonInput};
use tandem_testkit::stored::{holds, stored};

async fn asked(world: &World, viewer: &Viewer, person: Uuid) -> Option<ErasureState> {
    let found = world.read(viewer, move |tx| actions::erasure_request(tx, person)).await.unwrap();
    found.map(|request| request.state)
}

fn answer(
    refusal: Option<Refusal>,
    person: Uuid,
) -> impl FnMut(&mut Tx) -> Result<(), Error> + Send + 'static {
    move |tx| actions::answer_erasure(tx, person, refusal)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_answered_and_carried_out() {
    for world in World::both().await {
        let (clinic, org) = (navigator(1, world.clinic), world.clinic);
        let input = PersonInput { email: "maria@home.example".into(), ..maria() };
        let id = world.person(&clinic, org, input).await;
        world
            .write(&clinic, move |tx| actions::add_identifier(tx, id, "urn:example:mrn", "MRN-77-ZQ"))
            .await
            .unwrap();
        world.consent(&clinic, world.yes(id, &[Label::General])).await.unwrap();
        let link = world.write(&clinic, move |tx| actions::issue_person_link(tx, id)).await.unwrap();

        // The person asks, and asks again: it is one request. Another organization sees nothing of it.
        let own = Viewer::test_person(id);
        let ask = move |tx: &mut Tx| actions::ask_erasure(tx, id);
        let first = world.write(&own, ask).await.unwrap();
        assert_eq!(world.write(&own, ask).await.unwrap(), first);
        let pantry = member(9, world.pantry, &[Role::Navigator, Role::PrivacyOfficer]);
        assert_eq!(asked(&world, &pantry, id).await, None, "no other organization reads of it");
        let theirs = world.write(&pantry, answer(None, id)).await;
        assert!(matches!(theirs, Err(Error::Forbidden)), "{theirs:?}");

        // Not everybody at the clinic answers: its privacy officer, and whoever looks after the person.
        let colleague = navigator(2, org);
        assert!(matches!(world.write(&colleague, answer(None, id)).await, Err(Error::Forbidden)));
        let officer = member(3, org, &[Role::PrivacyOfficer]);
        world.write(&officer, answer(Some(Refusal::HelpUnderWay), id)).await.unwrap();
        let refused = ErasureState::Refused(Refusal::HelpUnderWay);
        assert_eq!(asked(&world, &own, id).await, Some(refused), "the person reads why");
        let name = world.read(&clinic, move |tx| actions::person_name(tx, id)).await.unwrap();
        assert_eq!(name.as_deref(), Some("María García López"), "a no changes nothing");
        assert!(
            matches!(world.write(&clinic, answer(None, id)).await, Err(Error::NotFound)),
            "nothing waits"
        );

        // Asked again, on paper; the care team says yes.
        let second = world.write(&clinic, ask).await.unwrap();
        assert_ne!(first, second);
        let (pantry_sees, to_pantry) =
            (navigator(10, world.pantry), move |tx: &mut Tx| actions::view_person(tx, id));
        assert!(world.read(&pantry_sees, to_pantry).await.is_ok(), "shared until now");
        world.write(&clinic, answer(None, id)).await.unwrap();
        assert!(
            matches!(world.read(&pantry_sees, to_pantry).await, Err(Error::NotFound)),
            "sharing ended at once"
        );
        let token = link.token.clone();
        let waits = world.read(&system(), move |tx| actions::waits_for_code(tx, &token)).await.unwrap();
        assert!(!waits, "the private link ended");
        dispatch(&world.base.store, &tandem_people::room().listeners).await.unwrap();

        let view = world.read(&clinic, move |tx| actions::view_person(tx, id)).await.unwrap();
        assert_eq!(view.person.display_name(), GONE);
        assert!(view.identifiers.is_empty() && view.person.details.area.is_none());
        assert!(world.read(&clinic, |tx| actions::find_person(tx, "garcia")).await.unwrap().is_empty());
        assert_eq!(asked(&world, &clinic, id).await, Some(ErasureState::Done));
        let edited = world.write(&clinic, move |tx| actions::edit_person(tx, id, &maria())).await;
        assert!(matches!(edited, Err(Error::Conflict { code: "people-conflict-gone" })), "{edited:?}");
        let again = world.write(&clinic, ask).await;
        assert!(matches!(again, Err(Error::Conflict { code: "people-conflict-gone" })), "{again:?}");
        let bytes = stored(world.base.store.url());
        assert!(holds(&bytes, "asks to be erased"), "that it happened stays");

        // A copy from before, restored: who was erased is erased again, once.
        let erased = world.read(&system(), actions::erased_people).await.unwrap();
        assert_eq!(erased, [id]);
        let list = erased.clone();
        let n = world.write(&system(), move |tx| actions::erase_after_restore(tx, &list)).await.unwrap();
        assert_eq!(n, 0, "nothing to do here");
        let other = world.person(&clinic, org, maria()).await;
        let n = world
            .write(&system(), move |tx| actions::erase_after_restore(tx, &[other, Uuid::from_u128(1)]))
            .await
            .unwrap();
        assert_eq!(n, 1);
        let name = world.read(&clinic, move |tx| actions::person_name(tx, other)).await.unwrap();
        assert_eq!(name.as_deref(), Some(GONE));
    }
}
