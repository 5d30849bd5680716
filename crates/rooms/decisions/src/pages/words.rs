//! Words that the room's pages share: stages, stances, names.

use crate::model::{Decision, Objection, ObjectionState, Stage};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::{Error, Tx, Uuid};
use tandem_bodies::model::Body;
use tandem_partners::actions::Filter;
use tandem_partners::model::Membership;
use tandem_web::Cx;
use tandem_web::ui::{self, Choice, Tone};

/// A stage: icon, word, colour.
pub fn stage_chip(cx: &Cx, stage: Stage) -> Markup {
    let tone = match stage {
        Stage::Adopted => Tone::Ok,
        Stage::Withdrawn => Tone::Info,
        Stage::Consent | Stage::Vote => Tone::Soon,
        _ => Tone::Info,
    };
    ui::chip(tone, &cx.t(&format!("decisions-stage-{}", stage.code())))
}

/// What became of an objection.
pub fn objection_chip(cx: &Cx, objection: &Objection) -> Markup {
    let tone = if objection.state == ObjectionState::Open { Tone::Late } else { Tone::Ok };
    let n = objection.in_version.unwrap_or_default();
    ui::chip(tone, &cx.ta(&format!("decisions-objection-{}", objection.state.code()), &[("n", n.into())]))
}

/// Whether a decision holds.
pub fn decision_chip(cx: &Cx, decision: &Decision, today: Date) -> Markup {
    if decision.ended_on.is_some() {
        ui::chip(Tone::Info, &cx.t("decisions-over"))
    } else if decision.confirmed(today) {
        ui::chip(Tone::Ok, &cx.t("decisions-holds"))
    } else {
        ui::chip(Tone::Late, &cx.t("decisions-unconfirmed"))
    }
}

/// Text as it was typed, paragraph by paragraph.
pub fn paragraphs(text: &str) -> Markup {
    html! { @for paragraph in text.split("\n\n").filter(|p| !p.trim().is_empty()) { p { (paragraph) } } }
}

/// Names behind the ids of a page.
#[derive(Default)]
pub struct Names {
    bodies: HashMap<Uuid, Body>,
    organizations: HashMap<Uuid, String>,
}

impl Names {
    /// Every body and these organizations.
    pub fn load(tx: &mut Tx<'_, '_>, organizations: &[Uuid]) -> Result<Names, Error> {
        let bodies = tandem_bodies::actions::bodies(tx)?;
        let found = tandem_partners::actions::find_many(tx, organizations)?;
        Ok(Names {
            bodies: bodies.into_iter().map(|s| (s.body.id, s.body)).collect(),
            organizations: found.into_iter().map(|o| (o.id, o.name)).collect(),
        })
    }
    /// A body's name.
    pub fn body(&self, cx: &Cx, id: Option<Uuid>) -> String {
        let body = id.and_then(|id| self.bodies.get(&id));
        body.map_or_else(|| cx.t("decisions-no-body"), |b| b.named(cx.spanish()).to_owned())
    }
    /// An organization's name.
    pub fn organization(&self, id: Uuid) -> &str {
        self.organizations.get(&id).map_or("", String::as_str)
    }
    /// Of the bodies that still work these, for a choice.
    pub fn choices_of(&self, cx: &Cx, none: &str, of: &[Uuid]) -> Vec<Choice> {
        let some = Names {
            bodies: self
                .bodies
                .iter()
                .filter(|(id, _)| of.contains(id))
                .map(|(id, b)| (*id, b.clone()))
                .collect(),
            organizations: HashMap::new(),
        };
        some.choices(cx, none)
    }
    /// Bodies that still work, for a choice.
    pub fn choices(&self, cx: &Cx, none: &str) -> Vec<Choice> {
        let mut bodies: Vec<&Body> = self.bodies.values().filter(|b| !b.ended).collect();
        bodies.sort_by_key(|b| b.named(cx.spanish()).to_lowercase());
        let nobody = Choice::new("", cx.t(none));
        let named = bodies.into_iter().map(|b| Choice::new(b.id.to_string(), b.named(cx.spanish())));
        std::iter::once(nobody).chain(named).collect()
    }
}

/// Member organizations, for a choice.
pub fn members(tx: &mut Tx<'_, '_>) -> Result<Vec<(Uuid, String)>, Error> {
    let all = Filter { membership: Some(Membership::Member), limit: 1000, ..Filter::default() };
    Ok(tandem_partners::actions::list(tx, &all)?.into_iter().map(|o| (o.id, o.name)).collect())
}
