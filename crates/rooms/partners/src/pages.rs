//! The room's pages: signing in, one's account, settings, the audit log, the partners, and the demo's outbox.

mod account;
mod audit;
mod checkpoint;
mod choose;
mod letters_out;
mod links;
mod listening;
mod organization;
mod organizations;
mod outbox;
mod partnership;
mod people;
mod sign_in;
mod systems;
mod token;

use axum::http::{HeaderMap, header};
use axum::response::Response;
use tandem_access::accounts::rate_limit::network_of;
use tandem_access::accounts::sessions::{self, Session};
use tandem_access::accounts::sign_in::From;
use tandem_access::{Action, Error, Kind, Role, Tx, Uuid};
use tandem_web::ui::Choice;
use tandem_web::{Answer, Cx, Form, NavItem, NavPlace, PageError, Route, Who, session_cookie, session_token};

/// The room's part of the routes table.
pub(crate) fn routes() -> Vec<Route> {
    let see_people = Who::May(Kind::Member, Action::Read);
    let manage_people = Who::May(Kind::Member, Action::Manage);
    let edit = Who::May(Kind::Organization, Action::Write);
    vec![
        Route::get("/sign-in", "partners.sign_in", Who::Anyone, sign_in::show),
        Route::post("/sign-in", "partners.sign_in_password", Who::Anyone, sign_in::with_password),
        Route::post("/sign-in/link", "partners.sign_in_ask", Who::Anyone, sign_in::ask_for_link),
        Route::get("/sign-in/link/{token}", "partners.sign_in_link", Who::Link, links::show_sign_in),
        Route::post("/sign-in/link/{token}", "partners.sign_in_use", Who::Link, links::use_sign_in),
        Route::get("/recover", "partners.recover", Who::Anyone, sign_in::show_recover),
        Route::post("/recover", "partners.recover_ask", Who::Anyone, sign_in::ask_to_recover),
        Route::get("/recover/{token}", "partners.recover_link", Who::Link, links::show_recover),
        Route::post("/recover/{token}", "partners.recover_use", Who::Link, links::use_recover),
        Route::get("/welcome/{token}", "partners.welcome", Who::Link, links::show_welcome),
        Route::post("/welcome/{token}", "partners.welcome_use", Who::Link, links::use_welcome),
        Route::post("/sign-out", "partners.sign_out", Who::Anyone, sign_in::sign_out),
        Route::get("/choose", "partners.choose", Who::Anyone, choose::show),
        Route::post("/choose", "partners.choose_one", Who::Anyone, choose::choose),
        Route::get("/start", "partners.start", Who::Member, start),
        Route::get("/account", "partners.account", Who::Member, account::show),
        Route::post("/account", "partners.account_save", Who::Member, account::save),
        Route::post("/account/password", "partners.account_password", Who::Member, account::password),
        Route::post("/account/sessions/{id}/end", "partners.session_end", Who::Member, account::end_session),
        Route::post(
            "/account/sessions/end-others",
            "partners.session_end_others",
            Who::Member,
            account::end_others,
        ),
        Route::get("/settings/people", "partners.people", see_people, people::show),
        Route::post("/settings/people", "partners.invite", manage_people, people::invite),
        Route::post("/settings/people/{id}/roles", "partners.roles", manage_people, people::set_roles),
        Route::post(
            "/settings/people/{id}/invite-again",
            "partners.invite_again",
            manage_people,
            people::invite_again,
        ),
        Route::post("/settings/people/{id}/end", "partners.end_access", manage_people, people::end_access),
        Route::get("/settings/organizations", "partners.organizations", edit, organizations::show),
        Route::get("/settings/organizations/new", "partners.organization_new", edit, organization::new),
        Route::post(
            "/settings/organizations/new",
            "partners.organization_create",
            edit,
            organization::create,
        ),
        Route::get("/settings/organizations/{id}", "partners.organization", edit, organization::show),
        Route::post("/settings/organizations/{id}", "partners.organization_save", edit, organization::save),
        Route::post(
            "/settings/organizations/{id}/membership",
            "partners.membership",
            edit,
            organization::place,
        ),
        Route::get("/settings/organizations/{id}/listening", "partners.listening", edit, listening::show),
        Route::post("/settings/organizations/{id}/listening", "partners.listen", edit, listening::save),
        Route::get(
            "/settings/partnership",
            "partners.partnership",
            Who::May(Kind::Setting, Action::Read),
            partnership::show,
        ),
        Route::post(
            "/settings/partnership",
            "partners.partnership_save",
            Who::May(Kind::Setting, Action::Write),
            partnership::save,
        ),
        Route::get("/settings/systems", "partners.systems", manage_people, systems::show),
        Route::post("/settings/systems", "partners.system_connect", manage_people, systems::connect),
        Route::post("/settings/systems/{id}/renew", "partners.system_renew", manage_people, systems::renew),
        Route::post("/settings/systems/{id}/end", "partners.system_end", manage_people, systems::end),
        Route::post("/oauth/token", "partners.token", Who::Anyone, token::exchange),
        Route::get("/audit", "partners.audit", Who::May(Kind::Audit, Action::Read), audit::show),
        Route::get(
            "/audit/checkpoint",
            "partners.checkpoint",
            Who::May(Kind::Audit, Action::Read),
            checkpoint::show,
        ),
        Route::post(
            "/audit/checkpoint",
            "partners.checkpoint_check",
            Who::May(Kind::Audit, Action::Read),
            checkpoint::check,
        ),
        Route::get(
            "/audit/checkpoint.txt",
            "partners.checkpoint_file",
            Who::May(Kind::Audit, Action::Read),
            checkpoint::download,
        ),
        Route::get("/audit.csv", "partners.audit_csv", Who::May(Kind::Audit, Action::Export), audit::csv),
        Route::get("/demo/outbox", "partners.outbox", Who::Anyone, outbox::show),
    ]
}

