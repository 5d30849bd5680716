//! The commands as somebody types them, with slips and without.

use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// A path with a slip in it names no database: nothing is made there, and the answer says which file was meant.
#[test]
fn a_mistyped_path_makes_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tadnem.db");
    let url = format!("sqlite:{}", file.display());
    let input = folder.path().join("places.csv");
    std::fs::write(&input, "zip,latitude,longitude\n21201,39.29,-76.62\n").unwrap();
    let (input, out) = (input.display().to_string(), folder.path().join("out").display().to_string());
    let commands: [&[&str]; 5] = [
        &["import", "places", &input],
        &["import", "directory", "--format", "hsds-json", &input],
        &["export", &out],
        &["check"],
        &["serve", "--listen", "127.0.0.1:0"],
    ];
    for command in commands {
        let done = Command::new(env!("CARGO_BIN_EXE_tandem"))
            .args(command)
            .args(["--database", &url])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(!done.status.success(), "{command:?}: {said}");
        assert!(said.contains("tadnem.db") && said.contains("--database"), "{command:?}: {said}");
        assert!(!file.exists(), "{command:?} made a database");
    }
}

fn run(folder: &Path, words: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_tandem"))
        .args(words)
        .args(["--database", &format!("sqlite:{}", folder.join("tandem.db").display())])
        .current_dir(folder)
        .output()
        .unwrap();
    let said =
        String::from_utf8_lossy(&[done.stdout.as_slice(), done.stderr.as_slice()].concat()).into_owned();
    assert!(done.status.success(), "{words:?}: {said}");
    said
}

fn report(folder: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join("report.json")).unwrap()).unwrap()
}

/// ZIP codes come in, the directory goes out and in again: by hand, as an administrator does it.
#[test]
fn places_come_in_and_a_directory_goes_out_and_in_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    run(at, &["migrate"]);
    std::fs::write(
        at.join("gaz.txt"),
        "GEOID\tALAND\tINTPTLAT\tINTPTLONG   \n21201\t3\t39.29\t-76.62   \n2120\t3\t39.29\t-76.62\n",
    )
    .unwrap();
    for (accepted, unchanged) in [(1, 0), (0, 1)] {
        let said = run(at, &["import", "places", "gaz.txt", "--report", "report.json"]);
        assert!(said.contains("gaz.txt 3") && said.contains("has 4 digits"), "{said}");
        let places = report(at)["places"].clone();
        assert_eq!((&places["accepted"], &places["unchanged"]), (&accepted.into(), &unchanged.into()));
        assert_eq!(places["rejected"], 1);
    }
    std::fs::write(
        at.join("services.json"),
        r#"[{"id":"s1","name":"Food Pantry","status":"active","organization":{"id":"o1","name":"Harbor Help","description":""},
             "phones":[{"id":"p1","number":"410-555-0100"}]}]"#,
    )
    .unwrap();
    run(at, &["import", "directory", "--format", "hsds-json", "services.json"]);
    run(at, &["export", "out"]);
    for format in ["hsds-json", "hsds-csv"] {
        let path = format!("out/directory/{format}");
        run(at, &["import", "directory", "--format", format, &path, "--report", "report.json"]);
        let report = report(at);
        for kind in ["organizations", "services", "phones", "attributes"] {
            let counts = &report[kind];
            assert_eq!((&counts["accepted"], &counts["changed"]), (&0.into(), &0.into()), "{format} {kind}");
            assert_eq!(counts["unchanged"], 1, "{format} {kind}");
        }
    }
    run(at, &["export", "again"]);
    for file in ["hsds-json/services.json", "hsds-csv/services.csv", "hsds-csv/phones.csv"] {
        let read =
            |folder: &str| std::fs::read_to_string(at.join(folder).join("directory").join(file)).unwrap();
        assert_eq!(read("out"), read("again"), "{file}");
    }
}

