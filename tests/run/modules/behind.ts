// A module behind one that waits.

import { first, values } from "./waiting";

console.log("behind", first);
values.push("behind");
export function after(): string {
    return values.join("+");
}
