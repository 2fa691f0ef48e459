//! Expressions.

use super::read::Reader;
use super::{prototype, subset};
use crate::ast::{NEW_TARGET, AssignOp, BinaryOp, Expr, ExprKind, Ident, LogicalOp, Name, Property, PropertyValue, TypeNode, UnaryOp};
use crate::problem::{Code, Rule};
use crate::source::Span;
use std::rc::Rc;
use swc_ecma_ast as swc;

impl Reader<'_> {
    /// An expression.
    pub fn read_expr(&mut self, expr: &swc::Expr) -> Expr {
        let id = self.id();
        let span = self.span_of(expr);
        let kind = self.read_expr_kind(expr, span);
        Expr { id, kind, span }
    }

    /// The same, in a box.
    pub fn read_boxed(&mut self, expr: &swc::Expr) -> Box<Expr> {
        Box::new(self.read_expr(expr))
    }

    /// Several expressions.
    pub fn read_exprs(&mut self, exprs: &[Box<swc::Expr>]) -> Vec<Expr> {
        exprs.iter().map(|expr| self.read_expr(expr)).collect()
    }

    /// Reports a refused expression; what stands for it.
    pub fn refuse_expr(&mut self, rule: Rule, span: Span) -> ExprKind {
        self.refuse(rule, span);
        ExprKind::Missing
    }

    fn read_expr_kind(&mut self, expr: &swc::Expr, span: Span) -> ExprKind {
        use swc::Expr as E;
        match expr {
            E::This(_) => {
                self.mentions_this = true;
                ExprKind::This
            }
            E::Ident(ident) => self.read_name(ident, span),
            E::Lit(literal) => self.read_literal(literal),
            E::Tpl(template) => ExprKind::Template {
                strings: template.quasis.iter().map(|element| self.read_template_string(element)).collect(),
                values: self.read_exprs(&template.exprs),
            },
            E::Paren(paren) => ExprKind::Paren(self.read_boxed(&paren.expr)),
            E::Array(array) => self.read_array(array, span),
            E::Object(object) => ExprKind::Object(self.read_object(object)),
            E::Fn(function) => {
                let name = function.ident.as_ref();
                ExprKind::Function(Box::new(self.read_function(&function.function, name, span)))
            }
            E::Arrow(arrow) => ExprKind::Arrow(Box::new(self.read_arrow(arrow))),
            E::Unary(unary) => self.read_unary(unary),
            E::Update(update) => ExprKind::Update {
                operand: self.read_boxed(&update.arg),
                increment: update.op == swc::UpdateOp::PlusPlus,
                prefix: update.prefix,
            },
            E::Bin(binary) => self.read_binary(binary),
            E::Assign(assign) => self.read_assign(assign),
            E::Cond(cond) => ExprKind::Conditional {
                test: self.read_boxed(&cond.test),
                then: self.read_boxed(&cond.cons),
                otherwise: self.read_boxed(&cond.alt),
            },
            E::Seq(sequence) => ExprKind::Sequence(self.read_exprs(&sequence.exprs)),
            E::Member(member) => self.read_member(member, false),
            E::SuperProp(member) => self.read_super_member(member, span),
            E::Call(call) => self.read_call(call, span),
            E::New(new) => self.read_new(new, span),
            E::OptChain(_) => self.read_chain(expr),
            E::Await(operand) => ExprKind::Await(self.read_boxed(&operand.arg)),
            _ => self.read_typescript_or_refused(expr, span),
        }
    }

    /// What only TypeScript has, and what the subset has no form for.
    fn read_typescript_or_refused(&mut self, expr: &swc::Expr, span: Span) -> ExprKind {
        use swc::Expr as E;
        match expr {
            E::TsAs(cast) => ExprKind::As { operand: self.read_boxed(&cast.expr), ty: self.read_type(&cast.type_ann) },
            E::TsTypeAssertion(cast) => {
                let ty = self.read_type(&cast.type_ann);
                ExprKind::As { operand: self.read_boxed(&cast.expr), ty }
            }
            E::TsConstAssertion(cast) => ExprKind::AsConst(self.read_boxed(&cast.expr)),
            E::TsSatisfies(check) => {
                ExprKind::Satisfies { operand: self.read_boxed(&check.expr), ty: self.read_type(&check.type_ann) }
            }
            E::TsNonNull(operand) => ExprKind::NonNull(self.read_boxed(&operand.expr)),
            E::TsInstantiation(given) => ExprKind::Instantiation { operand: self.read_boxed(&given.expr), arguments: self.read_type_arguments(Some(&given.type_args)) },
            E::Class(class) => {
                let name = match &class.ident {
                    Some(ident) => self.name(ident),
                    None => Name { id: self.id(), text: "".into(), span: Span { end: span.start + "class".len() as u32, ..span } },
                };
                ExprKind::Class(Box::new(self.read_class(&class.class, name)))
            }
            E::TaggedTpl(tagged) if subset::is_raw_tag(&tagged.tag) => ExprKind::Template {
                strings: tagged.tpl.quasis.iter().map(|element| self.read_raw_string(element)).collect(),
                values: self.read_exprs(&tagged.tpl.exprs),
            },
            E::TaggedTpl(tagged) => self.read_tagged(tagged),
            E::Yield(operand) => {
                ExprKind::Yield { value: operand.arg.as_ref().map(|value| self.read_boxed(value)), delegate: operand.delegate }
            }
            E::MetaProp(meta) => match meta.kind {
                // No name of a program has a dot.
                swc::MetaPropKind::NewTarget => ExprKind::Name(NEW_TARGET.into()),
                swc::MetaPropKind::ImportMeta => self.refuse_expr(Rule::NoImportMeta, span),
            },
            E::PrivateName(_) => {
                self.report(18016, span, "Private identifiers are not allowed outside class bodies.");
                ExprKind::Missing
            }
            E::Invalid(_) => ExprKind::Missing,
            E::JSXMember(_) | E::JSXNamespacedName(_) | E::JSXEmpty(_) | E::JSXElement(_) | E::JSXFragment(_) => {
                unreachable!("JSX is switched off in the parser")
            }
            _ => unreachable!("read_expr_kind takes every other form"),
        }
    }

    fn read_name(&mut self, ident: &swc::Ident, span: Span) -> ExprKind {
        match subset::refused_name(&ident.sym) {
            Some(rule) => self.refuse_expr(rule, span),
            None => {
                let name: Rc<str> = ident.sym.as_str().into();
                self.value_names.insert(name.clone());
                *self.passed_names.entry(name.clone()).or_default() += 1;
                ExprKind::Name(name)
            }
        }
    }

    fn read_array(&mut self, array: &swc::ArrayLit, span: Span) -> ExprKind {
        let mut elements = Vec::new();
        for element in &array.elems {
            match element {
                None => {
                    self.refuse(Rule::NoHole, span);
                    return ExprKind::Missing;
                }
                Some(element) => elements.push(self.read_argument(element)),
            }
        }
        ExprKind::Array(elements)
    }

    /// An argument or array element.
    fn read_argument(&mut self, argument: &swc::ExprOrSpread) -> Expr {
        match argument.spread {
            None => self.read_expr(&argument.expr),
            Some(dots) => {
                let span = Span { start: self.span(dots).start, ..self.span_of(&*argument.expr) };
                let id = self.id();
                Expr { id, kind: ExprKind::Spread(self.read_boxed(&argument.expr)), span }
            }
        }
    }

    fn read_arguments(&mut self, arguments: &[swc::ExprOrSpread]) -> Vec<Expr> {
        arguments.iter().map(|argument| self.read_argument(argument)).collect()
    }

    fn read_object(&mut self, object: &swc::ObjectLit) -> Vec<Property> {
        let mut properties = Vec::new();
        for property in &object.props {
            match property {
                swc::PropOrSpread::Spread(spread) => {
                    let span = Span { start: self.span(spread.dot3_token).start, ..self.span_of(&*spread.expr) };
                    let name = Ident { text: "".into(), span };
                    properties.push(Property { name, value: PropertyValue::Spread(self.read_expr(&spread.expr)), span });
                }
                swc::PropOrSpread::Prop(property) => properties.extend(self.read_property(property)),
            }
        }
        properties
    }

    /// A modifier of classes before a property: the parser passes over it.
    fn check_no_modifier(&mut self, property: Span) {
        let text = super::errors::Text(self.text);
        let start = property.start as usize;
        let is_modifier = |word: &str| super::modifiers::OF_FIELDS.contains(&word);
        let own = text.word(start);
        let is_name = text.rest(text.skip_blanks(start + own.len())).starts_with([':', ',', '(', '}', '=', '<', '?', '!']);
        let (word, at) = if is_modifier(own) && !is_name { (own, start) } else { (text.word_before(start), text.word_before_start(start)) };
        if is_modifier(word) {
            let span = Span { start: at as u32, end: (at + word.len()) as u32, ..property };
            self.report(1042, span, format!("'{word}' modifier cannot be used here."));
        }
    }

    /// Whether a key is neither written as a literal nor a constant. Within functions a constant's name may mean something else, which the
    /// type of the key tells.
    fn is_made_key(&mut self, key: &swc::Expr) -> bool {
        !subset::is_literal_key(key) && subset::known_symbol(key).is_none() && (self.function_depth > 0 || self.known_key(key).is_none())
    }

    /// `[key](…) {…}`: a function as the value of a computed key.
    fn read_computed_method(&mut self, key: &swc::ComputedPropName, function: &swc::Function, span: Span) -> Property {
        let name = Ident { text: "".into(), span: self.span(key.span) };
        let (key, id) = (self.read_expr(&key.expr), self.id());
        let function = self.read_function(function, None, span);
        let value = Expr { id, kind: ExprKind::Function(Box::new(function)), span };
        Property { name, value: PropertyValue::Computed(key, value), span }
    }

    fn read_property(&mut self, property: &swc::Prop) -> Option<Property> {
        let span = self.span_of(property);
        self.check_no_modifier(span);
        match property {
            swc::Prop::Shorthand(ident) => {
                let id = self.id();
                let name = self.ident(ident);
                let kind = self.read_name(ident, name.span);
                let value = PropertyValue::Shorthand(Expr { id, kind, span: name.span });
                Some(Property { name, value, span })
            }
            swc::Prop::KeyValue(pair) => {
                if let swc::PropName::Computed(computed) = &pair.key
                    && !subset::is_literal_key(&computed.expr)
                    && subset::known_symbol(&computed.expr).is_none()
                {
                    let name = Ident { text: "".into(), span: self.span(computed.span) };
                    let value = PropertyValue::Computed(self.read_expr(&computed.expr), self.read_expr(&pair.value));
                    return Some(Property { name, value, span });
                }
                let name = self.read_key(&pair.key)?;
                if &*name.text == "__proto__" {
                    self.refuse(Rule::NoPrototype, name.span);
                }
                Some(Property { name, value: PropertyValue::Expr(self.read_expr(&pair.value)), span })
            }
            swc::Prop::Method(method) => {
                if let swc::PropName::Computed(computed) = &method.key
                    && method.function.body.is_some()
                    && self.is_made_key(&computed.expr)
                {
                    return Some(self.read_computed_method(computed, &method.function, span));
                }
                let name = self.read_key(&method.key)?;
                if method.function.body.is_none() {
                    // tsc marks the last character of what is there.
                    self.report(1005, Span { start: span.end - 1, ..span }, "'{' expected.");
                }
                let function = self.read_function(&method.function, None, span);
                Some(Property { name, value: PropertyValue::Method(Box::new(function)), span })
            }
            swc::Prop::Getter(getter) => {
                let name = self.read_key(&getter.key)?;
                let function = self.read_getter(&getter.function, name.span, span);
                Some(Property { name, value: PropertyValue::Getter(Box::new(function)), span })
            }
            swc::Prop::Setter(setter) => {
                let name = self.read_key(&setter.key)?;
                let function = self.read_setter(&setter.function, name.span, span);
                Some(Property { name, value: PropertyValue::Setter(Box::new(function)), span })
            }
            // `{ a = 1 }` outside a pattern: TS1312.
            swc::Prop::Assign(assign) => {
                let value = self.span_of(&*assign.value);
                let equals = self.text[..value.start as usize].rfind('=').map_or(span.start, |at| at as u32);
                self.report(1312, Span { start: equals, end: equals + 1, ..span }, "Did you mean to use a ':'? An '=' can only follow a property name when the containing object literal is part of a destructuring pattern.");
                None
            }
        }
    }

    fn read_unary(&mut self, unary: &swc::UnaryExpr) -> ExprKind {
        let op = match unary.op {
            swc::UnaryOp::Minus => UnaryOp::Negate,
            swc::UnaryOp::Plus => UnaryOp::Plus,
            swc::UnaryOp::Bang => UnaryOp::Not,
            swc::UnaryOp::Tilde => UnaryOp::BitNot,
            swc::UnaryOp::TypeOf => UnaryOp::TypeOf,
            swc::UnaryOp::Void => UnaryOp::Void,
            swc::UnaryOp::Delete if matches!(&*unary.arg, swc::Expr::Ident(_)) => {
                self.report(1102, self.span_of(&*unary.arg), "'delete' cannot be called on an identifier in strict mode.");
                return ExprKind::Missing;
            }
            swc::UnaryOp::Delete => return ExprKind::Delete(self.read_boxed(&unary.arg)),
        };
        ExprKind::Unary { op, operand: self.read_boxed(&unary.arg) }
    }

    fn read_binary(&mut self, binary: &swc::BinExpr) -> ExprKind {
        let left = match &*binary.left {
            // `#x in object`: no name of a program begins so.
            swc::Expr::PrivateName(name) if binary.op == swc::BinaryOp::In => {
                let span = self.span_of(name);
                Box::new(Expr { id: self.id(), kind: ExprKind::Name(self.private_name(name).text), span })
            }
            left => self.read_boxed(left),
        };
        let right = self.read_boxed(&binary.right);
        match operator(binary.op) {
            Operator::Binary(op) => ExprKind::Binary { op, left, right },
            Operator::Logical(op) => ExprKind::Logical { op, left, right },
        }
    }

    fn read_assign(&mut self, assign: &swc::AssignExpr) -> ExprKind {
        let op = match assign.op.to_update().map(operator) {
            None => AssignOp::Assign,
            Some(Operator::Binary(op)) => AssignOp::Binary(op),
            Some(Operator::Logical(op)) => AssignOp::Logical(op),
        };
        let target = match &assign.left {
            swc::AssignTarget::Simple(target) => target,
            swc::AssignTarget::Pat(pattern) => return self.read_assign_pattern(pattern, &assign.right),
        };
        let before = self.problems.len();
        let place = self.read_place(target);
        // A method that was to be put into a prototype would have been told there what `this` is.
        let is_refused = self.problems[before..].iter().any(|problem| problem.code == Code::Th(Rule::NoPrototype));
        if is_refused && assign.right.is_fn_expr() {
            return place.kind;
        }
        ExprKind::Assign { op, place: Box::new(place), value: self.read_boxed(&assign.right) }
    }

    /// The left side of an assignment.
    fn read_place(&mut self, target: &swc::SimpleAssignTarget) -> Expr {
        use swc::SimpleAssignTarget as T;
        let id = self.id();
        let span = self.span_of(target);
        let kind = match target {
            T::Ident(binding) => self.read_name(&binding.id, span),
            T::Member(member) => self.read_member(member, false),
            T::SuperProp(member) => self.read_super_member(member, span),
            T::Paren(paren) => ExprKind::Paren(self.read_boxed(&paren.expr)),
            T::TsAs(cast) => ExprKind::As { operand: self.read_boxed(&cast.expr), ty: self.read_type(&cast.type_ann) },
            T::TsSatisfies(check) => {
                ExprKind::Satisfies { operand: self.read_boxed(&check.expr), ty: self.read_type(&check.type_ann) }
            }
            T::TsNonNull(operand) => ExprKind::NonNull(self.read_boxed(&operand.expr)),
            T::TsTypeAssertion(cast) => {
                ExprKind::As { operand: self.read_boxed(&cast.expr), ty: self.read_type(&cast.type_ann) }
            }
            T::OptChain(_) => {
                self.report(2779, span, "The left-hand side of an assignment expression may not be an optional property access.");
                ExprKind::Missing
            }
            T::TsInstantiation(_) => {
                self.report(2364, span, "The left-hand side of an assignment expression must be a variable or a property access.");
                ExprKind::Missing
            }
            T::Invalid(_) => ExprKind::Missing,
        };
        Expr { id, kind, span }
    }

    fn read_member(&mut self, member: &swc::MemberExpr, optional: bool) -> ExprKind {
        if let Some(borrowed) = prototype::borrowed_value(member) {
            return self.read_borrowed(borrowed, self.span(member.span));
        }
        let object = self.read_link(&member.obj);
        match &member.prop {
            swc::MemberProp::Ident(name) => {
                self.is_not_passed(&object);
                let property = self.ident_name(name);
                match subset::refused_member(&member.obj, &property.text) {
                    Some(rule) => self.refuse_expr(rule, property.span),
                    None => ExprKind::Member { object, property, optional },
                }
            }
            swc::MemberProp::PrivateName(name) => ExprKind::Member { object, property: self.private_name(name), optional },
            swc::MemberProp::Computed(computed) if let Some(name) = subset::known_symbol(&computed.expr) => {
                let property = Ident { text: name.into(), span: self.span(computed.span) };
                ExprKind::Member { object, property, optional }
            }
            swc::MemberProp::Computed(computed) => {
                ExprKind::Index { object, index: self.read_boxed(&computed.expr), optional }
            }
        }
    }

    fn read_super_member(&mut self, member: &swc::SuperPropExpr, span: Span) -> ExprKind {
        // What it calls has the object at hand as its `this`.
        self.mentions_this = true;
        match &member.prop {
            swc::SuperProp::Ident(name) => ExprKind::SuperMember { property: self.ident_name(name) },
            swc::SuperProp::Computed(computed) => match subset::known_symbol(&computed.expr).map(Rc::from).or_else(|| self.known_key(&computed.expr)) {
                Some(text) => ExprKind::SuperMember { property: Ident { text, span: self.span(computed.span) } },
                None => self.refuse_expr(Rule::NoComputedKey, span),
            },
        }
    }

    fn read_call(&mut self, call: &swc::CallExpr, span: Span) -> ExprKind {
        let type_arguments = |reader: &mut Self| reader.read_type_arguments(call.type_args.as_deref());
        match &call.callee {
            swc::Callee::Super(_) => ExprKind::SuperCall { arguments: self.read_arguments(&call.args) },
            swc::Callee::Import(_) => self.refuse_expr(Rule::NoDynamicImport, span),
            swc::Callee::Expr(callee) => {
                if subset::is_function_constructor(callee) {
                    return self.refuse_expr(Rule::NoEval, span);
                }
                if prototype::is_bare_object(callee, &call.args) {
                    let callee = self.read_of_object("%%bare", self.span_of(callee));
                    return ExprKind::Call { callee, type_arguments: Vec::new(), arguments: Vec::new(), optional: false };
                }
                let callee = match prototype::borrowed_call(callee) {
                    Some(borrowed) => self.read_borrowed_call(borrowed, self.span_of(callee)),
                    None => self.read_link(callee),
                };
                self.is_not_passed(&callee);
                let type_arguments = type_arguments(self);
                ExprKind::Call { callee, type_arguments, arguments: self.read_arguments(&call.args), optional: false }
            }
        }
    }

    /// A name that was read is called, or asked for a member.
    fn is_not_passed(&mut self, expr: &Expr) {
        if let ExprKind::Name(name) = &expr.kind {
            *self.passed_names.entry(name.clone()).or_default() -= 1;
        }
    }

    /// `` tag`a${1}b` ``: a call of the tag with the strings and the values.
    fn read_tagged(&mut self, tagged: &swc::TaggedTpl) -> ExprKind {
        let callee = self.read_boxed(&tagged.tag);
        let type_arguments = self.read_type_arguments(tagged.type_params.as_deref());
        let id = self.id();
        let cooked = tagged.tpl.quasis.iter().map(|element| element.cooked.as_ref().map(|text| text.to_ill_formed_utf16().collect()));
        let kind = ExprKind::TemplateStrings {
            cooked: cooked.collect(),
            raw: tagged.tpl.quasis.iter().map(|element| self.read_raw_string(element).units).collect(),
        };
        let strings = Expr { id, kind, span: self.span(tagged.tpl.span) };
        let arguments = std::iter::once(strings).chain(self.read_exprs(&tagged.tpl.exprs)).collect();
        ExprKind::Call { callee, type_arguments, arguments, optional: false }
    }

    fn read_new(&mut self, new: &swc::NewExpr, span: Span) -> ExprKind {
        if subset::is_function_constructor(&new.callee) {
            return self.refuse_expr(Rule::NoEval, span);
        }
        // `new Map<string, number>` without parentheses: the type arguments are the construction's.
        let (callee, given) = match &*new.callee {
            swc::Expr::TsInstantiation(given) if new.type_args.is_none() && new.args.is_none() => (&given.expr, Some(&*given.type_args)),
            _ => (&new.callee, new.type_args.as_deref()),
        };
        let callee = self.read_boxed(callee);
        let type_arguments = self.read_type_arguments(given);
        let arguments = self.read_arguments(new.args.as_deref().unwrap_or_default());
        ExprKind::New { callee, type_arguments, arguments }
    }

    /// A whole optional chain, from the outermost link inwards.
    fn read_chain(&mut self, expr: &swc::Expr) -> ExprKind {
        ExprKind::Chain(self.read_link(expr))
    }

    /// What a member access or call goes on from: the next link inwards if the chain goes on there, else any expression.
    fn read_link(&mut self, expr: &swc::Expr) -> Box<Expr> {
        if !in_chain(expr) {
            return self.read_boxed(expr);
        }
        let id = self.id();
        let span = self.span_of(expr);
        let kind = match expr {
            swc::Expr::OptChain(link) => match &*link.base {
                swc::OptChainBase::Member(member) => self.read_member(member, link.optional),
                swc::OptChainBase::Call(call) => {
                    let callee = self.read_link(&call.callee);
                    let type_arguments = self.read_type_arguments(call.type_args.as_deref());
                    let arguments = self.read_arguments(&call.args);
                    ExprKind::Call { callee, type_arguments, arguments, optional: link.optional }
                }
            },
            swc::Expr::TsNonNull(operand) => ExprKind::NonNull(self.read_link(&operand.expr)),
            _ => unreachable!("in_chain admits these two"),
        };
        Box::new(Expr { id, kind, span })
    }

    /// `<A, B>` of a call, `new` or reference.
    pub fn read_type_arguments(&mut self, arguments: Option<&swc::TsTypeParamInstantiation>) -> Vec<TypeNode> {
        if let Some(list) = arguments.filter(|list| list.params.is_empty()) {
            self.report(1099, self.span(list.span), "Type argument list cannot be empty.");
        }
        arguments.map_or_else(Vec::new, |arguments| arguments.params.iter().map(|ty| self.read_type(ty)).collect())
    }
}

