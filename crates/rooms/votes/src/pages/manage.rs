//! Running votes: the list, and one vote with its roll, its papers and what can be done next.

use super::words::{dollars, label, of, phase_chip, times};
use super::{KEY, MANAGE, batch};
use crate::actions;
use crate::model::definition::Definition;
use crate::model::state::{Channel, Phase, State};
use crate::model::vote::{Batch, Roll, Vote};
use crate::text_door::TextDoor;
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Tx, Uuid};
use tandem_web::ui::{self, Button, Choice, Col, Field, Select, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page, faults, path_id};

/// Every vote.
pub(super) async fn list(cx: Cx) -> Answer {
    let votes = cx.store.read(&cx.viewer, actions::list).await?;
    let columns =
        [Col::text(cx.t("votes-title")), Col::text(cx.t("votes-state")), Col::text(cx.t("votes-closes"))];
    let mut table = Table::new(cx.t("votes-nav"), columns).hide_caption();
    for vote in &votes {
        table.push([
            html! { a href={ "/votes/" (vote.id) } { (of(&cx, &vote.definition.title)) } },
            phase_chip(&cx, vote.phase(cx.now)),
            html! { (cx.moment(vote.closes_at)) },
        ]);
    }
    let body = html! {
        h1 { (cx.t("votes-nav")) }
        p.lead { (cx.t("votes-list-lead")) }
        @if cx.allowed(MANAGE) { p { (ui::link_button(Button::Primary, "plus", "/votes/new", &cx.t("votes-new"), "")) } }
        @if votes.is_empty() { (ui::empty_state("list-check", &cx.t("votes-list-none"), &cx.t("votes-list-none-text"), None)) }
        (table)
    };
    Ok(Page::new(&cx, cx.t("votes-nav")).nav("votes").body(body))
}

struct Seen {
    vote: Vote,
    roll: Roll,
    batches: Vec<Batch>,
}

fn see(tx: &mut Tx, id: Uuid) -> Result<Seen, Error> {
    Ok(Seen {
        vote: actions::find(tx, id)?,
        roll: actions::roll(tx, id)?,
        batches: actions::batches(tx, id)?,
    })
}

/// One vote.
pub(super) async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    page(&cx, path_id(&id)?, &Form::default(), &FieldErrors::new(), &html! {}).await
}

/// The page of a vote, with what was typed and what is wrong, and something to show first.
pub(super) async fn page(cx: &Cx, id: Uuid, form: &Form, errors: &FieldErrors, first: &Markup) -> Answer {
    let seen = cx.store.read(&cx.viewer, move |tx| see(tx, id)).await?;
    let (vote, d) = (&seen.vote, &seen.vote.definition);
    let phase = vote.phase(cx.now);
    let title = of(cx, &d.title);
    let home = cx.t("votes-nav");
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/votes", &home)], title))
        (cx.error_summary(errors))
        h1 { (title) }
        (first)
        p { (phase_chip(cx, phase)) " " (cx.t(&format!("votes-method-{}", d.method.code()))) }
        (times(cx, vote))
        @if let Some(reason) = &vote.reason { (ui::notice(Tone::Late, html! { p { (reason) } })) }
        (next(cx, vote, &seen))
        (ui::section(&cx.t("votes-options"), options(cx, d)))
        @if phase != Phase::Draft { (ui::section(&cx.t("votes-roll"), counts(cx, &seen.roll))) }
        @if cx.allowed(MANAGE) && matches!(phase, Phase::Draft | Phase::Soon | Phase::Open) {
            (ui::section(&cx.t("votes-codes"), codes(cx, vote, form, errors)))
        }
        @if cx.allowed(KEY) && phase == Phase::Open { (ui::section(&cx.t("votes-texts"), texts(cx, vote, form, errors))) }
        @if cx.allowed(KEY) && matches!(phase, Phase::Open | Phase::Closed) || !seen.batches.is_empty() {
            (ui::section(&cx.t("votes-papers"), batch::list(cx, vote, &seen.batches, form, errors)))
        }
        @if cx.allowed(MANAGE) { (endings(cx, vote, form, errors)) }
    };
    let page = Page::new(cx, title).nav("votes");
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

