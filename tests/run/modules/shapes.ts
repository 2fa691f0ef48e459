import { increment } from "./counter";
console.log("shapes initialised");
export const NAME = "shapes";
export interface Shape { area(): number }
export class Circle implements Shape {
    constructor(private radius: number) { increment(); }
    area(): number { return this.radius * this.radius * 3; }
}
export default function total(shapes: Shape[]): number { return shapes.reduce((sum, s) => sum + s.area(), 0); }
