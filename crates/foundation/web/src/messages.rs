//! The words: every text a person reads comes from here, in English and Spanish.
//!
//! Each room brings two Fluent files (`messages/en.ftl`, `messages/es.ftl`); [`Catalogue::new`] joins them once at
//! start and refuses a set that is not complete: a key defined twice, a key in one language only, or a key whose
//! variables differ between the languages. So a page cannot be half translated.
//!
//! Numbers are grouped in the way of the United States in both languages (1,234.5 is what the residents' letters,
//! prices and bills say in Spanish too); dates and times follow the language ([`dates`]).

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast;
use unic_langid::langid;

pub mod dates;
mod translated;

pub use translated::in_language;
pub mod languages;

/// A value for a variable of a message: `3.into()`, `"Ana".into()`, `name.as_str().into()`.
pub type Arg<'a> = FluentValue<'a>;

/// The languages that are complete. A third one is a file beside the two and a variant here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English (United States).
    #[default]
    En,
    /// Spanish (United States).
    Es,
}

impl Lang {
    /// Every language, in the order in which the switch offers them.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Es];

    /// The BCP 47 code that goes into `<html lang>`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Es => "es",
        }
    }

    /// The name that a speaker of the language looks for.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Es => "Español",
        }
    }

    /// The writing direction, for `<html dir>`.
    pub fn dir(self) -> &'static str {
        "ltr"
    }

    /// Reads a language tag such as `es`, `es-MX` or `ES_us`; none when it is not one of ours.
    pub fn from_code(tag: &str) -> Option<Lang> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Lang::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }

    /// The language for a request: what the person chose (cookie) wins over what the browser asks for
    /// (`Accept-Language`, by its weights), and English is the last resort.
    pub fn negotiate(chosen: Option<&str>, accept_language: Option<&str>) -> Lang {
        if let Some(lang) = chosen.and_then(Lang::from_code) {
            return lang;
        }
        let mut best: Option<(f32, Lang)> = None;
        for item in accept_language.unwrap_or_default().split(',') {
            let mut parts = item.split(';');
            let Some(lang) = parts.next().and_then(Lang::from_code) else { continue };
            let weight = parts
                .find_map(|p| p.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse::<f32>().unwrap_or(0.0));
            // Strictly greater: the first of two equal wishes wins.
            if weight > 0.0 && best.is_none_or(|(w, _)| weight > w) {
                best = Some((weight, lang));
            }
        }
        best.map_or(Lang::En, |(_, lang)| lang)
    }
}

/// The two Fluent files of one room: `Messages { en: include_str!("../messages/en.ftl"), es: .. }`.
#[derive(Clone, Copy, Debug)]
pub struct Messages {
    /// Text of `en.ftl`.
    pub en: &'static str,
    /// Text of `es.ftl`.
    pub es: &'static str,
}

impl Messages {
    /// A room without words of its own.
    pub const NONE: Messages = Messages { en: "", es: "" };

    fn source(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Es => self.es,
        }
    }
}

/// The words that the shell and the components share (`web-*` keys).
pub const SHARED: Messages =
    Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") };

/// Why a set of message files was refused. Every fault is listed, so that one start shows all of them.
#[derive(Debug, thiserror::Error)]
#[error("the message files do not fit together:\n  {}", .faults.join("\n  "))]
pub struct CatalogueError {
    /// One line for each fault: room, language, key and what to do.
    pub faults: Vec<String>,
}

/// All messages of the install, ready to format. Build it once and share it (`Arc`).
pub struct Catalogue {
    en: FluentBundle<FluentResource>,
    es: FluentBundle<FluentResource>,
    /// key -> variables; the same in every language, which [`Catalogue::new`] proves.
    keys: BTreeMap<String, BTreeSet<String>>,
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalogue").field("keys", &self.keys.len()).finish_non_exhaustive()
    }
}

impl Catalogue {
    /// Joins the rooms' files, each given with the name of its room (for the error text).
    pub fn new(rooms: &[(&str, Messages)]) -> Result<Catalogue, CatalogueError> {
        let mut faults = Vec::new();
        let (en, en_keys) = load(Lang::En, rooms, &mut faults);
        let (es, es_keys) = load(Lang::Es, rooms, &mut faults);
        for (key, (room, variables)) in &en_keys {
            match es_keys.get(key) {
                None => faults.push(format!("{room}: `{key}` is in en.ftl but not in es.ftl; translate it")),
                Some((_, other)) if other != variables => faults.push(format!(
                    "{room}: `{key}` uses {variables:?} in en.ftl but {other:?} in es.ftl; use the same variables"
                )),
                Some(_) => {}
            }
        }
        for (key, (room, _)) in &es_keys {
            if !en_keys.contains_key(key) {
                faults.push(format!("{room}: `{key}` is in es.ftl but not in en.ftl; add or remove it"));
            }
        }
        if !faults.is_empty() {
            return Err(CatalogueError { faults });
        }
        let keys = en_keys.into_iter().map(|(key, (_, variables))| (key, variables)).collect();
        Ok(Catalogue { en, es, keys })
    }

