//! One's own answers, to change them.

use super::words::{says, speaker, system};
use crate::actions;
use crate::model::Answer as Said;
use axum::extract::Path;
use axum::http::HeaderMap;
use maud::html;
use tandem_access::Error;
use tandem_web::ui::{self, Button, Tone};
use tandem_web::{Answer, Cx, Page, path_id};

/// The page. Without a voice there is nothing on it but the way to the statements.
pub async fn show(cx: Cx, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    let id = path_id(&id)?;
    let whole = cx.store.read(&cx.viewer, move |tx| actions::whole(tx, id)).await?;
    if !whole.open {
        return Err(Error::Conflict { code: "conversations-conflict-over" }.into());
    }
    let answers = match speaker(&cx, &headers) {
        Some(who) => cx.store.read(&system(), move |tx| actions::desk(tx, id, &who)).await?.answers,
        None => std::collections::HashMap::new(),
    };
    let here = format!("/conversations/{id}");
    let question = whole.conversation.asks(cx.spanish());
    let title = cx.t("conversations-answers");
    let accepted = whole.accepted();
    let mine: Vec<_> = accepted.iter().filter_map(|s| Some((s, *answers.get(&s.id)?))).collect();
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/conversations", &cx.t("conversations-title")), (&here, question)], &title))
        h1 { (title) }
        @if mine.is_empty() {
            (ui::empty_state("message-circle", &cx.t("conversations-answers-none"), &cx.t("conversations-answers-none-text"),
                Some((&here, &cx.t("conversations-read")))))
        } @else {
            p { (ui::link_button(Button::Secondary, "arrow-left", &format!("{here}#read"), &cx.t("conversations-back"), "")) }
            ul.plain.stack {
                @for (s, said) in &mine {
                    li { (ui::card(html! {
                        p { b { (says(&cx, s)) } }
                        p { (ui::chip(Tone::Info, &cx.t(&format!("conversations-answer-{}", said.code())))) }
                        div.acts {
                            @for (other, icon) in [(Said::Agree, "check"), (Said::Disagree, "x"), (Said::Pass, "minus")] {
                                @if other != *said {
                                    (ui::post_button(Button::Secondary, icon, &format!("{here}/answer"),
                                        &[("statement", &s.id.to_string()), ("answer", other.code()), ("back", "answers")],
                                        &cx.t(&format!("conversations-answer-{}", other.code())), s.says(cx.spanish())))
                                }
                            }
                        }
                    })) }
                }
            }
        }
    };
    Ok(Page::new(&cx, title.clone()).nav("conversations").body(body))
}
