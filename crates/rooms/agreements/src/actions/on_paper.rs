//! Signatures on paper: noted by who keeps the agreements, and counted once a second pair of hands has seen the paper. Otherwise one
//! could sign for everybody, and open what an agreement opens.

use crate::model::agreement::{Draft, How, Signature, Stage};
use crate::{letters, policy, store};
use jiff::civil::Date;
use tandem_access::accounts::members::{self, Status};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid, Viewer, permits};

/// Notes that a party signed the present text on paper. It counts once it is confirmed ([`confirm_paper`]); the party is told.
///
/// # Errors
/// [`Error::Forbidden`] for who does not manage agreements; [`Error::Invalid`] for an organization that is no party or that nobody has
/// listened to, a missing name, or a day to come; otherwise as [`super::sign`].
pub fn sign_on_paper(tx: &mut Tx, id: Uuid, org: Uuid, name: &str, day: Date) -> Result<(), Error> {
    note(tx, id, org, name, day)?;
    letters::paper_noted(tx, id, org)?;
    super::sign::settle(tx, id, true)
}

fn note(tx: &mut Tx, id: Uuid, org: Uuid, name: &str, day: Date) -> Result<(), Error> {
    tx.require(Kind::Agreement, Action::Manage)?;
    let a = super::agreement(tx, id)?;
    if !a.has_party(org) {
        return Err(FieldErrors::one("org", "agreements-error-no-such-party"));
    }
    super::send::refuse_unheard(tx, &[org], "org")?;
    let (_, today) = super::today(tx)?;
    if day > today {
        return Err(FieldErrors::one("signed_on", "agreements-error-day-to-come"));
    }
    let name = super::sign::name(name)?;
    let texts = store::agreement::texts(tx, id)?;
    let sha256 = texts.first().map(|text| text.sha256.clone()).unwrap_or_default();
    let (member, noted_for) = (tx.viewer().member_id(), tx.viewer().org());
    // What the system brings (an import of agreements that hold already, the demo) nobody notes by hand.
    let confirmed_at = tx.viewer().is_system().then(|| tx.now());
    let signature = Signature {
        org,
        version: a.version,
        sha256,
        how: How::Paper,
        name,
        signed_on: day,
        member,
        noted_for,
        confirmed_at,
    };
    super::sign::add(tx, id, &signature)
}

/// A second pair of hands saw the paper that holds the text with the hash `shown`. Whether the agreement is in force now.
///
/// # Errors
/// [`Error::Forbidden`] for who may not ([`may_confirm`]); [`Error::NotFound`] when no such paper waits; [`Error::Conflict`] when it is
/// not out to be signed; [`Error::Invalid`] when another text was shown, or its last day is over.
pub fn confirm_paper(tx: &mut Tx, id: Uuid, org: Uuid, shown: &str) -> Result<bool, Error> {
    let a = super::agreement(tx, id)?;
    let paper = a.waiting_paper(org).ok_or(Error::NotFound)?;
    if !may_confirm(tx, paper)? {
        return Err(Error::Forbidden);
    }
    super::sign::refuse_closed(tx, &a)?;
    if paper.sha256 != shown {
        return Err(FieldErrors::one("shown", "agreements-error-text-changed"));
    }
    super::send::refuse_unheard(tx, &[org], "org")?;
    if !store::agreement::confirm_paper(tx, id, org, a.version)? {
        return Err(Error::NotFound);
    }
    tx.audit(Action::Decide, Kind::Agreement, Some(id), None, "agreement paper confirmed")?;
    super::sign::settle(tx, id, true)?;
    Ok(super::agreement(tx, id)?.stage == Stage::InForce)
}

/// Whether the viewer may say that they saw a paper that waits. Never who noted it. Where somebody at the party signs here, they do;
/// elsewhere another member of who keeps agreements, or whom the charter lets confirm: who signs for another organization.
///
/// # Errors
/// The database's.
pub fn may_confirm(tx: &mut Tx, paper: &Signature) -> Result<bool, Error> {
    let Some(viewer) = tx.viewer().member_id() else { return Ok(false) };
    if paper.counts() || paper.member.is_none_or(|noter| noter == viewer) {
        return Ok(false);
    }
    let theirs = members::of_organization(tx, paper.org)?.into_iter().any(|(member, roles)| {
        let signs = roles.iter().any(|a| permits(a.role, Kind::Agreement, Action::Decide));
        signs && member.status == Status::Active && Some(member.id) != paper.member
    });
    if theirs {
        return Ok(policy::signs(tx.viewer()) == Some(paper.org));
    }
    if policy::manages(tx.viewer()) {
        return Ok(true);
    }
    match (paper.member, paper.noted_for) {
        (Some(noter), Some(noted_for)) => tandem_partners::actions::may_look_again(tx, noter, noted_for),
        _ => Ok(false),
    }
}

/// Whether the viewer may strike a paper that waits: who keeps agreements, for a mistake, and who signs for the party.
pub fn may_strike(viewer: &Viewer, paper: &Signature) -> bool {
    !paper.counts() && (policy::manages(viewer) || policy::signs(viewer) == Some(paper.org))
}

/// Strikes a signature on paper that nobody has confirmed.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] when none waits.
pub fn strike_paper(tx: &mut Tx, id: Uuid, org: Uuid) -> Result<(), Error> {
    let a = super::agreement(tx, id)?;
    let paper = a.waiting_paper(org).ok_or(Error::NotFound)?;
    if !may_strike(tx.viewer(), paper) {
        return Err(Error::Forbidden);
    }
    if !store::agreement::strike_paper(tx, id, org, a.version)? {
        return Err(Error::NotFound);
    }
    tx.audit(Action::Decide, Kind::Agreement, Some(id), None, "agreement paper struck")
}

/// Records an agreement that lies there signed on paper by everybody: for a partnership that has agreements already.
/// `signed` names who signed for each party. Nobody gets a letter: everybody has the paper. By hand there is no such way.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the system; otherwise as [`super::draft`], [`super::send`] and [`sign_on_paper`].
pub fn put_in_force(tx: &mut Tx, draft: &Draft, signed: &[(Uuid, &str)], day: Date) -> Result<Uuid, Error> {
    if !tx.viewer().is_system() {
        return Err(Error::Forbidden);
    }
    let id = super::draft(tx, draft)?;
    super::send::out(tx, id)?;
    for (org, name) in signed {
        note(tx, id, *org, name, day)?;
    }
    super::sign::settle(tx, id, false)?;
    Ok(id)
}
