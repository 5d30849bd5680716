//! Pages to a PDF file.

use crate::layout::{BODY, LEFT, PAGE, Run, WIDTH};
use crate::pages::Placed;
use crate::tags::{self, Branch};
use crate::text::{Line, Types, Weight};
use crate::{Fault, Paper};
use krilla::color::luma;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::KrillaGlyph;
use krilla::{Document, SerializeSettings};

/// From the head of a strip to the line that its letters stand on, for each point of their size.
const BASELINE: f32 = 1.02;
/// The line that page numbers stand on.
const FOOT: f32 = PAGE.1 - 36.0;

/// Writes the file. krilla refuses what would not keep PDF/UA-1.
pub fn write(
    paper: &Paper,
    types: &mut Types,
    pages: &[Vec<Placed>],
    tree: Vec<Branch>,
    leaves: usize,
) -> Result<Vec<u8>, Fault> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|e| Fault(format!("{e:?}")))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let metadata = Metadata::new().title(paper.title.clone()).language(paper.language.clone());
    document.set_metadata(metadata.creator("Tandem".to_owned()));
    document.set_outline(outline(paper, pages));
    let mut places: Vec<Vec<Identifier>> = vec![vec![]; leaves];
    for (n, page) in pages.iter().enumerate() {
        let settings =
            PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| Fault("a page has no size".to_owned()))?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        rules(&mut surface, page);
        let mut runs: Vec<(f32, &Run)> =
            page.iter().flat_map(|placed| placed.strip.runs.iter().map(|run| (placed.y, run))).collect();
        // In the order of reading, for programs that do not know tags.
        runs.sort_by_key(|(_, run)| run.leaf);
        for (y, run) in runs {
            let at = Point::from_xy(run.x, y + run.size * BASELINE);
            words(&mut surface, types, run, at, &mut places);
        }
        foot(&mut surface, types, &(paper.foot)(n + 1, pages.len()));
        surface.finish();
        sheet.finish();
    }
    document.set_tag_tree(tags::tree(tree, &places, &paper.language));
    document.finish().map_err(|e| Fault(format!("{e:?}")))
}

fn words(surface: &mut Surface, types: &Types, run: &Run, at: Point, places: &mut [Vec<Identifier>]) {
    let Some(leaf) = run.leaf else {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)));
        line(surface, types, run, &run.line, at);
        surface.end_tagged();
        return;
    };
    let mut at = at;
    for part in run.line.chunk_by(|a, b| a.meant.is_none() && b.meant.is_none()) {
        let meant = part.first().and_then(|piece| piece.meant.as_deref());
        let id = surface.start_tagged(ContentTag::Span(SpanTag::empty().with_actual_text(meant)));
        if let Some(place) = places.get_mut(leaf) {
            place.push(id);
        }
        let wide = line(surface, types, run, part, at);
        surface.end_tagged();
        at = Point::from_xy(at.x + wide, at.y);
    }
}

/// Draws pieces side by side, and says how wide they are.
fn line(surface: &mut Surface, types: &Types, run: &Run, pieces: &[crate::text::Piece], at: Point) -> f32 {
    let (mut text, mut glyphs, mut wide) = (String::new(), Vec::<KrillaGlyph>::new(), 0.0);
    for piece in pieces {
        let from = text.len();
        text.push_str(&piece.text);
        glyphs.extend(piece.shaped.glyphs.iter().cloned().map(|mut glyph| {
            glyph.text_range = glyph.text_range.start + from..glyph.text_range.end + from;
            glyph
        }));
        wide += piece.shaped.width;
    }
    surface.draw_glyphs(at, &glyphs, types.font(run.weight), &text, run.size, false);
    wide * run.size
}

/// Thin lines between the rows of tables.
fn rules(surface: &mut Surface, page: &[Placed]) {
    for placed in page.iter().filter(|placed| placed.strip.rule) {
        let Some(rect) = Rect::from_xywh(LEFT, placed.y - 3.0, WIDTH, 0.6) else { continue };
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        let Some(path) = path.finish() else { continue };
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        surface.set_fill(Some(Fill { paint: luma::Color::new(150).into(), ..Fill::default() }));
        surface.draw_path(&path);
        surface.end_tagged();
    }
    surface.set_fill(Some(Fill::default()));
}

fn foot(surface: &mut Surface, types: &mut Types, text: &str) {
    let size = BODY - 1.0;
    let Some(line_of) = types.lines(text, Weight::Regular, size, WIDTH).into_iter().next() else { return };
    let wide = line_of.iter().map(|piece| piece.shaped.width).sum::<f32>() * size;
    let run = Run { x: (PAGE.0 - wide) / 2.0, size, weight: Weight::Regular, line: Line::new(), leaf: None };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PageNumber)));
    line(surface, types, &run, &line_of, Point::from_xy(run.x, FOOT));
    surface.end_tagged();
}

/// The list of headings that a reader shows beside the pages.
fn outline(paper: &Paper, pages: &[Vec<Placed>]) -> Outline {
    let mut sections = vec![];
    for (n, page) in pages.iter().enumerate() {
        for placed in page {
            if let Some((level, words)) = &placed.strip.heading
                && *level > 1
            {
                let to = XyzDestination::new(n, Point::from_xy(LEFT, placed.y));
                sections.push(OutlineNode::new(words.clone(), to));
            }
        }
    }
    let mut title = OutlineNode::new(paper.title.clone(), XyzDestination::new(0, Point::from_xy(0.0, 0.0)));
    for section in sections {
        title.push_child(section);
    }
    let mut outline = Outline::new();
    outline.push_child(title.with_open(true));
    outline
}
