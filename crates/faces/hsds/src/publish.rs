//! The public directory for programs: HSDS 3's API reference under `/directory`, and the files of the CSV package.
//!
//! Lists are paged as HSDS's `Page`; their objects are whole (nested) unless `full=false`. A filter that HSDS knows and this
//! API does not is refused, for a program would take the unfiltered answer for the filtered one.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tandem_access::{Error, Timestamp, Tx, Uuid};
use tandem_directory::actions::rows::{
    Listed, Rows, listed_organizations, rows_of_at_locations, rows_of_organizations, rows_of_services,
};
use tandem_directory::search::{Live, Query};
use tandem_web::{Answer, Cx, Form, Messages, Room, Route, Who};

use crate::export;
use crate::nest::Nest;

const MOST: i64 = 1_000;
/// The most that a search of the API finds.
const MOST_FOUND: usize = 5_000;

/// Routes for programs; no page of its own.
pub fn room() -> Room {
    let list = "/directory/service_at_locations";
    let one = "/directory/service_at_locations/{id}";
    Room {
        routes: vec![
            Route::get("/directory", "hsds.base", Who::Anyone, base),
            Route::get("/directory/services", "hsds.services", Who::Anyone, services),
            Route::get("/directory/services/{id}", "hsds.service", Who::Anyone, service),
            Route::get("/directory/organizations", "hsds.organizations", Who::Anyone, organizations),
            Route::get("/directory/organizations/{id}", "hsds.organization", Who::Anyone, organization),
            Route::get(list, "hsds.service_at_locations", Who::Anyone, at_locations),
            Route::get(one, "hsds.service_at_location", Who::Anyone, at_location),
            Route::get("/directory/csv/{file}", "hsds.file", Who::Anyone, file),
        ],
        messages: Messages { en: "", es: "" },
        ..Room::named("hsds")
    }
}

/// `GET /directory`: what this API is.
async fn base() -> Answer {
    Ok(typed(
        StatusCode::OK,
        "application/json",
        json!({
            "version": "3.0",
            "profile": "https://docs.openreferral.org/en/v3.0/hsds/",
            "openapi_url": "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json",
        })
        .to_string(),
    ))
}

/// Why a request is answered with an error, in words for whoever wrote the program.
struct Refusal(StatusCode, String);

impl Refusal {
    fn bad(words: impl Into<String>) -> Refusal {
        Refusal(StatusCode::BAD_REQUEST, words.into())
    }

    fn absent(what: &str, id: &str) -> Refusal {
        let id: String = id.chars().take(60).collect();
        Refusal(StatusCode::NOT_FOUND, format!("There is no {what} `{id}` in this directory."))
    }

    fn answer(self) -> Response {
        let body = json!({"status": self.0.as_u16(), "error": self.1});
        typed(self.0, "application/json", body.to_string())
    }
}

/// What a list is asked for.
struct Asked {
    page: i64,
    size: i64,
    full: bool,
    minimal: bool,
    fit: Listed,
    search: String,
}

impl Asked {
    /// Reads the parameters; `known` names those that this list takes besides `page`, `per_page` and `full`.
    fn read(form: &Form, known: &[&str]) -> Result<Asked, Refusal> {
        const OF_HSDS: [&str; 9] = [
            "search",
            "minimal",
            "modified_after",
            "taxonomy_term_id",
            "taxonomy_id",
            "organization_id",
            "full_service",
            "postcode",
            "proximity",
        ];
        if let Some(name) = OF_HSDS.iter().find(|name| !known.contains(*name) && !form.text(name).is_empty())
        {
            return Err(Refusal::bad(format!(
                "The parameter `{name}` is not supported here; leave it out. Supported: page, per_page, full, {}.",
                known.join(", ")
            )));
        }
        if !matches!(form.text("format"), "" | "json") {
            return Err(Refusal::bad(
                "The parameter `format` must be json; for tables see /directory/csv/services.csv.",
            ));
        }
        let organization = match form.text("organization_id") {
            "" => None,
            id => Some(id.parse().map_err(|_| Refusal::bad("`organization_id` is not a UUID."))?),
        };
        let modified_after = match form.text("modified_after") {
            "" => None,
            at => Some(moment(at).ok_or_else(|| {
                Refusal::bad("`modified_after` is neither a date such as 2026-03-31 nor a time such as 2026-03-31T12:00:00Z.")
            })?),
        };
        Ok(Asked {
            page: number(form, "page", 1, 1_000_000)?,
            size: number(form, "per_page", 100, MOST)?,
            full: truth(form, "full", true)?,
            minimal: truth(form, "minimal", false)?,
            fit: Listed { organization, modified_after, found: None },
            search: form.text("search").chars().take(200).collect(),
        })
    }

