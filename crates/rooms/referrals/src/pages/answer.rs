//! Answer a referral by the link of a letter: two clicks, no account, no script. Opening the link changes nothing but
//! the audit.

use super::referral::{Voice, answer_forms, message_form, outcome, safe_words};
use super::words::{
    act as act_button, deadline, mail, moment, need_name, of_form, reach, reason_fields, status_chip, story,
};
use crate::actions::{self, SealedAnswer, Seen};
use crate::model::{Reason, Side, Source, Status};
use crate::store;
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::accounts::links::{self, LinkPurpose, LinkRecord, Opened, Stale, Verified};
use tandem_access::accounts::rate_limit::{Gate, network_of};
use tandem_access::{Error, FieldErrors, Tx, Uuid, Viewer};
use tandem_web::faults;
use tandem_web::messages::languages::language_name;
use tandem_web::ui::{self, Button, Tone};
use tandem_web::{Answer, Cx, Form, Page};

/// What a link turned out to be.
pub(super) enum Link {
    Live(Verified, Viewer),
    Old(Stale, LinkRecord),
}

/// Opens a link of this purpose; one that never was is not found, like any wrong address.
pub(super) async fn open(cx: &Cx, purpose: LinkPurpose, token: &str) -> Result<Link, Error> {
    cx.store.limits().take(Gate::Link, &network_of(cx.ip), cx.now)?;
    match links::open_in(&cx.store, purpose, token).await? {
        Opened::Valid(link) => {
            // A request without an account has no person on record: the proof is the link, the system acts for it.
            let viewer = Viewer::from_link(&link).unwrap_or_else(|| Viewer::system("referrals.private_link"));
            Ok(Link::Live(link, viewer))
        }
        Opened::Stale(why, record) => Ok(Link::Old(why, record)),
        Opened::Unknown => Err(Error::NotFound),
    }
}

pub(super) fn subject(link: &Verified) -> Result<Uuid, Error> {
    link.record().subject.ok_or(Error::NotFound)
}

pub(super) async fn show(cx: Cx, Path(token): Path<String>) -> Answer {
    let (link, viewer) = match open(&cx, LinkPurpose::Answer, &token).await? {
        Link::Live(link, viewer) => (link, viewer),
        Link::Old(why, _) => return Ok(old(&cx, why, &token)),
    };
    let id = subject(&link)?;
    page(&cx, &viewer, id, &token, &Form::default(), &FieldErrors::new()).await
}

/// The second click of a "no" or a question, as a page of its own, for browsers that cannot open a part of a page.
pub(super) async fn form(cx: Cx, Path((token, form)): Path<(String, String)>) -> Answer {
    let link = match open(&cx, LinkPurpose::Answer, &token).await? {
        Link::Live(link, viewer) => (subject(&link)?, viewer),
        Link::Old(why, _) => return Ok(old(&cx, why, &token)),
    };
    let (id, viewer) = link;
    let none = FieldErrors::new();
    let (title, fields) = match form.as_str() {
        "decline" => (
            cx.t("referrals-do-decline"),
            html! { form.form.stack method="post" action={ "/a/" (token) "/decline" } {
                (reason_fields(&cx, "referrals-why-not", Reason::DECLINE, "", "", &none))
                (ui::button(Button::Primary, "send", &cx.t("referrals-send-decline")))
            } },
        ),
        "question" => (
            cx.t("referrals-do-ask"),
            message_form(
                &cx,
                &format!("/a/{token}/question"),
                "referrals-question-write",
                &Form::default(),
                &none,
            ),
        ),
        _ => return Err(Error::NotFound.into()),
    };
    // The referral must still be there for the link's holder.
    cx.store.read(&viewer, move |tx| actions::view(tx, id)).await?;
    Ok(Page::new(&cx, title.clone())
        .body(html! { h1 { (title) } (fields) p { a href={ "/a/" (token) } { (cx.t("referrals-back")) } } }))
}

