// A constructor whose fields are assigned in functions that are called where they stand.

class Limited {
    size: number;
    name: string;
    half: number;
    constructor(size: number) {
        (() => {
            if (size < 0) throw new RangeError("too small");
            this.size = size;
            this.name = `n${size}`;
        })();
        this.half = this.size / 2;
    }
}
console.log(new Limited(3));
try {
    new Limited(-1);
} catch (error) {
    console.log(String(error));
}
