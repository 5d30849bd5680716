//! `tandem leave`: an organization takes its own data and goes; its doors close, and its keys end.

use super::export::{LEFT_OUT, open_row};
use crate::rooms;
use crate::settings::Settings;
use clap::Args;
use jiff::SignedDuration;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use tandem_access::sealed::{self, Opener};
use tandem_access::{Error, Store, Timestamp, Uuid, Viewer};
use tandem_events::{Event, Listener, dispatch, publish};
use tandem_partners::model::Membership;
use tandem_store::{StoreError, dump, private};

mod sheets;

/// Who leaves, and how.
#[derive(Args, Debug)]
pub(crate) struct Leave {
    /// Who leaves: its name or its id.
    #[arg(long)]
    organization: String,
    /// The folder for its own data; it must be empty or absent.
    #[arg(long, value_name = "FOLDER")]
    export: PathBuf,
    /// Why, for the history and the audit log.
    #[arg(long, default_value = "it left the partnership")]
    because: String,
    /// Days until its keys are destroyed, for a second look at the export; a running server does it then.
    #[arg(long, default_value_t = 30, value_name = "DAYS")]
    keys_end_after: u32,
    /// Destroy its keys at once.
    #[arg(long, conflicts_with = "keys_end_after")]
    destroy_keys_now: bool,
    /// The organization's name again, instead of being asked for it.
    #[arg(long, value_name = "NAME")]
    yes: Option<String>,
}

/// Broken off, it is run again: each step finds what is done.
pub(crate) fn run(settings: &Settings, wanted: Leave) -> Result<(), String> {
    let to = wanted.export.clone();
    if to.exists() && fs::read_dir(&to).map_err(|e| format!("{}: {e}", to.display()))?.next().is_some() {
        return Err(format!("{} is not empty; choose a new folder", to.display()));
    }
    let store = super::open_existing(settings)?;
    let (opened, words) = (store.clone(), wanted.organization.clone());
    let (org, name, left) = super::block_on(async move {
        let org = super::import::organization_of(&opened, &words).await?;
        let found = opened
            .read(&Viewer::system("leave"), move |tx| tandem_partners::actions::find(tx, org))
            .await
            .map_err(|e| super::say(&e))?;
        Ok((org, found.name, found.membership == Membership::Left))
    })?;
    super::keys::confirm(&name, wanted.yes)?;
    // Its doors close first, so that nothing is written after the export.
    let (closing, note) = (store.clone(), wanted.because.clone());
    let closed = super::block_on(async move {
        let closed = closing
            .write(&Viewer::system("leave"), move |tx| {
                let closed = tandem_people::actions::close_for_departure(tx, org)?;
                if left {
                    // Left on the page, perhaps before rooms heard of it: they hear it again.
                    publish(tx, &Event::OrganizationLeft { organization: org })?;
                } else {
                    tandem_partners::actions::leave(tx, org, &note)?;
                }
                Ok(closed)
            })
            .await
            .map_err(|e| super::say(&e))?;
        // Referrals, listings and the person index end what they have open with it before its data is written out.
        let listeners: Vec<Listener> =
            rooms::all().iter().flat_map(|r| r.listeners.iter().copied()).collect();
        while dispatch(&closing, &listeners).await.map_err(|e| super::say(&e))? > 0 {}
        Ok::<_, String>(closed)
    })?;
    println!(
        "{name} has left: its sessions and links ended, {closed} consents from or to it are closed, its open referrals are handed \
         back or ended, and its services are out of Find help."
    );
    let rows = write_own(settings, &store, org, &name, &to)?;
    println!("{rows} rows of its own are in {}.", to.display());
    let (because, now) = (wanted.because, wanted.destroy_keys_now);
    let days = wanted.keys_end_after;
    super::block_on(async move {
        if now {
            let done = crate::keys::destroy(&store, &settings.keys, org, &because).await;
            done.map_err(|e| super::say(&e))?;
            println!("Its keys are destroyed. Put the new {} in the place of its copies.", settings.keys);
        } else {
            let due = store
                .write(&Viewer::system("leave"), move |tx| {
                    let after = SignedDuration::from_hours(24 * i64::from(days));
                    let due = tx.now().checked_add(after).map_err(|e| Error::Internal(e.to_string()))?;
                    sealed::end_later(tx, org, due, &because)?;
                    Ok(due)
                })
                .await
                .map_err(|e| super::say(&e))?;
            println!(
                "Its keys are destroyed on {} by a running server; `tandem keys destroy` does it earlier.",
                due.strftime("%Y-%m-%d")
            );
        }
        Ok(())
    })
}

