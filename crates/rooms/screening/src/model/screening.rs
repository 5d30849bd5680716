//! A screening: one questionnaire put to one person, and the way its answers are kept apart by label.

use super::labels::{Label, label_of};
use super::questionnaire::{Item, Questionnaire};
use super::response::{ResponseAnswer, ResponseItem};
use jiff::Timestamp;
use std::collections::BTreeMap;
use tandem_access::Uuid;

/// Where a screening stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Being answered.
    Draft,
    /// Answered; the person has not yet said where help is wanted.
    Answered,
    /// Done.
    Completed,
}

impl Status {
    /// The code kept in the database.
    pub fn code(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Answered => "answered",
            Status::Completed => "completed",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Option<Status> {
        [Status::Draft, Status::Answered, Status::Completed].into_iter().find(|s| s.code() == code)
    }
}

/// What the person said to "would you like help with this?".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Wants help.
    Yes,
    /// Wants none.
    No,
    /// Not now: ask again another time.
    Later,
}

impl Choice {
    /// The code kept in the database and sent by the form.
    pub fn code(self) -> &'static str {
        match self {
            Choice::Yes => "yes",
            Choice::No => "no",
            Choice::Later => "later",
        }
    }

    /// The choice with this code.
    pub fn from_code(code: &str) -> Option<Choice> {
        [Choice::Yes, Choice::No, Choice::Later].into_iter().find(|c| c.code() == code)
    }

    /// Does the person want help now?
    pub fn wants_help(self) -> bool {
        self == Choice::Yes
    }
}

/// A screening as kept, without its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// Random id (v4), seen by people.
    pub id: Uuid,
    /// About whom.
    pub person_id: Uuid,
    /// Who recorded it.
    pub owner_org: Uuid,
    /// How sensitive the fact itself is that the person was screened.
    pub label: Label,
    /// Canonical address of the instrument.
    pub instrument_url: String,
    /// Its version.
    pub instrument_version: String,
    /// Where it stands.
    pub status: Status,
    /// The language it was asked in.
    pub language: String,
    /// Identity within the organization: a form's idempotency key, or where an import had it from.
    pub source_key: String,
    /// Hash of the answers of an import.
    pub content_hash: String,
    /// When it was answered.
    pub authored_at: Option<Timestamp>,
    /// When it was started (or imported).
    pub started_at: Timestamp,
    /// When it was completed.
    pub completed_at: Option<Timestamp>,
}

/// A finding as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    /// The Gravity SDOHCC category.
    pub domain: String,
    /// How sensitive.
    pub label: Label,
    /// What the instrument says; none when not known.
    pub risk: Option<bool>,
    /// What the person said; none when not asked.
    pub choice: Option<Choice>,
    /// The codes of the items whose answers mean risk.
    pub because: Vec<String>,
    /// The need that came of it.
    pub need_id: Option<Uuid>,
}

/// One coded answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRow {
    /// How sensitive.
    pub label: Label,
    /// The code of the item (its linkId when it has none).
    pub code: String,
    /// The code of the answer, or the value.
    pub value: String,
}

/// What is asked in one question of the review: "would you like help with this?". Homelessness and unstable housing
/// are one matter to the person who is asked.
pub fn topic(domain: &str) -> &str {
    match domain {
        "homelessness" => "housing-instability",
        "medical-cost-burden" => "health-insurance-coverage-status",
        other => other,
    }
}

/// The questions of the review for these domains, in order, each once.
pub fn topics(domains: &[(String, Label)]) -> Vec<&str> {
    let mut topics: Vec<&str> = Vec::new();
    for (domain, _) in domains {
        if !topics.contains(&topic(domain)) {
            topics.push(topic(domain));
        }
    }
    topics
}

impl Questionnaire {
    /// How sensitive an answer to each item is, by linkId.
    pub fn labels(&self) -> BTreeMap<&str, Label> {
        let mut known = BTreeMap::new();
        labels(&self.items, Label::General, &mut known);
        known
    }
}

/// Labels of the items by linkId; an item without codes of its own takes the label of the item it is inside.
fn labels<'q>(items: &'q [Item], above: Label, out: &mut BTreeMap<&'q str, Label>) {
    for item in items {
        let own = label_of(item.codes.iter().filter_map(|c| c.code.as_deref()));
        // A heading lends nothing: its questions are labelled one by one.
        let label = own.max(above);
        out.insert(&item.link_id, label);
        let below = if item.is_heading() { above } else { label };
        labels(&item.items, below, out);
    }
}

/// Splits the answers by label, each part a response of its own with the headings its answers stand under. `base` is
/// the least label any part gets (that of the person's record).
pub fn split(
    questionnaire: &Questionnaire,
    items: &[ResponseItem],
    base: Label,
) -> BTreeMap<Label, Vec<ResponseItem>> {
    let mut known = BTreeMap::new();
    labels(&questionnaire.items, base, &mut known);
    let mut present: Vec<Label> = Vec::new();
    note_labels(items, &known, base, &mut present);
    present.sort_unstable();
    present.dedup();
    present
        .into_iter()
        .map(|label| (label, only(items, &known, base, label)))
        .filter(|(_, items)| !items.is_empty())
        .collect()
}

