//! People: those one looks after, a search by name, and the exact match beyond one's own organization.

use crate::actions;
use crate::model::names;
use crate::model::part2::is_due;
use crate::model::person::{Identifiers, Person};
use crate::part2;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::accounts::rate_limit::Gate;
use tandem_access::{Action, Error, FieldErrors, Kind};
use tandem_web::faults;
use tandem_web::ui::{self, Button, Col, Field, Table};
use tandem_web::{Answer, Cx, Form, Page, Who};

/// The most people of one's own that the first page shows.
const MINE: usize = 50;

/// The first page: the people one looks after.
pub async fn show(cx: Cx) -> Answer {
    let mine = cx.store.read(&cx.viewer, |tx| actions::my_people(tx, MINE)).await?;
    let list = if mine.is_empty() {
        let add = cx.t("people-add");
        let next = cx.allowed(Who::May(Kind::Person, Action::Write)).then_some(("/people/new", add.as_str()));
        ui::empty_state("users", &cx.t("people-none-mine"), &cx.t("people-none-mine-hint"), next)
    } else {
        html! { h2 { (cx.t("people-mine")) } (table(&cx, &cx.t("people-mine"), &mine)) }
    };
    Ok(page(&cx, &Form::default(), &FieldErrors::new(), list))
}

/// A search by name in one's own organization.
pub async fn search(cx: Cx, form: Form) -> Answer {
    let words = form.text("q").to_owned();
    let found = faults(cx.store.read(&cx.viewer, move |tx| actions::find_person(tx, &words)).await)?;
    Ok(answer(&cx, &form, found))
}

/// The exact match, of one's own organization and of others by consent.
pub async fn find(cx: Cx, form: Form) -> Answer {
    let name = names::fold(&format!("{} {}", form.text("given_name"), form.text("family_name")));
    let wanted = Identifiers {
        name_key: Some(name).filter(|name| !name.is_empty()),
        birth_date: form.text("birth_date").parse().ok(),
        phone: names::phone(form.text("phone")),
        email: form.opt("email").map(str::to_lowercase),
        postal_code: form.opt("postal_code").map(names::postal_code),
    };
    let reader = cx.viewer.member_id().ok_or(Error::Forbidden)?;
    cx.store.limits().take(Gate::Find, &reader.to_string(), cx.now)?;
    let found = faults(cx.store.read(&cx.viewer, move |tx| actions::find_exact(tx, &wanted)).await)?;
    Ok(answer(&cx, &form, found))
}

fn answer(cx: &Cx, form: &Form, found: Result<Vec<Person>, FieldErrors>) -> Response {
    let none = FieldErrors::new();
    match found {
        Err(errors) => page(cx, form, &errors, html! {}),
        Ok(found) if found.is_empty() => {
            let add = cx.t("people-add");
            let next =
                cx.allowed(Who::May(Kind::Person, Action::Write)).then_some(("/people/new", add.as_str()));
            let empty = ui::empty_state(
                "user-search",
                &cx.t("people-none-found"),
                &cx.t("people-none-found-hint"),
                next,
            );
            page(cx, form, &none, empty)
        }
        Ok(found) => {
            let count = cx.ta("people-found", &[("n", found.len().into())]);
            let most = found.len() == actions::SHOWN;
            let list = html! {
                h2 { (count) }
                @if most { p { (cx.ta("people-found-most", &[("n", found.len().into())])) } }
                (table(cx, &count, &found))
            };
            page(cx, form, &none, list)
        }
    }
}

fn page(cx: &Cx, form: &Form, errors: &FieldErrors, list: Markup) -> Response {
    let org = cx.signed_in.as_ref().map(|s| s.organization_name.clone()).unwrap_or_default();
    let may_add = cx.allowed(Who::May(Kind::Person, Action::Write));
    let exact = ["given_name", "family_name", "birth_date"].iter().any(|name| form.has(name));
    let at_q = (!exact).then(|| cx.fault(errors, "q")).flatten();
    let body = html! {
        (cx.error_summary(errors))
        h1 { (cx.t("people-title")) }
        p.lede { (cx.ta("people-intro", &[("org", org.as_str().into())])) }
        @if may_add { p { (ui::link_button(Button::Secondary, "user-plus", "/people/new", &cx.t("people-add"), "")) } }
        search {
            form.card.form method="post" action="/people/search" aria-label=(cx.t("people-search")) {
                (Field::search("q", cx.t("people-search-label")).hint(cx.t("people-search-hint")).value(form.text("q")).error(at_q))
                (ui::button(Button::Primary, "search", &cx.t("people-search")))
            }
        }
        div.stack { (list) }
        details open[exact] {
            summary { (cx.t("people-exact-title")) }
            form.form method="post" action="/people/find" aria-label=(cx.t("people-exact-title")) {
                p { (cx.t("people-exact-intro")) }
                (Field::text("given_name", cx.t("people-given-name")).value(form.text("given_name")).autocomplete("off"))
                (Field::text("family_name", cx.t("people-family-name")).value(form.text("family_name")).autocomplete("off"))
                (Field::date("birth_date", cx.t("people-birth-date")).value(form.text("birth_date")))
                (Field::tel("phone", cx.t("people-phone")).value(form.text("phone")).autocomplete("off"))
                (Field::email("email", cx.t("people-email")).value(form.text("email")).autocomplete("off"))
                (Field::zip("postal_code", cx.t("people-postal-code")).value(form.text("postal_code")).autocomplete("off"))
                (ui::button(Button::Secondary, "user-search", &cx.t("people-exact-search")))
            }
        }
    };
    let page = Page::new(cx, cx.t("people-title")).nav("people");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// A list of people: the name leads to the record.
pub fn table(cx: &Cx, caption: &str, people: &[Person]) -> Markup {
    let columns = ["people-column-name", "people-column-born", "people-column-phone", "people-column-postal"];
    let mut table = Table::new(caption, columns.map(|key| Col::text(cx.t(key)))).hide_caption();
    // What another organization keeps to itself is not the same as what nobody wrote down.
    let closed = |owner: tandem_access::Uuid| {
        if Some(owner) == cx.viewer.org() { "people-not-given" } else { "people-not-shared" }
    };
    let given = |value: Option<String>| html! { (value.unwrap_or_else(|| cx.t("people-not-given"))) };
    for person in people {
        let d = &person.details;
        table.push([
            html! { a href={ "/people/" (person.id) } { (person.display_name()) } },
            match d.birth_date {
                Some(date) => html! { (tandem_web::messages::dates::date_year(cx.lang, date)) },
                None => html! { (cx.t(closed(person.owner_org))) },
            },
            given(d.phone.as_deref().map(names::show_phone)),
            given(d.postal_code.clone()),
        ]);
    }
    let theirs = people.iter().find(|p| is_due([p.details.label]) && Some(p.owner_org) != cx.viewer.org());
    html! {
        @if let Some(person) = theirs { (part2::notice(cx, person.owner_org, [person.details.label])) }
        (table)
    }
}
