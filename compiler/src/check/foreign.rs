//! Global names of JavaScript, of node and of browsers that programs for boards do without, each with what to write instead.

/// What to write instead of a global name that is not here; `None` of names that nobody knows.
pub(super) fn remedy(name: &str) -> Option<&'static str> {
    REMEDIES.iter().find(|(n, _)| *n == name).map(|(_, remedy)| *remedy)
}

const MODULE: &str = "write the names themselves: each module has its own";
const NETWORK: &str = "a board has no network of its own; read what comes over the serial port";
const TEXT: &str = "write the few characters that need it with `replaceAll`";
const TEXT_OF_BYTES: &str = "`charCodeAt` and `String.fromCharCode` turn characters into numbers and back";
const INPUT: &str = "nobody types on a board; `thimble/board` has the board's buttons";
const TESTS: &str = "this is part of test runners; a program for a board prints what it finds by `console.log`";
const STORE: &str = "a program keeps its values in variables; they are gone when the board is switched off";
const PROCESS: &str = "a program ends when nothing is left to do, or by an error that nobody catches";

#[rustfmt::skip]
const REMEDIES: &[(&str, &str)] = &[
    ("Atomics", "a board runs one thread"),
    ("BigInt", "numbers are exact up to 2^53; keep larger ones as two numbers"),
    ("BigInt64Array", "`Float64Array` holds integers up to 2^53"),
    ("BigUint64Array", "`Float64Array` holds integers up to 2^53"),
    ("Buffer", "`Uint8Array` holds bytes"),
    ("FinalizationRegistry", "give up what an object holds by a method of its own"),
    ("Intl", "write the text yourself: `toFixed`, `padStart`"),
    ("Proxy", "write a class with accessors"),
    ("RegExp", "regular expressions are not supported yet; `indexOf`, `split`, `startsWith` and `charCodeAt` take text apart"),
    ("Reflect", "name the members; `Object.keys` lists them"),
    ("SharedArrayBuffer", "`ArrayBuffer` holds bytes, and a board runs one thread"),
    ("TextDecoder", "`String.fromCharCode` makes text of codes"),
    ("TextEncoder", "`charCodeAt` gives the codes of a text"),
    ("URL", "take the text apart with `split`"),
    ("URLSearchParams", "`text.split(\"&\").map(part => part.split(\"=\"))` takes such a text apart"),
    ("WebSocket", NETWORK),
    ("XMLHttpRequest", NETWORK),
    ("__dirname", MODULE),
    ("__filename", MODULE),
    ("alert", "`console.log` prints"),
    ("atob", TEXT_OF_BYTES),
    ("btoa", TEXT_OF_BYTES),
    ("confirm", INPUT),
    ("crypto", "`Math.random` gives numbers; none of them is a secret"),
    ("decodeURI", TEXT),
    ("decodeURIComponent", TEXT),
    ("document", "`thimble/board` has the board's display, LEDs and buttons"),
    ("encodeURI", TEXT),
    ("encodeURIComponent", TEXT),
    ("describe", TESTS),
    ("escape", TEXT),
    ("expect", TESTS),
    ("fetch", NETWORK),
    ("global", MODULE),
    ("globalThis", MODULE),
    ("it", TESTS),
    ("localStorage", STORE),
    ("module", "modules are ES modules: `import` and `export`"),
    ("navigator", "the board that is built for is named on the command line"),
    ("process", PROCESS),
    ("prompt", INPUT),
    ("requestAnimationFrame", "`setInterval` calls a function again and again"),
    ("require", "modules are ES modules: `import` and `export`"),
    ("sessionStorage", STORE),
    ("setImmediate", "`setTimeout(f, 0)` runs it once the microtasks are done"),
    ("clearImmediate", "`clearTimeout` ends what `setTimeout` began"),
    ("test", TESTS),
    ("unescape", TEXT),
    ("window", "`thimble/board` has the board's display, LEDs and buttons"),
];
