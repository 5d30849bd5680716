//! How the rides workgroup of the demo meets: a series with an agenda that its seats wrote, one meeting held, in which a quorum was lost
//! before the end, one called off for ice, and the next one a few days away.

use jiff::ToSpan as _;
use jiff::civil::Date;
use tandem_access::{Error, Store, Tx, Uuid, Viewer};
use tandem_bodies::actions as bodies;
use tandem_decisions::actions::Filter;
use tandem_meetings::actions::{self as meetings, Arrival, NewTask};
use tandem_meetings::model::{
    Answer, Answered, Ends, ItemKind, Meeting, Need, NewItem, NewPlan, Place, Repeats, Way,
};
use tandem_partners::model::Sector;

use super::staff::POSTS;
use super::world::World;

/// The body that meets.
const BODY: &str = "Rides and transport";
/// Days before today of the first meeting; the series comes every second week, so that the next one is three days away.
const FIRST: i64 = 25;
/// Six in the evening, in minutes.
const EVENING: i64 = 18 * 60;

/// The point that is about what was decided before.
const STOPS: &str = "Stops in Far Meadow that people can reach";

const KEEPER: &str = "coordinator@bend-together.example";
const LEAD: &str = "navigator@health-department.example";
const NURSE: &str = "nurse@eastbank-clinic.example";
const DRIVERS: &str = "dispatch@forty-wheels.example";
const RESIDENT: &str = "resident@cannery-neighbors.example";

/// What happens, in the order of time: how many days ago, how many minutes after midnight, by whose hand, and which scene.
const SCENES: [(i64, i64, &str, Scene); 18] = [
    (FIRST + 15, 9 * 60 + 10, KEEPER, Scene::Plan),
    (FIRST + 9, 11 * 60, RESIDENT, Scene::Propose(FIRST, ItemKind::Discussion, STOPS, 25)),
    (
        FIRST + 8,
        10 * 60,
        DRIVERS,
        Scene::Propose(FIRST, ItemKind::Information, "How many seats were free last month", 10),
    ),
    (
        FIRST + 7,
        15 * 60,
        NURSE,
        Scene::Propose(FIRST, ItemKind::Decision, "Who counts the riders, and how", 20),
    ),
    (FIRST, EVENING + 1, LEAD, Scene::Open),
    (FIRST, EVENING + 4, LEAD, Scene::Floor(Sector::SocialServices)),
    (FIRST, EVENING + 13, LEAD, Scene::Floor(Sector::Community)),
    (FIRST, EVENING + 31, LEAD, Scene::Floor(Sector::Healthcare)),
    (FIRST, EVENING + 38, LEAD, Scene::Floor(Sector::PublicHealth)),
    (FIRST, EVENING + 46, LEAD, Scene::Write),
    (FIRST, EVENING + 66, LEAD, Scene::TheyLeave),
    (FIRST, EVENING + 84, LEAD, Scene::Close),
    (FIRST, EVENING + 88, LEAD, Scene::Publish),
    (FIRST - 12, 16 * 60, LEAD, Scene::CallOff),
    (
        6,
        14 * 60,
        NURSE,
        Scene::Propose(-3, ItemKind::Discussion, "What the riders said in the first month", 20),
    ),
    (
        5,
        9 * 60 + 30,
        RESIDENT,
        Scene::Propose(-3, ItemKind::Decision, "A bench and a light at both stops", 15),
    ),
    (4, 10 * 60, RESIDENT, Scene::Answer),
    (3, 10 * 60, DRIVERS, Scene::Done),
];

/// A scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scene {
    Plan,
    /// Somebody puts a point on the agenda of the meeting of so many days ago.
    Propose(i64, ItemKind, &'static str, i64),
    Open,
    Floor(Sector),
    /// Notes, what they agree on, and who does what.
    Write,
    /// So many leave that nothing more can be decided.
    TheyLeave,
    Close,
    Publish,
    CallOff,
    /// Somebody says that they come and what they need.
    Answer,
    /// Something taken on is done.
    Done,
}

