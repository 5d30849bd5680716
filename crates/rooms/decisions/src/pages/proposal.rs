//! A proposal on its way: where it stands and what comes next, its text and how that changed, what was asked and said, where seats stand,
//! and for those who may, the next step.

use super::words::{Names, members, objection_chip, paragraphs, stage_chip};
use crate::actions::{self, Whole};
use crate::model::{ObjectionState, Proposal, Remark, RemarkKind, Stage, StanceKind, Version};
use crate::policy;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::{Error, FieldErrors, Tx, Uuid};
use tandem_agreements::glossary::{self, Glossary};
use tandem_bodies::model::{Rules, SeatRole, Standing};
use tandem_web::ui::{self, Button, Choice, Choices, Col, Field, Select, Step, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, path_id};

/// What the page needs.
pub struct Shown {
    /// The proposal.
    pub whole: Whole,
    /// The body that decides, as it stands.
    pub standing: Option<Standing>,
    /// The charter's rules.
    pub rules: Rules,
    /// Names.
    pub names: Names,
    /// Member organizations, for keepers.
    pub organizations: Vec<(Uuid, String)>,
    /// Bodies for which the viewer may take it up, while it waits.
    pub takers: Vec<Uuid>,
    /// Why it could not be adopted now, as a message.
    pub hindered: Option<&'static str>,
    /// The seats that count for a quorum now.
    pub said: BTreeSet<Uuid>,
    /// How many seats sit there and have said nothing, for who may note that they consent.
    pub callable: usize,
    /// Words that read differently.
    pub glossary: Glossary,
    /// Whether the viewer has an interest in what it is about.
    pub conflict: bool,
    /// Whether the viewer may take back that it would.
    pub drops_topic: bool,
}

/// Reads it.
pub async fn load(cx: &Cx, id: Uuid) -> Result<Shown, PageError> {
    let lang = cx.lang;
    let read = move |tx: &mut Tx| {
        let whole = actions::whole(tx, id)?;
        let standing = match whole.proposal.body_id {
            Some(body) => Some(tandem_bodies::actions::standing(tx, body)?),
            None => None,
        };
        let rules = tandem_bodies::actions::in_force(tx)?.map_or_else(Rules::default, |c| c.rules);
        let ready = matches!(whole.proposal.stage, Stage::Consent | Stage::Vote);
        let review = tandem_bodies::actions::today(tx)?.tomorrow().ok();
        let own = whole.proposal.advice && whole.proposal.by_member == tx.viewer().member_id();
        let hindered = match &standing {
            Some(_) if ready => actions::reason(actions::would_adopt(tx, id, review)?),
            Some(standing) if own => actions::unadvised(tx, &whole.proposal, standing, None)?,
            _ => None,
        };
        let conflict = match tx.viewer().member_id() {
            Some(member) => tandem_bodies::actions::conflicted(tx, member, &whole.about)?.is_some(),
            None => false,
        };
        let mut organizations: Vec<Uuid> = whole.about.clone();
        organizations.extend(whole.promises.iter().map(|p| p.organization));
        organizations.extend(whole.remarks.iter().filter_map(|r| r.organization));
        organizations.extend(whole.proposal.by_organization);
        let (said, callable) = match &standing {
            Some(standing) if ready => (
                actions::said(tx, &whole.proposal, standing)?,
                actions::callable(tx, &whole.proposal, standing)?.len(),
            ),
            _ => (BTreeSet::new(), 0),
        };
        let drops_topic = actions::may_drop_topic(tx, &whole.proposal)?;
        let takers = if whole.proposal.stage == Stage::Received { actions::takers(tx)? } else { vec![] };
        Ok(Shown {
            takers: takers.iter().map(|standing| standing.body.id).collect(),
            glossary: glossary::load(tx, lang)?,
            names: Names::load(tx, &organizations)?,
            organizations: if tx.viewer().is_member() { members(tx)? } else { vec![] },
            whole,
            standing,
            rules,
            hindered,
            said,
            callable,
            conflict,
            drops_topic,
        })
    };
    Ok(cx.store.read(&cx.viewer, read).await?)
}

