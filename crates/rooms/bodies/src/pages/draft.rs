//! A draft of the charter as one form: mission, goals, clauses, seats, rules.

use super::charter::SECTORS;
use crate::actions::{self, Draft, NewClause};
use crate::model::{Charter, CharterState, DecisionRule, Ratify, Rules, Ties};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use std::collections::BTreeMap;
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_partners::model::Sector;
use tandem_web::ui::{self, Button, Choice, Choices, Field};
use tandem_web::{Answer, Cx, Form, Page, PageError, faults, path_id};

/// Empty clauses at the end of the form.
const MORE: usize = 2;
/// The most clauses of a form.
const MOST: usize = 60;

/// Begins a draft.
pub async fn begin(cx: Cx) -> Answer {
    let id = cx.store.write(&cx.viewer, actions::draft).await?;
    Ok(cx.redirect(&format!("/charter/{id}/edit")))
}

fn form_of(charter: &Charter) -> Form {
    let mut pairs = vec![
        ("revision".to_owned(), charter.revision.to_string()),
        ("mission".to_owned(), charter.mission.clone()),
        ("goals".to_owned(), charter.goals.clone()),
        ("mission_es".to_owned(), charter.mission_es.clone().unwrap_or_default()),
        ("goals_es".to_owned(), charter.goals_es.clone().unwrap_or_default()),
    ];
    for (n, clause) in charter.clauses.iter().enumerate() {
        pairs.push((format!("clause_id_{}", n + 1), clause.id.to_string()));
        pairs.push((format!("clause_title_{}", n + 1), clause.title.clone()));
        pairs.push((format!("clause_body_{}", n + 1), clause.body.clone()));
        pairs.push((format!("clause_title_es_{}", n + 1), clause.title_es.clone().unwrap_or_default()));
        pairs.push((format!("clause_body_es_{}", n + 1), clause.body_es.clone().unwrap_or_default()));
    }
    pairs.extend(charter.seats.iter().map(|(s, n)| (format!("seats_{}", s.code()), n.to_string())));
    pairs.extend(charter.rules.to_texts().into_iter().map(|(rule, value)| (rule.to_owned(), value)));
    Form::of(pairs)
}

/// The form.
pub async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let charter = load(&cx, id).await?;
    Ok(page(&cx, id, &form_of(&charter), &FieldErrors::new()))
}

async fn load(cx: &Cx, id: Uuid) -> Result<Charter, PageError> {
    let charter = cx.store.read(&cx.viewer, move |tx| actions::charter(tx, id)).await?;
    if charter.state == CharterState::Draft { Ok(charter) } else { Err(Error::NotFound.into()) }
}

fn page(cx: &Cx, id: Uuid, form: &Form, errors: &FieldErrors) -> Response {
    let optional = cx.t("web-optional");
    let field =
        |f: Field, name: &str| f.value(form.text(name)).error(cx.fault(errors, name)).autocomplete("off");
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/charter", &cx.t("bodies-charter"))], &cx.t("bodies-charter-edit")))
        h1 { (cx.t("bodies-charter-edit")) }
        form.form method="post" action={ "/charter/" (id) "/edit" } {
            input type="hidden" name="revision" value=(form.text("revision"));
            (field(Field::textarea("mission", cx.t("bodies-mission")).hint(cx.t("bodies-mission-hint")), "mission"))
            (field(Field::textarea("goals", cx.t("bodies-goals")).hint(cx.t("bodies-goals-hint")), "goals"))
            (in_spanish(cx, &["mission_es", "goals_es"], form, html! {
                (field(Field::textarea("mission_es", spanish(cx, cx.t("bodies-mission"))).lang("es"), "mission_es"))
                (field(Field::textarea("goals_es", spanish(cx, cx.t("bodies-goals"))).lang("es"), "goals_es"))
            }))
            (ui::fieldset(&cx.t("bodies-clauses"), Some(&cx.t("bodies-clauses-hint")), clauses(cx, form, errors)))
            (ui::fieldset(&cx.t("bodies-council-seats"), Some(&cx.t("bodies-seats-hint")), html! {
                @for sector in SECTORS {
                    @let name = format!("seats_{}", sector.code());
                    (field(Field::number(&name, tandem_partners::sector_name(cx, *sector)).optional(optional.as_str()), &name))
                }
            }))
            (ui::fieldset(&cx.t("bodies-kept-rules"), Some(&cx.t("bodies-kept-rules-hint")), rules(cx, form, errors)))
            (ui::button(Button::Primary, "device-floppy", &cx.t("account-save")))
        }
    };
    let page = Page::new(cx, cx.t("bodies-charter-edit")).nav("charter");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

