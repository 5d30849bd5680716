//! Who hears that a term ends, that a body may not adopt, that a resident's proposal waits; by the rules of who is told what.

use crate::common::{World, system};
use crate::news::{happens, read, readers, rule};
use jiff::SignedDuration;
use jiff::civil::date;
use std::collections::BTreeSet;
use tandem_access::accounts::members;
use tandem_access::{Role, Uuid};
use tandem_bodies::actions as bodies;
use tandem_bodies::model::{BodyKind, NewBody, NewSeat, SeatRole};
use tandem_events::Event;
use tandem_meetings::model::{Audience, News, Timing};
use tandem_spine::model::{Item, Kind};
use tandem_testkit::smtp::{Letter, SmtpServer};

fn set<'s>(people: &[&'s str]) -> BTreeSet<&'s str> {
    people.iter().copied().collect()
}

fn to<'l>(letters: &'l [Letter], email: &str) -> &'l Letter {
    letters.iter().find(|letter| letter.to == email).expect("a letter to them")
}

async fn end_seat(w: &World, seat: Uuid) {
    w.write(&w.coordinator.viewer, move |tx| bodies::end_seat(tx, seat, "Moved away")).await.expect("ended");
}

/// Another resident takes a seat.
async fn seat_resident(w: &World, email: &'static str) -> Uuid {
    let (body_id, org) = (w.council, w.seats[4].org);
    w.write(&system(), move |tx| {
        let member = members::create(tx, email, "A neighbor", "en", members::Status::Active)?;
        members::grant(tx, member, org, Role::Resident)?;
        let new = NewSeat {
            body_id,
            role: SeatRole::Member,
            member,
            deputy: None,
            term_start: date(2026, 10, 1),
            term_end: date(2027, 6, 30),
            follows: None,
        };
        bodies::give_seat(tx, &new)
    })
    .await
    .expect("a seat")
}

