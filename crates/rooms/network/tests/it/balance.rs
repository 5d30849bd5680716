//! The power-balance report over HTTP, on both databases: public, by sector, with targets of the charter in force.

use tandem_access::{Error, Tx, Uuid, Viewer, params};
use tandem_alliance::model::{BenefitDraft, BenefitKind};
use tandem_partners::model::{Membership, OrganizationDraft, Sector};
use tandem_testkit::TestApp;
use tandem_votes::model::definition::{Definition, Method, Words};
use tandem_votes::model::result::Counted;
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
        tandem_votes::room(),
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

/// A published budget vote that chose so many cents; bound to a body, which has adopted it or not.
fn vote(tx: &mut Tx<'_, '_>, org: Uuid, cents: i64, bound: Option<(Uuid, bool)>) -> Result<(), Error> {
    let words = |text: &str| Words { en: text.into(), es: String::new() };
    let definition = Definition {
        title: words("Rides"),
        question: words("Which?"),
        explanation: words(""),
        method: Method::Greedy,
        budget_cents: Some(1_000_000),
        seats: 1,
        most: 0,
        within_budget: false,
        minimum_support: 0,
        tie_order: vec![],
        binding: bound.is_some(),
        opens: String::new(),
        closes: String::new(),
        time_zone: "UTC".into(),
        options: vec![],
    };
    let text = |value: serde_json::Result<String>| value.map_err(|e| Error::Internal(e.to_string()));
    let result = Counted { spent_cents: Some(cents), ..Counted::default() };
    let bundle =
        serde_json::json!({ "format": "tandem-vote/1", "parts": { "ballots": ["1"], "result": result } });
    let (id, now) = (tx.new_public_id(), tx.now());
    tx.execute(
        "INSERT INTO vote (id, owner_org, state, definition, version, opens_at, closes_at, bundle, created_at, updated_at,
           published_at, topic, body_id)
         VALUES (?1, ?2, 'published', ?3, 1, ?4, ?4, ?5, ?4, ?4, ?4, ?6, ?7)",
        params![
            id,
            org,
            text(serde_json::to_string(&definition))?,
            now,
            text(serde_json::to_string(&bundle))?,
            bound.map(|_| "Rides"),
            bound.map(|(body, _)| body)
        ],
    )?;
    if bound.is_some_and(|(_, adopted)| adopted) {
        tx.execute(
            "INSERT INTO vote_answer (vote_id, answer, reasons, by_member, at) VALUES (?1, 'adopted', '', ?2, ?3)",
            params![id, tx.new_id(), now],
        )?;
    }
    Ok(())
}

