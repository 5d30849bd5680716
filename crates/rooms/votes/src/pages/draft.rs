//! Writing a vote down: words in both languages, the rule, the options, the times.

use super::words::dollars;
use crate::actions;
use crate::model::definition::{Definition, MOST_OPTIONS, Method, VoteOption, Words, cents};
use crate::model::vote::{Binding, Vote};
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Tx};
use tandem_web::ui::{self, Button, Choice, Choices, Field, Select};
use tandem_web::{Answer, Cx, Form, Page, faults, in_language, path_id};

/// Empty lines for options beyond those that are there.
const SPARE: usize = 3;

/// The form, empty.
pub(super) async fn new(cx: Cx, form: Form) -> Answer {
    let form =
        Form::of([("from", form.text("from").to_owned()), ("seats", "1".into()), ("most", "0".into())]);
    page(&cx, "/votes/new", &cx.t("votes-new"), &form, &FieldErrors::new()).await
}

/// Makes a draft.
pub(super) async fn make(cx: Cx, form: Form) -> Answer {
    let from = form.id("from");
    let made = match read(&form) {
        Ok((d, binding)) => {
            let write = move |tx: &mut Tx| {
                let id = actions::draft(tx, &d, from)?;
                actions::bind(tx, id, binding.clone())?;
                Ok(id)
            };
            faults(cx.store.write(&cx.viewer, write).await)?
        }
        Err(errors) => Err(errors),
    };
    match made {
        Ok(id) => Ok(cx.redirect_flash(&format!("/votes/{id}"), "votes-saved")),
        Err(errors) => page(&cx, "/votes/new", &cx.t("votes-new"), &form, &errors).await,
    }
}

/// The form with a draft in it.
pub(super) async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let vote = cx.store.read(&cx.viewer, move |tx| actions::find(tx, id)).await?;
    let form = written(&vote);
    page(&cx, &format!("/votes/{id}/edit"), &cx.t("votes-edit"), &form, &FieldErrors::new()).await
}

/// Saves a draft.
pub(super) async fn save(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let version = form.int("version").unwrap_or(0);
    let saved = match read(&form) {
        Ok((d, binding)) => {
            let write = move |tx: &mut Tx| {
                actions::revise(tx, id, version, &d)?;
                actions::bind(tx, id, binding.clone())
            };
            faults(cx.store.write(&cx.viewer, write).await)?
        }
        Err(errors) => Err(errors),
    };
    match saved {
        Ok(()) => Ok(cx.redirect_flash(&format!("/votes/{id}"), "votes-saved")),
        Err(errors) => page(&cx, &format!("/votes/{id}/edit"), &cx.t("votes-edit"), &form, &errors).await,
    }
}

fn written(vote: &Vote) -> Form {
    let (d, binding) = (&vote.definition, vote.binding.as_ref());
    let mut pairs = vec![
        ("version".to_owned(), vote.version.to_string()),
        ("topic".into(), binding.map(|b| b.topic.clone()).unwrap_or_default()),
        ("body_id".into(), binding.map(|b| b.body.to_string()).unwrap_or_default()),
        ("method".into(), d.method.code().into()),
        ("budget".into(), d.budget_cents.map(dollars).unwrap_or_default()),
        ("seats".into(), d.seats.to_string()),
        ("most".into(), d.most.to_string()),
        ("minimum_support".into(), d.minimum_support.to_string()),
        ("opens".into(), d.opens.clone()),
        ("closes".into(), d.closes.clone()),
        ("tie_order".into(), d.tie_order.join(", ")),
    ];
    for (name, words) in [("title", &d.title), ("question", &d.question), ("explanation", &d.explanation)] {
        pairs.push((format!("{name}_en"), words.en.clone()));
        pairs.push((format!("{name}_es"), words.es.clone()));
    }
    if d.within_budget {
        pairs.push(("within_budget".into(), "yes".into()));
    }
    for o in &d.options {
        let n = o.number;
        pairs.extend([
            (format!("name_en_{n}"), o.name.en.clone()),
            (format!("name_es_{n}"), o.name.es.clone()),
            (format!("words_en_{n}"), o.words.en.clone()),
            (format!("words_es_{n}"), o.words.es.clone()),
            (format!("cost_{n}"), if o.cost_cents > 0 { dollars(o.cost_cents) } else { String::new() }),
            (format!("group_{n}"), o.group.clone().unwrap_or_default()),
        ]);
    }
    Form::of(pairs)
}

