//! Words that residents read are easy: at most grade 6 in English, at least "fairly easy" in Spanish, message by message
//! and page by page.
//!
//! * English: the Flesch-Kincaid grade, 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid, Fishburne,
//!   Rogers, Chissom: Derivation of new readability formulas for Navy enlisted personnel, 1975).
//! * Spanish: the INFLESZ scale, 206.835 - 62.3 syllables per word - words per sentence; 55 to 65 is "normal", from 65 on
//!   "fairly easy" (Szigriszt Pazos 1993; Barrio Cantalejo and others, An. Sist. Sanit. Navar. 31, 2008).
//!
//! Both formulas were made for running text: a label of three words says nothing, so a message counts by itself from eight
//! words on, and all messages of a page together. Syllables are counted by rule, which is off by one for a word here and
//! there. A formula sees long words and long sentences, not whether a text is clear: people have to try that.

use std::collections::BTreeMap;
use tandem::rooms;

/// What residents read, by the beginning of its key: pages without an account, their own page, the words of consent that
/// are read out to them, texts and letters to them, what a failure says to everybody.
const FOR_RESIDENTS: [&str; 66] = [
    "conversations-about",
    "conversations-answer",
    "conversations-error-cookie",
    "conversations-lead",
    "conversations-lived",
    "conversations-pass-",
    "conversations-private-",
    "conversations-suggest",
    "directory-access-",
    "directory-address-",
    "directory-ages-",
    "directory-call-",
    "directory-capacity-",
    "directory-change",
    "directory-checked-",
    "directory-closed",
    "directory-count",
    "directory-find-",
    "directory-holiday-",
    "directory-hours-",
    "directory-near-",
    "directory-not-running",
    "directory-nothing-",
    "directory-open-",
    "directory-opens-",
    "directory-q-",
    "directory-read-as",
    "directory-report-thanks",
    "directory-safety-",
    "directory-talk-",
    "directory-tip-",
    "directory-unchecked",
    "directory-wrong-",
    "error-",
    "front-display-",
    "front-home-",
    "front-menu-",
    "front-privacy-",
    "people-access-",
    "people-class-",
    "people-consent-labels",
    "people-consent-notice-plain",
    "people-consent-read-",
    "people-consent-teach",
    "people-data-",
    "people-how-",
    "people-my-",
    "people-none-",
    "people-purpose-",
    "people-state-",
    "people-withdrawn",
    "referrals-call-",
    "referrals-confirm-",
    "referrals-error-call-instead",
    "referrals-error-too-many",
    "referrals-gone-",
    "referrals-sent-",
    "referrals-text-",
    "referrals-thanks-",
    "referrals-track-",
    "web-call",
    "web-demo-",
    "web-error-",
    "web-footer-",
    "web-map-",
    "web-optional",
];

/// Shorter messages count only with their page.
const FEW_WORDS: usize = 8;

/// Sentences, words and syllables of a text.
#[derive(Clone, Copy, Default)]
struct Counts {
    sentences: f64,
    words: f64,
    syllables: f64,
}

fn counts(text: &str, syllables: fn(&str) -> usize) -> Counts {
    let mut all = Counts::default();
    for sentence in text.split(['.', '!', '?', ':', ';', '\n']) {
        let apart = |c: char| !(c.is_alphanumeric() || c == '\'' || c == '\u{2019}');
        let words: Vec<&str> =
            sentence.split(apart).filter(|w| w.chars().any(char::is_alphanumeric)).collect();
        if !words.is_empty() {
            all.sentences += 1.0;
            all.words += words.len() as f64;
            all.syllables += words.iter().map(|w| syllables(w)).sum::<usize>() as f64;
        }
    }
    all
}

/// The school grade whose pupils can read an English text.
fn grade(text: &str) -> f64 {
    let c = counts(text, english);
    if c.words == 0.0 { 0.0 } else { 0.39 * c.words / c.sentences + 11.8 * c.syllables / c.words - 15.59 }
}

/// How easy a Spanish text is, up to about 100.
fn ease(text: &str) -> f64 {
    let c = counts(text, spanish);
    if c.words == 0.0 { 100.0 } else { 206.835 - 62.3 * c.syllables / c.words - c.words / c.sentences }
}

/// Syllables of an English word: groups of vowels, less the endings that are not spoken.
fn english(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().filter(char::is_ascii_lowercase).collect();
    let vowel = |c: &char| "aeiouy".contains(*c);
    let groups =
        letters.iter().enumerate().filter(|(i, c)| vowel(c) && (*i == 0 || !vowel(&letters[i - 1]))).count();
    let before = |n: usize| letters.len().checked_sub(n).map_or(' ', |i| letters[i]);
    let mute = match (before(2), before(1)) {
        // "place", but not "people" or "see".
        (c, 'e') => !(vowel(&c) || c == 'l' && !vowel(&before(3)) && before(3) != 'r'),
        // "looked", but not "wanted".
        ('e', 'd') => !vowel(&before(3)) && !matches!(before(3), 't' | 'd'),
        // "notes", but not "places".
        ('e', 's') => !vowel(&before(3)) && !matches!(before(3), 's' | 'x' | 'z' | 'h' | 'c' | 'g'),
        _ => false,
    };
    groups.saturating_sub(usize::from(mute)).max(1)
}

