//! Strips to pages.

use crate::layout::{BOTTOM, Strip, TOP};

/// A strip with its place: the distance of its upper edge from the head of the page.
#[derive(Debug)]
pub struct Placed {
    pub y: f32,
    pub strip: Strip,
}

/// Fills pages. What is kept together moves to the next page together, unless it is longer than a page; a table that goes on
/// has the headings of its columns again.
pub fn fill(strips: Vec<Strip>, heads: &[Vec<Strip>]) -> Vec<Vec<Placed>> {
    let mut filling = Filling { pages: vec![vec![]], y: TOP, heads };
    let mut strips = strips.into_iter().peekable();
    while let Some(first) = strips.next() {
        let mut kept = vec![first];
        while kept.last().is_some_and(|strip| strip.keep) {
            match strips.next() {
                Some(next) => kept.push(next),
                None => break,
            }
        }
        let height: f32 = kept.iter().map(|strip| strip.above + strip.height).sum();
        let head = filling.head(kept[0].table);
        if filling.y + height > BOTTOM && TOP + head + height - kept[0].above <= BOTTOM {
            filling.turn(kept[0].table);
        }
        for strip in kept {
            filling.place(strip);
        }
    }
    filling.pages
}

struct Filling<'h> {
    pages: Vec<Vec<Placed>>,
    y: f32,
    heads: &'h [Vec<Strip>],
}

impl Filling<'_> {
    /// How high the headings of a table's columns are.
    fn head(&self, table: Option<usize>) -> f32 {
        let head = table.and_then(|n| self.heads.get(n));
        head.map_or(0.0, |strips| strips.iter().map(|s| s.above + s.height).sum())
    }

    fn turn(&mut self, table: Option<usize>) {
        if self.pages.last().is_some_and(Vec::is_empty) {
            return;
        }
        self.pages.push(vec![]);
        self.y = TOP;
        let head = table.and_then(|n| self.heads.get(n)).cloned().unwrap_or_default();
        for strip in head {
            self.put(strip);
        }
    }

    fn place(&mut self, strip: Strip) {
        if self.y + strip.above + strip.height > BOTTOM {
            self.turn(strip.table);
        }
        self.put(strip);
    }

    fn put(&mut self, strip: Strip) {
        let Some(page) = self.pages.last_mut() else { return };
        let above = if page.is_empty() { 0.0 } else { strip.above };
        self.y += above;
        let y = self.y;
        self.y += strip.height;
        page.push(Placed { y, strip });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::lay;
    use crate::text::Types;
    use crate::{Block, Entry, Paper, Table};

    /// Sections of every length, so that page ends fall everywhere.
    fn paper(shift: usize) -> Paper {
        let words = |n: usize| "Help was asked for and it came. ".repeat(n);
        let mut blocks = vec![];
        for n in 0..24 {
            blocks.push(Block::Heading(format!("Section {n}")));
            let n = (n * 5 + shift) % 13;
            blocks.push(match n % 4 {
                0 => Block::Paragraph(words(n * 2 + 1)),
                1 => Block::Facts((0..n).map(|k| (format!("Name {k}"), vec![words(k % 3 + 1)])).collect()),
                2 => Block::Entries(
                    (0..n)
                        .map(|k| Entry { title: format!("Entry {k}"), lines: vec![words(k + 1)] })
                        .collect(),
                ),
                _ => Block::Table(Table {
                    summary: "Who looked".into(),
                    columns: vec![("When".into(), 1), ("Who".into(), 2)],
                    rows: (0..n * 6).map(|k| vec![format!("Day {k}"), words(k % 4 + 1)]).collect(),
                }),
            });
        }
        // Longer than a page, and cannot stay together.
        blocks.push(Block::Facts(vec![("Everything".into(), vec![words(160)])]));
        Paper {
            title: "All".into(),
            language: "en".into(),
            blocks,
            missing: String::new(),
            foot: Box::new(|n, all| format!("{n}/{all}")),
        }
    }

    #[test]
    fn nothing_is_lost_or_cut_and_no_heading_stands_alone() {
        let mut types = Types::load().expect("the typeface");
        let mut repeated = 0;
        for shift in 0..13 {
            let laid = lay(&paper(shift), &mut types, false);
            let leaves = laid.leaves;
            let pages = fill(laid.strips, &laid.heads);
            assert!(pages.len() > 5, "{}", pages.len());
            let mut read: Vec<usize> = vec![];
            for page in &pages {
                let last = page.last().expect("no page is empty");
                assert!(last.y + last.strip.height <= BOTTOM + 0.01);
                assert!(last.strip.heading.is_none() && !last.strip.keep, "page end in {shift}");
                assert!(page.windows(2).all(|two| two[0].y + two[0].strip.height <= two[1].y + 0.01));
                let first = &page.first().expect("no page is empty").strip;
                let goes_on =
                    page.iter().find(|placed| placed.strip.runs.iter().any(|run| run.leaf.is_some()));
                if goes_on.is_some_and(|placed| placed.strip.table.is_some()) {
                    assert!(
                        first.runs.iter().all(|run| run.leaf.is_none()),
                        "a table goes on without its head"
                    );
                    repeated += 1;
                }
                read.extend(
                    page.iter().flat_map(|placed| placed.strip.runs.iter().filter_map(|run| run.leaf)),
                );
            }
            read.sort_unstable();
            read.dedup();
            assert_eq!(read, (0..leaves).collect::<Vec<_>>());
        }
        assert!(repeated > 0, "no table went over a page");
    }
}
