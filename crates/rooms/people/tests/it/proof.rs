//! How a consent was given and what proves it: typed, drawn, on paper, by a code to the telephone.

use crate::common::{World, keys, maria, member, navigator, system};
use jiff::SignedDuration;
use tandem_access::{Error, Role, Tx, Uuid, Viewer, params, sealed};
use tandem_people::actions::{self, SentCode, TypedCode};
use tandem_people::model::consent::{Answer, Consent, NewConsent, State};
use tandem_people::model::label::Label;
use tandem_people::model::person::{PersonInput, SafeContact};
use tandem_people::model::proof::{Drawing, Media, Shown};
use tandem_testkit::stored::{holds, stored};

/// A PDF as a scanner makes it, with room in the middle.
fn pdf(size: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend((0..size).map(|n| u8::try_from(n % 251).unwrap()));
    bytes.extend(b"QUETZALSCAN\n%%EOF\n");
    bytes
}

fn texting() -> PersonInput {
    PersonInput { safe: SafeContact { text: true, ..SafeContact::default() }, ..maria() }
}

async fn text(world: &World, viewer: &Viewer, new: &NewConsent) -> Shown {
    let new = new.clone();
    world.read(viewer, move |tx| actions::consent_text(tx, &new)).await.expect("a text")
}

async fn consent(world: &World, viewer: &Viewer, id: Uuid) -> Consent {
    world.read(viewer, move |tx| actions::view_consent(tx, id)).await.expect("a consent")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_signed_is_the_text_that_was_shown_and_it_is_kept() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, maria()).await;
        let drawing = Drawing::parse("10,20 300,90;40,50").expect("a signature");
        let answer = Answer::Drawn { signature: "María García".into(), drawing: drawing.clone() };
        let new = NewConsent { answer, language: "en".into(), ..world.yes(person, &[Label::General]) };
        let shown = text(&world, &clinic, &new).await;
        for words in
            ["María García López", "Riverside Clinic", "Open Door Pantry", "Everyday needs", "March 5, 2026"]
        {
            assert!(shown.text.contains(words), "{words}\n{}", shown.text);
        }

        // Another text than the one that was shown is not signed: the choice differs, or the recipient's name.
        let wider = NewConsent { labels: [Label::General, Label::Hiv].into(), ..new.clone() };
        let hash = shown.sha256.clone();
        let refused = world.write(&clinic, move |tx| actions::record_shown(tx, &wider, &hash)).await;
        assert_eq!(keys(&refused.unwrap_err()), ["people-error-consent-text-changed"]);
        let none = world.read(&clinic, move |tx| actions::sharing(tx, person)).await.unwrap();
        assert!(none.is_empty(), "nothing was kept");

        let (keep, hash) = (new.clone(), shown.sha256.clone());
        let id = world.write(&clinic, move |tx| actions::record_shown(tx, &keep, &hash)).await.unwrap();
        let kept = consent(&world, &clinic, id).await;
        assert_eq!(kept.shown.as_ref(), Some(&shown));
        assert_eq!(kept.answer, new.answer, "name and lines");
        // Whoever the consent names reads it too, while it lives; the person always.
        assert_eq!(consent(&world, &navigator(5, world.pantry), id).await.shown.as_ref(), Some(&shown));
        assert_eq!(consent(&world, &Viewer::test_person(person), id).await.shown, Some(shown));
        let third = world.read(&navigator(6, world.shelter), move |tx| actions::view_consent(tx, id)).await;
        assert!(matches!(third, Err(Error::NotFound)), "{third:?}");
        let bytes = stored(world.base.store.url());
        assert!(!holds(&bytes, "300,90") && !holds(&bytes, "Choice about sharing"), "it lies sealed");
        assert_eq!(
            sealed::prove(&world.base.store, tandem_people::room().sealed).await.unwrap().faults,
            [""; 0]
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spoken_yes_keeps_its_text_too_and_a_no_what_was_asked() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, maria()).await;
        let spoken = Answer::Spoken { witness: Some("Noor Witness".into()) };
        for (answer, agrees) in [(spoken, true), (Answer::Refused, false)] {
            let new = NewConsent { answer, ..world.yes(person, &[Label::General]) };
            let id = world.consent(&clinic, new.clone()).await.unwrap();
            let kept = consent(&world, &clinic, id).await;
            assert_eq!(kept.answer, new.answer);
            let text = kept.shown.expect("a text").text;
            assert!(text.starts_with("Decisión sobre compartir: María García López"), "{text}");
            assert_eq!(text.contains("Estoy de acuerdo."), agrees, "{text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_is_known_by_its_content_kept_sealed_and_read_by_few() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, maria()).await;
        let new = world.yes(person, &[Label::General, Label::SubstanceUse]);
        let shown = text(&world, &clinic, &new).await;
        let paper = |bytes: Vec<u8>, by: &Viewer| {
            let (store, new, hash, by) =
                (world.base.store.clone(), new.clone(), shown.sha256.clone(), by.clone());
            async move { store.write(&by, move |tx| actions::record_on_paper(tx, &new, &hash, &bytes)).await }
        };
        let html = b"<html><script>alert(1)</script>%PDF-1.7 %%EOF".to_vec();
        for (bytes, fault) in [
            (vec![], "people-error-scan-none"),
            (html, "people-error-scan-kind"),
            (pdf(5 * 1024 * 1024), "people-error-scan-large"),
        ] {
            assert_eq!(keys(&paper(bytes, &clinic).await.unwrap_err()), [fault]);
        }
        let alone = paper(pdf(10), &Viewer::test_person(person)).await;
        assert!(matches!(alone, Err(Error::Forbidden)), "a private page has no paper: {alone:?}");
        let claimed = Answer::Paper { scan: tandem_people::model::proof::Scan::of(&pdf(10)).unwrap() };
        let without = world.consent(&clinic, NewConsent { answer: claimed, ..new.clone() }).await;
        assert_eq!(keys(&without.unwrap_err()), ["people-error-consent-answer"], "no paper without its scan");

        let whole = pdf(200_000);
        let id = paper(whole.clone(), &clinic).await.unwrap();
        let kept = consent(&world, &clinic, id).await;
        let Answer::Paper { scan } = &kept.answer else { panic!("{:?}", kept.answer) };
        assert_eq!((scan.media, scan.bytes), (Media::Pdf, whole.len() as u64));
        let get = |by: Viewer| {
            let store = world.base.store.clone();
            async move { store.read(&by, move |tx| actions::consent_scan(tx, id)).await }
        };
        for viewer in [clinic.clone(), navigator(5, world.pantry), Viewer::test_person(person)] {
            assert_eq!(get(viewer).await.unwrap().unwrap().1, whole);
        }
        for viewer in [navigator(6, world.shelter), Viewer::test_person(Uuid::from_u128(9))] {
            assert!(matches!(get(viewer).await, Err(Error::NotFound)));
        }
        let volunteer = get(member(8, world.clinic, &[Role::Analyst])).await;
        assert!(matches!(volunteer, Err(Error::Forbidden | Error::NotFound)), "{volunteer:?}");
        assert!(!holds(&stored(world.base.store.url()), "QUETZALSCAN"), "sealed");

        // Withdrawn, the other organization has no door to it any more; erased, nobody has.
        world.write(&clinic, move |tx| actions::withdraw_consent(tx, id, None)).await.unwrap();
        assert!(matches!(get(navigator(5, world.pantry)).await, Err(Error::NotFound)));
        world.write(&clinic, move |tx| actions::ask_erasure(tx, person)).await.unwrap();
        world.write(&clinic, move |tx| actions::answer_erasure(tx, person, None)).await.unwrap();
        tandem_events::dispatch(&world.base.store, &tandem_people::room().listeners).await.unwrap();
        let gone = consent(&world, &clinic, id).await;
        assert_eq!(gone.shown, None);
        assert!(matches!(get(clinic.clone()).await, Ok(None)));
    }
}

