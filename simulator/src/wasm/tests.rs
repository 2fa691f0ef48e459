//! The door, called as JavaScript calls it, on images of a few instructions.

use super::*;

const HANDLER: u32 = 0x100;
const CODE: u32 = 0x200;
const WFI: u16 = 0xbf30;
const UDF: u16 = 0xde00;

/// An Intel HEX file for the nRF51 that starts with `code`; HardFault's handler sleeps for good.
fn hex(code: &[u16]) -> String {
    let mut bytes: Vec<u8> = [0x2000_0400, CODE | 1].into_iter().chain([HANDLER | 1; 46]).flat_map(u32::to_le_bytes).collect();
    bytes.resize(HANDLER as usize, 0);
    bytes.extend([WFI, 0xe7fd].into_iter().flat_map(u16::to_le_bytes));
    bytes.resize(CODE as usize, 0);
    bytes.extend(code.iter().flat_map(|half| half.to_le_bytes()));
    let mut text = String::new();
    for (line, data) in bytes.chunks(16).enumerate() {
        let address = (line * 16) as u16;
        let record: Vec<u8> = [data.len() as u8, (address >> 8) as u8, address as u8, 0].iter().chain(data).copied().collect();
        let sum = record.iter().fold(0u8, |sum, byte| sum.wrapping_sub(*byte));
        text += &format!(":{}{sum:02X}\n", record.iter().map(|byte| format!("{byte:02X}")).collect::<String>());
    }
    text + ":00000001FF\n"
}

fn load(door: &mut Door, chip: &str, file: &[u8]) -> bool {
    door.input = [chip.as_bytes(), file].concat();
    door.load(chip.len())
}

fn door(code: &[u16]) -> Door {
    let mut door = Door::default();
    assert!(load(&mut door, "nrf51", hex(code).as_bytes()), "{}", said(&door));
    door
}

fn said(door: &Door) -> String {
    String::from_utf8(door.output.clone()).expect("sentences are UTF-8")
}

#[test]
fn a_refused_file_is_named_and_leaves_the_image_before() {
    let mut door = door(&[WFI, 0xe7fd]);
    for (chip, file, why) in [
        ("nrf51", &b":00"[..], "line 1"),
        ("nrf51", b"hello", "not a UF2, Intel HEX or ELF file"),
        ("nrf51", b"", "the file is empty"),
        ("z80", b":00", "does not know the chip `z80`"),
    ] {
        assert!(!load(&mut door, chip, file));
        assert!(said(&door).contains(why), "{}", said(&door));
    }
    assert_eq!(door.run_until(1_000_000), State::Asleep);
}

#[test]
fn a_name_longer_than_what_was_given_is_refused() {
    let mut door = Door { input: b"nrf51".to_vec(), ..Door::default() };
    assert!(!door.load(100));
}

#[test]
fn without_an_image_nothing_runs() {
    let mut door = Door::default();
    door.reset();
    door.set_pin(0, 1);
    door.input = b"typed".to_vec();
    door.feed();
    assert!(door.input.is_empty(), "what nobody reads is not kept for the next image");
    door.say("earlier");
    door.console();
    assert!(door.output.is_empty());
    door.pins();
    assert_eq!((door.run_until(5), door.step(), door.output.len()), (State::Ended, State::Ended, 0));
}

#[test]
fn time_passes_while_the_core_sleeps() {
    let mut door = door(&[WFI, 0xe7fd]);
    assert_eq!(door.run_until(1_000_000), State::Asleep);
    assert_eq!(door.machine().map(|machine| machine.ns()), Some(1_000_000));
    door.reset();
    assert_eq!(door.machine().map(|machine| machine.ns()), Some(0));
}

#[test]
fn one_step_is_one_instruction() {
    let mut door = door(&[0x2001, 0x2102, WFI]);
    assert_eq!(door.step(), State::Running);
    door.registers();
    let word = |at: usize| u32::from_le_bytes(door.output[at * 4..at * 4 + 4].try_into().expect("four bytes"));
    assert_eq!((word(0), word(1), word(15), door.output.len()), (1, 0, CODE + 2, 17 * 4));
}

#[test]
fn pins_show_drive_pull_and_level() {
    // ldr r0, =PIN_CNF[3]; movs r1, #3 (output); str r1, [r0]; movs r1, #12 (input, pull-up); str r1, [r0, #4]; wfi
    let mut door = door(&[0x4802, 0x2103, 0x6001, 0x210c, 0x6041, WFI, 0x070c, 0x5000]);
    door.run_until(1_000_000);
    door.pins();
    assert_eq!((door.output[2], door.output[3], door.output[4], door.output.len()), (0, 1, 1 << 2 | 1 << 4, 32));
    door.edges();
    assert_eq!(door.output.len(), 16);
    assert_eq!(door.output[8..11], [3, 0, 1]);
    door.edges();
    assert!(door.output.is_empty(), "taken");
    door.set_pin(4, 0);
    door.pins();
    assert_eq!(door.output[4], 1 << 2);
    door.set_pin(4, 2);
    door.set_pin(77, 1);
    door.pins();
    assert_eq!(door.output[4], 1 << 2 | 1 << 4);
}

#[test]
fn a_fault_is_told_with_its_place() {
    let mut door = door(&[UDF]);
    assert_eq!(door.run_until(1_000_000), State::Failed);
    assert_eq!(said(&door), "hard fault: undefined instruction (pc 0x00000200)\n    at 0x00000200");
    let Some(loaded) = &mut door.loaded else { panic!("an image is loaded") };
    loaded.image.symbols.push(crate::Symbol { name: "main".to_string(), address: CODE, size: 4, is_function: true });
    assert_eq!((door.place(CODE + 2), door.place(CODE + 4)), ("main (0x00000202)".to_string(), "0x00000204".to_string()));
}

#[test]
fn the_end_is_the_end() {
    // ldr r0, =0x54480000; wfi
    let mut well = door(&[0x4800, WFI, 0x0000, 0x5448]);
    assert_eq!(well.run_until(1_000_000), State::Ended);
    assert_eq!(well.run_until(2_000_000), State::Ended);
    let mut badly = door(&[0x4800, WFI, 0x0001, 0x5448]);
    assert_eq!(badly.run_until(1_000_000), State::Failed);
    assert_eq!(said(&badly), "the image ended with status 1");
}
