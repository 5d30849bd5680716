//! Two votes of the community: rides to care, voted on the web and on paper and published; and one that is open today.

use jiff::ToSpan as _;
use jiff::civil::Date;
use tandem_access::{Error, Role, Uuid, Viewer};
use tandem_agreements::model::commitment::NewCommitment;
use tandem_votes::actions::{self, Row};
use tandem_votes::model::ballot::Ballot;
use tandem_votes::model::definition::{Definition, Method, VoteOption, Words};
use tandem_votes::model::state::Channel;
use tandem_votes::model::vote::{Binding, Slip};

use super::history::{Happening, History};
use super::staff::{POSTS, Post};

/// The topic of the charter on which this vote binds.
pub(super) const TOPIC: &str = "How money for rides is spent";
/// The same in Spanish.
pub(super) const TOPIC_ES: &str = "Cómo se gasta el dinero para viajes";

/// What happens with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The vote about rides is announced.
    AnnounceRides,
    /// Residents vote on it on the web.
    CastRides,
    /// The papers are keyed, and the result is published.
    PublishRides,
    /// The workgroup adopts the result, and two promise what it asks of them.
    AdoptRides,
    /// The vote that is open today is announced.
    AnnounceAsk,
    /// Some have voted on it.
    CastAsk,
}

/// A vote that has begun, and its slips.
#[derive(Debug, Default)]
pub(super) struct Begun {
    rides: Option<(Uuid, Vec<Slip>)>,
    ask: Option<(Uuid, Vec<Slip>)>,
}

/// What residents chose about rides on the web, and how many chose so.
const RIDES_WEB: [(&str, usize); 5] = [("2 3", 11), ("1", 12), ("2", 7), ("3", 4), ("1 4", 3)];
/// And on paper. One of them had voted on the web.
const RIDES_PAPER: [&str; 9] = ["2", "2", "2 3", "1", "2", "3", "2 3", "2", "2"];
/// What residents put first about what to ask for.
const ASK: [(&str, usize); 5] = [("1 2 3", 5), ("2 3", 4), ("3 2 1", 4), ("2 1", 2), ("4 3", 1)];
/// Codes that were given out and not used.
const SPARE: usize = 12;

fn words(en: &str, es: &str) -> Words {
    Words { en: en.into(), es: es.into() }
}

fn option(number: u32, name: Words, words: Words, dollars: i64) -> VoteOption {
    VoteOption { number, name, words, cost_cents: dollars * 100, group: None, withdrawn: None }
}

fn vote(method: Method, opens: Date, closes: Date) -> Definition {
    Definition {
        title: Words::default(),
        question: Words::default(),
        explanation: Words::default(),
        method,
        budget_cents: None,
        seats: 1,
        most: 0,
        within_budget: false,
        minimum_support: 0,
        tie_order: vec![],
        binding: false,
        opens: format!("{opens}T08:00"),
        closes: format!("{closes}T20:00"),
        time_zone: String::new(),
        options: vec![],
    }
}

fn rides(opens: Date, closes: Date) -> Definition {
    Definition {
        title: words("Rides to care", "Viajes al médico"),
        question: words("Which rides shall we pay for?", "¿Qué viajes pagamos?"),
        explanation: words(
            "Many people miss a visit because no bus goes there at that hour. The partners put money together for rides. \
             You say how it is spent.",
            "Muchas personas pierden una cita porque a esa hora no hay autobús. Los socios juntaron dinero para viajes. Usted \
             dice cómo se gasta.",
        ),
        budget_cents: Some(3_600_000),
        within_budget: true,
        minimum_support: 5,
        binding: false,
        options: vec![
            option(
                1,
                words("Night van", "Camioneta nocturna"),
                words(
                    "A van from 8 PM to 2 AM, five nights a week.",
                    "Una camioneta de 8 p. m. a 2 a. m., cinco noches a la semana.",
                ),
                24_000,
            ),
            option(
                2,
                words("Bus passes for visits", "Pases de autobús para citas"),
                words(
                    "A day pass for each visit to a doctor or a lab.",
                    "Un pase de un día para cada cita con el médico o el laboratorio.",
                ),
                18_000,
            ),
            option(
                3,
                words("Bikes at the ferry", "Bicicletas en el ferry"),
                words(
                    "Thirty bikes to borrow, with child seats.",
                    "Treinta bicicletas para prestar, con sillas para niños.",
                ),
                15_000,
            ),
            option(
                4,
                words("Benches at bus stops", "Bancas en las paradas"),
                words("Benches with a roof at ten stops.", "Bancas con techo en diez paradas."),
                9_000,
            ),
        ],
        ..vote(Method::EqualSharesAdd1, opens, closes)
    }
}

