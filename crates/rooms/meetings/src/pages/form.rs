//! Planning a meeting or a series, changing and calling one off.

use super::words::{moment, when};
use crate::actions;
use crate::model::{Change, Ends, Meeting, NewPlan, Place, Repeats};
use axum::extract::Path;
use jiff::civil::DateTime;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_bodies::model::Body;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Select};
use tandem_web::{Answer, Cx, Form, Page, faults, path_id};

/// Bodies that the viewer may plan for; without any there is nothing to plan.
async fn bodies(cx: &Cx) -> Result<Vec<Body>, Error> {
    let mine = cx.store.read(&cx.viewer, actions::my_bodies).await?;
    if mine.is_empty() { Err(Error::Forbidden) } else { Ok(mine.into_iter().map(|s| s.body).collect()) }
}

pub(super) async fn new(cx: Cx, form: Form) -> Answer {
    let bodies = bodies(&cx).await?;
    Ok(new_page(&cx, &bodies, &form, &FieldErrors::new()))
}

pub(super) async fn plan(cx: Cx, form: Form) -> Answer {
    let bodies = bodies(&cx).await?;
    let mut errors = FieldErrors::new();
    let read = read_plan(&form, &mut errors);
    let Some(new) = read.filter(|_| errors.is_empty()) else {
        return Ok(new_page(&cx, &bodies, &form, &errors));
    };
    match faults(cx.store.write(&cx.viewer, move |tx| actions::plan(tx, &new)).await)? {
        Ok(id) => Ok(cx.redirect_flash(&format!("/meetings/{id}"), "meetings-done-planned")),
        Err(errors) => Ok(new_page(&cx, &bodies, &form, &errors)),
    }
}

fn place(form: &Form) -> Place {
    Place {
        room: form.text("room").to_owned(),
        online: form.text("online").to_owned(),
        phone: form.text("phone").to_owned(),
    }
}

fn time(form: &Form, errors: &mut FieldErrors) -> Option<(DateTime, i64)> {
    let start = moment(form.text("start"));
    if start.is_none() {
        errors.add("start", "meetings-error-start");
    }
    let minutes = form.int("minutes");
    if minutes.is_none() {
        errors.add("minutes", "meetings-error-minutes");
    }
    start.zip(minutes)
}

fn read_plan(form: &Form, errors: &mut FieldErrors) -> Option<NewPlan> {
    let every = || form.text("repeats_every").parse().unwrap_or(0_u16);
    let repeats = match form.text("repeats") {
        "weeks" => Repeats::Weeks(every()),
        "months" => Repeats::Months(every()),
        "own" => Repeats::Own(form.text("rule").to_owned()),
        _ => Repeats::Never,
    };
    let ends = match form.text("ends") {
        "after" => Ends::After(form.text("ends_after").parse().unwrap_or(0)),
        "on" => match form.text("ends_on").parse() {
            Ok(day) => Ends::On(day),
            Err(_) => {
                errors.add("ends_on", "meetings-error-until");
                Ends::Open
            }
        },
        _ => Ends::Open,
    };
    let (body, (start, minutes)) = (form.id("body"), time(form, errors)?);
    if body.is_none() {
        errors.add("body", "error-required");
    }
    Some(NewPlan {
        body: body?,
        title: form.text("title").to_owned(),
        title_es: form.opt("title_es").map(str::to_owned),
        place: place(form),
        start,
        minutes,
        repeats,
        ends,
        public: form.text("public") != "no",
    })
}

