//! What has to be known of the whole Program before the first function can be lowered: who captures what, which variables
//! live in cells, which bindings are constants, which classes are ever made, what overrides what.
//!
//! Captures are worked out here rather than taken from `check`, because a call of a nested function by name needs that
//! function's closure, and a function that captures nothing needs none.

use crate::program::walk::{Node, walk_expr, walk_list};
use crate::program::{
    BindingId, Callee, ClassId, Expr, ExprKind, FunctionId, FunctionKind, Place, Program, PropertyKind, Statement, StatementKind, Type,
};
use crate::hash::{HashMap, HashSet};
use crate::source::Span;
use crate::program::types::{BOUND, CONSTRUCT};
use std::collections::BTreeSet;
use std::rc::Rc;

mod captures;
mod errors;
mod this;

pub use captures::{Code, member_of};

/// The name of a member `[Symbol.toStringTag]`.
const TAG: &str = "@@toStringTag";

/// See the module's comment.
#[derive(Debug, Default)]
pub struct Facts<'p> {
    /// Variables of enclosing functions that a function needs in its closure, in order.
    pub captures: HashMap<FunctionId, Vec<BindingId>>,
    /// The same for classes that use variables of functions around them: each evaluation of such a class makes another one.
    pub class_captures: HashMap<ClassId, Vec<BindingId>>,
    /// Which of them the initialisers of their instance fields need; the class itself may be among them.
    pub field_captures: HashMap<ClassId, Vec<BindingId>>,
    /// The classes whose names variables are.
    pub class_names: HashMap<BindingId, ClassId>,
    /// The classes whose static fields variables are.
    pub static_owners: HashMap<BindingId, ClassId>,
    /// Static fields that subclasses may have one of their own instead of.
    pub shadowed: HashSet<BindingId>,
    /// Classes whose static fields are initialised with `this`.
    pub static_this: HashSet<ClassId>,
    /// Functions that use `this`, themselves or in an arrow within.
    pub uses_this: HashSet<FunctionId>,
    /// Names under which calls reach functions that are told their `this`.
    pub this_names: HashSet<Rc<str>>,
    /// Such a function may be called under another name, or under none.
    pub this_escapes: bool,
    /// There is such a function at all.
    pub is_told_this: bool,
    /// Names of the methods of classes that something may read as values.
    pub taken_names: HashSet<Rc<str>>,
    /// Names of the program's accessors, and of members that are assigned through an object: what a call of one runs may depend on what happened before.
    pub unsettled: HashSet<Rc<str>>,
    /// Something of the program's own has a member `then`: a promise may be resolved with it.
    pub has_then: bool,
    /// Something of the program's own has a member `[Symbol.toStringTag]`: what an object is called is what that says.
    pub has_tag: bool,
    /// Something of the program's own has a method `valueOf` or `[Symbol.toPrimitive]`: what is computed with it is what that gives.
    pub has_value_of: bool,
    /// Names of members that are set through object types, interfaces and `any`.
    pub set_names: HashSet<Rc<str>>,
    /// A member `toJSON` may be no function.
    pub has_loose_to_json: bool,
    /// Some object literal has a getter or setter.
    pub has_accessors: bool,
    /// What the program's own errors have as enumerable members though the library's class declares it, and before how many other fields of the class.
    pub error_names: HashMap<ClassId, Vec<(usize, Rc<str>)>>,
    /// Some object has a member that is named by a number.
    pub has_number_keys: bool,
    /// Captured variables that are assigned, or captured before they are initialised.
    pub cells: HashSet<BindingId>,
    /// Those among `cells` that a closure captures before their initialisation is reached.
    pub early: HashSet<BindingId>,
    /// Members of classes, by the class through which they are used, that a class below replaces by a field where they were accessors or methods.
    pub replaced: HashSet<(ClassId, Rc<str>)>,
    /// Variables whose declaration gives them no value.
    pub empty: HashSet<BindingId>,
    /// Variables that are never anything but this literal.
    pub literals: HashMap<BindingId, &'p Expr>,
    /// The function that a name declares, if the name is never assigned.
    pub functions: HashMap<BindingId, FunctionId>,
    /// The reverse.
    pub names: HashMap<FunctionId, BindingId>,
    /// Classes that some `new` names.
    pub constructed: HashSet<ClassId>,
    /// By class: those that extend it directly.
    pub subclasses: Vec<Vec<ClassId>>,
    /// Methods that need a slot in the vtable, by the class that introduces them, in order.
    pub slots: Vec<Vec<Rc<str>>>,
    /// For a method in a slot: the class that introduces it.
    pub slot_owner: HashMap<FunctionId, ClassId>,
}

