//! Doubles to text and back on the board: the runtime's code as it is linked into an image, one call after the other, against node.
//!
//! A program that prints and reads numbers is built and started; where its own code begins, the harness calls the runtime's functions with
//! values of its own, so that one image does hundreds of thousands. The heap is the program's: garbage is collected as it goes.

use std::io::Write;
use std::process::{Command, Stdio};
use thimble_boards::all;
use thimble_simulator::{Chip, Image, Limits, Machine, Stop};
use thimble_tests::device::{One, build, in_parallel};
use thimble_tests::sample;

const PROGRAM: &str = "let s = \"1\"; for (let i = 0; i < 3; i++) s += i; console.log(Number(s) / 3);";
/// More than any one call takes, collections included.
const INSTRUCTIONS: u64 = 20_000_000;

/// xorshift64* (Vigna 2016).
struct Random(u64);

impl Random {
    fn bits(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let product = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d);
        // The low bits of a product are its weakest.
        product.rotate_right(32)
    }
}

/// A machine stopped where the program's own code begins, with its heap in order.
struct Called {
    machine: Machine,
    /// A breakpoint instruction to return to.
    end: u32,
    print: u32,
    parse: u32,
    descriptor: u32,
    /// Flash behind the image.
    free: u32,
}

impl Called {
    fn new() -> Called {
        let board = all().iter().min_by_key(|b| b.ram.size).expect("there are boards");
        let built = build("main.ts", &One(PROGRAM), &thimble::options::Options::new(board.clone())).unwrap_or_else(|e| panic!("{e}"));
        let chip = Chip::named(&board.chip).expect("the simulator knows every board's chip");
        let image = Image::parse(built.elf(), chip).unwrap_or_else(|e| panic!("{e}"));
        let symbol = |name: &str| image.symbols.iter().find(|s| s.name == name).unwrap_or_else(|| panic!("no symbol {name}")).address;
        let start = symbol("thimble_main");
        let mut machine = Machine::new(chip, &image).unwrap_or_else(|e| panic!("{e}"));
        machine.break_at(start, true);
        assert_eq!(machine.run(Limits::instructions(INSTRUCTIONS)), Stop::Reached { pc: start });
        let used = image.chunks.iter().filter(|c| board.flash.contains(c.address)).map(|c| c.address + c.bytes.len() as u32).max();
        let end = used.expect("an image has bytes in flash").next_multiple_of(4);
        assert!(machine.set_memory(end, &0xbe00u16.to_le_bytes()), "there is flash behind the image");
        Called { machine, end, print: symbol("th_string_from_f64"), parse: symbol("th_string_to_f64"), descriptor: symbol("th_descriptor_latin1"), free: end + 4 }
    }

    fn call(&mut self, function: u32, arguments: [u32; 2]) -> [u32; 2] {
        let mut registers = self.machine.registers();
        let stack = registers.r[13];
        registers.r[..2].copy_from_slice(&arguments);
        registers.r[14] = self.end | 1;
        registers.r[15] = function;
        self.machine.set_registers(&registers);
        let stop = self.machine.run(Limits::instructions(INSTRUCTIONS));
        assert_eq!(stop, Stop::Breakpoint { pc: self.end, number: 0 }, "{arguments:x?}");
        let registers = self.machine.registers();
        assert_eq!(registers.r[13], stack, "the stack pointer is back");
        [registers.r[0], registers.r[1]]
    }

    fn word(&self, address: u32) -> u32 {
        let bytes = self.machine.memory(address, 4).expect("an object lies in memory");
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    }

    fn print(&mut self, bits: u64) -> String {
        let [string, _] = self.call(self.print, [bits as u32, (bits >> 32) as u32]);
        assert_eq!(self.word(string), self.descriptor, "a number's text is Latin-1");
        let length = self.word(string + 4) as usize;
        String::from_utf8_lossy(self.machine.memory(string + 8, length).expect("a string lies in memory")).into_owned()
    }

    fn parse(&mut self, text: &str) -> u64 {
        let mut object = [self.descriptor.to_le_bytes(), (text.len() as u32).to_le_bytes()].concat();
        object.extend(text.bytes());
        assert!(self.machine.set_memory(self.free, &object), "there is flash behind the image");
        let [low, high] = self.call(self.parse, [self.free, 0]);
        u64::from(high) << 32 | u64::from(low)
    }
}

/// Node's lines for these lines.
fn node(lines: &str) -> Vec<String> {
    let script = thimble_tests::root().join("tests/oracle/doubles.mjs");
    let mut child = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("node runs");
    let mut stdin = child.stdin.take().expect("it has an input");
    let lines = lines.to_string();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = child.wait_with_output().expect("node ends");
    writer.join().expect("the writer ends").expect("node reads its input");
    assert!(output.status.success(), "doubles.mjs failed");
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_string).collect()
}

