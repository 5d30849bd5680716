//! My seats, my conflicts of interest; one seat with its deputy, term and hand-over.

use super::words::{Names, date, deputy, holder, people, until};
use super::workgroup::lacks;
use crate::actions;
use crate::model::{Body, Holding, Seat};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Tx, Uuid};
use tandem_agreements::model::training::Module;
use tandem_deliberation::rules::Control;
use tandem_partners::actions::Filter;
use tandem_partners::model::Membership;
use tandem_web::ui::{self, Button, Choice, Field, Select, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, faults, path_id};

/// The viewer's own seats and declared interests.
pub async fn mine(cx: Cx) -> Answer {
    let (seats, declared, organizations) = cx
        .store
        .read(&cx.viewer, |tx| {
            let me: Vec<Uuid> = tx.viewer().member_id().into_iter().collect();
            let all = Filter { membership: Some(Membership::Member), limit: 1000, ..Filter::default() };
            let organizations = tandem_partners::actions::list(tx, &all)?;
            Ok((actions::my_seats(tx)?, actions::declared(tx, &me)?, organizations))
        })
        .await?;
    let name = |id: Uuid| organizations.iter().find(|o| o.id == id).map_or("", |o| o.name.as_str());
    let me = cx.viewer.member_id();
    let choices = organizations.iter().map(|o| Choice::new(o.id.to_string(), o.name.as_str()));
    let panels = cx.panels("seats", me.unwrap_or_default()).await?;
    let body = html! {
        h1 { (cx.t("bodies-my-seats")) }
        (panels)
        @if seats.is_empty() {
            (ui::empty_state("user-check", &cx.t("bodies-my-none"), &cx.t("bodies-my-none-hint"),
                Some(("/workgroups", &cx.t("bodies-workgroups")))))
        } @else {
            ul.stack.plain {
                @for (body, seat) in &seats {
                    li { (ui::card(html! {
                        h2 { a href={ "/workgroups/" (body.id) } { (body.named(cx.spanish())) } }
                        p {
                            (cx.t(&format!("bodies-role-{}", seat.role.code())))
                            @if Some(seat.member) != me { " " (ui::chip(Tone::Info, &cx.t("bodies-as-deputy"))) }
                        }
                        p { (cx.ta("bodies-term", &[
                            ("from", cx.day(seat.term_start).into()), ("until", cx.day(seat.term_end).into())])) }
                        p { a href={ "/seats/" (seat.id) } { (cx.t("bodies-open-seat")) } }
                    })) }
                }
            }
        }
        (ui::section(&cx.t("bodies-conflicts"), html! {
            p { (cx.t("bodies-conflicts-hint")) }
            @if !declared.is_empty() {
                ul {
                    @for (_, organization, why) in &declared {
                        li {
                            (name(*organization)) ": " (why)
                            (ui::post_button(Button::Plain, "x", "/seats/conflicts",
                                &[("organization", &organization.to_string()), ("do", "end")],
                                &cx.t("bodies-conflict-end"), name(*organization)))
                        }
                    }
                }
            }
            form.form method="post" action="/seats/conflicts" {
                (Select::new("organization", cx.t("bodies-conflict-organization"), choices))
                (Field::text("why", cx.t("bodies-conflict-why")).required().autocomplete("off"))
                (ui::button(Button::Secondary, "hand-stop", &cx.t("bodies-conflict-declare")))
            }
        }))
    };
    Ok(Page::new(&cx, cx.t("bodies-my-seats")).nav("seats").body(body))
}

/// Declares an interest or takes it back.
pub async fn conflict(cx: Cx, form: Form) -> Answer {
    let organization = form.id("organization").ok_or(Error::NotFound)?;
    let (why, ends) = (form.text("why").to_owned(), form.text("do") == "end");
    cx.store
        .write(&cx.viewer, move |tx| {
            if ends { actions::undeclare(tx, organization) } else { actions::declare(tx, organization, &why) }
        })
        .await?;
    Ok(cx.redirect_flash("/seats", "account-saved"))
}

struct Shown {
    body: Body,
    seat: Seat,
    holding: Holding,
    names: Names,
    control: Control,
    today: jiff::civil::Date,
    handover: Vec<(Uuid, String, bool)>,
    people: Vec<(Uuid, String, String)>,
    /// What the viewer still has to learn for their seats.
    due: Vec<Module>,
}

