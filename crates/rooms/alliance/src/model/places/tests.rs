use super::*;

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

fn offer(org: u128, domain: &str, areas: &[(&str, &[&str])], room: Option<bool>) -> Offer {
    Offer {
        organization: Uuid::from_u128(org),
        root: Uuid::from_u128(org),
        partner: true,
        domains: set(&[domain]),
        populations: BTreeSet::new(),
        areas: areas.iter().map(|(n, z)| ((*n).to_owned(), set(z))).collect(),
        room,
    }
}

const CITY: (&str, &[&str]) = ("City", &["1", "2"]);
const NORTH: (&str, &[&str]) = ("North", &["1"]);
const SOUTH: (&str, &[&str]) = ("South", &["2"]);

#[test]
fn places_are_the_smallest_areas_and_the_city_reaches_all_of_them() {
    let map = PartnerMap::new(
        vec![
            offer(1, "food", &[CITY], Some(true)),
            offer(2, "rides", &[NORTH], Some(false)),
            offer(3, "rides", &[SOUTH], None),
        ],
        "Here",
    );
    assert_eq!(map.places().collect::<Vec<_>>(), ["North", "South"]);
    assert_eq!((map.cover("food", "North"), map.cover("food", "South")), (Cover::Open, Cover::Open));
    assert_eq!((map.cover("rides", "North"), map.cover("rides", "South")), (Cover::Full, Cover::Unknown));
    assert_eq!(map.cover("jobs", "North"), Cover::None);
    assert_eq!(map.without(Uuid::from_u128(1)).cover("food", "South"), Cover::None);
    let gaps = map.gaps(["food", "rides", "jobs"]);
    let named: Vec<_> = gaps.iter().map(|g| (g.domain.as_str(), g.place.as_str(), g.cover)).collect();
    assert_eq!(
        named,
        [("rides", "North", Cover::Full), ("jobs", "North", Cover::None), ("jobs", "South", Cover::None)]
    );
    assert_eq!(gaps[0].organizations.len(), 1, "who is full there is named");
}

#[test]
fn room_for_some_people_leaves_a_gap_for_everybody_else() {
    let mut all = vec![
        offer(1, "food", &[NORTH], Some(true)),
        offer(2, "food", &[NORTH], Some(false)),
        offer(3, "food", &[SOUTH], Some(true)),
        offer(4, "food", &[SOUTH], None),
    ];
    all[0].populations = set(&["Veterans"]);
    all[2].populations = set(&["Children"]);
    let map = PartnerMap::new(all, "Here");
    assert!(map.gaps(["food"]).is_empty());
    let partly = map.partly(["food", "jobs"]);
    let told: Vec<_> = partly.iter().map(|g| (g.place.as_str(), g.only_for.clone())).collect();
    // In the south a service for everybody has not said whether there is room.
    assert_eq!(told, [("North", set(&["Veterans"]))]);
    assert_eq!(map.populations().into_iter().collect::<Vec<_>>(), ["Children", "Veterans"]);
    let cover = |people: &str, place: &str| map.open_to(people).cover("food", place);
    assert_eq!((cover("Veterans", "North"), cover("Children", "North")), (Cover::Open, Cover::Full));
    assert_eq!((cover("Children", "South"), cover("Veterans", "South")), (Cover::Open, Cover::Unknown));
    assert_eq!(map.open_to("Veterans").places().count(), 2, "the places stay");
}

#[test]
fn pairs_that_do_most_alike_come_first() {
    let food = |n| offer(n, "food", &[NORTH], None);
    let all =
        vec![food(1), food(2), food(3), offer(1, "rides", &[NORTH], None), offer(3, "rides", &[NORTH], None)];
    let [one, two, three] = [1, 2, 3].map(Uuid::from_u128);
    let found = PartnerMap::new(all, "Here").duplicates(&BTreeSet::from([(one, two)]));
    assert_eq!(often(&found), [((one, three), 2), ((two, three), 1)]);
}

#[test]
fn one_open_service_closes_a_gap() {
    let map = PartnerMap::new(
        vec![offer(1, "food", &[NORTH], Some(false)), offer(2, "food", &[NORTH], Some(true))],
        "Here",
    );
    assert!(map.gaps(["food"]).is_empty());
}

#[test]
fn without_areas_the_whole_is_one_place() {
    let map = PartnerMap::new(vec![offer(1, "food", &[], Some(true))], "Here");
    assert_eq!(map.places().collect::<Vec<_>>(), ["Here"]);
    assert_eq!(map.cover("food", "Here"), Cover::Open);
}

#[test]
fn the_same_help_twice_is_a_duplicate_until_they_agree() {
    let mut all = vec![
        offer(1, "food", &[CITY], Some(true)),
        offer(2, "food", &[NORTH], None),
        offer(3, "food", &[SOUTH], None),
        offer(4, "food", &[NORTH], None),
    ];
    all[2].populations = set(&["Veterans"]);
    all[3].partner = false;
    let map = PartnerMap::new(all.clone(), "Here");
    let found = map.duplicates(&BTreeSet::new());
    assert_eq!(found.len(), 1, "other people, or no partner, is no duplicate: {found:?}");
    assert_eq!((found[0].organizations.len(), found[0].places.clone()), (2, set(&["North"])));
    let agreed = BTreeSet::from([(Uuid::from_u128(1), Uuid::from_u128(2))]);
    assert!(map.duplicates(&agreed).is_empty());
    // Agreements are told of roots: what one of several under a control has agreed holds for all of it.
    let mut led = all.clone();
    led[1].root = Uuid::from_u128(9);
    let led = PartnerMap::new(led, "Here");
    assert_eq!(led.duplicates(&agreed).len(), 1, "nobody who leads 2 has agreed");
    assert!(led.duplicates(&BTreeSet::from([(Uuid::from_u128(1), Uuid::from_u128(9))])).is_empty());
    // Under one control the two are one.
    all[1].root = all[0].root;
    assert!(PartnerMap::new(all, "Here").duplicates(&BTreeSet::new()).is_empty());
}

#[test]
fn an_agreement_of_two_leaves_the_third() {
    let all = (1..=3).map(|n| offer(n, "food", &[NORTH], None)).collect();
    let map = PartnerMap::new(all, "Here");
    let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let three = Uuid::from_u128(3);
    let found = map.duplicates(&BTreeSet::from([(one, two)]));
    assert_eq!(found[0].organizations.len(), 3);
    assert_eq!((found[0].apart.clone(), found[0].all_apart()), (vec![(one, three), (two, three)], false));
    assert!(map.duplicates(&BTreeSet::new())[0].all_apart());
    assert!(map.duplicates(&BTreeSet::from([(one, two), (one, three), (two, three)])).is_empty());
}
