//! The survey by the link of a letter, on both databases: who is asked, who answers for whom, and when a link ends.

use crate::common::{World, system};
use jiff::SignedDuration;
use tandem_access::{Uuid, params};
use tandem_alliance::model::Dimension;

const FORM: [(&str, &str); 3] = [("reliability", "4"), ("mission", "3"), ("ties", "planning")];

impl World {
    /// Gives organizations an address, opens the survey, and sends the letters.
    async fn asked(&self) -> Uuid {
        let addressed = [self.clinic, self.pantry, self.kitchen, self.church, self.shelter];
        self.app
            .store()
            .write(&system(), move |tx| {
                for (org, name) in addressed.iter().zip(["clinic", "pantry", "kitchen", "church", "shelter"])
                {
                    tx.execute(
                        "UPDATE organization SET email = ?2 WHERE id = ?1",
                        params![*org, format!("{name}@example.org")],
                    )?;
                }
                Ok(())
            })
            .await
            .expect("addresses");
        assert_eq!(self.app.post("/alliance/survey/open", &self.coordinator, &[]).await.status, 303);
        self.app
            .store()
            .read(&system(), |tx| Ok(tandem_alliance::actions::surveys(tx)?[0].id))
            .await
            .expect("a survey")
    }

    async fn send(&self, survey: Uuid, session: &str) -> u16 {
        let id = survey.to_string();
        self.app.post("/alliance/survey/send", session, &[("survey", &id)]).await.status.as_u16()
    }

    /// Who was written to, the newest letter first.
    async fn letters(&self) -> Vec<(String, String)> {
        let lines = self.app.store().read(&system(), |tx| tandem_mail::outbox(tx, None, 100)).await;
        lines.expect("the outbox").into_iter().map(|l| (l.to, l.body)).collect()
    }

    /// Where the newest letter to somebody leads.
    async fn link(&self, to: &str) -> String {
        let letters = self.letters().await;
        let (_, body) =
            letters.iter().find(|(at, _)| at == to).unwrap_or_else(|| panic!("no letter to {to}"));
        let rest = &body[body.find("/survey/").expect("a link")..];
        rest.split_whitespace().next().expect("a path").to_owned()
    }

    /// What is stored: from, about, reliability.
    async fn said(&self) -> Vec<(Uuid, Uuid, Option<i64>)> {
        self.app
            .store()
            .read(&system(), |tx| {
                tx.query(
                    "SELECT from_org, about_org, reliability FROM network_answer ORDER BY from_org, about_org",
                    params![],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )
            })
            .await
            .expect("answers")
    }

