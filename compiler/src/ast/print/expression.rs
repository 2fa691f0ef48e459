//! Expressions as text.

use super::{Printer, word};
use crate::ast::symbols::private_spelling;
use crate::ast::{
    AssignOp, BinaryOp, Expr, ExprKind, LogicalOp, Pattern, PatternKey, PatternKind, Property, PropertyValue, TypeNode, UnaryOp,
};

impl Printer<'_> {
    pub(super) fn expr(&mut self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Missing => "missing".to_string(),
            ExprKind::Number(value) => number(*value),
            ExprKind::String(units) => quoted(units),
            ExprKind::Boolean(value) => value.to_string(),
            ExprKind::Null => "null".to_string(),
            ExprKind::Template { strings, values } => {
                let mut parts = vec![quoted(&strings[0].units)];
                for (value, string) in values.iter().zip(&strings[1..]) {
                    parts.push(self.expr(value));
                    parts.push(quoted(&string.units));
                }
                format!("template({})", parts.join(", "))
            }
            ExprKind::TemplateStrings { raw, .. } => format!("strings({})", raw.iter().map(|units| quoted(units)).collect::<Vec<_>>().join(", ")),
            ExprKind::Name(name) => name.to_string(),
            ExprKind::This => "this".to_string(),
            ExprKind::Function(function) => self.function("function ", function),
            ExprKind::Class(class) => format!("class {}", class.name.text),
            ExprKind::Arrow(function) => self.function("arrow ", function),
            ExprKind::Array(elements) => format!("[{}]", self.list(elements)),
            ExprKind::Object(properties) => self.object(properties),
            ExprKind::Sequence(exprs) => format!("sequence({})", self.list(exprs)),
            ExprKind::Member { .. } | ExprKind::Index { .. } | ExprKind::Chain(_) => self.access(expr),
            ExprKind::Call { .. } | ExprKind::New { .. } | ExprKind::SuperCall { .. } => self.call(expr),
            ExprKind::SuperMember { property } => format!("super.{}", property.text),
            ExprKind::As { operand, ty } => format!("({} as {})", self.expr(operand), self.ty(ty)),
            ExprKind::Instantiation { operand, arguments } => format!("{}{}", self.expr(operand), self.type_arguments(arguments)),
            ExprKind::AsConst(operand) => format!("({} as const)", self.expr(operand)),
            ExprKind::Satisfies { operand, ty } => format!("({} satisfies {})", self.expr(operand), self.ty(ty)),
            ExprKind::NonNull(operand) => format!("{}!", self.expr(operand)),
            ExprKind::Yield { value, delegate } => {
                let value = value.as_ref().map_or_else(String::new, |value| format!(" {}", self.expr(value)));
                format!("yield{}{value}", if *delegate { "*" } else { "" })
            }
            ExprKind::Delete(operand) => format!("delete {}", self.expr(operand)),
            _ => self.operator(expr),
        }
    }

    fn operator(&mut self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Paren(inner) => format!("paren({})", self.expr(inner)),
            ExprKind::Unary { op, operand } => format!("({}{})", unary(*op), self.expr(operand)),
            ExprKind::Update { operand, increment, prefix } => {
                let sign = if *increment { "++" } else { "--" };
                let operand = self.expr(operand);
                if *prefix { format!("({sign}{operand})") } else { format!("({operand}{sign})") }
            }
            ExprKind::Binary { op, left, right } => {
                format!("({} {} {})", self.expr(left), binary(*op), self.expr(right))
            }
            ExprKind::Logical { op, left, right } => {
                format!("({} {} {})", self.expr(left), logical(*op), self.expr(right))
            }
            ExprKind::Assign { op, place, value } => {
                let op = match op {
                    AssignOp::Assign => "",
                    AssignOp::Binary(op) => binary(*op),
                    AssignOp::Logical(op) => logical(*op),
                };
                format!("({} {op}= {})", self.expr(place), self.expr(value))
            }
            ExprKind::Conditional { test, then, otherwise } => {
                format!("({} ? {} : {})", self.expr(test), self.expr(then), self.expr(otherwise))
            }
            ExprKind::Await(operand) => format!("(await {})", self.expr(operand)),
            ExprKind::Spread(operand) => format!("...{}", self.expr(operand)),
            ExprKind::AssignPattern { pattern, value } => format!("({} = {})", self.pattern(pattern), self.expr(value)),
            _ => unreachable!("expr prints every other kind"),
        }
    }

    fn access(&mut self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Member { object, property, optional } => {
                format!("{}{}.{}", self.expr(object), word(*optional, "?"), private_spelling(&property.text).unwrap_or(&property.text))
            }
            ExprKind::Index { object, index, optional } => {
                format!("{}{}[{}]", self.expr(object), word(*optional, "?."), self.expr(index))
            }
            ExprKind::Chain(link) => format!("chain({})", self.expr(link)),
            _ => unreachable!("expr sends accesses only"),
        }
    }

    fn call(&mut self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Call { callee, type_arguments, arguments, optional } => format!(
                "{}{}{}({})",
                self.expr(callee),
                word(*optional, "?."),
                self.type_arguments(type_arguments),
                self.list(arguments)
            ),
            ExprKind::New { callee, type_arguments, arguments } => {
                format!("new {}{}({})", self.expr(callee), self.type_arguments(type_arguments), self.list(arguments))
            }
            ExprKind::SuperCall { arguments } => format!("super({})", self.list(arguments)),
            _ => unreachable!("expr sends calls only"),
        }
    }

    pub(super) fn pattern(&mut self, pattern: &Pattern) -> String {
        let (mut parts, rest): (Vec<String>, _) = match &pattern.kind {
            PatternKind::Missing => return "missing".to_string(),
            PatternKind::Name(name) => return name.text.to_string(),
            PatternKind::Place(place) => return self.expr(place),
            PatternKind::Array { elements, rest } => {
                let parts = elements.iter().map(|element| match element {
                    Some(element) => self.pattern_part(&element.target, element.default.as_ref()),
                    None => String::new(),
                });
                (parts.collect(), rest)
            }
            PatternKind::Object { properties, rest } => {
                let parts = properties.iter().map(|property| {
                    let key = match &property.key {
                        PatternKey::Name(name) => name.text.to_string(),
                        PatternKey::Computed(key) => format!("[{}]", self.expr(key)),
                    };
                    format!("{key}: {}", self.pattern_part(&property.target, property.default.as_ref()))
                });
                (parts.collect(), rest)
            }
        };
        parts.extend(rest.iter().map(|rest| format!("...{}", self.pattern(rest))));
        match pattern.kind {
            PatternKind::Array { .. } => format!("[{}]", parts.join(", ")),
            _ => format!("{{ {} }}", parts.join(", ")),
        }
    }

    fn pattern_part(&mut self, target: &Pattern, default: Option<&Expr>) -> String {
        let target = self.pattern(target);
        default.map_or(target.clone(), |default| format!("{target} = {}", self.expr(default)))
    }

    fn list(&mut self, exprs: &[Expr]) -> String {
        exprs.iter().map(|expr| self.expr(expr)).collect::<Vec<_>>().join(", ")
    }

    fn object(&mut self, properties: &[Property]) -> String {
        let texts: Vec<String> = properties
            .iter()
            .map(|property| match &property.value {
                PropertyValue::Expr(value) => format!("{}: {}", property.name.text, self.expr(value)),
                PropertyValue::Shorthand(_) => property.name.text.to_string(),
                PropertyValue::Method(function) => self.function(&property.name.text, function),
                PropertyValue::Getter(function) => self.function(&format!("get {}", property.name.text), function),
                PropertyValue::Setter(function) => self.function(&format!("set {}", property.name.text), function),
                PropertyValue::Computed(key, value) => format!("[{}]: {}", self.expr(key), self.expr(value)),
                PropertyValue::Spread(value) => format!("...{}", self.expr(value)),
            })
            .collect();
        if texts.is_empty() { "{}".to_string() } else { format!("{{ {} }}", texts.join(", ")) }
    }

    pub(super) fn type_arguments(&mut self, arguments: &[TypeNode]) -> String {
        let texts: Vec<String> = arguments.iter().map(|ty| self.ty(ty)).collect();
        if texts.is_empty() { String::new() } else { format!("<{}>", texts.join(", ")) }
    }
}

