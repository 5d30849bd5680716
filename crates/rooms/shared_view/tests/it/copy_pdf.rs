//! The copy of everything as a PDF: the same as the page and the JSON, for the person alone.

use crate::common::{ALL, World};
use axum::http::StatusCode;
use lopdf::{Document, Object};
use tandem_access::{Purpose, Uuid, Viewer};
use tandem_people::actions::{access_log, add_identifier, create_person};
use tandem_people::model::label::Label;
use tandem_people::model::person::PersonInput;
use tandem_referrals::actions::{NewReferral, send};
use tandem_screening::actions::{instruments, save_answers, start_screening};
use tandem_screening::model::questionnaire::Questionnaire;
use tandem_screening::model::response::{ResponseAnswer, ResponseItem};
use tandem_shared_view::actions::timeline;
use tandem_testkit::Answered;

/// The file of an answer, once it is one.
fn document(answered: &Answered) -> Document {
    assert_eq!(answered.status, StatusCode::OK, "{}", answered.text);
    assert_eq!(answered.headers["content-type"], "application/pdf");
    assert_eq!(answered.headers["content-disposition"], "attachment; filename=\"my-copy.pdf\"");
    assert_eq!(answered.headers["cache-control"], "no-store");
    Document::load_mem(&answered.bytes).expect("a PDF")
}

