//! Keys in brackets that are known when the program is compiled: constants, members of enums, unique symbols.
//!
//! In: a file's tree, or the statements of a block. Out: the text of each such key by the name under which the top level, or the block, knows it
//! (`KEY`, `Enum.Member`, `Class.tag`, `Namespace.KEY`). What a file imports is added by `modules`. Names are not resolved: a key within a function
//! is taken for what the nearest block knows, if the name is declared once there. Symbols within functions are no keys: each call makes others.

use crate::ast::number_text;
use crate::ast::symbols::unique_symbol;
use crate::hash::HashMap;
use crate::source::{FileId, Span};
use std::rc::Rc;
use swc_ecma_ast as swc;

/// What a file's constants are as keys.
#[derive(Debug, Default, Clone)]
pub struct Keys {
    /// By name.
    pub by_name: HashMap<String, Rc<str>>,
    /// The keys that unique symbols make, by the start of the declared name.
    pub symbols: HashMap<u32, Rc<str>>,
}

/// The file's constants, enum members and unique symbols.
pub(super) fn constants(file: FileId, tree: &swc::Module) -> Keys {
    let mut found = Finder { file, keys: Keys::default(), makes_symbols: true };
    tree.body.iter().for_each(|item| found.add_item("", item));
    found.keys
}

/// The constants and enum members of a block.
pub(super) fn constants_of_block(file: FileId, statements: &[swc::Stmt]) -> HashMap<String, Rc<str>> {
    let mut found = Finder { file, keys: Keys::default(), makes_symbols: false };
    statements.iter().filter_map(swc::Stmt::as_decl).for_each(|declaration| found.add_declaration("", declaration));
    found.keys.by_name
}

/// The name under which an expression may be known: `KEY`, `Enum.Member`, `A.B.KEY`.
pub(super) fn name_of(expr: &swc::Expr) -> Option<String> {
    match expr {
        swc::Expr::Ident(name) => Some(name.sym.to_string()),
        swc::Expr::Member(swc::MemberExpr { obj, prop: swc::MemberProp::Ident(member), .. }) => Some(format!("{}.{}", name_of(obj)?, member.sym)),
        swc::Expr::Paren(inner) => name_of(&inner.expr),
        _ => None,
    }
}

/// What a call makes a symbol of.
pub(super) enum Made {
    /// `Symbol()`, `Symbol("text")`.
    Described(Option<String>),
    /// The description is made at run time, or the symbol is found by it.
    Unknown,
}

/// Whether this calls `Symbol` or `Symbol.for`.
pub(super) fn made_symbol(expr: &swc::Expr) -> Option<Made> {
    let swc::Expr::Call(swc::CallExpr { callee: swc::Callee::Expr(callee), args, .. }) = expr else { return None };
    match name_of(callee)?.as_str() {
        "Symbol" => Some(match &args[..] {
            [] => Made::Described(None),
            [swc::ExprOrSpread { spread: None, expr }] => match &**expr {
                swc::Expr::Lit(swc::Lit::Str(text)) => Made::Described(Some(text.value.to_string_lossy().to_string())),
                swc::Expr::Lit(swc::Lit::Num(number)) => Made::Described(Some(number_text(number.value))),
                _ => Made::Unknown,
            },
            _ => Made::Unknown,
        }),
        "Symbol.for" => Some(Made::Unknown),
        _ => None,
    }
}

/// Whether this is `unique symbol`.
pub(super) fn is_unique(ty: &swc::TsType) -> bool {
    matches!(ty, swc::TsType::TsTypeOperator(swc::TsTypeOperator { op: swc::TsTypeOperatorOp::Unique, .. }))
}

struct Finder {
    file: FileId,
    keys: Keys,
    /// Declarations run once, so that each makes one symbol.
    makes_symbols: bool,
}

impl Finder {
    fn add_item(&mut self, path: &str, item: &swc::ModuleItem) {
        match item {
            swc::ModuleItem::Stmt(swc::Stmt::Decl(declaration)) => self.add_declaration(path, declaration),
            swc::ModuleItem::ModuleDecl(swc::ModuleDecl::ExportDecl(export)) => self.add_declaration(path, &export.decl),
            _ => {}
        }
    }