#[tokio::test]
async fn of_terms_hear_leads_coordinators_and_who_holds_the_seats() {
    for w in World::both().await {
        let (server, engine) = (SmtpServer::start().await, w.app.base.engine);
        let body = w.council;
        let terms = |seats: &[Uuid], past| Event::TermsEnd { body, seats: seats.to_vec(), past };
        happens(&w, terms(&[w.seats[1].seat, w.seats[4].seat], false)).await;
        let letters = w.letters(&server).await;
        let [lead, holder, resident, keeper] =
            [&w.seats[0], &w.seats[1], &w.seats[4], &w.coordinator].map(|one| one.email.as_str());
        assert_eq!(readers(&letters), set(&[lead, holder, resident, keeper]), "{engine}: one letter of both");
        let (subject, text) = read(to(&letters, keeper));
        assert_eq!(subject, "News about your group", "{engine}");
        for words in
            ["Housing: until June 30, 2027", "Neighbors and community groups: until June 30, 2027", "Council"]
        {
            assert!(text.contains(words), "{engine}: {words}: {text}");
        }
        assert!(text.contains(&format!("/workgroups/{body}")), "{engine}: {text}");
        for seat in [&w.seats[1], &w.seats[4]] {
            let list = format!("Begin it here: {}/seats/{}", tandem_mail::base_url(), seat.seat);
            assert!(text.contains(&list), "{engine}: nothing is listed to hand over: {text}");
        }
        assert!(!text.contains("resident"), "{engine}: nobody is named: {text}");
        let (subject, text) = read(to(&letters, resident));
        assert_eq!(subject, "Novedades de su grupo", "{engine}");
        assert!(
            text.contains("Vivienda: hasta el 30 de junio de 2027") && text.contains("Consejo"),
            "{text}"
        );

        // In a digest, terms that end at different times are one piece of news, as they are by then.
        for audience in [Audience::Leads, Audience::Holder] {
            rule(&w, News::Term, audience, Timing::Never).await.unwrap();
        }
        rule(&w, News::Term, Audience::Keepers, Timing::Weekly).await.unwrap();
        let listed = w.seats[1].seat;
        w.write(&w.coordinator.viewer, move |tx| bodies::add_handover(tx, listed, "The list of drivers"))
            .await
            .unwrap();
        happens(&w, terms(&[listed], false)).await;
        happens(&w, terms(&[w.seats[2].seat, w.seats[3].seat], false)).await;
        assert!(w.letters(&server).await.is_empty(), "{engine}: it waits for Monday");
        let seat = w.seats[3].seat;
        w.write(&w.coordinator.viewer, move |tx| bodies::renew(tx, seat, date(2028, 6, 30))).await.unwrap();
        w.app.clock().advance(SignedDuration::from_hours(24 * 7));
        let letters = w.letters(&server).await;
        assert_eq!(readers(&letters), set(&[keeper]), "{engine}");
        let (_, text) = read(&letters[0]);
        assert!(
            text.contains("Housing: until") && text.contains("Schools and learning: until"),
            "{engine}: {text}"
        );
        assert!(!text.contains("Social services"), "{engine}: that one was seen to: {text}");
        assert_eq!(text.matches("/workgroups/").count(), 1, "{engine}: {text}");
        assert!(!text.contains(&format!("/seats/{listed}")), "{engine}: it has begun: {text}");

        // By the clock: sixty days before the end, and once it has come.
        rule(&w, News::Term, Audience::Keepers, Timing::Now).await.unwrap();
        let today = w.read(&system(), bodies::today).await.unwrap();
        let days = i64::from((date(2027, 5, 1) - today).get_days());
        w.app.clock().advance(SignedDuration::from_hours(24 * days));
        let letters = w.letters(&server).await;
        assert_eq!(readers(&letters), set(&[keeper]), "{engine}");
        let (_, text) = read(&letters[0]);
        assert_eq!(text.matches(": until June 30, 2027").count(), 4, "{engine}: {text}");
        w.app.clock().advance(SignedDuration::from_hours(24));
        assert!(w.letters(&server).await.is_empty(), "{engine}: once");
        w.app.clock().advance(SignedDuration::from_hours(24 * 60));
        let over: Vec<String> = w.letters(&server).await.iter().map(|letter| read(letter).1).collect();
        let terms: Vec<&String> =
            over.iter().filter(|text| text.contains(": ended on June 30, 2027")).collect();
        assert_eq!(terms.len(), 1, "{engine}: {over:?}");
    }
}

#[tokio::test]
async fn that_a_body_may_not_adopt_is_told_with_the_reason_while_it_is_so() {
    for w in World::both().await {
        let (server, engine) = (SmtpServer::start().await, w.app.base.engine);
        assert!(w.letters(&server).await.is_empty(), "{engine}: it is valid");
        let day = || w.app.clock().advance(SignedDuration::from_hours(24));
        end_seat(&w, w.seats[4].seat).await;
        day();
        let letters = w.letters(&server).await;
        let (lead, keeper) = (w.seats[0].email.as_str(), w.coordinator.email.as_str());
        assert_eq!(readers(&letters), set(&[lead, keeper]), "{engine}");
        let (subject, text) = read(to(&letters, keeper));
        assert_eq!(subject, "News about your group", "{engine}");
        let why = "Neighbors have fewer than one seat in five.";
        assert!(text.contains(why) && text.contains("cannot adopt"), "{engine}: {text}");
        assert!(text.contains(&format!("/workgroups/{}", w.council)), "{engine}: {text}");
        day();
        assert!(w.letters(&server).await.is_empty(), "{engine}: once");
        let mut seat = seat_resident(&w, "ines@example.org").await;
        day();
        assert!(w.letters(&server).await.is_empty(), "{engine}: that all is well is no news");

        // What is mended before the digest leaves is not in it.
        rule(&w, News::Standing, Audience::Leads, Timing::Never).await.unwrap();
        rule(&w, News::Standing, Audience::Keepers, Timing::Weekly).await.unwrap();
        for mended in [true, false] {
            end_seat(&w, seat).await;
            day();
            assert!(w.letters(&server).await.is_empty(), "{engine}: it waits for Monday");
            if mended {
                seat = seat_resident(&w, "omar@example.org").await;
            }
            w.app.clock().advance(SignedDuration::from_hours(24 * 7));
            let letters = w.letters(&server).await;
            let told = if mended { set(&[]) } else { set(&[keeper]) };
            assert_eq!(readers(&letters), told, "{engine}");
            assert!(letters.iter().all(|letter| read(letter).1.contains(why)), "{engine}");
        }
    }
}

