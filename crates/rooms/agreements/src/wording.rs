//! The whole text of an agreement: its terms and what the parties promise, in one piece. What is shown, hashed, signed and
//! printed is this one text, so that nobody signs the promise without its dates or its parties.

use crate::model::agreement::Draft;
use maud::{Markup, html};
use std::sync::LazyLock;
use tandem_web::messages::{Arg, Catalogue, Lang, dates};

/// The words of this room alone: texts and letters are made where no page is, too.
static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[("agreements", crate::MESSAGES)])
        .unwrap_or_else(|e| unreachable!("every start of the program has read these files before: {e}"))
});

/// A text of this room in a language.
pub fn say(lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    WORDS.text(lang, key, args)
}

/// The text, line by line: a title, items that begin with a dash, an empty line, the paragraphs. `parties` are the names in
/// the order they are read; `renewed` is the title of the agreement that this one follows.
pub fn compose(d: &Draft, parties: &[&str], renewed: Option<&str>) -> String {
    let lang = Lang::from_code(&d.language).unwrap_or_default();
    let mut lines = vec![d.title.clone()];
    let mut item = |key: &str, value: &str| lines.push(format!("- {}: {value}", say(lang, key, &[])));
    item("agreements-kind", &say(lang, &format!("agreements-kind-{}", d.kind.code().replace('_', "-")), &[]));
    item("agreements-parties", &parties.join("; "));
    item("agreements-purpose", &d.purpose);
    if !d.classes.is_empty() {
        let what: Vec<String> =
            d.classes.iter().map(|c| say(lang, &format!("agreements-class-{c}"), &[])).collect();
        item("agreements-classes", &what.join("; "));
    }
    item("agreements-first-day", &dates::date_year(lang, d.starts_on));
    item("agreements-last-day", &dates::date_year(lang, d.expires_on));
    if let Some(title) = renewed {
        item("agreements-follows", title);
    }
    lines.push(String::new());
    lines.push(d.body.clone());
    lines.join("\n")
}

/// A composed text as a page shows it; `mark` makes a paragraph of it, so that words can be explained in it.
pub fn show(text: &str, lang: &str, mark: impl Fn(&str) -> Markup) -> Markup {
    let (terms, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = terms.lines();
    let title = lines.next().unwrap_or_default();
    html! {
        div.card.stack lang=(lang) {
            p { b { (title) } }
            ul { @for line in lines { li { (mark(line.strip_prefix("- ").unwrap_or(line))) } } }
            @for paragraph in body.split("\n\n").filter(|p| !p.trim().is_empty()) {
                p { @for (n, line) in paragraph.lines().enumerate() { @if n > 0 { br; } (mark(line)) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::agreement::Kind;
    use crate::model::data_class::DataClass;
    use jiff::civil::date;
    use std::collections::BTreeSet;

    fn draft(language: &str) -> Draft {
        Draft {
            kind: Kind::DataUse,
            title: "Sharing for care".into(),
            purpose: "So that people tell their story once.".into(),
            classes: BTreeSet::from(DataClass::FOR_REFERRAL),
            language: language.into(),
            body: "We keep it safe.\n\nWe tell people.\nAlways.".into(),
            starts_on: date(2026, 1, 1),
            expires_on: date(2027, 12, 31),
            parties: BTreeSet::new(),
            renews: None,
        }
    }

    #[test]
    fn the_text_has_every_term_in_both_languages() {
        for (language, words) in [
            (
                "en",
                [
                    "Data use agreement",
                    "Clinic; Pantry",
                    "Your name and how to reach you",
                    "January 1, 2026",
                    "December 31, 2027",
                ],
            ),
            (
                "es",
                [
                    "Acuerdo de uso de datos",
                    "Clinic; Pantry",
                    "Su nombre y cómo comunicarse",
                    "1.º de enero de 2026",
                    "31 de diciembre de 2027",
                ],
            ),
        ] {
            let text = compose(&draft(language), &["Clinic", "Pantry"], None);
            for word in words.into_iter().chain(["Sharing for care", "story once", "We keep it safe."]) {
                assert!(text.contains(word), "{language}: {word}\n{text}");
            }
        }
    }

    #[test]
    fn another_term_is_another_text() {
        let base = compose(&draft("en"), &["Clinic", "Pantry"], None);
        assert_ne!(
            base,
            compose(&Draft { expires_on: date(2028, 1, 1), ..draft("en") }, &["Clinic", "Pantry"], None)
        );
        assert_ne!(base, compose(&draft("en"), &["Clinic", "Shelter"], None));
        assert_ne!(base, compose(&draft("en"), &["Clinic", "Pantry"], Some("The first")));
    }

    #[test]
    fn the_page_shows_paragraphs_and_terms() {
        let text = compose(&draft("en"), &["Clinic", "Pantry"], None);
        let page = show(&text, "en", |line| html! { (line) }).into_string();
        assert!(page.contains("<p>We keep it safe.</p><p>We tell people.<br>Always.</p>"), "{page}");
        assert!(page.contains("<li>Parties: Clinic; Pantry</li>"), "{page}");
    }
}