    fn add_declaration(&mut self, path: &str, declaration: &swc::Decl) {
        match declaration {
            swc::Decl::Var(variables) if variables.kind == swc::VarDeclKind::Const => {
                variables.decls.iter().for_each(|variable| self.add_constant(path, variable, variables.declare));
            }
            swc::Decl::TsEnum(declaration) => self.add_members(path, declaration),
            swc::Decl::Class(declaration) => self.add_statics(path, declaration),
            swc::Decl::TsModule(declaration) => {
                if let (swc::TsModuleName::Ident(name), Some(swc::TsNamespaceBody::TsModuleBlock(block))) = (&declaration.id, &declaration.body) {
                    let path = format!("{path}{}.", name.sym);
                    block.body.iter().for_each(|item| self.add_item(&path, item));
                }
            }
            _ => {}
        }
    }

    fn add_constant(&mut self, path: &str, variable: &swc::VarDeclarator, declare: bool) {
        let swc::Pat::Ident(name) = &variable.name else { return };
        let full = format!("{path}{}", name.sym);
        let ty = name.type_ann.as_ref().map(|ty| &*ty.type_ann);
        let value = variable.init.as_deref();
        if ty.is_none_or(is_unique) && (declare || value.is_some_and(|value| made_symbol(value).is_some())) {
            return self.add_symbol(full, name.id.span, value, ty.is_some());
        }
        if ty.is_some() {
            return;
        }
        match value {
            Some(swc::Expr::TsConstAssertion(cast)) if let swc::Expr::Object(object) = &*cast.expr => self.add_object(&full, object),
            Some(value) => {
                if let Some(key) = literal(value) {
                    self.keys.by_name.insert(full, key);
                }
            }
            None => {}
        }
    }

    fn add_symbol(&mut self, path: String, place: swc_common::Span, value: Option<&swc::Expr>, declared: bool) {
        let description = match value.map(made_symbol) {
            _ if !self.makes_symbols => return,
            Some(Some(Made::Described(description))) => description,
            None if declared => None,
            _ => return,
        };
        // swc's offsets begin at 1.
        let start = place.lo.0.saturating_sub(1);
        let span = Span { file: self.file, start, end: start };
        let key = unique_symbol(&path, span, description.as_deref());
        self.keys.symbols.insert(start, key.clone());
        self.keys.by_name.insert(path, key);
    }

    /// `{ A: "a" } as const`.
    fn add_object(&mut self, path: &str, object: &swc::ObjectLit) {
        for property in &object.props {
            if let swc::PropOrSpread::Prop(property) = property
                && let swc::Prop::KeyValue(swc::KeyValueProp { key: swc::PropName::Ident(name), value }) = &**property
                && let Some(key) = literal(value)
            {
                self.keys.by_name.insert(format!("{path}.{}", name.sym), key);
            }
        }
    }

    /// `static readonly tag = Symbol()`.
    fn add_statics(&mut self, path: &str, declaration: &swc::ClassDecl) {
        for member in &declaration.class.body {
            if let swc::ClassMember::ClassProp(field) = member
                && field.is_static
                && field.readonly
                && let swc::PropName::Ident(name) = &field.key
                && field.type_ann.as_ref().is_none_or(|ty| is_unique(&ty.type_ann))
                && (declaration.declare || field.value.as_deref().is_some_and(|value| made_symbol(value).is_some()))
            {
                let path = format!("{path}{}.{}", declaration.ident.sym, name.sym);
                self.add_symbol(path, name.span, field.value.as_deref(), field.type_ann.is_some());
            }
        }
    }

    /// Members count on from the number before; one that is computed ends that.
    fn add_members(&mut self, path: &str, declaration: &swc::TsEnumDecl) {
        let mut next = Some(0.0);
        for member in &declaration.members {
            let key = match &member.init {
                None => next.map(|number| number_text(number).into()),
                Some(init) => literal(init),
            };
            let number = match member.init.as_deref() {
                None => next,
                Some(swc::Expr::Lit(swc::Lit::Num(number))) => Some(number.value),
                Some(_) => None,
            };
            next = number.map(|number| number + 1.0);
            if let (Some(key), swc::TsEnumMemberId::Ident(name)) = (key, &member.id) {
                self.keys.by_name.insert(format!("{path}{}.{}", declaration.id.sym, name.sym), key);
            }
        }
    }
}

fn literal(expr: &swc::Expr) -> Option<Rc<str>> {
    match expr {
        swc::Expr::Lit(swc::Lit::Str(text)) => Some(text.value.to_string_lossy().into()),
        swc::Expr::Lit(swc::Lit::Num(number)) => Some(number_text(number.value).into()),
        swc::Expr::TsConstAssertion(cast) => literal(&cast.expr),
        swc::Expr::Paren(inner) => literal(&inner.expr),
        _ => None,
    }
}
