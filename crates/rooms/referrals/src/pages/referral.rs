//! One referral for those who have an account: where it stands, the three facts apart, the next step, the story.

use super::words::{
    act as act_button, day, deadline, mail, moment, need_name, of_form, reach, reason_fields, status_chip,
    story, words_field,
};
use crate::actions::{self, Passed, Seen};
use crate::model::{Reason, Resolved, Side, Source, Status};
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Tx, Uuid};
use tandem_web::faults;
use tandem_web::messages::languages::language_name;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Tone};
use tandem_web::{Answer, Cx, Form, Page, path_id};

pub(super) async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let seen = load(&cx, path_id(&id)?).await?;
    Ok(page(&cx, &seen, &Form::default(), &FieldErrors::new()))
}

async fn load(cx: &Cx, id: Uuid) -> Result<Seen, Error> {
    cx.store.read(&cx.viewer, move |tx| actions::view(tx, id)).await
}

/// Every button of the page: the verb stands in the address.
pub(super) async fn act(cx: Cx, Path((id, verb)): Path<(String, String)>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let (v, f) = (verb.clone(), form.clone());
    let result = cx.store.write(&cx.viewer, move |tx| carry_out(tx, id, &v, &f)).await;
    match faults(result)? {
        Ok(flash) => Ok(cx.redirect_flash(&format!("/referrals/{id}"), flash)),
        Err(errors) => {
            let seen = load(&cx, id).await?;
            Ok(page(&cx, &seen, &form, &of_form(errors, &verb)))
        }
    }
}

/// Calls the action behind a button; the message that the next page shows.
fn carry_out(tx: &mut Tx<'_, '_>, id: Uuid, verb: &str, form: &Form) -> Result<&'static str, Error> {
    let words = form.text("words");
    match verb {
        "accept" => actions::accept(tx, id)?,
        "decline" => actions::decline(tx, id, actions::reason_from(form.text("reason"))?, words)?,
        "start" => actions::start(tx, id)?,
        "hold" => actions::put_on_hold(tx, id, actions::reason_from(form.text("hold-reason"))?, words)?,
        "resume" => actions::resume(tx, id)?,
        "outcome" => outcome(tx, id, form)?,
        "question" => actions::ask_question(tx, id, words)?,
        "answer" => actions::answer_question(tx, id, words)?,
        "cancel" => actions::cancel(tx, id, actions::reason_from(form.text("cancel-reason"))?, words)?,
        "remind" => {
            actions::resend_link(tx, id)?;
            return Ok("referrals-done-reminded");
        }
        "next" => {
            return Ok(match actions::reoffer_next(tx, id)? {
                Passed::To(_) => "referrals-done-passed-on",
                Passed::Ask(_) => "referrals-done-ask",
            });
        }
        "yes" => actions::settle_claim(tx, id, true)?,
        "no" => actions::settle_claim(tx, id, false)?,
        "confirm" => {
            let resolved = Resolved::from_code(form.text("resolved"))
                .ok_or_else(|| FieldErrors::one("resolved", "referrals-error-answer"))?;
            actions::confirm(tx, id, resolved, words)?;
        }
        "undo" => {
            let side = Side::from_code(form.text("side")).ok_or(Error::NotFound)?;
            actions::undo(tx, id, side)?;
            return Ok("referrals-done-undone");
        }
        _ => return Err(Error::NotFound),
    }
    Ok("referrals-done")
}

/// What became of it: whether the person got the service, and how it ended, said in one form and kept as two facts.
pub(super) fn outcome(tx: &mut Tx<'_, '_>, id: Uuid, form: &Form) -> Result<(), Error> {
    let received = match form.text("received") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let reason = form.opt("reason").map(actions::reason_from).transpose()?;
    if received.is_none() && reason.is_none() {
        return Err(FieldErrors::one("received", "referrals-error-answer"));
    }
    if let Some(received) = received {
        actions::report_outcome(tx, id, received, if reason.is_none() { form.text("words") } else { "" })?;
    }
    match reason {
        Some(r)
            if Reason::FAIL.contains(&r) && (received == Some(false) || !Reason::COMPLETE.contains(&r)) =>
        {
            actions::fail(tx, id, r, form.text("words"))
        }
        Some(r) => actions::complete(tx, id, r, form.text("words")),
        None => Ok(()),
    }
}

