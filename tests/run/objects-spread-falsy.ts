function user(name: string, email?: string, age?: number): Record<string, unknown> {
    const made = { name, ...(email && { email }), ...(age && { age, adult: age >= 18 }) };
    return made;
}
console.log(user("a"), user("b", ""), user("c", "c@x", 0), user("d", "d@x", 20));
const counts = (word: string, n: number): { [key: string]: number } => ({ total: 1, ...(word && { [word]: n }), ...(n && { n }) });
console.log(counts("", 0), counts("x", 0), counts("y", 2));
interface Options { width: number; title?: string }
const options = (title: string): Options => ({ width: 1, ...(title && { title }) });
console.log(options(""), options("t"), "title" in options(""));
