//! The Program as text (`--emit program`), and types as tsc prints them.
//!
//! One line a statement; expressions are written as the source would have them where the Program keeps their form, and
//! name what was resolved otherwise: `Body.x` fields as `this.x`, intrinsics as `@Math.sqrt(…)`, casts as `(x as! T)`.

use super::*;
use crate::ast::number_text;
use std::fmt::Write;

/// How long the text of a type may grow before what follows is left out: an object type that holds others more than
/// once prints them each time, so that the whole text may be exponentially longer than the program. tsc leaves out
/// from 160 characters on; the limit here is higher because `revealed` types are compared with tsc's whole texts.
const LONGEST: usize = 1000;

impl Program {
    /// A type as tsc prints it; of a very long one, the beginning and how much is left out.
    pub fn type_text(&self, ty: TypeId) -> String {
        let mut out = String::new();
        self.write_type(&mut out, ty, false);
        out
    }

    fn write_type(&self, out: &mut String, ty: TypeId, nested: bool) {
        if out.len() > LONGEST {
            return out.push('…');
        }
        if let Some(name) = self.types.recursive_name(ty) {
            return out.push_str(name);
        }
        match self.types.get(ty) {
            Type::Any => out.push_str("any"),
            Type::Unknown => out.push_str("unknown"),
            Type::Never => out.push_str("never"),
            Type::Void => out.push_str("void"),
            Type::Undefined => out.push_str("undefined"),
            Type::Null => out.push_str("null"),
            Type::Boolean => out.push_str("boolean"),
            Type::BooleanLiteral(value) => out.push_str(if *value { "true" } else { "false" }),
            Type::Number => out.push_str("number"),
            Type::NumberLiteral { of: Some(of), .. } | Type::StringLiteral { of: Some(of), .. } | Type::EnumComputed { of, .. } => self.write_enum_member(out, ty, *of),
            Type::NumberLiteral { bits, .. } => out.push_str(&number_text(f64::from_bits(*bits))),
            Type::String => out.push_str("string"),
            Type::StringLiteral { units, .. } => out.push_str(&string_text(units)),
            Type::NonPrimitive => out.push_str("object"),
            Type::Symbol => out.push_str("symbol"),
            Type::UniqueSymbol(key) => {
                let _ = write!(out, "typeof {}", crate::ast::symbols::symbol_path(key));
            }
            Type::Array { element, readonly } => {
                if *readonly {
                    out.push_str("readonly ");
                }
                let is_bare = matches!(self.types.get(*element), Type::Array { readonly: true, .. } | Type::Tuple { readonly: true, .. } | Type::UniqueSymbol(_));
                out.push_str(if is_bare { "(" } else { "" });
                self.write_type(out, *element, true);
                out.push_str(if is_bare { ")[]" } else { "[]" });
            }
            Type::Tuple { elements, readonly } => {
                out.push_str(if *readonly { "readonly [" } else { "[" });
                for (i, element) in elements.iter().enumerate() {
                    out.push_str(if i > 0 { ", " } else { "" });
                    self.write_tuple_element(out, element);
                }
                out.push(']');
            }
            Type::TypedArray(name) => out.push_str(name),
            Type::Function(signature) => {
                if nested {
                    out.push('(');
                }
                self.write_signature(out, signature, " => ");
                if nested {
                    out.push(')');
                }
            }
            Type::Class { class, arguments } => {
                let declared = &self.classes[class.index()];
                out.push_str(&declared.name);
                self.write_arguments(out, &arguments[..arguments.len().saturating_sub(declared.outer_parameters)]);
            }
            Type::ClassValue(class) => {
                let _ = write!(out, "typeof {}", self.classes[class.index()].name);
            }
            Type::Interface { interface, arguments } => {
                out.push_str(&self.interfaces[interface.index()].name);
                self.write_arguments(out, arguments);
            }
            Type::Object { members, .. } => self.write_members(out, members),
            Type::Union(members) => self.write_union(out, members, nested),
            Type::Parameter(parameter) => out.push_str(&self.type_parameters[parameter.index()].name),
            open => self.write_open_type(out, open, nested),
        }
    }

