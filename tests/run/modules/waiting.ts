// A module that waits before it gives its exports.

export const values: string[] = [];
export function log(...data: unknown[]): void {
    console.log(...data);
}
console.log("waiting begins");
export const first = await new Promise<number>((resolve) => setTimeout(() => resolve(1), 10));
values.push("ready");
console.log("waiting ends");
