//! The organizations' side: from their accounts, or from the link in their letter.

use tandem_access::accounts::links::{LinkPurpose, Opened, open_in};
use tandem_access::{Error, Tx, Uuid, Viewer};
use tandem_referrals::actions::{
    accept, ask_question, complete, decline, fail, put_on_hold, report_outcome, resend_link, resume, start,
};
use tandem_referrals::model::Reason;

use super::history::{Case, Happening, History};
use super::letters;
use super::receivers::{self, Answer, End};
use super::staff::answers_at;

impl History<'_> {
    /// Whoever answers at the organization: its member, or the bearer of the link. `None` when the link is no longer
    /// good.
    async fn receiver(&mut self, case: &Case) -> Result<Option<Viewer>, Error> {
        let Some(at) = case.receiver else { return Ok(None) };
        if let Some(post) = answers_at(&self.world.organizations[at].id) {
            return Ok(Some(self.world.viewer(post)));
        }
        if let Some(viewer) = self.by_link(case.referral, LinkPurpose::Answer, "/a/").await? {
            return Ok(Some(viewer));
        }
        // Links end after a month; the sender sends a new one.
        if let Some(sender) = case.sender {
            let (viewer, id) = (self.world.viewer(sender), case.referral);
            let sent = self.store.write(&viewer, move |tx| resend_link(tx, id)).await;
            if self.unless_too_late(sent)?.is_some() {
                return self.by_link(case.referral, LinkPurpose::Answer, "/a/").await;
            }
        }
        Ok(None)
    }

    /// The bearer of the newest link in a letter about a referral, while it is good.
    pub(super) async fn by_link(
        &mut self,
        referral: Uuid,
        purpose: LinkPurpose,
        path: &'static str,
    ) -> Result<Option<Viewer>, Error> {
        // A letter read before may have been followed by a newer one, which ended its link.
        if let Some(viewer) = self.open_link(referral, purpose, path).await? {
            return Ok(Some(viewer));
        }
        let system = self.system();
        let found = self.store.read(&system, letters::look).await?;
        self.letters.take(found);
        self.open_link(referral, purpose, path).await
    }

    async fn open_link(
        &mut self,
        referral: Uuid,
        purpose: LinkPurpose,
        path: &'static str,
    ) -> Result<Option<Viewer>, Error> {
        let Some(secret) = self.letters.secret(referral, path) else { return Ok(None) };
        Ok(match open_in(&self.store, purpose, secret).await? {
            Opened::Valid(link) => Viewer::from_link(&link),
            _ => None,
        })
    }

    /// Carries out a move by the organization; `false` when it came too late.
    async fn by_receiver(
        &mut self,
        case: &Case,
        act: impl FnMut(&mut Tx<'_, '_>) -> Result<(), Error> + Send + 'static,
    ) -> Result<bool, Error> {
        let Some(viewer) = self.receiver(case).await? else {
            self.counts.too_late += 1;
            return Ok(false);
        };
        let result = self.store.write(&viewer, act).await;
        Ok(self.unless_too_late(result)?.is_some())
    }

    /// The answer.
    pub(super) async fn answer(&mut self, position: usize) -> Result<(), Error> {
        let case = self.cases[position].clone();
        let id = case.referral;
        let answer = match (case.staged, case.service, case.person) {
            (Some(staged), ..) => staged.answer(),
            (None, Some(at), Some(person)) => {
                let service = self.world.service(at);
                let serves = service.serves(self.people[person].district.name);
                receivers::answer(&mut self.chance, &service.cap, serves)
            }
            // Somebody who asked to be called.
            _ if self.chance.percent(88) => Answer::Yes,
            _ => Answer::No(Reason::CannotReachPerson),
        };
        let answer = if case.person.is_none() && answer == Answer::Question { Answer::Yes } else { answer };
        let words = receivers::words(&mut self.chance, answer);
        let done = self
            .by_receiver(&case, move |tx| match answer {
                Answer::Yes => accept(tx, id),
                Answer::YesLater => {
                    accept(tx, id)?;
                    put_on_hold(tx, id, Reason::WaitList, "")
                }
                Answer::No(reason) => decline(tx, id, reason, words),
                Answer::Question => ask_question(tx, id, words),
            })
            .await?;
        if !done {
            return Ok(());
        }
        match answer {
            Answer::Question => {
                let days = self.chance.between(0, 2);
                if case.staged.is_none() {
                    self.in_days(days, Happening::Reply { case: position });
                }
                return Ok(());
            }
            Answer::No(_) => self.after_no(position),
            Answer::YesLater => {
                let days = self.chance.between(5, 25);
                self.in_days(days, Happening::Begin { case: position, resume: true });
            }
            Answer::Yes if self.chance.percent(30) => {
                let days = self.chance.between(0, 2);
                self.in_days(days, Happening::Begin { case: position, resume: false });
            }
            Answer::Yes => self.plan_end(position),
        }
        self.counts.answered += 1;
        Ok(())
    }

    fn after_no(&mut self, position: usize) {
        if self.cases[position].staged.is_none() && self.cases[position].sender.is_some() {
            let days = self.chance.between(0, 2);
            self.in_days(days, Happening::Follow { case: position });
            if self.chance.percent(15) {
                let days = self.chance.between(5, 15);
                self.in_days(days, Happening::Confirm { case: position });
            }
        }
    }

    /// Help will end, some day.
    pub(super) fn plan_end(&mut self, position: usize) {
        let (end, days) = receivers::end(&mut self.chance, self.cases[position].domain);
        self.in_days(days, Happening::Close { case: position, end });
    }

    /// Help begins, or goes on.
    pub(super) async fn begin(&mut self, position: usize, again: bool) -> Result<(), Error> {
        let case = self.cases[position].clone();
        let id = case.referral;
        if self.by_receiver(&case, move |tx| if again { resume(tx, id) } else { start(tx, id) }).await? {
            self.plan_end(position);
        }
        Ok(())
    }

    /// Help ends, and the organization says whether the person got it.
    pub(super) async fn close(&mut self, position: usize, end: End) -> Result<(), Error> {
        let case = self.cases[position].clone();
        let id = case.referral;
        let received = match end {
            End::Complete(Reason::HandedOn) => Some(false),
            End::Complete(_) => Some(true),
            End::Fail(_) => Some(false),
        };
        // Some end it and say no more: "not said" is not "no".
        let received = received.filter(|_| self.chance.percent(86));
        let done = self
            .by_receiver(&case, move |tx| {
                match end {
                    End::Complete(reason) => complete(tx, id, reason, "")?,
                    End::Fail(reason) => fail(tx, id, reason, "")?,
                }
                received.map_or(Ok(()), |received| report_outcome(tx, id, received, ""))
            })
            .await?;
        if !done {
            return Ok(());
        }
        self.cases[position].ended = Some(end);
        match end {
            End::Complete(_) if case.person.is_some() && self.chance.percent(64) => {
                let days = self.chance.between(1, 9);
                self.in_days(days, Happening::Confirm { case: position });
            }
            End::Fail(_) => self.after_no(position),
            End::Complete(_) => {}
        }
        Ok(())
    }
}
