//! Which storages may alias: unification over the whole module (Steensgaard, Points-to Analysis in Almost Linear Time, 1996).
//!
//! Every value that may be or hold an object has a node; values that flow together share one. A node says what lies inside the
//! objects: one node for the elements of arrays, one for each argument and one for the result of functions. Elements, arguments
//! and results of functions entered indirectly are storages, and two of them that share a node have one representation.

use crate::ir::{Block, Class, Func, Function, Member, Module, Op, Selector, Terminator, Type, Value};
use crate::hash::HashMap;

/// A node of the unification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node(u32);

#[derive(Debug, Clone, Default)]
struct Contents {
    elements: Option<Node>,
    arguments: Vec<Option<Node>>,
    result: Option<Node>,
    /// The runtime looks at elements as words.
    words: bool,
}

/// A storage that is not a value, as a key of the unification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Value(Func, Value),
    Field(Class, u32),
    Static(u32),
    Cell(u32),
    Capture(Func, u32),
    Slot(Func, u32),
    Result(Func),
    Member(u32),
    Thrown,
    Outside,
}

/// The finished unification.
#[derive(Debug, Default)]
pub struct Groups {
    parents: Vec<Node>,
    contents: Vec<Contents>,
    places: HashMap<Place, Node>,
}

impl Groups {
    /// Unifies whatever flows together in `module`.
    pub fn new(module: &Module) -> Groups {
        let mut groups = Groups::default();
        groups.unify_members(module);
        for (i, function) in module.functions.iter().enumerate() {
            if let Some(function) = function {
                Walk { module, groups: &mut groups, id: Func(i as u32), function }.function();
            }
        }
        groups.resolve();
        groups
    }

    /// The representative of a node.
    pub fn find(&self, node: Node) -> Node {
        let mut node = node;
        while self.parents[node.0 as usize] != node {
            node = self.parents[node.0 as usize];
        }
        node
    }

    /// The storage of the elements of arrays that a value may be; `None` when no array has ever been seen there.
    pub fn elements(&self, function: Func, object: Value) -> Option<Node> {
        let node = self.places.get(&Place::Value(function, object))?;
        self.contents[self.find(*node).0 as usize].elements.map(|n| self.find(n))
    }

    /// The storage of argument `index` of the functions that a value may be.
    pub fn argument(&self, function: Func, callee: Value, index: usize) -> Option<Node> {
        let node = self.places.get(&Place::Value(function, callee))?;
        self.contents[self.find(*node).0 as usize].arguments.get(index).copied().flatten().map(|n| self.find(n))
    }

    /// The storage of the result of the functions that a value may be.
    pub fn result(&self, function: Func, callee: Value) -> Option<Node> {
        let node = self.places.get(&Place::Value(function, callee))?;
        self.contents[self.find(*node).0 as usize].result.map(|n| self.find(n))
    }

    /// The storage that a parameter of a function entered indirectly is.
    pub fn value(&self, function: Func, value: Value) -> Option<Node> {
        self.places.get(&Place::Value(function, value)).map(|n| self.find(*n))
    }

    /// The storage that the result of a function entered indirectly is.
    pub fn own_result(&self, function: Func) -> Option<Node> {
        self.places.get(&Place::Result(function)).map(|n| self.find(*n))
    }

    /// The storage of argument `index` of the functions that are members of this name, the object not counted.
    pub fn member_argument(&self, selector: Selector, index: usize) -> Option<Node> {
        let node = self.places.get(&Place::Member(selector.0))?;
        self.contents[self.find(*node).0 as usize].arguments.get(index).copied().flatten().map(|n| self.find(n))
    }

    /// The storage of their results.
    pub fn member_result(&self, selector: Selector) -> Option<Node> {
        let node = self.places.get(&Place::Member(selector.0))?;
        self.contents[self.find(*node).0 as usize].result.map(|n| self.find(n))
    }

    /// Whether elements of arrays that a value may be must be words because the runtime looks at them.
    pub fn must_be_words(&self, elements: Node) -> bool {
        self.contents[self.find(elements).0 as usize].words
    }

    /// Number of nodes, for tables by node.
    pub fn len(&self) -> usize {
        self.parents.len()
    }

    /// The position of a representative in such a table.
    pub fn index(&self, node: Node) -> usize {
        self.find(node).0 as usize
    }

