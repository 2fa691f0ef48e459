// What stands for an object in texts and sums: [Symbol.toPrimitive] before valueOf and toString.
class Money {
    constructor(private amount: number) {}
    [Symbol.toPrimitive](hint: string): number | string {
        if (hint === "number") return this.amount;
        return hint === "string" ? `$${this.amount}` : "default " + this.amount;
    }
    valueOf() {
        return -1;
    }
}
const money = new Money(5);
console.log(`${money}`, +money, money + "", String(money), Number(money), (money as any) * 2, (money as any) > 3, (money as any) == "default 5");
class Dollars extends Money {}
console.log(`${new Dollars(7)}`, +new Dollars(7));
const hinting = { [Symbol.toPrimitive](hint: string) { return hint; } };
console.log(`${hinting}`, hinting + "!", [hinting].join());
const wrong = { [Symbol.toPrimitive](hint: string) { return {}; } };
for (const action of [() => `${wrong}`, () => wrong + "", () => +wrong]) {
    try {
        console.log(action());
    } catch (e) {
        console.log(e instanceof TypeError, (e as Error).message);
    }
}
