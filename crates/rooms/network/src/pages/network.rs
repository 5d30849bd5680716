//! Who works with whom: the sentence, the table, the picture, the measures.

use super::{drawing, sector_name, tabs};
use crate::actions;
use crate::model::{Kinds, Source, Ties};
use maud::{Markup, html};
use tandem_deliberation::network::{community, paths, sectors, structure};
use tandem_web::messages::percent;
use tandem_web::ui::{self, Button, Choice, Choices, Col, Table};
use tandem_web::{Answer, Cx, Form, Page, Sheet};

/// The kinds of tie that the address names; none is every kind.
fn chosen(form: &Form) -> Vec<Source> {
    form.all("tie").into_iter().filter_map(Source::from_code).collect()
}

/// Which kinds of tie are drawn, counted and listed.
fn filter(cx: &Cx, chosen: &[Source]) -> Markup {
    let choices = Source::ALL.iter().map(|s| {
        Choice::new(s.code(), cx.t(&format!("network-kind-{s}")))
            .chosen(chosen.is_empty() || chosen.contains(s))
    });
    html! {
        search { details open[!chosen.is_empty()] { summary { (cx.t("network-filter")) }
            form.form method="get" action="/network" aria-label=(cx.t("network-filter")) {
                (Choices::checkboxes("tie", cx.t("network-filter-kinds"), choices).hint(cx.t("network-filter-hint")).small())
                (ui::button(Button::Secondary, "filter", &cx.t("network-filter-show")))
            }
        } }
    }
}

/// The address of the file with the same kinds.
fn csv_href(chosen: &[Source]) -> String {
    let kinds: Vec<String> = chosen.iter().map(|s| format!("tie={s}")).collect();
    if kinds.is_empty() { "/network.csv".into() } else { format!("/network.csv?{}", kinds.join("&")) }
}

