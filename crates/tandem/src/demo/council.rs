//! The council of the demo: seated as the charter says, seat by seat, and what it has decided since.

use jiff::ToSpan as _;
use tandem_access::{Error, Store, Tx, Uuid};
use tandem_bodies::actions as bodies;
use tandem_bodies::model::{BodyKind, NewBody, NewSeat, SeatRole};
use tandem_decisions::actions::{self as decisions, NewProposal};
use tandem_decisions::model::{RemarkKind, Stage, StanceKind, Text};

use super::governance::{Cast, named, viewer};
use super::world::World;

/// Its name.
const COUNCIL: &str = "The council";
/// Who keeps it, and its proposals.
const KEEPER: &str = "coordinator@bend-together.example";

/// Who sits in it, and who stands in: as many of each sector as the charter in force gives. The first three lead it.
const SEATS: [(&str, Option<&str>); 17] = [
    ("resident@cannery-neighbors.example", Some("resident@hill-mutual.example")),
    ("navigator@tamsel-hospital.example", Some("desk@hearth-fund.example")),
    ("homes@housing-authority.example", Some("front@dry-dock.example")),
    ("nurse@eastbank-clinic.example", Some("navegadora@casa-recodo.example")),
    ("navigator@millrace-clinic.example", Some("intake@plumb-line.example")),
    ("navigator@health-department.example", Some("desk@hearth-fund.example")),
    ("admin@health-department.example", None),
    ("pantry@tamsel-basket.example", Some("intake@plumb-line.example")),
    ("dispatch@forty-wheels.example", Some("access@bend-transit.example")),
    ("navegadora@casa-recodo.example", Some("navigator@cannery-neighbors.example")),
    ("front@dry-dock.example", Some("homes@housing-authority.example")),
    ("families@schools-family-center.example", Some("chapel@landing-chapel.example")),
    ("chapel@landing-chapel.example", Some("families@schools-family-center.example")),
    ("access@bend-transit.example", Some("dispatch@forty-wheels.example")),
    ("resident@meadow-council.example", Some("resident@harbor-veterans.example")),
    ("resident@hill-mutual.example", Some("resident@meadow-council.example")),
    ("resident@harbor-veterans.example", None),
];

/// A matter that the council decided.
struct Matter {
    title: &'static str,
    title_es: &'static str,
    problem: &'static str,
    problem_es: &'static str,
    body: &'static str,
    body_es: &'static str,
    by: &'static str,
    /// Who asked what, before anybody reacted, and what the answer was.
    asked: &'static [(&'static str, &'static str, &'static str)],
    /// Who had a concern that does not stop it.
    concern: (&'static str, &'static str),
}

