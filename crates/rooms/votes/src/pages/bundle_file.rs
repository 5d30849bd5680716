//! The signed bundle as a file.

use crate::actions;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse as _;
use tandem_web::{Answer, Cx, path_id};

/// Word for word as it was signed.
pub(super) async fn download(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let text = cx
        .store
        .read(&cx.viewer, move |tx| {
            actions::find_public(tx, id)?;
            actions::bundle_of(tx, id)
        })
        .await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"vote-{id}.json\"")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, text).into_response())
}
