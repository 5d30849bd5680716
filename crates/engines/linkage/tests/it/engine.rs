//! The engine on small files that are made here: what is read, what is brought together, what is learnt, what is refused.

use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tandem_linkage::blocking::{Blocks, Rule};
use tandem_linkage::compare::Comparer;
use tandem_linkage::config::{Config, Method};
use tandem_linkage::decided::Decided;
use tandem_linkage::link::{self, Linked};
use tandem_linkage::score::{self, Scorer};
use tandem_linkage::table::{RowId, Table};
use tandem_linkage::{read, truth};

fn table_of(files: &[&[u8]], config: &mut Config) -> Result<Table, String> {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..files.len()).map(|i| folder.path().join(format!("{i}.csv"))).collect();
    paths.iter().zip(files).for_each(|(p, bytes)| std::fs::write(p, bytes).unwrap());
    let paths: Vec<&Path> = paths.iter().map(|p| p.as_path()).collect();
    read::recognise(&paths, config).map_err(|e| e.to_string())?;
    read::table(&paths, config).map_err(|e| e.to_string())
}

fn linked(csv: &str) -> (Table, Linked) {
    let mut config = Config::default();
    let table = table_of(&[csv.as_bytes()], &mut config).unwrap();
    let linked = link::link(&table, &config).unwrap();
    (table, linked)
}

/// What is wrong with a file, for the one who made it.
fn fault(bytes: &[u8]) -> String {
    table_of(&[bytes], &mut Config::default()).err().expect("refused")
}

#[test]
fn bad_files_are_refused_with_their_place() {
    assert!(fault(b"").contains("empty"));
    assert!(fault(b"PK\x03\x04\0\0").contains("no text file"));
    let ragged = fault(b"first,last\nann,lee\nbob,ray,jr\n");
    assert!(
        ragged.contains("line 3") && ragged.contains("3 cells") && ragged.contains("header has 2"),
        "{ragged}"
    );
    let mut named = Config { id: Some("id".into()), ..Config::default() };
    let double = table_of(&[b"id,first,last\n7,ann,lee\n8,bob,ray\n7,cy,day\n"], &mut named).err().unwrap();
    assert!(double.contains("`7`") && double.contains("row 1 and row 3"), "{double}");
    let open = [b"first,last\nann,\"".as_slice(), &b"x,".repeat(700_000)].concat();
    assert!(fault(&open).contains("quotation mark"), "{}", fault(&open));
    assert!(fault(b"colour,size\nred,1\n").contains("--config"), "{}", fault(b"colour,size\nred,1\n"));
}

#[test]
fn a_cell_may_have_lines_and_the_end_may_lack_one() {
    let mut config = Config::default();
    let t = table_of(
        &[b"first,last,occupation\nann,lee,\"cook\nand baker\"\nbob,ray,cook\ncy,day,cook"],
        &mut config,
    );
    let t = t.unwrap();
    assert_eq!((t.len(), t.text(0, 2)), (3, "cook and baker"));
}

/// A rule brings all rows of a block together, no pair twice, and not those of a block that is too large.
#[test]
fn pairs_come_once() {
    let mut csv = String::from("first,last,dob\n");
    for n in 0..600 {
        csv += &format!("n{},f{},19{:02}-03-04\n", n % 7, n % 11, n % 13);
    }
    let mut config = Config::default();
    let table = table_of(&[csv.as_bytes()], &mut config).unwrap();
    let texts = ["given_name + family_name", "birth_date + given_name", "birth_date"];
    let rules = || texts.iter().flat_map(|t| Rule::parse(t, &table).unwrap()).collect::<Vec<_>>();
    let visit = |limit: usize| {
        let mut blocks = Blocks::new(&table, rules(), limit, 1000.0);
        let (parts, tallies) =
            blocks.visit(None, |_| vec![], |v: &mut Vec<(RowId, RowId)>, _, pairs| v.extend(pairs));
        (parts.concat(), tallies)
    };
    let share = |i: RowId, j: RowId| {
        let (a, b) = (table.row(i), table.row(j));
        (a[0] == b[0] && a[1] == b[1]) || a[2] == b[2]
    };
    let expected: BTreeSet<(RowId, RowId)> =
        (0..600).flat_map(|i| (i + 1..600).map(move |j| (i, j))).filter(|(i, j)| share(*i, *j)).collect();
    let (found, tallies) = visit(600);
    assert_eq!(found.len(), expected.len(), "no pair twice: {tallies:?}");
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
    // Birthdays are shared by 46 rows: with a limit of 40 only the other rules are left, and that is said.
    let (fewer, tallies) = visit(40);
    assert!(fewer.len() < expected.len());
    assert_eq!((tallies[2].pairs, tallies[2].large_blocks, tallies[2].largest), (0, 13, 47), "{tallies:?}");
}

