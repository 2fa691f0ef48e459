//! Extension, multiplication, saturation and lanes (DDI 0403, A7.7): registers and the flags Q and GE only.

use super::super::Cpu;
use super::super::op::{Extend, Lanes, Multiply, MultiplyLong, Op, Parallel, Shift};

fn bottom(value: u32) -> i64 {
    i64::from(value as i16)
}

fn top(value: u32) -> i64 {
    i64::from((value >> 16) as i16)
}

/// `value` limited to a signed number of `bits` bits, and whether that changed it.
fn saturate_signed(value: i64, bits: u8) -> (u32, bool) {
    let limit = 1_i64 << (bits - 1);
    let result = value.clamp(-limit, limit - 1);
    (result as u32, result != value)
}

fn saturate_unsigned(value: i64, bits: u8) -> (u32, bool) {
    let result = value.clamp(0, (1_i64 << bits) - 1);
    (result as u32, result != value)
}

impl Cpu {
    pub(super) fn execute_dsp(&mut self, op: Op) {
        match op {
            Op::Extend { extend, rd, rn, rm, rotate } => {
                let base = if rn == 15 { 0 } else { self.get(rn) };
                self.put(rd, extended(extend, base, self.get(rm).rotate_right(rotate.into())));
            }
            Op::Multiply { kind, rd, rn, rm, ra } => self.multiply(kind, rd, rn, rm, ra),
            Op::MultiplyLong { kind, low, high, rn, rm } => self.multiply_long(kind, low, high, rn, rm),
            Op::Saturate { signed, rd, rn, shift, n, bits } => {
                let value = self.get(rn) as i32;
                let value = i64::from(if shift == Shift::Asr { value >> n } else { value << n });
                self.put_saturated(rd, if signed { saturate_signed(value, bits) } else { saturate_unsigned(value, bits) });
            }
            Op::Saturate16 { signed, rd, rn, bits } => {
                let limit = |value| if signed { saturate_signed(value, bits) } else { saturate_unsigned(value, bits) };
                let value = self.get(rn);
                let ((low, q), (high, r)) = (limit(bottom(value)), limit(top(value)));
                self.put_saturated(rd, (low & 0xffff | high << 16, q || r));
            }
            Op::SaturatingAdd { subtract, double, rd, rn, rm } => {
                let (m, mut n) = (i64::from(self.get(rm) as i32), i64::from(self.get(rn) as i32));
                if double {
                    let (doubled, q) = saturate_signed(2 * n, 32);
                    n = i64::from(doubled as i32);
                    self.q |= q;
                }
                self.put_saturated(rd, saturate_signed(if subtract { m - n } else { m + n }, 32));
            }
            Op::Parallel { kind, lanes, rd, rn, rm } => self.parallel(kind, lanes, rd, rn, rm),
            Op::Select { rd, rn, rm } => {
                let mask = (0..4).filter(|lane| self.ge >> lane & 1 != 0).fold(0, |mask, lane| mask | 0xff << (8 * lane));
                self.put(rd, self.get(rn) & mask | self.get(rm) & !mask);
            }
            Op::Pack { top, rd, rn, rm, n } => {
                let (value, base) = (self.get(rm), self.get(rn));
                let result = if top {
                    base & 0xffff_0000 | (i64::from(value as i32) >> n) as u32 & 0xffff
                } else {
                    base & 0xffff | (value << n) & 0xffff_0000
                };
                self.put(rd, result);
            }
            _ => unreachable!("{op:?} is not of the DSP"),
        }
    }

    fn put_saturated(&mut self, rd: u8, (result, saturated): (u32, bool)) {
        self.put(rd, result);
        self.q |= saturated;
    }

    fn multiply(&mut self, kind: Multiply, rd: u8, rn: u8, rm: u8, ra: u8) {
        let (n, m) = (self.get(rn), self.get(rm));
        let base = self.get(ra);
        // Only these forms have a version that adds nothing; the others need their addend.
        let added = if ra == 15 { 0 } else { i64::from(base as i32) };
        let swapped = m.rotate_right(16);
        let product = i64::from(n as i32) * i64::from(m as i32);
        let most = if ra == 15 { 0 } else { i64::from(base) << 32 };
        const HALF: i64 = 0x8000_0000;
        let sum = match kind {
            Multiply::Mul => return self.put(rd, n.wrapping_mul(m)),
            Multiply::Mla => return self.put(rd, base.wrapping_add(n.wrapping_mul(m))),
            Multiply::Mls => return self.put(rd, base.wrapping_sub(n.wrapping_mul(m))),
            Multiply::Most => return self.put(rd, (most.wrapping_add(product) >> 32) as u32),
            Multiply::MostR => return self.put(rd, (most.wrapping_add(product).wrapping_add(HALF) >> 32) as u32),
            Multiply::MostSub => return self.put(rd, (most.wrapping_sub(product) >> 32) as u32),
            Multiply::MostSubR => return self.put(rd, (most.wrapping_sub(product).wrapping_add(HALF) >> 32) as u32),
            Multiply::AbsoluteDifferences => {
                let pairs = n.to_le_bytes().into_iter().zip(m.to_le_bytes());
                let sum: u32 = pairs.map(|(a, b)| u32::from(a.abs_diff(b))).sum();
                return self.put(rd, sum.wrapping_add(if ra == 15 { 0 } else { base }));
            }
            Multiply::Bb => bottom(n) * bottom(m),
            Multiply::Bt => bottom(n) * top(m),
            Multiply::Tb => top(n) * bottom(m),
            Multiply::Tt => top(n) * top(m),
            Multiply::Wb => i64::from(n as i32) * bottom(m) >> 16,
            Multiply::Wt => i64::from(n as i32) * top(m) >> 16,
            Multiply::Dual => bottom(n) * bottom(m) + top(n) * top(m),
            Multiply::DualX => bottom(n) * bottom(swapped) + top(n) * top(swapped),
            Multiply::DualSub => bottom(n) * bottom(m) - top(n) * top(m),
            Multiply::DualSubX => bottom(n) * bottom(swapped) - top(n) * top(swapped),
        };
        let result = sum + added;
        self.put(rd, result as u32);
        self.q |= result != i64::from(result as i32);
    }

