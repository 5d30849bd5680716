//! A full disk: nothing acknowledged is lost, the public pages go on, a person's data fails closed (its reads are
//! audited), and the server recovers by itself once there is room. On a small file system of its own: needs root.

use crate::common::{open, ready, serve, world};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tandem_access::{Viewer, params};
use tandem_testkit::http::Client;

/// A tmpfs that goes away with the test.
struct Small(tempfile::TempDir);

impl Small {
    fn mount(megabytes: u32) -> Option<Small> {
        let folder = tempfile::tempdir().unwrap();
        let done = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={megabytes}m"), "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|o| o.status.success());
        done.then_some(Small(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

/// Takes all the room that is left.
fn fill(path: &Path) {
    let mut file = File::create(path).unwrap();
    for size in [1 << 20, 4096, 1] {
        let block = vec![7_u8; size];
        while file.write_all(&block).is_ok() {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_loses_nothing_and_is_got_over() {
    let Some(small) = Small::mount(32) else {
        println!("skipped: mounting a small file system needs root");
        return;
    };
    let path = small.path().join("tandem.db");
    let store = open(&path);
    let world = world::prepare(&store, 1500).await;
    drop(store);
    let port = 26_500 + u16::try_from(std::process::id() % 900).unwrap();
    let mut server = serve(&path, port);
    ready(port).await;
    let mut client = Client::connect(port).await.unwrap();
    client.cookies.insert("tandem_session".into(), world.token.clone());
    let mut acknowledged = BTreeSet::new();
    let mut needs = world.needs.iter().enumerate();
    let filler = small.path().join("filler");
    let mut offer = async |client: &mut Client| {
        let (at, (person, need)) = needs.next().expect("more people than tries");
        let key = format!("full-{at:08}");
        let path = format!("/people/{person}/needs/{need}/help");
        let answer = client.post(&path, &[("key", &key), ("how", "offer"), ("note", "")]).await.unwrap();
        (answer.status, key)
    };

    let (status, key) = offer(&mut client).await;
    assert!(status == 200 || status == 303, "before: {status}");
    acknowledged.insert(key);
    fill(&filler);
    // What the write-ahead log has already taken can still be written to; then there is no more room.
    let refused = loop {
        let (status, key) = offer(&mut client).await;
        if status != 200 && status != 303 {
            break status;
        }
        acknowledged.insert(key);
    };
    assert_eq!(refused, 507, "insufficient storage");
    let (person, _) = world.needs[0];
    let record = client.get(&format!("/people/{person}")).await.unwrap();
    assert_eq!(record.status, 507, "a look that cannot be written down is refused");
    assert!(!record.body.contains("Person0"), "{}", record.body);
    let mut anybody = Client::connect(port).await.unwrap();
    for path in ["/", "/find?q=food", "/healthz"] {
        assert_eq!(anybody.get(path).await.unwrap().status, 200, "{path}");
    }

    std::fs::remove_file(&filler).unwrap();
    let mut tries = 0;
    loop {
        let (status, key) = offer(&mut client).await;
        if status == 200 || status == 303 {
            acknowledged.insert(key);
            break;
        }
        tries += 1;
        assert!(tries < 100, "still {status} with room on the disk");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(client.get(&format!("/people/{person}")).await.unwrap().status, 200);
    server.kill().unwrap();
    server.wait().unwrap();

    let present: BTreeSet<String> = open(&path)
        .read(&Viewer::system("test.oracle"), |tx| {
            let all = "SELECT r.idempotency_key FROM referral r WHERE r.idempotency_key IS NOT NULL";
            tx.query(all, params![], |row| Ok(row.get(0)?))
        })
        .await
        .unwrap()
        .into_iter()
        .collect();
    let lost: Vec<&String> = acknowledged.difference(&present).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let check = Command::new(env!("CARGO_BIN_EXE_tandem"))
        .args(["check", "--database", &format!("sqlite:{}", path.display())])
        .output()
        .unwrap();
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
}