fn note_labels(items: &[ResponseItem], known: &BTreeMap<&str, Label>, base: Label, out: &mut Vec<Label>) {
    for item in items {
        if !item.answers.is_empty() {
            out.push(known.get(item.link_id.as_str()).copied().unwrap_or(base));
        }
        note_labels(&item.items, known, base, out);
        for answer in &item.answers {
            note_labels(&answer.items, known, base, out);
        }
    }
}

/// What of these items carries exactly this label. Items inside an answer of another label keep their place: the
/// answer above them is left out, the item stays as a heading.
fn only(
    items: &[ResponseItem],
    known: &BTreeMap<&str, Label>,
    base: Label,
    wanted: Label,
) -> Vec<ResponseItem> {
    let keep = |item: &ResponseItem| {
        let label = known.get(item.link_id.as_str()).copied().unwrap_or(base);
        let mut kept = ResponseItem { link_id: item.link_id.clone(), ..ResponseItem::default() };
        kept.items = only(&item.items, known, base, wanted);
        for answer in &item.answers {
            let inside = only(&answer.items, known, base, wanted);
            if label == wanted {
                kept.answers.push(ResponseAnswer { value: answer.value.clone(), items: inside });
            } else {
                kept.items.extend(inside);
            }
        }
        kept
    };
    items.iter().map(keep).filter(ResponseItem::is_answered).collect()
}

/// Joins parts again, as far as a viewer may see them. Headings of the same name become one.
pub fn join(parts: impl IntoIterator<Item = Vec<ResponseItem>>) -> Vec<ResponseItem> {
    let mut joined: Vec<ResponseItem> = Vec::new();
    for part in parts {
        for item in part {
            match joined.iter_mut().find(|j| j.link_id == item.link_id && j.answers.is_empty()) {
                Some(there) if item.answers.is_empty() => {
                    let items = std::mem::take(&mut there.items);
                    there.items = join([items, item.items]);
                }
                _ => joined.push(item),
            }
        }
    }
    joined
}

/// Every answer with its label and code, for measures. Free text is left out: it may name anybody.
pub fn answer_rows(questionnaire: &Questionnaire, items: &[ResponseItem], base: Label) -> Vec<AnswerRow> {
    let mut known = BTreeMap::new();
    labels(&questionnaire.items, base, &mut known);
    let mut rows = Vec::new();
    let asked = questionnaire.all_items();
    collect(&asked, &known, items, &mut rows);
    rows
}

fn collect(
    asked: &[&Item],
    known: &BTreeMap<&str, Label>,
    items: &[ResponseItem],
    rows: &mut Vec<AnswerRow>,
) {
    use super::values::Answer;
    for item in items {
        let found = asked.iter().find(|asked| asked.link_id == item.link_id);
        if let (Some(asked), Some(label)) = (found, known.get(item.link_id.as_str())) {
            let code = asked.code().unwrap_or(&asked.link_id);
            for answer in &item.answers {
                if !matches!(answer.value, Answer::Text(_) | Answer::Url(_)) {
                    rows.push(AnswerRow {
                        label: *label,
                        code: code.to_owned(),
                        value: answer.value.plain(),
                    });
                }
            }
        }
        collect(asked, known, &item.items, rows);
        for answer in &item.answers {
            collect(asked, known, &answer.items, rows);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instruments::{AHC_HRSN, parse};
    use crate::model::response::items_from_json;
    use crate::model::risk::domains;
    use serde_json::json;

    #[test]
    fn violence_answers_stand_in_a_part_of_their_own() {
        let ahc = parse(AHC_HRSN).unwrap();
        let coding = |code: &str| json!([{"valueCoding": {"code": code}}]);
        let items = items_from_json(&json!([
            {"linkId": "food", "item": [{"linkId": "123821", "answer": coding("LA28397-0")}]},
            {"linkId": "safety", "item": [{"linkId": "123825", "answer": coding("LA6482-9")}]}]))
        .unwrap();
        let parts = split(&ahc, &items, Label::General);
        assert_eq!(parts.keys().copied().collect::<Vec<_>>(), [Label::General, Label::DomesticViolence]);
        assert_eq!(parts[&Label::General].len(), 1);
        assert_eq!(parts[&Label::DomesticViolence][0].link_id, "safety");
        assert_eq!(join(parts.into_values()), items);
        let rows = answer_rows(&ahc, &items, Label::General);
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[1].label, rows[1].code.as_str()), (Label::DomesticViolence, "95618-5"));
        let all = split(&ahc, &items, Label::DomesticViolence);
        assert_eq!(all.len(), 1, "the record of a confidential organization stays whole and sealed");
    }

    #[test]
    fn housing_is_asked_once() {
        let ahc = parse(AHC_HRSN).unwrap();
        let expected = [
            "housing-instability",
            "inadequate-housing",
            "food-insecurity",
            "transportation-insecurity",
            "utility-insecurity",
            "intimate-partner-violence",
        ];
        assert_eq!(topics(&domains(&ahc)), expected);
    }
}
