//! Where a referral stands: the FHIR R4 Task statuses that this product uses.

tandem_access::coded! {
    /// A FHIR R4 Task status.
    Status {
        /// Being prepared; nobody else knows of it.
        Draft = "draft",
        /// Sent; the organization has not answered.
        Requested = "requested",
        /// The organization said yes.
        Accepted = "accepted",
        /// The organization said no. An end.
        Rejected = "rejected",
        /// Help is under way.
        InProgress = "in-progress",
        /// Help ended as it should. An end, and final.
        Completed = "completed",
        /// The sender or the person took it back. An end.
        Cancelled = "cancelled",
        /// It came to nothing: nobody answered, or the help could not be given. An end.
        Failed = "failed",
        /// Paused by the organization, for a reason.
        OnHold = "on-hold",
    }
}

impl Status {
    /// Whether the referral is over.
    pub fn is_end(self) -> bool {
        matches!(self, Status::Rejected | Status::Completed | Status::Cancelled | Status::Failed)
    }

    /// Whether the organization works on it.
    pub fn is_under_way(self) -> bool {
        matches!(self, Status::Accepted | Status::InProgress | Status::OnHold)
    }
}
