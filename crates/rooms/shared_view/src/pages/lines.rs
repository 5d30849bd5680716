//! The rows of the timeline in words: what, when, whose, how sensitive, and why the reader sees it.

use super::{day, moment};
use crate::actions::Timeline;
use crate::model::{Fact, Kind, Line, Why};
use maud::{Markup, html};
use tandem_access::{Action, Kind as Facts};
use tandem_people::model::consent::{Answer, Consent, State};
use tandem_people::model::label::Label;
use tandem_people::model::need::{Need, NeedStatus};
use tandem_referrals::model::{Referral, Status};
use tandem_screening::model::screening::Status as Answered;
use tandem_visits::model::{Class, Status as Stay};
use tandem_web::ui::{self, Tone};
use tandem_web::{Cx, Who};

/// The list, as given.
pub fn list(cx: &Cx, timeline: &Timeline, rows: &[&Line]) -> Markup {
    html! {
        ol.timeline {
            @for line in rows {
                // What must not be found on paper at home.
                li class=[(!line.label.is_shareable()).then_some("off-paper")] id={ (line.kind.code()) "-" (line.id) } {
                    (ui::icon(icon(line)))
                    div { (row(cx, timeline, line)) }
                }
            }
        }
    }
}

fn icon(line: &Line) -> &'static str {
    match (&line.fact, line.kind) {
        (Fact::Visit(v), _) if v.class == Class::Emergency => "ambulance",
        (_, Kind::Screening) => "clipboard-list",
        (_, Kind::Need) => "heart",
        (_, Kind::Referral) => "send",
        (_, Kind::Service) => "circle-check",
        (_, Kind::Visit) => "building-hospital",
        (_, Kind::Consent) => "heart-handshake",
    }
}

/// A row in the reader's language: what the page shows, and what the file to print says.
pub struct Said {
    /// What happened.
    pub title: String,
    /// Where it stands.
    pub states: Vec<(Tone, String)>,
    /// On which day.
    pub day: String,
    /// A line of detail, where there is one.
    pub more: Option<String>,
    /// Who wrote it down.
    pub org: String,
    /// How sensitive it is.
    pub label: String,
}

/// The same of a row.
pub fn in_words(cx: &Cx, timeline: &Timeline, line: &Line) -> Said {
    Said {
        title: title(cx, timeline, line),
        states: states(cx, line),
        day: day(cx, line.at),
        more: more(cx, line),
        org: name(timeline, line.owner_org).to_owned(),
        label: label_word(cx, line.label),
    }
}

fn row(cx: &Cx, timeline: &Timeline, line: &Line) -> Markup {
    let own = line.why == Why::AboutYou;
    let said = in_words(cx, timeline, line);
    html! {
        b { @if let Some(href) = href(line) { a href=(href) { (said.title) } } @else { (said.title) } }
        @for (tone, word) in &said.states { " " (ui::chip(*tone, word)) }
        " " time datetime=(line.at) { (said.day) }
        @if let Some(more) = &said.more { p { (more) } }
        p.m { (said.org) " " (label_chip(cx, line.label)) }
        // The scope of the consent, which the law wants told too, stands in "why can I see this?".
        (tandem_people::part2::notice(cx, line.owner_org, [line.label]))
        @if own {
            p.no-paper {
                a href={ "/my/correct?kind=" (line.kind.code()) "&id=" (line.id) } {
                    (cx.t("shared-view-correct")) span.vh { ": " (said.title) }
                }
            }
        } @else {
            details.no-paper { summary { (cx.t("shared-view-why")) span.vh { ": " (said.title) } }
                div.stack { (why(cx, line)) }
            }
        }
    }
}

/// Where staff read the whole of it, if there is such a page for them.
fn href(line: &Line) -> Option<String> {
    match (&line.fact, &line.why) {
        (_, Why::AboutYou) => None,
        (Fact::Screening(s, _), _) => Some(format!("/screenings/{}", s.id)),
        (Fact::Referral(r, _) | Fact::Service(r, _), Why::Recorded | Why::SentToUs(_)) => {
            Some(format!("/referrals/{}", r.id))
        }
        _ => None,
    }
}

