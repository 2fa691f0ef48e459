// Methods of functions, asked of what may be anything.
const f = ((a: number, b = 1) => a + b) as any, n = 5 as any, o = { call(x: number) { return x * 2; } } as any, u = undefined as any;
console.log(f.call?.(null, 2), f.apply?.(null, [2, 3]), f.bind?.(null, 4)?.(5), n.call?.(1), o.call?.(3), u?.call?.(1));
function isFunction(x: any): boolean { return !!(x && x.call && x.apply); }
console.log(isFunction(f), isFunction(n), isFunction(o), isFunction(u), typeof f.bind, typeof n.bind);
console.log(o.propertyIsEnumerable("call"), [1].propertyIsEnumerable(0), ([1] as any).propertyIsEnumerable("length"));
