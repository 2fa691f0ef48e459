//! What every pass asks of an operation: its operands, its effects, its immediates.
//!
//! One table answers each question for all operations, so that a new operation is classified once.

use super::{Block, Function, Op, Target, Terminator, Type, Value};

/// Applies `$f` to every operand of `$op`, in order of evaluation; works for `&Op` and `&mut Op` alike.
macro_rules! visit_operands {
    ($op:expr, $f:expr) => {
        match $op {
            Op::Number(_) | Op::Int(_) | Op::Bool(_) | Op::Undefined | Op::Null | Op::Str(_) | Op::Func(_) | Op::Data(_) | Op::DataCopy(_) => {}
            Op::New(_) | Op::StaticGet(_) | Op::SlotGet(_) | Op::BoardConstant(_) => {}
            Op::Num { args, .. } | Op::NumCompare { args, .. } | Op::StrictEqual(args) | Op::LooseEqual(args) | Op::Same(args) => {
                for a in args {
                    $f(a)
                }
            }
            Op::Refine { value, bound, .. } => {
                $f(value);
                $f(bound)
            }
            Op::NumUnary { arg: a, .. } | Op::Convert(_, a) | Op::Not(a) | Op::ToWord(a) | Op::Truthy(a) | Op::TypeOf(a) | Op::NumToString(a) => $f(a),
            Op::Expect { value, .. } | Op::IsHole { value, .. } | Op::CheckPresent { value, .. } | Op::Is { value, .. } | Op::RefineKinds { value, .. } => $f(value),
            Op::FieldGet { object, .. } | Op::MemberGet { object, .. } | Op::HasMember { object, .. } | Op::ArrayPop { object, .. } => $f(object),
            Op::FieldSet { object, value, .. } | Op::MemberSet { object, value, .. } | Op::ArrayPush { object, value, .. } | Op::CellSet { object, value, .. } => {
                $f(object);
                $f(value)
            }
            Op::ArrayNew { elements, .. } => {
                for e in elements {
                    $f(e)
                }
            }
            Op::ArrayNewFilled { length, .. } => $f(length),
            Op::ArrayLength(a) | Op::StringLength(a) | Op::ViewLength(a) | Op::ViewNew { length: a, .. } => $f(a),
            Op::ViewBuffer { object, .. } | Op::ViewOffset { object, .. } => $f(object),
            Op::ViewOf { buffer, offset, length, .. } => {
                $f(buffer);
                $f(offset);
                $f(length)
            }
            Op::CheckIndex { object, index }
            | Op::InBounds { object, index }
            | Op::StringCheckIndex { object, index }
            | Op::StringInBounds { object, index }
            | Op::ViewCheckIndex { object, index }
            | Op::ViewInBounds { object, index }
            | Op::StringUnit { object, index }
            | Op::ViewGet { object, index, .. }
            | Op::ElementGet { object, index, .. } => {
                $f(object);
                $f(index)
            }
            Op::ElementSet { object, index, value, .. } | Op::ElementPut { object, index, value, .. } | Op::ViewSet { object, index, value, .. } => {
                $f(object);
                $f(index);
                $f(value)
            }
            Op::ArraySetLength { object, length, .. } => {
                $f(object);
                $f(length)
            }
            Op::Concat { left, right, .. } => {
                $f(left);
                $f(right)
            }
            Op::StaticSet(_, a) | Op::SlotSet(_, a) | Op::CellNew(_, a) | Op::CellGet(_, a) | Op::Await(a) => $f(a),
            Op::CaptureGet { closure, .. } => $f(closure),
            Op::ClosureNew { captures: args, .. } | Op::Call { args, .. } | Op::CallVirtual { args, .. } | Op::CallRuntime { args, .. } => {
                for a in args {
                    $f(a)
                }
            }
            Op::CallMember { args, called, .. } => {
                for a in args {
                    $f(a)
                }
                if let Some(text) = called {
                    $f(text)
                }
            }
            Op::CallClosure { callee, args } => {
                $f(callee);
                for a in args {
                    $f(a)
                }
            }
        }
    };
}

impl Op {
    /// Calls `f` with each operand, in order.
    pub fn operands(&self, mut f: impl FnMut(Value)) {
        let mut by_value = |v: &Value| f(*v);
        visit_operands!(self, by_value)
    }

    /// Calls `f` with each operand, in order, to change it.
    pub fn operands_mut(&mut self, mut f: impl FnMut(&mut Value)) {
        visit_operands!(self, f)
    }

    /// Whether it runs other code of the program: a call in the wide sense.
    pub fn is_call(&self) -> bool {
        matches!(self, Op::Call { .. } | Op::CallVirtual { .. } | Op::CallClosure { .. } | Op::CallMember { .. } | Op::Await(_))
            // An accessor may stand behind a member.
            || matches!(self, Op::MemberGet { .. } | Op::MemberSet { .. })
    }