/// The room's part of the navigation.
pub(crate) fn nav() -> Vec<NavItem> {
    let item = NavItem::new;
    vec![
        item(
            "account",
            "/account",
            "partners-nav-account",
            "user-circle",
            Who::Member,
            NavPlace::Settings,
            10,
        ),
        item(
            "settings-people",
            "/settings/people",
            "partners-nav-people",
            "key",
            Who::May(Kind::Member, Action::Read),
            NavPlace::Settings,
            20,
        )
        .first_for(60, Who::May(Kind::Member, Action::Manage)),
        item(
            "settings-systems",
            "/settings/systems",
            "partners-nav-systems",
            "link",
            Who::May(Kind::Member, Action::Manage),
            NavPlace::Settings,
            25,
        ),
        item(
            "settings-organizations",
            "/settings/organizations",
            "partners-nav-organizations",
            "building-community",
            Who::May(Kind::Organization, Action::Write),
            NavPlace::Settings,
            30,
        ),
        item(
            "settings-partnership",
            "/settings/partnership",
            "partners-nav-partnership",
            "settings",
            Who::May(Kind::Setting, Action::Read),
            NavPlace::Settings,
            40,
        )
        .first_for(40, Who::May(Kind::Setting, Action::Write)),
        item(
            "audit",
            "/audit",
            "partners-nav-audit",
            "list-check",
            Who::May(Kind::Audit, Action::Read),
            NavPlace::Staff,
            80,
        )
        .first_for(70, Who::May(Kind::Audit, Action::Read)),
    ]
}

/// The session behind the request's cookie, also one that has no organization yet.
async fn session(cx: &Cx, headers: &HeaderMap) -> Result<Option<Session>, PageError> {
    match session_token(&cx.base_url, headers) {
        Some(token) => Ok(sessions::resolve(&cx.store, token).await?),
        None => Ok(None),
    }
}

/// Where an attempt to sign in comes from.
fn from(cx: &Cx, headers: &HeaderMap) -> From {
    From {
        network: network_of(cx.ip),
        device: device(headers),
        cookie: session_token(&cx.base_url, headers).map(str::to_owned),
    }
}

/// What a browser calls itself, in two words a person recognizes.
fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|a| a.to_str().ok()).unwrap_or_default();
    let find = |names: &[(&str, &str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map_or("", |(_, name)| name).to_owned()
    };
    let browser =
        find(&[("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
    let system = find(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The answer to a sign-in: the cookie, and the next page.
fn signed_in(cx: &Cx, token: &str, to: &str) -> Response {
    let mut response = cx.redirect(to);
    response.headers_mut().append(header::SET_COOKIE, session_cookie(&cx.base_url, Some(token)));
    response
}

/// Where somebody goes on after signing in: [`start`] knows once the session is there.
const HOME: &str = "/start";

/// Leads to the first page of somebody's work. Which page that is depends on what they may do here, so nobody is greeted
/// by a page that is not for them.
async fn start(cx: Cx) -> Answer {
    let first = cx.first_page().map(|n| n.path);
    Ok(cx.redirect(first.unwrap_or("/account")))
}

/// A value exactly as it was typed: a password may begin with a space.
fn untrimmed<'f>(form: &'f Form, name: &str) -> &'f str {
    form.pairs().find(|(k, _)| *k == name).map_or("", |(_, v)| v)
}

fn role_name(cx: &Cx, role: Role) -> String {
    cx.t(&format!("partners-role-{}", role.word().replace('_', "-")))
}

fn role_choices(cx: &Cx, roles: &[Role], chosen: &[&str]) -> Vec<Choice> {
    roles
        .iter()
        .map(|r| {
            let key = format!("partners-role-{}-hint", r.word().replace('_', "-"));
            Choice::new(r.word(), role_name(cx, *r)).hint(cx.t(&key)).chosen(chosen.contains(&r.word()))
        })
        .collect()
}

fn language_choices() -> [Choice; 2] {
    [Choice::new("en", "English"), Choice::new("es", "Español")]
}

/// A sector's name.
pub fn sector_name(cx: &Cx, sector: crate::model::Sector) -> String {
    cx.t(&format!("partners-sector-{}", sector.code().replace('_', "-")))
}

fn membership_name(cx: &Cx, membership: crate::model::Membership) -> String {
    cx.t(&format!("partners-membership-{}", membership.code()))
}

/// An organization's name, for sessions.
fn name_of(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<String, Error> {
    crate::actions::name(tx, id)
}
