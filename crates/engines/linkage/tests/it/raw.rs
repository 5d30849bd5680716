//! Files as small organizations have them: nothing prepared, no configuration.

use std::path::Path;
use tandem_linkage::clk::export::{Columns, Options, encode_file};
use tandem_linkage::clk::keys::Secret;
use tandem_linkage::config::Config;
use tandem_linkage::read;
use tandem_linkage::role::Role;
use tandem_linkage::table::Table;

/// Reads files as the command does.
fn table_of(files: &[&[u8]], config: &mut Config) -> Result<Table, String> {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..files.len()).map(|i| folder.path().join(format!("{i}.csv"))).collect();
    paths.iter().zip(files).for_each(|(p, bytes)| std::fs::write(p, bytes).unwrap());
    let paths: Vec<&Path> = paths.iter().map(|p| p.as_path()).collect();
    read::recognise(&paths, config).map_err(|e| e.to_string())?;
    read::table(&paths, config).map_err(|e| e.to_string())
}

fn read_file(bytes: &[u8]) -> (Table, Config) {
    let mut config = Config::default();
    let table = table_of(&[bytes], &mut config).unwrap();
    (table, config)
}

/// What is wrong with a file, for the one who made it.
fn fault(bytes: &[u8]) -> String {
    table_of(&[bytes], &mut Config::default()).err().expect("refused")
}

/// What is said of files while their columns are recognised.
fn said(files: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..files.len()).map(|i| folder.path().join(format!("{i}.csv"))).collect();
    paths.iter().zip(files).for_each(|(p, text)| std::fs::write(p, text).unwrap());
    let paths: Vec<&Path> = paths.iter().map(|p| p.as_path()).collect();
    read::recognise(&paths, &mut Config::default()).unwrap().join("\n")
}

fn row(table: &Table, row: u32) -> Vec<String> {
    (0..table.fields.len()).map(|f| table.text(row, f).to_owned()).collect()
}

#[test]
fn a_header_below_titles_in_another_encoding() {
    let file = b"Despensa;;\r\nExportado 3/5/2026;;\r\nFolio;Direcci\xf3n;Apellidos\r\n7;12 Main St;Mu\xf1oz\r\n;;\r\n8;9 Oak Rd;Sol\r\n";
    let (table, config) = read_file(file);
    assert_eq!(config.columns["Direcci\u{f3}n"], Role::Address);
    assert_eq!((table.len(), table.id(0), table.id(1)), (2, "7", "8"), "a row of empty cells is nobody");
    assert!(row(&table, 0).contains(&"munoz".to_owned()));
}

#[test]
fn utf_16_is_read() {
    let text = "\u{feff}First Name\tLast Name\tDOB\nI\u{f1}igo\tRuiz\t1980-02-03\n";
    for big in [false, true] {
        let bytes: Vec<u8> = text
            .encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect();
        assert_eq!(row(&read_file(&bytes).0, 0), ["inigo", "ruiz", "19800203"]);
    }
}

#[test]
fn a_file_without_a_header_is_told_by_its_values() {
    let people = "Thomas,Lopez,01/02/1980,5551234567\nMaria,Scott,05/07/1957,5550147195\n";
    let (table, config) = read_file(people.as_bytes());
    let roles = ["c1", "c2", "c3", "c4"].map(|c| config.columns[c]);
    assert_eq!(roles, [Role::GivenName, Role::FamilyName, Role::BirthDate, Role::Phone]);
    assert_eq!((table.len(), table.id(0)), (2, "1"));
    let said = said(&[people]);
    assert!(said.contains("line 1 looks like a person") && said.contains("rows are numbered"), "{said}");
}

#[test]
fn rows_keep_their_numbers_where_empty_ones_stand_between() {
    let (table, _) = read_file(b"first,last\nAna,Ruiz\n,\n , \nBo,Sol\n,\n");
    assert_eq!((table.len(), table.id(0), table.id(1)), (2, "1", "4"));
}

#[test]
fn what_cannot_be_read_says_where() {
    for end in ["\n", "\r\n"] {
        let open = ["id,first,last", "1,Ana,Ruiz", "2,Bo,\"Sol", "3,Cy,Day", ""].join(end);
        let e = fault(open.as_bytes());
        assert!(e.contains("line 3") && e.contains("never closed"), "{e}");
        let open = ["id,first,last", "1,Ana,Ruiz", "2,\"Bo,Sol", "3,Cy,Day", "4,Al,Kim", ""].join(end);
        let e = fault(open.as_bytes());
        assert!(e.contains("line 3") && e.contains("never closed"), "{e}");
        let nameless = ["id,first,last", "1,Ana,Ruiz", " ,Bo,Sol", ""].join(end);
        let mut named = Config { id: Some("id".into()), ..Config::default() };
        let e = table_of(&[nameless.as_bytes()], &mut named).err().expect("refused");
        assert!(e.contains("line 3 has no id") && e.contains("`id`"), "{e}");
    }
}

