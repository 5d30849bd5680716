//! The person index: finding one person among many in the product, in process and over HTTP.
//!
//! The rows of a million records are made by the product's own sealing and keys, and put into the file in order with its indexes
//! away: by way of the pages it would take an hour.

use crate::server::Server;
use crate::{PORT, Table, percentile};
use rusqlite::Connection;
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};
use tandem::rooms;
use tandem_access::accounts::{members, sessions};
use tandem_access::{Error, KeyKind, Place, Purpose, Role, Store, Surroundings, Tx, Uuid, Viewer};
use tandem_identity::actions::{enter, find, record_keys};
use tandem_linkage::role::Role as Value;
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::model::names::fold;
use tandem_testkit::http::Client;

/// How many records share a transaction while they are made.
const TOGETHER: usize = 20_000;
/// How many organizations keep them.
const PARTNERS: usize = 4;
/// How many persons are sought.
const SOUGHT: usize = 2_000;
/// The most of the rows are written by these two statements.
const PERSON: &str = "INSERT INTO person (id, owner_org, label, key_id, sealed, match_token, safe_call, safe_text, safe_email, \
                      safe_message, created_at, updated_at) VALUES (?1, ?2, 'general', ?3, ?4, ?5, 0, 0, 0, 0, 0, 0)";
const KEY: &str = "INSERT OR IGNORE INTO identity_key (token, person_id, owner_org) VALUES (?1, ?2, ?3)";

/// Repeatable chance (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// Small numbers far oftener than great ones, as names are.
    fn skewed(&mut self, n: u64) -> u64 {
        let (a, b, c) = (self.below(n), self.below(n), self.below(n));
        a * b / n * c / n
    }
}

/// A made-up name; the same number is the same name.
fn name(mut n: u64) -> String {
    const PARTS: [&str; 20] = [
        "ba", "len", "mor", "ti", "sha", "ren", "ko", "vel", "dan", "ri", "nu", "mar", "os", "fi", "ja",
        "lin", "ter", "wo", "es", "qui",
    ];
    let mut out = String::new();
    loop {
        out += PARTS[(n % 20) as usize];
        n /= 20;
        if n == 0 {
            return out + "a";
        }
    }
}

/// A person as an organization writes them down.
#[derive(Clone)]
struct Known {
    given: String,
    family: String,
    born: String,
    phone: String,
    street: String,
    zip: String,
}

fn known(chance: &mut Chance) -> Known {
    let reach = chance.below(10);
    Known {
        given: name(chance.skewed(8_000) + 20),
        family: name(chance.skewed(160_000) + 400),
        born: format!("{}-{:02}-{:02}", 1930 + chance.below(90), 1 + chance.below(12), 1 + chance.below(28)),
        phone: if reach < 7 {
            format!("+1{}", 2_005_550_100 + chance.below(7_999_449_899))
        } else {
            String::new()
        },
        street: if reach > 1 {
            format!("{} {} St", 1 + chance.below(400), name(chance.below(8_000) + 20))
        } else {
            String::new()
        },
        zip: format!("{:05}", 19_000 + chance.below(300)),
    }
}

/// The same person in another organization's words: one thing is otherwise.
fn again(known: &Known, chance: &mut Chance) -> Known {
    let mut again = known.clone();
    match chance.below(4) {
        0 => again.given.truncate(again.given.len() - 1),
        1 => again.phone.clear(),
        2 => again.street = "1 Shelter Way".into(),
        _ => {}
    }
    again
}

/// A record ready to be written.
struct Made {
    id: Uuid,
    org: Uuid,
    key: Uuid,
    sealed: Vec<u8>,
    match_token: Uuid,
    keys: Vec<Uuid>,
}

fn make(tx: &mut Tx, id: Uuid, org: Uuid, known: &Known) -> Result<Made, Error> {
    let details = json!({
        "given_name": known.given, "family_name": known.family, "birth_date": known.born, "postal_code": known.zip,
        "phone": Some(&known.phone).filter(|p| !p.is_empty()),
        "address_line1": Some(&known.street).filter(|s| !s.is_empty()),
    });
    let sealed = tx.seal_json(KeyKind::Identifiers, &Place { table: "person", row: id, org }, &details)?;
    let whole = format!("{}|{}", fold(&format!("{} {}", known.given, known.family)), known.born);
    let values: Vec<(Value, String)> = [
        (Value::GivenName, &known.given),
        (Value::FamilyName, &known.family),
        (Value::BirthDate, &known.born),
        (Value::Phone, &known.phone),
        (Value::Street, &known.street),
        (Value::Postcode, &known.zip),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(role, text)| (role, text.clone()))
    .collect();
    let match_token = tx.token(org, "name and birth date", &whole)?;
    let keys = record_keys(tx, &values)?;
    Ok(Made { id, org, key: sealed.key, sealed: sealed.bytes, match_token, keys })
}

