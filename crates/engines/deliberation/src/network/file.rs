//! Reads a network from two tables: nodes with their ids (and sectors), and ties between them.

use super::Network;
use crate::fault::Fault;
use std::collections::HashMap;

/// Rows with the line each begins on.
type Rows = Vec<(usize, csv::StringRecord)>;

fn table(text: &str, what: &str) -> Result<(Vec<String>, Rows), Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let told = |e: &csv::Error| {
        let line = e.position().map_or(0, |p| p.line() as usize);
        Fault::new(line, format!("{what}: {e}"), "give each row as many cells as the first line")
    };
    let header: Vec<String> = reader.headers().map_err(|e| told(&e))?.iter().map(str::to_owned).collect();
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|e| told(&e))?;
        rows.push((row.position().map_or(0, |p| p.line() as usize), row));
    }
    Ok((header, rows))
}

/// The column of sectors: the one that was asked for; else one called sector; else the first after the id in which at most every
/// second row has a value of its own.
fn sector_column(
    header: &[String],
    rows: &[(usize, csv::StringRecord)],
    id: usize,
    wanted: Option<&str>,
) -> Result<Option<usize>, Fault> {
    if let Some(wanted) = wanted {
        let found = header.iter().position(|h| h == wanted);
        let mend = format!("the columns are {}", header.join(", "));
        return found
            .map(Some)
            .ok_or_else(|| Fault::new(1, format!("nodes: there is no column {wanted}"), mend));
    }
    let named = header.iter().position(|h| h.eq_ignore_ascii_case("sector"));
    Ok(named.or_else(|| {
        (0..header.len()).filter(|&c| c != id).find(|&c| {
            let mut values: Vec<&str> = rows.iter().filter_map(|r| r.1.get(c)).collect();
            values.sort_unstable();
            values.dedup();
            values.len() * 2 <= rows.len() && values.len() > 1
        })
    }))
}

/// Reads both tables. Nodes have a column `id` (else the first is it); ties have their two nodes in `source` and `target` (else in
/// the first two columns) and a weight in the third, if there is one.
pub fn parse(nodes: &str, ties: &str, sector: Option<&str>) -> Result<Network, Fault> {
    let (header, rows) = table(nodes, "nodes")?;
    let id = header.iter().position(|h| h.eq_ignore_ascii_case("id")).unwrap_or(0);
    let column = sector_column(&header, &rows, id, sector)?;
    let (mut ids, mut sectors, mut known) = (Vec::new(), Vec::new(), HashMap::new());
    for (line, row) in &rows {
        let name = row.get(id).unwrap_or("").to_owned();
        if name.is_empty() {
            return Err(Fault::new(*line, "nodes: a node has no id", "give each node an id"));
        }
        if known.insert(name.clone(), ids.len()).is_some() {
            return Err(Fault::new(
                *line,
                format!("nodes: {name} comes twice"),
                "keep one row for each node",
            ));
        }
        ids.push(name);
        sectors.push(column.and_then(|c| row.get(c)).unwrap_or("").to_owned());
    }
    let (header, rows) = table(ties, "ties")?;
    if header.len() < 2 {
        return Err(Fault::new(1, "ties: there are no two columns", "name two columns source and target"));
    }
    let place =
        |name: &str, or: usize| header.iter().position(|h| h.eq_ignore_ascii_case(name)).unwrap_or(or);
    let (from, to) = (place("source", 0), place("target", 1));
    let weight = (0..header.len()).find(|&c| c != from && c != to);
    let (mut list, mut loops) = (Vec::new(), 0);
    for (line, row) in &rows {
        let end = |c: usize| {
            let name = row.get(c).unwrap_or("");
            known.get(name).copied().ok_or_else(|| {
                Fault::new(
                    *line,
                    format!("ties: {name:?} is no node"),
                    "add it to the nodes, or take the tie out",
                )
            })
        };
        let (a, b) = (end(from)?, end(to)?);
        let weight = match weight.and_then(|c| row.get(c)).filter(|t| !t.is_empty()) {
            None => 1.0,
            Some(text) => text.parse::<f64>().ok().filter(|w| w.is_finite()).ok_or_else(|| {
                Fault::new(
                    *line,
                    format!("ties: the weight {text:?} is no number"),
                    "write a number such as 3 or 0.5",
                )
            })?,
        };
        loops += usize::from(a == b);
        list.push((a, b, weight));
    }
    let mut network = Network::new(ids, column.map(|_| sectors), &list);
    let twice = list.len() - loops - network.ties.len();
    for (n, what) in [
        (loops, "ties of a node with itself were left out"),
        (twice, "ties came again (or the other way round); their weights were added"),
    ] {
        if n > 0 {
            network.notes.push(format!("{n} {what}"));
        }
    }
    Ok(network)
}
