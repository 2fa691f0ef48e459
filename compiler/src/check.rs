//! The type checker: Ast in, [`Program`] and problems out.
//!
//! One walk over each body gives every expression its type and writes the Program at the same time. What a walk needs to
//! know of code it has not reached yet (the type of a later variable, the result of a function without annotation) is
//! inferred on demand by a *quiet* walk over just that code, whose problems are dropped and whose type is remembered;
//! the walk that counts comes later in order and overwrites what the quiet one wrote. That works because every entity
//! (binding, function, class, interface) is found by the [`ast::NodeId`] that declares it, however often it is walked.
//!
//! Narrowing runs forward: [`flow::Flow`] says which places are known to hold less than their declared type, and a loop's
//! body is walked again until the state at its head no longer changes.
//!
//! Always: a problem in the user's program never panics; an expression in error has the type `any` and is not
//! complained of twice.

use crate::ast::{Ast, NodeId};
use crate::problem::{Problem, Rule};
use crate::program::{BindingId, ClassId, EnumId, FunctionId, InterfaceId, Program, Types, TypeId, TypeParameterId};
use crate::source::{FileId, Sources, Span};
use crate::hash::HashMap;
use std::collections::VecDeque;

mod aliases;
mod annotate;
mod arrays;
mod assignments;
mod async_;
mod async_generators;
mod calls;
mod classes;
mod closures;
mod conditional;
mod constants;
mod control;
mod dictionaries;
mod discriminants;
mod enums;
mod errors;
mod expressions;
mod finish;
mod flow;
mod foreign;
mod functions;
mod generators;
mod generics;
mod given;
mod hosts;
mod identity;
mod implementations;
mod infer;
mod instances;
mod instantiations;
mod later_results;
mod library;
mod literals;
mod json;
mod loops;
mod mapped;
mod members;
mod merging;
mod mixing;
mod modules;
mod namespaces;
mod narrow;
mod numbers;
mod object_functions;
mod objects;
mod open;
mod opening;
mod operators;
mod own_types;
mod patterns;
mod places;
mod predicates;
mod presence;
mod refused;
mod relate;
mod results;
mod scope;
mod signatures;
mod spaces;
mod spreads;
mod statements;
mod strings;
mod symbols;
mod tables;
mod templates;
mod this_types;
mod this_values;
mod tuples;
mod type_aliases;
mod uncalled;
mod unfinished;
mod untyped;
mod using;
mod variables;

#[cfg(test)]
pub(crate) use library::is_renamed;
pub(crate) use scope::REFUSED as REFUSED_BASE;

use flow::Context;
use scope::{Scope, ScopeId};

/// What object literals with spreads make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spreads {
    /// Objects of fixed shape, one for each kind of objects that may be spread.
    Shapes,
    /// Dictionaries: for programs whose spreads feed each other and would make shapes without end.
    Dictionaries,
}

/// Checks a program. The Program is complete only when no problem is an error.
pub fn check(ast: &Ast, sources: &Sources, spreads: Spreads) -> (Program, Vec<Problem>) {
    let mut known = BuiltinMembers::default();
    loop {
        let mut checker = Checker::new(ast, sources);
        checker.builtin_members.clone_from(&known);
        checker.walk(spreads);
        // A call that was walked before it was seen that an array, say, stands for an object with such a method must know of it.
        if checker.builtin_members == known || checker.problems.iter().any(Problem::is_error) {
            return checker.finish();
        }
        known = checker.builtin_members;
    }
}

/// Members that types of objects ask for whose values may be strings, arrays and their like: the member and the built-in type, by their names.
type BuiltinMembers = std::collections::BTreeSet<(std::rc::Rc<str>, std::rc::Rc<str>)>;

