use super::*;
use crate::clk::files::read_encoded;
use crate::clk::matching::match_encoded;
use crate::clk::testing::two_files;
use std::path::PathBuf;

const SCHEMA: &str = r#"{"version": 3, "clkConfig": {"l": 256, "kdf": {"type": "HKDF"}}, "features": [
    {"identifier": "id", "ignored": true},
    {"identifier": "dob", "format": {"type": "date", "format": "%Y-%m-%d"}, "hashing": {
        "comparison": {"type": "ngram", "n": 1, "positional": true}, "strategy": {"bitsPerFeature": 60}}}]}"#;

struct Room(tempfile::TempDir);

impl Room {
    fn new() -> Room {
        Room(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        std::fs::write(self.at(name), text).unwrap();
        self.at(name)
    }
}

fn secret() -> Secret {
    Secret::of(b"an invented secret".to_vec())
}

fn by_schema() -> Columns<'static> {
    Columns::Schema(Schema::parse(SCHEMA).unwrap())
}

fn standard(project: &str) -> Columns<'_> {
    Columns::Standard { project, config: Config::default() }
}

#[test]
fn csv_and_json_hold_the_filters_in_the_order_of_the_file() {
    let room = Room::new();
    let people = room.file("people.csv", "dob,id\n1980-01-31,7\n2001-12-01,8\n1980-01-31,9\n");
    for out in ["out.csv", "out.json"] {
        let written =
            encode_file(&people, by_schema(), &secret(), &room.at(out), &Options::default()).unwrap();
        assert_eq!((written.rows, written.fakes), (3, 0));
        let encoded = read_encoded(&room.at(out)).unwrap();
        let encoder = Encoder::new(Schema::parse(SCHEMA).unwrap(), &secret());
        for (row, dob) in ["1980-01-31", "2001-12-01", "1980-01-31"].into_iter().enumerate() {
            let mut worker = encoder.worker();
            assert_eq!(&encoded.filters.get(row)[..4], worker.encode(["", dob]).unwrap());
        }
        assert_eq!(encoded.id(2), "3");
        assert_eq!(encoded.check.as_deref(), Some(encoder.check()));
    }
}

