//! The audit log: who did what when. The filters stand in the address, so a reload or a bookmark keeps them.
//!
//! A privacy officer sees the own organization's log with the persons told apart; who runs the organization or the
//! install sees the same lines without about whom they are; who is both sees the persons of the own organization.

use crate::actions::{self, Filter};
use crate::model::Membership;
use crate::policy::{self, AuditReach, Persons};
use axum::body::Body;
use axum::http::header;
use axum::response::IntoResponse;
use futures_util::stream::try_unfold;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::accounts::{clients, members};
use tandem_access::audit::{self, Line, Query};
use tandem_access::{Action, Error, Kind, Role, Tx, Uuid};
use tandem_web::ui::{self, Button, Choice, Choices, Col, Field, Select, Table};
use tandem_web::{Answer, Cx, Form, Page, csv};

const AT_ONCE: u32 = 50;
/// Lines of a file that are read at once: a file of any length leaves in parts, with flat memory.
const PART: u32 = 5_000;

/// Kinds of facts that are about a person.
const PERSONAL: [&str; 6] = ["person", "need", "screening", "visit", "consent", "referral"];

struct Found {
    lines: Vec<Line>,
    members: HashMap<Uuid, String>,
    systems: HashMap<Uuid, String>,
    organizations: HashMap<Uuid, String>,
}

impl Found {
    /// Which account, which organization: a line that says that access was given has to say to whom.
    fn named(&self, line: &Line) -> Option<&String> {
        let names = match Kind::from_word(&line.kind)? {
            Kind::Member if self.systems.contains_key(&line.object?) => &self.systems,
            Kind::Member => &self.members,
            Kind::Organization => &self.organizations,
            _ => return None,
        };
        names.get(&line.object?)
    }
}

fn query(cx: &Cx, form: &Form, reach: AuditReach) -> Query {
    let day = |name: &str| form.text(name).parse::<Date>().ok();
    let at = |date: Date| -> Option<Timestamp> { Some(date.to_zoned(cx.zone()).ok()?.timestamp()) };
    // A person can be asked for only where persons may be told apart.
    let person = form.id("person").filter(|_| reach.persons != Persons::None);
    let asked = match (person, reach.persons) {
        (Some(_), Persons::Of(org)) => Some(org),
        _ => form.id("organization"),
    };
    Query {
        org: reach.organization.or(asked),
        person,
        member: form.id("member"),
        kind: Kind::from_word(form.text("kind")),
        changes_only: form.text("show") == "changes",
        from: day("from").and_then(at),
        until: day("until").and_then(|d| d.checked_add(1.day()).ok()).and_then(at),
        limit: AT_ONCE,
        offset: 0,
    }
}

fn find(tx: &mut Tx<'_, '_>, q: &Query, reach: AuditReach) -> Result<Found, Error> {
    let mut lines = audit::search(tx, q)?;
    for line in lines.iter_mut().filter(|l| !reach.persons.told(l.org, l.owner_org)) {
        if line.person.is_some() || PERSONAL.contains(&line.kind.as_str()) {
            line.person = None;
            line.object = None;
            line.detail = String::new();
        }
    }
    let of = |pick: fn(&Line) -> Option<Uuid>| -> Vec<Uuid> {
        let mut ids: Vec<Uuid> = lines.iter().filter_map(pick).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let (mut member_ids, mut org_ids) = (of(|l| l.member), of(|l| l.org));
    member_ids.extend(of(|l| l.object.filter(|_| l.kind == Kind::Member.word())));
    org_ids.extend(of(|l| l.object.filter(|_| l.kind == Kind::Organization.word())));
    let mut system_ids = of(|l| l.client);
    system_ids.extend(&member_ids);
    let (members, systems) = (members::names(tx, &member_ids)?, clients::names(tx, &system_ids)?);
    let organizations = actions::find_many(tx, &org_ids)?.into_iter().map(|o| (o.id, o.name)).collect();
    Ok(Found { lines, members, systems, organizations })
}

/// The page.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let reach = policy::audit_reach(&cx.viewer).ok_or(Error::Forbidden)?;
    let page = form.int("page").and_then(|p| u32::try_from(p).ok()).filter(|p| *p > 0).unwrap_or(1);
    let mut q = query(&cx, &form, reach);
    q.offset = (page - 1).saturating_mul(AT_ONCE);
    q.limit = AT_ONCE + 1;
    let own = cx.viewer.org();
    let (mut found, people, places) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let people = match q.org.or(own) {
                Some(org) => {
                    members::of_organization(tx, org)?.into_iter().map(|(m, _)| (m.id, m.name)).collect()
                }
                None => vec![],
            };
            let places = if reach.organization.is_none() {
                actions::list(
                    tx,
                    &Filter { membership: Some(Membership::Member), limit: 1000, ..Filter::default() },
                )?
            } else {
                vec![]
            };
            tx.audit(Action::Read, Kind::Audit, None, q.person, "log")?;
            Ok((find(tx, &q, reach)?, people, places))
        })
        .await?;
    // The first page of a privacy officer: what waits for them stands here.
    let panels = cx.panels("audit", Uuid::nil()).await?;
    let more = found.lines.len() > AT_ONCE as usize;
    found.lines.truncate(AT_ONCE as usize);
    let places: Vec<(Uuid, String)> = places.into_iter().map(|o| (o.id, o.name)).collect();
    let link = |n: u32| format!("/audit?{}", form.with("page", &n.to_string()));
    let body = html! {
        h1 { (cx.t("partners-audit-title")) }
        p.lead { (cx.t(lead(reach))) }
        (panels)
        p { a href="/audit/checkpoint" { (cx.t("partners-checkpoint-title")) } }
        (filters(&cx, &form, reach, &people, &places))
        @if found.lines.is_empty() {
            (ui::empty_state("list-check", &cx.t("partners-audit-none"), &cx.t("partners-audit-none-hint"),
                Some(("/audit", cx.t("web-clear-filters").as_str()))))
        } @else {
            @if cx.viewer.may(Kind::Audit, Action::Export) {
                p { (ui::link_button(Button::Secondary, "download", &format!("/audit.csv?{}", form.with("page", "")),
                    &cx.t("partners-audit-csv"), "")) }
            }
            (table(&cx, &found, reach))
        }
        @if page > 1 || more {
            nav.pages aria-label=(cx.t("web-pages")) { ul {
                @if page > 1 { li { a rel="prev" href=(link(page - 1)) { (ui::icon("chevron-left")) (cx.t("web-previous")) } } }
                li { span aria-current="page" { span.vh { (cx.t("web-pages")) " " } (page) } }
                @if more { li { a rel="next" href=(link(page + 1)) { (cx.t("web-next")) (ui::icon("chevron-right")) } } }
            } }
        }
    };
    Ok(Page::new(&cx, cx.t("partners-audit-title")).nav("audit").body(body))
}

