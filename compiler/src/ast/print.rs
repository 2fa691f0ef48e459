//! The Ast as text (`--emit ast`).
//!
//! It looks like TypeScript with all structure made visible: one statement a line, bodies indented, every operator's
//! operands in parentheses. Parentheses of the source are shown as `paren(…)`, optional chains as `chain(…)`.

use super::symbols::private_spelling;
use super::{Disposal, 
    Ast, Block, Catch, Class, ClassMember, ClassMemberKind, EntityName, Enum, Export, Expr, ForHead, ForInit, Function, FunctionBody,
    Heritage, Import, Imported, Interface, Item, ItemKind, MemberSignature, Module, ModuleReference, Modifiers, Over, Parameter,
    Statement, StatementKind, SwitchCase, TypeNode, TypeParameter, Variable, VariableKind, Variables, Visibility,
};
use crate::source::Sources;

mod expression;
mod types;

/// All modules of a program, in their order.
pub fn program(ast: &Ast, sources: &Sources) -> String {
    let mut printer = Printer { out: String::new(), indent: 0, sources };
    for module in &ast.modules {
        printer.module(module);
    }
    printer.out
}

struct Printer<'a> {
    out: String,
    indent: usize,
    sources: &'a Sources,
}

impl Printer<'_> {
    fn line(&mut self, text: &str) {
        for _ in 0..self.indent {
            self.out.push_str("  ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn indented(&mut self, print: impl FnOnce(&mut Self)) {
        self.indent += 1;
        print(self);
        self.indent -= 1;
    }

    fn module(&mut self, module: &Module) {
        let path = self.sources.get(module.file).path.clone();
        self.line(&format!("{} {path}", format!("{:?}", module.kind).to_lowercase()));
        self.indented(|p| {
            for item in &module.items {
                p.item(item);
            }
        });
    }

    fn item(&mut self, item: &Item) {
        match &item.kind {
            ItemKind::Statement { statement, export } => {
                let prefix = match export {
                    Export::None => "",
                    Export::Named => "export ",
                    Export::Default => "export default ",
                };
                self.statement(statement, prefix);
            }
            ItemKind::Import(import) => self.import(import),
            ItemKind::ExportNames(export) => {
                let names: Vec<String> = export
                    .names
                    .iter()
                    .map(|name| format!("{}{} as {}", word(name.type_only, "type "), name.local.text, name.exported.text))
                    .collect();
                let from = export.from.as_ref().map_or_else(String::new, |from| format!(" from {}", self.reference(from)));
                self.line(&format!("export {}{{ {} }}{from}", word(export.type_only, "type "), names.join(", ")));
            }
            ItemKind::ExportAll(export) => {
                let name = export.name.as_ref().map_or_else(String::new, |name| format!(" as {}", name.text));
                let from = self.reference(&export.from);
                self.line(&format!("export {}*{name} from {from}", word(export.type_only, "type ")));
            }
            ItemKind::ExportDefault(value) => {
                let value = self.expr(value);
                self.line(&format!("export default {value}"));
            }
        }
    }

    fn import(&mut self, import: &Import) {
        let bindings: Vec<String> = import
            .bindings
            .iter()
            .map(|binding| {
                let imported = match &binding.imported {
                    Imported::Default => "default",
                    Imported::Namespace => "*",
                    Imported::Named(name) => &name.text,
                };
                format!("{}{imported} as {}", word(binding.type_only, "type "), binding.name.text)
            })
            .collect();
        let from = self.reference(&import.from);
        self.line(&format!("import {}{{ {} }} from {from}", word(import.type_only, "type "), bindings.join(", ")));
    }

    fn reference(&self, reference: &ModuleReference) -> String {
        let file = reference.file.map_or_else(|| "unresolved".to_string(), |file| self.sources.get(file).path.clone());
        format!("{:?} ({file})", reference.specifier)
    }

    fn statements(&mut self, statements: &[Statement]) {
        self.indented(|p| {
            for statement in statements {
                p.statement(statement, "");
            }
        });
    }

    fn block(&mut self, block: &Block) {
        self.statements(&block.statements);
    }

    fn nested(&mut self, statement: &Statement) {
        self.indented(|p| p.statement(statement, ""));
    }

    fn statement(&mut self, statement: &Statement, prefix: &str) {
        match &statement.kind {
            StatementKind::Variables(variables) => {
                let text = self.variables(variables);
                self.line(&format!("{prefix}{text}"));
            }
            StatementKind::Function { function, declare } => {
                let declare = word(*declare, "declare ");
                let text = self.function("function ", function);
                self.line(&format!("{prefix}{declare}{text}"));
            }
            StatementKind::Class { class, declare } => self.class(class, &format!("{prefix}{}", word(*declare, "declare "))),
            StatementKind::Enum(node) => self.enumeration(node, prefix),
            StatementKind::Namespace(node) => {
                self.line(&format!("{prefix}{}namespace {}", word(node.declare, "declare "), node.name.text));
                self.indented(|p| node.items.iter().for_each(|item| p.item(item)));
            }
            StatementKind::EntityAlias(alias) => {
                let entity: Vec<&str> = alias.entity.parts.iter().map(|part| &*part.text).collect();
                self.line(&format!("{prefix}import {}{} = {}", word(alias.type_only, "type "), alias.name.text, entity.join(".")));
            }
            StatementKind::Interface(interface) => self.interface(interface, prefix),
            StatementKind::TypeAlias(alias) => {
                let parameters = self.type_parameters(&alias.type_parameters);
                let ty = self.ty(&alias.ty);
                self.line(&format!("{prefix}type {}{parameters} = {ty}", alias.name.text));
            }
            StatementKind::Expr(expr) => {
                let text = self.expr(expr);
                self.line(&text);
            }
            StatementKind::Block(block) => {
                self.line("block");
                self.block(block);
            }
            StatementKind::Empty => self.line("empty"),
            _ => self.control(statement),
        }
    }

    fn enumeration(&mut self, node: &Enum, prefix: &str) {
        let (declare, constant) = (word(node.declare, "declare "), word(node.is_const, "const "));
        self.line(&format!("{prefix}{declare}{constant}enum {}", node.name.text));
        self.indented(|p| {
            for member in &node.members {
                let value = member.value.as_ref().map_or(String::new(), |value| format!(" = {}", p.expr(value)));
                p.line(&format!("{}{value}", member.name.text));
            }
        });
    }

    fn control(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::If { test, then, otherwise } => {
                self.head("if", Some(test));
                self.nested(then);
                if let Some(otherwise) = otherwise {
                    self.line("else");
                    self.nested(otherwise);
                }
            }
            StatementKind::While { test, body } => {
                self.head("while", Some(test));
                self.nested(body);
            }
            StatementKind::DoWhile { body, test } => {
                self.line("do");
                self.nested(body);
                self.head("while", Some(test));
            }
            StatementKind::For { init, test, update, body } => {
                let init = match init {
                    Some(ForInit::Variables(variables)) => self.variables(variables),
                    Some(ForInit::Expr(expr)) => self.expr(expr),
                    None => String::new(),
                };
                let test = test.as_ref().map_or_else(String::new, |test| self.expr(test));
                let update = update.as_ref().map_or_else(String::new, |update| self.expr(update));
                self.line(&format!("for ({init}; {test}; {update})"));
                self.nested(body);
            }
            StatementKind::ForOf { over, head, iterable, body } => {
                let head = match head {
                    ForHead::Variable { kind, name, pattern: None, using } => format!("{} {}", keyword(*kind, *using), name.text),
                    ForHead::Variable { kind, pattern: Some(pattern), .. } => format!("{} {}", keyword(*kind, None), self.pattern(pattern)),
                    ForHead::Place(place) => self.expr(place),
                };
                let iterable = self.expr(iterable);
                let word = if *over == Over::Keys { "in" } else { "of" };
                self.line(&format!("for ({head} {word} {iterable})"));
                self.nested(body);
            }
            StatementKind::Switch { subject, cases } => {
                self.head("switch", Some(subject));
                self.indented(|p| cases.iter().for_each(|case| p.case(case)));
            }
            StatementKind::Labelled { label, body } => {
                self.line(&format!("{}:", label.text));
                self.nested(body);
            }
            StatementKind::Break(label) => self.line(&jump("break", label.as_ref())),
            StatementKind::Continue(label) => self.line(&jump("continue", label.as_ref())),
            StatementKind::Return(value) => self.head("return", value.as_ref()),
            StatementKind::Throw(value) => self.head("throw", Some(value)),
            StatementKind::Try { body, catch, finally } => {
                self.line("try");
                self.block(body);
                if let Some(catch) = catch {
                    self.catch(catch);
                }
                if let Some(finally) = finally {
                    self.line("finally");
                    self.block(finally);
                }
            }
            _ => unreachable!("statement prints every other kind"),
        }
    }

    fn head(&mut self, keyword: &str, value: Option<&Expr>) {
        let text = value.map_or_else(String::new, |value| format!(" {}", self.expr(value)));
        self.line(&format!("{keyword}{text}"));
    }

    fn case(&mut self, case: &SwitchCase) {
        match &case.test {
            Some(test) => self.head("case", Some(test)),
            None => self.line("default"),
        }
        self.statements(&case.body);
    }

    fn catch(&mut self, catch: &Catch) {
        let name = catch.name.as_ref().map_or_else(String::new, |name| format!(" {}", name.text));
        let ty = self.annotation(catch.ty.as_ref());
        let name = catch.pattern.as_ref().map_or(name, |pattern| format!(" {}", self.pattern(pattern)));
        self.line(&format!("catch{name}{ty}"));
        self.block(&catch.body);
    }

    fn variables(&mut self, variables: &Variables) -> String {
        let declarations: Vec<String> = variables.declarations.iter().map(|variable| self.variable(variable)).collect();
        format!("{}{} {}", word(variables.declare, "declare "), keyword(variables.kind, variables.using), declarations.join(", "))
    }

    fn variable(&mut self, variable: &Variable) -> String {
        let ty = self.annotation(variable.ty.as_ref());
        let value = variable.value.as_ref().map_or_else(String::new, |value| format!(" = {}", self.expr(value)));
        let name = variable.pattern.as_ref().map_or_else(|| variable.name.text.to_string(), |pattern| self.pattern(pattern));
        format!("{name}{}{ty}{value}", word(variable.definite, "!"))
    }

    /// Signature and body; the body's lines follow the text they belong to.
    fn function(&mut self, keyword: &str, function: &Function) -> String {
        let name = function.name.as_ref().map_or("", |name| &name.text);
        let head = format!(
            "{}{}{keyword}{name}{}{}{}",
            word(function.is_async, "async "),
            word(function.is_generator, "generator "),
            self.type_parameters(&function.type_parameters),
            self.parameters(function.this_type.as_ref(), &function.parameters),
            self.annotation(function.result.as_ref()),
        );
        match &function.body {
            None => head,
            Some(FunctionBody::Expr(value)) => format!("{head} => {}", self.expr(value)),
            Some(FunctionBody::Block(block)) => format!("{head} {}", self.braces(|p| p.block(block))),
        }
    }

    /// `{`, lines, and `}` at the present indentation.
    fn braces(&mut self, print: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(&mut self.out);
        print(self);
        let lines = std::mem::replace(&mut self.out, before);
        if lines.is_empty() { "{}".to_string() } else { format!("{{\n{lines}{}}}", "  ".repeat(self.indent)) }
    }

    fn parameters(&mut self, this_type: Option<&TypeNode>, parameters: &[Parameter]) -> String {
        let mut texts: Vec<String> = this_type.iter().map(|ty| format!("this: {}", self.ty(ty))).collect();
        texts.extend(parameters.iter().map(|parameter| self.parameter(parameter)));
        format!("({})", texts.join(", "))
    }

    fn parameter(&mut self, parameter: &Parameter) -> String {
        let property = parameter.property.as_ref().map_or_else(String::new, |property| {
            let over = word(property.is_override, "override ");
            format!("{} {over}{}", visibility(property.visibility), word(property.readonly, "readonly "))
        });
        let default = parameter.default.as_ref().map_or_else(String::new, |value| format!(" = {}", self.expr(value)));
        let name = parameter.pattern.as_ref().map_or_else(|| parameter.name.text.to_string(), |pattern| self.pattern(pattern));
        format!(
            "{property}{}{name}{}{}{default}",
            word(parameter.rest, "..."),
            word(parameter.optional, "?"),
            self.annotation(parameter.ty.as_ref()),
        )
    }

    fn class(&mut self, class: &Class, prefix: &str) {
        let base = class.base.as_ref().map_or_else(String::new, |base| format!(" extends {}", self.heritage(base)));
        let parameters = self.type_parameters(&class.type_parameters);
        let implements = self.heritage_list(" implements ", &class.implements);
        let is_abstract = word(class.is_abstract, "abstract ");
        self.line(&format!("{prefix}{is_abstract}class {}{parameters}{base}{implements}", class.name.text));
        self.indented(|p| class.members.iter().for_each(|member| p.member(member)));
    }

    fn member(&mut self, member: &ClassMember) {
        let modifiers = modifiers(&member.modifiers);
        let name = private_spelling(&member.name.text).unwrap_or(&member.name.text);
        let mark = format!("{}{}", word(member.modifiers.optional, "?"), word(member.modifiers.definite, "!"));
        let text = match &member.kind {
            ClassMemberKind::Field { ty, value } => {
                let ty = self.annotation(ty.as_ref());
                let value = value.as_ref().map_or_else(String::new, |value| format!(" = {}", self.expr(value)));
                format!("{name}{mark}{ty}{value}")
            }
            ClassMemberKind::Method(function) => self.function(&format!("{name}{mark}"), function),
            ClassMemberKind::Getter(function) => self.function(&format!("get {name}"), function),
            ClassMemberKind::Setter(function) => self.function(&format!("set {name}"), function),
            ClassMemberKind::Constructor(function) => self.function("constructor", function),
            ClassMemberKind::StaticBlock(function) => self.function("block", function),
        };
        self.line(&format!("{modifiers}{text}"));
    }

    fn interface(&mut self, interface: &Interface, prefix: &str) {
        let parameters = self.type_parameters(&interface.type_parameters);
        let extends = self.heritage_list(" extends ", &interface.extends);
        self.line(&format!("{prefix}interface {}{parameters}{extends}", interface.name.text));
        self.indented(|p| {
            for member in &interface.members {
                let text = p.member_signature(member);
                p.line(&text);
            }
        });
    }

    fn heritage_list(&mut self, keyword: &str, list: &[Heritage]) -> String {
        let texts: Vec<String> = list.iter().map(|heritage| self.heritage(heritage)).collect();
        if texts.is_empty() { String::new() } else { format!("{keyword}{}", texts.join(", ")) }
    }

    fn heritage(&mut self, heritage: &Heritage) -> String {
        format!("{}{}", dotted(&heritage.name), self.type_arguments(&heritage.type_arguments))
    }
}