/// Numbers of the lines for options: those that hold something, and some to spare.
fn lines(form: &Form) -> usize {
    let last = (1..=MOST_OPTIONS)
        .rev()
        .find(|n| ["name_en", "name_es", "cost"].iter().any(|f| !form.text(&format!("{f}_{n}")).is_empty()));
    (last.unwrap_or(0) + SPARE).min(MOST_OPTIONS)
}

fn read(form: &Form) -> Result<(Definition, Option<Binding>), FieldErrors> {
    let mut errors = FieldErrors::new();
    let binding = match (form.opt("topic"), form.id("body_id")) {
        (None, _) => None,
        (Some(topic), Some(body)) => Some(Binding { topic: topic.to_owned(), body }),
        (Some(_), None) => {
            errors.add("body_id", "error-required");
            None
        }
    };
    let words = |name: &str| Words {
        en: form.text(&format!("{name}_en")).to_owned(),
        es: form.text(&format!("{name}_es")).to_owned(),
    };
    let method = Method::from_code(form.text("method"));
    if method.is_none() {
        errors.add("method", "error-required");
    }
    let number = |name: &str, errors: &mut FieldErrors| {
        let typed = form.text(name);
        if typed.is_empty() {
            return 0;
        }
        typed.parse::<u32>().unwrap_or_else(|_| {
            errors.add(name, "votes-error-number");
            0
        })
    };
    let (seats, most) = (number("seats", &mut errors), number("most", &mut errors));
    let minimum_support = number("minimum_support", &mut errors).into();
    let mut options = vec![];
    for n in 1..=lines(form) {
        let text = |name: &str| form.text(&format!("{name}_{n}")).to_owned();
        let name = Words { en: text("name_en"), es: text("name_es") };
        if name.en.is_empty() && name.es.is_empty() && text("cost").is_empty() {
            continue;
        }
        options.push(VoteOption {
            // A line that was left empty is no option: numbers follow one another on the ballot.
            number: options.len() as u32 + 1,
            name,
            words: Words { en: text("words_en"), es: text("words_es") },
            cost_cents: cents(&text("cost")).unwrap_or_default(),
            group: Some(text("group")).filter(|g| !g.is_empty()),
            withdrawn: None,
        });
    }
    let d = Definition {
        title: words("title"),
        question: words("question"),
        explanation: words("explanation"),
        method: method.unwrap_or(Method::Approval),
        budget_cents: cents(form.text("budget")),
        seats,
        most,
        within_budget: form.has("within_budget"),
        minimum_support,
        tie_order: form
            .text("tie_order")
            .split(',')
            .map(|t| t.trim().to_owned())
            .filter(|t| !t.is_empty())
            .collect(),
        binding: binding.is_some(),
        opens: form.text("opens").to_owned(),
        closes: form.text("closes").to_owned(),
        time_zone: String::new(),
        options,
    };
    if errors.is_empty() { Ok((d, binding)) } else { Err(errors) }
}

