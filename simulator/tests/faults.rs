//! Faults, sleep and the ways a run ends, on a few hand-written instructions.

use thimble_simulator::{Access, AccessKind, Cause, Chip, Drive, Fault, Limits, Machine, Pull, Registers, Stop};

const RAM: u32 = 0x2000_0000;
const CODE: u32 = 0x400;
const HANDLER: u32 = 0x200;
/// WFI, and a branch to it.
const WFI: u16 = 0xbf30;
const AGAIN: u16 = 0xe7fd;
const NOP: u16 = 0xbf00;
const UDF: u16 = 0xde00;

/// An nRF51 about to execute `code`, with a HardFault handler that waits for good.
fn machine(code: &[u16]) -> Machine {
    let mut machine = Machine::blank(Chip::Nrf51);
    let mut vectors = vec![RAM + 0x400, CODE | 1];
    vectors.resize(48, HANDLER | 1);
    put(&mut machine, 0, &vectors.iter().flat_map(|word| [*word as u16, (word >> 16) as u16]).collect::<Vec<_>>());
    put(&mut machine, HANDLER, &[WFI, AGAIN]);
    put(&mut machine, CODE, code);
    let mut r = [0; 16];
    (r[13], r[15]) = (RAM + 0x400, CODE);
    machine.set_registers(&Registers { r, xpsr: 1 << 24 });
    machine
}

fn put(machine: &mut Machine, address: u32, halfwords: &[u16]) {
    let bytes: Vec<u8> = halfwords.iter().flat_map(|half| half.to_le_bytes()).collect();
    assert!(machine.set_memory(address, &bytes));
}

fn set(machine: &mut Machine, register: usize, value: u32) {
    let mut registers = machine.registers();
    registers.r[register] = value;
    machine.set_registers(&registers);
}

fn word(machine: &Machine, address: u32) -> u32 {
    u32::from_le_bytes(machine.memory(address, 4).expect("the address is in memory").try_into().unwrap())
}

/// Runs into HardFault's handler; the fault, and the stacked return address.
fn fault_of(machine: &mut Machine) -> (Fault, u32) {
    assert_eq!(machine.run(Limits::NONE), Stop::Idle);
    let registers = machine.registers();
    assert_eq!(registers.xpsr & 0x3f, 3, "HardFault is active");
    assert_eq!(registers.r[14], 0xffff_fff9);
    (machine.last_fault().expect("a fault is remembered"), word(machine, registers.r[13] + 24))
}

fn access(kind: AccessKind, address: u32, bytes: u8) -> Access {
    Access { kind, address, bytes }
}

#[test]
fn an_undefined_instruction_faults_at_its_own_address() {
    let mut machine = machine(&[NOP, UDF]);
    assert_eq!(fault_of(&mut machine), (Fault { cause: Cause::Undefined, pc: CODE + 2 }, CODE + 2));
}

#[test]
fn unaligned_accesses_fault() {
    // ldr r1, [r0]; strh r1, [r0]
    for (code, kind, bytes) in [(0x6801, AccessKind::Read, 4), (0x8001, AccessKind::Write, 2)] {
        let mut machine = machine(&[code]);
        set(&mut machine, 0, RAM + 1);
        let cause = Cause::Unaligned(access(kind, RAM + 1, bytes));
        assert_eq!(fault_of(&mut machine).0, Fault { cause, pc: CODE });
    }
}

#[test]
fn an_unmapped_access_faults_and_says_where() {
    let mut machine = machine(&[0x7801]);
    set(&mut machine, 0, 0x6000_0000);
    let (fault, _) = fault_of(&mut machine);
    assert_eq!(fault.to_string(), "1-byte read at 0x60000000, where nothing is (pc 0x00000400)");
}

#[test]
fn code_outside_of_memory_faults_at_the_target() {
    // bx r0
    let mut machine = machine(&[0x4700]);
    set(&mut machine, 0, 0x3000_0001);
    let (fault, stacked) = fault_of(&mut machine);
    assert_eq!((fault.cause, stacked), (Cause::Unmapped(access(AccessKind::Fetch, 0x3000_0000, 2)), 0x3000_0000));
}

