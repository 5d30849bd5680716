//! One body: how it stands and why, who sits in it, what it came from; for its keepers the seats to give.

use super::words::{Names, date, deputy, holder, people, reason, state_chip, until, why};
use crate::actions;
use crate::model::{NewSeat, Seat, SeatRole, Standing};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Tx, Uuid};
use tandem_agreements::glossary::{self, Glossary};
use tandem_agreements::model::training::Module;
use tandem_deliberation::rules::body::BySector;
use tandem_partners::model::Sector;
use tandem_web::messages::percent_of;
use tandem_web::ui::{self, Button, Choice, Choices, Col, Field, Select, Table, Tone};
use tandem_web::{Answer, Cx, Form, Lang, Page, PageError, faults, path_id};

struct Shown {
    standing: Standing,
    past: Vec<Seat>,
    names: Names,
    /// Everybody who may be given a seat, for keepers.
    people: Vec<(Uuid, String, String)>,
    glossary: Glossary,
    /// What those who sit here have not learned, for members.
    due: Vec<(Module, usize)>,
}

async fn load(cx: &Cx, id: Uuid) -> Result<Shown, PageError> {
    let (keeps, member) = (cx.allowed(super::KEEP), cx.viewer.is_member());
    let read = move |tx: &mut Tx| {
        let standing = actions::standing(tx, id)?;
        let held: Vec<Uuid> = standing.seats.iter().map(|(seat, _)| seat.id).collect();
        let past = actions::past_seats(tx, id)?;
        let names = Names::of(tx, &past)?;
        let past = past.into_iter().filter(|seat| !held.contains(&seat.id)).collect();
        let people = if keeps { actions::people(tx)? } else { vec![] };
        let due = if member { actions::due_training_in(tx, id)? } else { vec![] };
        Ok(Shown { standing, past, names, people, glossary: glossary::load(tx, Lang::En)?, due })
    };
    Ok(cx.store.read(&cx.viewer, read).await?)
}

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let shown = load(&cx, id).await?;
    page(&cx, &shown, &Form::default(), &FieldErrors::new()).await
}

async fn page(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Result<Response, PageError> {
    let standing = &shown.standing;
    let body = &standing.body;
    let name = body.named(cx.spanish()).to_owned();
    let spanish = cx.spanish();
    let lang = if spanish && body.about(true) != body.about(false) { Lang::Es } else { Lang::En };
    let keeps = cx.allowed(super::KEEP);
    let why = why(cx, standing);
    let panels = cx.panels("workgroup", body.id).await?;
    let markup = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/workgroups", &cx.t("bodies-workgroups"))], &name))
        h1 { (name) }
        p { (cx.t(&format!("bodies-kind-{}", body.kind.code()))) " " (state_chip(cx, standing)) }
        @if why.is_empty() { (ui::key_sentence(&cx.t("bodies-may-adopt"))) }
        @else { (ui::key_sentence(&why)) p { (cx.t(&format!("bodies-state-{}-hint", standing.verdict.verdict))) } }
        p { (shown.glossary.mark_in(body.about(spanish), lang)) }
        (shown.glossary.notes(cx))
        @if keeps && !body.ended {
            p { (ui::link_button(Button::Secondary, "pencil", &format!("/workgroups/{}/edit", body.id), &cx.t("bodies-change"), "")) }
        }
        (super::training::of_body(cx, &shown.due))
        (ui::section(&cx.t("bodies-who"), seats(cx, shown)))
        (balance(cx, standing))
        (panels)
        @if keeps && !body.ended { (give_form(cx, shown, form, errors)) (end_form(cx, body.id)) }
        @if !shown.past.is_empty() { (ui::section(&cx.t("bodies-past"), past(cx, shown))) }
    };
    let page = Page::new(cx, name).nav("workgroups").public();
    Ok(if errors.is_empty() { page.body(markup) } else { page.invalid().body(markup) })
}

