//! Which storages may alias: unification over the whole module (Steensgaard, Points-to Analysis in Almost Linear Time, 1996).
//!
//! Every value that may be or hold an object has a node; values that flow together share one. A node says what lies inside the
//! objects: one node for the elements of arrays, one for each argument and one for the result of functions. Elements, arguments
//! and results of functions entered indirectly are storages, and two of them that share a node have one representation.
//!
//! What flows one way only is written down too ([`Groups::reaching`]): whether an object ever gets to a certain place is asked of single objects,
//! for which the unification is too coarse (Andersen, Program Analysis and Specialization for the C Programming Language, 1994).

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
    /// The objects of which a member of this name is called, read or written.
    Receiver(u32),
}

/// The finished unification.
#[derive(Debug, Default)]
pub struct Groups {
    parents: Vec<Node>,
    contents: Vec<Contents>,
    places: HashMap<Place, Node>,
    /// From where to where objects go; nodes as they were made, not representatives.
    flows: Vec<(Node, Node)>,
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

    /// The node of a value itself, for [`Groups::reaching`].
    pub fn own(&self, function: Func, value: Value) -> Option<Node> {
        self.places.get(&Place::Value(function, value)).copied()
    }

    /// What the program does not see: objects that the runtime keeps.
    pub fn outside(&self) -> Option<Node> {
        self.places.get(&Place::Outside).copied()
    }

    /// For each list of nodes, by node: whether an object that is there may get to one of the list.
    pub fn reaching<const N: usize>(&self, ends: [Vec<Node>; N]) -> [Vec<bool>; N] {
        let mut sources: Vec<Vec<Node>> = vec![Vec::new(); self.parents.len()];
        for (from, to) in &self.flows {
            sources[to.0 as usize].push(*from);
        }
        ends.map(|mut work| {
            let mut reaches = vec![false; self.parents.len()];
            while let Some(node) = work.pop() {
                if !std::mem::replace(&mut reaches[node.0 as usize], true) {
                    work.extend(&sources[node.0 as usize]);
                }
            }
            reaches
        })
    }

    /// The number of a node itself, for the table that [`Groups::reaching`] gives.
    pub fn number(node: Node) -> usize {
        node.0 as usize
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

    /// One storage: what gets into one is in the other.
    fn unify(&mut self, a: Node, b: Node) {
        self.flows.extend([(a, b), (b, a)]);
        self.merge(a, b);
    }

    /// Held in one way, but what gets to `to` does not get to `from`.
    fn flow(&mut self, from: Node, to: Node) {
        self.flows.push((from, to));
        self.merge(from, to);
    }

    fn merge(&mut self, a: Node, b: Node) {
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
            let known = work.len();
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
            // What lies inside of objects that may be the same is the same storage.
            self.flows.extend(work[known..].iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]));
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
                    Member::Method(function) => {
                        self.receive(module, *selector, *function);
                        self.unify_function(module, node, *function);
                    }
                    // The grown class has the field, under the same name.
                    Member::Added(_) => {}
                    Member::Accessor(get, set) => {
                        get.iter().chain(set).for_each(|function| self.receive(module, *selector, *function));
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

    /// The objects of which this member is called are the function's first parameter.
    fn receive(&mut self, module: &Module, selector: Selector, function: Func) {
        if let Some(&param) = module.functions[function.index()].as_ref().and_then(|f| f.params().first()) {
            let (receiver, param) = (self.place(Place::Receiver(selector.0)), self.place(Place::Value(function, param)));
            self.flows.push((receiver, param));
        }
    }

    /// The functions in `node` include this one: argument 0 is the first parameter after the closure or object.
    fn unify_function(&mut self, module: &Module, node: Node, function: Func) {
        let Some(info) = &module.functions[function.index()] else { return };
        for (i, &param) in info.params().iter().enumerate().skip(1) {
            let (argument, param) = (self.argument_of(node, i - 1), self.place(Place::Value(function, param)));
            self.flow(argument, param);
        }
        let (result, own) = (self.result_of(node), self.place(Place::Result(function)));
        self.flow(own, result);
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
            self.from_place(Place::Thrown, self.function.params()[0]);
        }
        for block in &self.function.blocks {
            for instruction in &block.instructions {
                self.instruction(&instruction.op, instruction.result);
            }
            self.terminator(&block.terminator);
            if let Some(handler) = block.handler {
                self.from_place(Place::Thrown, self.function.blocks[handler.index()].params[0]);
            }
        }
    }

    fn terminator(&mut self, terminator: &Terminator) {
        terminator.targets(|t| {
            let Block(b) = t.block;
            for (&param, &arg) in self.function.blocks[b as usize].params.iter().zip(&t.args) {
                self.pass(arg, param);
            }
        });
        match terminator {
            Terminator::Return(Some(v)) => self.to_place(*v, Place::Result(self.id)),
            Terminator::Throw(v) => self.to_place(*v, Place::Thrown),
            _ => {}
        }
    }

    fn holds_objects(&self, value: Value) -> bool {
        matches!(self.function.ty(value), Type::Ref | Type::Word)
    }

    fn node(&mut self, value: Value) -> Node {
        self.groups.place(Place::Value(self.id, value))
    }

    /// What one value holds the other holds too.
    fn pass(&mut self, from: Value, to: Value) {
        if self.holds_objects(from) && self.holds_objects(to) {
            let (from, to) = (self.node(from), self.node(to));
            self.groups.flow(from, to);
        }
    }

    fn to_place(&mut self, value: Value, place: Place) {
        if self.holds_objects(value) {
            let (from, to) = (self.node(value), self.groups.place(place));
            self.groups.flow(from, to);
        }
    }

