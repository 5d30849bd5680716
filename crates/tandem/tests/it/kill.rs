//! kill -9 in the middle of a load loses no acknowledged referral.
//!
//! The oracle of `safety.md`: the client writes each idempotency key to a file before it sends and again after the
//! answer; afterwards acknowledged is a subset of present, present a subset of sent, no duplicates, an audit row each, and
//! the chain holds. `TANDEM_KILLS=500` runs more cycles than the 50 of CI.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tandem_access::{Viewer, params};
use tandem_testkit::http::Client;

use crate::common::{open, ready, serve, world};

/// Connections that send at the same time.
const SENDERS: usize = 6;
/// People, each with one need, so that each request is a referral of its own.
const PEOPLE: usize = 3000;

/// What the faults left behind, judged.
fn judge(
    sent: &BTreeSet<String>,
    acknowledged: &BTreeSet<String>,
    present: &BTreeMap<String, (u64, u64)>,
) -> Vec<String> {
    let mut faults = vec![];
    for key in acknowledged {
        if !present.contains_key(key) {
            faults.push(format!("{key} was acknowledged and is lost"));
        }
    }
    for (key, (rows, audited)) in present {
        if !sent.contains(key) {
            faults.push(format!("{key} was never sent"));
        }
        if *rows != 1 {
            faults.push(format!("{key} is there {rows} times"));
        }
        if *audited != 1 {
            faults.push(format!("{key} has {audited} audit lines of its creation"));
        }
    }
    faults
}

/// The negative control: each kind of damage is found.
#[test]
fn the_oracle_can_fail() {
    let set = |keys: &[&str]| keys.iter().map(|k| (*k).to_owned()).collect::<BTreeSet<_>>();
    let rows = |keys: &[(&str, u64, u64)]| keys.iter().map(|(k, r, a)| ((*k).to_owned(), (*r, *a))).collect();
    assert!(judge(&set(&["a", "b"]), &set(&["a"]), &rows(&[("a", 1, 1), ("b", 1, 1)])).is_empty());
    for (sent, acknowledged, present) in [
        (set(&["a"]), set(&["a"]), rows(&[])),
        (set(&[]), set(&[]), rows(&[("a", 1, 1)])),
        (set(&["a"]), set(&["a"]), rows(&[("a", 2, 1)])),
        (set(&["a"]), set(&["a"]), rows(&[("a", 1, 0)])),
    ] {
        assert_eq!(judge(&sent, &acknowledged, &present).len(), 1);
    }
}

fn note(file: &mut File, key: &str) {
    writeln!(file, "{key}").unwrap();
    file.sync_data().unwrap();
}

fn keys(path: &Path) -> BTreeSet<String> {
    std::fs::read_to_string(path).unwrap_or_default().lines().map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_referral_is_lost() {
    let cycles: usize =
        std::env::var("TANDEM_KILLS").map_or(50, |n| n.parse().expect("TANDEM_KILLS is a number"));
    let (data, journal) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = data.path().join("tandem.db");
    let store = open(&path);
    let world = std::sync::Arc::new(world::prepare(&store, PEOPLE).await);
    drop(store);
    let next = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let port = 17_000 + u16::try_from(std::process::id() % 9_000).unwrap();
    let mut answers = 0;
    for cycle in 0..cycles {
        let mut server = serve(&path, port);
        ready(port).await;
        let senders: Vec<_> = (0..SENDERS)
            .map(|s| {
                let (world, next, folder) = (world.clone(), next.clone(), journal.path().to_owned());
                tokio::spawn(async move {
                    let file = |name: &str| {
                        OpenOptions::new()
                            .create(true)
                            .append(true)
                            .open(folder.join(format!("{name}-{s}")))
                            .unwrap()
                    };
                    let (mut sent, mut acknowledged) = (file("sent"), file("acknowledged"));
                    let Ok(mut client) = Client::connect(port).await else { return 0 };
                    client.cookies.insert("tandem_session".into(), world.token.clone());
                    let mut n = 0;
                    loop {
                        let at = next.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                        let Some((person, need)) = world.needs.get(at) else { return n };
                        let key = format!("kill-{at:08}");
                        note(&mut sent, &key);
                        let path = format!("/people/{person}/needs/{need}/help");
                        match client.post(&path, &[("key", &key), ("how", "offer"), ("note", "")]).await {
                            Ok(answer) if answer.status == 200 || answer.status == 303 => {
                                note(&mut acknowledged, &key);
                                n += 1;
                            }
                            Ok(answer) => panic!("{}: {}", answer.status, answer.body),
                            Err(_) => return n,
                        }
                    }
                })
            })
            .collect();
        // A different moment each time, from just after the start to deep in the load.
        tokio::time::sleep(Duration::from_millis(60 + (cycle as u64 * 37) % 240)).await;
        server.kill().unwrap();
        server.wait().unwrap();
        for sender in senders {
            answers += sender.await.unwrap();
        }
    }
    assert!(answers > cycles, "{answers} answers in {cycles} cycles: the load did not run");

    let collect = |name: &str| {
        (0..SENDERS).flat_map(|s| keys(&journal.path().join(format!("{name}-{s}")))).collect::<BTreeSet<_>>()
    };
    let present: BTreeMap<String, (u64, u64)> = open(&path)
        .read(&Viewer::system("test.oracle"), |tx| {
            tx.query(
                "SELECT r.idempotency_key, count(*),
                        (SELECT count(*) FROM audit a WHERE a.object_id = min(r.id) AND a.kind = 'referral'
                         AND a.action = 'write')
                 FROM referral r WHERE r.idempotency_key IS NOT NULL GROUP BY r.idempotency_key",
                params![],
                |row| {
                    Ok((
                        row.get::<String>(0)?,
                        (row.get::<i64>(1)?.unsigned_abs(), row.get::<i64>(2)?.unsigned_abs()),
                    ))
                },
            )
        })
        .await
        .unwrap()
        .into_iter()
        .collect();
    let faults = judge(&collect("sent"), &collect("acknowledged"), &present);
    assert_eq!(faults, Vec::<String>::new());
    println!(
        "{cycles} kills, {} sent, {answers} acknowledged, {} present, 0 lost",
        collect("sent").len(),
        present.len()
    );
    let check = Command::new(env!("CARGO_BIN_EXE_tandem"))
        .args(["check", "--database", &format!("sqlite:{}", path.display())])
        .output()
        .unwrap();
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
}
