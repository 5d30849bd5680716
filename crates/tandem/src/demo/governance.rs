//! How the demo partnership decides: a charter and its next version on the table, two workgroups and a council, a neighbor's proposal that was objected to, integrated and
//! adopted, a decision whose review is overdue, and one that is being decided.

use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::BTreeMap;
use tandem_access::{Error, Store, Tx, Uuid, Viewer};
use tandem_agreements::model::commitment::State;
use tandem_bodies::actions as bodies;
use tandem_bodies::actions::NoteKind;
use tandem_bodies::model::{BodyKind, NewBody, NewSeat, SeatRole};
use tandem_decisions::actions::{self as decisions, Filter, NewPromise, NewProposal};
use tandem_decisions::model::poll::NewPoll;
use tandem_decisions::model::{ObjectionState, Proposal, RemarkKind, Stage, StanceKind, Text};

use super::charters;
use super::council;
use super::staff::POSTS;
use super::world::World;

/// What happens, in the order of time: how many days ago, by whose hand, and which scene.
const SCENES: [(i64, &str, Scene); 31] = [
    (540, "coordinator@bend-together.example", Scene::Groups),
    (530, "dispatch@forty-wheels.example", Scene::Propose(SHARED_LIST)),
    (529, "navigator@health-department.example", Scene::Move(SHARED_LIST, Stage::Clarify)),
    (526, "navigator@health-department.example", Scene::Move(SHARED_LIST, Stage::React)),
    (519, "navigator@health-department.example", Scene::Move(SHARED_LIST, Stage::Consent)),
    (517, "", Scene::AllConsent(SHARED_LIST)),
    (516, "navigator@health-department.example", Scene::Adopt(SHARED_LIST)),
    (200, "coordinator@bend-together.example", Scene::Charter),
    (180, "coordinator@bend-together.example", Scene::NotePapers),
    (179, "admin@tamsel-basket.example", Scene::ConfirmPapers),
    (150, "", Scene::Suggest),
    (146, "coordinator@bend-together.example", Scene::TakeUp),
    (145, "nurse@eastbank-clinic.example", Scene::Question),
    (144, "navigator@health-department.example", Scene::Answer),
    (143, "navigator@health-department.example", Scene::Move(NIGHT_BUS, Stage::React)),
    (138, "navigator@health-department.example", Scene::Move(NIGHT_BUS, Stage::Consent)),
    (137, "resident@cannery-neighbors.example", Scene::Object),
    (135, "navigator@health-department.example", Scene::Integrate),
    (128, "navigator@health-department.example", Scene::Move(NIGHT_BUS_STOPS, Stage::Consent)),
    (127, "", Scene::AllConsent(NIGHT_BUS_STOPS)),
    (126, "navigator@health-department.example", Scene::Adopt(NIGHT_BUS_STOPS)),
    (
        88,
        "coordinator@bend-together.example",
        Scene::Kept(0, "The van has driven every night since the first of the month; 214 people rode."),
    ),
    (
        62,
        "coordinator@bend-together.example",
        Scene::Kept(1, "Paid, each month, with the hours of the night before it."),
    ),
    (60, "coordinator@bend-together.example", Scene::Amend),
    (45, "coordinator@bend-together.example", Scene::Ask),
    (43, "", Scene::AnswerAll),
    (30, "admin@tamsel-basket.example", Scene::Ratify),
    (9, "nurse@eastbank-clinic.example", Scene::Propose(RIDE_LINE)),
    (8, "navigator@health-department.example", Scene::OnTheWay),
    (3, "nurse@eastbank-clinic.example", Scene::Ask),
    (2, "", Scene::AnswerAll),
];

const SHARED_LIST: &str = "One list of who has rides today";
const NIGHT_BUS: &str = "A night bus to the hospital";
pub(super) const NIGHT_BUS_STOPS: &str = "A night bus to the hospital that stops in Far Meadow";
const RIDE_LINE: &str = "One telephone number for every ride";
/// What is wrong, as the neighbor wrote it, and in Spanish.
const NO_BUS: &str =
    "The last bus leaves at eight. Whoever works late, or has somebody in the hospital, walks or stays.";
