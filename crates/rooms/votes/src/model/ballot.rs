//! What a ballot says. Its text is the same in the database, in the bundle, and in a text message: `1 3` chosen, `3 1` ranked,
//! `1=5 3=2` points.

use super::code;
use super::definition::{Definition, Sheet};

/// Options with what they were given: 1 where they are chosen, their place where they are ranked, points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ballot(Vec<(u32, u32)>);

/// Why a ballot cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Spoilt {
    /// Something that is no number of an option.
    #[error("{0:?} is no number of an option")]
    Unknown(String),
    /// An option stands on it twice.
    #[error("option {0} stands on it twice")]
    Twice(u32),
    /// More options than may be chosen.
    #[error("more than {0} options are chosen")]
    TooMany(u32),
    /// What is chosen costs more than there is.
    #[error("what is chosen costs {over_cents} cents more than there is")]
    OverBudget {
        /// By how much.
        over_cents: i64,
    },
    /// More points for an option than allowed.
    #[error("an option has more than {0} points")]
    TooHigh(u32),
    /// More dots than there are.
    #[error("more than {0} dots are laid")]
    TooManyDots(u32),
    /// It chooses nothing.
    #[error("it chooses nothing")]
    Empty,
    /// Everything that it chooses was withdrawn.
    #[error("what it chooses was withdrawn")]
    Withdrawn,
}

impl Ballot {
    /// A ballot from options and what they were given, in order for a ranking; points of zero are left out.
    ///
    /// # Errors
    /// What the rules of the vote forbid. A withdrawn option may stand on it: it was printed, and is left out of the count.
    pub fn new(d: &Definition, marks: Vec<(u32, u32)>) -> Result<Ballot, Spoilt> {
        let sheet = d.sheet();
        let mut marks: Vec<(u32, u32)> = match sheet {
            Sheet::Rank => marks.into_iter().zip(1..).map(|((o, _), place)| (o, place)).collect(),
            Sheet::Choose => marks.into_iter().map(|(o, _)| (o, 1)).collect(),
            Sheet::Score(_) | Sheet::Dots(_) => marks.into_iter().filter(|(_, points)| *points > 0).collect(),
        };
        if sheet != Sheet::Rank {
            marks.sort_unstable();
        }
        for (at, (option, _)) in marks.iter().enumerate() {
            if d.option(*option).is_none() {
                return Err(Spoilt::Unknown(option.to_string()));
            }
            if marks[..at].iter().any(|(o, _)| o == option) {
                return Err(Spoilt::Twice(*option));
            }
        }
        match sheet {
            Sheet::Choose | Sheet::Rank if d.most > 0 && marks.len() > d.most as usize => {
                return Err(Spoilt::TooMany(d.most));
            }
            Sheet::Score(most) if marks.iter().any(|m| m.1 > most) => return Err(Spoilt::TooHigh(most)),
            Sheet::Dots(dots) if marks.iter().map(|m| u64::from(m.1)).sum::<u64>() > u64::from(dots) => {
                return Err(Spoilt::TooManyDots(dots));
            }
            _ => {}
        }
        if d.within_budget
            && d.method.is_budget()
            && let Some(budget) = d.budget_cents
        {
            let live = marks.iter().filter_map(|m| d.option(m.0)).filter(|o| o.withdrawn.is_none());
            let over = live.map(|o| o.cost_cents).sum::<i64>() - budget;
            if over > 0 {
                return Err(Spoilt::OverBudget { over_cents: over });
            }
        }
        Ok(Ballot(marks))
    }

    /// Reads the text of a ballot, as [`Ballot::text`] writes it or somebody types it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(d: &Definition, text: &str) -> Result<Ballot, Spoilt> {
        let unknown = |word: &str| Spoilt::Unknown(word.chars().take(20).collect());
        let number = |word: &str| {
            let fine = (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
            word.parse::<u32>().ok().filter(|_| fine).ok_or_else(|| unknown(word))
        };
        let mut marks = Vec::new();
        for word in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '>')) {
            if word.is_empty() {
                continue;
            }
            marks.push(match (d.sheet(), word.split_once(['=', ':'])) {
                (Sheet::Score(_) | Sheet::Dots(_), Some((option, points))) => {
                    (number(option)?, number(points)?)
                }
                (Sheet::Choose | Sheet::Rank, None) => (number(word)?, 1),
                _ => return Err(unknown(word)),
            });
        }
        Ballot::new(d, marks)
    }

    /// Its text.
    pub fn text(&self, d: &Definition) -> String {
        let points = matches!(d.sheet(), Sheet::Score(_) | Sheet::Dots(_));
        let word = |(o, n): &(u32, u32)| if points { format!("{o}={n}") } else { o.to_string() };
        self.0.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    /// Options with what they were given.
    pub fn marks(&self) -> &[(u32, u32)] {
        &self.0
    }

    /// Whether it chooses nothing.
    pub fn is_blank(&self) -> bool {
        self.0.is_empty()
    }
}