const TO_JSON: &str = "toJSON";

/// When something happens relative to other things in one function: by position, hoisted functions in their order.
type Moment = (u32, u32);

#[derive(Default)]
struct Survey<'p> {
    /// Bindings that a piece of code mentions.
    mentions: HashMap<Code, BTreeSet<BindingId>>,
    /// Functions that a piece of code makes closures of.
    makes: HashMap<Code, Vec<FunctionId>>,
    /// When a binding is initialised.
    initialized: HashMap<BindingId, Moment>,
    /// When a closure is made.
    made: HashMap<FunctionId, Moment>,
    /// When a class is evaluated.
    evaluated: HashMap<ClassId, Moment>,
    /// Functions in object literals, by the names of their members.
    held: Vec<(Rc<str>, FunctionId)>,
    /// Getters and setters of object literals.
    accessors: HashSet<FunctionId>,
    /// How often members that may be functions are read by name, without being called.
    read: HashMap<Rc<str>, i32>,
    /// Names of members that are read and then called.
    read_and_called: HashSet<Rc<str>>,
    /// Members of fixed objects are read by names made at run time.
    reads_any: bool,
    /// Classes that are values, and whether anything constructs what a value is.
    values: HashSet<ClassId>,
    constructs: bool,
    /// Static methods called through `this`, by the function that calls them, and through a class.
    static_calls: Vec<(FunctionId, FunctionId)>,
    /// Arrows that initialisers of static fields make, and what those initialisers call on `this`.
    static_starts: Vec<(ClassId, FunctionId)>,
    named_calls: Vec<(ClassId, FunctionId)>,
    /// What is visited belongs to the program, not to the library.
    is_own: bool,
    /// Uses of `this` as the class of a static member that is found without it.
    passed_over: HashSet<*const Expr>,
    facts: Facts<'p>,
}

