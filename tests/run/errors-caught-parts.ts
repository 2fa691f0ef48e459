// What is caught, taken apart.
try {
    throw new Error("no");
} catch ({ message }: any) {
    console.log(message);
}
try {
    throw { a: 1, b: [2, 3], f: true };
} catch ({ a, b: [c, d], e = 5, ...rest }: any) {
    console.log(a, c, d, e, rest);
}
try {
    throw [1, 2];
} catch ([x, y]: any) {
    console.log(x + y);
}
let next = () => 0;
try {
    throw { n: 4 };
} catch ({ n }: any) {
    next = () => n++;
}
console.log(next(), next());
try {
    try {
        throw null;
    } catch ({ lacking }: any) {
        console.log(lacking);
    }
} catch (error) {
    console.log(error instanceof TypeError);
}
function attempt(): string {
    try {
        throw new RangeError("far");
    } catch ({ name, message }: any) {
        return `${name}: ${message}`;
    } finally {
        console.log("finally");
    }
}
console.log(attempt());
type Show = ({ a, b }: { a: number; b: string }, [c]: number[]) => void;
const show: Show = ({ a, b }, [c]) => console.log(a, b, c);
show({ a: 1, b: "x" }, [2]);
