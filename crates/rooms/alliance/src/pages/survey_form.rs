//! What a member and the bearer of a link have in common: the list of partners to answer about, and the form about one.

use crate::model::{Answer as Said, Dimension, Survey, TieKind};
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::Uuid;
use tandem_partners::model::Organization;
use tandem_web::ui::{self, Button, Choice, Choices, Tone};
use tandem_web::{Cx, Form, Page};

/// Everybody but `own`, with a way to answer about each. `base` is the address that the ids are put behind.
pub(super) fn list(
    cx: &Cx,
    base: &str,
    members: &[Organization],
    own: Option<Uuid>,
    mine: &[Said],
) -> Markup {
    html! {
        ul.list {
            @for o in members.iter().filter(|o| Some(o.id) != own) {
                @let done = mine.iter().any(|a| a.about == o.id);
                li {
                    span { (o.name) @if done { " " (ui::chip(Tone::Ok, &cx.t("alliance-survey-answered"))) } }
                    (ui::link_button(Button::Secondary, "", &format!("{base}/{}", o.id),
                        &cx.t(if done { "alliance-survey-change" } else { "alliance-survey-answer" }), &o.name))
                }
            }
        }
    }
}

/// The form about one organization.
pub(super) fn page(cx: &Cx, base: &str, survey: &Survey, about: &Organization, before: &Said) -> Response {
    let title = cx.ta("alliance-survey-about", &[("name", about.name.as_str().into())]);
    let scale = |d: Dimension| {
        let choices = (1..=4u8).map(|n| Choice::new(n.to_string(), cx.t(&format!("alliance-scale-{n}"))));
        let choices = choices.chain([Choice::new("", cx.t("alliance-scale-cannot-say"))]);
        let chosen = before.scores.get(&d).map(ToString::to_string).unwrap_or_default();
        Choices::radios(d.word(), cx.t(&format!("alliance-ask-{}", d.word())), choices)
            .small()
            .choose([chosen.as_str()])
    };
    let ties = TieKind::ALL.map(|t| {
        Choice::new(t.word(), cx.t(&format!("alliance-tie-{}", t.word()))).chosen(before.ties.contains(&t))
    });
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[(base, cx.t("alliance-survey-title").as_str())], &about.name))
        h1 { (title) }
        p { (cx.ta("alliance-survey-open", &[("year", survey.year.to_string().into())])) ". " (cx.t("alliance-survey-private")) }
        form.card.form method="post" action={ (base) "/" (about.id) } {
            (Choices::checkboxes("ties", cx.t("alliance-ask-ties"), ties).small())
            (ui::fieldset(&cx.t("alliance-trust"), None, html! {
                @for d in Dimension::ALL.into_iter().filter(|d| d.is_trust()) { (scale(d)) }
            }))
            (ui::fieldset(&cx.t("alliance-worth-to-all"), None, html! {
                @for d in Dimension::ALL.into_iter().filter(|d| !d.is_trust()) { (scale(d)) }
            }))
            (ui::button(Button::Primary, "device-floppy", &cx.t("alliance-survey-save")))
        }
    };
    Page::new(cx, title.clone()).nav("alliance").body(body)
}

/// What was sent with it; a value that is none counts as not said.
pub(super) fn read(form: &Form, from: Uuid, about: Uuid) -> Said {
    let scores = Dimension::ALL
        .into_iter()
        .filter_map(|d| Some((d, form.text(d.word()).parse::<u8>().ok().filter(|n| (1..=4).contains(n))?)))
        .collect();
    let ties = form.all("ties").into_iter().filter_map(TieKind::parse).collect();
    Said { from, about, scores, ties }
}
