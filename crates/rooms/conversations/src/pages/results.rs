//! What came of a conversation: first what every declared group shares, then where they differ, then everything, and only at the end, to
//! explore, groups that might be found.

use super::take_part::set_aside;
use super::words::{figure, group, says, system};
use crate::actions::{self, Explored, Results, Whole};
use crate::model::StatementState;
use crate::model::told::{COUNTED, Stand};
use axum::extract::Path;
use maud::{Markup, html};
use std::sync::Arc;
use tandem_access::{Error, Uuid};
use tandem_deliberation::opinion::found::Nothing;
use tandem_stats::figure::{FEW, Shown};
use tandem_web::ui::{self, Button, Col, Table, Tone};
use tandem_web::{Answer, Cx, Lang, Page, path_id, path_segment};

/// Reads them. While the conversation is open there are none.
pub async fn load(cx: &Cx, id: Uuid) -> Result<(Whole, Arc<Results>), Error> {
    let whole = cx.store.read(&cx.viewer, move |tx| actions::whole(tx, id)).await?;
    let kept = cx.app.service::<actions::Kept>();
    let results = cx.store.read(&system(), move |tx| actions::results(tx, id, &kept)).await?;
    Ok((whole, results))
}

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let (whole, r) = load(&cx, path_id(&id)?).await?;
    let here = format!("/conversations/{}", whole.conversation.id);
    let question = whole.conversation.asks(cx.spanish());
    let title = cx.t("conversations-results");
    let unread = whole.in_state(StatementState::Waiting).count();
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/conversations", &cx.t("conversations-title")), (&here, question)], &title))
        h1 { (cx.ta("conversations-results-title", &[("question", question.into())])) }
        (ui::key_sentence(&key(&cx, &r)))
        p { (cx.t("conversations-results-lead")) }
        (shared(&cx, &whole, &r))
        (apart(&cx, &r))
        (people(&cx, &r))
        (ui::details(&cx.ta("conversations-all", &[("n", r.statements.len().into())]), html! {
            (table(&cx, &r, &cx.t("conversations-all-caption"), &(0..r.statements.len()).collect::<Vec<_>>()))
        }))
        p { a href={ (here) "/results.csv" } { (cx.t("conversations-csv")) } }
        (ui::section(&cx.t("conversations-next"), html! {
            p { (cx.t("conversations-next-text")) }
            p { (cx.t(if r.told.agreed.is_empty() { "conversations-next-none" } else { "conversations-next-over" })) }
        }))
        (explored(&cx, &r))
        @if unread > 0 { p.m { (cx.ta("conversations-unread", &[("n", unread.into())])) } }
        (set_aside(&cx, &whole))
        (tandem_spine::chain(&cx, &whole.chain))
    };
    Ok(Page::new(&cx, title.clone()).nav("conversations").public().body(body))
}

fn key(cx: &Cx, r: &Results) -> String {
    let (n, groups) = (r.told.agreed.len(), r.told.counted.len());
    match (groups, n) {
        (0, _) => cx.ta("conversations-key-few", &[("least", COUNTED.into())]),
        (1, _) => cx.ta("conversations-key-one", &[("n", n.into())]),
        _ => cx.ta("conversations-key-shared", &[("n", n.into()), ("groups", groups.into())]),
    }
}

/// Agreement of every group that counts, in a table: statement, then the group's count.
fn table(cx: &Cx, r: &Results, caption: &str, statements: &[usize]) -> Markup {
    let groups = r.told.counted.iter().map(|g| Col::text(group(cx, *g)));
    let columns = std::iter::once(Col::text(cx.t("conversations-statement"))).chain(groups);
    let mut table = Table::new(caption, columns).hide_caption();
    for s in statements {
        let mut row = vec![html! { (says(cx, &r.statements[*s])) }];
        row.extend(r.told.said[*s].iter().map(|c| {
            let key = match c.stand() {
                Stand::Agrees => "conversations-stand-agrees",
                Stand::Disagrees => "conversations-stand-disagrees",
                Stand::Open => "conversations-stand-open",
            };
            let which = usize::from(c.stand() == Stand::Disagrees);
            let told = figure(cx, c, which);
            let told = match c.stand() {
                Stand::Open => cx.ta("conversations-agree-figure", &[("figure", told.into())]),
                _ => told,
            };
            html! { (cx.t(key)) br; span.m { (told) } }
        }));
        table.push(row);
    }
    html! { (table) }
}

fn shared(cx: &Cx, whole: &Whole, r: &Results) -> Markup {
    let none = r.told.agreed.is_empty() && r.told.refused.is_empty();
    ui::section(
        &cx.t("conversations-shared"),
        html! {
            p { (cx.ta("conversations-shared-how", &[("least", COUNTED.into())])) }
            @if none { p { (cx.t("conversations-shared-none")) } }
            @if !r.told.agreed.is_empty() {
                h3 { (cx.t("conversations-agreed")) }
                (table(cx, r, &cx.t("conversations-agreed"), &r.told.agreed))
                @if cx.viewer.is_member() { (propose(cx, whole, r)) }
            }
            @if !r.told.refused.is_empty() {
                h3 { (cx.t("conversations-refused")) }
                (table(cx, r, &cx.t("conversations-refused"), &r.told.refused))
            }
        },
    )
}

