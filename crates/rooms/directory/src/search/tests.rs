use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use tandem_access::Uuid;

use super::*;
use crate::model::capacity::CapacityStatus;
use crate::model::domain::mask_of;
use crate::model::geo::Centroids;
use crate::model::item::Point;
use crate::model::schedule::Schedule;

fn entry(number: u128, name: &str, domain: &str, description: &str) -> Entry {
    Entry {
        service: Uuid::from_u128(number),
        organization: Uuid::from_u128(number + 1000),
        name: name.into(),
        description: description.into(),
        domains: mask_of(domain).unwrap_or(0),
        ..Entry::default()
    }
}

fn at(latitude: f64) -> Option<Point> {
    Some(Point { latitude, longitude: -76.6 })
}

fn index() -> Index {
    let mut pantry = entry(1, "Harbor Food Pantry", "food-insecurity", "Groceries once a week");
    pantry.places = vec![(at(39.30), vec![Schedule::weekly(&[3], time(9, 0, 0, 0), time(18, 0, 0, 0))])];
    pantry.languages = vec!["en".into(), "es".into()];
    pantry.capacity = Some(CapacityStatus::Open);
    let mut meals = entry(2, "Evening Meals", "food-insecurity", "Hot dinner");
    meals.places = vec![(at(39.40), vec![])];
    meals.capacity = Some(CapacityStatus::Closed);
    let mut rent =
        entry(3, "Tenant Fund", "housing-instability", "Rental assistance for families facing eviction");
    rent.minimum_age = Some(18);
    rent.places = vec![(at(39.31), vec![])];
    let clinic = entry(4, "Free Clinic", "health-care", "Doctors and nurses; food for thought");
    Index::build(vec![pantry, meals, rent, clinic], Centroids::default(), 7)
}

fn names(found: &Found) -> Vec<u128> {
    found.hits.iter().map(|h| h.service.as_u128()).collect()
}

fn ask(words: &str) -> Query {
    Query { words: words.into(), limit: 10, ..Query::default() }
}

#[test]
fn words_typos_beginnings_and_spanish() {
    let index = index();
    assert_eq!(names(&index.search(&ask("food pantry")))[0], 1);
    let typo = index.search(&ask("pantyr"));
    assert_eq!(names(&typo), [1]);
    assert_eq!(typo.read_as, [("pantyr".to_owned(), "pantry".to_owned())]);
    assert_eq!(names(&index.search(&ask("pant")))[0], 1);
    // "comida" finds the meals, whose listing never says food, and the pantry first.
    let comida = names(&index.search(&ask("comida")));
    assert_eq!(comida[0], 1);
    assert!(comida.contains(&2));
    assert_eq!(names(&index.search(&ask("ayuda con la renta")))[0], 3);
    assert_eq!(names(&index.search(&ask("desalojo"))), [3]);
    assert!(index.search(&ask("zzzzqqq")).hits.is_empty());
    assert_eq!(index.search(&ask("")).total, 4);
}

#[test]
fn filters_narrow() {
    let index = index();
    let food = Query { domains: mask_of("food").unwrap(), ..ask("") };
    assert_eq!(names(&index.search(&food)), [1, 2]);
    let room = Query { has_room: true, ..food.clone() };
    assert_eq!(names(&index.search(&room)), [1]);
    index.set_capacity(Uuid::from_u128(1), Some(CapacityStatus::Waitlist));
    assert!(index.search(&room).hits.is_empty());
    assert_eq!(names(&index.search(&Query { language: Some("es".into()), ..ask("") })), [1]);
    assert_eq!(index.search(&Query { language: Some("ko".into()), ..ask("") }).total, 0);
    assert!(!names(&index.search(&Query { age: Some(12), ..ask("") })).contains(&3));
    let zone = TimeZone::get("America/New_York").unwrap();
    let open = |text: &str| Query { open_at: Some((text.parse().unwrap(), zone.clone())), ..ask("") };
    assert_eq!(names(&index.search(&open("2026-11-18T15:00:00Z"))), [1]);
    assert!(index.search(&open("2026-11-19T15:00:00Z")).hits.is_empty());
}

#[test]
fn near_comes_first_and_far_drops_out() {
    let index = index();
    let near =
        Query { near: at(39.41), within_miles: Some(3.0), domains: mask_of("food").unwrap(), ..ask("") };
    let found = index.search(&near);
    assert_eq!(names(&found), [2]);
    assert!(found.hits[0].miles.unwrap() < 1.0);
    // A service without a place on the map stays in the list.
    let all = Query { near: at(39.41), within_miles: Some(3.0), ..ask("") };
    assert!(names(&index.search(&all)).contains(&4));
}

#[test]
fn under_a_tile_who_does_mainly_this_comes_first() {
    let mut hospital = entry(1, "A hospital", "food", "");
    hospital.domains |= mask_of("health").unwrap() | mask_of("mind").unwrap();
    let pantry = entry(2, "Pantry", "food", "");
    let index = Index::build(vec![hospital, pantry], Centroids::default(), 1);
    assert_eq!(names(&index.search(&Query { domains: mask_of("food").unwrap(), ..ask("") })), [2, 1]);
    assert_eq!(names(&index.search(&ask(""))), [1, 2]);
}

#[test]
fn freshly_checked_wins_a_tie() {
    let mut old = entry(1, "A", "food", "");
    old.assured = Some(date(2020, 1, 1));
    let mut new = entry(2, "B", "food", "");
    new.assured = Some(date(2026, 10, 1));
    let index = Index::build(vec![old, new], Centroids::default(), 1);
    assert_eq!(names(&index.search(&Query { today: Some(date(2026, 11, 1)), ..ask("") })), [2, 1]);
}

