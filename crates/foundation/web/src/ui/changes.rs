//! Two versions of a text, word by word: what was taken out and what was put in, where it stood. Rooms that keep versions
//! (a charter, a proposal) show with this what their next version changes.

use maud::{Markup, html};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Where a piece of text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Both,
    Before,
    After,
}

/// Between paragraphs.
const BREAK: &str = "\n\n";
/// Fewer letters than these between two changes are no place for the eye to rest: they count as changed with them.
const REST: usize = 4;

/// What became of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    paragraphs: Vec<Vec<(Side, String)>>,
}

impl Changes {
    /// Compares two texts. An empty line begins a paragraph; other white space is a space.
    pub fn between(before: &str, after: &str) -> Changes {
        let (old, new) = (tokens(before), tokens(after));
        let mut paragraphs: Vec<Vec<(Side, String)>> = vec![vec![]];
        for step in steps(&old, &new) {
            match step {
                Step::Same(words) => put(&mut paragraphs, Side::Both, words),
                Step::Changed(out, put_in) => {
                    put(&mut paragraphs, Side::Before, out);
                    put(&mut paragraphs, Side::After, put_in);
                }
            }
        }
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        Changes { paragraphs }
    }

    /// Whether both texts say the same.
    pub fn none(&self) -> bool {
        self.paragraphs.iter().flatten().all(|(side, _)| *side == Side::Both)
    }

    /// The text with its changes marked. What is taken out is struck through, what is put in underlined; `taken_out`
    /// and `put_in` say so to who hears the page, and `until` that the change ends there. A paragraph without any
    /// change is a "…".
    pub fn render(&self, taken_out: &str, put_in: &str, until: &str) -> Markup {
        let end = || html! { span.vh { " (" (until) ") " } };
        let changed = |paragraph: &Vec<(Side, String)>| paragraph.iter().any(|(side, _)| *side != Side::Both);
        html! {
            @for (n, paragraph) in self.paragraphs.iter().enumerate() {
                @if changed(paragraph) {
                    p {
                        @for (side, text) in paragraph {
                            @match side {
                                Side::Both => (text),
                                Side::Before => del { span.vh { " " (taken_out) ": " } (text) (end()) },
                                Side::After => ins { span.vh { " " (put_in) ": " } (text) (end()) },
                            }
                        }
                    }
                } @else if n == 0 || changed(&self.paragraphs[n - 1]) { p.muted { "…" } }
            }
        }
    }
}

enum Step<'t> {
    Same(&'t [&'t str]),
    Changed(&'t [&'t str], &'t [&'t str]),
}

/// Words, signs, spaces and breaks.
fn tokens(text: &str) -> Vec<&str> {
    let word = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
    let (mut out, mut rest) = (vec![], text.trim());
    while let Some(first) = rest.chars().next() {
        let of = |same: &dyn Fn(char) -> bool| rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (token, len) = if first.is_whitespace() {
            let len = of(&char::is_whitespace);
            (if rest[..len].matches('\n').count() > 1 { BREAK } else { " " }, len)
        } else {
            let len = if word(first) { of(&word) } else { first.len_utf8() };
            (&rest[..len], len)
        };
        out.push(token);
        rest = &rest[len..];
    }
    out
}