/// Syllables of a Spanish word: groups of vowels, apart where two strong vowels meet or a weak one is stressed.
fn spanish(word: &str) -> usize {
    let word = word.to_lowercase();
    let word = ["e", "i", "é", "í"].iter().fold(word, |w, v| {
        w.replace(&format!("qu{v}"), &format!("k{v}")).replace(&format!("gu{v}"), &format!("g{v}"))
    });
    let mut letters: Vec<char> = word.chars().collect();
    if let Some(last) = letters.last_mut().filter(|c| **c == 'y') {
        *last = 'i';
    }
    let vowel = |c: char| "aeiouáéíóúü".contains(c);
    let strong = |c: char| "aeoáéó".contains(c);
    let stressed = |c: char| matches!(c, 'í' | 'ú');
    let apart = |a: char, b: char| !vowel(a) || (strong(a) && strong(b)) || stressed(a) || stressed(b);
    let begins = |i: usize, c: char| vowel(c) && (i == 0 || apart(letters[i - 1], c));
    letters.iter().enumerate().filter(|(i, c)| begins(*i, **c)).count().max(1)
}

/// Each message for residents as it may be read, by its key: a name stands in for what is filled in, and every variant
/// of a plural is read.
fn messages(source: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut key = String::new();
    for line in source.lines() {
        let begins = line
            .split_once(" =")
            .filter(|(k, _)| k.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)));
        match begins {
            Some((k, rest)) => {
                key = k.to_owned();
                found.insert(key.clone(), rest.to_owned());
            }
            None if line.starts_with(' ') => {
                // "[one] One person" and "*[other] ..." are variants: what stands after the bracket is read.
                let text = line.trim().trim_start_matches('*');
                let text =
                    if text.starts_with('[') { text.split_once(']').map_or("", |(_, t)| t) } else { text };
                let message = found.entry(key.clone()).or_default();
                message.push('\n');
                message.push_str(text);
            }
            None => key.clear(),
        }
    }
    found.retain(|k, _| FOR_RESIDENTS.iter().any(|begins| k.starts_with(begins)));
    found.into_iter().map(|(k, text)| (k, filled(&text))).collect()
}

fn filled(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        // A selector has no words of its own; its variants stand on the lines that follow.
        let selector = after.split_once("->").filter(|(head, _)| !head.contains('}'));
        rest = match selector {
            Some((_, variants)) => variants,
            None => {
                out.push_str("Ana");
                after.split_once('}').map_or("", |(_, next)| next)
            }
        };
    }
    out.push_str(rest);
    out.replace('}', "")
}

fn check(
    language: &str,
    source: fn(&tandem_web::Messages) -> &'static str,
    hard: impl Fn(&str, bool) -> Option<f64>,
) {
    let mut faults = Vec::new();
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    let sources = rooms::all().into_iter().map(|r| r.messages).chain([tandem_web::SHARED_MESSAGES]);
    let mut read = 0;
    for (key, text) in sources.flat_map(|m| messages(source(&m))) {
        let page = key.splitn(3, '-').take(2).collect::<Vec<_>>().join("-");
        let all = pages.entry(page).or_default();
        all.push_str(&text);
        all.push('\n');
        read += 1;
        if counts(&text, english).words >= FEW_WORDS as f64
            && let Some(score) = hard(&text, false)
        {
            faults.push(format!("{key} ({score:.1}): {text}"));
        }
    }
    assert!(read > 200, "{read} messages in {language}: the list of keys fits no more");
    for begins in FOR_RESIDENTS {
        assert!(
            pages.keys().any(|p| begins.starts_with(p.as_str()) || p.starts_with(begins)),
            "nothing begins with {begins}"
        );
    }
    for (page, text) in &pages {
        if counts(text, english).words >= 3.0 * FEW_WORDS as f64
            && let Some(score) = hard(text, true)
        {
            faults.push(format!("{page}-* together ({score:.1})"));
        }
    }
    assert!(faults.is_empty(), "too hard to read in {language}:\n{}", faults.join("\n"));
}

#[test]
fn english_for_residents_is_at_grade_six_or_below() {
    check("English", |m| m.en, |text, _| Some(grade(text)).filter(|g| *g > 6.0));
}

#[test]
fn spanish_for_residents_is_fairly_easy() {
    let least = |whole: bool| if whole { 65.0 } else { 55.0 };
    check("Spanish", |m| m.es, |text, whole| Some(ease(text)).filter(|e| *e < least(whole)));
}

#[test]
fn the_measure_tells_easy_from_hard() {
    for (word, n) in [
        ("food", 1),
        ("people", 2),
        ("looked", 1),
        ("wanted", 2),
        ("places", 2),
        ("notes", 1),
        ("organization", 5),
    ] {
        assert_eq!(english(word), n, "{word}");
    }
    for (word, n) in [
        ("ayuda", 3),
        ("día", 2),
        ("quiere", 2),
        ("organización", 5),
        ("hoy", 1),
        ("teléfono", 4),
        ("leer", 2),
    ] {
        assert_eq!(spanish(word), n, "{word}");
    }
    assert!(grade("You can say no. You will still get help here.") < 3.0);
    let law = "Notwithstanding the foregoing, authorization for disclosure of protected information may be revoked by written notification.";
    assert!(grade(law) > 12.0);
    assert!(ease("Puede decir que no. Le vamos a ayudar igual.") > 80.0);
    assert!(
        ease(
            "La autorización para la divulgación de información confidencial podrá revocarse mediante notificación."
        ) < 30.0
    );
    let read = messages(
        "people-my-x = { $n ->\n    [one] One group\n   *[other] { $n } groups\n  } see it.\nstaff-y = No\n",
    );
    assert_eq!(read.len(), 1);
    assert!(
        read["people-my-x"].contains("One group") && read["people-my-x"].contains("Ana groups"),
        "{read:?}"
    );
}
