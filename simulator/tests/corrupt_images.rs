//! Damaged image files: each is refused with the message in `tests/simulator/corrupt-images.txt`.
//!
//! `THIMBLE_BLESS=1` rewrites that file. Every case starts from a good image, which is shown to load.

use std::fmt::Write;
use std::path::Path;

use thimble_simulator::{Chip, Image, LoadError, Machine};

const FAMILY: u32 = 0xe48b_ff56;
const BLOCK: usize = 512;

/// Four blocks of zeros from the start of flash. A second stage of zeros has this checksum.
fn good_uf2() -> Vec<u8> {
    let mut file = Vec::new();
    for number in 0..4u32 {
        let address = 0x1000_0000 + 256 * number;
        let mut payload = [0u8; 256];
        if number == 0 {
            payload[252..].copy_from_slice(&checksum_of_zeros().to_le_bytes());
        }
        for word in [0x0a32_4655, 0x9e5d_5157, 0x2000, address, 256, number, 4, FAMILY] {
            file.extend(word.to_le_bytes());
        }
        file.extend(payload);
        file.resize(file.len() + 476 - 256, 0);
        file.extend(0x0ab1_6f30u32.to_le_bytes());
    }
    file
}

/// CRC-32/MPEG-2 of 252 zeros.
fn checksum_of_zeros() -> u32 {
    (0..252 * 8).fold(!0u32, |crc, _| if crc >> 31 != 0 { crc << 1 ^ 0x04c1_1db7 } else { crc << 1 })
}

/// A vector table at 0 and a word at 0x10000 of a micro:bit's flash.
fn good_hex() -> Vec<String> {
    [":020000040000FA", ":080000000004002009000000CB", ":020000040001F9", ":0400000001020304F2", ":00000001FF"].map(String::from).to_vec()
}

/// An ELF file of one segment: a vector table at 0.
fn good_elf() -> Vec<u8> {
    let mut file = Vec::new();
    file.extend(b"\x7fELF\x01\x01\x01\0\0\0\0\0\0\0\0\0");
    for half in [2u16, 40] {
        file.extend(half.to_le_bytes());
    }
    for word in [1u32, 9, 52, 0, 0x0500_0000] {
        file.extend(word.to_le_bytes());
    }
    for half in [52u16, 32, 1, 40, 0, 0] {
        file.extend(half.to_le_bytes());
    }
    for word in [1u32, 84, 0, 0, 8, 8, 5, 4] {
        file.extend(word.to_le_bytes());
    }
    file.extend([0x00, 0x04, 0x00, 0x20, 0x09, 0, 0, 0]);
    file
}

fn patch(mut file: Vec<u8>, at: usize, value: u32) -> Vec<u8> {
    file[at..at + 4].copy_from_slice(&value.to_le_bytes());
    file
}

fn text(lines: &[String]) -> Vec<u8> {
    (lines.join("\n") + "\n").into_bytes()
}

fn with_line(index: usize, line: &str) -> Vec<u8> {
    let mut lines = good_hex();
    lines[index] = line.into();
    text(&lines)
}

fn without_line(index: usize) -> Vec<u8> {
    let mut lines = good_hex();
    lines.remove(index);
    text(&lines)
}

fn and_line(index: usize, line: &str) -> Vec<u8> {
    let mut lines = good_hex();
    lines.insert(index, line.into());
    text(&lines)
}

fn load(file: &[u8], chip: Chip) -> Result<(), LoadError> {
    let image = Image::parse(file, chip)?;
    Machine::new(chip, &image).map(|_| ())
}

fn uf2_cases() -> Vec<(&'static str, Vec<u8>)> {
    let good = good_uf2();
    let header = |block: usize, field: usize| block * BLOCK + field;
    let mut without_second = good.clone();
    without_second.drain(BLOCK..2 * BLOCK);
    let mut twice = good.clone();
    twice.extend(patch(good.clone(), header(1, 32), 7)[BLOCK..2 * BLOCK].to_vec());
    let outside = patch(good.clone(), header(3, 12), 0x2004_1ff0);
    let overlapping = patch(patch(good.clone(), header(3, 12), 0x1000_0080), header(3, 32), 1);
    let only = |block: usize| good[block * BLOCK..(block + 1) * BLOCK].to_vec();
    let renumber = |file, block| patch(patch(file, header(block, 20), block as u32), header(block, 24), 3);
    let without_stage = (0..3).fold(good[BLOCK..].to_vec(), renumber);
    vec![
        ("uf2 cut off in a block", good[..1500].to_vec()),
        ("uf2 cut off after a block", good[..1024].to_vec()),
        ("uf2 first magic", patch(good.clone(), header(2, 0), 0x0a32_4656)),
        ("uf2 first magic of all", patch(good.clone(), 0, 0x4655_3241)),
        ("uf2 second magic", patch(good.clone(), header(0, 4), 0)),
        ("uf2 final magic", patch(good.clone(), header(1, 508), 0)),
        ("uf2 payload too long", patch(good.clone(), header(1, 16), 480)),
        ("uf2 payload not words", patch(good.clone(), header(1, 16), 255)),
        ("uf2 address not a word's", patch(good.clone(), header(1, 12), 0x1000_0102)),
        ("uf2 block missing", without_second),
        ("uf2 block twice, differently", twice),
        ("uf2 number out of range", patch(good.clone(), header(3, 20), 4)),
        ("uf2 totals differ", patch(good.clone(), header(2, 24), 5)),
        ("uf2 other family", patch(only(0), header(0, 28), 0xe48b_ff59)),
        ("uf2 no family", patch(only(0), header(0, 8), 0)),
        ("uf2 comments only", patch(only(0), header(0, 8), 0x2001)),
        ("uf2 outside of memory", outside),
        ("uf2 overlapping blocks", overlapping),
        ("uf2 second stage damaged", patch(good.clone(), header(0, 40), 1)),
        ("uf2 second stage absent", without_stage),
    ]
}