/// Topics on which the charter lets a vote bind, and the bodies that may answer.
async fn binds(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Markup, Error> {
    let (topics, bodies) = cx
        .store
        .read(&cx.viewer, |tx| {
            let named = |tx: &mut Tx, topic: String| {
                Ok::<_, Error>((tandem_bodies::actions::topic_es(tx, &topic)?, topic))
            };
            let topics: Result<Vec<_>, Error> =
                actions::topics(tx)?.into_iter().map(|topic| named(tx, topic)).collect();
            Ok((topics?, tandem_bodies::actions::bodies(tx)?))
        })
        .await?;
    if topics.is_empty() {
        return Ok(html! { p.hint { (cx.t("votes-binding-none")) } });
    }
    let advises = Choice::new("", cx.t("votes-binding-advises"));
    // What is sent is the charter's own wording; what is read, the reader's language.
    let choice = |(spanish, topic): &(Option<String>, String)| {
        Choice::new(topic.as_str(), in_language(topic, spanish.as_deref(), cx.spanish()))
    };
    let topics = std::iter::once(advises).chain(topics.iter().map(choice));
    let working = bodies.iter().map(|s| &s.body).filter(|b| !b.ended);
    let bodies = std::iter::once(Choice::new("", cx.t("votes-binding-choose")))
        .chain(working.map(|b| Choice::new(b.id.to_string(), b.named(cx.spanish()))));
    Ok(html! {
        (Select::new("topic", cx.t("votes-binding"), topics).choose(form.text("topic")).hint(cx.t("votes-binding-hint"))
            .error(cx.fault(errors, "topic")))
        (Select::new("body_id", cx.t("votes-binding-body"), bodies).choose(form.text("body_id")).error(cx.fault(errors, "body_id")))
    })
}

async fn page(cx: &Cx, action: &str, title: &str, form: &Form, errors: &FieldErrors) -> Answer {
    let binds = binds(cx, form, errors).await?;
    let fault = |field: &str| cx.fault(errors, field);
    let home = cx.t("votes-nav");
    let methods = Method::ALL.map(|m| {
        let code = m.code();
        Choice::new(code, cx.t(&format!("votes-method-{code}")))
            .hint(cx.t(&format!("votes-method-{code}-text")))
    });
    let both = |name: &str, key: &str, rows: u8| {
        html! {
            @for (language, code) in [("English", "en"), ("Español", "es")] {
                @let field = format!("{name}_{code}");
                @let label = format!("{} ({language})", cx.t(key));
                @if rows > 1 { (Field::textarea(&field, label).rows(rows).value(form.text(&field)).error(fault(&field)).required()) }
                @else { (Field::text(&field, label).value(form.text(&field)).error(fault(&field)).required()) }
            }
        }
    };
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/votes", &home)], title))
        (cx.error_summary(errors))
        h1 { (title) }
        form.form method="post" action=(action) {
            input type="hidden" name="version" value=(form.text("version"));
            input type="hidden" name="from" value=(form.text("from"));
            (both("title", "votes-title", 1))
            (both("question", "votes-question", 1))
            (both("explanation", "votes-explanation", 6))
            (Choices::radios("method", cx.t("votes-method"), methods).choose([form.text("method")]).error(fault("method")))
            (Field::text("budget", cx.t("votes-budget")).hint(cx.t("votes-budget-hint")).value(form.text("budget")).inputmode("decimal").chars(10).error(fault("budget")))
            (Choices::checkboxes("within_budget", cx.t("votes-limit"), [Choice::new("yes", cx.t("votes-within-budget"))])
                .choose(if form.has("within_budget") { vec!["yes"] } else { vec![] }).small())
            (Field::number("minimum_support", cx.t("votes-minimum")).hint(cx.t("votes-minimum-hint")).value(form.text("minimum_support")).error(fault("minimum_support")))
            (Field::number("seats", cx.t("votes-seats")).hint(cx.t("votes-seats-hint")).value(form.text("seats")).error(fault("seats")))
            (Field::number("most", cx.t("votes-most")).hint(cx.t("votes-most-hint")).value(form.text("most")).error(fault("most")))
            (Field::text("tie_order", cx.t("votes-tie-order")).hint(cx.t("votes-tie-order-hint")).value(form.text("tie_order")).error(fault("tie_order")))
            (binds)
            (Field::moment("opens", cx.t("votes-opens")).value(form.text("opens")).error(fault("opens")).required())
            (Field::moment("closes", cx.t("votes-closes")).hint(cx.t("votes-closes-hint")).value(form.text("closes")).error(fault("closes")).required())
            h2 id="options" { (cx.t("votes-options")) }
            p.hint { (cx.t("votes-options-hint")) }
            @for n in 1..=lines(form) { (option(cx, n, form, errors)) }
            (ui::button(Button::Primary, "device-floppy", &cx.t("votes-save")))
        }
    };
    let page = Page::new(cx, title).nav("votes");
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

fn option(cx: &Cx, n: usize, form: &Form, errors: &FieldErrors) -> Markup {
    let field = |name: &str, key: &str, more: &str| {
        let name = format!("{name}_{n}");
        let label = if more.is_empty() { cx.t(key) } else { format!("{} ({more})", cx.t(key)) };
        Field::text(&name, label).value(form.text(&name)).error(cx.fault(errors, &name))
    };
    ui::fieldset(
        &cx.ta("votes-option-n", &[("n", n.into())]),
        None,
        html! {
            (field("name_en", "votes-name", "English"))
            (field("name_es", "votes-name", "Español"))
            (field("words_en", "votes-words", "English"))
            (field("words_es", "votes-words", "Español"))
            (field("cost", "votes-cost", "").inputmode("decimal").chars(10))
            (field("group", "votes-group", ""))
        },
    )
}
