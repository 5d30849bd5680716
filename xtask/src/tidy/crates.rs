//! Who may depend on whom (ARCHITECTURE.md, law 1). Cargo refuses circles; it does not know rooms.

use super::{Faults, Source};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    Engine,
    Foundation,
    Ground,
    Process,
    Reading,
    Face,
    Binary,
}

const GROUND: &[&str] = &["people", "partners", "agreements", "directory", "spine", "bodies"];
const PROCESS: &[&str] = &[
    "identity",
    "screening",
    "visits",
    "referrals",
    "decisions",
    "alliance",
    "meetings",
    "votes",
    "conversations",
    "assessment",
    "goals",
    "funding",
    "emergency",
];
const READING: &[&str] = &["stories", "insight", "front", "shared_view", "subscriptions", "network"];

/// The layer of a crate's folder; an error text for a room that no list above names.
fn layer(path: &str) -> Result<Option<Layer>, String> {
    let parts: Vec<&str> = path.split('/').collect();
    Ok(match parts.as_slice() {
        ["crates", "engines", ..] => Some(Layer::Engine),
        ["crates", "foundation", ..] => Some(Layer::Foundation),
        ["crates", "faces", ..] => Some(Layer::Face),
        ["crates", "tandem", ..] => Some(Layer::Binary),
        ["crates", "rooms", room, ..] if GROUND.contains(room) => Some(Layer::Ground),
        ["crates", "rooms", room, ..] if PROCESS.contains(room) => Some(Layer::Process),
        ["crates", "rooms", room, ..] if READING.contains(room) => Some(Layer::Reading),
        ["crates", "rooms", room, ..] => {
            return Err(format!(
                "{path}: say in xtask/src/tidy/crates.rs whether `{room}` is ground, process or reading"
            ));
        }
        _ => None,
    })
}

fn allowed(from: Layer, to: Layer) -> bool {
    use Layer::{Binary, Engine, Face, Foundation, Ground, Process, Reading};
    match from {
        Engine => false,
        Foundation => matches!(to, Foundation | Engine),
        Ground => matches!(to, Foundation | Engine | Ground),
        Process => matches!(to, Foundation | Engine | Ground),
        Reading => matches!(to, Foundation | Engine | Ground | Process),
        Face => !matches!(to, Binary | Face),
        Binary => true,
    }
}

pub(super) fn check(sources: &[Source], faults: &mut Faults) {
    let mut members = Vec::new();
    for source in sources.iter().filter(|s| s.path.starts_with("crates/") && s.path.ends_with("/Cargo.toml"))
    {
        let table: toml::Table = match source.text.parse() {
            Ok(table) => table,
            Err(e) => {
                faults.error(format!("{}: {e}", source.path));
                continue;
            }
        };
        match layer(&source.path) {
            Ok(Some(layer)) => {
                let name = table.get("package").and_then(|p| p.get("name")).and_then(|n| n.as_str());
                members.push((name.unwrap_or_default().to_owned(), layer, source, table));
            }
            Ok(None) => {}
            Err(text) => faults.error(text),
        }
    }
    for (name, from, source, table) in &members {
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(wanted) = table.get(section).and_then(|d| d.as_table()) else { continue };
            for (dependency, how) in wanted {
                // Behind a feature that only tests turn on, a room may offer other rooms' tests something to stand on.
                let behind = how.get("optional").and_then(toml::Value::as_bool) == Some(true);
                let Some((_, to, ..)) = members.iter().find(|(other, ..)| other == dependency) else {
                    continue;
                };
                let at = format!("{}: `{name}` may not depend on `{dependency}`", source.path);
                let room = matches!(from, Layer::Ground | Layer::Process | Layer::Reading);
                if room && dependency == "tandem-store" {
                    faults.error(format!("{at}: rooms reach data through tandem-access alone"));
                } else if section == "dependencies"
                    && dependency == "tandem-testkit"
                    && !behind
                    && *from != Layer::Binary
                {
                    faults.error(format!("{at} outside its tests: move it to [dev-dependencies]"));
                } else if !allowed(*from, *to) {
                    faults.error(format!(
                        "{at}: {from:?} must not know {to:?}; talk by an event of tandem-events"
                    ));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn faults(path: &str, wants: &str) -> Vec<String> {
        let name = format!("tandem-{}", path.split('/').nth(2).unwrap());
        let mut sources: Vec<Source> = [
            ("crates/foundation/store", "tandem-store"),
            ("crates/foundation/testkit", "tandem-testkit"),
            ("crates/rooms/people", "tandem-people"),
            ("crates/rooms/screening", "tandem-screening"),
            ("crates/rooms/referrals", "tandem-referrals"),
        ]
        .iter()
        .filter(|(folder, _)| *folder != path)
        .map(|(folder, name)| {
            source(&format!("{folder}/Cargo.toml"), &format!("[package]\nname = \"{name}\"\n"))
        })
        .collect();
        sources
            .push(source(&format!("{path}/Cargo.toml"), &format!("[package]\nname = \"{name}\"\n{wants}")));
        let mut faults = Faults::default();
        check(&sources, &mut faults);
        faults.errors
    }

    #[test]
    fn what_is_allowed_is_quiet() {
        assert!(
            faults(
                "crates/rooms/referrals",
                "[dependencies]\ntandem-people = {}\n[dev-dependencies]\ntandem-testkit = {}"
            )
            .is_empty()
        );
        assert!(faults("crates/rooms/insight", "[dependencies]\ntandem-referrals = {}").is_empty());
    }

    #[test]
    fn what_is_forbidden_is_not() {
        for (path, wants) in [
            ("crates/rooms/referrals", "[dependencies]\ntandem-screening = {}"),
            ("crates/rooms/referrals", "[dev-dependencies]\ntandem-screening = {}"),
            ("crates/rooms/people", "[dependencies]\ntandem-referrals = {}"),
            ("crates/rooms/people", "[dependencies]\ntandem-store = {}"),
            ("crates/rooms/people", "[dependencies]\ntandem-testkit = {}"),
            ("crates/foundation/web", "[dependencies]\ntandem-people = {}"),
            ("crates/engines/stats", "[dependencies]\ntandem-store = {}"),
            ("crates/rooms/unheard", ""),
        ] {
            assert_eq!(faults(path, wants).len(), 1, "{path} {wants}");
        }
    }
}
