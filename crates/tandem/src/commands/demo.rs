//! `tandem demo`: an invented partnership to look around in.

use super::serve;
use crate::demo::{self, DemoClock, Size, State};
use crate::keys::KeySource;
use crate::rooms;
use crate::settings::{Given, Settings};
use std::path::PathBuf;
use std::time::Instant;
use tandem_access::{DatabaseUrl, Fence, Migration, Store, StoreError, Surroundings};

/// Where the demo lies unless the settings name a database.
const FILE: &str = "tandem-demo.db";

pub(crate) fn run(
    given: &Given,
    mut settings: Settings,
    seed: u64,
    fresh: bool,
    only_create: bool,
) -> Result<(), String> {
    serve::log_to_stderr();
    // The demo's letters are written while it is made: their links lead to where it will be served.
    tandem_mail::set_base_url(&settings.base_url);
    if given.database.is_none() && settings.database == DatabaseUrl::Sqlite(PathBuf::from("tandem.db")) {
        settings.database = DatabaseUrl::Sqlite(PathBuf::from(FILE));
        if given.key_file.is_none() {
            settings.keys = KeySource::beside(&settings.database);
        }
    }
    if fresh {
        remove(&settings.database)?;
    }
    if !make(&settings, seed)? {
        println!(
            "The demo made before is still there, as it was left; `tandem demo --fresh` makes a new one."
        );
    }
    println!("\nSign-ins (everybody's password is: {})", demo::PASSWORD);
    for (role, email) in demo::sign_ins() {
        println!("  {role:20} {email}");
    }
    println!();
    if only_create {
        return Ok(());
    }
    // The history is made; from here on it is today.
    let store = open(&settings, Store::open, Surroundings::real())?;
    super::block_on(serve::serve(store, settings, |at| {
        println!("Demo partnership:  {at}");
        println!("Find help:         {at}/find");
        println!("Sign in:           {at}/sign-in");
        println!("Letters it sent:   {at}/demo/outbox");
        println!("\nStop it with Ctrl-C.");
    }))
}

/// Makes the demo unless it is there. One whose making was broken off is thrown away and made anew.
fn make(settings: &Settings, seed: u64) -> Result<bool, String> {
    let url = &settings.database;
    let look = open(settings, Store::open, Surroundings::real())?;
    let (state, empty) = super::block_on(async move {
        let state = demo::state(&look).await.map_err(|e| super::say(&e))?;
        Ok((state, tandem_partners::is_empty(&look).await.map_err(|e| super::say(&e))?))
    })?;
    match (state, empty) {
        (State::Made, _) => return Ok(false),
        (State::Unfinished, _) => {
            println!("The making of this demo was broken off; it begins anew.");
            remove(url).map_err(|_| {
                format!("{url} holds a demo whose making was broken off; empty the database and try again")
            })?;
        }
        (State::None, true) => {}
        (State::None, false) => {
            return Err(format!("{url} holds a real partnership; a demo goes into an empty database"));
        }
    }
    println!("Making the demo partnership (invented people and places) ...");
    let began = Instant::now();
    let clock = DemoClock::ending(Surroundings::real().now());
    let then = clock.clone();
    // Nothing is lost with a demo that a power cut broke off: only the end waits for the disk.
    let store = open(settings, Store::open_to_fill, Surroundings::seeded(move || then.now(), seed))?;
    let filled = store.clone();
    super::block_on(async move {
        let made = demo::create(&filled, &clock, seed, Size::FULL, |line| println!("  {line}")).await;
        made.map(drop).map_err(|e| super::say(&e))
    })?;
    store.harden().map_err(|e| e.to_string())?;
    drop(store);
    let store = open(settings, Store::open, Surroundings::real())?;
    super::block_on(async move { demo::finish(&store).await.map_err(|e| super::say(&e)) })?;
    println!("  done in {:.1} s", began.elapsed().as_secs_f64());
    Ok(true)
}

type Open = fn(&DatabaseUrl, &[Migration], &[Fence], Surroundings) -> Result<Store, StoreError>;

fn open(settings: &Settings, open: Open, around: Surroundings) -> Result<Store, String> {
    let store = open(&settings.database, &rooms::migrations(), &rooms::fences(), around)
        .map_err(|e| format!("{}: {e}", settings.database))?;
    super::block_on(crate::keys::unlock(store, &settings.keys))
}

fn remove(url: &DatabaseUrl) -> Result<(), String> {
    let DatabaseUrl::Sqlite(path) = url else {
        return Err("--fresh removes a SQLite file only; empty the PostgreSQL database yourself".into());
    };
    for end in ["", "-wal", "-shm"] {
        let mut name = path.clone().into_os_string();
        name.push(end);
        match std::fs::remove_file(&name) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(format!("{}: {e}", name.to_string_lossy()));
            }
            _ => {}
        }
    }
    Ok(())
}
