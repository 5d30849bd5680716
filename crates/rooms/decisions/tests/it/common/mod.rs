//! What the tests of this room share: a proposal in its round, and the verbs as people of the town use them.

use jiff::SignedDuration;
use jiff::civil::date;
use tandem_access::{Error, Uuid};
use tandem_bodies::testing::Town;
use tandem_decisions::actions::{self, NewProposal};
use tandem_decisions::model::{Stage, StanceKind, Text};
use tandem_web::Room;

pub fn rooms() -> Vec<Room> {
    let mut rooms = tandem_bodies::testing::rooms();
    rooms.extend([tandem_spine::room(), tandem_decisions::room()]);
    rooms
}

pub const LEADS: [&str; 4] = ["nurse", "officer", "cook", "ana"];

pub fn text(title: &str) -> Text {
    Text {
        title: title.to_owned(),
        problem: "No rides after nine in the evening".to_owned(),
        body: "Run a night bus to the hospital".to_owned(),
        ..Text::default()
    }
}

/// A proposal of the cook's that stands in its first consent round.
pub async fn in_consent(town: &Town, body: Uuid, about: Vec<Uuid>) -> Uuid {
    let new = NewProposal { text: text("A night bus"), body_id: Some(body), about, ..NewProposal::default() };
    let id = town.write("cook", move |tx| actions::propose(tx, &new)).await.unwrap();
    go(town, id, Stage::Clarify).await.unwrap();
    go(town, id, Stage::React).await.unwrap();
    town.app.clock().advance(SignedDuration::from_hours(72));
    go(town, id, Stage::Consent).await.unwrap();
    id
}

pub async fn go(town: &Town, id: Uuid, to: Stage) -> Result<(), Error> {
    town.write("officer", move |tx| {
        let now = actions::whole(tx, id)?.proposal.revision;
        actions::advance(tx, id, now, to)
    })
    .await
}

pub async fn say(
    town: &Town,
    who: &str,
    id: Uuid,
    kind: StanceKind,
    words: &'static str,
) -> Result<(), Error> {
    town.write(who, move |tx| {
        let version = actions::whole(tx, id)?.proposal.version;
        actions::take_stance(tx, id, version, kind, words)
    })
    .await
}

pub async fn adopt(town: &Town, id: Uuid) -> Result<Uuid, Error> {
    town.write("officer", move |tx| {
        let now = actions::whole(tx, id)?.proposal.revision;
        actions::adopt(tx, id, now, date(2026, 12, 1))
    })
    .await
}

pub fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Conflict { code }) => code,
        other => panic!("{other:?}"),
    }
}
