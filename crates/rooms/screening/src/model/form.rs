//! Between an HTML form and a response: how the fields are named, how they are read, how they are filled.
//!
//! A field is named by its place in the questionnaire: `q0-2` is the third item of the first. The second repetition of
//! a group is `q1r1`, and what is in it `q1r1-0`. Beside a field stand `-other` (free text of an open choice), `-unit`
//! and `-n` (how many repetitions are shown).

use super::enable::{Scope, is_enabled};
use super::questionnaire::{Item, ItemType, Questionnaire};
use super::response::{ResponseAnswer, ResponseItem};
use super::values::{Answer, Quantity};
use jiff::civil;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use tandem_intake::fault::Path;
use tandem_intake::fhir::{check_date, check_time};

/// More repetitions of a group than this are not shown.
pub const MAX_REPEATS: usize = 20;

/// What the form sent: names and values.
pub type Values = BTreeMap<String, Vec<String>>;

/// What is wrong with a field: a key of the room's messages.
pub type FieldFault = (String, &'static str);

/// The name of the nth item inside `parent` (empty for the questionnaire itself).
pub fn key(parent: &str, index: usize) -> String {
    if parent.is_empty() { format!("q{index}") } else { format!("{parent}-{index}") }
}

/// The name of the nth repetition of a group.
pub fn repetition(group: &str, n: usize) -> String {
    format!("{group}r{n}")
}

fn one<'v>(values: &'v Values, name: &str) -> &'v str {
    values.get(name).and_then(|all| all.first()).map_or("", |text| text.trim())
}

/// How many repetitions of a group the form holds.
pub fn shown(values: &Values, group: &str) -> usize {
    one(values, &format!("{group}-n")).parse().unwrap_or(1).clamp(1, MAX_REPEATS)
}

/// Reads the answers; each value that cannot be read is a fault of its field and left out.
pub fn read(
    questionnaire: &Questionnaire,
    values: &Values,
    zone: &TimeZone,
) -> (Vec<ResponseItem>, Vec<FieldFault>) {
    let mut reader = Reader { values, zone, faults: Vec::new() };
    let items = reader.items(&questionnaire.items, "");
    (items, reader.faults)
}

struct Reader<'a> {
    values: &'a Values,
    zone: &'a TimeZone,
    faults: Vec<FieldFault>,
}

