//! `tandem keys`: the keys that names are kept under.

use crate::rooms;
use crate::settings::Settings;
use clap::Subcommand;
use std::collections::HashMap;
use std::io::{BufRead as _, Write as _};
use tandem_access::{Error, KeyFile, Store, Uuid, Viewer, sealed};

/// What to do with keys.
#[derive(Subcommand, Debug)]
pub(crate) enum Keys {
    /// Show every organization's keys and the master key.
    List,
    /// Give an organization new keys and seal its rows with them; the server may go on. Broken off, it goes on where it
    /// was.
    Rotate {
        /// Whose: its name or its id.
        #[arg(long)]
        organization: String,
    },
    /// Destroy an organization's keys: the names of its people can never be read again, in this database or any copy.
    Destroy {
        /// Whose: its name or its id.
        #[arg(long)]
        organization: String,
        /// Why, for the audit log.
        #[arg(long)]
        because: String,
        /// The organization's name again, instead of being asked for it.
        #[arg(long, value_name = "NAME")]
        yes: Option<String>,
    },
    /// Make a new master key and close every organization's keys with it. Restart the servers afterwards.
    RotateMaster {
        /// Drop former master keys from the key file: older copies of the database cannot be read any more.
        #[arg(long)]
        forget_former: bool,
    },
}

pub(crate) fn run(settings: &Settings, what: Keys) -> Result<(), String> {
    let store = super::open_existing(settings)?;
    let save = |keys: &KeyFile| settings.keys.write(keys).map_err(Error::Internal);
    let tables = rooms::sealed();
    super::block_on(async {
        match what {
            Keys::List => list(&store).await,
            Keys::Rotate { organization } => {
                let org = super::import::organization_of(&store, &organization).await?;
                let n = sealed::rotate(&store, &tables, org).await.map_err(|e| super::say(&e))?;
                println!("{n} rows are sealed with the new keys; the former are retired.");
                Ok(())
            }
            Keys::Destroy { organization, because, yes } => {
                let org = super::import::organization_of(&store, &organization).await?;
                let name = name_of(&store, org).await?;
                confirm(&name, yes)?;
                let done = crate::keys::destroy(&store, &settings.keys, org, &because).await;
                let n = done.map_err(|e| super::say(&e))?;
                println!("The keys of {name} are destroyed; {n} rows were emptied.");
                println!(
                    "Copies of the key file from before still open copies of the database from before: put the new {} in \
                     their place.",
                    settings.keys
                );
                Ok(())
            }
            Keys::RotateMaster { forget_former } => {
                let n =
                    sealed::rotate_master(&store, forget_former, save).await.map_err(|e| super::say(&e))?;
                println!(
                    "{n} keys are closed with the new master key in {}. Restart every server.",
                    settings.keys
                );
                if !forget_former {
                    println!(
                        "The former master key stays in the file, for older copies of the database; once these are gone, \
                         --forget-former drops it."
                    );
                }
                Ok(())
            }
        }
    })
}

async fn names(store: &Store) -> Result<HashMap<Uuid, String>, String> {
    let lines = store.read(&Viewer::system("keys.list"), sealed::list).await.map_err(|e| super::say(&e))?;
    let ids: Vec<Uuid> = lines.iter().map(|l| l.org).collect();
    let found = store
        .read(&Viewer::system("keys.list"), move |tx| tandem_partners::actions::find_many(tx, &ids))
        .await
        .map_err(|e| super::say(&e))?;
    Ok(found.into_iter().map(|o| (o.id, o.name)).collect())
}

async fn name_of(store: &Store, org: Uuid) -> Result<String, String> {
    let found = store
        .read(&Viewer::system("keys.name"), move |tx| tandem_partners::actions::find(tx, org))
        .await
        .map_err(|e| super::say(&e))?;
    Ok(found.name)
}

async fn list(store: &Store) -> Result<(), String> {
    let lines = store.read(&Viewer::system("keys.list"), sealed::list).await.map_err(|e| super::say(&e))?;
    let names = names(store).await?;
    let file = store.keys().ok_or("there is no key file")?;
    println!("Master key: {}", file.masters().collect::<Vec<_>>().join(", "));
    println!("{:36}  {:11}  {:>7}  {:10}  state", "organization", "kind", "version", "since");
    for line in lines {
        let day = |at: tandem_access::Timestamp| at.strftime("%Y-%m-%d").to_string();
        let state = match (line.destroyed_at, line.retired_at) {
            (Some(at), _) => format!("destroyed {}", day(at)),
            (None, _) if file.has_forgotten(line.org) => "forgotten by the key file".into(),
            (None, Some(at)) => format!("retired {}", day(at)),
            (None, None) => "in use".into(),
        };
        // What is sealed for nobody in particular (letters that wait) is the partnership's own.
        let name = names.get(&line.org).cloned().unwrap_or_else(|| "(the partnership)".into());
        println!(
            "{name:36}  {:11}  {:>7}  {:10}  {state}",
            line.kind.word(),
            line.version,
            day(line.created_at)
        );
    }
    Ok(())
}

/// Asks for the name again: what follows cannot be undone.
pub(super) fn confirm(name: &str, yes: Option<String>) -> Result<(), String> {
    let typed = match yes {
        Some(typed) => typed,
        None => {
            print!("This can never be undone. Type the organization's name ({name}) to go on: ");
            std::io::stdout().flush().map_err(|e| e.to_string())?;
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line).map_err(|e| e.to_string())?;
            line
        }
    };
    if typed.trim() == name {
        Ok(())
    } else {
        Err(format!("`{}` is not {name}; nothing was done", typed.trim()))
    }
}
