//! The network over HTTP, on both databases: what counts as a tie, what never shows, and the drill.

use jiff::SignedDuration;
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer, params};
use tandem_alliance::model::{BenefitDraft, BenefitKind};
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
        tandem_alliance::room(),
        tandem_network::room(),
    ]
}

fn system() -> Viewer {
    Viewer::system("network.test")
}

struct World {
    app: TestApp,
    clinic: Uuid,
    pantry: Uuid,
    church: Uuid,
    school: Uuid,
    shelter: Uuid,
    navigator: String,
    coordinator: String,
}

fn organization(tx: &mut Tx<'_, '_>, name: &str, sector: Sector, confidential: bool) -> Result<Uuid, Error> {
    let draft = OrganizationDraft { name: name.into(), sector, confidential, ..OrganizationDraft::default() };
    tandem_partners::actions::create(tx, &draft, Membership::Member)
}

/// So many answered referrals from one to another, days ago.
fn answered(
    tx: &mut Tx<'_, '_>,
    from: Uuid,
    to: Uuid,
    label: &str,
    n: usize,
    days: i64,
) -> Result<(), Error> {
    let at = tx.now() - SignedDuration::from_hours(24 * days);
    for _ in 0..n {
        tx.execute(
            "INSERT INTO referral (id, owner_org, receiver_org, label, source, status, identified, domain, created_at,
               sent_at, answered_at, accepted_at, updated_at)
             VALUES (?1, ?2, ?3, ?4, 'member', 'accepted', 0, 'food-insecurity', ?5, ?5, ?5, ?5, ?5)",
            params![tx.new_public_id(), from, to, label, at],
        )?;
    }
    Ok(())
}

fn gift(tx: &mut Tx<'_, '_>, from: Uuid, to: Uuid, words: &str) -> Result<Uuid, Error> {
    let day =
        tx.now().to_zoned(jiff::tz::TimeZone::UTC).date().yesterday().expect("a day before").to_string();
    let draft = BenefitDraft {
        from: Some(from),
        to: Some(to),
        kind: Some(BenefitKind::Space),
        words: words.into(),
        began_on: day,
        source: "Both say so".into(),
        ..BenefitDraft::default()
    };
    tandem_alliance::actions::give(tx, &draft)
}

impl World {
    async fn both() -> Vec<World> {
        let mut worlds = vec![];
        for app in TestApp::both(rooms, |_, builder| builder) {
            let (orgs, tokens) = app
                .store()
                .write(&system(), |tx| {
                    let orgs = [
                        organization(tx, "Riverside Clinic", Sector::Healthcare, false)?,
                        organization(tx, "Open Door Pantry", Sector::SocialServices, false)?,
                        organization(tx, "Hill Church", Sector::Faith, false)?,
                        organization(tx, "Mill School", Sector::Education, false)?,
                        organization(tx, "Harbor House", Sector::SocialServices, true)?,
                    ];
                    let mut tokens = vec![];
                    for (email, role) in
                        [("nav@example.org", Role::Navigator), ("coo@example.org", Role::Coordinator)]
                    {
                        let id = members::create(tx, email, "Test Member", "en", Status::Active)?;
                        members::grant(tx, id, orgs[0], role)?;
                        tokens.push(sessions::test_start(tx, id, orgs[0], Purpose::CareCoordination)?);
                    }
                    Ok((orgs, tokens))
                })
                .await
                .expect("five organizations");
            let [navigator, coordinator] = tokens.try_into().expect("two sessions");
            let [clinic, pantry, church, school, shelter] = orgs;
            worlds.push(World { app, clinic, pantry, church, school, shelter, navigator, coordinator });
        }
        worlds
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ties_are_stored_facts_and_small_or_sealed_counts_never_show() {
    for w in World::both().await {
        let empty = w.app.get("/network", &w.navigator).await;
        assert!(empty.text.contains("No ties yet"), "{}", empty.text);
        let (clinic, pantry, church, school, shelter) = (w.clinic, w.pantry, w.church, w.school, w.shelter);
        w.app
            .store()
            .write(&system(), move |tx| {
                answered(tx, clinic, pantry, "general", 8, 30)?;
                answered(tx, pantry, clinic, "general", 3, 30)?;
                // Ten are too few, old ones are over, sealed ones and safe houses are nobody's to see.
                answered(tx, clinic, church, "general", 10, 30)?;
                answered(tx, clinic, school, "general", 40, 400)?;
                answered(tx, church, school, "domestic_violence", 40, 30)?;
                answered(tx, clinic, shelter, "general", 40, 30)?;
                gift(tx, church, pantry, "A cellar")?;
                let wrong = gift(tx, church, school, "A bell")?;
                tandem_alliance::actions::take_back(tx, wrong, "It was another church")
            })
            .await
            .expect("facts");
        let csv = w.app.get("/network.csv", &w.coordinator).await;
        let mut lines: Vec<&str> = csv.text.lines().skip(1).collect();
        lines.sort_unstable();
        assert_eq!(
            lines,
            [
                "Hill Church,faith,Open Door Pantry,social_services,,1,0",
                "Open Door Pantry,social_services,Riverside Clinic,healthcare,11 to 50,0,0"
            ],
            "{}",
            csv.text
        );
        let page = w.app.get("/network", &w.navigator).await;
        assert!(
            page.text.contains("3 of 5 partners work with at least one other. 2 pairs work"),
            "{}",
            page.text
        );
        assert!(
            page.text.contains("One partner alone holds parts together: Open Door Pantry"),
            "{}",
            page.text
        );
        assert!(
            page.text.contains("Open Door Pantry (11 to 50 referrals)")
                && !page.text.contains("11 referrals")
        );
        assert_eq!(page.text.matches("<svg class=\"chart").count(), 2, "a wide and a narrow drawing");
        assert_eq!(w.app.get("/network.csv", &w.navigator).await.status, 403);
        assert_eq!(w.app.get("/network", "").await.status, 303);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drill_tells_what_one_departure_would_end() {
    for w in World::both().await {
        let (pantry, church, school) = (w.pantry, w.church, w.school);
        w.app
            .store()
            .write(&system(), move |tx| {
                gift(tx, church, pantry, "A cellar")?;
                gift(tx, pantry, school, "Breakfast for pupils")
            })
            .await
            .expect("two gifts");
        let drill = w.app.get(&format!("/network/drill?organization={pantry}"), &w.navigator).await;
        assert_eq!(drill.status, 200);
        for words in [
            "If Open Door Pantry left tomorrow",
            "One pair of others could not reach each other any more.",
            "2 things given or gotten would end.",
            "Left with no tie: Hill Church, Mill School.",
            "No tie would be left between Faith groups and Social services.",
            "They would lose this",
            "They would give this to nobody",
        ] {
            assert!(drill.text.replace("</a>", "").contains(words), "{words}: {}", drill.text);
        }
        let other = w.app.get(&format!("/network/drill?organization={church}"), &w.navigator).await;
        assert!(other.text.contains("No pair of others would lose its way"), "{}", other.text);
        // Asking for somebody who is not there answers as the empty form does.
        let nobody =
            w.app.get(&format!("/network/drill?organization={}", Uuid::from_u128(7)), &w.navigator).await;
        assert!(nobody.status == 200 && !nobody.text.contains("left tomorrow</h2>"));
    }
}
