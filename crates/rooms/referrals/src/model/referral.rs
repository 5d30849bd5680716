//! The referral: one need sent to one service, and what one move does to it.

use super::clock::Clock;
use super::facts::{Facts, Resolved, loop_closed};
use super::reason::Reason;
use super::status::Status;
use super::transition::{Refusal, Side, Verb, next};
use jiff::{SignedDuration, Timestamp};
use tandem_access::Uuid;
use tandem_people::model::label::Label;
use tandem_people::model::need::Domain;

/// How long one's own last move can be taken back.
pub const UNDO_WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// The longest words anybody may add.
pub const LONGEST_WORDS: usize = 2_000;

tandem_access::coded! {
    /// Who asked for it.
    Source {
        /// A member of an organization, with the person.
        Member = "member",
        /// The person, without an account ("Ask them to call me").
        Person = "self",
    }
}

/// Who makes a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// In which part.
    pub side: Side,
    /// For which organization.
    pub org: Option<Uuid>,
    /// Which member; `None` for a link, a person or the clock.
    pub member: Option<Uuid>,
}

/// One move as kept: who, when, from where to where, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
    /// What: a code of [`Verb`], or of a note that changes no status (`late`, `question`, `outcome` ...).
    pub verb: String,
    /// From where.
    pub from: Status,
    /// To where.
    pub to: Status,
    /// The coded reason.
    pub reason: Option<Reason>,
    /// In words.
    pub words: String,
}

/// One need sent to one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// Random id; people see it in addresses.
    pub id: Uuid,
    /// The organization that sends and keeps it.
    pub owner_org: Uuid,
    /// The organization that answers; `None` while an unidentified offer is open.
    pub receiver_org: Option<Uuid>,
    /// About whom; `None` when the person asked without an account.
    pub person_id: Option<Uuid>,
    /// Which need.
    pub need_id: Option<Uuid>,
    /// Which service.
    pub service_id: Option<Uuid>,
    /// How sensitive.
    pub label: Label,
    /// Who asked for it.
    pub source: Source,
    /// Where it stands.
    pub status: Status,
    /// Whether the receiver may know who it is about.
    pub identified: bool,
    /// Kind of help; `None` when a person asked for a service in their own words.
    pub domain: Option<Domain>,
    /// Area of the person.
    pub area: Option<String>,
    /// Language of the person.
    pub language: Option<String>,
    /// The member who sent it.
    pub sent_by: Option<Uuid>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// When the answer is due; `None` when no clock runs.
    pub due_at: Option<Timestamp>,
    /// When it was found to be late.
    pub late_at: Option<Timestamp>,
    /// When the organization answered.
    pub answered_at: Option<Timestamp>,
    /// When it said yes.
    pub accepted_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Why it ended, or paused.
    pub reason: Option<Reason>,
    /// The organization says whether the person got the service.
    pub service_received: Option<bool>,
    /// The person says whether the need is resolved.
    pub need_resolved: Option<Resolved>,
    /// The referral that this one follows, after a no or no answer.
    pub previous_id: Option<Uuid>,
    /// When anything last changed.
    pub updated_at: Timestamp,
}

impl Referral {
    /// Sealed: a domestic-violence hand-off. No clock, no re-offer, no facts, no counts; the sender sees "sent".
    pub fn is_sealed(&self) -> bool {
        self.label == Label::DomesticViolence
    }

    /// The three facts; a sealed referral has none.
    pub fn facts(&self) -> Option<Facts> {
        (!self.is_sealed()).then(|| Facts {
            loop_closed: loop_closed(self.status, self.answered_at.is_some(), self.reason.is_some()),
            service_received: self.service_received,
            need_resolved: self.need_resolved,
        })
    }

    /// Whether an answer is overdue at `now`.
    pub fn is_late(&self, now: Timestamp) -> bool {
        !self.is_sealed() && self.status == Status::Requested && self.due_at.is_some_and(|due| due <= now)
    }

