//! Words and rules of the room, pure.

pub mod told;

use jiff::civil::Date;
use tandem_access::{FieldErrors, Timestamp, Uuid, sha256_hex};
use tandem_partners::model::Sector;
use tandem_web::in_language;

/// The most signs of a statement.
pub const LONGEST: usize = 140;
/// The most statements that may wait to be looked at: a flood buries what people want to say.
pub const MOST_WAITING: usize = 200;
/// The fewest statements to begin with, and the most.
pub const SEEDS: std::ops::RangeInclusive<usize> = 3..=50;
/// The most days that a conversation is open.
pub const LONGEST_DAYS: i32 = 366;

tandem_access::coded! {
    /// What somebody says to a statement.
    Answer {
        /// Agrees.
        Agree = "agree",
        /// Disagrees.
        Disagree = "disagree",
        /// Neither, or cannot say.
        Pass = "pass",
    }
}
tandem_access::coded! {
    /// Where a statement stands.
    StatementState {
        /// Somebody sent it in; nobody has looked at it.
        Waiting = "waiting",
        /// Everybody can answer it.
        Accepted = "accepted",
        /// It was set aside, with a reason.
        SetAside = "set_aside",
    }
}
tandem_access::coded! {
    /// As whom somebody takes part.
    Side {
        /// Lives here.
        Resident = "resident",
        /// Works for a partner.
        Partner = "partner",
        /// Does not say.
        Unsaid = "unsaid",
    }
}
tandem_access::coded! {
    /// Whether somebody has lived with what the conversation is about.
    Lived {
        /// Has.
        Yes = "yes",
        /// Has not.
        No = "no",
        /// Does not say.
        Unsaid = "unsaid",
    }
}

impl Answer {
    /// As the engine counts it.
    pub fn number(self) -> i8 {
        match self {
            Answer::Agree => 1,
            Answer::Disagree => -1,
            Answer::Pass => 0,
        }
    }
}

/// What somebody declares of themself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct About {
    /// As whom.
    pub side: Side,
    /// The sector of the partner; exactly where they work for one.
    pub sector: Option<Sector>,
    /// Whether they have lived with it.
    pub lived: Lived,
}

impl Default for About {
    fn default() -> About {
        About { side: Side::Unsaid, sector: None, lived: Lived::Unsaid }
    }
}

impl About {
    /// What is wrong with it.
    pub fn check(&self, errors: &mut FieldErrors) {
        if self.side == Side::Partner && self.sector.is_none() {
            errors.add("sector", "conversations-error-sector");
        }
    }
    /// A sector only for who works for a partner.
    #[must_use]
    pub fn tidy(self) -> About {
        About { sector: self.sector.filter(|_| self.side == Side::Partner), ..self }
    }
}

/// A conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// Id.
    pub id: Uuid,
    /// Whose key the voices of members are kept with.
    pub owner_org: Uuid,
    /// The body that asks.
    pub body_id: Option<Uuid>,
    /// What is asked.
    pub question: String,
    /// The same in Spanish.
    pub question_es: Option<String>,
    /// What it is about.
    pub explanation: String,
    /// The same in Spanish.
    pub explanation_es: Option<String>,
    /// The last day.
    pub ends_on: Date,
    /// When it was ended before that.
    pub closed_at: Option<Timestamp>,
    /// Grows with every change.
    pub revision: i64,
}

impl Conversation {
    /// The question in the reader's language.
    pub fn asks(&self, spanish: bool) -> &str {
        in_language(&self.question, self.question_es.as_deref(), spanish)
    }
    /// The explanation in the reader's language.
    pub fn explains(&self, spanish: bool) -> &str {
        in_language(&self.explanation, self.explanation_es.as_deref(), spanish)
    }
    /// Whether one can take part today.
    pub fn is_open(&self, today: Date) -> bool {
        self.closed_at.is_none() && today <= self.ends_on
    }
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Id.
    pub id: Uuid,
    /// 1 and up.
    pub position: i64,
    /// Its words.
    pub words: String,
    /// The same in Spanish.
    pub words_es: Option<String>,
    /// Whether it was there from the start.
    pub seed: bool,
    /// Where it stands.
    pub state: StatementState,
    /// Why it was set aside.
    pub reason: Option<String>,
}

impl Statement {
    /// Its words in the reader's language.
    pub fn says(&self, spanish: bool) -> &str {
        in_language(&self.words, self.words_es.as_deref(), spanish)
    }
}

/// A conversation to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The body that asks.
    pub body_id: Option<Uuid>,
    /// What is asked.
    pub question: String,
    /// The same in Spanish.
    pub question_es: Option<String>,
    /// What it is about.
    pub explanation: String,
    /// The same in Spanish.
    pub explanation_es: Option<String>,
    /// The last day.
    pub ends_on: Option<Date>,
    /// Statements to begin with, in English and Spanish.
    pub seeds: Vec<(String, Option<String>)>,
    /// The gap it is about: kind of help and area.
    pub gap: Option<(String, String)>,
    /// What else of the chain it grew out of.
    pub from: Option<Uuid>,
}

impl Draft {
    /// Statements from a field: one on each line, the Spanish one after a bar.
    pub fn seeds_of(text: &str) -> Vec<(String, Option<String>)> {
        let line = |line: &str| {
            let (en, es) = line.split_once('|').map_or((line, ""), |(en, es)| (en, es));
            let es = Some(es.trim().to_owned()).filter(|es| !es.is_empty());
            (en.trim().to_owned(), es)
        };
        text.lines().filter(|l| !l.trim().is_empty()).map(line).collect()
    }

