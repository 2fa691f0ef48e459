// Three modules: initialisation order, live bindings, a cycle through functions.
import { count, increment, describe } from "./modules/counter";
import area, { Circle as Round, type Shape } from "./modules/shapes";
import * as counter from "./modules/counter";
import table from "./modules/table.json";
import again from "./modules/table.json" with { type: "json" };
console.log("main", count, describe());
increment();
increment();
console.log(count, counter.count, describe());
const shapes: Shape[] = [new Round(2)];
console.log(area(shapes), shapes[0].area());
console.log(table.title, table.rows.map(row => row.name + row.weight * 2).join(), table.nothing, table === again);
table.rows.push({ name: "x", weight: 0 });
console.log(again);
