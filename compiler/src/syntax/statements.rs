//! Statements and declarations.

use super::read::{BlockKeys, Reader};
use crate::ast::{Disposal, 
    Block, Catch, Enum, EnumMember, ForHead, ForInit, Ident, Over, Statement, StatementKind, SwitchCase, TypeAlias, Variable, VariableKind, Variables,
};
use crate::problem::Rule;
use crate::source::Span;
use swc_ecma_ast as swc;

impl Reader<'_> {
    /// Several statements; refused ones are left out.
    pub fn read_statements(&mut self, statements: &[swc::Stmt]) -> Vec<Statement> {
        statements.iter().filter_map(|statement| self.read_statement(statement)).collect()
    }

    /// Those of a block.
    pub fn read_inner_statements(&mut self, statements: &[swc::Stmt]) -> Vec<Statement> {
        self.block_depth += 1;
        let before = self.block_keys.len();
        self.enter_block_keys(statements);
        let read = self.read_statements(statements);
        self.block_keys.truncate(before);
        self.block_depth -= 1;
        read
    }

    fn enter_block_keys(&mut self, statements: &[swc::Stmt]) {
        let by_name = super::keys::constants_of_block(self.file, statements);
        if let ([first, ..], [.., last], false) = (statements, statements, by_name.is_empty()) {
            let span = Span { end: self.span_of(last).end, ..self.span_of(first) };
            self.block_keys.push(BlockKeys { span, by_name });
        }
    }

    /// A statement, unless it is refused.
    pub fn read_statement(&mut self, statement: &swc::Stmt) -> Option<Statement> {
        let span = self.span_of(statement);
        let kind = match statement {
            swc::Stmt::Decl(declaration) => return self.read_declaration(declaration, span),
            _ => self.read_statement_kind(statement, span)?,
        };
        Some(Statement { kind, span })
    }

    fn read_statement_kind(&mut self, statement: &swc::Stmt, span: Span) -> Option<StatementKind> {
        use swc::Stmt as S;
        Some(match statement {
            S::Expr(statement) => StatementKind::Expr(self.read_expr(&statement.expr)),
            S::Block(block) => StatementKind::Block(self.read_block(block)),
            S::Empty(_) => StatementKind::Empty,
            S::If(branch) => StatementKind::If {
                test: self.read_expr(&branch.test),
                then: self.read_nested(&branch.cons),
                otherwise: branch.alt.as_ref().map(|otherwise| self.read_nested(otherwise)),
            },
            S::While(repeat) => {
                StatementKind::While { test: self.read_expr(&repeat.test), body: self.read_nested(&repeat.body) }
            }
            S::DoWhile(repeat) => {
                let body = self.read_nested(&repeat.body);
                StatementKind::DoWhile { body, test: self.read_expr(&repeat.test) }
            }
            S::For(repeat) => self.read_for(repeat),
            S::ForOf(repeat) => self.read_for_of(repeat)?,
            S::Switch(switch) => StatementKind::Switch {
                subject: self.read_expr(&switch.discriminant),
                cases: switch.cases.iter().map(|case| self.read_case(case)).collect(),
            },
            S::Labeled(labelled) => {
                let label = self.ident(&labelled.label);
                if matches!(*labelled.body, swc::Stmt::Decl(_)) {
                    self.report(1344, label.span, "A label is not allowed here.");
                }
                StatementKind::Labelled { label, body: self.read_nested(&labelled.body) }
            }
            S::Break(jump) => {
                self.note_jump(span);
                StatementKind::Break(self.read_label(&jump.label))
            }
            S::Continue(jump) => {
                self.note_jump(span);
                StatementKind::Continue(self.read_label(&jump.label))
            }
            S::Return(leave) => StatementKind::Return(leave.arg.as_ref().map(|value| self.read_expr(value))),
            S::Throw(throw) => StatementKind::Throw(self.read_expr(&throw.arg)),
            S::Try(attempt) => StatementKind::Try {
                body: self.read_block(&attempt.block),
                catch: attempt.handler.as_ref().map(|handler| self.read_catch(handler)),
                finally: attempt.finalizer.as_ref().map(|block| self.read_block(block)),
            },
            S::Debugger(_) => return self.refuse_statement(Rule::NoDebugger, span),
            S::With(_) => return self.refuse_statement(Rule::NoWith, span),
            S::ForIn(repeat) => self.read_for_in(repeat)?,
            S::Decl(_) => unreachable!("read_statement takes declarations"),
        })
    }

    fn note_jump(&mut self, span: Span) {
        if self.function_depth > 0 {
            self.inner_jumps.insert(span.start);
        }
    }

    pub fn refuse_statement<T>(&mut self, rule: Rule, span: Span) -> Option<T> {
        self.refuse(rule, span);
        None
    }

    /// The body of a loop or branch; an empty block stands for a refused one.
    fn read_nested(&mut self, statement: &swc::Stmt) -> Box<Statement> {
        let span = self.span_of(statement);
        let inner = match statement {
            swc::Stmt::Decl(swc::Decl::TsInterface(interface)) => Some(("interface", &interface.id)),
            swc::Stmt::Decl(swc::Decl::TsTypeAlias(alias)) => Some(("type", &alias.id)),
            _ => None,
        };
        if let Some((keyword, name)) = inner {
            self.report(1156, self.identifier_span(name.span, &name.sym), format!("'{keyword}' declarations can only be declared inside a block."));
        }
        let refused = || Statement { kind: StatementKind::Block(Block { statements: Vec::new(), span }), span };
        Box::new(self.read_statement(statement).unwrap_or_else(refused))
    }

    fn read_block(&mut self, block: &swc::BlockStmt) -> Block {
        Block { statements: self.read_inner_statements(&block.stmts), span: self.span(block.span) }
    }

    fn read_label(&mut self, label: &Option<swc::Ident>) -> Option<Ident> {
        label.as_ref().map(|label| self.ident(label))
    }

    fn read_for(&mut self, repeat: &swc::ForStmt) -> StatementKind {
        let init = match &repeat.init {
            Some(swc::VarDeclOrExpr::VarDecl(variables)) => Some(ForInit::Variables(self.read_variables(variables))),
            Some(swc::VarDeclOrExpr::Expr(expr)) => Some(ForInit::Expr(self.read_expr(expr))),
            None => None,
        };
        self.check_for_head(repeat);
        StatementKind::For {
            init,
            test: repeat.test.as_ref().map(|test| self.read_expr(test)),
            update: repeat.update.as_ref().map(|update| self.read_expr(update)),
            body: self.read_nested(&repeat.body),
        }
    }

    /// Two semicolons stand in the head of such a loop; the parser lets the second be left out.
    fn check_for_head(&mut self, repeat: &swc::ForStmt) {
        let text = super::errors::Text(self.text);
        let behind_test = match (&repeat.test, &repeat.init) {
            (Some(test), _) => self.span_of(&**test).end as usize,
            (None, Some(init)) => {
                let semicolon = text.skip_blanks(self.span_of(init).end as usize);
                let ends_itself = text.before(semicolon).trim_end().ends_with(';');
                if ends_itself { semicolon } else { semicolon + 1 }
            }
            (None, None) => return,
        };
        let at = text.skip_blanks(text.clamp(behind_test));
        if text.rest(at).starts_with(')') {
            let start = at as u32;
            self.report(1005, Span { file: self.file, start, end: start + 1 }, "';' expected.");
        }
    }

    fn read_for_of(&mut self, repeat: &swc::ForOfStmt) -> Option<StatementKind> {
        let head = self.read_for_head(&repeat.left)?;
        let over = if repeat.is_await { Over::Promised } else { Over::Values };
        Some(StatementKind::ForOf { over, head, iterable: self.read_expr(&repeat.right), body: self.read_nested(&repeat.body) })
    }

    fn read_for_in(&mut self, repeat: &swc::ForInStmt) -> Option<StatementKind> {
        if let swc::ForHead::UsingDecl(using) = &repeat.left {
            let (code, keyword) = if using.is_await { (1494, "an 'await using'") } else { (1493, "a 'using'") };
            self.report(code, self.span(using.span), format!("The left-hand side of a 'for...in' statement cannot be {keyword} declaration."));
            return None;
        }
        let head = self.read_for_head(&repeat.left)?;
        if let ForHead::Variable { pattern: Some(pattern), .. } = &head {
            self.report(2491, pattern.span, "The left-hand side of a 'for...in' statement cannot be a destructuring pattern.");
            return None;
        }
        Some(StatementKind::ForOf { over: Over::Keys, head, iterable: self.read_expr(&repeat.right), body: self.read_nested(&repeat.body) })
    }

    fn read_for_head(&mut self, head: &swc::ForHead) -> Option<ForHead> {
        Some(match head {
            swc::ForHead::VarDecl(variables) => self.read_for_variable(variables)?,
            swc::ForHead::UsingDecl(using) => {
                let [variable] = &using.decls[..] else { return None };
                let swc::Pat::Ident(binding) = &variable.name else { return self.refuse_using_pattern(using, &variable.name) };
                ForHead::Variable { kind: VariableKind::Const, name: self.name(&binding.id), pattern: None, using: Some(read_disposal(using)) }
            }
            swc::ForHead::Pat(pattern) => match &**pattern {
                swc::Pat::Expr(expr) => ForHead::Place(self.read_expr(expr)),
                swc::Pat::Ident(binding) => ForHead::Place(self.read_expr(&swc::Expr::Ident(binding.id.clone()))),
                swc::Pat::Invalid(_) => return None,
                _ => {
                    let name = self.pattern_name(self.span_of(&**pattern));
                    let pattern = Some(Box::new(self.read_assigned_pattern(pattern)));
                    ForHead::Variable { kind: VariableKind::Const, name, pattern, using: None }
                }
            },
        })
    }

    fn read_for_variable(&mut self, variables: &swc::VarDecl) -> Option<ForHead> {
        // The parser has reported zero or several variables.
        let [variable] = &variables.decls[..] else { return None };
        match &variable.name {
            swc::Pat::Ident(binding) => {
                Some(ForHead::Variable { kind: read_kind(variables.kind), name: self.name(&binding.id), pattern: None, using: None })
            }
            pattern => {
                let name = self.pattern_name(self.pattern_span(pattern));
                let pattern = Some(self.read_pattern(pattern)?);
                Some(ForHead::Variable { kind: read_kind(variables.kind), name, pattern, using: None })
            }
        }
    }

    fn read_case(&mut self, case: &swc::SwitchCase) -> SwitchCase {
        SwitchCase {
            test: case.test.as_ref().map(|test| self.read_expr(test)),
            body: self.read_inner_statements(&case.cons),
            span: self.span(case.span),
        }
    }

    fn read_catch(&mut self, handler: &swc::CatchClause) -> Catch {
        let span = self.span(handler.span);
        let (name, pattern, ty) = match &handler.param {
            Some(swc::Pat::Ident(binding)) => (Some(self.name(&binding.id)), None, self.read_annotation(&binding.type_ann)),
            Some(pattern) => {
                let name = self.pattern_name(self.pattern_span(pattern));
                (Some(name), self.read_pattern(pattern), self.read_pattern_type(pattern))
            }
            None => (None, None, None),
        };
        Catch { name, pattern, ty, body: self.read_block(&handler.body), span }
    }

    /// A declaration; `span` is all of it.
    pub fn read_declaration(&mut self, declaration: &swc::Decl, span: Span) -> Option<Statement> {
        self.check_place(declaration, span);
        let kind = match declaration {
            swc::Decl::Var(variables) => StatementKind::Variables(self.read_variables(variables)),
            swc::Decl::Fn(function) => {
                let declare = function.declare || self.declarations;
                self.check_ambient_generator(&function.function, declare, span);
                StatementKind::Function { function: Box::new(self.read_function(&function.function, Some(&function.ident), span)), declare }
            }
            swc::Decl::Class(class) => {
                self.check_type_name(2414, "Class", &class.ident);
                let name = self.name(&class.ident);
                let declare = class.declare || self.declarations;
                let outer = std::mem::replace(&mut self.in_ambient_class, declare);
                let class = Box::new(self.read_class(&class.class, name));
                self.in_ambient_class = outer;
                StatementKind::Class { class, declare }
            }
            swc::Decl::TsInterface(interface) => self.read_interface_statement(interface),
            swc::Decl::TsTypeAlias(alias) => {
                self.check_type_name(2457, "Type alias", &alias.id);
                StatementKind::TypeAlias(Box::new(TypeAlias {
                    name: self.name(&alias.id),
                    type_parameters: self.read_type_parameters(alias.type_params.as_deref()),
                    ty: self.read_type(&alias.type_ann),
                    span,
                }))
            }
            swc::Decl::Using(using) => StatementKind::Variables(self.read_using(using)?),
            swc::Decl::TsEnum(declaration) => StatementKind::Enum(Box::new(self.read_enum(declaration, span))),
            swc::Decl::TsModule(module) => StatementKind::Namespace(Box::new(self.read_namespace(module, span)?)),
        };
        Some(Statement { kind, span })
    }

    /// Declarations that only the top level of a file or namespace has.
    fn check_place(&mut self, declaration: &swc::Decl, span: Span) {
        if self.block_depth == 0 {
            return;
        }
        let declares = match declaration {
            swc::Decl::Var(variables) => variables.declare,
            swc::Decl::Fn(function) => function.declare,
            swc::Decl::Class(class) => class.declare,
            swc::Decl::TsInterface(interface) => interface.declare,
            swc::Decl::TsTypeAlias(alias) => alias.declare,
            swc::Decl::TsEnum(declaration) => declaration.declare,
            swc::Decl::TsModule(_) => {
                return self.report(1235, span, "A namespace declaration is only allowed at the top level of a namespace or module.");
            }
            swc::Decl::Using(_) => false,
        };
        if declares {
            self.report(1184, span, "Modifiers cannot appear here.");
        }
    }

    /// Nothing is called as the types are that are words of the language.
    pub(super) fn check_type_name(&mut self, code: u32, what: &str, name: &swc::Ident) {
        if super::repair::PREDEFINED_TYPES.contains(&&*name.sym) {
            let span = self.identifier_span(name.span, &name.sym);
            self.report(code, span, format!("{what} name cannot be '{}'.", name.sym));
        }
    }

    fn read_enum(&mut self, declaration: &swc::TsEnumDecl, span: Span) -> Enum {
        self.check_type_name(2431, "Enum", &declaration.id);
        let name = self.name(&declaration.id);
        let members = declaration.members.iter().map(|member| {
            let name = match &member.id {
                swc::TsEnumMemberId::Ident(ident) => self.ident(ident),
                swc::TsEnumMemberId::Str(string) => self.string_ident(string),
            };
            let value = member.init.as_ref().map(|value| self.read_expr(value));
            EnumMember { name, value, span: self.span(member.span) }
        });
        let members = members.collect();
        Enum { name, is_const: declaration.is_const, declare: declaration.declare || self.declarations, members, span }
    }

    /// `let a = 1, b`.
    pub fn read_variables(&mut self, variables: &swc::VarDecl) -> Variables {
        Variables {
            kind: read_kind(variables.kind),
            using: None,
            declare: variables.declare || self.declarations,
            declarations: variables
                .decls
                .iter()
                .filter_map(|variable| self.read_variable(variable, variables.kind == swc::VarDeclKind::Const, variables.declare || self.declarations))
                .collect(),
        }
    }

    /// `using a = …, b = …`, `await using a = …`.
    fn read_using(&mut self, using: &swc::UsingDecl) -> Option<Variables> {
        if let Some(pattern) = using.decls.iter().find(|variable| !matches!(variable.name, swc::Pat::Ident(_) | swc::Pat::Invalid(_))) {
            return self.refuse_using_pattern(using, &pattern.name);
        }
        for variable in using.decls.iter().filter(|variable| variable.init.is_none()) {
            let keyword = if using.is_await { "await using" } else { "using" };
            self.report(1155, self.span_of(&variable.name), format!("'{keyword}' declarations must be initialized."));
        }
        let declarations = using.decls.iter().filter_map(|variable| self.read_variable(variable, false, false)).collect();
        Some(Variables { kind: VariableKind::Const, using: Some(read_disposal(using)), declare: false, declarations })
    }

    fn refuse_using_pattern<T>(&mut self, using: &swc::UsingDecl, pattern: &swc::Pat) -> Option<T> {
        let keyword = if using.is_await { "await using" } else { "using" };
        self.report(1492, self.pattern_span(pattern), format!("'{keyword}' declarations may not have binding patterns."));
        None
    }

    fn read_variable(&mut self, variable: &swc::VarDeclarator, constant: bool, ambient: bool) -> Option<Variable> {
        let binding = match &variable.name {
            swc::Pat::Ident(binding) => binding,
            swc::Pat::Invalid(_) => return None,
            pattern => return self.read_pattern_variable(variable, pattern),
        };
        self.check_initializer(variable, binding);
        let name = self.name(&binding.id);
        let declared = self.ident(&binding.id);
        let rule = (1332, "A variable whose type is a 'unique symbol' type must be 'const'.");
        let ty = self.read_symbol_annotation(&binding.type_ann, variable.init.as_deref(), &declared, constant, rule);
        let (ty, value) = match ambient {
            true => (self.read_ambient_value(variable.init.as_deref(), constant, ty.is_some()).or(ty), None),
            false => (ty, variable.init.as_ref().map(|value| self.read_expr(value))),
        };
        Some(Variable { name, pattern: None, definite: variable.definite, ty, value, span: self.span(variable.span) })
    }
}