#[tokio::test]
async fn of_what_a_resident_sent_hear_who_may_take_it_up_and_no_word_of_it_is_mailed() {
    for w in World::both().await {
        let (server, engine) = (SmtpServer::start().await, w.app.base.engine);
        let leads: Vec<Uuid> = [1, 2, 4].iter().map(|n: &usize| w.seats[*n].member).collect();
        let group = |name: &str| NewBody {
            kind: BodyKind::Workgroup,
            name: name.to_owned(),
            name_es: None,
            purpose: "Rides".to_owned(),
            purpose_es: None,
            adopted_on: None,
        };
        let (valid, invalid, alone) = (group("Rides"), group("Homes"), w.seats[3].member);
        w.write(&w.coordinator.viewer, move |tx| {
            let rides = bodies::create_body(tx, &valid)?;
            let homes = bodies::create_body(tx, &invalid)?;
            for (body_id, member) in leads.iter().map(|lead| (rides, *lead)).chain([(homes, alone)]) {
                let new = NewSeat {
                    body_id,
                    role: SeatRole::CoLead,
                    member,
                    deputy: None,
                    term_start: date(2026, 1, 1),
                    term_end: date(2027, 6, 30),
                    follows: None,
                };
                bodies::give_seat(tx, &new)?;
            }
            Ok(())
        })
        .await
        .expect("two groups");
        for audience in [Audience::Leads, Audience::Keepers] {
            rule(&w, News::Standing, audience, Timing::Never).await.unwrap();
        }
        let put = async |public: bool, id: Option<Uuid>| {
            w.write(&system(), move |tx| {
                let id = id.unwrap_or_else(|| tx.new_public_id());
                let path = format!("/proposals/{id}");
                let title = "Mr. Miller has fleas".into();
                let item = Item { id, kind: Kind::Proposal, title, title_es: None, path, public };
                tandem_spine::actions::put(tx, &item).map(|()| id)
            })
            .await
            .expect("a proposal")
        };
        let proposal = put(false, None).await;
        let waits = |still| Event::ProposalWaits { proposal, still };
        happens(&w, waits(false)).await;
        let letters = w.letters(&server).await;
        let [homes, school, resident, keeper] =
            [&w.seats[1], &w.seats[2], &w.seats[4], &w.coordinator].map(|one| one.email.as_str());
        assert_eq!(readers(&letters), set(&[homes, school, resident, keeper]), "{engine}");
        for letter in &letters {
            let (_, text) = read(letter);
            assert!(
                text.contains(&format!("/proposals/{proposal}")) && !text.contains("fleas"),
                "{engine}: {text}"
            );
        }
        assert_eq!(read(to(&letters, keeper)).0, "A neighbor's proposal waits", "{engine}");
        assert!(read(to(&letters, school)).1.contains("Espera a que un grupo la tome"), "{engine}");

        // Two weeks later again; not when a group took it up in the meantime.
        rule(&w, News::Waiting, Audience::Leads, Timing::Never).await.unwrap();
        happens(&w, waits(true)).await;
        assert_eq!(readers(&w.letters(&server).await), set(&[keeper]), "{engine}");
        rule(&w, News::Waiting, Audience::Keepers, Timing::Daily).await.unwrap();
        happens(&w, waits(true)).await;
        put(true, Some(proposal)).await;
        w.app.clock().advance(SignedDuration::from_hours(24));
        assert!(w.letters(&server).await.is_empty(), "{engine}: taken up before the morning");
    }
}
