//! One agreement: for everybody who takes part in it and from when until when; for members its text, and the way to sign it,
//! take one's word back, or write the next term.

use super::{day, day_before, kind_name, state_chip};
use crate::actions::{self, Whole};
use crate::glossary::{self, Glossary};
use crate::model::agreement::{Agreement, How, Signature, Stage, State};
use crate::{policy, wording};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::{Action, FieldErrors, Kind as Fact, Uuid};
use tandem_web::messages::dates;
use tandem_web::ui::{self, Button, Col, DrawField, Drawing, Field, Table, Tone};
use tandem_web::{Answer, Cx, Form, Lang, Page, PageError, Who, path_id};

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    page(&cx, path_id(&id)?, &Form::default(), &FieldErrors::new()).await
}

/// The page with what was typed in one of its forms and what is wrong with it.
pub(super) async fn page(
    cx: &Cx,
    id: Uuid,
    form: &Form,
    errors: &FieldErrors,
) -> Result<Response, PageError> {
    let (whole, glossary, promises, chain) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let whole = actions::view(tx, id)?;
            let lang = Lang::from_code(&whole.agreement.draft.language).unwrap_or_default();
            let glossary = glossary::load(tx, lang)?;
            Ok((whole, glossary, actions::commitments_of(tx, id)?, tandem_spine::actions::chain(tx, id)?))
        })
        .await?;
    let a = &whole.agreement;
    let (name, other) = a.named(cx.lang);
    let title = name.to_owned();
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/agreements", &cx.t("agreements-title"))], &title))
        (cx.error_summary(errors))
        h1 lang=[other] { (title) }
        p { (state_chip(cx, a)) }
        (ui::key_sentence(&sentence(cx, a)))
        (terms(cx, &whole))
        (parties(cx, a))
        (text(cx, &whole, &glossary))
        (sign(cx, &whole, form, errors))
        (super::paper::look(cx, &whole))
        (withdraw(cx, a, form, errors))
        (manage(cx, &whole, form, errors))
        (in_spanish(cx, a, form, errors))
        (super::commitments::of(cx, &promises, may_promise(cx, a).then_some(a.id)))
        (tandem_spine::chain(cx, &chain))
    };
    let page = Page::new(cx, title.clone()).nav("agreements").public();
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

/// Where it stands, in one sentence.
fn sentence(cx: &Cx, a: &Agreement) -> String {
    let last = || dates::date_year(cx.lang, a.draft.expires_on);
    match a.state(cx.now) {
        State::Draft => cx.t("agreements-is-draft"),
        State::Out => {
            let who = a.unsigned().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ");
            cx.ta("agreements-is-out", &[("who", who.into())])
        }
        State::Signed => {
            cx.ta("agreements-is-signed", &[("day", dates::date_year(cx.lang, a.draft.starts_on).into())])
        }
        State::InForce => match a.ended_at {
            Some(end) => cx.ta("agreements-is-ending", &[("day", day_before(cx, end).into())]),
            None => cx.ta("agreements-is-in-force", &[("day", last().into())]),
        },
        State::Expired => cx.ta("agreements-is-expired", &[("day", last().into())]),
        State::Ended => cx.ta(
            "agreements-is-ended",
            &[("day", a.ended_at.map(|end| day(cx, end)).unwrap_or_default().into())],
        ),
        State::Stopped => cx.t("agreements-is-stopped"),
    }
}