/// Two files of people, written differently, are linked; what was recognised is printed and can be given again.
#[test]
fn two_files_of_people_are_linked() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let first = ["Ana", "Bob", "Carla", "Dmitri", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jomo"];
    let last =
        ["Alvarez", "Brandt", "Castell", "Dwyer", "Eriksen", "Fontana", "Garber", "Hollis", "Ito", "Jansen"];
    let (mut left, mut right) = (
        String::from("client id,First Name,Last Name,DOB,Phone\n"),
        String::from("mrn,surname,given name,birth date,telephone\n"),
    );
    for n in 0..100_usize {
        let (f, l) = (first[n % 10], last[(n / 10 + n) % 10]);
        let (y, m, d) = (1950 + n / 2, 1 + n % 12, 1 + n % 28);
        left += &format!("l{n},{f},{l},{y}-{m:02}-{d:02},443-555-{n:04}\n");
        // Every third one has another telephone, every fourth a letter wrong.
        let phone = if n % 3 == 0 { String::new() } else { format!("(443) 555 {n:04}") };
        let l = if n % 4 == 0 { l.replace('a', "e") } else { l.to_uppercase() };
        right += &format!("r{n},{l},{f},{m}/{d}/{y},{phone}\n");
    }
    std::fs::write(at.join("left.csv"), &left).unwrap();
    // A spreadsheet writes semicolons and a byte order mark.
    std::fs::write(at.join("right.csv"), format!("\u{feff}{}", right.replace(',', ";"))).unwrap();
    let tandem = |words: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_tandem")).args(words).current_dir(at).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (done.status.success(), text(&done.stdout), text(&done.stderr))
    };
    let all = ["link", "match", "left.csv", "right.csv", "--out", "pairs.csv", "--clusters", "clusters.csv"];

    // A column that no file has: that is said, with the columns there are.
    let (ok, _, said) = tandem(&[all.as_slice(), &["--id", "clientid"]].concat());
    assert!(!ok && said.contains("clientid") && said.contains("client id"), "{said}");
    assert!(!at.join("pairs.csv").exists());

    let (ok, printed, said) = tandem(&[all.as_slice(), &["--report", "report.html"]].concat());
    assert!(ok, "{said}");
    let report = std::fs::read_to_string(at.join("report.html")).unwrap();
    assert!(report.contains("family name") && report.contains("could be a relative"), "{report}");
    assert!(!report.contains("http"), "a report fetches nothing");
    let pairs = std::fs::read_to_string(at.join("pairs.csv")).unwrap();
    let found = |pairs: &str| {
        pairs
            .lines()
            .skip(1)
            .filter(|l| l.rsplit(',').next().unwrap().parse::<f64>().unwrap() >= 0.95)
            .count()
    };
    let right_ones = pairs.lines().skip(1).filter(|l| {
        let mut cells = l.split(',');
        cells.next().map(|c| &c[1..]) == cells.next().map(|c| &c[1..])
    });
    assert!(right_ones.count() >= 98, "{pairs}");
    assert!((98..=102).contains(&found(&pairs)), "{pairs}");
    assert_eq!(std::fs::read_to_string(at.join("clusters.csv")).unwrap().lines().count(), 201);

    // What was printed is a configuration, and gives the same.
    let config: String =
        printed.lines().take_while(|l| !l.contains(" rows, ")).map(|l| format!("{l}\n")).collect();
    std::fs::write(at.join("linkage.toml"), &config).unwrap();
    let (ok, _, said) = tandem(&[all.as_slice(), &["--config", "linkage.toml"]].concat());
    assert!(ok, "{said}\n{config}");
    assert_eq!(std::fs::read_to_string(at.join("pairs.csv")).unwrap(), pairs);

    // What people decided holds, and what was learnt is a model for the person index.
    let decision = "rec_id_l,rec_id_r\nl0,r0\n";
    std::fs::write(at.join("apart.csv"), decision).unwrap();
    std::fs::write(at.join("same.csv"), "rec_id_l,rec_id_r\nl1,r2\n").unwrap();
    let decided =
        ["--cannot-link", "apart.csv", "--must-link", "same.csv", "--average", "--model", "model.toml"];
    let (ok, _, said) = tandem(&[all.as_slice(), &decided].concat());
    assert!(ok, "{said}");
    let pairs = std::fs::read_to_string(at.join("pairs.csv")).unwrap();
    assert!(!pairs.contains("l0,r0,") && pairs.contains("l1,r2,1.000000\n"), "{pairs}");
    let model = std::fs::read_to_string(at.join("model.toml")).unwrap();
    assert!(
        model.contains("given name") && !model.contains("Alvarez") && !model.contains("alvarez"),
        "{model}"
    );
    std::fs::write(at.join("same.csv"), decision).unwrap();
    let (ok, _, said) = tandem(&[all.as_slice(), &decided].concat());
    assert!(!ok && said.contains("`l0` and `r0`"), "{said}");
}

