//! Who hears of what bodies decide: proposals, objections, adoptions, reviews, results that bind; and who does not.

use crate::common::{World, system};
use jiff::SignedDuration;
use mail_parser::MessageParser;
use std::collections::BTreeSet;
use tandem_access::{Error, Uuid};
use tandem_events::{Event, publish};
use tandem_meetings::actions;
use tandem_meetings::model::{Audience, News, Timing};
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
