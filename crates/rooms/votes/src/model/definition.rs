//! What is voted on, by which rule, among which options: all that a count needs besides the ballots. It is published word for
//! word in the bundle, so its names and its form are those of the file.

use serde::{Deserialize, Serialize};
use tandem_access::FieldErrors;
use tandem_deliberation::budget;
use tandem_deliberation::ranked::{report, stv};

/// Words in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In English.
    pub en: String,
    /// In Spanish.
    pub es: String,
}

impl Words {
    /// Those of a language; the English ones where the others are missing.
    pub fn of(&self, language: &str) -> &str {
        if language == "es" && !self.es.is_empty() { &self.es } else { &self.en }
    }
}

/// How ballots are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// A budget: most votes first, as long as it fits.
    Greedy,
    /// A budget: the Method of Equal Shares, the share raised by one of the currency until it would overspend.
    EqualSharesAdd1,
    /// One winner: who has fewest first places leaves, until one has more than half.
    Irv,
    /// One winner: options compared two by two.
    Schulze,
    /// Several winners: the Scottish rules for the single transferable vote.
    ScottishStv,
    /// Several winners: Meek's rules for it.
    Meek,
    /// Points from 0 to a most for each option.
    Score,
    /// So many dots to lay on the options.
    Dot,
    /// Any number of options, each alike.
    Approval,
}

/// What a ballot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Options that are chosen.
    Choose,
    /// Options in order, best first.
    Rank,
    /// Points for options, up to this many each.
    Score(u32),
    /// This many dots, laid on options.
    Dots(u32),
}

/// An engine's rule.
pub(crate) enum Rule {
    Budget(budget::Rule),
    Ranked(report::Rule),
    Points,
}

impl Method {
    /// Every method that a vote may use.
    pub const ALL: [Method; 9] = [
        Method::EqualSharesAdd1,
        Method::Greedy,
        Method::Irv,
        Method::Schulze,
        Method::ScottishStv,
        Method::Meek,
        Method::Score,
        Method::Dot,
        Method::Approval,
    ];

    /// Its word in the database, in files and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Method::Greedy => "greedy",
            Method::EqualSharesAdd1 => "equal-shares-add1",
            Method::Irv => "irv",
            Method::Schulze => "schulze",
            Method::ScottishStv => "scottish-stv",
            Method::Meek => "meek",
            Method::Score => "score",
            Method::Dot => "dot",
            Method::Approval => "approval",
        }
    }

    /// Reads the word back.
    pub fn from_code(code: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|m| m.code() == code)
    }

    /// Whether money is spent.
    pub fn is_budget(self) -> bool {
        matches!(self, Method::Greedy | Method::EqualSharesAdd1)
    }

    /// Whether options are put in order.
    pub fn is_ranked(self) -> bool {
        matches!(self.rule(), Rule::Ranked(_))
    }

    /// Whether the rule can have one winner only.
    pub fn is_single(self) -> bool {
        matches!(self, Method::Irv | Method::Schulze)
    }

    pub(crate) fn rule(self) -> Rule {
        match self {
            Method::Greedy => Rule::Budget(budget::Rule::Greedy),
            Method::EqualSharesAdd1 => Rule::Budget(budget::Rule::EqualSharesAdd1),
            Method::Irv => Rule::Ranked(report::Rule::Irv),
            Method::Schulze => Rule::Ranked(report::Rule::Schulze),
            Method::ScottishStv => Rule::Ranked(report::Rule::Stv(stv::Rule::Scottish)),
            Method::Meek => Rule::Ranked(report::Rule::Meek),
            Method::Score | Method::Dot | Method::Approval => Rule::Points,
        }
    }
}

/// An option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoteOption {
    /// Its number in this vote, from 1: what a ballot on paper and a text message say.
    pub number: u32,
    /// Its name.
    pub name: Words,
    /// What it is, in plain words.
    pub words: Words,
    /// What it costs, in cents; 0 where no money is spent.
    pub cost_cents: i64,
    /// Of options of one group, one at most can win (budget votes).
    pub group: Option<String>,
    /// Why it was withdrawn, if it was. Marks for it are left out.
    pub withdrawn: Option<String>,
}

impl VoteOption {
    /// Its id in results and in the order for ties.
    pub fn id(&self) -> String {
        self.number.to_string()
    }
}

/// What is voted on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Its title.
    pub title: Words,
    /// The question.
    pub question: Words,
    /// What it is about, in plain words.
    pub explanation: Words,
    /// How it is counted.
    pub method: Method,
    /// What may be spent, in cents (budget votes).
    pub budget_cents: Option<i64>,
    /// How many can win (not for budgets).
    pub seats: u32,
    /// Most choices (0: any number), most points for one option, or the number of dots.
    pub most: u32,
    /// Whether what a ballot chooses must fit into the budget.
    pub within_budget: bool,
    /// Options that fewer voters marked cannot win (budget votes).
    pub minimum_support: u64,
    /// Ids in the order that breaks ties; empty: by id as a string.
    pub tie_order: Vec<String>,
    /// Whether the body that asked has to follow the result.
    pub binding: bool,
    /// Local date and time from which votes are taken.
    pub opens: String,
    /// Local date and time until which they are.
    pub closes: String,
    /// The time zone of both.
    pub time_zone: String,
    /// The options, in the order of the ballot.
    pub options: Vec<VoteOption>,
}

