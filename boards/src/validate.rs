//! What must hold of a merged board beyond the types of its keys.
//!
//! In: a [`Board`]. Out: nothing, or one sentence that names the key at fault.

use crate::{Board, Matrix, Region};

/// A page of the finest flash layout; regions and stacks that are no multiple of their grain are typing errors.
const STACK_GRAIN: u32 = 8;

/// Checks one board.
pub(crate) fn validate(board: &Board) -> Result<(), String> {
    region("flash", board.flash)?;
    region("ram", board.ram)?;
    if board.flash.end() > u64::from(board.ram.start) && board.ram.end() > u64::from(board.flash.start) {
        return Err("`flash` and `ram` overlap".to_string());
    }
    if board.stack == 0 || !board.stack.is_multiple_of(STACK_GRAIN) || board.stack >= board.ram.size {
        return Err(format!("`stack` is {}: it must be a multiple of {STACK_GRAIN} and smaller than RAM", board.stack));
    }
    if board.interrupts > 240 {
        return Err(format!("`interrupts` is {}: no Cortex-M has more than 240", board.interrupts));
    }
    if board.second_stage != 0 && board.second_stage != 256 {
        return Err(format!("`second_stage` is {}: the only known size is 256", board.second_stage));
    }
    if !board.peripherals.contains_key(&board.console.peripheral) {
        return Err(format!("`console.peripheral` is `{}`, which is not among `peripherals`", board.console.peripheral));
    }
    for (name, peripheral) in &board.peripherals {
        if peripheral.interrupt.is_some_and(|line| line >= board.interrupts) {
            return Err(format!("`peripherals.{name}.interrupt` is not below `interrupts` ({})", board.interrupts));
        }
        if !peripheral.base.is_multiple_of(4) {
            return Err(format!("`peripherals.{name}.base` is not a multiple of 4"));
        }
    }
    pins(board)?;
    board.display.as_ref().map_or(Ok(()), matrix)
}

fn region(key: &str, region: Region) -> Result<(), String> {
    if region.size == 0 || region.end() > 1 << 32 {
        return Err(format!("`{key}` is empty or reaches past 4 GiB"));
    }
    if !region.start.is_multiple_of(256) || !region.size.is_multiple_of(256) {
        return Err(format!("`{key}.start` and `{key}.size` must be multiples of 256"));
    }
    Ok(())
}

/// Two things on one pin are a mistake in the file (the display's own pins are checked with it).
fn pins(board: &Board) -> Result<(), String> {
    let mut used: Vec<(u8, String)> =
        vec![(board.console.tx, "console.tx".to_string()), (board.console.rx, "console.rx".to_string())];
    used.extend(board.leds.iter().map(|(name, p)| (p.pin, format!("leds.{name}"))));
    used.extend(board.buttons.iter().map(|(name, p)| (p.pin, format!("buttons.{name}"))));
    if let Some(display) = &board.display {
        used.extend(display.rows.iter().chain(&display.columns).map(|pin| (*pin, "display".to_string())));
    }
    used.sort();
    match used.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(pair) => Err(format!("pin {} is used twice: by `{}` and by `{}`", pair[0].0, pair[0].1, pair[1].1)),
        None => Ok(()),
    }
}

/// Every lamp of the display must be wired exactly once.
fn matrix(display: &Matrix) -> Result<(), String> {
    if display.pixels.len() != display.rows.len() || display.pixels.iter().any(|row| row.len() != display.columns.len()) {
        return Err("`display.pixels` must have one line for each row with one entry for each column".to_string());
    }
    let mut lamps: Vec<(u8, u8)> = Vec::new();
    for entry in display.pixels.iter().flatten() {
        match entry[..] {
            [] => {}
            [x, y] if x < display.width && y < display.height => lamps.push((x, y)),
            _ => return Err(format!("`display.pixels` has {entry:?}: write [x, y] inside the display, or []")),
        }
    }
    lamps.sort_unstable();
    if lamps.windows(2).any(|pair| pair[0] == pair[1]) || lamps.len() != usize::from(display.width) * usize::from(display.height) {
        return Err("`display.pixels` must name every lamp exactly once".to_string());
    }
    Ok(())
}
