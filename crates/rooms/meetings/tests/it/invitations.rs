//! What calendars are told, over a real SMTP conversation: invitations, changes, cancellations, reminders, digests; and the feed.

use crate::common::{World, evening, system};
use icalendar::{Calendar, Component as _, Event};
use jiff::SignedDuration;
use mail_parser::{MessageParser, MimeHeaders as _};
use tandem_access::Error;
use tandem_meetings::actions;
use tandem_meetings::model::{Answer, Answered, Audience, Change, Ends, News, Place, Repeats, Timing};
use tandem_testkit::smtp::{Letter, SmtpServer};

/// The calendar part of a letter, as a mail program finds it: its method, and the file.
fn calendar(letter: &Letter) -> (String, Calendar) {
    let message = MessageParser::new().parse(letter.raw.as_bytes()).expect("a message");
    let kind = message.content_type().expect("a type");
    assert_eq!((kind.ctype(), kind.subtype()), ("multipart", Some("alternative")));
    let part = message
        .parts
        .iter()
        .find(|p| p.content_type().is_some_and(|c| c.ctype() == "text" && c.subtype() == Some("calendar")))
        .unwrap_or_else(|| panic!("no calendar in {}", letter.raw));
    let method = part.content_type().and_then(|c| c.attribute("method")).expect("a method").to_owned();
    let text = part.text_contents().expect("text");
    assert!(text.contains("\r\n") || !text.contains('\n'), "lines end as the format wants them");
    (method, text.parse().unwrap_or_else(|e| panic!("{e}: {text}")))
}

/// The subject as its reader sees it.
fn subject(letter: &Letter) -> String {
    let message = MessageParser::new().parse(letter.raw.as_bytes()).expect("a message");
    message.subject().unwrap_or_default().to_owned()
}

fn of<'l>(letters: &'l [Letter], who: &str) -> &'l Letter {
    let mut mine = letters.iter().filter(|l| l.to == who);
    let one = mine.next().unwrap_or_else(|| panic!("no letter to {who}"));
    assert!(mine.next().is_none(), "one letter to {who}");
    one
}

fn value(event: &Event, key: &str) -> String {
    event.property_value(key).unwrap_or_default().to_owned()
}

fn change(start: jiff::civil::DateTime) -> Change {
    Change {
        title: "Council meeting".into(),
        title_es: None,
        place: Place { room: "Library".into(), ..Place::default() },
        start,
        minutes: 60,
    }
}

#[tokio::test]
async fn an_invitation_its_change_and_its_end() {
    for w in World::both().await {
        let server = SmtpServer::start().await;
        let id = w.plan(|_| {}).await;
        let letters = w.letters(&server).await;
        assert_eq!(letters.len(), 6, "{}: every seat and the deputy, nobody else", w.app.base.engine);
        let letter = of(&letters, &w.seats[0].email);
        assert_eq!(subject(letter), "You are invited to a meeting");
        let (method, ics) = calendar(letter);
        assert_eq!((method.as_str(), ics.property_value("METHOD")), ("REQUEST", Some("REQUEST")));
        let first = ics.events().next().unwrap().clone();
        assert_eq!(value(&first, "DTSTART"), "20261020T180000");
        assert_eq!(value(&first, "SEQUENCE"), "0");
        assert_eq!(value(&first, "ORGANIZER"), "mailto:coordinator@example.org");
        let who = &first.get_attendees();
        assert_eq!(who.len(), 1, "nobody learns who else is invited");
        let (_, spanish) = calendar(of(&letters, &w.seats[2].email));
        assert_eq!(spanish.events().next().unwrap().get_summary(), Some("Reunión del consejo"));

        w.write(&w.coordinator.viewer, move |tx| actions::change(tx, id, &change(evening(21))))
            .await
            .unwrap();
        let letters = w.letters(&server).await;
        assert_eq!(letters.len(), 6);
        let letter = of(&letters, &w.seats[0].email);
        assert_eq!(subject(letter), "A meeting has changed");
        let moved = calendar(letter).1.events().next().unwrap().clone();
        assert_eq!(value(&moved, "UID"), value(&first, "UID"), "the same thing in every calendar");
        assert_eq!(
            (value(&moved, "SEQUENCE"), value(&moved, "DTSTART")),
            ("1".into(), "20261021T180000".into())
        );

        let why = w.write(&w.coordinator.viewer, move |tx| actions::cancel(tx, id, "")).await;
        assert!(matches!(why, Err(Error::Invalid(_))), "not without a reason");
        w.write(&w.coordinator.viewer, move |tx| actions::cancel(tx, id, "The hall has no heat"))
            .await
            .unwrap();
        let letters = w.letters(&server).await;
        assert_eq!(letters.len(), 6);
        let (method, ics) = calendar(of(&letters, &w.deputy.email));
        let gone = ics.events().next().unwrap();
        assert_eq!(method, "CANCEL");
        assert_eq!((value(gone, "STATUS"), value(gone, "SEQUENCE")), ("CANCELLED".into(), "2".into()));
        assert_eq!(value(gone, "UID"), value(&first, "UID"));
        let again =
            w.write(&w.coordinator.viewer, move |tx| actions::change(tx, id, &change(evening(22)))).await;
        assert!(matches!(again, Err(Error::Conflict { .. })), "what was called off does not move");
    }
}

