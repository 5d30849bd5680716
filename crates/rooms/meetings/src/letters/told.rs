//! News and digests: what a letter says of a meeting, of a thing of the chain, of terms that end, of how a body stands.

use super::{facts, language, letter, say, sent};
use crate::model::{Meeting, News};
use crate::store::meetings;
use crate::store::notices::About;
use jiff::civil::Date;
use tandem_access::{Error, Tx, Uuid};
use tandem_bodies::model::{Body, Holding, Seat, Standing};
use tandem_mail::{Subject, send_email};
use tandem_partners::model::Addressee;
use tandem_spine::model::Item;
use tandem_web::messages::dates;
use tandem_web::{Lang, in_language};

/// What news is about, as it is when the letter is written.
pub(crate) enum Told {
    Meeting(Box<Meeting>),
    /// Something else of the chain, and the body whose business it is, where it has one.
    Item(Item, Option<Uuid>),
    /// Seats of a body whose terms end.
    Terms(Box<Body>, Vec<(Seat, Holding)>),
    /// How a body stands.
    Standing(Box<Standing>),
}

impl Told {
    /// `None` for what is gone, and for what was seen to before the letter was written: a seat that somebody else has, a body that may adopt
    /// again, a proposal that was taken up.
    pub(crate) fn load(tx: &mut Tx<'_, '_>, about: About, news: News) -> Result<Option<Told>, Error> {
        Ok(match about {
            About::Meeting(id) => meetings::by_id(tx, id)?.map(|m| Told::Meeting(Box::new(m))),
            About::Item(id, body) => tandem_spine::actions::item(tx, id)?
                .filter(|item| news != News::Waiting || !item.public)
                .map(|item| Told::Item(item, body)),
            About::Seat(id, _) => {
                let (body, seat, holding) = tandem_bodies::actions::seat(tx, id)?;
                let goes_on = seat.ended_on.is_some() || body.ended;
                (!goes_on).then(|| Told::Terms(Box::new(body), vec![(seat, holding)]))
            }
            About::Body(id) => {
                let standing = tandem_bodies::actions::standing(tx, id)?;
                (!standing.may_adopt() && !standing.body.ended).then(|| Told::Standing(Box::new(standing)))
            }
        })
    }

    /// Takes in what is told of the same: terms of one body are one piece of news.
    pub(crate) fn join(&mut self, other: Told) {
        if let (Told::Terms(_, seats), Told::Terms(_, more)) = (self, other) {
            for (seat, holding) in more {
                if seats.iter().all(|(known, _)| known.id != seat.id) {
                    seats.push((seat, holding));
                }
            }
        }
    }

    pub(crate) fn id(&self) -> Uuid {
        match self {
            Told::Meeting(m) => m.id,
            Told::Item(item, _) => item.id,
            Told::Terms(body, _) => body.id,
            Told::Standing(standing) => standing.body.id,
        }
    }

    /// Whose business it is.
    pub(crate) fn body(&self) -> Option<Uuid> {
        match self {
            Told::Meeting(m) => Some(m.body),
            Told::Item(_, body) => *body,
            Told::Terms(..) | Told::Standing(_) => Some(self.id()),
        }
    }

    /// Whether everybody may read of it.
    pub(crate) fn public(&self) -> bool {
        match self {
            Told::Meeting(m) => m.public,
            Told::Item(item, _) => item.public,
            Told::Terms(..) | Told::Standing(_) => true,
        }
    }

    /// Who holds the seats that it is about.
    pub(crate) fn holders(&self) -> Vec<Uuid> {
        match self {
            Told::Terms(_, seats) => seats.iter().map(|(seat, _)| seat.member).collect(),
            _ => vec![],
        }
    }

    /// What a digest keeps of it until it is written.
    pub(crate) fn about(&self) -> Vec<About> {
        match self {
            Told::Meeting(m) => vec![About::Meeting(m.id)],
            Told::Item(item, body) => vec![About::Item(item.id, *body)],
            Told::Terms(body, seats) => seats.iter().map(|(seat, _)| About::Seat(seat.id, body.id)).collect(),
            Told::Standing(standing) => vec![About::Body(standing.body.id)],
        }
    }

