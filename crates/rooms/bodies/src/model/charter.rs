//! The charter: versioned clauses, a mission and goals written together, seats by sector, and the rules that software keeps.

use jiff::Timestamp;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use tandem_access::{Error, FieldErrors, Uuid, sha256_hex};
use tandem_deliberation::power::BlocRule;
use tandem_deliberation::rules::Verdict;
use tandem_deliberation::rules::body::{self, BySector, Quorum};
use tandem_deliberation::rules::decision::{INTEGRATIONS_BEFORE_VOTE, REACT_HOURS, REVIEW_MONTHS};
use tandem_partners::model::Sector;
use tandem_web::in_language;

tandem_access::coded! {
    /// How far a charter has come.
    CharterState {
        /// Written and talked about.
        Draft = "draft",
        /// Laid open: organizations ratify this very text.
        Open = "open",
        /// The one that holds.
        InForce = "in_force",
        /// Another took its place.
        Replaced = "replaced",
        /// Given up before it held.
        Dropped = "dropped",
    }
}
tandem_access::coded! {
    /// What carries a decision that comes to a vote.
    DecisionRule {
        /// More than half of the votes and more than half of the sectors.
        Double = "double",
        /// More than half of the votes.
        Seats = "seats",
    }
}
tandem_access::coded! {
    /// How many of the member organizations ratify.
    Ratify {
        /// Every one.
        All = "all",
        /// Two thirds.
        TwoThirds = "two_thirds",
        /// More than half.
        Half = "half",
    }
}
tandem_access::coded! {
    /// What comes first when a vote is tied.
    Ties {
        /// What was proposed first.
        Oldest = "oldest",
        /// What costs least, then what was proposed first.
        Cheapest = "cheapest",
    }
}

impl DecisionRule {
    /// Whether these votes carry it.
    pub fn decides(self, yes: &BySector, no: &BySector) -> Verdict {
        match self {
            DecisionRule::Double => body::double_majority(yes, no),
            DecisionRule::Seats => {
                let (for_it, against) = (yes.values().sum::<u64>(), no.values().sum::<u64>());
                if for_it > against {
                    Verdict::plain("passes")
                } else {
                    Verdict::because("fails", "SEAT_MAJORITY_MISSING")
                }
            }
        }
    }
    /// The same as a game of blocs, for the indices of power.
    pub fn game(self) -> BlocRule {
        match self {
            DecisionRule::Double => BlocRule::Double,
            DecisionRule::Seats => BlocRule::Seats,
        }
    }
}

impl Ratify {
    /// Whether so many of so many are enough.
    pub fn enough(self, ratified: usize, of: usize) -> bool {
        ratified > 0
            && match self {
                Ratify::All => ratified >= of,
                Ratify::TwoThirds => 3 * ratified >= 2 * of,
                Ratify::Half => 2 * ratified > of,
            }
    }
}

/// The rules that software keeps. A charter may be stricter than the product's floor, never laxer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// What carries a vote.
    pub decision: DecisionRule,
    /// Who ratifies.
    pub ratify: Ratify,
    /// What breaks ties.
    pub ties: Ties,
    /// Hours of reaction, at least 72.
    pub react_hours: u64,
    /// Months until a decision's review, at most 24.
    pub review_months: u64,
    /// Months of a term, at most 24.
    pub term_months: u64,
    /// Terms in a row, at most 2.
    pub terms: u64,
    /// Integrations after which a vote may decide, at least 2.
    pub integrations: u64,
    /// A quorum is more than so many of a hundred seats, at least 50.
    pub quorum_percent: u64,
    /// And at least so many sectors, at least 3.
    pub quorum_sectors: u64,
    /// For so many months after a job somebody does not decide about who paid them; 0: while it lasts.
    pub conflict_months: u64,
    /// Topics on which the community's vote binds the bodies, one in each line.
    pub binding_topics: Vec<String>,
    /// The same in Spanish, line by line; none of them, or all.
    pub topics_es: Vec<String>,
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            decision: DecisionRule::Double,
            ratify: Ratify::TwoThirds,
            ties: Ties::Oldest,
            react_hours: REACT_HOURS,
            review_months: 12,
            term_months: 24,
            terms: 2,
            integrations: INTEGRATIONS_BEFORE_VOTE as u64,
            quorum_percent: Quorum::default().percent,
            quorum_sectors: Quorum::default().sectors,
            conflict_months: 0,
            binding_topics: vec![],
            topics_es: vec![],
        }
    }
}

