//! The room's pages.

pub(crate) mod balance;
mod carried;
pub(crate) mod drawing;
pub(crate) mod drill;
pub(crate) mod network;
mod trend;

use tandem_web::ui::{self, Tab};
use tandem_web::{Cx, Markup};

fn tabs(cx: &Cx, here: &str) -> Markup {
    let words =
        [("/network", "network-tab-network", "share"), ("/network/drill", "network-tab-drill", "users")];
    let names = words.map(|(_, key, _)| cx.t(key));
    let all: Vec<Tab<'_>> = words
        .iter()
        .zip(&names)
        .map(|((href, _, icon), label)| Tab { href, label, icon, current: *href == here })
        .collect();
    ui::tabs(&cx.t("network-title"), &all)
}

/// A sector's name, by its code.
fn sector_name(cx: &Cx, code: &str) -> String {
    cx.t(&format!("partners-sector-{}", code.replace('_', "-")))
}

/// Dollars, with cents only where there are any.
fn dollars(cents: i64) -> String {
    let whole = tandem_web::messages::number(cents / 100);
    if cents % 100 == 0 { format!("${whole}") } else { format!("${whole}.{:02}", cents % 100) }
}
