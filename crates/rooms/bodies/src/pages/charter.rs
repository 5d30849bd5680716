//! The charter, for everybody: mission, goals, clauses, seats and rules; what was said about a draft, and who ratified.

use super::ratify::{self, Said};
use super::words::reason;
use crate::actions::{self, Note, NoteKind};
use crate::model::{Charter, CharterState};
use crate::policy;
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Tx, Uuid};
use tandem_agreements::glossary::{self, Glossary};
use tandem_partners::model::Sector;
use tandem_web::messages::percent_of;
use tandem_web::ui::{self, Button, Choice, Choices, Col, Field, Select, Table, Tone};
use tandem_web::{Answer, Cx, Form, Lang, Page, faults, path_id};

/// The charter that holds; without one, what there is instead.
pub async fn show(cx: Cx) -> Answer {
    let (held, all) = cx
        .store
        .read(&cx.viewer, |tx| Ok((actions::in_force(tx)?.map(|c| c.id), actions::charters(tx)?)))
        .await?;
    if let Some(id) = held {
        return one(cx, id, &Form::default(), &FieldErrors::new()).await;
    }
    let begin = (cx.allowed(super::KEEP)
        && all.iter().all(|(_, _, s)| *s != CharterState::Draft && *s != CharterState::Open))
    .then(|| ui::post_button(Button::Primary, "pencil", "/charter", &[], &cx.t("bodies-charter-begin"), ""));
    let body = html! {
        h1 { (cx.t("bodies-charter")) }
        (ui::empty_state("file-text", &cx.t("bodies-charter-none"), &cx.t("bodies-charter-none-hint"), None))
        @if let Some(begin) = begin { (begin) }
        (versions(&cx, &all, None))
    };
    Ok(Page::new(&cx, cx.t("bodies-charter")).nav("charter").public().body(body))
}

/// One version.
pub async fn version(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    one(cx, id, &Form::default(), &FieldErrors::new()).await
}

pub(super) async fn one(cx: Cx, id: Uuid, form: &Form, errors: &FieldErrors) -> Answer {
    let lang = cx.lang;
    let read = move |tx: &mut Tx<'_, '_>| {
        let charter = actions::charter(tx, id)?;
        let glossary = glossary::load(tx, lang)?;
        let (said, before) = (Said::of(tx, &charter)?, actions::before(tx, &charter)?);
        Ok((actions::notes(tx, id)?, said, actions::charters(tx)?, glossary, before, charter))
    };
    let (notes, answers, all, words, before, charter) = cx.store.read(&cx.viewer, read).await?;
    let talks = matches!(charter.state, CharterState::Draft | CharterState::Open);
    let panels = cx.panels("charter", charter.id).await?;
    let spanish = cx.spanish();
    let body = html! {
        (cx.error_summary(errors))
        h1 { (cx.ta("bodies-charter-version", &[("n", charter.version.into())])) }
        p { (state_chip(&cx, charter.state)) }
        (ui::key_sentence(&standing_sentence(&cx, &charter, answers.counted())))
        (buttons(&cx, &charter))
        @if let Some(before) = &before { (super::changes::section(&cx, before, &charter, talks)) }
        (ui::section(&cx.t("bodies-mission"), html! { (marked(&words, charter.mission(spanish), written(&cx, |es| charter.mission(es)))) }))
        (ui::section(&cx.t("bodies-goals"), html! { ul { @for goal in charter.goals(spanish).lines().filter(|l| !l.trim().is_empty()) {
            li { (words.mark_in(goal, written(&cx, |es| charter.goals(es)))) } } } }))
        @for clause in &charter.clauses {
            (ui::section(&format!("{}. {}", clause.position, clause.title(spanish)), marked(&words, clause.body(spanish), written(&cx, |es| clause.body(es)))))
        }
        (words.notes(&cx))
        (ui::section(&cx.t("bodies-council-seats"), html! { (seats(&cx, &charter))
            p { a href={ "/charter/" (charter.id) "/power" } { (cx.t("bodies-power-link")) } } }))
        (ui::section(&cx.t("bodies-kept-rules"), rules(&cx, &charter)))
        (panels)
        @if talks || !notes.is_empty() { (ui::section(&cx.t("bodies-notes"), said(&cx, &charter, &notes))) }
        @if talks && policy::may_speak(&cx.viewer) { (note_form(&cx, &charter, form, errors)) }
        (ratify::shown(&cx, &charter, &answers, before.is_some(), form, errors))
        @if let Some(hash) = &charter.text_hash { p.muted { (cx.t("bodies-hash")) " " code { (hash) } } }
        (versions(&cx, &all, Some(charter.id)))
    };
    let page = Page::new(&cx, cx.t("bodies-charter")).nav("charter").public();
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

fn state_chip(cx: &Cx, state: CharterState) -> Markup {
    let tone = match state {
        CharterState::InForce => Tone::Ok,
        CharterState::Open => Tone::Soon,
        CharterState::Draft | CharterState::Replaced | CharterState::Dropped => Tone::Info,
    };
    ui::chip(tone, &cx.t(&format!("bodies-charter-{}", state.code())))
}

fn standing_sentence(cx: &Cx, charter: &Charter, yes: usize) -> String {
    match (charter.state, charter.in_force_at) {
        (CharterState::InForce, Some(at)) => cx.ta(
            "bodies-charter-since",
            &[("date", cx.day(at.to_zoned(cx.zone()).date()).into()), ("n", yes.into())],
        ),
        (CharterState::Open, _) => cx.ta("bodies-charter-open-n", &[("n", yes.into())]),
        (state, _) => cx.t(&format!("bodies-charter-{}-hint", state.code())),
    }
}

fn lines(text: &str) -> Markup {
    html! { @for paragraph in text.split("\n\n").filter(|p| !p.trim().is_empty()) { p { (paragraph) } } }
}

/// Paragraphs with known words as links.
fn marked(words: &Glossary, text: &str, lang: Lang) -> Markup {
    html! { @for paragraph in text.split("\n\n").filter(|p| !p.trim().is_empty()) { p { (words.mark_in(paragraph, lang)) } } }
}

/// The language of what the reader sees: Spanish where it was written so, too.
fn written<'t>(cx: &Cx, of: impl Fn(bool) -> &'t str) -> Lang {
    if cx.spanish() && of(true) != of(false) { Lang::Es } else { Lang::En }
}

