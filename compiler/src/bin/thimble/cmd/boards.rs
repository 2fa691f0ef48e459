//! `thimble boards`: what programs can be built for.

use crate::exit::Exit;
use crate::report::{Field, Reporter};
use serde_json::json;
use thimble_boards::{Board, all, universal, universal_names};

/// What `boards` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  thimble boards\n  thimble boards --json")]
pub(crate) struct Arguments {}

/// Lists all boards.
pub(crate) fn run(_: &Arguments, reporter: &Reporter) -> Exit {
    if reporter.json {
        all().iter().for_each(|board| reporter.object(&board_fields(board)));
        for name in universal_names() {
            let boards = ids(name);
            reporter.object(&[("kind", json!("boards")), ("id", json!(name)), ("boards", json!(boards))]);
        }
    } else {
        reporter.print(&table());
    }
    Exit::Well
}

fn board_fields(board: &Board) -> [Field<'static>; 13] {
    [
        ("kind", json!("board")),
        ("id", json!(board.id)),
        ("name", json!(board.name)),
        ("chip", json!(board.chip)),
        ("core", json!(board.core.name())),
        ("flash", json!(board.flash.size)),
        ("ram", json!(board.ram.size)),
        ("stack", json!(board.stack)),
        ("format", json!(board.format.ending())),
        ("drive", json!(board.drive.label)),
        ("leds", json!(board.leds.keys().collect::<Vec<_>>())),
        ("buttons", json!(board.buttons.keys().collect::<Vec<_>>())),
        ("display", json!(board.display.as_ref().map(|d| [d.width, d.height]))),
    ]
}

/// One line a board, columns aligned.
fn table() -> String {
    let mut rows = vec![["BOARD", "NAME", "CHIP", "FLASH", "RAM", "FILE", "DRIVE"].map(str::to_string)];
    rows.extend(all().iter().map(|b| {
        let kilobytes = |bytes: u32| format!("{} kB", bytes / 1024);
        [
            b.id.clone(),
            b.name.clone(),
            b.chip.clone(),
            kilobytes(b.flash.size),
            kilobytes(b.ram.size),
            format!(".{}", b.format.ending()),
            b.drive.label.clone(),
        ]
    }));
    let widths: Vec<usize> = (0..7).map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0)).collect();
    let line = |row: &[String; 7]| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).chain(universal_names().map(several)).collect()
}

/// The sentence about a file for several boards.
fn several(name: &str) -> String {
    format!("\n{name}: one .hex file for {}\n", ids(name).join(" and "))
}

/// The boards of a file for several.
fn ids(name: &str) -> Vec<&'static str> {
    universal(name).iter().map(|(_, board)| board.id.as_str()).collect()
}