const NO_BUS_ES: &str = "El último autobús sale a las ocho. Quien trabaja tarde, o tiene a alguien en el hospital, camina o se queda.";
/// The workgroup that most of it is about.
pub(super) const RIDES: &str = "Rides and transport";
/// Who leads the rides workgroup, and who stands in.
const LEADS: [(&str, Option<&str>); 5] = [
    ("navigator@health-department.example", Some("desk@hearth-fund.example")),
    ("nurse@eastbank-clinic.example", Some("navegadora@casa-recodo.example")),
    ("dispatch@forty-wheels.example", Some("access@bend-transit.example")),
    ("access@bend-transit.example", None),
    ("resident@cannery-neighbors.example", None),
];

/// A scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scene {
    /// Council and workgroups are made.
    Groups,
    Propose(&'static str),
    Move(&'static str, Stage),
    AllConsent(&'static str),
    Adopt(&'static str),
    /// A neighbor without an account sends a proposal about a gap.
    Suggest,
    TakeUp,
    Question,
    Answer,
    Object,
    /// The objection goes into a new version, and round again.
    Integrate,
    /// The first charter is laid open, and signed at a gathering.
    Charter,
    NotePapers,
    /// Somebody of another organization has read what was signed.
    ConfirmPapers,
    /// A second version is laid open; one organization has said yes to it so far.
    Amend,
    Ratify,
    /// What was promised first, second, of the night bus was kept, and how.
    Kept(usize, &'static str),
    /// A quick question to the members; they answer.
    Ask,
    AnswerAll,
    /// A proposal stands before the seats.
    OnTheWay,
}

/// Which scenes lie ahead, those of the council after the others: the day of each before `today`.
pub(super) fn plan(today: Date) -> Vec<(usize, Date)> {
    let day = |ago: i64| today.checked_sub(ago.days()).unwrap_or(today);
    let council = council::SCENES.iter().map(|(ago, _)| *ago);
    SCENES.iter().map(|(ago, _, _)| *ago).chain(council).map(day).enumerate().collect()
}

/// Who and where, by address and by the content file's id.
#[derive(Clone)]
pub(super) struct Cast {
    members: BTreeMap<String, Uuid>,
    organizations: BTreeMap<String, Uuid>,
}

impl Cast {
    pub(super) fn of(world: &World) -> Cast {
        let members =
            POSTS.iter().filter_map(|post| Some((post.email(), world.viewer(post).member_id()?))).collect();
        let organizations =
            world.organizations.iter().enumerate().map(|(at, o)| (o.id.clone(), world.id(at))).collect();
        Cast { members, organizations }
    }
    pub(super) fn member(&self, email: &str) -> Result<Uuid, Error> {
        self.members.get(email).copied().ok_or(Error::NotFound)
    }
    fn organization(&self, id: &str) -> Result<Uuid, Error> {
        self.organizations.get(id).copied().ok_or(Error::NotFound)
    }
}

/// The member of an address.
pub(super) fn viewer(world: &World, email: &str) -> Viewer {
    POSTS
        .iter()
        .find(|post| post.email() == email)
        .map_or_else(|| Viewer::system("demo.governance"), |post| world.viewer(post))
}

/// Carries out one scene.
///
/// # Errors
/// The first action that refuses what it should have taken.
pub(super) async fn carry_out(store: &Store, world: &World, n: usize) -> Result<(), Error> {
    if let Some(nth) = n.checked_sub(SCENES.len()) {
        return council::carry_out(store, world, nth).await;
    }
    let (_, who, scene) = SCENES[n];
    if let Scene::AllConsent(title) = scene {
        for (email, _) in LEADS {
            let kind = if email.starts_with("resident") { StanceKind::Concern } else { StanceKind::Consent };
            let words =
                if kind == StanceKind::Concern { "Ask riders again after the first winter." } else { "" };
            let by = viewer(world, email);
            store
                .write(&by, move |tx| {
                    let p = named(tx, title)?;
                    decisions::take_stance(tx, p.id, p.version, kind, words)
                })
                .await?;
        }
        return Ok(());
    }
    if scene == Scene::AnswerAll {
        for (nth, post) in POSTS.iter().enumerate().take(12) {
            let number = [1, 2, 1, 1, 3][nth % 5];
            store
                .write(&world.viewer(post), move |tx| match decisions::polls(tx)?.first().map(|p| p.id) {
                    Some(poll) => decisions::answer_poll(tx, poll, number),
                    None => Err(Error::NotFound),
                })
                .await?;
        }
        return Ok(());
    }
    let cast = Cast::of(world);
    store.write(&viewer(world, who), move |tx| play(tx, &cast, scene)).await
}

/// The proposal of a title.
pub(super) fn named(tx: &mut Tx<'_, '_>, title: &str) -> Result<Proposal, Error> {
    let all = decisions::list(tx, &Filter { body: None, words: title.to_owned() })?;
    all.moving.into_iter().chain(all.received).find(|p| p.title == title).ok_or(Error::NotFound)
}

fn play(tx: &mut Tx<'_, '_>, cast: &Cast, scene: Scene) -> Result<(), Error> {
    match scene {
        Scene::Groups => groups(tx, cast),
        Scene::Propose(title) => propose(tx, title),
        Scene::Move(title, to) => {
            let p = named(tx, title)?;
            decisions::advance(tx, p.id, p.revision, to)
        }
        Scene::AllConsent(_) | Scene::AnswerAll => Ok(()),
        Scene::Ask => ask(tx),
        Scene::Adopt(title) => {
            let p = named(tx, title)?;
            let review = bodies::today(tx)?.checked_add(12.months()).map_err(|_| Error::NotFound)?;
            decisions::adopt(tx, p.id, p.revision, review).map(|_| ())
        }
        Scene::Suggest => {
            let new = NewProposal {
                text: Text {
                    title: NIGHT_BUS.into(),
                    problem: NO_BUS.into(),
                    body: "Run a bus at nine, ten and eleven from the old ferry to the hospital, for one winter, and count who rides.".into(),
                    title_es: Some("Un autobús de noche al hospital".into()),
                    problem_es: Some(NO_BUS_ES.into()),
                    body_es: Some("Un autobús a las nueve, diez y once, del viejo transbordador al hospital, durante un invierno, y contar quién viaja.".into()),
                },
                gap: Some(("transportation-insecurity".into(), "Far Meadow".into())),
                ..NewProposal::default()
            };
            decisions::suggest(tx, &new).map(|_| ())
        }
        Scene::TakeUp => {
            let p = named(tx, NIGHT_BUS)?;
            let rides = body(tx, RIDES)?;
            decisions::take_up(tx, p.id, rides, &[])?;
            let now = named(tx, NIGHT_BUS)?.revision;
            decisions::advance(tx, p.id, now, Stage::Clarify)
        }
        Scene::Question => {
            let p = named(tx, NIGHT_BUS)?;
            decisions::remark(
                tx,
                p.id,
                RemarkKind::Question,
                "Who drives at night, and who pays for the driver?",
            )
        }
        Scene::Answer => {
            let p = named(tx, NIGHT_BUS)?;
            let question =
                decisions::whole(tx, p.id)?.remarks.first().map(|r| r.id).ok_or(Error::NotFound)?;
            decisions::answer(
                tx,
                p.id,
                question,
                "The transit agency drives. The hospital and the fund share the winter.",
            )
        }
        Scene::Object => {
            let p = named(tx, NIGHT_BUS)?;
            let words =
                "It passes Far Meadow without a stop. The people who asked for it still walk two miles.";
            decisions::take_stance(tx, p.id, p.version, StanceKind::Objection, words)
        }
        Scene::Integrate => integrate(tx, cast),
        Scene::Kept(nth, how) => {
            let decided =
                decisions::list(tx, &Filter { body: None, words: NIGHT_BUS_STOPS.into() })?.decisions;
            let decision = decided.first().map(|d| d.id).ok_or(Error::NotFound)?;
            let promises = tandem_agreements::actions::commitments_of(tx, decision)?;
            let promise = promises.get(nth).map(|c| c.id).ok_or(Error::NotFound)?;
            tandem_agreements::actions::close_commitment(tx, promise, State::Done, how)
        }
        Scene::Charter => charters::write(tx),
        Scene::NotePapers => charters::note_papers(tx, cast.organizations.values().copied()),
        Scene::ConfirmPapers => charters::confirm_papers(tx),
        Scene::Amend => charters::amend(tx),
        Scene::Ratify => {
            let (open, hash) = charters::laid_open(tx)?;
            bodies::note(tx, open, None, NoteKind::Agree, "We can live with every word of it.")?;
            bodies::ratify(tx, open, &hash).map(|_| ())
        }
        Scene::OnTheWay => {
            let p = named(tx, RIDE_LINE)?;
            decisions::advance(tx, p.id, p.revision, Stage::Clarify)?;
            decisions::advance(tx, p.id, p.revision + 1, Stage::React)
        }
    }
}

fn body(tx: &mut Tx<'_, '_>, name: &str) -> Result<Uuid, Error> {
    bodies::bodies(tx)?.into_iter().find(|s| s.body.name == name).map(|s| s.body.id).ok_or(Error::NotFound)
}

fn groups(tx: &mut Tx<'_, '_>, cast: &Cast) -> Result<(), Error> {
    let today = bodies::today(tx)?;
    let end = today.checked_add(24.months()).map_err(|_| Error::NotFound)?;
    let make = |tx: &mut Tx<'_, '_>, kind, name: &str, es: &str, purpose: &str, purpose_es: &str| {
        bodies::create_body(
            tx,
            &NewBody {
                kind,
                name: name.into(),
                name_es: Some(es.into()),
                purpose: purpose.into(),
                purpose_es: Some(purpose_es.into()),
                adopted_on: None,
            },
        )
    };
    let rides = make(
        tx,
        BodyKind::Workgroup,
        RIDES,
        "Viajes y transporte",
        "Nobody misses care, work or food because there was no way to get there.",
        "Que nadie se quede sin atención, trabajo o comida por no tener cómo llegar.",
    )?;
    let food = make(
        tx,
        BodyKind::Workgroup,
        "Food on every table",
        "Comida en cada mesa",
        "Pantries, kitchens and gardens work as one.",
        "Despensas, cocinas y huertos trabajan como uno solo.",
    )?;
    let seat = |tx: &mut Tx<'_, '_>, body_id, email: &str, deputy: Option<&str>| {
        let deputy = deputy.map(|email| cast.member(email)).transpose()?;
        bodies::give_seat(
            tx,
            &NewSeat {
                body_id,
                role: SeatRole::CoLead,
                member: cast.member(email)?,
                deputy,
                term_start: today,
                term_end: end,
                follows: None,
            },
        )
    };
    for (email, deputy) in LEADS {
        seat(tx, rides, email, deputy)?;
    }
    // This one still lacks a neighbor: its page says so.
    for email in [
        "pantry@tamsel-basket.example",
        "navigator@tamsel-hospital.example",
        "navigator@health-department.example",
    ] {
        seat(tx, food, email, None)?;
    }
    Ok(())
}

fn propose(tx: &mut Tx<'_, '_>, title: &str) -> Result<(), Error> {
    let (title_es, problem, problem_es, body, body_es) = if title == SHARED_LIST {
        (
            "Una sola lista de quién tiene viajes hoy",
            "Three partners drive people to appointments. Nobody knows who has a seat left today.",
            "Tres organizaciones llevan a la gente a sus citas. Nadie sabe quién tiene hoy un asiento libre.",
            "Each of the three writes down its free seats every morning by eight. The list is on the wall and in Find help.",
            "Cada uno de los tres anota sus asientos libres cada mañana antes de las ocho. La lista está en la pared y en Buscar ayuda.",
        )
    } else {
        (
            "Un solo número de teléfono para todos los viajes",
            "People call four numbers before somebody can drive them.",
            "La gente llama a cuatro números antes de que alguien pueda llevarla.",
            "One number, answered from seven to seven, by the three who drive, in turn for one month each.",
            "Un solo número, atendido de siete a siete por los tres que conducen, un mes cada uno por turno.",
        )
    };
    // What everybody shared in the conversation about rides.
    let from = if title == RIDE_LINE {
        tandem_conversations::actions::list(tx)?.over.first().map(|c| c.id)
    } else {
        None
    };
    let new = NewProposal {
        from,
        text: Text {
            title: title.into(),
            problem: problem.into(),
            body: body.into(),
            title_es: Some(title_es.into()),
            problem_es: Some(problem_es.into()),
            body_es: Some(body_es.into()),
        },
        body_id: Some(body_of_rides(tx)?),
        ..NewProposal::default()
    };
    decisions::propose(tx, &new).map(|_| ())
}

fn body_of_rides(tx: &mut Tx<'_, '_>) -> Result<Uuid, Error> {
    body(tx, RIDES)
}

fn integrate(tx: &mut Tx<'_, '_>, cast: &Cast) -> Result<(), Error> {
    let p = named(tx, NIGHT_BUS)?;
    decisions::advance(tx, p.id, p.revision, Stage::Integrate)?;
    let open: Vec<Uuid> = decisions::whole(tx, p.id)?
        .objections
        .iter()
        .filter(|o| o.state == ObjectionState::Open)
        .map(|o| o.id)
        .collect();
    let text = Text {
        title: NIGHT_BUS_STOPS.into(),
        problem: NO_BUS.into(),
        title_es: Some("Un autobús de noche al hospital que para en Far Meadow".into()),
        problem_es: Some(NO_BUS_ES.into()),
        body: "Run a bus at nine, ten and eleven from the old ferry to the hospital, by way of Far Meadow with two stops there, for one winter, and \
               count who rides."
            .into(),
        body_es: Some(
            "Un autobús a las nueve, diez y once, del viejo transbordador al hospital, pasando por Far Meadow con dos paradas, durante un invierno, \
             y contar quién viaja."
                .into(),
        ),
    };
    decisions::integrate(tx, p.id, p.revision + 1, &text, "Two stops in Far Meadow", &open)?;
    let today = bodies::today(tx)?;
    for (who, what, what_es, months) in [
        (
            "bend-transit",
            "Drive the three night rounds from the first of the month",
            "Hacer los tres recorridos de noche desde el primer día del mes",
            1,
        ),
        (
            "tamsel-hospital",
            "Pay for half of the drivers' hours",
            "Pagar la mitad de las horas de quienes conducen",
            2,
        ),
        (
            "health-department",
            "Count who rides, and tell everybody in spring",
            "Contar quién viaja y decírselo a todos en primavera",
            8,
        ),
    ] {
        let new = NewPromise {
            organization: cast.organization(who)?,
            what: what.into(),
            what_es: Some(what_es.into()),
            due_on: today.checked_add(months.months()).map_err(|_| Error::NotFound)?,
        };
        decisions::add_promise(tx, p.id, &new)?;
    }
    let now = named(tx, NIGHT_BUS_STOPS)?.revision;
    decisions::advance(tx, p.id, now, Stage::Clarify)?;
    decisions::advance(tx, p.id, now + 1, Stage::React)
}

/// When to meet: asked two months ago, and again with other answers this week.
fn ask(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let first = decisions::polls(tx)?.is_empty();
    let new = if first {
        NewPoll {
            question: "When can you come to the council?".into(),
            question_es: Some("¿Cuándo puede venir al consejo?".into()),
            options: vec!["At noon".into(), "At six in the evening".into(), "On Saturdays".into()],
            options_es: vec!["Al mediodía".into(), "A las seis de la tarde".into(), "Los sábados".into()],
            closes_on: Some(bodies::today(tx)?.saturating_add(10.days())),
        }
    } else {
        NewPoll {
            question: "What shall the next training be about?".into(),
            question_es: Some("¿De qué tratará la próxima capacitación?".into()),
            options: vec![
                "Asking about violence".into(),
                "Rides and how to book them".into(),
                "Writing plainly".into(),
            ],
            options_es: vec![
                "Preguntar por la violencia".into(),
                "Viajes y cómo pedirlos".into(),
                "Escribir claro".into(),
            ],
            closes_on: Some(bodies::today(tx)?.saturating_add(14.days())),
        }
    };
    decisions::ask(tx, &new).map(|_| ())
}
