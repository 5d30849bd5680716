//! The front room: the doors that need no account. Home, the menu, privacy in plain words, display and language.
//!
//! It has no tables and reads nothing about any person.

mod pages;

use tandem_web::{Messages, NavItem, NavPlace, Room, Route, Who};

/// What this room brings to the house.
pub fn room() -> Room {
    let open =
        |id, path, key, icon, order| NavItem::new(id, path, key, icon, Who::Anyone, NavPlace::Public, order);
    Room {
        routes: vec![
            Route::get("/", "front.home", Who::Anyone, pages::home::show),
            Route::get("/menu", "front.menu", Who::Anyone, pages::menu::show),
            Route::get("/privacy", "front.privacy", Who::Anyone, pages::privacy::show),
            Route::get("/display", "front.display", Who::Anyone, pages::display::show),
            Route::post("/display", "front.display_save", Who::Anyone, pages::display::save),
            Route::get("/robots.txt", "front.robots", Who::Anyone, pages::files::robots),
            Route::get("/manifest.webmanifest", "front.manifest", Who::Anyone, pages::files::manifest),
            Route::get("/icon.svg", "front.icon", Who::Anyone, pages::files::icon),
        ],
        nav: vec![
            open("home", "/", "front-nav-home", "home-2", 0),
            open("privacy", "/privacy", "front-nav-privacy", "shield-lock", 80),
            open("display", "/display", "front-nav-display", "text-size", 90),
        ],
        messages: Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") },
        ..Room::named("front")
    }
}
