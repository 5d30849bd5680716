//! Who hears of what bodies decide: proposals, objections, adoptions, reviews, results that bind; and who does not.

use crate::common::{World, system};
use jiff::SignedDuration;
use jiff::civil::date;
use mail_parser::MessageParser;
use std::collections::BTreeSet;
use tandem_access::accounts::members;
use tandem_access::{Error, Uuid};
use tandem_events::{Event, publish};
use tandem_meetings::actions::{self, NewTask};
use tandem_meetings::model::{Audience, News, Timing};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_spine::model::{Item, Kind};
use tandem_testkit::smtp::{Letter, SmtpServer};

/// A thing of the chain that anybody may read of.
async fn thing(w: &World, kind: Kind, title: &'static str) -> Uuid {
    w.write(&system(), move |tx| {
        let id = tx.new_public_id();
        let path = format!("/{}s/{id}", kind.code());
        let item = Item { id, kind, title: title.into(), title_es: None, path, public: true };
        tandem_spine::actions::put(tx, &item).map(|()| id)
    })
    .await
    .expect("a thing")
}

pub async fn happens(w: &World, event: Event) {
    w.write(&system(), move |tx| publish(tx, &event)).await.expect("an event");
}

pub async fn rule(w: &World, news: News, audience: Audience, timing: Timing) -> Result<(), Error> {
    w.write(&w.coordinator.viewer, move |tx| actions::set_protocol(tx, news, audience, timing)).await
}

pub fn readers(letters: &[Letter]) -> BTreeSet<&str> {
    let to: BTreeSet<&str> = letters.iter().map(|l| l.to.as_str()).collect();
    assert_eq!(to.len(), letters.len(), "one letter each");
    to
}

/// Subject and text as their reader sees them.
pub fn read(letter: &Letter) -> (String, String) {
    let message = MessageParser::new().parse(letter.raw.as_bytes()).expect("a message");
    let text = message.body_text(0).unwrap_or_default().into_owned();
    (message.subject().unwrap_or_default().to_owned(), text)
}

#[tokio::test]
async fn each_news_reaches_who_it_should_and_nobody_else() {
    for w in World::both().await {
        let (server, engine) = (SmtpServer::start().await, w.app.base.engine);
        let (proposal, decision, vote) = (
            thing(&w, Kind::Proposal, "A night bus").await,
            thing(&w, Kind::Decision, "A bench").await,
            thing(&w, Kind::Vote, "Which stop first").await,
        );
        let body = w.council;
        let seats: BTreeSet<&str> = w.seats.iter().chain([&w.deputy]).map(|one| one.email.as_str()).collect();
        let and = |who: &'_ str| -> BTreeSet<String> {
            seats.iter().map(|s| (*s).to_owned()).chain([who.to_owned()]).collect()
        };
        let stage = |stage: &str| Event::ProposalAsks { proposal, body, stage: stage.into() };
        let objection = |proposer| Event::ObjectionRaised { proposal, body, proposer };
        for (event, subject, path) in [
            (stage("react"), "A proposal waits for your word", format!("/proposals/{proposal}")),
            (stage("consent"), "A proposal waits for your word", format!("/proposals/{proposal}")),
            (objection(None), "An objection to a proposal", format!("/proposals/{proposal}")),
            (
                objection(Some(w.seats[1].member)),
                "An objection to a proposal",
                format!("/proposals/{proposal}"),
            ),
            (Event::DecisionAdopted { decision, body }, "A new decision", format!("/decisions/{decision}")),
            (
                Event::ReviewDue { decision, body, past: false },
                "A decision to look at again",
                format!("/decisions/{decision}"),
            ),
            (Event::ResultWaits { vote, body }, "A result waits for your group", format!("/votes/{vote}")),
        ] {
            let what = format!("{engine}: {event:?}");
            happens(&w, event).await;
            let letters = w.letters(&server).await;
            assert_eq!(readers(&letters), seats, "{what}");
            let english = letters.iter().find(|l| l.to == w.seats[0].email).unwrap();
            let (said, text) = read(english);
            assert_eq!(said, subject, "{what}");
            assert!(text.contains(&path) && text.contains("Council"), "{what}: {text}");
            let spanish = read(letters.iter().find(|l| l.to == w.seats[2].email).unwrap());
            assert!(spanish.0 != said && spanish.1.contains("Consejo"), "{what}: {spanish:?}");
        }
        // Who proposed it hears of an objection, without a seat too.
        happens(&w, objection(Some(w.stranger.member))).await;
        let letters = w.letters(&server).await;
        let told: BTreeSet<String> = readers(&letters).into_iter().map(str::to_owned).collect();
        assert_eq!(told, and(&w.stranger.email), "{engine}");
        // Administrators of partners hear of the adoption, and of nothing else, on Monday.
        w.app.clock().advance(SignedDuration::from_hours(24 * 7));
        let letters = w.letters(&server).await;
        let [digest] = &letters[..] else { panic!("{engine}: {} letters", letters.len()) };
        let (said, text) = read(digest);
        assert_eq!((digest.to.as_str(), said.as_str()), (w.admin.email.as_str(), "News of the partnership"));
        assert!(text.contains("A proposal was adopted") && text.contains(&format!("/decisions/{decision}")));
        assert!(!text.contains("/proposals/") && !text.contains("/votes/"), "{engine}: {text}");
        // What is gone is told to nobody, and stops nothing.
        happens(&w, Event::DecisionAdopted { decision: Uuid::from_u128(7), body }).await;
        assert!(w.letters(&server).await.is_empty(), "{engine}");
    }
}

