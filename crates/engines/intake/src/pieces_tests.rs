use super::*;
use proptest::prelude::*;

fn cut(text: &[u8]) -> Vec<Result<String, String>> {
    cut_as(text, false)
}

fn cut_as(text: &[u8], lines: bool) -> Vec<Result<String, String>> {
    Pieces::new(text, lines)
        .map(|piece| match piece.unwrap().content {
            Ok(bytes) => Ok(String::from_utf8(bytes).unwrap()),
            Err(fault) => Err(fault.reason),
        })
        .collect()
}

fn ok(texts: &[&str]) -> Vec<Result<String, String>> {
    texts.iter().map(|t| Ok((*t).to_owned())).collect()
}

#[test]
fn the_three_forms_are_told_apart() {
    assert_eq!(cut(br#"[{"a":1}, {"b":[2,"]"]}]"#), ok(&[r#"{"a":1}"#, r#"{"b":[2,"]"]}"#]));
    assert_eq!(cut(b"{\"a\":1}\n\n{\"b\":2}\n"), ok(&[r#"{"a":1}"#, r#"{"b":2}"#]));
    let bundle = br#"{"resourceType":"Bundle","entry":[{"resource":{"id":"1"}},{"resource":{"id":"2"}}],"type":"collection"}"#;
    assert_eq!(cut(bundle), ok(&[r#"{"resource":{"id":"1"}}"#, r#"{"resource":{"id":"2"}}"#]));
    assert_eq!(
        cut(b" {\"a\" : 1,\n \"b\": [true, {}]}\n"),
        ok(&[r#"{"a":1,"b":[true, {}]}"#]),
        "one resource"
    );
    assert_eq!(cut(br#"{"a":1}"#), ok(&[r#"{"a":1}"#]));
    let trailed = cut(br#"{"a":1} trailing"#);
    assert!(trailed.len() == 2 && trailed[0].is_ok() && trailed[1].is_err(), "{trailed:?}");
    assert_eq!(cut(b""), vec![]);
    assert_eq!(cut(b"[]"), vec![]);
    assert_eq!(cut(br#"{"resourceType":"Bundle","entry":[]}"#), vec![]);
}

#[test]
fn a_byte_order_mark_is_skipped_and_other_encodings_are_named() {
    assert_eq!(cut(b"\xEF\xBB\xBF[{\"a\":1}]"), ok(&[r#"{"a":1}"#]));
    assert!(cut(b"\xFF\xFE[\0").remove(0).unwrap_err().contains("UTF-16"));
    let latin1 = cut(b"[{\"name\":\"Jos\xE9\"},{\"a\":1}]");
    assert!(latin1[0].as_ref().unwrap_err().contains("not UTF-8 at its byte 12"), "{latin1:?}");
    assert_eq!(latin1[1], Ok(r#"{"a":1}"#.to_owned()), "the next one is read all the same");
}

#[test]
fn a_truncated_file_keeps_what_was_whole_and_says_where_it_ends() {
    let pieces: Vec<_> = Pieces::new(&b"[{\"a\":1},\n{\"b\":"[..], false).map(Result::unwrap).collect();
    assert_eq!(pieces.len(), 2);
    assert!(pieces[0].content.is_ok());
    let fault = pieces[1].content.as_ref().unwrap_err();
    assert_eq!(fault.path, "line 2, byte 15");
    assert!(fault.reason.contains("starts on line 2"), "{fault}");
    assert!(cut(b"{\"resourceType\":\"Bundle\",\"entry\":[{\"a\":1}").last().unwrap().is_err());
    assert!(cut(b"[{\"a\":\"x").last().unwrap().is_err());
}

#[test]
fn one_bad_line_does_not_spoil_the_next() {
    let pieces = cut(b"{\"a\":1}\n{\"b\":\n{\"c\":3}\n");
    assert_eq!(pieces.len(), 3);
    assert_eq!(pieces[2], Ok(r#"{"c":3}"#.to_owned()));
    assert_eq!(cut_as(b"nonsense\n{\"c\":3}", true).len(), 2, "a promise of NDJSON is kept");
    assert!(cut(b"<html>").remove(0).unwrap_err().contains("not JSON"));
}

/// A reader that makes up a very long line.
struct Long {
    head: &'static [u8],
    middle: u64,
    tail: &'static [u8],
}

impl Read for Long {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if !self.head.is_empty() {
            let n = self.head.len().min(buf.len());
            buf[..n].copy_from_slice(&self.head[..n]);
            self.head = &self.head[n..];
            return Ok(n);
        }
        if self.middle > 0 {
            let n = usize::try_from(self.middle).unwrap_or(usize::MAX).min(buf.len());
            buf[..n].fill(b'x');
            self.middle -= n as u64;
            return Ok(n);
        }
        let n = self.tail.len().min(buf.len());
        buf[..n].copy_from_slice(&self.tail[..n]);
        self.tail = &self.tail[n..];
        Ok(n)
    }
}

#[test]
fn a_line_of_two_gigabytes_is_skipped_in_flat_memory() {
    // In a debug build a tenth of it shows the same: the buffer never grows past its cap.
    let middle = if cfg!(debug_assertions) { 200_000_000 } else { 2_147_483_648 };
    let long = Long { head: b"{\"a\":1}\n{\"text\":\"", middle, tail: b"\"}\n{\"b\":2}\n" };
    let pieces: Vec<_> = Pieces::new(long, false).map(Result::unwrap).collect();
    assert_eq!(pieces.len(), 3);
    assert!(pieces[1].content.as_ref().unwrap_err().reason.contains("longer than 2 MiB"));
    assert_eq!(pieces[2].content.as_deref(), Ok(&b"{\"b\":2}"[..]));
    assert_eq!(pieces[2].line, 3);
}

#[test]
fn a_long_element_of_a_list_is_skipped() {
    let long = Long { head: b"[{\"a\":1},{\"text\":\"", middle: 5_000_000, tail: b"\"},{\"b\":2}]" };
    let pieces: Vec<_> = Pieces::new(long, false).map(Result::unwrap).collect();
    assert_eq!(pieces.len(), 3);
    assert!(pieces[1].content.is_err() && pieces[2].content.is_ok());
}

#[test]
fn deep_nesting_is_refused_without_recursion() {
    let mut text = b"[".to_vec();
    text.extend(b"{\"item\":[".repeat(100_000));
    text.extend(b"]}".repeat(100_000));
    text.extend(b",{\"a\":1}]");
    let pieces = cut(&text);
    assert!(pieces[0].as_ref().unwrap_err().contains("deeper than 64"));
    assert_eq!(pieces[1], Ok(r#"{"a":1}"#.to_owned()));
}

proptest! {
    #[test]
    fn whatever_the_bytes_cutting_ends_and_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400), lines: bool) {
        for piece in Pieces::new(&bytes[..], lines) {
            let piece = piece.unwrap();
            prop_assert!(piece.offset <= bytes.len() as u64);
        }
    }

    #[test]
    fn json_like_bytes_end_too(text in "[\\[\\]{},:\"ab \\n\\\\]{0,60}") {
        prop_assert!(Pieces::new(text.as_bytes(), false).count() <= text.len() + 1);
    }

    #[test]
    fn a_list_and_its_lines_give_the_same(values in proptest::collection::vec("[a-z\\\\\"\\[\\]{},]{0,12}", 2..8)) {
        let resources: Vec<String> = values.iter().map(|v| serde_json::json!({"v": v, "w": [{"x": v}]}).to_string()).collect();
        let list = format!("[{}]", resources.join(",\n"));
        let lines = resources.join("\n");
        prop_assert_eq!(cut(list.as_bytes()), cut(lines.as_bytes()));
        prop_assert_eq!(cut(list.as_bytes()).len(), values.len());
    }
}
