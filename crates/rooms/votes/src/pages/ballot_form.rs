//! The ballot as a form, and back: boxes to tick, numbers to give, points and dots. It works by keyboard and without script.

use super::words::{dollars, label, of};
use crate::model::ballot::{Ballot, Spoilt};
use crate::model::definition::{Definition, Sheet, VoteOption};
use maud::{Markup, html};
use tandem_access::{FieldErrors, Message};
use tandem_web::ui::{self, Choice, Choices, Select, Tone};
use tandem_web::{Cx, Form};

/// Up to this many points are chosen from a list; more are typed.
const LISTED: u32 = 12;

/// What the ballot asks for, in one sentence.
pub(super) fn how(cx: &Cx, d: &Definition) -> String {
    let n = d.most;
    match d.sheet() {
        Sheet::Choose if d.within_budget => {
            cx.ta("votes-how-budget", &[("sum", dollars(d.budget_cents.unwrap_or_default()).into())])
        }
        Sheet::Choose if n > 0 => cx.ta("votes-how-choose", &[("n", n.into())]),
        Sheet::Choose => cx.t("votes-how-choose-any"),
        Sheet::Rank => cx.t("votes-how-rank"),
        Sheet::Score(most) => cx.ta("votes-how-score", &[("n", most.into())]),
        Sheet::Dots(dots) => cx.ta("votes-how-dots", &[("n", dots.into())]),
    }
}

/// The fields.
pub(super) fn fields(cx: &Cx, d: &Definition, form: &Form, errors: &FieldErrors) -> Markup {
    let fault = cx.fault(errors, "choice");
    let legend = of(cx, &d.question);
    let hint = how(cx, d);
    if d.sheet() == Sheet::Choose {
        let choices = d.standing().map(|o| {
            let choice = Choice::new(o.number.to_string(), format!("{}. {}", o.number, label(cx, d, o)));
            if of(cx, &o.words).is_empty() { choice } else { choice.hint(of(cx, &o.words)) }
        });
        return html! {
            (Choices::checkboxes("choice", legend, choices).hint(hint).error(fault).choose(form.all("choice")))
        };
    }
    let numbers: Vec<&VoteOption> = d.standing().collect();
    let most = match d.sheet() {
        Sheet::Score(most) | Sheet::Dots(most) => most,
        _ => numbers.len() as u32,
    };
    html! {
        fieldset id="choice" aria-describedby="choice-hint" {
            legend { (legend) }
            p.hint id="choice-hint" { (hint) }
            @if let Some(fault) = &fault { p.bad-text { (ui::icon("alert-triangle")) span { (fault) } } }
            div.form {
                @for option in &numbers { (field(cx, d, option, most, form)) }
            }
        }
    }
}

fn name(option: &VoteOption) -> String {
    format!("choice_{}", option.number)
}

fn field(cx: &Cx, d: &Definition, option: &VoteOption, most: u32, form: &Form) -> Markup {
    let title = format!("{}. {}", option.number, of(cx, &option.name));
    let words = of(cx, &option.words);
    let value = form.text(&name(option));
    if most > LISTED && d.sheet() != Sheet::Rank {
        let field = ui::Field::number(&name(option), title).value(value);
        return html! { @if words.is_empty() { (field) } @else { (field.hint(words)) } };
    }
    let none = if d.sheet() == Sheet::Rank { cx.t("votes-no-place") } else { "0".to_owned() };
    let choices = std::iter::once(Choice::new("", none))
        .chain((1..=most).map(|n| Choice::new(n.to_string(), n.to_string())));
    let select = Select::new(&name(option), title, choices).choose(value);
    html! { @if words.is_empty() { (select) } @else { (select.hint(words)) } }
}

