//! Write an entry of the ledger, and take one back.

use super::{dollars, kind_name, side};
use crate::actions;
use crate::model::{BenefitDraft, BenefitKind};
use crate::policy;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use std::collections::BTreeMap;
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_partners::actions::Filter;
use tandem_partners::model::{Membership, Organization};
use tandem_web::ui::{self, Button, Choice, Choices, Field, Select};
use tandem_web::{Answer, Cx, Form, Page, PageError, faults, path_id};

struct Shown {
    own: Organization,
    others: Vec<Organization>,
}

async fn load(cx: &Cx, id: Uuid) -> Result<Shown, PageError> {
    if !policy::may_enter(&cx.viewer, Some(id), None) {
        return Err(Error::NotFound.into());
    }
    Ok(cx
        .store
        .read(&cx.viewer, move |tx| {
            let own = tandem_partners::actions::find(tx, id)?;
            let every = Filter { limit: 2_000, ..Filter::default() };
            let others = tandem_partners::actions::list(tx, &every)?;
            let others = others
                .into_iter()
                .filter(|o| o.id != id && !matches!(o.membership, Membership::Prospective | Membership::Left))
                .collect();
            Ok(Shown { own, others })
        })
        .await?)
}

/// The form.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let shown = load(&cx, path_id(&id)?).await?;
    Ok(page(&cx, &shown, &Form::of([("way", "gives")]), &FieldErrors::new()))
}

/// A new entry.
pub async fn save(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let shown = load(&cx, path_id(&id)?).await?;
    let own = shown.own.id;
    let other = form.id("other");
    let gives = form.text("way") != "gets";
    let text = |name: &str| form.text(name).to_owned();
    let draft = BenefitDraft {
        from: if gives { Some(own) } else { other },
        to: if gives { other } else { Some(own) },
        kind: BenefitKind::parse(form.text("kind")),
        words: text("words"),
        quantity: text("quantity"),
        unit: text("unit"),
        value: text("value"),
        valued_how: text("valued_how"),
        began_on: text("began_on"),
        ended_on: text("ended_on"),
        source: text("source"),
    };
    let done = cx.store.write(&cx.viewer, move |tx| actions::give(tx, &draft)).await;
    match faults(done)? {
        Ok(_) => Ok(cx.redirect_flash(&format!("/alliance/{own}"), "alliance-written")),
        Err(errors) => Ok(page(&cx, &shown, &form, &errors)),
    }
}

fn page(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Response {
    let title = cx.ta("alliance-write-about", &[("name", shown.own.name.as_str().into())]);
    let own = format!("/alliance/{}", shown.own.id);
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"),
            &[("/alliance", cx.t("alliance-title").as_str()), (own.as_str(), shown.own.name.as_str())], &cx.t("alliance-write")))
        h1 { (title) }
        p.lead { (cx.t("alliance-write-lead")) }
        form.card.form method="post" action={ (own) "/give" } { (fields(cx, shown, form, errors)) }
    };
    let page = Page::new(cx, title.clone()).nav("alliance");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

