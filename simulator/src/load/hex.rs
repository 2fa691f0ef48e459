//! Intel HEX, by the `ihex` crate; of a micro:bit universal hex the section for micro:bit v1.
//!
//! Checked: form, length and checksum of every record; data that runs past the 64 KiB its address can name; one end
//! record, last. In a universal hex (microbit-foundation/spec-universal-hex) the records of type 0A to 0E are added:
//! a type 0A record opens a section for a board, type 0D is data for other boards than v1.

use ihex::{ReaderError, Record};

use super::{LoadError, Piece, Place};

/// Board ids of micro:bit v1.
const V1_BOARDS: [u16; 2] = [0x9900, 0x9901];
const BLOCK_START: u8 = 0x0a;
const BLOCK_END: u8 = 0x0b;
const OTHER_DATA: std::ops::RangeInclusive<u8> = 0x0c..=0x0e;

/// The pieces of the image, one a data record.
pub(super) fn read(file: &[u8]) -> Result<Vec<Piece>, LoadError> {
    let text = std::str::from_utf8(file).map_err(|error| {
        let line = 1 + file[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count();
        LoadError::new(Place::Line(line), "not text: bytes that are not ASCII")
    })?;
    let mut reader = Reader { base: 0, skipping: false, ended: None, pieces: Vec::new() };
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_end();
        if !line.is_empty() {
            reader.read_line(index + 1, line)?;
        }
    }
    match reader.ended {
        Some(_) => Ok(reader.pieces),
        None => Err(LoadError::new(Place::File, "no end-of-file record: the file is cut off")),
    }
}

struct Reader {
    base: u32,
    /// Inside a section for another board.
    skipping: bool,
    /// The line of the end record.
    ended: Option<usize>,
    pieces: Vec<Piece>,
}

impl Reader {
    fn read_line(&mut self, line: usize, text: &str) -> Result<(), LoadError> {
        let place = Place::Line(line);
        if let Some(ended) = self.ended {
            return Err(LoadError::new(place, format!("a record after the end-of-file record of line {ended}")));
        }
        match Record::from_record_string(text) {
            Ok(record) => self.take(record, line),
            Err(ReaderError::UnsupportedRecordType(kind)) => self.take_universal(kind, text, place),
            Err(error) => Err(LoadError::new(place, describe(error))),
        }
    }

    fn take(&mut self, record: Record, line: usize) -> Result<(), LoadError> {
        match record {
            Record::Data { offset, value } => {
                if usize::from(offset) + value.len() > 0x1_0000 {
                    return Err(LoadError::new(Place::Line(line), "data runs across a 64 KiB boundary"));
                }
                if !self.skipping {
                    let address = self.base.wrapping_add(u32::from(offset));
                    self.pieces.push(Piece { address, bytes: value, place: Place::Line(line) });
                }
            }
            Record::EndOfFile => self.ended = Some(line),
            Record::ExtendedSegmentAddress(segment) => self.base = u32::from(segment) << 4,
            Record::ExtendedLinearAddress(upper) => self.base = u32::from(upper) << 16,
            Record::StartSegmentAddress { .. } | Record::StartLinearAddress(_) => {}
        }
        Ok(())
    }

    fn take_universal(&mut self, kind: u8, text: &str, place: Place) -> Result<(), LoadError> {
        match kind {
            BLOCK_START => {
                let board = text.get(9..13).and_then(|digits| u16::from_str_radix(digits, 16).ok());
                let board = board.ok_or_else(|| LoadError::new(place, "a block start without a board id"))?;
                self.skipping = !V1_BOARDS.contains(&board);
                Ok(())
            }
            BLOCK_END => {
                self.skipping = false;
                Ok(())
            }
            _ if OTHER_DATA.contains(&kind) => Ok(()),
            _ => Err(LoadError::new(place, format!("record type {kind:02X} is unknown"))),
        }
    }
}

fn describe(error: ReaderError) -> String {
    match error {
        ReaderError::MissingStartCode => "the line does not begin with a colon".into(),
        ReaderError::RecordTooShort => "the record is too short".into(),
        ReaderError::RecordTooLong => "the record is too long".into(),
        ReaderError::RecordNotEvenLength => "an odd number of digits".into(),
        ReaderError::ContainsInvalidCharacters => "a character that is not a hexadecimal digit".into(),
        ReaderError::ChecksumMismatch(computed, found) => {
            format!("the checksum is {found:02X}, computed {computed:02X}")
        }
        ReaderError::PayloadLengthMismatch => "the record is not as long as it says".into(),
        ReaderError::UnsupportedRecordType(kind) => format!("record type {kind:02X} is unknown"),
        ReaderError::InvalidLengthForType => "the record's length does not fit its type".into(),
    }
}
