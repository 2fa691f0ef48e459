// Optional members that the text lacks are not there.
interface One { name: string; size?: number }
interface Two { first?: number; middle: boolean; last?: string | null }
interface Many { a?: number; b?: string; c: number; d?: { x?: number; y?: number; z?: number }; e?: number[] }
const one = (text: string): One => JSON.parse(text);
const two = (text: string): Two => JSON.parse(text);
const many = (text: string): Many => JSON.parse(text);
for (const value of [one('{"name":"n"}'), one('{"name":"n","size":1}'), two('{"middle":true}'), two('{"first":1,"middle":false}'), two('{"middle":true,"last":null}'), two('{"first":2,"middle":true,"last":"l"}')]) {
    console.log(value, Object.keys(value), JSON.stringify(value), "size" in value, "last" in value);
}
for (const value of [many('{"c":1}'), many('{"a":1,"c":2,"e":[1,2]}'), many('{"b":"b","c":3,"d":{}}'), many('{"a":1,"b":"b","c":3,"d":{"x":1,"z":2},"e":[]}')]) {
    console.log(value, Object.keys(value), value.a, value.b?.length, value.c, value.d?.x, value.d?.z, value.e?.length, "d" in value);
}
// Settings over defaults.
interface Settings { host: string; port: number; secure: boolean; retries: number }
const defaults: Settings = { host: "localhost", port: 80, secure: false, retries: 3 };
function load(text: string): Settings {
    const given: Partial<Settings> = JSON.parse(text);
    return { ...defaults, ...given };
}
console.log(load("{}"), load('{"port":8080}'), load('{"secure":true,"host":"h"}'));
const merged = Object.assign({}, defaults, JSON.parse('{"retries":9}') as Partial<Settings>);
console.log(merged, Object.entries(merged).length);
const { port = 1, host = "none", ...others } = JSON.parse('{"port":5}') as Partial<Settings>;
console.log(port, host, others);
const written: One = JSON.parse('{"name":"w"}');
written.size = 4;
console.log(written, delete written.size, written);
const list: One[] = JSON.parse('[{"name":"a"},{"name":"b","size":2}]');
console.log(list, list.map((each) => each.size ?? "none"));
