//! What lies in the database: no name, no telephone, no identifier, whoever opens the file.

use crate::common::{World, maria, navigator, system};
use tandem_access::{Error, KeyFile, KeyKind, Uuid, Viewer, params, sealed};
use tandem_people::actions;
use tandem_people::model::consent::{Answer, NewConsent};
use tandem_people::model::label::Label;
use tandem_people::model::person::{GONE, Identifiers, PersonInput};
use tandem_testkit::stored::{holds, stored};

fn secret() -> PersonInput {
    PersonInput {
        given_name: "Quetzalina".into(),
        family_name: "Ybarrondo Vexley".into(),
        preferred_name: "Zuzka".into(),
        birth_date: "1961-11-23".into(),
        phone: "(555) 555-0187".into(),
        email: "quetz@ybarrondo.example".into(),
        address_line1: "4711 Wimborne Terrace".into(),
        city: "Merrow Bend".into(),
        postal_code: "98765-4321".into(),
        ..PersonInput::default()
    }
}

const WORDS: [&str; 12] = [
    "Quetzalina",
    "Ybarrondo",
    "Vexley",
    "Zuzka",
    "quetz@",
    "1961-11-23",
    "5555550187",
    "555-0187",
    "Wimborne",
    "Merrow",
    "MRN-0042-XQ",
    "Hollis Signatory",
];

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_names_a_person_lies_in_the_database() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let org = world.clinic;
        let id = world.person(&clinic, org, secret()).await;
        world
            .write(&clinic, move |tx| actions::add_identifier(tx, id, "urn:example:mrn", "MRN-0042-XQ"))
            .await
            .unwrap();
        let yes = world.yes(id, &[Label::General]);
        let answer = Answer::Signed { signature: "Hollis Signatory".into() };
        world.consent(&clinic, NewConsent { answer, ..yes }).await.unwrap();
        let bytes = stored(world.base.store.url());
        // The negative control: what is not sealed is found in the same way.
        for word in ["urn:example:mrn", "Riverside Clinic", "identifier added"] {
            assert!(holds(&bytes, word), "{}: {word} is plain and was not found", world.base.engine);
        }
        for word in WORDS {
            assert!(!holds(&bytes, word), "{}: {word} lies in the database", world.base.engine);
        }
        // Who may, reads it all; and it is found in every way.
        let (mrn, view, by_name) = world
            .read(&clinic, move |tx| {
                let view = actions::view_person(tx, id)?;
                let mrn = actions::match_by_identifier(
                    tx,
                    view.person.owner_org,
                    "urn:example:mrn",
                    "MRN-0042-XQ",
                )?;
                Ok((mrn, view, actions::find_person(tx, "yba zuz")?))
            })
            .await
            .unwrap();
        assert_eq!(mrn, actions::Match::One(id));
        assert_eq!(by_name.len(), 1);
        assert_eq!(PersonInput::from(&view.person.details).postal_code, "98765");
        assert_eq!(view.person.details.preferred_name.as_deref(), Some("Zuzka"));
        assert_eq!(view.identifiers, [("urn:example:mrn".into(), "MRN-0042-XQ".into())]);
        let answer = &view.consents.unwrap()[0].answer;
        assert_eq!(*answer, Answer::Signed { signature: "Hollis Signatory".into() });
    }
}