fn page(cx: &Cx, seen: &Seen, form: &Form, errors: &FieldErrors) -> axum::response::Response {
    let r = &seen.referral;
    let title = cx.ta("referrals-title", &[("need", need_name(cx, r).as_str().into())]);
    let to = seen.to_org.clone().unwrap_or_else(|| cx.t("referrals-nobody-yet"));
    let (sender, receiver) = (seen.sides.contains(&Side::Sender), seen.sides.contains(&Side::Receiver));
    let body = html! {
        (cx.error_summary(errors))
        h1 { (title) }
        p { (status_chip(cx, r)) }
        (tandem_people::part2::notice(cx, r.owner_org, [r.label]))
        @if r.is_sealed() {
            (ui::notice(Tone::Info, html! { p { (cx.t("referrals-sealed-sent")) } }))
        } @else {
            (ui::definition_list(facts_of(cx, seen, &to)))
            @if sender { (tasks(cx, seen)) }
            @if !r.status.is_end() { (call_them(cx, seen)) }
            @if let Some(side) = seen.undo { (undo(cx, r.id, side)) }
            @if receiver || seen.call_them.is_some() { (answer_part(cx, seen, form, errors)) }
            (three_facts(cx, seen))
            @if sender { (sender_part(cx, seen, form, errors)) }
            @if r.source == Source::Member { (messages(cx, seen, form, errors)) }
            (ui::section(&cx.t("referrals-story"), story(cx, r, &seen.story, &seen.from_org, &to)))
        }
    };
    let nav = if receiver && !sender { "inbox" } else { "today" };
    let page = Page::new(cx, title).nav(nav);
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

fn facts_of(cx: &Cx, seen: &Seen, to: &str) -> Vec<(String, Markup)> {
    let r = &seen.referral;
    let mut pairs = vec![];
    match &seen.about {
        Some(about) => {
            pairs.push((cx.t("referrals-about"), html! { (about.name) }));
            if let Some(phone) = &about.phone {
                pairs.push((cx.t("referrals-phone"), reach(phone, about.safe)));
            }
            if let Some(email) = about.email.as_ref().filter(|_| about.safe.email) {
                pairs.push((cx.t("referrals-email"), mail(email)));
            }
            pairs.push((cx.t("referrals-safe"), html! { (safe_words(cx, about)) }));
            if !about.best_time.is_empty() {
                pairs.push((cx.t("referrals-best-time"), html! { (about.best_time) }));
            }
            if !about.note.is_empty() {
                pairs.push((cx.t("referrals-note"), html! { (about.note) }));
            }
        }
        None if !seen.sides.contains(&Side::Sender) => {
            pairs.push((cx.t("referrals-about"), html! { (cx.t("referrals-consent-gone")) }));
        }
        None => {}
    }
    if let Some(person) = r.person_id.filter(|_| seen.sides.contains(&Side::Sender)) {
        pairs.push((
            cx.t("referrals-record"),
            html! { a href={ "/people/" (person) } { (cx.t("referrals-open-record")) } },
        ));
    }
    let other_name = seen.service.as_ref().filter(|s| *s != to);
    let place = other_name.map_or(to.to_owned(), |s| format!("{s}, {to}"));
    pairs.push((cx.t("referrals-to"), html! { (place) }));
    if r.source == Source::Member {
        pairs.push((cx.t("referrals-from"), html! { (seen.from_org) }));
    }
    if let Some(language) = &r.language {
        pairs.push((cx.t("referrals-language"), html! { (language_name(cx.lang, language)) }));
    }
    if let Some(at) = r.sent_at {
        pairs.push((cx.t("referrals-sent-at"), html! { (moment(cx, at)) }));
    }
    if let Some(due) = r.due_at {
        pairs.push((cx.t("referrals-due"), html! { (moment(cx, deadline(cx, due))) }));
    }
    pairs
}

/// Which ways of reaching the person are safe.
pub(super) fn safe_words(cx: &Cx, about: &crate::Shared) -> String {
    let ways = [
        (about.safe.call, "referrals-safe-call"),
        (about.safe.text, "referrals-safe-text"),
        (about.safe.email, "referrals-safe-email"),
    ];
    let mut words: Vec<String> = ways.into_iter().filter(|(yes, _)| *yes).map(|(_, key)| cx.t(key)).collect();
    words.push(cx.t(if about.safe.message { "referrals-safe-message" } else { "referrals-safe-no-message" }));
    words.join(" ")
}

/// Loop closed, service received, need resolved: three voices, never one number.
fn three_facts(cx: &Cx, seen: &Seen) -> Markup {
    let Some(facts) = seen.referral.facts() else { return html! {} };
    let fact = |yes: Option<bool>| match yes {
        Some(true) => ui::chip(Tone::Ok, &cx.t("referrals-fact-yes")),
        Some(false) => ui::chip(Tone::Late, &cx.t("referrals-fact-no")),
        None => ui::chip(Tone::Info, &cx.t("referrals-fact-unsaid")),
    };
    let resolved = match facts.need_resolved {
        Some(Resolved::Partly) => ui::chip(Tone::Soon, &cx.t("referrals-resolved-partly")),
        other => fact(other.map(|r| r == Resolved::Yes)),
    };
    let closed = ui::chip(
        if facts.loop_closed { Tone::Ok } else { Tone::Info },
        &cx.t(if facts.loop_closed { "referrals-fact-yes" } else { "referrals-fact-not-yet" }),
    );
    ui::section(
        &cx.t("referrals-facts"),
        ui::definition_list([
            (cx.t("referrals-fact-loop"), closed),
            (cx.t("referrals-fact-service"), fact(facts.service_received)),
            (cx.t("referrals-fact-need"), resolved),
        ]),
    )
}

fn tasks(cx: &Cx, seen: &Seen) -> Markup {
    html! {
        @if !seen.tasks.is_empty() {
            div.notice.soon role="status" {
                (tandem_web::icons::icon("checkup-list"))
                ul.stack-s { @for t in &seen.tasks {
                    li { b { (cx.t(t.kind.message_key())) } " " (cx.ta("referrals-due-on", &[("day", day(cx, deadline(cx, t.due_at)).into())])) }
                } }
            }
        }
    }
}

/// No letter reaches the organization: the sender has to call.
fn call_them(cx: &Cx, seen: &Seen) -> Markup {
    let Some(numbers) = &seen.call_them else { return html! {} };
    ui::notice(
        Tone::Late,
        html! {
            p { (cx.t("referrals-call-them")) }
            @for (number, dial) in numbers {
                p { (tandem_web::icons::icon("phone")) " " a href={ "tel:" (dial) } { (number) } }
            }
        },
    )
}

fn undo(cx: &Cx, id: Uuid, side: Side) -> Markup {
    html! {
        form method="post" action={ "/referrals/" (id) "/undo" } {
            input type="hidden" name="side" value=(side.code());
            (ui::button(Button::Secondary, "arrow-back-up", &cx.t("referrals-do-undo")))
        }
    }
}

/// What the organization that has it may do.
fn answer_part(cx: &Cx, seen: &Seen, form: &Form, errors: &FieldErrors) -> Markup {
    let r = &seen.referral;
    let base = format!("/referrals/{}", r.id);
    let voice = if seen.call_them.is_some() { Voice::Told } else { Voice::Own };
    answer_forms(cx, r.status, &base, voice, form, errors)
}

/// Who fills in the forms of an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// The organization that was asked.
    Own,
    /// The sender, who was told on the telephone.
    Told,
}