    /// Makes a move.
    ///
    /// # Errors
    /// Why not; the referral is unchanged then.
    pub fn step(
        &mut self,
        actor: Actor,
        verb: Verb,
        words: &str,
        now: Timestamp,
        clock: &Clock,
    ) -> Result<Step, Refusal> {
        let from = self.status;
        let to = next(from, actor.side, verb)?;
        let words = words.trim();
        if verb.reason().is_some_and(Reason::needs_words) && words.is_empty() {
            return Err(Refusal::WordsMissing);
        }
        match verb {
            Verb::Send => {
                self.sent_at = Some(now);
                self.sent_by = actor.member;
                self.due_at = (!self.is_sealed()).then(|| clock.due(now));
            }
            Verb::Accept => {
                self.answered_at = Some(now);
                self.accepted_at = Some(now);
                self.due_at = None;
            }
            Verb::Decline(_) => {
                self.answered_at = Some(now);
                self.due_at = None;
            }
            Verb::Undo { .. } => self.unanswer(to, clock),
            Verb::Start
            | Verb::Hold(_)
            | Verb::Resume
            | Verb::Complete(_)
            | Verb::Fail(_)
            | Verb::Cancel(_)
            | Verb::Expire => self.due_at = None,
        }
        self.ended_at = to.is_end().then_some(now);
        self.reason = verb.reason();
        self.status = to;
        self.updated_at = now;
        Ok(Step {
            actor,
            at: now,
            verb: verb.code().into(),
            from,
            to,
            reason: self.reason,
            words: words.to_owned(),
        })
    }

    /// Takes back what an answer or a cancellation set. The clock goes on from when it was sent, not from now: an
    /// undo must not buy time.
    fn unanswer(&mut self, to: Status, clock: &Clock) {
        if to == Status::Requested {
            self.answered_at = None;
            self.accepted_at = None;
            self.due_at = self.sent_at.filter(|_| !self.is_sealed()).map(|sent| clock.due(sent));
        }
    }

    /// Which undo `actor` may make now, given the last step: one's own, soon after, the last thing that happened.
    pub fn undo(&self, last: &Step, side: Side, now: Timestamp) -> Option<Verb> {
        let verb = Verb::Undo { before: last.from, by: last.actor.side };
        let soon = now.duration_since(last.at) <= UNDO_WINDOW;
        (soon && last.to == self.status && last.from != last.to && next(self.status, side, verb).is_ok())
            .then_some(verb)
    }

    /// Notes that the answer is overdue; `false` when it is not, or was noted before.
    pub fn mark_late(&mut self, now: Timestamp) -> bool {
        let news = self.is_late(now) && self.late_at.is_none();
        if news {
            self.late_at = Some(now);
            self.updated_at = now;
        }
        news
    }

    /// Notes what the organization says about the service. Only after its yes; a correction replaces what it said.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] before a yes, or on a sealed referral.
    pub fn report(&mut self, received: bool, now: Timestamp) -> Result<(), Refusal> {
        if self.accepted_at.is_none() || self.is_sealed() || self.status == Status::Cancelled {
            return Err(Refusal::NotNow(self.status));
        }
        self.service_received = Some(received);
        self.updated_at = now;
        Ok(())
    }

