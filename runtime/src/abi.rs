//! The table of functions and data that compiled code may use in the runtime.
//!
//! One macro, [`runtime_functions`], holds one row per function. The runtime expands it to check at compile time that each
//! body has exactly the signature of its row; the compiler includes this file (`#[path]`) and reads [`FUNCTIONS`]. The file
//! therefore depends on nothing, not even on the rest of the runtime.
//!
//! # A row
//! `fn NAME(parameter: TYPE, …) -> TYPE, EFFECT, FAILURE;`
//!
//! Types (all passed by AAPCS soft-float, see [`Type`]): `word` any value in the one-word encoding; `reference` the address of
//! a heap or flash object, never null; `i32`, `u32`, `f64`; `bool` 0 or 1; `ptr` an address of code or data that is no object
//! of its own (descriptor, element address); `void`; `never`.
//!
//! Effects, each including those before it: `pure` the result depends on the arguments alone, `reads` looks at memory,
//! `writes` changes memory or a device, `allocates` may collect (objects move; every reference kept across the call must be in
//! a callee-saved register or on the stack). The runtime never throws and never calls compiled code.
//!
//! Failures: `sure` cannot fail; `fatal` may end the program (out of memory is reported and not catchable); `checked` gives the
//! sentinel that the row's comment names, and the caller throws.
//!
//! # Symbols that the linker chooses
//! A reference to a symbol `X` goes to `X_semihosting` if the image is built for semihosting and that exists, else to
//! `X_<chip>` (`X_rp2040`, `X_nrf51`) if that exists, else to `X`. This rule holds for every symbol, whoever refers to it, and
//! is all the archive needs to serve several chips. The root of an image is `th_vectors_<chip>` (alignment 256).
//! A strong definition wins over a weak one (the compiler's own arithmetic routines come with weak ones).

/// How a value of a runtime function is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// Any value in the one-word encoding.
    Word,
    /// The address of an object, never null.
    Reference,
    /// A signed 32-bit integer.
    I32,
    /// An unsigned 32-bit integer.
    U32,
    /// An IEEE double, in a register pair.
    F64,
    /// 0 or 1.
    Bool,
    /// An address of code or data that is not the start of an object.
    Ptr,
    /// No result.
    Void,
    /// Does not return.
    Never,
}

/// What a call may do; ordered, each includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// The result depends on the arguments alone.
    Pure,
    /// Looks at objects or devices.
    Reads,
    /// Changes objects or devices.
    Writes,
    /// May collect: objects move.
    Allocates,
}

/// How a call may fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Failure {
    /// It cannot.
    Sure,
    /// The program may end here (out of memory).
    Fatal,
    /// A sentinel result, named in the row's comment; the caller throws.
    Checked,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Function {
    /// The symbol.
    pub name: &'static str,
    /// Its parameters in order.
    pub parameters: &'static [Type],
    /// Its result.
    pub result: Type,
    /// What it may do.
    pub effect: Effect,
    /// How it may fail.
    pub failure: Failure,
}

/// Read-only and variable data of the runtime that compiled code refers to by symbol.
///
/// * `th_descriptor_latin1`, `th_descriptor_utf16`: of string literals in flash (BYTES and UNITS, type string).
/// * `th_descriptor_number`: boxed doubles. `th_descriptor_bytes`, `th_descriptor_words`: array storages.
/// * `th_descriptor_<class>`: typed arrays with their elements behind the length, and ArrayBuffers; `th_descriptor_<class>_view`: FIXED 4 words,
///   typed arrays over a buffer. `th_descriptor_array`: FIXED 3 words, type array; an image whose compiled
///   part defines that symbol itself (a class id, interface table) wins.
/// * `th_empty_string`: the flash object `""`. `th_empty_bytes`, `th_empty_words`: storages of capacity 0.
/// * `th_heap`: two words, `next` and `limit`: inline allocation of n bytes is `r = next; if r + n > limit (unsigned) call
///   th_alloc, else next = r + n; *r = descriptor`. The memory is already zero. For tools: the word at +28 is the largest number of
///   bytes that objects held after a collection, the one at +32 the number of collections.
/// * `th_gc_stress`: not 0 collects at every allocation; the linker may set it.
pub const DATA: &[&str] = &[
    "th_descriptor_latin1",
    "th_descriptor_utf16",
    "th_descriptor_number",
    "th_descriptor_bytes",
    "th_descriptor_words",
    "th_descriptor_int8array",
    "th_descriptor_int8array_view",
    "th_descriptor_uint8array",
    "th_descriptor_uint8array_view",
    "th_descriptor_uint8clampedarray",
    "th_descriptor_uint8clampedarray_view",
    "th_descriptor_int16array",
    "th_descriptor_int16array_view",
    "th_descriptor_uint16array",
    "th_descriptor_uint16array_view",
    "th_descriptor_int32array",
    "th_descriptor_int32array_view",
    "th_descriptor_uint32array",
    "th_descriptor_uint32array_view",
    "th_descriptor_float32array",
    "th_descriptor_float32array_view",
    "th_descriptor_float64array",
    "th_descriptor_float64array_view",
    "th_descriptor_arraybuffer",
    "th_descriptor_array",
    "th_empty_string",
    "th_empty_bytes",
    "th_empty_words",
    "th_heap",
    "th_gc_stress",
];

