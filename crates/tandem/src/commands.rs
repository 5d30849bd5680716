//! The command line.

mod check;
mod copy;
mod demo;
mod export;
mod import;
mod index;
mod init;
mod keys;
mod leave;
mod link;
mod network;
pub mod serve;
mod tally;
mod workers;

use crate::rooms;
use crate::settings::{Given, Settings};
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use tandem_access::{Store, Surroundings};

/// Runs a community health partnership: screening, consent, referrals that get an answer, and the gaps they show.
///
/// One partnership is one database: a SQLite file, or PostgreSQL when it outgrows one machine.
/// Start with `tandem demo` to look around, or `tandem init` to begin your own.
#[derive(Parser, Debug)]
#[command(version, propagate_version = true, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Settings come from flags, then TANDEM_* variables, then tandem.toml (--config).\n\
Example: TANDEM_DATABASE=postgres://tandem@localhost/tandem tandem serve --base-url https://help.example.org")]
pub struct Cli {
    #[command(flatten)]
    given: Given,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Serve an invented partnership with 18 months of history, to look around in.
    Demo {
        /// The same number gives the same people, places and history.
        #[arg(long, default_value_t = 7)]
        seed: u64,
        /// Throw the demo away and make it anew.
        #[arg(long)]
        fresh: bool,
        /// Make the database and stop, without serving it.
        #[arg(long)]
        only_create: bool,
    },
    /// Serve the partnership of the settings' database.
    Serve,
    /// Create the partnership and its first administrator, who gets a one-time link.
    Init {
        /// Name of the partnership.
        #[arg(long)]
        name: String,
        /// E-mail address of the first administrator.
        #[arg(long)]
        email: String,
        /// Name of the first administrator.
        #[arg(long)]
        administrator: String,
        /// Name of the organization that runs the install.
        #[arg(long)]
        organization: String,
        /// Its sector: healthcare, public_health, payer, social_services, housing, education, faith, business,
        /// government or community.
        #[arg(long, default_value = "public_health")]
        sector: String,
        /// Time zone, such as America/New_York.
        #[arg(long, default_value = "America/New_York")]
        timezone: String,
    },
    /// Bring the database's tables up to this version (serve does it too).
    Migrate,
    /// Bring data in from files.
    #[command(subcommand)]
    Import(import::Import),
    /// Find rows that are the same person, in one file or between two. Works on files; no database is opened.
    ///
    /// Here --config names a file that says what the columns hold and how to compare them. Without it this is recognised
    /// from the columns' names and values, and printed for you to keep.
    #[command(subcommand)]
    Link(link::Link),
    /// Count a vote from a file: a budget (.pb) or ranked ballots (.blt). Works on files; no database is opened.
    Tally(tally::Tally),
    /// Measure who works with whom, from two tables: ties, cut points, sectors, what fails if one leaves. No database is opened.
    Network(network::Network),
    /// The index of people whom several partners serve.
    #[command(subcommand)]
    Index(index::Index),
    /// Copy the whole database to a file while it is in use, and check the copy.
    Backup {
        /// The file to write; it must not exist.
        to: PathBuf,
    },
    /// Put a checked copy in the place of the database. Stop the server first.
    Restore {
        /// The file that `tandem backup` wrote.
        from: PathBuf,
        /// Move the present database (and its -wal) aside first.
        #[arg(long)]
        replace: bool,
        /// Consents withdrawn since the copy: tables/permission.ndjson of a newer export. Without it the database that is
        /// being replaced tells; without that, sharing is paused.
        #[arg(long, value_name = "FILE")]
        withdrawn: Option<PathBuf>,
    },
    /// Write everything to a folder in open formats (JSON lines by table, the directory as HSDS).
    Export {
        /// The folder; it must be empty or absent.
        to: PathBuf,
    },
    /// Check the database: stored bytes, tables, the audit chain, and each room's own rules.
    Check {
        /// A checkpoint of the log that a partner kept (a file, or its letter): finds what the chain alone misses. Can be
        /// given several times.
        #[arg(long, value_name = "FILE")]
        checkpoint: Vec<PathBuf>,
    },
    /// Print a checkpoint of the audit log, for a partner to keep; `tandem check --checkpoint` holds the log against it.
    Checkpoint {
        /// The last line of the checkpoint that is kept already; this one goes on from there.
        #[arg(long, default_value_t = 0)]
        after: i64,
    },
    /// Let an organization go: its own data is written to a folder, its people's access, links and consents end, and its keys are
    /// destroyed after some days.
    Leave(leave::Leave),
    /// The keys that names are kept under: list, renew or destroy them.
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Print the routes table: method, path, name and who may use it.
    Routes,
}