/// The page.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let chosen = chosen(&form);
    let ties = actions::ties(&cx.store, &cx.viewer, cx.now, &chosen).await?;
    let (cuts, _) = structure::cuts(&ties.network);
    let sentence = sentence(&cx, &ties);
    let panels = cx.panels("network", tandem_access::Uuid::nil()).await?;
    let body = html! {
        h1 { (cx.t("network-title")) }
        (tabs(&cx, "/network"))
        p.lead { (cx.t("network-lead")) }
        (filter(&cx, &chosen))
        @if ties.network.ties.is_empty() && !chosen.is_empty() {
            (ui::empty_state("share", &cx.t("network-none-of-these"), &cx.t("network-none-of-these-hint"), Some(("/network", cx.t("network-every-kind").as_str()))))
        } @else if ties.network.ties.is_empty() {
            (ui::empty_state("share", &cx.t("network-none"), &cx.t("network-none-hint"), Some(("/alliance", cx.t("alliance-title").as_str()))))
        } @else {
            section.stack.viz aria-labelledby="h-net" {
                h2 #h-net { (cx.t("network-real")) }
                (ui::key_sentence(&sentence))
                p { (holds(&cx, &ties, &cuts)) }
                (ui::details(&cx.t("network-table"), table(&cx, &ties)))
                (drawing::draw(&cx, &ties, &cuts, &sentence))
                @if !ties.untied().is_empty() {
                    p.m { (cx.t("network-untied")) " " (ties.untied().iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ")) "." }
                }
            }
            (ui::section(&cx.t("network-measures"), measures(&cx, &ties)))
            @if cx.allowed(tandem_web::Who::May(tandem_access::Kind::Governance, tandem_access::Action::Export)) {
                p { (ui::link_button(Button::Secondary, "download", &csv_href(&chosen), &cx.t("network-csv"), "")) }
            }
        }
        (panels)
        p.m { (cx.t("network-made")) }
    };
    Ok(Page::new(&cx, cx.t("network-title")).nav("network").body(body))
}

fn sentence(cx: &Cx, ties: &Ties) -> String {
    let tied = ties.partners.len() - ties.untied().len();
    cx.ta(
        "network-key",
        &[
            ("tied", tied.into()),
            ("all", ties.partners.len().into()),
            ("pairs", ties.network.ties.len().into()),
            ("share", percent(structure::density(&ties.network)).into()),
        ],
    )
}

/// On whom a part hangs, in words.
fn holds(cx: &Cx, ties: &Ties, cuts: &[usize]) -> String {
    if cuts.is_empty() {
        return cx.t("network-no-cut");
    }
    let names: Vec<&str> = cuts.iter().map(|a| ties.partners[*a].name.as_str()).collect();
    cx.ta("network-cut", &[("n", cuts.len().into()), ("names", names.join(", ").into())])
}

/// What speaks for a tie, in words.
pub(super) fn kinds_text(cx: &Cx, kinds: &Kinds) -> String {
    let mut words = vec![];
    if let Some(band) = kinds.referrals {
        words.push(cx.t(&format!("network-referrals-{}", band.word())));
    }
    if kinds.gifts > 0 {
        words.push(cx.ta("network-gifts-n", &[("n", kinds.gifts.into())]));
    }
    if kinds.money > 0 {
        words.push(cx.ta("network-money-n", &[("n", kinds.money.into())]));
    }
    if kinds.bodies > 0 {
        words.push(cx.ta("network-bodies-n", &[("n", kinds.bodies.into())]));
    }
    if kinds.meetings > 0 {
        words.push(cx.ta("network-meetings-n", &[("n", kinds.meetings.into())]));
    }
    if kinds.agreements > 0 {
        words.push(cx.ta("network-agreements-n", &[("n", kinds.agreements.into())]));
    }
    words.join(", ")
}

/// Who works with whom, by name: nobody is ranked.
fn table(cx: &Cx, ties: &Ties) -> Markup {
    let cols = [
        Col::text(cx.t("partners-organization")),
        Col::text(cx.t("partners-sector")),
        Col::text(cx.t("network-works-with")),
        Col::number(cx.t("network-ways")),
        Col::text(cx.t("network-broker")),
    ];
    let ways = paths::normalized(&paths::betweenness(&ties.network));
    let brokers = sectors::sectors(&ties.network).map(|s| s.brokerage).unwrap_or_default();
    let mut table = Table::new(cx.t("network-table"), cols).hide_caption();
    for (a, partner) in ties.partners.iter().enumerate().filter(|(a, _)| ties.network.degree(*a) > 0) {
        let near = &ties.network.neighbours[a];
        let between = |b: usize| {
            cx.ta(
                "network-with",
                &[
                    ("name", ties.partners[b].name.as_str().into()),
                    ("kinds", kinds_text(cx, &ties.between(a, b)).into()),
                ],
            )
        };
        let sectors_joined = brokers.get(a).map_or(0, |b| b.liaison + b.gatekeeper + b.itinerant);
        table.push([
            html! { a href={ "/alliance/" (partner.id) } { (partner.name) } },
            html! { (sector_name(cx, &partner.sector)) },
            html! { ul { @for b in near { li { (between(*b)) } } } },
            html! { (percent(ways.get(a).copied().unwrap_or_default())) },
            html! { (cx.ta("network-broker-n", &[("n", sectors_joined.into())])) },
        ]);
    }
    html! { p.m { (cx.t("network-table-how")) } (table) }
}

/// The network as a whole, each figure with its meaning.
fn measures(cx: &Cx, ties: &Ties) -> Markup {
    let net = &ties.network;
    let (steps, _) = paths::extent(net);
    let parts = paths::components(net).iter().filter(|p| p.len() > 1).count();
    let (clustering, _) = structure::clustering(net);
    let groups = community::best_found(net);
    let tied = ties.tied();
    let found: std::collections::BTreeSet<usize> = tied.iter().map(|a| groups[*a]).collect();
    let sectors = sectors::sectors(net);
    let ways = paths::normalized(&paths::betweenness(net));
    let figure = |key: &str, value: String| {
        (cx.t(key), html! { strong { (value) } " " (cx.t(&format!("{key}-means"))) })
    };
    let mut all = vec![
        figure("network-density", percent(structure::density(net))),
        figure("network-central", format!("{:.2}", structure::degree_centralization(net))),
        figure("network-central-ways", format!("{:.2}", structure::betweenness_centralization(&ways))),
        figure("network-steps", format!("{steps:.1}")),
        figure("network-parts", parts.to_string()),
        figure("network-clustering", format!("{clustering:.2}")),
        figure("network-groups", found.len().to_string()),
    ];
    if let Some(s) = &sectors {
        all.push(figure("network-mixing", format!("{:.2}", s.e_i)));
    }
    html! { (ui::definition_list(all)) }
}

/// The ties as a file, by name of the two; bands in the place of counts.
pub async fn csv(cx: Cx, form: Form) -> Answer {
    let ties = actions::ties(&cx.store, &cx.viewer, cx.now, &chosen(&form)).await?;
    let mut sheet = Sheet::new([
        "one",
        "sector_of_one",
        "other",
        "sector_of_other",
        "answered_referrals",
        "gives_and_gets",
        "money",
        "bodies",
        "meetings",
        "agreements",
    ]);
    for ((a, b), kinds) in &ties.kinds {
        let (one, other) = (&ties.partners[*a], &ties.partners[*b]);
        let band = match kinds.referrals.map(crate::model::Band::word) {
            Some("some") => "11 to 50",
            Some("many") => "51 to 200",
            Some(_) => "more than 200",
            None => "",
        };
        sheet.row([
            one.name.clone(),
            one.sector.clone(),
            other.name.clone(),
            other.sector.clone(),
            band.to_owned(),
            kinds.gifts.to_string(),
            kinds.money.to_string(),
            kinds.bodies.to_string(),
            kinds.meetings.to_string(),
            kinds.agreements.to_string(),
        ]);
    }
    Ok(sheet.download("network"))
}
