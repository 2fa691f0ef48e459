//! nRF51 FICR, UICR and NVMC: factory and user information, and the flash controller (Reference Manual 3.0,
//! chapters 6 to 8). Programming flash is not modelled.

use super::{Done, NO_REGISTER, Refusal, Reply};

/// Page size in bytes and number of pages of the 256 KiB part; RAM in blocks.
const PAGE_SIZE: u32 = 1024;
const PAGES: u32 = 256;
const RAM_BLOCKS: u32 = 2;
const RAM_BLOCK_SIZE: u32 = 8192;
/// An identity of our own choosing, fixed so that runs repeat.
const DEVICE_ID: [u32; 2] = [0x7431_6d62, 0x6c65_0001];

/// Reads FICR at an offset from 0x10000000.
pub(crate) fn read_ficr(offset: u32) -> Reply {
    Ok(match offset {
        0x010 => PAGE_SIZE,
        0x014 => PAGES,
        0x028 | 0x02c => !0,
        0x034 => RAM_BLOCKS,
        0x038..0x048 => RAM_BLOCK_SIZE,
        0x05c => 0xffff_003c,
        0x060 => DEVICE_ID[0],
        0x064 => DEVICE_ID[1],
        0x0a0 => !0,
        0x0a4 => DEVICE_ID[1],
        0x0a8 => DEVICE_ID[0] & 0xffff,
        _ => return Err(NO_REGISTER),
    })
}

/// Reads the nRF52833's FICR (Product Specification 1.5, chapter 4.4.1) at an offset from 0x10000000.
pub(crate) fn read_ficr_52833(offset: u32) -> Reply {
    Ok(match offset {
        0x010 => 4096,
        0x014 => 128,
        // INFO.PART, VARIANT "AAA0", PACKAGE QI, RAM and FLASH in kB.
        0x100 => 0x5_2833,
        0x104 => 0x4141_4130,
        0x108 => 0x2004,
        0x10c => 128,
        0x110 => 512,
        0x060 | 0x064 | 0x0a0 | 0x0a4 | 0x0a8 => return read_ficr(offset),
        _ => return Err(NO_REGISTER),
    })
}

/// Size of UICR in words.
pub(crate) const UICR_WORDS: usize = 64;
/// The nRF52833's, PSELRESET, APPROTECT, NFCPINS and REGOUT0 included.
pub(crate) const UICR_WORDS_52833: usize = 0x308 / 4;

/// Reads NVMC: always ready.
pub(crate) fn read_nvmc(offset: u32) -> Reply {
    match offset {
        0x400 => Ok(1),
        0x504 => Ok(0),
        _ => Err(NO_REGISTER),
    }
}

/// Writes NVMC: only "read only" can be chosen.
pub(crate) fn write_nvmc(offset: u32, value: u32) -> Done {
    match (offset, value) {
        (0x504, 0) => Ok(()),
        _ => Err(Refusal::Why("programming flash is not modelled")),
    }
}