/// A sealed value opens in its own row alone.
#[tokio::test(flavor = "multi_thread")]
async fn a_value_moved_to_another_row_does_not_open() {
    for world in World::both().await {
        let (clinic, org) = (navigator(1, world.clinic), world.clinic);
        let (one, other) =
            (world.person(&clinic, org, maria()).await, world.person(&clinic, org, secret()).await);
        assert_eq!(sealed::prove(&world.base.store, &tables()).await.unwrap().faults, Vec::<String>::new());
        world
            .write(&system(), move |tx| {
                tx.execute(
                    "UPDATE person SET sealed = (SELECT o.sealed FROM person o WHERE o.id = ?2) WHERE id = ?1",
                    params![one, other],
                )
            })
            .await
            .unwrap();
        let moved = world.read(&clinic, move |tx| actions::view_person(tx, one)).await;
        assert!(matches!(moved, Err(Error::Internal(_))), "{moved:?}");
        let found = sealed::prove(&world.base.store, &tables()).await.unwrap();
        assert_eq!((found.open, found.faults.len()), (1, 1), "{found:?}");
        assert!(found.faults[0].contains(&one.to_string()), "the row is named: {found:?}");
    }
}

fn tables() -> Vec<tandem_access::SealedTable> {
    tandem_people::room().sealed.to_vec()
}

async fn kinds(world: &World) -> Vec<(KeyKind, i64, bool)> {
    let lines = world.read(&system(), sealed::list).await.unwrap();
    lines.into_iter().map(|l| (l.kind, l.version, l.retired_at.is_some())).collect()
}

/// What is labelled domestic violence is closed with the vault's key, and goes there with its identifiers.
#[tokio::test(flavor = "multi_thread")]
async fn a_vault_has_a_key_of_its_own() {
    for world in World::both().await {
        let (clinic, org) = (navigator(1, world.clinic), world.clinic);
        let id = world.person(&clinic, org, secret()).await;
        world
            .write(&clinic, move |tx| actions::add_identifier(tx, id, "urn:example:mrn", "MRN-0042-XQ"))
            .await
            .unwrap();
        assert_eq!(kinds(&world).await, [(KeyKind::Identifiers, 1, false)]);
        let hidden = PersonInput { label: "domestic_violence".into(), ..secret() };
        world.write(&clinic, move |tx| actions::edit_person(tx, id, &hidden)).await.unwrap();
        assert_eq!(kinds(&world).await, [(KeyKind::Identifiers, 1, false), (KeyKind::Vault, 1, false)]);
        let used = world
            .read(&system(), |tx| {
                tx.query(
                    "SELECT k.kind FROM person p JOIN organization_key k ON k.id = p.key_id UNION ALL SELECT k.kind FROM \
                     person_identifier i JOIN organization_key k ON k.id = i.key_id",
                    params![],
                    |row| Ok(row.get::<String>(0)?),
                )
            })
            .await
            .unwrap();
        assert_eq!(used, ["vault", "vault"]);
        let tokens = world
            .read(&system(), |tx| {
                tx.query_one(
                    "SELECT (SELECT COUNT(*) FROM person_name_token), (SELECT COUNT(*) FROM person p WHERE p.match_token IS NOT \
                     NULL)",
                    params![],
                    |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)),
                )
            })
            .await
            .unwrap();
        assert_eq!(tokens, (0, 0), "nothing to find it by");
        let view = world.read(&clinic, move |tx| actions::view_person(tx, id)).await.unwrap();
        assert_eq!(view.identifiers.len(), 1);
        assert_eq!(view.person.display_name(), "Zuzka Ybarrondo Vexley");
    }
}

