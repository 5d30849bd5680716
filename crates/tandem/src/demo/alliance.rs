//! How the partners of the demo came together: what each said when it was listened to, and what they give and get.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;
use tandem_access::{Error, Role, Store, Tx, Uuid, Viewer};
use tandem_alliance::model::{Answer, BenefitDraft, BenefitKind, Dimension, TieKind};
use tandem_partners::model::{InterviewDraft, Relevance};

use super::chance::Chance;
use super::staff::POSTS;
use super::world::World;

/// What the partnership works on.
pub(super) const FOCUS: &str =
    "Nobody in the valley goes without care, food or a home because help could not be reached.";

/// A talk of the content file.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Talk {
    /// The organization's id in the content file.
    who: String,
    spoke: String,
    does: String,
    help: String,
    #[serde(default)]
    needs: String,
    serves: String,
    near: String,
}

/// A gift of the content file; the side that is missing is the partnership.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Gift {
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
    kind: String,
    words: String,
    #[serde(default)]
    n: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    how: String,
    /// How many days ago it began.
    days: i64,
    source: String,
    /// Why it was taken back.
    #[serde(default)]
    wrong: Option<String>,
}

#[derive(Deserialize)]
struct File {
    talk: Vec<Talk>,
    gift: Vec<Gift>,
}

fn file() -> File {
    toml::from_str(include_str!("content/alliance.toml"))
        .unwrap_or_else(|e| unreachable!("content/alliance.toml is part of the program and tested: {e}"))
}

/// Listens to the organization with this id of the content file, some weeks before `today`; whether it had something
/// to say. It comes before every ask.
pub(super) fn listen(tx: &mut Tx<'_, '_>, id: &str, organization: Uuid, today: Date) -> Result<bool, Error> {
    let talks = file().talk;
    let Some((at, talk)) = talks.iter().enumerate().find(|(_, t)| t.who == id) else { return Ok(false) };
    let days = 20 + i64::try_from(at).unwrap_or_default() % 30;
    let draft = InterviewDraft {
        held_on: today.checked_sub(days.days()).unwrap_or(today).to_string(),
        listened: "Josephine Tillery".into(),
        spoke: talk.spoke.clone(),
        does: talk.does.clone(),
        needs: talk.needs.clone(),
        would_help: talk.help.clone(),
        serves: talk.serves.clone(),
        relevance: Relevance::from_code(&talk.near),
        relevance_why: String::new(),
    };
    tandem_partners::actions::listen(tx, organization, &draft)?;
    Ok(true)
}

/// Writes the ledger, by the coordinator's hand, as it stands at the end of the history, and holds the year's survey.
///
/// # Errors
/// The content does not fit the product; the database's.
pub(super) async fn ledger(store: &Store, world: &World, today: Date) -> Result<(), Error> {
    let by =
        POSTS.iter().find(|p| p.role == Role::Coordinator).map(|p| world.viewer(p)).ok_or(Error::NotFound)?;
    let mut gifts = vec![];
    for gift in file().gift {
        let id = |side: &Option<String>| match side {
            Some(id) => world.organization(id).map(|at| Some(world.id(at))).ok_or(Error::NotFound),
            None => Ok(None),
        };
        let draft = BenefitDraft {
            from: id(&gift.from)?,
            to: id(&gift.to)?,
            kind: BenefitKind::parse(&gift.kind),
            words: gift.words,
            quantity: gift.n,
            unit: gift.unit,
            value: gift.value,
            valued_how: gift.how,
            began_on: today.checked_sub(gift.days.days()).unwrap_or(today).to_string(),
            ended_on: String::new(),
            source: gift.source,
        };
        gifts.push((draft, gift.wrong));
    }
    store
        .write(&by, move |tx| {
            for (draft, wrong) in &gifts {
                let id = tandem_alliance::actions::give(tx, draft)?;
                if let Some(why) = wrong {
                    tandem_alliance::actions::take_back(tx, id, why)?;
                }
            }
            Ok(())
        })
        .await?;
    survey(store, world).await
}

/// Of a hundred scales of an answer, so many are left open.
const CANNOT_SAY: i64 = 6;

/// The yearly survey, by the hands of the organizations that have somebody to answer: each about those it knows.
///
/// # Errors
/// The first action that refuses; the database's.
async fn survey(store: &Store, world: &World) -> Result<(), Error> {
    let by =
        POSTS.iter().find(|p| p.role == Role::Coordinator).map(|p| world.viewer(p)).ok_or(Error::NotFound)?;
    let mut chance = Chance::new(1, "survey");
    let members: Vec<Uuid> =
        (0..world.organizations.len()).filter(|at| world.takes_part(*at)).map(|at| world.id(at)).collect();
    let mut answers = vec![];
    for (n, from) in members.iter().enumerate() {
        // Two of three answer.
        if n % 3 == 2 {
            continue;
        }
        for about in members.iter().filter(|o| *o != from) {
            if chance.between(0, 99) >= 30 {
                continue;
            }
            let mut answer = Answer { from: *from, about: *about, ..Answer::default() };
            for d in Dimension::ALL {
                if chance.between(0, 99) >= CANNOT_SAY {
                    // Goals are shared more than time and people are put in.
                    let base = if d.is_trust() { 2 } else { 1 };
                    let score = (base + chance.between(0, 2)).min(4);
                    answer.scores.insert(d, u8::try_from(score).unwrap_or(1));
                }
            }
            answer.ties.extend(TieKind::ALL.into_iter().filter(|_| chance.between(0, 99) < 22));
            answers.push(answer);
        }
    }
    store.write(&by, tandem_alliance::actions::open_survey).await?;
    store
        .write(&Viewer::system("demo"), move |tx| {
            let open = tandem_alliance::actions::surveys(tx)?.into_iter().next().ok_or(Error::NotFound)?.id;
            answers.iter().try_for_each(|a| tandem_alliance::actions::answer(tx, open, a))
        })
        .await?;
    store
        .write(&by, |tx| {
            let open = tandem_alliance::actions::surveys(tx)?.into_iter().next().ok_or(Error::NotFound)?.id;
            tandem_alliance::actions::close_survey(tx, open)
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::organizations::organizations;

    #[test]
    fn everybody_but_one_was_listened_to() {
        let talks = file().talk;
        for organization in organizations() {
            let heard = talks.iter().filter(|t| t.who == organization.id).count();
            assert_eq!(heard, usize::from(organization.id != "riverbank-mutual"), "{}", organization.id);
        }
        assert!(talks.iter().all(|t| Relevance::from_code(&t.near).is_some()));
        assert_eq!(talks.len() + 1, organizations().len(), "no talk with somebody who does not exist");
    }
}
