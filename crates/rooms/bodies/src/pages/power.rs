//! The charter simulator: what each sector's seats can do under the charter's rule and under the other one, before anybody adopts it.

use crate::actions;
use crate::model::{Charter, DecisionRule};
use axum::extract::Path;
use maud::{Markup, html};
use tandem_deliberation::power::{Game, Power, power};
use tandem_web::chart::{Unit, Value};
use tandem_web::ui::{self, Col, Table};
use tandem_web::{Answer, Cx, Page, path_id};

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let charter = cx.store.read(&cx.viewer, move |tx| actions::charter(tx, id)).await?;
    let title = cx.ta("bodies-power-title", &[("n", charter.version.into())]);
    let panels = cx.panels("charter-power", charter.id).await?;
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[(&format!("/charter/{id}"), &cx.t("bodies-charter"))], &title))
        h1 { (title) }
        p.lead { (cx.t("bodies-power-lead")) }
        @if charter.seats.is_empty() { (ui::empty_state("scale", &cx.t("bodies-no-council"), &cx.t("bodies-power-none"), None)) }
        @else {
            @for rule in in_turn(charter.rules.decision) { (game(&cx, &charter, rule)) }
            (ui::section(&cx.t("bodies-power-words"), html! {
                ul { @for n in 1..=4 { li { (cx.t(&format!("bodies-power-word-{n}"))) } } }
            }))
        }
        (panels)
    };
    Ok(Page::new(&cx, title.clone()).nav("charter").public().body(body))
}

/// The charter's own rule first.
fn in_turn(own: DecisionRule) -> Vec<DecisionRule> {
    let others = DecisionRule::ALL.iter().copied().filter(|rule| *rule != own);
    std::iter::once(own).chain(others).collect()
}

fn game(cx: &Cx, charter: &Charter, rule: DecisionRule) -> Markup {
    let seats: Vec<u64> = charter.seats.values().copied().collect();
    let all: u64 = seats.iter().sum();
    let Some(found) = power(&Game::Blocs { seats: seats.clone(), rule: rule.game() }) else {
        return html! {};
    };
    let names: Vec<String> = charter.seats.keys().map(|s| tandem_partners::sector_name(cx, *s)).collect();
    let columns = [
        Col::text(cx.t("bodies-sector")),
        Col::number(cx.t("bodies-seats")),
        Col::number(cx.t("bodies-share")),
        Col::number(cx.t("bodies-shapley")),
        Col::number(cx.t("bodies-banzhaf")),
    ];
    let heading = cx.t(&format!("bodies-decision-{}", rule.code()));
    let percent = |share: f64| Unit::Percent.format(share * 100.0);
    let mut table = Table::new(&heading, columns).hide_caption();
    for (i, name) in names.iter().enumerate() {
        #[allow(clippy::cast_precision_loss)]
        let share = seats[i] as f64 / all as f64;
        table.push([
            html! { (name) },
            html! { (seats[i]) },
            html! { (percent(share)) },
            html! { (percent(found.shapley_shubik[i].to_f64())) },
            html! { (percent(found.banzhaf_normalised[i].to_f64())) },
        ]);
    }
    let chart = tandem_web::chart::BarChart {
        id: format!("power-{}", rule.code()),
        title: format!("{}: {heading}", cx.t("bodies-shapley")),
        sentence: sentence(cx, &names, &found),
        columns: (cx.t("bodies-sector"), cx.t("bodies-shapley")),
        bars: names
            .iter()
            .zip(&found.shapley_shubik)
            .map(|(name, share)| tandem_web::chart::Bar {
                label: name.clone(),
                value: Value::Known(share.to_f64() * 100.0),
            })
            .collect(),
        unit: Unit::Percent,
    };
    ui::section(&heading, html! { (chart.render(cx.app.catalogue(), cx.lang)) (table) })
}

/// Who can do most, and whether anybody can do it alone, stop it alone, or do nothing at all.
fn sentence(cx: &Cx, names: &[String], found: &Power) -> String {
    let most = (0..names.len()).max_by(|a, b| {
        found.shapley_shubik[*a].to_f64().total_cmp(&found.shapley_shubik[*b].to_f64()).then(b.cmp(a))
    });
    let Some(most) = most else { return String::new() };
    let mut out = cx.ta(
        "bodies-power-most",
        &[
            ("name", names[most].as_str().into()),
            ("share", Unit::Percent.format(found.shapley_shubik[most].to_f64() * 100.0).into()),
        ],
    );
    let list = |of: &[usize]| of.iter().map(|i| names[*i].as_str()).collect::<Vec<_>>().join(", ");
    for (key, of) in [
        ("bodies-power-dictators", &found.dictators),
        ("bodies-power-vetoers", &found.vetoers),
        ("bodies-power-dummies", &found.dummies),
    ] {
        if !of.is_empty() {
            out.push(' ');
            out.push_str(&cx.ta(key, &[("names", list(of).into())]));
        }
    }
    if found.dictators.is_empty() && found.vetoers.is_empty() {
        out.push(' ');
        out.push_str(&cx.t("bodies-power-nobody-alone"));
    }
    out
}
