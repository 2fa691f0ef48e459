//! JSON files as modules: the value is the default export.
//!
//! In: a file's text, which must be JSON as RFC 8259 has it: no comments, no commas at the end. Out: a module of one item. JSON's values are written as
//! TypeScript's literals are, so that the same parser reads them.

use super::read::{NodeIds, Reader};
use crate::ast::{Item, ItemKind, Module, ModuleKind};
use crate::hash::HashSet;
use crate::problem::Problem;
use crate::source::{FileId, Source, Span};
use jsonc_parser::{ParseOptions, parse_to_value};
use swc_common::{FileName, SourceMap, sync::Lrc};
use swc_ecma_parser::{Syntax, TsSyntax};

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Reads a `.json` file.
pub(super) fn parse(file: FileId, source: &Source, ids: &mut NodeIds) -> (Module, Vec<Problem>) {
    let mut module = Module { file, kind: ModuleKind::Program, items: Vec::new(), runs: true, value_names: HashSet::default(), directives: Default::default(), is_whole: true };
    if let Err(problem) = super::nesting::check(file, &source.text) {
        return (module, vec![problem]);
    }
    match parse_to_value(&source.text, &STRICT) {
        Ok(Some(_)) => {}
        Ok(None) => return (module, vec![Problem::ts(1005, Span { file, start: 0, end: 0 }, "the file holds no JSON value")]),
        Err(error) => {
            let span = Span { file, start: error.range().start as u32, end: error.range().end as u32 };
            return (module, vec![Problem::ts(1005, span, format!("this is no JSON: {}", error.kind()))]);
        }
    }
    let map: Lrc<SourceMap> = Lrc::default();
    let text = map.new_source_file(FileName::Anon.into(), source.text.clone());
    let mut errors = Vec::new();
    let parsed = swc_ecma_parser::parse_file_as_expr(&text, Syntax::Typescript(TsSyntax::default()), swc_ecma_ast::EsVersion::Es2022, None, &mut errors);
    let expr = match parsed {
        Ok(expr) => expr,
        Err(fatal) => {
            errors.push(fatal);
            return (module, super::errors::translate(file, &source.text, errors));
        }
    };
    let mut reader = Reader::new(file, &source.text, false, ids, super::keys::Keys::default());
    let span = reader.span_of(&expr);
    module.items.push(Item { kind: ItemKind::ExportDefault(reader.read_expr(&expr)), span });
    (module, reader.problems)
}
