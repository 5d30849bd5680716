//! Have your say: the votes that anybody may read of, and one of them with its ballot. No account, no script.

use super::words::{dollars, of, phase_chip, times};
use super::{ballot_form, texts};
use crate::actions;
use crate::model::code;
use crate::model::state::{Channel, Phase, Refusal};
use crate::model::vote::{Cast, Vote};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::accounts::rate_limit::{Gate, network_of};
use tandem_access::{FieldErrors, Message, Uuid, Viewer};
use tandem_agreements::glossary::{self, Glossary};
use tandem_web::ui::{self, Button, Field, Tone};
use tandem_web::{Answer, Cx, Form, Page, path_id};

/// Open votes first, then what is to come, then what is over.
pub(super) async fn list(cx: Cx) -> Answer {
    let votes = cx.store.read(&cx.viewer, actions::list_public).await?;
    let panels = cx.panels("say", Uuid::nil()).await?;
    let of_phase = |phases: &[Phase]| -> Vec<&Vote> {
        votes.iter().filter(|v| phases.contains(&v.phase(cx.now))).collect()
    };
    let now = of_phase(&[Phase::Open]);
    let soon = of_phase(&[Phase::Soon]);
    let over = of_phase(&[Phase::Closed, Phase::Published, Phase::Cancelled]);
    let title = cx.t("votes-say");
    let body = html! {
        h1 { (title) }
        p.lead { (cx.t("votes-say-lead")) }
        @if votes.is_empty() {
            (ui::empty_state("speakerphone", &cx.t("votes-say-none"), &cx.t("votes-say-none-text"), None))
        }
        (group(&cx, "votes-say-open", &now))
        (group(&cx, "votes-say-soon", &soon))
        (panels)
        (group(&cx, "votes-say-over", &over))
    };
    Ok(Page::new(&cx, title).nav("say").public().body(body))
}

fn group(cx: &Cx, key: &str, votes: &[&Vote]) -> Markup {
    html! {
        @if !votes.is_empty() {
            section.stack aria-labelledby=(key) {
                h2 id=(key) { (cx.t(key)) }
                ul.stack {
                    @for vote in votes {
                        @let phase = vote.phase(cx.now);
                        li.card.stack {
                            h3 { a href=(address(vote, phase)) { (of(cx, &vote.definition.title)) } }
                            p { (phase_chip(cx, phase)) }
                            p { (of(cx, &vote.definition.question)) }
                            (times(cx, vote))
                        }
                    }
                }
            }
        }
    }
}

/// A published vote is read by its result.
fn address(vote: &Vote, phase: Phase) -> String {
    let results = if phase == Phase::Published { "/results" } else { "" };
    format!("/say/{}{results}", vote.id)
}

async fn load(cx: &Cx, id: Uuid) -> Result<Vote, tandem_access::Error> {
    cx.store.read(&cx.viewer, move |tx| actions::find_public(tx, id)).await
}

/// One vote: what it is about, and the ballot while it is open.
pub(super) async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let vote = load(&cx, path_id(&id)?).await?;
    page(&cx, &vote, &Form::default(), &FieldErrors::new()).await
}

async fn page(cx: &Cx, vote: &Vote, form: &Form, errors: &FieldErrors) -> Answer {
    let (d, phase) = (&vote.definition, vote.phase(cx.now));
    let title = of(cx, &d.title);
    let panels = cx.panels("vote", vote.id).await?;
    let id = vote.id;
    let lang = cx.lang;
    let (chain, glossary) = cx
        .store
        .read(&cx.viewer, move |tx| Ok((tandem_spine::actions::chain(tx, id)?, glossary::load(tx, lang)?)))
        .await?;
    let home = cx.t("votes-say");
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/say", &home)], title))
        (cx.error_summary(errors))
        h1 { (title) }
        p { (phase_chip(cx, phase)) }
        (times(cx, vote))
        @if let Some(reason) = &vote.reason {
            (ui::notice(Tone::Late, html! { p { b { (cx.t("votes-cancelled-why")) } " " (reason) } }))
        }
        (glossary.paragraphs_in(of(cx, &d.explanation), lang))
        (reads_differently(cx, &glossary, vote))
        (facts(cx, vote))
        (ballot_form::withdrawn(cx, d))
        @match phase {
            Phase::Open => (ballot(cx, vote, form, errors)),
            Phase::Published => {
                p { (ui::link_button(Button::Primary, "chart-bar", &format!("/say/{id}/results"), &cx.t("votes-see-results"), "")) }
            }
            _ => (options(cx, vote)),
        }
        (spine_chain(cx, &chain))
        (panels)
    };
    let page = Page::new(cx, title).nav("say");
    Ok(if errors.is_empty() { page.public().body(body) } else { page.invalid().body(body) })
}