/// A string in double quotes with lone surrogates and control characters escaped.
pub(super) fn quoted(units: &[u16]) -> String {
    let mut text = String::from("\"");
    for unit in char::decode_utf16(units.iter().copied()) {
        match unit {
            Ok('"') => text.push_str("\\\""),
            Ok('\\') => text.push_str("\\\\"),
            Ok('\n') => text.push_str("\\n"),
            Ok(c) if c.is_control() => text.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            Ok(c) => text.push(c),
            Err(lone) => text.push_str(&format!("\\u{:04x}", lone.unpaired_surrogate())),
        }
    }
    text.push('"');
    text
}

/// The shortest text that reads back as the number.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:?}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_string)
}

fn unary(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Negate => "-",
        UnaryOp::Plus => "+",
        UnaryOp::Not => "!",
        UnaryOp::BitNot => "~",
        UnaryOp::TypeOf => "typeof ",
        UnaryOp::Void => "void ",
    }
}

fn logical(op: LogicalOp) -> &'static str {
    match op {
        LogicalOp::And => "&&",
        LogicalOp::Or => "||",
        LogicalOp::Coalesce => "??",
    }
}

fn binary(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Subtract => "-",
        BinaryOp::Multiply => "*",
        BinaryOp::Divide => "/",
        BinaryOp::Remainder => "%",
        BinaryOp::Power => "**",
        BinaryOp::BitAnd => "&",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
        BinaryOp::ShiftLeft => "<<",
        BinaryOp::ShiftRight => ">>",
        BinaryOp::ShiftRightUnsigned => ">>>",
        BinaryOp::Equal => "==",
        BinaryOp::NotEqual => "!=",
        BinaryOp::StrictEqual => "===",
        BinaryOp::StrictNotEqual => "!==",
        BinaryOp::Less => "<",
        BinaryOp::LessEqual => "<=",
        BinaryOp::Greater => ">",
        BinaryOp::GreaterEqual => ">=",
        BinaryOp::InstanceOf => "instanceof",
        BinaryOp::In => "in",
    }
}
