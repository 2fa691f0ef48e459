// Functions in a literal with keys of run time have the names of the keys that are written
function keyed(key: string) {
    console.log({ f: function () {}, g: () => 1, h: class {}, i() {}, [key]: 1 });
}
keyed("key");