/// Known words of the explanation and the question: the question is a heading or a legend and holds no links, its words stand explained.
fn reads_differently(cx: &Cx, glossary: &Glossary, vote: &Vote) -> Markup {
    glossary.mark(of(cx, &vote.definition.question));
    glossary.notes(cx)
}

fn spine_chain(cx: &Cx, chain: &tandem_spine::model::Chain) -> Markup {
    tandem_spine::chain(cx, chain)
}

/// The rules of the vote in plain words.
fn facts(cx: &Cx, vote: &Vote) -> Markup {
    let d = &vote.definition;
    let mut lines = vec![cx.t(&format!("votes-method-{}-text", d.method.code()))];
    if let Some(budget) = d.budget_cents {
        lines.insert(0, cx.ta("votes-fact-budget", &[("sum", dollars(budget).into())]));
    } else {
        lines.insert(0, cx.ta("votes-fact-seats", &[("n", d.seats.into())]));
    }
    if d.minimum_support > 0 {
        lines.push(cx.ta("votes-fact-support", &[("n", d.minimum_support.into())]));
    }
    let mut groups: Vec<&str> = d.standing().filter_map(|o| o.group.as_deref()).collect();
    groups.sort_unstable();
    groups.dedup();
    for group in groups {
        let ids: Vec<String> =
            d.standing().filter(|o| o.group.as_deref() == Some(group)).map(|o| o.id()).collect();
        if ids.len() > 1 {
            lines.push(cx.ta("votes-fact-group", &[("options", super::words::listed(cx, d, &ids).into())]));
        }
    }
    lines.push(cx.t(if d.binding { "votes-fact-binding" } else { "votes-fact-advice" }));
    lines.push(match d.tie_order.is_empty() {
        true => cx.t("votes-fact-ties-id"),
        false => cx.ta("votes-fact-ties", &[("options", d.tie_order.join(", ").into())]),
    });
    ui::details(&cx.t("votes-rules"), html! { ul { @for line in &lines { li { (line) } } } })
}

/// The options, where nobody can choose.
fn options(cx: &Cx, vote: &Vote) -> Markup {
    let d = &vote.definition;
    ui::section(
        of(cx, &d.question),
        html! {
            ol.stack {
                @for o in d.standing() { li { b { (super::words::label(cx, d, o)) } @if !of(cx, &o.words).is_empty() { br; (of(cx, &o.words)) } } }
            }
        },
    )
}

fn code_field(cx: &Cx, form: &Form, errors: &FieldErrors) -> Field {
    Field::text("code", cx.t("votes-code"))
        .hint(cx.t("votes-code-hint"))
        .value(form.text("code"))
        .autocomplete("off")
        .chars(20)
        .error(cx.fault(errors, "code"))
        .required()
}

fn ballot(cx: &Cx, vote: &Vote, form: &Form, errors: &FieldErrors) -> Markup {
    html! {
        section.card.stack aria-labelledby="ballot" {
            h2 id="ballot" { (cx.t("votes-ballot")) }
            form.form method="post" action={ "/say/" (vote.id) } {
                (ballot_form::fields(cx, &vote.definition, form, errors))
                (code_field(cx, form, errors))
                p.hint { (cx.t("votes-no-code")) }
                (ui::button(Button::Primary, "eye", &cx.t("votes-review")))
            }
            @if let Some(by_text) = texts::by_text(cx, &vote.definition) {
                p { (by_text) }
                p.hint { (cx.t("votes-by-text-seen")) }
            }
            p.hint { (cx.t("votes-secret")) }
        }
    }
}

