// More members are added to literals than shapes are made for: such literals are dictionaries, others keep their form.
interface Settings {
    name?: string;
    size?: number;
    color?: string;
    depth?: number;
    parent?: Settings;
    tags?: string[];
    "data-id"?: number;
}
function configure(from: [string, unknown][], settings: Settings = {}): Settings {
    for (const [key, value] of from) {
        switch (key) {
            case "name": settings.name = value as string; break;
            case "size": settings.size = value as number; break;
            case "color": settings.color = String(value); break;
            case "depth": settings.depth = (settings.depth ?? 0) + 1; break;
            case "parent": settings.parent = configure([["name", value]]); break;
            case "tags": (settings.tags ??= []).push(String(value)); break;
            default: settings["data-id"] = from.length;
        }
    }
    return settings;
}
const one = configure([["tags", "x"], ["size", 3], ["depth", 0], ["name", "one"], ["tags", 7], ["id", 0], ["parent", "zero"], ["color", null], ["depth", 1]]);
const two = configure([["color", "red"]], { size: 9, tags: ["start"] });
console.log(one, two);
console.log(Object.keys(one), JSON.stringify(two), "name" in one, "name" in two, one.parent?.name?.length, two.parent?.name);
const { size = 1, ...rest } = one;
console.log(size, rest, { ...two, ...configure([]) });
delete one.parent;
console.log(one.parent, Object.entries(one).length, one === configure([], one));
const point: { x: number; y?: number; z?: number } = { x: 1 };
point.z = 3;
point.y = 2;
console.log(point);
