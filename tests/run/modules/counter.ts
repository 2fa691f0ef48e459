import { NAME } from "./shapes";
console.log("counter initialised");
export let count = 10;
export function increment(): void { count++; }
export const describe = (): string => NAME + " " + count;
