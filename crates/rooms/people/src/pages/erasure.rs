//! The person asks to be erased, and staff answers.

use super::person::Loaded;
use super::{SECONDARY, action_button, day};
use crate::actions;
use crate::model::erasure::{ErasureRequest, ErasureState, Refusal};
use crate::policy;
use crate::private_page::as_person;
use axum::extract::Path;
use axum::http::HeaderMap;
use maud::{Markup, html};
use tandem_access::{Action, Error, FieldErrors, Kind, Uuid};
use tandem_web::ui::{self, Button, Choice, Choices, Tone};
use tandem_web::{Answer, Cx, Form, Who, path_id};

/// Staff notes that the person asks.
pub async fn ask(cx: Cx, Path(id): Path<String>) -> Answer {
    let person = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::ask_erasure(tx, person)).await?;
    Ok(cx.redirect_flash(&format!("/people/{person}#erasure"), "people-erase-noted"))
}

/// Staff answers.
pub async fn answer(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let person = path_id(&id)?;
    let refusal = match form.text("answer") {
        "yes" if form.text("sure") != "1" => {
            return Err(FieldErrors::one("sure", "people-error-erase-sure").into());
        }
        "yes" => None,
        _ => Some(
            Refusal::from_code(form.text("reason"))
                .ok_or_else(|| FieldErrors::one("reason", "people-error-erase-reason"))?,
        ),
    };
    cx.store.write(&cx.viewer, move |tx| actions::answer_erasure(tx, person, refusal)).await?;
    let key = if refusal.is_some() { "people-erase-refused-noted" } else { "people-erase-granted" };
    Ok(cx.redirect_flash(&format!("/people/{person}"), key))
}

/// The person asks on their private page.
pub async fn ask_own(cx: Cx, headers: HeaderMap) -> Answer {
    let cx = as_person(cx, &headers).await?;
    let person = cx.viewer.person().ok_or(Error::Forbidden)?;
    cx.store.write(&cx.viewer, move |tx| actions::ask_erasure(tx, person)).await?;
    Ok(cx.redirect_flash("/my", "people-my-erase-noted"))
}

fn reason(cx: &Cx, refusal: Refusal) -> String {
    cx.t(&format!("people-erase-reason-{}", refusal.code()))
}

/// The part of the person's page: the request and its answer, or the way to note one.
pub fn part(cx: &Cx, loaded: &Loaded) -> Markup {
    let person = &loaded.view.person;
    let team: Vec<Uuid> = loaded.view.team.iter().map(|m| m.member_id).collect();
    let ask = format!("/people/{}/erasure", person.id);
    let may_ask = cx.allowed(Who::May(Kind::Person, Action::Write));
    let may_answer = policy::may_answer_erasure(&cx.viewer, person.owner_org, &team);
    let open = loaded.erasure.filter(|r| r.state == ErasureState::Open);
    html! {
        section.card.stack aria-labelledby="erasure" {
            h2 id="erasure" { (cx.t("people-erase-title")) }
            @match (&open, &loaded.erasure) {
                (Some(request), _) => {
                    (asked(cx, request))
                    @if may_answer { (answer_forms(cx, &ask)) } @else { p { (cx.t("people-erase-who")) } }
                }
                (None, last) => {
                    @if let Some(ErasureRequest { state: ErasureState::Refused(why), answered_at: Some(at), .. }) = last {
                        p { (cx.ta("people-erase-refused", &[("date", day(cx, *at).into()), ("reason", reason(cx, *why).into())])) }
                    }
                    p.hint { (cx.t("people-erase-hint")) }
                    @if may_ask { (action_button(SECONDARY, "trash", &ask, &[], &cx.t("people-erase-ask"), "")) }
                }
            }
        }
    }
}

fn asked(cx: &Cx, request: &ErasureRequest) -> Markup {
    let key = if request.by_person { "people-erase-asked-person" } else { "people-erase-asked-staff" };
    let words = cx.ta(key, &[("date", day(cx, request.asked_at).into())]);
    ui::notice(Tone::Soon, html! { p { (words) } })
}

fn answer_forms(cx: &Cx, ask: &str) -> Markup {
    let to = format!("{ask}/answer");
    let reasons = Refusal::ALL.map(|why| Choice::new(why.code(), reason(cx, why)));
    html! {
        p { (cx.t("people-erase-what")) }
        (ui::details(&cx.t("people-erase-yes"), html! {
            form.form method="post" action=(to) {
                input type="hidden" name="answer" value="yes";
                (Choices::checkboxes("sure", cx.t("people-erase-sure-question"), [Choice::new("1", cx.t("people-erase-sure"))]))
                (ui::button(Button::Danger, "trash", &cx.t("people-erase-do")))
            }
        }))
        (ui::details(&cx.t("people-erase-no"), html! {
            form.form method="post" action=(to) {
                input type="hidden" name="answer" value="no";
                (Choices::radios("reason", cx.t("people-erase-reason"), reasons))
                (ui::button(Button::Secondary, "x", &cx.t("people-erase-refuse")))
            }
        }))
    }
}

/// The part of the person's own page.
pub fn own_part(cx: &Cx, request: Option<&ErasureRequest>, owner: &str) -> Markup {
    let about = |at| [("date", day(cx, at).into()), ("org", owner.into())];
    html! {
        section.stack aria-labelledby="erasure" {
            h2 id="erasure" { (cx.t("people-my-erase-title")) }
            @match request.map(|r| (r.state, r)) {
                Some((ErasureState::Open, r)) => p { (cx.ta("people-my-erase-asked", &about(r.asked_at))) },
                last => {
                    @if let Some((ErasureState::Refused(why), r)) = last {
                        p { (cx.ta("people-my-erase-refused", &about(r.answered_at.unwrap_or(r.asked_at)))) " " (reason(cx, why)) }
                    }
                    p { (cx.ta("people-my-erase-text", &[("org", owner.into())])) }
                    (action_button(SECONDARY, "trash", "/my/erasure", &[], &cx.t("people-my-erase-ask"), ""))
                }
            }
        }
    }
}
