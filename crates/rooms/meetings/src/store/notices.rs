//! Rules of who is told, and what waits for a digest.

use super::meetings::odd;
use crate::model::{Audience, News, Timing};
use tandem_access::{Error, Timestamp, Tx, Uuid, params};
use tandem_partners::model::Reader;

/// The rules that the partnership set itself.
pub fn rules(tx: &mut Tx) -> Result<Vec<(News, Audience, Timing)>, Error> {
    let rows: Vec<(String, String, String)> = tx.query(
        "SELECT event, audience, timing FROM notice_rule ORDER BY event, audience",
        params![],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    rows.into_iter()
        .map(|(news, audience, timing)| {
            Ok((
                News::from_code(&news).ok_or_else(|| odd("notice_rule.event", &news))?,
                Audience::from_code(&audience).ok_or_else(|| odd("notice_rule.audience", &audience))?,
                Timing::from_code(&timing).ok_or_else(|| odd("notice_rule.timing", &timing))?,
            ))
        })
        .collect()
}

/// Sets a rule.
pub fn set_rule(tx: &mut Tx, news: News, audience: Audience, timing: Timing) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO notice_rule (event, audience, timing) VALUES (?1, ?2, ?3) \
         ON CONFLICT (event, audience) DO UPDATE SET timing = ?3",
        params![news.code(), audience.code(), timing.code()],
    )?;
    Ok(())
}

/// What news is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A meeting.
    Meeting(Uuid),
    /// Something else of the chain, and the body whose business it is, where it has one.
    Item(Uuid, Option<Uuid>),
    /// The term of a seat, and its body.
    Seat(Uuid, Uuid),
    /// How a body stands.
    Body(Uuid),
}

/// Puts something down for somebody's digest.
pub fn add(tx: &mut Tx, reader: Reader, about: About, news: News, timing: Timing) -> Result<(), Error> {
    let (id, now) = (tx.new_id(), tx.now());
    let (member, organization) = match reader {
        Reader::Member(id) => (Some(id), None),
        Reader::Organization(id) => (None, Some(id)),
    };
    let (meeting, item, seat, body) = match about {
        About::Meeting(meeting) => (Some(meeting), None, None, None),
        About::Item(item, body) => (None, Some(item), None, body),
        About::Seat(seat, body) => (None, None, Some(seat), Some(body)),
        About::Body(body) => (None, None, None, Some(body)),
    };
    tx.execute(
        "INSERT INTO notice (id, member_id, meeting_id, event, timing, at, item_id, body_id, seat_id, organization_id) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![id, member, meeting, news.code(), timing.code(), now, item, body, seat, organization],
    )?;
    Ok(())
}

/// A line of somebody's digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Id.
    pub id: Uuid,
    /// Whose digest.
    pub reader: Reader,
    /// About what.
    pub about: About,
    /// What is new.
    pub news: News,
}

/// What waits for a digest and came before a moment, by reader and in order.
pub fn waiting(tx: &mut Tx, timing: Timing, before: Timestamp) -> Result<Vec<Line>, Error> {
    tx.query(
        "SELECT id, member_id, event, meeting_id, item_id, seat_id, body_id, organization_id \
         FROM notice WHERE timing = ?1 AND sent_at IS NULL AND at < ?2 ORDER BY member_id, organization_id, at, id LIMIT 2000",
        params![timing.code(), before],
        |row| {
            let (news, id): (String, Uuid) = (row.get(2)?, row.get(0)?);
            let about = match (row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?) {
                (Some(meeting), ..) => About::Meeting(meeting),
                (None, Some(item), _, body) => About::Item(item, body),
                (None, None, Some(seat), Some(body)) => About::Seat(seat, body),
                (None, None, None, Some(body)) => About::Body(body),
                _ => return Err(odd("notice", &id.to_string())),
            };
            let news = News::from_code(&news).ok_or_else(|| odd("notice.event", &news))?;
            let reader = match (row.get(1)?, row.get(7)?) {
                (Some(member), _) => Reader::Member(member),
                (None, Some(organization)) => Reader::Organization(organization),
                (None, None) => return Err(odd("notice", &id.to_string())),
            };
            Ok(Line { id, reader, about, news })
        },
    )
}

/// Notes that it went out.
pub fn set_sent(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute("UPDATE notice SET sent_at = ?2 WHERE id = ?1", params![id, now])?;
    Ok(())
}
