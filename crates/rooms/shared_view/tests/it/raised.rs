//! A record whose label rises after a screening and a visit were recorded: who sees them from then on. On both databases.

use crate::common::{ALL, World, system};
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer, params};
use tandem_people::actions::{edit_person, view_person};
use tandem_people::model::label::Label;
use tandem_people::model::person::PersonInput;

/// One row of each kind that a screening leaves.
fn screened(tx: &mut Tx<'_, '_>, person: Uuid, org: Uuid) -> Result<(), Error> {
    let (id, now) = (tx.new_public_id(), tx.now());
    tx.execute(
        "INSERT INTO screening (id, person_id, owner_org, label, instrument_url, instrument_version, status, language, source_key, \
         content_hash, started_at, updated_at) VALUES (?1, ?2, ?3, 'general', 'urn:x', '1', 'completed', 'en', 'k', 'h', ?4, ?4)",
        params![id, person, org, now],
    )?;
    for label in ["general", "domestic_violence"] {
        tx.execute(
            "INSERT INTO screening_part (screening_id, label, person_id, owner_org, content) VALUES (?1, ?2, ?3, ?4, '[]')",
            params![id, label, person, org],
        )?;
    }
    tx.execute(
        "INSERT INTO screening_answer (id, screening_id, person_id, owner_org, label, code, value) VALUES (?1, ?2, ?3, ?4, \
         'general', 'c', 'v')",
        params![tx.new_public_id(), id, person, org],
    )?;
    tx.execute(
        "INSERT INTO screening_finding (screening_id, domain, person_id, owner_org, label, because) VALUES (?1, \
         'food-insecurity', ?2, ?3, 'general', '[]')",
        params![id, person, org],
    )?;
    Ok(())
}

async fn rows(world: &World, viewer: &Viewer) -> i64 {
    world
        .read(viewer, |tx| {
            tx.query_one(
                "SELECT (SELECT COUNT(*) FROM screening) + (SELECT COUNT(*) FROM screening_part) + (SELECT COUNT(*) FROM \
                 screening_answer) + (SELECT COUNT(*) FROM screening_finding) + (SELECT COUNT(*) FROM visit)",
                params![],
                |row| Ok(row.get(0)?),
            )
        })
        .await
        .expect("a count")
}

#[tokio::test(flavor = "multi_thread")]
async fn screenings_and_visits_are_as_sensitive_as_the_record() {
    for label in ["hiv", "domestic_violence"] {
        for world in World::both().await {
            let ana = world.ana(&world.nurse, "").await;
            let hospital = world.hospital;
            world.write(&system(), move |tx| screened(tx, ana, hospital)).await.expect("rows");
            world.visit(ana, Label::General).await;
            let purpose = Purpose::CareCoordination;
            world.consent(&world.nurse, ana, world.pantry, &ALL, &[Label::General], purpose, 0).await;
            let colleague = Viewer::test_member(Uuid::from_u128(78), hospital, &[Role::Navigator], purpose);
            // The part about violence is the care team's alone already.
            let before = (rows(&world, &colleague).await, rows(&world, &world.navigator).await);
            assert_eq!(before, (5, 5), "{}", world.engine());
            world
                .write(&world.nurse, move |tx| {
                    let known = view_person(tx, ana)?.person.details;
                    edit_person(tx, ana, &PersonInput { label: label.into(), ..PersonInput::from(&known) })
                })
                .await
                .expect("raised");
            let after = (rows(&world, &colleague).await, rows(&world, &world.navigator).await);
            assert_eq!(after, (0, 0), "{}: {label}", world.engine());
            assert_eq!(rows(&world, &world.nurse).await, 6, "{}: who looks after her", world.engine());
        }
    }
}
