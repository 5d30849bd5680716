//! What follows from the rules when there is news: who is told of it, at once or in a digest.

use super::protocol::protocol;
use crate::jobs::{self, Letters};
use crate::letters::{self, Told};
use crate::model::protocol::fixed;
use crate::model::{Audience, Meeting, News, Timing};
use crate::store::notices::{self as store, About};
use std::collections::BTreeSet;
use tandem_access::accounts::members::{self, Member, Status};
use tandem_access::{Error, Role, Tx, Uuid};
use tandem_bodies::model::{BodyKind, SeatRole, Standing};
use tandem_partners::actions::Filter;
use tandem_partners::model::{Addressee, Membership, Reader};

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

/// Co-leads in office with a live account: of one body, or of every workgroup that may take up what has no body yet.
fn leads(tx: &mut Tx<'_, '_>, body: Option<Uuid>) -> Result<Vec<Member>, Error> {
    let bodies: Vec<Standing> = match body {
        Some(body) => vec![tandem_bodies::actions::standing(tx, body)?],
        None => {
            let mut all = tandem_bodies::actions::bodies(tx)?;
            all.retain(|one| one.body.kind == BodyKind::Workgroup && one.may_adopt());
            all
        }
    };
    let seats = bodies.iter().flat_map(Standing::active).map(|(seat, _)| seat);
    let ids: BTreeSet<Uuid> =
        seats.filter(|seat| seat.role == SeatRole::CoLead).map(|seat| seat.member).collect();
    live(tx, ids)
}

fn partners(tx: &mut Tx<'_, '_>) -> Result<Vec<Uuid>, Error> {
    let filter = Filter { membership: Some(Membership::Member), limit: 2000, ..Filter::default() };
    Ok(tandem_partners::actions::list(tx, &filter)?.into_iter().map(|o| o.id).collect())
}

/// Who is written to at the member organizations: account managers, or the address of one that has no account.
fn admins(tx: &mut Tx<'_, '_>) -> Result<Vec<Addressee>, Error> {
    let mut out = vec![];
    for organization in partners(tx)? {
        out.extend(tandem_partners::actions::written_to(tx, organization)?);
    }
    Ok(out)
}

/// Coordinators of member organizations.
fn keepers(tx: &mut Tx<'_, '_>) -> Result<Vec<Member>, Error> {
    let mut out = vec![];
    for organization in partners(tx)? {
        out.extend(members::with_role(tx, organization, Role::Coordinator)?);
    }
    out.retain(|member| member.status != Status::Ended);
    Ok(out)
}

/// Tells of a meeting's news by the rules. The body's calendars are told elsewhere, with the invitation.
///
/// # Errors
/// The database's.
pub(crate) fn tell(tx: &mut Tx<'_, '_>, meeting: &Meeting, news: News) -> Result<(), Error> {
    let concerned = Concerned { body: Some(meeting.body), public: meeting.public, ..Concerned::default() };
    let mut told = who(tx, news, &concerned)?;
    if fixed(news, Audience::Body) {
        let invited: Vec<Uuid> = readers(tx, meeting.body)?.iter().map(|m| m.id).collect();
        told.retain(|(reader, _)| invited.iter().all(|id| Reader::Member(*id) != *reader));
    }
    for (reader, timing) in told {
        if timing == Timing::Now {
            jobs::letters(tx, &Letters::news(meeting, news, reader))?;
        } else {
            store::add(tx, reader, About::Meeting(meeting.id), news, timing)?;
        }
    }
    Ok(())
}

/// Whose business news is.
#[derive(Debug, Clone, Default)]
struct Concerned {
    /// The body, where there is one yet.
    body: Option<Uuid>,
    /// Whether everybody may read of it.
    public: bool,
    /// The member who proposed it.
    proposer: Option<Uuid>,
    /// Who holds the seats that it is about.
    holders: Vec<Uuid>,
}

/// Whom the rules let hear of news, and how. Who is of two audiences hears once, the earlier way.
fn who(tx: &mut Tx<'_, '_>, news: News, concerned: &Concerned) -> Result<Vec<(Reader, Timing)>, Error> {
    let mut told: Vec<(Reader, Timing)> = vec![];
    for (what, audience, timing) in protocol(tx)? {
        if what != news || timing == Timing::Never {
            continue;
        }
        let members = match audience {
            Audience::Body => match concerned.body {
                Some(body) => readers(tx, body)?,
                None => vec![],
            },
            Audience::Admins => vec![],
            Audience::Proposer => live(tx, concerned.proposer)?,
            Audience::Leads => leads(tx, concerned.body)?,
            Audience::Keepers => keepers(tx)?,
            Audience::Holder => live(tx, concerned.holders.iter().copied())?,
        };
        let mut people: Vec<Reader> = members.into_iter().map(|member| Reader::Member(member.id)).collect();
        // What is not public stays in the body.
        if audience == Audience::Admins && concerned.public {
            people.extend(admins(tx)?.into_iter().map(|to| to.reader));
        }
        for reader in people {
            match told.iter_mut().find(|(known, _)| *known == reader) {
                Some(known) => known.1 = known.1.min(timing),
                None => told.push((reader, timing)),
            }
        }
    }
    Ok(told)
}

/// What another room said that this one tells on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heard {
    /// What is new.
    pub(crate) news: News,
    /// About what: of the chain, title and page are all that a letter says.
    pub(crate) about: Vec<About>,
    /// The member who proposed it.
    pub(crate) proposer: Option<Uuid>,
}

impl Heard {
    pub(crate) fn of(news: News, about: About) -> Heard {
        Heard { news, about: vec![about], proposer: None }
    }
    pub(crate) fn item(news: News, item: Uuid, body: Uuid) -> Heard {
        Heard::of(news, About::Item(item, Some(body)))
    }
}

/// Tells of news of another room by the rules. What is gone, or was seen to in the meantime, is told to nobody.
///
/// # Errors
/// The database's.
pub(crate) fn tell_on(tx: &mut Tx<'_, '_>, heard: &Heard) -> Result<(), Error> {
    let mut told: Vec<Told> = vec![];
    for about in &heard.about {
        let Some(one) = Told::load(tx, *about, heard.news)? else { continue };
        match told.iter_mut().find(|known| known.id() == one.id()) {
            Some(known) => known.join(one),
            None => told.push(one),
        }
    }
    for one in told {
        let concerned = Concerned {
            body: one.body(),
            public: one.public(),
            proposer: heard.proposer,
            holders: one.holders(),
        };
        for (reader, timing) in who(tx, heard.news, &concerned)? {
            if timing == Timing::Now {
                if let Some(to) = tandem_partners::actions::addressee(tx, reader)? {
                    letters::news(tx, &to, &one, heard.news)?;
                }
                continue;
            }
            for about in one.about() {
                store::add(tx, reader, about, heard.news, timing)?;
            }
        }
    }
    Ok(())
}
