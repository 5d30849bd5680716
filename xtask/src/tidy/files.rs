//! What holds for every file: its length, and words that must not stay.

use super::lex::tokens;
use super::{Faults, Source};

/// Above this a file is a question; above [`LONGEST`] it has to be split.
const LONG: usize = 400;
const LONGEST: usize = 600;

pub(super) fn check(sources: &[Source], faults: &mut Faults) {
    for source in sources {
        length(source, faults);
        words(source, faults);
        if source.path.ends_with(".rs") && source.path.contains("/src/") {
            inline(source, faults);
        }
    }
}

fn length(source: &Source, faults: &mut Faults) {
    if ![".rs", ".css", ".js", ".mjs"].iter().any(|kind| source.path.ends_with(kind)) {
        return;
    }
    let lines = source.text.lines().count();
    if lines > LONGEST {
        faults.error(format!("{} has {lines} lines, more than {LONGEST}: split it by story", source.path));
    } else if lines > LONG {
        faults.warn(format!("{} has {lines} lines, more than {LONG}", source.path));
    }
}

fn words(source: &Source, faults: &mut Faults) {
    // Put together here, so that this file does not find itself.
    let forbidden =
        [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["XX", "X:"].concat(), ["/wo", "rk/"].concat()];
    for (i, line) in source.text.lines().enumerate() {
        for word in &forbidden {
            let whole = |at: usize| {
                let letter = |c: char| c.is_alphanumeric() || c == '_';
                !line[..at].ends_with(letter) && !line[at + word.len()..].starts_with(letter)
                    || word.starts_with('/')
            };
            if line.match_indices(word.as_str()).any(|(at, _)| whole(at)) {
                faults.error(format!("{}:{}: `{word}` may not stay in the project", source.path, i + 1));
            }
        }
    }
}

/// The policy of our pages forbids inline styles and scripts; a browser would drop them silently.
fn inline(source: &Source, faults: &mut Faults) {
    let tokens = tokens(&source.text);
    for (i, token) in tokens.iter().enumerate() {
        let Some(word) = token.word() else { continue };
        let attribute = tokens.get(i + 1).is_some_and(|t| t.is('='))
            && tokens.get(i + 2).is_some_and(|t| t.text().is_some() || t.is('(') || t.is('['))
            && !(i > 0 && matches!(tokens[i - 1].word(), Some("let" | "mut" | "const")))
            && !(i > 0 && (tokens[i - 1].is('.') || tokens[i - 1].is(':')));
        let event = matches!(word, "onclick" | "onchange" | "onsubmit" | "onload" | "oninput");
        if attribute && (word == "style" || event) {
            faults.error(format!(
                "{}:{}: inline `{word}`; use a class of web/css or app.js",
                source.path, token.line
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn faults(path: &str, text: &str) -> Faults {
        let mut faults = Faults::default();
        check(&[source(path, text)], &mut faults);
        faults
    }

    #[test]
    fn long_files_are_a_question_and_longer_ones_a_fault() {
        assert!(faults("crates/a/src/b.rs", &"x\n".repeat(400)).warnings.is_empty());
        assert_eq!(faults("crates/a/src/b.rs", &"x\n".repeat(401)).warnings.len(), 1);
        assert_eq!(faults("crates/a/src/b.rs", &"x\n".repeat(601)).errors.len(), 1);
        assert!(faults("crates/a/messages/en.ftl", &"x\n".repeat(900)).errors.is_empty());
    }

    #[test]
    fn words_that_may_not_stay() {
        let word = ["TO", "DO"].concat();
        assert_eq!(faults("a.md", &format!("ok\n{word}: later")).errors.len(), 1);
        assert!(faults("a.md", &format!("{word}S and lower case todo are fine")).errors.is_empty());
    }

    #[test]
    fn inline_styles_and_scripts_are_refused() {
        assert_eq!(faults("crates/a/src/b.rs", "html! { p style=\"color:red\" { } }").errors.len(), 1);
        assert_eq!(faults("crates/a/src/b.rs", "html! { a onclick=(x) { } }").errors.len(), 1);
        assert!(faults("crates/a/src/b.rs", "let style = \"x\"; self.style = (1);").errors.is_empty());
    }
}