/// The same two files without a name leaving either house: filters, fakes among them, pairs, and own identifiers again.
#[test]
fn two_files_are_linked_without_names() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let first = ["Ana", "Bob", "Carla", "Dmitri", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jomo"];
    let last =
        ["Alvarez", "Brandt", "Castell", "Dwyer", "Eriksen", "Fontana", "Garber", "Hollis", "Ito", "Jansen"];
    for (side, from) in [("l", 0), ("r", 100)] {
        let mut csv = String::from("id,first name,last name,date of birth,phone\n");
        for n in from..from + 200_usize {
            let (f, l) = (first[n % 10], last[(n / 10 + n) % 10]);
            csv += &format!(
                "{side}{n},{f},{l},{}-{:02}-{:02},443555{n:04}\n",
                1930 + n / 4,
                1 + n % 12,
                1 + n % 28
            );
        }
        std::fs::write(at.join(format!("{side}.csv")), csv).unwrap();
    }
    std::fs::write(at.join("secret"), "a long secret that two partners share\n").unwrap();
    let tandem = |words: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_tandem")).args(words).current_dir(at).output().unwrap();
        let said = [done.stdout.as_slice(), done.stderr.as_slice()].concat();
        (done.status.success(), String::from_utf8_lossy(&said).into_owned())
    };
    for side in ["l", "r"] {
        let (file, out, list) = (format!("{side}.csv"), format!("{side}.clk"), format!("{side}-list.csv"));
        let to = ["--secret", "secret", "--project", "spring", "--out", &out, "--list", &list];
        let (ok, said) = tandem(&[["link", "encode", &file].as_slice(), &to, &["--fakes", "0.2"]].concat());
        assert!(ok && said.contains("200 rows and 40 fakes"), "{said}");
        let filters = std::fs::read_to_string(at.join(&out)).unwrap();
        assert!(!filters.contains("l7,"), "no name and no identifier leaves");
    }
    let compare = ["link", "match-encoded", "l.clk", "r.clk", "--out", "pairs.csv", "--keep-inputs"];
    let (ok, said) = tandem(&compare);
    assert!(ok && said.contains("chosen from the scores"), "{said}");
    // So few rows say little about chance: the partners ask for more likeness.
    let (ok, said) = tandem(&[compare.as_slice(), &["--threshold", "0.85"]].concat());
    assert!(ok, "{said}");
    for (side, pairs, out) in [("left", "pairs.csv", "mine.csv"), ("right", "mine.csv", "both.csv")] {
        let list = format!("{}-list.csv", &side[..1]);
        let (ok, said) = tandem(&["link", "resolve", pairs, "--list", &list, "--side", side, "--out", out]);
        assert!(ok, "{said}");
    }
    let both = std::fs::read_to_string(at.join("both.csv")).unwrap();
    let right = both.lines().skip(1).filter(|l| {
        let mut ids = l.split(',').map(|c| c[1..].to_owned());
        ids.next() == ids.next()
    });
    let (right, all) = (right.count(), both.lines().count() - 1);
    assert_eq!((right, all), (100, 100), "{both}");
    // Another secret finds nobody, and says why.
    std::fs::write(at.join("other"), "another secret that is long enough\n").unwrap();
    let (ok, said) =
        tandem(&["link", "encode", "r.csv", "--secret", "other", "--project", "spring", "--out", "r.clk"]);
    assert!(ok, "{said}");
    let (ok, said) = tandem(&["link", "match-encoded", "l.clk", "r.clk", "--out", "none.csv"]);
    assert!(!ok && said.contains("another secret"), "{said}");
    assert!(at.join("l.clk").exists(), "nothing is deleted where nothing was written");
    std::fs::copy(at.join("l.clk"), at.join("copy.clk")).unwrap();
    let (ok, said) =
        tandem(&["link", "match-encoded", "l.clk", "copy.clk", "--out", "own.csv", "--threshold", "0.9"]);
    assert!(ok && said.contains("Deleted: l.clk") && said.contains("Deleted: copy.clk"), "{said}");
    assert!(!at.join("l.clk").exists() && !at.join("copy.clk").exists());
    // Four runs began, the one that was refused too: who would try names against the other's file is stopped.
    let again = ["link", "match-encoded", "left.clk", "r.clk", "--out", "more.csv"];
    std::fs::copy(at.join("r.clk"), at.join("left.clk")).unwrap();
    let (ok, said) = tandem(&again);
    assert!(!ok && said.contains("4 runs began") && said.contains("encoded-runs.csv"), "{said}");
    assert!(at.join("left.clk").exists() && !at.join("more.csv").exists());
    let (ok, said) = tandem(&[again.as_slice(), &["--at-most", "5"]].concat());
    assert!(ok, "{said}");
}

