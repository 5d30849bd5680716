//! What people ask about their own records, by their private page: something is corrected, something waits, and somebody asks to be
//! deleted.

use jiff::SignedDuration;
use tandem_access::{Error, Uuid, Viewer};
use tandem_people::actions::{
    answer_correction, ask_correction, ask_erasure, issue_person_link, open_look, open_private_page,
};
use tandem_people::model::correction::{About, NewCorrection, Outcome};
use tandem_people::model::label::Label;

use super::history::{Happening, History};

/// What somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// For a correction that is made the next day.
    Corrected,
    /// For one that waits.
    Waits,
    /// To be deleted.
    Erasure,
}

/// How many business days ago who asked for what; the number picks the person among those who let partners work together.
const ASKED: [(u32, Asks, usize); 3] =
    [(17, Asks::Erasure, 5), (12, Asks::Corrected, 1), (3, Asks::Waits, 3)];

impl History<'_> {
    pub(super) fn plan_asking(&mut self) {
        let today = self.clock.today();
        for (days, what, who) in ASKED {
            let at = self.world.days.before(today, days) + SignedDuration::from_mins(11 * i64::from(days));
            self.then(at, Happening::Ask { what, who });
        }
    }

    /// Somebody whom the health department looks after opens their page with link and code, and asks.
    pub(super) async fn ask(&mut self, what: Asks, who: usize) -> Result<(), Error> {
        let known: Vec<(usize, Uuid)> = self
            .records
            .iter()
            .filter(|(n, _)| self.people[**n].met_by.organization == "health-department")
            .map(|(n, record)| (*n, *record))
            .collect();
        for (person, record) in known.into_iter().skip(who) {
            let by = self.world.viewer(self.people[person].met_by);
            let issued = self.store.write(&by, move |tx| issue_person_link(tx, record)).await;
            let Some(link) = self.unless_too_late(issued)? else { continue };
            let system = Viewer::system("demo.private_page");
            let opened = self.store.write(&system, move |tx| {
                let secret = open_private_page(tx, &link.token, &link.code)?.ok_or(Error::NotFound)?;
                open_look(tx, &secret)?.ok_or(Error::NotFound)
            });
            let herself = Viewer::from_link(&opened.await?).ok_or(Error::Forbidden)?;
            if what == Asks::Erasure {
                self.store.write(&herself, move |tx| ask_erasure(tx, record)).await?;
                return Ok(());
            }
            let words = match what {
                Asks::Corrected => "I moved. The apartment is number 6 now, not 4.",
                _ => "My telephone number is an old one. Please ask me for the new one.",
            };
            let new = NewCorrection {
                about: About::Details,
                row: None,
                title: String::new(),
                label: Label::General,
                words: words.into(),
            };
            let asked = self.store.write(&herself, move |tx| ask_correction(tx, &new)).await?;
            if what == Asks::Corrected {
                self.clock.set(self.clock.now() + SignedDuration::from_hours(2));
                let because = "We wrote the new number down. Thank you for telling us.";
                self.store.write(&by, move |tx| answer_correction(tx, asked, Outcome::Done, because)).await?;
            }
            return Ok(());
        }
        Ok(())
    }
}
