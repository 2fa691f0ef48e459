//! Files on the disk: sources in, outputs out.
//!
//! In: paths as the user wrote them. Out: text, bytes, or an error with a sentence for the user. An output file is written whole or not at all:
//! under another name in the same folder first, then renamed.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use thimble::source::{Files, ReadError};

/// Reads sources from the disk.
pub(crate) struct Disk;

impl Files for Disk {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        let bytes = read(Path::new(path))?;
        String::from_utf8(bytes).map_err(|e| ReadError::NotUtf8 { offset: e.utf8_error().valid_up_to() })
    }
}

/// All bytes of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, ReadError> {
    if path.is_dir() {
        return Err(ReadError::Directory);
    }
    fs::read(path).map_err(|e| match e.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => ReadError::Missing,
        _ => ReadError::Other(e.to_string()),
    })
}

/// Why a file cannot be read, as a sentence.
pub(crate) fn sentence(path: &str, error: &ReadError) -> String {
    match error {
        ReadError::Missing => format!("there is no file `{path}`"),
        ReadError::Directory => format!("`{path}` is a directory; name a file in it"),
        ReadError::NotUtf8 { offset } => {
            format!("`{path}` is not UTF-8 text: byte {offset} cannot be read; save the file as UTF-8")
        }
        ReadError::Other(why) => format!("`{path}` cannot be read: {why}"),
    }
}

/// The path that the compiler knows a file by: as the user wrote it, with forward slashes.
pub(crate) fn source_path(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Writes a file whole or not at all; the error is a sentence.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let cannot = |error: &dyn std::fmt::Display| format!("`{}` cannot be written: {error}", path.display());
    if path.is_dir() {
        return Err(cannot(&"it is a directory"));
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    };
    if !folder.is_dir() {
        return Err(cannot(&format!("there is no directory `{}`", folder.display())));
    }
    let name = path.file_name().ok_or_else(|| cannot(&"it has no file name"))?;
    let temporary = folder.join(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    written.map_err(|error| {
        // Nothing half written stays behind; if even removing fails there is nothing more to do.
        let _ = fs::remove_file(&temporary);
        cannot(&error)
    })
}
