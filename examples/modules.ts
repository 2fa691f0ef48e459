// A program of two files; "./modules/shapes" is found as editors and bundlers find it.
import { Circle, Rectangle, totalArea, type Shape } from "./modules/shapes";

const shapes: Shape[] = [new Circle(1), new Rectangle(2, 3), { name: "point", area: () => 0 }];
for (const shape of shapes) console.log(shape.name, shape.area());
console.log("total", totalArea(shapes));