/// Which scenes lie ahead: the day of each before `today`, and the minute of that day.
pub(super) fn plan(today: Date) -> Vec<(usize, Date, i64)> {
    SCENES.iter().enumerate().map(|(n, (ago, minute, ..))| (n, before(today, *ago), *minute)).collect()
}

fn before(today: Date, ago: i64) -> Date {
    today.checked_sub(ago.days()).unwrap_or(today)
}

/// Carries out one scene of the demo that ends `today`.
///
/// # Errors
/// The first action that refuses what it should have taken.
pub(super) async fn carry_out(store: &Store, world: &World, n: usize, today: Date) -> Result<(), Error> {
    let (_, _, who, scene) = SCENES[n];
    let post = POSTS.iter().find(|post| post.email() == who);
    let by = post.map_or_else(|| Viewer::system("demo.meetings"), |post| world.viewer(post));
    store.write(&by, move |tx| play(tx, scene, today)).await
}

fn play(tx: &mut Tx<'_, '_>, scene: Scene, today: Date) -> Result<(), Error> {
    let held = |tx: &mut Tx<'_, '_>| on(tx, before(today, FIRST)).map(|m| m.id);
    match scene {
        Scene::Plan => series(tx, today),
        Scene::Propose(ago, kind, title, minutes) => {
            let id = on(tx, before(today, ago))?.id;
            let item = NewItem { kind, title: title.into(), minutes, about: about(tx, title)? };
            meetings::propose(tx, id, &item).map(|_| ())
        }
        Scene::Open => {
            let meeting = on(tx, before(today, FIRST))?;
            meetings::open(tx, meeting.id)?;
            let standing = bodies::standing(tx, meeting.body)?;
            let seats: Vec<Uuid> = standing.active().map(|(seat, _)| seat.id).collect();
            for (n, seat) in seats.into_iter().enumerate() {
                let way = [Way::Room, Way::Room, Way::Online, Way::Phone][n % 4];
                meetings::arrive(tx, meeting.id, &Arrival::Seat { seat, deputy: false }, way)?;
            }
            let guest = Arrival::Guest { name: String::new(), sector: Sector::Community };
            meetings::arrive(tx, meeting.id, &guest, Way::Room)
        }
        Scene::Floor(sector) => {
            let id = held(tx)?;
            meetings::start_floor(tx, id, None, sector)
        }
        Scene::Write => write(tx, today),
        Scene::TheyLeave => {
            let id = held(tx)?;
            let stays = meetings::presence(tx, id)?;
            let leaving = stays.iter().filter(|p| p.seat.is_some() && p.way != Way::Room);
            for stay in
                leaving.chain(stays.iter().filter(|p| p.sector == Sector::Community && p.way == Way::Room))
            {
                meetings::leave(tx, id, stay.id)?;
            }
            Ok(())
        }
        Scene::Close => {
            let id = held(tx)?;
            meetings::close(tx, id)
        }
        Scene::Publish => {
            let id = held(tx)?;
            meetings::publish(tx, id)
        }
        Scene::CallOff => {
            let id = on(tx, before(today, FIRST - 14))?.id;
            meetings::cancel(tx, id, "Ice on the roads. Nobody should drive to talk about rides.")
        }
        Scene::Answer => {
            let id = on(tx, before(today, FIRST - 28))?.id;
            let given = Answered {
                member: tx.viewer().member_id().unwrap_or_default(),
                answer: Answer::Yes,
                way: Some(Way::Room),
                needs: vec![Need::Ride, Need::LargePrint],
                needs_text: "I can be picked up at the old cannery.".into(),
            };
            meetings::answer(tx, id, &given)
        }
        Scene::Done => {
            let id = held(tx)?;
            let mine = meetings::tasks(tx, id)?.into_iter().find(|t| t.owner == tx.viewer().member_id());
            meetings::finish(tx, mine.ok_or(Error::NotFound)?.id, true).map(|_| ())
        }
    }
}

fn group(tx: &mut Tx<'_, '_>) -> Result<Uuid, Error> {
    bodies::bodies(tx)?.into_iter().find(|s| s.body.name == BODY).map(|s| s.body.id).ok_or(Error::NotFound)
}

