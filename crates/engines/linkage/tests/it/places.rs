//! Values that are nobody's own: of a shelter, of a front desk, of a clerk who does not know.

use crate::people::{dice, name, table_of};
use tandem_linkage::compare::Comparer;
use tandem_linkage::config::Config;
use tandem_linkage::link::{self, Linked};
use tandem_linkage::table::Table;
use tandem_linkage::truth;

const HEADER: &str = "first,last,dob,phone,address\n";
const SHELTER: [&str; 2] = ["5035550100", "100 Shelter Way"];

/// 2,000 people of few names, a third of them in families, a third in the file twice with faults; some live at a shelter.
fn town(at_shelter: usize, seed: u64) -> (String, Vec<u32>) {
    let mut roll = dice(seed);
    let (mut csv, mut persons) = (HEADER.to_owned(), vec![]);
    let mut homes: Vec<[String; 3]> = vec![];
    for person in 0..2000 {
        let home = if person > 0 && roll(100) < 35 {
            homes[roll(homes.len())].clone()
        } else {
            let street = format!("{} {} st", 1 + roll(4000), name(2, roll(20)));
            [name(3, roll(60) * 37), format!("503{:07}", 2_000_000 + roll(7_000_000)), street]
        };
        homes.push(home.clone());
        let shelter = roll(2000) < at_shelter;
        let (first, born) = (name(2, roll(70)), [1935 + roll(85), 1 + roll(12), 1 + roll(28)]);
        for copy in 0..=usize::from(person % 3 == 0) {
            let fault = |of: usize, roll: &mut dyn FnMut(usize) -> usize| copy > 0 && roll(100) < of;
            let first = if fault(10, &mut roll) { first[1..].to_owned() } else { first.clone() };
            let last = if fault(10, &mut roll) { home[0][1..].to_owned() } else { home[0].clone() };
            let day = if fault(3, &mut roll) { 1 + roll(28) } else { born[2] };
            let phone =
                if fault(10, &mut roll) { format!("5039{:06}", roll(1_000_000)) } else { home[1].clone() };
            let born =
                if roll(10) == 0 { String::new() } else { format!("{}-{:02}-{day:02}", born[0], born[1]) };
            let [phone, street] = if shelter { SHELTER.map(str::to_owned) } else { [phone, home[2].clone()] };
            csv += &format!("{first},{last},{born},{phone},{street}\n");
            persons.push(person as u32);
        }
    }
    (csv, persons)
}

fn linked(csv: &str) -> (Table, Linked) {
    let mut config = Config::default();
    let table = table_of(&[csv.as_bytes()], &mut config).unwrap();
    let linked = link::link(&table, &config).unwrap();
    (table, linked)
}

/// The weight of births far apart.
fn births_apart(table: &Table, linked: &Linked) -> f64 {
    let c = Comparer::new(table).comparisons.iter().position(|c| c.name == "date of birth").unwrap();
    (linked.model.m[c].last().unwrap() / linked.model.u[c].last().unwrap()).log2()
}

/// Pairs at the shelter are more than there are persons, and none of them says what one person's records look like.
#[test]
fn a_shelter_does_not_teach_what_a_person_is() {
    for (people, seed) in [(40, 1), (60, 2), (60, 3), (80, 4), (100, 5)] {
        let (csv, persons) = town(people, seed);
        let (table, linked) = linked(&csv);
        let found = truth::of_pairs(&table, &persons, &linked.pairs, 0.95);
        let births = births_apart(&table, &linked);
        assert!(
            found.precision > 0.98 && births < -4.0,
            "{people} at the shelter: {found}, births {births:.1}"
        );
        assert!(linked.notes.is_empty(), "{:?}", linked.notes);
    }
}

/// The probability of the two rows of Zora Quimby, whose second birth is this, where 3 in 100 of the others have that as well.
fn with_births(placeholder: &str, second: &str) -> (f32, Table) {
    let (csv, _) = town(0, 8);
    let mut roll = dice(4);
    let mut out = HEADER.to_owned();
    for line in csv.lines().skip(1) {
        let mut cells: Vec<&str> = line.split(',').collect();
        if roll(100) < 3 {
            cells[2] = placeholder;
        }
        out += &(cells.join(",") + "\n");
    }
    out += &format!("zora,quimby,1961-05-07,5035551234,7 Elm St\nzora,quimby,{second},5035551234,7 Elm St\n");
    let (table, linked) = linked(&out);
    let last = table.len() as u32 - 1;
    let found = linked.pairs.iter().find(|p| (p.left, p.right) == (last - 1, last));
    (found.map_or(0.0, |p| p.probability), table)
}

