//! What counts as nested too deeply, and what only looks like it.

use super::*;

fn is_too_deep(text: &str) -> bool {
    check(FileId(0), text).is_err()
}

fn repeated(before: &str, middle: &str, after: &str, times: usize) -> String {
    format!("{}{middle}{}", before.repeat(times), after.repeat(times))
}

/// What comes before, in, and after the innermost one.
const FORMS: &[(&str, &str, &str)] = &[
    ("(", "1", ")"),
    ("[", "", "]"),
    ("{", "", "}"),
    ("f(", "", ")"),
    ("() => {", "", "}"),
    ("x => ", "1", ""),
    ("async x => ", "1", ""),
    ("!", "x", ""),
    ("- ", "x", ""),
    ("typeof ", "x", ""),
    ("x = ", "1", ""),
    ("a ? b : ", "c", ""),
    ("2 ** ", "2", ""),
    ("`${", "x", "}`"),
    ("if (a) ", "b", ""),
    ("while (a) ", "b", ""),
    ("a: ", "b", ""),
    ("A<", "T", ">"),
    ("A<x, ", "T", ">"),
    ("new ", "C", ""),
    ("function f() {", "", "}"),
    ("class A { m() {", "", "}}"),
    ("{ a: ", "1", "}"),
];

const CHAINS: &[(&str, &str, &str)] = &[("a + ", "a", ""), ("", "a", ".b"), ("", "f", "()"), ("", "T", "[]"), ("if (a) {} else ", "{}", ""), ("a || ", "b", "")];

#[test]
fn what_nests_is_counted() {
    for &(before, middle, after) in FORMS {
        let count = MAX_NESTING as usize + 1;
        assert!(is_too_deep(&repeated(before, middle, after, count)), "{before}");
        assert!(!is_too_deep(&repeated(before, middle, after, 25)), "{before}");
    }
}

/// The forms at the limit, parsed and read on the stack that a browser gives.
#[test]
fn what_is_let_through_fits_a_megabyte_of_stack() {
    let texts: Vec<String> = FORMS
        .iter()
        .map(|(before, middle, after)| {
            let deepest = (1..=MAX_NESTING as usize).rev().find(|&n| !is_too_deep(&repeated(before, middle, after, n)));
            repeated(before, middle, after, deepest.expect("one level is never too deep"))
        })
        .chain(CHAINS.iter().map(|(before, middle, after)| repeated(before, middle, after, MAX_CHAIN as usize / 2 - 5)))
        .collect();
    let parse_all = move || {
        for text in &texts {
            let mut sources = crate::source::Sources::default();
            let file = sources.add("deep.ts", text.clone());
            let (module, _) = crate::syntax::parse(file, sources.get(file), &mut crate::syntax::NodeIds::default());
            drop(module);
        }
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(parse_all).expect("a thread").join().expect("no overflow");
}

#[test]
fn what_only_makes_the_tree_deep_has_the_larger_limit() {
    for &(before, middle, after) in CHAINS {
        assert!(is_too_deep(&repeated(before, middle, after, MAX_CHAIN as usize + 1)), "{before}{after}");
        assert!(!is_too_deep(&repeated(before, middle, after, MAX_CHAIN as usize / 2 - 5)), "{before}{after}");
    }
}

#[test]
fn what_stands_side_by_side_is_not_deep() {
    let lines = [
        "x = a ? b : -c;\n",
        "x = a ? b : -c\n",
        "if (a) { b = 1 } else if (c) { d = 1 }\n",
        "if (a) b = 1; else c = 2;\n",
        "f(a, (b) => { return b < c; })\n",
        "const s = `a${x}b${y + 1}`\n",
        "function f<T extends A<B>>(a: number, b = -1): Map<string, T> { return a as any }\n",
        "case 1: x = 1; break;\n",
        "for (let i = 0; i < n; i++) x += a[i] << 2;\n",
        "const r = /[\"(`]/.test(s) && a / b / c;\n",
        "// ((((((((((((((\n",
        "const t = \"((((((((((((\" + '[[[';\n",
        "interface A<T> { a: T; b?: A<T>[]; m(x: A<T>): void }\n",
    ];
    for line in lines {
        assert!(!is_too_deep(&line.repeat(300)), "{line}");
    }
    assert!(!is_too_deep(&format!("[{}]", "a < b, -c, x => 1, ".repeat(80))));
    assert!(!is_too_deep(&format!("x = {{ {} }}", "a: -1, m() { return 1 }, ".repeat(500))));
}

#[test]
fn nothing_is_called_this() {
    for text in ["(function this() {})", "x = class /* */ this {}", "function* this() {}"] {
        assert_eq!(check(FileId(0), text).expect_err("refused").code, crate::problem::Code::Ts(1003), "{text}");
    }
    assert!(check(FileId(0), "const x = { function: this, class: this }; f(this)").is_ok());
}

#[test]
fn decorators_are_found_outside_text_only() {
    let found = check(FileId(0), "// @a\nconst s = '@b' + `@c${@d 1}`;\n@e class A {}").expect("not deep");
    assert_eq!(found.iter().map(|span| span.start).collect::<Vec<_>>(), [28, 36]);
}

/// They are not looked through when a program is built.
#[test]
fn the_library_is_not_nested_deeply() {
    for (path, text) in crate::library::FILES {
        assert_eq!(check(FileId(0), text), Ok(Vec::new()), "{path}");
    }
    for (path, text) in crate::library::typed_files(|_| true) {
        assert_eq!(check(FileId(0), &text), Ok(Vec::new()), "{path}");
    }
    for board in thimble_boards::all() {
        assert_eq!(check(FileId(0), &crate::library::board_module(board)), Ok(Vec::new()), "{}", board.id);
    }
}