/// The next step, as one button.
fn next(cx: &Cx, vote: &Vote, seen: &Seen) -> Markup {
    let here = format!("/votes/{}", vote.id);
    let public = format!("/say/{}", vote.id);
    let phase = vote.phase(cx.now);
    let manages = cx.allowed(MANAGE);
    html! {
        div.acts {
            @match phase {
                Phase::Draft if manages => {
                    (ui::link_button(Button::Secondary, "pencil", &format!("{here}/edit"), &cx.t("votes-edit"), ""))
                    (ui::post_button(Button::Primary, "speakerphone", &format!("{here}/open"), &[], &cx.t("votes-open"), ""))
                }
                Phase::Closed if manages => {
                    (ui::post_button(Button::Primary, "chart-bar", &format!("{here}/publish"), &[], &cx.t("votes-publish"), ""))
                }
                Phase::Draft => {}
                Phase::Published => (ui::link_button(Button::Primary, "chart-bar", &format!("{public}/results"), &cx.t("votes-see-results"), "")),
                _ => (ui::link_button(Button::Secondary, "eye", &public, &cx.t("votes-public-page"), "")),
            }
        }
        @match phase {
            Phase::Draft => p { (cx.t("votes-open-text")) },
            Phase::Closed => {
                p { (cx.t("votes-publish-text")) }
                @if seen.batches.iter().any(|b| !b.state.is_end()) { (ui::notice(Tone::Soon, html! { p { (cx.t("votes-error-batches-wait")) } })) }
            }
            _ => {}
        }
    }
}

fn options(cx: &Cx, d: &Definition) -> Markup {
    html! {
        p { (of(cx, &d.question)) }
        @if let Some(budget) = d.budget_cents { p { (cx.ta("votes-fact-budget", &[("sum", dollars(budget).into())])) } }
        ol {
            @for o in &d.options {
                li {
                    (label(cx, d, o))
                    @if let Some(group) = &o.group { " (" (cx.t("votes-group")) ": " (group) ")" }
                    @if let Some(why) = &o.withdrawn { " " (ui::chip(Tone::Late, &cx.t("votes-withdrawn-chip"))) " " (why) }
                }
            }
        }
    }
}

fn counts(cx: &Cx, roll: &Roll) -> Markup {
    let by = |channel: Channel| roll.voted.iter().filter(|v| v.0 == channel).map(|v| v.1).sum::<u64>();
    let mut pairs = vec![
        (cx.t("votes-roll-issued"), html! { (roll.issued) }),
        (cx.t("votes-roll-revoked"), html! { (roll.revoked) }),
    ];
    pairs.extend(Channel::ALL.map(|c| (cx.t(&format!("votes-channel-{}", c.code())), html! { (by(c)) })));
    let refused: u64 = roll.refused.iter().map(|r| r.3).sum();
    pairs.push((cx.t("votes-refused"), html! { (refused) }));
    html! { (ui::definition_list(pairs)) p.hint { (cx.t("votes-roll-text")) } }
}

fn codes(cx: &Cx, vote: &Vote, form: &Form, errors: &FieldErrors) -> Markup {
    let here = format!("/votes/{}", vote.id);
    let fault = |field: &str| cx.fault(errors, field);
    html! {
        p { (cx.t("votes-codes-text")) }
        form.form method="post" action={ (here) "/slips" } {
            (Field::number("n", cx.t("votes-slips-n")).hint(cx.t("votes-slips-hint")).value(form.text("n")).error(fault("n")))
            (ui::button(Button::Primary, "printer", &cx.t("votes-slips-make")))
        }
        (ui::details(&cx.t("votes-text-code"), html! {
            form.form method="post" action={ (here) "/text" } {
                (Field::tel("phone", cx.t("votes-phone")).hint(cx.t("votes-phone-hint")).value(form.text("phone")).error(fault("phone")))
                (Select::new("language", cx.t("votes-language"), [Choice::new("en", "English"), Choice::new("es", "Español")]).choose(form.text("language")))
                (ui::button(Button::Secondary, "message-2", &cx.t("votes-text-send")))
            }
        }))
        (ui::details(&cx.t("votes-revoke"), html! {
            form.form method="post" action={ (here) "/revoke" } {
                (Field::number("number", cx.t("votes-revoke-number")).hint(cx.t("votes-revoke-hint")).value(form.text("number")).error(fault("number")))
                (ui::button(Button::Danger, "ban", &cx.t("votes-revoke")))
            }
        }))
    }
}

