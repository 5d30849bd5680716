//! On the page that tells an organization what working together could mean: where people asked and help ran out, in the
//! kinds of help that it offers first. Published figures only: the page is handed over.

use super::{area_name, count, domain_name};
use crate::actions::{self, Scope};
use crate::model::cube::Slice;
use maud::html;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use tandem_access::{Action, Kind, Uuid};
use tandem_web::ui::{self, Col, Table};
use tandem_web::{Cx, Panel, PanelFuture};

/// On the value page of an organization.
pub const VALUE: Panel = Panel { slot: "value", order: 10, render: value };

/// Gaps that are named.
const NAMED: usize = 6;

fn value(cx: Cx, organization: Uuid) -> PanelFuture {
    Box::pin(async move {
        if !cx.viewer.may(Kind::Measure, Action::Read) {
            return Ok(html! {});
        }
        let clock = actions::clock(&cx.store, &cx.viewer).await?;
        let report =
            actions::report(&cx.store, &cx.viewer, &clock, Scope::Partnership, &Slice::default()).await?;
        let offered: BTreeSet<String> = cx
            .store
            .read(&cx.viewer, move |tx| {
                let listings = tandem_directory::listings_of(tx, organization)?;
                Ok(listings
                    .into_iter()
                    .flat_map(|l| l.domains().into_iter().map(ToOwned::to_owned).collect::<Vec<String>>())
                    .collect())
            })
            .await?;
        let mut found: Vec<_> =
            report.cells.iter().filter(|(_, l)| l.unmet.count().is_some_and(|n| n > 0)).collect();
        found.sort_by_key(|((d, a), l)| {
            (!offered.contains(d), Reverse(l.unmet.count()), d.clone(), a.clone())
        });
        let cols = [
            Col::text(cx.t("insight-domain")),
            Col::text(cx.t("insight-area")),
            Col::number(cx.t("insight-asked")),
            Col::number(cx.t("insight-unmet")),
        ];
        let mut table = Table::new(cx.t("insight-value-title"), cols).hide_caption();
        for ((domain, area), line) in found.iter().take(NAMED) {
            table.push([
                html! { (domain_name(&cx, domain)) },
                html! { (area_name(&cx, area)) },
                count(&cx, line.asked),
                count(&cx, line.unmet),
            ]);
        }
        Ok(ui::section(
            &cx.t("insight-value-title"),
            html! {
                p { (cx.t("insight-value-text")) }
                @if found.is_empty() { p { (cx.t("insight-value-none")) } } @else { (table) }
            },
        ))
    })
}
