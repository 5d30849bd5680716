//! The small data tables that ship with the room (`data/*.csv`): comma separated, `"` quoted where a cell holds a comma,
//! lines with `#` are remarks. They are ours and checked by tests, so a bad one fails the build's tests, not a request.

/// The rows after the header.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = Vec<String>> {
    let data = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    data.skip(1).map(cells)
}

fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => {
                if let Some(last) = cells.last_mut() {
                    last.push(other);
                }
            }
        }
    }
    cells
}
