//! Simple polls: the list, a new one, and one with its question, its answers or what came of it.

use crate::actions;
use crate::model::poll::{FEWEST, NewPoll, Poll};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::{FieldErrors, Uuid};
use tandem_web::chart::{Bar, BarChart, Unit, Value};
use tandem_web::ui::{self, Button, Choice, Choices, Col, Field, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, faults, path_id};

fn chip(cx: &Cx, poll: &Poll) -> Markup {
    let open = poll.is_open(cx.today());
    ui::chip(
        if open { Tone::Soon } else { Tone::Info },
        &cx.t(if open { "decisions-poll-open" } else { "decisions-poll-closed" }),
    )
}

/// Every poll.
pub async fn list(cx: Cx) -> Answer {
    let polls = cx.store.read(&cx.viewer, actions::polls).await?;
    let columns =
        ["decisions-poll-question", "decisions-state", "decisions-poll-until", "decisions-poll-answers"];
    let mut table = Table::new(cx.t("decisions-polls"), columns.map(|k| Col::text(cx.t(k)))).hide_caption();
    for poll in &polls {
        table.push([
            html! { a href={ "/polls/" (poll.id) } { (poll.question(cx.spanish())) } },
            chip(&cx, poll),
            html! { (cx.day(poll.closes_on)) },
            html! { (poll.answers()) },
        ]);
    }
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/decisions", &cx.t("decisions-title"))], &cx.t("decisions-polls")))
        h1 { (cx.t("decisions-polls")) }
        p.lead { (cx.t("decisions-polls-lead")) }
        @if cx.viewer.is_member() { p { (ui::link_button(Button::Primary, "plus", "/polls/new", &cx.t("decisions-poll-ask"), "")) } }
        @if polls.is_empty() {
            (ui::empty_state("list-check", &cx.t("decisions-polls-none"), &cx.t("decisions-polls-none-hint"), None))
        } @else { (table) }
    };
    Ok(Page::new(&cx, cx.t("decisions-polls")).nav("decisions").public().body(body))
}

/// The form of a new one.
pub async fn new(cx: Cx) -> Answer {
    Ok(form_page(&cx, &Form::default(), &FieldErrors::new()))
}

fn form_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Response {
    let field =
        |f: Field, name: &str| f.value(form.text(name)).error(cx.fault(errors, name)).autocomplete("off");
    let spanish = |key: &str| format!("{} ({})", cx.t(key), cx.t("decisions-in-spanish"));
    let begun = ["question_es", "options_es"].iter().any(|name| form.opt(name).is_some());
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/decisions", &cx.t("decisions-title")), ("/polls", &cx.t("decisions-polls"))],
            &cx.t("decisions-poll-ask")))
        h1 { (cx.t("decisions-poll-ask")) }
        p.lead { (cx.t("decisions-poll-hint")) }
        form.form method="post" action="/polls/new" {
            (field(Field::text("question", cx.t("decisions-poll-question")).required(), "question"))
            (field(Field::textarea("options", cx.t("decisions-poll-options")).hint(cx.t("decisions-poll-options-hint")).rows(5).required(), "options"))
            details open[begun] {
                summary { (cx.t("decisions-spanish")) }
                (field(Field::text("question_es", spanish("decisions-poll-question")).lang("es"), "question_es"))
                (field(Field::textarea("options_es", spanish("decisions-poll-options")).hint(cx.t("decisions-poll-spanish-hint")).rows(5).lang("es"),
                    "options_es"))
            }
            (field(Field::date("closes_on", cx.t("decisions-poll-until")).required(), "closes_on"))
            (ui::button(Button::Primary, "send", &cx.t("decisions-poll-ask")))
        }
    };
    let page = Page::new(cx, cx.t("decisions-poll-ask")).nav("decisions");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// Asks it.
pub async fn ask(cx: Cx, form: Form) -> Answer {
    let lines = |name: &str| -> Vec<String> {
        form.text(name).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let new = NewPoll {
        question: form.text("question").to_owned(),
        question_es: form.opt("question_es").map(str::to_owned),
        options: lines("options"),
        options_es: lines("options_es"),
        closes_on: form.text("closes_on").parse().ok(),
    };
    match faults(cx.store.write(&cx.viewer, move |tx| actions::ask(tx, &new)).await)? {
        Ok(id) => Ok(cx.redirect_flash(&format!("/polls/{id}"), "decisions-poll-asked")),
        Err(errors) => Ok(form_page(&cx, &form, &errors)),
    }
}

/// One poll.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    page(&cx, id, &FieldErrors::new()).await
}