#[tokio::test]
async fn a_partner_without_an_account_hears_at_its_own_address() {
    for w in World::both().await {
        let (server, engine) = (SmtpServer::start().await, w.app.base.engine);
        let decision = thing(&w, Kind::Decision, "A bench").await;
        let adopted = Event::DecisionAdopted { decision, body: w.council };
        w.write(&system(), |tx| {
            for (name, membership) in [
                ("kitchen", Membership::Member),
                ("known", Membership::Prospective),
                ("asked", Membership::Invited),
                ("gone", Membership::Member),
            ] {
                let draft = OrganizationDraft {
                    name: name.into(),
                    email: Some(format!("{name}@partner.example.org")),
                    language: "es".into(),
                    ..OrganizationDraft::default()
                };
                let id = tandem_partners::actions::create(tx, &draft, membership)?;
                if name == "gone" {
                    tandem_partners::actions::leave(tx, id, "")?;
                }
            }
            Ok(())
        })
        .await
        .expect("organizations");
        rule(&w, News::Adopted, Audience::Body, Timing::Never).await.unwrap();
        rule(&w, News::Adopted, Audience::Admins, Timing::Now).await.unwrap();
        happens(&w, adopted.clone()).await;
        let told = |letters: &[Letter]| readers(letters).into_iter().map(str::to_owned).collect::<Vec<_>>();
        let letters = w.letters(&server).await;
        assert_eq!(told(&letters), ["admin@example.org", "kitchen@partner.example.org"], "{engine}");
        let (_, text) = read(letters.iter().find(|l| l.to.starts_with("kitchen")).unwrap());
        assert!(
            text.contains("Consejo") && text.contains(&format!("/decisions/{decision}")),
            "{engine}: {text}"
        );
        // In a digest, too; and of a meeting, with its page.
        rule(&w, News::Adopted, Audience::Admins, Timing::Daily).await.unwrap();
        rule(&w, News::Scheduled, Audience::Admins, Timing::Now).await.unwrap();
        happens(&w, adopted).await;
        w.plan(|_| {}).await;
        let letters = w.letters(&server).await;
        let (_, text) = read(letters.iter().find(|l| l.to.starts_with("kitchen")).unwrap());
        assert!(text.contains("Reunión del consejo") && text.contains("/meetings/"), "{engine}: {text}");
        assert!(!text.contains("/decisions/"), "{engine}: it waits for the morning");
        w.app.clock().advance(SignedDuration::from_hours(24));
        let letters = w.letters(&server).await;
        assert_eq!(told(&letters), ["admin@example.org", "kitchen@partner.example.org"], "{engine}");
        let theirs = letters.iter().find(|l| l.to.starts_with("kitchen")).unwrap();
        assert!(read(theirs).1.contains(&format!("/decisions/{decision}")), "{engine}");
    }
}

