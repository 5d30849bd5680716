//! Blocks to strips: pieces of the page as wide as its column and one line high, which never break within.

use crate::tags::Branch;
use crate::text::{Line, Types, Weight};
use crate::{Block, Entry, Paper, Table};
use krilla::tagging::{ListNumbering, TableHeaderScope, Tag, TagKind};
use std::num::NonZeroU16;

/// Points: US Letter, and what is left of it for words.
pub const PAGE: (f32, f32) = (612.0, 792.0);
pub const LEFT: f32 = 60.0;
pub const TOP: f32 = 60.0;
pub const BOTTOM: f32 = PAGE.1 - 66.0;
pub const WIDTH: f32 = PAGE.0 - 2.0 * LEFT;

/// The size of the letters that people read.
pub const BODY: f32 = 11.5;
const TITLE: f32 = 22.0;
const HEADING: f32 = 15.0;
/// Height of a line for each point of its letters.
const LEADING: f32 = 1.38;
/// Between columns.
const GUTTER: f32 = 12.0;
/// Rows and entries of more lines may break over two pages.
const WHOLE: usize = 12;

/// One line across the page.
#[derive(Debug, Clone)]
pub struct Strip {
    /// Empty space before it, except at the head of a page.
    pub above: f32,
    /// Its own height.
    pub height: f32,
    /// What stands in it.
    pub runs: Vec<Run>,
    /// Whether the next strip stands on the same page.
    pub keep: bool,
    /// The table that it is a row of.
    pub table: Option<usize>,
    /// Whether a thin line is drawn above it.
    pub rule: bool,
    /// The words of the heading that begins here, and its level.
    pub heading: Option<(u16, String)>,
}

/// Words on one line.
#[derive(Debug, Clone)]
pub struct Run {
    pub x: f32,
    pub size: f32,
    pub weight: Weight,
    pub line: Line,
    /// Where it belongs in the order of reading; `None` for what is repeated on every page.
    pub leaf: Option<usize>,
}

/// A document in strips.
pub struct Laid {
    pub strips: Vec<Strip>,
    /// The headings of each table's columns, for pages after its first.
    pub heads: Vec<Vec<Strip>>,
    pub tree: Vec<Branch>,
    pub leaves: usize,
}

/// Lays a document out; `note` says that letters are missing.
pub fn lay(paper: &Paper, types: &mut Types, note: bool) -> Laid {
    let mut layout = Layout { types, laid: Laid { strips: vec![], heads: vec![], tree: vec![], leaves: 0 } };
    layout.heading(1, &paper.title);
    if note {
        layout.paragraph(&paper.missing);
    }
    for block in &paper.blocks {
        match block {
            Block::Heading(words) => layout.heading(2, words),
            Block::Paragraph(words) => layout.paragraph(words),
            // A list or a table of nothing would be announced all the same.
            Block::Facts(facts) if !facts.is_empty() => layout.facts(facts),
            Block::Entries(entries) if !entries.is_empty() => layout.entries(entries),
            Block::Table(table) if !table.rows.is_empty() => layout.table(table),
            Block::Facts(_) | Block::Entries(_) | Block::Table(_) => {}
        }
    }
    layout.laid
}

struct Layout<'t> {
    types: &'t mut Types,
    laid: Laid,
}

/// Words in a column: where it begins, how wide it is, and how they look.
#[derive(Clone, Copy)]
struct Column {
    x: f32,
    width: f32,
    size: f32,
    weight: Weight,
}

impl Column {
    fn whole(size: f32, weight: Weight) -> Column {
        Column { x: LEFT, width: WIDTH, size, weight }
    }
}

