//! Imports and the row fence, on both databases.

mod common;

use common::{World, colleague, navigator, system};
use jiff::SignedDuration;
use tandem_access::{Error, Purpose, Role, Uuid, Viewer};
use tandem_people::actions::{Match, match_by_identifier, withdraw_consent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_visits::actions::Options;
use tandem_visits::model::{Class, Status};

const TABLE: &str = "visit_id,class,started_at,ended_at,place,reason,person_system,person_id\n\
                     V1,emergency,2026-03-01 22:10,2026-03-02 03:00,ED,Chest pain,MERCY,M1\n\
                     V2,outpatient,2026-03-03,,Clinic B,,MERCY,M1\n";

fn adt(event: &str, at: &str, number: &str, rest: &str) -> String {
    format!(
        "MSH|^~\\&|REG|MERCY|||{at}||ADT^{event}|{at}|P|2.5.1\rEVN|{event}|{at}\r\
         PID|1||{number}^^^MERCY^MR||Peña^Ana||19840702|||||||\rPV1|1|{rest}\r"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_comes_in_once_and_changes_only_what_changed() {
    for world in World::both().await {
        let ana = world.person(world.hospital, "", "M1").await;
        let first = world.import(TABLE, |_| {}).await;
        assert_eq!((first.visits.accepted, first.visits.rejected), (2, 0), "{:?}", first.rejections);
        assert_eq!(first.people.unchanged, 2);
        let again = world.import(TABLE, |_| {}).await;
        assert_eq!((again.visits.unchanged, again.visits.accepted, again.visits.changed), (2, 0, 0));
        world.base.clock.advance(SignedDuration::from_hours(1));
        let mended =
            world.import(&TABLE.replace("2026-03-03,,", "2026-03-03,2026-03-03 10:00,"), |_| {}).await;
        assert_eq!((mended.visits.unchanged, mended.visits.changed), (1, 1));
        let seen = world.seen(&navigator(world.hospital), ana).await.unwrap();
        let kinds: Vec<(Class, Status)> = seen.iter().map(|v| (v.class, v.status)).collect();
        assert_eq!(kinds, [(Class::Outpatient, Status::Finished), (Class::Emergency, Status::Finished)]);
        assert_eq!(seen[1].reason.as_deref(), Some("Chest pain"));
        assert_eq!(seen[1].started_at.to_string(), "2026-03-02T03:10:00Z", "the partnership's time zone");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_rows_say_where_and_leave_no_trace() {
    for world in World::both().await {
        world.person(world.hospital, "", "M1").await;
        let text = "visit_id,class,started_at,ended_at,person_id,given_name,family_name,birth_date\n\
                    V1,emergency,2026-03-01,2026-02-01,M1,,,\n\
                    V2,emergency,2027-03-01,,M1,,,\n\
                    V3,emergency,2026-03-01,,M9,,,\n\
                    V4,emergency,2026-03-01,,,Bo,Ito,1990-01-01\n\
                    V5,emergency,2026-03-01,,M1,,,\n\
                    V5,emergency,2026-03-02,,M1,,,\n";
        let report = world.import(text, |_| {}).await;
        let faults: Vec<(u64, &str)> =
            report.rejections.listed.iter().map(|r| (r.line, r.path.as_str())).collect();
        // The reader refuses at once what the database need not be asked about.
        let mut sorted = faults.clone();
        sorted.sort_unstable();
        assert_eq!(
            sorted,
            [(2, "ended_at"), (3, "started_at"), (4, "person"), (5, "person"), (7, "visit_id")]
        );
        assert_eq!((report.visits.accepted, report.visits.rejected), (1, 5));
        let unknown = report.rejections.listed.iter().find(|r| r.id.as_deref() == Some("V3")).unwrap();
        assert!(unknown.reason.contains("M9") && unknown.mend.contains("--create"), "{unknown:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_known_is_made_only_when_asked_for() {
    for world in World::both().await {
        let text = "visit_id,class,started_at,person_system,person_id,given_name,family_name,birth_date\n\
                    V1,home,2026-03-01,MERCY,M7,Bo,Ito,1990-01-01\nV2,virtual,2026-03-02,MERCY,M7,Bo,Ito,1990-01-01\n\
                    V3,home,2026-03-01,MERCY,M8,,,\n";
        assert_eq!(world.import(text, |_| {}).await.visits.rejected, 3);
        let made = world.import(text, |o| o.create = true).await;
        assert_eq!((made.people.accepted, made.people.unchanged, made.people.rejected), (1, 1, 1));
        let hospital = world.hospital;
        let known =
            world.write(&system(), move |tx| match_by_identifier(tx, hospital, "MERCY", "M7")).await.unwrap();
        let Match::One(bo) = known else { panic!("{known:?}") };
        assert_eq!(world.seen(&navigator(hospital), bo).await.unwrap().len(), 2);
        // The number of a visit that somebody else has is refused, and makes nobody.
        let other = "visit_id,class,started_at,person_id,given_name,family_name,birth_date\n\
                     V1,home,2026-03-01,M70,Cy,Ito,1991-01-01\n";
        let refused = world.import(other, |o| o.create = true).await;
        assert_eq!((refused.visits.rejected, refused.people.accepted), (1, 0), "{:?}", refused.rejections);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_follow_a_stay_from_arrival_to_discharge() {
    for world in World::both().await {
        let ana = world.person(world.hospital, "", "M1").await;
        let arrival = adt("A01", "202603011000", "M1", "E|ED^1^2||||||||||||||||V1");
        let moved = adt("A08", "202603011200", "M1", "I|4W||||||||||||||||V1");
        let out = adt("A03", "202603021500", "M1", "I|4W||||||||||||||||V1");
        let lab = "MSH|^~\\&|LAB|MERCY|||202603011100||ORU^R01|9|P|2.5\rPID|1||M1\r";
        let framed = format!("\u{b}{arrival}\u{1c}\r\u{b}{lab}\u{1c}\r\u{b}{moved}\u{1c}\r");
        let report = world.import(&framed, |_| {}).await;
        assert_eq!((report.visits.accepted, report.visits.changed, report.visits.rejected), (1, 1, 0));
        assert_eq!(report.other_messages.get("ORU^R01"), Some(&1));
        let there = world.seen(&navigator(world.hospital), ana).await.unwrap().remove(0);
        assert_eq!((there.class, there.status, there.ended_at), (Class::Inpatient, Status::InProgress, None));
        assert_eq!(world.import(&out, |_| {}).await.visits.changed, 1);
        // The arrival, delivered a second time and late, does not bring her back.
        let late = world.import(&arrival, |_| {}).await;
        assert_eq!((late.visits.unchanged, late.visits.changed), (1, 0));
        let gone = world.seen(&navigator(world.hospital), ana).await.unwrap().remove(0);
        assert_eq!(
            (gone.class, gone.status, gone.place.as_deref()),
            (Class::Inpatient, Status::Finished, Some("4W"))
        );
        assert_eq!(gone.started_at, there.started_at);
        // A discharge of a stay that nobody told of has no beginning.
        let unknown = world.import(&out.replace("||||V1", "||||V2"), |_| {}).await;
        assert_eq!(unknown.rejections.listed[0].path, "started_at");
    }
}

/// What each viewer sees of a visit with each label, by the page of the rule, not by the code.
#[tokio::test(flavor = "multi_thread")]
async fn a_consent_opens_visits_only_when_it_names_them() {
    const LABELS: [(&str, Label, &[Label]); 4] = [
        ("", Label::General, &[Label::General]),
        ("substance_use", Label::SubstanceUse, &[Label::General, Label::SubstanceUse]),
        ("hiv", Label::Hiv, &[Label::Hiv]),
        ("education", Label::Education, &[Label::Education]),
    ];
    for world in World::both().await {
        for (n, (code, label, named)) in LABELS.into_iter().enumerate() {
            let number: &'static str = ["M1", "M2", "M3", "M4"][n];
            let ana = world.person(world.hospital, code, number).await;
            let text =
                TABLE.replace("M1", number).replace("V1", &format!("V1{n}")).replace("V2", &format!("V2{n}"));
            assert_eq!(world.import(&text, |_| {}).await.visits.accepted, 2);
            let pantry = navigator(world.pantry);
            let sees = async |viewer: &Viewer| world.seen(viewer, ana).await.unwrap().len();
            assert_eq!(sees(&pantry).await, 0, "{label}: no consent");
            world.consent(ana, &[DataClass::Contact, DataClass::Needs, DataClass::Answers], named).await;
            assert_eq!(sees(&pantry).await, 0, "{label}: other classes only");
            world.consent(ana, &[DataClass::Visits], &[Label::BehaviouralHealth]).await;
            assert_eq!(sees(&pantry).await, 0, "{label}: another label only");
            let consent = world.consent(ana, &[DataClass::Visits], named).await;
            assert_eq!(sees(&pantry).await, 2, "{label}: named");
            let payment =
                Viewer::test_member(Uuid::from_u128(8), world.pantry, &[Role::Navigator], Purpose::Payment);
            assert_eq!(sees(&payment).await, 0, "{label}: another purpose");
            assert_eq!(sees(&navigator(world.shelter)).await, 0, "{label}: another organization");
            assert_eq!(sees(&Viewer::test_person(ana)).await, 2, "{label}: the person");
            let responder = Viewer::test_member(
                Uuid::from_u128(9),
                world.pantry,
                &[Role::Responder],
                Purpose::CareCoordination,
            );
            assert!(matches!(world.seen(&responder, ana).await, Err(Error::Forbidden)));
            let team = navigator(world.hospital);
            world.write(&team, move |tx| withdraw_consent(tx, consent, None)).await.unwrap();
            assert_eq!(sees(&pantry).await, 0, "{label}: withdrawn");
            world.consent(ana, &[DataClass::Visits], named).await;
            assert_eq!(sees(&pantry).await, 2, "{label}: named again");
            world.base.clock.advance(SignedDuration::from_hours(25));
            assert_eq!(sees(&pantry).await, 0, "{label}: expired");
            let colleague = sees(&colleague(world.hospital)).await;
            assert_eq!(colleague, if label.needs_care_team() { 0 } else { 2 }, "{label}: off the care team");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn visits_of_a_vault_stay_in_it() {
    for world in World::both().await {
        let hidden = world.person(world.hospital, "domestic_violence", "M1").await;
        assert_eq!(world.import(TABLE, |_| {}).await.visits.accepted, 2);
        let labels =
            |seen: Vec<tandem_visits::model::Visit>| seen.iter().map(|v| v.label).collect::<Vec<_>>();
        let vault = [Label::DomesticViolence; 2];
        assert_eq!(labels(world.seen(&system(), hidden).await.unwrap()), vault);
        assert!(
            world.seen(&colleague(world.hospital), hidden).await.unwrap().is_empty(),
            "only the care team"
        );
        assert_eq!(world.seen(&navigator(world.hospital), hidden).await.unwrap().len(), 2);
        // Everybody at a confidential organization, made there by the import.
        let shelter = world.shelter;
        let text = TABLE
            .replace("person_id\n", "person_id,given_name,family_name\n")
            .replace(",M1\n", ",M1,Di,Abara\n");
        let at_shelter = |o: &mut Options| {
            o.organization = shelter;
            o.create = true;
        };
        // Nobody would look after her there, and nobody find her: she is not made.
        let refused = world.import(&text, at_shelter).await;
        assert_eq!((refused.visits.rejected, refused.people.accepted), (2, 0));
        let first = &refused.rejections.listed[0];
        assert!(
            first.reason.contains("nobody to look after") && first.mend.contains("--care-team"),
            "{first:?}"
        );
        let member = world.account("vera@shelter.example", shelter).await;
        let report = world
            .import(&text, |o| {
                at_shelter(o);
                o.care_team = Some(member);
            })
            .await;
        assert_eq!((report.visits.accepted, report.people.accepted), (2, 1), "{:?}", report.rejections);
        let known =
            world.write(&system(), move |tx| match_by_identifier(tx, shelter, "MERCY", "M1")).await.unwrap();
        let Match::One(di) = known else { panic!("{known:?}") };
        assert_eq!(labels(world.seen(&system(), di).await.unwrap()), vault);
        assert!(world.seen(&navigator(shelter), di).await.unwrap().is_empty());
        let vera = Viewer::test_member(member, shelter, &[Role::Advocate], Purpose::CareCoordination);
        assert_eq!(world.seen(&vera, di).await.unwrap().len(), 2, "{}", world.base.engine);
        // Once she is here, nobody need be named.
        let again = world.import(&text, at_shelter).await;
        assert_eq!((again.visits.unchanged, again.visits.rejected), (2, 0), "{:?}", again.rejections);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_label_for_the_whole_file_raises_every_visit() {
    for world in World::both().await {
        let ana = world.person(world.hospital, "", "M1").await;
        world.import(TABLE, |o| o.label = Label::SubstanceUse).await;
        world.consent(ana, &[DataClass::Visits], &[Label::General]).await;
        assert!(world.seen(&navigator(world.pantry), ana).await.unwrap().is_empty());
        world.consent(ana, &[DataClass::Visits], &[Label::General, Label::SubstanceUse]).await;
        assert_eq!(world.seen(&navigator(world.pantry), ana).await.unwrap().len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_alone_does_not_give_somebody_another_person_s_visit() {
    for world in World::both().await {
        let ana = world.person(world.hospital, "", "M1").await;
        let head = "visit_id,class,started_at,person_id,given_name,family_name,birth_date\n";
        let rows = "V1,home,2026-03-01,M1,Eli,Stern,1931-11-30\nV2,home,2026-03-01,M1,Eli,Stern,\n\
                    V3,home,2026-03-01,M1,Ana,Vega,1984-07-02\nV4,home,2026-03-01,M1,Ana,Pe\u{f1}a,1984-02-07\n\
                    V5,home,2026-03-01,M1,,,\n";
        let text = format!("{head}{rows}");
        let report = world.import(&text, |o| o.create = true).await;
        let listed = &report.rejections.listed;
        let places: Vec<_> = listed.iter().map(|r| (r.line, r.path.as_str())).collect();
        assert_eq!(places, [(2, "person"), (3, "person")], "{listed:#?}");
        assert!(
            listed[0].reason.contains("\"M1\" of MERCY belongs to somebody with another name"),
            "{listed:?}"
        );
        assert!(listed[0].mend.contains("--source"));
        // Married, a date corrected, or nothing said of them: the same person.
        assert_eq!((report.visits.accepted, report.people.unchanged, report.people.rejected), (3, 3, 2));
        assert_eq!(
            world.seen(&navigator(world.hospital), ana).await.unwrap().len(),
            3,
            "{}",
            world.base.engine
        );
        // The other system's numbers are its own once it is named.
        let other = world
            .import(&format!("{head}{}", &rows[..rows.find("V2").unwrap()]), |o| {
                o.create = true;
                o.source = "eye clinic".into();
            })
            .await;
        assert_eq!((other.visits.accepted, other.people.accepted), (1, 1), "{:?}", other.rejections);
        // A message says it in PID-5 and PID-7.
        let stranger = adt("A01", "202603011000", "M1", "E|ED||||||||||||||||V9")
            .replace("Pe\u{f1}a^Ana||19840702", "Stern^Eli||19311130");
        let refused = world.import(&stranger, |_| {}).await;
        assert_eq!((refused.visits.rejected, refused.rejections.listed[0].path.as_str()), (1, "person"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_says_how_a_file_was_read() {
    for world in World::both().await {
        world.person(world.hospital, "", "M1").await;
        let titled = format!("Visits of March,,,,,,,\n\n{}", TABLE.replace("V2,outpatient", "V2,nothing"));
        let report = world.import(&titled, |_| {}).await;
        assert_eq!(
            (report.visits.accepted, report.rejections.listed[0].line),
            (1, 5),
            "{:?}",
            report.rejections
        );
        let how = &report.files[0];
        assert_eq!((how.encoding, how.header_line, how.rows_above_header), ("UTF-8", Some(3), 1));
        assert!(report.warnings[0].message.contains("1 row above the header (line 3) skipped"));
        let message = adt("A01", "202603011000", "M1", "E|ED||||||||||||||||V1");
        let latin: Vec<u8> = message.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let report = world.import_bytes(&latin, |_| {}).await;
        assert_eq!((report.files[0].encoding, report.files[0].assumed), ("Windows-1252", true));
        assert!(report.warnings[0].message.contains("Windows-1252"), "{:?}", report.warnings);
        let report = world.import(&message, |_| {}).await;
        assert_eq!((report.files[0].encoding, report.warnings.len()), ("UTF-8", 0), "{}", world.base.engine);
    }
}
