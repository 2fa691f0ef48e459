// The text of values as console.log shows them: node's util.inspect with its defaults (depth 2, lines of 80 columns, 100
// elements). Widths are counted in UTF-16 units.

import { text } from "./function";
import { accessorText, anyAccessors, anyOwnTags, bufferByte, callInspect, hasInspect, hasKeys, hasName, hasOwnTag, hasSymbols, isArray, isBuffer, isView, keysOf, nameOf, ownTag, primitiveText, symbolsOf, valueAt, viewElement, viewLength, viewName } from "./runtime";

/** Columns of a line. */
const LINE = 80;
/** How many levels of objects may share one line; node's `compact`. */
const COMPACT = 3;
/** How far in objects are shown, unless something else is asked for. */
const DEPTH = 2;
/** Elements shown of an array, a map, a set. */
const ELEMENTS = 100;
/** Bytes shown of a buffer. */
const BYTES = 100;

/** A value as text, strings in quotes. */
export function inspect(value: unknown): string {
    return new Inspection().show(value, 0);
}

/** The same of an object whose parts that are objects are only named. */
export function inspectFlat(value: unknown): string {
    return new Inspection().show(value, DEPTH);
}

/** Values as console.log prints them in one line. */
export function line(values: readonly unknown[]): string {
    let result = "";
    for (let i = 0; i < values.length; i++) {
        const value = values[i];
        if (i > 0) result += " ";
        result += typeof value === "string" ? value : inspect(value);
    }
    return result;
}

/** What is known while one value is shown. */
export class Inspection {
    /** Columns that the lines of the object at work are indented by. */
    indentation: number = 0;
    /** Level of the object that was entered last. */
    private deepest: number = 0;
    /** Objects further in are only named. */
    depth: number = DEPTH;
    /** The objects around the value at work. */
    private seen: unknown[] = [];
    /** Those that contain themselves, in the order in which that was found. */
    private circular: unknown[] = [];

    /** A value at a level; the outermost is 0. */
    show(value: unknown, level: number): string {
        if (typeof value === "string") return this.text(value);
        const primitive = primitiveText(value);
        if (primitive !== undefined) return value === 0 && 1 / value < 0 ? "-0" : primitive;
        for (let i = 0; i < this.seen.length; i++) {
            if (this.seen[i] === value) return "[Circular *" + this.circle(value) + "]";
        }
        if (typeof value === "function") return this.function(value, level);
        if (isArray(value)) return this.array(value as unknown[], "[", level);
        if (isView(value)) return this.view(value, level);
        if (isBuffer(value)) return this.buffer(value as ArrayBuffer, level);
        if (hasInspect(value)) return callInspect(value, this, level);
        return this.object(value, level);
    }

    /** A value one level further in, as an element or member. */
    part(value: unknown, level: number): string {
        this.indentation += 2;
        const text = this.show(value, level + 1);
        this.indentation -= 2;
        return text;
    }

    /** Begins an object; false when it lies too deep to be shown. */
    enter(object: unknown, level: number): boolean {
        if (level > this.depth) return false;
        this.seen.push(object);
        this.deepest = level + 1;
        return true;
    }

    /** Ends an object whose parts are `output`; `head` stands before `begin`. */
    leave(object: unknown, output: string[], begin: string, end: string, level: number, head: string = ""): string {
        return this.finish(object, output, output, begin, end, level, head);
    }

    /** Lines that stand as far in as the object at work. */
    indented(text: string): string {
        return this.indentation === 0 ? text : text.replaceAll("\n", "\n" + " ".repeat(this.indentation));
    }

    /** Names and values of an object's own members, those from `from` on. */
    members(object: unknown, output: string[], level: number): void {
        if (hasKeys(object)) this.named(object, output, level);
        if (hasSymbols(object)) {
            const symbols = symbolsOf(object);
            for (let i = 0; i < symbols.length; i += 3) {
                const accessor = symbols[i + 1] as string;
                output.push(symbols[i] as string + ": " + (accessor === "" ? this.part(symbols[i + 2], level) : accessor));
            }
        }
    }