/// Options that were withdrawn, with why.
pub(super) fn withdrawn(cx: &Cx, d: &Definition) -> Markup {
    html! {
        @for option in &d.options {
            @if let Some(why) = &option.withdrawn {
                (ui::notice(Tone::Soon, html! {
                    p { (cx.ta("votes-withdrawn", &[("option", of(cx, &option.name).into()), ("why", why.as_str().into())])) }
                }))
            }
        }
    }
}

/// Reads the ballot out of a form.
pub(super) fn read(d: &Definition, form: &Form) -> Result<Ballot, FieldErrors> {
    let wrong = |key: &'static str, args: Vec<(&'static str, String)>| {
        let mut errors = FieldErrors::new();
        errors.add_with("choice", key, args);
        errors
    };
    let mut marks: Vec<(u32, u32)> = vec![];
    if d.sheet() == Sheet::Choose {
        for value in form.all("choice") {
            marks.push((value.parse().map_err(|_| wrong("votes-error-choice", vec![]))?, 1));
        }
    } else {
        for option in d.standing() {
            let value = form.text(&name(option));
            if value.is_empty() {
                continue;
            }
            let n = value.parse::<u32>().map_err(|_| wrong("votes-error-choice", vec![]))?;
            marks.push((option.number, n));
        }
        if d.sheet() == Sheet::Rank {
            marks.sort_by_key(|m| m.1);
            if marks.windows(2).any(|two| two[0].1 == two[1].1) {
                return Err(wrong("votes-error-same-place", vec![]));
            }
        }
    }
    // What was withdrawn while somebody chose is no choice any more: they choose again.
    if marks.iter().any(|m| d.option(m.0).is_some_and(|o| o.withdrawn.is_some())) {
        return Err(wrong("votes-error-withdrawn", vec![]));
    }
    let no_ballot = |fault: &Spoilt| {
        let said = spoilt(fault);
        wrong(said.key, said.args)
    };
    let ballot = Ballot::new(d, marks).map_err(|fault| no_ballot(&fault))?;
    if ballot.is_blank() { Err(no_ballot(&Spoilt::Empty)) } else { Ok(ballot) }
}

/// What is wrong with a ballot, said to who filled it in.
pub(super) fn spoilt(fault: &Spoilt) -> Message {
    let (key, args) = match fault {
        Spoilt::TooMany(n) => ("votes-error-too-many", vec![("n", n.to_string())]),
        Spoilt::OverBudget { over_cents } => ("votes-error-over-budget", vec![("sum", dollars(*over_cents))]),
        Spoilt::TooHigh(n) => ("votes-error-too-high", vec![("n", n.to_string())]),
        Spoilt::TooManyDots(n) => ("votes-error-too-many-dots", vec![("n", n.to_string())]),
        Spoilt::Empty => ("votes-error-empty", vec![]),
        Spoilt::Withdrawn => ("votes-error-withdrawn", vec![]),
        Spoilt::Unknown(_) | Spoilt::Twice(_) => ("votes-error-choice", vec![]),
    };
    Message { key, args }
}

/// What a ballot says, to look over.
pub(super) fn shown(cx: &Cx, d: &Definition, ballot: &Ballot) -> Markup {
    let option = |n: u32| d.option(n).map(|o| label(cx, d, o)).unwrap_or_default();
    let total: i64 = ballot.marks().iter().filter_map(|m| d.option(m.0)).map(|o| o.cost_cents).sum();
    html! {
        @if d.sheet() == Sheet::Rank {
            ol { @for (o, _) in ballot.marks() { li { (option(*o)) } } }
        } @else {
            ul {
                @for (o, n) in ballot.marks() {
                    li {
                        (option(*o))
                        @if d.sheet() != Sheet::Choose { ": " b { (cx.ta("votes-points", &[("n", (*n).into())])) } }
                    }
                }
            }
        }
        @if d.method.is_budget() {
            p { (cx.ta("votes-review-total", &[("sum", dollars(total).into()), ("budget", dollars(d.budget_cents.unwrap_or_default()).into())])) }
        }
    }
}
