export const KEY = Symbol("key");
export const TEXT = "text";
export enum Kind {
    Small = "small",
    Large = "large",
}
export const fields = { inner: "in", count: 3 } as const;
export { DEEP as deep } from "./deep";
export * as rest from "./deep";
const hidden = Symbol("hidden");
export default hidden;
