//! `make bench`: one table, the product beside the limits of this machine in the same run. Medians of noisy things; the
//! table says what was run. Nothing here is a test.

mod data;
mod limits;
mod load;
mod people;
mod server;
mod world;

use server::Server;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tandem::rooms;
use tandem_access::{Store, Surroundings};

const PORT: u16 = 18_080;
/// Connections that send referrals at the same time.
const CONNECTIONS: usize = 32;
const LOAD_SECONDS: u64 = 15;
/// People with a need, so that each referral is one of its own; the load ends early when all are used.
const PEOPLE: usize = 60_000;
/// Records among which a person is found.
const RECORDS: usize = 1_000_000;
/// When set, only referrals are measured, with so many people: for work on that path.
const ONLY_REFERRALS: &str = "REFERRALS_OF";
/// When set, only imports are measured, and the search in what they brought.
const ONLY_IMPORTS: &str = "IMPORTS";
/// When set, only the person index is measured, with so many records.
const ONLY_INDEX: &str = "INDEX_OF";
/// With [`ONLY_REFERRALS`], `sqlite` or `postgres`: only there.
const ONLY_ENGINE: &str = "ENGINE";

struct Table(String);

impl Table {
    fn row(&mut self, what: &str, value: String, beside: &str) {
        println!("{what:58} {value:>22}   {beside}");
        let _ = writeln!(self.0, "| {what} | {value} | {beside} |");
    }
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().collect();
    let tandem = PathBuf::from(args.get(1).ok_or("usage: bench TANDEM-BINARY [POSTGRES-URL] [ROWS]")?);
    let postgres = args.get(2).filter(|u| !u.is_empty());
    let rows: u32 = args.get(3).map_or(Ok(100_000), |n| n.parse()).map_err(|_| "ROWS is a number")?;
    let folder =
        tempfile::Builder::new().prefix("tandem-bench").tempdir_in(".").map_err(|e| e.to_string())?;
    let dir = folder.path();
    let mut table = Table(String::from("| what | measured | beside |\n| --- | --- | --- |\n"));

    if let Ok(people) = std::env::var(ONLY_REFERRALS) {
        let engine = std::env::var(ONLY_ENGINE);
        let people = people.parse().map_err(|_| format!("{ONLY_REFERRALS} is a number of people"))?;
        let database = format!("sqlite:{}", dir.join("referrals.db").display());
        if engine.as_deref() != Ok("postgres") {
            on_sqlite(&tandem, dir, &database, people, &mut table).await?;
        }
        if let Some(url) = postgres.filter(|_| engine.as_deref() != Ok("sqlite")) {
            on_postgres(&tandem, url, people, &mut table).await?;
        }
        return Ok(());
    }
    if let Ok(records) = std::env::var(ONLY_INDEX) {
        let records = records.parse().map_err(|_| format!("{ONLY_INDEX} is a number of records"))?;
        return people::measure(&tandem, dir, records, &mut table).await;
    }
    if std::env::var_os(ONLY_IMPORTS).is_some() {
        return imports(&tandem, dir, postgres, rows, &mut table).await;
    }
    let (rate, took) = limits::syncs(dir, Duration::from_secs(3)).map_err(|e| e.to_string())?;
    let median = format!("median {:.0} us", percentile(&took, 0.5) * 1000.0);
    table.row("limit: 4 KiB append + fdatasync", format!("{rate:.0}/s"), &median);
    let bare = limits::group_commit(dir, CONNECTIONS, Duration::from_secs(5)).map_err(|e| e.to_string())?;
    table.row(
        &format!("limit: bare SQLite FULL, {CONNECTIONS} one-row inserts a commit"),
        format!("{bare:.0} rows/s"),
        "one fsync a group commit",
    );

    let demo = format!("sqlite:{}", dir.join("demo.db").display());
    let (seconds, peak) = server::run(&tandem, &["demo", "--only-create", "--database", &demo])?;
    table.row("make the demo partnership", format!("{seconds:.1} s"), &format!("peak {peak:.0} MiB"));
    start_and_idle(&tandem, &demo, &mut table).await?;
    on_sqlite(&tandem, dir, &demo, PEOPLE, &mut table).await?;

