// Classes that are evaluated more than once.
// differs: A class that uses no variables of the functions around it and has no static fields is one class, however often it is evaluated.
const make = () => class {};
console.log(make() === make());
