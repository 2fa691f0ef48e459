//! Intel HEX, by the `ihex` crate; of a micro:bit universal hex the section for the chip's own boards.
//!
//! Checked: form, length and checksum of every record; data that runs past the 64 KiB its address can name; one end
//! record, last. In a universal hex (microbit-foundation/spec-universal-hex) the records of type 0A to 0E are added:
//! a type 0A record opens a section for a board, type 0D is data for other boards than v1. A universal hex without a
//! section for the chip is refused.

use ihex::{ReaderError, Record};

use super::{LoadError, Piece, Place};

/// Board ids of micro:bit v1 and v2.
pub(super) const V1_BOARDS: &[u16] = &[0x9900, 0x9901];
pub(super) const V2_BOARDS: &[u16] = &[0x9903, 0x9904, 0x9905, 0x9906];
const BLOCK_START: u8 = 0x0a;
const BLOCK_END: u8 = 0x0b;
const PADDING: u8 = 0x0c;
const BOARD_DATA: u8 = 0x0d;
const OTHER_DATA: u8 = 0x0e;

/// The pieces of the image, one a data record; `boards` are the ids of the chip's boards, for universal hex.
pub(super) fn read(file: &[u8], boards: &'static [u16]) -> Result<Vec<Piece>, LoadError> {
    let text = std::str::from_utf8(file).map_err(|error| {
        let line = 1 + file[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count();
        LoadError::new(Place::Line(line), "not text: bytes that are not ASCII")
    })?;
    let mut reader = Reader { base: 0, boards, skipping: false, sections: 0, taken: 0, ended: None, pieces: Vec::new() };
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_end();
        if !line.is_empty() {
            reader.read_line(index + 1, line)?;
        }
    }
    match reader.ended {
        Some(_) if reader.sections > 0 && reader.taken == 0 => {
            Err(LoadError::new(Place::File, "a universal hex without a section for this chip's board"))
        }
        Some(_) => Ok(reader.pieces),
        None => Err(LoadError::new(Place::File, "no end-of-file record: the file is cut off")),
    }
}

struct Reader {
    base: u32,
    boards: &'static [u16],
    /// Sections of a universal hex, and those among them that are for one of `boards`.
    sections: u32,
    taken: u32,
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
                return self.take_data(offset, value, Place::Line(line));
            }
            Record::EndOfFile => self.ended = Some(line),
            Record::ExtendedSegmentAddress(segment) => self.base = u32::from(segment) << 4,
            Record::ExtendedLinearAddress(upper) => self.base = u32::from(upper) << 16,
            Record::StartSegmentAddress { .. } | Record::StartLinearAddress(_) => {}
        }
        Ok(())
    }

    fn take_data(&mut self, offset: u16, bytes: Vec<u8>, place: Place) -> Result<(), LoadError> {
        if usize::from(offset) + bytes.len() > 0x1_0000 {
            return Err(LoadError::new(place, "data runs across a 64 KiB boundary"));
        }
        if !self.skipping {
            self.pieces.push(Piece { address: self.base.wrapping_add(u32::from(offset)), bytes, place });
        }
        Ok(())
    }

    fn take_universal(&mut self, kind: u8, text: &str, place: Place) -> Result<(), LoadError> {
        match kind {
            BLOCK_START => {
                let board = text.get(9..13).and_then(|digits| u16::from_str_radix(digits, 16).ok());
                let board = board.ok_or_else(|| LoadError::new(place, "a block start without a board id"))?;
                self.skipping = !self.boards.contains(&board);
                self.sections += 1;
                self.taken += u32::from(!self.skipping);
                Ok(())
            }
            BLOCK_END => {
                self.skipping = false;
                Ok(())
            }
            PADDING | OTHER_DATA => Ok(()),
            BOARD_DATA => {
                // The same record as one of data, but for its type and so its checksum, which `ihex` has checked.
                let (offset, bytes) = data_of(text).ok_or_else(|| LoadError::new(place, "a data record that cannot be read"))?;
                self.take_data(offset, bytes, place)
            }
            _ => Err(LoadError::new(place, format!("record type {kind:02X} is unknown"))),
        }
    }
}

/// Offset and bytes of a record.
fn data_of(text: &str) -> Option<(u16, Vec<u8>)> {
    let digits = text.get(1..)?;
    let byte = |at: usize| u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok();
    let count = usize::from(byte(0)?);
    let bytes = (4..4 + count).map(byte).collect::<Option<Vec<u8>>>()?;
    Some((u16::from_be_bytes([byte(1)?, byte(2)?]), bytes))
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
