//! Where arguments and results travel: the Procedure Call Standard for the Arm Architecture (IHI 0042), soft-float variant.
//!
//! In: CLIF parameters. Out: a [`Spot`] for each. Doubles and 64-bit integers take an even register pair or eight aligned bytes
//! of stack; once an argument lies on the stack all later ones do.

use cranelift_codegen::ir::{AbiParam, ArgumentPurpose, Type, types};

/// Where one word of an argument is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spot {
    /// In r0 to r3.
    Register(u8),
    /// At this byte offset from sp at the call.
    Stack(u32),
}

/// Where the words of an argument are: one or two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spots {
    words: [Spot; 2],
    count: usize,
}

impl Spots {
    /// The words, low first.
    pub fn words(&self) -> &[Spot] {
        &self.words[..self.count]
    }
}

/// Words a value of this type takes in registers.
pub fn words_of(ty: Type) -> usize {
    match ty {
        types::I8 | types::I16 | types::I32 | types::F32 => 1,
        types::I64 | types::F64 => 2,
        other => panic!("clif makes no values of type {other}"),
    }
}

/// Where arguments lie, and the bytes of stack they take, a multiple of 8.
pub fn arguments(params: &[AbiParam]) -> (Vec<Spots>, u32) {
    let mut register = 0u8;
    let mut stack = 0u32;
    let spots = params
        .iter()
        .map(|param| {
            assert_eq!(param.purpose, ArgumentPurpose::Normal, "clif makes normal parameters only");
            let count = words_of(param.value_type);
            if count == 2 {
                register = register.next_multiple_of(2);
            }
            let mut words = [Spot::Stack(0); 2];
            if usize::from(register) + count <= 4 {
                for word in &mut words[..count] {
                    *word = Spot::Register(register);
                    register += 1;
                }
            } else {
                register = 4;
                stack = stack.next_multiple_of(4 * count as u32);
                for word in &mut words[..count] {
                    *word = Spot::Stack(stack);
                    stack += 4;
                }
            }
            Spots { words, count }
        })
        .collect();
    (spots, stack.next_multiple_of(8))
}

/// Where results lie: r0, or r0 and r1.
pub fn results(params: &[AbiParam]) -> Vec<Spots> {
    let mut register = 0u8;
    params
        .iter()
        .map(|param| {
            let count = words_of(param.value_type);
            assert!(usize::from(register) + count <= 2, "a function returns two words at most");
            let mut words = [Spot::Stack(0); 2];
            for word in &mut words[..count] {
                *word = Spot::Register(register);
                register += 1;
            }
            Spots { words, count }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spots(list: &[Type]) -> (Vec<Vec<Spot>>, u32) {
        let params: Vec<AbiParam> = list.iter().map(|ty| AbiParam::new(*ty)).collect();
        let (spots, bytes) = arguments(&params);
        (spots.iter().map(|s| s.words().to_vec()).collect(), bytes)
    }

    #[test]
    fn doubles_take_even_pairs() {
        let (found, bytes) = spots(&[types::I32, types::F64, types::I32]);
        assert_eq!(found[1], [Spot::Register(2), Spot::Register(3)]);
        assert_eq!(found[2], [Spot::Stack(0)]);
        assert_eq!(bytes, 8);
    }

    #[test]
    fn nothing_returns_to_registers_after_the_stack() {
        let (found, bytes) = spots(&[types::I32, types::I32, types::I32, types::F64, types::I32, types::F64]);
        assert_eq!(found[3], [Spot::Stack(0), Spot::Stack(4)]);
        assert_eq!(found[4], [Spot::Stack(8)]);
        assert_eq!(found[5], [Spot::Stack(16), Spot::Stack(20)]);
        assert_eq!(bytes, 24);
    }
}