    fn fresh(&mut self) -> Node {
        let node = Node(self.parents.len() as u32);
        self.parents.push(node);
        self.contents.push(Contents::default());
        node
    }

    fn place(&mut self, place: Place) -> Node {
        match self.places.get(&place) {
            Some(&node) => node,
            None => {
                let node = self.fresh();
                self.places.insert(place, node);
                node
            }
        }
    }

    fn elements_of(&mut self, node: Node) -> Node {
        let root = self.find(node).0 as usize;
        match self.contents[root].elements {
            Some(elements) => elements,
            None => {
                let elements = self.fresh();
                self.contents[root].elements = Some(elements);
                elements
            }
        }
    }

    fn argument_of(&mut self, node: Node, index: usize) -> Node {
        let root = self.find(node).0 as usize;
        if let Some(Some(argument)) = self.contents[root].arguments.get(index) {
            return *argument;
        }
        let argument = self.fresh();
        let arguments = &mut self.contents[root].arguments;
        if arguments.len() <= index {
            arguments.resize(index + 1, None);
        }
        arguments[index] = Some(argument);
        argument
    }

    fn result_of(&mut self, node: Node) -> Node {
        let root = self.find(node).0 as usize;
        match self.contents[root].result {
            Some(result) => result,
            None => {
                let result = self.fresh();
                self.contents[root].result = Some(result);
                result
            }
        }
    }

    fn unify(&mut self, a: Node, b: Node) {
        // A list, not recursion: chains of arrays of arrays may be long.
        let mut work = vec![(a, b)];
        while let Some((a, b)) = work.pop() {
            let (a, b) = (self.find(a), self.find(b));
            if a == b {
                continue;
            }
            // The older node stays, so that numbering does not depend on the order of visits.
            let (keep, gone) = (a.min(b), a.max(b));
            self.parents[gone.0 as usize] = keep;
            let from = std::mem::take(&mut self.contents[gone.0 as usize]);
            let into = &mut self.contents[keep.0 as usize];
            into.words |= from.words;
            merge(&mut into.elements, from.elements, &mut work);
            merge(&mut into.result, from.result, &mut work);
            if into.arguments.len() < from.arguments.len() {
                into.arguments.resize(from.arguments.len(), None);
            }
            for (mine, theirs) in into.arguments.iter_mut().zip(from.arguments) {
                merge(mine, theirs, &mut work);
            }
        }
    }

    /// Fields and methods of one name share the node of that name.
    fn unify_members(&mut self, module: &Module) {
        for class in &module.classes {
            for (selector, member) in &class.members {
                let node = self.place(Place::Member(selector.0));
                match member {
                    Member::Field(class, index) => {
                        let field = self.place(Place::Field(*class, *index));
                        self.unify(node, field);
                    }
                    Member::Method(function) => self.unify_function(module, node, *function),
                    // The grown class has the field, under the same name.
                    Member::Added(_) => {}
                    Member::Accessor(get, set) => {
                        // What a getter gives and a setter takes are what the member holds.
                        if let Some(get) = get {
                            let result = self.place(Place::Result(*get));
                            self.unify(node, result);
                        }
                        if let Some(value) = set.and_then(|s| module.functions[s.index()].as_ref().map(|f| (s, f))).and_then(|(s, f)| f.params().get(1).map(|v| (s, *v))) {
                            let value = self.place(Place::Value(value.0, value.1));
                            self.unify(node, value);
                        }
                    }
                }
            }
        }
    }

    /// The functions in `node` include this one: argument 0 is the first parameter after the closure or object.
    fn unify_function(&mut self, module: &Module, node: Node, function: Func) {
        let Some(info) = &module.functions[function.index()] else { return };
        for (i, &param) in info.params().iter().enumerate().skip(1) {
            let (argument, param) = (self.argument_of(node, i - 1), self.place(Place::Value(function, param)));
            self.unify(argument, param);
        }
        let (result, own) = (self.result_of(node), self.place(Place::Result(function)));
        self.unify(result, own);
    }

    /// Shortens all ways to the representatives.
    fn resolve(&mut self) {
        for i in 0..self.parents.len() {
            self.parents[i] = self.find(Node(i as u32));
        }
    }
}

