//! The glossary and training on both databases.

use crate::common::{Who, World, system};
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::{Error, Uuid, Viewer};
use tandem_agreements::actions::{
    complete, define, due_training, own_members, retire_module, teach, training_counts,
};
use tandem_agreements::model::term::{Both, NewTerm};
use tandem_agreements::model::training::NewModule;
use tandem_partners::model::Sector;

fn both(en: &str, es: &str) -> Both {
    Both { en: en.into(), es: es.into() }
}

fn case() -> NewTerm {
    NewTerm {
        words: both("case, cases", "caso, casos"),
        plain: both("Somebody's matter that we look after.", "El asunto de una persona que atendemos."),
        meanings: BTreeMap::from([
            (Sector::Healthcare, both("One illness.", "Una enfermedad.")),
            (Sector::SocialServices, both("A family we help.", "Una familia a la que ayudamos.")),
        ]),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_that_reads_differently_is_explained_where_it_is_used() {
    for w in World::both().await {
        for viewer in [w.navigator.viewer(), w.clinic_admin.viewer(), Viewer::public()] {
            assert!(matches!(w.write(&viewer, |tx| define(tx, None, &case())).await, Err(Error::Forbidden)));
        }
        let slug = w.write(&w.coordinator.viewer(), |tx| define(tx, None, &case())).await.expect("a word");
        assert_eq!(slug, "case");
        let twice = w.write(&w.coordinator.viewer(), |tx| define(tx, None, &case())).await;
        assert!(matches!(&twice, Err(Error::Invalid(e)) if e.of("words_en").is_some()), "{twice:?}");

        let list = w.get("/glossary", None).await;
        assert!(list.text.contains("One of them means different things"), "{}", list.text);
        assert!(w.get("/glossary?q=matter", None).await.text.contains("/glossary/case"));
        assert!(!w.get("/glossary?q=zebra", None).await.text.contains("/glossary/case"));
        let page = w.get("/glossary/case", None).await;
        for part in ["One illness.", "A family we help.", "reads differently"] {
            assert!(page.text.contains(part), "{part}: {}", page.text);
        }
        assert_eq!(w.get("/glossary/zebra", None).await.status, 404);

        // The word stands marked in the text of an agreement, once, and explained under it.
        let mut new = w.draft();
        new.body = "We close a case together.\n\nA case stays private.".into();
        let path = w
            .write(&w.coordinator.viewer(), move |tx| tandem_agreements::actions::draft(tx, &new))
            .await
            .map(|id| format!("/agreements/{id}"))
            .expect("a draft");
        let text = w.get(&path, Some(&w.coordinator)).await.text;
        assert_eq!(text.matches("<a href=\"/glossary/case\">case</a>").count(), 1, "{text}");
        assert!(text.contains("One word here reads differently") && text.contains("One illness."), "{text}");

        let edit = w.get("/glossary/case/edit", Some(&w.coordinator)).await;
        assert!(edit.status == 200 && edit.text.contains("A family we help."));
        let form = [
            ("words_en", "case"),
            ("words_es", "caso"),
            ("plain_en", "Somebody's matter."),
            ("plain_es", "El asunto de alguien."),
            ("healthcare_en", "One illness."),
        ];
        let half = w.post("/glossary/case/edit", &w.coordinator, &form).await;
        assert!(half.status == 422 && half.text.contains("in both languages"), "{}", half.text);
        let whole: Vec<(&str, &str)> =
            form.iter().copied().filter(|(k, _)| !k.starts_with("health")).collect();
        assert_eq!(w.post("/glossary/case/edit", &w.coordinator, &whole).await.status, 303);
        assert!(
            !w.get(&path, Some(&w.coordinator)).await.text.contains("/glossary/case"),
            "no warning any more"
        );
    }
}

fn privacy() -> NewModule {
    NewModule {
        title: both("Keeping facts safe", "Cuidar los datos"),
        body: both("Ask before you look.\n\nTell nobody.", "Pregunte antes de mirar.\n\nNo cuente nada."),
        roles: BTreeSet::from(["navigator".to_owned(), "organization_admin".to_owned()]),
    }
}

async fn due(w: &World, who: &Who) -> usize {
    w.read(&who.viewer(), due_training).await.expect("what is due").len()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_role_requires_is_due_until_it_is_completed() {
    for w in World::both().await {
        let forbidden = w.write(&w.navigator.viewer(), |tx| teach(tx, None, &privacy(), false)).await;
        assert!(matches!(forbidden, Err(Error::Forbidden)));
        let id = w
            .write(&w.coordinator.viewer(), |tx| teach(tx, None, &privacy(), false))
            .await
            .expect("a module");
        assert_eq!((due(&w, &w.navigator).await, due(&w, &w.coordinator).await), (1, 0));
        let page = w.get(&format!("/training/{id}"), Some(&w.navigator)).await;
        assert!(
            page.text.contains("Ask before you look.") && page.text.contains("I have completed it"),
            "{}",
            page.text
        );
        assert_eq!(w.get("/training", None).await.status, 303, "members only");
        assert_eq!(w.post(&format!("/training/{id}/complete"), &w.navigator, &[]).await.status, 303);
        assert_eq!(
            w.post(&format!("/training/{id}/complete"), &w.navigator, &[]).await.status,
            303,
            "twice is once"
        );
        assert_eq!(due(&w, &w.navigator).await, 0);

        // Small words keep the version; a new one is asked of everybody again.
        w.write(&w.coordinator.viewer(), move |tx| teach(tx, Some(id), &privacy(), false))
            .await
            .expect("changed");
        assert_eq!(due(&w, &w.navigator).await, 0);
        w.write(&w.coordinator.viewer(), move |tx| teach(tx, Some(id), &privacy(), true))
            .await
            .expect("a version");
        assert_eq!(due(&w, &w.navigator).await, 1);
        assert!(matches!(w.write(&system(), move |tx| complete(tx, id)).await, Err(Error::Forbidden)));
        w.write(&w.navigator.viewer(), move |tx| complete(tx, id)).await.expect("completed");

        // The administrator sees their own members by name, the coordinator counts.
        let own = w.read(&w.clinic_admin.viewer(), own_members).await.expect("members");
        let owing: Vec<(&str, usize)> = own.iter().map(|(m, due)| (m.name.as_str(), due.len())).collect();
        assert_eq!(owing, [("clinic", 1), ("coordinator", 0), ("navigator", 0)]);
        assert!(matches!(w.read(&w.coordinator.viewer(), own_members).await, Err(Error::Forbidden)));
        let counts = w.read(&w.coordinator.viewer(), training_counts).await.expect("counts");
        let clinic = counts.iter().find(|c| c.organization == "Riverside Clinic").expect("the clinic");
        assert_eq!((clinic.required, clinic.complete), (2, 1));
        assert!(matches!(w.read(&w.clinic_admin.viewer(), training_counts).await, Err(Error::Forbidden)));
        let list = w.get("/training", Some(&w.pantry_admin)).await;
        assert!(
            list.text.contains("One training is due for you") && !list.text.contains("navigator"),
            "{}",
            list.text
        );

        w.write(&w.coordinator.viewer(), move |tx| retire_module(tx, id)).await.expect("out of use");
        assert_eq!(due(&w, &w.clinic_admin).await, 0);
        assert_eq!(w.get(&format!("/training/{id}"), Some(&w.navigator)).await.status, 404);
        assert_eq!(w.get(&format!("/training/{}", Uuid::from_u128(3)), Some(&w.navigator)).await.status, 404);
    }
}