    /// `E.A`; `E` when it is the only one.
    fn write_enum_member(&self, out: &mut String, ty: TypeId, of: EnumId) {
        let info = &self.types.enums[of.index()];
        out.push_str(&info.name);
        if matches!(self.types.get(info.ty), Type::Union(_)) {
            let name = info.members.iter().find(|(_, member)| self.types.is_same_literal(*member, ty)).map_or("", |(name, _)| name);
            let _ = write!(out, ".{name}");
        }
    }

    fn write_tuple_element(&self, out: &mut String, element: &super::TupleElement) {
        out.push_str(if element.rest { "..." } else { "" });
        if let Some(label) = &element.label {
            let _ = write!(out, "{label}{}: ", if element.optional { "?" } else { "" });
        }
        if let (true, Type::Indexed { object, index: TypeId::NUMBER }) = (element.rest, self.types.get(element.ty)) {
            return self.write_type(out, *object, true);
        }
        let unlabelled = element.label.is_none() && element.optional;
        if self.types.recursive_name(element.ty).is_some() {
            self.write_type(out, element.ty, unlabelled || element.rest);
            return out.push_str(if unlabelled { "?" } else if element.rest { "[]" } else { "" });
        }
        // An optional element prints without the undefined that stands for its absence.
        let members: Vec<TypeId> = self.types.members(element.ty).into_iter().filter(|m| !element.optional || *m != TypeId::UNDEFINED).collect();
        let many = members.len() > 1 && (unlabelled || element.rest);
        out.push_str(if many { "(" } else { "" });
        match &members[..] {
            [] => self.write_type(out, element.ty, unlabelled || element.rest),
            [only] => self.write_type(out, *only, unlabelled || element.rest),
            _ => self.write_union(out, &members, false),
        }
        out.push_str(if many { ")" } else { "" });
        out.push_str(if unlabelled { "?" } else { "" });
        out.push_str(if element.rest { "[]" } else { "" });
    }

    fn write_open_type(&self, out: &mut String, ty: &Type, nested: bool) {
        match ty {
            Type::Intersection(parts) if parts.iter().all(|&part| matches!(self.types.get(part), Type::Function(_))) => {
                out.push('{');
                for &part in parts.iter() {
                    if let Type::Function(signature) = self.types.get(part) {
                        out.push(' ');
                        self.write_signature(out, signature, ": ");
                        out.push(';');
                    }
                }
                out.push_str(" }");
            }
            Type::Intersection(parts) => {
                out.push_str(if nested { "(" } else { "" });
                for (i, &part) in parts.iter().enumerate() {
                    out.push_str(if i > 0 { " & " } else { "" });
                    self.write_type(out, part, true);
                }
                out.push_str(if nested { ")" } else { "" });
            }
            Type::KeyOf(operand) => {
                out.push_str("keyof ");
                self.write_type(out, *operand, true);
            }
            Type::Indexed { object, index } => {
                self.write_type(out, *object, true);
                out.push('[');
                self.write_type(out, *index, false);
                out.push(']');
            }
            Type::Conditional { root, arguments } => {
                let conditional = self.types.conditional(*root);
                if let Some(name) = &conditional.name {
                    out.push_str(name);
                    return self.write_arguments(out, arguments);
                }
                let parts = [("", conditional.check), (" extends ", conditional.extends), (" ? ", conditional.then), (" : ", conditional.otherwise)];
                for (word, part) in parts {
                    out.push_str(word);
                    self.write_given(out, part, &conditional.outer, arguments);
                }
            }
            Type::Mapped { root, arguments } => {
                let mapped = self.types.mapped(*root);
                let key = &self.type_parameters[mapped.parameter.index()].name;
                let _ = write!(out, "{{ [{key} in ");
                self.write_given(out, mapped.keys, &mapped.outer, arguments);
                out.push_str("]: ");
                self.write_given(out, mapped.template, &mapped.outer, arguments);
                out.push_str("; }");
            }
            Type::Template { strings, types } => {
                let _ = write!(out, "`{}", String::from_utf16_lossy(&strings[0]));
                for (&ty, string) in types.iter().zip(&strings[1..]) {
                    out.push_str("${");
                    self.write_type(out, ty, false);
                    let _ = write!(out, "}}{}", String::from_utf16_lossy(string));
                }
                out.push('`');
            }
            Type::StringCase { case, operand } => {
                out.push_str(case.name());
                self.write_arguments(out, &[*operand]);
            }
            Type::Alias { name, arguments, .. } => {
                out.push_str(name);
                self.write_arguments(out, arguments);
            }
            _ => unreachable!("write_type prints every other type"),
        }
    }

