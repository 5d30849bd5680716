//! The words that stand in SQL and in message keys.

tandem_access::coded! {
    /// Where a meeting stands.
    State {
        /// Invited.
        Planned = "planned",
        /// In session.
        Running = "running",
        /// Over; the minutes are being finished.
        Closed = "closed",
        /// Over; the minutes can be read.
        Published = "published",
        /// Called off.
        Cancelled = "cancelled",
    }
}
tandem_access::coded! {
    /// How somebody takes part.
    Way {
        /// In the room.
        Room = "room",
        /// On line.
        Online = "online",
        /// By telephone.
        Phone = "phone",
    }
}
tandem_access::coded! {
    /// An answer to an invitation.
    Answer {
        /// Comes.
        Yes = "yes",
        /// May come.
        Maybe = "maybe",
        /// Does not come.
        No = "no",
    }
}
tandem_access::coded! {
    /// What somebody needs to take part.
    Need {
        /// An interpreter, or papers in another language.
        Language = "language",
        /// Large print.
        LargePrint = "large-print",
        /// Child care.
        ChildCare = "child-care",
        /// A ride.
        Ride = "ride",
        /// Something else, in words.
        Other = "other",
    }
}
tandem_access::coded! {
    /// What came of what somebody needs.
    NeedState {
        /// Asked for; nobody has answered.
        Asked = "asked",
        /// It is there.
        Arranged = "arranged",
        /// It cannot be had this time, for a reason.
        Cannot = "cannot",
    }
}
tandem_access::coded! {
    /// What an agenda item is for.
    ItemKind {
        /// To tell.
        Information = "information",
        /// To talk.
        Discussion = "discussion",
        /// To decide.
        Decision = "decision",
    }
}
