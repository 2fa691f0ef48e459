//! Syntax: source text in, Ast out.
//!
//! [`parse`] reads one file; [`modules::load`] reads a program: the entry files and everything they import. swc does the
//! parsing, and nothing outside this module sees it. What the subset leaves out is refused here by name (`subset`), syntax
//! errors carry TypeScript's codes and places (`errors`), and text nested so deep that a recursive walk would run out of
//! stack is refused before anything walks it (`nesting`).
//!
//! Always holds: whatever the text, both return, and an Ast that comes without an error is complete: no
//! [`ExprKind::Missing`](crate::ast::ExprKind::Missing), nothing left out. With errors it is what could be understood, good for
//! an editor's outline but not for checking: names whose declaration was refused would all be reported as unknown.

use crate::ast::{Ast, Directives, Item, ItemKind, Module, ModuleKind};
use crate::problem::{Code, Problem, Rule};
use crate::source::{FileId, Source};
use crate::hash::{HashMap, HashSet};
use std::rc::Rc;
use swc_common::comments::{Comments, SingleThreadedComments};
use swc_common::{FileName, SourceMap, sync::Lrc};
use swc_ecma_ast as swc;
use swc_ecma_parser::{Syntax, TsSyntax};

mod accessors;
mod ambient;
mod classes;
mod directives;
mod errors;
mod expressions;
mod function_members;
mod functions;
mod generic_arrows;
mod items;
mod json;
mod keys;
mod literals;
mod modifiers;
pub mod modules;
mod nesting;
mod patterns;
mod namespaces;
mod prototype;
mod read;
mod repair;
mod statements;
mod subset;
mod types;

pub use read::NodeIds;
pub(crate) use repair::PREDEFINED_TYPES;

/// Whether a program with these problems has an Ast that is good for checking: there is no error, or only such as tsc itself finds while it
/// binds and checks what it has parsed, or refusals of expressions and of statements that declare nothing, and every file was read whole.
pub fn may_be_checked(ast: &Ast, problems: &[Problem]) -> bool {
    #[rustfmt::skip]
    const LATE: &[u32] = &[
        1009, 1013, 1014, 1015, 1017, 1018, 1019, 1020, 1021, 1022, 1024, 1028, 1029, 1030, 1031, 1036, 1038, 1039, 1040, 1042, 1044, 1047,
        1048, 1049, 1051, 1052, 1053, 1054, 1063, 1066, 1070, 1089, 1091, 1092, 1093, 1094, 1095, 1096, 1097, 1098, 1099, 1101, 1102, 1103,
        1104, 1105, 1106, 1107, 1108, 1110, 1113, 1114, 1115, 1116, 1121, 1142, 1147, 1155, 1156, 1162, 1163, 1164, 1171, 1172, 1173, 1174,
        1175, 1176, 1182, 1183, 1184, 1186, 1187, 1188, 1189, 1190, 1194, 1196, 1197, 1200, 1206, 1209, 1211, 1213, 1214, 1215, 1221, 1228,
        1232, 1233, 1235, 1242, 1243, 1244, 1245, 1246, 1247, 1253, 1254, 1255, 1257, 1258, 1262, 1263, 1264, 1265, 1266, 1267, 1273, 1274, 1275,
        1277, 1308, 1312, 1317, 1318, 1319, 1330, 1331, 1332, 1335, 1338, 1340, 1341, 1344, 1354, 1357, 1363, 1368, 1389, 1392, 1487, 1489,
        1492, 1493, 2307, 2357, 2364, 2368, 2369, 2371, 2392, 2404, 2414, 2427, 2431, 2452, 2457, 2462, 2480, 2483, 2491, 2507, 2523, 2524,
        2676, 2680, 2681, 2730, 2777, 2779, 2784, 4112, 5076, 5085, 5086, 5087, 2815, 1071, 1358, 2500, 7006, 17006, 17012, 17019, 17020, 18009, 18010, 18012,
        18016, 18019, 18024, 18037, 18041,
    ];
    /// What stands instead is `any` or nothing, and no name is left undeclared.
    const DECLARES_NOTHING: &[Rule] = &[
        Rule::NoEval,
        Rule::NoArguments,
        Rule::NoPrototype,
        Rule::NoDecorator,
        Rule::NoBigint,
        Rule::NoRegularExpression,
        Rule::NoDynamicImport,
        Rule::NoImportMeta,
        Rule::NoDebugger,
        Rule::NoHole,
        Rule::NoReflection,
        Rule::NoMixin,
        Rule::NoWith,
        Rule::NoCommonjs,
    ];
    let is_late = |p: &Problem| match p.code {
        Code::Ts(number) => LATE.contains(&number),
        Code::Th(rule) => DECLARES_NOTHING.contains(&rule),
    };
    problems.iter().all(|p| !p.is_error() || is_late(p)) && ast.modules.iter().all(|module| module.is_whole)
}

