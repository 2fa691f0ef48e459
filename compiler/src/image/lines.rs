//! From addresses to names: which function is where, and which place in the source each instruction comes from.
//!
//! In: an [`Image`] with the [`Sources`] it was compiled from, or the debug information of an ELF file (see [`super::dwarf`]). Out: [`Lines`], which turns
//! the addresses of a stack trace into `f (file.ts:12:5)`. Functions ascend by address and do not overlap; so do the rows in one.

use super::Image;
use crate::code::START;
use crate::source::Sources;

/// Names and places by address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// Paths of source files, in order of first use.
    pub files: Vec<String>,
    /// Compiled functions.
    pub functions: Vec<FunctionLines>,
    /// The image's [`Image::build`].
    pub build: Option<u32>,
}

/// One function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionLines {
    /// Its name as the programmer knows it.
    pub name: String,
    /// First address.
    pub start: u32,
    /// One past the last address.
    pub end: u32,
    /// Where its instructions come from; each row holds up to the next one.
    pub rows: Vec<Row>,
}

/// From this address on, this place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The first address.
    pub address: u32,
    /// Index in [`Lines::files`].
    pub file: usize,
    /// Line, from 1.
    pub line: u32,
    /// Column in UTF-16 units, from 1.
    pub column: u32,
}

impl Lines {
    /// Those of an image that was compiled from `sources`.
    pub fn of(image: &Image, sources: &Sources) -> Lines {
        let mut lines = Lines { build: image.build, ..Lines::default() };
        for function in &image.functions {
            let rows = function.lines.iter().map(|(address, span)| {
                let place = sources.place(*span);
                let file = lines.file(&sources.get(span.file).path);
                Row { address: *address, file, line: place.line, column: place.column }
            });
            let rows = rows.collect();
            lines.functions.push(FunctionLines { name: function.name.clone(), start: function.start, end: function.end, rows });
        }
        lines
    }

    /// The index of a path, which is added if it is new.
    pub(crate) fn file(&mut self, path: &str) -> usize {
        self.files.iter().position(|known| known == path).unwrap_or_else(|| {
            self.files.push(path.to_string());
            self.files.len() - 1
        })
    }

    /// What stands at an address: `f (file.ts:12:5)`, or `f` where no place is known.
    pub fn resolve(&self, address: u32) -> Option<String> {
        let after = self.functions.partition_point(|f| f.start <= address);
        let function = self.functions[..after].last().filter(|f| address < f.end)?;
        let row = function.rows[..function.rows.partition_point(|row| row.address <= address)].last();
        Some(match row {
            Some(row) => {
                let file = &self.files[row.file];
                // A module's statements, which may stand in place of the call to them, go by its name.
                let is_inlined = function.name == START && !file.starts_with("thimble:");
                let name = if is_inlined { file } else { &function.name };
                format!("{name} ({file}:{}:{})", row.line, row.column)
            }
            None => function.name.clone(),
        })
    }
}