    async fn remind(&self) {
        self.app.store().write(&system(), tandem_alliance::actions::remind).await.expect("reminders");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn partners_that_have_not_answered_are_asked_once_and_answer_for_themselves_alone() {
    for w in World::both().await {
        let survey = w.asked().await;
        // The pantry has answered with its account.
        let about = format!("/alliance/survey/{}", w.clinic);
        assert_eq!(w.app.post(&about, &w.responder, &FORM).await.status, 303);
        assert_eq!(w.send(survey, &w.responder).await, 403);
        assert_eq!(w.send(survey, "").await, 401);
        assert_eq!(w.send(survey, &w.coordinator).await, 303);
        let to = |letters: Vec<(String, String)>| {
            let mut all: Vec<String> = letters.into_iter().map(|l| l.0).collect();
            all.sort_unstable();
            all
        };
        let asked = ["clinic@example.org", "kitchen@example.org", "shelter@example.org"];
        assert_eq!(to(w.letters().await), asked, "not who has answered, is no partner, or has no address");
        assert_eq!(w.send(survey, &w.coordinator).await, 303);
        assert_eq!(to(w.letters().await), asked, "nobody twice");

        let kitchen = w.link("kitchen@example.org").await;
        let before = w.said().await;
        let page = w.app.get(&kitchen, "").await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("Here Morning Kitchen answers") && page.text.contains("Riverside Clinic"));
        assert!(!page.text.contains("Hill Church"), "no partner");
        let form = format!("{kitchen}/{}", w.clinic);
        let asks = w.app.get(&form, "").await;
        assert!(
            asks.status == 200 && !asks.text.contains("value=\"4\" checked"),
            "others' answers are theirs"
        );
        assert_eq!(w.said().await, before, "looking changes nothing");

        // Whoever else the form names: the link says for whom it speaks.
        let mut forged = FORM.to_vec();
        let (pantry, other) = (w.pantry.to_string(), survey.to_string());
        forged.extend([("from", pantry.as_str()), ("survey", other.as_str())]);
        assert_eq!(w.app.post(&form, "", &forged).await.location(), kitchen);
        let mut expected = vec![(w.pantry, w.clinic, Some(4)), (w.kitchen, w.clinic, Some(4))];
        expected.sort_unstable();
        assert_eq!(w.said().await, expected);
        // Used a second time it changes the one answer.
        assert_eq!(w.app.post(&form, "", &[("reliability", "1")]).await.status, 303);
        let mut expected = vec![(w.pantry, w.clinic, Some(4)), (w.kitchen, w.clinic, Some(1))];
        expected.sort_unstable();
        assert_eq!(w.said().await, expected);
        let again = w.app.get(&form, "").await;
        assert!(again.text.contains("name=\"reliability\" value=\"1\" checked"), "{}", again.text);

        // The link of another organization sees and changes nothing of it.
        let clinic = w.link("clinic@example.org").await;
        let other = w.app.get(&format!("{clinic}/{}", w.kitchen), "").await;
        assert!(other.status == 200 && !other.text.contains("value=\"1\" checked"), "{}", other.text);
        assert_eq!(w.app.get(&format!("{clinic}/{}", w.clinic), "").await.status, 404, "about themselves");
        assert_eq!(w.app.post(&format!("{clinic}/{}", w.clinic), "", &FORM).await.status, 404);
        assert_eq!(w.app.post(&format!("{clinic}/{}", w.church), "", &FORM).await.status, 404, "no partner");
        assert_eq!(w.app.get("/survey/AAAAAAAAAAAAAAAAAAAAAA", "").await.status, 404);
        let token = clinic.rsplit('/').next().expect("a token");
        assert_eq!(w.app.get(&format!("/a/{token}"), "").await.status, 404, "good for nothing else");
        assert_eq!(w.said().await, expected);

        // Whoever holds the survey sees who has answered, and never what.
        let page = w.app.get("/alliance/survey", &w.coordinator).await;
        assert!(page.text.contains("2 of 5 partners have answered."), "{}", page.text);
        assert!(page.text.contains("No e-mail address") && page.text.contains("Asked on March 4, 2026"));
        assert!(!page.text.contains(token), "a link stands in its letter alone");
        let others = w.app.get("/alliance/survey", &w.navigator).await;
        assert!(!others.text.contains("Who has answered"), "{}", others.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_goes_once_and_its_link_takes_the_place_of_the_first() {
    for w in World::both().await {
        let survey = w.asked().await;
        assert_eq!(w.send(survey, &w.coordinator).await, 303);
        let (first, kitchen) = (w.link("clinic@example.org").await, w.link("kitchen@example.org").await);
        assert_eq!(w.app.post(&format!("{kitchen}/{}", w.clinic), "", &FORM).await.status, 303);
        w.app.clock().advance(SignedDuration::from_hours(24 * 7 - 1));
        w.remind().await;
        assert_eq!(w.letters().await.len(), 4, "a week is not over");
        w.app.clock().advance(SignedDuration::from_hours(1));
        w.remind().await;
        w.app.clock().advance(SignedDuration::from_hours(24 * 30));
        w.remind().await;
        let letters = w.letters().await;
        let reminded = |to: &str| letters.iter().filter(|(at, _)| at == to).count();
        assert_eq!((reminded("clinic@example.org"), reminded("kitchen@example.org")), (2, 1));
        let old = w.app.get(&first, "").await;
        assert!(old.status == 410 && old.text.contains("newest letter"), "{}", old.text);
        let newest = w.link("clinic@example.org").await;
        assert_ne!(newest, first);
        assert_eq!(w.app.get(&newest, "").await.status, 200);
        assert_eq!(w.app.get(&kitchen, "").await.status, 200, "who has answered keeps the link");

        // A lost link: one more letter to one partner, to no other, and no second reminder.
        let clinic = w.clinic;
        let sent = w
            .app
            .store()
            .write(&system(), move |tx| tandem_alliance::actions::send_link(tx, survey, clinic))
            .await
            .expect("sent again");
        assert!(sent && w.app.get(&newest, "").await.status == 410);
        assert_eq!(w.letters().await.len(), letters.len() + 1);
        w.app.clock().advance(SignedDuration::from_hours(24 * 30));
        w.remind().await;
        assert_eq!(w.letters().await.len(), letters.len() + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_ends_with_its_time_its_survey_and_its_organization() {
    for w in World::both().await {
        let survey = w.asked().await;
        assert_eq!(w.send(survey, &w.coordinator).await, 303);
        let (clinic, kitchen) = (w.link("clinic@example.org").await, w.link("kitchen@example.org").await);
        let pantry = w.link("pantry@example.org").await;
        let left = w.kitchen;
        w.app
            .store()
            .write(&system(), move |tx| {
                tx.execute("UPDATE organization SET membership = 'left' WHERE id = ?1", params![left])
            })
            .await
            .expect("left");
        assert_eq!(w.app.get(&kitchen, "").await.status, 410);
        assert_eq!(w.app.post(&format!("{kitchen}/{}", w.clinic), "", &FORM).await.status, 410);

        w.app
            .store()
            .write(&system(), move |tx| tandem_alliance::actions::close_survey(tx, survey))
            .await
            .expect("closed");
        let over = w.app.get(&clinic, "").await;
        assert!(over.status == 410 && over.text.contains("This link has ended"), "{}", over.text);
        assert_eq!(w.app.post(&format!("{clinic}/{}", w.pantry), "", &FORM).await.status, 410);
        assert_eq!(w.said().await, vec![]);
        let again =
            w.app.store().write(&system(), move |tx| tandem_alliance::actions::send_links(tx, survey)).await;
        assert!(again.is_err(), "nobody is asked after the end");

        // Next year's survey is another one: last year's link does not open it, and half a year is the most.
        w.app.clock().advance(SignedDuration::from_hours(24 * 365));
        let next = w
            .app
            .store()
            .write(&system(), |tx| {
                tandem_alliance::actions::open_survey(tx)?;
                let id = tandem_alliance::actions::surveys(tx)?[0].id;
                tandem_alliance::actions::send_links(tx, id)?;
                Ok(id)
            })
            .await
            .expect("another year");
        assert_ne!(next, survey);
        assert_eq!(w.app.get(&pantry, "").await.status, 410);
        let newest = w.link("pantry@example.org").await;
        w.app.clock().advance(SignedDuration::from_hours(24 * 180 - 1));
        assert_eq!(w.app.get(&newest, "").await.status, 200);
        w.app.clock().advance(SignedDuration::from_hours(1));
        assert_eq!(w.app.get(&newest, "").await.status, 410, "expired");
        assert_eq!(w.app.post(&format!("{newest}/{}", w.clinic), "", &FORM).await.status, 410);
        assert_eq!(w.said().await, vec![]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_by_link_count_in_the_means_like_any_other() {
    for w in World::both().await {
        let survey = w.asked().await;
        assert_eq!(w.send(survey, &w.coordinator).await, 303);
        for who in ["clinic", "pantry", "kitchen", "shelter"] {
            let link = w.link(&format!("{who}@example.org")).await;
            let form = [("reliability", "2")];
            assert_eq!(w.app.post(&format!("{link}/{}", w.backbone), "", &form).await.status, 303);
        }
        let (backbone, pantry) = (w.backbone, w.pantry);
        let results = w
            .app
            .store()
            .write(&system(), move |tx| {
                let scores = [(Dimension::Reliability, 4)].into_iter().collect();
                let fifth = tandem_alliance::model::Answer {
                    from: backbone,
                    about: pantry,
                    scores,
                    ..Default::default()
                };
                tandem_alliance::actions::answer(tx, survey, &fifth)?;
                tandem_alliance::actions::close_survey(tx, survey)?;
                tandem_alliance::actions::results(tx, survey)
            })
            .await
            .expect("results")
            .expect("closed");
        assert_eq!(results.answered, 5);
        assert_eq!(results.all[&Dimension::Reliability].tenths, 24);
    }
}
