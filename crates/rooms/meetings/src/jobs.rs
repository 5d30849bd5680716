//! Work for later: letters, reminders, digests, and the meetings of a series that come into sight.

use crate::actions;
use crate::letters::{self, Told};
use crate::model::protocol::before;
use crate::model::{Meeting, News, Timing};
use crate::store::meetings;
use crate::store::notices;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use tandem_access::{Error, Tx, Uuid};
use tandem_events::{Every, JobHandler, enqueue};
use tandem_partners::model::{Addressee, Reader};

mod tasks;

const LETTERS: &str = "meetings.letters";

/// Which letters are to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum What {
    /// The invitation as it stands now, to everybody.
    Request,
    /// The same, to those who have none yet.
    CatchUp,
    /// Takes an invitation back.
    Cancel,
    /// News in words, to one reader.
    News,
}

/// Letters to be written about a plan or one of its meetings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Letters {
    plan: Uuid,
    meeting: Option<Uuid>,
    to: Option<Uuid>,
    /// An organization that is written to at its own address, in the place of a member.
    #[serde(default)]
    at: Option<Uuid>,
    what: What,
    news: String,
}

impl Letters {
    pub(crate) fn request(plan: Uuid, news: News) -> Letters {
        Letters { plan, meeting: None, to: None, at: None, what: What::Request, news: news.code().into() }
    }
    pub(crate) fn catch_up(plan: Uuid) -> Letters {
        Letters { what: What::CatchUp, ..Letters::request(plan, News::Scheduled) }
    }
    /// Takes the whole plan back, or with [`Letters::about`] one meeting.
    pub(crate) fn cancel(plan: Uuid) -> Letters {
        Letters { what: What::Cancel, ..Letters::request(plan, News::Cancelled) }
    }
    pub(crate) fn about(self, meeting: Uuid) -> Letters {
        Letters { meeting: Some(meeting), ..self }
    }
    pub(crate) fn news(meeting: &Meeting, news: News, to: Reader) -> Letters {
        let all = Letters { what: What::News, ..Letters::request(meeting.plan, news).about(meeting.id) };
        match to {
            Reader::Member(id) => Letters { to: Some(id), ..all },
            Reader::Organization(id) => Letters { at: Some(id), ..all },
        }
    }
    fn reader(&self) -> Option<Reader> {
        self.to.map(Reader::Member).or(self.at.map(Reader::Organization))
    }
}

/// Puts letters down to be written once the action has committed.
pub(crate) fn letters(tx: &mut Tx<'_, '_>, letters: &Letters) -> Result<(), Error> {
    let now = tx.now();
    enqueue(tx, LETTERS, letters, now)?;
    Ok(())
}

/// The jobs of the room.
pub(crate) fn handlers() -> Vec<JobHandler> {
    vec![JobHandler { kind: LETTERS, run: write }]
}

/// What comes round.
pub(crate) fn every() -> Vec<Every> {
    let hours = SignedDuration::from_hours;
    vec![
        Every { name: "meetings.extend", every: hours(24), run: actions::extend },
        Every { name: "meetings.remind", every: SignedDuration::from_mins(30), run: remind },
        Every { name: "meetings.tasks", every: hours(6), run: tasks::remind },
        Every {
            name: "meetings.forgotten",
            every: SignedDuration::from_mins(15),
            run: actions::end_forgotten,
        },
        Every { name: "meetings.digest", every: SignedDuration::from_mins(30), run: digest },
    ]
}

