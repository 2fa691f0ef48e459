//! Members that assignments give to functions: `function f() {} f.count = 0;`.
//!
//! In: the items of a file. Out: the same, where the first assignment to each such member has become a namespace beside the function, which holds the
//! member as a variable. Only at the top level of a file, as the assignments follow one another there, and only of functions that are called and asked for
//! members: where one may go elsewhere as a value its members go with it (`check::given`).

use super::read::Reader;
use crate::ast::{
    AssignOp, Expr, ExprKind, Export, Ident, Item, ItemKind, Name, Namespace, Statement, StatementKind, Variable, VariableKind, Variables,
};
use crate::hash::HashSet;
use crate::source::Span;
use std::rc::Rc;

/// What every function has already.
const OWN: &[&str] = &["prototype", "name", "length", "call", "apply", "bind", "toString", "arguments", "caller", "constructor"];

impl Reader<'_> {
    /// Makes the first assignments to members of functions declarations.
    pub fn declare_function_members(&mut self, items: Vec<Item>) -> Vec<Item> {
        let mut functions = functions_of(&items);
        functions.retain(|name| self.passed_names.get(name).is_none_or(|&times| times == 0));
        let mut known: HashSet<(Rc<str>, Rc<str>)> = HashSet::default();
        let items = items.into_iter().flat_map(|item| self.one_by_one(item, &functions));
        let items: Vec<Item> = items.collect();
        items.into_iter().map(|item| self.declare_member(item, &functions, &mut known)).collect()
    }

    /// `f.a = f.b = value` as `f.b = value; f.a = f.b`.
    fn one_by_one(&mut self, mut item: Item, functions: &HashSet<Rc<str>>) -> Vec<Item> {
        let Some(value) = inner_assignment(&mut item, functions) else { return vec![item] };
        let ExprKind::Assign { place, .. } = &value.kind else { unreachable!("inner_assignment has looked at it") };
        let (span, read) = (value.span, self.copy_of(place));
        let kind = StatementKind::Expr(std::mem::replace(value, read));
        let first = Item { kind: ItemKind::Statement { statement: Statement { kind, span }, export: Export::None }, span };
        let mut all = self.one_by_one(first, functions);
        all.push(item);
        all
    }

    /// A name, or a member of one, once more.
    fn copy_of(&mut self, place: &Expr) -> Expr {
        let kind = match &place.kind {
            ExprKind::Member { object, property, .. } => {
                let property = Ident { text: property.text.clone(), span: property.span };
                ExprKind::Member { object: Box::new(self.copy_of(object)), property, optional: false }
            }
            ExprKind::Name(name) => ExprKind::Name(name.clone()),
            _ => unreachable!("only such places are copied"),
        };
        Expr { id: self.id(), kind, span: place.span }
    }

    fn declare_member(&mut self, item: Item, functions: &HashSet<Rc<str>>, known: &mut HashSet<(Rc<str>, Rc<str>)>) -> Item {
        let span = item.span;
        let Some((owner, member)) = assigned_member(&item).filter(|(owner, member)| {
            functions.contains(&owner.text) && !OWN.contains(&&*member.text) && known.insert((owner.text.clone(), member.text.clone()))
        }) else {
            return item;
        };
        let ItemKind::Statement { statement: Statement { kind: StatementKind::Expr(Expr { kind: ExprKind::Assign { value, .. }, .. }), .. }, .. } = item.kind else {
            unreachable!("assigned_member has looked at it");
        };
        let end = value.span.end;
        let name = Name { id: self.id(), text: member.text, span: member.span };
        let variable = Variable { name, pattern: None, definite: false, ty: None, value: Some(*value), span: Span { end, ..member.span } };
        let variables = Variables { kind: VariableKind::Let, using: None, declare: false, declarations: vec![variable] };
        let statement = Statement { kind: StatementKind::Variables(variables), span };
        let items = vec![Item { kind: ItemKind::Statement { statement, export: Export::Named }, span }];
        let name = Name { id: self.id(), text: owner.text, span: owner.span };
        let space = Namespace { name, declare: false, is_assignment: true, items, span };
        let statement = Statement { kind: StatementKind::Namespace(Box::new(space)), span };
        Item { kind: ItemKind::Statement { statement, export: Export::None }, span }
    }
}

/// The functions that are declared here for this file alone, and that no namespace stands beside.
fn functions_of(items: &[Item]) -> HashSet<Rc<str>> {
    let mut found = HashSet::default();
    let mut spaces = HashSet::default();
    for item in items {
        let (statement, export) = match &item.kind {
            ItemKind::Statement { statement, export } => (statement, export),
            ItemKind::ExportNames(names) if names.from.is_none() => {
                spaces.extend(names.names.iter().map(|name| name.local.text.clone()));
                continue;
            }
            _ => continue,
        };
        if *export != Export::None {
            continue;
        }
        match &statement.kind {
            StatementKind::Function { function, .. } => found.extend(function.name.as_ref().map(|name| name.text.clone())),
            StatementKind::Namespace(space) => drop(spaces.insert(space.name.text.clone())),
            StatementKind::Variables(variables) if variables.kind == VariableKind::Const => {
                let is_function = |v: &&Variable| v.ty.is_none() && v.value.as_ref().is_some_and(|v| matches!(v.kind, ExprKind::Arrow(_) | ExprKind::Function(_)));
                found.extend(variables.declarations.iter().filter(is_function).map(|v| v.name.text.clone()));
            }
            _ => {}
        }
    }
    found.retain(|name| !spaces.contains(name));
    found
}

/// The value of an assignment to a name, or to a member of one, that is an assignment to a member of a function.
fn inner_assignment<'e>(item: &'e mut Item, functions: &HashSet<Rc<str>>) -> Option<&'e mut Expr> {
    let ItemKind::Statement { statement: Statement { kind: StatementKind::Expr(expr), .. }, .. } = &mut item.kind else { return None };
    let ExprKind::Assign { op: AssignOp::Assign, place, value } = &mut expr.kind else { return None };
    if !matches!(place.kind, ExprKind::Name(_)) && member_of_name(place).is_none() {
        return None;
    }
    let mut value = &mut **value;
    while matches!(value.kind, ExprKind::Paren(_)) {
        let ExprKind::Paren(inner) = &mut value.kind else { unreachable!("it is one") };
        value = inner;
    }
    let ExprKind::Assign { op: AssignOp::Assign, place, .. } = &value.kind else { return None };
    member_of_name(place).is_some_and(|(owner, _)| functions.contains(&owner.text)).then_some(value)
}

/// `owner.member = …` as a statement.
fn assigned_member(item: &Item) -> Option<(Ident, Ident)> {
    let ItemKind::Statement { statement: Statement { kind: StatementKind::Expr(expr), .. }, .. } = &item.kind else { return None };
    let ExprKind::Assign { op: AssignOp::Assign, place, .. } = &expr.kind else { return None };
    member_of_name(place)
}

/// `owner.member`.
fn member_of_name(place: &Expr) -> Option<(Ident, Ident)> {
    let ExprKind::Member { object, property, .. } = &place.kind else { return None };
    let ExprKind::Name(owner) = &object.kind else { return None };
    Some((Ident { text: owner.clone(), span: object.span }, Ident { text: property.text.clone(), span: property.span }))
}
