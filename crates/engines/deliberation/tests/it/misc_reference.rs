//! Power, concentration, cents, priorities and committees, beside published classics and reference programs.

use serde_json::Value;
use tandem_deliberation::committee::{Committees, Rule, committees};
use tandem_deliberation::concentration::concentration;
use tandem_deliberation::power::{BlocRule, Game, capped, power};
use tandem_deliberation::{apportion, exact::Ratio, priority};

fn cases(name: &str) -> Option<Vec<(String, Value)>> {
    let folder = crate::common::folder("misc")?;
    let files = crate::common::files(&folder, ".json");
    let found = files.into_iter().filter(|f| f.file_name().unwrap().to_string_lossy().starts_with(name));
    Some(found.map(|f| (f.display().to_string(), crate::common::json(&f))).collect())
}

fn numbers(value: &Value) -> Vec<u64> {
    value.as_array().expect("an array").iter().map(|v| v.as_u64().expect("a number")).collect()
}

fn places(value: &Value) -> Vec<usize> {
    numbers(value).into_iter().map(|n| n as usize).collect()
}

fn fractions(list: &[Ratio]) -> Vec<String> {
    list.iter().map(Ratio::fraction).collect()
}

#[test]
fn power_is_the_published() {
    let Some(files) = cases("power_indices") else { return };
    for (file, games) in files {
        for case in games.as_array().unwrap() {
            let name = case["name"].as_str().unwrap();
            let at = format!("{file} {name}");
            let game = if case["kind"] == "weighted" {
                Game::Weighted { quota: case["quota"].as_u64().unwrap(), weights: numbers(&case["weights"]) }
            } else {
                let players = crate::common::words(&case["players"]);
                let community = players.iter().position(|p| p == "community").expect("a community");
                let seats = numbers(&case["seats"]);
                let rule = match name.split_once(':').unwrap().1 {
                    "simple_majority_of_seats" => BlocRule::Seats,
                    "majority_and_3_sectors" => BlocRule::SeatsAndBlocs(3),
                    "majority_and_community_consents" => BlocRule::SeatsAndConsent(community),
                    "double_majority_seats_and_sectors" => BlocRule::Double,
                    "one_sector_one_vote_majority" => BlocRule::Blocs,
                    "capped_seats_no_sector_above_third" => BlocRule::Capped,
                    other => panic!("{other}"),
                };
                if !case["capped_seats"].is_null() {
                    assert_eq!(capped(&seats), numbers(&case["capped_seats"]), "{at}");
                }
                Game::Blocs { seats, rule }
            };
            let found = power(&game).expect("few players");
            assert_eq!(found.winning, case["winning_coalitions"].as_u64().unwrap(), "{at}");
            assert_eq!(found.swings, numbers(&case["banzhaf_swings"]), "{at}");
            assert_eq!(
                fractions(&found.banzhaf_absolute),
                crate::common::words(&case["banzhaf_absolute"]),
                "{at}"
            );
            assert_eq!(
                fractions(&found.banzhaf_normalised),
                crate::common::words(&case["banzhaf_normalised"]),
                "{at}"
            );
            assert_eq!(
                fractions(&found.shapley_shubik),
                crate::common::words(&case["shapley_shubik"]),
                "{at}"
            );
            assert_eq!(found.dummies, places(&case["dummies"]), "{at}");
            assert_eq!(found.vetoers, places(&case["vetoers"]), "{at}");
            assert_eq!(found.dictators, places(&case["dictator"]), "{at}");
        }
    }
}

