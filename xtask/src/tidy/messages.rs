//! Every key that code names exists in both languages, with the variables that the code gives.

use std::collections::{BTreeMap, BTreeSet};

use super::lex::{Kind, Token, past, tokens};
use super::{Faults, Source};

/// key -> the names of its variables.
type Keys = BTreeMap<String, BTreeSet<String>>;

/// A key that code names, and the variables it gives with it (none: not readable here).
#[derive(Debug, PartialEq)]
struct Use {
    key: String,
    line: usize,
    given: Option<BTreeSet<String>>,
}

pub(super) fn check(sources: &[Source], faults: &mut Faults) {
    let en = keys(sources, "/en.ftl", faults);
    let es = keys(sources, "/es.ftl", faults);
    for (key, variables) in &en {
        match es.get(key) {
            None => faults.error(format!("message `{key}` is in en.ftl but not in es.ftl: translate it")),
            Some(other) if other != variables => {
                faults.error(format!(
                    "message `{key}` has the variables {variables:?} in en.ftl and {other:?} in es.ftl"
                ));
            }
            Some(_) => {}
        }
    }
    for key in es.keys().filter(|key| !en.contains_key(*key)) {
        faults.error(format!("message `{key}` is in es.ftl but not in en.ftl: add or remove it"));
    }
    let mut literals = BTreeSet::new();
    for source in sources.iter().filter(|s| is_code(&s.path)) {
        let tokens = tokens(&source.text);
        literals.extend(tokens.iter().filter_map(Token::text).map(str::to_owned));
        for used in uses(&tokens) {
            let at = format!("{}:{}", source.path, used.line);
            match (en.get(&used.key), &used.given) {
                (None, _) => {
                    faults.error(format!("{at}: no message `{}`; add it to en.ftl and es.ftl", used.key))
                }
                (Some(wanted), Some(given)) if !wanted.is_subset(given) => {
                    faults.error(format!("{at}: message `{}` needs {wanted:?} and gets {given:?}", used.key));
                }
                _ => {}
            }
        }
    }
    for key in en.keys().filter(|key| !named(key, &literals)) {
        faults.warn(format!("message `{key}` is not named anywhere in the code"));
    }
}

fn is_code(path: &str) -> bool {
    path.ends_with(".rs") && path.starts_with("crates/") && path.contains("/src/")
}

/// Whether some literal is the key, or the beginning or end of a key that is put together at run time.
fn named(key: &str, literals: &BTreeSet<String>) -> bool {
    literals.contains(key)
        || literals.iter().any(|text| match text.split_once('{') {
            Some((before, rest)) if before.contains('-') || rest.contains("}-") => {
                let after = rest.rsplit('}').next().unwrap_or_default();
                before.len() + after.len() > 3 && key.starts_with(before) && key.ends_with(after)
            }
            _ => false,
        })
}

/// Reads the files whose path ends so. Fluent's grammar is checked when the program starts; here the shape is enough:
/// a message begins at the start of a line, and what is indented belongs to it.
fn keys(sources: &[Source], end: &str, faults: &mut Faults) -> Keys {
    let mut found = Keys::new();
    let mut home: BTreeMap<String, String> = BTreeMap::new();
    for source in sources.iter().filter(|s| s.path.contains("/messages/") && s.path.ends_with(end)) {
        let mut current: Option<String> = None;
        for (i, line) in source.text.lines().enumerate() {
            let begins = line.starts_with(|c: char| c.is_ascii_alphabetic());
            if begins {
                let Some((key, _)) = line.split_once('=') else {
                    faults.error(format!("{}:{}: neither a message nor a comment", source.path, i + 1));
                    continue;
                };
                let key = key.trim().to_owned();
                if let Some(other) = home.insert(key.clone(), source.path.clone()) {
                    faults.error(format!("{}:{}: `{key}` is defined in {other} too", source.path, i + 1));
                }
                found.entry(key.clone()).or_default();
                current = Some(key);
            } else if line.starts_with('#') {
                current = None;
            }
            if let Some(variables) = current.as_ref().and_then(|key| found.get_mut(key)) {
                variables.extend(variables_of(line));
            }
        }
    }
    found
}

fn variables_of(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).map(|rest| {
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect::<String>()
    })
}

fn uses(tokens: &[Token]) -> Vec<Use> {
    let mut found = Vec::new();
    for i in 0..tokens.len() {
        let Some(word) = tokens[i].word() else { continue };
        let call = tokens.get(i + 1).is_some_and(|t| t.is('('));
        let dotted = i > 0 && tokens[i - 1].is('.');
        if call {
            let arguments = arguments(tokens, i + 1);
            let text = |n: usize| arguments.get(n).and_then(|a| only_text(a));
            let mut add = |n: usize, given: Option<BTreeSet<String>>| {
                if let Some((key, line)) = text(n) {
                    found.push(Use { key: key.to_owned(), line, given });
                }
            };
            match word {
                "t" if dotted && arguments.len() == 1 => add(0, Some(BTreeSet::new())),
                "ta" if dotted && arguments.len() == 2 => add(0, given(arguments[1])),
                "add" if dotted && arguments.len() == 2 && text(0).is_some() => add(1, Some(BTreeSet::new())),
                "add_with" if dotted && arguments.len() == 3 => add(1, given(arguments[2])),
                "one"
                    if arguments.len() == 2
                        && text(0).is_some()
                        && i > 2
                        && tokens[i - 3].word() == Some("FieldErrors") =>
                {
                    add(1, Some(BTreeSet::new()));
                }
                "redirect_flash" if dotted && arguments.len() == 2 => add(1, Some(BTreeSet::new())),
                "text" if dotted && arguments.len() == 3 && text(0).is_none() => add(1, given(arguments[2])),
                _ => {}
            }
        }
        let braced = tokens.get(i + 1).is_some_and(|t| t.is('{'));
        let field = match word {
            "NavItem" => "key",
            "Conflict" => "code",
            _ => continue,
        };
        if braced {
            for window in tokens[i + 1..past(tokens, i + 1)].windows(3) {
                if let (Some(name), true, Some(key)) = (window[0].word(), window[1].is(':'), window[2].text())
                    && name == field
                    && !key.is_empty()
                {
                    found.push(Use { key: key.to_owned(), line: window[2].line, given: None });
                }
            }
        }
    }
    found
}

