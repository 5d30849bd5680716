//! Rust in pieces: enough to find string literals and what stands around them, without comments and tests.

/// A piece of Rust.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A name or keyword.
    Word(String),
    /// A string literal (of any sort), its escapes resolved where they matter here (line continuation, `\n`, `\"`).
    Text(String),
    /// Any other single character.
    Mark(char),
}

/// A piece and its line.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) line: usize,
}

impl Token {
    pub(super) fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Cuts a file into pieces and leaves out what only tests see.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    without_tests(&cut(source))
}

fn cut(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let mut out = Vec::new();
    let (mut i, mut line) = (0, 1);
    while i < chars.len() {
        let c = chars[i];
        let next = chars.get(i + 1).copied().unwrap_or('\0');
        match c {
            '\n' => {
                line += 1;
                i += 1;
            }
            _ if c.is_whitespace() => i += 1,
            '/' if next == '/' => {
                while i < chars.len() && chars[i] != '\n' {
                    i += 1;
                }
            }
            '/' if next == '*' => {
                let mut depth = 0;
                while i < chars.len() {
                    match (chars[i], chars.get(i + 1)) {
                        ('/', Some('*')) => (depth, i) = (depth + 1, i + 2),
                        ('*', Some('/')) => (depth, i) = (depth - 1, i + 2),
                        (ch, _) => {
                            line += usize::from(ch == '\n');
                            i += 1;
                        }
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
            '"' => {
                let began = line;
                let text = quoted(&chars, &mut i, &mut line);
                out.push(Token { kind: Kind::Text(text), line: began });
            }
            '\'' => {
                // A character in quotes, or a lifetime, which is one mark and a word.
                let escaped = next == '\\';
                let closing = if escaped {
                    (i + 3..i + 12).find(|j| chars.get(*j) == Some(&'\''))
                } else {
                    Some(i + 2)
                };
                match closing.filter(|j| chars.get(*j) == Some(&'\'')) {
                    Some(end) => {
                        line += usize::from(next == '\n');
                        i = end + 1;
                    }
                    None => i += 1,
                }
            }
            _ if c.is_alphanumeric() || c == '_' => {
                let start = i;
                while i < chars.len() && (chars[i].is_alphanumeric() || chars[i] == '_') {
                    i += 1;
                }
                let word: String = chars[start..i].iter().collect();
                if matches!(word.as_str(), "r" | "br" | "cr") && raw_follows(&chars, i) {
                    let began = line;
                    let text = raw(&chars, &mut i, &mut line);
                    out.push(Token { kind: Kind::Text(text), line: began });
                } else if !(matches!(word.as_str(), "b" | "c") && chars.get(i) == Some(&'"')) {
                    out.push(Token { kind: Kind::Word(word), line });
                }
            }
            _ => {
                out.push(Token { kind: Kind::Mark(c), line });
                i += 1;
            }
        }
    }
    out
}

fn quoted(chars: &[char], i: &mut usize, line: &mut usize) -> String {
    let mut text = String::new();
    *i += 1;
    while *i < chars.len() && chars[*i] != '"' {
        if chars[*i] == '\\' {
            *i += 1;
            match chars.get(*i) {
                Some('n') => text.push('\n'),
                Some('\n') => {
                    // The line goes on; its indentation is not part of the text.
                    while chars.get(*i).is_some_and(|c| c.is_whitespace()) {
                        *line += usize::from(chars[*i] == '\n');
                        *i += 1;
                    }
                    continue;
                }
                Some(c) => text.push(*c),
                None => {}
            }
        } else {
            *line += usize::from(chars[*i] == '\n');
            text.push(chars[*i]);
        }
        *i += 1;
    }
    *i += 1;
    text
}

fn raw_follows(chars: &[char], from: usize) -> bool {
    let hashes = chars[from..].iter().take_while(|c| **c == '#').count();
    chars.get(from + hashes) == Some(&'"')
}

fn raw(chars: &[char], i: &mut usize, line: &mut usize) -> String {
    let hashes = chars[*i..].iter().take_while(|c| **c == '#').count();
    *i += hashes + 1;
    let mut text = String::new();
    while *i < chars.len() {
        if chars[*i] == '"' && chars[*i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes {
            break;
        }
        *line += usize::from(chars[*i] == '\n');
        text.push(chars[*i]);
        *i += 1;
    }
    *i += hashes + 1;
    text
}

/// The index after the bracket that closes the one at `open`.
pub(super) fn past(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0i32;
    for (i, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            Kind::Mark('(' | '[' | '{') => depth += 1,
            Kind::Mark(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    tokens.len()
}

fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut i = 0;
    while i < tokens.len() {
        let marked = tokens[i].is('#') && tokens.get(i + 1).is_some_and(|t| t.is('['));
        if marked && is_test_mark(&tokens[i + 1..past(tokens, i + 1)]) {
            i = past_item(tokens, past(tokens, i + 1));
        } else {
            out.push(tokens[i].clone());
            i += 1;
        }
    }
    out
}

fn is_test_mark(mark: &[Token]) -> bool {
    let words: Vec<&str> = mark.iter().filter_map(Token::word).collect();
    // `not(test)` is the code that the tests do not see.
    words.first() == Some(&"cfg") && words.contains(&"test") && !words.contains(&"not")
}

/// The index after the item at `from`: a block in braces or up to a semicolon.
fn past_item(tokens: &[Token], from: usize) -> usize {
    let mut i = from;
    while i < tokens.len() {
        match tokens[i].kind {
            Kind::Mark(';') => return i + 1,
            Kind::Mark('{') => return past(tokens, i),
            Kind::Mark('(' | '[') => i = past(tokens, i),
            _ => i += 1,
        }
    }
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        tokens(source).iter().filter_map(Token::text).map(str::to_owned).collect()
    }

    #[test]
    fn strings_of_every_sort_and_no_comments() {
        let source = "// \"no\"\n/* \"no\" /* \"no\" */ */ let a = \"one\\\n   two\"; let b = r#\"th\"ree\"#; let c = b\"four\";";
        assert_eq!(texts(source), ["onetwo", "th\"ree", "four"]);
    }

    #[test]
    fn characters_and_lifetimes_do_not_open_strings() {
        assert_eq!(texts("fn f<'a>(x: &'a str) { let q = '\"'; let n = '\\''; g(\"yes\") }"), ["yes"]);
    }

    #[test]
    fn lines_are_counted_through_strings() {
        let all = tokens("a\n\"x\ny\"\nb");
        assert_eq!(all.iter().map(|t| t.line).collect::<Vec<_>>(), [1, 2, 4]);
    }

    #[test]
    fn tests_are_left_out() {
        let source = "f(\"a\"); #[cfg(test)] mod tests { g(\"b\") } #[cfg(test)] use x::{y}; h(\"c\") #[cfg(not(test))] fn k() { i(\"d\") }";
        assert_eq!(texts(source), ["a", "c", "d"]);
    }
}
