// Writes the tables of upper and lower case for the runtime, from node's own answers (Unicode as node's ICU has it).
//
//   node case.mjs > ../../runtime/src/strings/case_tables.rs
//
// A letter whose image is one unit belongs to a run: `count` letters from `start`, each or every second one, that all move by the same
// distance. What has more units stands in a list of its own. Letters above U+FFFF have tables of runs counted from U+10000.
const isSurrogate = (code) => code >= 0xd800 && code < 0xe000;

/** The letters between two codes whose image differs: code and image. */
function changed(map, from, to) {
    const all = [];
    for (let code = from; code < to; code++) {
        const letter = String.fromCodePoint(code);
        if (!isSurrogate(code) && map(letter) !== letter) all.push([code, map(letter)]);
    }
    return all;
}

function tables(map, from, to) {
    const [runs, several] = [[], []];
    for (const [code, image] of changed(map, from, to)) {
        if ([...image].length !== 1) {
            several.push([code, [...image].map((c) => c.codePointAt(0))]);
            continue;
        }
        const distance = image.codePointAt(0) - code;
        const run = runs.at(-1);
        const step = run && code - run.last;
        if (run && run.distance === distance && (run.count === 1 ? step <= 2 : step === run.step)) {
            Object.assign(run, { step, last: code, count: run.count + 1 });
        } else {
            runs.push({ start: code, last: code, count: 1, step: 1, distance });
        }
    }
    return { runs, several };
}

const hex = (n) => "0x" + n.toString(16).toUpperCase();
const wrap16 = (n) => ((n + 0x18000) & 0xffff) - 0x8000;

function print(name, doc, rows, type) {
    console.log(`\n/// ${doc}\npub const ${name}: [${type}; ${rows.length}] = [`);
    let line = "   ";
    for (const row of rows) {
        if (line.length + row.length > 138) {
            console.log(line);
            line = "   ";
        }
        line += ` ${row},`;
    }
    console.log(`${line}\n];`);
}

const runRows = (runs, base) => runs.map((r) => `(${hex(r.start - base)}, ${hex(r.count | (r.step === 2 ? 0x8000 : 0))}, ${wrap16(r.distance)})`);

console.log("//! Which letters have which capitals and small letters. Made by `tests/oracle/case.mjs`; see there.");
console.log("//!\n//! A run is its first letter, how many there are (with bit 15 only every second letter), and the distance to the image, modulo 2^16.");
for (const [name, map] of [["UPPER", (s) => s.toUpperCase()], ["LOWER", (s) => s.toLowerCase()]]) {
    const { runs, several } = tables(map, 0x80, 0x10000);
    const high = tables(map, 0x10000, 0x20000);
    if (high.several.length || changed(map, 0x20000, 0x110000).length) throw new Error("the tables have no place for this");
    print(name, "Letters from U+0080 on.", runRows(runs, 0), "(u16, u16, i16)");
    print(`${name}_HIGH`, "Letters from U+10000 on, counted from there.", runRows(high.runs, 0x10000), "(u16, u16, i16)");
    const rows = several.map(([code, units]) => `(${hex(code)}, [${[...units, 0, 0].slice(0, 3).map(hex).join(", ")}])`);
    print(`${name}_SEVERAL`, "Letters whose image has more than one; 0 is none.", rows, "(u16, [u16; 3])");
}
