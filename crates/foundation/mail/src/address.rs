//! The address people reach the install at, for links in letters: jobs write letters too, and no request tells them.

use std::sync::OnceLock;

static BASE_URL: OnceLock<String> = OnceLock::new();

/// Sets the address. The binary says it once at start.
pub fn set_base_url(url: &str) {
    // Said twice with the same value by a second server in the same process: the first stays.
    let _ = BASE_URL.set(url.trim_end_matches('/').to_owned());
}

/// The address, without a slash at its end.
pub fn base_url() -> &'static str {
    BASE_URL.get().map_or("http://127.0.0.1:8080", String::as_str)
}

/// The whole address of a path.
pub fn url(path: &str) -> String {
    format!("{}{path}", base_url())
}
