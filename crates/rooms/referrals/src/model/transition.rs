//! Who may move a referral from where to where. One exhaustive function; everything else asks it.

use super::reason::Reason;
use super::status::Status;

tandem_access::coded! {
    /// Which part somebody plays in one referral.
    Side {
        /// The organization that sends.
        Sender = "sender",
        /// The organization that answers, signed in or by its link.
        Receiver = "receiver",
        /// The person who needs help.
        Person = "person",
        /// The clock.
        System = "system",
    }
}

/// What somebody does with a referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Send it to one organization, or offer it without the person's name.
    Send,
    /// Say yes.
    Accept,
    /// Say no.
    Decline(Reason),
    /// Begin to help.
    Start,
    /// Pause.
    Hold(Reason),
    /// Go on after a pause.
    Resume,
    /// End the help as it should.
    Complete(Reason),
    /// Give up after a yes.
    Fail(Reason),
    /// Take it back.
    Cancel(Reason),
    /// The clock ran out and it went to somebody else.
    Expire,
    /// Take back one's own last move, soon after and while nothing has followed from it.
    Undo {
        /// Where the referral stood before that move.
        before: Status,
        /// Who made it.
        by: Side,
    },
}

impl Verb {
    /// The code kept with each event.
    pub fn code(self) -> &'static str {
        match self {
            Verb::Send => "send",
            Verb::Accept => "accept",
            Verb::Decline(_) => "decline",
            Verb::Start => "start",
            Verb::Hold(_) => "hold",
            Verb::Resume => "resume",
            Verb::Complete(_) => "complete",
            Verb::Fail(_) => "fail",
            Verb::Cancel(_) => "cancel",
            Verb::Expire => "expire",
            Verb::Undo { .. } => "undo",
        }
    }

    /// The reason it carries.
    pub fn reason(self) -> Option<Reason> {
        match self {
            Verb::Decline(r) | Verb::Hold(r) | Verb::Complete(r) | Verb::Fail(r) | Verb::Cancel(r) => Some(r),
            Verb::Expire => Some(Reason::NoAnswer),
            Verb::Send | Verb::Accept | Verb::Start | Verb::Resume | Verb::Undo { .. } => None,
        }
    }
}

/// Why a move is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// This side never makes this move.
    #[error("this side does not make this move")]
    NotYours,
    /// The referral does not stand where this move starts.
    #[error("the referral is {0}; this move does not start there")]
    NotNow(Status),
    /// The reason does not belong to this end.
    #[error("this reason does not belong to this move")]
    ReasonDoesNotFit,
    /// "Other" without words.
    #[error("say in words what the reason is")]
    WordsMissing,
}

/// Where `verb` by `side` takes a referral that stands at `from`.
///
/// # Errors
/// Why not.
pub fn next(from: Status, side: Side, verb: Verb) -> Result<Status, Refusal> {
    use Status::{Accepted, Cancelled, Completed, Draft, Failed, InProgress, OnHold, Rejected, Requested};
    let may = match verb {
        Verb::Send => side == Side::Sender,
        Verb::Accept
        | Verb::Decline(_)
        | Verb::Start
        | Verb::Hold(_)
        | Verb::Resume
        | Verb::Complete(_)
        | Verb::Fail(_) => side == Side::Receiver,
        Verb::Cancel(_) => matches!(side, Side::Sender | Side::Person),
        Verb::Expire => side == Side::System,
        Verb::Undo { by, .. } => side == by && side != Side::System,
    };
    if !may {
        return Err(Refusal::NotYours);
    }
    let to = match (verb, from) {
        (Verb::Send, Draft) => Requested,
        (Verb::Accept, Requested) => Accepted,
        (Verb::Decline(_), Requested) => Rejected,
        (Verb::Start, Accepted) | (Verb::Resume, OnHold) => InProgress,
        (Verb::Hold(_), Accepted | InProgress) => OnHold,
        (Verb::Complete(_), Accepted | InProgress | OnHold) => Completed,
        (Verb::Fail(_), Accepted | InProgress | OnHold) => Failed,
        (Verb::Cancel(_), Draft | Requested | Accepted | InProgress | OnHold) => Cancelled,
        (Verb::Expire, Requested) => Failed,
        // Only an answer or a cancellation can be taken back: what is completed is final, and what the clock did stays.
        (Verb::Undo { before: Requested, .. }, Accepted | Rejected) => Requested,
        (
            Verb::Undo { before: before @ (Draft | Requested | Accepted | InProgress | OnHold), .. },
            Cancelled,
        ) => before,
        (_, from) => return Err(Refusal::NotNow(from)),
    };
    match verb.reason() {
        Some(reason) if verb != Verb::Expire && !Reason::for_status(to).contains(&reason) => {
            Err(Refusal::ReasonDoesNotFit)
        }
        _ => Ok(to),
    }
}

