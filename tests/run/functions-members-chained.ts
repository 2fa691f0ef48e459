// Members that one statement gives to functions one after the other.
const mark = (text: string) => "<" + text + ">";
mark.options =
    mark.setOptions = function (options: { depth: number }) { mark.defaults = options; return options.depth; };
mark.defaults = { depth: 0 };
function count(x: number) { return x; }
count.first = count.second = 5;
let seen = 0;
seen = (count.third = 7);
console.log(mark.setOptions({ depth: 4 }), mark.options({ depth: 3 }), mark.defaults, mark("a"));
console.log(count.first, count.second, count.third, seen, count(1));
