//! Renders the items of a questionnaire as accessible form fields.

use crate::model::form::{self, Values, key, repetition, shown};
use crate::model::questionnaire::{EnableWhen, Item, ItemType, Operator, Questionnaire};
use crate::model::values::Answer;
use maud::{Markup, PreEscaped, html};
use serde_json::json;
use std::collections::HashMap;
use tandem_web::ui::{self, Choice, Choices, Field, Select};
use tandem_web::{Cx, Lang};

/// More options than this become a select; fewer are one tap each.
const TAPS: usize = 12;

/// What the rendering of all items shares.
pub struct Render<'a> {
    /// The request.
    pub cx: &'a Cx,
    /// What is asked.
    pub questionnaire: &'a Questionnaire,
    /// What is in the fields.
    pub values: &'a Values,
    /// What is wrong, by field.
    pub errors: &'a HashMap<String, String>,
    /// The language of the questions.
    pub language: &'a str,
}

impl Render<'_> {
    /// All items.
    pub fn all(&self) -> Markup {
        self.items(&self.questionnaire.items, "", 2)
    }

    fn items(&self, items: &[Item], parent: &str, level: u8) -> Markup {
        html! {
            @for (index, item) in items.iter().enumerate() {
                @if !item.hidden { (self.conditional(item, &key(parent, index), parent, level)) }
            }
        }
    }

    fn conditional(&self, item: &Item, key: &str, parent: &str, level: u8) -> Markup {
        if item.enable_when.is_empty() {
            return self.item(item, key, level);
        }
        let conditions: Vec<_> =
            item.enable_when.iter().filter_map(|when| self.condition(when, parent)).collect();
        html! {
            div.stack data-when=(json!(conditions).to_string()) data-any=[item.enable_any.then_some("1")] {
                @for when in &item.enable_when { p.hint data-when-hint { (self.condition_words(when)) } }
                (self.item(item, key, level))
            }
        }
    }

    /// A condition for the script: field, operator, value as the form sends it.
    fn condition(&self, when: &EnableWhen, parent: &str) -> Option<serde_json::Value> {
        let (field, item) = find_field(&self.questionnaire.items, "", &when.question, parent)?;
        let value = match (&when.answer, when.operator) {
            (Answer::Boolean(b), Operator::Exists) => json!(b),
            (answer, _) => match item.options.iter().position(|o| o.value.same(answer)) {
                Some(n) => json!(format!("o{n}")),
                None => json!(answer.plain()),
            },
        };
        Some(json!({"f": field, "o": when.operator.code(), "v": value}))
    }

    fn condition_words(&self, when: &EnableWhen) -> String {
        let item = self.questionnaire.item(&when.question);
        let question = item.map_or("", |item| item.words.in_language(self.language));
        let option = item.and_then(|i| i.options.iter().find(|o| o.value.same(&when.answer)));
        let answer = match (&when.answer, option) {
            (_, Some(option)) => option.words.in_language(self.language).to_owned(),
            (Answer::Boolean(true), _) => self.cx.t("screening-yes"),
            (Answer::Boolean(false), _) => self.cx.t("screening-no"),
            (other, _) => other.plain(),
        };
        let key = match when.operator {
            Operator::Equal => "screening-only-if",
            Operator::NotEqual => "screening-only-if-not",
            Operator::Exists if when.answer == Answer::Boolean(true) => "screening-only-if-answered",
            _ => "screening-only-if-fits",
        };
        let args = [("question", question.into()), ("answer", answer.as_str().into())];
        self.cx.ta(key, &args)
    }

    fn words(&self, item: &Item) -> String {
        let words = item.words.in_language(self.language);
        match &item.prefix {
            Some(prefix) => format!("{}. {words}", prefix.trim_end_matches('.')),
            None => words.to_owned(),
        }
    }

    fn item(&self, item: &Item, key: &str, level: u8) -> Markup {
        match item.kind {
            ItemType::Display => html! { p { (self.words(item)) } },
            ItemType::Group if item.repeats => self.repeated(item, key, level),
            ItemType::Group => html! {
                div.stack {
                    (heading(level, &self.words(item)))
                    (self.items(&item.items, key, level + 1))
                }
            },
            _ => html! {
                (self.question(item, key))
                @if !item.items.is_empty() { div.stack { (self.items(&item.items, key, level + 1)) } }
            },
        }
    }

    fn repeated(&self, item: &Item, key: &str, level: u8) -> Markup {
        let count = shown(self.values, key);
        let title = self.words(item);
        html! {
            div.stack {
                input type="hidden" name={ (key) "-n" } value=(count);
                @for n in 0..count {
                    @let args = [("title", title.as_str().into()), ("n", (n + 1).into())];
                    (heading(level, &self.cx.ta("screening-nth", &args)))
                    (self.items(&item.items, &repetition(key, n), level + 1))
                }
                @if count < form::MAX_REPEATS {
                    button.btn.q2nd type="submit" name="add" value=(key) {
                        (ui::icon("plus")) span { (self.cx.t("screening-add-another")) span.vh { ": " (title) } }
                    }
                }
            }
        }
    }

    fn sent(&self, name: &str) -> Vec<&str> {
        self.values.get(name).map(|all| all.iter().map(String::as_str).collect()).unwrap_or_default()
    }

    fn question(&self, item: &Item, key: &str) -> Markup {
        let words = self.words(item);
        let error = self.errors.get(key).cloned();
        if item.read_only {
            let shown: Vec<String> = form::initial(item).iter().map(Answer::plain).collect();
            return html! { p { strong { (words) } " " (shown.join(", ")) } };
        }
        if !item.options.is_empty() {
            return self.options(item, key, words, error);
        }
        match item.kind {
            ItemType::Boolean => {
                let choices = [("true", "screening-yes"), ("false", "screening-no")];
                let choices = choices.map(|(value, name)| Choice::new(value, self.beside(name)));
                html! { (Choices::radios(key, words, choices).choose(self.sent(key)).error(error).side_by_side().small()) }
            }
            _ if item.repeats => self.lines(item, key, &words, error),
            _ => self.field(item, key, key, words, self.sent(key).first().copied().unwrap_or(""), error),
        }
    }

    /// Words of ours that stand among the questions, in the language of the questions.
    fn beside(&self, key: &str) -> String {
        let lang = Lang::from_code(self.language).unwrap_or(self.cx.lang);
        self.cx.app.catalogue().text(lang, key, &[])
    }

    fn options(&self, item: &Item, key: &str, words: String, error: Option<String>) -> Markup {
        let choice = |(n, option): (usize, &crate::model::questionnaire::AnswerOption)| {
            Choice::new(format!("o{n}"), option.words.in_language(self.language))
        };
        let choices = item.options.iter().enumerate().map(choice);
        let other = format!("{key}-other");
        html! {
            @if item.repeats {
                (Choices::checkboxes(key, words, choices).hint(self.beside("screening-any-number")).choose(self.sent(key)).error(error).small())
            } @else if item.options.len() > TAPS {
                @let none = std::iter::once(Choice::new("", ""));
                (Select::new(key, words, none.chain(choices)).choose(self.sent(key).first().copied().unwrap_or("")).error(error).wide())
            } @else {
                (Choices::radios(key, words, choices).choose(self.sent(key)).error(error).small())
            }
            @if item.kind == ItemType::OpenChoice {
                (Field::text(&other, self.beside("screening-other")).value(self.sent(&other).first().copied().unwrap_or("")))
            }
        }
    }

    /// A question that takes several texts or numbers: the given ones and one empty line.
    fn lines(&self, item: &Item, key: &str, words: &str, error: Option<String>) -> Markup {
        let given: Vec<&str> = self.sent(key).into_iter().filter(|text| !text.trim().is_empty()).collect();
        html! {
            @for (n, value) in given.iter().copied().chain([""]).enumerate() {
                @let args = [("title", words.into()), ("n", (n + 1).into())];
                @let id = if n == 0 { key.to_owned() } else { format!("{key}-line{n}") };
                (self.field(item, key, &id, self.cx.ta("screening-nth", &args), value, error.clone().filter(|_| n == 0)))
            }
            button.btn.q2nd type="submit" name="add" value="" {
                (ui::icon("plus")) span { (self.cx.t("screening-add-another")) span.vh { ": " (words) } }
            }
        }
    }

    fn field(
        &self,
        item: &Item,
        name: &str,
        id: &str,
        words: String,
        value: &str,
        error: Option<String>,
    ) -> Markup {
        let field = match item.kind {
            ItemType::Integer => Field::number(name, words),
            ItemType::Decimal | ItemType::Quantity => Field::decimal(name, words),
            ItemType::Date => Field::date(name, words),
            ItemType::Time => Field::time(name, words),
            ItemType::Url => Field::url(name, words),
            ItemType::Text => Field::textarea(name, words),
            ItemType::DateTime => return self.date_time(name, id, &words, value, error),
            _ => Field::text(name, words),
        };
        let field = field.id(id).value(value).error(error);
        let unit = format!("{name}-unit");
        let named = |n: usize| item.units.get(n).map_or("", |u| u.display.as_deref().unwrap_or(u.name()));
        html! {
            @if item.kind == ItemType::Quantity && item.units.len() > 1 {
                (field)
                @let choices = (0..item.units.len()).map(|n| Choice::new(n.to_string(), named(n)));
                (Select::new(&unit, self.cx.t("screening-unit"), choices).choose(self.sent(&unit).first().copied().unwrap_or("0")))
            } @else if !item.units.is_empty() {
                (field.hint(self.cx.ta("screening-unit-is", &[("unit", named(0).into())])))
            } @else {
                (field)
            }
        }
    }

    fn date_time(&self, name: &str, id: &str, words: &str, value: &str, error: Option<String>) -> Markup {
        // The components have no field for a moment; this one follows their markup.
        let wrong = error.is_some();
        html! {
            div.field.bad[wrong] {
                label for=(id) { (words) }
                @if let Some(error) = &error { p.error id={ (id) "-error" } { (error) } }
                input.in.w-10 type="datetime-local" id=(id) name=(name) value=(value) aria-invalid=[wrong.then_some("true")]
                    aria-describedby=[wrong.then(|| format!("{id}-error"))];
            }
        }
    }
}

fn heading(level: u8, words: &str) -> Markup {
    if words.is_empty() {
        return PreEscaped(String::new());
    }
    html! {
        @match level { 2 => h2 { (words) }, 3 => h3 { (words) }, _ => h4 { (words) } }
    }
}

/// The name of the field of a question, seen from `near`: inside the same repetition where there is one.
fn find_field<'q>(items: &'q [Item], parent: &str, link_id: &str, near: &str) -> Option<(String, &'q Item)> {
    for (index, item) in items.iter().enumerate() {
        let name = key(parent, index);
        if item.link_id == link_id {
            return Some((name, item));
        }
        let inside = if item.kind == ItemType::Group && item.repeats {
            let same = (0..form::MAX_REPEATS).map(|n| repetition(&name, n));
            let here = |r: &String| near == r || near.starts_with(&format!("{r}-"));
            same.clone().find(here).or_else(|| same.clone().next()).unwrap_or_default()
        } else {
            name
        };
        if let Some(found) = find_field(&item.items, &inside, link_id, near) {
            return Some(found);
        }
    }
    None
}
