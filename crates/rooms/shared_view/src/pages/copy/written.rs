//! A copy of everything in words: the one description that the page and the PDF are both made of.

use crate::actions::{Everything, Timeline};
use crate::pages::{day, lines, timeline as staff};
use std::collections::HashMap;
use tandem_people::private_page::{self, CorrectionInWords};
use tandem_web::Cx;
use tandem_web::messages::dates;
use tandem_web::messages::languages::language_name;

/// The copy, in the reader's language.
pub struct Written {
    /// What it is called.
    pub title: String,
    /// Of whom, and of which day.
    pub of: String,
    /// What is not in it, and why.
    pub without: String,
    /// Its sections, in the order of reading.
    pub parts: Vec<Part>,
}

/// A section.
pub struct Part {
    /// Its heading.
    pub title: String,
    /// What is in it.
    pub body: Body,
}

/// What is in a section.
pub enum Body {
    /// Names with their values.
    Facts(Facts),
    /// What happened, the newest first.
    Timeline(Vec<lines::Said>),
    /// What the person asked to be corrected.
    Corrections(Vec<CorrectionInWords>),
    /// Who looked: the headings of columns, and the rows.
    Looks([String; 4], Vec<[String; 4]>),
    /// There is nothing; what is said instead.
    Nothing(String),
}

/// Names, each with its values.
pub type Facts = Vec<(String, Vec<String>)>;

/// Everything, in words.
pub fn write(cx: &Cx, all: &Everything) -> Written {
    let timeline = &all.timeline;
    let named = [("name", timeline.person.display_name().into()), ("date", day(cx, all.at).into())];
    let mut parts =
        vec![Part { title: cx.t("people-correction-details"), body: Body::Facts(facts(cx, all)) }];
    if !timeline.teams.is_empty() {
        let teams = Body::Facts(staff::teams_in_words(cx, timeline));
        parts.push(Part { title: cx.t("shared-view-my-teams"), body: teams });
    }
    let rows: Vec<_> = timeline.lines.iter().map(|line| lines::in_words(cx, timeline, line)).collect();
    parts.push(Part {
        title: cx.t("shared-view-my-title"),
        body: if rows.is_empty() { Body::Nothing(cx.t("shared-view-nothing")) } else { Body::Timeline(rows) },
    });
    parts.extend(answers(cx, all));
    if !all.corrections.is_empty() {
        let asked = all.corrections.iter().map(|k| private_page::correction(cx, k)).collect();
        parts.push(Part { title: cx.t("people-corrections"), body: Body::Corrections(asked) });
    }
    let names: HashMap<_, _> = timeline.orgs.iter().map(|(id, name)| (*id, name.clone())).collect();
    let (columns, rows) = private_page::looks(cx, &all.looks, &names);
    parts.push(Part {
        title: cx.t("people-my-who"),
        body: match rows.is_empty() {
            true => Body::Nothing(private_page::no_looks(cx)),
            false => Body::Looks(columns, rows),
        },
    });
    Written {
        title: cx.t("shared-view-copy-title"),
        of: cx.ta("shared-view-copy-of", &named),
        without: cx.t("shared-view-copy-without"),
        parts,
    }
}

/// Who the person is, with the numbers by which organizations know them.
fn facts(cx: &Cx, all: &Everything) -> Facts {
    let mut facts: Facts =
        details(cx, &all.timeline).into_iter().map(|(name, value)| (name, vec![value])).collect();
    if !all.identifiers.is_empty() {
        let known = all.identifiers.iter().map(|(system, value)| format!("{value} ({system})"));
        facts.push((cx.t("people-identifiers"), known.collect()));
    }
    facts
}

/// Who the person is and how to reach them, as it is written down.
pub fn details(cx: &Cx, timeline: &Timeline) -> Vec<(String, String)> {
    let d = &timeline.person.details;
    let address = [&d.address_line1, &d.address_line2, &d.city, &d.region, &d.postal_code];
    let address: Vec<&str> = address.into_iter().flatten().map(String::as_str).collect();
    let full = format!("{} {}", d.given_name, d.family_name);
    let said = [
        ("people-column-name", Some(full.trim().to_owned())),
        ("people-preferred-name", d.preferred_name.clone()),
        ("people-birth-date", d.birth_date.map(|day| dates::date_year(cx.lang, day))),
        ("people-phone", d.phone.as_deref().map(tandem_people::model::names::show_phone)),
        ("people-email", d.email.clone()),
        ("shared-view-my-language", d.language.as_deref().map(|tag| language_name(cx.lang, tag))),
        ("people-address", (!address.is_empty()).then(|| address.join(", "))),
    ];
    said.into_iter().filter_map(|(key, value)| Some((cx.t(key), value?))).collect()
}

/// What was asked and answered, screening by screening.
fn answers(cx: &Cx, all: &Everything) -> Vec<Part> {
    let asked = all.screenings.iter().filter_map(|view| {
        let words = tandem_screening::answers_in_words(cx, view);
        let at = view.screening.authored_at.unwrap_or(view.screening.started_at);
        let title = format!("{}, {}", view.questionnaire.title.in_language(cx.lang.code()), day(cx, at));
        let facts = words.into_iter().map(|(question, answer)| (question, vec![answer])).collect::<Facts>();
        (!facts.is_empty()).then_some(Part { title, body: Body::Facts(facts) })
    });
    asked.collect()
}