impl Rules {
    /// As kept: rule and value.
    pub fn to_texts(&self) -> Vec<(&'static str, String)> {
        vec![
            ("decision", self.decision.code().to_owned()),
            ("ratify", self.ratify.code().to_owned()),
            ("ties", self.ties.code().to_owned()),
            ("react_hours", self.react_hours.to_string()),
            ("review_months", self.review_months.to_string()),
            ("term_months", self.term_months.to_string()),
            ("terms", self.terms.to_string()),
            ("integrations", self.integrations.to_string()),
            ("quorum_percent", self.quorum_percent.to_string()),
            ("quorum_sectors", self.quorum_sectors.to_string()),
            ("conflict_months", self.conflict_months.to_string()),
            ("binding_topics", self.binding_topics.join("\n")),
            ("topics_es", self.topics_es.join("\n")),
        ]
    }

    /// As they stand in the text that is ratified. A rule that came into the software after charters were ratified stands there only
    /// where it says something: the hash of a text that nobody has touched stays what it was.
    fn written(&self) -> Vec<(&'static str, String)> {
        let silent: BTreeMap<&str, String> = Rules::default().to_texts().into_iter().collect();
        let later = ["quorum_percent", "quorum_sectors", "conflict_months", "topics_es"];
        let mut rules = self.to_texts();
        rules.retain(|(rule, value)| !later.contains(rule) || silent.get(rule) != Some(value));
        rules
    }

    /// The quorum of every body.
    pub fn quorum(&self) -> Quorum {
        Quorum { percent: self.quorum_percent, sectors: self.quorum_sectors }
    }

    /// The topics in a reader's language.
    pub fn topics(&self, spanish: bool) -> &[String] {
        if spanish && !self.topics_es.is_empty() { &self.topics_es } else { &self.binding_topics }
    }

    /// A topic in Spanish, where it is one of these.
    pub fn topic_es(&self, topic: &str) -> Option<&str> {
        let place = self.binding_topics.iter().position(|known| known == topic)?;
        self.topics_es.get(place).map(String::as_str)
    }

    /// Read from what was kept or typed; what is missing is as the product starts with.
    ///
    /// # Errors
    /// [`Error::Invalid`], field by field: a word that is none, a number that is none or laxer than the floor.
    pub fn from_texts(get: impl Fn(&str) -> Option<String>) -> Result<Rules, Error> {
        fn word<T>(
            errors: &mut FieldErrors,
            field: &'static str,
            text: Option<String>,
            of: fn(&str) -> Option<T>,
            or: T,
        ) -> T {
            match text.filter(|t| !t.is_empty()).map(|t| of(&t)) {
                None => or,
                Some(Some(known)) => known,
                Some(None) => {
                    errors.add(field, "bodies-error-choice");
                    or
                }
            }
        }
        let mut errors = FieldErrors::new();
        let floor = Rules::default();
        let decision =
            word(&mut errors, "decision", get("decision"), DecisionRule::from_code, floor.decision);
        let ratify = word(&mut errors, "ratify", get("ratify"), Ratify::from_code, floor.ratify);
        let ties = word(&mut errors, "ties", get("ties"), Ties::from_code, floor.ties);
        const SECTORS: u64 = Sector::ALL.len() as u64;
        let months = u64::try_from(REVIEW_MONTHS).unwrap_or(24);
        let mut number = |field: &'static str, or: u64, least: u64, most: u64| {
            let Some(text) = get(field).filter(|t| !t.is_empty()) else { return or };
            match text.trim().parse::<u64>() {
                Ok(n) if (least..=most).contains(&n) => n,
                _ => {
                    errors.add(field, "bodies-error-floor");
                    or
                }
            }
        };
        let lines = |field: &str| -> Vec<String> {
            let text = get(field).unwrap_or_default();
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
        };
        let rules = Rules {
            decision,
            ratify,
            ties,
            react_hours: number("react_hours", floor.react_hours, REACT_HOURS, 720),
            review_months: number("review_months", floor.review_months, 1, months),
            term_months: number("term_months", floor.term_months, 1, 24),
            terms: number("terms", floor.terms, 1, 2),
            integrations: number("integrations", floor.integrations, INTEGRATIONS_BEFORE_VOTE as u64, 9),
            quorum_percent: number("quorum_percent", floor.quorum_percent, floor.quorum_percent, 90),
            quorum_sectors: number("quorum_sectors", floor.quorum_sectors, floor.quorum_sectors, SECTORS),
            conflict_months: number("conflict_months", floor.conflict_months, 0, 60),
            binding_topics: lines("binding_topics"),
            topics_es: lines("topics_es"),
        };
        if !rules.topics_es.is_empty() && rules.topics_es.len() != rules.binding_topics.len() {
            errors.add("topics_es", "bodies-error-topics-es");
        }
        errors.into_result().map(|()| rules)
    }
}

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Id; a clause keeps it from draft to draft only within one version.
    pub id: Uuid,
    /// Where it stands.
    pub position: i64,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Its title in Spanish.
    pub title_es: Option<String>,
    /// Its text in Spanish.
    pub body_es: Option<String>,
}

