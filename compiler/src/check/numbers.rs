//! Operators: arithmetic, comparison, and what each asks of its operands.

use super::Checker;
use super::symbols::SYMBOL_KEY;
use crate::ast::symbols::is_private;
use crate::ast::{self, BinaryOp as B, UnaryOp as U};
use crate::problem::{Problem, Rule};
use crate::program::types::ABSTRACT_CONSTRUCT;
use crate::program::{BinaryOp, Expr, ExprKind, Type, TypeId, UnaryOp};
use crate::source::Span;

impl<'a> Checker<'a> {
    /// `-x`, `!x`, `typeof x` and so on.
    pub(super) fn check_unary(&mut self, op: U, operand: &'a ast::Expr, span: Span) -> Expr {
        let mut value = match op {
            U::TypeOf => self.looking_at(&[operand], |c| c.check_asked_of(operand)),
            U::Not => self.looking_at(&[operand], |c| c.check_for_truth(operand)),
            _ => self.check_expr(operand, None),
        };
        let (op, ty) = match op {
            U::TypeOf if self.is_only_declared(&value) => {
                value.kind = ExprKind::Undefined;
                return Expr { kind: ExprKind::TypeOf(Box::new(value)), ty: self.typeof_type(), span };
            }
            U::TypeOf => return Expr { kind: ExprKind::TypeOf(Box::new(value)), ty: self.typeof_type(), span },
            U::Not => {
                self.check_constant_truth(operand);
                self.check_has_truth(operand, value.ty);
                return self.negated(value, span);
            }
            U::Void => (UnaryOp::Void, TypeId::UNDEFINED),
            U::Negate => return self.check_negate(value, operand, span),
            U::Plus | U::BitNot if self.is_symbol_type(value.ty) => {
                self.error(2469, operand.span, "a symbol is no number");
                return self.missing(span);
            }
            // `+1` is a literal.
            U::Plus if matches!(operand.kind, ast::ExprKind::Number(_)) => return Expr { span, ..value },
            U::Plus => {
                self.require_present_operand(value.ty, operand);
                (UnaryOp::Plus, TypeId::NUMBER)
            }
            U::BitNot => {
                self.require_present_operand(value.ty, operand);
                (UnaryOp::BitNot, TypeId::NUMBER)
            }
        };
        Expr { kind: ExprKind::Unary { op, operand: Box::new(value) }, ty, span }
    }

    fn typeof_type(&mut self) -> TypeId {
        let names = ["string", "number", "boolean", "undefined", "object", "function", "bigint", "symbol"];
        let parts: Vec<TypeId> =
            names.iter().map(|name| self.types().string_literal(name.encode_utf16().collect(), false)).collect();
        self.types().union(parts)
    }

    /// `-1` is a literal.
    fn check_negate(&mut self, value: Expr, operand: &'a ast::Expr, span: Span) -> Expr {
        if let (ExprKind::Number(number), ast::ExprKind::Number(_)) = (&value.kind, &operand.kind) {
            let ty = self.types().number_literal(-number, true);
            return Expr { kind: ExprKind::Number(-number), ty, span };
        }
        if self.is_symbol_type(value.ty) {
            self.error(2469, operand.span, "a symbol is no number");
        } else {
            self.require_present_operand(value.ty, operand);
        }
        Expr { kind: ExprKind::Unary { op: UnaryOp::Negate, operand: Box::new(value) }, ty: TypeId::NUMBER, span }
    }

    pub(super) fn negated(&mut self, operand: Expr, span: Span) -> Expr {
        let ty = match (self.truthy_part(operand.ty), self.falsy_part(operand.ty)) {
            (TypeId::NEVER, _) => TypeId::TRUE,
            (_, TypeId::NEVER) => TypeId::FALSE,
            _ => TypeId::BOOLEAN,
        };
        Expr { kind: ExprKind::Unary { op: UnaryOp::Not, operand: Box::new(operand) }, ty, span }
    }

