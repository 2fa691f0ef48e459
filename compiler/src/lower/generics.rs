//! Generics: what type parameters stand for.
//!
//! A generic function is lowered once for each combination of ways to hold its type arguments (`num`, `bool`, `ref`,
//! `word`). A generic class is lowered once: objects of `Box<number>` may pass as `Box<number | string>`, so one layout and one set
//! of methods must serve both. Each of its type parameters stands for the join of all that it is given anywhere in the program, which
//! in most programs is precise.

use super::World;
use super::kinds::{ANY, Substitution, coarse, join};
use crate::program::walk::{Node, walk_expr, walk_list};
use crate::ir::Kinds;
use crate::hash::{HashMap, HashSet};
use crate::program::{BindingId, Callee, ClassId, ExprKind, FunctionId, Place, StatementKind, Type, TypeId, TypeParameterId};
use std::rc::Rc;

/// `(parameter, argument)` pairs: the parameter may stand for the argument.
#[derive(Default)]
struct Uses {
    pairs: Vec<(TypeParameterId, TypeId)>,
    seen: HashSet<TypeId>,
    /// Functions by the variables that declare them.
    declared: HashMap<BindingId, FunctionId>,
    /// Variables whose values are taken.
    read: HashSet<BindingId>,
    /// Functions that are values: what calls them does not say what their type parameters stand for.
    values: HashSet<FunctionId>,
    /// Members that are found by their names.
    names: HashSet<Rc<str>>,
}

