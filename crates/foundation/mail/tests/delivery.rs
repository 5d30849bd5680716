//! Letters and text messages on their way, through a real SMTP conversation and a real HTTP request.

use jiff::SignedDuration;
use std::net::TcpListener;
use tandem_access::{Error, Migration, Purpose, Role, Uuid, Viewer};
use tandem_mail::{
    Delivered, Email, GatewaySettings, Mailer, SmtpSettings, Status, Subject, TextMessage, Texter,
};
use tandem_testkit::smtp::{Next, SmtpServer};
use tandem_testkit::{TestStore, gateway};

fn migrations() -> Vec<Migration> {
    [tandem_access::MIGRATIONS, tandem_mail::MIGRATIONS].concat()
}

fn stores() -> Vec<TestStore> {
    TestStore::both(&migrations(), &tandem_mail::fences())
}

/// An ordinary member: letters are written by whoever has something to say.
fn navigator() -> Viewer {
    Viewer::test_member(Uuid::from_u128(1), Uuid::from_u128(2), &[Role::Navigator], Purpose::CareCoordination)
}

fn email(to: &str) -> Email {
    Email {
        to: to.into(),
        subject: Subject::RequestWaiting,
        language: "es".into(),
        text: "Una persona necesita su ayuda.\n\nhttps://riverton.example/a/SECRET\n.\nfin".into(),
        html: None,
        kind: "test",
        related: Some(Uuid::from_u128(3)),
    }
}

async fn put(t: &TestStore, to: &str) -> Result<Uuid, Error> {
    let email = email(to);
    t.store.write(&navigator(), move |tx| tandem_mail::send_email(tx, &email)).await
}

fn mailer(server: &SmtpServer, keep: bool) -> Mailer {
    let from = "Riverton Together <hello@riverton.example>".into();
    Mailer::new(&SmtpSettings { url: server.url(), from, keep }).unwrap()
}

async fn lines(t: &TestStore) -> Vec<tandem_mail::OutboxLine> {
    t.store.read(&Viewer::system("test"), |tx| tandem_mail::outbox(tx, None, 100)).await.unwrap()
}

const SENT: Delivered = Delivered { sent: 1, failed: 0, dead: 0 };
const FAILED: Delivered = Delivered { sent: 0, failed: 1, dead: 0 };

#[tokio::test]
async fn a_letter_goes_out_once_and_its_words_are_erased() {
    for t in stores() {
        let server = SmtpServer::start().await;
        let mailer = mailer(&server, false);
        let id = put(&t, "pantry@example.org").await.unwrap();
        assert_eq!(mailer.deliver_due(&t.store).await.unwrap(), SENT, "{}", t.engine);
        assert_eq!(mailer.deliver_due(&t.store).await.unwrap(), Delivered::default());
        let [letter] = &server.letters()[..] else { panic!("one letter") };
        assert_eq!(letter.to, "pantry@example.org");
        assert_eq!(letter.header("Message-ID"), format!("<{id}@riverton.example>"));
        assert_eq!(letter.header("Subject"), "Una solicitud espera su respuesta");
        assert_eq!(letter.header("Auto-Submitted"), "auto-generated");
        assert!(
            letter.raw.contains("https://riverton.example/a/SECRET") && letter.raw.contains("\r\n.\r\nfin")
        );
        let [line] = &lines(&t).await[..] else { panic!("one line") };
        assert_eq!((line.status, line.body.as_str(), line.attempts), (Status::Sent, "", 1));
    }
}

#[tokio::test]
async fn the_demo_keeps_the_words() {
    let t = TestStore::sqlite(&migrations(), &tandem_mail::fences());
    let server = SmtpServer::start().await;
    put(&t, "pantry@example.org").await.unwrap();
    mailer(&server, true).deliver_due(&t.store).await.unwrap();
    assert!(lines(&t).await[0].body.contains("SECRET"));
}

#[tokio::test]
async fn what_fails_for_now_is_tried_again_later_and_later() {
    for t in stores() {
        let server = SmtpServer::start().await;
        server.script([Next::RecipientLater, Next::DataLater, Next::HangUp]);
        let mailer = mailer(&server, false);
        let id = put(&t, "pantry@example.org").await.unwrap();
        for minutes in [1, 2, 3] {
            assert_eq!(mailer.deliver_due(&t.store).await.unwrap(), FAILED, "{} {minutes}", t.engine);
            assert_eq!(mailer.deliver_due(&t.store).await.unwrap(), Delivered::default(), "not at once");
            let line = &lines(&t).await[0];
            assert!(line.last_error.is_some() && line.status == Status::Failed);
            t.clock.advance(SignedDuration::from_mins(minutes));
        }
        assert_eq!(mailer.deliver_due(&t.store).await.unwrap(), SENT, "{}", t.engine);
        assert_eq!(server.letters().len(), 1);
        assert_eq!(server.letters()[0].header("Message-ID"), format!("<{id}@riverton.example>"));
    }
}

