//! What a room brings to the house: the binary is a list of rooms.

use crate::cx::Cx;
use crate::messages::Messages;
use crate::{App, AppBuilder, PageError};
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use maud::Markup;
use std::future::Future;
use std::pin::Pin;
use tandem_access::{Action, Error, Fence, Kind, Migration, Role, SealedTable, Store, Tx, Uuid};
use tandem_events::{Every, JobHandler, Listener};

/// One capability. Build it on [`Room::named`]: `Room { routes: vec![..], ..Room::named("people") }`.
pub struct Room {
    /// The folder's name.
    pub name: &'static str,
    /// Migrations, in order.
    pub migrations: &'static [Migration],
    /// Row fences of its person tables.
    pub fences: Vec<Fence>,
    /// Its tables with sealed rows.
    pub sealed: &'static [SealedTable],
    /// Its routes: what has no entry is 404.
    pub routes: Vec<Route>,
    /// Jobs it carries out.
    pub jobs: Vec<JobHandler>,
    /// Work that comes round.
    pub every: Vec<Every>,
    /// Events it wants to know of.
    pub listeners: Vec<Listener>,
    /// Navigation it adds.
    pub nav: Vec<NavItem>,
    /// Its words.
    pub messages: Messages,
    /// What it shows on other rooms' pages.
    pub panels: Vec<Panel>,
    /// Puts in what it shares between requests (an index in memory); handlers read it with [`App::service`].
    pub services: fn(&Store, AppBuilder) -> AppBuilder,
    /// Rules of its own that `tandem check` proves on the stored data.
    pub checks: Vec<Check>,
}

/// A named rule; the function returns each breach in words.
pub type Check = (&'static str, fn(&mut Tx<'_, '_>) -> Result<Vec<String>, Error>);

impl Room {
    /// A room that brings nothing yet.
    pub fn named(name: &'static str) -> Room {
        Room {
            name,
            migrations: &[],
            fences: vec![],
            sealed: &[],
            routes: vec![],
            jobs: vec![],
            every: vec![],
            listeners: vec![],
            nav: vec![],
            messages: Messages::NONE,
            panels: vec![],
            services: |_, app| app,
            checks: vec![],
        }
    }
}

/// Who may use a route. The guard stands before the handler; what a viewer then sees, the store decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody, without an account.
    Anyone,
    /// Anybody with a session.
    Member,
    /// A member one of whose roles handles this kind of fact in this way.
    May(Kind, Action),
    /// A member with this role: for what one role alone has to do with.
    Role(Role),
    /// The bearer of a signed link; the handler verifies it.
    Link,
}

/// One entry of the routes table.
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// Path in axum's syntax, `/people/{id}`.
    pub path: &'static str,
    /// `room.action`, for the table of routes, metrics and logs.
    pub name: &'static str,
    /// Who may use it.
    pub who: Who,
    /// Whether a bearer token opens it.
    pub systems: bool,
    pub(crate) handler: MethodRouter<App>,
}

impl Route {
    /// A page. It changes nothing but the audit.
    pub fn get<H, T>(path: &'static str, name: &'static str, who: Who, handler: H) -> Route
    where
        H: Handler<T, App>,
        T: 'static,
    {
        Route {
            method: Method::GET,
            path,
            name,
            who,
            systems: false,
            handler: on(MethodFilter::GET, handler),
        }
    }

    /// A change.
    pub fn post<H, T>(path: &'static str, name: &'static str, who: Who, handler: H) -> Route
    where
        H: Handler<T, App>,
        T: 'static,
    {
        Route {
            method: Method::POST,
            path,
            name,
            who,
            systems: false,
            handler: on(MethodFilter::POST, handler),
        }
    }

    /// The same route for computer systems too: a bearer token makes their viewer here, and nowhere else. Whoever has no
    /// session is answered in FHIR, failures too.
    #[must_use]
    pub fn for_systems(self) -> Route {
        Route { systems: true, ..self }
    }
}

/// Where a navigation item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NavPlace {
    /// For everybody; the first four stand in the bar, all stand in the Menu.
    Public,
    /// For signed-in members who may use it.
    Staff,
    /// In Settings and the Menu.
    Settings,
}

/// A navigation item.
#[derive(Debug, Clone, Copy)]
pub struct NavItem {
    /// The word that `Page::nav` marks as current.
    pub id: &'static str,
    /// Where it leads.
    pub path: &'static str,
    /// Message key of its label.
    pub key: &'static str,
    /// Icon name.
    pub icon: &'static str,
    /// Who sees it.
    pub who: Who,
    /// Which navigation.
    pub place: NavPlace,
    /// Smaller stands first.
    pub order: i32,
    /// Whose work begins there, and how early it is asked: the smallest number that fits is somebody's first page.
    pub first_for: Option<(i32, Who)>,
}

impl NavItem {
    /// An item that is nobody's first page.
    pub const fn new(
        id: &'static str,
        path: &'static str,
        key: &'static str,
        icon: &'static str,
        who: Who,
        place: NavPlace,
        order: i32,
    ) -> NavItem {
        NavItem { id, path, key, icon, who, place, order, first_for: None }
    }

    /// The same item as the first page of whoever may use `who`.
    #[must_use]
    pub fn first_for(self, rank: i32, who: Who) -> NavItem {
        NavItem { first_for: Some((rank, who)), ..self }
    }
}

/// What [`Panel`] renders with: a boxed future.
pub type PanelFuture = Pin<Box<dyn Future<Output = Result<Markup, PageError>> + Send>>;

/// Something a room shows on another room's page, so that the two need not know each other.
#[derive(Clone, Copy)]
pub struct Panel {
    /// The page: `person` and `my` (the id is the person's), `help` (the need's), `system` (the client's), `members` (the
    /// organization's), `home`, `today`, `say`, `audit`.
    pub slot: &'static str,
    /// Smaller stands first.
    pub order: i32,
    /// Renders it for `cx`'s viewer; empty markup when there is nothing to show.
    pub render: fn(Cx, Uuid) -> PanelFuture,
}
