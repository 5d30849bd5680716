//! Reads a FHIR R4 Questionnaire.

use super::labels::is_immigration;
use super::questionnaire::*;
use super::values::{Answer, Coding};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap, HashSet};
use tandem_intake::fault::{Fault, Path, child, flag, integer, list, object, required_text, text};

const EXT: &str = "http://hl7.org/fhir/StructureDefinition/";
/// Deeper nesting is no questionnaire for people.
const MAX_DEPTH: usize = 16;

type Json = Map<String, Value>;

/// Reads a Questionnaire resource.
pub fn read_questionnaire(value: &Value) -> Result<Questionnaire, Fault> {
    let root = Path::Root("Questionnaire");
    let map = object(value, root)?;
    let resource = required_text(map, root, "resourceType")?;
    if resource != "Questionnaire" {
        return Err(Fault::new(
            root.field("resourceType"),
            format!("is {resource:?}"),
            "give a FHIR R4 Questionnaire",
        ));
    }
    let mut reader = Reader { sets: contained_sets(map, root)?, seen: HashSet::new(), dropped: Vec::new() };
    let url = required_text(map, root, "url")?.to_owned();
    if url.contains('|') {
        return Err(Fault::new(
            root.field("url"),
            "contains a version after |",
            "write the version in Questionnaire.version",
        ));
    }
    let items = reader.items(map, root, 0)?;
    if items.is_empty() {
        return Err(Fault::new(root.field("item"), "is empty: nothing would be asked", "add the questions"));
    }
    let title = match text(map, root, "title")? {
        Some(_) => words(map, root, "title")?,
        None => words(map, root, "name")?,
    };
    let questionnaire = Questionnaire {
        title: if title.own.is_empty() { Words { own: url.clone(), ..title } } else { title },
        version: text(map, root, "version")?.unwrap_or("").to_owned(),
        publisher: text(map, root, "publisher")?.map(str::to_owned),
        copyright: text(map, root, "copyright")?.map(str::to_owned),
        language: text(map, root, "language")?.unwrap_or("en").to_owned(),
        codes: codings(map, root)?,
        url,
        items,
        dropped: reader.dropped,
    };
    check_conditions(&questionnaire, &questionnaire.items)?;
    Ok(questionnaire)
}

/// A condition must look at a question of this questionnaire, otherwise its item could never be asked.
fn check_conditions(questionnaire: &Questionnaire, items: &[Item]) -> Result<(), Fault> {
    for item in items {
        for condition in &item.enable_when {
            let known = questionnaire.item(&condition.question).is_some_and(|q| q.kind.is_question());
            let dropped = questionnaire.dropped.iter().any(|d| d.link_id == condition.question);
            if !known && !dropped {
                return Err(Fault::new(
                    format!("Questionnaire item {:?} enableWhen.question", item.link_id),
                    format!("{:?} is no question of this questionnaire", condition.question),
                    "name the linkId of a question",
                ));
            }
        }
        check_conditions(questionnaire, &item.items)?;
    }
    Ok(())
}

struct Reader {
    sets: HashMap<String, Vec<AnswerOption>>,
    seen: HashSet<String>,
    dropped: Vec<DroppedItem>,
}

impl Reader {
    fn items(&mut self, map: &Json, path: Path<'_>, depth: usize) -> Result<Vec<Item>, Fault> {
        let at = path.field("item");
        if depth > MAX_DEPTH {
            return Err(Fault::new(at, "is nested too deeply", format!("use at most {MAX_DEPTH} levels")));
        }
        let mut items = Vec::new();
        for (index, value) in list(map, path, "item")?.iter().enumerate() {
            if let Some(item) = self.item(value, at.index(index), depth)? {
                items.push(item);
            }
        }
        Ok(items)
    }