impl Shown {
    pub(super) fn leads(&self, cx: &Cx) -> bool {
        let seat =
            self.standing.as_ref().zip(cx.viewer.member_id()).and_then(|(s, member)| s.seat_of(member));
        policy::may_lead(&cx.viewer, seat.is_some_and(|(seat, _)| seat.role == SeatRole::CoLead))
    }
    pub(super) fn seated(&self, cx: &Cx) -> bool {
        self.standing
            .as_ref()
            .zip(cx.viewer.member_id())
            .is_some_and(|(s, member)| s.seat_of(member).is_some())
    }
    /// Whether somebody noted in the meeting that the viewer's seat consents.
    fn noted_for(&self, cx: &Cx) -> bool {
        let p = &self.whole.proposal;
        let seat =
            self.standing.as_ref().zip(cx.viewer.member_id()).and_then(|(s, member)| s.seat_of(member));
        let stances = &self.whole.stances;
        seat.is_some_and(|(seat, _)| {
            stances
                .iter()
                .any(|s| s.called && s.seat_id == seat.id && s.round == p.round && s.stage == p.stage)
        })
    }
    pub(super) fn writes(&self, cx: &Cx) -> bool {
        policy::may_write(&cx.viewer, &self.whole.proposal, self.leads(cx))
    }
}

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    // Whoever may not read it learns where it stands.
    let waits = cx.store.read(&cx.viewer, move |tx| match actions::waiting(tx, id) {
        Ok(_) if policy::may_keep(tx.viewer()) => Ok(None),
        Ok(w) if w.set_aside.is_some() || actions::takers(tx)?.is_empty() => Ok(Some(w)),
        Ok(_) | Err(Error::NotFound) => Ok(None),
        Err(e) => Err(e),
    });
    if let Some(waiting) = waits.await? {
        return Ok(super::wait::page(&cx, &waiting));
    }
    let shown = load(&cx, id).await?;
    Ok(page(&cx, &shown, &Form::default(), &FieldErrors::new()))
}

