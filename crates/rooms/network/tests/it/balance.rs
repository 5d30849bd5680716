//! The power-balance report over HTTP, on both databases: public, by sector, with targets of the charter in force.

use tandem_access::{Error, Tx, Uuid, Viewer, params};
use tandem_partners::model::{Membership, OrganizationDraft, Sector};
use tandem_testkit::TestApp;
use tandem_web::Room;

fn rooms() -> Vec<Room> {
    vec![
        tandem_partners::room(),
        Room { migrations: tandem_directory::MIGRATIONS, ..Room::named("directory") },
        tandem_spine::room(),
        Room { migrations: tandem_agreements::MIGRATIONS, ..Room::named("agreements") },
        Room {
            migrations: tandem_people::MIGRATIONS,
            fences: tandem_people::fences(),
            ..Room::named("people")
        },
        Room {
            migrations: tandem_referrals::MIGRATIONS,
            fences: tandem_referrals::fences(),
            ..Room::named("referrals")
        },
        tandem_bodies::room(),
        tandem_decisions::room(),
        tandem_meetings::room(),
        tandem_alliance::room(),
        tandem_network::room(),
    ]
}

fn system() -> Viewer {
    Viewer::system("network.test")
}

/// A charter in force with two seats for health care, two for residents and one for faith groups.
fn charter(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO charter (id, version, state, revision, mission, goals, created_at, in_force_at)
         VALUES (?1, 1, 'in_force', 1, 'm', 'g', ?2, ?2)",
        params![id, now],
    )?;
    for (sector, seats) in [("healthcare", 2i64), ("community", 2), ("faith", 1)] {
        tx.execute(
            "INSERT INTO charter_seats (charter_id, sector, seats) VALUES (?1, ?2, ?3)",
            params![id, sector, seats],
        )?;
    }
    Ok(())
}

/// Proposals in the name of an organization, or of residents.
fn proposals(tx: &mut Tx<'_, '_>, by: Option<Uuid>, stage: &str, n: usize) -> Result<(), Error> {
    let now = tx.now();
    for _ in 0..n {
        tx.execute(
            "INSERT INTO proposal (id, title, stage, stage_at, round, version, revision, policy_ask, by_organization,
               created_at)
             VALUES (?1, 'A bus after six', ?2, ?3, 0, 1, 1, 0, ?4, ?3)",
            params![tx.new_public_id(), stage, now, by],
        )?;
    }
    Ok(())
}

