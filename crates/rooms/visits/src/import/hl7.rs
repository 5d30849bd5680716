//! HL7 v2 messages from a file: segments, fields, repetitions, components, and the escapes between them.
//!
//! A message begins with `MSH`, which names its own separators. Segments end with a carriage return; files that were
//! opened in an editor end them with a newline, and both are read. MLLP frames (0x0B .. 0x1C 0x0D) and the envelopes of
//! batch files (FHS, BHS, BTS, FTS) are passed over. A message is small: one beyond [`MOST_BYTES`] is refused, so that no
//! file fills the memory.

use std::io::BufRead;
use tandem_intake::encoding::either;

/// The most bytes of one message.
pub const MOST_BYTES: usize = 1024 * 1024;

/// What MSH-1 and MSH-2 say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Separators {
    field: char,
    component: char,
    repetition: char,
    escape: char,
    subcomponent: char,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The line it begins on, from 1.
    pub line: u64,
    separators: Separators,
    segments: Vec<Vec<String>>,
}

/// A message that cannot be read: its line, what is wrong, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The line it begins on, from 1.
    pub line: u64,
    /// What is wrong.
    pub reason: String,
    /// How to mend it.
    pub mend: &'static str,
}

impl Message {
    /// Reads one message from its segments.
    fn parse(line: u64, segments: &[String]) -> Result<Message, Broken> {
        let broken = |reason: &str| Broken {
            line,
            reason: reason.into(),
            mend: "send the message again; MSH begins like MSH|^~\\&|",
        };
        let first = segments.first().ok_or_else(|| broken("the message is empty"))?;
        let mut marks = first.chars().skip(3);
        let field = marks.next().ok_or_else(|| broken("MSH ends before its separators"))?;
        let encoding: Vec<char> = marks.take_while(|c| *c != field).collect();
        let &[component, repetition, ref rest @ ..] = encoding.as_slice() else {
            return Err(broken("MSH-2 does not name the separators"));
        };
        let separators = Separators {
            field,
            component,
            repetition,
            escape: rest.first().copied().unwrap_or('\\'),
            subcomponent: rest.get(1).copied().unwrap_or('&'),
        };
        let mut all = [field, component, repetition, separators.escape, separators.subcomponent];
        all.sort_unstable();
        if all.windows(2).any(|pair| pair[0] == pair[1]) || all.iter().any(|c| c.is_alphanumeric()) {
            return Err(broken("MSH-1 and MSH-2 name the same separator twice, or a letter"));
        }
        let segments = segments
            .iter()
            .map(|segment| {
                let mut fields: Vec<String> = segment.split(field).map(str::to_owned).collect();
                if fields.first().is_some_and(|name| name == "MSH") {
                    // MSH-1 is the separator itself.
                    fields.insert(1, field.to_string());
                }
                fields
            })
            .collect();
        Ok(Message { line, separators, segments })
    }

    /// Whether it has such a segment.
    pub fn has(&self, segment: &str) -> bool {
        self.raw(segment, 0).is_some()
    }

    /// A field of the first such segment as it stands.
    fn raw(&self, segment: &str, field: usize) -> Option<&str> {
        let found = self.segments.iter().find(|fields| fields.first().is_some_and(|name| name == segment))?;
        Some(found.get(field).map_or("", String::as_str))
    }

    /// The repetitions of a field, those without anything left out.
    pub fn repetitions(&self, segment: &str, field: usize) -> Vec<Repetition<'_>> {
        let raw = self.raw(segment, field).unwrap_or_default();
        raw.split(self.separators.repetition)
            .filter(|text| !text.trim().is_empty())
            .map(|text| Repetition { text, separators: self.separators })
            .collect()
    }

    /// The first subcomponent of a component (from 1) of the first repetition; empty when it is not there.
    pub fn get(&self, segment: &str, field: usize, component: usize) -> String {
        self.repetitions(segment, field).first().map(|r| r.get(component)).unwrap_or_default()
    }

    /// Whether a field says `""`: "this is empty now", which is not the same as saying nothing.
    pub fn is_emptied(&self, segment: &str, field: usize) -> bool {
        self.raw(segment, field).is_some_and(|raw| raw.trim() == "\"\"")
    }
}