/// Doubles where formatting and parsing go wrong first: powers of two, subnormals among them, and of ten with their neighbours, small and
/// large integers, the ends of ranges; then random bit patterns.
fn patterns() -> Vec<u64> {
    let mut values: Vec<f64> = vec![0.0, f64::NAN, f64::INFINITY, f64::MAX, f64::MIN_POSITIVE, 0.1 + 0.2, 1e21, 1e-6, 1e-7, 123_456_789_012_345_680_000.0];
    values.extend((0..52).map(|n| f64::from_bits(1 << n)));
    values.extend((1..2047).map(|n| f64::from_bits(n << 52)));
    values.extend((-324..309).map(|n| format!("1e{n}").parse::<f64>().expect("a number")));
    values.extend((0..64).flat_map(|n| [-1.0, 1.0].map(|d| 2f64.powi(n) + d)));
    let around = values.iter().flat_map(|v| [0, 1, u64::MAX].map(|d| v.to_bits().wrapping_add(d)));
    let signed = around.flat_map(|bits| [bits, bits ^ 1 << 63]);
    let mut bits: Vec<u64> = signed.collect();
    let mut random = Random(1);
    bits.extend((0..sample(50_000, 4_000)).map(|_| random.bits()));
    bits
}

/// Texts that lie between two doubles, exactly in the middle or a digit beside it, and texts of 17 and more digits.
fn hard_texts() -> Vec<String> {
    let mut random = Random(2);
    let mut texts = Vec::new();
    for n in 0..sample(8_000, 500) {
        let bits = random.bits() & !(1 << 63);
        let value = f64::from_bits(bits);
        if !value.is_finite() {
            continue;
        }
        texts.push(format!("{value:.16e}"));
        texts.push(format!("{value:.*e}", 17 + n % 30));
        // Of integers below 2^63 with more than 53 bits the middle is an odd multiple of a power of two.
        let shift = 1 + n % 10;
        let middle = (1 << 53 | bits >> 11) << shift | 1 << (shift - 1);
        texts.extend([middle - 1, middle, middle + 1].map(|m| m.to_string()));
        texts.extend([format!("{middle}.0000000000000000000000001"), format!("{middle}e-5"), format!("{}.99999999999999999999", middle - 1)]);
    }
    texts.extend(["2.4703282292062327208e-324", "2.4703282292062328e-324", "2.2250738585072011e-308", "1.7976931348623158e308", "1.797693134862315808e308", "9007199254740993", "8.5e22", "1e23"].map(str::to_string));
    texts
}

/// The items in slices, each for a machine of its own.
fn on_machines<T: Sync>(items: &[T], check: impl Fn(&mut Called, &T) -> Option<String> + Sync) {
    let slices: Vec<&[T]> = items.chunks(10_000).collect();
    let wrong = in_parallel(&slices, |slice| {
        let mut called = Called::new();
        slice.iter().filter_map(|item| check(&mut called, item)).take(5).collect::<Vec<String>>()
    });
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether two patterns are the same number; all NaNs are one.
fn same(a: u64, b: u64) -> bool {
    a == b || f64::from_bits(a).is_nan() && f64::from_bits(b).is_nan()
}

#[test]
fn doubles_are_printed_and_read_back_as_in_node() {
    let patterns = patterns();
    let lines: String = patterns.iter().map(|bits| format!("print {bits:016x}\n")).collect();
    let cases: Vec<(u64, String)> = patterns.into_iter().zip(node(&lines)).collect();
    on_machines(&cases, |called, (bits, text)| {
        let printed = called.print(*bits);
        // JavaScript prints -0 as 0.
        let read = if *bits == 1 << 63 { 1 << 63 } else { called.parse(text) };
        (printed != *text || !same(read, *bits)).then(|| format!("{bits:016x} is {text} in node; printed {printed}, read back {read:016x}"))
    });
}

#[test]
fn texts_between_doubles_are_read_as_in_node() {
    let texts = hard_texts();
    let lines: String = texts.iter().map(|text| format!("parse {text}\n")).collect();
    let cases: Vec<(String, u64)> = texts.into_iter().zip(node(&lines).iter().map(|h| u64::from_str_radix(h, 16).expect("hexadecimal"))).collect();
    on_machines(&cases, |called, (text, bits)| {
        let read = called.parse(text);
        (!same(read, *bits)).then(|| format!("{text} is {bits:016x} in node, read as {read:016x}"))
    });
}