/// Who searches in turn: the exact search has a brake on each of them, which no number of this bench would reach by hand.
const NAVIGATORS: usize = 40;

/// What was filled: navigators' sessions and persons of that organization, and some records of all.
struct Filled {
    tokens: Vec<String>,
    own: Vec<Known>,
    some: Vec<Uuid>,
}

async fn fill(store: &Store, file: &Path, records: usize) -> Result<Filled, String> {
    let fault = |e: Error| format!("{e:?}");
    let system = Viewer::system("bench.people");
    let (tokens, orgs) = store
        .write(&system, |tx| {
            let mut orgs = vec![];
            for n in 0..PARTNERS {
                let draft =
                    OrganizationDraft { name: format!("Partner {n}"), ..OrganizationDraft::default() };
                let org = tandem_partners::actions::create(tx, &draft, Membership::Member)?;
                // The first thing that is sealed makes the organization's key.
                tx.seal(KeyKind::Identifiers, &Place { table: "person", row: org, org }, b"")?;
                orgs.push(org);
            }
            let mut tokens = vec![];
            for n in 0..NAVIGATORS {
                let email = format!("navigator{n}@example.org");
                let member = members::create(tx, &email, "Test Navigator", "en", members::Status::Active)?;
                members::grant(tx, member, orgs[0], Role::Navigator)?;
                tokens.push(sessions::test_start(tx, member, orgs[0], Purpose::CareCoordination)?);
            }
            Ok((tokens, orgs))
        })
        .await
        .map_err(fault)?;
    let mut chance = Chance(7);
    let mut people: Vec<(Uuid, Uuid, Known)> = vec![];
    for n in 0..records {
        let org = orgs[n % PARTNERS];
        // One in ten is known to another organization already.
        let one = match chance.below(10) {
            0 if n > 100 => {
                let before = people[chance.below(n as u64 - 50) as usize].2.clone();
                again(&before, &mut chance)
            }
            _ => known(&mut chance),
        };
        let id = uuid(chance.next(), chance.next());
        people.push((id, org, one));
    }
    people.sort_by_key(|(id, ..)| *id);
    let mut keys: Vec<(Uuid, Uuid, u8)> = vec![];
    let file = Connection::open(file).map_err(|e| e.to_string())?;
    let sql = |e: rusqlite::Error| e.to_string();
    file.execute_batch(
        "PRAGMA synchronous=OFF; PRAGMA cache_size=-400000; DROP INDEX person_by_owner; DROP INDEX person_by_match; DROP INDEX \
         identity_key_by_person; DROP INDEX identity_record_by_identity; DROP INDEX identity_record_by_owner",
    )
    .map_err(sql)?;
    for some in people.chunks(TOGETHER) {
        let some = some.to_vec();
        let made: Vec<Made> = store
            .read(&system, move |tx| some.iter().map(|(id, org, known)| make(tx, *id, *org, known)).collect())
            .await
            .map_err(fault)?;
        file.execute_batch("BEGIN").map_err(sql)?;
        for m in &made {
            let (id, org) = (&m.id.as_bytes()[..], &m.org.as_bytes()[..]);
            let row = (id, org, &m.key.as_bytes()[..], &m.sealed, &m.match_token.as_bytes()[..]);
            file.prepare_cached(PERSON).map_err(sql)?.execute(row).map_err(sql)?;
            file.prepare_cached(
                "INSERT INTO identity_record (person_id, owner_org, label, identity_id, since) VALUES (?1, ?2, 'general', ?1, 0)",
            )
            .map_err(sql)?
            .execute((id, org))
            .map_err(sql)?;
            let org = orgs.iter().position(|o| *o == m.org).unwrap_or_default();
            keys.extend(m.keys.iter().map(|token| (*token, m.id, org as u8)));
        }
        file.execute_batch("COMMIT").map_err(sql)?;
    }
    keys.sort_unstable();
    file.execute_batch("BEGIN").map_err(sql)?;
    for (token, person, org) in &keys {
        let row = (&token.as_bytes()[..], &person.as_bytes()[..], &orgs[usize::from(*org)].as_bytes()[..]);
        file.prepare_cached(KEY).map_err(sql)?.execute(row).map_err(sql)?;
    }
    file.execute("UPDATE identity_size SET records = ?1", [records as i64]).map_err(sql)?;
    file.execute_batch(
        "COMMIT; CREATE INDEX person_by_owner ON person (owner_org, created_at); CREATE INDEX person_by_match ON person \
         (match_token); CREATE INDEX identity_key_by_person ON identity_key (person_id); CREATE INDEX \
         identity_record_by_identity ON identity_record (identity_id); CREATE INDEX identity_record_by_owner ON \
         identity_record (owner_org); PRAGMA wal_checkpoint(TRUNCATE)",
    )
    .map_err(sql)?;
    let step = (records / SOUGHT).max(1);
    Ok(Filled {
        tokens,
        own: people
            .iter()
            .filter(|(_, org, k)| *org == orgs[0] && !k.phone.is_empty())
            .step_by(step / PARTNERS + 1)
            .map(|(.., k)| k.clone())
            .collect(),
        some: people.iter().step_by(step).map(|(id, ..)| *id).collect(),
    })
}

