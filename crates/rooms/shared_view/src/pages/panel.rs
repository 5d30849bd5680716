//! The way to the timeline, from the person's page and from their private page.

use maud::html;
use tandem_access::Uuid;
use tandem_web::ui::{self, Button};
use tandem_web::{Cx, Panel, PanelFuture};

/// On the page of a person, for staff.
pub const PERSON: Panel = Panel { slot: "person", order: 5, render: person };

/// On the private page.
pub const MY: Panel = Panel { slot: "my", order: 10, render: my };

fn person(cx: Cx, person: Uuid) -> PanelFuture {
    Box::pin(async move {
        let to = format!("/people/{person}/timeline");
        Ok(ui::section(
            &cx.t("shared-view-panel"),
            html! {
                p { (cx.t("shared-view-panel-text")) }
                div.acts { (ui::link_button(Button::Secondary, "timeline", &to, &cx.t("shared-view-open"), "")) }
            },
        ))
    })
}

fn my(cx: Cx, _: Uuid) -> PanelFuture {
    Box::pin(async move {
        Ok(ui::section(
            &cx.t("shared-view-my-panel"),
            html! {
                p { (cx.t("shared-view-my-panel-text")) }
                div.acts {
                    (ui::link_button(Button::Secondary, "timeline", "/my/timeline", &cx.t("shared-view-my-open"), ""))
                    (ui::link_button(Button::Secondary, "file-text", "/my/copy", &cx.t("shared-view-copy-open"), ""))
                }
            },
        ))
    })
}
