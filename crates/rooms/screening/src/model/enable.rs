//! Which items are asked: FHIR's `enableWhen`.

use super::questionnaire::{EnableWhen, Item, Operator, Questionnaire};
use super::response::{ResponseAnswer, ResponseItem};
use super::values::Answer;
use std::cmp::Ordering;

/// The answers that a condition can see: the innermost list of items first, the whole response last.
///
/// FHIR: a condition looks at the nearest occurrence of its question, along the ancestors.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    items: &'a [ResponseItem],
    parent: Option<&'a Scope<'a>>,
}

impl<'a> Scope<'a> {
    /// The scope of the whole response.
    pub fn root(items: &'a [ResponseItem]) -> Scope<'a> {
        Scope { items, parent: None }
    }

    /// The scope of a list of items inside this one.
    pub fn inside(&'a self, items: &'a [ResponseItem]) -> Scope<'a> {
        Scope { items, parent: Some(self) }
    }

    fn answers(&self, link_id: &str) -> Vec<&'a Answer> {
        let mut scope = Some(self);
        while let Some(current) = scope {
            let mut found = Vec::new();
            collect(current.items, link_id, &mut found);
            if !found.is_empty() {
                return found;
            }
            scope = current.parent;
        }
        Vec::new()
    }
}

fn collect<'a>(items: &'a [ResponseItem], link_id: &str, out: &mut Vec<&'a Answer>) {
    for item in items {
        if item.link_id == link_id {
            out.extend(item.answers.iter().map(|a| &a.value));
        }
        collect(&item.items, link_id, out);
        for answer in &item.answers {
            collect(&answer.items, link_id, out);
        }
    }
}

/// Is this item asked, given the answers in sight?
pub fn is_enabled(item: &Item, scope: &Scope<'_>) -> bool {
    let mut conditions = item.enable_when.iter().map(|condition| holds(condition, scope));
    match item.enable_when.len() {
        0 => true,
        _ if item.enable_any => conditions.any(|held| held),
        _ => conditions.all(|held| held),
    }
}

/// Does one condition hold? Several answers: one that fits is enough. No answer: only `exists = false` and, as
/// R4 words it ("no answer has a value that is equal"), `!=` hold.
fn holds(condition: &EnableWhen, scope: &Scope<'_>) -> bool {
    let answers = scope.answers(&condition.question);
    let wanted = &condition.answer;
    let ordered = |fits: fn(Ordering) -> bool| answers.iter().any(|a| a.compare(wanted).is_some_and(fits));
    match condition.operator {
        Operator::Exists => answers.is_empty() != matches!(wanted, Answer::Boolean(true)),
        Operator::Equal => answers.iter().any(|a| a.same(wanted)),
        Operator::NotEqual => !answers.iter().any(|a| a.same(wanted)),
        Operator::Greater => ordered(Ordering::is_gt),
        Operator::Less => ordered(Ordering::is_lt),
        Operator::GreaterOrEqual => ordered(Ordering::is_ge),
        Operator::LessOrEqual => ordered(Ordering::is_le),
    }
}

/// Removes answers to items that are not asked, until nothing changes: an answer that goes may close another
/// item. Returns how many items went. A form sends everything it shows; without script it shows everything.
pub fn prune(questionnaire: &Questionnaire, items: &mut Vec<ResponseItem>) -> usize {
    let mut gone = 0;
    loop {
        let before = items.clone();
        let removed = prune_level(&questionnaire.items, items, &Scope::root(&before), &before);
        gone += removed;
        if removed == 0 {
            return gone;
        }
    }
}

fn prune_level(
    asked: &[Item],
    items: &mut Vec<ResponseItem>,
    scope: &Scope<'_>,
    before: &[ResponseItem],
) -> usize {
    let count = items.len();
    let enabled: Vec<bool> = before
        .iter()
        .map(|answered| {
            let item = asked.iter().find(|item| item.link_id == answered.link_id);
            item.is_none_or(|item| is_enabled(item, scope))
        })
        .collect();
    let mut gone = 0;
    for (index, answered) in items.iter_mut().enumerate() {
        let Some(item) = asked.iter().find(|item| item.link_id == answered.link_id) else { continue };
        if !enabled[index] {
            continue;
        }
        let old = &before[index];
        gone += prune_level(&item.items, &mut answered.items, &scope.inside(&old.items), &old.items);
        for (answer, old) in answered.answers.iter_mut().zip(&old.answers) {
            let old: &ResponseAnswer = old;
            gone += prune_level(&item.items, &mut answer.items, &scope.inside(&old.items), &old.items);
        }
    }
    let mut keep = enabled.iter();
    items.retain(|_| *keep.next().unwrap_or(&true));
    gone + count - items.len()
}
