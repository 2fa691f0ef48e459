//! Constants: what an enum's initialiser is worth before the program runs.
//!
//! In: an expression as written. Out: the number or text that JavaScript would compute, when literals, operators, constant
//! variables and members of enums are all it is made of (tsc's rules of 5.0); `None` for everything else.

use super::Checker;
use super::scope::{ScopeId, Value};
use super::variables::BindingKind;
use crate::ast::{self, BinaryOp, ExprKind as E, UnaryOp, VariableKind};
use crate::program::{BindingId, EnumId};
use std::rc::Rc;

/// A number or text that is known.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Constant {
    Number(f64),
    String(Rc<[u16]>),
}

impl Constant {
    fn text(&self) -> Vec<u16> {
        match self {
            Constant::Number(number) => crate::ast::number_text(*number).encode_utf16().collect(),
            Constant::String(units) => units.to_vec(),
        }
    }
}

/// Constants may refer to one another this deep.
const DEEPEST: u32 = 200;

impl<'a> Checker<'a> {
    /// What `expr` is worth in `scope`.
    pub(super) fn constant(&mut self, scope: ScopeId, expr: &'a ast::Expr) -> Option<Constant> {
        self.constant_within(scope, expr, 0)
    }

    fn constant_within(&mut self, scope: ScopeId, expr: &'a ast::Expr, depth: u32) -> Option<Constant> {
        if depth > DEEPEST {
            return None;
        }
        match &expr.kind {
            E::Number(number) => Some(Constant::Number(*number)),
            E::String(units) => Some(Constant::String(units.clone())),
            E::Paren(inner) => self.constant_within(scope, inner, depth + 1),
            E::Template { strings, values } => self.constant_text(scope, strings, values, depth).map(Constant::String),
            E::Unary { op, operand } => match (op, self.constant_within(scope, operand, depth + 1)?) {
                (UnaryOp::Plus, Constant::Number(x)) => Some(Constant::Number(x)),
                (UnaryOp::Negate, Constant::Number(x)) => Some(Constant::Number(-x)),
                (UnaryOp::BitNot, Constant::Number(x)) => Some(Constant::Number(f64::from(!to_int32(x)))),
                _ => None,
            },
            E::Binary { op, left, right } => {
                let left = self.constant_within(scope, left, depth + 1)?;
                let right = self.constant_within(scope, right, depth + 1)?;
                combined(*op, &left, &right)
            }
            E::Name(name) => match self.find_value(scope, name) {
                None if &**name == "NaN" => Some(Constant::Number(f64::NAN)),
                None if &**name == "Infinity" => Some(Constant::Number(f64::INFINITY)),
                value => self.constant_of(value?, depth),
            },
            E::Member { object, property, optional: false } => {
                if let Some(of) = self.enum_named(scope, object)
                    && let Some(member) = self.enum_member(of, &property.text)
                {
                    return self.member_constant(of, member);
                }
                let value = self.named_value(scope, expr)?;
                self.constant_of(value, depth)
            }
            E::Index { object, index, optional: false } => {
                let E::String(units) = &index.kind else { return None };
                let of = self.enum_named(scope, object)?;
                let member = self.enum_member(of, &String::from_utf16_lossy(units))?;
                self.member_constant(of, member)
            }
            _ => None,
        }
    }

    /// What a template is worth.
    pub(super) fn constant_text(&mut self, scope: ScopeId, strings: &[ast::TemplateString], values: &'a [ast::Expr], depth: u32) -> Option<Rc<[u16]>> {
        let mut text = strings[0].units.to_vec();
        for (value, string) in values.iter().zip(&strings[1..]) {
            text.extend(self.constant_within(scope, value, depth + 1)?.text());
            text.extend_from_slice(&string.units);
        }
        Some(text.into())
    }

    fn constant_of(&mut self, value: Value<'a>, depth: u32) -> Option<Constant> {
        match value {
            Value::EnumMember(of, member) => self.member_constant(of, member),
            Value::Binding(binding) => {
                let info = &self.bindings[binding.index()];
                let BindingKind::Variable { node, kind: VariableKind::Const, .. } = info.kind else { return None };
                let home = info.scope;
                if node.ty.is_some() || node.pattern.is_some() {
                    return None;
                }
                self.constant_within(home, node.value.as_ref()?, depth + 1)
            }
            _ => None,
        }
    }

    /// Whether a variable never holds anything but `text`, or the number that is written so.
    pub(super) fn holds_constant(&mut self, binding: BindingId, text: &str) -> bool {
        let info = &self.bindings[binding.index()];
        let BindingKind::Variable { node, kind: VariableKind::Const, .. } = info.kind else { return false };
        let home = info.scope;
        if node.pattern.is_some() {
            return false;
        }
        let value = node.value.as_ref().map(super::presence::without_wrapping);
        let constant = value.and_then(|value| self.constant_within(home, value, 1));
        constant.is_some_and(|constant| constant.text().iter().copied().eq(text.encode_utf16()))
    }

    /// The enum that an expression names.
    pub(super) fn enum_named(&mut self, scope: ScopeId, expr: &ast::Expr) -> Option<EnumId> {
        match self.named_value(scope, expr)? {
            Value::Enum(of) => Some(of),
            _ => None,
        }
    }
}

fn combined(op: BinaryOp, left: &Constant, right: &Constant) -> Option<Constant> {
    let (Constant::Number(a), Constant::Number(b)) = (left, right) else {
        let mut text = left.text();
        text.extend(right.text());
        return (op == BinaryOp::Add).then(|| Constant::String(text.into()));
    };
    let (a, b) = (*a, *b);
    let (i, j) = (to_int32(a), to_int32(b));
    let shift = j as u32 & 31;
    Some(Constant::Number(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Subtract => a - b,
        BinaryOp::Multiply => a * b,
        BinaryOp::Divide => a / b,
        BinaryOp::Remainder => a % b,
        // JavaScript: NaN ** 0 is 1, and 1 ** Infinity is NaN.
        BinaryOp::Power if a.abs() == 1.0 && b.is_infinite() => f64::NAN,
        BinaryOp::Power => a.powf(b),
        BinaryOp::BitAnd => f64::from(i & j),
        BinaryOp::BitOr => f64::from(i | j),
        BinaryOp::BitXor => f64::from(i ^ j),
        BinaryOp::ShiftLeft => f64::from(i.wrapping_shl(shift)),
        BinaryOp::ShiftRight => f64::from(i >> shift),
        BinaryOp::ShiftRightUnsigned => f64::from(i as u32 >> shift),
        _ => return None,
    }))
}

/// ECMA-262, ToInt32.
fn to_int32(number: f64) -> i32 {
    if !number.is_finite() {
        return 0;
    }
    let wrapped = number.trunc().rem_euclid(4_294_967_296.0);
    wrapped as u32 as i32
}
