//! Files and folders that hold what people told: their owner alone reads them, whatever the umask of who runs us says.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// A new or emptied file that only its owner reads.
///
/// # Errors
/// What the disk refused.
pub fn create(path: &Path) -> io::Result<File> {
    let file = open(OpenOptions::new().write(true).create(true).truncate(true), path)?;
    shut_if_there(path)?;
    Ok(file)
}

/// Writes a whole file that only its owner reads.
///
/// # Errors
/// What the disk refused.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    io::Write::write_all(&mut create(path)?, bytes.as_ref())
}

/// A folder that only its owner enters, with those above it that are missing.
///
/// # Errors
/// What the disk refused.
pub fn folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    shut(path, 0o700)
}

/// Makes the file if there is none, and shuts it to others if there is one.
pub(crate) fn keep(path: &Path) -> io::Result<()> {
    match open(OpenOptions::new().write(true).create_new(true), path) {
        Ok(_) => Ok(()),
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => shut_if_there(path),
        Err(e) => Err(e),
    }
}

/// Shuts a file to others; one that is not there, or not ours to shut, stays as it is.
pub(crate) fn shut_if_there(path: &Path) -> io::Result<()> {
    match shut(path, 0o600) {
        Err(e) if !matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) => Err(e),
        _ => Ok(()),
    }
}

/// Opens with the mode that a new file gets.
///
/// # Errors
/// What the disk refused.
pub fn open(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.open(path)
}

/// Takes from others what `most` does not give. What stands already is left as narrow as it is.
#[cfg(unix)]
fn shut(path: &Path, most: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut permissions = fs::metadata(path)?.permissions();
    let mode = permissions.mode();
    if mode & 0o777 & !most == 0 {
        return Ok(());
    }
    permissions.set_mode(mode & most);
    fs::set_permissions(path, permissions)
}

#[cfg(not(unix))]
fn shut(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}