/// Renders it; with faults, the form they belong to shows what was typed.
pub fn page(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Response {
    let whole = &shown.whole;
    let p = &whole.proposal;
    let here = format!("/proposals/{}", p.id);
    let title = p.named(cx.spanish());
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/decisions", &cx.t("decisions-title"))], title))
        h1 { (title) }
        p { (stage_chip(cx, p.stage)) " " (shown.names.body(cx, p.body_id)) }
        (ui::key_sentence(&cx.ta(&format!("decisions-now-{}", p.stage.code()), &[
            ("hours", shown.rules.react_hours.into()), ("n", p.version.into())])))
        @if let Some(step) = whole.steps.iter().rev().find(|s| s.stage == Stage::Withdrawn) {
            p { (cx.t("decisions-why-withdrawn")) " " (step.why) }
        }
        @if let Some(decision) = &whole.decision {
            p { (ui::link_button(Button::Primary, "gavel", &format!("/decisions/{}", decision.id), &cx.t("decisions-open-decision"), "")) }
        }
        @if p.advice { p { (cx.t("decisions-advice-here")) } }
        @if p.stage.moving() { (way(cx, p)) }
        (text(cx, whole.versions.first(), &shown.glossary))
        (about(cx, shown))
        (super::flag::touches(cx, shown, &here, form, errors))
        @if p.stage == Stage::Received { (take_up(cx, shown, &here, form, errors)) }
        (promises(cx, shown, &here, form, errors))
        (remarks(cx, shown, &here, form, errors))
        (stances(cx, shown))
        (objections(cx, shown, &here))
        @if matches!(p.stage, Stage::Consent | Stage::Vote) { (stance_form(cx, shown, &here, form, errors)) }
        (next(cx, shown, &here, form, errors))
        (versions(cx, whole))
        (tandem_spine::chain(cx, &whole.chain))
    };
    let page = Page::new(cx, title).nav("decisions").public();
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// The way with where it stands.
fn way(cx: &Cx, p: &Proposal) -> Markup {
    let now = p.stage;
    let mut stages = vec![Stage::Proposed, Stage::Clarify, Stage::React, Stage::Consent, Stage::Adopted];
    stages.retain(|stage| !p.advice || *stage != Stage::Consent);
    let names: Vec<String> = stages.iter().map(|s| cx.t(&format!("decisions-stage-{}", s.code()))).collect();
    let steps: Vec<Step> = names.iter().map(|label| Step { label, href: None }).collect();
    let at = match now {
        Stage::Integrate => 1,
        Stage::Vote => 3,
        stage => stages.iter().position(|s| *s == stage).unwrap_or(0),
    };
    ui::steps(&cx.t("decisions-way"), &cx.t("web-step-done"), &steps, at)
}

fn text(cx: &Cx, version: Option<&Version>, glossary: &Glossary) -> Markup {
    let Some(v) = version else { return html! {} };
    html! {
        (ui::section(&cx.t("decisions-problem"), glossary.paragraphs(cx, &v.problem, v.problem_es.as_deref())))
        (ui::section(&cx.t("decisions-body-text"), glossary.paragraphs(cx, &v.body, v.body_es.as_deref())))
        (glossary.notes(cx))
    }
}

fn about(cx: &Cx, shown: &Shown) -> Markup {
    let p = &shown.whole.proposal;
    let from = match (p.by_organization, &p.by_name, p.by_member) {
        (Some(organization), _, _) => shown.names.organization(organization).to_owned(),
        (None, Some(name), _) => name.clone(),
        _ => cx.t("decisions-a-neighbor"),
    };
    let about: Vec<&str> = shown.whole.about.iter().map(|id| shown.names.organization(*id)).collect();
    html! {
        p { (cx.ta("decisions-from", &[("name", from.into()), ("date", cx.day(p.created_at.to_zoned(cx.zone()).date()).into())])) }
        @if !about.is_empty() { p { (cx.ta("decisions-about-list", &[("names", about.join(", ").into())])) } }
        @if p.policy_ask { p { (cx.t("decisions-policy-choice")) } }
    }
}

fn take_up(cx: &Cx, shown: &Shown, here: &str, form: &Form, errors: &FieldErrors) -> Markup {
    ui::section(
        &cx.t("decisions-take-up"),
        html! {
            p { (cx.t("decisions-take-up-hint")) }
            form.form method="post" action={ (here) "/take-up" } {
                (Select::new("body_id", cx.t("decisions-body"), shown.names.choices_of(cx, "decisions-choose-body", &shown.takers))
                    .choose(form.text("body_id")).error(cx.fault(errors, "body_id")))
                (super::new::about_field(cx, &shown.organizations, form))
                (ui::button(Button::Primary, "check", &cx.t("decisions-take-up")))
            }
        },
    )
}

fn promises(cx: &Cx, shown: &Shown, here: &str, form: &Form, errors: &FieldErrors) -> Markup {
    let whole = &shown.whole;
    let writes = shown.writes(cx) && whole.proposal.stage.writable();
    if whole.promises.is_empty() && !writes {
        return html! {};
    }
    let choices = shown.organizations.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str()));
    ui::section(
        &cx.t("decisions-promises"),
        html! {
            @if whole.promises.is_empty() { p { (cx.t("decisions-promises-none")) } }
            ul {
                @for promise in &whole.promises { li {
                    (shown.names.organization(promise.organization)) ": " (promise.what(cx.spanish())) " (" (cx.day(promise.due_on)) ")"
                    @if writes { (ui::post_button(Button::Plain, "x", &format!("{here}/promises"),
                        &[("drop", &promise.id.to_string())], &cx.t("decisions-promise-drop"), promise.what(cx.spanish()))) }
                } }
            }
            @if writes {
                (ui::details(&cx.t("decisions-promise-add"), html! {
                    form.form method="post" action={ (here) "/promises" } {
                        (Select::new("organization", cx.t("decisions-promise-who"), choices).choose(form.text("organization")))
                        (Field::text("what", cx.t("decisions-promise-what")).value(form.text("what")).error(cx.fault(errors, "what")).autocomplete("off"))
                        (Field::text("what_es", format!("{} ({})", cx.t("decisions-promise-what"), cx.t("decisions-in-spanish"))).value(form.text("what_es"))
                            .optional(cx.t("web-optional")).lang("es").error(cx.fault(errors, "what_es")).autocomplete("off"))
                        (Field::date("due_on", cx.t("decisions-promise-due")).value(form.text("due_on")).error(cx.fault(errors, "due_on")))
                        (ui::button(Button::Secondary, "plus", &cx.t("decisions-promise-add")))
                    }
                }))
            }
        },
    )
}

