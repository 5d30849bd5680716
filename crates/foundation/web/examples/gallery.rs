//! Every part and every theme on five pages: `cargo run -p tandem-web --example gallery`, then http://127.0.0.1:8099.
//!
//! The browser tests look at it (`node e2e/run.mjs --gallery`); all data is invented.

use std::collections::HashMap;

use axum::Router;
use axum::extract::Query;
use axum::http::{HeaderName, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use tandem_web::messages::{Catalogue, Lang};
use tandem_web::shell::{Account, Look, NavLink, Shell};
use tandem_web::ui::Tone;

mod gallery_pages;

type Wishes = HashMap<String, String>;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::var("PORT").ok().and_then(|p| p.parse().ok()).unwrap_or(8099u16);
    let router =
        Router::new().route(tandem_web::assets::ROUTE, get(tandem_web::assets::serve)).fallback(get(page));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("gallery on http://{}", listener.local_addr()?);
    axum::serve(listener, router).await
}

async fn page(uri: Uri, Query(wishes): Query<Wishes>) -> Response {
    let catalogue = Catalogue::shared();
    let wish = |name: &str| wishes.get(name).map(String::as_str).filter(|v| !v.is_empty());
    let lang = Lang::negotiate(wish("lang"), None);
    let (title, main): (&str, Markup) = match uri.path() {
        "/find" => ("Find help", gallery_pages::find()),
        "/goals" => ("Our goals", gallery_pages::goals(&catalogue, lang)),
        "/work" => ("Today", gallery_pages::work()),
        "/forms" => ("A form with errors", gallery_pages::forms()),
        "/states" => ("States", gallery_pages::states(&catalogue, lang)),
        _ => ("Gallery", gallery_pages::index()),
    };
    let link = |href: &str, label: &str, icon: &'static str| NavLink {
        href: href.into(),
        label: label.into(),
        icon,
        current: uri.path() == href,
    };
    let nav = [
        link("/", "Home", "home-2"),
        link("/find", "Find help", "search"),
        link("/goals", "Our goals", "target-arrow"),
        link("/work", "Today", "inbox"),
        link("/forms", "Forms", "notes"),
    ];
    let account = Account {
        name: "Dolores Whitfield".into(),
        organization: "Riverbend Community Clinic".into(),
        links: vec![
            link("/account", "Your account", "user-circle"),
            link("/settings", "Settings", "settings"),
        ],
    };
    let sectors = [
        "healthcare",
        "community",
        "faith",
        "housing",
        "social_services",
        "education",
        "public_health",
        "business",
        "government",
        "payer",
        "social_services",
        "faith",
        "community",
        "housing",
        "healthcare",
        "social_services",
        "education",
        "government",
        "faith",
        "business",
        "community",
        "social_services",
        "public_health",
        "housing",
    ];
    let document = Shell {
        catalogue: &catalogue,
        lang,
        title,
        partnership: "Riverbend Health Partnership",
        sectors: &sectors,
        here: uri.path(),
        nav: &nav,
        on_menu: false,
        look: Look {
            theme: wish("theme"),
            contrast: wish("contrast"),
            size: wish("size"),
            keys: wish("keys"),
            brand: wish("brand"),
        },
        account: (uri.path() == "/work").then_some(&account),
        demo: true,
        flash: (uri.path() == "/work").then_some((Tone::Ok, "Saved. The pantry gets an e-mail now.")),
        main,
    }
    .render();
    let policy = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; \
                  connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
                  require-trusted-types-for 'script'; trusted-types tandem";
    let headers: [(HeaderName, HeaderValue); 1] =
        [(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy))];
    (headers, html! { (document) }).into_response()
}