fn spanish(cx: &Cx, label: String) -> String {
    format!("{label} ({})", cx.t("bodies-in-spanish"))
}

/// Fields for the Spanish words, open where there are some.
fn in_spanish(cx: &Cx, names: &[&str], form: &Form, fields: Markup) -> Markup {
    let begun = names.iter().any(|name| form.opt(name).is_some());
    html! { details open[begun] { summary { (cx.t("bodies-spanish")) } (fields) } }
}

fn clauses(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let last = (1..=MOST).filter(|n| form.has(&format!("clause_title_{n}"))).max().unwrap_or(0);
    let filled = (1..=last).filter(|n| form.opt(&format!("clause_title_{n}")).is_some()).max().unwrap_or(0);
    html! {
        @for n in 1..=(filled + MORE).max(last).min(MOST) {
            @let (id, title, text) = (format!("clause_id_{n}"), format!("clause_title_{n}"), format!("clause_body_{n}"));
            @if let Some(known) = form.opt(&id) { input type="hidden" name=(id) value=(known); }
            (Field::text(&title, cx.ta("bodies-clause-title", &[("n", n.into())])).value(form.text(&title))
                .error(cx.fault(errors, &title)).autocomplete("off"))
            (Field::textarea(&text, cx.ta("bodies-clause-body", &[("n", n.into())])).value(form.text(&text))
                .error(cx.fault(errors, &text)).autocomplete("off"))
            @let (title_es, text_es) = (format!("clause_title_es_{n}"), format!("clause_body_es_{n}"));
            (in_spanish(cx, &[&title_es, &text_es], form, html! {
                (Field::text(&title_es, spanish(cx, cx.ta("bodies-clause-title", &[("n", n.into())]))).value(form.text(&title_es)).lang("es")
                    .autocomplete("off"))
                (Field::textarea(&text_es, spanish(cx, cx.ta("bodies-clause-body", &[("n", n.into())]))).value(form.text(&text_es)).lang("es")
                    .error(cx.fault(errors, &text_es)).autocomplete("off"))
            }))
        }
    }
}

fn rules(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let radios = |name: &str, key: &str, choices: Vec<Choice>| {
        Choices::radios(name, cx.t(key), choices)
            .choose([form.text(name)])
            .small()
            .error(cx.fault(errors, name))
    };
    let decision = DecisionRule::ALL
        .iter()
        .map(|r| Choice::new(r.code(), cx.t(&format!("bodies-decision-{}", r.code()))));
    let ratify = Ratify::ALL
        .iter()
        .map(|r| Choice::new(r.code(), cx.t(&format!("bodies-ratify-{}", r.code().replace('_', "-")))));
    let ties = Ties::ALL.iter().map(|r| Choice::new(r.code(), cx.t(&format!("bodies-ties-{}", r.code()))));
    let numbers = [
        "react_hours",
        "integrations",
        "review_months",
        "term_months",
        "terms",
        "quorum_percent",
        "quorum_sectors",
        "conflict_months",
    ];
    html! {
        (radios("decision", "bodies-rule-decision", decision.collect()))
        (radios("ratify", "bodies-rule-ratify", ratify.collect()))
        (radios("ties", "bodies-rule-ties", ties.collect()))
        @for name in numbers {
            (Field::number(name, cx.t(&format!("bodies-rule-{}", name.replace('_', "-")))).value(form.text(name))
                .error(cx.fault(errors, name)).autocomplete("off"))
        }
        (Field::textarea("binding_topics", cx.t("bodies-rule-binding")).value(form.text("binding_topics"))
            .hint(cx.t("bodies-rule-binding-hint")))
        (in_spanish(cx, &["topics_es"], form, html! {
            (Field::textarea("topics_es", spanish(cx, cx.t("bodies-rule-binding"))).value(form.text("topics_es")).lang("es")
                .hint(cx.t("bodies-rule-topics-es-hint")).error(cx.fault(errors, "topics_es")))
        }))
    }
}

