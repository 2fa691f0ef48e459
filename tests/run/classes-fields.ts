// Fields read again after what may have changed them, and tests made again after what may have changed their answer.
class Node {
    next: Node | null = null;
    value = 0;
    open = true;
}
class Queue {
    head: Node | null = null;
    size = 0;
    take(): Node | null {
        const first = this.head;
        if (this.head !== null) {
            this.head = this.head.next;
            this.size--;
        }
        return first;
    }
    put(value: number): void {
        const node = new Node();
        node.value = value;
        node.next = this.head;
        this.head = node;
        this.size++;
    }
    drain(): number {
        let sum = 0;
        while (this.head !== null) {
            const node = this.head;
            sum += node.value;
            this.take();
            if (this.head !== null && this.head !== node) sum += 1000;
        }
        return sum;
    }
}
const queue = new Queue();
for (let i = 1; i <= 4; i++) queue.put(i);
console.log(queue.size, queue.drain(), queue.size, queue.take());

function alias(a: Node, b: Node): string {
    a.value = 1;
    b.value = 2;
    let text = a.value + " " + b.value;
    a.open = false;
    if (b.open) text += " open";
    if (!b.open) text += " closed";
    b.open = true;
    if (a.open) text += " a open";
    return text;
}
const same = new Node();
console.log(alias(same, same), "|", alias(new Node(), new Node()));

function flip(n: Node): void {
    n.open = !n.open;
}
function twice(n: Node): string {
    let text = "";
    if (n.open) {
        flip(n);
        text += n.open ? "still" : "flipped";
        if (n.open) text += " wrong";
    } else text += "closed";
    return text;
}
const node = new Node();
console.log(twice(node), twice(node));

// A loop that takes up what its body has changed.
function walk(n: Node | null): number {
    let steps = 0;
    while (n !== null && n.open) {
        n.open = false;
        if (n.next === null) n.next = steps < 3 ? new Node() : null;
        n = n.next;
        steps++;
        if (n !== null && n.next !== null) steps += 100;
    }
    return steps;
}
console.log(walk(new Node()), walk(null));

// Comparisons that follow from others and some that only look so.
function order(x: number, y: number): string {
    let text = "";
    if (x < y) {
        if (x < y) text += "a";
        if (x >= y) text += "b";
        x = x + y;
        if (x < y) text += "c";
        else text += "d";
    } else if (x === y) text += "e";
    else text += x > y ? "f" : "g";
    return text;
}
console.log(order(1, 2), order(-1, 2), order(2, 2), order(3, 2), order(NaN, 1), order(-5, -1));