    /// What is wrong with it, field by field.
    pub fn check(&self, today: Date, errors: &mut FieldErrors) {
        for (field, text, most) in
            [("question", &self.question, 200), ("explanation", &self.explanation, 1000)]
        {
            if text.is_empty() {
                errors.add(field, "error-required");
            } else if text.chars().count() > most {
                errors.add_with(field, "conversations-error-long", vec![("n", most.to_string())]);
            }
        }
        for (field, text, most) in
            [("question_es", &self.question_es, 200), ("explanation_es", &self.explanation_es, 1000)]
        {
            if text.as_ref().is_some_and(|t| t.chars().count() > most) {
                errors.add_with(field, "conversations-error-long", vec![("n", most.to_string())]);
            }
        }
        let latest = today.saturating_add(jiff::Span::new().days(LONGEST_DAYS));
        match self.ends_on {
            Some(day) if day >= today && day <= latest => {}
            _ => {
                errors.add("ends_on", "conversations-error-ends");
            }
        }
        if !SEEDS.contains(&self.seeds.len()) {
            let (least, most) = (SEEDS.start().to_string(), SEEDS.end().to_string());
            errors.add_with("seeds", "conversations-error-seeds", vec![("least", least), ("most", most)]);
        }
        let mut seen: Vec<String> = vec![];
        for (at, (en, es)) in self.seeds.iter().enumerate() {
            let line = (at + 1).to_string();
            if en.is_empty()
                || [Some(en), es.as_ref()].into_iter().flatten().any(|t| t.chars().count() > LONGEST)
            {
                errors.add_with("seeds", "conversations-error-seed", vec![("line", line)]);
            } else if seen.contains(&plain(en)) {
                errors.add_with("seeds", "conversations-error-seed-twice", vec![("line", line)]);
            }
            seen.push(plain(en));
        }
    }
}

/// Words as they are compared: without case, points and double spaces.
pub fn plain(words: &str) -> String {
    let lower = words.to_lowercase();
    let kept = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    kept.collect::<Vec<_>>().join(" ")
}

/// The statement that a voice reads next, of those it has not answered. Everybody reads them in an order of their own, so that no
/// statement is always the last.
pub fn next<'s>(open: &'s [Statement], answered: impl Fn(Uuid) -> bool, key: &str) -> Option<&'s Statement> {
    let of = |s: &&Statement| sha256_hex(format!("{key}|{}", s.id).as_bytes());
    open.iter().filter(|s| !answered(s.id)).min_by_key(of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn draft(seeds: &str) -> Draft {
        Draft {
            body_id: None,
            question: "What about rides?".into(),
            question_es: None,
            explanation: "Say what you think".into(),
            explanation_es: None,
            ends_on: Some(date(2026, 3, 20)),
            seeds: Draft::seeds_of(seeds),
            gap: None,
            from: None,
        }
    }

    fn wrong(draft: &Draft) -> Vec<(String, &'static str)> {
        let mut errors = FieldErrors::new();
        draft.check(date(2026, 3, 4), &mut errors);
        errors.iter().map(|(f, m)| (f.to_owned(), m.key)).collect()
    }

    #[test]
    fn seeds_stand_on_lines_with_spanish_after_a_bar() {
        let seeds = Draft::seeds_of("One | Uno\n\n Two \nThree |\n");
        assert_eq!(seeds, [("One".into(), Some("Uno".into())), ("Two".into(), None), ("Three".into(), None)]);
        assert_eq!(wrong(&draft("One\nTwo\nThree")), []);
    }

    #[test]
    fn every_fault_says_where() {
        assert_eq!(wrong(&draft("One\nTwo")), [("seeds".to_owned(), "conversations-error-seeds")]);
        assert_eq!(wrong(&draft("One\nTwo\none.")), [("seeds".to_owned(), "conversations-error-seed-twice")]);
        let long = format!("One\nTwo\n{}", "a".repeat(LONGEST + 1));
        assert_eq!(wrong(&draft(&long)), [("seeds".to_owned(), "conversations-error-seed")]);
        assert_eq!(wrong(&draft(&format!("One\nTwo\n{}", "ñ".repeat(LONGEST)))), [], "signs, not bytes");
        let late =
            Draft { ends_on: Some(date(2027, 3, 6)), question: String::new(), ..draft("One\nTwo\nThree") };
        assert_eq!(wrong(&late).len(), 2);
        let past = Draft { ends_on: Some(date(2026, 3, 3)), ..draft("One\nTwo\nThree") };
        assert_eq!(wrong(&past), [("ends_on".to_owned(), "conversations-error-ends")]);
    }

    #[test]
    fn a_sector_belongs_to_who_works_for_a_partner() {
        let mut errors = FieldErrors::new();
        let bare = About { side: Side::Partner, ..About::default() };
        bare.check(&mut errors);
        assert!(errors.of("sector").is_some());
        let odd = About { side: Side::Resident, sector: Some(Sector::Housing), lived: Lived::Yes };
        assert_eq!(odd.tidy().sector, None);
    }

    #[test]
    fn everybody_reads_all_of_them_in_an_order_of_their_own() {
        let open: Vec<Statement> = (1..=6)
            .map(|n| Statement {
                id: Uuid::from_u128(n),
                position: n as i64,
                words: n.to_string(),
                words_es: None,
                seed: true,
                state: StatementState::Accepted,
                reason: None,
            })
            .collect();
        let order = |key: &str| {
            let mut seen: Vec<Uuid> = vec![];
            while let Some(s) = next(&open, |id| seen.contains(&id), key) {
                seen.push(s.id);
            }
            seen
        };
        assert_eq!(order("a").len(), 6);
        assert_eq!(order("a"), order("a"));
        assert!(["b", "c", "d"].iter().any(|k| order(k) != order("a")));
    }
}
