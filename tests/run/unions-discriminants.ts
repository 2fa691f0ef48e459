// Discriminants in optional chains, and objects whose discriminant may be several things.
type Token = { t: "num"; v: number } | { t: "(" } | { t: ")" };
function show(token: Token | undefined): string {
    if (token?.t === "num") return `number ${token.v}`;
    if (token?.t !== "(") return token ? "closing" : "none";
    return "opening " + token.t.length;
}
function pick(token?: Token): number {
    switch (token?.t) {
        case "num":
            return token.v;
        case "(":
        case ")":
            return token.t.charCodeAt(0);
    }
    return -1;
}
const bracket = (c: "(" | ")"): Token => ({ t: c });
for (const token of [{ t: "num", v: 1.5 }, bracket("("), bracket(")"), undefined] as (Token | undefined)[]) console.log(show(token), pick(token));
const flag = (on: boolean, v: number): { on: true; v: number } | { on: false; v: number } => ({ on, v });
const flags = [flag(true, 1), flag(false, 2)];
console.log(flags, flags.filter((f) => f?.on).length);
