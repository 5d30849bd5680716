//! The yearly survey: six scales from 1 to 4 (after the PARTNER survey of Varda and others), kinds of tie, and what may be
//! shown of them: means of at least [`FEWEST`] organizations, never an answer.

use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::Uuid;

/// Fewer organizations than this have answered: nothing is shown.
pub const FEWEST: usize = 5;
/// A sector is shown when at least so many of its organizations were rated: with one or two, its mean would be theirs.
const FEWEST_RATED: usize = 3;

/// A scale from 1 (not at all) to 4 (very much).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Trust: they do what they say.
    Reliability,
    /// Trust: they share the goal.
    Mission,
    /// Trust: they speak openly.
    Openness,
    /// Value: they can get things moving.
    Influence,
    /// Value: they put in time and people.
    Involvement,
    /// Value: they bring money, space, knowledge.
    Resources,
}

impl Dimension {
    /// All six: three of trust, three of value.
    pub const ALL: [Dimension; 6] = [
        Dimension::Reliability,
        Dimension::Mission,
        Dimension::Openness,
        Dimension::Influence,
        Dimension::Involvement,
        Dimension::Resources,
    ];

    /// The word in forms and message keys.
    pub fn word(self) -> &'static str {
        match self {
            Dimension::Reliability => "reliability",
            Dimension::Mission => "mission",
            Dimension::Openness => "openness",
            Dimension::Influence => "influence",
            Dimension::Involvement => "involvement",
            Dimension::Resources => "resources",
        }
    }

    /// Whether it is about trust; else it is about value.
    pub fn is_trust(self) -> bool {
        self <= Dimension::Openness
    }
}

/// What two organizations do together, as one of them says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TieKind {
    /// Send people to each other.
    Referrals,
    /// Tell each other things.
    Information,
    /// Plan together.
    Planning,
    /// Learn together.
    Training,
    /// Share staff or rooms.
    Sharing,
    /// Share money.
    Money,
}

impl TieKind {
    /// Every kind.
    pub const ALL: [TieKind; 6] = [
        TieKind::Referrals,
        TieKind::Information,
        TieKind::Planning,
        TieKind::Training,
        TieKind::Sharing,
        TieKind::Money,
    ];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            TieKind::Referrals => "referrals",
            TieKind::Information => "information",
            TieKind::Planning => "planning",
            TieKind::Training => "training",
            TieKind::Sharing => "sharing",
            TieKind::Money => "money",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<TieKind> {
        TieKind::ALL.into_iter().find(|k| k.word() == word)
    }
}

/// A year's survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Its id.
    pub id: Uuid,
    /// The year.
    pub year: i64,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
}

/// What one organization says of another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// Who says it.
    pub from: Uuid,
    /// Of whom.
    pub about: Uuid,
    /// By scale; what they cannot say is missing.
    pub scores: BTreeMap<Dimension, u8>,
    /// What they do together.
    pub ties: BTreeSet<TieKind>,
}

/// A mean that may be shown, in tenths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// The mean times ten, rounded.
    pub tenths: u32,
    /// How many organizations answered.
    pub organizations: usize,
}

/// The mean of a scale, if enough organizations answered it.
fn mean<'a>(answers: impl Iterator<Item = &'a Answer>, d: Dimension) -> Option<Score> {
    let scores: Vec<(Uuid, u8)> = answers.filter_map(|a| Some((a.from, *a.scores.get(&d)?))).collect();
    let organizations = scores.iter().map(|s| s.0).collect::<BTreeSet<_>>().len();
    if organizations < FEWEST {
        return None;
    }
    let sum: usize = scores.iter().map(|s| usize::from(s.1)).sum();
    let tenths = (sum * 20 + scores.len()) / (scores.len() * 2);
    Some(Score { tenths: u32::try_from(tenths).unwrap_or_default(), organizations })
}

/// What may be shown of a survey that is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    /// Organizations that answered.
    pub answered: usize,
    /// Each scale over all answers.
    pub all: BTreeMap<Dimension, Score>,
    /// Each scale of answers about the organizations of a sector, by its code.
    pub sectors: BTreeMap<String, BTreeMap<Dimension, Score>>,
    /// Pairs of which at least one says that they do something together, in percent of all pairs of those who answered;
    /// and how many percent of these pairs both say so.
    pub said: Option<(u32, u32)>,
}