fn basics(cx: &Cx, form: &Form, errors: &FieldErrors, minutes: &str) -> Markup {
    let optional = || cx.t("web-optional");
    let fault = |name: &str| cx.fault(errors, name);
    html! {
        (Field::text("title", cx.t("meetings-field-title")).value(form.text("title")).required().error(fault("title")))
        (Field::text("title_es", cx.t("meetings-field-title-es")).value(form.text("title_es")).lang("es").optional(optional()).error(fault("title_es")))
        (Field::moment("start", cx.t("meetings-field-start")).value(form.text("start")).required().error(fault("start")))
        (Field::number("minutes", cx.t("meetings-field-minutes")).value(form.opt("minutes").unwrap_or(minutes)).required().error(fault("minutes")))
        h2 { (cx.t("meetings-field-place")) }
        p.hint { (cx.t("meetings-field-place-hint")) }
        (Field::text("room", cx.t("meetings-field-room")).value(form.text("room")).error(fault("room")))
        (Field::url("online", cx.t("meetings-field-online")).value(form.text("online")).optional(optional()).error(fault("online")))
        (Field::tel("phone", cx.t("meetings-field-phone")).value(form.text("phone")).optional(optional()).error(fault("phone")))
    }
}

fn new_page(cx: &Cx, bodies: &[Body], form: &Form, errors: &FieldErrors) -> axum::response::Response {
    let fault = |name: &str| cx.fault(errors, name);
    let title = cx.t("meetings-plan");
    let repeats = [
        ("no", "meetings-repeats-no"),
        ("weeks", "meetings-repeats-weeks"),
        ("months", "meetings-repeats-months"),
        ("own", "meetings-repeats-own"),
    ]
    .map(|(code, key)| Choice::new(code, cx.t(key)));
    let ends = [("open", "meetings-ends-open"), ("after", "meetings-ends-after"), ("on", "meetings-ends-on")]
        .map(|(code, key)| Choice::new(code, cx.t(key)));
    let public = [("yes", "meetings-public-yes"), ("no", "meetings-public-no")]
        .map(|(code, key)| Choice::new(code, cx.t(key)));
    let body = html! {
        h1 { (title) }
        (cx.error_summary(errors))
        form.stack method="post" action="/meetings/new" {
            (Select::new("body", cx.t("meetings-field-body"), bodies.iter().map(|b| Choice::new(b.id.to_string(), b.named(cx.spanish()))))
                .choose(form.text("body")).error(fault("body")))
            (basics(cx, form, errors, "90"))
            (Choices::radios("public", cx.t("meetings-field-public"), public).choose([form.opt("public").unwrap_or("yes")]))
            (Choices::radios("repeats", cx.t("meetings-field-repeats"), repeats).choose([form.opt("repeats").unwrap_or("no")]).hint(cx.t("meetings-repeats-hint")))
            (Field::number("repeats_every", cx.t("meetings-field-every")).value(form.opt("repeats_every").unwrap_or("1")).hint(cx.t("meetings-field-every-hint")).error(fault("repeats_every")))
            (Choices::radios("ends", cx.t("meetings-field-ends"), ends).choose([form.opt("ends").unwrap_or("open")]))
            (Field::number("ends_after", cx.t("meetings-field-ends-after")).value(form.text("ends_after")).optional(cx.t("web-optional")).error(fault("ends_after")))
            (Field::date("ends_on", cx.t("meetings-field-ends-on")).value(form.text("ends_on")).optional(cx.t("web-optional")).error(fault("ends_on")))
            (Field::text("rule", cx.t("meetings-field-rule")).value(form.text("rule")).optional(cx.t("web-optional")).hint(cx.t("meetings-field-rule-hint")).error(fault("rule")))
            p { (cx.t("meetings-plan-who")) }
            div { (ui::button(Button::Primary, "send", &cx.t("meetings-plan-do"))) }
        }
    };
    let page = Page::new(cx, title).nav("meetings");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

async fn load(cx: &Cx, id: Uuid) -> Result<(Meeting, bool), Error> {
    cx.store
        .read(&cx.viewer, move |tx| {
            let (meeting, _, part) = actions::with_part(tx, id)?;
            if !part.organizes {
                return Err(Error::Forbidden);
            }
            let series = actions::plan_of(tx, id)?.rule.is_some();
            Ok((meeting, series))
        })
        .await
}

pub(super) async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    let (meeting, series) = load(&cx, path_id(&id)?).await?;
    let minutes = meeting.start.until((jiff::Unit::Minute, meeting.end)).map_or(90, |s| s.get_minutes());
    let start = meeting.start.strftime("%Y-%m-%dT%H:%M").to_string();
    let form = Form::of([
        ("title", meeting.title.clone()),
        ("title_es", meeting.title_es.clone().unwrap_or_default()),
        ("start", start),
        ("minutes", minutes.to_string()),
        ("room", meeting.place.room.clone()),
        ("online", meeting.place.online.clone()),
        ("phone", meeting.place.phone.clone()),
    ]);
    Ok(edit_page(&cx, &meeting, series, &form, &FieldErrors::new()))
}

