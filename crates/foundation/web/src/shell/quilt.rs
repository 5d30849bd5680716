//! The partnership's quilt: every partner adds a patch, and its sector gives it shape and colour. Most shapes are
//! old quilt blocks (nine patch, pinwheel, flying geese, rail fence), so the band reads as cloth, not as code.

use std::fmt::Write;

use maud::Markup;

use super::drawn;

/// Ground and figures of a sector's patch, on a square of 20.
fn block(sector: &str) -> (u8, &'static [(u8, &'static str)]) {
    match sector {
        "healthcare" => (3, &[(2, "M7 1h6v6h6v6h-6v6H7v-6H1V7h6z")]),
        "public_health" => (6, &[(2, "M0 0h14A14 14 0 0 1 0 14z"), (3, "M20 20h-8a8 8 0 0 1 8-8z")]),
        "payer" => {
            (8, &[(3, "M10 2a8 8 0 1 0 0 16a8 8 0 0 0 0-16z"), (1, "M10 5.5l4.5 4.5-4.5 4.5L5.5 10z")])
        }
        "social_services" => (5, &[(3, "M10 0l10 10-10 10L0 10z"), (4, "M10 5l5 5-5 5-5-5z")]),
        "housing" => (1, &[(4, "M10 2l9 8h-3v10H4V10H1z"), (3, "M8 13h4v7H8z")]),
        "education" => (3, &[(7, "M0 0l10 10L0 20zM20 0v20L10 10z")]),
        "faith" => (7, &[(1, "M10 0l3 7 7 3-7 3-3 7-3-7-7-3 7-3z")]),
        "business" => (3, &[(4, "M0 0h7v7H0zM13 0h7v7h-7zM7 7h6v6H7zM0 13h7v7H0zM13 13h7v7h-7z")]),
        "government" => (8, &[(6, "M2 0h4v20H2zM8 0h4v20H8zM14 0h4v20h-4z")]),
        "community" => (9, &[(0, "M10 10V0H0zM10 10h10V0zM10 10v10h10zM10 10H0v10z")]),
        _ => (6, &[(5, "M0 0h20L0 20z")]),
    }
}

fn draw(sector: &str, into: &mut String) {
    let (ground, figures) = block(sector);
    // Writing into a String cannot fail.
    let _ = write!(into, "<path class=\"z{ground}\" d=\"M0 0h20v20H0z\"/>");
    for (colour, shape) in figures {
        let _ = write!(into, "<path class=\"z{colour}\" d=\"{shape}\"/>");
    }
}

/// One partner's patch, large, for its page and for the legend. It decorates the name beside it.
pub fn patch(sector: &str) -> Markup {
    let mut svg =
        "<svg class=\"patch\" viewBox=\"0 0 20 20\" aria-hidden=\"true\" focusable=\"false\">".to_owned();
    draw(sector, &mut svg);
    drawn(&(svg + "</svg>"))
}

/// The band: one patch for each partner, in the order given, woven on to the end of the line.
pub fn quilt(sectors: &[&str]) -> Markup {
    if sectors.is_empty() {
        return drawn("");
    }
    let mut known: Vec<&str> = sectors.to_vec();
    known.sort_unstable();
    known.dedup();
    let mut svg =
        "<svg class=\"quilt\" height=\"20\" aria-hidden=\"true\" focusable=\"false\"><defs>".to_owned();
    for (i, sector) in known.iter().enumerate() {
        let _ = write!(svg, "<g id=\"z-{i}\">");
        draw(sector, &mut svg);
        svg.push_str("</g>");
    }
    let width = sectors.len() * 20;
    let _ =
        write!(svg, "<pattern id=\"quilt\" width=\"{width}\" height=\"20\" patternUnits=\"userSpaceOnUse\">");
    for (x, sector) in sectors.iter().enumerate() {
        let i = known.binary_search(sector).unwrap_or_default();
        let _ = write!(svg, "<use href=\"#z-{i}\" x=\"{}\"/>", x * 20);
    }
    svg.push_str("</pattern></defs><rect width=\"100%\" height=\"20\" fill=\"url(#quilt)\"/></svg>");
    drawn(&svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECTORS: [&str; 10] = [
        "healthcare",
        "public_health",
        "payer",
        "social_services",
        "housing",
        "education",
        "faith",
        "business",
        "government",
        "community",
    ];

    #[test]
    fn every_sector_has_a_shape_and_colours_of_its_own() {
        let mut drawn: Vec<String> = SECTORS.iter().map(|s| patch(s).into_string()).collect();
        drawn.push(patch("unknown").into_string());
        drawn.sort();
        drawn.dedup();
        assert_eq!(drawn.len(), 11);
    }

    #[test]
    fn the_band_grows_with_the_partners_and_draws_each_sector_once() {
        let band = quilt(&["faith", "housing", "faith"]).into_string();
        assert_eq!(band.matches("<use").count(), 3);
        assert_eq!(band.matches("<g id=").count(), 2);
        assert!(band.contains("width=\"60\"") && band.contains("aria-hidden"));
        assert_eq!(quilt(&[]).into_string(), "");
    }
}
