// Sums over loops: bounded ones, ones that only seem bounded, and ones that leave 31 and 32 bits; remainders of what has no known bound.

function counted(n: number): number {
    let count = 0;
    for (let i = 0; i < n; i++) if (i % 3 === 0) count++;
    return count;
}
console.log(counted(100), counted(0), counted(-5), counted(0.5), counted(NaN));

// The step is large: the sum leaves 32 bits within few rounds.
function large(): number {
    let sum = 2147483000;
    for (let i = 0; i < 5; i++) sum += 500;
    return sum;
}
console.log(large());
function down(): number {
    let sum = -2147483000;
    for (let i = 0; i < 5; i++) sum -= 500;
    return sum;
}
console.log(down());
function manyRounds(): number {
    let sum = 0;
    for (let i = 0; i < 3000; i++) sum += 1000000;
    return sum;
}
console.log(manyRounds());

// The counter is set back, the limit moves, or more is added than it seems.
function setBack(): number {
    let count = 0;
    let again = true;
    for (let i = 0; i < 10; i++) {
        count++;
        if (i === 5 && again) {
            i = 0;
            again = false;
        }
    }
    return count;
}
console.log(setBack());
function moving(): number {
    let count = 0;
    let limit = 3;
    for (let i = 0; i < limit; i++) {
        count += 100;
        if (limit < 50) limit++;
    }
    return count;
}
console.log(moving());
function doubled(): number {
    let sum = 1;
    for (let i = 0; i < 40; i++) sum += sum;
    return sum;
}
console.log(doubled());
function fibonacci(): number {
    let a = 0;
    let b = 1;
    for (let i = 0; i < 60; i++) {
        const c = a + b;
        a = b;
        b = c;
    }
    return a;
}
console.log(fibonacci());
function nested(n: number): number {
    let sum = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j += 2) sum += j + 1;
    return sum;
}
console.log(nested(10), nested(60));
function fractions(): number {
    let sum = 0;
    for (let i = 0; i < 10; i++) sum += 0.1;
    return sum;
}
console.log(fractions());
function zeros(): number {
    let sum = -0;
    for (let i = 0; i < 3; i++) sum += -0;
    return 1 / sum;
}
console.log(zeros());
function halves(): string {
    let count = 0;
    let i = 0;
    for (i = 0.5; i < 3; i += 1) count++;
    return count + " " + i;
}
console.log(halves());
function elements(a: readonly number[]): number {
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += a[i];
    return sum;
}
console.log(elements([1, 2, 3]), elements([2147483647, 1]), elements([0.5, 0.25]), elements([]));

// Remainders: of negatives, of -0, of what does not fit a word, by powers of two and others.
let running = 0;
function step(by: number): number {
    running += by;
    return running;
}
const steps = [5, -13, 8, 1073741823, 1, 1, 2147483647, -4294967296, 0.5];
for (const by of steps) {
    const r = step(by);
    console.log(r, r % 2, r % 4, r % 7, r % 1, 1 / (r % 4), r % 1000000);
}
let unbounded = -3;
function next(): number {
    return unbounded++;
}
for (let i = 0; i < 6; i++) {
    const n = next();
    console.log(n % 2 === 0, n % 3, 1 / (n % 3), n % 2 !== 0 ? "odd" : "even");
}

// Small functions in the place of their calls.
class Counter {
    private n = 0;
    get value(): number {
        return this.n;
    }
    isOdd(): boolean {
        return this.n % 2 === 1;
    }
    add(by: number): Counter {
        this.n += by;
        return this;
    }
    max(other: Counter): Counter {
        return this.n >= other.n ? this : other;
    }
}
class Double extends Counter {
    add(by: number): Counter {
        return super.add(by * 2);
    }
}
const a = new Counter();
const b: Counter = new Double();
for (let i = 0; i < 5; i++) {
    a.add(i);
    b.add(i);
}
console.log(a.value, b.value, a.isOdd(), b.isOdd(), a.max(b) === b, b.max(a) === b);
function clamp(x: number, low: number, high: number): number {
    if (x < low) return low;
    return x > high ? high : x;
}
function both(x: number): number {
    try {
        return clamp(x, 0, 10) + clamp(-x, -5, 5);
    } finally {
        running = x;
    }
}
console.log(both(3), both(20), both(-7), running, clamp(NaN, 0, 1));