/// The decision that a point is about: how the stops are to be is asked where they were decided.
fn about(tx: &mut Tx<'_, '_>, title: &str) -> Result<Option<Uuid>, Error> {
    if title != STOPS {
        return Ok(None);
    }
    let filter = Filter { words: super::governance::NIGHT_BUS_STOPS.into(), ..Filter::default() };
    Ok(tandem_decisions::actions::list(tx, &filter)?.decisions.first().map(|d| d.id))
}

/// The meeting of a day.
fn on(tx: &mut Tx<'_, '_>, day: Date) -> Result<Meeting, Error> {
    let group = group(tx)?;
    let mut all = meetings::ahead(tx, Some(group))?;
    all.extend(meetings::past(tx, Some(group))?);
    all.into_iter().find(|m| m.start.date() == day).ok_or(Error::NotFound)
}

fn series(tx: &mut Tx<'_, '_>, today: Date) -> Result<(), Error> {
    let new = NewPlan {
        body: group(tx)?,
        title: "Rides workgroup".into(),
        title_es: Some("Grupo de viajes".into()),
        place: Place {
            room: "Ferry House, room 2, 14 Landing Street".into(),
            online: "https://meet.bend-together.example/rides".into(),
            phone: "541-555-0188".into(),
        },
        start: before(today, FIRST).at(18, 0, 0, 0),
        minutes: 90,
        repeats: Repeats::Weeks(2),
        ends: Ends::Open,
        public: true,
    };
    meetings::plan(tx, &new).map(|_| ())
}

fn write(tx: &mut Tx<'_, '_>, today: Date) -> Result<(), Error> {
    let meeting = on(tx, before(today, FIRST))?;
    let id = meeting.id;
    meetings::stop_floor(tx, id)?;
    let summary = "The bus gets two stops in Far Meadow that a wheelchair can reach. Riders are counted from the first night.";
    let summary_es = "El autobús tendrá dos paradas en Far Meadow a las que llega una silla de ruedas. Se cuenta a quienes viajan desde la primera noche.";
    meetings::save_notes(tx, id, None, meeting.revision, summary, summary_es)?;
    let agenda = meetings::agenda(tx, id)?;
    let notes = [
        "Neighbors walked the road. The corner at the church has no path; the one at the school has light and a path.\nWhat is still open: a bench.",
        "Of 212 seats, 61 stayed empty, most of them before ten in the morning.",
        "What was proposed: the driver counts, by hand, at each stop.\nConcerns: nobody is asked for a name.",
    ];
    let notes_es = [
        "Los vecinos caminaron el camino. La esquina de la iglesia no tiene acera; la de la escuela tiene luz y acera.\nQué queda abierto: un banco.",
        "De 212 asientos, 61 quedaron vacíos, la mayoría antes de las diez de la mañana.",
        "Qué se propuso: quien conduce cuenta, a mano, en cada parada.\nPreocupaciones: a nadie se le pide el nombre.",
    ];
    for (item, (notes, spanish)) in agenda.iter().zip(notes.into_iter().zip(notes_es)) {
        meetings::save_notes(tx, id, Some(item.id), item.revision, notes, spanish)?;
    }
    let last = agenda.last().map(|item| item.id);
    meetings::agree(
        tx,
        id,
        last,
        "Drivers count riders at each stop from the first night. No names are asked.",
    )?;
    let standing = bodies::standing(tx, meeting.body)?;
    let seats: Vec<Uuid> = standing.active().map(|(seat, _)| seat.member).collect();
    let names = tandem_access::accounts::members::names(tx, &seats)?;
    let who = |email: &str| {
        let name = POSTS.iter().find(|post| post.email() == email).map(|post| post.name);
        seats.iter().copied().find(|seat| names.get(seat).map(String::as_str) == name)
    };
    for (owner, what, days) in [
        (DRIVERS, "Make a paper sheet for counting riders", -10),
        (NURSE, "Ask patients who missed a visit whether the stops help", 4),
        (LEAD, "Show the count of the first month", 3),
    ] {
        let task =
            NewTask { item: last, what: what.into(), owner: who(owner), due: Some(before(today, -days)) };
        meetings::add_task(tx, id, &task)?;
    }
    Ok(())
}