    private named(object: unknown, output: string[], level: number): void {
        const keys = keysOf(object);
        for (let i = 0; i < keys.length; i++) {
            if (anyAccessors()) {
                const text = accessorText(object, i);
                if (text !== "") {
                    output.push(key(keys[i]) + ": " + text);
                    continue;
                }
            }
            output.push(key(keys[i]) + ": " + this.part(valueAt(object, i), level));
        }
    }

    /** A key and its value in brackets, as iterators over pairs have them. */
    pair(pair: readonly unknown[], level: number): string {
        this.indentation += 2;
        const output = [this.show(pair[0], level + 1), this.show(pair[1], level + 1)];
        const text = this.joined(output, output, "", "[", "]", level);
        this.indentation -= 2;
        return text;
    }

    private object(object: unknown, level: number): string {
        const name = hasName(object) ? nameOf(object) : "";
        const prefix = (name === "" ? "" : name + " ") + tagOf(object, name);
        const begin = prefix + "{";
        if (!hasMembersOfItsOwn(object)) return begin + "}";
        if (!this.enter(object, level)) return "[" + (prefix === "" ? "Object" : prefix.slice(0, -1)) + "]";
        const output: string[] = [];
        this.members(object, output, level);
        return this.leave(object, output, begin, "}", level);
    }

    /** Whether members are shown that no loop goes over. */
    reveals(): boolean {
        return false;
    }

    function(value: unknown, level: number): string {
        const shown = text(value).slice(1);
        // Static fields.
        if (!hasKeys(value)) return shown;
        if (!this.enter(value, level)) return "[Function]";
        const output: string[] = [];
        this.named(value, output, level);
        return this.leave(value, output, shown + " {", "}", level);
    }

    private array(array: readonly unknown[], begin: string, level: number): string {
        if (array.length === 0 && !this.reveals()) return begin + "]";
        if (!this.enter(array, level)) return "[Array]";
        const output: string[] = [];
        for (let i = 0; i < array.length && i < ELEMENTS; i++) output.push(this.part(array[i], level));
        more(array.length, output);
        if (this.reveals()) output.push("[length]: " + array.length);
        let lines = output;
        if (output.length > 6) lines = this.columns(output, array);
        return this.finish(array, output, lines, begin, "]", level);
    }

    private view(view: unknown, level: number): string {
        const length = viewLength(view);
        const begin = viewName(view) + "(" + length + ") [";
        if (length === 0) return begin + "]";
        if (!this.enter(view, level)) return "[" + viewName(view) + "]";
        const values: number[] = [];
        const output: string[] = [];
        for (let i = 0; i < length && i < ELEMENTS; i++) {
            const value = viewElement(view, i);
            values.push(value);
            output.push(value === 0 && 1 / value < 0 ? "-0" : "" + value);
        }
        more(length, output);
        if (length > ELEMENTS) values.push(0);
        let lines = output;
        if (output.length > 6) lines = this.columns(output, values);
        return this.finish(view, output, lines, begin, "]", level);
    }

    private buffer(buffer: ArrayBuffer, level: number): string {
        if (!this.enter(buffer, level)) return "[ArrayBuffer]";
        const length = buffer.byteLength;
        let bytes = "";
        for (let i = 0; i < length && i < BYTES; i++) bytes += (i > 0 ? " " : "") + hexDigits(bufferByte(buffer, i), 2, "0123456789abcdef");
        const rest = length - BYTES;
        if (rest > 0) bytes += " ... " + rest + " more byte" + (rest > 1 ? "s" : "");
        return this.leave(buffer, ["[Uint8Contents]: <" + bytes + ">", "byteLength: " + length], "ArrayBuffer {", "}", level);
    }

    private finish(object: unknown, output: string[], lines: string[], begin: string, end: string, level: number, head: string = ""): string {
        this.seen.pop();
        let base = head;
        for (let i = 0; i < this.circular.length; i++) {
            if (this.circular[i] === object) base = "<ref *" + (i + 1) + "> " + head;
        }
        return this.joined(output, lines, base, begin, end, level);
    }