    fn item(&mut self, value: &Value, path: Path<'_>, depth: usize) -> Result<Option<Item>, Fault> {
        let map = object(value, path)?;
        let link_id = required_text(map, path, "linkId")?.to_owned();
        if !self.seen.insert(link_id.clone()) {
            return Err(Fault::new(
                path.field("linkId"),
                format!("{link_id:?} is used twice"),
                "give each item its own linkId",
            ));
        }
        let kind = item_type(required_text(map, path, "type")?, path)?;
        let codes = codings(map, path)?;
        let words = words(map, path, "text")?;
        if is_immigration(codes.iter().filter_map(|c| c.code.as_deref()), &words.own) {
            let code = codes.first().and_then(|c| c.code.clone());
            self.dropped.push(DroppedItem { link_id, code, text: words.own });
            return Ok(None);
        }
        let (options, options_elsewhere) = self.options(map, path, kind)?;
        let mut item = Item {
            codes,
            prefix: text(map, path, "prefix")?.map(str::to_owned),
            words,
            required: flag(map, path, "required")?,
            repeats: flag(map, path, "repeats")?,
            read_only: flag(map, path, "readOnly")?,
            hidden: false,
            max_length: map
                .get("maxLength")
                .map(|v| integer(v, path.field("maxLength")))
                .transpose()?
                .and_then(|n| usize::try_from(n).ok()),
            min: None,
            max: None,
            min_occurs: None,
            max_occurs: None,
            enable_when: conditions(map, path)?,
            enable_any: any_behavior(map, path)?,
            options,
            options_elsewhere,
            initial: initials(map, path)?,
            units: Vec::new(),
            items: self.items(map, path, depth + 1)?,
            link_id,
            kind,
        };
        extensions(map, path, &mut item)?;
        if matches!(kind, ItemType::Choice) && item.options.is_empty() && item.options_elsewhere.is_none() {
            return Err(Fault::new(
                path.field("answerOption"),
                "is missing: a choice needs its options",
                "add answerOption or a contained answerValueSet",
            ));
        }
        Ok(Some(item))
    }

    fn options(
        &self,
        map: &Json,
        path: Path<'_>,
        kind: ItemType,
    ) -> Result<(Vec<AnswerOption>, Option<String>), Fault> {
        let at = path.field("answerOption");
        let mut options = Vec::new();
        for (index, value) in list(map, path, "answerOption")?.iter().enumerate() {
            options.push(option(value, at.index(index))?);
        }
        let Some(set) = text(map, path, "answerValueSet")? else { return Ok((options, None)) };
        if !matches!(kind, ItemType::Choice | ItemType::OpenChoice) {
            return Err(Fault::new(
                path.field("answerValueSet"),
                format!("does not fit an item of type {}", kind.code()),
                "use it with choice or open-choice",
            ));
        }
        match set.strip_prefix('#') {
            None => Ok((options, Some(set.to_owned()))),
            Some(id) => match self.sets.get(id) {
                Some(contained) => Ok((contained.clone(), None)),
                None => Err(Fault::new(
                    path.field("answerValueSet"),
                    format!("{set:?} is not contained in this Questionnaire"),
                    "add the ValueSet to Questionnaire.contained",
                )),
            },
        }
    }
}

fn item_type(code: &str, path: Path<'_>) -> Result<ItemType, Fault> {
    use ItemType::*;
    let known = [
        Group, Display, Boolean, Decimal, Integer, Date, DateTime, Time, String, Text, Url, Choice,
        OpenChoice, Quantity,
    ];
    known.into_iter().find(|kind| kind.code() == code).ok_or_else(|| match code {
        "attachment" | "reference" => Fault::new(
            path.field("type"),
            format!(
                "{code:?} is not taken: a screening keeps answers, not files or pointers to other records"
            ),
            "leave the item out or ask for text",
        ),
        _ => Fault::new(
            path.field("type"),
            format!("{code:?} is no item type of FHIR R4"),
            "use group, display, boolean, decimal, integer, date, dateTime, time, string, text, url, choice, \
             open-choice or quantity",
        ),
    })
}