impl<'p> Facts<'p> {
    /// Looks through the whole program.
    pub fn collect(program: &'p Program) -> Facts<'p> {
        let mut survey = Survey::default();
        survey.facts.find_subclasses(program);
        survey.find_own_names(program);
        survey.find_class_names(program);
        survey.facts.shadowed = program.shadows.keys().map(|(_, binding)| *binding).collect();
        let library: HashSet<_> = program.library.functions.values().map(|f| program.functions[f.index()].span.file).collect();
        for (i, function) in program.functions.iter().enumerate() {
            survey.is_own = !library.contains(&function.span.file);
            let code = Code::Function(FunctionId(i as u32));
            for parameter in &function.parameters {
                parameter.default.iter().for_each(|e| walk_expr(e, &mut |n| survey.visit(program, code, n)));
            }
            function.body.iter().for_each(|body| walk_list(body, &mut |n| survey.visit(program, code, n)));
        }
        for (i, class) in program.classes.iter().enumerate() {
            let is_library = program.library.classes.values().any(|&id| std::ptr::eq(&program.classes[id.index()], class));
            survey.facts.has_then |= !is_library && (class.methods.iter().any(|m| &*m.name == "then") || class.fields.iter().any(|f| &*f.name == "then"));
            survey.facts.has_tag |= !is_library && (class.methods.iter().any(|m| m.name.ends_with(TAG)) || class.fields.iter().any(|f| &*f.name == TAG));
            survey.facts.has_value_of |= !is_library && class.methods.iter().any(|m| decides_value(&m.name));
            survey.is_own = !is_library;
            let accessors = class.methods.iter().chain(&class.static_methods).filter_map(|m| m.name.strip_prefix("get "));
            accessors.for_each(|name| survey.note_unsettled(name));
            survey.facts.has_loose_to_json |= class.fields.iter().any(|f| &*f.name == TO_JSON) || class.methods.iter().any(|m| m.name.strip_prefix("get ") == Some(TO_JSON));
            survey.facts.has_number_keys |= class.fields.iter().any(|f| is_number(&f.name));
            let id = ClassId(i as u32);
            class.fields.iter().filter_map(|f| f.initializer.as_ref()).for_each(|e| walk_expr(e, &mut |n| survey.visit(program, Code::Fields(id), n)));
            for field in &class.static_fields {
                let Some(initializer) = &field.initializer else { continue };
                walk_expr(initializer, &mut |n| match n {
                    Node::Expr(Expr { kind: ExprKind::This, .. }) => drop(survey.facts.static_this.insert(id)),
                    Node::Expr(Expr { kind: ExprKind::Closure { function }, .. }) if program.functions[function.index()].kind == FunctionKind::Arrow => {
                        survey.static_starts.push((id, *function));
                        survey.visit(program, Code::Statics(id), n);
                    }
                    _ => survey.visit(program, Code::Statics(id), n),
                });
            }
        }
        survey.find_this(program);
        survey.find_captures(program);
        survey.find_static_users(program);
        survey.find_this(program);
        survey.find_values(program);
        survey.find_this_names(program);
        survey.find_cells(program);
        survey.facts.find_slots(program);
        survey.facts.find_replaced(program);
        survey.facts.find_error_names(program);
        survey.facts
    }

    /// Whether `this` is among its captures.
    pub fn captures_this(&self, program: &Program, function: FunctionId) -> bool {
        program.functions[function.index()].kind == FunctionKind::Arrow && self.uses_this.contains(&function)
    }

    /// The class itself and all that inherit from it.
    pub fn family(&self, class: ClassId) -> Vec<ClassId> {
        let mut all = vec![class];
        let mut next = 0;
        while next < all.len() {
            all.extend(self.subclasses[all[next].index()].iter().copied());
            next += 1;
        }
        all
    }

    /// The functions that a call of method `name` on an instance of `class` may run.
    pub fn implementations(&self, program: &Program, class: ClassId, name: &str) -> Vec<FunctionId> {
        let mut all = Vec::new();
        for member in self.family(class) {
            if self.constructed.contains(&member) {
                if let Some((_, function)) = find_method(program, member, name) {
                    if program.functions[function.index()].body.is_some() && !all.contains(&function) {
                        all.push(function);
                    }
                }
            }
        }
        all
    }

    fn find_subclasses(&mut self, program: &Program) {
        self.subclasses = vec![Vec::new(); program.classes.len()];
        for (i, class) in program.classes.iter().enumerate() {
            if let Some((base, _)) = &class.base {
                self.subclasses[base.index()].push(ClassId(i as u32));
            }
        }
    }

    fn find_replaced(&mut self, program: &Program) {
        for class in &program.classes {
            for field in &class.fields {
                let names = [field.name.clone(), format!("get {}", field.name).into(), format!("set {}", field.name).into()];
                let mut at = class.base.as_ref().map(|(base, _)| *base);
                while let Some(id) = at {
                    if names.iter().any(|name| find_method(program, id, name).is_some()) {
                        self.replaced.insert((id, field.name.clone()));
                    }
                    at = program.classes[id.index()].base.as_ref().map(|(base, _)| *base);
                }
            }
        }
    }

    fn find_slots(&mut self, program: &Program) {
        self.slots = vec![Vec::new(); program.classes.len()];
        for (i, class) in program.classes.iter().enumerate() {
            let id = ClassId(i as u32);
            for method in &class.methods {
                let introduced = class.base.as_ref().is_none_or(|(base, _)| find_method(program, *base, &method.name).is_none());
                if introduced && self.implementations(program, id, &method.name).len() > 1 {
                    self.slots[i].push(method.name.clone());
                    for member in self.family(id) {
                        let own = program.classes[member.index()].methods.iter().filter(|m| m.name == method.name);
                        self.slot_owner.extend(own.map(|m| (m.function, id)));
                    }
                }
            }
        }
    }
}

/// The nearest declaration of method or accessor `name` from `class` upwards, and the class where it stands.
pub fn find_method(program: &Program, class: ClassId, name: &str) -> Option<(ClassId, FunctionId)> {
    let mut at = Some(class);
    while let Some(id) = at {
        let class = &program.classes[id.index()];
        if let Some(method) = class.methods.iter().find(|m| &*m.name == name) {
            return Some((id, method.function));
        }
        at = class.base.as_ref().map(|(base, _)| *base);
    }
    None
}

/// Whether a chain begins with a call of its subject.
fn calls_subject(chain: &Expr) -> bool {
    match &chain.kind {
        ExprKind::Call { callee: Callee::Value(value) | Callee::Bound { function: value, .. }, .. } => matches!(value.kind, ExprKind::ChainSubject) || calls_subject(value),
        ExprKind::Call { callee: Callee::Method { object, .. } | Callee::Member { object, .. }, .. } => calls_subject(object),
        ExprKind::Get(Place::Member { object, .. } | Place::Field { object, .. } | Place::Length { object } | Place::Element { object, .. }) => calls_subject(object),
        ExprKind::Cast { operand, .. } => calls_subject(operand),
        ExprKind::Let { body, .. } => calls_subject(body),
        ExprKind::Conditional { otherwise, .. } => calls_subject(otherwise),
        _ => false,
    }
}

impl<'p> Survey<'p> {
    /// The names of function expressions, which only their own code knows.
    fn find_own_names(&mut self, program: &Program) {
        for (i, binding) in program.bindings.iter().enumerate() {
            let owner = &program.functions[binding.owner.index()];
            if owner.kind == FunctionKind::Function && owner.span == binding.span && owner.name == binding.name && !binding.assigned {
                self.facts.functions.insert(BindingId(i as u32), binding.owner);
                self.facts.names.insert(binding.owner, BindingId(i as u32));
            }
        }
    }