/// Services of a small vocabulary, so that words, typos, beginnings and domains meet often.
pub(super) fn any_entry() -> impl Strategy<Value = Entry> {
    let text = |most| {
        let word = proptest::sample::select(vec![
            "food", "pantry", "pantries", "rent", "rental", "housing", "clinic", "comida", "legal", "food4u",
        ]);
        proptest::collection::vec(word, 0..most).prop_map(|words| words.join(" "))
    };
    let hours = (proptest::collection::vec(1u8..=7, 0..3), 0i8..24, 0i8..24)
        .prop_map(|(days, open, close)| Schedule::weekly(&days, time(open, 0, 0, 0), time(close, 30, 0, 0)));
    // Away from the distances that are asked for, where a foot decides.
    let point = (0u8..40, 0u8..40).prop_map(|(north, east)| Point {
        latitude: 39.0 + f64::from(north) * 0.037,
        longitude: -77.0 + f64::from(east) * 0.041,
    });
    let places = proptest::collection::vec(
        (proptest::option::of(point), proptest::collection::vec(hours, 0..2)),
        0..3,
    );
    let capacity = proptest::option::of(proptest::sample::select(CapacityStatus::ALL.to_vec()));
    let assured =
        proptest::option::of((2023i16..2027, 1i8..12).prop_map(|(year, month)| date(year, month, 3)));
    let languages =
        proptest::sample::subsequence(vec!["en".to_owned(), "es".to_owned(), "ko".to_owned()], 0..3);
    (
        (text(4), text(12), text(4), text(3)),
        (any::<u64>(), any::<u64>(), languages),
        (places, capacity, assured),
        (
            proptest::option::of(0u8..30),
            proptest::option::of(20u8..90),
            proptest::collection::vec(21201u32..21204, 0..2),
        ),
    )
        .prop_map(
            |(
                (name, description, term, organization_name),
                (a, b, languages),
                (places, capacity, assured),
                ages,
            )| Entry {
                name,
                description,
                terms: vec![term],
                organization_name,
                domains: a & b & ((1 << crate::model::domain::domains().len()) - 1),
                languages,
                places,
                capacity,
                assured,
                minimum_age: ages.0,
                maximum_age: ages.1,
                zips: ages.2,
                ..Entry::default()
            },
        )
}

pub(super) fn any_query() -> impl Strategy<Value = Query> {
    let word = proptest::sample::select(vec![
        "food", "pantyr", "pan", "renta", "comida", "houzing", "clinic", "zzzz", "legal", "help",
    ]);
    let words = proptest::collection::vec(word, 0..4).prop_map(|words| words.join(" "));
    let near = proptest::option::of(
        (0u8..40).prop_map(|n| Point { latitude: 39.01 + f64::from(n) * 0.03, longitude: -76.4 }),
    );
    let moment = proptest::option::of((0i64..10_000).prop_map(|minute| {
        let start: jiff::Timestamp = "2026-06-01T04:00:00Z".parse().unwrap();
        (start + jiff::Span::new().minutes(minute), TimeZone::get("America/New_York").unwrap())
    }));
    (
        words,
        proptest::option::of(proptest::sample::select(vec!["food", "health", "housing"])),
        (near, proptest::option::of(proptest::sample::select(vec![3.3, 10.7, 50.9])), moment),
        (proptest::option::of(proptest::sample::select(vec!["en", "es"])), proptest::bool::weighted(0.2)),
        (proptest::option::of(0u8..99), proptest::option::of(21201u32..21205), any::<bool>()),
    )
        .prop_map(
            |(words, tile, (near, within_miles, open_at), (language, has_room), (age, zip, dated))| Query {
                words,
                domains: tile.and_then(mask_of).unwrap_or(0),
                near,
                within_miles,
                open_at,
                language: language.map(str::to_owned),
                has_room,
                age,
                zip,
                today: dated.then_some(date(2026, 11, 1)),
                ..Query::default()
            },
        )
}

proptest! {
    /// Pages joined are the whole list, each service once, whatever the page size.
    #[test]
    fn paging_loses_and_repeats_nothing(count in 1usize..60, size in 1usize..20, words in prop_oneof![Just(""), Just("food"), Just("room")]) {
        let entries = (0..count as u128).map(|n| entry(n, if n % 3 == 0 { "Food room" } else { "Warm room" }, "food", "room"));
        let index = Index::build(entries, Centroids::default(), 1);
        let whole = index.search(&Query { limit: usize::MAX, ..ask(words) });
        let mut pages = Vec::new();
        for offset in (0..whole.total).step_by(size) {
            pages.extend(index.search(&Query { limit: size, offset, ..ask(words) }).hits);
        }
        prop_assert_eq!(pages, whole.hits);
    }

    #[test]
    fn any_query_is_answered(words in "\\PC{0,40}") {
        let _ = index().search(&ask(&words));
    }
}

/// More services than a block holds, and more words with a beginning than are taken.
#[test]
fn many_services_and_many_words() {
    let entries = (0..10_000u128).map(|n| {
        let mut one =
            entry(n + 1, &format!("Place {n:05}"), "food", if n % 2 == 0 { "warm room" } else { "quiet" });
        one.keywords = format!("com{n:04}x");
        if n % 3 == 0 {
            one.terms = vec!["community".into()];
        }
        one
    });
    let index = Index::build(entries, Centroids::default(), 1);
    let warm = index.search(&Query { limit: 5, offset: 4_990, ..ask("warm") });
    assert_eq!(warm.total, 5_000);
    assert_eq!(names(&warm), [9_981, 9_983, 9_985, 9_987, 9_989]);
    // Of ten thousand words that begin so, the one that most services hold counts.
    assert!(index.search(&ask("com")).total >= 3_334);
    assert_eq!(names(&index.search(&ask("com4321x"))), [4_322]);
}
