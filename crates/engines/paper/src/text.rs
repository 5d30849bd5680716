//! Words to glyphs: what the typeface can show, where a line may end, and how wide it is.

use crate::{Fault, MARK};
use harfrust::{Direction, FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use unicode_linebreak::{BreakOpportunity, linebreaks};

static REGULAR: &[u8] = include_bytes!("../fonts/NotoSans-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../fonts/NotoSans-Bold.ttf");

/// How heavy the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    Regular,
    Bold,
}

/// The typeface in its two weights.
pub struct Types {
    regular: Face,
    bold: Face,
    missing: bool,
}

struct Face {
    drawn: Font,
    read: FontRef<'static>,
    shaper: ShaperData,
    known: HashMap<char, bool>,
    shaped: HashMap<String, Rc<Shaped>>,
}

/// A piece of text as glyphs. Widths are in shares of the size of the letters.
#[derive(Debug)]
pub struct Shaped {
    pub glyphs: Vec<KrillaGlyph>,
    pub width: f32,
}

/// The smallest piece of text that a line is made of: a word with the space behind it.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What is shown.
    pub text: String,
    /// It as glyphs.
    pub shaped: Rc<Shaped>,
    /// Its width without the space at its end.
    pub inked: f32,
    /// What it means, where a mark stands for letters that are missing.
    pub meant: Option<String>,
    /// Whether the line ends after it in any case.
    pub last: bool,
}

/// A line: pieces that stand side by side.
pub type Line = Vec<Piece>;

impl Types {
    pub fn load() -> Result<Types, Fault> {
        Ok(Types { regular: Face::load(REGULAR)?, bold: Face::load(BOLD)?, missing: false })
    }

    /// Whether a mark was set for letters that the typeface has not.
    pub fn is_missing_letters(&self) -> bool {
        self.missing
    }

    /// What the pages are drawn with.
    pub fn font(&self, weight: Weight) -> Font {
        match weight {
            Weight::Regular => self.regular.drawn.clone(),
            Weight::Bold => self.bold.drawn.clone(),
        }
    }