/// What the walk knows so far.
struct Checker<'a> {
    ast: &'a Ast,
    sources: &'a Sources,
    program: Program,
    problems: Vec<Problem>,
    /// Which of them stay when a walk is taken back: they are not found again.
    lasting: crate::hash::HashSet<(crate::source::Span, crate::problem::Code)>,
    refusals: refused::Refusals,
    /// Classes that extend what only run time knows.
    refused_bases: crate::hash::HashSet<crate::program::ClassId>,
    /// How many quiet walks are under way.
    quiet: u32,
    /// How many walks of code that was walked before are under way, each within the one before.
    repeats: u32,
    /// The type parameters of the calls around, whose arguments are not all known yet.
    open_calls: Vec<crate::program::TypeParameterId>,
    /// Callees that are asked what they give whatever their arguments are, and functions that are asked what their annotations say.
    asked_early: Vec<NodeId>,
    /// Initialisers whose asserted type is being read, with the alias that stands for it and its use, where it speaks of the variable.
    asked_assertions: Vec<(NodeId, Option<(u32, TypeId)>)>,
    /// Open types whose bounds are being worked out, each within the one before.
    bounds_under_way: Vec<TypeId>,
    /// How many parts of arguments are being heard, each within the one before.
    hearings: u32,
    scopes: Vec<Scope<'a>>,
    /// In step with `program.bindings`.
    bindings: Vec<variables::BindingInfo<'a>>,
    /// In step with `program.functions`.
    functions: Vec<functions::FunctionInfo<'a>>,
    /// In step with `program.classes`.
    classes: Vec<classes::ClassInfo<'a>>,
    /// In step with `program.interfaces`.
    interfaces: Vec<objects::InterfaceInfo<'a>>,
    /// Interfaces whose members are being found out, each for the one before; and the names of members that were asked for meanwhile.
    interfaces_under_way: Vec<InterfaceId>,
    early_members: Vec<Span>,
    /// Members whose types are being found out, each for the one before; how many functions and object types are around.
    own_types: Vec<own_types::OwnType>,
    members_around: usize,
    /// In step with `program.type_parameters`.
    type_parameters: Vec<generics::TypeParameterInfo<'a>>,
    /// How many bases of classes and interfaces are being found out, and what is to be looked at when they are known.
    bases_under_way: u32,
    /// The constraints of declared type parameters are being resolved one after the other.
    settling_constraints: bool,
    late_checks: Vec<generics::LateCheck>,
    late_overrides: Vec<objects::LateOverride>,
    /// Type parameters whose constraints are being resolved.
    being_constrained: Vec<TypeParameterId>,
    /// Whether one of those was taken on trust somewhere in the constraints.
    trusted_constraint: bool,
    /// Those of interfaces and aliases whose constraints are not resolved yet.
    waiting_parameters: Vec<Vec<TypeParameterId>>,
    /// Of those that are being resolved the ones still to come, by the first of each list.
    unresolved_parameters: HashMap<TypeParameterId, Vec<TypeParameterId>>,
    /// Modules that are imported as a whole by `import type`.
    type_spaces: crate::hash::HashSet<(ScopeId, std::rc::Rc<str>)>,
    /// Classes that are only declared.
    ambient_classes: crate::hash::HashSet<ClassId>,
    /// Classes that are made by expressions.
    class_expressions: crate::hash::HashSet<ClassId>,
    /// Type parameters that the default under way cannot speak of.
    parameters_to_come: Vec<TypeParameterId>,
    /// Variables of a loop, where it is asked what the loop goes over.
    variables_to_come: crate::hash::HashSet<BindingId>,
    aliases: Vec<type_aliases::AliasInfo<'a>>,
    /// Those whose meanings are being found out, each for the one before.
    aliases_under_way: Vec<type_aliases::AliasUnderWay>,
    /// Those that wait until no other is.
    postponed_aliases: Vec<type_aliases::AliasId>,
    /// Uses of aliases under way whose arguments are known, and where they stand.
    early_alias_uses: Vec<(TypeId, Span)>,
    /// Uses of aliases that were kept only because the members of their arguments were being found out ([`unfinished`]).
    unfinished_uses: crate::hash::HashSet<TypeId>,
    /// These members are known: such uses are worked out, even where their arguments speak of type parameters.
    finishing: bool,
    /// A module is missing: what is `any` may come from it.
    lacks_modules: bool,
    binding_ids: HashMap<NodeId, BindingId>,
    parameter_ids: HashMap<NodeId, TypeParameterId>,
    function_ids: HashMap<NodeId, FunctionId>,
    /// Functions that are called where they stand, and run to their end then.
    invoked_functions: crate::hash::HashSet<NodeId>,
    class_ids: HashMap<NodeId, ClassId>,
    interface_ids: HashMap<NodeId, InterfaceId>,
    /// In step with the types' list of enums.
    enums: Vec<enums::EnumInfo<'a>>,
    enum_ids: HashMap<NodeId, EnumId>,
    modules: HashMap<FileId, modules::ModuleInfo<'a>>,
    /// Names that some file imports by `import type`.
    type_imports: crate::hash::HashSet<std::rc::Rc<str>>,
    /// Imports of which something else in their file has the name.
    shadowed_imports: Vec<modules::Shadowed>,
    /// Exports that stand for themselves in the end.
    circular_exports: crate::hash::HashSet<(FileId, std::rc::Rc<str>)>,
    namespaces: Vec<namespaces::NamespaceInfo>,
    /// Which namespaces have their members in common with a class, function or enum.
    hosts: HashMap<namespaces::Host, namespaces::NamespaceId>,
    /// Which of them are used as values, and where first.
    host_values: Vec<(namespaces::Host, crate::source::Span)>,
    entities: Vec<namespaces::EntityInfo<'a>>,
    /// Functions that make an object of an enum, namespace or module.
    kept_objects: HashMap<spaces::KeptKey, FunctionId>,
    /// The types of enums' objects, and whether they have numbers among their keys, which no type names.
    enum_objects: std::collections::BTreeMap<TypeId, enums::EnumObject>,
    /// Namespaces whose members' types are being asked for.
    spaces_under_way: Vec<scope::Space>,
    library: library::LibraryIndex,
    /// Classes of the library that were reached and are still to be walked.
    library_classes: Vec<ClassId>,
    /// Functions whose bodies are still to be walked.
    pending: VecDeque<FunctionId>,
    /// Relations that were proven, and those under way.
    related: relate::Questions,
    /// What type arguments say of relations.
    variances: relate::Variances,
    /// Subjects of the optional chains under way, and what was known where each may stop.
    chain_subjects: Vec<(crate::program::Expr, flow::Flow)>,
    /// What `this` is in the functions of object literals, by the interface made for it.
    literals_this: HashMap<InterfaceId, literals::LiteralThis>,
    /// The variable or field whose first value the literal is that is checked next.
    named_literal: Option<literals::LiteralName>,
    /// What is told of `this` around the object literal that is looked at next.
    told_this: Option<TypeId>,
    /// Interfaces made for literals that are a part of what `ThisType` says.
    told_literals: crate::hash::HashSet<crate::program::InterfaceId>,
    /// What such a name stands for in the functions of its literal while that is under way.
    literals_named: HashMap<literals::LiteralName, literals::NamedLiteral>,
    /// The types of object literals, and of what is spread in some.
    literal_types: std::collections::BTreeSet<TypeId>,
    /// Those of literals that stand where `any` is declared.
    any_literals: std::collections::BTreeSet<TypeId>,
    /// Whether members are written of objects of which nothing is known.
    writes_any: bool,
    /// Members are read of what may be anything.
    reads_any: bool,
    spread_types: std::collections::BTreeSet<TypeId>,
    /// What `instanceof` was taken to tell of interfaces.
    unmade: Vec<instances::Unmade>,
    /// The types of literals with spreads in them.
    spread_results: std::collections::BTreeSet<TypeId>,
    /// Object types that were written as an intersection of several.
    merged_types: std::collections::BTreeSet<TypeId>,
    /// `(A, B)`: an object of the fixed shape `A` may stand where the dictionary `B` is declared.
    mixed_types: std::collections::BTreeSet<(TypeId, TypeId)>,
    builtin_members: BuiltinMembers,
    /// Built-in functions that are used as values, with the types that they have there.
    intrinsic_values: HashMap<(std::rc::Rc<str>, TypeId), FunctionId>,
    /// Methods of built-in types that are read as values, those that are called apart from those that are only looked at.
    method_values: HashMap<(TypeId, std::rc::Rc<str>, bool), FunctionId>,
    /// Members whose values are only looked at in what is under way.
    tested: Vec<Span>,
    /// The method under way as an argument that is handed over together with its object, or of which only is asked what it is.
    told_method: Option<crate::source::Span>,
    /// By object type: the mapped type that it was made of, and what stood for its outer type parameters.
    mapped_from: crate::hash::HashMap<TypeId, (u32, std::rc::Rc<[TypeId]>)>,
    /// Types of objects from which members are deleted, or to which members are added that they do not have.
    growing_types: std::collections::BTreeSet<TypeId>,
    /// A cast or a predicate says of a value that it is a dictionary.
    seen_as_dictionary: bool,
    /// The same of what may be a dictionary and is said to have certain members.
    seen_as_fixed: bool,
    /// Types that one says so of while their members are being found out.
    seen_later: Vec<TypeId>,
    /// Objects whose keys a type parameter knows are written to.
    grows_empty: bool,
    /// Places with tagged templates, numbered as they are met.
    template_sites: HashMap<NodeId, u32>,
    /// Members that statements of a block give to its functions.
    given_members: crate::hash::HashMap<crate::program::BindingId, given::Given<'a>>,
    /// Those whose types are being worked out, by position, each for the one before.
    given_under_way: Vec<(crate::program::BindingId, usize)>,
    /// The names of the members that statements give to functions that are the values of constants with types.
    later_members: HashMap<BindingId, Vec<std::rc::Rc<str>>>,
    /// The functions that variables were seen to hold.
    held_functions: HashMap<BindingId, Vec<FunctionId>>,
    /// Some function is given members, whichever it is.
    all_told_apart: bool,
    /// Types of dictionaries to which keys are added, or from which they are deleted.
    written_dictionaries: std::collections::BTreeSet<TypeId>,
    /// Members that may be undefined and are written, with the type of the object.
    optional_writes: std::collections::BTreeSet<(TypeId, std::rc::Rc<str>)>,
    /// Members that are written, with the type of the object: a literal that a cast gave the type may lack them.
    required_writes: std::collections::BTreeSet<(TypeId, std::rc::Rc<str>)>,
    /// Object types of which members that must be there are written by a key.
    keyed_writes: std::collections::BTreeSet<TypeId>,
    /// The types of object literals that a cast says to be of another type, which has members that they lack.
    cast_literals: std::collections::BTreeSet<(TypeId, TypeId)>,
    /// Variables of patterns: what they are a member of, and which of them belong together.
    origins: HashMap<BindingId, aliases::Origin>,
    siblings: HashMap<BindingId, Vec<BindingId>>,
    /// What becomes of the bodies of function expressions in the walk under way.
    bodies: later_results::Bodies,
    /// What stands for the results of functions in their types, for those of which it was asked before they were known; and the other way round.
    places_of_results: HashMap<FunctionId, TypeId>,
    later_results: HashMap<u32, FunctionId>,
    /// Functions that were not looked into, so that nothing will ask for their results where they stand.
    results_to_come: Vec<FunctionId>,
    /// Function expressions that are the values of variables, and what those are called.
    named_results: HashMap<FunctionId, (std::rc::Rc<str>, crate::source::Span)>,
    /// How many names are being looked through, each for the one before.
    aliasing: u32,
    /// By call: what it says of an argument.
    predicates: HashMap<NodeId, crate::program::Predicate>,
    /// Variables of `for (const x of …)`.
    constant_loop_variables: crate::hash::HashSet<BindingId>,
    /// Whether some part of the type that is wanted of `JSON.parse` is refused.
    is_json_refused: bool,
    /// Functions that check parsed values, by the type that is wanted.
    json_readers: crate::hash::HashMap<TypeId, crate::program::FunctionId>,
    /// The variables of parameters whose defaults are worked out in the body, by the variables that hold what is passed.
    defaults_in_bodies: crate::hash::HashMap<crate::program::BindingId, crate::program::BindingId>,
    /// Variables of `for (const k in …)`.
    key_variables: crate::hash::HashSet<BindingId>,
    /// The variable whose empty array is being added to or measured: this read does not ask what it holds.
    growing: Option<flow::Reference>,
    /// What is being inferred from walks over bodies, each for the one before.
    inferring: Vec<results::Inferring>,
    /// What rests on what is assumed of that.
    provisional: HashMap<results::Sought, results::Provisional>,
    /// Scopes of the `extends` parts under way, and what `infer` has declared in them.
    infer_scopes: Vec<(ScopeId, Vec<crate::program::TypeParameterId>)>,
    /// What stands for a type parameter in calls from inside its own declaration.
    fresh_parameters: HashMap<crate::program::TypeParameterId, crate::program::TypeParameterId>,
    /// What stands for a type parameter of a generic function that is an argument, in the function that the call gives.
    adopted_parameters: HashMap<(NodeId, TypeParameterId), TypeParameterId>,
    /// Copies of type parameters with constraints, without those.
    unknown_parameters: HashMap<crate::program::TypeParameterId, crate::program::TypeParameterId>,
    /// The pattern under way takes apart what a declaration has a type for.
    typed_pattern: bool,
    /// How many types are being looked into for whether they are identical.
    identifying: u32,
    /// What stands for `T[K]` where a mapped type is taken back.
    part_parameter: Option<crate::program::TypeParameterId>,
    /// Type parameters whose constraints speak of others that have arguments now.
    bound_parameters: HashMap<generics::BoundKey, Vec<crate::program::TypeParameterId>>,
    /// In the branches of conditional types under way whose test holds: what was tested, and against what.
    implied: Vec<(TypeId, TypeId)>,
    /// How many bounds of conditional types are being worked out, each for the one before.
    bounding: u32,
    /// How many functions that are called where they stand are being told what they are given, each for the one before.
    telling: u32,
    /// How many forms under way may hold a use of the alias that is being defined.
    shelters: u32,
    /// Uses of aliases that are being worked out: those within stay as they are.
    alias_uses: crate::hash::HashSet<TypeId>,
    /// Those of them that were met within themselves.
    alias_cycles: crate::hash::HashSet<TypeId>,
    /// What the others are.
    alias_results: HashMap<TypeId, TypeId>,
    /// Mapped types that are being worked out, each for the one before.
    mappings: Vec<mapped::Mapping>,
    /// How many types are being worked out, each for the one before.
    settling: u32,
    /// How many were for the outermost of them.
    settled: u32,
    /// What meanwhile was worked out as far as it goes.
    settled_types: HashMap<TypeId, TypeId>,
    /// What is known of open types for good (`operators`).
    known_bounds: HashMap<TypeId, TypeId>,
    /// Whether that stays when the outermost is worked out.
    remembers: bool,
    /// Object types that are being merged, each list for the one before.
    merging: Vec<Vec<TypeId>>,
    /// A type could not be worked out within the limit; reported where it was written.
    goes_on: Option<operators::GoesOn>,
    /// The expression that is checked next stands in an `as const` or its like.
    constant: bool,
    cx: Context,
    /// The blocks around that have an `await using`, by their scope, with what keeps what they wait for.
    waiting_blocks: Vec<(ScopeId, BindingId)>,
}

