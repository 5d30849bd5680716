//! The application: what every request shares, and the router generated from the rooms' routes tables.

use crate::guard;
use crate::messages::{Catalogue, CatalogueError, SHARED};
use crate::room::{NavItem, Panel, Room, Route};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any};
use std::any::{Any, TypeId};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, RwLock};
use tandem_access::Store;

/// The largest body of an ordinary form; uploads set their own limit.
const FORM_LIMIT: usize = 512 * 1024;

/// What the shell shows of the partnership on every page; refreshed when its settings change.
#[derive(Debug, Clone, Default)]
pub struct Partnership {
    /// Its name.
    pub name: String,
    /// The sector of each partner, for the quilt.
    pub sectors: Vec<String>,
    /// Invented data: said on every page.
    pub demo: bool,
    /// A phone number for people who would rather talk.
    pub phone: Option<String>,
    /// Its colour, `#rrggbb`, at least 7:1 on white.
    pub brand: Option<String>,
    /// IANA time zone of the partnership.
    pub timezone: String,
}

struct Inner {
    store: Store,
    catalogue: Catalogue,
    base_url: String,
    partnership: RwLock<Arc<Partnership>>,
    nav: Vec<NavItem>,
    panels: Vec<Panel>,
    routes: Vec<RouteInfo>,
    services: HashMap<TypeId, Arc<dyn Any + Send + Sync>>,
}

/// A row of the routes table, for documents and tests.
#[derive(Debug, Clone)]
pub struct RouteInfo {
    /// GET or POST.
    pub method: Method,
    /// Path with parameters.
    pub path: &'static str,
    /// `room.action`.
    pub name: &'static str,
    /// Who may use it.
    pub who: crate::Who,
    /// Whether a bearer token opens it.
    pub systems: bool,
}

/// What every request shares. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// Collects what an [`App`] is made of.
pub struct AppBuilder {
    store: Store,
    base_url: String,
    services: HashMap<TypeId, Arc<dyn Any + Send + Sync>>,
}

impl AppBuilder {
    /// Starts with the store and the address people reach the install at, without a slash at its end.
    pub fn new(store: Store, base_url: &str) -> AppBuilder {
        AppBuilder { store, base_url: base_url.trim_end_matches('/').to_owned(), services: HashMap::new() }
    }

    /// Adds something a room shares between its requests (an index in memory); read by [`App::service`].
    #[must_use]
    pub fn service<T: Any + Send + Sync>(mut self, value: Arc<T>) -> AppBuilder {
        self.services.insert(TypeId::of::<T>(), value);
        self
    }

    /// Adds what a room shares between its requests, unless the binary has added its own.
    #[must_use]
    pub fn default_service<T: Any + Send + Sync>(mut self, value: Arc<T>) -> AppBuilder {
        self.services.entry(TypeId::of::<T>()).or_insert(value);
        self
    }

    /// Joins the rooms: services, words, navigation, panels and routes.
    ///
    /// # Errors
    /// When the rooms' messages clash or a language is incomplete.
    ///
    /// # Panics
    /// When two rooms claim the same method and path: a fault that the first start shows.
    pub fn build(mut self, rooms: Vec<Room>) -> Result<(App, Router), CatalogueError> {
        for room in &rooms {
            let store = self.store.clone();
            self = (room.services)(&store, self);
        }
        let mut sources = vec![("web", SHARED)];
        sources.extend(rooms.iter().map(|r| (r.name, r.messages)));
        let catalogue = Catalogue::new(&sources)?;
        let (mut nav, mut panels, mut routes) = (vec![], vec![], vec![]);
        for room in rooms {
            nav.extend(room.nav);
            panels.extend(room.panels);
            routes.extend(room.routes);
        }
        nav.sort_by_key(|n| n.order);
        panels.sort_by_key(|p| p.order);
        let infos = routes
            .iter()
            .map(|r| RouteInfo {
                method: r.method.clone(),
                path: r.path,
                name: r.name,
                who: r.who,
                systems: r.systems,
            })
            .collect();
        let app = App(Arc::new(Inner {
            store: self.store,
            catalogue,
            base_url: self.base_url,
            partnership: RwLock::default(),
            nav,
            panels,
            routes: infos,
            services: self.services,
        }));
        let router = router(&app, routes);
        Ok((app, router))
    }
}

impl App {
    /// The doors to the data.
    pub fn store(&self) -> &Store {
        &self.0.store
    }
    /// The words.
    pub fn catalogue(&self) -> &Catalogue {
        &self.0.catalogue
    }
    /// The address people reach the install at, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.0.base_url
    }
    /// What the shell shows of the partnership.
    pub fn partnership(&self) -> Arc<Partnership> {
        self.0.partnership.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }
    /// Called at start and when settings change.
    pub fn set_partnership(&self, p: Partnership) {
        *self.0.partnership.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(p);
    }
    /// Navigation items of all rooms, in order.
    pub fn nav(&self) -> &[NavItem] {
        &self.0.nav
    }
    /// Panels of all rooms, in order.
    pub fn panels(&self) -> &[Panel] {
        &self.0.panels
    }
    /// The routes table.
    pub fn routes(&self) -> &[RouteInfo] {
        &self.0.routes
    }
    /// What a room shares between its requests.
    ///
    /// # Panics
    /// When no room added it: a fault that the first request of any test shows.
    pub fn service<T: Any + Send + Sync>(&self) -> Arc<T> {
        self.0
            .services
            .get(&TypeId::of::<T>())
            .and_then(|s| s.clone().downcast::<T>().ok())
            .unwrap_or_else(|| panic!("the service {} was not added to the app", std::any::type_name::<T>()))
    }
}

fn router(app: &App, routes: Vec<Route>) -> Router {
    let mut by_path: BTreeMap<&'static str, MethodRouter<App>> = BTreeMap::new();
    let mut seen = std::collections::HashSet::new();
    for route in routes {
        assert!(seen.insert((route.method.clone(), route.path)), "{} {} twice", route.method, route.path);
        let door = guard::Door { who: route.who, name: route.name, systems: route.systems };
        let handler =
            route.handler.layer(axum::middleware::from_fn(move |req, next| guard::guard(door, req, next)));
        let entry = by_path.remove(route.path).unwrap_or_default();
        by_path.insert(route.path, entry.merge(handler));
    }
    let mut router = Router::new();
    for (path, handler) in by_path {
        router = router
            .route(path, handler.fallback(|| async { failed(StatusCode::METHOD_NOT_ALLOWED, "method") }));
    }
    router
        .route(crate::assets::ROUTE, axum::routing::get(crate::assets::serve))
        .fallback(any(|| async { failed(StatusCode::NOT_FOUND, "not-found") }))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(axum::middleware::from_fn_with_state(app.clone(), guard::surround))
        .layer(
            tower_http::compression::CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest),
        )
        .with_state(app.clone())
}

fn failed(status: StatusCode, word: &'static str) -> Response {
    let mut response = status.into_response();
    response.extensions_mut().insert(crate::error::Failed::new(status, word));
    response
}
