//! Eighteen months, one happening after the other.
//!
//! What happens lies in a queue by its time. The clock moves to the next happening, the product's own background work
//! catches up, and the happening is carried out by the hand it belongs to; what follows from it goes back into the queue.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::{Error, Store, Uuid, Viewer};
use tandem_events::{Every, JobHandler, Listener};
use tandem_people::model::label::Label;

use super::chance::Chance;
use super::clock::DemoClock;
use super::persons::{self, Person};
use super::receivers::End;
use super::seasons::growth;
use super::staff::Post;
use super::today::Staged;
use super::world::{ServiceAt, World};
use crate::rooms;

/// Something that will happen.
#[derive(Debug, Clone)]
pub(super) enum Happening {
    /// A member meets a person: screening, needs, consent, referrals.
    Meet { person: usize, staged: Option<Staged> },
    /// The organization answers a referral.
    Answer { case: usize },
    /// The sender answers the organization's question.
    Reply { case: usize },
    /// The organization begins to help, or goes on after its waiting list.
    Begin { case: usize, resume: bool },
    /// Help ends.
    Close { case: usize, end: End },
    /// The person says whether it helped.
    Confirm { case: usize },
    /// The sender looks after a no, a failure or a silence.
    Follow { case: usize },
    /// An organization claims an open offer.
    Claim { case: usize, by: usize },
    /// The sender asks the person about the claim.
    Settle { case: usize, by: usize },
    /// A person takes a consent back.
    Withdraw(Taken),
    /// Somebody without an account asks to be called.
    CallMe,
    /// An organization moves a capacity switch.
    Capacity { at: ServiceAt },
    /// Somebody says that a listing is wrong, or an organization mends it.
    Listing { at: ServiceAt },
    /// Somebody looks at a listing and a switch, and both are still right.
    StillSo { at: ServiceAt },
    /// An advocate of the domestic-violence service opens the vault.
    Vault,
    /// A member goes through their list.
    Tidy { by: &'static Post },
    /// A scene of how the partnership decides.
    Govern { scene: usize },
    /// A scene of how the rides workgroup meets.
    Sit { scene: usize },
    /// Something with a vote of the community.
    Vote(super::votes::Step),
    /// Something with an open conversation.
    Converse(super::conversations::Step),
    /// A person asks something about their own record.
    Ask { what: super::asked::Asks, who: usize },
    /// The reviewer looks at a pair of records.
    Review,
}

/// A consent that will be taken back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    pub(super) consent: Uuid,
    pub(super) person: usize,
    pub(super) organization: usize,
    /// Who hears it.
    pub(super) by: &'static Post,
}

/// One referral, as the demo follows it.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) referral: Uuid,
    /// Who sent it; `None` when a person asked without an account.
    pub(super) sender: Option<&'static Post>,
    /// Who it is about; `None` when a person asked without an account.
    pub(super) person: Option<usize>,
    pub(super) need: Option<Uuid>,
    pub(super) domain: &'static str,
    /// Who answers; `None` for an open offer.
    pub(super) receiver: Option<usize>,
    pub(super) service: Option<ServiceAt>,
    pub(super) staged: Option<Staged>,
    /// The offer, while nobody knows who it is about.
    pub(super) offer: Option<Uuid>,
    /// How the help ended.
    pub(super) ended: Option<End>,
    /// How often the need went to somebody else before.
    pub(super) round: u8,
}

/// What was counted on the way.
#[derive(Debug, Default, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Counts {
    pub(super) people: usize,
    pub(super) screenings: usize,
    pub(super) consents: usize,
    pub(super) refused: usize,
    pub(super) referrals: usize,
    pub(super) offers: usize,
    pub(super) sealed: usize,
    pub(super) answered: usize,
    pub(super) confirmed: usize,
    /// People whom a second organization knows.
    #[serde(default)]
    pub(super) known_elsewhere: usize,
    /// Moves that came too late: somebody else, or the clock, had moved first.
    pub(super) too_late: usize,
}