/// A closed meeting of a body in which the hospital and a resident hold seats: social services put one point on its agenda, three of
/// health care, two residents and a pastor were there, and who spoke is on record.
fn meeting(tx: &mut Tx<'_, '_>, hospital: Uuid) -> Result<(), Error> {
    let (body, plan, id, now) = (tx.new_id(), tx.new_id(), tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO body (id, kind, name, purpose, created_at) VALUES (?1, 'workgroup', 'Rides', 'Rides', ?2)",
        params![body, now],
    )?;
    tx.execute(
        "INSERT INTO meeting_plan (id, body_id, title, room, online, phone, first_start, minutes, zone, public, sequence,
           created_at)
         VALUES (?1, ?2, 'Rides', '', '', '', '2026-01-05T18:00', 60, 'UTC', 1, 0, ?3)",
        params![plan, body, now],
    )?;
    tx.execute(
        "INSERT INTO meeting (id, plan_id, body_id, recurrence, title, room, online, phone, starts_local, ends_local,
           starts_at, ends_at, public, moved, state, summary, revision)
         VALUES (?1, ?2, ?3, '2026-01-05T18:00', 'Rides', '', '', '', '', '', ?4, ?4, 1, 0, 'closed', '', 1)",
        params![id, plan, body, now],
    )?;
    tx.execute(
        "INSERT INTO agenda_item (id, meeting_id, position, kind, title, minutes, sector, notes, revision, created_at)
         VALUES (?1, ?2, 1, 'discussion', 'A bus after six', 20, 'social_services', '', 1, ?3)",
        params![tx.new_id(), id, now],
    )?;
    for (sector, organization) in [("healthcare", Some(hospital)), ("community", None)] {
        tx.execute(
            "INSERT INTO seat (id, body_id, role, sector, organization_id, member_id, term_start, term_end, terms, created_at)
             VALUES (?1, ?2, 'co_lead', ?3, ?4, ?5, '2025-01-01', '2026-12-31', 1, ?6)",
            params![tx.new_id(), body, sector, organization, tx.new_id(), now],
        )?;
    }
    for sector in ["healthcare", "healthcare", "healthcare", "community", "community", "faith"] {
        tx.execute(
            "INSERT INTO meeting_presence (id, meeting_id, deputy, sector, guest, way, came_at) VALUES (?1, ?2, 0, ?3, '', 'room', ?4)",
            params![tx.new_id(), id, sector, now],
        )?;
    }
    for (sector, minutes) in [("healthcare", 15), ("community", 5)] {
        let until = now + jiff::SignedDuration::from_mins(minutes);
        tx.execute(
            "INSERT INTO floor_time (id, meeting_id, sector, started_at, ended_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![tx.new_id(), id, sector, now, until],
        )?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_reads_who_had_a_say_beside_what_the_charter_meant() {
    for app in TestApp::both(rooms, |_, builder| builder) {
        let empty = app.get("/power-balance", "").await;
        assert_eq!(empty.status, 200);
        assert!(
            empty.text.contains("Nothing was proposed") && empty.text.contains("no charter in force"),
            "{}",
            empty.text
        );
        app.store()
            .write(&system(), |tx| {
                charter(tx)?;
                let mut org = |name: &str, sector| {
                    let draft =
                        OrganizationDraft { name: name.into(), sector, ..OrganizationDraft::default() };
                    tandem_partners::actions::create(tx, &draft, Membership::Member)
                };
                let (hospital, neighbors) =
                    (org("Tamsel Hospital", Sector::Healthcare)?, org("Neighbors", Sector::Community)?);
                proposals(tx, Some(hospital), "proposed", 6)?;
                proposals(tx, None, "react", 4)?;
                meeting(tx, hospital)?;
                // What nobody took up is nobody's act; who works for neighbors is no resident.
                proposals(tx, None, "received", 7)?;
                proposals(tx, Some(neighbors), "clarify", 2)
            })
            .await
            .expect("a charter and proposals");
        let page = app.get("/power-balance", "").await;
        assert!(
            page.text.contains(
                "Most was said and done by: Health care, 46% of all. The charter gives it 40% of the seats."
            ),
            "{}",
            page.text
        );
        assert!(page.text.contains("Not heard at all: Faith groups."), "{}", page.text);
        assert!(!page.text.contains("Tamsel Hospital"), "by sector, never by name");
        let quarter =
            tandem_network::model::Quarter::of(app.clock().now().to_zoned(jiff::tz::TimeZone::UTC).date());
        let csv = app.get(&format!("/power-balance.csv?quarter={quarter}"), "").await;
        assert!(page.text.contains("told together, as in its minutes"), "{}", page.text);
        // Of 12, 4.8 would be expected of health care: too few to hold its share against the charter.
        for line in [
            format!("{quarter},proposals,healthcare,6,12,1/2,2/5,,7/18,"),
            format!("{quarter},proposals,community,4,12,1/3,2/5,,7/18,"),
            format!("{quarter},proposals,social_services,2,12,1/6,0/1,,7/18,"),
            // One point on an agenda: neither how many nor of how many.
            format!("{quarter},agenda,social_services,,<10,,0/1,,,"),
            format!("{quarter},proposals,faith,0,12,0/1,1/5,,7/18,"),
            // Seats are public, however few: shares, what they are of what was meant, concentration and inequality.
            format!("{quarter},seats,healthcare,1,2,1/2,2/5,5/4,1/2,1/3"),
            format!("{quarter},seats,faith,0,2,0/1,1/5,0/1,1/2,1/3"),
            // Two residents and a pastor are told together, beside what the charter meant for both.
            format!("{quarter},floor,healthcare,15,20,3/4,2/5,15/8,,"),
            format!("{quarter},floor,community+faith,5,20,1/4,3/5,5/12,,"),
        ] {
            assert!(csv.text.contains(&line), "{line}: {}", csv.text);
        }
        let before = app.get(&format!("/power-balance?quarter={}", quarter.back(1)), "").await;
        assert!(before.text.contains("Nothing was proposed"), "{}", before.text);
        let later = app.get("/power-balance?quarter=2999-Q1", "").await;
        assert!(later.text.contains("Most was said"), "a quarter to come is this one");
    }
}