#[test]
fn the_end_of_the_stack_reaches_the_handler_without_a_frame() {
    // push {r0-r7}; b back
    let mut machine = machine(&[0xb4ff, 0xe7fd]);
    set(&mut machine, 13, RAM + 0x48);
    assert_eq!(machine.run(Limits::NONE), Stop::Idle);
    // Two pushes fit, the third begins below RAM and changes nothing; then the frame lies below RAM altogether.
    let cause = Cause::Unmapped(access(AccessKind::Write, RAM - 0x18, 4));
    assert_eq!(machine.last_fault(), Some(Fault { cause, pc: CODE }));
    let registers = machine.registers();
    assert_eq!((registers.xpsr & 0x3f, registers.r[15] & !2, registers.r[13]), (3, HANDLER, RAM - 0x18));
}

#[test]
fn a_fault_with_no_stack_at_all_reaches_the_handler() {
    let mut machine = machine(&[UDF]);
    set(&mut machine, 13, 0);
    assert_eq!(machine.run(Limits::NONE), Stop::Idle);
    assert_eq!(machine.registers().xpsr & 0x3f, 3);
}

#[test]
fn an_interrupt_that_cannot_stack_becomes_hard_fault_and_stays_pending() {
    // ldr r0, =ISER; movs r1, #1; str r1, [r0]; ldr r0, =ISPR; str r1, [r0]; nop
    let mut machine = machine(&[0x4802, 0x2101, 0x6001, 0x4802, 0x6001, NOP, 0xe100, 0xe000, 0xe200, 0xe000]);
    set(&mut machine, 13, 0x1000);
    assert_eq!(machine.run(Limits::NONE), Stop::Idle);
    assert_eq!(machine.registers().xpsr & 0x3f, 3);
    let Some(Fault { cause: Cause::Stacking(_), .. }) = machine.last_fault() else { panic!("{:?}", machine.last_fault()) };
}

#[test]
fn a_fault_in_the_handler_locks_up() {
    let mut machine = machine(&[UDF]);
    put(&mut machine, HANDLER, &[NOP, UDF]);
    let stop = machine.run(Limits::NONE);
    assert_eq!(stop, Stop::Lockup(Fault { cause: Cause::Undefined, pc: HANDLER + 2 }));
    assert_eq!(machine.run(Limits::NONE), stop, "for good");
}

#[test]
fn a_vector_without_the_thumb_bit_locks_up() {
    let mut machine = machine(&[UDF]);
    machine.set_memory(12, &HANDLER.to_le_bytes());
    assert_eq!(machine.run(Limits::NONE), Stop::Lockup(Fault { cause: Cause::NotThumb, pc: HANDLER }));
}

#[test]
fn time_passes_for_a_core_that_nothing_wakes() {
    let mut machine = machine(&[WFI, AGAIN]);
    assert_eq!(machine.run(Limits::until_ns(9_000_000)), Stop::Idle);
    let asleep = machine.count().instructions;
    assert_eq!(machine.pass_until(5_000_000), Ok(()));
    assert_eq!((machine.ns(), machine.count().instructions), (5_000_000, asleep));
    assert_eq!(machine.run(Limits::until_ns(9_000_000)), Stop::Idle, "it sleeps on");
    assert_eq!(machine.pass_until(1_000), Ok(()));
    assert_eq!(machine.ns(), 5_000_000, "never back");
}

#[test]
fn no_time_is_passed_for_a_core_that_is_awake() {
    let mut machine = machine(&[NOP, WFI, AGAIN]);
    assert_eq!(machine.run(Limits::instructions(1)), Stop::InstructionLimit);
    let before = machine.ns();
    assert_eq!(machine.pass_until(5_000_000), Ok(()));
    assert_eq!(machine.ns(), before);
}

#[test]
fn a_pin_shows_its_pull_and_its_level() {
    // ldr r0, =PIN_CNF[3]; movs r1, #12 (input, pull-up); str r1, [r0]; wfi
    let mut machine = machine(&[0x4801, 0x210c, 0x6001, WFI, 0x070c, 0x5000]);
    assert_eq!((machine.pins(), machine.pull(3), machine.level(3)), (32, Pull::None, false));
    assert_eq!(machine.run(Limits::NONE), Stop::Idle);
    assert_eq!((machine.pull(3), machine.level(3), machine.pin(3)), (Pull::Up, true, Drive::Released));
    machine.set_pin(3, Some(false));
    assert!(!machine.level(3));
    machine.set_pin(3, None);
    assert!(machine.level(3));
}

