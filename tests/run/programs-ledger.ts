// event sourcing, bank, discriminated unions, money, currency parsing, dates w/out Date
const CURRENCIES = { EUR: { symbol: "€", decimals: 2 }, JPY: { symbol: "¥", decimals: 0 }, BTC: { symbol: "₿", decimals: 8 } } as const satisfies Record<string, { symbol: string; decimals: number }>;
type Currency = keyof typeof CURRENCIES;
class Money<C extends Currency = Currency> {
    static readonly #cache = new Map<Currency, Money<any>>();
    private constructor(readonly currency: C, private readonly minor: number) { Object.freeze?.(this); }
    static zero<C extends Currency>(c: C): Money<C> { let z = Money.#cache.get(c); if (!z) Money.#cache.set(c, (z = new Money(c, 0))); return z; }
    static of<C extends Currency>(amount: number | string, currency: C) { const f = 10 ** CURRENCIES[currency].decimals; return new Money(currency, Math.round(Number(amount) * f)); }
    static isMoney(x: unknown): x is Money { return x instanceof Money; }
    plus(this: Money<C>, o: Money<C>): Money<C> { return new Money(this.currency, this.minor + o.minor); }
    negated() { return new Money(this.currency, -this.minor); }
    times(f: number): Money<C> { return new Money(this.currency, Math.round(this.minor * f)); }
    compare(o: Money<C>): -1 | 0 | 1 { return Math.sign(this.minor - o.minor) as -1 | 0 | 1; }
    allocate<T extends number[]>(...ratios: T): { [I in keyof T]: Money<C> } {
        const total = ratios.reduce((a, b) => a + b, 0);
        let rest = this.minor;
        const shares = ratios.map(r => { const s = Math.floor(this.minor * r / total); rest -= s; return s; });
        for (let i = 0; rest > 0; i++, rest--) shares[i]++;
        return shares.map(s => new Money(this.currency, s)) as { [I in keyof T]: Money<C> };
    }
    toString() { const { symbol, decimals } = CURRENCIES[this.currency]; return `${this.minor < 0 ? "-" : ""}${symbol}${(Math.abs(this.minor) / 10 ** decimals).toFixed(decimals)}`; }
    toJSON() { return { currency: this.currency, amount: this.minor }; }
}
type Brand<T, B extends string> = T & { readonly __brand: B };
type AccountId = Brand<string, "AccountId">;
const accountId = (s: string): AccountId => { if (!s.startsWith("acc-")) throw new TypeError(`bad id ${s}`); return s as AccountId; };
interface EventBase<K extends string> { readonly kind: K; readonly at: number; readonly account: AccountId }
interface Opened extends EventBase<"opened"> { owner: string; currency: Currency }
interface Deposited extends EventBase<"deposited"> { amount: Money }
interface Withdrawn extends EventBase<"withdrawn"> { amount: Money; memo?: string }
interface Closed extends EventBase<"closed"> { reason: { by: "owner" | "bank"; text?: string } }
type BankEvent = Opened | Deposited | Withdrawn | Closed;
type EventKind = BankEvent["kind"];
type EventFor<K extends EventKind> = Extract<BankEvent, { kind: K }>;
type Account = { status: "open"; owner: string; balance: Money; history: EventKind[] } | { status: "closed"; owner: string; final: Money; why: string };
type Handlers<S> = { [K in EventKind]: (state: S | undefined, event: EventFor<K>) => S };
function assertNever(x: never): never { throw new Error(`unexpected ${JSON.stringify(x)}`); }
function requireOpen(a: Account | undefined, id: string): asserts a is Extract<Account, { status: "open" }> {
    if (!a) throw new RangeError(`${id}: no such account`);
    if (a.status !== "open") throw new RangeError(`${id}: account is ${a.status} (${a.why})`);
}
const handlers: Handlers<Account> = {
    opened: (_, { owner, currency }) => ({ status: "open", owner, balance: Money.zero(currency), history: ["opened"] }),
    deposited(state, e) { requireOpen(state, e.account); return { ...state, balance: state.balance.plus(e.amount), history: [...state.history, e.kind] }; },
    withdrawn(state, { account, amount, kind, memo = "-" }) {
        requireOpen(state, account);
        const balance = state.balance.plus(amount.negated());
        if (balance.compare(Money.zero(balance.currency)) < 0) throw new RangeError(`${account}: ${amount} (${memo}) exceeds ${state.balance}`);
        return { ...state, balance, history: state.history.concat(kind) };
    },
    closed(state, { account, reason: { by, text } }) { requireOpen(state, account); return { status: "closed", owner: state.owner, final: state.balance, why: text ?? `by ${by}` }; },
};
class Ledger {
    readonly #events: BankEvent[] = [];
    readonly #accounts: Map<AccountId, Account> = new Map();
    #clock = 0;
    get length() { return this.#events.length; }
    append<K extends EventKind>(kind: K, account: AccountId, data: Omit<EventFor<K>, keyof EventBase<K>>): string {
        const event = { kind, account, at: ++this.#clock, ...data } as unknown as EventFor<K>;
        try {
            const next = (handlers[kind] as (s: Account | undefined, e: BankEvent) => Account)(this.#accounts.get(account), event);
            this.#accounts.set(account, next);
            this.#events.push(event);
            return describe(next);
        } catch (e: unknown) {
            if (!(e instanceof RangeError)) throw e;
            return `refused: ${e.message}`;
        }
    }
    *of<K extends EventKind = EventKind>(account: AccountId, ...kinds: K[]): Generator<EventFor<K>> {
        for (const e of this.#events) if (e.account === account && (kinds as EventKind[]).includes(e.kind)) yield e as EventFor<K>;
    }
    totals(): Partial<Record<Currency, string>> {
        const sums: { [C in Currency]?: Money } = {};
        for (const a of this.#accounts.values()) { const m = a.status === "open" ? a.balance : a.final; sums[m.currency] = sums[m.currency]?.plus(m) ?? m; }
        return Object.fromEntries(Object.entries(sums).map(([k, v]) => [k, `${v}`]));
    }
}
function describe(a: Account): string {
    switch (a.status) {
        case "open": return `${a.owner} has ${a.balance} after ${a.history.length} events`;
        case "closed": return `${a.owner} closed with ${a.final}: ${a.why}`;
        default: return assertNever(a);
    }
}
const ledger = new Ledger(), [a, b] = ["acc-1", "acc-2"].map(accountId) as [AccountId, AccountId];
console.log(ledger.append("opened", a, { owner: "Ann", currency: "EUR" }));
console.log(ledger.append("deposited", a, { amount: Money.of("12.345", "EUR") }));
console.log(ledger.append("withdrawn", a, { amount: Money.of(20, "EUR"), memo: "rent" }));
console.log(ledger.append("withdrawn", a, { amount: Money.of(2.34, "EUR") }));
console.log(ledger.append("deposited", b, { amount: Money.of(1, "JPY") }));
console.log(ledger.append("opened", b, { owner: "Bob", currency: "JPY" }), ledger.append("deposited", b, { amount: Money.of(100, "JPY") }));
console.log(ledger.append("closed", a, { reason: { by: "bank" } }), "|", ledger.append("closed", a, { reason: { by: "owner", text: "again" } }));
for (const e of ledger.of(a, "deposited", "withdrawn")) console.log(e.at, e.kind, `${e.amount}`, e.kind === "withdrawn" ? e.memo : "");
console.log(ledger.length, ledger.totals(), JSON.stringify([...ledger.of(b, "deposited")]), Money.of(10, "EUR").allocate(1, 1, 1).map(String).join(" "));
const [x, y] = Money.of(5, "JPY").allocate(3, 7); console.log(`${x} ${y}`, Money.isMoney(x), Money.isMoney({}));
try { accountId("nope"); } catch ({ name, message }: any) { console.log(name, message); }
