//! Two open conversations: rides to care, which is over and grew into a proposal, and the hours of the pantry, in which people take part today.

use jiff::ToSpan as _;
use tandem_access::{Error, Role, Uuid, Viewer};
use tandem_conversations::actions::{self, Speaker, Verdict};
use tandem_conversations::model::{About, Answer, Draft, Lived, Side, StatementState};
use tandem_partners::model::Sector;

use super::chance::Chance;
use super::history::{Happening, History};
use super::staff::{POSTS, Post};

/// What happens with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The conversation about rides is opened.
    OpenRides,
    /// The first people take part; two send statements in.
    FirstRides,
    /// What was sent in is looked at.
    LookRides,
    /// The others take part.
    OtherRides,
    /// The one that is open today is opened.
    OpenHours,
    /// Some have taken part in it; what they sent in waits.
    TalkHours,
}

/// The conversations that have begun, and the chance that those who take part follow.
pub(super) struct Begun {
    chance: Chance,
    rides: Option<Uuid>,
    hours: Option<Uuid>,
}

impl Begun {
    pub(super) fn new(seed: u64) -> Begun {
        Begun { chance: Chance::new(seed, "conversations"), rides: None, hours: None }
    }
}

/// A statement: English, Spanish, and how many of a hundred agree, of those who want rides to the door and of those who want lines.
type Said = (&'static str, &'static str, u32, u32);

const RIDES: [Said; 12] = [
    (
        "Rides must run after eight at night.",
        "Los viajes tienen que seguir después de las ocho de la noche.",
        95,
        90,
    ),
    (
        "I want to know the day before whether my ride comes.",
        "Quiero saber el día antes si viene mi transporte.",
        97,
        95,
    ),
    (
        "One phone number for every ride would help.",
        "Un solo número de teléfono para todos los viajes ayudaría.",
        92,
        94,
    ),
    (
        "A van that comes to the door is better than more buses.",
        "Una camioneta hasta la puerta es mejor que más autobuses.",
        93,
        9,
    ),
    (
        "More bus lines help more people than vans.",
        "Más líneas de autobús ayudan a más gente que las camionetas.",
        10,
        92,
    ),
    ("Money goes first to who has no car.", "El dinero va primero a quien no tiene carro.", 90, 66),
    (
        "Pay drivers better before you add rides.",
        "Paguen mejor a los choferes antes de agregar viajes.",
        18,
        78,
    ),
    ("A small fee for each ride is fair.", "Es justo cobrar un poco por cada viaje.", 8, 84),
    ("Children ride along for free.", "Los niños viajan gratis.", 93, 88),
    (
        "Clinics should offer visits when buses run.",
        "Las clínicas deben dar citas a las horas del autobús.",
        88,
        93,
    ),
    ("Taxis with vouchers would do.", "Bastaría con taxis y vales.", 80, 14),
    ("Rides are fine as they are.", "Los viajes están bien como están.", 4, 9),
];

/// Sent in by people who took part, and accepted.
const SENT: [Said; 2] = [
    (
        "The stop at the clinic needs a bench and a light.",
        "La parada de la clínica necesita una banca y luz.",
        94,
        92,
    ),
    (
        "A nurse should be able to call a ride for me.",
        "Una enfermera debería poder pedirme un viaje.",
        90,
        70,
    ),
];

const HOURS: [Said; 8] = [
    ("The pantry should open one evening a week.", "La despensa debe abrir una tarde a la semana.", 92, 88),
    ("Saturdays matter more to me than evenings.", "Los sábados me importan más que las tardes.", 70, 30),
    ("I would rather have food brought to me.", "Prefiero que me traigan la comida.", 66, 25),
    ("Lines in the cold are the worst of it.", "Lo peor son las filas en el frío.", 90, 86),
    ("A time slot is better than a line.", "Una cita es mejor que una fila.", 85, 80),
    (
        "Nobody should have to show papers to get food.",
        "Nadie debe mostrar papeles para recibir comida.",
        95,
        90,
    ),
    (
        "Fresh food matters more than longer hours.",
        "La comida fresca importa más que abrir más horas.",
        40,
        62,
    ),
    (
        "Volunteers cannot do more hours than now.",
        "Los voluntarios no pueden dar más horas que ahora.",
        22,
        55,
    ),
];

