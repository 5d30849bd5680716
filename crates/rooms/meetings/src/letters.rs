//! Letters about meetings and what bodies decide: invitations that a calendar takes up, reminders, news, digests. Each reader gets one of their own, in their
//! own language; none says who else is invited.

use crate::MESSAGES;
use crate::model::ics::{self, Around, Party};
use crate::model::{Meeting, News, Plan};
use std::sync::LazyLock;
use tandem_access::accounts::members::{self, Member};
use tandem_access::{Error, Tx, Uuid};
use tandem_mail::{Calendar, CalendarMethod, Email, Subject, send_email, send_invitation};
use tandem_spine::model::Item;
use tandem_web::messages::{Arg, Catalogue, dates};
use tandem_web::{Lang, in_language};

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[("meetings", MESSAGES)]).unwrap_or_else(|e| panic!("the room's words are complete: {e}"))
});
fn say(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(k, v)| (*k, (*v).into())).collect();
    WORDS.text(lang, key, &args)
}

fn language(to: &Member) -> Lang {
    Lang::from_code(&to.language).unwrap_or_default()
}

/// Day and time as people say them, in the meeting's own zone.
fn when(lang: Lang, m: &Meeting) -> String {
    let (day, from, to) = (
        dates::weekday_date(lang, m.start.date()),
        dates::hour(lang, m.start.time()),
        dates::hour(lang, m.end.time()),
    );
    say(lang, "meetings-letter-when", &[("day", &day), ("from", &from), ("to", &to)])
}

/// What every letter says about a meeting.
fn facts(tx: &mut Tx<'_, '_>, lang: Lang, m: &Meeting) -> Result<String, Error> {
    let body = tandem_bodies::actions::standing(tx, m.body)?.body;
    let spanish = lang == Lang::Es;
    let args = [
        ("title", m.named(spanish)),
        ("body", body.named(spanish)),
        ("when", &when(lang, m)),
        ("place", &m.place.line()),
        ("url", &format!("{}/meetings/{}", tandem_mail::base_url(), m.id)),
    ];
    Ok(say(lang, "meetings-letter-facts", &args))
}

/// What every letter says about a proposal, a decision or a vote: its title, whose business it is, and where it can be read.
fn item_facts(tx: &mut Tx<'_, '_>, lang: Lang, item: &Item, body: Uuid) -> Result<String, Error> {
    let body = tandem_bodies::actions::standing(tx, body)?.body;
    let spanish = lang == Lang::Es;
    let args = [
        ("title", in_language(&item.title, item.title_es.as_deref(), spanish)),
        ("body", body.named(spanish)),
        ("url", &format!("{}{}", tandem_mail::base_url(), item.path)),
    ];
    Ok(say(lang, "meetings-letter-item", &args))
}

fn letter(to: &Member, subject: Subject, kind: &'static str, about: Uuid, text: String) -> Email {
    Email {
        to: to.email.clone(),
        subject,
        language: language(to).code().to_owned(),
        text,
        html: None,
        kind,
        related: Some(about),
    }
}

/// A wrong address in an account must not keep the letters to all others back.
fn sent(result: Result<Uuid, Error>) -> Result<(), Error> {
    match result {
        Err(Error::Invalid(_)) => Ok(()),
        other => other.map(|_| ()),
    }
}

fn around(tx: &mut Tx<'_, '_>, to: &Member, plan: &Plan) -> Result<Around<'static>, Error> {
    let organizer = match plan.organizer {
        Some(id) => match members::find(tx, id) {
            Ok(who) => Some(Party { name: who.name, email: who.email }),
            Err(Error::NotFound) => None,
            Err(e) => return Err(e),
        },
        None => None,
    };
    Ok(Around {
        base_url: tandem_mail::base_url(),
        spanish: language(to) == Lang::Es,
        now: tx.now(),
        organizer,
        attendee: Some(Party { name: to.name.clone(), email: to.email.clone() }),
    })
}

/// An invitation, or what has changed about one.
pub(crate) fn invite(
    tx: &mut Tx<'_, '_>,
    to: &Member,
    plan: &Plan,
    all: &[Meeting],
    next: &Meeting,
    news: News,
) -> Result<(), Error> {
    let lang = language(to);
    let (subject, kind) = match news {
        News::Scheduled => (Subject::MeetingInvitation, "meetings.invitation"),
        _ => (Subject::MeetingChanged, "meetings.change"),
    };
    let name = tandem_partners::actions::partnership(tx)?.name;
    let head = say(lang, &format!("meetings-letter-{}", news.code()), &[("partnership", &name)]);
    let series = if plan.rule.is_some() { say(lang, "meetings-letter-series", &[]) } else { String::new() };
    let foot = say(lang, "meetings-letter-answer", &[]);
    let text = format!("{head}\n\n{}\n{series}\n{foot}\n", facts(tx, lang, next)?);
    let ics = ics::request(plan, all, &around(tx, to, plan)?);
    let calendar = Calendar { method: CalendarMethod::Request, ics };
    let email = letter(to, subject, kind, next.id, text);
    sent(send_invitation(tx, &email, &calendar))
}

