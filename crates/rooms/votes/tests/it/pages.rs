//! The pages: a resident reads, votes with a code and looks the receipt up; a coordinator runs the vote; drafts are hidden.

use crate::common::{World, rides};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use tandem_votes::bundle;
use tandem_votes::model::definition::Method;

fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let after = text.split_once(from).unwrap_or_else(|| panic!("no {from}: {text}")).1;
    after.split_once(to).map_or(after, |found| found.0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resident_votes_and_checks_the_receipt() {
    for w in World::both().await {
        let mut d = rides(Method::EqualSharesAdd1);
        d.within_budget = true;
        let vote = w.open(d).await;
        let slips = w.slips(vote, 2).await;
        let here = format!("/say/{vote}");
        let list = w.app.get("/say", "").await;
        assert!(list.text.contains("Rides to care") && list.text.contains(&here), "{}", list.text);
        let page = w.app.get(&here, "").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("up to $300") && page.text.contains("Night van: $200"));
        // Nothing, too much, a wrong code: each is said, and what was typed stays.
        let code = slips[0].code.to_lowercase();
        let none = w.app.post(&here, "", &[("code", &code)]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.text.contains("Choose at least one.") && none.text.contains(&code));
        let much = w.app.post(&here, "", &[("choice", "1"), ("choice", "3"), ("code", &code)]).await;
        assert!(much.text.contains("$100 too much"), "{}", much.text);
        let wrong = w.app.post(&here, "", &[("choice", "1"), ("code", "0000-0000-0000")]).await;
        assert!(wrong.text.contains("We do not know this code."));
        let ballot = [("choice", "1"), ("choice", "2"), ("code", code.as_str())];
        let review = w.app.post(&here, "", &ballot).await;
        assert_eq!(review.status, StatusCode::OK);
        assert!(review.text.contains("This costs $300 of $300.") && review.text.contains("name=\"cast\""));
        let mut cast = ballot.to_vec();
        cast.push(("cast", "1"));
        let done = w.app.post(&here, "", &cast).await;
        assert!(
            done.text.contains("Your vote counts.") && done.text.contains(&slips[0].receipt),
            "{}",
            done.text
        );
        let again = w.app.post(&here, "", &ballot).await;
        assert!(again.text.contains("has voted already (on this website)"), "{}", again.text);
        let early = w.app.get(&format!("{here}/results"), "").await;
        assert_eq!(early.status, StatusCode::NOT_FOUND, "no result before the end");
        assert_eq!(w.app.get(&format!("{here}/bundle"), "").await.status, StatusCode::NOT_FOUND);
        w.close().await;
        w.publish(vote).await.unwrap();
        let results = w.app.get(&format!("{here}/results"), "").await;
        for words in [
            "Paid for: Bus passes and Night van. That is $300 of $300.",
            "1 of 1 voters (100%) get at least one thing they chose.",
            "Nobody chose it.",
            "1 of 2 codes were used (50%).",
            "The first vote came on this website and counts.",
            "By the rule “most votes first” the result would be the same.",
        ] {
            assert!(results.text.contains(words), "{words}: {}", results.text);
        }
        let found = w.app.post(&format!("{here}/results"), "", &[("receipt", &slips[0].receipt)]).await;
        assert!(found.text.contains("Your ballot is on the list"));
        let missing = w.app.post(&format!("{here}/results"), "", &[("receipt", &slips[1].receipt)]).await;
        assert!(missing.text.contains("not on the list"));
        let file = w.app.get(&format!("{here}/bundle"), "").await;
        let checked = bundle::check(&file.text, None).unwrap();
        assert_eq!(checked.faults, []);
        assert!(results.text.contains(&checked.key), "the key to check with");
        let spanish = Request::get(format!("{here}/results")).header("accept-language", "es");
        let spanish = w.app.send(spanish.body(Body::empty()).unwrap()).await;
        assert!(spanish.text.contains("Resultado: Rides to care (es)"), "{}", spanish.text);
        for text in [&results.text, &spanish.text] {
            assert!(!text.contains(">votes-"), "every word is there: {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_bought_says_what_its_supporters_had_left() {
    for w in World::both().await {
        let vote = w.open(rides(Method::EqualSharesAdd1)).await;
        let slips = w.slips(vote, 11).await;
        let here = format!("/say/{vote}");
        // Six choose 1 and 2, three choose 3 (which costs all there is), two choose 1 alone.
        for (n, slip) in slips.iter().enumerate() {
            let chosen: &[&str] = match n {
                0..6 => &["1", "2"],
                6..9 => &["3"],
                _ => &["1"],
            };
            let mut form: Vec<(&str, &str)> = chosen.iter().map(|c| ("choice", *c)).collect();
            form.extend([("code", slip.code.as_str()), ("cast", "1")]);
            let done = w.app.post(&here, "", &form).await;
            assert!(done.text.contains("Your vote counts."), "{}", done.text);
        }
        w.close().await;
        w.publish(vote).await.unwrap();
        let page = w.app.get(&format!("{here}/results"), "").await;
        let told = "3 of 11 ballots chose it. When the count ended, its 3 supporters had $297.81 of their shares left. It costs \
                    $300, so that is 99% of it. They lacked $2.19, or $0.73 for each of them. The budget had $0 left. To pay for \
                    this as well takes $300 more.";
        assert!(page.text.contains(told), "{}", page.text);
        let file = w.app.get(&format!("{here}/bundle"), "").await;
        assert_eq!(bundle::check(&file.text, None).unwrap().faults, [], "anybody finds the same figures");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ranked_ballots_and_points_are_numbers() {
    for w in World::both().await {
        let vote = w.open(rides(Method::Irv)).await;
        let slips = w.slips(vote, 1).await;
        let here = format!("/say/{vote}");
        let code = slips[0].code.as_str();
        let same = w.app.post(&here, "", &[("choice_1", "1"), ("choice_2", "1"), ("code", code)]).await;
        assert!(same.text.contains("Two choices have the same number."));
        let form = [("choice_1", "3"), ("choice_2", ""), ("choice_3", "1"), ("code", code), ("cast", "1")];
        let done = w.app.post(&here, "", &form).await;
        assert!(done.text.contains("Your vote counts."), "{}", done.text);
        let dots = w.open(rides(Method::Dot)).await;
        let page = w.app.get(&format!("/say/{dots}"), "").await;
        assert!(page.text.contains("You have 5 dots."));
        w.close().await;
        w.publish(vote).await.unwrap();
        let file = w.app.get(&format!("{here}/bundle"), "").await;
        assert_eq!(bundle::check(&file.text, None).unwrap().bundle.ballots, ["3 1"]);
        let results = w.app.get(&format!("{here}/results"), "").await;
        assert!(results.text.contains("Winner: Bike share."), "{}", results.text);
        assert!(results.text.contains("Round 1"));
        w.publish(dots).await.unwrap();
        let empty = w.app.get(&format!("/say/{dots}/results"), "").await;
        assert!(empty.text.contains("Nothing won: no ballot chose anything."));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_makes_runs_and_publishes_a_vote() {
    for w in World::both().await {
        w.at("2026-10-01T12:00:00Z");
        let boss = &w.sign_in(&w.coordinator).await;
        let ana = &w.sign_in(&w.ana).await;
        let mut form = vec![
            ("title_en", "Parks"),
            ("title_es", "Parques"),
            ("question_en", "Which?"),
            ("question_es", "¿Cuál?"),
            ("explanation_en", "Words."),
            ("explanation_es", "Palabras."),
            ("method", "greedy"),
            ("budget", "$1,000"),
            ("seats", "1"),
            ("most", "0"),
            ("minimum_support", "1"),
            ("opens", "2026-10-20T08:00"),
            ("closes", "2026-11-01T01:30"),
            ("name_en_1", "Swing"),
            ("name_es_1", "Columpio"),
            ("cost_1", "400"),
            ("name_en_3", "Pond"),
            ("name_es_3", "Estanque"),
            ("cost_3", "900.50"),
        ];
        let bad: Vec<(&str, &str)> = form.iter().filter(|(k, _)| *k != "cost_3").copied().collect();
        let refused = w.app.post("/votes/new", boss, &bad).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("Say what it costs") && refused.text.contains("value=\"Estanque\""));
        assert_eq!(w.app.post("/votes/new", ana, &form).await.status, StatusCode::FORBIDDEN);
        let made = w.app.post("/votes/new", boss, &form).await;
        let here = made.location().to_owned();
        let public = here.replace("/votes/", "/say/");
        assert_eq!(w.app.get(&public, "").await.status, StatusCode::NOT_FOUND, "a draft");
        let edit = w.app.get(&format!("{here}/edit"), boss).await;
        assert!(edit.text.contains("value=\"$900.50\""), "{}", edit.text);
        form.push(("version", between(&edit.text, "name=\"version\" value=\"", "\"")));
        form.push(("within_budget", "yes"));
        let saved = w.app.post(&format!("{here}/edit"), boss, &form).await;
        assert_eq!(saved.location(), here, "{}", saved.text);
        let stale = w.app.post(&format!("{here}/edit"), boss, &form).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        w.app.post(&format!("{here}/open"), boss, &[]).await;
        let soon = w.app.get(&public, "").await;
        assert!(
            soon.text.contains("Clocks change that night.") && soon.text.contains("Opens soon"),
            "{}",
            soon.text
        );
        let slips = w.app.post(&format!("{here}/slips"), boss, &[("n", "3")]).await;
        assert_eq!(slips.text.matches("Your voting code:").count(), 3);
        assert!(!w.app.get(&here, boss).await.text.contains(between(&slips.text, "code-big\"><b>", "<")));
        let codes: Vec<&str> =
            slips.text.split("code-big\"><b>").skip(1).map(|t| t.split_once('<').unwrap().0).collect();
        assert!(w.app.post(&format!("{here}/text"), boss, &[("phone", "12")]).await.status.is_client_error());
        let texted =
            w.app.post(&format!("{here}/text"), boss, &[("phone", "610-555-0123"), ("language", "es")]).await;
        assert_eq!(texted.status, StatusCode::SEE_OTHER, "{}", texted.text);
        let revoked = w.app.post(&format!("{here}/revoke"), boss, &[("number", "3")]).await;
        assert_eq!(revoked.status, StatusCode::SEE_OTHER);
        w.at("2026-10-21T12:00:00Z");
        let (boss, ana) = (&w.sign_in(&w.coordinator).await, &w.sign_in(&w.ana).await);
        let ben = &w.sign_in(&w.ben).await;
        let gone = w.app.post(&public, "", &[("choice", "1"), ("code", codes[2])]).await;
        assert!(gone.text.contains("This code was taken back."), "{}", gone.text);
        let texts = format!("{} 1\nhello", codes[0]);
        let told = w.app.post(&format!("{here}/texts"), ana, &[("texts", &texts)]).await;
        assert!(
            told.text.contains("Your vote counts. Receipt:")
                && told.text.contains("We do not know this code."),
            "{}",
            told.text
        );
        // Papers, with a difference that a third look settles.
        let begun = w.app.post(&format!("{here}/papers"), ana, &[("name", "Library"), ("papers", "1")]).await;
        let batch = begun.location().to_owned();
        let keyed = [("code_1", codes[1]), ("marks_1", "3")];
        let saved = w.app.post(&batch, ana, &keyed).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        assert!(w.app.get(&batch, ana).await.text.contains("Somebody else has to key it now."));
        let second = [("code_1", codes[1]), ("marks_1", "2")];
        assert_eq!(w.app.post(&batch, ben, &second).await.status, StatusCode::SEE_OTHER);
        let compare = w.app.get(&batch, ben).await;
        assert!(compare.text.contains("0 papers were keyed alike, 1 were not."), "{}", compare.text);
        assert!(!compare.text.contains(codes[1]), "the code is not shown");
        let third = [("code_1", codes[1]), ("marks_1", "2")];
        w.app.post(&format!("{batch}/settle"), ben, &third).await;
        let counted = w.app.post(&format!("{batch}/count"), ben, &[]).await;
        assert_eq!(counted.status, StatusCode::SEE_OTHER, "{}", counted.text);
        assert!(w.app.get(&batch, ben).await.text.contains("1: counted"));
        let early = w.app.post(&format!("{here}/publish"), boss, &[]).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        let withdrawn = w
            .app
            .post(&format!("{here}/withdraw"), boss, &[("option", "2"), ("reason", "The pond was sold.")])
            .await;
        assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
        assert!(w.app.get(&public, "").await.text.contains("is no longer a choice: The pond was sold."));
        w.at("2026-11-01T06:31:00Z");
        let boss = &w.sign_in(&w.coordinator).await;
        let published = w.app.post(&format!("{here}/publish"), boss, &[]).await;
        assert_eq!(published.location(), format!("{public}/results"), "{}", published.text);
        let results = w.app.get(&format!("{public}/results"), "").await;
        assert!(results.text.contains("Paid for: Swing."), "{}", results.text);
        assert!(results.text.contains("It was taken out, so these votes go to nobody."));
        assert_eq!(w.app.get("/votes", "").await.status, StatusCode::SEE_OTHER, "members only");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_read_differently_are_explained_under_the_question() {
    use std::collections::BTreeMap;
    use tandem_agreements::model::term::{Both, NewTerm};
    use tandem_partners::model::Sector;
    let both = |en: &str, es: &str| Both { en: en.into(), es: es.into() };
    for w in World::both().await {
        for (word, plural) in [("ride", "rides"), ("visit", "visits")] {
            let term = NewTerm {
                words: both(&format!("{word}, {plural}"), &format!("{word} es")),
                plain: both("What people say.", "Lo que la gente dice."),
                meanings: BTreeMap::from([
                    (Sector::Healthcare, both(&format!("A {word} to the clinic."), "Algo.")),
                    (Sector::Government, both(&format!("A {word} of the town."), "Otra cosa.")),
                ]),
            };
            w.write(&w.coordinator, move |tx| tandem_agreements::actions::define(tx, None, &term))
                .await
                .unwrap();
        }
        let vote = w.open(rides(Method::Greedy)).await;
        let page = w.app.get(&format!("/say/{vote}"), "").await.text;
        assert!(page.contains("People miss <a href=\"/glossary/visit\">visits</a> because"), "{page}");
        assert!(!page.contains("/glossary/ride"), "the question is a legend and holds no links: {page}");
        assert!(page.contains("A visit of the town.") && page.contains("A ride of the town."), "{page}");
        assert!(page.contains("2 words here read differently"), "{page}");
    }
}