    fn offset(&self) -> i64 {
        (self.page - 1) * self.size
    }

    /// HSDS's `Page` around the objects.
    fn page(&self, total: i64, contents: Vec<Value>) -> Response {
        let pages = (total + self.size - 1) / self.size;
        let body = json!({
            "total_items": total,
            "total_pages": pages,
            "page_number": self.page,
            "size": contents.len(),
            "first_page": self.page == 1,
            "last_page": self.page >= pages,
            "empty": contents.is_empty(),
            "contents": contents,
        });
        typed(StatusCode::OK, "application/json", body.to_string())
    }
}

fn number(form: &Form, name: &str, unsaid: i64, most: i64) -> Result<i64, Refusal> {
    match form.text(name) {
        "" => Ok(unsaid),
        text => text
            .parse()
            .ok()
            .filter(|n| (1..=most).contains(n))
            .ok_or_else(|| Refusal::bad(format!("`{name}` must be a whole number from 1 to {most}."))),
    }
}

fn truth(form: &Form, name: &str, unsaid: bool) -> Result<bool, Refusal> {
    match form.text(name) {
        "" => Ok(unsaid),
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Refusal::bad(format!("`{name}` must be true or false."))),
    }
}

fn moment(text: &str) -> Option<Timestamp> {
    let day = || text.parse::<jiff::civil::Date>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok();
    text.parse().ok().or_else(|| day().map(|zoned| zoned.timestamp()))
}

/// What a search finds, in the index that pages use.
async fn searched(cx: &Cx, mut asked: Asked) -> Result<Asked, Error> {
    if !asked.search.is_empty() {
        let index = cx.app.service::<Live>().current().await?;
        let query = Query { words: asked.search.clone(), limit: MOST_FOUND, ..Query::default() };
        asked.fit.found = Some(index.search(&query).hits.into_iter().map(|hit| hit.service).collect());
    }
    Ok(asked)
}

/// A page of rows: the ids, how many there are in all, and the rows.
type Found = (Vec<Uuid>, i64, Rows);

fn objects(ids: &[Uuid], write: impl Fn(&str) -> Option<Value>) -> Vec<Value> {
    ids.iter().filter_map(|id| write(&id.to_string())).collect()
}

/// `GET /directory/services`
async fn services(cx: Cx, form: Form) -> Answer {
    let known = ["search", "organization_id", "modified_after", "minimal"];
    let asked = match Asked::read(&form, &known) {
        Ok(asked) => searched(&cx, asked).await?,
        Err(refused) => return Ok(refused.answer()),
    };
    let (fit, offset, size) = (asked.fit.clone(), asked.offset(), asked.size);
    let (ids, total, rows) = cx
        .store
        .read(&cx.viewer, move |tx: &mut Tx<'_, '_>| -> Result<Found, Error> {
            let (ids, total) = fit.services(tx, offset, size)?;
            let rows = rows_of_services(tx, &ids)?;
            Ok((ids, total, rows))
        })
        .await?;
    let nest = Nest::new(&rows);
    let contents = objects(&ids, |id| match (asked.minimal, asked.full) {
        (true, _) => {
            let service = nest.flat_service(id)?;
            Some(json!({"id": service["id"], "modified_date": service["last_modified"]}))
        }
        (false, true) => nest.service(id),
        (false, false) => nest.flat_service(id),
    });
    Ok(asked.page(total, contents))
}