/// New keys, broken off or not, leave every row open; the former version is retired once nothing is left of it.
#[tokio::test(flavor = "multi_thread")]
async fn keys_are_renewed_while_others_write() {
    for world in World::both().await {
        let (clinic, org) = (navigator(1, world.clinic), world.clinic);
        world
            .write(&clinic, move |tx| {
                for n in 0..503 {
                    let input = PersonInput { given_name: format!("Person {n}"), ..maria() };
                    actions::create_person(tx, org, &input)?;
                }
                Ok(())
            })
            .await
            .unwrap();
        let store = world.base.store.clone();
        let writing = {
            let (store, clinic) = (store.clone(), clinic.clone());
            tokio::spawn(async move {
                for n in 0..40 {
                    let input = PersonInput { given_name: format!("Late {n}"), ..maria() };
                    store.write(&clinic, move |tx| actions::create_person(tx, org, &input)).await.unwrap();
                }
            })
        };
        let changed = sealed::rotate(&store, &tables(), org).await.unwrap();
        writing.await.unwrap();
        assert!((503..=543).contains(&changed), "{changed}");
        assert_eq!(kinds(&world).await, [(KeyKind::Identifiers, 1, true), (KeyKind::Identifiers, 2, false)]);
        let proof = sealed::prove(&store, &tables()).await.unwrap();
        assert_eq!((proof.open, proof.faults), (543, vec![]));
        // Broken off between the new version and the rows: the next run goes on instead of making a third.
        world
            .write(&system(), move |tx| {
                tx.execute("UPDATE organization_key SET retired_at = NULL WHERE version = 1", params![])
            })
            .await
            .unwrap();
        assert_eq!(sealed::rotate(&store, &tables(), org).await.unwrap(), 0);
        assert_eq!(kinds(&world).await, [(KeyKind::Identifiers, 1, true), (KeyKind::Identifiers, 2, false)]);
        let found = world.read(&clinic, |tx| actions::find_person(tx, "person 502")).await.unwrap();
        assert_eq!(found.len(), 1);
    }
}

fn keep_nothing(_: &KeyFile) -> Result<(), Error> {
    Ok(())
}

/// After its keys are destroyed an organization's people have no names, in words and without a fault; others' do. A
/// database from before, opened with the key file of after, tells nothing either.
#[tokio::test(flavor = "multi_thread")]
async fn destroyed_keys_take_the_names_with_them() {
    for world in World::both().await {
        let (clinic, pantry, org) = (navigator(1, world.clinic), navigator(2, world.pantry), world.clinic);
        let id = world.person(&clinic, org, secret()).await;
        let kept = world.person(&pantry, world.pantry, maria()).await;
        world
            .write(&clinic, move |tx| actions::add_identifier(tx, id, "urn:example:mrn", "MRN-0042-XQ"))
            .await
            .unwrap();
        let before = world
            .read(&system(), move |tx| {
                tx.query_one(
                    "SELECT p.key_id, p.sealed, k.wrapped FROM person p JOIN organization_key k ON k.id = p.key_id WHERE \
                     p.id = ?1",
                    params![id],
                    |row| Ok((row.get::<Uuid>(0)?, row.get::<Vec<u8>>(1)?, row.get::<Vec<u8>>(2)?)),
                )
            })
            .await
            .unwrap();
        let store = &world.base.store;
        let former = store.keys().unwrap();
        sealed::destroy(store, &tables(), org, "left the partnership", keep_nothing).await.unwrap();
        // Twice is once: a run that was broken off is run again.
        sealed::destroy(store, &tables(), org, "left the partnership", keep_nothing).await.unwrap();

        let view = world.read(&clinic, move |tx| actions::view_person(tx, id)).await.unwrap();
        assert_eq!(view.person.display_name(), GONE);
        assert_eq!((view.person.details.phone, view.identifiers.len()), (None, 0));
        assert!(world.read(&clinic, |tx| actions::find_person(tx, "quetz")).await.unwrap().is_empty());
        let refused = world.write(&clinic, move |tx| actions::create_person(tx, org, &maria())).await;
        assert!(matches!(refused, Err(Error::Conflict { code: "error-keys-destroyed" })), "{refused:?}");
        let view = world.read(&pantry, move |tx| actions::view_person(tx, kept)).await.unwrap();
        assert_eq!(view.person.display_name(), "María García López");
        let proof = sealed::prove(store, &tables()).await.unwrap();
        assert_eq!((proof.open, proof.faults), (1, vec![]));

        // A copy from before comes back, with its wrapped key; the key file does not know the organization any more.
        let (key, sealed_row, wrapped) = before;
        world
            .write(&system(), move |tx| {
                tx.execute(
                    "UPDATE organization_key SET wrapped = ?2, destroyed_at = NULL, retired_at = NULL WHERE id = ?1",
                    params![key, &wrapped],
                )?;
                tx.execute(
                    "UPDATE person SET key_id = ?2, sealed = ?3 WHERE id = ?1",
                    params![id, key, &sealed_row],
                )
            })
            .await
            .unwrap();
        let fresh = store.clone().with_keys(store.keys().unwrap());
        let view = fresh.read(&clinic, move |tx| actions::view_person(tx, id)).await.unwrap();
        assert_eq!(view.person.display_name(), GONE, "restored, and gone all the same");
        let proof = sealed::prove(&fresh, &tables()).await.unwrap();
        assert_eq!((proof.open, proof.destroyed, proof.faults), (1, 1, vec![]));
        // The negative control: with the key file of before it opens, and a check says that the file is an older copy.
        let old = store.clone().with_keys(former);
        let view = old.read(&clinic, move |tx| actions::view_person(tx, id)).await.unwrap();
        assert_eq!(view.person.display_name(), "Zuzka Ybarrondo Vexley");
        world
            .write(&system(), move |tx| {
                let now = tx.now();
                tx.execute(
                    "UPDATE organization_key SET wrapped = NULL, destroyed_at = ?2 WHERE id = ?1",
                    params![key, now],
                )
            })
            .await
            .unwrap();
        let proof = sealed::prove(&old, &tables()).await.unwrap();
        assert!(proof.faults.len() == 1 && proof.faults[0].contains("older copy"), "{proof:?}");
    }
}

