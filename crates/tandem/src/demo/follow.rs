//! What comes after: questions answered, another door tried, an offer claimed, the person's own word.

use tandem_access::Error;
use tandem_access::accounts::links::LinkPurpose;
use tandem_people::actions::{Ending, close_need};
use tandem_people::model::label::Label;
use tandem_people::model::need::Domain;
use tandem_referrals::actions::{
    Passed, answer_question, cancel, claim, confirm, reoffer_next, settle_claim, view,
};
use tandem_referrals::model::{Reason, Resolved, Status};

use super::consents;
use super::history::{Case, Happening, History};
use super::letters;
use super::meet::{Wanted, Way};
use super::receivers::End;
use super::staff::answers_at;

impl History<'_> {
    /// The sender answers what the organization asked; the organization then answers the request.
    pub(super) async fn reply(&mut self, position: usize) -> Result<(), Error> {
        let case = self.cases[position].clone();
        let (Some(sender), id) = (case.sender, case.referral) else { return Ok(()) };
        let words = *self.chance.pick(&[
            "Yes, any weekday morning.",
            "Four people, two of them children.",
            "The notice says the end of the month.",
        ]);
        let viewer = self.world.viewer(sender);
        let result = self.store.write(&viewer, move |tx| answer_question(tx, id, words)).await;
        if self.unless_too_late(result)?.is_some() {
            let days = self.chance.between(0, 1);
            self.in_days(days, Happening::Answer { case: position });
        }
        Ok(())
    }

    /// The sender looks after a request that got a no, came to nothing, or got no answer at all.
    pub(super) async fn follow(&mut self, position: usize) -> Result<(), Error> {
        let case = self.cases[position].clone();
        let (Some(sender), id) = (case.sender, case.referral) else { return Ok(()) };
        let viewer = self.world.viewer(sender);
        let seen = self.store.read(&viewer, move |tx| view(tx, id)).await;
        let Some(seen) = self.unless_too_late(seen)? else { return Ok(()) };
        match (seen.referral.status, seen.referral.reason) {
            // The clock was faster and passed it on.
            (Status::Failed, Some(Reason::NoAnswer)) => self.hear_of_passed_on(&case).await,
            (Status::Rejected | Status::Failed, _) if case.round < 3 => {
                let result = self.store.write(&viewer, move |tx| reoffer_next(tx, id)).await;
                match self.unless_too_late(result)? {
                    Some(Passed::To(_)) => self.hear_of_passed_on(&case).await,
                    Some(Passed::Ask(_)) => self.ask_again(&case).await,
                    None => Ok(()),
                }
            }
            (Status::Requested, _) if case.round < 3 => {
                let result = self
                    .store
                    .write(&viewer, move |tx| {
                        cancel(tx, id, Reason::Other, "No answer; the person chose another door.")
                    })
                    .await;
                self.unless_too_late(result)?;
                self.ask_again(&case).await
            }
            _ => Ok(()),
        }
    }

    /// The person is asked again: another service, or no more.
    pub(super) async fn ask_again(&mut self, case: &Case) -> Result<(), Error> {
        let (Some(sender), Some(person), Some(need)) = (case.sender, case.person, case.need) else {
            return Ok(());
        };
        let label = Domain::from_code(case.domain).map_or(Label::General, Domain::label);
        let wanted = Wanted { need, domain: case.domain, label };
        let named = self.named(person, sender, &wanted);
        if named.is_empty() || self.chance.percent(20) {
            if self.chance.percent(40) {
                let viewer = self.world.viewer(sender);
                let result = self.store.write(&viewer, move |tx| close_need(tx, need, Ending::Closed)).await;
                self.unless_too_late(result)?;
            }
            return Ok(());
        }
        self.refer(person, sender, &wanted, Way::Send(named), None, case.round + 1).await
    }

    /// A request that went on to the next organization: its letter says to whom.
    async fn hear_of_passed_on(&mut self, before: &Case) -> Result<(), Error> {
        let (system, known) = (self.system(), self.known.clone());
        let news = self.store.read(&system, move |tx| letters::news(tx, &known)).await?;
        for (address, referral) in news {
            let Some(sender) = before.sender else { return Ok(()) };
            let viewer = self.world.viewer(sender);
            let seen = self.store.read(&viewer, move |tx| view(tx, referral)).await;
            // Another member's news: theirs to hear.
            let Ok(seen) = seen else { continue };
            if seen.referral.previous_id != Some(before.referral) {
                continue;
            }
            let receiver = self.world.by_email(&address);
            let service =
                self.world.services().find(|at| Some(self.world.service_id(*at)) == seen.referral.service_id);
            self.counts.referrals += 1;
            let round = before.round + 1;
            self.follow_case(Case {
                referral,
                receiver,
                service,
                round,
                staged: None,
                ended: None,
                ..before.clone()
            });
        }
        Ok(())
    }

    /// Somebody may claim an open offer: an organization with an account that gives such help.
    pub(super) fn plan_claim(&mut self, position: usize) {
        let case = self.cases[position].clone();
        let Some(person) = case.person else { return };
        let area = self.people[person].district.name;
        let claimers: Vec<usize> = self
            .world
            .services()
            .filter(|at| {
                let (o, s) = (&self.world.organizations[at.organization], self.world.service(*at));
                answers_at(&o.id).is_some()
                    && s.serves(area)
                    && s.cap != "closed"
                    && s.domains().contains(&case.domain)
            })
            .map(|at| at.organization)
            .collect();
        if let Some(staged) = case.staged {
            if let (Some(by), Some(days)) = (claimers.first().copied(), staged.claimed_in()) {
                self.in_days(days, Happening::Claim { case: position, by });
            }
        } else if !claimers.is_empty() && self.chance.percent(72) {
            let by = *self.chance.pick(&claimers);
            let days = self.chance.between(0, 2);
            self.in_days(days, Happening::Claim { case: position, by });
        } else {
            // Nobody: after two weeks the sender takes it back.
            let days = self.chance.between(9, 14);
            self.in_days(days, Happening::Settle { case: position, by: usize::MAX });
        }
    }

    /// An organization claims an offer.
    pub(super) async fn claim(&mut self, position: usize, by: usize) -> Result<(), Error> {
        let case = self.cases[position].clone();
        let (Some(offer), Some(post)) = (case.offer, answers_at(&self.world.organizations[by].id)) else {
            return Ok(());
        };
        let viewer = self.world.viewer(post);
        let result = self.store.write(&viewer, move |tx| claim(tx, offer)).await;
        if self.unless_too_late(result)?.is_some() && case.staged.is_none() {
            // Some are never reached: the claim lapses by itself.
            let days = if self.chance.percent(78) { self.chance.between(0, 1) } else { 8 };
            self.in_days(days, Happening::Settle { case: position, by });
        }
        Ok(())
    }

    /// The sender asks the person about the claim, or takes back an offer that nobody wanted.
    pub(super) async fn settle(&mut self, position: usize, by: usize) -> Result<(), Error> {
        let case = self.cases[position].clone();
        let (Some(sender), Some(person), id) = (case.sender, case.person, case.referral) else {
            return Ok(());
        };
        let Some(record) = self.records.get(&person).copied() else { return Ok(()) };
        let viewer = self.world.viewer(sender);
        if by == usize::MAX {
            let result = self.store.write(&viewer, move |tx| cancel(tx, id, Reason::MetElsewhere, "")).await;
            return self.unless_too_late(result).map(|_| ());
        }
        let label = Domain::from_code(case.domain).map_or(Label::General, Domain::label);
        let yes = self.chance.percent(80);
        let new = if yes { self.consent(person, record, by, label) } else { None };
        let given = new.clone();
        let result = self
            .store
            .write(&viewer, move |tx| {
                if let Some(new) = &new {
                    consents::say(tx, new)?;
                }
                settle_claim(tx, id, yes)
            })
            .await;
        if self.unless_too_late(result)?.is_some() && yes {
            self.counts.consents += usize::from(given.is_some());
            self.consents.extend(given.map(|new| ((person, by), (new.valid_until, new.labels))));
            self.cases[position].receiver = Some(by);
            self.counts.answered += 1;
            self.plan_end(position);
        }
        Ok(())
    }

    /// The person says whether the need is resolved: by their own link where they got one, else the member they know
    /// writes it down.
    pub(super) async fn confirm(&mut self, position: usize) -> Result<(), Error> {
        let case = self.cases[position].clone();
        let (Some(sender), id) = (case.sender, case.referral) else { return Ok(()) };
        let weights = match case.ended {
            Some(End::Complete(Reason::HelpGiven)) => [72, 19, 9],
            Some(End::Complete(_)) => [22, 56, 22],
            _ => [3, 7, 90],
        };
        let resolved = Resolved::ALL[self.chance.weighted(weights)];
        let own = self.by_link(id, LinkPurpose::Confirm, "/c/").await?;
        let viewer = own.filter(|_| self.chance.percent(70)).unwrap_or_else(|| self.world.viewer(sender));
        let result = self.store.write(&viewer, move |tx| confirm(tx, id, resolved, "")).await;
        if self.unless_too_late(result)?.is_some() {
            self.counts.confirmed += 1;
            if resolved != Resolved::Yes && self.chance.percent(85) {
                // Weeks later it is better, or they have made do: the member asks once more.
                self.cases[position].ended = Some(End::Complete(Reason::HelpGiven));
                let days = self.chance.between(8, 30);
                self.in_days(days, Happening::Confirm { case: position });
            }
            if resolved != Resolved::Yes && case.round < 2 && self.chance.percent(55) {
                self.ask_again(&case).await?;
            }
        }
        Ok(())
    }
}
