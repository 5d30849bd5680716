//! What the pages share: statuses, reasons, times and forms in the reader's words.

use crate::model::{Reason, Referral, Status, Step};
use maud::{Markup, html};
use tandem_access::{FieldErrors, Timestamp};
use tandem_people::model::person::SafeContact;
use tandem_web::Cx;
use tandem_web::messages::dates;
use tandem_web::ui::{self, Button, Choice, Choices, Field, TimelineItem, Tone};

/// A moment in the partnership's time zone and the reader's language.
pub(super) fn moment(cx: &Cx, at: Timestamp) -> String {
    dates::date_time_from(cx.lang, at.to_zoned(cx.zone()).datetime(), cx.today())
}

/// A day.
pub(super) fn day(cx: &Cx, at: Timestamp) -> String {
    dates::weekday_date_from(cx.lang, at.to_zoned(cx.zone()).date(), cx.today())
}

/// A deadline as people say it: one that ends with a day belongs to that day, not to the midnight after it.
pub(super) fn deadline(cx: &Cx, at: Timestamp) -> Timestamp {
    let midnight = at.to_zoned(cx.zone()).time() == jiff::civil::Time::midnight();
    if midnight { at.checked_sub(jiff::SignedDuration::from_mins(1)).unwrap_or(at) } else { at }
}

/// Where a referral stands: icon, word and colour.
pub(super) fn status_chip(cx: &Cx, r: &Referral) -> Markup {
    if r.is_sealed() {
        return ui::chip(Tone::Info, &cx.t("referrals-status-sealed"));
    }
    html! {
        (ui::chip(tone(r.status), &cx.t(&status_key(r.status))))
        @if r.is_late(cx.now) { " " (ui::chip(Tone::Late, &cx.t("referrals-late"))) }
        @if !r.identified && !r.status.is_end() { " " (ui::chip(Tone::Info, &cx.t("referrals-offered"))) }
    }
}

pub(super) fn status_key(status: Status) -> String {
    format!("referrals-status-{}", status.code())
}

fn tone(status: Status) -> Tone {
    match status {
        Status::Accepted | Status::InProgress | Status::Completed => Tone::Ok,
        Status::Requested | Status::OnHold => Tone::Soon,
        Status::Rejected | Status::Failed => Tone::Late,
        Status::Draft | Status::Cancelled => Tone::Info,
    }
}

/// The kind of help, in plain words.
pub(super) fn need_name(cx: &Cx, r: &Referral) -> String {
    match r.domain {
        Some(domain) if !r.is_sealed() => cx.t(&domain.message_key()),
        _ => cx.t("referrals-need-none"),
    }
}

/// The story as a list, oldest first.
pub(super) fn story(cx: &Cx, r: &Referral, steps: &[Step], from: &str, to: &str) -> Markup {
    ui::timeline(steps.iter().map(|s| {
        let who = match s.actor.side {
            crate::model::Side::Sender => from.to_owned(),
            // On the telephone; the sender wrote it down.
            crate::model::Side::Receiver
                if s.actor.org == Some(r.owner_org) && r.receiver_org != s.actor.org =>
            {
                cx.ta("referrals-who-told", &[("place", to.into()), ("sender", from.into())])
            }
            crate::model::Side::Receiver => to.to_owned(),
            crate::model::Side::Person => cx.t("referrals-who-person"),
            crate::model::Side::System => cx.t("referrals-who-clock"),
        };
        let (icon, tone) = mark(&s.verb);
        TimelineItem {
            icon,
            tone,
            what: html! {
                b { (cx.t(&format!("referrals-verb-{}", s.verb.replace('_', "-")))) }
                " (" (who) ")"
                @if let Some(reason) = s.reason { p { (cx.t(reason.message_key())) } }
                @if !s.words.is_empty() { p { "“" (s.words) "”" } }
            },
            when_iso: s.at.to_string(),
            when: moment(cx, s.at),
        }
    }))
}

fn mark(verb: &str) -> (&'static str, Option<Tone>) {
    match verb {
        "send" => ("send", None),
        "accept" | "start" | "resume" => ("circle-check", Some(Tone::Ok)),
        "complete" | "service_received" | "resolved_yes" => ("circle-check", Some(Tone::Ok)),
        "decline" | "fail" | "expire" | "service_not_received" | "resolved_no" => {
            ("circle-x", Some(Tone::Late))
        }
        "late" => ("alert-triangle", Some(Tone::Late)),
        "hold" | "resolved_partly" => ("clock", Some(Tone::Soon)),
        "question" | "answer" => ("message-2", None),
        "undo" => ("arrow-back-up", None),
        "cancel" => ("ban", None),
        _ => ("mail", None),
    }
}

/// A choice of coded reasons with words beside it.
pub(super) fn reason_fields(
    cx: &Cx,
    legend: &str,
    reasons: &[Reason],
    chosen: &str,
    words: &str,
    errors: &FieldErrors,
) -> Markup {
    let choices = reasons.iter().map(|r| Choice::new(r.code(), cx.t(r.message_key())));
    html! {
        (Choices::radios("reason", cx.t(legend), choices).choose([chosen]).error(cx.fault(errors, "reason")))
        (words_field(cx, "referrals-words", words, errors))
    }
}

/// A field for words that may be left empty.
pub(super) fn words_field(cx: &Cx, key: &str, value: &str, errors: &FieldErrors) -> Markup {
    html! {
        (Field::textarea("words", cx.t(key)).value(value).rows(3).max_length(2_000).optional(cx.t("web-optional"))
            .error(cx.fault(errors, "words")))
    }
}

/// The forms of one page name their fields apart, so that every fault leads to its own field: what an action calls
/// `words` is `cancel-words` in the form that takes a referral back.
pub(super) fn of_form(errors: FieldErrors, form: &str) -> FieldErrors {
    let own = match form {
        "cancel" | "hold" | "confirm" => form,
        "question" | "answer" => "message",
        _ => return errors,
    };
    let mut renamed = FieldErrors::new();
    for (field, message) in errors.iter() {
        let field =
            if matches!(field, "words" | "reason") { format!("{own}-{field}") } else { field.to_owned() };
        renamed.add_with(&field, message.key, message.args.clone());
    }
    renamed
}

/// A button that changes something, as a form of its own. `key` is a letter that presses it on a work list.
pub(super) fn act(
    kind: Button,
    icon: &str,
    path: &str,
    words: &str,
    about: &str,
    key: Option<&str>,
) -> Markup {
    html! {
        form method="post" action=(path) {
            button class=(class(kind)) type="submit" data-key=[key] {
                (tandem_web::icons::icon(icon))
                span { (words) @if !about.is_empty() { span.vh { " " (about) } } }
            }
        }
    }
}

/// The look of a button that carries a name and a value, which [`ui::button`] does not.
pub(super) fn class(kind: Button) -> &'static str {
    match kind {
        Button::Primary => "btn",
        Button::Secondary => "btn q2nd",
        Button::Danger => "btn danger",
        Button::Plain => "btn plain",
    }
}

/// An e-mail address to write to.
pub(super) fn mail(address: &str) -> Markup {
    html! { a href={ "mailto:" (address) } { (address) } }
}

/// A person's number: one click away only where a call or a text is safe.
pub(super) fn reach(phone: &str, safe: SafeContact) -> Markup {
    if safe.call || safe.text {
        call(phone)
    } else {
        html! { (tandem_people::model::names::show_phone(phone)) }
    }
}

/// A telephone number that calls when tapped.
pub(super) fn call(phone: &str) -> Markup {
    html! { a href={ "tel:" (phone) } { (tandem_people::model::names::show_phone(phone)) } }
}
