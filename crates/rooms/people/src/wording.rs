//! The text of a consent: everything that a person agrees to, in one piece, in their language. What is shown, what is kept
//! and what is printed is this one text, made from the choice itself, so that nobody can sign one thing and open another.

use crate::model::consent::NewConsent;
use crate::model::data_class::DataClass;
use crate::model::guardian::Basis;
use crate::model::label::Label;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use tandem_web::messages::{Arg, Catalogue, Lang, dates};

/// The words of this room alone: the text of a consent is made where no page is, too.
static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[("people", crate::MESSAGES)])
        .unwrap_or_else(|e| unreachable!("every start of the program has read these files before: {e}"))
});

/// Who is named in the text.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// Whose facts they are.
    pub person: &'a str,
    /// Who shares them.
    pub owner: &'a str,
    /// Who may see them.
    pub recipient: &'a str,
    /// Who agrees for the person, and why they may.
    pub guardian: Option<(&'a str, Basis)>,
}

/// Classes of data in words, parted by semicolons.
pub fn classes(language: &str, classes: &BTreeSet<DataClass>) -> String {
    let lang = Lang::from_code(language).unwrap_or_default();
    let words: Vec<String> =
        classes.iter().map(|class| WORDS.text(lang, &format!("people-class-{class}"), &[])).collect();
    words.join("; ")
}