#[test]
fn every_pin_of_every_chip_can_be_seen() {
    for chip in Chip::ALL {
        let mut machine = Machine::blank(chip);
        for pin in 0..machine.pins() {
            machine.set_pin(pin, Some(true));
            let levels: Vec<bool> = (0..machine.pins()).map(|other| machine.level(other)).collect();
            assert!(levels.iter().enumerate().all(|(other, high)| *high == (other <= usize::from(pin))), "{chip:?}, pin {pin}");
            assert_eq!((machine.pin(pin), machine.pull(pin)), (Drive::Released, Pull::None));
        }
    }
}

#[test]
fn the_mark_in_r0_ends_the_run() {
    let mut machine = machine(&[WFI]);
    set(&mut machine, 0, 0x5448_0007);
    assert_eq!(machine.run(Limits::NONE), Stop::Ended { status: 7 });
    assert_eq!(machine.run(Limits::NONE), Stop::Ended { status: 7 });
}

#[test]
fn semihosting_writes_and_exits() {
    // bkpt 0xab (SYS_WRITE0); movs r0, #0x20; mov r1, r2; bkpt 0xab (SYS_EXIT_EXTENDED)
    let mut machine = machine(&[0xbeab, 0x2020, 0x0011, 0xbeab]);
    machine.set_memory(0x800, b"caf\xc3\xa9\0");
    machine.set_memory(0x810, &[0x26, 0, 2, 0, 3, 0, 0, 0]);
    for (register, value) in [(0, 4), (1, 0x800), (2, 0x810)] {
        set(&mut machine, register, value);
    }
    assert_eq!(machine.run(Limits::NONE), Stop::Exited { status: 3 });
    assert_eq!(machine.take_console(), "café".as_bytes());
}

#[test]
fn a_breakpoint_stops_at_itself() {
    let mut machine = machine(&[NOP, 0xbe05]);
    assert_eq!(machine.run(Limits::NONE), Stop::Breakpoint { pc: CODE + 2, number: 5 });
    assert_eq!(machine.registers().r[15], CODE + 2);
}

#[test]
fn limits_are_exact() {
    let mut machine = machine(&[NOP, 0xe7fd]);
    assert_eq!(machine.run(Limits::instructions(11)), Stop::InstructionLimit);
    assert_eq!(machine.count().instructions, 11);
    assert_eq!(machine.run(Limits::until_ns(1_000_000)), Stop::TimeLimit);
    assert!(machine.ns() >= 1_000_000 && machine.ns() < 1_000_250, "{}", machine.ns());
}

#[test]
fn watched_instructions_count_and_stop() {
    // nop; nop; b back: four cycles and one for the second nop
    let mut machine = machine(&[NOP, NOP, 0xe7fc]);
    machine.count_at(CODE);
    machine.break_at(CODE + 2, true);
    assert_eq!(machine.run(Limits::NONE), Stop::Reached { pc: CODE + 2 });
    assert_eq!(machine.run(Limits::NONE), Stop::Reached { pc: CODE + 2 });
    let hits = machine.hits(CODE);
    let (first, last) = (hits.first.unwrap(), hits.last.unwrap());
    assert_eq!((hits.count, (last - first).instructions, (last - first).cycles), (2, 3, 5));
    machine.break_at(CODE + 2, false);
    assert_eq!(machine.run(Limits::instructions(100)), Stop::InstructionLimit);
}

#[test]
fn code_in_ram_may_change() {
    // In RAM: movs r1, #1; then it stores r2 over that instruction and runs it again.
    let mut machine = machine(&[]);
    put(&mut machine, RAM, &[0x2101, 0x1c5b, 0x8002, 0xe7fb]);
    for (register, value) in [(0, RAM), (2, 0x2107), (15, RAM)] {
        set(&mut machine, register, value);
    }
    machine.run(Limits::instructions(5));
    assert_eq!(machine.registers().r[1], 7);
}

#[test]
fn the_nrf51_has_no_systick() {
    let mut machine = machine(&[0x6801]);
    set(&mut machine, 0, 0xe000_e010);
    let text = machine.run(Limits::NONE).to_string();
    assert_eq!(text, "4-byte read at 0xe000e010 (the core's private peripherals+0xe010): this chip has no SysTick (pc 0x00000400)");
}