async fn page(cx: &Cx, id: Uuid, errors: &FieldErrors) -> Result<Response, PageError> {
    let read = move |tx: &mut tandem_access::Tx| {
        let (poll, own) = actions::poll(tx, id)?;
        let closes = actions::may_close_poll(tx, &poll);
        let asker = tandem_partners::actions::find(tx, poll.by_organization)?.name;
        Ok((poll, own, closes, asker))
    };
    let (poll, own, closes, asker) = cx.store.read(&cx.viewer, read).await?;
    let title = poll.question(cx.spanish());
    let open = poll.is_open(cx.today());
    let key = if open {
        cx.ta(
            "decisions-poll-so-far",
            &[("n", poll.answers().into()), ("date", cx.day(poll.closes_on).into())],
        )
    } else {
        cx.ta("decisions-poll-few", &[("n", FEWEST.into())])
    };
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/decisions", &cx.t("decisions-title")), ("/polls", &cx.t("decisions-polls"))], title))
        h1 { (title) }
        p { (chip(cx, &poll)) " " (cx.ta("decisions-poll-by", &[("name", asker.into())])) }
        // What came of it says the chart itself.
        @if !poll.told(cx.today()) { (ui::key_sentence(&key)) }
        p { (cx.t("decisions-poll-binds-nobody")) }
        @if open && cx.viewer.is_member() { (answer_form(cx, &poll, own, errors)) }
        @else if poll.told(cx.today()) { (chart(cx, &poll)) }
        @else { ul { @for o in &poll.options { li { (o.words(cx.spanish())) } } } }
        @if open && closes {
            (ui::post_button(Button::Secondary, "x", &format!("/polls/{id}/close"), &[], &cx.t("decisions-poll-close"), ""))
        }
    };
    let page = Page::new(cx, title).nav("decisions").public();
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

/// The words of what most chose; several where they are equal.
fn most(cx: &Cx, poll: &Poll) -> String {
    let top = poll.options.iter().map(|o| o.chosen).max().unwrap_or(0);
    let words: Vec<&str> =
        poll.options.iter().filter(|o| o.chosen == top).map(|o| o.words(cx.spanish())).collect();
    words.join(", ")
}

fn answer_form(cx: &Cx, poll: &Poll, own: Option<i64>, errors: &FieldErrors) -> Markup {
    let choices = poll.options.iter().map(|o| Choice::new(o.number.to_string(), o.words(cx.spanish())));
    let chosen = own.map(|n| n.to_string()).unwrap_or_default();
    html! {
        form.form method="post" action={ "/polls/" (poll.id) } {
            (Choices::radios("option", cx.t("decisions-poll-your-answer"), choices).choose([chosen.as_str()])
                .hint(cx.t("decisions-poll-answer-hint")).error(cx.fault(errors, "option")))
            (ui::button(Button::Primary, "check", &cx.t(if own.is_some() { "decisions-poll-change" } else { "decisions-answer-do" })))
        }
    }
}

fn chart(cx: &Cx, poll: &Poll) -> Markup {
    #[allow(clippy::cast_precision_loss)] // answers of members
    let bar = |o: &crate::model::poll::PollOption| Bar {
        label: o.words(cx.spanish()).to_owned(),
        value: Value::from(Some(o.chosen as f64)),
    };
    BarChart {
        id: "poll".into(),
        title: cx.t("decisions-poll-result"),
        sentence: cx
            .ta("decisions-poll-most", &[("n", poll.answers().into()), ("words", most(cx, poll).into())]),
        columns: (cx.t("decisions-poll-option"), cx.t("decisions-poll-answers")),
        bars: poll.options.iter().map(bar).collect(),
        unit: Unit::Count,
    }
    .render(cx.app.catalogue(), cx.lang)
}

/// Answers.
pub async fn answer(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let number = form.int("option").unwrap_or(0);
    match faults(cx.store.write(&cx.viewer, move |tx| actions::answer_poll(tx, id, number)).await)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/polls/{id}"), "decisions-poll-answered")),
        Err(errors) => page(&cx, id, &errors).await,
    }
}

/// Closes it before its day.
pub async fn close(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::close_poll(tx, id)).await?;
    Ok(cx.redirect_flash(&format!("/polls/{id}"), "account-saved"))
}