#[tokio::test]
async fn one_of_a_series_is_called_off_and_one_moved() {
    for w in World::both().await {
        let server = SmtpServer::start().await;
        let first = w.plan(|p| (p.repeats, p.ends) = (Repeats::Weeks(1), Ends::After(4))).await;
        w.letters(&server).await;
        let all = w.read(&w.coordinator.viewer, |tx| actions::ahead(tx, None)).await.unwrap();
        assert_eq!(all.len(), 4, "{}", w.app.base.engine);
        assert!(all.iter().all(|m| m.start.hour() == 18));
        let hours = |n: usize| all[n].starts_at.to_zoned(jiff::tz::TimeZone::UTC).hour();
        assert_eq!((hours(1), hours(2)), (22, 23), "six o'clock on both sides of November 1");
        let (second, third) = (all[1].id, all[2].id);
        w.write(&w.seats[0].viewer, move |tx| actions::cancel(tx, second, "A holiday")).await.unwrap();
        let letters = w.letters(&server).await;
        let (method, ics) = calendar(of(&letters, &w.seats[1].email));
        let gone = ics.events().next().unwrap();
        assert_eq!((method.as_str(), value(gone, "RECURRENCE-ID")), ("CANCEL", "20261027T180000".into()));

        let to = change(jiff::civil::date(2026, 11, 4).at(17, 0, 0, 0));
        w.write(&w.coordinator.viewer, move |tx| actions::change(tx, third, &to)).await.unwrap();
        let letters = w.letters(&server).await;
        let (_, ics) = calendar(of(&letters, &w.seats[1].email));
        let events: Vec<&Event> = ics.events().collect();
        assert_eq!(events.len(), 2);
        assert_eq!(value(events[0], "RRULE"), "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;COUNT=4");
        assert_eq!(events[0].multi_properties()["EXDATE"][0].value(), "20261027T180000");
        assert_eq!(value(events[1], "RECURRENCE-ID"), "20261103T180000");
        assert_eq!(value(events[1], "DTSTART"), "20261104T170000");

        w.write(&w.coordinator.viewer, move |tx| actions::cancel_series(tx, first, "We are done"))
            .await
            .unwrap();
        let letters = w.letters(&server).await;
        let (method, ics) = calendar(of(&letters, &w.seats[1].email));
        assert_eq!(
            (method.as_str(), value(ics.events().next().unwrap(), "RECURRENCE-ID")),
            ("CANCEL", String::new())
        );
        let left = w.read(&w.coordinator.viewer, |tx| actions::ahead(tx, None)).await.unwrap();
        assert!(left.iter().all(|m| m.why.is_some()), "all that were to come");
    }
}

#[tokio::test]
async fn an_open_series_goes_on_and_who_comes_later_is_invited() {
    for w in World::both().await {
        let server = SmtpServer::start().await;
        let id = w.plan(|p| p.repeats = Repeats::Months(1)).await;
        w.letters(&server).await;
        let plan = w.read(&system(), move |tx| actions::plan_of(tx, id)).await.unwrap();
        let count = async || w.read(&system(), |tx| actions::ahead(tx, None)).await.unwrap().len();
        assert_eq!(count().await, 13, "{}", w.app.base.engine);
        assert_eq!(plan.rule.as_deref(), Some("FREQ=MONTHLY;INTERVAL=1;BYDAY=3TU"));
        w.app.clock().advance(SignedDuration::from_hours(24 * 40));
        // The seat of the first is given on.
        let (seat, next) = (w.seats[0].seat, w.stranger.member);
        w.write(&w.coordinator.viewer, move |tx| {
            tandem_bodies::actions::end_seat(tx, seat, "left")?;
            let today = tandem_bodies::actions::today(tx)?;
            let new = tandem_bodies::model::NewSeat {
                body_id: plan.body,
                role: tandem_bodies::model::SeatRole::Member,
                member: next,
                deputy: None,
                term_start: today,
                term_end: jiff::civil::date(2027, 6, 30),
                follows: None,
            };
            tandem_bodies::actions::give_seat(tx, &new)
        })
        .await
        .unwrap();
        let letters = w.letters(&server).await;
        let invited: Vec<_> = letters.iter().filter(|l| subject(l).contains("invited")).collect();
        assert_eq!(invited.len(), 1, "only who had no invitation yet");
        assert_eq!(invited[0].to, w.stranger.email);
        assert_eq!(count().await, 13, "one was held, one came into sight");
    }
}