fn word(present: bool, word: &str) -> &str {
    if present { word } else { "" }
}

fn keyword(kind: VariableKind, using: Option<Disposal>) -> &'static str {
    match (kind, using) {
        (_, Some(Disposal::Now)) => "using",
        (_, Some(Disposal::Waits)) => "await using",
        (VariableKind::Var, None) => "var",
        (VariableKind::Let, None) => "let",
        (VariableKind::Const, None) => "const",
    }
}

fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "public",
        Visibility::Protected => "protected",
        Visibility::Private => "private",
    }
}

fn modifiers(modifiers: &Modifiers) -> String {
    let visibility = match modifiers.visibility {
        Visibility::Public => String::new(),
        other => format!("{} ", visibility(other)),
    };
    format!(
        "{}{visibility}{}{}{}{}",
        word(modifiers.declare, "declare "),
        word(modifiers.is_static, "static "),
        word(modifiers.is_abstract, "abstract "),
        word(modifiers.is_override, "override "),
        word(modifiers.readonly, "readonly "),
    )
}

fn jump(keyword: &str, label: Option<&super::Ident>) -> String {
    label.map_or_else(|| keyword.to_string(), |label| format!("{keyword} {}", label.text))
}

fn dotted(name: &EntityName) -> String {
    name.parts.iter().map(|part| &*part.text).collect::<Vec<_>>().join(".")
}

impl Printer<'_> {
    fn annotation(&mut self, ty: Option<&TypeNode>) -> String {
        ty.map_or_else(String::new, |ty| format!(": {}", self.ty(ty)))
    }

    fn type_parameters(&mut self, parameters: &[TypeParameter]) -> String {
        if parameters.is_empty() {
            return String::new();
        }
        let texts: Vec<String> = parameters
            .iter()
            .map(|parameter| {
                let bound = parameter.constraint.as_ref().map_or_else(String::new, |ty| format!(" extends {}", self.ty(ty)));
                let default = parameter.default.as_ref().map_or_else(String::new, |ty| format!(" = {}", self.ty(ty)));
                format!("{}{}{bound}{default}", word(parameter.is_const, "const "), parameter.name.text)
            })
            .collect();
        format!("<{}>", texts.join(", "))
    }

    fn member_signature(&mut self, member: &MemberSignature) -> String {
        self.signature_kind(&member.kind)
    }
}