fn seats(cx: &Cx, shown: &Shown) -> Markup {
    let standing = &shown.standing;
    if standing.seats.is_empty() {
        return html! { p { (cx.t("bodies-no-seats")) } };
    }
    let member = cx.viewer.is_member();
    let mut columns = vec!["bodies-holder", "bodies-seat", "bodies-sector", "bodies-deputy", "bodies-until"];
    if member {
        columns.push("bodies-more");
    }
    let mut table = Table::new(cx.t("bodies-who"), columns.iter().map(|k| Col::text(cx.t(k)))).hide_caption();
    for (seat, holding) in &standing.seats {
        let mut cells = vec![
            holder(cx, &shown.names, seat),
            html! { (cx.t(&format!("bodies-role-{}", seat.role.code()))) },
            html! { (tandem_partners::sector_name(cx, holding.counted())) },
            deputy(cx, &shown.names, seat),
            until(cx, seat, holding, standing.on),
        ];
        if member {
            cells.push(html! { a href={ "/seats/" (seat.id) } { (cx.t("bodies-open-seat"))
            span.vh { " " (shown.names.member(cx, seat.member, seat.organization)) } } });
        }
        table.push(cells);
    }
    html! { (table) }
}

/// Seats by sector, with what the rules allow; of a council, how many of those that the charter gives it.
fn balance(cx: &Cx, standing: &Standing) -> Markup {
    if let Some(asked) = standing.asked() {
        return charter_seats(cx, standing, asked);
    }
    let by_sector = standing.active_by_sector();
    let all: u64 = by_sector.values().sum();
    if all == 0 {
        return html! {};
    }
    let columns = [
        Col::text(cx.t("bodies-sector")),
        Col::number(cx.t("bodies-seats")),
        Col::number(cx.t("bodies-share")),
    ];
    let mut table = Table::new(cx.t("bodies-balance"), columns).hide_caption().no_cards();
    for (sector, seats) in &by_sector {
        table.push([html! { (named(cx, sector)) }, html! { (seats) }, html! { (percent_of(*seats, all)) }]);
    }
    ui::section(&cx.t("bodies-balance"), html! { (table) })
}

fn named(cx: &Cx, sector: &str) -> String {
    Sector::from_code(sector).map_or_else(|| sector.to_owned(), |s| tandem_partners::sector_name(cx, s))
}

/// The seats that the charter gives the council, and which of them are held.
fn charter_seats(cx: &Cx, standing: &Standing, asked: &BySector) -> Markup {
    let held = standing.active_by_sector();
    let of = |seats: &BySector, sector: &str| seats.get(sector).copied().unwrap_or(0);
    let all: u64 = asked.values().sum();
    let filled: u64 = asked.iter().map(|(sector, n)| of(&held, sector).min(*n)).sum();
    let columns = [
        Col::text(cx.t("bodies-sector")),
        Col::number(cx.t("bodies-charter-seats")),
        Col::number(cx.t("bodies-held")),
        Col::text(cx.t("bodies-missing")),
    ];
    let mut table = Table::new(cx.t("bodies-balance"), columns).hide_caption();
    for sector in standing.counted().keys() {
        let (meant, here) = (of(asked, sector), of(&held, sector));
        let lacks = if here < meant {
            ui::chip(Tone::Soon, &cx.ta("bodies-missing-n", &[("n", (meant - here).into())]))
        } else if here > meant {
            ui::chip(Tone::Late, &cx.ta("bodies-over-n", &[("n", (here - meant).into())]))
        } else {
            html! { (cx.t("bodies-missing-none")) }
        };
        table.push([html! { (named(cx, sector)) }, html! { (meant) }, html! { (here) }, lacks]);
    }
    ui::section(
        &cx.t("bodies-balance"),
        html! {
            p { (cx.ta("bodies-charter-held", &[("held", filled.into()), ("n", all.into())])) " "
                a href="/charter" { (cx.t("bodies-charter-held-link")) } }
            @if filled < all { p { (cx.t("bodies-charter-held-hint")) } }
            (table)
        },
    )
}

fn past(cx: &Cx, shown: &Shown) -> Markup {
    let columns = ["bodies-holder", "bodies-seat", "bodies-from", "bodies-until"];
    let mut table = Table::new(cx.t("bodies-past"), columns.map(|k| Col::text(cx.t(k)))).hide_caption();
    for seat in &shown.past {
        table.push([
            holder(cx, &shown.names, seat),
            html! { (cx.t(&format!("bodies-role-{}", seat.role.code()))) },
            html! { (cx.day(seat.term_start)) },
            html! { (cx.day(seat.ended_on.unwrap_or(seat.term_end))) },
        ]);
    }
    html! { (table) }
}