/// The code that lies in the outbox, as the telephone gets it.
async fn told(world: &World) -> (String, String) {
    let line = world
        .read(&system(), |tx| tandem_mail::outbox(tx, None, 1))
        .await
        .unwrap()
        .into_iter()
        .next()
        .expect("a message");
    let code = line.body.chars().filter(char::is_ascii_digit).take(6).collect();
    (line.body, code)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_shows_that_the_telephone_agrees_to_one_text() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, texting()).await;
        let new = NewConsent {
            answer: Answer::Texted { telephone: String::new() },
            language: "en".into(),
            ..world.yes(person, &[Label::General])
        };
        let shown = text(&world, &clinic, &new).await;
        let send = || {
            let (store, new, by) = (world.base.store.clone(), new.clone(), clinic.clone());
            async move { store.write(&by, move |tx| actions::send_consent_code(tx, &new)).await }
        };
        let say = |sent: &SentCode, code: &str, new: &NewConsent, hash: &str| {
            let typed = TypedCode { id: sent.id, token: sent.token.clone(), code: code.into() };
            let (store, new, hash, by) =
                (world.base.store.clone(), new.clone(), hash.to_owned(), clinic.clone());
            async move {
                store
                    .write(&by, move |tx: &mut Tx| actions::record_texted(tx, &new, &hash, &typed))
                    .await
                    .map(|told| told.map_err(|e| e.iter().map(|(_, m)| m.key).collect::<Vec<_>>()))
            }
        };
        let sent = send().await.unwrap();
        assert_eq!(sent.telephone, "0101");
        let (body, code) = told(&world).await;
        assert!(body.starts_with("Your code is ") && body.contains("10 minutes"), "{body}");
        for telling in ["Riverside", "consent", "shar", "García"] {
            assert!(!body.contains(telling), "a lock screen tells nothing: {body}");
        }
        let wrong = if code == "000000" { "000001" } else { "000000" };
        assert_eq!(
            say(&sent, wrong, &new, &shown.sha256).await.unwrap(),
            Err(vec!["people-error-code-wrong"])
        );
        // The right code agrees to the text that it was sent for and to no other.
        let wider = NewConsent { labels: [Label::General, Label::Hiv].into(), ..new.clone() };
        let other = text(&world, &clinic, &wider).await;
        assert_eq!(
            say(&sent, &code, &wider, &other.sha256).await.unwrap(),
            Err(vec!["people-error-code-wrong"])
        );
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        let id = say(&sent, &spaced, &new, &shown.sha256).await.unwrap().expect("the right code");
        let kept = consent(&world, &clinic, id).await;
        assert_eq!(kept.answer, Answer::Texted { telephone: "0101".into() });
        assert_eq!(kept.state(world.base.clock.now()), State::Live);
        let again = say(&sent, &code, &new, &shown.sha256).await.unwrap();
        assert_eq!(again, Err(vec!["people-error-code-ended"]), "once");

        // Five wrong ones end it; a newer one ends it; time ends it; and there are not many in an hour.
        let second = send().await.unwrap();
        let (_, code) = told(&world).await;
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for _ in 0..5 {
            say(&second, wrong, &new, &shown.sha256).await.unwrap().unwrap_err();
        }
        let late = say(&second, &code, &new, &shown.sha256).await.unwrap();
        assert_eq!(late, Err(vec!["people-error-code-ended"]));
        let third = send().await.unwrap();
        let (_, code) = told(&world).await;
        send().await.unwrap();
        assert!(say(&third, &code, &new, &shown.sha256).await.unwrap().is_err(), "a newer one ends it");
        assert!(matches!(send().await, Err(Error::TooMany { .. })), "four in an hour");
        world.base.clock.advance(SignedDuration::from_mins(61));
        let fifth = send().await.unwrap();
        let (_, code) = told(&world).await;
        world.base.clock.advance(actions::CODE_LASTS);
        assert!(say(&fifth, &code, &new, &shown.sha256).await.unwrap().is_err(), "ten minutes");
        world.base.clock.advance(SignedDuration::from_hours(25));
        world.write(&system(), actions::forget_codes).await.unwrap();
        let left = world
            .read(&system(), |tx| {
                tx.query_one("SELECT COUNT(*) FROM consent_code c", params![], |r| Ok(r.get::<i64>(0)?))
            })
            .await
            .unwrap();
        assert_eq!(left, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_code_goes_where_it_is_not_safe_and_none_replaces_a_signature() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let unsafe_phone = world.person(&clinic, world.clinic, maria()).await;
        let no_phone = world
            .person(
                &clinic,
                world.clinic,
                PersonInput { phone: String::new(), safe: SafeContact::default(), ..maria() },
            )
            .await;
        let safe = world.person(&clinic, world.clinic, texting()).await;
        for (person, labels, fault) in [
            (unsafe_phone, vec![Label::General], "people-error-code-unsafe"),
            (no_phone, vec![Label::General], "people-error-code-unsafe"),
            (safe, vec![Label::SubstanceUse], "people-error-consent-must-be-signed"),
            (safe, vec![Label::Education], "people-error-consent-must-be-signed"),
            (safe, vec![Label::DomesticViolence], "people-error-consent-violence"),
        ] {
            let new = world.yes(person, &labels);
            let sent = world.write(&clinic, move |tx| actions::send_consent_code(tx, &new)).await;
            assert_eq!(keys(&sent.unwrap_err())[0], fault);
        }
        let claimed = Answer::Texted { telephone: "0101".into() };
        let new = NewConsent { answer: claimed, ..world.yes(safe, &[Label::General]) };
        let without = world.consent(&clinic, new).await;
        assert_eq!(keys(&without.unwrap_err()), ["people-error-consent-answer"], "no code, no yes");
        let waiting = world.read(&system(), |tx| tandem_mail::outbox(tx, None, 5)).await.unwrap();
        assert!(waiting.is_empty(), "nothing was sent");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_know_the_name_reads_no_consent_that_tells_it() {
    for world in World::both().await {
        let clinic = navigator(1, world.clinic);
        let person = world.person(&clinic, world.clinic, maria()).await;
        let new = NewConsent {
            classes: [tandem_people::model::data_class::DataClass::Answers].into(),
            ..world.yes(person, &[Label::General])
        };
        let shown = text(&world, &clinic, &new).await;
        let bytes = pdf(100);
        let id = world
            .write(&clinic, move |tx| actions::record_on_paper(tx, &new, &shown.sha256, &bytes))
            .await
            .unwrap();
        let pantry = navigator(5, world.pantry);
        let theirs = world.read(&pantry, move |tx| actions::view_consent(tx, id)).await;
        assert!(matches!(theirs, Err(Error::NotFound)), "the text names the person, and that was not opened");
        let scan = world.read(&pantry, move |tx| actions::consent_scan(tx, id)).await;
        assert!(matches!(scan, Err(Error::NotFound)));
        assert!(consent(&world, &clinic, id).await.shown.is_some());
    }
}