    /// Whether it can throw.
    pub fn may_throw(&self) -> bool {
        self.is_call()
            || matches!(
                self,
                Op::Expect { .. }
                    | Op::CheckPresent { .. }
                    | Op::CheckIndex { .. }
                    | Op::StringCheckIndex { .. }
                    | Op::ViewCheckIndex { .. }
                    | Op::ElementPut { .. }
                    | Op::ArraySetLength { .. }
                    | Op::ArrayNewFilled { .. }
                    | Op::Concat { .. }
            )
    }

    /// Whether it changes something that other instructions see, apart from throwing.
    pub fn writes(&self) -> bool {
        self.is_call()
            || matches!(
                self,
                Op::CallRuntime { .. }
                    | Op::FieldSet { .. }
                    | Op::ElementSet { .. }
                    | Op::ArrayPush { .. }
                    | Op::ElementPut { .. }
                    | Op::ArrayPop { .. }
                    | Op::ArraySetLength { .. }
                    | Op::ViewSet { .. }
                    | Op::StaticSet(..)
                    | Op::CellSet { .. }
                    | Op::SlotSet(..)
            )
            || matches!(self, Op::Concat { reuse: true, .. })
    }

    /// Whether it may be dropped when nobody uses its result.
    pub fn is_removable(&self) -> bool {
        !self.writes() && !self.may_throw()
    }

    /// Whether two of them with equal operands give the same value wherever they stand: no memory, no allocation, no throw.
    pub fn is_pure(&self) -> bool {
        match self {
            Op::Number(_) | Op::Int(_) | Op::Bool(_) | Op::Undefined | Op::Null | Op::Str(_) | Op::Func(_) | Op::Data(_) => true,
            Op::Num { .. } | Op::NumUnary { .. } | Op::NumCompare { .. } | Op::Not(_) | Op::IsHole { .. } | Op::Is { .. } | Op::StrictEqual(_) | Op::Same(_) => true,
            // String contents and lengths never change.
            Op::Truthy(_) | Op::TypeOf(_) | Op::StringLength(_) | Op::StringUnit { .. } | Op::StringInBounds { .. } | Op::ViewLength(_) | Op::ViewInBounds { .. } => true,
            // Where a typed array lies never changes.
            Op::ViewBuffer { .. } | Op::ViewOffset { .. } => true,
            // Boxes are values: nobody can tell two apart.
            Op::ToWord(_) | Op::Convert(..) | Op::NumToString(_) => true,
            _ => false,
        }
    }
}

impl Terminator {
    /// Calls `f` with each operand: the value it decides on, then the arguments of its targets.
    pub fn operands(&self, mut f: impl FnMut(Value)) {
        match self {
            Terminator::Branch { test: v, .. } | Terminator::Switch { value: v, .. } | Terminator::Return(Some(v)) | Terminator::Throw(v) => f(*v),
            Terminator::Jump(_) | Terminator::Return(None) | Terminator::Unreachable => {}
        }
        self.targets(|t| t.args.iter().for_each(|&a| f(a)));
    }

    /// The same, to change them.
    pub fn operands_mut(&mut self, mut f: impl FnMut(&mut Value)) {
        match self {
            Terminator::Branch { test: v, .. } | Terminator::Switch { value: v, .. } | Terminator::Return(Some(v)) | Terminator::Throw(v) => f(v),
            Terminator::Jump(_) | Terminator::Return(None) | Terminator::Unreachable => {}
        }
        self.targets_mut(|t| t.args.iter_mut().for_each(&mut f));
    }

    /// Calls `f` with each target, in the order of printing.
    pub fn targets(&self, mut f: impl FnMut(&Target)) {
        match self {
            Terminator::Jump(t) => f(t),
            Terminator::Branch { then, otherwise, .. } => {
                f(then);
                f(otherwise)
            }
            Terminator::Switch { cases, default, .. } => {
                cases.iter().for_each(&mut f);
                f(default)
            }
            Terminator::Return(_) | Terminator::Throw(_) | Terminator::Unreachable => {}
        }
    }

    /// The same, to change them.
    pub fn targets_mut(&mut self, mut f: impl FnMut(&mut Target)) {
        match self {
            Terminator::Jump(t) => f(t),
            Terminator::Branch { then, otherwise, .. } => {
                f(then);
                f(otherwise)
            }
            Terminator::Switch { cases, default, .. } => {
                cases.iter_mut().for_each(&mut f);
                f(default)
            }
            Terminator::Return(_) | Terminator::Throw(_) | Terminator::Unreachable => {}
        }
    }
}

impl Function {
    /// The type of a value.
    pub fn ty(&self, value: Value) -> Type {
        self.types[value.index()]
    }

    /// A fresh value of this type; the caller defines it.
    pub fn fresh(&mut self, ty: Type) -> Value {
        self.types.push(ty);
        Value(self.types.len() as u32 - 1)
    }

    /// The parameters: those of the entry.
    pub fn params(&self) -> &[Value] {
        &self.blocks[0].params
    }

    /// All blocks' ids, in order.
    pub fn block_ids(&self) -> impl Iterator<Item = Block> + use<> {
        (0..self.blocks.len() as u32).map(Block)
    }
}