    /** In one line where that is not too long, else each part in a line of its own. */
    private joined(output: string[], lines: string[], base: string, begin: string, end: string, level: number): string {
        const joins = this.deepest - (level + 1) < COMPACT && lines === output;
        const start = lines.length + this.indentation + begin.length + (base === "" ? 0 : base.length - 1) + 10;
        if (joins && fits(lines, start)) {
            const line = lines.join(", ");
            if (!line.includes("\n")) return base + begin + " " + line + " " + end;
        }
        const indent = "\n" + " ".repeat(this.indentation);
        return base + begin + indent + "  " + lines.join("," + indent + "  ") + indent + end;
    }

    /** Several short elements to a line, in columns. */
    private columns(output: string[], values: readonly unknown[]): string[] {
        const count = output.length > ELEMENTS ? ELEMENTS : output.length;
        let total = 0;
        let longest = 0;
        for (let i = 0; i < count; i++) {
            total += output[i].length + 2;
            longest = Math.max(longest, output[i].length);
        }
        const width = longest + 2;
        if (width * 3 + this.indentation >= LINE || !(total / width > 5 || longest <= 6)) return output;
        // A square looks best; characters are about 2.5 times as high as wide.
        const biased = Math.max(width - 3 - Math.sqrt(width - total / output.length), 1);
        const ideal = Math.round(Math.sqrt(2.5 * biased * count) / biased);
        const columns = Math.min(ideal, Math.floor((LINE - this.indentation) / width), COMPACT * 4, 15);
        if (columns <= 1) return output;
        const widths: number[] = [];
        for (let i = 0; i < columns; i++) {
            let widest = 0;
            for (let j = i; j < count; j += columns) widest = Math.max(widest, output[j].length);
            widths.push(widest + 2);
        }
        let numbers = true;
        for (let i = 0; i < output.length; i++) numbers = numbers && typeof values[i] === "number";
        const lines: string[] = [];
        for (let i = 0; i < count; i += columns) {
            const last = Math.min(i + columns, count) - 1;
            let line = "";
            for (let j = i; j < last; j++) {
                const cell = output[j] + ", ";
                line += numbers ? cell.padStart(widths[j - i]) : cell.padEnd(widths[j - i]);
            }
            line += numbers ? output[last].padStart(widths[last - i] - 2) : output[last];
            lines.push(line);
        }
        if (count < output.length) lines.push(output[count]);
        return lines;
    }

    private circle(object: unknown): number {
        for (let i = 0; i < this.circular.length; i++) {
            if (this.circular[i] === object) return i + 1;
        }
        this.circular.push(object);
        return this.circular.length;
    }

    /** A string; a long one with line ends is broken at them. */
    private text(text: string): string {
        if (text.length <= 16 || text.length <= LINE - this.indentation - 4) return quoted(text);
        let result = "";
        let from = 0;
        while (from < text.length) {
            const end = text.indexOf("\n", from);
            const to = end < 0 ? text.length : end + 1;
            if (from > 0) result += " +\n" + " ".repeat(this.indentation + 2);
            result += quoted(text.slice(from, to));
            from = to;
        }
        return result;
    }
}

/** What `[Symbol.toStringTag]` says of an object beside its name, unless that is a member of its own. */
function tagOf(object: unknown, name: string): string {
    if (!anyOwnTags() || !hasOwnTag(object)) return "";
    if (hasSymbols(object)) {
        const symbols = symbolsOf(object);
        for (let i = 0; i < symbols.length; i += 3) {
            if (symbols[i] === "[Symbol(Symbol.toStringTag)]") return "";
        }
    }
    const tag = ownTag(object);
    return typeof tag === "string" && tag !== "" && tag !== name ? "[" + tag + "] " : "";
}

/** Whether an object has members that are shown. */
export function hasMembersOfItsOwn(object: unknown): boolean {
    return hasSymbols(object) || hasKeys(object) && keysOf(object).length > 0;
}

/** The name of a map, set or promise whose class may be the program's; `size` is what stands after it, `sort` what the class extends. */
export function extendedName(object: unknown, sort: string, size: string): string {
    const name = hasName(object) ? nameOf(object) : sort;
    return name === sort ? name + size : name + size + " [" + sort + "]";
}

/** An object without a class whose keys and values are these. */
export function inspectEntries(inspection: Inspection, object: unknown, keys: string[], values: unknown[], level: number): string {
    if (keys.length === 0) return "{}";
    if (!inspection.enter(object, level)) return "[Object]";
    const output: string[] = [];
    for (let i = 0; i < keys.length; i++) output.push(key(keys[i]) + ": " + inspection.part(values[i], level));
    return inspection.leave(object, output, "{", "}", level);
}