    /// Whether every value of the type is a number.
    pub(super) fn is_number(&mut self, ty: TypeId) -> bool {
        let ty = self.constraint_of(ty);
        ty == TypeId::ANY || self.is_primitive_of(ty, |ty| matches!(ty, Type::Number | Type::NumberLiteral { .. } | Type::EnumComputed { .. }))
    }

    pub(super) fn is_string(&mut self, ty: TypeId) -> bool {
        let ty = self.constraint_of(ty);
        ty != TypeId::NEVER && self.is_primitive_of(ty, |ty| matches!(ty, Type::String | Type::StringLiteral { .. } | Type::Template { .. } | Type::StringCase { .. }))
    }

    /// Whether all that the type admits is of the kind that `test` knows. What is a primitive and more (`number & { … }`) is that primitive.
    fn is_primitive_of(&mut self, ty: TypeId, test: impl Fn(&Type) -> bool + Copy) -> bool {
        self.program.types.members(ty).iter().all(|&m| {
            let m = self.constraint_of(m);
            match self.program.types.get(m).clone() {
                Type::Intersection(parts) => parts.iter().any(|&part| test(self.program.types.get(part))),
                ty => test(&ty),
            }
        })
    }

    /// Complains of an operand that may be null or undefined; gives its type without them.
    pub(super) fn require_present_operand(&mut self, ty: TypeId, node: &ast::Expr) -> TypeId {
        if ty == TypeId::UNKNOWN {
            let text = self.source_text(node.span);
            let number = if self.is_entity(node) { 18046 } else { 2571 };
            self.error(number, node.span, format!("`{text}` is of type `unknown`: what it is must be found out first"));
            return TypeId::ANY;
        }
        let without = self.types().non_null(ty);
        if without == ty || ty == TypeId::VOID {
            return ty;
        }
        let members = self.program.types.members(ty);
        let (null, undefined) = (members.contains(&TypeId::NULL), members.contains(&TypeId::UNDEFINED));
        let is_name = self.is_entity(node);
        let is_literal = matches!(node.kind, ast::ExprKind::Null) || matches!(&node.kind, ast::ExprKind::Name(n) if &**n == "undefined");
        let (what, number) = match (null, undefined, is_name) {
            _ if is_literal => ("null or undefined", 18050),
            (true, true, true) => ("null or undefined", 18049),
            (true, true, false) => ("null or undefined", 2533),
            (true, false, true) => ("null", 18047),
            (true, false, false) => ("null", 2531),
            (_, _, true) => ("undefined", 18048),
            (_, _, false) => ("undefined", 2532),
        };
        let text = self.source_text(node.span);
        self.report(Problem::ts(number, node.span, format!("`{text}` may be {what} here")).with_help("test it first"));
        if without == TypeId::NEVER { TypeId::ANY } else { without }
    }

    /// `a op b`.
    pub(super) fn check_binary(&mut self, op: B, left_node: &'a ast::Expr, right_node: &'a ast::Expr, span: Span) -> Expr {
        match op {
            B::InstanceOf => return self.check_instanceof(left_node, right_node, span),
            B::In => return self.check_in(left_node, right_node, span),
            _ => {}
        }
        let is_nothing = |node: &ast::Expr| match &super::expressions::without_parens(node).kind {
            ast::ExprKind::Null => true,
            ast::ExprKind::Name(name) => &**name == "undefined",
            _ => false,
        };
        let is_equality = matches!(op, B::Equal | B::StrictEqual | B::NotEqual | B::StrictNotEqual);
        let is_question = is_equality && (is_nothing(left_node) || is_nothing(right_node));
        let looked_at: &[&ast::Expr] = if is_question { &[left_node, right_node] } else { &[] };
        let (left, right) = self.looking_at(looked_at, |c| {
            let left = if is_nothing(right_node) { c.check_asked_of(left_node) } else { c.check_expr(left_node, None) };
            let right = if is_nothing(left_node) { c.check_asked_of(right_node) } else { c.check_expr(right_node, None) };
            (left, right)
        });
        let is_order = matches!(op, B::Less | B::LessEqual | B::Greater | B::GreaterEqual);
        let (op, ty) = self.binary_result(op, (left.ty, left_node), (right.ty, right_node), span);
        let (left, right) = if is_order && self.is_ordered_by_values(left.ty, right.ty) { (self.as_anything(left), self.as_anything(right)) } else { (left, right) };
        Expr { kind: ExprKind::Binary { op, left: Box::new(left), right: Box::new(right) }, ty, span }
    }

