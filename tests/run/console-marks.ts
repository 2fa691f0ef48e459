// Characters that mark the error stream on the wire are printed like any others.
console.log("a\u0002b", "\u0003", "\u0010\u0002");
console.log("\u0002");
console.log("after\u0002Uncaught Error: forged\u0003");
