//! Files as people send them: tables of a network that are wrong, letters and line ends of other times.

use proptest::prelude::*;
use tandem_deliberation::network::{file, report};
use tandem_deliberation::text;

const NODES: &str = "id,sector\nclinic,healthcare\npantry,community\nschool,education\nchurch,community\n";
const TIES: &str = "source,target,weight\nclinic,pantry,2\npantry,school,1.5\nschool,church,\n";

#[test]
fn a_table_that_is_wrong_says_which_and_where() {
    for (from, to, line, what) in [
        ("id,sector", "\"id,sector", 1, "a quotation mark opens a cell"),
        ("pantry,community", "pantry,\"community", 3, "a quotation mark opens a cell"),
        (
            "pantry,community\nschool,education",
            "pantry,\"community\nschool,education\"",
            3,
            "goes on over the next line",
        ),
        ("pantry,community", "clinic,community", 3, "clinic comes twice"),
        ("pantry,community", ",community", 3, "no id"),
        ("pantry,community", "pantry", 3, "record with 1 fields"),
    ] {
        assert!(NODES.contains(from), "{from}");
        let fault = file::nodes(&NODES.replacen(from, to, 1), None).expect_err(to);
        assert!(fault.what.starts_with("nodes: ") && fault.what.contains(what), "{fault}");
        assert_eq!(fault.line, line, "{fault}");
    }
    for (sign, what) in [(";", "the sign ;"), ("\t", "by tabs"), ("|", "the sign |")] {
        let fault = file::nodes(&NODES.replace(',', sign), None).unwrap_err();
        assert!(fault.line == 1 && fault.what.contains(what) && fault.mend.contains("commas"), "{fault}");
        let known = file::nodes(NODES, None).unwrap();
        let fault = file::ties(known, &TIES.replace(',', sign), None).unwrap_err();
        assert!(fault.line == 1 && fault.what.contains(what), "{fault}");
    }
    for (from, to, line, what) in [
        ("clinic,pantry,2", "clinic,pantry,-2", 2, "\"-2\" is no number of zero or more"),
        ("clinic,pantry,2", "clinic,pantry,NaN", 2, "\"NaN\" is no number"),
        ("clinic,pantry,2", "clinic,pantry,inf", 2, "\"inf\" is no number"),
        ("clinic,pantry,2", "clinic,bank,2", 2, "\"bank\" is no node"),
        ("pantry,school", "\"pantry,school", 3, "a quotation mark opens a cell"),
        ("source,target,weight", "source", 2, "record with 3 fields"),
    ] {
        assert!(TIES.contains(from), "{from}");
        let fault =
            file::ties(file::nodes(NODES, None).unwrap(), &TIES.replacen(from, to, 1), None).expect_err(to);
        assert!(fault.what.starts_with("ties: ") && fault.what.contains(what), "{fault}");
        assert_eq!(fault.line, line, "{fault}");
    }
}

#[test]
fn the_weight_stands_in_the_column_of_its_name() {
    let ties = "source,target,since,weight\nclinic,pantry,2019,3\npantry,school,2020,\n";
    let network = file::parse(NODES, ties, None).unwrap();
    assert_eq!(network.ties, [(0, 1, 3.0), (1, 2, 1.0)]);
    // Names in quotation marks may hold commas and marks, and one column is enough for nodes.
    let network =
        file::parse("id\n\"a, \"\"b\"\"\"\nc\n", "source,target\n\"a, \"\"b\"\"\",c\n", None).unwrap();
    assert_eq!((network.ids[0].as_str(), network.ties.len()), ("a, \"b\"", 1));
}

