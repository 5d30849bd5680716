//! Files of people, as organizations have them.

use crate::common::{World, navigator, system};
use std::path::Path;
use tandem_access::{Role, Uuid};
use tandem_people::actions::{self, ImportFailure, find_person};
use tandem_people::import::report::Report;
use tandem_people::model::label::Label;

async fn import(w: &World, org: Uuid, path: &Path) -> Result<Report, ImportFailure> {
    actions::import_people(&w.base.store, &system(), org.into(), path, &mut |_| {}).await
}

fn write(folder: &tempfile::TempDir, name: &str, content: impl AsRef<[u8]>) -> std::path::PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, content).expect("a file");
    path
}

const PANTRY: &str = "Client ID;Apellido;Nombre;Fecha de nacimiento;Teléfono;Dirección;Idioma;OK to leave message;Notes\n\
    17;García López;María;02/07/1984;(555) 555-0101;\"12 Ferry St, Apt 3, Tamsel, PA 19601\";es;sí;likes rice\n\
    18;Okonkwo;Ngozi;25/12/1990;;;en;;\n\
    19;Nobody;Future;25/12/2190;;;;;\n\
    20;Short;Row\n";

#[tokio::test]
async fn a_pantry_s_own_table_is_understood_and_a_second_run_changes_nothing() {
    for w in World::both().await {
        let folder = tempfile::tempdir().unwrap();
        let path = write(&folder, "clients.csv", PANTRY);
        let report = import(&w, w.pantry, &path).await.unwrap();
        assert_eq!((report.people.accepted, report.people.rejected), (2, 2), "{report:#?}");
        let listed = &report.rejections.listed;
        let places: Vec<_> = listed.iter().map(|r| (r.line, r.path.as_str())).collect();
        assert!(places.contains(&(4, "birth_date")) && places.contains(&(5, "")), "{places:?}");
        assert!(listed.iter().all(|r| !r.mend.is_empty()));
        assert_eq!(report.columns["fecha_de_nacimiento"], "birth date");
        assert_eq!(report.columns["ok_to_leave_message"], "safe message");
        assert!(report.ignored.contains(&"notes".to_owned()));

        let clerk = navigator(3, w.pantry);
        let found = w.read(&clerk, |tx| find_person(tx, "garcia mar")).await.unwrap();
        let d = &found[0].details;
        assert_eq!(
            d.birth_date.unwrap().to_string(),
            "1984-07-02",
            "25/12 elsewhere in the column says day first"
        );
        assert_eq!(d.phone.as_deref(), Some("+15555550101"));
        let home = [&d.address_line1, &d.address_line2, &d.city, &d.region, &d.postal_code];
        assert_eq!(
            home.map(|v| v.as_deref().unwrap_or_default()),
            ["12 Ferry St", "Apt 3", "Tamsel", "PA", "19601"]
        );
        assert!(d.safe.message && !d.safe.call, "{}", w.base.engine);

        let again = import(&w, w.pantry, &path).await.unwrap();
        assert_eq!((again.people.unchanged, again.people.accepted, again.people.changed), (2, 0, 0));

        // The file says more of one, and nothing of what is known otherwise.
        let more =
            "client_id,first_name,last_name,phone\n18,Ngozi,Okonkwo,555-555-0102\n17,María,García López,\n";
        let report = import(&w, w.pantry, &write(&folder, "more.csv", more)).await.unwrap();
        assert_eq!((report.people.changed, report.people.unchanged), (1, 1), "{report:#?}");
        let found = w.read(&clerk, |tx| find_person(tx, "garcia")).await.unwrap();
        assert_eq!(
            found[0].details.phone.as_deref(),
            Some("+15555550101"),
            "an empty cell takes nothing away"
        );
    }
}