/// One repetition of a field.
#[derive(Debug, Clone, Copy)]
pub struct Repetition<'m> {
    text: &'m str,
    separators: Separators,
}

impl Repetition<'_> {
    /// The first subcomponent of a component (from 1), read; empty when it is not there, or emptied with `""`.
    pub fn get(&self, component: usize) -> String {
        self.sub(component, 1)
    }

    /// A subcomponent (from 1) of a component (from 1).
    pub fn sub(&self, component: usize, sub: usize) -> String {
        let of = |text: &'_ str, by: char, n: usize| -> String {
            text.split(by).nth(n.saturating_sub(1)).unwrap_or_default().to_owned()
        };
        let raw = of(&of(self.text, self.separators.component, component), self.separators.subcomponent, sub);
        let text = unescape(raw.trim(), &self.separators);
        if text == "\"\"" { String::new() } else { text }
    }
}

/// Puts escapes back: separators, bytes in hexadecimal, line breaks. Marks for highlighting and other fonts say nothing
/// here and go; what is no escape stays as it is.
fn unescape(text: &str, by: &Separators) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(by.escape) {
        out.push_str(&rest[..start]);
        let after = &rest[start + by.escape.len_utf8()..];
        let Some(end) = after.find(by.escape) else {
            out.push_str(&rest[start..]);
            return out;
        };
        match &after[..end] {
            "F" => out.push(by.field),
            "S" => out.push(by.component),
            "T" => out.push(by.subcomponent),
            "R" => out.push(by.repetition),
            "E" => out.push(by.escape),
            ".br" | ".sp" => out.push(' '),
            "H" | "N" => {}
            code => match hexadecimal(code) {
                Some(bytes) => out.push_str(&either(&bytes)),
                None => {
                    // Not an escape: a lone sign in a text. What follows may still hold one.
                    out.push(by.escape);
                    rest = after;
                    continue;
                }
            },
        }
        rest = &after[end + by.escape.len_utf8()..];
    }
    out.push_str(rest);
    out
}

fn hexadecimal(code: &str) -> Option<Vec<u8>> {
    let digits = code.strip_prefix('X').filter(|d| !d.is_empty() && d.len() % 2 == 0 && d.is_ascii())?;
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).ok()).collect()
}

/// The messages of a file, one after the other.
pub struct Messages<R> {
    input: R,
    line: u64,
    /// The segments of the message that is being read.
    open: Vec<String>,
    began: u64,
    bytes: usize,
    after_return: bool,
    ended: bool,
    latin: bool,
}

impl<R: BufRead> Messages<R> {
    /// Reads from the beginning.
    pub fn new(input: R) -> Messages<R> {
        Messages {
            input,
            line: 0,
            open: vec![],
            began: 0,
            bytes: 0,
            after_return: false,
            ended: false,
            latin: false,
        }
    }

    /// Whether a segment so far was not UTF-8, and was read as Windows-1252.
    pub fn is_latin(&self) -> bool {
        self.latin
    }

    fn text(&mut self, bytes: &[u8]) -> String {
        self.latin |= std::str::from_utf8(bytes).is_err();
        either(bytes)
    }

