//! Who may do what with proposals and decisions; pure. Who sits in the body that decides, the action asks.

use crate::model::{Proposal, Stage};
use tandem_access::{Action, Kind, Uuid, Viewer};
use tandem_bodies::model::{BodyKind, Rules, Standing};

/// Whether `viewer` keeps proposals on their way: takes up what residents send, moves stages on, withdraws.
pub fn may_keep(viewer: &Viewer) -> bool {
    viewer.may(Kind::Governance, Action::Write)
}

/// Whether `viewer` may take up for this body what residents send: who keeps proposals, or a co-lead (`leads`) of a workgroup that is valid
/// today.
pub fn may_take_up(viewer: &Viewer, standing: &Standing, leads: bool) -> bool {
    let valid = standing.body.kind == BodyKind::Workgroup && standing.may_adopt();
    !standing.body.ended && (may_keep(viewer) || (leads && valid))
}

/// Whether `viewer` may move this proposal on: who keeps proposals, or who leads the body (`leads`).
pub fn may_lead(viewer: &Viewer, leads: bool) -> bool {
    may_keep(viewer) || leads
}

/// Whether `viewer` may write its text: who leads, or who proposed it.
pub fn may_write(viewer: &Viewer, proposal: &Proposal, leads: bool) -> bool {
    let own = viewer.member_id().is_some() && viewer.member_id() == proposal.by_member;
    may_lead(viewer, leads) || own
}

/// Whether `viewer` may move on what they decide themselves after asking for advice: who proposed it, from a seat of the body.
pub fn may_move_own(viewer: &Viewer, proposal: &Proposal, standing: Option<&Standing>) -> bool {
    let own = viewer.member_id().filter(|member| proposal.advice && proposal.by_member == Some(*member));
    own.zip(standing).is_some_and(|(member, standing)| standing.seat_of(member).is_some())
}

/// Whether a topic of the community's may be named now: none is, or its author named it, who could take it back the moment before it is
/// adopted; somebody else's word then takes the place of theirs.
pub fn may_name_topic(viewer: &Viewer, proposal: &Proposal, rules: &Rules) -> bool {
    let by = proposal.topic.as_ref().filter(|_| proposal.bound(rules)).map(|topic| topic.by_member);
    by.is_none_or(|by| proposal.by_member == Some(by) && viewer.member_id() != Some(by))
}

/// Whether everybody may read it. What a resident sent is not shown until a body takes it up, nor when none did: anybody can send
/// anything about anybody.
pub fn is_public(proposal: &Proposal) -> bool {
    proposal.body_id.is_some() && proposal.stage != Stage::Received
}

/// Whether `viewer` may read it: everybody what is public, the rest who keeps proposals. What waits is read, too, by whoever may take it
/// up; that the action asks.
pub fn may_read(viewer: &Viewer, proposal: &Proposal) -> bool {
    is_public(proposal) || may_keep(viewer) || viewer.is_system()
}

/// The organization that `viewer` may let stand aside: who signs for it.
pub fn signs_for(viewer: &Viewer) -> Option<Uuid> {
    viewer.org().filter(|_| viewer.may(Kind::Agreement, Action::Decide))
}