fn remarks(cx: &Cx, shown: &Shown, here: &str, form: &Form, errors: &FieldErrors) -> Markup {
    let whole = &shown.whole;
    let speaks = cx.viewer.is_member() && whole.proposal.stage.moving();
    if whole.remarks.is_empty() && !speaks {
        return html! {};
    }
    let chosen =
        if whole.proposal.stage == Stage::React { RemarkKind::Reaction } else { RemarkKind::Question };
    let kinds =
        RemarkKind::ALL.iter().map(|k| Choice::new(k.code(), cx.t(&format!("decisions-say-{}", k.code()))));
    ui::section(
        &cx.t("decisions-remarks"),
        html! {
            @if whole.remarks.is_empty() { p { (cx.t("decisions-remarks-none")) } }
            ul.plain.stack { @for remark in &whole.remarks { li { (one_remark(cx, shown, remark, here)) } } }
            @if speaks {
                form.form method="post" action={ (here) "/remark" } {
                    (Choices::radios("kind", cx.t("decisions-remark-kind"), kinds).choose([form.opt("kind").unwrap_or(chosen.code())]).small().side_by_side())
                    (Field::textarea("remark", cx.t("decisions-remark-words")).value(form.text("remark")).error(cx.fault(errors, "remark")))
                    (ui::button(Button::Secondary, "send", &cx.t("decisions-remark-send")))
                }
            }
        },
    )
}

fn one_remark(cx: &Cx, shown: &Shown, remark: &Remark, here: &str) -> Markup {
    let who = remark
        .organization
        .map_or_else(|| cx.t("decisions-a-neighbor"), |id| shown.names.organization(id).to_owned());
    ui::card(html! {
        p { b { (who) } " (" (tandem_partners::sector_name(cx, remark.sector)) "), " (cx.moment(remark.at)) ", "
            (cx.ta("decisions-version", &[("n", remark.version.into())])) ": "
            (cx.t(&format!("decisions-remark-{}", remark.kind.code()))) }
        (paragraphs(&remark.body))
        @if let Some(answer) = &remark.answer { p { b { (cx.t("decisions-answer")) } ": " (answer) } }
        @else if remark.kind == RemarkKind::Question {
            (ui::chip(Tone::Soon, &cx.t("decisions-unanswered")))
            @if shown.writes(cx) {
                (ui::details(&cx.t("decisions-answer-do"), html! {
                    form.form method="post" action={ (here) "/answer" } {
                        input type="hidden" name="remark" value=(remark.id);
                        (Field::textarea("answer", cx.t("decisions-answer")).id(format!("answer-{}", remark.id)).required())
                        (ui::button(Button::Secondary, "send", &cx.t("decisions-answer-do")))
                    }
                }))
            }
        }
    })
}

