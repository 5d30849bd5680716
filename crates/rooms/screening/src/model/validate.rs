//! Checks a response against its questionnaire and names every fault by its path.
//!
//! Headings (groups that come once) carry no answer, so both sides are compared with their headings dissolved: a
//! response may use other headings than the questionnaire, or none. A repeated group is real structure and is
//! compared as it stands.

use super::enable::{Scope, is_enabled};
use super::questionnaire::{Item, ItemType, Questionnaire};
use super::response::{ResponseAnswer, ResponseItem};
use super::values::{Answer, Coding};
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use tandem_intake::fault::{Fault, Path};

/// More faults than this are not listed: the first ones already say what to mend.
const MAX_FAULTS: usize = 50;

/// Every fault of the answers. `complete`: required items must be answered (a draft may leave them).
pub fn validate(questionnaire: &Questionnaire, items: &[ResponseItem], complete: bool) -> Vec<Fault> {
    let mut check = Check {
        known: questionnaire.all_items().into_iter().map(|item| (item.link_id.as_str(), item)).collect(),
        dropped: questionnaire.dropped.iter().map(|d| d.link_id.as_str()).collect(),
        name: questionnaire.code(),
        complete,
        faults: Vec::new(),
    };
    let root = Path::Root("QuestionnaireResponse");
    check.level(&questionnaire.items, items, root, &Scope::root(items));
    check.faults.truncate(MAX_FAULTS);
    check.faults
}

struct Check<'q> {
    known: HashMap<&'q str, &'q Item>,
    dropped: HashSet<&'q str>,
    name: &'q str,
    complete: bool,
    faults: Vec<Fault>,
}

/// What a level asks, its headings dissolved; a heading that is not asked takes its items with it.
struct Asked<'q> {
    item: &'q Item,
    enabled: bool,
}

impl<'q> Check<'q> {
    fn fault(&mut self, path: Path<'_>, reason: String, mend: &str) {
        self.faults.push(Fault::new(path, reason, mend));
    }

    /// How people call an item: instrument code and item code.
    fn call(&self, item: &Item) -> String {
        format!("{}/{}", self.name, item.code().unwrap_or(&item.link_id))
    }

    fn level(&mut self, asked: &'q [Item], answered: &[ResponseItem], path: Path<'_>, scope: &Scope<'_>) {
        let mut here = Vec::new();
        flatten(asked, true, scope, &mut here);
        let mut met: HashMap<&str, usize> = HashMap::new();
        self.answered(&here, answered, path, scope, &mut met);
        if !self.complete {
            return;
        }
        for Asked { item, enabled } in &here {
            let count = met.get(item.link_id.as_str()).copied().unwrap_or(0);
            let least = item.min_occurs.unwrap_or(0).max(usize::from(item.required));
            if *enabled && count < least && !item.hidden && item.kind != ItemType::Display {
                let name = self.call(item);
                let reason = match (item.is_heading(), least) {
                    (true, _) => format!("nothing in the required group {name} is answered"),
                    (false, 1) => format!("{name} is required and not answered"),
                    (false, _) => format!("{name} needs {least} answers and has {count}"),
                };
                self.fault(
                    path.field("item"),
                    reason,
                    &format!("add an item with linkId {:?}", item.link_id),
                );
            }
        }
    }