/// A version of the charter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charter {
    /// Id.
    pub id: Uuid,
    /// 1 and up.
    pub version: i64,
    /// How far it has come.
    pub state: CharterState,
    /// Grows with every change.
    pub revision: i64,
    /// Why the partnership is there.
    pub mission: String,
    /// Goals that the partners share, one in each line.
    pub goals: String,
    /// The mission in Spanish.
    pub mission_es: Option<String>,
    /// The goals in Spanish.
    pub goals_es: Option<String>,
    /// Clauses in order.
    pub clauses: Vec<Clause>,
    /// Seats of the council by sector.
    pub seats: BTreeMap<Sector, u64>,
    /// The rules that software keeps.
    pub rules: Rules,
    /// The hash that was laid open.
    pub text_hash: Option<String>,
    /// When it was laid open.
    pub opened_at: Option<Timestamp>,
    /// Since when it holds.
    pub in_force_at: Option<Timestamp>,
}

impl Clause {
    /// Its title in a reader's language.
    pub fn title(&self, spanish: bool) -> &str {
        in_language(&self.title, self.title_es.as_deref(), spanish)
    }
    /// Its text in a reader's language.
    pub fn body(&self, spanish: bool) -> &str {
        in_language(&self.body, self.body_es.as_deref(), spanish)
    }
}

impl Charter {
    /// The mission in a reader's language.
    pub fn mission(&self, spanish: bool) -> &str {
        in_language(&self.mission, self.mission_es.as_deref(), spanish)
    }
    /// The goals in a reader's language, one in each line.
    pub fn goals(&self, spanish: bool) -> &str {
        in_language(&self.goals, self.goals_es.as_deref(), spanish)
    }

    /// The whole text in one form, so that its hash says what was ratified.
    pub fn text(&self) -> String {
        let mut out =
            format!("Charter {}\n\nMission\n{}\n\nGoals\n{}\n", self.version, self.mission, self.goals);
        for clause in &self.clauses {
            let _ = write!(out, "\n{}. {}\n{}\n", clause.position, clause.title, clause.body);
        }
        // Who reads Spanish says yes to the Spanish words: they stand too.
        for (name, text) in [("Misión", &self.mission_es), ("Metas", &self.goals_es)] {
            if let Some(text) = text {
                let _ = write!(out, "\n{name}\n{text}\n");
            }
        }
        for clause in &self.clauses {
            if clause.title_es.is_some() || clause.body_es.is_some() {
                let (title, body) = (clause.title(true), clause.body(true));
                let _ = write!(out, "\n{}. {title}\n{body}\n", clause.position);
            }
        }
        out.push_str("\nSeats\n");
        for (sector, seats) in &self.seats {
            let _ = writeln!(out, "{}: {seats}", sector.code());
        }
        out.push_str("\nRules\n");
        for (rule, value) in self.rules.written() {
            let _ = writeln!(out, "{rule}: {value}");
        }
        out
    }

