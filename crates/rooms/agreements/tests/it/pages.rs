//! The pages over HTTP, on both databases.

use crate::common::{Who, World};
use tandem_access::Uuid;

fn form(w: &World) -> Vec<(&'static str, String)> {
    vec![
        ("kind", "data_use".into()),
        ("title", "Sharing for food".into()),
        ("purpose", "So that people get food sooner.".into()),
        ("parties", w.clinic.to_string()),
        ("parties", w.pantry.to_string()),
        ("classes", "contact".into()),
        ("classes", "needs".into()),
        ("starts_on", w.today().to_string()),
        ("expires_on", w.today().checked_add(jiff::Span::new().days(200)).expect("a day").to_string()),
        ("body", "We keep it safe.".into()),
        ("language", "en".into()),
    ]
}

async fn post(
    w: &World,
    path: &str,
    who: &Who,
    form: &[(&'static str, String)],
) -> tandem_testkit::app::Answered {
    let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
    w.post(path, who, &form).await
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let at = page.find(&mark).unwrap_or_else(|| panic!("no field {name}: {page}")) + mark.len();
    page[at..].split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_of_the_form_may_name_kind_and_parties() {
    for w in World::both().await {
        let path = format!("/agreements/new?kind=memorandum&parties={}&parties={}", w.clinic, w.pantry);
        let form = w.get(&path, Some(&w.coordinator)).await.text;
        for chosen in ["memorandum".to_owned(), w.clinic.to_string(), w.pantry.to_string()] {
            let at = form.find(&format!("value=\"{chosen}\"")).unwrap_or_else(|| panic!("{chosen}: {form}"));
            assert!(form[at..].split('>').next().unwrap().contains(" checked"), "{chosen}: {form}");
        }
        assert_eq!(form.matches(" checked").count(), 3, "and nothing else: {form}");
        assert!(
            !form.contains("Any of us may take back our word."),
            "the standard words are of data use: {form}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_draft_to_an_agreement_in_force() {
    for w in World::both().await {
        let new = w.get("/agreements/new", Some(&w.coordinator)).await;
        assert!(new.status == 200 && new.text.contains("Any of us may take back our word."), "{}", new.text);
        let mut bad = form(&w);
        bad.retain(|(name, _)| *name != "parties");
        let refused = post(&w, "/agreements/new", &w.coordinator, &bad).await;
        assert!(
            refused.status == 422 && refused.text.contains("Choose 2 to 60 organizations."),
            "{}",
            refused.text
        );
        assert!(refused.text.contains("Sharing for food"), "what was typed stays");
        let made = post(&w, "/agreements/new", &w.coordinator, &form(&w)).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let path = made.location().to_owned();
        assert_eq!(w.get(&path, None).await.status, 404, "a draft is nobody's business yet");
        assert!(!w.get("/agreements", None).await.text.contains("Sharing for food"));

        let edit = w.get(&format!("{path}/edit"), Some(&w.coordinator)).await;
        let mut changed = form(&w);
        changed.push(("seen", hidden(&edit.text, "seen")));
        changed.iter_mut().filter(|(k, _)| *k == "title").for_each(|(_, v)| *v = "Sharing for meals".into());
        assert_eq!(post(&w, &format!("{path}/edit"), &w.coordinator, &changed).await.status, 303);
        assert_eq!(w.post(&format!("{path}/send"), &w.coordinator, &[]).await.status, 303);

        let page = w.get(&path, Some(&w.clinic_admin)).await;
        assert!(page.text.contains("Waits for: Open Door Pantry, Riverside Clinic."), "{}", page.text);
        let shown = hidden(&page.text, "shown");
        let sign = format!("{path}/sign");
        let nameless = w.post(&sign, &w.clinic_admin, &[("shown", &shown), ("signature", "")]).await;
        assert!(nameless.status == 422 && nameless.text.contains("Type the full name"), "{}", nameless.text);
        let typed = w.post(&sign, &w.clinic_admin, &[("shown", &shown), ("signature", "Ana Ruiz")]).await;
        assert_eq!(typed.status, 303, "{}", typed.text);
        let scrawl = [("shown", shown.as_str()), ("signature", "Leo Park"), ("drawing", "<script>")];
        assert_eq!(w.post(&sign, &w.pantry_admin, &scrawl).await.status, 422);
        let drawn =
            [("shown", shown.as_str()), ("signature", "Leo Park"), ("drawing", "10,20 90,40;70,30 120,80")];
        assert_eq!(w.post(&sign, &w.pantry_admin, &drawn).await.status, 303);

        let page = w.get(&path, Some(&w.navigator)).await;
        for part in ["In force", "Ana Ruiz", "M10 20L90 40M70 30L120 80", "We keep it safe.", &shown] {
            assert!(page.text.contains(part), "{part}: {}", page.text);
        }
        let public = w.get(&path, None).await;
        for part in [
            "Sharing for meals",
            "Open Door Pantry",
            "It is in force until",
            "So that people get food sooner.",
        ] {
            assert!(public.text.contains(part), "{part}: {}", public.text);
        }
        for part in ["Ana Ruiz", "We keep it safe.", &shown, "Take back our word"] {
            assert!(!public.text.contains(part), "{part} is for members");
        }
        let list = w.get("/agreements?kind=data_use&state=in_force", None).await;
        assert!(
            list.text.contains("One agreement is in force now.") && list.text.contains("Sharing for meals")
        );
        assert!(!w.get("/agreements?kind=memorandum", None).await.text.contains("Sharing for meals"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_door_is_for_whom_it_says() {
    for w in World::both().await {
        let made = post(&w, "/agreements/new", &w.coordinator, &form(&w)).await;
        let path = made.location().to_owned();
        for verb in ["send", "recall", "stop", "renew", "edit"] {
            let answer = w.post(&format!("{path}/{verb}"), &w.navigator, &[]).await;
            assert_eq!(answer.status, 403, "{verb}");
            let answer = w.post(&format!("{path}/{verb}"), &w.shelter_admin, &[("reason", "because")]).await;
            assert!([403, 409, 422].contains(&answer.status.as_u16()), "{verb}: {}", answer.status);
        }
        for verb in ["sign", "withdraw"] {
            assert_eq!(w.post(&format!("{path}/{verb}"), &w.coordinator, &[]).await.status, 403, "{verb}");
        }
        assert_eq!(w.post(&format!("{path}/paper"), &w.clinic_admin, &[]).await.status, 403);
        assert_eq!(
            w.post("/agreements/rule", &w.coordinator, &[]).await.status,
            403,
            "the setting is not theirs"
        );
        let nowhere = format!("/agreements/{}", Uuid::from_u128(7));
        assert_eq!(w.get(&nowhere, None).await.status, 404);
        assert_eq!(w.get(&nowhere, Some(&w.coordinator)).await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn name_and_purpose_are_said_in_spanish_beside_the_text_that_is_signed() {
    for w in World::both().await {
        let path = post(&w, "/agreements/new", &w.coordinator, &form(&w)).await.location().to_owned();
        post(&w, &format!("{path}/send"), &w.coordinator, &[]).await;
        let id: Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
        let spanish_of = async |path: &str| w.app.get_spanish(path, &w.coordinator.session).await.text;
        // Where nobody said it in Spanish it stands as it was written, and says in which language.
        let before = spanish_of(&path).await;
        assert!(before.contains("<h1 lang=\"en\">Sharing for food</h1>"), "{before}");
        assert!(before.contains("<span lang=\"en\">So that people get food sooner.</span>"), "{before}");
        let say =
            [("title_es", "Compartir por la comida".to_owned()), ("purpose_es", "Comida antes.".to_owned())];
        let (spanish, public) = (format!("{path}/spanish"), "/agreements".to_owned());
        assert_eq!(post(&w, &spanish, &w.shelter_admin, &say).await.status, 403, "not one of the parties");
        assert_eq!(post(&w, &spanish, &w.navigator, &say).await.status, 403);
        let long = [("title_es", "x".repeat(161))];
        let refused = post(&w, &spanish, &w.clinic_admin, &long).await;
        assert!(refused.status == 422 && refused.text.contains(&"x".repeat(161)), "{}", refused.text);
        let text = w.read(&w.coordinator.viewer(), move |tx| tandem_agreements::actions::view(tx, id)).await;
        assert_eq!(
            post(&w, &spanish, &w.clinic_admin, &say).await.status,
            303,
            "an administrator of a party"
        );
        let after = spanish_of(&path).await;
        assert!(
            after.contains("<h1>Compartir por la comida</h1>")
                && after.contains("<span>Comida antes.</span>")
        );
        assert!(spanish_of(&public).await.contains(">Compartir por la comida</a>"));
        let english = w.get(&path, Some(&w.coordinator)).await.text;
        assert!(english.contains("<h1>Sharing for food</h1>"), "{english}");
        // What is signed is the text, and that is as it was.
        let now = w.read(&w.coordinator.viewer(), move |tx| tandem_agreements::actions::view(tx, id)).await;
        let hash = |whole: Result<tandem_agreements::actions::Whole, _>| whole.unwrap().texts[0].text.clone();
        let (text, now): (_, Result<_, tandem_access::Error>) = (text, now);
        assert_eq!(hash(text), hash(now));
        // Empty again, it is as before.
        let none = [("title_es", String::new()), ("purpose_es", " ".to_owned())];
        assert_eq!(post(&w, &spanish, &w.coordinator, &none).await.status, 303);
        assert!(spanish_of(&path).await.contains("<h1 lang=\"en\">Sharing for food</h1>"));
    }
}
