//! What the partners of the demo have promised each other: one data use agreement from the first day, a memorandum that ends
//! soon, results that three answer for together, and one that waits for signatures.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::{Error, Role, Store, Uuid, Viewer};
use tandem_agreements::actions::{
    NewSignature, close_commitment, commit, complete, define, draft, put_in_force, send, sign, teach,
    translate, view,
};
use tandem_agreements::model::agreement::{Draft, Kind, Spanish};
use tandem_agreements::model::commitment::{NewCommitment, State};
use tandem_agreements::model::data_class::DataClass;
use tandem_agreements::model::term::{Both, NewTerm};
use tandem_agreements::model::training::NewModule;
use tandem_agreements::samples;
use tandem_partners::model::Sector;
use tandem_web::Lang;

use super::clock::DemoClock;
use super::staff::at;
use super::world::World;

/// The agreements of the first day, signed on paper before anybody used the program.
pub(super) async fn founding(store: &Store, clock: &DemoClock, world: &World) -> Result<(), Error> {
    let (first, today) = (world.days.date(clock.now()), world.days.date(clock.today()));
    let members: Vec<Uuid> =
        (0..world.organizations.len()).filter(|at| world.takes_part(*at)).map(|at| world.id(at)).collect();
    let later = |from: Date, by: Span| from.checked_add(by).map_err(|e| Error::Internal(e.to_string()));
    let mut sharing = samples::data_use(Lang::En, &members, &DataClass::ALL, first)?;
    sharing.title = "Sharing for care in Merrow Bend".into();
    let food = Draft {
        kind: Kind::Memorandum,
        title: "One line for food".into(),
        purpose: "Nobody who asks one of us for food has to ask twice.".into(),
        classes: BTreeSet::new(),
        language: "en".into(),
        body: "Who gets a request for food that they cannot meet passes it to another of us on the same day.\n\n\
               We tell each other by noon each Friday how much room we have next week.\n\n\
               Forty Wheels drives what one of us has too much of to one who has too little."
            .into(),
        starts_on: first,
        expires_on: later(today, 25.days())?,
        parties: ids(world, &["tamsel-basket", "morning-table", "forty-wheels"])?,
        renews: None,
    };
    let rooms = Draft {
        kind: Kind::SharedOutcome,
        title: "Fewer nights in the emergency room".into(),
        purpose: "Together we answer for how often people without a home come to the emergency room.".into(),
        classes: BTreeSet::new(),
        language: "en".into(),
        body: "By the end of this agreement people without a home come to the emergency room one third less often.\n\n\
               The hospital gives the numbers each quarter. The health department checks them. All of us publish them.\n\n\
               When a quarter is worse than the one before, we meet within a month and say in public what we change."
            .into(),
        starts_on: first,
        expires_on: later(first, 3.years())?,
        parties: ids(world, &["tamsel-hospital", "health-department", "housing-authority"])?,
        renews: None,
    };
    store
        .write(&Viewer::system("demo"), move |tx| {
            for (agreement, title, purpose) in [
                (
                    &sharing,
                    "Compartir para atender en Merrow Bend",
                    "Para que la gente cuente su historia una sola vez y reciba ayuda antes.",
                ),
                (
                    &food,
                    "Una sola fila para la comida",
                    "Nadie que nos pida comida tiene que pedirla dos veces.",
                ),
                (
                    &rooms,
                    "Menos noches en la sala de emergencias",
                    "Juntos respondemos por cuántas veces la gente sin casa llega a la sala de emergencias.",
                ),
            ] {
                let signed: Vec<(Uuid, &str)> =
                    agreement.parties.iter().map(|org| (*org, "The director")).collect();
                let id = put_in_force(tx, agreement, &signed, first)?;
                translate(tx, id, &in_spanish(title, purpose))?;
            }
            Ok(())
        })
        .await?;
    learning(store, world).await
}

/// What was promised out of the agreements: kept, late and open.
pub(super) async fn promises(store: &Store, clock: &DemoClock, world: &World) -> Result<(), Error> {
    let today = world.days.date(clock.today());
    let day = |by: Span| today.checked_add(by).map_err(|e| Error::Internal(e.to_string()));
    let given = [
        (
            "Forty Wheels drives on Saturdays too",
            "Forty Wheels también reparte los sábados",
            "forty-wheels",
            day(-(40.days()))?,
            Some(State::Done),
        ),
        (
            "A list of who has room next week, each Friday by noon",
            "Una lista de quién tiene lugar la próxima semana, cada viernes antes del mediodía",
            "tamsel-basket",
            day(-(12.days()))?,
            None,
        ),
        (
            "Numbers of the emergency room for the last quarter",
            "Los números de la sala de emergencias del último trimestre",
            "tamsel-hospital",
            day(30.days())?,
            None,
        ),
        (
            "Two rooms for people who come out of the hospital at night",
            "Dos cuartos para quienes salen del hospital de noche",
            "housing-authority",
            day(75.days())?,
            None,
        ),
    ];
    let owners = given.iter().map(|g| ids(world, &[g.2])?.pop_first().ok_or(Error::NotFound));
    let owners = owners.collect::<Result<Vec<Uuid>, Error>>()?;
    store
        .write(&Viewer::system("demo"), move |tx| {
            let agreements = tandem_agreements::actions::list(tx)?;
            for (owner, (words, spanish, _, due_on, state)) in owners.iter().zip(&given) {
                let from = agreements.iter().find(|a| a.draft.kind != Kind::DataUse && a.has_party(*owner));
                let new = NewCommitment {
                    words: (*words).into(),
                    words_es: Some((*spanish).into()),
                    owner_org: *owner,
                    owner_member: None,
                    due_on: *due_on,
                    source: from.map(|a| a.id),
                };
                let id = commit(tx, &new)?;
                if let Some(state) = state {
                    close_commitment(tx, id, *state, "Two vans drive each Saturday from nine to one.")?;
                }
            }
            Ok(())
        })
        .await
}