/// The most options of one vote.
pub const MOST_OPTIONS: usize = 60;
/// The largest budget: ten billion of the currency.
const MOST_CENTS: i64 = 1_000_000_000_000;

impl Definition {
    /// What a ballot holds.
    pub fn sheet(&self) -> Sheet {
        match self.method {
            Method::Score => Sheet::Score(self.most),
            Method::Dot => Sheet::Dots(self.most),
            m if m.is_ranked() => Sheet::Rank,
            _ => Sheet::Choose,
        }
    }

    /// The option with this number.
    pub fn option(&self, number: u32) -> Option<&VoteOption> {
        self.options.iter().find(|o| o.number == number)
    }

    /// Options that have not been withdrawn.
    pub fn standing(&self) -> impl Iterator<Item = &VoteOption> {
        self.options.iter().filter(|o| o.withdrawn.is_none())
    }

    /// What is wrong with the words and figures of a vote.
    pub fn faults(&self) -> FieldErrors {
        let mut errors = FieldErrors::new();
        for (field, words, most) in [
            ("title", &self.title, 120),
            ("question", &self.question, 300),
            ("explanation", &self.explanation, 4_000),
        ] {
            for (language, text) in [("en", &words.en), ("es", &words.es)] {
                if text.is_empty() {
                    errors.add(&format!("{field}_{language}"), "error-required");
                } else if text.chars().count() > most {
                    errors.add_with(
                        &format!("{field}_{language}"),
                        "votes-error-long",
                        vec![("n", most.to_string())],
                    );
                }
            }
        }
        if self.method.is_budget() && !self.budget_cents.is_some_and(|b| (1..=MOST_CENTS).contains(&b)) {
            errors.add("budget", "votes-error-budget");
        }
        let seats = if self.method.is_single() { 1..=1 } else { 1..=20 };
        if !self.method.is_budget() && !seats.contains(&self.seats) {
            let key = if self.method.is_single() { "votes-error-one-seat" } else { "votes-error-seats" };
            errors.add("seats", key);
        }
        let most = match self.method {
            Method::Score => 1..=100,
            Method::Dot => 1..=1000,
            _ => 0..=60,
        };
        if !most.contains(&self.most) {
            errors.add("most", "votes-error-most");
        }
        errors
    }

    /// What keeps it from being opened.
    pub fn hindrances(&self) -> FieldErrors {
        let mut errors = self.faults();
        let standing = self.standing().count();
        let wins = if self.method.is_budget() { 1 } else { self.seats as usize };
        if standing < 2 || standing <= wins && !self.method.is_budget() {
            errors.add("options", "votes-error-few-options");
        }
        if self.tie_order.iter().any(|id| !self.options.iter().any(|o| o.id() == *id)) {
            errors.add("tie_order", "votes-error-tie-order");
        }
        if let (true, Some(budget)) = (self.method.is_budget(), self.budget_cents)
            && self.standing().all(|o| o.cost_cents > budget)
        {
            errors.add("options", "votes-error-nothing-fits");
        }
        errors
    }
}

impl VoteOption {
    /// What is wrong with an option.
    pub fn faults(&self, method: Method) -> FieldErrors {
        let mut errors = FieldErrors::new();
        for (field, text, most, needed) in [
            ("name_en", &self.name.en, 120, true),
            ("name_es", &self.name.es, 120, true),
            ("words_en", &self.words.en, 2_000, false),
            ("words_es", &self.words.es, 2_000, false),
        ] {
            if needed && text.is_empty() {
                errors.add(field, "error-required");
            } else if text.chars().count() > most {
                errors.add_with(field, "votes-error-long", vec![("n", most.to_string())]);
            }
        }
        if method.is_budget() && !(1..=MOST_CENTS).contains(&self.cost_cents) {
            errors.add("cost", "votes-error-cost");
        }
        errors
    }
}

/// Cents from what somebody typed: `12,500`, `$12500.50`. `None` when it is no sum.
pub fn cents(typed: &str) -> Option<i64> {
    let text: String = typed.chars().filter(|c| !c.is_whitespace() && *c != ',' && *c != '$').collect();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let part = format!("{part:0<2}");
    Some(whole.parse::<i64>().ok()? * 100 + part.parse::<i64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_as_people_type_them() {
        assert_eq!(cents("12,500"), Some(1_250_000));
        assert_eq!(cents("$ 0.5"), Some(50));
        assert_eq!(cents("3.07"), Some(307));
        for bad in ["", "-3", "1.234", "a", "1e5", "9999999999999"] {
            assert_eq!(cents(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_words_of_methods_are_those_of_the_file() {
        for method in Method::ALL {
            assert_eq!(Method::from_code(method.code()), Some(method));
            assert_eq!(serde_json::to_value(method).unwrap(), method.code());
        }
    }
}
