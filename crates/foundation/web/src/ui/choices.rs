//! Choosing: radio buttons, check boxes and the select.

use maud::{Markup, Render, html};

use super::fields::{described_by, error_text, hint_text};

/// One thing that can be chosen.
#[derive(Clone, Debug, Default)]
#[must_use = "a choice does nothing until it is part of a group"]
pub struct Choice {
    value: String,
    label: String,
    hint: Option<String>,
    chosen: bool,
}

impl Choice {
    /// A choice with the value that is sent and the words that are read.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into(), ..Choice::default() }
    }

    /// Help under the words.
    pub fn hint(mut self, hint: impl Into<String>) -> Choice {
        self.hint = Some(hint.into());
        self
    }

    /// Whether it is chosen now.
    pub fn chosen(mut self, chosen: bool) -> Choice {
        self.chosen = chosen;
        self
    }
}

/// Radio buttons (one answer) or check boxes (any number) under one legend.
#[derive(Clone, Debug)]
#[must_use = "a group does nothing until it is rendered"]
pub struct Choices {
    kind: &'static str,
    name: String,
    legend: String,
    choices: Vec<Choice>,
    hint: Option<String>,
    error: Option<String>,
    optional: Option<String>,
    side: bool,
    small: bool,
}

impl Choices {
    fn of(
        kind: &'static str,
        name: &str,
        legend: impl Into<String>,
        choices: impl IntoIterator<Item = Choice>,
    ) -> Choices {
        Choices {
            kind,
            name: name.to_owned(),
            legend: legend.into(),
            choices: choices.into_iter().collect(),
            hint: None,
            error: None,
            optional: None,
            side: false,
            small: false,
        }
    }

    /// One answer out of several.
    pub fn radios(
        name: &str,
        legend: impl Into<String>,
        choices: impl IntoIterator<Item = Choice>,
    ) -> Choices {
        Choices::of("radio", name, legend, choices)
    }

    /// Any number of answers.
    pub fn checkboxes(
        name: &str,
        legend: impl Into<String>,
        choices: impl IntoIterator<Item = Choice>,
    ) -> Choices {
        Choices::of("checkbox", name, legend, choices)
    }

    /// Help under the legend.
    pub fn hint(mut self, hint: impl Into<String>) -> Choices {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong, if anything.
    pub fn error(mut self, error: Option<impl Into<String>>) -> Choices {
        self.error = error.map(Into::into);
        self
    }

    /// The question may be left out; the words go behind the legend.
    pub fn optional(mut self, words: impl Into<String>) -> Choices {
        self.optional = Some(words.into());
        self
    }

    /// Side by side where there is room: for two or three short answers.
    pub fn side_by_side(mut self) -> Choices {
        self.side = true;
        self
    }

    /// The legend in the size of a label: for a question among fields.
    pub fn small(mut self) -> Choices {
        self.small = true;
        self
    }

    /// Marks the choices whose value is among these: what came in with the form.
    pub fn choose<'v>(mut self, values: impl IntoIterator<Item = &'v str>) -> Choices {
        let values: Vec<&str> = values.into_iter().collect();
        for choice in &mut self.choices {
            choice.chosen = values.contains(&choice.value.as_str());
        }
        self
    }

    /// The id of the nth control. The first has the group's name, so that the error list leads to it.
    fn id(&self, n: usize) -> String {
        if n == 0 { self.name.clone() } else { format!("{}-{n}", self.name) }
    }
}

