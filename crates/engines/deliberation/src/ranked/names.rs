//! The names of the candidates and the title, which end a `.blt` file. A name that is missing or one too many gives the votes of those
//! after it to somebody else, so what cannot be right is refused, and what may be wrong is told.

use super::file::Candidate;
use super::words::{Words, show};
use crate::fault::Fault;
use crate::text;
use std::io::BufRead;

/// What stands after the ballots.
pub(super) struct Names {
    pub(super) candidates: Vec<Candidate>,
    pub(super) title: String,
    pub(super) notes: Vec<String>,
}

/// Texts in quotation marks that may follow on the title: Wichmann's programs write where the file is from, and a remark.
const MOST_REMARKS: usize = 2;

/// Reads them: a name for each candidate, then the title.
pub(super) fn read<R: BufRead>(
    words: &mut Words<R>,
    withdrawn: Vec<bool>,
    undeclared: &[usize],
) -> Result<Names, Fault> {
    let n = withdrawn.len();
    let (mut candidates, mut notes) = (Vec::with_capacity(n), Vec::new());
    for (c, withdrawn) in withdrawn.into_iter().enumerate() {
        let word = words.need(&format!("the name of candidate {}", c + 1))?;
        let Some(name) = word.strip_prefix(b"\"").and_then(|w| w.strip_suffix(b"\"")) else {
            return Err(Fault::new(
                words.number,
                format!("{:?} stands where the name of candidate {} should", show(&word), c + 1),
                "write each name in quotation marks, after the 0 that ends the ballots",
            ));
        };
        if notes.is_empty() && std::str::from_utf8(name).is_err() {
            notes.push(text::not_utf8(words.number));
        }
        candidates.push(Candidate { name: show(name), withdrawn });
    }
    // The reference programs refuse a file without a title as well: its last name may be the title, and a name before it be missing.
    let title = words.title()?.ok_or_else(|| {
        Fault::new(
            words.number,
            format!("the file ends where the title should stand, after {n} texts in quotation marks"),
            format!("look whether a name is missing: {n} names, then the title (\"\" if it has none), each in quotation marks"),
        )
    })?;
    let line = words.number;
    if notes.is_empty() && std::str::from_utf8(&title).is_err() {
        notes.push(text::not_utf8(line));
    }
    let title = show(&title);
    // What else stands after the title is a remark: real files have whole paragraphs there.
    let mut remarks = Vec::new();
    while let Ok(Some((word, _))) = words.next() {
        if !word.starts_with(b"\"") || remarks.len() > MOST_REMARKS {
            break;
        }
        remarks.push(show(word));
    }
    if remarks.len() > MOST_REMARKS {
        return Err(Fault::new(
            line,
            format!(
                "after {n} names and the title {title:?} stand more texts in quotation marks, such as {}",
                remarks[0]
            ),
            "look whether the first line counts every candidate, and write one text for each: no party beside a name",
        ));
    }
    if let Some(remark) = remarks.first() {
        notes.push(format!(
            "line {line}: {title:?} was read as the title, and {remark} stands after it; if there is a name too many, names are not those \
             of their numbers"
        ));
    }
    let mut named: Vec<&str> = candidates.iter().map(|c: &Candidate| c.name.as_str()).collect();
    named.sort_unstable();
    if let Some(twice) = named.windows(2).find(|pair| pair[0] == pair[1]) {
        notes.push(format!("several candidates are called {:?}; their numbers tell them apart", twice[0]));
    }
    if !undeclared.is_empty() {
        let who: Vec<String> =
            undeclared.iter().map(|&c| format!("{} ({})", candidates[c].name, c + 1)).collect();
        notes.push(format!(
            "written in and not declared: {}; the rules here count votes for them as for all others",
            who.join(", ")
        ));
    }
    Ok(Names { candidates, title, notes })
}
