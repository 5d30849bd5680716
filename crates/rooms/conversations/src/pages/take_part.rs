//! A conversation: what it is about, and while it is open one statement at a time. No account, no script.

use super::list::ends;
use super::words::{chip, keep, paragraphs, says, speaker, system};
use crate::actions::{self, Desk, Speaker, Whole};
use crate::model::{Answer as Said, LONGEST, Lived, Side, Statement, StatementState};
use axum::extract::Path;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::{FieldErrors, Uuid};
use tandem_agreements::glossary::{self, Glossary};
use tandem_partners::model::Sector;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Select, Tone};
use tandem_web::{Answer, Cx, Form, Lang, Page, path_id};

/// The page. Whoever comes without a cookie gets one: the first answer is then one of theirs, and a browser that keeps none is found out.
pub async fn show(cx: Cx, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    page(&cx, path_id(&id)?, &headers, &Form::default(), &FieldErrors::new()).await
}

/// Renders it; with faults, the form they belong to shows what was typed.
pub async fn page(cx: &Cx, id: Uuid, headers: &HeaderMap, form: &Form, errors: &FieldErrors) -> Answer {
    let lang = cx.lang;
    let (whole, glossary) =
        cx.store.read(&cx.viewer, move |tx| Ok((actions::whole(tx, id)?, glossary::load(tx, lang)?))).await?;
    let known = speaker(cx, headers);
    let asked = known.clone();
    let (desk, who) = cx
        .store
        .read(&system(), move |tx| {
            let who = asked.clone().unwrap_or_else(|| Speaker::Token(tx.new_secret()));
            Ok((actions::desk(tx, id, &who)?, who))
        })
        .await?;
    let mut response = render(cx, &whole, &glossary, &desk, form, errors);
    if let (true, None, Speaker::Token(word)) = (whole.open, known, &who) {
        response.headers_mut().append(header::SET_COOKIE, keep(cx, Some(word)));
    }
    Ok(response)
}

fn render(
    cx: &Cx,
    whole: &Whole,
    glossary: &Glossary,
    desk: &Desk,
    form: &Form,
    errors: &FieldErrors,
) -> Response {
    let c = &whole.conversation;
    let here = format!("/conversations/{}", c.id);
    let question = c.asks(cx.spanish());
    let waiting = whole.in_state(StatementState::Waiting).count();
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/conversations", &cx.t("conversations-title"))], question))
        h1 { (question) }
        p { (chip(cx, whole.open)) " " (ends(cx, c, whole.open)) }
        (paragraphs(c.explains(cx.spanish())))
        @if let Some(body) = &whole.body {
            p { (cx.ta("conversations-asked-by", &[("name", body.named(cx.spanish()).into())])) }
        }
        @if whole.runs {
            p { (ui::link_button(Button::Secondary, "checkup-list", &format!("{here}/moderate"),
                &cx.ta("conversations-to-moderate", &[("n", waiting.into())]), "")) }
        }
        @if whole.open {
            (read(cx, whole, glossary, desk, &here, errors))
            (about(cx, desk, &here, form, errors))
            (suggest(cx, &here, form, errors))
            (privacy(cx, desk, &here))
        } @else {
            (ui::notice(Tone::Info, html! { p { (cx.t("conversations-is-over")) } }))
            p { (ui::link_button(Button::Primary, "chart-bar", &format!("{here}/results"), &cx.t("conversations-see-results"), "")) }
        }
        (ui::section(&cx.t("conversations-next"), html! {
            p { (cx.t("conversations-next-text")) }
            p { (cx.t("conversations-next-when")) }
        }))
        (set_aside(cx, whole))
        (tandem_spine::chain(cx, &whole.chain))
    };
    let page = Page::new(cx, question).nav("conversations");
    // Not kept by the browser: going back must not show somebody else's answers on a shared device.
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// The next statement with its three answers.
fn read(
    cx: &Cx,
    whole: &Whole,
    glossary: &Glossary,
    desk: &Desk,
    here: &str,
    errors: &FieldErrors,
) -> Markup {
    let of = whole.in_state(StatementState::Accepted).count();
    let done = whole.in_state(StatementState::Accepted).filter(|s| desk.answers.contains_key(&s.id)).count();
    html! {
        section.card.stack.cq id="read" aria-labelledby="h-read" {
            h2 id="h-read" { (cx.t("conversations-read")) }
            p.m { (cx.ta("conversations-progress", &[("n", done.into()), ("of", of.into())])) }
            @if let Some(fault) = cx.fault(errors, "answer") { p.bad-text id="answer" { (ui::icon("alert-triangle")) span { (fault) } } }
            @match &desk.next {
                Some(s) => {
                    form.stack method="post" action={ (here) "/answer" } {
                        input type="hidden" name="statement" value=(s.id);
                        p.key { (says(cx, s)) }
                        div.acts {
                            @for (answer, icon) in [(Said::Agree, "check"), (Said::Disagree, "x"), (Said::Pass, "minus")] {
                                button.btn.q2nd type="submit" name="answer" value=(answer.code()) {
                                    (ui::icon(icon)) span { (cx.t(&format!("conversations-answer-{}", answer.code()))) }
                                }
                            }
                        }
                        p.hint { (cx.t("conversations-pass-hint")) }
                    }
                    (reads_differently(cx, glossary, s))
                }
                None => p.key { (cx.t("conversations-all-read")) }
            }
            @if done > 0 { p { a href={ (here) "/answers" } { (cx.t("conversations-change")) } } }
            @if desk.so_far > 0 { p.m { (cx.ta("conversations-so-far", &[("n", desk.so_far.into())])) } }
        }
    }
}