#[tokio::test]
async fn one_bad_recipient_does_not_hold_up_the_others() {
    for t in stores() {
        let server = SmtpServer::start().await;
        server.script([Next::Take, Next::RecipientNever, Next::Take]);
        for to in ["a@example.org", "b@example.org", "c@example.org"] {
            put(&t, to).await.unwrap();
            t.clock.advance(SignedDuration::from_secs(1));
        }
        let done = mailer(&server, false).deliver_due(&t.store).await.unwrap();
        assert_eq!(done, Delivered { sent: 2, failed: 0, dead: 1 }, "{}", t.engine);
        let all = lines(&t).await;
        let dead = all.iter().find(|l| l.status == Status::Dead).unwrap();
        assert_eq!(dead.to, "b@example.org");
        assert!(dead.last_error.as_deref().unwrap().contains("no such mailbox"));
    }
}

/// A worker killed after the server took the letter and before it noted so: the letter goes out again, as the same
/// letter.
#[tokio::test]
async fn killed_between_sending_and_noting_it_is_sent_again_under_the_same_id() {
    for t in stores() {
        let server = SmtpServer::start().await;
        server.script([Next::KeepAndHang]);
        put(&t, "pantry@example.org").await.unwrap();
        let (store, doomed) = (t.store.clone(), mailer(&server, false));
        let worker = tokio::spawn(async move { doomed.deliver_due(&store).await });
        while server.letters().is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        worker.abort();
        let _ = worker.await;
        let other = mailer(&server, false);
        assert_eq!(
            other.deliver_due(&t.store).await.unwrap(),
            Delivered::default(),
            "still held by the first"
        );
        t.clock.advance(SignedDuration::from_mins(3));
        assert_eq!(other.deliver_due(&t.store).await.unwrap(), SENT, "{}", t.engine);
        let letters = server.letters();
        assert_eq!(letters.len(), 2);
        assert_eq!(letters[0].header("Message-ID"), letters[1].header("Message-ID"));
        assert_eq!(letters[0].raw, letters[1].raw, "{}: byte for byte the same letter", t.engine);
    }
}

#[tokio::test]
async fn two_workers_share_the_work() {
    for t in stores() {
        let server = SmtpServer::start().await;
        for n in 0..30 {
            put(&t, &format!("p{n}@example.org")).await.unwrap();
        }
        let (one, two) = (mailer(&server, false), mailer(&server, false));
        let (a, b) = tokio::join!(one.deliver_due(&t.store), two.deliver_due(&t.store));
        let mut sent = a.unwrap().sent + b.unwrap().sent;
        sent += one.deliver_due(&t.store).await.unwrap().sent;
        assert_eq!((sent, server.letters().len()), (30, 30), "{}: none twice, none lost", t.engine);
    }
}

#[tokio::test]
async fn a_server_that_stays_away_is_given_up_after_a_day() {
    let t = TestStore::sqlite(&migrations(), &tandem_mail::fences());
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let from = "hello@riverton.example".into();
    let mailer = Mailer::new(&SmtpSettings { url: format!("smtp://{closed}"), from, keep: false }).unwrap();
    put(&t, "pantry@example.org").await.unwrap();
    let mut tries = 0;
    loop {
        let done = mailer.deliver_due(&t.store).await.unwrap();
        tries += done.failed + done.dead;
        if done.dead == 1 {
            break;
        }
        t.clock.advance(SignedDuration::from_hours(3));
        assert!(tries < 30, "it has to end");
    }
    let line = &lines(&t).await[0];
    assert_eq!((line.status, line.attempts), (Status::Dead, 24));
    assert!(line.body.contains("SECRET"), "what was not sent is kept for whoever looks into it");
}

#[tokio::test]
async fn addresses_carry_no_second_recipient_or_header() {
    for t in stores() {
        for bad in [
            "",
            "nobody",
            "a@b.org, c@d.org",
            "a@b.org\r\nBcc: c@d.org",
            "<a@b.org>",
            "a b@c.org",
            "a@b.org\u{0}",
        ] {
            assert!(matches!(put(&t, bad).await, Err(Error::Invalid(_))), "{} {bad}", t.engine);
        }
        assert!(lines(&t).await.is_empty());
    }
}