fn hex_cases() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("hex checksum", with_line(1, ":080000000004002009000000C4")),
        ("hex shorter than it says", with_line(3, ":040000000102F9")),
        ("hex odd digits", with_line(3, ":0400000001020304F")),
        ("hex not a digit", with_line(3, ":04000000010203G4F2")),
        ("hex no colon", with_line(3, "0400000001020304F2")),
        ("hex record type", with_line(3, ":0400000601020304EC")),
        ("hex no end record", without_line(4)),
        ("hex record after the end", and_line(5, ":0400000001020304F2")),
        ("hex across 64 KiB", with_line(3, ":04FFFE0001020304F5")),
        ("hex given twice, differently", and_line(4, ":020002000503F4")),
        ("hex outside of memory", with_line(2, ":020000040100F9")),
        ("hex address record too short", with_line(2, ":0100000401FA")),
        ("hex not text", [b":02".as_slice(), &[0xff, 0xfe], b"\n"].concat()),
        ("hex no vector table", without_line(1)),
    ]
}

fn elf_cases() -> Vec<(&'static str, Vec<u8>)> {
    let good = good_elf();
    vec![
        ("elf cut off in the header", good[..40].to_vec()),
        ("elf cut off in a segment", good[..88].to_vec()),
        ("elf other machine", patch(good.clone(), 16, 62 << 16 | 2)),
        ("elf 64 bit", [&b"\x7fELF\x02"[..], &good[5..]].concat()),
        ("elf outside of memory", patch(good.clone(), 52 + 12, 0x1000_0000)),
        ("elf nothing to load", patch(good.clone(), 52, 0)),
        ("elf reset address", patch(good, 88, 8)),
    ]
}

#[test]
fn each_is_refused_with_its_message() {
    load(&good_uf2(), Chip::Rp2040).expect("the UF2 image is good");
    load(&text(&good_hex()), Chip::Nrf51).expect("the hex image is good");
    load(&good_elf(), Chip::Nrf51).expect("the ELF image is good");

    let others = vec![("empty file", Vec::new()), ("not an image", b"hello".to_vec())];
    let uf2_for_nrf51 = load(&good_uf2(), Chip::Nrf51).unwrap_err();
    let mut transcript = format!("uf2 for a chip without it: {uf2_for_nrf51}\n");
    let cases = uf2_cases().into_iter().map(|case| (case, Chip::Rp2040));
    let rest = hex_cases().into_iter().chain(elf_cases()).chain(others).map(|case| (case, Chip::Nrf51));
    for ((name, file), chip) in cases.chain(rest) {
        let error = load(&file, chip).expect_err(name);
        writeln!(transcript, "{name}: {error}").unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/simulator/corrupt-images.txt");
    if std::env::var_os("THIMBLE_BLESS").is_some() {
        std::fs::write(&path, &transcript).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(transcript, expected);
}

#[test]
fn blocks_may_come_in_any_order_and_twice() {
    let good = good_uf2();
    let blocks: Vec<&[u8]> = good.chunks(BLOCK).collect();
    let shuffled = [blocks[2], blocks[0], blocks[3], blocks[2], blocks[1]].concat();
    let (one, other) = (Image::parse(&good, Chip::Rp2040).unwrap(), Image::parse(&shuffled, Chip::Rp2040).unwrap());
    assert_eq!(one, other);
    assert_eq!((one.chunks.len(), one.chunks[0].bytes.len()), (1, 1024));
}

#[test]
fn blocks_of_other_families_are_no_part() {
    let foreign = patch(patch(good_uf2()[..BLOCK].to_vec(), 28, 0xe48b_ff57), 24, 2);
    let both = [foreign, good_uf2()].concat();
    assert_eq!(Image::parse(&both, Chip::Rp2040), Image::parse(&good_uf2(), Chip::Rp2040));
}

#[test]
fn a_universal_hex_gives_the_section_of_the_board() {
    let file = b":020000040000FA\n:0400000A9900C0DEBB\n:0400000001020304F2\n:0000000BF5\n\
        :020000040000FA\n:0400000A9903C0DEB8\n:0400000D05060708D5\n:0000000BF5\n:00000001FF\n";
    let image = Image::parse(file, Chip::Nrf51).unwrap();
    assert_eq!((image.chunks.len(), image.chunks[0].bytes.as_slice()), (1, [1, 2, 3, 4].as_slice()));
    let image = Image::parse(file, Chip::Nrf52833).unwrap();
    assert_eq!((image.chunks.len(), image.chunks[0].bytes.as_slice()), (1, [5, 6, 7, 8].as_slice()));
    let error = Image::parse(file, Chip::Stm32f405).unwrap_err().to_string();
    assert_eq!(error, "a universal hex without a section for this chip's board");
}