/// The history while it is being made.
pub(super) struct History<'a> {
    pub(super) store: Store,
    pub(super) clock: DemoClock,
    pub(super) world: World,
    pub(super) chance: Chance,
    pub(super) people: Vec<Person>,
    /// The record of a person who has been met.
    pub(super) records: BTreeMap<usize, Uuid>,
    /// Whose second record, at another organization, a record is.
    pub(super) elsewhere: BTreeMap<Uuid, usize>,
    pub(super) cases: Vec<Case>,
    pub(super) known: BTreeSet<Uuid>,
    /// Until when a person lets an organization see which classes of data.
    pub(super) consents: BTreeMap<(usize, usize), (Timestamp, BTreeSet<Label>)>,
    /// The letters that were read.
    pub(super) letters: super::letters::Read,
    /// Services whose switch has been set before.
    pub(super) switched: BTreeSet<ServiceAt>,
    /// Address and version of the AHC questionnaire that is asked.
    pub(super) ahc: (String, String),
    pub(super) counts: Counts,
    /// The votes of the community.
    pub(super) votes: super::votes::Begun,
    /// The open conversations.
    pub(super) talks: super::conversations::Begun,
    queue: BTreeMap<(Timestamp, u64), Happening>,
    number: u64,
    last_background: Option<Date>,
    listeners: Vec<Listener>,
    jobs: Vec<JobHandler>,
    every: Vec<Every>,
    progress: &'a (dyn Fn(&str) + Sync),
}

