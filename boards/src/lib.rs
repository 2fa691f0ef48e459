//! Boards and chips as data.
//!
//! In: `chips/<chip>.toml` and `<board>.toml`, embedded when this crate is built. Out: [`Board`] values, chip and board merged and
//! checked. A board inherits everything its chip says and may say it again; what neither says is an error that names the key.
//! Nothing here knows a chip by name.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use serde::Deserialize;

mod validate;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// A board with its chip, ready to build for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Board {
    /// What `--board` takes: the file's name without its ending.
    #[serde(skip)]
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its chip's id.
    pub chip: String,
    /// The instruction set.
    pub core: Core,
    /// Clock of the core once start-up has run, in hertz.
    pub clock_hz: u32,
    /// Number of interrupt lines of the chip.
    pub interrupts: u32,
    /// Bytes at the start of flash that hold a checksummed second boot stage; 0 where the chip needs none.
    #[serde(default)]
    pub second_stage: u32,
    /// Where programs lie.
    pub flash: Region,
    /// Where variables lie.
    pub ram: Region,
    /// Bytes of RAM set aside for the stack, at the start of RAM.
    pub stack: u32,
    /// The file that the board takes.
    pub format: Format,
    /// Its part of a file for several boards, where there is such a file.
    pub universal: Option<Universal>,
    /// The drive that the board shows to a computer.
    pub drive: Drive,
    /// Where `console.log` goes.
    pub console: Console,
    /// Lamps by the name that `thimble/board` exports.
    #[serde(default)]
    pub leds: BTreeMap<String, Pin>,
    /// Buttons by the name that `thimble/board` exports.
    #[serde(default)]
    pub buttons: BTreeMap<String, Pin>,
    /// A display made of single lamps.
    pub display: Option<Matrix>,
    /// How the chip's manual names its pins.
    #[serde(default)]
    pub pin_names: PinNames,
    /// The chip's peripherals by the name its manual gives them.
    pub peripherals: BTreeMap<String, Peripheral>,
}

impl Board {
    /// One past the stack, where the stack pointer begins.
    pub fn stack_top(&self) -> u32 {
        self.ram.start + self.stack
    }
}

/// How a manual names pins; written as the name it gives to pin 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum PinNames {
    /// By number alone.
    #[default]
    #[serde(rename = "0")]
    Numbers,
    /// `GP25`.
    #[serde(rename = "GP0")]
    Plain,
    /// `P0.13`, `P1.05`: ports of 32 pins, numbered.
    #[serde(rename = "P0.00")]
    NumberedPorts,
    /// `PC1`: ports of 16 pins, lettered.
    #[serde(rename = "PA0")]
    LetteredPorts,
}

impl PinNames {
    /// The manual's name of a pin.
    pub fn name(self, pin: u8) -> String {
        match self {
            PinNames::Numbers => format!("pin {pin}"),
            PinNames::Plain => format!("GP{pin}"),
            PinNames::NumberedPorts => format!("P{}.{:02}", pin / 32, pin % 32),
            PinNames::LetteredPorts => format!("P{}{}", char::from(b'A' + pin / 16), pin % 16),
        }
    }
}

/// Instruction sets that images are built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Core {
    /// Cortex-M0 and M0+.
    Armv6m,
    /// Cortex-M4 and M7, with or without FPU.
    Armv7em,
}

impl Core {
    /// The name Rust's target triples begin with.
    pub fn rust_target(self) -> &'static str {
        match self {
            Core::Armv6m => "thumbv6m-none-eabi",
            Core::Armv7em => "thumbv7em-none-eabi",
        }
    }

    /// The name in the board's file.
    pub fn name(self) -> &'static str {
        match self {
            Core::Armv6m => "armv6m",
            Core::Armv7em => "armv7em",
        }
    }
}

/// A stretch of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// First address.
    pub start: u32,
    /// Size in bytes.
    pub size: u32,
}

impl Region {
    /// One past the last address; wider than 32 bits because a region may end at 4 GiB.
    pub fn end(self) -> u64 {
        u64::from(self.start) + u64::from(self.size)
    }

    /// Whether `address` lies inside.
    pub fn contains(self, address: u32) -> bool {
        address >= self.start && u64::from(address) < self.end()
    }
}

/// Which file a board takes by drag and drop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum Format {
    /// UF2 with this family id.
    Uf2 {
        /// A row of utils/uf2families.json in microsoft/uf2.
        family: u32,
    },
    /// Intel HEX.
    Hex {},
}

impl Format {
    /// The file ending, without a dot.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Uf2 { .. } => "uf2",
            Format::Hex {} => "hex",
        }
    }
}

/// A board's section of a universal hex file (microbit-foundation/spec-universal-hex): one file for all boards that name it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Universal {
    /// What `--board` takes for the file.
    pub name: String,
    /// The id by which a board finds its section; the lowest comes first, in records that old boards know.
    pub id: u16,
}

/// The drive by which a board takes its file, and what tells it from other drives.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drive {
    /// What it is called.
    pub label: String,
    /// The text file on it that says which board it is, in lines of the form `key: value`.
    pub file: String,
    /// The key of the line that names the board.
    pub key: String,
    /// What that line's value begins with, one for each revision of the board.
    pub ids: Vec<String>,
    /// The text file that appears on it when the board could not take what it was given.
    pub failure: Option<String>,
    /// What to do so that it appears, as a request to the user.
    pub appears: String,
}