/// From what is shared to a proposal: the form with the words in it, tied to this conversation.
fn propose(cx: &Cx, whole: &Whole, r: &Results) -> Markup {
    let c = &whole.conversation;
    // The proposal is read in both languages, whichever this page is in.
    let text = |lang: Lang, words: &str| {
        let question = c.asks(lang == Lang::Es);
        let args = [("question", question.into()), ("words", words.into())];
        path_segment(&cx.app.catalogue().text(lang, "conversations-propose-problem", &args))
    };
    let link = |s: usize| {
        let (en, es) = (r.statements[s].says(false), r.statements[s].words_es.as_deref());
        let mut to =
            format!("/proposals/new?from={}&title={}&problem={}", c.id, path_segment(en), text(Lang::En, en));
        if let Some(es) = es {
            to += &format!("&title_es={}&problem_es={}", path_segment(es), text(Lang::Es, es));
        }
        to
    };
    ui::details(
        &cx.t("conversations-propose"),
        html! {
            p { (cx.t("conversations-propose-text")) }
            ul.plain.stack { @for s in &r.told.agreed { li {
                (ui::link_button(Button::Secondary, "gavel", &link(*s), r.statements[*s].says(cx.spanish()), ""))
            } } }
        },
    )
}

fn apart(cx: &Cx, r: &Results) -> Markup {
    if r.told.counted.len() < 2 {
        return html! {};
    }
    let columns =
        ["conversations-statement", "conversations-more", "conversations-less"].map(|k| Col::text(cx.t(k)));
    let columns = columns.into_iter().chain([Col::number(cx.t("conversations-points"))]);
    let mut table = Table::new(cx.t("conversations-apart"), columns).hide_caption();
    for a in &r.told.apart {
        let of = |g| {
            let at = r.told.counted.iter().position(|other| *other == g).unwrap_or(0);
            let c = &r.told.said[a.statement][at];
            html! { (group(cx, g)) br; span.m { (figure(cx, c, 0)) } }
        };
        table.push([
            says(cx, &r.statements[a.statement]),
            of(a.more),
            of(a.less),
            html! { (cx.ta("conversations-points-least", &[("n", a.points.into())])) },
        ]);
    }
    ui::section(
        &cx.t("conversations-apart"),
        html! {
            @if r.told.apart.is_empty() { p { (cx.t("conversations-apart-none")) } } @else {
                p { (cx.t("conversations-apart-how")) }
                (table)
            }
        },
    )
}

fn people(cx: &Cx, r: &Results) -> Markup {
    let columns = [Col::text(cx.t("conversations-group")), Col::text(cx.t("conversations-people"))];
    let mut table = Table::new(cx.t("conversations-who"), columns).hide_caption().no_cards();
    for (g, n) in &r.told.people {
        let n = match n {
            Shown::Count(n) if *n >= COUNTED => n.to_string(),
            Shown::Count(n) => cx.ta("conversations-too-small", &[("n", (*n).into())]),
            Shown::Suppressed => cx.t("web-too-few"),
        };
        table.push([html! { (group(cx, *g)) }, html! { (n) }]);
    }
    ui::section(
        &cx.t("conversations-who"),
        html! {
            @if r.told.people.is_empty() { p { (cx.t("conversations-nobody")) } }
            (table)
            p.m { (cx.ta("conversations-who-how", &[("few", (FEW - 1).into()), ("least", COUNTED.into())])) }
        },
    )
}

/// Found groups: never first, never without their doubts.
fn explored(cx: &Cx, r: &Results) -> Markup {
    ui::section(
        &cx.t("conversations-found"),
        html! {
            (ui::notice(Tone::Info, html! { p { (cx.t("conversations-found-never")) } }))
            @match &r.found {
                Ok(found) => (groups(cx, r, found)),
                Err(why) => p { (cx.t(match why {
                    Nothing::TooFew => "conversations-found-few",
                    Nothing::TooSmall => "conversations-found-small",
                    Nothing::NoShape => "conversations-found-shape",
                    Nothing::Unstable => "conversations-found-unstable",
                })) }
            }
        },
    )
}

fn groups(cx: &Cx, r: &Results, found: &Explored) -> Markup {
    let hundredths = |x: f64| format!("{x:.2}");
    html! {
        p { (cx.ta("conversations-found-how", &[("n", found.groups.len().into()), ("stability", hundredths(found.stability).into()),
            ("silhouette", hundredths(found.silhouette).into())])) }
        @for (at, (tenths, noted)) in found.groups.iter().enumerate() {
            h3 { (cx.ta("conversations-found-group", &[("n", (at + 1).into()), ("tenths", (*tenths).into())])) }
            ul { @for n in noted { li {
                (cx.t(if n.agrees { "conversations-found-agrees" } else { "conversations-found-disagrees" })) " "
                (says(cx, &r.statements[n.statement]))
            } } }
        }
    }
}
