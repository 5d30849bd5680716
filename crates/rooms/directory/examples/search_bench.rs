//! How fast search is: `cargo run --release -p tandem-directory --example search_bench [SERVICES]` (100,000 by default).
//! The directory is generated from a seed: the same words and numbers in every run.

use std::time::Instant;

use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tandem_access::Uuid;
use tandem_directory::model::capacity::CapacityStatus;
use tandem_directory::model::domain::{domains, mask_of};
use tandem_directory::model::geo::Centroids;
use tandem_directory::model::item::Point;
use tandem_directory::model::schedule::Schedule;
use tandem_directory::search::{Entry, Index, Query};

const FIRST: &[&str] = &[
    "Harbor", "River", "Hill", "Maple", "Liberty", "Grace", "Union", "Hope", "Cedar", "North", "West",
    "Bright",
];
const SECOND: &[&str] = &[
    "Community",
    "Family",
    "Neighborhood",
    "County",
    "Youth",
    "Senior",
    "Women",
    "Veterans",
    "Parish",
    "City",
];
const THIRD: &[&str] = &[
    "Food Pantry",
    "Meals",
    "Housing Fund",
    "Rental Assistance",
    "Clinic",
    "Counseling",
    "Child Care",
    "Legal Aid",
    "Job Center",
    "Transportation",
    "Energy Help",
    "Clothing Closet",
    "Shelter",
    "Literacy",
    "Dental Care",
    "Recovery Program",
    "Support Group",
];
const WORDS: &[&str] = &[
    "groceries",
    "families",
    "rent",
    "eviction",
    "utility",
    "heating",
    "bus",
    "rides",
    "doctor",
    "nurse",
    "dental",
    "insurance",
    "children",
    "school",
    "english",
    "classes",
    "job",
    "training",
    "lawyer",
    "court",
    "clothes",
    "furniture",
    "diapers",
    "shelter",
    "beds",
    "treatment",
    "alcohol",
    "anxiety",
    "depression",
    "seniors",
    "meals",
    "weekly",
    "monthly",
    "free",
    "sliding",
    "income",
    "residents",
    "neighborhood",
    "volunteers",
    "donations",
    "appointment",
    "walk",
    "emergency",
    "crisis",
    "women",
    "men",
    "youth",
];

fn pick<'a>(rng: &mut StdRng, list: &[&'a str]) -> &'a str {
    list[rng.random_range(0..list.len())]
}

fn entry(rng: &mut StdRng, number: usize) -> Entry {
    // A quarter of the words of a real directory stand in one or two listings only: names, streets.
    let rare = |rng: &mut StdRng| {
        format!("{}{}", pick(rng, &["bel", "mon", "car", "wil", "har"]), rng.random_range(0..9_000))
    };
    let description: Vec<String> =
        (0..45).map(|i| if i % 11 == 0 { rare(rng) } else { pick(rng, WORDS).to_owned() }).collect();
    let point = Point { latitude: 39.0 + rng.random::<f64>(), longitude: -77.0 + rng.random::<f64>() };
    let open = rng.random_range(7..11);
    let days: &[u8] = if rng.random_range(0..4) == 0 { &[2, 4] } else { &[1, 2, 3, 4, 5] };
    let hours = vec![Schedule::weekly(days, time(open, 0, 0, 0), time(17, 0, 0, 0))];
    Entry {
        service: Uuid::from_u128(number as u128 + 1),
        organization: Uuid::from_u128(number as u128 / 3 + 1),
        name: format!(
            "{} {} {} {}",
            pick(rng, FIRST),
            pick(rng, SECOND),
            pick(rng, THIRD),
            rng.random_range(1..400)
        ),
        organization_name: format!("{} {}", pick(rng, FIRST), pick(rng, SECOND)),
        description: description.join(" "),
        terms: vec![pick(rng, THIRD).to_owned()],
        domains: 1 << rng.random_range(0..domains().len()),
        languages: if rng.random_range(0..3) == 0 {
            vec!["en".into(), "es".into()]
        } else {
            vec!["en".into()]
        },
        places: vec![(Some(point), hours)],
        assured: Some(date(2026, 1, 1)),
        capacity: [None, Some(CapacityStatus::Open), Some(CapacityStatus::Closed)][rng.random_range(0..3)],
        ..Entry::default()
    }
}

fn resident_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmRSS")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(0)
}

fn main() {
    let count = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000usize);
    let mut rng = StdRng::seed_from_u64(7);
    let start = Instant::now();
    let index = Index::build((0..count).map(|n| entry(&mut rng, n)), Centroids::default(), 1);
    println!(
        "{count} services, {} words: generated and built in {:.2} s, index {} MB, process {} MB",
        index.words(),
        start.elapsed().as_secs_f64(),
        index.bytes() / 1_000_000,
        resident_kb() / 1000
    );
    let zone = TimeZone::get("America/New_York").expect("the zone is built in");
    let now: jiff::Timestamp = "2026-11-18T15:00:00Z".parse().expect("a time");
    let questions = [
        "food",
        "comida",
        "help with rent",
        "renta",
        "pantyr",
        "dentl care",
        "counsel",
        "free groceries families",
        "bel42",
        "emergency shelter women",
        "trabajo",
        "abogado",
        "ayuda con la luz",
        "",
        "legal aid court",
        "transprotation",
    ];
    let mut all: Vec<(f64, String)> = Vec::new();
    for turn in 0..2_000 {
        let words = questions[turn % questions.len()];
        let query = Query {
            words: words.into(),
            domains: if rng.random_range(0..3) == 0 { mask_of("food").unwrap_or(0) } else { 0 },
            near: (rng.random_range(0..2) == 0).then_some(Point { latitude: 39.3, longitude: -76.6 }),
            within_miles: (rng.random_range(0..4) == 0).then_some(10.0),
            open_at: (rng.random_range(0..3) == 0).then(|| (now, zone.clone())),
            language: (rng.random_range(0..4) == 0).then(|| "es".into()),
            has_room: rng.random_range(0..4) == 0,
            today: Some(date(2026, 11, 18)),
            limit: 20,
            offset: if rng.random_range(0..5) == 0 { 40 } else { 0 },
            ..Query::default()
        };
        let start = Instant::now();
        let found = index.search(&query);
        all.push((start.elapsed().as_secs_f64() * 1000.0, format!("`{words}` -> {}", found.total)));
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let at = |share: f64| all[((all.len() - 1) as f64 * share) as usize].0;
    let (p50, p90, p99, most) = (at(0.5), at(0.9), at(0.99), at(1.0));
    println!("2000 searches: p50 {p50:.2} ms, p90 {p90:.2} ms, p99 {p99:.2} ms, slowest {most:.2} ms");
    for (took, what) in all.iter().rev().take(3) {
        println!("  {took:.2} ms {what}");
    }
}