fn buttons(cx: &Cx, charter: &Charter) -> Markup {
    if !cx.allowed(super::KEEP) {
        return html! {};
    }
    let here = format!("/charter/{}", charter.id);
    let post = |kind, icon, verb: &str, key: &str| {
        ui::post_button(kind, icon, &format!("{here}/{verb}"), &[], &cx.t(key), "")
    };
    html! {
        div.acts {
            @match charter.state {
                CharterState::Draft => {
                    (ui::link_button(Button::Primary, "pencil", &format!("{here}/edit"), &cx.t("bodies-charter-edit"), ""))
                    (post(Button::Secondary, "send", "open", "bodies-charter-lay-open"))
                    (post(Button::Danger, "trash", "drop", "bodies-charter-drop"))
                }
                CharterState::Open => { (post(Button::Secondary, "arrow-back-up", "back", "bodies-charter-back")) }
                CharterState::InForce => {
                    (ui::post_button(Button::Secondary, "pencil", "/charter", &[], &cx.t("bodies-charter-change"), ""))
                }
                CharterState::Replaced | CharterState::Dropped => {}
            }
        }
    }
}

fn seats(cx: &Cx, charter: &Charter) -> Markup {
    let all: u64 = charter.seats.values().sum();
    if all == 0 {
        return html! { p { (cx.t("bodies-no-council")) } };
    }
    let columns = [
        Col::text(cx.t("bodies-sector")),
        Col::number(cx.t("bodies-seats")),
        Col::number(cx.t("bodies-share")),
    ];
    let mut table = Table::new(cx.t("bodies-council-seats"), columns).hide_caption();
    for (sector, n) in &charter.seats {
        table.push([
            html! { (tandem_partners::sector_name(cx, *sector)) },
            html! { (n) },
            html! { (percent_of(*n, all)) },
        ]);
    }
    html! {
        @if let Some(code) = charter.seats_verdict().code { (ui::notice(Tone::Late, html! { p { (reason(cx, code)) } })) }
        (table)
    }
}

fn rules(cx: &Cx, charter: &Charter) -> Markup {
    let r = &charter.rules;
    html! {
        ul {
            li { (cx.t(&format!("bodies-decision-{}", r.decision.code()))) }
            li { (cx.ta("bodies-say-react", &[("n", r.react_hours.into())])) }
            li { (cx.ta("bodies-say-integrations", &[("n", r.integrations.into())])) }
            li { (cx.ta("bodies-say-review", &[("n", r.review_months.into())])) }
            li { (cx.ta("bodies-say-term", &[("months", r.term_months.into()), ("n", r.terms.into())])) }
            li { (cx.t(&format!("bodies-ratify-{}", r.ratify.code().replace('_', "-")))) }
            li { (cx.t(&format!("bodies-ties-{}", r.ties.code()))) }
            li { (cx.ta("bodies-say-quorum", &[("percent", r.quorum_percent.into()), ("sectors", r.quorum_sectors.into())])) }
            li { (cx.ta("bodies-say-conflict", &[("n", r.conflict_months.into())])) }
            @if !r.binding_topics.is_empty() {
                li { (cx.t("bodies-say-binding")) ul { @for topic in r.topics(cx.spanish()) { li { (topic) } } } }
            }
        }
    }
}

