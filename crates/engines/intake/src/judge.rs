//! Judges what was cut: too long, too deep, cut off, or not UTF-8.

use crate::fault::Fault;

/// The largest resource that is read.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// The deepest nesting that is read.
pub const MAX_NESTING: usize = 64;

/// How a scan of one value ended.
#[derive(Debug, Clone, Copy)]
pub enum Scan {
    /// To its end.
    Whole,
    /// Longer than [`MAX_BYTES`].
    TooLong,
    /// Deeper than [`MAX_NESTING`].
    TooDeep,
    /// The file ended first.
    Truncated,
}

/// How deep the brackets of this text go.
pub fn nesting(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0usize, 0usize, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// The bytes, or the fault that they are.
pub fn judge(scan: Scan, bytes: Vec<u8>) -> Result<Vec<u8>, Fault> {
    let root = "resource";
    match scan {
        Scan::TooLong => Err(Fault::new(
            root,
            format!("is longer than {} MiB and was skipped", MAX_BYTES / 1024 / 1024),
            "one screening is a few kilobytes: check the export",
        )),
        Scan::TooDeep => Err(Fault::new(
            root,
            format!("is nested deeper than {MAX_NESTING} levels and was skipped"),
            "check the export",
        )),
        Scan::Truncated => Err(Fault::new(root, "is cut off", "export the file again")),
        Scan::Whole => match std::str::from_utf8(&bytes) {
            Ok(_) => Ok(bytes),
            Err(error) => Err(Fault::new(
                root,
                format!("is not UTF-8 at its byte {} (Latin-1?)", error.valid_up_to()),
                "save the file as UTF-8",
            )),
        },
    }
}