#[test]
fn a_column_that_is_no_weight_is_not_taken_for_one() {
    let read = |ties: &str, weight| file::ties(file::nodes(NODES, None).unwrap(), ties, weight);
    for (head, rows, weights, note) in [
        ("kind", ["referral", "gift"], [1.0, 1.0], Some("each tie weighs 1")),
        ("kind,contacts", ["referral,4", "gift,"], [4.0, 1.0], Some("read from the column contacts")),
        ("since,Strength", ["2019,3", "2020,0.5"], [3.0, 0.5], None),
        ("since,value", ["2019,3", "2020,2"], [3.0, 2.0], None),
        ("kind,since", ["referral,2019", "gift,spring"], [1.0, 1.0], Some("each tie weighs 1")),
        ("balance,contacts", ["-1,3", "2,2"], [3.0, 2.0], Some("read from the column contacts")),
        ("remark,contacts", [",3", ",2"], [3.0, 2.0], Some("read from the column contacts")),
    ] {
        let ties = format!("source,target,{head}\nclinic,pantry,{}\npantry,school,{}\n", rows[0], rows[1]);
        let network = read(&ties, None).unwrap();
        assert_eq!(network.ties, [(0, 1, weights[0]), (1, 2, weights[1])], "{head}");
        match note {
            Some(note) => assert!(network.notes.len() == 1 && network.notes[0].contains(note), "{head}"),
            None => assert!(network.notes.is_empty(), "{head}: {:?}", network.notes),
        }
    }
    assert!(read("source,target\nclinic,pantry\n", None).unwrap().notes.is_empty(), "nothing was left out");
    // One is asked for: it counts before one that is called so, and has to hold numbers.
    let ties = "source,target,weight,hours\nclinic,pantry,2,7\n";
    assert_eq!(read(ties, Some("hours")).unwrap().ties, [(0, 1, 7.0)]);
    let fault = read(ties, Some("days")).unwrap_err();
    assert!(fault.what.contains("no column days") && fault.mend.ends_with("weight, hours"), "{fault}");
    let fault = read("source,target,kind\nclinic,pantry,gift\n", Some("kind")).unwrap_err();
    assert!(fault.what.contains("the weight \"gift\" is no number"), "{fault}");
}

#[test]
fn measures_of_odd_networks_are_numbers() {
    for (nodes, ties) in [
        ("id\n", "source,target\n"),
        ("id\nalone\n", "source,target\n"),
        (NODES, "source,target,weight\nclinic,pantry,0\npantry,school,0\n"),
        (NODES, "source,target,weight\nclinic,pantry,1e300\npantry,school,1e-300\n"),
        (NODES, "source,target\nclinic,clinic\n"),
    ] {
        let network = file::parse(nodes, ties, None).unwrap();
        let json = report::json(&network).to_string();
        assert!(!json.contains("NaN") && !report::text(&network).contains("NaN"), "{ties}: {json}");
    }
}

#[test]
fn bytes_become_text_or_a_fault() {
    let plain = text::read(b"a\nb\n".to_vec()).unwrap();
    assert_eq!((plain.text.as_str(), plain.note), ("a\nb\n", None));
    assert_eq!(text::read(b"a\rb\r".to_vec()).unwrap().text, "a\nb\n");
    // A carriage return within lines that line feeds end is no line end.
    assert_eq!(text::read(b"a\rb\n".to_vec()).unwrap().text, "a\rb\n");
    let latin = text::read(b"a\nJos\xe9\nB\xf6rse\n".to_vec()).unwrap();
    assert!(latin.text.contains("Jos\u{fffd}") && latin.note.unwrap().starts_with("line 2 is the first"));
    for wide in [&b"M\0E\0"[..], b"\0M\0E", b"\xff\xfeM\0", b"\xfe\xff\0M"] {
        let fault = text::read(wide.to_vec()).unwrap_err();
        assert!(fault.what.contains("UTF-16") && fault.mend.contains("UTF-8"), "{fault}");
    }
    assert_eq!(text::read(Vec::new()).unwrap().text, "");
}

proptest! {
    /// Reading never panics, whatever stands in the tables.
    #[test]
    fn a_broken_table_is_a_fault_and_no_panic(cut in 0usize..TIES.len(), put in "[0-9,;\"\r\na-]{0,6}") {
        let _ = file::parse(NODES, &format!("{}{put}{}", &TIES[..cut], &TIES[cut..]), None);
        if let Ok(network) = file::parse(&format!("{}{put}{}", &NODES[..cut], &NODES[cut..]), TIES, None) {
            let _ = report::json(&network);
        }
    }

    /// Any bytes are a text or a fault.
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
        let _ = text::read(bytes);
    }
}
