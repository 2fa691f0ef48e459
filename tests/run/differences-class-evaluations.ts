// Classes that are evaluated more than once.
// differs: A class that uses no variables of the functions around it and has no static fields is one class, however often it is evaluated. Where a class that does has static fields, they are one variable each, through whichever of its subclasses they are written.
const make = () => class {};
console.log(make() === make());
function counter(start: number): { base: number; sub: number } {
    class Base {
        static count = start;
    }
    class Sub extends Base {}
    Sub.count++;
    return { base: Base.count, sub: Sub.count };
}
console.log(counter(1));
