//! Classes and interfaces.

use super::functions::read_visibility;
use super::read::{PrivateNames, Reader};
use crate::ast::{
    AssignOp, Block, Class, ClassMember, ClassMemberKind, EntityName, Expr, ExprKind, Function, FunctionBody, FunctionRole, Heritage, Ident, Interface, MemberSignature, Modifiers, Name,
    Parameter, SignatureKind, Statement, StatementKind, TypeAlias, TypeKind, TypeNode,
};
use crate::ast::symbols::accessor_field;
use crate::hash::HashSet;
use crate::problem::Rule;
use crate::source::Span;
use swc_ecma_ast as swc;

impl Reader<'_> {
    /// A class whose name has been read already.
    pub fn read_class(&mut self, class: &swc::Class, name: Name) -> Class {
        let id = self.id();
        let type_parameters = self.read_type_parameters(class.type_params.as_deref());
        let base = class.super_class.as_ref().and_then(|base| {
            let name = self.read_heritage_name(base).unwrap_or_else(|| self.refused_base(base));
            self.value_names.insert(name.parts[0].text.clone());
            let type_arguments = self.read_type_arguments(class.super_type_params.as_deref());
            let end = class.super_type_params.as_ref().map_or(name.span.end, |list| self.span(list.span).end);
            let span = Span { end, ..name.span };
            Some(Heritage { name, type_arguments, span })
        });
        let implements = self.read_heritage(&class.implements);
        if class.implements.is_empty() {
            let arguments = class.super_type_params.as_ref().map(|list| self.span(list.span).end);
            let parameters = class.type_params.as_ref().map(|list| self.span(list.span).end);
            let end = arguments.or(base.as_ref().map(|base| base.span.end)).or(parameters).unwrap_or(name.span.end);
            self.check_heritage_list("implements", end);
        }
        let may_repeat = class.super_class.is_some() || !self.private_names.is_empty();
        self.private_names.push(PrivateNames { class: may_repeat.then_some(id), names: declared_private_names(class) });
        let members = class.body.iter().flat_map(|member| self.read_class_members(member, class.is_abstract)).collect();
        self.private_names.pop();
        Class {
            id,
            name,
            type_parameters,
            base,
            implements,
            is_abstract: class.is_abstract,
            members,
            span: self.span(class.span),
        }
    }

    /// An interface.
    /// An interface that says only how it is called is a name for a function type.
    pub fn read_interface_statement(&mut self, interface: &swc::TsInterfaceDecl) -> StatementKind {
        let read = self.read_interface(interface);
        match (&read.members[..], read.extends.is_empty()) {
            ([MemberSignature { kind: SignatureKind::Call(_), .. }], true) => {
                let Interface { name, type_parameters, members, span, .. } = read;
                StatementKind::TypeAlias(Box::new(TypeAlias { name, type_parameters, ty: TypeNode { kind: TypeKind::Members(members), span }, span }))
            }
            _ => StatementKind::Interface(Box::new(read)),
        }
    }

    /// `implements {`: nothing follows the word, which stands at `at`.
    fn check_heritage_list(&mut self, word: &str, at: u32) {
        let at = super::errors::Text(self.text).skip_blanks(at as usize);
        if super::errors::Text(self.text).word(at) == word {
            let end = (at + word.len()) as u32;
            self.report(1097, Span { file: self.file, start: end, end }, format!("'{word}' list cannot be empty."));
        }
    }

    fn read_interface(&mut self, interface: &swc::TsInterfaceDecl) -> Interface {
        if interface.extends.is_empty() {
            let end = interface.type_params.as_ref().map_or(self.span(interface.id.span).end, |list| self.span(list.span).end);
            self.check_heritage_list("extends", end);
        }
        self.check_type_name(2427, "Interface", &interface.id);
        Interface {
            name: self.name(&interface.id),
            type_parameters: self.read_type_parameters(interface.type_params.as_deref()),
            extends: self.read_heritage(&interface.extends),
            members: self.read_members(&interface.body.body),
            span: self.span(interface.span),
        }
    }

    fn read_heritage(&mut self, list: &[swc::TsExprWithTypeArgs]) -> Vec<Heritage> {
        list.iter()
            .filter_map(|heritage| {
                Some(Heritage {
                    name: self.read_heritage_name(&heritage.expr)?,
                    type_arguments: self.read_type_arguments(heritage.type_args.as_deref()),
                    span: self.span(heritage.span),
                })
            })
            .collect()
    }

    /// What stands for a base that is refused: nothing is known of it.
    fn refused_base(&mut self, base: &swc::Expr) -> EntityName {
        let span = self.span_of(base);
        EntityName { parts: vec![Ident { text: crate::check::REFUSED_BASE.into(), span }], span }
    }

    /// `A.B` where TypeScript admits any expression; the closed world needs a name.
    fn read_heritage_name(&mut self, expr: &swc::Expr) -> Option<EntityName> {
        let span = self.span_of(expr);
        let mut parts = Vec::new();
        let mut rest = expr;
        loop {
            match rest {
                swc::Expr::Member(swc::MemberExpr { obj, prop: swc::MemberProp::Ident(name), .. }) => {
                    parts.push(self.ident_name(name));
                    rest = obj;
                }
                swc::Expr::Ident(ident) => {
                    parts.push(self.ident(ident));
                    break;
                }
                swc::Expr::Invalid(_) => return None,
                _ if is_plain_value(rest) => {
                    self.report(2507, span, "A class extends a class; this value constructs nothing.");
                    return None;
                }
                _ => {
                    self.refuse(Rule::NoMixin, span);
                    return None;
                }
            }
        }
        parts.reverse();
        Some(EntityName { parts, span })
    }

    fn read_class_members(&mut self, member: &swc::ClassMember, in_abstract_class: bool) -> Vec<ClassMember> {
        self.check_member_modifiers(member, in_abstract_class);
        match member {
            swc::ClassMember::AutoAccessor(field) => self.read_auto_accessor(field).unwrap_or_default(),
            _ => self.read_class_member(member).into_iter().collect(),
        }
    }

    /// `accessor x = 1`: a hidden private field with a getter and a setter.
    fn read_auto_accessor(&mut self, field: &swc::AutoAccessor) -> Option<Vec<ClassMember>> {
        let span = self.span(field.span);
        let name = match &field.key {
            swc::Key::Private(name) => self.private_name(name),
            swc::Key::Public(name) => self.read_key(name)?,
        };
        let holder = Ident { text: accessor_field(&name.text), span: name.span };
        let modifiers = Modifiers {
            visibility: read_visibility(field.accessibility),
            is_static: field.is_static,
            is_abstract: field.is_abstract,
            is_override: field.is_override,
            definite: field.definite,
            ..Modifiers::default()
        };
        let ty = self.read_annotation(&field.type_ann);
        let value = field.value.as_ref().map(|value| self.read_field_value(value));
        let hidden = Modifiers { is_static: field.is_static, definite: field.definite, ..Modifiers::default() };
        let held = ClassMember { name: holder.clone(), modifiers: hidden, kind: ClassMemberKind::Field { ty, value }, span };
        let read = self.held_by_accessor(&holder);
        let result = self.read_annotation(&field.type_ann);
        let getter = self.made_accessor(Vec::new(), result, FunctionBody::Expr(Box::new(read)), span);
        let given = Name { id: self.id(), text: "value$".into(), span: name.span };
        let (place, value) = (Box::new(self.held_by_accessor(&holder)), Box::new(self.made_expr(ExprKind::Name(given.text.clone()), name.span)));
        let assignment = self.made_expr(ExprKind::Assign { op: AssignOp::Assign, place, value }, name.span);
        let statements = vec![Statement { kind: StatementKind::Expr(assignment), span }];
        let ty = self.read_annotation(&field.type_ann);
        let parameter = Parameter { name: given, pattern: None, optional: false, rest: false, ty, default: None, property: None, span: name.span };
        let setter = self.made_accessor(vec![parameter], None, FunctionBody::Block(Block { statements, span }), span);
        // An abstract one holds nothing: the classes that extend this one say how it is done.
        let body = |function: Function| Box::new(Function { body: function.body.filter(|_| !field.is_abstract), ..function });
        let getter = ClassMember { name: name.clone(), modifiers, kind: ClassMemberKind::Getter(body(getter)), span };
        let setter = ClassMember { name, modifiers, kind: ClassMemberKind::Setter(body(setter)), span };
        Some([held].into_iter().filter(|_| !field.is_abstract).chain([getter, setter]).collect())
    }

    fn made_expr(&mut self, kind: ExprKind, span: Span) -> Expr {
        Expr { id: self.id(), kind, span }
    }

    /// `this.#accessor x`.
    fn held_by_accessor(&mut self, holder: &Ident) -> Expr {
        let this = self.made_expr(ExprKind::This, holder.span);
        self.made_expr(ExprKind::Member { object: Box::new(this), property: holder.clone(), optional: false }, holder.span)
    }

    fn made_accessor(&mut self, parameters: Vec<Parameter>, result: Option<TypeNode>, body: FunctionBody, span: Span) -> Function {
        Function {
            id: self.id(),
            name: None,
            type_parameters: Vec::new(),
            this_type: None,
            untyped_this: None,
            parameters,
            result,
            is_async: false,
            is_generator: false,
            mentions_this: true,
            role: FunctionRole::Plain,
            body: Some(body),
            span,
        }
    }

    fn read_class_member(&mut self, member: &swc::ClassMember) -> Option<ClassMember> {
        let span = self.span_of(member);
        match member {
            swc::ClassMember::Constructor(constructor) => {
                let name = Ident { text: "constructor".into(), span: self.span_of(&constructor.key) };
                let modifiers =
                    Modifiers { visibility: read_visibility(constructor.accessibility), ..Modifiers::default() };
                let function = self.read_constructor(constructor, span);
                Some(ClassMember { name, modifiers, kind: ClassMemberKind::Constructor(Box::new(function)), span })
            }
            swc::ClassMember::Method(method) => {
                let name = self.read_key(&method.key)?;
                if let Some((number, message)) = unfit_constructor(method) {
                    self.report(number, name.span, message);
                    return None;
                }
                let modifiers = method_modifiers(method);
                let kind = self.read_method_kind(method.kind, method.is_abstract, &method.function, name.span, span);
                Some(ClassMember { name, modifiers, kind, span })
            }
            swc::ClassMember::PrivateMethod(method) => {
                let name = self.private_name(&method.key);
                let modifiers = Modifiers {
                    is_static: method.is_static,
                    is_override: method.is_override,
                    optional: method.is_optional,
                    ..Modifiers::default()
                };
                let kind = self.read_method_kind(method.kind, method.is_abstract, &method.function, name.span, span);
                Some(ClassMember { name, modifiers, kind, span })
            }
            swc::ClassMember::ClassProp(field) => self.read_field(field, span),
            swc::ClassMember::PrivateProp(field) => Some(self.read_private_field(field, span)),
            swc::ClassMember::TsIndexSignature(_) => self.refuse_member_form(Rule::NoClassIndexSignature, span),
            swc::ClassMember::StaticBlock(block) => {
                let name = Ident { text: "static".into(), span };
                let modifiers = Modifiers { is_static: true, ..Modifiers::default() };
                let function = self.read_static_block(block, span);
                Some(ClassMember { name, modifiers, kind: ClassMemberKind::StaticBlock(Box::new(function)), span })
            }
            swc::ClassMember::AutoAccessor(_) => None,
            swc::ClassMember::Empty(_) => None,
        }
    }

    /// `get x(): T;` in a class that makes objects.
    fn accessor_without_body(&mut self, kind: swc::MethodKind, function: &swc::Function, name: Span, span: Span) -> ClassMemberKind {
        self.report(1005, Span { start: span.end - 1, ..span }, "'{' expected.");
        match kind {
            swc::MethodKind::Setter => ClassMemberKind::Setter(Box::new(self.read_setter(function, name, span))),
            _ => ClassMemberKind::Getter(Box::new(self.read_getter(function, name, span))),
        }
    }

    fn read_method_kind(&mut self, kind: swc::MethodKind, is_abstract: bool, function: &swc::Function, name: Span, span: Span) -> ClassMemberKind {
        match kind {
            swc::MethodKind::Method => {
                self.check_ambient_generator(function, self.in_ambient_class, span);
                ClassMemberKind::Method(Box::new(self.read_function(function, None, span)))
            }
            _ if function.body.is_none() && !self.in_ambient_class && !is_abstract && !self.text[span.start as usize..].starts_with("declare") => self.accessor_without_body(kind, function, name, span),
            swc::MethodKind::Getter => ClassMemberKind::Getter(Box::new(self.read_getter(function, name, span))),
            swc::MethodKind::Setter => ClassMemberKind::Setter(Box::new(self.read_setter(function, name, span))),
        }
    }

    fn refuse_member_form(&mut self, rule: Rule, span: Span) -> Option<ClassMember> {
        self.refuse(rule, span);
        None
    }

    fn read_field(&mut self, field: &swc::ClassProp, span: Span) -> Option<ClassMember> {
        let name = self.read_key(&field.key)?;
        self.check_definite_mark(field, &name);
        let modifiers = Modifiers {
            visibility: read_visibility(field.accessibility),
            is_static: field.is_static,
            is_abstract: field.is_abstract,
            is_override: field.is_override,
            readonly: field.readonly,
            optional: field.is_optional,
            definite: field.definite,
            declare: field.declare,
        };
        let rule = (1331, "A property of a class whose type is a 'unique symbol' type must be both 'static' and 'readonly'.");
        let ty = self.read_symbol_annotation(&field.type_ann, field.value.as_deref(), &name, field.is_static && field.readonly, rule);
        let (ty, value) = match self.in_ambient_class {
            true => (self.read_ambient_value(field.value.as_deref(), field.readonly, ty.is_some()).or(ty), None),
            false => (ty, field.value.as_ref().map(|value| self.read_field_value(value))),
        };
        Some(ClassMember { name, modifiers, kind: ClassMemberKind::Field { ty, value }, span })
    }

    /// `x!: T` promises that something gives the field a value.
    fn check_definite_mark(&mut self, field: &swc::ClassProp, name: &Ident) {
        let mark = Span { start: name.span.end, end: name.span.end + 1, ..name.span };
        if field.definite && field.value.is_none() && field.type_ann.is_none() {
            self.report(1264, mark, "Declarations with definite assignment assertions must also have type annotations.");
        } else if field.definite && (field.is_static || field.is_abstract || self.in_ambient_class) {
            self.report(1255, mark, "A definite assignment assertion '!' is not permitted in this context.");
        }
    }

    fn read_private_field(&mut self, field: &swc::PrivateProp, span: Span) -> ClassMember {
        let name = self.private_name(&field.key);
        let modifiers = Modifiers {
            is_static: field.is_static,
            is_override: field.is_override,
            readonly: field.readonly,
            optional: field.is_optional,
            definite: field.definite,
            ..Modifiers::default()
        };
        let ty = self.read_annotation(&field.type_ann);
        let value = field.value.as_ref().map(|value| self.read_field_value(value));
        ClassMember { name, modifiers, kind: ClassMemberKind::Field { ty, value }, span }
    }

    /// An initialiser is a function body of its own: `await` does not reach the top level from there.
    fn read_field_value(&mut self, value: &swc::Expr) -> crate::ast::Expr {
        self.function_depth += 1;
        let outer = self.mentions_this;
        let value = self.read_expr(value);
        self.mentions_this = outer;
        self.function_depth -= 1;
        value
    }
}