/// Where seats stand in the round that stands: counts by sector, and the words of concerns. Nobody is named: a seat speaks for a sector.
fn stances(cx: &Cx, shown: &Shown) -> Markup {
    let whole = &shown.whole;
    let last = whole.stances.iter().map(|s| (s.round, s.stage == Stage::Vote)).max();
    let Some((round, vote)) = last else { return html! {} };
    let of_round: Vec<_> =
        whole.stances.iter().filter(|s| s.round == round && (s.stage == Stage::Vote) == vote).collect();
    let mut by_sector: BTreeMap<_, BTreeMap<&str, u64>> = BTreeMap::new();
    for s in &of_round {
        *by_sector.entry(s.sector).or_default().entry(s.kind.code()).or_insert(0) += 1;
    }
    let kinds: Vec<StanceKind> =
        StanceKind::ALL.iter().copied().filter(|k| of_round.iter().any(|s| s.kind == *k)).collect();
    let columns = std::iter::once(Col::text(cx.t("decisions-sector")))
        .chain(kinds.iter().map(|k| Col::number(cx.t(&format!("decisions-stance-{}", k.code())))));
    let mut table = Table::new(cx.t("decisions-stances"), columns).hide_caption();
    for (sector, counts) in &by_sector {
        let mut cells = vec![html! { (tandem_partners::sector_name(cx, *sector)) }];
        cells.extend(kinds.iter().map(|k| html! { (counts.get(k.code()).copied().unwrap_or(0)) }));
        table.push(cells);
    }
    // Whether that is enough is asked while they are asked. Once it is decided, what counted on that day stands: seats come and go.
    let asks = matches!(whole.proposal.stage, Stage::Consent | Stage::Vote);
    let quorum = shown.standing.as_ref().filter(|_| asks).map(|s| s.quorum(&shown.said));
    let of = match &whole.decision {
        Some(decision) => decision.counted.map(|(_, seats)| u64::try_from(seats).unwrap_or(0)),
        None => shown.standing.as_ref().map(|s| s.counted().values().sum::<u64>()),
    };
    let called = of_round.iter().filter(|s| s.called).count();
    ui::section(
        &cx.t("decisions-stances"),
        html! {
            @match of {
                Some(of) => { p { (cx.ta("decisions-stances-n", &[("n", of_round.len().into()), ("of", of.into())])) } }
                None => { p { (cx.ta("decisions-stances-old", &[("n", of_round.len().into())])) } }
            }
            @if let Some((said, seats)) = whole.decision.as_ref().and_then(|d| d.counted) {
                p { (cx.ta("decisions-stances-counted", &[("n", said.into()), ("of", seats.into())])) }
            }
            @if called > 0 { p { (cx.ta("decisions-stances-called", &[("n", called.into())])) } }
            @if let Some(code) = quorum.filter(|q| q.verdict != "met").and_then(|q| q.code) {
                p { (ui::chip(Tone::Soon, &cx.t("decisions-no-quorum"))) " "
                    (cx.t(&format!("bodies-why-{}", code.to_ascii_lowercase().replace('_', "-")))) }
            }
            (table)
            @let concerns: Vec<_> = of_round.iter().filter(|s| s.kind == StanceKind::Concern).collect();
            @if !concerns.is_empty() {
                h3 { (cx.t("decisions-concerns")) }
                ul { @for s in concerns { li { (tandem_partners::sector_name(cx, s.sector)) ": " (s.words) } } }
            }
        },
    )
}

fn objections(cx: &Cx, shown: &Shown, here: &str) -> Markup {
    let whole = &shown.whole;
    if whole.objections.is_empty() {
        return html! {};
    }
    ui::section(
        &cx.t("decisions-objections"),
        html! {
            ul.plain.stack {
                @for o in &whole.objections {
                    li { (ui::card(html! {
                        p { (objection_chip(cx, o)) " " (tandem_partners::sector_name(cx, o.sector)) ", " (cx.ta("decisions-version", &[("n", o.version.into())])) }
                        (paragraphs(&o.reason))
                        @if o.state == ObjectionState::Open && cx.viewer.member_id() == Some(o.by_member) && whole.proposal.stage.moving() {
                            (ui::post_button(Button::Secondary, "arrow-back-up", &format!("{here}/objection"),
                                &[("objection", &o.id.to_string())], &cx.t("decisions-objection-withdraw"), ""))
                        }
                    })) }
                }
            }
        },
    )
}