#[tokio::test]
async fn off_is_off_and_the_digest_holds_what_is_set_so() {
    for w in World::both().await {
        let (server, engine) = (SmtpServer::start().await, w.app.base.engine);
        let proposal = thing(&w, Kind::Proposal, "A night bus").await;
        let body = w.council;
        let asks = Event::ProposalAsks { proposal, body, stage: "consent".into() };
        rule(&w, News::Proposal, Audience::Body, Timing::Never).await.unwrap();
        rule(&w, News::Objection, Audience::Body, Timing::Daily).await.unwrap();
        let none = rule(&w, News::Proposal, Audience::Admins, Timing::Now).await;
        assert!(matches!(none, Err(Error::NotFound)), "{engine}: what is a body's own stays there");
        happens(&w, asks).await;
        for _ in 0..2 {
            let proposer = Some(w.stranger.member);
            happens(&w, Event::ObjectionRaised { proposal, body, proposer }).await;
        }
        let letters = w.letters(&server).await;
        assert!(letters.iter().all(|l| l.to == w.stranger.email), "{engine}: the seats wait for the morning");
        assert_eq!(letters.len(), 2, "{engine}: and who proposed it hears at once");
        w.app.clock().advance(SignedDuration::from_hours(24));
        let letters = w.letters(&server).await;
        assert_eq!(letters.len(), 6, "{engine}: five seats and a stand-in");
        let (said, text) = read(letters.iter().find(|l| l.to == w.seats[0].email).unwrap());
        assert_eq!(said, "News of the partnership");
        assert_eq!(text.matches(&format!("/proposals/{proposal}")).count(), 1, "{engine}: {text}");
        assert!(text.contains("Somebody objects") && !text.contains("Say what you think"), "{text}");
        w.app.clock().advance(SignedDuration::from_hours(24));
        assert!(w.letters(&server).await.is_empty(), "{engine}: once");
    }
}

#[tokio::test]
async fn the_page_of_who_is_told_sets_news_of_decisions_too() {
    for w in World::both().await {
        let engine = w.app.base.engine;
        let page = w.app.get("/meetings/notices", &w.coordinator.session).await.text;
        for name in ["proposal_body", "objection_proposer", "adopted_admins", "review_body", "result_body"] {
            assert!(page.contains(&format!("name=\"{name}\"")), "{engine}: {name}: {page}");
        }
        assert!(!page.contains("name=\"proposal_admins\"") && !page.contains("name=\"changed_body\""));
        let set = |form: &'static [(&'static str, &'static str)]| {
            w.app.post("/meetings/notices", &w.coordinator.session, form)
        };
        assert_eq!(set(&[("adopted_admins", "daily"), ("result_body", "never")]).await.status, 303);
        assert_eq!(set(&[("proposal_proposer", "now")]).await.status, 404);
        let rules = w.read(&system(), actions::protocol).await.unwrap();
        assert!(rules.contains(&(News::Adopted, Audience::Admins, Timing::Daily)), "{engine}: {rules:?}");
        assert!(rules.contains(&(News::Result, Audience::Body, Timing::Never)), "{engine}: {rules:?}");
    }
}

/// A vote of the community is for everybody: partners hear that it has begun and ends soon with the next morning, and of its result.
#[tokio::test]
async fn partners_hear_of_community_votes() {
    for w in World::both().await {
        let (server, engine) = (SmtpServer::start().await, w.app.base.engine);
        let vote = thing(&w, Kind::Vote, "Which stop first").await;
        let page = w.app.get("/meetings/notices", &w.coordinator.session).await.text;
        assert!(
            page.contains("name=\"vote-opens_admins\"") && page.contains("An agreement to sign"),
            "{engine}: {page}"
        );
        let set =
            w.app.post("/meetings/notices", &w.coordinator.session, &[("vote-opens_admins", "daily")]).await;
        assert_eq!(set.status, 303, "{engine}");
        let news = |body, what: &str| Event::VoteNews { vote, body, what: what.into() };
        happens(&w, news(None, "opens")).await;
        assert!(
            w.letters(&server).await.is_empty(),
            "{engine}: it binds no body, and partners read it in the morning"
        );
        w.app.clock().advance(SignedDuration::from_hours(24));
        let letters = w.letters(&server).await;
        assert_eq!(readers(&letters), BTreeSet::from([w.admin.email.as_str()]), "{engine}");
        let (_, text) = read(&letters[0]);
        assert!(
            text.contains("A community vote has begun") && text.contains("Which stop first"),
            "{engine}: {text}"
        );
        assert!(text.contains(&format!("/votes/{vote}")), "{engine}: {text}");
        rule(&w, News::VoteResult, Audience::Admins, Timing::Now).await.unwrap();
        happens(&w, news(Some(w.council), "result")).await;
        let letters = w.letters(&server).await;
        assert_eq!(readers(&letters).len(), 7, "{engine}: six of the council and a partner");
        happens(&w, news(None, "something else")).await;
        assert!(w.letters(&server).await.is_empty(), "{engine}");
    }
}

