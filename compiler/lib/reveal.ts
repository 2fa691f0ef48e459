// `%o` of a console message: node's util.inspect with `showHidden`, four levels deep.

import { length, name, text as functionText } from "./function";
import { Inspection, quoted } from "./inspect";

class Revealing extends Inspection {
    reveals(): boolean {
        return true;
    }

    function(value: unknown, level: number): string {
        const text = functionText(value).slice(1);
        if (!this.enter(value, level)) return text;
        return this.leave(value, ["[length]: " + length(value), "[name]: " + quoted(name(value))], text + " {", "}", level);
    }
}

export function reveal(value: unknown): string {
    const inspection = new Revealing();
    inspection.depth = 4;
    return inspection.show(value, 0);
}