fn terms(cx: &Cx, whole: &Whole) -> Markup {
    let (a, d) = (&whole.agreement, &whole.agreement.draft);
    let mut terms = vec![
        (cx.t("agreements-kind"), html! { (kind_name(cx, d.kind)) }),
        (
            cx.t("agreements-purpose"),
            html! { @let (words, other) = a.purpose(cx.lang); span lang=[other] { (words) } },
        ),
    ];
    if !d.classes.is_empty() {
        let what =
            html! { ul { @for class in &d.classes { li { (cx.t(&format!("agreements-class-{class}"))) } } } };
        terms.push((cx.t("agreements-classes"), what));
    }
    terms.push((cx.t("agreements-first-day"), html! { (dates::date_year(cx.lang, d.starts_on)) }));
    terms.push((cx.t("agreements-last-day"), html! { (dates::date_year(cx.lang, d.expires_on)) }));
    let link = |other: &Agreement| html! { @let (name, lang) = other.named(cx.lang); a href={ "/agreements/" (other.id) } lang=[lang] { (name) } " " (state_chip(cx, other)) };
    if let Some(old) = &whole.renews {
        terms.push((cx.t("agreements-follows"), link(old)));
    }
    if !whole.renewed_by.is_empty() {
        let next = html! { @for next in &whole.renewed_by { p { (link(next)) } } };
        terms.push((cx.t("agreements-followed-by"), next));
    }
    if let Some(reason) = &a.end_reason {
        terms.push((cx.t("agreements-reason"), html! { (reason) }));
    }
    ui::definition_list(terms)
}

fn parties(cx: &Cx, a: &Agreement) -> Markup {
    let columns = ["agreements-party", "agreements-signature", "agreements-state"];
    let mut table = Table::new(cx.t("agreements-parties"), columns.map(|k| Col::text(cx.t(k))));
    for p in &a.parties {
        let state = match (p.withdraws_at, a.signed(p.org)) {
            (Some(at), _) if at <= cx.now => {
                ui::chip(Tone::Late, &cx.ta("agreements-gone", &[("day", day(cx, at).into())]))
            }
            (Some(at), _) => {
                ui::chip(Tone::Soon, &cx.ta("agreements-leaves", &[("day", day(cx, at).into())]))
            }
            (None, Some(_)) => ui::chip(Tone::Ok, &cx.t("agreements-has-signed")),
            (None, None) if a.waiting_paper(p.org).is_some() => {
                ui::chip(Tone::Soon, &cx.t("agreements-paper-waits"))
            }
            (None, None) => ui::chip(Tone::Soon, &cx.t("agreements-not-signed")),
        };
        let signature = match a.signed(p.org) {
            Some(s) => signed(cx, s),
            None => html! { "–" },
        };
        let why = p.reason.as_ref().filter(|_| policy::reads_all(&cx.viewer));
        table.push([html! { (p.name) @if let Some(why) = why { br; span.m { (why) } } }, signature, state]);
    }
    html! { (table) }
}

/// Who signed, how and when. Who it was, members read; that and when the organization signed is public.
fn signed(cx: &Cx, s: &Signature) -> Markup {
    let on = dates::date_year(cx.lang, s.signed_on);
    if !policy::reads_all(&cx.viewer) {
        return html! { (on) };
    }
    html! {
        (s.name) br; span.m { (cx.t(&format!("agreements-how-{}", s.how.code()))) ", " (on) }
        @if let How::Drawn(lines) = &s.how {
            svg.draw.still viewBox={ "0 0 " (Drawing::WIDTH) " " (Drawing::HEIGHT) } role="img"
                aria-label=(cx.ta("agreements-drawn-by", &[("name", s.name.as_str().into())])) { path d=(lines.path()) {} }
        }
    }
}

/// The text that is or was signed, with its hash, and the ones before.
fn text(cx: &Cx, whole: &Whole, glossary: &Glossary) -> Markup {
    let lang = whole.agreement.draft.language.as_str();
    let plain = |line: &str| html! { (line) };
    let draft = whole.agreement.stage == Stage::Draft;
    let shown = if draft { whole.written.as_ref() } else { whole.texts.first().map(|t| &t.text) };
    let Some(shown) = shown else {
        return if whole.texts.is_empty() && whole.written.is_none() {
            html! { p { (cx.t("agreements-text-members")) } }
        } else {
            html! {}
        };
    };
    let before = if draft { &whole.texts[..] } else { whole.texts.get(1..).unwrap_or_default() };
    html! {
        section.stack aria-labelledby="h-text" {
            h2 id="h-text" { (cx.t("agreements-text")) }
            (wording::show(shown, lang, |line| glossary.mark(line)))
            (glossary.notes(cx))
            @if let Some(kept) = whole.texts.first().filter(|_| !draft) {
                p.m { (cx.ta("agreements-hash", &[("version", kept.version.into()), ("hash", kept.sha256.as_str().into())])) }
            }
            @for kept in before {
                (ui::details(&cx.ta("agreements-version", &[("version", kept.version.into()), ("day", day(cx, kept.written_at).into())]),
                    html! { (wording::show(&kept.text, lang, plain)) p.m { (kept.sha256) } }))
            }
        }
    }
}