fn name(timeline: &Timeline, org: tandem_access::Uuid) -> &str {
    timeline.orgs.get(&org).map_or("", String::as_str)
}

/// What happened.
pub fn title(cx: &Cx, timeline: &Timeline, line: &Line) -> String {
    let help = |r: &Referral| match r.domain {
        Some(domain) if !r.is_sealed() => cx.t(&domain.message_key()),
        _ => cx.t("shared-view-some-help"),
    };
    match &line.fact {
        Fact::Screening(_, asked) => {
            let words = asked.title.in_language(cx.lang.code());
            cx.ta("shared-view-row-screening", &[("title", words.into())])
        }
        Fact::Need(need) => {
            cx.ta("shared-view-row-need", &[("need", cx.t(&need.domain.message_key()).into())])
        }
        Fact::Referral(r, _) if r.is_sealed() => cx.t("shared-view-row-sealed"),
        Fact::Referral(r, Some(place)) => {
            cx.ta("shared-view-row-referral", &[("place", place.as_str().into()), ("need", help(r).into())])
        }
        Fact::Referral(r, None) => cx.ta("shared-view-row-offer", &[("need", help(r).into())]),
        Fact::Service(r, place) => cx.ta(
            "shared-view-row-service",
            &[("place", place.clone().unwrap_or_default().into()), ("need", help(r).into())],
        ),
        Fact::Visit(v) => cx.t(&format!("visits-class-{}", v.class.code())),
        Fact::Consent(consent) => {
            let key = match consent.answer {
                Answer::Refused => "shared-view-row-refused",
                _ => "shared-view-row-consent",
            };
            cx.ta(key, &[("org", name(timeline, consent.recipient_org).into())])
        }
    }
}

/// Where it stands: words, each with its colour.
fn states(cx: &Cx, line: &Line) -> Vec<(Tone, String)> {
    let said = |tone, key: &str| vec![(tone, cx.t(key))];
    match &line.fact {
        Fact::Screening(s, _) if s.status != Answered::Completed => {
            said(Tone::Soon, &format!("screening-status-{}", s.status.code()))
        }
        Fact::Screening(..) | Fact::Service(..) => vec![],
        Fact::Need(need) => need_states(cx, need),
        Fact::Referral(r, _) => vec![referral_state(cx, r)],
        Fact::Visit(v) if v.status == Stay::Finished => vec![],
        Fact::Visit(v) => {
            let there = matches!(v.status, Stay::Arrived | Stay::InProgress);
            let tone = if there { Tone::Soon } else { Tone::Info };
            said(tone, &format!("visits-status-{}", v.status.code()))
        }
        Fact::Consent(consent) => vec![consent_state(cx, consent)],
    }
}

fn need_states(cx: &Cx, need: &Need) -> Vec<(Tone, String)> {
    let tone = match need.status {
        NeedStatus::Open => Tone::Soon,
        NeedStatus::Addressed => Tone::Ok,
        NeedStatus::Closed => Tone::Info,
    };
    let wants = match need.wants_help {
        Some(true) => Some((Tone::Ok, "people-wants-yes")),
        Some(false) => Some((Tone::Info, "people-wants-no")),
        None => None,
    };
    let mut said = vec![(tone, cx.t(&format!("people-status-{}", need.status.code())))];
    said.extend(wants.map(|(tone, key)| (tone, cx.t(key))));
    said
}

pub(super) fn referral_state(cx: &Cx, r: &Referral) -> (Tone, String) {
    if r.is_sealed() {
        return (Tone::Info, cx.t("referrals-status-sealed"));
    }
    let tone = match r.status {
        Status::Accepted | Status::InProgress | Status::Completed => Tone::Ok,
        Status::Requested | Status::OnHold => Tone::Soon,
        Status::Rejected | Status::Failed => Tone::Late,
        Status::Draft | Status::Cancelled => Tone::Info,
    };
    (tone, cx.t(&format!("referrals-status-{}", r.status.code())))
}

