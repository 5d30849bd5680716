//! Form fields: a label, a hint, an error and the control, tied together by ids.
//!
//! The id of a control is its name, so that the error list (made from the names in `FieldErrors`) links to it. The
//! hint has the id `NAME-hint`, the error `NAME-error`, and both are in the control's `aria-describedby`.

use maud::{Markup, Render, html};

use crate::icons::icon;

/// The ids that describe a control, for `aria-describedby`.
pub(super) fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (true, true) => Some(format!("{id}-hint {id}-error")),
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (false, false) => None,
    }
}

pub(super) fn error_text(id: &str, error: Option<&str>) -> Markup {
    html! { @if let Some(error) = error { p.bad-text id={ (id) "-error" } { (icon("alert-triangle")) span { (error) } } } }
}

pub(super) fn hint_text(id: &str, hint: Option<&str>) -> Markup {
    html! { @if let Some(hint) = hint { p.hint id={ (id) "-hint" } { (hint) } } }
}

/// A field for one value.
#[derive(Clone, Debug)]
#[must_use = "a field does nothing until it is rendered"]
pub struct Field {
    name: String,
    id: String,
    label: String,
    kind: &'static str,
    value: String,
    hint: Option<String>,
    error: Option<String>,
    optional: Option<String>,
    autocomplete: Option<&'static str>,
    inputmode: Option<&'static str>,
    width: Option<&'static str>,
    required: bool,
    rows: u8,
    range: Option<(String, String)>,
    max_length: Option<u32>,
    pattern: Option<&'static str>,
    list: Vec<String>,
    lang: Option<&'static str>,
}

impl Field {
    fn of(kind: &'static str, name: &str, label: impl Into<String>) -> Field {
        Field {
            name: name.to_owned(),
            id: name.to_owned(),
            label: label.into(),
            kind,
            value: String::new(),
            hint: None,
            error: None,
            optional: None,
            autocomplete: None,
            inputmode: None,
            width: None,
            required: false,
            rows: 4,
            range: None,
            max_length: None,
            pattern: None,
            list: Vec::new(),
            lang: None,
        }
    }

    /// One line of text.
    pub fn text(name: &str, label: impl Into<String>) -> Field {
        Field::of("text", name, label)
    }

    /// An e-mail address.
    pub fn email(name: &str, label: impl Into<String>) -> Field {
        Field { autocomplete: Some("email"), inputmode: Some("email"), ..Field::of("email", name, label) }
    }

    /// A phone number.
    pub fn tel(name: &str, label: impl Into<String>) -> Field {
        Field {
            autocomplete: Some("tel"),
            inputmode: Some("tel"),
            width: Some("w-10"),
            ..Field::of("tel", name, label)
        }
    }

    /// A date (the browser's own picker; its value is ISO 8601).
    pub fn date(name: &str, label: impl Into<String>) -> Field {
        Field { width: Some("w-10"), ..Field::of("date", name, label) }
    }

    /// A time of the day.
    pub fn time(name: &str, label: impl Into<String>) -> Field {
        Field { width: Some("w-10"), ..Field::of("time", name, label) }
    }

    /// A moment: date and time of the day, in the place's own time (ISO 8601 without a zone).
    pub fn moment(name: &str, label: impl Into<String>) -> Field {
        Field { width: Some("w-20"), ..Field::of("datetime-local", name, label) }
    }

    /// A whole number: a text field with a keypad, because spin buttons change a value when someone only scrolls.
    pub fn number(name: &str, label: impl Into<String>) -> Field {
        Field { inputmode: Some("numeric"), width: Some("w-5"), ..Field::of("text", name, label) }
    }

    /// A decimal number.
    pub fn decimal(name: &str, label: impl Into<String>) -> Field {
        Field { inputmode: Some("decimal"), width: Some("w-5"), ..Field::of("text", name, label) }
    }

    /// A ZIP code.
    pub fn zip(name: &str, label: impl Into<String>) -> Field {
        Field {
            inputmode: Some("numeric"),
            autocomplete: Some("postal-code"),
            width: Some("w-5"),
            max_length: Some(10),
            ..Field::of("text", name, label)
        }
    }

    /// A password that is entered to sign in; a new one takes `.autocomplete("new-password")`.
    pub fn password(name: &str, label: impl Into<String>) -> Field {
        Field { autocomplete: Some("current-password"), ..Field::of("password", name, label) }
    }