#[test]
fn a_birth_that_stands_for_none_is_not_known() {
    for placeholder in ["1900-01-01", "1970-01-01", "2000-01-01", "1111-11-11", "1985-01-01"] {
        let (with, table) = with_births(placeholder, placeholder);
        let (without, _) = with_births("", "");
        assert!(
            (with - without).abs() < 0.02 && with > 0.9,
            "{placeholder}: {with}, and {without} without it"
        );
        let unknown: Vec<_> = table.notes.unknown.iter().filter(|u| u.column == "dob").collect();
        assert!(unknown.len() == 1 && unknown[0].value == placeholder && unknown[0].rows > 50, "{unknown:?}");
        let said = table.notes.said(&[]).join("\n");
        assert!(said.contains(placeholder) && said.contains("taken as not known"), "{said}");
    }
    // A day that is a person's, however often they come, stays; and so do the old days of people who lived then.
    let mut csv = town(0, 8).0;
    csv += &"zora,quimby,1961-05-07,5035551234,7 Elm St\n".repeat(40);
    assert!(linked(&csv).0.notes.unknown.iter().all(|u| u.column != "dob"));
    let mut old = HEADER.to_owned();
    (0..400).for_each(|n| old += &format!("{},{},18{:02}-01-01,,\n", name(2, n), name(3, n * 7), n % 100));
    (0..2).for_each(|n| old += &format!("{},moss,1900-01-01,,\n", name(2, n)));
    assert!(linked(&old).0.notes.unknown.is_empty());
    // Where of many people only the year is known, the first of January says the year.
    let mut years = town(0, 8).0;
    (0..420).for_each(|n| {
        years += &format!("{},{},{}-01-01,,\n", name(2, n % 256), name(3, n * 7), 1950 + n % 21)
    });
    assert!(linked(&years).0.notes.unknown.iter().all(|u| u.column != "dob"));
}

#[test]
fn one_number_and_one_house_of_many_are_not_known() {
    let (csv, persons) = town(60, 2);
    let (table, linked) = linked(&csv);
    let unknown: Vec<&str> = table.notes.unknown.iter().map(|u| u.value.as_str()).collect();
    for value in ["100 shelter way", "5035550100"] {
        assert!(unknown.contains(&value), "{unknown:?}");
    }
    let found = truth::of_pairs(&table, &persons, &linked.pairs, 0.95);
    assert!(found.precision > 0.98, "{found}");
    let words = "first,last,dob,phone,address,email\n\
        ana,ruiz,1980-02-03,206-555-5555,\"General Delivery, Portland OR 97201\",none@none.com\n\
        bo,sol,1981-02-03,2065550101,homeless,n/a\ncy,day,1982-02-03,2065550102,12 Elm St,cy@example.org\n";
    let table = table_of(&[words.as_bytes()], &mut Config::default()).unwrap();
    let row = |row: u32| -> Vec<&str> {
        (3..table.fields.len()).map(|f| table.text(row, f)).filter(|text| !text.is_empty()).collect()
    };
    assert_eq!(row(0), ["97201"], "the post office's town is theirs");
    assert_eq!(row(1), ["2065550101"]);
    assert_eq!(row(2).len(), 5, "{:?}", row(2));
    assert_eq!(table.notes.placeholders, 5);
}

/// Two rows that are the same in five columns are one person, however few rows there are.
#[test]
fn few_rows_are_linked_with_what_is_known_of_people() {
    const PEOPLE: [&str; 7] = [
        "Maria,Garcia,1984-05-03,5035551201,12 Oak St",
        "Luis,Okafor,1990-11-23,5415551202,9 Elm St",
        "Ruth,Nguyen,1971-02-14,5035551203,400 Pine Rd",
        "Ana,Garcia,2010-08-30,5035551201,12 Oak St",
        "Omar,Haddad,1955-06-09,9715551204,3 Lake Dr",
        "Kim,Baker,1999-12-12,5035551205,77 Mill Ln",
        "Jose,Garcia,1982-01-19,5035551201,12 Oak St",
    ];
    for people in 1..=PEOPLE.len() {
        for twice in [1, people] {
            let mut csv = HEADER.to_owned();
            for (n, person) in PEOPLE[..people].iter().enumerate() {
                (0..=usize::from(n < twice)).for_each(|_| csv += &format!("{person}\n"));
            }
            let (table, linked) = linked(&csv);
            let sure: Vec<_> = linked.pairs.iter().filter(|p| p.probability >= 0.95).collect();
            assert_eq!(sure.len(), twice, "{} rows: {:?}", table.len(), linked.pairs);
            assert!(sure.iter().all(|p| p.right == p.left + 1));
            assert!(
                linked.notes.iter().any(|n| n.contains("too few rows to learn from")),
                "{:?}",
                linked.notes
            );
        }
    }
    assert!(linked(&town(0, 1).0).1.notes.is_empty(), "enough rows speak for themselves");
}