    /// The lines of a text in a column of this width. Nothing in it sticks out; a word that is too long is broken.
    pub fn lines(&mut self, text: &str, weight: Weight, size: f32, width: f32) -> Vec<Line> {
        let face = match weight {
            Weight::Regular => &mut self.regular,
            Weight::Bold => &mut self.bold,
        };
        let most = width / size;
        let mut pieces = vec![];
        for piece in face.pieces(text) {
            self.missing |= piece.meant.is_some();
            face.fit(piece, most, &mut pieces);
        }
        let (mut lines, mut line, mut used) = (vec![], Line::new(), 0.0);
        for piece in pieces {
            if !line.is_empty() && used + piece.inked > most {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            used += piece.shaped.width;
            let last = piece.last;
            line.push(piece);
            if last {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

impl Face {
    fn load(data: &'static [u8]) -> Result<Face, Fault> {
        let drawn = Font::new(data.into(), 0).ok_or_else(|| Fault("the typeface is damaged".to_owned()))?;
        let read = FontRef::new(data).map_err(|e| Fault(e.to_string()))?;
        let shaper = ShaperData::new(&read);
        Ok(Face { drawn, read, shaper, known: HashMap::new(), shaped: HashMap::new() })
    }

    /// The text between the places where a line may end, by the rules of Unicode (UAX 14).
    fn pieces(&mut self, text: &str) -> Vec<Piece> {
        let (shown, marks) = self.marked(&plain(text));
        let (mut pieces, mut from) = (vec![], 0);
        for (to, end) in linebreaks(&shown) {
            let part = shown[from..to].trim_end_matches('\n');
            let last = end == BreakOpportunity::Mandatory && part.len() < to - from;
            let meant = meaning(&shown, from..from + part.len(), &marks);
            pieces.push(self.piece(part.to_owned(), meant, last));
            from = to;
        }
        pieces
    }

    /// The text with [`MARK`] in place of letters that the typeface has not, and what each mark stands for. Words of missing
    /// letters side by side are one mark.
    fn marked(&mut self, text: &str) -> (String, Vec<(Range<usize>, String)>) {
        let mut shown = String::with_capacity(text.len());
        let mut marks: Vec<(Range<usize>, String)> = vec![];
        for c in text.chars() {
            if c == '\n' || self.knows(c) {
                shown.push(c);
                continue;
            }
            match marks.last_mut() {
                Some((at, meant)) if shown[at.end..].chars().all(joins) => {
                    meant.push_str(&shown[at.end..]);
                    meant.push(c);
                    shown.truncate(at.end);
                }
                _ => {
                    let from = shown.len();
                    shown.push_str(MARK);
                    marks.push((from..shown.len(), c.to_string()));
                }
            }
        }
        (shown, marks)
    }

    fn knows(&mut self, c: char) -> bool {
        if let Some(known) = self.known.get(&c) {
            return *known;
        }
        let known = self.shape(c.encode_utf8(&mut [0; 4])).glyphs.iter().all(|g| g.glyph_id.to_u32() != 0);
        self.known.insert(c, known);
        known
    }

    fn piece(&mut self, text: String, meant: Option<String>, last: bool) -> Piece {
        let shaped = self.shape(&text);
        // The typeface has each letter, and not what these make together.
        if shaped.glyphs.iter().any(|g| g.glyph_id.to_u32() == 0) {
            let space = &text[text.trim_end().len()..];
            let meant = meant.unwrap_or_else(|| text.clone());
            return self.piece(format!("{MARK}{space}"), Some(meant), last);
        }
        let inked = text.trim_end().len();
        let over = shaped.glyphs.iter().filter(|g| g.text_range.start >= inked);
        let inked = shaped.width - over.map(|g| g.x_advance).sum::<f32>();
        Piece { text, shaped, inked, meant, last }
    }

    /// The piece, broken where it is wider than a line.
    fn fit(&mut self, piece: Piece, most: f32, out: &mut Vec<Piece>) {
        if piece.inked <= most {
            out.push(piece);
            return;
        }
        if piece.meant.is_some() {
            out.push(self.piece(MARK.to_owned(), piece.meant, piece.last));
            return;
        }
        let mut used = 0.0;
        let cut = piece.shaped.glyphs.iter().find_map(|g| {
            used += g.x_advance;
            (used > most && g.text_range.start > 0).then_some(g.text_range.start)
        });
        match cut {
            // Not even one letter fits: a column that narrow is not made.
            None => out.push(piece),
            Some(cut) => {
                out.push(self.piece(piece.text[..cut].to_owned(), None, false));
                let rest = self.piece(piece.text[cut..].to_owned(), None, piece.last);
                self.fit(rest, most, out);
            }
        }
    }

    fn shape(&mut self, text: &str) -> Rc<Shaped> {
        if let Some(shaped) = self.shaped.get(text) {
            return shaped.clone();
        }
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        // No script of the typeface runs from right to left.
        buffer.set_direction(Direction::LeftToRight);
        let done = self.shaper.shaper(&self.read).build().shape(buffer, ShapeOptions::new());
        let scale = |units: i32| units as f32 / self.drawn.units_per_em();
        let (infos, places) = (done.glyph_infos(), done.glyph_positions());
        let mut glyphs = Vec::with_capacity(infos.len());
        for (n, (info, place)) in infos.iter().zip(places).enumerate() {
            let next = infos[n..].iter().find(|other| other.cluster != info.cluster);
            let end = next.map_or(text.len(), |other| other.cluster as usize);
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                scale(place.x_advance),
                scale(place.x_offset),
                scale(place.y_offset),
                scale(place.y_advance),
                info.cluster as usize..end,
                None,
            ));
        }
        let width = glyphs.iter().map(|g| g.x_advance).sum();
        let shaped = Rc::new(Shaped { glyphs, width });
        self.shaped.insert(text.to_owned(), shaped.clone());
        shaped
    }
}

/// The text without what is no letter: controls go, and whatever ends a line ends it in one way.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").trim_end().chars() {
        match c {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            // Direction marks and byte order marks show nothing, and a PDF may not hold them as letters.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Whether a character between two missing letters is part of what is missing: a space, or what joins and varies letters.
fn joins(c: char) -> bool {
    matches!(c, ' ' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// What a part of the shown text means, when a mark is in it.
fn meaning(shown: &str, part: Range<usize>, marks: &[(Range<usize>, String)]) -> Option<String> {
    let inside: Vec<_> =
        marks.iter().filter(|(at, _)| at.start >= part.start && at.end <= part.end).collect();
    if inside.is_empty() {
        return None;
    }
    let (mut meant, mut from) = (String::new(), part.start);
    for (at, letters) in inside {
        meant.push_str(&shown[from..at.start]);
        meant.push_str(letters);
        from = at.end;
    }
    meant.push_str(&shown[from..part.end]);
    Some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.iter().map(|p| p.text.as_str()).collect()).collect()
    }

    #[test]
    fn no_line_is_wider_than_its_column() {
        let mut types = Types::load().expect("the typeface");
        let words = "Se pidió ayuda a Corner Kitchen: comida. https://example.org/a/very/long/address/that/nobody/would/write/by/hand \
                     Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle\nEnde";
        for width in [40.0, 90.0, 300.0] {
            for weight in [Weight::Regular, Weight::Bold] {
                let lines = types.lines(words, weight, 11.5, width);
                for line in &lines {
                    let (end, rest) = line.split_last().expect("no line is empty");
                    let wide = rest.iter().map(|p| p.shaped.width).sum::<f32>() + end.inked;
                    assert!(wide * 11.5 <= width + 0.01, "{:?} in {width}", shown(&lines));
                }
                let all = shown(&lines).concat();
                assert_eq!(all, words.replace('\n', ""), "nothing is lost");
                assert_eq!(
                    shown(&lines).last().map(String::as_str),
                    Some("Ende"),
                    "a line that was ended stays so"
                );
            }
        }
    }

    #[test]
    fn a_line_ends_between_words_and_not_within_a_number_or_before_a_stop() {
        let mut types = Types::load().expect("the typeface");
        let lines = types.lines("Call 410\u{a0}555\u{a0}0142 today (or not).", Weight::Regular, 11.5, 85.0);
        assert_eq!(shown(&lines), ["Call ", "410\u{a0}555\u{a0}0142 ", "today (or not)."]);
    }

    #[test]
    fn letters_of_many_languages_are_shown_as_they_are() {
        let mut types = Types::load().expect("the typeface");
        for name in
            ["Ana Peña", "Nguyễn Thị Hạnh", "Ọlámidé Adébáyọ̀", "Їжак Ґалаґан", "Ελένη", "Łukasz", "आस्था"]
        {
            let lines = types.lines(name, Weight::Bold, 11.5, 400.0);
            assert_eq!(shown(&lines), [name]);
        }
        assert!(!types.is_missing_letters());
    }

    #[test]
    fn letters_that_are_missing_are_marked_and_kept_behind_the_mark() {
        let mut types = Types::load().expect("the typeface");
        let lines = types.lines(
            "Name: 张 伟 (Wei), ሰላም-Abebe \u{1f468}\u{200d}\u{1f469}",
            Weight::Regular,
            11.5,
            400.0,
        );
        assert!(types.is_missing_letters());
        assert_eq!(shown(&lines), ["Name: [?] (Wei), [?]-Abebe [?]"]);
        let meant: String = lines[0].iter().map(|p| p.meant.as_deref().unwrap_or(&p.text)).collect();
        assert_eq!(meant, "Name: 张 伟 (Wei), ሰላም-Abebe \u{1f468}\u{200d}\u{1f469}");
        let no_glyph = |p: &Piece| p.shaped.glyphs.iter().any(|g| g.glyph_id.to_u32() == 0);
        assert!(!lines.iter().flatten().any(no_glyph), "no empty box");
    }
}
