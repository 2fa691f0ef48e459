//! The functions of Math compared with node, bit by bit where they are exact, on many points.

#[path = "support/arena.rs"]
mod arena;

use arena::{Random, awkward_double, node};
use thimble_runtime::numbers::*;

/// A function, what node calls it, and the most units of the last place that it may be apart from node.
type Row<F> = (&'static str, F, u64);

const READ_DOUBLE: &str = "const v = new DataView(new ArrayBuffer(8)); const d = h => { v.setBigUint64(0, BigInt('0x' + h)); return v.getFloat64(0); }; const h = x => { v.setFloat64(0, x); return v.getBigUint64(0).toString(16); };";

/// How many points each function is asked at: `THIMBLE_POINTS`, else few.
fn points() -> usize {
    std::env::var("THIMBLE_POINTS").ok().and_then(|n| n.parse().ok()).unwrap_or(4_000)
}

/// A third of any size, a third of every size between 1e-8 and 1e8, a third between -3 and 3, and what is special.
fn values(seed: u64, count: usize) -> Vec<f64> {
    let mut random = Random(seed);
    let mut all = vec![0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, 10.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, 5e-324, 709.782712893384, 709.7827128933841, -745.1332191019411, -745.1332191019412, 710.4758600739439, 22.0, 1e-9, std::f64::consts::PI, std::f64::consts::E];
    while all.len() < count {
        let unit = random.bits() as f64 / 2_f64.powi(63) - 1.0;
        all.push(match all.len() % 3 {
            0 => awkward_double(&mut random),
            1 => unit * 10_f64.powi(random.below(17) as i32 - 8),
            _ => unit * 3.0,
        });
    }
    all
}

/// How many units of the last place two doubles are apart; a zero of the other sign is as far as can be.
fn distance(a: f64, b: f64) -> u64 {
    let order = |x: f64| {
        let bits = x.to_bits() as i64;
        if bits < 0 { i64::MIN - bits } else { bits }
    };
    if a.is_nan() && b.is_nan() {
        0
    } else if a.is_nan() != b.is_nan() || a == 0.0 && b == 0.0 && a.to_bits() != b.to_bits() {
        u64::MAX
    } else {
        order(a).abs_diff(order(b))
    }
}

fn check(name: &str, most: u64, cases: impl Iterator<Item = (String, f64)>, expected: &[String]) -> Option<String> {
    let (mut apart, mut worst, mut example) = (0, 0, String::new());
    for ((case, own), expected) in cases.zip(expected) {
        let expected = f64::from_bits(u64::from_str_radix(expected, 16).expect("hexadecimal"));
        let distance = distance(own, expected);
        apart += usize::from(distance > 0);
        if distance > worst {
            worst = distance;
            example = format!("{name}({case}) is {expected:e}, not {own:e}");
        }
    }
    println!("{name}: {apart} of {} apart, at most {worst}: {example}", expected.len());
    (worst > most).then_some(example)
}

#[test]
fn functions_of_one_number_are_those_of_node() {
    let values = values(6, points());
    let input: String = values.iter().map(|value| format!("{:016x}\n", value.to_bits())).collect();
    let rows: [Row<extern "C" fn(f64) -> f64>; 24] = [
        ("sin", th_f64_sin, 1),
        ("cos", th_f64_cos, 1),
        ("tan", th_f64_tan, 0),
        ("asin", th_f64_asin, 0),
        ("acos", th_f64_acos, 0),
        ("atan", th_f64_atan, 0),
        ("sinh", th_f64_sinh, 0),
        ("cosh", th_f64_cosh, 0),
        ("tanh", th_f64_tanh, 0),
        ("asinh", th_f64_asinh, 0),
        ("acosh", th_f64_acosh, 0),
        ("atanh", th_f64_atanh, 0),
        ("exp", th_f64_exp, 0),
        ("expm1", th_f64_expm1, 0),
        ("log", th_f64_log, 0),
        ("log1p", th_f64_log1p, 0),
        ("log2", th_f64_log2, 0),
        ("log10", th_f64_log10, 0),
        ("cbrt", th_f64_cbrt, 0),
        ("floor", th_f64_floor, 0),
        ("ceil", th_f64_ceil, 0),
        ("trunc", th_f64_trunc, 0),
        ("round", th_f64_round, 0),
        ("sign", th_f64_sign, 0),
    ];
    let wrong: Vec<String> = rows
        .into_iter()
        .filter_map(|(name, own, most)| {
            let expected = node(&format!("{READ_DOUBLE} console.log(lines.map(l => h(Math.{name}(d(l)))).join('\\n'))"), &input);
            check(name, most, values.iter().map(|&x| (format!("{x:e}"), own(x))), &expected)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn functions_of_two_numbers_are_those_of_node() {
    let (a, mut b) = (values(7, points()), values(8, points()));
    b.rotate_left(points() / 3 + 1);
    let pairs: Vec<(f64, f64)> = a.into_iter().zip(b).collect();
    let input: String = pairs.iter().map(|(a, b)| format!("{:016x} {:016x}\n", a.to_bits(), b.to_bits())).collect();
    let rows: [Row<extern "C" fn(f64, f64) -> f64>; 6] = [
        ("Math.pow", th_f64_pow, 1),
        ("Math.atan2", th_f64_atan2, 0),
        ("Math.hypot", th_f64_hypot, 0),
        ("Math.min", th_f64_min, 0),
        ("Math.max", th_f64_max, 0),
        ("((a, b) => a % b)", th_f64_rem, 0),
    ];
    let wrong: Vec<String> = rows
        .into_iter()
        .filter_map(|(name, own, most)| {
            let expected = node(&format!("{READ_DOUBLE} console.log(lines.map(l => {{ const [a, b] = l.split(' ').map(d); return h({name}(a, b)); }}).join('\\n'))"), &input);
            check(name, most, pairs.iter().map(|&(a, b)| (format!("{a:e}, {b:e}"), own(a, b))), &expected)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