/// Whoever took something on is reminded in their language, once before its day and once after it; where the account has ended, their
/// organization is.
#[tokio::test]
async fn what_was_taken_on_comes_back_before_its_day_and_after_it() {
    for w in World::both().await {
        let (server, engine) = (SmtpServer::start().await, w.app.base.engine);
        let meeting = w.sitting(&[0, 1, 2, 3, 4]).await;
        // It is October 5 there; the meeting sits now.
        let take = async |n: usize, what: &'static str, day: i8| {
            let owner = Some(w.seats[n].member);
            let new = NewTask { what: what.into(), item: None, owner, due: Some(date(2026, 10, day)) };
            w.write(&w.coordinator.viewer, move |tx| actions::add_task(tx, meeting, &new))
                .await
                .expect("taken on");
        };
        take(2, "Ask the bus company", 20).await;
        take(1, "Print the list", 20).await;
        take(3, "Call the hall", 21).await;
        take(0, "Cancelled later", 20).await;
        let tasks = w.read(&system(), actions::open_tasks).await.expect("tasks");
        let id = |what: &str| tasks.iter().find(|t| t.what == what).expect("a task").id;
        let (done, undone) = (id("Print the list"), id("Cancelled later"));
        w.write(&w.coordinator.viewer, move |tx| {
            actions::undo(tx, meeting, "action", undone)?;
            actions::finish(tx, done, true).map(|_| ())
        })
        .await
        .expect("done, and taken back");
        // The pantry's member leaves: whoever manages accounts there hears of it.
        let gone = w.seats[3].member;
        w.write(&system(), move |tx| members::end_account(tx, gone)).await.expect("ended");
        let mine = async || {
            let letters = w.letters(&server).await;
            let all: Vec<(String, String, String)> = letters
                .iter()
                .map(|l| {
                    let (s, t) = read(l);
                    (l.to.clone(), s, t)
                })
                .collect();
            all.into_iter()
                .filter(|(_, _, text)| {
                    text.contains("Ask the bus")
                        || text.contains("Call the hall")
                        || text.contains("Print")
                        || text.contains("Cancelled later")
                })
                .collect::<Vec<_>>()
        };
        assert!(mine().await.is_empty(), "{engine}: two weeks before");
        w.app.clock().advance(SignedDuration::from_hours(24 * 9));
        let soon = mine().await;
        let to: BTreeSet<&str> = soon.iter().map(|(to, ..)| to.as_str()).collect();
        assert_eq!(
            to,
            BTreeSet::from([w.seats[2].email.as_str(), w.admin.email.as_str()]),
            "{engine}: {soon:?}"
        );
        let spanish = soon.iter().find(|(to, ..)| *to == w.seats[2].email).unwrap();
        assert_eq!(spanish.1, "Algo de lo que usted se encargó");
        assert!(
            spanish.2.contains("20 de octubre de 2026") && spanish.2.contains("/meetings/actions"),
            "{spanish:?}"
        );
        assert!(mine().await.is_empty(), "{engine}: once");
        w.app.clock().advance(SignedDuration::from_hours(24 * 7));
        let late = mine().await;
        assert_eq!(late.len(), 1, "{engine}: one is a day late, the other is due today: {late:?}");
        assert!(
            late[0].2.contains("Ask the bus company") && late[0].2.contains("nadie ha dicho"),
            "{late:?}"
        );
        w.app.clock().advance(SignedDuration::from_hours(24 * 2));
        let late = mine().await;
        assert_eq!(late.len(), 1, "{engine}: {late:?}");
        assert!(late[0].0 == w.admin.email && late[0].2.contains("Call the hall"), "{late:?}");
        w.app.clock().advance(SignedDuration::from_hours(24 * 30));
        assert!(mine().await.is_empty(), "{engine}: once after it, too");
    }
}