    /// Notes what the person says about the need. At any time after sending; whoever waits knows that it is not met.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] before it was sent, or on a sealed referral.
    pub fn confirm(&mut self, resolved: Resolved, now: Timestamp) -> Result<(), Refusal> {
        if self.sent_at.is_none() || self.is_sealed() {
            return Err(Refusal::NotNow(self.status));
        }
        self.need_resolved = Some(resolved);
        self.updated_at = now;
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::clock::tests::clock;
    use jiff::ToSpan;
    use proptest::prelude::*;

    pub(crate) fn at(minutes: i64) -> Timestamp {
        "2026-03-02T15:00Z".parse::<Timestamp>().expect("a time") + minutes.minutes()
    }

    pub(crate) fn draft(label: Label) -> Referral {
        Referral {
            id: Uuid::from_u128(1),
            owner_org: Uuid::from_u128(2),
            receiver_org: Some(Uuid::from_u128(3)),
            person_id: Some(Uuid::from_u128(4)),
            need_id: None,
            service_id: None,
            label,
            source: Source::Member,
            status: Status::Draft,
            identified: true,
            domain: Domain::from_code("food-insecurity"),
            area: None,
            language: None,
            sent_by: None,
            created_at: at(0),
            sent_at: None,
            due_at: None,
            late_at: None,
            answered_at: None,
            accepted_at: None,
            ended_at: None,
            reason: None,
            service_received: None,
            need_resolved: None,
            previous_id: None,
            updated_at: at(0),
        }
    }

    fn actor(side: Side) -> Actor {
        Actor { side, org: None, member: None }
    }

    fn walk(verbs: &[(Side, Verb)]) -> (Referral, Vec<Step>) {
        let mut r = draft(Label::General);
        let steps = verbs
            .iter()
            .enumerate()
            .map(|(n, (side, verb))| {
                r.step(actor(*side), *verb, "words", at(n as i64), &clock()).expect("a move that may be made")
            })
            .collect();
        (r, steps)
    }

    #[test]
    fn the_three_facts_are_said_by_three_voices() {
        let (mut r, _) = walk(&[
            (Side::Sender, Verb::Send),
            (Side::Receiver, Verb::Accept),
            (Side::Receiver, Verb::Complete(Reason::HelpGiven)),
        ]);
        let facts = r.facts().expect("facts");
        assert!(facts.loop_closed);
        assert_eq!(
            (facts.service_received, facts.need_resolved),
            (None, None),
            "an end says nothing about the rest"
        );
        r.report(true, at(9)).expect("a report");
        r.confirm(Resolved::No, at(10)).expect("a confirmation");
        let facts = r.facts().expect("facts");
        assert_eq!((facts.service_received, facts.need_resolved), (Some(true), Some(Resolved::No)));
    }

    #[test]
    fn a_no_closes_the_loop_and_silence_does_not() {
        let (no, _) =
            walk(&[(Side::Sender, Verb::Send), (Side::Receiver, Verb::Decline(Reason::NoCapacity))]);
        assert!(no.facts().is_some_and(|f| f.loop_closed));
        let (silence, _) = walk(&[(Side::Sender, Verb::Send), (Side::System, Verb::Expire)]);
        assert!(silence.facts().is_some_and(|f| !f.loop_closed));
        assert_eq!((silence.status, silence.reason), (Status::Failed, Some(Reason::NoAnswer)));
    }

    #[test]
    fn a_sealed_referral_has_no_clock_no_lateness_and_no_facts() {
        let mut r = draft(Label::DomesticViolence);
        r.step(actor(Side::Sender), Verb::Send, "", at(0), &clock()).expect("sent");
        assert_eq!(r.due_at, None);
        assert!(!r.mark_late(at(1_000_000)));
        assert_eq!(r.facts(), None);
        assert!(r.report(true, at(1)).is_err() && r.confirm(Resolved::Yes, at(1)).is_err());
    }

    #[test]
    fn other_asks_for_words() {
        let mut r = draft(Label::General);
        r.step(actor(Side::Sender), Verb::Send, "", at(0), &clock()).expect("sent");
        let before = r.clone();
        let refused = r.step(actor(Side::Receiver), Verb::Decline(Reason::Other), "  ", at(1), &clock());
        assert_eq!(refused, Err(Refusal::WordsMissing));
        assert_eq!(r, before, "a refusal changes nothing");
    }

    #[test]
    fn an_answer_can_be_taken_back_for_ten_minutes_by_who_gave_it() {
        let (mut r, steps) =
            walk(&[(Side::Sender, Verb::Send), (Side::Receiver, Verb::Decline(Reason::NoCapacity))]);
        let due = clock().due(at(0));
        let last = steps.last().expect("a step");
        assert_eq!(r.undo(last, Side::Sender, at(2)), None);
        assert_eq!(r.undo(last, Side::Receiver, at(12)), None, "too late");
        let undo = r.undo(last, Side::Receiver, at(5)).expect("an undo");
        r.step(actor(Side::Receiver), undo, "", at(5), &clock()).expect("undone");
        assert_eq!((r.status, r.answered_at, r.reason, r.due_at), (Status::Requested, None, None, Some(due)));
    }

    #[test]
    fn completed_cannot_be_undone() {
        let (r, steps) = walk(&[
            (Side::Sender, Verb::Send),
            (Side::Receiver, Verb::Accept),
            (Side::Receiver, Verb::Complete(Reason::HelpGiven)),
        ]);
        assert_eq!(r.undo(steps.last().expect("a step"), Side::Receiver, at(3)), None);
    }

    #[test]
    fn late_is_noted_once() {
        let (mut r, _) = walk(&[(Side::Sender, Verb::Send)]);
        let due = r.due_at.expect("due");
        assert!(!r.mark_late(due - 1.second()));
        assert!(r.mark_late(due));
        assert!(!r.mark_late(due + 1.hour()));
        assert_eq!(r.late_at, Some(due));
    }

    fn any_move() -> impl Strategy<Value = (Side, Verb, i64, bool)> {
        let verbs = prop_oneof![
            Just(Verb::Send),
            Just(Verb::Accept),
            Just(Verb::Decline(Reason::NoCapacity)),
            Just(Verb::Start),
            Just(Verb::Hold(Reason::WaitList)),
            Just(Verb::Resume),
            Just(Verb::Complete(Reason::HelpGiven)),
            Just(Verb::Fail(Reason::CannotReachPerson)),
            Just(Verb::Cancel(Reason::PersonDeclined)),
            Just(Verb::Expire),
        ];
        (proptest::sample::select(Side::ALL.to_vec()), verbs, 0i64..3_000, any::<bool>())
    }

    proptest! {
        /// Whatever happens in whatever order, the row and the story it tells agree.
        #[test]
        fn the_row_agrees_with_its_story(moves in proptest::collection::vec(any_move(), 0..40), sealed in any::<bool>()) {
            let label = if sealed { Label::DomesticViolence } else { Label::General };
            let (mut r, mut now, mut steps) = (draft(label), 0, Vec::<Step>::new());
            for (side, verb, minutes, try_undo) in moves {
                now += minutes;
                r.mark_late(at(now));
                let undo = steps.last().filter(|_| try_undo).and_then(|last| r.undo(last, side, at(now)));
                if let Ok(step) = r.step(actor(side), undo.unwrap_or(verb), "", at(now), &clock()) {
                    steps.push(step);
                }
                prop_assert_eq!(r.ended_at.is_some(), r.status.is_end());
                prop_assert_eq!(r.reason.is_some(), r.status.is_end() || r.status == Status::OnHold);
                prop_assert_eq!(r.due_at.is_some(), r.status == Status::Requested && !sealed);
                prop_assert!(r.sent_at.is_some() || matches!(r.status, Status::Draft | Status::Cancelled));
                prop_assert!(r.accepted_at.is_none() || r.answered_at.is_some());
                prop_assert!(r.late_at.is_none() || !sealed);
                prop_assert!(!r.status.is_under_way() || r.accepted_at.is_some());
            }
            // The story is a chain: each step starts where the one before ended, and time never runs back.
            for pair in steps.windows(2) {
                prop_assert_eq!(pair[0].to, pair[1].from);
                prop_assert!(pair[0].at <= pair[1].at);
            }
            prop_assert_eq!(steps.last().map_or(Status::Draft, |s| s.to), r.status);
        }
    }
}