/// Takes an invitation back: one meeting, or with `series` all that were to come.
pub(crate) fn cancel(
    tx: &mut Tx<'_, '_>,
    to: &Member,
    plan: &Plan,
    one: &Meeting,
    series: bool,
) -> Result<(), Error> {
    let lang = language(to);
    let why = one.why.as_deref().unwrap_or_default();
    let key = if series && plan.rule.is_some() {
        "meetings-letter-cancelled-series"
    } else {
        "meetings-letter-cancelled"
    };
    let text = format!("{}\n\n{}\n", say(lang, key, &[("why", why)]), facts(tx, lang, one)?);
    let ics = ics::cancel(plan, (!series).then_some(one), &around(tx, to, plan)?);
    let calendar = Calendar { method: CalendarMethod::Cancel, ics };
    let email = letter(to, Subject::MeetingCancelled, "meetings.cancelled", one.id, text);
    sent(send_invitation(tx, &email, &calendar))
}

/// Reminds somebody of a meeting.
pub(crate) fn remind(tx: &mut Tx<'_, '_>, to: &Member, m: &Meeting) -> Result<(), Error> {
    let lang = language(to);
    let text = format!("{}\n\n{}\n", say(lang, "meetings-letter-remind", &[]), facts(tx, lang, m)?);
    let email = letter(to, Subject::MeetingSoon, "meetings.reminder", m.id, text);
    sent(send_email(tx, &email))
}

/// One piece of news, at once.
pub(crate) fn news(tx: &mut Tx<'_, '_>, to: &Member, m: &Meeting, news: News) -> Result<(), Error> {
    let lang = language(to);
    let head = say(lang, &format!("meetings-news-{}", news.code()), &[]);
    let text = format!("{head}\n\n{}\n", facts(tx, lang, m)?);
    let email = letter(to, subject_of(news), "meetings.news", m.id, text);
    sent(send_email(tx, &email))
}

/// One piece of news about a proposal, a decision or a vote, at once.
pub(crate) fn item_news(
    tx: &mut Tx<'_, '_>,
    to: &Member,
    item: &Item,
    body: Uuid,
    news: News,
) -> Result<(), Error> {
    let lang = language(to);
    let head = say(lang, &format!("meetings-news-{}", news.code()), &[]);
    let text = format!("{head}\n\n{}\n", item_facts(tx, lang, item, body)?);
    let email = letter(to, subject_of(news), "meetings.news", item.id, text);
    sent(send_email(tx, &email))
}

fn subject_of(news: News) -> Subject {
    match news {
        News::Minutes => Subject::MinutesReady,
        News::Scheduled => Subject::MeetingInvitation,
        News::Changed => Subject::MeetingChanged,
        News::Cancelled => Subject::MeetingCancelled,
        News::Proposal => Subject::ProposalWaits,
        News::Objection => Subject::ObjectionRaised,
        News::Adopted => Subject::DecisionMade,
        News::Review => Subject::DecisionToReview,
        News::Result => Subject::ResultWaits,
    }
}

/// What a line of a digest is about.
pub(crate) enum Told {
    Meeting(Box<Meeting>),
    /// Something else of the chain, and the body whose business it is.
    Item(Item, Uuid),
}

impl Told {
    pub(crate) fn id(&self) -> Uuid {
        match self {
            Told::Meeting(m) => m.id,
            Told::Item(item, _) => item.id,
        }
    }
}

/// What was new in a day or a week.
pub(crate) fn digest(tx: &mut Tx<'_, '_>, to: &Member, lines: &[(Told, News)]) -> Result<(), Error> {
    let Some((first, _)) = lines.first() else { return Ok(()) };
    let lang = language(to);
    let mut text = say(lang, "meetings-digest", &[]);
    for (told, news) in lines {
        let head = say(lang, &format!("meetings-news-{}", news.code()), &[]);
        let facts = match told {
            Told::Meeting(m) => facts(tx, lang, m)?,
            Told::Item(item, body) => item_facts(tx, lang, item, *body)?,
        };
        text += &format!("\n\n{head}\n{facts}");
    }
    text.push('\n');
    let email = letter(to, Subject::NewsTogether, "meetings.digest", first.id(), text);
    sent(send_email(tx, &email))
}