    /// The next message; `None` at the end.
    ///
    /// # Errors
    /// The system's.
    pub fn next_message(&mut self) -> std::io::Result<Option<Result<Message, Broken>>> {
        while !self.ended {
            let Some(segment) = self.segment()? else {
                self.ended = true;
                break;
            };
            let segment = segment.trim_matches(|c: char| c.is_control() || c == ' ' || c == '\u{FEFF}');
            let name = segment.get(..3).unwrap_or_default();
            let envelope = matches!(name, "FHS" | "BHS" | "BTS" | "FTS");
            if segment.is_empty() {
                continue;
            }
            if name == "MSH" || envelope {
                let (before, began) = (std::mem::take(&mut self.open), self.began);
                if !envelope {
                    self.open.push(segment.to_owned());
                }
                (self.began, self.bytes) = (self.line, segment.len());
                if !before.is_empty() {
                    return Ok(Some(Message::parse(began, &before)));
                }
                continue;
            }
            if self.open.is_empty() {
                let reason = format!("`{}` stands outside of a message", super::shown(name));
                let mend = "a message begins with its MSH segment";
                return Ok(Some(Err(Broken { line: self.line, reason, mend })));
            }
            self.bytes += segment.len();
            if self.bytes > MOST_BYTES {
                self.skip_message()?;
                let reason = format!("the message is longer than {} KiB", MOST_BYTES / 1024);
                let mend = "an ADT message is a few KiB; see what was put in front of the next MSH";
                return Ok(Some(Err(Broken { line: self.began, reason, mend })));
            }
            self.open.push(segment.to_owned());
        }
        let last = std::mem::take(&mut self.open);
        Ok((!last.is_empty()).then(|| Message::parse(self.began, &last)))
    }

    /// Drops what is open; the segments up to the next MSH would be refused one by one, so they are read past here.
    fn skip_message(&mut self) -> std::io::Result<()> {
        self.open.clear();
        loop {
            if self.after_return && self.input.fill_buf()?.first() == Some(&b'\n') {
                self.input.consume(1);
            }
            self.after_return = false;
            let head = self.input.fill_buf()?;
            if head.is_empty() || head.starts_with(b"MSH") || head.first() == Some(&0x0B) {
                return Ok(());
            }
            if self.segment()?.is_none() {
                return Ok(());
            }
        }
    }