    if let Some(url) = postgres {
        on_postgres(&tandem, url, PEOPLE, &mut table).await?;
    }

    imports(&tandem, dir, postgres, rows, &mut table).await?;
    people::measure(&tandem, dir, RECORDS, &mut table).await?;
    std::fs::write("bench-table.md", &table.0).map_err(|e| e.to_string())?;
    println!("\nWritten to bench-table.md");
    Ok(())
}

fn report(table: &mut Table, what: &str, m: &load::Measured, limit: f64, beside: &str) {
    let ratio = m.per_second / limit;
    table.row(
        what,
        format!("{:.0}/s", m.per_second),
        &format!("{ratio:.2} of {beside}; {} failed", m.failed),
    );
    table.row(
        &format!("{what}: p50, p99"),
        format!("{:.1} ms, {:.1} ms", m.p50_ms, m.p99_ms),
        "32 connections",
    );
}

async fn start_and_idle(tandem: &Path, database: &str, table: &mut Table) -> Result<(), String> {
    let mut starts = vec![];
    let mut resident = 0.0;
    for round in 0..5 {
        let server = Server::start(tandem, database, PORT).await?;
        starts.push(server.started_in.as_millis());
        if round == 4 {
            tokio::time::sleep(Duration::from_secs(3)).await;
            resident = server.resident();
        }
    }
    starts.sort_unstable();
    table.row("start to first ready, median of 5", format!("{} ms", starts[2]), "aim: under 200 ms");
    table.row("idle server, resident", format!("{resident:.1} MiB"), "aim: under 40 MB");
    Ok(())
}

/// The load, on people made for it; with a copy of the SQLite file as it was before.
async fn referrals(
    tandem: &Path,
    database: &str,
    people: usize,
    before: Option<&Path>,
) -> Result<load::Measured, String> {
    let url = database.parse().map_err(|e| format!("{e}"))?;
    let keys = tandem::keys::KeySource::beside(&url).read_or_make()?;
    let open = move || Store::open(&url, &rooms::migrations(), &rooms::fences(), Surroundings::real());
    // The synchronous PostgreSQL client may not be opened on an async thread.
    let store = std::thread::spawn(open)
        .join()
        .map_err(|_| "opening panicked")?
        .map_err(|e| e.to_string())?
        .with_keys(keys);
    let world = world::prepare(&store, people).await;
    // What a server would have done since: the load is not to pay for it.
    tandem_access::audit::seal_all(&store).await.map_err(|e| e.to_string())?;
    drop(store);
    if let (Some(file), Some(before)) = (database.strip_prefix("sqlite:"), before) {
        limits::copy(Path::new(file), before).map_err(|e| e.to_string())?;
    }
    let server = Server::start(tandem, database, PORT).await?;
    let load = load::referrals(server.port, world, CONNECTIONS, Duration::from_secs(LOAD_SECONDS)).await?;
    // The events, letters and seals behind the last answers.
    tokio::time::sleep(Duration::from_secs(3)).await;
    Ok(load)
}

/// Referrals on SQLite, beside the same rows written by nothing but inserts.
async fn on_sqlite(
    tandem: &Path,
    dir: &Path,
    database: &str,
    people: usize,
    table: &mut Table,
) -> Result<(), String> {
    let file = PathBuf::from(database.trim_start_matches("sqlite:"));
    let what = "referrals over HTTP, SQLite FULL";
    let before = dir.join("before.db");
    let measured = referrals(tandem, database, people, Some(&before)).await?;
    let load = limits::Load::between(&before, &file).map_err(|e| e.to_string())?;
    let limit = load.again(&before, measured.answered.max(1), CONNECTIONS).map_err(|e| e.to_string())?;
    #[allow(clippy::cast_precision_loss)]
    let each = load.rows() as f64 / measured.answered.max(1) as f64;
    table.row(
        &format!("limit: the rows of a referral, bare SQLite FULL, {CONNECTIONS} a commit"),
        format!("{limit:.0}/s"),
        &format!("{each:.1} rows each, their indexes and references, one fsync a group commit"),
    );
    report(table, what, &measured, limit, "bare inserts of the same rows");
    Ok(())
}

