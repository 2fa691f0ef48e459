// The arrays of strings that tag functions get: one for each place in the program, made when it is first reached.

import { tableGet, tableNew, tableSet } from "./runtime";

const sites: (readonly string[] | undefined)[] = [];
const raws: unknown = tableNew(true);

/** The array of a place, if it was reached before. */
export function site(place: number): readonly string[] | undefined {
    return place < sites.length ? sites[place] : undefined;
}

/** The array of a place that is reached for the first time; without `raw` what is written is what it says. */
export function add(place: number, cooked: (string | undefined)[], raw: string[] | undefined): readonly (string | undefined)[] {
    while (sites.length <= place) sites.push(undefined);
    sites[place] = cooked as string[];
    tableSet(raws, cooked, raw === undefined ? cooked.slice() : raw);
    return cooked;
}

/** `strings.raw` */
export function raw(strings: unknown): unknown {
    return tableGet<unknown>(raws, strings);
}