    /// The shared words alone; what the components need, and enough for a test or an error page.
    pub fn shared() -> Catalogue {
        Catalogue::new(&[("web", SHARED)]).unwrap_or_else(|e| panic!("{e}"))
    }

    /// The text of `key`. An unknown key or a missing variable is a fault of ours, never of the reader's: it stops a
    /// debug build (and so every test), while a release shows the key and logs an error.
    pub fn text(&self, lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let bundle = match lang {
            Lang::En => &self.en,
            Lang::Es => &self.es,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else {
            return self.missing(lang, key, "no such key");
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let mut text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        // A Spanish time has a point at its end already: "8:00 p. m."
        if lang == Lang::Es && text.contains("\u{a0}m..") {
            text = text.replace("\u{a0}m..", "\u{a0}m.");
        }
        match errors.first() {
            None => text,
            Some(error) => self.missing(lang, key, &error.to_string()),
        }
    }

    fn missing(&self, lang: Lang, key: &str, why: &str) -> String {
        if cfg!(debug_assertions) {
            panic!("message `{key}` ({}): {why}", lang.code());
        }
        tracing::error!(key, lang = lang.code(), why, "message cannot be shown");
        key.to_owned()
    }

    /// Whether there is such a key.
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// Every key, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str)
    }

    /// The variables that a message needs; none for an unknown key.
    pub fn variables(&self, key: &str) -> Option<&BTreeSet<String>> {
        self.keys.get(key)
    }
}

type Keys = BTreeMap<String, (String, BTreeSet<String>)>;

fn load(
    lang: Lang,
    rooms: &[(&str, Messages)],
    faults: &mut Vec<String>,
) -> (FluentBundle<FluentResource>, Keys) {
    let locale = match lang {
        Lang::En => langid!("en-US"),
        Lang::Es => langid!("es-US"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Isolation marks would sit invisibly in page titles, file names and e-mail subjects; both languages are written
    // from left to right, so they have no use here.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(n) if n.options.use_grouping => Some(group(&n.as_string())),
        _ => None,
    }));
    if let Err(error) = bundle.add_builtins() {
        faults.push(format!("{}: Fluent's NUMBER is missing: {error}", lang.code()));
    }
    let mut keys = Keys::new();
    for (room, messages) in rooms {
        let resource = match FluentResource::try_new(messages.source(lang).to_owned()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let line = resource.source()[..error.pos.start].lines().count().max(1);
                    faults.push(format!("{room}: {}.ftl line {line}: {error}", lang.code()));
                }
                continue;
            }
        };
        for entry in resource.entries() {
            let ast::Entry::Message(message) = entry else { continue };
            let key = message.id.name.to_owned();
            let mut variables = BTreeSet::new();
            if let Some(pattern) = &message.value {
                pattern_variables(pattern, &mut variables);
            }
            if let Some((other, _)) = keys.insert(key.clone(), ((*room).to_owned(), variables)) {
                let file = format!("{}.ftl", lang.code());
                faults.push(format!(
                    "{room}: `{key}` is defined twice ({other} has it too) in {file}; rename one"
                ));
            }
        }
        // A duplicate was reported above with both rooms' names, which the bundle's own error lacks.
        let _ = bundle.add_resource(resource);
    }
    (bundle, keys)
}

fn pattern_variables(pattern: &ast::Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            expression_variables(expression, into);
        }
    }
}

fn expression_variables(expression: &ast::Expression<&str>, into: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => inline_variables(inline, into),
        ast::Expression::Select { selector, variants } => {
            inline_variables(selector, into);
            for variant in variants {
                pattern_variables(&variant.value, into);
            }
        }
    }
}

fn inline_variables(inline: &ast::InlineExpression<&str>, into: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            into.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for positional in &arguments.positional {
                inline_variables(positional, into);
            }
        }
        ast::InlineExpression::Placeable { expression } => expression_variables(expression, into),
        _ => {}
    }
}

/// A whole number with thousands marked: 1,234.
pub fn number(n: i64) -> String {
    group(&n.to_string())
}

/// A part of a whole as a whole percentage, rounded: 4 of 17 are 24%. Every page says the same of the same part. Of nothing there is none.
pub fn percent_of(part: u64, whole: u64) -> String {
    let (part, whole) = (u128::from(part), u128::from(whole));
    if whole == 0 { "–".to_owned() } else { format!("{}%", (part * 200 + whole) / (whole * 2)) }
}

/// The same of a share between 0 and 1.
pub fn percent(share: f64) -> String {
    format!("{}%", (share * 100.0).round())
}

