//! The questionnaire: what is asked, of whom it is asked again, and which answers are offered.

use super::values::{Answer, Coding};
use std::collections::BTreeMap;

/// Words in the questionnaire's own language and in others (FHIR's translation extension).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// The words as published.
    pub own: String,
    /// Translations by language code (`es`, `es-US`).
    pub translations: BTreeMap<String, String>,
}

impl Words {
    /// The words in a language: an exact match, else the same base language, else as published.
    pub fn in_language(&self, language: &str) -> &str {
        let base = language.split('-').next().unwrap_or(language);
        self.translations
            .get(language)
            .or_else(|| {
                let same_base = |code: &&String| code.split('-').next() == Some(base);
                self.translations.keys().find(same_base).and_then(|code| self.translations.get(code))
            })
            .unwrap_or(&self.own)
    }

    /// Is there a translation into this language (or a regional form of it)?
    pub fn has(&self, language: &str) -> bool {
        self.translations.keys().any(|code| code.split('-').next() == Some(language))
    }
}

/// The kind of an item. Files and references are refused when the questionnaire is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemType {
    /// Holds other items.
    Group,
    /// Text that is only shown.
    Display,
    /// Yes or no.
    Boolean,
    /// A number.
    Decimal,
    /// A whole number.
    Integer,
    /// A date.
    Date,
    /// A date and time.
    DateTime,
    /// A time of day.
    Time,
    /// One line of text.
    String,
    /// Lines of text.
    Text,
    /// A web address.
    Url,
    /// One of the options.
    Choice,
    /// One of the options or free text.
    OpenChoice,
    /// A number with a unit.
    Quantity,
}

impl ItemType {
    /// The FHIR code.
    pub fn code(self) -> &'static str {
        use ItemType::*;
        match self {
            Group => "group",
            Display => "display",
            Boolean => "boolean",
            Decimal => "decimal",
            Integer => "integer",
            Date => "date",
            DateTime => "dateTime",
            Time => "time",
            String => "string",
            Text => "text",
            Url => "url",
            Choice => "choice",
            OpenChoice => "open-choice",
            Quantity => "quantity",
        }
    }

    /// Does an item of this kind take an answer?
    pub fn is_question(self) -> bool {
        !matches!(self, ItemType::Group | ItemType::Display)
    }
}

/// One offered answer.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerOption {
    /// The value.
    pub value: Answer,
    /// The words for it.
    pub words: Words,
    /// Choosing it excludes every other (None of the above).
    pub exclusive: bool,
    /// Chosen when the form opens.
    pub initial: bool,
}

/// How a condition compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// Is (or is not) answered at all.
    Exists,
    /// Equal.
    Equal,
    /// No answer is equal.
    NotEqual,
    /// Greater.
    Greater,
    /// Less.
    Less,
    /// Greater or equal.
    GreaterOrEqual,
    /// Less or equal.
    LessOrEqual,
}

impl Operator {
    /// The FHIR code.
    pub fn code(self) -> &'static str {
        match self {
            Operator::Exists => "exists",
            Operator::Equal => "=",
            Operator::NotEqual => "!=",
            Operator::Greater => ">",
            Operator::Less => "<",
            Operator::GreaterOrEqual => ">=",
            Operator::LessOrEqual => "<=",
        }
    }
}

/// One condition under which an item is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct EnableWhen {
    /// The linkId of the question it looks at.
    pub question: String,
    /// How it compares.
    pub operator: Operator,
    /// With what.
    pub answer: Answer,
}