impl Reader<'_> {
    fn items(&mut self, asked: &[Item], parent: &str) -> Vec<ResponseItem> {
        let mut items = Vec::new();
        for (index, item) in asked.iter().enumerate() {
            let key = key(parent, index);
            let link_id = item.link_id.clone();
            match item.kind {
                ItemType::Display => {}
                ItemType::Group if item.repeats => {
                    for n in 0..shown(self.values, &key) {
                        let inside = self.items(&item.items, &repetition(&key, n));
                        items.push(ResponseItem {
                            link_id: link_id.clone(),
                            items: inside,
                            ..Default::default()
                        });
                    }
                }
                ItemType::Group => {
                    let inside = self.items(&item.items, &key);
                    items.push(ResponseItem { link_id, items: inside, ..Default::default() });
                }
                _ => {
                    let fixed = item.hidden || item.read_only;
                    let answers = if fixed { initial(item) } else { self.answers(item, &key) };
                    let mut answers: Vec<ResponseAnswer> = answers
                        .into_iter()
                        .map(|value| ResponseAnswer { value, items: Vec::new() })
                        .collect();
                    let inside = self.items(&item.items, &key);
                    if let Some(first) = answers.first_mut() {
                        first.items = inside;
                    }
                    items.push(ResponseItem { link_id, answers, items: Vec::new() });
                }
            }
        }
        items.retain(ResponseItem::is_answered);
        items
    }

    fn answers(&mut self, item: &Item, key: &str) -> Vec<Answer> {
        if !item.options.is_empty() {
            return self.chosen(item, key);
        }
        let sent = self.values.get(key).map(Vec::as_slice).unwrap_or_default();
        let mut answers = Vec::new();
        for text in sent.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
            match self.value(item, key, text) {
                Ok(answer) => answers.push(answer),
                Err(message) => self.faults.push((key.to_owned(), message)),
            }
        }
        answers
    }

    fn chosen(&mut self, item: &Item, key: &str) -> Vec<Answer> {
        let sent = self.values.get(key).map(Vec::as_slice).unwrap_or_default();
        let mut answers: Vec<Answer> = Vec::new();
        for text in sent {
            let option = text.strip_prefix('o').and_then(|n| n.parse::<usize>().ok());
            if let Some(option) = option.and_then(|n| item.options.get(n))
                && !answers.contains(&option.value)
            {
                answers.push(option.value.clone());
            }
        }
        let other = one(self.values, &format!("{key}-other"));
        if item.kind == ItemType::OpenChoice && !other.is_empty() {
            if !item.repeats {
                answers.clear();
            }
            answers.push(Answer::Text(other.to_owned()));
        }
        answers
    }

    fn value(&self, item: &Item, key: &str, text: &str) -> Result<Answer, &'static str> {
        let at = Path::Root("field");
        Ok(match item.kind {
            ItemType::Boolean => match text {
                "true" => Answer::Boolean(true),
                "false" => Answer::Boolean(false),
                _ => return Err("screening-error-boolean"),
            },
            ItemType::Integer => Answer::Integer(text.parse().map_err(|_| "screening-error-integer")?),
            ItemType::Decimal => Answer::Decimal(decimal(text).ok_or("screening-error-decimal")?),
            ItemType::Quantity => {
                let value = decimal(text).ok_or("screening-error-decimal")?;
                let chosen = one(self.values, &format!("{key}-unit")).parse::<usize>().unwrap_or(0);
                let unit = item.units.get(chosen);
                Answer::Quantity(Quantity {
                    value,
                    unit: unit.and_then(|u| u.display.clone().or_else(|| u.code.clone())),
                    system: unit.and_then(|u| u.system.clone()),
                    code: unit.and_then(|u| u.code.clone()),
                })
            }
            ItemType::Date => Answer::Date(check_date(text, at).map_err(|_| "screening-error-date")?),
            ItemType::Time => {
                let full = if text.len() == 5 { format!("{text}:00") } else { text.to_owned() };
                Answer::Time(check_time(&full, at).map_err(|_| "screening-error-time")?)
            }
            ItemType::DateTime => {
                // The browser sends the time on the wall: it is read in the partnership's time zone.
                let local: civil::DateTime = text.parse().map_err(|_| "screening-error-date-time")?;
                let zoned = local.to_zoned(self.zone.clone()).map_err(|_| "screening-error-date-time")?;
                Answer::DateTime(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
            }
            ItemType::Url => {
                if !text.contains(':') || text.contains(char::is_whitespace) {
                    return Err("screening-error-url");
                }
                Answer::Url(text.to_owned())
            }
            _ => Answer::Text(text.to_owned()),
        })
    }
}

/// A decimal with a point or, as much of the world writes it, a comma.
fn decimal(text: &str) -> Option<f64> {
    let plain = if text.contains('.') { text.to_owned() } else { text.replace(',', ".") };
    plain.parse().ok().filter(|n: &f64| n.is_finite())
}

/// The answers that are there before anything is asked.
pub fn initial(item: &Item) -> Vec<Answer> {
    if !item.initial.is_empty() {
        return item.initial.clone();
    }
    item.options.iter().filter(|option| option.initial).map(|option| option.value.clone()).collect()
}

/// The values that fill the form: what was answered, or (`fresh`) what is there when it opens.
pub fn fill(questionnaire: &Questionnaire, items: &[ResponseItem], fresh: bool) -> Values {
    let mut values = Values::new();
    fill_level(&questionnaire.items, items, "", fresh, &mut values);
    values
}

fn fill_level(asked: &[Item], items: &[ResponseItem], parent: &str, fresh: bool, values: &mut Values) {
    for (index, item) in asked.iter().enumerate() {
        let key = key(parent, index);
        // A heading may be missing or called otherwise (an import): its items are then looked for here.
        let met: Vec<&ResponseItem> = items.iter().filter(|i| i.link_id == item.link_id).collect();
        match item.kind {
            ItemType::Display => {}
            ItemType::Group if item.repeats => {
                let count = met.len().clamp(1, MAX_REPEATS);
                values.insert(format!("{key}-n"), vec![count.to_string()]);
                for n in 0..count {
                    let inside = met.get(n).map_or(&[][..], |m| &m.items);
                    fill_level(&item.items, inside, &repetition(&key, n), fresh, values);
                }
            }
            ItemType::Group => {
                let inside = met.first().map_or(items, |m| &m.items);
                fill_level(&item.items, inside, &key, fresh, values);
            }
            _ => {
                let answers: Vec<Answer> = match met.first() {
                    Some(met) => met.answers.iter().map(|a| a.value.clone()).collect(),
                    None if fresh => initial(item),
                    None => Vec::new(),
                };
                for answer in answers {
                    fill_answer(item, &key, &answer, values);
                }
                let first = met.first().and_then(|m| m.answers.first());
                let inside = first.map_or(&[][..], |answer| &answer.items);
                fill_level(&item.items, inside, &key, fresh, values);
            }
        }
    }
}