#[tokio::test]
async fn patients_of_fhir_come_in_and_meet_whom_the_organization_knows() {
    for w in World::both().await {
        let folder = tempfile::tempdir().unwrap();
        let nurse = navigator(1, w.clinic);
        let known = w.person(&nurse, w.clinic, crate::common::maria()).await;
        let bundle = r#"{"resourceType":"Bundle","type":"collection","entry":[
            {"resource":{"resourceType":"Patient","id":"p1","identifier":[{"system":"urn:mrn","value":"77"}],
             "name":[{"family":"García López","given":["María"]}],"birthDate":"1984-07-02",
             "telecom":[{"system":"phone","value":"555-555-0101"}],"address":[{"postalCode":"19601"}]}},
            {"resource":{"resourceType":"Patient","id":"p2","name":[{"family":"Okonkwo","given":["Ngozi"]}]}},
            {"resource":{"resourceType":"Patient","id":"p3","name":[{"family":"Odd"}],"birthDate":"31/12/1990"}},
            {"resource":{"resourceType":"Observation","id":"o1"}}]}"#;
        let path = write(&folder, "patients.json", bundle);
        let report = import(&w, w.clinic, &path).await.unwrap();
        let counts = report.people;
        assert_eq!((counts.accepted, counts.changed, counts.rejected), (1, 1, 1), "{report:#?}");
        assert_eq!(report.rejections.listed[0].path, "Patient.birthDate");
        assert_eq!(report.other_resources["Observation"], 1);
        let view = w.read(&nurse, move |tx| actions::view_person(tx, known)).await.unwrap();
        assert!(
            view.identifiers.contains(&("urn:mrn".into(), "77".into())),
            "matched by three, known by number from now on"
        );
        let again = import(&w, w.clinic, &path).await.unwrap();
        assert_eq!((again.people.unchanged, again.people.changed), (2, 0));
    }
}

#[tokio::test]
async fn a_shelter_s_import_is_local_only_and_nothing_is_shared_by_any_import() {
    for w in World::both().await {
        let folder = tempfile::tempdir().unwrap();
        let path = write(&folder, "clients.csv", "first_name,last_name,birth_date\nAna,Ruiz,1990-01-02\n");
        import(&w, w.shelter, &path).await.unwrap();
        import(&w, w.clinic, &path).await.unwrap();
        let labels = w
            .read(&system(), |tx| {
                tx.query(
                    "SELECT p.owner_org, p.label FROM person p ORDER BY p.label",
                    tandem_access::params![],
                    |row| Ok((row.get::<Uuid>(0)?, row.get::<String>(1)?)),
                )
            })
            .await
            .unwrap();
        let code = |label: Label| label.code().to_owned();
        assert_eq!(labels, [(w.shelter, code(Label::DomesticViolence)), (w.clinic, code(Label::General))]);
        let permissions: i64 = w
            .read(&system(), |tx| {
                tx.query_one("SELECT COUNT(p.id) FROM permission p", tandem_access::params![], |row| {
                    Ok(row.get(0)?)
                })
            })
            .await
            .unwrap();
        assert_eq!(permissions, 0);
    }
}