/// For who may write it: what it is called and what it is for, in Spanish.
fn in_spanish(cx: &Cx, a: &Agreement, form: &Form, errors: &FieldErrors) -> Markup {
    let writes = cx.allowed(Who::May(Fact::Agreement, Action::Write));
    if a.draft.language == "es" || !(writes && policy::may_write(&cx.viewer, &a.draft.parties)) {
        return html! {};
    }
    let sent = form.has("title_es");
    let value = |name: &str, kept: &Option<String>| {
        if sent { form.text(name).to_owned() } else { kept.clone().unwrap_or_default() }
    };
    let field = |f: Field, name: &str, kept: &Option<String>| {
        f.value(value(name, kept))
            .lang("es")
            .error(cx.fault(errors, name))
            .optional(cx.t("web-optional"))
            .autocomplete("off")
    };
    let label = |key: &str| cx.ta("agreements-in-spanish", &[("what", cx.t(key).into())]);
    html! {
        details open[sent] {
            summary { (cx.t("agreements-spanish")) }
            p.hint { (cx.t("agreements-spanish-hint")) }
            form.form method="post" action={ "/agreements/" (a.id) "/spanish" } {
                (field(Field::text("title_es", label("agreements-name")), "title_es", &a.spanish.title))
                (field(Field::textarea("purpose_es", label("agreements-purpose")).rows(3), "purpose_es", &a.spanish.purpose))
                (ui::button(Button::Secondary, "device-floppy", &cx.t("agreements-spanish-do")))
            }
        }
    }
}

fn may_decide(cx: &Cx, a: &Agreement) -> Option<Uuid> {
    policy::signs_for(&cx.viewer, a).ok()
}

/// Whether the viewer may note what a party promises under this agreement.
fn may_promise(cx: &Cx, a: &Agreement) -> bool {
    matches!(a.stage, Stage::InForce) && a.parties.iter().any(|p| policy::may_promise(&cx.viewer, p.org))
}

fn sign(cx: &Cx, whole: &Whole, form: &Form, errors: &FieldErrors) -> Markup {
    let a = &whole.agreement;
    let (Some(org), Some(text)) = (may_decide(cx, a), whole.texts.first()) else { return html! {} };
    if a.stage != Stage::Out || a.signed(org).is_some() {
        return html! {};
    }
    let own = a.parties.iter().find(|p| p.org == org).map(|p| p.name.as_str()).unwrap_or_default();
    let (fault, shown) = (cx.fault(errors, "drawing"), cx.fault(errors, "shown"));
    let heading = cx.ta("agreements-sign-for", &[("organization", own.into())]);
    ui::section(
        &heading,
        html! {
            p { (cx.t("agreements-sign-lead")) }
            @if let Some(fault) = &shown { p.bad-text id="shown" { (fault) } }
            form.form method="post" action={ "/agreements/" (a.id) "/sign" } {
                input type="hidden" name="shown" value=(text.sha256);
                (Field::text("signature", cx.t("agreements-sign-name")).value(form.text("signature"))
                    .hint(cx.t("agreements-sign-hint")).error(cx.fault(errors, "signature")).autocomplete("name").required())
                (DrawField { label: &cx.t("agreements-sign-draw"), hint: &cx.t("agreements-sign-draw-hint"),
                    clear: &cx.t("agreements-sign-clear"), error: fault.as_deref() })
                (ui::button(Button::Primary, "pencil", &cx.t("agreements-sign")))
            }
        },
    )
}

