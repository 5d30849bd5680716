//! The filter of the timeline: a form whose choices stand in the address.

use crate::actions::Timeline;
use crate::model::{Filter, Kind, Line};
use maud::{Markup, html};
use tandem_web::ui::{self, Button, Choice, Field, Select};
use tandem_web::{Cx, Form};

/// What the address asks for. A day that is none is left out, and the form says so.
pub fn read(cx: &Cx, form: &Form) -> Filter {
    let day = form.text("since").parse::<jiff::civil::Date>().ok();
    Filter {
        kind: Kind::from_code(form.text("kind")),
        organization: form.id("organization"),
        since: day.and_then(|day| Some(day.to_zoned(cx.zone()).ok()?.timestamp())),
    }
}

/// The rows that are wanted.
pub fn wanted<'t>(timeline: &'t Timeline, filter: &Filter) -> Vec<&'t Line> {
    timeline.lines.iter().filter(|line| filter.wants(line)).collect()
}

/// The form. It offers what is there, so that no choice leads to nothing.
pub fn form(cx: &Cx, timeline: &Timeline, filter: &Filter, form: &Form, action: &str) -> Markup {
    let kinds = Kind::ALL.into_iter().filter(|kind| timeline.lines.iter().any(|line| line.kind == *kind));
    let kinds = std::iter::once(Choice::new("", cx.t("shared-view-any-kind"))).chain(
        kinds.map(|kind| Choice::new(kind.code(), cx.t(&format!("shared-view-kind-{}", kind.code())))),
    );
    let mut orgs: Vec<(&str, String)> = vec![];
    for line in &timeline.lines {
        let name = timeline.orgs.get(&line.owner_org).map_or("", String::as_str);
        if orgs.iter().all(|(known, _)| *known != name) {
            orgs.push((name, line.owner_org.to_string()));
        }
    }
    orgs.sort_unstable();
    let several = orgs.len() > 1;
    let orgs = std::iter::once(Choice::new("", cx.t("shared-view-any-organization")))
        .chain(orgs.into_iter().map(|(name, id)| Choice::new(id, name)));
    let since = form.text("since");
    let no_day = (!since.is_empty() && filter.since.is_none()).then(|| cx.t("shared-view-since-error"));
    html! {
        search.no-paper { details open[filter.is_set() || no_day.is_some()] { summary { (cx.t("shared-view-filter")) }
            form.form method="get" action=(action) aria-label=(cx.t("shared-view-filter")) {
                (Select::new("kind", cx.t("shared-view-kind"), kinds).choose(form.text("kind")))
                @if several { (Select::new("organization", cx.t("shared-view-organization"), orgs).choose(form.text("organization"))) }
                (Field::date("since", cx.t("shared-view-since")).value(since).error(no_day).optional(cx.t("web-optional")))
                div.acts {
                    (ui::button(Button::Secondary, "filter", &cx.t("shared-view-show")))
                    @if filter.is_set() { (ui::link_button(Button::Plain, "x", action, &cx.t("shared-view-clear"), "")) }
                }
            }
        } }
    }
}
