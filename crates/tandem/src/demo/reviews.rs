//! The reviewer of the person index looks at a pair each week. She cannot know more than the two records say; who is who, the demo
//! knows.

use tandem_access::{Error, Role};
use tandem_identity::actions::{Decision, decide, take, view_review};

use super::history::{Happening, History};
use super::staff::POSTS;

/// In so many weeks before today.
const WEEKS: u32 = 14;

impl History<'_> {
    pub(super) fn plan_reviews(&mut self) {
        let today = self.clock.today();
        for week in 1..=WEEKS {
            let at = self.world.days.before(today, 5 * week) + jiff::SignedDuration::from_mins(37);
            self.then(at, Happening::Review);
        }
    }

    pub(super) async fn review(&mut self) -> Result<(), Error> {
        let steward = POSTS.iter().find(|post| post.role == Role::IdentitySteward).ok_or(Error::NotFound)?;
        let viewer = self.world.viewer(steward);
        let Some(id) = self.store.write(&viewer, take).await? else { return Ok(()) };
        let pair = self.store.read(&viewer, move |tx| Ok(view_review(tx, id)?.review.pair)).await?;
        let who = |record| {
            let first = self.records.iter().find(|(_, known)| **known == record).map(|(person, _)| *person);
            first.or_else(|| self.elsewhere.get(&record).copied())
        };
        let same = who(pair.0).is_some() && who(pair.0) == who(pair.1);
        let decision = if same { Decision::Same } else { Decision::Different };
        self.store.write(&viewer, move |tx| decide(tx, id, decision, "")).await
    }
}
