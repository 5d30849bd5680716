//! The person's own timeline, on the private page: from every page that is open together.

use super::{filter, lines, timeline as staff};
use crate::actions::{self, Timeline};
use axum::http::HeaderMap;
use maud::html;
use tandem_access::Error;
use tandem_people::private_page::{all_open, way_out};
use tandem_web::ui;
use tandem_web::{Answer, Cx, Form, Page};

/// What everybody here knows of the person, in their own words.
pub async fn timeline(cx: Cx, headers: HeaderMap, form: Form) -> Answer {
    let pages = all_open(&cx, &headers).await?;
    let mut found: Option<Timeline> = None;
    for page in &pages {
        let person = page.viewer.person().ok_or(Error::NotFound)?;
        let one = page.store.read(&page.viewer, move |tx| actions::timeline(tx, &[person])).await?;
        match &mut found {
            Some(all) => all.join(one),
            None => found = Some(one),
        }
    }
    let (Some(cx), Some(found)) = (pages.into_iter().next(), found) else {
        return Err(Error::NotFound.into());
    };
    let wanted = filter::read(&cx, &form);
    let rows = filter::wanted(&found, &wanted);
    let title = cx.t("shared-view-my-title");
    let body = html! {
        (way_out(&cx))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/my", &cx.t("people-my-title"))], &title))
        h1 { (title) }
        p.lede { (staff::counted(&cx, &found, &rows)) }
        p { (cx.t("shared-view-my-intro")) }
        (staff::teams(&cx, &found))
        (filter::form(&cx, &found, &wanted, &form, "/my/timeline"))
        @if rows.is_empty() { (staff::nothing(&cx, wanted.is_set(), "/my/timeline")) }
        @else { (lines::list(&cx, &found, &rows)) }
    };
    Ok(Page::new(&cx, title.clone()).body(body))
}
