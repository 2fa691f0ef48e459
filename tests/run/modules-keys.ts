// Keys that other modules declare: unique symbols, constants, members of enums; through re-exports, namespaces and within functions.
import { KEY, Kind, TEXT as TITLE, deep, fields } from "./modules/keys/names";
import * as names from "./modules/keys/names";

interface Item {
    [KEY]: number;
    [Kind.Large]: string;
    [fields.inner]: boolean;
    [names.rest.Tags.tag]?: string;
}
class Box implements Item {
    [KEY] = 1;
    [Kind.Large] = "large";
    [fields.inner] = true;
    [TITLE] = "title";
    [names.rest.Space.SPACED] = [1];
    [deep](by: number): number {
        return this[KEY] * by;
    }
    static [names.TEXT] = "static";
}
const box = new Box();
console.log(box, box[KEY], box.large, box.in, box.text, box[deep](4), Box.text);
const item: Item = { [KEY]: 2, [Kind.Large]: "L", [fields.inner]: false, [names.rest.Tags.tag]: "tagged" };
console.log(item, item[names.KEY], item[names.rest.Tags.tag], names.rest.DEEP === deep);
function local(start: number): string {
    class Inner {
        [KEY] = "inner";
        [Kind.Small](): string {
            return this[KEY] + "!";
        }
    }
    const literal = {
        [TITLE]: start,
        [deep]() {
            return this[TITLE] + 1;
        },
    };
    return new Inner().small() + literal[deep]();
}
console.log(local(5));
const { [KEY]: taken, [TITLE]: title, ...others } = box;
console.log(taken, title, others);
