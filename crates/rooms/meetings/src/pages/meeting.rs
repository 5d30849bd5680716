//! One meeting: when, where, about what; answering the invitation, proposing a point; the minutes once they are published.

use super::minutes::{self, Minutes};
use super::needs;
use super::words::{names, place, rhythm, sector, state_chip, ways, when};
use crate::actions;
use crate::model::{Answer, Answered, Arranged, Item, ItemKind, Meeting, Need, NewItem, Plan, State, Way};
use crate::policy::Part;
use axum::extract::Path;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_bodies::model::Standing;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Tone};
use tandem_web::{Cx, Form, Page, faults, in_language, path_id};

/// What the page shows.
pub(super) struct View {
    pub(super) meeting: Meeting,
    pub(super) plan: Plan,
    pub(super) standing: Standing,
    pub(super) part: Part,
    pub(super) minutes: Minutes,
    pub(super) names: HashMap<Uuid, String>,
    pub(super) mine: Option<Answered>,
    pub(super) answers: Vec<Answered>,
    pub(super) arranged: Vec<Arranged>,
    pub(super) chain: tandem_spine::model::Chain,
    pub(super) about: HashMap<Uuid, tandem_spine::model::Item>,
}

pub(super) async fn load(cx: &Cx, id: Uuid) -> Result<View, Error> {
    cx.store
        .read(&cx.viewer, move |tx| {
            let (meeting, standing, part) = actions::with_part(tx, id)?;
            let minutes = minutes::read(tx, &meeting)?;
            let mut about = HashMap::new();
            for item in minutes.items.iter().filter_map(|i| i.about) {
                if let Some(found) = tandem_spine::actions::item(tx, item)? {
                    about.insert(item, found);
                }
            }
            Ok(View {
                plan: actions::plan_of(tx, id)?,
                names: if tx.viewer().is_member() { names(tx, &standing)? } else { HashMap::new() },
                mine: actions::my_answer(tx, id)?,
                arranged: if tx.viewer().is_member() { actions::arranged(tx, id)? } else { vec![] },
                answers: if part.organizes { actions::answers(tx, id)? } else { vec![] },
                chain: tandem_spine::actions::chain(tx, id)?,
                meeting,
                standing,
                part,
                minutes,
                about,
            })
        })
        .await
}

pub(super) async fn show(cx: Cx, Path(id): Path<String>, form: Form) -> tandem_web::Answer {
    let view = load(&cx, path_id(&id)?).await?;
    Ok(page(&cx, &view, &form, &FieldErrors::new()))
}

pub(super) fn page(cx: &Cx, v: &View, form: &Form, errors: &FieldErrors) -> axum::response::Response {
    let m = &v.meeting;
    let title = m.named(cx.spanish()).to_owned();
    let body = v.standing.body.named(cx.spanish());
    let path = format!("/meetings/{}", m.id);
    // Members read along while the minutes are being written; the public reads what was published.
    let written = m.state == State::Published || (m.is_open() && v.part.takes_part());
    let main = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/meetings", &cx.t("meetings-title"))], &title))
        h1 { (title) }
        (cx.error_summary(errors))
        p.row { (state_chip(cx, m)) @if !m.public { (ui::chip(Tone::Info, &cx.t("meetings-not-public"))) } }
        @if m.state == State::Cancelled {
            (ui::notice(Tone::Late, html! { p { strong { (cx.t("meetings-is-cancelled")) } " " (m.why.as_deref().unwrap_or_default()) } }))
        }
        (ui::card(html! {
            p { strong { time datetime=(m.start) { (when(cx, m)) } } }
            @if m.moved && v.plan.rule.is_some() { p { (cx.t("meetings-is-moved")) } }
            @if let Some(words) = rhythm(cx, &v.plan) { p { (words) } }
            p { a href={ "/meetings?body=" (m.body) } { (body) } }
            (place(cx, &m.place))
            @if m.public { p.hint { (cx.t("meetings-open-to-all")) } }
            p.row {
                @if m.state != State::Cancelled { (minutes::calendar(cx, m)) }
                @if v.part.takes_part() && m.state != State::Cancelled { (ui::link_button(Button::Primary, "notes", &format!("{path}/live"), &cx.t("meetings-workspace"), "")) }
                @if v.part.organizes && m.is_ahead() { (ui::link_button(Button::Secondary, "edit", &format!("{path}/edit"), &cx.t("meetings-edit"), "")) }
            }
        }))
        @if written { (minutes::show(cx, m, &v.standing, &v.minutes, &v.names)) }
        @else if m.state == State::Closed { (ui::notice(Tone::Info, html! { p { (cx.t("meetings-minutes-soon")) } })) }
        @if !written { (ui::section(&cx.t("meetings-agenda"), agenda(cx, v))) }
        @if v.part.takes_part() && matches!(m.state, State::Planned | State::Running) { (ui::section(&cx.t("meetings-propose"), propose_form(cx, m, form, errors))) }
        @if v.part.takes_part() && m.is_ahead() { (ui::section(&cx.t("meetings-answer"), answer_form(cx, v, form, errors))) }
        @if v.part.organizes && !v.answers.is_empty() { (ui::section(&cx.t("meetings-answers"), needs::answers(cx, v, form, errors))) }
        (tandem_spine::chain(cx, &v.chain))
    };
    let page = Page::new(cx, title).nav("meetings");
    let page = if m.public { page.public() } else { page };
    if errors.is_empty() { page.body(main) } else { page.invalid().body(main) }
}

