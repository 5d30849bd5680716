//! Calendar files: the feed of public meetings, and one meeting.

use crate::actions;
use crate::model::ics::{self, Around};
use axum::extract::Path;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use tandem_web::{Answer, Cx, path_id};

fn around(cx: &Cx) -> Around<'_> {
    Around { base_url: &cx.base_url, spanish: cx.spanish(), now: cx.now, organizer: None, attendee: None }
}

fn file(text: String, name: &str) -> Response {
    let headers: [(HeaderName, String); 3] = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".into()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".into()),
    ];
    (headers, text).into_response()
}

/// Every public meeting, to subscribe to.
pub(super) async fn feed(cx: Cx) -> Answer {
    let all = cx.store.read(&cx.viewer, actions::feed).await?;
    let name = cx.ta("meetings-feed-name", &[("partnership", cx.app.partnership().name.as_str().into())]);
    // The reader's language may come from a cookie: what is kept on the way is nobody's own.
    Ok(file(ics::feed(&name, &all, &[], &around(&cx)), "meetings.ics"))
}

/// One meeting, and what was taken on at it.
pub(super) async fn one(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let (plan, meeting, tasks) = cx.store.read(&cx.viewer, move |tx| actions::of_calendar(tx, id)).await?;
    let title = meeting.named(cx.spanish()).to_owned();
    Ok(file(ics::feed(&title, &[(plan, vec![meeting])], &tasks, &around(&cx)), "meeting.ics"))
}
