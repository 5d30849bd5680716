//! Text in one form: tidied for keeping, and folded so that `Renta`, `RENTA` and `rénta` are one word.

/// Lower case without accents. Only the letters that English, Spanish and their neighbours write with marks are mapped;
/// other scripts pass unchanged.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push_folded(&mut out, c);
    }
    out
}

/// Appends one folded character.
pub fn push_folded(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for lower in c.to_lowercase() {
        match lower {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' => out.push('a'),
            'é' | 'è' | 'ê' | 'ë' | 'ē' => out.push('e'),
            'í' | 'ì' | 'î' | 'ï' | 'ī' => out.push('i'),
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ō' => out.push('o'),
            'ú' | 'ù' | 'û' | 'ü' | 'ū' => out.push('u'),
            'ñ' => out.push('n'),
            'ç' => out.push('c'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            '\u{2018}' | '\u{2019}' => out.push('\''),
            // A combining mark after its letter (text in NFD).
            '\u{300}'..='\u{36f}' => {}
            other => out.push(other),
        }
    }
}

/// The longest text that is kept.
pub const LONGEST: usize = 20_000;

/// Text with runs of spaces joined and line ends kept, without control characters. What is tidy stays as it is.
pub fn paragraphs(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len().min(LONGEST));
    let mut blank_lines = 0;
    for raw in raw.lines() {
        let said = line(raw);
        if said.is_empty() {
            blank_lines += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank_lines > 0 { "\n\n" } else { "\n" });
        }
        blank_lines = 0;
        out.push_str(&said);
    }
    if out.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|&i| out.is_char_boundary(i)).unwrap_or(0);
        out.truncate(out[..end].trim_end().len());
    }
    out
}

/// One line of text.
pub fn line(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for word in raw.split_whitespace() {
        let start = out.len();
        if start > 0 {
            out.push(' ');
        }
        let before = out.len();
        out.extend(word.chars().filter(|c| !c.is_control()));
        if out.len() == before {
            out.truncate(start);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spaces_and_signs_of_control_go_line_ends_stay() {
        assert_eq!(paragraphs(" a\t b \r\n\r\n\r\nc\u{1} \u{2} d\n"), "a b\n\nc d");
        assert_eq!(line("a\n \u{7} b"), "a b");
        assert_eq!(paragraphs(&"é ".repeat(LONGEST)).len(), LONGEST);
    }

    proptest! {
        #[test]
        fn what_is_tidy_stays_as_it_is(raw in "[a-z é\\n\r\t\u{1}\u{85}\u{a0}]{0,60}") {
            let (once, one_line) = (paragraphs(&raw), line(&raw));
            prop_assert_eq!(&paragraphs(&once), &once);
            prop_assert_eq!(&line(&one_line), &one_line);
        }
    }

    #[test]
    fn accents_and_case_fold() {
        assert_eq!(fold("Año NUEVO, Señas, Tie\u{302}ng"), "ano nuevo, senas, tieng");
    }
}
