//! Words that the room's pages share: a body's state, a sector, a seat's holder.

use crate::model::{Holding, Seat, Standing};
use crate::policy;
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::accounts::members;
use tandem_access::{Error, FieldErrors, Tx, Uuid};
use tandem_web::ui::{self, Choice, Tone};
use tandem_web::{Cx, Form};

/// How a body stands: icon, word, colour.
pub fn state_chip(cx: &Cx, standing: &Standing) -> Markup {
    let tone = match standing.verdict.verdict {
        "valid" => Tone::Ok,
        "grace" => Tone::Soon,
        _ => Tone::Late,
    };
    ui::chip(tone, &cx.t(&format!("bodies-state-{}", standing.verdict.verdict)))
}

/// Why a body stands so, and what would mend it. Empty for a valid one.
pub fn why(cx: &Cx, standing: &Standing) -> String {
    standing.verdict.code.map_or_else(String::new, |code| reason(cx, code))
}

/// A reason code in words.
pub fn reason(cx: &Cx, code: &str) -> String {
    cx.t(&format!("bodies-why-{}", code.to_ascii_lowercase().replace('_', "-")))
}

/// Names behind the ids of a page.
#[derive(Default)]
pub struct Names {
    members: HashMap<Uuid, String>,
    organizations: HashMap<Uuid, String>,
}

impl Names {
    /// Of holders, deputies and their organizations.
    pub fn of<'s>(tx: &mut Tx<'_, '_>, seats: impl IntoIterator<Item = &'s Seat>) -> Result<Names, Error> {
        let (mut people, mut places) = (vec![], vec![]);
        for seat in seats {
            people.extend([Some(seat.member), seat.deputy].into_iter().flatten());
            places.extend([seat.organization, seat.deputy_organization].into_iter().flatten());
        }
        let organizations = tandem_partners::actions::find_many(tx, &places)?;
        Ok(Names {
            members: members::names(tx, &people)?,
            organizations: organizations.into_iter().map(|o| (o.id, o.name)).collect(),
        })
    }

    /// An organization's name.
    pub fn organization(&self, id: Uuid) -> &str {
        self.organizations.get(&id).map_or("", String::as_str)
    }

    /// A member's name. In public, who sits for themself is "a resident": the seat is public, the neighbor is not.
    pub fn member(&self, cx: &Cx, id: Uuid, organization: Option<Uuid>) -> String {
        if organization.is_none() && !policy::may_name_residents(&cx.viewer) {
            return cx.t("bodies-a-resident");
        }
        self.members.get(&id).cloned().unwrap_or_else(|| cx.t("bodies-somebody"))
    }
}

/// Whose seat it is: name and organization.
pub fn holder(cx: &Cx, names: &Names, seat: &Seat) -> Markup {
    html! {
        (names.member(cx, seat.member, seat.organization))
        @if let Some(organization) = seat.organization { br; (names.organization(organization)) }
        @else if policy::may_name_residents(&cx.viewer) { br; (cx.t("bodies-resident")) }
    }
}

/// Who stands in, or that nobody does.
pub fn deputy(cx: &Cx, names: &Names, seat: &Seat) -> Markup {
    match seat.deputy {
        Some(deputy) => html! {
            (names.member(cx, deputy, seat.deputy_organization))
            @if let Some(organization) = seat.deputy_organization { br; (names.organization(organization)) }
        },
        None => ui::chip(Tone::Soon, &cx.t("bodies-no-deputy")),
    }
}

/// Until when a seat is held, and what changed about it.
pub fn until(cx: &Cx, seat: &Seat, holding: &Holding, today: Date) -> Markup {
    html! {
        (cx.day(holding.until))
        @if !holding.in_office(today) { br; (ui::chip(Tone::Late, &cx.t("bodies-vacant"))) }
        @if holding.moved { br; (ui::chip(Tone::Soon, &cx.t("bodies-moved"))) }
        @if holding.left { br; (cx.t("bodies-left")) }
        @if let Some(why) = seat.ended_why.as_deref().filter(|why| *why != "followed" && !why.is_empty()) { br; (why) }
    }
}

/// Everybody who may be given a seat: "Name (Organization)".
pub fn people(cx: &Cx, list: &[(Uuid, String, String)], none: Option<&str>) -> Vec<Choice> {
    let nobody = none.map(|key| Choice::new("", cx.t(key)));
    let somebody = list.iter().map(|(id, name, of)| Choice::new(id.to_string(), format!("{name} ({of})")));
    nobody.into_iter().chain(somebody).collect()
}

/// A date field of a form; notes its fault.
pub fn date(form: &Form, name: &str, errors: &mut FieldErrors) -> Option<Date> {
    let text = form.required(name, errors);
    if text.is_empty() {
        return None;
    }
    let date = text.parse().ok();
    if date.is_none() {
        errors.add(name, "bodies-error-date");
    }
    date
}
