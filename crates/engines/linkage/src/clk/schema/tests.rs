use super::*;

fn with(feature: &str) -> Result<Schema, SchemaFault> {
    Schema::parse(&format!(
        r#"{{"version": 3, "clkConfig": {{"l": 1024, "kdf": {{"type": "HKDF"}}}}, "features": [
            {{"identifier": "row", "ignored": true}}, {feature}]}}"#
    ))
}

const NAME: &str = r#"{"identifier": "name", "format": {"type": "string"}, "hashing": {
    "comparison": {"type": "ngram", "n": 2}, "strategy": {"bitsPerFeature": 200}}}"#;

#[test]
fn what_is_left_out_has_the_published_defaults() {
    let schema = with(NAME).unwrap();
    assert_eq!((schema.folds, schema.derivation.key_size, schema.derivation.sha512), (0, 64, false));
    let hashing = schema.features[1].hashing.as_ref().unwrap();
    assert!(matches!(hashing.hash, Hash::BlakeHash {}));
    assert!(matches!(hashing.comparison, Comparison::Ngram { n: 2, positional: false }));
}

#[test]
fn both_spellings_of_the_folds() {
    let folds = |config: &str| {
        Schema::parse(&format!(
            r#"{{"version": 3, "clkConfig": {{"l": 512, {config} "kdf": {{"type": "HKDF"}}}}, "features": [{NAME}]}}"#
        ))
        .map(|s| s.folds)
    };
    assert_eq!(folds(r#""xorFolds": 1,"#), Ok(1));
    assert_eq!(folds(r#""xor_folds": 2,"#), Ok(2));
    assert_eq!(folds(r#""xor_folds": 1, "xorFolds": 1,"#), Ok(1));
    assert!(folds(r#""xor_folds": 1, "xorFolds": 0,"#).unwrap_err().to_string().contains("keep one"));
    assert!(folds(r#""xorfolds": 1,"#).unwrap_err().to_string().contains("xorfolds"));
    assert!(folds(r#""xorFolds": 12,"#).unwrap_err().to_string().contains("smaller"));
}

#[test]
fn a_fault_names_the_feature_and_the_remedy() {
    for (wrong, says) in [
        (NAME.replace("hashing", "hashng"), "unknown field `hashng`"),
        (NAME.replace("\"ngram\"", "\"trigram\""), "expected one of `ngram`, `exact`, `numeric`"),
        (NAME.replace("\"n\": 2", "\"n\": 0"), "at least one character"),
        (NAME.replace("\"n\": 2", "\"n\": 2, \"padded\": true"), "unknown field `padded`"),
        (NAME.replace("200", "0"), "between 1 and"),
        (NAME.replace("\"bitsPerFeature\"", "\"numBits\""), "`bitsPerToken` or `bitsPerFeature`"),
        (NAME.replace("\"string\"", "\"text\""), "expected one of `string`"),
        (NAME.replace("\"string\"", "\"string\", \"maxlength\": 3"), "maxlength"),
        (NAME.replace("\"string\"", "\"date\", \"format\": \"%Y-%q\""), "%q"),
        (NAME.replace("\"string\"", "\"string\", \"pattern\": \"(\""), "pattern"),
        (r#"{"identifier": "name"}"#.into(), "\"ignored\": true"),
    ] {
        let e = with(&wrong).unwrap_err();
        assert!(
            matches!(&e, SchemaFault::Feature { number: 2, identifier, .. } if identifier == "name"),
            "{e}"
        );
        assert!(e.to_string().contains(says), "{e} does not say {says}");
    }
}

#[test]
fn a_fault_of_the_whole() {
    let says = |json: &str, what: &str| {
        let e = Schema::parse(json).unwrap_err().to_string();
        assert!(e.contains(what), "{e}");
    };
    says("{", "no JSON");
    says(r#"{"version": 2}"#, "convert");
    says(r#"{"clkConfig": {}}"#, "version");
    let config = |c: &str| format!(r#"{{"version": 3, "clkConfig": {{{c}}}, "features": [{NAME}]}}"#);
    says(&config(r#""l": 1000, "kdf": {"type": "HKDF"}"#), "change l");
    says(&config(r#""l": 1024, "kdf": {"type": "legacy"}"#), "HKDF");
    says(&config(r#""l": 1024, "kdf": {"type": "HKDF", "salt": "?"}"#), "base64");
    says(&config(r#""l": 1024, "kdf": {"type": "HKDF", "keySize": 8160}"#), "keySize");
    says(&config(r#""l": 1024, "hash": {}, "kdf": {"type": "HKDF"}"#), "unknown field `hash`");
}
