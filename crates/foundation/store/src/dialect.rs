//! One statement text for both databases: what is rewritten, and what is refused.

use crate::StoreError;

/// The DML verb and table a statement writes to, if it writes.
pub(crate) fn write_target(sql: &str) -> Option<(&str, &str)> {
    let mut words = sql.split_whitespace();
    let verb = words.next()?;
    let table = match verb.to_ascii_uppercase().as_str() {
        "INSERT" | "DELETE" => words.nth(1)?,
        "UPDATE" => words.next()?,
        _ => return None,
    };
    Some((verb, table.split('(').next().unwrap_or(table)))
}

/// Words that rooms' static SQL never needs and that could walk around the fence: other schemas (quoted or not), other
/// statements, the session variables.
const REFUSED: [&str; 9] =
    ["main", "temp", "pragma", "attach", "pg_catalog", "set_config", "current_setting", "detach", "vacuum"];

/// Refuses what could walk around the fence.
pub(crate) fn check(sql: &str) -> Result<(), StoreError> {
    let lower = sql.to_ascii_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|w| !w.is_empty());
    let first = words.clone().next().unwrap_or_default();
    if !["select", "insert", "update", "delete", "with"].contains(&first) {
        return Err(StoreError::Statement(format!("`{first}` is not a query: {sql}")));
    }
    if let Some(word) = words.find(|w| REFUSED.contains(w)) {
        return Err(StoreError::Statement(format!("`{word}` is not allowed in: {sql}")));
    }
    // INSERT OR REPLACE deletes a row without asking the fence's DELETE trigger.
    if lower.split_whitespace().nth(1) == Some("or") {
        return Err(StoreError::Statement(format!("write ON CONFLICT instead of OR in: {sql}")));
    }
    Ok(())
}

/// SQLite: the fenced table that a write goes to is named in the main schema, past the TEMP view that shadows it.
pub(crate) fn to_sqlite(sql: &str, fenced: impl Fn(&str) -> bool) -> String {
    let mut text = fragments(sql, |name, param| match name {
        IN_IDS => format!("IN (SELECT unhex(value) FROM json_each({param}))"),
        IN_TEXTS => format!("IN (SELECT value FROM json_each({param}))"),
        EACH_ID => format!("(SELECT unhex(value) AS value FROM json_each({param}))"),
        _ => format!("json_each({param})"),
    });
    if let Some((_, table)) = write_target(sql)
        && fenced(table)
        && let Some(at) = text.find(table)
    {
        text.insert_str(at, "main.");
    }
    text.replace("FOR_UPDATE", "")
}

/// PostgreSQL: `?n` becomes `$n`.
pub(crate) fn to_postgres(sql: &str) -> String {
    // An array, not a sub-select: a semi-join would make PostgreSQL, which has no statistics of a table that is being filled,
    // walk the whole table for each list.
    let text = fragments(sql, |name, param| {
        let list = format!("json_array_elements_text(CAST({param} AS text)::json)");
        match name {
            IN_IDS => format!("= ANY(ARRAY(SELECT value::uuid FROM {list}))"),
            IN_TEXTS => format!("= ANY(ARRAY(SELECT value FROM {list}))"),
            EACH_ID => format!("(SELECT value::uuid AS value FROM {list})"),
            _ => list,
        }
    });
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '\'' => {
                quoted = !quoted;
                out.push(c);
            }
            '?' if !quoted && chars.peek().is_some_and(char::is_ascii_digit) => out.push('$'),
            _ => out.push(c),
        }
    }
    out.replace("FOR_UPDATE", "FOR UPDATE SKIP LOCKED")
}

const IN_IDS: &str = "IN_IDS(";
const IN_TEXTS: &str = "IN_TEXTS(";
const EACH_TEXT: &str = "EACH_TEXT(";
const EACH_ID: &str = "EACH_ID(";

/// `IN_IDS(?1)` and `IN_TEXTS(?1)` are membership in a JSON-array parameter; `EACH_TEXT(?1)` stands after FROM and gives its
/// texts as `value`, `EACH_ID(?1) t` its ids. With a sub-select for each `value` the list is looked up entry by entry in an index of several columns,
/// whatever the database guesses about the table.
fn fragments(sql: &str, write: impl Fn(&str, &str) -> String) -> String {
    let mut out = sql.to_owned();
    for name in [IN_IDS, IN_TEXTS, EACH_TEXT, EACH_ID] {
        while let Some(at) = out.find(name) {
            let end = out[at..].find(')').map_or(out.len(), |e| at + e);
            let param = out[at + name.len()..end].to_owned();
            out.replace_range(at..(end + 1).min(out.len()), &write(name, &param));
        }
    }
    out
}

