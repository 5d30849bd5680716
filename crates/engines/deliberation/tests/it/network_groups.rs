//! Groups found by merging, beside those of networkx 3.6.1, where roundings decide between equal gains.

use tandem_deliberation::network::{Network, community, file};

fn network(nodes: &str, ties: &str) -> Network {
    let nodes: String = nodes.split(' ').map(|id| format!("{id}\n")).collect();
    let ties: String = ties.split(", ").map(|tie| tie.replace(' ', ",") + "\n").collect();
    file::parse(&format!("id\n{nodes}"), &format!("source,target\n{ties}"), None).unwrap()
}

/// Groups as text: the ids of each sorted, then the groups.
fn groups(network: &Network, of: &[usize]) -> String {
    let mut list: Vec<Vec<&str>> = vec![Vec::new(); of.iter().max().map_or(0, |g| g + 1)];
    of.iter().enumerate().for_each(|(a, &g)| list[g].push(&network.ids[a]));
    list.iter_mut().for_each(|ids| ids.sort_unstable());
    list.sort();
    list.iter().map(|ids| ids.join(" ")).collect::<Vec<_>>().join(", ")
}

/// In each of these the exact gains tie, and counting exactly (of equal gains the first pair) gives other groups.
#[test]
fn groups_are_those_of_the_reference_where_gains_tie() {
    for (nodes, ties, wanted) in [
        ("1 2 3 4 5 6 7", "1 4, 2 3, 4 6, 4 7, 5 7, 6 7", "1 4 6, 2 3, 5 7"),
        ("1 2 3 4 5 6 7", "1 2, 1 4, 1 7, 2 4, 3 5, 4 6", "1 7, 2 4 6, 3 5"),
        ("1 2 3 4 5 6 7", "1 3, 2 4, 2 5, 2 6, 4 6, 6 7", "1 3, 2 4 5, 6 7"),
        (
            "n14 n36 n21 n2 n6 n28 n1",
            "n14 n21, n36 n6, n21 n2, n21 n6, n2 n6, n28 n1",
            "n1 n28, n14 n2 n21, n36 n6",
        ),
        (
            "n35 n9 n16 n29 n20 n6 n32",
            "n35 n16, n35 n29, n35 n20, n9 n16, n16 n29, n6 n32",
            "n16 n9, n20 n29 n35, n32 n6",
        ),
        (
            "n25 n4 n26 n1 n9 n14 n31",
            "n25 n26, n25 n1, n4 n26, n26 n1, n1 n14, n9 n31",
            "n1 n14 n25, n26 n4, n31 n9",
        ),
    ] {
        let network = network(nodes, ties);
        assert_eq!(groups(&network, &community::greedy(&network)), wanted, "{ties}");
    }
}

/// Of equal gains the first pair by id merges: as numbers where all ids are numbers, else as strings, and never as they stand in the file.
#[test]
fn ids_are_in_order_as_numbers_or_as_strings() {
    let numbers = network(
        "26 16 19 38 9 10 15 35 28 40 11 29 5 24 4 8 27 34 17 22 2",
        "16 19, 16 11, 19 10, 38 22, 9 11, 9 34, 10 34, 15 27, 28 2, 40 11, 40 4, 40 22, 5 8, 24 17, 34 2",
    );
    assert_eq!(
        groups(&numbers, &community::greedy(&numbers)),
        "10 16 19, 11 9, 15 27, 17 24, 2 28 34, 22 38 4 40, 26, 29, 35, 5 8"
    );
    let strings = network(
        "n9 n18 n19 n24 n2 n32 n36 n11 n33 n16 n3 n39 n35 n31 n27 n22 n13 n29 n28 n12",
        "n9 n18, n9 n31, n18 n16, n19 n36, n19 n28, n24 n31, n2 n39, n32 n3, n32 n27, n36 n13, n11 n13, n33 n13, n3 n39, \
         n39 n22, n39 n12, n35 n31, n35 n22, n27 n22",
    );
    assert_eq!(
        groups(&strings, &community::greedy(&strings)),
        "n11 n13 n19 n28 n33 n36, n12 n2 n39, n16 n18 n9, n22 n24 n31 n35, n27 n3 n32, n29"
    );
}

#[test]
fn without_ties_each_node_is_a_group() {
    let none = file::parse("id\na\nb\n", "source,target\n", None).unwrap();
    assert_eq!(groups(&none, &community::greedy(&none)), "a, b");
}
