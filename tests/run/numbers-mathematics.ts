// Elementary functions give the last digit that node gives.
const points = [-20.5, -1.0625, -0.6, -1e-9, 0, 1e-9, 0.3, 0.59007567578179590, 0.75, 1, 1.0625, 1.2514707544296633, 2, 2.000001, 10, 21.9, 22, 700, 710];
for (const x of points) {
    console.log(x, Math.exp(x), Math.expm1(x), Math.log(x), Math.log1p(x), Math.log2(x), Math.log10(x));
    console.log(x, Math.sinh(x), Math.cosh(x), Math.tanh(x), Math.asinh(x), Math.acosh(x), Math.atanh(x), Math.cbrt(x));
    console.log(x, Math.tan(x), Math.asin(x), Math.acos(x), Math.atan(x), Math.atan2(x, -3), Math.hypot(x, 7));
}
console.log(Math.acosh(-98423.56), Math.atan2(528682153467, -2.9166477734418492e-8), Math.hypot(-Infinity, NaN), Math.hypot(NaN, 1), Math.hypot(), Math.hypot(-3));
console.log(Math.exp(709.782712893384), Math.exp(709.7827128933841), Math.exp(-745.1332191019411), Math.exp(-745.1332191019412), Math.cosh(710.4758600739439), Math.log(5e-324), Math.cbrt(-5e-324));
