//! The signed bundle of a result: one JSON file with everything that a count needs, the hash of each part, and the signature of
//! the partnership. Anybody recounts it with `tandem tally FILE`; `docs/tally.md` says how without Tandem.
//!
//! The hash of a part is the SHA-256 of the part as compact JSON, its keys in the order of the file. What is signed is a short text
//! of the head and these hashes ([`Bundle::sign`]). Ballots stand in the order of their content, without voter, time or channel.

use crate::model::count::{Edition, Unreadable, count_by};
use crate::model::definition::Definition;
use crate::model::result::Counted;
use crate::model::state::Channel;
use crate::model::vote::Roll;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt::Write as _;
use tandem_access::{KeyFile, sha256_hex};
use tandem_keys::Signed;

/// What a bundle says of itself, by the edition of the rules that it was counted by.
fn format_of(edition: Edition) -> &'static str {
    match edition {
        Edition::First => "tandem-vote/1",
        Edition::Second => "tandem-vote/2",
    }
}

/// The parts, in the order in which they are signed.
const PARTS: [&str; 5] = ["definition", "roll", "ballots", "receipts", "result"];

/// Which vote it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The id of the vote.
    pub vote: String,
    /// The name of the partnership.
    pub partnership: String,
    /// When it was published (UTC).
    pub published_at: String,
}

/// Counts of the roll.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RollPart {
    /// Codes that were given out.
    pub issued: u64,
    /// Of these, taken back.
    pub revoked: u64,
    /// Votes on the web page.
    pub web: u64,
    /// Votes on paper.
    pub paper: u64,
    /// Votes by text message.
    pub text: u64,
    /// Ballots that were not counted.
    pub refused: Vec<RefusedPart>,
}

/// Ballots that were not counted, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusedPart {
    /// How they came in.
    pub channel: String,
    /// Why.
    pub reason: String,
    /// Of second ones, how the first came in.
    pub first: Option<String>,
    /// How many.
    pub n: u64,
}

impl RollPart {
    /// From the counts of the roll.
    pub fn of(roll: &Roll) -> RollPart {
        let by = |channel| roll.voted.iter().filter(|v| v.0 == channel).map(|v| v.1).sum();
        let refused = roll.refused.iter().map(|(channel, why, first, n)| RefusedPart {
            channel: channel.code().into(),
            reason: why.code().into(),
            first: first.map(|c| c.code().into()),
            n: *n,
        });
        RollPart {
            issued: roll.issued,
            revoked: roll.revoked,
            web: by(Channel::Web),
            paper: by(Channel::Paper),
            text: by(Channel::Text),
            refused: refused.collect(),
        }
    }

    /// Votes that were counted.
    pub fn total(&self) -> u64 {
        self.web + self.paper + self.text
    }
}

/// Everything about a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// By which edition of the rules it was counted.
    pub edition: Edition,
    /// Which vote it is.
    pub head: Head,
    /// What was voted on, and by which rule.
    pub definition: Definition,
    /// Counts of the roll.
    pub roll: RollPart,
    /// Every ballot as text, sorted.
    pub ballots: Vec<String>,
    /// The hash of every receipt, sorted.
    pub receipts: Vec<String>,
    /// The result.
    pub result: Counted,
}

/// What is wrong with a bundle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is no bundle, or only a piece of one.
    #[error("it is no whole bundle: {0}. To mend it: download it again, it may have been cut off")]
    Cut(String),
    /// A part is not the one that was signed.
    #[error("the part `{part}` was changed: its SHA-256 is {is}, and the bundle says {says}")]
    Changed {
        /// Which.
        part: &'static str,
        /// Its hash.
        is: String,
        /// The hash in the bundle.
        says: String,
    },
    /// The signature does not fit.
    #[error(
        "the signature does not fit the head and the hashes: one of them was changed, or another key signed"
    )]
    Signature,
    /// It was signed by another key than the one that was given.
    #[error("it was signed with the key {is}, not with {wanted}")]
    Key {
        /// The key in the bundle.
        is: String,
        /// The one that was given.
        wanted: String,
    },
    /// Numbers in it do not go together.
    #[error("{0}")]
    Numbers(String),
    /// A ballot that is none of this vote.
    #[error("{0}")]
    Ballot(#[from] Unreadable),
    /// The ballots give another result.
    #[error("the ballots give another result than the published one: {0}")]
    Result(String),
}

