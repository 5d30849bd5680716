//! Open conversations that were held, beside what the production system and its reference found, given the same groups.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use tandem_deliberation::opinion::found::{adjusted_rand, parted, spread};
use tandem_deliberation::opinion::map::draw;
use tandem_deliberation::opinion::{Votes, across_groups, shared, standings, telling};

fn near(found: f64, wanted: &Value, tolerance: f64, at: &str) {
    let wanted = wanted.as_f64().unwrap_or_else(|| panic!("{at}: {wanted}"));
    assert!((found - wanted).abs() <= tolerance * wanted.abs().max(1.0), "{at}: {found}, expected {wanted}");
}

fn places(value: &Value) -> Vec<usize> {
    value.as_array().into_iter().flatten().map(|v| v.as_u64().unwrap() as usize).collect()
}

/// The votes and groups of a conversation.
fn conversation(path: &std::path::Path, data: &Value) -> (Votes, BTreeMap<u32, usize>) {
    let mut votes = Votes::default();
    let mut add = |who: u32, statement: usize, vote: i8| {
        votes.statements = votes.statements.max(statement + 1);
        votes.of.entry(who).or_default().insert(statement, vote);
    };
    if let Some(list) = data["votes_pid_sid_vote"].as_array() {
        for v in list {
            add(v[0].as_u64().unwrap() as u32, v[1].as_u64().unwrap() as usize, v[2].as_i64().unwrap() as i8);
        }
    } else {
        let csv = std::fs::read_to_string(path.with_extension("votes.csv")).expect("votes");
        for row in csv.lines().skip(1) {
            let cells: Vec<&str> = row.split(',').collect();
            add(cells[0].parse().unwrap(), cells[1].parse().unwrap(), cells[2].parse().unwrap());
        }
    }
    let mut groups = BTreeMap::new();
    if let Some(given) = data["official_group_of_participant"].as_object() {
        groups.extend(given.iter().map(|(who, g)| (who.parse().unwrap(), g.as_u64().unwrap() as usize)));
    } else {
        let base = &data["production"]["base-clusters"];
        for cluster in data["production"]["group-clusters"].as_array().unwrap() {
            for member in places(&cluster["members"]) {
                let at = places(&base["id"]).iter().position(|id| *id == member).unwrap();
                let group = cluster["id"].as_u64().unwrap() as usize;
                groups.extend(places(&base["members"][at]).iter().map(|who| (*who as u32, group)));
            }
        }
    }
    (votes, groups)
}