    /// The next segment, at most a little more than [`MOST_BYTES`] of it.
    fn segment(&mut self) -> std::io::Result<Option<String>> {
        let mut bytes: Vec<u8> = Vec::new();
        let mut any = false;
        self.line += 1;
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(any.then(|| self.text(&bytes)));
            }
            // A newline right behind a carriage return ends nothing more.
            if std::mem::take(&mut self.after_return) && buffer.first() == Some(&b'\n') {
                self.input.consume(1);
                continue;
            }
            any = true;
            let end = buffer.iter().position(|b| matches!(b, b'\r' | b'\n'));
            let part = &buffer[..end.unwrap_or(buffer.len())];
            bytes.extend_from_slice(&part[..part.len().min((MOST_BYTES + 1).saturating_sub(bytes.len()))]);
            let (used, done) = match end {
                Some(end) => {
                    self.after_return = buffer[end] == b'\r';
                    (end + 1, true)
                }
                None => (buffer.len(), false),
            };
            self.input.consume(used);
            if done {
                return Ok(Some(self.text(&bytes)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(bytes: &[u8]) -> Vec<Result<Message, Broken>> {
        let mut messages = Messages::new(bytes);
        let mut out = vec![];
        while let Some(message) = messages.next_message().unwrap() {
            out.push(message);
        }
        out
    }

    const ONE: &str = "MSH|^~\\&|EPIC|HOSP^1.2.3^ISO|||20260304||ADT^A01|1|P|2.5\rPID|1||M1^^^HOSP&1.2.3&ISO^MR~9^^^X\rPV1|1|E\r";

    #[test]
    fn fields_components_and_repetitions() {
        let message = all(ONE.as_bytes()).remove(0).unwrap();
        assert_eq!(message.get("MSH", 9, 2), "A01");
        assert_eq!(message.get("MSH", 4, 1), "HOSP");
        assert_eq!(message.get("MSH", 2, 1), "", "the separators are no text");
        let ids = message.repetitions("PID", 3);
        assert_eq!(
            (ids[0].get(1), ids[0].sub(4, 2), ids[1].get(1)),
            ("M1".into(), "1.2.3".into(), "9".into())
        );
        assert_eq!(message.get("PV1", 19, 1), "", "a field beyond the end is empty");
        assert!(!message.has("PV2"));
    }

    #[test]
    fn frames_newlines_and_batches_are_all_read() {
        let framed = format!("\u{b}{ONE}\u{1c}\r\u{b}{ONE}\u{1c}\r");
        assert_eq!(all(framed.as_bytes()).len(), 2);
        let newlines = format!("FHS|^~\\&\nBHS|^~\\&\n{ONE}{ONE}BTS|2\nFTS|1\n").replace('\r', "\n");
        let read = all(newlines.as_bytes());
        assert_eq!(read.len(), 2);
        assert_eq!(read.iter().map(|m| m.as_ref().unwrap().line).collect::<Vec<_>>(), [3, 6]);
        let windows = format!("{ONE}{ONE}").replace('\r', "\r\n");
        assert_eq!(
            all(windows.as_bytes()).iter().map(|m| m.as_ref().unwrap().line).collect::<Vec<_>>(),
            [1, 4]
        );
        assert_eq!(all(b"").len(), 0);
    }

    #[test]
    fn separators_are_those_of_the_message() {
        let odd = "MSH$*@!%$A$HOSP$$$20260304$$ADT*A03$1$P$2.3\rPID$1$$M1*a%b*c!S!d@M2\r";
        let message = all(odd.as_bytes()).remove(0).unwrap();
        assert_eq!(message.get("MSH", 9, 2), "A03");
        let ids = message.repetitions("PID", 3);
        assert_eq!((ids[0].sub(2, 2), ids[0].get(3), ids[1].get(1)), ("b".into(), "c*d".into(), "M2".into()));
    }

    #[test]
    fn escapes_are_put_back_and_strange_ones_stay() {
        let by = Separators { field: '|', component: '^', repetition: '~', escape: '\\', subcomponent: '&' };
        for (text, want) in [
            (r"a\F\b\S\c\T\d\R\e\E\f", r"a|b^c&d~e\f"),
            (r"Pe\XC3B1\a", "Peña"),
            (r"Pe\XF1\a", "Peña"),
            (r"chest pain\.br\since noon", "chest pain since noon"),
            (r"\H\loud\N\", "loud"),
            (r"C:\temp", r"C:\temp"),
            (r"a\zz\b\T\c", r"a\zz\b&c"),
        ] {
            assert_eq!(unescape(text, &by), want, "{text}");
        }
    }

    #[test]
    fn what_is_no_message_says_where_and_why() {
        let stray = all(b"PID|1\rMSH|^~\\&|\r");
        assert_eq!(stray[0].as_ref().unwrap_err().line, 1);
        assert!(stray[1].is_ok());
        assert!(all(b"MSH\rPID|1\r")[0].as_ref().unwrap_err().reason.contains("separators"));
        assert!(all(b"MSH|^^^^|x\r")[0].as_ref().unwrap_err().reason.contains("twice"));
    }

    #[test]
    fn a_flood_is_refused_and_the_next_message_is_read() {
        let mut bytes = ONE.as_bytes().to_vec();
        for _ in 0..3 {
            bytes.extend_from_slice(b"NTE|1|");
            bytes.extend(std::iter::repeat_n(b'x', MOST_BYTES));
            bytes.push(b'\r');
        }
        bytes.extend_from_slice(ONE.as_bytes());
        let read = all(&bytes);
        assert_eq!(read.len(), 2, "{:?}", read.iter().map(Result::is_ok).collect::<Vec<_>>());
        assert!(read[0].as_ref().unwrap_err().reason.contains("longer"));
        assert_eq!(read[1].as_ref().unwrap().get("MSH", 9, 2), "A01");
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut with_head = b"MSH|^~\\&|".to_vec();
            with_head.extend(&bytes);
            for message in all(&with_head).into_iter().chain(all(&bytes)).flatten() {
                let _ = (message.get("MSH", 9, 1), message.repetitions("PID", 3).len());
            }
        }
    }
}