/// A random id.
fn uuid(a: u64, b: u64) -> Uuid {
    Uuid::from_u128(
        (u128::from(a) << 64 | u128::from(b)) & !0xf000_c000_0000_0000_0000 | 0x4000_8000_0000_0000_0000,
    )
}

fn times(table: &mut Table, what: &str, mut took: Vec<Duration>, beside: &str) {
    took.sort_unstable();
    let (p50, p99) = (percentile(&took, 0.5), percentile(&took, 0.99));
    table.row(&format!("{what}: p50, p99"), format!("{p50:.2} ms, {p99:.2} ms"), beside);
}

/// Measures it on SQLite.
pub async fn measure(tandem: &Path, dir: &Path, records: usize, table: &mut Table) -> Result<(), String> {
    let file = dir.join("people.db");
    let database = format!("sqlite:{}", file.display());
    let url = database.parse().map_err(|e| format!("{e}"))?;
    let keys = tandem::keys::KeySource::beside(&url).read_or_make()?;
    let store = Store::open(&url, &rooms::migrations(), &rooms::fences(), Surroundings::real());
    let store = store.map_err(|e| e.to_string())?.with_keys(keys);
    let began = Instant::now();
    let filled = fill(&store, &file, records).await?;
    let size = std::fs::metadata(&file).map_or(0, |m| m.len() >> 20);
    table.row(
        &format!("fill a database with {records} records and their keys"),
        format!("{:.0} s", began.elapsed().as_secs_f64()),
        &format!("{size} MiB"),
    );
    let system = Viewer::system("bench.people");
    let (mut took, mut others) = (vec![], 0);
    for round in [false, true] {
        for id in filled.some.iter().copied() {
            let start = Instant::now();
            let found = store.read(&system, move |tx| find(tx, id)).await.map_err(|e| format!("{e:?}"))?;
            if round {
                took.push(start.elapsed());
                others += usize::from(found.first().is_some_and(|(_, p)| *p >= 0.99));
            }
        }
    }
    times(
        table,
        &format!("find one person among {records} records, in process"),
        took,
        &format!("{others} of {} have a likely other record", filled.some.len()),
    );
    let mut took = vec![];
    for id in filled.some.iter().copied().step_by(4) {
        let start = Instant::now();
        store.write(&system, move |tx| enter(tx, id)).await.map_err(|e| format!("{e:?}"))?;
        took.push(start.elapsed());
    }
    times(table, "enter one record: compared, linked, grouped, durable", took, "one commit each");
    let began = Instant::now();
    // As the server would; it finds this done and does not begin again beside the finds.
    let due = tandem_identity::actions::count_if_due(&store).await.map_err(|e| format!("{e:?}"))?;
    if !due {
        return Err("the values were counted already".into());
    }
    table.row(
        "count the values of all records",
        format!("{:.0} s", began.elapsed().as_secs_f64()),
        "each night, in reads of 500, with rests of three times their length",
    );
    tandem_access::audit::seal_all(&store).await.map_err(|e| e.to_string())?;
    drop(store);

    let server = Server::start(tandem, &database, PORT).await?;
    let mut client = Client::connect(server.port).await.map_err(|e| e.to_string())?;
    let (mut took, mut failed) = (vec![], 0);
    for (n, k) in filled.own.iter().enumerate() {
        let form = [
            ("given_name", &k.given),
            ("family_name", &k.family),
            ("birth_date", &k.born),
            ("phone", &k.phone),
        ];
        let form = form.map(|(name, value)| (name, value.as_str()));
        let whose = &filled.tokens[n % NAVIGATORS];
        client.cookies.insert("tandem_session".into(), whose.clone());
        let start = Instant::now();
        let answer = client.post("/people/find", &form).await.map_err(|e| e.to_string())?;
        if n >= 20 {
            took.push(start.elapsed());
        }
        failed += usize::from(answer.status != 200 || !answer.body.contains(&k.family));
    }
    let beside =
        format!("aim: p99 under 5 ms; whole page, noted in the log; {failed} of {} failed", filled.own.len());
    times(table, "find a person by name, birth date and telephone over HTTP", took, &beside);
    // Each of these is in the log before it is answered.
    let (_, took) = crate::limits::syncs(dir, Duration::from_secs(3)).map_err(|e| e.to_string())?;
    times(
        table,
        "limit: 4 KiB append + fdatasync",
        took,
        "what a durable line of the log waits for at least",
    );
    table.row("server with those people, resident", format!("{:.0} MiB", server.resident()), "");
    Ok(())
}
