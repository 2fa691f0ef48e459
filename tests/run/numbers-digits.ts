// toPrecision and toExponential: exact digits, ties away from zero, both layouts.
const values = [0, -0, 1, -1.5, 123.456, 0.000123, 1e21, 1.45, 2.5, 9.995, 99999, 5e-324, 1.7976931348623157e308, 0.5, -25, 1e-7];
for (const value of values) {
    console.log(value.toPrecision(1), value.toPrecision(3), value.toPrecision(21), value.toPrecision(), value.toExponential(), value.toExponential(0), value.toExponential(5));
}
console.log(NaN.toPrecision(3), Infinity.toExponential(2), (-Infinity).toPrecision(200));
const attempts: (() => string)[] = [() => (1).toPrecision(0), () => (1).toPrecision(101), () => (1).toExponential(-1), () => (1).toExponential(101)];
for (const attempt of attempts) {
    try {
        console.log(attempt());
    } catch (error) {
        console.log(error instanceof RangeError);
    }
}