    /// Goes through the answered items of one level; `met` counts the answers for each linkId.
    fn answered<'r>(
        &mut self,
        here: &[Asked<'q>],
        answered: &'r [ResponseItem],
        path: Path<'_>,
        scope: &Scope<'_>,
        met: &mut HashMap<&'r str, usize>,
    ) {
        let at = path.field("item");
        for (index, item) in answered.iter().enumerate() {
            let path = at.index(index);
            let known = self.known.get(item.link_id.as_str()).copied();
            if self.dropped.contains(item.link_id.as_str()) {
                continue;
            }
            let heading = known.map_or(!item.items.is_empty(), Item::is_heading);
            if heading && item.answers.is_empty() {
                self.answered(here, &item.items, path, scope, met);
                if item.is_answered() && known.is_some() {
                    *met.entry(item.link_id.as_str()).or_default() += 1;
                }
                continue;
            }
            let Some(asked) = here.iter().find(|a| a.item.link_id == item.link_id) else {
                let reason = match known {
                    None => format!("{:?} is not an item of {}", item.link_id, self.name),
                    Some(_) => format!("{:?} stands outside the group it belongs to", item.link_id),
                };
                self.fault(path.field("linkId"), reason, "use the linkIds of the questionnaire");
                continue;
            };
            let count = met.entry(item.link_id.as_str()).or_default();
            let seen = *count > 0;
            *count += item.answers.len().max(usize::from(asked.item.kind == ItemType::Group));
            let total = *count;
            if seen && !(asked.item.kind == ItemType::Group && asked.item.repeats) {
                let mend = "give all answers of a question in one item";
                self.fault(path.field("linkId"), format!("{:?} comes twice", item.link_id), mend);
                continue;
            }
            if !asked.enabled && item.is_answered() {
                let reason =
                    format!("{} is answered although its condition is not met", self.call(asked.item));
                self.fault(
                    path,
                    reason,
                    "leave the item out, or correct the answer that its condition reads",
                );
                continue;
            }
            if asked.item.max_occurs.is_some_and(|most| total > most) {
                let most = asked.item.max_occurs.unwrap_or(0);
                let reason =
                    format!("{} has {total} answers, at most {most} are allowed", self.call(asked.item));
                self.fault(path, reason, "leave some out");
            }
            self.item(asked.item, item, path, scope);
        }
    }

    fn item(&mut self, asked: &'q Item, item: &ResponseItem, path: Path<'_>, scope: &Scope<'_>) {
        if asked.kind == ItemType::Group {
            if !item.answers.is_empty() {
                self.fault(
                    path.field("answer"),
                    "a group has no answer of its own".into(),
                    "answer its items",
                );
            }
            self.level(&asked.items, &item.items, path, &scope.inside(&item.items));
            return;
        }
        if asked.kind == ItemType::Display {
            if item.is_answered() {
                self.fault(path, "is only shown and takes no answer".into(), "leave the answer out");
            }
            return;
        }
        if !item.items.is_empty() {
            let mend = "put them into answer[0].item";
            self.fault(path.field("item"), "stands beside the answer instead of inside it".into(), mend);
        }
        if item.answers.len() > 1 && !asked.repeats {
            let reason = format!("{} takes one answer, not {}", self.call(asked), item.answers.len());
            self.fault(path.field("answer"), reason, "keep one");
        }
        self.exclusive(asked, &item.answers, path);
        let at = path.field("answer");
        for (index, answer) in item.answers.iter().enumerate() {
            let path = at.index(index);
            if item.answers[..index].iter().any(|earlier| earlier.value == answer.value) {
                self.fault(path, "is given twice".into(), "give each answer once");
            }
            self.value(asked, &answer.value, path);
            self.level(&asked.items, &answer.items, path, &scope.inside(&answer.items));
        }
    }

    fn exclusive(&mut self, asked: &Item, answers: &[ResponseAnswer], path: Path<'_>) {
        let mut exclusive = asked.options.iter().filter(|option| option.exclusive);
        let both = answers.len() > 1
            && exclusive.any(|option| answers.iter().any(|answer| answer.value.same(&option.value)));
        if both {
            let reason = format!("{} has \"none of these\" beside other answers", self.call(asked));
            self.fault(path.field("answer"), reason, "keep one or the other");
        }
    }