    /// The operator and the type of its result, with complaints about the operands.
    pub(super) fn binary_result(&mut self, op: B, left: (TypeId, &'a ast::Expr), right: (TypeId, &'a ast::Expr), span: Span) -> (BinaryOp, TypeId) {
        let kind = program_op(op);
        let ty = match op {
            B::Add => self.check_add(left, right, span),
            B::Less | B::LessEqual | B::Greater | B::GreaterEqual => self.check_order(op, left, right, span),
            B::Equal | B::NotEqual | B::StrictEqual | B::StrictNotEqual => self.check_equality(op, left, right, span),
            _ => self.check_arithmetic(op, left, right, span),
        };
        (kind, ty)
    }

    fn check_arithmetic(&mut self, op: B, left: (TypeId, &'a ast::Expr), right: (TypeId, &'a ast::Expr), span: Span) -> TypeId {
        let a = self.require_present_operand(left.0, left.1);
        let b = self.require_present_operand(right.0, right.1);
        let bits = matches!(op, B::BitAnd | B::BitOr | B::BitXor);
        let boolean = |c: &Self, ty: TypeId| matches!(c.program.types.get(ty), Type::Boolean | Type::BooleanLiteral(_));
        if bits && boolean(self, a) && boolean(self, b) {
            let sign = sign_of(op);
            let logical = sign.repeat(2).replace("^^", "!==");
            self.report(
                Problem::ts(2447, span, format!("`{sign}` takes numbers, found two booleans")).with_help(format!("write `{logical}`")),
            );
            return TypeId::NUMBER;
        }
        for (ty, node, number) in [(a, left.1, 2362), (b, right.1, 2363)] {
            if !self.is_number(ty) {
                let text = self.text(ty);
                let mut problem = Problem::ts(number, node.span, format!("`{}` takes numbers, found a `{text}`", sign_of(op)));
                if self.is_string(ty) {
                    problem = problem.with_help("`Number(…)` makes a number of a string");
                }
                self.report(problem);
            }
        }
        TypeId::NUMBER
    }

    fn check_add(&mut self, left: (TypeId, &'a ast::Expr), right: (TypeId, &'a ast::Expr), span: Span) -> TypeId {
        let (mut a, mut b) = (left.0, right.0);
        // With numbers and symbols the two have no sum at all.
        let is_joined = [a, b].into_iter().any(|ty| ty == TypeId::ANY || self.is_string(ty));
        for (ty, node) in [left, right] {
            if is_joined && self.is_symbol_type(ty) {
                self.error(2469, node.span, "a symbol is neither added nor joined; `String(…)` and `.description` make a text of it");
                return TypeId::ANY;
            }
        }
        let is_never = a == TypeId::NEVER || b == TypeId::NEVER;
        if !is_never && ![a, b].into_iter().any(|ty| ty == TypeId::ANY || self.is_string(ty)) {
            a = self.require_present_operand(a, left.1);
            b = self.require_present_operand(b, right.1);
        }
        if a == TypeId::ANY || b == TypeId::ANY {
            return if self.is_string(a) || self.is_string(b) { TypeId::STRING } else { TypeId::ANY };
        }
        if self.is_number(a) && self.is_number(b) {
            return TypeId::NUMBER;
        }
        if self.is_string(a) || self.is_string(b) {
            let other = if self.is_string(a) { b } else { a };
            if other != TypeId::VOID || self.is_string(a) || self.is_string(b) {
                return TypeId::STRING;
            }
        }
        if is_never {
            return TypeId::ANY;
        }
        let (x, y) = (self.text(a), self.text(b));
        self.error(2365, span, format!("`+` adds numbers or joins strings; found a `{x}` and a `{y}`"));
        TypeId::ANY
    }