/// A bundle that was read, with all that is wrong with it.
#[derive(Debug)]
pub struct Checked {
    /// The bundle.
    pub bundle: Bundle,
    /// The key that signed it, in base64.
    pub key: String,
    /// What its ballots give, counted anew; `None` when they cannot be counted.
    pub recount: Option<Counted>,
    /// What is wrong; empty for a bundle that holds.
    pub faults: Vec<Fault>,
}

fn value<T: Serialize>(part: &T) -> Result<Value, String> {
    serde_json::to_value(part).map_err(|e| e.to_string())
}

fn signed_text(edition: Edition, head: &Head, hashes: &[(&str, String)]) -> String {
    let mut text = format!("{}\nvote {}\n", format_of(edition), head.vote);
    // Quoted as JSON: a name cannot begin a line of its own.
    let _ = writeln!(text, "partnership {}", Value::from(head.partnership.as_str()));
    let _ = writeln!(text, "published_at {}", head.published_at);
    for (part, hash) in hashes {
        let _ = writeln!(text, "{part} {hash}");
    }
    text
}

impl Bundle {
    fn parts(&self) -> Result<Vec<(&'static str, Value)>, String> {
        let values = [
            value(&self.definition)?,
            value(&self.roll)?,
            value(&self.ballots)?,
            value(&self.receipts)?,
            value(&self.result)?,
        ];
        Ok(PARTS.into_iter().zip(values).collect())
    }

    /// The text of the file, signed: one part on a line.
    ///
    /// # Errors
    /// What could not be written or signed.
    pub fn sign(&self, keys: &KeyFile) -> Result<String, String> {
        let parts = self.parts()?;
        let hashes: Vec<(&str, String)> =
            parts.iter().map(|(name, part)| (*name, sha256_hex(part.to_string().as_bytes()))).collect();
        let signed = keys.sign(signed_text(self.edition, &self.head, &hashes).as_bytes()).map_err(|f| f.0)?;
        let line = |last: bool| if last { "\n" } else { ",\n" };
        let word = |text: &str| Value::from(text).to_string();
        let mut out = format!("{{\n\"format\":{},\n", word(format_of(self.edition)));
        let _ = writeln!(out, "\"vote\":{},", word(&self.head.vote));
        let _ = writeln!(out, "\"partnership\":{},", word(&self.head.partnership));
        let _ = writeln!(out, "\"published_at\":{},", word(&self.head.published_at));
        out.push_str("\"parts\":{\n");
        for (at, (name, part)) in parts.iter().enumerate() {
            let _ = write!(out, "{}:{part}{}", word(name), line(at + 1 == parts.len()));
        }
        out.push_str("},\n\"sha256\":{\n");
        for (at, (name, hash)) in hashes.iter().enumerate() {
            let _ = write!(out, "{}:{}{}", word(name), word(hash), line(at + 1 == hashes.len()));
        }
        let _ = writeln!(out, "}},\n\"key\":{},", word(&BASE64.encode(&signed.key)));
        let _ = writeln!(out, "\"signature\":{}\n}}", word(&BASE64.encode(&signed.signature)));
        Ok(out)
    }

    /// Reads a bundle that this server keeps, without checking it: it was checked when it was made.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Bundle, Fault> {
        Ok(File::read(text)?.bundle)
    }
}