const MATTERS: [Matter; 3] = [
    Matter {
        title: "The council meets in the evening, with child care",
        title_es: "El consejo se reúne por la tarde, con cuidado de niños",
        problem: "Who works by the day, or has small children, cannot come at noon. So the same people decide every time.",
        problem_es: "Quien trabaja de día, o tiene niños pequeños, no puede venir al mediodía. Así deciden siempre los mismos.",
        body: "Meet at six, at the family center. Two people look after children. Food is there.",
        body_es: "Reunirse a las seis, en el centro de familias. Dos personas cuidan a los niños. Hay comida.",
        by: "resident@cannery-neighbors.example",
        asked: &[
            (
                "families@schools-family-center.example",
                "How many children may come?",
                "Twelve, with two who look after them.",
            ),
            ("nurse@eastbank-clinic.example", "Can we still join by phone?", "Yes, as today."),
            (
                "resident@meadow-council.example",
                "Is there a ride home after eight?",
                "The night bus stops at the door.",
            ),
        ],
        concern: (
            "admin@health-department.example",
            "Evenings are hard for our staff. Look at it again in a year.",
        ),
    },
    Matter {
        title: "One form to ask for help, at every door",
        title_es: "Un solo formulario para pedir ayuda, en cada puerta",
        problem: "People write their name and address on five forms before anybody helps.",
        problem_es: "La gente escribe su nombre y dirección en cinco formularios antes de que alguien ayude.",
        body: "Every partner takes the one short form. Nobody asks again for what is on it.",
        body_es: "Cada socio acepta el único formulario corto. Nadie pregunta otra vez lo que ya está en él.",
        by: "navigator@tamsel-hospital.example",
        asked: &[
            (
                "resident@hill-mutual.example",
                "Who sees what I write on it?",
                "Only who you say, as it stands on the form.",
            ),
            (
                "pantry@tamsel-basket.example",
                "Do we have to keep the old one too?",
                "No. The short one is enough.",
            ),
            (
                "homes@housing-authority.example",
                "What of rules that ask us for more?",
                "You ask for that alone, later.",
            ),
            ("chapel@landing-chapel.example", "Is it there in Spanish?", "In both languages, on one sheet."),
        ],
        concern: ("resident@harbor-veterans.example", "Some of us do not write. Let people say it, too."),
    },
    Matter {
        title: "The council goes to Far Meadow once in every season",
        title_es: "El consejo va a Far Meadow una vez en cada estación",
        problem: "We always meet where the offices are. Who lives in Far Meadow has never seen us.",
        problem_es: "Siempre nos reunimos donde están las oficinas. Quien vive en Far Meadow nunca nos ha visto.",
        body: "One meeting in every season is held in the hall in Far Meadow. Its first half is for whoever comes.",
        body_es: "En cada estación, una reunión es en el salón de Far Meadow. La primera mitad es para quien venga.",
        by: "resident@meadow-council.example",
        asked: &[
            (
                "dispatch@forty-wheels.example",
                "Who drives people there?",
                "We do, if you say so by the day before.",
            ),
            ("access@bend-transit.example", "At what hour?", "At six, after the last bus has come in."),
            ("front@dry-dock.example", "Is there heat in the hall?", "Since last winter."),
        ],
        concern: (
            "navigator@millrace-clinic.example",
            "It is far for who lives in Quarry Hill. Go there next year.",
        ),
    },
];

/// What happens, in the order of time: how many days ago, and which scene. The charter is in force by then.
pub(super) const SCENES: [(i64, Act); 22] = [
    (178, Act::Seat),
    (165, Act::Propose(0)),
    (164, Act::Move(0, Stage::Clarify)),
    (163, Act::Ask(0)),
    (161, Act::Move(0, Stage::React)),
    (155, Act::Move(0, Stage::Consent)),
    (152, Act::Say(0)),
    (150, Act::Adopt(0)),
    (80, Act::Propose(1)),
    (79, Act::Move(1, Stage::Clarify)),
    (78, Act::Ask(1)),
    (76, Act::Move(1, Stage::React)),
    (70, Act::Move(1, Stage::Consent)),
    (66, Act::Say(1)),
    (64, Act::Adopt(1)),
    (34, Act::Propose(2)),
    (33, Act::Move(2, Stage::Clarify)),
    (32, Act::Ask(2)),
    (30, Act::Move(2, Stage::React)),
    (25, Act::Move(2, Stage::Consent)),
    (21, Act::Say(2)),
    (19, Act::Adopt(2)),
];

/// A scene of the council.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// It is made, and its seats are given.
    Seat,
    /// Somebody proposes the nth matter.
    Propose(usize),
    /// It goes on to a stage.
    Move(usize, Stage),
    /// Members ask, and the keeper answers.
    Ask(usize),
    /// Everybody in a seat says where they stand.
    Say(usize),
    Adopt(usize),
}