    fn check_order(&mut self, op: B, left: (TypeId, &'a ast::Expr), right: (TypeId, &'a ast::Expr), span: Span) -> TypeId {
        for (ty, node) in [left, right] {
            if self.is_symbol_type(ty) {
                self.error(2469, node.span, "symbols have no order");
                return TypeId::BOOLEAN;
            }
        }
        let before = self.problems.len();
        let a = self.require_present_operand(left.0, left.1);
        let b = if self.problems.len() == before { self.require_present_operand(right.0, right.1) } else { TypeId::ANY };
        if a == TypeId::ANY || b == TypeId::ANY {
            return TypeId::BOOLEAN;
        }
        let [x, y] = [a, b].map(|ty| match self.types().base_of_literal(ty) {
            // A member of an enum counts as its value.
            base if self.is_string(base) && !self.is_undecided(base) => TypeId::STRING,
            base => base,
        });
        // Those members of an enum that are numbers, of one that has texts too.
        let numbers = self.is_number(a) && self.is_number(b);
        if !numbers && (self.is_number(x) || self.is_number(y) || !self.are_comparable(x, y)) {
            let (s, t) = (self.text(left.0), self.text(right.0));
            self.error(2365, span, format!("`{}` compares two numbers or two strings; found a `{s}` and a `{t}`", sign_of(op)));
        }
        TypeId::BOOLEAN
    }

    /// Whether only the values tell how `<` compares them: what is neither two numbers nor two strings is made one or the other first.
    fn is_ordered_by_values(&mut self, a: TypeId, b: TypeId) -> bool {
        let is_known = self.is_number(a) && self.is_number(b) || self.is_string(a) && self.is_string(b);
        !is_known && !self.program.types.is_generic(a) && !self.program.types.is_generic(b)
    }

    fn check_equality(&mut self, op: B, left: (TypeId, &'a ast::Expr), right: (TypeId, &'a ast::Expr), span: Span) -> TypeId {
        let fresh = |node: &ast::Expr| matches!(super::expressions::without_parens(node).kind, ast::ExprKind::Object(_) | ast::ExprKind::Array(_));
        let always = if matches!(op, B::Equal | B::StrictEqual) { "false" } else { "true" };
        if fresh(left.1) || fresh(right.1) {
            self.error(2839, span, format!("this is always {always}: a new object equals no other"));
            return TypeId::BOOLEAN;
        }
        let is_nan = |node: &ast::Expr| matches!(&super::expressions::without_parens(node).kind, ast::ExprKind::Name(n) if &**n == "NaN");
        if is_nan(left.1) || is_nan(right.1) {
            self.report(Problem::ts(2845, span, format!("this is always {always}: NaN equals nothing")).with_help("write `Number.isNaN(…)`"));
            return TypeId::BOOLEAN;
        }
        let nullish = |ty: TypeId| matches!(ty, TypeId::NULL | TypeId::UNDEFINED);
        if nullish(left.0) || nullish(right.0) || self.are_comparable(left.0, right.0) {
            return TypeId::BOOLEAN;
        }
        let (a, b) = (self.text(left.0), self.text(right.0));
        self.error(2367, span, format!("this is always {always}: a `{a}` and a `{b}` have no value in common"));
        TypeId::BOOLEAN
    }