fn any_behavior(map: &Json, path: Path<'_>) -> Result<bool, Fault> {
    let conditions = list(map, path, "enableWhen")?.len();
    match text(map, path, "enableBehavior")? {
        Some("any") => Ok(true),
        Some("all") => Ok(false),
        None if conditions < 2 => Ok(false),
        None => Err(Fault::new(
            path.field("enableBehavior"),
            "is missing although there are several conditions",
            "write any or all",
        )),
        Some(other) => {
            Err(Fault::new(path.field("enableBehavior"), format!("is {other:?}"), "write any or all"))
        }
    }
}

fn conditions(map: &Json, path: Path<'_>) -> Result<Vec<EnableWhen>, Fault> {
    use Operator::*;
    let mut conditions = Vec::new();
    let at = path.field("enableWhen");
    for (index, value) in list(map, path, "enableWhen")?.iter().enumerate() {
        let path = at.index(index);
        let map = object(value, path)?;
        let code = required_text(map, path, "operator")?;
        let known = [Exists, Equal, NotEqual, Greater, Less, GreaterOrEqual, LessOrEqual];
        let operator = known.into_iter().find(|o| o.code() == code).ok_or_else(|| {
            let mend = "use exists, =, !=, >, <, >= or <=";
            Fault::new(path.field("operator"), format!("{code:?} is no operator"), mend)
        })?;
        let answer = Answer::find(map, path, "answer")?.ok_or_else(|| {
            Fault::new(path, "has no answer to compare with", "add answerCoding or another")
        })?;
        if operator == Exists && !matches!(answer, Answer::Boolean(_)) {
            return Err(Fault::new(path, "compares existence with a value", "use answerBoolean with exists"));
        }
        conditions.push(EnableWhen {
            question: required_text(map, path, "question")?.to_owned(),
            operator,
            answer,
        });
    }
    Ok(conditions)
}

fn initials(map: &Json, path: Path<'_>) -> Result<Vec<Answer>, Fault> {
    let at = path.field("initial");
    let mut answers = Vec::new();
    for (index, value) in list(map, path, "initial")?.iter().enumerate() {
        let path = at.index(index);
        answers.extend(Answer::find(object(value, path)?, path, "value")?);
    }
    Ok(answers)
}

fn option(value: &Value, path: Path<'_>) -> Result<AnswerOption, Fault> {
    let map = object(value, path)?;
    let value = Answer::find(map, path, "value")?
        .ok_or_else(|| Fault::new(path, "has no value", "add valueCoding or another"))?;
    let words = match (&value, child(map, path, "valueCoding")?) {
        (Answer::Coding(_), Some(coding)) => words(coding, path.field("valueCoding"), "display")?,
        _ => Words::default(),
    };
    let words = if words.own.is_empty() { Words { own: value.plain(), ..words } } else { words };
    let exclusive = has_true(map, path, "questionnaire-optionExclusive")?;
    Ok(AnswerOption { value, words, exclusive, initial: flag(map, path, "initialSelected")? })
}

fn contained_sets(map: &Json, path: Path<'_>) -> Result<HashMap<String, Vec<AnswerOption>>, Fault> {
    let mut sets = HashMap::new();
    let at = path.field("contained");
    for (index, value) in list(map, path, "contained")?.iter().enumerate() {
        let path = at.index(index);
        let map = object(value, path)?;
        if text(map, path, "resourceType")? != Some("ValueSet") {
            continue;
        }
        let id = required_text(map, path, "id")?;
        let mut options = Vec::new();
        if let Some(expansion) = child(map, path, "expansion")? {
            let path = path.field("expansion");
            concepts(expansion, path, "contains", None, &mut options)?;
        } else if let Some(compose) = child(map, path, "compose")? {
            let path = path.field("compose");
            let at = path.field("include");
            for (index, value) in list(compose, path, "include")?.iter().enumerate() {
                let path = at.index(index);
                let include = object(value, path)?;
                concepts(include, path, "concept", text(include, path, "system")?, &mut options)?;
            }
        }
        sets.insert(id.to_owned(), options);
    }
    Ok(sets)
}

