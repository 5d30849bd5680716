//! The glossary for everybody, and the form for who keeps it.

use crate::model::term::{Both, NewTerm, Term};
use crate::{actions, glossary};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use std::collections::BTreeMap;
use tandem_access::{Action, FieldErrors, Kind};
use tandem_partners::model::Sector;
use tandem_web::ui::{self, Button, Field, Search, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, Who, faults};

fn writes(cx: &Cx) -> bool {
    cx.allowed(Who::May(Kind::Governance, Action::Write))
}

/// The list; `q` in the address searches.
pub async fn list(cx: Cx, form: Form) -> Answer {
    let all = cx.store.read(&cx.viewer, actions::terms).await?;
    let q = form.text("q");
    let found: Vec<&Term> = all.iter().filter(|term| q.is_empty() || term.about.matches(q)).collect();
    let differ = all.iter().filter(|term| term.about.reads_differently()).count();
    let (name, submit) = (cx.t("agreements-glossary-search"), cx.t("agreements-glossary-find"));
    let body = html! {
        h1 { (cx.t("agreements-glossary")) }
        (ui::key_sentence(&cx.ta("agreements-glossary-key", &[("n", all.len().into()), ("differ", differ.into())])))
        @if writes(&cx) {
            p { (ui::link_button(Button::Primary, "plus", "/glossary/new", &cx.t("agreements-glossary-new"), "")) }
        }
        (Search { action: "/glossary", name: &name, fields: vec![Field::search("q", name.as_str()).value(q)],
            submit: &submit, swap: None, keep: vec![], more: html! {} })
        p role="status" { (cx.ta("agreements-glossary-count", &[("n", found.len().into())])) }
        @if found.is_empty() {
            (ui::empty_state("book", &cx.t("agreements-glossary-none"), &cx.t("agreements-glossary-none-hint"),
                (!all.is_empty()).then_some(("/glossary", cx.t("web-clear-filters").as_str()))))
        }
        ul.stack {
            @for term in found {
                li {
                    h2 { a href={ "/glossary/" (term.slug) } { (term.about.word(cx.lang)) } }
                    p { (term.about.plain.get(cx.lang)) }
                    @if term.about.reads_differently() { p { (ui::chip(Tone::Soon, &cx.t("agreements-reads-differently"))) } }
                }
            }
        }
    };
    Ok(Page::new(&cx, cx.t("agreements-glossary")).nav("glossary").public().body(body))
}

/// One word.
pub async fn show(cx: Cx, Path(slug): Path<String>) -> Answer {
    let term = cx.store.read(&cx.viewer, move |tx| actions::term(tx, &slug)).await?;
    let title = term.about.word(cx.lang).to_owned();
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/glossary", &cx.t("agreements-glossary"))], &title))
        h1 { (title) }
        (ui::key_sentence(term.about.plain.get(cx.lang)))
        @if term.about.reads_differently() {
            (ui::notice(Tone::Soon, html! { p { (cx.t("agreements-reads-differently-text")) } }))
        }
        @if !term.about.meanings.is_empty() {
            (ui::section(&cx.t("agreements-glossary-sectors"), glossary::meanings(&cx, &term)))
        }
        @if writes(&cx) {
            p { (ui::link_button(Button::Secondary, "edit", &format!("/glossary/{}/edit", term.slug), &cx.t("agreements-glossary-edit"), "")) }
        }
    };
    Ok(Page::new(&cx, title.clone()).nav("glossary").public().body(body))
}

/// An empty form.
pub async fn new(cx: Cx) -> Answer {
    Ok(page(&cx, None, &Form::default(), &FieldErrors::new()))
}

/// A word as a form.
pub async fn edit(cx: Cx, Path(slug): Path<String>) -> Answer {
    let term = cx.store.read(&cx.viewer, move |tx| actions::term(tx, &slug)).await?;
    let t = &term.about;
    let mut pairs = vec![];
    let mut put = |name: &str, both: &Both| {
        pairs.push((format!("{name}_en"), both.en.clone()));
        pairs.push((format!("{name}_es"), both.es.clone()));
    };
    put("words", &t.words);
    put("plain", &t.plain);
    t.meanings.iter().for_each(|(sector, both)| put(sector.code(), both));
    Ok(page(&cx, Some(&term.slug), &Form::of(pairs), &FieldErrors::new()))
}

/// Keeps a new word.
pub async fn create(cx: Cx, form: Form) -> Answer {
    save(&cx, None, &form).await
}

/// Writes a word anew.
pub async fn update(cx: Cx, Path(slug): Path<String>, form: Form) -> Answer {
    save(&cx, Some(slug), &form).await
}

async fn save(cx: &Cx, slug: Option<String>, form: &Form) -> Result<Response, PageError> {
    let both = |name: &str| Both {
        en: form.text(&format!("{name}_en")).to_owned(),
        es: form.text(&format!("{name}_es")).to_owned(),
    };
    let meanings: BTreeMap<Sector, Both> = Sector::ALL.iter().map(|s| (*s, both(s.code()))).collect();
    let new = NewTerm { words: both("words"), plain: both("plain"), meanings };
    let known = slug.clone();
    let saved = cx.store.write(&cx.viewer, move |tx| actions::define(tx, slug.as_deref(), &new)).await;
    match faults(saved)? {
        Ok(slug) => Ok(cx.redirect_flash(&format!("/glossary/{slug}"), "agreements-saved")),
        Err(errors) => Ok(page(cx, known.as_deref(), form, &errors)),
    }
}

fn page(cx: &Cx, slug: Option<&str>, form: &Form, errors: &FieldErrors) -> Response {
    let title = cx.t(if slug.is_some() { "agreements-glossary-edit" } else { "agreements-glossary-new" });
    let action = slug.map_or("/glossary/new".to_owned(), |slug| format!("/glossary/{slug}/edit"));
    let field = |f: Field, name: &str| f.value(form.text(name)).error(cx.fault(errors, name));
    let area = |name: &str, key: &str| -> Markup {
        let (en, es) = (format!("{name}_en"), format!("{name}_es"));
        html! {
            (field(Field::textarea(&en, cx.t(key)).rows(3).lang("en"), &en))
            (field(Field::textarea(&es, cx.ta("agreements-in-spanish", &[("what", cx.t(key).into())])).rows(3).lang("es"), &es))
        }
    };
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/glossary", &cx.t("agreements-glossary"))], &title))
        (cx.error_summary(errors))
        h1 { (title) }
        form.form method="post" action=(action) {
            (field(Field::text("words_en", cx.t("agreements-glossary-words")).hint(cx.t("agreements-glossary-words-hint")).lang("en").required(), "words_en"))
            (field(Field::text("words_es", cx.ta("agreements-in-spanish", &[("what", cx.t("agreements-glossary-words").into())])).lang("es").required(), "words_es"))
            (area("plain", "agreements-glossary-plain"))
            p { (cx.t("agreements-glossary-meanings-hint")) }
            @for sector in Sector::ALL {
                @let name = cx.t(&format!("partners-sector-{}", sector.code().replace('_', "-")));
                details open[errors.of(&format!("{}_en", sector.code())).is_some() || form.opt(&format!("{}_en", sector.code())).is_some()] {
                    summary { (name) }
                    (area(sector.code(), "agreements-glossary-meaning"))
                }
            }
            (ui::button(Button::Primary, "device-floppy", &cx.t("agreements-save")))
        }
    };
    let page = Page::new(cx, title.clone()).nav("glossary");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}