pub(super) async fn change(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let mut errors = FieldErrors::new();
    let whole = form.text("which") == "series";
    if let Some((start, minutes)) = time(&form, &mut errors) {
        let to = Change {
            title: form.text("title").to_owned(),
            title_es: form.opt("title_es").map(str::to_owned),
            place: place(&form),
            start,
            minutes,
        };
        let done = cx
            .store
            .write(&cx.viewer, move |tx| {
                if whole { actions::change_series(tx, id, &to) } else { actions::change(tx, id, &to) }
            })
            .await;
        match faults(done)? {
            Ok(()) => return Ok(cx.redirect_flash(&format!("/meetings/{id}"), "meetings-done-changed")),
            Err(found) => errors = found,
        }
    }
    let (meeting, series) = load(&cx, id).await?;
    Ok(edit_page(&cx, &meeting, series, &form, &errors))
}

fn which(cx: &Cx, name: &str, series: bool) -> Markup {
    let both = [("one", "meetings-which-one"), ("series", "meetings-which-series")];
    html! {
        @if series {
            (Choices::radios(name, cx.t("meetings-which"), both.map(|(code, key)| Choice::new(code, cx.t(key)))).choose(["one"]))
        }
    }
}

fn edit_page(
    cx: &Cx,
    m: &Meeting,
    series: bool,
    form: &Form,
    errors: &FieldErrors,
) -> axum::response::Response {
    let title = cx.t("meetings-edit");
    let path = format!("/meetings/{}", m.id);
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/meetings", &cx.t("meetings-title")), (&path, m.named(cx.spanish()))], &title))
        h1 { (title) }
        p { (when(cx, m)) }
        (cx.error_summary(errors))
        form.stack method="post" action={ (path) "/edit" } {
            (basics(cx, form, errors, "90"))
            (which(cx, "which", series))
            @if series { p.hint { (cx.t("meetings-which-hint")) } }
            p { (cx.t("meetings-edit-who")) }
            div { (ui::button(Button::Primary, "device-floppy", &cx.t("meetings-edit-do"))) }
        }
        (ui::section(&cx.t("meetings-cancel"), html! {
            form.stack method="post" action={ (path) "/cancel" } {
                (Field::text("why", cx.t("meetings-field-why")).hint(cx.t("meetings-field-why-hint")).value(form.text("why")).error(cx.fault(errors, "why")))
                (which(cx, "which_cancel", series))
                div { (ui::button(Button::Danger, "x", &cx.t("meetings-cancel-do"))) }
            }
        }))
    };
    let page = Page::new(cx, title).nav("meetings");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

pub(super) async fn cancel(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let (why, whole) = (form.text("why").to_owned(), form.text("which_cancel") == "series");
    let done = cx
        .store
        .write(&cx.viewer, move |tx| {
            if whole { actions::cancel_series(tx, id, &why) } else { actions::cancel(tx, id, &why) }
        })
        .await;
    match faults(done)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/meetings/{id}"), "meetings-done-cancelled")),
        Err(errors) => {
            let (meeting, series) = load(&cx, id).await?;
            let start = meeting.start.strftime("%Y-%m-%dT%H:%M").to_string();
            let form = Form::of([
                ("title", meeting.title.as_str()),
                ("start", start.as_str()),
                ("room", &meeting.place.room),
                ("online", &meeting.place.online),
                ("phone", &meeting.place.phone),
                ("why", form.text("why")),
            ]);
            Ok(edit_page(&cx, &meeting, series, &form, &errors))
        }
    }
}