pub(super) fn kind(cx: &Cx, kind: ItemKind) -> String {
    cx.t(&format!("meetings-item-{}", kind.code()))
}

fn agenda(cx: &Cx, v: &View) -> Markup {
    let m = &v.meeting;
    let all: i64 = v.minutes.items.iter().map(|i| i.minutes).sum();
    let orders = v.part.organizes && matches!(m.state, State::Planned | State::Running);
    let button = |item: &Item, verb: &str, icon: &str| {
        let sends = [("item", item.id.to_string()), ("do", verb.to_owned())];
        let sends = [(sends[0].0, sends[0].1.as_str()), (sends[1].0, sends[1].1.as_str())];
        let words = cx.t(&format!("meetings-agenda-{verb}"));
        ui::post_button(
            Button::Plain,
            icon,
            &format!("/meetings/{}/agenda/order", m.id),
            &sends,
            &words,
            &item.title,
        )
    };
    html! {
        @if v.minutes.items.is_empty() { p { (cx.t("meetings-agenda-none")) } }
        @else {
            p.hint { (cx.ta("meetings-agenda-time", &[("n", all.into())])) }
            ol.stack-s {
                @for (n, item) in v.minutes.items.iter().enumerate() {
                    @let own = item.by.is_some() && item.by == cx.viewer.member_id() && m.is_ahead();
                    li {
                        strong { (item.title) }
                        p.hint { (kind(cx, item.kind)) ", " (cx.ta("meetings-min", &[("n", item.minutes.into())])) ". " (proposer(cx, item)) }
                        @if let Some(about) = item.about.and_then(|id| v.about.get(&id)).filter(|i| i.public || cx.viewer.is_member()) {
                            p { (cx.t("meetings-item-about")) ": " a href=(about.path) { (in_language(&about.title, about.title_es.as_deref(), cx.spanish())) } }
                        }
                        @if orders || own {
                            div.row {
                                @if orders && n > 0 { (button(item, "up", "arrow-left")) }
                                @if orders && n + 1 < v.minutes.items.len() { (button(item, "down", "arrow-right")) }
                                (button(item, "drop", "x"))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// For whom a point was proposed: the sector, and for members the name where it is known.
fn proposer(cx: &Cx, item: &Item) -> String {
    match item.sector {
        Some(of) => cx.ta("meetings-item-from", &[("sector", sector(cx, of).into())]),
        None => cx.t("meetings-item-from-keeper"),
    }
}

fn propose_form(cx: &Cx, m: &Meeting, form: &Form, errors: &FieldErrors) -> Markup {
    let kinds = ItemKind::ALL
        .iter()
        .map(|k| Choice::new(k.code(), kind(cx, *k)).hint(cx.t(&format!("meetings-item-{}-hint", k.code()))));
    html! {
        p { (cx.t("meetings-propose-text")) }
        form.stack method="post" action={ "/meetings/" (m.id) "/agenda" } {
            (Field::text("item_title", cx.t("meetings-item-title")).value(form.text("item_title")).required().error(cx.fault(errors, "item_title")))
            (Choices::radios("item_kind", cx.t("meetings-item-kind"), kinds).small().choose([form.opt("item_kind").unwrap_or("discussion")]))
            (Field::number("item_minutes", cx.t("meetings-item-minutes")).value(form.opt("item_minutes").unwrap_or("10")).error(cx.fault(errors, "item_minutes")))
            (Field::text("about", cx.t("meetings-item-link")).value(form.text("about")).optional(cx.t("web-optional")).hint(cx.t("meetings-item-link-hint")).error(cx.fault(errors, "about")))
            div { (ui::button(Button::Primary, "plus", &cx.t("meetings-propose-do"))) }
        }
    }
}

pub(super) async fn propose(cx: Cx, Path(id): Path<String>, form: Form) -> tandem_web::Answer {
    let id = path_id(&id)?;
    // Somebody pastes the address of a page: the last part that is an id is the thing.
    let about = form
        .opt("about")
        .map(|text| text.split(['/', '?', '#']).rev().find_map(|part| part.parse::<Uuid>().ok()));
    let new = NewItem {
        kind: ItemKind::from_code(form.text("item_kind")).unwrap_or(ItemKind::Discussion),
        title: form.text("item_title").to_owned(),
        minutes: form.int("item_minutes").unwrap_or(0),
        about: about.flatten(),
    };
    let lost = about == Some(None);
    let done = cx
        .store
        .write(&cx.viewer, move |tx| {
            let known = match new.about {
                Some(about) => tandem_spine::actions::item(tx, about)?.is_some(),
                None => !lost,
            };
            if !known {
                return Err(FieldErrors::one("about", "meetings-error-about"));
            }
            actions::propose(tx, id, &new)
        })
        .await;
    match faults(done)? {
        Ok(_) => Ok(cx.redirect_flash(&format!("/meetings/{id}"), "meetings-done-proposed")),
        Err(errors) => Ok(page(&cx, &load(&cx, id).await?, &form, &errors)),
    }
}

pub(super) async fn order(cx: Cx, Path(id): Path<String>, form: Form) -> tandem_web::Answer {
    let id = path_id(&id)?;
    let item = form.id("item").ok_or(Error::NotFound)?;
    let verb = form.text("do").to_owned();
    cx.store
        .write(&cx.viewer, move |tx| match verb.as_str() {
            "up" => actions::order(tx, id, item, true),
            "down" => actions::order(tx, id, item, false),
            "drop" => actions::drop_item(tx, id, item),
            _ => Err(Error::NotFound),
        })
        .await?;
    Ok(cx.redirect_flash(&format!("/meetings/{id}"), "meetings-done-ordered"))
}

fn answer_form(cx: &Cx, v: &View, form: &Form, errors: &FieldErrors) -> Markup {
    let mine = v.mine.as_ref();
    let said = form.opt("answer").or(mine.map(|a| a.answer.code())).unwrap_or_default();
    let way = form.opt("way").or(mine.and_then(|a| a.way).map(Way::code)).unwrap_or_default();
    let needs: Vec<&str> = if form.has("answer") {
        form.all("needs")
    } else {
        mine.map(|a| a.needs.iter().map(|n| n.code()).collect()).unwrap_or_default()
    };
    let text = form.opt("needs_text").or(mine.map(|a| a.needs_text.as_str())).unwrap_or_default();
    let answers =
        Answer::ALL.iter().map(|a| Choice::new(a.code(), cx.t(&format!("meetings-answer-{}", a.code()))));
    let all = Need::ALL.iter().map(|n| Choice::new(n.code(), need(cx, *n)));
    html! {
        @if let Some(a) = mine { p { (ui::chip(Tone::Ok, &cx.t(&format!("meetings-answered-{}", a.answer.code())))) } (needs::mine(cx, v)) }
        form.stack method="post" action={ "/meetings/" (v.meeting.id) "/answer" } {
            (Choices::radios("answer", cx.t("meetings-answer-question"), answers).small().side_by_side().choose([said]).error(cx.fault(errors, "answer")))
            (Choices::radios("way", cx.t("meetings-answer-way"), ways(cx, v.meeting.place.ways())).small().side_by_side().choose([way]).error(cx.fault(errors, "way")))
            (Choices::checkboxes("needs", cx.t("meetings-needs"), all).small().hint(cx.t("meetings-needs-hint")).choose(needs))
            (Field::textarea("needs_text", cx.t("meetings-needs-text")).rows(2).value(text).optional(cx.t("web-optional")).error(cx.fault(errors, "needs_text")))
            div { (ui::button(Button::Primary, "send", &cx.t("meetings-answer-do"))) }
        }
    }
}

pub(super) fn need(cx: &Cx, need: Need) -> String {
    cx.t(&format!("meetings-need-{}", need.code()))
}

pub(super) async fn answer(cx: Cx, Path(id): Path<String>, form: Form) -> tandem_web::Answer {
    let id = path_id(&id)?;
    let Some(said) = Answer::from_code(form.text("answer")) else {
        let mut errors = FieldErrors::new();
        errors.add("answer", "meetings-error-answer");
        return Ok(page(&cx, &load(&cx, id).await?, &form, &errors));
    };
    let given = Answered {
        member: cx.viewer.member_id().ok_or(Error::Forbidden)?,
        answer: said,
        way: Way::from_code(form.text("way")).filter(|_| said != Answer::No),
        needs: form.all("needs").into_iter().filter_map(Need::from_code).collect(),
        needs_text: form.text("needs_text").to_owned(),
    };
    match faults(cx.store.write(&cx.viewer, move |tx| actions::answer(tx, id, &given)).await)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/meetings/{id}"), "meetings-done-answered")),
        Err(errors) => Ok(page(&cx, &load(&cx, id).await?, &form, &errors)),
    }
}
