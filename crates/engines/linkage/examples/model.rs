//! Learns the model that an index begins with: `model FILE.csv` prints it, as it stands in `data/model.toml`. The columns
//! rec_id and entity_id are not looked at.

use std::path::Path;
use tandem_linkage::config::Config;
use tandem_linkage::index::Trained;
use tandem_linkage::{link, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let paths = [Path::new(&path)];
    let mut config =
        Config { id: Some("rec_id".into()), ignore: vec!["entity_id".into()], ..Config::default() };
    read::recognise(&paths, &mut config)?;
    let table = read::table(&paths, &config)?;
    let linked = link::link(&table, &config)?;
    print!("{}", Trained::of(&table, &linked).for_strangers().to_toml());
    Ok(())
}