/** The same of an object without a prototype. */
export function inspectBare(inspection: Inspection, object: unknown, keys: string[], values: unknown[], level: number): string {
    if (keys.length === 0) return "[Object: null prototype] {}";
    if (!inspection.enter(object, level)) return "[Object: null prototype]";
    const output: string[] = [];
    for (let i = 0; i < keys.length; i++) output.push(key(keys[i]) + ": " + inspection.part(values[i], level));
    return inspection.leave(object, output, "[Object: null prototype] {", "}", level);
}

/** The line that stands for the elements left out. */
export function more(count: number, output: string[]): void {
    const rest = count - ELEMENTS;
    if (rest > 0) output.push("... " + rest + " more item" + (rest > 1 ? "s" : ""));
}

function fits(output: string[], start: number): boolean {
    let total = output.length + start;
    if (total + output.length > LINE) return false;
    for (let i = 0; i < output.length; i++) total += output[i].length;
    return total <= LINE;
}

/** The name of a member: quoted unless it is an identifier. */
function key(name: string): string {
    for (let i = 0; i < name.length; i++) {
        const unit = name.charCodeAt(i);
        const letter = (unit | 32) >= 97 && (unit | 32) <= 122 || unit === 95;
        if (!letter && !(i > 0 && unit >= 48 && unit <= 57)) return quoted(name);
    }
    if (name === "__proto__") return "['__proto__']";
    return name === "" ? "''" : name;
}

/** A string in quotes that it does not contain, if there are such; what cannot be seen is escaped. */
export function quoted(text: string): string {
    let quote = "'";
    if (text.includes("'")) {
        if (!text.includes('"')) quote = '"';
        else if (!text.includes("`") && !text.includes("${")) quote = "`";
    }
    let result = quote;
    let from = 0;
    for (let i = 0; i < text.length; i++) {
        const escape = escaped(text, i, quote);
        if (escape !== "") {
            result += text.slice(from, i) + escape;
            from = i + 1;
        }
    }
    return result + text.slice(from) + quote;
}

function escaped(text: string, at: number, quote: string): string {
    const unit = text.charCodeAt(at);
    if (unit === 92) return "\\\\";
    if (unit === 39) return quote === "'" ? "\\'" : "";
    if (unit < 32 || unit >= 127 && unit < 160) {
        if (unit === 8) return "\\b";
        if (unit === 9) return "\\t";
        if (unit === 10) return "\\n";
        if (unit === 12) return "\\f";
        if (unit === 13) return "\\r";
        return "\\x" + hexDigits(unit, 2, "0123456789ABCDEF");
    }
    if (unit < 0xd800 || unit > 0xdfff) return "";
    const isHigh = unit < 0xdc00;
    const other = isHigh ? text.charCodeAt(at + 1) : text.charCodeAt(at - 1);
    const paired = isHigh ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other < 0xdc00;
    return paired ? "" : "\\ud" + hexDigits(unit, 3, "0123456789abcdef");
}

/** The last hexadecimal digits of a number: node has capitals for `\x`, small letters for `\u`. */
function hexDigits(number: number, count: number, alphabet: string): string {
    let digits = "";
    for (let i = 0; i < count; i++) digits = alphabet[(number >> (4 * i)) & 15] + digits;
    return digits;
}

/** What an iterator over a map or set has yet to give; `pairs`: keys with values. */
export function inspectRest(inspection: Inspection, iterator: unknown, name: string, rest: readonly unknown[], pairs: boolean, level: number): string {
    const begin = "[" + name + (pairs ? " Entries] {" : " Iterator] {");
    if (!inspection.enter(iterator, level)) return "[Object]";
    const output: string[] = [];
    for (let i = 0; i < rest.length && i < ELEMENTS; i++) {
        if (pairs) output.push(inspection.pair(rest[i] as unknown[], level));
        else output.push(inspection.part(rest[i], level));
    }
    more(rest.length, output);
    return inspection.leave(iterator, output, begin, "}", level);
}
