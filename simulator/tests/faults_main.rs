//! ARMv7E-M's own faults, masks and floating-point frames, on a few hand-written instructions.

use thimble_simulator::{Cause, Chip, Limits, Machine, Registers, Stop};

const RAM: u32 = 0x2000_0000;
const TOP: u32 = RAM + 0x1000;
const CODE: u32 = 0x400;
const SVC_HANDLER: u32 = 0x300;
const FAULT_HANDLER: u32 = 0x200;
const USAGE_HANDLER: u32 = 0x240;
const WFI: u16 = 0xbf30;
const AGAIN: u16 = 0xe7fd;
const NOP: u16 = 0xbf00;
/// vmov s0, r0; vmov r1, s0; bx lr.
const TO_FLOAT: [u16; 2] = [0xee00, 0x0a10];
const FROM_FLOAT: [u16; 2] = [0xee10, 0x1a10];
const RETURN: u16 = 0x4770;

const CCR: u32 = 0xe000_ed14;
const SHCSR: u32 = 0xe000_ed24;
const CFSR: u32 = 0xe000_ed28;
const CPACR: u32 = 0xe000_ed88;

fn put(machine: &mut Machine, address: u32, halfwords: &[u16]) {
    let bytes: Vec<u8> = halfwords.iter().flat_map(|half| half.to_le_bytes()).collect();
    assert!(machine.set_memory(address, &bytes));
}

fn word(machine: &Machine, address: u32) -> u32 {
    u32::from_le_bytes(machine.memory(address, 4).expect("the address is in memory").try_into().unwrap())
}

/// An nRF52833 with handlers that wait, about to execute `code`.
fn machine(code: &[u16]) -> Machine {
    let mut machine = Machine::blank(Chip::Nrf52833);
    let mut vectors = vec![FAULT_HANDLER | 1; 64];
    (vectors[0], vectors[6], vectors[11]) = (TOP, USAGE_HANDLER | 1, SVC_HANDLER | 1);
    put(&mut machine, 0, &vectors.iter().flat_map(|word| [*word as u16, (word >> 16) as u16]).collect::<Vec<_>>());
    put(&mut machine, FAULT_HANDLER, &[WFI, AGAIN]);
    put(&mut machine, USAGE_HANDLER, &[WFI, AGAIN]);
    put(&mut machine, CODE, code);
    let mut r = [0; 16];
    (r[13], r[15]) = (TOP, CODE);
    machine.set_registers(&Registers { r, xpsr: 1 << 24 });
    machine
}

/// Has the program store a word: str r1, [r0] at a place of its own. The registers stay as they are.
fn store(machine: &mut Machine, address: u32, value: u32) {
    let before = machine.registers();
    put(machine, 0x3f0, &[0x6001]);
    let mut registers = before;
    (registers.r[0], registers.r[1], registers.r[15]) = (address, value, 0x3f0);
    machine.set_registers(&registers);
    assert_eq!(machine.run(Limits::instructions(1)), Stop::InstructionLimit);
    machine.set_registers(&before);
}

/// The same for a load: ldr r1, [r0].
fn load(machine: &mut Machine, address: u32) -> u32 {
    put(machine, 0x3f0, &[0x6801]);
    let mut registers = machine.registers();
    (registers.r[0], registers.r[15]) = (address, 0x3f0);
    machine.set_registers(&registers);
    assert_eq!(machine.run(Limits::instructions(1)), Stop::InstructionLimit);
    machine.registers().r[1]
}

fn exception(machine: &Machine) -> u32 {
    machine.registers().xpsr & 0x1ff
}

#[test]
fn division_by_zero_is_zero_or_a_usage_fault() {
    // sdiv r2, r1, r0
    let code = [0xfb91, 0xf2f0, WFI, AGAIN];
    let mut quiet = machine(&code);
    assert_eq!(quiet.run(Limits::instructions(1)), Stop::InstructionLimit);
    assert_eq!((quiet.registers().r[2], exception(&quiet)), (0, 0));
    let mut trapping = machine(&code);
    store(&mut trapping, CCR, 1 << 4);
    store(&mut trapping, SHCSR, 1 << 18);
    assert_eq!(trapping.run(Limits::NONE), Stop::Idle);
    assert_eq!(trapping.last_fault().map(|fault| (fault.cause, fault.pc)), Some((Cause::DivideByZero, CODE)));
    assert_eq!((exception(&trapping), trapping.registers().r[15] & !3), (6, USAGE_HANDLER));
    assert_eq!(load(&mut trapping, CFSR), 1 << 25);
}

#[test]
fn a_fault_without_a_handler_of_its_own_is_a_hard_fault() {
    let mut machine = machine(&[0xde00]);
    assert_eq!(machine.run(Limits::NONE), Stop::Idle);
    assert_eq!(exception(&machine), 3);
    assert_eq!((load(&mut machine, CFSR), load(&mut machine, CFSR + 4)), (1 << 16, 1 << 30));
}