fn fields(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Markup {
    let optional = cx.t("web-optional");
    let field =
        |f: Field, name: &str| f.value(form.text(name)).error(cx.fault(errors, name)).autocomplete("off");
    let name = shown.own.name.as_str();
    let ways = [
        Choice::new("gives", cx.ta("alliance-way-gives", &[("name", name.into())])),
        Choice::new("gets", cx.ta("alliance-way-gets", &[("name", name.into())])),
    ];
    let others = std::iter::once(Choice::new("", cx.t("alliance-the-partnership")))
        .chain(shown.others.iter().map(|o| Choice::new(o.id.to_string(), o.name.as_str())));
    let kinds = BenefitKind::ALL.map(|k| {
        Choice::new(k.code(), kind_name(cx, k)).hint(cx.t(&format!("alliance-kind-{}-hint", k.code())))
    });
    html! {
        (Choices::radios("way", cx.t("alliance-way"), ways).small().choose([form.text("way")]))
        (Select::new("other", cx.t("alliance-other"), others).choose(form.text("other"))
            .error(cx.fault(errors, "to").or_else(|| cx.fault(errors, "from"))))
        (Choices::radios("kind", cx.t("alliance-kind"), kinds).small().choose([form.text("kind")])
            .error(cx.fault(errors, "kind")))
        (field(Field::textarea("words", cx.t("alliance-words")).rows(2).required(), "words"))
        (field(Field::date("began_on", cx.t("alliance-began")).required(), "began_on"))
        (field(Field::date("ended_on", cx.t("alliance-ended")).optional(optional.as_str()), "ended_on"))
        (field(Field::text("source", cx.t("alliance-source-label")).hint(cx.t("alliance-source-hint")).required(), "source"))
        (ui::fieldset(&cx.t("alliance-how-much"), Some(&cx.t("alliance-how-much-hint")), html! {
            (field(Field::number("quantity", cx.t("alliance-quantity")).chars(10).optional(optional.as_str()), "quantity"))
            (field(Field::text("unit", cx.t("alliance-unit")).chars(20).hint(cx.t("alliance-unit-hint")).optional(optional.as_str()), "unit"))
            (field(Field::decimal("value", cx.t("alliance-worth")).chars(10).optional(optional.as_str()), "value"))
            (field(Field::text("valued_how", cx.t("alliance-valued-how"))
                .hint(cx.t("alliance-valued-how-hint")).optional(optional.as_str()), "valued_how"))
        }))
        (ui::button(Button::Primary, "device-floppy", &cx.t("alliance-write-save")))
    }
}

/// Asks why an entry is taken back.
pub async fn ask_back(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    back_page(&cx, path_id(&id)?, &form, &FieldErrors::new()).await
}

/// Takes it back.
pub async fn take_back(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let why = form.text("why").to_owned();
    let done = cx.store.write(&cx.viewer, move |tx| actions::take_back(tx, id, &why)).await;
    match faults(done)? {
        Ok(()) => {
            let to = form.id("partner").map_or_else(|| "/alliance".to_owned(), |p| format!("/alliance/{p}"));
            Ok(cx.redirect_flash(&to, "alliance-taken-back-done"))
        }
        Err(errors) => back_page(&cx, id, &form, &errors).await,
    }
}

async fn back_page(cx: &Cx, id: Uuid, form: &Form, errors: &FieldErrors) -> Answer {
    let (entry, names) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let all = actions::ledger(tx)?;
            let entry = all.into_iter().find(|b| b.id == id).ok_or(Error::NotFound)?;
            let sides: Vec<Uuid> = [entry.from, entry.to].into_iter().flatten().collect();
            let names = tandem_partners::actions::find_many(tx, &sides)?;
            Ok((entry, names.into_iter().map(|o| (o.id, o.name)).collect::<BTreeMap<_, _>>()))
        })
        .await?;
    if !policy::may_enter(&cx.viewer, entry.from, entry.to) {
        return Err(Error::NotFound.into());
    }
    let pair = cx.ta(
        "alliance-pair",
        &[("from", side(cx, entry.from, &names).into()), ("to", side(cx, entry.to, &names).into())],
    );
    let title = cx.t("alliance-take-back");
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/alliance", cx.t("alliance-title").as_str())], &title))
        h1 { (title) }
        p { strong { (kind_name(cx, entry.kind)) } ": " (entry.words) }
        p.m { (pair) @if let Some(cents) = entry.value_cents { " · " (dollars(cents)) } }
        p { (cx.t("alliance-take-back-lead")) }
        form.card.form method="post" action={ "/alliance/entries/" (id) "/back" } {
            input type="hidden" name="partner" value=(form.text("partner"));
            (Field::text("why", cx.t("alliance-why")).value(form.text("why")).required().autocomplete("off")
                .error(cx.fault(errors, "why")))
            (ui::button(Button::Danger, "arrow-back-up", &title))
        }
    };
    let page = Page::new(cx, title.clone()).nav("alliance");
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}