/// Reads one file. The module specifiers in it are not resolved; `ids` goes on from file to file of a program.
///
/// A `.d.ts` file becomes [`ModuleKind::Declarations`] or [`ModuleKind::Globals`]; a `.ts` file [`ModuleKind::Library`]
/// if its path begins with `thimble:`, else [`ModuleKind::Program`].
pub fn parse(file: FileId, source: &Source, ids: &mut NodeIds) -> (Module, Vec<Problem>) {
    let parsed = parse_with(file, source, ids, &HashMap::default());
    (parsed.module, parsed.problems)
}

/// A file, and what has to do with its keys.
struct Parsed {
    module: Module,
    problems: Vec<Problem>,
    /// Those that the file declares.
    keys: keys::Keys,
    /// Names of imports by which a key is named that is not known yet.
    unknown_keys: HashSet<Rc<str>>,
}

impl Parsed {
    /// Of a file that has no keys.
    fn of((module, problems): (Module, Vec<Problem>)) -> Parsed {
        Parsed { module, problems, keys: keys::Keys::default(), unknown_keys: HashSet::default() }
    }
}

/// The same, knowing what keys the names are that the file imports.
fn parse_with(file: FileId, source: &Source, ids: &mut NodeIds, imported: &HashMap<String, Rc<str>>) -> Parsed {
    let declarations = source.path.ends_with(".d.ts");
    let kind = module_kind(source, declarations);
    let mut module = Module { file, kind, items: Vec::new(), runs: !declarations, value_names: HashSet::default(), directives: Directives::default(), is_whole: false };
    // Our own files are known to nest no deeper (its tests look): a sixth of the instructions of checking an empty program.
    let decorators = if source.is_library() { Ok(Vec::new()) } else { nesting::check(file, &source.text) };
    let decorators = match decorators {
        Ok(decorators) => decorators,
        Err(problem) => return Parsed::of((module, vec![problem])),
    };
    let (tree, comments, mut errors) = parse_tree(&source.text, directives::may_have(&source.text));
    if declarations {
        // Everything in a declaration file is ambient, `const` without a value too.
        errors.retain(|error| !errors::is_missing_value(error));
    }
    let decorators = decorators.into_iter().map(|span| Problem::th(Rule::NoDecorator, span));
    let Some(tree) = tree else {
        let problems = errors::translate(file, &source.text, errors);
        return Parsed::of((module, problems));
    };
    let own = keys::constants(file, &tree);
    let mut known = own.clone();
    known.by_name.extend(imported.iter().map(|(name, key)| (name.clone(), key.clone())));
    let mut reader = read::Reader::new(file, &source.text, declarations, ids, known);
    if let Some(comments) = &comments {
        let code = tree.body.first().map_or(u32::MAX, |item| reader.span_of(item).start);
        module.directives = directives::read(file, &source.text, comments, code);
    }
    module.items = reader.read_items(&tree.body);
    errors.extend(generic_arrows::mistakes_within(&reader.generic_arrows, &source.text));
    let mut problems = errors::translate(file, &source.text, errors);
    blame_functions(&mut problems, &reader.inner_jumps);
    reader.refuse_ambiguous_keys();
    let unknown_keys = reader.unknown_keys;
    module.value_names = reader.value_names;
    module.is_whole = !reader.lacks_names;
    namespaces::add_aliased_names(&module.items, &mut module.value_names);
    let type_imports = reader.type_imports;
    keep_other_lines(source, &mut problems, decorators.chain(reader.problems).collect());
    if declarations && !module.items.iter().any(|item| item.is_module_syntax()) {
        module.kind = ModuleKind::Globals;
    }
    for import in type_imports {
        let span = import.from.span;
        module.items.push(Item { kind: ItemKind::Import(import), span });
    }
    crate::problem::sort(&mut problems);
    Parsed { module, problems, keys: own, unknown_keys }
}

