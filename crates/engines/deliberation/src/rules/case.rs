//! The rules asked with cases written as data: a rule's name and what is given, in JSON. A charter's examples are kept and checked in
//! this form.

use super::workgroup::CoLead;
use super::{Control, Verdict, body, decision, duty, money, workgroup};
use jiff::civil::Date;
use serde_json::Value;

fn date(value: &Value) -> Option<Date> {
    value.as_str()?.parse().ok()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn texts(value: &Value) -> Vec<String> {
    list(value).filter_map(text).collect()
}

fn by_sector(value: &Value) -> body::BySector {
    let members = value.as_object().into_iter().flatten();
    members.filter_map(|(sector, n)| Some((sector.clone(), n.as_u64()?))).collect()
}

/// `control`: which organization is controlled by which; a co-lead's own `controlled_by` says it too.
fn control(given: &Value) -> Control {
    let links = given["control"].as_object().into_iter().flatten();
    let mut control = Control(links.filter_map(|(a, b)| Some((a.clone(), text(b)?))).collect());
    for lead in list(&given["co_leads"]) {
        if let Some((own, above)) = text(&lead["org"]).zip(text(&lead["controlled_by"])) {
            control.0.insert(own, above);
        }
    }
    control
}

/// What a rule says of a case; `None` when the rule is unknown or what it needs is not given.
pub fn evaluate(rule: &str, given: &Value) -> Option<Verdict> {
    let control = control(given);
    Some(match rule {
        "WG" => {
            let lead = |lead: &Value| CoLead {
                person: text(&lead["person"]).unwrap_or_default(),
                sector: text(&lead["sector"]).unwrap_or_default(),
                organization: text(&lead["org"]),
                term_end: date(&lead["term_end"]),
            };
            let leads: Vec<CoLead> = given["co_leads"].as_array()?.iter().map(lead).collect();
            workgroup::state(date(&given["on"])?, &leads, date(&given["adopted_existing_on"]), &control)
        }
        "BODY" => body::seats(&by_sector(&given["seats"])),
        "QUORUM" => body::quorum(&by_sector(&given["active"]), &by_sector(&given["present"])),
        "VOTE" => body::double_majority(&by_sector(&given["yes"]), &by_sector(&given["no"])),
        "DEC" => decision::check(&a_decision(given)?),
        "COI" => {
            let own = text(&given["member_org"])?;
            let subject = text(&given["subject"]).unwrap_or_default();
            let mut about = texts(&given["about"]);
            // A subject in words is about every organization it names.
            let known = control.0.iter().flat_map(|(a, b)| [a, b]).chain([&own]);
            about.extend(known.filter(|name| subject.contains(name.as_str())).cloned());
            let about: Vec<&str> = about.iter().map(String::as_str).collect();
            duty::conflict(
                &own,
                &about,
                given["declared"].as_bool()?,
                given["took_part"].as_bool()?,
                &control,
            )
        }
        "ROLE" => {
            let role = duty::Role {
                holder: text(&given["holder"]).unwrap_or_default(),
                holder_organization: text(&given["holder_org"]),
                deputy: text(&given["deputy"]),
                deputy_organization: text(&given["deputy_org"]),
                term_start: date(&given["term_start"]),
                term_end: date(&given["term_end"]),
                terms: given["terms"].as_u64(),
            };
            duty::role(&role, &control)
        }
        "BIND" => {
            let answer = match given["body_action"].as_str()? {
                "adopt" => duty::Answer::Adopt(texts(&given["body_result"])),
                "return" => duty::Answer::Return {
                    reasons_public: given["reasons_public"].as_bool().unwrap_or(false),
                    within_days: given["within_days"].as_u64()?,
                    returns_so_far: given["returns_so_far"].as_u64().unwrap_or(0),
                },
                _ => return None,
            };
            duty::binding(&texts(&given["community_result"]), &answer)
        }
        "FUND" => a_fund(given)?,
        _ => return None,
    })
}

fn a_decision(given: &Value) -> Option<decision::Decision> {
    let path: Option<Vec<decision::Stage>> =
        texts(&given["path"]).iter().map(|s| decision::Stage::named(s)).collect();
    let objection = |o: &Value| match o["state"].as_str() {
        Some("withdrawn") => decision::Objection::Withdrawn {
            by_objector: o["withdrawn_by"].is_null() || o["withdrawn_by"] == o["by"],
        },
        Some("integrated") => {
            decision::Objection::Integrated { version: o["in_version"].as_u64().unwrap_or(u64::MAX) }
        }
        _ => decision::Objection::Open,
    };
    Some(decision::Decision {
        path: path?,
        versions: given["versions"].as_u64().unwrap_or(1),
        objections: list(&given["objections"]).map(objection).collect(),
        quorum: given["quorum"].as_bool().unwrap_or(false),
        review_on: date(&given["review_on"]),
        adopted_on: date(&given["adopted_on"]),
        react_hours: given["react_hours"].as_u64(),
        text_as_consented: given["adopted_hash"] == given["consented_hash"],
        group_valid: given["group_valid"].as_bool().unwrap_or(true),
        vote_passed: given["vote_passed"].as_bool(),
    })
}

/// `purpose:food; period 2026` as a restriction.
fn restriction(text: &str) -> money::Restriction {
    let mut out = money::Restriction::default();
    for part in text.split(';').map(str::trim) {
        if let Some(purpose) = part.strip_prefix("purpose:") {
            out.purpose = Some(purpose.trim().to_owned());
        } else if let Some(period) = part.strip_prefix("period") {
            let period = period.trim_start_matches(':').trim();
            let (from, to) = period.split_once("..").unwrap_or((period, period));
            let day = |text: &str, end: &str| -> Option<Date> {
                text.parse().or_else(|_| format!("{text}{end}").parse()).ok()
            };
            out.period = day(from.trim(), "-01-01").zip(day(to.trim(), "-12-31"));
        }
    }
    out
}

fn a_fund(given: &Value) -> Option<Verdict> {
    if let Some(action) = given["action"].as_str() {
        return Some(money::posting_action(action));
    }
    if let Some(postings) = given["postings"].as_array() {
        let posting = |p: &Value| Some((text(&p["fund"])?, p["cents"].as_i64()?));
        return postings.iter().map(posting).collect::<Option<Vec<_>>>().map(|p| money::balanced(&p));
    }
    if given["in_kind"].is_object() {
        let counted = texts(&given["in_kind"]["counted_for"]);
        let federal = given["federal"].as_bool().unwrap_or(false);
        return Some(money::claim_match(&counted, given["claim"].as_str()?, federal));
    }
    let expense = &given["expense"];
    let expense = money::Expense {
        purpose: text(&expense["purpose"])?,
        on: date(&expense["on"])?,
        cents: expense["cents"].as_i64()?,
        decision: text(&given["decision"]),
    };
    let fund = restriction(given["restriction"].as_str().unwrap_or(""));
    Some(money::spend(&fund, given["available"].as_i64()?, &expense))
}
