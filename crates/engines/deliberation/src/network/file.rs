//! Reads a network from two tables: nodes with their ids (and sectors), and ties between them.

use super::Network;
use crate::fault::Fault;
use std::collections::HashMap;

/// Rows with the line each begins on.
type Rows = Vec<(usize, csv::StringRecord)>;

/// The nodes of a network.
#[derive(Debug, Clone)]
pub struct Nodes {
    ids: Vec<String>,
    sectors: Option<Vec<String>>,
    known: HashMap<String, usize>,
}

/// The line of a quotation mark that opens a cell and that none closes: all that follows it would be one cell.
fn open_quote(text: &str) -> Option<usize> {
    let (bytes, mut at, mut line, mut begins_cell, mut opened) = (text.as_bytes(), 0, 1, true, None);
    while let Some(&byte) = bytes.get(at) {
        line += usize::from(byte == b'\n');
        match (byte, opened) {
            (b'"', Some(_)) if bytes.get(at + 1) == Some(&b'"') => at += 1,
            (b'"', Some(_)) => opened = None,
            (b'"', None) if begins_cell => opened = Some(line),
            _ => {}
        }
        begins_cell = opened.is_none() && matches!(byte, b',' | b'\n');
        at += 1;
    }
    opened
}

fn table(text: &str, what: &str) -> Result<(Vec<String>, Rows), Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let told = |e: &csv::Error| {
        let line = e.position().map_or(0, |p| p.line() as usize);
        Fault::new(line, format!("{what}: {e}"), "give each row as many cells as the first line")
    };
    if let Some(line) = open_quote(text) {
        return Err(Fault::new(
            line,
            format!("{what}: a quotation mark opens a cell and none closes it"),
            "close it before the next comma, or take it out",
        ));
    }
    let header: Vec<String> = reader.headers().map_err(|e| told(&e))?.iter().map(str::to_owned).collect();
    if let [only] = &header[..]
        && let Some(other) = only.chars().find(|c| matches!(c, ';' | '\t' | '|'))
    {
        let other = if other == '\t' { "tabs".to_owned() } else { format!("the sign {other}") };
        return Err(Fault::new(
            1,
            format!("{what}: the first line has no comma; its cells seem to be parted by {other}"),
            "save the table as CSV with commas between the cells",
        ));
    }
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

/// Reads both tables: [`nodes`], then [`ties`].
pub fn parse(nodes: &str, ties: &str, sector: Option<&str>) -> Result<Network, Fault> {
    self::ties(self::nodes(nodes, sector)?, ties, None)
}

/// Reads the nodes: they have a column `id` (else the first is it), and their sectors in another.
pub fn nodes(text: &str, sector: Option<&str>) -> Result<Nodes, Fault> {
    let (header, rows) = table(text, "nodes")?;
    let id = header.iter().position(|h| h.eq_ignore_ascii_case("id")).unwrap_or(0);
    let column = sector_column(&header, &rows, id, sector)?;
    let (mut ids, mut sectors, mut known) = (Vec::new(), Vec::new(), HashMap::new());
    for (line, row) in &rows {
        let name = row.get(id).unwrap_or("").to_owned();
        if name.is_empty() {
            return Err(Fault::new(*line, "nodes: a node has no id", "give each node an id"));
        }
        if name.contains('\n') {
            return Err(over_lines("nodes", *line));
        }
        if known.insert(name.clone(), ids.len()).is_some() {
            return Err(Fault::new(
                *line,
                format!("nodes: {name} comes twice"),
                "keep one row for each node",
            ));
        }
        ids.push(name);
        let sector = column.and_then(|c| row.get(c)).unwrap_or("");
        if sector.contains('\n') {
            return Err(over_lines("nodes", *line));
        }
        sectors.push(sector.to_owned());
    }
    Ok(Nodes { ids, sectors: column.map(|_| sectors), known })
}