/// Carries out one scene.
///
/// # Errors
/// The first action that refuses what it should have taken.
pub(super) async fn carry_out(store: &Store, world: &World, n: usize) -> Result<(), Error> {
    match SCENES[n].1 {
        Act::Seat => {
            let cast = Cast::of(world);
            store.write(&viewer(world, KEEPER), move |tx| seat(tx, &cast)).await
        }
        Act::Propose(n) => {
            store.write(&viewer(world, MATTERS[n].by), move |tx| propose(tx, &MATTERS[n])).await
        }
        Act::Move(n, to) => {
            let advance = move |tx: &mut Tx<'_, '_>| {
                let p = named(tx, MATTERS[n].title)?;
                decisions::advance(tx, p.id, p.revision, to)
            };
            store.write(&viewer(world, KEEPER), advance).await
        }
        Act::Ask(n) => {
            for (who, question, answer) in MATTERS[n].asked {
                let ask = move |tx: &mut Tx<'_, '_>| {
                    let p = named(tx, MATTERS[n].title)?;
                    decisions::remark(tx, p.id, RemarkKind::Question, question)
                };
                store.write(&viewer(world, who), ask).await?;
                let say = move |tx: &mut Tx<'_, '_>| {
                    let p = named(tx, MATTERS[n].title)?;
                    let open = decisions::whole(tx, p.id)?.remarks.into_iter().find(|r| r.answer.is_none());
                    decisions::answer(tx, p.id, open.ok_or(Error::NotFound)?.id, answer)
                };
                store.write(&viewer(world, KEEPER), say).await?;
            }
            Ok(())
        }
        Act::Say(n) => {
            for (who, _) in SEATS {
                let (kind, words) = match MATTERS[n].concern {
                    (other, words) if other == who => (StanceKind::Concern, words),
                    _ => (StanceKind::Consent, ""),
                };
                let say = move |tx: &mut Tx<'_, '_>| {
                    let p = named(tx, MATTERS[n].title)?;
                    decisions::take_stance(tx, p.id, p.version, kind, words)
                };
                store.write(&viewer(world, who), say).await?;
            }
            Ok(())
        }
        Act::Adopt(n) => {
            let adopt = move |tx: &mut Tx<'_, '_>| {
                let p = named(tx, MATTERS[n].title)?;
                let review = bodies::today(tx)?.checked_add(12.months()).map_err(|_| Error::NotFound)?;
                decisions::adopt(tx, p.id, p.revision, review).map(|_| ())
            };
            store.write(&viewer(world, KEEPER), adopt).await
        }
    }
}

fn seat(tx: &mut Tx<'_, '_>, cast: &Cast) -> Result<(), Error> {
    let today = bodies::today(tx)?;
    let body_id = bodies::create_body(
        tx,
        &NewBody {
            kind: BodyKind::Council,
            name: COUNCIL.into(),
            name_es: Some("El consejo".into()),
            purpose: "What concerns all of us is decided here, by those it concerns.".into(),
            purpose_es: Some("Lo que nos toca a todos se decide aquí, por quienes les toca.".into()),
            adopted_on: None,
        },
    )?;
    for (n, (who, deputy)) in SEATS.into_iter().enumerate() {
        let new = NewSeat {
            body_id,
            role: if n < 3 { SeatRole::CoLead } else { SeatRole::Member },
            member: cast.member(who)?,
            deputy: deputy.map(|who| cast.member(who)).transpose()?,
            term_start: today,
            term_end: today.checked_add(24.months()).map_err(|_| Error::NotFound)?,
            follows: None,
        };
        bodies::give_seat(tx, &new)?;
    }
    Ok(())
}

fn propose(tx: &mut Tx<'_, '_>, m: &Matter) -> Result<(), Error> {
    let council: Option<Uuid> =
        bodies::bodies(tx)?.into_iter().find(|s| s.body.name == COUNCIL).map(|s| s.body.id);
    let new = NewProposal {
        text: Text {
            title: m.title.into(),
            problem: m.problem.into(),
            body: m.body.into(),
            title_es: Some(m.title_es.into()),
            problem_es: Some(m.problem_es.into()),
            body_es: Some(m.body_es.into()),
        },
        body_id: council,
        ..NewProposal::default()
    };
    decisions::propose(tx, &new).map(|_| ())
}
