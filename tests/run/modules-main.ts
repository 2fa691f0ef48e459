// Three modules: initialisation order, live bindings, a cycle through functions.
import { count, increment, describe } from "./modules/counter";
import area, { Circle as Round, type Shape } from "./modules/shapes";
import * as counter from "./modules/counter";
console.log("main", count, describe());
increment();
increment();
console.log(count, counter.count, describe());
const shapes: Shape[] = [new Round(2)];
console.log(area(shapes), shapes[0].area());
