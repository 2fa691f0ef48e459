// differs: `Object` of a number, a text or a boolean makes an object with `valueOf` and `toString` alone, printed as an object: a text has no length or characters in it.
const text = Object("abc");
console.log(typeof text, text.length, text + "d");