fn over_lines(what: &str, line: usize) -> Fault {
    Fault::new(
        line,
        format!("{what}: a cell in quotation marks goes on over the next line"),
        "look for a quotation mark too many; ids and sectors stand on one line",
    )
}

/// Names of a column of weights.
const WEIGHTS: [&str; 3] = ["weight", "strength", "value"];

/// The column of weights: the one that was asked for; else one called so; else the first besides the two ends that holds numbers of zero
/// or more throughout. With a note where there are columns and none is it, or where it was guessed.
fn weight_column(
    header: &[String],
    rows: &Rows,
    ends: (usize, usize),
    wanted: Option<&str>,
) -> Result<(Option<usize>, Option<String>), Fault> {
    let others: Vec<usize> = (0..header.len()).filter(|&c| c != ends.0 && c != ends.1).collect();
    if let Some(wanted) = wanted {
        let found = others.iter().copied().find(|&c| header[c] == wanted);
        let names: Vec<&str> = others.iter().map(|&c| header[c].as_str()).collect();
        let mend = match names[..] {
            [] => "besides the two ends there is no column".to_owned(),
            _ => format!("the columns besides the two ends are {}", names.join(", ")),
        };
        return found
            .map(|c| (Some(c), None))
            .ok_or_else(|| Fault::new(1, format!("ties: there is no column {wanted} for the weight"), mend));
    }
    let named = |name: &str| others.iter().copied().find(|&c| header[c].eq_ignore_ascii_case(name));
    if let Some(column) = WEIGHTS.into_iter().find_map(named) {
        return Ok((Some(column), None));
    }
    let cells = |c: usize| rows.iter().filter_map(move |(_, row)| row.get(c)).filter(|t| !t.is_empty());
    let numbers = |c: usize| cells(c).next().is_some() && cells(c).all(|t| number(t).is_some());
    let column = others.iter().copied().find(|&c| numbers(c));
    let note = match column {
        Some(c) => Some(format!(
            "the weight of a tie was read from the column {}, which holds numbers throughout; a column called weight comes before it",
            header[c]
        )),
        None if others.is_empty() || rows.is_empty() => None,
        None => {
            Some("no column is called weight and none holds numbers throughout: each tie weighs 1".to_owned())
        }
    };
    Ok((column, note))
}

/// A weight.
fn number(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|w| w.is_finite() && *w >= 0.0)
}

/// Reads the ties: they have their two nodes in `source` and `target` (else in the first two columns). Their weight stands in the column
/// that was asked for, else in one called weight, strength or value, else in the first other one that holds numbers throughout; without
/// any, each weighs 1.
pub fn ties(nodes: Nodes, text: &str, weight: Option<&str>) -> Result<Network, Fault> {
    let Nodes { ids, sectors, known } = nodes;
    let (header, rows) = table(text, "ties")?;
    if header.len() < 2 {
        return Err(Fault::new(1, "ties: there are no two columns", "name two columns source and target"));
    }
    let place =
        |name: &str, or: usize| header.iter().position(|h| h.eq_ignore_ascii_case(name)).unwrap_or(or);
    let (from, to) = (place("source", 0), place("target", 1));
    let (weight, note) = weight_column(&header, &rows, (from, to), weight)?;
    let (mut list, mut loops) = (Vec::new(), 0);
    for (line, row) in &rows {
        let end = |c: usize| {
            let name = row.get(c).unwrap_or("");
            if name.contains('\n') {
                return Err(over_lines("ties", *line));
            }
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
            Some(text) => number(text).ok_or_else(|| {
                Fault::new(
                    *line,
                    format!("ties: the weight {text:?} is no number of zero or more"),
                    "write a number such as 3 or 0.5; a tie has no weight below zero",
                )
            })?,
        };
        loops += usize::from(a == b);
        list.push((a, b, weight));
    }
    let mut network = Network::new(ids, sectors, &list);
    network.notes.extend(note);
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