/// Money that one gives another, so many dollars; nothing where nobody wrote down how much.
fn money(tx: &mut Tx<'_, '_>, from: Option<Uuid>, to: Option<Uuid>, dollars: &str) -> Result<Uuid, Error> {
    let draft = BenefitDraft {
        from,
        to,
        kind: Some(BenefitKind::Money),
        words: "For the cold room".into(),
        value: dollars.into(),
        valued_how: if dollars.is_empty() { String::new() } else { "The check".into() },
        began_on: tandem_bodies::actions::today(tx)?.to_string(),
        source: "Both say so".into(),
        ..BenefitDraft::default()
    };
    tandem_alliance::actions::give(tx, &draft)
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
                proposals(tx, Some(hospital), "proposed", 26)?;
                proposals(tx, None, "react", 14)?;
                meeting(tx, hospital)?;
                // What nobody took up is nobody's act; who works for neighbors is no resident.
                proposals(tx, None, "received", 7)?;
                proposals(tx, Some(neighbors), "clarify", 12)
            })
            .await
            .expect("a charter and proposals");
        let page = app.get("/power-balance", "").await;
        let said =
            "Most was said and done by: Health care, 49% of all. The charter gives it 40% of the seats.";
        assert!(page.text.contains(said), "{}", page.text);
        assert!(page.text.contains("Not heard at all: Faith groups."), "{}", page.text);
        assert!(!page.text.contains("Tamsel Hospital"), "by sector, never by name");
        assert!(page.text.contains("Residents said and did 26% of all in this quarter"), "{}", page.text);
        // The trend reads without its pictures: each sector beside its target, and how many sectors' worth of voices were heard.
        for words in [
            "<td class=\"num\">49% (1.2)</td>",
            "As if so many sectors had shared it evenly",
            "spread as if 2.7 sectors",
        ] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        let quarter =
            tandem_network::model::Quarter::of(app.clock().now().to_zoned(jiff::tz::TimeZone::UTC).date());
        let csv = app.get(&format!("/power-balance.csv?quarter={quarter}"), "").await;
        assert!(page.text.contains("told together, as in its minutes"), "{}", page.text);
        for line in [
            // One point for the agenda was one person's, and too few in all to tell by sector; of the proposals there are enough.
            format!("{quarter},agenda,social_services,suppressed,suppressed,,0/1,,,,,"),
            format!("{quarter},proposals,social_services,12,52,3/13,0/1,,127/338,5/13,127/338,127/338"),
            format!("{quarter},stances,healthcare,0,0,,2/5,,,,,"),
            // Seats are public, however few: shares, what they are of what was meant, concentration and inequality.
            format!("{quarter},seats,healthcare,1,2,1/2,2/5,5/4,1/2,1/3,1/2,1/2"),
            format!("{quarter},seats,faith,0,2,0/1,1/5,0/1,1/2,1/3,1/2,1/2"),
            // Two residents and a pastor are told together, beside what the charter meant for both.
            format!("{quarter},floor,healthcare,15,20,3/4,2/5,15/8,,,,"),
            format!("{quarter},floor,community+faith,5,20,1/4,3/5,5/12,,,,"),
        ] {
            assert!(csv.text.contains(&line), "{line}: {}", csv.text);
        }
        let before = app.get(&format!("/power-balance?quarter={}", quarter.back(1)), "").await;
        assert!(before.text.contains("Nothing was proposed"), "{}", before.text);
        let later = app.get("/power-balance?quarter=2999-Q1", "").await;
        assert!(later.text.contains("Most was said"), "a quarter to come is this one");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dollars_count_for_who_decided_and_who_received() {
    for app in TestApp::both(rooms, |_, builder| builder) {
        let today = tandem_network::model::Quarter::of;
        let quarter = today(app.clock().now().to_zoned(jiff::tz::TimeZone::UTC).date());
        let (hospital, pantry) = app
            .store()
            .write(&system(), |tx| {
                charter(tx)?;
                let mut org = |name: &str, sector, confidential| {
                    let name = name.into();
                    let draft = OrganizationDraft { name, sector, confidential, ..OrganizationDraft::default() };
                    tandem_partners::actions::create(tx, &draft, Membership::Member)
                };
                let hospital = org("Tamsel Hospital", Sector::Healthcare, false)?;
                let pantry = org("Open Door Pantry", Sector::SocialServices, false)?;
                let shelter = org("Harbor House", Sector::SocialServices, true)?;
                let body = tx.new_id();
                let now = tx.now();
                tx.execute(
                    "INSERT INTO body (id, kind, name, purpose, created_at) VALUES (?1, 'workgroup', 'Rides', 'Rides', ?2)",
                    params![body, now],
                )?;
                vote(tx, hospital, 500_000, Some((body, true)))?;
                vote(tx, hospital, 120_000, Some((body, false)))?;
                vote(tx, hospital, 70_000, None)?;
                money(tx, Some(hospital), Some(pantry), "1,000")?;
                money(tx, Some(hospital), Some(shelter), "77,000")?;
                let wrong = money(tx, Some(hospital), Some(pantry), "9,999")?;
                tandem_alliance::actions::take_back(tx, wrong, "It was another year")?;
                Ok((hospital, pantry))
            })
            .await
            .expect("votes and gifts");
        let page = app.get("/power-balance", "").await.text;
        for words in [
            "$5,000",
            "Votes that bind chose $1,200 more.",
            "Votes that only advise chose $700.",
            "There is money of fewer than three organizations.",
            "Which organization is paid by a vote or a decision is not written down yet.",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        for other in ["$1,000", "$77,000", "$78,000", "$9,999"] {
            assert!(!page.contains(other), "{other} is one organization's, or none's: {page}");
        }
        app.store()
            .write(&system(), move |tx| {
                let mut org = |name: &str, sector| {
                    let draft =
                        OrganizationDraft { name: name.into(), sector, ..OrganizationDraft::default() };
                    tandem_partners::actions::create(tx, &draft, Membership::Member)
                };
                let [one, two, three] =
                    [org("A", Sector::Healthcare)?, org("B", Sector::Healthcare)?, org("C", Sector::Faith)?];
                money(tx, Some(one), Some(pantry), "2,000")?;
                money(tx, Some(two), Some(three), "3,000")?;
                money(tx, Some(two), Some(one), "4,000")?;
                // Into the common pot: received by nobody yet, and its use was not the giver's to decide.
                money(tx, Some(hospital), None, "60,000")?;
                money(tx, Some(hospital), Some(three), "")?;
                Ok(())
            })
            .await
            .expect("gifts of several");
        let page = app.get("/power-balance", "").await.text;
        assert!(page.contains("Of one gift of money nobody wrote down how much."), "{page}");
        let csv = app.get(&format!("/power-balance.csv?quarter={quarter}"), "").await.text;
        for line in [
            format!("{quarter},dollars-decided,community,500000,1500000,1/3,2/5,5/6,"),
            format!("{quarter},dollars-decided,healthcare,1000000,1500000,2/3,2/5,5/3,"),
            format!(
                "{quarter},dollars-received,faith+healthcare+social_services,1000000,1000000,1/1,3/5,5/3,,,,"
            ),
        ] {
            assert!(csv.contains(&line), "{line}: {csv}");
        }
        let before = app.get(&format!("/power-balance.csv?quarter={}", quarter.back(1)), "").await.text;
        assert!(before.contains("dollars-decided,community,0,0,"), "{before}");
    }
}
