//! What a partner keeps of the log: how far it went and what its lines hashed to, signed by the partnership.
//!
//! Who can write to the database can write the whole chain anew; nobody can write anew what lies at a partner. The marks
//! (eight bytes of each line's hash) let a partner name the first line that was changed; a letter leaves them out, and
//! then names the stretch. The signature lets a partner show to others that the partnership itself said so.

use super::ChainFault;
use super::chain::newest;
use crate::hex::hex;
use crate::{Error, Tx, params};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use jiff::Timestamp;
use std::fmt::Write as _;
use tandem_keys::Signed;

/// Bytes of a line's hash that a mark keeps: changing a line unseen takes about 2^64 tries.
const MARK: usize = 8;
const HEAD: &str = "tandem audit checkpoint 1";
/// Characters on a line of the text, so that mail carries it unbroken.
const WIDTH: usize = 72;
/// The most lines that one checkpoint marks: a file of about a megabyte.
const MOST: i64 = 100_000;

/// The log up to one of its lines, as a partner keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// When it was taken.
    pub at: Timestamp,
    /// The line before the first that it marks.
    pub after: i64,
    /// The last line that it covers.
    pub last: i64,
    /// SHA-256 of the chain at the last line; empty when there was none yet.
    pub hash: Vec<u8>,
    /// For each line after `after` the beginning of its hash; none in a letter, or where no line came after.
    pub marks: Option<Vec<[u8; MARK]>>,
    /// By the partnership.
    pub signed: Signed,
}

/// Takes a checkpoint of the log as it is sealed now; with marks, for the lines after `after`.
///
/// # Errors
/// [`Error::Internal`] without a key file; the database's.
pub fn checkpoint(tx: &mut Tx<'_, '_>, marks: Option<i64>) -> Result<Checkpoint, Error> {
    let (last, hash) = newest(tx)?;
    let after = before_first(marks, last);
    let marks = if after < last {
        Some(tx.query(
            "SELECT hash FROM audit_seal WHERE seq > ?1 AND seq <= ?2 ORDER BY seq",
            params![after, last],
            |r| Ok(mark(&r.get::<Vec<u8>>(0)?)),
        )?)
    } else {
        None
    };
    let mut taken = Checkpoint {
        at: tx.now(),
        after,
        last,
        hash,
        marks,
        signed: Signed { key: vec![], signature: vec![] },
    };
    taken.signed =
        tx.keyring()?.file().sign(taken.unsigned().as_bytes()).map_err(|f| Error::Internal(f.0))?;
    Ok(taken)
}

/// The line before the first that is marked: as asked, and never so early that the file grows beyond [`MOST`].
fn before_first(asked: Option<i64>, last: i64) -> i64 {
    asked.unwrap_or(last).clamp((last - MOST).max(0), last)
}

fn mark(hash: &[u8]) -> [u8; MARK] {
    hash.get(..MARK).and_then(|m| m.try_into().ok()).unwrap_or_default()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.is_ascii() && text.len().is_multiple_of(2);
    pairs
        .then(|| (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok()).collect())?
}

impl Checkpoint {
    /// What is signed: the text without the key and the signature.
    fn unsigned(&self) -> String {
        let mut text = format!(
            "{HEAD}\nat {}\nlines {} to {}\nhash {}\n",
            self.at,
            self.after + 1,
            self.last,
            hex(&self.hash)
        );
        if let Some(marks) = &self.marks {
            let all = BASE64.encode(marks.concat());
            for part in all.as_bytes().chunks(WIDTH - 5) {
                let _ = writeln!(text, "mark {}", String::from_utf8_lossy(part));
            }
        }
        text
    }

    /// The text that a partner keeps; short lines, so that a letter can carry it.
    pub fn text(&self) -> String {
        let mut text = self.unsigned();
        let _ = writeln!(text, "key {}", BASE64.encode(&self.signed.key));
        let signature = BASE64.encode(&self.signed.signature);
        for part in signature.as_bytes().chunks(WIDTH - 5) {
            let _ = writeln!(text, "sign {}", String::from_utf8_lossy(part));
        }
        text
    }