fn ask(opens: Date, closes: Date) -> Definition {
    let short = |number, en, es| option(number, words(en, es), Words::default(), 0);
    Definition {
        title: words("What shall we ask the bus company for?", "¿Qué le pedimos a la compañía de autobuses?"),
        question: words("What comes first?", "¿Qué va primero?"),
        explanation: words(
            "We meet the bus company next month. We can push for one thing. Put the choices in your order.",
            "El próximo mes nos reunimos con la compañía de autobuses. Podemos pedir una cosa. Ponga las opciones en su orden.",
        ),
        options: vec![
            short(1, "A later last bus", "Un último autobús más tarde"),
            short(2, "A stop at the clinic door", "Una parada en la puerta de la clínica"),
            short(3, "A cheaper day pass", "Un pase diario más barato"),
            short(4, "Signs in Spanish", "Letreros en español"),
        ],
        ..vote(Method::Irv, opens, closes)
    }
}

fn post(role: Role, nth: usize) -> &'static Post {
    POSTS.iter().filter(|p| p.role == role).nth(nth).unwrap_or(&POSTS[0])
}

impl History<'_> {
    /// When each step comes, counted back from today.
    pub(super) fn plan_votes(&mut self) {
        let today = self.world.days.date(self.clock.today());
        for (before, hour, step) in [
            (47, 10, Step::AnnounceRides),
            (38, 18, Step::CastRides),
            (20, 11, Step::PublishRides),
            (17, 19, Step::AdoptRides),
            (8, 10, Step::AnnounceAsk),
            (4, 18, Step::CastAsk),
        ] {
            let at = self.world.days.at(today.saturating_sub(before.days()), hour * 60);
            self.then(at, Happening::Vote(step));
        }
    }

    /// One step.
    pub(super) async fn vote(&mut self, step: Step) -> Result<(), Error> {
        let today = self.world.days.date(self.clock.today());
        let day = |n: i32| today.saturating_add(n.days());
        match step {
            Step::AnnounceRides => {
                let n = RIDES_WEB.iter().map(|w| w.1).sum::<usize>() + RIDES_PAPER.len() + SPARE;
                self.votes.rides = Some(self.announce(rides(day(-45), day(-24)), n, true).await?);
            }
            Step::CastRides => {
                if let Some((vote, slips)) = &self.votes.rides {
                    self.cast(*vote, slips, &RIDES_WEB).await?;
                }
            }
            Step::PublishRides => self.publish_rides().await?,
            Step::AdoptRides => self.adopt_rides().await?,
            Step::AnnounceAsk => {
                let n = ASK.iter().map(|w| w.1).sum::<usize>() + SPARE;
                self.votes.ask = Some(self.announce(ask(day(-7), day(16)), n, false).await?);
            }
            Step::CastAsk => {
                if let Some((vote, slips)) = &self.votes.ask {
                    self.cast(*vote, slips, &ASK).await?;
                }
            }
        }
        Ok(())
    }

    /// Written, opened, and codes printed, by the coordinator.
    async fn announce(&self, d: Definition, codes: usize, binds: bool) -> Result<(Uuid, Vec<Slip>), Error> {
        let coordinator = self.world.viewer(post(Role::Coordinator, 0));
        self.store
            .write(&coordinator, move |tx| {
                let gap = tandem_spine::actions::gap(tx, "transportation-insecurity", "Far Meadow")?;
                let id = actions::draft(tx, &d, gap)?;
                if binds {
                    let bodies = tandem_bodies::actions::bodies(tx)?;
                    let body =
                        bodies.iter().find(|s| s.body.name == super::governance::RIDES).map(|s| s.body.id);
                    let binding = Binding { topic: TOPIC.into(), body: body.ok_or(Error::NotFound)? };
                    actions::bind(tx, id, Some(binding))?;
                }
                actions::open(tx, id)?;
                let n = u32::try_from(codes).unwrap_or(u32::MAX);
                Ok((id, actions::issue(tx, id, n)?))
            })
            .await
    }

    /// Residents vote on the web, each with the next code.
    async fn cast(&self, vote: Uuid, slips: &[Slip], choices: &'static [(&str, usize)]) -> Result<(), Error> {
        let codes: Vec<String> = slips.iter().map(|s| s.code.clone()).collect();
        self.store
            .write(&Viewer::system("demo.votes"), move |tx| {
                let d = actions::find_public(tx, vote)?.definition;
                let all = choices.iter().flat_map(|(marks, n)| std::iter::repeat_n(*marks, *n));
                for (code, marks) in codes.iter().zip(all) {
                    let ballot = Ballot::read(&d, marks).map_err(|e| Error::Internal(e.to_string()))?;
                    actions::cast(tx, vote, code, &ballot, Channel::Web)?;
                }
                Ok(())
            })
            .await
    }

    /// Two members key the papers of the library's box; the coordinator publishes.
    async fn publish_rides(&self) -> Result<(), Error> {
        let Some((vote, slips)) = &self.votes.rides else { return Ok(()) };
        let (vote, web) = (*vote, RIDES_WEB.iter().map(|w| w.1).sum::<usize>());
        // The last paper came from somebody who had voted on the web.
        let codes = slips[web..].iter().take(RIDES_PAPER.len() - 1).chain(slips.first());
        let rows: Vec<Row> = (1u32..)
            .zip(RIDES_PAPER.iter().zip(codes))
            .map(|(number, (marks, slip))| Row { number, code: slip.code.clone(), marks: (*marks).into() })
            .collect();
        let (first, second) =
            (self.world.viewer(post(Role::Navigator, 0)), self.world.viewer(post(Role::Responder, 0)));
        let papers = u32::try_from(rows.len()).unwrap_or_default();
        let batch =
            self.store.write(&first, move |tx| actions::begin_batch(tx, vote, "Library", papers)).await?;
        for member in [&first, &second] {
            let rows = rows.clone();
            self.store.write(member, move |tx| actions::key_batch(tx, batch, &rows).map(|_| ())).await?;
        }
        self.store.write(&second, move |tx| actions::count_batch(tx, batch).map(|_| ())).await?;
        actions::publish(&self.store, &self.world.viewer(post(Role::Coordinator, 0)), vote).await
    }

    /// The result binds: who leads the workgroup adopts it as it is, and what it asks is promised.
    async fn adopt_rides(&self) -> Result<(), Error> {
        let Some((vote, _)) = &self.votes.rides else { return Ok(()) };
        let vote = *vote;
        let lead =
            POSTS.iter().find(|p| p.email() == "navigator@health-department.example").unwrap_or(&POSTS[0]);
        self.store.write(&self.world.viewer(lead), move |tx| actions::adopt_result(tx, vote)).await?;
        let today = self.world.days.date(self.clock.now());
        for (who, words, words_es, days) in [
            (
                "bend-transit",
                "Sell the day passes at every clinic desk",
                "Vender los pases de un día en cada clínica",
                30,
            ),
            ("forty-wheels", "Have thirty bikes at the ferry", "Tener treinta bicicletas en el ferry", 60),
        ] {
            let new = NewCommitment {
                words: words.into(),
                words_es: Some(words_es.into()),
                owner_org: self.world.id(self.world.organization(who).ok_or(Error::NotFound)?),
                owner_member: None,
                due_on: today.saturating_add(days.days()),
                source: Some(vote),
            };
            let coordinator = self.world.viewer(post(Role::Coordinator, 0));
            self.store
                .write(&coordinator, move |tx| tandem_agreements::actions::commit(tx, &new).map(|_| ()))
                .await?;
        }
        Ok(())
    }
}