impl World<'_> {
    /// Finds what each type parameter of a class stands for.
    pub fn find_class_parameters(&mut self) {
        let uses = self.collect_uses();
        let mut known: HashMap<TypeParameterId, Kinds> = HashMap::default();
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for &(parameter, argument) in &uses.pairs {
                let Some(given) = self.argument_kinds(argument, &known) else { continue };
                let before = known.get(&parameter).copied();
                let after = before.map_or(given, |b| join(&self.module.classes, b, given));
                if before != Some(after) {
                    known.insert(parameter, after);
                    changed = true;
                }
            }
        }
        let own = |c: &'_ crate::program::Class| c.type_parameters[..c.type_parameters.len() - c.outer_parameters].to_vec();
        // What is declared around a class stands for whatever the function there is called with.
        let of_classes: HashSet<TypeParameterId> = self.program.classes.iter().flat_map(own).collect();
        // `never` alone (an empty literal) says nothing.
        self.class_parameters = known.into_iter().filter(|(p, k)| of_classes.contains(p) && k.bits != 0).collect();
    }

    /// Kinds of a type argument; `None` while it is a parameter of which nothing is known yet.
    fn argument_kinds(&mut self, argument: TypeId, known: &HashMap<TypeParameterId, Kinds>) -> Option<Kinds> {
        match self.program.types.get(argument) {
            Type::Never => None,
            Type::Parameter(parameter) => known.get(parameter).copied(),
            Type::Union(members) => {
                let members = members.clone();
                let mut all: Option<Kinds> = None;
                for &member in members.iter() {
                    if let Some(k) = self.argument_kinds(member, known) {
                        all = Some(all.map_or(k, |a| join(&self.module.classes, a, k)));
                    }
                }
                all
            }
            _ => Some(self.kinds_of(argument, &Substitution::new())),
        }
    }

    fn collect_uses(&self) -> Uses {
        let mut uses = Uses::default();
        let program = self.program;
        for binding in &program.bindings {
            self.collect_type(binding.ty, &mut uses);
        }
        for class in &program.classes {
            class.fields.iter().for_each(|f| self.collect_type(f.ty, &mut uses));
            if let Some((base, arguments)) = &class.base {
                self.collect_arguments(*base, arguments, &mut uses);
            }
            let initializers = class.fields.iter().map(|f| &f.initializer).chain(class.static_fields.iter().map(|f| &f.initializer));
            initializers.flatten().for_each(|e| walk_expr(e, &mut |n| self.collect_node(n, &mut uses)));
        }
        for function in &program.functions {
            self.collect_type(function.result, &mut uses);
            function.parameters.iter().filter_map(|p| p.default.as_ref()).for_each(|e| walk_expr(e, &mut |n| self.collect_node(n, &mut uses)));
            function.body.iter().for_each(|body| walk_list(body, &mut |n| self.collect_node(n, &mut uses)));
        }
        self.collect_unseen_calls(&mut uses);
        uses
    }

    /// The type parameters of functions that may be called where no type arguments are written down stand for anything.
    fn collect_unseen_calls(&self, uses: &mut Uses) {
        let program = self.program;
        let named = uses.declared.iter().filter(|(binding, _)| uses.read.contains(binding)).map(|(_, function)| *function);
        let methods = program.classes.iter().flat_map(|c| c.methods.iter().chain(&c.static_methods)).filter(|m| uses.names.contains(&m.name)).map(|m| m.function);
        let unseen: Vec<FunctionId> = named.chain(methods).chain(uses.values.iter().copied()).collect();
        for function in unseen {
            uses.pairs.extend(program.functions[function.index()].type_parameters.iter().map(|&parameter| (parameter, TypeId::ANY)));
        }
    }

    fn collect_node(&self, node: Node, uses: &mut Uses) {
        let expr = match node {
            Node::Expr(expr) => expr,
            Node::Statement(statement) => {
                if let StatementKind::Function { binding, function } = statement.kind {
                    uses.declared.insert(binding, function);
                }
                return;
            }
            Node::List(_) => return,
        };
        self.collect_type(expr.ty, uses);
        match &expr.kind {
            ExprKind::Closure { function } => drop(uses.values.insert(*function)),
            ExprKind::Read(binding) | ExprKind::Get(Place::Binding(binding)) => drop(uses.read.insert(*binding)),
            ExprKind::Get(Place::Member { name, .. }) | ExprKind::Call { callee: Callee::Member { name, .. }, .. } => drop(uses.names.insert(name.clone())),
            ExprKind::New { class, type_arguments, .. } | ExprKind::SuperCall { class, type_arguments, .. } => self.collect_arguments(*class, type_arguments, uses),
            // What it is given where it is constructed as a value is not followed.
            ExprKind::ClassValue(class) | ExprKind::DefineClass(class) => {
                let any = vec![TypeId::ANY; self.program.classes[class.index()].type_parameters.len()];
                self.collect_arguments(*class, &any, uses);
            }
            ExprKind::Call { callee: Callee::Function { function, type_arguments } | Callee::Static { function, type_arguments, .. }, .. } => {
                self.collect_call(*function, type_arguments, uses);
            }
            ExprKind::Call { callee: Callee::Method { class, name, type_arguments, .. } | Callee::Super { class, name, type_arguments }, .. } => {
                if let Some((_, function)) = super::facts::find_method(self.program, *class, name) {
                    self.collect_call(function, type_arguments, uses);
                    self.collect_overrides(*class, name, type_arguments, uses);
                }
            }
            _ => {}
        }
    }

    /// A method that is called through its class may be that of a class below.
    fn collect_overrides(&self, class: ClassId, name: &str, arguments: &[TypeId], uses: &mut Uses) {
        if arguments.is_empty() {
            return;
        }
        for (index, below) in self.program.classes.iter().enumerate() {
            let Some(method) = below.methods.iter().find(|m| &*m.name == name) else { continue };
            let mut bases = std::iter::successors(Some(ClassId(index as u32)), |c| self.program.classes[c.index()].base.as_ref().map(|(base, _)| *base));
            if bases.any(|base| base == class) {
                self.collect_call(method.function, arguments, uses);
            }
        }
    }

    fn collect_arguments(&self, class: ClassId, arguments: &[TypeId], uses: &mut Uses) {
        uses.pairs.extend(self.program.classes[class.index()].type_parameters.iter().copied().zip(arguments.iter().copied()));
        arguments.iter().for_each(|&a| self.collect_type(a, uses));
    }

    fn collect_call(&self, function: FunctionId, arguments: &[TypeId], uses: &mut Uses) {
        uses.pairs.extend(self.program.functions[function.index()].type_parameters.iter().copied().zip(arguments.iter().copied()));
        arguments.iter().for_each(|&a| self.collect_type(a, uses));
    }

    fn collect_type(&self, ty: TypeId, uses: &mut Uses) {
        if !uses.seen.insert(ty) {
            return;
        }
        match self.program.types.get(ty) {
            Type::Array { element, .. } => self.collect_type(*element, uses),
            Type::Tuple { elements, .. } => elements.iter().for_each(|e| self.collect_type(e.ty, uses)),
            Type::Function(signature) => {
                signature.parameters.iter().for_each(|p| self.collect_type(p.ty, uses));
                self.collect_type(signature.result, uses);
            }
            Type::Class { class, arguments } => self.collect_arguments(*class, arguments, uses),
            Type::Interface { interface, arguments } => {
                arguments.iter().for_each(|&a| self.collect_type(a, uses));
                self.program.interfaces[interface.index()].members.iter().for_each(|m| self.collect_type(m.ty, uses));
            }
            Type::Object { members, .. } => members.iter().for_each(|m| self.collect_type(m.ty, uses)),
            Type::Union(members) => members.iter().for_each(|&m| self.collect_type(m, uses)),
            _ => {}
        }
    }

    /// The substitution under which `function` is lowered when it is given `arguments` in code that has `outer`.
    pub fn substitution_for(&mut self, function: FunctionId, arguments: &[TypeId], outer: &Substitution) -> Substitution {
        let mut result = Substitution::new();
        // A nested function sees the type parameters of those around it.
        let mut around = self.program.functions[function.index()].parent;
        while let Some(id) = around {
            let enclosing = &self.program.functions[id.index()];
            result.extend(enclosing.type_parameters.iter().map(|p| (*p, outer.get(p).copied().unwrap_or(ANY))));
            around = enclosing.parent;
        }
        let own = self.program.functions[function.index()].type_parameters.clone();
        let in_slot = self.facts.slot_owner.contains_key(&function);
        for (i, parameter) in own.into_iter().enumerate() {
            // All that may be called through one slot agree on words.
            let given = match arguments.get(i) {
                Some(&ty) if !in_slot => coarse(self.kinds_of(ty, outer)),
                _ => ANY,
            };
            result.insert(parameter, given);
        }
        result
    }
}