/// The arguments of the call whose bracket stands at `open`.
fn arguments(tokens: &[Token], open: usize) -> Vec<&[Token]> {
    let end = past(tokens, open).saturating_sub(1);
    let mut out = Vec::new();
    let (mut start, mut i) = (open + 1, open + 1);
    while i < end {
        match tokens[i].kind {
            Kind::Mark('(' | '[' | '{') => i = past(tokens, i),
            Kind::Mark(',') => {
                out.push(&tokens[start..i]);
                i += 1;
                start = i;
            }
            _ => i += 1,
        }
    }
    if start < end {
        out.push(&tokens[start..end]);
    }
    out
}

fn only_text(argument: &[Token]) -> Option<(&str, usize)> {
    match argument {
        [token] => token.text().map(|text| (text, token.line)),
        _ => None,
    }
}

/// The names in `&[("n", ..), ..]` or `vec![("n", ..), ..]`; none when the list is made elsewhere.
fn given(argument: &[Token]) -> Option<BTreeSet<String>> {
    let open = argument.iter().position(|t| t.is('['))?;
    let before: Vec<&Token> = argument[..open].iter().collect();
    let plain = matches!(before.as_slice(), [a] if a.is('&'))
        || matches!(before.as_slice(), [v, m] if v.word() == Some("vec") && m.is('!'));
    if !plain {
        return None;
    }
    let mut names = BTreeSet::new();
    for tuple in arguments(argument, open) {
        match tuple {
            [bracket, name, ..] if bracket.is('(') => names.insert(name.text()?.to_owned()),
            _ => return None,
        };
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn faults(en: &str, es: &str, code: &str) -> Faults {
        let mut faults = Faults::default();
        let sources = [
            source("crates/rooms/x/messages/en.ftl", en),
            source("crates/rooms/x/messages/es.ftl", es),
            source("crates/rooms/x/src/pages/a.rs", code),
        ];
        check(&sources, &mut faults);
        faults
    }

    #[test]
    fn every_way_of_naming_a_key_is_seen() {
        let code = r#"
            cx.t("a"); cx.ta("b", &[("n", 3.into())]); errors.add("field", "c"); FieldErrors::one("f", "d");
            cx.redirect_flash(&format!("/x/{id}"), "e"); NavItem { id: "x", key: "f", icon: "home" };
            Error::Conflict { code: "g" }; catalogue.text(lang, "h", &[]); errors.add_with("f", "i", vec![("n", x)]);
        "#;
        let keys: Vec<String> = uses(&tokens(code)).into_iter().map(|u| u.key).collect();
        assert_eq!(keys, ["a", "b", "c", "d", "e", "f", "g", "h", "i"]);
    }

    #[test]
    fn what_only_looks_like_a_key_is_not() {
        let code = r#"form.text("name"); Field::text("q", cx.t(key)); set.add(x, y); list.add("one"); Conflict { code }"#;
        assert_eq!(uses(&tokens(code)), []);
    }

    #[test]
    fn complete_words_are_quiet() {
        let found = faults(
            "a = A\nb = { $n } things",
            "a = Á\nb = { $n } cosas",
            "cx.t(\"a\"); cx.ta(\"b\", &[(\"n\", x)]);",
        );
        assert!(found.errors.is_empty() && found.warnings.is_empty(), "{found:?}");
    }

    #[test]
    fn a_missing_key_a_missing_translation_and_a_missing_variable_are_faults() {
        assert_eq!(faults("a = A", "a = Á", "cx.t(\"nope\"); cx.t(\"a\");").errors.len(), 1);
        assert_eq!(faults("a = A", "", "cx.t(\"a\");").errors.len(), 1);
        assert_eq!(faults("a = { $n }", "a = { $m }", "").errors.len(), 1);
        assert_eq!(faults("a = { $n }", "a = { $n }", "cx.t(\"a\");").errors.len(), 1);
        assert_eq!(faults("a = { $n }", "a = { $n }", "cx.ta(\"a\", &[(\"m\", x)]);").errors.len(), 1);
        assert_eq!(faults("a = A\na = B", "a = A", "").errors.len(), 1);
    }

    #[test]
    fn a_key_that_nobody_names_is_a_question() {
        assert_eq!(faults("a = A", "a = A", "").warnings.len(), 1);
        assert!(faults("way-food = A", "way-food = A", "cx.t(&format!(\"way-{}\", x))").warnings.is_empty());
    }
}