fn concepts(
    map: &Json,
    path: Path<'_>,
    name: &'static str,
    system: Option<&str>,
    out: &mut Vec<AnswerOption>,
) -> Result<(), Fault> {
    let at = path.field(name);
    for (index, value) in list(map, path, name)?.iter().enumerate() {
        let path = at.index(index);
        let map = object(value, path)?;
        let words = words(map, path, "display")?;
        let code = required_text(map, path, "code")?;
        let coding = Coding {
            system: text(map, path, "system")?.or(system).map(str::to_owned),
            code: Some(code.to_owned()),
            display: (!words.own.is_empty()).then(|| words.own.clone()),
        };
        let words = if words.own.is_empty() { Words { own: code.to_owned(), ..words } } else { words };
        out.push(AnswerOption { value: Answer::Coding(coding), words, exclusive: false, initial: false });
    }
    Ok(())
}

fn codings(map: &Json, path: Path<'_>) -> Result<Vec<Coding>, Fault> {
    let at = path.field("code");
    list(map, path, "code")?.iter().enumerate().map(|(i, v)| Coding::read(v, at.index(i))).collect()
}

/// The words of an element and their translations, which FHIR keeps beside it under `_name`.
fn words(map: &Json, path: Path<'_>, name: &'static str) -> Result<Words, Fault> {
    let own = map.get(name).and_then(Value::as_str).unwrap_or("").trim().to_owned();
    let mut translations = BTreeMap::new();
    if let Some(Value::Object(beside)) = map.get(format!("_{name}").as_str()) {
        for extension in list(beside, path, "extension")? {
            let extension = object(extension, path)?;
            if extension.get("url").and_then(Value::as_str) != Some(&format!("{EXT}translation")) {
                continue;
            }
            let part = |url: &str| {
                let parts = extension.get("extension").and_then(Value::as_array)?;
                let part = parts.iter().find(|p| p.get("url").and_then(Value::as_str) == Some(url))?;
                ["valueCode", "valueString", "valueMarkdown"].iter().find_map(|v| part.get(v)?.as_str())
            };
            if let (Some(language), Some(content)) = (part("lang"), part("content")) {
                translations.insert(language.to_owned(), content.trim().to_owned());
            }
        }
    }
    Ok(Words { own, translations })
}

/// The extensions of an item, by the last part of their address.
fn each_extension<'v>(map: &'v Json, path: Path<'_>) -> Result<Vec<(&'v str, &'v Json)>, Fault> {
    let mut found = Vec::new();
    for extension in list(map, path, "extension")? {
        let extension = object(extension, path.field("extension"))?;
        if let Some(name) = extension.get("url").and_then(Value::as_str).and_then(|u| u.strip_prefix(EXT)) {
            found.push((name, extension));
        }
    }
    Ok(found)
}

fn has_true(map: &Json, path: Path<'_>, name: &str) -> Result<bool, Fault> {
    let truth = |e: &Json| e.get("valueBoolean") == Some(&Value::Bool(true));
    Ok(each_extension(map, path)?.iter().any(|(n, e)| *n == name && truth(e)))
}

fn extensions(map: &Json, path: Path<'_>, item: &mut Item) -> Result<(), Fault> {
    let at = path.field("extension");
    for (name, extension) in each_extension(map, path)? {
        let count = || extension.get("valueInteger").map(|v| integer(v, at)).transpose();
        match name {
            "questionnaire-hidden" => item.hidden = extension.get("valueBoolean") == Some(&Value::Bool(true)),
            "minValue" => item.min = Answer::find(extension, at, "value")?,
            "maxValue" => item.max = Answer::find(extension, at, "value")?,
            "questionnaire-minOccurs" => item.min_occurs = count()?.and_then(|n| usize::try_from(n).ok()),
            "questionnaire-maxOccurs" => item.max_occurs = count()?.and_then(|n| usize::try_from(n).ok()),
            "questionnaire-unit" | "questionnaire-unitOption" => {
                if let Some(coding) = extension.get("valueCoding") {
                    item.units.push(Coding::read(coding, at)?);
                }
            }
            _ => {}
        }
    }
    Ok(())
}