async fn load(cx: &Cx, id: Uuid) -> Result<Shown, PageError> {
    let keeps = cx.allowed(super::KEEP);
    let read = move |tx: &mut Tx| {
        let (body, seat, holding) = actions::seat(tx, id)?;
        Ok(Shown {
            names: Names::of(tx, [&seat])?,
            control: actions::control(tx)?,
            today: actions::today(tx)?,
            handover: actions::handover(tx, id)?,
            people: if keeps { actions::people(tx)? } else { vec![] },
            due: actions::my_due_training(tx)?,
            body,
            seat,
            holding,
        })
    };
    Ok(cx.store.read(&cx.viewer, read).await?)
}

/// One seat.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let shown = load(&cx, path_id(&id)?).await?;
    Ok(page(&cx, &shown, &Form::default(), &FieldErrors::new()))
}

fn page(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Response {
    let Shown { body, seat, holding, names, .. } = shown;
    let me = cx.viewer.member_id();
    let own = me.is_some() && (me == Some(seat.member) || me == seat.deputy);
    let keeps = cx.allowed(super::KEEP);
    let title = cx.ta("bodies-seat-title", &[("body", body.named(cx.spanish()).into())]);
    let here = format!("/seats/{}", seat.id);
    let live = seat.ended_on.is_none();
    let markup = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/workgroups", &cx.t("bodies-workgroups")),
            (&format!("/workgroups/{}", body.id), body.named(cx.spanish()))], &cx.t("bodies-seat")))
        h1 { (title) }
        @if let Some(lacks) = lacks(cx, seat, &shown.control).filter(|_| live) {
            (ui::notice(Tone::Soon, html! { p { (lacks) } }))
        }
        @if holding.moved { (ui::notice(Tone::Soon, html! { p { (cx.t("bodies-moved-hint")) } })) }
        @if me == Some(seat.member) && live { (super::training::mine(cx, &shown.due)) }
        (ui::card(ui::definition_list([
            (cx.t("bodies-holder"), holder(cx, names, seat)),
            (cx.t("bodies-seat"), html! { (cx.t(&format!("bodies-role-{}", seat.role.code()))) }),
            (cx.t("bodies-sector"), html! { (tandem_partners::sector_name(cx, holding.counted())) }),
            (cx.t("bodies-deputy"), deputy(cx, names, seat)),
            (cx.t("bodies-from"), html! { (cx.day(seat.term_start)) " (" (cx.ta("bodies-term-n", &[("n", seat.terms.into())])) ")" }),
            (cx.t("bodies-until"), until(cx, seat, holding, shown.today)),
        ])))
        (ui::section(&cx.t("bodies-handover"), handover_part(cx, shown, own || keeps)))
        @if keeps && live { (keeper_part(cx, shown, form, errors)) }
        @if (own && me == Some(seat.member) || keeps) && live {
            (ui::details(&cx.t("bodies-step-down"), html! {
                p { (cx.t("bodies-step-down-hint")) }
                form.form method="post" action={ (here) "/end" } {
                    (Field::text("why", cx.t("bodies-end-why")).autocomplete("off").optional(cx.t("web-optional")))
                    (ui::button(Button::Danger, "logout", &cx.t("bodies-step-down")))
                }
            }))
        }
    };
    let page = Page::new(cx, title.clone()).nav("seats");
    if errors.is_empty() { page.body(markup) } else { page.invalid().body(markup) }
}

/// What every holder of a seat should think of.
const HANDOVER: [&str; 6] = [
    "bodies-handover-keys",
    "bodies-handover-promises",
    "bodies-handover-proposals",
    "bodies-handover-contacts",
    "bodies-handover-meetings",
    "bodies-handover-papers",
];