#[test]
fn rules_that_cannot_be_read_say_what_could_stand_there() {
    let mut config = Config { blocking: vec!["birth_date.yaer".into()], ..Config::default() };
    let table = table_of(&[b"first,last,dob\na,b,1990-01-02\n"], &mut config).unwrap();
    let e = link::link(&table, &config).err().unwrap();
    assert!(e.contains("birth_date.yaer") && e.contains(".year"), "{e}");
    config.blocking = vec!["bith_date".into()];
    let e = link::link(&table, &config).err().unwrap();
    assert!(e.contains("bith_date") && e.contains("birth_date"), "{e}");
}

/// A file with a header and nothing else: nobody is found, and nothing breaks.
#[test]
fn a_file_without_rows_links_with_nobody() {
    let (full, empty) = (
        b"first,last,dob\nann,lee,1990-01-02\nbob,ray,1991-01-02\n".as_slice(),
        b"first,last,dob\n".as_slice(),
    );
    for files in [[full, empty], [empty, full]] {
        let mut config = Config::default();
        let table = table_of(&files, &mut config).unwrap();
        let linked = link::link(&table, &config).unwrap();
        assert_eq!((linked.pairs.len(), linked.clusters), (0, vec![0, 1]));
    }
}

/// Everybody has the same birthday, the same telephone and no name: nothing to tell anyone by, and no end to wait for.
#[test]
fn one_value_everywhere_is_bounded_and_said() {
    let csv = "first,last,dob,phone\n".to_owned() + &",,1970-01-01,410-555-0100\n".repeat(30_000);
    let (table, linked) = linked(&csv);
    let compared: u64 = linked.blocking.iter().map(|(_, t)| t.pairs).sum();
    assert_eq!(compared, 0);
    assert!(linked.blocking.iter().any(|(_, t)| t.largest == 30_000 && t.large_blocks == 1));
    assert_eq!(linked.clusters.len(), table.len());
}

/// Numbers below `n`, the same in every run.
fn dice(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |n| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    }
}

/// A name of so many syllables.
fn name(of: usize, number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ka", "ro", "mi", "le", "tan", "bur", "ves", "do", "sha", "ny", "el", "gor", "pi", "ume", "fra",
        "qui",
    ];
    (0..of).map(|i| SYLLABLES[number >> (4 * i) & 15]).collect()
}

/// People who share an address, a telephone and a family name, twins among them: relatives, not copies.
#[test]
fn relatives_are_told_from_copies() {
    let mut roll = dice(7);
    let (mut csv, mut persons, mut person) =
        (String::from("first,last,dob,street number,street,phone\n"), vec![], 0_u32);
    for house in 0..1500 {
        let last = name(3, roll(4096));
        let (number, street) = (1 + roll(900), name(2, roll(256)));
        let twins = house % 40 == 0;
        let mut born = String::new();
        for member in 0..3 {
            if member == 0 || !twins {
                born = format!("{}-{:02}-{:02}", 1935 + roll(80), 1 + roll(12), 1 + roll(28));
            }
            let first = name(2, roll(256));
            person += 1;
            persons.push(person);
            csv += &format!("{first},{last},{born},{number},{street} st,410555{house:04}\n");
            // Every fifth comes a second time: some with a letter left out, some without a telephone.
            if person.is_multiple_of(5) {
                persons.push(person);
                let first = if roll(4) == 0 { first[1..].to_owned() } else { first };
                let phone = if roll(3) == 0 { String::new() } else { format!("410555{house:04}") };
                csv += &format!("{first},{last},{born},{number},{street} street,{phone}\n");
            }
        }
    }
    let (table, linked) = linked(&csv);
    let agreement = truth::of_clusters(&table, &persons, &linked.clusters);
    assert!(agreement.f1() > 0.99, "{agreement}");
    let relatives = linked.model.relatives * table.pairs();
    // Three pairs in each of 1,500 houses, and those of the copies.
    assert!((4000.0..7500.0).contains(&relatives), "{relatives}");
}