#[test]
fn concentration_is_the_reference_s() {
    let Some(files) = cases("concentration") else { return };
    let near = |found: Option<f64>, wanted: &Value, at: &str| match (found, wanted.as_f64()) {
        (Some(found), Some(wanted)) => assert!(
            (found - wanted).abs() <= 1e-12 * wanted.abs().max(1.0),
            "{at}: {found}, expected {wanted}"
        ),
        (found, wanted) => assert_eq!(found, wanted, "{at}"),
    };
    for (file, list) in files {
        for case in list.as_array().unwrap() {
            let at = format!("{file} {}", case["values"]);
            let Some(found) = concentration(&numbers(&case["values"])) else {
                assert_eq!(case["undefined"], true, "{at}");
                continue;
            };
            for (share, wanted) in found.shares.iter().zip(case["shares"].as_array().unwrap()) {
                near(Some(share.to_f64()), wanted, &at);
            }
            near(Some(found.hhi.to_f64()), &case["hhi"], &at);
            near(Some((&found.hhi * &Ratio::whole(10_000)).to_f64()), &case["hhi_0_10000"], &at);
            near(found.hhi_normalised.map(|h| h.to_f64()), &case["hhi_normalised"], &at);
            near(Some(found.effective_number.to_f64()), &case["effective_number_hhi"], &at);
            near(Some(found.gini.to_f64()), &case["gini_population"], &at);
            near(found.gini_unbiased.map(|g| g.to_f64()), &case["gini_unbiased"], &at);
            near(Some(found.shannon), &case["shannon_nats"], &at);
            near(Some(found.effective_number_shannon), &case["effective_number_shannon"], &at);
            near(found.evenness, &case["pielou_evenness"], &at);
            near(Some(found.theil), &case["theil_T"], &at);
            near(found.shares.iter().max().map(Ratio::to_f64), &case["max_share"], &at);
        }
    }
}

#[test]
fn cents_are_allotted_to_the_last() {
    let Some(files) = cases("cents_allocation") else { return };
    for (file, list) in files {
        for case in list["cases"].as_array().unwrap() {
            let found = apportion::cents(case["cents"].as_u64().unwrap(), &numbers(&case["weights"]));
            assert_eq!(found, Some(numbers(&case["allocation"])), "{file} {case}");
        }
    }
}

#[test]
fn priorities_are_rated_as_by_hand() {
    let Some(files) = cases("hanlon") else { return };
    for (file, list) in files {
        let problems = list["problems"].as_array().unwrap();
        let mut rated = Vec::new();
        for problem in problems {
            let rating = |r: &Value| priority::Rating {
                size: r["A"].as_u64().unwrap() as u8,
                seriousness: r["B"].as_u64().unwrap() as u8,
                effectiveness: r["C"].as_u64().unwrap() as u8,
                pearl: std::array::from_fn(|q| r["pearl"][q].as_bool().unwrap()),
            };
            let ratings: Vec<priority::Rating> =
                problem["raters"].as_array().unwrap().iter().map(rating).collect();
            let found = priority::rate(&ratings).expect("raters");
            let at = format!("{file} {}", problem["id"]);
            for (found, key) in [
                (&found.size, "median_A"),
                (&found.seriousness, "median_B"),
                (&found.effectiveness, "median_C"),
                (&found.basic, "bpr_naccho"),
                (&found.overall, "opr_naccho"),
                (&found.basic_hanlon_pickett, "bpr_hanlon_pickett"),
            ] {
                assert_eq!(found.fraction(), problem[key].as_str().unwrap(), "{at} {key}");
            }
            assert_eq!(found.pearl, problem["pearl_pass_majority"].as_bool().unwrap(), "{at}");
            assert_eq!(u64::from(found.range_of_size), problem["range_A"].as_u64().unwrap(), "{at}");
            rated.push(found);
        }
        let order: Vec<String> = priority::rank(&rated)
            .into_iter()
            .map(|i| problems[i]["id"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(order, crate::common::words(&list["rank"]), "{file}");
    }
}

#[test]
fn committees_are_the_reference_s() {
    let Some(files) = cases("committees") else { return };
    for (file, list) in files {
        for (number, case) in list["cases"].as_array().unwrap().iter().enumerate() {
            let election = Committees {
                candidates: case["candidates"].as_u64().unwrap() as usize,
                seats: case["k"].as_u64().unwrap() as usize,
                ballots: case["ballots"].as_array().unwrap().iter().map(places).collect(),
            };
            for (key, rule) in [
                ("av", Rule::Approval),
                ("pav", Rule::Pav),
                ("seqpav", Rule::SequentialPav),
                ("seqphragmen", Rule::SequentialPhragmen),
                ("equal-shares", Rule::EqualShares),
                ("equal-shares-with-av-completion", Rule::EqualSharesThenApproval),
                ("cc", Rule::ChamberlinCourant),
                ("minimaxav", Rule::Minimax),
                ("maximin-support", Rule::MaximinSupport),
            ] {
                let wanted: Vec<Vec<usize>> = case[key].as_array().unwrap().iter().map(places).collect();
                assert_eq!(committees(&election, rule), Some(wanted), "{file} case {number} {key}");
            }
        }
    }
}