fn handover_part(cx: &Cx, shown: &Shown, may: bool) -> Markup {
    let action = format!("/seats/{}/handover", shown.seat.id);
    html! {
        p { (cx.t("bodies-handover-hint")) }
        @if shown.handover.is_empty() { p { (cx.t("bodies-handover-none")) } }
        @else {
            ul.plain.stack {
                @for (id, what, done) in &shown.handover {
                    li {
                        (ui::chip(if *done { Tone::Ok } else { Tone::Soon }, &cx.t(if *done { "bodies-handed" } else { "bodies-to-hand" })))
                        " " (what)
                        @if may {
                            (ui::post_button(Button::Plain, "", &action,
                                &[("item", &id.to_string()), ("done", if *done { "0" } else { "1" })],
                                &cx.t(if *done { "bodies-hand-undo" } else { "bodies-hand-do" }), what))
                        }
                    }
                }
            }
        }
        @if may && shown.handover.is_empty() {
            p { (cx.t("bodies-handover-begin-hint")) }
            ul { @for key in HANDOVER { li { (cx.t(key)) } } }
            (ui::post_button(Button::Secondary, "list-check", &action, &[("begin", "1")], &cx.t("bodies-handover-begin"), ""))
        }
        @if may {
            form.form method="post" action=(action) {
                (Field::text("what", cx.t("bodies-handover-what")).hint(cx.t("bodies-handover-what-hint")).autocomplete("off"))
                (ui::button(Button::Secondary, "plus", &cx.t("bodies-handover-add")))
            }
        }
    }
}

fn keeper_part(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Markup {
    let here = format!("/seats/{}", shown.seat.id);
    html! {
        (ui::section(&cx.t("bodies-deputy"), html! {
            form.form method="post" action={ (here) "/deputy" } {
                (Select::new("deputy", cx.t("bodies-deputy"), people(cx, &shown.people, Some("bodies-choose")))
                    .choose(form.text("deputy")).hint(cx.t("bodies-deputy-hint")).error(cx.fault(errors, "deputy")))
                (ui::button(Button::Secondary, "user-plus", &cx.t("bodies-deputy-do")))
            }
        }))
        (ui::section(&cx.t("bodies-renew"), html! {
            form.form method="post" action={ (here) "/renew" } {
                (Field::date("term_end", cx.t("bodies-until")).value(form.text("term_end")).hint(cx.t("bodies-term-hint"))
                    .error(cx.fault(errors, "term_end").or(cx.fault(errors, "member"))))
                (ui::button(Button::Secondary, "refresh", &cx.t("bodies-renew-do")))
            }
        }))
    }
}

async fn answered(cx: Cx, id: Uuid, form: Form, done: Result<(), FieldErrors>) -> Answer {
    match done {
        Ok(()) => Ok(cx.redirect_flash(&format!("/seats/{id}"), "account-saved")),
        Err(errors) => {
            let shown = load(&cx, id).await?;
            Ok(page(&cx, &shown, &form, &errors))
        }
    }
}

/// Names a deputy.
pub async fn name_deputy(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let named = match form.id("deputy") {
        Some(member) => cx.store.write(&cx.viewer, move |tx| actions::set_deputy(tx, id, member)).await,
        None => Err(FieldErrors::one("deputy", "error-required")),
    };
    answered(cx, id, form, faults(named)?).await
}

/// Gives another term.
pub async fn renew(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let mut errors = FieldErrors::new();
    let renewed = match date(&form, "term_end", &mut errors) {
        Some(end) => cx.store.write(&cx.viewer, move |tx| actions::renew(tx, id, end)).await,
        None => Err(Error::Invalid(errors)),
    };
    match faults(renewed)? {
        Ok(new) => Ok(cx.redirect_flash(&format!("/seats/{new}"), "account-saved")),
        Err(errors) => answered(cx, id, form, Err(errors)).await,
    }
}

/// Steps down, or takes the seat back.
pub async fn end(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let why = form.text("why").to_owned();
    cx.store.write(&cx.viewer, move |tx| actions::end_seat(tx, id, &why)).await?;
    Ok(cx.redirect_flash(&format!("/seats/{id}"), "bodies-stepped-down"))
}

/// Adds to the hand-over list, or marks something on it.
pub async fn handover(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let (item, done, what) = (form.id("item"), form.text("done") == "1", form.text("what").to_owned());
    let begins = form.has("begin").then(|| HANDOVER.map(|key| cx.t(key)));
    let noted = cx
        .store
        .write(&cx.viewer, move |tx| match (item, &begins) {
            (Some(item), _) => actions::hand_over(tx, id, item, done),
            (None, Some(words)) => actions::begin_handover(tx, id, words),
            (None, None) => actions::add_handover(tx, id, &what),
        })
        .await;
    answered(cx, id, form, faults(noted)?).await
}