/// One item of a questionnaire.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its name inside the questionnaire, unique.
    pub link_id: String,
    /// What it means (LOINC codes).
    pub codes: Vec<Coding>,
    /// The printed number.
    pub prefix: Option<String>,
    /// The question.
    pub words: Words,
    /// The kind of answer.
    pub kind: ItemType,
    /// Must be answered when it is asked.
    pub required: bool,
    /// May have several answers (a group: may come several times).
    pub repeats: bool,
    /// Shown, not answered by hand.
    pub read_only: bool,
    /// Not shown at all.
    pub hidden: bool,
    /// The longest text.
    pub max_length: Option<usize>,
    /// The smallest value.
    pub min: Option<Answer>,
    /// The greatest value.
    pub max: Option<Answer>,
    /// How many answers at least (extension minOccurs).
    pub min_occurs: Option<usize>,
    /// How many answers at most (extension maxOccurs).
    pub max_occurs: Option<usize>,
    /// The conditions.
    pub enable_when: Vec<EnableWhen>,
    /// One condition is enough; otherwise all must hold.
    pub enable_any: bool,
    /// The offered answers.
    pub options: Vec<AnswerOption>,
    /// The offered answers stand in a value set that is not contained here: any code is taken.
    pub options_elsewhere: Option<String>,
    /// Answers that are there when the form opens.
    pub initial: Vec<Answer>,
    /// The offered units of a quantity.
    pub units: Vec<Coding>,
    /// The items inside.
    pub items: Vec<Item>,
}

impl Item {
    /// The first LOINC code, else the first code.
    pub fn code(&self) -> Option<&str> {
        let loinc = |c: &&Coding| c.system.as_deref() == Some(super::LOINC);
        self.codes.iter().find(loinc).or_else(|| self.codes.first())?.code.as_deref()
    }

    /// A single group is a heading; it can be dissolved without losing an answer.
    pub fn is_heading(&self) -> bool {
        self.kind == ItemType::Group && !self.repeats
    }
}

/// An item that is not asked and not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DroppedItem {
    /// Its linkId.
    pub link_id: String,
    /// Its code.
    pub code: Option<String>,
    /// Its words.
    pub text: String,
}

/// A questionnaire: the instrument.
#[derive(Debug, Clone, PartialEq)]
pub struct Questionnaire {
    /// The canonical address.
    pub url: String,
    /// The business version; empty when there is none.
    pub version: String,
    /// The title for people.
    pub title: Words,
    /// The publisher.
    pub publisher: Option<String>,
    /// Source and terms of use.
    pub copyright: Option<String>,
    /// The language it is written in.
    pub language: String,
    /// What it is (LOINC code of the panel).
    pub codes: Vec<Coding>,
    /// The items.
    pub items: Vec<Item>,
    /// Items about immigration status: never asked, never kept.
    pub dropped: Vec<DroppedItem>,
}

impl Questionnaire {
    /// The code of the instrument (its LOINC panel code), else the last part of its address.
    pub fn code(&self) -> &str {
        let coded = self.codes.first().and_then(|c| c.code.as_deref());
        coded.unwrap_or_else(|| self.url.rsplit('/').next().unwrap_or(&self.url))
    }

    /// Every item, in order, with its parents first.
    pub fn all_items(&self) -> Vec<&Item> {
        fn walk<'a>(items: &'a [Item], out: &mut Vec<&'a Item>) {
            for item in items {
                out.push(item);
                walk(&item.items, out);
            }
        }
        let mut out = Vec::new();
        walk(&self.items, &mut out);
        out
    }

    /// Finds an item.
    pub fn item(&self, link_id: &str) -> Option<&Item> {
        self.all_items().into_iter().find(|item| item.link_id == link_id)
    }

    /// The questions that a person is asked.
    pub fn questions(&self) -> Vec<&Item> {
        self.all_items().into_iter().filter(|item| item.kind.is_question() && !item.hidden).collect()
    }

    /// Is everything a person reads also there in this language?
    pub fn speaks(&self, language: &str) -> bool {
        self.language.split('-').next() == Some(language)
            || self.all_items().iter().filter(|item| !item.words.own.is_empty() && !item.hidden).all(|item| {
                item.words.has(language) && item.options.iter().all(|option| option.words.has(language))
            })
    }
}
