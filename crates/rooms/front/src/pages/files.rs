//! Small files that browsers and search engines ask for.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use tandem_web::{Answer, Cx, assets};

/// Search engines may list what anybody may read, and nothing else.
const ROBOTS: &str =
    "User-agent: *\nAllow: /$\nAllow: /find\nAllow: /privacy\nAllow: /assets/\nDisallow: /\n";

/// `/robots.txt`.
pub async fn robots() -> Response {
    file("text/plain; charset=utf-8", ROBOTS.to_owned())
}

/// `/manifest.webmanifest`: the name and icon for a home screen.
pub async fn manifest(cx: Cx) -> Answer {
    let partnership = cx.app.partnership();
    let manifest = serde_json::json!({
        "name": partnership.name,
        "short_name": partnership.name,
        "lang": cx.lang.code(),
        "dir": cx.lang.dir(),
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": partnership.brand.as_deref().unwrap_or("#0b4f4d"),
        "icons": [{ "src": "/icon.svg", "sizes": "any", "type": "image/svg+xml" }],
    });
    Ok(file("application/manifest+json", manifest.to_string()))
}

/// `/icon.svg`: where browsers look without being told.
pub async fn icon(cx: Cx) -> Response {
    cx.redirect(&assets::url("icon.svg"))
}

fn file(kind: &'static str, text: String) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")], text).into_response()
}