/// The text, line by line: a title, paragraphs, and items that begin with a dash.
///
/// It has what 42 CFR 2.31(a) asks of a written consent: the person, who discloses, what, to whom, why, the right to take
/// it back and how, when it ends; for records of treatment for substance use also that they may be passed on, and what a
/// no means. The signature and its date stand beside it.
pub fn compose(new: &NewConsent, names: &Names, zone: &TimeZone, now: Timestamp) -> String {
    let lang = Lang::from_code(&new.language).unwrap_or_default();
    let say = |key: &str, args: &[(&str, Arg<'_>)]| WORDS.text(lang, key, args);
    let day = |at: Timestamp| dates::date_year(lang, at.to_zoned(zone.clone()).date());
    let listed = |keys: Vec<String>| keys.iter().map(|key| say(key, &[])).collect::<Vec<_>>().join("; ");
    let org = || [("org", Arg::from(names.owner))];
    let mut lines = vec![
        say("people-text-title", &[("name", names.person.into())]),
        say("people-consent-read-1", &org()),
    ];
    lines.extend((2..=5).map(|n| say(&format!("people-consent-read-{n}"), &[])));
    let mut item = |key: &str, value: &str| lines.push(format!("- {}: {value}", say(key, &[])));
    item("people-text-whose", names.person);
    if let Some((name, basis)) = names.guardian {
        let basis = say(&format!("people-basis-{}", basis.code()), &[]);
        item("people-text-by", &format!("{name} ({basis})"));
    }
    item("people-text-from", names.owner);
    item("people-text-to", names.recipient);
    item("people-text-what", &listed(new.classes.iter().map(|c| format!("people-class-{c}")).collect()));
    item("people-text-topics", &listed(new.labels.iter().map(|l| format!("people-data-{l}")).collect()));
    item("people-text-why", &say(&format!("people-purpose-{}", new.purpose.word()), &[]));
    if new.starts(now) > now {
        item("people-text-starts", &day(new.starts(now)));
    }
    item("people-text-until", &day(new.valid_until));
    lines.push(say("people-text-stop", &org()));
    if new.labels.contains(&Label::SubstanceUse) {
        lines.push(say("people-text-part2", &[]));
        lines.push(say("people-text-part2-on", &[]));
    }
    if new.answer.is_yes() {
        lines.push(say("people-text-agree", &[]));
    }
    lines.join("\n")
}

/// The text message with a code. It stands on lock screens.
pub fn code_message(lang: Lang, code: &str, minutes: i64) -> String {
    WORDS.text(lang, "people-text-message", &[("code", code.into()), ("minutes", minutes.into())])
}

/// A text of [`compose`] on a page, exactly as it is kept.
pub fn show(text: &str, lang: &str) -> Markup {
    let mut lines = text.lines();
    let title = lines.next().unwrap_or_default();
    let lines: Vec<&str> = lines.collect();
    html! {
        section.card.stack.consent-text lang=(lang) aria-labelledby="consent-text" {
            h2 id="consent-text" { (title) }
            @for part in lines.chunk_by(|a, b| a.starts_with("- ") == b.starts_with("- ")) {
                @if part[0].starts_with("- ") {
                    ul { @for line in part { li { (line.trim_start_matches("- ")) } } }
                } @else {
                    @for line in part { p { (line) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::consent::{Answer, FORM_VERSION};
    use tandem_access::sha256_hex;
    use tandem_access::{Purpose, Uuid};

    fn text(language: &str, labels: &[Label]) -> String {
        let now = Timestamp::from_second(1_772_625_600).expect("a time");
        let new = NewConsent {
            person_id: Uuid::from_u128(7),
            recipient_org: Uuid::from_u128(2),
            purpose: Purpose::CareCoordination,
            classes: BTreeSet::from(DataClass::ALL),
            labels: labels.iter().copied().collect(),
            valid_from: None,
            valid_until: now + jiff::SignedDuration::from_hours(24 * 30),
            answer: Answer::Signed { signature: "Ana".into() },
            form_version: FORM_VERSION.into(),
            language: language.into(),
            teach_back: None,
            notice_given: true,
            guardian: None,
        };
        let names = Names {
            person: "Ana Peña",
            owner: "Riverside Clinic",
            recipient: "Open Door Pantry",
            guardian: None,
        };
        compose(&new, &names, &TimeZone::UTC, now)
    }

    #[test]
    fn a_consent_for_part_2_records_has_every_element_of_2_31_in_both_languages() {
        for (language, elements) in [
            (
                "en",
                [
                    "Whose facts: Ana Peña",                        // (1) the patient
                    "Who shares them: Riverside Clinic",            // (2) who discloses
                    "Treatment for alcohol or drugs",               // (3) what, explicitly
                    "Who may see them: Open Door Pantry",           // (4) to whom
                    "What for: To get you help",                    // (5) why
                    "tell Riverside Clinic",                        // (6) the right to revoke, and how
                    "What the other group already wrote down",      // (6) but for what was done before
                    "Until: April 3, 2026",                         // (7) when it ends
                    "may pass these records on",                    // (10)(i) they may be passed on
                    "You can say no. You will still get help here", // (10)(ii) what a no means
                ],
            ),
            (
                "es",
                [
                    "De quién son los datos: Ana Peña",
                    "Quién los comparte: Riverside Clinic",
                    "Tratamiento por alcohol o drogas",
                    "Quién los puede ver: Open Door Pantry",
                    "Para qué: Para conseguirle ayuda",
                    "Dígaselo a Riverside Clinic",
                    "Lo que el otro grupo ya anotó",
                    "Hasta: 3 de abril de 2026",
                    "puede pasar estos registros",
                    "Puede decir que no. Aquí le ayudaremos igual",
                ],
            ),
        ] {
            let whole = text(language, &[Label::General, Label::SubstanceUse]);
            for element in elements {
                assert!(whole.contains(element), "{language}: {element}\n{whole}");
            }
            assert!(!text(language, &[Label::General]).contains(elements[8]), "only where it is due");
        }
    }

    /// Whoever changes a word gives the text a new version, and writes the new hashes here.
    #[test]
    fn a_version_stands_for_one_text() {
        let of = |language| sha256_hex(text(language, &[Label::General, Label::SubstanceUse]).as_bytes());
        let known = (
            "tandem-consent-4",
            "53bbf06b10c7ce9b74c925a78091635fe563995220be78c4569fa47ad4d4099a",
            "a8793bc06c1c67a7a797dc7eacd0d55453c38191e95121aec9f30e11687bccc0",
        );
        assert_eq!((FORM_VERSION, of("en").as_str(), of("es").as_str()), known);
    }
}