/// A file as it lies there.
struct File {
    bundle: Bundle,
    hashes: Vec<(&'static str, String)>,
    says: Vec<(&'static str, String)>,
    signed: Signed,
}

fn cut(why: impl ToString) -> Fault {
    Fault::Cut(why.to_string())
}

fn part<T: DeserializeOwned>(parts: &Map<String, Value>, name: &str) -> Result<T, Fault> {
    let found = parts.get(name).ok_or_else(|| cut(format!("the part `{name}` is missing")))?;
    serde_json::from_value(found.clone()).map_err(|e| cut(format!("the part `{name}`: {e}")))
}

impl File {
    fn read(text: &str) -> Result<File, Fault> {
        let all: Map<String, Value> = serde_json::from_str(text).map_err(cut)?;
        let word = |name: &str| {
            let found = all.get(name).and_then(Value::as_str);
            found.map(str::to_owned).ok_or_else(|| cut(format!("`{name}` is missing")))
        };
        let format = word("format")?;
        let known = [Edition::First, Edition::Second];
        let Some(edition) = known.into_iter().find(|e| format_of(*e) == format) else {
            let known = known.map(format_of).join("` and `");
            return Err(cut(format!("its format is `{format}`, and this program reads `{known}`")));
        };
        let known = ["format", "vote", "partnership", "published_at", "parts", "sha256", "key", "signature"];
        if let Some(more) = all.keys().find(|k| !known.contains(&k.as_str())) {
            return Err(cut(format!("`{more}` is no part of a bundle")));
        }
        let table = |name: &str| {
            let found = all.get(name).and_then(Value::as_object);
            found.ok_or_else(|| cut(format!("`{name}` is missing")))
        };
        let (parts, sums) = (table("parts")?, table("sha256")?);
        if let Some(more) = parts.keys().chain(sums.keys()).find(|k| !PARTS.contains(&k.as_str())) {
            return Err(cut(format!("`{more}` is no part of a bundle")));
        }
        let bytes =
            |name: &str| BASE64.decode(word(name)?).map_err(|_| cut(format!("`{name}` is not base64")));
        let (mut hashes, mut says) = (vec![], vec![]);
        for name in PARTS {
            let hash = parts.get(name).map(|p| sha256_hex(p.to_string().as_bytes()));
            hashes.push((name, hash.ok_or_else(|| cut(format!("the part `{name}` is missing")))?));
            let said = sums.get(name).and_then(Value::as_str);
            says.push((
                name,
                said.ok_or_else(|| cut(format!("the SHA-256 of `{name}` is missing")))?.to_owned(),
            ));
        }
        Ok(File {
            bundle: Bundle {
                edition,
                head: Head {
                    vote: word("vote")?,
                    partnership: word("partnership")?,
                    published_at: word("published_at")?,
                },
                definition: part(parts, "definition")?,
                roll: part(parts, "roll")?,
                ballots: part(parts, "ballots")?,
                receipts: part(parts, "receipts")?,
                result: part(parts, "result")?,
            },
            hashes,
            says,
            signed: Signed { key: bytes("key")?, signature: bytes("signature")? },
        })
    }
}

/// Reads a bundle and proves it: its hashes, its signature (by `key`, in base64, where one is given), its numbers, and its result
/// by counting the ballots anew.
///
/// # Errors
/// [`Fault::Cut`] for what is no bundle; everything else is in [`Checked::faults`].
pub fn check(text: &str, key: Option<&str>) -> Result<Checked, Fault> {
    let file = File::read(text)?;
    let mut faults = vec![];
    for ((part, is), (_, says)) in file.hashes.iter().zip(&file.says) {
        if is != says {
            faults.push(Fault::Changed { part, is: is.clone(), says: says.clone() });
        }
    }
    let says: Vec<(&str, String)> = file.says.iter().map(|(p, h)| (*p, h.clone())).collect();
    let bundle = file.bundle;
    if !file.signed.fits(signed_text(bundle.edition, &bundle.head, &says).as_bytes()) {
        faults.push(Fault::Signature);
    }
    let is = BASE64.encode(&file.signed.key);
    if let Some(wanted) = key.map(str::trim).filter(|wanted| *wanted != is) {
        faults.push(Fault::Key { is: is.clone(), wanted: wanted.to_owned() });
    }
    faults.extend(numbers(&bundle).into_iter().map(Fault::Numbers));
    let recount = match count_by(bundle.edition, &bundle.definition, &bundle.ballots) {
        Ok(recount) => {
            if let Some(differs) = difference(&recount, &bundle.result) {
                faults.push(Fault::Result(differs));
            }
            Some(recount)
        }
        Err(unreadable) => {
            faults.push(unreadable.into());
            None
        }
    };
    Ok(Checked { bundle, key: is, recount, faults })
}

/// The key that signed a bundle, in base64, without proving anything.
pub fn key_of(text: &str) -> Option<String> {
    let all: Map<String, Value> = serde_json::from_str(text).ok()?;
    Some(all.get("key")?.as_str()?.to_owned())
}

/// Numbers that do not go together.
fn numbers(bundle: &Bundle) -> Vec<String> {
    let mut wrong = vec![];
    let (ballots, voted) = (bundle.ballots.len() as u64, bundle.roll.total());
    if ballots != voted {
        wrong.push(format!("there are {ballots} ballots, and the roll says that {voted} voted"));
    }
    if bundle.receipts.len() != bundle.ballots.len() {
        wrong.push(format!("there are {ballots} ballots and {} receipts", bundle.receipts.len()));
    }
    if voted > bundle.roll.issued.saturating_sub(bundle.roll.revoked) {
        wrong.push(format!(
            "{voted} voted, and {} codes were good",
            bundle.roll.issued - bundle.roll.revoked.min(bundle.roll.issued)
        ));
    }
    if let Some(twice) = bundle.receipts.windows(2).find(|two| two[0] == two[1]) {
        wrong.push(format!("the receipt {} stands there twice", twice[0]));
    }
    wrong
}

/// The first thing in which two results differ.
fn difference(is: &Counted, says: &Counted) -> Option<String> {
    if is == says {
        return None;
    }
    let list = |ids: &[String]| if ids.is_empty() { "nobody".to_owned() } else { ids.join(", ") };
    if is.winners != says.winners {
        return Some(format!("{} won, and the bundle says {}", list(&is.winners), list(&says.winners)));
    }
    let (is, says) = (value(is).ok()?, value(says).ok()?);
    let table = is.as_object()?;
    let field = table.keys().find(|k| is[*k] != says[*k])?;
    Some(format!("`{field}` is {}, and the bundle says {}", is[field], says[field]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::count::count;
    use crate::model::count::tests::vote;
    use crate::model::definition::Method;

    fn keys(n: u8) -> KeyFile {
        KeyFile::generate(&[n; 64])
    }

    fn bundle() -> Bundle {
        let definition = vote(Method::Greedy, 3);
        let ballots: Vec<String> = ["1 2", "1 2", "1 3", "3"].map(str::to_owned).into();
        let result = count(&definition, &ballots).unwrap();
        let mut receipts: Vec<String> = (0..4).map(|n| sha256_hex(&[n])).collect();
        receipts.sort();
        Bundle {
            edition: Edition::NOW,
            head: Head {
                vote: "5d6f".into(),
                partnership: "Ríos \"&\" Hills\nkey x".into(),
                published_at: "2026-11-21T12:00:00Z".into(),
            },
            definition,
            roll: RollPart { issued: 9, revoked: 1, web: 3, paper: 1, ..RollPart::default() },
            ballots,
            receipts,
            result,
        }
    }

    fn faults(text: &str, key: Option<&str>) -> Vec<Fault> {
        check(text, key).unwrap().faults
    }

    #[test]
    fn a_bundle_holds_however_it_is_laid_out() {
        let text = bundle().sign(&keys(1)).unwrap();
        let checked = check(&text, None).unwrap();
        assert_eq!(checked.faults, []);
        assert_eq!(checked.bundle, bundle());
        assert_eq!(checked.recount.unwrap().winners, ["1", "2"]);
        let pretty = format!("{:#}", serde_json::from_str::<Value>(&text).unwrap());
        assert_eq!(faults(&pretty, Some(&checked.key)), []);
    }

    #[test]
    fn a_bundle_of_the_first_edition_is_counted_as_it_was() {
        let mut definition = vote(Method::ScottishStv, 3);
        (definition.seats, definition.tie_order) = (2, vec!["3".into(), "1".into(), "2".into()]);
        let ballots: Vec<String> = ["1", "1", "2", "3"].map(str::to_owned).into();
        let bundle = |edition| Bundle {
            edition,
            result: count_by(edition, &definition, &ballots).unwrap(),
            definition: definition.clone(),
            ballots: ballots.clone(),
            ..bundle()
        };
        for (edition, format, winners) in
            [(Edition::First, "tandem-vote/1", ["1", "2"]), (Edition::Second, "tandem-vote/2", ["1", "3"])]
        {
            let text = bundle(edition).sign(&keys(1)).unwrap();
            assert!(text.contains(&format!("\"format\":\"{format}\"")), "{text}");
            let checked = check(&text, None).unwrap();
            assert_eq!(
                (checked.faults, checked.recount.unwrap().winners),
                (vec![], winners.map(str::to_owned).into())
            );
        }
        // The edition is signed: nobody has it counted by the other rules.
        let text = bundle(Edition::First).sign(&keys(1)).unwrap().replace("tandem-vote/1", "tandem-vote/2");
        assert!(faults(&text, None).contains(&Fault::Signature));
        let text = text.replace("tandem-vote/2", "tandem-vote/3");
        assert!(check(&text, None).unwrap_err().to_string().contains("`tandem-vote/1` and `tandem-vote/2`"));
    }

    #[test]
    fn a_changed_ballot_is_named() {
        let text = bundle().sign(&keys(1)).unwrap();
        let changed = text.replace("\"3\"]", "\"1\"]");
        assert_ne!(changed, text);
        let found = faults(&changed, None);
        assert!(matches!(&found[0], Fault::Changed { part: "ballots", .. }), "{found:?}");
        assert!(found.iter().any(|f| matches!(f, Fault::Result(_))), "{found:?}");
        let foreign = text.replace("\"3\"]", "\"7\"]");
        assert!(faults(&foreign, None).iter().any(|f| f.to_string().contains("ballot 4")));
    }

    #[test]
    fn every_cut_is_found() {
        let text = bundle().sign(&keys(1)).unwrap();
        let ends = (0..text.trim_end().len()).filter(|n| text.is_char_boundary(*n));
        for end in ends {
            assert!(matches!(check(&text[..end], None), Err(Fault::Cut(_))), "cut at {end}");
        }
        // A line that is gone is no syntax fault, and is found by its hash.
        let lost = text.replace("\"1 3\",", "");
        assert!(faults(&lost, None).iter().any(|f| matches!(f, Fault::Changed { part: "ballots", .. })));
    }

    #[test]
    fn another_signature_or_key_is_found() {
        let mine = bundle().sign(&keys(1)).unwrap();
        let theirs = bundle().sign(&keys(2)).unwrap();
        let line = |text: &str, word: &str| text.lines().find(|l| l.starts_with(word)).unwrap().to_owned();
        let forged = mine.replace(&line(&mine, "\"signature\""), &line(&theirs, "\"signature\""));
        assert_eq!(faults(&forged, None), [Fault::Signature]);
        // Somebody changes everything, and signs it with a key of their own: found by whoever knows the right key.
        let key = check(&mine, None).unwrap().key;
        assert_eq!(faults(&theirs, None), []);
        assert!(matches!(faults(&theirs, Some(&key))[..], [Fault::Key { .. }]));
        // The head is signed too.
        let moved = mine.replace("2026-11-21", "2026-11-20");
        assert_eq!(faults(&moved, None), [Fault::Signature]);
        // A hash that was changed along with its part does not fit the signature.
        let mut other = bundle();
        other.ballots[3] = "1".into();
        let other = other.sign(&keys(1)).unwrap();
        let swapped = other.replace(&line(&other, "\"signature\""), &line(&mine, "\"signature\""));
        assert!(faults(&swapped, None).contains(&Fault::Signature));
    }

    #[test]
    fn a_result_that_the_ballots_do_not_give_is_found_though_it_is_signed() {
        let mut wrong = bundle();
        wrong.result.winners = vec!["3".into()];
        wrong.receipts.pop();
        wrong.roll.web = 4;
        let found = faults(&wrong.sign(&keys(1)).unwrap(), None);
        let said: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "there are 4 ballots, and the roll says that 5 voted",
                "there are 4 ballots and 3 receipts",
                "the ballots give another result than the published one: 1, 2 won, and the bundle says 3",
            ]
        );
    }
}