/// The code that a text message begins with, in its normal form, and what comes after it. The code may be typed in groups.
pub fn typed_code(text: &str) -> Option<(String, &str)> {
    let text = text.trim();
    // The shortest beginning that is a code: groups may be parted by spaces or lines.
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.take(40)
        .find_map(|end| Some((code::normal(&text[..end])?, &text[end..])))
        .filter(|(_, rest)| rest.is_empty() || rest.starts_with(|c: char| !c.is_alphanumeric()))
}

/// A text message with a vote in it: the code first, then the ballot.
///
/// # Errors
/// `None` in the place of the code when the message does not begin with one; else what is wrong with the ballot.
pub fn message(d: &Definition, text: &str) -> Result<(String, Ballot), Option<Spoilt>> {
    let (code, rest) = typed_code(text).ok_or(None)?;
    let ballot = Ballot::read(d, rest.trim_start_matches([':', '-', '.'])).map_err(Some)?;
    let stands = |o: &u32| d.option(*o).is_some_and(|o| o.withdrawn.is_none());
    match ballot.marks() {
        [] => Err(Some(Spoilt::Empty)),
        // Whoever sent it can still choose again.
        marks if !marks.iter().any(|(o, _)| stands(o)) => Err(Some(Spoilt::Withdrawn)),
        _ => Ok((code, ballot)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::count::tests::vote;
    use super::super::definition::Method;
    use super::*;
    use proptest::prelude::*;

    fn reads(d: &Definition, text: &str) -> String {
        Ballot::read(d, text).unwrap().text(d)
    }

    #[test]
    fn each_kind_has_its_text() {
        let d = vote(Method::Approval, 4);
        assert_eq!(reads(&d, " 3, 1 "), "1 3");
        assert_eq!(Ballot::read(&d, "1 9"), Err(Spoilt::Unknown("9".into())));
        assert_eq!(Ballot::read(&d, "1 1"), Err(Spoilt::Twice(1)));
        assert_eq!(Ballot::read(&d, "1=2"), Err(Spoilt::Unknown("1=2".into())));
        let d = vote(Method::Irv, 4);
        assert_eq!(reads(&d, "3 > 1>4"), "3 1 4");
        let mut d = vote(Method::Score, 4);
        d.most = 5;
        assert_eq!(reads(&d, "4:5 1=0 2=3"), "2=3 4=5");
        assert_eq!(Ballot::read(&d, "1=6"), Err(Spoilt::TooHigh(5)));
        d.method = Method::Dot;
        assert_eq!(Ballot::read(&d, "1=3 2=3"), Err(Spoilt::TooManyDots(5)));
        assert!(Ballot::read(&d, "").unwrap().is_blank());
    }

    #[test]
    fn limits_of_the_ballot_hold() {
        let mut d = vote(Method::Greedy, 4);
        d.budget_cents = Some(1_000);
        d.within_budget = true;
        d.options.iter_mut().for_each(|o| o.cost_cents = 400);
        assert_eq!(reads(&d, "1 2"), "1 2");
        assert_eq!(Ballot::read(&d, "1 2 3"), Err(Spoilt::OverBudget { over_cents: 200 }));
        // What was withdrawn costs nothing any more: a paper that was filled in before stays good.
        d.options[2].withdrawn = Some("no permit".into());
        assert_eq!(reads(&d, "1 2 3"), "1 2 3");
        d.most = 2;
        assert_eq!(Ballot::read(&d, "1 2 3"), Err(Spoilt::TooMany(2)));
    }

    #[test]
    fn a_text_message_is_a_code_and_a_ballot() {
        let d = vote(Method::Approval, 4);
        let (code, ballot) = message(&d, "k7qm 2xpa 9trd 1 3").unwrap();
        assert_eq!((code.as_str(), ballot.text(&d).as_str()), ("K7QM2XPA9TRD", "1 3"));
        assert_eq!(message(&d, "K7QM-2XPA-9TRD: 2").unwrap().1.text(&d), "2");
        assert_eq!(message(&d, "K7QM2XPA9TRD\n4,2").unwrap().1.text(&d), "2 4");
        assert_eq!(message(&d, "vote 1 3"), Err(None));
        assert_eq!(message(&d, "K7QM2XPA9TRDX 1"), Err(None), "one sign too many");
        assert_eq!(message(&d, "K7QM2XPA9TRD"), Err(Some(Spoilt::Empty)));
        assert_eq!(message(&d, "K7QM2XPA9TRD 7"), Err(Some(Spoilt::Unknown("7".into()))));
        let mut d = d;
        d.options[1].withdrawn = Some("no permit".into());
        assert_eq!(message(&d, "K7QM2XPA9TRD 2"), Err(Some(Spoilt::Withdrawn)));
        assert!(message(&d, "K7QM2XPA9TRD 2 3").is_ok(), "what it chooses besides counts");
    }

    proptest! {
        #[test]
        fn nothing_typed_breaks_it(typed in "\\PC{0,80}") {
            for method in Method::ALL {
                let d = vote(method, 3);
                let _ = message(&d, &typed);
                if let Ok(ballot) = Ballot::read(&d, &typed) {
                    prop_assert_eq!(Ballot::read(&d, &ballot.text(&d)), Ok(ballot));
                }
            }
        }
    }
}
