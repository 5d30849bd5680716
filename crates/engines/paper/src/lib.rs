//! Paper: a document of headings, paragraphs, facts and tables, written as a PDF that a screen reader can read (PDF/UA-1).
//!
//! Pure: the words come in already chosen and in one language; nothing here reads a clock, a file or a database. The typeface
//! (Noto Sans: Latin, Greek, Cyrillic and Devanagari letters) is inside, and only the letters that a document uses go into it.
//! A letter that the typeface has not is never drawn as an empty box: a mark stands for it, the document says so near its
//! beginning, and the letters themselves lie behind the mark, where a screen reader, a search or a copy finds them.

mod draw;
mod layout;
mod pages;
mod tags;
mod text;

use std::fmt;

/// A document.
pub struct Paper {
    /// What it is called: the first heading, and the name in the window of a reader.
    pub title: String,
    /// The language of its words (BCP 47).
    pub language: String,
    /// What stands in it, in the order of reading, after the title.
    pub blocks: Vec<Block>,
    /// What is said after the title when letters are missing; it should explain [`MARK`].
    pub missing: String,
    /// The words at the foot of a page, from its number and how many there are.
    pub foot: Box<dyn Fn(usize, usize) -> String + Send>,
}

/// What stands for letters that the typeface has not.
pub const MARK: &str = "[?]";

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The heading of a section. It never stands alone at the foot of a page.
    Heading(String),
    /// Running words.
    Paragraph(String),
    /// Names, each with its values.
    Facts(Vec<(String, Vec<String>)>),
    /// What belongs together one below another: a line that stands out, and what is said below it.
    Entries(Vec<Entry>),
    /// Rows under headings of columns, which every page repeats.
    Table(Table),
}

/// One of [`Block::Entries`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The line that stands out.
    pub title: String,
    /// What is said below it.
    pub lines: Vec<String>,
}

/// A table. Each row has as many cells as there are columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows, for who cannot see it.
    pub summary: String,
    /// Heading and share of the width of each column.
    pub columns: Vec<(String, u16)>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
}

/// Why no file was written. It is a fault of ours, never of the words that came in.
#[derive(Debug)]
pub struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the document could not be written: {}", self.0)
    }
}

impl std::error::Error for Fault {}

impl Paper {
    /// The document as a PDF, on US Letter.
    ///
    /// # Errors
    /// [`Fault`] when the file would not keep PDF/UA-1.
    pub fn to_pdf(&self) -> Result<Vec<u8>, Fault> {
        let mut types = text::Types::load()?;
        let mut laid = layout::lay(self, &mut types, false);
        if types.is_missing_letters() {
            laid = layout::lay(self, &mut types, true);
        }
        let pages = pages::fill(laid.strips, &laid.heads);
        draw::write(self, &mut types, &pages, laid.tree, laid.leaves)
    }
}
