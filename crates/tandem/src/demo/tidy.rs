//! Once a week a member goes through their own list, so that nothing stays to do for a year: what nobody answered is
//! taken back, what the person no longer follows is closed, and some are asked once more.

use jiff::SignedDuration;
use tandem_access::{Error, Role};
use tandem_people::actions::{Ending, close_need};
use tandem_referrals::Show;
use tandem_referrals::actions::{Line, answer_question, cancel, today};
use tandem_referrals::model::task::TaskKind;
use tandem_referrals::model::{Reason, Status};

use super::history::{Happening, History};
use super::staff::{POSTS, Post};

/// How long a member lets something wait before they put an end to it.
const PATIENCE: SignedDuration = SignedDuration::from_hours(24 * 13);

impl History<'_> {
    /// Every member who refers looks at their list on a day of each week.
    pub(super) fn plan_tidying(&mut self) {
        let first = self.world.days.date(self.clock.now());
        let refers = |p: &&Post| matches!(p.role, Role::Navigator | Role::Clinician);
        for by in POSTS.iter().filter(refers) {
            for week in 2..79 {
                let day = first.saturating_add(jiff::Span::new().days(week * 7));
                let at = self.world.days.at_work(&mut self.chance, day);
                self.then(at, Happening::Tidy { by });
            }
        }
    }

    /// A member goes through what is to do and what still waits.
    pub(super) async fn tidy(&mut self, by: &'static Post) -> Result<(), Error> {
        let viewer = self.world.viewer(by);
        let mut lines: Vec<Line> = Vec::new();
        for show in [Show::ToDo, Show::Waiting] {
            let list = self.store.write(&viewer, move |tx| today(tx, show, true)).await?;
            lines.extend(list.lines.into_iter().filter(|l| !l.tasks.is_empty() || show == Show::Waiting));
        }
        let old = self.clock.now() - PATIENCE;
        let mut seen = std::collections::BTreeSet::new();
        for line in lines {
            let since = line.tasks.iter().map(|t| t.opened_at).min().or(line.referral.sent_at);
            if seen.insert(line.referral.id) && since.is_some_and(|at| at < old) {
                self.put_an_end(by, &line).await?;
            }
        }
        Ok(())
    }

    async fn put_an_end(&mut self, by: &'static Post, line: &Line) -> Result<(), Error> {
        let viewer = self.world.viewer(by);
        let id = line.referral.id;
        if line.referral.status == Status::Requested {
            let (reason, words) = match self.chance.between(0, 9) {
                0..=3 => (Reason::MetElsewhere, ""),
                4..=5 => (Reason::PersonDeclined, ""),
                _ => (Reason::Other, "No answer; we looked for another door."),
            };
            let result = self.store.write(&viewer, move |tx| cancel(tx, id, reason, words)).await;
            let case = self.cases.iter().find(|c| c.referral == id).cloned();
            if self.unless_too_late(result)?.is_some()
                && reason == Reason::Other
                && let Some(case) = case.filter(|c| c.round < 3)
            {
                self.ask_again(&case).await?;
            }
            return Ok(());
        }
        if line.tasks.iter().any(|t| t.kind == TaskKind::AnswerQuestion) {
            let result = self
                .store
                .write(&viewer, move |tx| answer_question(tx, id, "Yes. Sorry for the wait."))
                .await;
            self.unless_too_late(result)?;
        }
        // Declined, come to nothing, or not enough: by now the person has made do, or wants no more of it.
        let Some(need) = line.referral.need_id else { return Ok(()) };
        let ending = if self.chance.percent(45) { Ending::Addressed } else { Ending::Closed };
        let result = self.store.write(&viewer, move |tx| close_need(tx, need, ending)).await;
        self.unless_too_late(result).map(|_| ())
    }
}
