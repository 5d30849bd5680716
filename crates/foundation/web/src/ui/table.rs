//! Tables that stay tables: on a narrow screen each row becomes a card, and the roles in the markup keep rows,
//! headers and cells for screen readers (a changed `display` would take them away).

use maud::{Markup, Render, html};

/// One column.
#[derive(Clone, Debug)]
pub struct Col {
    label: String,
    number: bool,
}

impl Col {
    /// A column of words.
    pub fn text(label: impl Into<String>) -> Col {
        Col { label: label.into(), number: false }
    }

    /// A column of numbers, set flush to the end.
    pub fn number(label: impl Into<String>) -> Col {
        Col { label: label.into(), number: true }
    }
}

/// A table with a caption; the first column names the row.
#[derive(Clone)]
#[must_use = "a table does nothing until it is rendered"]
pub struct Table {
    caption: String,
    caption_hidden: bool,
    cols: Vec<Col>,
    rows: Vec<Vec<Markup>>,
    foot: Option<Vec<Markup>>,
    cards: bool,
    scroll: bool,
}

impl Table {
    /// An empty table; a table without rows renders nothing, so show an empty state then.
    pub fn new(caption: impl Into<String>, cols: impl IntoIterator<Item = Col>) -> Table {
        Table {
            caption: caption.into(),
            caption_hidden: false,
            cols: cols.into_iter().collect(),
            rows: Vec::new(),
            foot: None,
            cards: true,
            scroll: false,
        }
    }

    /// Adds a row: one cell for each column.
    pub fn row(mut self, cells: impl IntoIterator<Item = Markup>) -> Table {
        self.push(cells);
        self
    }

    /// Adds a row in a loop.
    pub fn push(&mut self, cells: impl IntoIterator<Item = Markup>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// A last row of sums.
    pub fn foot(mut self, cells: impl IntoIterator<Item = Markup>) -> Table {
        self.foot = Some(cells.into_iter().collect());
        self
    }

    /// The caption is for screen readers only: the heading above says the same.
    pub fn hide_caption(mut self) -> Table {
        self.caption_hidden = true;
        self
    }

    /// A small table of numbers that fits on a phone as it is.
    pub fn no_cards(mut self) -> Table {
        self.cards = false;
        self
    }

    /// A long table of numbers in a box of its own that scrolls (and can be reached and scrolled by keyboard).
    pub fn scrolling(mut self) -> Table {
        self.scroll = true;
        self.cards = false;
        self
    }

    fn cells(&self, cells: &[Markup]) -> Markup {
        html! {
            tr role=[self.role("row")] {
                @for (col, cell) in self.cols.iter().zip(cells).take(1) {
                    th scope="row" role=[self.role("rowheader")] class=[col.number.then_some("num")] { (cell) }
                }
                @for (col, cell) in self.cols.iter().zip(cells).skip(1) {
                    @let label = (self.cards && !col.label.is_empty()).then_some(&col.label);
                    td role=[self.role("cell")] class=[col.number.then_some("num")] data-label=[label] { (cell) }
                }
            }
        }
    }

    /// Explicit roles only where the cards would lose the built-in ones.
    fn role(&self, role: &'static str) -> Option<&'static str> {
        self.cards.then_some(role)
    }

    fn table(&self) -> Markup {
        html! {
            table class=[self.cards.then_some("cards")] role=[self.role("table")] {
                caption class=[self.caption_hidden.then_some("vh")] { (self.caption) }
                thead role=[self.role("rowgroup")] {
                    tr role=[self.role("row")] {
                        @for col in &self.cols {
                            // A column of buttons has no name to show; an empty header would be an error.
                            @if col.label.is_empty() { td role=[self.role("cell")] {} } @else {
                                th scope="col" role=[self.role("columnheader")] class=[col.number.then_some("num")] { (col.label) }
                            }
                        }
                    }
                }
                tbody role=[self.role("rowgroup")] { @for row in &self.rows { (self.cells(row)) } }
                @if let Some(foot) = &self.foot { tfoot role=[self.role("rowgroup")] { (self.cells(foot)) } }
            }
        }
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        if self.rows.is_empty() {
            return html! {};
        }
        html! {
            @if self.scroll { div.scroll tabindex="0" role="region" aria-label=(self.caption) { (self.table()) } }
            @else { div.tbl { (self.table()) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table::new("Who waits", [Col::text("Who"), Col::number("Days"), Col::text("")]).row([
            html! { "Ana" },
            html! { "3" },
            html! { a href="/x" { "Open" } },
        ])
    }

    #[test]
    fn headers_have_a_scope_and_roles_survive_the_cards() {
        let html = table().render().into_string();
        assert!(html.contains("<th scope=\"col\" role=\"columnheader\">Who</th>"), "{html}");
        assert!(html.contains("<th scope=\"row\" role=\"rowheader\">Ana</th>"));
        assert!(html.contains("<td role=\"cell\" class=\"num\" data-label=\"Days\">3</td>"), "{html}");
        assert!(html.contains("<caption>Who waits</caption>"));
    }

    #[test]
    fn a_column_without_a_name_has_no_empty_header() {
        assert!(!table().render().into_string().contains("columnheader\"></th>"));
    }

    #[test]
    fn a_scrolling_table_can_be_reached_by_keyboard() {
        let html = table().scrolling().render().into_string();
        assert!(html.contains("tabindex=\"0\" role=\"region\" aria-label=\"Who waits\""));
        assert!(!html.contains("role=\"table\""));
    }

    #[test]
    fn an_empty_table_is_no_table() {
        assert_eq!(Table::new("x", [Col::text("y")]).render().into_string(), "");
    }
}
