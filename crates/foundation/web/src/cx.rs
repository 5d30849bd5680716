//! What a handler knows of its request, and the answers it gives.

use crate::messages::{Arg, Lang, dates};
use crate::prefs::Prefs;
use crate::room::{NavItem, NavPlace, Who};
use crate::{App, PageError};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use std::net::IpAddr;
use std::sync::Arc;
use tandem_access::{Error, FieldErrors, Message, Store, Timestamp, Uuid, Viewer};

/// The signed-in member, as the shell shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The session's id, for sign-out and the list of sessions.
    pub session: Uuid,
    /// The member, also before an organization is chosen.
    pub member: Uuid,
    /// Name of the member.
    pub member_name: String,
    /// Name of the organization they act for.
    pub organization_name: String,
}

/// What a handler knows of its request. An extractor; cheap to clone.
#[derive(Clone)]
pub struct Cx {
    /// What every request shares.
    pub app: App,
    /// The doors to the data.
    pub store: Store,
    /// Who asks.
    pub viewer: Viewer,
    /// Who is signed in.
    pub signed_in: Option<Arc<SignedIn>>,
    /// The language of this page.
    pub lang: Lang,
    /// Display choices.
    pub prefs: Prefs,
    /// The time the request came in.
    pub now: Timestamp,
    /// The address people reach the install at, without a slash at its end.
    pub base_url: String,
    /// Path and query of this request.
    pub here: String,
    /// A message from the page before.
    pub flash: Option<Message>,
    /// The caller's address, for rate limits.
    pub ip: Option<IpAddr>,
}

impl Cx {
    /// A text of the catalogue.
    pub fn t(&self, key: &str) -> String {
        self.app.catalogue().text(self.lang, key, &[])
    }
    /// A text with arguments: `cx.ta("find-count", &[("n", 3.into())])`.
    pub fn ta(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.app.catalogue().text(self.lang, key, args)
    }
    /// The text of a message with its own arguments.
    pub fn message(&self, m: &Message) -> String {
        let args: Vec<(&str, Arg<'_>)> = m.args.iter().map(|(k, v)| (*k, v.as_str().into())).collect();
        self.app.catalogue().text(self.lang, m.key, &args)
    }
    /// The words for one field's fault, if it has one.
    pub fn fault(&self, errors: &FieldErrors, field: &str) -> Option<String> {
        errors.of(field).map(|m| self.message(m))
    }
    /// Every fault as (field, words), for the error summary.
    pub fn faults(&self, errors: &FieldErrors) -> Vec<(String, String)> {
        errors.iter().map(|(f, m)| (f.to_owned(), self.message(m))).collect()
    }
    /// Every fault as the list on top of a form; empty when there is none.
    pub fn error_summary(&self, errors: &FieldErrors) -> Markup {
        crate::ui::error_summary(&self.t("web-error-title"), &self.faults(errors))
    }
    /// Whether the page is in Spanish.
    pub fn spanish(&self) -> bool {
        self.lang == Lang::Es
    }
    /// The time zone of the partnership.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.app.partnership().timezone).unwrap_or(TimeZone::UTC)
    }
    /// The date there at the time of this request.
    pub fn today(&self) -> Date {
        self.now.to_zoned(self.zone()).date()
    }
    /// A moment there in the reader's language: "March 4, 2026, 2:00 PM".
    pub fn moment(&self, at: Timestamp) -> String {
        let local = at.to_zoned(self.zone());
        format!("{}, {}", dates::date_year(self.lang, local.date()), dates::time(self.lang, local.time()))
    }
    /// A date in the reader's language: "March 4, 2026".
    pub fn day(&self, date: Date) -> String {
        dates::date_year(self.lang, date)
    }
    /// Whether the viewer may use something marked `who`.
    pub fn allowed(&self, who: Who) -> bool {
        match who {
            Who::Anyone | Who::Link => true,
            Who::Member => self.viewer.is_member(),
            Who::May(kind, action) => self.viewer.may(kind, action),
            Who::Role(role) => self.viewer.has_role(role),
        }
    }
    /// The page that the viewer's work begins with; `None` for who has no work here.
    pub fn first_page(&self) -> Option<&NavItem> {
        let mine = |n: &&NavItem| n.first_for.is_some_and(|(_, who)| who != Who::Anyone && self.allowed(who));
        self.app.nav().iter().filter(mine).min_by_key(|n| n.first_for.map(|(rank, _)| rank))
    }
    /// What other rooms show in this slot, in order.
    ///
    /// # Errors
    /// The first panel's that fails.
    pub async fn panels(&self, slot: &str, id: Uuid) -> Result<Markup, PageError> {
        let mut out = vec![];
        for panel in self.app.panels().iter().filter(|p| p.slot == slot) {
            out.push((panel.render)(self.clone(), id).await?);
        }
        Ok(html! { @for m in &out { (m) } })
    }
    /// What changed of a text that is written in English and in Spanish (empty where it is not), the reader's own language first: whoever
    /// says yes to it says yes to both. None when nothing did.
    pub fn what_changed(&self, before: [&str; 2], after: [&str; 2]) -> Option<Markup> {
        let [en, es] = [0, 1].map(|n| crate::ui::Changes::between(before[n], after[n]));
        let mut both = [(Lang::En, en), (Lang::Es, es)];
        both.sort_by_key(|(lang, _)| *lang != self.lang);
        let (out, put_in, end) = (self.t("web-taken-out"), self.t("web-put-in"), self.t("web-change-end"));
        both.iter().any(|(_, changes)| !changes.none()).then(|| {
            html! {
                @for (lang, changes) in both.iter().filter(|(_, changes)| !changes.none()) {
                    @if *lang != self.lang { p.hint { (self.t(&format!("web-changes-{}", lang.code()))) } }
                    div.stack-s lang=(lang.code()) { (changes.render(&out, &put_in, &end)) }
                }
            }
        })
    }
    /// After a change: see other (303).
    pub fn redirect(&self, path: &str) -> Response {
        (StatusCode::SEE_OTHER, [(header::LOCATION, local(path))]).into_response()
    }
    /// Sends the same form on to another page of this install: what was typed travels in the body, never in an address.
    pub fn pass_on(&self, path: &str) -> Response {
        (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, local(path))]).into_response()
    }
    /// As [`Cx::redirect`], with a message on the next page.
    pub fn redirect_flash(&self, path: &str, key: &'static str) -> Response {
        self.flash_on(self.redirect(path), key)
    }
    /// Puts a message on the page that follows `response`.
    pub fn flash_on(&self, mut response: Response, key: &'static str) -> Response {
        if let Ok(cookie) =
            HeaderValue::from_str(&format!("{FLASH}={key}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"))
        {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

pub(crate) const FLASH: &str = "tandem_flash";

/// Only a path of this install may be redirected to.
fn local(path: &str) -> String {
    let fine = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control);
    if fine { path.to_owned() } else { "/".to_owned() }
}

impl FromRequestParts<App> for Cx {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, PageError> {
        Ok(parts.extensions.get::<Cx>().cloned().ok_or(Error::Internal("no request context".into()))?)
    }
}

/// A page in the making.
pub struct Page<'c> {
    cx: &'c Cx,
    title: String,
    nav: &'static str,
    status: StatusCode,
    public: bool,
}