    /// SHA-256 of [`Charter::text`], in hexadecimal digits.
    pub fn hash(&self) -> String {
        sha256_hex(self.text().as_bytes())
    }

    /// Seats as the rules count them.
    pub fn by_sector(&self) -> BySector {
        self.seats.iter().map(|(sector, n)| (sector.code().to_owned(), *n)).collect()
    }

    /// Whether the seats share power as the product wants: every sector under one third, community at least a fifth.
    pub fn seats_verdict(&self) -> Verdict {
        body::seats(&self.by_sector())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_read_back_and_never_fall_below_the_floor() {
        let rules = Rules {
            react_hours: 96,
            quorum_percent: 66,
            conflict_months: 12,
            ..topics(&["The shared fund"], &["El fondo"])
        };
        let kept: BTreeMap<&str, String> = rules.to_texts().into_iter().collect();
        assert_eq!(Rules::from_texts(|key| kept.get(key).cloned()).unwrap(), rules);
        assert_eq!(Rules::from_texts(|_| None).unwrap(), Rules::default());
        for (key, value) in [
            ("react_hours", "71"),
            ("review_months", "25"),
            ("terms", "3"),
            ("integrations", "1"),
            ("decision", "chair"),
            ("quorum_percent", "49"),
            ("quorum_percent", "91"),
            ("quorum_sectors", "2"),
            ("conflict_months", "61"),
            ("topics_es", "El fondo"),
        ] {
            let wrong = Rules::from_texts(|k| (k == key).then(|| value.to_owned()));
            assert!(matches!(wrong, Err(Error::Invalid(e)) if e.of(key).is_some()), "{key}");
        }
    }

    fn topics(en: &[&str], es: &[&str]) -> Rules {
        let own = |all: &[&str]| all.iter().map(|t| (*t).to_owned()).collect();
        Rules { binding_topics: own(en), topics_es: own(es), ..Rules::default() }
    }

    #[test]
    fn a_topic_is_told_in_the_readers_language() {
        let rules = topics(&["The fund", "Rides"], &["El fondo", "Viajes"]);
        assert_eq!((rules.topics(false)[1].as_str(), rules.topics(true)[1].as_str()), ("Rides", "Viajes"));
        assert_eq!((rules.topic_es("The fund"), rules.topic_es("Food")), (Some("El fondo"), None));
        assert_eq!(topics(&["The fund"], &[]).topics(true), ["The fund"], "not translated yet");
    }

    #[test]
    fn a_text_that_was_ratified_before_a_rule_was_there_keeps_its_hash() {
        let mut charter = Charter {
            id: Uuid::nil(),
            version: 1,
            state: CharterState::Open,
            revision: 1,
            mission: "Health".into(),
            goals: String::new(),
            mission_es: None,
            goals_es: None,
            clauses: vec![],
            seats: BTreeMap::from([(Sector::Community, 3)]),
            rules: topics(&["The fund"], &[]),
            text_hash: None,
            opened_at: None,
            in_force_at: None,
        };
        assert_eq!(
            charter.text(),
            "Charter 1\n\nMission\nHealth\n\nGoals\n\n\nSeats\ncommunity: 3\n\nRules\ndecision: double\nratify: two_thirds\n\
             ties: oldest\nreact_hours: 72\nreview_months: 12\nterm_months: 24\nterms: 2\nintegrations: 2\n\
             binding_topics: The fund\n"
        );
        charter.rules.quorum_sectors = 4;
        charter.rules.topics_es = vec!["El fondo".into()];
        let text = charter.text();
        assert!(text.contains("\nquorum_sectors: 4\n") && text.contains("\ntopics_es: El fondo\n"), "{text}");
    }

    #[test]
    fn ratification_counts_organizations() {
        assert!(!Ratify::Half.enough(0, 0) && !Ratify::Half.enough(2, 4) && Ratify::Half.enough(3, 4));
        assert!(Ratify::TwoThirds.enough(4, 6) && !Ratify::TwoThirds.enough(3, 6));
        assert!(Ratify::All.enough(6, 6) && !Ratify::All.enough(5, 6));
    }
}