/// The forms of an answer; `base` is the address without the verb. The same for a member and for a link.
pub(super) fn answer_forms(
    cx: &Cx,
    status: Status,
    base: &str,
    voice: Voice,
    form: &Form,
    errors: &FieldErrors,
) -> Markup {
    let (reason, words) = (form.text("reason"), form.text("words"));
    let [ask, yes, no, send_no, again] = match voice {
        Voice::Own => ["answer-title", "do-accept", "do-decline", "send-decline", "outcome-again"],
        Voice::Told => ["told-title", "told-yes", "told-no", "told-write", "told-again"],
    }
    .map(|key| cx.t(&format!("referrals-{key}")));
    match status {
        Status::Requested => html! {
            section.card.stack aria-labelledby="answer" {
                h2 id="answer" { (ask) }
                div.acts { (act_button(Button::Primary, "check", &format!("{base}/accept"), &yes, "", Some("a"))) }
                details open[errors.of("reason").is_some() || errors.of("words").is_some()] {
                    summary { (no) }
                    form.form.stack method="post" action={ (base) "/decline" } {
                        (reason_fields(cx, "referrals-why-not", Reason::DECLINE, reason, words, errors))
                        (ui::button(Button::Primary, "send", &send_no))
                    }
                }
            }
        },
        Status::Accepted | Status::InProgress | Status::OnHold => html! {
            section.card.stack aria-labelledby="answer" {
                h2 id="answer" { (cx.t("referrals-outcome-title")) }
                div.acts {
                    @if status == Status::Accepted { (act_button(Button::Secondary, "heart-handshake", &format!("{base}/start"), &cx.t("referrals-do-start"), "", None)) }
                    @if status == Status::OnHold { (act_button(Button::Secondary, "refresh", &format!("{base}/resume"), &cx.t("referrals-do-resume"), "", None)) }
                }
                form.form.stack method="post" action={ (base) "/outcome" } {
                    (received_field(cx, form, errors))
                    (end_field(cx, reason, errors))
                    (words_field(cx, "referrals-words", words, errors))
                    (ui::button(Button::Primary, "send", &cx.t("referrals-send-outcome")))
                }
                @if status != Status::OnHold {
                    details open[errors.of("hold-reason").is_some() || errors.of("hold-words").is_some()] { summary { (cx.t("referrals-do-hold")) }
                        form.form.stack method="post" action={ (base) "/hold" } {
                            (Choices::radios("hold-reason", cx.t("referrals-why-hold"), Reason::HOLD.iter().map(|r| Choice::new(r.code(), cx.t(r.message_key()))))
                                .choose([form.text("hold-reason")]).error(cx.fault(errors, "hold-reason")))
                            (Field::textarea("words", cx.t("referrals-words")).id("hold-words").rows(2).optional(cx.t("web-optional")).error(cx.fault(errors, "hold-words")))
                            (ui::button(Button::Secondary, "player-pause", &cx.t("referrals-do-hold")))
                        }
                    }
                }
            }
        },
        Status::Completed | Status::Failed => html! {
            section.card.stack aria-labelledby="answer" {
                h2 id="answer" { (again) }
                form.form.stack method="post" action={ (base) "/outcome" } {
                    (received_field(cx, form, errors))
                    (ui::button(Button::Secondary, "send", &cx.t("referrals-send-outcome")))
                }
            }
        },
        Status::Draft | Status::Rejected | Status::Cancelled => html! {},
    }
}

