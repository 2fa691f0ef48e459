//! Keys in brackets that are known when the program is compiled: constants of the file, and members of its enums.
//!
//! In: a file's tree. Out: the text of each such key by the name under which the file's top level knows it (`KEY`, `Enum.Member`). Only names at
//! the top level are looked at, so a key within a function, where a name may mean something else, is not found here.

use crate::ast::number_text;
use crate::hash::HashMap;
use std::rc::Rc;
use swc_ecma_ast as swc;

/// What the file's constants and enum members are as keys.
pub(super) fn constants(tree: &swc::Module) -> HashMap<String, Rc<str>> {
    let mut found = HashMap::default();
    for item in &tree.body {
        let declaration = match item {
            swc::ModuleItem::Stmt(swc::Stmt::Decl(declaration)) => declaration,
            swc::ModuleItem::ModuleDecl(swc::ModuleDecl::ExportDecl(export)) => &export.decl,
            _ => continue,
        };
        match declaration {
            swc::Decl::Var(variables) if variables.kind == swc::VarDeclKind::Const => variables.decls.iter().for_each(|variable| add_constant(&mut found, variable)),
            swc::Decl::TsEnum(declaration) => add_members(&mut found, declaration),
            _ => {}
        }
    }
    found
}

/// The name under which an expression may be known: `KEY`, `Enum.Member`.
pub(super) fn name_of(expr: &swc::Expr) -> Option<String> {
    match expr {
        swc::Expr::Ident(name) => Some(name.sym.to_string()),
        swc::Expr::Member(swc::MemberExpr { obj, prop: swc::MemberProp::Ident(member), .. }) => match &**obj {
            swc::Expr::Ident(object) => Some(format!("{}.{}", object.sym, member.sym)),
            _ => None,
        },
        _ => None,
    }
}

fn add_constant(found: &mut HashMap<String, Rc<str>>, variable: &swc::VarDeclarator) {
    if let swc::Pat::Ident(name) = &variable.name
        && name.type_ann.is_none()
        && let Some(key) = variable.init.as_deref().and_then(literal)
    {
        found.insert(name.sym.to_string(), key);
    }
}

/// Members count on from the number before; one that is computed ends that.
fn add_members(found: &mut HashMap<String, Rc<str>>, declaration: &swc::TsEnumDecl) {
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
            found.insert(format!("{}.{}", declaration.id.sym, name.sym), key);
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
