//! `tandem demo`: an invented partnership to look around in.

use super::serve;
use crate::demo::{self, DemoClock};
use crate::rooms;
use crate::settings::{Given, Settings};
use std::path::PathBuf;
use std::time::Instant;
use tandem_access::{DatabaseUrl, Store, Surroundings};

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
    tandem_referrals::set_base_url(&settings.base_url);
    if given.database.is_none() && settings.database == DatabaseUrl::Sqlite(PathBuf::from("tandem.db")) {
        settings.database = DatabaseUrl::Sqlite(PathBuf::from(FILE));
    }
    if fresh {
        remove(&settings.database)?;
    }
    let real = Surroundings::real();
    let clock = DemoClock::ending(real.now());
    let opened = {
        let clock = clock.clone();
        open(&settings, Surroundings::seeded(move || clock.now(), seed))?
    };
    let made = super::block_on(async move {
        let partnership = tandem_partners::shown_on_every_page(&opened).await.map_err(|e| e.to_string())?;
        if partnership.demo {
            return Ok(false);
        }
        if !tandem_partners::is_empty(&opened).await.map_err(|e| e.to_string())? {
            return Err(format!(
                "{} holds a real partnership; a demo goes into an empty database",
                opened.url()
            ));
        }
        println!("Making the demo partnership (invented people and places) ...");
        let began = Instant::now();
        demo::create(&opened, &clock, seed, |line| println!("  {line}")).await.map_err(|e| super::say(&e))?;
        println!("  done in {:.1} s", began.elapsed().as_secs_f64());
        Ok(true)
    })?;
    if !made {
        println!("The demo of an earlier day is still there; `tandem demo --fresh` makes a new one.");
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
    let store = open(&settings, real)?;
    super::block_on(serve::serve(store, settings, |at| {
        println!("Demo partnership:  {at}");
        println!("Find help:         {at}/find");
        println!("Sign in:           {at}/sign-in");
        println!("Letters it sent:   {at}/demo/outbox");
        println!("\nStop it with Ctrl-C.");
    }))
}

fn open(settings: &Settings, around: Surroundings) -> Result<Store, String> {
    Store::open(&settings.database, &rooms::migrations(), &rooms::fences(), around)
        .map_err(|e| format!("{}: {e}", settings.database))
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