/// What is the same and what changed, in turn.
fn steps<'t>(old: &'t [&'t str], new: &'t [&'t str]) -> Vec<Step<'t>> {
    let ops = capture_diff_slices(Algorithm::Myers, old, new);
    let letters =
        |words: &[&str]| words.iter().flat_map(|w| w.chars()).filter(|c| c.is_alphanumeric()).count();
    let mut out = vec![];
    let mut changed: Option<(std::ops::Range<usize>, std::ops::Range<usize>)> = None;
    for (n, op) in ops.iter().enumerate() {
        let (before, after) = (op.old_range(), op.new_range());
        let between = n > 0 && n + 1 < ops.len();
        let rests = |words: &[&str]| letters(words) >= REST || words.contains(&BREAK);
        if matches!(op, DiffOp::Equal { .. }) && (!between || rests(&new[after.clone()])) {
            out.extend(changed.take().map(|(b, a)| Step::Changed(&old[b], &new[a])));
            out.push(Step::Same(&new[after]));
        } else {
            let (b, a) = changed.unwrap_or((before.start..before.start, after.start..after.start));
            changed = Some((b.start..before.end, a.start..after.end));
        }
    }
    out.extend(changed.map(|(b, a)| Step::Changed(&old[b], &new[a])));
    out
}

fn put(paragraphs: &mut Vec<Vec<(Side, String)>>, side: Side, words: &[&str]) {
    // A break that comes or goes by itself is seen only by a sign of its own.
    if side != Side::Both && words == [BREAK] {
        paragraphs.last_mut().expect("there is always one").push((side, "¶".to_owned()));
        if side == Side::After {
            paragraphs.push(vec![]);
        }
        return;
    }
    for (n, words) in words.split(|word| *word == BREAK).enumerate() {
        if n > 0 {
            paragraphs.push(vec![]);
        }
        if !words.is_empty() {
            paragraphs.last_mut().expect("there is always one").push((side, words.concat()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(before: &str, after: &str) -> String {
        let html = Changes::between(before, after).render("out", "in", "end").into_string();
        html.replace("<span class=\"vh\"> out: </span>", "")
            .replace("<span class=\"vh\"> in: </span>", "")
            .replace("<span class=\"vh\"> (end) </span>", "")
    }

    #[test]
    fn changed_words_are_marked_where_they_stand() {
        assert_eq!(
            shown("The council meets monthly in town.", "The council meets weekly in town."),
            "<p>The council meets <del>monthly</del><ins>weekly</ins> in town.</p>"
        );
        // Two changes with next to nothing between them are one.
        assert_eq!(
            shown("Two old men ran", "One old dog ran"),
            "<p><del>Two old men</del><ins>One old dog</ins> ran</p>"
        );
        assert_eq!(shown("No rides", "No rides <b>"), "<p>No rides<ins> &lt;b&gt;</ins></p>");
        assert_eq!(shown("", "All new"), "<p><ins>All new</ins></p>");
        assert_eq!(shown("All gone", ""), "<p><del>All gone</del></p>");
    }

    #[test]
    fn whoever_hears_the_page_hears_where_a_change_begins_and_ends() {
        let html = Changes::between("Old words here", "New words here").render("Taken out", "Put in", "end");
        assert_eq!(
            html.into_string(),
            "<p><del><span class=\"vh\"> Taken out: </span>Old<span class=\"vh\"> (end) </span></del>\
             <ins><span class=\"vh\"> Put in: </span>New<span class=\"vh\"> (end) </span></ins> words here</p>"
        );
    }

    #[test]
    fn paragraphs_stay_paragraphs() {
        let before = "First one.\n\nSecond one.\n\nThird one.\n\nFourth one.";
        let after = "First one.\n\nSecond one.\n\nIn between.\n\nThird one.\n\nFourth one.";
        assert_eq!(
            shown(before, after),
            "<p class=\"muted\">…</p><p><ins>In between.</ins></p><p class=\"muted\">…</p>"
        );
        assert_eq!(
            shown(after, before),
            "<p class=\"muted\">…</p><p><del>In between.</del></p><p class=\"muted\">…</p>"
        );
        assert_eq!(
            shown("Some words. More words.", "Some words.\n\nMore words."),
            "<p>Some words.<del> </del><ins>¶</ins></p><p class=\"muted\">…</p>"
        );
    }

    #[test]
    fn line_ends_and_spaces_are_no_change() {
        assert!(Changes::between("one  two\nthree\n\n\nfour ", "one two three\r\n\r\nfour").none());
        assert!(!Changes::between("one two", "one, two").none());
    }

    proptest! {
        /// Nothing is lost and nothing is made up: what stands there without what was put in is the old text, and the new
        /// one without what was taken out.
        #[test]
        fn both_texts_are_in_it(before in "[ab ,.\n]{0,60}", after in "[ab ,.\n]{0,60}") {
            let changes = Changes::between(&before, &after);
            let side = |without: Side| -> String {
                changes.paragraphs.iter().flatten().filter(|(side, _)| *side != without).map(|(_, t)| t.as_str()).collect()
            };
            let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '¶').collect::<String>();
            prop_assert_eq!(plain(&side(Side::After)), plain(&before));
            prop_assert_eq!(plain(&side(Side::Before)), plain(&after));
            prop_assert_eq!(changes.none(), tokens(&before) == tokens(&after));
        }
    }
}