#[test]
fn dates_that_cannot_be_are_counted_and_shown() {
    for end in ["\n", "\r\n"] {
        let file =
            ["id,last,dob", "1,Ruiz,3/4/1980", "2,Sol,soon", "3,Day,", "4,Kim,31.2.1990", "5,Lee,?", ""]
                .join(end);
        let notes = read_file(file.as_bytes()).0.notes;
        assert_eq!((notes.impossible_dates, notes.dates), (3, 4), "{notes:?}");
        let shown: Vec<_> = notes.odd_dates.iter().map(|odd| (odd.value.as_str(), odd.line)).collect();
        assert_eq!(shown, [("soon", Some(3)), ("31.2.1990", Some(5))]);
    }
}

#[test]
fn each_column_of_each_file_writes_dates_its_own_way() {
    let iso = "id,last,dob\na1,Ruiz,1963-04-03\na2,Sol,1992-10-14\n";
    let spanish = "id,last,dob\nb1,Ruiz,3/4/63\nb2,Sol,14/10/92\n";
    let excel = "id,last,dob\nb1,Ruiz,23104\nb2,Sol,33891\n";
    let three = "id,last,dob_m,dob_d,dob_y\nb1,Ruiz,4,3,1963\nb2,Sol,10,14,1992\n";
    for other in [spanish, excel, three] {
        let table = table_of(&[iso.as_bytes(), other.as_bytes()], &mut Config::default()).unwrap();
        let born = table.field(Role::BirthDate).unwrap();
        let dates: Vec<&str> = (0..4).map(|r| table.text(r, born)).collect();
        assert_eq!(dates, ["19630403", "19921014", "19630403", "19921014"], "{other}");
    }
}

#[test]
fn names_and_addresses_meet_however_many_columns_they_fill() {
    let whole = "id,Client,Home address\na1,\"Ruiz, Ana\",\"12 Main St, 98101\"\n";
    let parts = "id,first,last,house number,street,zip\nb1,Ana,Ruiz,12,Main Street,98101\n";
    for files in [[whole, parts], [parts, whole]] {
        let table = table_of(&files.map(str::as_bytes), &mut Config::default()).unwrap();
        for role in [Role::GivenName, Role::FamilyName, Role::HouseNumber, Role::Street, Role::Postcode] {
            let fields: Vec<usize> = table.fields_of(role).collect();
            assert_eq!(fields.len(), 1, "{role:?}");
            assert_eq!(table.row(0)[fields[0]], table.row(1)[fields[0]], "{role:?}");
            assert_ne!(table.row(0)[fields[0]], 0, "{role:?}");
        }
        assert!(!said(&files).contains("NO NAMES"));
    }
    let nameless = "id,dob\nb1,1980-02-03\n";
    assert!(said(&[whole, nameless]).contains("NO NAMES ARE COMPARED"));
}

#[test]
fn a_zip_column_goes_before_what_an_address_may_end_with() {
    let (table, _) =
        read_file(b"id,last,Street Address,City/State/Zip\n1,Ruiz,12 Main St,\"Reading, PA 19601\"\n");
    let zip: Vec<usize> = table.fields_of(Role::Postcode).collect();
    assert_eq!((zip.len(), table.text(0, zip[0])), (1, "19601"));
}

/// Whom somebody looks for leaves in no form; the other rows keep their identifiers.
#[test]
fn rows_labelled_as_domestic_violence_are_not_encoded() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("secret"), "a long secret that two partners share\n").unwrap();
    let secret = Secret::read(&at("secret")).unwrap();
    let (out, list) = (at("out.csv"), at("list.csv"));
    let options = Options { list: Some(&list), ..Options::default() };
    let encode = |text: &str| {
        std::fs::write(at("people.csv"), text).unwrap();
        let columns = Columns::Standard { project: "spring", config: Config::default() };
        encode_file(&at("people.csv"), columns, &secret, &out, &options)
    };
    let labelled = "Folio,first,last,dob,Label\n7,Ana,Ruiz,1980-01-31,general\n\
        8,Bo,Sol,1990-01-31,domestic_violence\n9,Cy,Day,31-Jan-85,\n";
    let written = encode(labelled).unwrap();
    assert_eq!((written.rows, written.withheld), (2, 1));
    let text = std::fs::read_to_string(&list).unwrap();
    let mut own: Vec<&str> = text.lines().skip(1).map(|l| l.split_once(',').unwrap().1).collect();
    own.sort_unstable();
    assert_eq!(own, ["7", "9"], "the column that is recognised names them");
    let e = encode("Folio,first,dob\n7,Ana,1980-01-31\n,Bo,1990-01-31\n").unwrap_err().to_string();
    assert!(e.contains("line 3") && e.contains("no id"), "{e}");
}