/// Carries out a command.
///
/// # Errors
/// A sentence that says what is wrong and how to mend it.
pub fn run(cli: Cli) -> Result<ExitCode, String> {
    // Linking works on files: settings for a database that is not there are no reason to stop.
    if let Command::Link(what) = cli.command {
        return link::run(what, cli.given.config.as_deref()).map(|()| ExitCode::SUCCESS);
    }
    if let Command::Tally(what) = &cli.command {
        return tally::run(what).map(|()| ExitCode::SUCCESS);
    }
    if let Command::Network(what) = &cli.command {
        return network::run(what).map(|()| ExitCode::SUCCESS);
    }
    let settings = Settings::load(&cli.given)?;
    let done = |r: Result<(), String>| r.map(|()| ExitCode::SUCCESS);
    match cli.command {
        Command::Demo { seed, fresh, only_create } => {
            done(demo::run(&cli.given, settings, seed, fresh, only_create))
        }
        Command::Serve => done(serve::run(&settings)),
        Command::Init { name, email, administrator, organization, sector, timezone } => done(init::run(
            &settings,
            init::Wanted { name, email, administrator, organization, sector, timezone },
        )),
        Command::Migrate => done(migrate(&settings)),
        Command::Link(what) => done(link::run(what, cli.given.config.as_deref())),
        Command::Tally(what) => done(tally::run(&what)),
        Command::Network(what) => done(network::run(&what)),
        Command::Import(what) => import::run(&settings, what),
        Command::Index(what) => index::run(&settings, &what).map(|()| ExitCode::SUCCESS),
        Command::Backup { to } => done(copy::backup(&settings, &to)),
        Command::Restore { from, replace, withdrawn } => {
            done(copy::restore(&settings, &from, replace, withdrawn.as_deref()))
        }
        Command::Export { to } => done(export::run(&settings, &to)),
        Command::Check { checkpoint } => check::run(&settings, &checkpoint),
        Command::Checkpoint { after } => done(check::checkpoint(&settings, after)),
        Command::Leave(wanted) => done(leave::run(&settings, wanted)),
        Command::Keys(what) => done(keys::run(&settings, what)),
        Command::Routes => done(routes()),
    }
}

/// Opens the store of the settings with every room's tables and its keys.
pub(crate) fn open(settings: &Settings) -> Result<Store, String> {
    let store = Store::open(&settings.database, &rooms::migrations(), &rooms::fences(), Surroundings::real())
        .map_err(|e| cannot_open(settings, &e.to_string()))?;
    block_on(crate::keys::unlock(store, &settings.keys))
}

/// As [`open`], for work on data that must be there: a mistyped path must not make an empty database.
pub(crate) fn open_existing(settings: &Settings) -> Result<Store, String> {
    match &settings.database {
        tandem_access::DatabaseUrl::Sqlite(path) if !path.exists() => {
            Err(cannot_open(settings, "there is no such file; `tandem init` makes one"))
        }
        _ => open(settings),
    }
}

/// Why a database cannot be opened, once and with what to do about it.
fn cannot_open(settings: &Settings, why: &str) -> String {
    let why = why.trim_start_matches("database URL: ");
    let folder = match &settings.database {
        tandem_access::DatabaseUrl::Sqlite(path) => {
            path.parent().filter(|p| !p.as_os_str().is_empty() && !p.exists())
        }
        tandem_access::DatabaseUrl::Postgres(_) => None,
    };
    match folder {
        Some(folder) => {
            format!("{}: there is no folder {}; make it first", settings.database, folder.display())
        }
        None => format!(
            "{}: {why}\nIt was named by --database, TANDEM_DATABASE or tandem.toml.",
            settings.database
        ),
    }
}

/// An error of an action in plain words, for the terminal.
pub(crate) fn say(e: &tandem_access::Error) -> String {
    let mut sources = vec![("web", tandem_web::messages::SHARED)];
    let all = rooms::all();
    sources.extend(all.iter().map(|r| (r.name, r.messages)));
    let words = |m: &tandem_access::Message| match tandem_web::messages::Catalogue::new(&sources) {
        Ok(catalogue) => {
            let args: Vec<_> = m.args.iter().map(|(k, v)| (*k, v.as_str().into())).collect();
            catalogue.text(tandem_web::Lang::En, m.key, &args)
        }
        Err(_) => m.key.to_owned(),
    };
    match e {
        tandem_access::Error::Invalid(fields) => {
            fields.iter().map(|(f, m)| format!("{f}: {}", words(m))).collect::<Vec<_>>().join("\n")
        }
        tandem_access::Error::Conflict { code } => words(&tandem_access::Message { key: code, args: vec![] }),
        other => other.to_string(),
    }
}

/// The runtime for commands that do async work.
pub(crate) fn block_on<T>(future: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|e| format!("cannot start: {e}"))?
        .block_on(future)
}

fn migrate(settings: &Settings) -> Result<(), String> {
    let ran = tandem_store::migrate(&settings.database, &rooms::migrations(), &rooms::fences())
        .map_err(|e| e.to_string())?;
    for name in &ran {
        println!("ran {name}");
    }
    println!("{} is up to date ({} new).", settings.database, ran.len());
    Ok(())
}

fn routes() -> Result<(), String> {
    let mut rows: Vec<_> = rooms::all().into_iter().flat_map(|r| r.routes).collect();
    rows.sort_by_key(|r| (r.path, r.method.to_string()));
    for r in rows {
        println!("{:5} {:48} {:32} {:?}", r.method.as_str(), r.path, r.name, r.who);
    }
    Ok(())
}