    /// What every letter says about it, and where it can be read.
    fn facts(&self, tx: &mut Tx<'_, '_>, lang: Lang) -> Result<String, Error> {
        let spanish = lang == Lang::Es;
        let at = |path: &str| format!("{}{path}", tandem_mail::base_url());
        match self {
            Told::Meeting(m) => facts(tx, lang, m),
            Told::Item(item, Some(body)) => {
                let body = tandem_bodies::actions::standing(tx, *body)?.body;
                let args = [
                    ("title", in_language(&item.title, item.title_es.as_deref(), spanish)),
                    ("body", body.named(spanish)),
                    ("url", &at(&item.path)),
                ];
                Ok(say(lang, "meetings-letter-item", &args))
            }
            Told::Item(item, None) if item.public => {
                let title = in_language(&item.title, item.title_es.as_deref(), spanish);
                Ok(format!("{title}\n{}", at(&item.path)))
            }
            // Anybody can write anything about anybody: until a body takes it up, its words stay on the page.
            Told::Item(item, None) => Ok(at(&item.path)),
            Told::Terms(body, seats) => {
                let today = tandem_bodies::actions::today(tx)?;
                let mut lines = vec![];
                for (seat, holding) in seats {
                    lines.push(term(lang, seat, holding, today));
                    if tandem_bodies::actions::handover(tx, seat.id)?.is_empty() {
                        let url = at(&format!("/seats/{}", seat.id));
                        lines.push(say(lang, "meetings-letter-handover", &[("url", &url)]));
                    }
                }
                let args = [
                    ("title", lines.join("\n")),
                    ("body", body.named(spanish).to_owned()),
                    ("url", at(&format!("/workgroups/{}", body.id))),
                ];
                let args: Vec<(&str, &str)> =
                    args.iter().map(|(key, value)| (*key, value.as_str())).collect();
                Ok(say(lang, "meetings-letter-body", &args))
            }
            Told::Standing(standing) => {
                let code = standing.verdict.code.unwrap_or("no-seats").to_ascii_lowercase().replace('_', "-");
                let args = [
                    ("title", say(lang, &format!("bodies-why-{code}"), &[])),
                    ("body", standing.body.named(spanish).to_owned()),
                    ("url", at(&format!("/workgroups/{}", standing.body.id))),
                ];
                let args: Vec<(&str, &str)> =
                    args.iter().map(|(key, value)| (*key, value.as_str())).collect();
                Ok(say(lang, "meetings-letter-body", &args))
            }
        }
    }
}

/// One seat: for which sector it counts, and the last day of its term. Who holds it stands on the page.
fn term(lang: Lang, seat: &Seat, holding: &Holding, today: Date) -> String {
    let sector = format!("partners-sector-{}", holding.counted().code().replace('_', "-"));
    let args = [("sector", say(lang, &sector, &[])), ("day", dates::date_year(lang, seat.term_end))];
    let args: Vec<(&str, &str)> = args.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let key = if seat.term_end < today { "meetings-letter-term-over" } else { "meetings-letter-term" };
    say(lang, key, &args)
}

/// One piece of news, at once.
pub(crate) fn news(tx: &mut Tx<'_, '_>, to: &Addressee, told: &Told, news: News) -> Result<(), Error> {
    let lang = language(to);
    let head = say(lang, &format!("meetings-news-{}", news.code()), &[]);
    let text = format!("{head}\n\n{}\n", told.facts(tx, lang)?);
    let email = letter(to, subject_of(news), "meetings.news", told.id(), text);
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
        News::Term | News::Standing => Subject::GroupNews,
        News::Waiting => Subject::ResidentWaits,
        News::VoteOpens | News::VoteCloses | News::VoteResult => Subject::NewsTogether,
    }
}

/// What was new in a day or a week.
pub(crate) fn digest(tx: &mut Tx<'_, '_>, to: &Addressee, lines: &[(Told, News)]) -> Result<(), Error> {
    let Some((first, _)) = lines.first() else { return Ok(()) };
    let lang = language(to);
    let mut text = say(lang, "meetings-digest", &[]);
    for (told, news) in lines {
        let head = say(lang, &format!("meetings-news-{}", news.code()), &[]);
        text += &format!("\n\n{head}\n{}", told.facts(tx, lang)?);
    }
    text.push('\n');
    let email = letter(to, Subject::NewsTogether, "meetings.digest", first.id(), text);
    sent(send_email(tx, &email))
}
