//! `tandem index`: the index of people whom several partners serve.

use super::import::Meter;
use crate::settings::Settings;
use clap::Subcommand;
use tandem_access::Store;
use tandem_identity::actions::State;
use tandem_identity::model::calibration::meanings;
use tandem_identity::model::quality::Share;

/// What to do with the index.
#[derive(Subcommand, Debug)]
pub(crate) enum Index {
    /// Make it anew from the records: after an upgrade of the linkage, or when `tandem check` finds it wrong. Decisions of reviewers
    /// stand. It may run beside the server.
    Rebuild,
    /// Say how many records are in it, how good the links are, and what reviewers' decisions taught it.
    Show,
}

/// Runs it.
pub(crate) fn run(settings: &Settings, what: &Index) -> Result<(), String> {
    let store = super::open_existing(settings)?;
    match what {
        Index::Rebuild => rebuild(&store),
        Index::Show => {
            let state = super::block_on(async {
                tandem_identity::actions::state(&store).await.map_err(|e| super::say(&e))
            })?;
            print!("{}", said(&state));
            Ok(())
        }
    }
}

fn rebuild(store: &Store) -> Result<(), String> {
    let mut meter = Meter::default();
    let records = super::block_on(async {
        let done = tandem_identity::actions::rebuild(store, |n| meter.show(n, "records")).await;
        let done = done.map_err(|e| super::say(&e))?;
        tandem_access::audit::seal_all(store).await.map_err(|e| super::say(&e))?;
        Ok::<_, String>(done)
    })?;
    meter.end();
    println!("{records} records are in the index.");
    Ok(())
}

/// The state of the index in words.
fn said(state: &State) -> String {
    let mut out =
        format!("{} records are in the index; {} pairs are linked.\n", state.records, state.overlap.linked);
    let percent = |p: f64| format!("{:.1} %", p * 100.0);
    let mut share = |what: &str, share: Option<Share>| {
        out += &match share {
            Some(s) => format!(
                "{what}: {} (between {} and {}, from {} pairs that were looked at)\n",
                percent(s.value),
                percent(s.low),
                percent(s.high),
                s.looked_at
            ),
            None => format!("{what}: not known, no pair of the sample was looked at\n"),
        };
    };
    share("links that are right", state.overlap.precision);
    share("found of all that belong together", state.overlap.recall);
    if state.calibration.version == 0 {
        return out + "Nothing was learnt from decisions yet: probabilities are the model's own.\n";
    }
    out += &format!(
        "Version {} of the probabilities, since {}, from {} decisions:\n",
        state.calibration.version, state.calibration.at, state.calibration.reviews
    );
    for meaning in meanings(&state.calibration.curve) {
        out += &format!("  where the model says {} it is {}", percent(meaning.model), percent(meaning.all));
        for ((a, b), curve) in &state.partners {
            out += &format!("; {} for {a} and {b}", percent(curve.probability(meaning.weight())));
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_identity::model::calibration::{Reviewed, Version, learn};

    #[test]
    fn the_state_is_told_in_words() {
        let mut state = State::default();
        assert!(said(&state).contains("Nothing was learnt") && said(&state).contains("0 records"));
        let owners = (tandem_access::Uuid::from_u128(1), tandem_access::Uuid::from_u128(2));
        let different = Reviewed { owners, weight: 7.0, sampling: 1.0, same: false };
        let curve = learn(&[different; 30]);
        state.partners = vec![(("Clinic".into(), "Pantry".into()), curve.pairs[0].1)];
        state.calibration = Version { version: 3, reviews: 30, curve, ..Version::default() };
        let text = said(&state);
        assert!(text.contains("Version 3") && text.contains("30 decisions"), "{text}");
        assert!(
            text.contains("where the model says 99.0 % it is ") && text.contains("for Clinic and Pantry"),
            "{text}"
        );
    }
}