impl Results {
    /// Adds up; `sector` says each organization's.
    pub fn of(answers: &[Answer], sector: impl Fn(Uuid) -> Option<String>) -> Results {
        let answering: BTreeSet<Uuid> = answers.iter().map(|a| a.from).collect();
        let score = |of: &dyn Fn(&Answer) -> bool| -> BTreeMap<Dimension, Score> {
            Dimension::ALL
                .into_iter()
                .filter_map(|d| Some((d, mean(answers.iter().filter(|a| of(a)), d)?)))
                .collect()
        };
        let mut rated: BTreeMap<String, BTreeSet<Uuid>> = BTreeMap::new();
        for a in answers {
            if let Some(code) = sector(a.about) {
                rated.entry(code).or_default().insert(a.about);
            }
        }
        let sectors = rated
            .into_iter()
            .filter(|(_, orgs)| orgs.len() >= FEWEST_RATED)
            .map(|(code, orgs)| (code, score(&|a: &Answer| orgs.contains(&a.about))))
            .filter(|(_, scores)| !scores.is_empty())
            .collect();
        Results { answered: answering.len(), all: score(&|_| true), sectors, said: said(answers, &answering) }
    }

    /// What an organization may see of what others say of it.
    pub fn about(answers: &[Answer], organization: Uuid) -> BTreeMap<Dimension, Score> {
        let own = || answers.iter().filter(|a| a.about == organization);
        Dimension::ALL.into_iter().filter_map(|d| Some((d, mean(own(), d)?))).collect()
    }
}

/// Ties as they were said, as shares: a pair itself would be somebody's answer.
fn said(answers: &[Answer], answering: &BTreeSet<Uuid>) -> Option<(u32, u32)> {
    if answering.len() < FEWEST {
        return None;
    }
    let mut pairs: BTreeMap<(Uuid, Uuid), u32> = BTreeMap::new();
    for a in answers.iter().filter(|a| !a.ties.is_empty() && answering.contains(&a.about)) {
        *pairs.entry((a.from.min(a.about), a.from.max(a.about))).or_default() += 1;
    }
    let possible = answering.len() * (answering.len() - 1) / 2;
    let both = pairs.values().filter(|n| **n > 1).count();
    let percent = |n: usize, of: usize| u32::try_from((n * 200 + of) / (of * 2)).unwrap_or_default();
    Some((percent(pairs.len(), possible), if pairs.is_empty() { 0 } else { percent(both, pairs.len()) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(from: u128, about: u128, score: u8) -> Answer {
        Answer {
            from: Uuid::from_u128(from),
            about: Uuid::from_u128(about),
            scores: BTreeMap::from([(Dimension::Mission, score)]),
            ties: BTreeSet::from([TieKind::Planning]),
        }
    }

    fn faith(_: Uuid) -> Option<String> {
        Some("faith".into())
    }

    #[test]
    fn four_answers_are_too_few_and_five_are_enough() {
        let mut answers: Vec<Answer> = (1..=4).map(|n| answer(n, 9, 3)).collect();
        assert_eq!(Results::of(&answers, faith).all, BTreeMap::new());
        assert_eq!(Results::about(&answers, Uuid::from_u128(9)), BTreeMap::new());
        answers.push(answer(5, 9, 4));
        let shown = Results::about(&answers, Uuid::from_u128(9));
        assert_eq!(shown, BTreeMap::from([(Dimension::Mission, Score { tenths: 32, organizations: 5 })]));
        assert!(Results::about(&answers, Uuid::from_u128(8)).is_empty());
    }

    #[test]
    fn many_answers_of_one_organization_are_one_voice() {
        let answers: Vec<Answer> = (2..=9).map(|n| answer(1, n, 4)).collect();
        assert!(Results::of(&answers, faith).all.is_empty());
    }

    #[test]
    fn a_sector_of_two_is_not_shown_for_its_mean_would_be_theirs() {
        let of = |rated: u128| -> Vec<Answer> {
            (1..=6).flat_map(|from| (11..11 + rated).map(move |about| answer(from, about, 2))).collect()
        };
        assert!(Results::of(&of(2), faith).sectors.is_empty());
        assert_eq!(Results::of(&of(3), faith).sectors["faith"][&Dimension::Mission].tenths, 20);
    }

    #[test]
    fn ties_are_told_as_shares_only() {
        // Five answer: four say a tie with 1, and 1 says one with 2.
        let mut answers: Vec<Answer> = (2..=5).map(|n| answer(n, 1, 3)).collect();
        answers.push(answer(1, 2, 3));
        assert_eq!(Results::of(&answers, faith).said, Some((40, 25)), "4 of 10 pairs, 1 of 4 said by both");
        assert_eq!(Results::of(&answers[..4], faith).said, None);
    }
}