pub(super) async fn act(cx: Cx, Path((token, verb)): Path<(String, String)>, form: Form) -> Answer {
    let (link, viewer) = match open(&cx, LinkPurpose::Answer, &token).await? {
        Link::Live(link, viewer) => (link, viewer),
        Link::Old(_, record) if verb == "new-link" => {
            let system = Viewer::system("referrals.new_link");
            cx.store.write(&system, move |tx| actions::send_new_link(tx, &record)).await?;
            return Ok(new_link_sent(&cx));
        }
        Link::Old(why, _) => return Ok(old(&cx, why, &token)),
    };
    let id = subject(&link)?;
    let (f, v) = (form.clone(), verb.clone());
    let result = cx
        .store
        .write(&viewer, move |tx| {
            links::consume(tx, &link)?;
            carry_out(tx, id, &v, &f)
        })
        .await;
    match faults(result)? {
        Ok(flash) => Ok(cx.redirect_flash(&format!("/a/{token}"), flash)),
        Err(errors) => page(&cx, &viewer, id, &token, &form, &of_form(errors, &verb)).await,
    }
}

fn carry_out(tx: &mut Tx<'_, '_>, id: Uuid, verb: &str, form: &Form) -> Result<&'static str, Error> {
    let words = form.text("words");
    let reason = || actions::reason_from(form.text("reason"));
    match verb {
        "accept" => actions::accept(tx, id)?,
        "decline" => actions::decline(tx, id, reason()?, words)?,
        "start" => actions::start(tx, id)?,
        "hold" => actions::put_on_hold(tx, id, actions::reason_from(form.text("hold-reason"))?, words)?,
        "resume" => actions::resume(tx, id)?,
        "question" => actions::ask_question(tx, id, words)?,
        "outcome" => outcome(tx, id, form)?,
        "undo" => {
            actions::undo(tx, id, Side::Receiver)?;
            return Ok("referrals-done-undone");
        }
        "sealed-accept" => actions::answer_sealed(tx, id, SealedAnswer::Accept, words)?,
        "sealed-complete" => {
            actions::answer_sealed(tx, id, SealedAnswer::Complete(Reason::HelpGiven), words)?
        }
        "sealed-decline" => actions::answer_sealed(tx, id, SealedAnswer::Decline(reason()?), words)?,
        _ => return Err(Error::NotFound),
    }
    Ok("referrals-done-thanks")
}

