//! Intel HEX, as DAPLink reads it.
//!
//! In: an [`Image`]. Out: ascending data lines of 32 bytes that never cross 64 KiB, a type 04 line before each such stretch (the first one
//! included), the end record. Old DAPLink versions stop at a step back and read at most 32 bytes a line.

use super::Image;
use ihex::Record;
use std::fmt::Write;

/// Data bytes a line.
const LINE: usize = 32;

/// Sections of a universal hex file begin at multiples of so many characters.
const BLOCK: usize = 512;

/// A file for several boards: a section for each, by rising id (microbit-foundation/spec-universal-hex 0.4.0). The first section's data is
/// in records that every board knows, all others' in records that boards of the first kind skip.
pub fn write_universal(sections: &[(u16, &Image)]) -> String {
    let mut text = String::new();
    for (number, (id, image)) in sections.iter().enumerate() {
        let [high, low] = id.to_be_bytes();
        for (index, bytes) in image.flash.chunks(LINE).enumerate() {
            let address = image.flash_start + (index * LINE) as u32;
            if index == 0 || address & 0xffff == 0 {
                record(&mut text, 0, 0x04, &((address >> 16) as u16).to_be_bytes());
            }
            if index == 0 {
                record(&mut text, 0, 0x0a, &[high, low, 0xc0, 0xde]);
            }
            record(&mut text, address as u16, if number == 0 { 0x00 } else { 0x0d }, bytes);
        }
        end_section(&mut text);
    }
    record(&mut text, 0, 0x01, &[]);
    text
}

/// Padding records, then the end of the section, so that it fills whole blocks. A record without data has 12 characters, its line end included.
fn end_section(text: &mut String) {
    const EMPTY: usize = 12;
    const FULL: usize = EMPTY + 2 * LINE;
    let mut left = BLOCK - text.len() % BLOCK;
    if left < EMPTY {
        left += BLOCK;
    }
    while left > FULL {
        let length = FULL.min(left - EMPTY);
        record(text, 0, 0x0c, &[0xff; LINE][..(length - EMPTY) / 2]);
        left -= length;
    }
    record(text, 0, 0x0b, &[0xff; LINE][..(left - EMPTY) / 2]);
}

/// One line: count, address, type, data, and what makes the sum of all bytes 0.
fn record(text: &mut String, address: u16, kind: u8, data: &[u8]) {
    let [high, low] = address.to_be_bytes();
    let bytes = [data.len() as u8, high, low, kind].into_iter().chain(data.iter().copied());
    let sum = bytes.clone().fold(0u8, u8::wrapping_add);
    text.push(':');
    for byte in bytes.chain([sum.wrapping_neg()]) {
        write!(text, "{byte:02X}").expect("a string takes what is written");
    }
    text.push('\n');
}

/// The whole file, lines ending in `\n`.
pub fn write(image: &Image) -> String {
    assert_eq!(image.flash_start as usize % LINE, 0, "flash starts on a line");
    let mut records = Vec::new();
    for (number, value) in image.flash.chunks(LINE).enumerate() {
        let address = image.flash_start + (number * LINE) as u32;
        if number == 0 || address & 0xffff == 0 {
            records.push(Record::ExtendedLinearAddress((address >> 16) as u16));
        }
        records.push(Record::Data { offset: address as u16, value: value.to_vec() });
    }
    records.push(Record::EndOfFile);
    let mut text = ihex::create_object_file_representation(&records).expect("one end record, the last; no line over 255 bytes");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