/// `GET /directory/organizations`
async fn organizations(cx: Cx, form: Form) -> Answer {
    let asked = match Asked::read(&form, &[]) {
        Ok(asked) => asked,
        Err(refused) => return Ok(refused.answer()),
    };
    let (offset, size) = (asked.offset(), asked.size);
    let (ids, total, rows) = cx
        .store
        .read(&cx.viewer, move |tx: &mut Tx<'_, '_>| -> Result<Found, Error> {
            let (ids, total) = listed_organizations(tx, offset, size)?;
            let rows = rows_of_organizations(tx, &ids)?;
            Ok((ids, total, rows))
        })
        .await?;
    let nest = Nest::new(&rows);
    let contents =
        objects(&ids, |id| if asked.full { nest.organization(id, true) } else { nest.flat_organization(id) });
    Ok(asked.page(total, contents))
}

/// `GET /directory/service_at_locations`
async fn at_locations(cx: Cx, form: Form) -> Answer {
    let asked = match Asked::read(&form, &["search", "organization_id", "modified_after"]) {
        Ok(asked) => searched(&cx, asked).await?,
        Err(refused) => return Ok(refused.answer()),
    };
    let (fit, offset, size) = (asked.fit.clone(), asked.offset(), asked.size);
    let (ids, total, rows) = cx
        .store
        .read(&cx.viewer, move |tx: &mut Tx<'_, '_>| -> Result<Found, Error> {
            let (ids, total) = fit.at_locations(tx, offset, size)?;
            let rows = rows_of_at_locations(tx, &ids)?;
            Ok((ids, total, rows))
        })
        .await?;
    let nest = Nest::new(&rows);
    let contents =
        objects(&ids, |id| if asked.full { nest.at_location(id, true) } else { nest.flat_at_location(id) });
    Ok(asked.page(total, contents))
}

/// Reads one object; `what` names it in an error.
async fn one(
    cx: Cx,
    id: String,
    what: &str,
    rows: fn(&mut Tx<'_, '_>, &[Uuid]) -> Result<Rows, Error>,
    write: impl Fn(&Nest<'_>, &str) -> Option<Value>,
) -> Answer {
    let Ok(uuid) = id.parse::<Uuid>() else { return Ok(Refusal::absent(what, &id).answer()) };
    let rows = cx.store.read(&cx.viewer, move |tx| rows(tx, &[uuid])).await?;
    match write(&Nest::new(&rows), &uuid.to_string()) {
        Some(value) => Ok(typed(StatusCode::OK, "application/json", value.to_string())),
        None => Ok(Refusal::absent(what, &id).answer()),
    }
}

/// `GET /directory/services/{id}`
async fn service(cx: Cx, Path(id): Path<String>) -> Answer {
    one(cx, id, "service", rows_of_services, |nest, id| nest.service(id)).await
}

/// `GET /directory/organizations/{id}`
async fn organization(cx: Cx, Path(id): Path<String>) -> Answer {
    one(cx, id, "organization", rows_of_organizations, |nest, id| nest.organization(id, true)).await
}

/// `GET /directory/service_at_locations/{id}`
async fn at_location(cx: Cx, Path(id): Path<String>) -> Answer {
    one(cx, id, "service at a location", rows_of_at_locations, |nest, id| nest.at_location(id, true)).await
}

/// `GET /directory/csv/{file}`: a file of the CSV package, with the rows of a page of services.
async fn file(cx: Cx, Path(name): Path<String>, form: Form) -> Answer {
    if name == "datapackage.json" {
        return Ok(typed(StatusCode::OK, "application/json", export::descriptor()));
    }
    let asked = match Asked::read(&form, &[]) {
        Ok(asked) => asked,
        Err(refused) => return Ok(refused.answer()),
    };
    let size = if form.text("per_page").is_empty() { MOST } else { asked.size };
    let offset = (asked.page - 1) * size;
    let rows = cx
        .store
        .read(&cx.viewer, move |tx| {
            let (ids, _) = Listed::default().services(tx, offset, size)?;
            rows_of_services(tx, &ids)
        })
        .await?;
    match export::file_csv(&name, &rows) {
        Some(text) => Ok(typed(StatusCode::OK, "text/csv; charset=utf-8", text)),
        None => Ok(Refusal::absent("file", &name).answer()),
    }
}

fn typed(status: StatusCode, kind: &'static str, body: String) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    (status, headers, body).into_response()
}
