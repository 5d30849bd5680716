//! Signing over the routes: the text is shown as a whole before it is signed, and what comes back is checked.

use crate::app::World;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use tandem_access::Viewer;
use tandem_testkit::Answered;

/// The value of a hidden field.
fn hidden(page: &Answered, name: &str) -> String {
    let found =
        page.text.split(&format!("name=\"{name}\" value=\"")).nth(1).and_then(|rest| rest.split('"').next());
    found.unwrap_or_else(|| panic!("no field {name}: {}", page.text)).to_owned()
}

impl World {
    fn choice(&self, how: &str) -> Vec<(&'static str, String)> {
        let mut form = self.yes();
        form.retain(|(k, _)| *k != "how");
        form.push(("how", how.into()));
        form
    }

    async fn upload(&self, person: &str, form: &[(&'static str, String)], file: &[u8]) -> Answered {
        let mut body = vec![];
        for (name, value) in form {
            body.extend(
                format!("--XX\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        let head = "--XX\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.html\"\r\ncontent-type: text/html\r\n\r\n";
        body.extend(head.bytes());
        body.extend(file);
        body.extend(b"\r\n--XX--\r\n");
        let request = Request::builder()
            .method("POST")
            .uri(format!("{person}/consent/paper"))
            .header("host", "127.0.0.1:8080")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "multipart/form-data; boundary=XX")
            .header("cookie", format!("{}={}", tandem_web::SESSION_COOKIE, self.navigator));
        self.app.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// The page of the newest consent.
    async fn newest(&self, person: &str) -> String {
        let page = self.app.get(&format!("{person}/sharing"), &self.navigator).await;
        let found =
            page.text.split("href=\"/people/consents/").nth(1).and_then(|rest| rest.split('"').next());
        format!("/people/consents/{}", found.expect("a link to the consent"))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn typed_and_drawn_signatures_stand_under_the_whole_text() {
    for world in World::both().await {
        let app = &world.app;
        let person = world.new_person().await;
        let mut form = world.choice("signed");
        form.push(("labels", "substance_use".into()));
        form.push(("notice_given", "yes".into()));
        let text = world.consent(&person, &form).await;
        assert_eq!(text.status, StatusCode::OK, "{}", text.text);
        for words in [
            "Choice about sharing: María García López",
            "Who may see them: Open Door Pantry",
            "42 CFR part 2",
        ] {
            assert!(text.text.contains(words), "{words}: {}", text.text);
        }
        assert!(text.text.contains("data-draw=\"drawing\" hidden"), "the field to draw waits for a script");
        let nothing = app.get(&format!("{person}/sharing"), &world.navigator).await;
        assert!(!nothing.text.contains("/people/consents/"), "shown is not signed");

        let shown = hidden(&text, "shown");
        let sign = async |name: &str, drawing: &str, shown: &str| {
            let mut form = form.clone();
            for (key, value) in [("shown", shown), ("signature", name), ("drawing", drawing)] {
                form.push((key, value.into()));
            }
            world.consent(&person, &form).await
        };
        for (name, drawing, shown, words) in [
            ("", "", shown.as_str(), "has to type their name"),
            ("Ana", "1,1\"/><script>", &shown, "drawing cannot be used"),
            ("Ana", "", "0000", "The text has changed"),
        ] {
            let again = sign(name, drawing, shown).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            assert!(again.text.contains(words), "{words}: {}", again.text);
            assert_eq!(hidden(&again, "recipient_org"), world.pantry.to_string(), "the choice is kept");
        }
        let back = world.consent(&person, &[form.clone(), vec![("back", "1".into())]].concat()).await;
        assert!(back.text.contains("value=\"substance_use\" checked"), "{}", back.text);

        assert_eq!(sign("María García", "", &shown).await.status, StatusCode::SEE_OTHER);
        let given = app.get(&world.newest(&person).await, &world.navigator).await;
        for words in
            ["Signed", "María García", &shown, "tandem-consent-4 (en)", "The text has not changed since."]
        {
            assert!(given.text.contains(words), "{words}: {}", given.text);
        }
        assert_eq!(sign("María García", "10,20 90,80", &shown).await.status, StatusCode::SEE_OTHER);
        let path = world.newest(&person).await;
        let drawn = app.get(&path, &world.navigator).await;
        assert!(drawn.text.contains("<path d=\"M10 20L90 80\">"), "lines and nothing else: {}", drawn.text);
        let officer = app.get(&path, &world.officer).await.status;
        assert_eq!(officer, StatusCode::NOT_FOUND, "treatment for drugs is for the care team");
        let none = app.get(&format!("{path}/scan"), &world.navigator).await;
        assert_eq!(
            (none.status, none.location()),
            (StatusCode::SEE_OTHER, path.as_str()),
            "there is no paper"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_is_uploaded_and_comes_back_as_a_file_that_nothing_opens() {
    for world in World::both().await {
        let app = &world.app;
        let person = world.new_person().await;
        let form = world.choice("paper");
        let text = world.consent(&person, &form).await;
        assert!(text.text.contains("enctype=\"multipart/form-data\"") && text.text.contains("paper-only"));
        let mut form = form.clone();
        form.push(("shown", hidden(&text, "shown")));
        for (bytes, words) in [
            (&b""[..], "Choose the photo or scan"),
            (b"<html><script>alert(1)</script>", "not a whole PDF, PNG or JPEG"),
            (&[0; 5 * 1024 * 1024 + 1], "The file is too large"),
        ] {
            let again = world.upload(&person, &form, bytes).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            assert!(again.text.contains(words), "{words}: {}", again.text);
        }
        let huge = world.upload(&person, &form, &vec![0; 8 * 1024 * 1024]).await;
        assert!(huge.status.is_client_error(), "{}: cut off on its way", huge.status);
        let pdf = [b"%PDF-1.7\n".as_slice(), &[b'x'; 300_000], b"\n%%EOF\n"].concat();
        let saved = world.upload(&person, &form, &pdf).await;
        assert_eq!(
            (saved.status, saved.location()),
            (StatusCode::SEE_OTHER, person.as_str()),
            "{}",
            saved.text
        );
        let path = format!("{}/scan", world.newest(&person).await);
        let file = app.get(&path, &world.navigator).await;
        assert_eq!(file.text.len(), pdf.len());
        let header = |name: &str| file.headers[name].to_str().expect("text").to_owned();
        assert_eq!(header("content-type"), "application/pdf", "by its content, not by what it was called");
        assert!(header("content-disposition").starts_with("attachment; filename=\"consent-"));
        assert_eq!(
            (header("x-content-type-options"), header("cache-control")),
            ("nosniff".into(), "no-store".into())
        );
        assert!(app.get(&path, "").await.location().starts_with("/sign-in"), "nobody else");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_sent_typed_and_offered_only_where_it_is_safe() {
    for world in World::both().await {
        let app = &world.app;
        let unsafe_person = world.new_person().await;
        let page = app.get(&format!("{unsafe_person}/consent"), &world.navigator).await;
        assert!(!page.text.contains("value=\"texted\""), "calls are safe, texts are not");
        let forced = world.consent(&unsafe_person, &world.choice("texted")).await;
        assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(forced.text.contains("no phone that is marked as safe"), "{}", forced.text);

        let form =
            [("given_name", "Ana"), ("family_name", "Peña"), ("phone", "555-555-0142"), ("safe", "text")];
        let person = app.post("/people/new", &world.navigator, &form).await.location().to_owned();
        assert!(
            app.get(&format!("{person}/consent"), &world.navigator).await.text.contains("value=\"texted\"")
        );
        let mut form = world.choice("texted");
        let text = world.consent(&person, &form).await;
        assert!(text.text.contains("ends in 0142"), "{}", text.text);
        form.push(("shown", hidden(&text, "shown")));
        let pairs: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let sent = app.post(&format!("{person}/consent/code"), &world.navigator, &pairs).await;
        assert!(sent.text.contains("The code is on its way"), "{}", sent.text);
        let line = app
            .store()
            .read(&Viewer::system("people.test"), |tx| tandem_mail::outbox(tx, None, 1))
            .await
            .expect("the outbox")
            .remove(0);
        let code: String = line.body.chars().filter(char::is_ascii_digit).take(6).collect();
        assert!(!sent.text.contains(&code), "the page does not know it");
        for name in ["code_id", "code_token", "code_ending", "code_until"] {
            form.push((name, hidden(&sent, name)));
        }
        let wrong = if code == "111111" { "222222" } else { "111111" };
        let again = world.consent(&person, &[form.clone(), vec![("code", wrong.into())]].concat()).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            again.text.contains("That is not the code") && again.text.contains("ends in 0142"),
            "{}",
            again.text
        );
        let right = world.consent(&person, &[form.clone(), vec![("code", code)]].concat()).await;
        assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.text);
        let given = app.get(&world.newest(&person).await, &world.navigator).await;
        assert!(given.text.contains("Said yes with a code from their phone"), "{}", given.text);
    }
}