    /// Reads checkpoints out of a text: a file, or letters with words around, quoted ones too.
    ///
    /// # Errors
    /// What is wrong, with the line of the text.
    pub fn read_all(text: &str) -> Result<Vec<Checkpoint>, String> {
        let mut found = vec![];
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(n, l)| (n + 1, l.trim_start_matches(['>', ' ', '\t']).trim_end()))
            .peekable();
        while let Some((start, line)) = lines.next() {
            if line != HEAD {
                continue;
            }
            let fault = |n: usize, what: &str| {
                format!("line {n}: {what}; the checkpoint is damaged, take the text as it was sent")
            };
            let (mut at, mut range, mut hash, mut key) = (None, None, None, None);
            let (mut marks, mut signature) = (String::new(), String::new());
            while let Some((n, line)) = lines.next_if(|(_, l)| {
                ["at ", "lines ", "hash", "mark ", "key ", "sign "].iter().any(|word| l.starts_with(word))
            }) {
                let (word, value) = line.split_once(' ').unwrap_or((line, ""));
                match word {
                    "at" => at = Some(value.parse().map_err(|_| fault(n, "not a time"))?),
                    "lines" => {
                        let (from, to) =
                            value.split_once(" to ").ok_or_else(|| fault(n, "not FROM to LAST"))?;
                        let number = |t: &str| {
                            t.parse::<i64>().ok().filter(|v| *v >= 0).ok_or_else(|| fault(n, "not a number"))
                        };
                        range = Some((number(from)?, number(to)?));
                    }
                    "hash" => hash = Some(unhex(value).ok_or_else(|| fault(n, "not a hash"))?),
                    "mark" => marks.push_str(value),
                    "key" => key = Some(BASE64.decode(value).map_err(|_| fault(n, "not base64"))?),
                    _ => signature.push_str(value),
                }
            }
            let (Some(at), Some((from, last)), Some(hash), Some(key)) = (at, range, hash, key) else {
                return Err(fault(start, "its lines `at`, `lines`, `hash`, `key` and `sign` do not follow"));
            };
            let after = from.saturating_sub(1);
            let bytes = BASE64.decode(&marks).map_err(|_| fault(start, "its marks are not base64"))?;
            let (all, rest) = bytes.as_chunks();
            if !(bytes.is_empty() || rest.is_empty() && i64::try_from(all.len()) == Ok(last - after)) {
                return Err(fault(start, "it does not mark as many lines as it says"));
            }
            let marks = (!all.is_empty()).then(|| all.to_vec());
            let signature = BASE64.decode(&signature).unwrap_or_default();
            let taken = Checkpoint { at, after, last, hash, marks, signed: Signed { key, signature } };
            if !taken.signed.fits(taken.unsigned().as_bytes()) {
                return Err(fault(start, "its signature does not fit its text"));
            }
            found.push(taken);
        }
        if found.is_empty() {
            Err(format!("no checkpoint in it: one begins with `{HEAD}`"))
        } else {
            Ok(found)
        }
    }

    /// Whether the key of this partnership signed it. A key file that was put in the place of another one signs otherwise.
    ///
    /// # Errors
    /// [`Error::Internal`] without a key file.
    pub fn is_ours(&self, tx: &Tx<'_, '_>) -> Result<bool, Error> {
        let ours = tx.keyring()?.file().sign(b"").map_err(|f| Error::Internal(f.0))?;
        Ok(ours.key == self.signed.key)
    }

    pub(super) fn watch(&self) -> Watch<'_> {
        Watch { kept: self, wrong: None, ended: self.last == 0 }
    }
}

/// Holds the lines of a walk against one checkpoint.
pub(super) struct Watch<'c> {
    kept: &'c Checkpoint,
    wrong: Option<i64>,
    ended: bool,
}

