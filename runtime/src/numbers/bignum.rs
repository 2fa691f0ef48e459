//! Natural numbers of up to 832 bits, for exact conversions between doubles and decimal digits.
//!
//! The largest that conversions need has 790 bits: a quotient of two numbers is scaled by powers of 5 and 2 so that common
//! powers of 2 cancel, and 5^340 has 790 bits. All operations are loops over the words in use.

use core::cmp::Ordering;

/// Words, lowest first.
const WORDS: usize = 26;

/// 5^13, the largest power of 5 in 32 bits.
const FIVE_13: u32 = 1_220_703_125;

/// A natural number; words from `count` on are 0.
pub struct Big {
    words: [u32; WORDS],
    count: usize,
}

impl Big {
    /// A number of 64 bits.
    pub fn new(value: u64) -> Big {
        let mut words = [0; WORDS];
        words[0] = value as u32;
        words[1] = (value >> 32) as u32;
        Big { words, count: 2 }
    }

    /// Multiplies by a small number.
    #[inline(never)]
    pub fn multiply(&mut self, factor: u32) {
        let mut carry = 0;
        for word in self.words.iter_mut().take(self.count) {
            let product = u64::from(*word) * u64::from(factor) + carry;
            *word = product as u32;
            carry = product >> 32;
        }
        if carry != 0 {
            self.push(carry as u32);
        }
    }

    fn push(&mut self, word: u32) {
        if let Some(place) = self.words.get_mut(self.count) {
            *place = word;
            self.count += 1;
        }
    }

    /// Multiplies by 5^power.
    pub fn multiply_by_power_of_5(&mut self, mut power: u32) {
        while power >= 13 {
            self.multiply(FIVE_13);
            power -= 13;
        }
        while power > 0 {
            self.multiply(5);
            power -= 1;
        }
    }

    /// Multiplies by 2^bits.
    pub fn shift(&mut self, bits: u32) {
        let moved = (bits / 32) as usize;
        if moved > 0 {
            let end = (self.count + moved).min(WORDS);
            for to in (0..end).rev() {
                let word = to.checked_sub(moved).and_then(|from| self.words.get(from)).copied().unwrap_or(0);
                if let Some(place) = self.words.get_mut(to) {
                    *place = word;
                }
            }
            self.count = end;
        }
        if !bits.is_multiple_of(32) {
            self.multiply(1 << (bits % 32));
        }
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The words both have in use, highest first.
    fn pairs<'a>(&'a self, other: &'a Big) -> impl Iterator<Item = (u32, u32)> + 'a {
        let count = self.count.max(other.count);
        self.words.iter().zip(&other.words).take(count).rev().map(|(a, b)| (*a, *b))
    }

    /// Compares with another number.
    #[inline(never)]
    pub fn compare(&self, other: &Big) -> Ordering {
        self.pairs(other).map(|(a, b)| a.cmp(&b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    /// Adds another number.
    pub fn add(&mut self, other: &Big) {
        let count = self.count.max(other.count);
        let mut carry = false;
        for (word, added) in self.words.iter_mut().zip(&other.words).take(count) {
            let (sum, first) = word.overflowing_add(*added);
            let (sum, second) = sum.overflowing_add(carry.into());
            *word = sum;
            carry = first | second;
        }
        self.count = count;
        if carry {
            self.push(1);
        }
    }

    /// Subtracts a number that is not larger.
    #[inline(never)]
    pub fn subtract(&mut self, other: &Big) {
        let mut borrow = false;
        for (word, taken) in self.words.iter_mut().zip(&other.words).take(self.count) {
            let (difference, first) = word.overflowing_sub(*taken);
            let (difference, second) = difference.overflowing_sub(borrow.into());
            *word = difference;
            borrow = first | second;
        }
    }

    /// Compares the double of this number with another.
    pub fn compare_doubled(&mut self, other: &Big) -> Ordering {
        self.multiply(2);
        self.compare(other)
    }

    /// Takes the quotient by another number (0 to 10 here) out of this one; the rest stays.
    pub fn take_digit(&mut self, divisor: &Big) -> u32 {
        let mut digit = 0;
        while self.compare(divisor).is_ge() {
            self.subtract(divisor);
            digit += 1;
        }
        digit
    }
}

/// `mantissa * 2^binary / 10^decimal` as a quotient of two numbers.
pub fn quotient(mantissa: u64, binary: i32, decimal: i32) -> (Big, Big) {
    let (mut above, mut below) = (Big::new(mantissa), Big::new(1));
    if decimal >= 0 {
        below.multiply_by_power_of_5(decimal as u32);
    } else {
        above.multiply_by_power_of_5(decimal.unsigned_abs());
    }
    let shift = binary - decimal;
    if shift >= 0 {
        above.shift(shift as u32);
    } else {
        below.shift(shift.unsigned_abs());
    }
    (above, below)
}