    fn value(&mut self, asked: &Item, value: &Answer, path: Path<'_>) {
        if !fits(asked, value) {
            let reason = format!("{} takes {}", self.call(asked), asked.kind.code());
            let mend = match asked.kind {
                ItemType::Choice if asked.options.iter().all(|o| matches!(o.value, Answer::Coding(_))) => {
                    "use valueCoding".to_owned()
                }
                kind => format!("use the value element for {}", kind.code()),
            };
            self.fault(path.field(value.element()), reason, &mend);
            return;
        }
        let choice =
            matches!(asked.kind, ItemType::Choice | ItemType::OpenChoice) || !asked.options.is_empty();
        let offered = asked.options.iter().any(|option| option.value.same(value));
        let free = asked.kind == ItemType::OpenChoice && matches!(value, Answer::Text(_) | Answer::Coding(_));
        if choice && !offered && !free && asked.options_elsewhere.is_none() {
            let reason = format!("{:?} is not an answer option of {}", value.plain(), self.call(asked));
            let element = path.field(value.element());
            match value {
                Answer::Coding(Coding { code: Some(_), .. }) => {
                    self.fault(element.field("code"), reason, &options_of(asked));
                }
                _ => self.fault(element, reason, &options_of(asked)),
            }
        }
        let element = path.field(value.element());
        if let (Some(most), Answer::Text(text)) = (asked.max_length, value) {
            let length = text.chars().count();
            if length > most {
                self.fault(element, format!("is {length} characters long, at most {most}"), "shorten it");
            }
        }
        for (bound, wrong, word) in
            [(&asked.min, Ordering::Less, "least"), (&asked.max, Ordering::Greater, "most")]
        {
            if let Some(bound) = bound.as_ref().filter(|bound| value.compare(bound) == Some(wrong)) {
                let reason = format!("{} must be at {word} {}", value.plain(), bound.plain());
                self.fault(element, reason, "correct the value");
            }
        }
        self.unit(asked, value, element);
    }

    fn unit(&mut self, asked: &Item, value: &Answer, element: Path<'_>) {
        let Answer::Quantity(quantity) = value else { return };
        let known = asked.units.is_empty()
            || asked.units.iter().any(|unit| {
                unit.code.is_some() && unit.code == quantity.code
                    || unit.display.is_some() && unit.display == quantity.unit
                    || unit.code.is_some() && unit.code == quantity.unit
            });
        if !known {
            let units: Vec<&str> = asked.units.iter().map(Coding::name).collect();
            let reason = format!("the unit is none of {}", units.join(", "));
            self.fault(element.field("unit"), reason, "use one of these units");
        }
    }
}

fn options_of(asked: &Item) -> String {
    let codes: Vec<String> = asked.options.iter().take(12).map(|option| option.value.plain()).collect();
    let more = if asked.options.len() > codes.len() { ", ..." } else { "" };
    format!("use one of {}{more}", codes.join(", "))
}

/// Does the value have the type that the item asks for?
fn fits(asked: &Item, value: &Answer) -> bool {
    use ItemType as T;
    matches!(
        (asked.kind, value),
        (T::Boolean, Answer::Boolean(_))
            | (T::Decimal, Answer::Decimal(_) | Answer::Integer(_))
            | (T::Integer, Answer::Integer(_))
            | (T::Date, Answer::Date(_))
            | (T::DateTime, Answer::DateTime(_))
            | (T::Time, Answer::Time(_))
            | (T::String | T::Text, Answer::Text(_))
            | (T::Url, Answer::Url(_))
            | (T::Choice | T::OpenChoice, Answer::Coding(_))
            | (T::OpenChoice, Answer::Text(_))
            | (T::Quantity, Answer::Quantity(_))
    ) || matches!(asked.kind, T::Choice | T::OpenChoice)
        && asked.options.iter().any(|option| option.value.element() == value.element())
}

fn flatten<'q>(asked: &'q [Item], enabled: bool, scope: &Scope<'_>, out: &mut Vec<Asked<'q>>) {
    for item in asked {
        let enabled = enabled && is_enabled(item, scope);
        out.push(Asked { item, enabled });
        if item.is_heading() {
            flatten(&item.items, enabled, scope, out);
        }
    }
}

/// Removes every item whose linkId the questionnaire dropped, and names each one that held an answer.
pub fn drop_items(questionnaire: &Questionnaire, items: &mut Vec<ResponseItem>) -> Vec<String> {
    let mut gone = Vec::new();
    if questionnaire.dropped.is_empty() {
        return gone;
    }
    items.retain(|item| {
        let dropped = questionnaire.dropped.iter().find(|d| d.link_id == item.link_id);
        if let Some(dropped) = dropped.filter(|_| item.is_answered()) {
            gone.push(dropped.code.clone().unwrap_or_else(|| dropped.link_id.clone()));
        }
        dropped.is_none()
    });
    for item in items {
        gone.extend(drop_items(questionnaire, &mut item.items));
        for answer in &mut item.answers {
            gone.extend(drop_items(questionnaire, &mut answer.items));
        }
    }
    gone
}

#[cfg(test)]
#[path = "validate_tests.rs"]
mod tests;