fn merge(into: &mut Option<Node>, from: Option<Node>, work: &mut Vec<(Node, Node)>) {
    match (*into, from) {
        (Some(a), Some(b)) => work.push((a, b)),
        (None, other) => *into = other,
        (Some(_), None) => {}
    }
}

/// One function's walk.
struct Walk<'a> {
    module: &'a Module,
    groups: &'a mut Groups,
    id: Func,
    function: &'a Function,
}

impl Walk<'_> {
    fn function(&mut self) {
        // What nobody catches is described.
        if self.module.describe == Some(self.id) {
            self.same_place(self.function.params()[0], Place::Thrown);
        }
        for block in &self.function.blocks {
            for instruction in &block.instructions {
                self.instruction(&instruction.op, instruction.result);
            }
            self.terminator(&block.terminator);
            if let Some(handler) = block.handler {
                self.same_place(self.function.blocks[handler.index()].params[0], Place::Thrown);
            }
        }
    }

    fn terminator(&mut self, terminator: &Terminator) {
        terminator.targets(|t| {
            let Block(b) = t.block;
            for (&param, &arg) in self.function.blocks[b as usize].params.iter().zip(&t.args) {
                self.same(param, arg);
            }
        });
        match terminator {
            Terminator::Return(Some(v)) => self.same_place(*v, Place::Result(self.id)),
            Terminator::Throw(v) => self.same_place(*v, Place::Thrown),
            _ => {}
        }
    }

    fn holds_objects(&self, value: Value) -> bool {
        matches!(self.function.ty(value), Type::Ref | Type::Word)
    }

    fn node(&mut self, value: Value) -> Node {
        self.groups.place(Place::Value(self.id, value))
    }

    fn same(&mut self, a: Value, b: Value) {
        if self.holds_objects(a) && self.holds_objects(b) {
            let (a, b) = (self.node(a), self.node(b));
            self.groups.unify(a, b);
        }
    }

    fn same_place(&mut self, value: Value, place: Place) {
        if self.holds_objects(value) {
            let (a, b) = (self.node(value), self.groups.place(place));
            self.groups.unify(a, b);
        }
    }

    fn same_node(&mut self, value: Value, node: Node) {
        // Numbers and booleans as well: the storage they go to must exist.
        let own = self.node(value);
        if self.holds_objects(value) {
            self.groups.unify(own, node);
        }
    }

    fn elements(&mut self, object: Value) -> Node {
        let node = self.node(object);
        self.groups.elements_of(node)
    }

    fn instruction(&mut self, op: &Op, result: Option<Value>) {
        match op {
            Op::ToWord(v) | Op::Expect { value: v, .. } | Op::RefineKinds { value: v, .. } | Op::Convert(_, v) => self.same(result.expect("it has a result"), *v),
            Op::FieldGet { class, index, .. } => self.same_place(result.expect("it has a result"), Place::Field(*class, *index)),
            Op::FieldSet { class, index, value, .. } => self.same_place(*value, Place::Field(*class, *index)),
            Op::MemberGet { selector, .. } => self.same_place(result.expect("it has a result"), Place::Member(selector.0)),
            Op::MemberSet { selector, value, .. } => self.same_place(*value, Place::Member(selector.0)),
            Op::ArrayNew { elements, .. } => {
                let node = self.elements(result.expect("it has a result"));
                elements.iter().for_each(|&e| self.same_node(e, node));
            }
            Op::ArrayNewFilled { .. } => {
                self.elements(result.expect("it has a result"));
            }
            Op::ElementGet { object, .. } | Op::ArrayPop { object, .. } => {
                let node = self.elements(*object);
                if let Some(result) = result {
                    self.same_node(result, node);
                }
            }
            Op::ElementSet { object, value, .. } | Op::ElementPut { object, value, .. } | Op::ArrayPush { object, value, .. } => {
                let node = self.elements(*object);
                self.same_node(*value, node);
            }
            Op::StaticGet(g) => self.same_place(result.expect("it has a result"), Place::Static(g.0)),
            Op::StaticSet(g, v) => self.same_place(*v, Place::Static(g.0)),
            Op::CellNew(k, v) | Op::CellSet { cell: k, value: v, .. } => self.same_place(*v, Place::Cell(k.0)),
            Op::CellGet(k, _) => self.same_place(result.expect("it has a result"), Place::Cell(k.0)),
            Op::CaptureGet { index, .. } => self.same_place(result.expect("it has a result"), Place::Capture(self.id, *index)),
            Op::SlotGet(t) => self.same_place(result.expect("it has a result"), Place::Slot(self.id, t.0)),
            Op::SlotSet(t, v) => self.same_place(*v, Place::Slot(self.id, t.0)),
            Op::Func(function) => {
                let node = self.node(result.expect("it has a result"));
                self.groups.unify_function(self.module, node, *function);
            }
            Op::ClosureNew { function, captures } => {
                captures.iter().enumerate().for_each(|(i, &c)| self.same_place(c, Place::Capture(*function, i as u32)));
                let node = self.node(result.expect("it has a result"));
                self.groups.unify_function(self.module, node, *function);
            }
            _ => self.call(op, result),
        }
    }

    fn call(&mut self, op: &Op, result: Option<Value>) {
        match op {
            Op::Call { function, args } => self.direct(*function, args, result),
            Op::CallVirtual { class, slot, args } => {
                for function in implementations(self.module, *class, *slot) {
                    self.direct(function, args, result);
                }
            }
            Op::CallClosure { callee, args } => {
                let node = self.node(*callee);
                self.indirect(node, args, result);
            }
            Op::CallMember { selector, args } => {
                let node = self.groups.place(Place::Member(selector.0));
                self.indirect(node, &args[1..], result);
            }
            Op::CallRuntime { name, args } => {
                if &**name == "th_uncaught" {
                    self.same_place(args[0], Place::Thrown);
                }
                self.runtime(name, args, result);
            }
            _ => {}
        }
    }

    fn direct(&mut self, function: Func, args: &[Value], result: Option<Value>) {
        let Some(callee) = &self.module.functions[function.index()] else { return };
        for (&param, &arg) in callee.params().iter().zip(args) {
            self.same_place(arg, Place::Value(function, param));
        }
        if let Some(result) = result {
            self.same_place(result, Place::Result(function));
        }
    }

    fn indirect(&mut self, node: Node, args: &[Value], result: Option<Value>) {
        for (i, &arg) in args.iter().enumerate() {
            let argument = self.groups.argument_of(node, i);
            self.same_node(arg, argument);
        }
        let node = self.groups.result_of(node);
        if let Some(result) = result {
            self.same_node(result, node);
        }
    }

    /// Functions on strings and numbers keep nothing. Those on arrays give arrays of the same elements; what goes into a table comes out of
    /// any table; whatever else takes objects is treated as if it knew them all.
    fn runtime(&mut self, name: &str, args: &[Value], result: Option<Value>) {
        match name {
            "th_string_split" => {
                let node = self.elements(result.expect("it has a result"));
                self.groups.contents_mut(node).words = true;
            }
            "th_array_join" | "th_array_index_of" | "th_array_includes" | "th_array_fill_words" => {
                let node = self.elements(args[0]);
                self.groups.contents_mut(node).words = true;
                if name != "th_array_join" {
                    self.same_node(args[1], node);
                }
            }
            "th_array_slice" | "th_array_concat" => {
                let objects = args.iter().copied().take(if name == "th_array_slice" { 1 } else { 2 }).chain(result);
                let all: Vec<Value> = objects.collect();
                all.windows(2).for_each(|pair| self.same(pair[0], pair[1]));
            }
            _ if ["th_string_", "th_console_", "th_word_", "th_array_", "th_parse_", "th_box_", "th_f64_"].iter().any(|p| name.starts_with(p)) => {}
            _ => {
                for value in args.iter().copied().chain(result) {
                    self.same_place(value, Place::Outside);
                }
            }
        }
    }
}

impl Groups {
    fn contents_mut(&mut self, node: Node) -> &mut Contents {
        let root = self.find(node).0 as usize;
        &mut self.contents[root]
    }
}

/// The functions that a virtual call may reach: those in the slot of the class and of everything below it.
pub fn implementations(module: &Module, class: Class, slot: u32) -> Vec<Func> {
    let mut found: Vec<Func> = Vec::new();
    for i in 0..module.classes.len() {
        if super::facts::is_subclass(Class(i as u32), class, &module.classes)
            && let Some(Some(function)) = module.classes[i].vtable.get(slot as usize)
            && !found.contains(function)
        {
            found.push(*function);
        }
    }
    found
}
