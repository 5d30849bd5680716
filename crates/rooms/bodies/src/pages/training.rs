//! What a seat asks its holder to learn: for themselves on Home, Today and the list of trainings, and on the page of their seat; on a
//! body's page how many have not, and nobody's name.

use crate::actions;
use maud::{Markup, html};
use tandem_access::Uuid;
use tandem_agreements::model::training::Module;
use tandem_web::ui::{self, Tone};
use tandem_web::{Cx, Panel, PanelFuture};

/// On Home.
pub(crate) const HOME: Panel = Panel { slot: "home", order: 6, render: panel };
/// On Today.
pub(crate) const TODAY: Panel = Panel { slot: "today", order: 6, render: panel };
/// On the list of trainings.
pub(crate) const LIST: Panel = Panel { slot: "training", order: 10, render: panel };

fn panel(cx: Cx, _: Uuid) -> PanelFuture {
    Box::pin(async move {
        if !cx.viewer.is_member() {
            return Ok(html! {});
        }
        let due = cx.store.read(&cx.viewer, actions::my_due_training).await?;
        Ok(mine(&cx, &due))
    })
}

/// For the holder of a seat.
pub(super) fn mine(cx: &Cx, due: &[Module]) -> Markup {
    if due.is_empty() {
        return html! {};
    }
    ui::notice(
        Tone::Soon,
        html! {
            p { b { (cx.ta("bodies-training-mine", &[("n", due.len().into())])) } }
            ul { @for module in due { li { (link(cx, module)) } } }
        },
    )
}

/// For members, on the page of a body.
pub(super) fn of_body(cx: &Cx, due: &[(Module, usize)]) -> Markup {
    if due.is_empty() {
        return html! {};
    }
    ui::notice(
        Tone::Soon,
        html! {
            p { b { (cx.t("bodies-training-here")) } }
            ul { @for (module, n) in due { li { (link(cx, module)) ": " (cx.ta("bodies-training-n", &[("n", (*n).into())])) } } }
        },
    )
}

fn link(cx: &Cx, module: &Module) -> Markup {
    html! { a href={ "/training/" (module.id) } { (module.about.title.get(cx.lang)) } }
}