fn said(cx: &Cx, charter: &Charter, notes: &[Note]) -> Markup {
    if notes.is_empty() {
        return html! { p { (cx.t("bodies-notes-none")) } };
    }
    let about = |note: &Note| {
        let clause = note.clause.and_then(|id| charter.clauses.iter().find(|c| c.id == id));
        clause.map_or_else(|| cx.t("bodies-note-whole"), |c| format!("{}. {}", c.position, c.title))
    };
    let answers = cx.allowed(super::KEEP) && charter.state == CharterState::Draft;
    html! {
        ul.plain.stack {
            @for note in notes {
                li { (ui::card(html! {
                    p { b { (note.organization) } ", " (cx.moment(note.at)) ": "
                        (cx.t(&format!("bodies-note-{}", note.kind.code()))) " (" (about(note)) ")" }
                    @if !note.body.is_empty() { (lines(&note.body)) }
                    @if let Some(answer) = &note.answer {
                        p { (ui::chip(if note.taken == Some(true) { Tone::Ok } else { Tone::Info },
                            &cx.t(if note.taken == Some(true) { "bodies-note-taken" } else { "bodies-note-not-taken" }))) " " (answer) }
                    } @else if answers && note.kind != NoteKind::Agree {
                        (ui::details(&cx.t("bodies-note-answer"), html! {
                            form.form method="post" action={ "/charter/" (charter.id) "/answer" } {
                                input type="hidden" name="note" value=(note.id);
                                (Field::text("answer", cx.t("bodies-note-answer")).id(format!("answer-{}", note.id)).required().autocomplete("off"))
                                (Choices::radios("taken", cx.t("bodies-note-taken-q"), [
                                    Choice::new("1", cx.t("bodies-note-taken")), Choice::new("0", cx.t("bodies-note-not-taken"))])
                                    .choose(["1"]).small().side_by_side())
                                (ui::button(Button::Secondary, "check", &cx.t("bodies-note-answer")))
                            }
                        }))
                    }
                })) }
            }
        }
    }
}

fn note_form(cx: &Cx, charter: &Charter, form: &Form, errors: &FieldErrors) -> Markup {
    let kinds =
        NoteKind::ALL.iter().map(|k| Choice::new(k.code(), cx.t(&format!("bodies-note-{}", k.code()))));
    let clauses = std::iter::once(Choice::new("", cx.t("bodies-note-whole"))).chain(
        charter.clauses.iter().map(|c| Choice::new(c.id.to_string(), format!("{}. {}", c.position, c.title))),
    );
    ui::section(
        &cx.t("bodies-note-say"),
        html! {
            form.form method="post" action={ "/charter/" (charter.id) "/note" } {
                (Choices::radios("kind", cx.t("bodies-note-kind"), kinds)
                    .choose([form.opt("kind").unwrap_or("comment")]).small())
                (Select::new("clause", cx.t("bodies-note-about"), clauses).choose(form.text("clause")))
                (Field::textarea("note", cx.t("bodies-note-words")).value(form.text("note")).error(cx.fault(errors, "note")))
                (ui::button(Button::Primary, "send", &cx.t("bodies-note-send")))
            }
        },
    )
}

fn versions(cx: &Cx, all: &[(Uuid, i64, CharterState)], here: Option<Uuid>) -> Markup {
    let others: Vec<_> = all.iter().filter(|(id, _, _)| Some(*id) != here).collect();
    if others.is_empty() {
        return html! {};
    }
    ui::section(
        &cx.t("bodies-versions"),
        html! {
            ul { @for (id, n, state) in others { li {
                a href={ "/charter/" (id) } { (cx.ta("bodies-charter-version", &[("n", (*n).into())])) } " " (state_chip(cx, *state))
            } } }
        },
    )
}

/// Says something about a draft.
pub async fn note(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let kind = NoteKind::from_code(form.text("kind")).unwrap_or(NoteKind::Comment);
    let (clause, words) = (form.id("clause"), form.text("note").to_owned());
    let noted = cx.store.write(&cx.viewer, move |tx| actions::note(tx, id, clause, kind, &words)).await;
    match faults(noted)? {
        Ok(_) => Ok(cx.redirect_flash(&format!("/charter/{id}"), "bodies-note-sent")),
        Err(errors) => one(cx, id, &form, &errors).await,
    }
}

/// Answers what was said.
pub async fn answer(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let note = form.id("note").ok_or(Error::NotFound)?;
    let (answer, taken) = (form.text("answer").to_owned(), form.text("taken") == "1");
    cx.store.write(&cx.viewer, move |tx| actions::answer_note(tx, id, note, &answer, taken)).await?;
    Ok(cx.redirect_flash(&format!("/charter/{id}"), "account-saved"))
}

/// Sectors in the order of forms and tables.
pub const SECTORS: &[Sector] = Sector::ALL;