/// A word that reads differently, another one, and a training that some have completed.
async fn learning(store: &Store, world: &World) -> Result<(), Error> {
    let both = |en: &str, es: &str| Both { en: en.into(), es: es.into() };
    let words = [
        NewTerm {
            words: both("outcome, outcomes", "resultado, resultados"),
            plain: both(
                "What is different for a person afterwards.",
                "Lo que cambia después para una persona.",
            ),
            meanings: BTreeMap::from([
                (
                    Sector::Healthcare,
                    both(
                        "A change in somebody's health, such as lower blood pressure.",
                        "Un cambio en la salud de alguien, como una presión más baja.",
                    ),
                ),
                (
                    Sector::Payer,
                    both("A measure that a contract pays for.", "Una medida por la que paga un contrato."),
                ),
                (
                    Sector::SocialServices,
                    both(
                        "What became of a request: got the service or not.",
                        "En qué quedó una solicitud: recibió el servicio o no.",
                    ),
                ),
            ]),
        },
        NewTerm {
            words: both("home, homes", "hogar, hogares"),
            plain: both("Where somebody lives.", "Donde vive alguien."),
            meanings: BTreeMap::from([
                (
                    Sector::Housing,
                    both(
                        "A unit with a lease in somebody's name.",
                        "Una vivienda con contrato a nombre de alguien.",
                    ),
                ),
                (
                    Sector::Healthcare,
                    both(
                        "The place a patient goes back to from the hospital, also a shelter.",
                        "El lugar al que un paciente vuelve desde el hospital, también un refugio.",
                    ),
                ),
            ]),
        },
        NewTerm {
            words: both("partner, partners", "socio, socios"),
            plain: both(
                "An organization that has joined and signed.",
                "Una organización que se unió y firmó.",
            ),
            meanings: BTreeMap::new(),
        },
    ];
    let module = NewModule {
        title: both("Keeping people's facts safe", "Cuidar los datos de las personas"),
        body: both(
            "Look only at what you need to help. The log shows who looked, and the person can read it.\n\n\
             Ask before you share. Read the text out loud and let the person say it back.\n\n\
             Something went wrong? Tell your privacy officer today. Nobody is punished for telling.",
            "Mire solo lo que necesita para ayudar. El registro muestra quién miró, y la persona puede leerlo.\n\n\
             Pregunte antes de compartir. Lea el texto en voz alta y deje que la persona lo diga con sus palabras.\n\n\
             ¿Algo salió mal? Avise hoy a quien cuida la privacidad. A nadie se le castiga por avisar.",
        ),
        roles: ["navigator", "clinician", "responder", "advocate"].map(str::to_owned).into(),
    };
    let id = store
        .write(&world.viewer(at("bend-together", Role::Coordinator)?), move |tx| {
            words.iter().try_for_each(|word| define(tx, None, word).map(|_| ()))?;
            teach(tx, None, &module, false)
        })
        .await?;
    for post in [at("tamsel-hospital", Role::Navigator)?, at("eastbank-clinic", Role::Clinician)?] {
        store.write(&world.viewer(post), move |tx| complete(tx, id)).await?;
    }
    Ok(())
}

/// What waits today: the coordinator has asked three to sign, and one has.
pub(super) async fn waiting(store: &Store, clock: &DemoClock, world: &World) -> Result<(), Error> {
    let today = world.days.date(clock.today());
    let rides = Draft {
        title: "Rides to the doctor".into(),
        purpose: "So that whoever drives knows whom to pick up where, and nothing else.".into(),
        classes: BTreeSet::from([DataClass::Contact]),
        parties: ids(world, &["health-department", "tamsel-basket", "bend-transit"])?,
        expires_on: today.checked_add(1.year()).map_err(|e| Error::Internal(e.to_string()))?,
        ..samples::data_use(Lang::En, &[], &[], today)?
    };
    let coordinator = world.viewer(at("bend-together", Role::Coordinator)?);
    let id = store
        .write(&coordinator, move |tx| {
            let id = draft(tx, &rides)?;
            let purpose = "Para que quien maneja sepa a quién recoger y dónde, y nada más.";
            translate(tx, id, &in_spanish("Viajes al doctor", purpose))?;
            send(tx, id)?;
            Ok(id)
        })
        .await?;
    let post = at("health-department", Role::OrganizationAdmin)?;
    store
        .write(&world.viewer(post), move |tx| {
            let shown = view(tx, id)?.texts.first().map(|text| text.sha256.clone()).unwrap_or_default();
            sign(tx, id, &NewSignature { name: post.name.to_owned(), drawing: None, shown }).map(|_| ())
        })
        .await
}

fn in_spanish(title: &str, purpose: &str) -> Spanish {
    Spanish { title: Some(title.into()), purpose: Some(purpose.into()) }
}

fn ids(world: &World, names: &[&str]) -> Result<BTreeSet<Uuid>, Error> {
    names.iter().map(|name| world.organization(name).map(|at| world.id(at)).ok_or(Error::NotFound)).collect()
}