    /// Words to search for.
    pub fn search(name: &str, label: impl Into<String>) -> Field {
        Field { autocomplete: Some("off"), ..Field::of("search", name, label) }
    }

    /// A web address.
    pub fn url(name: &str, label: impl Into<String>) -> Field {
        Field { autocomplete: Some("url"), inputmode: Some("url"), ..Field::of("url", name, label) }
    }

    /// A file.
    pub fn file(name: &str, label: impl Into<String>) -> Field {
        Field::of("file", name, label)
    }

    /// Several lines of text.
    pub fn textarea(name: &str, label: impl Into<String>) -> Field {
        Field::of("textarea", name, label)
    }

    /// What is in it: what the person typed, kept after an error.
    pub fn value(mut self, value: impl Into<String>) -> Field {
        self.value = value.into();
        self
    }

    /// An id that is not the name, where the same field stands twice on a page.
    pub fn id(mut self, id: impl Into<String>) -> Field {
        self.id = id.into();
        self
    }

    /// A short help under the label.
    pub fn hint(mut self, hint: impl Into<String>) -> Field {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong with the value, if anything.
    pub fn error(mut self, error: Option<impl Into<String>>) -> Field {
        self.error = error.map(Into::into);
        self
    }

    /// The field may stay empty; the words go behind the label.
    pub fn optional(mut self, words: impl Into<String>) -> Field {
        self.optional = Some(words.into());
        self
    }

    /// The value must be given. The browser is not asked to enforce it: its bubbles vanish and are not in our words.
    pub fn required(mut self) -> Field {
        self.required = true;
        self
    }

    /// What the browser may fill in.
    pub fn autocomplete(mut self, token: &'static str) -> Field {
        self.autocomplete = Some(token);
        self
    }

    /// The keyboard of a phone.
    pub fn inputmode(mut self, mode: &'static str) -> Field {
        self.inputmode = Some(mode);
        self
    }

    /// Width for about 2, 5, 10 or 20 characters: a field's size tells what is expected.
    pub fn chars(mut self, n: u8) -> Field {
        self.width = Some(match n {
            0..=2 => "w-2",
            3..=5 => "w-5",
            6..=10 => "w-10",
            _ => "w-20",
        });
        self
    }

    /// Lines of a textarea.
    pub fn rows(mut self, rows: u8) -> Field {
        self.rows = rows;
        self
    }

    /// Least and greatest value of a date or time (ISO); leave one empty for none.
    pub fn range(mut self, min: impl Into<String>, max: impl Into<String>) -> Field {
        self.range = Some((min.into(), max.into()));
        self
    }

    /// The greatest length in characters.
    pub fn max_length(mut self, n: u32) -> Field {
        self.max_length = Some(n);
        self
    }

    /// Suggestions (a datalist).
    pub fn suggestions(mut self, list: impl IntoIterator<Item = impl Into<String>>) -> Field {
        self.list = list.into_iter().map(Into::into).collect();
        self
    }

    /// The language of what is typed, where it is not the page's (a listing's Spanish name on an English page).
    pub fn lang(mut self, code: &'static str) -> Field {
        self.lang = Some(code);
        self
    }

    fn control(&self) -> Markup {
        let describedby = described_by(&self.id, self.hint.is_some(), self.error.is_some());
        let class = match self.width {
            Some(width) => format!("in {width}"),
            None => "in".to_owned(),
        };
        let invalid = self.error.is_some().then_some("true");
        let required = self.required.then_some("true");
        let (min, max) = match &self.range {
            Some((min, max)) => (Some(min).filter(|m| !m.is_empty()), Some(max).filter(|m| !m.is_empty())),
            None => (None, None),
        };
        if self.kind == "textarea" {
            // The line break after the tag is the one that HTML drops; without it a value that starts with one would
            // lose it each time it is saved.
            return html! {
                textarea class=(class) id=(self.id) name=(self.name) rows=(self.rows) lang=[self.lang]
                    maxlength=[self.max_length] aria-describedby=[describedby] aria-invalid=[invalid]
                    aria-required=[required] autocomplete=[self.autocomplete] { "\n" (self.value) }
            };
        }
        // A password is never sent back; a file cannot be.
        let value =
            (!matches!(self.kind, "password" | "file") && !self.value.is_empty()).then_some(&self.value);
        let list = (!self.list.is_empty()).then(|| format!("{}-list", self.id));
        let enter = (self.kind == "search").then_some("search");
        html! {
            input class=(class) id=(self.id) name=(self.name) type=(self.kind) value=[value] lang=[self.lang]
                min=[min] max=[max] maxlength=[self.max_length] pattern=[self.pattern] list=[list.as_deref()]
                autocomplete=[self.autocomplete] inputmode=[self.inputmode] enterkeyhint=[enter]
                aria-describedby=[describedby] aria-invalid=[invalid] aria-required=[required];
            @if let Some(list) = &list {
                datalist id=(list) { @for item in &self.list { option value=(item) {} } }
            }
        }
    }
}

impl Render for Field {
    fn render(&self) -> Markup {
        html! {
            div.field.bad[self.error.is_some()] {
                label for=(self.id) { (self.label) @if let Some(words) = &self.optional { " " span.opt-note { (words) } } }
                (hint_text(&self.id, self.hint.as_deref()))
                (error_text(&self.id, self.error.as_deref()))
                (self.control())
            }
        }
    }
}

/// A group of fields with a name of its own.
pub fn fieldset(legend: &str, hint: Option<&str>, body: Markup) -> Markup {
    html! { fieldset { legend { (legend) } @if let Some(hint) = hint { p.hint { (hint) } } div.form { (body) } } }
}

/// The list of everything that is wrong, at the top of a form that comes back: each entry (name, text) leads to its
/// field. The script moves the focus here. Nothing is rendered for an empty list.
pub fn error_summary(title: &str, errors: &[(impl AsRef<str>, impl AsRef<str>)]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.err.stack-s role="alert" tabindex="-1" aria-labelledby="error-summary" data-focus {
                h2 id="error-summary" { (title) }
                ul { @for (field, text) in errors { li { a href={ "#" (field.as_ref()) } { (text.as_ref()) } } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_ties_label_hint_and_error_to_the_control() {
        let html =
            Field::text("zip", "ZIP code").hint("5 numbers").error(Some("Enter 5 numbers")).value("1060");
        let html = html.render().into_string();
        assert!(html.contains("<label for=\"zip\">ZIP code</label>"));
        assert!(html.contains("id=\"zip-hint\"") && html.contains("id=\"zip-error\""));
        assert!(html.contains("aria-describedby=\"zip-hint zip-error\""));
        assert!(html.contains("aria-invalid=\"true\"") && html.contains("value=\"1060\""));
        assert!(html.contains("field bad"));
    }

    #[test]
    fn a_field_without_hint_or_error_says_nothing_more() {
        let html = Field::tel("phone", "Phone").render().into_string();
        assert!(!html.contains("aria-describedby") && !html.contains("aria-invalid"));
        assert!(html.contains("autocomplete=\"tel\"") && html.contains("inputmode=\"tel\""));
    }

    #[test]
    fn a_password_is_never_sent_back() {
        assert!(!Field::password("p", "Password").value("secret").render().into_string().contains("secret"));
    }

    #[test]
    fn a_textarea_keeps_its_first_line_break_and_escapes() {
        let html = Field::textarea("note", "Note").value("\n<i>").render().into_string();
        assert!(html.contains(">\n\n&lt;i&gt;</textarea>"), "{html}");
    }

    #[test]
    fn the_error_list_leads_to_the_fields() {
        let html = error_summary("There is a problem", &[("zip", "Enter 5 numbers")]).into_string();
        assert!(html.contains("role=\"alert\"") && html.contains("tabindex=\"-1\""));
        assert!(html.contains("<a href=\"#zip\">Enter 5 numbers</a>"));
        assert_eq!(error_summary("x", &[] as &[(&str, &str)]).into_string(), "");
    }

    #[test]
    fn suggestions_are_a_datalist_of_the_control() {
        let html = Field::text("city", "City").suggestions(["Riverbend"]).render().into_string();
        assert!(html.contains("list=\"city-list\"") && html.contains("<datalist id=\"city-list\">"));
    }

    #[test]
    fn a_fieldset_has_a_legend() {
        assert!(fieldset("Hours", None, html! {}).into_string().contains("<legend>Hours</legend>"));
    }
}
