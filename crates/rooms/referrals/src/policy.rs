//! Who may do what with a referral; pure. The role table and the row fence stand below this: here is only what they
//! cannot know, which side of a referral somebody is on.

use crate::model::{Actor, Referral, Side, Source};
use tandem_access::{Action, Error, Kind, Role, Uuid, Viewer};

/// The organization a member acts for.
///
/// # Errors
/// [`Error::Forbidden`] for everybody else.
pub fn own_org(viewer: &Viewer) -> Result<Uuid, Error> {
    viewer.org().filter(|_| viewer.is_member()).ok_or(Error::Forbidden)
}

/// The viewer on this side of the referral, if it is theirs.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn on_side(viewer: &Viewer, r: &Referral, side: Side) -> Result<Actor, Error> {
    let member = viewer.member_id();
    let is_it = match side {
        // Nobody sent what a person asked for without an account; the organization that answers keeps it.
        Side::Sender => {
            viewer.is_member()
                && viewer.org() == Some(r.owner_org)
                && r.source == Source::Member
                && viewer.may(Kind::Referral, Action::Write)
        }
        Side::Receiver => {
            let member = viewer.is_member() && viewer.may(Kind::Referral, Action::Decide);
            let link = viewer.referral() == Some(r.id);
            (member || link) && viewer.org().is_some() && viewer.org() == r.receiver_org
        }
        Side::Person => {
            let person = viewer.in_person();
            let the_person = person.is_some() && person == r.person_id;
            // A tracking code of a request without an account proves itself before the system acts for it.
            the_person || (viewer.is_system() && r.source == Source::Person)
        }
        Side::System => viewer.is_system(),
    };
    if is_it { Ok(Actor { side, org: viewer.org(), member }) } else { Err(Error::Forbidden) }
}

/// The sender, who writes down what a place said on the telephone. Only where no letter reaches the place: an organization
/// that can answer answers for itself.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn told(viewer: &Viewer, r: &Referral) -> Result<Actor, Error> {
    let place = r.receiver_org.is_some_and(|org| org != r.owner_org) && r.identified && !r.is_sealed();
    let sender = on_side(viewer, r, Side::Sender)?;
    if place { Ok(Actor { side: Side::Receiver, ..sender }) } else { Err(Error::Forbidden) }
}

/// The sides of the referral that the viewer is on: one, or both when an organization refers to itself.
pub fn sides(viewer: &Viewer, r: &Referral) -> Vec<Side> {
    [Side::Sender, Side::Receiver, Side::Person]
        .into_iter()
        .filter(|s| on_side(viewer, r, *s).is_ok())
        .collect()
}

/// Who opens the vault of a domestic-violence service: its advocates, or the bearer of the one link.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn opens_vault(viewer: &Viewer, owner: Uuid) -> Result<(), Error> {
    let advocate = viewer.is_member() && viewer.has_role(Role::Advocate);
    let link = viewer.referral().is_some();
    if viewer.org() == Some(owner) && (advocate || link) { Ok(()) } else { Err(Error::Forbidden) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::referral::tests::draft;
    use tandem_people::model::label::Label;

    #[test]
    fn the_public_is_on_no_side() {
        assert_eq!(sides(&Viewer::public(), &draft(Label::General)), []);
        assert!(own_org(&Viewer::public()).is_err());
    }

    #[test]
    fn the_clock_is_not_the_person_and_answers_for_nobody() {
        let clock = Viewer::system("test");
        let r = draft(Label::General);
        for side in [Side::Sender, Side::Receiver, Side::Person] {
            assert!(on_side(&clock, &r, side).is_err(), "{side}");
        }
        assert!(on_side(&clock, &r, Side::System).is_ok());
        assert!(opens_vault(&clock, r.owner_org).is_err());
    }
}
