//! Maps and sets where something goes over them: `for … of` by a cursor, which sees what is added on the way; spreads and
//! patterns through an array of what is there.

use super::Checker;
use crate::ast::symbols::private_name;
use crate::program::{
    ArrayElement, BinaryOp, BindingId, Callee, ClassId, Expr, ExprKind, Intrinsic, Place, Statement, StatementKind, TargetId, TupleElement, Type, TypeId,
};
use crate::source::Span;

/// A map or set that is gone over.
pub(super) struct Table {
    class: ClassId,
    /// Of the keys; of a set's values.
    key: TypeId,
    /// Of a map's values.
    value: Option<TypeId>,
}

impl<'a> Checker<'a> {
    /// The map or set that a type is.
    pub(super) fn table_of(&mut self, ty: TypeId) -> Option<Table> {
        let ty = self.constraint_of(ty);
        let Type::Class { class, arguments } = self.program.types.get(ty).clone() else { return None };
        let is = |name: &str| self.library.class(name).is_some_and(|library| self.extends_class(class, library));
        let (name, is_map) = if is("Map") { ("Map", true) } else if is("Set") { ("Set", false) } else { return None };
        let library = self.library.class(name)?;
        let own = self.as_base(class, &arguments, library)?;
        Some(Table { class: library, key: own[0], value: is_map.then(|| own[1]) })
    }

    /// What going over it gives one after the other.
    pub(super) fn table_element(&mut self, table: &Table) -> TypeId {
        match table.value {
            Some(value) => self.types().tuple(vec![TupleElement::required(table.key), TupleElement::required(value)]),
            None => table.key,
        }
    }

    /// A value that is spread or taken apart: of anything iterable that is no array or string an array of what it gives.
    pub(super) fn as_array(&mut self, value: Expr) -> Expr {
        let Some(table) = self.table_of(value.ty) else { return self.collected(value) };
        let element = self.table_element(&table);
        let (ty, span) = (self.types().array(element), value.span);
        self.method_of_table(&table, value, "%%array", ty, span)
    }

    fn method_of_table(&mut self, table: &Table, object: Expr, name: &str, ty: TypeId, span: Span) -> Expr {
        let callee = Callee::Method { object: Box::new(object), class: table.class, name: name.into(), type_arguments: Vec::new() };
        Expr { kind: ExprKind::Call { callee, arguments: Vec::new() }, ty, span }
    }

    /// `for (const x of map)`: a loop over the entries of its table.
    pub(super) fn loop_over_table(&mut self, table: &Table, iterable: Expr, target: TargetId, binding: BindingId, body: Vec<Statement>) -> StatementKind {
        let span = iterable.span;
        let core = self.made_up(TypeId::UNKNOWN, span);
        let cursor = self.made_up(TypeId::UNKNOWN, span);
        let entry = self.made_up(TypeId::NUMBER, span);
        self.program.bindings[entry.index()].assigned = true;
        let read = |binding, ty| Expr { kind: ExprKind::Read(binding), ty, span };
        let call = |name: &str, arguments: Vec<Expr>, ty| {
            let callee = Callee::Intrinsic(Intrinsic(format!("runtime.{name}").into()));
            Expr { kind: ExprKind::Call { callee, arguments }, ty, span }
        };
        let part = |name: &str, ty| call(name, vec![read(core, TypeId::UNKNOWN), read(entry, TypeId::NUMBER)], ty);
        let advance = || call("tableAdvance", vec![read(cursor, TypeId::UNKNOWN)], TypeId::NUMBER);
        let statement = |binding, value| Statement { kind: StatementKind::Let { binding, value: Some(value) }, span };
        let field = Place::Field { object: Box::new(iterable), class: table.class, name: private_name("#table") };
        let init = vec![
            statement(core, Expr { kind: ExprKind::Get(field), ty: TypeId::UNKNOWN, span }),
            statement(cursor, call("tableCursor", vec![read(core, TypeId::UNKNOWN)], TypeId::UNKNOWN)),
            statement(entry, advance()),
        ];
        let zero = Expr { kind: ExprKind::Number(0.0), ty: TypeId::NUMBER, span };
        let test = ExprKind::Binary { op: BinaryOp::GreaterEqual, left: Box::new(read(entry, TypeId::NUMBER)), right: Box::new(zero) };
        let update = ExprKind::Assign { place: Place::Binding(entry), value: Box::new(advance()) };
        let key = part("tableKey", table.key);
        let element = self.table_element(table);
        let value = match table.value {
            Some(value) => {
                let items = vec![ArrayElement::Item(key), ArrayElement::Item(part("tableValue", value))];
                Expr { kind: ExprKind::Array(items), ty: element, span }
            }
            None => key,
        };
        let mut inside = Vec::with_capacity(body.len() + 1);
        inside.push(statement(binding, value));
        inside.extend(body);
        let test = Some(Expr { kind: test, ty: TypeId::BOOLEAN, span });
        let update = Some(Expr { kind: update, ty: TypeId::NUMBER, span });
        StatementKind::For { target, init, per_iteration: Vec::new(), test, update, body: inside }
    }
}
