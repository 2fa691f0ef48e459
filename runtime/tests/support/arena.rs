//! Memory below 4 GiB for the runtime under test, strings in both directions, and node as oracle.

// Each test binary uses its own part of this file.
#![allow(dead_code)]

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard};
use thimble_runtime::heap::{Regions, prepare};
use thimble_runtime::strings::{new_string, set_unit, unit_at};
use thimble_runtime::words::Ref;

/// Bytes of heap, and of memory that stands for stack and statics.
pub const HEAP: usize = 1 << 20;
pub const OUTSIDE: usize = 1 << 12;

#[repr(C, align(16))]
struct Arena {
    heap: [u8; HEAP],
    stack: [u32; OUTSIDE / 4],
    roots: [u32; OUTSIDE / 4],
}

static mut ARENA: Arena = Arena { heap: [0; HEAP], stack: [0; OUTSIDE / 4], roots: [0; OUTSIDE / 4] };
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Addresses of the stack's and the statics' first words.
#[derive(Clone, Copy)]
pub struct Places {
    pub stack: u32,
    pub roots: u32,
}

/// An empty heap of `size` bytes, for this test alone while the guard lives.
pub fn heap_of(size: usize) -> (MutexGuard<'static, ()>, Places) {
    let guard = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    // SAFETY: the guard makes this the only user.
    unsafe {
        let arena = &raw mut ARENA;
        arena.write_bytes(0, 1);
        let address = |place: *mut u32| u32::try_from(place as usize).expect("statics lie below 4 GiB");
        let heap = address((&raw mut (*arena).heap).cast());
        let places = Places { stack: address((&raw mut (*arena).stack).cast()), roots: address((&raw mut (*arena).roots).cast()) };
        let regions = Regions {
            roots: (places.roots, places.roots + OUTSIDE as u32),
            stack: (places.stack, places.stack + OUTSIDE as u32),
        };
        prepare((heap, heap + size as u32), regions);
        (guard, places)
    }
}

/// A heap as large as the arena has.
pub fn heap() -> MutexGuard<'static, ()> {
    heap_of(HEAP).0
}

/// A string of the runtime.
pub fn string(text: &str) -> Ref {
    let units: Vec<u16> = text.encode_utf16().collect();
    let string = new_string(units.len() as u32, units.iter().any(|unit| *unit > 0xFF));
    for (at, unit) in units.iter().enumerate() {
        set_unit(string, at as u32, u32::from(*unit));
    }
    string
}

/// A string of the runtime as Rust's.
pub fn text(string: Ref) -> String {
    let units: Vec<u16> = (0..string.length()).map(|at| unit_at(string, at) as u16).collect();
    String::from_utf16_lossy(&units)
}

/// Lines that a node program prints for these lines of input, which it finds in `lines`.
pub fn node(program: &str, input: &str) -> Vec<String> {
    let script = format!("const lines = require('fs').readFileSync(0, 'utf8').split('\\n'); lines.pop(); {program}");
    let mut child = Command::new("node").args(["-e", &script]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("node runs");
    let mut stdin = child.stdin.take().expect("it has an input");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("node ends");
    writer.join().expect("the writer ends").expect("node reads its input");
    assert!(output.status.success(), "node failed");
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

/// Random numbers (SplitMix64), the same in every run.
pub struct Random(pub u64);

impl Random {
    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.bits() % limit
    }
}

/// A double of the kinds that break conversions: any bits, short decimals, integers, powers, neighbours, subnormals.
pub fn awkward_double(random: &mut Random) -> f64 {
    let any = random.bits();
    match random.below(10) {
        0..4 => f64::from_bits(any),
        4 => (any as i32) as f64 / 10_f64.powi(random.below(9) as i32),
        5 => (any >> random.below(63)) as f64,
        6 => f64::from_bits((random.below(2047) << 52).wrapping_add(random.below(5)).wrapping_sub(2)),
        7 => f64::from_bits(any >> random.below(60)),
        8 => 10_f64.powi(random.below(640) as i32 - 320) * random.below(20) as f64,
        _ => 2_f64.powi(random.below(140) as i32 - 70) + random.below(3) as f64,
    }
}
