//! The directory room: who offers what, where, when and for whom, in HSDS 3 terms; search over it; capacity; listings.
//!
//! Other rooms use [`actions::candidates`] (which services fit a need), [`actions::candidates::listing`] and
//! [`search::Live`]. An import is [`actions::import::import_rows`]; the HSDS face reads the files.

pub mod actions;
pub mod model;
mod pages;
pub mod search;
mod store;

use tandem_access::{Action, Kind, Migration, migrations};
use tandem_web::{Messages, NavItem, NavPlace, Room, Route, Who};

pub use actions::candidates::{Candidate, Seek, candidates, listing, listings, listings_of};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("directory", "0001_directory");

/// What the room brings to the house.
pub fn room() -> Room {
    let (capacity, service) =
        (Who::May(Kind::Capacity, Action::Write), Who::May(Kind::Service, Action::Write));
    Room {
        migrations: MIGRATIONS,
        routes: vec![
            Route::get("/find", "directory.find", Who::Anyone, pages::find::show),
            Route::get("/services/{id}", "directory.place", Who::Anyone, pages::place::show),
            Route::post("/services/{id}/report", "directory.report", Who::Anyone, pages::place::report),
            Route::get("/capacity", "directory.capacity", capacity, pages::capacity::show),
            Route::post("/capacity/{id}", "directory.capacity_set", capacity, pages::capacity::set),
            Route::post("/capacity/{id}/undo", "directory.capacity_undo", capacity, pages::capacity::undo),
            Route::get("/listing", "directory.listings", service, pages::listing::list),
            Route::get("/listing/{id}", "directory.listing", service, pages::listing::show),
            Route::post("/listing/{id}", "directory.listing_save", service, pages::listing::save),
            Route::post(
                "/listing/{id}/confirm",
                "directory.listing_confirm",
                service,
                pages::listing::confirm,
            ),
            Route::post(
                "/listing/{id}/revert/{revision}",
                "directory.listing_revert",
                service,
                pages::listing::revert,
            ),
        ],
        nav: vec![
            NavItem::new("find", "/find", "directory-nav-find", "search", Who::Anyone, NavPlace::Public, 20),
            NavItem::new(
                "capacity",
                "/capacity",
                "directory-nav-capacity",
                "adjustments",
                capacity,
                NavPlace::Staff,
                35,
            ),
            NavItem::new(
                "listing",
                "/listing",
                "directory-nav-listing",
                "building-community",
                service,
                NavPlace::Staff,
                61,
            ),
        ],
        listeners: vec![actions::departure::LEFT],
        services: |store, app| app.service(std::sync::Arc::new(search::Live::new(store.clone()))),
        messages: Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") },
        ..Room::named("directory")
    }
}