impl Watch<'_> {
    pub(super) fn line(&mut self, seq: i64, hash: &[u8]) {
        let kept = self.kept;
        let index = usize::try_from(seq - kept.after - 1).ok().filter(|_| seq <= kept.last);
        let other =
            index.zip(kept.marks.as_ref()).is_some_and(|(i, marks)| marks.get(i) != Some(&mark(hash)));
        if self.wrong.is_none() && other {
            self.wrong = Some(seq);
        }
        if seq == kept.last {
            self.ended = true;
            if self.wrong.is_none() && hash != kept.hash {
                self.wrong = Some(seq);
            }
        }
    }

    /// Up to which line the log is what this checkpoint covers; 0 when it is not.
    pub(super) fn fits_to(&self) -> i64 {
        if self.wrong.is_none() && self.ended { self.kept.last } else { 0 }
    }

    /// After the last line of the log, whose lines up to `good` fit some checkpoint: the fault, and whether it names a
    /// stretch instead of a line.
    pub(super) fn end(self, log: i64, good: i64) -> Option<(bool, ChainFault)> {
        let kept = self.kept;
        let of = format!("the checkpoint of {}", kept.at);
        let (vague, line, what) = match self.wrong {
            // Where the marks begin with a line that differs, the change may lie before them.
            Some(line) if kept.marks.is_some() && (line > kept.after + 1 || good >= kept.after) => {
                (false, line, format!("it is not the line that {of} marks"))
            }
            Some(line) => (
                true,
                good + 1,
                format!(
                    "it or one of the lines up to {line} is not what {of} covers; one with marks of these lines tells which"
                ),
            ),
            None if !self.ended => (
                false,
                log + 1,
                format!(
                    "the log ends before it, but {of} goes on to line {}: lines were cut off, or an older copy was restored",
                    kept.last
                ),
            ),
            None => return None,
        };
        Some((vague, ChainFault { line, what }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_begin_where_it_was_asked_and_do_not_grow_without_end() {
        assert_eq!(before_first(None, 250_000), 250_000, "a letter marks nothing");
        assert_eq!(before_first(Some(240_000), 250_000), 240_000);
        assert_eq!(before_first(Some(0), 250_000), 150_000);
        assert_eq!(before_first(Some(0), 100_000), 0);
        assert_eq!(
            (before_first(Some(-5), 10), before_first(Some(12), 10), before_first(Some(0), 0)),
            (0, 10, 0)
        );
    }

    /// A checkpoint up to a line, with marks for the lines after `after`; a line's hash is its number, over and over.
    fn kept(after: i64, last: i64) -> Checkpoint {
        let hash = |line: i64| vec![u8::try_from(line).unwrap(); 32];
        let marks: Vec<[u8; MARK]> = (after + 1..=last).map(|line| mark(&hash(line))).collect();
        Checkpoint {
            at: Timestamp::UNIX_EPOCH,
            after,
            last,
            hash: hash(last),
            marks: (!marks.is_empty()).then_some(marks),
            signed: Signed { key: vec![], signature: vec![] },
        }
    }

    /// What a checkpoint says of a log of so many lines in which some are changed, where others fit up to `good`: how far it fits
    /// itself, and whether its fault is vague, with the line and the words.
    fn held(kept: &Checkpoint, lines: i64, changed: &[i64], good: i64) -> (i64, Option<(bool, i64, String)>) {
        let mut watch = kept.watch();
        for line in 1..=lines {
            let hash = u8::try_from(if changed.contains(&line) { 100 + line } else { line }).unwrap();
            watch.line(line, &[hash; 32]);
        }
        let fits = watch.fits_to();
        (fits, watch.end(lines, good).map(|(vague, fault)| (vague, fault.line, fault.what)))
    }

    fn named(kept: &Checkpoint, lines: i64, changed: &[i64], good: i64) -> (bool, i64) {
        let (fits, fault) = held(kept, lines, changed, good);
        assert_eq!(fits, 0, "what has a fault fits nothing");
        let (vague, line, _) = fault.expect("a fault");
        (vague, line)
    }

    #[test]
    fn a_log_that_fits_has_no_fault_and_what_came_later_is_not_asked() {
        for kept in [kept(5, 5), kept(2, 5), kept(0, 5)] {
            assert_eq!(held(&kept, 5, &[], 0), (5, None));
            assert_eq!(held(&kept, 9, &[6, 7, 8, 9], 0), (5, None), "later lines");
        }
        assert_eq!(held(&kept(0, 0), 3, &[1], 0), (0, None), "taken before the first line");
        assert_eq!(held(&kept(2, 5), 5, &[1, 2], 0), (5, None), "before its marks it knows nothing");
    }

    #[test]
    fn a_letter_names_the_stretch_after_what_is_known_to_be_good() {
        let letter = kept(3, 3);
        assert_eq!(named(&letter, 3, &[3], 0), (true, 1));
        assert_eq!(named(&letter, 5, &[3], 2), (true, 3), "beside an older one that fits");
        assert_eq!(named(&letter, 5, &[3], 3), (true, 4), "whatever else fits: it marks no line");
        let (_, fault) = held(&letter, 3, &[3], 0);
        assert!(fault.unwrap().2.contains("one of the lines up to 3"));
    }

    #[test]
    fn marks_name_the_first_line_unless_the_change_may_lie_before_them() {
        let marks = kept(2, 5);
        assert_eq!(named(&marks, 5, &[3], 1), (true, 2), "line 2 may be the one");
        assert_eq!(named(&marks, 5, &[3], 2), (false, 3), "line 2 is known to be good");
        assert_eq!(named(&marks, 5, &[3], 3), (false, 3));
        assert_eq!(named(&marks, 5, &[4], 0), (false, 4), "line 3 fits, so all before it does");
        assert_eq!(named(&marks, 5, &[3, 4, 5], 2), (false, 3), "the first of them");
        assert_eq!(named(&marks, 5, &[5], 0), (false, 5));
        let (_, fault) = held(&marks, 5, &[4], 0);
        assert!(fault.unwrap().2.starts_with("it is not the line that"));
    }

    #[test]
    fn a_log_that_ends_early_is_named_at_its_end() {
        for kept in [kept(5, 5), kept(2, 5)] {
            assert_eq!(named(&kept, 4, &[], 4), (false, 5));
            assert_eq!(named(&kept, 0, &[], 0), (false, 1));
        }
    }

    #[test]
    fn a_hash_is_read_from_its_digits_alone() {
        assert_eq!(unhex("000aff"), Some(vec![0, 10, 255]));
        assert_eq!(unhex(""), Some(vec![]));
        assert_eq!((unhex("0"), unhex("0g"), unhex("ñ")), (None, None, None));
        assert_eq!(mark(&[1, 2, 3, 4, 5, 6, 7, 8, 9]), [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(mark(&[1, 2, 3]), [0; MARK], "what is no hash is no mark");
    }
}
