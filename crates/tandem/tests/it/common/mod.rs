//! A real server on a real file, for tests of what happens to it.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tandem::keys::KeySource;
use tandem::rooms;
use tandem_access::{Store, Surroundings};
use tandem_testkit::http::Client;

pub mod service;
#[path = "../../../../../bench/src/world.rs"]
pub mod world;

/// The database of a server that does not run.
pub fn open(path: &Path) -> Store {
    let url = format!("sqlite:{}", path.display()).parse().unwrap();
    let keys = KeySource::beside(&url).read_or_make().unwrap();
    Store::open(&url, &rooms::migrations(), &rooms::fences(), Surroundings::real()).unwrap().with_keys(keys)
}

/// `tandem serve` on it.
pub fn serve(path: &Path, port: u16) -> Child {
    Command::new(env!("CARGO_BIN_EXE_tandem"))
        .args([
            "serve",
            "--database",
            &format!("sqlite:{}", path.display()),
            "--listen",
            &format!("127.0.0.1:{port}"),
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits until it answers.
pub async fn ready(port: u16) {
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(30) {
        if let Ok(mut client) = Client::connect(port).await
            && client.get("/readyz").await.is_ok_and(|a| a.status == 200)
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the server is not ready after 30 s");
}
