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
        let fault = file::ties(known, &TIES.replace(',', sign)).unwrap_err();
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
        let fault = file::ties(file::nodes(NODES, None).unwrap(), &TIES.replacen(from, to, 1)).expect_err(to);
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
