// Abstract methods with several signatures
abstract class Codec {
    abstract encode(value: number): string;
    abstract encode(value: string, width?: number): string;
    abstract measure(value: string): number;
    abstract measure(value: number): number | undefined;
    both(): string {
        return this.encode(5) + this.encode("a") + this.encode("b", 3);
    }
    sizes(): (number | undefined)[] {
        return [this.measure("abc"), this.measure(1)];
    }
}
class Plain extends Codec {
    encode(value: number): string;
    encode(value: string, width?: number): string;
    encode(value: number | string, width = 0): string {
        return typeof value === "number" ? `#${value}` : value.padEnd(width, ".");
    }
    measure(value: string): number;
    measure(value: number): number | undefined;
    measure(value: string | number): number | undefined {
        return typeof value === "string" ? value.length : undefined;
    }
}
class Loose extends Codec {
    encode(value: any, width?: any): any {
        return `<${value}${width === undefined ? "" : width}>`;
    }
    measure(value: any): any {
        return +value;
    }
}
const all: Codec[] = [new Plain(), new Loose()];
for (const one of all) console.log(one.both(), one.sizes(), one.encode(7), one.measure("4"));
console.log(new Plain().encode("x", 2), new Loose().encode(1));
