//! Why a referral paused or ended: coded, so that it can be counted, with words beside it.

use super::status::Status;

tandem_access::coded! {
    /// A coded reason.
    Reason {
        /// The organization has no room.
        NoCapacity = "no_capacity",
        /// The person does not qualify for the service.
        NotEligible = "not_eligible",
        /// The person lives outside the area that is served.
        OutOfArea = "out_of_area",
        /// The organization does not offer this.
        DoesNotOffer = "does_not_offer",
        /// The person could not be reached.
        CannotReachPerson = "cannot_reach_person",
        /// The person does not want it.
        PersonDeclined = "person_declined",
        /// The same request is already there.
        Duplicate = "duplicate",
        /// No shared language, and no interpreter.
        Language = "language",
        /// On a waiting list (a pause).
        WaitList = "wait_list",
        /// Papers are missing (a pause).
        WaitingForPapers = "waiting_for_papers",
        /// The person asked to wait (a pause).
        PersonAskedToWait = "person_asked_to_wait",
        /// The help was given.
        HelpGiven = "help_given",
        /// A part of the help was given.
        PartlyGiven = "partly_given",
        /// The organization brought the person to somebody who can help better.
        HandedOn = "handed_on",
        /// Nobody answered in time. Only the clock says so.
        NoAnswer = "no_answer",
        /// The person found help elsewhere.
        MetElsewhere = "met_elsewhere",
        /// The person took the consent back.
        ConsentWithdrawn = "consent_withdrawn",
        /// Sent by mistake.
        SentByMistake = "sent_by_mistake",
        /// Something else; words say what.
        Other = "other",
    }
}

impl Reason {
    /// Why an organization may say no.
    pub const DECLINE: &'static [Reason] = &[
        Reason::NoCapacity,
        Reason::NotEligible,
        Reason::OutOfArea,
        Reason::DoesNotOffer,
        Reason::CannotReachPerson,
        Reason::PersonDeclined,
        Reason::Duplicate,
        Reason::Language,
        Reason::Other,
    ];
    /// How help may end as it should.
    pub const COMPLETE: &'static [Reason] =
        &[Reason::HelpGiven, Reason::PartlyGiven, Reason::HandedOn, Reason::Other];
    /// Why an organization may give up after its yes.
    pub const FAIL: &'static [Reason] = &[
        Reason::CannotReachPerson,
        Reason::PersonDeclined,
        Reason::NotEligible,
        Reason::NoCapacity,
        Reason::Language,
        Reason::Other,
    ];
    /// Why the sender or the person may take a referral back.
    pub const CANCEL: &'static [Reason] = &[
        Reason::PersonDeclined,
        Reason::MetElsewhere,
        Reason::ConsentWithdrawn,
        Reason::SentByMistake,
        Reason::Duplicate,
        Reason::Other,
    ];
    /// Why an organization may pause.
    pub const HOLD: &'static [Reason] =
        &[Reason::WaitList, Reason::WaitingForPapers, Reason::PersonAskedToWait, Reason::Other];

    /// The reasons that may lead to this status by somebody's hand. Empty where a reason has no place.
    pub fn for_status(status: Status) -> &'static [Reason] {
        match status {
            Status::Rejected => Reason::DECLINE,
            Status::Completed => Reason::COMPLETE,
            Status::Failed => Reason::FAIL,
            Status::Cancelled => Reason::CANCEL,
            Status::OnHold => Reason::HOLD,
            Status::Draft | Status::Requested | Status::Accepted | Status::InProgress => &[],
        }
    }

    /// Whether words must go with it: "other" alone tells nobody anything.
    pub fn needs_words(self) -> bool {
        self == Reason::Other
    }

    /// Whether a decline for this reason is demand that the partnership could not meet, and so a gap.
    pub fn is_gap(self) -> bool {
        matches!(
            self,
            Reason::NoCapacity
                | Reason::OutOfArea
                | Reason::DoesNotOffer
                | Reason::Language
                | Reason::NoAnswer
        )
    }

    /// Message key of its name.
    pub fn message_key(self) -> &'static str {
        match self {
            Reason::NoCapacity => "referrals-reason-no-capacity",
            Reason::NotEligible => "referrals-reason-not-eligible",
            Reason::OutOfArea => "referrals-reason-out-of-area",
            Reason::DoesNotOffer => "referrals-reason-does-not-offer",
            Reason::CannotReachPerson => "referrals-reason-cannot-reach-person",
            Reason::PersonDeclined => "referrals-reason-person-declined",
            Reason::Duplicate => "referrals-reason-duplicate",
            Reason::Language => "referrals-reason-language",
            Reason::WaitList => "referrals-reason-wait-list",
            Reason::WaitingForPapers => "referrals-reason-waiting-for-papers",
            Reason::PersonAskedToWait => "referrals-reason-person-asked-to-wait",
            Reason::HelpGiven => "referrals-reason-help-given",
            Reason::PartlyGiven => "referrals-reason-partly-given",
            Reason::HandedOn => "referrals-reason-handed-on",
            Reason::NoAnswer => "referrals-reason-no-answer",
            Reason::MetElsewhere => "referrals-reason-met-elsewhere",
            Reason::ConsentWithdrawn => "referrals-reason-consent-withdrawn",
            Reason::SentByMistake => "referrals-reason-sent-by-mistake",
            Reason::Other => "referrals-reason-other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_unknown_ones_do_not() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_code(reason.code()), Some(*reason));
            assert_eq!(reason.message_key(), format!("referrals-reason-{}", reason.code().replace('_', "-")));
        }
        assert_eq!(Reason::from_code("no capacity"), None);
        for status in Status::ALL {
            assert_eq!(Status::from_code(status.code()), Some(*status));
        }
    }

    #[test]
    fn every_end_has_reasons_and_nobody_may_pick_the_clock_s_own() {
        for status in Status::ALL {
            let reasons = Reason::for_status(*status);
            assert_eq!(reasons.is_empty(), !status.is_end() && *status != Status::OnHold, "{status}");
            assert!(!reasons.contains(&Reason::NoAnswer), "{status}");
        }
    }

    #[test]
    fn a_gap_is_what_the_partnership_could_mend() {
        assert!(Reason::NoCapacity.is_gap() && Reason::NoAnswer.is_gap());
        assert!(
            !Reason::PersonDeclined.is_gap() && !Reason::Duplicate.is_gap() && !Reason::HelpGiven.is_gap()
        );
    }
}
