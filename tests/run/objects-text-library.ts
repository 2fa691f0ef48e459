// What objects of the library are called as texts.
const m = new Map([["a", 1]]);
const s = new Set([1]);
function* g() { yield 1; }
async function* ag() { yield 1; }
const t = (label: string, f: () => unknown) => { try { console.log(label, f()); } catch (e) { console.log(label, (e as Error).name, (e as Error).message); } };
t("ae", () => String([1].entries()));
t("av", () => String([1].values()));
t("mk", () => String(m.keys()));
t("sv", () => `${s.values()}`);
t("g", () => String(g()));
t("ag", () => String(ag()));
t("m", () => String(m));
t("s", () => String(s));
t("p", () => String(Promise.resolve(1)));
t("st", () => String("abc"[Symbol.iterator]()));
t("obj", () => String({}));
t("plus", () => "" + m.entries());
t("buf", () => String(new ArrayBuffer(2)));
t("dv", () => String(new DataView(new ArrayBuffer(2))));
t("wm", () => String(new WeakMap()));
class K { get [Symbol.toStringTag]() { return "Kay"; } }
t("tag", () => String(new K()));
t("date", () => m.toString());
t("k2", () => [1].keys().toString());
t("gt", () => g().toString());
t("any", () => (m.keys() as any).toString());
