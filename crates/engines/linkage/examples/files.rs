//! Linking files without the rest of the program, to measure it: `files dedupe FILE` or `files match LEFT RIGHT`, then `--id`,
//! `--ignore`, `--out` and `--clusters` as `tandem link` has them. `bench/linkage.py` can be run with it.

use std::path::{Path, PathBuf};
use tandem_linkage::config::Config;
use tandem_linkage::{found, link, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1).peekable();
    // As `tandem link dedupe`: the word may stand there.
    args.next_if_eq("link");
    let files = if args.next().as_deref() == Some("match") { 2 } else { 1 };
    let paths: Vec<PathBuf> = args.by_ref().take(files).map(PathBuf::from).collect();
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let (mut config, mut out, mut clusters) = (Config::default(), None, None);
    while let Some(flag) = args.next() {
        let value = args.next().ok_or("what for?")?;
        match flag.as_str() {
            "--id" => config.id = Some(value),
            "--ignore" => config.ignore.push(value),
            "--out" => out = Some(PathBuf::from(value)),
            "--clusters" => clusters = Some(PathBuf::from(value)),
            other => return Err(format!("{other} is not known").into()),
        }
    }
    read::recognise(&paths, &mut config)?;
    let table = read::table(&paths, &config)?;
    let name = |path: &&Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let files: Vec<String> = paths.iter().map(name).collect();
    table.notes.said(&files).iter().for_each(|note| eprintln!("{note}"));
    let linked = link::link(&table, &config)?;
    linked.notes.iter().for_each(|note| eprintln!("{note}"));
    found::write(out.as_deref(), clusters.as_deref(), &table, &linked)?;
    println!("{} rows, {} pairs", table.len(), linked.pairs.len());
    Ok(())
}