/// Names are kept under keys that lie outside the database: made with it, missed when they are gone, refused when they
/// are another's.
#[test]
fn a_database_is_of_no_use_without_its_key_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let url = format!("sqlite:{}", at.join("tandem.db").display());
    let tandem = |words: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_tandem"))
            .args(words)
            .args(["--database", &url])
            .current_dir(at)
            .env_remove("TANDEM_KEYS")
            .env_remove("TANDEM_KEY_FILE")
            .output()
            .unwrap();
        let said = [done.stdout.as_slice(), done.stderr.as_slice()].concat();
        (done.status.success(), String::from_utf8_lossy(&said).into_owned())
    };
    let keys = at.join("tandem.db.keys");
    let organization = "Our County";
    let init =
        ["init", "--name", "Ours", "--email", "ana@example.org", "--administrator", "Ana", "--organization"];
    let (ok, said) = tandem(&[init.as_slice(), &[organization]].concat());
    assert!(ok && said.contains("tandem.db.keys"), "{said}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&keys).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // Somebody's name is closed with the organization's keys, which are made with it.
    std::fs::write(at.join("people.csv"), "first_name,last_name,birth_date\nNgozi,Okonkwo,1984-07-02\n")
        .unwrap();
    let (ok, said) = tandem(&["import", "people", "--organization", organization, "people.csv"]);
    assert!(ok, "{said}");
    // A spreadsheet below its title, with a date that may be two: refused until somebody says it, and told how it was read.
    std::fs::write(
        at.join("sheet.csv"),
        "Our clients;;\nfirst name;last name;birth date\nA\u{f1}a;Ruiz;3/4/1990\n",
    )
    .unwrap();
    let import =
        ["import", "people", "--organization", organization, "sheet.csv", "--report", "sheet-report.csv"];
    let (ok, said) = tandem(&import);
    assert!(
        !ok && said.contains("sheet.csv, line 3: 1 birth dates") && said.contains("--dates day-first"),
        "{said}"
    );
    let (ok, said) = tandem(&[import.as_slice(), &["--dates", "day-first"]].concat());
    assert!(
        ok && said.contains("sheet.csv: read as UTF-8, cells parted by a semicolon, header in line 2"),
        "{said}"
    );
    assert!(said.contains("1 row above the header (line 2) skipped"), "{said}");
    let kept = std::fs::read_to_string(at.join("sheet-report.csv")).unwrap();
    assert!(
        kept.contains("\r\nwarning,sheet.csv,,,,,1 row above") && kept.contains("\r\nfile,sheet.csv,2,"),
        "{kept}"
    );
    let (ok, said) = tandem(&["check"]);
    assert!(ok && said.contains("sealed rows open"), "{said}");
    // A partner keeps a checkpoint; an older copy that is put back does not fit it.
    std::fs::copy(at.join("tandem.db"), at.join("older.db")).unwrap();
    std::fs::copy(&keys, at.join("older.db.keys")).unwrap();
    let (ok, said) = tandem(&["keys", "rotate", "--organization", organization]);
    assert!(ok, "{said}");
    let (ok, kept) = tandem(&["checkpoint"]);
    assert!(ok && kept.starts_with("tandem audit checkpoint 1"), "{kept}");
    std::fs::write(at.join("kept.txt"), &kept).unwrap();
    let (ok, said) = tandem(&["check", "--checkpoint", "kept.txt"]);
    assert!(ok && said.contains("held against a checkpoint"), "{said}");
    let older = format!("sqlite:{}", at.join("older.db").display());
    let words = ["check", "--checkpoint", "kept.txt", "--database", &older];
    let old = Command::new(env!("CARGO_BIN_EXE_tandem")).args(words).current_dir(at).output().unwrap();
    let said = String::from_utf8_lossy(&old.stdout);
    assert!(!old.status.success() && said.contains("cut off"), "{said}");
    std::fs::write(at.join("kept.txt"), kept.replace("lines 1 to", "lines 2 to")).unwrap();
    let (ok, said) = tandem(&["check", "--checkpoint", "kept.txt"]);
    assert!(!ok && said.contains("kept.txt: line 1:"), "{said}");

    std::fs::rename(&keys, at.join("aside")).unwrap();
    let (ok, said) = tandem(&["check"]);
    assert!(!ok && said.contains("missing") && said.contains("--key-file"), "{said}");
    assert!(!keys.exists(), "no other is made in its place");
    let (ok, said) = tandem(&["check", "--key-file", "aside"]);
    assert!(ok, "{said}");

    // Another partnership's.
    let other = format!("sqlite:{}", at.join("other.db").display());
    let words = [init.as_slice(), &[organization, "--database", &other]].concat();
    let made = Command::new(env!("CARGO_BIN_EXE_tandem")).args(&words).current_dir(at).output().unwrap();
    assert!(made.status.success());
    let (ok, said) = tandem(&["check", "--key-file", "other.db.keys"]);
    assert!(!ok && said.contains("another database"), "{said}");

    std::fs::rename(at.join("aside"), &keys).unwrap();
    let (ok, said) = tandem(&["keys", "rotate-master"]);
    assert!(ok && said.contains("former master key stays"), "{said}");
    let (ok, said) = tandem(&["keys", "list"]);
    assert!(ok && said.contains("Master key: ") && said.contains(", "), "{said}");
    let destroy = ["keys", "destroy", "--organization", organization, "--because", "it left", "--yes"];
    let (ok, said) = tandem(&[destroy.as_slice(), &["Our Country"]].concat());
    assert!(!ok && said.contains("nothing was done"), "{said}");
    let (ok, said) = tandem(&[destroy.as_slice(), &[organization]].concat());
    assert!(ok && said.contains("are destroyed"), "{said}");
    let (ok, said) = tandem(&["keys", "list"]);
    assert!(ok && said.contains("destroyed") && said.contains(organization), "{said}");
    let (ok, said) = tandem(&["check"]);
    assert!(ok, "{said}");
}

#[test]
fn a_reader_that_has_enough_is_no_fault() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tandem"))
        .arg("routes")
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.success(), String::from_utf8_lossy(&ended.stderr).as_ref()), (true, ""));
}