/// m and u of records that were made with known faults are found again.
#[test]
fn what_is_learnt_is_what_was_made() {
    let mut below = dice(12_345);
    let mut csv = String::from("first,last,dob,ssn\n");
    for _ in 0..4000 {
        let (first, last) = (name(3, below(300)), name(3, below(2000)));
        let (dob, ssn) =
            (format!("{}-{:02}-{:02}", 1940 + below(70), 1 + below(12), 2 + below(26)), 1000 + below(9000));
        csv += &format!("{first},{last},{dob},{ssn}\n");
        // One in ten first names and one in five numbers are another's.
        let first = if below(10) == 0 { name(3, below(300)) } else { first };
        let ssn = if below(5) == 0 { 1000 + below(9000) } else { ssn };
        csv += &format!("{first},{last},{dob},{ssn}\n");
    }
    let (table, linked) = linked(&csv);
    let of = |name: &str| Comparer::new(&table).comparisons.iter().position(|c| c.name == name).unwrap();
    let m = |name: &str| linked.model.m[of(name)][1];
    assert!((m("given name") - 0.9).abs() < 0.02, "{}", m("given name"));
    assert!((m("ssn") - 0.8).abs() < 0.02, "{}", m("ssn"));
    let u = linked.model.u[of("given name")][1];
    assert!((u * 300.0 - 1.0).abs() < 0.1, "{u}");
    assert!((linked.model.persons * table.pairs() - 4000.0).abs() < 80.0);
    // An explanation adds up to the probability it explains.
    let comparer = Comparer::new(&table);
    let scorer = Scorer::new(&table, &comparer, &linked.model);
    for pair in linked.pairs.iter().step_by(97) {
        let why = scorer.explain(pair.left, pair.right);
        let sum = why.prior + why.relative + why.parts.iter().map(|p| p.weight + p.rarity).sum::<f32>();
        assert!((sum - why.log_odds).abs() < 1e-3);
        assert!((score::probability(why.log_odds) - pair.probability).abs() < 1e-4, "{pair:?} {why:?}");
    }
    // Probabilities are what they say: of the pairs, so many are right.
    let expected: f64 = linked.pairs.iter().map(|p| f64::from(p.probability)).sum();
    assert!((expected - 4000.0).abs() < 80.0, "{expected}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever stands in the cells: no panic, one row a line, clusters that hold together, the same result again.
    #[test]
    fn any_cells(rows in prop::collection::vec(("[ -~é李]{0,12}", "[a-c]{0,3}", "[0-9/-]{0,10}", "[0-9a]{0,11}"), 1..60)) {
        let mut writer = csv::Writer::from_writer(vec![]);
        writer.write_record(["first", "last", "dob", "phone"]).unwrap();
        rows.iter().for_each(|(a, b, c, d)| writer.write_record([a, b, c, d]).unwrap());
        let bytes = writer.into_inner().unwrap();
        let mut config = Config::default();
        let table = table_of(&[&bytes], &mut config).unwrap();
        let blank = |cell: &str| cell.bytes().all(|b| b == b' ');
        let people = rows.iter().filter(|(a, b, c, d)| ![a, b, c, d].into_iter().all(|cell| blank(cell)));
        prop_assert_eq!(table.len(), people.count());
        let linked = link::link(&table, &config).unwrap();
        let mut seen = BTreeMap::new();
        for (row, first) in linked.clusters.iter().enumerate() {
            prop_assert_eq!(*seen.entry(*first).or_insert(row as u32), *first);
        }
        for p in &linked.pairs {
            prop_assert!(p.left < p.right && (0.0..=1.0).contains(&p.probability));
        }
        let again = link::link(&table, &config).unwrap();
        prop_assert_eq!(again.pairs, linked.pairs);
    }
}

/// Rows without a name or a birthday, rows that are all alike: nobody is found, and neither pairs nor time explode.
#[test]
fn many_blank_or_equal_rows_stay_cheap() {
    for row in [",,,\n", "Ann,Smith,1984-02-29,410-555-0100\n", ",Smith,,\n"] {
        let csv = "first,last,dob,phone\n".to_owned() + &row.repeat(200_000);
        let (table, linked) = linked(&csv);
        // A row of empty cells is nobody.
        let rows = if row == ",,,\n" { 0 } else { 200_000 };
        assert_eq!((table.len(), linked.pairs.len()), (rows, 0), "{row}");
        assert!(linked.blocking.iter().all(|(_, t)| t.pairs == 0), "{row}: {:?}", linked.blocking);
        // A row costs its numbers and its keys, and no list of pairs.
        let keys = linked.blocking.len() + linked.dropped.len();
        assert!(keys < 64, "{keys} rules");
    }
}

/// What is lost with blocks that are too large is told, about right.
#[test]
fn recall_lost_is_told() {
    let mut roll = dice(3);
    let mut csv = String::from("first,last,dob,ssn\n");
    // Everybody twice, and of each ten people two share a name that too many others have, with nothing else to find them by.
    for n in 0..3000 {
        let common = n % 5 == 0;
        let (first, last) =
            if common { ("ana".into(), "lee".into()) } else { (name(3, roll(4096)), name(3, roll(4096))) };
        let dob = format!("{}-{:02}-{:02}", 1940 + roll(60), 1 + roll(12), 2 + roll(26));
        for _ in 0..2 {
            csv +=
                &format!("{first},{last},{dob},{}\n", if common { String::new() } else { format!("{n:06}") });
        }
    }
    let mut config = Config { blocking: vec!["given_name + family_name".into()], ..Config::default() };
    let table = table_of(&[csv.as_bytes()], &mut config).unwrap();
    let linked = link::link(&table, &config).unwrap();
    let tally = &linked.blocking[0].1;
    assert_eq!((tally.large_blocks, tally.largest), (1, 1200), "{tally:?}");
    assert!((300.0..1200.0).contains(&tally.lost), "600 pairs are lost: {tally:?}");
}

#[test]
fn what_people_decided_holds_in_pairs_and_clusters() {
    let csv = "id,first,last,dob,ssn\n\
               1,maria,delgado,1984-02-03,1111\n2,maria,delgado,1984-02-03,1111\n3,maria,delgado,1984-02-03,1111\n\
               4,omar,haddad,1971-09-30,2222\n5,lena,brandt,1992-06-17,3333\n";
    let mut many = csv.to_owned();
    let mut roll = dice(9);
    for n in 6..2000 {
        let (first, last) = (name(2, roll(256)), name(3, roll(4096)));
        many += &format!(
            "{n},{first},{last},19{:02}-0{}-1{},{}\n",
            10 + roll(89),
            1 + roll(9),
            roll(9),
            1000 + roll(9000)
        );
    }
    let mut config = Config::default();
    let table = table_of(&[many.as_bytes()], &mut config).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str, text: &str, same: bool| -> Result<Decided, String> {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let mut decided = Decided::default();
        decided.read(&path, &table, same).map_err(|e| e.to_string())?;
        Ok(decided)
    };
    let free = link::link(&table, &config).unwrap();
    assert_eq!(free.clusters[..5], [0, 0, 0, 3, 4]);
    let mut decided = read("must.csv", "rec_id_l,rec_id_r\n4,5\n", true).unwrap();
    decided.apart = read("cannot.csv", "rec_id_l,rec_id_r\n1,3\n", false).unwrap().apart;
    for method in [Method::Components, Method::Average] {
        config.cluster.method = method;
        let linked = link::link_as_decided(&table, &config, decided.clone()).unwrap();
        assert_ne!(linked.clusters[0], linked.clusters[2], "{method:?}");
        assert_eq!(linked.clusters[3..5], [3, 3]);
        assert!(linked.pairs.iter().all(|p| (p.left, p.right) != (0, 2)));
        assert!(linked.pairs.iter().any(|p| (p.left, p.right, p.probability) == (3, 4, 1.0)));
    }
    decided.same.extend([(0, 1), (1, 2)]);
    let e = link::link_as_decided(&table, &config, decided).err().unwrap();
    assert!(e.contains("`1` and `3`"), "{e}");
    let e = read("x.csv", "rec_id_l,rec_id_r\n1,2\n1,9999\n", true).err().unwrap();
    assert!(e.contains("line 3") && e.contains("`9999`"), "{e}");
    let e = read("x.csv", "left,right\n1,2\n", true).err().unwrap();
    assert!(e.contains("rec_id_l"), "{e}");
    // People who say no again and again to what the model is sure of make it less sure.
    let mut decided = Decided::default();
    let path = folder.path().join("reviewed.csv");
    std::fs::write(&path, "rec_id_l,rec_id_r,same\n1,2,0\n1,3,no\n2,3,0\n").unwrap();
    decided.read_reviewed(&path, &table).unwrap();
    let linked = link::link_as_decided(&table, &config, decided).unwrap();
    let p = |linked: &Linked| linked.pairs.iter().find(|p| (p.left, p.right) == (0, 1)).unwrap().probability;
    assert!(p(&linked) < p(&free) && linked.calibration.unwrap().slope < 1.0);
    std::fs::write(&path, "rec_id_l,rec_id_r,same\n1,2,perhaps\n").unwrap();
    let e = Decided::default().read_reviewed(&path, &table).unwrap_err().to_string();
    assert!(e.contains("`perhaps`"), "{e}");
}

#[test]
fn the_many_visits_of_a_person_are_one_person() {
    // A sign-in sheet: thirty people come nearly every day, thirty now and then, one of them in two spellings.
    let given = ["ana", "boris", "carmen", "dmitri", "elena", "farid", "grace", "hugo", "ines", "jonas"];
    let family = ["ruiz", "okonkwo", "lindqvist", "haddad", "moreau", "tanaka"];
    let person = |k: usize| {
        let (first, last) = (given[k % 10], family[k / 10 % 6]);
        let born = format!("{:02}/{:02}/{}", k % 12 + 1, k * 7 % 28 + 1, 1950 + k * 13 % 50);
        format!("{first},{last},{born},610555{:04}\n", 2000 + k * 37)
    };
    let (mut csv, mut of) = ("first,last,dob,phone\n".to_owned(), vec![]);
    for visit in 0..110 {
        for k in (0..30).chain((visit % 2 == 0).then_some(30 + visit / 2 % 30)) {
            csv.push_str(&person(k));
            of.push(k);
        }
        if visit % 30 == 0 {
            csv.push_str(&person(1).replace("okonkwo", "okonkow").replace("boris", "bors"));
            of.push(1);
        }
    }
    let (table, linked) = linked(&csv);
    assert_eq!((table.len(), linked.clusters.len()), (of.len(), of.len()));
    let mut clusters: BTreeMap<RowId, BTreeSet<usize>> = BTreeMap::new();
    for (person, cluster) in of.iter().zip(&linked.clusters) {
        clusters.entry(*cluster).or_default().insert(*person);
    }
    assert!(clusters.values().all(|people| people.len() == 1), "nobody is taken for another");
    for k in 0..30 {
        let theirs: BTreeSet<RowId> =
            of.iter().zip(&linked.clusters).filter(|(p, _)| **p == k).map(|(_, c)| *c).collect();
        assert_eq!(theirs.len(), 1, "all visits of {k} are one person's");
    }
    // Every two visits are a pair, in order, each once.
    let mut seen = linked.pairs.iter().map(|p| (p.left, p.right)).collect::<Vec<_>>();
    let n = seen.len();
    assert!(seen.is_sorted() && linked.pairs.iter().all(|p| p.left < p.right));
    seen.dedup();
    assert_eq!(seen.len(), n);
    let strong =
        |k: usize| linked.pairs.iter().filter(|p| of[p.left as usize] == k && p.probability >= 0.95).count();
    assert_eq!([0, 2, 29].map(strong), [110 * 109 / 2; 3]);
    assert!(linked.notes.iter().any(|note| note.contains("word for word")), "{:?}", linked.notes);
}

#[test]
fn of_too_many_visits_not_all_pairs_are_written_and_the_clusters_are_whole() {
    let mut csv = "first,last,dob,phone\n".to_owned();
    for _ in 0..400 {
        (0..30).for_each(|k| {
            let born = format!("{:02}/{:02}/{}", k % 12 + 1, k * 7 % 28 + 1, 1950 + k);
            csv.push_str(&format!(
                "{0}a{0},{0}o{0},{born},610555{1:04}\n",
                ["ba", "ce", "di", "fo", "gu", "ha"][k % 6].repeat(k / 6 + 1),
                2000 + k * 37
            ));
        });
    }
    let (_, linked) = linked(&csv);
    let people: BTreeSet<RowId> = linked.clusters.iter().copied().collect();
    assert_eq!(people, (0..30).collect());
    assert!(linked.pairs.len() < 2_100_000, "{}", linked.pairs.len());
    assert!(linked.notes.iter().any(|note| note.contains("the clusters are whole")), "{:?}", linked.notes);
}

#[test]
fn rows_that_say_nothing_in_particular_are_not_one_person_for_being_many() {
    let mut csv = "first,last,dob\n".to_owned();
    (0..300).for_each(|_| csv.push_str("Client,Client,5/5/1970\n"));
    let (_, linked) = linked(&csv);
    assert!(linked.clusters.iter().zip(0..).all(|(cluster, row)| *cluster == row));
    assert!(!linked.notes.iter().any(|note| note.contains("word for word")), "{:?}", linked.notes);
}
