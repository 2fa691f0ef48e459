//! Intel HEX, as DAPLink reads it.
//!
//! In: an [`Image`]. Out: ascending data lines of 32 bytes that never cross 64 KiB, a type 04 line before each such stretch (the first one
//! included), the end record. Old DAPLink versions stop at a step back and read at most 32 bytes a line.

use super::Image;
use ihex::Record;

/// Data bytes a line.
const LINE: usize = 32;

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
