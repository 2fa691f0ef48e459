// An array that a method makes anew for each caller, although one caller runs only once

class Maker {
    make() { return [1, 2]; }
}
class Other extends Maker {
    first: number[];
    constructor() {
        super();
        this.first = super.make();
    }
    make() { return [3]; }
}
const other2 = new Other();
const makers: Maker[] = [new Maker(), other2];
const x = makers[0].make(), y = makers[0].make();
console.log(x === y, x === other2.first, makers[1].make().length);
