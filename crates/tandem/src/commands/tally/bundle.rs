//! `tandem tally BUNDLE`: proves the signed bundle of a vote, and counts its ballots anew.

use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;
use tandem_votes::bundle::{Checked, check};

/// What is printed, and whether the bundle holds.
pub(super) struct Told {
    pub(super) text: String,
    pub(super) json: Value,
    pub(super) holds: bool,
}

/// Reads and proves a bundle.
pub(super) fn prove(path: &Path, text: &str, key: Option<&str>) -> Result<Told, String> {
    let checked = check(text, key).map_err(|fault| format!("{}: {fault}", path.display()))?;
    let faults: Vec<String> = checked.faults.iter().map(ToString::to_string).collect();
    let recount =
        checked.recount.as_ref().map(serde_json::to_value).transpose().map_err(|e| e.to_string())?;
    let json = json!({
        "vote": checked.bundle.head.vote,
        "partnership": checked.bundle.head.partnership,
        "published_at": checked.bundle.head.published_at,
        "holds": faults.is_empty(),
        "faults": faults,
        "key": checked.key,
        "rule": checked.bundle.definition.method.code(),
        "winners": checked.recount.as_ref().map(|r| r.winners.clone()),
        "rounds": checked.recount.as_ref().map(|r| r.rounds.iter().map(|round| json!(round)).collect::<Vec<_>>()),
        "ties": checked.recount.as_ref().map(|r| r.ties.iter().map(|tie| json!(tie)).collect::<Vec<_>>()),
        "recount": recount,
    });
    Ok(Told { text: words(&checked, &faults, key.is_some()), json, holds: faults.is_empty() })
}

fn words(checked: &Checked, faults: &[String], by_key: bool) -> String {
    let (bundle, mut out) = (&checked.bundle, String::new());
    let d = &bundle.definition;
    let _ =
        writeln!(out, "{}\n{}, published {}", d.title.en, bundle.head.partnership, bundle.head.published_at);
    let roll = &bundle.roll;
    let _ = writeln!(
        out,
        "{} ballots ({} on the web, {} on paper, {} by text) of {} codes; rule {}\n",
        bundle.ballots.len(),
        roll.web,
        roll.paper,
        roll.text,
        roll.issued,
        d.method.code()
    );
    if let Some(recount) = &checked.recount {
        let _ = writeln!(out, "Counted anew:");
        for id in &recount.winners {
            let name = id.parse().ok().and_then(|n| d.option(n)).map_or("", |o| o.name.en.as_str());
            let _ = writeln!(out, "  won: {id} ({name})");
        }
        if recount.winners.is_empty() {
            out.push_str("  nothing won\n");
        }
        for tie in &recount.ties {
            let _ =
                writeln!(out, "  tie of {}: {} was chosen to {}", tie.tied.join(", "), tie.chosen, tie.to);
        }
        let _ = writeln!(out, "  {} of {} voters got something", recount.served, recount.ballots);
    }
    if faults.is_empty() {
        out.push_str("\nThe published result holds: hashes, signature and recount agree.\n");
    } else {
        out.push_str("\nThe published result does NOT hold:\n");
        for fault in faults {
            let _ = writeln!(out, "  * {fault}");
        }
    }
    if by_key {
        out.push_str("It was held against the key that you gave.\n");
    } else {
        let _ = writeln!(
            out,
            "It was signed with the key {}. Compare it with the key on the partnership's page of this vote, or give it with --key.",
            checked.key
        );
    }
    out
}
