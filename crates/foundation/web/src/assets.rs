//! Style, script and fonts, built ahead by `cargo xtask assets` into `web/dist` and embedded in the binary.
//!
//! Each is served under a name that holds the hash of its content (`/assets/1a2b3c4d5e6f-app.css`), so a browser may
//! keep it for ever and still gets a new one with the next release. Text comes ready-made in brotli and gzip.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// One embedded file.
#[derive(Debug)]
pub struct Asset {
    /// Its name in `web/dist`.
    pub name: &'static str,
    /// The first 12 hex digits of the SHA-256 of its content.
    pub hash: &'static str,
    /// Content type.
    pub mime: &'static str,
    /// Its bytes.
    pub body: &'static [u8],
    /// The same in gzip.
    pub gzip: Option<&'static [u8]>,
    /// The same in brotli.
    pub brotli: Option<&'static [u8]>,
}

static ASSETS: &[Asset] = include!("../../../../web/dist/assets.rs");

/// The address of an asset: `assets::url("app.css")`. Panics on an unknown name, which is a typing error in our code.
pub fn url(name: &str) -> String {
    let asset = ASSETS.iter().find(|a| a.name == name);
    let asset = asset.unwrap_or_else(|| panic!("no asset `{name}` in web/dist; see web/build.mjs"));
    format!("/assets/{}-{}", asset.hash, asset.name)
}

/// The path of the route that [`serve`] answers, in axum's syntax.
pub const ROUTE: &str = "/assets/{file}";

/// Serves an asset. An old hash is answered 404 (never with newer content under an old name).
pub async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    if let Some(colour) = file.strip_prefix("brand-").and_then(|rest| rest.strip_suffix(".css")) {
        return brand(colour);
    }
    let found = file
        .split_once('-')
        .and_then(|(hash, name)| ASSETS.iter().find(|asset| asset.hash == hash && asset.name == name));
    let Some(asset) = found else { return StatusCode::NOT_FOUND.into_response() };
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (encoding, body) = match (asset.brotli, asset.gzip) {
        (Some(brotli), _) if accepts(accepted, "br") => (Some("br"), brotli),
        (_, Some(gzip)) if accepts(accepted, "gzip") => (Some("gzip"), gzip),
        _ => (None, asset.body),
    };
    let mut response = Response::builder()
        .header(header::CONTENT_TYPE, asset.mime)
        .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
        .header(header::VARY, "accept-encoding");
    if let Some(encoding) = encoding {
        response = response.header(header::CONTENT_ENCODING, encoding);
    }
    response.body(Body::from(body)).unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        parts.next() == Some(encoding) && !parts.any(|p| matches!(p, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// The address of the sheet that puts a partnership's own brand colour (`#rrggbb`) over ours; none when it is not a
/// colour. The partners room refuses a colour below 7:1 on white before it is stored.
pub fn brand_url(colour: &str) -> Option<String> {
    let hex = colour.strip_prefix('#')?;
    is_hex(hex).then(|| format!("/assets/brand-{}.css", hex.to_ascii_lowercase()))
}

fn is_hex(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn brand(hex: &str) -> Response {
    if !is_hex(hex) {
        return StatusCode::NOT_FOUND.into_response();
    }
    // The header takes the colour in light and dark; links and buttons only in light, where it is known to be readable.
    let sheet = format!(
        "@layer tokens{{:root:not([data-contrast=more]){{--brand:#{hex}}}\
         @media not (prefers-color-scheme:dark){{:root:not([data-contrast=more],[data-theme=dark]){{--brand-ink:#{hex};--btn:#{hex}}}}}\
         :root[data-theme=light]:not([data-contrast=more]){{--brand-ink:#{hex};--btn:#{hex}}}}}"
    );
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, sheet).into_response()
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;
    use sha2::{Digest, Sha256};

    use super::*;

    async fn get(file: &str, encodings: &str) -> Response {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, encodings.parse().unwrap());
        serve(Path(file.to_owned()), headers).await
    }

    #[test]
    fn hashes_are_those_of_the_content() {
        for asset in ASSETS {
            let digest = Sha256::digest(asset.body);
            let hex: String = digest.iter().take(6).map(|b| format!("{b:02x}")).collect();
            assert_eq!(asset.hash, hex, "{}: run `cargo xtask assets`", asset.name);
        }
    }

    #[tokio::test]
    async fn text_is_served_packed_and_may_be_kept_for_ever() {
        let file = url("app.css").trim_start_matches("/assets/").to_owned();
        let response = get(&file, "gzip, br;q=0.9").await;
        assert_eq!(response.headers()[header::CONTENT_ENCODING], "br");
        assert!(response.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        assert_eq!(get(&file, "gzip, br;q=0").await.headers()[header::CONTENT_ENCODING], "gzip");
        let plain = get(&file, "").await;
        assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
        let body = plain.into_body().collect().await.unwrap().to_bytes();
        assert!(body.starts_with(b"@layer"));
    }

    #[tokio::test]
    async fn an_old_hash_and_a_strange_name_are_not_found() {
        assert_eq!(get("000000000000-app.css", "br").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(get("app.css", "br").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(get("brand-zzzzzz.css", "br").await.status(), StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn a_brand_colour_becomes_a_sheet() {
        assert_eq!(brand_url("#0B4F4D").as_deref(), Some("/assets/brand-0b4f4d.css"));
        assert_eq!(brand_url("teal"), None);
        assert_eq!(brand_url("#0b4f4d;}"), None);
        let body = get("brand-123abc.css", "").await.into_body().collect().await.unwrap().to_bytes();
        assert!(std::str::from_utf8(&body).unwrap().contains("--brand:#123abc"));
    }

    #[test]
    fn the_script_stays_within_its_budget() {
        let script = ASSETS.iter().find(|a| a.name == "app.js").unwrap();
        assert!(script.body.len() <= 5 * 1024, "{} bytes", script.body.len());
    }
}
