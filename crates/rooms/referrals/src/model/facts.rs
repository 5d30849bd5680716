//! Three facts that are never blended: loop closed, service received, need resolved.

use super::status::Status;

tandem_access::coded! {
    /// What the person says about the need.
    Resolved {
        /// It is met.
        Yes = "yes",
        /// A part of it is.
        Partly = "partly",
        /// It is not.
        No = "no",
    }
}

/// The three facts about one referral. `None` is "nobody has said", and never reads as "no".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Somebody at the organization answered, and it ended with a reason.
    pub loop_closed: bool,
    /// The organization says whether the person got the service.
    pub service_received: Option<bool>,
    /// The person says whether the need is resolved.
    pub need_resolved: Option<Resolved>,
}

/// Whether the loop is closed: an end alone is not enough, and neither is an answer.
pub fn loop_closed(status: Status, answered: bool, reasoned: bool) -> bool {
    status.is_end() && answered && reasoned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_without_an_answer_closes_no_loop() {
        assert!(loop_closed(Status::Rejected, true, true), "a no with a reason closes it");
        assert!(loop_closed(Status::Completed, true, true));
        assert!(!loop_closed(Status::Failed, false, true), "nobody answered");
        assert!(!loop_closed(Status::Cancelled, false, true));
        assert!(!loop_closed(Status::InProgress, true, false));
    }
}