/// The private names, with the `#`, that the body of a class declares.
fn declared_private_names(class: &swc::Class) -> HashSet<String> {
    let names = class.body.iter().filter_map(|member| match member {
        swc::ClassMember::PrivateProp(field) => Some(&field.key),
        swc::ClassMember::PrivateMethod(method) => Some(&method.key),
        swc::ClassMember::AutoAccessor(swc::AutoAccessor { key: swc::Key::Private(name), .. }) => Some(name),
        _ => None,
    });
    names.map(|name| format!("#{}", name.name)).collect()
}

/// Whether an expression is written as something other than a class.
fn is_plain_value(expr: &swc::Expr) -> bool {
    match expr {
        swc::Expr::Paren(inner) => is_plain_value(&inner.expr),
        swc::Expr::Lit(literal) => !matches!(literal, swc::Lit::Null(_)),
        swc::Expr::Array(_) | swc::Expr::Object(_) | swc::Expr::Arrow(_) | swc::Expr::Tpl(_) => true,
        _ => false,
    }
}

fn method_modifiers(method: &swc::ClassMethod) -> Modifiers {
    Modifiers {
        visibility: read_visibility(method.accessibility),
        is_static: method.is_static,
        is_abstract: method.is_abstract,
        is_override: method.is_override,
        optional: method.is_optional,
        ..Modifiers::default()
    }
}

/// What `constructor` cannot be: the number and words of the complaint.
fn unfit_constructor(method: &swc::ClassMethod) -> Option<(u32, &'static str)> {
    let is_named = match &method.key {
        swc::PropName::Ident(name) => &*name.sym == "constructor",
        swc::PropName::Str(text) => text.value.as_str() == Some("constructor"),
        _ => false,
    };
    match method.kind {
        _ if !is_named || method.is_static => None,
        swc::MethodKind::Getter | swc::MethodKind::Setter => Some((1341, "Class constructor may not be an accessor.")),
        swc::MethodKind::Method if method.function.is_generator => Some((1368, "Class constructor may not be a generator.")),
        swc::MethodKind::Method => None,
    }
}
