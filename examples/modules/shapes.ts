// Classes that satisfy an interface, and a function over it.
export interface Shape {
    readonly name: string;
    area(): number;
}

export class Circle implements Shape {
    readonly name = "circle";

    constructor(private readonly radius: number) {}

    area(): number {
        return Math.PI * this.radius * this.radius;
    }
}

export class Rectangle implements Shape {
    readonly name = "rectangle";

    constructor(
        private readonly width: number,
        private readonly height: number,
    ) {}

    area(): number {
        return this.width * this.height;
    }
}

export function totalArea(shapes: readonly Shape[]): number {
    let total = 0;
    for (const shape of shapes) total += shape.area();
    return total;
}
