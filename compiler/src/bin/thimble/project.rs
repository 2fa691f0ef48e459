//! A project's `thimble.json`: which file is the program's entry, and for which board it is.
//!
//! In: the file in the current folder. Out: the choices in it, or a sentence that says what is wrong. Commands that are given a file do without.

use std::path::{Path, PathBuf};

use crate::disk;
use serde_json::Value;
use thimble::source::ReadError;

/// The name of the file.
pub(crate) const FILE: &str = "thimble.json";

/// What the file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Project {
    /// The program's entry.
    pub(crate) entry: PathBuf,
    /// The board's id.
    pub(crate) board: Option<String>,
}

/// The project of the current folder; `None` without one.
pub(crate) fn find() -> Result<Option<Project>, String> {
    match disk::read(Path::new(FILE)) {
        Err(ReadError::Missing) => Ok(None),
        Err(error) => Err(disk::sentence(FILE, &error)),
        Ok(bytes) => parse(&bytes).map(Some).map_err(|why| format!("`{FILE}`: {why}")),
    }
}

fn parse(bytes: &[u8]) -> Result<Project, String> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let fields = value.as_object().ok_or("it holds no object")?;
    if let Some(name) = fields.keys().find(|name| !matches!(name.as_str(), "entry" | "board")) {
        return Err(format!("`{name}` means nothing here; there are `entry` and `board`"));
    }
    let text = |name: &str| match fields.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(format!("`{name}` must be a string")),
    };
    let entry = text("entry")?.ok_or("`entry` is missing: the program's first file")?;
    Ok(Project { entry: PathBuf::from(entry), board: text("board")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_named() {
        let project = Project { entry: PathBuf::from("src/main.ts"), board: Some("pico".to_string()) };
        assert_eq!(parse(br#"{ "entry": "src/main.ts", "board": "pico" }"#), Ok(project));
        for (text, word) in [("[]", "object"), ("{}", "entry"), (r#"{"entry": 1}"#, "string"), (r#"{"enrty": ""}"#, "enrty"), ("{", "EOF")]
        {
            assert!(parse(text.as_bytes()).expect_err("a wrong file").contains(word), "{text}");
        }
    }
}
