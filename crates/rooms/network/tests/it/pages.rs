//! The network over HTTP, on both databases: what counts as a tie, what never shows, and the drill.

use jiff::SignedDuration;
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer, params};
use tandem_agreements::model::agreement::{Draft, Kind as AgreementKind};
use tandem_agreements::model::data_class::DataClass;
use tandem_alliance::model::{BenefitDraft, BenefitKind};
use tandem_bodies::model::{BodyKind, NewBody, NewSeat, SeatRole};
use tandem_partners::model::{Membership, OrganizationDraft, Sector};
use tandem_testkit::TestApp;
use tandem_web::Room;

pub(crate) fn rooms() -> Vec<Room> {
    vec![
        tandem_partners::room(),
        Room { migrations: tandem_directory::MIGRATIONS, ..Room::named("directory") },
        tandem_spine::room(),
        tandem_agreements::room(),
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

/// An agreement between these, signed on paper, from today for a year.
fn agree(tx: &mut Tx<'_, '_>, kind: AgreementKind, title: &str, parties: &[Uuid]) -> Result<(), Error> {
    let zone = tandem_partners::actions::partnership(tx)?.zone().clone();
    let first = tx.now().to_zoned(zone).date();
    let draft = Draft {
        kind,
        title: title.into(),
        purpose: "So that nobody is asked twice.".into(),
        classes: DataClass::ALL.into_iter().filter(|_| kind == AgreementKind::DataUse).collect(),
        language: "en".into(),
        body: "We tell each other.".into(),
        starts_on: first,
        expires_on: first.checked_add(jiff::Span::new().days(364)).expect("a day"),
        parties: parties.iter().copied().collect(),
        renews: None,
    };
    let signed: Vec<(Uuid, &str)> = parties.iter().map(|p| (*p, "The director")).collect();
    tandem_agreements::actions::put_in_force(tx, &draft, &signed, first).map(|_| ())
}

/// A seat of a body, held by somebody of the first organization; somebody of the second may stand in.
fn seat(tx: &mut Tx<'_, '_>, body: Uuid, holder: Uuid, deputy: Option<Uuid>) -> Result<Uuid, Error> {
    let today = tx.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let person = |tx: &mut Tx<'_, '_>, org: Uuid| {
        let name = tx.new_id();
        let id = members::create(tx, &format!("{name}@example.org"), "Test Member", "en", Status::Active)?;
        members::grant(tx, id, org, Role::Responder)?;
        Ok::<_, Error>(id)
    };
    let member = person(tx, holder)?;
    let deputy = deputy.map(|org| person(tx, org)).transpose()?;
    let new = NewSeat {
        body_id: body,
        role: SeatRole::Member,
        member,
        deputy,
        term_start: today.checked_sub(jiff::Span::new().days(30)).expect("a day"),
        term_end: today.checked_add(jiff::Span::new().days(300)).expect("a day"),
        follows: None,
    };
    tandem_bodies::actions::give_seat(tx, &new)
}

/// A meeting so many days ago, as its minutes keep it. Each stay: seat, whether the deputy sat there, whether it was undone.
fn met(
    tx: &mut Tx<'_, '_>,
    body: Uuid,
    days: i64,
    state: &str,
    stays: &[(Option<Uuid>, bool, bool)],
) -> Result<(), Error> {
    let at = tx.now() - SignedDuration::from_hours(24 * days);
    let (plan, meeting) = (tx.new_id(), tx.new_id());
    tx.execute(
        "INSERT INTO meeting_plan (id, body_id, title, room, online, phone, first_start, minutes, zone, public, sequence, created_at)
         VALUES (?1, ?2, 'Council', '', '', '', '2026-01-05T18:00', 60, 'UTC', 0, 0, ?3)",
        params![plan, body, at],
    )?;
    tx.execute(
        "INSERT INTO meeting (id, plan_id, body_id, recurrence, title, room, online, phone, starts_local, ends_local,
           starts_at, ends_at, public, moved, state, summary, revision)
         VALUES (?1, ?2, ?3, '2026-01-05T18:00', 'Council', '', '', '', '2026-01-05T18:00', '2026-01-05T19:00',
           ?4, ?4, 0, 0, ?5, '', 0)",
        params![meeting, plan, body, at, state],
    )?;
    for (seat, deputy, undone) in stays {
        tx.execute(
            "INSERT INTO meeting_presence (id, meeting_id, seat_id, deputy, sector, guest, way, came_at, left_at, undone_at)
             VALUES (?1, ?2, ?3, ?4, 'faith', '', 'room', ?5, ?5, ?6)",
            params![tx.new_id(), meeting, *seat, i64::from(*deputy), at, undone.then_some(at)],
        )?;
    }
    Ok(())
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
                "Hill Church,faith,Open Door Pantry,social_services,,1,0,0,0,0",
                "Open Door Pantry,social_services,Riverside Clinic,healthcare,11 to 50,0,0,0,0,0"
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
async fn meetings_and_agreements_are_ties_and_can_be_looked_at_alone() {
    for w in World::both().await {
        let (clinic, pantry, church, school, shelter) = (w.clinic, w.pantry, w.church, w.school, w.shelter);
        w.app
            .store()
            .write(&system(), move |tx| {
                let council = NewBody {
                    kind: BodyKind::Council,
                    name: "Council".into(),
                    name_es: None,
                    purpose: "Decides together".into(),
                    purpose_es: None,
                    adopted_on: None,
                };
                let body = tandem_bodies::actions::create_body(tx, &council)?;
                let of_clinic = (Some(seat(tx, body, clinic, None)?), false, false);
                let of_pantry = (Some(seat(tx, body, pantry, None)?), false, false);
                let of_church = (Some(seat(tx, body, church, Some(school))?), false, false);
                let of_shelter = (Some(seat(tx, body, shelter, None)?), false, false);
                let guest = (None, false, false);
                // The school's deputy sits in the church's seat. Where the people of a safe house were is in no count.
                met(
                    tx,
                    body,
                    30,
                    "published",
                    &[of_clinic, of_pantry, (of_church.0, true, false), of_shelter],
                )?;
                met(tx, body, 60, "closed", &[of_clinic, of_pantry, of_pantry, guest])?;
                // Long over, not over yet, called off, written down by mistake.
                met(tx, body, 400, "closed", &[of_clinic, of_church])?;
                met(tx, body, 1, "running", &[of_pantry, of_church])?;
                met(tx, body, 20, "cancelled", &[of_pantry, of_church])?;
                met(tx, body, 20, "closed", &[of_pantry, (of_church.0, false, true)])?;
                agree(tx, AgreementKind::Memorandum, "One line for food", &[clinic, church])?;
                agree(tx, AgreementKind::DataUse, "Sharing", &[clinic, pantry, church, school])
            })
            .await
            .expect("a council that meets");
        let ties = async |kind: &str| {
            let csv = w.app.get(&format!("/network.csv?{kind}"), &w.coordinator).await;
            let mut lines: Vec<String> = csv.text.lines().skip(1).map(str::to_owned).collect();
            lines.sort_unstable();
            lines
        };
        assert_eq!(
            ties("tie=meetings").await,
            [
                "Mill School,education,Open Door Pantry,social_services,,0,0,0,1,0",
                "Mill School,education,Riverside Clinic,healthcare,,0,0,0,1,0",
                "Open Door Pantry,social_services,Riverside Clinic,healthcare,,0,0,0,2,0",
            ]
        );
        assert_eq!(
            ties("tie=agreements").await,
            ["Hill Church,faith,Riverside Clinic,healthcare,,0,0,0,0,1"],
            "what may be shared is no tie"
        );
        assert_eq!(ties("tie=meetings&tie=agreements").await.len(), 4);
        let every = ties("").await;
        assert_eq!(ties("tie=nonsense").await, every);
        assert!(
            every.contains(&"Hill Church,faith,Riverside Clinic,healthcare,,0,0,1,0,1".to_owned()),
            "{every:?}"
        );

        let page = w.app.get("/network?tie=meetings", &w.coordinator).await;
        for words in ["Riverside Clinic (2 meetings)", "3 of 5 partners", "/network.csv?tie=meetings"] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        assert!(!page.text.contains("one agreement") && !page.text.contains("one group"), "{}", page.text);
        assert_eq!(page.text.matches(" checked").count(), 1, "{}", page.text);
        let page = w.app.get("/network?tie=gifts", &w.navigator).await;
        assert!(page.text.contains("No ties of these kinds"), "{}", page.text);
        let page = w.app.get("/network", &w.navigator).await;
        assert!(page.text.contains("one group, one agreement"), "{}", page.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drill_tells_which_agreements_and_how_much_money_would_end() {
    for w in World::both().await {
        let (clinic, pantry, church) = (w.clinic, w.pantry, w.church);
        w.app
            .store()
            .write(&system(), move |tx| {
                agree(tx, AgreementKind::Memorandum, "One line for food", &[clinic, church])?;
                agree(tx, AgreementKind::DataUse, "Sharing for care", &[clinic, pantry, church])?;
                let day =
                    tx.now().to_zoned(jiff::tz::TimeZone::UTC).date().yesterday().expect("a day before");
                let money = BenefitDraft {
                    from: Some(church),
                    to: Some(pantry),
                    kind: Some(BenefitKind::Money),
                    words: "For the cold room".into(),
                    value: "1,200".into(),
                    valued_how: "The check".into(),
                    began_on: day.to_string(),
                    source: "Both say so".into(),
                    ..BenefitDraft::default()
                };
                tandem_alliance::actions::give(tx, &money)?;
                gift(tx, church, pantry, "A cellar").map(|_| ())
            })
            .await
            .expect("agreements and gifts");
        // Money is a kind of tie of its own, beside what else is given.
        let csv = async |kinds: &str| w.app.get(&format!("/network.csv{kinds}"), &w.coordinator).await.text;
        let money = csv("?tie=money").await;
        let lines: Vec<&str> = money.lines().skip(1).collect();
        assert_eq!(lines, ["Hill Church,faith,Open Door Pantry,social_services,,0,1,0,0,0"]);
        let both = csv("?tie=money&tie=gifts").await;
        assert!(both.contains("Open Door Pantry,social_services,,1,1,0,0,0"), "{both}");
        let page = w.app.get("/network?tie=money", &w.navigator).await.text;
        assert!(page.contains("Open Door Pantry (money once)"), "{page}");
        let drill = async |who: Uuid| {
            let page = w.app.get(&format!("/network/drill?organization={who}"), &w.navigator).await;
            page.text.replace("</a>", "")
        };
        let church_left = drill(church).await;
        for words in [
            "One agreement would end.",
            "One line for food (Memorandum of understanding)",
            "It would end",
            "Sharing for care (Data use agreement)",
            "It would go on between the 2 others",
            "One of these is money, $1,200 where a worth is written down.",
        ] {
            assert!(church_left.contains(words), "{words}: {church_left}");
        }
        let (ends, goes_on) = (church_left.find("One line for food"), church_left.find("Sharing for care"));
        assert!(ends < goes_on, "what ends comes first");
        let pantry_left = drill(pantry).await;
        assert!(pantry_left.contains("No agreement would end."), "{pantry_left}");
        assert!(!pantry_left.contains("One line for food"), "{pantry_left}");
        let school_left = drill(w.school).await;
        assert!(school_left.contains("No agreement in force binds it."), "{school_left}");
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