    fn visit(&mut self, program: &'p Program, code: Code, node: Node<'p>) {
        match node {
            Node::List(list) => self.visit_list(code, list),
            Node::Statement(statement) => self.visit_statement(program, statement),
            Node::Expr(expr) => {
                if let Code::Function(function) = code {
                    self.pass_over_this(program, function, expr);
                }
                self.visit_expr(program, code, expr);
                self.visit_members(program, expr);
            }
        }
    }

    fn visit_list(&mut self, code: Code, list: &'p [Statement]) {
        let start = list.iter().map(|s| s.span.start).min().unwrap_or(0);
        let declared = list.iter().filter_map(|s| match s.kind {
            StatementKind::Function { binding, function } => Some((binding, function)),
            _ => None,
        });
        for (i, (binding, made)) in declared.enumerate() {
            let moment = (start, i as u32);
            self.initialized.insert(binding, moment);
            self.made.insert(made, moment);
            self.makes.entry(code).or_default().push(made);
        }
    }

    /// A class is evaluated: it is there before its static fields are.
    fn evaluates(&mut self, program: &Program, class: ClassId, span: Span) {
        self.evaluated.insert(class, (span.start, 0));
        let info = &program.classes[class.index()];
        self.initialized.insert(info.binding, (span.start, 1));
        self.initialized.extend(info.static_fields.iter().map(|f| (f.binding, (span.end, u32::MAX))));
    }

    fn visit_statement(&mut self, program: &'p Program, statement: &'p Statement) {
        match &statement.kind {
            StatementKind::Let { binding, value } => {
                self.initialized.insert(*binding, (statement.span.end, u32::MAX));
                let info = &program.bindings[binding.index()];
                if value.is_none() {
                    self.facts.empty.insert(*binding);
                }
                if let Some(value) = value.as_ref().filter(|v| v.is_literal() && !info.assigned && !info.needs_initialization_check) {
                    self.facts.literals.insert(*binding, value);
                }
            }
            StatementKind::Function { binding, function } if !program.bindings[binding.index()].assigned => {
                self.facts.functions.insert(*binding, *function);
                self.facts.names.insert(*function, *binding);
            }
            StatementKind::Class { class } => self.evaluates(program, *class, statement.span),
            _ => {}
        }
    }

    /// `this.x` in a static method, where x is the same in all classes that `this` may be, has no use for `this`.
    fn pass_over_this(&mut self, program: &Program, function: FunctionId, expr: &'p Expr) {
        let place = match &expr.kind {
            ExprKind::Get(place) | ExprKind::Assign { place, .. } | ExprKind::AssignOp { place, .. } | ExprKind::AssignLogical { place, .. } | ExprKind::Update { place, .. } => place,
            ExprKind::Call { callee: Callee::Member { object, name }, .. } if matches!(object.kind, ExprKind::This) => {
                if let Some(called) = self.facts.known_static_method(program, object, name) {
                    self.passed_over.insert(&**object);
                    self.static_calls.push((function, called));
                }
                return;
            }
            _ => return,
        };
        if let Place::Member { object, name } = place
            && matches!(object.kind, ExprKind::This | ExprKind::ClassValue(_))
            && self.facts.known_static_field(program, object, name).is_some()
        {
            self.passed_over.insert(&**object);
        }
    }

