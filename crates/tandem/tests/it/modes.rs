//! What names people is for its owner's eyes: no command leaves a file or a folder that others on the machine read, whatever the umask.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// As a shell with the usual umask runs it.
fn tandem(at: &Path, words: &[&str]) -> String {
    let done = Command::new("sh")
        .args(["-c", "umask 022; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_tandem")])
        .args(words)
        .args(["--database", &format!("sqlite:{}", at.join("tandem.db").display())])
        .current_dir(at)
        .output()
        .unwrap();
    let said =
        String::from_utf8_lossy(&[done.stdout.as_slice(), done.stderr.as_slice()].concat()).into_owned();
    assert!(done.status.success(), "{words:?}: {said}");
    said
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn all(path: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all(&path, into);
        }
        into.push(path);
    }
}

fn shut(path: &Path) {
    let most = if path.is_dir() { 0o700 } else { 0o600 };
    assert_eq!(mode(path) & !most, 0, "{} is {:o}", path.display(), mode(path));
}

#[test]
fn no_file_with_names_is_readable_by_others() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let database = at.join("tandem.db");
    tandem(at, &["migrate"]);
    assert_eq!(mode(&database), 0o600);
    // The negative control: what others may read is told apart.
    let open = at.join("open");
    std::fs::write(&open, "x").unwrap();
    std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(std::panic::catch_unwind(|| shut(&open)).is_err());

    // A file of an earlier version is shut when it is opened, and what lies beside it while it is in use.
    std::fs::set_permissions(&database, std::fs::Permissions::from_mode(0o644)).unwrap();
    {
        let store = crate::common::open(&database);
        store.describe().unwrap();
        for end in ["", "-wal", "-shm"] {
            let path = PathBuf::from(format!("{}{end}", database.display()));
            assert_eq!(mode(&path), 0o600, "{}", path.display());
        }
    }
    tandem(at, &["backup", "copy.db"]);
    shut(&at.join("copy.db"));

    // The folder may stand there already.
    std::fs::create_dir(at.join("everything")).unwrap();
    std::fs::set_permissions(at.join("everything"), std::fs::Permissions::from_mode(0o755)).unwrap();
    tandem(at, &["export", "everything"]);
    let made = [
        "init",
        "--name",
        "Test Together",
        "--organization",
        "Test Clinic",
        "--administrator",
        "Ada Test",
        "--email",
        "ada@clinic.example",
    ];
    tandem(at, &made);
    tandem(
        at,
        &[
            "leave",
            "--organization",
            "Test Clinic",
            "--export",
            "own/of-clinic",
            "--destroy-keys-now",
            "--yes",
            "Test Clinic",
        ],
    );
    for name in ["everything", "own"] {
        let mut paths = vec![at.join(name)];
        all(&at.join(name), &mut paths);
        assert!(paths.len() > 5, "{name}: {paths:?}");
        // The directory is public, and its folder lies in one that is shut.
        for path in paths.iter().filter(|p| !p.starts_with(at.join("everything/directory"))) {
            shut(path);
        }
    }
    std::fs::set_permissions(at.join("copy.db"), std::fs::Permissions::from_mode(0o644)).unwrap();
    tandem(at, &["restore", "copy.db", "--replace"]);
    shut(&database);
}