    /// A part of a type as written, which a type parameter alone stands for where an argument was given.
    fn write_given(&self, out: &mut String, ty: TypeId, outer: &[TypeParameterId], arguments: &[TypeId]) {
        let given = match self.types.get(ty) {
            Type::Parameter(parameter) => outer.iter().position(|p| p == parameter).map(|at| arguments[at]),
            _ => None,
        };
        self.write_type(out, given.unwrap_or(ty), true);
    }

    fn write_arguments(&self, out: &mut String, arguments: &[TypeId]) {
        if arguments.is_empty() {
            return;
        }
        out.push('<');
        for (index, &argument) in arguments.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            self.write_type(out, argument, false);
        }
        out.push('>');
    }

    /// null and undefined come last, as tsc has it.
    fn write_union(&self, out: &mut String, members: &[TypeId], nested: bool) {
        let nested = nested && members.first().is_none_or(|&first| self.types.whole_enum(first, members).is_none_or(|of| self.types.members(self.types.enum_type(of)).len() < members.len()));
        if nested {
            out.push('(');
        }
        let late = |ty: TypeId| match ty {
            TypeId::NULL => 1,
            TypeId::UNDEFINED => 2,
            _ => 0,
        };
        let mut ordered = members.to_vec();
        ordered.sort_by_key(|&ty| late(ty));
        let mut whole: Vec<EnumId> = Vec::new();
        for (i, &member) in ordered.iter().enumerate() {
            let of = self.types.whole_enum(member, members);
            if of.is_some_and(|of| whole.contains(&of)) {
                continue;
            }
            out.push_str(if i > 0 { " | " } else { "" });
            if out.len() > LONGEST {
                let _ = write!(out, "… {} more", ordered.len() - i);
                break;
            }
            match of {
                Some(of) => {
                    whole.push(of);
                    out.push_str(&self.types.enums[of.index()].name);
                }
                None => self.write_type(out, member, true),
            }
        }
        if nested {
            out.push(')');
        }
    }

    fn write_members(&self, out: &mut String, members: &[types::Member]) {
        if members.is_empty() {
            return out.push_str("{}");
        }
        if let [only] = members
            && only.is_construct()
            && let Type::Function(signature) = self.types.get(only.ty)
        {
            out.push_str(if &*only.name == types::CONSTRUCT { "new " } else { "abstract new " });
            return self.write_signature(out, signature, " => ");
        }
        out.push_str("{ ");
        for (i, member) in members.iter().enumerate() {
            if out.len() > LONGEST {
                let _ = write!(out, "… {} more; ", members.len() - i);
                break;
            }
            if member.is_signature() {
                let word = if member.is_construct() { "new " } else { "" };
                for signature in self.types.signatures(member.ty) {
                    out.push_str(word);
                    self.write_signature(out, signature, ": ");
                    out.push_str("; ");
                }
                continue;
            }
            if member.readonly {
                out.push_str("readonly ");
            }
            match member.index_key() {
                Some(key) => out.push_str(key),
                None => out.push_str(&crate::ast::symbols::member_text(&member.name)),
            }
            if member.optional && !member.is_index() {
                out.push('?');
            }
            match (member.method, self.types.get(member.ty)) {
                (true, Type::Function(signature)) => self.write_signature(out, signature, ": "),
                _ => {
                    out.push_str(": ");
                    self.write_type(out, member.ty, false);
                }
            }
            out.push_str("; ");
        }
        out.push('}');
    }

    fn write_signature(&self, out: &mut String, signature: &types::Signature, arrow: &str) {
        if !signature.type_parameters.is_empty() {
            let names: Vec<&str> = signature.type_parameters.iter().map(|p| &*self.type_parameters[p.index()].name).collect();
            let _ = write!(out, "<{}>", names.join(", "));
        }
        out.push('(');
        if let Some(this) = signature.this {
            out.push_str("this: ");
            self.write_type(out, this, false);
        }
        for (index, parameter) in signature.parameters.iter().enumerate() {
            out.push_str(if index > 0 || signature.this.is_some() { ", " } else { "" });
            match self.types.get(parameter.ty) {
                Type::Tuple { elements, .. } if parameter.rest => self.write_positions(out, &parameter.name, elements),
                _ => self.write_parameter(out, parameter),
            }
        }
        if let Some(before) = out.strip_suffix(", ") {
            out.truncate(before.len());
        }
        out.push(')');
        out.push_str(arrow);
        let Some(predicate) = &signature.predicate else { return self.write_type(out, signature.result, false) };
        out.push_str(if predicate.asserts { "asserts " } else { "" });
        out.push_str(predicate.subject.map_or("this", |index| &signature.parameters[index as usize].name));
        if let Some(ty) = predicate.ty {
            out.push_str(" is ");
            self.write_type(out, ty, false);
        }
    }

    fn write_parameter(&self, out: &mut String, parameter: &types::SignatureParameter) {
        let _ = write!(out, "{}{}{}: ", if parameter.rest { "..." } else { "" }, parameter.name, if parameter.optional { "?" } else { "" });
        self.write_type(out, parameter.ty, false);
    }

    /// The elements of the tuple that a rest parameter is, as parameters of their own.
    fn write_positions(&self, out: &mut String, rest: &str, elements: &[types::TupleElement]) {
        for (index, element) in elements.iter().enumerate() {
            out.push_str(if index > 0 { ", " } else { "" });
            let name = element.label.clone().unwrap_or_else(|| format!("{rest}_{index}").into());
            let _ = write!(out, "{}{name}{}: ", if element.rest { "..." } else { "" }, if element.optional { "?" } else { "" });
            match self.types.get(element.ty) {
                Type::Indexed { object, index: TypeId::NUMBER } if element.rest => self.write_type(out, *object, false),
                _ => self.write_type(out, element.ty, element.rest),
            }
            out.push_str(if element.rest && !matches!(self.types.get(element.ty), Type::Indexed { index: TypeId::NUMBER, .. }) { "[]" } else { "" });
        }
    }

    /// The whole Program as text.
    pub fn to_text(&self) -> String {
        let mut printer = Printer { program: self, out: String::new(), depth: 0 };
        printer.program();
        printer.out
    }
}

