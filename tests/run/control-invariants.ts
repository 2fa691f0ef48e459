// What looks the same in every round of a loop and is not: changed by a store, an alias, a call, a callback; and what must not be read at all.

class Box {
    value = 1;
    items: number[] = [];
    next: Box | null = null;
    flag = true;
}

// A field changed by a call in the loop.
const box = new Box();
function bump(): void {
    box.value += 10;
}
function callChanges(): number {
    let sum = 0;
    for (let i = 0; i < 5; i++) {
        sum += box.value;
        if (i % 2 === 0) bump();
    }
    return sum;
}
console.log(callChanges());

// ... by a store through another name.
function aliasChanges(a: Box, b: Box): number {
    let sum = 0;
    for (let i = 0; i < 4; i++) {
        sum = sum * 10 + a.value;
        b.value = i;
    }
    return sum;
}
const one = new Box();
console.log(aliasChanges(one, one), aliasChanges(new Box(), new Box()));

// The array itself replaced while its elements are read.
function replaced(b: Box): string {
    let text = "";
    for (let i = 0; i < 6; i++) {
        text += (b.items[i] ?? "-") + " ";
        if (i === 2) b.items = [9, 8, 7, 6, 5, 4];
    }
    return text;
}
box.items = [1, 2, 3, 4];
console.log(replaced(box));

// Grown through another name: the storage moves.
function grown(a: number[], b: number[]): number {
    let sum = 0;
    for (let i = 0; i < 40; i++) {
        sum += a[0];
        b.push(i);
        a[0] = a[0] + 1;
    }
    return sum + a[0] + b.length;
}
const both = [1];
console.log(grown(both, both), grown([1], [2]));

// Grown in a function that is called, and by a callback.
const shared: number[] = [5];
function grow(): number {
    for (let i = 0; i < 20; i++) shared.push(i);
    return shared[0];
}
function through(): number {
    let sum = 0;
    for (let i = 0; i < 3; i++) {
        sum += shared[0] + grow();
        shared[0] = sum;
    }
    return sum * 1000 + shared.length;
}
console.log(through());
function viaCallback(action: (n: number) => void): number {
    let sum = 0;
    for (let i = 0; i < 4; i++) {
        action(i);
        sum += shared[0];
    }
    return sum;
}
console.log(
    viaCallback(n => {
        shared[0] = n;
        shared.push(n);
    }),
);

// A loop that is not entered reads nothing of what is not there.
function last(b: Box | null, n: number): number {
    let sum = 0;
    for (let i = 0; i < n; i++) {
        if (b !== null) sum += b.value;
        else sum += 100;
    }
    return sum;
}
console.log(last(null, 3), last(new Box(), 3), last(null, 0));
function chain(b: Box | null, n: number): number {
    let count = 0;
    while (b !== null && count < n) {
        count++;
        if (b.next !== null) b = b.next;
        else break;
    }
    return count;
}
const linked = new Box();
linked.next = new Box();
console.log(chain(linked, 9), chain(null, 9), chain(linked, 1));

// Captured variables and cells.
function counters(): string {
    let n = 0;
    const step = 3;
    const inc = () => {
        for (let i = 0; i < step; i++) n += i + step;
        return n;
    };
    let text = "";
    for (let i = 0; i < 3; i++) {
        text += n + ":" + inc() + " ";
        n = n - 1;
    }
    return text;
}
console.log(counters());

// Objects are made in the loop: collections happen while addresses are kept.
function garbage(b: Box): number {
    let sum = 0;
    b.items = [1, 2, 3];
    for (let i = 0; i < 400; i++) {
        const fresh = new Box();
        fresh.items = [i, i + 1, i + 2];
        sum += fresh.items[2] + b.items[i % 3];
        if (i % 50 === 0) b.next = fresh;
    }
    return sum + (b.next?.items[0] ?? 0);
}
console.log(garbage(new Box()));

// Bytes, from the first to the last and none at all.
function bytes(data: Uint8Array, key: number): number {
    let hash = key;
    for (let i = 0; i < data.length; i++) {
        hash = ((hash << 1) ^ data[i]) & 0xffff;
        data[i] = hash & 0xff;
    }
    return hash;
}
console.log(bytes(new Uint8Array(0), 7), bytes(new Uint8Array(5), 7), bytes(new Uint8Array([1, 2, 3]), 9));

// Tests that depend on where control comes from.
function mixed(a: boolean, b: boolean, n: number): string {
    const both = a && b;
    const either = a || n > 3;
    let text = "";
    for (let i = 0; i < 3; i++) {
        if (both || (either && i === n)) text += "x";
        else if (!(a && i > 0)) text += "y";
        else text += "z";
    }
    return text;
}
console.log(mixed(true, true, 1), mixed(true, false, 1), mixed(false, true, 4), mixed(false, false, 0));
function ordered(x: number | string, y: number | string): string {
    return (x === y ? "same" : "different") + (typeof x === "number" && x > 2 ? " large" : "");
}
console.log(ordered(1, 1), ordered("1", 1), ordered(3.5, "3.5"), ordered("a", "a"));