    fn visit_expr(&mut self, program: &Program, code: Code, expr: &'p Expr) {
        match &expr.kind {
            ExprKind::Read(binding) => self.mention(code, *binding),
            ExprKind::Get(place)
            | ExprKind::Assign { place, .. }
            | ExprKind::AssignOp { place, .. }
            | ExprKind::AssignLogical { place, .. }
            | ExprKind::Update { place, .. } => match place {
                Place::Binding(binding) => self.mention_field(program, code, *binding),
                Place::StaticAccessor { class, .. } => self.mention_class(program, code, *class),
                Place::Member { object, name } if matches!(object.kind, ExprKind::ClassValue(_)) => {
                    if let Some(binding) = self.facts.known_static_field(program, object, name) {
                        self.mention_field(program, code, binding);
                    }
                }
                _ => {}
            },
            ExprKind::Closure { function: made } => {
                self.made.insert(*made, (expr.span.start, 0));
                self.makes.entry(code).or_default().push(*made);
            }
            ExprKind::Call { callee: Callee::Function { function: called, .. }, .. } => {
                // Its name may be declared further down: looked up when all is known.
                self.makes.entry(code).or_default();
                self.calls(code, *called);
            }
            ExprKind::This if self.passed_over.contains(&std::ptr::from_ref(expr)) => {}
            ExprKind::Call { callee: Callee::Super { .. }, .. } | ExprKind::SuperCall { .. } | ExprKind::This => match code {
                Code::Function(function) => drop(self.facts.uses_this.insert(function)),
                Code::Statics(class) => drop(self.facts.static_this.insert(class)),
                Code::Fields(_) => {}
            },
            ExprKind::ClassValue(class) => {
                if !self.passed_over.contains(&std::ptr::from_ref(expr)) {
                    self.values.insert(*class);
                }
                self.mention_class(program, code, *class);
            }
            ExprKind::DefineClass(class) => {
                self.values.insert(*class);
                self.evaluates(program, *class, expr.span);
            }
            ExprKind::Call { callee: Callee::Static { object, function: called, .. }, .. } => match (&object.kind, code) {
                (ExprKind::This, Code::Function(function)) => self.static_calls.push((function, *called)),
                (ExprKind::This, Code::Statics(class)) => self.static_starts.push((class, *called)),
                (&ExprKind::ClassValue(class), _) => {
                    self.named_calls.push((class, *called));
                    self.mention_class(program, code, class);
                }
                _ => {}
            },
            ExprKind::New { class, .. } => {
                self.facts.constructed.insert(*class);
                self.mention_class(program, code, *class);
            }
            ExprKind::InstanceOf { class, .. } => self.mention_class(program, code, *class),
            _ => {}
        }
    }

    /// What says which functions may be called with an object as `this`.
    fn visit_members(&mut self, program: &Program, expr: &'p Expr) {
        if let ExprKind::Assign { place, .. } | ExprKind::AssignOp { place, .. } | ExprKind::AssignLogical { place, .. } | ExprKind::Update { place, .. } = &expr.kind
            && let Place::Member { name, .. } = place
        {
            self.facts.set_names.insert(name.clone());
        }
        match &expr.kind {
            ExprKind::Object(properties) => {
                for property in properties {
                    self.facts.has_then |= &*property.name == "then";
                    self.facts.has_tag |= &*property.name == TAG;
                    let is_function = matches!((&property.kind, &property.value.kind), (PropertyKind::Value, ExprKind::Closure { .. }));
                    self.facts.has_loose_to_json |= &*property.name == TO_JSON && !is_function;
                    self.facts.has_value_of |= decides_value(&property.name);
                    self.facts.has_number_keys |= is_number(&property.name);
                    match (&property.kind, &property.value.kind) {
                        (PropertyKind::Value, ExprKind::Closure { function }) => self.held.push((property.name.clone(), *function)),
                        (PropertyKind::Getter | PropertyKind::Setter, value) => {
                            self.facts.has_accessors = true;
                            self.note_unsettled(&property.name);
                            if let ExprKind::Closure { function } = value {
                                self.accessors.insert(*function);
                            }
                        }
                        _ => {}
                    }
                }
            }
            ExprKind::Assign { place: Place::Field { object, name, .. }, .. } if !matches!(object.kind, ExprKind::This) => self.note_unsettled(name),
            ExprKind::Assign { place: Place::Member { name, .. }, value } => {
                self.facts.has_tag |= &**name == TAG;
                self.note_unsettled(name);
                self.facts.has_loose_to_json |= &**name == TO_JSON;
                if let ExprKind::Closure { function } = value.kind {
                    self.held.push((name.clone(), function));
                }
            }
            ExprKind::Call { callee: Callee::Member { name, .. }, .. } if &**name == CONSTRUCT => self.constructs = true,
            ExprKind::Get(Place::Member { name, .. }) => self.note_read(program, expr, name, 1),
            ExprKind::Call { callee: Callee::Member { name, .. }, .. } if let Some(method) = name.strip_prefix(BOUND) => self.note_read(program, expr, method, 1),
            // Calls of `object.name!(…)` and `object.name?.(…)` say what `this` is.
            ExprKind::Call { callee: Callee::Value(value), .. } => self.is_called(program, value),
            ExprKind::OptionalChain { subject, chain } if calls_subject(chain) => self.is_called(program, subject),
            ExprKind::Get(Place::Entry { object, .. }) => {
                let is_dictionary = matches!(program.types.get(object.ty), Type::Object { members, .. } if members.iter().any(|m| m.is_index()));
                self.reads_any |= !is_dictionary;
            }
            _ => {}
        }
    }