/// Destroys the keys whose time has come. For the server's round.
///
/// # Errors
/// The key file's, the database's.
pub(crate) async fn end_due_keys(store: &Store, settings: &Settings) -> Result<(), String> {
    let due = store.read(&Viewer::system("keys.due"), sealed::due).await.map_err(|e| e.to_string())?;
    for (org, because) in due {
        let done = crate::keys::destroy(store, &settings.keys, org, &because).await;
        done.map_err(|e| super::say(&e))?;
    }
    Ok(())
}

/// Tables whose rows tell which rows of other tables belong to the organization, and by which column there.
const FIRST: [(&str, &str); 3] =
    [("service", "service_id"), ("location", "location_id"), ("referral", "referral_id")];

/// Writes what the organization recorded and what came to it, its vault included: it is its own data.
fn write_own(settings: &Settings, store: &Store, org: Uuid, name: &str, to: &Path) -> Result<u64, String> {
    let opened = store.clone();
    let opener = super::block_on(async move { Opener::new(&opened).await.map_err(|e| super::say(&e)) })?;
    let now: Timestamp = store.now();
    // Names stand open in these files: nobody else on the machine reads them.
    private::folder(to)
        .and_then(|()| private::folder(&to.join("tables")))
        .map_err(|e| format!("{}: {e}", to.display()))?;
    let mut names = dump::tables(&settings.database).map_err(|e| e.to_string())?;
    names.sort_by_key(|table| !FIRST.iter().any(|(first, _)| first == table));
    let mut own = Own { org: org.to_string(), known: HashMap::new() };
    let (mut manifest, mut all, mut written) = (Map::new(), 0_u64, vec![]);
    for table in names.iter().filter(|t| !LEFT_OUT.contains(&t.as_str())) {
        let path = to.join("tables").join(format!("{table}.ndjson"));
        let (rows, hash) = write_table(settings, &opener, table, &mut own, &path)?;
        if rows == 0 {
            fs::remove_file(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            continue;
        }
        manifest.insert(format!("tables/{table}.ndjson"), json!({ "rows": rows, "sha256": hash }));
        all += rows;
        written.push(table.clone());
    }
    written.sort();
    sheets::write(to, &written)?;
    let manifest =
        json!({ "organization": name, "id": org, "exported_at": now.to_string(), "files": manifest });
    let text = serde_json::to_string_pretty(&manifest).map_err(|e| e.to_string())?;
    private::write(&to.join("manifest.json"), text + "\n").map_err(|e| e.to_string())?;
    private::write(&to.join("README.txt"), README).map_err(|e| e.to_string())?;
    Ok(all)
}

fn write_table(
    settings: &Settings,
    opener: &Opener,
    table: &str,
    own: &mut Own,
    path: &Path,
) -> Result<(u64, String), String> {
    let fault = |e: std::io::Error| format!("{}: {e}", path.display());
    let sealed = rooms::sealed();
    let of = sealed.iter().find(|s| s.table == table);
    let mut out = BufWriter::new(private::create(path).map_err(fault)?);
    let (mut rows, mut hash) = (0_u64, Sha256::new());
    dump::every_row(&settings.database, table, &mut |row| {
        if !own.has(table, row) {
            return Ok(());
        }
        let open = of.map(|of| open_row(opener, of, row)).transpose()?;
        let mut line = serde_json::to_vec(open.as_ref().unwrap_or(row))
            .map_err(|e| StoreError::Database(e.to_string()))?;
        line.push(b'\n');
        hash.update(&line);
        rows += 1;
        out.write_all(&line).map_err(|e| StoreError::Database(fault(e)))
    })
    .map_err(|e| e.to_string())?;
    out.flush().map_err(fault)?;
    let hash = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    Ok((rows, hash))
}

/// What is the organization's own.
struct Own {
    org: String,
    /// By column: ids of its rows that others point at.
    known: HashMap<&'static str, HashSet<String>>,
}

impl Own {
    /// Whether a row is the organization's, noting those that others point at.
    fn has(&mut self, table: &str, row: &Map<String, Value>) -> bool {
        let text = |column: &str| row.get(column).and_then(Value::as_str);
        let is_org = |column: &str| text(column) == Some(self.org.as_str());
        let points = |column: &str| {
            text(column).is_some_and(|id| self.known.get(column).is_some_and(|known| known.contains(id)))
        };
        let owner = ["owner_org", "organization_id"].into_iter().find(|c| row.contains_key(*c));
        let mine = match (table, owner) {
            ("organization", _) => is_org("id"),
            // What another organization sent stays the sender's until it was answered; a sealed one is in the own vault.
            ("referral", _) => {
                let received = is_org("receiver_org") && text("label") != Some("domestic_violence");
                is_org("owner_org") || (received && row.get("accepted_at").is_some_and(|at| !at.is_null()))
            }
            (_, Some(owner)) if is_org(owner) => true,
            // A phone stands under an organization, a service or a location.
            (_, Some("owner_org")) => false,
            _ => FIRST.iter().any(|(_, column)| points(column)),
        };
        if mine
            && let Some((_, column)) = FIRST.iter().find(|(first, _)| *first == table)
            && let Some(id) = text("id")
        {
            self.known.entry(column).or_default().insert(id.to_owned());
        }
        mine
    }
}

const README: &str = "What an organization recorded in a Tandem partnership, and what was handed to it.

tables/NAME.ndjson  one JSON object a line for each row; what the partnership keeps sealed is open here
csv/NAME.csv        the same rows for a spreadsheet; csv/README.txt says what the columns are
scans/              papers that people signed, named by the id of their consent
manifest.json       whose it is, rows and SHA-256 of each file of tables/

Times are UTC microseconds since 1970, dates ISO 8601, money integer cents, ids UUIDs.
Everything labelled domestic_violence is in it: it is the organization's own. These files name people and what they need. Keep
them encrypted, and let nobody read them who does not work with these people.
";

#[cfg(test)]
mod tests {
    use super::*;

    fn row(value: &Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap()
    }

    #[test]
    fn only_its_own_rows_and_what_was_handed_to_it() {
        let mut own = Own { org: "us".into(), known: HashMap::new() };
        for (table, value, mine) in [
            ("organization", json!({"id": "us"}), true),
            ("organization", json!({"id": "them"}), false),
            ("person", json!({"id": "p", "owner_org": "us", "label": "domestic_violence"}), true),
            ("person", json!({"id": "q", "owner_org": "them"}), false),
            ("referral", json!({"id": "r1", "owner_org": "us", "receiver_org": "them"}), true),
            (
                "referral",
                json!({"id": "r2", "owner_org": "them", "receiver_org": "us", "accepted_at": 1}),
                true,
            ),
            (
                "referral",
                json!({"id": "r3", "owner_org": "them", "receiver_org": "us", "accepted_at": null}),
                false,
            ),
            (
                "referral",
                json!({"id": "r4", "owner_org": "them", "receiver_org": "us", "accepted_at": 1, "label": "domestic_violence"}),
                false,
            ),
            ("referral_event", json!({"referral_id": "r2"}), true),
            ("referral_event", json!({"referral_id": "r3"}), false),
            ("referral_event", json!({"referral_id": "r4"}), false),
            ("referral_shared", json!({"referral_id": "r2", "owner_org": "them"}), false),
            ("service", json!({"id": "s", "organization_id": "us"}), true),
            ("phone", json!({"organization_id": null, "service_id": "s"}), true),
            ("phone", json!({"organization_id": null, "service_id": "t"}), false),
            ("permission", json!({"owner_org": "them", "recipient_org": "us"}), false),
            ("zip_centroid", json!({"zip": "21201"}), false),
        ] {
            assert_eq!(own.has(table, &row(&value)), mine, "{table} {value}");
        }
    }
}