fn stance_form(cx: &Cx, shown: &Shown, here: &str, form: &Form, errors: &FieldErrors) -> Markup {
    if !shown.seated(cx) {
        return html! {};
    }
    let p = &shown.whole.proposal;
    let kinds: &[StanceKind] = match (shown.conflict, p.stage) {
        (true, _) => &[StanceKind::Aside],
        (false, Stage::Vote) => &[StanceKind::Yes, StanceKind::No, StanceKind::Abstain, StanceKind::Aside],
        (false, _) => &[StanceKind::Consent, StanceKind::Concern, StanceKind::Objection, StanceKind::Aside],
    };
    let choices = kinds.iter().map(|k| {
        Choice::new(k.code(), cx.t(&format!("decisions-stance-{}", k.code())))
            .hint(cx.t(&format!("decisions-stance-{}-hint", k.code())))
    });
    ui::section(
        &cx.t("decisions-your-stance"),
        html! {
            @if shown.conflict { (ui::notice(Tone::Soon, html! { p { (cx.t("decisions-conflict-interest")) } })) }
            @if shown.noted_for(cx) { (ui::notice(Tone::Info, html! { p { (cx.t("decisions-called-you")) } })) }
            @if shown.callable > 0 {
                p { (cx.ta("decisions-call-hint", &[("n", shown.callable.into())])) }
                (ui::post_button(Button::Secondary, "check", &format!("{here}/call"),
                    &[("version", &p.version.to_string())], &cx.t("decisions-call"), ""))
            }
            form.form method="post" action={ (here) "/stance" } {
                input type="hidden" name="version" value=(p.version);
                (Choices::radios("kind", cx.t("decisions-your-stance"), choices).choose([form.opt("kind").unwrap_or(kinds[0].code())]))
                (Field::textarea("words", cx.t("decisions-stance-words")).value(form.text("words"))
                    .hint(cx.t("decisions-stance-words-hint")).error(cx.fault(errors, "words")))
                (ui::button(Button::Primary, "check", &cx.t("decisions-stance-do")))
            }
        },
    )
}

/// The next step, for those who lead: move on, adopt, write, withdraw.
fn next(cx: &Cx, shown: &Shown, here: &str, form: &Form, errors: &FieldErrors) -> Markup {
    let p = &shown.whole.proposal;
    let (leads, writes) = (shown.leads(cx), shown.writes(cx));
    let open = p.stage.moving() || p.stage == Stage::Received;
    if !(leads || writes) || !open {
        return html! {};
    }
    let integrations = shown.whole.steps.iter().filter(|s| s.stage == Stage::Integrate).count();
    let before_vote = usize::try_from(shown.rules.integrations).unwrap_or(usize::MAX);
    let stages = if leads || policy::may_move_own(&cx.viewer, p, shown.standing.as_ref()) {
        actions::next_stages(p, integrations, before_vote)
    } else {
        vec![]
    };
    let revision = p.revision.to_string();
    ui::section(
        &cx.t("decisions-next"),
        html! {
            @if p.stage == Stage::React { p { (cx.ta("decisions-react-until", &[("time", cx.moment(
                p.stage_at + jiff::SignedDuration::from_hours(i64::try_from(shown.rules.react_hours).unwrap_or(72))).into())])) } }
            div.acts {
                @if writes && p.stage.writable() {
                    (ui::link_button(Button::Secondary, "pencil", &format!("{here}/text"), &cx.t("decisions-write"), ""))
                }
                @for to in &stages {
                    (ui::post_button(Button::Secondary, "arrow-right", &format!("{here}/stage"),
                        &[("to", to.code()), ("revision", &revision)], &cx.t(&format!("decisions-go-{}", to.code())), ""))
                }
            }
            @if p.advice && p.stage == Stage::React && cx.viewer.member_id() == p.by_member { (decide(cx, shown, here, form, errors)) }
            @if leads && matches!(p.stage, Stage::Consent | Stage::Vote) {
                @match shown.hindered {
                    Some(key) => { (ui::notice(Tone::Soon, html! { p { (cx.t("decisions-not-yet")) " " (cx.t(key)) } })) }
                    None => {
                        form.form method="post" action={ (here) "/adopt" } {
                            input type="hidden" name="revision" value=(revision);
                            (Field::date("review_on", cx.t("decisions-review-on")).value(form.text("review_on"))
                                .hint(cx.ta("decisions-review-hint", &[("n", shown.rules.review_months.into())]))
                                .error(cx.fault(errors, "review_on")))
                            (ui::button(Button::Primary, "gavel", &cx.t("decisions-adopt")))
                        }
                    }
                }
            }
            @let waits = p.stage == Stage::Received;
            @let aside = cx.t(if waits { "decisions-set-aside" } else { "decisions-withdraw" });
            (ui::details(&aside, html! {
                form.form method="post" action={ (here) "/withdraw" } {
                    (Field::text("why", cx.t("decisions-withdraw-why")).value(form.text("why")).error(cx.fault(errors, "why"))
                        .autocomplete("off").hint(cx.t(if waits { "decisions-set-aside-hint" } else { "decisions-withdraw-hint" })))
                    (ui::button(Button::Danger, "x", &aside))
                }
            }))
        },
    )
}