#[tokio::test]
async fn what_only_a_care_team_may_open_is_given_to_somebody() {
    for w in World::both().await {
        let folder = tempfile::tempdir().unwrap();
        let path = write(
            &folder,
            "clients.csv",
            "first_name,last_name,birth_date,phone\nAna,Ruiz,1990-01-02,555-555-0117\n",
        );
        let member = w.account("vera@shelter.example", w.shelter, Role::Advocate).await;
        let advocate = crate::common::member(member.as_u128(), w.shelter, &[Role::Advocate]);
        let seen = async || w.read(&advocate, |tx| actions::my_people(tx, 20)).await.unwrap();
        let report = import(&w, w.shelter, &path).await.unwrap();
        assert!(report.warnings[0].message.starts_with("1 of these records"), "{report:#?}");
        assert!(seen().await.is_empty(), "{}", w.base.engine);

        // Somebody of another organization looks after nobody here.
        let to = |organization: Uuid| actions::Recipient {
            care_team: Some(member),
            ..actions::Recipient::from(organization)
        };
        let wrong = actions::import_people(&w.base.store, &system(), to(w.clinic), &path, &mut |_| {}).await;
        assert!(matches!(wrong, Err(ImportFailure::Store(tandem_access::Error::Invalid(_)))), "{wrong:?}");

        let named = actions::import_people(&w.base.store, &system(), to(w.shelter), &path, &mut |_| {}).await;
        let report = named.unwrap();
        assert_eq!((report.people.changed, report.people.accepted), (1, 0));
        assert!(report.warnings.is_empty());
        assert_eq!(seen().await.len(), 1, "{}", w.base.engine);
        let again = actions::import_people(&w.base.store, &system(), to(w.shelter), &path, &mut |_| {}).await;
        assert_eq!(again.unwrap().people.unchanged, 1);
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_says_how_to_mend_it() {
    for w in World::both().await {
        let folder = tempfile::tempdir().unwrap();
        let cases: [(&str, &[u8], &str); 6] = [
            ("a.csv", b"alpha,beta\n1,2\n", "no column was recognised as a name"),
            ("b.csv", b"first name,first name\nAna,Ana\n", "two columns are called `first_name`"),
            ("c.csv", b"Ana,Ruiz,1990-01-02\nBo,Sol,1991-02-03\n", "line 1: looks like data"),
            ("d.csv", b"", "empty"),
            ("f.csv", b"Maria,Garcia\nJohn,Smith\nMary,Jones\n", "no column was recognised as a name"),
            (
                "e.csv",
                b"Clients\n\nfirst name,birth date\nAna,1990-12-25\nBo,3/4/1991\n",
                "line 5: 1 birth dates, the first 3/4/1991 in line 5, may have the day or the month first",
            ),
        ];
        for (name, content, words) in cases {
            let failure = import(&w, w.clinic, &write(&folder, name, content)).await.unwrap_err().to_string();
            assert!(failure.contains(words) && failure.contains(name), "{failure}");
        }
        let missing = import(&w, w.clinic, &folder.path().join("none.csv")).await.unwrap_err().to_string();
        assert!(missing.contains("none.csv"), "{missing}");
    }
}

#[tokio::test]
async fn the_same_number_twice_in_a_file_is_a_fault_of_the_file() {
    for w in World::both().await {
        let folder = tempfile::tempdir().unwrap();
        let text = "record_id,first_name,last_name\n5,Ana,Ruiz\n5,Berta,Sol\n5,Ana,Ruiz\n";
        let report = import(&w, w.clinic, &write(&folder, "x.csv", text)).await.unwrap();
        let counts = report.people;
        assert_eq!((counts.accepted, counts.unchanged, counts.rejected), (1, 1, 1), "{report:#?}");
        assert_eq!(report.rejections.listed[0].line, 3);
    }
}

#[tokio::test]
async fn two_files_that_count_alike_do_not_make_one_person_of_two() {
    for w in World::both().await {
        let folder = tempfile::tempdir().unwrap();
        let of = |source: Option<&str>| actions::Recipient {
            source: source.map(str::to_owned),
            ..actions::Recipient::from(w.pantry)
        };
        let run = async |name: &str, text: &str, source: Option<&str>| {
            let path = write(&folder, name, text);
            actions::import_people(&w.base.store, &system(), of(source), &path, &mut |_| {}).await.unwrap()
        };
        let first = "id,first_name,last_name,birth_date\n1,Ana,Ruiz,1990-01-02\n2,Berta,Sol,1985-03-04\n";
        let second = "id,first_name,last_name,birth_date\n1,Carl,Voss,1971-05-06\n2,Dora,Wu,2001-07-08\n";
        assert_eq!(run("pantry.csv", first, None).await.people.accepted, 2);

        // Another program counts from 1 too: nobody is overwritten, and each row says so.
        let report = run("diapers.csv", second, None).await;
        assert_eq!((report.people.rejected, report.people.changed, report.people.accepted), (2, 0, 0));
        let listed = &report.rejections.listed;
        assert_eq!((listed[0].line, listed[1].line, listed[0].path.as_str()), (2, 3, "id"));
        assert!(listed[1].reason.contains("\"2\"") && listed[1].mend.contains("--source"), "{listed:#?}");
        let clerk = navigator(3, w.pantry);
        let known = w.read(&clerk, |tx| find_person(tx, "ruiz")).await.unwrap();
        assert_eq!(known[0].details.display_name(), "Ana Ruiz", "{}", w.base.engine);
        assert!(w.read(&clerk, |tx| find_person(tx, "voss")).await.unwrap().is_empty());

        // With a name for the program its numbers are its own, now and later.
        assert_eq!(run("diapers.csv", second, Some("diaper bank")).await.people.accepted, 2);
        assert_eq!(run("diapers.csv", second, Some(" diaper bank ")).await.people.unchanged, 2);
        assert_eq!(run("pantry.csv", first, None).await.people.unchanged, 2);

        // She married, and his date was a slip: each alone is news of the same person.
        let news = "id,first_name,last_name,birth_date\n1,Ana,Vega,1990-01-02\n2,Berta,Sol,1985-04-03\n";
        assert_eq!(run("pantry.csv", news, None).await.people.changed, 2);

        // A Patient's id is such a number.
        let patient = r#"{"resourceType":"Patient","id":"1","name":[{"family":"Stern","given":["Eli"]}],"birthDate":"1960-01-01"}"#;
        let report = run("one.json", patient, None).await;
        assert_eq!((report.people.rejected, report.rejections.listed[0].path.as_str()), (1, "Patient.id"));
        assert_eq!(run("one.json", patient, Some("clinic")).await.people.accepted, 1);
    }
}

#[tokio::test]
async fn names_dates_and_telephones_as_people_write_them() {
    for w in World::both().await {
        let folder = tempfile::tempdir().unwrap();
        let text = "Name,Dob Month,Dob Day,Dob Year,Phone,Emergency Contact Phone,Intake Date\n\
            \"Mr. Juan Garc\u{ed}a L\u{f3}pez\",7,2,84,555.555.0101 ext 12,555-555-0199,1/2/2026\n\
            \"Adams, Susan, Jr.\",12,25,1990,ask her sister,555-555-0198,1/3/2026\n\
            \"Ruiz, Ana\",,,,ask her sister,,1/4/2026\n";
        let report = import(&w, w.pantry, &write(&folder, "raw.csv", text)).await.unwrap();
        assert_eq!((report.people.accepted, report.people.rejected), (2, 1), "{report:#?}");
        let said: Vec<&str> = report.warnings.iter().map(|w| w.message.as_str()).collect();
        assert!(said[0].ends_with("2 jul 84 in line 2 as 1984-07-02"), "{said:?}");
        assert!(said[1].contains("\"ask her sister\" in line 3"), "{said:?}");
        assert_eq!(
            (report.rejections.listed[0].line, report.rejections.listed[0].path.as_str()),
            (4, "phone")
        );
        assert!(report.ignored.contains(&"emergency_contact_phone".to_owned()));
        let clerk = navigator(3, w.pantry);
        let found = w.read(&clerk, |tx| find_person(tx, "garcia lopez")).await.unwrap();
        let d = &found[0].details;
        assert_eq!((d.given_name.as_str(), d.family_name.as_str()), ("Juan", "Garc\u{ed}a L\u{f3}pez"));
        assert_eq!(d.birth_date.unwrap().to_string(), "1984-07-02", "{}", w.base.engine);
        assert_eq!(d.phone.as_deref(), Some("+15555550101"));
        let found = w.read(&clerk, |tx| find_person(tx, "adams")).await.unwrap();
        assert_eq!(
            (found[0].details.given_name.as_str(), found[0].details.phone.as_deref()),
            ("Susan", None)
        );
    }
}

#[tokio::test]
async fn both_family_names_of_a_person_come_in() {
    for w in World::both().await {
        let folder = tempfile::tempdir().unwrap();
        // The columns in an order that is not that of the names.
        let file = "Apellido materno,Apellido paterno,Nombre(s),Fecha de nacimiento\n\
                    López,García,María,25/12/1984\n,Ruiz,Ana,13/11/1990\nSoto,,Luz,14/10/1991\n";
        let report = import(&w, w.pantry, &write(&folder, "clientes.csv", file)).await.unwrap();
        assert_eq!((report.people.accepted, report.people.rejected), (3, 0), "{report:#?}");
        assert_eq!(report.columns["apellido_materno"], "second family name");
        let clerk = navigator(3, w.pantry);
        for (sought, name) in [("maria", "García López"), ("ana", "Ruiz"), ("luz", "Soto")] {
            let found = w.read(&clerk, |tx| find_person(tx, sought)).await.unwrap();
            let family: Vec<_> = found.iter().map(|p| p.details.family_name.as_str()).collect();
            assert_eq!(family, [name], "{}", w.base.engine);
        }
    }
}

#[tokio::test]
async fn a_spreadsheet_comes_in_as_it_was_saved_and_the_report_says_how_it_was_read() {
    let text = "Open Door Pantry;;;\r\nExported 11/02/2026, by Kim;;;\r\n\r\nClient ID;Name;Fecha de nacimiento;Teléfono\r\n\
                1;García López, María;02/07/84;(555) 555-0101\r\n;;;\r\n2;Núñez, Begoña;25/12/90;\r\n3;Day, Cy;31/02/1990;\r\n";
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let wide: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    for w in World::both().await {
        let folder = tempfile::tempdir().unwrap();
        let clerk = navigator(3, w.pantry);
        for (name, bytes, encoding, accepted) in [
            ("latin.csv", latin.clone(), "Windows-1252", 2),
            ("wide.csv", wide.clone(), "UTF-16 (big-endian)", 0),
            ("utf8.csv", text.as_bytes().to_vec(), "UTF-8", 0),
        ] {
            let report = import(&w, w.pantry, &write(&folder, name, bytes)).await.unwrap();
            let counts = report.people;
            let known = 2 - accepted;
            assert_eq!(
                (counts.accepted, counts.unchanged, counts.rejected),
                (accepted, known, 1),
                "{report:#?}"
            );
            assert_eq!(report.columns["teléfono"], "phone", "the header keeps its letters");
            assert_eq!(
                (report.rejections.listed[0].line, report.rejections.listed[0].path.as_str()),
                (8, "birth_date")
            );
            let how = &report.files[0];
            assert_eq!((how.encoding, how.assumed), (encoding, name == "latin.csv"), "{}", w.base.engine);
            assert_eq!(
                (how.separator, how.header_line, how.rows_above_header),
                (Some("semicolon"), Some(4), 2)
            );
            let said: Vec<&str> = report.warnings.iter().map(|w| w.message.as_str()).collect();
            let says = |words: &str| said.iter().any(|message| message.contains(words));
            assert!(says("2 rows above the header (line 4) skipped"), "{said:?}");
            assert!(says("day first in the whole column, because of 25/12/90 in line 7"), "{said:?}");
            assert!(says("years of two digits"), "{said:?}");
            assert_eq!(says("assumed: read as Windows-1252"), name == "latin.csv", "{said:?}");
            assert!(report.warnings.iter().all(|w| w.file == name && !w.mend.is_empty()));
        }
        let found = w.read(&clerk, |tx| find_person(tx, "garcia maria")).await.unwrap();
        assert_eq!(found[0].details.birth_date.unwrap().to_string(), "1984-07-02", "{}", w.base.engine);
        assert_eq!(
            w.read(&clerk, |tx| find_person(tx, "nunez")).await.unwrap()[0].details.given_name,
            "Begoña"
        );
    }
}

#[tokio::test]
async fn somebody_says_which_is_the_day_where_the_column_does_not() {
    use tandem_people::import::births::DateOrder;
    for w in World::both().await {
        let folder = tempfile::tempdir().unwrap();
        let path = write(
            &folder,
            "x.csv",
            "id,first name,birth date\n1,Ana,02/07/1984\n2,Bo,12/25/1990\n3,Cy,3-Apr-91\n",
        );
        let run = async |org: Uuid, dates: Option<DateOrder>| {
            let to = actions::Recipient { dates, ..actions::Recipient::from(org) };
            actions::import_people(&w.base.store, &system(), to, &path, &mut |_| {}).await.unwrap()
        };
        // What the column shows holds for all of it; what somebody says goes before, and a date that cannot be so is refused.
        let shown = run(w.clinic, None).await;
        assert_eq!((shown.people.accepted, shown.people.rejected), (3, 0), "{shown:#?}");
        let said = run(w.pantry, Some(DateOrder::DayFirst)).await;
        assert_eq!((said.people.accepted, said.people.rejected), (2, 1), "{said:#?}");
        assert_eq!(
            (said.rejections.listed[0].line, said.rejections.listed[0].path.as_str()),
            (3, "birth_date")
        );
        let born = async |org: Uuid, name: &'static str| {
            let found = w.read(&navigator(3, org), move |tx| find_person(tx, name)).await.unwrap();
            found[0].details.birth_date.unwrap().to_string()
        };
        assert_eq!(
            (born(w.clinic, "ana").await, born(w.clinic, "bo").await),
            ("1984-02-07".into(), "1990-12-25".into())
        );
        assert_eq!(
            (born(w.pantry, "ana").await, born(w.pantry, "cy").await),
            ("1984-07-02".into(), "1991-04-03".into())
        );
    }
}