/// Words of the statement by which sectors mean different things, explained under it; the statement itself holds no links, so that one tap
/// answers it.
fn reads_differently(cx: &Cx, glossary: &Glossary, s: &Statement) -> Markup {
    let english = s.seed && s.words_es.is_none();
    glossary.mark_in(s.says(cx.spanish()), if english { Lang::En } else { cx.lang });
    glossary.notes(cx)
}

/// As whom one takes part.
fn about(cx: &Cx, desk: &Desk, here: &str, form: &Form, errors: &FieldErrors) -> Markup {
    let sent = form.has("lived");
    let value = |name: &'static str, now: &'static str| {
        if sent { form.text(name).to_owned() } else { now.to_owned() }
    };
    let side = value("side", desk.about.side.code());
    let lived = value("lived", desk.about.lived.code());
    let sector = value("sector", desk.about.sector.map_or("", Sector::code));
    let sectors = std::iter::once(Choice::new("", cx.t("conversations-sector-choose")))
        .chain(Sector::ALL.iter().map(|s| Choice::new(s.code(), tandem_partners::sector_name(cx, *s))));
    let lives =
        Lived::ALL.iter().map(|l| Choice::new(l.code(), cx.t(&format!("conversations-lived-{}", l.code()))));
    let sides =
        Side::ALL.iter().map(|s| Choice::new(s.code(), cx.t(&format!("conversations-side-{}", s.code()))));
    ui::section(
        &cx.t("conversations-about"),
        html! {
            p { (cx.t("conversations-about-why")) }
            form.form method="post" action={ (here) "/about" } {
                (Choices::radios("lived", cx.t("conversations-lived"), lives).choose([lived.as_str()]).small())
                @if cx.viewer.is_member() {
                    p.m { (cx.t("conversations-about-member")) }
                } @else {
                    (Choices::radios("side", cx.t("conversations-side"), sides).choose([side.as_str()]).small())
                    (Select::new("sector", cx.t("conversations-sector"), sectors).choose(&sector).hint(cx.t("conversations-sector-hint"))
                        .error(cx.fault(errors, "sector")))
                }
                (ui::button(Button::Secondary, "check", &cx.t("conversations-about-do")))
            }
        },
    )
}

fn suggest(cx: &Cx, here: &str, form: &Form, errors: &FieldErrors) -> Markup {
    ui::section(
        &cx.t("conversations-suggest"),
        html! {
            p { (cx.t("conversations-suggest-text")) }
            form.form method="post" action={ (here) "/suggest" } {
                (Field::textarea("words", cx.t("conversations-suggest-words")).rows(2).value(form.text("words"))
                    .hint(cx.ta("conversations-suggest-hint", &[("n", LONGEST.into())])).error(cx.fault(errors, "words")).autocomplete("off"))
                (ui::button(Button::Secondary, "send", &cx.t("conversations-suggest-do")))
            }
        },
    )
}

/// What is kept, and how to leave no trace on this device.
fn privacy(cx: &Cx, desk: &Desk, here: &str) -> Markup {
    let member = cx.viewer.is_member();
    ui::section(
        &cx.t("conversations-private"),
        html! {
            p { (cx.t(if member { "conversations-private-member" } else { "conversations-private-text" })) }
            div.acts {
                @if !member {
                    (ui::post_button(Button::Secondary, "logout", &format!("{here}/leave"), &[], &cx.t("conversations-forget"), ""))
                }
                @if !desk.answers.is_empty() {
                    (ui::post_button(Button::Plain, "trash", &format!("{here}/leave"), &[("erase", "1")], &cx.t("conversations-erase"), ""))
                }
            }
        },
    )
}

/// Why statements were set aside. What they said stays unsaid: anybody can write anything about anybody.
pub fn set_aside(cx: &Cx, whole: &Whole) -> Markup {
    let reasons: Vec<&str> =
        whole.in_state(StatementState::SetAside).filter_map(|s| s.reason.as_deref()).collect();
    html! {
        @if !reasons.is_empty() {
            (ui::details(&cx.ta("conversations-set-aside", &[("n", reasons.len().into())]), html! {
                p { (cx.t("conversations-set-aside-text")) }
                ul { @for reason in &reasons { li { (reason) } } }
            }))
        }
    }
}
