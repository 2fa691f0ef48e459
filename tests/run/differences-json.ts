// JSON that is not of the type it is read as.
// differs: `JSON.parse` checks the text against the type that is wanted and throws a TypeError where they differ; members that the type does not have are dropped, and those that it has come in its order.
interface Settings {
    name: string;
    level: number;
}
function load(text: string): void {
    try {
        const settings: Settings = JSON.parse(text);
        console.log(JSON.stringify(settings));
    } catch (error) {
        console.log(error instanceof TypeError ? "TypeError" : error instanceof SyntaxError ? "SyntaxError" : "other");
    }
}
load('{"name": "a", "level": 1}');
load('{"level": 2, "more": true, "name": "b"}');
load('{"name": "a"}');
load('{"name": 1, "level": 2}');
load("{");
interface Sized {
    name: string;
    size?: number;
}
for (const text of ['{"size":1,"name":"n"}', '{"size":1}', '{"name":"n","size":"s"}', '{"name":"n","size":null}', "[]", "null"]) {
    try {
        const sized: Sized = JSON.parse(text);
        console.log(sized);
    } catch (error) {
        console.log(error instanceof TypeError ? "TypeError" : "other");
    }
}
