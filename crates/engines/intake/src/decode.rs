//! The bytes of a text file as they come: without a byte order mark, and as UTF-8 where they are UTF-16. Other bytes stay as they
//! are, for [`Encoding::read`] to decide. Nothing is held but a buffer.

use crate::encoding::Encoding;
use std::io::{self, BufRead, Read};

/// Bytes that are read at once.
const BUFFER: usize = 64 * 1024;

/// Bytes that are looked at for UTF-16 without a mark.
const LOOK: usize = 512;

/// A file that is being decoded.
pub struct Decoded<R> {
    input: R,
    /// What may be read, from `at` on.
    ready: Vec<u8>,
    at: usize,
    /// Of a file in UTF-16, with the bytes that wait for it.
    decoder: Option<(encoding_rs::Decoder, Vec<u8>)>,
    ended: bool,
    encoding: Encoding,
    marked: bool,
    packed: bool,
}

impl<R: Read> Decoded<R> {
    /// Looks at how a file begins.
    ///
    /// # Errors
    /// The system's.
    pub fn new(mut input: R) -> io::Result<Decoded<R>> {
        let mut start = Vec::with_capacity(BUFFER);
        (&mut input).take(BUFFER as u64).read_to_end(&mut start)?;
        let (mark, encoding) = match start.as_slice() {
            // Old programs write the mark and Windows-1252 behind it: the letters decide all the same.
            [0xef, 0xbb, 0xbf, ..] => (3, Encoding::Undecided),
            [0xff, 0xfe, ..] => (2, Encoding::Utf16Le),
            [0xfe, 0xff, ..] => (2, Encoding::Utf16Be),
            bytes => (0, without_a_mark(bytes)),
        };
        // A packed file, an old workbook: what it holds is no text.
        let packed = start.starts_with(b"PK\x03\x04")
            || start.starts_with(&[0x1f, 0x8b])
            || start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
        let decoder = match encoding {
            Encoding::Utf16Le => Some(encoding_rs::UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16Be => Some(encoding_rs::UTF_16BE.new_decoder_without_bom_handling()),
            _ => None,
        };
        start.drain(..mark);
        let (ready, decoder) = match decoder {
            Some(decoder) => (vec![], Some((decoder, start))),
            None => (start, None),
        };
        Ok(Decoded { input, ready, at: 0, decoder, ended: false, encoding, marked: mark > 0, packed })
    }

    /// What is known of the encoding from how the file begins.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether the file itself says its encoding, by a byte order mark.
    pub fn is_marked(&self) -> bool {
        self.marked
    }

    /// Whether it is packed, or an old workbook, and no text at all.
    pub fn is_packed(&self) -> bool {
        self.packed
    }

    fn refill(&mut self) -> io::Result<()> {
        self.at = 0;
        self.ready.clear();
        let Some((decoder, raw)) = &mut self.decoder else {
            return read_some(&mut self.input, &mut self.ready).map(|_| ());
        };
        while self.ready.is_empty() && !self.ended {
            if raw.is_empty() {
                self.ended = read_some(&mut self.input, raw)? == 0;
            }
            let room = decoder.max_utf8_buffer_length(raw.len()).unwrap_or(4 * BUFFER + 16);
            self.ready.resize(room, 0);
            // What is no UTF-16 becomes U+FFFD, and the row that holds it is refused.
            let (_, used, written, _) = decoder.decode_to_utf8(raw, &mut self.ready, self.ended);
            self.ready.truncate(written);
            raw.drain(..used);
        }
        Ok(())
    }
}

/// Every second byte of a table in the letters of Europe is zero where it is UTF-16.
fn without_a_mark(bytes: &[u8]) -> Encoding {
    let look = &bytes[..bytes.len().min(LOOK)];
    let zeros = |odd: usize| look.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = look.len() / 2 * 4 / 5;
    match (even, odd) {
        _ if look.len() < 4 => Encoding::Undecided,
        (0, n) if n >= most => Encoding::Utf16Le,
        (n, 0) if n >= most => Encoding::Utf16Be,
        _ => Encoding::Undecided,
    }
}

fn read_some(input: &mut impl Read, into: &mut Vec<u8>) -> io::Result<usize> {
    into.resize(BUFFER, 0);
    let read = loop {
        match input.read(into) {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            other => break other,
        }
    };
    into.truncate(*read.as_ref().unwrap_or(&0));
    read
}

impl<R: Read> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.ready.len() {
            self.refill()?;
        }
        Ok(&self.ready[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.ready.len());
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let n = ready.len().min(buffer.len());
        buffer[..n].copy_from_slice(&ready[..n]);
        self.consume(n);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> (Vec<u8>, Encoding, bool) {
        let mut decoded = Decoded::new(bytes).expect("bytes in memory");
        let mut out = vec![];
        decoded.read_to_end(&mut out).expect("bytes in memory");
        (out, decoded.encoding(), decoded.is_marked())
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn marks_are_taken_away_and_utf_16_is_decoded() {
        let text = "name;año\nPeña;1984\n";
        assert_eq!(read(text.as_bytes()), (text.into(), Encoding::Undecided, false));
        assert_eq!(
            read(&[b"\xef\xbb\xbf", text.as_bytes()].concat()),
            (text.into(), Encoding::Undecided, true)
        );
        for (little, mark, encoding) in
            [(true, b"\xff\xfe", Encoding::Utf16Le), (false, b"\xfe\xff", Encoding::Utf16Be)]
        {
            let bytes = utf16(text, little);
            assert_eq!(read(&[mark.as_slice(), &bytes].concat()), (text.into(), encoding, true));
            assert_eq!(read(&bytes), (text.into(), encoding, false), "without a mark");
        }
        // Half a letter at the end, a surrogate alone: said, not swallowed.
        assert!(read(b"\xff\xfea\0b").0.ends_with("\u{fffd}".as_bytes()));
        assert!(read(b"\xff\xfe\0\xd8a\0").0.starts_with("\u{fffd}".as_bytes()));
        assert_eq!(read(b"caf\xe9,x\n").1, Encoding::Undecided);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn long_texts_come_whole_across_buffers(seed in "[a-zé€😀\n]{1,40}", times in 1usize..2500, little: bool) {
            let text = seed.repeat(times);
            let mark: &[u8] = if little { b"\xff\xfe" } else { b"\xfe\xff" };
            prop_assert_eq!(read(&[mark, &utf16(&text, little)].concat()).0, text.as_bytes());
        }
    }
}