fn received_field(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let choices = [
        Choice::new("yes", cx.t("referrals-received-yes")),
        Choice::new("no", cx.t("referrals-received-no")),
    ];
    html! { (Choices::radios("received", cx.t("referrals-received"), choices).choose([form.text("received")]).error(cx.fault(errors, "received"))) }
}

/// How it ended: help that was given and help that was not, in one list.
fn end_field(cx: &Cx, chosen: &str, errors: &FieldErrors) -> Markup {
    let open = Choice::new("", cx.t("referrals-end-not-yet"));
    let given = Reason::COMPLETE.iter().filter(|r| **r != Reason::Other);
    let choices = given.chain(Reason::FAIL).map(|r| Choice::new(r.code(), cx.t(r.message_key())));
    let all = std::iter::once(open).chain(choices);
    html! { (Choices::radios("reason", cx.t("referrals-end"), all).choose([chosen]).error(cx.fault(errors, "reason"))) }
}

/// What the sender may do.
fn sender_part(cx: &Cx, seen: &Seen, form: &Form, errors: &FieldErrors) -> Markup {
    let r = &seen.referral;
    let base = format!("/referrals/{}", r.id);
    let claimed = seen.offer.as_ref().and_then(|o| o.claimed_by).filter(|_| !r.identified);
    let passable =
        r.identified && (r.is_late(cx.now) || matches!(r.status, Status::Rejected | Status::Failed));
    html! {
        section.card.stack aria-labelledby="sender" {
            h2 id="sender" { (cx.t("referrals-next-step")) }
            @if let (Some(org), Some(person)) = (claimed, r.person_id) {
                p { (cx.t("referrals-claim-ask")) " "
                    a href={ "/people/" (person) "/consent?org=" (org) "&next=" (base) } { (cx.t("referrals-consent-ask")) } }
                div.acts {
                    (act_button(Button::Primary, "check", &format!("{base}/yes"), &cx.t("referrals-claim-yes"), "", None))
                    (act_button(Button::Secondary, "x", &format!("{base}/no"), &cx.t("referrals-claim-no"), "", None))
                }
            }
            div.acts {
                @if passable { (act_button(Button::Primary, "arrow-right", &format!("{base}/next"), &cx.t("referrals-do-next"), "", Some("n"))) }
                @if seen.call_them.is_none() && r.identified && (r.status == Status::Requested || r.status.is_under_way()) {
                    (act_button(Button::Secondary, "mail", &format!("{base}/remind"), &cx.t("referrals-do-remind"), "", Some("r")))
                }
                @if let (Some(person), Some(need)) = (r.person_id, r.need_id) {
                    @if r.status.is_end() {
                        (ui::link_button(Button::Secondary, "search", &format!("/people/{person}/needs/{need}/help"), &cx.t("referrals-do-choose"), ""))
                    }
                }
            }
            @if !seen.named.is_empty() { p { (cx.ta("referrals-named", &[("n", seen.named.len().into())])) } }
            details open[errors.of("resolved").is_some() || errors.of("confirm-words").is_some()] {
                summary { (cx.t("referrals-do-confirm")) }
                form.form.stack method="post" action={ (base) "/confirm" } { (confirm_fields(cx, "referrals-resolved-ask", form, errors)) }
            }
            @if !r.status.is_end() {
                details open[errors.of("cancel-reason").is_some() || errors.of("cancel-words").is_some()] {
                    summary { (cx.t("referrals-do-cancel")) }
                    form.form.stack method="post" action={ (base) "/cancel" } {
                        (Choices::radios("cancel-reason", cx.t("referrals-why-cancel"), Reason::CANCEL.iter().map(|r| Choice::new(r.code(), cx.t(r.message_key()))))
                            .choose([form.text("cancel-reason")]).error(cx.fault(errors, "cancel-reason")))
                        (Field::textarea("words", cx.t("referrals-words")).id("cancel-words").rows(2).optional(cx.t("web-optional")).error(cx.fault(errors, "cancel-words")))
                        (ui::button(Button::Danger, "ban", &cx.t("referrals-do-cancel")))
                    }
                }
            }
        }
    }
}

