//! What every page is made of: words, assets, components, charts, maps and the frame around them; and cells of CSV.

pub mod assets;
pub mod chart;
pub use tandem_intake::csv;
pub mod icons;
pub mod map;
pub mod messages;
pub mod shell;
pub mod ui;

mod app;
mod cx;
mod error;
mod form;
mod frame;
mod guard;
pub mod metrics;
mod prefs;
mod room;
mod session;
mod sheet;
mod systems;

pub use app::{App, AppBuilder, Partnership, RouteInfo};
pub use cx::{Cx, Page, SignedIn};
pub use error::{Answer, PageError};
pub use form::{Form, faults, path_id, path_segment};
pub use maud::{Markup, html};
pub use messages::{Lang, Messages, SHARED as SHARED_MESSAGES, in_language};
pub use prefs::{Prefs, cookie};
pub use room::{Check, NavItem, NavPlace, Panel, PanelFuture, Room, Route, Who};
pub use session::{SESSION_COOKIE, session_cookie, session_token};
pub use sheet::Sheet;
pub use systems::{FHIR_JSON, outcome};

/// The same text for the life of the program; only for message keys, of which there are a few hundred.
pub(crate) fn intern(text: &str) -> &'static str {
    use std::collections::HashSet;
    use std::sync::{LazyLock, Mutex};
    static KNOWN: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(found) = known.get(text) {
        return found;
    }
    let kept: &'static str = Box::leak(text.to_owned().into_boxed_str());
    known.insert(kept);
    kept
}