#[test]
fn unaligned_words_are_read_and_lists_fault() {
    // ldr r2, [r0]; ldm r0!, {r1, r2}
    let mut machine = machine(&[0x6802, 0xc806]);
    machine.set_memory(RAM, &[1, 2, 3, 4, 5, 6, 7, 8]);
    let mut registers = machine.registers();
    registers.r[0] = RAM + 1;
    machine.set_registers(&registers);
    assert_eq!(machine.run(Limits::instructions(1)), Stop::InstructionLimit);
    assert_eq!(machine.registers().r[2], 0x0504_0302);
    assert_eq!(machine.run(Limits::NONE), Stop::Idle);
    assert!(matches!(machine.last_fault().unwrap().cause, Cause::Unaligned(_)));
}

#[test]
fn the_fpu_has_to_be_switched_on() {
    let mut machine = machine(&[TO_FLOAT[0], TO_FLOAT[1]]);
    assert_eq!(machine.run(Limits::NONE), Stop::Idle);
    assert_eq!(machine.last_fault().unwrap().cause, Cause::NoCoprocessor);
    assert_eq!(load(&mut machine, CFSR), 1 << 19);
}

/// vmov s0, r0; svc #0; vmov r1, s0; wfi - with a handler that uses the FPU or not.
fn with_handler(handler: &[u16]) -> Machine {
    let mut machine = machine(&[TO_FLOAT[0], TO_FLOAT[1], 0xdf00, FROM_FLOAT[0], FROM_FLOAT[1], WFI, AGAIN]);
    put(&mut machine, SVC_HANDLER, handler);
    store(&mut machine, CPACR, 0x00f0_0000);
    let mut registers = machine.registers();
    registers.r[0] = 0x1234_5678;
    machine.set_registers(&registers);
    machine
}

#[test]
fn a_handler_without_floats_leaves_their_frame_empty() {
    let mut machine = with_handler(&[NOP, RETURN]);
    assert_eq!(machine.run(Limits::instructions(3)), Stop::InstructionLimit);
    let registers = machine.registers();
    assert_eq!((registers.r[13], registers.r[14]), (TOP - 104, 0xffff_ffe9));
    assert_eq!(word(&machine, TOP - 72), 0, "s0's place is reserved only");
    assert_eq!(machine.run(Limits::NONE), Stop::Idle);
    assert_eq!((machine.registers().r[1], machine.registers().r[13]), (0x1234_5678, TOP));
}

#[test]
fn a_handler_with_floats_saves_them_first() {
    // movs r0, #5; vmov s0, r0; bx lr
    let mut machine = with_handler(&[0x2005, TO_FLOAT[0], TO_FLOAT[1], RETURN]);
    assert_eq!(machine.run(Limits::instructions(4)), Stop::InstructionLimit);
    assert_eq!((word(&machine, TOP - 72), machine.float_registers().0[0]), (0x1234_5678, 5));
    assert_eq!(machine.run(Limits::NONE), Stop::Idle);
    assert_eq!((machine.registers().r[1], machine.registers().r[13]), (0x1234_5678, TOP));
}

#[test]
fn an_interrupted_it_block_goes_on_where_it_was() {
    // cmp r0, r0; itte eq; moveq r1, #1; svceq #0; movne r2, #3; movs r3, #4; wfi
    let mut machine = machine(&[0x4280, 0xbf06, 0x2101, 0xdf00, 0x2203, 0x2304, WFI, AGAIN]);
    put(&mut machine, SVC_HANDLER, &[NOP, RETURN]);
    assert_eq!(machine.run(Limits::instructions(4)), Stop::InstructionLimit);
    assert_eq!(exception(&machine), 11);
    // ITSTATE for the last of the three: NE, in bits 15..10 and 26..25 of the stacked xPSR.
    let it = |psr: u32| psr >> 25 & 3 | psr >> 8 & 0xfc;
    assert_eq!(it(word(&machine, TOP - 4)), 0x18);
    assert_eq!(machine.run(Limits::NONE), Stop::Idle);
    assert_eq!(machine.registers().r[1..4], [1, 0, 4]);
}

#[test]
fn basepri_holds_back_what_is_not_more_urgent() {
    // svc #0 with SVCall at priority 0x80 and BASEPRI at 0x60, then 0xa0: msr basepri, r0
    for (basepri, taken) in [(0x60, 3), (0xa0, 11)] {
        let mut machine = machine(&[0xf380, 0x8811, 0xdf00]);
        put(&mut machine, SVC_HANDLER, &[WFI, AGAIN]);
        store(&mut machine, 0xe000_ed1c, 0x80 << 24);
        let mut registers = machine.registers();
        registers.r[0] = basepri;
        machine.set_registers(&registers);
        assert_eq!(machine.run(Limits::NONE), Stop::Idle);
        assert_eq!(exception(&machine), taken, "{basepri:#x}");
    }
}

#[test]
fn exclusive_stores_need_an_exclusive_load() {
    // strex r2, r1, [r0]; ldrex r3, [r0]; strex r2, r1, [r0]
    let mut machine = machine(&[0xe840, 0x1200, 0xe850, 0x3f00, 0xe840, 0x1200]);
    let mut registers = machine.registers();
    (registers.r[0], registers.r[1]) = (RAM, 7);
    machine.set_registers(&registers);
    assert_eq!(machine.run(Limits::instructions(1)), Stop::InstructionLimit);
    assert_eq!((machine.registers().r[2], word(&machine, RAM)), (1, 0));
    assert_eq!(machine.run(Limits::instructions(2)), Stop::InstructionLimit);
    assert_eq!((machine.registers().r[2], word(&machine, RAM)), (0, 7));
}
