//! What a page of figures is asked to show. It lives in the address, so that it survives a reload and can be sent on.

use crate::actions::{PUBLISHED_MONTHS, Scope, may_see_own};
use crate::model::cube::{Slice, TREND_MONTHS};
use crate::model::report::{Line, Report};
use maud::{Markup, html};
use std::collections::BTreeSet;
use tandem_directory::model::domain;
use tandem_web::ui::{self, Button, Choice, Select};
use tandem_web::{Cx, Form, Lang};

/// Months that can be chosen for one's own rows.
const MONTHS: [u16; 4] = [3, 6, 12, TREND_MONTHS];

/// The value that stands for "area not known" in addresses and selects.
pub const UNKNOWN: &str = "-";

/// The choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Whose.
    pub scope: Scope,
    /// Months, domain, area.
    pub slice: Slice,
    /// An area was asked for without a domain in the published form, which has no such table.
    pub area_alone: bool,
}

impl View {
    /// Reads the address. What cannot be used falls back to the whole.
    pub fn read(cx: &Cx, form: &Form) -> View {
        let own = form.text("scope") == "own" && may_see_own(&cx.viewer);
        let months =
            form.text("months").parse().ok().filter(|m| MONTHS.contains(m)).unwrap_or(PUBLISHED_MONTHS);
        let domain = form.opt("domain").filter(|d| domain::domain(d).is_some()).map(str::to_owned);
        let area = form.opt("area").map(|a| if a == UNKNOWN { String::new() } else { a.to_owned() });
        let area_alone = !own && domain.is_none() && area.is_some();
        View {
            scope: if own { Scope::Own } else { Scope::Partnership },
            slice: Slice {
                months: if own { months } else { PUBLISHED_MONTHS },
                domain,
                area: area.filter(|_| !area_alone),
            },
            area_alone,
        }
    }

    /// The line that the choices pick. A report of the own scope was cut when it was made.
    pub fn line(&self, report: &Report) -> Line {
        match self.scope {
            Scope::Own => report.total.clone(),
            Scope::Partnership => report.line(self.slice.domain.as_deref(), self.slice.area.as_deref()),
        }
    }

    /// Whether it is the whole: no domain and no area.
    pub fn whole(&self) -> bool {
        self.slice.domain.is_none() && self.slice.area.is_none()
    }

    /// What the figures are about, in words: "Food, North; October 2025 to …".
    pub fn about(&self, cx: &Cx) -> String {
        let mut parts = vec![];
        parts.push(
            self.slice
                .domain
                .as_deref()
                .map_or_else(|| cx.t("insight-all-domains"), |d| super::domain_name(cx, d)),
        );
        if let Some(area) = &self.slice.area {
            parts.push(super::area_name(cx, area));
        }
        let scope = if self.scope == Scope::Own { "insight-scope-own" } else { "insight-scope-all" };
        parts.push(cx.t(scope));
        parts.push(cx.ta("insight-last-months", &[("n", self.slice.months.into())]));
        parts.join(", ")
    }

    /// The filters as a form that works without script. `areas` are those that the report knows.
    pub fn filters(&self, cx: &Cx, action: &str, areas: &BTreeSet<String>) -> Markup {
        let own = may_see_own(&cx.viewer);
        let scope = if self.scope == Scope::Own { "own" } else { "all" };
        let scopes = [
            Choice::new("all", cx.t("insight-scope-all-long")),
            Choice::new("own", cx.t("insight-scope-own-long")),
        ];
        let months =
            MONTHS.map(|m| Choice::new(m.to_string(), cx.ta("insight-last-months", &[("n", m.into())])));
        let domains = std::iter::once(Choice::new("", cx.t("insight-all-domains"))).chain(
            domain::domains()
                .iter()
                .filter(|d| d.label != "domestic_violence")
                .map(|d| Choice::new(d.code.clone(), d.name(cx.lang == Lang::Es))),
        );
        let areas =
            std::iter::once(Choice::new("", cx.t("insight-all-areas"))).chain(areas.iter().map(|a| {
                Choice::new(
                    if a.is_empty() { UNKNOWN.to_owned() } else { a.clone() },
                    super::area_name(cx, a),
                )
            }));
        let area = match self.slice.area.as_deref() {
            Some("") => UNKNOWN,
            other => other.unwrap_or(""),
        };
        html! {
            search {
                form.card.stack action=(action) method="get" aria-label=(cx.t("web-filters")) {
                    div.bar {
                        @if own { (Select::new("scope", cx.t("insight-scope"), scopes).choose(scope)) }
                        @if self.scope == Scope::Own {
                            (Select::new("months", cx.t("insight-months"), months).choose(&self.slice.months.to_string()))
                        }
                        (Select::new("domain", cx.t("insight-domain"), domains).choose(self.slice.domain.as_deref().unwrap_or("")))
                        (Select::new("area", cx.t("insight-area"), areas).choose(area))
                        (ui::button(Button::Secondary, "filter", &cx.t("insight-filter-go")))
                    }
                    @if self.area_alone { p.m { (cx.t("insight-area-alone")) } }
                }
            }
        }
    }
}

/// The areas of a report, for the filter.
pub fn areas(report: &Report) -> BTreeSet<String> {
    report.cells.keys().map(|(_, area)| area.clone()).collect()
}
