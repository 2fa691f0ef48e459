//! UF2 (microsoft/uf2 README.md): what drives of boot loaders take.
//!
//! In: an [`Image`] and the family id of the board. Out: blocks of 512 bytes with 256 bytes of payload each, numbered without a gap, contiguous from the
//! start of flash. RP2040's ROM decides which 4 KiB sector to erase from the block's number, so the start must lie on such a
//! boundary and nothing may be left out; both hold because flash is written whole.

use super::Image;

/// Bytes of flash in one block.
const PAYLOAD: usize = 256;
/// The flag that says that the family id is present.
const FAMILY_PRESENT: u32 = 0x2000;

/// The whole file.
pub fn write(image: &Image, family: u32) -> Vec<u8> {
    assert_eq!(image.flash_start % 4096, 0, "flash starts on a sector");
    let blocks = image.flash.len().div_ceil(PAYLOAD);
    let mut file = Vec::with_capacity(blocks * 512);
    for (number, payload) in image.flash.chunks(PAYLOAD).enumerate() {
        let address = image.flash_start + (number * PAYLOAD) as u32;
        let head = [0x0a32_4655, 0x9e5d_5157, FAMILY_PRESENT, address, PAYLOAD as u32, number as u32, blocks as u32, family];
        file.extend(head.iter().flat_map(|word| word.to_le_bytes()));
        file.extend(payload);
        file.resize(number * 512 + 508, 0);
        file.extend(0x0ab1_6f30_u32.to_le_bytes());
    }
    file
}
