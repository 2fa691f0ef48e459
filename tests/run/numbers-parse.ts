// Strings to numbers.
for (const s of ["", " ", "0", "-0", "42", " 42 ", "4 2", "1e3", "1E-3", ".5", "5.", ".", "-", "+7", "--7", "0x1F", "0X1f", "0b11", "0o17", "-0x10", "Infinity", "-Infinity", "infinity", "NaN", "1_000", "12px", "\t\n3\n", "1e400", "5e-324", "2.5e-324", "1e-400", "123456789012345678901234567890", "0.1", "9007199254740993", "1.7976931348623159e308", "00012", "\u00a05"])
    console.log(Number(s), s.length);
console.log(+"3", -"4", +true, +false, +"x", Number(true), Number(null), Number(undefined));
console.log(parseInt("42px"), parseInt("0x1f"), parseInt("  -12.9"), parseInt("abc"), parseInt("101", 2), parseInt("zz", 36), parseFloat("3.14abc"), parseFloat("-.5e1x"), parseFloat("x"));