    fn note_unsettled(&mut self, name: &str) {
        if self.is_own {
            self.facts.unsettled.insert(name.into());
        }
    }

    fn mention(&mut self, code: Code, binding: BindingId) {
        self.mentions.entry(code).or_default().insert(binding);
    }

    /// A static field whose class may not be there yet is got at through the class.
    fn mention_field(&mut self, program: &Program, code: Code, binding: BindingId) {
        self.mention(code, binding);
        if let Some(&owner) = self.facts.static_owners.get(&binding)
            && program.bindings[program.classes[owner.index()].binding.index()].needs_initialization_check
        {
            self.mention_class(program, code, owner);
        }
    }

    fn mention_class(&mut self, program: &Program, code: Code, class: ClassId) {
        self.mention(code, program.classes[class.index()].binding);
        if let Some(&mark) = program.marks.get(&class) {
            self.mention(code, mark);
        }
    }

    /// Calling a function by name mentions the name; until names are known it is kept under a number of its own.
    fn calls(&mut self, code: Code, called: FunctionId) {
        self.mentions.entry(code).or_default().insert(BindingId(u32::MAX - called.0));
    }

    /// Classes that are constructed as values, or because a static method of theirs needs its `this`.
    fn find_values(&mut self, program: &Program) {
        self.values.extend(self.named_calls.iter().filter(|(_, function)| self.facts.uses_this.contains(function)).map(|(class, _)| *class));
        for (class, function) in &self.static_starts {
            if self.facts.uses_this.contains(function) {
                self.facts.static_this.insert(*class);
            }
        }
        self.values.extend(&self.facts.static_this);
        let of_blocks = program.classes.iter().enumerate().filter(|(_, c)| {
            let blocks = c.static_blocks.iter().map(|(_, f)| f);
            blocks.chain(c.static_methods.iter().map(|m| &m.function)).any(|f| self.facts.uses_this.contains(f))
        });
        self.values.extend(of_blocks.map(|(i, _)| ClassId(i as u32)));
        if self.constructs {
            let made = self.values.iter().filter(|class| !program.classes[class.index()].is_abstract);
            self.facts.constructed.extend(made.copied().collect::<Vec<_>>());
        }
    }

    fn find_this(&mut self, program: &Program) {
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for &(function, called) in &self.static_calls {
                changed |= self.facts.uses_this.contains(&called) && self.facts.uses_this.insert(function);
            }
            for (&code, made) in &self.makes {
                let Code::Function(function) = code else { continue };
                let uses = made.iter().any(|m| program.functions[m.index()].kind == FunctionKind::Arrow && self.facts.uses_this.contains(m));
                changed |= uses && self.facts.uses_this.insert(function);
            }
        }
    }
}

/// Whether a method of this name says what stands for its object in sums.
fn decides_value(name: &str) -> bool {
    matches!(name, "valueOf" | "@@toPrimitive")
}

/// Whether a member's name is the text of a number.
fn is_number(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit())
}