fn withdraw(cx: &Cx, a: &Agreement, form: &Form, errors: &FieldErrors) -> Markup {
    let Some(org) = may_decide(cx, a) else { return html! {} };
    let holds = matches!(a.state(cx.now), State::InForce | State::Signed);
    if !holds || a.parties.iter().any(|p| p.org == org && p.withdraws_at.is_some()) {
        return html! {};
    }
    let today = cx.now.to_zoned(cx.zone()).date().to_string();
    let from = form.opt("from").map_or(today, str::to_owned);
    let wrong = ["from", "reason"].iter().any(|field| errors.of(field).is_some());
    html! {
        details open[wrong] {
            summary { (cx.t("agreements-withdraw")) }
            form.form method="post" action={ "/agreements/" (a.id) "/withdraw" } {
                (ui::notice(Tone::Late, html! { p { (cx.t("agreements-withdraw-text")) } }))
                (Field::date("from", cx.t("agreements-withdraw-from")).value(from).error(cx.fault(errors, "from")).required())
                (Field::textarea("reason", cx.t("agreements-reason")).value(form.text("reason")).rows(3)
                    .error(cx.fault(errors, "reason")).required())
                (ui::button(Button::Danger, "x", &cx.t("agreements-withdraw-do")))
            }
        }
    }
}

/// What whoever writes it can do next.
fn manage(cx: &Cx, whole: &Whole, form: &Form, errors: &FieldErrors) -> Markup {
    let a = &whole.agreement;
    let writes =
        cx.viewer.may(Fact::Agreement, Action::Write) && policy::may_write(&cx.viewer, &a.draft.parties);
    if !writes {
        return html! {};
    }
    let here = format!("/agreements/{}", a.id);
    let act = |verb: &str, kind: Button, icon: &str, key: &str| {
        html! { form method="post" action={ (here) "/" (verb) } { (ui::button(kind, icon, &cx.t(key))) } }
    };
    let body = match a.stage {
        Stage::Draft => html! {
            div.acts {
                (ui::link_button(Button::Secondary, "edit", &format!("{here}/edit"), &cx.t("agreements-edit"), ""))
                (act("send", Button::Primary, "send", "agreements-send"))
            }
            p.m { (cx.t("agreements-send-text")) }
            (stop(cx, &here, form, errors))
        },
        Stage::Out => html! {
            div.acts { (act("recall", Button::Secondary, "arrow-back-up", "agreements-recall")) }
            p.m { (cx.t("agreements-recall-text")) }
            @if policy::manages(&cx.viewer) { (super::paper::form(cx, a, form, errors)) }
            (stop(cx, &here, form, errors))
        },
        Stage::InForce => html! {
            div.acts { (act("renew", Button::Secondary, "refresh", "agreements-renew")) }
            p.m { (cx.t("agreements-renew-text")) }
        },
        Stage::Stopped => return html! {},
    };
    html! { div.no-paper { (ui::section(&cx.t("agreements-next"), html! { (not_heard(cx, whole)) (body) })) } }
}

/// The parties that nothing may be asked of yet, with the way to where a talk is written down.
fn not_heard(cx: &Cx, whole: &Whole) -> Markup {
    if whole.unheard.is_empty() {
        return html! {};
    }
    let listens = tandem_partners::policy::may_place(&cx.viewer);
    let body = html! {
        p { (cx.t("agreements-not-heard-title")) }
        ul { @for (id, name) in &whole.unheard { li {
            @if listens {
                a href={ "/settings/organizations/" (id) "/listening" } { (cx.ta("agreements-not-heard-do", &[("name", name.as_str().into())])) }
            } @else { (name) }
        } } }
    };
    html! { div id="parties" tabindex="-1" { (ui::notice(Tone::Soon, body)) } }
}

fn stop(cx: &Cx, here: &str, form: &Form, errors: &FieldErrors) -> Markup {
    html! {
        details open[errors.of("reason").is_some()] {
            summary { (cx.t("agreements-stop")) }
            form.form method="post" action={ (here) "/stop" } {
                (Field::textarea("reason", cx.t("agreements-reason")).value(form.text("reason")).rows(3)
                    .error(cx.fault(errors, "reason")).required())
                (ui::button(Button::Danger, "trash", &cx.t("agreements-stop-do")))
            }
        }
    }
}
