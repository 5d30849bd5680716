//! Who may do what with people; pure. The role table and the row fence stand below this: here is only what they
//! cannot know.

use crate::model::consent::{Consent, EventKind};
use tandem_access::{Action, Error, Kind, Role, Timestamp, Uuid, Viewer};

/// Refuses unless the viewer records for `owner_org`: a member acting for it, or system work such as an import.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn records_for(viewer: &Viewer, owner_org: Uuid) -> Result<(), Error> {
    if viewer.is_system() || (viewer.is_member() && viewer.org() == Some(owner_org)) {
        return Ok(());
    }
    Err(Error::Forbidden)
}

/// The organization a member acts for.
///
/// # Errors
/// [`Error::Forbidden`] for everybody else.
pub fn own_org(viewer: &Viewer) -> Result<Uuid, Error> {
    viewer.org().filter(|_| viewer.is_member()).ok_or(Error::Forbidden)
}

/// The organization that the viewer looks for: that of a member, or of a computer system, which reads as its people do.
///
/// # Errors
/// [`Error::Forbidden`] for everybody else.
pub fn reading_org(viewer: &Viewer) -> Result<Uuid, Error> {
    viewer.org().filter(|_| viewer.is_member() || viewer.is_client()).ok_or(Error::Forbidden)
}

/// Refuses unless the viewer may speak for the person about this consent: the person, the guardian who gave it, or
/// staff of the organization that recorded it.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn speaks_for(viewer: &Viewer, consent: &Consent) -> Result<(), Error> {
    let the_person = viewer.person() == Some(consent.person_id);
    let guardian = viewer.guardian().is_some_and(|(_, guardian)| consent.guardian == Some(guardian));
    let staff = viewer.may(Kind::Consent, Action::Write) && records_for(viewer, consent.owner_org).is_ok();
    if the_person || guardian || staff { Ok(()) } else { Err(Error::Forbidden) }
}

/// Whether the viewer may take a withdrawal back: while undo is offered, and only whoever withdrew. Staff never undo
/// what the person did.
pub fn may_undo(viewer: &Viewer, consent: &Consent, now: Timestamp) -> bool {
    let same_hand = match consent.last_event_by {
        Some(member) => viewer.member_id() == Some(member),
        // What a guardian agreed to and took back, the person does not bring back.
        None => viewer.person() == Some(consent.person_id) && consent.guardian.is_none(),
    };
    consent.last_event == EventKind::Withdrawn && same_hand && consent.can_undo(now)
}

/// Whether the viewer may put members on a care team or take them off, knowing who is on it now: the team itself,
/// whoever gives access in the organization, and anybody who works with people while there is no team yet.
///
/// Without this, a curious colleague could assign themselves and read what only the team may see.
pub fn may_staff_team(viewer: &Viewer, team: &[Uuid]) -> bool {
    if viewer.is_system() {
        return true;
    }
    let on_it = viewer.member_id().is_some_and(|me| team.contains(&me));
    let works_with_people = viewer.may(Kind::Person, Action::Write);
    (works_with_people && (on_it || team.is_empty())) || viewer.has_role(Role::OrganizationAdmin)
}

/// Whether the viewer looks after the person, knowing who is on the team now: the team, and anybody who works with people while
/// there is none. What the team alone may see must not be reached by making the person's own link, by a consent that names it, or
/// by another label.
pub fn looks_after(viewer: &Viewer, team: &[Uuid]) -> bool {
    viewer.is_system() || team.is_empty() || viewer.member_id().is_some_and(|me| team.contains(&me))
}

/// Whether the viewer may answer a person who asks to be erased: the privacy officer of the organization that keeps the
/// record, and the care team, who know what is under way. It cannot be undone, so not everybody who works with people.
pub fn may_answer_erasure(viewer: &Viewer, owner_org: Uuid, team: &[Uuid]) -> bool {
    let on_it = viewer.member_id().is_some_and(|me| team.contains(&me));
    viewer.is_member()
        && viewer.org() == Some(owner_org)
        && (viewer.has_role(Role::PrivacyOfficer) || (on_it && viewer.may(Kind::Person, Action::Write)))
}

/// Whether the viewer answers what people ask of their organization, a correction or to be erased: who works with people, and the
/// privacy officer.
pub fn answers_people(viewer: &Viewer) -> bool {
    viewer.is_member() && (viewer.may(Kind::Person, Action::Write) || viewer.has_role(Role::PrivacyOfficer))
}

/// Whether the viewer may read who looked at a person's data: the person, and the privacy officer of the organization
/// that keeps the record.
pub fn may_read_access_log(viewer: &Viewer, person: Uuid, owner_org: Uuid) -> bool {
    viewer.person() == Some(person)
        || (viewer.may(Kind::Audit, Action::Read)
            && viewer.may(Kind::Person, Action::Read)
            && viewer.org() == Some(owner_org))
}