/// For who decides after advice.
fn decide(cx: &Cx, shown: &Shown, here: &str, form: &Form, errors: &FieldErrors) -> Markup {
    match shown.hindered {
        Some(key) => {
            ui::notice(Tone::Soon, html! { p { (cx.t("decisions-not-yet-decided")) " " (cx.t(key)) } })
        }
        None => html! {
            form.form method="post" action={ (here) "/decide" } {
                input type="hidden" name="revision" value=(shown.whole.proposal.revision);
                (Field::textarea("used", cx.t("decisions-used")).value(form.text("used")).hint(cx.t("decisions-used-hint")).required()
                    .error(cx.fault(errors, "used")))
                (Field::date("review_on", cx.t("decisions-review-on")).value(form.text("review_on"))
                    .hint(cx.ta("decisions-review-hint", &[("n", shown.rules.review_months.into())]))
                    .error(cx.fault(errors, "review_on")))
                (ui::button(Button::Primary, "gavel", &cx.t("decisions-decide")))
            }
        },
    }
}

/// What a version changed against the one before, word by word.
pub(super) fn marks(cx: &Cx, before: &Version, after: &Version) -> Option<Markup> {
    let problem = |v: &'_ Version| [v.problem.clone(), v.problem_es.clone().unwrap_or_default()];
    let body = |v: &'_ Version| [v.body.clone(), v.body_es.clone().unwrap_or_default()];
    let compared = [
        ("decisions-problem", problem(before), problem(after)),
        ("decisions-body-text", body(before), body(after)),
    ];
    let changed: Vec<(&str, Markup)> = compared
        .iter()
        .filter_map(|(key, [was, was_es], [is, is_es])| {
            Some((*key, cx.what_changed([was, was_es], [is, is_es])?))
        })
        .collect();
    (!changed.is_empty()).then(|| {
        html! {
            p.hint { (cx.t("web-changes-legend")) }
            @for (key, marks) in &changed { h4 { (cx.t(key)) } (marks) }
        }
    })
}

fn versions(cx: &Cx, whole: &Whole) -> Markup {
    ui::details(
        &cx.ta("decisions-history", &[("n", whole.versions.len().into())]),
        html! {
            ol { @for step in &whole.steps { li { (cx.moment(step.at)) ": " (cx.t(&format!("decisions-stage-{}", step.stage.code())))
                " (" (cx.ta("decisions-version", &[("n", step.version.into())])) ")" @if !step.why.is_empty() { ": " (step.why) } } } }
            // Newest first: each is followed by the one before it.
            @for (n, v) in whole.versions.iter().enumerate() {
                h3 { (cx.ta("decisions-version", &[("n", v.version.into())])) ", " (cx.moment(v.at)) }
                @if !v.changed.is_empty() { p { (cx.t("decisions-changed")) ": " (v.changed) } }
                @if let Some(marks) = whole.versions.get(n + 1).and_then(|before| marks(cx, before, v)) {
                    (ui::details(&cx.ta("decisions-marks", &[("n", (v.version - 1).into())]), marks))
                }
                (paragraphs(&v.problem)) (paragraphs(&v.body))
                p { (cx.t("decisions-hash")) " " code { (v.text_hash) } }
            }
        },
    )
}
