//! Who may do what with screenings; pure. The role table and the row fence stand below this.

use crate::model::labels::Label;
use crate::model::screening::{Screening, Status};
use tandem_access::{Error, Uuid, Viewer};

/// The organization a member records screenings for.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but a signed-in member.
pub fn own_org(viewer: &Viewer) -> Result<Uuid, Error> {
    viewer.org().filter(|_| viewer.is_member()).ok_or(Error::Forbidden)
}

/// Refuses unless the viewer may change this screening: its organization, while it is not completed.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Conflict`].
pub fn may_change(viewer: &Viewer, screening: &Screening) -> Result<(), Error> {
    if own_org(viewer)? != screening.owner_org {
        return Err(Error::Forbidden);
    }
    if screening.status == Status::Completed {
        return Err(Error::Conflict { code: "screening-conflict-completed" });
    }
    Ok(())
}

/// Must whoever asks these questions be on the person's care team? Answers of these labels are read by the team
/// alone, so somebody else could neither correct nor review them.
pub fn needs_team(labels: impl IntoIterator<Item = Label>) -> bool {
    labels.into_iter().any(|label| label.is_for_care_team())
}
