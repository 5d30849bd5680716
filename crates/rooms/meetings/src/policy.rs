//! Who may do what with a body's meetings; pure.

use tandem_access::{Action, Kind, Uuid, Viewer};
use tandem_bodies::model::{Seat, SeatRole, Standing};

/// The viewer's part in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The seat in which they act today, as holder or deputy.
    pub seat: Option<Seat>,
    /// Plans, orders the agenda, opens and closes, writes minutes, reads what people need: a co-lead, or who keeps the
    /// partnership's meetings.
    pub organizes: bool,
}

impl Part {
    /// Whose part it is.
    pub fn of(viewer: &Viewer, standing: &Standing) -> Part {
        let seat =
            viewer.member_id().and_then(|member| standing.seat_of(member)).map(|(seat, _)| seat.clone());
        let leads = seat.as_ref().is_some_and(|seat| seat.role == SeatRole::CoLead);
        Part { organizes: leads || may_keep(viewer), seat }
    }

    /// Whether they may put something on the agenda and answer an invitation.
    pub fn takes_part(&self) -> bool {
        self.seat.is_some() || self.organizes
    }

    /// Whether they may write in the minutes while the meeting runs: whoever sits in the body.
    pub fn writes(&self) -> bool {
        self.takes_part()
    }
}

/// Whether the viewer keeps meetings of every body, and the rules of who is told.
pub fn may_keep(viewer: &Viewer) -> bool {
    viewer.may(Kind::Governance, Action::Write)
}

/// Whether the viewer may read of meetings that are not public.
pub fn may_read(viewer: &Viewer) -> bool {
    viewer.may(Kind::Governance, Action::Read)
}

/// Whether somebody may mark a task as done: its owner, somebody of its organization, or who organizes.
pub fn may_finish(viewer: &Viewer, owner: Option<Uuid>, organization: Option<Uuid>, organizes: bool) -> bool {
    let mine = owner.is_some() && owner == viewer.member_id();
    let ours = organization.is_some() && organization == viewer.org();
    mine || ours || organizes
}