/// Symbols that the compiled program must define when the runtime code that uses them is linked.
///
/// * `thimble_main()`: module initialisers, then the event loop.
/// * `thimble_describe(word) -> reference`: the text of an uncaught exception without the word "Uncaught"; linked with
///   `th_throw`; may allocate, must not throw.
pub const REQUIRED: &[&str] = &["thimble_main", "thimble_describe"];

/// Calls `$consumer!` with every row.
#[allow(unused_macros)]
macro_rules! runtime_functions { ($consumer:ident) => { $consumer! {
    // ---- memory ---------------------------------------------------------------------------------------------------------
    /// A fresh instance of a FIXED or LARGE descriptor, all fields undefined/0/false.
    fn th_alloc(descriptor: ptr) -> reference, allocates, fatal;
    /// A fresh BYTES object of `length` bytes, all 0.
    fn th_alloc_bytes(descriptor: ptr, length: u32) -> reference, allocates, fatal;
    /// A fresh UNITS object of `length` 16-bit units, all 0.
    fn th_alloc_units(descriptor: ptr, length: u32) -> reference, allocates, fatal;
    /// A fresh WORDS object of `length` words, all undefined.
    fn th_alloc_words(descriptor: ptr, length: u32) -> reference, allocates, fatal;
    /// A fresh object of `length` elements of the size in the descriptor, which is neither FIXED nor LARGE, all 0.
    fn th_alloc_elements(descriptor: ptr, length: u32) -> reference, allocates, fatal;
    /// A fresh typed array over a part of a buffer.
    fn th_view_new(descriptor: ptr, length: u32, buffer: reference, offset: u32) -> reference, allocates, fatal;
    /// A fresh array object with storage for `capacity` words, length 0.
    fn th_array_new_words(descriptor: ptr, capacity: u32) -> reference, allocates, fatal;
    /// A fresh array object with storage for `capacity` bytes, length 0.
    fn th_array_new_bytes(descriptor: ptr, capacity: u32) -> reference, allocates, fatal;
    /// Collects now.
    fn th_collect() -> void, allocates, sure;
    /// Bytes in use by objects and gaps (not a collection's result: garbage counts).
    fn th_heap_used() -> u32, reads, sure;

    // ---- integers -------------------------------------------------------------------------------------------------------
    /// Truncating quotient; x / 0 = 0 and -2^31 / -1 = -2^31, as `(a / b) | 0` has it.
    fn __aeabi_idiv(a: i32, b: i32) -> i32, pure, sure;
    /// Quotient; x / 0 = 0.
    fn __aeabi_uidiv(a: u32, b: u32) -> u32, pure, sure;
    /// Remainder with the dividend's sign; x % 0 = 0, as `(a % b) | 0` has it.
    fn th_i32_rem(a: i32, b: i32) -> i32, pure, sure;
    /// Remainder; x % 0 = 0.
    fn th_u32_rem(a: u32, b: u32) -> u32, pure, sure;
    /// Leading zeros, 32 for 0.
    fn th_clz32(a: u32) -> u32, pure, sure;

    // ---- doubles --------------------------------------------------------------------------------------------------------
    fn __aeabi_dadd(a: f64, b: f64) -> f64, pure, sure;
    fn __aeabi_dsub(a: f64, b: f64) -> f64, pure, sure;
    fn __aeabi_dmul(a: f64, b: f64) -> f64, pure, sure;
    fn __aeabi_ddiv(a: f64, b: f64) -> f64, pure, sure;
    /// Comparisons are false when an operand is NaN.
    fn __aeabi_dcmpeq(a: f64, b: f64) -> bool, pure, sure;
    fn __aeabi_dcmplt(a: f64, b: f64) -> bool, pure, sure;
    fn __aeabi_dcmple(a: f64, b: f64) -> bool, pure, sure;
    fn __aeabi_dcmpgt(a: f64, b: f64) -> bool, pure, sure;
    fn __aeabi_dcmpge(a: f64, b: f64) -> bool, pure, sure;
    /// 1 when an operand is NaN.
    fn __aeabi_dcmpun(a: f64, b: f64) -> bool, pure, sure;
    fn __aeabi_i2d(a: i32) -> f64, pure, sure;
    fn __aeabi_ui2d(a: u32) -> f64, pure, sure;
    /// Truncates; saturates outside int32, NaN gives 0 (so also ToIntegerOrInfinity for positions in strings and arrays).
    fn __aeabi_d2iz(a: f64) -> i32, pure, sure;
    /// Truncates; saturates outside uint32, NaN gives 0.
    fn __aeabi_d2uiz(a: f64) -> u32, pure, sure;
    /// ECMA-262 ToInt32 (the same bits are ToUint32).
    fn th_f64_to_i32(a: f64) -> i32, pure, sure;
    /// Whether the double is an integer in int32 and not -0.
    fn th_f64_is_i32(a: f64) -> bool, pure, sure;
    /// The single with these bits.
    fn th_single_to_f64(bits: i32) -> f64, pure, sure;
    /// The bits of the nearest single, ties to even.
    fn th_f64_to_single(a: f64) -> i32, pure, sure;
    /// ECMA-262 ToUint8Clamp.
    fn th_f64_to_clamped(a: f64) -> i32, pure, sure;
    /// The double with these low and high words.
    fn th_f64_of_words(low: i32, high: i32) -> f64, pure, sure;
    fn th_f64_low_word(a: f64) -> i32, pure, sure;
    fn th_f64_high_word(a: f64) -> i32, pure, sure;
    /// JavaScript's `%`.
    fn th_f64_rem(a: f64, b: f64) -> f64, pure, sure;
    /// JavaScript's `**`.
    fn th_f64_pow(a: f64, b: f64) -> f64, pure, sure;
    fn th_f64_sqrt(a: f64) -> f64, pure, sure;
    fn th_f64_floor(a: f64) -> f64, pure, sure;
    fn th_f64_ceil(a: f64) -> f64, pure, sure;
    fn th_f64_trunc(a: f64) -> f64, pure, sure;
    /// Math.round: halves towards +Infinity.
    fn th_f64_round(a: f64) -> f64, pure, sure;
    fn th_f64_sign(a: f64) -> f64, pure, sure;
    fn th_f64_min(a: f64, b: f64) -> f64, pure, sure;
    fn th_f64_max(a: f64, b: f64) -> f64, pure, sure;
    /// Object.is on doubles.
    fn th_f64_is(a: f64, b: f64) -> bool, pure, sure;
    fn th_f64_sin(a: f64) -> f64, pure, sure;
    fn th_f64_cos(a: f64) -> f64, pure, sure;
    fn th_f64_tan(a: f64) -> f64, pure, sure;
    fn th_f64_asin(a: f64) -> f64, pure, sure;
    fn th_f64_acos(a: f64) -> f64, pure, sure;
    fn th_f64_atan(a: f64) -> f64, pure, sure;
    fn th_f64_atan2(y: f64, x: f64) -> f64, pure, sure;
    fn th_f64_sinh(a: f64) -> f64, pure, sure;
    fn th_f64_cosh(a: f64) -> f64, pure, sure;
    fn th_f64_tanh(a: f64) -> f64, pure, sure;
    fn th_f64_asinh(a: f64) -> f64, pure, sure;
    fn th_f64_acosh(a: f64) -> f64, pure, sure;
    fn th_f64_atanh(a: f64) -> f64, pure, sure;
    fn th_f64_exp(a: f64) -> f64, pure, sure;
    fn th_f64_expm1(a: f64) -> f64, pure, sure;
    fn th_f64_log(a: f64) -> f64, pure, sure;
    fn th_f64_log1p(a: f64) -> f64, pure, sure;
    fn th_f64_log2(a: f64) -> f64, pure, sure;
    fn th_f64_log10(a: f64) -> f64, pure, sure;
    fn th_f64_cbrt(a: f64) -> f64, pure, sure;
    /// Math.hypot of two numbers.
    fn th_f64_hypot(a: f64, b: f64) -> f64, pure, sure;
    /// Math.random: xorshift128+, seeded by the program's fixed seed.
    fn th_random() -> f64, writes, sure;

    // ---- tagged numbers (every `word` here must be a number) ------------------------------------------------------------
    /// Canonical: a 31-bit integer is never boxed, -0 is.
    fn th_box_f64(a: f64) -> word, allocates, fatal;
    fn th_box_i32(a: i32) -> word, allocates, fatal;
    fn th_box_u32(a: u32) -> word, allocates, fatal;
    fn th_unbox_f64(a: word) -> f64, reads, sure;
    /// ECMA-262 ToInt32 of a number word.
    fn th_unbox_i32(a: word) -> i32, reads, sure;
    fn th_add(a: word, b: word) -> word, allocates, fatal;
    fn th_sub(a: word, b: word) -> word, allocates, fatal;
    fn th_mul(a: word, b: word) -> word, allocates, fatal;
    fn th_div(a: word, b: word) -> word, allocates, fatal;
    fn th_rem(a: word, b: word) -> word, allocates, fatal;
    fn th_pow(a: word, b: word) -> word, allocates, fatal;
    fn th_neg(a: word) -> word, allocates, fatal;
    fn th_number_lt(a: word, b: word) -> bool, reads, sure;
    fn th_number_le(a: word, b: word) -> bool, reads, sure;
    fn th_number_eq(a: word, b: word) -> bool, reads, sure;

    // ---- words of any kind ----------------------------------------------------------------------------------------------
    /// `===`.
    fn th_word_strict_eq(a: word, b: word) -> bool, reads, sure;
    /// `==`; an object equals only itself (its valueOf is not asked).
    fn th_word_loose_eq(a: word, b: word) -> bool, reads, sure;
    /// ECMA-262 SameValueZero.
    fn th_word_same_value_zero(a: word, b: word) -> bool, reads, sure;
    /// Object.is.
    fn th_word_is(a: word, b: word) -> bool, reads, sure;
    /// ToBoolean.
    fn th_word_truthy(a: word) -> bool, reads, sure;
    /// `typeof`: a flash string.
    fn th_word_typeof(a: word) -> reference, reads, sure;
    /// How a function is shown, a flash string: a digit, its number of parameters, then as `console.log` prints it.
    fn th_word_function(a: word) -> reference, reads, sure;
    /// The descriptor's type (see `objects.rs`), 2 for integers, 16 undefined, 17 null, 18 boolean.
    fn th_word_type(a: word) -> i32, reads, sure;
    /// ToNumber; NaN for objects.
    fn th_word_to_f64(a: word) -> f64, reads, sure;
    /// ToString of a primitive. Sentinel: undefined (0) when the word is an object, array or function.
    fn th_word_to_string(a: word) -> word, allocates, checked;
    /// Whether the word is an instance of the descriptor's class or of a subclass.
    fn th_instance_of(a: word, descriptor: ptr) -> bool, reads, sure;

    // ---- strings (positions are in units; a `reference` must be a string unless said) ------------------------------------
    /// The result is fresh or lies in flash: it never is an operand that others may hold.
    fn th_string_concat(a: reference, b: reference) -> reference, allocates, fatal;
    /// `a + b` where the old `a` is dead and nobody else holds it: extends it in place where it can.
    fn th_string_append(a: reference, b: reference) -> reference, allocates, fatal;
    /// The same with String.fromCharCode(code) on the right.
    fn th_string_append_unit(a: reference, code: i32) -> reference, allocates, fatal;
    /// The same with s.charAt(at) on the right; `s` may be `a`.
    fn th_string_append_char(a: reference, s: reference, at: i32) -> reference, allocates, fatal;
    /// The length of a string that a later call may extend: a call that stays where it is.
    fn th_string_length(s: reference) -> i32, reads, sure;
    fn th_string_eq(a: reference, b: reference) -> bool, reads, sure;
    /// By units: negative, 0 or positive.
    fn th_string_compare(a: reference, b: reference) -> i32, reads, sure;
    /// charAt: `""` outside.
    fn th_string_char_at(s: reference, at: i32) -> reference, allocates, fatal;
    /// `s[i]`: undefined outside.
    fn th_string_at(s: reference, at: i32) -> word, allocates, fatal;
    /// charCodeAt. Sentinel: -1 outside (JavaScript's NaN).
    fn th_string_unit_at(s: reference, at: i32) -> i32, reads, checked;
    /// codePointAt. Sentinel: -1 outside (JavaScript's undefined).
    fn th_string_code_point_at(s: reference, at: i32) -> i32, reads, checked;
    /// String.fromCharCode(code): the low 16 bits.
    fn th_string_from_code(code: i32) -> reference, allocates, fatal;
    /// String.fromCodePoint(code). Sentinel: undefined (0) when it is not 0..=0x10FFFF.
    fn th_string_from_code_point(code: i32) -> word, allocates, checked;
    /// slice; `end` 0x7FFFFFFF when absent.
    fn th_string_slice(s: reference, start: i32, end: i32) -> reference, allocates, fatal;
    /// substring; `end` 0x7FFFFFFF when absent.
    fn th_string_substring(s: reference, start: i32, end: i32) -> reference, allocates, fatal;
    /// -1 when not found.
    fn th_string_index_of(s: reference, pattern: reference, from: i32) -> i32, reads, sure;
    /// -1 when not found; `from` 0x7FFFFFFF when absent.
    fn th_string_last_index_of(s: reference, pattern: reference, from: i32) -> i32, reads, sure;
    fn th_string_includes(s: reference, pattern: reference, from: i32) -> bool, reads, sure;
    fn th_string_starts_with(s: reference, pattern: reference, from: i32) -> bool, reads, sure;
    /// `end` 0x7FFFFFFF when absent.
    fn th_string_ends_with(s: reference, pattern: reference, end: i32) -> bool, reads, sure;
    /// split by a string into an array (of the given descriptor) of string words; `limit` 0xFFFFFFFF when absent.
    fn th_string_split(s: reference, separator: reference, limit: u32, array_descriptor: ptr) -> reference, allocates, fatal;
    /// join of an array with WORDS storage. Sentinel: undefined (0) when an element is an object (compiled code converts first).
    fn th_array_join(array: reference, separator: reference) -> word, allocates, checked;
    /// Latin letters up to U+017F, Greek and Cyrillic ones; others stay.
    fn th_string_to_upper(s: reference) -> reference, allocates, fatal;
    fn th_string_to_lower(s: reference) -> reference, allocates, fatal;
    fn th_string_trim(s: reference) -> reference, allocates, fatal;
    fn th_string_trim_start(s: reference) -> reference, allocates, fatal;
    fn th_string_trim_end(s: reference) -> reference, allocates, fatal;
    /// repeat; the caller has refused negative counts.
    fn th_string_repeat(s: reference, count: i32) -> reference, allocates, fatal;
    fn th_string_pad_start(s: reference, length: i32, fill: reference) -> reference, allocates, fatal;
    fn th_string_pad_end(s: reference, length: i32, fill: reference) -> reference, allocates, fatal;
    /// replace of the first occurrence by a plain text (`$` is not special).
    fn th_string_replace(s: reference, pattern: reference, by: reference) -> reference, allocates, fatal;
    /// replaceAll, likewise.
    fn th_string_replace_all(s: reference, pattern: reference, by: reference) -> reference, allocates, fatal;

    // ---- numbers and strings --------------------------------------------------------------------------------------------
    fn th_string_from_i32(a: i32) -> reference, allocates, fatal;
    fn th_string_from_u32(a: u32) -> reference, allocates, fatal;
    /// As JavaScript prints it: shortest text that reads back as the same double.
    fn th_string_from_f64(a: f64) -> reference, allocates, fatal;
    /// Of a number word.
    fn th_string_from_number(a: word) -> reference, allocates, fatal;
    /// Of a `bool`: a flash string.
    fn th_string_from_bool(a: bool) -> reference, pure, sure;
    /// toString(radix), 2..=36 (the caller has checked).
    fn th_string_from_f64_radix(a: f64, radix: u32) -> reference, allocates, fatal;
    fn th_string_from_i32_radix(a: i32, radix: u32) -> reference, allocates, fatal;
    /// toFixed(digits), 0..=100 (the caller has checked).
    fn th_string_from_f64_fixed(a: f64, digits: u32) -> reference, allocates, fatal;
    /// toExponential with 1..=101 digits in all; 0: as many as it takes (the caller has checked).
    fn th_string_from_f64_exponential(a: f64, digits: u32) -> reference, allocates, fatal;
    /// toPrecision(precision), 1..=100 (the caller has checked).
    fn th_string_from_f64_precision(a: f64, precision: u32) -> reference, allocates, fatal;
    /// Number(s).
    fn th_string_to_f64(s: reference) -> f64, reads, sure;
    /// parseFloat(s).
    fn th_parse_float(s: reference) -> f64, reads, sure;
    /// parseInt(s, radix); radix 0 when absent.
    fn th_parse_int(s: reference, radix: u32) -> f64, reads, sure;

    // ---- arrays (element sizes are given as `shift`: log2 of the element's bytes, 2 for WORDS storage) --------------------
    /// Makes room for at least `capacity` bytes in a BYTES storage (grows by half); keeps the elements and the length.
    fn th_array_grow_bytes(array: reference, capacity: u32) -> void, allocates, fatal;
    /// The same in words, for a WORDS storage.
    fn th_array_grow_words(array: reference, capacity: u32) -> void, allocates, fatal;
    /// A new array (same descriptor, same kind of storage) of the elements from `start` to `end`, which the caller has clamped.
    fn th_array_slice(array: reference, start: u32, end: u32, shift: u32) -> reference, allocates, fatal;
    /// A new array of both arrays' elements; both have the same kind of storage.
    fn th_array_concat(a: reference, b: reference, shift: u32) -> reference, allocates, fatal;
    /// Opens a gap of `count` zeroed elements at `at`; lengthens the array.
    fn th_array_insert(array: reference, at: u32, count: u32, shift: u32) -> void, allocates, fatal;
    /// Closes the gap of `count` elements at `at`; shortens the array.
    fn th_array_remove(array: reference, at: u32, count: u32, shift: u32) -> void, writes, sure;
    /// Fills the elements from `start` to `end` of a WORDS storage.
    fn th_array_fill_words(array: reference, value: word, start: u32, end: u32) -> void, writes, sure;
    /// First index of a word by `===` in a WORDS storage, -1 if none.
    fn th_array_index_of(array: reference, value: word, from: u32) -> i32, reads, sure;
    /// The same by SameValueZero (includes).
    fn th_array_includes(array: reference, value: word, from: u32) -> bool, reads, sure;
    /// memmove: `count` bytes, may overlap.
    fn th_move(to: ptr, from: ptr, count: u32) -> void, writes, sure;
    /// memset: `count` bytes.
    fn th_fill(to: ptr, byte: u32, count: u32) -> void, writes, sure;

    // ---- tables: the core of Map and Set. An entry keeps its index until th_table_advance's rules say otherwise. ----------
    /// An empty table; `values` false makes a set (no room for values).
    fn th_table_new(values: bool) -> reference, allocates, fatal;
    /// Number of live entries.
    fn th_table_size(table: reference) -> i32, reads, sure;
    /// The entry of a key (SameValueZero; strings by content), -1 if none.
    fn th_table_find(table: reference, key: word) -> i32, writes, sure;
    /// The entry of a key, made if need be with value undefined.
    fn th_table_insert(table: reference, key: word) -> i32, allocates, fatal;
    /// Whether there was one to delete.
    fn th_table_delete(table: reference, key: word) -> bool, writes, sure;
    fn th_table_clear(table: reference) -> void, allocates, fatal;
    fn th_table_key(table: reference, entry: i32) -> word, reads, sure;
    fn th_table_value(table: reference, entry: i32) -> word, reads, sure;
    fn th_table_set_value(table: reference, entry: i32, value: word) -> void, writes, sure;
    /// The value of a key; undefined if none (`get` in one call).
    fn th_table_get(table: reference, key: word) -> word, writes, sure;
    /// `set` in one call.
    fn th_table_set(table: reference, key: word, value: word) -> void, allocates, fatal;
    /// A cursor before the first entry; entries added while it runs are seen, deleted ones are not.
    fn th_table_cursor(table: reference) -> reference, allocates, fatal;
    /// The next live entry, -1 at the end. The entry is valid until the table is next changed.
    fn th_table_advance(cursor: reference) -> i32, writes, sure;

    // ---- console --------------------------------------------------------------------------------------------------------
    /// Writes a string as UTF-8 (lone surrogates as U+FFFD) and a newline.
    fn th_console_log(s: reference) -> void, writes, sure;
    /// The same to stderr.
    fn th_console_error(s: reference) -> void, writes, sure;

    // ---- errors and the end ---------------------------------------------------------------------------------------------
    /// Throws: to the innermost handler, or reports and ends the image with status 1.
    fn th_throw(value: word) -> never, writes, sure;
    /// Reports an exception that nobody will catch (a rejected promise) and ends the image with status 1.
    fn th_uncaught(value: word) -> never, writes, sure;
    /// Remembers where a promise was rejected, for the report if nobody ever waits for it.
    fn th_rejected(value: word) -> void, writes, sure;
    /// Ends the image.
    fn th_exit(status: i32) -> never, writes, sure;

    // ---- time -----------------------------------------------------------------------------------------------------------
    /// Milliseconds since start, a whole number.
    fn th_millis() -> f64, reads, sure;
    /// Microseconds since start.
    fn th_micros() -> f64, reads, sure;
    /// Sleeps (WFI) until th_millis() reaches `time`.
    fn th_wait_until(time: f64) -> void, writes, sure;
    /// Sleeps (WFI) for so many milliseconds; NaN and negative ones do not sleep.
    fn th_sleep(milliseconds: f64) -> void, writes, sure;

    // ---- pins (chip pin numbers) ----------------------------------------------------------------------------------------
    fn th_pin_output(pin: u32) -> void, writes, sure;
    fn th_pin_write(pin: u32, high: bool) -> void, writes, sure;
    fn th_pin_toggle(pin: u32) -> void, writes, sure;
    /// Makes it an input; `pull` 0 none, 1 up, 2 down.
    fn th_pin_input(pin: u32, pull: u32) -> void, writes, sure;
    fn th_pin_read(pin: u32) -> bool, reads, sure;
    /// A pixel of the 5 x 5 display (micro:bit v1); outside of it nothing happens.
    fn th_display_set(x: i32, y: i32, on: bool) -> void, writes, sure;
    fn th_display_get(x: i32, y: i32) -> bool, reads, sure;
    fn th_display_clear() -> void, writes, sure;
}}}
#[allow(unused_imports)]
pub(crate) use runtime_functions;

macro_rules! type_of {
    (word) => { Type::Word };
    (reference) => { Type::Reference };
    (i32) => { Type::I32 };
    (u32) => { Type::U32 };
    (f64) => { Type::F64 };
    (bool) => { Type::Bool };
    (ptr) => { Type::Ptr };
    (void) => { Type::Void };
    (never) => { Type::Never };
}

macro_rules! effect_of {
    (pure) => { Effect::Pure };
    (reads) => { Effect::Reads };
    (writes) => { Effect::Writes };
    (allocates) => { Effect::Allocates };
}

macro_rules! failure_of {
    (sure) => { Failure::Sure };
    (fatal) => { Failure::Fatal };
    (checked) => { Failure::Checked };
}

macro_rules! table_of {
    ($($(#[$doc:meta])* fn $name:ident($($parameter:ident: $type:ident),*) -> $result:ident, $effect:ident, $failure:ident;)*) => {
        /// Every function that compiled code may call, in the order of the table.
        pub const FUNCTIONS: &[Function] = &[$(Function {
            name: stringify!($name),
            parameters: &[$(type_of!($type)),*],
            result: type_of!($result),
            effect: effect_of!($effect),
            failure: failure_of!($failure),
        }),*];
    };
}
runtime_functions!(table_of);