fn fill_answer(item: &Item, key: &str, answer: &Answer, values: &mut Values) {
    if !item.options.is_empty() {
        match item.options.iter().position(|option| option.value.same(answer)) {
            Some(n) => values.entry(key.to_owned()).or_default().push(format!("o{n}")),
            None => {
                values.insert(format!("{key}-other"), vec![answer.plain()]);
            }
        }
        return;
    }
    let text = match answer {
        Answer::Quantity(q) => {
            let unit = item.units.iter().position(|u| u.code == q.code && u.code.is_some());
            values.insert(format!("{key}-unit"), vec![unit.unwrap_or(0).to_string()]);
            super::values::number(q.value).to_string()
        }
        Answer::DateTime(text) => text.chars().take(16).collect(),
        other => other.plain(),
    };
    values.entry(key.to_owned()).or_default().push(text);
}

/// The questions that are asked, required and not answered: the names of their fields.
pub fn missing(questionnaire: &Questionnaire, items: &[ResponseItem]) -> Vec<String> {
    let mut missing = Vec::new();
    missing_level(&questionnaire.items, items, "", &Scope::root(items), &mut missing);
    missing
}

fn missing_level(
    asked: &[Item],
    items: &[ResponseItem],
    parent: &str,
    scope: &Scope<'_>,
    out: &mut Vec<String>,
) {
    for (index, item) in asked.iter().enumerate() {
        if item.hidden || !is_enabled(item, scope) {
            continue;
        }
        let key = key(parent, index);
        let met: Vec<&ResponseItem> = items.iter().filter(|i| i.link_id == item.link_id).collect();
        if item.kind == ItemType::Group && item.repeats {
            for (n, met) in met.iter().enumerate() {
                let inside = scope.inside(&met.items);
                missing_level(&item.items, &met.items, &repetition(&key, n), &inside, out);
            }
            if met.is_empty() && item.required {
                missing_level(&item.items, &[], &repetition(&key, 0), scope, out);
            }
        } else if item.kind == ItemType::Group {
            let inside = met.first().map_or(&[][..], |m| &m.items);
            missing_level(&item.items, inside, &key, scope, out);
        } else if item.kind.is_question() {
            match met.first().filter(|m| !m.answers.is_empty()) {
                None if item.required && !item.read_only => out.push(key),
                None => {}
                Some(met) => {
                    let inside = &met.answers[0].items;
                    missing_level(&item.items, inside, &key, &scope.inside(inside), out);
                }
            }
        }
    }
}

/// The field that the path of a fault belongs to, for a response that [`read`] made.
pub fn field_of(questionnaire: &Questionnaire, items: &[ResponseItem], path: &str) -> Option<String> {
    fn walk(asked: &[Item], items: &[ResponseItem], parent: &str, at: &str, path: &str) -> Option<String> {
        let mut met: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, answered) in items.iter().enumerate() {
            let (index, item) =
                asked.iter().enumerate().find(|(_, item)| item.link_id == answered.link_id)?;
            let nth = met.entry(&answered.link_id).or_default();
            let mut name = key(parent, index);
            if item.kind == ItemType::Group && item.repeats {
                name = repetition(&name, *nth);
            }
            *nth += 1;
            let here = format!("{at}.item[{place}]");
            if path != here && !path.starts_with(&format!("{here}.")) {
                continue;
            }
            let deeper = walk(&item.items, &answered.items, &name, &here, path).or_else(|| {
                let answer = answered.answers.first()?;
                walk(&item.items, &answer.items, &name, &format!("{here}.answer[0]"), path)
            });
            return deeper.or(Some(name));
        }
        None
    }
    walk(&questionnaire.items, items, "", "QuestionnaireResponse", path)
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
