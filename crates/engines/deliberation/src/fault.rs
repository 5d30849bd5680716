//! What is wrong with a file that somebody sent: where, and how to mend it.

use std::fmt;

/// A fault in a file, with the line it is on (0: the file as a whole) and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1; 0 when it is about the file as a whole.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl Fault {
    /// A fault on a line.
    pub fn new(line: usize, what: impl Into<String>, mend: impl Into<String>) -> Fault {
        Fault { line, what: what.into(), mend: mend.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        write!(f, "{}. To mend it: {}", self.what, self.mend)
    }
}

impl std::error::Error for Fault {}
