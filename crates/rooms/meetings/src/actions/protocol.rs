//! Who is told what, how and when: rules as data, and what follows from them when there is news.

use crate::jobs::{self, Letters};
use crate::letters;
use crate::model::protocol::{default, fixed};
use crate::model::{Audience, Meeting, News, Timing};
use crate::policy;
use crate::store::notices::{self as store, About};
use std::collections::BTreeSet;
use tandem_access::accounts::members::{self, Member, Status};
use tandem_access::{Action, Error, FieldErrors, Kind, Role, Tx, Uuid};
use tandem_partners::actions::Filter;
use tandem_partners::model::Membership;

/// The rule of every pair, the partnership's own or the one that comes with the software.
///
/// # Errors
/// The database's.
pub fn protocol(tx: &mut Tx<'_, '_>) -> Result<Vec<(News, Audience, Timing)>, Error> {
    let own = store::rules(tx)?;
    let of = |news, audience| own.iter().find(|r| (r.0, r.1) == (news, audience)).map(|r| r.2);
    let mut out = vec![];
    for news in News::ALL.iter().copied() {
        for audience in news.audiences().iter().copied() {
            let kept = of(news, audience).filter(|_| !fixed(news, audience));
            out.push((news, audience, kept.unwrap_or_else(|| default(news, audience))));
        }
    }
    Ok(out)
}

/// Sets a rule.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for news that this audience is never told; [`Error::Invalid`] for one that calendars depend
/// on.
pub fn set_protocol(
    tx: &mut Tx<'_, '_>,
    news: News,
    audience: Audience,
    timing: Timing,
) -> Result<(), Error> {
    if !policy::may_keep(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    if !news.audiences().contains(&audience) {
        return Err(Error::NotFound);
    }
    if fixed(news, audience) {
        return Err(FieldErrors::one("timing", "meetings-error-fixed"));
    }
    store::set_rule(tx, news, audience, timing)?;
    tx.audit(Action::Write, Kind::Governance, None, None, "communication protocol")
}

/// Everybody in a seat of a body today, and every deputy, with a live account.
///
/// # Errors
/// The database's.
pub(crate) fn readers(tx: &mut Tx<'_, '_>, body: Uuid) -> Result<Vec<Member>, Error> {
    let standing = tandem_bodies::actions::standing(tx, body)?;
    let ids: BTreeSet<Uuid> =
        standing.active().flat_map(|(seat, _)| std::iter::once(seat.member).chain(seat.deputy)).collect();
    live(tx, ids)
}

/// Of these the members with a live account.
fn live(tx: &mut Tx<'_, '_>, ids: impl IntoIterator<Item = Uuid>) -> Result<Vec<Member>, Error> {
    let mut out = vec![];
    for id in ids {
        match members::find(tx, id) {
            Ok(member) if member.status != Status::Ended => out.push(member),
            Ok(_) | Err(Error::NotFound) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(out)
}

fn admins(tx: &mut Tx<'_, '_>) -> Result<Vec<Member>, Error> {
    let filter = Filter { membership: Some(Membership::Member), limit: 2000, ..Filter::default() };
    let mut out: Vec<Member> = vec![];
    for organization in tandem_partners::actions::list(tx, &filter)? {
        for member in members::with_role(tx, organization.id, Role::OrganizationAdmin)? {
            if member.status != Status::Ended && out.iter().all(|m| m.id != member.id) {
                out.push(member);
            }
        }
    }
    Ok(out)
}

/// Tells of a meeting's news by the rules. The body's calendars are told elsewhere, with the invitation.
///
/// # Errors
/// The database's.
pub(crate) fn tell(tx: &mut Tx<'_, '_>, meeting: &Meeting, news: News) -> Result<(), Error> {
    let mut told = who(tx, news, meeting.body, meeting.public, None)?;
    if fixed(news, Audience::Body) {
        let invited: Vec<Uuid> = readers(tx, meeting.body)?.iter().map(|m| m.id).collect();
        told.retain(|(id, _)| !invited.contains(id));
    }
    for (member, timing) in told {
        if timing == Timing::Now {
            jobs::letters(tx, &Letters::news(meeting, news, member))?;
        } else {
            store::add(tx, member, About::Meeting(meeting.id), news, timing)?;
        }
    }
    Ok(())
}

/// Whom the rules let hear of news, and how. Who is of two audiences hears once, the earlier way.
fn who(
    tx: &mut Tx<'_, '_>,
    news: News,
    body: Uuid,
    public: bool,
    proposer: Option<Uuid>,
) -> Result<Vec<(Uuid, Timing)>, Error> {
    let mut told: Vec<(Uuid, Timing)> = vec![];
    for (what, audience, timing) in protocol(tx)? {
        if what != news || timing == Timing::Never {
            continue;
        }
        let people = match audience {
            Audience::Body => readers(tx, body)?,
            // What is not public stays in the body.
            Audience::Admins if public => admins(tx)?,
            Audience::Admins => vec![],
            Audience::Proposer => live(tx, proposer)?,
        };
        for member in people {
            match told.iter_mut().find(|(id, _)| *id == member.id) {
                Some(known) => known.1 = known.1.min(timing),
                None => told.push((member.id, timing)),
            }
        }
    }
    Ok(told)
}

/// What another room said that this one tells on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Heard {
    /// What is new.
    pub(crate) news: News,
    /// About what of the chain: its title and page are all that a letter says.
    pub(crate) item: Uuid,
    /// Whose business it is.
    pub(crate) body: Uuid,
    /// The member who proposed it.
    pub(crate) proposer: Option<Uuid>,
}

impl Heard {
    pub(crate) fn of(news: News, item: Uuid, body: Uuid) -> Heard {
        Heard { news, item, body, proposer: None }
    }
}

/// Tells of news of another room by the rules. What is no longer in the chain is told to nobody.
///
/// # Errors
/// The database's.
pub(crate) fn tell_on(tx: &mut Tx<'_, '_>, heard: &Heard) -> Result<(), Error> {
    let Some(item) = tandem_spine::actions::item(tx, heard.item)? else { return Ok(()) };
    for (member, timing) in who(tx, heard.news, heard.body, item.public, heard.proposer)? {
        if timing == Timing::Now {
            let to = members::find(tx, member)?;
            letters::item_news(tx, &to, &item, heard.body, heard.news)?;
        } else {
            store::add(tx, member, About::Item(item.id, heard.body), heard.news, timing)?;
        }
    }
    Ok(())
}