/// Whether the chain that this expression belongs to goes on inwards: `a?.b`, `a?.b!`.
fn in_chain(expr: &swc::Expr) -> bool {
    match expr {
        swc::Expr::OptChain(_) => true,
        swc::Expr::TsNonNull(operand) => in_chain(&operand.expr),
        _ => false,
    }
}

enum Operator {
    Binary(BinaryOp),
    Logical(LogicalOp),
}

fn operator(op: swc::BinaryOp) -> Operator {
    use swc::BinaryOp as S;
    Operator::Binary(match op {
        S::LogicalOr => return Operator::Logical(LogicalOp::Or),
        S::LogicalAnd => return Operator::Logical(LogicalOp::And),
        S::NullishCoalescing => return Operator::Logical(LogicalOp::Coalesce),
        S::EqEq => BinaryOp::Equal,
        S::NotEq => BinaryOp::NotEqual,
        S::EqEqEq => BinaryOp::StrictEqual,
        S::NotEqEq => BinaryOp::StrictNotEqual,
        S::Lt => BinaryOp::Less,
        S::LtEq => BinaryOp::LessEqual,
        S::Gt => BinaryOp::Greater,
        S::GtEq => BinaryOp::GreaterEqual,
        S::LShift => BinaryOp::ShiftLeft,
        S::RShift => BinaryOp::ShiftRight,
        S::ZeroFillRShift => BinaryOp::ShiftRightUnsigned,
        S::Add => BinaryOp::Add,
        S::Sub => BinaryOp::Subtract,
        S::Mul => BinaryOp::Multiply,
        S::Div => BinaryOp::Divide,
        S::Mod => BinaryOp::Remainder,
        S::BitOr => BinaryOp::BitOr,
        S::BitXor => BinaryOp::BitXor,
        S::BitAnd => BinaryOp::BitAnd,
        S::In => BinaryOp::In,
        S::InstanceOf => BinaryOp::InstanceOf,
        S::Exp => BinaryOp::Power,
    })
}