/// The serial line that text goes to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Console {
    /// A key of [`Board::peripherals`].
    pub peripheral: String,
    /// Pin that sends.
    pub tx: u8,
    /// Pin that receives.
    pub rx: u8,
    /// Bits a second, 8 data bits, no parity, 1 stop bit.
    pub baud: u32,
    /// `vendor:product` of the USB devices that it usually comes to a computer by, as four hexadecimal digits each.
    #[serde(default)]
    pub usb: Vec<String>,
}

/// A pin with something simple on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// Number of the pin in the chip's own counting.
    pub pin: u8,
    /// The level at which it is lit or pressed.
    pub active: Level,
}

/// The level of a pin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Near 0 V.
    Low,
    /// Near the supply.
    High,
}

/// Lamps wired in rows and columns; rows are driven high and columns low to light one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    /// Lamps from left to right.
    pub width: u8,
    /// Lamps from top to bottom.
    pub height: u8,
    /// Pin of each electrical row.
    pub rows: Vec<u8>,
    /// Pin of each electrical column.
    pub columns: Vec<u8>,
    /// For each electrical row, for each column: `[x, y]` of its lamp, or empty.
    pub pixels: Vec<Vec<Vec<u8>>>,
}

/// One peripheral of the chip.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peripheral {
    /// The driver that knows it.
    pub kind: String,
    /// Address of its registers.
    pub base: u32,
    /// Its first interrupt line, where it has one.
    pub interrupt: Option<u32>,
}

/// What is wrong with a board's or chip's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardError {
    /// The file, `pico.toml`.
    pub file: String,
    /// One sentence, naming the key.
    pub message: String,
}

impl fmt::Display for BoardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.message)
    }
}

impl std::error::Error for BoardError {}

/// No board has this id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownBoard {
    /// What was asked for.
    pub id: String,
    /// The known id that is most like it, where one is.
    pub nearest: Option<&'static str>,
}

impl fmt::Display for UnknownBoard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no board `{}`", self.id)?;
        match self.nearest {
            Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
            None => {
                let names: Vec<&str> = all().iter().map(|b| b.id.as_str()).chain(universal_names()).collect();
                write!(f, "; the boards are {}", names.join(", "))
            }
        }
    }
}

impl std::error::Error for UnknownBoard {}

/// Every board that was embedded, sorted by id.
///
/// Panics if one of the embedded files is wrong: they are part of this crate and a test loads them.
pub fn all() -> &'static [Board] {
    static BOARDS: OnceLock<Vec<Board>> = OnceLock::new();
    BOARDS.get_or_init(|| {
        embedded::BOARDS
            .iter()
            .map(|(id, text)| load(id, text, embedded_chip).unwrap_or_else(|e| panic!("an embedded board is wrong: {e}")))
            .collect()
    })
}

/// The embedded board with this id.
pub fn find(id: &str) -> Result<&'static Board, UnknownBoard> {
    let boards = all();
    boards.iter().find(|b| b.id == id).ok_or_else(|| UnknownBoard {
        id: id.to_string(),
        nearest: nearest(id, boards.iter().map(|b| b.id.as_str()).chain(universal_names())),
    })
}

/// The names of all universal files, sorted.
pub fn universal_names() -> impl Iterator<Item = &'static str> {
    let names: std::collections::BTreeSet<&str> = all().iter().filter_map(|board| Some(board.universal.as_ref()?.name.as_str())).collect();
    names.into_iter()
}

/// The boards of a universal file by its name, by rising section id; none if there is no such file.
pub fn universal(name: &str) -> Vec<(u16, &'static Board)> {
    let section = |board: &'static Board| board.universal.as_ref().filter(|u| u.name == name).map(|u| (u.id, board));
    let mut sections: Vec<(u16, &Board)> = all().iter().filter_map(section).collect();
    sections.sort_by_key(|(id, _)| *id);
    sections
}

fn embedded_chip(id: &str) -> Option<&'static str> {
    embedded::CHIPS.iter().find(|(name, _)| *name == id).map(|(_, text)| *text)
}

/// Reads a board's file, merges it over its chip's (`chips` gives the text for a chip's id) and checks the whole.
pub fn load<'a>(id: &str, text: &str, chips: impl Fn(&str) -> Option<&'a str>) -> Result<Board, BoardError> {
    let file = format!("{id}.toml");
    let error = |file: &str, message: String| BoardError { file: file.to_string(), message };
    let board: toml::Table = text.parse().map_err(|e| error(&file, toml_message(&e)))?;
    let Some(chip_id) = board.get("chip").and_then(|c| c.as_str()) else {
        return Err(error(&file, "`chip` is missing: the id of a file in chips/".to_string()));
    };
    let chip_file = format!("chips/{chip_id}.toml");
    let chip_text = chips(chip_id).ok_or_else(|| error(&file, format!("there is no {chip_file}")))?;
    let mut merged: toml::Table = chip_text.parse().map_err(|e| error(&chip_file, toml_message(&e)))?;
    merge(&mut merged, board);
    let mut board: Board = merged.try_into().map_err(|e| error(&file, toml_message(&e)))?;
    board.id = id.to_string();
    validate::validate(&board).map_err(|message| error(&file, message))?;
    Ok(board)
}

/// Lays `over` on `base`: tables join key by key, everything else is replaced.
fn merge(base: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => merge(below, above),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

fn toml_message(error: &toml::de::Error) -> String {
    error.message().replace('\n', " ")
}

/// The candidate that differs least from `word`, if at most a third of its letters differ.
fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).max(1);
    candidates.map(|c| (distance(&word, c), c)).filter(|(d, c)| *d <= limit || c.starts_with(&word)).min().map(|(_, c)| c)
}

/// Insertions, deletions and replacements that make `a` into `b` (Levenshtein 1966, one row at a time).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests;
