//! The network as a picture: a wide and a narrow drawing, hidden from screen readers, which have the sentence and the
//! table.

use crate::model::{Kinds, Picture, Ties};
use maud::{Markup, html};
use std::collections::BTreeSet;
use tandem_web::Cx;

/// How a tie is drawn: colour and dash by kind; more than one kind is a thick line.
fn line(kinds: &Kinds) -> (&'static str, &'static str, &'static str) {
    match kinds.count() {
        0 | 1 if kinds.referrals.is_some() => ("s1", "1.6", ""),
        0 | 1 if kinds.gifts > 0 => ("s2", "1.8", "7 4"),
        0 | 1 if kinds.money > 0 => ("s4", "2", "14 4 4 4"),
        0 | 1 if kinds.bodies > 0 => ("s3", "2", "1.5 4"),
        0 | 1 if kinds.meetings > 0 => ("s3", "1.8", "9 3 1.5 3"),
        0 | 1 => ("s2", "2.2", "18 5"),
        _ => ("s4", "3.4", ""),
    }
}

/// A name that fits its column; the whole one stands in the table.
fn clip(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let cut: String = name.chars().take(most - 1).collect();
    format!("{}…", cut.trim_end())
}

/// Both drawings with their legend. `cuts` are partners without whom a part is cut off.
pub(super) fn draw(cx: &Cx, ties: &Ties, cuts: &[usize], sentence: &str) -> Markup {
    let order = ties.tied();
    html! {
        (one(cx, ties, cuts, sentence, &Picture::new(&order, true), "wide"))
        (one(cx, ties, cuts, sentence, &Picture::new(&order, false), "narrow"))
        (legend(cx, ties, !cuts.is_empty()))
    }
}

fn one(cx: &Cx, ties: &Ties, cuts: &[usize], sentence: &str, picture: &Picture, which: &str) -> Markup {
    let view = format!("0 0 {:.0} {:.0}", picture.width, picture.height);
    let (title, about) = (format!("net-{which}-t"), format!("net-{which}-d"));
    let wide = which == "wide";
    html! {
        svg class={ "chart " (which) } viewBox=(view) role="img" aria-labelledby={ (title) " " (about) } {
            title id=(title) { (cx.t("network-picture")) }
            desc id=(about) { (sentence) " " (cx.t("network-picture-table")) }
            g aria-hidden="true" {
                @for ((a, b), kinds) in &ties.kinds {
                    @let (colour, width, dash) = line(kinds);
                    @if let Some(path) = picture.tie(*a, *b) {
                        path class=(colour) d=(path) fill="none" stroke-width=(width) stroke-linecap="round"
                            stroke-dasharray=[Some(dash).filter(|d| !d.is_empty())] {}
                    }
                }
                @for place in &picture.places {
                    @let x = if place.left { place.x - 10.0 } else { place.x + 10.0 };
                    @let name = clip(&ties.partners[place.node].name, if wide { 29 } else { 23 });
                    text.lab x=(x) y={ (place.y + 5.0) } text-anchor=(if place.left { "end" } else { "start" })
                        font-size="14" { (name) }
                    (dot(place.x, place.y, cuts.contains(&place.node)))
                }
            }
        }
    }
}

/// A partner: a dot; a square where a part hangs on it.
fn dot(x: f64, y: f64, cut: bool) -> Markup {
    html! {
        @if cut { rect.pf x={ (x - 6.5) } y={ (y - 6.5) } width="13" height="13" {} }
        @else { circle.pf cx=(x) cy=(y) r="4.5" {} }
    }
}

/// Only what is on the picture.
fn legend(cx: &Cx, ties: &Ties, cuts: bool) -> Markup {
    let drawn: BTreeSet<_> = ties.kinds.values().map(line).collect();
    let all = [
        (Kinds { referrals: Some(crate::model::Band::Some), ..Kinds::default() }, "network-kind-referrals"),
        (Kinds { gifts: 1, ..Kinds::default() }, "network-kind-gifts"),
        (Kinds { money: 1, ..Kinds::default() }, "network-kind-money"),
        (Kinds { bodies: 1, ..Kinds::default() }, "network-kind-bodies"),
        (Kinds { meetings: 1, ..Kinds::default() }, "network-kind-meetings"),
        (Kinds { agreements: 1, ..Kinds::default() }, "network-kind-agreements"),
        (Kinds { gifts: 1, bodies: 1, ..Kinds::default() }, "network-kind-several"),
    ];
    html! {
        ul.legend {
            @for (kinds, key) in all.iter().filter(|(kinds, _)| drawn.contains(&line(kinds))) {
                @let (class, width, dash) = line(kinds);
                li {
                    svg width="34" height="12" viewBox="0 0 34 12" aria-hidden="true" {
                        path class=(class) d="M2 6H32" fill="none" stroke-width=(width) stroke-linecap="round"
                            stroke-dasharray=[Some(dash).filter(|d| !d.is_empty())] {}
                    }
                    (cx.t(key))
                }
            }
            @if cuts {
                li { svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" { (dot(8.0, 8.0, true)) } (cx.t("network-legend-cut")) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{clip, line};
    use crate::model::{Band, Kinds};
    use std::collections::BTreeSet;

    #[test]
    fn long_names_are_cut_by_letters_and_not_by_bytes() {
        assert_eq!(clip("Casa del Recodo", 20), "Casa del Recodo");
        assert_eq!(clip("Peña y Compañía del Río", 12), "Peña y Comp…");
    }

    #[test]
    fn no_two_kinds_are_drawn_alike_without_their_colour() {
        let one = Kinds::default();
        let kinds = [
            Kinds { referrals: Some(Band::Most), ..one },
            Kinds { gifts: 3, ..one },
            Kinds { money: 3, ..one },
            Kinds { bodies: 3, ..one },
            Kinds { meetings: 3, ..one },
            Kinds { agreements: 3, ..one },
            Kinds { meetings: 1, agreements: 1, ..one },
        ];
        let drawn: BTreeSet<_> = kinds.iter().map(|k| (line(k).1, line(k).2)).collect();
        assert_eq!(drawn.len(), kinds.len());
    }
}
