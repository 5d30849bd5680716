//! The public directory for programs and spreadsheets: pages of HSDS 3 JSON, and the tables of the CSV package.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tandem_access::Error;
use tandem_directory::{listing, listings_page};
use tandem_web::{Answer, Cx, Form, Messages, Room, Route, Who, path_id};

use crate::export::{service_json, table_csv};

const MOST: i64 = 1_000;

/// Routes for programs; no page of its own.
pub fn room() -> Room {
    Room {
        routes: vec![
            Route::get("/directory/services.json", "hsds.services", Who::Anyone, services),
            Route::get("/directory/services/{id}", "hsds.service", Who::Anyone, service),
            Route::get("/directory/csv/{table}", "hsds.table", Who::Anyone, table),
        ],
        messages: Messages { en: "", es: "" },
        ..Room::named("hsds")
    }
}

/// `page` from 1 and `per_page` up to 1,000 (100 unless said).
fn window(form: &Form) -> (i64, i64) {
    let size = form.int("per_page").unwrap_or(100).clamp(1, MOST);
    (form.int("page").unwrap_or(1).clamp(1, 1_000_000), size)
}

/// `GET /directory/services.json`: a page as HSDS's API describes it.
async fn services(cx: Cx, form: Form) -> Answer {
    let (page, size) = window(&form);
    let (found, total) =
        cx.store.read(&cx.viewer, move |tx| listings_page(tx, (page - 1) * size, size)).await?;
    let pages = (total + size - 1) / size;
    let body = json!({
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": found.len(),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": found.is_empty(),
        "contents": found.iter().map(service_json).collect::<Vec<_>>(),
    });
    Ok(typed("application/json", body.to_string()))
}

/// `GET /directory/services/{id}`: one service.
async fn service(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(id.trim_end_matches(".json"))?;
    let found = cx.store.read(&cx.viewer, move |tx| listing(tx, id)).await?;
    Ok(typed("application/json", service_json(&found).to_string()))
}

/// `GET /directory/csv/{table}.csv`: a table of the CSV package, a page of services at a time.
async fn table(cx: Cx, Path(name): Path<String>, form: Form) -> Answer {
    let (page, _) = window(&form);
    let size = form.int("per_page").unwrap_or(MOST).clamp(1, MOST);
    let (found, _) = cx.store.read(&cx.viewer, move |tx| listings_page(tx, (page - 1) * size, size)).await?;
    let text = table_csv(name.trim_end_matches(".csv"), &found).ok_or(Error::NotFound)?;
    Ok(typed("text/csv; charset=utf-8", text))
}

fn typed(kind: &'static str, body: String) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")], body).into_response()
}