/// What this reader's log shows, in one sentence.
fn lead(reach: AuditReach) -> &'static str {
    match (reach.organization, reach.persons) {
        (_, Persons::None) => "partners-audit-lead-no-persons",
        (None, Persons::Of(_)) => "partners-audit-lead-own-persons",
        _ => "partners-audit-lead",
    }
}

fn filters(
    cx: &Cx,
    form: &Form,
    reach: AuditReach,
    people: &[(Uuid, String)],
    places: &[(Uuid, String)],
) -> Markup {
    let pick =
        |name: &str, any: &str, all: &[(Uuid, String)]| -> Vec<Choice> {
            std::iter::once(Choice::new("", cx.t(any)))
                .chain(all.iter().map(|(id, n)| {
                    Choice::new(id.to_string(), n.as_str()).chosen(form.id(name) == Some(*id))
                }))
                .collect()
        };
    let kinds = std::iter::once(Choice::new("", cx.t("partners-audit-any-kind"))).chain(
        Kind::ALL
            .iter()
            .map(|k| Choice::new(k.word(), kind_name(cx, k.word())).chosen(form.text("kind") == k.word())),
    );
    let shows = [("", "partners-audit-show-all"), ("changes", "partners-audit-show-changes")]
        .map(|(value, key)| Choice::new(value, cx.t(key)));
    // The lines come first; the filters open by themselves while one is set.
    let set = ["organization", "member", "kind", "show", "person", "from", "until"]
        .iter()
        .any(|n| form.opt(n).is_some());
    html! {
        search { details open[set] { summary { (cx.t("partners-filter")) }
            form.form method="get" action="/audit" aria-label=(cx.t("partners-filter")) {
                @if !places.is_empty() {
                    (Select::new("organization", cx.t("partners-organization"), pick("organization", "partners-audit-any-organization", places)))
                }
                @if !people.is_empty() {
                    (Select::new("member", cx.t("partners-audit-member"), pick("member", "partners-audit-any-member", people)))
                }
                (Select::new("kind", cx.t("partners-audit-kind"), kinds))
                (Choices::radios("show", cx.t("partners-audit-show"), shows).choose([form.text("show")]).small().side_by_side())
                @if reach.persons != Persons::None {
                    (Field::text("person", cx.t("partners-audit-person")).value(form.text("person"))
                        .hint(cx.t("partners-audit-person-hint")).autocomplete("off"))
                }
                (Field::date("from", cx.t("partners-audit-from")).value(form.text("from")))
                (Field::date("until", cx.t("partners-audit-until")).value(form.text("until")))
                (ui::button(Button::Secondary, "filter", &cx.t("partners-filter")))
            }
        } }
    }
}

