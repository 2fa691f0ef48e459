// Static fields written through a subclass.
// differs: A static field is one variable, through whichever class it is written: JavaScript gives a subclass a field of its own then. A class that uses no variables of the functions around it and has no static fields is one class, however often it is evaluated.
class Base {
    static count = 0;
    static add(): number {
        return ++this.count;
    }
}
class Sub extends Base {}
Sub.add();
console.log(Base.count, Sub.count);
const make = () => class {};
console.log(make() === make());