#[tokio::test]
async fn the_outbox_is_fenced() {
    for t in stores() {
        put(&t, "pantry@example.org").await.unwrap();
        let seen = t.store.read(&navigator(), |tx| tandem_mail::outbox(tx, None, 10)).await.unwrap();
        assert!(seen.is_empty(), "{}: who writes a letter does not read the outbox", t.engine);
        assert_eq!(lines(&t).await.len(), 1);
        let erased = t
            .store
            .write(&navigator(), |tx| tx.execute("DELETE FROM email_outbox WHERE attempts = 0", &[]))
            .await;
        assert!(!matches!(erased, Ok(1)), "{}", t.engine);
        assert_eq!(lines(&t).await.len(), 1);
    }
}

#[tokio::test]
async fn a_rolled_back_action_sends_nothing() {
    for t in stores() {
        let letter = email("pantry@example.org");
        let failed: Result<(), Error> = t
            .store
            .write(&navigator(), move |tx| {
                tandem_mail::send_email(tx, &letter)?;
                Err(Error::Forbidden)
            })
            .await;
        assert!(failed.is_err());
        assert!(lines(&t).await.is_empty(), "{}", t.engine);
    }
}

async fn put_text(t: &TestStore, body: &str) -> Result<Uuid, Error> {
    let m = TextMessage { to: "(555) 555-0142".into(), body: body.into(), kind: "test", related: None };
    t.store.write(&navigator(), move |tx| tandem_mail::send_text(tx, &m)).await
}

#[tokio::test]
async fn a_text_message_survives_a_busy_gateway_and_follows_no_redirect() {
    for t in stores() {
        let (url, got) = gateway(&["503 Busy", "302 Found", "429 Slow", "202 Accepted"]);
        let texter = Texter::new(GatewaySettings { url, token: Some("t0ken".into()), keep: false }).unwrap();
        let id = put_text(&t, "You have a short question: https://r.example/q").await.unwrap();
        for minutes in [1, 2, 3] {
            assert_eq!(texter.deliver_due(&t.store).await.unwrap(), FAILED, "{}", t.engine);
            t.clock.advance(SignedDuration::from_mins(minutes));
        }
        assert_eq!(texter.deliver_due(&t.store).await.unwrap(), SENT, "{}", t.engine);
        let got = got.lock().unwrap();
        assert_eq!(got.len(), 4, "the redirect was not followed");
        for request in got.iter() {
            let lower = request.to_ascii_lowercase();
            assert!(
                lower.contains(&format!("idempotency-key: {id}"))
                    && lower.contains("authorization: bearer t0ken")
            );
            assert!(request.contains(r#""to":"+15555550142""#), "{request}");
        }
    }
}

#[tokio::test]
async fn a_refused_text_message_is_dead_and_loose_talk_never_enters() {
    for t in stores() {
        let (url, _) = gateway(&["400 Bad"]);
        let texter = Texter::new(GatewaySettings { url, token: None, keep: false }).unwrap();
        assert!(matches!(put_text(&t, "Your HIV test is ready").await, Err(Error::Internal(_))));
        put_text(&t, "A short question for you").await.unwrap();
        let done = texter.deliver_due(&t.store).await.unwrap();
        assert_eq!(done, Delivered { sent: 0, failed: 0, dead: 1 }, "{}", t.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_is_forgotten_after_three_months_and_what_waits_is_not() {
    for t in stores() {
        let sent = put(&t, "sent@example.org").await.expect("a letter");
        put(&t, "waits@example.org").await.expect("a letter");
        let system = Viewer::system("mail.test");
        let mark = "UPDATE email_outbox SET status = 'sent', sent_at = ?2 WHERE id = ?1";
        t.store
            .write(&system, move |tx| {
                let now = tx.now();
                tx.execute(mark, tandem_access::params![sent, now]).map(drop)
            })
            .await
            .expect("marked");
        for (days, left) in [(89, 2), (2, 1)] {
            t.clock.advance(SignedDuration::from_hours(24 * days));
            t.store.write(&system, tandem_mail::forget_old).await.expect("the fence lets the system forget");
            let lines = t.store.read(&system, |tx| tandem_mail::outbox(tx, None, 10)).await.expect("lines");
            assert_eq!(lines.len(), left, "{}, {days} days on", t.engine);
            assert!(lines.iter().any(|l| l.to == "waits@example.org"));
        }
    }
}