fn consent_state(cx: &Cx, consent: &Consent) -> (Tone, String) {
    let (tone, key) = match consent.state(cx.now) {
        State::Live => (Tone::Ok, "people-state-live"),
        State::Later => (Tone::Soon, "people-state-later"),
        State::Expired => (Tone::Info, "people-state-expired"),
        State::Withdrawn => (Tone::Late, "people-state-withdrawn"),
        State::Refused => (Tone::Late, "people-state-refused"),
        State::Replaced => (Tone::Info, "people-state-replaced"),
        State::Closed => (Tone::Late, "people-state-closed"),
        State::Left => (Tone::Late, "people-state-left"),
        State::GuardianEnded => (Tone::Late, "people-state-guardian-ended"),
    };
    (tone, cx.t(key))
}

/// A line of detail, where there is one.
fn more(cx: &Cx, line: &Line) -> Option<String> {
    match &line.fact {
        Fact::Visit(v) => {
            let until = v.ended_at.map(|at| day(cx, at)).filter(|until| *until != day(cx, v.started_at));
            let parts = [
                v.place.clone(),
                v.reason.clone(),
                until.map(|u| cx.ta("shared-view-until", &[("date", u.into())])),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join(". "))
        }
        Fact::Consent(consent) if !matches!(consent.answer, Answer::Refused) => {
            // The person is spoken to; others are told.
            let words = if line.why == Why::AboutYou { "people-class" } else { "shared-view-class" };
            let what: Vec<String> =
                consent.classes.iter().map(|class| cx.t(&format!("{words}-{class}"))).collect();
            let args = [("what", what.join("; ").into()), ("date", day(cx, consent.valid_until).into())];
            Some(cx.ta("shared-view-consent-what", &args))
        }
        _ => None,
    }
}

/// How sensitive, in a word or two.
fn label_word(cx: &Cx, label: Label) -> String {
    cx.t(&format!("shared-view-label-{label}"))
}

/// How sensitive: icon and word.
pub(super) fn label_chip(cx: &Cx, label: Label) -> Markup {
    let drawing = match label {
        Label::General => "users",
        Label::Education => "school",
        Label::BehaviouralHealth => "brain",
        Label::Hiv => "droplet",
        Label::SubstanceUse => "pill",
        Label::DomesticViolence => "shield-lock",
    };
    html! { span.chip.info { (ui::icon(drawing)) (label_word(cx, label)) } }
}

/// Why the reader sees the row, from what opened it.
pub(super) fn why(cx: &Cx, line: &Line) -> Markup {
    let us = cx.signed_in.as_ref().map_or("", |s| s.organization_name.as_str());
    let consents = cx.allowed(Who::May(Facts::Consent, Action::Read));
    match &line.why {
        Why::Recorded => html! { p { (cx.t("shared-view-why-recorded")) } },
        Why::AboutYou => html! { p { (cx.t("shared-view-why-you")) } },
        Why::NamesUs => html! { p { (cx.ta("shared-view-why-names", &[("org", us.into())])) } },
        Why::SentToUs(true) => html! { p { (cx.t("shared-view-why-accepted")) } },
        Why::SentToUs(false) => html! { p { (cx.t("shared-view-why-sent")) } },
        Why::Exceptional(look) => {
            let args =
                [("reason", look.reason.as_str().into()), ("until", moment(cx, look.valid_until).into())];
            html! { p { (cx.ta("shared-view-why-exceptional", &args)) } }
        }
        Why::Opened(opening) => {
            let args = [
                ("date", day(cx, opening.given_at).into()),
                ("org", us.into()),
                ("what", cx.t(&format!("shared-view-class-{}", opening.class)).into()),
                ("why", cx.t(&format!("shared-view-for-{}", opening.purpose.word())).into()),
                ("until", day(cx, opening.until).into()),
            ];
            html! {
                p {
                    (cx.ta("shared-view-why-opened", &args))
                    @if consents { " " a href={ "/people/" (line.record) "/sharing" } { (cx.t("shared-view-see-consent")) } }
                }
            }
        }
    }
}
