// Comparisons that contradict themselves find the order that they find in V8.
const log: string[] = [];
const tell = (list: number[], compare: (a: number, b: number) => number) => {
    log.length = 0;
    const sorted = [...list].sort((a, b) => {
        log.push(`${a}:${b}`);
        return compare(a, b);
    });
    console.log(sorted.join(), log.join(" "));
};
const list = [5, 2, 8, 2, 9, 1, 5, 5, 3];
tell(list, (a, b) => a - b);
tell(list, (a, b) => b - a);
tell(list, () => -1);
tell(list, () => 1);
tell(list, () => 0);
tell(list, () => NaN);
tell(list, (a, b) => Number(a > b));
tell(list, (a, b) => (a > b ? 1 : -1));
tell([], () => 1);
tell([1], () => 1);
tell([2, 1], (a, b) => a - b);
tell([1, 2, 3], (a, b) => a - b);
tell([3, 2, 1], (a, b) => a - b);

interface Item { key: number; name: string }
const items: Item[] = Array.from({ length: 50 }, (_, i) => ({ key: (i * 7) % 5, name: `n${i}` }));
const names = (sorted: Item[]) => console.log(sorted.map((item) => item.name).join(""));
names([...items].sort((a, b) => (a.key < b.key ? -1 : 1)));
names([...items].sort((a, b) => (a.key > b.key ? 1 : -1)));
names([...items].sort((a, b) => a.key - b.key));
names([...items].sort((a, b) => (a.key < b.key ? 1 : -1)));

// Many elements are sorted stably.
const many = Array.from({ length: 150 }, (_, i) => ({ key: (i * 7919) % 13, at: i }));
many.sort((a, b) => a.key - b.key);
console.log(many.every((item, i) => i === 0 || many[i - 1].key < item.key || (many[i - 1].key === item.key && many[i - 1].at < item.at)));
const numbers = Array.from({ length: 200 }, (_, i) => (i * 7919) % 1009);
numbers.sort((a, b) => b - a);
console.log(numbers.every((n, i) => i === 0 || numbers[i - 1] >= n), numbers[0], numbers[199]);