#[test]
fn rows_are_numbered_in_their_own_file() {
    let table = table_of(
        &[b"first,last\nAna,Ruiz\n,\nBo,Sol\n", b"first,last\nCy,Day\nAl,Kim\n"],
        &mut Config::default(),
    );
    let table = table.unwrap();
    let ids: Vec<&str> = (0..4).map(|row| table.id(row)).collect();
    assert_eq!(ids, ["1", "3", "1", "2"]);
}

#[test]
fn a_row_without_the_number_that_others_have_gets_one_of_its_own() {
    let (table, _) = read_file(b"mrn,first,last\nA7,Ana,Ruiz\n ,Bo,Sol\nA9,Cy,Day\n");
    let ids: Vec<&str> = (0..3).map(|row| table.id(row)).collect();
    assert_eq!(ids, ["A7", "row 2", "A9"]);
    let said = table.notes.said(&["people.csv".to_owned()]).join("\n");
    assert!(said.contains("no identifier") && said.contains("(line 3)"), "{said}");
}

#[test]
fn a_whole_name_is_seen_whatever_its_column_is_called() {
    for (header, cells) in [
        ("Name (Last, First)", ["Ruiz, Ana", "Sol, Bo", "Day, Cy"]),
        ("Client (Last, First)", ["Ruiz, Ana", "Sol, Bo", "Day, Cy"]),
        ("Last Name", ["Ruiz, Ana", "Sol, Bo", "Day, Cy"]),
        ("Nombre", ["Ana Ruiz", "Bo Sol", "Cy Day"]),
        ("Head of Household", ["Ana Ruiz", "Bo Sol", "Cy Day"]),
        ("Apellidos y Nombres", ["Ruiz, Ana", "Sol, Bo", "Day, Cy"]),
    ] {
        let rows = cells.iter().map(|c| format!("\"{c}\",1990-01-02\n")).collect::<String>();
        let (table, _) = read_file(format!("\"{header}\",DOB\n{rows}").as_bytes());
        let given = table.field(Role::GivenName).map(|field| table.text(0, field).to_owned());
        let family = table.field(Role::FamilyName).map(|field| table.text(0, field).to_owned());
        assert_eq!((given.as_deref(), family.as_deref()), (Some("ana"), Some("ruiz")), "{header}");
    }
    // Two given names are no whole name where another column has the family name.
    let (_, config) = read_file(b"Nombre,Apellido\nAna Maria,Ruiz\nJose Luis,Sol\nEva Luz,Day\n");
    assert_eq!(config.columns["Nombre"], Role::GivenName);
}

#[test]
fn a_list_of_children_is_of_children() {
    let (_, config) =
        read_file(b"Child's First Name,Child Last Name,Child DOB\nAna,Ruiz,2015-01-02\nBo,Sol,2016-03-04\n");
    assert_eq!(config.columns["Child's First Name"], Role::GivenName);
    assert_eq!(config.columns["Child DOB"], Role::BirthDate);
    let (_, config) = read_file(b"First,Last,Child First Name\nAna,Ruiz,Eva\nBo,Sol,Ida\n");
    assert_eq!(config.columns["Child First Name"], Role::Ignore);
}

#[test]
fn cells_say_what_people_mean() {
    let (table, _) = read_file(
        "id,first,sex,phone,zip,ssn,address\n1,Ana,Mujer,2065550142.0,97201.0,999-99-9999,12 Elm St # 4\n2,Bo,Hombre,2065550143,97201,\
         111-22-3334,12 Elm Street Apt 4 Portland OR\n3,Cy,N/A,,,,3 Oak Ave Lot 7\n"
            .as_bytes(),
    );
    let of = |row: u32, role: Role| table.text(row, table.field(role).unwrap());
    assert_eq!([0, 1, 2].map(|row| of(row, Role::Sex)), ["f", "m", ""]);
    assert_eq!((of(0, Role::Phone), of(0, Role::Postcode)), ("2065550142", "97201"));
    assert_eq!((of(0, Role::Identifier), of(1, Role::Identifier)), ("", "111223334"));
    for (role, cells) in [(Role::Street, ["elm st", "elm st", "oak ave"]), (Role::Unit, ["4", "4", "7"])] {
        assert_eq!([0, 1, 2].map(|row| of(row, role)), cells);
    }
}
