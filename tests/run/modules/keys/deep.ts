export const DEEP = Symbol("deep");
export class Tags {
    static readonly tag = Symbol("tag");
}
export namespace Space {
    export const SPACED = Symbol();
}