/// Referrals on PostgreSQL, beside pgbench on the same server.
async fn on_postgres(tandem: &Path, url: &str, people: usize, table: &mut Table) -> Result<(), String> {
    let limit = pgbench(url)?;
    table.row(
        "limit: pgbench (simple update), PostgreSQL",
        format!("{limit:.0} tx/s"),
        "32 clients, fsync on",
    );
    let database = format!("{url}/tandem_bench");
    psql(url, "DROP DATABASE IF EXISTS tandem_bench WITH (FORCE)")?;
    psql(url, "CREATE DATABASE tandem_bench")?;
    server::run(tandem, &["demo", "--only-create", "--database", &database])?;
    let measured = referrals(tandem, &database, people, None).await?;
    report(table, "referrals over HTTP, PostgreSQL", &measured, limit, "pgbench");
    Ok(())
}

/// Imports of a directory (HSDS JSON, the same again, the CSV package), then searches in it and screenings.
async fn imports(
    tandem: &Path,
    dir: &Path,
    postgres: Option<&String>,
    rows: u32,
    table: &mut Table,
) -> Result<(), String> {
    let json = dir.join("services.ndjson");
    data::services(&json, rows).map_err(|e| e.to_string())?;
    let csv = dir.join("package");
    data::package(&csv, rows).map_err(|e| e.to_string())?;
    let url = format!("sqlite:{}", dir.join("import.db").display());
    init(tandem, &url)?;
    directory(
        tandem,
        &url,
        "hsds-json",
        &json,
        rows,
        &format!("import {rows} services, JSON, SQLite"),
        table,
    )?;
    directory(tandem, &url, "hsds-json", &json, rows, "the same again, unchanged", table)?;
    if let Some(server) = postgres {
        psql(server, "DROP DATABASE IF EXISTS tandem_bench WITH (FORCE)")?;
        psql(server, "CREATE DATABASE tandem_bench")?;
        let url = format!("{server}/tandem_bench");
        init(tandem, &url)?;
        let what = format!("import {rows} services, JSON, PostgreSQL");
        directory(tandem, &url, "hsds-json", &json, rows, &what, table)?;
        directory(tandem, &url, "hsds-json", &json, rows, "the same again, unchanged", table)?;
    }
    let other = format!("sqlite:{}", dir.join("csv.db").display());
    init(tandem, &other)?;
    directory(
        tandem,
        &other,
        "hsds-csv",
        &csv,
        rows,
        &format!("import {rows} services, CSV, SQLite"),
        table,
    )?;

    let server = Server::start(tandem, &url, PORT).await?;
    let found = load::searches(server.port).await?;
    table.row(
        &format!("Find help over {rows} services, whole page: p50, p99"),
        format!("{:.1} ms, {:.1} ms", found.p50_ms, found.p99_ms),
        "aim: p99 under 10 ms",
    );
    table.row("server with that directory, resident", format!("{:.0} MiB", server.resident()), "");
    drop(server);

    let file = dir.join("screenings.ndjson");
    data::screenings(&file, rows).map_err(|e| e.to_string())?;
    screenings(tandem, dir, &url, &file, rows, "SQLite", table)?;
    if let Some(server) = postgres {
        let url = format!("{server}/tandem_bench_import");
        psql(server, "DROP DATABASE IF EXISTS tandem_bench_import WITH (FORCE)")?;
        psql(server, "CREATE DATABASE tandem_bench_import")?;
        init(tandem, &url)?;
        screenings(tandem, dir, &url, &file, rows, "PostgreSQL", table)?;
    }
    Ok(())
}