impl<'a> History<'a> {
    /// A history that has not begun.
    pub(super) fn new(
        store: &Store,
        clock: &DemoClock,
        world: World,
        seed: u64,
        size: super::Size,
        progress: &'a (dyn Fn(&str) + Sync),
    ) -> History<'a> {
        let today = world.days.date(clock.today());
        let all = rooms::all();
        History {
            store: store.clone(),
            clock: clock.clone(),
            people: persons::everybody(seed, today, size.people),
            world,
            chance: Chance::new(seed, "history"),
            records: BTreeMap::new(),
            elsewhere: BTreeMap::new(),
            cases: vec![],
            known: BTreeSet::new(),
            consents: BTreeMap::new(),
            letters: super::letters::Read::default(),
            switched: BTreeSet::new(),
            ahc: super::visits::instrument(),
            counts: Counts::default(),
            votes: super::votes::Begun::default(),
            talks: super::conversations::Begun::new(seed),
            queue: BTreeMap::new(),
            number: 0,
            last_background: None,
            listeners: all.iter().flat_map(|r| r.listeners.iter().copied()).collect(),
            jobs: all.iter().flat_map(|r| r.jobs.iter().copied()).collect(),
            every: all.iter().flat_map(|r| r.every.iter().copied()).collect(),
            progress,
        }
    }

    /// Puts something into the queue. What lies beyond today has not happened yet.
    pub(super) fn then(&mut self, at: Timestamp, what: Happening) {
        if at > self.clock.now() && at < self.clock.today() {
            self.number += 1;
            self.queue.insert((at, self.number), what);
        }
    }

    /// As [`History::then`], in office hours so many business days from now.
    pub(super) fn in_days(&mut self, days: i64, what: Happening) {
        let at = self.world.days.later(&mut self.chance, self.clock.now(), days);
        self.then(at, what);
    }

    /// Whether the partnership is still new.
    pub(super) fn is_early(&self) -> bool {
        self.clock.today().duration_since(self.clock.now()).as_hours() > 24 * 400
    }

    /// Lets everything happen, to the end.
    ///
    /// # Errors
    /// The first action that refuses what it should have taken.
    pub(super) async fn run(&mut self) -> Result<(), Error> {
        self.plan();
        let mut month = None;
        while let Some(((at, _), what)) = self.queue.pop_first() {
            let day = self.world.days.date(at);
            if month.replace((day.year(), day.month())) != Some((day.year(), day.month())) {
                (self.progress)(&format!(
                    "{}: {} people, {} requests",
                    day.strftime("%B %Y"),
                    self.counts.people,
                    self.counts.referrals
                ));
            }
            self.background_until(day).await?;
            self.clock.set(at);
            let carried = self.carry_out(what.clone()).await;
            carried.inspect_err(|e| (self.progress)(&format!("{at}, {what:?}: {e}")))?;
        }
        self.background_until(self.world.days.date(self.clock.today())).await?;
        self.clock.set(self.clock.today());
        self.catch_up().await
    }

    /// What is known from the beginning: when people are met, when others ask, when switches move.
    fn plan(&mut self) {
        let first = self.world.days.date(self.clock.now());
        let months = growth(18);
        let staged = super::today::reserve(&self.people);
        for person in 0..self.people.len() {
            if staged.contains(&person) {
                continue;
            }
            let month = i32::try_from(self.chance.weighted(months.clone())).unwrap_or_default();
            let day = i32::try_from(self.chance.between(0, 29)).unwrap_or_default();
            self.plan_meeting(person, first.saturating_add((month * 30 + day).days()));
            if self.chance.percent(28) {
                let later = i32::try_from(self.chance.between(150, 260)).unwrap_or_default();
                self.plan_meeting(person, first.saturating_add((month * 30 + day + later).days()));
            }
        }
        for week in 0..78 {
            let day = first.saturating_add((week * 7).days());
            for (percent, what) in [(42, Happening::CallMe), (30, Happening::Vault)] {
                if self.chance.percent(percent) {
                    let at = self.world.days.at_work(&mut self.chance, day);
                    self.then(at, what);
                }
            }
        }
        self.plan_listings(first);
        self.plan_tidying();
        for (scene, day) in super::governance::plan(self.world.days.date(self.clock.today())) {
            let minutes = 9 * 60 + 20 * i64::try_from(scene % 3).unwrap_or_default();
            self.then(self.world.days.at(day, minutes), Happening::Govern { scene });
        }
        for (scene, day, minute) in super::meetings::plan(self.world.days.date(self.clock.today())) {
            self.then(self.world.days.at(day, minute), Happening::Sit { scene });
        }
        self.plan_votes();
        self.plan_conversations();
        self.plan_asking();
        self.plan_reviews();
        super::today::plan(self, &staged);
    }

    fn plan_meeting(&mut self, person: usize, day: Date) {
        let at = self.world.days.at_work(&mut self.chance, day);
        self.then(at, Happening::Meet { person, staged: None });
    }

    /// Every service with a switch sets it in the first days; some move it month by month.
    fn plan_listings(&mut self, first: Date) {
        let services: Vec<ServiceAt> = self.world.services().collect();
        for at in services {
            let cap = self.world.service(at).cap.clone();
            let day = i32::try_from(self.chance.between(1, 9)).unwrap_or_default();
            let then = self.world.days.at_work(&mut self.chance, first.saturating_add(day.days()));
            self.then(then, Happening::Capacity { at });
            for month in 1..18 {
                if cap != "open" && self.chance.percent(22) {
                    let day = i32::try_from(self.chance.between(0, 27)).unwrap_or_default();
                    let then = self
                        .world
                        .days
                        .at_work(&mut self.chance, first.saturating_add((month * 30 + day).days()));
                    self.then(then, Happening::Capacity { at });
                }
            }
            if self.chance.percent(18) {
                let day = i32::try_from(self.chance.between(60, 540)).unwrap_or_default();
                let then = self.world.days.at_work(&mut self.chance, first.saturating_add(day.days()));
                self.then(then, Happening::Listing { at });
            }
            // Most are looked after to this day; some have been forgotten, as everywhere.
            if self.chance.percent(88) {
                let day = i32::try_from(self.chance.between(440, 545)).unwrap_or_default();
                let then = self.world.days.at_work(&mut self.chance, first.saturating_add(day.days()));
                self.then(then, Happening::StillSo { at });
            }
        }
    }

    /// Each business day begins with what the product does by itself.
    async fn background_until(&mut self, day: Date) -> Result<(), Error> {
        let mut next = match self.last_background {
            Some(last) if last >= day => return Ok(()),
            Some(last) => last.tomorrow().unwrap_or(day),
            None => day,
        };
        while next <= day {
            if self.world.days.0.is_business_day(next) {
                self.clock.set(self.world.days.at(next, 7 * 60 + 30));
                self.catch_up().await?;
            }
            next = next.tomorrow().unwrap_or(Date::MAX);
        }
        self.last_background = Some(day);
        Ok(())
    }

    /// Carries events and runs jobs until nothing is left, then lets the product's clocks run.
    async fn catch_up(&mut self) -> Result<(), Error> {
        loop {
            let n = tandem_events::dispatch(&self.store, &self.listeners).await?
                + tandem_events::run_due(&self.store, &self.jobs).await?;
            if n == 0 {
                break;
            }
        }
        tandem_events::run_every(&self.store, &self.every).await?;
        Ok(())
    }

    async fn carry_out(&mut self, what: Happening) -> Result<(), Error> {
        match what {
            Happening::Meet { person, staged } => self.meet(person, staged).await,
            Happening::Answer { case } => self.answer(case).await,
            Happening::Reply { case } => self.reply(case).await,
            Happening::Begin { case, resume } => self.begin(case, resume).await,
            Happening::Close { case, end } => self.close(case, end).await,
            Happening::Confirm { case } => self.confirm(case).await,
            Happening::Follow { case } => self.follow(case).await,
            Happening::Claim { case, by } => self.claim(case, by).await,
            Happening::Settle { case, by } => self.settle(case, by).await,
            Happening::Withdraw(taken) => self.withdraw(taken).await,
            Happening::CallMe => self.call_me().await,
            Happening::Capacity { at } => self.capacity(at).await,
            Happening::Listing { at } => self.listing(at).await,
            Happening::StillSo { at } => self.still_so(at).await,
            Happening::Vault => self.vault().await,
            Happening::Tidy { by } => self.tidy(by).await,
            Happening::Govern { scene } => {
                super::governance::carry_out(&self.store, &self.world, scene).await
            }
            Happening::Sit { scene } => {
                let today = self.world.days.date(self.clock.today());
                super::meetings::carry_out(&self.store, &self.world, scene, today).await
            }
            Happening::Vote(step) => self.vote(step).await,
            Happening::Converse(step) => self.converse(step).await,
            Happening::Ask { what, who } => self.ask(what, who).await,
            Happening::Review => self.review().await,
        }
    }

    /// A move that somebody else, or the clock, may have made impossible in the meantime.
    pub(super) fn unless_too_late<T>(&mut self, result: Result<T, Error>) -> Result<Option<T>, Error> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(Error::Conflict { .. } | Error::NotFound) => {
                self.counts.too_late += 1;
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// A referral to be followed; the organization answers when it is like it to.
    pub(super) fn follow_case(&mut self, case: Case) -> usize {
        self.known.insert(case.referral);
        let position = self.cases.len();
        let receiver = case.receiver;
        let staged = case.staged;
        self.cases.push(case);
        let Some(receiver) = receiver else { return position };
        let early = self.is_early();
        let name = self.world.organizations[receiver].id.clone();
        let waits = match staged {
            Some(staged) => staged.answers_in(),
            // Somebody who asked for a call themselves gets one.
            None if self.cases[position].person.is_none() => Some(self.chance.between(0, 1)),
            None => super::receivers::waits(&mut self.chance, &name, early),
        };
        match waits {
            Some(days) => self.in_days(days, Happening::Answer { case: position }),
            // Nobody answers: the clock marks it late on the third morning and passes it on two later.
            None if staged.is_none() => self.in_days(5, Happening::Follow { case: position }),
            None => {}
        }
        position
    }

    /// The system, for reading letters and for what the public does.
    pub(super) fn system(&self) -> Viewer {
        Viewer::system("demo")
    }
}