#[test]
fn every_conversation_tells_what_the_reference_tells() {
    let Some(folder) = crate::common::folder("polis") else { return };
    for path in crate::common::files(&folder, ".json") {
        let data = crate::common::json(&path);
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let (mut votes, groups) = conversation(&path, &data);
        let keys = ["expected_given_official_groups", "expected_given_production_labels"];
        let expected = keys.iter().find_map(|k| data.get(*k)).unwrap();
        // Statements are numbered with gaps; here they count through.
        let wanted = expected["group_statement_stats"].as_object().unwrap().values().next().unwrap();
        let mut tids: Vec<usize> = wanted.as_object().unwrap().keys().map(|k| k.parse().unwrap()).collect();
        tids.sort_unstable();
        let place = |tid: &usize| tids.binary_search(tid).ok();
        for ballot in votes.of.values_mut() {
            *ballot = ballot.iter().map(|(tid, v)| (place(tid).expect("a statement"), *v)).collect();
        }
        votes.statements = tids.len();
        let out: Vec<usize> = places(&data["mod_out"]).iter().filter_map(place).collect();
        let map = |g: usize| {
            expected["group_label_map"]
                .as_object()
                .unwrap()
                .iter()
                .find(|(_, v)| **v == json!(g))
                .map_or(g, |(k, _)| k.parse().unwrap())
        };
        let found = standings(&votes, &groups);
        for (g, group) in found.iter().enumerate() {
            let wanted = &expected["group_statement_stats"][map(g).to_string()];
            for s in group {
                let w = &wanted[tids[s.statement].to_string()];
                let at = format!("{name} group {g} statement {}", s.statement);
                near(f64::from(s.seen), &w["ns"], 0.0, &at);
                for (side, n, p, pt, r, rt) in [
                    (&s.agree, "na", "pa", "pat", "ra", "rat"),
                    (&s.disagree, "nd", "pd", "pdt", "rd", "rdt"),
                ] {
                    near(f64::from(side.count), &w[n], 0.0, &at);
                    near(side.share, &w[p], 1e-11, &at);
                    near(side.share_test, &w[pt], 1e-11, &at);
                    near(side.ratio, &w[r], 1e-11, &at);
                    near(side.ratio_test, &w[rt], 1e-11, &at);
                }
            }
            let told = telling(group, &out);
            let wanted = expected["repness"][map(g).to_string()].as_array().unwrap();
            assert_eq!(told.len(), wanted.len(), "{name} group {g}");
            for (t, w) in told.iter().zip(wanted) {
                let at = format!("{name} group {g} tells {}", w["tid"]);
                assert_eq!(tids[t.standing.statement] as u64, w["tid"].as_u64().unwrap(), "{at}");
                assert_eq!(if t.agreement { "agree" } else { "disagree" }, w["repful-for"], "{at}");
                assert_eq!(t.best_agreed, w["best-agree"] == true, "{at}");
                assert_eq!(json!(t.side().count), w["n-success"], "{at}");
                near(t.side().ratio_test, &w["repness-test"], 1e-11, &at);
            }
        }
        for (s, (agree, disagree)) in across_groups(&found).into_iter().enumerate() {
            let w = &expected["group_aware_consensus"][tids[s].to_string()];
            near(agree, &w["group-aware-consensus-agree"], 1e-11, &name);
            near(disagree, &w["group-aware-consensus-disagree"], 1e-11, &name);
        }
        let (agree, disagree) = shared(&votes, &out);
        for (found, key) in [(agree, "agree"), (disagree, "disagree")] {
            let wanted = expected["consensus"][key].as_array().unwrap();
            let ids: Vec<Value> = found.iter().map(|s| json!(tids[s.statement])).collect();
            assert_eq!(ids, wanted.iter().map(|w| w["tid"].clone()).collect::<Vec<_>>(), "{name} {key}");
            for (s, w) in found.iter().zip(wanted) {
                near(s.test, &w["p-test"], 1e-11, &name);
            }
        }
        let drawn = draw(&votes, &out).expect("a map");
        let pca = &expected["pca"];
        for k in 0..2 {
            near(drawn.variance[k], &pca["explained_variance"][k], 1e-9, &format!("{name} variance {k}"));
            for (s, loading) in drawn.components[k].iter().enumerate() {
                near(
                    *loading,
                    &pca["components_signnorm"][k][s],
                    1e-8,
                    &format!("{name} component {k} statement {s}"),
                );
            }
            for (who, place) in &drawn.places {
                near(
                    place[k],
                    &pca["projection_signnorm"][who.to_string()][k],
                    1e-7,
                    &format!("{name} component {k} participant {who}"),
                );
            }
        }
    }
}

/// Production clusters a picture of its own (older votes, groups of groups), so groups can only be alike. Held here, on our map and for as
/// many groups: ours are no wider than production's, and not unlike them.
#[test]
fn groups_that_are_found_are_no_wider_than_those_of_production() {
    let Some(folder) = crate::common::folder("polis") else { return };
    let (mut many, mut sum) = (0, 0.0);
    for path in crate::common::files(&folder, ".json") {
        let data = crate::common::json(&path);
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let (mut votes, groups) = conversation(&path, &data);
        votes.of.retain(|who, _| groups.contains_key(who));
        let map = draw(&votes, &places(&data["mod_out"])).expect("a map");
        let points: Vec<[f64; 2]> = map.places.iter().map(|(_, at)| *at).collect();
        let theirs: Vec<usize> = map.places.iter().map(|(who, _)| groups[who]).collect();
        let k = theirs.iter().max().unwrap() + 1;
        let ours = parted(&points, k, 1).expect("groups");
        let (narrow, wide, rand) =
            (spread(&points, &ours), spread(&points, &theirs), adjusted_rand(&theirs, &ours));
        eprintln!("{name}: {k} groups, {narrow:.1} beside {wide:.1}, like production {rand:.2}");
        assert!(narrow <= wide * (1.0 + 1e-9), "{name}: {narrow} beside {wide}");
        many += 1;
        sum += rand;
    }
    assert!(many > 0 && sum / f64::from(many) > 0.5, "{sum} over {many}");
}