/// Puts commas into the whole part of a decimal number's text.
fn group(text: &str) -> String {
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + whole.len() / 3);
    out.push_str(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(en: &'static str, es: &'static str) -> Messages {
        Messages { en, es }
    }

    #[test]
    fn the_choice_wins_over_the_browser_and_weights_count() {
        assert_eq!(Lang::negotiate(Some("es"), Some("en")), Lang::Es);
        assert_eq!(Lang::negotiate(Some("xx"), Some("es-MX,es;q=0.9,en;q=0.8")), Lang::Es);
        assert_eq!(Lang::negotiate(None, Some("fr, en;q=0.3, es;q=0.7")), Lang::Es);
        assert_eq!(Lang::negotiate(None, Some("en, es")), Lang::En);
        assert_eq!(Lang::negotiate(None, Some("es;q=0")), Lang::En);
        assert_eq!(Lang::negotiate(None, None), Lang::En);
    }

    #[test]
    fn a_spanish_time_ends_a_sentence_with_one_point() {
        let text = pair("until = Until { $at }.", "until = Hasta { $at }.");
        let c = Catalogue::new(&[("t", text)]).unwrap();
        assert_eq!(
            c.text(Lang::Es, "until", &[("at", "las 8:00 p.\u{a0}m.".into())]),
            "Hasta las 8:00 p.\u{a0}m."
        );
        assert_eq!(c.text(Lang::Es, "until", &[("at", "mañana".into())]), "Hasta mañana.");
        assert_eq!(c.text(Lang::En, "until", &[("at", "8 pm".into())]), "Until 8 pm.");
    }

    #[test]
    fn plurals_and_grouping() {
        let text = pair(
            "places = { $n ->\n  [one] One place\n *[other] { $n } places\n }\nyear = { NUMBER($y, useGrouping: \"false\") }",
            "places = { $n ->\n  [one] Un lugar\n *[other] { $n } lugares\n }\nyear = { NUMBER($y, useGrouping: \"false\") }",
        );
        let c = Catalogue::new(&[("t", text)]).unwrap();
        assert_eq!(c.text(Lang::En, "places", &[("n", 1.into())]), "One place");
        assert_eq!(c.text(Lang::En, "places", &[("n", 1876.into())]), "1,876 places");
        assert_eq!(c.text(Lang::Es, "places", &[("n", 1876.into())]), "1,876 lugares");
        assert_eq!(c.text(Lang::En, "year", &[("y", 2026.into())]), "2026");
    }

    #[test]
    fn isolation_marks_stay_out() {
        let c = Catalogue::new(&[("t", pair("hi = Hello { $name }.", "hi = Hola, { $name }."))]).unwrap();
        assert_eq!(c.text(Lang::Es, "hi", &[("name", "Ana".into())]), "Hola, Ana.");
    }

    #[test]
    fn faults_are_all_named_with_their_room() {
        let a = pair("one = 1\nboth = { $x }\nonly-en = x", "one = 1\nboth = { $y }");
        let b = pair("one = again", "one = otra\nonly-es = x");
        let error = Catalogue::new(&[("a", a), ("b", b)]).unwrap_err();
        let all = error.to_string();
        assert!(all.contains("b: `one` is defined twice (a has it too) in en.ftl"), "{all}");
        assert!(all.contains("`both` uses {\"x\"} in en.ftl but {\"y\"} in es.ftl"), "{all}");
        assert!(all.contains("`only-en` is in en.ftl but not in es.ftl"), "{all}");
        assert!(all.contains("`only-es` is in es.ftl but not in en.ftl"), "{all}");
    }

    #[test]
    fn a_broken_file_names_its_line() {
        let error = Catalogue::new(&[("a", pair("fine = ok\n\nbroken = { $", "fine = ok"))]).unwrap_err();
        assert!(error.to_string().contains("a: en.ftl line 3"), "{error}");
    }

    #[test]
    #[should_panic(expected = "message `nope` (en): no such key")]
    #[cfg(debug_assertions)]
    fn an_unknown_key_stops_a_debug_build() {
        Catalogue::shared().text(Lang::En, "nope", &[]);
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(number(0), "0");
        assert_eq!(number(-1234567), "-1,234,567");
        assert_eq!(group("1234.5"), "1,234.5");
        let parts = [(4, 17), (5, 17), (1, 8), (0, 3), (3, 3)].map(|(part, whole)| percent_of(part, whole));
        assert_eq!(parts, ["24%", "29%", "13%", "0%", "100%"], "rounded, never cut off");
        assert_eq!((percent(4.0 / 17.0), percent_of(0, 0)), ("24%".to_owned(), "–".to_owned()));
        assert_eq!(group("NaN"), "NaN");
    }

    #[test]
    fn the_shared_words_fit_together() {
        let c = Catalogue::shared();
        assert!(c.has("web-skip"));
    }
}