    fn multiply_long(&mut self, kind: MultiplyLong, low: u8, high: u8, rn: u8, rm: u8) {
        let (n, m) = (self.get(rn), self.get(rm));
        let swapped = m.rotate_right(16);
        let accumulator = u64::from(self.get(high)) << 32 | u64::from(self.get(low));
        let signed = (i64::from(n as i32) * i64::from(m as i32)) as u64;
        let unsigned = u64::from(n) * u64::from(m);
        let add = |product: i64| accumulator.wrapping_add(product as u64);
        let result = match kind {
            MultiplyLong::Smull => signed,
            MultiplyLong::Umull => unsigned,
            MultiplyLong::Smlal => accumulator.wrapping_add(signed),
            MultiplyLong::Umlal => accumulator.wrapping_add(unsigned),
            MultiplyLong::Umaal => unsigned + u64::from(self.get(high)) + u64::from(self.get(low)),
            MultiplyLong::Bb => add(bottom(n) * bottom(m)),
            MultiplyLong::Bt => add(bottom(n) * top(m)),
            MultiplyLong::Tb => add(top(n) * bottom(m)),
            MultiplyLong::Tt => add(top(n) * top(m)),
            MultiplyLong::Dual => add(bottom(n) * bottom(m) + top(n) * top(m)),
            MultiplyLong::DualX => add(bottom(n) * bottom(swapped) + top(n) * top(swapped)),
            MultiplyLong::DualSub => add(bottom(n) * bottom(m) - top(n) * top(m)),
            MultiplyLong::DualSubX => add(bottom(n) * bottom(swapped) - top(n) * top(swapped)),
        };
        self.put(low, result as u32);
        self.put(high, (result >> 32) as u32);
    }

    fn parallel(&mut self, kind: Parallel, lanes: Lanes, rd: u8, rn: u8, rm: u8) {
        let (n, m) = (self.get(rn), self.get(rm));
        let bits = if matches!(kind, Parallel::Add8 | Parallel::Sub8) { 8 } else { 16 };
        let signed = matches!(lanes, Lanes::Signed | Lanes::SignedSaturating | Lanes::SignedHalving);
        let (mut result, mut ge) = (0, 0);
        for lane in 0..32 / bits {
            let exchanged = matches!(kind, Parallel::Asx | Parallel::Sax);
            let a = lane_of(n, lane, bits, signed);
            let b = lane_of(m, if exchanged { 1 - lane } else { lane }, bits, signed);
            let adds = match kind {
                Parallel::Add8 | Parallel::Add16 => true,
                Parallel::Sub8 | Parallel::Sub16 => false,
                Parallel::Asx => lane == 1,
                Parallel::Sax => lane == 0,
            };
            let sum = if adds { a + b } else { a - b };
            let (value, sets) = finish_lane(lanes, sum, bits, adds);
            result |= (value & (!0 >> (32 - bits))) << (lane * bits);
            ge |= if sets { (1 << (bits / 8)) - 1 << (lane * bits / 8) } else { 0 };
        }
        self.put(rd, result);
        if matches!(lanes, Lanes::Signed | Lanes::Unsigned) {
            self.ge = ge;
        }
    }
}

fn extended(extend: Extend, base: u32, value: u32) -> u32 {
    let halves = |low: u32, high: u32| base.wrapping_add(low) & 0xffff | (base >> 16).wrapping_add(high) << 16;
    match extend {
        Extend::Sxtb => base.wrapping_add(value as i8 as u32),
        Extend::Sxth => base.wrapping_add(value as i16 as u32),
        Extend::Uxtb => base.wrapping_add(value & 0xff),
        Extend::Uxth => base.wrapping_add(value & 0xffff),
        Extend::Sxtb16 => halves(value as i8 as u32, (value >> 16) as i8 as u32),
        Extend::Uxtb16 => halves(value & 0xff, value >> 16 & 0xff),
    }
}

fn lane_of(value: u32, lane: u32, bits: u32, signed: bool) -> i64 {
    let left = value << (32 - bits - lane * bits);
    if signed { i64::from(left as i32 >> (32 - bits)) } else { i64::from(left >> (32 - bits)) }
}

/// A lane's result, and whether its GE bits are set: no borrow, or a carry; for signed ones, not negative.
fn finish_lane(lanes: Lanes, sum: i64, bits: u32, adds: bool) -> (u32, bool) {
    match lanes {
        Lanes::Signed => (sum as u32, sum >= 0),
        Lanes::Unsigned => (sum as u32, if adds { sum >> bits != 0 } else { sum >= 0 }),
        Lanes::SignedSaturating => (saturate_signed(sum, bits as u8).0, false),
        Lanes::UnsignedSaturating => (saturate_unsigned(sum, bits as u8).0, false),
        Lanes::SignedHalving | Lanes::UnsignedHalving => ((sum >> 1) as u32, false),
    }
}