fn texts(cx: &Cx, vote: &Vote, form: &Form, errors: &FieldErrors) -> Markup {
    html! {
        p { (cx.t(if cx.app.service::<TextDoor>().is_open() { "votes-texts-in-text" } else { "votes-texts-text" })) }
        form.form method="post" action={ "/votes/" (vote.id) "/texts" } {
            (Field::textarea("texts", cx.t("votes-texts-label")).hint(cx.t("votes-texts-hint")).value(form.text("texts")).error(cx.fault(errors, "texts")))
            (ui::button(Button::Primary, "check", &cx.t("votes-texts-cast")))
        }
    }
}

/// What takes something back: withdrawing an option, calling the vote off.
fn endings(cx: &Cx, vote: &Vote, form: &Form, errors: &FieldErrors) -> Markup {
    let here = format!("/votes/{}", vote.id);
    let fault = cx.fault(errors, "reason");
    let which = form.text("which");
    let standing = vote
        .definition
        .standing()
        .map(|o| Choice::new(o.number.to_string(), format!("{}. {}", o.number, of(cx, &o.name))));
    html! {
        @if matches!(vote.state, State::Open | State::Closed) {
            (ui::details(&cx.t("votes-withdraw"), html! {
                p { (cx.t("votes-withdraw-text")) }
                form.form method="post" action={ (here) "/withdraw" } {
                    input type="hidden" name="which" value="withdraw";
                    (Select::new("option", cx.t("votes-option"), standing).choose(form.text("option")))
                    (Field::textarea("reason", cx.t("votes-reason")).id("withdraw-reason").hint(cx.t("votes-reason-hint")).rows(3)
                        .value(if which == "withdraw" { form.text("reason") } else { "" }).error(fault.clone().filter(|_| which == "withdraw")))
                    (ui::button(Button::Danger, "ban", &cx.t("votes-withdraw")))
                }
            }))
        }
        @if matches!(vote.state, State::Draft | State::Open | State::Closed) {
            (ui::details(&cx.t("votes-cancel"), html! {
                form.form method="post" action={ (here) "/cancel" } {
                    input type="hidden" name="which" value="cancel";
                    (Field::textarea("reason", cx.t("votes-reason")).hint(cx.t("votes-reason-hint")).rows(3)
                        .value(if which == "cancel" { form.text("reason") } else { "" }).error(fault.filter(|_| which == "cancel")))
                    (ui::button(Button::Danger, "x", &cx.t("votes-cancel")))
                }
            }))
        }
    }
}

/// After an action: its page again, or what is wrong with what was typed.
pub(super) async fn after(
    cx: &Cx,
    id: Uuid,
    form: &Form,
    done: Result<(), Error>,
    flash: &'static str,
) -> Answer {
    match faults(done)? {
        Ok(()) => Ok(cx.flash_on(cx.redirect(&format!("/votes/{id}")), flash)),
        Err(errors) => page(cx, id, form, &errors, &html! {}).await,
    }
}

/// Settles and announces a draft.
pub(super) async fn open(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let done = cx.store.write(&cx.viewer, move |tx| actions::open(tx, id)).await;
    after(&cx, id, &form, done, "votes-opened").await
}

/// Calls it off.
pub(super) async fn cancel(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let reason = form.text("reason").to_owned();
    let done = cx.store.write(&cx.viewer, move |tx| actions::cancel(tx, id, &reason)).await;
    after(&cx, id, &form, done, "votes-cancelled").await
}

/// Withdraws an option.
pub(super) async fn withdraw(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let (reason, number) = (form.text("reason").to_owned(), form.text("option").parse().unwrap_or(0));
    let done = cx.store.write(&cx.viewer, move |tx| actions::withdraw_option(tx, id, number, &reason)).await;
    after(&cx, id, &form, done, "votes-option-withdrawn").await
}

/// Counts and publishes.
pub(super) async fn publish(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    match faults(actions::publish(&cx.store, &cx.viewer, id).await)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/say/{id}/results"), "votes-published")),
        Err(errors) => page(&cx, id, &form, &errors, &html! {}).await,
    }
}