/// Imports a file of screenings, each about a new person, and then the same file again.
fn screenings(
    tandem: &Path,
    dir: &Path,
    url: &str,
    file: &Path,
    rows: u32,
    engine: &str,
    table: &mut Table,
) -> Result<(), String> {
    let org = first_organization(tandem, url, &dir.join(format!("export-{engine}")))?;
    let path = file.display().to_string();
    let import = ["import", "screenings", "--organization", &org, &path, "--database", url];
    for (what, beside) in [("", ", aim 150"), (", again unchanged", "")] {
        let (seconds, peak) = server::run(tandem, &import)?;
        let rate = f64::from(rows) / seconds;
        table.row(
            &format!("import {rows} screenings, {engine}{what}"),
            format!("{rate:.0} rows/s"),
            &format!("peak {peak:.0} MiB{beside}"),
        );
    }
    Ok(())
}

/// A partnership with one organization.
fn init(tandem: &Path, url: &str) -> Result<(), String> {
    let words = ["--name", "Bench", "--organization", "Bench Health", "--administrator", "Bench Admin"];
    let email = ["--email", "bench@example.org"];
    server::run(tandem, &[["init", "--database", url].as_slice(), &words, &email].concat()).map(drop)
}

fn directory(
    tandem: &Path,
    url: &str,
    format: &str,
    path: &Path,
    rows: u32,
    what: &str,
    table: &mut Table,
) -> Result<(), String> {
    let path = path.display().to_string();
    let args = ["import", "directory", "--format", format, "--source", "bench", &path, "--database", url];
    let (seconds, peak) = server::run(tandem, &args)?;
    let rate = f64::from(rows) / seconds;
    table.row(what, format!("{rate:.0} services/s"), &format!("peak {peak:.0} MiB, aim 150"));
    Ok(())
}

/// The organization that `init` made, out of an export.
fn first_organization(tandem: &Path, url: &str, out: &Path) -> Result<String, String> {
    server::run(tandem, &["export", "--database", url, &out.display().to_string()])?;
    let text = std::fs::read_to_string(out.join("tables/organization.ndjson")).map_err(|e| e.to_string())?;
    text.lines()
        .filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok())
        .find(|o| o["name"] == "Bench Health")
        .and_then(|o| o["id"].as_str().map(str::to_owned))
        .ok_or_else(|| "the organization of init is not in the export".into())
}

fn pgbench(url: &str) -> Result<f64, String> {
    psql(url, "DROP DATABASE IF EXISTS pgbench_limit WITH (FORCE)")?;
    psql(url, "CREATE DATABASE pgbench_limit")?;
    let database = format!("{url}/pgbench_limit");
    let run = |args: &[&str]| {
        let out = std::process::Command::new("pgbench")
            .args(args)
            .arg(&database)
            .output()
            .map_err(|e| format!("pgbench: {e}"))?;
        Ok::<_, String>(String::from_utf8_lossy(&out.stdout).into_owned())
    };
    run(&["-i", "-q", "-s", "20"])?;
    let text = run(&["-N", "-c", "32", "-j", "2", "-T", "15"])?;
    let line = text.lines().find(|l| l.starts_with("tps")).ok_or("pgbench printed no tps")?;
    line.split_whitespace().nth(2).and_then(|n| n.parse().ok()).ok_or_else(|| format!("pgbench: {line}"))
}

fn psql(url: &str, sql: &str) -> Result<(), String> {
    let ok = std::process::Command::new("psql")
        .args(["-q", &format!("{url}/postgres"), "-c", sql])
        .status()
        .map_err(|e| format!("psql: {e}"))?
        .success();
    if ok { Ok(()) } else { Err(format!("psql: {sql}")) }
}

/// The value below which a share of the sorted values lies, in milliseconds.
pub(crate) fn percentile(sorted: &[Duration], share: f64) -> f64 {
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let at = ((sorted.len() as f64 - 1.0) * share).round() as usize;
    sorted.get(at).map_or(0.0, |d| d.as_secs_f64() * 1000.0)
}