#[test]
fn cells_may_be_parted_by_something_else() {
    let room = Room::new();
    let people = room.file("people.csv", "\u{feff}first_name;last_name;dob\nmira;example;1980-01-31\n");
    let commas = room.file("commas.csv", "last_name,first_name,dob\nExample,Mira,1/31/1980\n");
    for (people, out) in [(people, "one.csv"), (commas, "two.csv")] {
        encode_file(&people, standard("p"), &secret(), &room.at(out), &Options::default()).unwrap();
    }
    let [one, two] = ["one.csv", "two.csv"].map(|f| std::fs::read_to_string(room.at(f)).unwrap());
    assert_eq!(one, two);
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_what_was_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let room = Room::new();
    let people = room.file("people.csv", "dob\n1980-01-31\n");
    encode_file(&people, by_schema(), &secret(), &room.at("out.csv"), &Options::default()).unwrap();
    assert_eq!(std::fs::metadata(room.at("out.csv")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_fault_names_file_and_line_and_leaves_no_half_file() {
    let room = Room::new();
    let says = |text: &str, what: &[&str]| {
        let people = room.file("people.csv", text);
        let e = encode_file(&people, by_schema(), &secret(), &room.at("out.csv"), &Options::default());
        let e = e.unwrap_err().to_string();
        what.iter().for_each(|w| assert!(e.contains(w), "{e} does not say {w}"));
        assert_eq!(std::fs::read_dir(room.0.path()).unwrap().count(), 1);
        e
    };
    let e = says("id,dob\n1,1980-01-31\n2,1980-02-31\n", &["people.csv, line 3", "`dob`", "%Y-%m-%d"]);
    assert!(!e.contains("1980-02-31"), "{e}");
    says("id,dob\n1,1980-01-31,more\n", &["line 2", "3 cells, where the header has 2"]);
    says("id,born\n1,1980-01-31\n", &["line 1", "no column is called `dob`", "id, born"]);
    let people = room.file("people.csv", "dob\n1980-01-31\n");
    let options = Options { fakes: 0.5, ..Options::default() };
    let e = encode_file(&people, by_schema(), &secret(), &room.at("out.csv"), &options).unwrap_err();
    assert!(e.to_string().contains("need a list"), "{e}");
}

/// Two partners encode, a third matches, each takes its own fakes out again.
#[test]
fn fakes_are_taken_out_by_their_owner() {
    let room = Room::new();
    let (n, shared) = (1500, 500);
    let (a, b) = two_files(n, shared);
    for (name, people, seed) in [("a", a, 1), ("b", b, 2)] {
        let people = room.file(&format!("{name}-people.csv"), &people);
        let list = room.at(&format!("{name}-list.csv"));
        let options = Options { id: Some("id"), list: Some(&list), fakes: 0.3, seed: [seed; 32] };
        let out = room.at(&format!("{name}.csv"));
        let written = encode_file(&people, standard("p"), &secret(), &out, &options).unwrap();
        assert_eq!((written.rows, written.fakes), (1500, 450));
        // Nothing in what is sent tells a fake from a row, or follows the order of the file.
        let list = std::fs::read_to_string(&list).unwrap();
        let own: Vec<&str> = list.lines().skip(1).take(n).map(|l| l.split_once(',').unwrap().1).collect();
        assert_eq!(own.len(), n);
        let in_order =
            own.windows(2).filter(|w| w[0][1..].parse::<u32>().unwrap() < w[1][1..].parse().unwrap());
        let in_order = in_order.count();
        assert!((n / 3..2 * n / 3).contains(&in_order), "{in_order}");
    }
    let report = match_encoded(&room.at("a.csv"), &room.at("b.csv"), None, &room.at("pairs.csv")).unwrap();
    assert_eq!((report.rows_a, report.rows_b), (1950, 1950));
    resolve(&room.at("pairs.csv"), Side::Left, &room.at("a-list.csv"), &room.at("left.csv")).unwrap();
    resolve(&room.at("left.csv"), Side::Right, &room.at("b-list.csv"), &room.at("both.csv")).unwrap();
    let pairs = std::fs::read_to_string(room.at("both.csv")).unwrap();
    let pairs: Vec<Vec<&str>> = pairs.lines().skip(1).map(|l| l.split(',').collect()).collect();
    let right = pairs.iter().filter(|p| p[0] == p[1]).count();
    assert!(right >= shared * 99 / 100 && pairs.len() - right <= shared / 100, "{right} of {}", pairs.len());
}

#[test]
fn a_pair_with_a_fake_is_dropped() {
    let room = Room::new();
    let pairs = room.file("pairs.csv", "rec_id_l,rec_id_r,score\n1,2,0.9\n2,5,0.8\n");
    let list = room.file("list.csv", "row,id\n2,\"Smith, 7\"\n");
    assert_eq!(resolve(&pairs, Side::Right, &list, &room.at("out.csv")).unwrap(), (1, 1));
    let out = std::fs::read_to_string(room.at("out.csv")).unwrap();
    assert_eq!(out, "rec_id_l,rec_id_r,score\n1,\"Smith, 7\",0.9\n");
    let e = resolve(&list, Side::Left, &list, &room.at("out.csv")).unwrap_err().to_string();
    assert!(e.contains("list.csv, line 1"), "{e}");
}

#[test]
fn files_that_cannot_be_compared() {
    let room = Room::new();
    let people = room.file("people.csv", "first_name,last_name,dob\nmira,example,1980-01-31\n");
    let encode = |columns: Columns, secret: Secret, out: &str| {
        encode_file(&people, columns, &secret, &room.at(out), &Options::default()).unwrap();
    };
    encode(standard("p"), secret(), "one.csv");
    encode(standard("p"), Secret::of(b"another secret, longer".to_vec()), "secret.csv");
    encode(standard("q"), secret(), "project.json");
    encode(by_schema(), secret(), "schema.csv");
    room.file("plain.csv", "name,dob\nmira,1980-01-31\n");
    room.file("broken.csv", "row,clk\n1,AAAA\n2,A-A\n");
    for (other, says) in [
        ("secret.csv", "another secret"),
        ("project.json", "another secret or project"),
        ("schema.csv", "one schema"),
        ("plain.csv", "plain.csv, line 1"),
        ("broken.csv", "broken.csv, line 3"),
    ] {
        let e = match_encoded(&room.at("one.csv"), &room.at(other), None, &room.at("pairs.csv"));
        let e = e.unwrap_err().to_string();
        assert!(e.contains(says), "{e} does not say {says}");
    }
}