fn give_form(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Markup {
    let action = format!("/workgroups/{}/seats", shown.standing.body.id);
    let roles = [SeatRole::CoLead, SeatRole::Member]
        .map(|r| Choice::new(r.code(), cx.t(&format!("bodies-role-{}", r.code()))));
    let chosen = form.opt("role").unwrap_or(SeatRole::CoLead.code());
    let start = form.opt("term_start").map_or_else(|| shown.standing.on.to_string(), str::to_owned);
    let vacant = shown.standing.seats.iter().filter(|(_, h)| !h.in_office(shown.standing.on));
    let follows: Vec<Choice> = std::iter::once(Choice::new("", cx.t("bodies-follows-nobody")))
        .chain(vacant.map(|(seat, _)| {
            Choice::new(seat.id.to_string(), shown.names.member(cx, seat.member, seat.organization))
        }))
        .collect();
    let field = |f: Field, name: &str| f.error(cx.fault(errors, name)).autocomplete("off");
    ui::section(
        &cx.t("bodies-give"),
        html! {
            form.form method="post" action=(action) {
                (Select::new("member", cx.t("bodies-holder"), people(cx, &shown.people, Some("bodies-choose")))
                    .choose(form.text("member")).hint(cx.t("bodies-holder-hint")).error(cx.fault(errors, "member")))
                (Choices::radios("role", cx.t("bodies-seat"), roles).choose([chosen]).small())
                (Select::new("deputy", cx.t("bodies-deputy"), people(cx, &shown.people, Some("bodies-no-deputy-yet")))
                    .choose(form.text("deputy")).hint(cx.t("bodies-deputy-hint")).error(cx.fault(errors, "deputy")))
                (field(Field::date("term_start", cx.t("bodies-from")).value(start), "term_start"))
                (field(Field::date("term_end", cx.t("bodies-until")).value(form.text("term_end"))
                    .hint(cx.t("bodies-term-hint")), "term_end"))
                @if follows.len() > 1 {
                    (Select::new("follows", cx.t("bodies-follows"), follows).choose(form.text("follows")))
                }
                (ui::button(Button::Primary, "user-plus", &cx.t("bodies-give-do")))
            }
        },
    )
}

fn end_form(cx: &Cx, id: Uuid) -> Markup {
    ui::details(
        &cx.t("bodies-end"),
        html! {
            p { (cx.t("bodies-end-hint")) }
            form.form method="post" action={ "/workgroups/" (id) "/end" } {
                (Field::text("why", cx.t("bodies-end-why")).required().autocomplete("off"))
                (ui::button(Button::Danger, "x", &cx.t("bodies-end")))
            }
        },
    )
}

/// Gives a seat.
pub async fn give(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let body_id = path_id(&id)?;
    let mut errors = FieldErrors::new();
    form.required("member", &mut errors);
    let start = date(&form, "term_start", &mut errors);
    let end = date(&form, "term_end", &mut errors);
    let given = match form.id("member").zip(start).zip(end) {
        Some(((member, term_start), term_end)) if errors.is_empty() => {
            let new = NewSeat {
                body_id,
                role: SeatRole::from_code(form.text("role")).unwrap_or(SeatRole::CoLead),
                member,
                deputy: form.id("deputy"),
                term_start,
                term_end,
                follows: form.id("follows"),
            };
            cx.store.write(&cx.viewer, move |tx| actions::give_seat(tx, &new)).await
        }
        _ => Err(Error::Invalid(errors)),
    };
    match faults(given)? {
        Ok(_) => Ok(cx.redirect_flash(&format!("/workgroups/{body_id}"), "bodies-given")),
        Err(errors) => {
            let shown = load(&cx, body_id).await?;
            Ok(page(&cx, &shown, &form, &errors).await?)
        }
    }
}

/// Ends the body's work.
pub async fn end(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let why = form.text("why").to_owned();
    cx.store.write(&cx.viewer, move |tx| actions::end_body(tx, id, &why)).await?;
    Ok(cx.redirect_flash(&format!("/workgroups/{id}"), "bodies-ended-done"))
}

/// What a seat lacks, in words; for the seat's own page too.
pub fn lacks(cx: &Cx, seat: &Seat, control: &tandem_deliberation::rules::Control) -> Option<String> {
    seat.duty(control).code.map(|code| reason(cx, code))
}
