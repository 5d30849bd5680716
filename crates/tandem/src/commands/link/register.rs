//! The register of encoded files that were compared. Whoever may have files compared again and again learns, by sending made-up
//! rows, who is in the other partner's: so each run is written down before it begins, and only so many may begin in a day.

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

const HEADER: &str = "begun,left_sha256,right_sha256\n";

/// Writes down that `left` and `right` are being compared, in the file `register`, which is made where there is none. Two runs
/// at once wait for each other here.
///
/// # Errors
/// In words: `at_most` runs began in the 24 hours before `now`; a line that is none of the register's; the system's.
pub(super) fn begin(
    register: &Path,
    at_most: usize,
    now: Timestamp,
    left: &Path,
    right: &Path,
) -> Result<(), String> {
    let says = |e: std::io::Error| format!("{}: {e}", register.display());
    let digests = [digest(left)?, digest(right)?];
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(register).map_err(says)?;
    file.lock().map_err(says)?;
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(says)?;
    let mut recent = Vec::new();
    for (i, line) in text.lines().enumerate().skip(1) {
        let begun: Timestamp = line.split(',').next().unwrap_or_default().parse().map_err(|_| {
            format!(
                "{}, line {}: no run of match-encoded ({line:?}); mend or remove the line, or name another --register",
                register.display(),
                i + 1
            )
        })?;
        // A clock that was set back does not make room: what lies ahead of it counts as of today.
        if begun > now - SignedDuration::from_hours(24) {
            recent.push(begun);
        }
    }
    if recent.len() >= at_most {
        recent.sort_unstable();
        let next = recent[recent.len() - at_most.max(1)] + SignedDuration::from_hours(24);
        return Err(format!(
            "{} runs began in the last 24 hours (see {}), and {at_most} may: filters that are compared again and again give \
             away who is in them. Wait until {next:.0}, or agree with both partners on a higher --at-most",
            recent.len(),
            register.display()
        ));
    }
    let start = if text.is_empty() { HEADER } else { "" };
    // A line that a crash cut short is ended first.
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    file.seek(SeekFrom::End(0)).map_err(says)?;
    writeln!(file, "{end}{start}{now:.0},{},{}", digests[0], digests[1]).map_err(says)?;
    file.sync_all().map_err(says)
}

fn digest(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_runs_may_begin_in_a_day() {
        let folder = tempfile::tempdir().unwrap();
        let (register, files) = (folder.path().join("runs.csv"), ["a", "b"].map(|f| folder.path().join(f)));
        std::fs::write(&files[0], "").unwrap();
        std::fs::write(&files[1], "abc").unwrap();
        let run = |at: &str| begin(&register, 2, at.parse().unwrap(), &files[0], &files[1]);
        run("2026-03-01T10:00:00Z").unwrap();
        run("2026-03-01T12:00:00Z").unwrap();
        let refused = run("2026-03-02T09:59:59Z").unwrap_err();
        assert!(refused.contains("Wait until 2026-03-02T10:00:00Z"), "{refused}");
        assert!(run("2026-02-01T00:00:00Z").is_err(), "a clock that was set back makes no room");
        run("2026-03-02T10:00:00Z").unwrap();
        // The digests of no bytes and of "abc" are those of FIPS 180-2.
        let written = std::fs::read_to_string(&register).unwrap();
        assert_eq!(written.lines().count(), 4, "{written}");
        assert_eq!(
            written.lines().nth(1).unwrap(),
            "2026-03-01T10:00:00Z,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,\
             ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn a_register_that_cannot_be_read_is_not_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let (register, file) = (folder.path().join("runs.csv"), folder.path().join("a"));
        std::fs::write(&file, "").unwrap();
        std::fs::write(&register, "begun,left_sha256,right_sha256\nyesterday,,\n").unwrap();
        let refused = begin(&register, 2, "2026-03-01T10:00:00Z".parse().unwrap(), &file, &file).unwrap_err();
        assert!(refused.contains("line 2"), "{refused}");
    }
}
