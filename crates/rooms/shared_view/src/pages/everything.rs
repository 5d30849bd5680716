//! `Patient/$everything` of FHIR: what a member sees of a person, as a file for their own system; and what such a system sees.

use super::copy::fhir_file;
use crate::actions;
use crate::fhir::bundle;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde_json::json;
use tandem_access::accounts::rate_limit::Gate;
use tandem_access::{Error, Uuid};
use tandem_web::{Answer, Cx, outcome};

/// The Bundle. What the viewer may not see is not in it, and a person whom they may not know of is not found.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let reader = cx.viewer.member_id().or(cx.viewer.client_id()).ok_or(Error::Forbidden)?;
    cx.store.limits().take(Gate::File, &reader.to_string(), cx.now)?;
    let read = match Uuid::parse_str(&id) {
        Ok(id) => cx.store.read(&cx.viewer, move |tx| actions::seen(tx, id)).await,
        Err(_) => Err(Error::NotFound),
    };
    match read {
        Ok(Some(all)) => fhir_file("shared-view.json", &bundle(&all, "searchset")),
        Ok(None) => {
            let why = outcome("information", "suppressed", "This record is not given as a file.");
            let entry = json!({"resource": why, "search": {"mode": "outcome"}});
            let none = json!({"resourceType": "Bundle", "type": "searchset", "entry": [entry]});
            fhir_file("shared-view.json", &none)
        }
        Err(Error::NotFound) => {
            let why = outcome("error", "not-found", "There is no such patient.");
            let mut response = fhir_file("outcome.json", &why)?.into_response();
            *response.status_mut() = StatusCode::NOT_FOUND;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}
