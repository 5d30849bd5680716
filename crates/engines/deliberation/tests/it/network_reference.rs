//! Networks of public health partners, beside the measures of reference programs.

use serde_json::Value;
use tandem_deliberation::network::{file, report};

/// Compares what is in both; numbers to twelve places as the reference rounds them.
fn same(found: &Value, wanted: &Value, at: &str) {
    match (found, wanted) {
        (Value::Object(f), Value::Object(w)) => w
            .iter()
            .for_each(|(key, value)| same(f.get(key).unwrap_or(&Value::Null), value, &format!("{at}.{key}"))),
        (Value::Array(f), Value::Array(w)) => {
            assert_eq!(f.len(), w.len(), "{at}: {found} {wanted}");
            f.iter().zip(w).enumerate().for_each(|(i, (f, w))| same(f, w, &format!("{at}[{i}]")));
        }
        (Value::Number(f), Value::Number(w)) => {
            let (f, w) = (f.as_f64().unwrap(), w.as_f64().unwrap());
            assert!((f - w).abs() <= 1e-12 * w.abs().max(1.0) + 0.5e-12, "{at}: {f}, expected {w}");
        }
        _ => assert_eq!(found, wanted, "{at}"),
    }
}

#[test]
fn every_network_measures_as_in_the_reference() {
    let Some(folder) = crate::common::folder("net") else { return };
    for path in crate::common::files(&folder, ".json") {
        let expected = crate::common::json(&path);
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let read = |what: &str| {
            std::fs::read_to_string(folder.join(format!("{name}.{what}.csv"))).expect("readable")
        };
        let network =
            file::parse(&read("nodes"), &read("edges"), None).unwrap_or_else(|e| panic!("{name}: {e}"));
        let found = report::json(&network);
        for (key, wanted) in expected.as_object().unwrap() {
            match key.as_str() {
                "igraph_crosscheck_max_abs_diff" => {}
                key => same(&found[key], wanted, &format!("{name} {key}")),
            }
        }
    }
}
