//! Change the facts about a person in one's own organization.

use super::today;
use crate::model::consent::EventKind;
use crate::model::label::Label;
use crate::model::person::{Person, PersonInput, TeamRole};
use crate::{policy, store};
use tandem_access::accounts::links::{self, LinkPurpose};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_events::{Event, publish};

/// Writes changed facts. An empty label leaves the label as it is.
///
/// A record that becomes local-only (domestic violence) ends everything that was shared of it, at once. Under a higher label every
/// row that any room keeps of the person is at least as sensitive as the record, at once too; a lower label lowers no row.
///
/// # Errors
/// [`Error::NotFound`] for a record that does not exist or is hidden; [`Error::Forbidden`] for one of another organization; [`Error::Conflict`] for one that was deleted; [`Error::Invalid`] with every fault of the input; the
/// database's.
pub fn edit_person(tx: &mut Tx, id: Uuid, input: &PersonInput) -> Result<(), Error> {
    tx.require(Kind::Person, Action::Write)?;
    let old = store::person::get(tx, id)?.ok_or(Error::NotFound)?;
    policy::records_for(tx.viewer(), old.owner_org)?;
    if old.details.is_gone() {
        return Err(Error::Conflict { code: "people-conflict-gone" });
    }
    let mut details = input.check(today(tx)).map_err(Error::Invalid)?;
    if input.label.trim().is_empty() {
        details.label = old.details.label;
    }
    if details == old.details {
        return Ok(());
    }
    let new = Person { details, updated_at: tx.now(), ..old.clone() };
    let label = new.details.label;
    if label != old.details.label {
        relabelled_by(tx, &old, &new)?;
        if !label.is_shareable() {
            close_all(tx, &old)?;
            super::guardian_link::end_links_of(tx, id)?;
            // Whoever holds the telephone may not be the person.
            for purpose in [LinkPurpose::Person, LinkPurpose::Track, LinkPurpose::Confirm] {
                links::revoke_person(tx, purpose, id)?;
            }
        }
    }
    store::person::update(tx, &new)?;
    publish(tx, &Event::PersonKept { person: id })?;
    if label != old.details.label {
        store::team::relabel(tx, (&new).into())?;
        store::consent::raise(tx, id, label)?;
    }
    if label > old.details.label {
        let lower: Vec<&str> = Label::ALL.into_iter().filter(|l| *l < label).map(Label::code).collect();
        tx.raise_label(id, label.code(), &lower)?;
        publish(tx, &Event::LabelRaised { person: id })?;
    }
    let what = if label == old.details.label { "edited" } else { "edited, label changed" };
    tx.audit(Action::Write, Kind::Person, Some(id), Some(id), what)
}

/// Whoever narrows a record that nobody looks after is on its care team: nobody locks a record with the key inside. Where there is
/// a team, only the team narrows and widens: a label that put somebody else on it would open what the team alone may see.
fn relabelled_by(tx: &mut Tx, old: &Person, new: &Person) -> Result<(), Error> {
    let Some(member) = tx.viewer().member_id() else { return Ok(()) };
    if ![old, new].iter().any(|person| person.details.label.is_for_care_team()) {
        return Ok(());
    }
    let team = super::team_of(tx, old.id)?;
    if !policy::looks_after(tx.viewer(), &team) {
        return Err(FieldErrors::one("label", "people-error-label-team"));
    }
    if team.is_empty() {
        store::team::assign(tx, new.into(), member, TeamRole::Member)?;
        tx.audit(Action::Manage, Kind::Person, Some(member), Some(new.id), "care team: assigned")?;
    }
    Ok(())
}

pub(super) fn close_all(tx: &mut Tx, person: &Person) -> Result<(), Error> {
    for (subject, recipient) in store::consent::open_of_person(tx, person.owner_org, person.id)? {
        store::consent::withdraw_permissions(tx, subject.consent)?;
        store::consent::append_event(tx, subject, EventKind::Closed, None)?;
        publish(tx, &Event::ConsentWithdrawn { consent: subject.consent, person: person.id, recipient })?;
    }
    Ok(())
}