fn string_text(units: &[u16]) -> String {
    let mut out = String::from("\"");
    for c in char::decode_utf16(units.iter().copied()) {
        match c {
            Ok('"') => out.push_str("\\\""),
            Ok('\\') => out.push_str("\\\\"),
            Ok('\n') => out.push_str("\\n"),
            Ok(c) => out.push(c),
            Err(lone) => {
                let _ = write!(out, "\\u{:04x}", lone.unpaired_surrogate());
            }
        }
    }
    out.push('"');
    out
}

/// Writes functions, classes and statements.
struct Printer<'p> {
    program: &'p Program,
    out: String,
    depth: usize,
}

impl Printer<'_> {
    fn line(&mut self, text: &str) {
        for _ in 0..self.depth {
            self.out.push_str("    ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn program(&mut self) {
        let program = self.program;
        for (index, class) in program.classes.iter().enumerate() {
            if !class.fields.is_empty() || !class.methods.is_empty() || !class.static_fields.is_empty() || class.constructor.is_some() {
                self.class(index, class);
            }
        }
        for (index, function) in program.functions.iter().enumerate() {
            if function.body.is_some() {
                self.function(index, function);
            }
        }
        for module in &program.modules {
            self.line(&format!("module {} f{}", program.functions[module.initializer.index()].name, module.initializer.0));
        }
    }

    fn class(&mut self, index: usize, class: &Class) {
        let base = match &class.base {
            Some((base, _)) => format!(" extends c{} {}", base.0, self.program.classes[base.index()].name),
            None => String::new(),
        };
        let word = if class.is_abstract { "abstract class" } else { "class" };
        self.line(&format!("{word} c{index} {}{base} {{", class.name));
        self.depth += 1;
        for field in &class.fields {
            let value = field.initializer.as_ref().map_or(String::new(), |e| format!(" = {}", self.expr(e)));
            self.line(&format!("{}: {}{value}", field.name, self.program.type_text(field.ty)));
        }
        for field in &class.static_fields {
            let value = field.initializer.as_ref().map_or(String::new(), |e| format!(" = {}", self.expr(e)));
            self.line(&format!("static {} {}{value}", field.name, self.binding(field.binding)));
        }
        if let Some(constructor) = class.constructor {
            self.line(&format!("constructor f{}", constructor.0));
        }
        for member in &class.exports {
            let from = match member.source {
                ExportSource::Variable(binding) => self.binding(binding),
                ExportSource::Getter(function) => format!("f{}", function.0),
            };
            self.line(&format!("export {} {from}", member.name));
        }
        for (word, methods) in [("", &class.methods), ("static ", &class.static_methods)] {
            for method in methods {
                self.line(&format!("{word}{} f{}", method.name, method.function.0));
            }
        }
        self.depth -= 1;
        self.line("}");
    }

    fn function(&mut self, index: usize, function: &Function) {
        let parameters: Vec<String> = function
            .parameters
            .iter()
            .map(|p| {
                let ty = self.program.type_text(self.program.bindings[p.binding.index()].ty);
                let default = p.default.as_ref().map_or(String::new(), |e| format!(" = {}", self.expr(e)));
                let (dots, mark) = (if p.rest { "..." } else { "" }, if p.optional { "?" } else { "" });
                format!("{dots}{}{mark}: {ty}{default}", self.binding(p.binding))
            })
            .collect();
        let mut notes = String::new();
        if function.is_async {
            notes.push_str(" async");
        }
        if function.is_generator {
            notes.push_str(" generator");
        }
        if !function.captures.is_empty() {
            let names: Vec<String> = function.captures.iter().map(|&b| self.binding(b)).collect();
            let _ = write!(notes, " captures {}", names.join(" "));
        }
        if function.captures_this {
            notes.push_str(" captures this");
        }
        let result = self.program.type_text(function.result);
        self.line(&format!("function f{index} {}({}): {result}{notes} {{", function.name, parameters.join(", ")));
        self.depth += 1;
        self.statements(function.body.as_deref().unwrap_or_default());
        self.depth -= 1;
        self.line("}");
    }

    fn statements(&mut self, statements: &[Statement]) {
        statements.iter().for_each(|s| self.statement(s));
    }

    fn block(&mut self, head: &str, statements: &[Statement]) {
        self.line(&format!("{head} {{"));
        self.depth += 1;
        self.statements(statements);
        self.depth -= 1;
        self.line("}");
    }

    fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Let { binding, value } => {
                let entry = &self.program.bindings[binding.index()];
                let ty = self.program.type_text(entry.ty);
                let mut flags = String::new();
                for (set, name) in [(entry.captured, "captured"), (entry.assigned, "assigned"), (entry.needs_initialization_check, "checked")] {
                    if set {
                        let _ = write!(flags, " {name}");
                    }
                }
                let value = value.as_ref().map_or(String::new(), |e| format!(" = {}", self.expr(e)));
                self.line(&format!("let{flags} {}: {ty}{value}", self.binding(*binding)));
            }
            StatementKind::Function { binding, function } => self.line(&format!("function {} = f{}", self.binding(*binding), function.0)),
            StatementKind::Class { class } => self.line(&format!("class c{}", class.0)),
            StatementKind::Expr(e) => {
                let text = self.expr(e);
                self.line(&text);
            }
            StatementKind::Block(body) => self.block("", body),
            StatementKind::If { test, then, otherwise } => {
                let head = format!("if ({})", self.expr(test));
                self.block(&head, then);
                if !otherwise.is_empty() {
                    self.block("else", otherwise);
                }
            }
            StatementKind::While { target, test, body } => self.block(&format!("t{}: while ({})", target.0, self.expr(test)), body),
            StatementKind::DoWhile { target, body, test } => {
                self.block(&format!("t{}: do", target.0), body);
                let text = format!("while ({})", self.expr(test));
                self.line(&text);
            }
            StatementKind::For { .. } => self.for_statement(statement),
            StatementKind::ForOf { target, binding, iterable, body } => {
                let head = format!("t{}: for ({} of {})", target.0, self.binding(*binding), self.expr(iterable));
                self.block(&head, body);
            }
            StatementKind::Switch { target, subject, cases } => {
                self.line(&format!("t{}: switch ({}) {{", target.0, self.expr(subject)));
                for (test, body) in cases {
                    let head = test.as_ref().map_or("default".to_string(), |e| format!("case {}", self.expr(e)));
                    self.block(&head, body);
                }
                self.line("}");
            }
            StatementKind::Labelled { target, body } => self.block(&format!("t{}:", target.0), body),
            StatementKind::Break(target) => self.line(&format!("break t{}", target.0)),
            StatementKind::Continue(target) => self.line(&format!("continue t{}", target.0)),
            StatementKind::Return(value) => {
                let text = value.as_ref().map_or("return".to_string(), |e| format!("return {}", self.expr(e)));
                self.line(&text);
            }
            StatementKind::Throw(value) => {
                let text = format!("throw {}", self.expr(value));
                self.line(&text);
            }
            StatementKind::Try { body, catch, finally } => {
                self.block("try", body);
                if let Some(catch) = catch {
                    let name = catch.binding.map_or(String::new(), |b| format!(" ({})", self.binding(b)));
                    self.block(&format!("catch{name}"), &catch.body);
                }
                if let Some(finally) = finally {
                    self.block("finally", finally);
                }
            }
        }
    }

    fn for_statement(&mut self, statement: &Statement) {
        let StatementKind::For { target, init, per_iteration, test, update, body } = &statement.kind else { return };
        let copied: Vec<String> = per_iteration.iter().map(|&b| self.binding(b)).collect();
        self.block(&format!("t{}: for [{}] init", target.0, copied.join(" ")), init);
        let test = test.as_ref().map_or(String::new(), |e| self.expr(e));
        let update = update.as_ref().map_or(String::new(), |e| self.expr(e));
        self.block(&format!("test ({test}) update ({update}) body"), body);
    }

    fn binding(&self, binding: BindingId) -> String {
        format!("{}.{}", self.program.bindings[binding.index()].name, binding.0)
    }

    fn list(&self, all: &[Expr]) -> String {
        all.iter().map(|e| self.expr(e)).collect::<Vec<_>>().join(", ")
    }

    fn expr(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Number(value) => number_text(*value),
            ExprKind::String(units) => string_text(units),
            ExprKind::Boolean(value) => value.to_string(),
            ExprKind::Null => "null".into(),
            ExprKind::Undefined => "undefined".into(),
            ExprKind::Template { strings, values } => {
                let mut out = String::from("`");
                for (index, units) in strings.iter().enumerate() {
                    out.push_str(string_text(units).trim_matches('"'));
                    if let Some(value) = values.get(index) {
                        let _ = write!(out, "${{{}}}", self.expr(value));
                    }
                }
                out + "`"
            }
            ExprKind::Read(binding) => self.read(*binding, expr.ty),
            ExprKind::This => "this".into(),
            ExprKind::Get(place) => self.place(place),
            ExprKind::Assign { place, value } => format!("({} = {})", self.place(place), self.expr(value)),
            ExprKind::AssignOp { place, op, value, .. } => format!("({} {}= {})", self.place(place), binary_sign(*op), self.expr(value)),
            ExprKind::AssignLogical { place, op, value } => format!("({} {}= {})", self.place(place), logical_sign(*op), self.expr(value)),
            ExprKind::Update { place, increment, prefix, .. } => {
                let sign = if *increment { "++" } else { "--" };
                if *prefix { format!("{sign}{}", self.place(place)) } else { format!("{}{sign}", self.place(place)) }
            }
            ExprKind::Unary { op, operand } => format!("{}{}", unary_sign(*op), self.expr(operand)),
            ExprKind::Binary { op, left, right } => format!("({} {} {})", self.expr(left), binary_sign(*op), self.expr(right)),
            ExprKind::Logical { op, left, right } => format!("({} {} {})", self.expr(left), logical_sign(*op), self.expr(right)),
            ExprKind::Let { binding, value, body } => {
                format!("(let {} = {}; {})", self.binding(*binding), self.expr(value), self.expr(body))
            }
            ExprKind::Conditional { test, then, otherwise } => {
                format!("({} ? {} : {})", self.expr(test), self.expr(then), self.expr(otherwise))
            }
            ExprKind::Sequence(items) => format!("({})", self.list(items)),
            ExprKind::Call { callee, arguments } => format!("{}({})", self.callee(callee), self.list(arguments)),
            ExprKind::New { class, type_arguments, arguments } => {
                format!("new c{} {}{}({})", class.0, self.program.classes[class.index()].name, self.type_list(type_arguments), self.list(arguments))
            }
            ExprKind::NewIntrinsic { intrinsic, arguments } => format!("new @{}({})", intrinsic.0, self.list(arguments)),
            ExprKind::SuperCall { class, arguments, .. } => format!("super c{}({})", class.0, self.list(arguments)),
            ExprKind::Array(elements) => {
                let items: Vec<String> = elements
                    .iter()
                    .map(|element| match element {
                        ArrayElement::Item(item) => self.expr(item),
                        ArrayElement::Spread(item) => format!("...{}", self.expr(item)),
                    })
                    .collect();
                format!("[{}]: {}", items.join(", "), self.program.type_text(expr.ty))
            }
            ExprKind::Object(properties) => {
                let all: Vec<String> = properties.iter().map(|p| self.property(p)).collect();
                format!("{{ {} }}", all.join(", "))
            }
            ExprKind::Closure { function } => format!("closure f{}", function.0),
            ExprKind::DefineClass(class) => format!("define class c{}", class.0),
            ExprKind::ClassValue(class) => format!("class c{}", class.0),
            ExprKind::Cast { operand, reason } => {
                let word = match reason {
                    CastReason::As => "as",
                    CastReason::NonNull => "as!",
                    CastReason::Narrowing => "as?",
                    CastReason::Lookup => "found",
                };
                format!("({} {word} {})", self.expr(operand), self.program.type_text(expr.ty))
            }
            ExprKind::Spread(operand) => format!("...{}", self.expr(operand)),
            ExprKind::InstanceOfValue { value, class, .. } => format!("({} instanceof {})", self.expr(value), self.expr(class)),
            ExprKind::InstanceOf { value, class } => format!("({} instanceof c{})", self.expr(value), class.0),
            ExprKind::In { name, object } => format!("({name:?} in {})", self.expr(object)),
            ExprKind::TypeOf(value) => format!("typeof {}", self.expr(value)),
            ExprKind::OptionalChain { subject, chain } => format!("({} ?. {})", self.expr(subject), self.expr(chain)),
            ExprKind::ChainSubject => "_".into(),
            ExprKind::Await(value) => format!("(await {})", self.expr(value)),
            ExprKind::Yield { value, delegate } => format!("(yield{} {})", if *delegate { "*" } else { "" }, self.expr(value)),
        }
    }

    fn property(&self, property: &super::Property) -> String {
        let value = self.expr(&property.value);
        match &property.kind {
            super::PropertyKind::Value => format!("{}: {value}", property.name),
            super::PropertyKind::Getter => format!("get {}: {value}", property.name),
            super::PropertyKind::Setter => format!("set {}: {value}", property.name),
            super::PropertyKind::Spread { without, .. } if without.is_empty() => format!("...{value}"),
            super::PropertyKind::Spread { without, .. } => format!("...{value} without {}", without.join(", ")),
        }
    }

    /// A variable, with its type where narrowing changed that.
    fn read(&self, binding: BindingId, ty: TypeId) -> String {
        let name = self.binding(binding);
        if self.program.bindings[binding.index()].ty == ty { name } else { format!("{name}:<{}>", self.program.type_text(ty)) }
    }

    fn place(&self, place: &Place) -> String {
        match place {
            Place::Binding(binding) => self.binding(*binding),
            Place::Field { object, name, .. } => format!("{}.{name}", self.expr(object)),
            Place::Accessor { object, name, .. } => format!("{}.[{name}]", self.expr(object)),
            Place::StaticAccessor { class, name } => format!("c{}.[{name}]", class.0),
            Place::Member { object, name } => format!("{}->{name}", self.expr(object)),
            Place::Length { object } => format!("{}.length", self.expr(object)),
            Place::Element { object, index } => format!("{}[{}]", self.expr(object), self.expr(index)),
            Place::Entry { object, key } => format!("{}[[{}]]", self.expr(object), self.expr(key)),
        }
    }

    fn callee(&self, callee: &Callee) -> String {
        match callee {
            Callee::Function { function, type_arguments } => {
                format!("f{} {}{}", function.0, self.program.functions[function.index()].name, self.type_list(type_arguments))
            }
            Callee::Method { object, name, type_arguments, .. } => format!("{}.{name}{}", self.expr(object), self.type_list(type_arguments)),
            Callee::Static { object, function, type_arguments } => format!("{}.f{}{}", self.expr(object), function.0, self.type_list(type_arguments)),
            Callee::Super { class, name, .. } => format!("super c{}.{name}", class.0),
            Callee::Member { object, name } => format!("{}->{name}", self.expr(object)),
            Callee::Bound { function, this } => format!("{}.call[{}]", self.expr(function), self.expr(this)),
            Callee::Value(value) => format!("({})", self.expr(value)),
            Callee::Intrinsic(intrinsic) => format!("@{}", intrinsic.0),
        }
    }

    fn type_list(&self, types: &[TypeId]) -> String {
        let mut out = String::new();
        self.program.write_arguments(&mut out, types);
        out
    }
}

fn unary_sign(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Negate => "-",
        UnaryOp::Plus => "+",
        UnaryOp::Not => "!",
        UnaryOp::BitNot => "~",
        UnaryOp::Void => "void ",
    }
}

pub(super) fn logical_sign(op: LogicalOp) -> &'static str {
    match op {
        LogicalOp::And => "&&",
        LogicalOp::Or => "||",
        LogicalOp::Coalesce => "??",
        LogicalOp::Default => "?=",
    }
}

pub(super) fn binary_sign(op: BinaryOp) -> &'static str {
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
    }
}