/// Somebody: who, what they declare, and what they answer to which words.
type Voice = (Speaker, About, Vec<(&'static str, Answer)>);

/// Who takes part: what they declare, how many, and how many of a hundred want rides to the door.
type Crowd = (Side, Option<Sector>, Lived, usize, u32);

const FIRST: [Crowd; 4] = [
    (Side::Resident, None, Lived::Yes, 24, 92),
    (Side::Resident, None, Lived::No, 26, 70),
    (Side::Partner, Some(Sector::SocialServices), Lived::No, 15, 22),
    (Side::Unsaid, None, Lived::Unsaid, 6, 50),
];
const OTHERS: [Crowd; 6] = [
    (Side::Resident, None, Lived::Yes, 14, 92),
    (Side::Resident, None, Lived::Unsaid, 21, 60),
    (Side::Partner, Some(Sector::SocialServices), Lived::Unsaid, 18, 22),
    (Side::Partner, Some(Sector::Healthcare), Lived::No, 18, 12),
    (Side::Partner, Some(Sector::Housing), Lived::No, 17, 15),
    (Side::Unsaid, None, Lived::Unsaid, 3, 50),
];
const TODAY: [Crowd; 3] = [
    (Side::Resident, None, Lived::Yes, 19, 75),
    (Side::Resident, None, Lived::No, 17, 50),
    (Side::Partner, Some(Sector::SocialServices), Lived::Unsaid, 9, 25),
];

fn coordinator() -> &'static Post {
    POSTS.iter().find(|p| p.role == Role::Coordinator).unwrap_or(&POSTS[0])
}

fn system() -> Viewer {
    Viewer::system("demo.conversations")
}

fn seeds(said: &[Said]) -> Vec<(String, Option<String>)> {
    said.iter().map(|(en, es, ..)| ((*en).to_owned(), Some((*es).to_owned()))).collect()
}

impl History<'_> {
    /// When each step comes, counted back from today.
    pub(super) fn plan_conversations(&mut self) {
        let today = self.world.days.date(self.clock.today());
        for (before, hour, step) in [
            (40, 10, Step::OpenRides),
            (36, 19, Step::FirstRides),
            (33, 11, Step::LookRides),
            (22, 19, Step::OtherRides),
            (11, 10, Step::OpenHours),
            (3, 19, Step::TalkHours),
        ] {
            let at = self.world.days.at(today.saturating_sub(before.days()), hour * 60);
            self.then(at, Happening::Converse(step));
        }
    }

    /// One step.
    pub(super) async fn converse(&mut self, step: Step) -> Result<(), Error> {
        match step {
            Step::OpenRides => {
                let id = self.open_rides().await?;
                self.talks.rides = Some(id);
            }
            Step::FirstRides => {
                let id = self.talks.rides.ok_or(Error::NotFound)?;
                self.speak(id, &FIRST, &RIDES).await?;
                self.send_in(id, &[SENT[0].0, SENT[1].0, "The driver on Canal Street is rude."]).await?;
            }
            Step::LookRides => self.look_through(self.talks.rides.ok_or(Error::NotFound)?).await?,
            Step::OtherRides => {
                let id = self.talks.rides.ok_or(Error::NotFound)?;
                let all: Vec<Said> = RIDES.iter().chain(&SENT).copied().collect();
                self.speak(id, &OTHERS, &all).await?;
            }
            Step::OpenHours => {
                let id = self.open_hours().await?;
                self.talks.hours = Some(id);
            }
            Step::TalkHours => {
                let id = self.talks.hours.ok_or(Error::NotFound)?;
                self.speak(id, &TODAY, &HOURS).await?;
                let sent =
                    ["A shelf outside that is always open would help.", "Let us choose the food ourselves."];
                self.send_in(id, &sent).await?;
            }
        }
        Ok(())
    }

    async fn open_rides(&self) -> Result<Uuid, Error> {
        let ends = self.world.days.date(self.clock.today()).saturating_sub(12.days());
        self.store
            .write(&self.world.viewer(coordinator()), move |tx| {
                let rides = tandem_bodies::actions::bodies(tx)?;
                let body_id = rides.iter().find(|s| s.body.name == super::governance::RIDES).map(|s| s.body.id);
                let draft = Draft {
                    body_id,
                    question: "What would make rides to care work for you?".into(),
                    question_es: Some("¿Qué haría que los viajes al médico le sirvan?".into()),
                    explanation: "The rides group looks for what to do next. It reads what all of you share before it writes a \
                                  proposal."
                        .into(),
                    explanation_es: Some(
                        "El grupo de viajes busca qué hacer ahora. Lee lo que todos comparten antes de escribir una propuesta.".into(),
                    ),
                    ends_on: Some(ends),
                    seeds: seeds(&RIDES),
                    gap: Some(("transportation-insecurity".into(), "Far Meadow".into())),
                    from: None,
                };
                actions::start(tx, &draft)
            })
            .await
    }

    async fn open_hours(&self) -> Result<Uuid, Error> {
        let ends = self.world.days.date(self.clock.today()).saturating_add(17.days());
        self.store
            .write(&self.world.viewer(coordinator()), move |tx| {
                let draft = Draft {
                    body_id: None,
                    question: "When and how should food be given out?".into(),
                    question_es: Some("¿Cuándo y cómo se debe repartir la comida?".into()),
                    explanation:
                        "Three pantries plan their hours for next year together. Say what would work for you."
                            .into(),
                    explanation_es: Some(
                        "Tres despensas planean juntas sus horas para el próximo año. Diga qué le serviría."
                            .into(),
                    ),
                    ends_on: Some(ends),
                    seeds: seeds(&HOURS),
                    gap: None,
                    from: None,
                };
                actions::start(tx, &draft)
            })
            .await
    }

    /// So many people answer most of what there is, each as they are like to.
    async fn speak(&mut self, id: Uuid, crowds: &[Crowd], said: &[Said]) -> Result<(), Error> {
        let chance = &mut self.talks.chance;
        let mut voices: Vec<Voice> = vec![];
        for (side, sector, lived, many, to_the_door) in crowds {
            for _ in 0..*many {
                let word = (0..22)
                    .map(|_| char::from(*chance.pick(b"abcdefghijklmnopqrstuvwxyz0123456789")))
                    .collect();
                let door = chance.percent(*to_the_door);
                let mut answers = vec![];
                for (en, _, a, b) in said {
                    if chance.percent(90) {
                        let agrees = chance.percent(if door { *a } else { *b });
                        let answer = match (chance.percent(5), agrees) {
                            (true, _) => Answer::Pass,
                            (_, true) => Answer::Agree,
                            _ => Answer::Disagree,
                        };
                        answers.push((*en, answer));
                    }
                }
                voices.push((
                    Speaker::Token(word),
                    About { side: *side, sector: *sector, lived: *lived },
                    answers,
                ));
            }
        }
        self.store
            .write(&system(), move |tx| {
                let statements = actions::whole(tx, id)?.statements;
                for (who, about, answers) in &voices {
                    actions::declare(tx, id, who, *about)?;
                    for (words, answer) in answers {
                        let Some(s) = statements.iter().find(|s| s.words == *words) else { continue };
                        actions::answer(tx, id, who, s.id, *answer)?;
                    }
                }
                Ok(())
            })
            .await
    }

    async fn send_in(&self, id: Uuid, words: &[&'static str]) -> Result<(), Error> {
        let words = words.to_vec();
        self.store
            .write(&system(), move |tx| words.iter().try_for_each(|w| actions::suggest(tx, id, w)))
            .await
    }

    /// The coordinator accepts two statements and sets the one aside that is about somebody.
    async fn look_through(&self, id: Uuid) -> Result<(), Error> {
        self.store
            .write(&self.world.viewer(coordinator()), move |tx| {
                let whole = actions::whole(tx, id)?;
                for s in whole.in_state(StatementState::Waiting) {
                    let verdict = match SENT.iter().find(|(en, ..)| *en == s.words) {
                        Some((_, es, ..)) => Verdict::Accept(Some((*es).to_owned())),
                        None => {
                            Verdict::SetAside("It is about one person. Please tell the ride service.".into())
                        }
                    };
                    actions::moderate(tx, id, s.id, &verdict)?;
                }
                Ok(())
            })
            .await
    }
}
