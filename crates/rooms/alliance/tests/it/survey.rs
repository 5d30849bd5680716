//! The yearly survey over HTTP, on both databases: who answers, what is shown, and what never is.

use crate::common::{World, system};
use tandem_access::{Error, Uuid};
use tandem_alliance::model::{Answer, Dimension};

const FORM: [(&str, &str); 8] = [
    ("reliability", "4"),
    ("mission", "3"),
    ("openness", ""),
    ("influence", "9"),
    ("involvement", "1"),
    ("resources", "2"),
    ("ties", "planning"),
    ("ties", "nonsense"),
];

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_its_organizations_alone_and_means_wait_for_the_end() {
    for w in World::both().await {
        let about = format!("/alliance/survey/{}", w.clinic);
        assert_eq!(w.app.get(&about, &w.responder).await.status, 404, "nothing is open");
        assert_eq!(w.app.post("/alliance/survey/open", &w.responder, &[]).await.status, 403);
        assert_eq!(w.app.post("/alliance/survey/open", &w.coordinator, &[]).await.status, 303);
        assert_eq!(w.app.post("/alliance/survey/open", &w.coordinator, &[]).await.status, 409, "one a year");
        assert_eq!(w.app.get(&about, &w.responder).await.status, 200);
        assert_eq!(w.app.post(&about, &w.responder, &FORM).await.status, 303);
        assert_eq!(w.app.post(&about, &w.navigator, &FORM).await.status, 403, "speaks for people");
        let own = format!("/alliance/survey/{}", w.pantry);
        assert_eq!(w.app.post(&own, &w.responder, &FORM).await.status, 404, "nobody rates themselves");
        let church = format!("/alliance/survey/{}", w.church);
        assert_eq!(w.app.post(&church, &w.responder, &FORM).await.status, 404, "no partner");

        // The form shows what was said, and a value that is none counts as not said.
        let again = w.app.get(&about, &w.responder).await;
        assert!(again.text.contains("name=\"reliability\" value=\"4\" checked"), "{}", again.text);
        assert_eq!(again.text.matches(" checked").count(), 7, "six scales and one tie: {}", again.text);

        // Four more organizations say the same of the clinic; nothing shows while the survey is open.
        let (clinic, others) = (w.clinic, [w.backbone, w.kitchen, w.shelter]);
        let (survey, early): (Uuid, _) = w
            .app
            .store()
            .write(&system(), move |tx| {
                let survey = tandem_alliance::actions::surveys(tx)?[0].id;
                for from in others {
                    let scores = [(Dimension::Mission, 2)].into_iter().collect();
                    tandem_alliance::actions::answer(
                        tx,
                        survey,
                        &Answer { from, about: clinic, scores, ..Answer::default() },
                    )?;
                }
                Ok((survey, tandem_alliance::actions::results(tx, survey)?))
            })
            .await
            .expect("three more answers");
        assert_eq!(early, None);

        let close = [("survey", survey.to_string())];
        let close: Vec<(&str, &str)> = close.iter().map(|(k, v)| (*k, v.as_str())).collect();
        assert_eq!(w.app.post("/alliance/survey/close", &w.coordinator, &close).await.status, 303);
        assert_eq!(w.app.post("/alliance/survey/close", &w.coordinator, &close).await.status, 409);
        assert_eq!(w.app.post(&about, &w.responder, &FORM).await.status, 404, "closed");
        let late = Answer { from: w.backbone, about: w.clinic, ..Answer::default() };
        let late = w
            .app
            .store()
            .write(&system(), move |tx| tandem_alliance::actions::answer(tx, survey, &late))
            .await;
        assert!(matches!(late, Err(Error::Conflict { .. })), "{late:?}");
        let page = w.app.get("/alliance/survey", &w.navigator).await;
        assert!(page.text.contains("4 organizations answered."), "{}", page.text);
        assert!(
            page.text.contains("Too few to show") && !page.text.contains(">2.3<"),
            "four are too few: {}",
            page.text
        );
    }
}
