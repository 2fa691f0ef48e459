//! The second boot stage's checksum.
//!
//! In: the code of the stage, at most 252 bytes (or 256 with room for the checksum). Out: the 256 bytes that the boot ROM accepts: code, zeros,
//! and in the last four bytes a CRC-32 over the first 252, polynomial 0x04C11DB7, start 0xFFFFFFFF, most significant bit first, nothing
//! inverted at the end, stored little-endian (raspberrypi/pico-sdk src/rp2040/boot_stage2/pad_checksum).

/// Bytes that the checksum covers.
const COVERED: usize = 252;

/// Pads and signs the stage.
pub(crate) fn finish(code: &[u8]) -> [u8; 256] {
    assert!(code.len() <= 256 && code[COVERED.min(code.len())..].iter().all(|b| *b == 0), "the second stage leaves its last four bytes free");
    let mut stage = [0; 256];
    stage[..code.len()].copy_from_slice(code);
    let crc = crc32(&stage[..COVERED]);
    stage[COVERED..].copy_from_slice(&crc.to_le_bytes());
    stage
}

/// CRC-32/MPEG-2.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte) << 24, |crc, _| if crc >> 31 == 1 { crc << 1 ^ 0x04c1_1db7 } else { crc << 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_one_of_the_rom() {
        // CRC-32/MPEG-2, whose check value over "123456789" is 0376e6e7 in every catalogue of checksums.
        assert_eq!(crc32(b"123456789"), 0x0376_e6e7);
        let stage = finish(&[1, 2, 3]);
        assert_eq!(&stage[..4], &[1, 2, 3, 0]);
        assert_eq!(u32::from_le_bytes([stage[252], stage[253], stage[254], stage[255]]), crc32(&stage[..252]));
        assert_eq!(finish(&stage[..252]), stage);
    }
}
