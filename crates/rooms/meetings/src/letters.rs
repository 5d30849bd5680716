//! Letters about meetings and what bodies decide: invitations that a calendar takes up, reminders, news, digests. Each reader gets one of
//! their own, in their own language; none says who else is invited.

mod told;

pub(crate) use told::{Told, digest, news};

use crate::MESSAGES;
use crate::model::ics::{self, Around, Party};
use crate::model::{Arranged, Meeting, News, Plan, Task};
use std::sync::LazyLock;
use tandem_access::accounts::members;
use tandem_access::{Error, Tx, Uuid};
use tandem_mail::{Calendar, CalendarMethod, Email, Subject, send_email, send_invitation};
use tandem_partners::model::Addressee;
use tandem_web::Lang;
use tandem_web::messages::{Arg, Catalogue, dates};

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    // Why a body stands as it does, and what sectors are called, other rooms say.
    let rooms = [
        ("meetings", MESSAGES),
        ("bodies", tandem_bodies::MESSAGES),
        ("partners", tandem_partners::MESSAGES),
    ];
    Catalogue::new(&rooms).unwrap_or_else(|e| panic!("the rooms' words are complete: {e}"))
});
fn say(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(k, v)| (*k, (*v).into())).collect();
    WORDS.text(lang, key, &args)
}

fn language(to: &Addressee) -> Lang {
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

fn letter(to: &Addressee, subject: Subject, kind: &'static str, about: Uuid, text: String) -> Email {
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

fn around(tx: &mut Tx<'_, '_>, to: &Addressee, plan: &Plan) -> Result<Around<'static>, Error> {
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
    to: &Addressee,
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
    to: &Addressee,
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
pub(crate) fn remind(tx: &mut Tx<'_, '_>, to: &Addressee, m: &Meeting) -> Result<(), Error> {
    let lang = language(to);
    let text = format!("{}\n\n{}\n", say(lang, "meetings-letter-remind", &[]), facts(tx, lang, m)?);
    let email = letter(to, Subject::MeetingSoon, "meetings.reminder", m.id, text);
    sent(send_email(tx, &email))
}

/// Reminds somebody of what they took on.
pub(crate) fn task(
    tx: &mut Tx<'_, '_>,
    to: &Addressee,
    task: &Task,
    m: &Meeting,
    late: bool,
) -> Result<(), Error> {
    let lang = language(to);
    // The list of what is open is for who signs in.
    let path = if to.has_account() { "/meetings/actions".to_owned() } else { format!("/meetings/{}", m.id) };
    let args = [
        ("name", to.name.as_str()),
        ("what", &task.what),
        ("meeting", m.named(lang == Lang::Es)),
        ("day", &dates::date_year(lang, task.due)),
        ("url", &tandem_mail::url(&path)),
    ];
    let key = if late { "meetings-letter-task-late" } else { "meetings-letter-task-soon" };
    let email =
        letter(to, Subject::TaskDue, "meetings.task", task.id, format!("{}\n", say(lang, key, &args)));
    sent(send_email(tx, &email))
}

/// Tells somebody what came of what they need. What it is, their own page says.
pub(crate) fn arranged(tx: &mut Tx<'_, '_>, to: &Addressee, m: &Meeting, a: &Arranged) -> Result<(), Error> {
    let lang = language(to);
    let head = say(lang, &format!("meetings-letter-need-{}", a.state.code()), &[("name", &to.name)]);
    let reply = if a.reply.is_empty() { String::new() } else { format!("{}\n\n", a.reply) };
    let text = format!("{head}\n\n{reply}{}\n", facts(tx, lang, m)?);
    sent(send_email(tx, &letter(to, Subject::AnswerForYou, "meetings.need", m.id, text)))
}
