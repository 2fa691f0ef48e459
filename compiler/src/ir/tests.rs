//! The text of Ir reads back to itself; the verifier finds what is broken.

use super::parse::parse_module;
use super::verify::verify;

const EVERYTHING: &str = include_str!("testdata/everything.ir");

#[test]
fn text_round_trips() {
    let module = parse_module(EVERYTHING).expect("the text is well-formed");
    assert_eq!(module.to_string(), EVERYTHING);
}

#[test]
fn sound_modules_pass() {
    assert_eq!(verify(&parse_module(EVERYTHING).expect("the text is well-formed")), Vec::<String>::new());
}

fn errors(text: &str) -> Vec<String> {
    verify(&parse_module(text).expect("the text is well-formed"))
}

#[test]
fn a_use_must_be_dominated() {
    let found = errors(
        "function f0 \"f\" -> num {\nb0(v0: bool):\n branch v0, b1, b2\nb1:\n v1: num = number 1\n jump b2\nb2:\n return v1\n}",
    );
    assert_eq!(found, ["f0 \"f\": `return v1`: the definition of v1 in b1 does not dominate this use in b2"]);
}

#[test]
fn a_handler_sees_nothing_from_inside() {
    let found = errors(
        "function f0 \"f\" -> num {\nb0:\n jump b1\nb1 handler b2:\n v1: num = number 1\n call f0()\n return v1\nb2(v2: word):\n return v1\n}",
    );
    assert_eq!(found, ["f0 \"f\": `return v1`: the definition of v1 in b1 does not dominate this use in b2"]);
}

#[test]
fn types_must_agree() {
    let found = errors("function f0 \"f\" {\nb0(v0: num, v1: bool):\n v2: num = add v0, v1\n branch v2, b1, b1\nb1:\n return\n}");
    assert_eq!(found, ["f0 \"f\": `v2: num = add v0, v1`: v1 is Bool, not [Num]", "f0 \"f\": `branch v2, b1, b1`: v2 is Num, not [Bool]"]);
}

#[test]
fn syntax_errors_name_the_line() {
    let error = parse_module("function f0 \"f\" {\nb0:\n    v0: num = nonsense v1\n}").expect_err("no such operation");
    assert_eq!((error.line, error.message.as_str()), (3, "`nonsense` is no operation"));
}
