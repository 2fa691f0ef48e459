//! Numbers to text and back, compared with node on many random doubles.

#[path = "support/arena.rs"]
mod arena;

use arena::{Random, awkward_double, heap, node, string, text};
use thimble_runtime::heap::th_collect;
use thimble_runtime::numbers::*;
use thimble_runtime::words::Ref;

/// A function and what node calls it.
type Named<F> = (&'static str, F);

const COUNT: usize = 120_000;

const READ_DOUBLE: &str = "const v = new DataView(new ArrayBuffer(8)); const d = h => { v.setBigUint64(0, BigInt('0x' + h)); return v.getFloat64(0); }; const h = x => { v.setFloat64(0, x); return v.getBigUint64(0).toString(16); };";

fn doubles(seed: u64, count: usize) -> Vec<f64> {
    let mut random = Random(seed);
    let mut values = vec![0.0, -0.0, 1.0, -1.0, 0.1, 1e21, 1e-6, 1e-7, 123456789012345680000.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, 5e-324, 9007199254740993.0, 4294967296.0, 2147483648.0, -2147483648.0, 0.5, 1.5, 2.5, 0.000001, 1.7976931348623157e308];
    while values.len() < count {
        values.push(awkward_double(&mut random));
    }
    values
}

fn bits_of(values: &[f64]) -> String {
    values.iter().map(|value| format!("{:016x}\n", value.to_bits())).collect()
}

/// Compares what a function gives with node's lines, and says where they differ first.
fn compare(values: &[f64], expected: &[String], mut ours: impl FnMut(f64, usize) -> String) {
    assert_eq!(values.len(), expected.len());
    for (at, (value, expected)) in values.iter().zip(expected).enumerate() {
        let own = ours(*value, at);
        assert_eq!(&own, expected, "for {value:e} (bits {:016x}), case {at}", value.to_bits());
        if at % 1000 == 0 {
            th_collect();
        }
    }
}

#[test]
fn doubles_print_as_in_node() {
    let _guard = heap();
    let values = doubles(1, COUNT);
    let expected = node(&format!("{READ_DOUBLE} console.log(lines.map(l => String(d(l))).join('\\n'))"), &bits_of(&values));
    compare(&values, &expected, |value, _| text(th_string_from_f64(value)));
}

#[test]
fn printed_doubles_read_back() {
    let _guard = heap();
    for (at, value) in doubles(2, COUNT).into_iter().enumerate() {
        let back = th_string_to_f64(th_string_from_f64(value));
        assert!(back.to_bits() == value.to_bits() || value.is_nan() && back.is_nan() || value == 0.0 && back == 0.0, "{value:e} came back as {back:e}");
        if at % 1000 == 0 {
            th_collect();
        }
    }
}

/// Decimal texts of all lengths, many exactly at or next to the middle between two doubles.
fn decimal_texts(count: usize) -> Vec<String> {
    let mut random = Random(3);
    let mut texts: Vec<String> = ["", " ", "0", "-0", "+1", ".5", "5.", ".", "e5", "1e", "1e+", "1e5x", "0x", "0x1F", "-0x1F", "0b101", "0o17", "0B11", "Infinity", "-Infinity", "+Infinity", "infinity", "Infinityx", "1_000", "  12  ", "\t1\t", "1 2", "1e400", "-1e400", "1e-400", "00012", "0.0000000000000000000000001e30", "0x20000000000001", "0x20000000000003", "0x8000000000000400000000000000000000000001", "9007199254740993", "9007199254740992.99999999999999999999", "1e23", "8.5e22", "2.2250738585072011e-308", "2.4703282292062327208e-324", "2.4703282292062328e-324", "-", "+", "--1", "1e99999999999999999999", "0e99999999999999999999", "12px"].iter().map(|text| (*text).to_owned()).collect();
    while texts.len() < count {
        let value = awkward_double(&mut random);
        texts.push(match random.below(6) {
            0 => format!("{value:e}"),
            1 if value.is_finite() => format!("{value:.*}", random.below(30) as usize),
            2 => halfway(value, &mut random),
            3 => format!("{}.{}e{}", random.bits(), random.bits(), random.below(700) as i64 - 350),
            4 => format!("{}{}{}", random.bits(), random.bits(), random.bits()),
            _ => format!("{:.*e}", random.below(40) as usize, value),
        });
    }
    texts
}

/// The exact decimal expansion of the middle between a double and the next, or a number just beside it.
fn halfway(value: f64, random: &mut Random) -> String {
    let value = f64::from_bits(value.to_bits() & !(1 << 63) & !(1 << 62) | (random.below(2) << 61));
    let next = f64::from_bits(value.to_bits() + 1);
    // Rust prints exact digits when asked for many; the middle has one binary digit more, so print the sum's halves exactly.
    let scale = 900;
    let (a, b) = (format!("{value:.scale$}"), format!("{next:.scale$}"));
    let mut sum: Vec<u8> = Vec::new();
    let mut carry = 0;
    let width = a.len().max(b.len());
    let (a, b) = (format!("{a:0>width$}"), format!("{b:0>width$}"));
    for (x, y) in a.bytes().rev().zip(b.bytes().rev()) {
        if x == b'.' {
            sum.push(b'.');
            continue;
        }
        let total = x - b'0' + y - b'0' + carry;
        sum.push(b'0' + total % 10);
        carry = total / 10;
    }
    sum.push(b'0' + carry);
    sum.reverse();
    let mut half = String::new();
    let mut rest = 0;
    for digit in sum {
        if digit == b'.' {
            half.push('.');
            continue;
        }
        let value = rest * 10 + digit - b'0';
        half.push(char::from(b'0' + value / 2));
        rest = value % 2;
    }
    half.push(if rest == 1 { '5' } else { '0' });
    match random.below(3) {
        0 => half + "1",
        1 => half,
        _ => half.trim_end_matches('0').to_owned(),
    }
}

#[test]
fn texts_read_as_in_node() {
    let _guard = heap();
    let texts = decimal_texts(COUNT);
    let input: String = texts.iter().map(|text| format!("{}\n", text.replace('\t', "\\t"))).collect();
    let functions: [Named<fn(Ref) -> f64>; 3] = [("Number", |s| th_string_to_f64(s)), ("parseFloat", |s| th_parse_float(s)), ("parseInt", |s| th_parse_int(s, 0))];
    for (function, own) in functions {
        let expected = node(&format!("{READ_DOUBLE} console.log(lines.map(l => h({function}(l.replaceAll('\\\\t', '\\t')))).join('\\n'))"), &input);
        for (at, (text, expected)) in texts.iter().zip(&expected).enumerate() {
            let value = own(string(text));
            let expected = f64::from_bits(u64::from_str_radix(expected, 16).expect("hexadecimal"));
            assert!(value.to_bits() == expected.to_bits() || value.is_nan() && expected.is_nan(), "{function}({text:?}) is {expected:e}, not {value:e}");
            if at % 200 == 0 {
                th_collect();
            }
        }
    }
}

#[test]
fn fixed_and_radix_texts_are_those_of_node() {
    let _guard = heap();
    let values: Vec<f64> = doubles(4, 30_000).into_iter().filter(|value| value.is_nan() || value.abs() > 1e-18 && value.abs() < 1e30 || *value == 0.0).collect();
    let expected = node(&format!("{READ_DOUBLE} console.log(lines.map((l, i) => d(l).toFixed(i % 30)).join('\\n'))"), &bits_of(&values));
    compare(&values, &expected, |value, at| text(th_string_from_f64_fixed(value, at as u32 % 30)));
    let expected = node(&format!("{READ_DOUBLE} console.log(lines.map((l, i) => d(l).toString(i % 35 + 2)).join('\\n'))"), &bits_of(&values));
    compare(&values, &expected, |value, at| text(th_string_from_f64_radix(value, at as u32 % 35 + 2)));
}

#[test]
fn texts_with_significant_digits_are_those_of_node() {
    let _guard = heap();
    let values = doubles(6, 30_000);
    let expected = node(&format!("{READ_DOUBLE} console.log(lines.map((l, i) => d(l).toPrecision(i % 100 + 1)).join('\\n'))"), &bits_of(&values));
    compare(&values, &expected, |value, at| text(th_string_from_f64_precision(value, at as u32 % 100 + 1)));
    let expected = node(&format!("{READ_DOUBLE} console.log(lines.map((l, i) => i % 30 === 29 ? d(l).toExponential() : d(l).toExponential(i % 30)).join('\\n'))"), &bits_of(&values));
    compare(&values, &expected, |value, at| text(th_string_from_f64_exponential(value, if at % 30 == 29 { 0 } else { at as u32 % 30 + 1 })));
}

#[test]
fn elementary_operations_are_those_of_node() {
    let _guard = heap();
    let values = doubles(5, 20_000);
    let functions: [Named<fn(f64) -> f64>; 6] = [
        ("Math.floor(x)", |x| th_f64_floor(x)),
        ("Math.ceil(x)", |x| th_f64_ceil(x)),
        ("Math.trunc(x)", |x| th_f64_trunc(x)),
        ("Math.round(x)", |x| th_f64_round(x)),
        ("Math.sign(x)", |x| th_f64_sign(x)),
        ("(x | 0)", |x| f64::from(th_f64_to_i32(x))),
    ];
    for (expression, own) in functions {
        let expected = node(&format!("{READ_DOUBLE} console.log(lines.map(l => {{ const x = d(l); const y = {expression}; return Object.is(y, -0) ? '-0' : String(y); }}).join('\\n'))"), &bits_of(&values));
        compare(&values, &expected, |value, _| {
            let result = own(value);
            if result == 0.0 && result.is_sign_negative() { "-0".to_owned() } else { text(th_string_from_f64(result)) }
        });
    }
}

#[test]
fn remainders_are_those_of_the_host() {
    let mut random = Random(7);
    for _ in 0..200_000 {
        let (a, b) = (awkward_double(&mut random), awkward_double(&mut random));
        let (own, expected) = (th_f64_rem(a, b), a % b);
        assert!(own.to_bits() == expected.to_bits() || own.is_nan() && expected.is_nan(), "{a:e} % {b:e} is {expected:e}, not {own:e}");
    }
}