/// A jump out of a function is one to tsc whether there is a loop further out or not.
fn blame_functions(problems: &mut [Problem], inner_jumps: &HashSet<u32>) {
    for problem in problems.iter_mut().filter(|problem| inner_jumps.contains(&problem.span.start)) {
        if let Code::Ts(1104 | 1105 | 1116) = problem.code {
            problem.code = Code::Ts(1107);
            problem.message = "Jump target cannot cross function boundary.".to_string();
        }
    }
}

/// Adds what the reader found, but nothing on a line that the parser could not make sense of: one mistake, one problem. Of modifiers the
/// reader knows more than the parser.
fn keep_other_lines(source: &Source, problems: &mut Vec<Problem>, found: Vec<Problem>) {
    let line = |problem: &Problem| source.place(problem.span.start).line;
    let of_modifiers = |problem: &Problem| matches!(problem.code, Code::Ts(number) if modifiers::CODES.contains(&number));
    let better: Vec<u32> = found.iter().filter(|problem| of_modifiers(problem)).map(line).collect();
    problems.retain(|problem| !of_modifiers(problem) || !better.contains(&line(problem)));
    let taken: Vec<u32> = problems.iter().map(line).collect();
    problems.extend(found.into_iter().filter(|problem| !taken.contains(&line(problem))));
}

fn module_kind(source: &Source, declarations: bool) -> ModuleKind {
    if declarations {
        ModuleKind::Declarations
    } else if source.is_library() {
        ModuleKind::Library
    } else {
        ModuleKind::Program
    }
}

/// swc's tree, unless an error left none, its comments if they are asked for, and its errors. Where it gives up at a mistake that can be put
/// aside, the text is read again without it.
fn parse_tree(text: &str, with_comments: bool) -> (Option<swc::Module>, Option<SingleThreadedComments>, Vec<swc_ecma_parser::error::Error>) {
    let mut put_aside = Vec::new();
    let mut repaired: Option<String> = None;
    loop {
        let text = repaired.as_deref().unwrap_or(text);
        let comments = with_comments.then(SingleThreadedComments::default);
        let (tree, mut errors) = parse_once(text, comments.as_ref());
        let next = if tree.is_none() && put_aside.len() < repair::LIMIT { errors::repaired(text, &mut errors) } else { None };
        let Some((next, error)) = next else {
            put_aside.append(&mut errors);
            return (tree, comments, put_aside);
        };
        put_aside.push(error);
        repaired = Some(next);
    }
}

fn parse_once(text: &str, comments: Option<&SingleThreadedComments>) -> (Option<swc::Module>, Vec<swc_ecma_parser::error::Error>) {
    let map: Lrc<SourceMap> = Lrc::default();
    let file = map.new_source_file(FileName::Anon.into(), text.to_string());
    // `dts` stays off for declaration files: some texts that are none make swc panic with it, and it admits nothing more.
    let syntax = Syntax::Typescript(TsSyntax { decorators: true, ..TsSyntax::default() });
    let mut errors = Vec::new();
    let result = swc_ecma_parser::parse_file_as_module(&file, syntax, swc::EsVersion::Es2022, comments.map(|all| all as &dyn Comments), &mut errors);
    match result {
        Ok(tree) => (Some(tree), errors),
        Err(fatal) => {
            errors.push(fatal);
            (None, errors)
        }
    }
}

#[cfg(test)]
mod tests;