impl Layout<'_> {
    /// The words as lines of one leaf of the tree.
    fn set(&mut self, words: &str, column: Column) -> (Vec<Run>, Branch) {
        let leaf = self.laid.leaves;
        self.laid.leaves += 1;
        let Column { x, width, size, weight } = column;
        let lines = self.types.lines(words, weight, size, width);
        let runs = lines.into_iter().map(|line| Run { x, size, weight, line, leaf: Some(leaf) });
        (runs.collect(), Branch::Leaf(leaf))
    }

    fn heading(&mut self, level: u16, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        let (size, above) = if level == 1 { (TITLE, 0.0) } else { (HEADING, 22.0) };
        let (runs, leaf) = self.set(words, Column::whole(size, Weight::Bold));
        let mut strips = column(runs, above);
        for strip in &mut strips {
            strip.keep = true;
        }
        if let Some(first) = strips.first_mut() {
            first.heading = Some((level, words.to_owned()));
        }
        self.laid.strips.extend(strips);
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        self.laid.tree.push(Branch::group(Tag::Hn(level, Some(words.to_owned())), vec![leaf]));
    }

    fn paragraph(&mut self, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        let (runs, leaf) = self.set(words, Column::whole(BODY, Weight::Regular));
        let mut strips = column(runs, 6.0);
        together(&mut strips, 3);
        self.laid.strips.extend(strips);
        self.laid.tree.push(Branch::group(Tag::P, vec![leaf]));
    }

    /// Names to the left, values to the right.
    fn facts(&mut self, facts: &[(String, Vec<String>)]) {
        let left = Column { width: WIDTH * 0.4 - GUTTER, ..Column::whole(BODY, Weight::Bold) };
        let right =
            Column { x: LEFT + WIDTH * 0.4, width: WIDTH * 0.6, ..Column::whole(BODY, Weight::Regular) };
        let mut items = vec![];
        for (name, values) in facts {
            let (names, label) = self.set(name, left);
            let (mut said, mut body) = (vec![], vec![]);
            for value in values {
                let (runs, leaf) = self.set(value, right);
                said.extend(runs);
                body.push(Branch::group(Tag::P, vec![leaf]));
            }
            let mut strips = side_by_side(vec![names, said], 5.0);
            together(&mut strips, WHOLE);
            self.laid.strips.extend(strips);
            let parts = vec![Branch::group(Tag::Lbl, vec![label]), Branch::group(Tag::LBody, body)];
            items.push(Branch::group(Tag::LI, parts));
        }
        self.laid.tree.push(Branch::group(Tag::L(ListNumbering::None), items));
    }

    fn entries(&mut self, entries: &[Entry]) {
        let mut items = vec![];
        for entry in entries {
            let (runs, leaf) = self.set(&entry.title, Column::whole(BODY, Weight::Bold));
            let mut strips = column(runs, 11.0);
            let mut body = vec![Branch::group(Tag::P, vec![leaf])];
            for words in &entry.lines {
                let (runs, leaf) = self.set(words, Column::whole(BODY, Weight::Regular));
                strips.extend(column(runs, 0.0));
                body.push(Branch::group(Tag::P, vec![leaf]));
            }
            together(&mut strips, WHOLE);
            self.laid.strips.extend(strips);
            items.push(Branch::group(Tag::LI, vec![Branch::group(Tag::LBody, body)]));
        }
        self.laid.tree.push(Branch::group(Tag::L(ListNumbering::None), items));
    }

    fn table(&mut self, table: &Table) {
        let shares: f32 = table.columns.iter().map(|(_, share)| f32::from(*share)).sum();
        let (mut x, mut columns) = (LEFT, vec![]);
        for (_, share) in &table.columns {
            let width = WIDTH * f32::from(*share) / shares.max(1.0);
            columns.push(Column { x, width: width - GUTTER, ..Column::whole(BODY, Weight::Regular) });
            x += width;
        }
        let number = self.laid.heads.len();
        let titles: Vec<&str> = table.columns.iter().map(|(title, _)| title.as_str()).collect();
        let bold: Vec<Column> = columns.iter().map(|c| Column { weight: Weight::Bold, ..*c }).collect();
        let (mut head, row) = self.row(&titles, &bold, || Tag::TH(TableHeaderScope::Column).into());
        for strip in &mut head {
            strip.keep = true;
            strip.rule = false;
        }
        let mut repeated = head.clone();
        for run in repeated.iter_mut().flat_map(|strip| &mut strip.runs) {
            run.leaf = None;
        }
        self.laid.heads.push(repeated);
        self.laid.strips.extend(head);
        let mut rows = vec![];
        for cells in &table.rows {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let (mut strips, row) = self.row(&cells, &columns, || Tag::TD.into());
            together(&mut strips, WHOLE);
            for strip in &mut strips {
                strip.table = Some(number);
            }
            self.laid.strips.extend(strips);
            rows.push(row);
        }
        let parts = vec![Branch::group(Tag::THead, vec![row]), Branch::group(Tag::TBody, rows)];
        self.laid.tree.push(Branch::group(Tag::Table.with_summary(Some(table.summary.clone())), parts));
    }

    fn row(&mut self, cells: &[&str], columns: &[Column], tag: impl Fn() -> TagKind) -> (Vec<Strip>, Branch) {
        let (mut sides, mut branches) = (vec![], vec![]);
        for (words, column) in cells.iter().zip(columns) {
            let (runs, leaf) = self.set(words, *column);
            sides.push(runs);
            branches.push(Branch::group(tag(), vec![leaf]));
        }
        let mut strips = side_by_side(sides, 7.0);
        if let Some(first) = strips.first_mut() {
            first.rule = true;
        }
        (strips, Branch::group(Tag::TR, branches))
    }
}

/// Lines one below another.
fn column(runs: Vec<Run>, above: f32) -> Vec<Strip> {
    side_by_side(vec![runs], above)
}

/// The first lines of each side in one strip, then the second lines.
fn side_by_side(sides: Vec<Vec<Run>>, above: f32) -> Vec<Strip> {
    let count = sides.iter().map(Vec::len).max().unwrap_or(0);
    let mut strips: Vec<Strip> = vec![];
    for side in sides {
        for (n, run) in side.into_iter().enumerate() {
            if strips.len() <= n {
                strips.push(Strip {
                    above: if n == 0 { above } else { 0.0 },
                    height: run.size * LEADING,
                    runs: Vec::with_capacity(count),
                    keep: false,
                    table: None,
                    rule: false,
                    heading: None,
                });
            }
            strips[n].height = strips[n].height.max(run.size * LEADING);
            strips[n].runs.push(run);
        }
    }
    strips
}

/// Up to `whole` lines stay on one page; of more, two at least stay on either side of the break.
fn together(strips: &mut [Strip], whole: usize) {
    let count = strips.len();
    for (n, strip) in strips.iter_mut().enumerate() {
        let last = n + 1 == count;
        strip.keep = !last && (count <= whole || n == 0 || n + 2 == count);
    }
}