fn draft_of(form: &Form) -> Result<Draft, FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut seats = BTreeMap::new();
    for sector in SECTORS {
        let name = format!("seats_{}", sector.code());
        match form.opt(&name).map(str::parse::<u64>) {
            None => {}
            Some(Ok(n)) if n <= 200 => {
                seats.insert(*sector, n);
            }
            Some(_) => {
                errors.add(&name, "bodies-error-number");
            }
        }
    }
    let rules = match Rules::from_texts(|rule| form.opt(rule).map(str::to_owned)) {
        Ok(rules) => rules,
        Err(Error::Invalid(wrong)) => {
            for (field, message) in wrong.iter() {
                errors.add(field, message.key);
            }
            Rules::default()
        }
        Err(_) => Rules::default(),
    };
    if !errors.is_empty() {
        return Err(errors);
    }
    let clauses = (1..=MOST).filter(|n| form.has(&format!("clause_title_{n}"))).map(|n| {
        let text = |name: &str| form.text(&format!("{name}_{n}")).to_owned();
        let spanish = |name: &str| form.opt(&format!("{name}_{n}")).map(str::to_owned);
        NewClause {
            id: form.id(&format!("clause_id_{n}")),
            title: text("clause_title"),
            body: text("clause_body"),
            title_es: spanish("clause_title_es"),
            body_es: spanish("clause_body_es"),
        }
    });
    Ok(Draft {
        revision: form.int("revision").unwrap_or(0),
        mission: form.text("mission").to_owned(),
        goals: form.text("goals").to_owned(),
        mission_es: form.opt("mission_es").map(str::to_owned),
        goals_es: form.opt("goals_es").map(str::to_owned),
        clauses: clauses.collect(),
        seats: seats as BTreeMap<Sector, u64>,
        rules,
    })
}

/// Writes the draft.
pub async fn save(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let draft = match draft_of(&form) {
        Ok(draft) => draft,
        Err(errors) => return Ok(page(&cx, id, &form, &errors)),
    };
    let saved = cx.store.write(&cx.viewer, move |tx| actions::save(tx, id, &draft)).await;
    match faults(saved) {
        Ok(Ok(())) => Ok(cx.redirect_flash(&format!("/charter/{id}"), "account-saved")),
        Ok(Err(errors)) => Ok(page(&cx, id, &form, &errors)),
        // Somebody else was faster: what was typed stays on the page, beside the way to what they wrote.
        Err(Error::Conflict { .. }) => {
            let mut errors = FieldErrors::new();
            errors.add("mission", "bodies-conflict-changed-keep");
            let now = load(&cx, id).await?;
            let form = Form::parse(form.with("revision", &now.revision.to_string()).as_bytes());
            Ok(page(&cx, id, &form, &errors))
        }
        Err(e) => Err(e.into()),
    }
}

/// Lays the draft open.
pub async fn lay_open(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let opened = cx.store.write(&cx.viewer, move |tx| actions::lay_open(tx, id)).await;
    match faults(opened)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/charter/{id}"), "bodies-opened")),
        Err(errors) => {
            let charter = load(&cx, id).await?;
            let mut shown = FieldErrors::new();
            for (field, message) in errors.iter() {
                let field = if field == "seats" { "seats_community" } else { field };
                shown.add(field, message.key);
            }
            Ok(page(&cx, id, &form_of(&charter), &shown))
        }
    }
}

/// Takes the open text back.
pub async fn take_back(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::take_back(tx, id)).await?;
    Ok(cx.redirect_flash(&format!("/charter/{id}"), "account-saved"))
}

/// Gives the draft up.
pub async fn drop_draft(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::drop_charter(tx, id)).await?;
    Ok(cx.redirect_flash("/charter", "account-saved"))
}