impl<'a> Checker<'a> {
    fn new(ast: &'a Ast, sources: &'a Sources) -> Checker<'a> {
        Checker {
            ast,
            sources,
            program: Program::default(),
            problems: Vec::new(),
            lasting: Default::default(),
            refusals: refused::Refusals::default(),
            refused_bases: Default::default(),
            quiet: 0,
            repeats: 0,
            open_calls: Vec::new(),
            asked_early: Vec::new(),
            asked_assertions: Vec::new(),
            bounds_under_way: Vec::new(),
            hearings: 0,
            scopes: vec![scope::outermost()],
            bindings: Vec::new(),
            functions: Vec::new(),
            classes: Vec::new(),
            interfaces: Vec::new(),
            interfaces_under_way: Vec::new(),
            early_members: Vec::new(),
            own_types: Vec::new(),
            members_around: 0,
            type_parameters: Vec::new(),
            bases_under_way: 0,
            settling_constraints: false,
            late_checks: Vec::new(),
            late_overrides: Vec::new(),
            being_constrained: Vec::new(),
            trusted_constraint: false,
            waiting_parameters: Vec::new(),
            unresolved_parameters: HashMap::default(),
            type_spaces: crate::hash::HashSet::default(),
            ambient_classes: crate::hash::HashSet::default(),
            class_expressions: crate::hash::HashSet::default(),
            parameters_to_come: Vec::new(),
            variables_to_come: crate::hash::HashSet::default(),
            aliases: Vec::new(),
            aliases_under_way: Vec::new(),
            postponed_aliases: Vec::new(),
            early_alias_uses: Vec::new(),
            unfinished_uses: crate::hash::HashSet::default(),
            finishing: false,
            lacks_modules: false,
            binding_ids: HashMap::default(),
            parameter_ids: HashMap::default(),
            function_ids: HashMap::default(),
            invoked_functions: Default::default(),
            class_ids: HashMap::default(),
            interface_ids: HashMap::default(),
            enums: Vec::new(),
            enum_ids: HashMap::default(),
            modules: HashMap::default(),
            type_imports: crate::hash::HashSet::default(),
            shadowed_imports: Vec::new(),
            circular_exports: crate::hash::HashSet::default(),
            namespaces: Vec::new(),
            hosts: HashMap::default(),
            host_values: Vec::new(),
            entities: Vec::new(),
            kept_objects: HashMap::default(),
            enum_objects: Default::default(),
            spaces_under_way: Vec::new(),
            library: library::LibraryIndex::default(),
            library_classes: Vec::new(),
            pending: VecDeque::new(),
            related: relate::Questions::default(),
            variances: relate::Variances::default(),
            chain_subjects: Vec::new(),
            literals_this: HashMap::default(),
            named_literal: None,
            told_this: None,
            told_literals: Default::default(),
            literals_named: HashMap::default(),
            literal_types: Default::default(),
            any_literals: Default::default(),
            writes_any: false,
            reads_any: false,
            spread_types: Default::default(),
            unmade: Vec::new(),
            spread_results: Default::default(),
            merged_types: Default::default(),
            mixed_types: Default::default(),
            builtin_members: Default::default(),
            intrinsic_values: Default::default(),
            method_values: Default::default(),
            tested: Vec::new(),
            told_method: None,
            mapped_from: Default::default(),
            growing_types: Default::default(),
            seen_as_dictionary: false,
            seen_as_fixed: false,
            seen_later: Vec::new(),
            grows_empty: false,
            template_sites: HashMap::default(),
            given_under_way: Vec::new(),
            given_members: Default::default(),
            later_members: HashMap::default(),
            held_functions: HashMap::default(),
            all_told_apart: false,
            written_dictionaries: Default::default(),
            optional_writes: Default::default(),
            required_writes: Default::default(),
            keyed_writes: Default::default(),
            cast_literals: Default::default(),
            origins: HashMap::default(),
            siblings: HashMap::default(),
            bodies: later_results::Bodies::LookedInto,
            places_of_results: HashMap::default(),
            later_results: HashMap::default(),
            results_to_come: Vec::new(),
            named_results: HashMap::default(),
            aliasing: 0,
            predicates: HashMap::default(),
            constant_loop_variables: crate::hash::HashSet::default(),
            key_variables: crate::hash::HashSet::default(),
            is_json_refused: false,
            json_readers: crate::hash::HashMap::default(),
            defaults_in_bodies: crate::hash::HashMap::default(),
            growing: None,
            inferring: Vec::new(),
            provisional: HashMap::default(),
            infer_scopes: Vec::new(),
            fresh_parameters: HashMap::default(),
            adopted_parameters: HashMap::default(),
            unknown_parameters: HashMap::default(),
            typed_pattern: false,
            identifying: 0,
            part_parameter: None,
            bound_parameters: HashMap::default(),
            implied: Vec::new(),
            bounding: 0,
            telling: 0,
            shelters: 0,
            alias_uses: crate::hash::HashSet::default(),
            alias_cycles: crate::hash::HashSet::default(),
            alias_results: HashMap::default(),
            mappings: Vec::new(),
            settling: 0,
            merging: Vec::new(),
            settled: 0,
            settled_types: Default::default(),
            known_bounds: HashMap::default(),
            remembers: false,
            goes_on: None,
            constant: false,
            cx: Context::new(FunctionId(0), ScopeId::GLOBAL),
            waiting_blocks: Vec::new(),
        }
    }

    fn types(&mut self) -> &mut Types {
        &mut self.program.types
    }

    /// Walks the program and what of the library it reaches.
    fn walk(&mut self, spreads: Spreads) {
        self.declare_library();
        self.declare_modules();
        self.check_modules();
        self.reach_roots();
        self.check_pending();
        if spreads == Spreads::Dictionaries {
            self.spread_into_dictionaries();
        }
        self.relate_mixing();
        self.export_members();
        self.check_pending();
    }

    /// Walks the bodies that nothing had to wait for: functions, methods, and what of the library they reach.
    fn check_pending(&mut self) {
        loop {
            if let Some(function) = self.pending.pop_front() {
                self.check_function_body(function);
            } else if let Some(class) = self.library_classes.pop() {
                self.check_library_class(class);
            } else if let Some(file) = self.library.reached.iter().copied().find(|file| !self.modules[file].walked) {
                self.check_module(file);
            } else {
                return;
            }
        }
    }

    /// Reports unless the walk is quiet.
    fn report(&mut self, mut problem: Problem) {
        for text in std::iter::once(&mut problem.message).chain(&mut problem.help).chain(problem.labels.iter_mut().map(|label| &mut label.text)) {
            if text.contains("`@@") || text.contains('#') {
                *text = crate::ast::symbols::readable(text);
            }
        }
        if matches!(problem.code, crate::problem::Code::Th(_)) && problem.is_error() {
            self.note_refusal(problem.span);
        }
        if self.quiet == 0 {
            self.problems.push(problem);
        }
    }

    /// Reports a mistake that tsc reports under the same number.
    fn error(&mut self, number: u32, span: Span, message: impl Into<String>) {
        self.report(Problem::ts(number, span, message));
    }

    /// Reports what Thimble alone refuses.
    fn refuse(&mut self, rule: Rule, span: Span, message: impl Into<String>) {
        self.report(Problem::th(rule, span).with_message(message));
    }

    /// Runs `walk` without reports.
    fn quietly<T>(&mut self, walk: impl FnOnce(&mut Self) -> T) -> T {
        self.quiet += 1;
        let result = walk(self);
        self.quiet -= 1;
        result
    }

    /// Runs work whose result is kept, whoever asks first: what is wrong in it counts even where the walk at hand does not, and is reported once.
    fn for_good<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let quiet = std::mem::replace(&mut self.quiet, 0);
        let before = self.problems.len();
        let result = work(self);
        self.quiet = quiet;
        self.lasting.extend(self.problems[before..].iter().map(|p| (p.span, p.code)));
        result
    }

    /// Reports what is found out once, whoever asks first.
    fn report_for_good(&mut self, problem: Problem) {
        self.for_good(|c| c.report(problem));
    }

    /// Takes back what a walk that does not count has reported since `before`.
    fn take_back(&mut self, before: usize) {
        let reported = self.problems.split_off(before);
        self.problems.extend(reported.into_iter().filter(|p| self.lasting.contains(&(p.span, p.code))));
    }

    /// The type as tsc prints it.
    fn text(&self, ty: TypeId) -> String {
        self.program.type_text(ty)
    }

    fn is_library(&self, file: FileId) -> bool {
        self.sources.get(file).is_library()
    }
}