async fn page(cx: &Cx, viewer: &Viewer, id: Uuid, token: &str, form: &Form, errors: &FieldErrors) -> Answer {
    let base = format!("/a/{token}");
    let found = cx
        .store
        .read(viewer, move |tx| match store::sealed::get(tx, id)? {
            Some(handoff) => {
                tx.audit_for(
                    handoff.owner_org,
                    tandem_access::Action::Read,
                    tandem_access::Kind::Referral,
                    Some(id),
                    None,
                    "vault",
                )?;
                Ok(Err(handoff))
            }
            None => Ok(Ok(actions::view(tx, id)?)),
        })
        .await;
    let body = match found {
        Ok(Ok(seen)) => referral(cx, &seen, &base, form, errors),
        Ok(Err(handoff)) => super::vault::handoff(cx, &handoff, &base, errors),
        // The link is good, the referral is out of sight: the person took the consent back before the answer.
        Err(Error::NotFound) => return Ok(gone(cx)),
        Err(other) => return Err(other.into()),
    };
    let page = Page::new(cx, cx.t("referrals-answer-page"));
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

fn referral(cx: &Cx, seen: &Seen, base: &str, form: &Form, errors: &FieldErrors) -> Markup {
    let r = &seen.referral;
    let to = seen.to_org.clone().unwrap_or_default();
    let ask = r.source == Source::Person;
    let heading = if ask {
        cx.t("referrals-answer-call")
    } else {
        cx.ta("referrals-answer-heading", &[("from", seen.from_org.as_str().into())])
    };
    html! {
        (cx.error_summary(errors))
        h1 { (heading) }
        p { (status_chip(cx, r)) }
        (tandem_people::part2::notice(cx, r.owner_org, [r.label]))
        @if let Some(about) = &seen.about {
            section.card.stack-s aria-labelledby="who" {
                h2 id="who" { (about.name) }
                p { b { (need_name(cx, r)) } @if let Some(service) = &seen.service { " (" (service) ")" } }
                @if let Some(phone) = &about.phone { p { (cx.t("referrals-phone")) ": " (reach(phone, about.safe)) } }
                @if let Some(email) = about.email.as_ref().filter(|_| about.safe.email) { p { (cx.t("referrals-email")) ": " (mail(email)) } }
                p { (safe_words(cx, about)) }
                @if !about.best_time.is_empty() { p { (cx.t("referrals-best-time")) ": " (about.best_time) } }
                @if let Some(language) = &about.language { p { (cx.t("referrals-language")) ": " (language_name(cx.lang, language)) } }
                @if let Some(area) = &r.area { p { (cx.t("referrals-area")) ": " (area) } }
                @if !about.note.is_empty() { p { "“" (about.note) "”" } }
            }
        } @else {
            (ui::notice(Tone::Late, html! { p { (cx.t("referrals-consent-gone")) } }))
        }
        @if let Some(due) = r.due_at { p { (cx.ta("referrals-answer-by", &[("when", moment(cx, deadline(cx, due)).into())])) } }
        @if seen.undo.is_some() {
            (act_button(Button::Secondary, "arrow-back-up", &format!("{base}/undo"), &cx.t("referrals-do-undo"), "", None))
        }
        (answer_forms(cx, r.status, base, Voice::Own, form, errors))
        @if r.status == Status::Cancelled || r.status == Status::Rejected { p { (cx.t("referrals-nothing-to-do")) } }
        @if !ask && !r.status.is_end() {
            section.card.stack aria-labelledby="ask" {
                h2 id="ask" { (cx.t("referrals-do-ask")) }
                @for m in &seen.messages { p { b { @if m.question { (cx.t("referrals-question")) } @else { (cx.t("referrals-answer")) } } " " (m.words) } }
                (message_form(cx, &format!("{base}/question"), "referrals-question-write", form, errors))
            }
        }
        (ui::details(&cx.t("referrals-story"), story(cx, r, &seen.story, &seen.from_org, &to)))
        p.hint { (cx.t("referrals-answer-who-sees")) }
    }
}

/// A link that was good once.
pub(super) fn old(cx: &Cx, why: Stale, token: &str) -> axum::response::Response {
    let (title, text) = match why {
        Stale::Expired => ("referrals-link-expired", "referrals-link-expired-text"),
        Stale::Used => ("referrals-link-used", "referrals-link-used-text"),
        Stale::Revoked => ("referrals-link-revoked", "referrals-link-revoked-text"),
    };
    let body = html! {
        h1 { (cx.t(title)) }
        p { (cx.t(text)) }
        form method="post" action={ "/a/" (token) "/new-link" } { (ui::button(Button::Primary, "mail", &cx.t("referrals-link-new"))) }
    };
    Page::new(cx, cx.t(title)).status(axum::http::StatusCode::GONE).body(body)
}

fn new_link_sent(cx: &Cx) -> axum::response::Response {
    let title = cx.t("referrals-link-sent");
    Page::new(cx, title.clone()).body(html! { h1 { (title) } p { (cx.t("referrals-link-sent-text")) } })
}

fn gone(cx: &Cx) -> axum::response::Response {
    let title = cx.t("referrals-gone");
    let body = html! { h1 { (title) } p { (cx.t("referrals-gone-text")) } };
    Page::new(cx, title).status(axum::http::StatusCode::GONE).body(body)
}