fn table(cx: &Cx, found: &Found, reach: AuditReach) -> Markup {
    let mut keys = vec!["partners-audit-when", "partners-audit-who", "partners-audit-what"];
    if reach.persons != Persons::None {
        keys.push("partners-audit-about");
    }
    let mut table =
        Table::new(cx.t("partners-audit-title"), keys.iter().map(|k| Col::text(cx.t(k)))).hide_caption();
    for line in &found.lines {
        let mut cells = vec![
            html! { (cx.moment(line.at)) },
            html! { (who(cx, found, line)) @if let Some(org) = line.org.and_then(|o| found.organizations.get(&o)) { br; span.m { (org) } } },
            html! { (action_name(cx, &line.action)) ": " (kind_name(cx, &line.kind))
            @if let Some(name) = found.named(line) { ", " b { (name) } }
            @if !line.detail.is_empty() { br; span.m { (detail(cx, &line.detail)) } } },
        ];
        if reach.persons != Persons::None {
            cells.push(match line.person {
                Some(id) => html! { a href={ "/audit?person=" (id) } { (cx.t("partners-audit-this-person")) span.vh { " " (id) } } },
                None => html! { "–" },
            });
        }
        table.push(cells);
    }
    html! { (table) }
}

fn who(cx: &Cx, found: &Found, line: &Line) -> String {
    if let Some(id) = line.client {
        let name = found.systems.get(&id).map_or("", String::as_str);
        let org = line.org.and_then(|o| found.organizations.get(&o)).map_or("", String::as_str);
        return cx.ta("partners-audit-by-system", &[("name", name.into()), ("org", org.into())]);
    }
    match (line.viewer_kind.as_str(), line.member) {
        (_, Some(id)) => found.members.get(&id).cloned().unwrap_or_else(|| cx.t("partners-audit-somebody")),
        ("answer_link", _) => cx.t("partners-audit-by-link"),
        ("person" | "request", _) => cx.t("partners-audit-by-person"),
        ("public", _) => cx.t("partners-audit-by-public"),
        _ => format!("{} ({})", cx.t("partners-system"), line.purpose),
    }
}

/// What a room wrote beside the line, in the reader's words where there are some; an id or a name stays as it is.
fn detail(cx: &Cx, text: &str) -> String {
    if let Some(role) = Role::from_word(text) {
        return super::role_name(cx, role);
    }
    if let Some(role) = text.strip_prefix("withdrawn: ").and_then(Role::from_word) {
        return cx.ta("partners-audit-taken", &[("role", super::role_name(cx, role).into())]);
    }
    let slug: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let key = format!("partners-audit-did-{slug}");
    if cx.app.catalogue().has(&key) { cx.t(&key) } else { text.to_owned() }
}

fn kind_name(cx: &Cx, word: &str) -> String {
    if Kind::from_word(word).is_some() { cx.t(&format!("partners-kind-{word}")) } else { word.to_owned() }
}

fn action_name(cx: &Cx, word: &str) -> String {
    if Action::from_word(word).is_some() { cx.t(&format!("partners-action-{word}")) } else { word.to_owned() }
}

/// The same lines as a file, all of them. Who takes it out is noted once, before the first line leaves.
pub async fn csv(cx: Cx, form: Form) -> Answer {
    let reach = policy::audit_reach(&cx.viewer).ok_or(Error::Forbidden)?;
    let mut q = query(&cx, &form, reach);
    q.limit = PART;
    // Lines that are written meanwhile would shift the parts.
    let asked = cx.now + jiff::SignedDuration::from_micros(1);
    q.until = Some(q.until.map_or(asked, |until| until.min(asked)));
    let first = q.clone();
    let found = cx
        .store
        .read(&cx.viewer, move |tx| {
            tx.audit(Action::Export, Kind::Audit, None, first.person, "log as CSV")?;
            find(tx, &first, reach)
        })
        .await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let head = "at,who,organization,purpose,action,kind,object,person,detail\r\n".to_owned();
    let first = head + &rows(&cx, &found);
    let rest = (found.lines.len() == PART as usize).then(|| {
        q.offset = PART;
        q
    });
    let parts = try_unfold((cx, Some(first), rest), move |(cx, text, rest)| async move {
        if let Some(text) = text {
            return Ok(Some((text, (cx, None, rest))));
        }
        let Some(mut q) = rest else { return Ok(None) };
        let part = q.clone();
        let found = cx.store.read(&cx.viewer, move |tx| find(tx, &part, reach)).await?;
        let text = rows(&cx, &found);
        q.offset += PART;
        let rest = (found.lines.len() == PART as usize).then_some(q);
        Ok::<_, Error>(Some((text, (cx, None, rest))))
    });
    Ok((headers, Body::from_stream(parts)).into_response())
}

fn rows(cx: &Cx, found: &Found) -> String {
    let mut text = String::new();
    let id = |id: Option<Uuid>| id.map(|i| i.to_string()).unwrap_or_default();
    for line in &found.lines {
        let organization = line.org.and_then(|o| found.organizations.get(&o)).cloned().unwrap_or_default();
        let cells = [
            line.at.to_string(),
            who(cx, found, line),
            organization,
            line.purpose.clone(),
            line.action.clone(),
            line.kind.clone(),
            id(line.object),
            id(line.person),
            line.detail.clone(),
        ];
        text += &cells.map(|c| csv::cell(&c)).join(",");
        text += "\r\n";
    }
    text
}