/// What `side` could do next with a referral that stands at `from`, apart from undoing; for pages and tests.
pub fn choices(from: Status, side: Side) -> Vec<Verb> {
    let probes = [
        Verb::Send,
        Verb::Accept,
        Verb::Decline(Reason::NoCapacity),
        Verb::Start,
        Verb::Hold(Reason::WaitList),
        Verb::Resume,
        Verb::Complete(Reason::HelpGiven),
        Verb::Fail(Reason::CannotReachPerson),
        Verb::Cancel(Reason::PersonDeclined),
        Verb::Expire,
    ];
    probes.into_iter().filter(|verb| next(from, side, *verb).is_ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_status() -> impl Strategy<Value = Status> {
        proptest::sample::select(Status::ALL.to_vec())
    }
    fn any_side() -> impl Strategy<Value = Side> {
        proptest::sample::select(Side::ALL.to_vec())
    }
    fn any_reason() -> impl Strategy<Value = Reason> {
        proptest::sample::select(Reason::ALL.to_vec())
    }
    fn any_verb() -> impl Strategy<Value = Verb> {
        prop_oneof![
            Just(Verb::Send),
            Just(Verb::Accept),
            any_reason().prop_map(Verb::Decline),
            Just(Verb::Start),
            any_reason().prop_map(Verb::Hold),
            Just(Verb::Resume),
            any_reason().prop_map(Verb::Complete),
            any_reason().prop_map(Verb::Fail),
            any_reason().prop_map(Verb::Cancel),
            Just(Verb::Expire),
            (any_status(), any_side()).prop_map(|(before, by)| Verb::Undo { before, by }),
        ]
    }

    /// The whole table, written out by hand from the product's rules: an independent reference.
    #[test]
    fn the_table_is_what_the_product_says() {
        use Status::{
            Accepted, Cancelled, Completed, Draft, Failed, InProgress, OnHold, Rejected, Requested,
        };
        let table: &[(Status, Side, &[&str])] = &[
            (Draft, Side::Sender, &["send", "cancel"]),
            (Draft, Side::Receiver, &[]),
            (Draft, Side::Person, &["cancel"]),
            (Draft, Side::System, &[]),
            (Requested, Side::Sender, &["cancel"]),
            (Requested, Side::Receiver, &["accept", "decline"]),
            (Requested, Side::Person, &["cancel"]),
            (Requested, Side::System, &["expire"]),
            (Accepted, Side::Sender, &["cancel"]),
            (Accepted, Side::Receiver, &["start", "hold", "complete", "fail"]),
            (Accepted, Side::Person, &["cancel"]),
            (Accepted, Side::System, &[]),
            (InProgress, Side::Sender, &["cancel"]),
            (InProgress, Side::Receiver, &["hold", "complete", "fail"]),
            (InProgress, Side::Person, &["cancel"]),
            (InProgress, Side::System, &[]),
            (OnHold, Side::Sender, &["cancel"]),
            (OnHold, Side::Receiver, &["resume", "complete", "fail"]),
            (OnHold, Side::Person, &["cancel"]),
            (OnHold, Side::System, &[]),
        ];
        for (from, side, verbs) in table {
            let got: Vec<&str> = choices(*from, *side).into_iter().map(Verb::code).collect();
            assert_eq!(&got, verbs, "{from} {side}");
        }
        for end in [Completed, Cancelled, Failed, Rejected] {
            for side in Side::ALL {
                assert_eq!(choices(end, *side), [], "{end} {side}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_path_reaches_an_end_or_a_pause_without_a_reason_that_fits(
            from in any_status(), side in any_side(), verb in any_verb()
        ) {
            if let Ok(to) = next(from, side, verb)
                && (to.is_end() || to == Status::OnHold)
                && !matches!(verb, Verb::Undo { .. })
            {
                let reason = verb.reason();
                prop_assert!(reason.is_some());
                prop_assert!(
                    reason.is_some_and(|r| Reason::for_status(to).contains(&r)) || verb == Verb::Expire
                );
            }
        }

        #[test]
        fn completed_and_failed_are_final(side in any_side(), verb in any_verb()) {
            prop_assert!(next(Status::Completed, side, verb).is_err());
            prop_assert!(next(Status::Failed, side, verb).is_err());
        }

        #[test]
        fn only_the_receiver_answers_and_only_the_clock_expires(from in any_status(), side in any_side(), verb in any_verb()) {
            if let Ok(to) = next(from, side, verb) {
                match verb {
                    Verb::Accept | Verb::Decline(_) => prop_assert_eq!(side, Side::Receiver),
                    Verb::Expire => prop_assert_eq!(side, Side::System),
                    Verb::Undo { before, by } => {
                        prop_assert_eq!(side, by);
                        prop_assert_eq!(to, before);
                        prop_assert!(!to.is_end());
                    }
                    _ => {}
                }
            }
        }

        /// Whatever people try, in whatever order, a walk never leaves an end except by an undo, and never returns to draft.
        #[test]
        fn walks_stay_on_the_map(tries in proptest::collection::vec((any_side(), any_verb()), 0..60)) {
            let mut at = Status::Draft;
            for (side, verb) in tries {
                if let Ok(to) = next(at, side, verb) {
                    if at.is_end() {
                        let undone = matches!(verb, Verb::Undo { .. });
                        prop_assert!(undone, "{} left by {:?}", at, verb);
                    }
                    let back_to_draft = matches!(verb, Verb::Undo { before: Status::Draft, .. });
                    prop_assert!(to != Status::Draft || back_to_draft);
                    at = to;
                }
            }
        }
    }
}