/// Looks a ballot over, casts it, or goes back to change it.
pub(super) async fn vote(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let vote = load(&cx, path_id(&id)?).await?;
    let id = vote.id;
    if vote.phase(cx.now) != Phase::Open || form.has("change") {
        return page(&cx, &vote, &form, &FieldErrors::new()).await;
    }
    // A library is one network: codes of 60 bits are not guessed, the limit keeps the load down.
    cx.store.limits().take(Gate::Link, &network_of(cx.ip), cx.now)?;
    let ballot = match ballot_form::read(&vote.definition, &form) {
        Ok(ballot) => ballot,
        Err(errors) => return page(&cx, &vote, &form, &errors).await,
    };
    let typed = form.text("code").to_owned();
    // Nobody is signed in: the system casts for them.
    let system = Viewer::system("votes.cast");
    let standing = {
        let typed = typed.clone();
        cx.store.read(&system, move |tx| actions::check(tx, id, &typed)).await?
    };
    // A second try is counted, so it goes to the same action as a first one.
    let casts = form.has("cast") || matches!(standing, Cast::Refused(Refusal::Twice | Refusal::Revoked, _));
    if !casts && standing == Cast::Counted {
        return Ok(review(&cx, &vote, &form, &ballot));
    }
    let outcome = if casts {
        let (typed, ballot) = (typed.clone(), ballot.clone());
        cx.store.write(&system, move |tx| actions::cast(tx, id, &typed, &ballot, Channel::Web)).await?
    } else {
        standing
    };
    match outcome {
        Cast::Counted => Ok(done(&cx, &vote, &typed)),
        Cast::Refused(why, earlier) => {
            let said = refused(&cx, why, earlier);
            let mut errors = FieldErrors::new();
            errors.add_with("code", said.key, said.args);
            page(&cx, &vote, &form, &errors).await
        }
    }
}

/// Why a code does not vote, said to who typed it.
pub(super) fn refused(cx: &Cx, why: Refusal, earlier: Option<Channel>) -> Message {
    let (key, args) = match (why, earlier) {
        (Refusal::Twice, Some(by)) => {
            ("votes-error-twice", vec![("channel", cx.t(&format!("votes-channel-{}", by.code())))])
        }
        (Refusal::Twice, None) => ("votes-error-twice-now", vec![]),
        (Refusal::Revoked, _) => ("votes-error-revoked", vec![]),
        (Refusal::Late, _) => ("votes-error-late", vec![]),
        (Refusal::Unknown | Refusal::Spoilt, _) => ("votes-error-code", vec![]),
    };
    Message { key, args }
}

fn review(cx: &Cx, vote: &Vote, form: &Form, ballot: &crate::model::ballot::Ballot) -> Response {
    let title = cx.t("votes-review-title");
    let body = html! {
        h1 { (title) }
        p.lead { (of(cx, &vote.definition.title)) }
        (ui::section(&cx.t("votes-review-yours"), ballot_form::shown(cx, &vote.definition, ballot)))
        p { (cx.t("votes-review-text")) }
        form method="post" action={ "/say/" (vote.id) } {
            @for (name, value) in form.pairs().filter(|(n, _)| n.starts_with("choice") || *n == "code") {
                input type="hidden" name=(name) value=(value);
            }
            div.acts {
                button.btn type="submit" name="cast" value="1" { (ui::icon("check")) span { (cx.t("votes-cast")) } }
                button.btn.q2nd type="submit" name="change" value="1" { (ui::icon("pencil")) span { (cx.t("votes-change")) } }
            }
        }
    };
    Page::new(cx, title).nav("say").body(body)
}

fn done(cx: &Cx, vote: &Vote, typed: &str) -> Response {
    let title = cx.t("votes-done");
    let receipt = code::normal(typed).map(|code| code::receipt(vote.id, &code)).unwrap_or_default();
    let body = html! {
        h1 { (title) }
        (ui::key_sentence(&cx.t("votes-done-text")))
        (ui::section(&cx.t("votes-receipt"), html! {
            p.code-big { b { (receipt) } }
            p { (cx.t("votes-receipt-text")) }
            p { (cx.t("votes-receipt-secret")) }
        }))
        p { (cx.ta("votes-done-when", &[("moment", cx.moment(vote.closes_at).into())])) }
        (ui::link_button(Button::Secondary, "speakerphone", "/say", &cx.t("votes-say"), ""))
    };
    Page::new(cx, title).nav("say").body(body)
}
