//! The second step of a consent that is signed: the whole text, and under it the way to sign that was chosen. What was
//! chosen before travels along in the form, with the hash of the text that is shown.

use crate::actions::SentCode;
use crate::model::proof::Shown;
use crate::wording;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::FieldErrors;
use tandem_web::ui::{self, Button, DrawField, Field};
use tandem_web::{Cx, Form, Page};

/// The fields of this step; everything else in the form is the choice.
const OWN: [&str; 10] = [
    "assent",
    "shown",
    "signature",
    "drawing",
    "back",
    "code",
    "code_id",
    "code_token",
    "code_ending",
    "code_until",
];

/// One step to sign.
pub struct Step<'a> {
    /// Heading of the page.
    pub title: String,
    /// The navigation item.
    pub nav: &'static str,
    /// The way back, over the heading.
    pub crumbs: Markup,
    /// Where the form goes; a paper goes to `…/paper`, a code is sent by `…/code`.
    pub action: String,
    /// The text.
    pub shown: &'a Shown,
    /// What was chosen and typed.
    pub form: &'a Form,
    /// What is wrong.
    pub errors: &'a FieldErrors,
    /// The last digits of the telephone that a code would go to.
    pub telephone: &'a str,
    /// Whether a minor signs too.
    pub assent: bool,
    /// Words above the text.
    pub read: &'static str,
}

/// The page.
pub fn page(cx: &Cx, step: &Step) -> Response {
    let body = html! {
        (step.crumbs)
        (cx.error_summary(step.errors))
        h1 { (step.title) }
        p.no-paper { (cx.t(step.read)) }
        (wording::show(&step.shown.text, cx.lang.code()))
        @match step.form.text("how") {
            "paper" => (paper(cx, step)),
            "texted" => (texted(cx, step)),
            _ => (typed(cx, step)),
        }
        form method="post" action=(step.action) {
            (choice(step))
            input type="hidden" name="back" value="1";
            (ui::button(Button::Plain, "arrow-left", &cx.t("people-sign-back")))
        }
    };
    let page = Page::new(cx, step.title.clone()).nav(step.nav);
    if step.errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// What was chosen, along with the text that it made.
fn choice(step: &Step) -> Markup {
    html! {
        @for (name, value) in step.form.pairs().filter(|(name, _)| !OWN.contains(name)) {
            input type="hidden" name=(name) value=(value);
        }
    }
}

fn shown(step: &Step) -> Markup {
    html! { (choice(step)) input type="hidden" name="shown" value=(step.shown.sha256); }
}

/// The name, typed; with a script also a field to draw on.
fn typed(cx: &Cx, step: &Step) -> Markup {
    let fault = cx.fault(step.errors, "drawing");
    html! {
        form.form method="post" action=(step.action) {
            (shown(step))
            (Field::text("signature", cx.t("people-consent-signature")).value(step.form.text("signature"))
                .hint(cx.t("people-sign-hint")).error(cx.fault(step.errors, "signature")).autocomplete("off").required())
            @if step.assent {
                (Field::text("assent", cx.t("people-sign-assent")).value(step.form.text("assent"))
                    .hint(cx.t("people-sign-assent-hint")).error(cx.fault(step.errors, "assent")).autocomplete("off").required())
            }
            (DrawField {
                label: &cx.t("people-sign-draw"),
                hint: &cx.t("people-sign-draw-hint"),
                clear: &cx.t("people-sign-clear"),
                error: fault.as_deref(),
            })
            div.acts { (ui::button(Button::Primary, "pencil", &cx.t("people-sign-save"))) }
        }
    }
}

/// Print, sign, scan.
fn paper(cx: &Cx, step: &Step) -> Markup {
    html! {
        div.paper-only {
            p { (cx.t("people-sign-line")) ": ______________________________" }
            p { (cx.t("people-sign-date")) ": ____________________" }
        }
        form.form method="post" action={ (step.action) "/paper" } enctype="multipart/form-data" {
            (shown(step))
            h2 { (cx.t("people-paper-title")) }
            p { (cx.t("people-paper-print")) }
            (Field::file("file", cx.t("people-paper-file")).hint(cx.t("people-paper-hint"))
                .error(cx.fault(step.errors, "file")).required())
            div.acts { (ui::button(Button::Primary, "upload", &cx.t("people-paper-save"))) }
        }
    }
}

/// A code: first sent, then typed.
fn texted(cx: &Cx, step: &Step) -> Markup {
    let form = step.form;
    let sent = form.opt("code_id").is_some();
    let send = if sent { "people-code-again" } else { "people-code-send" };
    html! {
        h2.no-paper { (cx.t("people-code-title")) }
        @if sent {
            form.form method="post" action=(step.action) {
                (shown(step))
                @for name in ["code_id", "code_token", "code_ending", "code_until"] {
                    input type="hidden" name=(name) value=(form.text(name));
                }
                p { (cx.ta("people-code-sent", &[("phone", form.text("code_ending").into()), ("time", form.text("code_until").into())])) }
                (Field::number("code", cx.t("people-code-typed")).chars(10).error(cx.fault(step.errors, "code"))
                    .autocomplete("off").required())
                div.acts { (ui::button(Button::Primary, "check", &cx.t("people-code-save"))) }
            }
        } @else {
            p.no-paper { (cx.ta("people-code-send-text", &[("phone", step.telephone.into())])) }
        }
        form method="post" action={ (step.action) "/code" } {
            (shown(step))
            (ui::button(if sent { Button::Secondary } else { Button::Primary }, "message-2", &cx.t(send)))
        }
    }
}

/// The form with the code that was just sent.
pub fn with_code(cx: &Cx, form: &Form, sent: &SentCode) -> Form {
    let until = sent.valid_until.to_zoned(cx.zone());
    let own = [
        ("code_id", sent.id.to_string()),
        ("code_token", sent.token.clone()),
        ("code_ending", sent.telephone.clone()),
        ("code_until", tandem_web::messages::dates::time(cx.lang, until.time())),
    ];
    let kept = form.pairs().filter(|(name, _)| !OWN.contains(name));
    Form::of(kept.map(|(k, v)| (k.to_owned(), v.to_owned())).chain(own.map(|(k, v)| (k.to_owned(), v))))
}