/// Yes, partly, no.
pub(super) fn confirm_fields(cx: &Cx, ask: &str, form: &Form, errors: &FieldErrors) -> Markup {
    let choices = Resolved::ALL
        .iter()
        .map(|r| Choice::new(r.code(), cx.t(&format!("referrals-resolved-{}", r.code()))));
    html! {
        (Choices::radios("resolved", cx.t(ask), choices).choose([form.text("resolved")]).error(cx.fault(errors, "resolved")))
        (Field::textarea("words", cx.t("referrals-resolved-words")).id("confirm-words").rows(3).max_length(2_000)
            .optional(cx.t("web-optional")).error(cx.fault(errors, "confirm-words")))
        (ui::button(Button::Primary, "send", &cx.t("referrals-send")))
    }
}

fn messages(cx: &Cx, seen: &Seen, form: &Form, errors: &FieldErrors) -> Markup {
    let r = &seen.referral;
    let (sender, receiver) = (seen.sides.contains(&Side::Sender), seen.sides.contains(&Side::Receiver));
    let open = !r.status.is_end() && r.identified;
    if seen.messages.is_empty() && !open {
        return html! {};
    }
    let asked = seen.messages.iter().any(|m| m.question);
    let base = format!("/referrals/{}", r.id);
    html! {
        section.card.stack aria-labelledby="messages" {
            h2 id="messages" { (cx.t("referrals-messages")) }
            @if seen.messages.is_empty() { p { (cx.t("referrals-messages-none")) } }
            @for m in &seen.messages {
                div { p { b { @if m.question { (cx.t("referrals-question")) } @else { (cx.t("referrals-answer")) } } " " span.hint { (moment(cx, m.at)) } } p { (m.words) } }
            }
            @if open && sender && asked && !receiver {
                @if seen.consent { (message_form(cx, &format!("{base}/answer"), "referrals-answer-write", form, errors)) }
                @else { (ui::notice(Tone::Late, html! { p { (cx.t("referrals-error-consent-gone")) } })) }
            }
            @if open && receiver { (message_form(cx, &format!("{base}/question"), "referrals-question-write", form, errors)) }
        }
    }
}

/// One text and a button.
pub(super) fn message_form(cx: &Cx, path: &str, key: &str, form: &Form, errors: &FieldErrors) -> Markup {
    // Words of another form of the page do not belong here.
    let typed = errors.of("message-words").map_or("", |_| form.text("words"));
    html! {
        form.form.stack method="post" action=(path) {
            (Field::textarea("words", cx.t(key)).id("message-words").value(typed).rows(3).max_length(2_000).error(cx.fault(errors, "message-words")))
            (ui::button(Button::Secondary, "send", &cx.t("referrals-send")))
        }
    }
}