/// A new master key opens everything, and the former one is needed for older copies alone.
#[tokio::test(flavor = "multi_thread")]
async fn a_new_master_key_opens_what_the_former_closed() {
    for world in World::both().await {
        let (clinic, org) = (navigator(1, world.clinic), world.clinic);
        let id = world.person(&clinic, org, secret()).await;
        let store = &world.base.store;
        let former = store.keys().unwrap();
        assert_eq!(sealed::rotate_master(store, true, keep_nothing).await.unwrap(), 1);
        let now = store.keys().unwrap();
        assert_ne!(former.master(), now.master());
        assert_eq!(now.masters().count(), 1);
        let read = |keys: KeyFile, viewer: Viewer| async move {
            store.clone().with_keys(keys).read(&viewer, move |tx| actions::view_person(tx, id)).await
        };
        assert_eq!(read(now, clinic.clone()).await.unwrap().person.display_name(), "Zuzka Ybarrondo Vexley");
        let old = read(former, clinic).await;
        assert!(matches!(&old, Err(Error::Internal(why)) if why.contains("master key")), "{old:?}");
    }
}

/// An exact match works across organizations though the same person looks unlike in each of them.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_person_has_other_tokens_in_another_organization() {
    for world in World::both().await {
        let (clinic, pantry) = (navigator(1, world.clinic), navigator(2, world.pantry));
        let one = world.person(&clinic, world.clinic, maria()).await;
        world.person(&pantry, world.pantry, maria()).await;
        let tokens = world
            .read(&system(), |tx| {
                tx.query("SELECT DISTINCT p.match_token FROM person p", params![], |r| Ok(r.get::<Uuid>(0)?))
            })
            .await
            .unwrap();
        assert_eq!(tokens.len(), 2);
        world.consent(&clinic, world.yes(one, &[Label::General])).await.unwrap();
        let wanted = maria().check("2026-03-04".parse().unwrap()).unwrap().identifiers();
        let (ask, other) = (wanted.clone(), Identifiers { phone: Some("+15555550199".into()), ..wanted });
        let found = world.read(&pantry, move |tx| actions::find_exact(tx, &ask)).await.unwrap();
        assert_eq!(found.len(), 2);
        let found = world.read(&pantry, move |tx| actions::find_exact(tx, &other)).await.unwrap();
        assert!(found.is_empty(), "another telephone is another person");
    }
}