    /// `x instanceof C`.
    fn check_instanceof(&mut self, left: &'a ast::Expr, right: &'a ast::Expr, span: Span) -> Expr {
        let value = self.check_expr(left, None);
        let primitive = self.program.types.members(value.ty).iter().all(|&m| {
            let m = self.constraint_of(m);
            m == TypeId::VOID || self.is_primitive(m) || self.is_string(m)
        });
        if primitive {
            let text = self.text(value.ty);
            self.error(2358, left.span, format!("a `{text}` is never an instance of a class"));
        }
        let right = super::expressions::without_parens(right);
        if let ast::ExprKind::Name(name) = &right.kind
            && self.library.is_constructor(name)
            && matches!(self.find_value(self.cx.scope, name), Some(super::scope::Value::Binding(b)) if self.namespace_of(b).is_some())
        {
            if super::library::is_typed_array(name) || matches!(&**name, "ArrayBuffer" | "Array" | "Object") {
                return self.instance_of_typed(value, name, span);
            }
            self.refuse(Rule::BuiltinValue, right.span, format!("`instanceof {name}` is not supported yet"));
            return self.instance_of_typed(value, name, span);
        }
        if let ast::ExprKind::Name(name) = &right.kind
            && &**name == "Function"
            && self.find_value(self.cx.scope, name).is_none()
        {
            return self.instance_of_typed(value, name, span);
        }
        let bare = super::expressions::without_parens(right);
        if let ast::ExprKind::Instantiation { .. } = bare.kind {
            self.error(2848, bare.span, "the right side of `instanceof` takes no type arguments: objects do not remember theirs");
        }
        let class = self.check_expr(right, None);
        if self.is_refused(&class) {
            return self.instance_of_typed(value, "%refused", span);
        }
        let ExprKind::ClassValue(class_id) = class.kind else { return self.instance_of_value(value, class, span) };
        Expr { kind: ExprKind::InstanceOf { value: Box::new(value), class: class_id }, ty: TypeId::BOOLEAN, span }
    }

    /// `x instanceof value`, the class being known at run time only.
    fn instance_of_value(&mut self, value: Expr, class: Expr, span: Span) -> Expr {
        let made = self.find_member(class.ty, ABSTRACT_CONSTRUCT).map(|found| found.ty);
        let function = self.some_function();
        if made.is_none() && class.ty != TypeId::ANY && self.is_assignable(class.ty, function) {
            self.refuse(Rule::NoPrototype, class.span, "a function that is no class makes no instances");
            return Expr { kind: ExprKind::Boolean(false), ty: TypeId::BOOLEAN, span };
        }
        if made.is_none() && !matches!(class.ty, TypeId::ANY) {
            let text = self.text(class.ty);
            self.error(2359, class.span, format!("the right side of `instanceof` must be a class, found a `{text}`"));
            return Expr { kind: ExprKind::Boolean(false), ty: TypeId::BOOLEAN, span };
        }
        let instance = made.and_then(|made| self.call_signature(made)).map_or(TypeId::ANY, |signature| {
            let any = vec![TypeId::ANY; signature.type_parameters.len()];
            let with = Self::substitution(&signature.type_parameters, &any);
            self.substitute(signature.result, &with)
        });
        Expr { kind: ExprKind::InstanceOfValue { value: Box::new(value), class: Box::new(class), instance }, ty: TypeId::BOOLEAN, span }
    }

    /// `#name in x`: what has a private member is an instance of the class around that declares it.
    fn check_private_in(&mut self, name: &str, right: &'a ast::Expr, (place, span): (Span, Span)) -> Expr {
        let object = self.check_expr(right, None);
        let mut scope: Option<super::scope::ScopeId> = Some(self.cx.scope);
        let mut found = None;
        while let Some(id) = scope {
            if let Some(class) = self.scope(id).class.filter(|&class| self.declares(class, name)) {
                found = Some(class);
                break;
            }
            scope = self.scope(id).parent();
        }
        let Some(class) = found else {
            let number = if self.scope(self.cx.scope).class.is_some() { 2339 } else { 2304 };
            self.error(number, place, format!("no class around has a member `{name}`"));
            return Expr { kind: ExprKind::Boolean(false), ty: TypeId::BOOLEAN, span };
        };
        Expr { kind: ExprKind::InstanceOf { value: Box::new(object), class }, ty: TypeId::BOOLEAN, span }
    }