    fn from_place(&mut self, place: Place, value: Value) {
        if self.holds_objects(value) {
            let (from, to) = (self.groups.place(place), self.node(value));
            self.groups.flow(from, to);
        }
    }

    fn to_node(&mut self, value: Value, node: Node) {
        // Numbers and booleans as well: the storage they go to must exist.
        let own = self.node(value);
        if self.holds_objects(value) {
            self.groups.flow(own, node);
        }
    }

    fn from_node(&mut self, node: Node, value: Value) {
        let own = self.node(value);
        if self.holds_objects(value) {
            self.groups.flow(node, own);
        }
    }

    /// An object of which a member of this name is asked for.
    fn receiver(&mut self, object: Value, selector: Selector) {
        let (object, receiver) = (self.node(object), self.groups.place(Place::Receiver(selector.0)));
        self.groups.flows.push((object, receiver));
    }

    fn elements(&mut self, object: Value) -> Node {
        let node = self.node(object);
        self.groups.elements_of(node)
    }

    fn instruction(&mut self, op: &Op, result: Option<Value>) {
        match op {
            Op::ToWord(v) | Op::Expect { value: v, .. } | Op::RefineKinds { value: v, .. } | Op::Convert(_, v) => self.pass(*v, result.expect("it has a result")),
            Op::FieldGet { class, index, .. } => self.from_place(Place::Field(*class, *index), result.expect("it has a result")),
            Op::FieldSet { class, index, value, .. } => self.to_place(*value, Place::Field(*class, *index)),
            Op::MemberGet { selector, object } => {
                self.receiver(*object, *selector);
                self.from_place(Place::Member(selector.0), result.expect("it has a result"));
            }
            Op::MemberSet { selector, value, object } => {
                self.receiver(*object, *selector);
                self.to_place(*value, Place::Member(selector.0));
            }
            Op::ArrayNew { elements, .. } => {
                let node = self.elements(result.expect("it has a result"));
                elements.iter().for_each(|&e| self.to_node(e, node));
            }
            Op::ArrayNewFilled { .. } => {
                self.elements(result.expect("it has a result"));
            }
            Op::ElementGet { object, .. } | Op::ArrayPop { object, .. } => {
                let node = self.elements(*object);
                if let Some(result) = result {
                    self.from_node(node, result);
                }
            }
            Op::ElementSet { object, value, .. } | Op::ElementPut { object, value, .. } | Op::ArrayPush { object, value, .. } => {
                let node = self.elements(*object);
                self.to_node(*value, node);
            }
            Op::StaticGet(g) => self.from_place(Place::Static(g.0), result.expect("it has a result")),
            Op::StaticSet(g, v) => self.to_place(*v, Place::Static(g.0)),
            Op::CellNew(k, v) | Op::CellSet { cell: k, value: v, .. } => self.to_place(*v, Place::Cell(k.0)),
            Op::CellGet(k, _) => self.from_place(Place::Cell(k.0), result.expect("it has a result")),
            Op::CaptureGet { of, index, .. } => self.from_place(Place::Capture(of.unwrap_or(self.id), *index), result.expect("it has a result")),
            Op::SlotGet(t) => self.from_place(Place::Slot(self.id, t.0), result.expect("it has a result")),
            Op::SlotSet(t, v) => self.to_place(*v, Place::Slot(self.id, t.0)),
            Op::Func(function) => {
                let node = self.node(result.expect("it has a result"));
                self.groups.unify_function(self.module, node, *function);
            }
            Op::ClosureNew { function, captures } => {
                captures.iter().enumerate().for_each(|(i, &c)| self.to_place(c, Place::Capture(*function, i as u32)));
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
            Op::CallMember { selector, args, .. } => {
                let node = self.groups.place(Place::Member(selector.0));
                self.receiver(args[0], *selector);
                self.indirect(node, &args[1..], result);
            }
            Op::CallRuntime { name, args } => {
                if &**name == "th_uncaught" {
                    self.to_place(args[0], Place::Thrown);
                }
                self.runtime(name, args, result);
            }
            _ => {}
        }
    }

    fn direct(&mut self, function: Func, args: &[Value], result: Option<Value>) {
        let Some(callee) = &self.module.functions[function.index()] else { return };
        for (&param, &arg) in callee.params().iter().zip(args) {
            self.to_place(arg, Place::Value(function, param));
        }
        if let Some(result) = result {
            self.from_place(Place::Result(function), result);
        }
    }

    fn indirect(&mut self, node: Node, args: &[Value], result: Option<Value>) {
        for (i, &arg) in args.iter().enumerate() {
            let argument = self.groups.argument_of(node, i);
            self.to_node(arg, argument);
        }
        let node = self.groups.result_of(node);
        if let Some(result) = result {
            self.from_node(node, result);
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
                    self.to_node(args[1], node);
                }
            }
            "th_array_slice" | "th_array_concat" => {
                let objects = args.iter().copied().take(if name == "th_array_slice" { 1 } else { 2 }).chain(result);
                let all: Vec<Value> = objects.collect();
                // Other arrays, of the same elements.
                for pair in all.windows(2) {
                    let (a, b) = (self.node(pair[0]), self.node(pair[1]));
                    self.groups.merge(a, b);
                }
            }
            _ if ["th_string_", "th_console_", "th_word_", "th_array_", "th_parse_", "th_box_", "th_f64_"].iter().any(|p| name.starts_with(p)) => {}
            _ => {
                args.iter().for_each(|value| self.to_place(*value, Place::Outside));
                if let Some(result) = result {
                    self.from_place(Place::Outside, result);
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
