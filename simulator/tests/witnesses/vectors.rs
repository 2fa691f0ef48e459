//! 20,000 random instruction sequences of ARMv6-M and as many of ARMv7E-M with DSP and FPU: the same registers, flags,
//! PC, floating-point registers and stores as Unicorn.
//!
//! `cpu_vectors.py` makes them when the test runs: single instructions and sequences of eight, from two seeds. And every
//! 16-bit encoding once (`halfwords.py`), the undefined ones too.

use serde_json::Value;
use thimble_simulator::{Cause, Chip, Limits, Machine, Registers, Stop};

use crate::tools::{emulators, output, python};

/// The memory a vector finds, by the formula in the script's head: the two chips' flash, and RAM.
const FLASH: u32 = 0x1000_0000;
const MAIN_FLASH: u32 = 0x0800_0000;
const RAM: u32 = 0x2000_0000;
const SIZE: u32 = 0x1_0000;
/// The flags that are compared: NZCV, and on ARMv7E-M Q and GE.
const FLAGS: u32 = 0xf000_0000;
const MAIN_FLAGS: u32 = 0xf80f_0000;

fn pattern(address: u32) -> u8 {
    (address.wrapping_mul(2_654_435_761) >> 24) as u8 ^ address as u8
}

fn restore(machine: &mut Machine, address: u32, length: u32) {
    let bytes: Vec<u8> = (address..address + length).map(pattern).collect();
    assert!(machine.set_memory(address, &bytes), "{address:#x} is in flash or RAM");
}

fn number(value: &Value) -> u32 {
    value.as_u64().expect("vectors hold numbers") as u32
}

fn registers(state: &Value, pc: u32) -> Registers {
    let mut r = [0; 16];
    for (register, value) in r.iter_mut().zip(state["r"].as_array().expect("a vector has registers")) {
        *register = number(value);
    }
    r[15] = pc;
    Registers { r, xpsr: number(&state["xpsr"]) }
}

/// s0 to s31 and FPSCR, where a vector has them.
fn float_registers(state: &Value) -> Option<([u32; 32], u32)> {
    let values = state["s"].as_array()?;
    Some((std::array::from_fn(|at| number(&values[at])), number(&state["fpscr"])))
}

fn float_differences(machine: &Machine, out: &Value) -> Vec<String> {
    let Some((want, want_status)) = float_registers(out) else { return Vec::new() };
    let (got, got_status) = machine.float_registers();
    let mut wrong: Vec<String> =
        (0..32).filter(|&at| want[at] != got[at]).map(|at| format!("s{at} {:#x}, Unicorn {:#x}", got[at], want[at])).collect();
    if want_status != got_status {
        wrong.push(format!("FPSCR {got_status:#x}, Unicorn {want_status:#x}"));
    }
    wrong
}

/// Executes one vector; the differences, in words.
fn differences(machine: &mut Machine, vector: &Value) -> Vec<String> {
    let (pc, end) = (number(&vector["pc"]), number(&vector["end"]));
    let code = vector["code"].as_str().expect("a vector has code");
    let code: Vec<u8> = (0..code.len()).step_by(2).map(|at| u8::from_str_radix(&code[at..at + 2], 16).unwrap()).collect();
    machine.set_memory(pc, &code);
    machine.set_registers(&registers(&vector["in"], pc));
    let floats = float_registers(&vector["in"]);
    if let Some((s, fpscr)) = floats {
        machine.set_float_registers(s, fpscr);
    }
    for _ in 0..64 {
        let stop = machine.run(Limits::instructions(1));
        if stop != Stop::InstructionLimit {
            return vec![format!("{stop}")];
        }
        if machine.registers().r[15] == end {
            break;
        }
    }
    let out = &vector["out"];
    let (want, got) = (registers(out, number(&out["pc"])), machine.registers());
    let mut wrong = Vec::new();
    for (index, (want, got)) in want.r.iter().zip(got.r).enumerate() {
        if *want != got {
            wrong.push(format!("r{index} {got:#x}, Unicorn {want:#x}"));
        }
    }
    let flags = if floats.is_some() { MAIN_FLAGS } else { FLAGS };
    if (want.xpsr ^ got.xpsr) & flags != 0 {
        wrong.push(format!("flags {:x}, Unicorn {:x}", got.xpsr, want.xpsr));
    }
    wrong.extend(float_differences(machine, out));
    for store in out["mem"].as_array().expect("a vector has its stores") {
        let (address, size, value) = (number(&store[0]), number(&store[1]), number(&store[2]));
        let bytes = machine.memory(address, size as usize).expect("stores go to RAM").to_vec();
        let later = out["mem"].as_array().unwrap().iter().rfind(|other| other[0] == store[0]) == Some(store);
        if later && bytes != value.to_le_bytes()[..size as usize] {
            wrong.push(format!("[{address:#x}] {bytes:x?}, Unicorn {value:#x}"));
        }
        restore(machine, address, size);
    }
    restore(machine, pc, code.len() as u32);
    wrong
}

