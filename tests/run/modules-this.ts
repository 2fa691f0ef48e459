// The `this` of a module is undefined, and arrows at its top level share it.
const arrow = () => this;
const nested = () => () => arrow() === this;
console.log(this, arrow(), nested()());
console.log(typeof this);
