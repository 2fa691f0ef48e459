//! The console: strings go out as UTF-8 lines; text for stderr is framed by STX and ETX. Where a string holds one of these characters, a DLE
//! stands before it (and before each DLE), so that no text of a program's is taken for a frame.
//!
//! Text is gathered in a small buffer and handed to `th_console_write`, of which each chip and semihosting have their own.

use crate::strings::unit_at;
use crate::words::Ref;

/// Text for stderr begins with it,
const STX: u8 = 2;
/// and ends with it.
const ETX: u8 = 3;
/// What stands before a character of a string that would be taken for a mark.
const DLE: u8 = 0x10;

/// Bytes gathered before they are written; with semihosting a line of up to so many bytes is one call.
const BUFFER: usize = 120;

#[cfg(target_os = "none")]
unsafe extern "C" {
    /// Writes `count` bytes from `bytes`; the byte behind them may be overwritten meanwhile.
    fn th_console_write(bytes: *mut u8, count: u32);
}

/// Text on its way out.
pub struct Output {
    bytes: [u8; BUFFER + 1],
    count: usize,
}

impl Output {
    /// Nothing yet.
    pub fn new() -> Output {
        Output { bytes: [0; BUFFER + 1], count: 0 }
    }

    /// Text for stderr begins.
    #[cfg(target_os = "none")]
    pub fn begin_error(&mut self) {
        self.byte(STX);
    }

    /// Text for stderr ends.
    pub fn end_error(&mut self) {
        self.byte(ETX);
        self.flush();
    }

    /// One byte of UTF-8.
    #[inline(never)]
    pub fn byte(&mut self, byte: u8) {
        if let Some(slot) = self.bytes.get_mut(self.count) {
            *slot = byte;
            self.count += 1;
        }
        if self.count >= BUFFER {
            self.flush();
        }
    }

    /// ASCII.
    pub fn text(&mut self, text: &str) {
        for byte in text.bytes() {
            self.byte(byte);
        }
    }

    /// A 32-bit number as eight hexadecimal digits.
    pub fn hex(&mut self, value: u32) {
        for shift in (0..8).rev() {
            let digit = (value >> (4 * shift) & 15) as u8;
            self.byte(if digit < 10 { b'0' + digit } else { b'a' - 10 + digit });
        }
    }

    /// A string; a surrogate without its partner becomes U+FFFD.
    pub fn string(&mut self, string: Ref) {
        let length = string.length();
        let mut at = 0;
        while at < length {
            let unit = unit_at(string, at);
            at += 1;
            if unit & 0xFC00 == 0xD800 && at < length {
                let low = unit_at(string, at);
                if low & 0xFC00 == 0xDC00 {
                    at += 1;
                    self.code_point(0x10000 + ((unit & 0x3FF) << 10 | low & 0x3FF));
                    continue;
                }
            }
            self.code_point(if unit & 0xF800 == 0xD800 { 0xFFFD } else { unit });
        }
    }

    fn code_point(&mut self, code: u32) {
        if code < 0x80 {
            let byte = code as u8;
            if matches!(byte, STX | ETX | DLE) {
                self.byte(DLE);
            }
            return self.byte(byte);
        }
        if code < 0x800 {
            self.byte((0xC0 | code >> 6) as u8);
        } else {
            if code < 0x10000 {
                self.byte((0xE0 | code >> 12) as u8);
            } else {
                self.byte((0xF0 | code >> 18) as u8);
                self.byte((0x80 | code >> 12 & 0x3F) as u8);
            }
            self.byte((0x80 | code >> 6 & 0x3F) as u8);
        }
        self.byte((0x80 | code & 0x3F) as u8);
    }

    /// Writes what is gathered.
    pub fn flush(&mut self) {
        #[cfg(target_os = "none")]
        // SAFETY: `count` is at most BUFFER, and the buffer has one byte more.
        unsafe {
            th_console_write(self.bytes.as_mut_ptr(), self.count as u32);
        }
        #[cfg(not(target_os = "none"))]
        std::print!("{}", String::from_utf8_lossy(&self.bytes[..self.count]));
        self.count = 0;
    }
}

impl Default for Output {
    fn default() -> Self {
        Output::new()
    }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_console_log(string: Ref) {
    let mut output = Output::new();
    output.string(string);
    output.byte(b'\n');
    output.flush();
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_console_error(string: Ref) {
    let mut output = Output::new();
    output.byte(STX);
    output.string(string);
    output.byte(b'\n');
    output.end_error();
}
