//! The charter of the demo: written, signed on a big sheet that somebody of another organization reads, and amended.

use tandem_access::{Error, Tx, Uuid};
use tandem_bodies::actions as bodies;
use tandem_bodies::actions::{Draft, NewClause, OnPaper};
use tandem_bodies::model::Rules;
use tandem_partners::model::Sector;

/// The first charter is written, and laid open.
pub(super) fn write(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let id = bodies::draft(tx)?;
    let seats = [
        (Sector::Healthcare, 3),
        (Sector::PublicHealth, 2),
        (Sector::SocialServices, 3),
        (Sector::Housing, 2),
        (Sector::Education, 1),
        (Sector::Faith, 1),
        (Sector::Government, 1),
        (Sector::Community, 4),
    ];
    let clauses = [
        (
            ("Who we are", "Quiénes somos"),
            "Neighbors and partners of Merrow Bend who act together on what makes people well or ill: food, rides, homes, work, safety.",
            "Vecinos y aliados de Merrow Bend que actúan juntos sobre lo que da o quita salud: comida, viajes, casa, trabajo, seguridad.",
        ),
        (
            ("How we listen", "Cómo escuchamos"),
            "Nobody is asked to join before somebody has listened to what they do and what would help them.",
            "A nadie se le pide que entre sin que alguien haya escuchado antes qué hace y qué le ayudaría.",
        ),
        (
            ("Who decides", "Quién decide"),
            "The council decides what concerns all of us. A workgroup decides about its own work, while it is valid.",
            "El consejo decide lo que nos toca a todos. Un grupo de trabajo decide sobre su propio trabajo, mientras es válido.",
        ),
        (
            ("Money", "Dinero"),
            "Shared money is spent by a decision that everybody can read, and by nothing else.",
            "El dinero común se gasta con una decisión que todos pueden leer, y con nada más.",
        ),
        (
            ("Leaving", "Irse"),
            "Whoever leaves takes their own data along. Nobody has to say why.",
            "Quien se va se lleva sus propios datos. Nadie tiene que decir por qué.",
        ),
    ];
    let draft = Draft {
        revision: 1,
        mission: super::alliance::FOCUS.into(),
        goals: "Everybody who asks for a ride, gets one\nNo empty table before the end of the month\nEvery request is answered in two days".into(),
        mission_es: Some("Que nadie en el valle se quede sin atención, comida o casa porque no pudo llegar a la ayuda.".into()),
        goals_es: Some(
            "Quien pide un viaje, lo tiene\nNinguna mesa vacía antes de fin de mes\nCada solicitud se responde en dos días".into(),
        ),
        clauses: clauses.iter().map(|(title, text, text_es)| clause(*title, text, text_es)).collect(),
        seats: seats.into_iter().collect(),
        rules: Rules {
            binding_topics: vec![super::votes::TOPIC.into()],
            topics_es: vec![super::votes::TOPIC_ES.into()],
            ..Rules::default()
        },
    };
    bodies::save(tx, id, &draft)?;
    bodies::lay_open(tx, id)
}

fn clause((title, title_es): (&str, &str), body: &str, body_es: &str) -> NewClause {
    NewClause {
        id: None,
        title: title.into(),
        body: body.into(),
        title_es: Some(title_es.into()),
        body_es: Some(body_es.into()),
    }
}

/// The big sheet at the meeting: the member organizations sign.
pub(super) fn note_papers(
    tx: &mut Tx<'_, '_>,
    organizations: impl Iterator<Item = Uuid>,
) -> Result<(), Error> {
    let signed_on = bodies::today(tx)?;
    let (id, hash) = laid_open(tx)?;
    for organization in organizations {
        let paper = OnPaper { organization, name: "Signed on the big sheet".into(), signed_on };
        match bodies::note_paper(tx, id, &hash, &paper) {
            // Not a member yet.
            Ok(()) | Err(Error::Invalid(_)) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(())
}

/// Somebody who signs for a pantry reads the sheet, until the charter is in force.
pub(super) fn confirm_papers(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let (id, hash) = laid_open(tx)?;
    for said in bodies::said_yes(tx, id)? {
        if bodies::confirm_paper(tx, id, &hash, said.organization)? {
            break;
        }
    }
    Ok(())
}

pub(super) fn laid_open(tx: &mut Tx<'_, '_>) -> Result<(Uuid, String), Error> {
    let open = bodies::charters(tx)?.into_iter().next().map(|(id, _, _)| id).ok_or(Error::NotFound)?;
    Ok((open, bodies::charter(tx, open)?.text_hash.unwrap_or_default()))
}

/// The next version: one clause more.
pub(super) fn amend(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let id = bodies::draft(tx)?;
    let begun = bodies::charter(tx, id)?;
    let mut clauses: Vec<NewClause> = begun.clauses.iter().map(NewClause::from).collect();
    clauses.push(clause(
        ("Time is paid", "El tiempo se paga"),
        "Whoever has lived with what we talk about is paid for the hours of a meeting, as everybody at the table is.",
        "A quien ha vivido aquello de lo que hablamos se le pagan las horas de una reunión, como a todos en la mesa.",
    ));
    let draft = Draft {
        revision: begun.revision,
        mission: begun.mission,
        goals: begun.goals,
        mission_es: begun.mission_es,
        goals_es: begun.goals_es,
        clauses,
        seats: begun.seats,
        rules: begun.rules,
    };
    bodies::save(tx, id, &draft)?;
    bodies::lay_open(tx, id)
}
