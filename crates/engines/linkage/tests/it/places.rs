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
