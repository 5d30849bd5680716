//! The workspace of a meeting that runs: who is there, is that a quorum, who has the floor, and the minutes as they are written. Every
//! step is a form that posts, so that it works without script, and every step can be taken back.

mod show;

use crate::actions::{self, Arrival, NewTask};
use crate::model::Way;
use axum::extract::Path;
use axum::http::StatusCode;
use show::{Typed, page};
use tandem_access::{Error, FieldErrors, Tx, Uuid};
use tandem_partners::model::Sector;
use tandem_web::{Answer, Cx, Form, faults, path_id};

pub(super) async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    page(&cx, path_id(&id)?, None, StatusCode::OK).await
}

/// What a form asks for.
#[derive(Clone)]
enum Verb {
    Open,
    Close,
    Reopen,
    Publish,
    TakeBack,
    Come(Arrival, Way),
    Leave(Uuid),
    Back(Uuid),
    Floor(Option<Uuid>, Sector),
    Stop,
    Notes { item: Option<Uuid>, revision: i64, text: String, spanish: String },
    Agree(Option<Uuid>, String),
    Task(NewTask),
    Undo(String, Uuid),
}

/// Reads the form of a verb; nothing for one that does not exist or lacks its parts.
fn read(verb: &str, form: &Form, template: &str) -> Option<Verb> {
    let item = form.id("item");
    Some(match verb {
        "open" => Verb::Open,
        "close" => Verb::Close,
        "reopen" => Verb::Reopen,
        "publish" => Verb::Publish,
        "take-back" => Verb::TakeBack,
        "come" => {
            let who = match form.id("seat") {
                Some(seat) => Arrival::Seat { seat, deputy: form.text("deputy") == "yes" },
                None => Arrival::Guest {
                    name: form.text("guest").to_owned(),
                    sector: Sector::from_code(form.text("sector"))?,
                },
            };
            Verb::Come(who, Way::from_code(form.text("way"))?)
        }
        "leave" => Verb::Leave(form.id("presence")?),
        "back" => Verb::Back(form.id("presence")?),
        "floor" => Verb::Floor(item, Sector::from_code(form.text("sector"))?),
        "stop" => Verb::Stop,
        "notes" => {
            // The template that nobody has written into is no minutes.
            let typed = form.text("notes");
            let same = |a: &str, b: &str| a.split_whitespace().eq(b.split_whitespace());
            let text = if same(typed, template) { String::new() } else { typed.replace("\r\n", "\n") };
            let spanish = form.text("notes_es").replace("\r\n", "\n");
            Verb::Notes { item, revision: form.int("revision")?, text, spanish }
        }
        "agree" => Verb::Agree(item, form.text("agreed").to_owned()),
        "task" => Verb::Task(NewTask {
            item,
            what: form.text("what").to_owned(),
            owner: form.id("owner"),
            due: form.text("due").parse().ok(),
        }),
        "undo" => Verb::Undo(form.text("what").to_owned(), form.id("row")?),
        _ => return None,
    })
}

fn carry_out(tx: &mut Tx<'_, '_>, id: Uuid, verb: &Verb) -> Result<(), Error> {
    match verb {
        Verb::Open => actions::open(tx, id),
        Verb::Close => actions::close(tx, id),
        Verb::Reopen => actions::reopen(tx, id),
        Verb::Publish => actions::publish(tx, id),
        Verb::TakeBack => actions::take_back(tx, id),
        Verb::Come(who, way) => actions::arrive(tx, id, who, *way),
        Verb::Leave(presence) => actions::leave(tx, id, *presence),
        Verb::Back(presence) => actions::undo_leave(tx, id, *presence),
        Verb::Floor(item, sector) => actions::start_floor(tx, id, *item, *sector),
        Verb::Stop => actions::stop_floor(tx, id),
        Verb::Notes { item, revision, text, spanish } => {
            actions::save_notes(tx, id, *item, *revision, text, spanish)
        }
        Verb::Agree(item, text) => actions::agree(tx, id, *item, text),
        Verb::Task(new) => actions::add_task(tx, id, new),
        Verb::Undo(what, row) => actions::undo(tx, id, what, *row),
    }
}

/// Whatever is refused comes back with what was typed: two who write at once lose nothing, and neither does who decides a moment too
/// late.
pub(super) async fn write(cx: Cx, Path((id, word)): Path<(String, String)>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let template = show::template(&cx, form.text("kind"));
    let verb = read(&word, &form, &template).ok_or(Error::NotFound)?;
    let done = {
        let verb = verb.clone();
        cx.store.write(&cx.viewer, move |tx| carry_out(tx, id, &verb)).await
    };
    let item = form.id("item");
    let typed = |errors: FieldErrors, conflict: Option<&'static str>| Typed {
        word: word.clone(),
        item,
        form: form.clone(),
        errors,
        conflict,
    };
    let done = match done {
        Err(Error::Conflict { code }) => {
            let typed = typed(FieldErrors::new(), Some(code));
            return page(&cx, id, Some(typed), StatusCode::CONFLICT).await;
        }
        other => faults(other)?,
    };
    if let Err(errors) = done {
        return page(&cx, id, Some(typed(errors, None)), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    if matches!(verb, Verb::Publish) {
        return Ok(cx.redirect_flash(&format!("/meetings/{id}"), "meetings-done-published"));
    }
    let place = match verb {
        Verb::Come(..) | Verb::Leave(_) | Verb::Back(_) => "#there".to_owned(),
        Verb::Floor(..) | Verb::Stop => "#floor".to_owned(),
        Verb::Notes { .. } | Verb::Agree(..) | Verb::Task(_) => {
            item.map_or("#summary".to_owned(), |i| format!("#item-{i}"))
        }
        _ => String::new(),
    };
    Ok(cx.redirect_flash(&format!("/meetings/{id}/live{place}"), "meetings-done-written"))
}