impl<'c> Page<'c> {
    /// A page with this title (already in the reader's language).
    pub fn new(cx: &'c Cx, title: impl Into<String>) -> Page<'c> {
        Page { cx, title: title.into(), nav: "", status: StatusCode::OK, public: false }
    }
    /// Marks a navigation item as current.
    #[must_use]
    pub fn nav(mut self, id: &'static str) -> Self {
        self.nav = id;
        self
    }
    /// Another status than 200: 422 for a form with faults.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
    /// 422, the status of a form that is shown again with its faults.
    #[must_use]
    pub fn invalid(self) -> Self {
        self.status(StatusCode::UNPROCESSABLE_ENTITY)
    }
    /// Holds nothing about a person: the browser may keep it for going back.
    #[must_use]
    pub fn public(mut self) -> Self {
        self.public = true;
        self
    }
    /// The whole document around `main`.
    pub fn body(self, main: Markup) -> Response {
        let cx = self.cx;
        let markup = crate::frame::document(cx, &self.title, self.nav, main);
        let keep = if self.public && !cx.viewer.is_member() { "private, no-cache" } else { "no-store" };
        (self.status, [(header::CACHE_CONTROL, keep)], markup).into_response()
    }
}

/// The navigation items of a place that `cx`'s viewer may use, the page their work begins with in front.
pub(crate) fn nav_items(cx: &Cx, place: NavPlace) -> Vec<&NavItem> {
    let mut items: Vec<_> = cx.app.nav().iter().filter(|n| n.place == place && cx.allowed(n.who)).collect();
    if let Some(at) = cx.first_page().and_then(|first| items.iter().position(|n| n.id == first.id)) {
        items[..=at].rotate_right(1);
    }
    items
}
