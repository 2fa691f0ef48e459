//! String functions on random strings, compared with node; and strings that grow in place.

#[path = "support/arena.rs"]
mod arena;

use arena::{Random, heap, heap_of, node, string, text};
use thimble_runtime::heap::{th_alloc_bytes, th_collect};
use thimble_runtime::memory::{address_of, load, store};
use thimble_runtime::objects::{Kind, th_descriptor_bytes};
use thimble_runtime::strings::*;
use thimble_runtime::words::{Ref, Word};

/// A descriptor for arrays: FIXED, type array, 3 words, the storage traced.
#[repr(C, align(16))]
struct ArrayDescriptor([u32; 8]);
static ARRAY: ArrayDescriptor = ArrayDescriptor([1 | 4 << 8 | 3 << 16, 2, 0, 0, 0, 0, 0, 0]);

fn random_text(random: &mut Random, longest: u64) -> String {
    let alphabet: &[char] = match random.below(4) {
        0 => &['a', 'b'],
        1 => &['a', 'B', ' ', '-', 'é', 'ß', 'ÿ', 'µ', '\u{a0}'],
        2 => &['a', 'ω', 'Ж', 'é', '\u{2003}', ' '],
        _ => &['a', 'b', '😀', 'ж', '\u{feff}'],
    };
    (0..random.below(longest + 1)).map(|_| alphabet[random.below(alphabet.len() as u64) as usize]).collect()
}

fn escaped(text: &str) -> String {
    text.encode_utf16().map(|unit| format!("{unit:04x}")).collect()
}

/// Units in hexadecimal; also checks that the string has the layout its units ask for.
fn units(string: Ref) -> String {
    let values: Vec<u32> = (0..string.length()).map(|at| unit_at(string, at)).collect();
    assert_eq!(string.kind() == Kind::UNITS, values.iter().any(|unit| *unit > 0xFF), "canonical layout");
    let bytes = if string.kind() == Kind::UNITS { 2 * string.length() } else { string.length() };
    for at in bytes..bytes.next_multiple_of(4) {
        assert_eq!(thimble_runtime::memory::load8(string.contents() + at), 0, "zero padding");
    }
    values.iter().map(|unit| format!("{unit:04x}")).collect()
}

const OPERATIONS: [&str; 22] = [
    "s + t", "s.slice(i, j)", "s.substring(i, j)", "s.indexOf(t, i)", "s.lastIndexOf(t, i)", "s.includes(t, i)", "s.startsWith(t, i)", "s.endsWith(t, i)",
    "s.split(t).join('|')", "s.split('').join(t)", "s.toUpperCase()", "s.toLowerCase()", "s.trim()", "s.trimStart()", "s.trimEnd()",
    "s.repeat(i & 3)", "s.padStart(i, t)", "s.padEnd(i, t)", "s.replace(t, () => u)", "s.replaceAll(t, () => u)", "s < t ? -1 : s > t ? 1 : 0", "s.charAt(i) + s.charCodeAt(i) + s.codePointAt(i)",
];

fn own(operation: usize, s: Ref, t: Ref, u: Ref, i: i32, j: i32) -> String {
    let number = |value: i32| escaped(&value.to_string());
    let truth = |value: bool| escaped(&value.to_string());
    let joined = |array: Ref, separator: Ref| units(th_array_join(array, separator).string().expect("strings only"));
    match operation {
        0 => units(th_string_concat(s, t)),
        1 => units(th_string_slice(s, i, j)),
        2 => units(th_string_substring(s, i, j)),
        3 => number(th_string_index_of(s, t, i)),
        4 => number(th_string_last_index_of(s, t, i)),
        5 => truth(th_string_includes(s, t, i)),
        6 => truth(th_string_starts_with(s, t, i)),
        7 => truth(th_string_ends_with(s, t, i)),
        8 => joined(th_string_split(s, t, u32::MAX, std::ptr::from_ref(&ARRAY) as usize as u32), string("|")),
        9 => joined(th_string_split(s, string(""), u32::MAX, std::ptr::from_ref(&ARRAY) as usize as u32), t),
        10 => units(th_string_to_upper(s)),
        11 => units(th_string_to_lower(s)),
        12 => units(th_string_trim(s)),
        13 => units(th_string_trim_start(s)),
        14 => units(th_string_trim_end(s)),
        15 => units(th_string_repeat(s, i & 3)),
        16 => units(th_string_pad_start(s, i, t)),
        17 => units(th_string_pad_end(s, i, t)),
        18 => units(th_string_replace(s, t, u)),
        19 => units(th_string_replace_all(s, t, u)),
        20 => number(th_string_compare(s, t).signum()),
        _ => {
            let or = |value: i32, nothing: &str| if value < 0 { nothing.to_owned() } else { value.to_string() };
            let codes = or(th_string_unit_at(s, i), "NaN") + &or(th_string_code_point_at(s, i), "undefined");
            units(th_string_char_at(s, i)) + &escaped(&codes)
        }
    }
}

