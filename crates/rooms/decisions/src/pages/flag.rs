//! What a proposal touches, on its page: the community's vote, and organizations that its author did not name.

use super::proposal::Shown;
use crate::policy;
use maud::{Markup, html};
use tandem_access::{Action, FieldErrors, Kind};
use tandem_web::ui::{self, Button, Choice, Select, Tone};
use tandem_web::{Cx, Form};

/// The topic of the community's that it would decide, and for the seats of the body what else it touches.
pub(super) fn touches(cx: &Cx, shown: &Shown, here: &str, form: &Form, errors: &FieldErrors) -> Markup {
    let p = &shown.whole.proposal;
    let bound = p.bound(&shown.rules);
    let says = p.stage.moving() && (shown.seated(cx) || shown.writes(cx));
    let topic_name = |topic: &str| {
        let spanish = shown.rules.topic_es(topic).filter(|_| cx.spanish());
        spanish.unwrap_or(topic).to_owned()
    };
    let about = &shown.whole.about;
    let drops = shown.leads(cx) && !shown.conflict && cx.viewer.member_id() != p.by_member;
    let others = shown.organizations.iter().filter(|(id, _)| !about.contains(id));
    let none = |key: &str| std::iter::once(Choice::new("", cx.t(key)));
    let others = others.map(|(id, name)| Choice::new(id.to_string(), name.as_str()));
    let others = none("decisions-about-choose").chain(others);
    let topics = shown.rules.binding_topics.iter();
    let topics = topics.map(|topic| Choice::new(topic.as_str(), topic_name(topic)));
    let topics = none("decisions-topic-choose").chain(topics);
    html! {
        @if let Some(topic) = p.topic.as_ref().filter(|_| bound) {
            (ui::notice(Tone::Soon, html! { div.stack-s {
                p { b { (cx.ta("decisions-topic-is", &[("topic", topic_name(&topic.words).into())])) } " " (cx.t("decisions-conflict-binding")) }
                @if p.stage.moving() { div.acts {
                    @if cx.viewer.may(Kind::Vote, Action::Manage) {
                        (ui::link_button(Button::Secondary, "list-check", &format!("/votes/new?from={}", p.id), &cx.t("decisions-topic-ask"), ""))
                    }
                    @if shown.drops_topic {
                        (ui::post_button(Button::Plain, "x", &format!("{here}/topic"), &[("drop", "1")], &cx.t("decisions-topic-drop"), ""))
                    }
                } }
            } }))
        }
        @if says {
            (ui::details(&cx.t("decisions-touches"), html! {
                form.form method="post" action={ (here) "/about" } {
                    (Select::new("interest", cx.t("decisions-about-add"), others).choose(form.text("interest"))
                        .hint(cx.t("decisions-about-hint")).error(cx.fault(errors, "interest")))
                    (ui::button(Button::Secondary, "plus", &cx.t("decisions-about-add-do")))
                }
                @if drops { @for id in about {
                    (ui::post_button(Button::Plain, "x", &format!("{here}/about"), &[("drop", &id.to_string())],
                        &cx.ta("decisions-about-drop", &[("name", shown.names.organization(*id).into())]), ""))
                } }
                @if policy::may_name_topic(&cx.viewer, p, &shown.rules) && !shown.rules.binding_topics.is_empty() {
                    form.form method="post" action={ (here) "/topic" } {
                        (Select::new("topic", cx.t("decisions-topic"), topics).choose(form.text("topic"))
                            .hint(cx.t("decisions-topic-hint")).error(cx.fault(errors, "topic")))
                        (ui::button(Button::Secondary, "check", &cx.t("decisions-topic-do")))
                    }
                }
            }))
        }
    }
}