/// Its words, page by page.
fn pages(document: &Document) -> Vec<String> {
    let words = |page: &u32| document.extract_text(&[*page]).expect("words");
    let pages = document.get_pages();
    pages.keys().map(|page| words(page).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// An answer to one question inside a group: the option with this number.
fn answer(asked: &Questionnaire, group: &str, question: &str, option: usize) -> ResponseItem {
    let value = asked.item(question).expect("a question").options[option].value.clone();
    let answers = vec![ResponseAnswer { value, items: vec![] }];
    let question = ResponseItem { link_id: question.into(), answers, items: vec![] };
    ResponseItem { link_id: group.into(), answers: vec![], items: vec![question] }
}

/// A record with something of each kind in it, and violence in two places.
async fn everything_happened(world: &World, ana: Uuid) {
    world.visit(ana, Label::General).await;
    let known = world.write(&world.nurse, move |tx| add_identifier(tx, ana, "MERCY", "4711"));
    known.await.expect("a number");
    let need = world.need(&world.nurse, ana, "food-insecurity", Label::General).await;
    world.need(&world.nurse, ana, "elder-abuse", Label::DomesticViolence).await;
    for org in [world.pantry, world.kitchen] {
        world.consent(&world.nurse, ana, org, &ALL, &[Label::General], Purpose::CareCoordination, 0).await;
    }
    let new = NewReferral {
        person_id: ana,
        need_id: need,
        services: vec![world.hot_meals],
        note: String::new(),
        label: None,
        idempotency_key: format!("test-{need}"),
    };
    world.write(&world.nurse, move |tx| send(tx, &new)).await.expect("sent");
    let asked = world.write(&world.nurse, move |tx| {
        let ahc = instruments(tx)?.remove(0).questionnaire;
        let id = start_screening(tx, ana, &ahc.url, &ahc.version, Uuid::from_u128(7), "en")?;
        let items = [answer(&ahc, "food", "123821", 0), answer(&ahc, "safety", "123827", 4)];
        save_answers(tx, id, &items, true)
    });
    asked.await.expect("answered");
    world.read(&world.navigator, move |tx| timeline(tx, &[ana])).await.expect("by consent");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pdf_holds_what_the_json_holds_and_nothing_that_could_hurt_them() {
    for world in World::both().await {
        let ana = world.ana(&world.nurse, "").await;
        everything_happened(&world, ana).await;
        let cookie = world.private_page(&world.nurse, ana).await;
        world.as_person("/my/correct", &cookie, Some("words=My+name+is+Anna.")).await;
        let page = world.as_person("/my/copy", &cookie, None).await.text;
        assert!(page.contains("href=\"/my/copy.pdf\""), "{page}");
        let json = world.as_person("/my/copy.json", &cookie, None).await.text;
        let text = pages(&document(&world.as_person("/my/copy.pdf", &cookie, None).await)).join(" ");
        for (coded, said) in [
            ("Peña", "Ana Peña"),
            ("1984-07-02", "July 2, 1984"),
            ("4711", "4711 (MERCY)"),
            ("food-insecurity", "Need: Food"),
            ("Hot meals", "Asked Hot meals for help: Food"),
            ("Open Door Pantry", "Said yes to sharing with Open Door Pantry"),
            ("Chest pain", "ED. Chest pain"),
            ("Test Nurse", "Test Nurse: "),
            ("LA28397-0", "Often true"),
            ("My name is Anna.", "“My name is Anna.”"),
            ("AuditEvent", "Open Door Pantry Looked at: "),
        ] {
            assert!(json.contains(coded), "{coded}: {json}");
            assert!(text.contains(said), "{said}: {text}");
        }
        // The group of the questions about safety would tell that they were answered.
        assert!(json.contains("\"food\"") && !json.contains("\"safety\""), "{json}");
        // The page has the same words, set in another way.
        for said in [
            "4711 (MERCY)",
            "Asked Hot meals for help: Food",
            "My name is Anna.",
            "Often true",
            "Looked at: ",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        for word in ["older adults", "Violence at home", "threaten", "Frequently"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
        let own = Viewer::test_person(ana);
        let looks = world.read(&own, move |tx| access_log(tx, ana, 1000)).await.expect("their own");
        let exports = looks.iter().filter(|look| look.action == "export" && look.viewer_kind == "person");
        assert_eq!(exports.count(), 3, "the page, the JSON and the PDF");
        assert_eq!(world.as_person("/my/copy.pdf", "nothing", None).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            world.app.get("/my/copy.pdf", &world.session(&world.nurse).await).await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_record_is_several_tagged_pages_in_the_readers_language() {
    for world in World::both().await {
        let ana = world.ana(&world.nurse, "").await;
        everything_happened(&world, ana).await;
        for _ in 0..60 {
            world.visit(ana, Label::General).await;
        }
        let cookie = world.private_page(&world.nurse, ana).await;
        for (prefs, language, title, foot) in
            [("en", "en", "A copy of everything", "Page"), ("es", "es", "Una copia de todo", "Página")]
        {
            let cookie = format!("{cookie}; tandem_prefs=lang={prefs}");
            let document = document(&world.as_person("/my/copy.pdf", &cookie, None).await);
            let catalog = document.catalog().expect("a catalog");
            assert_eq!(
                catalog.get(b"Lang").and_then(Object::as_str).expect("a language"),
                language.as_bytes()
            );
            assert!(catalog.has(b"StructTreeRoot"));
            let pages = pages(&document);
            assert!(pages.len() > 4, "{} pages", pages.len());
            assert!(pages[0].starts_with(title), "{}", pages[0]);
            let of = if prefs == "es" { "de" } else { "of" };
            for (n, page) in pages.iter().enumerate() {
                assert!(page.ends_with(&format!("{foot} {} {of} {}", n + 1, pages.len())), "{page}");
            }
            let visits = if prefs == "es" { "Sala de emergencias" } else { "Emergency room" };
            assert_eq!(pages.concat().matches(visits).count(), 61, "no visit is lost between pages");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_in_letters_that_the_file_has_not_is_said_to_be_missing() {
    for world in World::both().await {
        let input = PersonInput {
            given_name: "伟".into(),
            family_name: "张".into(),
            birth_date: "1984-07-02".into(),
            ..PersonInput::default()
        };
        let org = world.hospital;
        let wei =
            world.write(&world.nurse, move |tx| create_person(tx, org, &input)).await.expect("a record");
        let cookie = world.private_page(&world.nurse, wei).await;
        assert!(world.as_person("/my/copy", &cookie, None).await.text.contains("伟 张"));
        let text = pages(&document(&world.as_person("/my/copy.pdf", &cookie, None).await)).join(" ");
        assert!(text.contains("[?] stands for letters that this file cannot show."), "{text}");
        assert!(text.contains("about [?], on"), "{text}");
    }
}