#[test]
fn string_functions_are_those_of_node() {
    let _guard = heap();
    let mut random = Random(11);
    let cases: Vec<(usize, String, String, String, i32, i32)> = (0..40_000)
        .map(|case| {
            let s = random_text(&mut random, 14);
            let t = if random.below(2) == 0 { s.chars().skip(random.below(4) as usize).take(random.below(3) as usize).collect() } else { random_text(&mut random, 3) };
            let position = |random: &mut Random| random.below(24) as i32 - 6;
            (case % OPERATIONS.len(), s, t, random_text(&mut random, 3), position(&mut random), position(&mut random))
        })
        .collect();
    let input: String = cases.iter().map(|(operation, s, t, u, i, j)| format!("{operation},{},{},{},{i},{j}\n", escaped(s), escaped(t), escaped(u))).collect();
    let bodies: String = OPERATIONS.iter().map(|body| format!("(s, t, u, i, j) => {body},")).collect();
    let program = format!(
        "const ops = [{bodies}]; const dec = h => (h.match(/.{{4}}/g) ?? []).map(c => String.fromCharCode(parseInt(c, 16))).join(''); \
         const enc = r => {{ const t = String(r); let o = ''; for (let k = 0; k < t.length; k++) o += t.charCodeAt(k).toString(16).padStart(4, '0'); return o; }}; \
         console.log(lines.map(l => {{ const [o, s, t, u, i, j] = l.split(','); return enc(ops[+o](dec(s), dec(t), dec(u), +i, +j)); }}).join('\\n'))"
    );
    let expected = node(&program, &input);
    for ((operation, s, t, u, i, j), expected) in cases.iter().zip(&expected) {
        let result = own(*operation, string(s), string(t), string(u), *i, *j);
        assert_eq!(&result, expected, "{} with s = {s:?}, t = {t:?}, u = {u:?}, i = {i}, j = {j}", OPERATIONS[*operation]);
        th_collect();
    }
}

#[test]
fn equality_is_by_content() {
    let _guard = heap();
    let mut random = Random(12);
    for _ in 0..5000 {
        let (a, b) = (random_text(&mut random, 3), random_text(&mut random, 3));
        assert_eq!(th_string_eq(string(&a), string(&b)), a == b, "{a:?} {b:?}");
        th_collect();
    }
}

/// Builds strings by appending while other objects are allocated in between; nobody else's string may change.
#[test]
fn appending_changes_nobody_elses_string() {
    let (_guard, places) = heap_of(60_000);
    let mut random = Random(13);
    for _ in 0..200 {
        let mut model = String::new();
        let other = string("shared");
        store(places.roots, other.0);
        let mut built = string("");
        store(places.roots + 4, built.0);
        for _ in 0..random.below(120) {
            let piece = if random.below(10) == 0 { random_text(&mut random, 3) } else { "ab".to_owned() };
            let right = string(&piece);
            built = match random.below(3) {
                0 if piece.encode_utf16().count() == 1 => th_string_append_unit(Ref(load(places.roots + 4)), unit_at(right, 0) as i32),
                1 => {
                    model.push_str("shared");
                    built = th_string_append(Ref(load(places.roots + 4)), Ref(load(places.roots)));
                    store(places.roots + 4, built.0);
                    th_string_append(built, string(&piece))
                }
                _ => th_string_append(Ref(load(places.roots + 4)), right),
            };
            model.push_str(&piece);
            store(places.roots + 4, built.0);
            if random.below(3) == 0 {
                th_alloc_bytes(address_of(&th_descriptor_bytes), 8);
            }
            if random.below(20) == 0 {
                th_collect();
                built = Ref(load(places.roots + 4));
            }
            assert_eq!(text(built), model);
            assert_eq!(text(Ref(load(places.roots))), "shared");
        }
        units(built);
    }
}

#[test]
fn join_refuses_objects() {
    let _guard = heap();
    let array = th_string_split(string("a,b"), string(","), u32::MAX, std::ptr::from_ref(&ARRAY) as usize as u32);
    assert_eq!(text(th_array_join(array, string("-")).string().expect("strings")), "a-b");
    store(load(array.0 + 8) + 8, array.0);
    assert_eq!(th_array_join(array, string("-")), Word(0));
    store(load(array.0 + 8) + 8, 7 << 1 | 1);
    assert_eq!(text(th_array_join(array, string("-")).string().expect("primitives")), "7-b");
    store(load(array.0 + 8) + 8, 2);
    assert_eq!(text(th_array_join(array, string("-")).string().expect("null is nothing")), "-b");
}
