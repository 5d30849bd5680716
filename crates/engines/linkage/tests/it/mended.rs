//! One bad line of a file stops nothing that can be mended without losing anything; what was mended is told.

use crate::people::table_of;
use std::path::Path;
use tandem_linkage::clk::export::{Columns, Options, encode_file};
use tandem_linkage::clk::keys::Secret;
use tandem_linkage::clk::schema::Schema;
use tandem_linkage::config::Config;
use tandem_linkage::read;
use tandem_linkage::role::Role;
use tandem_linkage::table::Table;

fn mended(file: &[u8]) -> (Table, String) {
    let table = table_of(&[file], &mut Config::default()).unwrap();
    let said = table.notes.said(&["people.csv".to_owned()]).join("\n");
    (table, said)
}

fn fault(file: &[u8]) -> String {
    table_of(&[file], &mut Config::default()).err().expect("refused")
}

fn row(table: &Table, row: u32) -> Vec<&str> {
    (0..table.fields.len()).map(|f| table.text(row, f)).collect()
}

#[test]
fn rows_get_as_many_cells_as_the_header_has() {
    for end in ["\n", "\r\n"] {
        let file =
            ["id,first,last,dob", "1,Ana,Ruiz,1980-02-03,", "2,Bo,Sol", "3,Cy,Day,1982-02-03", ",", ""]
                .join(end);
        let (table, said) = mended(file.as_bytes());
        assert_eq!(table.len(), 3);
        assert_eq!(row(&table, 0), ["ana", "ruiz", "19800203"]);
        assert_eq!(row(&table, 1), ["bo", "sol", ""]);
        assert!(said.contains("fewer cells") && said.contains("(line 3)"), "{said}");
        assert!(said.contains("more cells") && said.contains("(line 2)"), "{said}");
        // A comma within a cell would put all that follows in the wrong column.
        let comma = fault(["id,first,last", "1,Ana,Ruiz", "2,Bo,Sol, Jr", ""].join(end).as_bytes());
        assert!(comma.contains("line 3") && comma.contains("quotation marks"), "{comma}");
    }
}

#[test]
fn two_columns_of_a_name_are_two_columns() {
    let file = b"id,First,Phone,Phone\n1,Ana,2065550101,2065550102\n2,Bo,,2065550103\n";
    let mut config = Config::default();
    let table = table_of(&[file], &mut config).unwrap();
    assert_eq!((config.columns["Phone"], config.columns["Phone (2)"]), (Role::Phone, Role::Phone));
    assert_eq!(row(&table, 0), ["ana", "2065550101", "2065550102"]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.csv");
    std::fs::write(&path, file).unwrap();
    let said = read::recognise(&[&path], &mut Config::default()).unwrap().join("\n");
    assert!(said.contains("column 4 is called `Phone`") && said.contains("`Phone (2)`"), "{said}");
}

#[test]
fn rows_whose_identifier_was_seen_get_one_of_their_own() {
    let (table, said) = mended(b"id,first,last\n7,Ana,Ruiz\n8,Bo,Sol\n7,Cy,Day\n7 (2),Al,Kim\n7,Di,Lee\n");
    let ids: Vec<&str> = (0..5).map(|row| table.id(row)).collect();
    assert_eq!(ids, ["7", "8", "7 (3)", "7 (2)", "7 (4)"], "nobody's identifier is taken");
    assert!(said.contains("`7` names row 1 and row 3") && said.contains("2 rows in all"), "{said}");
}

#[test]
fn nul_bytes_are_left_out() {
    let (table, said) = mended(b"id,first,last\n1,An\0a,Ruiz\n2,Bo,Sol\n3,Cy,Day\n4,Al,Kim\n");
    assert_eq!(row(&table, 0), ["ana", "ruiz"]);
    assert!(said.contains("NUL") && said.contains("(line 2)"), "{said}");
    assert!(fault(&[0, 1, 2, 3, 0, 0, 9].repeat(40)).contains("no text file"));
}

#[test]
fn columns_to_pass_over_are_there() {
    let mut config = Config { ignore: vec!["nosuch".into()], ..Config::default() };
    let e = table_of(&[b"id,first,last\n1,Ana,Ruiz\n"], &mut config).err().unwrap();
    assert!(e.contains("`nosuch`") && e.contains("id, first, last"), "{e}");
}

/// A schema is the reference code's, and that counts every row: a row that is passed over would shift all that follow.
#[test]
fn a_schema_encodes_empty_rows_too() {
    const SCHEMA: &str = r#"{"version":3,"clkConfig":{"l":64,"xor_folds":0,"kdf":{"type":"HKDF","hash":"SHA256","keySize":64}},
        "features":[{"identifier":"a","format":{"type":"string","encoding":"utf-8"},"hashing":{"comparison":{"type":"ngram","n":2},
        "strategy":{"bitsPerFeature":20},"hash":{"type":"blakeHash"}}},{"identifier":"b","ignored":true}]}"#;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("people.csv"), "a,b\nana,1\n,\nbob,2\n").unwrap();
    let secret = Secret::of(b"a secret that partners share".to_vec());
    let encode = |out: &Path| {
        let columns = Columns::Schema(Schema::parse(SCHEMA).unwrap());
        encode_file(&at("people.csv"), columns, &secret, out, &Options::default()).unwrap()
    };
    assert_eq!(encode(&at("out.csv")).rows, 3);
    let filters = std::fs::read_to_string(at("out.csv")).unwrap();
    let empty = filters.lines().nth(2).unwrap();
    assert!(empty.starts_with("2,AAAAAAAAAAA"), "no bit is set for nothing: {filters}");
}