impl Reader<'_> {
    /// `[a, b]: T = value`.
    fn read_pattern_variable(&mut self, variable: &swc::VarDeclarator, pattern: &swc::Pat) -> Option<Variable> {
        let name = self.pattern_name(self.pattern_span(pattern));
        let read = self.read_pattern(pattern)?;
        if variable.init.is_none() {
            // Of a loop's head the parser sees to it.
            self.report(1182, read.span, "A destructuring declaration must have an initializer.");
        }
        Some(Variable {
            name,
            pattern: Some(read),
            definite: false,
            ty: self.read_pattern_type(pattern),
            value: variable.init.as_ref().map(|value| self.read_expr(value)),
            span: self.span(variable.span),
        })
    }

    /// `x! = 1`.
    fn check_initializer(&mut self, variable: &swc::VarDeclarator, binding: &swc::BindingIdent) {
        let name = self.identifier_span(binding.id.span, &binding.id.sym);
        let mark = Span { start: name.end, end: name.end + 1, ..name };
        match &variable.init {
            Some(_) if variable.definite => {
                let message = "Declarations with initializers cannot also have definite assignment assertions.";
                self.report(1263, mark, message);
            }
            None if variable.definite && binding.type_ann.is_none() => {
                let message = "Declarations with definite assignment assertions must also have type annotations.";
                self.report(1264, mark, message);
            }
            _ => {}
        }
    }
}

fn read_disposal(using: &swc::UsingDecl) -> Disposal {
    if using.is_await { Disposal::Waits } else { Disposal::Now }
}

fn read_kind(kind: swc::VarDeclKind) -> VariableKind {
    match kind {
        swc::VarDeclKind::Var => VariableKind::Var,
        swc::VarDeclKind::Let => VariableKind::Let,
        swc::VarDeclKind::Const => VariableKind::Const,
    }
}