/// PostgreSQL: `INSERT .. VALUES (?1, ?2) ..` for many rows, each parameter an array of its type.
pub(crate) fn to_postgres_list(sql: &str, types: &[&str]) -> Result<String, StoreError> {
    let refused = |why: &str| StoreError::Statement(format!("a statement for many rows {why}: {sql}"));
    let (head, rest) = sql.split_once("VALUES").ok_or_else(|| refused("needs VALUES"))?;
    let open = rest.find('(').ok_or_else(|| refused("needs VALUES (..)"))?;
    let mut depth = 0i32;
    let close = rest.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth == 0 && *c == ')'
    });
    let (close, _) = close.ok_or_else(|| refused("needs VALUES (..)"))?;
    let (values, tail) = (&rest[open + 1..close], &rest[close + 1..]);
    if head.contains('?') || tail.contains('?') || values.contains('\'') {
        return Err(refused("has parameters in VALUES and no quoted text there"));
    }
    let arrays: Vec<String> = types.iter().enumerate().map(|(n, t)| format!("${}::{t}[]", n + 1)).collect();
    let names: Vec<String> = (1..=types.len()).map(|n| format!("p{n}")).collect();
    Ok(format!(
        "{head}SELECT {} FROM unnest({}) AS u({}){tail}",
        values.replace('?', "u.p"),
        arrays.join(", "),
        names.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_keep_their_numbers_and_quoted_marks_stay() {
        assert_eq!(
            to_postgres("SELECT '?1' FROM t WHERE a = ?2 AND b = ?1"),
            "SELECT '?1' FROM t WHERE a = $2 AND b = $1"
        );
    }

    #[test]
    fn fenced_writes_go_past_the_view() {
        let f = |t: &str| t == "person";
        assert_eq!(to_sqlite("UPDATE person SET a = ?1", f), "UPDATE main.person SET a = ?1");
        assert_eq!(
            to_sqlite("INSERT INTO person(id) VALUES (?1)", f),
            "INSERT INTO main.person(id) VALUES (?1)"
        );
        assert_eq!(to_sqlite("DELETE FROM person WHERE id = ?1", f), "DELETE FROM main.person WHERE id = ?1");
        assert_eq!(to_sqlite("SELECT * FROM person", f), "SELECT * FROM person");
    }

    #[test]
    fn what_walks_around_the_fence_is_refused() {
        for way in ["main.person", "\"main\".person", "[main] . person", "MAIN.person", "temp.person"] {
            assert!(check(&format!("SELECT * FROM {way}")).is_err(), "{way}");
        }
        assert!(check("PRAGMA table_info(person)").is_err());
        assert!(check("CREATE TEMP VIEW person AS SELECT 1").is_err());
        assert!(check("INSERT OR REPLACE INTO person VALUES (1)").is_err());
        assert!(check("SELECT 1").is_ok());
    }

    #[test]
    fn lists_are_one_parameter() {
        assert!(to_sqlite("SELECT 1 FROM t WHERE id IN_IDS(?1)", |_| false).contains("unhex(value)"));
        assert_eq!(
            to_postgres("SELECT 1 FROM t WHERE id IN_IDS(?1) AND a = ?2"),
            "SELECT 1 FROM t WHERE id = ANY(ARRAY(SELECT value::uuid FROM \
             json_array_elements_text(CAST($1 AS text)::json))) AND a = $2"
        );
    }

    #[test]
    fn a_list_is_a_table() {
        let sql = "SELECT value FROM EACH_TEXT(?2)";
        assert_eq!(to_sqlite(sql, |_| false), "SELECT value FROM json_each(?2)");
        assert_eq!(to_postgres(sql), "SELECT value FROM json_array_elements_text(CAST($2 AS text)::json)");
    }

    #[test]
    fn one_insert_for_many_rows() {
        let sql = "INSERT INTO t (a, b, c, d) VALUES (?1, ?2, NULL, abs(?2)) ON CONFLICT (a) DO UPDATE SET b = excluded.b";
        assert_eq!(
            to_postgres_list(sql, &["uuid", "int8"]).unwrap(),
            "INSERT INTO t (a, b, c, d) SELECT u.p1, u.p2, NULL, abs(u.p2) FROM unnest($1::uuid[], $2::int8[]) AS u(p1, p2) \
             ON CONFLICT (a) DO UPDATE SET b = excluded.b"
        );
        for bad in [
            "UPDATE t SET a = ?1",
            "INSERT INTO t (a) VALUES (?1) ON CONFLICT (a) DO UPDATE SET b = ?2",
            "INSERT INTO t (a, b) VALUES (?1, '?2')",
            "INSERT INTO t (a) VALUES ((?1",
        ] {
            assert!(to_postgres_list(bad, &["text"]).is_err(), "{bad}");
        }
    }
}