fn write(tx: &mut Tx<'_, '_>, payload: &serde_json::Value) -> Result<(), Error> {
    let job: Letters =
        serde_json::from_value(payload.clone()).map_err(|e| Error::Internal(format!("letters: {e}")))?;
    let news =
        News::from_code(&job.news).ok_or_else(|| Error::Internal(format!("letters about `{}`", job.news)))?;
    let plan = meetings::plan_by_id(tx, job.plan)?.ok_or(Error::NotFound)?;
    let all = meetings::of_plan(tx, plan.id)?;
    let about = all.iter().find(|m| Some(m.id) == job.meeting);
    match job.what {
        What::News => {
            let (Some(meeting), Some(to)) = (about, job.reader()) else { return Ok(()) };
            let Some(to) = addressee(tx, to)? else { return Ok(()) };
            letters::news(tx, &to, &Told::Meeting(Box::new(meeting.clone())), news)
        }
        What::Request | What::CatchUp => {
            // Called off since: the letter that says so follows.
            let now = tx.now();
            let next = about.or_else(|| all.iter().find(|m| m.is_ahead() && m.starts_at > now));
            let Some(next) = next.filter(|m| m.is_ahead() && !plan.cancelled) else { return Ok(()) };
            let known = meetings::invited(tx, plan.id)?;
            for reader in actions::readers(tx, plan.body)? {
                let has = known.iter().find(|(id, _)| *id == reader.id).map(|(_, sequence)| *sequence);
                // Two changes in a row, or a change and the daily round, come to one letter.
                if has.is_some_and(|sequence| job.what == What::CatchUp || sequence >= plan.sequence) {
                    continue;
                }
                let news = if has.is_some() { news } else { News::Scheduled };
                letters::invite(tx, &reader.clone().into(), &plan, &all, next, news)?;
                meetings::set_invited(tx, plan.id, reader.id, plan.sequence)?;
            }
            Ok(())
        }
        What::Cancel => {
            let one = about.or_else(|| all.iter().rev().find(|m| m.why.is_some()));
            let Some(one) = one else { return Ok(()) };
            for (id, _) in meetings::invited(tx, plan.id)? {
                let Some(to) = addressee(tx, Reader::Member(id))? else { continue };
                letters::cancel(tx, &to, &plan, one, job.meeting.is_none())?;
                if plan.cancelled {
                    meetings::uninvite(tx, plan.id, id)?;
                }
            }
            Ok(())
        }
    }
}

fn addressee(tx: &mut Tx<'_, '_>, reader: Reader) -> Result<Option<Addressee>, Error> {
    tandem_partners::actions::addressee(tx, reader)
}

/// Reminds a week before and a day before. Who has said no is left in peace.
fn remind(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let now = tx.now();
    for (hours, day) in [(24, true), (24 * 7, false)] {
        let until = now.checked_add(SignedDuration::from_hours(hours)).unwrap_or(now);
        for id in meetings::to_remind(tx, until, day)? {
            let Some(meeting) = meetings::by_id(tx, id)? else { continue };
            let answers = meetings::answers(tx, id)?;
            for reader in actions::readers(tx, meeting.body)? {
                let no =
                    answers.iter().any(|a| a.member == reader.id && a.answer == crate::model::Answer::No);
                if !no {
                    letters::remind(tx, &reader.into(), &meeting)?;
                }
            }
            meetings::set_reminded(tx, id, day)?;
        }
    }
    Ok(())
}

/// Sends each reader what has gathered, in one letter for a day or a week.
fn digest(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let zone = tandem_partners::actions::partnership(tx)?.calendar.zone().clone();
    for timing in [Timing::Daily, Timing::Weekly] {
        let Some(before) = before(timing, tx.now(), &zone) else { continue };
        let waiting = notices::waiting(tx, timing, before)?;
        for lines in waiting.chunk_by(|a, b| a.reader == b.reader) {
            let mut news: Vec<(Told, News)> = vec![];
            for line in lines {
                notices::set_sent(tx, line.id)?;
                let Some(told) = Told::load(tx, line.about, line.news)? else { continue };
                // What was planned and then moved is told once, as it stands.
                match news.iter_mut().find(|(known, what)| known.id() == told.id() && *what == line.news) {
                    Some((known, _)) => known.join(told),
                    None => news.push((told, line.news)),
                }
            }
            if let Some(first) = lines.first()
                && let Some(reader) = addressee(tx, first.reader)?
            {
                letters::digest(tx, &reader, &news)?;
            }
        }
    }
    Ok(())
}
