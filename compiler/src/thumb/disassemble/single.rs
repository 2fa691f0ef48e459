//! The single-precision instructions of the FPU as text.
//!
//! In: two halfwords. Out: what GNU objdump prints. (DDI 0403, A6.5 to A6.7.)

use super::any;

/// `None` if it is another instruction.
pub fn decode(first: u32, second: u32) -> Option<String> {
    if second >> 8 & 15 != 10 {
        return None;
    }
    let d = register(second >> 12, first >> 6);
    match first >> 8 {
        0xed if first >> 5 & 1 == 0 => {
            let name = if first >> 4 & 1 == 1 { "vldr" } else { "vstr" };
            let sign = if first >> 7 & 1 == 1 { "" } else { "-" };
            let offset = 4 * (second & 0xff);
            let place = if offset == 0 { String::new() } else { format!(", #{sign}{offset}") };
            Some(format!("{name} {d}, [{}{place}]", any(first)))
        }
        0xee if second >> 4 & 1 == 1 => moved(first, second),
        0xee => data(first, second, &d),
        _ => None,
    }
}

fn register(four: u32, low: u32) -> String {
    format!("s{}", (four & 15) << 1 | low & 1)
}

fn moved(first: u32, second: u32) -> Option<String> {
    if [first, second] == [0xeef1, 0xfa10] {
        return Some("vmrs APSR_nzcv, fpscr".to_owned());
    }
    let (n, rt) = (register(first, second >> 7), any(second >> 12));
    match first >> 4 & 15 {
        0 => Some(format!("vmov {n}, {rt}")),
        1 => Some(format!("vmov {rt}, {n}")),
        _ => None,
    }
}

fn data(first: u32, second: u32, d: &str) -> Option<String> {
    let (n, m) = (register(first, second >> 7), register(second, second >> 5));
    let op = second >> 6 & 1;
    let three = |name: &str| Some(format!("{name}.f32 {d}, {n}, {m}"));
    let two = |name: &str| Some(format!("{name} {d}, {m}"));
    match first >> 4 & 0xb {
        2 if op == 0 => three("vmul"),
        3 => three(if op == 0 { "vadd" } else { "vsub" }),
        8 if op == 0 => three("vdiv"),
        11 if op == 0 => Some(format!("vmov.f32 {d}, #{}", (first & 15) << 4 | second & 15)),
        11 => match (first & 15, second >> 7 & 1) {
            (0, 0) => two("vmov.f32"),
            (0, _) => two("vabs.f32"),
            (1, 0) => two("vneg.f32"),
            (1, _) => two("vsqrt.f32"),
            (4, 0) => two("vcmp.f32"),
            (8, 0) => two("vcvt.f32.u32"),
            (8, _) => two("vcvt.f32.s32"),
            (12, 1) => two("vcvt.u32.f32"),
            (13, 1) => two("vcvt.s32.f32"),
            _ => None,
        },
        _ => None,
    }
}