#[tokio::test]
async fn reminders_come_a_week_and_a_day_before_and_not_to_who_said_no() {
    for w in World::both().await {
        let server = SmtpServer::start().await;
        let id = w.plan(|_| {}).await;
        w.letters(&server).await;
        let no = Answered {
            member: w.seats[1].member,
            answer: Answer::No,
            way: None,
            needs: vec![],
            needs_text: String::new(),
        };
        w.write(&w.seats[1].viewer, move |tx| actions::answer(tx, id, &no)).await.unwrap();
        for (hours, expected) in [(24 * 7, 0), (24 * 2, 5), (24, 0), (24 * 5, 5), (1, 0)] {
            // October 5, 9 in the morning, and on: 8.4 days before the meeting, 6.4, 5.4, 0.4.
            w.app.clock().advance(SignedDuration::from_hours(hours));
            let letters = w.letters(&server).await;
            let soon: Vec<_> = letters
                .iter()
                .filter(|l| ["Your next meeting", "Su próxima reunión"].contains(&subject(l).as_str()))
                .collect();
            assert_eq!(soon.len(), expected, "{}: after {hours} hours more", w.app.base.engine);
            assert!(soon.iter().all(|l| l.to != w.seats[1].email));
        }
    }
}

#[tokio::test]
async fn news_gathers_in_one_digest() {
    for w in World::both().await {
        let server = SmtpServer::start().await;
        let refused = w
            .write(&w.seats[0].viewer, |tx| {
                actions::set_protocol(tx, News::Minutes, Audience::Admins, Timing::Daily)
            })
            .await;
        assert!(matches!(refused, Err(Error::Forbidden)), "a seat does not change what all agreed on");
        for news in [News::Scheduled, News::Changed] {
            w.write(&w.coordinator.viewer, move |tx| {
                actions::set_protocol(tx, news, Audience::Admins, Timing::Daily)
            })
            .await
            .unwrap();
        }
        let fixed = w
            .write(&w.coordinator.viewer, |tx| {
                actions::set_protocol(tx, News::Changed, Audience::Body, Timing::Never)
            })
            .await;
        assert!(matches!(fixed, Err(Error::Invalid(_))), "calendars would be wrong");
        let id = w.plan(|_| {}).await;
        let secret = w.plan(|p| (p.public, p.title) = (false, "Closed talk".into())).await;
        w.write(&w.coordinator.viewer, move |tx| actions::change(tx, id, &change(evening(21))))
            .await
            .unwrap();
        assert!(w.letters(&server).await.iter().all(|l| l.to != w.admin.email), "not before the morning");
        w.app.clock().advance(SignedDuration::from_hours(24));
        let letters = w.letters(&server).await;
        let digest = of(&letters, &w.admin.email);
        assert_eq!(subject(digest), "News of the partnership");
        assert_eq!(digest.raw.matches(&format!("/meetings/{id}")).count(), 2, "{}", digest.raw);
        assert!(!digest.raw.contains(&secret.to_string()), "what is not public stays in the body");
        w.app.clock().advance(SignedDuration::from_hours(24));
        assert!(w.letters(&server).await.iter().all(|l| l.to != w.admin.email), "once");
    }
}

#[tokio::test]
async fn the_feed_holds_what_is_public_and_names_nobody() {
    for w in World::both().await {
        let id = w.plan(|_| {}).await;
        w.plan(|p| (p.public, p.title, p.title_es) = (false, "Closed talk".into(), None)).await;
        let feed = w.app.get("/meetings.ics", "").await;
        assert_eq!(feed.headers["content-type"], "text/calendar; charset=utf-8");
        let ics: Calendar = feed.text.parse().unwrap();
        assert_eq!(ics.events().count(), 1, "{}", feed.text);
        assert!(!feed.text.contains("mailto:") && !feed.text.contains("Closed"));
        let one = w.app.get(&format!("/meetings/{id}/calendar.ics"), "").await;
        assert!(one.text.parse::<Calendar>().unwrap().events().count() == 1);

        let series = w.plan(|p| (p.repeats, p.start) = (Repeats::Weeks(1), evening(6))).await;
        let uids = async |path: String| -> Vec<(String, bool)> {
            let ics: Calendar = w.app.get(&path, "").await.text.parse().unwrap();
            ics.events().map(|e| (value(e, "UID"), e.property_value("RRULE").is_some())).collect()
        };
        let alone = uids(format!("/meetings/{series}/calendar.ics")).await;
        let all = uids("/meetings.ics".into()).await;
        assert!(all.iter().any(|(_, rule)| *rule), "{all:?}");
        assert!(
            !all.contains(&alone[0]) && !alone[0].1,
            "one of a series does not take the place of the series"
        );
        w.app.clock().advance(SignedDuration::from_hours(24 * 3));
        let next = w.read(&system(), |tx| actions::ahead(tx, None)).await.unwrap();
        let next = next.iter().find(|m| m.start == evening(13)).unwrap().id;
        w.write(&w.coordinator.viewer, move |tx| actions::cancel_series(tx, next, "Done")).await.unwrap();
        let after = uids("/meetings.ics".into()).await;
        assert!(after.iter().all(|(_, rule)| !rule), "a rule that was called off does not go on: {after:?}");
        assert!(after.contains(&alone[0]), "what was held stays");
    }
}