impl Render for Choices {
    fn render(&self) -> Markup {
        let describedby = described_by(&self.name, self.hint.is_some(), self.error.is_some());
        let class = match (self.error.is_some(), self.small) {
            (true, true) => Some("bad small"),
            (true, false) => Some("bad"),
            (false, true) => Some("small"),
            (false, false) => None,
        };
        html! {
            fieldset class=[class] aria-describedby=[describedby] {
                legend { (self.legend) @if let Some(words) = &self.optional { " " span.opt-note { (words) } } }
                (hint_text(&self.name, self.hint.as_deref()))
                (error_text(&self.name, self.error.as_deref()))
                div.opts.side[self.side] {
                    @for (n, choice) in self.choices.iter().enumerate() {
                        @let id = self.id(n);
                        @let about = choice.hint.as_ref().map(|_| format!("{id}-about"));
                        label.opt for=(id) {
                            input type=(self.kind) id=(id) name=(self.name) value=(choice.value) checked[choice.chosen]
                                aria-describedby=[about.as_deref()];
                            span {
                                (choice.label)
                                @if let (Some(hint), Some(about)) = (&choice.hint, &about) { span.hint id=(about) { (hint) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A select: for six and more choices that people know (languages, states); else radio buttons are easier.
#[derive(Clone, Debug)]
#[must_use = "a select does nothing until it is rendered"]
pub struct Select {
    name: String,
    id: String,
    label: String,
    choices: Vec<Choice>,
    hint: Option<String>,
    error: Option<String>,
    optional: Option<String>,
    width: Option<&'static str>,
}

impl Select {
    /// A select with a label and what can be chosen.
    pub fn new(name: &str, label: impl Into<String>, choices: impl IntoIterator<Item = Choice>) -> Select {
        Select {
            name: name.to_owned(),
            id: name.to_owned(),
            label: label.into(),
            choices: choices.into_iter().collect(),
            hint: None,
            error: None,
            optional: None,
            width: Some("w-20"),
        }
    }

    /// An id that is not the name, where the same select stands twice on a page.
    pub fn id(mut self, id: impl Into<String>) -> Select {
        self.id = id.into();
        self
    }

    /// Help under the label.
    pub fn hint(mut self, hint: impl Into<String>) -> Select {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong, if anything.
    pub fn error(mut self, error: Option<impl Into<String>>) -> Select {
        self.error = error.map(Into::into);
        self
    }

    /// May be left out; the words go behind the label.
    pub fn optional(mut self, words: impl Into<String>) -> Select {
        self.optional = Some(words.into());
        self
    }

    /// As wide as its place.
    pub fn wide(mut self) -> Select {
        self.width = None;
        self
    }

    /// Marks the choice with this value.
    pub fn choose(mut self, value: &str) -> Select {
        for choice in &mut self.choices {
            choice.chosen = choice.value == value;
        }
        self
    }
}

impl Render for Select {
    fn render(&self) -> Markup {
        let describedby = described_by(&self.id, self.hint.is_some(), self.error.is_some());
        let class = self.width.map_or("in".to_owned(), |w| format!("in {w}"));
        html! {
            div.field.bad[self.error.is_some()] {
                label for=(self.id) { (self.label) @if let Some(words) = &self.optional { " " span.opt-note { (words) } } }
                (hint_text(&self.id, self.hint.as_deref()))
                (error_text(&self.id, self.error.as_deref()))
                select class=(class) id=(self.id) name=(self.name) aria-describedby=[describedby]
                    aria-invalid=[self.error.is_some().then_some("true")] {
                    @for choice in &self.choices {
                        option value=(choice.value) selected[choice.chosen] { (choice.label) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers() -> [Choice; 2] {
        [Choice::new("yes", "Yes").hint("We call you"), Choice::new("no", "No")]
    }

    #[test]
    fn the_error_list_leads_to_the_first_answer() {
        let group = Choices::radios("help", "Do you want help?", answers()).error(Some("Choose an answer"));
        let html = group.render().into_string();
        assert!(html.contains("type=\"radio\" id=\"help\"") && html.contains("id=\"help-1\""));
        assert!(html.contains("aria-describedby=\"help-error\"") && html.contains("id=\"help-error\""));
        assert!(html.contains("<legend>Do you want help?</legend>"));
    }

    #[test]
    fn what_was_chosen_stays_chosen() {
        let html = Choices::checkboxes("help", "?", answers()).choose(["no"]).render().into_string();
        assert!(html.contains("value=\"no\" checked"), "{html}");
        assert!(!html.contains("value=\"yes\" checked"));
        let html = Select::new("help", "?", answers()).choose("yes").render().into_string();
        assert!(html.contains("<option value=\"yes\" selected>Yes</option>"));
    }

    #[test]
    fn a_hint_of_a_choice_describes_it() {
        let html = Choices::radios("help", "?", answers()).render().into_string();
        assert!(html.contains("aria-describedby=\"help-about\"") && html.contains("id=\"help-about\""));
    }

    #[test]
    fn a_select_is_labelled_and_described() {
        let html =
            Select::new("l", "Language", answers()).hint("One").error(Some("Choose")).render().into_string();
        assert!(html.contains("<label for=\"l\">Language</label>"));
        assert!(
            html.contains("aria-describedby=\"l-hint l-error\"") && html.contains("aria-invalid=\"true\"")
        );
    }
}
