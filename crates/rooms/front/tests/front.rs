//! The doors that need no account, over their routes.

use tandem_testkit::{TestApp, TestStore};
use tandem_web::{Partnership, Room};

fn rooms() -> Vec<Room> {
    vec![tandem_front::room()]
}

fn app() -> TestApp {
    // The room touches no table, so one database is enough.
    TestApp::on(TestStore::sqlite, rooms(), |_, builder| builder)
}

#[tokio::test(flavor = "multi_thread")]
async fn home_leads_to_help_without_an_account() {
    let t = app();
    let home = t.get("/", "").await;
    assert_eq!(home.status, 200);
    for there in [
        "href=\"/find?need=food\"",
        "href=\"/find?need=transport\"",
        "action=\"/find\"",
        "name=\"q\"",
        "href=\"/track\"",
        "href=\"tel:211\"",
        "href=\"/privacy\"",
        "What do you need?",
    ] {
        assert!(home.text.contains(there), "{there}");
    }
    assert!(
        home.text.find("ul class=\"tiles\"") < home.text.find("name=\"q\""),
        "tiles come before the search box"
    );
    assert!(!home.text.contains("style="), "nothing inline");
}

#[tokio::test(flavor = "multi_thread")]
async fn home_says_who_works_together_and_whom_to_call() {
    let t = app();
    assert!(!t.get("/", "").await.text.contains("Who we are"), "no partner, no sentence about partners");
    t.app.set_partnership(Partnership {
        name: "Riverbend".into(),
        sectors: vec!["faith".into(), "housing".into(), "faith".into()],
        phone: Some("(555) 555-0142".into()),
        ..Partnership::default()
    });
    let home = t.get("/", "").await.text;
    assert!(home.contains("3 groups from 2 parts of community life"), "{home}");
    assert!(home.contains("href=\"tel:5555550142\"") && home.contains("Riverbend helps you find"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_lists_what_the_reader_may_use() {
    let menu = app().get("/menu", "").await.text;
    for there in ["href=\"/privacy\"", "href=\"/display\"", "href=\"/sign-in\"", "For everyone"] {
        assert!(menu.contains(there), "{there}");
    }
    assert!(!menu.contains("Your work"), "no empty group");
}

#[tokio::test(flavor = "multi_thread")]
async fn privacy_says_what_is_never_asked() {
    let page = app().get("/privacy", "").await.text;
    assert!(page.contains("never ask about papers or immigration") && page.contains("tel:911"));
    assert!(page.contains("How to take your yes back"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_a_language_offers_and_a_button_keeps_it() {
    let t = app();
    let offer = t.get("/display?lang=es&next=%2Ffind%3Fneed%3Dfood", "").await;
    assert!(offer.text.contains("lang=\"es\"") && offer.text.contains("Sí, usar español"), "{}", offer.text);
    assert!(offer.text.contains("value=\"/find?need=food\""));
    assert_eq!(offer.cookie("tandem_prefs"), None, "a GET changes nothing");
    let kept = t.post("/display", "", &[("lang", "es"), ("next", "/find?need=food")]).await;
    assert_eq!((kept.status.as_u16(), kept.location()), (303, "/find?need=food"));
    assert_eq!(kept.cookie("tandem_prefs").as_deref(), Some("lang=es"));
}

#[tokio::test(flavor = "multi_thread")]
async fn choices_are_kept_and_a_foreign_address_is_not_followed() {
    let t = app();
    let form = [("lang", "en"), ("size", "large"), ("theme", "dark"), ("contrast", ""), ("keys", "sideways")];
    let kept = t.post("/display", "", &form).await;
    assert_eq!(kept.cookie("tandem_prefs").as_deref(), Some("lang=en&theme=dark&size=large"));
    for foreign in ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"] {
        let kept = t.post("/display", "", &[("theme", "light"), ("next", foreign)]).await;
        assert_eq!(kept.location(), "/", "{foreign}");
        let page = t.get(&format!("/display?lang=es&next={}", foreign.replace('/', "%2F")), "").await.text;
        assert!(!page.contains("example.org") && !page.contains("javascript:"), "{foreign}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn small_files() {
    let t = app();
    let robots = t.get("/robots.txt", "").await;
    assert!(robots.text.contains("Disallow: /\n") && robots.text.contains("Allow: /find"));
    let manifest = t.get("/manifest.webmanifest", "").await;
    assert_eq!(manifest.headers["content-type"], "application/manifest+json");
    assert!(manifest.text.contains("\"name\":\"Test Partnership\""), "{}", manifest.text);
    let icon = t.get("/icon.svg", "").await;
    let icon = t.get(icon.location(), "").await;
    assert_eq!(icon.headers["content-type"], "image/svg+xml");
}
