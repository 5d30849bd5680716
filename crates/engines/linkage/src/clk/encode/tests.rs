use super::*;
use crate::clk::testing::real_data;
use proptest::prelude::*;
use serde_json::Value;

/// Encodes the rows of a vector and compares them with what clkhash made of them.
fn hold(vector: &Value) {
    let schema = Schema::parse(&vector["schema"].to_string()).unwrap();
    let secret = Secret::of(vector["secret"].as_str().unwrap().into());
    let encoder = Encoder::new(schema, &secret);
    let mut worker = encoder.worker();
    let (rows, filters) = (vector["rows"].as_array().unwrap(), vector["clks"].as_array().unwrap());
    assert_eq!(rows.len(), filters.len());
    for (row, theirs) in rows.iter().zip(filters) {
        let values = row.as_array().unwrap().iter().map(|v| v.as_str().unwrap());
        let ours = to_base64(worker.encode(values).unwrap(), encoder.schema().length);
        assert_eq!(ours, theirs.as_str().unwrap(), "{} of {}", row, vector["name"]);
    }
}

/// Every comparison, format, strategy, hash, encoding and number of folds: `tests/clk/vectors.json` was made with clkhash
/// 0.18.3 (`generate_clks`, validating) from invented rows.
#[test]
fn bit_by_bit_as_clkhash() {
    let file: Value = serde_json::from_str(include_str!("../../../tests/clk/vectors.json")).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert!(cases.len() > 80);
    cases.iter().for_each(hold);
}

#[test]
fn bit_by_bit_as_clkhash_on_febrl() {
    let Some(path) = real_data("linkage/results/clk_test_vectors.json") else { return };
    hold(&serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap());
}

fn encoder(secret: &str) -> Encoder {
    let json = r#"{"version": 3, "clkConfig": {"l": 256, "kdf": {"type": "HKDF"}}, "features": [
        {"identifier": "id", "ignored": true},
        {"identifier": "born", "format": {"type": "date", "format": "%Y-%m-%d"}, "hashing": {
            "comparison": {"type": "ngram", "n": 1, "positional": true}, "strategy": {"bitsPerFeature": 60}}}]}"#;
    Encoder::new(Schema::parse(json).unwrap(), &Secret::of(secret.into()))
}

#[test]
fn a_refusal_names_the_column_and_not_the_value() {
    let encoder = encoder("s");
    let e = encoder.worker().encode(["7", "1999-99-99"]).unwrap_err().to_string();
    assert!(e.contains("`born`") && e.contains("%Y-%m-%d") && !e.contains("99-99"), "{e}");
}

#[test]
fn another_secret_gives_another_filter() {
    let row = ["7", "1999-09-09"];
    let (one, other) = (encoder("one secret"), encoder("another"));
    assert_ne!(one.worker().encode(row).unwrap(), other.worker().encode(row).unwrap());
}

proptest! {
    /// Folding is what it says: a bit of the folded filter is the XOR of those that fall on it.
    #[test]
    fn folded_bits_are_the_parity_of_those_above(words in prop::collection::vec(any::<u64>(), 1..5), short in 0_usize..63) {
        let length = (words.len() * 64 - short) / 4 * 4;
        prop_assume!(length > 0);
        let get = |f: &[u64], i: usize| f[i / 64] >> (63 - i % 64) & 1;
        let mut filter = words.clone();
        (length..words.len() * 64).for_each(|i| filter[i / 64] &= !(1 << (63 - i % 64)));
        let whole = filter.clone();
        fold(&mut filter, length, 2);
        for i in 0..length / 4 {
            let parity = (0..4).fold(0, |p, n| p ^ get(&whole, i + n * length / 4));
            prop_assert_eq!(get(&filter, i), parity);
        }
        prop_assert!((length / 4..words.len() * 64).all(|i| get(&filter, i) == 0));
    }
}