/// A chip whose memory is as every vector finds it.
fn prepared() -> Machine {
    let mut machine = Machine::blank(Chip::Rp2040);
    for base in [FLASH, RAM] {
        restore(&mut machine, base, SIZE);
    }
    machine
}

/// The same with a Cortex-M4 whose FPU is on.
fn prepared_main() -> Machine {
    let mut machine = Machine::blank(Chip::Stm32f405);
    // str r1, [r0] with CPACR and full access to coprocessors 10 and 11; vmov.f32 s0, s0 begins a context.
    machine.set_memory(RAM, &[0x01, 0x60, 0xb0, 0xee, 0x40, 0x0a]);
    let mut r = [0; 16];
    (r[0], r[1], r[15]) = (0xe000_ed88, 0x00f0_0000, RAM);
    machine.set_registers(&Registers { r, xpsr: 1 << 24 });
    assert_eq!(machine.run(Limits::instructions(2)), Stop::InstructionLimit);
    for base in [MAIN_FLASH, RAM] {
        restore(&mut machine, base, SIZE);
    }
    machine
}

fn check(arch: &str, seed: u32, length: u32) {
    const COUNT: usize = 5000;
    let mut command = python(&emulators().join("cpu_vectors.py"));
    command.args(["gen", "--arch", arch, "--count", &COUNT.to_string()]);
    command.args(["--seed", &seed.to_string(), "--len", &length.to_string()]);
    command.args(["--code", &(if arch == "v6m" { FLASH } else { MAIN_FLASH }).to_string()]);
    let text = output(&mut command);
    let mut machine = if arch == "v6m" { prepared() } else { prepared_main() };
    let (mut compared, mut report) = (0, Vec::new());
    for line in text.lines() {
        let vector: Value = serde_json::from_str(line).expect("cpu_vectors.py writes JSON lines");
        assert!(vector["fault"].is_null(), "Unicorn faults in a vector: {line}");
        let wrong = differences(&mut machine, &vector);
        if !wrong.is_empty() {
            report.push(format!("{}: {}", vector["asm"], wrong.join("; ")));
        }
        compared += 1;
    }
    assert!(report.is_empty(), "{} of {compared} vectors differ:\n{}", report.len(), report[..report.len().min(20)].join("\n"));
    assert_eq!(compared, COUNT, "the assembler takes every vector");
}

#[test]
fn single_instructions_of_seed_1() {
    check("v6m", 1, 1);
}

#[test]
fn single_instructions_of_seed_2() {
    check("v6m", 2, 1);
}

#[test]
fn sequences_of_seed_1() {
    check("v6m", 1, 8);
}

#[test]
fn sequences_of_seed_2() {
    check("v6m", 2, 8);
}

#[test]
fn main_single_instructions_of_seed_1() {
    check("v7em", 1, 1);
}

#[test]
fn main_single_instructions_of_seed_2() {
    check("v7em", 2, 1);
}

#[test]
fn main_sequences_of_seed_1() {
    check("v7em", 1, 8);
}

#[test]
fn main_sequences_of_seed_2() {
    check("v7em", 2, 8);
}

/// True if the first step of a vector is refused as Unicorn refuses it: as undefined, or for its access.
fn refused(mut machine: Machine, vector: &Value) -> bool {
    let pc = number(&vector["pc"]);
    let code = u16::from_str_radix(&vector["asm"].as_str().expect("a vector has text")[2..], 16).expect("the text is the encoding");
    machine.set_memory(pc, &code.to_le_bytes());
    machine.set_registers(&registers(&vector["in"], pc));
    let stop = machine.run(Limits::instructions(1));
    match machine.last_fault().map(|fault| fault.cause) {
        Some(Cause::Undefined) => vector["fault"] == "undefined",
        Some(Cause::Unaligned(_) | Cause::Unmapped(_)) => vector["fault"] == "access",
        // An address among the peripherals, of which Unicorn has none: answered, or not modelled.
        None => vector["fault"] == "access" && matches!(stop, Stop::Unmodelled(_) | Stop::InstructionLimit),
        _ => false,
    }
}

#[test]
fn every_halfword() {
    let text = output(&mut python(&emulators().join("halfwords.py")));
    let mut machine = prepared();
    let fresh = machine.clone();
    let (mut compared, mut report) = (0, Vec::new());
    for line in text.lines() {
        let vector: Value = serde_json::from_str(line).expect("halfwords.py writes JSON lines");
        let wrong = if vector["fault"].is_null() {
            differences(&mut machine, &vector)
        } else if refused(fresh.clone(), &vector) {
            Vec::new()
        } else {
            vec![format!("Unicorn refuses it: {}", vector["fault"])]
        };
        if !wrong.is_empty() {
            report.push(format!("{}: {}", vector["asm"], wrong.join("; ")));
            machine = fresh.clone();
        }
        compared += 1;
    }
    assert!(report.is_empty(), "{} of {compared} differ:\n{}", report.len(), report[..report.len().min(20)].join("\n"));
    assert!(compared > 56_000, "{compared} encodings are compared");
}
