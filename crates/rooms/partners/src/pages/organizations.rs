//! Settings, organizations: the list with its filters, which stand in the address.

use super::{membership_name, sector_name};
use crate::actions::{self, Filter};
use crate::model::{Membership, Organization, Sector};
use crate::policy::{self, Reach};
use maud::{Markup, html};
use tandem_web::ui::{self, Button, Choice, Col, Field, Select, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page};

const AT_ONCE: u32 = 50;

/// The list; who may change one organization only goes straight to it.
pub async fn show(cx: Cx, form: Form) -> Answer {
    match policy::reach(&cx.viewer) {
        Reach::Own(id) => return Ok(cx.redirect(&format!("/settings/organizations/{id}"))),
        Reach::Nothing => return Err(tandem_access::Error::Forbidden.into()),
        Reach::All => {}
    }
    let page = form.int("page").and_then(|p| u32::try_from(p).ok()).filter(|p| *p > 0).unwrap_or(1);
    let filter = Filter {
        sector: Sector::from_code(form.text("sector")),
        membership: Membership::from_code(form.text("membership")),
        words: form.text("q").to_owned(),
        limit: AT_ONCE,
        offset: (page - 1).saturating_mul(AT_ONCE),
        ..Filter::default()
    };
    let (found, total) = cx
        .store
        .read(&cx.viewer, move |tx| Ok((actions::list(tx, &filter)?, actions::count(tx, &filter)?)))
        .await?;
    let last = usize::try_from(total).unwrap_or_default().div_ceil(AT_ONCE as usize);
    let words = ["web-pages", "web-previous", "web-next", "web-pages"].map(|k| cx.t(k));
    let body = html! {
        h1 { (cx.t("partners-organizations-title")) }
        p { (ui::link_button(Button::Primary, "plus", "/settings/organizations/new", &cx.t("partners-organization-new"), "")) }
        (filters(&cx, &form))
        p role="status" { (cx.ta("partners-organizations-count", &[("n", total.into())])) }
        @if found.is_empty() {
            (ui::empty_state("building-community", &cx.t("partners-organizations-none"),
                &cx.t("partners-organizations-none-hint"), Some(("/settings/organizations", cx.t("web-clear-filters").as_str()))))
        } @else { (table(&cx, &found)) }
        (ui::pagination([&words[0], &words[1], &words[2], &words[3]], page as usize, last, None,
            |n| format!("/settings/organizations?{}", form.with("page", &n.to_string()))))
    };
    Ok(Page::new(&cx, cx.t("partners-organizations-title")).nav("settings-organizations").body(body))
}

fn filters(cx: &Cx, form: &Form) -> Markup {
    let any = |key: &str| Choice::new("", cx.t(key));
    let sectors = std::iter::once(any("partners-any-sector")).chain(
        Sector::ALL
            .iter()
            .map(|s| Choice::new(s.code(), sector_name(cx, *s)).chosen(form.text("sector") == s.code())),
    );
    let memberships =
        std::iter::once(any("partners-any-membership")).chain(Membership::ALL.iter().map(|m| {
            Choice::new(m.code(), membership_name(cx, *m)).chosen(form.text("membership") == m.code())
        }));
    let set = ["q", "sector", "membership"].iter().any(|n| form.opt(n).is_some());
    html! {
        search { details open[set] { summary { (cx.t("partners-filter")) }
            form.form method="get" action="/settings/organizations" aria-label=(cx.t("partners-filter")) {
                (Field::search("q", cx.t("partners-organization-name")).value(form.text("q")))
                (Select::new("sector", cx.t("partners-sector"), sectors))
                (Select::new("membership", cx.t("partners-membership"), memberships))
                (ui::button(Button::Secondary, "filter", &cx.t("partners-filter")))
            }
        } }
    }
}

fn table(cx: &Cx, found: &[Organization]) -> Markup {
    let columns = ["partners-organization-name", "partners-sector", "partners-membership"];
    let mut table =
        Table::new(cx.t("partners-organizations-title"), columns.map(|k| Col::text(cx.t(k)))).hide_caption();
    for o in found {
        table.push([
            html! { a href={ "/settings/organizations/" (o.id) } { (o.name) }
            @if o.confidential { " " (ui::chip(Tone::Info, &cx.t("partners-confidential-chip"))) } },
            html! { (sector_name(cx, o.sector)) },
            membership_chip(cx, o.membership),
        ]);
    }
    html! { (table) }
}

/// Where an organization stands: icon, word and colour.
pub(super) fn membership_chip(cx: &Cx, m: Membership) -> Markup {
    let tone = match m {
        Membership::Member => Tone::Ok,
        Membership::Invited | Membership::Listening => Tone::Soon,
        Membership::Prospective => Tone::Info,
        Membership::Paused | Membership::Left => Tone::Late,
    };
    ui::chip(tone, &membership_name(cx, m))
}