    /// `"name" in x`.
    fn check_in(&mut self, left: &'a ast::Expr, right: &'a ast::Expr, span: Span) -> Expr {
        if let ast::ExprKind::Name(name) = &left.kind
            && is_private(name)
        {
            return self.check_private_in(name, right, (left.span, span));
        }
        let mut key = self.check_expr(left, None);
        key.ty = self.require_present_operand(key.ty, left);
        let object = self.check_expr(right, None);
        let before = self.problems.len();
        let present = self.require_present_operand(object.ty, right);
        if self.problems.len() == before && !self.is_assignable(present, TypeId::NON_PRIMITIVE) {
            let text = self.text(object.ty);
            let number = if matches!(self.program.types.get(present), Type::Intersection(_) | Type::Object { .. }) { 2638 } else { 2322 };
            self.error(number, right.span, format!("the right side of `in` must be an object, found a `{text}`"));
        }
        let allowed = self.types().union([TypeId::STRING, TypeId::NUMBER, TypeId::SYMBOL]);
        if !self.is_assignable(key.ty, allowed) {
            let text = self.text(key.ty);
            self.error(2322, left.span, format!("the left side of `in` is a key, a string or a number, found a `{text}`"));
            return Expr { kind: ExprKind::Boolean(false), ty: TypeId::BOOLEAN, span };
        }
        if self.is_symbol_alone(key.ty) {
            let Some(name) = self.key_name(key.ty) else {
                self.refuse(Rule::NoComputedKey, left.span, SYMBOL_KEY);
                return Expr { kind: ExprKind::Boolean(false), ty: TypeId::BOOLEAN, span };
            };
            return Expr { kind: ExprKind::In { name, object: Box::new(object) }, ty: TypeId::BOOLEAN, span };
        }
        let ExprKind::String(units) = &key.kind else { return self.check_key_in(key, object, span) };
        let names_element = !units.is_empty() && units.iter().all(|unit| (u16::from(b'0')..=u16::from(b'9')).contains(unit));
        if self.entries_of(object.ty).is_some() || names_element && !self.has_names_alone(object.ty) {
            return self.check_key_in(key, object, span);
        }
        let name = String::from_utf16_lossy(units).into();
        Expr { kind: ExprKind::In { name, object: Box::new(object) }, ty: TypeId::BOOLEAN, span }
    }

    /// Whether values of a type are objects whose members have names: what looks like a number is one of these then.
    fn has_names_alone(&mut self, ty: TypeId) -> bool {
        let bound = self.constraint_of(ty);
        self.program.types.members(bound).into_iter().all(|part| matches!(self.program.types.get(part), Type::Object { .. } | Type::Class { .. }))
    }
}

fn program_op(op: B) -> BinaryOp {
    match op {
        B::Add => BinaryOp::Add,
        B::Subtract => BinaryOp::Subtract,
        B::Multiply => BinaryOp::Multiply,
        B::Divide => BinaryOp::Divide,
        B::Remainder => BinaryOp::Remainder,
        B::Power => BinaryOp::Power,
        B::BitAnd => BinaryOp::BitAnd,
        B::BitOr => BinaryOp::BitOr,
        B::BitXor => BinaryOp::BitXor,
        B::ShiftLeft => BinaryOp::ShiftLeft,
        B::ShiftRight => BinaryOp::ShiftRight,
        B::ShiftRightUnsigned => BinaryOp::ShiftRightUnsigned,
        B::Equal => BinaryOp::Equal,
        B::NotEqual => BinaryOp::NotEqual,
        B::StrictEqual => BinaryOp::StrictEqual,
        B::StrictNotEqual => BinaryOp::StrictNotEqual,
        B::Less => BinaryOp::Less,
        B::LessEqual => BinaryOp::LessEqual,
        B::Greater => BinaryOp::Greater,
        B::GreaterEqual => BinaryOp::GreaterEqual,
        B::InstanceOf | B::In => unreachable!("instanceof and in are forms of their own"),
    }
}

fn sign_of(op: B) -> &'static str {
    match op {
        B::Add => "+",
        B::Subtract => "-",
        B::Multiply => "*",
        B::Divide => "/",
        B::Remainder => "%",
        B::Power => "**",
        B::BitAnd => "&",
        B::BitOr => "|",
        B::BitXor => "^",
        B::ShiftLeft => "<<",
        B::ShiftRight => ">>",
        B::ShiftRightUnsigned => ">>>",
        B::Equal => "==",
        B::NotEqual => "!=",
        B::StrictEqual => "===",
        B::StrictNotEqual => "!==",
        B::Less => "<",
        B::LessEqual => "<=",
        B::Greater => ">",
        B::GreaterEqual => ">=",
        B::InstanceOf => "instanceof",
        B::In => "in",
    }
}
