// What `Object.create(null)` makes: a dictionary that says of itself that it has nothing from anywhere.

import { Dictionary, keys, values } from "./dictionary";
import { TypeError } from "./errors";
import type { Inspection } from "./inspect";
import { inspectBare } from "./inspect";

class Bare extends Dictionary {
    override "%%inherits"(): boolean {
        return false;
    }

    override "%%inspect"(inspection: Inspection, level: number): string {
        return inspectBare(inspection, this, keys(this), values(this), level);
    }

    [Symbol.toPrimitive](): never {
        throw new TypeError("Cannot convert object to primitive value");
    }
}

export function bare(): unknown {
    return new Bare();
}
